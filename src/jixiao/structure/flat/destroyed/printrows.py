"""Rows of indicators in lines of print: the figures of each stand on one line, its name on that and the lines above and
below (`read_rows`).

A row's figures are told by their number and kind, and all of them by their sums; names by the lines between, of which a
cell has as many above its figures as below them, or all below (`_shares`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.destroyed.chunks import Place
from jixiao.structure.flat.destroyed.printlines import Line, PrintedHeading
from jixiao.structure.flat.destroyed.rowmodel import MEASURES
from jixiao.structure.flat.destroyed.search import FULL, POINTS
from jixiao.structure.flat.destroyed.stream import Literal, Stream, literal_of
from jixiao.structure.flat.destroyed.words import Vocabulary
from jixiao.structure.flat.linebreaks import width
from jixiao.structure.form_model import OF_LEVEL

_FEW = 3  # rows that the sums can prove
_SLACK = 3  # half a character more than one: closing marks begin no line
_MARK = re.compile(r"[(（]?\d{1,3}(?:分|\.\d+)?分?[)）]?|[(（]\d{1,3}|分?[)）]")
_CORE = (*MEASURES, *POINTS)


@dataclass
class PrintedRow:
    """A row: the ``line`` of its figures, these by column, and the pieces of its name, of which ``same`` stand on that
    line. ``whole``: all its columns are on that line, nothing behind them, and no word before the name («质量») that
    may be the first of it."""

    line: int
    figures: dict[str, Place]
    name: tuple[Place, ...] = ()
    same: tuple[Place, ...] = ()
    whole: bool = True


@dataclass
class PrintedRows:
    """The rows below a heading and the total below them, by column."""

    heading: PrintedHeading
    rows: list[PrintedRow] = field(default_factory=list)
    label: Place | None = None
    total: dict[str, Literal] = field(default_factory=dict)


def read_rows(
    stream: Stream, lines: Sequence[Line], heading: PrintedHeading, words: Vocabulary, money: Mapping[str, Decimal]
) -> PrintedRows | None:
    """The rows below a heading; None where their points do not add up to the total's, together with those of the money
    above (``money``)."""
    ids = heading.ids
    core = _core(heading)
    at = ids.index(core[0]) if core else 0
    if not at or not {*POINTS} <= {*core} or list(ids[at : at + len(core)]) != core or core[-2:] != [*POINTS]:
        return None  # a criterion or a unit between: nobody can tell which piece is whose
    found = PrintedRows(heading)
    end = _total(stream, lines, found, words)
    if end is None:
        return None
    for number in range(heading.after, end):
        figures = _figures(stream, lines[number], core, words)
        if figures:
            first = min(start for start, _ in figures.values())
            names = tuple(place for place in lines[number] if place[1] <= first)
            same = _of_name(stream, names, words)
            whole = len(figures) == len(core) and figures["score"] == lines[number][-1]
            whole = whole and not _is_bare_level(stream, names[: len(names) - len(same)][-1:], words)
            found.rows.append(PrintedRow(number, figures, same=same, whole=whole))
    if not _adds_up(stream, found, money):
        return None
    _name(stream, lines, found, words, end)
    return found


def _core(heading: PrintedHeading) -> list[str]:
    return [id_ for id_ in heading.ids if id_ in _CORE]


def _total(stream: Stream, lines: Sequence[Line], found: PrintedRows, words: Vocabulary) -> int | None:
    """Reads the total's row, and returns its line."""
    for number in range(found.heading.after, len(lines)):
        line = lines[number]
        label = words.total.match(stream.text, line[0][0])
        if label is None or label.end() != line[0][1]:
            continue
        figures = [literal_of(stream.text[slice(*place)]) for place in line[1:]]
        if len(figures) != len(POINTS) or None in figures:
            return None
        found.label = line[0]
        for id_, place, figure in zip(POINTS, line[1:], figures, strict=True):
            if figure is not None:
                found.total[id_] = Literal(*place, figure.value, figure.text, figure.unit)
        return number
    return None


def _figures(stream: Stream, line: Line, core: Sequence[str], words: Vocabulary) -> dict[str, Place]:
    """The figures of a row's line by column; {} where it has no points."""
    texts = [stream.text[slice(*place)] for place in line]
    for last in range(len(line) - 1, 0, -1):
        weight, score = (_points(text) for text in texts[last - 1 : last + 1])
        behind = any(_points(text) is not None for text in texts[last + 1 :])
        if weight is None or score is None or score > weight or behind:
            continue
        found = dict(zip(POINTS, line[last - 1 : last + 1], strict=True))
        measures = line[max(last - 1 - len(core) + len(POINTS), 0) : last - 1]
        own = [stream.text[slice(*place)] for place in measures]
        if len(own) == len(core) - len(POINTS) and _are_measures(own, words):
            found |= dict(zip(core, measures, strict=False))
        return found
    return {}


def _points(text: str) -> Decimal | None:
    literal = literal_of(text)
    return (
        literal.value if literal and not literal.unit and literal.value is not None and literal.value <= FULL else None
    )


def _are_measures(texts: Sequence[str], words: Vocabulary) -> bool:
    """Whether texts side by side are what was to be reached and what was: each looks like it, or both are the same."""
    likes = words.patterns.family_of("flat.measure")
    return len(set(texts)) < len(texts) or all(any(like.compiled.match(text) for like in likes) for text in texts)


def _of_name(stream: Stream, places: Sequence[Place], words: Vocabulary) -> tuple[Place, ...]:
    """The pieces of a name in a line, without those of words of levels before it."""
    own = list(places)
    while own and _is_of_level(stream.text[slice(*own[0])], words):
        del own[0]
    return tuple(own)


def _is_of_level(text: str, words: Vocabulary) -> bool:
    """Whether a text may be a piece of a word of level 1 or 2, of its points, or of a label down the left side."""
    if _MARK.fullmatch(text):
        return True
    bare = text.partition("(")[0]
    known = (f"{word}{OF_LEVEL}" for word in words.patterns.level1)
    return any(bare in word for word in (*known, *words.blocks))


def _is_bare_level(stream: Stream, line: Sequence[Place], words: Vocabulary) -> bool:
    """Whether a piece is a word of level 2 without its end, as a name may begin or end («质量», «合格率»)."""
    return len(line) == 1 and stream.text[slice(*line[0])] in words.bare_levels


def _adds_up(stream: Stream, found: PrintedRows, money: Mapping[str, Decimal]) -> bool:
    """Whether the points of all rows make up the total's, with those of the money; all that are printed do."""
    if len(found.rows) < _FEW:
        return False
    sums = {id_: sum((_value(stream, row.figures[id_]) for row in found.rows), Decimal(0)) for id_ in POINTS}
    return any(
        all(found.total[id_].value == sums[id_] + more.get(id_, Decimal(0)) for id_ in POINTS) for more in ({}, money)
    )


def _value(stream: Stream, place: Place) -> Decimal:
    literal = literal_of(stream.text[slice(*place)])
    return literal.value if literal and literal.value is not None else Decimal(0)


def _name(stream: Stream, lines: Sequence[Line], found: PrintedRows, words: Vocabulary, end: int) -> None:
    """Gives the rows their names where the lines between them can be shared out in one way alone, and are as long as
    those of a narrow cell: others may be of a reason beside it."""
    if any(len(row.figures) < len(_core(found.heading)) for row in found.rows):
        return  # what was to be reached stands on lines of its own, too
    edges = [found.heading.after - 1, *(row.line for row in found.rows), end]
    gaps: list[list[tuple[Place, ...]]] = []
    for before, behind in pairwise(edges):
        own = (_of_name(stream, lines[number], words) for number in range(before + 1, behind))
        gaps.append([pieces for pieces in own if pieces and not _is_mark(stream, pieces, words)])
    bare = any(_is_bare_level(stream, lines[number], words) for number in range(found.heading.after, end))
    ways = list(_shares([len(gap) for gap in gaps], [bool(row.same) for row in found.rows], below=not bare))
    if len(ways) != 1:
        return
    for row, gap, below, (first, last) in zip(found.rows, gaps, gaps[1:], ways[0], strict=False):
        over = gap[len(gap) - first :] if first else []
        cell = [pieces for pieces in (*over, row.same, *below[:last]) if pieces]
        if row.whole and _is_one_cell(stream, cell):
            row.name = tuple(place for pieces in cell for place in pieces)


def _is_one_cell(stream: Stream, lines: Sequence[Sequence[Place]]) -> bool:
    widths = [sum(width(stream.text[slice(*place)]) for place in pieces) for pieces in lines]
    return bool(widths) and all(max(widths) - one <= _SLACK for one in widths[:-1])


def _is_mark(stream: Stream, pieces: Sequence[Place], words: Vocabulary) -> bool:
    """Whether a line holds the mark that a form prints for further rows («……»)."""
    return words.patterns.null_kind("".join(stream.text[slice(*place)] for place in pieces)) is not None


def _shares(gaps: Sequence[int], same: Sequence[bool], *, below: bool) -> Iterator[list[tuple[int, int]]]:
    """How many lines of the gaps before, between and behind some rows belong to the row below and above each: as many
    above its figures as below them, or all ``below``. ``same``: whether a name stands on a row's own line."""
    centred: list[tuple[int, int]] = []
    above = gaps[0]
    for gap, own in zip(gaps[1:], same, strict=True):
        if above > gap or not (above or own):
            break
        centred.append((above, above))
        above = gap - above
    else:
        if not above:
            yield centred
    if below and not gaps[0] and all(same) and any(gaps):
        yield [(0, gap) for gap in gaps[1:]]
