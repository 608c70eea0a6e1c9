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
