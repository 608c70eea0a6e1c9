"""Stretches of characters -> printed lines, each with its raw text and the place of every character."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from operator import attrgetter, itemgetter

from jixiao.document import Run
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.glyphs import Glyphs, Stretch

ASCENT, DESCENT = 0.88, 0.14  # of the em, as Chinese fonts have them; the files' own figures cannot be trusted
GAP = 2.0  # ems: more room than type is ever spread by
APART = 0.4  # ems between two cells at the least, where no rule parts them
_SPREAD = 0.1  # ems between the letters of type that is spread
FEW = 3  # pieces on a line, at the least, of a table
_CERTAIN = 0.998  # how a sign is set is hardly ever told by so little that it matters: no run of its own
_THINNEST = 0.3  # points: no space is thinner
_MOST_BLANKS = 60
_BLANK_OVER, _BLANK_LEAST = 0.2, 0.1  # ems: how far a lone blank may lie under a letter, how much room it takes


@dataclass(slots=True)
class Line:
    """A printed line in the upright frame. ``xs``: left edges of the characters and the right edge of the last
    (of a watermark only the outer edges).

    ``x0``/``x1`` are those of the first and last character that is no blank; ``base`` is the baseline.
    """

    text: str
    xs: list[float]
    x0: float
    x1: float
    base: float
    size: float
    page: int
    upper: float | None = None
    """Upper edge where it is not that of one line of type: a label set sideways, a watermark."""
    sure: list[float] | None = None
    """Of a line read from a scan: one confidence a character, 0 to 1."""
    settings: list[float] | None = None
    """The same for how each is set, see `Run.setting`."""
    pieces: list[Line] | None = None
    """On a page without rules: what stands apart on the line, from left to right."""
    column: tuple[float, int] | None = None
    """Of text set in two columns: where these begin on the page, and which one it is."""
    shift: float = 0.0
    """How far to the right of its ``xs`` it stands: a right column is read as if it stood where the left one does."""

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.base - ASCENT * self.size if self.upper is None else self.upper

    @property
    def place(self) -> tuple[float, int, float]:
        """Where it comes in the order of reading."""
        return (self.base - self.size * 0.5, 0, 0.0) if self.column is None else (*self.column, self.base)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.base + DESCENT * self.size

    def runs(self, start: int, frame: Frame) -> list[Run]:
        """The line as runs, the first at ``start`` of the raw text: one, or one for each stretch of equal confidence.

        So a value is as sure as its own characters, and not as the least sure of its line.
        """
        if self.sure is None:
            return [self.run(start, frame)]
        settings = self.settings or [1.0] * len(self.sure)
        levels = [
            (int(100 * sure) / 100, 1.0 if setting >= _CERTAIN else int(1000 * setting) / 1000)
            for sure, setting in zip(self.sure, settings, strict=True)
        ]
        cuts = [0, *(i for i in range(1, len(levels)) if levels[i] != levels[i - 1]), len(levels)]
        runs = []
        for a, b in pairwise(cuts):
            part = Line(self.text[a:b], self.xs[a : b + 1], self.xs[a], self.xs[b], self.base, self.size, self.page)
            run = part.run(start + a, frame)
            run.confidence, run.setting = levels[a]
            runs.append(run)
        return runs

    def run(self, start: int, frame: Frame) -> Run:
        """The line as one run that begins at ``start`` of the raw text."""
        at = [x + self.shift for x in self.xs] if self.shift else self.xs
        top, bottom, length = self.top, self.bottom, len(self.text)
        box = frame.shown((at[0], top, max(at[-1], at[0]), bottom))
        xs = frame.shown_xs(at, (top + bottom) / 2) if len(at) > length else ()
        return Run(start, start + length, self.page, box, xs)


def lines_of(
    stretches: Iterable[Stretch], glyphs: Glyphs, page: int, *, blank: bool = False, spaced: bool = False
) -> list[Line]:
    """The lines that the stretches make, from top to bottom. ``blank``: keep a line of blanks. ``spaced``: with their
    pieces, where one line at least has a few; if no rules part the cells of a table, the room between them does."""
    stretches = sorted(stretches, key=attrgetter("base", "x0"))
    turned = [s for s in stretches if s.turn]
    lines = _turned_lines(turned, glyphs, page) if turned else []
    groups = [*_on_one_base([s for s in stretches if not s.turn] if turned else stretches)]
    usual = 0.0
    if spaced and (spaced := any(len(group) >= FEW and _gaps(group) >= FEW - 1 for group in groups)):
        usual = _usual_gap(groups, glyphs)
        spaced = not usual or any(len(group) >= FEW and _gaps(group, usual) >= FEW - 1 for group in groups)
    for group in groups:
        line = _line(group, glyphs, page)
        if spaced:
            pieces = (_line(part, glyphs, page) for part in _cut_at_gaps(group, glyphs, usual))
            line.pieces = [piece for piece in pieces if piece.text.strip()]
        lines.append(line)
    return [line for line in lines if line.text and (blank or not line.text.isspace())]


def lines_apart(stretches: Iterable[Stretch]) -> Iterator[bool]:
    """Of each line that the stretches make whether a few pieces stand apart on it."""
    for group in _on_one_base(sorted(stretches, key=attrgetter("base", "x0"))):
        yield _gaps(group) >= FEW - 1


def _gaps(group: Sequence[Stretch], usual: float = 0.0) -> int:
    return sum(b.x0 - a.x1 > APART * b.size + usual for a, b in pairwise(sorted(group, key=lambda s: s.x0)))


def _usual_gap(groups: Sequence[Sequence[Stretch]], glyphs: Glyphs) -> float:
    """Points between two letters of a page whose type is spread (Word's «加宽»), else 0: as much more parts cells.
    Where most cells hold one figure («0»), most gaps are those between cells, wider than type is spread by."""
    left, right = glyphs.left, glyphs.right
    gaps = [left[i] - right[i - 1] for group in groups for s in group for i in range(s.start + 1, s.end)]
    gaps += [b.x0 - a.x1 for group in groups for a, b in pairwise(sorted(group, key=lambda s: s.x0))]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    size = groups[0][0].size
    return usual if _SPREAD * size < usual < GAP * size else 0.0


def _on_one_base(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches, sorted by their baselines, in groups of a line each."""
    group: list[Stretch] = []
    level = size = 0.0
    for stretch in stretches:
        # A raised or smaller character (m²) stands a third of an em off its line; the next line is 0.9 em away.
        if group and stretch.base - level > 0.45 * max(size, stretch.size):
            yield group
            group, size = [], 0.0
        if stretch.size > size or not group:
            level, size = stretch.base, stretch.size
        group.append(stretch)
    if group:
        yield group


def _cut_at_gaps(group: list[Stretch], glyphs: Glyphs, usual: float) -> list[list[Stretch]]:
    """The stretches of a line, cut where there is room without a character, in groups of what stands together."""
    slices = [one for stretch in group for one in _together(stretch, glyphs, usual)]
    parts: list[list[Stretch]] = []
    edge = 0.0
    for one in sorted(slices, key=lambda s: s.x0):
        if not parts or one.x0 - edge > APART * one.size + usual:
            parts.append([])
        parts[-1].append(one)
        edge = max(edge, one.x1)
    return parts


def _together(stretch: Stretch, glyphs: Glyphs, usual: float) -> Iterator[Stretch]:
    """The slices of a stretch whose characters stand together: a blank may lead from one cell to one far behind those
    that other stretches hold («项», «目名称» between « 网络»'s blank and its letters)."""
    start = stretch.start
    for i in range(stretch.start + 1, stretch.end):
        if glyphs.left[i] - glyphs.right[i - 1] > APART * stretch.size + usual:
            yield _slice(stretch, start, i, glyphs)
            start = i
    yield _slice(stretch, start, stretch.end, glyphs)


def _slice(stretch: Stretch, start: int, end: int, glyphs: Glyphs) -> Stretch:
    return replace(stretch, start=start, end=end, x0=glyphs.left[start], x1=glyphs.right[end - 1])


def askew_lines(stretches: Iterable[Stretch], glyphs: Glyphs, page: int) -> list[Line]:
    """Watermarks: characters set askew, in the order of the content, as long as they stand near one another."""
    groups: list[list[Stretch]] = []
    for stretch in stretches:
        last = groups[-1][-1] if groups else None
        near = 2.5 * stretch.size
        if last and abs(stretch.x0 - last.x1) <= near and abs(stretch.base - last.base) <= near:
            groups[-1].append(stretch)
        else:
            groups.append([stretch])
    lines = []
    for group in groups:
        text = "".join([glyphs.text[s.start : s.end] for s in group])
        x0, x1 = min(s.x0 for s in group), max(s.x1 for s in group)
        base = max(s.base for s in group)
        upper = min(s.base - s.size for s in group)
        lines.append(Line(text, [x0, x1], x0, x1, base, group[0].size, page, upper))
    return [line for line in lines if not line.text.isspace()]


def _turned_lines(stretches: list[Stretch], glyphs: Glyphs, page: int) -> list[Line]:
    """Labels set sideways in an upright page (绩效指标 along the edge of a form): one line for each column of type."""
    columns: dict[int, list[list[Stretch]]] = {90: [], 270: []}
    for s in sorted(stretches, key=lambda s: (s.turn, s.x0 + s.x1)):
        found = columns.setdefault(s.turn, [])
        middle = s.x0 + s.x1
        if found and abs(middle - (found[-1][-1].x0 + found[-1][-1].x1)) <= 1.2 * s.size:
            found[-1].append(s)
        else:
            found.append([s])
    lines = []
    # Text that runs upwards is read from the left column on; downwards, from the right.
    for column in columns[90] + columns[270][::-1]:
        column.sort(key=lambda s: s.base, reverse=column[0].turn == 90)
        text = "".join([glyphs.text[s.start : s.end] for s in column])
        x0, x1 = min(s.x0 for s in column), max(s.x1 for s in column)
        size = column[0].size
        base, upper = max(s.base for s in column), min(s.base for s in column) - size
        lines.append(Line(text, [x0, x1], x0, x1, base, size, page, upper))
    return lines


def _line(group: list[Stretch], glyphs: Glyphs, page: int) -> Line:
    if len(group) == 1:  # most cells and most paragraphs' lines
        main = group[0]
        order: Sequence[int] = range(main.start, main.end)
        text, xs, end = glyphs.text[main.start : main.end], glyphs.left[main.start : main.end], glyphs.right[order[-1]]
        xs.append(end)
    else:
        group.sort(key=lambda s: s.x0)
        main = max(group, key=lambda s: (s.end - s.start, s.size))
        order = [*chain.from_iterable([range(s.start, s.end) for s in group])]
        pairs = list(pairwise(group))
        if any(b.x0 < a.x1 - 0.2 * a.size for a, b in pairs):
            order = _ordered(order, glyphs, main.size)
            text, xs = "".join([glyphs.text[i] for i in order]), [glyphs.left[i] for i in order]
        else:
            text = "".join([glyphs.text[s.start : s.end] for s in group])
            xs = [*chain.from_iterable([glyphs.left[s.start : s.end] for s in group])]
        end = glyphs.right[order[-1]]
        xs.append(end)
        if any(b.x0 - a.x1 > GAP * a.size for a, b in pairs):
            order, text, xs = _gaps_marked(order, text, xs, glyphs, main.size)
    if glyphs.blanks:
        order, text, xs = _lone_blanks_added(order, text, xs, glyphs, main)
    if " " in text:
        text, xs = _blanks_restored(text, xs, order, glyphs.right)
    x0, x1 = xs[0], end
    if text != text.strip():
        lead, tail = len(text) - len(text.lstrip()), len(text.rstrip())
        x0, x1 = xs[lead] if lead < len(text) else x0, xs[tail] if tail < len(text) else x1
    return Line(text, xs, x0, x1, main.base, main.size, page)


def _ordered(order: Sequence[int], glyphs: Glyphs, size: float) -> list[int]:
    """Characters from left to right, a letter drawn twice to look bold once.

    The content may hold «()㎡» for «(㎡)», and fake bold writes a line twice a fraction of a point apart.
    """
    text, left, base = glyphs.text, glyphs.left, glyphs.base
    kept: list[int] = []
    for i in sorted(order, key=lambda i: (round(left[i], 1), i)):
        twin = any(
            text[k] == text[i] and abs(left[k] - left[i]) <= 0.2 * size and abs(base[k] - base[i]) <= 0.2 * size
            for k in kept[-3:]
        )
        if not twin:
            kept.append(i)
    return kept


def _gaps_marked(
    order: Sequence[int], text: str, xs: list[float], glyphs: Glyphs, size: float
) -> tuple[Sequence[int], str, list[float]]:
    """A TAB for each gap that no blank fills: two columns without a rule between them are not one figure."""
    kept: list[int] = []
    for i in order:
        last = kept[-1] if kept else -1
        wide = last >= 0 and glyphs.left[i] - glyphs.right[last] > GAP * size
        if wide and not (glyphs.text[last].isspace() or glyphs.text[i].isspace()):
            kept.append(-1)
        kept.append(i)
    if len(kept) == len(order):
        return order, text, xs
    text = "".join(["\t" if i < 0 else glyphs.text[i] for i in kept])
    xs = [glyphs.left[i] if i >= 0 else glyphs.right[kept[k - 1]] for k, i in enumerate(kept)]
    return kept, text, [*xs, glyphs.right[kept[-1]]]


def _lone_blanks_added(
    order: Sequence[int], text: str, xs: list[float], glyphs: Glyphs, main: Stretch
) -> tuple[Sequence[int], str, list[float]]:
    """Blanks that are text objects of their own (set in another font than their neighbours), where there is room.

    pdfium takes them for nothing, and guesses a blank from the gap: what the author wrote cannot be told from a gap
    that justification or an autospace of Chinese and Latin made. A blank beside another one is restored with it.
    """
    near = 0.45 * main.size
    first = bisect_left(glyphs.blanks, (main.base - near, 0.0))
    last = bisect_right(glyphs.blanks, (main.base + near, xs[-1]))
    if first == last:
        return order, text, xs
    found: dict[int, list[float]] = {}
    for _, x in sorted(glyphs.blanks[first:last], key=itemgetter(1)):
        at = bisect_left(xs, x - 0.05, 0, len(order))
        if not 0 < at < len(order) or text[at - 1].isspace() or text[at] == "\t":
            continue
        free = found[at][-1] + _BLANK_LEAST * main.size if at in found else glyphs.right[order[at - 1]]
        if x >= free - _BLANK_OVER * main.size and xs[at] - x >= _BLANK_LEAST * main.size:
            found.setdefault(at, []).append(x)
    if not found:
        return order, text, xs
    kept: list[int] = []
    letters: list[str] = []
    places: list[float] = []
    start = 0
    for at, lone in sorted(found.items()):
        kept += [*order[start:at], *[-1] * len(lone)]
        letters += [text[start:at], " " * len(lone)]
        places += [*xs[start:at], *lone]
        start = at
    return [*kept, *order[start:]], "".join([*letters, text[start:]]), [*places, *xs[start:]]


def _blanks_restored(
    text: str, xs: list[float], order: Sequence[int], right: Sequence[float]
) -> tuple[str, list[float]]:
    """Blanks as in the file: pdfium keeps one of several spaces that follow one another.

    The room up to the next character in widths of that space (fonts differ: a quarter or half an em) tells how many.
    """
    out: list[str] = []
    places: list[float] = []
    start, i = 0, text.find(" ")
    while i >= 0:
        room, one = xs[i + 1] - xs[i], (right[order[i]] if order[i] >= 0 else 0.0) - xs[i]
        extra = min(int(room / one + 0.3) - 1, _MOST_BLANKS) if one > _THINNEST else 0
        if extra > 0:
            step = room / (extra + 1)
            out += [text[start : i + 1], " " * extra]
            places += [*xs[start : i + 1], *[xs[i] + step * (k + 1) for k in range(extra)]]
            start = i + 1
        i = text.find(" ", i + 1)
    return ("".join([*out, text[start:]]), [*places, *xs[start:]]) if start else (text, xs)
