"""Dialect G'': columns below a ruler of dashes, as pandoc prints tables of several lines a row (plain text, Markdown).

A line of dashes, the heading, the ruler (a stretch of dashes for each column), rows with blank lines between, a line of
dashes; without a heading the ruler stands first and last. Cells stand below their column's dashes by display columns (a
Chinese character is two wide). Spans are lost: what merged cells cover is blank.
"""

from __future__ import annotations

from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.drawn import is_shifted, width
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

RULER = re.compile(r"(?:^|(?<=\r)) *-{2,}(?: -+)+ *(?=[\r\n]|\Z)", re.MULTILINE)
_LINE = re.compile(r" *-{10,} *$")
_LONGEST = 60  # lines of a heading at most


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch in this dialect."""
    tables: list[RawTable] = []
    lines = stretch.lines
    at = 0
    while at < len(lines):
        found = _bounds(lines, at)
        if found is None:
            at += 1
            continue
        ruler, end = found
        table = _table(stretch, lines[at : end + 1], ruler - at, words)
        if table is not None:
            tables.append(table)
        at = end + 1
    return tables


def _is_ruler(line: Line) -> bool:
    return RULER.match(line.text) is not None


def _bounds(lines: list[Line], at: int) -> tuple[int, int] | None:
    """The ruler and the last line of a table that begins at a line."""
    if _is_ruler(lines[at]):
        ruler, closing = at, _is_ruler
    elif _LINE.match(lines[at].text):
        within = range(at + 1, min(at + _LONGEST, len(lines)))
        found = next((n for n in within if _is_ruler(lines[n]) or _LINE.match(lines[n].text)), None)
        if found is None or not _is_ruler(lines[found]):
            return None
        ruler, closing = found, _is_line
    else:
        return None
    end = next((n for n in range(ruler + 1, len(lines)) if closing(lines[n])), None)
    return None if end is None else (ruler, end)


def _is_line(line: Line) -> bool:
    return _LINE.match(line.text) is not None


def _table(stretch: Stretch, lines: list[Line], ruler: int, words: Words) -> RawTable | None:
    dashes = [found.span() for found in re.finditer("-+", lines[ruler].text)]
    parts = [lines[1:ruler], lines[ruler + 1 : -1]] if ruler else [lines[1:-1]]
    several = any(not line.text.strip() for line in parts[-1])
    rows: list[RawRow] = []
    for number, part in enumerate(parts):
        for group in _groups(part, whole=several or (ruler > 0 and number == 0)):
            pieces = [_cut(line, dashes) for line in group]
            if any(piece is None for piece in pieces):
                return None
            cells = [
                _cell(stretch, [piece[column] for piece in pieces if piece is not None])
                for column in range(len(dashes))
            ]
            for column, cell in enumerate(cells):
                cell.column = column
            rows.append(RawRow(cells))
    if len(rows) < 2:
        return None
    kind = "shifted" if is_shifted(rows, words) else "drawn"
    return RawTable(lines[0].start, lines[-1].after, rows, "ruled-columns", kind, len(dashes))


def _groups(lines: list[Line], *, whole: bool) -> list[list[Line]]:
    """The lines of each row: those between blank lines, or each line."""
    if not whole:
        return [[line] for line in lines]
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.text.strip(" "):
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _cut(line: Line, dashes: list[tuple[int, int]]) -> list[tuple[int, int]] | None:
    """The slices of a line below each column; None where a text runs over the blank between two."""
    stops = [start - 1 for start, _ in dashes[1:]]  # the display columns of the blanks between
    offsets = [line.start]
    at = 0
    for index, char in enumerate(line.text):
        if len(offsets) <= len(stops) and at >= stops[len(offsets) - 1]:
            if at > stops[len(offsets) - 1] or char != " ":
                return None
            offsets.append(line.start + index)
        at += width(char, 1)
    offsets += [line.stop] * (len(dashes) + 1 - len(offsets))
    return list(pairwise(offsets))


def _cell(stretch: Stretch, pieces: list[tuple[int, int]]) -> RawCell:
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    for start, stop in pieces:
        raw = stretch.text[start:stop]
        text = raw.strip(" ")
        begin = start + len(raw) - len(raw.lstrip(" ")) if text else start
        if text:
            text = text[:-1] if text[-1] == "\\" else text
            texts.append(text)
            places.append((begin, begin + len(text)))
    return RawCell(as_cell("\n".join(texts)), tuple(places) or (pieces[0][:1] * 2,))
