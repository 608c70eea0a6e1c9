"""Sentences and lines of published pages that were read wrongly on first sight, as fiction of the same shapes."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao import parse
from jixiao.schema import Report

TEXTS = tomllib.loads(Path(__file__).with_name("published_words.toml").read_text(encoding="utf-8"))


def read(name: str) -> Report:
    return parse(TEXTS[name].encode())


def test_scores_of_several_parts_in_one_sentence_are_not_that_of_the_whole() -> None:
    report = read("scores_of_parts")
    assert report.conclusion.self_score is None
    assert [d.code for d in report.diagnostics] == ["several_scores", "unread_amounts"]  # «合计705万元»


def test_the_score_of_the_unit_beside_that_of_its_review_is_still_read() -> None:
    assert read("score_and_review").conclusion.self_score == Decimal("96.5")


def test_people_who_left_and_temporary_staff_are_neither_retired_nor_a_change_of_staff() -> None:
    staffing = read("staff_left").profile.staffing
    assert (staffing.authorized, staffing.on_duty) == (34, 25)
    assert (staffing.on_duty_change, staffing.retired) == (None, None)


def test_retired_people_behind_those_on_duty_are_counted() -> None:
    staffing = read("staff_retired").profile.staffing
    assert (staffing.authorized, staffing.on_duty, staffing.retired, staffing.on_duty_change) == (34, 25, 3, -1)


def test_a_rank_is_no_parent() -> None:
    assert read("rank").organization.parent is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("unit_in_title", "云溪州第二人民医院"),
        ("unit_signed", "云溪县石门镇人民政府"),
        ("unit_site", None),
        ("unit_source", "云溪市退役军人事务局"),
        ("unit_full_name", "云溪市人民检察院"),
        ("two_names", None),
    ],
)
def test_whose_report_it_is(name: str, unit: str | None) -> None:
    assert read(name).organization.name == unit


def test_labels_side_by_side_are_no_heading() -> None:
    report = read("labels_in_a_row")
    assert (report.problems, report.improvements) == ((), ())


def test_no_spending_of_subordinates_is_not_no_spending() -> None:
    report = read("subordinates")
    assert [(s.scope, s.amount, s.is_none) for s in report.spending] == [("basic", Decimal("111.18"), False)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no_index_file", "blank_form"),
        ("no_unnamed_form", "blank_form"),
        ("no_cited_rules", "other"),
        ("no_criteria", "other"),
        ("no_sample", "samples"),
        ("accounts_in_parts", "final_accounts"),
        ("results_published", "third_party"),
        ("goals_poured", "other"),
    ],
)
def test_texts_that_are_no_self_evaluation(name: str, reason: str) -> None:
    report = read(name)
    assert report.kind == "not_a_report"
    assert any(f"({reason})" in d.message_en for d in report.diagnostics)


def test_the_notice_that_asked_for_a_report_tells_its_kind() -> None:
    assert read("cited_notice").kind == "transfer_payment"


def test_a_form_poured_into_a_line_behind_its_attachment_s_number_is_named() -> None:
    report = read("poured_form")
    assert report.kind == "transfer_payment"
    assert [d.code for d in report.diagnostics] == ["unreadable_table"]


def test_a_form_s_cells_are_no_summary_and_its_department_not_the_unit() -> None:
    report = read("policy_cover")
    assert report.organization.name == "平溪县文化和旅游局"
    assert report.performance.summary is None


def test_the_unit_in_the_title_of_a_part() -> None:
    report = read("accounts_in_parts")
    assert (report.organization.name, report.fiscal_year) == ("云溪市应急管理局", 2019)
    assert report.spending == ()


def test_work_that_was_done_beside_the_functions_is_none_of_them() -> None:
    """«一、基本职能及主要工作» over «（一）主要职能» and «（二）重点工作完成情况» (Sichuan)."""
    report = read("duties_and_work")
    assert report.profile.functions == ("担负着全乡2万多人的食品安全、民政、城乡规划等项工作的统筹。",)
    assert [done.text for done in report.performance.achievements] == ["螺溪村完成脱贫。", "修路3公里。"]


def test_posts_among_the_functions_are_staff_and_a_described_spending_is_read() -> None:
    report = read("posts_among_duties")
    assert report.profile.functions == ("云溪县人民法院是国家审判机关,依法行使审判权。",)
    assert report.profile.staffing.authorized == 141
    assert [(s.scope, s.amount) for s in report.spending] == [
        ("total", Decimal("5560.46")),
        ("basic", Decimal("2956.36")),
        ("project", Decimal("2604.1")),
    ]


def test_what_was_reached_of_the_goals_under_one_heading_with_them() -> None:
    achievements = read("goals_with_results").performance.achievements
    assert [done.heading for done in achievements] == ["数量指标", "质量指标"]
    assert achievements[0].text == "(1)失业保险工作方面。参保总人数为21347人。"


def test_the_bars_of_a_page_around_a_unit_are_none_of_its_name() -> None:
    report = read("bars_around_the_unit")
    assert report.organization.name == "云溪县林业局"
    assert [form.unit for form in report.evaluations] == ["云溪县林业局"]


def test_a_menu_is_no_title_and_two_units_on_a_line_are_nobody_s_name() -> None:
    report = read("menu_above_title")
    assert report.title == "平溪省省级财政项目绩效评价报告"
    assert report.organization.name is None


def test_a_self_evaluation_in_words_of_before_2015() -> None:
    report = read("old_words")
    assert (report.kind, report.title) == ("project", "2014年度云溪市博物馆免费开放绩效考评自评报告")


def test_problems_counted_in_words_have_their_measures_below_them() -> None:
    report = read("counted_problems")
    assert [one.problem for one in report.problems] == ["部分绩效指标未量化,缺乏三级指标", "预算执行进度偏慢"]
    assert report.improvements == ("完善绩效指标体系。细化三级指标", "强化数据支撑", "加快支付进度")


def test_a_label_of_the_cover_is_no_attachment_s_title() -> None:
    assert [(one.label, one.title) for one in read("cover_below_attachment").attachments] == [("3", None)]


def test_institutions_beside_the_divisions_are_subordinate_units() -> None:
    profile = read("institutions").profile
    assert profile.divisions == ("办公室", "造林股")
    assert profile.subordinate_units == ("云溪县林业检疫站", "云溪县善水林场")


def test_a_unit_left_open_behind_who_gave_the_money_is_no_name_and_a_cited_rule_no_use_of_results() -> None:
    report = read("placeholder_unit")
    assert (report.organization.name, report.conclusion.use_of_results) == ("云溪县石门镇", None)


def test_the_second_layer_is_a_level() -> None:
    organization = read("second_layer").organization
    assert (organization.parent, organization.level) == ("云溪县自然资源局", "二层机构")


def test_the_department_that_a_unit_is_directly_under_ends_before_what_the_unit_is() -> None:
    organization = read("directly_under").organization
    assert (organization.parent, organization.level) == ("市卫生健康委员会", "公益二类差额拨款事业单位")


def test_scores_of_parts_in_headings_leave_the_score_in_the_text_certain() -> None:
    report = read("scores_in_headings")
    assert report.conclusion.self_score == 96
    assert report.diagnostics == ()


@pytest.mark.parametrize(("name", "score"), [("score_added_up", 96), ("points_added_up", None)])
def test_the_sum_of_parts_is_the_score_where_it_is_less_than_all_points(name: str, score: int | None) -> None:
    assert read(name).conclusion.self_score == score


def test_a_result_that_a_third_party_found_is_no_self_evaluation() -> None:
    report = read("result_of_a_third_party")
    assert (report.kind, report.conclusion.self_score) == ("not_a_report", None)


def test_the_title_of_a_letter_with_which_reports_were_sent() -> None:
    report = read("letter_with_report")
    assert report.title == "红岭县教育局关于报送2022年度部门整体和项目支出绩效自评报告的函"
    assert (report.kind, report.organization.name, report.fiscal_year) == ("whole_department", "红岭县教育局", 2022)


def test_groups_formed_for_a_project_are_no_divisions() -> None:
    assert read("project_groups").profile.divisions == ()


def test_a_unit_behind_the_word_that_leads_to_it() -> None:
    report = read("commissioned_for")
    assert (report.kind, report.organization.name) == ("not_a_report", "云溪县统计局")


def test_a_heading_that_begins_with_the_day_up_to_which_it_counts() -> None:
    assert read("reached_by_a_day").performance.summary == "地质灾害重点村全部配备群测群防员95名。"


def test_numbered_functions_behind_a_label_and_a_use_with_its_disclosure() -> None:
    report = read("duties_behind_label")
    assert report.profile.functions == ("反映残疾人需求；", "开展康复、就业工作。")
    assert report.conclusion.use_of_results == report.conclusion.disclosure
    assert report.conclusion.disclosure == "自评结果将用于2019年预算编制，并在县政府门户网站公开"


def test_the_year_in_which_money_was_given_where_nothing_else_says_one() -> None:
    assert read("year_of_the_money").fiscal_year == 2020


@pytest.mark.parametrize(
    ("name", "posts"),
    [
        ("posts_of_subordinates", (45, 41)),
        ("posts_of_one_subordinate", (None, None)),
        ("posts_of_a_subordinate", (25, 22)),
    ],
)
def test_posts_in_brackets_behind_subordinate_units_are_theirs(name: str, posts: tuple[int | None, int | None]) -> None:
    staffing = read(name).profile.staffing
    assert (staffing.authorized, staffing.on_duty) == posts


def test_the_count_behind_a_list_of_divisions_is_none_of_the_last_and_a_number_before_a_figure_begins_an_item() -> None:
    report = read("posts_of_a_subordinate")
    assert report.profile.divisions == ("保健部", "临床部", "后勤部")
    assert [done.text for done in report.performance.achievements] == [
        "孕产妇系统管理率93.5%。",
        "3岁以下儿童系统管理率92.8%。",
        "孕前优生检查1,860对。",
    ]


def test_problems_and_measures_each_behind_its_heading_in_a_paragraph() -> None:
    report = read("heads_within_lines")
    assert [(one.problem, one.cause) for one in report.problems] == [
        ("项目资金到位不及时", "县级配套压力大"),
        ("绩效管理人员业务不熟", None),
    ]
    assert report.improvements == ("积极争取上级资金", "加强业务培训")


def test_the_offices_of_a_street_and_what_it_achieved_below_its_score() -> None:
    report = read("offices_of_a_street")
    assert report.profile.divisions == ("党政综合办公室", "公共管理办公室", "平安建设办公室")
    assert report.profile.subordinate_units == ("文化服务中心", "综合行政执法队")
    assert [done.heading for done in report.performance.achievements] == ["疫情防控有力有效", "城市治理水平提升"]


def test_the_score_below_the_last_measure_is_none_of_it() -> None:
    report = read("score_below_measures")
    assert report.improvements == ("细化预算编制工作", "加强人才培养")
    assert report.conclusion.self_score == 97
    assert [node.title for node in report.outline] == ["部门概况", "改进措施和有关建议"]


def test_several_funds_under_one_heading_and_experience_that_is_no_problem() -> None:
    report = read("several_funds")
    assert [(s.fund, s.scope, s.amount, s.is_none) for s in report.spending] == [
        ("all", "total", Decimal("182.36"), False),
        ("all", "basic", Decimal("118.20"), False),
        ("all", "project", Decimal("64.16"), False),
        ("government_fund", "total", None, True),
        ("state_capital", "total", None, True),
        ("social_insurance", "total", None, True),
    ]
    assert [one.problem for one in report.problems] == ["部分指标难以量化"]
    assert report.improvements == ("加强培训",)


def test_one_of_several_years_is_no_year_of_account() -> None:
    assert read("several_years").fiscal_year is None
