"""The walk over a story (body, note, text box, header): paragraphs and tables to blocks, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph, Table
from jixiao.readers.docx import altchunk
from jixiao.readers.docx.inline import Inline, branch
from jixiao.readers.docx.layout import is_column, is_heading, is_layout
from jixiao.readers.docx.names import (
    M_OMATH,
    M_OMATH_PARA,
    MC_ALTERNATE,
    R_ID,
    W_ALT_CHUNK,
    W_DEL,
    W_DSTRIKE,
    W_ENDNOTE_REF,
    W_FOOTNOTE_REF,
    W_ID,
    W_INS,
    W_MOVE_FROM,
    W_MOVE_TO,
    W_NUM_PR,
    W_P,
    W_P_STYLE,
    W_R,
    W_R_STYLE,
    W_SDT,
    W_SDT_CONTENT,
    W_SHOWING_PROMPT,
    W_STRIKE,
    W_T,
    W_TBL,
    W_TXBX,
    W_VAL,
    W_VANISH,
    W_VERT_ALIGN,
    is_on,
)
from jixiao.readers.docx.notices import MESSAGES
from jixiao.readers.docx.numbering import Numbering
from jixiao.readers.docx.package import (
    Package,
    too_many_paragraphs,
)
from jixiao.readers.docx.rows import CELL_MARKS, SKIPPED, Sink, read_table
from jixiao.readers.docx.styles import Styles
from jixiao.readers.limits import too_much
from jixiao.readers.notices import Notices

_RARE = (W_VANISH, W_STRIKE, W_DSTRIKE, W_R_STYLE, W_P_STYLE, W_NUM_PR, W_DEL, W_MOVE_FROM, W_VERT_ALIGN)
_IN_PROPERTIES = frozenset({W_VANISH, W_P_STYLE, W_NUM_PR, W_DEL, W_MOVE_FROM})
_IN_RUNS = frozenset({W_VANISH, W_STRIKE, W_DSTRIKE, W_R_STYLE, W_P_STYLE})
_PROMPT = re.compile(
    r"\s*\[?(?:单击|点击|请|选择|在此|键入|Click|Tap|Choose|Enter)[^\d。;；]{0,24}"
    r"(?:此处|输入|填写|选择|一项|键入|here|item|date)[^\d。;；]{0,24}[。.]?\]?\s*\Z"
)


def _blank_prompt(showing: etree._Element) -> None:
    """Takes the text out of a content control in which nothing was filled in: Word shows what to do there
    («单击或点击此处输入文字。»). A program that filled it in may have left the mark, so the words count too."""
    control = showing.getparent()
    control = None if control is None else control.getparent()
    if control is None:
        return
    texts = list(control.iter(W_T))
    if _PROMPT.match("".join(text.text or "" for text in texts)):
        for text in texts:
            text.text = ""


class BlockSink:
    """Paragraphs as blocks."""

    def __init__(self, out: list[Block], kind: str = "paragraph") -> None:
        self.out = out
        self._kind = kind

    def paragraph(self, text: str, label: str, style: str) -> None:
        """Takes a paragraph."""
        self.out.append(Paragraph(text, self._kind, style=style, label=label))


class Walker:
    """Reads stories of one package.

    ``blocks`` is the document so far; ``covered`` is set while a cell is read that a merge covers: Word shows no
    number there and counts none. ``marked`` holds the cell properties that say more than looks.
    """

    def __init__(self, package: Package, part: str) -> None:
        self.blocks: list[Block] = []
        self.covered = False
        self.marked: set[etree._Element] = set()
        self.package = package
        # Neither holds the walker: what was read of a package would stay until the garbage collector comes by.
        blocks = self.blocks
        self.notices = Notices(lambda: len(blocks), MESSAGES)
        self.related = package.relationships(part)
        styles = self.related_name("styles")
        self.styles = Styles(lambda: None if styles is None else package.read(styles))
        self.inline = Inline(self.notices, self.styles)
        self._numbering: Numbering | None = None
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._chunks: dict[str, tuple[Block, ...] | None] = {}
        self._noted: set[tuple[str, str]] = set()
        self._rare: set[str] = set()
        self._limits = package.limits
        self._paragraphs = 0
        self._characters = 0
        self._cells = 0

    def story(self, root: etree._Element, out: list[Block], kind: str = "paragraph") -> None:
        """Reads everything under ``root`` into ``out``."""
        self.walk(root, BlockSink(out, kind))

    def prepare(self, root: etree._Element) -> None:
        """Looks once, in C, for what is rare, so that plain paragraphs need not look for it one by one."""
        self._rare.update(item.tag for item in root.iter(*_RARE))
        for item in root.iter(*CELL_MARKS):
            properties = item.getparent()
            if properties is not None:
                self.marked.add(properties)
        for item in root.iter(W_SHOWING_PROMPT):
            if is_on(item.get(W_VAL)):
                _blank_prompt(item)
        self.inline.look_at_fonts = self.package.symbol_fonts
        self.inline.look_at_properties = not _IN_PROPERTIES.isdisjoint(self._rare)
        self.inline.look_at_raised = W_VERT_ALIGN in self._rare
        self.inline.look_at_runs = not _IN_RUNS.isdisjoint(self._rare)

    def related_name(self, kind: str) -> str | None:
        """The name of the first part that the main document relates to as ``kind``."""
        return next((item.target for item in self.related.values() if item.kind == kind and not item.external), None)

    def related_root(self, kind: str) -> etree._Element | None:
        """The root of that part, prepared for reading, or None."""
        name = self.related_name(kind)
        root = None if name is None else self.package.parse(name)
        if root is not None:
            self.prepare(root)
        return root

    def count_cells(self, positions: int) -> None:
        """Notes the grid positions of one more table. Raises LimitError."""
        self._cells += positions
        if self._cells > self._limits.cells:
            raise too_much("表格单元格数", "cells of tables", self._cells, self._limits.cells)

    # Blocks

    def walk(self, container: etree._Element, sink: Sink) -> None:
        """Reads the blocks in ``container``; content controls and unknown wrappers are looked into."""
        self._walk(container, sink)
        self.flush(sink)

    def _walk(self, container: etree._Element, sink: Sink) -> None:
        for child in container:
            tag = child.tag
            if tag == W_P:
                self.paragraph(child, sink)
            else:
                self.block(child, tag, sink)

    def block(self, element: etree._Element, tag: object, sink: Sink) -> None:
        """Reads an element, known by its ``tag``, that is no paragraph."""
        if tag == W_TBL:
            self.flush(sink)
            inside = not isinstance(sink, BlockSink)
            if is_column(element) if inside else is_layout(element) or is_heading(element):
                self._walk(element, sink)
            else:
                read_table(self, element, sink.out)
        elif tag in _OUTSIDE:
            _OUTSIDE[tag](self, element, sink)
        elif tag not in SKIPPED:
            self._walk(element, sink)

    def flush(self, sink: Sink) -> None:
        """Text whose paragraph mark was deleted, with no paragraph left to join, stands alone."""
        if self.inline.pieces:
            self.inline.begin()
            self._emit(sink)

    def paragraph(self, paragraph: etree._Element, sink: Sink) -> None:
        """Reads a w:p."""
        self._paragraphs += 1
        if self._paragraphs > self._limits.paragraphs:
            raise too_many_paragraphs(self._paragraphs, self._limits)
        inline = self.inline
        if inline.look_at_properties:
            inline.begin()
        inline.children(paragraph)
        if inline.mark_deleted:
            self.notices.add("tracked_changes")
            return
        self._emit(sink)

    def _emit(self, sink: Sink) -> None:
        inline = self.inline
        text = inline.take()
        self._count_characters(len(text))
        if inline.mark_hidden and not text:
            return
        if inline.style or inline.num_id is not None:
            label = "" if self.covered else self._label()
            self._count_characters(len(label))
            sink.paragraph(label + text, label, self.styles.name(inline.style) if inline.style else "")
        else:
            sink.paragraph(text, "", "")
        if inline.after:
            self._follow(sink)

    def _count_characters(self, count: int) -> None:
        self._characters += count
        if self._characters > self._limits.characters:
            raise too_much("字符数", "characters", self._characters, self._limits.characters)

    def _label(self) -> str:
        inline = self.inline
        if self._numbering is None:
            root = self.related_root("numbering")
            if root is None and inline.num_id not in {None, "0"}:
                self.notices.add("missing_part")
            self._numbering = Numbering(root, self.styles)
        return self._numbering.label(inline.num_id, inline.ilvl, inline.style)

    def _outside(self, element: etree._Element, sink: Sink) -> None:
        """Inline content that stands where a paragraph should (formulas; runs by some converters)."""
        inline = self.inline
        inline.begin()
        if element.tag == W_R:
            inline.run(element)
        else:
            inline.formula(element)
        self._emit(sink)

    def _alternate(self, element: etree._Element, sink: Sink) -> None:
        chosen = branch(element)
        if chosen is not None:
            self._walk(chosen, sink)

    def _gone(self, _element: etree._Element, _sink: Sink) -> None:
        self.notices.add("tracked_changes")

    def _inserted(self, element: etree._Element, sink: Sink) -> None:
        self.notices.add("tracked_changes")
        self._walk(element, sink)

    def _control(self, element: etree._Element, sink: Sink) -> None:
        for content in element.iterchildren(W_SDT_CONTENT):
            self._walk(content, sink)

    def _chunk(self, element: etree._Element, sink: Sink) -> None:
        self.flush(sink)
        relation = self.related.get(element.get(R_ID, ""))
        name = "" if relation is None or relation.external else relation.target
        if name not in self._chunks:
            data = self.package.read(name)
            self._chunks[name] = None if data is None else altchunk.blocks(data, self._limits)
        blocks = self._chunks[name]
        if blocks is None:
            self.notices.add("alt_chunk_unread")
            return
        self.notices.add("alt_chunk")
        for block in blocks:
            if isinstance(block, Table):
                self.count_cells(block.rows * block.columns)
                self._count_characters(sum(len(cell.text) for cell in block.cells))
                sink.out.append(block)
            elif block.text.strip():
                self._count_characters(len(block.text))
                sink.paragraph(block.text, block.label, "")

    # What follows a paragraph

    def _follow(self, sink: Sink) -> None:
        following, self.inline.after = self.inline.after, []
        outer = self.inline.open_story()
        for element in following:
            if element.tag == W_TXBX:
                self.walk(element, BlockSink(sink.out, "text_box"))
            elif element.tag == W_FOOTNOTE_REF:
                self._note(element, "footnote", sink.out)
            elif element.tag == W_ENDNOTE_REF:
                self._note(element, "endnote", sink.out)
            else:  # lettering (WordArt)
                sink.out.append(Paragraph(element.get("string", ""), "text_box"))
        self.inline.close_story(outer)

    def _note(self, reference: etree._Element, kind: str, out: list[Block]) -> None:
        if kind not in self._notes:
            root = self.related_root(f"{kind}s")
            self._notes[kind] = {} if root is None else {note.get(W_ID, ""): note for note in root}
        key = reference.get(W_ID, "")
        note = self._notes[kind].get(key)
        if note is None:
            self.notices.add("missing_part")
        elif (kind, key) not in self._noted:
            self._noted.add((kind, key))
            self.walk(note, BlockSink(out, kind))


_OUTSIDE: dict[object, Callable[[Walker, etree._Element, Sink], None]] = {
    W_SDT: Walker._control,
    MC_ALTERNATE: Walker._alternate,
    W_DEL: Walker._gone,
    W_MOVE_FROM: Walker._gone,
    W_INS: Walker._inserted,
    W_MOVE_TO: Walker._inserted,
    W_ALT_CHUNK: Walker._chunk,
    W_R: Walker._outside,
    M_OMATH: Walker._outside,
    M_OMATH_PARA: Walker._outside,
}
