"""The merged cells of a zone over all its pages, and what the words of one level say of the other (`Levels`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import is_only_top, is_top, known_level, level_entry
from jixiao.structure.flat.placed.down import Cells, Row, number_of
from jixiao.structure.flat.placed.merged import Band, Merged, merged_cells
from jixiao.structure.flat.placed.parts import Part
from jixiao.structure.flat.shapes import RowKind


def is_second(word: str, patterns: Patterns) -> bool:
    """Whether a word is one of level 2."""
    return known_level(word, patterns) and not is_only_top(word, patterns)


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

    def skip(self) -> None:
        """Counts the rows of a page that cannot be read as one: what goes on there is unknown."""
        self.pages.append(self.skip)
        for column, cells in self.found.items():
            self.found[column] = [replace(cell, sure=cell.sure and cell.after < self.rows) for cell in cells]
        self.rows += 1

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

    def _by_numbers(self) -> None:
        """All pages again where the names are numbered from 1 below each word of level 2 («指标1：…», «指标2：…»,
        «指标1：…»): as many rows have the number 1 as there are words, and each of the others has one too."""
        column = next((column for column, place in enumerate(self.below.places) if place.merge == "level2"), None)
        if column is None or None in self.numbers or self.numbers[:1] != [1]:
            return
        words = sum(bool(c.chunks) for c in (*self.found.get(column, ()), *self.bare.get(column, ())))
        if words != self.numbers.count(1) or words == len(self.numbers):
            return
        pages = list(self.pages)
        self.found, self.bare, self.rows, self.numbers, self.numbered = {}, {}, 0, [], True
        for add in pages:
            add()

    def _number(self, lines: Sequence[Cells], row: Row) -> int | None:
        """The number of a row's name; 0 for the mark of further rows («……»)."""
        if self._is_blank(lines, row):
            return 0
        name = next((column for column, place in enumerate(self.below.places) if not place.merge), 0)
        first = next((line.columns[name] for line in lines[row.first : row.after] if name in line.columns), None)
        return number_of(first[0].text) if first else None

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
        columns = {place.merge: column for column, place in enumerate(self.below.places)}
        tops = self.found.get(columns.get("level1", -1), [])
        seconds = self.found.get(columns.get("level2", -1), [])
        if not tops or not seconds:
            return
        words: dict[str, Merged] = {}
        printed = [cell for cell in (*tops, *self.bare.get(columns["level1"], ())) if cell.chunks]
        for cell in sorted(printed, key=lambda cell: cell.chunks[0].start):
            entry = level_entry(_text(cell), self.patterns)
            if not is_top(_text(cell), self.patterns):
                continue
            if len(entry) != 1 or entry[0] in words:
                return
            words[entry[0]] = cell
        order = list(words)
        told: list[int | None] = [None] * self.rows
        against: set[int] = set()  # rows whose word of level 2 stands below none of the words
        edges: set[int] = set()  # rows between words of level 2 of two words of level 1, where they part is unsure
        above: tuple[Merged, str] | None = None
        for cell in seconds:
            entry = level_entry(_text(cell), self.patterns) if cell.chunks else ()
            if len(entry) == 1:
                if above is not None and above[1] != entry[0] and not (above[0].sure and cell.sure):
                    edges |= {above[0].after - 1, cell.first}
                above = cell, entry[0]
            for row in range(cell.first, cell.after):
                if len(entry) == 1 and cell.sure and entry[0] in words:
                    told[row] = order.index(entry[0])
                if entry and not set(entry) & words.keys():
                    against.add(row)
        tops = [replace(c, sure=c.sure and not any(c.first <= row < c.after for row in against)) for c in tops]
        known = [row for row in told if row is not None]
        whole = len(order) == len(printed) and not against
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
        result: list[Merged] = []
        for row in range(max(cell.after for cell in tops)):
            own = next((cell for cell in tops if cell.first <= row < cell.after), None)
            above = max((n for n in told[: row + 1] if n is not None), default=0)
            below = min((n for n in told[row:] if n is not None), default=len(words) - 1)
            cell, sure = own, own is not None and own.sure and row not in edges
            if told[row] is not None or (whole and above == below):
                cell = words[above if told[row] is None else told[row] or 0]
                sure = own is None or not own.sure or own.chunks == cell.chunks
            if cell is None:
                continue
            last = result[-1] if result else None
            if last is not None and last.after == row and last.chunks == cell.chunks and last.sure == sure:
                result[-1] = replace(last, after=row + 1)
            else:
                result.append(replace(cell, first=row, after=row + 1, sure=sure))
        return result

    def _doubt(self) -> None:
        """Doubts words of levels that no form prints, and those beside them: where one ends is unknown."""
        for column, cells in self.found.items():
            if self.below.places[column].merge not in ("level1", "level2"):
                continue
            odd = [bool(c.chunks) and not known_level(_text(c), self.patterns) for c in cells]
            self.found[column] = [
                replace(cell, sure=cell.sure and not any(odd[max(at - 1, 0) : at + 2])) for at, cell in enumerate(cells)
            ]

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
                continue
            placed = replace(cell, first=self.rows + own[0], after=self.rows + own[-1] + 1)
            if cell.leads and kept and kept[-1].after == placed.first:
                last = kept[-1]
                kept[-1] = replace(
                    last, after=placed.after, chunks=last.chunks + cell.chunks, sure=last.sure and placed.sure
                )
            else:
                kept.append(placed)

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
