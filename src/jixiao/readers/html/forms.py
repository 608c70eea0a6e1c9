"""Fields of web forms as they show what somebody entered: text, choices, ticked boxes."""

from __future__ import annotations

from lxml import etree

from jixiao.readers.html import spaces

CONTROLS = frozenset({"input", "select", "textarea", "button"})
_TEXT = frozenset(
    {"", "text", "number", "date", "tel", "email", "url", "search", "month", "week", "time", "datetime-local"}
)
_BOXES = {"checkbox": ("☐", "☑"), "radio": ("○", "●")}


def shown(control: etree._Element) -> str:
    """The text of a field, breaks as `spaces.BREAK`; nothing of buttons and hidden fields."""
    tag = control.tag
    if tag == "input":
        kind = (control.get("type") or "").strip().lower()
        if kind in _BOXES:
            return _BOXES[kind]["checked" in control.attrib]
        return control.get("value") or "" if kind in _TEXT else ""
    if tag == "textarea":
        text = "".join(map(str, control.itertext())).removeprefix("\n")
        return text.replace("\r", "").replace("\n", spaces.BREAK)
    if tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in control.attrib:
            chosen = options[:1]
        return spaces.BREAK.join("".join(map(str, option.itertext())).strip() for option in chosen)
    return ""
