"""The walk over a page's tree: paragraphs and tables to blocks, in the order in which a browser shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph
from jixiao.readers.html import lists, spaces
from jixiao.readers.html.css import Sheet, Style, hides, strikes
from jixiao.readers.html.forms import CONTROLS, shown
from jixiao.readers.html.marks import HEADINGS, is_note_mark, marks_of
from jixiao.readers.html.tables import RawCell, RawTable, layout_tables, span
from jixiao.readers.limits import Limits, too_much
from jixiao.readers.notices import Notices
from jixiao.readers.symbols import raised, unicode_text

_SILENT = (
    "script style template noscript noframes title xml object applet embed param audio video canvas svg datalist map"
    " rp rt colgroup col meta link base"
)
SILENT = frozenset(_SILENT.split())
"""Elements without text of the report."""

_OWN_PARAGRAPH = frozenset({"p", "li", "dt", "dd", "caption", "td", "th", *HEADINGS})
"""In these a single line break stays inside a paragraph; in other containers it ends one."""
_CONTAINERS = (
    "address article aside blockquote body center details dir div dl fieldset figcaption figure footer form frameset"
    " header hgroup hr html legend main menu nav ol optgroup pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_CONTAINERS.split()) | _OWN_PARAGRAPH
_FRAMES = frozenset({"iframe", "frame"})
_CELLS = frozenset({"td", "th"})
_MOST_FRAMES = 4
_MUCH_HIDDEN = 200
# What a link to a page does not lead to: a place on this page, a letter, a file (an attachment).
_NO_PAGE = re.compile(r"\s*(?:#|mailto:|$)|.*\.(?:docx?|wps|pdf|xlsx?|et|txt|ofd|rtf|zip|rar|7z)\s*$", re.IGNORECASE)
_SHORT_LINK, _LONG_LINK = 12, 60
_BETWEEN = " \t\r\n\xa0\u3000|>·【】[]" + spaces.BREAK
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class _Story:
    """Where paragraphs go. ``lines`` is None for blocks; in a cell it takes the texts, and ``blocks`` what follows."""

    blocks: list[Block]
    lines: list[str] | None = None


@dataclass(slots=True)
class _Open:
    """A table being read: ``before`` takes its caption and text that stands between its cells, ``following`` the
    tables in its cells, as Word's are read."""

    raw: RawTable = field(default_factory=RawTable)
    before: list[Block] = field(default_factory=list)
    following: list[Block] = field(default_factory=list)
    group: int = 0
    is_menu: bool = True  # until a cell holds text that is no link
    flat_row: bool = False


class Walker:
    """Reads pages into ``blocks``.

    ``frames`` holds pages by what an <iframe> may call them; ``open_frame`` parses one.
    """

    def __init__(
        self,
        blocks: list[Block],
        limits: Limits,
        notices: Notices,
        frames: Mapping[str, tuple[bytes, str]],
        open_frame: Callable[[bytes, str], tuple[etree._Element, Sheet]],
    ) -> None:
        self.blocks = blocks
        self._limits = limits
        self._notices = notices
        self._frames = frames
        self._open_frame = open_frame
        self._depth = 0
        self._paragraphs = self._characters = self._cells = 0
        self._pieces: list[str] = []
        self._label = ""
        self._linked = 0  # characters of the pieces that lead to other pages
        self._in_link = False
        self._stories = [_Story(blocks)]
        self._tables: list[_Open | None] = []  # None for a table that only lays out
        self._lists: list[lists.Counter] = []
        # What an element changes for all that stands in it, undone at its end.
        self._ends: list[tuple[etree._Element, Callable[[], None]]] = []
        self._kind, self._aside, self._style, self._font = "paragraph", "", "", ""
        self._raised = False
        self._whole = False  # whether the element around is one paragraph
        self._kept_blanks = 0
        self._sheet = Sheet()
        self._layout: set[etree._Element] = set()

    def walk(self, root: etree._Element, sheet: Sheet) -> None:
        """Reads everything under ``root``. Raises LimitError."""
        outer = self._sheet, self._layout
        self._sheet, self._layout = sheet, layout_tables(root)
        events = etree.iterwalk(root, events=("start", "end"))
        skipped: etree._Element | None = None
        for event, element in events:
            if event == "start":
                if self._start(element):
                    if element.text:
                        self._text(element.text)
                else:
                    events.skip_subtree()
                    skipped = element
                continue
            if element is skipped:
                skipped = None
            else:
                self._end(element)
            if element.tail and element is not root:
                self._text(element.tail)
        self._flush()
        self._sheet, self._layout = outer

    # Elements

    def _start(self, element: etree._Element) -> bool:
        """Opens an element; False when nothing below it is read."""
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT or tag.endswith("}xml"):
            return False
        style = self._sheet.style(element) if self._sheet.rules or "style" in element.attrib else {}
        struck = tag in {"s", "strike"} or (bool(style) and strikes(style))
        if struck or (style and hides(style, whole=not len(element))) or "hidden" in element.attrib:
            self._hidden(element, struck=struck)
            return False
        if tag == "br":
            self._pieces.append(spaces.BREAK)
            return True
        if tag in CONTROLS:
            self._pieces.append(shown(element))
            return False
        if tag in _FRAMES:
            if tag == "iframe":
                self._frame(element)
            return False
        if tag in {"del", "ins"}:
            self._notices.add("tracked_changes")
            return tag == "ins"
        if tag == "a" and is_note_mark(element):
            return False
        if tag in _BLOCKS:
            self._flush()
            self._block(element, tag, style)
        elif tag == "a" and _leads_away(element):
            self._set(element, "_in_link", True)
        self._inherited(element, tag, style)
        return True

    def _block(self, element: etree._Element, tag: str, style: Style) -> None:
        if tag in {"ol", "ul", "menu", "dir"}:
            self._lists.append(lists.counter(element, style))
            self._at_end(element, self._lists.pop)
        elif tag == "li":
            self._begin_item(element, style)
        elif tag == "table":
            self._open_table(element)
        elif tag in {"tr", "tbody", "thead", "tfoot", "td", "th"} and self._tables and self._tables[-1] is not None:
            self._in_table(element, tag, self._tables[-1])
        lays_out = tag in _CELLS and bool(self._tables) and self._tables[-1] is None
        if lays_out or tag in _OWN_PARAGRAPH or tag in {"table", "div"}:
            whole, self._whole = self._whole, tag in _OWN_PARAGRAPH and not lays_out
            self._at_end(element, lambda: setattr(self, "_whole", whole))

    def _begin_item(self, element: etree._Element, style: Style) -> None:
        label, self._label = self._label, ""
        if label:  # the item around has no text before this one: its number stands alone
            self._pieces.append(label)
            self._flush()
        if self._lists:
            self._label = self._lists[-1].label(element, style)
        self._at_end(element, lambda: setattr(self, "_label", ""))

    def _inherited(self, element: etree._Element, tag: str, style: Style) -> None:
        """What holds for all text below."""
        if tag == "pre" or style.get("white-space", "").startswith(("pre", "break-spaces")):
            self._kept_blanks += 1
            self._at_end(element, lambda: setattr(self, "_kept_blanks", self._kept_blanks - 1))
        if tag == "sup" or (style and style.get("vertical-align") == "super"):
            self._set(element, "_raised", True)
        if element.attrib or tag in HEADINGS or tag == "nav":
            for name, value in marks_of(element, tag).items():
                self._set(element, f"_{name}", str(value))

    def _set(self, element: etree._Element, name: str, value: str | bool) -> None:
        before = getattr(self, name)
        setattr(self, name, value)
        self._at_end(element, lambda: setattr(self, name, before))

    def _at_end(self, element: etree._Element, undo: Callable[[], object]) -> None:
        def run() -> None:
            undo()

        self._ends.append((element, run))

    def _end(self, element: etree._Element) -> None:
        if element.tag in _BLOCKS:
            self._flush()
        while self._ends and self._ends[-1][0] is element:
            self._ends.pop()[1]()

    def _hidden(self, element: etree._Element, *, struck: bool) -> None:
        if struck:
            self._notices.add("struck_text")
            return
        text = "".join(map(str, element.itertext()))
        if len(text) > _MUCH_HIDDEN and len(_CHINESE.findall(text)) > _MUCH_HIDDEN:
            self._notices.add("hidden_text")

    def _frame(self, element: etree._Element) -> None:
        source = (element.get("src") or "").strip()
        page = self._frames.get(source) or self._frames.get(source.rpartition("/")[2]) if source else None
        if page is None or self._depth >= _MOST_FRAMES:
            return
        self._flush()
        self._depth += 1
        self.walk(*self._open_frame(*page))
        self._depth -= 1

    # Tables

    def _open_table(self, element: etree._Element) -> None:
        if element in self._layout:
            self._tables.append(None)
            self._at_end(element, self._tables.pop)
            return
        if sum(table is not None for table in self._tables) >= self._limits.table_depth:
            limit = self._limits.table_depth
            raise too_much("表格嵌套层数", "tables inside one another", f"> {limit}", limit)
        table = _Open()
        self._tables.append(table)
        self._stories.append(_Story(table.before))
        counters, self._lists = self._lists, []
        self._at_end(element, lambda: self._close_table(table, counters))

    def _close_table(self, table: _Open, counters: list[lists.Counter]) -> None:
        self._lists = counters
        self._tables.pop()
        self._stories.pop()
        made, overlapping = table.raw.grid()
        if overlapping:
            self._notices.add("merged_cell_text")
        out = self._stories[-1].blocks
        out.extend(table.before)
        if made is not None and table.is_menu and any(cell.text.strip() for cell in made.cells):
            texts = (cell.text for cell in made.cells if cell.text)
            out.extend(Paragraph(text, "paragraph", "web_navigation") for text in texts)
        elif made is not None:
            self._cells += made.rows * made.columns
            if self._cells > self._limits.cells:
                raise too_much("表格单元格数", "cells of tables", self._cells, self._limits.cells)
            out.append(made)
        out.extend(table.following)

    def _in_table(self, element: etree._Element, tag: str, table: _Open) -> None:
        if tag == "tr":
            table.flat_row = (element.get("height") or "").strip().removesuffix("px") == "0"
            rows, row = table.raw.rows, len(table.raw.rows)
            rows.append([])
            table.raw.groups.append(table.group)
            if table.flat_row:
                self._at_end(element, lambda: self._drop_empty(table, row))
        elif tag in _CELLS:
            if not table.raw.rows:
                table.raw.rows.append([])
                table.raw.groups.append(table.group)
            lines: list[str] = []
            self._stories.append(_Story(table.following, lines))
            row_of = table.raw.rows[-1]
            counters, self._lists = self._lists, []
            self._at_end(element, lambda: self._close_cell(element, row_of, lines, counters))
        else:
            table.group += 1
            if tag == "tfoot":
                table.raw.foot.add(table.group)
            self._at_end(element, lambda: setattr(table, "group", table.group + 1))

    def _close_cell(
        self, element: etree._Element, row: list[RawCell], lines: list[str], counters: list[lists.Counter]
    ) -> None:
        self._lists = counters
        self._stories.pop()
        row.append(RawCell("\n".join(lines), span(element, "colspan"), span(element, "rowspan")))

    def _drop_empty(self, table: _Open, row: int) -> None:
        """A row without height that only tells widths (Word's last one)."""
        if not any(cell.text.strip() for cell in table.raw.rows[row]):
            table.raw.rows[row] = []

    # Text

    def _text(self, text: str) -> None:
        if self._font:
            text = unicode_text(text, self._font)
        if self._raised and self._pieces:
            text = raised(text, self._pieces[-1])
        if self._in_link:
            self._linked += _printed(text)
        self._pieces.append(spaces.preformatted(text) if self._kept_blanks else text)

    def _flush(self) -> None:
        if not self._pieces:
            return
        text = spaces.folded("".join(self._pieces))
        linked, self._linked = self._linked, 0
        self._pieces = []
        if not text.strip(spaces.BREAK + spaces.LINE):
            return
        is_menu = 0 < linked >= _printed(text)
        label, self._label = self._label, ""
        text = label + text
        story = self._stories[-1]
        self._count(text)
        if story.lines is not None:
            story.lines.append(spaces.restored(text))
            if self._tables and self._tables[-1] is not None and not is_menu and _printed(text):
                self._tables[-1].is_menu = False
            return
        aside = self._aside or ("web_navigation" if is_menu and linked <= _SHORT_LINK and not self._style else "")
        for piece in spaces.cut(text, at_breaks=not self._whole):
            self._paragraphs += 1
            if self._paragraphs > self._limits.paragraphs:
                raise too_much("段落数", "paragraphs", self._paragraphs, self._limits.paragraphs)
            own = label if label and piece.startswith(label) else ""
            story.blocks.append(Paragraph(spaces.restored(piece), self._kind, aside, self._style, own))
            label = ""

    def _count(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > self._limits.characters:
            raise too_much("字符数", "characters", self._characters, self._limits.characters)


def _leads_away(link: etree._Element) -> bool:
    """Whether a link leads to another page: an entry of a menu. One that nobody closed holds half a page."""
    if _NO_PAGE.match(link.get("href") or ""):
        return False
    length = 0
    for text in link.itertext():
        length += len(text)
        if length > _LONG_LINK:
            return False
    return True


def _printed(text: str) -> int:
    """Characters that are no blanks and no bars between entries."""
    return len(text) - sum(map(text.count, _BETWEEN))
