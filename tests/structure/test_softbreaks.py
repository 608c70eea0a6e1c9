"""Paragraphs of a Word file or a web page that end with a break within one (Shift+Enter, <br>)."""

import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from docx import Document

from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.structure.softbreaks import apart_at_breaks

LINES = (
    "云岭县水利局2023年度部门整体支出绩效自评报告",
    "一、单位基本情况",
    "（一）主要职能",
    "1、负责水资源保护。",
    "2、负责防汛抗旱。",
    "二、一般公共预算支出情况",
    "（一）基本支出情况",
    "2023年基本支出288.24万元，较上年增加1.20万元，主要是人员增加。",
    "（二）项目支出情况",
    "项目支出160.60万元。",
    "三、存在的问题",
    "1、预算编制不够精准，主要原因是前期调研不足。",
    "四、改进措施",
    "加强预算管理。",
    "五、自评结论",
    "自评得分95分。",
    "附件：1.部门整体支出绩效自评表",
    "2.项目支出绩效自评表",
)
HEADS = (1, 5, 10, 12, 14)


def _file(paragraphs: Sequence[Sequence[str]]) -> bytes:
    document = Document()
    for lines in paragraphs:
        paragraph = document.add_paragraph(lines[0])
        for line in lines[1:]:
            paragraph.add_run().add_break()
            paragraph.add_run(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(paragraphs: Sequence[Sequence[str]]) -> bytes:
    body = "".join(f"<p>{'<br/>'.join(lines)}</p>" for lines in paragraphs)
    return f'<html><head><meta charset="utf-8"/></head><body>{body}</body></html>'.encode()


def _values(data: bytes) -> Any:
    report = parse(data)
    spent = [(one.scope, one.amount, one.change, one.reason) for one in report.spending]
    problems = [(one.problem, one.cause) for one in report.problems]
    listed = [(one.label, one.title) for one in report.attachments]
    functions = [text.strip("。") for text in report.profile.functions]
    return report.title, functions, spent, problems, list(report.improvements), report.conclusion.self_score, listed


WANTED = (
    LINES[0],
    ["负责水资源保护", "负责防汛抗旱"],
    [("basic", Decimal("288.24"), Decimal("1.20"), "人员增加"), ("project", Decimal("160.60"), None, None)],
    [("预算编制不够精准", "前期调研不足")],
    ["加强预算管理"],
    95,
    [("1", "部门整体支出绩效自评表"), ("2", "项目支出绩效自评表")],
)


@pytest.mark.parametrize(
    "paragraphs",
    [
        [[line] for line in LINES],
        [LINES],
        [LINES[a:b] for a, b in zip((0, *HEADS), (*HEADS, len(LINES)), strict=True)],
        [LINES[at : at + 2] for at in range(0, len(LINES), 2)],
        [LINES[at : at + 3] for at in range(0, len(LINES), 3)],
    ],
    ids=["each its own", "one for all", "one for each part", "pairs", "threes"],
)
@pytest.mark.parametrize("written", [_file, _page])
def test_breaks_end_paragraphs(
    paragraphs: Sequence[Sequence[str]], written: Callable[[Sequence[Sequence[str]]], bytes]
) -> None:
    """The results of parts were lost without a word, an amount of another sentence was read for a lost one."""
    assert _values(written(paragraphs)) == WANTED


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("我局认真组织实施各项工作，\n圆满完成年度任务。", 1),
        ("云岭县水利局\n2023年度部门整体支出绩效自评报告", 1),
        ("一、概况\n编制20名。", 2),
        ("编制20名。\n在职18人。", 2),
        ("附件1\n部门整体支出绩效自评表", 2),
        ("编制20名。\n\n", 1),
        ("\n编制20名", 1),
        ("一、单位基本\n情况", 1),
        ("1、加强预算管理\n提高水平", 1),
        ("全年3家企业未缴费，\n2镇进度慢。", 1),
        ("预算编制不精准，详见\n附件1。", 1),
        ("支出20.00万元。\n比上年增加1.00万元。", 1),
        ("支出20.00万元。\n增加的主要原因是人员增加。", 1),
    ],
)
def test_which_breaks_do(text: str, parts: int) -> None:
    found = apart_at_breaks((Paragraph(text, label="一、"),), load())
    assert len(found) == parts
    assert "\n".join(block.text for block in found) == text
    assert [getattr(block, "label", "") for block in found] == ["一、", ""][:parts]


def test_a_sentence_that_goes_on_below_a_break() -> None:
    """A change and a reason in the line below an amount were lost."""
    lines = ("2023年总支出448.84万元。", "比上年增加20.00万元，", "主要原因是项目增加。")
    report = parse(_file([[LINES[0]], ["二、部门整体支出情况"], lines, ["五、自评结论"], ["自评得分95分。"]]))
    assert [(one.amount, one.change, one.reason) for one in report.spending] == [
        (Decimal("448.84"), Decimal("20.00"), "项目增加")
    ]


def test_a_heading_over_two_lines() -> None:
    """Its end was an improvement, and the staff were lost."""
    paragraphs = (["一、单位基本", "情况"], ["编制20名。"], ["四、改进措施", "和建议"], ["加强预算管理。"])
    report = parse(_file([[LINES[0]], *paragraphs, ["五、自评结论"], ["自评得分95分。"]]))
    assert (report.profile.staffing.authorized, list(report.improvements)) == (20, ["加强预算管理"])


def test_a_list_over_short_lines() -> None:
    """The units were lost where most lines of the paragraph are of their own."""
    lines = (
        "1、负责水资源保护；", "2、负责防汛抗旱；", "（二）机构设置",
        "内设办公室、水政股、财务股3个股室，下属事业单位2个：", "水利工程站、", "水保站。",
    )  # fmt: skip
    report = parse(
        _file([[LINES[0]], ["一、单位基本情况"], ["（一）主要职能"], lines, ["五、自评结论"], ["自评得分95分。"]])
    )
    assert list(report.profile.subordinate_units) == ["水利工程站", "水保站"]
