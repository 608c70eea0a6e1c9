"""Page numbers and running titles in text of pages: no part of a sentence, a title or a list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jixiao import parse
from jixiao.document import Cell, Paragraph, Table
from jixiao.patterns import load
from jixiao.structure.furniture import (
    is_mark_beside_cells,
    is_page_mark,
    lone_marks,
    page_edges,
    said_again,
    whole_again,
)

PAGES = """\
青禾县图书馆绩效自评报告

青禾县图书馆2023年度部门整体支出绩效自评报告
一、部门基本情况
（一）机构设置。内设机构有办公室、采编部。
二、存在的问题
1．预算编制不够精细。
                    1
\f青禾县图书馆绩效自评报告

2．绩效指标量化不够。
三、改进措施
1．加强业务培训。
                    2
\f青禾县图书馆绩效自评报告

2．细化预算编制。
                    3
\f"""


def test_numbers_and_running_titles_are_no_text() -> None:
    report = parse(PAGES.encode())
    assert report.title == "青禾县图书馆2023年度部门整体支出绩效自评报告"
    assert [problem.problem for problem in report.problems] == ["预算编制不够精细", "绩效指标量化不够"]
    assert list(report.improvements) == ["加强业务培训", "细化预算编制"]


def test_a_users_pattern_of_page_marks_ends_pages(tmp_path: Path) -> None:
    """A province's own mark, without form feeds: what stands with each of them is a running head."""
    (tmp_path / "marks.toml").write_text(
        "[[pattern]]\nid = 'ignore.page_number.mine'\nreads = 'a page'\nextra_reason = 'page_number'\n"
        "text = '^\\[\\d{1,3}\\]$'\nexamples = [{ in = '[3]' }]\n",
        encoding="utf-8",
    )
    blocks = [Paragraph(text) for text in ("甲县绩效自评", "一、概况", "[1]", "甲县绩效自评", "二、问题", "[2]")]
    heads = [(0, "running_head"), (3, "running_head")]
    assert page_edges(blocks, load([tmp_path])) == [*heads, (2, "page_number"), (5, "page_number")]
    assert page_edges(blocks, load()) == []


def test_a_title_that_later_pages_repeat_is_one() -> None:
    title = "青禾县图书馆2023年度部门整体支出绩效自评报告"
    report = parse(PAGES.replace(title + "\n", "").replace("青禾县图书馆绩效自评报告", title).encode())
    assert report.title == title
    assert list(report.improvements) == ["加强业务培训", "细化预算编制"]


def test_the_last_page_needs_no_form_feed() -> None:
    """pdfminer ends pages with one, MarkItDown strips the last."""
    blocks = [Paragraph(text, end="\n\f" if text == "1" else "\n") for text in ("甲", "1", "乙", "2")]
    assert page_edges(blocks, load()) == [(1, "page_number"), (3, "page_number")]
    assert page_edges([replace(block, text=block.text.replace("2", "9")) for block in blocks], load()) == []


@pytest.mark.parametrize(
    ("pages", "edges"),
    [
        (["甲 正文 4", "乙 正文 5"], [(2, "page_number"), (5, "page_number")]),
        (["甲 正文 4", "乙 正文 9"], []),  # figures of a list
        (["甲 正文 4"], []),
        (["甲 正文 丙", "甲 正文 丁"], [(0, "running_head"), (3, "running_head")]),
    ],
)
def test_edges_are_what_pages_agree_in(pages: list[str], edges: list[tuple[int, str]]) -> None:
    blocks = [
        Paragraph(text, end="\n\f" if last else "\n")
        for page in pages
        for text, last in zip(page.split(), (False, False, True), strict=True)
    ]
    assert page_edges(blocks, load()) == edges


def pages(*numbers: str, lines: int = 9) -> list[Paragraph]:
    """Pages of text lines, each with what stands below it."""
    return [
        Paragraph(text) for number in numbers for text in [*(f"第{at}项工作按期完成。" for at in range(lines)), number]
    ]


@pytest.mark.parametrize(
    ("blocks", "edges"),
    [
        (pages("1", "2"), [(9, "page_number"), (19, "page_number")]),
        ([*pages("1"), Paragraph("（一）"), *pages("2")], [(9, "page_number"), (20, "page_number")]),  # a torn heading
        (pages("1", "3"), []),
        (pages("7", "8"), []),
        (pages("1"), []),
        (pages("1", "2", "3", lines=1), []),  # the numbers of a list
        ([*pages("1", "2"), *map(Paragraph, ("产出指标", "10", "效益指标"))], []),  # figures of a torn table
    ],
)
def test_bare_figures_that_count_on_are_numbers_of_pages_without_form_feeds(
    blocks: list[Paragraph], edges: list[tuple[int, str]]
) -> None:
    assert [edge for edge in page_edges(blocks, load()) if edge[1] == "page_number"] == edges


@pytest.mark.parametrize("mark", ["- {} -", "                    第{}页                    "])
def test_numbers_with_marks_end_pages_where_a_script_took_the_form_feeds(mark: str) -> None:
    """«\\n».join(page.extract_text()): a running title stands below each."""
    blocks = pages(*map(mark.format, "123"))
    for at in (20, 10, 0):
        blocks.insert(at, Paragraph("青禾县图书馆绩效自评"))
    heads, numbers = [(0, "running_head"), (11, "running_head"), (22, "running_head")], (10, 21, 32)
    assert page_edges(blocks, load()) == [*heads, *((at, "page_number") for at in numbers)]


WRAPPED = """青禾县图书馆2023年度部门整体支出绩效自评报告
一、存在的问题
一是预算编制不够精细，主要原因是业务科室参与预算编制不够深
入。二是绩效目标设定偏笼统，可衡量性不强，主要原因是部分岗
- 1 -
位长期空缺，人员变动较大。三是专项资金支付周期偏长，项目前
期准备不充分，资金支付进度较慢，影响了全年预算执行的均衡性
2
和时效性。
二、改进措施
一是加强绩效目标管理，做好绩效指标的量化和细化工作，按季通
报。二是加强部门协作，完善资料归集，建立佐证材料随办随归机
- 3 -
制。
"""


def test_a_sentence_goes_on_over_the_number_of_a_page() -> None:
    report = parse(WRAPPED.replace("\n2\n", "\n- 2 -\n").encode())
    assert [problem.cause for problem in report.problems][1] == "部分岗位长期空缺，人员变动较大"
    assert list(report.improvements)[1] == "加强部门协作，完善资料归集，建立佐证材料随办随归机制"


def test_few_wrapped_lines_with_a_blank_before_each_number_show_that_none_was_printed() -> None:
    text = WRAPPED.replace("按季通\n报", "完成 12 项，办结 9 项，比 2022 年多 3 项，惠\n及群众")
    report = parse(text.encode())
    assert "完成12项，办结9项，比2022年多3项，惠及群众" in report.improvements[0]


@pytest.mark.parametrize(
    ("lines", "edges"),
    [
        (["正文。", "- 2", "-", "正文。"], [(1, "page_number"), (2, "page_number")]),
        (["正文。", "\t— 12", "", "—"], [(1, "page_number"), (3, "page_number")]),
        (["正文。", "- 2", "正文。"], []),
        (["经费", "—", "—"], []),  # blank cells
        (["正文。", "", "\t3"], [(2, "page_number")]),
        (["得分", "3"], []),
        (["正文。", "2023"], []),
    ],
)
def test_torn_marks_and_a_last_figure_are_numbers_of_pages(lines: list[str], edges: list[tuple[int, str]]) -> None:
    assert lone_marks([Paragraph(line) for line in lines]) == edges


def test_a_last_figure_below_a_table_is_none() -> None:
    assert lone_marks([Paragraph("正文。"), Table(1, 1, (Cell(0, 0, 1, 1, "甲"),), "native"), Paragraph("3")]) == []


def test_lines_of_a_page_without_its_tags_are_joined() -> None:
    lines = ["青禾县图书馆", "2023年度部门整体支出绩效自评报告", "    一.", "部门基本情况。", "机构设置。"]
    groups = [lines[:2], lines[2:4], *([f"第{at}项。"] for at in range(6)), ["- 2", "-"], ["二、存在的问题", "无。"]]
    report = parse("\n\n\n".join("\n".join(group) for group in groups).encode())
    assert report.title == "青禾县图书馆2023年度部门整体支出绩效自评报告"
    assert [section.title for section in report.outline] == ["部门基本情况", "存在的问题"]
    assert report.coverage.ignored["page_number"] == len("- 2\n-")


@pytest.mark.parametrize(("text", "beside"), [("- 3 -", True), ("第3页 共8页", True), ("3/8", False), ("3 / 8", False)])
def test_what_a_cell_may_hold_ends_no_page_of_a_table(text: str, *, beside: bool) -> None:
    assert is_page_mark(text, load())
    assert is_mark_beside_cells(text, load()) is beside


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_stretches_of_one_length_that_a_library_numbers_are_one_text(between: str) -> None:
    text = (
        "云岭区图书馆报刊购置项目绩效自评报告一、项目概况云岭区图书馆报刊购置项目按年度预算安排。"
        + "为公众提供图书。" * 15
        + "二、项目实施基本情况(一)项目组织管理情况云岭区图书馆按原则使用资金。"
        + "采购图书。" * 20
        + "(二)项目财务管理状况支出规范。三、存在的问题书库面积不足。四、下一步打算增加面积。"
    )
    report = parse(f"文档简介\n1、{text[:300]}{between}2、{text[300:]}\n".encode())
    assert [(one.label, one.title, [child.title for child in one.children]) for one in report.outline] == [
        ("一", "项目概况", []),
        ("二", "项目实施基本情况", ["项目组织管理情况", "项目财务管理状况"]),
        ("三", "存在的问题", []),
        ("四", "下一步打算", []),
    ]
    assert [one.problem for one in report.problems] == ["书库面积不足"]
    listed = [Paragraph("1、" + "甲" * 299 + "。"), Paragraph("2、乙")]
    assert whole_again(tuple(listed), load()) == tuple(listed)


@pytest.mark.parametrize("above", ["", "《云岭区图书馆绩效自评报告.docx》由会员分享,可在线阅读,更多相关文档请搜索。\n"])
def test_stretches_of_other_lengths_are_one_text_where_a_site_or_the_sections_tell(above: str) -> None:
    """The title behind «1、» was lost, and the amount that «2、» tears."""
    text = (
        "1、2023年度云岭区图书馆报刊购置项目绩效自评报告一、项目基本情况(一)项目概况。按年度预算安排采购报刊,"
        "供读者借阅。二、项目资金使用及管理情况(一)项目资金到位情况。到位资金20万\n\n"
        "2、元,到位率100%。(二)项目资金使用情况。实际支出18万元,执行率90%。三、自评结论自评得分98分。\n"
    )
    report = parse((above + text).encode())
    assert report.title == "2023年度云岭区图书馆报刊购置项目绩效自评报告"
    assert [one.label for one in report.outline] == ["一", "二", "三"]
    assert [str(one.amount) for one in report.spending] == ["18"]
    assert report.conclusion.self_score == 98
    long = "甲" * 80
    listed = (Paragraph("云溪县水利局自评报告"), Paragraph("1、" + long), Paragraph("2、" + long))
    assert whole_again(listed, load()) == listed


def test_the_number_of_the_first_page_within_a_paragraph_is_no_text() -> None:
    duties = "".join(f"{n}.承担第{n}类资料的收集、整理和保管工作,为全县各单位提供查阅服务。 " for n in range(2, 9))
    text = (
        "云岭县图书馆2023年度部门整体支出绩效自评报告 一、基本情况 (一)主要职能 1.收藏图书。 - 1 - "
        f"{duties}(二)机构设置 内设办公室、采编部。"
    )
    assert len(parse(f"报告.doc\n{text}\n".encode()).profile.functions) == 8


def test_blanks_where_lines_ended_are_no_part_of_a_text() -> None:
    said = (
        "2023 年贯彻执行图书馆工作的方针政策，负责全县图书资料 {} 的收集、整理和保管，为全县各单位提供查阅服 务 {} 次。"
    )
    text = "".join(f"{n}.{said.format(n, n)} " for n in range(1, 8))
    title = "云岭县图书馆2023年度部门整体支出绩效自评报告"
    report = parse(f"报告.doc\n{title} 一、基本情况 (一)主要职能 {text}(二)机构设置 内设办公室、采 编部。\n".encode())
    assert report.profile.functions[0].endswith("提供查阅服务1次。")
    paged = text.replace("4.2023", "2 4.2023").replace("6.2023", "3 6.2023")
    again = parse(f"{title} 一、基本情况 (一)主要职能 {paged}(二)机构设置 内设办公室、采编部。 4\n".encode())
    assert again.profile.functions == report.profile.functions
    assert report.profile.functions[0].startswith("2023年贯彻执行")
    assert list(report.profile.divisions) == ["办公室", "采编部"]


def test_a_merged_cell_that_is_printed_for_each_column_says_what_it_says_once() -> None:
    """docx2python; each was a problem, a measure and a sign-off."""
    lines = ["2023年项目支出绩效自评报告", "主要问题", "进度偏慢。", "改进措施", "按月调度。", "单位负责人：周某某"]
    times = (1, 3, 4, 2, 5, 3)
    text = "\n\n".join(line for line, n in zip(lines, times, strict=True) for _ in range(n))
    report = parse(f"{text}\n".encode())
    assert [problem.problem for problem in report.problems] == ["进度偏慢"]
    assert report.improvements == ("按月调度",)
    assert [signed.head for signed in report.sign_offs] == ["周某某"]
    assert report.coverage.ignored["repeated"] == 2 * 4 + 3 * 5 + 4 * 5 + 2 * 9


@pytest.mark.parametrize(
    ("texts", "again"),
    [
        ({0: "无。", 1: "", 2: "无。", 3: " ", 4: "无。"}, [2, 4]),
        ({0: "无。", 1: "", 2: "无。", 3: "", 4: "有。", 5: "", 6: "无。"}, []),
        ({0: "无。", 1: "", 2: "无。", 4: "", 5: "无。"}, []),  # a table between
        ({0: "完成。", 1: "完成。", 2: "完成。"}, []),  # docx2python leaves a blank line between
        ({0: "100", 1: "", 2: "100", 3: "", 4: "100"}, []),
        ({0: "", 1: "", 2: ""}, []),
    ],
)
def test_three_lines_that_say_the_same_are_one(texts: dict[int, str], again: list[int]) -> None:
    assert list(said_again(texts)) == [(index, "repeated") for index in again]
