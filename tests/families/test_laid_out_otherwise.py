"""Tables that authors laid out by themselves, as a word processor holds them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para, Sample
from samples.writers.docx import docx_bytes
from test_family_documents import PAGE

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

PROJECT = "2021年度项目支出绩效自评表"


def read(table: Table, title: str = PROJECT) -> Report:
    return parse(docx_bytes(Sample("sample", [Para(title, "title"), table], {}, PAGE)))


def codes(report: Report) -> set[str]:
    return {diagnostic.code for diagnostic in report.diagnostics}


def test_one_column_of_names_below_levels_in_rows_of_their_own() -> None:
    """«计划完成» is what was to be reached, no level; the head stands in cells over the whole table."""
    grid = Grid(5)
    grid.row(GridCell("项目名称：乡镇卫生院标准化建设", 5))
    grid.row(GridCell("项目单位：白塔县卫生健康局", 5))
    grid.row(GridCell("预算安排：860万元", 2), GridCell("到位：860万元", 2), "支出：812.35万元")
    grid.row("指标", "计划完成", "实际完成", "得分（满分）", "备注")
    grid.row(GridCell("一、产出（60）", 5))
    grid.row("建设卫生院数量", "8个", "8个", "40（40）", "")
    grid.row("竣工时间", "2021年10月", "2021年12月", "16（20）", "雨季停工")
    grid.row(GridCell("二、满意度（10）", 5))
    grid.row("群众满意度", "≥90%", "91%", "10（10）", "")
    grid.row(GridCell("总分", 3), "96（100）", "")
    report = read(grid.table())
    (table,) = report.evaluations
    assert (table.project, table.unit) == ("乡镇卫生院标准化建设", "白塔县卫生健康局")
    rows = [(i.level1, i.level3, i.target and i.target.text, i.actual and i.actual.text) for i in table.indicators]
    assert rows == [
        ("产出", "建设卫生院数量", "8个", "8个"),
        ("产出", "竣工时间", "2021年10月", "2021年12月"),
        ("满意度", "群众满意度", "≥90%", "91%"),
    ]
    assert [(i.weight, i.score) for i in table.indicators] == [(40, 40), (20, 16), (10, 10)]
    assert "unread_figures" in codes(report)  # the amounts in a cell with their label


def test_words_of_level_2_over_all_columns() -> None:
    grid = Grid(4)
    grid.row("专项名称", GridCell("公共文化服务体系建设专项资金", 3))
    grid.row("指标", "", "指标值", "全年完成值")
    grid.row(GridCell("数量指标", 4))
    grid.row("", "免费开放场馆数", "7个", "7个")
    grid.row(GridCell("社会效益指标", 4))
    grid.row("", "服务群众人次", "≥12万人次", "10.8万人次")
    grid.row(GridCell("满意度指标", 4))
    grid.row("", "群众满意度", "≥90%", "93%")
    (table,) = read(grid.table(), "2021年中央补助地方公共文化专项资金绩效自评表").evaluations
    assert [(i.level1, i.level2, i.level3) for i in table.indicators] == [
        ("产出指标", "数量指标", "免费开放场馆数"),
        ("效益指标", "社会效益指标", "服务群众人次"),
        ("满意度指标", None, "群众满意度"),
    ]


def test_rows_that_numerals_of_parts_number_are_levels() -> None:
    """«一 | 预算管理 | 25 | 24» holds the sums of «1» and «2»."""
    grid = Grid(6)
    grid.row("序号", "评价内容", "评价要点", "分值", "自评分", "扣分说明")
    grid.row("一", GridCell("预算管理", 2), "25", "24", "")
    grid.row("1", "预算编制", "编制完整", "10", "10", "")
    grid.row("2", "预算执行", "执行率98.6%", "15", "14", "年末部分设备款未支付")
    grid.row("二", GridCell("履职成效", 2), "75", "75", "")
    grid.row("3", "公益诉讼", "立案不少于80件", "75", "75", "")
    grid.row(GridCell("总计", 3), "100", "99", "")
    report = read(grid.table(), "2022年度整体支出绩效自评表")
    (table,) = report.evaluations
    assert [(i.level1, i.level2, i.level3, i.weight, i.score) for i in table.indicators] == [
        ("预算管理", None, "预算编制", 10, 10),
        ("预算管理", None, "预算执行", 15, 14),
        ("履职成效", None, "公益诉讼", 75, 75),
    ]
    assert "unread_figures" in codes(report)  # the sums


def test_points_in_names_below_a_heading_that_says_so() -> None:
    grid = Grid(6)
    grid.row("项目名称", GridCell("社区矫正工作经费", 5))
    grid.row("一级指标（权重）", "二级指标（权重）", "三级指标（权重）", "目标值", "实现值", "得分")
    grid.row("决策（20）", "项目立项（20）", "立项程序规范性（20）", "规范", "规范", "20")
    grid.row("产出（80）", "数量（80）", "社区矫正对象人数（80）", "≥420人", "436人", "78")
    grid.row(GridCell("合计（100）", 3), "", "", "98")
    (table,) = read(grid.table()).evaluations
    assert [(i.level1, i.level1_weight, i.weight, i.score) for i in table.indicators] == [
        ("决策", 20, 20, 20),
        ("产出", 80, 80, 78),
    ]
    assert (table.total.weight, table.total.score) == (100, 98)


def test_the_total_at_the_head_and_what_a_form_asks_for() -> None:
    grid = Grid(6)
    grid.row("项目名称", GridCell("城区绿化养护经费", 5))
    grid.row("自评总得分", GridCell("96.52", 2), "自评等级", GridCell("优", 2))
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分")
    grid.row("产出指标", "数量指标", "养护道路条数", "≥128条", "128条", "50")
    grid.row("效益指标", "社会效益", "游憩环境", "改善", "改善", "46.52")
    grid.row(
        "其他需要说明的问题", GridCell("请在此处简要说明审计和财政监督中发现的问题及其所涉及的金额，如没有请填无。", 5)
    )
    (table,) = read(grid.table()).evaluations
    assert (table.total.score, table.rating and table.rating.text) == (Decimal("96.52"), "优")
    assert table.remarks is None


def test_the_answer_behind_what_a_form_asks_for() -> None:
    grid = Grid(6)
    grid.row("项目名称", GridCell("城区绿化养护经费", 5))
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分")
    grid.row("产出指标", "数量指标", "养护道路条数", "≥128条", "128条", "50")
    grid.row("效益指标", "社会效益", "游憩环境", "改善", "改善", "46.52")
    asked = "请在此处简要说明审计和财政监督中发现的问题，如没有请填“无”。审计未发现问题"
    grid.row("其他需要说明的问题", GridCell(asked, 5))
    (table,) = read(grid.table()).evaluations
    assert table.remarks == "审计未发现问题"


def test_a_unit_of_money_in_a_cell_of_its_own() -> None:
    grid = Grid(7)
    grid.row(GridCell("填报单位：白石县第一中学", 5), GridCell("单位：元", 2))
    grid.row("项目名称", GridCell("国家助学金", 6))
    grid.row("资金来源", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分")
    grid.row("年度资金总额", "1,260,000", "1,311,000", "1,311,000", "100%", "10", "10")
    grid.row("二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "备注")
    grid.row("数量指标", "资助学生人次", "1260人次", "1311人次", "90", "90", "")
    grid.row(GridCell("合计", 4), "100", "100", "")
    report = read(grid.table())
    assert [(fund.initial, fund.full_year) for fund in report.evaluations[0].funds] == [(126, Decimal("131.1"))]
    assert "money_unit_assumed" not in codes(report)


def test_labels_with_their_amounts_head_no_funds() -> None:
    """«下达资金 | 5000 | 实际支出 | 4236.5», and levels below that no fund is named by; no figure is a fund's name."""
    grid = Grid(6)
    grid.row("专项资金名称", GridCell("产业园建设资金", 5))
    grid.row("下达资金（万元）", GridCell("5000", 2), GridCell("实际支出（万元）", 2), "4236.5")
    grid.row("指标类别", "指标名称", "预期目标", "实现程度", "自评分数", "原因说明")
    grid.row("经济性", "建设成本控制", "≤5000万元", "4236.5万元", "10", "")
    grid.row("效果性", "带动农户数", "≥1500户", "1623户", "30", "")
    report = read(grid.table(), "省级财政专项资金绩效自评表")
    (table,) = report.evaluations
    assert not table.funds
    assert [(i.level2, i.level3, i.actual and i.actual.text, i.score) for i in table.indicators] == [
        ("经济性", "建设成本控制", "4236.5万元", 10),
        ("效果性", "带动农户数", "1623户", 30),
    ]


def test_a_score_over_all_indicators_of_a_project_is_the_projects() -> None:
    grid = Grid(7)
    grid.row("项目名称", "预算数", "执行数", "绩效指标", "目标值", "完成值", "自评得分")
    grid.row(
        GridCell("森林防火", rows=2), GridCell("86.00", rows=2), GridCell("84.30", rows=2), "扑火队伍", "3支", "3支",
        GridCell("98", rows=2),
    )  # fmt: skip
    grid.row("火灾受害率", "≤0.9‰", "0.2‰")
    grid.row(
        GridCell("古树保护", rows=2), GridCell("24.00", rows=2), GridCell("22.75", rows=2), "挂牌株数", "210株",
        "210株", GridCell("96", rows=2),
    )  # fmt: skip
    grid.row("复壮株数", "≥15株", "12株")
    one, two = read(grid.table(), "2022年度部门预算项目绩效自评汇总表").evaluations
    assert (one.total.score, two.total.score) == (98, 96)
    assert [(i.level3, i.score) for i in (*one.indicators, *two.indicators)] == [
        ("扑火队伍", None), ("火灾受害率", None), ("挂牌株数", None), ("复壮株数", None)
    ]  # fmt: skip


def test_a_small_table_of_targets_in_a_narrative() -> None:
    text = (
        "云溪县图书馆2022年度免费开放项目绩效自评报告\n一、项目概况\n免费开放经费50万元。\n二、绩效目标完成情况\n"
        "指标\t目标值\t完成值\t完成率\n接待读者人次\t12万人次\t12.6万人次\t105%\n"
        "开展读者活动\t60场\t58场\t96.67%\n新增图书\t5000册\t5230册\t104.6%\n三、存在的问题\n活动形式较单一。\n"
    )
    report = parse(text.encode())
    (table,) = report.evaluations
    rows = [(i.level3, i.target and i.target.value, i.actual and i.actual.value) for i in table.indicators]
    assert rows == [
        ("接待读者人次", 12, Decimal("12.6")),
        ("开展读者活动", 60, 58),
        ("新增图书", 5000, 5230),
    ]


@pytest.mark.parametrize(
    "signed",
    [
        [GridCell("填表人：周某", 2), GridCell("联系电话：0739-0000000", 2), GridCell("填表日期：2022年3月10日", 2)],
        [GridCell("填表人：周某    联系电话：0739-0000000    填表日期：2022年3月10日", 6)],
        ["填表人", "周某", "联系电话", "0739-0000000", "填表日期", "2022年3月10日"],
    ],
)
@pytest.mark.parametrize("total", [True, False])
def test_who_signed_in_the_last_row_of_a_form(signed: list[str | GridCell], *, total: bool) -> None:
    grid = Grid(6)
    grid.row("项目名称", GridCell("社区矫正工作经费", 5))
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分")
    grid.row("产出指标", "数量指标", "人数", "≥420人", "436人", "8")
    grid.row("产出指标", "质量指标", "合格率", "≥90%", "93%", "8")
    if total:
        grid.row(GridCell("总分", 5), "16")
    grid.row(*signed)
    report = read(grid.table())
    (entry,) = report.sign_offs
    assert (entry.filled_by, entry.phone, str(entry.filled_on)) == ("周某", "0739-0000000", "2022-03-10")
    assert [indicator.level3 for indicator in report.evaluations[0].indicators] == ["人数", "合格率"]


@pytest.mark.parametrize("label", ["填报单位：（盖章）南陵县人民检察院", "填报单位：南陵县人民检察院（盖章）"])
def test_a_stamps_place_is_no_part_of_a_name(label: str) -> None:
    grid = Grid(6)
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分")
    grid.row("产出指标", "数量指标", "人数", "≥420人", "436人", "8")
    grid.row("产出指标", "质量指标", "合格率", "≥90%", "93%", "8")
    blocks = [Para("2022年度整体支出绩效自评表", "title"), Para(label), grid.table()]
    report = parse(docx_bytes(Sample("sample", blocks, {}, PAGE)))
    assert (report.evaluations[0].unit, report.organization.name) == ("南陵县人民检察院", "南陵县人民检察院")


def test_a_sheet_of_criteria_that_nobody_filled_in() -> None:
    grid = Grid(5)
    grid.row("一级指标", "二级指标", "三级指标", "分值", "评分标准")
    grid.row("投入", "预算配置", "在职人员控制率", "5", "控制率≤100%得5分，每超过1%扣1分")
    grid.row("过程", "预算执行", "预算完成率", "10", "100%计满分，每低于5%扣2分")
    grid.row(GridCell("合计", 3), "100", "")
    report = read(grid.table(), "部门整体支出绩效评价指标评分标准")
    assert report.kind == "not_a_report"


def test_plan_and_result_in_single_words() -> None:
    """«评价内容 | 具体指标 | 分值 | 计划 | 实际»: the plan is no criterion, and what is assessed no name."""
    grid = Grid(7)
    grid.row("项目", GridCell("学前教育专项资金", 6))
    grid.row("评价内容", "具体指标", "分值", "计划", "实际", "得分", "扣分说明")
    grid.row(GridCell("产出（20分）", rows=2), "资金到位率", "10", "100%", "100%", "10", "")
    grid.row("资金使用率", "10", "100%", "95%", "9.5", "设备采购结余")
    grid.row(GridCell("效果（80分）", rows=2), "购置玩教具", "40", "320套", "320套", "40", "")
    grid.row("维修园舍", "40", "2000平方米", "1850平方米", "38", "工期推迟")
    grid.row(GridCell("合计", 2), "100", "", "", "97.5", "")
    report = read(grid.table(), "绩效自评表")
    (table,) = report.evaluations
    assert [(i.level1, i.level3, i.score) for i in table.indicators] == [
        ("产出", "资金到位率", 10),
        ("产出", "资金使用率", Decimal("9.5")),
        ("效果", "购置玩教具", 40),
        ("效果", "维修园舍", 38),
    ]
    assert not [indicator for indicator in table.indicators if indicator.criterion]
    assert "unread_figures" in codes(report)


@pytest.mark.parametrize("heads", [("指标名称", "指标类型"), ("指标", "类别")])
def test_words_of_level_2_behind_the_names(heads: tuple[str, str]) -> None:
    grid = Grid(5)
    grid.row("项目单位", GridCell("石门镇中心卫生院", 4))
    grid.row(*heads, "目标值", "实际值", "得分")
    grid.row("居民健康档案建档率", "数量", "≥90%", "93.2%", "20")
    grid.row("老年人健康管理人数", "数量", "3200人", "3018人", "18.9")
    grid.row("资金到位及时率", "时效", "100%", "100%", "10")
    grid.row("居民健康素养水平", "社会效益", "提升", "提升", "20")
    (table,) = read(grid.table()).evaluations
    assert [(i.level1, i.level2, i.level3) for i in table.indicators] == [
        ("产出指标", "数量", "居民健康档案建档率"),
        ("产出指标", "数量", "老年人健康管理人数"),
        ("产出指标", "时效", "资金到位及时率"),
        ("效益指标", "社会效益", "居民健康素养水平"),
    ]


def test_headings_of_tasks_below_the_money_end_it() -> None:
    """«年度任务 | 任务名称 | 完成情况 | 预算 | 执行 | 自评得分»: what stands below is no weight of the money."""
    grid = Grid(8)
    grid.row(GridCell("部门名称", 1), GridCell("江河市水利局", 7))
    head = GridCell("预算执行情况（万元）", 2, rows=2)
    grid.row(head, GridCell("全年预算数", 2), "全年执行数", "执行率", "分值", "自评得分")
    grid.row(GridCell("18,620.50", 2), "18,110.36", "97.26%", "10", "9.73")
    grid.row(GridCell("年度任务", rows=2), GridCell("任务名称", 2), GridCell("完成情况", 2), "预算", "执行", "自评得分")
    grid.row(GridCell("防汛抗旱", 2), GridCell("完成12座涵闸维修", 2), "2,100.00", "2,060.25", "9.8")
    grid.row("一级指标", "二级指标", GridCell("三级指标", 2), "指标值", "完成值", "分值", "得分")
    grid.row("产出指标", "数量指标", GridCell("涵闸维修座数", 2), "12座", "12座", "90", "90")
    report = read(grid.table(), "2023年度部门整体绩效自评表")
    (table,) = report.evaluations
    assert [(fund.full_year, fund.executed, fund.weight, fund.score) for fund in table.funds] == [
        (Decimal("18620.50"), Decimal("18110.36"), 10, Decimal("9.73"))
    ]
    assert "unread_figures" in codes(report)


def test_a_sheet_of_labels_alone() -> None:
    grid = Grid(4)
    grid.row("项目名称", GridCell("科技三项费用", 3))
    grid.row("项目单位", GridCell("清水县科学技术局", 3))
    grid.row("绩效目标", GridCell("预期目标"), GridCell("实际完成", 2))
    grid.row("", "支持企业12家", GridCell("支持企业12家", 2))
    grid.row("自评得分", "92", "评价等次", "优秀")
    grid.row("存在问题", GridCell("部分项目单位配套资金未到位", 3))
    grid.row("改进措施", GridCell("加强项目跟踪管理", 3))
    (table,) = read(grid.table(), "财政支出项目绩效自评表").evaluations
    assert (table.project, table.unit, table.total.score) == ("科技三项费用", "清水县科学技术局", 92)
    assert (table.problems, table.measures) == ("部分项目单位配套资金未到位", "加强项目跟踪管理")
