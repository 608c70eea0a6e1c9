"""Fields that have no result: what they show all the same."""

from __future__ import annotations

from lxml import etree

from jixiao import lazy_re as re
from jixiao.readers.docx.names import W_VAL, is_on, w, whole
from jixiao.readers.numerals import format_number

# «带圈字符» is EQ \o\ac(○,3), shown as ③; EQ \F(98,100) is a fraction.
_CIRCLED = re.compile(r"^\s*eq\s+\\o\s*(?:\\a[clr]\s*)?\(\s*[○◯〇]\s*[,，;]\s*(\S+?)\s*\)\s*$", re.IGNORECASE)
_FRACTION = re.compile(r"^\s*eq\s+\\f\s*\(\s*([^(),;\\]+?)\s*[,;]\s*([^(),;\\]+?)\s*\)\s*$", re.IGNORECASE)
_EQUATION = re.compile(r"^\s*eq\b", re.IGNORECASE)


def equation(code: str) -> str | None:
    """What the field shows; "" for one that is no equation, None for an equation that is not known."""
    if match := _CIRCLED.match(code):
        inner = match[1]
        return format_number(int(inner), "decimalEnclosedCircle") if inner.isdecimal() and len(inner) < 3 else inner
    if match := _FRACTION.match(code):
        return f"{match[1]}/{match[2]}"
    return None if _EQUATION.match(code) else ""


def form_field(element: etree._Element) -> str:
    """What an old form field shows that has no result: a tick box, or the chosen entry of a list."""
    data = element.find(w("ffData"))
    if data is None:
        return ""
    box = data.find(w("checkBox"))
    if box is not None:
        state = box.find(w("checked"))
        state = box.find(w("default")) if state is None else state
        return "☑" if state is not None and is_on(state.get(W_VAL)) else "☐"
    entries = data.find(w("ddList"))
    if entries is None:
        return ""
    chosen = entries.find(w("result"))
    index = 0 if chosen is None else whole(chosen.get(W_VAL), 0)
    values = [entry.get(W_VAL, "") for entry in entries.iterchildren(w("listEntry"))]
    return values[index] if 0 <= index < len(values) else ""
