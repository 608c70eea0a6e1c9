"""Text without marks: whether a form may stand in it, and which of its lines stand outside tables."""

from __future__ import annotations

import pytest

import jixiao
from flattened import paragraphs
from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.structure.flat.plain import form_words
from jixiao.structure.flat.stretch import Stretch, outside
from jixiao.structure.flat.words import words_of

PROSE = (
    "2023年年初预算120万元。\n公用经费30万元。\n财政拨款100万元。\n改进措施如下。\n自评得分92分。\n资金总额120万元。\n"
)
HEADINGS = "（二）项目支出情况\n（三）“三公经费”支出情况\n四、财政拨款支出情况\n　　八、改进措施\n"
HEADING = "年初预算数\n全年预算数\n全年执行数\n"


def _stretch(text: str) -> Stretch:
    return Stretch(0, [block for block in paragraphs(text) if isinstance(block, Paragraph)])


@pytest.mark.parametrize(("text", "may"), [
    (PROSE, False),
    (HEADING, True),
    (PROSE + HEADING, True),
    (PROSE + HEADINGS, False),
    ("四、年度绩效指标完成情况 年初预算数 全年预算数 全年执行数\n" + PROSE, True),
])  # fmt: skip
def test_heading_words_in_the_sentences_and_headings_of_a_narrative_are_no_sign_of_a_form(text: str, may: bool) -> None:
    assert form_words(_stretch(text), [], words_of(load())) is may


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_labels_that_fill_their_lines_tell_a_form_whatever_ends_the_lines(end: str) -> None:
    """In a file of Windows a table that cannot be read was not even named."""
    text = "自评得分92分。\n单位名称\n年初预算\n786.35\n一级指标\n二级指标\n目标值\n".replace("\n", end)
    assert form_words(_stretch(text), [], words_of(load())) is True


TORN = """2023年度部门整体支出绩效自评表

预算部门、单位名称

年度资金总额

年初
预算数

全年预算数

全年执行数

分值

执行率

得分

313.20

463.50

463.50

10

100%

10

按收入性质分：

按支出性质分：

一级指标

二级指标

年度指标值

实际完成值

自评得分

3

3

10

10

三级指标

走访慰问农户。
组织农户春节、七
一、重阳等活动
修缮水渠

偏差原因
分析及
改进措施

生态效益指标

总分
"""


def test_a_cell_that_ends_an_enumeration_is_no_heading_below_a_form_that_cannot_be_read() -> None:
    """«…春节、七», «一、重阳等活动»: the form ended there, and its last labels were headings of the report."""
    report = jixiao.parse(TORN.encode())
    assert [(section.title, section.children) for section in report.outline] == []
    assert [one.code for one in report.diagnostics] == ["unreadable_table"]
    assert report.diagnostics[0].places[-1].block == report.blocks[-1].index
    other = jixiao.parse(TORN.replace("春节、七\n", "春节\n").encode())
    assert [section.title for section in other.outline] == ["重阳等活动", "偏差原因", "改进措施"]


def test_the_lines_of_a_part_and_those_outside_tables() -> None:
    stretch = _stretch("一\n二\n三\n四\n五\n")
    assert [line.text for line in stretch.lines_in(2, 8)] == ["二", "三", "四"]
    assert [line.text for line in stretch.lines_in(3, 8)] == ["三", "四"]
    assert [[line.text for line in group] for group in outside(stretch.lines, [(6, 8), (2, 4)])] == [
        ["一"],
        ["三"],
        ["五"],
    ]
