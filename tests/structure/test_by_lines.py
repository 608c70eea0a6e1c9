"""Rows of several indicators in a table whose lines a converter may have broken: numbers of their own tell them apart,
and points, for which no column is too narrow."""

from __future__ import annotations

import pytest

from grids import Spec, context, table
from jixiao.document import Cell, Run
from jixiao.extract.evaluations import evaluations
from jixiao.structure.by_lines import _is_numbered
from jixiao.structure.cell_lines import ended_lines


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("1.更换管网长度\n2.惠及居民户数", True),
        ("指标1：养护里程\n指标2：保洁面积", True),
        ("更换管网\n长度", False),
        ("1.更换管网\n长度", False),
        ("1.2万亩造林\n2.3万亩抚育", False),
        ("2.更换管网长度\n1.惠及居民户数", False),
    ],
)
def test_numbered_names(names: str, expected: bool) -> None:
    assert _is_numbered(names) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["营造林\n抚育", "≥3亩\n≥1亩", "3亩\n2亩", "5\n6", "5\n4"], [("营造林", "≥3亩", "5"), ("抚育", "≥1亩", "4")]),
        (["总成本\n控制", "≤1080.\n20万元", "1047.0\n5万元", "5", "4"], [("总成本控制", "≤1080.20万元", "4")]),
        (
            ["总成本\n控制", "≤1080.\n20万元", "1047.0\n5万元", "15", "14.2\n5"],
            [("总成本控制", "≤1080.20万元", "None")],
        ),
    ],
)
def test_names_without_numbers(row: list[str], expected: list[tuple[str, str, str]]) -> None:
    heads: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    rows: list[list[Spec]] = [
        heads,
        ["产出指标", "数量指标", *row],
        ["效益指标", "社会效益", "便民", "好", "好", "30", "29"],
    ]
    (found,) = evaluations(context("自评表", table(*rows, origin="flattened")))
    read = [(i["level3"].value, i["target"]["text"].value, str(i["score"].value)) for i in found["indicators"][:-1]]
    assert read == expected


def test_a_figure_of_three_lines_of_print_is_one() -> None:
    """«7039», «388.4», «5»: the last line told how wide a letter is, and the amount was lost (云南, a PDF)."""
    runs = tuple(
        Run(start, end, 1, (x0, top, x1, top + 10.7))
        for start, end, x0, x1, top in [
            (0, 4, 354.1, 380.8, 474.0),
            (5, 10, 352.4, 382.4, 488.0),
            (10, 11, 364.1, 370.8, 502.1),
        ]
    )
    cell = Cell(0, 0, 1, 1, "7039\n388.45", runs)
    assert ended_lines(cell, (345.4, 389.4)) == [(0, 11)]
    assert ended_lines(cell, (345.4, 409.4)) == [(0, 4), (5, 11)]


def test_a_figure_goes_down_with_the_unit_in_brackets_behind_it() -> None:
    """«≥300（天）» as «≥30», «0（天）»: two indicators, one of 30 and one of 0 days, were read (上海's form, a PDF)."""
    runs = (Run(0, 3, 1, (275.2, 358.7, 298.4, 369.9)), Run(4, 8, 1, (275.2, 371.5, 315.2, 382.7)))
    cell = Cell(0, 0, 1, 1, "≥30\n0（天）", runs)
    assert ended_lines(cell, (269.7, 331.4), whole=True) == [(0, 8)]
    assert ended_lines(cell, (269.7, 361.4), whole=True) == [(0, 3), (4, 8)]  # there was room for both
    assert ended_lines(cell, (269.7, 331.4)) == [(0, 3), (4, 8)]  # points are in doubt, never put together
