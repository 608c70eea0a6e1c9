"""Small DOCX files from raw XML, for the reader's tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

_KINDS = {
    "numbering": "numbering",
    "styles": "styles",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def r(text: str, rpr: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{rpr}</w:rPr>" if rpr else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*content: str, ppr: str = "") -> str:
    """A paragraph; a content that is no markup becomes a run."""
    properties = f"<w:pPr>{ppr}</w:pPr>" if ppr else ""
    return f"<w:p>{properties}{''.join(_markup(item, r) for item in content)}</w:p>"


def tc(*content: str, tcpr: str = "") -> str:
    """A cell; a content that is no markup becomes a paragraph."""
    inner = "".join(_markup(item, p) for item in content) or "<w:p/>"
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{tcpr}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, trpr: str = "") -> str:
    """A row; a cell that is no markup becomes one."""
    return f"<w:tr><w:trPr>{trpr}</w:trPr>{''.join(_markup(cell, tc) for cell in cells)}</w:tr>"


def tbl(*rows: str, grid: tuple[int, ...] = ()) -> str:
    """A table."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _markup(item: str, make: object) -> str:
    assert callable(make)
    return item if item.startswith("<") else str(make(item))


def listed(num_id: int | str, ilvl: int = 0) -> str:
    """Paragraph properties of a list item."""
    return f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>'


def lvl(ilvl: int, fmt: str, text: str, extra: str = "", start: int = 1) -> str:
    """A list level."""
    first = f'<w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{extra}'
    return f'<w:lvl w:ilvl="{ilvl}">{first}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """numbering.xml's content: one abstract list 0 with the levels, and nums (by default the list 1)."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def document(body: str) -> str:
    """The main part."""
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def docx(body: str, *, extra: Mapping[str, bytes] | None = None, **parts: str) -> bytes:
    """A package; each keyword is the content of a part of that name (header, header2 … have the ids rIdheader …)."""
    relations = ""
    files: dict[str, bytes] = {}
    for name, content in parts.items():
        kind = name.rstrip("0123456789")
        files[f"word/{name}.xml"] = f"{HEAD}<w:{_KINDS[kind]} {NAMESPACES}>{content}</w:{_KINDS[kind]}>".encode()
        relations += f'<Relationship Id="rId{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
    for name in extra or {}:
        if name.startswith("word/chunk"):
            relations += f'<Relationship Id="{name[5:]}" Type="{R}/aFChunk" Target="{name[5:]}"/>'
    files["word/_rels/document.xml.rels"] = rels(relations)
    return package(document(body).encode(), files | dict(extra or {}))


def rels(relations: str) -> bytes:
    """A relationships part."""
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{namespace}">{relations}</Relationships>'.encode()


def package(main: bytes, files: Mapping[str, bytes] | None = None, name: str = "word/document.xml") -> bytes:
    """A package with the given main part and other parts."""
    root = rels(f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="{name}"/>')
    return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": root, name: main} | dict(files or {}))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, the same bytes each time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
