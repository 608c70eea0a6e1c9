"""A table in lines of print (pdfplumber's text): the money and the indicators, as far as their sums bear them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jixiao.structure.flat.destroyed.chunks import Place
from jixiao.structure.flat.destroyed.grid import Sheet
from jixiao.structure.flat.destroyed.labelled import read_labelled
from jixiao.structure.flat.destroyed.moneysums import bears_out, complete
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.destroyed.printlines import Line, PrintedHeading, headings_of, lines_of
from jixiao.structure.flat.destroyed.printrows import PrintedRows, read_rows
from jixiao.structure.flat.destroyed.search import POINTS, fits
from jixiao.structure.flat.destroyed.stream import ABOVE, Literal, Stream, literal_of, units_in
from jixiao.structure.flat.destroyed.words import INDICATORS, MONEY, Vocabulary

_NAME = 20  # characters of a row's first words in a message


def read_printed(stream: Stream, words: Vocabulary) -> list[Partial]:
    """The tables of a stream that stand in it as lines of print, of which the sums bear out a part."""
    lines = lines_of(stream)
    if not any(_is_total(stream, line, words) for line in lines):
        return []
    headings = headings_of(stream, lines, words.judged)
    found: list[Partial] = []
    for at, heading in enumerate(headings):
        if heading.zone.id != INDICATORS:
            continue
        above = headings[at - 1] if at and headings[at - 1].zone.id == MONEY else None
        table = _Table(stream, lines, words, above, heading).read()
        found += [table] if table else []
    return found


def _is_total(stream: Stream, line: Line, words: Vocabulary) -> bool:
    return len(line) == 1 + len(POINTS) and words.total.match(stream.text, line[0][0]) is not None


class _Table:
    """The headings of the money, if any, and of the indicators of one table."""

    def __init__(
        self,
        stream: Stream,
        lines: Sequence[Line],
        words: Vocabulary,
        above: PrintedHeading | None,
        heading: PrintedHeading,
    ) -> None:
        self.stream, self.lines, self.words, self.above, self.heading = stream, lines, words, above, heading
        self.refused: list[str] = []

    def read(self) -> Partial | None:
        """The table; None where its points do not add up."""
        label, total = self._money(self.above) if self.above else (None, {})
        points = {id_: total[id_].value or Decimal(0) for id_ in POINTS if id_ in total}
        rows = read_rows(self.stream, self.lines, self.heading, self.words, points)
        if rows is None:
            return None
        sheet = Sheet(self.stream)
        if self.above is not None and label is not None:
            self._put_money(sheet, self.above, label, total)
        self._put_rows(sheet, rows)
        start, stop = self.stream.raw(*sheet.span)
        return Partial(start, stop, sheet.table(), tuple(dict.fromkeys(self.refused)))

    def _money(self, heading: PrintedHeading) -> tuple[Place | None, Mapping[str, Literal]]:
        """The total's row of the money: its label and figures, where these stand on its line, or on the one above or
        below (markitdown), and bear themselves out, and the table says of which unit they are."""
        ids = [id_ for id_ in heading.ids if id_ != "label"]
        for number in range(heading.after, self.heading.first) if self._says_its_unit(heading) else ():
            line = self.lines[number]
            label, behind = self._total_of_money(line)
            if label is None:
                continue
            beside = [behind] if behind else [self.lines[number - 1], self.lines[number + 1]]
            ways = [cells for places in beside if complete(cells := self._cells(places, ids), ids) and bears_out(cells)]
            return (label, ways[0]) if len(ways) == 1 else (None, {})
        return None, {}

    def _says_its_unit(self, heading: PrintedHeading) -> bool:
        """Whether no unit is printed but the form's, or one in the headings themselves."""
        start, stop = self.lines[heading.first][0][0], self.lines[self.heading.first][0][0]
        above = max(start - ABOVE, 0)
        near = (line for line in self.lines if above <= line[0][0] < stop)
        lines = ("".join(self.stream.text[slice(*place)] for place in line) for line in near)
        labels = ("".join(self.stream.text[slice(*place)] for place in own) for own in heading.columns.values())
        own, form = units_in(*labels), {heading.form.unit}
        # «项目支出：», «元）» on the line below it: the end of the block's label is no unit behind a colon
        printed = units_in(self.stream.text[above:stop].replace(":", ""), *lines)
        return len(own) <= 1 and printed <= (own or form)

    def _total_of_money(self, line: Line) -> tuple[Place | None, Line]:
        """The label of the money's total in a line, in one piece or more, and what stands behind it."""
        for start, _ in line:
            label = self.words.total_of_money(self.stream.text, start, free=False)
            behind = tuple(place for place in line if label and place[0] >= label.stop)
            if label is not None and label.stop in [stop for _, stop in line]:
                return (label.start, label.stop), behind
        return None, ()

    def _cells(self, places: Sequence[Place], ids: Sequence[str]) -> dict[str, Literal]:
        texts = [literal_of(self.stream.text[slice(*place)]) for place in places]
        if len(places) != len(ids) or None in texts:
            return {}
        found = {
            id_: Literal(*place, one.value, one.text, one.unit)
            for id_, place, one in zip(ids, places, texts, strict=True)
            if one is not None
        }
        return found if all(fits(id_, literal) for id_, literal in found.items()) else {}

    def _heads(self, sheet: Sheet, heading: PrintedHeading, first: int) -> None:
        row = sheet.row(None)
        for number, places in enumerate(heading.columns.values()):
            sheet.put(row, first + number, None).pieces = places

    def _put_money(self, sheet: Sheet, heading: PrintedHeading, label: Place, total: Mapping[str, Literal]) -> None:
        ids = [id_ for id_ in heading.ids if id_ != "label"]
        named = len(ids) < len(heading.ids)
        self._heads(sheet, heading, 1 - named)
        row = sheet.row(label[0])
        sheet.put(row, 0, label)
        for number, id_ in enumerate(ids, start=1):
            sheet.put(row, number, (total[id_].start, total[id_].stop))
        stop = self.lines[self.heading.first][0][0]
        labelled = read_labelled(self.stream, self.words, heading.form, label[1], stop)
        if labelled is not None:
            labelled.put(sheet, 1)

    def _put_rows(self, sheet: Sheet, rows: PrintedRows) -> None:
        columns = {id_: at for at, id_ in enumerate(rows.heading.ids)}
        self._heads(sheet, rows.heading, 0)
        for own in rows.rows:
            row = sheet.row(min(start for start, _ in (*own.name, *own.figures.values())))
            if "level3" in columns and own.name:
                sheet.put(row, columns["level3"], None).pieces = own.name
            for id_, place in own.figures.items():
                sheet.put(row, columns[id_], place)
            first, stop = (own.name or sorted(own.figures.values()))[0]
            self.refused.append(self.stream.text[first : min(stop, first + _NAME)])  # its levels are not read
        if rows.label is not None:
            row = sheet.row(rows.label[0])
            sheet.put(row, 0, rows.label, columns["weight"])
            for id_, literal in rows.total.items():
                sheet.put(row, columns[id_], (literal.start, literal.stop))
