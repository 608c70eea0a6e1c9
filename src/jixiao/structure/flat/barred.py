"""Tables of lines with one number of bars: boxes drawn without counting a Chinese character as two wide, so nothing
stands below its corners (`drawn` reads the others), bars that Markdown escapes, and cells that a script joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.drawn import is_shifted
from jixiao.structure.flat.even import Record, has_heading, table_of
from jixiao.structure.flat.orgrows import is_org, org_rows
from jixiao.structure.flat.stretch import Line, RawCell, RawTable, Stretch
from jixiao.structure.flat.words import Words

BOXES = "│┃║┆┊"
"""What a drawn wall is made of."""

_RULE = re.compile(r"[\s|+:\-=─━═┄┈┌┏╔╭┬┳╦┐┓╗╮├┣╠╟┠┼╋╬┤┫╣╢┨└┗╚╰┴┻╩┘┛╝╯╒╓╕╖╘╙╛╜╞╡╤╥╧╨╪╫┝┥┯┷┿]+\Z")
_FEW, _LEAST = 3, 3  # rows of a table, and cells of a row, at least
_BANDS = 4  # so many stretches between rules are a row each; fewer are a heading and the rest
_MARKDOWN = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+[\s:-]*\Z")
_MOVED = re.compile(r"\S \| ?\|\|+\s*\Z")  # what is blank stands at the row's end, without blanks between its bars
_BRACKET = re.compile(r"[（(](?!\s*\d{4})[^()（）]{1,12}[)）]")  # of points or words: a year is a row below a title


def read(stretch: Stretch, words: Words, taken: Sequence[RawTable] = ()) -> list[RawTable]:
    """Tables of lines with one number of bars: drawn ones «│», escaped ones «\\|»; «|» where rules are drawn, or merged
    text is repeated (elsewhere a page may have moved what is blank to a row's end). None that meets one that another
    dialect has ``taken``."""
    tables: list[RawTable] = []
    lines = stretch.lines
    bars = [*(box for box in BOXES if box in stretch.text), "|"]
    at = 0
    while at < len(lines):
        bar = _bar_of(lines[at].text, bars)
        end = at + 1
        if bar:
            while at and is_rule(lines[at - 1].text):
                at -= 1
            while end < len(lines) and (_bar_of(lines[end].text, bars) == bar or is_rule(lines[end].text)):
                end += 1
            start, stop = lines[at].start, lines[end - 1].after
            met = any(table.start < stop and start < table.stop for table in taken)
            table = None if met else _barred(stretch, lines[at:end], bar, words)
            if table is not None:
                tables.append(table)
        at = end
    return tables


def _bar_of(text: str, bars: Sequence[str]) -> str:
    """Which of the bars parts the cells of a line; "" for none, or for a rule."""
    for bar in bars:
        if bar in text and not is_rule(text):
            break
    else:
        return ""
    if "\\|" in text:
        return "\\|" if text.count("\\|") == text.count("|") else ""
    return bar


def is_rule(text: str) -> bool:
    """Whether a line is drawn: nothing but bars, corners and lines."""
    return _RULE.match(text) is not None and any(mark in text for mark in "-=─━═┄┈")


def _barred(stretch: Stretch, lines: Sequence[Line], bar: str, words: Words) -> RawTable | None:
    if bar == "|" and any(_MARKDOWN.match(line.text) for line in lines):
        return None  # `pipes` reads it, or knows why not
    bands: list[list[list[RawCell]]] = [[]]
    sizes: set[int] = set()
    framed = all(line.text.strip().startswith(bar) for line in lines if not is_rule(line.text))
    for line in lines:
        if is_rule(line.text):
            bands += [[]] * bool(bands[-1])
            continue
        bands[-1].append(_split(stretch, line, bar, framed=framed))
        sizes.add(len(bands[-1][-1]))
    bands = [band for band in bands if band]
    ruled = any(is_rule(line.text) for line in lines)
    if len(sizes) != 1 or sizes.pop() < _LEAST or sum(map(len, bands)) < _FEW:
        return None
    org = bar == "|" and framed and is_org(stretch, lines, [row for band in bands for row in band], words)
    if org:
        whole = org_rows(stretch, [row for band in bands for row in band], words)
        if whole is None:
            return None
        rows = whole
    elif len(bands) >= _BANDS:
        rows = [[_joined(column) for column in zip(*band, strict=True)] for band in bands]
    elif len(bands) < _BANDS - 1:
        rows = [row for band in bands for row in band]
    else:
        return None
    first, last = lines[0], lines[-1]
    group = [Record(first.start, last.after, row) for row in rows]
    if not has_heading(group, words):
        return None
    cut = (org or len(bands) < _BANDS) and cut_down(rows, words)
    table = table_of(group, "barred-rows", words)
    table.stop = last.after
    moved = any(_MOVED.search(line.text) for line in lines) or (table.once and not _keeps_places(rows))
    if bar == "|" and not (ruled or org) and moved:
        return None  # three equal texts side by side («明显提升») are no merged one there
    if cut or (bar == "|" and table.once and is_shifted(table.rows, words)):
        table.kind = "shifted"
    return table


def _keeps_places(rows: Sequence[Sequence[RawCell]]) -> bool:
    """Whether what is blank, if anything is, stands in its place: blanks stand between a row's words, as in a total's
    («合计 | | | 100 | 95»), and a row begins with one or none ends so. Where a page moved blanks, rows end with them,
    and their last figures stand in other columns than the other rows'."""
    filled = [[bool(cell.text.strip()) for cell in row] for row in rows]
    if all(map(all, filled)):
        return True
    whole = [row for row, full in zip(rows, filled, strict=True) if full == sorted(full, reverse=True)]
    figures = ([at for at, cell in enumerate(row) if figure_of(squeeze(cell.text)) is not None] for row in whole)
    if len({found[-1] for found in figures if found}) > 1:
        return False
    if not any(any(row) and not all(row[row.index(True) : len(row) - row[::-1].index(True)]) for row in filled):
        return False
    return any(not row[0] and any(row) for row in filled) or all(row[-1] for row in filled)


def _split(stretch: Stretch, line: Line, bar: str, *, framed: bool) -> list[RawCell]:
    text = line.text
    bars = [at.start() for at in re.finditer(re.escape(bar), text)]
    edges = [(a + len(bar), b) for a, b in pairwise(bars)]
    if not framed:
        edges = [(a + (len(bar) if a >= 0 else 1), b) for a, b in pairwise([-1, *bars, len(text)])]
    elif text[bars[-1] + len(bar) :].strip():
        edges.append((bars[-1] + len(bar), len(text)))
    return [stretch.cell_within(line.start + start, line.start + stop) for start, stop in edges]


def _joined(cells: Sequence[RawCell]) -> RawCell:
    """The lines of one cell, the blank ones above and below it left out."""
    filled = [at for at, cell in enumerate(cells) if cell.text.strip()]
    if not filled:
        return cells[0]
    kept = cells[filled[0] : filled[-1] + 1]
    return RawCell("\n".join(cell.text for cell in kept), tuple(piece for cell in kept for piece in cell.pieces))


def cut_down(rows: Sequence[Sequence[RawCell]], words: Words) -> bool:
    """Whether a cell is cut over two rows: a row of brackets alone below what they belong to («产出指标», «(40分)»), or
    two halves of a label of which the upper is none. Then a row is a line of a page, and may hold half a figure."""
    for above, below in pairwise(rows):
        filled = [(a, b) for a, b in zip(above, below, strict=False) if b.text.strip()]
        if filled and all(
            a.text.strip() and a.text != b.text and _BRACKET.fullmatch(b.text.strip()) for a, b in filled
        ):
            return True
        # Of a label whose upper half is one, too, the lower may be another.
        may_be_cut = [(a.text, b.text) for a, b in filled if a.word.isalpha() and a.text != b.text]
        words_cut = {(a, b) for a, b in may_be_cut if words.is_label(a + b) and not words.is_label(a)}
        # One alone may be chance where a table of other columns begins: «完成» above «指标值».
        if len(words_cut) > 1 or any(not words.is_label(b) or known_level(b, words.patterns) for _, b in words_cut):
            return True
    return False
