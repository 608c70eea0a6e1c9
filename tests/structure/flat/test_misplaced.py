"""A heading's words among the values below it (`misplaced`)."""

from __future__ import annotations

import pytest

from jixiao.patterns import load
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.misplaced import displaced
from jixiao.structure.flat.shapes import Shape, keys_of, shapes_of
from jixiao.structure.flat.stretch import RawCell

MONEY = ["年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "得分"]
INDICATORS = ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "分值", "得分", "偏差原因分析及改进措施"]


def rows_of(shape: Shape, name: str) -> list[FitRow]:
    """A table without the columns 执行率 and 实际完成值, one row of which has a name."""
    texts = [MONEY, INDICATORS, ["", "产出指标", "数量指标", name, "10场", "10", "10", ""]]
    zones = [zone.id for zone in shape.form.zones]
    kinds = [shape.headings[zones.index("funds")], shape.headings[zones.index("indicators")]]
    kinds.append(shape.data[zones.index("indicators")])
    return [FitRow([RawCell(t) for t in row], keys_of(row), kind) for row, kind in zip(texts, kinds, strict=True)]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("实际完成值", 1),  # what stands where its label should?
        ("预算执行率", 0),  # an author's name
        ("其他资金", 0),  # a row of money
        ("分值", 0),  # each heading has it
    ],
)
def test_words_of_headings_that_lack_them_are_astray_but_for_names_of_authors(name: str, count: int) -> None:
    shape = next(shape for shape in shapes_of(load()) if shape.form.id == "hunan-2022.evaluation")
    assert len([*displaced(shape, rows_of(shape, name), load())]) == count
