"""年度指标值 and 实际完成值: a text, and where it is one figure from end to end its operator, number and unit."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Table, raw_of
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import null, several, unreadable
from jixiao.patterns import Found, Patterns
from jixiao.quotes import Quote, Reading, Text, printed, quotes_of
from jixiao.structure.flat.strungitems import BESIDE
from jixiao.structure.match import Box
from jixiao.structure.match_model import BLANKS
from jixiao.values import plain

_COMPARATORS = ("ge", "le", "eq", "gt", "lt", "ge_after", "le_after")
_BAR = 3  # letters of a bar
_BROKEN = re.compile(r"[-+]?(?=.*\d)[\d.,]+%?")
_PARTED = re.compile(r"[^\d、。]{0,3}\d{1,3}(?:['’‘`´]\d{3}|(?<!\d\d\d)、\d{3})+(?!\d)[^\d、。]{0,4}")
"""A figure whose thousands an apostrophe or «、» sets apart («4'920人次», «3、325人次»), or two of them."""
_GROUP = 3  # digits of thousands
_LOOKS = ("O", "o", "〇", "l", "I", "丨", "|")
_LETTERS = str.maketrans("".join(_LOOKS), "0001111")
"""What a recogniser takes a digit for."""


def measure(context: Context, boxes: list[Box], pattern: str) -> Draft:
    """A ``Measure`` from its cells (operator, value and unit columns together), a null that says why, or None.

    «≥3000卷» gives ge, 3000, 卷. Words, dates and ranges («3-5天») have no value: half a figure is never taken.
    «7,00.0,77» is no figure that can be read safely: value null and a diagnostic.
    """
    if not boxes:
        return None
    patterns = context.patterns
    filled = [box for box in boxes if patterns.null_kind(box.match) in (None, "nil_statement")]
    if not filled:
        marked = next((box for box in boxes if box.match), boxes[0])
        return null(marked.quote, pattern, patterns.null_kind(marked.match) or "blank")
    if len(filled) == 1 and is_bar(filled[0].match, patterns):
        return null(filled[0].quote, pattern, "dash")
    if len(filled) == 1:
        box = filled[0]
        quote, view = box.quote, box.view
        if box.match.isdigit() and box.match.isascii() and not (view.has_blanks and several(context, quote)):
            return _bare(quote, pattern)
    else:
        quote = quotes_of([box.quote for box in filled])
        view = Text.join(box.view for box in filled)
    # a figure in the operator's column is an operator misread («≥» as «2»), never the first digit of the value
    two = any(a.match[-1:].isdigit() and b.match[:1].isdigit() for a, b in pairwise(filled))
    return read_measure(context, view, quote, pattern, two=two)


def is_bar(match: str, patterns: Patterns) -> bool:
    """Whether a cell holds «一» alone, typed (and read by recognisers) for a dash where nothing else stands with it."""
    return len(match) <= _BAR and patterns["mark.figure_dash"].fits(match)


def _bare(quote: Quote, pattern: str) -> dict[str, Draft]:
    """A number and nothing else: most cells of the form, and no expression is needed."""
    text = Reading(quote.printed, quote, f"{pattern}.text")
    value = _number(quote, f"{pattern}.value")
    return _leaves(text, None, value, None, Reading(False, quote, f"{pattern}.qualitative"))


def read_measure(context: Context, view: Text, quote: Quote, pattern: str, *, two: bool = False) -> dict[str, Draft]:
    """The leaves of a ``Measure`` in a text; ``two``: it holds figures of two cells, and none of them is read."""
    patterns = context.patterns
    found = None
    apart = two or (view.has_blanks and several(context, quote))
    if any(map(str.isdigit, view.match)) and not apart and not patterns["measure.date"].match(view):
        found = patterns["measure.figure"].match(view)
    figure = view.match.translate(_LETTERS)
    misread = figure != view.match and _is_misread(view.match, figure, patterns)
    grouped = found is not None and "." in view.match and _may_be_thousands(found, patterns)
    misread |= grouped
    found = None if misread else found
    text = Reading(quote.printed if found is None else _unbroken(quote), quote, f"{pattern}.text")
    if found is None:
        broken = apart or misread or (_BROKEN.fullmatch(view.match) or _PARTED.fullmatch(view.match)) is not None
        value = unreadable(context, quote, f"{pattern}.value", "数值", "number") if broken else None
        return _leaves(text, None, value, None, Reading(not broken, quote, f"{pattern}.qualitative"))
    comparator = None
    held = found.match.groupdict()
    name = next(filter(held.get, _COMPARATORS), "")
    if name:
        sign, id_ = found.quote(name), f"{pattern}.comparator"
        if held[name] == "=" and _are_signs_lost(context):
            comparator = unreadable(context, sign, id_, "大小关系", "sign")
        else:
            comparator = Reading(name[:2], sign, id_, (f"{sign.printed} → {name[:2]}",))
    unit = found.quote("unit") if held.get("unit") else None
    return _leaves(
        text,
        comparator,
        _number(found.quote("value"), f"{pattern}.value"),
        Reading(unit.printed, unit, f"{pattern}.unit") if unit else None,
        Reading(False, quote, f"{pattern}.qualitative"),
    )


def _is_misread(match: str, figure: str, patterns: Patterns) -> bool:
    """Whether letters stand for digits of a figure («9O%», «5l6人次», «4丨处»): with digits in their place it is one,
    it has a digit of its own, and no nought leads («O3达标»). «3l» are litres."""
    digits = [at for at, character in enumerate(figure) if character.isdigit()]
    if not any(map(str.isdigit, match)) or (figure[digits[0]] == "0" and digits[0] + 1 in digits):
        return False
    litres = any(match[at] == "l" and not _goes_on(match, at + 1) for at in digits)
    return not litres and patterns["measure.figure"].fits(figure)


def _may_be_thousands(found: Found, patterns: Patterns) -> bool:
    """Whether the point of a figure may be a comma misread, of thousands: three digits stand behind it, and a blank
    beside it («2. 906人次»), or what is counted has no parts («3.320人次»)."""
    value = found.quote("value")
    whole, _, digits = value.match.partition(".")
    if len(digits) != _GROUP or not 0 < len(whole) <= _GROUP or whole[0] == "0":
        return False
    unit = found["unit"] if found.has("unit") else ""
    return len(value.raw) > len(value.match) or (bool(unit) and patterns.word("counted_unit").fits(unit))


def _goes_on(match: str, at: int) -> bool:
    """Whether a digit, what looks like one, or a word stands at a place."""
    return match[at : at + 1].isdigit() or match[at : at + 1] in _LOOKS or "\u4e00" <= match[at : at + 1] <= "\u9fff"


def _are_signs_lost(context: Context) -> bool:
    """Whether a converter may have lost the «<» and «>» of the text: where single blanks part the cells of full grids,
    as kreuzberg prints them, «>=276» is «=276»."""
    if context.signs_lost is None:
        blocks = context.structured.blocks
        tables = [block.source_text for block in blocks if isinstance(block, Table)]
        texts = (*tables, *(raw_of(block) for block in blocks if not isinstance(block, Table)))
        kept = any(sign in text for text in texts for sign in "<>＜＞")
        context.signs_lost = not kept and any(map(BESIDE.search, tables))
    return context.signs_lost


def _unbroken(quote: Quote) -> str:
    """The text of one figure: a line break in it, even between two digits, is a narrow cell's (a PDF's «≥10⏎0»)."""
    raw = quote.raw
    if "\n" not in raw and "\r" not in raw:
        return quote.printed
    whole = "".join(line.strip(BLANKS) for line in raw.splitlines())
    return printed(whole, set_apart=quote.spans[0].source.set_apart)


def _leaves(
    text: Reading[str],
    comparator: Reading[str] | None,
    value: Reading[Decimal] | None,
    unit: Reading[str] | None,
    qualitative: Reading[bool],
) -> dict[str, Draft]:
    return {"text": text, "comparator": comparator, "value": value, "unit": unit, "qualitative": qualitative}


def _number(quote: Quote, pattern: str) -> Reading[Decimal]:
    value = Decimal(quote.match.replace(",", ""))
    value = value if value else abs(value)
    raw = quote.printed
    return Reading(value, quote, pattern, () if raw == plain(value) else (f"{raw} → {plain(value)}",))
