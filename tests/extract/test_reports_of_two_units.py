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
