"""A label with its value beside a block's label, in a full grid whose covered cells are blank (四川's course below the
goals): it is read there, and what stands below goals without it is no goal."""

from __future__ import annotations

from typing import Any

import pytest

from exchanges import said
from jixiao.readers.text import read_text

COURSE = "2.项目实施内容及过程概述"
TABLE = """部门预算项目支出绩效自评表
(2023年度)

项目名称,农村公路养护工程,,,,,,,,,
{department},云溪区交通局,,,,"实施
单位",,云溪区公路中心,,,
项目基本情况,1.项目年度目标完成情况,,项目年度目标,,,,年度目标完成情况,,,
,,,完成日常养护。,,,,日常养护全部完成。,,,
,{label},,{text},,,,,,,
预算执行情况(10分),年度预算数（万元）,,年初预算,,调整后预算数,预算执行数,预算执行率,权重,得分,原因
,总额,,120,,120,120,100%,10,10,{reason}
,其中：财政资金,,120,,120,120,100%,/,/,
,其他资金,,,,,,,/,/,
绩效指标,一级指标,二级指标,三级指标,指标性质,指标值,度量单位,实际完成值,权重,得分,未完成原因分析
,产出指标,数量指标,养护里程,≥,120,公里,125,45,45,
,效益指标,社会效益指标,道路通行条件,定性,改善,,改善,45,45,
合计,,,,,,,,100,100,{total}
自评结论,项目按期完成。,,,,,,,,,
存在问题,无。,,,,,,,,,
改进措施,无。,,,,,,,,,
"""
GOALS = [{"expected": "完成日常养护。", "actual": "日常养护全部完成。", "weight": None}]


def _project(mark: str = ",", **cells: str) -> dict[str, Any]:
    """The project that the table with some of its cells tells of."""
    own = {"label": COURSE, "text": "由业务科室组织实施。", "department": "主管部门", "reason": "", "total": ""} | cells
    (project,) = said(read_text(TABLE.format(**own).replace(",", mark).encode()))["evaluations"]
    return dict(project)


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_label_beside_a_block_has_the_value_behind_its_blank_cells(mark: str) -> None:
    project = _project(mark)
    assert (project["remarks"], project["goals"]) == ("由业务科室组织实施。", GOALS)


@pytest.mark.parametrize("text", ["暂无", "无", "/", "由业务科室组织实施。"])
def test_a_text_whose_label_stands_elsewhere_is_no_goal(text: str) -> None:
    """The label and a blank cell were exchanged: «暂无» was a second goal."""
    project = _project(label="", text=text, reason=COURSE)
    assert project["goals"] == GOALS
    assert project["remarks"] is None


def test_what_stands_behind_the_total_is_not_the_course() -> None:
    project = _project(total="项目基本情况")
    assert project["remarks"] == "由业务科室组织实施。"


def test_the_second_of_two_labels_runs_on_though_no_form_has_the_first() -> None:
    """«主管（预算）部门» in the place of a label: the unit behind the second one and a blank cell was lost."""
    assert _project(department="主管（预算）部门")["unit"] == "云溪区公路中心"
