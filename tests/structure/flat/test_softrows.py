"""Markdown without bars at the edges, as html2text prints tables: a line break may end a row or stand in a cell."""

from __future__ import annotations

from decimal import Decimal

import jixiao
from archive_form import check_archive_form

TEXT = """\
**2022年部门整体支出绩效自评表**

部门（单位）名称| 云溪县档案馆
---|---
年度预算申请（万元）| | 年初  \n预算数| 全年  \n预算数| 全年执行数| 分值| 执行率| 得分
年度资金总额| 300.00| 313.14| 308.26| 10| 98.44%| 9.84
按收入性质分：| 按支出性质分：
其中：一般公共预算：308.26| 其中：基本支出：208.26
政府性基金拨款：| 项目支出：100.00
年度总体目标| 预期目标| 实际完成情况
完成档案整理。| 已完成档案整理。
绩效指标| 一级指标| 二级指标| 三级指标| 年度指标值| 实际完成值| 分值| 得分| 偏差原因分析及改进措施
产出指标| 数量  \n指标| 整理档案| ≥1200卷| 1305卷| 20| 20|
扫描页数| ≥50000页| 52310页| 20| 20|
质量指标| 整理合格率| ≥98%| 99%| 10| 9.5| 个别卷宗返工；  \n已整改。
效益指标| 社会效益指标| 查档便利| 明显提升| 明显提升| 30| 30|
满意度指标| 服务对象  \n满意度指标| 查档群众满意度| ≥95%| 96%| 10| 10|
总分| 100| 99.34|

填报人：李某某
"""


def read(text: str) -> jixiao.Report:
    return jixiao.parse(text.encode())


def test_rows_are_told_by_their_cells_and_labels() -> None:
    report = read(TEXT)
    [form] = report.evaluations
    check_archive_form(form)
    assert form.indicators[2].deviation_reason == "个别卷宗返工；已整改。"
    assert report.diagnostics == ()


def test_a_break_that_nothing_tells_is_refused_on_both_sides() -> None:
    text = TEXT.replace("完成档案整理。| 已完成档案整理。", "完成档案整理。  \n开放大厅。| 已整理。  \n已开放。")
    text = text.replace("质量指标| 整理合格率", "质  \n量指标| 整理  \n合格率")
    report = read(text)
    [form] = report.evaluations
    assert form.goals == ()
    assert [(i.level2, i.level3) for i in form.indicators] == [
        ("数量指标", "整理档案"),
        ("数量指标", "扫描页数"),
        ("社会效益指标", "查档便利"),
        ("服务对象满意度指标", "查档群众满意度"),
    ]
    assert [d.code for d in report.diagnostics] == ["unreadable_table"]


def test_a_figure_above_a_label_is_no_number_of_it() -> None:
    text = TEXT.replace("| 96%| 10| 10|", "| 96%| 10| 10").replace("| 得分| 偏差原因分析及改进措施", "| 得分")
    text = (
        text.replace("| 20| 20|", "| 20| 20")
        .replace("| 30| 30|", "| 30| 30")
        .replace("| 个别卷宗返工；  \n已整改。", "")
    )
    [form] = read(text).evaluations
    assert [str(i.score) for i in form.indicators] == ["20", "20", "9.5", "30", "10"]


def test_a_word_of_level_1_below_one_of_level_2_is_its_end() -> None:
    [form] = read(TEXT.replace("效益指标| 社会效益指标|", "效益指标| 生态环境  \n效益指标|")).evaluations
    assert [i.level2 for i in form.indicators[3:]] == ["生态环境效益指标", "服务对象满意度指标"]


def test_no_level_goes_on_below_a_row_that_is_refused() -> None:
    report = read(
        TEXT.replace("扫描页数| ≥50000页", "质量  \n（合格）| 扫描  \n页数| ≥50000页").replace("质量指标| ", "")
    )
    names = {i.level3: i.level2 for i in report.evaluations[0].indicators}
    assert names["整理合格率"] is None


def test_a_torn_word_of_a_level_says_nothing_about_the_row_below() -> None:
    """html2text of 云南's form: «质量指标» with a break of its own above «| 整理合格率| …»; the row's level is not
    known, and nothing else of it is in doubt."""
    text = TEXT.replace("质量指标| 整理合格率", "质量指标  \n| 整理合格率").replace("；  \n已整改。", "")
    [form] = read(text).evaluations
    rows = {i.level3: (i.level2, i.target and i.target.text, i.score) for i in form.indicators}
    assert rows["整理合格率"] == (None, "≥98%", Decimal("9.5"))
    assert rows["查档便利"] == ("社会效益指标", "明显提升", 30)


def test_a_word_of_level_2_may_end_the_cell_above() -> None:
    """«产出指标 | 产出» and «数量 | 整理档案 | …»: the level was «数量», the first line a row of its own."""
    report = read(TEXT.replace("产出指标| 数量  \n指标| 整理档案", "产出指标| 产出  \n数量| 整理档案"))
    [form] = report.evaluations
    assert "数量" not in {i.level2 for i in form.indicators}
    assert [i.level3 for i in form.indicators][-2:] == ["查档便利", "查档群众满意度"]
    assert "unreadable_table" in {d.code for d in report.diagnostics}
