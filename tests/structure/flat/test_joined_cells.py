"""Rows as a loop over python-docx's cells joins them: merged text said again in each cell, or once a row."""

from __future__ import annotations

from itertools import groupby

import pytest

import jixiao
from jixiao.schema import Report

TABLE = """\
项目名称|项目名称|项目名称|村道硬化|村道硬化|村道硬化|村道硬化|村道硬化|村道硬化
主管部门|主管部门|主管部门|云岭县交通局|云岭县交通局|实施单位|云岭县公路站|云岭县公路站|云岭县公路站
项目资金/（万元）||| 年初预算数|全年预算数|全年执行数|分值|执行率|得分
项目资金/（万元）|年度资金总额|年度资金总额|320|300.5|290|10|96.51%|9.65
项目资金/（万元）|其中：财政拨款|其中：财政拨款|320|300.5|290|—|—|—
项目资金/（万元）|其他资金|其他资金||||—||—
年度目标|预期目标|预期目标|预期目标|实际完成情况|实际完成情况|实际完成情况|实际完成情况|实际完成情况
年度目标|硬化村道12公里。|硬化村道12公里。|硬化村道12公里。|硬化村道12公里，全部通车。|硬化村道12公里，全部通车。|硬化村道12公里，全部通车。|硬化村道12公里，全部通车。|硬化村道12公里，全部通车。
绩效/指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因/及改进措施
绩效/指标|产出指标|数量指标|硬化里程|≥12公里|12公里|15|15|
绩效/指标|产出指标|质量指标|验收合格率|100%|98%|15|14|个别路段返工
绩效/指标|产出指标|时效指标|完工时间|10月底前|10月底前|20|20|
绩效/指标|效益指标|社会效益指标|受益人口|≥800人|850人|30|30|
绩效/指标|效益指标|社会效益指标|管护机制|健全|健全|30|30|
绩效/指标|满意度指标|服务对象满意度|村民满意度|≥90%|95%|10|10|
总分|总分|总分|总分|总分|总分|100|98.65|
"""


def _parsed(mark: str, line_break: str, *, once: bool, table: str = TABLE) -> Report:
    rows = [[cell.strip().replace("/", line_break) for cell in line.split("|")] for line in table.splitlines()]
    if once:
        merged = (1, 2, 4, 5, 6, 8)  # equal texts in the heading's and the data's columns are cells of their own
        rows = [[cell for cell, _ in groupby(row)] if len(set(row)) < len(merged) else row for row in rows]
    text = "云岭县公路站2023年项目支出绩效自评表\n（2023年度）\n" + "\n".join(mark.join(row) for row in rows)
    return jixiao.parse(text.encode())


@pytest.mark.parametrize(
    ("mark", "line_break", "once"),
    [(" | ", "\n", False), ("|", "\n", False), (" | ", "", False), (" | ", "", True), ("\t", "", True)],
)
def test_nothing_of_the_rows_is_lost(mark: str, line_break: str, *, once: bool) -> None:
    """Bars with a broken cell («绩效», «指标 | 一级指标»): nothing was read. TABs at the ends of lines, behind which
    a last cell is blank: they were taken for the ends of cells, and nearly all rows refused."""
    (form,) = _parsed(mark, line_break, once=once).evaluations
    assert form.project == "村道硬化"
    assert (form.department, form.unit) == ("云岭县交通局", "云岭县公路站")
    total = form.funds[0]
    assert [str(x) for x in (total.initial, total.full_year, total.executed, total.rate, total.score)] == [
        "320", "300.5", "290", "96.51", "9.65",
    ]  # fmt: skip
    assert (form.goals[0].expected, form.goals[0].actual) == ("硬化村道12公里。", "硬化村道12公里，全部通车。")
    rows = [(i.level1, i.level2, i.level3, i.target.text, i.actual.text, i.weight, i.deviation_reason)
            for i in form.indicators if i.target and i.actual]  # fmt: skip
    assert rows == [
        ("产出指标", "数量指标", "硬化里程", "≥12公里", "12公里", 15, None),
        ("产出指标", "质量指标", "验收合格率", "100%", "98%", 15, "个别路段返工"),
        ("产出指标", "时效指标", "完工时间", "10月底前", "10月底前", 20, None),
        ("效益指标", "社会效益指标", "受益人口", "≥800人", "850人", 30, None),
        ("效益指标", "社会效益指标", "管护机制", "健全", "健全", None, None),
        ("满意度指标", "服务对象满意度", "村民满意度", "≥90%", "95%", 10, None),
    ]
    assert form.total
    assert str(form.total.score) == "98.65"


@pytest.mark.parametrize("once", [False, True])
def test_points_that_two_rows_share_are_given_once(*, once: bool) -> None:
    """30 points of two rows: said in both, they are those of the first."""
    (form,) = _parsed("\t", "", once=once).evaluations
    assert [i.score and int(i.score) for i in form.indicators] == [15, 14, 20, 30, None, 10]


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_a_block_s_label_in_words_of_no_form_is_no_row_s(mark: str) -> None:
    """Said again in each row of money, «部门支出预算执行（万元）» was the label of every fund."""
    table = TABLE.replace("项目资金/（万元）", "部门支出预算执行（万元）").replace("年度目标|", "部门年度目标|")
    (form,) = _parsed(mark, "", once=True, table=table).evaluations
    assert [(fund.label, str(fund.executed)) for fund in form.funds][:2] == [
        ("年度资金总额", "290"), ("财政拨款", "290"),
    ]  # fmt: skip
    assert [(goal.expected, goal.actual) for goal in form.goals] == [("硬化村道12公里。", "硬化村道12公里，全部通车。")]


STAFF = """\
财政供养人员情况|编制数|编制数|2023年实际在职人数|2023年实际在职人数|控制率
财政供养人员情况|12|12|11|11|91.67%
经费控制情况（万元）|2022年决算数|2022年决算数|2023年预算数|2023年预算数|2023年决算数
三公经费|3.2|3.2|4|4|2.8
公用经费|40|40|42|42|41.5
政府采购金额|8|8|9|9|7.5
厉行节约保障措施|严格审批。|严格审批。|严格审批。|严格审批。|严格审批。
"""


@pytest.mark.parametrize("mark", ["\t", " | "])
def test_tables_right_below_each_other(mark: str) -> None:
    """A script that prints all paragraphs and then all tables: two projects and a table of base data, with nothing
    between them; what stood below the first project was named only, the base data taken for rows of a page."""
    rows = (TABLE + TABLE.replace("村道硬化", "危桥改造") + STAFF).replace("/", "\n").splitlines()
    lines = "\n".join(row.replace("|", mark) for row in rows)
    report = jixiao.parse(
        f"云岭县公路站2023年部门整体支出绩效自评报告\n一、基本情况\n本站编制12人。\n{lines}\n".encode()
    )
    assert [(form.project, len(form.indicators)) for form in report.evaluations] == [("村道硬化", 6), ("危桥改造", 6)]
    assert report.base_data
    assert [(row.item, str(row.final)) for row in report.base_data.expenses] == [
        ("三公经费", "2.8"), ("公用经费", "41.5"),
    ]  # fmt: skip


def test_a_wrapped_row_between_tabs_is_no_table_of_blanks() -> None:
    """catdoc wraps a row at its 72nd column: the rest of a heading and two pieces of a row were a table, whose target
    was «产出指标»."""
    text = """\
2025年度单位整体支出绩效自评表

绩　效　指　标	一级指标	二级指标	三级指标
年初指标值	实际完成

指标值	分值	自评得分	偏差原因分析与改进措施

	产出指标	数量	指标1：测评信息系统	大于等于20个
20个	35	　35

"""
    report = jixiao.parse(text.encode())
    assert all(row.target is None for form in report.evaluations for row in form.indicators)
    assert "unreadable_table" in {told.code for told in report.diagnostics}
