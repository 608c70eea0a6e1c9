"""A department's report and those of its offices, one behind the other in a file."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

OWN = (
    "雪峰县广播站2023年度整体支出绩效自评报告\n一、单位基本情况\n编制52名，年末在职49名。\n二、支出情况\n"
    "2023年总支出1,163.05万元，其中：基本支出768.20万元，项目支出394.85万元。\n三、自评得分\n自评得分98.7分，等级为优。\n"
    "四、存在的问题\n（一）设备老化。\n五、改进措施\n（一）实施双备份改造。\n"
)
OTHER = (
    "雪峰县融媒体中心2023年度整体支出绩效自评报告\n一、单位基本情况\n编制24名，年末在职22名。\n二、支出情况\n"
    "2023年总支出430.60万元，其中：基本支出302.40万元。\n三、自评得分\n自评得分96.2分，等级为优。\n"
    "四、存在的问题\n（一）人手不足。\n"
)


def told(report: Report) -> tuple[list[str], str, str | None, list[str], tuple[str, ...]]:
    spent = [str(one.amount) for one in report.spending]
    staff = report.profile.staffing
    problems = [one.problem for one in report.problems]
    return spent, str(report.conclusion.self_score), str(staff and staff.authorized), problems, report.improvements


@pytest.mark.parametrize("between", ["", "附表：整体支出绩效自评表\n", "附件2\n"])
def test_the_second_unit_s_text_is_none_of_the_first_s(between: str) -> None:
    """Its money was the first's too, without a word, the score of both was lost, its title a measure."""
    report = parse((OWN + between + OTHER).encode())
    assert told(report) == (
        ["1163.05", "768.20", "394.85"], "98.7", "52", ["设备老化"], ("实施双备份改造",)
    )  # fmt: skip
    assert "second_report" in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    "line",
    [
        "雪峰县融媒体中心2023年度整体支出绩效自评报告\n",  # a list's
        "2023年度整体支出绩效自评报告\n一、概况\n无。\n",  # its own title again
        "雪峰县广播站2023年度部门整体支出绩效自评报告\n一、概况\n无。\n",
    ],
)
def test_another_line_cuts_nothing(line: str) -> None:
    report = parse((OWN + line).encode())
    assert "second_report" not in [one.code for one in report.diagnostics]
    assert told(report)[0] == ["1163.05", "768.20", "394.85"]


@pytest.mark.parametrize(
    "title", ["湘水市雪峰县广播站2023年度整体支出绩效自评报告", "关于雪峰县广播站2023年度整体支出绩效自评报告"]
)
def test_the_same_unit_by_a_longer_name_is_no_other(title: str) -> None:
    """Below a letter with sections of its own the whole report would be left out."""
    letter = "雪峰县广播站2023年度整体支出绩效自评报告\n一、报送说明\n现予报送。\n"
    report = parse((letter + OWN.replace("雪峰县广播站2023年度整体支出绩效自评报告", title)).encode())
    assert "second_report" not in [one.code for one in report.diagnostics]
    assert told(report)[0] == ["1163.05", "768.20", "394.85"]


def test_a_line_of_a_section_before_its_first_part_cuts_nothing() -> None:
    line = "雪峰县融媒体中心2023年度整体支出绩效自评报告\n"
    report = parse(OWN.replace("（一）设备老化", f"{line}（一）设备老化").encode())
    assert "设备老化" in told(report)[3]
    assert told(report)[4] == ("实施双备份改造",)


def test_the_other_title_may_end_in_other_words() -> None:
    """«…自评报告» and «…评价报告»: both reports' money was the first's."""
    report = parse((OWN + OTHER.replace("绩效自评报告", "绩效评价报告")).encode())
    assert told(report)[0] == ["1163.05", "768.20", "394.85"]
    assert "second_report" in [one.code for one in report.diagnostics]


LAST = OWN.replace("2023", "2022").replace("1,163.05", "1,063.05").replace("98.7", "97.1").replace("双备份", "单备份")


def split(text: str) -> str:
    return text.replace("雪峰县广播站20", "雪峰县广播站\n20")


@pytest.mark.parametrize(
    ("below", "named"),
    [
        (LAST, "另一年度的报告（雪峰县广播站2022年度整体支出绩效自评报告）"),
        (split(LAST), "另一年度的报告（雪峰县广播站2022年度整体支出绩效自评报告）"),
        (OWN, "另一份报告（雪峰县广播站2023年度整体支出绩效自评报告）"),
        (split(OWN), "另一份报告（雪峰县广播站2023年度整体支出绩效自评报告）"),
        (split(OWN).replace("广播站", "电影站"), "另一份报告（雪峰县电影站2023年度整体支出绩效自评报告）"),
    ],
)
def test_the_report_of_another_year_or_the_same_again_is_none_of_the_first_s(below: str, named: str) -> None:
    """Two years bound in one file: the problems of both were the first's, the score lost, the title a measure."""
    for own in (OWN, split(OWN)):
        report = parse((own + below).encode())
        assert told(report) == (
            ["1163.05", "768.20", "394.85"], "98.7", "52", ["设备老化"], ("实施双备份改造",)
        )  # fmt: skip
        assert [one.message for one in report.diagnostics if one.code == "second_report"] == [
            f"文件中还有{named}：其正文未作读取，表格另列"
        ]


@pytest.mark.parametrize("pages", ["", "\t……………………………………………………12"])
def test_a_list_of_contents_without_its_word_is_no_report_of_its_own(pages: str) -> None:
    contents = "".join(line + pages * (line[1] == "、") + "\n" for line in OWN.splitlines() if line[1] in "、县")
    report = parse((contents + OWN).encode())
    assert "second_report" not in [one.code for one in report.diagnostics]
    assert told(report)[:3] == (["1163.05", "768.20", "394.85"], "98.7", "52")


PARTY = (
    "2022年党建工作项目部门评价报告\n一、项目基本情况\n（一）项目概况\n年初安排预算资金1万元，用于开展党建活动、购买学习书籍等。\n"
    "（二）项目绩效目标\n提升组织能力。\n二、绩效评价工作开展情况\n对照指标打分。\n三、综合评价情况及评价结论\n"
    "项目综合得分96.5分，评价等级为“优”。\n四、存在的问题及原因分析\n活动形式单一。\n五、有关建议\n丰富活动形式。\n"
)
RIVER = PARTY
for ours, theirs in (
    ("党建", "河长制"),
    ("96.5", "91"),
    ("活动形式单一", "巡河频次偏低"),
    ("丰富活动形式", "增加巡河"),
):
    RIVER = RIVER.replace(ours, theirs)


def run_on(text: str) -> str:
    return text.replace("\n", " ") + "\n"


@pytest.mark.parametrize(
    "text",
    [
        PARTY + RIVER,
        run_on(PARTY + RIVER),
        run_on(PARTY) + run_on(RIVER),
        run_on(PARTY + RIVER).replace(" ", ""),
        run_on(PARTY) + RIVER,
    ],
)
def test_the_report_on_another_project_is_none_of_the_first_s(text: str) -> None:
    """Fifteen projects bound in one file, each with a report: the second one's title was a measure of the first's, its
    problems were the first's, and the score of both was lost; where lines are lost all of it stood in one measure."""
    report = parse(text.encode())
    assert [one.problem for one in report.problems] == ["活动形式单一"]
    assert report.improvements == ("丰富活动形式",)
    assert str(report.conclusion.self_score) == "96.5"
    assert [one.message for one in report.diagnostics if one.code == "second_report"] == [
        "文件中还有另一份报告（2022年河长制工作项目部门评价报告）：其正文未作读取，表格另列"
    ]


@pytest.mark.parametrize(
    "below",
    [
        RIVER.replace("项目基本情况", "活动背景"),
        "2022年河长制工作项目部门评价报告\n",
        "详见2022年河长制工作项目部门评价报告\n",
    ],
)
def test_a_title_without_the_same_sections_cuts_nothing(below: str) -> None:
    report = parse((PARTY + below).encode())
    assert "second_report" not in [one.code for one in report.diagnostics]
    assert report.improvements[0] == "丰富活动形式"
