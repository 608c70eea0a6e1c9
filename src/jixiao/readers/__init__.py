"""Bytes -> `Document`: the kind of a file is told by its content, and only the reader for it is imported.

`read` is the only way in; `read_source` fetches the bytes from wherever a caller has them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from jixiao.document import Document
from jixiao.errors import EmptyFileError, EncryptedFileError, MissingFileError, UnknownTypeError, reason_of
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much
from jixiao.readers.sniff import Kind, sniff

__all__ = ["Kind", "read", "read_source", "sniff"]

# A new kind of file is one line here and one module.
_READERS: dict[Kind, tuple[str, str]] = {
    Kind.DOCX: ("jixiao.readers.docx", "read_docx"),
    Kind.PDF: ("jixiao.readers.pdf", "read_pdf"),
    Kind.TEXT: ("jixiao.readers.text", "read_text"),
    Kind.HTML: ("jixiao.readers.html", "read_html"),
    Kind.MHTML: ("jixiao.readers.html", "read_mhtml"),
    Kind.IMAGE: ("jixiao.readers.scan", "read_image"),
}

_AS_DOCX = ("请用 Word 或 WPS 打开后另存为 .docx 再试", "open it in Word or WPS, save it as .docx and try again")
_AS_FORM = (
    "请将其中的自评报告存为 .docx、.pdf 或 .txt 再试",
    "save the report in it as .docx, .pdf or .txt and try again",
)
_UNPACK = ("请先解压，再提供其中的报告文件", "unpack it and pass the report inside")

# What each kind that cannot be read is called, in Chinese and in English, and its cure.
_UNREAD: dict[Kind, tuple[str, str, tuple[str, str]]] = {
    Kind.OLE_DOC: ("旧版 Word 文件(.doc/.wps)", "an old Word file (.doc, .wps)", _AS_DOCX),
    Kind.OLE_XLS: ("旧版 Excel 文件(.xls)", "an old Excel file (.xls)", _AS_FORM),
    Kind.OLE_PPT: ("旧版 PowerPoint 文件(.ppt)", "an old PowerPoint file (.ppt)", _AS_FORM),
    Kind.OLE_OTHER: ("旧版 Office 文件或已损坏的复合文档", "an old Office file or a damaged compound file", _AS_DOCX),
    Kind.RTF: ("RTF 文件", "an RTF file", _AS_DOCX),
    Kind.WORD_XML: ("Word XML 文件", "a Word XML file", _AS_DOCX),
    Kind.XML: ("XML 文件", "an XML file", _AS_FORM),
    Kind.ODT: ("OpenDocument 文本(.odt)", "an OpenDocument text (.odt)", _AS_DOCX),
    Kind.ODS: ("OpenDocument 表格(.ods)", "an OpenDocument spreadsheet (.ods)", _AS_FORM),
    Kind.XLSX: ("Excel 文件(.xlsx)", "an Excel file (.xlsx)", _AS_FORM),
    Kind.PPTX: ("PowerPoint 文件(.pptx)", "a PowerPoint file (.pptx)", _AS_FORM),
    Kind.OFD: (
        "OFD 版式文件",
        "an OFD file",
        ("请用 OFD 阅读器导出为 PDF 再试", "export it as PDF with an OFD viewer and try again"),
    ),
    Kind.EPUB: ("EPUB 电子书", "an EPUB book", _AS_FORM),
    Kind.PAGES: ("苹果 Pages 文件", "an Apple Pages file", _AS_DOCX),
    Kind.ZIP_OTHER: ("压缩包(ZIP)", "a zip archive", _UNPACK),
    Kind.ARCHIVE: ("压缩包", "an archive", _UNPACK),
    Kind.PROGRAM: (
        "程序或数据库文件",
        "a program or a database",
        ("请提供 .docx、.pdf 或 .txt 报告", "pass a report as .docx, .pdf or .txt"),
    ),
}


def read(data: bytes) -> Document:
    """The neutral document of a file with these bytes.

    Raises the subclass of `jixiao.errors.ReadError` that says what is wrong and what to do: nothing in it, no kind that
    is read, encrypted, damaged, over a limit, an extra missing. Never anything else, whatever the bytes.
    """
    kind = sniff(data)
    if kind in _READERS:
        module, name = _READERS[kind]
        reader: Callable[[bytes], Document] = getattr(import_module(module), name)
        return reader(data)
    if kind is Kind.EMPTY:
        raise EmptyFileError("文件是空的（0 字节）：请重新获取文件", "the file is empty (0 bytes); get it again")
    if kind is Kind.OLE_ENCRYPTED:
        raise EncryptedFileError(
            "Office 文件已加密：请用 Word 或 WPS 打开并取消密码后再试",
            "the Office file needs a password; open it in Word or WPS, remove the password and try again",
        )
    what, what_en, (cure, cure_en) = _UNREAD[kind]
    raise UnknownTypeError(f"这是{what}，暂不能读取：{cure}", f"this is {what_en}, which is not read; {cure_en}")


def read_source(source: str | Path | bytes | bytearray | memoryview | BinaryIO) -> tuple[bytes, str]:
    """The bytes and the file name of a path, of bytes, of a binary file object, or of standard input («-»).

    The name is for people: without folders, "" for bytes, "-" for standard input.
    Raises `MissingFileError` (no such file, a directory, not allowed, not readable), `LimitError` before it reads more
    than `Limits.file_bytes`; `TypeError` for a file that is open as text.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        _check_size(len(data), DEFAULT_LIMITS)
        return data, ""
    if isinstance(source, Path) or (isinstance(source, str) and source != "-"):
        return _read_path(Path(source))
    stream = sys.stdin.buffer if isinstance(source, str) else source
    name = getattr(stream, "name", "")
    name = "-" if isinstance(source, str) else _shown(Path(name)) if isinstance(name, str) and name else ""
    return _read_stream(stream, name), name


def _read_path(path: Path) -> tuple[bytes, str]:
    name = _shown(path)
    try:
        if path.is_dir():
            raise MissingFileError(
                "这是文件夹，不是文件：请指定其中的文件",
                "this is a directory, not a file; name a file in it",
                file=name,
            )
        with path.open("rb") as stream:
            _check_size(path.stat().st_size, DEFAULT_LIMITS, name)  # before a byte is read
            return _read_stream(stream, name), name
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a NUL in the name
        raise MissingFileError("找不到文件：请检查路径", "no such file; check the path", file=name) from None
    except PermissionError:
        raise MissingFileError(
            "没有读取权限：请检查文件权限", "not allowed to read it; check its permissions", file=name
        ) from None
    except OSError as error:
        why, why_en = reason_of(error)
        raise MissingFileError(f"无法读取文件（{why}）", f"the file cannot be read ({why_en})", file=name) from None


def _read_stream(stream: BinaryIO, name: str) -> bytes:
    """All of it, however short its reads are; a device without an end stops at the limit."""
    limit = DEFAULT_LIMITS.file_bytes
    whole = BytesIO()
    while whole.tell() <= limit:
        piece: object = stream.read(limit + 1 - whole.tell())
        if piece is None or piece == b"":
            break
        if not isinstance(piece, bytes | bytearray):
            raise TypeError("open the file in binary mode")
        whole.write(piece)
    _check_size(whole.tell(), DEFAULT_LIMITS, name)
    return whole.getvalue()


def _check_size(size: int, limits: Limits, name: str = "") -> None:
    if size > limits.file_bytes:
        error = too_much("文件大小（字节）", "bytes of the file", size, limits.file_bytes)
        error.file = name or None
        raise error


def _shown(path: Path) -> str:
    """The file's name as it can be printed in one line and stored in JSON, whatever bytes it has on disk."""
    name = (path.name or str(path)).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in name)
