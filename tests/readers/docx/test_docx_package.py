"""Broken and hostile packages: a typed error each, never a traceback."""

from __future__ import annotations

import contextlib
import io
import struct
import warnings
import zipfile
from dataclasses import replace

import pytest
from docx_builder import document, docx, listed, p, package, rels, tbl, tc, tr, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.document import Document, Paragraph
from jixiao.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    JixiaoError,
    LimitError,
    ReadError,
    UnknownTypeError,
)
from jixiao.readers.docx import read_docx
from jixiao.readers.limits import DEFAULT_LIMITS

GOOD = docx(p("一、基本情况") + tbl(tr("甲", "乙")))


def fails(data: bytes, kind: type[ReadError]) -> str:
    with pytest.raises(kind) as caught:
        read_docx(data)
    error = caught.value
    assert type(error) is kind
    assert "\n" not in error.message + error.message_en
    return error.message


def test_empty_and_foreign_files() -> None:
    fails(b"", EmptyFileError)
    assert "OLE2" in fails(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, UnknownTypeError)
    fails(b"<html></html>", UnknownTypeError)
    fails(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), EncryptedFileError
    )


@pytest.mark.parametrize(
    ("files", "word"),
    [
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b"<x/>"}, "Excel"),
        ({"[Content_Types].xml": b"", "ppt/presentation.xml": b"<x/>"}, "PowerPoint"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "ODT"),
        ({"mimetype": b"application/epub+zip"}, "EPUB"),
        ({"OFD.xml": b"<x/>"}, "OFD"),
        ({"a.txt": b"x"}, "压缩包"),
    ],
)
def test_other_zips_are_named(files: dict[str, bytes], word: str) -> None:
    assert word in fails(zipped(files), UnknownTypeError)


def test_a_workbook_behind_the_main_relation() -> None:
    data = package(b"<workbook/>", {"xl/workbook.xml": b"<x/>"}, name="xl/workbook.xml")
    assert "Excel" in fails(data, UnknownTypeError)


def test_a_main_part_of_another_name_and_a_package_without_relations() -> None:
    odd = package(document(p("x")).encode(), name="word/document2.xml")
    assert read_docx(odd).blocks == (Paragraph("x"),)
    bare = zipped({"word\\Document.xml": document(p("x")).encode()})
    assert read_docx(bare).blocks == (Paragraph("x"),)


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_damaged(keep: float) -> None:
    fails(GOOD[: int(len(GOOD) * keep)], DamagedFileError)


@pytest.mark.parametrize("main", [b"", b"<w:document", b"not xml", document("").encode()[:-20], b"\x00\x01\x02"])
def test_a_main_part_that_is_no_xml_is_damaged(main: bytes) -> None:
    fails(package(main), DamagedFileError)


def test_missing_parts() -> None:
    fails(zipped({"[Content_Types].xml": b"<Types/>", "word/styles.xml": b"<x/>"}), DamagedFileError)
    fails(package(document("").replace("<w:body></w:body>", "").encode()), DamagedFileError)


def test_a_document_without_text_is_empty_unless_it_holds_pictures() -> None:
    fails(docx("<w:p/>" + tbl(tr("", " "))), EmptyFileError)
    found = read_docx(docx(p("<w:r><w:drawing/></w:r>")))
    assert [item.code for item in found.diagnostics] == ["no_text"]


def test_a_broken_side_part_is_damaged() -> None:
    fails(docx(p("x", ppr=listed(1)), extra={"word/numbering.xml": b"<broken"}, numbering=""), DamagedFileError)
    fails(docx(p("x", ppr='<w:pStyle w:val="1"/>'), extra={"word/styles.xml": b"<broken"}, styles=""), DamagedFileError)


def test_wrong_checksum_is_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("word/document.xml", document(p("金额100万元")))
    data = bytearray(buffer.getvalue())
    at = data.find(b"100")
    data[at : at + 3] = b"900"
    fails(bytes(data), DamagedFileError)


def test_encrypted_entries() -> None:
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    fails(bytes(data), EncryptedFileError)


def test_two_parts_of_one_name_are_refused_two_pictures_are_not() -> None:
    for name, refused in (("word/document.xml", True), ("word/media/image1.png", False)):
        buffer = io.BytesIO(GOOD)
        with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
            warnings.simplefilter("ignore")
            archive.writestr(name, b"x")
            archive.writestr(name, b"y")
        if refused:
            assert "重名" in fails(buffer.getvalue(), DamagedFileError)
        else:
            assert read_docx(buffer.getvalue()) == read_docx(GOOD)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [ENTITIES, EXTERNAL, "<!DOCTYPE x>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_declarations_are_refused(declaration: str, encoding: str) -> None:
    main = document(p("<w:r><w:t>x</w:t></w:r>")).replace("?>", f"?>{declaration}", 1).replace("UTF-8", encoding)
    assert "DTD" in fails(package(main.encode(encoding)), DamagedFileError)


def test_a_document_type_behind_a_long_comment_resolves_nothing() -> None:
    main = document(p("<w:r><w:t>&a;</w:t></w:r>")).replace("?>", f"?><!-- {'x' * (3 << 20)} -->{EXTERNAL}", 1)
    fails(package(main.encode()), DamagedFileError)


def test_deep_nesting_is_over_the_limit_and_reasonable_nesting_is_read() -> None:
    def nested(depth: int) -> str:
        return f"{'<w:tbl><w:tr><w:tc>' * depth}<w:p/>{'</w:tc></w:tr></w:tbl>' * depth}"

    fails(package(document(nested(2000)).encode()), LimitError)
    assert len(read_docx(package(document(p("x") + nested(60)).encode())).blocks) == 61


def test_large_parts_are_refused_before_they_are_inflated() -> None:
    huge = document(p("x" * 70_000_000)).encode()
    assert "64" in fails(package(huge), LimitError)


def test_a_lying_size_is_damaged_not_inflated() -> None:
    data = bytearray(package(document(p("x" * 3_000_000)).encode()))
    at = data.rfind(b"PK\x01\x02")
    while data[at + 46 : at + 46 + 17] != b"word/document.xml":
        at = data.rfind(b"PK\x01\x02", 0, at)
    struct.pack_into("<I", data, at + 24, 1000)
    fails(bytes(data), DamagedFileError)


def test_limits_on_entries_paragraphs_characters_cells_total_and_ratio() -> None:
    for limits in (
        replace(DEFAULT_LIMITS, zip_entries=2),
        replace(DEFAULT_LIMITS, paragraphs=2),
        replace(DEFAULT_LIMITS, characters=7),
        replace(DEFAULT_LIMITS, cells=1),
        replace(DEFAULT_LIMITS, total_bytes=300),
        replace(DEFAULT_LIMITS, ratio=2),
    ):
        with pytest.raises(LimitError):
            read_docx(GOOD, limits)
    exact = replace(DEFAULT_LIMITS, paragraphs=3, characters=8, cells=2)
    assert read_docx(GOOD, exact) == read_docx(GOOD)


def test_too_many_paragraphs_are_counted_before_the_tree_is_built() -> None:
    limits = replace(DEFAULT_LIMITS, paragraphs=100, ratio=10**6)
    with pytest.raises(LimitError) as caught:
        read_docx(package(document("<w:p/>" * 400_000).encode()), limits)
    assert "400000" in caught.value.message


def test_a_span_of_millions_is_refused() -> None:
    fails(docx(tbl(tr(tc("x", tcpr='<w:gridSpan w:val="90000000"/>')))), LimitError)
    fails(docx(tbl(tr("x", trpr='<w:gridBefore w:val="90000000"/>'))), LimitError)


def test_odd_numbers_are_no_traceback() -> None:
    body = p("x", ppr='<w:numPr><w:ilvl w:val="x"/><w:numId w:val="y"/></w:numPr>') + tbl(
        tr(tc("a", tcpr='<w:gridSpan w:val="two"/>'), trpr='<w:gridBefore w:val="-3"/>')
    )
    assert read_docx(docx(body)).blocks[0] == Paragraph("x")


def test_relations_that_lead_outside_are_not_followed() -> None:
    relations = rels(
        '<Relationship Id="c" Type="x/aFChunk" Target="../../../../etc/passwd"/>'
        '<Relationship Id="d" Type="x/aFChunk" Target="http://example.org/" TargetMode="External"/>'
    )
    main = document(p("x") + '<w:altChunk r:id="c"/><w:altChunk r:id="d"/>').encode()
    found = read_docx(package(main, {"word/_rels/document.xml.rels": relations}))
    assert found.blocks == (Paragraph("x"),)
    assert [item.code for item in found.diagnostics] == ["alt_chunk_unread"]


def read_or_refuse(data: bytes) -> None:
    """Anything else than a document or a typed error fails the test."""
    with contextlib.suppress(JixiaoError):
        assert isinstance(read_docx(data), Document)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=6))
def test_flipped_bytes_read_or_refuse(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for at, value in changes:
        data[at] = value
    read_or_refuse(bytes(data))


WORDS = """p r t tbl tr tc tcPr trPr pPr rPr sdt sdtContent ins del fldChar instrText drawing txbxContent pict ruby
rubyBase numPr numId gridSpan vMerge hyperlink br tab sym body footnoteReference"""
NAMES = st.sampled_from(WORDS.split())
TREES = st.recursive(
    NAMES.map(lambda name: f"<w:{name}/>") | st.just("<w:t>字</w:t>"),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)).map(
        lambda made: f'<w:{made[0]} w:val="1" w:fldCharType="begin">{"".join(made[1])}</w:{made[0]}>'
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(TREES)
def test_any_tree_of_words_elements_reads(tree: str) -> None:
    read_or_refuse(docx(p("x") + tree, numbering="", styles="", footnotes=""))
