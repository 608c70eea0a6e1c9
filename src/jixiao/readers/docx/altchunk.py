"""An altChunk: a part in another format that Word imports when it opens the file (HTML from web forms)."""

from __future__ import annotations

from collections.abc import Callable

from jixiao.document import Block, Document
from jixiao.errors import LimitError, ReadError
from jixiao.readers.limits import Limits
from jixiao.readers.sniff import Kind, sniff

_MAX_BYTES = 4 << 20


def blocks(data: bytes, limits: Limits) -> tuple[Block, ...] | None:
    """The paragraphs and tables of a part that is a web page, a web archive or text; None when it is neither (RTF,
    DOCX), or cannot be read. Raises LimitError."""
    from jixiao.readers.html import read_html, read_mhtml  # noqa: PLC0415 (few documents need them)
    from jixiao.readers.text import read_text  # noqa: PLC0415

    readers: dict[Kind, Callable[[bytes, Limits], Document]] = {
        Kind.HTML: read_html,
        Kind.MHTML: read_mhtml,
        Kind.TEXT: read_text,
    }
    read = readers.get(sniff(data))
    if read is None or len(data) > _MAX_BYTES or (data[:12].lower() == b"mime-version" and read is read_text):
        return None
    try:
        return read(data, limits).blocks
    except LimitError:
        raise
    except ReadError:
        return None
