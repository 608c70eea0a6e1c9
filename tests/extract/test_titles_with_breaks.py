"""Titles whose paragraph goes on below a break (Word's Shift+Enter), and units behind a title."""

import io

import pytest
from docx import Document

from jixiao.pipeline import parse

BODY = (
    "一、单位基本情况", "编制20名，在职18人。", "二、存在的问题", "1、预算编制不够精准。",
    "三、自评结论", "自评得分95分。",
)  # fmt: skip
WHOLE = "云岭县水利局2023年度部门整体支出绩效自评报告"
YEAR_FIRST = "2023年度部门整体支出绩效自评报告"


def _file(*lines: str) -> bytes:
    document = Document()
    paragraph = document.add_paragraph(lines[0])
    for line in lines[1:]:
        paragraph.add_run().add_break()
        paragraph.add_run(line)
    for text in BODY:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((WHOLE, "2024年3月5日"), WHOLE),
        ((YEAR_FIRST, "云岭县水利局"), YEAR_FIRST),
        (("附件2", "云岭县水利局2023年度部门整体支出", "绩效自评报告"), WHOLE),
        (("云岭县水利局", YEAR_FIRST), WHOLE),
    ],
)
def test_a_title_above_or_below_a_break(lines: tuple[str, ...], title: str) -> None:
    """Nothing was the title of the first two, «附件2…» that of the third."""
    report = parse(_file(*lines))
    assert (report.title, report.organization.name, report.fiscal_year) == (title, "云岭县水利局", 2023)
    assert report.conclusion.self_score == 95


@pytest.mark.parametrize(
    ("cover", "unit"),
    [
        (f"{YEAR_FIRST}（云岭县水利局）", "云岭县水利局"),
        (f"{YEAR_FIRST}\n（云岭县水利局）", "云岭县水利局"),
        ("部门整体支出绩效自评报告（2023年度）\n（云岭县水利局）", "云岭县水利局"),
        (f"{YEAR_FIRST}\n——云岭县水利局", "云岭县水利局"),
        (f"{WHOLE}（报云岭县财政局）", "云岭县水利局"),
        (f"{YEAR_FIRST}（自评）", None),
        (f"{YEAR_FIRST}（抄报云岭县财政局）\n云岭县水利局", "云岭县水利局"),
        (f"{YEAR_FIRST}（报财政局）\n部门名称：云岭县水利局", "云岭县水利局"),
    ],
)
def test_the_unit_behind_a_title(cover: str, unit: str | None) -> None:
    """It was lost in brackets; behind a dash the dash was of its name."""
    assert parse("\n".join((cover, *BODY)).encode()).organization.name == unit


@pytest.mark.parametrize(
    "lines",
    [
        ("根据县财政局《关于开展绩效自评的通知》", "我局组织开展了自评并形成了自评报告", "现予公开"),
        (f"根据文件要求编制{WHOLE}", "现予公开"),
        ("我们按要求编制了绩效自评报告", "并报送财政局"),
    ],
)
def test_sentences_that_tell_of_a_report(lines: tuple[str, ...]) -> None:
    """They were the title."""
    assert parse(_file(*lines)).title is None
