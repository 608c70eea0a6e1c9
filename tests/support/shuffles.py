"""Ways in which cells of a table change places, beside any two of them (`exchanges.exchanged`): what hands do to
tables, and tools that read print."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from jixiao.document import Table

_NEAR, _TRIES, _SHORT = 2, 50, 14
Texts = list[str]


def shuffled(table: Table, kind: str, pick: random.Random) -> Table:
    """The table with cells, lines or halves of rows exchanged in one of the `KINDS`; itself where none can be."""
    own = [cell.text for cell in table.cells]
    for _ in range(_TRIES):
        texts = list(own)
        KINDS[kind](table, texts, pick)
        if texts != own:
            cells = zip(table.cells, texts, strict=True)
            changed = [replace(c, text=text, runs=c.runs if text == c.text else ()) for c, text in cells]
            return replace(table, cells=tuple(changed))
    return table


def difference(table: Table, other: Table) -> str:
    """The texts that two tables have at the same places, where they differ."""
    pairs = zip(table.cells, other.cells, strict=True)
    return ", ".join(f"{a.text!r} -> {b.text!r}" for a, b in pairs if a.text != b.text)


def _swap(texts: Texts, pick: random.Random, one: int, others: list[int]) -> None:
    if others:
        other = pick.choice(others)
        texts[one], texts[other] = texts[other], texts[one]


def _any(texts: Texts, pick: random.Random) -> int:
    return pick.choice([at for at, text in enumerate(texts) if text.strip()])


def _row(table: Table, row: int) -> list[int]:
    """The cells that begin in a row, from the left."""
    own = [at for at, cell in enumerate(table.cells) if cell.row == row]
    return sorted(own, key=lambda at: table.cells[at].column)


def _in_row(table: Table, texts: Texts, pick: random.Random) -> None:
    one = _any(texts, pick)
    _swap(texts, pick, one, [at for at in _row(table, table.cells[one].row) if at != one])


def _beside(table: Table, texts: Texts, pick: random.Random) -> None:
    one = _any(texts, pick)
    row = _row(table, table.cells[one].row)
    _swap(texts, pick, one, [at for at in row if abs(row.index(at) - row.index(one)) == 1])


def _in_column(table: Table, texts: Texts, pick: random.Random) -> None:
    one = _any(texts, pick)
    column = table.cells[one].column
    _swap(texts, pick, one, [at for at, cell in enumerate(table.cells) if cell.column == column and at != one])


def _label(table: Table, texts: Texts, pick: random.Random) -> None:
    """A text without a digit, and a figure near it."""
    one = _any(texts, pick)
    if not _has_figure(texts[one]):
        row = table.cells[one].row
        near = [at for at, cell in enumerate(table.cells) if abs(cell.row - row) <= _NEAR]
        _swap(texts, pick, one, [at for at in near if _has_figure(texts[at])])


def _figures(table: Table, texts: Texts, pick: random.Random) -> None:
    own = [at for at, text in enumerate(texts) if _has_figure(text) and len(text) <= _SHORT]
    if len(own) > 1:
        _swap(texts, pick, pick.choice(own), own)


def _lines(table: Table, texts: Texts, pick: random.Random) -> None:
    """Two lines of one cell, or of two cells that break theirs."""
    broken = [at for at, text in enumerate(texts) if "\n" in text]
    if broken:
        one, other = pick.choice(broken), pick.choice(broken)
        cells = {at: texts[at].split("\n") for at in (one, other)}
        a, b = pick.randrange(len(cells[one])), pick.randrange(len(cells[other]))
        cells[one][a], cells[other][b] = cells[other][b], cells[one][a]
        texts[one], texts[other] = "\n".join(cells[one]), "\n".join(cells[other])


def _rows(table: Table, texts: Texts, pick: random.Random, first: int = -1) -> None:
    """The texts of two rows, cell by cell, from the column ``first`` on."""
    one, other = pick.randrange(table.rows), pick.randrange(table.rows)
    below = {table.cells[at].column: at for at in _row(table, other)}
    for at in _row(table, one):
        column = table.cells[at].column
        if column >= first and column in below:
            texts[at], texts[below[column]] = texts[below[column]], texts[at]


def _halves(table: Table, texts: Texts, pick: random.Random) -> None:
    _rows(table, texts, pick, pick.randrange(max(table.columns, 1)))


def _three(table: Table, texts: Texts, pick: random.Random) -> None:
    """Three cells of a row, each in the place of the next."""
    row = _row(table, table.cells[_any(texts, pick)].row)
    if len(row) > _NEAR:
        a, b, c = pick.sample(row, 3)
        texts[a], texts[b], texts[c] = texts[c], texts[a], texts[b]


def _shift(table: Table, texts: Texts, pick: random.Random) -> None:
    """The cells of a column, each a row further down, the last in the place of the first."""
    one = table.cells[_any(texts, pick)]
    below = [at for at, cell in enumerate(table.cells) if cell.column == one.column and cell.row >= one.row]
    below = below[: pick.choice((3, 4, len(below)))]
    moved = [texts[at] for at in below]
    for at, text in zip(below, [*moved[-1:], *moved[:-1]], strict=True):
        texts[at] = text


def _has_figure(text: str) -> bool:
    return any(map(str.isdigit, text))


KINDS: dict[str, Callable[[Table, Texts, random.Random], None]] = {
    "row": _in_row, "beside": _beside, "column": _in_column, "label": _label, "figures": _figures, "lines": _lines,
    "rows": _rows, "halves": _halves, "three": _three, "shift": _shift,
}  # fmt: skip
