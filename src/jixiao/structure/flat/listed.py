"""Tables as scripts print their lists: «[['一级指标', None], …]», JSON, a row a line, or a record of names and values.

Each string is a cell and its quotes say where it ends, whatever stands in it. Lists of one depth more hold several
tables, or a cell's paragraphs: which, their sizes tell, or nothing is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao import lazy_re as re
from jixiao.structure.flat.even import each_once
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable, Stretch, as_cell
from jixiao.structure.flat.words import Words

_VALUE = r"(?:u?['\"]|None\b|null\b|nan\b|NaN\b)"
OPEN = re.compile(rf"[\[(]\s*[\[({{]\s*[\[({{]*\s*{_VALUE}|(?:^|(?<=\r))\s*[\[({{]\s*{_VALUE}", re.MULTILINE)
"""What begins such a table."""

_STRING = re.compile(r"""u?'((?:[^'\\\n]|\\.){0,9999})'|u?"((?:[^"\\\n]|\\.){0,9999})\"""")
_BARE = re.compile(r"None|null|nan|NaN|-?\d[\d.]*(?:e[-+]?\d+)?|True|False|true|false")
_BLANK = re.compile(r"\s*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "\n", "v": "\n"}
_NOTHING = ("None", "null", "nan", "NaN")
_CLOSING = {"[": "]", "(": ")", "{": "}"}
_DEEPEST, _FEW = 5, 2  # lists in lists; rows of a table at least


@dataclass(slots=True)
class _Node:
    """A list at [start, stop) with its items; of a record ``names`` are the names of its values."""

    start: int
    stop: int = 0
    items: list[_Node | RawCell] = field(default_factory=list)
    names: list[RawCell] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Lists in lists: 1 where all items are cells; 0 where some are and some are not."""
        inner = {item.depth if isinstance(item, _Node) else 0 for item in self.items}
        if len(inner) != 1:
            return 0
        deep = inner.pop()
        return deep + 1 if deep or all(isinstance(item, RawCell) for item in self.items) else 0

    @property
    def nodes(self) -> list[_Node]:
        """The items that are lists."""
        return [item for item in self.items if isinstance(item, _Node)]


def read(stretch: Stretch, words: Words) -> list[RawTable]:
    """All tables of the stretch that hold a form's labels."""
    tables: list[RawTable] = []
    rows: list[_Node] = []  # lists of cells one behind the other
    for node in _nodes(stretch):
        if node.depth == 1 and (not rows or stretch.text[rows[-1].stop : node.start].strip(" \r\n\t,") == ""):
            rows.append(node)
            continue
        tables += _table(stretch, rows, words)
        rows = [node] if node.depth == 1 else []
        for table in _tables_in(node):
            tables += _table(stretch, table, words)
    tables += _table(stretch, rows, words)
    return [table for table in tables if any(words.is_label(c.text) for row in table.rows for c in row.cells)]


def _nodes(stretch: Stretch) -> Iterator[_Node]:
    """The outermost lists of the text."""
    at = 0
    while (found := OPEN.search(stretch.text, at)) is not None:
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        node = _parse(stretch, start)
        if node is None:
            at = found.end()
            continue
        yield node
        at = node.stop


def _parse(stretch: Stretch, at: int) -> _Node | None:
    """The list that begins at a bracket; None for what is none, or does not end."""
    text = stretch.text
    stack: list[_Node] = []
    name: RawCell | None = None  # of a record's value
    while at < len(text):
        at = _BLANK.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        char = text[at : at + 1]
        if char and char in _CLOSING:
            stack.append(_Node(at))
            if len(stack) > _DEEPEST:
                return None
            at += 1
        elif char and stack and char == _CLOSING[text[stack[-1].start]]:
            node = stack.pop()
            node.stop = at = at + 1
            if not stack:
                return node
            stack[-1].items.append(_unwrapped(text, node))
            name = None
        elif char == "," and stack:
            at += 1
        elif (found := _cell(text, at)) is not None and stack:
            cell, at = found
            record = text[stack[-1].start] == "{"
            if record and name is None:
                at = _BLANK.match(text, at).end()  # type: ignore[union-attr]
                if text[at : at + 1] != ":":
                    return None
                name, at = cell, at + 1
                stack[-1].names.append(cell)
                continue
            name = None
            stack[-1].items.append(cell)
        else:
            return None
    return None


def _unwrapped(text: str, node: _Node) -> _Node | RawCell:
    """«('a' 'b')» is a text in two pieces (pprint), «('a',)» a row of one cell."""
    plain = text[node.start] == "(" and len(node.items) == 1 and isinstance(node.items[0], RawCell)
    return node.items[0] if plain and not text[: node.stop - 1].rstrip().endswith(",") else node


def _cell(text: str, at: int) -> tuple[RawCell, int] | None:
    """The string, number or blank at a place, and where it ends; strings with blanks between them are one."""
    bare = _BARE.match(text, at)
    if bare is not None:
        value = "" if bare[0] in _NOTHING else bare[0]
        return RawCell(value, (bare.span() if value else (at, at),)), bare.end()
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    end = at
    while (found := _STRING.match(text, at)) is not None:
        group = 1 if found[1] is not None else 2
        parts.append(_ESCAPE.sub(_sign, found[group]) if "\\" in found[group] else found[group])
        pieces.append(found.span(group))
        end = found.end()
        at = _BLANK.match(text, end).end()  # type: ignore[union-attr]
    if not parts:
        return None
    return RawCell(as_cell("".join(parts)), tuple(pieces)), end


def _sign(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _SIGNS.get(escape[3], escape[3])


def _tables_in(node: _Node) -> Iterator[list[_Node]]:
    """The rows of each table in a list of lists."""
    if node.depth == 2:
        yield node.nodes
    elif node.depth == 3:
        tables = all(len(table.items) >= _FEW and _width(table.nodes) > 1 for table in node.nodes)
        rows = _width(node.nodes) > 1
        if tables and not rows:
            yield from (table.nodes for table in node.nodes)
        elif rows and not tables:
            yield [_of_paragraphs(row) for row in node.nodes]
    elif node.depth == 4:
        for table in node.nodes:
            yield [_of_paragraphs(row) for row in table.nodes]


def _width(rows: Sequence[_Node]) -> int:
    """The items of each row, 0 where they differ."""
    sizes = {len(row.items) for row in rows}
    return sizes.pop() if len(sizes) == 1 else 0


def _of_paragraphs(row: _Node) -> _Node:
    """A row whose cells are lists of paragraphs."""
    found = _Node(row.start, row.stop)
    for cell in row.nodes:
        parts = [part for part in cell.items if isinstance(part, RawCell)]
        pieces = tuple(piece for part in parts for piece in part.pieces) or ((cell.start + 1, cell.start + 1),)
        found.items.append(RawCell("\n".join(part.text for part in parts), pieces))
    return found


def _table(stretch: Stretch, rows: Sequence[_Node], words: Words) -> list[RawTable]:
    """The rows as a table; none for too few, one that is refused where they have not one number of cells."""
    if len(rows) < _FEW or not any(len(row.items) > 1 for row in rows):
        return []
    cells = [[item for item in row.items if isinstance(item, RawCell)] for row in rows]
    names = [[name.text for name in row.names] for row in rows]
    even = len({len(row) for row in cells}) == 1 and all(name == names[0] for name in names)
    if names[0] and even and not all(name.isdigit() for name in names[0]):
        cells.insert(0, rows[0].names)
    start, stop = _around(stretch.text, rows[0].start, rows[-1].stop)
    table = RawTable(start, stop, [RawRow(row) for row in cells], "listed", "repeated" if even else "shifted")
    if even:
        table.columns = len(cells[0])
        each_once(table, words)
    return [table]


def _around(text: str, start: int, stop: int) -> tuple[int, int]:
    """The characters of a table with the brackets and the line end around its rows."""
    while start and text[start - 1] in "[( \t":
        start -= 1
    while stop < len(text) and text[stop] in ")], \t":
        stop += 1
    return start, stop + (2 if text.startswith("\r\n", stop) else text[stop : stop + 1] in ("\n", "\r"))
