"""Cells between bars without a Markdown rule: web pages print tables so (VARIATION §7, kinds 3 and 4).

Rows: «a | b | c | ||||». Every row has the bars of the whole grid; what a row does not fill, empty cells in its midst
too, stands as bare bars at its end. Cells: «a |» one a line or run on, an empty cell as a bare bar; nothing marks rows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.drawn import width
from jixiao.structure.flat.stretch import Line, Stretch
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.words import Words

_PADDED = re.compile(r"\|[^\S\n]*\|[^\S\n]*$")
_RULE = re.compile(r"\s*[|+][-=+:| ]*[-=]{2}[-=+:| ]*$")  # a drawn grid or Markdown: more than bars
_LONGEST = 200  # characters of a line without a bar that may be a part of a cell
_BETWEEN = 3  # so many lines without a bar may stand in one cell
_BROKEN = 8  # cells of a row that may end their lines
_FIXED, _MOST = 4, 0.6  # lines of a print of fixed width at least, and how many of them are as wide as the others
_FEW = 6  # bars that make a closer look worth while
_ABOVE = 6  # lines above a table that may have bars of their own (a page's index number, publisher, date)


@dataclass(frozen=True, slots=True)
class Barred:
    """Cells as ``tokens``; ``bounds`` are the tokens at which rows begin (the end too), None where nothing tells."""

    tokens: list[Token]
    bounds: tuple[int, ...] | None
    dialect: str


def read(stretch: Stretch, start: int, stop: int, words: Words) -> Iterator[list[Barred]]:
    """For each run of lines with bars in [start, stop) the ways to take it, the likeliest first."""
    inside = stretch.lines_in(start, stop)
    for lines in barred_runs(inside, words):
        first, last = lines[0].start, lines[-1].stop
        if stretch.text.count("|", first, last) < _FEW or any(_RULE.match(line.text) for line in lines):
            continue
        if is_fixed_width(lines):
            continue
        padded = _padded(stretch, lines)
        if padded is not None:
            yield [padded]
            continue
        ways = [Barred(_tokens(stretch, first, last), None, "bar-cells")]
        if sum(line.text.count("|") > 1 for line in lines) * 2 > len(lines):
            ways.append(_by_line(stretch, lines))
        yield ways


def is_fixed_width(lines: Sequence[Line]) -> bool:
    """Whether lines are a print of columns of fixed width between bars (antiword): a cell goes on below itself, and
    nothing parts that from the next row."""
    texts = [text for line in lines if (text := line.text.strip())[:1] == "|" and text[-1:] == "|"]
    if len(texts) < _FIXED or len(texts) < len(lines) * _MOST or not any("  |" in text for text in texts):
        return False
    return any(
        max(Counter(sum(width(char, ambiguous) for char in text) for text in texts).values()) >= len(texts) * _MOST
        for ambiguous in (1, 2)
    )


def barred_runs(lines: Iterable[Line], words: Words) -> Iterator[list[Line]]:
    """Runs of lines with bars, with the lines of cells broken over several between them."""
    run: list[Line] = []
    open_: list[Line] = []
    for line in lines:
        if "|" in line.text:
            run += [*open_, line] if run else [line]
            open_ = []
        elif run:
            if len(line.text) > _LONGEST or len(open_) >= _BETWEEN or words.ends_table(line.text):
                yield run
                run, open_ = [], []
            else:
                open_.append(line)
    if run:
        yield run


def _padded(stretch: Stretch, lines: Sequence[Line]) -> Barred | None:
    """The lines as rows of one number of bars; None where they are no such rows."""
    counts = [(line.text.count("|"), bool(_PADDED.search(line.text))) for line in lines]
    if sum(padded for _, padded in counts) < 3:
        return None
    above, width = _width(counts)
    if not width:
        return None
    rows: list[list[Token]] = []
    first, bars = lines[above].start, 0
    for line in lines[above:]:
        bars += line.text.count("|")
        if bars == width:
            rows.append(_tokens(stretch, first, line.stop))
            first, bars = line.after, 0
    if bars:  # the text is cut off within the last row
        rows.append(_tokens(stretch, first, lines[-1].stop))
    if len(rows) < 3:
        return None
    edge = all(row and not row[0].key for row in rows)  # each row begins with the table's left edge
    tokens: list[Token] = []
    bounds = [0]
    for row in rows:
        tokens += _filled(row[edge:])
        bounds.append(len(tokens))
    return Barred(tokens, tuple(bounds), "bar-rows")


def _width(counts: Sequence[tuple[int, bool]]) -> tuple[int, int]:
    """The lines above the first row, and the bars of a row (0: there are none). A cell of several lines ends its line,
    so a row may have several; bare bars end one."""
    for above in range(min(_ABOVE + 1, len(counts))):
        rest = counts[above:]
        if above and sum(padded for _, padded in rest) < 3:
            break
        most = max(count for count, _ in rest)
        width = next((width for width in range(most, most + _BROKEN) if _fits(rest, width)), 0)
        if width:
            return above, width
    return 0, 0


def _fits(counts: Sequence[tuple[int, bool]], width: int) -> bool:
    bars = 0
    for count, padded in counts:
        bars += count
        if bars > width or (padded and bars < width):
            return False
        bars %= width
    return True


def _by_line(stretch: Stretch, lines: Sequence[Line]) -> Barred:
    """Each line a row; one that begins with a bar among lines that do not goes on with the row above it: what stands
    between is a blank cell with a line of its own («年度资金总额 |», «| 32.4 | 31.69 |» below)."""
    edges = [line.text.lstrip().startswith("|") for line in lines]
    goes_on = not edges[0] and all(line.text.rstrip().endswith("|") for line in lines[:-1])
    tokens: list[Token] = []
    bounds = [0]
    first = 0
    for at, line in enumerate(lines):
        if at + 1 < len(lines) and goes_on and edges[at + 1]:
            continue
        text = lines[first].text.strip()
        begin = lines[first].start + lines[first].text.index(text)
        begin += text.startswith("|")
        tokens += _filled(_tokens(stretch, begin, line.stop))
        bounds.append(len(tokens))
        first = at + 1
    return Barred(tokens, tuple(bounds), "bar-rows")


def _filled(tokens: list[Token]) -> list[Token]:
    """A row's cells without the blank ones at its end."""
    while tokens and not tokens[-1].key:
        tokens.pop()
    return tokens


def _tokens(stretch: Stretch, start: int, stop: int) -> list[Token]:
    """The cells of [start, stop): what stands before each bar, and behind the last one if it is no blank."""
    text = stretch.text
    found: list[Token] = []
    at = start
    while at < stop:
        bar = text.find("|", at, stop)
        end = stop if bar < 0 else bar
        raw = text[at:end]
        begin = at + len(raw) - len(raw.lstrip())
        cell = raw.strip()
        if cell or bar >= 0:
            begin = begin if cell else at
            found.append(Token(Line(begin, begin + len(cell), end + (bar >= 0), cell), squeeze(cell) if cell else ""))
        at = end + 1
    return found
