"""What an element says of all text below it: a heading, a contents list, a note, navigation, a symbol font."""

from __future__ import annotations

from typing import TypedDict

from lxml import etree

from jixiao import lazy_re as re

HEADINGS = {f"h{level}": f"heading {level}" for level in range(1, 7)}
_NOTE_MARK = re.compile(r"#_?(?:ftn|edn|footnote-|endnote-|sdfootnote|sdendnote)\d+(?:sym)?", re.IGNORECASE)
_NOTE = re.compile(r"mso-element\s*:\s*(footnote|endnote|comment)(?![\w-])", re.IGNORECASE)
_NOTE_IDS = re.compile(r"(?:sd|_)?(footnote|endnote)-?\d+", re.IGNORECASE)
_CONTENTS = re.compile(r"\bMsoToc(\d)\b", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"font-family\s*:\s*[\"']?\s*(Wingdings(?: 2)?|Symbol)\b", re.IGNORECASE)


class Marks(TypedDict, total=False):
    """What changes: the kind, the reason to set aside and the style of paragraphs, the symbol font of text."""

    kind: str
    aside: str
    style: str
    font: str


def marks_of(element: etree._Element, tag: str) -> Marks:
    """What an element changes."""
    found = Marks()
    if tag in HEADINGS:
        found["style"] = HEADINGS[tag]
    if tag == "nav":
        found["aside"] = "web_navigation"
    attributes = element.attrib
    if not attributes:
        return found
    contents = _CONTENTS.search(attributes.get("class") or "")
    if contents:
        found["style"] = f"toc {contents[1]}"
    written = attributes.get("style") or ""
    note = _NOTE.search(written) or _NOTE_IDS.fullmatch(attributes.get("id") or "")
    title = attributes.get("title") or ""
    if note:
        found["kind"] = note[1].lower()
        if found["kind"] == "comment":
            found["aside"] = "comment"
    elif attributes.get("role") == "navigation":
        found["aside"] = "web_navigation"
    elif tag == "div" and title in {"header", "footer"}:  # LibreOffice's name for the edges of a printed page
        found["kind"] = found["aside"] = title
    face = _SYMBOL_FONT.search(written)
    if face:
        found["font"] = face[1]
    elif tag == "font" and "face" in attributes:
        found["font"] = str(attributes["face"])
    elif "font-family" in written.lower():
        found["font"] = ""
    return found


def is_note_mark(link: etree._Element) -> bool:
    """Whether a link is the mark of a note in the text, which no other reader takes for text."""
    return _NOTE_MARK.fullmatch(link.get("href") or "") is not None
