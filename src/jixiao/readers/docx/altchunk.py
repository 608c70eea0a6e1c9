"""Text of an altChunk: a part in another format that Word imports when it opens the file (HTML from web forms)."""

from __future__ import annotations

import re

from lxml import etree

_MAX_BYTES = 4 << 20
_HTML = re.compile(rb"\A[\s\xef\xbb\xbf]*<(?:!doctype\s+html|html|head|body|p|div|table|span|h[1-6]|meta)\b", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_BINARY = re.compile(rb"\A(?:PK|\{\\rtf|\xd0\xcf\x11\xe0|MIME-Version|From:|Content-Type)|\x00", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLOCK = re.compile(
    r"address|article|blockquote|body|br|caption|center|d[dlt]|div|footer|form|h[1-6r]|header|html|li|main|[ou]l|p|pre"
    r"|section|table|tbody|t[dhr]|tfoot|thead"
)
_SILENT = frozenset({"head", "script", "style", "title", "template", "noscript"})


def lines(data: bytes) -> list[str] | None:
    """The paragraphs of an HTML or plain text part, empty ones left out; None when it is neither (MHT, RTF, DOCX)."""
    if len(data) > _MAX_BYTES or _BINARY.search(data[:4096]):
        return None
    if not _HTML.match(data):
        text = _decoded(data, "utf-8")
        return None if text is None else [line for line in text.splitlines() if line.strip()]
    named = _CHARSET.search(data[:2048])
    text = _decoded(data, named.group(1).decode("ascii") if named else "utf-8")
    if text is None:
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    pieces = _pieces(root)
    joined = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(pieces).split("\v"))
    return [line for line in joined if line]


def _pieces(root: etree._Element) -> list[str]:
    """The texts in order; \\v is a paragraph's bound."""
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = str(element.tag)
        if _BLOCK.fullmatch(name):
            pieces.append("\v")
        silent += (event == "start") - (event == "end") if name in _SILENT else 0
        text = element.text if event == "start" else element.tail
        if text and not silent:
            pieces.append(text.replace("\v", " "))
    return pieces


def _decoded(data: bytes, encoding: str) -> str | None:
    for name in (encoding, "utf-8", "gb18030"):
        try:
            return data.decode(name).lstrip("\ufeff").replace("\x00", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return None
