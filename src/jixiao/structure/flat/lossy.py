"""Where text has lost cells, the tables in it: between bars, or a cell a line (`barred_tables`, `lined_tables`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat import bars
from jixiao.structure.flat.compose import Recovered
from jixiao.structure.flat.recover import Recovery
from jixiao.structure.flat.rowmodel import Budget, Mode
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.signs import named, signs_of
from jixiao.structure.flat.stretch import Line, Stretch
from jixiao.structure.flat.tokens import Token, keys_in, shapes_in, tokens_of, ways_spaced
from jixiao.structure.flat.words import Words

BAR_CELLS = Mode(hole=inf, shared=0.6, lines=False, worst=0.9)
BAR_ROWS = Mode(hole=0.1, shared=0.1, lines=False, worst=0.9)
LINES = Mode(hole=0.25, shared=0.25, lines=True)
WORDS = Mode(hole=0.25, shared=0.25, lines=True, single=True)

LEAST = 0.5
"""The share of cells that must be certain: of a table with fewer nothing is believed."""
WHOLE = 0.95
"""The share of a table that was read as a whole."""
_SHAPES = 8  # forms that are tried, the likeliest first
_MARKS = "\t\x07|│"  # of dialects that mark cells: what they could not read is not read without their marks
_NOISE = 2  # blank lines too many that a web page may have within a table
_LABELS = 12  # of a form that was poured into one line
_WORD = re.compile(r"\S+")
_IN_ORDER = "flat.in_order"
_FOLLOWED = 0.8  # the share of lines with a blank one behind them where every cell has one


def barred_tables(
    stretch: Stretch, start: int, stop: int, shapes: Sequence[Shape], patterns: Patterns, words: Words
) -> tuple[list[tuple[Recovered, str]], list[tuple[int, int]]]:
    """Tables of known forms whose cells stand between bars, each with its dialect; and bars between which words of a
    form stand but no table can be read."""
    if stretch.text.find("|", start, stop) < 0:
        return [], []
    found: list[tuple[Recovered, str]] = []
    refused: list[tuple[int, int]] = []
    for ways in bars.read(stretch, start, stop, words):
        best: list[tuple[Recovered, str]] = []
        for way in ways:
            mode = BAR_CELLS if way.bounds is None else BAR_ROWS
            tables = _best(way.tokens, way.bounds, mode, stretch, shapes, patterns, words)
            if _worth(tables) > _worth(one for one, _ in best):
                best = [(one, way.dialect) for one in tables]
        found += best
        tokens = ways[0].tokens
        if not best and shapes_in(tokens, shapes):
            refused.append((tokens[0].line.start, tokens[-1].line.after))
    return found, refused


def lined_tables(
    stretch: Stretch, start: int, stop: int, shapes: Sequence[Shape], patterns: Patterns, words: Words
) -> list[Recovered]:
    """Tables of known forms with a cell a line, where blank lines do not stand for empty cells."""
    lines = stretch.lines_in(start, stop)
    if any(mark in line.text for line in lines for mark in _MARKS):
        return []
    if _lost_blanks(lines):
        tokens = tokens_of([line for line in lines if line.text])
    elif _are_followed(lines):  # an empty cell is one blank line more
        tokens = tokens_of(ways_spaced(lines)[0])
    else:
        return []
    if sum(a.key == b.key and words.is_label(a.key) for a, b in pairwise(tokens)) > 1:
        return []  # merged text is repeated: a heading's cells are several times as many
    return _best(tokens, None, LINES, stretch, shapes, patterns, words)


def worded_tables(
    stretch: Stretch, start: int, stop: int, shapes: Sequence[Shape], patterns: Patterns, words: Words
) -> list[Recovered]:
    """Tables of known forms poured into one line, a blank between the cells and none for an empty one; only where the
    text shows that its cells stand in order (a page's text may have them in any)."""
    found: list[Recovered] = []
    in_order = patterns[_IN_ORDER].compiled
    for line in stretch.lines_in(start, stop):
        text = line.text
        if any(mark in text for mark in _MARKS):
            continue
        if not words.may_hold_form(text) or not in_order.search(squeeze(text)):
            continue
        at = line.start
        tokens = tokens_of([Line(at + m.start(), at + m.end(), at + m.end(), m[0]) for m in _WORD.finditer(text)])
        if sum(words.is_label(token.key) for token in tokens) < _LABELS:
            continue
        found += _best(tokens, None, WORDS, stretch, shapes, patterns, words)
    return found


def _lost_blanks(lines: Sequence[Line]) -> bool:
    """Whether blank lines tell nothing about empty cells: there are none, or (but for a few) one behind each line; with
    more only where an empty cell is a line with a blank."""
    filled = [at for at, line in enumerate(lines) if line.text]
    blank = len(lines) - len(filled)
    if not blank:
        return True
    if not _are_followed(lines):
        return False
    followed = sum(at + 1 < len(lines) and not lines[at + 1].text for at in filled)
    return blank - followed <= _NOISE or any(lines[at].text.isspace() for at in filled)


def _are_followed(lines: Sequence[Line]) -> bool:
    """Whether nearly every line has a blank one behind it."""
    filled = [at for at, line in enumerate(lines) if line.text]
    followed = sum(at + 1 < len(lines) and not lines[at + 1].text for at in filled)
    return followed >= _FOLLOWED * len(filled)


def _best(
    tokens: list[Token],
    bounds: tuple[int, ...] | None,
    mode: Mode,
    stretch: Stretch,
    shapes: Sequence[Shape],
    patterns: Patterns,
    words: Words,
) -> list[Recovered]:
    """The tables of the forms that explain most: of two that overlap the one with more of its printed words, then with
    more certain cells."""
    budget = Budget()
    found: list[Recovered] = []
    failed: list[tuple[int, int, int]] = []
    likeliest = shapes_in(tokens, shapes)
    if likeliest and bounds is not None:  # words that no list holds are told as well
        keys = keys_in(tokens)
        likeliest = sorted(shapes, key=lambda shape: _told(shape, tokens, bounds, keys), reverse=True)
    for shape in likeliest[:_SHAPES]:
        recovery = Recovery(shape, tokens, bounds, mode, stretch, patterns, words, budget)
        tables = recovery.tables()
        found += [one for one in tables if one.sure >= LEAST]
        failed += [*recovery.failed, *((one.start, one.stop, one.labels) for one in tables if one.sure < LEAST)]
    # A form with fewer of its words there is not believed where one with more cannot be read; one more may be that of
    # a column that an office added («备注», 湖北), where nearly every cell is certain without.
    found = [
        one
        for one in found
        if not any(
            start < one.stop and one.start < stop and labels > one.labels + (one.sure >= WHOLE)
            for start, stop, labels in failed
        )
    ]
    best: list[Recovered] = []
    for one in sorted(found, key=lambda one: (one.labels, *one.worth), reverse=True):
        if not any(one.start < other.stop and other.start < one.stop for other in best):
            best.append(one)
    return sorted((one for one in best if not one.astray), key=lambda one: one.start)


def _told(shape: Shape, tokens: Sequence[Token], bounds: tuple[int, ...], keys: Set[str]) -> tuple[int, int]:
    """How many cells a form tells, its own words and what looks like them; and how many of its words there are."""
    return sum(named(shape, sign) for sign in signs_of(shape, tokens, bounds)), len(shape.keys & keys)


def _worth(tables: Iterable[Recovered]) -> tuple[float, ...]:
    worths = [one.worth for one in tables]
    return tuple(sum(column) for column in zip(*worths, strict=True)) if worths else ()
