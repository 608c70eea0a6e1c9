"""The report below a cover: income and expenditure by unit, goals without points, the score below them (岳阳 2018)."""

from __future__ import annotations

import io
from decimal import Decimal

import docx
import pytest

import jixiao
from jixiao.schema import Report

D = Decimal
Rows = list[list[str]]
_FORM = 5  # columns of the table of goals, in which a figure may be merged over several
ABOVE = [
    "青岭市2018年度部门整体支出绩效评价自评报告",
    "部门（单位）名称：青岭市城市管理监督指挥中心",
    "二、部门（单位）收支情况",
]
INCOME: Rows = [
    ["机构名称", "收入合计", "其中：", "其中：", "其中："],
    ["机构名称", "收入合计", "上年结转", "公共财政拨款", "其他收入"],
    ["局机关及二级机构汇总", "320.5", "10.5", "310", "0"],
    ["1、局机关", "320.5", "10.5", "310", "0"],
]
SPENT: Rows = [
    ["机构名称", "支出合计", "其中：", "其中：", "其中：", "其中：", "结余", "结余"],
    ["机构名称", "支出合计", "基本支出", "其中：", "其中：", "项目支出", "当年结余", "累计结余"],
    ["机构名称", "支出合计", "基本支出", "人员支出", "公用支出", "项目支出", "当年结余", "累计结余"],
    ["局机关及二级机构汇总", "318.2", "218.2", "180.2", "38", "100", "2.3", "2.3"],
    ["1、局机关", "300.2", "200.2", "165.2", "35", "100", "2.3", "2.3"],
    ["2、信息采集站", "18", "18", "15", "3", "0", "0", "0"],
]
THREE: Rows = [
    ["机构名称", "三公经费合计", "其中：", "其中：", "其中：", "其中："],
    ["机构名称", "三公经费合计", "公务接待费", "公务用车运维费", "公务用车购置费", "因公出国费"],
    ["局机关及二级机构汇总", "1.2", "0.9", "0.3", "0", "0"],
]
GOALS: Rows = [
    ["整体支出绩效定性目标及实施计划完成情况", "预期目标", "预期目标", "实际完成", "实际完成"],
    ["整体支出绩效定性目标及实施计划完成情况", "完成数字城管任务", "完成数字城管任务", "已全部完成", "已全部完成"],
    ["整体支出绩效定量目标及实施计划完成情况", "评价内容", "评价内容", "绩效目标", "完成情况"],
    ["整体支出绩效定量目标及实施计划完成情况", "产出目标", "质量指标", "办结率98%", "98.5%"],
    ["整体支出绩效定量目标及实施计划完成情况", "产出目标", "数量指标", "采集案件5000件", "5200件"],
    ["整体支出绩效定量目标及实施计划完成情况", "效益目标", "社会效益", "群众满意率90%", "95%"],
    ["绩效自评综合得分", "97", "97", "97", "97"],
    ["评价等次", "优", "优", "优", "优"],
]


def from_docx(*parts: str | Rows) -> Report:
    """Paragraphs and tables; cells side by side or below each other that say the same are one, merged."""
    document = docx.Document()
    for part in (*ABOVE, *parts):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(len(part), len(part[0]))
        done: set[tuple[int, int]] = set()
        for r, row in enumerate(part):
            for c, text in enumerate(row):
                if (r, c) in done or not text:
                    continue
                figure, wide, tall = text[0].isdecimal(), c, r
                while wide + 1 < len(row) and row[wide + 1] == text and not (figure and len(row) > _FORM):
                    wide += 1
                while not figure and tall + 1 < len(part) and part[tall + 1][c : wide + 1] == row[c : wide + 1]:
                    tall += 1
                done |= {(y, x) for y in range(r, tall + 1) for x in range(c, wide + 1)}
                cell = table.cell(r, c).merge(table.cell(tall, wide)) if (tall, wide) != (r, c) else table.cell(r, c)
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return jixiao.parse(file.getvalue())


def spent(report: Report) -> dict[str, Decimal | None]:
    return {fact.scope: fact.amount for fact in report.spending}


WHOLE = {"total": D("318.2"), "basic": D("218.2"), "personnel": D("180.2"), "public": D(38), "project": D(100)}
OF_THREE = {
    "three_public": D("1.2"),
    "reception": D("0.9"),
    "vehicle_running": D("0.3"),
    "vehicle_purchase": D(0),
    "overseas": D(0),
}


def test_what_all_units_spent_by_its_kinds() -> None:
    """The income's grid is of no field; a grid without a unit of its own is named."""
    report = from_docx("年度收入情况（万元）", INCOME, "部门（单位）年度支出和结余情况（万元）", SPENT, "", THREE)
    assert spent(report) == WHOLE
    assert {(fact.fund, fact.year) for fact in report.spending} == {("all", 2018)}
    assert [one.code for one in report.diagnostics].count("money_unit_missing") == 1
    assert spent(from_docx("“三公”经费情况（万元）", THREE)) == OF_THREE


def test_several_grids_in_one_table() -> None:
    """Rows of one cell part them, and print the unit of those below."""
    width = 8

    def wide(rows: Rows) -> Rows:
        return [[*row, *[""] * (width - len(row))] for row in rows]

    rows = [["年度收入情况（万元）"] * width, *wide([row[:4] for row in INCOME])]
    rows += [["部门（单位）年度支出和结余情况（万元）"] * width, *SPENT, *wide(THREE)]
    assert spent(from_docx(rows)) == WHOLE | OF_THREE


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("年初预算安排情况（万元）", SPENT),
        ("支出情况（万元）", [["机构名称", "年初预算数", "基本支出", "项目支出"], ["局机关", "318.2", "218.2", "100"]]),
        ("支出情况（万元）", [["机构名称", "支出合计", "基本支出", "基本支出 "], ["局机关", "318.2", "218.2", "100"]]),
        ("支出情况（万元）", [["机构名称", "支出合计", "基本支出"], ["局机关", "18.2", "10.2"], ["站", "1", "0.5"]]),
        ("年度收入情况（万元）", INCOME),
        ("支出情况（万元）", [["机构名称", "支出合计", "基本支出"], ["信息采集站", "18.2", "10.2"]]),
    ],
)
def test_grids_of_a_budget_of_income_or_of_no_whole_are_no_spending(title: str, rows: Rows) -> None:
    report = from_docx(title, rows)
    assert spent(report) == {}
    assert "unread_figures" in [one.code for one in report.diagnostics]


@pytest.mark.parametrize("name", ["1、局机关", "青岭市城市管理监督指挥中心"])
def test_the_only_row_is_the_department_s_own(name: str) -> None:
    report = from_docx("支出情况（万元）", [["机构名称", "支出合计", "基本支出"], [name, "18.2", "10.2"]])
    assert spent(report) == {"total": D("18.2"), "basic": D("10.2")}


def as_text(rows: Rows) -> Report:
    return jixiao.parse("\n".join([*ABOVE, "", "部门（单位）年度支出情况（万元）", *map("\t".join, rows), ""]).encode())


def test_a_copied_grid_is_read_where_its_sums_prove_it() -> None:
    assert spent(as_text(SPENT)) == WHOLE
    moved = [*SPENT[:3], ["局机关及二级机构汇总", "318.2", "180.2", "218.2", "38", "100", "2.3", "2.3"], *SPENT[4:]]
    assert spent(as_text(moved)) == {}


def test_goals_without_points_and_the_score_below_them() -> None:
    report = from_docx("三、部门（单位）整体支出绩效自评情况", GOALS)
    assert report.template is not None
    assert report.template.name == "hunan-before-2022"
    (form,) = report.evaluations
    assert [(goal.expected, goal.actual) for goal in form.goals] == [("完成数字城管任务", "已全部完成")]
    assert [
        (row.level1, row.level2, row.target and row.target.text, row.actual and row.actual.value)
        for row in form.indicators
    ] == [
        ("产出目标", "质量指标", "办结率98%", D("98.5")),
        ("产出目标", "数量指标", "采集案件5000件", D(5200)),
        ("效益目标", "社会效益", "群众满意率90%", D(95)),
    ]
    assert form.total is not None
    assert form.total.score == D(97)
    assert form.rating is not None
    assert form.rating.canonical == "优"
