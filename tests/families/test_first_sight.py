"""What reports that nobody had parsed before showed: a figure that was lost, or a contradiction that is none."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao import parse

D = Decimal

BARS = """2022年动物疫病防控补助资金绩效自评报告
一、绩效目标完成情况分析
强制免疫密度98.3%。
附件：转移支付区域（项目）绩效目标自评表
| 转移支付区域（项目）绩效目标自评表 |||||||
| （2022年度） |||||||
| 转移支付（项目）名称 || 动物疫病防控补助资金 |||||
| 中央主管部门 || 农业农村部 |||||
| 地方主管部门 || 云溪县农业农村局 || 资金使用单位 | 云溪县动物疫控中心 ||
| 资金投入情况（万元） ||| 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A） ||
| | 年度资金总额： || 318.60 | 311.37 | 97.73% ||
| | 其中：中央补助 || 210 | 210 | 100% ||
| | 地方资金 || 108.6 | 101.37 | 93.34% ||
| | 其他资金 || 0 | 0 | ||
| 总体目标完成情况 | 总体目标 ||| 全年实际完成情况 |||
| | 免疫密度达到90%以上。 ||| 免疫密度98.3%。 |||
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施 |
| | 产出指标 | 数量指标 | 口蹄疫免疫密度 | ≥90% | 98.3% | |
| | | 质量指标 | 免疫抗体合格率 | ≥70% | 86.2% | |
| | 效益指标 | 社会效益指标 | 重大动物疫情 | 不发生 | 未发生 | |
| | 满意度指标 | 服务对象满意度指标 | 养殖户满意度 | ≥85% | 82% | 加强宣传 |
"""


def test_a_title_and_its_year_in_the_first_rows_between_bars() -> None:
    """«（2022年度）» below the title was half of a cell that a page had cut: no row of the table was read."""
    (table,) = parse(BARS.encode()).evaluations
    assert (table.year, table.project, table.unit) == (2022, "动物疫病防控补助资金", "云溪县动物疫控中心")
    assert [(f.full_year, f.executed, f.rate) for f in table.funds] == [
        (D("318.60"), D("311.37"), D("97.73")), (210, 210, 100), (D("108.6"), D("101.37"), D("93.34")), (0, 0, None),
    ]  # fmt: skip
    assert [(i.level3, i.target and i.target.text, i.actual and i.actual.text) for i in table.indicators] == [
        ("口蹄疫免疫密度", "≥90%", "98.3%"), ("免疫抗体合格率", "≥70%", "86.2%"),
        ("重大动物疫情", "不发生", "未发生"), ("养殖户满意度", "≥85%", "82%"),
    ]  # fmt: skip


SCHOOL = [
    Para("云溪县第三中学2023年度部门整体支出绩效自评报告", "title"),
    Para("一、部门整体支出情况"),
    Para("2023年部门整体支出5,217.43万元。其中：基本支出4,388.06万元，项目支出829.37万元。"),
    Para(
        "按资金来源分：一般公共预算支出4,806.91万元，占92.13%；政府性基金预算支出60万元，占1.15%；"
        "财政专户管理资金支出350.52万元，占6.72%。无国有资本经营预算支出，无社会保险基金预算支出。"
    ),
    Para("二、项目支出自评情况"),
    Para("表1 项目支出自评情况汇总表"),
    Para("单位：万元"),
]


def projects() -> Grid:
    grid = Grid(7)
    grid.row("序号", "项目名称", "全年预算数", "全年执行数", "执行率", "自评得分", "等级")
    grid.row("1", "城乡义务教育补助经费", "312.40", "312.40", "100%", "98.5", "优")
    grid.row("2", "食堂改造", "625.77", "516.97", "82.61%", "84.2", "良")
    grid.row(GridCell("合计", 2), "938.17", "829.37", "88.40%", "—", "—")
    return grid


def test_the_money_of_a_special_account_is_spending_too() -> None:
    """It was in no field, and the shares of the budgets then lacked its part."""
    report = read(*SCHOOL, projects().table())
    assert [(s.fund, s.amount, s.share) for s in report.spending if s.share is not None] == [
        ("general_public", D("4806.91"), D("92.13")),
        ("government_fund", D("60"), D("1.15")),
        ("special_account", D("350.52"), D("6.72")),
    ]
    assert "fund-shares-sum-to-100" not in {finding.rule for finding in report.findings}
    assert "unread_amounts" not in codes(report)


def test_a_list_of_projects_is_no_account_of_the_whole_department() -> None:
    """Its sum was held against what the department spent: 829.37 instead of 5217.43."""
    report = read(*SCHOOL, projects().table())
    assert [f.executed for f in report.evaluations[0].funds] == [D("312.40"), D("516.97"), D("829.37")]
    assert not [f for f in report.findings if f.severity == "error"]


def policy() -> list[object]:
    head, money, rows = Grid(4), Grid(6), Grid(10)
    head.row("项目（政策）名称", "失业保险稳岗返还", "主管部门", "沧水市人力资源和社会保障局")
    head.row("实施单位", "沧水市劳动就业服务局", "起止时间", "2022年1月—12月")
    head.row("年度绩效目标", GridCell("返还企业不少于4000户，惠及职工不少于12万人", 3))
    head.row("目标完成情况", GridCell("返还企业4,362户，惠及职工11.63万人", 3))
    money.row("资金来源", "全年预算数", "全年执行数", "执行率", "分值", "得分")
    money.row("资金总额", "6,480", "6,012.37", "92.78%", "10", "9.28")
    rows.row("一级指标", "二级指标", "三级指标", "四级指标", "分值", "目标值", "实际值", "评分标准", "得分", "扣分原因")
    rows.row("决策（30分）", "政策设定", "立项", "依据充分性", "30", "", "", "缺一项扣2分", "30", "")
    rows.row("产出（60分）", "产出数量", "覆盖", "返还企业户数", "30", "≥4000户", "4,362户", "达到得满分", "30", "")
    rows.row("", "产出质量", "质量", "返还差错率", "30", "=0", "0.02%", "每0.01个百分点扣1分", "28", "重复返还")
    rows.row(GridCell("合计", 4), "90", "", "", "", "88", "")
    return [
        Para("沧水市稳岗返还政策2022年度绩效自评报告", "title"),
        Para("（沧水市劳动就业服务局  2023年3月）"),
        Para("一、政策概况"),
        Para("对不裁员的参保企业予以返还。"),
        Para("附1"), Para("基本信息表"), head.table(),
        Para("附2"), Para("资金情况表（单位：万元）"), money.table(),
        Para("附3"), Para("绩效指标评分表"), rows.table(),
    ]  # fmt: skip


def test_a_policy_with_four_levels_and_three_tables() -> None:
    """Of a department, its title with who wrote it, its table's labels sections, and what was reached lost."""
    report = read(*policy())
    assert (report.kind, report.title) == ("project", "沧水市稳岗返还政策2022年度绩效自评报告")
    money, rows = report.evaluations
    assert (money.project, money.unit, money.funds[0].executed) == (
        "失业保险稳岗返还", "沧水市劳动就业服务局", D("6012.37"),
    )  # fmt: skip
    assert [(i.level3, i.target and i.target.text, i.actual and i.actual.text, i.score) for i in rows.indicators] == [
        ("依据充分性", None, None, 30), ("返还企业户数", "≥4000户", "4,362户", 30), ("返还差错率", "=0", "0.02%", 28),
    ]  # fmt: skip
    assert [section.title for section in report.outline] == ["政策概况", "基本信息表", None, "绩效指标评分表"]
    assert "unread_text" in codes(report)  # its goals stand in the first table
    assert "weights-sum-100" not in {finding.rule for finding in report.findings}  # 10 of the money, 90 below


def test_a_year_in_characters_is_no_word_twice() -> None:
    lines = [
        "云溪县水利局2019年度部门整体支出绩效自评报告",
        "一、部门概况",
        "负责水利。",
        "云溪县水利局",
        "二〇二〇年五月",
    ]
    report = parse("\n".join(lines).encode())
    assert not [finding for finding in report.findings if finding.rule == "text-lint"]


ACCOUNTS_STYLE = """云溪县人民检察院2022年度部门整体支出绩效自评报告
一、部门概况
负责法律监督。
二、2022年度收支情况
本年支出合计1,896.04万元，同比减少127.58万元，下降6.30%。
三、{heading}
2022年度一般公共预算财政拨款“三公”经费支出41.36万元，比上年增加0.36万元，增长0.88%，主要是办案用车增加。\
其中：公务用车购置费0万元；公务用车运行维护费38.90万元；公务接待费2.46万元。
四、存在问题
进度不均衡。
"""


def test_a_heading_of_final_accounts_over_what_three_things_cost() -> None:
    """The heading was unknown, and the whole section in no field; the title's fund is that of the parts."""
    text = ACCOUNTS_STYLE.format(heading="一般公共预算财政拨款“三公”经费支出情况")
    said = [(s.fund, s.scope, s.amount, s.change) for s in parse(text.encode()).spending]
    assert said == [
        ("all", "total", D("1896.04"), D("-127.58")),
        ("general_public", "three_public", D("41.36"), D("0.36")),
        ("general_public", "vehicle_purchase", 0, None),
        ("general_public", "vehicle_running", D("38.90"), None),
        ("general_public", "reception", D("2.46"), None),
    ]


def test_words_of_a_budget_say_nothing_of_the_next_sentence() -> None:
    """«财政拨款» in the first sentence kept the amounts of the second from being named."""
    report = parse(ACCOUNTS_STYLE.format(heading="厉行节约的做法").encode())
    assert len(report.spending) == 1
    assert "unread_amounts" in codes(report)


CENTRE = """项目支出绩效自评表
（2022年度）
项目名称 | 重大传染病防控经费
主管部门 | 云溪县卫生健康局 | 实施单位 | 云溪县疾病预防控制中心
项目资金（元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
 | 年度资金总额 | 1,284,000.00 | 1,311,520.00 | 1,269,088.00 | 10 | 96.76% | 9.68
 | 其他资金 | | | | — | | —
年度总体目标 | 预期目标 | | | | 实际完成情况 | |
 | 接种率保持在90%以上。 | | | | 接种率97.46%。 | |
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
 | 产出指标 | 数量指标 | 疫苗接种率 | ≥90% | 97.46% | 25 | 25 |
 | | | 成功治疗率 | ≥90% | 92.1% | 25 | 25 |
 | 效益指标 | 社会效益指标 | 健康素养水平 | ≥22% | 23.07% | 30 | 29 | 宣传不够
 | 满意度指标 | 服务对象满意度指标 | 受检者满意度 | ≥90% | 95% | 10 | 10 |
总分 | {blanks}100 | 98.68 | 优
"""


def test_a_total_s_label_over_the_blank_cells_of_a_whole_row() -> None:
    """In a row of all columns its figures stand below their headings: it was refused."""
    (table,) = parse(CENTRE.format(blanks="| | | | | ").encode()).evaluations
    assert (table.total.weight, table.total.score, table.rating and table.rating.text) == (100, D("98.68"), "优")
    moved = CENTRE.replace("98.68 | 优", "98.68 | 优 |").format(blanks="| | | | ")
    (table,) = parse(moved.encode()).evaluations  # each figure stands below the heading at the left of its own
    assert (table.total.weight, table.total.score) == (None, None)


def test_the_execution_of_the_budget_as_a_level_of_its_own() -> None:
    grid = Grid(7)
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    grid.row(GridCell("预算执行率（10分）", 3), "100%", "97.60%", "10", "9.76")
    grid.row("产出指标（50分）", "数量指标", "集中供养人数", "≥420人", "431人", "50", "50")
    grid.row("效益指标（30分）", "社会效益指标", "基本生活保障水平", "提升", "提升", "30", "30")
    grid.row("满意度指标（10分）", "服务对象满意度指标", "对象满意度", "≥90%", "96.7%", "10", "10")
    grid.row(GridCell("总分", 5), "100", "99.76")
    report = read(Para("柳河市民政局2024年度部门整体支出绩效自评表"), grid.table())
    first = report.evaluations[0].indicators[0]
    assert (first.level1, first.level3, first.weight, first.score) == ("预算执行率", None, 10, D("9.76"))
    assert not {finding.rule for finding in report.findings} & {"blank-indicator-row", "statutory-weight-split"}


PAGE_AROUND = """首页
机构概况
政务公开
您的位置：首页 » 政务公开 » 正文
2020年度云溪县市场监督管理局部门整体支出绩效评价自评报告
来源：云溪县市场监督管理局    时间：2021-06-25 10:18    点击数：203
一、部门基本情况
1、机构人员情况：云溪县市场监督管理局核定编制183人，实有在职人员171人。
2、主要职责职能：负责市场综合监督管理。
二、存在的主要问题
1、绩效目标设定不够细化。
三、改进措施
1、细化量化绩效目标。
附件下载：
1、部门整体支出绩效评价基础数据表.xls
2、部门整体支出绩效评价指标评分表.doc
相关阅读
· 2019年度云溪县市场监督管理局部门整体支出绩效评价自评报告
版权所有：云溪县人民政府 技术支持：云溪县电子政务中心
"""


def test_a_page_s_menu_and_what_it_offers_below_are_no_part_of_the_report() -> None:
    """Files to load down and titles of other pages stood among the measures, the menu was a section."""
    report = parse(PAGE_AROUND.encode())
    assert report.improvements == ("细化量化绩效目标",)
    assert [(a.title, a.listed, a.found) for a in report.attachments] == [
        ("部门整体支出绩效评价基础数据表.xls", True, False),
        ("部门整体支出绩效评价指标评分表.doc", True, False),
    ]
    titles = [section.title for section in report.outline]
    assert titles == ["部门基本情况", "存在的主要问题", "改进措施", "附件下载"]
    assert not {finding.rule for finding in report.findings} & {"listed-attachments-present", "text-lint"}


def test_goals_beside_labels_in_the_words_of_another_form() -> None:
    """«年度目标 | … | 完成情况 | …» in a table that is 四川's but for that row."""
    grid = Grid(8)
    wide = lambda *cells: grid.row(*(GridCell(text, span) for text, span in cells))  # noqa: E731
    wide(("项目名称", 1), ("医疗设备购置项目", 7))
    wide(("主管部门", 1), ("东陵县卫生健康局", 3), ("实施单位", 1), ("东陵县人民医院", 3))
    grid.row("项目资金", "资金来源", "年初预算", "调整后预算", "实际支出", "分值", "执行率", "得分")
    grid.row("", "总额", "1,500", "1,385.6", "1,385.6", "10", "100%", "10")
    wide(("年度目标", 1), ("购置设备6台，提升检查检验能力。", 3), ("完成情况", 1), ("6台设备已全部投入使用。", 3))
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分", "未完成原因")
    grid.row("产出指标", "数量指标", "购置设备台数", "≥6台", "6台", "60", "60", "")
    grid.row("效益指标", "社会效益指标", "检验能力", "提高", "提高", "30", "30", "")
    wide(("总计", 5), ("100", 1), ("100", 1), ("", 1))
    (table,) = read(Para("2023年度项目支出绩效自评表（单位：万元）"), grid.table()).evaluations
    assert [(goal.expected, goal.actual) for goal in table.goals] == [
        ("购置设备6台，提升检查检验能力。", "6台设备已全部投入使用。")
    ]
    assert [i.goal for i in table.indicators] == [0, 0]


def parts(*, block: str = "绩效指标") -> list[Grid]:
    """A form in three tables, the last without headings."""
    head, upper, lower = Grid(9), Grid(9), Grid(9)
    head.row(GridCell("项目名称", 2), GridCell("水污染防治", 7))
    head.row("项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    head.row("", GridCell("年度资金总额", 2), "1,880", "1,880", "1,692.35", "10", "90.02%", "9")
    levels = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
    upper.row(GridCell("绩效指标", 1, 3), *levels)
    upper.row(GridCell("产出指标", 1, 2), "数量指标", "建设污水管网", "12公里", "10.3公里", "25", "21.46", "征地滞后")
    upper.row("质量指标", "一次验收合格率", "≥95%", "96.4%", "25", "25", "")
    lower.row(GridCell(block, 1, 2), "效益指标", "社会效益指标", "受益人口", "≥3.2万人", "3.4万人", "30", "30", "")
    lower.row("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%", "92.3%", "10", "10", "")
    lower.row(GridCell("总分", 6), "100", "95.46", "")
    return [head, upper, lower]


def test_a_table_that_goes_on_behind_the_label_of_its_block() -> None:
    """«绩效指标 | 效益指标»: its rows and the total were in no field, and the weights then made 60."""
    title = Para("苍梧市生态环境局2022年度项目支出绩效自评表")
    report = read(title, *(grid.table() for grid in parts()))
    (table,) = report.evaluations
    assert [(i.level1, i.level2, i.level3, i.score) for i in table.indicators] == [
        ("产出指标", "数量指标", "建设污水管网", D("21.46")), ("产出指标", "质量指标", "一次验收合格率", 25),
        ("效益指标", "社会效益指标", "受益人口", 30), ("满意度指标", "服务对象满意度指标", "群众满意度", 10),
    ]  # fmt: skip
    assert (table.total.weight, table.total.score) == (100, D("95.46"))
    assert not [finding for finding in report.findings if finding.severity == "error"]


def test_another_label_before_a_level_goes_on_with_nothing() -> None:
    """«目标2» may be another goal's."""
    title = Para("苍梧市生态环境局2022年度项目支出绩效自评表")
    report = read(title, *(grid.table() for grid in parts(block="目标2")))
    assert [i.level3 for i in report.evaluations[0].indicators] == ["建设污水管网", "一次验收合格率"]
    assert "unread_figures" in codes(report)
