"""styles.xml, as far as a paragraph needs it: name, list, hidden.

The file is often larger than the report (350 KB against 150 KB in files that start from a common template), and a
report uses a handful of its styles. So it is cut at its style elements, and only those asked for are parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from lxml import etree

from jixiao import lazy_re as re
from jixiao.errors import DamagedFileError
from jixiao.readers.docx.names import (
    W_ILVL,
    W_NUM_ID,
    W_NUM_PR,
    W_PPR,
    W_RPR,
    W_VAL,
    W_VANISH,
    is_on,
    w,
    whole,
)
from jixiao.readers.docx.package import parse_xml

_ROOT = re.compile(rb"<(\w+:)?styles\b[^>]*>")
_STYLE_ID = re.compile(rb"[^>]*?\bstyleId\s*=\s*[\"']([^\"'>]*)[\"']")
_MAX_CHAIN = 20

_STYLE = w("style")
_STYLE_ID_NAME = w("styleId")
_NAME = w("name")
_BASED_ON = w("basedOn")


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; None where it says nothing."""

    name: str
    based_on: str | None
    num_id: str | None
    ilvl: int | None
    hidden: bool | None


class Styles:
    """The styles of a document by id. ``read`` gives styles.xml, or None when the package has none."""

    def __init__(self, read: Callable[[], bytes | None]) -> None:
        self._read = read
        self._sheet: _Sheet | None = None
        self._cache: dict[str, Style | None] = {}
        self._chains: dict[str, list[tuple[str, Style]]] = {}

    def get(self, style_id: str) -> Style | None:
        """The style, or None when it is not defined. Raises DamagedFileError when styles.xml is broken."""
        if style_id not in self._cache:
            element = self._element(style_id)
            self._cache[style_id] = None if element is None else _style(element)
        return self._cache[style_id]

    def name(self, style_id: str) -> str:
        """The style's name (in WPS and Chinese Word «heading 1» has the id «1» or «2»), or the id."""
        style = self.get(style_id)
        return style.name if style and style.name else style_id

    def chain(self, style_id: str) -> list[tuple[str, Style]]:
        """The style and those it is based on, nearest first."""
        found = self._chains.get(style_id)
        if found is None:
            found = self._chains[style_id] = []
            current: str | None = style_id
            while current and len(found) < _MAX_CHAIN and current not in (name for name, _ in found):
                style = self.get(current)
                if style is None:
                    break
                found.append((current, style))
                current = style.based_on
        return found

    def is_hidden(self, style_id: str) -> bool:
        """Whether the style, or the nearest one it is based on that says so, hides text."""
        return next((style.hidden for _, style in self.chain(style_id) if style.hidden is not None), False)

    def _element(self, style_id: str) -> etree._Element | None:
        if self._sheet is None:
            self._sheet = _Sheet(self._read() or b"")
        return self._sheet.element(style_id)


class _Sheet:
    """styles.xml cut at its style elements, or parsed whole when it is not of the usual form."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parsed: dict[str, etree._Element] | None = None if data else {}
        self._pieces: dict[str, bytes] = {}
        self._before = self._after = b""
        root = _ROOT.search(data, 0, 1 << 16)
        head = data[:200].lower()
        comments = b"!" in data and b"<!" in data
        if root is not None and not comments and (b"encoding" not in head or b"utf-8" in head):
            prefix = root.group(1) or b""
            self._before = root.group() + b"<" + prefix + b"style "
            self._closing = b"</" + prefix + b"style>"
            self._after = self._closing + b"</" + prefix + b"styles>"
            for piece in data.split(b"<" + prefix + b"style ")[1:]:
                named = _STYLE_ID.match(piece)
                if named is not None:
                    self._pieces[unescape(named.group(1).decode("utf-8", "replace"))] = piece

    def element(self, style_id: str) -> etree._Element | None:
        """The w:style of that id. Raises DamagedFileError."""
        if self._parsed is None and self._pieces:
            piece = self._pieces.get(style_id)
            if piece is None:
                return None
            try:
                return parse_xml(self._before + piece.partition(self._closing)[0] + self._after, "word/styles.xml")[0]
            except (DamagedFileError, IndexError):
                pass  # cut at the wrong place: parse the whole, which also tells whether it is broken
        if self._parsed is None:
            root = parse_xml(self._data, "word/styles.xml")
            self._parsed = {item.get(_STYLE_ID_NAME, ""): item for item in root.iterchildren(_STYLE)}
        return self._parsed.get(style_id)


def _style(element: etree._Element) -> Style:
    name, based_on, num_id, ilvl, hidden = "", None, None, None, None
    for child in element:
        tag = child.tag
        if tag == _NAME:
            name = child.get(W_VAL, "")
        elif tag == _BASED_ON:
            based_on = child.get(W_VAL)
        elif tag == W_PPR:
            num_id, ilvl = list_of(child)
        elif tag == W_RPR:
            vanish = child.find(W_VANISH)
            hidden = None if vanish is None else is_on(vanish.get(W_VAL))
    return Style(name, based_on, num_id, ilvl, hidden)


def list_of(properties: etree._Element) -> tuple[str | None, int | None]:
    """numId and level that paragraph properties name themselves; None where they name none."""
    listed = properties.find(W_NUM_PR)
    if listed is None:
        return None, None
    num_id = listed.find(W_NUM_ID)
    ilvl = listed.find(W_ILVL)
    return (
        None if num_id is None else num_id.get(W_VAL, "0"),
        None if ilvl is None else whole(ilvl.get(W_VAL), 0),
    )
