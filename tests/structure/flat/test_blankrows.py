"""A base table on a page whose text dropped blank cells: rows of which nothing but the label is left."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report

HEAD = (
    "2023年度部门整体支出绩效评价基础数据表", "财政供养人员情况(人)", "编制数", "2023年实际在职人数", "控制率",
    "46", "50", "108.70%", "经费控制情况(万元)", "2022年决算数", "2023年预算数", "2023年决算数",
)  # fmt: skip
ROWS = (
    "三公经费:", "0", "0", "0", "项目支出:", "674.20", "208.17", "825.20", "1、业务工作经费", "2、运行维护经费", "……",
    "公用经费", "118.31", "85.76", "193.42", "政府采购金额", "部门基本支出预算调整",
)  # fmt: skip
FOOT = (
    "楼堂馆所控制情况", "批复规模(㎡)", "实际规模(㎡)", "规模控制率", "预算投资(万元)", "实际投资(万元)",
    "投资概算控制率", "厉行节约保障措施",
)  # fmt: skip


def read(rows: tuple[str, ...], between: str) -> Report:
    return parse(between.join((*HEAD, *rows, *FOOT, "")).encode())


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_label_alone_is_a_row_of_blank_cells(between: str) -> None:
    table = read(ROWS, between).base_data
    assert table is not None
    assert [(row.concept, row.prior_final, row.budget, row.final) for row in table.expenses] == [
        ("three_public", Decimal(0), Decimal(0), Decimal(0)),
        ("project", Decimal("674.20"), Decimal("208.17"), Decimal("825.20")),
        ("project_business", None, None, None),
        ("project_operations", None, None, None),
        (None, None, None, None),
        ("public", Decimal("118.31"), Decimal("85.76"), Decimal("193.42")),
    ]
    assert (table.procurement.final, table.buildings, table.thrift_measures) == (None, (), None)


def test_a_row_that_lost_some_of_its_figures_is_not_read() -> None:
    """«2、运行维护经费», «30.5»: of which year is the figure?"""
    at = ROWS.index("……")
    found = read((*ROWS[:at], "30.5", *ROWS[at:]), "\n")
    assert found.base_data is None or all("30.5" not in str(row.final) for row in found.base_data.expenses)
    assert "unreadable_table" in [one.code for one in found.diagnostics]


def test_rows_of_authors_and_labels_of_two_lines_beside_rows_without_figures() -> None:
    rows = (
        "支出总额", "994.20", "708.17", "925.20", "项目支出", "674.20", "208.17", "825.20", "其中:1、运行维护经费",
        "2专项资金", "(一个项一行)", "困难职工慰问资金", "300", "300", "299.5", "三公经费", "2、出国经费",
        "3、公务接待", "政府采购金额", "——",
    )  # fmt: skip
    text = "\n\n".join((*HEAD, *rows, "楼堂馆所控制情况\n2023年完工项目)", *FOOT[1:], ""))
    table = parse(text.encode()).base_data
    assert table is not None
    assert [(row.item, row.final) for row in table.expenses] == [
        ("支出总额", Decimal("925.20")), ("项目支出", Decimal("825.20")), ("其中:1、运行维护经费", None),
        ("2专项资金(一个项一行)", None), ("困难职工慰问资金", Decimal("299.5")), ("三公经费", None),
        ("2、出国经费", None), ("3、公务接待", None),
    ]  # fmt: skip
    assert (table.procurement.prior_final, table.procurement.final) == (None, None)
