"""Whole reports in the ways of further offices: rows of labels and values, copied tables, two units in one sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.patterns import load
from jixiao.structure.model import Structured
from jixiao.structure.narrated import narrated

TITLE = "云麓县司法局2023年度部门整体支出绩效自评报告\n"


def test_two_counts_of_a_bureau_and_its_system_are_neither() -> None:
    """The bureau's own was given for that of the report, without a word."""
    said = "一、部门概况\n（一）人员情况。\n局机关在职30人；全系统在职1,356人，离退休612人。\n"
    report = parse((TITLE + said).encode())
    assert report.profile.staffing.on_duty is None
    assert codes(report) == ["parts_without_total"]


@pytest.mark.parametrize(("said", "score"), [
    ("自评得分9596.5分，等级为“优”。", None),
    ("满分1000分，自评得分968分。", 968),
    ("自评得分101.5分。", Decimal("101.5")),
])  # fmt: skip
def test_a_score_above_all_points_is_refused(said: str, score: Decimal | int | None) -> None:
    """Of an amended report a page's text holds the old score and the new one side by side."""
    report = parse(f"{TITLE}一、自评结果\n{said}\n".encode())
    assert report.conclusion.self_score == score
    assert ("impossible_score" in codes(report)) is (score is None)


def test_score_grade_and_staff_in_rows_of_labels() -> None:
    """«自评得分 | 97.8 | 评价等级 | 优» below the money and «编制人数 | 18 | …» above it: named and not read."""
    grid = Grid(6)
    grid.row("编制人数", "18", "在职人数", "17", "退休人数", "12")
    grid.row("预算金额", "120.00万元", "支出金额", "117.60万元", "执行率", "98%")
    grid.row("自评得分", "97.8", "评价等级", "优", "负责人", "戴某")
    grid.row("绩效指标", "指标值", "完成值", "分值", "得分", "备注")
    grid.row("系统运行天数", "≥250天", "252天", "60", "60", "")
    grid.row("群众满意度", "≥95%", "94%", "30", "27.8", "")
    report = read(Para("泉山县政务服务中心2023年度部门整体支出绩效自评表"), grid.table())
    (table,) = report.evaluations
    assert table.total.score == Decimal("97.8")
    assert table.rating is not None
    assert table.rating.canonical == "优"
    staff = report.profile.staffing
    assert (staff.authorized, staff.on_duty, staff.retired) == (18, 17, 12)


def test_a_goal_beside_what_was_reached_is_no_heading() -> None:
    """In rows that no form reads the goal was claimed as the heading of its result: lost where nothing could tell."""
    table = Grid(3)
    table.row("部门概况", GridCell("编制9人，内设办公室、业务科。", 2))
    table.row("存在的问题", GridCell("预算编制不够精细。", 2))
    table.row("年度目标", "设立子基金2支，投资项目12个。", "设立子基金2支，投资项目11个。")
    structured = Structured.of((table.table(),))
    sections = narrated(structured, load(), structured.grids[0], None)
    assert [node.role for node in sections] == ["profile", "problems"]
    assert not any("子基金" in quote.printed for quote in structured.claims.structure)


def test_points_of_a_part_are_not_the_whole() -> None:
    """«得分 | 9.8» for spending, below the indicators' points together, is no score of the whole."""
    grid = Grid(6)
    grid.row("预算金额", "120.00万元", "支出金额", "117.60万元", "自评得分", "9.8")
    grid.row("绩效指标", "指标值", "完成值", "分值", "得分", "备注")
    grid.row("系统运行天数", "≥250天", "252天", "90", "90", "")
    (table,) = read(Para("泉山县政务服务中心2023年度部门整体支出绩效自评表"), grid.table()).evaluations
    assert table.total.score is None


def test_score_and_grade_of_a_narrated_sheet() -> None:
    grid = Grid(4)
    grid.row("单位名称", GridCell("杨桥镇人民政府", 3))
    grid.row("存在的问题", GridCell("预算编制不够精细。", 3))
    grid.row("改进措施", GridCell("加强预算管理培训。", 3))
    grid.row("自评得分", "92", "自评等级", "优")
    conclusion = read(Para("杨桥镇2015年部门整体支出绩效自评"), grid.table()).conclusion
    assert conclusion.self_score == 92
    assert conclusion.rating is not None
    assert conclusion.rating.text == "优"


ROWS = """泉山县财政局2023年度转移支付区域绩效目标自评表
（2023年度）
转移支付（项目）名称\t\t社区卫生服务能力提升补助资金\t\t\t
地方主管部门\t\t泉山县卫生健康局\t资金使用单位\t各乡镇卫生院\t
资金情况（万元）\t\t\t全年预算数（A）\t全年执行数（B）\t预算执行率（B/A）
\t\t年度资金总额：\t860.00\t832.48\t96.80%
绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t全年实际完成值
\t产出指标\t数量指标\t培训全科医生\t≥200人\t236人
\t\t质量指标\t达标机构占比\t≥60%\t61.1%
说明\t\t无\t\t\t
"""


def test_a_value_beyond_what_its_merged_label_covers_in_a_copied_table() -> None:
    """Cells copied from a spreadsheet: name and department were lost without a word."""
    (table,) = parse(ROWS.encode()).evaluations
    assert (table.project, table.department) == ("社区卫生服务能力提升补助资金", "泉山县卫生健康局")
    assert table.remarks == "无"


COPIED = """| 区级项目支出绩效自评表 |  |  |  |  |  |
| --- | --- | --- | --- | --- | --- |
| 项目名称 | 义务教育公用经费 |  | 实施单位 | 泉山县第三小学 |  |
| 资金来源 | 预算数 | 执行数 | 执行率 | 分值 | 得分 |
| 合计 | 128.64 | 124.89 | 97.09% | 10 | 9.7 |
| 三、绩效目标完成情况 |  |  |  |  |  |
| 绩效指标 | 权重 | 目标值 | 实际值 | 自评得分 | 偏差说明 |
| 享受补助学生数 | 50 | 1608人 | 1608人 | 50 |  |
| 培训经费占比 | 40 | ≥5% | 4.6% | 36.8 | 培训延至下年 |
"""


def test_indicators_below_a_heading_that_elsewhere_stands_beside_them_in_a_copied_table() -> None:
    """«绩效指标» above the names, not down beside the rows: the indicators were named and not read."""
    (table,) = parse(COPIED.encode()).evaluations
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [
        ("享受补助学生数", 50, 50), ("培训经费占比", 40, Decimal("36.8")),
    ]  # fmt: skip


def test_parts_of_an_overall_judgement() -> None:
    """深圳: what was done well is no measure, the measures below the problems are, in their order; goals below what
    was achieved are no achievement."""
    report = parse(
        (
            TITLE
            + """一、部门主要履职绩效分析
（一）主要履职目标
全年新增就业1.2万人。
（二）主要履职情况
1.新增就业1.36万人。
2.受理争议案件3,642宗。
二、总体评价和整改措施
（一）预算绩效管理工作主要经验、做法
将绩效目标纳入科室考核。
（二）部门整体支出绩效存在问题及改进措施
1.存在问题：项目支出进度不均衡。
2.改进措施：按月通报支出进度。
（三）后续工作计划、相关建议等
建议加大绩效培训力度。
"""
        ).encode()
    )
    assert [one.text for one in report.performance.achievements] == ["新增就业1.36万人。", "受理争议案件3,642宗。"]
    assert [one.problem for one in report.problems] == ["项目支出进度不均衡"]
    assert report.improvements == ("按月通报支出进度", "建议加大绩效培训力度")


def test_functions_in_a_sentence_and_the_final_accounts() -> None:
    """江西 asks for functions, divisions and staff in one heading; 甘肃 for the accounts below the self-evaluation."""
    report = parse(
        (
            TITLE
            + """一、部门概况
（一）部门主要职责职能，组织架构、人员及资产等基本情况
云麓县司法局主要负责全县依法治县和法律援助工作。内设办公室、法律援助股2个股室。
二、部门整体支出绩效自评情况分析
（一）部门决算情况
2023年部门决算支出1,124.66万元，其中：基本支出862.14万元，占76.66%。
"""
        ).encode()
    )
    assert report.profile.functions == ("云麓县司法局主要负责全县依法治县和法律援助工作",)
    assert [(one.scope, one.amount) for one in report.spending] == [
        ("total", Decimal("1124.66")), ("basic", Decimal("862.14")),
    ]  # fmt: skip


PLACED = """区级部门预算项目支出绩效自评表

单位：元

一、项目基本情况
项目  小学公用经费维修项目
名称
主管部门  泉山县教育局                       实施单位     泉山县第三小学
二、项目资金执行情况
资金来源  预算安排     实际到位     实际支出       执行率      分值     得分
合计    1,286,40 1,286,40 1,248,93   97.09%   10     9.7
      0.00     0.00     6.50
其他资金  0.00     0.00     0.00
三、绩效目标完成情况
绩效指标  权重       目标值      实际值        完成率      自评得分   偏差说明
享受补助  50       1608 人   1608 人     100%     50
学生数
教师培训  40       ≥5%      4.6%       92%      36.8   培训延至
经费占比                                               下年
"""


def test_placed_names_below_a_heading_that_elsewhere_stands_beside_them() -> None:
    """All names were one label beside the rows, and the second lines of wrapped amounts a fund: 0.00 and 6.50 万元."""
    report = parse(PLACED.encode())
    assert report.evaluations[0].project == "小学公用经费维修项目"  # and not «…名称», the rest of the label
    funds = [(fund.label, fund.executed) for table in report.evaluations for fund in table.funds]
    assert funds == [("合计", Decimal("124.89365")), ("其他资金", 0)]
    rows = [(i.level3, i.weight, i.score) for table in report.evaluations for i in table.indicators]
    assert rows == [("享受补助学生数", 50, 50), ("教师培训经费占比", 40, Decimal("36.8"))]


CELLS = """区级部门预算项目支出绩效自评表
单位：元
一、项目基本情况
项目名称
小学公用经费
项目负责人
戴某
主管部门
泉山县教育局
实施单位
泉山县第三小学
二、项目资金执行情况
资金来源
预算安排
实际到位
实际支出
执行率
分值
得分
合计
1,286,400.00
1,286,400.00
1,248,936.50
97.09%
10
9.7
财政资金
1,286,400.00
1,286,400.00
1,248,936.50
97.09%


其他资金
0.00
0.00
0.00



三、绩效目标完成情况
绩效指标
权重
目标值
实际值
完成率
自评得分
偏差说明
享受补助学生数
20
1608人
1608人
100%
20

教师培训经费占比
15
≥5%
4.6%
92%
13.8
培训延至下年
设备设施完好率
15
≥95%
97.8%
100%
15

资金拨付及时率
10
100%
100%
100%
10

"""


def test_a_unit_above_rows_that_are_in_no_table() -> None:
    """«单位：元» below the title, headings and rows before the table: the amounts were given as 万元."""
    first, *_ = parse(CELLS.encode()).evaluations[0].funds
    assert first.executed == Decimal("124.89365")


SCORED = """部门整体支出绩效评价共性指标体系评分表

评价指标                              指标说   评分标    自评分
一级指标       二级指标        三级指标       明     准
名称   权重    名称   权重     名称   权重
部门决 20     预算编 10      预算编 5      编制是   符合规    5
策          制           制合理        否合理   定得 5
                       性                分
                       预算编 5      编制是   符合规    5
                       制规范        否规范   范得 5
                       性                分
           目标设    10   绩效目 5      是否按   全部编    5
           置           标完整        要求编   报得 5
                       性          报     分
                       绩效指 5      指标是   清晰可    4
                       标明确        否清晰   衡量得
                       性                5分
部门管   20   资金管    12   政府采 6      采购执   执行率    5.5
理          理           购执行        行率    ×6 分
                       情况
"""


def test_points_that_one_blank_parts_from_a_name_refuse_the_row() -> None:
    """«预算编 5» above «制合理性»: names of five rows held their points («预算编5制合理性»)."""
    report = parse(SCORED.encode())
    assert [
        i.level3 for table in report.evaluations for i in table.indicators if any(map(str.isdigit, i.level3 or ""))
    ] == []
    assert "unreadable_table" in codes(report)


LINES = """项目支出绩效自评表
（2023年度）
项目名称
农村人居环境整治
主管部门
泉山县农业农村局
实施单位
沙坪乡人民政府
项目资金（万元）

年初预算数
全年预算数
全年执行数
执行率
得分

年度资金总额
86.00
120.00
115.20
96%
9.6
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
产出指标
数量指标
清运垃圾
≥1200吨
1286吨
50
50
满意度指标
满意度
村民满意度
≥90%
88%
40
38.4
总分
90
88.4
"""


def test_money_without_a_column_of_points_in_a_cell_a_line() -> None:
    """Nothing stands above the names of the money; with one column less than issued they were of no column, and the
    table was refused."""
    (table,) = parse(LINES.encode()).evaluations
    assert [(fund.label, fund.full_year, fund.score) for fund in table.funds] == [
        ("年度资金总额", 120, Decimal("9.6")),
    ]  # fmt: skip
    assert [i.level3 for i in table.indicators] == ["清运垃圾", "村民满意度"]


UNIT_LINE = """项目支出绩效自评表（2022年度）
填报单位：泉山县机关事务中心\t金额单位：万元
项目名称\t公共机构节能改造\t\t\t\t\t
预算金额\t426.00\t\t实际支出\t412.50\t\t
预算执行率\t96.83%\t\t结余资金\t13.50\t\t
绩效指标\t指标内容\t目标值\t实际完成值\t权重\t自评得分\t偏差原因
数量\t改造办公楼栋数\t6栋\t6栋\t50\t50\t
时效\t按期完工率\t100%\t83.33%\t40\t33.33\t1栋因供货延迟
自评总分\t\t\t\t90\t83.33\t
"""


def test_a_line_of_unit_and_money_unit_above_copied_cells() -> None:
    """The TAB in it made its cells the width of no row, and six rows were refused; what is left is no fund."""
    (table,) = parse(UNIT_LINE.encode()).evaluations
    assert [(i.level3, i.score) for i in table.indicators] == [
        ("改造办公楼栋数", 50), ("按期完工率", Decimal("33.33")),
    ]  # fmt: skip
    assert "结余资金" not in [fund.label for fund in table.funds]


def test_the_score_of_one_of_several_projects_is_not_the_whole() -> None:
    """The last project's was given; a sentence of nothing but the score is no achievement."""
    report = parse(
        """沙坪乡人民政府关于2023年度部门整体支出和项目支出绩效自评的报告
一、绩效自评情况
（一）部门整体支出绩效自评情况。自评得分93.6分。
（二）项目支出绩效自评情况。其中“人居环境整治”项目自评得分96分，“公益性岗位”项目自评得分98.5分。
""".encode()
    )
    assert report.conclusion.self_score == Decimal("93.6")
    assert report.performance.achievements == ()


def test_those_who_use_the_money_in_general_are_no_unit() -> None:
    grid = Grid(4)
    grid.row("转移支付（项目）名称", GridCell("农业防灾减灾资金", 3))
    grid.row("地方主管部门", "晋源省农业农村厅", "资金使用单位", "有关县农业农村局")
    grid.row("二级指标", "三级指标", "指标值", "全年实际完成值")
    grid.row("数量指标", "“一喷三防”面积", "680万亩", "686万亩")
    report = read(Para("2022年转移支付区域绩效目标自评表"), grid.table())
    assert report.organization.name == "晋源省农业农村厅"


BELOW_A_MEASURE = """云麓县档案馆2023年度部门整体支出绩效自评报告
一、存在问题
1.预算编制不细。
二、改进措施
1.加强预算编制。
部门整体支出绩效自评表
一级指标
二级指标
三级指标
年度指标值
实际完成值
分值
得分
产出指标
数量指标
接收档案
≥1万卷
1.2万卷
60
58
满意度指标
满意度
群众满意度
≥90%
95%
40
40
总分
100
98
"""


def test_the_line_above_a_table_s_title_is_no_label_of_its_first_row() -> None:
    """The last measure of the text was the label, the title its value, and the measure lost."""
    report = parse(BELOW_A_MEASURE.encode())
    assert report.improvements == ("加强预算编制",)
    assert [(i.level3, i.score) for i in report.evaluations[0].indicators] == [("接收档案", 58), ("群众满意度", 40)]


def test_goals_told_as_the_year_s_main_work() -> None:
    """«年度主要工作 | …» and «完成情况 | …» over the indicators were texts that nobody took."""
    grid = Grid(6)
    grid.row("部门（单位）名称", GridCell("青泥乡人民政府", 5))
    grid.row("部门预算", "支出预算", "862.40", "", "支出执行", "858.90")
    grid.row("年度主要工作", GridCell("1.改造农村户厕260户；2.硬化通组路8公里。", 5))
    grid.row("完成情况", GridCell("1.改造户厕264户；2.硬化通组路7.6公里。", 5))
    grid.row("指标类别", "指标名称", "指标值", "完成情况", "分值", "自评分")
    grid.row("产出指标", "改造农村户厕", "260户", "264户", "60", "60")
    grid.row("满意度指标", "群众满意度", "≥90%", "94%", "40", "40")
    (table,) = read(Para("青泥乡部门整体支出绩效自评表（2023年度）"), grid.table()).evaluations
    assert [(goal.expected, goal.actual) for goal in table.goals] == [
        ("1.改造农村户厕260户；2.硬化通组路8公里。", "1.改造户厕264户；2.硬化通组路7.6公里。"),
    ]  # fmt: skip
    assert [(i.level3, i.score) for i in table.indicators] == [("改造农村户厕", 60), ("群众满意度", 40)]


def test_forms_below_each_other_with_a_line_between_them_in_copied_cells() -> None:
    """«表二» between two projects' forms was a cell of one table, and the first project had the second's money."""
    lines = ["青石县水利局2021年度项目支出绩效自评表"]
    for number, project, amount, score in (("一", "河道治理", "1,368.00", "100"), ("二", "泵站维修", "257.40", "96.5")):
        rows = [
            ["项目名称", project, "", "", "", "", ""],
            ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"],
            ["", "年度资金总额", amount, amount, amount, "100%", "10"],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "数量指标", "完成处数", "8处", "8处", "50", "50"],
            ["效益指标", "社会效益指标", "受益人口", "1.2万人", "1.2万人", "40", "40"],
            ["总分", "", "", "", "", "100", score],
        ]
        lines += [f"表{number}", *("\t".join(row) for row in rows)]
    report = parse("\n".join([*lines, ""]).encode())
    assert [(e.project, str(e.funds[0].executed), str(e.total.score)) for e in report.evaluations] == [
        ("河道治理", "1368.00", "100"),
        ("泵站维修", "257.40", "96.5"),
    ]
    assert codes(report) == []


def test_a_form_in_three_tables_below_headings() -> None:
    """«表2 项目资金（单位：元）» stood between the project's names and its money: they were two evaluations."""

    def table(*rows: str) -> str:
        cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"

    pages = [
        "<p>2020年度项目支出绩效自评表</p><p>表1　项目基本信息</p>",
        table("项目名称|管网改造|项目类型|一次性项目", "项目主管部门|青石县住建局|项目实施单位|青石县供水中心"),
        "<p>表2　项目资金（单位：元）</p>",
        table("资金来源|年初预算数|全年预算数|全年执行数|执行率", "合计|8,600,000.00|8,600,000.00|8,256,000.00|96.00%"),
        "<p>表3　绩效指标完成情况</p>",
        table(
            "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分",
            "产出指标|数量指标|改造管网长度|12公里|11.6公里|50|49",
            "效益指标|社会效益指标|受益人口|1.2万人|1.2万人|50|50",
        ),
    ]
    (evaluation,) = parse(f"<html><body>{''.join(pages)}</body></html>".encode()).evaluations
    assert (evaluation.project, evaluation.unit) == ("管网改造", "青石县供水中心")
    assert [str(fund.executed) for fund in evaluation.funds] == ["825.600000"]
    assert [row.level3 for row in evaluation.indicators] == ["改造管网长度", "受益人口"]
