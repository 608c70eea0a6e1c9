"""Names and levels that checks do not doubt: a project in a title is no unit, a level in its one column is there."""

from __future__ import annotations

import pytest

from jixiao import parse

BODY = "项目单位：石桥县教育局\n一、项目基本情况\n建设智慧教室120间。\n二、存在的问题\n部分教室延期交付。\n"


@pytest.mark.parametrize(
    ("title", "odd"),
    [
        ("2023年度智慧校园建设项目绩效自评报告", []),
        ("2023年度县本级部门预算项目支出绩效自评报告", []),
        ("2023年度石桥县教育局项目支出绩效自评报告", []),
    ],
)
def test_names_of_projects_are_no_units(title: str, odd: list[str]) -> None:
    report = parse(f"{title}\n{BODY}".encode())
    assert report.organization.name == "石桥县教育局"
    assert [found.message for found in report.findings if found.rule == "unit-name-consistent"] == odd


@pytest.mark.parametrize("column", [0, 1])
def test_a_first_level_in_the_one_column_of_levels_is_printed(column: int) -> None:
    """And where a form has no column of levels, none is lost."""
    whole = [
        ["指标类型", "指标名称", "目标值", "完成值", "分值", "得分"],
        ["产出", "发放人数", "1900人", "1884人", "60", "59.5"],
        ["效益", "政策知晓率", "≥90%", "92.5%", "40", "40"],
    ]
    rows = [row[column:] for row in whole]
    levels = [("产出", None), ("效益", None)] if column == 0 else [(None, None)] * 2
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><p>石桥县民政局2023年度项目支出绩效自评表</p><table>{table}</table></body></html>"
    report = parse(page.encode())
    assert [(row.level1, row.level2) for row in report.evaluations[0].indicators] == levels
    assert not [found for found in report.findings if found.rule == "level1-label-present"]


@pytest.mark.parametrize(
    ("target", "actual", "other"),
    [
        ("90%-95%", "93%", 0),
        ("≤12月", "11", 0),
        ("≤12月", "及时", 0),  # two texts
        ("稳步提高", "93%", 1),
        ("≥90%", "较好", 1),
    ],
)
def test_ranges_and_months_are_of_the_kind_of_a_figure(target: str, actual: str, other: int) -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "时效指标", "完成时限", target, actual, "100", "100"],
    ]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><p>石桥县民政局2023年度项目支出绩效自评表</p><table>{table}</table></body></html>"
    findings = [found for found in parse(page.encode()).findings if found.rule == "target-actual-same-type"]
    assert len(findings) == other
