"""Performance, problems, measures and other matters: entry by entry, as printed, each once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, evidence, paragraphs, unread, values

from jixiao import parse
from jixiao.extract.narrative import improvements, other_matters, performance, problems


def text(heading: str, body: str) -> str:
    return f"{TITLE}{heading}\n{body}\n"


def achieved(body: str) -> tuple[str | None, list[tuple[str | None, str]]]:
    found = values(performance(context_of(text("六、部门整体支出绩效情况", body))))
    return found["summary"], [(entry["heading"], entry["text"]) for entry in found["achievements"]]


def pairs(body: str, heading: str = "七、存在的问题及原因分析") -> list[tuple[str, str | None]]:
    return [(entry["problem"], entry["cause"]) for entry in values(problems(context_of(text(heading, body))))]


def measures(body: str, heading: str = "八、下一步改进措施") -> Any:
    return values(improvements(context_of(text(heading, body))))


@pytest.mark.parametrize(
    ("body", "summary", "entries"),
    [
        (
            "总体良好。\n1、服务提质。接待12万人次。\n2、活动出彩。举办30场。",
            "总体良好。",
            [("服务提质", "服务提质。接待12万人次。"), ("活动出彩", "活动出彩。举办30场。")],
        ),
        (
            "（一）读者服务。全年接待12万人次。\n（二）馆舍建设：新建分馆2个。",
            None,
            [("读者服务", "读者服务。全年接待12万人次。"), ("馆舍建设", "馆舍建设：新建分馆2个。")],
        ),
        ("一是服务提质，接待多。二是活动出彩。", None, [(None, "服务提质，接待多。"), (None, "活动出彩。")]),
        ("全年工作平稳。\n成效明显。", "全年工作平稳。成效明显。", []),
        ("1.2023年新建分馆。", None, [(None, "2023年新建分馆。")]),
    ],
)
def test_achievements(body: str, summary: str | None, entries: list[tuple[str | None, str]]) -> None:
    assert achieved(body) == (summary, entries)


def test_a_first_sentence_that_is_too_long_is_no_heading() -> None:
    assert achieved(f"1、{'很' * 59}。短。")[1][0][0] == "很" * 59
    assert achieved(f"1、{'很' * 60}。短。")[1][0][0] is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一是预算粗放。二是进度偏慢。", [("预算粗放", None), ("进度偏慢", None)]),
        ("经过自评，存在以下问题：预算粗放。原因是调研不够。", [("预算粗放", "调研不够")]),
        (
            "1.预算粗放，主要原因是调研不够。\n2.进度偏慢，原因在于采购周期长。",
            [("预算粗放", "调研不够"), ("进度偏慢", "采购周期长")],
        ),
        (
            "主要存在以下不足：1.预算粗放；2.进度偏慢。产生上述问题的原因是经验不足。",
            [("预算粗放", "经验不足"), ("进度偏慢", "经验不足")],
        ),
        (  # in the last one's own paragraph
            "（一）预算粗放。\n（二）进度偏慢。问题产生的主要原因是采购周期长。",
            [("预算粗放", None), ("进度偏慢", "采购周期长")],
        ),
        ("（一）预算粗放。\n（二）进度偏慢；", [("预算粗放", None), ("进度偏慢", None)]),
        ("一、预算粗放。\n二、进度偏慢。", [("预算粗放", None), ("进度偏慢", None)]),
        ("预算粗放。", [("预算粗放", None)]),
        (
            "预算粗放；进度偏慢。究其原因，一是调研不够；二是采购周期长。",
            [("预算粗放；进度偏慢", "一是调研不够；二是采购周期长")],
        ),
        ("主要问题是预算粗放。主要原因有：（1）调研不够；（2）人手少。", [("预算粗放", "（1）调研不够；（2）人手少")]),
    ],
)
def test_problems_and_causes(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(body) == expected


def test_problems_under_a_heading_of_their_own_are_read_once() -> None:
    """«（一）存在的问题» inside «七、存在的问题及原因分析» is of the same role: each problem came twice."""
    body = "（一）存在的问题\n1、预算粗放。\n2、进度偏慢。\n（二）原因分析\n"
    assert pairs(body + "1、调研不够。\n2、采购周期长。") == [("预算粗放", "调研不够"), ("进度偏慢", "采购周期长")]
    assert pairs(body + "经验不足。") == [("预算粗放", "经验不足"), ("进度偏慢", "经验不足")]


def test_a_pages_number_on_its_line_is_no_problem_and_no_measure() -> None:
    assert pairs("4\n资产管理不够规范。") == [("资产管理不够规范", None)]
    assert measures("4\n加强固定资产管理。") == ["加强固定资产管理"]


def test_experiences_told_in_a_section_on_problems_are_none() -> None:
    body = "（一）主要经验及做法\n一是加强领导。二是严格监管。\n（二）存在的问题\n1.进度偏慢。原因是结算时间长。"
    assert pairs(body) == [("进度偏慢", "结算时间长")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("针对以上问题，我馆将从以下方面改进：一是细化预算；二是加快执行。", ["细化预算", "加快执行"]),
        ("（一）细化预算。提前调研。\n（二）加快执行。", ["细化预算。提前调研", "加快执行"]),
        ("1、细化预算；\n2部门联动。", ["细化预算", "部门联动"]),
        ("措施一：细化预算。措施二：加快执行。", ["细化预算", "加快执行"]),
        ("加强学习，提高认识。", ["加强学习，提高认识"]),
        ("一、细化预算。\n二、加快执行。", ["细化预算", "加快执行"]),
        (
            "（一）改进措施\n1.细化预算。\n2.加快执行。\n（二）有关建议\n1.加强培训。",
            ["细化预算", "加快执行", "加强培训"],
        ),
        ("1.下一步拟改进措施，包括项目整改和绩效目标调整完善等相关内容。\n无\n2.加强培训。", ["加强培训"]),
    ],
)
def test_improvements(body: str, expected: list[str]) -> None:
    assert measures(body) == expected


def test_other_matters() -> None:
    def read(body: str) -> Any:
        return values(other_matters(context_of(text("十、其他需要说明的情况", body))))

    assert read("无。") == "无。"
    assert read("1.机构改革。\n2.口径调整。") == "1.机构改革。2.口径调整。"
    assert read("（一）机构改革。合并。") == "机构改革。合并。"
    assert read("") is None
    assert read("无。\n附件1：自评表\n附件2：基础数据表") == "无。"


def test_evidence_is_verbatim_and_nothing_is_left() -> None:
    body = "经过自评，存在以下问题：1.预算 粗放。原因是调研\u3000不够。"
    source = text("七、存在的问题及原因分析", body)
    assert evidence(problems(context_of(source))) == {"/0/problem": "预算 粗放", "/0/cause": "调研\u3000不够"}
    assert unread(source) == []


def test_the_steps_of_nothing() -> None:
    assert (achieved(""), pairs(""), measures("")) == ((None, []), [], [])


@pytest.mark.parametrize("below", ["", "附件1\n自评表\n"])
def test_unit_and_date_below_a_report_end_no_sentence(below: str) -> None:
    body = "（一）强化预算约束。\n（二）加强业务培训。\n特此报告。\n\n青禾县图书馆\n2024年5月6日\n"
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、改进措施\n{body}{below}".encode())
    assert report.improvements == ("强化预算约束", "加强业务培训")
    assert report.coverage.ignored["signature"] == 15


def test_a_place_for_a_stamp_below_a_report_ends_no_sentence() -> None:
    body = "（一）强化预算约束。\n（二）加强业务培训。\n\n青禾县图书馆\n（单位公章）\n2024年5月6日\n"
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、改进措施\n{body}".encode())
    assert report.improvements == ("强化预算约束", "加强业务培训")
    assert report.coverage.ignored["signature"] == 21


def test_a_line_that_ends_with_a_units_name_above_the_one_that_signs_is_no_signature() -> None:
    body = "加强业务培训\n主动对接县财政局\n\n青禾县图书馆\n2024年5月6日\n"
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、改进措施\n{body}".encode())
    assert report.improvements == ("加强业务培训", "主动对接县财政局")


@pytest.mark.parametrize("day", ["2024年5月6日", "二〇二四年五月六日"])
def test_a_date_alone_below_a_report_ends_no_sentence(day: str) -> None:
    body = f"（一）强化预算约束。\n（二）加强业务培训。\n\n{day}\n"
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、改进措施\n{body}".encode())
    assert report.improvements == ("强化预算约束", "加强业务培训")


def test_a_date_of_a_form_is_no_signature() -> None:
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、改进措施\n加强业务培训。\n填报日期：\n2024年5月6日\n".encode())
    assert "signature" not in report.coverage.ignored


@pytest.mark.parametrize("heading", ["未完成原因", "目标偏离的具体原因"])
def test_problems_below_reasons_that_goals_were_missed(heading: str) -> None:
    report = parse(
        f"{TITLE}一、目标未完成原因和下一步改进措施\n（一）{heading}\n设备到货晚。\n（二）下一步改进措施\n提前采购。\n"
        "二、存在的问题和整改情况\n（一）预算编制较粗。\n".encode()
    )
    assert [problem.problem for problem in report.problems] == ["设备到货晚", "预算编制较粗"]
    assert report.improvements == ("提前采购",)


@pytest.mark.parametrize(
    "body",
    [
        "主要问题：1.基层薄弱；2.拨付偏晚。\n改进措施：1.配强人员；2.加强沟通。\n",
        "主要问题：1.基层薄弱；2.拨付偏晚。改进措施：1.配强人员；2.加强沟通。\n",
        "1.基层薄弱。\n2.拨付偏晚。\n下一步改进措施：\n1.配强人员。\n2.加强沟通。\n",
    ],
)
def test_problems_with_their_measures_behind_them(body: str) -> None:
    report = parse(f"{TITLE}一、问题及改进\n{body}".encode())
    assert [problem.problem for problem in report.problems] == ["基层薄弱", "拨付偏晚"]
    assert report.improvements == ("配强人员", "加强沟通")


def test_lines_that_a_reader_joined_are_items() -> None:
    assert pairs("1项目准备不充分。\n2意识有待加强。") == [("项目准备不充分", None), ("意识有待加强", None)]
    blocks = paragraphs(TITLE.strip(), "七、存在的问题", "1项目准备不充分。\n2意识有待加强。")
    found = values(problems(context_of(blocks)))
    assert [one["problem"] for one in found] == ["项目准备不充分", "意识有待加强"]


def test_words_that_lead_to_measures_below_problems_are_none() -> None:
    body = "预算执行偏慢。\n下步打算：①提前开展项目储备；②组织业务培训2期。\n"
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、问题与打算\n{body}".encode())
    assert [problem.problem for problem in report.problems] == ["预算执行偏慢"]
    assert report.improvements == ("提前开展项目储备", "组织业务培训2期")


def test_what_was_not_done_among_achievements_is_a_problem() -> None:
    body = (
        "六、部门整体支出绩效情况\n1.供水有力。巩固46处。\n2.安全度汛。未溃一坝。\n未完成的目标：加固2座，因雨受阻。\n"
    )
    report = parse((TITLE + body).encode())
    assert [entry.text for entry in report.performance.achievements] == ["供水有力。巩固46处。", "安全度汛。未溃一坝。"]
    assert [(entry.problem, entry.cause) for entry in report.problems] == [("加固2座，因雨受阻", None)]


def test_suggestions_behind_problems_are_measures() -> None:
    heading = "七、存在问题及建议"
    body = "1.指标不够量化。2.支付偏慢，主要原因是招标周期长。\n建议：1.加强审核；2.提前招标。"
    assert pairs(body, heading) == [("指标不够量化", None), ("支付偏慢", "招标周期长")]
    assert measures(body, heading) == ["加强审核", "提前招标"]


@pytest.mark.parametrize(
    ("body", "found", "taken"),
    [
        (
            "1.问题：支付进度偏慢。整改措施：按月调度。\n2.问题：指标偏粗。整改措施：对照指标库细化。\n",
            [("支付进度偏慢", None), ("指标偏粗", None)],
            ("按月调度", "对照指标库细化"),
        ),
        (
            "一是指标偏粗，二是支付偏慢。下一步，我局将细化指标，加快支付。\n",
            [("指标偏粗", None), ("支付偏慢", None)],
            ("细化指标，加快支付",),
        ),
        (
            "1.支付偏慢，原因是审批较晚。今后将提前审批。\n2.指标偏粗。\n",
            [("支付偏慢", "审批较晚"), ("指标偏粗", None)],
            ("提前审批",),
        ),
        ("支付偏慢。为此，部分项目跨年。\n", [("支付偏慢。为此，部分项目跨年", None)], ()),
    ],
)
def test_a_measure_behind_each_problem(body: str, found: list[tuple[str, str | None]], taken: tuple[str, ...]) -> None:
    """It was read as the rest of the problem."""
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、存在的问题\n{body}".encode())
    assert [(p.problem, p.cause) for p in report.problems] == found
    assert report.improvements == taken
    assert not report.coverage.unread


@pytest.mark.parametrize(
    "body",
    [
        "1.支付偏慢。\n改进措施：按月调度。\n2.指标偏粗。\n改进措施：组织培训。\n",  # the second problem was a measure
        "1.支付偏慢。\n2.指标偏粗。\n改进措施：\n1.按月调度。\n2.组织培训。\n",
        "1.支付偏慢。\n2.指标偏粗。\n改进措施如下：\n3.按月调度。\n4.组织培训。\n",  # these were problems
    ],
)
def test_measures_below_each_problem_or_below_all(body: str) -> None:
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、存在的问题及改进措施\n{body}".encode())
    assert [p.problem for p in report.problems] == ["支付偏慢", "指标偏粗"]
    assert report.improvements == ("按月调度", "组织培训")


def test_a_mark_before_each_achievement_is_no_part_of_it() -> None:
    body = "★服务提质。接待12万人次。\n★活动出彩。举办30场。"
    assert achieved(body) == (
        None,
        [("服务提质", "服务提质。接待12万人次。"), ("活动出彩", "活动出彩。举办30场。")],
    )


def test_words_before_numbered_measures_of_one_paragraph_are_none() -> None:
    body = "针对上述问题：（一）争取装备更新资金，分两年完成更换；（二）提前启动采购程序。"
    assert measures(body) == ["争取装备更新资金，分两年完成更换", "提前启动采购程序"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            "（一）局机关\n1.支付偏慢。\n2.台账不全。\n（二）水库管理所\n1.经费不足。\n",
            ["支付偏慢", "台账不全", "经费不足"],
        ),
        ("（一）预算编制不精准\n1.论证不足。\n2.调整较多。\n", ["预算编制不精准1.论证不足。2.调整较多"]),
        ("（1）意识不强（2）指标偏粗（3）支付偏慢\n", ["意识不强", "指标偏粗", "支付偏慢"]),
        ("（1）意识不强（见附件（2））\n", ["意识不强（见附件（2））"]),
        ("- 编制不精准\n- 支付偏慢\n", ["编制不精准", "支付偏慢"]),
        ("-3.2%的增幅偏低\n-1.5%的降幅偏大\n", ["-3.2%的增幅偏低", "-1.5%的降幅偏大"]),
    ],
)
def test_entries_of_units_without_marks_and_behind_dashes(body: str, found: list[str]) -> None:
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、存在的问题\n{body}".encode())
    assert [p.problem for p in report.problems] == found


def test_the_causes_counted_below_the_problems_are_one_each() -> None:
    """All stood as the cause of the last problem."""
    body = "存在的主要问题：一是执行率偏低；二是推进缓慢。\n产生问题的原因：一是前期工作不充分；二是受天气影响。\n"
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、存在的问题及原因\n{body}".encode())
    assert [(p.problem, p.cause) for p in report.problems] == [
        ("执行率偏低", "前期工作不充分"),
        ("推进缓慢", "受天气影响"),
    ]


def test_a_bar_left_alone_on_its_line_is_no_problem() -> None:
    assert pairs("|\n1.绩效指标量化不够。\n2.支出进度偏慢。") == [("绩效指标量化不够", None), ("支出进度偏慢", None)]


def test_achievements_that_end_in_a_semicolon_are_no_headings() -> None:
    body = "（一）举办活动28场次，完成年初目标；\n（二）产出指标完成情况；\n编印6期。\n（三）培训骨干326人次。\n"
    report = parse(f"{TITLE}六、绩效目标完成情况\n{body}".encode())
    assert [entry.text for entry in report.performance.achievements] == [
        "举办活动28场次，完成年初目标；",
        "产出指标完成情况；编印6期。",
        "培训骨干326人次。",
    ]


def test_a_heading_of_which_a_closing_bracket_is_left_is_one_again() -> None:
    """«（三）总体绩效目标完成情况分析» lost its number: it was text of the achievement above."""
    found = parse(
        (
            "云溪县水利局2023年度补助资金转移支付绩效自评报告\n一、绩效目标分解下达情况\n下达9万元。\n"
            "二、绩效目标完成情况分析\n（一）资金投入情况分析\n支出9万元。\n)总体绩效目标完成情况分析\n均已完成。\n"
        ).encode()
    )
    assert [entry.text for entry in found.performance.achievements] == ["支出9万元。", "均已完成。"]


def test_a_reason_before_any_problem_is_one() -> None:
    """«（一）原因：…» below «偏离绩效目标的原因和下一步改进措施» was taken for structure and lost (转移支付)."""
    text = (
        "三、偏离绩效目标的原因和下一步改进措施\n（一）原因：部分配套资金未及时到位。\n（二）措施：督促落实配套资金。\n"
    )
    report = parse(f"2021年度青石市农村公路养护省级补助资金绩效自评报告\n{text}".encode())
    assert [(one.problem, one.cause) for one in report.problems] == [("部分配套资金未及时到位", None)]
    assert report.improvements == ("督促落实配套资金",)


@pytest.mark.parametrize(
    ("heading", "body", "found", "taken"),
    [
        ("问题和建议", "加强业务培训，提高编制水平。", [], ("加强业务培训，提高编制水平",)),
        ("问题及改进措施", "指标不够量化。细化指标体系。", ["指标不够量化"], ("细化指标体系",)),
        ("主要经验及做法、存在的问题和建议", "领导重视，精心组织。\n指标不够量化。", ["指标不够量化"], ()),
        ("绩效自评工作的经验、问题和建议", "加强领导，提高认识。", [], ()),
        ("经验、问题和建议", "人员变动频繁，影响工作落实。", ["人员变动频繁，影响工作落实"], ()),
        ("问题和建议", "加强管理的意识不强。", ["加强管理的意识不强"], ()),
    ],
)
def test_what_is_done_or_to_be_done_is_no_problem(
    heading: str, body: str, found: list[str], taken: tuple[str, ...]
) -> None:
    """It was given as a problem, in a section that tells problems among other things."""
    report = parse(f"{TITLE}一、单位概况\n编制9人。\n二、{heading}\n{body}\n".encode())
    assert [one.problem for one in report.problems] == found
    assert report.improvements == taken


def test_functions_below_what_an_outline_asks_for() -> None:
    body = "一、部门基本情况\n（一）部门概况。\n1.简述部门职能职责。\n负责全县档案的接收和保管工作。\n"
    report = parse((TITLE + body).encode())
    assert report.profile is not None
    assert report.profile.functions == ("负责全县档案的接收和保管工作。",)


@pytest.mark.parametrize("score", ["综合得分95分，评价等级为优。", "2020年度综合得分95分。"])
def test_the_last_achievement_is_told_above_the_score(score: str) -> None:
    """«（四）效果情况分析», a sentence, and the score below: the sentence was taken for the score's heading."""
    report = parse(
        (
            "云岭县政协办公室2020年度部门整体支出绩效自评报告\n一、部门基本情况\n编制24人。\n二、评价情况分析及综合评价结论\n（一）产出情况分析\n"
            f"完成年初目标。\n（二）效果情况分析\n社会效益显著。\n{score}\n三、存在的问题\n预算编制不够精准。\n"
        ).encode()
    )
    told = report.performance
    assert told is not None
    assert [(one.heading, one.text) for one in told.achievements] == [
        ("产出情况分析", "完成年初目标。"),
        ("效果情况分析", f"社会效益显著。{score}"),
    ]
    assert str(report.conclusion.self_score) == "95"


SUMMARY = (
    "云溪县人民法院2022年度预算绩效情况说明\n一、预算绩效管理工作开展情况\n我院对3个项目开展绩效自评。\n二、部门决算中项目绩效自评结果\n"
    "1.办案业务费项目自评综述：项目自评得分为95.6分。全年预算数为120万元，执行数为115.2万元。发现的主要问题及原因：绩效指标设置不够细化。"
    "下一步改进措施：细化绩效指标。\n三、部门整体支出绩效自评结果\n2022年度部门整体支出绩效自评得分为93.5分。全年预算数1,850万元，执行数"
    "1,785.8万元，完成预算的96.53%。发现的主要问题及原因：预算编制不够精准。下一步改进措施：加强预算编制管理。\n"
)


def test_problems_and_measures_are_told_below_the_score() -> None:
    """The summary of final accounts has no sections for them: the measure was the use of the result, the problem lost
    without a word. Those of one of its projects are not the department's."""
    report = parse(SUMMARY.encode())
    assert [one.problem for one in report.problems] == ["预算编制不够精准"]
    assert report.improvements == ("加强预算编制管理",)
    assert (str(report.conclusion.self_score), report.conclusion.use_of_results) == ("93.5", None)


def test_grades_of_projects_are_no_use_of_the_result() -> None:
    text = SUMMARY.replace("下一步改进措施：加强预算编制管理。", "其中项目绩效自评结果为：21个项目评为一等，占100%。")
    report = parse(text.encode())
    assert report.conclusion.use_of_results is None


@pytest.mark.parametrize(
    ("said", "use"),
    [
        ("资金使用规范，未发现截留、挪用等问题。", None),
        ("资金管理不存在违规问题。", None),
        ("项目实施有效解决了群众出行存在的困难，社会效益良好。", None),
        *(
            (f"{said}。", said)
            for said in (
                "自评结果与下年度预算挂钩，针对存在的问题，及时整改",
                "对自评中发现的问题，将作为下年度预算安排的依据",
                "下一步，我院将把自评结果作为预算编制的依据",
                "今后将自评结果与预算安排挂钩",
            )
        ),
    ],
)
def test_what_only_names_problems_or_the_results_use_below_the_score_is_neither_problem_nor_measure(
    said: str, use: str | None
) -> None:
    told = "发现的主要问题及原因：预算编制不够精准。下一步改进措施：加强预算编制管理。"
    assert told in SUMMARY
    report = parse(SUMMARY.replace(told, said).encode())
    assert (report.problems, report.improvements, report.conclusion.use_of_results) == ((), (), use)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("加强培训。\n项目负责人：", ["加强培训"]),
        ("项目负责人：\n加强培训。", ["加强培训"]),
        ("加强培训。\n预算执行率：", ["加强培训"]),
        ("加强培训。\n预算执行率偏低的：", ["加强培训", "预算执行率偏低的："]),
    ],
)
def test_a_label_with_nothing_behind_is_no_problem_and_no_measure(body: str, said: list[str]) -> None:
    assert measures(body) == said
    assert [problem for problem, _ in pairs(body)] == [text.rstrip("：") for text in said]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("无。\n服务对象满意率", []),
        ("无\n无。\n服务对象满意率", []),
        ("无。\n加强培训。", ["加强培训"]),  # a sentence
        ("无。\n1.加强培训\n2.细化预算", ["加强培训", "细化预算"]),
        ("无专职人员\n服务对象满意率", ["无专职人员", "服务对象满意率"]),
    ],
)
def test_words_behind_none_are_another_cells_and_named(body: str, said: list[str]) -> None:
    """Of a form that lost its cells, two of them exchanged."""
    assert measures(body) == said
    assert [problem for problem, _ in pairs(body)] == said
    report = parse(text("八、下一步改进措施", body).encode())
    told = [one.message for one in report.diagnostics if one.code == "unread_text"]
    assert [("服务对象满意率" in message) for message in told] == [True] * (not said)
