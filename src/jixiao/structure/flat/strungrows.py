"""Rows of a full grid of which only the cells' paragraphs are left (`strung`), below a heading whose columns are known:
whether their cells stand below their own, and which paragraphs of a row with too many are one cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.cellcosts import LISTED
from jixiao.structure.flat.celltexts import figure_of, is_only_top, is_top, known_level, level_word, misfit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.shapes import Place
from jixiao.structure.flat.stretch import RawCell, RawRow
from jixiao.structure.form_model import LEVELS, OF_LEVEL, key_of

_MORE = 6  # paragraphs that a row may have more than cells
_PLAIN = 6  # targets and what was reached of them that show how they begin
_SHORT = 3  # characters of a last cell that ends in its line: points, marks
_REST = 2  # paragraphs in which a word of a level may go on
_NUMBERED = re.compile(r"(?:指标)?\d")
_DIGIT = re.compile(r"\d")
_WHOLE = re.compile(r"指标(?:\(?\d+(?:\.\d+)?分?\)?)?$")
_SIGNS = ("at_least", "at_most", "more_than", "less_than", "equal_to")

_Run = tuple[Place, int, int]  # a place of a row and its grid columns [a, b)


def doubt_ends(rows: Sequence[RawRow]) -> None:
    """Doubts the row of which the last cell may go on in the row below: there the label that all begin with stands
    behind another cell («下一年度将据实测算。», «绩效指标», …); where that row is none, only the cell."""
    over = ""  # what stands above the last cell
    for above, below in pairwise(rows):
        first, *others = (cell.word for cell in below.cells or (RawCell(""),))
        lead, *between, last = (cell.word for cell in above.cells)
        above.unsure = above.unsure or (len(lead) > 1 and lead != first and lead in others)
        whole = last in (over, *between[-1:])  # said again
        over = last
        if below.unsure and not above.unsure and lead != first and len(last) > _SHORT and not whole:
            below.cells.insert(0, above.cells[-1])  # it may go on below
            above.cells[-1] = RawCell("")


def is_shifted(head: FitRow, row: FitRow, patterns: Patterns) -> bool:
    """Whether a cell of a row stands below another column than its own: words below figures, a figure below names, a
    word of a level below another."""
    places = row.kind.places if row.kind is not None else ()
    runs = _runs(head, places)
    if not runs and row.kind is not head.below:  # label and value beside the block's label have columns of their own
        runs = _runs(row, places)
    if not runs or len(head.cells) != len(row.cells):
        return True
    texts = [(place, row.cells[at].word) for place, at, _ in runs]
    torn = any(_tears(place.merge, one, two, patterns) for (place, one), (_, two) in pairwise(texts))
    # authors sort «满意度指标» under «满意度指标（10分）»
    return torn or not all(
        _fits(place, text, patterns) or (place.merge == "level2" and key_of(text) == key_of(beside))
        for (_, beside), (place, text) in pairwise([texts[0], *texts])
    )


def _tears(merge: str, text: str, beside: str, patterns: Patterns) -> bool:
    """Whether a word of a level lacks its end («经济效»), or has it in the next cell («可持续影响», «效益指标»)."""
    if merge not in LEVELS or not text:
        return False
    own = level_word(text, patterns)
    return (own is not None and "stub" in own) or (
        merge == "level2" and _WHOLE.search(beside) is not None and known_level(text + beside, patterns)
    )


def _runs(head: FitRow, places: Sequence[Place]) -> list[_Run]:
    """The places of the rows below a heading, and which columns of the grid are theirs."""
    starts = [at for at, cell in enumerate(head.cells) if not at or cell.text != head.cells[at - 1].text]
    if len(starts) != len(places):
        return []
    return [*zip(places, starts, [*starts[1:], len(head.cells)], strict=True)]


def _fits(place: Place, key: str, patterns: Patterns) -> bool:
    if not key or patterns.null_kind(key) is not None:
        return True
    if place.type in FIGURES and misfit(place.type, key, patterns) > 1:
        return False
    if place.type in ("text", "label") and figure_of(key) is not None:
        return False
    if place.merge == "level1":
        return is_top(key, patterns) or not (known_level(key, patterns) or _NUMBERED.match(key))
    return place.merge != "level2" or not (is_only_top(key, patterns) or _NUMBERED.match(key))


def put_together(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Takes the paragraphs of rows with too many together, where only one way puts each cell below its own column."""
    head: FitRow | None = None
    for row in rows:
        if row.kind is not None and row.kind.what == "heading" and row.below is not None:
            head = row
        elif head is not None and head.below is not None and row.refused and len(row.cells) > len(head.cells):
            runs = _runs(head, head.below.places)
            block = head.cells[0].word if runs and runs[0][0].merge == "block" else ""
            plain = _are_plain(head, rows, runs, patterns)
            ways = {_told(cells, runs): cells for cells in _ways(row.cells, runs, block, patterns, plain=plain)}
            if len(ways) == 1:
                row.cells, row.kind, row.refused = next(iter(ways.values())), head.below, False


def _told(cells: Sequence[RawCell], runs: Sequence[_Run]) -> tuple[str, ...]:
    return tuple(cells[at].word for _, at, _ in runs)


def _are_plain(head: FitRow, rows: Sequence[FitRow], runs: Sequence[_Run], patterns: Patterns) -> bool:
    """Whether what was aimed at and what was reached begins in no row below a heading with words of its own («合格率
    ≥98%»): then a word before a figure is the name's."""
    places = [at for place, at, _ in runs if place.type == "measure"]
    below = [row for row in rows if row.kind is head.below and not row.refused and len(row.cells) == len(head.cells)]
    texts = [key for row in below for at in places if (key := row.cells[at].word)]
    led = (
        any(e.compiled.match(key) for e in patterns.family_of("flat.measure")) for key in texts if _DIGIT.search(key)
    )
    return len(texts) >= _PLAIN and all(led)


def _ways(
    parts: Sequence[RawCell], runs: Sequence[_Run], block: str, patterns: Patterns, *, plain: bool
) -> Iterator[list[RawCell]]:
    """The ways to make a row's cells of its paragraphs, so that each fits its place; those of one place are alike.
    ``block``: the label at the left, which is repeated. A row of values has a name. ``plain``: targets begin with no
    words."""
    more = len(parts) - sum(b - a for _, a, b in runs)
    if more > _MORE or not runs:
        return
    keys = [part.word for part in parts]
    named = next((at for at, (place, _, _) in enumerate(runs) if not place.merge), -1)
    ways: list[list[tuple[int, int]]] = [[]]
    for number, (place, first, stop) in enumerate(runs):
        longer: list[list[tuple[int, int]]] = []
        for way in ways:
            at = way[-1][1] if way else 0
            for size in range(1, more + 2):
                own = keys[at : at + size]
                key = "".join(own)
                ends = [at + size * n for n in range(stop - first + 1)]
                if ends[-1] > len(parts) or any(keys[a : a + size] != own for a in ends[:-1]):
                    continue
                signed = size > 1 and place.type == "measure" and _is_sign(own[0], patterns)
                level = place.merge in LEVELS and bool(key)  # «产出指标», «50分»
                torn = size > 1 and not level and any(figure_of(part) is not None for part in own[2 * signed :])
                nameless = number == named and not key and any(keys[ends[-1] :])
                torn = torn or (named == number > 0 and own[0] == OF_LEVEL)  # «数量», «指标», «治理耕地面积»
                strange = level and (not known_level(key, patterns) or _tears(place.merge, key, "", patterns))
                strange = strange or (level and plain and _goes_on(keys[at:], size, patterns))
                other = number == 0 and bool(block) and key != block
                several = plain and not place.merge and _are_several(place, own, patterns)
                if torn or nameless or strange or other or several or not _fits(place, key, patterns):
                    continue
                longer.append([*way, *((a, a + size) for a in ends[:-1])])
        ways = longer
    for way in ways:
        if way[-1][1] == len(parts):
            yield [_joined(parts[a:b], patterns) for a, b in way]


def _goes_on(keys: Sequence[str], size: int, patterns: Patterns) -> bool:
    """Whether a word of a level of so many paragraphs goes on in those below («生态效», «益指标»)."""
    words = ("".join(keys[:stop]) for stop in range(size + 1, min(size + _REST, len(keys)) + 1))
    return any(_WHOLE.search(word) is not None and known_level(word, patterns) for word in words)


def _are_several(place: Place, parts: Sequence[str], patterns: Patterns) -> bool:
    """Whether paragraphs are no one cell: a numbered name, a target or what was reached begins behind the first (but
    for a sign of its own, «≥», «398人次»), or a sign stands alone where a target should, or ends a name."""
    measures = [any(e.compiled.match(part) for e in patterns.family_of("flat.measure")) for part in parts]
    signs = [measure and _is_sign(part, patterns) for part, measure in zip(parts, measures, strict=True)]
    if place.type == "measure":
        return signs[-1] or any(not sign for sign, measure in zip(signs, measures[1:], strict=False) if measure)
    if any(LISTED.match(part) for part in parts[1:]):
        return True
    if place.id == "operator" and len(parts) == 1:
        return False
    return place.type == "text" and not place.id.endswith("reason") and (any(measures[1:]) or signs[-1])


def _is_sign(part: str, patterns: Patterns) -> bool:
    return any(patterns.word(sign).compiled.fullmatch(part) for sign in _SIGNS)


def _joined(parts: Sequence[RawCell], patterns: Patterns) -> RawCell:
    """The paragraphs of a cell; a sign keeps the blank behind it («≥ 21个» of kreuzberg, in one line)."""
    text = parts[0].text
    for above, part in pairwise(parts):
        beside = part.pieces[0][0] - above.pieces[-1][1] == 1 and _is_sign(above.word, patterns)
        text += (" " if beside else "\n") + part.text
    return RawCell(text, tuple(piece for part in parts for piece in part.pieces))
