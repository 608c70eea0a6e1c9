"""Page numbers and running titles in text of pages: no part of a sentence, a title or a list."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.document import Paragraph
from jixiao.structure.furniture import page_edges

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


def test_a_title_that_later_pages_repeat_is_one() -> None:
    title = "青禾县图书馆2023年度部门整体支出绩效自评报告"
    report = parse(PAGES.replace(title + "\n", "").replace("青禾县图书馆绩效自评报告", title).encode())
    assert report.title == title
    assert list(report.improvements) == ["加强业务培训", "细化预算编制"]


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
    assert page_edges(blocks) == edges
