"""Which dialects a stretch is written in, and the raw tables that each of them marks.

Marks that occur in no plain text come first (HTML, 0x07, drawn lines, Markdown rules); TABs are told apart by where
they stand in their lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter, methodcaller

from jixiao import lazy_re as re
from jixiao.document import with_tabs
from jixiao.structure.flat import (
    barbreaks,
    barlines,
    barred,
    columns,
    drawn,
    even,
    indented,
    listed,
    marks,
    markup,
    padded,
    pipes,
    placed,
    ruled,
    softrows,
    strung,
    strungitems,
    tabrows,
    tabs,
)
from jixiao.structure.flat.brokenrows import are_alike, have_last, unlike
from jixiao.structure.flat.stretch import RawTable, Stretch
from jixiao.structure.flat.words import Words

_BEGINS, _ENDS, _TABS = methodcaller("startswith", "\t"), methodcaller("endswith", "\t"), methodcaller("count", "\t")
_BELOW = itemgetter(1)
_CORNERS = "+┌┏╔╭╒╓"
_DRAWN = re.compile(rf"(?:^|(?<=\r))[^\S\r\n]*[{_CORNERS}][-=─━═:]", re.MULTILINE)
_RULED = re.compile(r"(?:^|(?<=\r))[^\S\r\n]*\|[ :-]*-{2,}", re.MULTILINE)

_BLANKS = re.compile(r"\S(?:[ \u3000\xa0]+\S+){3}")

_AGAIN = 2  # lines that show that their ends are ends of rows
_CLEAR = 0.8
_FAR = 2  # times
_SLACK = 8  # characters of blank lines behind a table


def marked_tables(stretch: Stretch, words: Words) -> list[RawTable]:
    """The raw tables of all dialects that mark their cells, in order and without overlaps."""
    text = stretch.text
    found = _written(stretch, words)
    tabs = "\t" in text
    if not found and tabs and "\x07" not in text and "|" not in text and "│" not in text and "</t" not in text:
        if tables := _tabbed(stretch, words):
            return tables
        tabs = False
    written = len(found)
    if "</t" in text:
        found += markup.read(stretch)
    if "{|" in text:
        found += markup.read_wiki(stretch)
    if "\x07" in text:
        found += marks.read(stretch, words)
    if any(corner in text for corner in _CORNERS) and _DRAWN.search(text):
        found += drawn.read(stretch, words)
    if ruled_bars := "|" in text and "--" in text and _RULED.search(text) is not None:
        found += pipes.read(stretch, words)
    if "|" in text and "---" in text and softrows.RULE.search(text):
        found += softrows.read(stretch, words)
    found += _bars(stretch, words, found, bare="|" in text and not ruled_bars and len(found) == written)
    if tabs:
        found += _tabbed(stretch, words)
    if not found and "\t" not in text and (strungitems.SAID.search(text) or strungitems.BESIDE.search(text)):
        found += strung.read(stretch, words)
    if "-- -" in text and ruled.RULER.search(text):
        found += ruled.read(stretch, words)
    return _apart([*found, *_between_blanks(stretch, words, found)])


def _bars(stretch: Stretch, words: Words, found: list[RawTable], *, bare: bool) -> list[RawTable]:
    """The tables of lines with bars or walls; ``bare``: nothing but bars marks a table."""
    if "|" not in stretch.text and not any(box in stretch.text for box in barred.BOXES):
        return []
    broken = barbreaks.read(stretch, words) if bare else []
    whole = barred.read(stretch, words, [*found, *broken])
    return [*broken, *whole, *((*barlines.read(stretch, words), *pipes.read_bare(stretch, words)) if bare else ())]


def _between_blanks(stretch: Stretch, words: Words, found: list[RawTable]) -> list[RawTable]:
    """The tables whose cells nothing but blanks part."""
    if not any(_BLANKS.search(stretch.text, a, b) for a, b in _outside(found, len(stretch.text))):
        return []
    padded_ = padded.read(stretch, words)
    rows, cells = columns.read(stretch, words), placed.read(stretch, words, [*found, *padded_])
    return [*padded_, *(one for one in rows if not any(_is_part(one, other) for other in cells)), *cells]


def _written(stretch: Stretch, words: Words) -> list[RawTable]:
    """The tables that are written with a quote around each text, or a mark between any two cells."""
    text = stretch.text
    found: list[RawTable] = []
    if ("[" in text or "(" in text) and ('"' in text or "'" in text) and listed.OPEN.search(text):
        found += listed.read(stretch, words)
    if ('"' in text and even.QUOTED.search(text)) or even.FIELDS.search(text):
        found += even.read_quoted(stretch, words)
    return found


@dataclass(slots=True)
class _Votes:
    """Counts of the lines with TABs: all, those that begin with one, that hold no other, that end with one; and two
    that C cannot print: lines that do not end with one though the next begins with one, or with their own first cell
    (a label merged down over both, which a loop over python-docx's cells says again)."""

    total: int = 0
    lead: int = 0
    alone: int = 0
    tail: int = 0
    torn: int = 0
    again: int = 0
    first_leads: bool = False


def _votes(stretch: Stretch) -> _Votes:
    texts = stretch.line_texts
    places = with_tabs(texts)
    tabbed = [*map(texts.__getitem__, places)]
    if not tabbed:
        return _Votes()
    led = [*filter(_BEGINS, tabbed)]
    below = texts[1:]
    followed = zip(tabbed, map(below.__getitem__, places[:-1] if places[-1] == len(below) else places), strict=False)
    open_ = [pair for pair in followed if pair[0][-1] != "\t"]
    # «年初⏎预算数», «全年⏎预算数» beside each other print «预算数⇥全年» twice: no label merged down.
    again = [pair for pair in open_ if pair[0][0] != "\t" and pair[0] != pair[1]] if len(led) < len(tabbed) else ()
    return _Votes(
        total=len(tabbed),
        lead=len(led),
        alone=[*map(_TABS, led)].count(1),
        tail=len([*filter(_ENDS, tabbed)]) - tabbed.count("\t"),
        torn=len([*filter(_BEGINS, map(_BELOW, open_))]),
        again=sum(below.startswith(text[: text.index("\t") + 1]) for text, below in again),
        first_leads=tabbed[0][0] == "\t",
    )


def _is_steady(stretch: Stretch) -> bool:
    """Whether the lines with TABs between two without have as many of them, and of some that lie together one ends with
    a TAB and another does not: rows of one number of cells, whose last is blank or not (D). In C a line without it is a
    piece of a row, which has less."""
    mixed = False
    for tabbed, lines in groupby((line.text for line in stretch.lines), key=lambda text: "\t" in text):
        if tabbed:
            own = [*lines]
            if len({text.count("\t") for text in own}) > 1:
                return False
            mixed = mixed or 0 < sum(text[-1] == "\t" for text in own) < len(own)
    return mixed


def _tabbed(stretch: Stretch, words: Words) -> list[RawTable]:
    """The TAB dialect by vote of the lines: which TABs lead, which end a line, which stand alone.

    A cell broken over lines leaves lines of every shape, so a vote asks only what its dialect can promise: in D all
    rows have one number of cells; in C what follows a line that does not end with a TAB goes on with a cell, so it
    does not begin with one; in B a table begins with a TAB and most lines do.
    """
    votes = _votes(stretch)
    total = votes.total
    if not total:
        return []
    if indented.is_indented(stretch.line_texts):
        return indented.read(stretch, words)
    ended = votes.tail * 5 >= total * 2 and votes.again < _AGAIN and not _is_steady(stretch)
    trailing = ended and votes.torn * 30 <= total
    if votes.alone >= _CLEAR * total:
        tables, sure = tabs.read(stretch, words), votes.alone / total
    elif votes.first_leads and votes.lead * 2 >= total and not trailing:
        tables, sure = tabrows.read_leading(stretch, words), 0.5 + votes.lead / total / 2
    else:
        tables = [] if votes.tail == total else tabrows.read_even(stretch, words, blanks=not trailing)
        sure = 1 - votes.lead / total / 2
        if trailing and not _all_even(tables) and not any(table.said_down for table in tables):
            tables, sure = tabrows.read_trailing(stretch, words), 1 - votes.torn / total
        elif ended and not votes.first_leads and not _all_even(tables):
            # Cells that end with a break tear lines as no other dialect does («产出指标⇥数量», «⇥惠及户数⇥…⇥»).
            whole = [] if _are_whole(tables) else tabrows.read_trailing(stretch, words)
            tables = whole if whole and _are_liker(whole, tables) else tables
        elif votes.first_leads and not _all_even(tables):  # most cells are broken over lines: few lines begin a row
            tables, sure = tabrows.read_leading(stretch, words), 0.5 + votes.lead / total / 2
    for table in tables:
        table.sure = round(min(table.sure, sure), 3)
    return tables


def _all_even(tables: list[RawTable]) -> bool:
    """Whether all rows of several cells stand in tables of one width: a width of its own for each table. Where no row
    has a last cell, its TAB only ends the row (C)."""
    rows = [row for table in tables for row in table.rows]
    if not any(row.cells[-1].text for row in rows):
        return False
    return all(table.kind == "repeated" or len(table.rows) == 1 for table in tables)


def _are_whole(tables: list[RawTable]) -> bool:
    """Whether all rows are alike, and end with a cell."""
    return bool(tables) and all(are_alike(table.rows) and have_last(table.rows) for table in tables)


def _are_liker(whole: list[RawTable], torn: list[RawTable]) -> bool:
    """Whether the rows of the first reading are alike, or far more so than those of the other: above few records most
    rows of a form are labels and values, 2 or 4 cells each (湖北's county form)."""
    if all(are_alike(table.rows) for table in whole):
        return True
    return sum(unlike(table.rows) for table in whole) * _FAR < sum(unlike(table.rows) for table in torn)


def _is_part(rows: RawTable, placed: RawTable) -> bool:
    """Whether rows of one line each end where the table goes on with rows of several, or are the last of a form that
    is read whole by its places."""
    if placed.start < rows.stop < placed.stop - _SLACK and rows.start < placed.stop:
        return True
    return placed.start < rows.start and rows.stop <= placed.stop and not any(row.unsure for row in placed.rows)


def _outside(found: list[RawTable], stop: int) -> Iterator[tuple[int, int]]:
    """What no table holds of a text that ends at ``stop``."""
    at = 0
    for table in sorted(found, key=lambda table: table.start):
        yield at, max(table.start, at)
        at = max(table.stop, at)
    yield at, stop


def _apart(found: list[RawTable]) -> list[RawTable]:
    """In order; of two that overlap the surer dialect's stays (they come first)."""
    kept: list[RawTable] = []
    for table in found:
        if all(table.stop <= other.start or table.start >= other.stop for other in kept):
            kept.append(table)
    return sorted(kept, key=lambda table: table.start)
