"""Tables torn to shreds: cells whose broken lines a tool printed beside or below those of their neighbours.

PDF text of narrow columns: «一级指 二级指 三级指 年度指», «标 标 标 标值». No label is whole, so they are found by the
beginnings of labels that stand alone between blanks, which prose does not have. Nothing is read from them. Lines
between bars that no dialect could read are a table as well, whatever its words became (antiword).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.stretch import Line, Stretch, outside
from jixiao.structure.flat.words import Words

_LEAST = 2  # characters of a label's first line
_MANY, _BROKEN = 8, 4  # so many labels of a form close together, so many of them broken
_GAP, _COLUMN = 12, 200
"""Lines without a label inside a table: those of a long cell, or of so few characters, a column's shreds below each
other."""

_REST, _ONE = 3, 1  # what is enough of labels behind a table that was found, so many of them broken
_INVISIBLE = 8  # characters in a label that are no blanks and have no width
_RULE = re.compile(r"[|: -]*--[|: -]*")  # Markdown's
_BARS = 4  # lines between bars of a table at least
_LONG, _SENTENCE = 30, 15  # characters that no line of a narrow column has, and those of one that ends a sentence


@dataclass(frozen=True, slots=True)
class _Hit:
    """A line that has a label, or the first line of one that is ``broken``."""

    line: int
    label: str
    broken: bool


def shredded(stretch: Stretch, known: Sequence[tuple[int, int]], words: Words) -> Iterator[tuple[int, int]]:
    """Where a shredded table stands outside the ``known`` tables: ranges of the stretch's text."""
    for group in outside(stretch.lines, known):
        if "|" in stretch.text:
            yield from _between_bars(group)
        lines: list[Line] = []
        for line in [*group, None]:
            if line is not None and not words.ends_table(line.text):
                lines.append(line)
            elif lines:
                yield from _clusters(lines, words)
                lines = []


def _between_bars(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for barred, run in groupby(lines, lambda line: line.text[:1] == "|" and line.text.rstrip()[-1:] == "|"):
        if barred and len(rows := [*run]) >= _BARS and not any(_RULE.fullmatch(line.text) for line in rows):
            yield rows[0].start, rows[-1].after


def _clusters(lines: Sequence[Line], words: Words) -> Iterator[tuple[int, int]]:
    cluster: list[_Hit] = []
    found = False
    for hit in [*_hits(lines, words), None]:
        if hit is not None and (not cluster or _is_near(lines, cluster[-1].line, hit.line)):
            cluster.append(hit)
            continue
        many, broken = (_REST, _ONE) if found else (_MANY, _BROKEN)
        if len({h.label for h in cluster}) >= many and len({h.label for h in cluster if h.broken}) >= broken:
            found = True
            stop = cluster[-1].line + 1
            while stop < len(lines) and not _is_prose(lines[stop]):
                stop += 1  # the last cells of the table: figures, and ends of labels
            yield lines[cluster[0].line].start, lines[stop - 1].after
        cluster = [hit] if hit is not None else []


def _is_near(lines: Sequence[Line], above: int, below: int) -> bool:
    return below - above <= _GAP or sum(len(squeeze(line.text)) for line in lines[above + 1 : below]) <= _COLUMN


def _is_prose(line: Line) -> bool:
    length = len(squeeze(line.text))
    return length >= (_SENTENCE if "。" in line.text else _LONG)


def _hits(lines: Sequence[Line], words: Words) -> Iterator[_Hit]:
    pieces, longest = _pieces(words)
    for index, line in enumerate(lines):
        for word in line.text.split():
            if len(word) <= longest and (label := pieces.get(key := squeeze(word))) is not None:
                yield _Hit(index, label, key != label)


@lru_cache(maxsize=8)
def _pieces(words: Words) -> tuple[dict[str, str], int]:
    """What the first line of a label's cell may hold -> the label: all of it, or its first half or more; and how many
    characters of a word are looked at."""
    pieces: dict[str, str] = {}
    for label in sorted(words.labels, key=lambda label: (len(label), label)):
        for size in range(max(_LEAST, (len(label) + 1) // 2), len(label)):
            pieces.setdefault(label[:size], label)
    pieces |= {label: label for label in words.labels if len(label) >= _LEAST}
    return pieces, max((len(piece.replace("{year}", "year")) for piece in pieces), default=0) + _INVISIBLE
