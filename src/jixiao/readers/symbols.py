"""Characters of the symbol fonts as Unicode: authors type ≥ with the font Symbol and tick boxes with Wingdings."""

from __future__ import annotations

from jixiao import lazy_re as re

PRIVATE = re.compile("[\uf020-\uf0ff]")
_OWN = re.compile("[\x21-\xff\uf020-\uf0ff]")
"""Word keeps a symbol font's character 0x20-0xFF as U+F020-U+F0FF."""


def _table(start: int, characters: str) -> dict[int, str]:
    return {start + index: character for index, character in enumerate(characters) if character != "\0"}


# The font Symbol: Adobe's published encoding; \0 where it has no Unicode character.
_SYMBOL = _table(
    0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\0αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL |= _table(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…\0\0↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
_SYMBOL |= {0xF1: "〉", 0xF2: "∫"}

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "◻", 0x71: "❑", 0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◉", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xAC: "✶",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS |= _table(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0x99: "○",
    0xA2: "■", 0xA3: "□", 0xA4: "□",
}  # fmt: skip
_WINGDINGS_2 |= _table(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")

_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(code: int, font: str) -> str:
    """The Unicode character that ``font`` shows for ``code``; "" when it is not known.

    ``code`` is the font's own (0x20-0xFF, or shifted by 0xF000) or already a Unicode code point.
    """
    own = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    found = _FONTS.get(font.strip().lower(), {}).get(own)
    if found is not None:
        return found
    if 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    return chr(code)


def unicode_text(text: str, font: str) -> str:
    """A text in a symbol font as what it shows; characters that are not known stay.

    Word shows «R» and «£» in Wingdings 2 as ☑ and □: forms are full of them. Chinese in such a run has another font.
    """
    known = _FONTS.get(font.strip().lower())
    if known is None:
        return text
    return _OWN.sub(lambda match: known.get(ord(match.group()) & 0xFF, match.group()), text)


def names_symbol_font(xml: bytes) -> bool:
    """Whether a part may set text in a symbol font."""
    return b"Wingdings" in xml or b'"Symbol"' in xml


_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str, before: str) -> str:
    """Raised text behind ``before``: a figure behind a figure keeps its mark, be it a power or the number of a note.
    «10⁴» is not 104, «86¹名» not 861."""
    return text.translate(_SUPERSCRIPT) if text[:1].isdecimal() and before[-1:].isdecimal() else text
