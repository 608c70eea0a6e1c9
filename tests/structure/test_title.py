"""The title over one to three lines, and the lines around it that are none of it."""

from __future__ import annotations

import pytest
from tests.extract.support import context_of, everything, values

from jixiao import parse

BODY = "一、单位基本情况\n收藏图书。\n"


def title(text: str) -> str | None:
    quote = context_of(text).structured.title
    return quote.match if quote else None


def who(text: str) -> tuple[int | None, str | None]:
    found = values(everything(context_of(text)))
    return found["fiscal_year"], found["organization"]["name"]


@pytest.mark.parametrize(
    "lines",
    [
        "2023年度青禾县图书馆部门整体支出绩效自评报告",
        "2023年度青禾县图书馆\n部门整体支出绩效自评报告",
        "青禾县图书馆2023年度\n部门整体支出绩效自评报告",
        "青禾县图书馆\n2023年度部门整体支出\n绩效自评报告",
        "2023年度\n青禾县图书馆\n部门整体支出绩效自评报告",
        "青禾县图书馆\n\n2023年部门整体支出绩效评价自评报告",
        "2023 年 度 青 禾 县 图 书 馆\n部 门 整 体 支 出 绩 效 自 评 报 告",
        "青禾县图书馆关于2023年度部门整体支出绩效自评的报告",
        "青禾县图书馆部门整体支出绩效自评报告\n（2023年度）",
        "青禾县图书馆部门整体支出\n绩效自评报告\n2023年度",
    ],
)
def test_titles(lines: str) -> None:
    text = f"{lines}\n\n{BODY}"
    assert title(text) == "".join(lines.split()).replace("（", "(").replace("）", ")")
    assert who(text) == (2023, "青禾县图书馆")


def test_the_year_of_the_title_printed_again_is_not_its_end() -> None:
    """On a cover and above the text, the year a line of its own: «…报告2022年度» was the title (河北)."""
    lines = "2023年度\n青禾县图书馆部门整体支出绩效自评报告\n"
    assert title(f"{lines}{lines}{BODY}") == "2023年度青禾县图书馆部门整体支出绩效自评报告"


def test_the_title_as_a_value_has_no_blanks_and_two_places() -> None:
    context = context_of(f"2023 年度 青禾县图书馆 \n部门整体支出绩效自评报告\n{BODY}")
    found = everything(context)["title"]
    assert found.value == "2023年度青禾县图书馆部门整体支出绩效自评报告"
    assert [span.source.block for span in found.quote.spans] == [0, 1]
    assert found.quote.raw == "2023 年度 青禾县图书馆部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    "above",
    [
        "附件3\n",
        "发布日期：2024-05-01\n",
        "根据通知要求，我馆开展了自评。\n",
        "目录\n",
        "- 1 -\n",
        "首页\n",
        "时效性\n有效\n",
    ],
)
def test_lines_above_that_are_no_title(above: str) -> None:
    assert title(f"{above}2023年度青禾县图书馆部门整体支出绩效自评报告\n{BODY}") == (
        "2023年度青禾县图书馆部门整体支出绩效自评报告"
    )


@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_head_of_a_page_above_a_title_without_a_year_is_none_of_it(gap: str) -> None:
    """What a converter prints once, above all else, was joined: «青禾县图书馆绩效自评青禾县图书馆部门整体…»."""
    text = f"青禾县图书馆绩效自评\n{gap}青禾县图书馆部门整体支出绩效自评报告\n（2023年度）\n{BODY}"
    assert title(text) == "青禾县图书馆部门整体支出绩效自评报告(2023年度)"
    assert who(text) == (2023, "青禾县图书馆")
    text = f"青禾县图书馆绩效自评\n{gap}青禾县图书馆2023年部门预算绩效自评报告\n{BODY}"
    assert title(text) == "青禾县图书馆2023年部门预算绩效自评报告"
    text = f"青禾县图书馆绩效自评\n{gap}2023年度青禾县图书馆古籍修复服务绩效自评报告\n{BODY}"
    assert title(text) == "2023年度青禾县图书馆古籍修复服务绩效自评报告"
    text = f"青禾县图书馆\n{gap}青禾县2023年度图书馆部门整体支出绩效自评报告\n{BODY}"
    assert title(text) == "青禾县2023年度图书馆部门整体支出绩效自评报告"


def test_an_attachment_mark_above_the_title_opens_no_attachment() -> None:
    context = context_of(f"附件1\n\n2023年度青禾县图书馆部门整体支出绩效自评报告\n{BODY}")
    assert [(node.label, node.role) for node in context.structured.outline] == [("一", "profile")]
    assert "附件1" in [quote.raw for quote in context.claims.structure]
    assert values(everything(context))["attachments"] == []


def test_a_reference_to_a_report_is_no_title() -> None:
    assert title("青禾县图书馆\n一、单位基本情况\n部门整体支出绩效自评报告\n") is None
    assert title("我馆认真撰写了部门整体支出绩效自评报告，并按时报送。\n一、单位基本情况\n") is None
    assert title("部门整体支出绩效自评表\n一、单位基本情况\n") is None


def test_behind_forty_lines_stands_no_title() -> None:
    assert title("说明。\n" * 41 + "部门整体支出绩效自评报告\n") is None
    assert title("说明。\n" * 39 + "部门整体支出绩效自评报告\n") == "部门整体支出绩效自评报告"


def test_a_title_behind_a_contents_list() -> None:
    """The list's first label stopped the search."""
    text = "目  录\n一、单位基本情况……1\n二、存在的问题……2\n2023年度青禾县图书馆部门整体支出绩效自评报告\n" + BODY
    assert title(text) == "2023年度青禾县图书馆部门整体支出绩效自评报告"


@pytest.mark.parametrize("cut", ["", "\n"])
def test_the_title_again_behind_cover_and_contents_is_structure(cut: str) -> None:
    again = f"青禾县图书馆{cut}2023年度部门整体支出绩效自评报告"
    text = (
        f"青禾县图书馆2023年度部门整体支出\n绩效自评报告\n目录\n一、单位基本情况 1\n二、存在的问题 2\n{again}\n"
        "一、单位基本情况\n收藏图书。\n"
    )
    context = context_of(text)
    assert [span.source.block for span in context.structured.title.spans] == [0, 1]  # type: ignore[union-attr]
    assert context.structured.preamble is not None
    assert context.structured.preamble.lines == []
    assert "".join(again.split()) in "".join(quote.raw for quote in context.claims.structure)


def test_furniture_is_ignored_with_its_reason() -> None:
    context = context_of(
        "当前位置：首页 > 公开\n2023年度青禾县图书馆部门整体支出绩效自评报告\n青禾县财政局：\n"
        "根据县财政局通知要求，现将我馆2023年度部门整体支出绩效自评情况报告如下：\n"
        "一、单位基本情况\n- 3 -\n第3页 共8页\n收藏。\n"
    )
    assert [(reason, quote.raw) for reason, quote in context.claims.ignored] == [
        ("web_navigation", "当前位置：首页 > 公开"),
        ("salutation", "青禾县财政局："),
        ("opening", "根据县财政局通知要求，现将我馆2023年度部门整体支出绩效自评情况报告如下："),
        ("page_number", "- 3 -"),
        ("page_number", "第3页 共8页"),
    ]
    assert [text.match for text in context.structured.outline[0].body] == ["收藏。"]


@pytest.mark.parametrize(
    "line",
    [
        "青禾县图书馆2023年度部门整体支出绩效自评公示",
        "青禾县图书馆2023年度部门整体支出绩效自评情况说明",
        "关于青禾县图书馆2023年度部门整体支出绩效自评结果的公示",
        "青禾县图书馆2023年度绩效自评结果公示",
        "2023年度青禾县图书馆绩效自评公开",
    ],
)
def test_a_title_of_what_is_made_public(line: str) -> None:
    assert title(f"{line}\n{BODY}") == line
    assert who(f"{line}\n{BODY}") == (2023, "青禾县图书馆")
    assert parse(f"{line}\n{BODY}".encode()).kind == "whole_department"


def test_a_menu_is_no_title() -> None:
    assert title(f"首页>2023年度青禾县图书馆绩效自评公开\n{BODY}") is None


def test_what_a_portal_files_a_report_under_is_no_title() -> None:
    """A row of metadata that a PDF's text broken into its cells: «公开目录 | 绩效自评报告 |»."""
    below = "\n\n发布日期| 2024-03-26 |\n\n结果报告如下：\n一、2023年度综合评价得分\n自评综合得分为89.5分。\n"
    assert parse(f"公开目录|\n \n绩效自评报告|{below}".encode()).title is None
    assert parse(f"甲县统计局|\n \n绩效自评报告|{below}".encode()).title is not None


def test_a_pages_own_heading_that_leaves_the_unit_out_is_no_title() -> None:
    page = "2023年度部门整体支出绩效自评报告\n来源：青禾县图书馆\n2023年度青禾县图书馆部门整体支出绩效自评报告\n"
    assert title(page + BODY) == "2023年度青禾县图书馆部门整体支出绩效自评报告"
    assert title(f"2023年度部门整体支出绩效自评报告\n{BODY}") == "2023年度部门整体支出绩效自评报告"


def test_a_pages_own_heading_that_leaves_the_place_out_is_no_title() -> None:
    page = "县图书馆2023年部门整体支出绩效自评报告\n青禾县图书馆2023年部门整体支出绩效自评报告\n"
    assert title(page + BODY) == "青禾县图书馆2023年部门整体支出绩效自评报告"
    assert who(page + BODY) == (2023, "青禾县图书馆")
    assert title(f"县图书馆2023年部门整体支出绩效自评报告\n{BODY}") == "县图书馆2023年部门整体支出绩效自评报告"


def test_a_project_in_brackets_that_hold_brackets_belongs_to_the_title() -> None:
    line = "青禾县图书馆2022年度项目支出绩效自评报告(2022年图书馆文化馆(站)免费开放经费)"
    assert title(f"{line}\n{BODY}") == line
