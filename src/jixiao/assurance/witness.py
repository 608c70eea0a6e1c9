"""What speaks for and against each value of a report that was read from a scan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import log
from operator import itemgetter
from typing import Any, Literal

from jixiao import lazy_re as re
from jixiao.assurance.arithmetic import Arithmetic
from jixiao.assurance.doubt import Doubt
from jixiao.assurance.lookalikes import Figure, at_edges, candidates, figure_of
from jixiao.assurance.rows import Rows, label_of
from jixiao.assurance.surroundings import DOUBTFUL, Surroundings, frayed, misfit
from jixiao.assurance.words import is_part, known_words
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.schema import Evidence, Report
from jixiao.schema.pointer import UnknownPointerError, value
from jixiao.schema.sentences import is_sentence
from jixiao.structure.model import Structured

Kind = Literal["figure", "date", "label", "sentence", "word"]
"""``word``: what is one of a closed list, or concluded: a misread character that still says it changes nothing."""

_LEAST, _MOST = 0.01, 0.998
_KNOWN = 0.97  # how sure the characters of a known word are at least: read otherwise it would be none
_BLANK = 0.99  # how sure it is that nothing stands where nothing was read
_UNTOLD = 0.5  # that no blank stands at the end of a line
_SETTLED = 3.5  # log odds less than certain (a chance of 0.94) that the paper still tells a width or a blank
_SAID = 4  # digits that a figure needs to be known again elsewhere
_DATED = re.compile(r"/filled_on$")
_CLOSED = re.compile(
    r"/(?:fund|scope|year|is_none|concept|level|parent|dimension|goal|qualitative|filler|comparator|canonical|direction"
    r"|listed|found|attachment|role|is_core)$"
)


@dataclass(slots=True)
class Signs:
    """The witnesses of one value. ``sure`` holds the recogniser's confidence of each of its characters."""

    kind: Kind
    sure: tuple[float, ...]
    confirmed: bool = False
    suspect: bool = False
    repeated: bool = False
    known: bool = False
    odd: float = 0.0
    ragged: float = 0.0
    unlike: bool = False
    torn: bool = False
    fails: bool = False
    frayed: bool = False
    misfit: bool = False
    unread: float = 0.0
    cut: bool = False
    lone: bool = False
    twice: bool = False
    maimed: bool = False
    split: float = 0.0
    wide: bool = False
    named: float = 1.0
    beside: float = 1.0
    page: float = 0.0
    setting: float = 1.0
    otherwise: bool = False
    far: bool = False
    numbered: bool = False
    shorn: bool = False
    nameless: bool = False

    @property
    def least(self) -> float:
        """The least sure character."""
        return min(self.sure, default=1.0)

    def features(self) -> tuple[float, ...]:
        """As numbers for the weights, see `confidence`."""
        doubtful = 0 if self.known else sum(1 for one in self.sure if one < DOUBTFUL)
        return (
            1.0,
            _odds(max(self.least, _KNOWN) if self.known else self.least),
            float(min(doubtful, 3)),
            float(min(len(self.sure), 30)) / 10,
            float(self.confirmed),
            float(self.suspect),
            float(self.repeated),
            float(self.known),
            self.odd,
            self.ragged,
            float(self.unlike),
            float(self.torn),
            float(self.fails),
            float(self.frayed),
            float(self.misfit),
            self.unread / 2,
            float(self.cut),
            float(self.lone),
            float(self.twice),
            float(self.maimed),
            self.split,
            float(self.wide),
            _odds(self.named),
            _odds(self.beside),
            min(self.page, 0.2) * 10,
            max(_odds(1.0) - _odds(self.setting) - _SETTLED, 0.0),
            float(self.otherwise),
            float(self.far),
            float(self.numbered),
            float(self.shorn),
            float(self.nameless),
        )


def _odds(chance: float) -> float:
    """Log odds, kept within what a recogniser can know."""
    chance = min(max(chance, _LEAST), _MOST)
    return log(chance / (1 - chance))


FEATURES = (
    "one", "least", "doubtful", "length", "confirmed", "suspect", "repeated", "known", "odd", "ragged", "unlike",
    "torn", "fails", "frayed", "misfit", "unread", "cut", "lone", "twice", "maimed", "split", "wide", "named", "beside",
    "page", "setting", "otherwise", "far", "numbered", "shorn", "nameless",
)  # fmt: skip
"""What `Signs.features` gives: a constant; the least sure character (log odds), how many are doubted, how many there
are; an equation confirms the figure, or another reading of it would settle one; it stands elsewhere too; it is a
word of the forms; its decimals are not the usual ones; its row lacks what other rows have; target and actual are of
two kinds; the row below lacks something; an equation fails; a line is repeated; the text is not what the field
holds; unread print stands in its row; it ends with its paragraph, but without a mark; its row is cut into cells as
no other is; the row above or below has its value from the same cell; it is nearly a word of the forms; unread print
stands in the next cell; its cell is wider than most in its column; the least sure character of the words that name
its row, and of all that stands beside it (log odds); how much of its page is doubted; how doubtful the width of a
mark in it is, or whether a blank stands in it (log odds less than certain), and that it stands elsewhere with other
widths or blanks (both of labels alone: of figures and dates they change nothing, of sentences they do not count); it
is far from its row's other amounts, or more points than there are; it is a label that is numbered behind its first
word, where a blank looks as no blank does; an equation that fails would hold with a digit more or less at one end of
the figure; the words that name its row are lost. The characters of a word of the forms are as sure as `_KNOWN` at
least, for no other word is that near.
"""


@dataclass(slots=True)
class Witness:
    """All that a report and its patterns say about its values."""

    report: Report
    structured: Structured
    patterns: Patterns
    arithmetic: Arithmetic
    doubt: Doubt = field(init=False)
    said: dict[str, set[tuple[int, tuple[int, int] | None]]] = field(init=False)
    decimals: int | None = field(init=False)
    rows: Rows = field(init=False)
    around: Surroundings = field(init=False)
    set_as: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.rows = Rows(self.report)
        self.around = Surroundings(self.report, self.structured)
        self.doubt = Doubt(self.structured)
        self.said = defaultdict(set)
        for evidence in self.report.evidence.values():
            for word in {squeeze(evidence.text), *_numbers(evidence.text)}:
                for place in evidence.places[:1]:
                    self.said[word].add((place.block, place.cell))
        self.decimals = self._usual_decimals()
        self.set_as = self._set_as()

    def _set_as(self) -> dict[str, set[str]]:
        """The texts of the report by what they are without widths and blanks."""
        found: dict[str, set[str]] = defaultdict(set)
        for pointer in self.report.evidence:
            try:
                text = value(self.report, pointer)
            except UnknownPointerError:
                continue
            if isinstance(text, str):
                found[squeeze(text)].add(text)
        return found

    def _usual_decimals(self) -> int | None:
        """With how many decimals eight of ten amounts that have a point are printed; None where they vary, or most
        have none. (A bad copy may lose the points of several.)"""
        counts: Counter[int] = Counter()
        for pointer, evidence in self.report.evidence.items():
            if _MONEY.search(pointer):
                amounts = (number for number in _numbers(evidence.text) if number.strip("0.,"))
                counts.update(len(number.partition(".")[2]) for number in amounts)
        whole = counts.pop(0, 0)
        usual, often = max(counts.items(), key=itemgetter(1), default=(0, 0))
        return usual if often >= max(5, 0.8 * counts.total()) and often >= _MOST_OF * (counts.total() + whole) else None

    def of(self, pointer: str) -> Signs | None:
        """The signs of the value at a pointer; None where nothing was read (a blank) and nothing is concluded."""
        evidence = self.report.evidence[pointer]
        try:
            found = value(self.report, pointer)
        except UnknownPointerError:
            return None
        nothing = not (evidence.text.strip() or evidence.inferred)
        if found is None or (nothing and not self.rows.ragged(pointer)):
            return None
        kind = kind_of(pointer, evidence, found)
        signs = Signs(kind, self.doubt.of(evidence))
        signs.ragged, signs.unlike = self.rows.ragged(pointer), self.rows.unlike(pointer)
        signs.torn = self.rows.torn(pointer)
        signs.frayed, signs.misfit = frayed(evidence.text), misfit(pointer, evidence.text)
        signs.unread, signs.beside = self.around.unread(evidence), self.around.beside(evidence)
        names = [self.report.evidence[at] for at in label_of(pointer) if at in self.report.evidence]
        signs.nameless = self.rows.nameless(pointer)
        if not signs.sure:  # concluded of a blank: as sure as what stands beside it
            lost = signs.nameless and self.around.scanned(evidence, *names)
            signs.sure = (min(signs.beside, _BLANK) if lost else signs.beside,)
        signs.lone, signs.twice = self.around.lone(evidence), self.around.twice(pointer)
        signs.named = min((one for name in names for one in self.doubt.of(name)), default=1.0)
        signs.split = self.around.split(evidence)
        signs.wide = kind == "figure" and bool(_CELL.search(pointer)) and self.around.wide(evidence)
        signs.misfit |= self._half(pointer)
        signs.cut = self.around.cut(evidence)
        signs.page = self.around.doubted(evidence)
        if kind == "date" and _WITHOUT_DAY.fullmatch(str(found)):
            signs.misfit = signs.cut = True
        if kind == "label":
            signs.setting = min(self.doubt.setting(evidence), _UNTOLD if _AT_END.search(evidence.text) else 1.0)
            signs.numbered = bool(_NUMBERED.match(str(found)))
            signs.otherwise = len(self.set_as[squeeze(str(found))]) > 1
        word = squeeze(evidence.text)
        if kind == "figure":
            signs.far = self.rows.far(pointer)
            signs.fails = self.arithmetic.fails(pointer)
            figure = figure_of(evidence.text, Decimal(found))
            if figure is not None:
                others = list(candidates(figure))
                signs.confirmed = self.arithmetic.confirmed(pointer, others)
                signs.suspect = bool(self.arithmetic.settling(pointer, others))
                signs.shorn = signs.fails and bool(self.arithmetic.settling(pointer, list(at_edges(figure))))
                signs.odd = self._odd(pointer, figure)
                digits = figure.text.replace(",", "").replace(".", "").strip("0")
                signs.repeated = len(digits) >= _SAID and len(self.said[figure.text]) > 1
        else:
            signs.repeated = len(word) >= _SAID and len(self.said[word]) > 1
            signs.known = word in known_words(self.patterns)
            signs.maimed = not signs.known and self._maimed(pointer, word, found)
        return signs

    def _half(self, pointer: str) -> bool:
        """Whether a measure is words alone only because its figure was lost («不低于») or has a stray sign behind it
        («≥98%保»): its text, and that it is words. So is the text of a figure that cannot be read («2», «96.0%»)."""
        at = _WORDS.match(pointer)
        if at is None:
            return False
        if not value(self.report, f"{at[1]}/qualitative"):
            return value(self.report, f"{at[1]}/value") is None
        word = squeeze(value(self.report, f"{at[1]}/text") or "")
        operators = (self.patterns.word(name) for name in _OPERATORS)
        return bool(_STRAY.fullmatch(word)) or any(operator.compiled.fullmatch(word) for operator in operators)

    def _maimed(self, pointer: str, word: str, found: Any) -> bool:
        """A label that is nearly a word of the forms, or a name of level 1 that none of them has."""
        if pointer.endswith("/level1"):
            return squeeze(str(found)) not in known_words(self.patterns)
        return bool(_NAMED.search(pointer)) and is_part(word, self.patterns)

    def _odd(self, pointer: str, figure: Figure) -> float:
        """An amount without the decimals that all others have: its point may be lost, or all before or behind it. Of
        three digits and no point («276» beside «3.45») it is twice as odd, but for one in 元."""
        usual = self.decimals
        if not usual or not _MONEY.search(pointer) or not figure.text.strip("0.,"):
            return 0.0
        whole, _, behind = figure.text.partition(".")
        lost = not behind and len(whole) > usual and not figure.shift
        return (2.0 if lost else 1.0) if len(behind) != usual else 0.0


_MONEY = re.compile(
    r"/(?:amount|change|initial|full_year|executed|prior_final|budget|final|approved_cost|actual_cost)$"
)
_MOST_OF = 0.6  # of a report's amounts have a point where a whole one is odd
_CELL = re.compile(r"^/base_data/(?:expenses/\d+|procurement|basic_adjustment)/|/(?:funds|indicators)/\d+/")
_NAMED = re.compile(r"/(?:expenses|funds|by_income|by_nature|indicators)/\d+/(?:item|label|level[12])$")
_WORDS = re.compile(r"(/evaluations/\d+/indicators/\d+/(?:target|actual|initial_target))/(?:text|qualitative)$")
_OPERATORS = ("at_least", "at_most", "more_than", "less_than", "equal_to")
_STRAY = re.compile(r"\D{0,4}\d[\d.,]*%.{1,3}")
_NUMBERED = re.compile(r"[\u3400-\u9fff]{1,4}\d{1,2}[：:]")
"""«指标1：»: a printer sets a quarter of an em there, and a blank of a Latin fount is as wide («指标 1：»)."""
_AT_END = re.compile(r"[≥≤＞＜=＝]\s*\n\s*\d")
"""A line that ends behind a sign, where a blank may have stood («≥ », «95%»)."""
_WITHOUT_DAY = re.compile(r"\d{4}(?:-\d{2})?")
"""A day of filling in that stops at its month: the rest may have been lost on the line below («2025年03月», «23日»)."""
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _numbers(text: str) -> Iterator[str]:
    yield from (found[0] for found in _NUMBER.finditer(squeeze(text)))


def kind_of(pointer: str, evidence: Evidence, found: Any) -> Kind:
    """What kind of value stands at a pointer."""
    if evidence.inferred or isinstance(found, bool) or _CLOSED.search(pointer):
        return "word"
    if isinstance(found, Decimal | int):
        return "figure"
    if _DATED.search(pointer):
        return "date"
    return "sentence" if is_sentence(pointer) else "label"
