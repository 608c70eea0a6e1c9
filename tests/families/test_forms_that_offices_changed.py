"""自评表 that an office changed: columns more (偏差, 完成率, 复核得分), points in brackets behind names,
a grade in the row of the total."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

D = Decimal


def messages(report: Report, rule: str) -> list[str]:
    return [finding.message for finding in report.findings if finding.rule == rule]


def deviations(total: str) -> Table:
    grid = Grid(8)
    grid.row("项目名称", GridCell("村卫生室规范化建设", 7))
    grid.row("项目资金（万元）", "", "年初预算", "全年预算", "全年执行", "执行率", "分值", "得分")
    grid.row("", "年度资金总额", "88.00", "80.00", "80.00", "100.00%", "10", "10")
    grid.row("一级指标", "二级指标", "三级指标（权重）", "指标值", "完成值", "偏差", "得分", "偏差原因")
    grid.row("产出指标", "数量指标", "改造村卫生室（40）", "16个", "16个", "0", "40", "")
    grid.row("", "成本指标", "每室补助（10）", "5万元/个", "5万元/个", "-1.38", "10", "")
    grid.row("效益指标", "社会效益指标", "服务覆盖人口（30）", "26000人", "24000人", "-2000", "28", "部分村民外出务工")
    grid.row("满意度指标", "服务对象满意度指标", "村民满意度（10）", "≥90%", "94%", "+4%", "10", "")
    grid.row(GridCell("总分", 3), "100分", "自评等级", "优", total, "")
    return grid.table()


def test_a_column_of_deviations_is_none_of_points() -> None:
    """«偏差» between 完成值 and 得分 stood where a form has 分值: 0, -1.38 and -2000 were points."""
    report = read(Para("2023年度项目支出绩效自评表"), deviations("98"))
    (table,) = report.evaluations
    assert [i.weight for i in table.indicators] == [D(40), D(10), D(30), D(10)]
    assert [i.score for i in table.indicators] == [D(40), D(10), D(28), D(10)]
    assert "score-not-exceed-weight" not in [finding.rule for finding in report.findings]


def test_a_total_with_its_points_and_grade_in_other_columns() -> None:
    """«100分» below 指标值 and «自评等级» below 完成值 were a row of the indicators: the total was lost."""
    report = read(Para("2023年度项目支出绩效自评表"), deviations("98"))
    (table,) = report.evaluations
    assert (table.total.weight, table.total.score) == (D(100), D(98))
    assert table.rating is not None
    assert table.rating.text == "优"
    assert messages(report, "scores-sum-total") == []


def test_figures_of_no_field_in_a_column_of_their_own_blind_no_sum() -> None:
    """Column 6 is read in the rows of the money: what stands there in those of the indicators was not."""
    report = read(Para("2023年度项目支出绩效自评表"), deviations("99"))
    assert "unread_figures" in codes(report)
    assert messages(report, "scores-sum-total") == ["自评表（村卫生室规范化建设）：总分99，各项得分之和98，相差1"]


def graded(label: str, last: str) -> Table:
    grid = Grid(9)
    grid.row("项目名称", GridCell("老旧小区加装电梯补助", 8))
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "评分标准", "实际完成", "分值", "得分", "未完成原因")
    grid.row("产出指标", "数量指标", "加装电梯台数", "90台", "每少1台扣0.2分", "81台", "60", "55", "管线迁改未完成")
    grid.row("效益指标", "社会效益指标", "受益户数", "≥1200户", "按比例", "1234户", "40", "30", "")
    grid.row(GridCell(label, 6), "100", "85", last)
    return grid.table()


def test_the_grade_in_the_label_of_the_total_or_behind_it() -> None:
    for label, last in (("总分（自评等级：良）", ""), ("总分", "评价等次：良")):
        (table,) = read(Para("2023年度项目支出绩效自评表"), graded(label, last)).evaluations
        assert (table.total.weight, table.total.score) == (D(100), D(85))
        assert table.rating is not None
        assert (table.rating.text, table.rating.canonical) == ("良", "良"), label
        assert table.remarks is None


REVIEWED = (
    "项目支出绩效自评表|（2023年度）|单位：万元|项目名称|农村公路安全生命防护工程|主管部门|青禾县交通运输局|"
    "实施单位|青禾县公路养护中心|联系人|林某|联系电话|0739-0000001|项目资金|（万元）|资金来源|年初预算数|"
    "全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分|备注||年度资金总额|860.00|912.50|873.40|10|"
    "95.72%|9.57|/||其中：中央补助|400.00|400.00|400.00|—|100%|—|||省级补助|260.00|312.50|280.90|—|89.89%|"
    "—|第四季度下达，结转实施||市级补助|0|0|0|—|—|—|||县级配套|200.00|200.00|192.50|—|96.25%|—||"
    "年度总体目标|预期目标|实际完成情况||1.完成村道安防设施120公里；|2.更换警示标志标牌860块；|"
    "3.事故多发路段隐患清零。|1.完成村道安防设施118公里；|2.更换标志标牌871块；|3.事故多发路段隐患全部整治。|"
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|完成率|权重|自评得分|复核得分|佐证材料|"
    "偏差原因及改进措施|成本指标|经济成本指标|每公里安防设施造价|≤5.5万元|5.2万元|100%|10|10|10|"
    "结算审核书||||标牌单价|不超过480元/块|476元|100%|10|10|9.5|采购合同|无|产出指标|数量指标|安装波形护栏|"
    "120公里|118公里|98.33%|10|9.8|9.8|验收报告|两处路段征地未完，2024年6月底前补齐|||更换标志标牌|≥860块|"
    "871块|101.28%|10|10|10||||质量指标|一次验收合格率|≥95%|97.50%|102.63%|10|10|10|验收单|—||时效指标|"
    "完工时间|2023年12月底前|2023年12月18日|100%|10|10|10|||效益指标|社会效益指标|隐患路段事故下降|"
    "下降30%以上|下降34%|113%|10|10|10|交警部门函|||可持续影响指标|管护机制|健全|基本健全|80%|10|8|8||"
    "养护合同尚未全覆盖|满意度指标|服务对象满意度指标|沿线群众满意度|90%-95%|93%|100%|10|10|10|问卷120份|/|"
    "总分|100|96.37|95.87|||说明：本表“完成率”按实际完成值与年度指标值之比填列。|"
    "填报人：林某    填报日期：2024年3月15日    单位负责人：周某"
)
"""As LibreOffice saves it, a cell a line; 佐证材料 is in no form."""


def test_figures_of_a_total_below_a_column_of_no_form() -> None:
    """«总分, 100, 96.37, 95.87»: the third stood below 佐证材料, and the whole's points were its score."""
    report = parse(REVIEWED.replace("|", "\n").encode())
    (table,) = report.evaluations
    assert [i.score for i in table.indicators][:4] == [D(10), D(10), D("9.8"), D(10)]
    assert (table.total.weight, table.total.score) == (D(100), D("96.37"))
    assert codes(report) == ["unread_figures"]  # the review's points have no field


def test_central_and_local_money_make_the_total() -> None:
    grid = Grid(8)
    grid.row(GridCell("转移支付（项目）名称", 2), GridCell("水利发展资金", 6))
    grid.row(GridCell("中央主管部门", 2), GridCell("水利部", 6))
    grid.row("资金投入情况（万元）", "", "", "", "全年预算数（A）", "", "全年执行数（B）", "预算执行率（B/A×100%）")
    grid.row("", "年度资金总额：", "", "", "2,480.00", "", "2,106.30", "84.93%")
    grid.row("", "其中：中央财政资金", "", "", "1,800.00", "", "1,800.00", "100.00%")
    grid.row("", "地方资金", "", "", "600.00", "", "236.30", "39.38%")
    grid.row("", "其他资金", "", "", "80.00", "", "80.00", "100.00%")
    grid.row("绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施", "")
    grid.row("", "产出指标", "数量指标", "新建小型水库", "1座", "1座", "", "")
    report = read(Para("中央对地方转移支付区域（项目）绩效目标自评表"), Para("（2023年度）"), grid.table())
    (message,) = messages(report, "fund-total-equals-sum-by-source")
    assert "2116.30" in message
    assert "2106.30" in message


def test_goals_below_their_headings_behind_numbered_labels() -> None:
    """«目标1 | … | …» below «年度目标 | 年初设定目标 | 实际完成情况» ended the goals; all of them were lost."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("高标准农田建设", 7))
    grid.row("年度目标", GridCell("年初设定目标", 4), GridCell("实际完成情况", 3))
    grid.row("目标1", GridCell("建成高标准农田0.8万亩", 4), GridCell("建成0.8万亩", 3))
    grid.row("目标2", GridCell("新增耕地质量等级提升0.5等", 4), GridCell("提升0.4等", 3))
    grid.row("一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "完成比例", "得分", "分值")
    grid.row("产出指标", "数量指标", "建设面积", "8000亩", "8000亩", "100%", "60", "60")
    grid.row("效益指标", "经济效益指标", "亩均增产", "50公斤以上", "56公斤", "112%", "40", "40")
    (table,) = read(Para("2023年度项目支出绩效自评表"), grid.table()).evaluations
    assert [(goal.expected, goal.actual) for goal in table.goals] == [
        ("建成高标准农田0.8万亩", "建成0.8万亩"), ("新增耕地质量等级提升0.5等", "提升0.4等"),
    ]  # fmt: skip
    assert [i.level3 for i in table.indicators] == ["建设面积", "亩均增产"]


def test_a_row_of_amounts_is_no_amount_behind_its_label() -> None:
    """«项目支出 | 12.40 | 186.00 | …» below 上年结转, 本年预算, …: what was carried in was the project's amount."""
    grid = Grid(9)
    grid.row("部门名称", GridCell("望山县档案馆", 8))
    grid.row("年度部门整体支出预算", "资金来源", "上年结转", "本年预算", "其他", "合计", "实际支出", "执行率", "结余")
    grid.row("", "基本支出", "0", "312.60", "0", "312.60", "310.55", "99.34%", "2.05")
    grid.row("", "项目支出", "12.40", "186.00", "5.00", "203.40", "190.18", "93.50%", "13.22")
    grid.row("年度主要任务", "任务名称", GridCell("主要内容", 4), GridCell("完成情况", 3))
    grid.row("", "档案数字化", GridCell("完成馆藏档案扫描80万页", 4), GridCell("完成83万页", 3))
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "权重", "自评得分", "复核得分", "扣分原因")
    grid.row("产出指标", "数量指标", "档案扫描页数", "≥80万页", "83万页", "60", "60", "60", "")
    grid.row("效益指标", "社会效益指标", "查档利用人次", "4500人次", "5120人次", "40", "40", "40", "")
    report = read(Para("部门整体支出绩效自评表（2022年度）"), grid.table())
    (table,) = report.evaluations
    assert table.by_nature == ()
    assert D("12.40") not in [fund.executed for fund in table.funds]
    assert "unread_figures" in codes(report)
