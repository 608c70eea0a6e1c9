"""Whole reports as their authors publish them: forms inside final accounts, joint reports, figures whose unit a heading
prints."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para, Sample
from samples.writers.docx import docx_bytes
from test_family_documents import PAGE

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

ACCOUNTS = [
    Para("天山北县畜牧兽医局2022年度部门决算公开说明", "title"),
    Para("第一部分 部门单位概况"),
    Para("一、主要职能"),
    Para("（一）负责动物疫病防控。"),
    Para("二、机构设置及人员情况"),
    Para("实有人数56人，其中：在职人员38人，退休人员18人。"),
    Para("第二部分 部门决算情况说明"),
    Para("一、收入支出决算总体情况说明"),
    Para("2022年度支出总计1,846.27万元，与上年相比增加126.05万元。"),
    Para("二、预算绩效的情况说明"),
    Para("本单位2022年度开展项目自评1个，平均得分97.5分。具体情况附项目支出绩效自评表。"),
]


def form(*, filled: bool = True) -> Table:
    grid = Grid(8)
    grid.row("项目名称", GridCell("饲草料基地建设" if filled else "", 7))
    grid.row("主管部门", GridCell("天山北县畜牧兽医局" if filled else "", 3), "实施单位", GridCell("", 3))
    grid.row("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    cells = ["100.00", "100.00", "85.20", "10", "85.20%", "8.52"] if filled else [""] * 6
    grid.row("", "年度资金总额", *cells)
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    cells = ["新建基地面积", "≥2000亩", "2000亩", "90", "90", ""] if filled else ["", "", "", "", "", ""]
    grid.row("产出指标", "数量指标", *cells)
    grid.row(GridCell("总分", 5), "100", "98.52" if filled else "", "")
    return grid.table()


def read(*blocks: Para | Table) -> Report:
    return parse(docx_bytes(Sample("sample", list(blocks), {}, PAGE)))


def codes(report: Report) -> list[str]:
    return [diagnostic.code for diagnostic in report.diagnostics]


def test_a_projects_form_inside_final_accounts_is_read_alone() -> None:
    """Offices of the north-west print the forms among the accounts' tables, below no heading of their own."""
    title = [Para("项目支出绩效自评表"), Para("（2022年度）")]
    report = read(*ACCOUNTS, *title, form(), Para("第三部分 专业名词解释"), Para("基本支出：指人员经费100万元等。"))
    assert (report.kind, report.fiscal_year) == ("project", 2022)
    assert report.organization.name == "天山北县畜牧兽医局"
    (table,) = report.evaluations
    assert (table.project, table.year, table.total.score) == ("饲草料基地建设", 2022, Decimal("98.52"))
    assert [(f.full_year, f.executed, f.rate) for f in table.funds] == [(100, Decimal("85.2"), Decimal("85.2"))]
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [("新建基地面积", 90, 90)]
    assert (report.spending, report.profile.functions, report.conclusion.self_score) == ((), (), None)
    assert codes(report) == ["part_of_larger_document"]
    assert report.coverage.ignored["set_aside"] > 100


def test_final_accounts_with_a_form_that_nobody_filled_in_hold_none() -> None:
    report = read(*ACCOUNTS, Para("项目支出绩效自评表"), form(filled=False))
    assert (report.kind, report.evaluations) == ("not_a_report", ())
    assert codes(report) == ["not_a_report"]


def test_the_tables_of_final_accounts_are_no_forms() -> None:
    grid = Grid(4)
    grid.row("项目", "年初预算数", "决算数", "增减")
    grid.row("基本支出", "812.04", "812.04", "0.00")
    assert read(*ACCOUNTS, Para("支出决算表"), grid.table()).kind == "not_a_report"


def test_what_a_bureau_found_is_nobodys_own() -> None:
    report = parse(
        "关于2022年度部门整体支出绩效自评抽查情况的通报\n县直各单位：\n一、总体情况\n15个部门自评得分平均95.3分。\n"
        "二、存在的问题\n（一）自评报告质量不高。部分单位未按要求填报。\n浮山县财政局\n2023年9月8日\n".encode()
    )
    assert (report.kind, report.problems, report.conclusion.self_score) == ("not_a_report", (), None)
    assert codes(report) == ["not_a_report"]
    assert "（other）：这是其他材料" in report.diagnostics[0].message


JOINT = (
    "浮山县自然资源局 浮山县不动产登记中心\n2021年度整体支出绩效自评报告\n一、单位基本情况\n（一）机构人员情况\n"
    "浮山县自然资源局内设股室9个，编制86人，在职80人；浮山县不动产登记中心编制24人，在职22人。\n"
    "二、收支情况（单位：万元）\n1.本年收入合计4,126.80，其中：一般公共预算财政拨款3,906.80。\n"
    "2.本年支出合计（万元）：4,098.33。其中：基本支出1,642.15，项目支出2,456.18。\n"
    "3.“三公”经费支出（万元）：12.40，其中公务接待费4.20，接待12批次。\n三、存在问题\n1.绩效目标不够量化。\n"
)


def test_a_joint_report_is_of_neither_unit() -> None:
    report = parse(JOINT.encode())
    assert (report.kind, report.organization.name) == ("whole_department", None)
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (None, None)
    assert codes(report) == ["several_units"]


def test_figures_whose_unit_a_heading_or_a_label_prints() -> None:
    report = parse(JOINT.encode())
    assert [(s.scope, s.amount) for s in report.spending] == [
        ("total", Decimal("4098.33")),
        ("basic", Decimal("1642.15")),
        ("project", Decimal("2456.18")),
        ("three_public", Decimal("12.40")),
        ("reception", Decimal("4.20")),
    ]


def test_where_an_amount_prints_its_unit_a_bare_figure_is_none() -> None:
    report = parse(
        "云溪县档案馆2023年度部门整体支出绩效自评报告\n一、支出情况（单位：万元）\n"
        "全年支出合计386.52万元，其中：基本支出210，项目支出176.52万元。\n二、存在的问题\n预算不细。\n".encode()
    )
    assert [(s.scope, s.amount) for s in report.spending] == [
        ("total", Decimal("386.52")),
        ("project", Decimal("176.52")),
    ]


def test_amounts_in_yuan_by_their_heading() -> None:
    report = parse(
        "云溪县档案馆2023年度部门整体支出绩效自评报告\n一、支出情况（元）\n全年支出合计3,865,200.00，其中：基本支出2,100,000.00。\n"
        "二、存在的问题\n预算不细。\n".encode()
    )
    assert [(s.scope, s.amount) for s in report.spending] == [("total", Decimal("386.52")), ("basic", 210)]


def test_points_and_score_behind_a_backslash() -> None:
    grid = Grid(6)
    grid.row("项目名称", GridCell("冬季瓜菜标准化示范", 5))
    grid.row("一级指标", "三级指标", "年初目标", "完成情况", "分值\\得分", "备注")
    grid.row("产出", "建设示范基地", "5个", "5个", "60\\60", "")
    grid.row("产出", "技术培训", "800人次", "760人次", "40\\38", "疫情影响")
    grid.row(GridCell("总分", 4), "100\\98", "")
    (table,) = read(Para("2021年度项目支出绩效自评表", "title"), grid.table()).evaluations
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [("建设示范基地", 60, 60), ("技术培训", 40, 38)]
    assert (table.total.weight, table.total.score) == (100, 98)


def test_all_offices_of_a_kind_are_no_unit() -> None:
    grid = Grid(4)
    grid.row("专项名称", "义务教育补助经费", "实施单位", "各县教育局")
    grid.row("二级指标", "三级指标", "指标值", "完成值")
    grid.row("数量指标", "惠及学生数", "3.6万人", "3.64万人")
    report = read(Para("青海原州教育局2023年义务教育补助经费绩效自评表", "title"), grid.table())
    assert (report.organization.name, report.evaluations[0].unit) == ("青海原州教育局", "各县教育局")


def test_goals_below_the_money_are_no_funds() -> None:
    """Text placed as printed: the rows of goals stand below the amounts' columns."""
    text = """青海原州教育局 2023 年城乡义务教育补助经费（中央直达资金）绩效自评表

专项名   城乡义务教育补助经费
称
主管部   青海原州教育局                      实施单      各县教育局
门                                  位
资金情况（万元）         预算数               执行数           执行率
                 12,460.00         12,086.20     97.00%
其中：中央补助          9,968.00          9,700.00      97.31%
地方配套             2,492.00          2,386.20      95.75%
年度目标                               完成情况
目标 1：落实“两免一补”政策，惠及学生 3.6 万人。       惠及学生 3.64 万人。
目标 2：改善学校办学条件。                     维修校舍 2.1 万平方米。
一级指   二级指  三级指标           指标值      完成值      分值   得分
标     标
产出    数量   享受免费教科书学       3.6 万人   3.64 万   20    20
           生数                      人
           维修校舍面积         2 万平方    2.1 万平   20    20
                          米        方米
      时效   补助资金拨付时间       每学期      9 月底     20    16
                          开学前
效益    社会效  九年义务教育巩固       ≥97%     97.8%    30    30
      益    率
满意度   满意度  学生家长满意度        ≥90%     92%      10    10
合计                                          100   96
"""
    (table,) = parse(text.encode()).evaluations
    assert [(f.full_year, f.executed, f.rate) for f in table.funds] == [
        (12460, Decimal("12086.2"), 97),
        (9968, 9700, Decimal("97.31")),
        (2492, Decimal("2386.2"), Decimal("95.75")),
    ]


def test_a_target_in_a_placed_name_is_named() -> None:
    """«新增市场 ≥1 万户» above «主体»: one blank parts two columns of print."""
    text = """部门整体绩效自评表

（2023 年度）

部门名称   津湾区市场监督管理局
一级指标   二级指标  三级指标 目标值     实际值                  分值    得分
履职效能   登记服务  新增市场 ≥1 万户   1.2 万户               20    20
             主体
       安全监管  食品抽检 ≥3000 批 3200 批               20    20
             批次   次       次
             药品抽检 ≥98%    97.6%                20    18.88
             合格率
管理效率   预算管理  预决算公 及时      及时                   10    10
             开及时性
社会效应   满意度   企业满意 ≥90%    93%                  10    8.5
             度
合计                                          100   96.72
"""
    report = parse(text.encode())
    assert [i.level3 for table in report.evaluations for i in table.indicators if "≥" in (i.level3 or "")] == []
    assert "unreadable_table" in codes(report)


def projects() -> Table:
    grid = Grid(9)
    heads = (
        "项目名称",
        "项目单位",
        "预算金额（万元）",
        "支出金额（万元）",
        "自评得分",
        "复核得分",
        "自评等级",
        "主要问题",
    )
    grid.row("序号", *heads)
    grid.row("1", "农村危房改造", "临江县住建局", "320.50", "318.20", "97.5", "95", "优", "自筹资金不足")
    grid.row("2", "污水管网建设", "临江县排水中心", "1,560.00", "1,248.00", "86.4", "84.2", "良", "管线迁改影响进度")
    grid.row("", GridCell("合计", 2), "1,880.50", "1,566.20", "", "", "", "")
    return grid.table()


def test_the_heading_of_a_list_is_no_project() -> None:
    """«项目单位» beside «项目名称»: what stands below is named."""
    opening = "根据要求，现将临江县住房和城乡建设局2022年度项目支出绩效自评结果公示如下："
    report = read(Para("2022年度预算绩效自评结果公示"), Para(opening), projects())
    assert (report.kind, report.organization.name) == ("project", "临江县住房和城乡建设局")
    assert [e.project for e in report.evaluations] in ([], [None])
    assert "unread_figures" in codes(report)


def test_the_departments_report_goes_before_that_of_its_project() -> None:
    report = parse(
        "鹿鸣镇2022年度部门决算\n第一部分 鹿鸣镇概况\n一、部门主要职责\n负责本镇事务。\n第二部分 部门决算情况说明\n"
        "一、收入支出决算总体情况说明\n2022年度收、支总计2,936.51万元。\n第三部分 附件\n附件一\n"
        "鹿鸣镇2022年度部门整体绩效自评报告\n一、基本情况\n鹿鸣镇编制52人，在岗49人。\n二、绩效自评结论\n自评得分97.8分，等级为“优”。\n"
        "附件二\n2022年度村级公益事业项目绩效自评报告\n一、项目基本情况\n实际支出85万元。\n二、自评结论\n自评得分96分。\n".encode()
    )
    assert (report.kind, report.title) == ("whole_department", "鹿鸣镇2022年度部门整体绩效自评报告")
    assert report.conclusion.self_score == Decimal("97.8")


def test_units_below_a_number_are_no_divisions() -> None:
    report = parse(
        "云溪县林业局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n（一）机构设置\n下设3个单位：青松林场、云杉林场、白桦林场。\n"
        "二、存在的问题\n预算不细。\n".encode()
    )
    assert (report.profile.divisions, report.profile.subordinate_units) == ((), ("青松林场", "云杉林场", "白桦林场"))


def test_farms_in_brackets_are_subordinate() -> None:
    report = parse(
        "云溪县林业局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n（一）机构设置\n"
        "内设5个科室，下辖3个国有林场（青松林场、云杉林场、白桦林场）。\n二、存在的问题\n预算不细。\n".encode()
    )
    assert report.profile.subordinate_units == ("青松林场", "云杉林场", "白桦林场")


def test_a_project_in_a_narrative_of_few_known_headings() -> None:
    report = parse(
        "平湖区文化馆2022年戏曲进校园项目绩效自评报告\n一、项目背景\n传承戏曲文化。\n二、项目实施情况\n（一）资金安排和使用。"
        "区财政拨付专项资金56万元，截至年底实际使用54.2万元。其中：演出费38.4万元，教师培训费9.6万元。\n三、项目绩效\n"
        "（一）数量：完成演出82场。\n（二）效果：参与学生3.1万人次。\n四、自评情况\n产出30分，得29分；其余70分，得67.5分。"
        "合计得96.5分，评定为优秀。\n".encode()
    )
    assert [(s.scope, s.amount) for s in report.spending] == [("total", Decimal("54.2"))]
    assert [a.text for a in report.performance.achievements] == ["数量：完成演出82场。", "效果：参与学生3.1万人次。"]
    assert report.conclusion.self_score == Decimal("96.5")


@pytest.mark.parametrize(
    ("money", "fund"),
    [
        (["自评等级", "优", "自评得分", "96.8"], (120, Decimal("117.648"), None)),
        (["预算执行率", "98.04%", "自评得分", "96.8"], (120, Decimal("117.648"), Decimal("98.04"))),
    ],
)
def test_all_money_in_one_row(money: list[str], fund: tuple[Decimal, ...]) -> None:
    grid = Grid(6)
    grid.row("项目名称", GridCell("数字阅读推广", 3), "预算单位", "浦江新区图书馆")
    grid.row("预算数（元）", GridCell("1,200,000.00", 3), "执行数（元）", "1,176,480.00")
    grid.row(money[0], GridCell(money[1], 3), *money[2:])
    grid.row("主要问题", GridCell("线上活动互动率偏低。", 5))
    grid.row("一级指标", "二级指标", "权重", "目标值", "完成值", "得分")
    grid.row("产出目标", "数字资源采购种数", "50", "12种", "12种", "50")
    grid.row("满意度", "读者满意度", "50", "≥90%", "93%", "46.8")
    (table,) = read(Para("浦江新区图书馆2023年度项目绩效自评表", "title"), grid.table()).evaluations
    assert [(f.label, f.full_year, f.executed, f.rate) for f in table.funds] == [(None, *fund)]
    assert table.total.score == Decimal("96.8")
    assert [(i.weight, i.score) for i in table.indicators] == [(50, 50), (50, Decimal("46.8"))]


def test_a_score_in_words_is_no_measure() -> None:
    report = parse(
        "关于凤翔街社区卫生服务中心2021年家庭医生签约服务项目绩效自评的情况说明\n一、办学成效\n签约居民1.86万人。\n"
        "二、不足之处\n一是全科医生数量不足；二是宣传不够。\n三、下步打算\n一是引进全科医生；二是加大宣传力度。\n"
        "经综合评定，本项目自评得分为九十四分，等级良好。\n".encode()
    )
    assert report.improvements == ("引进全科医生", "加大宣传力度")


@pytest.mark.parametrize("label", ["绩效目标", "年度目标", "年度绩效目标", "年度总体目标"])
def test_the_label_of_goals_heads_what_was_planned(label: str) -> None:
    """Alone beside «完成情况», both texts below: they were named and not read."""
    grid = Grid(6)
    grid.row("项目名称", GridCell("数字阅读推广", 5))
    grid.row(GridCell(label, 3), GridCell("完成情况", 3))
    grid.row(GridCell("购置图书五百册，服务读者", 3), GridCell("购置图书四百八十册", 3))
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分")
    grid.row("产出指标", "数量指标", "资源采购种数", "12种", "12种", "50")
    grid.row("满意度指标", "满意度指标", "读者满意度", "≥90%", "93%", "46.8")
    report = read(Para("2023年度项目支出绩效自评表", "title"), grid.table())
    (table,) = report.evaluations
    assert [(g.expected, g.actual) for g in table.goals] == [("购置图书五百册，服务读者", "购置图书四百八十册")]
    assert [i.level3 for i in table.indicators] == ["资源采购种数", "读者满意度"]
    assert "unread_text" not in codes(report)


def test_two_labels_on_a_line_are_no_heading() -> None:
    """«权重 目标值» above «20 12 种»: a target of 2012, and the unit's name cut off at its line."""
    text = """浦江新区图书馆 2023 年度项目绩效自评表

项目名称    数字阅读推广                    预算单位  浦江新区图
                                        书馆
预算数     1,200,000.00            执行数     1,176,480.
（元）                             （元）     00
预算执行率   98.04%                  自评得分    96.8
自评等级    优秀                      评价时间    2024 年 3
                                        月
主要绩效    完成数字资源采购 12 种，开展线上活动 48 场，服务读者 62 万人次。
主要问题    线上活动互动率偏低。
改进措施    优化活动形式，引入直播互动。
一级指标    二级指标        权重 目标值      完成值     得分
产出目标    数字资源采       20 12 种     12 种    20
        购种数
        线上活动场       20 ≥45 场    48 场    20
        次
效果目标    服务读者人       30 ≥60 万人次 62 万人次   30
        次
影响力目标   活动互动率       20 ≥15%     12.6%   16.8
满意度     读者满意度       10 ≥90%     93%     10
"""
    report = parse(text.encode())
    texts = [i.target.text for e in report.evaluations for i in e.indicators if i.target]
    assert (texts, report.organization.name) == ([], "浦江新区图书馆")
    assert "unreadable_table" in codes(report)


def test_values_of_labels_go_on_as_the_cells_of_their_table_are_set() -> None:
    """«4200002», «30001» below it, then «2023.01-»: all cells of this table are set at the top of their rows."""
    text = """2023 年度市级财政项目支出绩效自评表

填报单位（公章）：滨河市气象局

项目名称     人工影响天气作业                          项目编号   4200002
                                                  30001
项目类别     ☑运转类 □特定目标类                       起止时间   2023.01-
                                                  2023.12
预算金额     168.00 万元                         实际支出   163.80
                                                  万元
绩效目标     目标 1：开展人工增雨    完成 1：开展增雨作业 64 次
         作业 60 次
         目标 2：冰雹防御覆盖    完成 2：冰雹防御覆盖率 92%
         率 90%
一级指标     二级指标    三级指标   目标值      完成值       分值     得分
项目决策     项目立项    立项依据   充分       充分        5      5
（15 分）           充分性
         资金投入    预算编制   科学       较科学       10     9
                 科学性
项目过程     资金管理    预算执行   100%     97.5%     10     9.75
（15 分）           率
         组织实施    制度执行   有效       有效        5      5
                 有效性
项目产出     产出数量    增雨作业   60 次     64 次      20     20
（40 分）           次数
         产出质量    作业安全   100%     100%      20     20
                 率
项目效益     社会效益    增加降水   ≥2 亿立    2.16 亿立   20     20
（30 分）           量      方米       方米
         满意度     农户满意   ≥90%     95%       10     10
                 度
总分                                         100    98.75
自评等级  优
填表人：李某      联系电话：0739-0000000   填报时间：2024 年 2 月 28 日
"""
    (table,) = parse(text.encode()).evaluations
    assert (table.project, table.project_code) == ("人工影响天气作业", "420000230001")


def test_marks_of_two_dashes_are_no_part_of_an_item() -> None:
    report = parse(
        "白鹭区教育局2022年整体支出绩效自评报告\n一、主要绩效\n——义务教育巩固率99.8%。\n——完成校舍维修21所。\n二、不足\n"
        "——绩效意识不强。\n——支出进度不均衡。\n三、措施\n——加强培训。\n——建立月通报制度。\n".encode()
    )
    assert [a.text for a in report.performance.achievements] == ["义务教育巩固率99.8%。", "完成校舍维修21所。"]
    assert [p.problem for p in report.problems] == ["绩效意识不强", "支出进度不均衡"]
    assert report.improvements == ("加强培训", "建立月通报制度")


def test_posts_of_a_court_are_of_two_kinds() -> None:
    report = parse(
        "星沙河县人民检察院2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）人员编制情况\n政法编制48名，工勤编制3名；"
        "年末在职人员46名。\n二、存在的问题\n预算不细。\n".encode()
    )
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (None, 46)
    assert "parts_without_total" in codes(report)


def test_a_clinics_project_in_other_headings() -> None:
    report = parse(
        "2022年度基本药物制度补助项目绩效自评报告\n为落实预算绩效管理要求，枫桥县卫生健康局组织对该项目开展绩效自评，现报告如下：\n"
        "一、资金管理使用情况\n到位资金86.40万元，实际支出84.67万元。\n二、项目实施及绩效情况\n1.配备使用率100%。\n"
        "2.覆盖率100%。\n三、存在问题\n短缺品种较多。\n".encode()
    )
    assert report.organization.name == "枫桥县卫生健康局"
    assert [(s.scope, s.amount) for s in report.spending] == [("total", Decimal("84.67"))]
    assert [a.text for a in report.performance.achievements] == ["配备使用率100%。", "覆盖率100%。"]


def test_the_name_below_a_projects_label_is_no_unit() -> None:
    report = parse(
        "2022年度项目支出绩效自评表\n项目名称\n城乡居民养老保险经办\n主管部门及代码\n310-赤水河区人力资源和社会保障局\n实施单位\n"
        "赤水河区社会保险中心\n项目资金（万元）\n资金来源\n年初预算数\n全年预算数\n全年执行数\n".encode()
    )
    assert report.organization.name == "赤水河区社会保险中心"
