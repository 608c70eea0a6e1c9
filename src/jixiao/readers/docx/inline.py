"""The text of a paragraph: what Word would print, run by run.

`Inline` gathers one paragraph after another. What hangs on a paragraph and is printed elsewhere (text boxes, notes)
is collected in ``after``, for the walker to read once the paragraph stands.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from jixiao import lazy_re as re
from jixiao.readers.docx.fields import equation, form_field
from jixiao.readers.docx.names import (
    M_OMATH,
    M_OMATH_PARA,
    M_T,
    MC_ALTERNATE,
    MC_CHOICE,
    O_NS,
    V_NS,
    W_DEL,
    W_DSTRIKE,
    W_ENDNOTE_REF,
    W_FOOTNOTE_REF,
    W_INS,
    W_MOVE_FROM,
    W_MOVE_TO,
    W_NUM_PR,
    W_P_STYLE,
    W_PPR,
    W_R,
    W_R_STYLE,
    W_RPR,
    W_SDT,
    W_SDT_CONTENT,
    W_STRIKE,
    W_T,
    W_TXBX,
    W_VAL,
    W_VANISH,
    W_VERT_ALIGN,
    is_on,
    w,
)
from jixiao.readers.docx.omml import math_text
from jixiao.readers.docx.styles import Styles, list_of
from jixiao.readers.notices import Notices
from jixiao.readers.symbols import raised, symbol, unicode_text

_ODD = re.compile("[\r\n\uf020-\uf0ff]")
_SYM = w("sym")
_R_FONTS = w("rFonts")
_TEXT_PATH = f"{{{V_NS}}}textpath"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OBJECTS = frozenset({f"{{{O_NS}}}OLEObject", f"{{{_DRAWING}/chart}}chart", f"{{{_DRAWING}/diagram}}relIds"})
_PICTURES = frozenset({f"{{{_DRAWING}/main}}blip", f"{{{V_NS}}}imagedata"})

# Word nests a handful of fields; one open below this many was never closed, and would be asked again and again.
_MAX_FIELDS = 32


class _Field:
    """A complex field: its instruction is not shown, its result is."""

    __slots__ = ("code", "in_code", "result_at")

    def __init__(self) -> None:
        self.in_code = True
        self.result_at = 0
        self.code: list[str] = []


class Inline:
    """Gathers the text of paragraphs; ``begin`` before each, ``take`` when its text is wanted.

    A paragraph whose mark was deleted (a tracked change) is not taken, so that the next one's text joins it.
    """

    def __init__(self, notices: Notices, styles: Styles) -> None:
        self.pieces: list[str] = []
        self.after: list[etree._Element] = []
        self.look_at_properties = False
        self.look_at_runs = False
        self.look_at_fonts = False
        self.look_at_raised = False
        self.look_at_pictures = True
        self._notices = notices
        self._styles = styles
        self._fields: list[_Field] = []
        self._quiet = False
        self.begin()

    def begin(self) -> None:
        """Forgets the properties of the paragraph before."""
        self.style = ""
        self.num_id: str | None = None
        self.ilvl: int | None = None
        self.mark_deleted = False
        self.mark_hidden = False
        self._style_hidden = False

    def take(self) -> str:
        """The text gathered since the last taking."""
        pieces = self.pieces
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        pieces.clear()
        if self._quiet:
            # A field that never reaches its result (a damaged file) must not swallow the rest of the report.
            for field in self._fields:
                field.in_code = False
            self._quiet = False
        return text

    def open_story(self) -> list[_Field]:
        """Starts a story inside the story (a text box, a note): fields outside do not reach into it."""
        outer, self._fields = self._fields, []
        return outer

    def close_story(self, outer: list[_Field]) -> None:
        """Returns to the story around."""
        self._fields = outer
        self._quiet = False

    def children(self, element: etree._Element) -> None:
        """Reads what stands in a paragraph or in anything around runs; unknown wrappers are looked into."""
        for child in element:
            action = _ACTIONS.get(child.tag)
            if action is None:
                self.children(child)
            else:
                action(self, child)

    def run(self, run: etree._Element) -> None:
        """Reads one w:r."""
        if self._style_hidden and run.find(W_RPR) is None:
            self._unshown(run, "hidden_text")
            return
        font: etree._Element | None = None
        for child in run:
            tag = child.tag
            if tag == W_T:
                text = child.text
                if text and not self._quiet:
                    odd = self.look_at_fonts or not (text.isprintable() or _ODD.search(text) is None)
                    text = _cleaned(text, font) if odd else text
                    if self.look_at_raised and self.pieces and _is_raised(font):
                        text = raised(text, self.pieces[-1])
                    self.pieces.append(text)
            elif tag == W_RPR:
                font = child
                unshown = self._why_unshown(child) if self.look_at_runs else ""
                if unshown:
                    self._unshown(run, unshown)
                    return
            else:
                action = _ACTIONS.get(tag)
                if action is None:
                    self.children(child)
                else:
                    action(self, child)

    def _add(self, text: str) -> None:
        if not self._quiet:
            self.pieces.append(text)

    def _why_unshown(self, properties: etree._Element) -> str:
        """Why a run with these properties is no text of the report: what the user is told, or ""."""
        hidden, struck = self._style_hidden, False
        for child in properties:
            tag = child.tag
            if tag == W_VANISH:
                hidden = is_on(child.get(W_VAL))
                break
            if tag in _STRUCK:
                struck = struck or is_on(child.get(W_VAL))
            elif tag == W_R_STYLE and self._styles.is_hidden(child.get(W_VAL, "")):
                hidden = True
        return "hidden_text" if hidden else "struck_text" if struck else ""

    def _unshown(self, run: etree._Element, why: str) -> None:
        """A run that is hidden or struck out: its text is not read, but a field may begin or end in it."""
        for child in run:
            if child.tag == _FLD_CHAR:
                self.field(child)
            elif child.tag == W_T and (child.text or "").strip() and not self._quiet:
                self._notices.add(why)

    # What stands in a run or paragraph, by element

    def plain(self, element: etree._Element) -> None:
        """A w:t outside a run (some converters)."""
        self._add(_cleaned(element.text or "", None))

    def properties(self, element: etree._Element) -> None:
        """w:pPr: style, list, and whether its mark was deleted."""
        if not self.look_at_properties:
            return
        for child in element:
            tag = child.tag
            if tag == W_P_STYLE:
                self.style = child.get(W_VAL, "")
                self._style_hidden = self._styles.is_hidden(self.style)
            elif tag == W_NUM_PR:
                self.num_id, self.ilvl = list_of(element)
            elif tag == W_RPR:
                for mark in child:
                    if mark.tag in _GONE:
                        self.mark_deleted = True
                    elif mark.tag == W_VANISH:
                        self.mark_hidden = is_on(mark.get(W_VAL))

    def symbol(self, element: etree._Element) -> None:
        """w:sym."""
        code = element.get(w("char"), "")
        try:
            self._add(symbol(int(code, 16), element.get(w("font"), "")))
        except ValueError:
            return

    def field(self, element: etree._Element) -> None:
        """w:fldChar: begin, separate, end."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._add(form_field(element))
            if len(self._fields) == _MAX_FIELDS:
                del self._fields[0]
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_code = False
            self._fields[-1].result_at = len(self.pieces)
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            self._quiet = any(outer.in_code for outer in self._fields)
            if field.in_code or field.result_at == len(self.pieces):
                shown = equation("".join(field.code))
                self._add(shown or "")
                if shown is None:
                    self._notices.add("embedded_object")
            return
        self._quiet = any(field.in_code for field in self._fields)

    def instruction(self, element: etree._Element) -> None:
        """w:instrText."""
        if self._fields:
            self._fields[-1].code.append(element.text or "")

    def later(self, element: etree._Element) -> None:
        """Something that is printed after the paragraph."""
        if not self._quiet:
            self.after.append(element)

    def drawing(self, element: etree._Element) -> None:
        """w:drawing, w:pict, w:object: text boxes and lettering in them."""
        for child in element:
            tag = child.tag
            if tag == W_TXBX or (tag == _TEXT_PATH and child.get("string")):
                self.later(child)
            elif tag == MC_ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self.drawing(chosen)
            else:
                if tag in _PICTURES:
                    if self.look_at_pictures:
                        self._notices.add("pictures")
                elif tag in _OBJECTS:
                    self._notices.add("embedded_object")
                self.drawing(child)

    def alternate(self, element: etree._Element) -> None:
        """mc:AlternateContent: one branch, never two."""
        chosen = branch(element)
        if chosen is not None:
            self.children(chosen)

    def control(self, element: etree._Element) -> None:
        """w:sdt."""
        for content in element.iterchildren(W_SDT_CONTENT):
            self.children(content)

    def ruby(self, element: etree._Element) -> None:
        """w:ruby: the base, without the reading above it."""
        for base in element.iterchildren(w("rubyBase")):
            self.children(base)

    def inserted(self, element: etree._Element) -> None:
        """w:ins, w:moveTo."""
        self._notices.add("tracked_changes")
        self.children(element)

    def deleted(self, _element: etree._Element) -> None:
        """w:del, w:moveFrom."""
        self._notices.add("tracked_changes")

    def formula(self, element: etree._Element) -> None:
        """m:oMath."""
        self._add(math_text(element))


def branch(alternate: etree._Element) -> etree._Element | None:
    """The branch of mc:AlternateContent to read: the first that holds text, else the first."""
    branches = list(alternate)
    # A text box comes as DrawingML (Choice) and again as VML (Fallback); a drawing canvas only as one of them.
    holding = (child for child in branches if next(child.iter(W_T, M_T, _SYM, _TEXT_PATH), None) is not None)
    return next(holding, branches[0] if branches and branches[0].tag == MC_CHOICE else None)


def _cleaned(text: str, properties: etree._Element | None) -> str:
    """Characters of a run with the given properties, as Word shows them."""
    # A line end in the XML is a blank for Word; ours would mean a break.
    text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    return unicode_text(text, _font(properties)) if properties is not None else text


def _is_raised(properties: etree._Element | None) -> bool:
    mark = None if properties is None else properties.find(W_VERT_ALIGN)
    return mark is not None and mark.get(W_VAL) == "superscript"


def _font(properties: etree._Element | None) -> str:
    fonts = None if properties is None else properties.find(_R_FONTS)
    return "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""


def _skip(_inline: Inline, _element: etree._Element) -> None:
    """Holds no text of the report."""


def _elsewhere(inline: Inline, _element: etree._Element) -> None:
    """w:subDoc: a part of the report in a file of its own."""
    inline._notices.add("alt_chunk_unread")


def _constant(text: str) -> Callable[[Inline, etree._Element], None]:
    return lambda inline, _: inline._add(text)


_FLD_CHAR = w("fldChar")
_GONE = frozenset({W_DEL, W_MOVE_FROM})
_STRUCK = frozenset({W_STRIKE, W_DSTRIKE})
_ACTIONS: dict[object, Callable[[Inline, etree._Element], None]] = {
    W_R: Inline.run,
    W_T: Inline.plain,
    W_PPR: Inline.properties,
    W_SDT: Inline.control,
    W_INS: Inline.inserted,
    W_MOVE_TO: Inline.inserted,
    W_DEL: Inline.deleted,
    W_MOVE_FROM: Inline.deleted,
    MC_ALTERNATE: Inline.alternate,
    M_OMATH: Inline.formula,
    M_OMATH_PARA: Inline.formula,
    W_FOOTNOTE_REF: Inline.later,
    W_ENDNOTE_REF: Inline.later,
    _FLD_CHAR: Inline.field,
    _SYM: Inline.symbol,
    w("subDoc"): _elsewhere,
    w("instrText"): Inline.instruction,
    w("ruby"): Inline.ruby,
    w("drawing"): Inline.drawing,
    w("pict"): Inline.drawing,
    w("object"): Inline.drawing,
    w("br"): _constant("\n"),
    w("cr"): _constant("\n"),
    w("tab"): _constant("\t"),
    w("ptab"): _constant("\t"),
    w("noBreakHyphen"): _constant("-"),
    W_RPR: _skip,
    w("softHyphen"): _skip,
    w("delText"): _skip,
    w("delInstrText"): _skip,
    w("fldData"): _skip,
    w("smartTagPr"): _skip,
    w("customXmlPr"): _skip,
    w("lastRenderedPageBreak"): _skip,
    w("proofErr"): _skip,
    w("bookmarkStart"): _skip,
    w("bookmarkEnd"): _skip,
}
"""One entry an element; the key is a tag as lxml gives it (no string for comments)."""
