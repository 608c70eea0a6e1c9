"""A stream as lines of print: what pdfplumber and its like make of a page, all that stands at one height on a line, its
cells parted by single blanks, the other lines of a cell above and below («年初 全年预», «分值 得分», «预算数 算数»).

`headings_of` puts the labels of a heading together again from their pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.destroyed.chunks import Place
from jixiao.structure.flat.destroyed.search import Budget, ExhaustedError
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.form_model import Form, Zone

_MOST = 8  # lines of a heading
_FEW, _MANY = 4, 6  # columns that tell one; pieces of a heading that stands on one line
_CUT = 3  # characters of a label's line
_STEPS = 4000

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_OPENED, _CLOSED = re.compile(r"\([^()]*\Z"), re.compile(r"[^()]{0,4}\)")

Line = tuple[Place, ...]
_Cell = tuple[str, tuple[Place, ...]]


def lines_of(stream: Stream) -> list[Line]:
    """The pieces between blanks, line by line."""
    lines: list[Line] = []
    cuts = [*sorted(at for at in stream.gaps if at < len(stream)), len(stream)]
    for start, stop in pairwise(cuts):
        if lines and not stream.breaks(start):
            lines[-1] = (*lines[-1], (start, stop))
        else:
            lines.append(((start, stop),))
    return lines


@dataclass(frozen=True)
class PrintedHeading:
    """The columns of a zone in printed order, with the pieces of their labels; the lines [first, after) of print."""

    form: Form
    zone: Zone
    columns: Mapping[str, tuple[Place, ...]]
    first: int
    after: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The meanings of the columns."""
        return tuple(self.columns)


@lru_cache(maxsize=256)
def _begun(zone: Zone) -> tuple[Mapping[str, bool], ...]:
    """What the labels of each column of a zone begin with, and whether that is a whole one."""
    found: list[dict[str, bool]] = []
    for column in zone.columns:
        keys = {*column.keys}
        if column.type == "text" and not column.merged and column.id != "level3":
            # A page's rules may cut off its first line, above all others («偏差原因», «分析及», «改进措施»).
            keys |= {key[at:] for key in column.keys for at in range(_CUT, len(key) - _CUT)}
        begun = {key[:size]: False for key in keys for size in range(1, len(key))}
        found.append(begun | dict.fromkeys(keys, True))
    return tuple(found)


@lru_cache(maxsize=256)
def _labels(zone: Zone) -> str:
    """All labels of a zone, of which a piece is a part."""
    return "\0".join(key for column in zone.columns for key in column.keys)


def headings_of(
    stream: Stream, lines: Sequence[Line], judged: Sequence[tuple[Form, Zone]], fewest: int = _FEW
) -> list[PrintedHeading]:
    """The headings of the zones, in order, of those that overlap the one of most columns, ``fewest`` at the least; none
    where the pieces may be put together in two ways that make other columns."""
    found: list[PrintedHeading] = []
    for form, zone in judged:
        for first, after in _runs(stream, lines, zone):
            found += _Assembly(stream, lines, form, zone, fewest).headings(first, after)
    kept: list[PrintedHeading] = []
    for heading in sorted(found, key=lambda h: -len(h.columns)):
        if all(heading.after <= other.first or other.after <= heading.first for other in kept):
            kept.append(heading)
    return sorted(kept, key=lambda h: h.first)


def _runs(stream: Stream, lines: Sequence[Line], zone: Zone) -> Iterator[tuple[int, int]]:
    """Lines one below the other that hold pieces of labels of a zone and little else."""
    first = 0
    for at in range(len(lines) + 1):
        if at < len(lines) and _is_of(stream, lines[at], zone):
            continue
        if at - first > 1 or (at > first and len(lines[first]) > _MANY):
            yield max(first, at - _MOST), at
        first = at + 1


def _is_of(stream: Stream, line: Line, zone: Zone) -> bool:
    known = [_may_be_of(_piece(stream, place), zone) for place in line]
    return all(known[1:]) and (known[0] or len(line) > 1)


def _piece(stream: Stream, place: Place) -> str:
    """A piece as labels have it, any year masked («2023年实际在职人»)."""
    return _YEAR.sub("{year}", stream.text[slice(*place)])


def _may_be_of(text: str, zone: Zone) -> bool:
    """Whether a text may be a piece of a label, of a bracket behind one («数（万», «元）») too."""
    return _OPENED.sub("", text) in _labels(zone) or _CLOSED.fullmatch(text) is not None


@dataclass
class _Assembly:
    """The search for the labels that the pieces of some lines make up: in each line they stand in the form's order, of
    one column at most one behind the other (a cell's lines in one)."""

    stream: Stream
    lines: Sequence[Line]
    form: Form
    zone: Zone
    fewest: int
    budget: Budget = field(default_factory=lambda: Budget(_STEPS))
    found: dict[tuple[str, ...], Mapping[str, tuple[Place, ...]]] = field(default_factory=dict)

    @property
    def blocks(self) -> frozenset[str]:
        """The labels down the left side of the zone."""
        return self.zone.block.keys if self.zone.block else frozenset()

    def headings(self, first: int, after: int) -> Iterator[PrintedHeading]:
        """The heading in lines [first, after), of as many of them as make one."""
        for start in range(first, max(after - 1, first + 1)):
            self.found.clear()
            pieces = [(at, place) for at in range(start, after) for place in self.lines[at]]
            try:
                self._further(pieces, 0, [("", ())] * len(self.zone.columns), 0)
            except ExhaustedError:
                return
            if len(self.found) == 1:
                ((_, columns),) = self.found.items()
                yield PrintedHeading(self.form, self.zone, columns, start, after)
            if self.found or len(self.lines[start]) > 1:
                return  # nothing may be left out beside others: it could be a piece of their labels

    def _further(self, pieces: Sequence[tuple[int, Place]], at: int, cells: list[_Cell], left: int) -> None:
        """Puts the piece at ``at`` into a column, behind what stands there; ``left``: the first to the right of the
        pieces of its line so far."""
        self.budget.spend()
        if at == len(pieces):
            self._keep(cells)
            return
        line, place = pieces[at]
        text = _piece(self.stream, place)
        after = at + 1 < len(pieces) and pieces[at + 1][0] == line
        for number, begun in enumerate(_begun(self.zone)[left:], start=left):
            head, places = cells[number]
            if _begins(head + text, begun):
                changed = [*cells[:number], (head + text, (*places, place)), *cells[number + 1 :]]
                self._further(pieces, at + 1, changed, number if after else 0)
        if (not at or pieces[at - 1][0] != line) and any(text in key for key in self.blocks):
            self._further(pieces, at + 1, cells, left if after else 0)  # of the label down the left side

    def _keep(self, cells: Sequence[_Cell]) -> None:
        own = [
            (column.id, places, _begins(text, begun, whole=True))
            for column, begun, (text, places) in zip(self.zone.columns, _begun(self.zone), cells, strict=True)
            if places
        ]
        if len(own) >= self.fewest and all(whole for _, _, whole in own):
            self.found.setdefault(tuple(id_ for id_, _, _ in own), {id_: places for id_, places, _ in own})


def _begins(text: str, begun: Mapping[str, bool], *, whole: bool = False) -> bool:
    """Whether a text begins a label, or is a ``whole`` one, its bracket apart."""
    label, bracket, rest = text.partition("(")
    if not bracket:
        return begun.get(label, False) if whole else label in begun
    return begun.get(label, False) and (rest.endswith(")") or not (whole or ")" in rest))
