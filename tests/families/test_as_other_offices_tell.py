"""What ten reports of other offices showed: causes told in a row, a change in a paragraph of its own, the whole told in
the unit's profile, a part nobody knows with a change behind it, banners in a table of money."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.schema import Report

D = Decimal
TITLE = Para("青禾县水利局2024年度部门整体支出绩效自评报告", "title")


def said(heading: str, *texts: str) -> Report:
    return read(TITLE, Para(f"一、{heading}"), *map(Para, texts), Para("二、存在的问题"), Para("预算编制不够精准。"))


def told(report: Report) -> list[tuple[str, Decimal | None, Decimal | None, str | None]]:
    return [(one.scope, one.amount, one.change, one.reason) for one in report.spending]


def text_of(*lines: str) -> Report:
    return parse(io.BytesIO("\n".join(lines).encode()))


def test_causes_told_in_a_row_are_each_of_its_subject() -> None:
    report = said(
        "“三公”经费情况",
        "2024年“三公”经费支出12万元。公务用车运行维护费8万元，较上年增加1万元；公务接待费4万元，较上年减少0.5万元。"
        "公务用车费增加系车辆老化维修增多，接待费减少系厉行节约。",
    )
    assert told(report)[1:] == [
        ("vehicle_running", D(8), D(1), "车辆老化维修增多"),
        ("reception", D(4), D("-0.5"), "厉行节约"),
    ]
    assert "change-reason-present" not in [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    "cause", ["接待费增加系来访增多。", "与预算相比，接待费减少系厉行节约。", "接待费减少因此结余较多。"]
)
def test_a_cause_of_the_other_direction_or_of_something_else_is_none(cause: str) -> None:
    text = f"公务接待费4万元，较上年减少0.5万元。{cause}"
    assert told(said("“三公”经费情况", text)) == [("reception", D(4), D("-0.5"), None)]


@pytest.mark.parametrize("part", ["租车费", "外聘经费"])
def test_a_change_behind_a_part_that_nobody_knows_is_not_the_wholes(part: str) -> None:
    report = said("支出情况", f"2024年支出合计492.6万元，其中{part}8万元，比上年增加1万元。")
    assert told(report) == [("total", D("492.6"), None, None)]
    assert "unread_amounts" in codes(report)


def test_a_change_behind_a_part_is_the_wholes_by_its_figures() -> None:
    report = said("支出情况", "2024年支出合计105万元，其中租车费8万元，比上年增加5万元，增长5%。")
    assert told(report) == [("total", D(105), D(5), None)]


def test_cars_by_their_short_name() -> None:
    report = said("“三公”经费情况", "2024年“三公”经费支出12万元，其中公车费8万元，比上年增加1万元；接待费4万元。")
    assert told(report) == [
        ("three_public", D(12), None, None),
        ("vehicles", D(8), D(1), None),
        ("reception", D(4), None, None),
    ]


def test_a_change_in_a_paragraph_of_its_own_is_of_the_amount_that_it_leads_to() -> None:
    report = said(
        "支出情况",
        "2024年支出合计3,118.6万元，其中基本支出421.9万元、项目支出2,696.7万元。",
        "与2023年支出2,954.1万元相比，增加164.5万元，增长5.57%，增长主要是抚恤补助提标。",
    )
    assert told(report)[0] == ("total", D("3118.6"), D("164.5"), "抚恤补助提标")
    other = said("支出情况", "2024年支出合计3,000万元。", "与2023年支出2,954.1万元相比，增加164.5万元，增长5.57%。")
    assert told(other) == [("total", D(3000), None, None)]


def test_a_change_that_leads_to_two_amounts_is_neither_s() -> None:
    """It was the basic spending's, which is all that was spent."""
    report = said(
        "支出情况",
        "2024年支出合计3,118.6万元，其中基本支出3,118.6万元。",
        "与2023年支出2,954.1万元相比，增加164.5万元，增长5.57%。",
    )
    assert [one.change for one in report.spending] == [None, None]
    assert "unread_amounts" in codes(report)


def test_the_whole_told_in_the_profile() -> None:
    report = said("基本情况", "县水利局编制22人。2024年全年支出492.6万元，其中基本支出310万元、项目支出182.6万元。")
    assert [(one.scope, one.year, one.amount) for one in report.spending] == [
        ("total", 2024, D("492.6")),
        ("basic", 2024, D(310)),
        ("project", 2024, D("182.6")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2024年全年支出492.6万元，其中基本支出310万元、项目支出180万元。",
        "2024年预算支出492.6万元，其中人员支出310万元、运转支出182.6万元。",
        "专项支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "2024年一般公共预算支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "年初预算492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "年初预算安排如下：全年支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "部门预算如下。2024年支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "2024年预算收入492.6万元，支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "2025年支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "下属水管站：支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "下属水管站2024年支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "2021年至2024年累计支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "“十四五”以来，累计支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "1-6月，支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
        "一般公共预算：支出492.6万元，其中基本支出310万元、项目支出182.6万元。",
    ],
)
def test_what_may_be_a_budget_or_does_not_add_up_is_not_read_in_the_profile(text: str) -> None:
    assert not said("基本情况", f"县水利局编制22人。{text}").spending


def test_money_of_the_budget_as_a_whole() -> None:
    report = said("支出情况", "2024年我院财政资金总支出382.2万元，较上年增加12.1万元，增长3.27%。")
    assert told(report) == [("total", D("382.2"), D("12.1"), None)]


def test_staff_a_cell_a_line_that_no_field_takes_is_named() -> None:
    report = text_of(
        "青禾县水利局2024年度部门整体支出绩效自评报告", "一、基本情况", "人员情况如下表：",
        "项目", "编制数", "在职人数", "其中：技术人员", "退休人数", "合计", "58", "52", "47", "19",
        "二、支出情况", "2024年支出合计105万元。", "三、存在的问题", "预算编制不够精准。",
    )  # fmt: skip
    assert report.profile is not None
    assert report.profile.staffing is not None
    assert report.profile.staffing.authorized is None
    assert "unreadable_table" in codes(report)


def test_an_attachment_that_is_left_out_is_no_text_of_the_section_above() -> None:
    report = text_of(
        "青禾街道办事处2023年度部门决算", "第一部分 青禾街道办事处概况", "一、主要职责", "统筹辖区发展。",
        "第二部分 附件", "附件1", "青禾街道办事处2023年度部门整体支出绩效自评报告", "一、部门概况", "内设6个办公室。",
        "二、部门支出情况", "2023年部门支出合计230.5万元。", "三、存在的问题", "1.资产清查不及时。",
        "四、改进建议", "1.按季开展资产清查。", "附件2：部门整体支出绩效自评表（略）",
    )  # fmt: skip
    assert report.improvements == ("按季开展资产清查",)
    assert [(one.label, one.listed, one.found) for one in report.attachments] == [
        ("2", True, False),
        ("1", False, True),
    ]
    messages = [one.message for one in report.findings if one.rule == "listed-attachments-present"]
    assert [message.partition(" ")[0] for message in messages] == ["附件2"]


def scored(grid: Grid) -> None:
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "实际值", "权重", "得分", "未达标原因")
    grid.row("产出指标", "数量指标", "终端安装数量", "310艘", "304艘", "60", "57", "报废6艘")
    grid.row("效益指标", "社会效益指标", "险情下降率", "≥15%", "21%", "40", "40", "")
    grid.row(GridCell("合计", 5), "100", "97", "")


def test_a_banner_of_words_that_the_form_does_not_have_is_no_row_of_money() -> None:
    grid = Grid(8)
    grid.row("项目名称", GridCell("渔船终端补贴", 3), "主管部门", GridCell("青禾县渔业局", 3))
    grid.row(GridCell("二、资金情况（万元）", 8))
    grid.row("资金来源", "年初预算", "调整预算", "实际到位", "到位率", "实际支出", "支出率", "备注")
    grid.row("合计", "150.00", "162.00", "162.00", "100.00%", "154.60", "95.43%", "")
    grid.row("县级财政", "150.00", "162.00", "162.00", "100.00%", "154.60", "95.43%", "2家放弃")
    grid.row(GridCell("三、绩效目标", 8))
    grid.row("预期目标", GridCell("安装终端310艘。", 3), "实际完成", GridCell("安装终端304艘。", 3))
    grid.row(GridCell("四、绩效指标", 8))
    scored(grid)
    (table,) = read(Para("2024年度财政支出项目绩效自评表"), grid.table()).evaluations
    assert [(fund.label, fund.executed) for fund in table.funds] == [("合计", D("154.60")), ("县级财政", D("154.60"))]
    assert [(goal.expected, goal.actual) for goal in table.goals] == [("安装终端310艘。", "安装终端304艘。")]


@pytest.mark.parametrize("label", ["当年财政拨款", "一、当年财政拨款"])
@pytest.mark.parametrize("wide", [2, 3])
def test_a_numbered_row_without_amounts_does_not_end_the_money(label: str, wide: int) -> None:
    """A label over three columns alone in its row was taken for a banner: the sources below it were lost."""
    grid = Grid(wide + 6)
    grid.row(GridCell("项目名称", wide), GridCell("村道硬化", 6))
    grid.row(GridCell("项目资金（万元）", wide), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    grid.row(GridCell("年度资金总额", wide), "320", "300", "290", "10", "96.67%", "9.67")
    grid.row(GridCell(label, wide), "", "", "", "", "", "")
    grid.row(GridCell("二、上年结转资金", wide), "20", "20", "10", "—", "", "—")
    grid.row(GridCell("三、其他资金", wide), "300", "280", "280", "—", "", "—")
    report = read(Para("2023年度项目支出绩效自评表"), grid.table())
    (table,) = report.evaluations
    assert [fund.executed for fund in table.funds] == [D(290), None, D(10), D(280)]
    assert codes(report) == []


def test_amounts_in_columns_that_the_form_does_not_have_are_not_called_blank() -> None:
    grid = Grid(8)
    grid.row("项目名称", GridCell("场馆开放", 3), "实施单位", GridCell("青禾县体育中心", 3))
    ends = [GridCell(text, rows=2) for text in ("执行率", "分值", "得分")]
    grid.row(GridCell("资金来源", rows=2), GridCell("预算安排", 2), GridCell("实际支出", 2), *ends)
    grid.row("上年结转", "本年安排", "金额", "其中：本年")
    grid.row("年度资金总额", "12.00", "85.00", "93.50", "81.50", "96.39%", "10", "9.64")
    scored(grid)
    report = read(Para("2024年度项目支出绩效自评表"), grid.table())
    assert "unread_figures" in codes(report)
    assert "mandatory-cell-filled" not in [finding.rule for finding in report.findings]


def test_a_text_joined_to_a_name_moves_no_amount() -> None:
    """The last task's «275.80» stood for its text, and its outcome was given as its budget."""
    lines = [
        "部门整体支出绩效自评表", "（2023年度）", "部门名称", "柳堤街道办事处",
        "年度主要任务", "任务名称", "主要内容", "全年预算数", "全年执行数",
        "", "基本运转", "保障机关及事业人员工资、日常运转", "860.20", "858.40",
        "", "社区服务", "13个社区党群服务中心运行维护", "312.50", "300.10",
        "", "环境治理", "背街小巷整治、垃圾分类", "275.80", "262.10", "", "合计", "1448.50", "1432.60",
        "预算执行情况", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分（10分）",
        "", "1386.00", "1448.50", "1432.60", "98.90%", "9.89",
        "年度总体目标", "预期目标", "实际完成情况", "", "保障街道运转。", "街道运转有序。",
        "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施",
        "产出指标", "数量指标", "服务中心运行个数", "13个", "13个", "40", "40", "",
        "", "质量指标", "垃圾分类准确率", "≥85%", "82.6%", "30", "28", "投放点少",
        "效益指标", "社会效益指标", "矛盾纠纷化解率", "≥95%", "97.2%", "30", "30", "",
        "总分", "100", "98", "",
    ]  # fmt: skip
    report = text_of(*lines)
    assert not [one for table in report.evaluations for one in table.funds if one.full_year == D("262.10")]
