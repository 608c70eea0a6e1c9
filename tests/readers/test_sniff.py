"""What a file is: told by its bytes, each kind with its name and its cure."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.document import Document, Paragraph
from jixiao.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    JixiaoError,
    MissingExtraError,
    ReadError,
    UnknownTypeError,
)
from jixiao.readers import _READERS, _UNREAD, Kind, read, sniff
from jixiao.readers.sniff import zip_names


def zipped(*names: str, mimetype: str = "", comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        if mimetype:
            package.writestr(zipfile.ZipInfo("mimetype"), mimetype)
        for name in names:
            package.writestr(name, "<x/>" * 50)
        package.comment = comment
    return buffer.getvalue()


def compound(*streams: str, filler: bytes = b"") -> bytes:
    """The beginning of an OLE file and directory entries with these names."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + filler.ljust(512, b"\xff") + entries


BITMAP = b"BM" + struct.pack("<IIII", 70, 0, 54, 40) + bytes(52)
DOCX = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")

KINDS: list[tuple[str, bytes, Kind]] = [
    ("empty", b"", Kind.EMPTY),
    ("docx", DOCX, Kind.DOCX),
    ("docx with a comment", zipped("[Content_Types].xml", "word/document.xml", comment=b"x" * 500), Kind.DOCX),
    ("docx whose main part lies at the root", zipped("[Content_Types].xml", "main.xml"), Kind.DOCX),
    ("docx without its directory", DOCX[:-120], Kind.DOCX),
    ("docx cut in half", DOCX[: len(DOCX) // 2], Kind.DOCX),
    ("xlsx", zipped("[Content_Types].xml", "xl/workbook.xml"), Kind.XLSX),
    ("pptx", zipped("[Content_Types].xml", "ppt/presentation.xml"), Kind.PPTX),
    ("odt", zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), Kind.ODT),
    ("odt without mimetype", zipped("META-INF/manifest.xml", "content.xml"), Kind.ODT),
    ("ods", zipped("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), Kind.ODS),
    ("epub", zipped("a.opf", mimetype="application/epub+zip"), Kind.EPUB),
    ("ofd", zipped("OFD.xml", "Doc_0/Document.xml"), Kind.OFD),
    ("pages", zipped("Index/Document.iwa", "preview.jpg"), Kind.PAGES),
    ("zip", zipped("report.docx"), Kind.ZIP_OTHER),
    ("empty zip", zipped(), Kind.ZIP_OTHER),
    ("pdf", b"%PDF-1.7\n1 0 obj\n", Kind.PDF),
    ("pdf behind junk", b"\r\n" * 500 + b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", Kind.PDF),
    ("text that speaks of pdf", "文件头为 %PDF- 的文件".encode(), Kind.TEXT),
    ("header too far in", b" " * 1024 + b"%PDF-1.4\n1 0 obj\n", Kind.TEXT),
    ("doc", compound("1Table", "WordDocument"), Kind.OLE_DOC),
    ("xls", compound("Workbook"), Kind.OLE_XLS),
    ("xls of Excel 5", compound("Book"), Kind.OLE_XLS),
    ("ppt", compound("PowerPoint Document"), Kind.OLE_PPT),
    ("encrypted", compound("EncryptionInfo", "EncryptedPackage"), Kind.OLE_ENCRYPTED),
    (
        "doc about encryption",
        compound("WordDocument", filler=b"ab" + "EncryptedPackage\0".encode("utf-16-le")),
        Kind.OLE_DOC,
    ),
    ("ole", compound("Contents"), Kind.OLE_OTHER),
    ("cut ole", compound("WordDocument")[:300], Kind.OLE_OTHER),
    ("rtf", rb"{\rtf1\ansi\deff0 x}", Kind.RTF),
    ("html", "<!DOCTYPE html>\n<html><body>绩效</body></html>".encode(), Kind.HTML),
    ("html in capitals", b"\n <HTML><HEAD>", Kind.HTML),
    ("html saved by Word", b'\xef\xbb\xbf<html xmlns:v="urn:schemas-microsoft-com:vml">', Kind.HTML),
    ("xhtml", b'<?xml version="1.0"?>\n<!DOCTYPE html><html>', Kind.HTML),
    ("html behind a comment", b"<!-- saved from url -->\r\n<html>", Kind.HTML),
    ("html in UTF-16", "\ufeff<html><body>绩效".encode("utf-16-le"), Kind.HTML),
    ("html in UTF-16 without a mark", "<html><body>绩效".encode("utf-16-be"), Kind.HTML),
    ("mhtml", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", Kind.MHTML),
    ("Word 2003 XML", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument', Kind.WORD_XML),
    (
        "flat OPC",
        b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',
        Kind.WORD_XML,
    ),
    ("xml", b'<?xml version="1.0"?><a/>', Kind.XML),
    ("text with a tag", "<项目名称>绩效自评</项目名称>".encode(), Kind.TEXT),
    ("png", b"\x89PNG\r\n\x1a\n" + bytes(20), Kind.IMAGE),
    ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF", Kind.IMAGE),
    ("tiff", b"II*\0" + bytes(8), Kind.IMAGE),
    ("tiff, big endian", b"MM\0*" + bytes(8), Kind.IMAGE),
    ("gif", b"GIF89a" + bytes(8), Kind.IMAGE),
    ("webp", b"RIFF\x10\0\0\0WEBPVP8 ", Kind.IMAGE),
    ("heic", b"\0\0\0\x18ftypheic", Kind.IMAGE),
    ("bmp", BITMAP, Kind.IMAGE),
    ("text that begins like a bitmap", "BM部门绩效自评报告，2023年".encode(), Kind.TEXT),
    ("rar", b"Rar!\x1a\x07\x01\0", Kind.ARCHIVE),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\x04", Kind.ARCHIVE),
    ("gzip", b"\x1f\x8b\x08\0", Kind.ARCHIVE),
    ("bzip2", b"BZh91AY&SY", Kind.ARCHIVE),
    ("tar", bytes(257) + b"ustar\x0000", Kind.ARCHIVE),
    ("exe", b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0", Kind.PROGRAM),
    ("elf", b"\x7fELF\x02\x01", Kind.PROGRAM),
    ("text that begins like a program", "MZ单位绩效自评".encode(), Kind.TEXT),
    ("text", "部门整体支出绩效自评报告".encode(), Kind.TEXT),
    ("text in GBK", "部门整体支出绩效自评报告".encode("gbk"), Kind.TEXT),
    ("text in UTF-16", "部门2023".encode("utf-16"), Kind.TEXT),
]


@pytest.mark.parametrize(
    ("data", "kind"), [(data, kind) for _, data, kind in KINDS], ids=[name for name, _, _ in KINDS]
)
def test_the_kind_of_a_file(data: bytes, kind: Kind) -> None:
    assert sniff(data) is kind


@pytest.mark.parametrize(
    ("data", "error", "words", "words_en"),
    [
        (b"", EmptyFileError, ["空"], ["empty"]),
        (
            compound("WordDocument"),
            UnknownTypeError,
            ["旧版 Word", ".doc", "另存为 .docx"],
            ["old Word", "save it as .docx"],
        ),
        (compound("EncryptedPackage"), EncryptedFileError, ["加密", "取消密码"], ["password"]),
        (zipped("xl/workbook.xml"), UnknownTypeError, ["Excel", ".xlsx"], ["Excel"]),
        (zipped("OFD.xml"), UnknownTypeError, ["OFD", "PDF"], ["OFD", "PDF"]),
        (zipped("a.docx"), UnknownTypeError, ["压缩包", "解压"], ["zip", "unpack"]),
        (rb"{\rtf1}", UnknownTypeError, ["RTF", ".docx"], ["RTF"]),
        (b"<html>", EmptyFileError, ["网页", "PDF"], ["page", "PDF"]),
        (b"\x89PNG\r\n\x1a\n", DamagedFileError, ["图片", "损坏"], ["picture", "damaged"]),
    ],
)
def test_each_refusal_names_the_kind_and_the_cure(
    data: bytes, error: type[ReadError], words: list[str], words_en: list[str]
) -> None:
    with pytest.raises(error) as caught:
        read(data)
    assert all(word in caught.value.message for word in words)
    assert all(word in caught.value.message_en for word in words_en)
    assert "\n" not in caught.value.message + caught.value.message_en
    assert caught.value.message_en.isascii()


def test_a_picture_names_the_extra_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.readers.scan.options.find_spec", lambda _name: None)
    with pytest.raises(MissingExtraError) as caught:
        read(b"\x89PNG\r\n\x1a\n")
    for message, word in ((caught.value.message, "图片"), (caught.value.message_en, "picture")):
        assert word in message
        assert 'pip install "jixiao[scan]"' in message
        assert "\n" not in message


def test_every_kind_is_read_or_refused() -> None:
    special = {Kind.EMPTY, Kind.OLE_ENCRYPTED, Kind.IMAGE}
    assert set(_READERS) | set(_UNREAD) | special == set(Kind)
    assert not set(_READERS) & set(_UNREAD)


def test_text_goes_to_the_text_reader() -> None:
    document = read("部门整体支出绩效自评报告\n".encode())
    assert document.blocks == (Paragraph("部门整体支出绩效自评报告", end="\n"),)


@pytest.mark.parametrize(("data", "module", "name"), [(DOCX, "docx", "read_docx"), (b"%PDF-1.7", "pdf", "read_pdf")])
def test_a_reader_is_chosen_by_content(data: bytes, module: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = ModuleType(f"jixiao.readers.{module}")
    asked: list[bytes] = []

    def reader(given_data: bytes) -> Document:
        asked.append(given_data)
        return Document((), module, "x/y")

    setattr(stand_in, name, reader)
    monkeypatch.setitem(sys.modules, f"jixiao.readers.{module}", stand_in)
    assert read(data).reader == module
    assert asked == [data]


@given(st.binary(max_size=200), st.sampled_from([data for _, data, _ in KINDS]), st.integers(0, 600))
@settings(max_examples=200)
def test_sniffing_never_raises(noise: bytes, data: bytes, at: int) -> None:
    for candidate in (noise, data[:at], data[:at] + noise + data[at + len(noise) :], data[:8] + noise):
        assert isinstance(sniff(candidate), Kind)


@pytest.mark.parametrize(("data", "kind"), [(data, kind) for _, data, kind in KINDS if kind in _UNREAD])
def test_refusals_are_typed(data: bytes, kind: Kind) -> None:
    with pytest.raises(JixiaoError) as caught:
        read(data)
    assert _UNREAD[kind][0] in str(caught.value)


def test_names_of_a_zip_with_and_without_its_directory() -> None:
    data = zipped("a.xml", "目录/b.xml", comment=b"PK\x05\x06 in a comment")
    names = [b"a.xml", "目录/b.xml".encode()]
    assert zip_names(data) == names
    assert zip_names(data[: data.find(b"PK\x01\x02")]) == names


def test_a_zip_directory_that_lies_costs_nothing() -> None:
    data = bytearray(zipped("word/document.xml"))
    end = data.rfind(b"PK\x05\x06")
    for size in (0, 1, 0xFFFFFFFF, 10**6):
        data[end + 12 : end + 16] = struct.pack("<I", size)
        assert sniff(bytes(data)) is Kind.DOCX
    assert zip_names(b"PK\x03\x04" * 100_000)[:1] != [b"word/"]
