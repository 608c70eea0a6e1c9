"""Word's automatic numbering: the label that a list paragraph shows, computed from numbering.xml.

Labels are not in the document's text («一、», «（一）», «第一章» of a report are often such labels), so a reader that
does not count loses the headings. Counters belong to the abstract list: lists that share one go on counting.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from jixiao import lazy_re as re
from jixiao.readers.docx.names import MC_ALTERNATE, MC_CHOICE, W_ILVL, W_NUM_ID, W_RPR, W_VAL, is_on, w, whole
from jixiao.readers.docx.styles import Styles
from jixiao.readers.limits import too_much
from jixiao.readers.numerals import format_number
from jixiao.readers.symbols import PRIVATE, unicode_text

_PLACE = re.compile("%([1-9])")
_LEVELS = 9
_MAX_TEXT = 255  # Word's own limit; a label of megabytes would be printed before every paragraph of the list
_NO_NUMBER = frozenset({"bullet", "none"})

_ABSTRACT = w("abstractNum")
_ABSTRACT_ID = w("abstractNumId")
_NUM = w("num")
_LVL = w("lvl")
_LVL_OVERRIDE = w("lvlOverride")
_START_OVERRIDE = w("startOverride")
_STYLE_LINK = w("styleLink")
_NUM_STYLE_LINK = w("numStyleLink")
_START = w("start")
_NUM_FMT = w("numFmt")
_FORMAT = w("format")
_LVL_TEXT = w("lvlText")
_LVL_RESTART = w("lvlRestart")
_IS_LGL = w("isLgl")
_P_STYLE = w("pStyle")
_R_FONTS = w("rFonts")
_ASCII = w("ascii")
_H_ANSI = w("hAnsi")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the 1-based level that restarts it, 0 never, None any above."""

    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    style: str


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num: its abstract list, its levels with overrides applied, and where it starts anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]

    def start(self, level: int) -> int:
        own = self.starts.get(level)
        if own is not None:
            return own
        return self.levels[level].start if level in self.levels else 1


class Numbering:
    """The lists of a document and their counters. ``root`` is numbering.xml, or None when there is none."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._nums: dict[str, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._styled: dict[str, tuple[str | None, int | None]] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._by_link: dict[str, str] | None = None
        self._read: dict[str, dict[int, Level]] = {}
        if root is not None:
            self._abstract = {item.get(_ABSTRACT_ID, ""): item for item in root.iterchildren(_ABSTRACT)}
            self._nums = {item.get(W_NUM_ID, ""): item for item in root.iterchildren(_NUM)}

    def label(self, num_id: str | None, ilvl: int | None, style_id: str) -> str:
        """The label of the next paragraph of a list, "" when it has none; counts it.

        ``num_id`` and ``ilvl`` are the paragraph's own; what it does not say comes from its style. numId 0 takes a
        paragraph out of its style's list.
        """
        if num_id is None and style_id:
            if style_id not in self._styled:
                self._styled[style_id] = self._from_style(style_id)
            num_id, styled = self._styled[style_id]
            ilvl = styled if ilvl is None else ilvl
        if num_id is None or num_id == "0":
            return ""
        found = self._list(num_id)
        level = ilvl or 0
        if found is None or level not in found.levels:
            return ""
        counters = self._count(num_id, found, level)
        return _shown(found, level, counters)

    def _from_style(self, style_id: str) -> tuple[str | None, int | None]:
        chain = self._styles.chain(style_id)
        num_id = next((style.num_id for _, style in chain if style.num_id is not None), None)
        found = None if num_id is None else self._list(num_id)
        if found is not None:
            # A heading style names the list, and the list's level names the style (第%1章 by «heading 1»): that level
            # holds, whatever the style says (ECMA-376, 17.9.23).
            levels = {level.style: index for index, level in found.levels.items() if level.style}
            named = next((levels[name] for name, _ in chain if name in levels), None)
            if named is not None:
                return num_id, named
        return num_id, next((style.ilvl for _, style in chain if style.ilvl is not None), None)

    def _count(self, num_id: str, found: _List, level: int) -> dict[int, int]:
        counters = self._counters.setdefault(found.abstract, {})
        anew = level in found.starts and (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        counters[level] = found.start(level) if anew or level not in counters else counters[level] + 1
        for deeper in [index for index in counters if index > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counters[deeper]
        for upper in range(level):
            # Word takes a level that was passed over as begun: a first «heading 2» shows 1.1, and the first
            # «heading 1» after it is 2 (Microsoft's knowledge base, Q110380: by design).
            if upper in found.levels and upper not in counters:
                counters[upper] = found.start(upper)
                self._begun.add((num_id, upper))
        return counters

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id, set())
        return self._lists[num_id]

    def _read_list(self, num_id: str, seen: set[str]) -> _List | None:
        num = self._nums.get(num_id)
        if num is None or num_id in seen:
            return None
        seen.add(num_id)
        reference = num.find(_ABSTRACT_ID)
        abstract = "" if reference is None else reference.get(W_VAL, "")
        element = self._abstract.get(abstract)
        if element is None:
            return None
        linked = element.find(_NUM_STYLE_LINK)
        if linked is not None and element.find(_LVL) is None:
            abstract, levels = self._linked(linked.get(W_VAL, ""), abstract, seen)
        else:
            levels = dict(self._levels(abstract))
        starts: dict[int, int] = {}
        for override in num.iterchildren(_LVL_OVERRIDE):
            index = whole(override.get(W_ILVL), 0)
            levels.update(_levels(override))
            start = override.find(_START_OVERRIDE)
            if start is not None:
                starts[index] = whole(start.get(W_VAL), 1)
        return _List(abstract, levels, starts)

    def _levels(self, abstract: str) -> dict[int, Level]:
        """The levels of an abstract list, read once: a document may have thousands of lists of one kind."""
        if abstract not in self._read:
            self._read[abstract] = _levels(self._abstract[abstract])
        return self._read[abstract]

    def _linked(self, style_id: str, abstract: str, seen: set[str]) -> tuple[str, dict[int, Level]]:
        """The list that a numbering style stands for: the abstract list that says so, else by the style's numId."""
        if self._by_link is None:
            self._by_link = {}
            for name, element in self._abstract.items():
                link = element.find(_STYLE_LINK)
                if link is not None:
                    self._by_link.setdefault(link.get(W_VAL, ""), name)
        if style_id in self._by_link:
            name = self._by_link[style_id]
            return name, dict(self._levels(name))
        style = self._styles.get(style_id)
        found = self._read_list(style.num_id, seen) if style and style.num_id else None
        return (found.abstract, dict(found.levels)) if found else (abstract, {})


def _levels(parent: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.iterchildren(_LVL):
        index = whole(element.get(W_ILVL), 0)
        if 0 <= index < _LEVELS:
            found[index] = _level(element)
    return found


def _level(element: etree._Element) -> Level:
    start, kind, text, style, font = 1, "decimal", "", "", ""
    restart: int | None = None
    legal = False
    for child in element:
        tag, value = child.tag, child.get(W_VAL)
        if tag == _START:
            start = whole(value, 1)
        elif tag == _NUM_FMT:
            kind = _kind(child)
        elif tag == MC_ALTERNATE:
            # Word 2010 writes «001, 002, …» as a custom format with a plain one as fallback.
            custom = child.find(f"{MC_CHOICE}/{_NUM_FMT}")
            kind = kind if custom is None else _kind(custom)
        elif tag == _LVL_TEXT:
            text = value or ""
            if len(text) > _MAX_TEXT:
                raise too_much("自动编号文字的长度", "characters of a list label", len(text), _MAX_TEXT)
        elif tag == _LVL_RESTART:
            restart = whole(value, 0)
        elif tag == _IS_LGL:
            legal = is_on(value)
        elif tag == _P_STYLE:
            style = value or ""
        elif tag == W_RPR:
            fonts = child.find(_R_FONTS)
            font = "" if fonts is None else fonts.get(_ASCII) or fonts.get(_H_ANSI) or ""
    if kind == "bullet":
        text = PRIVATE.sub("•", unicode_text(text, font))
    return Level(start, kind, text, restart, legal, style)


def _kind(element: etree._Element) -> str:
    value = element.get(W_VAL, "decimal")
    return element.get(_FORMAT, "decimal") if value == "custom" else value


def _shown(found: _List, level: int, counters: dict[int, int]) -> str:
    own = found.levels[level]
    if own.format == "bullet":
        return own.text

    def number(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        if index > level or index not in counters or found.levels[index].format in _NO_NUMBER:
            return ""
        return format_number(counters[index], "decimal" if own.legal else found.levels[index].format)

    return _PLACE.sub(number, own.text)
