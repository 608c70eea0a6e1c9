"""The coverage ledger: every character claimed once, the sum is the total, and what no pattern knows is unread."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.support import context_of, coverage, everything, paragraphs, readings, unread, without, without_role

from jixiao.document import Block, Cell, Paragraph, Table
from jixiao.extract.ledger import close
from jixiao.quotes import Quote, quotes_of
from jixiao.readers.text import read_text
from jixiao.schema.finding import Coverage
from jixiao.structure.model import Structured

REPORT = """青禾县图书馆2023年度
部门整体支出绩效自评报告

一、单位基本情况
（一）主要职能。本馆承担下列职责：
1.收藏图书文献。
2、开展阅读推广。
（二）机构设置情况。青禾县图书馆是青禾县文旅局下属二级预算单位，内设办公室、采编部和外借部，下辖城东分馆、城西分馆2个二级预算单位，核定编制12人。
（三）人员情况
2023年末在职11人，比上年增加2人，离休1人，退休6人，主要原因是新招录3人、调出1人。
二、一般公共预算支出情况
2023年度一般公共预算财政拨款支出300.50万元，较上年减少20.30万元，下降6.33%，主要原因是压缩开支。
（一）基本支出情况
基本支出200.50万元，占总支出的66.72%，其中：人员经费1,500,000元，公用经费50.5万元。
（二）项目支出情况
项目支出100万元，同比持平。
三、政府性基金预算支出情况
无。
四、国有资本经营预算支出情况
本馆无国有资本经营预算支出。
五、部门整体支出绩效情况
一年来主要成效：
（一）读者服务更贴心。到馆读者达12万人次。
六、存在的问题及原因分析
经过自评，存在以下问题：一是预算编制不够精准。二是执行进度偏慢。原因是采购周期较长。
七、下一步改进措施
1、加强预算管理；
2、加快支付进度。
八、部门整体支出绩效自评结果拟应用和公开情况
经自评，自评得分96.5分，等级为优。自评结果用于改进管理。自评报告在县政府网站公开。
九、其他需要说明的情况
无。
附件：1.部门整体支出绩效自评表
2.基础数据表
"""


def balanced(found: Coverage) -> bool:
    return found.fields + found.structure + found.unread + sum(found.ignored.values()) == found.total


def test_a_report_that_is_read_whole() -> None:
    found = coverage(REPORT)
    assert found.total == len(REPORT)
    assert balanced(found)
    assert found.unread == 0
    assert found.unread_places == ()
    assert set(found.ignored) == {"line_end"}


def test_text_that_nobody_knows_is_unread_though_it_stands_in_the_outline() -> None:
    text = REPORT.replace("同比持平。", "同比持平。馆前有一棵古树。")
    found = coverage(text)
    assert unread(text) == ["馆前有一棵古树"]
    assert found.unread == len("馆前有一棵古树")
    (place,) = found.unread_places
    block = text.split("\n").index("项目支出100万元，同比持平。馆前有一棵古树。")
    assert (place.block, place.span) == (block, (15, 22))


RAISED = [
    *("title.end", "organization.parent", "profile.divisions", "profile.subordinate_units"),
    *("staffing.authorized", "staffing.on_duty", "staffing.change", "staffing.retired", "staffing.retired_cadres"),
    *("staffing.movement", "subject.general_public", "subject.basic", "subject.personnel", "subject.public"),
    *("spending.share", "spending.change.amount_rate", "spending.change.flat", "spending.nil.before"),
    *("spending.nil.whole", "conclusion.score", "conclusion.rating", "conclusion.use", "conclusion.disclosure"),
]


@pytest.mark.parametrize("id_", RAISED)
def test_deleting_a_pattern_raises_unread(id_: str) -> None:
    """Contract, ground rule 5: reading is not storing."""
    found = coverage(REPORT, without(id_))
    assert found.unread > 0
    assert balanced(found)


@pytest.mark.parametrize(
    "role",
    [
        *("functions", "organisation", "staffing", "spending_general_public", "basic_spending", "project_spending"),
        *("spending_government_fund", "spending_state_capital", "performance", "problems", "improvements"),
        *("results_use", "other_matters"),
    ],
)
def test_deleting_a_role_raises_unread(role: str) -> None:
    found = coverage(REPORT, without_role(role))
    assert found.unread > 0
    assert balanced(found)


LINES = st.lists(
    st.sampled_from([line for line in REPORT.splitlines() if line])
    | st.text(st.sampled_from("一二（）、1.附件：基本支出万元,。 \t　\u200b无"), max_size=16),
    max_size=16,
)


@settings(max_examples=80, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_the_ledger_balances_for_any_lines(lines: list[str], end: str) -> None:
    text = end.join(("青禾县", *lines))
    found = coverage(read_text(text.encode()).blocks)
    assert balanced(found)
    assert found.total == len(text)
    assert sum(place.span[1] - place.span[0] for place in found.unread_places) >= found.unread


@settings(max_examples=30, deadline=None)
@given(LINES)
def test_every_value_quotes_the_source_verbatim(lines: list[str]) -> None:
    context = context_of(paragraphs(*lines))
    for reading in readings(everything(context)):
        assert reading.quote.spans
        for span in reading.quote.spans:
            block = context.structured.blocks[span.source.block]
            assert isinstance(block, Paragraph)
            assert block.text[span.start : span.end] == span.source.text[span.start : span.end]


# ---- by hand


def structured(*blocks: Block) -> Structured:
    return Structured.of(blocks)


def closed(s: Structured, evidence: list[Quote]) -> Coverage:
    return close(s, [span for quote in evidence for span in quote.spans])


def test_the_first_claim_wins_and_nothing_counts_twice() -> None:
    s = structured(Paragraph("甲乙丙丁戊"))
    source = s.sources[0]
    s.claims.ignored.append(("page_number", source.quote(2, 5)))
    s.claims.structure.append(source.quote(1, 4))
    found = closed(s, [source.quote(0, 2), source.quote(0, 1)])
    assert (found.fields, found.structure, found.ignored, found.unread) == (2, 2, {"page_number": 1}, 0)


def test_a_claim_of_a_part_and_one_of_the_whole() -> None:
    """A text that one claim takes as a whole is no other's, whichever came first; a part of it may be."""
    s = structured(Paragraph("甲乙丙丁戊"), Paragraph("己庚辛"))
    first, second = s.sources[0], s.sources[1]
    s.claims.ignored.append(("page_number", first.quote()))
    s.claims.structure.append(first.quote(1, 3))
    s.claims.structure.append(second.quote(0, 2))
    found = closed(s, [first.quote(2, 3), second.quote()])
    assert (found.fields, found.structure, found.ignored, found.unread) == (4, 1, {"page_number": 3}, 0)


def test_blanks_are_ignored_and_lone_marks_are_structure() -> None:
    s = structured(Paragraph("甲，　乙 。", end="\n"))
    source = s.sources[0]
    found = closed(s, [source.quote(0, 1), source.quote(3, 4)])
    assert (found.fields, found.structure, found.ignored, found.unread) == (2, 4, {"line_end": 1}, 0)
    alone = closed(structured(Paragraph(" 甲 乙 ")), [])
    assert (alone.unread, alone.ignored, alone.unread_places[0].span) == (2, {"blank": 3}, (1, 4))


def test_a_quote_over_two_blocks_and_an_empty_one() -> None:
    s = structured(Paragraph("甲"), Paragraph("乙"))
    found = closed(s, [quotes_of((s.sources[0].quote(), s.sources[1].quote())), Quote(()), s.sources[0].quote(1, 1)])
    assert (found.total, found.fields) == (2, 2)


def test_cells_and_the_marks_between_them() -> None:
    cells = (Cell(0, 0, 1, 1, "甲"), Cell(0, 1, 1, 1, "乙丙"))
    native = Table(1, 2, cells, "native")
    s = structured(native, replace(native, origin="flattened", source_text="甲\t乙丙\n"))
    (first, second), grid = s.grids[0].sources, s.grids[1]
    found = closed(s, [first.quote(), second.quote(0, 1), *(source.quote() for source in grid.sources)])
    assert (found.total, found.fields, found.unread) == (8, 5, 1)
    assert found.ignored == {"table_layout": 2}
    assert [(place.block, place.cell, place.span) for place in found.unread_places] == [(0, (0, 1), (1, 2))]


def test_an_empty_document() -> None:
    found = closed(structured(), [])
    assert (found.total, found.unread, found.ignored) == (0, 0, {})


def test_what_is_unread_at_the_end_of_a_text_and_at_the_start_of_the_next_is_two_places() -> None:
    blocks: list[Block] = [Paragraph("甲乙丙丁", end="\n"), Paragraph("", end="\n"), Paragraph(" 戊己庚。", end="\n")]
    structured = Structured.of(blocks)
    first, _, last = (structured.sources[index] for index in range(3))
    structured.claims.structure.append(first.quote(0, 2))
    found = close(structured, last.quote(3, 5).spans)
    assert [(place.block, place.span) for place in found.unread_places] == [(0, (2, 4)), (2, (1, 3))]
    assert (found.fields, found.structure, found.unread) == (2, 2, 4)
    assert found.ignored["blank"] == 1
    assert balanced(found)


def test_a_quote_of_another_document_is_none_of_this_ones_characters() -> None:
    structured = Structured.of([Paragraph("甲乙")])
    other = Structured.of([Paragraph("甲乙")]).sources[0]
    assert close(structured, other.quote().spans).unread == 2
