"""Letters without headings: each sentence is read as the section that its words belong to."""

from __future__ import annotations

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report

HEAD = "关于报送云溪县司法局2023年度部门整体支出绩效自评情况的报告\n县财政局：\n"
WHO = "云溪县司法局为一级预算单位，内设办公室、基层股，年末在职20人，比上年减少2人，其中调出3人、新录用1人；退休8人。\n"
MONEY = "全年支出300万元，比上年增加20万元，其中基本支出200万元、项目支出100万元。没有政府性基金预算支出。\n"
SCORE = "自评得分96分，等级为优。"
PROBLEMS = "主要问题有：一是支付偏慢；二是指标偏粗。"
MEASURES = "下一步，一要加快支付，二要细化指标。\n"
RESULT = "自评结果将在县政府网站公开，并作为预算编制的依据。\n"


def read(*parts: str) -> Report:
    return parse((HEAD + "".join(parts)).encode())


def test_the_parts_of_a_letter() -> None:
    report = read(WHO, MONEY, SCORE, PROBLEMS, MEASURES, RESULT)
    assert report.organization.name == "云溪县司法局"
    assert report.profile.divisions == ("办公室", "基层股")
    assert [(s.scope, s.fund, s.is_none) for s in report.spending] == [
        ("total", "all", False),
        ("basic", "all", False),
        ("project", "all", False),
        ("total", "government_fund", True),
    ]
    assert (report.conclusion.self_score, report.conclusion.rating and report.conclusion.rating.text) == (96, "优")
    assert [problem.problem for problem in report.problems] == ["支付偏慢", "指标偏粗"]
    assert report.improvements == ("加快支付", "细化指标")
    assert report.conclusion.disclosure == "自评结果将在县政府网站公开，并作为预算编制的依据"


def test_no_section_is_printed_that_nobody_wrote() -> None:
    assert read(WHO, MONEY, SCORE, PROBLEMS, MEASURES).outline == ()


def test_who_is_retired_did_not_leave_this_year() -> None:
    staffing = read(WHO, MONEY, SCORE).profile.staffing
    assert (staffing.on_duty, staffing.on_duty_change, staffing.retired) == (20, -2, 8)
    assert [(moved.direction, moved.count) for moved in staffing.movements] == [("out", 3), ("in", 1)]


def test_money_of_what_was_achieved_is_no_spending() -> None:
    done = "主要取得以下成效：一是救助有力，全年支出救助资金30万元。二是普法深入，发放经费支出5万元的宣传品。\n"
    report = read(WHO, MONEY, done, SCORE)
    assert [str(s.amount) for s in report.spending if s.amount is not None] == ["300", "200", "100"]
    assert [a.text for a in report.performance.achievements] == [
        "救助有力，全年支出救助资金30万元。",
        "普法深入，发放经费支出5万元的宣传品。",
    ]
    assert report.performance.summary is None


@pytest.mark.parametrize("text", [WHO, MONEY, "请各单位于3月底前报送自评报告。\n对逾期不报的予以通报。\n"])
def test_a_text_about_one_thing_is_no_letter(text: str) -> None:
    report = parse((HEAD + text).encode())
    assert report.spending == ()
    assert report.profile.divisions == ()


def test_person_and_telephone_behind_one_label() -> None:
    (signed,) = read(WHO, MONEY, SCORE, "云溪县司法局\n2024年3月1日\n联系人及电话：陆某，15400008888\n").sign_offs
    assert (signed.filled_by, signed.phone) == ("陆某", "15400008888")


def test_a_place_in_the_title_is_the_unit_that_the_letter_names() -> None:
    letter = (
        "关于报送云台镇2023年度部门整体支出绩效自评情况的报告\n县财政局：\n"
        "云台镇人民政府为一级预算单位，内设党政办、应急办。\n"
    )
    report = parse((letter + MONEY + SCORE + PROBLEMS + MEASURES).encode())
    assert report.organization.name == "云台镇人民政府"


def test_what_an_item_turns_to_ends_with_it() -> None:
    """Parts of accounts tell of each project its problems and measures; the next project is none of them."""
    projects = (
        "（1）信访补贴项目绩效目标完成情况综述。项目全年预算数2.05万元，执行数为2.05万元。保障了补贴发放。\n"
        "（2）宣传项目绩效目标完成情况综述。项目全年预算数3万元，执行数为3万元。发现的主要问题：经费偏少。"
        "下一步改进措施：一是加强统筹；二是细化预算。\n"
        "（3）印刷项目绩效目标完成情况综述。项目全年预算数5万元，执行数为5万元。提升了群众满意度。\n"
    )
    report = read(WHO, MONEY, SCORE, "\n", projects)
    assert [problem.problem for problem in report.problems] == ["经费偏少"]
    assert report.improvements == ("加强统筹", "细化预算")
    assert [s.amount for s in report.spending if not s.is_none] == [300, 200, 100]
