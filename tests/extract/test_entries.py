"""Numbered items of a body: cut at their labels, in sequence, without losing a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.support import TITLE, context_of

from jixiao.extract.entries import entries_of, split, strip_closing
from jixiao.pipeline import parse
from jixiao.quotes import Source
from jixiao.structure.labels import Kind
from jixiao.structure.model import Node


def read(*paragraphs: str) -> tuple[list[str], list[tuple[str, str]]]:
    """(lead, [(label, text)]), folded."""
    found = split([Source(at, text).view() for at, text in enumerate(paragraphs)])
    return [text.match for text in found.lead], [(i.label.raw if i.label else "", i.text.match) for i in found.items]


@pytest.mark.parametrize(
    ("paragraphs", "labels"),
    [
        (("1.甲。", "2.乙。"), ["1.", "2."]),
        (("1、甲。2、乙。",), ["1、", "2、"]),
        (("1甲。", "2乙。", "3丙。"), ["1", "2", "3"]),
        (("１．甲。", "２．乙。"), ["１．", "２．"]),
        (("（1）甲；（2）乙。",), ["（1）", "（2）"]),
        (("1)甲。", "2)乙。"), ["1)", "2)"]),
        (("①甲。", "②乙。"), ["①", "②"]),
        (("一是甲；二是乙。",), ["一是", "二是"]),
        (("一是甲，二是乙。",), ["一是", "二是"]),
        (("一要甲。", "二要乙。"), ["一要", "二要"]),
        (("第一，甲。第二，乙。",), ["第一，", "第二，"]),
        (("首先，甲。其次，乙。再次，丙。最后，丁。",), ["首先，", "其次，", "再次，", "最后，"]),
        (("首先，甲。", "其次，乙。", "最后，丙。"), ["首先，", "其次，", "最后，"]),
        (("问题一：甲。问题二：乙。",), ["问题一：", "问题二："]),
        (("问题1、甲。", "问题2、乙。"), ["问题1、", "问题2、"]),
        (("（一）甲。", "（二）乙。"), ["（一）", "（二）"]),
        (("1.甲。", "1.乙。"), ["1.", "1."]),
        (("1.甲。", "3.乙。"), ["1.", "3."]),
    ],
)
def test_numberings(paragraphs: tuple[str, ...], labels: list[str]) -> None:
    lead, items = read(*paragraphs)
    assert lead == []
    assert [label for label, _ in items] == labels


def test_what_stands_before_the_first_item_leads() -> None:
    assert read("本馆职责：1.收藏；2.展览。") == (["本馆职责:"], [("1.", "收藏;"), ("2.", "展览。")])
    assert read("说明。", "1、甲。", "续。", "2、乙。") == (["说明。"], [("1、", "甲。续。"), ("2、", "乙。")])
    assert read("无编号的一段。", "又一段。") == (["无编号的一段。", "又一段。"], [])


def test_the_inner_numbering_stays_in_its_item() -> None:
    assert read("1.甲：一是快；二是好。", "2.乙（1）丙。")[1] == [("1.", "甲:一是快;二是好。"), ("2.", "乙(1)丙。")]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1.完成3.5万册。2023年新增2个。", [("1.", "完成3.5万册。2023年新增2个。")]),
        ("2023年1月1日起，新增3人。", []),
        ("全年3.2万人次；其中12月5000人次。", []),
        ("2.5万元用于购书。", []),
        ("根据〔2024〕1号文件。2、展览。", []),
        ("1.2023年新建分馆。2.修馆。", [("1.", "2023年新建分馆。"), ("2.", "修馆。")]),
    ],
)
def test_numbers_that_are_no_labels(text: str, items: list[tuple[str, str]]) -> None:
    assert read(text)[1] == items


@pytest.mark.parametrize("first", ["1、", "1.", "1"])
@pytest.mark.parametrize("word", ["公共文化服务", "部门联动", "处理投诉", "起草规划", "项目管理"])
def test_the_next_number_of_a_list_needs_no_mark(first: str, word: str) -> None:
    """«2公共…», «2部门…» begin with a measure word and stayed in the item before."""
    assert read(f"{first}收藏。", f"2{word}。", "3、展览。")[1] == [
        (first, "收藏。"),
        ("2", f"{word}。"),
        ("3、", "展览。"),
    ]


def test_a_number_out_of_sequence_begins_no_item() -> None:
    assert read("1、接待。", "8公里外设分馆。", "2、展览。")[1] == [("1、", "接待。8公里外设分馆。"), ("2、", "展览。")]


PIECES = [
    *("1.甲", "2、乙。", "3丙；", "（1）丁", "①戊。", "一是己；", "二是庚。", "第一，辛", "（二）壬。", "2公共；"),
    *("甲", "乙。", "；丙", "3.5万元", "2023年", "：丁", " 戊", "\n己"),
]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=6))
def test_splitting_conserves_every_character_in_order(paragraphs: list[str]) -> None:
    texts = [text for at, raw in enumerate(paragraphs) if (text := Source(at, raw).view())]
    found = split(texts)
    kept = "".join(text.match for text in found.lead)
    for item in found.items:
        assert item.label
        assert item.text.quote().match == item.text.match
        kept += item.label.match + item.text.match
    assert kept == "".join(text.match for text in texts)


def test_subsections_are_the_items() -> None:
    text = TITLE + "六、部门整体支出绩效情况\n总体良好。\n（一）服务。快。\n1.好。\n（二）馆舍。新。\n"
    (node,) = context_of(text).structured.outline
    found = entries_of(node)
    assert [lead.match for lead in found.lead] == ["总体良好。"]
    assert [(i.label.raw if i.label else None, i.text.match) for i in found.items] == [
        ("（一）", "服务。快。1.好。"),
        ("（二）", "馆舍。新。"),
    ]


def test_a_subsection_of_the_sections_own_role_only_groups() -> None:
    text = (
        TITLE
        + "八、改进措施和建议\n（一）改进措施\n1、细化。\n2、加快。\n（二）其他。请支持。\n（三）整改措施\n另行整改。\n"
    )
    (node,) = context_of(text).structured.outline
    assert [child.role for child in node.children] == ["improvements", None, "improvements"]
    assert [i.text.match for i in entries_of(node).items] == ["细化。", "加快。", "其他。请支持。", "另行整改。"]


def test_an_empty_section_has_no_items() -> None:
    found = entries_of(Node(1, "一", None, None))
    assert (found.lead, found.items) == ([], [])


def test_the_kind_of_a_numbering_is_told() -> None:
    assert [i.kind for i in split([Source(0, "一是甲；二是乙。").view()]).items] == [Kind.ORDINAL, Kind.ORDINAL]


@pytest.mark.parametrize(
    ("text", "rest"), [("甲。", "甲"), ("甲；", "甲"), ("甲。；", "甲"), ("甲", "甲"), ("。", ""), ("甲：", "甲:")]
)
def test_strip_closing(text: str, rest: str) -> None:
    assert strip_closing(Source(0, text).view()).match == rest


PROBLEM_HEAD = (
    "青禾县教育局2022年度部门整体支出绩效自评报告\n一、部门概况\n编制9人。\n"
    "二、存在的问题\n存在的问题及整改措施见下表：\n"
)
PROBLEM_ROWS = (
    "序号\t存在问题\t原因分析\t整改措施\n1\t支付进度慢\t审核环节多\t简化流程\n2\t超概算\t勘察不足\t加强论证\n"
)


def test_problems_in_a_table() -> None:
    found = parse((PROBLEM_HEAD + PROBLEM_ROWS).encode())
    assert [(one.problem, one.cause) for one in found.problems] == [
        ("支付进度慢", "审核环节多"),
        ("超概算", "勘察不足"),
    ]
    assert found.improvements == ("简化流程", "加强论证")


def test_a_table_of_problems_whose_cells_are_lines_is_no_list() -> None:
    found = parse((PROBLEM_HEAD + PROBLEM_ROWS.replace("\t", "\n")).encode())
    assert (found.problems, found.improvements) == ((), ())
    assert "unreadable_table" in [item.code for item in found.diagnostics]
