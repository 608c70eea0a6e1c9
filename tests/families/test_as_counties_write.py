"""What twenty reports of counties showed: last year's amount in brackets or by its number, «无» of one thing below a
numbered subject, forms in several tables, remarks beside money, a total in other words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

D = Decimal
TITLE = Para("青禾县水利局2024年度部门整体支出绩效自评报告", "title")


def said(heading: str, *texts: str) -> Report:
    return read(TITLE, Para(f"一、{heading}"), *map(Para, texts), Para("二、存在的问题"), Para("预算编制不够精准。"))


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    ("text", "change", "rate", "reason"),
    [
        ("项目支出263.18万元，较上年（237.60万元）增加25.58万元，增长10.77%。", "25.58", "10.77", None),
        ("项目支出14.20万元（上年15.85万元），减少1.65万元，下降10.41%。", "-1.65", "-10.41", None),
        ("项目支出20.68万元，同比减0.83万元。", "-0.83", None, None),
        ("项目支出20.68万元，较上年略减0.83万元。", "-0.83", None, None),
        ("项目支出88万元，减幅4.03%。主要是：上年安排配套资金。", None, None, "上年安排配套资金"),
        ("项目支出88万元，同比增长4.03%。主要是标准提高。", None, "4.03", "标准提高"),
        ("项目支出88万元，比上年减少9万元。主要是农田水利支出50万元，防汛支出38万元。", "-9", None, None),
        ("项目支出88万元，比上年减少9万元。主要是：防汛支出。", "-9", None, None),
        ("项目支出88万元，比上年减少9万元。主要是工资福利支出。", "-9", None, None),
        ("项目支出88万元，比上年减少9万元。主要是减少防汛支出。", "-9", None, "减少防汛支出"),
        ("项目支出88万元，比上年减少9万元，下降原因主要为退休人员增多。", "-9", None, "退休人员增多"),
    ],
)
def test_changes_and_reasons(text: str, change: str | None, rate: str | None, reason: str | None) -> None:
    (one,) = said("项目支出情况", text).spending
    assert (one.change, one.change_rate) == (change and D(change), rate and D(rate))
    assert one.reason == reason


def test_what_the_money_consists_of_is_no_cause() -> None:
    """The reason was «：»."""
    basic, _ = said("支出情况", "基本支出88万元，比上年减少9万元。主要是：人员经费80万元。").spending
    assert (basic.change, basic.reason) == (D("-9"), None)


def test_a_change_behind_an_earlier_years_amount_is_not_last_years() -> None:
    text = "公务用车运行维护费：2024年支出25.20万元，2020年支出27.20万元，减少2.00万元，下降7.35%。"
    report = said("“三公”经费情况", text)
    assert [(one.amount, one.change, one.change_rate) for one in report.spending] == [
        (D("25.20"), None, None), (D("27.20"), None, None),
    ]  # fmt: skip
    assert "shared_change" in [one.code for one in report.diagnostics]


def test_a_change_behind_last_years_amount_by_its_number() -> None:
    """It was lost, and its reason last year's."""
    text = "公务用车运行维护费：2024年支出25.20万元，2023年支出27.20万元，减少2.00万元，下降7.35%。主要原因：严格派车。"
    now, last = said("“三公”经费情况", text).spending
    assert (now.year, now.amount, now.change, now.change_rate) == (2024, D("25.20"), D("-2.00"), D("-7.35"))
    assert (last.year, last.amount, last.change, last.reason) == (2023, D("27.20"), None, None)
    assert now.reason == "严格派车"


def test_a_change_that_does_not_lead_from_one_year_to_the_other_is_neither_s() -> None:
    text = "公务接待费：2024年支出25.20万元，2023年支出27.20万元，减少3.00万元。"
    assert [one.change for one in said("“三公”经费情况", text).spending] == [None, None]


def test_none_of_one_thing_is_not_none_of_all_three() -> None:
    """«因公出国（境）费：2024年无支出», «无公务用车» said that there was no 三公经费."""
    lines = (
        "“三公”经费支出3.26万元。",
        "1.因公出国（境）费：2024年无支出，与上年持平。",
        "2.公务用车购置费：2024年无支出。",
    )
    report = said("“三公”经费情况", *lines, "3.公务接待费3.26万元，无公务用车。")
    assert [(one.scope, one.is_none) for one in report.spending] == [
        ("three_public", False), ("overseas", True), ("vehicle_purchase", True), ("reception", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["未安排因公出国（境）和公务用车购置。", "因公出国（境）及公务用车购置均无支出。", "未发生出国费用和购车费用。"],
)
def test_two_things_of_which_there_was_none(text: str) -> None:
    found = said("“三公”经费情况", text).spending
    assert [(one.scope, one.is_none) for one in found] == [("overseas", True), ("vehicle_purchase", True)]


@pytest.mark.parametrize("money_heading", ["（一）预算执行情况", "（一）预算安排与执行"])
def test_money_and_results_below_one_heading(money_heading: str) -> None:
    """«2024年度支出决算为…» below «预算支出及绩效情况» was taken for a project's, and lost."""
    heads = ("二、预算支出及绩效情况", money_heading, "（二）绩效完成情况")
    money = "2024年年初预算1,298.60万元。2024年度支出决算为1,476.75万元，较上年增加74.42万元。"
    report = read(
        TITLE, Para("一、部门基本情况"), Para("我局设5个股室。"), Para(heads[0]), Para(heads[1]), Para(money),
        Para(heads[2]), Para("修复渠道36公里，支出20万元。"), Para("三、存在的问题"), Para("预算编制不够精准。"),
    )  # fmt: skip
    assert [(one.scope, one.amount, one.change) for one in report.spending] == [("total", D("1476.75"), D("74.42"))]


def test_a_heading_that_names_three_budgets_has_the_sections_of_all() -> None:
    grid = Grid(8)
    grid.row("预算单位名称", GridCell("青禾县水利局", 7))
    grid.row("年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    grid.row("", "年度资金总额", "100", "100", "100", "10", "100%", "10")
    grid.row("", GridCell("按收入性质分：", 3), GridCell("按支出性质分：", 4))
    grid.row("", GridCell("其中：一般公共预算：100", 3), GridCell("其中：基本支出：100", 4))
    scored(grid, "总分")
    funds = "本单位无政府性基金预算、国有资本经营预算、社会保险基金预算支出。"
    report = read(
        TITLE, Para("一、部门基本情况"), Para("我局设5个股室。"), Para("二、一般公共预算支出情况"),
        Para("一般公共预算支出100万元。"), Para("三、政府性基金、国有资本经营、社会保险基金预算支出情况"), Para(funds),
        Para("四、部门整体支出绩效情况"), Para("修复渠道36公里。"), Para("五、存在的问题"), Para("预算编制不够精准。"),
        Para("附件：部门整体支出绩效自评表"), Para("附件"), Para("部门整体支出绩效自评表"), grid.table(),
    )  # fmt: skip
    (message,) = [finding.message for finding in report.findings if finding.rule == "section-outline-complete"]
    assert "缺少" in message
    assert not [fund for fund in ("政府性基金", "国有资本", "社会保险") if fund in message]


def money_of(grid: Grid, *, remark: str = "备注", said_of_all: str = "质保金未到期") -> None:
    grid.row("资金情况（万元）", "资金性质", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分", remark)
    grid.row("", "年度资金总额", "260.00", "250.00", "200.00", "80.00%", "8", said_of_all)


def scored(grid: Grid, label: str, *, over: int = 5) -> None:
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分", "偏差原因")
    grid.row("产出指标", "数量指标", "新装路灯", "420盏", "431盏", "50", "50", "")
    grid.row("效益指标", "社会效益指标", "夜间出行", "改善", "改善", "40", "40", "")
    if over == 5:
        grid.row(GridCell(label, 5), "100", "98", "")
    else:
        grid.row(label, GridCell("100", 5), "98", "")


def project(label: str, *, over: int = 5, **money: str) -> Table:
    grid = Grid(8)
    grid.row("项目名称", GridCell("路灯亮化", 4), "实施单位", GridCell("青禾县路灯管理所", 2))
    money_of(grid, **money)
    grid.row("总体目标", GridCell("新装路灯420盏，亮灯率98%以上。", 7))
    grid.row("目标实现", GridCell("新装路灯431盏，亮灯率98.6%。", 7))
    scored(grid, label, over=over)
    grid.row("评级", GridCell("☑优（≥90） □良（80-89） □中（60-79） □差（＜60）", 7))
    return grid.table()


def test_a_total_and_a_grade_in_other_words() -> None:
    """«总评分 | 100 | 98» was an indicator; the row of the goal's result, and the ticked grade, were lost."""
    for label, over in (("总评分", 5), ("总评分", 1), ("总分", 1)):
        (table,) = read(Para("2024年度项目支出绩效自评表"), project(label, over=over)).evaluations
        assert (table.total.weight, table.total.score) == (D(100), D(98))
        assert [i.level3 for i in table.indicators] == ["新装路灯", "夜间出行"]
        assert table.rating is not None
        assert table.rating.canonical == "优"
        assert [(g.expected, g.actual) for g in table.goals] == [
            ("新装路灯420盏，亮灯率98%以上。", "新装路灯431盏，亮灯率98.6%。")
        ]


def test_a_remark_beside_money_is_its_reason() -> None:
    """It was lost without a word, and the low rate was said to have none."""
    report = read(Para("2024年度项目支出绩效自评表"), project("总分"))
    assert [fund.reason for fund in report.evaluations[0].funds] == ["质保金未到期"]
    assert "low-execution-explained" not in rules(report)


def test_words_beside_money_below_a_heading_of_no_form_are_named() -> None:
    report = read(Para("2024年度项目支出绩效自评表"), project("总分", remark="经办股室", said_of_all="照明股"))
    assert [fund.reason for fund in report.evaluations[0].funds] == [None]
    assert "unread_text" in codes(report)


def test_a_banner_over_the_table_is_no_row_of_money() -> None:
    grid = Grid(8)
    grid.row("项目名称", GridCell("路灯亮化", 7))
    money_of(grid)
    grid.row(GridCell("三、绩效指标", 8))
    scored(grid, "总分")
    (table,) = read(Para("2024年度项目支出绩效自评表"), grid.table()).evaluations
    assert [fund.label for fund in table.funds] == ["年度资金总额"]


def test_a_score_above_its_points_is_not_points_lost() -> None:
    grid = Grid(8)
    grid.row("项目名称", GridCell("非遗保护", 7))
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因")
    grid.row("效益指标", "社会效益指标", "非遗知晓率", "≥80%", "83%", "10", "12", "")
    report = read(Para("2024年度项目支出绩效自评表"), grid.table())
    assert "score-not-exceed-weight" in rules(report)
    assert "target-met-but-score-lost" not in rules(report)


PARTS = """2024年度项目支出绩效自评表
一、项目基本信息
项目名称\t村级动物防疫员补助\t实施单位\t青禾县畜牧水产事务中心
二、资金情况
资金来源\t年初预算数（万元）\t全年预算数（万元）\t全年执行数（万元）\t执行率\t分值\t得分
年度资金总额\t120.00\t120.00\t118.20\t98.50%\t10\t9.85
其中：省级资金\t80.00\t80.00\t80.00\t100%\t—\t—
县级资金\t40.00\t40.00\t38.20\t95.50%\t—\t—
三、绩效目标完成情况
预期目标\t实际完成情况
免疫密度常年保持90%以上。\t免疫密度96.4%。
四、绩效指标
一级指标\t二级指标\t三级指标\t指标值\t完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t补助防疫员\t286名\t286名\t50\t50\t
\t质量指标\t免疫密度\t≥90%\t96.4%\t10\t10\t
效益指标\t社会效益指标\t重大动物疫情\t不发生\t未发生\t30\t30\t
总分\t\t\t\t\t100\t99.85\t
"""


def parts() -> list[Para | Table]:
    blocks: list[Para | Table] = []
    for line in PARTS.splitlines():
        cells = line.split("\t")
        if len(cells) == 1:
            blocks.append(Para(line))
            continue
        if isinstance(blocks[-1], Para):
            grid = Grid(len(cells))
        grid.row(*cells)
        blocks = [*blocks[: len(blocks) - isinstance(blocks[-1], Table)], grid.table()]
    return blocks


@pytest.mark.parametrize("report", [read(*parts()), parse(PARTS.encode())], ids=["docx", "tabs"])
def test_a_form_in_tables_below_numbered_headings_is_one(report: Report) -> None:
    """It was two, of which neither added up; the goals, and in text the head, were lost."""
    (table,) = report.evaluations
    assert (table.project, table.unit) == ("村级动物防疫员补助", "青禾县畜牧水产事务中心")
    assert [fund.executed for fund in table.funds] == [D("118.20"), D("80.00"), D("38.20")]
    assert [(g.expected, g.actual) for g in table.goals] == [("免疫密度常年保持90%以上。", "免疫密度96.4%。")]
    assert [i.score for i in table.indicators] == [D(50), D(10), D(30)]
    assert (table.total.weight, table.total.score) == (D(100), D("99.85"))
    assert not {"scores-sum-total", "weights-sum-total-row"} & {*rules(report)}


def test_goals_below_another_projects_name_are_not_the_forms_above() -> None:
    report = parse(PARTS.replace("三、绩效目标完成情况", "三、种禽项目绩效目标").encode())
    assert not [goal for table in report.evaluations for goal in table.goals if table.project == "村级动物防疫员补助"]


def test_a_name_with_its_telephone_in_a_row_of_signatures() -> None:
    grid = Grid(8)
    grid.row("部门名称", GridCell("青禾县民政局", 7))
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分", "扣分原因")
    grid.row("产出指标", "数量指标", "养老服务站", "6个", "6个", "100", "100", "")
    grid.row(GridCell("合计", 5), "100", "100", "")
    grid.row("说明", GridCell("决算数以批复为准。", 7))
    grid.row("填报人", GridCell("水某 0739-0000077", 3), "财务负责人", GridCell("成某", 3))
    report = read(Para("部门整体支出绩效自评表（2024年度）"), grid.table())
    (sign,) = report.sign_offs
    assert (sign.filled_by, sign.phone, sign.finance_head) == ("水某", "0739-0000077", "成某")
    assert report.evaluations[0].remarks == "决算数以批复为准。"


def test_a_total_with_what_was_left_is_not_what_was_spent() -> None:
    """Four errors told of «支出总计» and «支出合计», of which the first holds what was carried over."""
    balance = "2024年度收入总计618.42万元，支出总计618.42万元，与上年相比，收、支总计各增加52.16万元，增长9.21%。"
    spent = "2024年度支出合计601.75万元，其中：基本支出352.90万元，占58.65%；项目支出248.85万元，占41.35%。"
    report = said("收入支出情况", balance, spent)
    assert [(one.amount, one.change) for one in report.spending][:2] == [(D("618.42"), D("52.16")), (D("601.75"), None)]
    false = {"share-percent-agrees", "total-equals-basic-plus-project", "indicator-repeat-consistent"}
    assert not false & {*rules(report)}
    alone = said("收入支出情况", balance, "2024年基本支出352.90万元，项目支出248.85万元。")
    assert "total-equals-basic-plus-project" in rules(alone)
