"""What converters to Markdown, Org and reStructuredText print in and around cells: backslashes, names of headings,
rules."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
ROWS = (
    ("产出指标", "数量指标", "维修水闸[座]", ">=12座", "13座", "40", "40"),
    ("产出指标", "质量指标", "渗漏率", "<=12%", "10~11%", "30", "-"),
    ("效益指标", "社会效益指标", "受益人口", "=3万人", "3.2万人", "30", "28"),
)
WIDTHS = (8, 12, 13, 10, 10, 4, 4)
TITLE = "云岭县水利局2023年度部门整体支出绩效自评报告"


def escaped(text: str) -> str:
    for mark in "-[]<>~":
        text = text.replace(mark, "\\" + mark)
    return text


def padded(cells: tuple[str, ...]) -> str:
    return " ".join(
        cell + " " * (wide - sum(1 + (one > "\u2e80") for one in cell))
        for cell, wide in zip(cells, WIDTHS, strict=True)
    )


def bars(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |\n"


def report(title: str, table: str, mark: str = "") -> Report:
    text = (
        f"{title}\n\n一、部门概况\n\n本局编制36人。\n\n二、自评表\n\n{table}\n三、存在的问题\n\n"
        f"1{mark}. 支付率{mark}<90%的项目有2个。\n\n四、改进措施\n\n1{mark}. 确保支付率{mark}>=95%。\n"
    )
    return parse(text.encode())


def found(of: Report) -> list[tuple[object, ...]]:
    (form,) = of.evaluations
    return [
        (
            one.level3,
            one.target and one.target.text,
            one.target and one.target.comparator,
            one.actual and one.actual.text,
            one.score,
        )
        for one in form.indicators
    ]


READ = [
    ("维修水闸[座]", ">=12座", "ge", "13座", 40),
    ("渗漏率", "<=12%", "le", "10~11%", None),
    ("受益人口", "=3万人", "eq", "3.2万人", 28),
]


def test_backslashes_of_markdown_are_none_of_a_cell() -> None:
    """pandoc: «\\>=12座» was a target in words, «\\-» no figure."""
    table = bars(HEADS) + "|---|---|---|---|---|---|---|\n" + "".join(bars(tuple(map(escaped, row))) for row in ROWS)
    read = report(f"# {TITLE} {{#{TITLE}}}", table, "\\")
    assert found(read) == READ
    assert read.title == TITLE
    assert [one.problem for one in read.problems] == ["支付率<90%的项目有2个"]
    assert read.improvements == ("确保支付率>=95%",)
    assert not read.diagnostics


def test_full_rows_between_bars_are_a_table() -> None:
    """Org without a rule: no cell is blank, so none can have moved."""
    assert found(report(TITLE, bars(HEADS) + "".join(map(bars, ROWS)))) == READ


@pytest.mark.parametrize("below", [False, True])
def test_a_rule_of_restructured_text_is_no_row(below: bool) -> None:
    """The rule below the last row was an indicator."""
    rule = " ".join("=" * wide for wide in WIDTHS) + "\n"
    table = (
        rule
        + padded(HEADS).rstrip()
        + "\n"
        + rule * below
        + "".join(padded(row).rstrip() + "\n" for row in ROWS)
        + rule
    )
    read = report(TITLE, table)
    assert found(read) == READ
    assert not read.diagnostics
