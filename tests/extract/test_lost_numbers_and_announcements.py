"""Headings that lost their numbers, paragraphs behind the last measure, notes of forms, pages that only announce."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report


def read(text: str) -> Report:
    return parse(text.encode())


HEAD = (
    "2022年度青溪县住房和城乡建设局整体绩效自评结果\n（摘要版）\n一、自评得分\n"
    "2022年度部门整体绩效自评得分为95.6分，自评结果为“优”。\n"
)


@pytest.mark.parametrize("closed", ["。", ""])
def test_a_heading_whose_number_is_lost_begins_a_section_of_its_own(closed: str) -> None:
    report = read(
        HEAD + "二、部门整体绩效目标完成情况\n（一）执行率情况。实际执行5,800.40万元，执行率96.47%。\n"
        f"完成的绩效目标{closed}\n新建公园3个，完成3个。\n（三）未完成的绩效目标。\n"
        "老旧小区改造目标值12个，实际完成10个，主要原因是材料迟到。\n"
        "三、存在的问题和原因\n1.预算编制不够精准。\n四、下一步拟改进措施\n1.提高预算编制水平。\n"
    )
    assert [(one.heading, one.text) for one in report.performance.achievements] == [
        ("执行率情况", "执行率情况。实际执行5,800.40万元，执行率96.47%。"),
        ("完成的绩效目标", report.performance.achievements[1].text),
    ]
    assert "新建公园3个" in report.performance.achievements[1].text
    assert "老旧小区" in report.problems[0].problem


def test_an_item_whose_number_is_lost_is_one_of_its_own() -> None:
    report = read(
        "2022年度青江区农业农村局产业发展项目\n自评结果\n一、自评结论\n（一）自评得分\n综合评价得分为99.8分。\n"
        "（二）绩效目标完成情况\n1.执行率情况。实际支出95.12万元，执行率99%。\n完成的绩效目标。\n建设基地12个，完成12个。\n"
        "3.工作成效。\n农户满意。\n（三）存在的问题和原因\n1.指标不够全面。\n（四）下一步拟改进措施\n完善指标体系。\n"
    )
    assert [one.heading for one in report.performance.achievements] == ["执行率情况", "完成的绩效目标", "工作成效"]


def test_two_short_lines_or_a_sentence_are_no_heading() -> None:
    report = read(
        "青禾县水利局2023年度部门整体支出绩效自评报告\n一、存在的问题\n1.支付偏慢。\n部分项目验收较晚，影响支付。\n3.指标偏少。\n"
        "二、改进措施\n1.加强培训。\n"
    )
    assert [one.problem for one in report.problems] == ["支付偏慢。部分项目验收较晚，影响支付", "指标偏少"]


@pytest.mark.parametrize("marks", [("1.", "2."), ("（一）", "（二）")])
def test_a_suggestion_without_a_number_behind_the_last_measure_is_one_of_its_own(marks: tuple[str, str]) -> None:
    report = read(
        "桂岭县残疾人联合会2023年就业保障金项目支出绩效自评报告\n一、项目基本情况\n培训残疾人200人。\n"
        "二、存在的主要问题\n1.资金支出进度不够快。\n三、改进措施及有关建议\n"
        f"{marks[0]}加快资金支出进度。\n{marks[1]}加大宣传力度。\n建议财政部门适当增加经费。\n"
    )
    assert [*report.improvements] == ["加快资金支出进度", "加大宣传力度", "建议财政部门适当增加经费"]


def test_lines_below_several_measures_are_theirs() -> None:
    report = read(
        "桂岭县残疾人联合会2023年就业保障金项目支出绩效自评报告\n一、项目基本情况\n培训残疾人200人。\n"
        "二、改进措施及有关建议\n1.加快资金支出进度。\n按月通报。\n2.加大宣传力度。\n建议财政部门适当增加经费。\n"
    )
    assert [*report.improvements] == ["加快资金支出进度。按月通报", "加大宣传力度。建议财政部门适当增加经费"]


def test_what_last_years_result_was_used_for_is_no_achievement() -> None:
    report = read(
        "2022年度部门整体支出绩效自评报告\n部门名称：青海市生态环境局\n一、部门基本情况\n（一）部门职能\n负责污染防治。\n"
        "二、绩效自评情况\n（一）自评结论\n绩效自评得分94.35分。\n（二）履职效能分析\n1.整体效能。完成率100%。\n"
        "（三）就上一年度部门整体支出绩效自评结果应用情况\n已落实整改。\n"
    )
    assert [one.heading for one in report.performance.achievements] == ["整体效能"]
    assert report.conclusion.use_of_results is None


def test_a_forms_note_is_no_other_matter() -> None:
    head = "青岭县图书馆2022年度部门整体支出绩效自评报告\n一、存在的问题\n购书经费不足。\n"
    head += "二、其他需说明的情况\n本年无新增资产。\n"
    report = read(head + "备注：涉密部门和涉密信息按保密规定不公开。\n")
    assert report.other_matters == "本年无新增资产。"
    assert read(head + "备注：新增下属单位一个。\n").other_matters == "本年无新增资产。备注：新增下属单位一个。"


def test_a_page_that_only_makes_reports_public_is_none() -> None:
    report = read(
        "青禾县2022年度部门整体支出绩效自评公开\n根据预算绩效管理要求，我单位已完成2022年度部门整体支出绩效自评工作，现予以公开。\n"
        "附件：1.2022年度部门整体支出绩效自评报告\n2.2022年度部门整体支出绩效自评表\n"
    )
    assert report.kind == "not_a_report"
    assert next(one for one in report.diagnostics if one.code == "not_a_report").message_en.startswith(
        "not a report (other): a page that makes self-evaluations public"
    )
    assert [one.label for one in report.attachments] == ["1", "2"]


@pytest.mark.parametrize(
    "told",
    [
        "经自评，得分95分，等级为优。",
        "存在的主要问题：一是支付偏慢。",
        "完成水库除险加固5座，新建堤防12公里，群众满意度达到98%。",
        "2022年本年支出合计312.50万元，其中：基本支出200万元。",
    ],
)
def test_a_letter_with_attachments_that_says_something_is_a_report(told: str) -> None:
    report = read(
        f"青禾县水利局2022年度部门整体支出绩效自评报告\n县财政局：\n根据要求，我局已完成2022年度绩效自评。{told}\n"
        "附件：1.2022年度部门整体支出绩效自评表\n2.项目支出绩效自评表\n"
    )
    assert report.kind == "whole_department"


def test_points_on_the_line_below_are_the_scores() -> None:
    report = read(
        "财政拨款支出决算为312.45万元。\n九、预算绩效管理工作开展情况\n"
        "我单位组织对2022年度部门整体支出开展绩效自评，自评得分\n90 分。\n"
        "部门整体支出绩效自评得分表\n一级指标 二级指标 分值 得分\n投入 目标设定 10 9\n过程 预算执行 20 18\n"
        "产出 职责履行 40 36\n效益 社会效益 30 27\n合计 100 90\n十、名词解释\n财政拨款收入：指从同级财政取得的资金。\n"
    )
    assert str(report.conclusion.self_score) == "90"


ACCOUNTS = (
    "2022年度青坝县农业农村局部门决算\n第一部分 部门概况\n一、部门职责\n贯彻农业农村工作方针政策。\n"
    "第二部分 2022年度部门决算情况说明\n一、收入支出决算总体情况说明\n2022年度收、支总计均为23456.78万元。\n"
    "第三部分 名词解释\n财政拨款收入：指财政资金。\n第四部分 附件\n"
)
DEPARTMENT = (
    "一、部门（单位）概况\n（一）机构职能。\n1.统筹农业发展。\n（二）人员概况。\n编制总数156名，在职人员总数148人。\n"
    "二、部门资金收支情况\n2022年总支出23456.78万元，其中基本支出3456.78万元，项目支出20000万元。\n"
    "三、评价结论及建议\n（一）评价结论。\n绩效自评得分92.5分。\n（二）存在问题。\n1.预算执行进度偏慢。\n"
    "（三）改进建议。\n1.加快预算执行。\n"
)
PROJECT = (
    "一、项目概况\n2022年批复资金5000万元。\n二、目标完成情况\n完成2.5万亩。\n三、项目评价结论及建议\n（一）评价结论。\n"
    "该项目自评得分96分。\n（二）存在的问题。\n资金拨付较慢。\n（三）相关建议。\n加快资金拨付。\n"
)
TABLES = "第五部分 附表\n一、收入支出决算总表\n二、收入决算表\n"


@pytest.mark.parametrize("attached", [DEPARTMENT, "附件1\n" + DEPARTMENT, "附件1\n" + PROJECT + "附件2\n" + DEPARTMENT])
def test_a_report_without_a_title_among_the_attachments_of_final_accounts_is_read(attached: str) -> None:
    report = read(ACCOUNTS + attached + TABLES)
    assert (report.kind, report.title) == ("whole_department", None)
    assert report.organization.name == "青坝县农业农村局"
    assert report.fiscal_year == 2022
    assert [str(one.amount) for one in report.spending] == ["23456.78", "3456.78", "20000"]
    assert str(report.conclusion.self_score) == "92.5"
    assert [one.problem for one in report.problems] == ["预算执行进度偏慢"]
    assert not report.attachments


def test_a_projects_report_without_a_title_is_a_projects() -> None:
    report = read(ACCOUNTS + PROJECT + TABLES)
    assert report.kind == "project"
    assert str(report.conclusion.self_score) == "96"
    assert [*report.improvements] == ["加快资金拨付"]


def test_attachments_that_evaluate_nothing_leave_final_accounts_what_they_are() -> None:
    assert read(ACCOUNTS + "附件1\n一、存在问题\n无。\n" + TABLES).kind == "not_a_report"
    # a summary of the year's work
    work = "附件1\n一、工作开展\n{told}\n二、存在的问题\n苗木不足。\n三、下一步打算\n加强管护。\n"
    assert read(ACCOUNTS + work.format(told="完成造林3000亩。") + TABLES).kind == "not_a_report"
    assert read(ACCOUNTS + work.format(told="造林项目自评得分92分。") + TABLES).kind == "project"


def test_a_suggestion_behind_each_problem_is_its_measure() -> None:
    head = "青禾市云贡中学2023年部门整体支出绩效自评报告\n一、评价结论\n自评得分93分。\n"
    text = "1.预算不够细化。建议细化预算编制。\n2.拨付不及时；恳请财政及时拨付资金。\n3.设备老旧。\n"
    report = read(head + "二、存在的问题及建议\n" + text)
    assert [one.problem for one in report.problems] == ["预算不够细化", "拨付不及时", "设备老旧"]
    assert [*report.improvements] == ["建议细化预算编制", "恳请财政及时拨付资金"]
    report = read(head + "二、存在的问题\n" + text)
    assert report.problems[0].problem == "预算不够细化。建议细化预算编制"


def test_functions_below_a_heading_on_functions_and_divisions() -> None:
    head = "青场县人民法院2023年部门整体支出绩效自评报告\n一、部门基本情况\n（一）部门职能与机构设置\n"
    end = "2023年度本部门独立核算单位共1个。\n（二）人员情况\n编制104名，实有96人。\n"
    functions = "1、依法审理第一审案件。\n2、依法行使执行权和司法决定权。\n3、负责全院的教育培训工作。\n"
    assert [*read(head + functions + end).profile.functions] == [
        "依法审理第一审案件。",
        "依法行使执行权和司法决定权。",
        "负责全院的教育培训工作。",
    ]
    divisions = "1、办公室，负责文秘工作。\n2、政治部，负责人事工作。\n3、执行局，负责执行工作。\n"
    assert not read(head + divisions + end).profile.functions


def test_what_a_report_needs_as_attachments_is_their_list() -> None:
    report = read(
        "青山县气象局2023年度部门整体支出绩效自评报告\n一、存在的问题\n设备更新慢。\n二、其他需要说明的情况\n无其他说明。\n"
        "报告需要以下附件：\n1.部门整体支出绩效评价基础数据表\n2.部门整体支出绩效自评表\n"
    )
    assert report.other_matters == "无其他说明。"
    assert [(one.label, one.title) for one in report.attachments] == [
        ("1", "部门整体支出绩效评价基础数据表"),
        ("2", "部门整体支出绩效自评表"),
    ]


def test_posts_before_two_kinds_of_staff_are_the_whole() -> None:
    head = "青山县气象局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n"
    told = "核定编制15人，现有在职职工13人，其中国家编制9人，地方编制4人；退休7人。\n"
    staffing = read(head + told).profile.staffing
    assert (staffing.authorized, staffing.on_duty, staffing.retired) == (15, 13, 7)
    report = read(head + "政法编制50名、地方编制6名。\n")
    assert report.profile.staffing.authorized is None
    assert "parts_without_total" in [one.code for one in report.diagnostics]


def test_a_notice_on_several_kinds_of_reports_does_not_tell_which_this_is() -> None:
    report = read(
        "县财政安排建设工程174万元。根据《青禾县财政局关于开展2022年度部门整体支出和项目支出绩效评价工作的通知》要求，"
        "现将2022年“四好农村公路”建设工程绩效自评如下：\n一、专项资金概况\n下达174万元。\n二、综合评价结论\n"
        "经自评，得分96分，等级为优。\n三、存在的问题\n资金缺口大。\n"
    )
    assert report.kind == "project"
    assert str(report.conclusion.self_score) == "96"
