"""Columns of money in a 基础数据表 that say a year and no «决算» or «预算»."""

from __future__ import annotations

from decimal import Decimal

from jixiao.pipeline import parse

LINES = [
    *(
        "2024年度部门整体支出绩效评价基础数据表",
        "财政供养人员情况",
        "编制数",
        "2024年实际在职人数",
        "控制率",
        "",
        "23",
        "20",
        "86.96%",
    ),
    *("经费控制情况", "2023年实际", "2024年计划", "2024年实际", "三公经费", "15.03", "20.26", "21.79"),
    *(
        "1、公务用车购置和维护经费",
        "9.76",
        "12.93",
        "12.2",
        "公用经费",
        "40.5",
        "50.6",
        "48.7",
        "政府采购金额",
        "",
        "6.1",
        "5.2",
    ),
]


def test_what_was_planned_and_what_became_of_it_are_told_by_their_years() -> None:
    """«2023年实际», «2024年计划», «2024年实际»: no row of the money was read."""
    rows = parse("\n".join(LINES).encode()).base_data
    assert rows is not None
    assert [(row.item, row.prior_final, row.budget, row.final) for row in rows.expenses] == [
        ("三公经费", Decimal("15.03"), Decimal("20.26"), Decimal("21.79")),
        ("1、公务用车购置和维护经费", Decimal("9.76"), Decimal("12.93"), Decimal("12.2")),
        ("公用经费", Decimal("40.5"), Decimal("50.6"), Decimal("48.7")),
    ]
