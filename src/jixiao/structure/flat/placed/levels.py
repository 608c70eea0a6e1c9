"""The merged cells of a zone over all its pages, and what the words of one level say of the other (`Levels`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, is_second, is_top, known_level, level_entry, level_points, top_of
from jixiao.structure.flat.placed.down import Cells, Row, number_of
from jixiao.structure.flat.placed.inside import Inside
from jixiao.structure.flat.placed.merged import BREAK, Band, Merged, merged_cells
from jixiao.structure.flat.placed.parts import Part
from jixiao.structure.flat.placed.spans import cell_of, made_up, runs
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.form_model import LEVELS

_LEVEL = 1.0  # lines between a word and its points, at the most
_POINTS = "分)）"  # with which points end
_ANEW = 2  # names with the number 1


@dataclass(slots=True)
class Levels:
    """The cells of each merged column by the rows of the zone, page by page (`add`), then by words (`by_words`)."""

    patterns: Patterns
    below: RowKind
    found: dict[int, list[Merged]] = field(default_factory=dict)
    rows: int = 0
    pages: list[Callable[[], None]] = field(default_factory=list)  # what was added
    numbered: bool = False  # whether the names' numbers tell where cells of level 2 begin
    numbers: list[int | None] = field(default_factory=list)  # of the rows; 0 where a row has no name of its own
    bare: dict[int, list[Merged]] = field(default_factory=dict)  # words beside which no row is printed
    near_bare: set[int] = field(default_factory=set)  # the rows next to those of level 1
    inside: Inside = field(default_factory=Inside)
    points: list[float | None] = field(default_factory=list)  # of the rows: 0 where none are printed, None if no figure

    def skip(self) -> None:
        """Counts the rows of a page that cannot be read as one: what goes on there is unknown."""
        self.pages.append(self.skip)
        for column, cells in self.found.items():
            self.found[column] = [replace(cell, sure=cell.sure and cell.after < self.rows) for cell in cells]
        self.rows += 1
        self.points.append(None)
        self.inside.add([None], {})

    def add(self, part: Part, lines: Sequence[Cells], rows: Sequence[Row], *, goes_on: bool) -> None:
        """The merged cells beside the rows of a page; totals have none."""
        self.pages.append(lambda: self.add(part, lines, rows, goes_on=goes_on))
        bands = part.bands(lines, rows)
        totals = (n for n, row in enumerate(rows) if any(line.total for line in lines[row.first : row.after]))
        count = next(totals, len(rows))
        goes_on = goes_on and count == len(rows)
        beside = [(band, number) for number, band in enumerate(bands[:count])]
        words: list[tuple[str, ...]] = [()] * count
        numbers_of = [self._number(lines, row) for row in rows[:count]]
        self.numbers += numbers_of
        self.points += [self._points(lines, row) if n < count else 0.0 for n, row in enumerate(rows)]
        for column in reversed([c for c, place in enumerate(self.below.places) if place.merge not in ("", "block")]):
            chunks = sorted((c for c, at in part.chunks or () if at == column), key=lambda chunk: chunk.start)
            top = self.below.places[column].merge == "level1"
            cells = merged_cells(
                [band for band, _ in beside],
                chunks,
                part.heights,
                (lambda word: is_top(word, self.patterns)) if top else (lambda word: is_second(word, self.patterns)),
                self._fitting(tuple(words)),
                before=self._before(column) if part.continued else None,
                goes_on=goes_on,
                begins=[number == 1 for number in numbers_of] if self.numbered and not top else (),
            )
            numbers = [number for _, number in beside]
            if self.below.places[column].merge == "level2":
                cells = list(self.led_by_blanks(cells, [self._is_blank(lines, rows[number]) for number in numbers]))
            self._keep(column, [self._beside_sure(cell, numbers, rows) for cell in cells], numbers)
            if self.below.places[column].merge == "level2":
                beside, words = self._with_empty(beside, cells, part.heights)
        self.rows += len(rows)
        self.inside.add([band if row.sure else None for band, row in zip(bands, rows, strict=True)], part.heights)

    def _by_numbers(self) -> None:
        """All pages again where the names are numbered from 1 below each word of level 2 («指标1：…», «指标2：…»,
        «指标1：…»): as many rows have the number 1 as there are words, and each of the others has one too."""
        column = self._column("level2")
        if column < 0 or None in self.numbers or self.numbers[:1] != [1]:
            return
        words = sum(bool(c.chunks) for c in (*self.found.get(column, ()), *self.bare.get(column, ())))
        if words != self.numbers.count(1) or words == len(self.numbers):
            return
        pages = list(self.pages)
        self.found, self.bare, self.rows, self.numbers, self.numbered = {}, {}, 0, [], True
        self.near_bare.clear()
        self.inside, self.points = Inside(), []
        for add in pages:
            add()

    def _number(self, lines: Sequence[Cells], row: Row) -> int | None:
        """The number of a row's name; 0 for the mark of further rows («……»)."""
        if self._is_blank(lines, row):
            return 0
        name = next((column for column, place in enumerate(self.below.places) if not place.merge), 0)
        first = next((line.columns[name] for line in lines[row.first : row.after] if name in line.columns), None)
        return number_of(first[0].text) if first else None

    def _points(self, lines: Sequence[Cells], row: Row) -> float | None:
        """The points that a row can earn."""
        column = next((c for c, place in enumerate(self.below.places) if place.id == "weight" and not place.merge), -1)
        own = [chunk for line in lines[row.first : row.after] for chunk in line.columns.get(column, ())]
        return figure_of(squeeze("".join(chunk.text for chunk in own))) if own else 0.0

    def _beside_sure(self, cell: Merged, numbers: Sequence[int], rows: Sequence[Row]) -> Merged:
        """A cell, unsure where its rows, or those next to it, are: where it ends depends on where they stand."""
        own = [number for number in numbers[max(cell.first - 1, 0) : cell.after + 1] if number >= 0]
        return replace(cell, sure=cell.sure and all(rows[number].sure for number in own))

    def _is_blank(self, lines: Sequence[Cells], row: Row) -> bool:
        """Whether a row holds nothing but the mark that a form prints for further ones («……»)."""
        cells = [cell for line in lines[row.first : row.after] for cell in line.columns.values()]
        return len(cells) == 1 and self.patterns.null_kind(squeeze("".join(c.text for c in cells[0]))) == "placeholder"

    @staticmethod
    def led_by_blanks(cells: Sequence[Merged], blank: Sequence[bool]) -> Iterator[Merged]:
        """The cells of level 2; a blank row above others in one may be the last of the cell above, of which blank
        paragraphs raise the word: nobody knows whose it is."""
        for cell in cells:
            first = next((row for row in range(cell.first, cell.after) if not blank[row]), cell.first)
            led = cell.first < first and cell.first > 0
            if led:
                yield Merged(cell.first, first, (), sure=False)
            yield replace(cell, first=first) if led else cell

    def by_words(self) -> None:
        """Level 1 by the words of level 2, where each of these stands below one word only and it is printed once: also
        over pages, where no middle tells."""
        self._by_numbers()
        self._doubt()
        self._doubt_bare()
        self._doubt_numbers()
        self._by_points()
        self._doubt_points()
        self._by_lines()
        columns = {place.merge: column for column, place in enumerate(self.below.places)}
        tops = self.found.get(columns.get("level1", -1), [])
        seconds = self.found.get(columns.get("level2", -1), [])
        if not tops or not seconds:
            return
        printed = self._printed(columns["level1"])
        named = [(top_of(self._word(cell), self.patterns), cell) for cell in printed]
        words = {name: cell for name, cell in named if name is not None}
        if len(words) < sum(name is not None for name, _ in named):
            return
        order = list(words)
        told: list[int | None] = [None] * self.rows
        against: set[int] = set()  # rows whose word of level 2 stands below none of the words
        edges: set[int] = set()  # rows between words of level 2 of two words of level 1, where they part is unsure
        above: tuple[Merged, str] | None = None
        inside: list[tuple[Merged, str]] = [(word, name) for name, word in words.items()]
        for cell in seconds:
            entry = level_entry(_text(cell), self.patterns) if cell.chunks else ()
            names = [name for name in entry if name in words]
            if len(names) == 1:
                if above is not None and above[1] != names[0] and not (above[0].sure and cell.sure):
                    edges |= {above[0].after - 1, cell.first}
                above = cell, names[0]
                inside.append(above)
                if cell.sure:
                    told[cell.first : cell.after] = [order.index(names[0])] * (cell.after - cell.first)
            elif entry and not names:
                against.update(range(cell.first, cell.after))
        tops = [replace(c, sure=c.sure and against.isdisjoint(range(c.first, c.after))) for c in tops]
        all_known = len(order) == len(printed)  # else a word of its author may part two of one word
        for row, name in self.inside.between(inside).items() if all_known else ():
            edges.discard(row)
            told[row] = order.index(name)
        known = [row for row in told if row is not None]
        whole = all_known and not against
        if known == sorted(known):
            self.found[columns["level1"]] = self._retold(
                tops, [words[name] for name in order], told, edges, whole=whole
            )

    def _retold(
        self,
        tops: Sequence[Merged],
        words: Sequence[Merged],
        told: Sequence[int | None],
        edges: Set[int],
        *,
        whole: bool,
    ) -> list[Merged]:
        """The cells of level 1 with the rows that level 2 gives them: rows between two of one word are that word's too,
        as long as the ``whole`` column consists of these words. Rows at unsure ``edges`` are nobody's."""
        told_rows: list[tuple[Merged, bool] | None] = []
        for row in range(max(cell.after for cell in tops)):
            own = next((cell for cell in tops if cell.first <= row < cell.after), None)
            above = max((n for n in told[: row + 1] if n is not None), default=0)
            below = min((n for n in told[row:] if n is not None), default=len(words) - 1)
            cell, sure = own, own is not None and own.sure and row not in edges
            if told[row] is not None or (whole and above == below):
                cell = words[above if told[row] is None else told[row] or 0]
                sure = own is None or not own.sure or own.chunks == cell.chunks
            told_rows.append((cell, sure) if cell is not None else None)
        return runs(told_rows)

    def _by_points(self) -> None:
        """The cells of a level by the points that stand with its words or in a column beside them: where the points of
        the rows make up each of them in turn, they tell which rows are whose, over pages too."""
        columns = {place.merge: column for column, place in enumerate(self.below.places)}
        for level in LEVELS:
            words = self._printed(columns.get(level, -1))
            beside = self._printed(columns.get(f"{level}_weight", -1))
            if beside:
                totals = [figure_of(squeeze(_text(cell))) for cell in beside]
            else:
                totals = [level_points(_text(cell), self.patterns) for cell in words]
            spans = made_up(totals, self.points)
            if spans is not None and self._are_level(words, beside):
                for column, cells in ((columns[level], words), (columns.get(f"{level}_weight", -1), beside)):
                    self._prove(column, cells, spans)

    def _by_lines(self) -> None:
        """The rows in the lines of a level's word are its own, wherever its cell ends. What no form prints above or
        below a word may be a part of it (a page may break «时效», «指标»)."""
        for level, known in (("level1", is_top), ("level2", is_second)):
            column = self._column(level)
            printed = self._printed(column)
            odd = [not known(self._word(cell), self.patterns) for cell in printed]
            words = (cell for at, cell in enumerate(printed) if not any(odd[max(at - 1, 0) : at + 2]))
            beside = [(row, word) for word in words for row in self.inside.beside(*self.inside.span(word))]
            often = Counter(row for row, _ in beside)
            alone = [(row, word) for row, word in beside if often[row] == 1]
            self._prove(column, [word for _, word in alone], [(row, row + 1) for row, _ in alone])

    def _printed(self, column: int) -> list[Merged]:
        """The cells of a column in which something is printed, from top to bottom."""
        cells = (*self.found.get(column, ()), *self.bare.get(column, ()))
        printed = {cell.chunks[0].start: cell for cell in cells if cell.chunks}
        return [printed[start] for start in sorted(printed)]

    def _are_level(self, words: Sequence[Merged], beside: Sequence[Merged]) -> bool:
        """Whether each word has its points beside it, if any stand there."""
        if not beside:
            return True
        if len(words) != len(beside):
            return False
        places = ((self.inside.span(one), self.inside.span(other)) for one, other in zip(words, beside, strict=True))
        return all(abs(sum(one) - sum(other)) / 2 < _LEVEL for one, other in places)

    def _prove(self, column: int, words: Sequence[Merged], spans: Sequence[tuple[int, int]]) -> None:
        """Gives words the rows that are theirs; none where that contradicts what is sure."""
        rows = [cell_of(self.found.get(column, ()), row) for row in range(self.rows)]
        for word, (first, after) in zip(words, spans, strict=bool(words)):
            for row in range(first, after):
                own = rows[row]
                if own is not None and own[1] and own[0].chunks != word.chunks:
                    return
                rows[row] = word, True
        if words:
            self.found[column] = runs(rows)

    def _doubt(self) -> None:
        """Doubts words of levels that no form prints or that are torn, and those beside them: they end anywhere."""
        for column, cells in self.found.items():
            if self.below.places[column].merge not in LEVELS:
                continue
            odd = [bool(c.chunks) and not known_level(self._word(c), self.patterns) for c in cells]
            self.found[column] = [
                replace(cell, sure=cell.sure and not any(odd[max(at - 1, 0) : at + 2])) for at, cell in enumerate(cells)
            ]

    def _word(self, cell: Merged) -> str:
        """The text of a cell; none where a figure that does not say it is points stands so far below its word that it
        may be another cell («96%», five lines below «产出指标», where «效益指标» stood)."""
        lines = self.inside.lines
        for above, below in pairwise(cell.chunks):
            torn = below.text[-1] not in _POINTS and any(map(str.isdigit, below.text))
            if torn and lines[below.at] - lines[above.at] > BREAK:
                return ""
        return _text(cell)

    def _doubt_bare(self) -> None:
        """Doubts the level 1 of the rows next to such a word beside which no row is printed: blank paragraphs may have
        raised their text («办事群众满意度» two lines above «满意度指标»)."""
        column = self._column(LEVELS[0])
        if self.near_bare and column in self.found:
            rows = [cell_of(self.found[column], row) for row in range(self.rows)]
            self.found[column] = runs(
                [
                    (own[0], own[1] and row not in self.near_bare) if own is not None else None
                    for row, own in enumerate(rows)
                ]
            )

    def _doubt_points(self) -> None:
        """Doubts a word with its points where its rows have more («效果（20分）» beside 15, 10 and 10), and those next
        to it."""
        for level in LEVELS:
            column = self._column(level)
            cells = self.found.get(column, ())
            over = [
                (most := level_points(_text(c), self.patterns)) is not None
                and sum(points or 0.0 for points in self.points[c.first : c.after]) > most
                for c in cells
            ]
            if any(over):
                self.found[column] = [
                    replace(c, sure=c.sure and not any(over[max(at - 1, 0) : at + 2])) for at, c in enumerate(cells)
                ]

    def _doubt_numbers(self) -> None:
        """Doubts where words of level 2 part against the numbers of names («指标2» is of the word of «指标1» above it,
        «指标1» of another one), if names are counted anew below words."""
        column = self._column("level2")
        if column not in self.found or self.numbers.count(1) < _ANEW:
            return
        rows = [cell_of(self.found[column], row) for row in range(self.rows)]
        for row, (above, number) in enumerate(pairwise(self.numbers[: self.rows]), 1):
            one, other = rows[row - 1], rows[row]
            if one is None or other is None or not above or not number:
                continue
            if (one[0].chunks == other[0].chunks) != (number == above + 1):
                rows[row - 1], rows[row] = (one[0], False), (other[0], False)
        self.found[column] = runs(rows)

    def kept(self, rows: Sequence[bool]) -> dict[int, list[tuple[int, Merged]]]:
        """The cells that are printed, with their columns, by the first of their rows that is kept; each ends with as
        many rows as are kept. Rows that are not kept stand elsewhere."""
        result: dict[int, list[tuple[int, Merged]]] = {}
        for column, cells in sorted(self.found.items()):
            for cell in cells:
                own = [row for row in range(cell.first, cell.after) if rows[row]]
                if own and cell.chunks and cell.sure:
                    result.setdefault(own[0], []).append((column, replace(cell, first=0, after=len(own))))
        return result

    def of(self, row: int) -> list[str]:
        """The levels of which a word surely stands beside a row."""
        found = ((self.below.places[column].merge, cell_of(cells, row)) for column, cells in self.found.items())
        return [level for level, own in found if own is not None and own[1] and own[0].chunks]

    def is_unsure(self, row: int) -> bool:
        """Whether a merged cell beside a row cannot be told."""
        return any(c.first <= row < c.after and not c.sure for cells in self.found.values() for c in cells)

    def _keep(self, column: int, cells: Sequence[Merged], numbers: Sequence[int]) -> None:
        """Keeps the cells of a page by the numbers of the zone's rows, without rows that have none."""
        kept = self.found.setdefault(column, [])
        for cell in cells:
            own = [number for number in numbers[cell.first : cell.after] if number >= 0]
            if not own:
                if cell.leads and cell.chunks and kept and kept[-1].after == self.rows:
                    kept[-1] = replace(kept[-1], chunks=kept[-1].chunks + cell.chunks, sure=kept[-1].sure and cell.sure)
                elif cell.chunks:
                    self.bare.setdefault(column, []).append(cell)
                    if self.below.places[column].merge == LEVELS[0]:
                        near = numbers[max(cell.first - 1, 0) : cell.first + 1]
                        self.near_bare.update(self.rows + number for number in near if number >= 0)
                continue
            placed = replace(cell, first=self.rows + own[0], after=self.rows + own[-1] + 1)
            if cell.leads and kept and kept[-1].after == placed.first:
                last = kept[-1]
                kept[-1] = replace(
                    last, after=placed.after, chunks=last.chunks + cell.chunks, sure=last.sure and placed.sure
                )
            else:
                kept.append(placed)

    def _column(self, level: str) -> int:
        return next((column for column, place in enumerate(self.below.places) if place.merge == level), -1)

    def _before(self, column: int) -> str | None:
        """The word of the cell that ends with the last row so far."""
        kept = self.found.get(column)
        return _text(kept[-1]) if kept and kept[-1].after == self.rows else None

    def _fitting(self, below: tuple[tuple[str, ...], ...]) -> Callable[[str, int, int], bool]:
        """Whether a word of level 1 may stand beside the words of level 2 of the rows [first, after)."""

        def fits(word: str, first: int, after: int) -> bool:
            own = level_entry(word, self.patterns)
            return not own or all(not entry or bool(set(own) & set(entry)) for entry in below[first:after])

        return fits

    def _with_empty(
        self, beside: Sequence[tuple[Band, int]], cells: Sequence[Merged], heights: dict[int, float]
    ) -> tuple[list[tuple[Band, int]], list[tuple[str, ...]]]:
        """The rows with those of which only a word is printed (number -1), and what each may stand below."""
        rows: list[tuple[Band, int]] = []
        words: list[tuple[str, ...]] = []
        for cell in cells:
            entry = level_entry(_text(cell), self.patterns)
            own = list(beside[cell.first : cell.after])
            if not own and cell.chunks and not cell.leads:
                own = [(Band(heights[cell.chunks[0].at], heights[cell.chunks[-1].at]), -1)]
            rows += own
            words += [entry] * len(own)
        return rows, words


def _text(cell: Merged) -> str:
    return "".join(chunk.text for chunk in cell.chunks)
