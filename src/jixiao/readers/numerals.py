"""Numbers in the formats of Word's automatic lists (ECMA-376 ST_NumberFormat), from 1 upwards."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counting(number: int, digits: str, units: str, zero: str, *, ones: bool) -> str:
    """Positional Chinese: 101 -> 一百零一. ``units`` are ten to ten thousand; ``ones``: a leading 一十 keeps its 一."""
    if number >= 100_000_000 or number <= 0:
        return str(number)
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        tail = _counting(low, digits, units, zero, ones=True) if low else ""
        gap = zero if low and low < 1000 else ""
        return _counting(high, digits, units, zero, ones=ones) + units[3] + gap + tail
    text = ""
    skipped = False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += (zero if skipped else "") + digits[digit] + (units[power - 1] if power else "")
        skipped = not digit and len(text) > 0
    if not ones and text.startswith(digits[1] + units[0]):
        text = text[1:]
    return text


def _thousand(number: int) -> str:
    return _counting(number, "零一二三四五六七八九", "十百千万", "零", ones=False)


def _chinese(number: int) -> str:
    """Counting to 99; from 100 on digit by digit, as Word does for this format."""
    return _thousand(number) if number < 100 else _digital(number).replace("〇", "○")


def _japanese(number: int) -> str:
    """No zero between, and no 一 before 十, 百, 千."""
    if number >= 10_000:
        return _thousand(number)
    text = _counting(number, "零一二三四五六七八九", "十百千万", "", ones=False)
    for unit in "百千":
        text = text.replace(f"一{unit}", unit)
    return text


def _legal(digits: str, units: str, zero: str) -> Callable[[int], str]:
    return lambda number: _counting(number, digits, units, zero, ones=True)


def _roman(number: int) -> str:
    if not 0 < number < 32768:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def _letter(number: int) -> str:
    """a … z, aa, bb … : Word repeats the letter."""
    if not 0 < number <= 780:
        return str(number)
    repeat, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeat + 1)


def _one_of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _range(first: str, count: int) -> str:
    return "".join(chr(ord(first) + index) for index in range(count))


def _sexagenary(number: int) -> str:
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else str(number)


def _ordinal(number: int) -> str:
    tail = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{tail}"


_LEGAL_SIMPLIFIED = _legal("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", "零")
_LEGAL_TRADITIONAL = _legal("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零")

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _one_of(_range("①", 20)),
    "decimalEnclosedCircleChinese": _one_of(_range("①", 20)),
    "decimalEnclosedParen": _one_of(_range("⑴", 20)),
    "decimalEnclosedFullstop": _one_of(_range("⒈", 20)),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "ideographDigital": _digital,
    "taiwaneseDigital": lambda number: _digital(number).replace("〇", "○"),
    "japaneseDigitalTenThousand": _digital,
    "koreanDigital2": _digital,
    "chineseLegalSimplified": _LEGAL_SIMPLIFIED,
    "ideographLegalTraditional": _LEGAL_TRADITIONAL,
    "japaneseLegal": _legal("零壱弐参四伍六七八九", "拾百阡萬", ""),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _one_of(_range("㊀", 10)),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "none": lambda _: "",
}


def format_number(number: int, kind: str) -> str:
    """``number`` in the list format ``kind``; a format that is not known, or has no such number, gives digits.

    ``kind`` may be a custom format such as «001, 002, …»: its first sample tells the width.
    """
    made = _FORMATS.get(kind)
    if made is not None:
        return made(number)
    sample = kind.partition(",")[0].strip()
    return f"{number:0{len(sample)}d}" if sample.isdecimal() else str(number)
