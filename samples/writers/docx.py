"""A sample as DOCX: real spans, typed or automatic numbers, the layout's fonts, header and page numbers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from jixiao.document import Cell, Table
from samples.blocks import Para, Sample, numbered
from samples.dialects import paragraphs

LIST_ID = 7
STAMP = (2024, 1, 1, 0, 0, 0)
NS = nsdecls("w")
WIDTHS = {7: [30, 12, 12, 12, 12, 12, 12], 9: [8, 12, 13, 26, 13, 13, 8, 9, 16]}
FOOTERS = {"dash": ("- ", " -"), "plain": ("", ""), "of": ("第", "页")}


def docx_bytes(sample: Sample) -> bytes:
    """The file. The same sample gives the same bytes."""
    document = docx.Document()
    page = sample.page
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(side) for side in _sides(page))
    section.left_margin = section.right_margin = Cm(page["margin"])
    _furniture(section, page)
    levels = _automatic(sample)
    if levels:
        _define_list(document, sample)
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    end = body[-1]
    for index, block in enumerate(sample.blocks):
        xml = _table(block, page) if isinstance(block, Table) else _paragraph(block, page, levels.get(index))
        end.addprevious(parse_xml(xml))
        if page["empty_paragraphs"] and isinstance(block, Para) and block.gap:
            end.addprevious(parse_xml(f"<w:p {NS}/>"))
    buffer = io.BytesIO()
    document.save(buffer)
    return _fixed_times(buffer.getvalue())


def _sides(page: dict[str, object]) -> tuple[float, float]:
    """Width and height of the paper, cm: A4, lying for wide tables."""
    return (29.7, 21.0) if page.get("landscape") else (21.0, 29.7)


def _fixed_times(data: bytes) -> bytes:
    """The same parts with a fixed time, so that equal samples are equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return out.getvalue()


def _furniture(section: object, page: dict[str, object]) -> None:
    header, footer = page["header"], page["footer"]
    if header:
        section.header.paragraphs[0].text = header  # type: ignore[attr-defined]
    if footer in FOOTERS:
        before, behind = FOOTERS[str(footer)]
        field = f'<w:fldSimple {NS} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph = section.footer.paragraphs[0]  # type: ignore[attr-defined]
        paragraph.alignment = 1
        paragraph.add_run(before)
        paragraph._p.append(parse_xml(field))
        paragraph.add_run(behind)


def _automatic(sample: Sample) -> dict[int, int]:
    """Which blocks take Word's automatic numbers, and on which level; none when the report's own numbers skip."""
    if not sample.automatic_numbers:
        return {}
    levels: dict[int, int] = {}
    first = second = 0
    for index, block in enumerate(sample.blocks):
        if not isinstance(block, Para) or not block.label:
            continue
        if block.kind == "heading1":
            first, second = first + 1, 0
            if block.label != numbered(sample.number_forms[0], first):
                return {}
            levels[index] = 0
        elif block.label == numbered(sample.number_forms[1], second + 1):
            second += 1
            levels[index] = 1
    return levels


def _define_list(document: object, sample: Sample) -> None:
    first, second = (form.format(cn="%s", n="%s", o="%s") for form in sample.number_forms)
    texts = (first.replace("%s", "%1"), second.replace("%s", "%2"))
    level = '<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/><w:suff w:val="nothing"/><w:lvlText w:val="{t}"/><w:lvlJc w:val="left"/></w:lvl>'  # noqa: E501
    formats = ("chineseCountingThousand", "chineseCounting")
    body = "".join(level.format(i=i, fmt=formats[i], t=escape(text)) for i, text in enumerate(texts))
    numbering = document.part.numbering_part.element  # type: ignore[attr-defined]
    abstract = parse_xml(
        f'<w:abstractNum {NS} w:abstractNumId="70"><w:multiLevelType w:val="multilevel"/>{body}</w:abstractNum>'
    )
    nums = numbering.findall(qn("w:num"))
    nums[0].addprevious(abstract) if nums else numbering.append(abstract)
    numbering.append(parse_xml(f'<w:num {NS} w:numId="{LIST_ID}0"><w:abstractNumId w:val="70"/></w:num>'))


def _run(text: str, font: str, half_points: int, *, bold: bool = False) -> str:
    pieces = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n")
    )
    weight = "<w:b/>" if bold else ""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    return f'<w:r><w:rPr>{fonts}{weight}<w:sz w:val="{half_points}"/></w:rPr>{pieces}</w:r>'


def _paragraph(block: Para, page: dict[str, object], level: int | None) -> str:
    size = int(float(str(page["size"])) * 2)
    font = "黑体" if block.kind in ("heading1", "attachment") else str(page["font"])
    properties = ""
    text = block.text
    if level is not None:
        text = text.removeprefix(block.label)
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{LIST_ID}0"/></w:numPr>'
    if block.kind == "attachment":
        properties = "<w:pageBreakBefore/>" + properties
    properties += '<w:spacing w:line="360" w:lineRule="auto"/>'
    if block.kind in ("body", "heading1", "heading2"):
        properties += f'<w:ind w:firstLineChars="200" w:firstLine="{size * 20}"/>'
    if block.kind in ("title", "table_title"):
        properties += '<w:jc w:val="center"/>'
        size += 8
    bold = block.kind in ("title", "table_title", "heading2")
    return f"<w:p {NS}><w:pPr>{properties}</w:pPr>{_run(text, font, size, bold=bold)}</w:p>"


def _table(table: Table, page: dict[str, object]) -> str:
    own = page.get("widths") or {}
    weights = own.get(table.columns) or WIDTHS.get(table.columns, [10] * table.columns)  # type: ignore[attr-defined]
    total = int((_sides(page)[0] - 2 * float(str(page["margin"]))) * 567)
    widths = [total * weight // sum(weights) for weight in weights]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    whole = "" if page["rows_split"] else "<w:cantSplit/>"
    heads = max(cell.row_span for cell in table.cells if cell.row == 0) if page["repeat_head"] else 0
    rows = ""
    for row in range(table.rows):
        properties = whole + ("<w:tblHeader/>" if row < heads else "")
        cells = "".join(_cells(table, row, widths))
        rows += f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"
    return (
        f'<w:tbl {NS}><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _cells(table: Table, row: int, widths: list[int]) -> Iterator[str]:
    owners = {(r, c.column): c for c in table.cells for r in range(c.row, c.row + c.row_span)}
    for column in range(table.columns):
        cell = owners.get((row, column))
        if cell:
            yield _cell(cell, widths, covered=cell.row != row)


def _cell(cell: Cell, widths: list[int], *, covered: bool) -> str:
    wide = sum(widths[cell.column : cell.column + cell.column_span])
    properties = f'<w:tcW w:w="{wide}" w:type="dxa"/>'
    if cell.column_span > 1:
        properties += f'<w:gridSpan w:val="{cell.column_span}"/>'
    if cell.row_span > 1:
        properties += "<w:vMerge/>" if covered else '<w:vMerge w:val="restart"/>'
    properties += '<w:vAlign w:val="center"/>'
    texts = [""] if covered else paragraphs(cell.text)
    body = "".join(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_run(text, "宋体", 21)}</w:p>' for text in texts)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{body}</w:tc>"
