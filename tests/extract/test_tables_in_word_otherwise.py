"""What leaves a Word table the same to the eye: places left out at a row's edge, tables of one cell, blank rows,
prompts of controls that nobody filled in."""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from jixiao import parse
from jixiao.schema import Report

TITLE = "云岭县水利局2023年度部门整体支出绩效自评表"
ROWS = (
    ("年度总体目标", "预期目标", "", "", "实际完成情况", "", "", ""),
    ("", "保障全县供水安全", "", "", "供水安全，全年无事故", "", "", ""),
    ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("", "产出指标", "数量指标", "维修水闸数量", "≥12座", "13座", "30", "30"),
    ("", "", "", "清淤渠道长度", "≥20公里", "21公里", "20", "19"),
    ("", "", "质量指标", "工程验收合格率", "100%", "100%", "20", "20"),
    ("", "效益指标", "社会效益指标", "受益人口", "≥3万人", "3.2万人", "20", "20"),
    ("", "满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "92%", "10", "10"),
    ("总分", "", "", "", "", "", "100", "99"),
)
LEVELS = [
    ("产出指标", "数量指标", "维修水闸数量", Decimal(30)),
    ("产出指标", "数量指标", "清淤渠道长度", Decimal(19)),
    ("产出指标", "质量指标", "工程验收合格率", Decimal(20)),
    ("效益指标", "社会效益指标", "受益人口", Decimal(20)),
    ("满意度指标", "服务对象满意度指标", "群众满意度", Decimal(10)),
]


def _document(rows: Sequence[Sequence[str]] = ROWS) -> WordDocument:
    document = Document()
    document.add_paragraph(TITLE)
    table = document.add_table(len(rows), len(rows[0]))
    for cells, row in zip(rows, table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text
    for at in (0, 1):
        for first, last in ((1, 3), (4, 7)):
            table.cell(at, first).merge(table.cell(at, last)).text = rows[at][first]
    return document


def _read(document: WordDocument) -> Report:
    out = io.BytesIO()
    document.save(out)
    return parse(out.getvalue())


def _levels(report: Report) -> Any:
    (form,) = report.evaluations
    return [(one.level1, one.level2, one.level3, one.score) for one in form.indicators if not one.filler]


def _leave_out(document: WordDocument) -> None:
    """The blank cells at the edges of the rows, as some programs write them: counted, not there."""
    for row in document.tables[0]._tbl.tr_lst[3:]:
        for mark, cells in (("gridBefore", row.tc_lst), ("gridAfter", row.tc_lst[::-1])):
            count = 0
            for cell in cells:
                if "".join(cell.itertext()).strip():
                    break
                row.remove(cell)
                count += 1
            if count:
                row.get_or_add_trPr().insert(0, parse_xml(f'<w:{mark} {nsdecls("w")} w:val="{count}"/>'))


def test_places_that_a_row_leaves_out_are_blank() -> None:
    document = _document()
    _leave_out(document)
    report = _read(document)
    assert _levels(report) == LEVELS
    assert {one.dimension for one in report.evaluations[0].indicators[:2]} == {"quantity"}


def test_a_row_of_which_merged_labels_alone_are_left_is_unfilled() -> None:
    rows = [*ROWS[:5], ("", "", "", "", "", "", "", ""), *ROWS[5:]]
    found = []
    for left_out in (False, True):
        document = _document(rows)
        table = document.tables[0]
        for column in (1, 2):
            table.cell(3, column).merge(table.cell(5, column))
            table.cell(3, column).text = ROWS[3][column]
        if left_out:
            row = table.rows[5]._tr
            for cell in row.tc_lst[3:]:
                row.remove(cell)
            row.get_or_add_trPr().insert(0, parse_xml(f'<w:gridAfter {nsdecls("w")} w:val="5"/>'))
        report = _read(document)
        assert _levels(report) == LEVELS
        found.append([(one.level2, one.level3, one.filler) for one in report.evaluations[0].indicators])
    assert found[0] == found[1]
    assert found[1][2] == ("数量指标", None, True)


def test_a_row_without_text_below_the_goals_is_none() -> None:
    (form,) = _read(_document([*ROWS[:2], [""] * 8, *ROWS[2:]])).evaluations
    assert [one.expected for one in form.goals] == ["保障全县供水安全"]
    assert [one.goal for one in form.indicators] == [0] * 5


def _in_a_table(element: Any) -> None:
    box = parse_xml(f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc/></w:tr></w:tbl>")
    element.addprevious(box)
    next(box.iter(qn("w:tc"))).append(element)


def test_a_cell_that_was_pasted_into_a_cell() -> None:
    document = _document()
    table = document.tables[0]
    for at in ((1, 1), (3, 3), (4, 7)):
        cell = table.cell(*at)._tc
        _in_a_table(cell.p_lst[0])
        cell.append(parse_xml(f"<w:p {nsdecls('w')}/>"))
    report = _read(document)
    assert _levels(report) == LEVELS
    assert report.evaluations[0].goals[0].expected == "保障全县供水安全"


def test_headings_in_boxes() -> None:
    lines = (
        "云岭县水利局2023年度部门整体支出绩效自评报告",
        "一、一般公共预算支出情况",
        "2023年支出448.84万元，其中基本支出288.24万元，项目支出160.60万元。",
        "二、政府性基金预算支出情况",
        "2023年支出20.50万元。",
        "三、存在的问题",
        "1、预算编制不够精准。",
        "四、改进措施",
        "1、加强预算管理。",
    )
    reports = []
    for boxed in (False, True):
        document = Document()
        for line in lines:
            paragraph = document.add_paragraph(line)
            if boxed and line[1] == "、" and line[0] > "9":
                _in_a_table(paragraph._p)
        reports.append(_read(document))
    plain, boxes = ([(one.fund, one.scope, one.amount) for one in report.spending] for report in reports)
    assert plain == boxes
    assert plain == [
        ("general_public", "total", Decimal("448.84")),
        ("general_public", "basic", Decimal("288.24")),
        ("general_public", "project", Decimal("160.60")),
        ("government_fund", "total", Decimal("20.50")),
    ]
    assert [one.problem for one in reports[1].problems] == ["预算编制不够精准"]
    assert reports[1].improvements == reports[0].improvements


def _fill(document: WordDocument, at: tuple[int, int], text: str) -> None:
    paragraph = document.tables[0].cell(*at).paragraphs[0]._p
    paragraph.append(
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t>"
            "</w:r></w:sdtContent></w:sdt>"
        )
    )


@pytest.mark.parametrize("prompt", ["单击或点击此处输入文字。", "选择一项。", "Click or tap here to enter text."])
def test_the_prompt_of_a_control_is_no_text(prompt: str) -> None:
    document = _document()
    for at in ((4, 1), (4, 2), (8, 5)):
        _fill(document, at, prompt)
    report = _read(document)
    assert _levels(report) == LEVELS
    assert (report.evaluations[0].total.weight, report.evaluations[0].total.score) == (100, 99)


@pytest.mark.parametrize("text", ["清淤渠道长度", "点击量达到30万次，可在此处查看", "请群众填写问卷。已全部收回"])
def test_what_a_program_filled_in_stays(text: str) -> None:
    rows = [list(row) for row in ROWS]
    rows[4][3] = ""
    document = _document(rows)
    _fill(document, (4, 3), text)
    assert [level3 for _, _, level3, _ in _levels(_read(document))][1] == text
