"""Layouts in which tables and reports stand on public web pages and in search indexes, as fiction of the same shapes.

Each shape was met on first sight and read wrongly, or not at all.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from jixiao import parse
from jixiao.schema import Report


def read(text: str) -> Report:
    return parse(text.encode())


def rows(report: Report) -> list[tuple[Any, ...]]:
    """Of each indicator level 1, level 2, name, target, actual value, weight, score."""
    return [
        (i.level1, i.level2, i.level3, i.target and i.target.text, i.actual and i.actual.text, i.weight, i.score)
        for i in report.evaluations[0].indicators
    ]


def funds(report: Report) -> list[tuple[Any, ...]]:
    return [
        (f.label, f.initial, f.full_year, f.executed, f.weight, f.rate, f.score) for f in report.evaluations[0].funds
    ]


TEXTS = tomllib.loads(Path(__file__).with_name("published.toml").read_text(encoding="utf-8"))
D = Decimal


def test_cells_that_each_end_with_a_bar_keep_their_columns() -> None:
    report = read(TEXTS["bar_lines"])
    assert report.source.dialect == "bar-lines"
    assert report.fiscal_year == 2021
    assert (report.kind, report.evaluations[0].project) == ("project", "山塘清淤")
    assert funds(report) == [
        ("年度资金总额", None, 40, 38, 10, 95, D("9.5")),
        ("本年财政拨款", None, 40, 38, 10, 95, D("9.5")),
        ("其他资金", None, None, None, None, None, None),
    ]
    goal = report.evaluations[0].goals[0]
    assert (goal.expected, goal.actual) == ("清淤山塘12口", "清淤山塘11口,其余一口因征地未动工")
    assert rows(report) == [
        ("产出指标", "数量指标", "清淤山塘数量(≥**口)", ">=12口", "11口", 20, 18),
        ("产出指标", "数量指标", "受益灌溉面积(≥**亩)", ">=300亩", "310亩", 10, 10),
        ("产出指标", "质量指标", "验收合格率", ">=100%", "100%", 20, 20),
        ("效益指标", "社会效益指标", "受益人口数", ">=800人", "845人", 30, 30),
    ]  # the last row is cut off
    assert report.evaluations[0].indicators[0].deviation_reason == "征地未完成,次年一季度动工"


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("levels", [False, True])
def test_a_score_sheet_whose_levels_have_points_of_their_own(*, repeated: bool, levels: bool) -> None:
    """«项目目标» and «目标内容» beside points were a heading of goals; 分值 behind 一级指标 was the indicator's."""
    cells = [
        ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "得分"],
        ["项目决策", "20", "项目目标", "8", "目标内容", "8", "8"],
        ["", "", "决策过程", "12", "决策依据", "7", "7"],
        ["", "", "", "", "决策程序", "5", "4"],
        ["项目绩效", "80", "项目产出", "80", "产出数量", "80", "78"],
        ["总分", "100", "", "100", "", "100", "97"],
    ]
    if repeated:
        for above, row in pairwise(cells[1:-1]):
            row[:4] = [own or other for own, other in zip(row[:4], above[:4], strict=True)]
    shown = [row if levels else [row[at] for at in (0, 2, 4, 5, 6)] for row in cells]
    lines = [f"| {' | '.join(row)} |" for row in shown]
    lines.insert(1, "|---" * len(shown[0]) + "|")
    report = read("云岭县图书馆2017年编目项目绩效自评表\n\n" + "\n".join(lines) + "\n")
    one = report.evaluations[0]
    assert [(i.level1, i.level2, i.level3, i.weight, i.score) for i in one.indicators] == [
        ("项目决策", "项目目标", "目标内容", 8, 8),
        ("项目决策", "决策过程", "决策依据", 7, 7),
        ("项目决策", "决策过程", "决策程序", 5, 4),
        ("项目绩效", "项目产出", "产出数量", 80, 78),
    ]
    assert (one.total.weight, one.total.score) == (100, 97)
    assert [said.code for said in report.diagnostics] == (["unread_figures"] if levels else [])


def test_cells_of_full_rows_of_which_some_end_with_a_bare_bar() -> None:
    head = "一级指标 |\n二级指标 |\n指标名称 |\n目标值 |\n实际完成值 |\n|\n"
    cells = ("产出指标", "质量指标", "政策知晓率", "100%", "100%"), ("产出指标", "数量指标", "资助人数", "1430", "1502")
    cells += (("效益指标", "社会效益指标", "程序是否公正", "是", "是"),)
    lines = ["".join(f"{cell} |\n" for cell in row) for row in cells]
    title = "云溪县图书馆2021年度读者资助项目自评结果\n一、自评结论\n具体完成情况如下表:\n"
    report = read(f"{title}{head}{lines[0]}|\n{lines[1]}{lines[2]}二、存在的问题\n无。\n")
    assert [row[:5] for row in rows(report)] == list(cells)
    torn = lines[1].replace("1430 |\n", "|\n")  # a blank cell: none of them is sure to be one
    assert not read(f"{title}{head}{lines[0]}|\n{torn}{lines[2]}二、存在的问题\n无。\n").evaluations


def test_a_form_poured_into_one_line_is_read_word_by_word() -> None:
    report = read(TEXTS["one_line"] + " 总分 100 97.55\n")
    one = report.evaluations[0]
    assert (one.title, one.year, one.project) == ("项目支出绩效自评表 (2022年度)", 2022, "校园安全巡查")
    assert (one.department, one.unit) == ("305-云溪县教育局", "305007-云溪县第三中学")
    assert funds(report) == [
        ("年度资金总额", 60, 60, D("57.3"), 10, D("95.5"), D("9.55")),
        ("本年财政拨款", 60, 60, D("57.3"), None, None, None),
        ("上年结转资金", None, None, None, None, None, None),
        ("其他资金", None, None, None, None, None, None),
    ]
    assert rows(report) == ROWS
    assert one.indicators[3].deviation_reason == "部分隐患需停课施工,安排在假期"
    assert (one.total.weight, one.total.score) == (100, D("97.55"))
    assert report.organization.name == "云溪县第三中学"


ROWS = [
    ("产出指标", "数量指标", "巡查次数", "≥200次", "206", 10, 10),
    ("产出指标", "质量指标", "隐患整改率", "≥100百分比", "100", 10, 10),
    ("产出指标", "质量指标", "巡查记录规范性", "按规定填写", "达成预期指标", 10, 10),
    ("产出指标", "时效指标", "整改及时性", "发现后三日内", "达成预期指标", 10, 8),
    ("产出指标", "成本指标", "项目总成本", "≤60万元", "57.3", 10, 10),
    ("效益指标", "社会效益指标", "师生安全意识提升程度", "效果明显", "达成预期指标", 30, 30),
    ("效益指标", "经济效益指标", None, None, None, None, None),
    ("满意度指标", "满意度指标", "师生满意度", "≥90%", "93", 10, 10),
]


def test_a_form_in_one_line_that_is_cut_off_keeps_its_whole_rows() -> None:
    report = read(TEXTS["one_line"][: TEXTS["one_line"].index("满意度 ≥")])
    assert rows(report) == ROWS[:-1]
    assert [d.code for d in report.diagnostics] == ["unreadable_table"]


def test_a_form_in_one_line_whose_cells_may_stand_in_any_order_is_not_read_so() -> None:
    """A page's text: whichever two cells changed places, no figure may be another's."""
    exchanged = (
        TEXTS["one_line"].replace("≥200次 206", "206 ≥200次")[TEXTS["one_line"].index("附件") :] + " 总分 100 97.55\n"
    )
    for evaluation in read(exchanged).evaluations:
        assert all(row.target is None for row in evaluation.indicators)


def test_cells_with_bars_that_lost_one_of_them_are_not_read() -> None:
    """All cells behind it stand a column further left."""
    report = read(TEXTS["bar_lines"].replace("|\n|\n质量指标 |", "|\n质量指标 |"))
    assert all((row.level3, row.weight) != (None, None) for e in report.evaluations for row in e.indicators[:2])
    for evaluation in report.evaluations:
        assert all(row.level2 in (None, "数量指标") for row in evaluation.indicators)


def test_rows_padded_with_bars_whose_points_are_repeated_and_whose_level_stands_alone() -> None:
    report = read(TEXTS["bar_rows"])
    assert report.source.dialect == "bar-rows"
    assert funds(report)[:2] == [
        ("年度资金总额", None, D("7.35"), D("7.35"), 10, 100, 10),
        ("本年财政拨款", None, D("7.35"), D("7.35"), 10, 100, 10),
    ]
    read_rows = [row for row in rows(report) if row[2]]
    assert read_rows == [
        ("产出指标", "数量指标", "★补贴果树面积", "22.5亩", "22.5亩", 20, 20),
        # whose the level is that stands alone in a row, of those above it or of the one below, nothing tells
        ("产出指标", None, "其中梨树面积", "12亩", "12亩", None, None),
        ("产出指标", None, "★补贴户数", "31户", "31户", 20, 20),
        (None, None, "果树成活率", "95%", "97%", 10, 10),
        ("效益指标", "经济效益指标", "户均增收", "≥1000元", "1200元", 30, 30),
        ("满意度指标", "服务对象满意度指标", "受益农户满意度", "≥95%", "98%", 10, 10),
    ]
    assert not [f for f in report.findings if f.rule == "level1-weight-equals-children" and f.status == "fail"]


def test_rows_padded_with_bars_below_a_pages_own_bars_and_an_indicator_named_like_a_column() -> None:
    report = read(TEXTS["bar_page_rows"])
    one = report.evaluations[0]
    assert (one.title, one.year, one.project) == ("项目支出绩效自评表", 2021, "办事大厅运行维护费")
    assert (one.department, one.unit) == ("云溪市政务服务局", "云溪市政务服务中心")
    assert funds(report) == [
        ("年度资金总额", 160, 160, 132, 10, D("82.5"), D("8.25")),
        ("当年财政拨款", 160, 160, 132, None, None, None),
        ("上年结转资金", 0, 0, 0, None, None, None),
    ]
    assert [row for row in rows(report) if row[2]] == [  # the row of «预算执行率» is refused and named
        (None, None, "资金拨付率", "100%", "100%", 20, 20),
        (None, "质量指标", "事项办结率", "100%", "100%", 20, 20),  # its level may be another, in the refused row
        ("效益指标", "社会效益指标", "群众办事便利程度", "95%", "96%", 30, 30),
    ]
    assert "产出指标" in report.diagnostics[0].message


def test_rows_that_begin_with_a_bar_and_a_heading_of_two_rows_in_traditional_script() -> None:
    report = read(TEXTS["bar_edges"])
    one = report.evaluations[0]
    assert (one.year, one.project, one.unit) == (2020, "護林員補助", "雲溪市青山鎮林業站")
    assert funds(report)[:2] == [
        ("年度資金總額", D("8.4"), D("8.4"), D("8.4"), 10, 100, 10),
        ("當年財政撥款", D("8.4"), D("8.4"), D("8.4"), None, 100, None),
    ]
    assert rows(report) == [
        ("產出指標", "數量指標", "護林員人數", "﹦14人", "14", 20, 19),
        ("產出指標", "質量指標", "巡護記錄完整率", "﹦100%", "100", 20, 19),
        ("效益指標", "社會效益指標", "火情處置率", "≥95%", "97", 40, 38),
    ]
    assert not report.diagnostics


def test_rows_between_bars_with_all_columns_and_blanks_that_a_label_covers() -> None:
    report = read(TEXTS["bar_grid"])
    one = report.evaluations[0]
    assert (one.project, one.project_code) == ("湿地巡护专项经费", "51990023T000000000001")
    assert (one.department, one.unit) == ("云溪市林业局", "云溪市湿地站")
    assert funds(report)[:2] == [
        ("总额", 6, 5, D("4.5"), 10, 90, 9),
        ("财政资金", 6, 5, D("4.5"), None, 90, None),
    ]
    assert (one.goals[0].expected, one.goals[0].actual) == ("完成湿地巡护。", "完成湿地巡护48次。")
    assert rows(report) == [
        ("产出指标", "数量指标", "巡护次数", "≥48次", "48", 50, 50),
        ("效益指标", "生态效益指标", "湿地保护率", "≥90%", "88", 40, 39),
    ]
    cut = read(TEXTS["bar_grid"][: TEXTS["bar_grid"].index("% | 88 |")])
    assert [row[5:] for row in rows(cut)] == [(50, 50)]  # the row that is cut off is none


def test_a_form_behind_the_end_of_another_is_not_joined_with_it() -> None:
    report = read(TEXTS["bar_two_forms"])
    one = report.evaluations[-1]
    assert (one.project, one.project_code) == ("2023年台账电脑采购", "51990024T000000000002")
    assert (one.unit, funds(report)[0]) == ("云溪县司法局", ("总额", 0, D("4.2"), D("4.2"), 10, 100, 10))
    for evaluation in report.evaluations:
        names = [row.level3 for row in evaluation.indicators]
        assert names == (["电脑数量"] if evaluation is one else ["灯具采购成本"])


def test_a_row_of_money_with_a_weight_before_its_rate_and_no_score_keeps_the_weight() -> None:
    rows_ = TEXTS["bar_rows"].replace(
        "年度资金总额: | 7.35 | 7.35 | 10 | 100% | 10 | |||||", "年度资金总额: | 7.35 | 7.35 | 10 | 100% | ||||||"
    )
    rows_ = rows_.replace(
        "其中:本年财政拨款 | 7.35 | 7.35 | 10 | 100% | 10 | |||||", "其中:本年财政拨款 | 7.35 | 7.35 | ||||||||"
    )
    assert funds(read(rows_))[0] == ("年度资金总额", None, D("7.35"), D("7.35"), 10, 100, None)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("own_line", "岳川市城市管理监督中心", "岳川市2018年度部门整体支出绩效评价自评报告"),
        ("published_by", "云溪县交通运输局", "2024年度车购税补助资金转移支付绩效自评报告"),
        ("township", "云溪县石门镇", "石门镇2022年农村危房改造项目自评报告"),
        ("date_above", "云溪县民政局", "云溪县民政局2024年度资金绩效自评报告"),
    ],
)
def test_unit_and_title_beside_what_a_page_prints(text: str, name: str, title: str) -> None:
    report = read(TEXTS[f"unit_{text}"])
    assert (report.organization.name, report.title) == (name, title)


def test_a_date_of_publication_is_no_date_of_filling_in() -> None:
    text = (
        "索引号: 621021/2023-00023 发布机构:\n生效日期: 2023-02-09 废止日期:\n石门镇关于农村改厕项目的绩效自评报告\n\n"
        "信息提供日期 : 2023-03-27 16:25\n一、项目概况\n改厕120户。\n"
    )
    assert not read(text).sign_offs


def test_points_that_all_parts_have_together_are_no_score() -> None:
    text = (
        "云溪县残联2022年度残疾人康复项目支出绩效自评报告\n\n一、基本情况\n救助40人。\n二、绩效评价工作开展情况\n"
        "指标分项目决策、项目过程、项目产出、项目效益四大部分,总分值为100分。具体的评价指标体系详见附件。\n"
    )
    assert read(text).conclusion.self_score is None


def test_what_a_county_builds_is_no_division() -> None:
    text = (
        "2021年云溪县政协部门整体支出绩效评价报告\n一、基本情况\n(一)部门整体支出绩效目标。\n"
        "加强联谊,为云溪建设凝心聚力、切实转变作风、夯实基础,不断加强自身建设。\n"
    )
    assert not read(text).profile.divisions


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("how_to", "samples"),
        ("news", "other"),
        ("final_accounts", "final_accounts"),
        ("third_party", "third_party"),
        ("key_evaluation", "third_party"),
        ("contents_third_party", "third_party"),
    ],
)
def test_papers_that_are_no_self_evaluation(text: str, reason: str) -> None:
    report = read(TEXTS[f"no_{text}"])
    assert report.kind == "not_a_report"
    assert f"({reason})" in report.diagnostics[-1].message_en
    assert not any((report.spending, report.problems, report.evaluations))


def test_a_blank_date_in_front_of_other_cells_is_no_finding() -> None:
    cells = "项目名称渔业补贴主管部门区农业局项目实施单位农业科项目类别1、部门预算项目"
    report = read(f"2020年度禁捕项目自评表单位名称:农业科填报日期:{cells}\n")
    assert [s.filled_on for s in report.sign_offs] == [None]
    assert not [f for f in report.findings if f.rule == "number-parsable" and f.status == "fail"]


def test_a_date_written_with_circles_is_a_date() -> None:
    report = read(
        "2023年度云溪县水务局部门整体支出绩效自评报告\n一、部门概况\n管水。\n填报人：陆某 填报日期：二○二四年八月九日\n"
    )
    assert report.sign_offs[0].filled_on == "2024-08-09"


def test_a_table_read_in_part_is_not_blamed_for_what_was_not_read() -> None:
    report = read(TEXTS["one_line"][: TEXTS["one_line"].index("满意度 ≥")])
    blamed = {"weights-sum-100", "statutory-weight-split", "required-dimension-present", "mandatory-cell-filled"}
    assert not [f.rule for f in report.findings if f.rule in blamed and f.status == "fail"]


def test_a_form_whose_cells_stand_one_a_line_below_its_cover() -> None:
    report = read(TEXTS["unit_form"])
    assert report.organization.name == "岳川市城市管理监督中心"
    assert report.profile.functions == ("负责数字城管系统的日常管理。对采集员进行考评。",)
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (21, 19)
    assert report.performance.summary == "二期项目已通过验收。"
    assert report.sign_offs[0].filled_on == "2019-06-18"


def test_names_are_not_made_of_what_stands_beside_them() -> None:
    text = (
        "-\n索引号pbx/2024-01\n-\n发布机构云溪县乡村振兴局\n-\n文号\n-\n发布日期2022-06-17\n-\n时效性有效\n"
        "云溪县乡村振兴局2021年度项目支出绩效自评报告\n一、基本情况\n贴息20万元。\n"
    )
    report = read(text)
    assert (report.organization.name, report.title) == (
        "云溪县乡村振兴局",
        "云溪县乡村振兴局2021年度项目支出绩效自评报告",
    )
    text = "目 录\n云溪省人民检察院\n我院开展了2020年度部门绩效自评工作。现将我院部门整体支出绩效自评结果报告如下:\n"
    assert read(text).organization.name in (None, "云溪省人民检察院")


def test_a_table_of_which_no_figure_is_proven_is_no_blank_form() -> None:
    assert read(TEXTS["glued_funds"]).kind == "transfer_payment"


def test_the_heading_of_a_forms_goals_opens_no_section() -> None:
    text = (
        "云溪市地震局2020年部门整体支出绩效自评\n部门整体支出绩效自评表\n(2020年度)\n"
        "年度总体目标完成情况 预期目标 目标实际完成情况\n推进防震减灾事业发展。 完成年度目标\n"
    )
    report = read(text)
    assert report.performance.summary is None
    assert not report.outline


def test_a_township_is_named_whole_where_its_label_does_so() -> None:
    text = (
        "石门镇部门整体支出绩效自评报告\n评价年度:2024\n评价单位(公章):云溪县石门镇人民政府\n"
        "一、单位基本情况\n(一)单位机构设置。云溪县石门镇人民政府为云溪县财政局下的行政单位,执行政府会计准则。\n"
    )
    report = read(text)
    assert report.organization.name == "云溪县石门镇人民政府"
    assert (report.organization.parent, report.organization.level) == ("云溪县财政局", "行政单位")


def test_a_transfer_payment_before_the_year_ends_the_units_name() -> None:
    text = "云溪县石门乡人民政府转移支付2022年度绩效自评报告\n一、绩效目标分解下达情况\n2022年石门乡收到资金50万元。\n"
    report = read(text)
    assert (report.kind, report.organization.name) == ("transfer_payment", "云溪县石门乡人民政府")


def test_a_section_of_an_office_is_not_the_unit_that_publishes() -> None:
    text = (
        "转移支付区域(项目)绩效目标自评表 (2021)\n主题分类: 环境监测 发文单位: 云溪市生态环境局\n"
        "发文日期:\n地方主管部门\n云溪市生态环境局\n实施单位\n大气环境科\n项目资金(万元)\n"
    )
    assert read(text).organization.name == "云溪市生态环境局"


def test_a_form_behind_final_accounts_is_read_alone() -> None:
    rows = [f"第{n}项工作任务全部完成" for n in range(1, 26)]
    text = "\n".join(
        [
            "2023年石门乡人民政府决算编制说明",
            "411001-云溪县石门乡人民政府2023年部门决算公开",
            "附件一",
            "2023年度部门整体支出绩效评价基础数据表",
            "编制数",
            "46",
            "附件二",
            "2023年度部门整体支出绩效自评表",
            "预算部门、单位名称",
            "云溪县石门乡人民政府",
            *rows,
        ]
    )
    report = read(text)
    assert (report.kind, report.fiscal_year) == ("whole_department", 2023)
    assert report.organization.name == "云溪县石门乡人民政府"
    assert [d.code for d in report.diagnostics if d.code == "part_of_larger_document"]
    assert read("\n".join(text.split("\n")[:6])).kind == "not_a_report"


def test_words_on_both_sides_of_a_blank_are_not_written_twice() -> None:
    text = (
        "云溪县石门乡2021年度项目绩效自评表\n时效指标 数量指标 指标1:新建道路 524m 524m\n本年度年度工作情况情况良好。\n"
    )
    [doubled] = [f for f in read(text).findings if f.rule == "text-lint" and f.status == "fail"]
    assert "指标指标" not in str(doubled)
    assert "情况情况" in str(doubled)


def test_rows_between_bars_that_a_blank_cell_tore() -> None:
    """A blank cell is a line of its own there: «年度资金总额 |», «| 40 | 39.2 |» below is one row."""
    report = read(TEXTS["bar_rows_torn"])
    assert funds(report) == [
        ("年度资金总额", None, 40, D("39.2"), 10, 98, D("9.8")),
        ("当年财政拨款", None, 40, D("39.2"), 10, 98, D("9.8")),
    ]
    evaluation = report.evaluations[0]
    assert (evaluation.project, evaluation.unit) == ("石门林场管护用房建设项目", "云溪县石门林场")
    assert [(goal.expected, goal.actual) for goal in evaluation.goals] == [
        ("建成管护用房1栋300平方米,围栏150米。", "建成管护用房1栋306平方米,围栏150米。")
    ]
    assert rows(report) == [
        ("产出指标", "数量指标", "管护用房", "≥300平方米", "306.5平方米", 20, 20),
        ("产出指标", "数量指标", "围栏", "≥150米", "151.5米", 20, 20),
        ("产出指标", "质量指标", "竣工验收率", "100%", "100%", 20, 20),
        ("效益指标", "社会效益指标", "提供务工岗位", "≥5个", "6个", 30, 30),
    ]


def test_rows_of_words_below_their_blocks_label_alone() -> None:
    """«资金管理情况 | 情况说明 | …»: the block's label heads the column of the rows' own words too."""
    report = read(TEXTS["bar_rows_aspects"])
    [said] = report.diagnostics  # beside them stands what no field takes
    assert (said.code, said.message) == ("unread_text", "表格第12—16行有5格文字没有读入任何字段，请核对原件")
    assert funds(report) == [
        ("年度资金总额", None, D("1200.5"), D("1200.5"), None, 100, None),
        ("中央财政资金", None, D("400.5"), D("400.5"), None, 100, None),
        ("地方资金", None, 800, 800, None, 100, None),
        ("其他资金", None, None, None, None, None, None),
    ]
    assert rows(report) == [("产出指标", "数量指标", "享受医疗救助人次", "≥20000人次", "30106", None, None)]


def test_a_contents_list_whose_heading_is_lost_is_no_text() -> None:
    parts = ["1.引言", "1.1职责概述", "1.2支出情况", "2.绩效评价概述", "2.1绩效评价目的", "3.绩效评价结论", "3.1建议"]
    body = "1、引言\n根据要求，我局对2023年度整体支出开展了自评。\n1.1职责概述\n本局主管全县水利工作。\n"
    title = "云溪县水利局2023年度部门整体支出绩效自评报告"
    report = read("\n".join([title, *parts, body]))
    assert report.improvements == ()
    assert report.coverage.ignored.get("contents") == sum(map(len, parts))
    assert "contents" not in read("\n".join([title, *parts])).coverage.ignored


def test_a_contents_list_whose_entries_lost_their_numbers() -> None:
    """Its entries were sections with nothing in them, its attachments missing; nor is what the divisions' number did
    since last year a change of staff."""
    report = read(TEXTS["no_contents_torn"])
    assert report.performance.summary is None
    assert report.attachments == ()
    assert not [finding for finding in report.findings if finding.rule == "listed-attachments-present"]
    staffing = report.profile.staffing
    assert (staffing.authorized, staffing.on_duty, staffing.on_duty_change) == (12, 10, None)


@pytest.mark.parametrize(
    "first",
    ["绩效目标分解下达情况", "我厅成立工作组，对2023年度中小企业发展专项资金使用情况开展了绩效评价，现报告如下："],
)
def test_a_transfer_payments_report_without_a_title(first: str) -> None:
    report = read(
        f"{first}\n一、基本情况\n2023年下达资金62万元，实际使用13.6万元。\n二、绩效目标完成情况分析\n受益5户。\n"
    )
    assert report.kind == "transfer_payment"


def test_a_label_of_an_attachment_below_which_nothing_stands_is_no_text() -> None:
    text = (
        "关于2019年度云溪县高坑道路工程绩效评价报告\n一、项目基本情况\n项目总投资19万元。\n"
        "二、评价结论和绩效分析\n（一）评价结论：项目按照年初目标实施。\n"
        "（二）绩效分析：该项目由村民申请，保障了工程高质量的完成。\n附件2\n"
    )
    report = read(text)
    assert report.performance.summary == "该项目由村民申请，保障了工程高质量的完成。"


def test_a_cover_below_the_second_number_of_its_attachment() -> None:
    text = (
        "2021年文化馆绩效评价\n附件2-1\n云溪区2021年度部门（单位）整体支出\n绩效评价自评报告\n"
        "部门（单位）名称： 云溪市云溪区文化馆\n预 算 编 码：601002\n评价方式：部门（单位）绩效自评\n"
        "评价机构：部门（单位）评价组\n报告日期： 2022 年 5月 15日\n一、部门（单位）基本概况 |\n||||||||\n"
        "人员编制 |\n16 |\n实有人数 |\n14 |\n||||||||\n"
    )
    report = read(text)
    assert report.organization.name == "云溪市云溪区文化馆"
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (16, 14)
    assert not report.attachments


def test_the_words_of_a_page_before_a_title_in_the_tables_first_row_are_none_of_it() -> None:
    note = "详情见附件（注：以下内容为附件图片识别，个别文字可能不准确，请以附件为准）"
    report = read(
        f"{note}项目支出绩效自评表（2023年度） | | | | | | |\n项目名称 | 山塘清淤 | | | | | |\n"
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |\n"
        "产出指标 | 数量指标 | 清淤山塘 | ≥12口 | 11口 | 20 | 18 |\n"
        "效益指标 | 社会效益指标 | 受益人口 | ≥800人 | 845人 | 30 | 30 |\n"
    )
    assert (report.evaluations[0].title, report.fiscal_year) == ("项目支出绩效自评表（2023年度）", 2023)
