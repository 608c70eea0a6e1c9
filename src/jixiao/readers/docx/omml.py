"""Formulas as one line of text. Fractions and powers keep their mark: 1/3 and 10⁴ must not become 13 and 104."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from jixiao.readers.docx.names import M_NS, M_T, W_DEL, W_MOVE_FROM

_SUPERSCRIPT = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
_SUPERSCRIPTS = frozenset("0123456789+-−()n")
_OPERATORS = frozenset("+-−–×÷*/·= ")


def _m(local: str) -> str:
    return f"{{{M_NS}}}{local}"


_E = _m("e")
_VAL = _m("val")
_SKIPPED = frozenset({W_DEL, W_MOVE_FROM})


def math_text(element: etree._Element) -> str:
    """The text of m:oMath (or any part of it), structures written in line."""
    if element.tag == M_T:
        return element.text or ""
    if element.tag in _SKIPPED:
        return ""
    written = _STRUCTURES.get(element.tag)
    return written(element) if written else "".join(map(math_text, element))


def _part(element: etree._Element, local: str) -> str:
    return "".join(math_text(child) for child in element.iterchildren(_m(local)))


def _grouped(text: str) -> str:
    return f"({text})" if len(text) > 1 and not _OPERATORS.isdisjoint(text) else text


def _property(element: etree._Element, local: str, default: str) -> str:
    """The value of a property two levels down (m:dPr/m:begChr), ``default`` when it is absent."""
    for properties in element:
        found = properties.find(_m(local))
        if found is not None and properties.tag.endswith("Pr"):
            return found.get(_VAL, "")
    return default


def _fraction(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _power(element: etree._Element) -> str:
    base, sub, power = _part(element, "e"), _part(element, "sub"), _part(element, "sup")
    if not power:
        return base + sub
    raised = power.translate(_SUPERSCRIPT) if _SUPERSCRIPTS.issuperset(power) else f"^{_grouped(power)}"
    return base + sub + raised


def _root(element: etree._Element) -> str:
    return f"{_part(element, 'deg')}√{_grouped(_part(element, 'e'))}"


def _delimited(element: etree._Element) -> str:
    inner = _property(element, "sepChr", "|").join(math_text(child) for child in element.iterchildren(_E))
    return _property(element, "begChr", "(") + inner + _property(element, "endChr", ")")


def _nary(element: etree._Element) -> str:
    return _property(element, "chr", "∫") + _part(element, "sub") + _part(element, "sup") + _part(element, "e")


_STRUCTURES: dict[str, Callable[[etree._Element], str]] = {
    _m("f"): _fraction,
    _m("sSup"): _power,
    _m("sSubSup"): _power,
    _m("rad"): _root,
    _m("d"): _delimited,
    _m("nary"): _nary,
}
