"""Where authors print the money unit of a table: 元 read as 万元 is wrong by ten thousand."""

from __future__ import annotations

from typing import Any

import grids_of_families as filled
import pytest
from samples.blocks import Block, Para, Sample
from samples.writers.docx import docx_bytes
from test_family_documents import PAGE

from grids import table
from jixiao import parse
from jixiao.schema import Report

TITLE = "2023年度项目支出绩效自评表"
YUAN = ("1250000.00", "1180000.00", "1102356.78")


def blocks_of(
    *above: str,
    block: str = "项目资金",
    heads: str = "{}",
    label: str = "年度资金总额",
    amounts: tuple[str, ...] = YUAN,
    first: str = "",
    below: str = "",
) -> list[Block]:
    rows: list[Any] = list(filled.NATIONAL)
    rows[2] = [(block, 1, 5), ("", 2), *map(heads.format, ("年初预算数", "全年预算数", "全年执行数")), *rows[2][5:]]
    rows[3] = [(label, 2), *amounts, *rows[3][4:]]
    rows[4] = [("其中：当年财政拨款", 2), *amounts, *rows[4][4:]]
    blocks: list[Block] = [*(Para(line) for line in above), table(*([[(first, 9)]] if first else []), *rows)]
    return [*blocks, *([Para(below)] if below else [])]


def read(*above: str, **printed: Any) -> Report:
    return parsed(blocks_of(*above, **printed))


def parsed(blocks: list[Block]) -> Report:
    return parse(docx_bytes(Sample("sample", blocks, {}, PAGE)))


@pytest.mark.parametrize(
    "line",
    [
        "单位：元、%",
        "单位：元（保留两位小数）",
        "单位（元）",
        "（单位：元）",
        "金额单位为：元",
        "（金额以元为单位）",
        "单位：元  第1页",
        "单位：人民币元",
        "币种：人民币    单位：元",
        "单位：元    填报单位：云溪县图书馆",
        "填报单位：云溪县图书馆古籍修复与数字化保护中心    填报日期：2024-03-15    金额单位：元",
    ],
)
def test_a_line_above(line: str) -> None:
    check(read(TITLE, line))


@pytest.mark.parametrize(
    "printed",
    [
        {"first": "填报单位：云溪县图书馆      填报日期：2024年3月15日      金额单位：元"},
        {"first": "金额单位：元"},
        {"block": "项目资金（单位：元）"},
        {"block": "项目资金/元"},
        {"block": "项目资金（元）年度总体目标"},
        {"heads": "{}（元）"},
        {"heads": "{}/元"},
        {"label": "年度资金总额（元）"},
        {"below": "注：本表金额单位均为元。"},
        {"below": "单位：元"},
    ],
)
def test_in_the_table_or_below_it(printed: dict[str, str]) -> None:
    check(read(TITLE, **printed))


def check(report: Report) -> None:
    for fund in report.evaluations[0].funds[:2]:
        assert [str(v) for v in (fund.initial, fund.full_year, fund.executed)] == [
            "125.000000",
            "118.000000",
            "110.235678",
        ]
    assert report.diagnostics == ()


def test_a_line_that_ran_over() -> None:
    check(read(TITLE, "填报单位：云溪县图书馆    填报日期：2024-03-15    金额单", "位 : 元"))


def test_a_unit_above_the_first_of_several_tables() -> None:
    """The second table's unit is taken from the first, and told: 85,000 are not 85,000 万元."""
    first, second = blocks_of(TITLE, "单位：元"), blocks_of(TITLE, amounts=("85000.00", "85000.00", "80750.00"))
    found = parsed([*first, *second])
    assert [str(table.funds[0].executed) for table in found.evaluations] == ["110.235678", "8.075000"]
    assert [d.code for d in found.diagnostics] == ["money_unit_assumed"]
    small = blocks_of(TITLE, amounts=("8.5", "8.5", "8.075"))
    found = parsed([*blocks_of(TITLE, "单位：万元", amounts=("125", "118", "110")), *small])
    assert str(found.evaluations[1].funds[0].executed) == "8.075"
    assert found.diagnostics == ()


def test_a_unit_above_the_next_table_is_not_the_one_s_before_it() -> None:
    small = ("125", "118", "110.235678")
    first, second = blocks_of(TITLE, amounts=small), blocks_of(TITLE, "单位：元")
    found = parsed([*first, *second])
    assert [str(table.funds[0].executed) for table in found.evaluations] == ["110.235678", "110.235678"]
    noted = parsed(
        [*blocks_of(TITLE, below="注：本表金额单位均为元。"), *blocks_of(TITLE, "单位：万元", amounts=small)]
    )
    assert [str(table.funds[0].executed) for table in noted.evaluations] == ["110.235678", "110.235678"]


def test_units_that_are_not_the_table_s() -> None:
    """A heading's own unit counts before a line's; «元谷县» is a place; nothing printed is 万元."""
    small = ("125", "118", "110.235678")
    for report in (
        read(TITLE, "单位：元", block="项目资金（万元）", amounts=small),
        read(TITLE, "填报单位：元谷县图书馆  填报日期：2024-03-15", amounts=small),
        read(TITLE, amounts=small),
    ):
        assert [str(report.evaluations[0].funds[i].initial) for i in (0, 1)] == ["125", "125"]
