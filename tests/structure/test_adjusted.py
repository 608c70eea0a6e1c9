"""«预算调整数»: what a budget became, or what was added to it."""

from __future__ import annotations

import pytest

from grids import grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import match_form

BECAME = [("3268.50", "3412.90", "3290.04", "96.40%"), ("1,426.50", "1,450.90", "1,447.82", "99.79%")]
ADDED = [("3268.50", "144.40", "3290.04", "96.40%"), ("1,426.50", "24.40", "1,447.82", "99.79%")]


@pytest.mark.parametrize(("rows", "id_"), [(BECAME, "full_year"), (ADDED, "adjustment"), (BECAME[:1], "adjustment")])
def test_the_rates_of_two_rows_tell(rows: list[tuple[str, ...]], id_: str) -> None:
    """The budget of the year was left unread; one row alone may fit by chance."""
    names = ["部门预算总额", "基本支出"]
    found = match_form(
        grid(
            ["部门名称", ("睢阳河流域管理局", 4)],
            ["项目", "年初预算数", "预算调整数", "全年执行数", "执行率"],
            *([name, *row] for name, row in zip(names, rows, strict=False)),
            ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值"],
            ["产出指标", "数量指标", "演练次数", "≥3次", "3次"],
        ),
        forms_of(load()),
        title="部门整体绩效自评表",
    )
    assert found is not None
    zone = found.zone("funds")
    assert zone is not None
    assert zone.records[0].cells[id_].match == rows[0][1]


def test_money_as_planned_is_the_budget_beside_what_arrived() -> None:
    """«计划安排 | 实际到位 | 实际支出»: the plan was read by nobody."""
    found = match_form(
        grid(
            ["项目名称", ("平安河综合治理", 7)],
            ["项目资金（万元）", "", "计划安排", "实际到位", "实际支出", "分值", "资金使用率", "得分"],
            ["", "资金总额", "12000.00", "11000.00", "10860.00", "10", "90.5%", "9.05"],
            ["一级指标", "二级指标", "三级指标", "目标值", "实际值", "分值", "得分", "未完成原因"],
            ["产出", "数量", "治理河道长度", "8.6公里", "7.9公里", "90", "88.4", "征迁滞后"],
        ),
        forms_of(load()),
        title="项目支出绩效自评表",
    )
    assert found is not None
    zone = found.zone("funds")
    assert zone is not None
    first = zone.records[0].cells
    assert (first["full_year"].match, first["executed"].match) == ("12000.00", "10860.00")


@pytest.mark.parametrize(
    ("figures", "id_"),
    [
        (["18.00", "-2.40", "15.60", "15.60", "100.00%"], "initial"),
        (["18.00", "-2.40", "15.60", "15.60", "86.67%"], "full_year"),  # the rate is of the budget itself
        (["18.00", "0", "18.00", "15.60", "86.67%"], "full_year"),
    ],
)
def test_a_budget_beside_what_was_added_to_it_is_the_first(figures: list[str], id_: str) -> None:
    """«预算安排数 18 | 调整数 -2.40»: 18 was read as the whole year's budget, of which 15.60 would be 86.67 %."""
    found = match_form(
        grid(
            ["项目名称", ("侨界困难群众慰问", 5)],
            ["资金来源", "预算安排数", "调整数", "实际到位数", "实际支出数", "执行率"],
            ["合计", *figures],
            ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值"],
            ["产出指标", "数量指标", "慰问人数", "≥120人", "118人", "20"],
        ),
        forms_of(load()),
        title="项目支出绩效自评表",
    )
    assert found is not None
    zone = found.zone("funds")
    assert zone is not None
    assert zone.records[0].cells[id_].match == "18.00"


def test_a_budget_that_was_adjusted_in_the_next_column_is_the_first_one() -> None:
    """«预算安排 | 调整预算» (四川): the first was given as the whole year's."""
    found = match_form(
        grid(
            ["项目资金（万元）", "预算安排", "调整预算", "实际支出", "执行率"],
            ["年度资金总额", "73.57", "82.66", "82.66", "100%"],
            ["其中：财政拨款", "58.86", "66.13", "66.13", "100%"],
            ["一级指标", "二级指标", "三级指标", "指标值", "实际完成值"],
            ["产出指标", "数量指标", "演练次数", "≥3次", "3次"],
        ),
        forms_of(load()),
        title="项目支出绩效自评表",
    )
    assert found is not None
    zone = found.zone("funds")
    assert zone is not None
    said = [{id_: record.cells[id_].match for id_ in ("initial", "full_year")} for record in zone.records]
    assert said == [{"initial": "73.57", "full_year": "82.66"}, {"initial": "58.86", "full_year": "66.13"}]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([("458.7", "405.9", "316.6", "78%"), ("298.2", "263.9", "205.8", "78.00%")], ("458.7", "405.9")),
        ([("458.7", "405.9", "316.6", "69.02%"), ("298.2", "263.9", "205.8", "69.01%")], (None, "458.7")),
        ([("458.7", "405.9", "316.6", "70%"), ("298.2", "263.9", "205.8", "71%")], (None, None)),
        ([("458.7", "405.9", "316.6", "—"), ("298.2", "263.9", "205.8", "")], (None, None)),
    ],
)
def test_the_first_of_two_budgets_is_the_whole_year_s_only_if_the_rates_say_so(
    rows: list[tuple[str, ...]], told: tuple[str | None, str | None]
) -> None:
    """«预算安排 | 调整预算» (四川): one rate of two was rounded otherwise, and 458.7 given for 405.9."""
    names = ["总计", "其中：财政拨付资金"]
    found = match_form(
        grid(
            ["项目名称", ("平安河综合治理", 7)],
            [("资金支出情况", 1, 3), "项目经费（万元）", "预算安排", "调整预算", "实际支出", "执行率", "权重", "得分"],
            *([name, *row, "10", "7.8"] for name, row in zip(names, rows, strict=True)),
            [("绩效指标", 1, 2), "一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分"],
            ["产出指标", "数量指标", "治理河道长度", "8.6公里", "7.9公里", "90", "88.4"],
        ),
        forms_of(load()),
        title="项目支出绩效自评表",
    )
    assert found is not None
    zone = found.zone("funds")
    assert zone is not None
    cells = zone.records[0].cells
    assert tuple(cells[id_].match if id_ in cells else None for id_ in ("initial", "full_year")) == told
