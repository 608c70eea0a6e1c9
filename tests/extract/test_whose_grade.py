"""Whose grade a sentence tells: another's, another year's, a project's, or a scale's are not the report's own."""

import pytest

from jixiao.pipeline import parse

REPORT = """云岭县水利局2023年度部门整体支出绩效自评报告
一、单位基本情况
编制20名，在职18人。
二、自评结论
{}
三、存在的问题
1、预算编制不够精准。
"""


@pytest.mark.parametrize(
    ("said", "grade"),
    [
        ("财政评价等级为良，自评等级为优。", "优"),
        ("自评等级为优，财政评价等级为良。", "优"),
        ("项目绩效等级为优，整体绩效等级为良。", "良"),
        ("整体绩效等级为良，项目绩效等级为优。", "良"),
        ("评价等级分优、良、中、差四级，本单位为优。", "优"),
        ("自评等级：优、良、中、差。", None),
        ("2022年评价等级为良，2023年为优。", None),
        ("2023年评价等级为优，2022年为良。", "优"),
        ("2022年评价等级为良，2023年提升至优。", None),
        ("2022年评价等级为良，2023年得分95分。", None),
        ("2023年评价等级为优，相关结果将应用于2024年预算编制。", "优"),
        ("2023年评价等级为优，较2022年提升，力争2024年评价等级为优秀。", "优"),
        ("根据2021年印发的办法，评价等级为优，于2024年3月上报。", "优"),
        ("财政局对我局自评结果复核后，评价等级为良。", None),
        ("我局委托第三方机构评价得分95分，评价等级为优。", "优"),
        ("15个项目中，得分90分以上的13个，等级为优；80-90分的2个，等级为良。", None),  # classes of projects
        ("15个项目自评等级为“优”有13个，自评等级为“良”有2个。", None),
        ("13个项目自评等级为优，2个项目自评等级为良。", None),
        ("15个项目中，13个自评等级为优。", None),
        ("15个项目中，13个自评等级为优，部门自评等级为良。", "良"),
        ("13个项目自评等级为优，2个项目自评等级为良，部门自评等级为良。", "良"),
        ("部门自评等级为优，其中13个项目等级为优，2个等级为良。", "优"),
    ],
)
def test_the_grade_is_the_reports_own(said: str, grade: str | None) -> None:
    rating = parse(REPORT.format(said).encode()).conclusion.rating
    assert (rating and rating.canonical) == grade


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("财政局对我局自评报告审核得分92分。", None),
        ("主管部门对我局自评中的差错复核得分92分。", None),
        ("财政评价得分91分，自评得分95分。", "95"),
        ("我局委托第三方机构评价得分95分。", "95"),
        ("财政局委托第三方机构评价得分91分。", None),
    ],
)
def test_the_score_is_the_reports_own(said: str, score: str | None) -> None:
    """Of «对我局自评报告审核得分92分» the word for what was audited made the score the unit's own."""
    found = parse(REPORT.format(said).encode()).conclusion.self_score
    assert (found and str(found)) == score


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("财政局对我局自评情况进行重点评价，得分92分。", None),
        ("财政局对我局2023年度整体支出进行重点评价，得分92分。我局自评得分95分。", 95),
        ("自评得分95分，财政局对我局进行复核，得分92分。", 95),
        ("县财政局组织开展绩效自评工作，综合得分95分。", 95),
    ],
)
def test_a_score_behind_anothers_evaluation_is_not_the_reports_own(said: str, score: int | None) -> None:
    assert parse(REPORT.format(said).encode()).conclusion.self_score == score


@pytest.mark.parametrize(
    ("said", "score"),
    [
        ("2023年度整体支出得96.5分。", "96.5"),
        ("自评整体支出得96.5分（满分100分），6个项目平均得分94分。", "96.5"),
        ("部门整体支出共得96.5分，其中投入得10分，过程得28.5分，产出得58分。", "96.5"),
        ("部门整体支出绩效最终得96.5分。", "96.5"),
        ("自评总分100分，整体支出得96.5分。", "96.5"),
        ("财政局对我局进行评价，整体支出得91分。", None),
        ("整体支出得96.5分以上的单位共12个。", None),
        ("其中整体支出得9分。", None),
    ],
)
def test_what_the_whole_spending_got_is_the_score(said: str, score: str | None) -> None:
    """It was lost without a word: only «整体支出得分», «整体支出绩效得» were known."""
    found = parse(REPORT.format(said).encode()).conclusion.self_score
    assert (found and str(found)) == score


@pytest.mark.parametrize(
    ("said", "score"),
    [
        (
            "一是单位整体绩效自评情况：整体绩效自评为优秀；\n二是项目绩效自评情况。我单位共有1个项目，自评得分98.5分，等级为良。",
            None,
        ),
        (
            "一是单位整体绩效自评情况：自评得分96分，等级为优秀；\n二是项目绩效自评情况。1个项目自评得分98.5分，等级为良。",
            96,
        ),
        ("二是项目绩效自评情况。1个项目。部门整体支出自评得分96分，等级为优秀。", 96),
        ("整体绩效自评为优秀。\n项目绩效目标自评情况：自评得分98.5分，等级为良。", None),
    ],
)
def test_a_paragraph_that_goes_on_with_the_projects_gives_no_score_of_the_whole(said: str, score: int | None) -> None:
    """The first gave 98.5 beside «优秀»."""
    told = parse(REPORT.format(said).replace("自评结论", "部门整体和项目绩效自评结果").encode()).conclusion
    assert told.rating is not None
    assert (told.self_score, told.rating.text) == (score, "优秀")


OF_PROJECTS = "在说明项目自评的段落中，不是部门整体的自评得分，未读取"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("整体绩效自评为优秀。\n项目绩效目标自评情况：自评得分98.5分，等级为良。", "自评得分98.5分"),
        ("整体绩效自评为优秀。\n2.项目绩效自评得分。1个项目自评得分98.5分，等级为良。", "项目自评得分98.5分"),
        ("整体绩效自评为优秀。\n（2）项目支出绩效自评得分98.5分。", "项目支出绩效自评得分98.5分"),
    ],
)
def test_the_only_score_that_is_the_projects_is_named(said: str, named: str) -> None:
    """Nothing was said, and behind «2.项目绩效自评得分» it was the whole's."""
    report = parse(REPORT.format(said).replace("自评结论", "部门整体和项目绩效自评结果").encode())
    assert report.conclusion.self_score is None
    assert [one.message for one in report.diagnostics if one.code == "unread_score"] == [f"「{named}」{OF_PROJECTS}"]


def test_a_label_of_the_projects_score_is_none_of_the_whole() -> None:
    said = "1.整体绩效自评情况。自评为优秀。\n2.项目绩效自评得分：98.5分。"
    for first, score in (("自评情况。自评为优秀。", None), ("自评得分：96分。", 96)):
        told = REPORT.format(said.replace("自评情况。自评为优秀。", first)).replace(
            "自评结论", "部门整体和项目绩效自评结果"
        )
        assert parse(told.encode()).conclusion.self_score == score


@pytest.mark.parametrize(
    ("said", "disclosed"),
    [
        ("自评结果在网站公开，自评得分94.5分。", "自评结果在网站公开"),
        (
            "我局自评结果已于2024年5月在政府网站公开，自评得分94.5分，等级为优。",
            "我局自评结果已于2024年5月在政府网站公开",
        ),
        ("自评得分94.5分，自评结果在网站公开。", "自评结果在网站公开"),
        ("按要求开展自评，自评得分94.5分。", None),
    ],
)
def test_how_the_result_was_made_public_beside_the_score(said: str, disclosed: str | None) -> None:
    """Before the score it was lost without a word."""
    told = parse(REPORT.format(said).encode()).conclusion
    assert (str(told.self_score), told.disclosure) == ("94.5", disclosed)
