"""Quotes to values: numbers, money, percentages, counts, dates. A figure that is not safe to read gives None.

Everything is `Decimal` with the digits as printed; money comes out in 万元 (10,000 CNY) by a shift of the exponent, so
that 2026400元 is 202.6400. Percentages are in percent points.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from jixiao import lazy_re as re
from jixiao.quotes import Quote, Reading

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number with or without thousands commas, folded to half width. «7,00.0,77» (R48 of the corpus) is none."""

_SHIFT = {
    "元": -4, "百元": -2, "千元": -1, "万元": 0, "万": 0, "百万元": 2, "千万元": 3, "亿元": 4, "亿": 4,
}  # fmt: skip
_BRACKETED = re.compile(r"^\(([\d,.]+[^\d()]*)\)([^\d()]*)$")
_MONEY = re.compile(
    rf"(?:人民币)?[¥￥]?(?P<sign>[-+])?(?P<number>{NUMBER})(?P<unit>百万元|千万元|万元|亿元|百元|千元|元|万|亿)?"
)
_SIGNED = re.compile(r"(?:人民币)?[¥￥].*\d\Z")
_SPELLED = re.compile(r"(?:人民币)?(?P<number>[^\d元]+)元整?")
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_PERCENT = re.compile(rf"(?P<sign>[-+])?(?P<number>{NUMBER})(?P<unit>%|‰|个百分点)?")
_OF_HUNDRED, _OF_THOUSAND = "百分之", "‰"
_PLAIN = re.compile(rf"(?P<sign>[-+])?(?P<number>{NUMBER})")
_COUNT = re.compile(rf"(?P<number>{NUMBER}|[零〇一二两三四五六七八九十百千万]+)(?:名|人|个|位|余人|人次)?")
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:年|[-./])(?P<m>0?[1-9]|1[0-2])(?:月|[-./])(?P<d>0?[1-9]|[12]\d|3[01])日?(?!\d)"
)
_WRITTEN_DATE = re.compile(
    r"(?P<y>[一二][〇○零0OoΟО一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
_ZEROS = str.maketrans("○0OoΟО", "〇〇〇〇〇〇")  # typed for the 〇 of a year: «二O二三年», «二0一九年»
_CHEQUE = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰", "一二三四五六七八九十百")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_D = "[一二两三四五六七八九]"
_TENS = f"{_D}?十{_D}?"
_HUNDREDS = f"{_D}百(?:零{_D}|{_TENS})?"
_SECTION = f"(?:{_D}千(?:零{_TENS}|零{_D}|{_HUNDREDS})?|{_HUNDREDS}|{_TENS}|{_D})"
_SCALED = re.compile(f"{_SECTION}(?:万(?:零?{_SECTION})?)?")


def decimal(text: str) -> Decimal | None:
    """A folded number as printed, or None: «3,888.01» is 3888.01, «7,00.0» is nothing safe."""
    return Decimal(text.replace(",", "")) if re.fullmatch(NUMBER, text) else None


def chinese_integer(text: str) -> int | None:
    """«十二» is 12, «一百零三» 103, «二〇二三» 2023 (digit by digit when no scale word stands in it).

    None for what is no number («十几», «万») and for what is said two ways («一百二» is 102 or 120).
    """
    if not text or any(c not in _DIGIT and c not in _SCALE for c in text):
        return None
    if not any(c in _SCALE for c in text):
        return int("".join(str(_DIGIT[c]) for c in text)) if len(text) != 1 else _DIGIT[text]
    if not _SCALED.fullmatch(text.replace("〇", "零")):
        return None
    total, section, digit = 0, 0, 0
    for c in text:
        if c in _DIGIT:
            digit = _DIGIT[c]
        elif c == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        else:
            section, digit = section + (digit or 1) * _SCALE[c], 0
    return total + section + digit


def spelled(quote: Quote, pattern: str) -> Reading[Decimal] | None:
    """A number in Chinese figures, also those of cheques: «玖拾陆» is 96, «九十六点五» 96.5."""
    value = _in_words(quote.match)
    return None if value is None else Reading(value, quote, pattern, (f"{quote.printed} → {plain(value)}",))


def _in_words(text: str) -> Decimal | None:
    whole, _, rest = text.translate(_CHEQUE).partition("点")
    digits = [_DIGIT.get(char) for char in rest]
    value = chinese_integer(whole)
    if value is None or None in digits:
        return None
    return Decimal(f"{value}.{''.join(map(str, digits))}" if rest else value)


def calendar_year(text: str) -> int | None:
    """A year of four digits: «2024», «二〇二四» or, typed with a circle or a letter, «二○二四», «二O二四»."""
    return int(text) if text.isdecimal() else chinese_integer(text.translate(_ZEROS))


def _signed(match: re.Match[str]) -> Decimal:
    value = Decimal(match["number"].replace(",", ""))
    return -value if match["sign"] == "-" and value else value


def plain(value: Decimal) -> str:
    """The digits without an exponent."""
    return format(value, "f")


def money(quote: Quote, pattern: str, *, unit: str | None = None, negative: bool = False) -> Reading[Decimal] | None:
    """An amount in 万元; ``unit`` is what counts where the quote prints none (a table's heading), else 万元, or 元
    where a sign tells it («¥3,268,400.00»). None if no amount.

    ``negative`` gives the sign that a word before the amount carries (减少), or brackets do in a column of changes, as
    in accounts: «（38.4）万元»; a zero keeps none.
    """
    match = quote.match
    found = _MONEY.fullmatch(_unbracketed(match) if negative else match)
    if not found:
        return _spelled(quote, pattern, negative)
    value = _signed(found)
    shift = _SHIFT[found["unit"] or unit or ("元" if is_unit_of_sign(match) else "万元")]
    steps: list[str] = []
    printed = quote.printed
    if shift:
        scaled = value.scaleb(shift)
        sign = f"×{10**shift}" if shift > 0 else f"÷{10**-shift}"
        steps.append(f"{printed} → {sign} → {plain(scaled)}")
        value = scaled
    elif printed != plain(value):
        steps.append(f"{printed} → {plain(value)}")
    return _directed(value, quote, pattern, steps, negative)


def is_unit_of_sign(match: str) -> bool:
    """Whether the sign before an amount is all that tells its unit («¥3,268,400.00»)."""
    return _SIGNED.match(match) is not None


def _spelled(quote: Quote, pattern: str, negative: bool) -> Reading[Decimal] | None:
    """«九十八万元» is 98, «壹佰贰拾陆万叁仟元整» 126.3000; None for what is no number, or said two ways."""
    found = _SPELLED.fullmatch(quote.match)
    yuan = chinese_integer(found["number"].translate(_CAPITALS)) if found else None
    if yuan is None:
        return None
    value = Decimal(yuan // 10000) if yuan % 10000 == 0 else Decimal(yuan).scaleb(-4)
    return _directed(value, quote, pattern, [f"{quote.printed} → {yuan}元 → {plain(value)}"], negative)


def percent(quote: Quote, pattern: str, *, negative: bool = False) -> Reading[Decimal] | None:
    """A percentage in percent points: «96.80%» is 96.80, «百分之十二点五» 12.5, «5‰» 0.5. A number without a sign
    passes as printed."""
    match = quote.match
    if match.startswith(_OF_HUNDRED):
        spoken = _in_words(match.removeprefix(_OF_HUNDRED))
        steps = [f"{quote.printed} → {plain(spoken)}"] if spoken is not None else []
        return None if spoken is None else _directed(spoken, quote, pattern, steps, negative)
    found = _PERCENT.fullmatch(_unbracketed(match) if negative else match)
    if not found:
        return None
    value = _signed(found)
    if found["unit"] == _OF_THOUSAND:
        value = value.scaleb(-1)
    return _directed(value, quote, pattern, [*_step(quote, plain(value))], negative)


def _step(quote: Quote, value: str) -> tuple[str, ...]:
    """How a value came of what is printed: nothing where it is that."""
    printed = quote.printed
    return () if printed == value else (f"{printed} → {value}",)


def _unbracketed(match: str) -> str:
    return _BRACKETED.sub(r"\1\2", match)


def _directed(value: Decimal, quote: Quote, pattern: str, steps: list[str], negative: bool) -> Reading[Decimal]:
    if negative and value:
        value = -abs(value)
        steps.append(f"取负 → {plain(value)}")
    return Reading(value, quote, pattern, tuple(steps))


def number(quote: Quote, pattern: str) -> Reading[Decimal] | None:
    """A bare number as printed (a score, a weight); None if anything else stands there."""
    found = _PLAIN.fullmatch(quote.match)
    if not found:
        return None
    value = _signed(found)
    return Reading(value, quote, pattern, _step(quote, plain(value)))


def count(quote: Quote, pattern: str, *, negative: bool = False) -> Reading[int] | None:
    """A whole number of people or things, in digits or Chinese numerals, with or without its measure word."""
    found = _COUNT.fullmatch(quote.match)
    if not found:
        return None
    text = found["number"]
    value = decimal(text) if text[0].isdigit() else chinese_integer(text)
    if value is None or value != int(value):
        return None
    whole = -int(value) if negative else int(value)
    return Reading(whole, quote, pattern, _step(quote, str(whole)))


def day(quote: Quote, pattern: str) -> Reading[str] | None:
    """A calendar date as ISO 8601; None when it is none (2024年2月30日)."""
    found = _DATE.search(quote.match) or _WRITTEN_DATE.search(quote.match)
    if not found:
        return None
    try:
        year, month, number = (calendar_year(found[part]) or 0 for part in "ymd")
        value = date(year, month, number).isoformat()
    except ValueError:
        return None
    return Reading(value, quote, pattern, _step(quote, value))
