"""Raw text without what layout put into it: blanks out, full-width forms folded, one character for one; or as printed,
without the breaks of its lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from jixiao import lazy_re as re
from jixiao.ideographs import IDEOGRAPHS
from jixiao.traditional import DEBRIS, SIMPLIFIED, TONES

# What `\s` stands for by its characters: with a class inside, a set takes twice as long to tell each character.
_BLANKS = r"\x00-\x20\x85\xa0\u00ad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff"
UNSEEN = r"\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Of a set: characters without ink, which pages copied from the web have within words."""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_AROUND = " \t\r\n\v\f\x07\u3000\xa0"
_NON_BLANK = re.compile(f"[^{_BLANKS}]+")
_DEBRIS = re.compile(DEBRIS)
_BREAK = re.compile(r"[^\S\r\n\v\f\x07]*[\r\n\v\f\x07]+[\s\x07]*")
_BLANK_BREAK = re.compile(
    r"[^\S\n]{2,}|(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])|(?<=[，。；：、]) "
)
_SET_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\u4e00-\u9fff])")
_LETTERS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LATIN, _LATIN_START = _LETTERS | frozenset(".,%)]"), _LETTERS | frozenset("([")
_BROKEN_DATE = re.compile(
    r"(?<!\d)(?:19\n\d\d|(?:1\n9|2\n0)\d\d|20\n\d\d|(?:19|20)\d\n\d) ?年"
    r"|年 ?(?:0\n\d|1\n[0-2]) ?月|月 ?(?:[0-2]\n\d|3\n[01]) ?[日号]"
)

# One for one: full-width ASCII to half width, and the look-alikes that authors and converters mix up.
_FOLD = SIMPLIFIED | {code: SIMPLIFIED.get(own, own) for code, own in IDEOGRAPHS.items()}
_FOLD |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD.update(
    {
        ord("〔"): ord("("), ord("〕"): ord(")"), ord("【"): ord("["), ord("】"): ord("]"),
        ord("﹪"): ord("%"), ord("﹕"): ord(":"), ord("∶"): ord(":"), ord("︰"): ord(":"),
        ord("“"): ord('"'), ord("”"): ord('"'), ord("„"): ord('"'), ord("‟"): ord('"'),
        ord("‘"): ord("'"), ord("’"): ord("'"), ord("﹣"): ord("-"), ord("−"): ord("-"), ord("–"): ord("-"),
        ord("≧"): ord("≥"), ord("≦"): ord("≤"), ord("⩾"): ord("≥"), ord("⩽"): ord("≤"), ord("═"): ord("="),
        ord("․"): ord("."), ord("﹒"): ord("."), ord("｡"): ord("。"), ord("､"): ord("、"),
        ord("﹐"): ord(","), ord("﹑"): ord("、"), ord("﹔"): ord(";"), ord("﹙"): ord("("), ord("﹚"): ord(")"),
        ord("「"): ord('"'), ord("」"): ord('"'), ord("『"): ord("'"), ord("』"): ord("'"),
    }
)  # fmt: skip
_DOT = chr(0xFF0E)  # «１２．５», «1．», and an author's full stop: «编制20名．在职18人．»
del _FOLD[ord(_DOT)]
_POINTS = "·•‧∙⋅・"  # «448·84万元»


# `str.translate` looks up every character of a text, which takes five times as long as to find the few that change.
_FOLDED = {chr(code): chr(to) for code, to in _FOLD.items()}
_SIGNS = re.escape("".join(_FOLDED) + _DOT + _POINTS)
_FOLDABLE = re.compile(f"[{_SIGNS}]")
_CHANGING = re.compile(f"[{_SIGNS}{_BLANKS}{TONES}]")
_NO_NUMBER = r"(?<![一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾甲乙丙丁])"  # «壹．»
_STOPS = re.compile(rf"(?<=[\u4e00-\u9fff%％)）”]){_NO_NUMBER}[．](?![．.]|\d(?!\d{{3}}年))")
_DOTTED = re.compile(rf'(?<=[\u4e00-\u9fff%)"]){_NO_NUMBER}\.(?=[\u4e00-\u9fff("]|\s|\d{{1,2}}[.、]|\d{{4}}年|\Z)')
_FEW_STOPS = 3
_BETWEEN_DIGITS = re.compile(r"(?<=\d).(?=\d)")


COLONS = ":：∶﹕︰"
"""As raw texts have them; all fold to the first."""

_LABEL = 32  # characters of a text that may be a label


def _fold_one(match: re.Match[str]) -> str:
    try:
        return _FOLDED[match[0]]
    except KeyError:
        return _in_context(match)


def _in_context(match: re.Match[str]) -> str:
    """What a dot stands for by its neighbours: a full stop, a decimal point, itself."""
    text, at = match.string, match.start()
    if match[0] == _DOT:
        return "。" if _STOPS.match(text, at) else "."
    return "." if _BETWEEN_DIGITS.match(text, at) else match[0]


def fold(text: str) -> str:
    """Width and look-alikes folded, one character for one: «（50％）» -> «(50%)»."""
    if text.isascii():
        return text
    if len(text) > _LABEL:  # prose, most of whose marks are these four
        text = text.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")")
    return _FOLDABLE.sub(_fold_one, text)


def writes_dots(texts: Collection[str]) -> bool:
    """Whether an author wrote «.» for «。» throughout («编制20名.在职18人.»), or a converter did."""
    stops = sum([text.count("。") for text in texts])
    if _FEW_STOPS + stops > sum([text.count(".") for text in texts]):
        return False
    return sum([len(_DOTTED.findall(text)) for text in texts if "." in text]) >= _FEW_STOPS * (1 + stops)


def with_stops(folded: str) -> str:
    """A folded text of such an author with his full stops."""
    return _DOTTED.sub("。", folded)


def squeeze(text: str) -> str:
    """Folded and without any blank: the form in which labels are compared."""
    return _squeezed_label(text) if len(text) <= _LABEL else _squeezed(text)


def _squeezed(text: str) -> str:
    if not _CHANGING.search(text):
        return text
    if "(" in text and _DEBRIS.search(text):
        return fold("".join(text[a:b] for a, b in inked(text, 0, len(text))))
    return fold("".join(_NON_BLANK.findall(text)))


_squeezed_label = lru_cache(maxsize=4096)(_squeezed)  # a cell is asked about several times, and labels come again


def is_inked(text: str) -> bool:
    """Whether all of a text is text: `inked` yields it whole."""
    # no blank can be printed but U+0020: of most texts that tells it, in a tenth of the time
    if (not text.isprintable() or " " in text) and _NON_BLANK.fullmatch(text) is None:
        return False
    return text != "" and ("(" not in text or _DEBRIS.search(text) is None)  # few texts have the bracket


def inked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is no blank in [start, end); nor is the pinyin that a converter left behind a character («數(shù)», R31)."""
    if "(" not in text or not _DEBRIS.search(text, start, end):
        yield from (found.span() for found in _NON_BLANK.finditer(text, start, end))
        return
    for found in _NON_BLANK.finditer(text, start, end):
        at, stop = found.span()
        for debris in _DEBRIS.finditer(text, at, stop):
            if debris.start() > at:
                yield at, debris.start()
            at = debris.end()
        if at < stop:
            yield at, stop


def printed(raw: str, *, blanks_are_breaks: bool = False, set_apart: bool = False) -> str:
    """A text as printed: blanks at both ends stripped, line and paragraph breaks and what is not seen taken out.

    A break becomes a blank only between two Latin words or numbers (contract, «Conventions»), not within a date.
    ``blanks_are_breaks``: the converter had nothing but blanks to print breaks with (a cell of a Markdown table).
    ``set_apart``: it put a blank wherever Chinese meets Latin or digits, where the print has none («2023 年», the text
    of a PDF).
    """
    if raw.isprintable():  # most: neither a break nor what is not seen, nor another blank than U+0020
        if " " not in raw:
            return raw
        if not (set_apart or blanks_are_breaks):
            return raw.strip(" ")
    elif not (set_apart or blanks_are_breaks):
        text = raw.strip(_AROUND)
        if text.isprintable():
            return text
    if set_apart:
        raw = _SET_APART.sub("", raw)
    if blanks_are_breaks:
        raw = _BLANK_BREAK.sub("\n", raw)
    if not raw.isascii() and _UNSEEN.search(raw):
        raw = _UNSEEN.sub("", raw)
    text = raw.strip(_AROUND)
    if not text or ("\n" not in text and "\r" not in text and "\v" not in text and "\x07" not in text):
        return text

    def join(match: re.Match[str]) -> str:
        start, end = match.span()
        if text[start - 1] not in _LATIN or text[end] not in _LATIN_START:
            return ""
        around = f"{text[max(start - 4, 0) : start]}\n{text[end : end + 5]}"  # «202⏎3年» in a narrow column of a PDF
        return "" if _BROKEN_DATE.search(around) else " "

    return _BREAK.sub(join, text)
