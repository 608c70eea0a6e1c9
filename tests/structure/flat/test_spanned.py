"""Markdown that prints the columns of merged cells as bars and leaves covered ones out (MarkItDown)."""

from __future__ import annotations

from jixiao import parse

YUNNAN = """\
**项目支出绩效自评表**

|  |  |  |  |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 项目名称 | | 困难群众救助补助 | | | | | | | |
| 主管部门 | | 云溪县民政局 | | | | 项目承担单位 | 云溪县社会救助服务中心 | | |
| 绩效指标 | | | 年度指标值 | | | 年度实际完成值 | 分值 | 实际 得分 | 偏差原因分析与改进措施 |
| 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 计量 单位 |
| 产出指标 | 数量 | 指标 1：发放慰问品 | 大于等于 | 400 | 份 | 717份 | 13 | 13 |  |
| 指标 2：救助困难群众 | ≥ | 3700 | 人次 | 5858人次 | 12 | 12 |  |
| 质量 | 指标 1：工作成果质量 |  | 较好 |  | 较好 | 13 | 12 | 档案不全 |
| 总得分 | | | | | | | 100 | 99.18 | 优 |
"""
SICHUAN = """\
**部门预算项目支出绩效自评表（2024年度）**

|  |  |  |  |  |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 项目名称 | 51000021T000000000001-老旧小区改造 | | | | | | | | | |
| 主管部门 | 云溪县住房和城乡建设局 | | | | 具体实施单位 | | 云溪县房产服务中心 | | | |
| 项目基本情况 | 1、项目年度目标完成情况 | | 项目年度目标 | | | | 年度目标完成情况 | | | |
| 完成改造任务 | | | | 全部完成 | | | |
| 2、项目实施内容及过程概述 | | 按照年度计划有序实施。 | | | | | | | |
| 预算执行情况 | 年度预算数 | | 年初预算数 | | 调整后预算数 | 执行数 | 执行率 | 权重 | 得分 | 原因分析 |
| 总额 | | 104.39 | | 104.39 | 104.39 | 100% | 10 | 10 |  |
"""


def test_the_lower_half_of_a_heading_stands_below_the_wide_cells_of_the_upper() -> None:
    (form,) = parse(YUNNAN.encode()).evaluations
    assert [(row.level2, row.level3, row.target and row.target.text, str(row.score)) for row in form.indicators] == [
        ("数量", "指标 1：发放慰问品", "大于等于400份", "13"),
        ("数量", "指标 2：救助困难群众", "≥3700人次", "12"),
        ("质量", "指标 1：工作成果质量", "较好", "12"),
    ]
    assert [row.deviation_reason for row in form.indicators] == [None, None, "档案不全"]


def test_a_pair_stands_where_its_form_has_it_beside_what_is_merged_down() -> None:
    (form,) = parse(SICHUAN.encode()).evaluations
    assert [(goal.expected, goal.actual) for goal in form.goals] == [("完成改造任务", "全部完成")]
    assert [(fund.label, str(fund.executed)) for fund in form.funds] == [("总额", "104.39")]


HUBEI = """\
**2022年度部门整体绩效自评表**

|  |  |  |  |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 单位名称 | | 云溪县档案馆 | | | | | | |
| 预算执行情况 （万元） （20分） |  | | 预算数 | | 执行数 | | 执行率 | 得分 |
| 部门整体支出总额 | | 800.00 | | 720.00 | | 90.00% | 18 |
| 年度目标1 （80分） | 一级指标 | 二级指标 | 三级指标 | | 年初目标值 (A) | | 实际完成值 (B) | 得分 |
| 产出指标(40分) | 数量指标 | 接收档案 | | ≥13卷 | | 18卷 | 20 |
| 成本指标 | 人均公用经费 | | ≤4万元 | | 4万元 | 20 |
| 支出控制总额 | | ≤800万元 | | 720万元 |
| 效益指标(40分) | 社会效益指标 | 查档便利 | | 良好 | | 良好 | 40 |
| 合 计 | | | | | | | | 98 |
"""


def test_a_row_that_shares_its_points_with_the_row_above() -> None:
    """湖北: «支出控制总额» has no cell of its own at its right; the form was refused."""
    report = parse(HUBEI.encode())
    (form,) = report.evaluations
    rows = [
        (r.level1, r.level2, r.level3, r.target and r.target.text, r.actual and r.actual.text) for r in form.indicators
    ]
    assert rows == [
        ("产出指标", "数量指标", "接收档案", "≥13卷", "18卷"),
        ("产出指标", "成本指标", "人均公用经费", "≤4万元", "4万元"),
        ("产出指标", "成本指标", "支出控制总额", "≤800万元", "720万元"),
        ("效益指标", "社会效益指标", "查档便利", "良好", "良好"),
    ]
    assert report.diagnostics == ()


def test_a_row_that_lacks_another_cell_is_refused_with_its_form() -> None:
    report = parse(HUBEI.replace("| ≤800万元 | | 720万元 |", "| ≤800万元 |").encode())
    assert report.evaluations == () or not report.evaluations[0].indicators
    assert "unreadable_table" in [one.code for one in report.diagnostics]


def test_a_row_whose_last_figure_may_be_its_points_shares_none() -> None:
    """«≤800万元 | 20»: what was reached may be the cell that it shares, and 20 its points."""
    report = parse(HUBEI.replace("| ≤800万元 | | 720万元 |", "| ≤800万元 | | 20 |").encode())
    assert report.evaluations == () or not report.evaluations[0].indicators
    assert "unreadable_table" in [one.code for one in report.diagnostics]
