"""The rows of a sheet, written as the XML that they are: a call of the library for each cell takes ten times as long.

XlsxWriter makes all else: the workbook, its styles, heads, filters, links. In its «constant memory» a sheet has a
file that finished rows go to; they go to the same file here, with its rules for what XML and Excel cannot hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao import lazy_re as re

CHARACTERS = 32_767
DIGITS = 15
"""What a cell and a number can be; a longer number is a text, with all its digits."""
BLOCK = 500
"""Rows handed to the file at a time."""
_DOUBTFUL = re.compile("[&<>_\x00-\x1f\ud800-\uffff]")
"""Characters that a text may have to be written otherwise for; «_» since «_x0041_» means one. Few texts have any."""
_KEPT = 20_000
"""Texts whose XML is kept at hand: names, labels and words come again and again."""
_KEPT_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Style:
    """The numbers of the formats of a row: for texts, and for decimal numbers; 0 is none."""

    text: int = 0
    decimal: int = 0


class Rows:
    """Rows of one sheet, top to bottom. ``types`` and ``words`` are by column; words say a key in Chinese."""

    def __init__(self, sheet: Any, types: Sequence[str], words: Sequence[Mapping[Any, str] | None]) -> None:
        self._sheet = sheet
        self._columns = list(zip(range(len(types)), _letters(len(types)), types, words, strict=True))
        self._block: list[str] = []
        self._linked = 0
        self._texts: dict[str, str] = {}
        self._last = 0
        sheet._write_single_row(1)  # the head, which the library holds back until the next row

    def link(self, line: int, column: int, url: str, style: Any) -> bool:
        """Link a cell of the row that is added next; False where the library does not: a long address."""
        if self._sheet.write_url(line, column, url, style, "x"):
            return False
        self._sheet.table.clear()  # the cell itself is written with its row
        self._linked = style._get_xf_index()
        return True

    def add(self, line: int, values: Sequence[Any], style: Style, linked: int | None = None) -> None:
        """A row: ``line`` counts from 0, decimal numbers come as their digits; ``linked`` is the column of a link."""
        self._last = line
        at = f'{line + 1}"'
        plain = f' s="{style.text}"' if style.text else ""
        number = f' s="{style.decimal}"' if style.decimal else ""
        parts = [f'<row r="{at}>']
        for (place, letters, kind, words), value in zip(self._columns, values, strict=True):
            if value is None:
                if plain:
                    parts.append(f'<c r="{letters}{at}{plain}/>')
                continue
            mark = plain if place != linked else f' s="{self._linked}"'
            if kind == "decimal":
                text = value.rstrip("0").rstrip(".")
                if len(text) <= DIGITS or _significant(text) <= DIGITS:
                    parts.append(f'<c r="{letters}{at}{number}><v>{text}</v></c>')
                    continue
            elif kind == "bool":
                text = "是" if value else "否"
            elif isinstance(value, str):
                text = words.get(value, value) if words else value
            else:
                parts.append(f'<c r="{letters}{at}{mark}><v>{value!r}</v></c>')
                continue
            parts.append(f'<c r="{letters}{at}{mark} t="inlineStr"><is>{self._text(text)}</is></c>')
        parts.append("</row>")
        self._block.append("".join(parts))
        if len(self._block) >= BLOCK:
            self._flush()

    def close(self) -> None:
        """Write what is left, and tell the sheet how far it goes."""
        self._flush()
        self._sheet._check_dimensions(self._last, len(self._columns) - 1)

    def _flush(self) -> None:
        self._sheet.row_data_fh.write("".join(self._block))
        self._block = []

    def _text(self, text: str) -> str:
        """The element of a text, cut to what a cell holds."""
        found = self._texts.get(text)
        if found is not None:
            return found
        shown = text
        if len(text) > CHARACTERS // 2:
            # Excel counts a character beyond U+FFFF as two.
            shown = text[:CHARACTERS].encode("utf-16-le")[: 2 * CHARACTERS].decode("utf-16-le", "ignore")
        space = ' xml:space="preserve"' if shown != shown.strip() else ""
        if _DOUBTFUL.search(shown):
            shown = self._sheet._escape_data(self._sheet._escape_control_characters(shown))
        made = f"<t{space}>{shown}</t>"
        if len(text) <= _KEPT_LENGTH:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            self._texts[text] = made
        return made


def _significant(digits: str) -> int:
    """How many digits count: those behind leading zeros, and before trailing ones."""
    return len(digits.lstrip("-").replace(".", "").strip("0"))


def _letters(count: int) -> Iterator[str]:
    """The names of columns: A, B … Z, AA …"""
    for number in range(count):
        name, rest = "", number + 1
        while rest:
            rest, last = divmod(rest - 1, 26)
            name = chr(65 + last) + name
        yield name
