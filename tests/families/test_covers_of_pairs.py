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


@pytest.mark.parametrize("form", [from_text, from_docx])
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
