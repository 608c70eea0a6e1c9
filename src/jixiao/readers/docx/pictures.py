"""Pictures in the body of a document: the parts that hold them, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from jixiao.readers.docx.body import Walker
from jixiao.readers.docx.inline import branch
from jixiao.readers.docx.names import MC_ALTERNATE, R_ID, R_NS

_BLIP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA: Final = "{urn:schemas-microsoft-com:vml}imagedata"
_EMBED: Final = f"{{{R_NS}}}embed"


def picture_names(walker: Walker, body: etree._Element) -> Iterator[str]:
    """The part names of the pictures that stand in ``body``; linked files outside the document are none."""
    for element in _shown(body):
        id_ = element.get(_EMBED) if element.tag == _BLIP else element.get(R_ID) if element.tag == _IMAGE_DATA else None
        relation = walker.related.get(id_ or "")
        if relation is not None and not relation.external:
            yield relation.target


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """The elements inside, of alternatives the one that is printed."""
    for child in element:
        chosen = branch(child) if child.tag == MC_ALTERNATE else child
        if chosen is not None:
            yield chosen
            yield from _shown(chosen)
