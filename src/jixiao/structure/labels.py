"""The grammar of section labels on folded, blank-free text: 第一部分, 一、 壹、 Ⅰ., （一）, 1. 1、 1, （1）, ①, 一是.

Numbers of years, dates, documents and quantities are never labels: an arabic number needs its mark, or, where authors
dropped it («1根据市编办发…»), a Chinese character behind it that is no measure word.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.values import chinese_integer

_CN = "一二三四五六七八九十"
_FORMAL, _ROMAN = "壹贰叁肆伍陆柒捌玖拾", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
"""Numbers as cheques and some offices write them: as 一、 (河北: «壹、部门基本情况»)."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_AS_CHINESE = str.maketrans(_FORMAL, _CN)
_POINTED, _BRACKETED, _CN_BRACKETED = "⒈-⒛", "⑴-⒇", "㈠-㈩"
_RUNS = ((0x2488, 20), (0x2474, 20), (0x3220, 10), (0x2160, 12))
_LETTERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")  # as Word's automatic numbers print them
_SIGNS = {chr(first + n): n + 1 for first, count in _RUNS for n in range(count)} | {
    letters: n for n, letters in enumerate(_LETTERS, 1)
}
"""Numbers that are one character with their mark, as Chinese keyboards offer them: «⒈», «⑴», «㈠»."""
MEASURES = "年月日号时分秒人名个位次万元亿千百十岁届家户件批项条份张台套辆所座处场期篇册部卷本起类种只间公平余多余%度"


class Kind(IntEnum):
    """Kinds of labels, from the outermost in."""

    PART = 0
    CHINESE = 1
    CHINESE_PAREN = 2
    ARABIC = 3
    ARABIC_PAREN = 4
    CIRCLED = 5
    ORDINAL = 6
    BULLET = 7


@dataclass(frozen=True, slots=True)
class Label:
    """A label: its kind and number, and where the text goes on behind it. ``bare`` when an arabic mark is missing."""

    kind: Kind
    number: int
    start: int
    end: int
    bare: bool = False


# Group names: the kind, and n… for the number. «(二» and «二)» are brackets that a converter lost.
_LABEL = re.compile(
    rf"(?P<part>第(?P<n0>[{_CN}]{{1,3}}|[0-9]{{1,2}})(?:部分|章|篇)[、.:,]?)"
    rf"|(?P<ordinal>(?:第|其)(?P<n6>[{_CN}])[,:、]|(?P<n7>[{_CN}])(?:是|要(?=[\u4e00-\u9fff]))[:,]?"
    rf"|(?P<n11>首先|其次|再次|最后)[,:、]"
    rf"|(?:问题|措施|建议)(?P<n10>[{_CN}]|[0-9]{{1,2}})[:、,.](?![0-9]))"
    rf"|(?P<chinese>(?P<n15>[{_FORMAL}]{{1,2}}|[{_ROMAN}]|(?:I[VX]|V?I{{1,3}}|[VX])(?=[、.][\u4e00-\u9fff]))[、.,:]"
    rf"|(?P<n1>[{_CN}]{{1,3}})(?:[、.,:]|[·・](?:(?![0-9{_CN}])|(?=一般))))"  # «三·八» is none
    rf"|(?P<chinese_paren>(?:\((?P<n2>[{_CN}]{{1,3}})\)|(?P<n8>[{_CN}]{{1,2}})\)|(?P<n14>[{_CN_BRACKETED}]))[、.,:。]?)"
    rf"|(?P<arabic>(?P<n12>[{_POINTED}])|(?P<n3>[0-9]{{1,2}})(?:[、.](?:(?![0-9])|(?=(?:19|20)[0-9]{{2}}年))|,(?=[^0-9])|\)(?![0-9]))、?)"
    rf"|(?P<arabic_paren>(?:\((?P<n4>[0-9]{{1,2}})\)|(?P<n13>[{_BRACKETED}]))[、.,。]?)"
    rf"|(?P<circled>(?P<n5>[{_CIRCLED}])[、.,]?)"
    rf"|(?P<bare>(?P<n9>[0-9]{{1,2}})(?=[\u4e00-\u9fff])(?!(?!个别)[{MEASURES}]))"
)
_KIND = {
    "part": (Kind.PART, ("n0",)), "ordinal": (Kind.ORDINAL, ("n6", "n7", "n10", "n11")),
    "chinese": (Kind.CHINESE, ("n1", "n15")), "chinese_paren": (Kind.CHINESE_PAREN, ("n2", "n8", "n14")),
    "arabic": (Kind.ARABIC, ("n3", "n12")), "arabic_paren": (Kind.ARABIC_PAREN, ("n4", "n13")),
    "circled": (Kind.CIRCLED, ("n5",)), "bare": (Kind.ARABIC, ("n9",)),
}  # fmt: skip

BULLETS = "◆◇■□▲△★☆●○▪※►▶➢•"
"""Marks that stand before headings or items instead of a number."""

TITLE_LENGTH = 30
"""A title ends at 。 or the line's end within this many characters (contract, «Conventions»)."""

ATTACHMENT = re.compile(
    rf"(?:附[件表录]|附(?=[0-9{_CN}]{{0,2}}(?::|$)))(?P<n>[0-9]{{1,2}}(?:-[0-9]{{1,2}})?(?![0-9年])|[{_CN}]{{1,2}}(?![\u4e00-\u9fff]))?(?P<mark>[:、.])?"
)
"""«附件1», «附件1:», «附件2-1», «附件一», «附件:», «附:», «附1:» at the start of a line."""


_IN_TURN = {"首先": 1, "其次": 2, "再次": 3}
_BARE = re.compile(r"([0-9]{1,2})(?=[\u4e00-\u9fff\"])(?!项(?!目)|个(?!别)|[件名条份张台套辆座册])")


def bare_at(text: str) -> Label | None:
    """An arabic number without its mark before any character: «1部分…» is one where «2…» follows it."""
    found = _BARE.match(text)
    return Label(Kind.ARABIC, int(found[1]), 0, found.end(), bare=True) if found else None


@lru_cache(maxsize=1024)  # each line is asked about in several passes
def label_at(text: str, at: int = 0) -> Label | None:
    """The label that stands at ``at``, or None."""
    found = _LABEL.match(text, at)
    if not found:
        return None
    name = found.lastgroup or ""  # the outer group closes last
    kind, groups = _KIND[name]
    digits = next(found[group] for group in groups if found[group])
    number = _CIRCLED.index(digits) + 1 if kind is Kind.CIRCLED else number_of(digits)
    return Label(kind, number, found.start(), found.end(), name == "bare")


def number_of(text: str) -> int:
    """«12», «十二» or «其次» as a number; 0 when it is none, and of «最后», whatever stands before it."""
    if text.isdecimal():
        return int(text)
    return _IN_TURN.get(text) or _SIGNS.get(text) or chinese_integer(text.translate(_AS_CHINESE)) or 0
