"""Headings in words that no list holds, in text of a cell a line (`heading_by_looks`).

Beside two words that are known the others are told by what a heading of their column looks like (`Column.like`), if
so each column is headed that the form has («年初安排数», «支出执行率»). The label at their left shares letters with
those that are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.structure.flat.headlikes import columns_of, fitting, heading_key, shares
from jixiao.structure.flat.headwords import LONGEST_LABEL, Anchor, above_names, double_heading, is_word, label_end
from jixiao.structure.flat.rowheads import is_above_labels
from jixiao.structure.flat.shapes import RowKind, Shape, layout
from jixiao.structure.flat.streamlines import BRACKET
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import AND, Token
from jixiao.structure.form_model import Column, Zone, key_of
from jixiao.structure.headings import LONGEST

_PIECES = 4  # lines of a label
_SHORT = 4  # characters of a piece of a label that is broken in several
_HALVES = 2  # lines of a cell over others
_NARROW = 2  # of a piece of one of two
_NEAR = 24  # lines of a heading
_FAR = 64  # lines that its cells may take
_KNOWN = 2  # words of one that are known
_TOLD = 3  # cells in the form's order, each told by its looks, that are worth a known word
_UNITS = ("元", "万元")  # behind the points of a block («（20分）», «万元»)
_ENDS = "。；;，,"  # how no label ends
_FIGURE = re.compile(r"[\d.,%+-]*\d[\d.,%+-]*")  # without a unit: «2023年» may be the first line of a heading
_NOWHERE = Line(0, 0, 0, "")


def heading_by_looks(shape: Shape, tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """The heading that begins at a token, all columns of which are known or likely."""
    if not tokens[at].key or len(tokens[at].key) > LONGEST:
        return None
    if tokens[at].key.endswith(":"):
        return _above_labels(shape, tokens, at, last)
    near = [key for token in tokens[at : min(at + _NEAR, last)] if (key := key_of(token.key)) in shape.all_headings]
    if not near:  # most lines
        return None
    keys = _until_data(tokens[at : min(at + _FAR, last)])
    for heading in shape.headings:
        if heading is None or len(keys) < _least(shape.form.zones[heading.zone]):
            continue
        anchor = _beginning(shape, heading, keys)
        if anchor is not None:
            upper = (anchor.upper[0], _moved(anchor.upper[1], at)) if anchor.upper is not None else None
            cells = _moved(anchor.cells, at)
            return replace(anchor, start=at, stop=at + anchor.stop, cells=cells, upper=upper)
    return None


def _moved(cells: Iterable[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    return tuple([(by + start, by + end) for start, end in cells])


def _until_data(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The keys of the lines up to one that is part of no heading: a figure alone, or a sentence."""
    found: list[str] = []
    for token in tokens:
        if len(token.key) > LONGEST_LABEL or _FIGURE.fullmatch(token.key):
            break
        found.append(token.key)
    return tuple(found)


@lru_cache(maxsize=256)
def _least(zone: Zone) -> int:
    """How many lines the heading of a zone takes at least: one a column that it has to have."""
    return sum(bool(c.labels) and not c.optional and c.type != "label" for c in zone.columns)


@lru_cache(maxsize=1 << 12)  # a text is taken as lines in several ways, which differ between its headings only
def _beginning(shape: Shape, heading: RowKind, keys: tuple[str, ...]) -> Anchor | None:
    """The heading that lines with these keys begin with, its places counted from the first."""
    return _Heading(shape, heading, [Token(_NOWHERE, key) for key in keys], 0, len(keys)).read()


def _above_labels(shape: Shape, tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """The heading of cells of label and amount that begins at a token, a line a column («按收入性质划分：»,
    «按资金用途分：»): each looks like one, and the form's labels stand below. What stands left
    of them is merged over it."""
    for heading in shape.headings:
        zone = shape.form.zones[heading.zone] if heading is not None else None
        if heading is None or zone is None or zone.kind != "labelled":
            continue
        stop = at + len(zone.columns)
        keys = [key_of(token.key) for token in tokens[at : min(stop, last)]]
        if columns_of(zone, keys) == [*zone.columns] and is_above_labels(zone, keys, tokens[at:last]):
            has_block = bool(heading.places) and heading.places[0].merge == "block"
            cells = [*([(at, at)] if has_block else []), *((one, one + 1) for one in range(at, stop))]
            printed, below = layout(shape, heading, [""] * has_block + keys)
            return Anchor(at, stop, printed, tuple(cells), below)
    return None


@lru_cache(maxsize=256)
def _by_start(labels: frozenset[str]) -> dict[str, list[str]]:
    """Labels by their first two characters: few begin as a line does."""
    found: dict[str, list[str]] = {}
    for label in sorted(labels - {""}):
        found.setdefault(label[:2], []).append(label)
    return found


@lru_cache(maxsize=1 << 14)  # a line is asked of all forms, and of each for every line before it
def _may_begin(zone: Zone, labels: frozenset[str], key: str) -> bool:
    """Whether a line may be the first of a label: some known one begins so, or it looks like one itself."""
    begun = _by_start(labels)
    if len(key) == 1 and any(start[0] == key for start in begun):
        return True
    if any(label.startswith(key) for label in begun.get(key[:2], ())):
        return True
    return any(column.like is not None and column.like.fullmatch(key) for column in zone.columns)


@dataclass(slots=True)
class _Heading:
    """The search for one heading: token ranges of its cells, with their names."""

    shape: Shape
    heading: RowKind
    tokens: Sequence[Token]
    at: int
    last: int
    _keys: dict[tuple[int, int], str] = field(default_factory=dict)
    _begun: dict[int, tuple[int, list[tuple[int, list[Column]]]]] = field(default_factory=dict)
    """Of each token where a label that begins there may end; asked again for each reading of what stands before it."""

    @property
    def zone(self) -> Zone:
        return self.shape.form.zones[self.heading.zone]

    @property
    def _labels(self) -> frozenset[str]:
        return self.shape.heading_labels[self.heading.zone]

    def read(self) -> Anchor | None:
        has_block = bool(self.heading.places) and self.heading.places[0].merge == "block"
        turned: Anchor | None = None  # one whose columns stand otherwise than the form's
        for lead in self._blocks() if has_block else ((),):
            where = lead[-1][1] if lead else self.at
            found = self._cells(where, list(lead), [""] * len(lead))
            if found is not None:
                cells, names = found
                if has_block and not lead:
                    cells, names = [(self.at, self.at), *cells], ["", *names]
                elif lead:
                    names = [self._key(*lead[0]), *names[1:]]
                printed, below = layout(self.shape, self.heading, names)
                anchor = Anchor(self.at, cells[-1][1], printed, tuple(cells), below)
                if self._in_order([name for name in names[has_block:] if name]):
                    return anchor
                turned = turned or anchor
        return self._two_rows() or turned

    def _two_rows(self) -> Anchor | None:
        """The heading of two rows that begins here: the levels stand behind the columns that run through to the data.
        What stands over the levels is like the form's word for it («绩效指标设置», «计划目标值», «实现值», «得分» above
        «第一级指标», «第二级指标», …, 云南). Of several readings the one of most cells: «运算符» ends no name."""
        if not self.zone.columns[0].merged or not shares(self.zone, self.tokens[self.at].key):
            return None
        best: tuple[list[tuple[int, int]], list[str], int] | None = None
        for lead in self._over():
            cells, names = self._cells(lead[-1][1], list(lead), [""] * len(lead)) or ([], [])
            columns = columns_of(self.zone, names[len(lead) :])
            if self.zone.columns[0] in columns[1:] and (best is None or len(cells) > len(best[0])):
                names = [*(self._key(*cell) for cell in lead), *names[len(lead) :]]
                best = cells, names, len(lead) + columns.index(self.zone.columns[0])
        if best is None:
            return None
        cells, names, cut = best
        where = (self.at, cells[-1][1], self.last)
        return double_heading(self.shape, self.heading, self.tokens, where, cells, names, lined=True, cut=cut)

    def _over(self) -> Iterator[tuple[tuple[int, int], ...]]:
        """The ways in which the cells over others, of a line or two, may stand at the left: over the levels, and over
        what was aimed at («绩效目标值» above «比较符号», «计划值», «度量单位»)."""
        most = self.at
        while most < min(self.at + 2 * _HALVES, self.last) and self._is_short(self.tokens[most].key):
            most += 1
        for one in range(self.at + 1, min(self.at + _HALVES, most) + 1):
            yield ((self.at, one),)
            yield from (((self.at, one), (one, two)) for two in range(one + 1, min(one + _HALVES, most) + 1))

    def _is_short(self, key: str) -> bool:
        return 0 < len(key) <= LONGEST and key[-1] not in _ENDS

    def _in_order(self, names: Sequence[str]) -> bool:
        """Whether columns stand as in the form. Where they do not, a label may be the rest of the one at the left
        («年度目标», «实现情况» above «设定目标», «目标完成情况»)."""
        order = [self.zone.columns.index(column) for column in columns_of(self.zone, names) if column is not None]
        return order == sorted(order)

    def _blocks(self) -> Iterator[tuple[tuple[int, int], ...]]:
        """The ways in which the block's label may stand at the left, with the cell above the rows' labels; or not."""
        block, first = self.zone.block, self.tokens[self.at].key
        keys = block.keys if block is not None else frozenset()
        known = label_end(keys, self.tokens, self.at, self.last)
        # «年度任务总体完成，群众反映良好。» ends the cell above, unless such a label names a goal
        text = (first[-1] in _ENDS and not (block is not None and block.goal)) or (
            self._labels_value(first) and not self._is_broken()
        )
        if known > self.at or (not text and shares(self.zone, key_of(first))):
            most = self.at + 1
            while most < min(self.at + _PIECES, self.last) and self._goes_on(most):
                most += 1
            for end in range(max(known, self.at + 1), max(known, most) + 1):
                above = above_names(self.shape, self.heading, self.tokens, end, self.last, likely=True)
                if above:
                    yield (self.at, end), (end, above)
                yield ((self.at, end),)
        yield ()

    def _labels_value(self, text: str) -> bool:
        """Whether a line is the label of a value, known or likely («实施单位» above «项目实施情况»)."""
        pairs = (pair for zone in self.shape.form.zones for pair in zone.pairs)
        return any(key_of(text) in pair.keys or (pair.like and pair.like.fullmatch(text)) for pair in pairs)

    def _is_broken(self) -> bool:
        """Whether the first line is as short as the next: of one label in a narrow column («部门», «收支», «情况»)."""
        lines = self.tokens[self.at : min(self.at + _HALVES, self.last)]
        return len(lines) == _HALVES and all(0 < len(line.key) <= _NARROW for line in lines)

    def _goes_on(self, at: int) -> bool:
        """Whether a block's label may go on in a line: it is broken in short pieces («绩效», «考核», «指标»), or its
        unit or points follow in brackets, or stand before its end («楼堂馆所（2022年完工）», «控制情况»)."""
        above = self.tokens[at - 1].key
        key = self.tokens[at].key
        goes_on = key[:1] == "(" or key.startswith(AND) or self.tokens[at].key in _UNITS
        return goes_on or len(above) <= _SHORT or (above[0] != "(" and above[-1] == ")")

    def _cells(
        self, at: int, cells: list[tuple[int, int]], names: list[str]
    ) -> tuple[list[tuple[int, int]], list[str]] | None:
        """The first reading of the tokens from one on in which all columns are headed."""
        words = [name for name in names if name]
        headed = columns_of(self.zone, words)
        if headed.count(None) > 1:
            return None  # one may stand between two that are known
        for end in self._ends(at, headed):
            found = self._cells(end, [*cells, (at, end)], [*names, self._key(at, end)])
            if found is not None:
                return found
        whole = self._is_whole(words, headed, above_names=names[:2] == ["", ""], beside=names[:1] == [""])
        return (self._to_blank(cells, headed[-1]), names) if whole else None

    def _to_blank(self, cells: list[tuple[int, int]], column: Column | None) -> list[tuple[int, int]]:
        """The cells, the last of which has one more line above the blank cell below the label at the left
        («未完成情况», «说明及措施»), if it looks like one heading so."""
        start, stop = cells[-1]
        lined = stop + 1 < self.last and self.tokens[stop].key and not self.tokens[stop + 1].key
        key = self._key(start, stop + 1) if lined else ""
        if column is None or column.like is None or column.type != "text" or not 0 < len(key) <= LONGEST:
            return cells
        return [*cells[:-1], (start, stop + 1)] if column.like.fullmatch(key) else cells

    def _ends(self, at: int, headed: Sequence[Column | None]) -> Iterator[int]:
        """Where a label may end that begins at a token: a known one first, then what looks like one, the shorter."""
        if at >= self.last or not self.tokens[at].key or BRACKET.fullmatch(self.tokens[at].key):
            return  # «（年初）» is the end of «预算数», above it
        begun = self._begun.get(at)
        if begun is None:
            begun = self._begun[at] = self._labels_from(at)
        known, likely = begun
        if known > at:
            yield known
        for end, columns in likely:
            if [column for column in columns if column not in headed]:
                yield end
        if headed and is_word(self.tokens[at].key):
            yield at + 1

    def _labels_from(self, at: int) -> tuple[int, list[tuple[int, list[Column]]]]:
        """Where the longest known label ends that begins at a token, which is its own place if none does; and where
        what looks like one may end, with the columns whose heading it looks like."""
        known = label_end(self._labels, self.tokens, at, self.last)
        found: list[tuple[int, list[Column]]] = []
        for end in range(at + 1, min(at + _PIECES, self.last) + 1):
            key = self._key(at, end)
            if not self.tokens[end - 1].key or len(key) > LONGEST:
                break
            if end > at + 1 and not self._is_one(at, end):
                break
            if self.tokens[end - 1].key[-1] in AND and end < self.last and self.tokens[end].key:
                continue  # «差异原因及», «改进建议»
            if at < known < end and any(fitting(self.zone, self._key(end - 1, end))):
                break  # «年初数», «调整后数»: a label, and what looks like another (河北)
            if end != known:
                found.append((end, [c for c in self.zone.columns if c.like is not None and c.like.fullmatch(key)]))
        return known, found

    def _is_one(self, at: int, end: int) -> bool:
        """Whether a line may go on with a label of the lines above: a known label begins so, or looks like one, and the
        line is none by itself; or it ends one that is broken in a narrow column («评价», «得分»)."""
        first, above, last = (self.tokens[where].key for where in (at, end - 2, end - 1))
        if (
            end == at + 2
            and len(first) <= _NARROW
            and not any(fitting(self.zone, first))
            and self._is_tail(first, last)
        ):
            return True
        closed = above[-1] == ")" and last[0] != "(" and not last.startswith(AND)
        whole = label_end(self._labels, self.tokens, end - 1, self.last) >= end  # the last line is a label by itself
        told = [
            {*own, *likely}
            for own, likely in (fitting(self.zone, key_of(key)) for key in (self._key(at, end - 1), last))
        ]
        apart = all(told) and not last.startswith((*AND, "("))  # «绩效目标内容», «目标实现程度»
        return not (closed or whole or apart) and _may_begin(self.zone, self._labels, first)

    def _is_tail(self, first: str, last: str) -> bool:
        """Whether a line is the end of a label that a short line begins which heads nothing: as short, or a heading of
        the column that both together head («自评», «实得分»)."""
        heads = {column for columns in fitting(self.zone, key_of(last)) for column in columns}
        return len(last) <= _NARROW or not heads.isdisjoint(fitting(self.zone, key_of(first + last))[1])

    def _is_whole(
        self, words: Sequence[str], headed: Sequence[Column | None], *, above_names: bool, beside: bool
    ) -> bool:
        """Whether the names head each column that the form has a label for, each one of its own, two in known words;
        a cell in a word of its author may stand ``above_names``."""
        needed = [
            column
            for column in self.zone.columns
            if column.labels and not column.optional and not (above_names and column.type == "label")
        ]
        if None in headed or len(headed) < len(needed) or not all(column in headed for column in needed):
            return False
        if above_names and any(column.type == "label" and not column.merged for column in headed if column):
            return False  # the rows' names have their heading: what stands there is the end of the label at the left
        known = {name: len(own or likely) for name in words for own, likely in (fitting(self.zone, name),)}
        # «预算数（年初）» and «预算数（全年）»: nothing but what stands in brackets tells which is which
        same = any(words.count(name) > max(columns, 1) for name, columns in known.items())
        return not same and self._worth(words, beside=beside) >= _KNOWN

    def _worth(self, words: Sequence[str], *, beside: bool) -> int:
        """How many known words a heading is worth: its own, and where each of its cells, in the form's order, is told
        by itself, one for every few of them, and one for the label ``beside``."""
        known = sum(any(name in column.keys for column in self.zone.columns) for name in words)
        told = self._in_order(words) and all(any(fitting(self.zone, name)) for name in words)
        return known + (len(words) // _TOLD + beside if told else 0)

    def _key(self, at: int, end: int) -> str:
        found = self._keys.get((at, end))
        if found is None:
            text = "".join([token.key for token in self.tokens[at:end]])
            found = self._keys[at, end] = heading_key(text, self._labels)
        return found
