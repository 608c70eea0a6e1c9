"""What a printed figure may have been, if one character of it was misread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao import lazy_re as re
from jixiao.quotes import fold

PAIRS = ("08", "06", "69", "09", "17", "38", "56", "58", "35", "68", "89", "39", "27", "14", "49", "23")
"""Digits that scans make of one another: closed and open bowls, bars and hooks."""
_ALIKE: dict[str, str] = {
    digit: "".join(other for pair in PAIRS if digit in pair for other in pair if other != digit)
    for digit in "0123456789"
}
_PRINTABLE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a raw text: ``places`` are the raw indices of its characters, ``shift`` what turns it
    into the value (-4 for 元), ``negative`` its sign in the report."""

    text: str
    places: tuple[int, ...]
    shift: int
    negative: bool

    def value(self, text: str) -> Decimal:
        """The value in the report if ``text`` was what is printed."""
        amount = Decimal(text.replace(",", "")).scaleb(self.shift)
        return -amount if self.negative and amount else amount


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another reading of a figure; ``at`` is the raw index of the character in doubt, or, when a point was ``lost``,
    of that before it."""

    text: str
    value: Decimal
    at: int
    lost: bool = False


def figure_of(raw: str, value: Decimal) -> Figure | None:
    """The number in a raw text that a value was read from; None where none or more than one fits."""
    letters = [(index, letter) for index, letter in enumerate(raw) if not letter.isspace()]
    text = fold("".join(letter for _, letter in letters))
    fitting = []
    for found in _FIGURE.finditer(text):
        number = Decimal(found[0].replace(",", ""))
        shift = _shift(number, abs(value))
        if shift is not None:
            places = tuple(index for index, _ in letters[found.start() : found.end()])
            fitting.append(Figure(found[0], places, shift, value < 0))
    return fitting[0] if len(fitting) == 1 else None


def _shift(number: Decimal, value: Decimal) -> int | None:
    """The power of ten between a number and a value of the same digits."""
    if number == value:
        return 0
    if not number or not value:
        return None
    shift = value.adjusted() - number.adjusted()
    return shift if number.scaleb(shift) == value else None


def candidates(figure: Figure) -> Iterator[Candidate]:
    """Readings one look-alike away: a digit for another, a point lost, a comma that is a point."""
    text, seen = figure.text, {Decimal(figure.text.replace(",", ""))}
    for other, at in _changed(text):
        if not _PRINTABLE.fullmatch(other):
            continue
        number = Decimal(other.replace(",", ""))
        if number not in seen:
            seen.add(number)
            yield Candidate(other, figure.value(other), figure.places[at], len(other) > len(text))


def at_edges(figure: Figure) -> Iterator[Candidate]:
    """Readings with a digit more or less at one end: a seal's ring or a rule ate one, or was read as one."""
    text = figure.text
    others = [(digit + text, 0) for digit in "123456789"]
    others += [(text + digit, -1) for digit in "0123456789"]
    others += [(text[1:], 0), (text[:-1], -1)]
    seen = {Decimal(text.replace(",", ""))}
    for other, at in others:
        if _PRINTABLE.fullmatch(other) and (number := Decimal(other.replace(",", ""))) not in seen:
            seen.add(number)
            yield Candidate(other, figure.value(other), figure.places[at])


def _changed(text: str) -> Iterator[tuple[str, int]]:
    for at, letter in enumerate(text):
        for other in _ALIKE.get(letter, ""):
            if not (at == 0 and other == "0" and text[1:2] not in (".", "")):
                yield text[:at] + other + text[at + 1 :], at
        if letter == ",":
            yield text[:at] + "." + text[at + 1 :], at
    if "." not in text and "," not in text:
        for at in range(1, len(text)):
            if not (text[0] == "0" and at > 1):
                yield text[:at] + "." + text[at:], at - 1
