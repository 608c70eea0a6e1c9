"""The ruled lines of an upright page picture, as edges for `jixiao.readers.pdf.grid.find_grids`.

A rule is thin across, long along, and runs from rule to rule. The way: a filter that averages along a direction and
asks for dark between light across it, so that print as faint as the noise still shows; long pieces of that give the
lattice of all rules; then each stretch between two neighbouring crossings is judged by itself. So a blank row is a
row, a merged cell stays merged, and a stroke of a letter or an underline, which ends in mid air, is no rule.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from jixiao.readers.groups import joined
from jixiao.readers.pdf.grid import Edge
from jixiao.readers.scan.faint import goes_on
from jixiao.readers.scan.lattice import (
    ALONG,
    LEAST,
    LONG,
    SAME,
    SHORT,
    Direction,
    Floats,
    Line,
    Pixels,
    Track,
    direction_of,
)

_MEETS = 3.0  # points: how far an end may be from the rule that it meets

_COVERED, _CLEARLY = 0.88, 0.7  # share of a stretch that is dark where there is a rule
_FAINT, _COVERED_FAINT = 40.0, 0.82  # levels of a rule that grain or a glare breaks; as the first of those above
_MEETING = 0.3  # the same of its first and last points
_WHOLE = 0.97  # share that is dark of a rule in good print
_BRANCHED, _SMEARED = 0.3, 0.75  # share of a stretch with ink beside it: of strokes on one side, of a ring on both
_PALER, _AROUND = 0.75, 30.0  # of the strength that rules have within so many points: the ink of a seal
_ALONE = 45.0  # points: of what looks straight in a seal
_BRANCHED_SHORT = 0.2  # the first for a line that is as short as a stroke
_ALONG_RING, _BESIDE_RING = 46.0, 2.5  # points: more than a ring covers of a line; how far its ink draws a line away
_CHORD = 32.0  # points that a ring as broad as 3 points covers of a straight line at most
_EDGE, _CLEAR = 0.01, 0.045  # of the page's length: beyond is its edge; outside of the other no table stands
_CREASED, _DARKER = 0.55, 3.0  # share of that room that is dark where a crease runs through; times, a rule beside it
_TWICE, _MOSTLY = 2.0, 0.5  # how much darker the half of a rule is than a fold that goes on from it
_SHADE, _STANDS_OUT = 0.4, 1.5  # of a fold beside the table: of what it is inside, and of what other lines have there
_TYPICAL = 0.5  # of the usual rule's strength, a fold has less
_SPECKLED, _SOLID = 0.8, 0.95  # a crease's and a rule's palest tenth, over the rule, where a copy is black and white
_SAG, _RADIUS = 0.3, 110.0  # points: a seal's ring has a radius of 50 to 65


def find_rules(pixels: Pixels, dpi: float) -> tuple[list[Edge], list[Edge]]:
    """Horizontal and vertical rules of an upright page, in its points: (y, x0, x1) and (x, top, bottom).

    Each edge runs from one crossing to another; those of one line have exactly one position.
    """
    return rules_among(*directions_of(pixels, dpi))


def directions_of(pixels: Pixels, dpi: float) -> tuple[Direction, Direction]:
    """What may be rules of an upright page: those that run to the right, and, as if they did, those that run down."""
    grey = pixels if pixels.ndim == 2 else np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.uint8)
    return direction_of(grey, dpi), direction_of(np.ascontiguousarray(grey.T), dpi)


def rules_among(across: Direction, down: Direction) -> tuple[list[Edge], list[Edge]]:
    """The rules among what may be some, as of `find_rules`."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for hs, vs in _tables(across, down):
        one, other = _judged(across, down, hs, vs)
        horizontal += one
        vertical += other
    scale = 1 / across.unit
    return (
        [(y * scale, a * scale, b * scale) for y, a, b in horizontal],
        [(x * scale, a * scale, b * scale) for x, a, b in vertical],
    )


def _tables(across: Direction, down: Direction) -> list[tuple[list[Line], list[Line]]]:
    """Lines whose pieces touch one another, directly or by others: the lattices of the page."""
    hs = across.lines([p for p in across.pieces if p.length >= LONG * across.unit])
    vs = down.lines([p for p in down.pieces if p.length >= LONG * down.unit])
    touching = (
        (i, k)
        for i, h in enumerate(hs)
        for k, v in enumerate(vs, len(hs))
        if _passes(h, v.at, across.unit) and _passes(v, h.at, across.unit)
    )
    parts = joined(len(hs) + len(vs), touching)
    lattices = [
        ([hs[i] for i in part if i < len(hs)], [vs[i - len(hs)] for i in part if i >= len(hs)]) for part in parts
    ]
    return [(rows, columns) for rows, columns in lattices if len(rows) >= 2 and columns]


def _passes(line: Line, place: float, unit: float) -> bool:
    return any(p.start - _MEETS * unit <= place <= p.end + _MEETS * unit for p in line.pieces)


def _judged(across: Direction, down: Direction, hs: list[Line], vs: list[Line]) -> tuple[list[Edge], list[Edge]]:
    """The ruled stretches of one lattice."""
    hs, vs = (
        [
            line
            for line in lines
            if not (_is_crease(line, others, across.unit) or _is_shadow(line, lines, others, across.unit))
        ]
        for lines, others in ((hs, vs), (vs, hs))
    )
    hs, vs = _settled(across, down, hs, vs)
    hs, vs = (
        [line for line in lines if not _is_pale(line, others, across.unit)] for lines, others in ((hs, vs), (vs, hs))
    )
    hs, vs = _settled(across, down, hs, vs)
    more = (
        [line for line in _between(across, hs, vs) if not _is_crease(line, vs, across.unit)],
        [line for line in _between(down, vs, hs) if not _is_crease(line, hs, down.unit)],
    )
    if more[0] or more[1]:
        hs = sorted([*hs, *more[0]], key=lambda line: line.at)
        vs = sorted([*vs, *more[1]], key=lambda line: line.at)
        hs, vs = _settled(across, down, hs, vs)
    return _edges(hs, vs), _edges(vs, hs)


def _is_crease(line: Line, crossing: list[Line], unit: float) -> bool:
    """Whether a line runs on as dark to the edges of the paper, where no table reaches: a fold, a scanner's scratch.

    A rule beside a fold is darker than what runs on: it stays, and only what is as dark as it belongs to it.
    """
    dark = line.track.dark
    length = len(dark)
    first, last = min(other.at for other in crossing), max(other.at for other in crossing)
    inner = round(_CLEAR * length)
    sides = ((round(_EDGE * length), min(inner, int(first))), (max(length - inner, ceil(last)), -round(_EDGE * length)))
    seen = [part for a, b in sides if len(part := dark[a:b]) >= _EDGE * length]
    if not seen or not all(float(np.mean(part >= line.least)) >= _CREASED for part in seen):
        return _runs_out(line, first, last, unit)
    clear = dark[dark >= _DARKER * max(float(np.percentile(np.concatenate(seen), 90)), LEAST)]
    if len(clear) < LONG * unit:
        return not _is_solid(line, crossing, seen)
    line.strength = float(np.median(clear))
    return False


def _runs_out(line: Line, first: float, last: float, unit: float) -> bool:
    """Whether a line goes on without a gap from the table to one edge of the paper, and is mostly no darker in it: a
    fold that is too faint at the other edge."""
    dark = line.track.dark
    edge, gap = round(_EDGE * len(dark)), round(2 * _MEETS * unit)
    for part in (dark[edge : max(int(first) - gap, 0)], dark[ceil(last) + gap : -edge]):
        if len(part) >= LONG * unit and float(np.mean(part >= LEAST)) >= _WHOLE:
            there = dark[int(first) : ceil(last)]
            there = there[there >= LEAST]
            return float(np.mean(there >= _TWICE * float(np.percentile(part, 90)))) < _MOSTLY
    return False


def _is_shadow(line: Line, lines: list[Line], crossing: list[Line], unit: float) -> bool:
    """Whether a line is much paler than rules are, and goes on beside the table, to be told from grain only as a whole:
    the fold of a faint copy."""
    if line.strength > _TYPICAL * float(np.median([other.strength for other in crossing])):
        return False
    first, last = min(other.at for other in crossing), max(other.at for other in crossing)
    gap = 2 * _MEETS * unit
    beside = [_beside_table(other, first - gap, last + gap) for other in lines]
    own = _beside_table(line, first - gap, last + gap)
    return own >= max(_SHADE * line.strength, _STANDS_OUT * float(np.median(beside)), LEAST / 2)


def _beside_table(line: Line, first: float, last: float) -> float:
    """A line's usual contrast where it goes on to both edges of the paper."""
    dark = line.track.dark
    edge = round(_EDGE * len(dark))
    return float(np.median(np.concatenate([[0.0], dark[edge : max(int(first), edge)], dark[ceil(last) : -edge]])))


def _is_solid(line: Line, crossing: list[Line], sides: list[Floats]) -> bool:
    """Whether most of a line is one stroke from crossing to crossing, and what runs on at the sides is speckles: a rule
    beside a crease in black and white, where both are as dark."""
    strength = float(np.median(line.track.dark[int(crossing[0].at) : ceil(crossing[-1].at)]))
    if any(float(np.percentile(side, 10)) > _SPECKLED * strength for side in sides):
        return False
    spans = [(round(a.at), round(b.at)) for a, b in pairwise(crossing)]
    solid = sum(b - a for a, b in spans if b > a and np.percentile(line.track.dark[a:b], 10) >= _SOLID * strength)
    return solid >= (crossing[-1].at - crossing[0].at) / 2


def _is_pale(line: Line, crossing: list[Line], unit: float) -> bool:
    """Whether a line has one short ruled stretch alone, clearly paler there than the rules that it meets: a grey seal's
    ring or star."""
    runs = _runs(line, [other.at for other in crossing])
    if len(runs) != 1 or runs[0][1] - runs[0][0] > _ALONE * unit:
        return False
    ends = [other for other in crossing if other.at in runs[0]]
    return _median_dark(line, *runs[0]) < _PALER * min(_dark_around(other, line, unit) for other in ends)


def _dark_around(line: Line, crossing: Line, unit: float) -> float:
    """A line's usual contrast around where another crosses it."""
    return _median_dark(line, crossing.at - _AROUND * unit, crossing.at + _AROUND * unit)


def _median_dark(line: Line, start: float, end: float) -> float:
    """A line's usual contrast between two places, where it is there at all."""
    dark = line.track.dark[max(round(start), 0) : max(round(end), 0)]
    there = dark[dark >= line.least]
    return float(np.median(there)) if len(there) else 0.0


def _settled(across: Direction, down: Direction, hs: list[Line], vs: list[Line]) -> tuple[list[Line], list[Line]]:
    """Judge; take out the lines that have no ruled stretch; judge again what is left."""
    while len(hs) >= 2 and len(vs) >= 2:
        before = len(hs) + len(vs)
        hs = _ruled(hs, vs, across)
        vs = _ruled(vs, hs, down)
        if len(hs) + len(vs) == before:
            return hs, vs
    return [], []


def _ruled(lines: list[Line], crossing: list[Line], direction: Direction) -> list[Line]:
    stops = [other.at for other in crossing]
    unit = direction.unit
    kept = []
    for line in lines:
        line.held = _held(line, stops, unit)
        for k, (a, b) in enumerate(pairwise(stops)):
            if not line.held[k] and b - a >= _ALONG_RING * unit:
                line.held[k] = direction.is_straight(line, a, b, _BESIDE_RING * unit)
        _go_on(direction, line, stops)
        _let_go(line, crossing, unit)
        least = (SHORT if line.short else LONG - ALONG) * unit
        if any(b - a >= least for a, b in _runs(line, stops)):
            kept.append(line)
    return kept


def _go_on(direction: Direction, line: Line, stops: list[float]) -> None:
    """Hold the faint stretches of a line, to the right of those that are clear and to the left."""
    spans = list(pairwise(stops))
    for way in (range(len(spans)), reversed(range(len(spans)))):
        known: int | None = None
        for k in way:
            if not line.held[k] and known is not None:
                line.held[k] = goes_on(direction, line, spans[k], spans[known])
            if line.held[k]:
                known = k


def _let_go(line: Line, crossing: list[Line], unit: float) -> None:
    """Let go of a short last stretch that is clearly paler than the one beside it and than the rules that it meets: a
    grey seal's ring, where a rule ends on it."""
    held = line.held
    for k, there in enumerate(held):
        before, behind = k > 0 and held[k - 1], k + 1 < len(held) and held[k + 1]
        first, last = crossing[k], crossing[k + 1]
        if there and before != behind and last.at - first.at <= _ALONE * unit:
            beside = k - 1 if before else k + 1
            held[k] = _median_dark(line, first.at, last.at) >= _PALER * min(
                _median_dark(line, crossing[beside].at, crossing[beside + 1].at),
                *(_dark_around(other, line, unit) for other in (first, last)),
            )


def _held(line: Line, stops: list[float], unit: float) -> list[bool]:
    """For each stretch between stops whether it is ruled: dark, and straight or with dark stretches on both sides."""
    spans = [(max(round(a + 0.7 * unit), 0), max(round(b - 0.7 * unit), 0)) for a, b in pairwise(stops)]
    parts = [_part(line, a, b) for a, b in spans]
    least = _COVERED_FAINT if line.strength < _FAINT else _COVERED
    dark = [_is_covered(part.dark >= line.least, part.edge >= line.least, unit, least) for part in parts]
    straight = [there and not _is_bent(part.course, unit) for part, there in zip(parts, dark, strict=True)]
    # A ring that touches a rule bends it too; where no rule is, the ring leaves the line before the next stretch.
    beside = list(zip([True, *dark], [*dark[1:], True], strict=False))[: len(dark)]
    held = [there and (own or (a and b)) for there, own, (a, b) in zip(dark, straight, beside, strict=True)]
    clean = [there and not _is_written(line, part, unit) for part, there in zip(parts, held, strict=True)]
    return [
        there and (own or _is_between(clean, held, k)) for k, (there, own) in enumerate(zip(held, clean, strict=True))
    ]


def _part(line: Line, a: int, b: int) -> Track:
    """A stretch of a line: along its pieces, or along what is straight in them where more of that is dark."""
    shares = [float(np.mean(track.dark[a:b] >= line.least)) if b > a else 0.0 for track in (line.track, line.straight)]
    track = line.straight if shares[1] > shares[0] else line.track
    return Track(track.dark[a:b], track.course[a:b], track.edge[a:b], track.beside[:, a:b])


def _is_written(line: Line, part: Track, unit: float) -> bool:
    """Whether a stretch is made of strokes: gaps, and branches to a side; or of a ring, with its ink on both sides.

    Strokes of characters that stand closely below one another join to what is as long as a row is high; in a low row
    one bold stroke is, without a gap.
    """
    inked = (part.beside >= max(0.5 * line.strength, LEAST)).mean(axis=1)
    gaps = float(np.mean(part.dark >= line.least)) < _WHOLE
    branched = inked.max() >= (_BRANCHED_SHORT if line.short else _BRANCHED)
    smeared = inked.min() >= _SMEARED and (gaps or len(part.dark) < _CHORD * unit)
    return bool(((gaps or line.short) and branched) or smeared)


def _is_between(clean: list[bool], held: list[bool], k: int) -> bool:
    """Whether a line goes on from stretch ``k`` to clean ones on both sides: print or a seal lies over a rule.

    The edge of the table does for one of them.
    """
    before = next((clean[i] for i in range(k - 1, -1, -1) if clean[i] or not held[i]), None)
    behind = next((clean[i] for i in range(k + 1, len(held)) if clean[i] or not held[i]), None)
    return before is not False and behind is not False and bool(before or behind)


def _is_covered(there: NDArray[np.bool_], touched: NDArray[np.bool_], unit: float, covered: float) -> bool:
    """Whether a stretch is dark, most of it with paper on both sides, and at its ends too: what an underline lacks."""
    end = round(2 * _MEETS * unit)
    parts = ((there, _CLEARLY), (there | touched, covered), (there[:end], _MEETING), (there[-end:], _MEETING))
    return len(there) > 0 and all(float(np.mean(part)) >= least for part, least in parts)


def _is_bent(course: Floats, unit: float) -> bool:
    """Whether a stretch is a part of a circle as small as a seal's ring; the paper itself curls far less."""
    third = len(course) // 3
    if third < 2:
        return False
    left, middle, right = (float(np.median(course[k * third : (k + 1) * third])) for k in range(3))
    sag = abs((left + right) / 2 - middle)
    return sag > _SAG * unit and third * third / (2 * sag) < _RADIUS * unit


def _between(direction: Direction, lines: list[Line], crossing: list[Line]) -> list[Line]:
    """Lines of short pieces that run from rule to rule: the only rules of a narrow column or a low row."""
    unit = direction.unit
    found = []
    for p in direction.pieces:
        if p.length >= LONG * unit or any(abs(p.at - line.at) <= SAME * unit for line in lines):
            continue
        if all(any(abs(c.at - end) <= _MEETS * unit for c in crossing) for end in (p.start, p.end)):
            found.append(p)
    return direction.lines(found)


def _runs(line: Line, stops: list[float]) -> list[tuple[float, float]]:
    """Neighbouring ruled stretches as one."""
    runs: list[tuple[float, float]] = []
    start: float | None = None
    for k, held in enumerate([*line.held, False]):
        if held and start is None:
            start = stops[k]
        elif not held and start is not None:
            runs.append((start, stops[k]))
            start = None
    return runs


def _edges(lines: list[Line], crossing: list[Line]) -> list[Edge]:
    stops = [other.at for other in crossing]
    return [(line.at, a, b) for line in lines for a, b in _runs(line, stops)]
