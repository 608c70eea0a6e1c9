"""What stands beside the report: comments, headers, footers. Kept at the end of the blocks, marked with the reason."""

from __future__ import annotations

from lxml import etree

from jixiao.document import Block, Paragraph
from jixiao.readers.docx.body import Walker
from jixiao.readers.docx.names import R_ID, w

_HEADER_REF = w("headerReference")
_FOOTER_REF = w("footerReference")


def add_comments(walker: Walker) -> None:
    """Each comment's paragraphs, with aside «comment»."""
    root = walker.related_root("comments")
    if root is None:
        return
    for comment in root:
        _add(walker, comment, "comment", set())


def add_headers_and_footers(walker: Walker, root: etree._Element) -> None:
    """Headers, then footers, that the sections of ``root`` use; each distinct text once."""
    for tag, kind in ((_HEADER_REF, "header"), (_FOOTER_REF, "footer")):
        seen: set[str] = set()
        for name in dict.fromkeys(reference.get(R_ID, "") for reference in root.iter(tag)):
            relation = walker.related.get(name)
            part = None if relation is None or relation.external else walker.package.parse(relation.target)
            if part is not None:
                walker.prepare(part)
                _add(walker, part, kind, seen)


def _add(walker: Walker, story: etree._Element, kind: str, seen: set[str]) -> None:
    blocks: list[Block] = []
    walker.inline.look_at_pictures = False  # a letterhead, not a report in pictures
    walker.story(story, blocks)
    for text in _texts(blocks):
        if text.strip() and text not in seen:
            if kind != "comment":
                seen.add(text)
            walker.blocks.append(Paragraph(text, kind, kind))


def _texts(blocks: list[Block]) -> list[str]:
    """The paragraphs' and the cells' texts, in order: a table of a page header is layout."""
    texts: list[str] = []
    for block in blocks:
        texts.extend([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
    return texts
