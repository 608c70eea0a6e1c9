"""The unit of a title is one only where the title names a unit."""

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
