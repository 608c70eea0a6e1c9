"""Lists that count from 1 again below a numbered heading, headings of 昆明, a self-evaluation in one section with its
projects."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jixiao import parse

REPORT = """云溪县水利局2023年度部门整体支出绩效自评报告
一、基本情况
{profile}
二、部门整体支出情况
2023年支出合计812.5万元，其中：基本支出501.4万元，项目支出311.1万元。
三、自评结论
自评得分96分，等级为优。
四、存在的问题
1.预算执行进度偏慢。
五、改进措施
1.加快支出进度。
"""
DOES = ["负责全县水资源的统一管理。", "负责防汛抗旱工作。", "承担河道采砂的审批。"]
STAFF = "人员编制\n核定编制39名，在职36人，退休8人。"
ROOMS = "机构设置\n内设股室：办公室、水保股、财务股。"


def read(text: str) -> Any:
    return parse(text.encode())


@pytest.mark.parametrize("mark", ["{}.", "{}、"])
@pytest.mark.parametrize(
    "parts",
    [(ROOMS, STAFF, "主要职责"), ("主要职责", ROOMS, STAFF), ("单位概况\n正科级单位。", ROOMS, STAFF, "职责职能")],
)
def test_functions_that_count_from_1_again_are_all_read(mark: str, parts: tuple[str, ...]) -> None:
    does = [mark.format(number) + text for number, text in enumerate(DOES, 1)]
    lines: list[str] = []
    for number, part in enumerate(parts, 1):
        lines.append(mark.format(number) + part)
        lines += does if "职责" in part else []
    found = read(REPORT.format(profile="\n".join(lines))).profile
    assert list(found.functions) == DOES
    assert list(found.divisions) == ["办公室", "水保股", "财务股"]
    assert (found.staffing.authorized, found.staffing.on_duty, found.staffing.retired) == (39, 36, 8)


def test_one_function_below_its_heading_ends_where_the_headings_go_on() -> None:
    text = f"1.主要职责\n1.{DOES[0]}\n2.{ROOMS}\n3.{STAFF}"
    found = read(REPORT.format(profile=text)).profile
    assert list(found.functions) == DOES[:1]
    assert list(found.divisions) == ["办公室", "水保股", "财务股"]
    assert found.staffing.authorized == 39


@pytest.mark.parametrize("count", [1, 3])
def test_a_heading_of_no_role_over_a_text_of_its_own_ends_the_functions(count: int) -> None:
    """«重点工作完成水库5座» was a function."""
    does = "\n".join(f"{number}.{text}" for number, text in enumerate(DOES[:count], 1))
    found = read(REPORT.format(profile=f"1.主要职责\n{does}\n2.重点工作\n完成水库5座。\n3.{STAFF}")).profile
    assert list(found.functions) == DOES[:count]
    assert found.staffing.on_duty == 36


def test_numbers_on_lines_of_their_own_are_those_of_the_lines_below() -> None:
    text = f"1.{ROOMS}\n2.\n{STAFF}\n3.职责职能\n    1.\n{DOES[0]}\n\n2.{DOES[1]}\n\n3.{DOES[2]}"
    found = read(REPORT.format(profile=text)).profile
    assert list(found.functions) == DOES
    assert (found.staffing.authorized, found.staffing.retired) == (39, 8)


def test_public_institutions_of_a_town_are_its_subordinate_units() -> None:
    text = "（一）机构设置情况\n本镇内设机构：党政办公室、平安建设办公室。事业单位：农业服务中心、退役军人服务站。"
    found = read(REPORT.format(profile=text)).profile
    assert list(found.divisions) == ["党政办公室", "平安建设办公室"]
    assert list(found.subordinate_units) == ["农业服务中心", "退役军人服务站"]


def test_money_and_results_in_a_departments_profile() -> None:
    text = """（一）部门工作完成情况
完成档案数字化12万页。
（二）部门资金来源及使用情况
2023年收入合计312.56万元，支出合计312.56万元。其中：基本支出285.31万元，项目支出27.25万元。"""
    found = read(REPORT.format(profile=text).replace("二、部门整体支出情况\n2023年支出合计812.5万元，", "二、其他\n"))
    money = [(one.scope, one.amount) for one in found.spending[:3]]
    assert money == [("total", Decimal("312.56")), ("basic", Decimal("285.31")), ("project", Decimal("27.25"))]
    assert found.performance.summary == "完成档案数字化12万页。"


def test_money_below_the_results_is_no_use_of_them() -> None:
    text = """云溪县水利局2023年度部门整体支出绩效自评报告
一、自评结果分析
（一）总体得分情况
部门自评得分97分，等级为“优”。
（二）资金执行情况
2023年部门预算安排项目资金1250万元，实际支出1198.6万元，预算执行率95.89%。
二、存在的主要问题
1、部分指标设置不科学。
"""
    found = read(text)
    assert found.conclusion.self_score == 97
    assert found.conclusion.use_of_results is None
    assert "unread_amounts" in {one.code for one in found.diagnostics}


def test_a_self_evaluation_in_one_section_with_that_of_the_projects_is_read() -> None:
    text = """云溪市公安局2018年决算公开
目录
一、云溪市公安局基本情况
二、收入支出预算执行情况分析
三、名词解释
四、整体支出绩效自评报告和重点项目支出绩效评价
一、云溪市公安局基本情况
编制320人，在职310人。
二、收入支出预算执行情况分析
2018年收入9800.5万元，支出9700.3万元。
三、名词解释
财政拨款收入：指本级财政拨付的资金。
四、整体支出绩效自评报告和重点项目支出绩效评价
（一）部门整体支出绩效情况
完成了各项工作任务。
（二）自评结论
自评得分96分。
（三）存在的问题
绩效指标不够细化。
"""
    found = read(text)
    assert (found.kind, found.fiscal_year, found.conclusion.self_score) == ("whole_department", 2018, 96)
    assert [one.problem for one in found.problems] == ["绩效指标不够细化"]
    assert "part_of_larger_document" in {one.code for one in found.diagnostics}
