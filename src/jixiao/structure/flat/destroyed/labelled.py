"""Amounts that stand in one cell with their label («一般公共预算：448.84»), in a stream.

Such a cell says by itself what its amount is, wherever the order of reading put it: no exchange of cells can change
that. What must be sure is that the amount is whole: no blank stands in it, one behind it, and no digit then; its unit
may stand behind that («891.32 万元»). A label without an amount says nothing of its place: apart from the others it
stands where another cell was.
"""

from __future__ import annotations

from dataclasses import dataclass

from jixiao import lazy_re as re
from jixiao.structure.flat.destroyed.chunks import Place
from jixiao.structure.flat.destroyed.grid import Sheet
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.destroyed.words import SOURCES, Vocabulary
from jixiao.structure.form_model import Form, Zone, key_of

_DIGITS = "0123456789.,%"
_NEAR = 4  # characters of another cell's label that may stand between two («（万»)
_UNIT = re.compile(r"(?:百万|千万|[亿万千百])?元")


@dataclass(frozen=True, slots=True)
class Labelled:
    """The zone: where its ``headings`` stand, and the cells below each, by column."""

    headings: tuple[Place, ...]
    cells: tuple[tuple[Place, ...], ...]

    @property
    def span(self) -> Place:
        """From the first heading to the last cell."""
        return self.headings[0][0], max(place[1] for column in (self.headings, *self.cells) for place in column)

    def put(self, sheet: Sheet, first: int) -> None:
        """Adds a row for each cell, the headings from column ``first`` on: which share one, nobody can tell."""
        row = sheet.row(None)
        for number, place in enumerate(self.headings):
            sheet.put(row, first + number, place)
        cells = ((place, first + number) for number, places in enumerate(self.cells) for place in places)
        for place, column in sorted(cells):
            sheet.put(sheet.row(place[0]), column, place)


def read_labelled(stream: Stream, words: Vocabulary, form: Form, start: int, stop: int) -> Labelled | None:
    """The labelled amounts in [start, stop) of a stream; None where the form has none, where one of its labels is
    printed twice or an amount may be cut."""
    zone = form.zone(SOURCES)
    headings = _headings(stream, words, zone, start, stop) if zone else ()
    if zone is None or not headings:
        return None
    columns: dict[str, list[Place]] = {column.id: [] for column in zone.columns}
    seen: set[str] = set()
    last = headings[-1][1]
    for found in words.entry.finditer(stream.text, headings[-1][1], stop):
        entry = found["entry"]
        end = _end(stream, found.end(), stop)
        if end is None or entry in seen or stream.gaps.isdisjoint((found.start(), found.start("entry"))):
            return None
        seen.add(entry)
        if end == found.end() and found.start() - last > _NEAR:
            continue  # «项目支出：» behind the goals, in the place of another table's label
        last = end
        columns[words.entries[entry]].append((found.start(), end))
    if not all(columns.values()):
        return None
    return Labelled(headings, tuple(map(tuple, columns.values())))


def _headings(stream: Stream, words: Vocabulary, zone: Zone, start: int, stop: int) -> tuple[Place, ...]:
    """The headings of all columns one behind the other, () where they do not stand so."""
    at = start
    found: list[Place] = []
    for column in zone.columns:
        heads = words.headings.finditer(stream.text, at, stop)
        heading = next((head for head in heads if key_of(head[0]) in column.keys), None)
        if heading is None or (found and heading.start() != at):
            return ()
        found.append(heading.span())
        at = heading.end()
    return tuple(found)


def _end(stream: Stream, at: int, stop: int) -> int | None:
    """Where the cell ends whose label ends at a character: behind its amount, and its unit; None where it may go on."""
    ends = {*stream.gaps, stop}
    end = at
    if at not in stream.gaps:
        behind = ((number.stop, _UNIT.match(stream.text, number.stop, stop)) for number in stream.numbers(at, stop))
        stops = (unit.end() if unit and unit.end() in ends else number for number, unit in behind)
        found = next((one for one in stops if one in ends), None)
        if found is None:
            return None
        end = found
    goes_on = end < stop and (stream.text[end] in _DIGITS or end not in stream.gaps)
    return None if goes_on else end
