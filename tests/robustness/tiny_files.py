"""Tiny files of each format, written here byte by byte, and what every document must hold to."""

from __future__ import annotations

import io
import zipfile
import zlib

from jixiao.document import Document, Paragraph, Run, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{_p(text)}</w:tc>"


_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_MERGED = '<w:vMerge w:val="restart"/>'

BODY = (
    _p("2023年度云溪县档案馆", '<w:pStyle w:val="Title"/>')
    + _p("单位基本情况", _NUMBERED)
    + _p("项目支出30万元，与上年持平。")
    + "<w:tbl><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>"
    + "<w:tr><w:trPr><w:gridBefore w:val='0'/></w:trPr>"
    + _tc("预算", _MERGED) + _tc("年初", "<w:gridSpan w:val='2'/>") + "</w:tr>"
    + "<w:tr>" + _tc("", "<w:vMerge/>") + _tc("200.00") + _tc("212.40") + "</w:tr></w:tbl>"
    + "<w:p><w:ins w:id='1'><w:r><w:t>新增</w:t></w:r></w:ins>"
    + "<w:del w:id='2'><w:r><w:delText>删去</w:delText></w:r></w:del>"
    + "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    + "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    + "<w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    + "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    + _p("文本框") + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
    + "<w:txbxContent>" + _p("文本框") + "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    + "</mc:AlternateContent></w:r></w:p><w:sdt><w:sdtContent>" + _p("内容控件") + "</w:sdtContent></w:sdt>"
    + "<w:sectPr><w:headerReference w:type='default' r:id='rId3'/></w:sectPr>"
)  # fmt: skip

PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="x/y"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/document.xml": f"<w:document {_NAMES}><w:body>{BODY}</w:body></w:document>",
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{index}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for index, kind in enumerate(("styles", "numbering", "header", "footnotes"), start=1)
    )
    + "</Relationships>",
    "word/styles.xml": f'<w:styles {_NAMES}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="标题"/>'
    '<w:basedOn w:val="Normal"/></w:style></w:styles>',
    "word/numbering.xml": f'<w:numbering {_NAMES}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
    "word/header.xml": f"<w:hdr {_NAMES}>{_p('页眉')}</w:hdr>",
    "word/footnotes.xml": f'<w:footnotes {_NAMES}><w:footnote w:id="2">{_p("脚注")}</w:footnote></w:footnotes>',
}


def make_docx(**changed: bytes) -> bytes:
    """A DOCX with most of what the reader knows; ``changed`` replaces parts, named without folder and ending."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in PARTS.items():
            short = name.rpartition("/")[2].partition(".")[0]
            data = changed[short] if short in changed and not name.endswith(".rels") else text.encode()
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


_ROWS = b"".join(
    b"%d %d 200 0.6 re f\n" % (100, 600 - 40 * row) + b"%d 520 0.6 80 re f\n" % (100 + 100 * row) for row in range(3)
)
CONTENT = (
    b"q 1 0 0 1 0 0 cm\n"
    + _ROWS
    + b"100 700 m 300 700 l S\nQ\nBT /F1 12 Tf 100 750 Td (Budget 2023 report 212.40) Tj 0 -20 Td (second line) Tj ET\n"
    + b"BT /F1 10 Tf 105 580 Td (A1) Tj 100 0 Td (B1) Tj -100 -40 Td (A2) Tj 100 0 Td (30.00) Tj ET\n"
    + b"BT /F2 12 Tf 100 450 Td <00010002> Tj ET\n/X1 Do\n"
)
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"2 beginbfchar <0001> <7EE9> <0002> <6548> endbfchar endcmap end end"
)


def make_pdf(content: bytes = CONTENT, *, compress: bool = False, rotate: int = 0) -> bytes:
    """A PDF of two pages with ruled cells, two fonts, one of them Chinese by its ToUnicode map, and a Form XObject."""

    def stream(data: bytes, more: bytes = b"") -> bytes:
        if compress:
            data, more = zlib.compress(data), more + b"/Filter/FlateDecode"
        return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(data), data)

    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d/Contents 5 0 R"
        b"/Resources<</Font<</F1 6 0 R/F2 7 0 R>>"
        b"/XObject<</X1 10 0 R>>>>>>" % rotate
    )
    child = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        page,
        page,
        stream(content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 9 0 R>>",
        child,
        stream(_TO_UNICODE),
        stream(
            b"BT /F1 9 Tf 100 300 Td (inside a form) Tj ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 0 0]/Resources<</Font<</F1 6 0 R>>>>",
        ),
    ]
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


TEXT = (
    "2023年度云溪县档案馆\n部门整体支出绩效自评报告\n\n一、单位基本情况\n\t年度资金总额\n\t200.00\n\t——\n\n"
    "2023年一般公共预算财政拨款支出212.40万元，占总支出的100%，比上年增加12.40万元，增长6.20%。\n"
)


def check_document(document: Document) -> None:
    """What any document must hold to (`jixiao.document`), so that nothing behind a reader can stumble over it."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            block.text.encode()  # no lone surrogates: it can be written as JSON
            assert block.text.startswith(block.label)
            _check_page(block.page, document)
            _check_runs(block.text, block.runs, document)
        else:
            _check_table(block, document)
    for diagnostic in document.diagnostics:
        assert diagnostic.code
        assert diagnostic.message
        assert diagnostic.message_en
        assert "\n" not in diagnostic.message + diagnostic.message_en
        assert all(0 <= index < len(document.blocks) for index in diagnostic.blocks)
        _check_page(diagnostic.page, document)


def _check_page(page: int | None, document: Document) -> None:
    assert page is None or 1 <= page <= (document.page_count or 0)


def _check_runs(text: str, runs: tuple[Run, ...], document: Document) -> None:
    for run in runs:
        assert 0 <= run.start <= run.end <= len(text)
        assert not run.xs or len(run.xs) == run.end - run.start + 1
        _check_page(run.page, document)
        assert all(abs(value) < 1e7 for value in (*run.bbox, *run.xs))  # neither infinite nor nan


def _check_table(table: Table, document: Document) -> None:
    assert table.rows > 0
    assert table.columns > 0
    places = [(cell.row, cell.column) for cell in table.cells]
    assert places == sorted(places)
    covered: set[tuple[int, int]] = set()
    for cell in table.cells:
        assert cell.row_span > 0
        assert cell.column_span > 0
        assert cell.row + cell.row_span <= table.rows
        assert cell.column + cell.column_span <= table.columns
        here = {
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        assert not covered & here
        covered |= here
        cell.text.encode()
        _check_runs(cell.text, cell.runs, document)
    _check_page(table.page, document)
