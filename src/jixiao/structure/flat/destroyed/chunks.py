"""What stands in a stream between the figures of two rows: a reason left over from the row above, words of level 1 and
2, rows without figures, and the name of the row that follows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.structure.flat.destroyed.measures import COUNTED, DATE
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.destroyed.words import Label, Vocabulary

_SIGN = re.compile(r"[≥≤=<>%‰]")
_NUMBERS = re.compile(r"[\d.,]*\d")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_OPENS = re.compile(r"[%‰.,;:、。)\]分/—―–─-]")
_NUMBERED = "指标"
_NUMBERED_AS = rf"(?:{_NUMBERED}\d{{0,2}}[:：]?|{COUNTED.pattern})"
_LEAD, _LEAD_AT = re.compile(rf"\A{_NUMBERED_AS}"), re.compile(_NUMBERED_AS)
LED = re.compile(rf"{_NUMBERED}\d{{1,2}}[:：]|{COUNTED.pattern}")
"""What leads a name that is numbered."""

_DIGITS = "0123456789"
_NUMBER = re.compile(r"\d{1,2}(?!\d)|[:①②③④⑤]")
_FURTHEST = 160
"""Characters of a name with all that may stand before it; more is no row of a table."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A row's words: level 1, level 2 and name, where they stand; a row without figures is one too."""

    level1: Place | None
    level2: Place | None
    name: Place | None


@dataclass(frozen=True, slots=True)
class Chunk:
    """``reason``: what the row above ends with; ``rest``: rows without figures; ``row``: the words of the row whose
    figures follow. ``sure``: no other text can be a part of its name; ``levels``: words of levels that stand in its
    name, one of which may be its own, so that those above may not be; ``vague``: words of levels that nobody
    can tell from what stands beside them."""

    reason: Place | None
    rest: tuple[Line, ...]
    row: Line
    sure: bool
    levels: tuple[str, ...] = ()
    vague: tuple[Label, ...] = ()


class Chunks:
    """The chunks of a stream, read once each. ``both``: the form has a column of level 2 too, so that a word of level 1
    with none beside it stands in another's place."""

    def __init__(self, stream: Stream, words: Vocabulary, start: int, stop: int, *, both: bool = False) -> None:
        self.stream, self.words, self.both = stream, words, both
        self.levels = [self._level(m.start(), m.end()) for m in words.level.finditer(stream.text, start, stop)]
        self._known: dict[tuple[int, int, bool], Chunk | None] = {}

    def _level(self, start: int, stop: int) -> Label:
        """A word of a level, without the beginning of a name («质量 指标1:») where a blank parts them."""
        end = stop - len(_NUMBERED)
        if self._may_lead(stop) and end > start and self.stream.is_parted(end):
            stop = end
        return Label(start, stop, self.stream.text[start:stop])

    def _may_lead(self, stop: int) -> bool:
        """Whether the end of a word of a level may be the beginning of a name with its number; before «1:» be there a
        blank or not («社会效益», «指标 1：投诉事件»)."""
        text = self.stream.text
        if not text.endswith(_NUMBERED, 0, stop):
            return False
        number = _NUMBER.match(text, stop)
        return number is not None and (stop not in self.stream.gaps or text.startswith(":", number.end()))

    def _is_end(self, label: Label, start: int) -> bool:
        """Whether a word of a level may be the end of a longer one («完成时效指标»): no blank parts it from what stands
        before it."""
        return label.start > start and label.start not in self.stream.gaps

    def read(self, start: int, stop: int, *, last: bool = False) -> Chunk | None:
        """The chunk [start, stop), or None if it is none; ``last``: no figures follow, so no name need stand there."""
        key = start, stop, last
        if key not in self._known:
            self._known[key] = self._read(start, stop, last)
        return self._known[key]

    def _read(self, start: int, stop: int, last: bool) -> Chunk | None:
        levels = self._levels_in(start, stop)
        if levels is None or stop - start > _FURTHEST:
            return None
        first = levels[0].start if levels else start if last else self._named_at(start, stop)
        lines: list[Line] = []
        reason: Place | None = (start, first) if first > start else None
        if reason and (marks := self._marks(*reason, "placeholder")):
            lines += [Line(None, None, mark) for mark in marks]
            reason = None
        if reason and self._figures(*reason) > 1:
            return None  # a reason may hold a number, but not the figures of a row
        found = self._lines(levels, first)
        if found is None:
            return None
        one, two, begin = found[1]
        lines += found[0]
        if not last:
            if not self._is_name(begin, stop):
                return None
            row = Line(one, two, (begin, stop))
            end = bool(levels) and self._is_end(levels[0], start)
            alone = self.both and one is not None and two is None
            if end or alone or (levels and self._may_lead(levels[-1].stop)):
                own = start if end else (one or two or (begin, begin))[0]
                vague = tuple(label for label in levels if label.start >= own)
                lines = [Line(None, None, line.name) for line in lines if line.name] if end else lines
                return Chunk(reason, tuple(lines), Line(None, None, (begin, stop)), sure=False, vague=vague)
            inner = tuple(self.words.levels_in(_LEAD.sub("", self.stream.text[begin:stop])))
            return Chunk(reason, tuple(lines), row, self._is_sure(begin, stop), inner)
        name = (begin, stop) if stop > begin else None
        if name and not self._is_mark(*name, None if levels else "placeholder"):
            return None if levels else Chunk((start, stop), (), Line(None, None, None), sure=True)
        for mark in self._marks(*name)[:-1] if name else ():  # of several rows without figures each has its own
            lines.append(Line(one, two, mark))
            one, two, name = None, None, (mark[1], stop)
        lone = tuple(label for label in levels if one and label.start >= one[0]) if self.both and not two else ()
        return Chunk(reason, tuple(lines), Line(None if lone else one, two, name), sure=True, vague=lone)

    def _levels_in(self, start: int, stop: int) -> list[Label] | None:
        """The level words in a stretch; None where it parts one, or begins with the rest of a figure."""
        if any(label.start < stop < label.stop or label.start < start < label.stop for label in self.levels):
            return None  # the points of a level are no row's figures
        levels = [label for label in self.levels if start <= label.start and label.stop <= stop]
        first = self.stream.text[start]
        if first == "0" or (first in ".," and self.stream.splits(start)):
            return None
        counted = start in self.stream.gaps and COUNTED.match(self.stream.text, start)
        return None if levels and first in _DIGITS and not counted else levels

    def _lines(
        self, levels: list[Label], start: int
    ) -> tuple[list[Line], tuple[Place | None, Place | None, int]] | None:
        """The rows without figures that level words make, and the levels of the row that goes on behind the last with
        where its name begins. None where words stand between two levels that are no such row."""
        lines: list[Line] = []
        one: Place | None = None
        two: Place | None = None
        for index, label in enumerate(levels):
            following = levels[index + 1] if index + 1 < len(levels) else None
            if one and not two and self.stream.text[slice(*one)] == label.key:
                two = (label.start, label.stop)  # «满意度指标» is printed in both columns
            elif self._is_outer(label, following):
                if one and not two:
                    return None  # a word of level 1 with nothing below it stands in another's place
                if two:
                    lines.append(Line(one, two, None))
                one, two = (label.start, label.stop), None
            else:
                if two:
                    lines.append(Line(one, two, None))
                    one = None
                two = (label.start, label.stop)
            if following and label.stop < following.start:
                marks = self._marks(label.stop, following.start)
                if not marks:
                    return None
                lines += [Line(one, two, marks[0]), *(Line(None, None, mark) for mark in marks[1:])]
                one = two = None
        return lines, (one, two, levels[-1].stop if levels else start)

    def _named_at(self, start: int, stop: int) -> int:
        """Where the one name begins that a number leads, behind what the row above ends with («…推进», «指标3：…»)."""
        if not self.stream.wrapped:
            return start
        found = [m.start() for m in LED.finditer(self.stream.text, start, stop) if m.start() in self.stream.gaps]
        return found[0] if len(found) == 1 else start

    def _is_outer(self, label: Label, following: Label | None) -> bool:
        """Whether a level word is one of level 1: it can be no other, or a word that stands below it follows."""
        if self.words.is_level1(label.key):
            return True
        if following is None or following.start != label.stop or self.words.is_level1(following.key):
            return False
        return self.words.plain(label.key) in self.words.parents(following.key)

    def _marks(self, start: int, stop: int, kind: str | None = None) -> list[Place]:
        """The marks that a stretch consists of, with blanks between those of two cells; [] if it holds anything
        else."""
        cuts = [start, *(at for at in range(start + 1, stop) if at in self.stream.gaps), stop]
        found = list(pairwise(cuts))
        return found if all(self._is_mark(*place, kind) for place in found) else []

    def _is_mark(self, start: int, stop: int, kind: str | None = None) -> bool:
        """Whether a stretch is a mark that says that a cell holds nothing."""
        found = self.words.patterns.null_kind(self.stream.text[start:stop])
        return found is not None and kind in (None, found)

    def _is_name(self, start: int, stop: int) -> bool:
        text = self.stream.text[start:stop]
        if len(_HAN.findall(text)) < 2 or _OPENS.match(text) or self.stream.splits(stop):
            return False
        if text.endswith(":") and self.words.entry.search(text):
            return False  # the label of an amount
        # One number may stand in a name, the figures of a row may not; nor does one fill a line of it.
        return not _SIGN.search(text) and self._figures(start, stop) < 2 and not self._holds_cell(start, stop)

    def _holds_cell(self, start: int, stop: int) -> bool:
        """Whether a line within words is a figure: a cell of its own («达标», «3», «2»)."""
        if _NUMBERS.search(self.stream.text, start, stop) is None:
            return False
        cuts = [
            start,
            *(at for at in range(start + 1, stop) if at in self.stream.gaps and self.stream.breaks(at)),
            stop,
        ]
        dates = [found.span() for found in DATE.finditer(self.stream.text, start, stop)] if self.stream.wrapped else []
        return any(
            _NUMBERS.fullmatch(self.stream.text, a, b) and not any(x <= a and b <= y for x, y in dates)
            for a, b in pairwise(cuts)
        )

    def _figures(self, start: int, stop: int) -> int:
        """The numbers in words, without dates and the one that a form prints before a name."""
        return len(_NUMBERS.findall(DATE.sub("", _LEAD.sub("", self.stream.text[start:stop]))))

    def numbered(self, start: int, stop: int) -> int:
        """Where a name goes on behind the number that a form prints before it («指标1:»)."""
        found = _LEAD_AT.match(self.stream.text, start, stop)
        return found.end() if found else start

    def _is_sure(self, start: int, stop: int) -> bool:
        """Whether a name holds no word of a level that was written in another way, no label of a form, no mark of an
        empty cell."""
        text = _LEAD.sub("", self.stream.text[start:stop])
        first = stop - len(text)
        if (
            self.words.holds_label(text, lambda at: first + at in self.stream.gaps)
            or "指标" in text
            or text.startswith(self.words.bare_levels)
        ):
            return False
        return not any(self.words.patterns.null_kind(text[:size]) for size in (1, 2))
