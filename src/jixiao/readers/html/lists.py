"""Numbers of lists as a browser shows them: <ol start type reversed>, <li value>, list-style-type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from jixiao.readers.html.css import Style
from jixiao.readers.numerals import format_number

_MOST = 1_000_000_000
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}


def _letters(number: int, first: str) -> str:
    """a … z, aa, ab …"""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord(first) + rest) + text
    return text


def _by_word(name: str) -> Callable[[int], str]:
    return lambda number: format_number(number, name)


# The styles of CSS Counter Styles 3 that a browser knows: the number, and the mark behind it.
_STYLES: dict[str, tuple[Callable[[int], str], str]] = {
    "decimal": (str, "."),
    "decimal-leading-zero": (lambda number: f"{number:02d}", "."),
    "lower-alpha": (lambda number: _letters(number, "a"), "."),
    "upper-alpha": (lambda number: _letters(number, "A"), "."),
    "lower-roman": (_by_word("lowerRoman"), "."),
    "upper-roman": (_by_word("upperRoman"), "."),
    "cjk-decimal": (_by_word("ideographDigital"), "、"),
    "cjk-ideographic": (_by_word("chineseCountingThousand"), "、"),
    "simp-chinese-formal": (_by_word("chineseLegalSimplified"), "、"),
    "cjk-heavenly-stem": (_by_word("ideographTraditional"), "、"),
    "cjk-earthly-branch": (_by_word("ideographZodiac"), "、"),
}
for _other, _name in (
    ("lower-latin", "lower-alpha"), ("upper-latin", "upper-alpha"), ("simp-chinese-informal", "cjk-ideographic"),
    ("trad-chinese-informal", "cjk-ideographic"), ("trad-chinese-formal", "simp-chinese-formal"),
):  # fmt: skip
    _STYLES[_other] = _STYLES[_name]
_UNMARKED = frozenset({"none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"})


@dataclass(slots=True)
class Counter:
    """The items of one list so far. ``style`` is "" for lists whose items have no number."""

    style: str
    next: int
    step: int

    def label(self, item: etree._Element, style: Style) -> str:
        """The number that the next item shows, with its mark; "" for none."""
        value = _whole(item.get("value"))
        number = self.next if value is None else value
        self.next = number + self.step
        kind = _kind(style, item.get("type")) or self.style
        if kind not in _STYLES:
            return ""
        form, mark = _STYLES[kind]
        return (form(number) if number > 0 else str(number)) + mark


def counter(element: etree._Element, style: Style) -> Counter:
    """For a list element."""
    own = _kind(style, element.get("type"))
    if element.tag != "ol":
        return Counter(own if own in _STYLES else "", 1, 1)
    backwards = element.get("reversed") is not None
    start = _whole(element.get("start"))
    if start is None:
        start = len(element.findall("li")) if backwards else 1
    return Counter(own or "decimal", start, -1 if backwards else 1)


def _kind(style: Style, kind: str | None) -> str:
    """The style that an element names itself, "" when it names none."""
    named = style.get("list-style-type") or style.get("list-style") or ""
    known = next((word for word in named.split() if word in _STYLES or word in _UNMARKED), "")
    return known or _TYPES.get((kind or "").strip(), "")


def _whole(value: str | None) -> int | None:
    try:
        number = int((value or "").strip())
    except ValueError:
        return None
    return number if abs(number) < _MOST else None
