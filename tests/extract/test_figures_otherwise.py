"""Figures that are written otherwise: a unit in brackets behind each, cheque figures, rates as parts of one."""

from decimal import Decimal
from typing import Any

import pytest

from grids import base_table, context, evaluation_rows, table, values
from jixiao import parse
from jixiao.document import Cell, Table
from jixiao.extract.base_data import base_data
from jixiao.extract.evaluations import evaluations

HEAD = "东篱区林业局2024年部门整体支出绩效自评报告\n一、部门一般公共预算支出情况\n"


def _spending(text: str) -> list[Any]:
    report = parse((HEAD + text + "\n").encode())
    return [(one.scope, one.amount, one.change, one.change_rate) for one in report.spending]


@pytest.mark.parametrize(
    ("text", "amount", "change", "rate"),
    [
        ("2024年一般公共预算支出1,065.7040（万元），比上年下降2.6%。", "1065.7040", None, "-2.6"),
        ("2024年一般公共预算支出1065.7040(万元)，比上年减少12.5(万元)。", "1065.7040", "-12.5", None),
        ("2024年一般公共预算支出1,065.70（万元），比上年减少286,270（元），下降2.6%。", "1065.70", "-28.6270", "-2.6"),
        ("2024年一般公共预算支出10,657,000（元），比上年减少1,286,270（元）。", "1065.7000", "-128.6270", None),
    ],
)
def test_units_in_brackets_behind_the_figure(text: str, amount: str, change: str | None, rate: str | None) -> None:
    """A thousands comma ended the figure: 1 and 286 270 万元."""
    wanted = [None if one is None else Decimal(one) for one in (amount, change, rate)]
    assert _spending(text) == [("total", *wanted)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("2024年支出1065.70，2023年支出980.20。", ["1065.70", "980.20"]),
        ("2024年支出1,065，2023年支出980。", ["1065", "980"]),
        ("2024年支出1065，100%完成预算。", ["1065"]),
        ("2024年基本支出512，2023年基本支出500。", ["512", "500"]),
        ("2024年支出1,065.7040吨。", []),
    ],
)
def test_a_comma_behind_a_figure_is_no_thousands_comma_where_none_can_stand(text: str, amounts: list[str]) -> None:
    """Where the heading prints the unit, a figure before «，2023年…» was lost."""
    report = parse((HEAD.replace("情况", "情况（单位：万元）") + text + "\n").encode())
    assert [str(one.amount) for one in report.spending] == amounts


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2024年一般公共预算支出决算数伍佰壹拾柒万元。", "517"),
        ("2024年一般公共预算支出总数壹仟零陆拾伍万柒仟元整。", "1065.7000"),
        ("2024年一般公共预算支出决算数五百一十七万元。", "517"),
    ],
)
def test_cheque_figures_behind_a_word_that_ends_with_number(text: str, amount: str) -> None:
    """«决算数伍佰壹拾柒万元» was 17万元."""
    assert _spending(text) == [("total", Decimal(amount), None, None)]


def _with(figures: dict[str, str]) -> Table:
    sheet = base_table()
    cells = [Cell(c.row, c.column, c.row_span, c.column_span, figures.get(c.text, c.text)) for c in sheet.cells]
    return Table(sheet.rows, sheet.columns, tuple(cells), "native")


@pytest.mark.parametrize(
    ("printed", "rate"), [("0.8889", "88.89"), ("0.889", "88.9"), ("0.95", "0.95"), ("88.89", "88.89")]
)
def test_a_control_rate_that_the_numbers_prove_a_part_of_one(printed: str, rate: str) -> None:
    """8 of 9 staff; a cell of a spreadsheet loses its sign where its text is copied. Unproved it is as printed."""
    data = values(
        base_data(context("附件1", "2023年度部门整体支出绩效评价基础数据表", _with({"\u300088.89%": printed})))
    )
    assert data["staffing"] == {"authorized": 9, "actual": 8, "control_rate": Decimal(rate)}


@pytest.mark.parametrize(("printed", "value"), [("≥¥16万元", "16"), ("￥241.5万元", "241.5")])
def test_a_currency_sign_before_what_is_measured(printed: str, value: str) -> None:
    """It was qualitative, without a value."""
    rows: list[Any] = [list(row) for row in evaluation_rows()]
    old = next(text for row in rows for text in row if isinstance(text, str) and "≥" in text)
    rows = [[printed if text == old else text for text in row] for row in rows]
    report = evaluations(context("附件2", "2023年度部门整体支出绩效自评表", table(*rows)))
    found = [one["target"] for one in values(report)[0]["indicators"] if one["target"]]
    target = next(one for one in found if one["text"] == printed)
    assert (target["value"], target["unit"], target["qualitative"]) == (Decimal(value), "万元", False)
