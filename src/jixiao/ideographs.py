"""Ideographs under another code than their own, one for one, which look the same: a dictionary's radicals («⼀» U+2F00
for 一), forms kept for old Korean codes («年» U+F98E). Converters write them where a PDF's font names its glyphs so."""

from __future__ import annotations

import unicodedata

from jixiao import lazy_re as re

# Simplified radicals, which Unicode does not equate with their ideographs.
_PAIRS = (
    "⺒巳⺓幺⺟母⺠民⺩王⺫罒⺬示⺼月⻁虎⻄西⻅见⻆角⻉贝⻋车⻑长⻓长⻔门⻗雨"
    "⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)

IDEOGRAPHS: dict[int, int] = {ord(a): ord(b) for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}
for _code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
    _own = unicodedata.normalize("NFKC", chr(_code))
    if len(_own) == 1 and ord(_own) != _code:
        IDEOGRAPHS[_code] = ord(_own)

_MISCODED = re.compile("[\u2e80-\u2fd5\uf900-\ufaff]")


def as_shown(text: str) -> str:
    """The text with each such character under its own code."""
    return text.translate(IDEOGRAPHS) if not text.isascii() and _MISCODED.search(text) else text
