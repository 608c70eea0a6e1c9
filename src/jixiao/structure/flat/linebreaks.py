"""Where a printed line ends: how wide its text is, and what of the next line would have had to fit behind it."""

from __future__ import annotations

from unicodedata import east_asian_width

from jixiao import lazy_re as re

_WORD = re.compile(r"(?:[-+\d.,%≥≤<>=A-Za-z]+|.)[、，,。；;：:！!？?）)》〉”’】]*")


def first_word(text: str) -> str:
    """The shortest text with which a line may end that goes on with ``text``: a letter or a figure, and the marks
    behind it that never begin a line («一、»)."""
    found = _WORD.match(text)
    return found[0] if found else ""


def width(text: str) -> int:
    """How wide a text is printed at least, in half widths; the blanks that a converter sets between letters do not
    count, and marks that some fonts print narrow («“») count as narrow."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text if not char.isspace())


def solid_width(text: str) -> int:
    """The width of a text of nothing but full widths, 0 of any other: letters of a font are all equally wide, figures
    and marks are not as wide as they are counted."""
    return width(text) if all(east_asian_width(char) in "WF" for char in text) else 0
