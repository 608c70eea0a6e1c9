"""One CSV a table: UTF-8 with a mark that Excel needs, Chinese headings, a blank for null, digits without padding."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao import lazy_re as re
from jixiao.export.files import directory, whole
from jixiao.export.selection import Selection, chosen, file_for, ordered, stream

if TYPE_CHECKING:
    from jixiao.archive.store import Store

_NUMBER = re.compile(r"[-+][\d,]*\d(\.\d+)?[%％‰]?|-+", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(store: Store, target: Path, selection: Selection) -> list[Path]:
    """Write the chosen tables into a directory."""
    written = []
    with chosen(store, selection) as cursor:
        for table in selection.chosen_tables():
            path = file_for(directory(target), table, "csv")
            with (
                whole(path) as temporary,
                ordered(cursor, table) as rows,
                temporary.open("w", encoding="utf-8-sig", newline="") as stream_,
            ):
                writer = csv.writer(stream_, lineterminator="\r\n")
                writer.writerow([c.name if selection.english else c.title for c in table.columns])
                writer.writerows([cell(value) for value in row] for row in stream(cursor, rows))
            written.append(path)
    return written


def cell(value: Any) -> Any:
    """A value as CSV has it. A text that a spreadsheet would run as a formula gets a quote in front."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA) and not _is_number(value):
        return "'" + value
    return value


def plain(value: Decimal) -> str:
    """The digits of a number without the padding of DECIMAL(24,8)."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_number(text: str) -> bool:
    """A number, or a dash for none: nothing that could be run."""
    return _NUMBER.fullmatch(text) is not None
