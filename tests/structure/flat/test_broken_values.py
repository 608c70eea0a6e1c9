"""Values that their author broke over lines, in text of a cell a line: their row alone is refused, not the table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao import parse
from jixiao.schema import Report

TABLE = (
    "项目支出绩效自评表\n（2023年度）\n项目名称\n河道清淤\n主管部门\n临河区水务局\n实施单位\n临河区河道管理所\n"
    "项目资金（万元）\n\n年初预算数\n全年预算数\n全年执行数\n分值\n执行率\n得分\n"
    "\n年度资金总额\n62.4\n60.5\n58.08\n10\n96%\n9.6\n"
    "年度总体目标\n预期目标\n实际完成情况\n\n清理河道淤积，恢复排涝能力\n河道淤积已清理，排涝能力恢复\n"
    "绩效指标\n一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n"
    "\n产出指标\n数量指标\n清淤长度\n≥3.2公里\n3.4公里\n50\n50\n\n效益指标\n社会效益指标\n排涝能力\n提升\n提升\n40\n40\n"
    "总分\n100\n99.6\n"
)


def read(whole: str, broken: str) -> Report:
    assert whole in TABLE
    return parse(TABLE.replace(whole, broken).encode())


def figures(report: Report) -> tuple[list[object], list[object]]:
    (table,) = report.evaluations
    return (
        [(fund.full_year, fund.executed, fund.score) for fund in table.funds],
        [(one.level3, one.weight, one.score) for one in table.indicators],
    )


WHOLE = (
    [(Decimal("60.5"), Decimal("58.08"), Decimal("9.6"))],
    [("清淤长度", 50, 50), ("排涝能力", 40, 40)],
)


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ("临河区河道管理所\n", "临河区河道\n管理所\n"),
        ("临河区水务局\n", "临河区\n水务局\n"),
        ("河道清淤\n主管", "河道\n清淤\n主管"),
        ("恢复排涝能力\n河道", "恢复\n排涝能力\n河道"),  # of whose goal and result the line is nobody can tell
    ],
)
def test_of_a_value_of_two_lines_its_row_is_refused(whole: str, broken: str) -> None:
    report = read(whole, broken)
    assert figures(report) == WHOLE
    assert [one.code for one in report.diagnostics] == ["unreadable_table"]
    pieces = {line for line in broken.split("\n") if line}
    (table,) = report.evaluations
    values = {table.project, table.department, table.unit}
    values.update(text for goal in table.goals for text in (goal.expected, goal.actual))
    assert not values & pieces


def test_nothing_is_refused_where_no_line_is_broken() -> None:
    report = parse(TABLE.encode())
    assert figures(report) == WHOLE
    assert [one.code for one in report.diagnostics] == []


@pytest.mark.parametrize("line", ["58.08", "产出指标", "年度指标值", "质量指标"])
def test_a_line_that_is_another_cell_s_refuses_the_table(line: str) -> None:
    """A figure, a level or a label among the head's lines: cells slipped, here or elsewhere."""
    report = read("临河区水务局\n", f"临河区水务局\n{line}\n")
    assert {one.code for one in report.diagnostics} == {"unreadable_table"}
    assert all(not table.funds or figures(report)[1] != WHOLE[1] for table in report.evaluations)


def test_text_behind_the_last_value_is_not_taken_for_it() -> None:
    foot = "改进措施\n加强进度管理，\n规范使用资金\n"
    report = parse((TABLE + foot).encode())
    assert figures(report) == WHOLE
    assert report.improvements == () or report.improvements[0].text != "加强进度管理，"


def test_levels_that_changed_places_are_refused() -> None:
    report = read("产出指标\n数量指标\n", "数量指标\n产出指标\n")
    assert "unreadable_table" in {one.code for one in report.diagnostics}
    assert not [one for table in report.evaluations for one in table.indicators if one.level1 == "数量指标"]
