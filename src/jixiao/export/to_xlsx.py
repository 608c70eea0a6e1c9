"""A workbook as an analyst wants it: a sheet a table, Chinese headings and words, numbers as numbers, frozen heads,
filters, findings coloured by severity, links to the source files.

Rows go to the disk as they come. A table longer than a sheet goes on in further sheets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.archive.errors import need
from jixiao.archive.scratch import scratch
from jixiao.archive.tables import Column, Table
from jixiao.archive.walk import MEMBER
from jixiao.export.files import whole
from jixiao.export.selection import Selection, chosen, ordered, stream
from jixiao.export.xlsx_rows import Rows, Style
from jixiao.schema import vocabulary

if TYPE_CHECKING:
    from jixiao.archive.store import Store

ROWS = 1_048_576
LINKS = 65_000
"""What a sheet can be, and how many hyperlinks it can have."""
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
    # The digits of decimal numbers, since they are written as such: an object for each would cost more than its cell.
    wanted = (f"{c.name}::VARCHAR" if c.type == "decimal" else c.name for c in _columns(table))
    with ordered(cursor, table, columns, joined) as query:
        yield stream(cursor, f"SELECT {', '.join(wanted)} FROM ({query})", size=500)  # noqa: S608 - columns of ours


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
        number = {"num_format": "#,##0.00######"}
        self._plain = Style(0, self._format(number))
        self._styles = {
            severity: Style(self._format({"bg_color": colour}), self._format({"bg_color": colour, **number}))
            for severity, colour in _COLOURS.items()
        }
        self._link = book.get_default_url_format()

    def _format(self, properties: dict[str, str]) -> int:
        number: int = self._book.add_format(properties)._get_xf_index()
        return number

    def add(self, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
        """A table's sheet, and further ones past a sheet's limit."""
        first = next(rows, None)
        number = 0
        while first is not None or number == 0:
            number += 1
            begun = [first] if first is not None else []
            self._sheet(table, number, chain(begun, islice(rows, ROWS - 2)))
            first = next(rows, None)

    def _sheet(self, table: Table, number: int, rows: Iterable[tuple[Any, ...]]) -> None:
        columns = _columns(table)
        sheet = self._book.add_worksheet(table.title if number == 1 else f"{table.title}{number}")
        for at, column in enumerate(columns):
            width = _WIDTHS.get(column.type, 18)
            if column.name in {"message", "text", "problem", "cause", "expected", "actual", "title", "path"}:
                width = _WIDE if table.name != "findings" or column.name == "message" else 18
            sheet.set_column(at, at, width)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.title, self._head)
        lines = 1 + self._fill(sheet, table, columns, rows)
        sheet.autofilter(0, 0, lines - 1, len(columns) - 1)

    def _fill(self, sheet: Any, table: Table, columns: tuple[Column, ...], rows: Iterable[tuple[Any, ...]]) -> int:
        """Write rows below the head; how many there were."""
        severity = next((at for at, c in enumerate(columns) if c.name == "severity"), None)
        link = columns.index(_LINK) if _LINK in columns else None
        words = [_WORDS.get(f"{table.name}.{c.name}") or _WORDS.get(c.name) for c in columns]
        made = Rows(sheet, [c.type for c in columns], words)
        line = 0
        for line, row in enumerate(rows, 1):
            style = self._plain if severity is None else self._styles.get(row[severity], self._plain)
            linked = None
            if link is not None and row[link] and line < LINKS and made.link(line, link, _url(row[link]), self._link):
                linked = link
            made.add(line, row, style, linked)
        made.close()
        return line


def _url(path: str) -> str:
    """A link to a file, or to the archive that a member lies in."""
    file = Path(path.partition(MEMBER)[0]).absolute().as_posix()
    if any(sign in file for sign in "#%?"):  # parts of an address, if they are not written so
        file = file.translate({ord(sign): f"%{ord(sign):02X}" for sign in "#%? "})
    if file[1:2] == ":" or file.startswith("//"):
        return "external:" + file
    # XlsxWriter takes «file:» in small letters for a path of Windows, and turns its strokes.
    return "FILE://" + file
