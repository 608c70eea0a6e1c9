"""Rows of a sheet as XML: what a spreadsheet reads back is what was written, whatever the text and the number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from jixiao.export.xlsx_rows import BLOCK, CHARACTERS, Rows, Style

TEXTS = [
    " 前后有空格 ",
    "a & b < c > d",
    "_x0041_",
    "第一行\n第二行",
    '"引号"',
    "_",
    "",
    "1234",
    "=A1",
    "𠮷野",
    "\u3000全角",
]


def read(path: Path, types: list[str], lines: list[tuple[Any, ...]], **more: Any) -> Any:
    """The sheet that a spreadsheet sees: a head, then the lines."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at in range(len(types)):
            sheet.write_string(0, at, f"列{at}")
        made = Rows(sheet, types, more.get("words") or [None] * len(types))
        for number, line in enumerate(lines, 1):
            made.add(number, line, more.get("style") or Style())
        made.close()
    return openpyxl.load_workbook(path).active


def test_texts_come_back_as_they_were(tmp_path: Path) -> None:
    sheet = read(tmp_path / "a.xlsx", ["text", "text"], [(text, None) for text in TEXTS])
    found = [sheet.cell(row, 1).value for row in range(2, len(TEXTS) + 2)]
    assert [openpyxl.utils.escape.unescape(text) if text else "" for text in found] == TEXTS
    assert {sheet.cell(row, 1).data_type for row in range(2, len(TEXTS) + 2) if sheet.cell(row, 1).value} <= {"s"}


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("12.40000000", 12.4),
        ("0.00000000", 0),
        ("-100.00000000", -100),
        ("1000000.00000000", 1000000),
        ("0.00000001", 1e-8),
        ("1234567890123.12000000", 1234567890123.12),
        ("12345678901234.12345678", "12345678901234.12345678"),
        ("1234567890123456.00000000", "1234567890123456"),
    ],
)
def test_a_number_is_a_number_unless_digits_would_be_lost(digits: str, shown: object, tmp_path: Path) -> None:
    sheet = read(tmp_path / "a.xlsx", ["decimal"], [(digits,)])
    assert sheet.cell(2, 1).value == shown
    if not isinstance(shown, str):
        assert Decimal(str(shown)) == Decimal(digits)


def test_a_long_text_is_cut_at_what_a_cell_holds_and_not_inside_a_character(tmp_path: Path) -> None:
    sheet = read(tmp_path / "a.xlsx", ["text", "text"], [("字" * 40_000, "字" + "𠮷" * 20_000)])
    assert sheet.cell(2, 1).value == "字" * CHARACTERS
    assert sheet.cell(2, 2).value == "字" + "𠮷" * ((CHARACTERS - 1) // 2)


def test_many_rows_and_columns_stand_where_they_belong(tmp_path: Path) -> None:
    types = ["int"] * 60
    lines = [tuple(row * 100 + at if (row + at) % 3 else None for at in range(60)) for row in range(BLOCK + 7)]
    sheet = read(tmp_path / "a.xlsx", types, lines, style=Style(0, 0))
    assert (sheet.max_row, sheet.max_column) == (BLOCK + 8, 60)
    assert sheet.dimensions == f"A1:BH{BLOCK + 8}"
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)] == lines


def test_keys_are_said_in_words_and_truth_in_yes_and_no(tmp_path: Path) -> None:
    words = [{"error": "错误"}, None]
    sheet = read(tmp_path / "a.xlsx", ["text", "bool"], [("error", True), ("other", False)], words=words)
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [["错误", "是"], ["other", "否"]]
