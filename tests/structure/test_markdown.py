"""What Markdown prints around a text is no part of it; an author's stars are."""

from __future__ import annotations

from decimal import Decimal

import pytest

import jixiao
from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.readers import read
from jixiao.structure.markdown import marks_of
from jixiao.structure.stages import structure

REPORT = """\
# 2023年度部门整体支出绩效自评报告

**一、部门、单位基本情况**

**(一)部门主要职能。** 负责全市图书借阅。

**(二)部门机构设置。临江区图书馆（简称“本馆”）属临江区文化旅游局事业单位。**

**二、一般公共预算支出管理及使用情况**

2023年度，我单位一般公共预算财政拨款支出合计1891.10
万元，占支出总额的78%。

**八、下步改进措施**

\\(1\\)加大培训力度。

其他需要说明的情况：无。
"""


def marked(*lines: str) -> list[str]:
    """The lines without their marks."""
    blocks = [Paragraph(line) for line in lines]
    marks = marks_of(blocks)
    texts = []
    for index, line in enumerate(lines):
        kept = list(line)
        for start, stop in reversed(marks.get(index, ())):
            del kept[start:stop]
        texts.append("".join(kept))
    return texts


def test_headings_and_escapes() -> None:
    lines = ["**一、概况**", "## (二)职能", r"\(1\)借阅\.", "他说**重点**是", "**“** 引"]
    assert marked(*lines) == ["一、概况", "(二)职能", "(1)借阅.", "他说重点是", "**“** 引".replace("**", "")]


def test_an_escaped_number_alone_tells_markdown() -> None:
    assert marked(r"1\.部门整体支出绩效自评表", r"2\)其他", "张**") == ["1.部门整体支出绩效自评表", "2)其他", "张**"]


@pytest.mark.parametrize(
    ("lines", "bare"),
    [
        (("**概况**", "#. 主要职能"), ("概况", "主要职能")),  # reStructuredText
        (("*概况*", "2. [@2] *机构设置。设2个股*", "3. [@3] 人员"), ("概况", "2. 机构设置。设2个股", "3. 人员")),  # Org
        (("'''概况'''", '<ol start="2">', "<li><p>'''机构'''</p></li></ol>"), ("概况", "", "'''机构'''")),
        (("__概况__", "- ", "\t1. 机构", "- "), ("概况", "", "\t1. 机构", "- ")),  # mammoth
        (("--\t概况", "\t--\t机构", "-\t- 人员"), ("概况", "机构", "- 人员")),  # docx2python
        (("1.  1.  机构", "1.  2.  人员"), ("1.  机构", "2.  人员")),  # pandoc: lists of a web page
    ],
)
def test_marks_of_lists(lines: tuple[str, ...], bare: tuple[str, ...]) -> None:
    assert marked(*lines) == list(bare)


def test_a_heading_marked_piece_by_piece() -> None:
    assert marked("**2024****年度部门整体支出绩效自评表****（样表）**") == ["2024年度部门整体支出绩效自评表（样表）"]
    assert marked("云溪县档案馆**2023**年部门整体支出绩效自评报告") == ["云溪县档案馆2023年部门整体支出绩效自评报告"]


@pytest.mark.parametrize(
    "lines",
    [
        ("**云溪县档案馆****  ", "2023****年部门整体支出绩效自评报告**"),  # html2text
        ("__云溪县档案馆  ", "2023年部门整体支出绩效自评报告__"),  # mammoth
        ("*云溪县档案馆\\\\", "2023年部门整体支出绩效自评报告*"),  # Org
    ],
)
def test_a_title_that_a_hard_break_parts(lines: tuple[str, str]) -> None:
    text = "\n\n".join(("\n".join(lines), "一、概况", "负责档案。", ""))
    report = jixiao.parse(text.encode())
    assert (report.organization.name, report.fiscal_year) == ("云溪县档案馆", 2023)


def test_underlines_of_mammoth() -> None:
    assert marked("__一、概况__", "填表人：______", "电话：__15400000000__") == [
        "一、概况", "填表人：______", "电话：15400000000",
    ]  # fmt: skip


def test_blanks_that_a_converter_put_into_paragraphs() -> None:
    """PyMuPDF4LLM: a blank for each line of the page, and around what is set in another font."""
    sentence = "全年新购图书 **33** 册，订购报刊 **120** 种，开展送展下乡活 动，组织志愿者培训，完成了年初确 定的任务。"
    lines = [
        "## **一、概况**",
        "## **2023** 年度自评表",
        *[sentence] * 3,
        "- （二）公开情况",
        "填表人：王 某 电话：15400000000",
    ]
    plain = "全年新购图书33册，订购报刊120种，开展送展下乡活动，组织志愿者培训，完成了年初确定的任务。"
    assert marked(*lines) == ["一、概况", "2023年度自评表", *[plain] * 3, "（二）公开情况", lines[-1]]


def test_an_authors_blanks_in_markdown_stay() -> None:
    lines = [
        "**一、概况**",
        "支出合计1891.10 万元，占支出总额的78%，主要用于人员 经费和公用经费。",
        "- 1 -",
    ]
    assert marked(*lines) == ["一、概况", *lines[1:]]


def test_masked_names_are_no_markup() -> None:
    lines = ["负责人：张**，李**", "电话：154****0000", "单位：**县某局**科", "#1 楼", r"C:\(1\)"]
    assert marked(*lines) == lines


def test_masked_names_in_markdown_are_escaped() -> None:
    assert marked("**一、概况**", r"负责人：张\*\*，李\*\*") == ["一、概况", "负责人：张**，李**"]


def test_report_reads_as_without_marks() -> None:
    report = jixiao.parse(REPORT.encode())
    assert report.title == "2023年度部门整体支出绩效自评报告"
    assert [(node.label, node.title) for node in report.outline] == [
        ("一", "部门、单位基本情况"), ("二", "一般公共预算支出管理及使用情况"), ("八", "下步改进措施"),
        (None, "其他需要说明的情况"),
    ]  # fmt: skip
    assert report.organization.parent == "临江区文化旅游局"
    assert [str(entry.amount) for entry in report.spending][:1] == ["1891.10"]
    assert report.improvements == ("加大培训力度",)
    plain = jixiao.parse(REPORT.replace("**", "").replace("\\", "").replace("# ", "").encode())
    assert report.model_dump(include={"organization", "spending", "improvements", "title"}) == plain.model_dump(
        include={"organization", "spending", "improvements", "title"}
    )


def test_evidence_quotes_the_file_and_marks_are_ignored() -> None:
    report = jixiao.parse(REPORT.encode())
    # «# », the stars, the backslash before «(»; the one before «)» lies inside a label's quote.
    assert report.coverage.ignored["markup"] == REPORT.count("**") * 2 + 2 + 1
    assert report.coverage.total == len(REPORT)


INDENTED = """\
临江区图书馆2023年度部门整体支出绩效自评报告

二、部门支出总体情况

2023年度总支出为857.05万元。

{0}　　（二）．“三公”经费控制情况{0}

全年累计支出10.57万元，较预算节约3.97万元。
"""


@pytest.mark.parametrize("mark", ["**", "__", "*", "'''"])
def test_an_indented_heading_in_bold(mark: str) -> None:
    """Its blanks stand inside the marks; else it is none, and the amount below it counts as the whole unit's."""
    report = jixiao.parse(INDENTED.format(mark).encode())
    assert [(one.scope, one.amount) for one in report.spending] == [
        ("total", Decimal("857.05")), ("three_public", Decimal("10.57")),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["**", "__"])
def test_a_heading_in_bold_set_in_by_blanks(mark: str) -> None:
    """mammoth: «__  （一）…__». Its marks were text, and a lone «__» a problem."""
    lines = ["一、存在的问题", "__  （一）存在的问题__", "支出进度偏慢。", "__  （二）改进措施__", "加快支出进度。"]
    text = "\n\n".join(["__临江区图书馆2023年部门整体支出绩效自评报告__", *lines]).replace("__", mark)
    report = jixiao.parse(text.encode())
    assert [one.problem for one in report.problems] == ["支出进度偏慢"]
    assert report.improvements == ("加快支出进度",)


def test_a_bold_title_of_which_html2text_marks_the_line_break_too() -> None:
    text = "**青禾县图书馆部门整体支出绩效自评报告****  \n****（****2023****年度）**\n\n**一、概况**\n\n编制12人。\n"
    assert jixiao.parse(text.encode()).title == "青禾县图书馆部门整体支出绩效自评报告（2023年度）"


def test_bold_lines_beside_tables_in_html() -> None:
    """pandoc -t gfm: the file is read as a piece of a web page."""
    rows = "<tr>\n<td>单位名称</td>\n<td>临江区图书馆</td>\n</tr>\n" * 12
    document = read(f"**2023年度整体绩效自评表**\n\n<table>\n<tbody>\n{rows}</tbody>\n</table>\n".encode())
    assert document.reader == "html"
    assert structure(document, load()).sources[0].view().match == "2023年度整体绩效自评表"
