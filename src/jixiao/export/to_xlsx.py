"""A workbook as an analyst wants it: a sheet a table, Chinese headings and words, numbers as numbers, frozen heads,
filters, findings coloured by severity, links to the source files.

Rows go to the disk as they come. A table longer than a sheet goes on in further sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.archive.errors import need
from jixiao.archive.scratch import scratch
from jixiao.archive.tables import Column, Table
from jixiao.archive.walk import MEMBER
from jixiao.export.files import whole
from jixiao.export.selection import Selection, chosen, ordered, stream
from jixiao.export.to_csv import plain
from jixiao.schema import vocabulary

if TYPE_CHECKING:
    from jixiao.archive.store import Store

ROWS = 1_048_576
CHARACTERS = 32_767
LINKS = 65_000
DIGITS = 15
"""What a sheet, a cell, a sheet's hyperlinks and a number can be; a longer number is a text, with all its digits."""
_WIDTHS = {"int": 8, "decimal": 14, "bool": 8}
_WIDE = 60
_COLOURS = {"error": "#F8CBAD", "warning": "#FFE699", "info": "#DDEBF7"}
_FACTS = {"narrative": "正文", "base_data": "基础数据表", "evaluation": "自评表"}
_WORDS: dict[str, Mapping[Any, str]] = {
    "reports.kind": vocabulary.KINDS,
    "reports.text_origin": vocabulary.TEXT_ORIGINS,
    "concept": vocabulary.CONCEPTS,
    "scope": vocabulary.CONCEPTS,
    "fund": vocabulary.FUNDS,
    "dimension": vocabulary.DIMENSIONS,
    "severity": vocabulary.SEVERITIES,
    "status": vocabulary.STATUSES,
    "null_kind": vocabulary.NULL_KINDS,
    "direction": vocabulary.DIRECTIONS,
    "sections.role": vocabulary.SECTION_ROLES,
    "target_comparator": vocabulary.COMPARATORS,
    "actual_comparator": vocabulary.COMPARATORS,
    "source": _FACTS,
    "people.role": {"filled_by": "填表人", "head": "单位负责人", "finance_head": "财务负责人"},
    "profile_items.kind": {"function": "主要职能", "division": "内设机构", "subordinate_unit": "下属单位"},
    "coverage.category": {"fields": "字段", "structure": "结构", "ignored": "忽略", "unread": "未读"},
    "fund_budgets.part": {"funds": "预算执行", "by_income": "按收入性质分", "by_nature": "按支出性质分"},
    "measure": {
        "amount": "金额", "share": "占比", "change": "增减额", "change_rate": "增减率", "prior_final": "上年决算数",
        "budget": "本年预算数", "final": "本年决算数", "initial": "年初预算数", "full_year": "全年预算数",
        "executed": "全年执行数", "rate": "执行率",
    },
}  # fmt: skip
_UNIT = (Column("unit_", "text", "单位名称"), Column("year_", "int", "预算年度"))
_LINK = Column("path", "text", "源文件")


def write(store: Store, target: Path, selection: Selection) -> list[Path]:
    """Write the chosen tables into a workbook."""
    xlsxwriter = need("xlsxwriter")
    with (
        whole(target) as temporary,
        chosen(store, selection) as cursor,
        scratch("jixiao-xlsx-") as place,
    ):
        book = xlsxwriter.Workbook(
            str(temporary),
            {"constant_memory": True, "tmpdir": str(place), "strings_to_urls": False},
        )
        # No clock: the same archive makes the same workbook.
        book.set_properties({"title": "绩效自评报告", "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        sheets = _Book(book)
        for table in selection.chosen_tables():
            with _rows(cursor, table) as rows:
                sheets.add(table, rows)
        book.close()
    return [target]


@contextmanager
def _rows(cursor: Any, table: Table) -> Iterator[Iterator[tuple[Any, ...]]]:
    columns, joined = "t.report_id, unit_, year_, t.* EXCLUDE (report_id)", ""
    if table.name == "reports":
        columns = "t.*, path"
        joined = "LEFT JOIN (SELECT sha256, min(path) AS path FROM locations GROUP BY sha256) USING (sha256)"
    with ordered(cursor, table, columns, joined) as query:
        yield stream(cursor, query, size=500)


def _columns(table: Table) -> tuple[Column, ...]:
    if table.name == "reports":
        return (*table.columns, _LINK)
    return (table.columns[0], *_UNIT, *table.columns[1:])


class _Book:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format(
            {"bold": True, "bg_color": "#D9E1F2", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self._number = "#,##0.00######"
        self._formats = {
            severity: (
                book.add_format({"bg_color": colour}),
                book.add_format({"bg_color": colour, "num_format": self._number}),
            )
            for severity, colour in _COLOURS.items()
        }
        self._plain = (None, book.add_format({"num_format": self._number}))
        self._link = book.get_default_url_format()

    def add(self, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
        """A table's sheet, and further ones past a sheet's limit."""
        columns = _columns(table)
        severity = next((i for i, c in enumerate(columns) if c.name == "severity"), None)
        words = [_WORDS.get(f"{table.name}.{c.name}") or _WORDS.get(c.name) for c in columns]
        sheet, number, line = self._sheet(table, columns, 1), 1, 1
        for row in rows:
            if line == ROWS:
                self._close(sheet, line, len(columns))
                number += 1
                sheet, line = self._sheet(table, columns, number), 1
            text, decimal = self._formats.get(row[severity], self._plain) if severity is not None else self._plain
            for at, value in enumerate(row):
                self._cell(sheet, line, at, columns[at], words[at], value, text, decimal)
            line += 1
        self._close(sheet, line, len(columns))

    def _sheet(self, table: Table, columns: tuple[Column, ...], number: int) -> Any:
        sheet = self._book.add_worksheet(table.title if number == 1 else f"{table.title}{number}")
        for at, column in enumerate(columns):
            width = _WIDTHS.get(column.type, 18)
            if column.name in {"message", "text", "problem", "cause", "expected", "actual", "title", "path"}:
                width = _WIDE if table.name != "findings" or column.name == "message" else 18
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.title, self._head)
        return sheet

    @staticmethod
    def _close(sheet: Any, lines: int, columns: int) -> None:
        sheet.autofilter(0, 0, max(lines - 1, 0), columns - 1)

    def _cell(
        self, sheet: Any, line: int, at: int, column: Column, words: Any, value: Any, text: Any, decimal: Any
    ) -> None:
        if value is None:
            if text is not None:
                sheet.write_blank(line, at, None, text)
        elif isinstance(value, bool):
            sheet.write_string(line, at, "是" if value else "否", text)
        elif isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > DIGITS:
            sheet.write_string(line, at, plain(value), text)
        elif isinstance(value, Decimal):
            sheet.write_number(line, at, value, decimal)
        elif isinstance(value, int | float):
            sheet.write_number(line, at, value, text)
        elif column is not _LINK or line >= LINKS or sheet.write_url(line, at, _url(value), self._link, value[:255]):
            shown = words.get(value, value) if words else value
            sheet.write_string(line, at, shown[:CHARACTERS], text)


def _url(path: str) -> str:
    """A link to a file, or to the archive that a member lies in."""
    file = Path(path.partition(MEMBER)[0]).absolute().as_posix()
    if any(sign in file for sign in "#%?"):  # parts of an address, if they are not written so
        file = file.translate({ord(sign): f"%{ord(sign):02X}" for sign in "#%? "})
    if file[1:2] == ":" or file.startswith("//"):
        return "external:" + file
    # XlsxWriter takes «file:» in small letters for a path of Windows, and turns its strokes.
    return "FILE://" + file
