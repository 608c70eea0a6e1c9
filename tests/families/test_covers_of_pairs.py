"""A cover whose first rows say two things each, and whose others are parts of the report (岳阳 2018)."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

import jixiao
from jixiao.schema import Report

ROWS = [
    ["联系人", "周某某", "联络电话", "0739-0000000"],
    ["人员编制", "21", "实有人数", "20"],
    ["职能职责概述", "负责全市数字化城市管理的监督、指挥和协调工作。"],
    ["年度主要工作内容", "完成数字化城市管理监督工作，做好市级平台的日常维护。"],
    ["年度部门（单位）总体运行情况及取得的成绩", "数字城管二期已通过验收，运行平稳。"],
]
ABOVE = ["青岭市2018年度部门整体支出绩效评价自评报告", "部门（单位）名称：青岭市城市管理监督指挥中心"]
ABOVE += ["报告日期：2019年6月18日", "一、部门（单位）基本概况"]


def from_text() -> Report:
    """A line a row, merged cells said once, as a copy into a text leaves it."""
    return jixiao.parse("\n".join([*ABOVE, "", *map("\t".join, ROWS), "", "二、部门（单位）收支情况", ""]).encode())


def from_docx() -> Report:
    document = docx.Document()
    for line in ABOVE:
        document.add_paragraph(line)
    table = document.add_table(len(ROWS), 4)
    for r, row in enumerate(ROWS):
        if len(row) == 2:
            table.cell(r, 1).merge(table.cell(r, 3))
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    document.add_paragraph("二、部门（单位）收支情况")
    file = io.BytesIO()
    document.save(file)
    return jixiao.parse(file.getvalue())


def from_lines() -> Report:
    """A cell a line, blank lines between, as a page's text has it; a label over two of them."""
    cells = [cell.replace("年度主要工作", "年度主要\n\n工作") for row in ROWS for cell in row]
    return jixiao.parse("\n\n".join([*ABOVE, *cells, "二、部门（单位）收支情况", ""]).encode())


@pytest.mark.parametrize("form", [from_text, from_docx, from_lines])
def test_parts_below_rows_of_pairs(form: Callable[[], Report]) -> None:
    report = form()
    assert report.profile is not None
    assert report.profile.staffing is not None
    assert list(report.profile.functions) == ["负责全市数字化城市管理的监督、指挥和协调工作。"]
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (21, 20)
    assert report.performance is not None
    assert report.performance.summary == "数字城管二期已通过验收，运行平稳。"
    assert [(sign.filled_by, sign.phone) for sign in report.sign_offs if sign.phone] == [("周某某", "0739-0000000")]


@pytest.mark.parametrize("form", [from_text, from_docx])
def test_a_person_s_name_is_no_heading(form: Callable[[], Report]) -> None:
    titles = [node.title for node in form().outline]
    assert titles == [
        "部门（单位）基本概况",
        "职能职责概述",
        "年度主要工作内容",
        "年度部门（单位）总体运行情况及取得的成绩",
        "部门（单位）收支情况",
    ]


def test_rows_below_a_total_in_pairs_stay_the_table_s() -> None:
    """«合计», «100», «得分», «98»: what follows is the sheet's own conclusion."""
    sheet = "一级指标\t二级指标\t分值\t得分\n产出\t数量\t50\t49\n效益\t社会效益\t50\t49\n合计\t100\t得分\t98\n"
    said = "评价结论\t整体支出绩效目标完成较好。\n存在问题\t预算编制还不够精细。\n改进措施\t提前做好项目储备工作。\n"
    report = jixiao.parse(f"青岭市档案馆2023年度部门整体支出绩效自评表\n{sheet}{said}".encode())
    assert [node.title for node in report.outline if node.role == "problems"] == []


def test_nobody_signs_where_no_place_is() -> None:
    """A cover's day and contact: «单位负责人签字» is not blank where it is not printed."""
    findings = [item.rule for item in from_lines().findings]
    assert "signature-present" not in findings
    signed = jixiao.parse(
        "\n\n".join([*ABOVE, "填表人：周某某  填报日期：2019年6月1日  单位负责人签字：", ""]).encode()
    )
    assert [item.rule for item in signed.findings].count("signature-present") == 1


@pytest.mark.parametrize(
    "lines",
    [
        ["联系人", "联系电话", "周某某", "0739-0000000"],
        ["单位负责人", "亲自抓预算执行", "联系电话", "0739-0000000"],
        ["联系人", "周某某", "编制情况", "0739-0000000"],
    ],
)
def test_lines_that_are_not_labels_and_values_in_turn_sign_nothing(lines: list[str]) -> None:
    report = jixiao.parse("\n\n".join([*ABOVE, *lines, "二、部门（单位）收支情况", ""]).encode())
    assert [(sign.filled_by, sign.head, sign.phone) for sign in report.sign_offs] == [(None, None, None)]


def test_a_heading_of_a_table_in_lines_is_no_summary() -> None:
    """«评价内容», the first cell of a table that is no table any more, below the section's heading."""
    rows = ["评价内容", "绩效目标", "完成情况", "质量指标", "98%", "98.5%"]
    report = jixiao.parse("\n\n".join([*ABOVE, "三、部门（单位）整体支出绩效自评情况", *rows, ""]).encode())
    assert report.performance is None or report.performance.summary is None
