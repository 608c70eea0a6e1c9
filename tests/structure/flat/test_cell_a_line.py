"""Text of a cell a line in words that no list holds: labels known by what they look like, words of level 2 with blank
lines below them."""

from __future__ import annotations

import pytest

from flattened import look, rebuilt, rows
from jixiao.document import Table

HEAD = ["项  目  名  称", "老旧小区改造补助资金", "主管（预算）部门", "某某区住房局", "项目承担单位", "某某区房产中心"]
FUNDS = [
    *("资金情况", "（元）", ""),
    *("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    *("", "年度资金总额", "500", "500", "450", "10", "90%", "9"),
    *("", "其中：当年财政拨款", "500", "500", "450", "—", "90%", "—"),
]
GOALS = ["年度总体目标", "预期目标", "实际完成情况", "", "完成改造。", "全部完成改造。"]
INDICATORS = [
    *(
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    *("", "产出指标", "数量指标", "", "改造小区", "≥5个", "7个", "30", "30", ""),
    *("", "", "质量", "", "验收合格率", "≥95%", "96%", "20", "20", ""),
    *("", "效益指标", "社会", "效益指标", "投诉事件", "≤3起", "1起", "30", "30", ""),
    *("", "满意度指标", "服务对象满意度", "指标", "居民满意度", "≥90%", "88%", "10", "9", ""),
    *("总分", "100", "98", ""),
]


def read(*parts: list[str]) -> tuple[list[Table], list[str]]:
    """The tables of lines, and the codes of what was said about them."""
    lines = [line for part in parts for line in part]
    found = rebuilt("\n".join(["项目支出绩效自评表", *lines, "填表人：（略）"]) + "\n")
    return [block for block in found.blocks if isinstance(block, Table)], [d.code for d in found.diagnostics]


def test_labels_that_no_form_knows_are_known_by_their_looks_and_words_of_a_level_by_the_blank_lines_below() -> None:
    found, said = read(HEAD, FUNDS, GOALS, INDICATORS)
    assert (len(found), said) == (1, [])
    texts = [[look(text) for text in row] for row in rows(found[0])]
    assert texts[:2] == [["项目名称", HEAD[1]], ["主管（预算）部门", HEAD[3], "项目承担单位", HEAD[5]]]
    assert texts[2] == ["资金情况（元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    assert texts[3] == ["年度资金总额", "500", "500", "450", "10", "90%", "9"]
    assert texts[-5] == ["产出指标", "数量指标", "改造小区", "≥5个", "7个", "30", "30", ""]
    assert texts[-4] == ["质量", "验收合格率", "≥95%", "96%", "20", "20", ""]
    assert texts[-3] == ["效益指标", "社会效益指标", "投诉事件", "≤3起", "1起", "30", "30", ""]


@pytest.mark.parametrize(
    "head",
    [
        [*HEAD[:2], "二期", *HEAD[2:]],  # the project's name may go on, or another cell stand there
        [*HEAD[:2], "职责权限", *HEAD[3:]],  # a label that looks like none of the form's
        [*HEAD[:2], "450", *HEAD[3:]],
        [*HEAD[:4], "", *HEAD[5:]],
        [*HEAD, "一楼"],
    ],
)
def test_a_line_too_many_or_a_label_of_other_looks_is_refused(head: list[str]) -> None:
    found, said = read(head, FUNDS, GOALS, INDICATORS)
    assert "unreadable_table" in said
    texts = [look(cell.text) for table in found for cell in table.cells]
    assert HEAD[1] not in texts
    assert "主管（预算）部门" not in texts


@pytest.mark.parametrize("name", ["", "≥95%"])
def test_blank_lines_below_a_level_reach_no_target(name: str) -> None:
    """A row without a name, or with a target for one: its figures would stand in other columns."""
    for old in ("改造小区", "验收合格率"):
        found, said = read(HEAD, FUNDS, GOALS, [name if line == old else line for line in INDICATORS])
        assert "unreadable_table" in said
        assert not any(look(cell.text) in ("7个", "96%") for table in found for cell in table.cells)


def test_the_beginning_of_a_level_heads_no_column() -> None:
    """«可持续性», two blank lines, «影响指标» where a goal's heading stood."""
    goals = ["年度总体目标", "预期目标", "可持续性", "", "", "影响指标", "", "完成改造。", "全部完成改造。"]
    found, said = read(HEAD, FUNDS, goals, INDICATORS)
    assert "unreadable_table" in said
    assert not any("影响指标" in look(cell.text) and "完成" in cell.text for table in found for cell in table.cells)
