"""Columns padded with blanks, as inscriptis prints a page's tables: read; where nothing tells the cells, refused."""

from __future__ import annotations

import jixiao
from archive_form import check_archive_form
from flattened import HEADINGS
from jixiao.patterns import load
from jixiao.structure.flat.padded import _are_torn
from jixiao.structure.flat.stretch import RawCell
from jixiao.structure.flat.words import words_of

Rows = list[list[str]]

FORM: Rows = [
    ["部门（单位）名称", "云溪县档案馆"],
    ["年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度资金总额", "300.00", "313.14", "308.26", "10", "98.44%", "9.84"],
    ["按收入性质分：", "按支出性质分："],
    ["其中：一般公共预算：308.26", "其中：基本支出：208.26"],
    ["政府性基金拨款：", "项目支出：100.00"],
    ["年度总体目标", "预期目标", "实际完成情况"],
    ["完成档案整理。", "已完成档案整理。"],
    HEADINGS,
    ["产出指标", "数量指标", "整理档案", "≥1200卷", "1305卷", "20", "20", ""],
    ["扫描页数", "≥50000页", "52310页", "20", "20", ""],
    ["质量\n\n\n指标", "整理合格率", "≥98%", "99%", "10", "9.5", "个别卷宗返工"],
    ["效益指标", "社会效益指标", "查档便利", "明显提升", "明显提升", "30", "30", ""],
    ["满意度指标", "服务对象满意度指标", "查档群众满意度", "≥95%", "96%", "10", "10", ""],
    ["总分", "100", "99.34", ""],
]


def padded(rows: Rows, *, strip: bool = False) -> str:
    """The rows as inscriptis prints them, each cell with a blank line below and in the middle of its row."""
    cells = [[[*cell.split("\n"), ""] for cell in row] for row in rows]
    widths = [
        max(len(line) for row in cells if len(row) > column for line in row[column])
        for column in range(max(map(len, rows)))
    ]
    lines: list[str] = []
    for row in cells:
        height = max(map(len, row))
        shifted = [[""] * ((height - len(cell)) // 2) + cell for cell in row]
        lines += [
            "  ".join(
                (cell[at] if at < len(cell) else "").ljust(width) for cell, width in zip(shifted, widths, strict=False)
            )
            for at in range(height)
        ]
    text = "2022年部门整体支出绩效自评表\n" + "\n".join(lines) + "\n\n填报人：李某某\n"
    return "\n".join(line.rstrip(" ") for line in text.split("\n")) if strip else text


def read(text: str) -> jixiao.Report:
    return jixiao.parse(text.encode())


def test_rows_tell_their_cells_by_their_length() -> None:
    [form] = read(padded(FORM)).evaluations
    check_archive_form(form)


def test_paragraphs_or_two_goals_nobody_can_tell() -> None:
    rows = [*FORM[:7], ["完成档案整理。\n\n开放查档大厅。", "已完成档案整理。\n\n已开放查档大厅。"], *FORM[8:]]
    report = read(padded(rows))
    [form] = report.evaluations
    assert form.goals == ()
    assert len(form.indicators) == 5
    assert [d.code for d in report.diagnostics] == ["unreadable_table"]


def test_without_the_blanks_at_the_lines_ends_no_place_counts() -> None:
    report = read(padded(FORM, strip=True))
    [form] = report.evaluations
    assert form.goals == ()  # nothing tells the aim from what was done
    assert [(str(fund.executed), str(fund.rate)) for fund in form.funds[:1]] == [("308.26", "98.44")]
    assert {i.target.text for i in form.indicators if i.target} <= {"≥1200卷", "≥50000页", "≥98%", "明显提升", "≥95%"}
    assert {d.code for d in report.diagnostics} == {"unreadable_table"}  # the table, the label above it


def test_a_row_of_beginnings_of_labels_is_none() -> None:
    words = words_of(load())
    above, below = ["满意度", "满意度", ""], ["指标（10分）", "指标", "查档群众满意度"]
    assert _are_torn([*map(RawCell, above)], [*map(RawCell, below)], words)
    assert not _are_torn([*map(RawCell, [*above[:2], "98%"])], [*map(RawCell, below)], words)
