"""The section tree: found by label, sequence and known titles, wherever a heading stands; no text is lost."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.support import TITLE, context_of, outline, paragraphs, structured_of

import jixiao
from jixiao.document import Block, Cell, Paragraph, Table
from jixiao.quotes import Quote, squeeze
from jixiao.structure.labels import label_at
from jixiao.structure.model import Node, Structured

PROFILE = ("一", "单位基本情况", "profile", [])


def read(text: str) -> list[Any]:
    return outline(TITLE + text)


def top(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [entry[:3] for entry in read(text)]


def nodes(text: str) -> list[Node]:
    return [node for first in context_of(TITLE + text).structured.outline for node in first.walk()]


def bodies(text: str) -> list[list[str]]:
    return [[part.match for part in node.body] for node in nodes(text)]


# ---- labels and levels


def test_levels_by_label() -> None:
    assert read(
        "一、单位基本情况\n（一）主要职能\n收藏。\n（二）机构设置\n二、存在的问题\n慢。\n（一）预算粗。\n三、下一步改进措施\n"
    ) == [
        (
            "一",
            "单位基本情况",
            "profile",
            [("（一）", "主要职能", "functions", []), ("（二）", "机构设置", "organisation", [])],
        ),
        ("二", "存在的问题", "problems", [("（一）", "预算粗", None, [])]),
        ("三", "下一步改进措施", "improvements", []),
    ]


def test_parts_stand_above_chinese_numbers() -> None:
    assert read("第一部分 单位概况\n一、主要职能\n收藏。\n二、机构设置\n第二部分 存在的问题\n一、预算粗\n") == [
        (
            "第一部分",
            "单位概况",
            "profile",
            [("一", "主要职能", "functions", []), ("二", "机构设置", "organisation", [])],
        ),
        ("第二部分", "存在的问题", "problems", [("一", "预算粗", None, [])]),
    ]
    assert [node.level for node in nodes("第一部分 单位概况\n一、机构设置\n（一）内设机构\n")] == [1, 2, 3]


def test_a_part_that_its_words_tell_to_be_on_money() -> None:
    """Twenty-five values of a bureau's spending were named as unread; other words tell no part."""
    found = read("第一部分 部门概况\n一、机构设置\n第二部分 资金使用情况\n（一）支出9万元。\n第三部分 图书馆简况\n")
    assert [entry[2] for entry in found] == ["profile", "overview_income", None]


def test_the_part_of_final_accounts_that_holds_them_says_nothing_itself() -> None:
    """A self-evaluation may stand in it, whose «部门概况» was on money, and none of the unit's offices read."""
    found = read("第二部分 2023年度部门决算情况\n一、部门概况\n本馆内设办公室。\n二、存在的问题\n慢。\n")
    assert found == [
        (
            "第二部分",
            "2023年度部门决算情况",
            None,
            [("一", "部门概况", "profile", []), ("二", "存在的问题", "problems", [])],
        )
    ]


def test_level_is_depth_and_not_kind() -> None:
    assert [node.level for node in nodes("（一）主要职能\n收藏。\n二、存在的问题\n（一）粗。\n")] == [1, 1, 2]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("一、单位基本情况", "一"),
        ("一.单位基本情况", "一"),
        ("一．单位基本情况", "一"),
        ("一，单位基本情况", "一"),
        ("一 、 单位基本情况", "一"),
        ("一、单位基本情况。", "一"),
        ("一、单位基本情况：", "一"),
        ("　　一、单位 基本 情况", "一"),
        ("（一）单位基本情况", "（一）"),
        ("(一)单位基本情况", "(一)"),
        ("（一)、单位基本情况", "（一)"),
        ("一）单位基本情况", "一）"),
        ("第一部分：单位基本情况", "第一部分"),
    ],
)
def test_labels_keep_brackets_and_drop_marks(line: str, label: str) -> None:
    assert read(f"{line}\n收藏。\n") == [(label, "单位基本情况", "profile", [])]


@pytest.mark.parametrize(
    "title", ["2023年度部门整体支出绩效情况", "部门（单位）整体支出绩效情况", "部门整体支出绩效情况"]
)
def test_titles_with_years_and_brackets(title: str) -> None:
    assert top(f"六、{title}\n完成。\n") == [("六", squeeze(title), "performance")]


# ---- headings with text behind them


@pytest.mark.parametrize(
    ("line", "title", "body"),
    [
        ("（一）主要职能。收藏图书。展览。", "主要职能", ["收藏图书。展览。"]),
        ("（一）主要职能：收藏图书。", "主要职能", ["收藏图书。"]),
        ("（一）主要职能 收藏图书。", "主要职能", ["收藏图书。"]),
        ("（一）主要职能", "主要职能", []),
        ("（一）馆舍更新。新建分馆2个。", "馆舍更新", ["新建分馆2个。"]),
        ("（一）馆舍更新，藏书翻番", "馆舍更新,藏书翻番", []),
        (f"（一）{'很' * 30}。短。", "很" * 30, ["短。"]),
        (f"（一）{'很' * 31}。短。", None, [f"{'很' * 31}。短。"]),
        (f"（一）{'很' * 31}", None, ["很" * 31]),
    ],
)
def test_a_title_ends_at_its_mark(line: str, title: str | None, body: list[str]) -> None:
    (node,) = nodes(line + "\n")
    assert (node.title.match if node.title else None) == title
    assert [text.match for text in node.body] == body
    assert [text.match for text in node.content] == [squeeze(line)[3:]]


def test_headings_inside_a_run_on_paragraph() -> None:
    text = (
        "一、单位基本情况 （一）主要职能。收藏图书。（二）机构设置情况。内设办公室。"
        "二、一般公共预算支出情况：2023年支出5万元。"
        "（一）基本支出情况。基本支出3万元。三、存在的问题及原因分析。慢。\n四、下一步改进措施\n快。\n"
    )
    assert read(text) == [
        (
            "一",
            "单位基本情况",
            "profile",
            [("（一）", "主要职能", "functions", []), ("（二）", "机构设置情况", "organisation", [])],
        ),
        ("二", "一般公共预算支出情况", "spending_general_public", [("（一）", "基本支出情况", "basic_spending", [])]),
        ("三", "存在的问题及原因分析", "problems", []),
        ("四", "下一步改进措施", "improvements", []),
    ]
    assert bodies(text) == [
        [],
        ["收藏图书。"],
        ["内设办公室。"],
        ["2023年支出5万元。"],
        ["基本支出3万元。"],
        ["慢。"],
        ["快。"],
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "依据《条例》规定。（三）项不适用。",
        "获一、二、三等奖。三、略。",
        "根据第二、三款规定办理。",
        "见附表（一）和（二）。",
    ],
)
def test_numbers_out_of_sequence_inside_a_sentence_cut_nothing(sentence: str) -> None:
    assert read(f"一、单位基本情况\n{sentence}\n") == [PROFILE]
    assert bodies(f"一、单位基本情况\n{sentence}\n") == [[squeeze(sentence)]]


# ---- numbers that authors got wrong


def test_skipped_and_repeated_numbers() -> None:
    assert top(
        "一、单位基本情况\n一、一般公共预算支出情况\n五、存在的主要问题\n四、下一步改进措施\n四、其他需要说明的情况\n"
    ) == [
        ("一", "单位基本情况", "profile"),
        ("一", "一般公共预算支出情况", "spending_general_public"),
        ("五", "存在的主要问题", "problems"),
        ("四", "下一步改进措施", "improvements"),
        ("四", "其他需要说明的情况", "other_matters"),
    ]


def test_a_list_that_counts_with_the_sections_own_numbers_stays_inside() -> None:
    """«一、预算粗» below «七、存在的问题» was a section of its own, and the problem was lost."""
    text = (
        "七、存在的问题\n一、预算粗。调研少。\n二、进度慢。三、资产乱。\n"
        "八、下一步改进措施\n一、编细预算。\n九、其他需要说明的情况\n"
    )
    assert [(label, title, [c[:2] for c in children]) for label, title, _, children in read(text)] == [
        ("七", "存在的问题", [("一", "预算粗"), ("二", "进度慢"), ("三", "资产乱")]),
        ("八", "下一步改进措施", [("一", "编细预算")]),
        ("九", "其他需要说明的情况", []),
    ]
    assert read("一、单位基本情况\n（一）主要职能\n一、收藏。\n二、展览。\n二、存在的问题\n") == [
        (
            "一",
            "单位基本情况",
            "profile",
            [("（一）", "主要职能", "functions", []), ("一", "收藏", None, []), ("二", "展览", None, [])],
        ),
        ("二", "存在的问题", "problems", []),
    ]


def test_entries_are_no_sections() -> None:
    text = "一、单位基本情况\n（一）主要职能\n1根据县委编办文件设立。\n2、收藏。\n（3）展览。\n①古籍。\n一是讲座。\n"
    assert read(text) == [("一", "单位基本情况", "profile", [("（一）", "主要职能", "functions", [])])]
    assert bodies(text)[1] == ["1根据县委编办文件设立。", "2、收藏。", "(3)展览。", "①古籍。", "一是讲座。"]


@pytest.mark.parametrize(
    "line", ["2023年度，本馆开展活动。", "〔2024〕3号文件。", "12月31日止。", "3.5万人次到馆。", "10个股室。"]
)
def test_years_and_document_numbers_begin_no_section(line: str) -> None:
    assert read(f"一、单位基本情况\n{line}\n") == [PROFILE]


# ---- headings without their number, or with a converter's


def test_arabic_numbers_of_a_converter() -> None:
    """Tika prints Word's automatic 一、 as 1、 and （一） as （1）; the entries keep their numbers."""
    text = (
        "1、单位基本情况\n（1）主要职能\n收藏。\n（2）机构设置\n2、一般公共预算支出情况\n支出3万元。\n"
        "3、存在的问题及原因分析\n1、编制粗。\n2、进度慢。\n4、下一步改进措施\n1、编细。\n"
    )
    assert read(text) == [
        (
            "1",
            "单位基本情况",
            "profile",
            [("（1）", "主要职能", "functions", []), ("（2）", "机构设置", "organisation", [])],
        ),
        ("2", "一般公共预算支出情况", "spending_general_public", []),
        ("3", "存在的问题及原因分析", "problems", []),
        ("4", "下一步改进措施", "improvements", []),
    ]
    assert bodies(text)[4] == ["1、编制粗。", "2、进度慢。"]


def test_two_arabic_headings_are_not_enough() -> None:
    assert read("1、单位基本情况\n收藏。\n2、存在的问题\n慢。\n") == []


LOST = """\
#单位概况
##主要职能
（1）统计调查。
（2）统计服务。
##机构设置。内设办公室、综合股2个机构。
##人员情况。编制8人，在职7人。
#一般公共预算支出情况
#政府性基金预算支出情况
无。
#部门整体支出绩效情况
各项任务完成，主要成效如下：
###做好普查。选聘普查员58名，做到“三个到位”：一是认识到位，二是措施到位，三是经费到位。
###强化分析。撰写分析57篇。
#存在的问题及原因分析。也发现一些问题：
###支付进度慢。原因是人手少。
"""


@pytest.mark.parametrize(("part", "inner"), [("", ""), ("1. ", "1. ")])
def test_automatic_numbers_that_a_converter_lost_or_printed_all_alike(part: str, inner: str) -> None:
    """As Word's «plain text» has them (none), as Markdown has them (each list begins with 1.)."""
    text = LOST.replace("###", "").replace("##", inner).replace("#", part)
    report = jixiao.parse((TITLE + text).encode())
    assert [(node.role, [child.role for child in node.children]) for node in report.outline] == [
        ("profile", ["functions", "organisation", "staffing"]), ("spending_general_public", []),
        ("spending_government_fund", []), ("performance", []), ("problems", []),
    ]  # fmt: skip
    assert report.profile.functions == ("统计调查。", "统计服务。")
    assert (report.profile.divisions, report.profile.staffing.authorized) == (("办公室", "综合股"), 8)
    assert report.performance.summary == "各项任务完成，主要成效如下："
    assert [one.heading for one in report.performance.achievements] == ["做好普查", "强化分析"]
    assert [(one.problem, one.cause) for one in report.problems] == [("支付进度慢", "人手少")]


def test_known_headings_without_a_number() -> None:
    assert top("单位基本情况\n收藏。\n存在的问题及原因分析\n慢。\n其他需要说明的情况：无\n") == [
        (None, "单位基本情况", "profile"),
        (None, "存在的问题及原因分析", "problems"),
        (None, "其他需要说明的情况", "other_matters"),
    ]
    assert read("一、单位基本情况\n主要职能\n收藏。\n") == [
        ("一", "单位基本情况", "profile", [(None, "主要职能", "functions", [])])
    ]


@pytest.mark.parametrize(
    "line", ["单位基本情况良好，运转正常。", "存在的问题：慢。", "基本支出情况如下：", "我馆其他情况：无"]
)
def test_sentences_that_begin_like_headings(line: str) -> None:
    assert read(f"五、社会保险基金预算支出情况\n{line}\n") == [
        ("五", "社会保险基金预算支出情况", "spending_social_insurance", [])
    ]


# ---- contents lists

LISTS = {
    "dots": "目录\n一、单位基本情况..........1\n（一）主要职能..........2\n二、存在的问题..........13\n",
    "ellipses": "目  录\n一、单位基本情况…………1\n（一）主要职能…………2\n二、存在的问题…………13\n",
    "middle dots": "目 录\n一、单位基本情况 ········ (1)\n（一）主要职能 ········ (2)\n二、存在的问题 ········ (13)\n",
    "spaced dots": "目录\n一、单位基本情况 . . . . . 1\n（一）主要职能 . . . . . 2\n二、存在的问题 . . . . . 13\n",
    "dots on lines of their own": "目录\n……\n一、单位基本情况 1\n……\n（一）主要职能 2\n……\n二、存在的问题 13\n",
    "glued digits": "目录\n一、单位基本情况1\n（一）主要职能2\n二、存在的问题13\n",
    "tabs": "目录\n一、单位基本情况\t1\n（一）主要职能\t2\n二、存在的问题\t13\n",
    "no pages": "目录\n一、单位基本情况\n（一）主要职能\n二、存在的问题\n",
    "attachments": "目录\n一、单位基本情况 1\n二、存在的问题 3\n附件1 自评表 5\n附件2：基础数据表 6\n",
    "repeated headings": "目录\n一、单位情况1\n二、支出2\n（一）基本支出2\n三、基金支出3\n（一）基本支出3\n",
    "no heading": "一、单位基本情况........1\n（一）主要职能........2\n二、存在的问题........13\n",
    "other words": "目录\n一、基本概况…………1\n二、有关问题…………13\n",
}


@pytest.mark.parametrize("name", LISTS)
def test_contents_lists(name: str) -> None:
    listed = LISTS[name]
    text = f"{listed}一、单位基本情况\n（一）主要职能\n收藏。\n二、存在的问题\n慢。\n"
    assert read(text) == [
        ("一", "单位基本情况", "profile", [("（一）", "主要职能", "functions", [])]),
        ("二", "存在的问题", "problems", []),
    ]
    ignored = context_of(TITLE + text).claims.ignored
    assert [(reason, quote.raw) for reason, quote in ignored] == [("contents", line) for line in listed.splitlines()]


def test_contents_by_style() -> None:
    blocks: tuple[Block, ...] = (
        Paragraph("一、单位基本情况\t1", style="TOC 1"),
        Paragraph("二、存在的问题\t3", style="toc 1"),
        *paragraphs("一、单位基本情况", "收藏。", "二、存在的问题"),
    )
    structured = structured_of(blocks)
    assert [node.blocks for node in structured.outline] == [[2, 3], [4]]
    assert [reason for reason, _ in structured.claims.ignored] == ["contents", "contents"]


def test_the_title_behind_entries_alone_ends_their_list() -> None:
    """«七、意见建议», the last entry of a list whose beginning was gone, took the whole report as its text."""
    entries = "2、效益指标\n三、项目实施情况\n（一）方案的确定\n（二）完成情况\n四、做法\n五、问题\n七、意见建议\n"
    body = "绩效评价报告\n市里开展了增殖放流。\n（二）项目预算\n下达资金30万元。\n五、存在的问题\n资金少。\n"
    report = jixiao.parse(f"云岭市增殖放流项目Word文档格式.docx\n{entries}{body}".encode())
    assert report.title == "绩效评价报告"
    assert report.improvements == ()
    assert [one.title for one in report.outline] == ["项目预算", "存在的问题"]
    assert [one.problem for one in report.problems] == ["资金少"]
    assert report.coverage.ignored["contents"] == len(entries.replace("\n", ""))


def test_a_line_above_a_list_may_look_like_its_first_entry() -> None:
    entries = (
        "一、项目情况\n（一）立项背景\n（二）评价原则、评价指标体系（简要说明）、评价方法、评价标准和依据\n"
        "二、目标\n三、结论\n四、建议\n报告正文\n"
    )
    report = jixiao.parse(f"云岭县边坡治理工程绩效评价报告\n（二）治理工程\n{entries}{entries[:17]}坡陡。\n".encode())
    assert [(one.title, len(one.children)) for one in report.outline] == [("治理工程", 0), ("项目情况", 1)]
    assert report.improvements == ()


def test_a_body_with_other_words_than_its_list_is_not_swallowed() -> None:
    """«一、单位基本情况» behind a list that calls it «一、基本情况» was ignored as one more entry."""
    assert top("目录\n一、基本情况 1\n二、问题 2\n一、单位基本情况\n二、存在的问题\n三、下一步改进措施\n") == [
        ("一", "单位基本情况", "profile"),
        ("二", "存在的问题", "problems"),
        ("三", "下一步改进措施", "improvements"),
    ]


def test_a_list_with_parts() -> None:
    listed = "目录\n第一部分 单位概况 1\n一、主要职能 1\n第二部分 存在的问题 3\n一、预算 3\n"
    body = "第一部分 单位概况\n一、主要职能\n收藏。\n第二部分 存在的问题\n慢。\n"
    assert [entry[:2] for entry in read(listed + body)] == [("第一部分", "单位概况"), ("第二部分", "存在的问题")]


# ---- attachments

HEAD = "十、其他需要说明的情况\n无。\n"


def attachments(text: str) -> list[tuple[str | None, str | None]]:
    return [entry[:2] for entry in read(HEAD + text) if entry[2] == "attachment"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附件1\n自评表\n内容\n", [("附件1", "自评表")]),
        ("附件１\n\n自评表\n内容\n附件2\n基础数据表\n内容\n", [("附件１", "自评表"), ("附件2", "基础数据表")]),
        ("附件2：\n基础数据表\n内容\n", [("附件2", "基础数据表")]),
        ("附件10\n项目表\n内容\n附件11\n其他表\n内容\n", [("附件10", "项目表"), ("附件11", "其他表")]),
        ("附件一\n自评表\n内容\n附件二：\n基础表\n内容\n", [("附件一", "自评表"), ("附件二", "基础表")]),
        ("附件1：自评表\n" + "内容\n" * 6, [("附件1", "自评表")]),
        ("附件1 自评表\n" + "内容\n" * 6, [("附件1", "自评表")]),
        ("附件：\n1.自评表\n2.基础数据表\n", []),
        ("附件：1.自评表\n2.基础数据表\n", []),
        ("附件：\n附件1：自评表\n附件2：基础数据表\n", []),
        ("附件1：自评表\n附件2：基础数据表\n", []),
        ("附件2所列数据真实。\n", []),
        ("附件2023年度表格另附。\n", []),
        ("附件\n", []),
    ],
)
def test_attachment_boundaries(text: str, expected: list[tuple[str, str]]) -> None:
    assert attachments(text) == expected


def test_an_attachment_is_level_one_and_closes_the_report() -> None:
    text = HEAD + "附件1\n自评表\n一、说明\n内容\n附件2\n基础表\n内容\n"
    assert [(n.label, n.level) for n in nodes(text)] == [("十", 1), ("附件1", 1), ("一", 2), ("附件2", 1)]


def test_known_headings_inside_an_attachment_open_nothing() -> None:
    assert read(HEAD + "附件1\n自评表\n主要职能\n存在的问题\n")[1] == ("附件1", "自评表", "attachment", [])


def grid(*texts: str) -> Table:
    cells = tuple(Cell(0, column, 1, 1, text) for column, text in enumerate(texts))
    return Table(1, len(texts), cells, "native")


@pytest.mark.parametrize(
    ("lines", "label", "title"),
    [
        (("附件1", "2023年度自评表"), "附件1", "2023年度自评表"),
        (("附件1：自评表",), "附件1", "自评表"),
        (("附件1", "自评表", "（2023年度）"), "附件1", "自评表(2023年度)"),
        (("附件1：自评表", "2023年度"), "附件1", "自评表2023年度"),
        (("附件1", "自评表", "单位：万元"), "附件1", "自评表"),
        (("附件", "自评表"), "附件", "自评表"),
        (("附件1",), "附件1", None),
    ],
)
def test_an_attachments_title_stands_above_its_table(lines: tuple[str, ...], label: str, title: str | None) -> None:
    structured = structured_of((*paragraphs("十、其他需要说明的情况", "无。", *lines), grid("得分", "98")))
    node = structured.outline[-1]
    assert (node.label, node.title.match if node.title else None, node.role) == (label, title, "attachment")
    assert node.blocks[-1] == len(lines) + 2


def test_a_list_of_attachments_without_a_heading_is_one() -> None:
    """«附件1：自评表» at the end was read as the text of the section above."""
    text = HEAD + "附件1：自评表\n附件2：基础数据表\n\n附件1\n自评表\n内容\n"
    assert top(text) == [
        ("十", "其他需要说明的情况", "other_matters"),
        (None, None, "attachments"),
        ("附件1", "自评表", "attachment"),
    ]
    assert bodies(text)[:2] == [["无。"], ["附件1:自评表", "附件2:基础数据表"]]


# ---- tables and blocks


def test_tables_belong_to_the_section_they_stand_in() -> None:
    structured = structured_of(
        (*paragraphs("一、单位基本情况", "见下表。"), grid("甲", "乙"), *paragraphs("二、存在的问题", "慢。"))
    )
    assert [node.blocks for node in structured.outline] == [[0, 1, 2], [3, 4]]


def test_what_stands_before_the_first_heading() -> None:
    structured = context_of(TITLE + "说明。\n一、单位基本情况\n").structured
    assert structured.preamble is not None
    assert [text.match for text in structured.preamble.lines] == ["说明。"]
    assert [node.label for node in structured.outline] == ["一"]


# ---- nothing is lost

PIECES = [
    *(
        "一、单位基本情况",
        "（一）主要职能。收藏图书。",
        "二、",
        "（二）",
        "1根据文件设立。",
        "2、展览",
        "一是快。二是好。",
    ),
    *("目录", "存在的问题", "三、存在的问题……3", "附件1", "附件2：基础数据表", "附件：", "自评表", "（2023年度）"),
    *("2023年度青禾县图书馆", "部门整体支出绩效自评报告", "其他需要说明的情况：无", "第一部分 概况", "- 1 -"),
    *("一是快。二是好。", "支出3.5万元。四、下一步改进措施。快。", "　", "第二章", "一", "。", "①甲②乙"),
]


def ink(quotes: list[Quote]) -> Counter[tuple[int, int]]:
    return Counter(
        (span.source.block, at)
        for quote in quotes
        for span in quote.spans
        for at in range(span.start, span.end)
        if squeeze(span.source.text[at])
    )


def placed(structured: Structured) -> Counter[tuple[int, int]]:
    """Every character's places: a node's label, title and body; the title; what was set aside."""
    quotes = [quote for _, quote in structured.claims.ignored]
    every = [node for first in structured.outline for node in first.walk()]
    for node in [*every, *([structured.preamble] if structured.preamble else [])]:
        quotes += [text.quote() for text in node.lines]
        if node.label_quote:
            quotes.append(node.label_quote)
        if node.first:
            quotes.append(node.first.quote())
        elif node.title and node.role == "attachment":  # below its line the title's words stay in the body, too
            spans = node.title.quote().spans
            quotes.append(Quote(tuple(span for span in spans if span.source.block == node.blocks[0])))
    if structured.title:
        quotes.append(structured.title)
    return ink(quotes)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(st.sampled_from("一二、（）1.附件①。：是 "), max_size=8), max_size=14)
)
def test_every_character_is_in_exactly_one_place(lines: list[str]) -> None:
    structured = structured_of(paragraphs(*lines))
    places = placed(structured)
    claimed = ink(structured.claims.structure)
    for block, line in enumerate(lines):
        for at, char in enumerate(line):
            if squeeze(char):
                assert places[block, at] == 1 or (places[block, at] == 0 and claimed[block, at]), (line, at)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_levels_grow_by_one_and_blocks_keep_their_order(lines: list[str]) -> None:
    structured = structured_of(paragraphs(*lines))

    def walk(children: list[Node], level: int) -> None:
        for node in children:
            assert node.level == level
            assert node.blocks == sorted(node.blocks)
            walk(node.children, level + 1)

    walk(structured.outline, 1)
    firsts = [node.blocks[0] for top in structured.outline for node in top.walk() if node.blocks]
    assert firsts == sorted(firsts)


# ---- titles that no list holds


def test_a_section_is_told_by_the_words_of_its_title() -> None:
    found = top(
        "一、单位简介\n收藏。\n二、自评查找出的问题及成因\n支付慢。\n三、整改思路与举措\n加快支付。\n四、后记\n谢谢。\n"
    )
    assert found == [
        ("一", "单位简介", "profile"),
        ("二", "自评查找出的问题及成因", "problems"),
        ("三", "整改思路与举措", "improvements"),
        ("四", "后记", None),
    ]


def test_an_achievement_with_such_words_stays_one() -> None:
    body = "（一）着力解决突出问题\n办结12件。\n（二）抓好后续整改安排\n整改3项。\n"
    (section,) = read(f"一、部门整体支出绩效情况\n{body}")
    assert [child[2] for child in section[3]] == [None, None]


def test_a_heading_without_a_number_ends_the_measures() -> None:
    found = top(
        "部门概况\n收藏。\n改进措施\n加快支付。\n自评结果\n得分95分。\n自评结果应用\n与预算挂钩。\n自评结果公开情况\n在网站公开。\n"
    )
    assert [role for _, _, role in found] == ["profile", "improvements", "self_score", "results_use", "results_use"]


def test_a_known_title_ends_at_a_line_break_inside_its_paragraph() -> None:
    """A line joined to the heading above it took the section's role away, and its spending was lost."""
    block = Paragraph("二.部门支出总体情况\n本年度支出合计9940.89万元，和上年持平。")
    (node,) = structured_of((block,)).outline
    assert (node.title and node.title.match, node.role) == ("部门支出总体情况", "overview_income")


def test_a_sentence_of_two_clauses_that_a_page_breaks_is_no_title() -> None:
    """«…综合得分为88分，评价等⏎级为“良”。» (a PDF): the line looked like the title of the score."""
    blocks: tuple[Block, ...] = (
        Paragraph("九、部门整体支出绩效自评结果拟应用和公开情况"),
        Paragraph("（一）2022年度部门整体支出绩效自评综合得分为88分，评价等\n级为“良”。"),
    )
    (section,) = structured_of(blocks).outline
    assert [(node.label, node.title and node.title.match, node.role) for node in section.children] == [
        ("（一）", None, None),
    ]


def test_labels_around_a_destroyed_table_are_no_headings() -> None:
    """A PDF's columns in their order: labels alone on their lines, far from what they stand beside in print."""
    labels = "部门预算 执行情况 （万元） 当年绩效目标"
    form = (
        "2022年度部门整体绩效目标自评表 云溪县房地产服务中心 年初预算数 全年预算数 全年执行数 执行率 309.16 448.06"
        " 448.06 100% 10 一级指标 二级指标 三级指标 年度指标值 全年完成值 指标权重 指标得分 产出指标 数量指标"
        " 改造小区数量 ≥3 个 ≥5 20 20"
    )
    text = f"云溪县房地产服务中心绩效自评 {labels} {form}".replace(" ", "\n\n")
    report = jixiao.parse(text.encode())
    assert [item.code for item in report.diagnostics if item.code == "unreadable_table"]
    assert report.outline == ()
    prose = jixiao.parse(f"云溪县房地产服务中心绩效自评\n当年绩效目标\n完成房屋改造任务。\n{text}".encode())
    assert [node.title for node in prose.outline] == ["当年绩效目标"]


def test_sections_whose_levels_all_count_from_one() -> None:
    """Nested lists of LibreOffice's web pages: each level is «1.». All was refused as the rest of a table, and «6.» was
    an entry behind «2.»."""
    text = (
        "1.单位基本情况\n1.单位职责\n1.承担水情监测预报预警。\n2.机构设置\n本站内设办公室、测验科2个科室。\n"
        "2.预算执行情况\n1.年度收支总体情况\n全年支出2.79亿元，预算执行率97.55%。其中：基本支出1.62亿元；项目支出1.17亿元。\n"
        "2.“三公”经费情况\n“三公”经费支出186.40万元。\n3.绩效目标完成情况\n1.测报任务圆满完成。\n4.存在的主要问题\n1.资金缺口较大。\n"
        "5.下一步改进措施\n1.加大前期工作力度。\n2.完善指标库。\n6.自评结论\n自评得分为96.32分，等级为“优”。\n7.其他需要说明的问题\n无。\n"
    )
    report = jixiao.parse(f"云溪县水文站\n2023年度部门整体支出绩效自评报告\n{text}".encode())
    assert report.improvements == ("加大前期工作力度", "完善指标库")
    assert (str(report.conclusion.self_score), len(report.spending)) == ("96.32", 4)
    assert [node.label for node in report.outline if node.role == "self_score"] == ["6"]


@pytest.mark.parametrize(
    ("below", "role"), [("主要职能 内设机构 人员构成", "profile"), ("内设机构 人员构成", "organisation")]
)
def test_a_section_above_functions_divisions_and_staff_is_on_the_unit(below: str, role: str) -> None:
    """«一、部门机构及人员情况» was the divisions' section, whatever stood below it."""
    said = "".join(f"（{'一二三'[at]}）{title}\n核定编制20人。\n" for at, title in enumerate(below.split()))
    text = f"云溪县水文站\n2023年度部门整体支出绩效自评报告\n一、部门机构及人员情况\n{said}"
    top = jixiao.parse(text.encode()).outline[0]
    assert (top.role, len(top.children)) == (role, len(below.split()))


def test_headings_in_brackets() -> None:
    """«【主要问题】» alone, or with its text on the line: results, problems and measures were lost without a word."""
    text = (
        "【单位概况】\n编制9人。\n【主要问题】\n一、预算粗。\n二、支付慢。\n【整改措施】：细化。\n【自评结论】95分。\n"
    )
    assert [entry[:3] for entry in read(text)] == [
        (None, "单位概况", "profile"),
        (None, "主要问题", "problems"),
        (None, "整改措施", "improvements"),
        (None, "自评结论", "self_score"),
    ]
    assert [part for body in bodies(text)[-2:] for part in body] == ["细化。", "95分。"]
    assert read("【单位概况】\n编制9人。\n【存在】预算粗。\n") == []  # two are no headings


def test_an_arabic_heading_in_other_words_behind_the_number_before_it() -> None:
    """«2．部门支出» between known headings was text: what was spent below it was lost."""
    text = "1．部门概况\n编制9人。\n{}\n支出80万元。\n3．存在的问题\n慢。\n4．改进措施\n快。\n"
    assert [entry[2] for entry in read(text.format("2．部门支出"))][:2] == ["profile", "overview_income"]
    assert [entry[2] for entry in read(text.format("3．部门支出"))][:2] == ["profile", "problems"]


@pytest.mark.parametrize("numbers", ["壹贰叁", "ⅠⅡⅢ"])
def test_sections_with_formal_and_roman_numbers(numbers: str) -> None:
    """«伍、改进的措施» was a problem, and so was each measure below it; below «Ⅳ. 存在问题» all was lost."""
    text = "{}、单位概况\n编制9人。\n{}．存在问题\n1、预算粗。\n{}、改进措施\n1、快。\n".format(*numbers)
    assert [entry[2] for entry in read(text)] == ["profile", "problems", "improvements"]
    assert [label_at(number + "、").number for number in numbers] == [1, 2, 3]  # type: ignore[union-attr]


def test_marked_headings_with_their_text_on_the_line() -> None:
    """«▲改进措施：» was the rest of the problem above, its measures problems."""
    text = "▲基本情况：编制9人。\n▲存在问题：\n1.预算粗。\n▲改进措施：\n1.快。\n"
    assert [entry[2] for entry in read(text)] == ["profile", "problems", "improvements"]
    assert [part for body in bodies(text) for part in body] == ["编制9人。", "1.预算粗。", "1.快。"]
