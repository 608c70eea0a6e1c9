"""Whole reports as their authors lay them out: forms in several tables, points in two columns, units in banners."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.document import Paragraph, Table
from jixiao.patterns import load
from jixiao.structure.join import join_tables

HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")


def wide(grid: Grid, *texts: str, columns: int) -> None:
    """A row whose last cell takes what is left of the columns."""
    grid.row(*texts[:-1], GridCell(texts[-1], columns - len(texts) + 1))


def test_points_and_sums_of_levels_in_columns_of_their_own() -> None:
    """«自评分值 | 自评得分» is points and score (10 was the score); the weight of a level is not its rows'."""
    grid = Grid(7)
    wide(grid, "部门名称", "雁荡市审计局", columns=7)
    grid.row("年度预算", "全年预算数", "", "全年执行数", "执行率", "自评分值", "自评得分")
    grid.row("", "1186.20", "", "1150.61", "97.00%", "10", "9.7")
    grid.row("一级指标", "权重", "二级指标", "年度指标值", "实际完成值", "分值", "得分")
    grid.row("数量指标", "30%", "完成审计项目数", "40个", "39个", "15", "14.63")
    grid.row("", "", "审计促进增收节支", "≥5000万元", "6230万元", "15", "15")
    grid.row(GridCell("合计", 5), "100", "98.55")
    (table,) = read(Para("雁荡市审计局部门整体绩效自评表（2022年度）"), grid.table()).evaluations
    assert [(f.weight, f.score) for f in table.funds] == [(10, Decimal("9.7"))]
    assert [(i.level2, i.weight, i.score) for i in table.indicators] == [
        ("完成审计项目数", 15, Decimal("14.63")), ("审计促进增收节支", 15, 15),
    ]  # fmt: skip


def test_money_in_a_row_beside_its_label() -> None:
    grid = Grid(5)
    wide(grid, "部门名称", "青石县应急管理局", columns=5)
    grid.row("预算执行情况（万元）", "预算数", "968.40", "执行数", "920.95")
    grid.row("三级指标", "目标值", "完成值", "权重", "得分")
    grid.row("隐患整改率", "100%", "99.2%", "90", "89.3")
    grid.row(GridCell("总计", 3), "100", "99.3")
    (table,) = read(Para("2023年度部门整体支出绩效自评表"), grid.table()).evaluations
    assert [(f.full_year, f.executed) for f in table.funds] == [(Decimal("968.40"), Decimal("920.95"))]


def test_a_heading_over_names_of_two_columns_behind_the_money() -> None:
    """«指标» over level and name, below a form of another's money (四川): the indicators were lost."""
    grid = Grid(6)
    wide(grid, "项目名称", "公立医院综合改革补助", columns=6)
    wide(grid, "二、项目资金情况（元）", columns=6)
    grid.row("资金来源", "预算数", "到位数", "执行数", "结余数", "执行率")
    grid.row("合计", "2,000,000", "2,000,000", "1,860,000", "140,000", "93%")
    wide(grid, "三、项目绩效情况", columns=6)
    grid.row(GridCell("指标", 2), "计划值", "实现值", "权重", "得分")
    grid.row("产出", "新增医疗设备", "6台（套）", "6台（套）", "50%", "50")
    grid.row("满意度", "患者满意度", "≥90分", "92.6分", "50%", "49")
    wide(grid, "合计", "", "", "", "100%", "99", columns=6)
    report = read(Para("2023年度项目绩效自评情况表"), grid.table())
    (table,) = report.evaluations
    assert [(i.level1, i.level3, i.weight, i.score) for i in table.indicators] == [
        ("产出", "新增医疗设备", 50, 50), ("满意度", "患者满意度", 50, 49),
    ]  # fmt: skip
    assert [(f.full_year, f.executed) for f in table.funds] == [(200, 186)]  # 元, by the banner
    assert "money_unit_assumed" not in codes(report)


def form(grid: Grid) -> Grid:
    grid.row("项目名称", GridCell("孤儿基本生活保障", 6))
    grid.row("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    grid.row("年度资金总额", "96.00", "102.40", "102.40", "10", "100%", "10")
    grid.row(*HEADS)
    return grid


def test_a_form_goes_on_behind_a_section_break_below_the_same_level() -> None:
    upper, lower = form(Grid(7)), Grid(7)
    upper.row("产出指标", "数量指标", "保障孤儿人数", "应保尽保", "86人", "40", "40")
    lower.row("产出指标", "时效指标", "发放及时率", "100%", "100%", "50", "49")
    lower.row(GridCell("总分", 5), "100", "99")
    (table,) = read(Para("项目支出绩效自评表（2023年度）"), upper.table(), Para(""), lower.table()).evaluations
    assert [(i.level2, i.score) for i in table.indicators] == [("数量指标", 40), ("时效指标", 49)]
    assert table.total.score == 99


@pytest.mark.parametrize("second", ["数量指标", "社会效益指标"])
def test_another_table_begins_with_a_word_said_or_of_another_level(second: str) -> None:
    upper, lower = form(Grid(7)), Grid(7)
    upper.row("产出指标", "数量指标", "保障孤儿人数", "应保尽保", "86人", "40", "40")
    lower.row("产出指标", second, "发放及时率", "100%", "100%", "50", "49")
    lower.row(GridCell("总分", 5), "100", "99")
    assert sum(isinstance(b, Table) for b in join_tables((upper.table(), Paragraph(""), lower.table()), load())) == 2


def test_the_money_in_a_table_of_its_own_in_a_cell_is_the_forms() -> None:
    """A table within a cell stands behind its form, which has no money otherwise."""
    grid, money = Grid(7), Grid(4)
    grid.row("项目名称", GridCell("河道保洁", 6))
    grid.row("资金情况（万元）", GridCell("", 6))
    grid.row(*HEADS)
    grid.row("产出指标", "数量指标", "保洁河道长度", "≥85公里", "86公里", "100", "98")
    money.row("资金来源", "年初预算数", "全年预算数", "全年执行数")
    money.row("年度资金总额", "320.00", "300.00", "291.00")
    (table,) = read(Para("项目支出绩效自评表（2023年度）"), grid.table(), money.table()).evaluations
    assert (table.project, len(table.indicators)) == ("河道保洁", 1)
    assert [(f.initial, f.full_year, f.executed) for f in table.funds] == [(320, 300, 291)]


NOTED = """<html><meta charset="utf-8"><body><p>丹枫县博物馆2022年度部门整体支出绩效自评报告</p>
<p>一、部门整体支出绩效情况</p><p>1.征集文物56件（套）。</p>
<div style="mso-element:footnote"><p>其中三级文物4件。</p></div>
<p>2.举办展览9个。</p></body></html>"""


def test_a_note_is_no_part_of_the_item_above() -> None:
    report = parse(NOTED.encode())
    assert [a.text for a in report.performance.achievements] == ["征集文物56件（套）。", "举办展览9个。"]


LETTER = """关于2022年度部门整体支出绩效自评情况的报告
县财政局：
现将我局2022年度整体支出绩效自评情况报告如下：
我局为县政府工作部门，内设办公室、规划股2个股室，核定编制36名。2022年我局总支出3,486.72万元，其中项目支出2,874.32万元，\
项目支出主要用于老旧小区改造1,960.00万元、市政维护914.32万元。存在的主要问题：一是资金支付滞后。自评得分94分。
特此报告。
麻阳河县住房和城乡建设局
2023年3月20日
"""


def test_a_letter_is_of_the_unit_that_signs_it() -> None:
    """«现将我局» was its name, and what the projects' money was used for was spending on projects, again."""
    report = parse(LETTER.encode())
    assert report.organization.name == "麻阳河县住房和城乡建设局"
    assert [(s.scope, s.amount) for s in report.spending] == [
        ("total", Decimal("3486.72")), ("project", Decimal("2874.32")),
    ]  # fmt: skip


def test_the_first_of_a_list_of_attachments_is_no_title() -> None:
    lines = ["省财政厅：", "现将材料报上。", "附件：1.部门整体支出绩效自评报告", "2.部门整体支出绩效自评表",
             "2023年度部门整体支出绩效自评报告", "一、部门概况", "2023年支出248.60万元。"]  # fmt: skip
    assert parse("\n".join(lines).encode()).title == "2023年度部门整体支出绩效自评报告"


def test_the_change_of_the_whole_behind_its_parts() -> None:
    lines = ["云溪县水利局2023年度部门整体支出绩效自评报告", "一、部门整体支出情况",
             "2023年全年支出248.60万元，其中基本支出31.26万元。支出总额比上年增加12.06万元，增长5.09%。"]  # fmt: skip
    whole, *parts = parse("\n".join(lines).encode()).spending
    assert (whole.amount, whole.change, whole.change_rate) == (Decimal("248.60"), Decimal("12.06"), Decimal("5.09"))
    assert [part.change for part in parts] == [None]


def test_a_policy_is_judged_as_a_project_and_a_named_fund_as_handed_down() -> None:
    body = "\n一、基本情况\n2023年预算安排4,500万元。\n二、存在问题\n部门间数据共享不畅。"
    assert parse(f"东湾区援企稳岗补贴政策绩效自评报告{body}".encode()).kind == "project"
    fund = f"关于2023年高标准农田建设资金绩效自评情况的报告{body}"
    assert parse(fund.encode()).kind == "transfer_payment"


TRANSFER = """                                转移支付区域绩效目标自评表
                                     （2023 年度）
转移支付（项目）名称    基本公共卫生服务补助资金
绩效指标        一级指标      二级指标        三级指标       指标值       全年实际完成值
            产出指标      数量指标        适龄儿童国家免疫   ≥90%      97.2%
                                  规划疫苗接种率
                      质量指标        居民规范化电子健   ≥62%           65.8%
                                  康档案覆盖率
\f
         效益指标    社会效益指标     城乡居民公共卫生   不断缩小   不断缩小
                            差距
                 可持续影响指标    基本公共卫生服务   不断提高   不断提高
                            水平
         满意度指标   服务对象满意度指   服务对象满意度    ≥75%   86%
                 标
说明       无
"""


def test_rows_of_a_form_without_points_are_told_in_placed_text() -> None:
    """Only what was to be reached and what was tells them: all rows of a page were one («不断缩小不断提高≥75%»)."""
    (table,) = parse(TRANSFER.encode()).evaluations
    rows = [(i.level3, i.target and i.target.text, i.actual and i.actual.text) for i in table.indicators]
    assert rows == [
        ("适龄儿童国家免疫规划疫苗接种率", "≥90%", "97.2%"), ("居民规范化电子健康档案覆盖率", "≥62%", "65.8%"),
        ("城乡居民公共卫生差距", "不断缩小", "不断缩小"), ("基本公共卫生服务水平", "不断提高", "不断提高"),
        ("服务对象满意度", "≥75%", "86%"),
    ]  # fmt: skip


GLUED = """项目支出绩效自评表

（2022 年度）

项目名    普惠性学前教育生均补助
称
主管部    清溪市教育局                  实施单       清溪市教育局
门                              位
一级指    二级指  三级指  年度指           实际完      分值   得分   偏差原
标      标    标    标值            成值                 因分析
                                                  及改进
                                                  措施
产出指    数量指   补助幼      ≥20,00   20,106 20     20
标      标     儿人数      0人       人
       时效指   补助发      100%     98%      15   14.7 园所账
       标     放及时                                  户变更
             率
       成本指   生均补      ≤600     600 元     15    15
       标     助标准      元
效益指    社会效   普惠性      ≥85%     88.6%     30    30
标      益指标   幼儿园
             覆盖率
满意度    服务对   家长满      ≥90%     92.3%     10    10
指标     象满意   意度
       度指标
总分                                       100   99.60
"""


def test_points_beside_what_was_reached_are_no_part_of_it() -> None:
    """«20,106 20» over «人», no points below their heading: what was reached was «20,10620人»."""
    (table,) = parse(GLUED.encode()).evaluations
    assert [(i.level3, i.actual and i.actual.text) for i in table.indicators] == [("补助发放及时率", "98%")]


BROKEN = """                       就业补助资金绩效目标自评表
专项名称   就业补助资金
主管部门   白桦市人力资源和社会保障局            实施单位    市就业服务
                                        中心
资金情况   资金总额     全年预算数   全年执行数   执行率（Ｂ   得分
（万元）            （Ａ）     （Ｂ）     ／Ａ）
       年度资金总    ２，４８    ２，３５    ９５．０    ９．５
       额        ０．００    ６．００    ０％
       中央补助     １，８６    １，７６    ９５．０
                ０．００    ７．００    ０％
       省级补助     ６２０．０   ５８９．０   ９５．０
                ０       ０       ０％
一级指标    二级指标    三级指标    年度指标值   实际完成值   得分
产出指标    数量指标    城镇新增就    ≥１．２万    １．２６万    ３０
                业        人        人
        质量指标    补贴发放准    １００％     １００％     ２０
                确率
总分                                        ５０
"""


def test_the_second_lines_of_amounts_are_no_fund() -> None:
    """Names and amounts in one column are no column of amounts: «０．００ | ７．００ | ０％» was a fund of its own."""
    (table,) = parse(BROKEN.encode()).evaluations
    assert [(fund.label, fund.full_year) for fund in table.funds] == []


def test_headings_called_by_the_letters_of_a_formula() -> None:
    """«目标A | 实际B» behind another form's money: none of the indicators was read."""
    grid = Grid(6)
    wide(grid, "项目", "困难群众临时救助", columns=6)
    grid.row("预算执行", "资金分类", "预算数A", "执行数B", "执行率B/A", "得分")
    grid.row("", "合计", "286.00", "274.56", "96%", "9.6")
    grid.row("指标类型", "指标内容", "目标A", "实际B", "满分", "得分")
    grid.row("产出数量", "救助人次", "1200人次", "1268人次", "50", "50")
    grid.row("满意度", "救助对象满意度", "≥90%", "93%", "40", "39")
    (table,) = read(Para("2023年部门预算项目支出绩效自评表"), Para("单位：万元"), grid.table()).evaluations
    rows = [
        (i.level3, i.target and i.target.text, i.actual and i.actual.text, i.weight, i.score) for i in table.indicators
    ]
    assert rows == [
        ("救助人次", "1200人次", "1268人次", 50, 50), ("救助对象满意度", "≥90%", "93%", 40, 39),
    ]  # fmt: skip


def test_the_level_of_indicators_below_a_heading_that_elsewhere_heads_names() -> None:
    """«评价内容 | 评价指标»: the level was each indicator's name, the names were lost without a word."""
    grid = Grid(6)
    grid.row("单位名称", "钟楼市第二幼儿园", "联系人", "邓某", "联系电话", "0739-0000000")
    grid.row("评价内容", "评价指标", "目标值", "完成值", "标准分", "得分")
    grid.row(GridCell("产出（50分）", 1, 2), "在园幼儿数", "360人", "352人", "20", "19.56")
    grid.row("开展家园活动", "≥20次", "24次", "30", "30")
    grid.row("满意度（50分）", "家长满意度", "≥95%", "97.3%", "50", "50")
    grid.row(GridCell("总分", 4), "100", "99.56")
    (table,) = read(Para("2023年度单位整体支出绩效自评表"), grid.table()).evaluations
    assert [(i.level1, i.level1_weight, i.level3, i.score) for i in table.indicators] == [
        ("产出", 50, "在园幼儿数", Decimal("19.56")), ("产出", 50, "开展家园活动", 30),
        ("满意度", 50, "家长满意度", 50),
    ]  # fmt: skip


def test_a_word_of_a_level_is_no_name_where_the_form_prints_no_level() -> None:
    """Money of a form of names alone (重庆): 产出指标 was each indicator's name, and the names were lost."""
    grid = Grid(6)
    grid.row("资金名称", GridCell("最低生活保障补助资金", 5))
    grid.row("主管部门", GridCell("青木镇人民政府", 3), "联系人", "龙某")
    grid.row("资金情况", "资金来源", "到位数", "支出数", "执行率", "备注")
    grid.row("", "合计", "342.68", "339.87", "99.18%", "")
    grid.row("总体目标", GridCell("年初目标", 3), GridCell("完成情况", 2))
    grid.row("", GridCell("应保尽保。", 3), GridCell("保障682户。", 2))
    grid.row("绩效指标", "指标", "目标值", "完成值", "分值", "得分")
    grid.row(GridCell("产出指标", 1, 2), "保障对象人数", "≥1000人", "1026人", "30", "30")
    grid.row("发放及时率", "100%", "100%", "30", "30")
    grid.row("满意度指标", "对象满意度", "≥95%", "92%", "40", "39")
    grid.row(GridCell("得分合计", 4), "100", "99")
    (table,) = read(Para("社会保障资金绩效自评表（2023年度）"), grid.table()).evaluations
    assert [(i.level3, i.score) for i in table.indicators] == [
        ("保障对象人数", 30), ("发放及时率", 30), ("对象满意度", 39),
    ]  # fmt: skip


def money_rows(grid: Grid) -> None:
    grid.row(GridCell("预算执行情况（万元）", 1, 3), "预算数", "65.00")
    grid.row("执行数", "62.40")
    grid.row("其中：财政拨款", "62.40")


def money_pairs(grid: Grid) -> None:
    grid.row(GridCell("项目资金（万元）", 1, 2), "预算数：", "65.00", "执行数：", "62.40", "预算执行率：", "96%")
    grid.row("其中：省级财政", "60.00", "其中：省级财政", "57.40", "得分（10分）：", "9.6")


@pytest.mark.parametrize(("lay", "columns"), [(money_rows, 3), (money_pairs, 7)])
def test_money_below_each_other_and_in_three_pairs(lay: Callable[[Grid], None], columns: int) -> None:
    """Labels before each figure: both were named and not read."""
    grid = Grid(columns)
    wide(grid, "项目名称", "干部教育培训", columns=columns)
    lay(grid)
    wide(grid, "三级指标", "指标值", "完成值", columns=columns)
    wide(grid, "培训班次", "12期", "13期", columns=columns)
    first, part = read(Para("项目支出绩效自评表（2023年度）"), grid.table()).evaluations[0].funds
    assert (first.full_year, first.executed) == (65, Decimal("62.4"))
    assert part.executed == (Decimal("62.4") if columns == 3 else Decimal("57.4"))
    assert (part.full_year, first.rate, first.score) == (
        (None, None, None) if columns == 3 else (60, 96, Decimal("9.6"))
    )


def test_a_list_of_projects_with_amounts_is_no_blank_form() -> None:
    grid = Grid(8)
    grid.row(GridCell("序号", 1, 2), GridCell("项目名称", 1, 2), GridCell("预算安排", 3), GridCell("支出情况", 2),
             GridCell("自评得分", 1, 2))  # fmt: skip
    grid.row("合计", "财政资金", "其他资金", "支出数", "执行率")
    grid.row("1", "人民调解以案定补", "36.00", "36.00", "0.00", "35.28", "98%", "98")
    grid.row("2", "法律援助案件补贴", "58.00", "52.00", "6.00", "58.00", "100%", "100")
    report = read(Para("霁虹区2023年度部门项目绩效自评情况表"), Para("填报单位：霁虹区司法局"), grid.table())
    assert report.kind == "project"
    assert codes(report) == ["unread_figures"]


COURT = """松涛区人民法院2022年度部门整体绩效自评报告
一、基本情况
（一）机构设置。内设立案庭、刑事审判庭、执行局、综合办公室、政治部。
二、预算及执行情况
2022年支出2,863.47万元，其中：基本支出1,924.55万元，项目支出938.92万元。与2021年相比，基本支出增加56.30万元，增长3.01%；\
项目支出减少82.45万元，下降8.07%。
三、“三公”经费支出情况
（一）“三公”经费：4.86万元，较上年下降5.6%。
四、自评等次
优（95.2分）。
"""


def test_a_court_in_its_own_words() -> None:
    """«内设立案庭» begins with 立案庭, a comparison at a sentence's head is of all its clauses."""
    report = parse(COURT.encode())
    assert report.profile.divisions[0] == "立案庭"
    assert [(s.scope, s.change, s.change_rate) for s in report.spending] == [
        ("total", None, None), ("basic", Decimal("56.30"), Decimal("3.01")),
        ("project", Decimal("-82.45"), Decimal("-8.07")), ("three_public", None, Decimal("-5.6")),
    ]  # fmt: skip
    assert (report.conclusion.self_score, report.conclusion.rating and report.conclusion.rating.text) == (
        Decimal("95.2"), "优",
    )  # fmt: skip


def test_money_and_results_below_other_headings() -> None:
    lines = ["凤栖区残联托养服务项目绩效自评报告", "一、部门财务情况", "2022年支出3,398.15万元。", "二、项目产出与效果",
             "（一）产出", "1.托养420人。", "2.服务达标率97.6%。", "（二）效果", "1.受托养家庭满意度96.8%。",
             "三、自评结论", "经自评，本项目得98分，等级为优。"]  # fmt: skip
    report = parse("\n".join(lines).encode())
    assert [s.amount for s in report.spending] == [Decimal("3398.15")]
    assert [a.text for a in report.performance.achievements] == [
        "托养420人。", "服务达标率97.6%。", "受托养家庭满意度96.8%。",
    ]  # fmt: skip
    assert report.conclusion.self_score == 98


def test_labels_below_the_money_are_no_fund_and_the_nearer_department_reports() -> None:
    """«自评得分 | 97.8 | 评价等级 | 优 | 负责人 | 戴某» was a fund; the department above was the unit."""
    grid = Grid(6)
    wide(grid, "转移支付（项目）名称", "农村危房改造补助资金", columns=6)
    grid.row("省级主管部门", "云麓省住房和城乡建设厅", "市县主管部门", GridCell("麓南县住房和城乡建设局", 3))
    grid.row("预算金额", "120.00万元", "支出金额", "117.60万元", "执行率", "98%")
    grid.row("自评得分", "97.8", "评价等级", "优", "负责人", "戴某")
    grid.row("三级指标", "指标值", "完成值", "分值", "得分", "备注")
    grid.row("系统运行天数", "≥250天", "252天", "90", "90", "")
    report = read(Para("转移支付绩效自评表（2022年度）"), grid.table())
    (table,) = report.evaluations
    assert [(f.full_year, f.executed) for f in table.funds] == [(120, Decimal("117.6"))]
    assert (table.department, report.organization.name) == ("麓南县住房和城乡建设局",) * 2
