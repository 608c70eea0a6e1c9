"""What web pages print that is no report of a unit, or none of its text: samples, announcements, several projects."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import parse
from jixiao.schema import Report


def read(text: str) -> Report:
    return parse(text.encode())


def refused(report: Report) -> str:
    return next(one.message_en for one in report.diagnostics if one.code == "not_a_report")


SECTIONS = (
    "一、绩效目标分解下达情况\n（一）预算下达情况\n{year}年度下达我区补助资金182万元。\n"
    "二、绩效目标完成情况分析\n（一）资金投入情况分析\n资金到位182万元，执行104万元。\n"
)


@pytest.mark.parametrize(
    "head",
    [
        "转移支付绩效自评报告\n为了帮到大家，以下是小编精心整理的转移支付绩效自评报告，欢迎阅读。\n",
        "轉移支付績效自評報告\n下面是小編為大家收集的報告，希望對大家有所幫助。\n",
    ],
)
def test_a_page_that_an_editor_put_together_is_no_report(head: str) -> None:
    report = read(head + SECTIONS.format(year="2023"))
    assert report.kind == "not_a_report"
    assert "sample" in refused(report)


def test_numbered_samples_below_a_title_that_names_nobody_are_no_report() -> None:
    body = SECTIONS.format(year="本")
    report = read("转移支付绩效自评报告\n\n转移支付绩效自评报告1\n" + body + "\n转移支付绩效自评报告2\n" + body)
    assert report.kind == "not_a_report"
    assert "sample" in refused(report)


def test_a_report_whose_years_were_struck_out_is_a_sample() -> None:
    report = read("青禾县水利局补助资金绩效自评报告\n" + SECTIONS.format(year="20xx"))
    assert report.kind == "not_a_report"
    assert "sample" in refused(report)
    assert read("青禾县水利局补助资金绩效自评报告\n" + SECTIONS.format(year="2023")).kind == "transfer_payment"
    half = SECTIONS.format(year="20xx") + "2023年6月底前完工。\n"  # one that was left standing beside the unit's own
    assert read("青禾县水利局补助资金绩效自评报告\n" + half).kind == "transfer_payment"


def test_two_numbered_reports_of_a_unit_are_no_samples() -> None:
    body = SECTIONS.format(year="本")
    report = read("青禾县水利局\n项目支出绩效自评报告（一）\n" + body + "项目支出绩效自评报告（二）\n" + body)
    assert report.organization.name == "青禾县水利局"
    assert report.kind != "not_a_report"


@pytest.mark.parametrize(
    "line",
    [
        "为缩小编制差距，我局收集整理人员信息，缩小编制缺口并准备资料。",
        "我馆属于小编制单位承担全县档案收集整理工作。",
    ],
)
def test_such_words_beside_a_report_s_own_title_make_it_nothing_else(line: str) -> None:
    """The whole report was set aside."""
    title = "青禾县水利局2022年部门整体支出绩效自评报告\n"
    body = "一、部门基本情况\n（一）部门概况\n内设8个科室。\n二、自评结论\n自评得分97.2分，等次为优。\n"
    for text in (f"{title}{line}\n{body}", f"{line}\n{title}{body}"):
        report = read(text)
        assert report.kind == "whole_department"
        assert str(report.conclusion.self_score) == "97.2"


def test_an_attachment_that_is_listed_is_not_the_title() -> None:
    report = read(
        "2023年度我局开展了部门整体支出绩效自评，涉及支出28,271.90万元。\n"
        "附 件:1.青禾县水利局2023年度部门整体支出绩效自评报告\n"
        "2.2023 年度“山塘整治专项资金——水源建设”绩效自评报告\n"
        "3.2023年度“节水专项资金”绩效自评报告\n"
    )
    assert report.title is None
    assert [one.label for one in report.attachments] == ["1", "2", "3"]


def test_how_a_handed_down_fund_was_used_is_a_transfer_payment() -> None:
    report = read(
        "青禾区民政局关于“2023年中央财政救助补助资金”管理使用情况\n"
        "根据相关文件规定，现将上级转移支付资金使用情况报告如下：\n"
        "一、资金基本情况\n中央财政补助资金下达我区113万元，全年实际下达72万元。\n"
        "二、资金使用范围\n专款专用。\n三、存在问题\n无。\n"
    )
    assert report.kind == "transfer_payment"


# -- headings of a text without line breaks


def test_a_title_goes_on_behind_the_words_that_are_known() -> None:
    report = read(
        "2023 年青禾县水利局整体支出 绩效自评报告 一、部门基本情况 （一）部门职能 我局负责全县水利工作。 "
        "（二）人员情况 编制 21 人，在职 19 人。 二、绩效评价指标分析情况 （一）项目绩效情况分析。完成山塘整治。 "
        "三、存在问题及改进意见 （一）主要问题 1、指标不够细化；2、执行进度不均衡。 "
        "（二）改进措施 1、加强培训；2、加快支出进度。\n"
    )
    assert [one.problem for one in report.problems] == ["指标不够细化", "执行进度不均衡"]
    assert report.performance.summary is None
    assert [*report.improvements] == ["加强培训", "加快支出进度"]


# -- problems of several projects


def test_a_project_without_deviation_is_no_problem() -> None:
    report = read(
        "青禾县民政局2023年度中央转移支付资金绩效自评报告\n一、绩效目标分解下达情况\n下达资金113万元。\n"
        "二、绩效目标完成情况分析\n已完成。\n三、偏离绩效目标的原因和下一步改进措施\n"
        "1.慈善会项目：无偏离。\n2.城乡低保项目：支付进度慢，下一步加快支付。\n四、绩效自评结果拟应用和公开情况\n在网站公开。\n"
    )
    assert [one.problem for one in report.problems] == ["城乡低保项目：支付进度慢"]
    assert [*report.improvements] == ["加快支付"]


# -- the score of the whole beside those of projects


@pytest.mark.parametrize("word", ["自评得分", "自评总得分"])
def test_scores_of_projects_in_a_section_of_their_own_are_not_the_departments(word: str) -> None:
    report = read(
        "青禾市文化广电和旅游局2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责\n负责文化工作。\n"
        "二、部门整体支出绩效自评情况分析\n（一）部门决算情况\n2023年支出4513.27万元。\n（二）各项指标完成情况分析\n"
        f"1.部门管理（20分）。得19.7分。\n2.履职效果（80分）。得77.4分。\n{word}97.1分，评价等级为优。\n"
        "三、部门项目支出绩效自评情况分析\n2023年共对2个项目开展了自评。\n"
        "1.免费开放项目。执行数51万元，自评得分100分。\n2.文物保护项目。执行数152万元，自评得分92.6分。\n"
    )
    assert str(report.conclusion.self_score) == "97.1"
    assert report.conclusion.rating is not None
    assert report.conclusion.rating.text == "优"


def test_the_score_of_a_project_is_not_the_departments_where_none_is_given() -> None:
    report = read(
        "青禾市文化广电和旅游局2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责\n负责文化工作。\n"
        "二、项目支出绩效自评情况\n免费开放经费执行数51万元，自评得分98分。\n三、存在的问题\n支付偏慢。\n"
    )
    assert report.conclusion.self_score is None


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("项目支出绩效自评情况", "免费开放自评得分98分。\n综上，我局部门整体支出绩效自评得分96分，等级为优。"),
        ("部门及项目绩效自评情况", "我局自评得分96分，等级为优。"),
        ("基本支出和项目支出绩效评价情况", "我局自评得分96分，等级为优。"),
    ],
)
def test_the_departments_score_in_a_section_on_projects_too_is_read(title: str, said: str) -> None:
    """It was lost without a word."""
    report = read(
        "青禾市文化广电和旅游局2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责\n负责文化工作。\n"
        f"二、{title}\n2023年支出4513.27万元。\n{said}\n三、存在的问题\n支付偏慢。\n"
    )
    assert str(report.conclusion.self_score) == "96"
    assert report.conclusion.rating is not None
    assert report.conclusion.rating.text == "优"


# -- final accounts


def test_the_tables_of_final_accounts_behind_a_report_in_an_attachment_are_not_its_own() -> None:
    report = read(
        "2021年度青禾县公安局部门决算\n\n第一部分 部门概况\n一、主要职能\n负责治安。\n"
        "第二部分 2021年度部门决算情况说明\n一、收入支出决算总体情况说明\n2021年收入6511.27万元。\n"
        "第三部分 名词解释\n财政拨款收入。\n"
        "第四部分 附件\n附件1\n青禾县公安局2021年部门整体支出绩效自评报告\n一、单位概况\n（一）人员概况。在职241人。\n"
        "二、部门财政资金收支情况\n2021年支出7013.34万元，其中：基本支出5431.12万元，项目支出1582.22万元。\n"
        "三、评价结论及建议\n（一）评价结论。自评得分92分。\n（二）存在问题。绩效目标编制不够细化。\n"
        "第五部分 附表\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n"
    )
    assert report.kind == "whole_department"
    assert str(report.conclusion.self_score) == "92"
    assert [(one.label, one.title) for one in report.attachments if one.listed] == []
    assert not [one for one in report.findings if "决算表" in one.message]


@pytest.mark.parametrize(
    "head",
    [
        "青溪市沙溪中心小学2022年度决算公开.pdf\n",
        "青溪市沙溪中心小学 2022 年度决算 目 第一部分 录 青溪市沙溪中心小学概况 一、单位主要职责 第四部分 名词解释 ",
    ],
)
def test_final_accounts_without_line_breaks_are_none_of_a_unit_evaluation(head: str) -> None:
    report = read(
        head + "第一部分 青溪市沙溪中心小学概况 一、单位主要职责 （一）负责贯彻党的教育方针。 "
        "二、单位基本情况 年末在职人员 123 人。 "
        "第三部分 2022 年度单位决算情况说明 九、预算绩效情况说明 （一）绩效管理工作开展情况。 "
        "本单位组织对项目支出开展绩效自评。 "
        "（二）单位决算中项目绩效自评结果。 项目绩效自评得分为 98 分。\n"
    )
    assert report.kind == "not_a_report"
    assert "final_accounts" in refused(report)


# -- words of authors


def test_a_section_of_problems_and_opinions_is_no_achievement() -> None:
    report = read(
        "青禾市生态环境局2022年度部门整体支出绩效自评报告\n一、部门基本情况\n（一）部门职能\n负责污染防治。\n"
        "二、绩效自评情况\n（一）自评得分及等级：94.3 分，优。\n（二）履职效能分析\n1.整体效能。完成率100%。\n"
        "（三）存在问题及改进意见\n1.存在问题：部分项目支出进度偏慢。\n2.改进意见：加快项目推进。\n"
    )
    assert [one.heading for one in report.performance.achievements] == ["整体效能"]
    assert [one.problem for one in report.problems] == ["部分项目支出进度偏慢"]
    assert [*report.improvements] == ["加快项目推进"]
    assert str(report.conclusion.self_score) == "94.3"


def test_units_beside_a_number_of_others_and_before_a_bracket() -> None:
    head = "青禾县司法局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n（一）机构设置。"
    report = read(head + "内设办公室、矫正股等9个股室，下设11个司法所和县法律援助中心、县公证处2个二级机构。\n")
    assert [*report.profile.subordinate_units] == ["县法律援助中心", "县公证处"]
    report = read(head + "内设办公室等7个股室，下辖县公路养护中心、县海事服务中心等5个二级机构（县渡口所独立核算）。\n")
    assert [*report.profile.subordinate_units] == ["县公路养护中心", "县海事服务中心"]


def test_headings_that_counties_word_otherwise() -> None:
    report = read(
        "平岭县教育局2023年度部门整体支出绩效自评报告\n一、部门基本情况\n- 部门职责\n1.贯彻执行党的教育方针。\n"
        "二、绩效自评结论\n2023年部门整体绩效自评得分96分。\n"
        "三、绩效目标设置、绩效指标、目标值设置等方面存在的问题\n部分绩效指标设置过于笼统。\n"
        "四、整改措施及结果应用\n- 细化绩效指标。\n- 强化结果应用。\n"
    )
    assert [one.problem for one in report.problems] == ["部分绩效指标设置过于笼统"]
    assert [*report.improvements] == ["细化绩效指标", "强化结果应用"]


def test_what_last_years_result_was_used_for_is_no_problem_and_a_missed_goal_has_its_cause() -> None:
    report = read(
        "2022年度青江区农业农村局产业发展项目\n自评结果\n一、自评结论\n（一）自评得分\n综合评价得分为99.8分。\n"
        "（三）存在的问题和原因\n1.上年度自评结果应用情况。\n已应用。\n2.存在的问题和原因。\n"
        "（1）投资完成比例未达目标，主要是质保金未到支付期。\n（四）下一步拟改进措施\n优化验收流程。\n"
    )
    assert [(one.problem, one.cause) for one in report.problems] == [("投资完成比例未达目标", "质保金未到支付期")]


def test_the_title_in_a_list_of_what_a_page_tells_of_itself_has_no_mark() -> None:
    report = read(
        "- 发布机构：\n- 青岭州水务局\n- 发布日期：\n- 2022-04-08\n"
        "- 名称：\n- 青岭州2021年中央水利发展资金绩效自评报告\n"
        "一、绩效目标分解下达情况\n2021年下达我州资金12,511万元。\n二、绩效目标完成情况分析\n已完成。\n"
    )
    assert report.title == "青岭州2021年中央水利发展资金绩效自评报告"


# -- narratives in tables


def test_a_narrative_whose_cells_bars_part_is_read_without_them() -> None:
    report = read(
        "部门整体支出绩效自评情况\n公开13表\n部门：青岭县图书馆　　　金额单位：元\n"
        "一、部门基本情况 | （一）部门概况 | 青岭县图书馆内设3个部室，编制12名，在职11人。 |\n"
        "| （二）部门整体收支情况 | 2022年度支出合计2,345,678.90元，其中：基本支出1,800,000.00元。 |\n"
        "二、绩效自评工作情况 | （一）绩效自评的目的 | 提高资金使用效益。 |\n"
        "| （二）自评组织过程 | 1.前期准备 | 成立小组。 |\n| 2.组织实施 | 收集资料。 |\n"
        "三、评价情况分析及综合评价结论 | 自评得分96分，自评等级为“优”。 |\n"
        "四、存在的问题和整改情况 | 购书经费不足。 |\n五、绩效自评结果应用 | 作为下年度预算安排依据。 |\n"
        "六、其他需说明的情况 | 无。 |\n"
    )
    assert [one.problem for one in report.problems] == ["购书经费不足"]
    assert report.conclusion.use_of_results == "作为下年度预算安排依据"
    assert report.other_matters == "无。"
    assert report.performance.summary is None
    assert [str(one.amount) for one in report.spending] == ["234.567890", "180.000000"]


def test_rows_of_indicators_keep_their_bars() -> None:
    report = read(
        "青禾县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责\n负责水利。\n二、存在的问题\n"
        "指标偏少 | 支付偏慢。 |\n三、改进措施\n加强培训。\n"
    )
    assert [one.problem for one in report.problems] == ["指标偏少 | 支付偏慢。 |"]


def test_the_average_of_projects_scores_and_a_score_behind_the_last_measure() -> None:
    report = read(
        "青岭州数字中心2023年度项目支出绩效自评报告\n一、自评结论\n（一）自评得分\n1.展厅项目自评得分96.2分，等级为优。\n"
        "2.平台项目自评得分98.4分，等级为优。\n3.综合平均得分97.3分，自评等级为“优”。\n二、存在的问题\n设备老化。\n"
    )
    assert str(report.conclusion.self_score) == "97.3"
    report = read(
        "青禾县水利局2018年度部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责\n负责水利。\n二、存在的问题\n"
        "预算执行不够均衡。\n三、改进措施\n加强预算执行。\n综合得分95分，等级为优。\n"
    )
    assert [*report.improvements] == ["加强预算执行"]
    assert str(report.conclusion.self_score) == "95"


@pytest.mark.parametrize(
    "average",
    [
        "我局5个项目平均得分97.8分。",
        "我局5个项目自评平均得分97.8分。",
        "项目支出绩效自评平均分97.8分。",
        "5个项目综合平均得分97.8分。",
        "各项目的平均得分为97.8分。",
        "下属单位平均得分97.8分。",
        "群众测评平均得分97.8分。",
    ],
)
def test_the_average_of_others_is_not_the_departments_score(average: str) -> None:
    """It was, without a word, and beside the department's own score neither was read."""
    head = "青禾县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责\n负责水利。\n二、绩效情况\n"
    assert read(f"{head}{average}\n三、存在的问题\n支付偏慢。\n").conclusion.self_score is None
    report = read(f"{head}{average}我局自评得分98分。\n三、存在的问题\n支付偏慢。\n")
    assert str(report.conclusion.self_score) == "98"


def test_words_of_a_site_before_the_title_are_none_of_it() -> None:
    report = read(
        "某某游戏官网app_青溪市水务局2022年部门整体支出绩效自评报告\n某某游戏 下载 登录\n"
        "青溪市水务局2022年部门整体支出绩效自评报告\n发布时间：2023-06-01\n"
        "一、部门基本情况\n（一）部门概况\n市水务局内设8个科室。\n二、自评结论\n自评得分97.2分，等次为优。\n"
    )
    assert report.title == "青溪市水务局2022年部门整体支出绩效自评报告"
    assert report.organization.name == "青溪市水务局"


def test_a_number_in_a_projects_name_is_not_the_year_that_the_title_gives() -> None:
    """«数字政府2025项目» was of 2025."""
    body = "一、基本情况\n到位资金182万元。\n二、自评得分\n自评得分97.2分。\n"
    report = read("青禾县水利局数字政府2025项目支出绩效自评报告（2023年）\n" + body)
    assert report.fiscal_year == 2023
    assert read("青禾县水利局102030项目支出绩效自评报告\n" + body).fiscal_year is None


def test_the_dot_behind_an_attachments_number_is_no_part_of_the_unit() -> None:
    report = read("附件2.青禾县水利局2022年部门整体支出绩效自评报告\n一、部门概况\n（一）部门职责\n负责水利。\n")
    assert report.organization.name == "青禾县水利局"


DEPARTMENT = (
    "青禾县住房和城乡建设局2018年度整体支出绩效评价报告\n\n一、部门概况\n1、主要职能：贯彻住房和城乡建设法律法规。\n"
    "二、部门整体支出情况\n2018年度本年支出合计6733.18万元，其中：基本支出1893.45万元。\n"
    "三、绩效评价情况\n自评得分93.5分，评定等级为“优”。\n四、存在的主要问题\n1、预算编制不够精确。\n"
)


@pytest.mark.parametrize(
    "column",
    [
        "决算公开",
        "部门决算",
        "首页 部门预算决算公开",
        "信息分类 | 单位决算",
        "政府工作报告",
        "审计报告",
        "首页 > 财政专项资金 > 管理办法",
    ],
)
def test_the_column_of_a_site_in_which_a_report_stands_is_no_title_of_another_paper(column: str) -> None:
    report = read(f"{column}\n\n{DEPARTMENT}")
    assert report.kind == "whole_department"
    assert report.conclusion.self_score == Decimal("93.5")


def test_papers_with_such_words_in_their_titles_are_none_still() -> None:
    for title in (
        "青禾县住房和城乡建设局2018年度部门决算",
        "2018年度部门决算",
        "青禾县2021年政府工作报告",
        "青禾县专项资金管理办法",
    ):
        assert read(f"{title}\n\n一、部门概况\n1、主要职能：贯彻法律法规。\n").kind == "not_a_report"


def test_a_projects_report_among_a_courts_accounts_is_a_projects() -> None:
    report = read(
        "决算公开\n\n省高院本级2020年绩效自评报告—综合事务\n\n附件3-1\n\n财政支出项目绩效评价报告\n\n"
        "评价单位（盖章）：平溪省高级人民法院\n\n附件3-3\n\n项目基本信息\n\n综合事务项目绩效自评报告\n\n省财政厅：\n\n"
        "一、项目概况\n（一）项目单位基本情况\n我院是国家审判机关。\n二、项目资金使用及管理情况\n2020年支出1311.74万元。\n"
        "五、综合评价情况及评价结论\n综合评价得分93.6分。\n六、主要经验及做法、存在的问题和建议\n执行进度较慢。\n"
    )
    assert report.kind == "project"
    assert report.conclusion.self_score == Decimal("93.6")
    assert [(one.scope, one.amount) for one in report.spending] == [("total", Decimal("1311.74"))]


def test_those_who_owe_a_bond_are_no_unit() -> None:
    for title in ("2023年度新增地方政府专项债券项目绩效评价情况", "2023年度新增政府专项债券项目绩效自评报告"):
        report = read(
            f"{title}\n\n一、项目概况\n新建院区，我单位对2023年项目进行绩效自评。\n二、存在的问题\n进度慢。\n"
        )
        assert report.organization.name is None


def test_a_form_whose_cells_ran_together_is_a_report_by_its_title() -> None:
    report = read(
        "2021年项目绩效自评报告表（实施单位用）填报单位：平溪市疾病预防控制中心填报日期：2022年9月18日基本情况"
        "项目名称重大传染病防治项目主要内容预防和控制传染病的发生。项目单位市疾病预防控制中心主管部门市卫生健康委员会"
        "资金总额及构成总额1002.6万元，其中：中央726.7万元；自评得分96分自评等级优"
    )
    assert (report.kind, report.fiscal_year, report.conclusion.self_score) == ("project", 2021, 96)


def test_a_score_in_a_list_of_bonds_a_cell_a_line_is_named() -> None:
    report = read(
        "2024年度新增地方政府专项债券项目绩效评价情况\n\n信息来源：区旅游度假区管委会\n\n我单位2024年新增地方政府专项债券项目1个，"
        "我单位从决策、管理、产出和效益等方面进行绩效自评，评价结果如下：\n\n2024年新增地方政府专项债券项目绩效评价表\n\n序号\n\n"
        "项目名称\n\n债券性质\n\n债券规模\n\n自评分数\n\n自评等级\n\n石门街道城中村改造安置房项目\n\n棚改专项债券\n\n2.62\n\n97\n\n"
        "总计\n\n2.62\n"
    )
    assert report.conclusion.self_score is None
    assert [one.code for one in report.diagnostics] == ["unreadable_table"]
