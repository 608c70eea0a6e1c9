"""Goals beside labels, in a table of a form that has headings for them or none."""

from __future__ import annotations

from grids import Spec, grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import match_form

HEADS: list[Spec] = [("绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "自评得分"]


def test_goals_beside_labels_where_the_form_has_none_of_its_own() -> None:
    found = match_form(
        grid(
            ["专项资金名称", ("产业发展资金", 6)],
            ["总体目标", ("发展基地12个", 6)],
            ["目标完成情况", ("建成基地12个", 6)],
            HEADS,
            ["产出指标（50分）", "数量指标（20分）", "基地（20分）", "≥12个", "12个", "20"],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert {id_: pair.match for id_, pair in found.pairs.items()} == {
        "project": "产业发展资金",
        "goals.expected": "发展基地12个",
        "goals.actual": "建成基地12个",
    }


def test_a_label_of_the_whole_block_that_says_what_came_of_the_goal() -> None:
    """«绩效目标完成情况» heads the goals of some forms; beside «年度绩效目标» it is what became of it."""
    found = match_form(
        grid(
            ["单位名称", ("云溪县医院", 6)],
            ["年度绩效目标", ("接生1800人次", 6)],
            ["绩效目标完成情况", ("接生1726人次", 6)],
            HEADS,
            ["产出指标", "数量指标", "接生", "≥1800人次", "1726人次", "15"],
        ),
        forms_of(load()),
    )
    assert found is not None
    assert [found.pairs[id_].match for id_ in ("goals.expected", "goals.actual")] == ["接生1800人次", "接生1726人次"]
