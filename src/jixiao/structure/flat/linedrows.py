"""The rows of indicators of a table whose rows are lines of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby, pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.cellcosts import MEASURE
from jixiao.structure.flat.destroyed.grid import Open, Sheet
from jixiao.structure.flat.destroyed.search import FULL, POINTS, fits
from jixiao.structure.flat.destroyed.stream import Literal, Stream, literal_of
from jixiao.structure.flat.destroyed.words import Heading, Vocabulary
from jixiao.structure.flat.linewords import Word, words_in
from jixiao.structure.form_model import LEVELS

_NAME = 20  # characters of a row's first words in a message
_PIECES = 4  # lines over which a page breaks a level's word
_ODD = 2  # lines in a row that nobody knows: the table ended
_OPEN = (":", ",", "、")  # a word that ends so goes on in the next
_LEAD = re.compile(r"指标\d{0,2}:?")
_NUMBER = re.compile(r"\d{1,2}[:、]\D")
_LAST = ("deviation_reason", "remarks")
_POINTS_ALONE = re.compile(r"\(\d{1,3}分\)")
Place = tuple[int, int]


@dataclass(slots=True)
class _Row:
    """A line: its levels, what each column holds, and whether it is refused."""

    one: Place | None
    two: Place | None
    words: list[Word]
    cells: dict[str, Place] = field(default_factory=dict)
    sure: bool = True
    filler: bool = False
    vague: bool = False


class LinedRows:
    """The rows below a heading, up to the total or the last line that is a row."""

    def __init__(self, stream: Stream, words: Vocabulary, heading: Heading, limit: int) -> None:
        self.stream, self.words, self.heading, self.limit = stream, words, _without_points(stream, heading), limit
        heading = self.heading
        self.own = [id_ for id_ in heading.ids if id_ not in LEVELS]
        self.rows: list[_Row] = []
        self.total: tuple[Word, list[Word]] | None = None
        self.stop = heading.stop
        self.below: Word | None = None
        """Where the table goes on below what was read of it."""
        self.broken: list[int] = []
        """Where words of levels end that stand on several lines."""

    def read(self, points: tuple[Literal | None, Literal | None] | None) -> bool:
        """Reads the rows; whether most of them are sure. ``points``: weight and score of the money."""
        levels = [id_ for id_ in self.heading.ids if id_ in LEVELS]
        if list(self.heading.ids[: len(levels)]) != levels or self.own[:1] != ["level3"]:
            return False
        self._lines()
        self._points_alone(points)
        known = [row for row in self.rows if not row.filler]
        sure = sum(row.sure for row in known)
        return sure > 1 and sure * 2 > len(known)

    def _lines(self) -> None:
        line_of = words_in(self.stream, self.heading.stop, self.limit, self.words.patterns)
        flat = [(number, word) for number, line in enumerate(line_of) for word in line]
        at = odd = 0
        one: Place | None = None
        two: Place | None = None
        vague = False
        while at < len(flat) and odd < _ODD:
            number, word = flat[at]
            taken = self._level(flat, at)
            if taken:
                place = (word.start, flat[at + taken - 1][1].stop)
                outer = self._outer(place, flat, at + taken)
                if two or (one and outer):  # a level with nothing below it is a row without figures
                    self.rows.append(_Row(one, two, [], filler=True))
                    one = two = None
                if outer is None:
                    vague = True
                elif outer:
                    one, two = place, None
                else:
                    two = place
                self.broken += [place[1]] if taken > 1 else []
                at += taken
                continue
            begins = not at or flat[at - 1][0] != number
            hit = self.words.total.match(word.text) if begins else None
            row = [word for n, word in flat[at:] if n == number]
            if hit is not None and hit.end() == len(word.text) and self.rows:
                self.total = word, row[1:]
                self.stop = row[-1].stop
                break
            if len(row) == 1 and begins and word.text.startswith("(") and word.text.endswith("分)"):
                at += 1  # the points of a level whose word was lost
                one = word.place if one is None and two is None else one
                continue
            found = self._row_or_level(row, one, two)
            found.vague = found.vague or vague
            self.rows.append(found)
            stray = not found.sure and len(row) == 1
            odd = odd + 1 if stray else 0
            one = two = None
            vague = False
            at += len(row)
            self.stop = row[-1].stop
        while self.rows and odd and not self.rows[-1].sure and self.total is None:
            self.rows.pop()  # what stands below the table
            odd -= 1
        if self.total is None:
            self.below = self._below(flat[at:])
        self._strays()

    def _below(self, flat: Sequence[tuple[int, Word]]) -> Word | None:
        """Where the table goes on below lines that nobody knows: a row, or its total."""
        for _, line in groupby(flat, key=lambda one: one[0]):
            words = [word for _, word in line]
            hit = self.words.total.match(words[0].text)
            if (hit is not None and hit.end() == len(words[0].text)) or self._row(words, None, None).sure:
                return words[0]
        return None

    def _level(self, flat: Sequence[tuple[int, Word]], at: int) -> int:
        """How many words from ``at`` on make up a level's word, that a page may have broken over lines; 0: none."""
        for count in range(min(_PIECES, len(flat) - at), 0, -1):
            pieces = flat[at : at + count]
            broken = all(one[0] != two[0] for one, two in pairwise(pieces))
            text = "".join(word.text for _, word in pieces)
            if broken and (self.words.level.fullmatch(text) or self._is_bare(flat, at, count, text)):
                return count
        return 0

    def _is_bare(self, flat: Sequence[tuple[int, Word]], at: int, count: int, text: str) -> bool:
        """Whether words are a level's without «指标» («产出时效»), and no row's name: another name stands behind it."""
        if not self.words.parents(text):
            return False
        line = flat[at + count - 1][0]
        behind = [word for number, word in flat[at + count :] if number == line]
        if not behind:  # alone on its line: a name follows on the next
            return at + count < len(flat) and not self._is_value(flat[at + count][1].text)
        if _NUMBER.match(behind[0].text):  # «质量 1.工作成果质量»
            return True
        as_name = self._row([flat[at][1], *behind], None, None) if count == 1 else None
        return not self._is_value(behind[0].text) and not (as_name and as_name.sure)

    def _outer(self, place: Place, flat: Sequence[tuple[int, Word]], after: int) -> bool | None:
        """Whether a level's word is one of level 1; None where nobody can tell."""
        text = self.stream.text[slice(*place)]
        if "level1" not in self.heading.ids:
            return False
        if "level2" not in self.heading.ids or self.words.is_level1(text):
            return True
        plain = self.words.plain(text)
        below = self._level(flat, after) if after < len(flat) else 0
        following = self.stream.text[flat[after][1].start : flat[after + below - 1][1].stop] if below else ""
        if plain in self.words.parents(following) and not self.words.is_level1(following):
            return True
        if plain not in self.words.parents(text) or plain != text:
            return plain != text and plain in self.words.parents(text)  # its points are printed: of level 1
        seen = [self.words.plain(self.stream.text[slice(*row.one)]) for row in self.rows if row.one]
        # «成本指标» below «产出指标», or behind «时效指标», which stands below that
        inner = [self.words.parents(self.stream.text[slice(*row.two)]) for row in self.rows if row.two]
        above = {*seen[-1:], *(inner[-1] if inner else ())}
        return False if plain in seen or above & set(self.words.parents(text)) - {plain} else None

    def _row(self, words: list[Word], one: Place | None, two: Place | None) -> _Row:
        """A line behind its levels, its words in the columns of the heading."""
        row = _Row(one, two, words)
        name = words[0].place
        rest = words[1:]
        null = self.words.patterns.null_kind(words[0].text)
        numbered = rest and _LEAD.fullmatch(words[0].text) and _NUMBER.match(rest[0].text)  # «指标 1：救助困难群众»
        if numbered or (null == "placeholder" and rest and not self._is_value(rest[0].text)):
            name, rest = (words[0].start, rest[0].stop), rest[1:]  # «指标1: 宣传场次»
            null = None
        if null is None and (lead := _LEAD.match(words[0].text)) and len(words[0].text) > lead.end():
            null = self.words.patterns.null_kind(words[0].text[lead.end() :])  # «指标1:/ / /»
        if null is not None and all(self.words.patterns.null_kind(word.text) is not None for word in rest):
            row.filler = True
            row.cells = {"level3": name}
            return row
        columns = self.own[1:]
        last = columns[-1] if columns and columns[-1] in _LAST else None
        row.cells = {"level3": name}
        if len(rest) == len(columns) or (last and len(rest) == len(columns) - 1):
            row.cells |= {id_: word.place for id_, word in zip(columns, rest, strict=False)}
        row.sure = len(row.cells) > 1 and not self._is_value(words[0].text) and self._holds(row)
        return row

    def _row_or_level(self, words: list[Word], one: Place | None, two: Place | None) -> _Row:
        """A line behind its levels; refused where its first word may as well be a level's before the name."""
        row = self._row(words, one, two)
        if row.sure and len(words) > 1 and self.words.parents(words[0].text) and not self._is_value(words[1].text):
            row.sure, row.vague = False, True
        return row

    def _is_value(self, text: str) -> bool:
        return MEASURE.match(text) is not None and (not text[0].isalpha() or literal_of(text) is not None)

    def _holds(self, row: _Row) -> bool:
        """Whether weight and score are points, the score no more than the weight, and the reason no figure."""
        points = [self._number(row.cells[id_]) for id_ in POINTS if id_ in row.cells]
        if any(point is None for point in points) or "weight" not in row.cells:
            return False
        values = [point for point in points if point is not None]
        if len(values) > 1 and values[1] > values[0]:
            return False
        reason = next((row.cells[id_] for id_ in _LAST if id_ in row.cells), None)
        return reason is None or literal_of(self.stream.text[slice(*reason)]) is None

    def _number(self, place: Place) -> Decimal | None:
        literal = literal_of(self.stream.text[slice(*place)])
        return literal.value if literal and fits("weight", literal) else None

    def _strays(self) -> None:
        """A lone line that nobody knows may be the rest of a cell above or below: those rows are refused too."""
        lone = [at for at, row in enumerate(self.rows) if not row.sure and not row.filler and len(row.words) == 1]
        for at in lone:
            for beside in (at - 1, at + 1):
                if 0 <= beside < len(self.rows) and not self.rows[beside].filler:
                    self.rows[beside].sure = False

    def _points_alone(self, money: tuple[Literal | None, Literal | None] | None) -> None:
        """Rows with their points and nothing else («工程质量合格 10 10»), where these make up the printed total."""
        ids = [id_ for id_ in self.own if id_ in POINTS]
        alone = [row for row in self.rows if not row.sure and self._has_points_alone(row, len(ids))]
        others = [row for row in self.rows if not row.filler and row not in alone]
        if not alone or len(ids) != len(POINTS) or self.total is None or not all(row.sure for row in others):
            return
        for row in alone:
            row.cells = {"level3": row.words[0].place, **dict(zip(ids, (w.place for w in row.words[1:]), strict=True))}
        told = [self._number(word.place) for word in self.total[1]]
        sums = [
            sum((self._number(row.cells[id_]) or Decimal(0) for row in self.rows if id_ in row.cells), Decimal(0))
            + _value(money[at] if money else None)
            for at, id_ in enumerate(POINTS)
        ]
        fine = told == sums and sums[0] == FULL
        for row in alone:
            row.sure = fine and self._holds(row)

    def _has_points_alone(self, row: _Row, count: int) -> bool:
        figures = row.words[1:]
        return len(figures) == count and all(self._number(word.place) is not None for word in figures)

    # the grid

    def put(self, sheet: Sheet, refused: list[str]) -> None:
        """Puts heading, rows and total into a sheet; the first words of refused rows into ``refused``."""
        heading = self.heading
        head = sheet.row(None)
        block = sheet.put(head, 0, (heading.block.start, heading.block.stop)) if heading.block else None
        first = int(block is not None)
        for number, label in enumerate(heading.labels):
            sheet.put(head, first + number, (label.start, label.stop))
        columns = {id_: first + number for number, id_ in enumerate(heading.ids)}
        levels = _Levels(sheet, self.words, self.stream, columns)
        lone = False
        for found in self.rows:
            above, lone = lone, not found.sure and len(found.words) == 1 and not found.filler
            if lone:
                continue  # stands beside the row above
            begin = next(at[0] for at in (found.one, found.two, *(word.place for word in found.words)) if at)
            row = sheet.row(begin)
            levels.put(row, found)
            named = bool(found.words) and not above and self._is_named(found.words)
            cells = found.cells if found.sure else {"level3": found.words[0].place} if named else {}
            for id_ in self.own:
                sheet.put(row, columns[id_], cells.get(id_))
            if not found.sure:
                refused.append(self.stream.text[found.words[0].start : found.words[-1].stop][:_NAME])
                if found.one or found.two:  # its level is of the table, and so is what it stands beside
                    sheet.end = found.words[-1].stop
        if block is not None:
            block.row_span = len(sheet.begins) - head
        self._total(sheet, columns, refused)
        if self.below is not None:
            refused.append(self.stream.text[self.below.start : self.below.start + _NAME])

    def _is_named(self, words: Sequence[Word]) -> bool:
        """Whether a refused line begins with a row's name: a figure follows it."""
        first = words[0].text
        return not (first.endswith(_OPEN) or self._is_value(first)) and len(words) > 1 and self._is_value(words[1].text)

    def _total(self, sheet: Sheet, columns: dict[str, int], refused: list[str]) -> None:
        if self.total is None:
            return
        label, figures = self.total
        row = sheet.row(label.start)
        ids = [id_ for id_ in self.own if id_ in POINTS]
        sheet.put(row, 0, label.place, columns["weight"])
        known = len(figures) == len(ids) and all(self._number(word.place) is not None for word in figures)
        for id_, column in columns.items():
            if column >= columns["weight"]:
                place = figures[ids.index(id_)].place if known and id_ in ids else None
                sheet.put(row, column, place)
        if figures and not known:
            refused.append(label.text)


def _without_points(stream: Stream, heading: Heading) -> Heading:
    """A heading without the points on the line below it, which are those of the first level («(50分)», whose word was
    lost)."""
    *labels, last = heading.labels
    at = stream.text.rfind("(", last.start, last.stop)
    if at <= last.start or not stream.breaks(at) or not _POINTS_ALONE.fullmatch(stream.text, at, last.stop):
        return heading
    return replace(heading, labels=(*labels, replace(last, stop=at)))


def _value(literal: Literal | None) -> Decimal:
    return (literal.value if literal else None) or Decimal(0)


class _Levels:
    """The cells of level 1 and 2, each merged down to the next of its column."""

    def __init__(self, sheet: Sheet, words: Vocabulary, stream: Stream, columns: dict[str, int]) -> None:
        self.sheet, self.words, self.stream = sheet, words, stream
        self.columns = {id_: columns[id_] for id_ in LEVELS if id_ in columns}
        self.open: dict[str, Open] = {}
        self.under: tuple[str, ...] = ()
        """The words of level 1 over the first of level 2 beside points whose own word was lost."""

    def put(self, row: int, found: _Row) -> None:
        """The level cells of a row: none where nobody can tell which level a word is of, and below it until others are
        printed."""
        if found.vague:
            self.open.clear()
            return
        one, two = found.one, found.two
        if one is None and two is not None and self._of_another(two):
            self.open.pop("level1", None)  # its own is not printed
        self._put(row, "level1", one)
        if one is not None:
            self.open.pop("level2", None)
            lost = bool(_POINTS_ALONE.fullmatch(self.stream.text, *one))
            self.under = self.words.parents(self.stream.text[slice(*two)]) if lost and two is not None else ()
        self._put(row, "level2", two)

    def _put(self, row: int, id_: str, place: Place | None) -> None:
        if id_ not in self.columns:
            return
        above = self.open.get(id_)
        if place is not None:
            self.open[id_] = self.sheet.put(row, self.columns[id_], place)
        elif above is not None:
            above.row_span += 1

    def _of_another(self, two: Place) -> bool:
        """Whether a word of level 2 stands under another level 1 than the one above."""
        above = self.open.get("level1")
        if above is None or not above.pieces:
            return False
        parents = self.words.parents(self.stream.text[slice(*two)])
        if self.under:
            return set(parents).isdisjoint(self.under)
        return bool(parents) and self.words.plain(self.stream.text[slice(*above.pieces[0])]) not in parents
