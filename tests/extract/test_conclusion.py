"""Score, grade, use and disclosure: the total's score and no other, sentence by sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, evidence, unread, values

from jixiao import parse
from jixiao.extract.conclusion import conclusion

HEADING = "九、部门整体支出绩效自评结果拟应用和公开情况"


def text(body: str, heading: str = HEADING) -> str:
    return f"{TITLE}{heading}\n{body}\n"


def read(body: str, heading: str = HEADING) -> Any:
    return values(conclusion(context_of(text(body, heading))))


def test_a_whole_conclusion_with_its_words() -> None:
    body = (
        "经自评，2023年度部门整体支出绩效自评得分 97.60 分，评价等级为“优秀”。"
        "自评结果将作为下年预算编制的依据。自评报告在县政府网站公开，接受社会监督。"
    )
    assert read(body) == {
        "self_score": Decimal("97.60"),
        "rating": {"text": "优秀", "canonical": "优"},
        "use_of_results": "自评结果将作为下年预算编制的依据",
        "disclosure": "自评报告在县政府网站公开，接受社会监督",
    }
    assert evidence(conclusion(context_of(text(body)))) == {
        "/self_score": "97.60",
        "/rating/text": "优秀",
        "/rating/canonical": "优秀",
        "/use_of_results": "自评结果将作为下年预算编制的依据",
        "/disclosure": "自评报告在县政府网站公开，接受社会监督",
    }
    assert unread(text(body)) == []


@pytest.mark.parametrize(
    ("sentence", "score"),
    [
        ("自评得分98分。", "98"),
        ("自评总分：９５.５分。", "95.5"),
        ("综合评分为97.50分。", "97.50"),
        ("预算执行率得分为9.8分，综合得分为95分。", "95"),
        ("预算执行得分9.8分。", None),
        ("满分100分。", None),
        ("自评得9,5.0分。", None),
        ("评分标准为100分制。", None),
        ("结果良好。", None),
        ("自评结果：优。预算绩效管理工作考核得分88分。", None),
        ("因此评价分98分，自评等级为优秀。", "98"),
        ("自评得分九十五点五分（95.5分），等次为优秀。", "95.5"),
        ("管护里程，年初目标值≥90公里，实际完成值95公里，自评得分20分；", None),  # an indicator's
    ],
)
def test_scores(sentence: str, score: str | None) -> None:
    found = read(sentence)["self_score"]
    assert (str(found) if found is not None else None) == score


@pytest.mark.parametrize(
    ("sentence", "word", "canonical"),
    [
        ("评价等级为优。", "优", "优"),
        ("自评等次：良。", "良", "良"),
        ("自评结论为优秀。", "优秀", "优"),
        ("绩效等级为“良好”。", "良好", "良"),
        ("评价结果为合格。", "合格", "中"),
        ("自评等级为较差。", "较差", "差"),
        ("自评等级：优□ 良☑ 中□ 差□", "良", "良"),
        ("评价等级：□优 ☑良 □中 □差", "良", "良"),
        ("评定等级：优秀（ ）良好（√）合格（ ）不合格（ ）", "良好", "良"),
        ("评定等级：（）优秀、（）良好、（√）不合格", "不合格", "差"),
    ],
)
def test_ratings(sentence: str, word: str, canonical: str) -> None:
    assert read(sentence)["rating"] == {"text": word, "canonical": canonical}


@pytest.mark.parametrize(
    "sentence",
    [
        "结果良性循环。",
        "优化支出结构。",
        "自评结果用于改进管理。",
        "评定等级：□优 □良 □中 □差",
        "评定等级：优☑ 良☑ 中□ 差□",
        "评定等级：优（ ）良（√）中（√）差（ ）",
    ],
)
def test_words_that_are_no_rating(sentence: str) -> None:
    assert read(sentence)["rating"] is None


def test_use_and_disclosure_in_subsections() -> None:
    found = read("（一）结果应用情况。自评结果与预算安排挂钩。\n（二）公开情况。按要求公开。")
    assert (found["use_of_results"], found["disclosure"]) == ("自评结果与预算安排挂钩", "按要求公开")


def test_the_clause_behind_the_score_speaks_of_its_use() -> None:
    assert read("自评得分98分，自评结果将作为改进管理的依据。")["use_of_results"] == "自评结果将作为改进管理的依据"


def test_words_that_lead_to_points_taken_off_are_no_use() -> None:
    assert read("自评总分为96.4分，等级为“优”。具体扣分如下：")["use_of_results"] is None


def test_a_score_elsewhere_in_the_narrative() -> None:
    assert read("本馆自评得分91分，等级为优。", "六、部门整体支出绩效情况")["self_score"] == Decimal("91")
    assert read("本馆自评得分91分。", "七、存在的问题")["self_score"] is None


PARTS = "（一）投入情况分析。自评得分18分。\n（二）产出情况分析。完成购置，自评得分79.5分。\n"


def test_of_scores_of_parts_the_total_counts() -> None:
    heading = "三、评价情况分析及综合评价结论"
    assert read(f"{PARTS}综合评价：自评总分97.5分，评价等级为“优”。", heading)["self_score"] == Decimal("97.5")
    context = context_of(text(PARTS, heading))
    assert values(conclusion(context))["self_score"] is None
    assert "several_scores" in [found.code for found in context.diagnostics]


def test_a_sentence_on_use_and_disclosure_is_both() -> None:
    body = "自评结果将作为下年预算编制的依据，并在学校网站公开。"
    assert read(body) | {"self_score": None, "rating": None} == {
        "self_score": None, "rating": None,
        "use_of_results": "自评结果将作为下年预算编制的依据，并在学校网站公开",
        "disclosure": "自评结果将作为下年预算编制的依据，并在学校网站公开",
    }  # fmt: skip


def test_the_section_on_results_comes_first() -> None:
    source = f"{TITLE}六、部门整体支出绩效情况\n自评得分90分。\n{HEADING}\n自评得分91分。\n"
    assert values(conclusion(context_of(source)))["self_score"] == Decimal("91")


def test_nothing() -> None:
    assert read("") == dict.fromkeys(("self_score", "rating", "use_of_results", "disclosure"))


def test_the_total_of_a_form_that_lost_its_cells() -> None:
    text = "云溪市财政预算支出项目绩效目标自评表 填报日期：2022年8月 自评总分: 94 项目实施单位 云溪市交通运输局\n"
    assert parse(text.encode()).conclusion.self_score == 94


def test_a_bare_score_counts_below_its_heading_alone() -> None:
    below = "云溪县图书馆2022年度项目支出绩效自评报告\n一、自评结论\n（一）自评得分\n自评96分。\n"
    assert parse(below.encode()).conclusion.self_score == 96
    other = "云溪县图书馆2022年度部门整体支出绩效自评报告\n六、部门整体支出绩效情况\n1.档案工作。考核\n95分。\n"
    assert parse(other.encode()).conclusion.self_score is None


def test_a_score_in_the_paragraph_that_opens_the_report() -> None:
    opening = "根据通知要求，本馆对2023年度整体支出进行了自评，自评得分96分，现将有关情况报告如下：\n"
    report = parse(f"{TITLE}{opening}一、单位概况\n编制9人。\n".encode())
    assert report.conclusion.self_score == 96
    assert report.coverage.unread == 0


def test_a_grade_alone_behind_the_score() -> None:
    found = read("98分，优秀。", "四、自评结论")
    assert (found["self_score"], found["rating"]) == (Decimal(98), {"text": "优秀", "canonical": "优"})


SUMMED = "投入情况自评得分18分，过程情况自评得分25.73分，产出情况自评得分30分，效果情况自评得分24分"


@pytest.mark.parametrize(
    ("body", "score"),
    [
        (f"{SUMMED}，合计97.73分。", "97.73"),
        (f"{SUMMED}；以上总计得分97.73分。", "97.73"),
        (f"{SUMMED}。", None),  # the last of the parts is no total
        ("评价指标分为投入20分、过程20分、产出60分，合计100分。自评得分96分。", "96"),
    ],
)
def test_the_sum_behind_the_scores_of_parts(body: str, score: str | None) -> None:
    assert read(body, "二、自评得分")["self_score"] == (Decimal(score) if score else None)


@pytest.mark.parametrize(
    ("body", "score", "grade"),
    [
        ("根据评分标准，评价总分100分，扣3.5分，得96.5分。", "96.5", None),
        ("总分100分，得分96.5分。", "96.5", None),
        ("自评总分100分，得分96.5分。", "96.5", None),
        ("总分100分，我局得96.5分。", "96.5", None),
        ("自评总分100分，得分率100%。", "100", None),
        ("总分100分，得分率95%。", "None", None),
        ("总分100分，得分率95%，得分95分。", "95", None),
        ("总分100分，我局自评95分，等级优秀。", "95", "优秀"),
        ("自评总分100分，得95分，等级为优。", "95", "优"),
        ("自评得分95分，财政复评得分91分。", "95", None),
        ("2023年市财政局对我局2022年度整体支出绩效评价得分为89分，评价等级良。2023年度自评得分95分。", "95", None),
        ("经自评，得分88分，等级为良。财政部门对我局2022年度评价结果为优。", "88", "良"),
    ],
)
def test_scores_of_others_and_full_marks_are_none(body: str, score: str, grade: str | None) -> None:
    text = f"云溪县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n编制9人。\n二、自评结论\n{body}\n"
    found = parse(text.encode()).conclusion
    assert (str(found.self_score), found.rating and found.rating.text) == (score, grade)


@pytest.mark.parametrize(
    ("sentence", "score", "grade"),
    [
        ("上年自评得分90分，等级为良，本年自评得分95分，等级为优。", "95", "优"),
        ("上年度自评得分90分，等级为良。", None, None),
        ("较上年提高5分，自评得分95分，等级为优。", "95", "优"),
        ("自评结论为：优（98分）。", "98", "优"),
        ("自评总分为95.2分，绩效等级评定为A级（优）。", "95.2", "优"),
        ("自评等级：优（90-100分为优），自评得分93分。", "93", "优"),
        ("自评得分88.5分，等级为B。", "88.5", "B"),
    ],
)
def test_of_which_year_a_score_and_a_grade_are(sentence: str, score: str | None, grade: str | None) -> None:
    found = read(sentence)
    assert found["self_score"] == (Decimal(score) if score else None)
    assert (found["rating"] or {}).get("text") == grade


@pytest.mark.parametrize(
    ("parts", "score"),
    [
        ("（一）整体支出自评得分95分。\n（二）项目支出自评得分97分。", "95"),
        ("（一）部门自评得分95分。\n（二）河道治理项目自评得分97分。", None),
        ("（一）水库加固项目自评得分95分。\n（二）河道治理项目自评得分93分。", None),
    ],
)
def test_scores_of_several_things_are_no_total(parts: str, score: str | None) -> None:
    report = parse(f"云溪县水利局2022年度绩效自评报告\n一、基本情况\n编制9人。\n二、自评结论\n{parts}\n".encode())
    assert report.conclusion.self_score == (Decimal(score) if score else None)
    assert ("several_scores" in [found.code for found in report.diagnostics]) == (score is None)


def test_the_grade_of_one_of_several_projects_is_not_the_whole_s() -> None:
    """The scores of both were refused, and the first one's grade was given as that of all."""
    body = "设备购置项目自评得分98分，评价等级“优”；广播维护项目自评得分82.3分，评价等级“良”。"
    assert (read(body)["self_score"], read(body)["rating"]) == (None, None)
    assert read(f"{body}综合评价等级为“优”。")["self_score"] is None


def test_a_score_in_words_of_both_kinds_before_its_figure() -> None:
    assert read("整体绩效得分为玖拾叁点五分（93.5分），等级：优。")["self_score"] == Decimal("93.5")
    assert read("本项目自评得分为玖拾陆分，等级为“优”。")["self_score"] == Decimal(96)
    assert read("自评得分九十六点五分。")["self_score"] == Decimal("96.5")


def test_the_scores_of_projects_side_by_side_are_no_whole_s() -> None:
    rows = "项目名称\t文化活动\t全民健身\t文物保护\n自评得分\t98.5\t95.6\t89.2\n自评等级\t优\t优\t良\n"
    report = parse(f"云溪县文体局2022年度项目支出绩效自评情况表\n{rows}".encode())
    assert report.conclusion is not None
    assert report.conclusion.self_score is None


@pytest.mark.parametrize(
    ("body", "score"),
    [
        ("绩效自评综合得分 93 评价等次 优", "93"),
        ("总得分：96.2", "96.2"),
        ("自评得分96，等次为优", "96"),
        ("绩效自评综合得分\n93.5\n评价等次\n优", "93.5"),
        ("（一）自评得分\n98", "98"),
        ("预算执行综合得分 96", None),
        ("自评得分 96\n财政复核综合得分 91", "96"),
        ("甲渠自评得分 96\n乙渠自评得分 91", None),
        ("自评得分 10", None),
        ("自评得分率 95.5%", None),
        ("上年自评得分 95", None),
        ("2023年自评得分 91，本年尚在评价。", None),
        ("较上年综合得分 91 有所提高。", None),
        ("我局在全县营商环境评价得分 93，排名第二。", None),
        ("县审计局抽查综合得分 82。", None),
        ("县财政局最终评价得分 84。", None),
        ("青禾县水库管理所自评得分 91，列二级单位第一。", None),
        ("综合得分90以上的为优，80以上为良。", None),
        ("综合得分90—100为优。", None),
        ("评价总分为100，按四级评定。", None),
        ("自评总分100，其中投入20，过程30，产出50。", None),
        ("（一）自评得分\n详见附件。\n88", None),
        ("（一）自评得分\n其中投入得分\n88", None),
    ],
)
def test_a_score_whose_word_is_a_label(body: str, score: str | None) -> None:
    """A cover form's «绩效自评综合得分 93 评价等次 优»: no 分 behind it, and the score was lost without a word."""
    report = parse(f"{TITLE}九、绩效自评情况\n{body}\n十、存在的问题\n无。\n".encode())
    assert report.conclusion is not None
    assert report.conclusion.self_score == (Decimal(score) if score else None)


def test_points_in_an_item_of_problems_are_an_indicators() -> None:
    """Of one problem «得分3分» was the report's score, and the problem was lost; of two no score was certain."""
    body = (
        f"{TITLE}一、主要成效\n（一）巡查及时，得分9分。\n（二）管护到位，扣2分，得分8分\n"
        "二、存在的主要问题\n（一）支付进度慢，得分3分\n（二）制度不健全，扣2分，得分8分。\n"
        "三、改进措施\n（一）加快支付，得分7分。\n四、评分说明\n自评得分98分。\n"
    )
    report = parse(body.encode())
    assert report.conclusion is not None
    assert report.conclusion.self_score == 98
    assert [one.problem for one in report.problems] == ["支付进度慢，得分3分", "制度不健全，扣2分，得分8分"]
    assert [one.text for one in report.performance.achievements] == ["巡查及时，得分9分。", "管护到位，扣2分，得分8分"]
    assert report.improvements == ("加快支付，得分7分",)
    assert not [told for told in report.diagnostics if told.code == "several_scores"]


@pytest.mark.parametrize(
    "item", ["（一）支付进度慢，得分3分", "（一）支付进度慢。得分3分。", "1.支付进度慢，得分3分。"]
)
def test_points_in_an_item_are_no_score_where_none_is_given(item: str) -> None:
    report = parse(f"{TITLE}一、存在的主要问题\n{item}\n二、改进措施\n（一）加快支付。\n".encode())
    assert report.conclusion is not None
    assert report.conclusion.self_score is None
    assert len(report.problems) == 1
    assert report.improvements == ("加快支付",)


@pytest.mark.parametrize("heading", ["主要成效", "存在的主要问题"])
@pytest.mark.parametrize("item", ["自评得分98分", "综合各项指标，整体支出绩效自评得分98分"])
def test_the_wholes_score_may_be_an_item_all_the_same(heading: str, item: str) -> None:
    report = parse(f"{TITLE}一、{heading}\n（一）巡查不及时，得分3分。\n（二）{item}。\n".encode())
    assert report.conclusion is not None
    assert report.conclusion.self_score == 98


def test_points_in_a_line_below_the_problems_are_an_indicators() -> None:
    """«支付进度快，自评得分为5分。» became a section on the score, and no score was certain."""
    body = (
        f"{TITLE}一、自评得分\n2023年自评得分95.5分，等级为优。\n二、存在的问题\n1.预算编制不细。\n2.绩效意识不强。\n"
        "支付进度快，自评得分为5分。\n三、改进措施\n1.细化预算。\n自评得分：95.5分。\n"
    )
    report = parse(body.encode())
    assert report.conclusion is not None
    assert report.conclusion.self_score == Decimal("95.5")
    assert report.improvements == ("细化预算",)
    assert [one.problem for one in report.problems] == ["预算编制不细", "绩效意识不强。支付进度快，自评得分为5分"]
    assert not report.diagnostics


@pytest.mark.parametrize(
    ("body", "score", "grade"),
    [
        ("经自评，我院2021年度部门整体支出绩效等级为“优”，分数为97分。2020年自评得分为85分，等级为“良”。", "97", "优"),
        ("2020年自评得分为85分，等级为“良”。2021年自评得分为97分，等级为“优”。", "97", "优"),
        ("等级为“优”，分数为97分，其中预算执行9.8分、产出50分。2020年自评得分为85分。", "97", "优"),
        ("2022年自评得分为97分。2020年自评得分为85分。", None, None),
        ("2021年自评得分为97分，道路项目自评得分为92分。2020年自评得分为85分。", None, None),
    ],
)
def test_a_score_of_an_earlier_year_is_not_the_reports(body: str, score: str | None, grade: str | None) -> None:
    """Which of the two is meant the years tell, where both say theirs: they were refused (`several_scores`)."""
    title = "2021年度云溪县妇幼保健院部门整体支出绩效自评报告"
    text = f"{title}\n一、基本情况\n编制9人。\n二、自评结论\n{body}\n三、存在的问题\n人少。\n"
    report = parse(text.encode())
    found = report.conclusion
    assert found.self_score == (Decimal(score) if score else None)
    assert (found.rating.text if found.rating else None) == grade
    assert ("several_scores" in [one.code for one in report.diagnostics]) == (score is None)


def test_a_score_without_a_year_may_be_another_s_where_the_title_s_is_not_the_fiscal_year() -> None:
    body = "二、自评结论\n我院自评得分为97分。2020年自评得分为85分。\n三、存在的问题\n人少。\n"
    for title, score in (("2021年度", Decimal(97)), ("2021年", None)):
        text = f"云溪县妇幼保健院{title}部门整体支出绩效自评报告\n一、基本情况\n编制9人。\n{body}"
        assert parse(text.encode()).conclusion.self_score == score
