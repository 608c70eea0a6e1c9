"""Codes of characters that a tool left in the text that it took from a page: «&nbsp;», «&ge;90%», «&#8805;»."""

from __future__ import annotations

import html

from jixiao import lazy_re as re

# Those that such pages hold.
_CODE = re.compile(
    r"&(?:#[xX][0-9a-fA-F]{2,5}|#\d{2,6}|nbsp|ensp|emsp|thinsp|lt|gt|amp|quot|apos|[gl]e|[lr][ds]quo|[mn]dash|hellip"
    r"|middot|bull|times|divide|plusmn|yen|deg|permil);"
)
_TWICE = 2  # «&amp;lt;»
_TABLE = re.compile("<table", re.IGNORECASE)
_ENDS = frozenset("\t\n\v\f\r\x85\u2028\u2029")


def unescaped(text: str) -> tuple[str, int]:
    """The text with the characters that its codes stand for, and how many codes those were. What stands as a code so
    that it ends no cell or line ends none: «&#10;» is a blank, «&#124;» stays one where bars part cells. A table in
    HTML has its codes for the sake of its tags; whoever reads it knows them."""
    if "&" not in text or _TABLE.search(text):
        return text, 0
    count, bars = 0, "|" in text

    def shown(match: re.Match[str]) -> str:
        nonlocal count
        character = html.unescape(match[0])
        if character in ("", "\ufffd") or not (character.isprintable() or character.isspace()):
            return match[0]
        if character == "|" and bars:
            return match[0]
        count += 1
        return " " if character in _ENDS else character

    for _ in range(_TWICE):
        text = _CODE.sub(shown, text)
    return text, count
