"""The zip around a DOCX, opened with distrust: every limit is checked before a byte is inflated or parsed."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from jixiao.errors import DamagedFileError, EmptyFileError, EncryptedFileError, LimitError, UnknownTypeError
from jixiao.readers.docx.names import RELS_NS, W_DOCUMENT, transitional
from jixiao.readers.limits import DEFAULT_LIMITS, MIB, Limits, too_much
from jixiao.readers.symbols import names_symbol_font

LARGE_PART_BYTES = 2 << 20
MAX_TAGS = 2_500_000
"""Tags of one part. A report of 300 pages has 1.5 million; each costs some 100 bytes of memory in the tree."""

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")

# What else comes in a zip: the first entry that is there decides.
_OTHER_ZIPS = (
    ("xl/workbook.xml", "Excel 工作簿", "an Excel workbook"),
    ("xl/workbook.bin", "Excel 二进制工作簿", "an Excel binary workbook"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿", "a PowerPoint presentation"),
    ("ofd.xml", "OFD 版式文件", "an OFD document"),
    ("meta-inf/container.xml", "EPUB 电子书", "an EPUB book"),
    ("index/document.iwa", "Pages 文稿", "a Pages document"),
)
_ODF_TYPES = (
    (b"opendocument.text", "ODT 文档", "an OpenDocument text"),
    (b"opendocument.spreadsheet", "ODS 表格", "an OpenDocument spreadsheet"),
    (b"opendocument", "OpenDocument 文件", "an OpenDocument file"),
    (b"epub", "EPUB 电子书", "an EPUB book"),
)

_DOCTYPE = b"<!DOCTYPE"

# No DTD, no entities, no network; without huge_tree libxml2 refuses trees deeper than 256 elements.
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    remove_comments=True,
    remove_pis=True,
    huge_tree=False,
    collect_ids=False,
)


@dataclass(slots=True, unsafe_hash=True)
class Relationship:
    """One relationship of a part: ``kind`` is the last word of its type, ``target`` a part name, or a URL."""

    kind: str
    target: str
    external: bool


def damaged(detail: str, detail_en: str) -> DamagedFileError:
    """The error of a DOCX that is broken; ``detail`` says where."""
    return DamagedFileError(
        f"Word 文件已损坏（{detail}），请用 Word 打开并重新保存，或重新获取原文件",
        f"the Word file is damaged ({detail_en}); open and save it again in Word, or get the original anew",
    )


def _not_docx(what: str, what_en: str, cure: str, cure_en: str) -> UnknownTypeError:
    return UnknownTypeError(
        f"不是 Word 文档（docx），而是{what}，{cure}", f"not a Word document but {what_en}; {cure_en}"
    )


def open_package(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Package:
    """The package in ``data``.

    Raises EmptyFileError, UnknownTypeError, DamagedFileError, EncryptedFileError or LimitError.
    """
    if not data:
        raise EmptyFileError("文件是空的（0 字节），请重新获取", "the file is empty (0 bytes); get it anew")
    if data.startswith(_OLE2):
        if _ENCRYPTED_PACKAGE in data:
            raise _encrypted()
        raise _not_docx("旧版 Office 文件（OLE2，如 .doc）", "an old Office file (OLE2, such as .doc)", *_SAVE_AS)
    if not data.startswith(b"PK"):
        raise _not_docx("其他类型的文件", "another type of file", "请核对文件", "check the file")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
        raise damaged("压缩包不完整或目录缺失", "the zip is cut or has no directory") from error
    if len(entries) > limits.zip_entries:
        raise too_much("压缩包内的文件数", "files in the zip", len(entries), limits.zip_entries)
    return Package(archive, _by_name(entries), limits)


_SAVE_AS = ("请另存为 .docx 后再试", "save it as .docx and try again")


def _encrypted() -> EncryptedFileError:
    return EncryptedFileError(
        "Word 文件有密码保护，请去掉密码后再试", "the Word file is protected by a password; remove it and try again"
    )


def _by_name(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The entries by part name (lower case, forward slashes)."""
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        # Some .NET writers use backslashes and Word takes part names without case.
        name = entry.filename.replace("\\", "/").lstrip("/").lower()
        if name in parts and name.endswith((".xml", ".rels")):
            # Two parts of one name: which one counts differs by program, so neither can be trusted.
            raise damaged("压缩包内有重名部件", "two parts of the zip share a name")
        parts[name] = entry
    return parts


class Package:
    """Parts by name, read on demand. Names are compared without case; a missing part is None.

    ``symbol_fonts``: whether a part parsed so far may set text in a symbol font.
    """

    def __init__(self, archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo], limits: Limits) -> None:
        self.limits = limits
        self.symbol_fonts = False
        self._archive = archive
        self._parts = parts
        self._opened = 0

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, or None when there is none. Never inflates more than the limits allow."""
        entry = self._parts.get(name.lstrip("/").lower())
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise _encrypted()
        self._check_size(entry, name)
        try:
            with self._archive.open(entry) as stream:
                # A bounded read: the declared size may lie, and read() without a bound inflates all of it.
                data = stream.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise damaged(f"{name} 无法解压", f"{name} cannot be unpacked") from error
        if len(data) != entry.file_size:
            raise damaged(f"{name} 长度不符", f"{name} has another length than stated")
        return data

    def _check_size(self, entry: zipfile.ZipInfo, name: str) -> None:
        limits, size = self.limits, entry.file_size
        if size > limits.entry_bytes:
            raise too_much(f"{name} 解压后的大小（MB）", f"MB of {name}", size // MIB, limits.entry_bytes // MIB)
        if size > limits.ratio * max(entry.compress_size, 1):
            raise too_much(f"{name} 的压缩比", f"ratio of {name}", size // max(entry.compress_size, 1), limits.ratio)
        self._opened += size
        if self._opened > limits.total_bytes:
            raise too_much("解压后的大小（MB）", "MB when unpacked", self._opened // MIB, limits.total_bytes // MIB)

    def parse(self, name: str) -> etree._Element | None:
        """The root of an XML part in Transitional names, or None when there is no such part."""
        data = self.read(name)
        if data is None:
            return None
        self.symbol_fonts = self.symbol_fonts or names_symbol_font(data)
        return parse_xml(data, name, self.limits)

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The relationships of the part ``name`` ("" for the package) by id."""
        folder, base = posixpath.split(name)
        root = self.parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relationship] = {}
        if root is None:
            return found
        for item in root.iterchildren(f"{{{RELS_NS}}}Relationship"):
            external = item.get("TargetMode") == "External"
            target = item.get("Target", "").replace("\\", "/")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[item.get("Id", "")] = Relationship(item.get("Type", "").rpartition("/")[2], target, external)
        return found

    def main_document(self) -> tuple[str, etree._Element]:
        """Name and root of the part that holds the report."""
        name = next(
            (item.target for item in self.relationships("").values() if item.kind == "officeDocument"),
            "word/document.xml",
        )
        for candidate in dict.fromkeys((name, "word/document.xml")):
            root = self.parse(candidate)
            if root is not None and root.tag == W_DOCUMENT:
                return candidate, root
        raise self._what_else()

    def _what_else(self) -> UnknownTypeError | DamagedFileError:
        """Why there is no Word document in this zip."""
        for name, what, what_en in _OTHER_ZIPS:
            if name in self._parts:
                return _not_docx(what, what_en, *_SAVE_AS)
        mimetype = (self.read("mimetype") or b"")[:100] if "mimetype" in self._parts else b""
        for mark, what, what_en in _ODF_TYPES:
            if mark in mimetype:
                return _not_docx(what, what_en, *_SAVE_AS)
        if "[content_types].xml" in self._parts or any(name.startswith("word/") for name in self._parts):
            return damaged("缺少正文部件 word/document.xml", "its main part word/document.xml is missing")
        return _not_docx("普通压缩包", "a plain zip archive", "请先解压，再处理其中的文件", "unpack it first")


def parse_xml(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> etree._Element:
    """The root of an XML part. A document type declaration is refused: no office program writes one."""
    if len(data) > LARGE_PART_BYTES:
        _check_large(data, name, limits)
    if data.find(_DOCTYPE, 0, LARGE_PART_BYTES) >= 0:
        raise _declares_dtd(name)
    try:
        root = etree.fromstring(transitional(data), _PARSER)
    except etree.XMLSyntaxError as error:
        message = str(error)
        if "XML_PARSE_HUGE" in message or "xcessive depth" in message:
            raise too_deep(name, limits) from None
        raise damaged(f"{name} 不是完整的 XML", f"{name} is not well-formed XML") from None
    except ValueError as error:
        raise damaged(f"{name} 不是完整的 XML", f"{name} is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:  # in UTF-16, which the search cannot see
        raise _declares_dtd(name)
    return root


def _declares_dtd(name: str) -> DamagedFileError:
    return damaged(f"{name} 含有 DTD 声明，为安全起见不予读取", f"{name} declares a DTD, which is refused for safety")


def _check_large(data: bytes, name: str, limits: Limits) -> None:
    """Refuses a part whose tree would be too big, before the tree is built."""
    tags = data.count(b"<")
    if tags > MAX_TAGS:
        raise too_much(f"{name} 的标记数", f"tags in {name}", tags, MAX_TAGS)
    paragraphs = data.count(b"<w:p>") + data.count(b"<w:p ") + data.count(b"<w:p/>")
    if paragraphs > limits.paragraphs:
        raise too_many_paragraphs(paragraphs, limits)


def too_deep(name: str, limits: Limits) -> LimitError:
    """The error of a part nested deeper than any form."""
    return LimitError(
        f"{name} 的嵌套层数超过上限 {limits.xml_depth}：请确认文件来源",
        f"{name} is nested deeper than {limits.xml_depth} elements; check where the file comes from",
    )


def too_many_paragraphs(count: int, limits: Limits) -> LimitError:
    """The error of a document with more paragraphs than any report has."""
    return too_much("段落数", "paragraphs", count, limits.paragraphs)
