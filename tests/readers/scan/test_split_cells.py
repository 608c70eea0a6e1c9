"""A false rule through one cell of a scanned table makes no row of it."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

from jixiao.document import Cell, Table
from jixiao.readers.scan.place import without_split_cells

NAMES = ("产出指标", "业务培训", "不少于12期", "12期", "6")


def split(score: str, below: str, reason: str = "") -> Table:
    """Two rows, the upper of which a rule through its score cuts in two; its reason too where one stands below."""
    lower = [Cell(1, 5, 1, 1, below)] + [Cell(1, 6, 1, 1, reason)] * bool(reason)
    row = [Cell(0, column, 2, 1, text) for column, text in enumerate(NAMES)]
    row += [Cell(0, 5, 1, 1, score), Cell(0, 6, 1 if reason else 2, 1, "预算下达较晚"), *lower]
    row += [Cell(2, column, 1, 1, str(column)) for column in range(7)]
    return Table(3, 7, tuple(row), "image", 1, heights=(20.0, 8.0, 20.0))


@pytest.mark.parametrize(("score", "below", "expected"), [("5.5", "", "5.5"), ("", "5.5", "5.5"), ("", "", "")])
def test_a_rule_through_one_cell_makes_no_row(score: str, below: str, expected: str) -> None:
    """«业务培训 | 不少于12期 | 12期» was given twice, surely."""
    made = without_split_cells(split(score, below))
    assert (made.rows, made.heights) == (2, (28.0, 20.0))
    first = [(cell.column, cell.row_span, cell.text) for cell in made.cells if cell.row == 0]
    assert first == [(i, 1, text) for i, text in enumerate((*NAMES, expected, "预算下达较晚"))]
    assert [cell.text for cell in made.cells if cell.row == 1] == ["0", "1", "2", "3", "4", "5", "6"]


@pytest.mark.parametrize(("below", "reason"), [("4", ""), ("", "另有原因")])
def test_two_printed_parts_stay_two_rows(below: str, reason: str) -> None:
    made = split("5.5", below, reason)
    assert without_split_cells(made) == made


def test_blank_cells_over_half_the_columns_are_a_row() -> None:
    """One left unfilled: only its levels are merged."""
    cells = [Cell(0, column, 2, 1, "产出指标") for column in range(3)]
    cells += [Cell(0, column, 1, 1, "甲") for column in range(3, 7)] + [Cell(1, c, 1, 1, "") for c in range(3, 7)]
    made = Table(2, 7, tuple(cells), "image", 1)
    assert without_split_cells(made) == made
