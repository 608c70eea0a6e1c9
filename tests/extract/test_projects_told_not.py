"""What words that tell something in one report do not tell in another: own papers, parts of a score, prompts."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

PROJECT = "青禾县水利局2023年度山塘整治项目支出绩效自评报告\n"
WHOLE = "青禾县水利局2023年度部门整体支出绩效自评报告\n"
OF_PROJECT = "一、项目概况\n整治山塘21口。\n二、自评结论\n自评得分95.8分，等级为优。\n三、改进措施\n1.加强调度。\n"
OF_WHOLE = (
    "一、部门概况\n编制34人。\n二、支出情况\n2023年支出合计1,720.66万元。\n三、自评结论\n自评得分95.8分，等级为优。\n"
    "四、改进措施\n1.加强调度。\n"
)
ASKED = "根据县财政局要求，我局开展了绩效自评工作，现将情况报告如下：\n"
BY_FINANCE = "根据县财政局对预算单位管理的财政资金开展绩效评价的要求，我局认真组织自评，现报告如下：\n"


def read(body: str, title: str = PROJECT) -> Report:
    return parse((title + body).encode())


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ("云溪县政府采购中心2023年度部门整体支出绩效自评公示\n", OF_WHOLE, "whole_department"),
        ("关于2023年防汛物资采购项目支出绩效自评结果的公示\n", OF_PROJECT, "project"),
        ("洛水区财政局关于2023年度部门整体支出绩效自评结果的公示\n", OF_WHOLE, "whole_department"),
        ("云溪县财政局2023年度部门整体支出绩效评价工作总结\n", OF_WHOLE, "whole_department"),
        (f"青禾县水利局2023年度财政绩效评价报告\n{ASKED}", OF_WHOLE, "project"),
        ("青禾县水利局2023年度财政绩效评价报告\n我局对2个项目开展了自评。\n", OF_WHOLE, "project"),
        (PROJECT + BY_FINANCE, OF_PROJECT, "project"),
        (f"{PROJECT}立项依据：青禾县山塘整治项目事前绩效评估报告\n", OF_PROJECT, "project"),
    ],
)
def test_an_own_report_in_words_of_other_papers(head: str, body: str, kind: str) -> None:
    report = read(body, head)
    assert report.kind == kind
    assert str(report.conclusion.self_score) == "95.8"
    assert report.improvements == ("加强调度",)


@pytest.mark.parametrize(
    "text",
    [
        "项目资金得10分，项目产出得48分，项目效益得29分，满意度得10分。",
        "预算资金得9.8分。产出指标得48分。满意度得10分。",
        "投入和使用资金得18分；项目管理得20分；产出效益得58分。",
    ],
)
def test_what_a_part_got_is_not_the_score(text: str) -> None:
    assert read(f"一、项目概况\n整治山塘21口。\n二、自评得分\n{text}\n").conclusion.self_score is None


@pytest.mark.parametrize(
    "text", ["对照评分表，项目综合得分为97.5分。", "我局2023年度部门整体支出和项目得分为97.5分，等级为优。"]
)
def test_a_whole_departments_score_called_its_projects(text: str) -> None:
    score = read(f"一、部门概况\n编制12人。\n六、自评得分\n{text}\n", WHOLE).conclusion.self_score
    assert str(score) == "97.5"


def test_points_taken_off_and_a_budget_cut_are_no_use_of_the_result() -> None:
    report = read("二、自评结论\n自评得分95分，等级为优。预算执行率未达标，扣减1.5分。年中预算核减30万元。\n")
    assert report.conclusion.use_of_results is None
    assert str(report.conclusion.self_score) == "95"


@pytest.mark.parametrize(
    "problem",
    [
        "资金支付滞后，主管部门审批周期较长所致",
        "项目进度偏慢，主观重视不够所致",
        "数据上报延迟，系统平台升级所致",
        "培训场次不足，系列活动未按期开展所致",
    ],
)
def test_a_cause_is_not_cut_inside_a_word(problem: str) -> None:
    report = read(f"三、存在的问题\n1.{problem}。\n2.人手不足。\n")
    assert [(one.problem, one.cause) for one in report.problems] == [(problem, None), ("人手不足", None)]


def test_a_cause_of_two_characters() -> None:
    report = read("三、存在的问题\n1.培训完成率低，系因疫情所致。\n")
    assert [(one.problem, one.cause) for one in report.problems] == [("培训完成率低", "疫情")]


def test_problems_that_begin_like_a_wish() -> None:
    report = read("三、存在问题及建议\n1.建议提案办理不及时。\n2.希望小学校舍老旧。\n3.建议增加投入。\n")
    assert [one.problem for one in report.problems] == ["建议提案办理不及时", "希望小学校舍老旧"]
    assert report.improvements == ("建议增加投入",)


def test_answers_in_brackets_are_no_prompts() -> None:
    report = read(
        "二、绩效目标完成情况\n1.整治\n（说明：整治山塘21口，合格率100%）\n2.预算执行率\n98.5%。\n"
        "三、存在的问题\n1.进度偏慢。\n2.（说明：受疫情影响，培训未能开展。）\n四、改进措施\n"
        "1.（如无法按期完工，将资金顺延至下年度使用）\n2.（请示县政府批准后追加预算）\n3.（如有结余资金，按规定上缴财政）\n"
    )
    assert [(one.heading, one.text) for one in report.performance.achievements] == [
        ("整治", "（说明：整治山塘21口，合格率100%）"),
        ("预算执行率", "98.5%。"),
    ]
    assert [one.problem for one in report.problems] == ["进度偏慢", "（说明：受疫情影响，培训未能开展。）"]
    assert len(report.improvements) == 3


def test_measures_go_on_behind_a_line_with_the_score() -> None:
    report = read(
        "三、改进措施\n1.按月通报。\n自评得分：94分，等级：优。\n2.加强培训。\n3.完善制度。\n四、其他\n无。\n"
    )
    assert report.improvements == ("按月通报", "加强培训", "完善制度")
    assert str(report.conclusion.self_score) == "94"


@pytest.mark.parametrize("line", ["云溪县石门水库隶属于云溪县水利局", "云溪县石门水库由云溪县水利局"])
def test_a_line_on_a_reservoir_that_ends_with_an_office_is_no_name(line: str) -> None:
    report = read(f"一、项目概况\n{line}\n自评得分97分。\n", "石门水库2022年度维修养护项目绩效自评报告\n")
    assert report.organization.name == "云溪县石门水库"


ACCOUNTS = (
    "禄水县康复中心2024年度部门决算\n第一部分 单位概况\n一、主要职能\n开展康复训练。\n"
    "第二部分 2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n收支总计518.20万元。\n"
    "十、预算绩效情况说明\n（一）部门整体支出绩效自评情况\n"
)


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (
            "1.绩效目标完成情况：训练有效率94.6%。\n2.履职成效：服务儿童120人。\n",
            [
                ("绩效目标完成情况", "绩效目标完成情况：训练有效率94.6%。"),
                ("履职成效", "履职成效：服务儿童120人。"),
            ],
        ),
        ("1.训练有效率94.6%。\n2.服务儿童120人。\n", [(None, "训练有效率94.6%。"), (None, "服务儿童120人。")]),
    ],
)
def test_what_was_achieved_among_the_items_of_a_whole_self_evaluation(
    items: str, told: list[tuple[str | None, str]]
) -> None:
    text = f"{ACCOUNTS}{items}3.存在问题：教师流失率高。\n4.改进措施：提高待遇。\n第三部分 名词解释\n"
    report = parse(text.encode())
    assert [(one.heading, one.text) for one in report.performance.achievements] == told
    assert report.improvements == ("提高待遇",)


def test_what_follows_a_measure_behind_a_line_with_the_score() -> None:
    report = read(
        "三、改进措施\n1.按月通报。\n自评得分：94分，等级：优。\n2.加强培训。\n强化全员培训，每季一次。\n3.完善制度。\n"
    )
    assert report.improvements == ("按月通报", "加强培训。强化全员培训，每季一次", "完善制度")
    assert str(report.conclusion.self_score) == "94"


def test_why_points_were_taken_off_behind_a_line_with_the_score_is_no_measure() -> None:
    report = read(
        "三、改进措施\n1.按月通报。\n2.加强调度。\n自评得分：94分，等级：优。\n1.执行率扣1分。\n2.满意度扣1分。\n3.质量扣2分。\n"
    )
    assert report.improvements == ("按月通报", "加强调度")


@pytest.mark.parametrize(
    "wish",
    [
        "建议及时拨付资金",
        "建议与财政部门加强沟通",
        "建议数据共享",
        "建议案件经费单列",
        "建议学校加强管理",
        "建议工程款及时支付",
    ],
)
def test_wishes_that_begin_like_a_problem(wish: str) -> None:
    report = read(f"三、存在问题及建议\n1.进度偏慢。\n2.{wish}。\n3.建议及提案办理不及时。\n")
    assert [one.problem for one in report.problems] == ["进度偏慢", "建议及提案办理不及时"]
    assert report.improvements == (wish,)


@pytest.mark.parametrize(
    ("problem", "cause"),
    [
        ("支付偏慢，系主管部门审批慢所致", "主管部门审批慢"),
        ("支付偏慢，系数据填报错误所致", "数据填报错误"),
        ("支付偏慢，系部门间协调不够所致", "部门间协调不够"),
    ],
)
def test_a_cause_that_begins_like_the_end_of_a_word(problem: str, cause: str) -> None:
    report = read(f"三、存在的问题\n1.{problem}。\n2.人手不足。\n")
    assert [(one.problem, one.cause) for one in report.problems] == [("支付偏慢", cause), ("人手不足", None)]


def test_a_cause_does_not_begin_inside_a_word() -> None:
    report = read("三、存在的问题\n1.支付偏慢，主要因素是疫情所致。\n2.人手不足。\n")
    assert [one.cause for one in report.problems] == [None, None]


@pytest.mark.parametrize(
    "prompt",
    [
        "（请认真填写）",
        "（请务必填写）",
        "（请逐条说明，已完成的不填）",
        "（请结合单位实际了解情况后填写）",
        "（请勿超过500字）",
        "（如没有则填无）",
        "（不少于2条，每条不超过200字）",
    ],
)
def test_a_prompt_is_no_measure(prompt: str) -> None:
    assert read(f"四、改进措施\n1.加强调度。\n2.{prompt}\n").improvements == ("加强调度",)


@pytest.mark.parametrize(
    "measure", ["（请提前谋划项目）", "（请分管领导协调）", "（列明的12项任务全部完成）", "（请提高补助标准）"]
)
def test_a_measure_in_brackets_is_no_prompt(measure: str) -> None:
    assert read(f"四、改进措施\n1.加强调度。\n2.{measure}\n").improvements == ("加强调度", measure)


@pytest.mark.parametrize(
    ("sentence", "used"),
    [
        ("该项目调减资金后仍按期完成", None),
        ("项目核减部分预算共30万元", None),
        ("因分配方案调减2个村，未完成任务", None),
        ("对绩效差的县区核减资金", "对绩效差的县区核减资金"),
    ],
)
def test_a_cut_is_a_use_of_the_result_where_it_meets_the_bad(sentence: str, used: str | None) -> None:
    assert read(f"二、自评结论\n自评得分95分。{sentence}。\n").conclusion.use_of_results == used


def test_what_funds_got_of_few_points_is_not_the_score() -> None:
    report = read("一、项目概况\n整治山塘21口。\n二、自评结论\n衔接资金得10分，产出得48分，效益得29分。\n")
    assert report.conclusion.self_score is None
    report = read("一、项目概况\n整治山塘21口。\n二、自评结论\n衔接资金得95分，等级为优。\n")
    assert str(report.conclusion.self_score) == "95"


@pytest.mark.parametrize(
    "head",
    [
        "云溪区财政局关于2023年老旧小区改造项目财政绩效评价结果的报告\n我局对区住建局自评材料审核后开展评价。\n",
        "我县圆满完成2023年度部门整体支出绩效自评工作\n我局召开会议部署，全县86家单位全部完成绩效自评。\n",
    ],
)
def test_a_paper_on_the_evaluations_of_others_is_no_report(head: str) -> None:
    assert read("一、项目概况\n整治山塘21口。\n二、存在的问题\n1.进度慢。\n", head).kind == "not_a_report"
