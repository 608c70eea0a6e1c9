"""What projects were given, in a report that has no table of their money; none of one kind of guests."""

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "云溪县第一中学2022年公用经费项目绩效自评报告"


def read(title: str, *said: str) -> Report:
    lines = (
        title,
        "一、项目基本情况",
        "1.改善办学条件。",
        "二、资金使用情况",
        *said,
        "三、存在的问题",
        "1.编制不精准。",
        "",
    )
    return parse("\n".join(lines).encode())


def named(report: Report, code: str = "unread_amounts") -> str:
    return "".join(one.message for one in report.diagnostics if one.code == code)


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("实施项目共15个，年初批复预算8个项目985万元。", ["985"]),
        ("实际到位资金334.67万元。", ["334.67"]),
        (
            "我校2022年按生均1000元安排,共计239万元,其中上级资金179.25万元,本级59.75万元。",
            ["239万元", "179.25", "59.75"],
        ),
    ],
)
def test_what_projects_were_given_is_named(said: str, amounts: list[str]) -> None:
    """It was lost without a word, and what was allotted for each pupil was spending."""
    report = read(TITLE, said)
    assert report.spending == ()
    assert all(amount in named(report) for amount in amounts)


def test_a_budget_beside_what_was_spent_is_not_named() -> None:
    report = read(TITLE, "项目资金情况：到位资金336.7万元，支出336.7万元，执行率100%。")
    assert [str(one.amount) for one in report.spending] == ["336.7"]
    assert named(report) == ""


@pytest.mark.parametrize("said", ["带动农户增收120万元。", "工程造价120万元。"])
def test_other_amounts_are_not_named(said: str) -> None:
    assert named(read(TITLE, said)) == ""


def test_a_departments_budget_is_not_named() -> None:
    report = read("云溪县水利局2022年度部门整体支出绩效自评报告", "年初批复预算985万元，全年支出980万元。")
    assert [str(one.amount) for one in report.spending] == ["980"]
    assert named(report) == ""


@pytest.mark.parametrize("said", ["按项目合计，全年支出239万元。", "财政安排资金。全年共计支出239万元。"])
def test_what_was_spent_behind_an_allotment_stays(said: str) -> None:
    report = read("云溪县水利局2022年度部门整体支出绩效自评报告", said)
    assert [str(one.amount) for one in report.spending] == ["239"]


@pytest.mark.parametrize("said", ["无国内公务接待。", "2024年没有发生国内公务接待费用。", "国内公务接待未发生。"])
def test_no_guests_of_one_kind_is_named(said: str) -> None:
    """It was lost without a word."""
    report = read("云溪县水利局2022年度部门整体支出绩效自评报告", said)
    assert report.spending == ()
    assert "国内公务接待" in named(report, "unread_text")


def test_guests_that_are_read_are_not_named() -> None:
    report = read("云溪县水利局2022年度部门整体支出绩效自评报告", "无国内公务接待，也无国（境）外公务接待。")
    assert [one.is_none for one in report.spending] == [True]
    assert named(report, "unread_text") == ""


def test_the_title_before_a_pages_source_in_a_paragraph_that_holds_the_whole_report() -> None:
    """It was null without a word; and beside what was spent nothing else of the whole report was named."""
    text = (
        "农村饮水提升项目绩效自评报告 来源:某某网 2023-05-11 一、项目基本情况 (一)项目概况。 建设供水工程18处。 "
        "二、项目资金使用情况 (一)资金到位。 中央资金800万元、县级资金160万元。 (二)资金使用。 2022年支出935.6万元。 "
        "三、项目绩效情况 (一)产出。 完成供水工程18处。 四、存在的问题 (一)管护资金不足。 五、建议 加大投入。"
    )
    report = parse(text.encode())
    assert report.title == "农村饮水提升项目绩效自评报告"
    assert [str(one.amount) for one in report.spending] == ["935.6"]
    assert "中央资金800万元" in next(one.message for one in report.diagnostics if one.code == "unread_amounts")
