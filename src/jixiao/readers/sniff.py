"""What kind of file is it: told by its bytes, never by its name.

Reports come by mail and through upload forms that only accept ``.docx``, so that a name says what somebody was asked
for, not what it is: a ``.doc`` renamed, a web page saved from a portal as ``.doc``, a password-protected file. Most
tools call all of them «not a zip file»; here each gets its own name and cure. Nothing is parsed: magic numbers, the
names in a zip's directory, the names in an OLE directory.
"""

from __future__ import annotations

from enum import StrEnum
from struct import Struct

from jixiao import lazy_re as re
from jixiao.readers.limits import DEFAULT_LIMITS
from jixiao.readers.markup import WITHIN, is_page


class Kind(StrEnum):
    """What a file is. ``TEXT`` is also what nothing else claims: the text reader refuses what does not read."""

    EMPTY = "empty"
    DOCX = "docx"
    PDF = "pdf"
    TEXT = "text"
    IMAGE = "image"
    OLE_DOC = "ole_doc"
    OLE_XLS = "ole_xls"
    OLE_PPT = "ole_ppt"
    OLE_ENCRYPTED = "ole_encrypted"
    OLE_OTHER = "ole_other"
    RTF = "rtf"
    HTML = "html"
    MHTML = "mhtml"
    WORD_XML = "word_xml"
    XML = "xml"
    ODT = "odt"
    ODS = "ods"
    XLSX = "xlsx"
    PPTX = "pptx"
    OFD = "ofd"
    EPUB = "epub"
    PAGES = "pages"
    ZIP_OTHER = "zip_other"
    ARCHIVE = "archive"
    PROGRAM = "program"


_PDF_HEADER_WITHIN = 1024  # readers accept a header that far in: mail gateways and scanners put bytes in front
_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENTRY = 128  # an entry of the OLE directory, which lies in sectors of 512 or 4096 bytes

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", Kind.PDF),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"GIF87a", Kind.IMAGE),
    (b"GIF89a", Kind.IMAGE),
    (b"\x00\x00\x00\x0cjP  \r\n", Kind.IMAGE),
    (b"AT&TFORM", Kind.IMAGE),
    (b"Rar!\x1a\x07", Kind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Kind.ARCHIVE),
    (b"\x1f\x8b\x08", Kind.ARCHIVE),
    (b"\xfd7zXZ\x00", Kind.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", Kind.ARCHIVE),
    (b"\x7fELF", Kind.PROGRAM),
    (b"SQLite format 3\x00", Kind.PROGRAM),
)

# The first name that an OLE directory holds decides; a protected file has EncryptedPackage and no document stream.
_OLE_STREAMS: tuple[tuple[bytes, Kind], ...] = tuple(
    (name.encode("utf-16-le") + b"\0\0", kind)
    for name, kind in (
        ("EncryptedPackage", Kind.OLE_ENCRYPTED),
        ("WordDocument", Kind.OLE_DOC),
        ("Workbook", Kind.OLE_XLS),
        ("Book", Kind.OLE_XLS),
        ("PowerPoint Document", Kind.OLE_PPT),
    )
)

# ``mimetype`` is the first entry of these packages and is stored unpacked, so that it can be read in the raw bytes.
_MIMETYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"application/vnd.oasis.opendocument.text", Kind.ODT),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind.ODS),
    (b"application/epub+zip", Kind.EPUB),
)

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta)[\s>/]", re.IGNORECASE)
# A message's head: what a browser or Word saves as .mht, or a mail program as .eml.
_MESSAGE = re.compile(rb"[A-Za-z][A-Za-z-]{1,40}:[ \t][^\r\n]*\r?\n")
_WEB_ARCHIVE = re.compile(
    rb"^mime-version:.*^content-type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.DOTALL | re.MULTILINE
)
_WORD_XML = re.compile(
    rb"schemas\.microsoft\.com/office/(?:word/2003|2006/xmlPackage)|progid=.Word\.Document"
    rb"|opendocument:xmlns:office"
)
_BMP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
_LOCAL = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_WITHIN = 22 + 65535  # the end record and its longest comment
_LOCAL_HEADER = Struct("<4s5H3L2H")
_CENTRAL_HEADER = Struct("<4s6H3L5H2L")
_END_RECORD = Struct("<4s4H2LH")


def sniff(data: bytes) -> Kind:
    """The kind of the file with these bytes; never raises."""
    if not data:
        return Kind.EMPTY
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data.startswith((_LOCAL, _END)):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return _ole_kind(data)
    head = data[:_HEAD]
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN] and (b" obj" in data or b"startxref" in data):
        return Kind.PDF  # a text that only speaks of «%PDF-» has no objects
    return _image_kind(data) or _binary_kind(data) or _markup_kind(data) or Kind.TEXT


def _image_kind(data: bytes) -> Kind | None:
    """Pictures whose magic number is more than a prefix."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.IMAGE
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}:
        return Kind.IMAGE
    # «BM» may begin a text: a bitmap has four reserved zero bytes and a header of known size.
    is_bitmap = data[:2] == b"BM" and data[6:10] == bytes(4)
    return Kind.IMAGE if is_bitmap and int.from_bytes(data[14:18], "little") in _BMP_HEADERS else None


def _binary_kind(data: bytes) -> Kind | None:
    if data[257:262] == b"ustar" or (data[:3] == b"BZh" and data[4:10] == b"1AY&SY"):
        return Kind.ARCHIVE
    if data[:2] == b"MZ" and b"\0" in data[2:64] and data[60:64] != b"":
        offset = int.from_bytes(data[60:64], "little")
        return Kind.PROGRAM if data[offset : offset + 2] in {b"PE", b"NE", b"LE"} else None
    return None


def _markup_kind(data: bytes) -> Kind | None:
    """HTML, XML, a web archive; in UTF-16 too, as Word writes them. A text that begins with «<» is still a text."""
    head = data[:_HEAD]
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"<\0" in head[:64] or b"\0<" in head[:64]
    head = _plain(head, wide=wide)
    if _MESSAGE.match(head) and _WEB_ARCHIVE.search(head):
        return Kind.MHTML
    if head.startswith(b"<"):
        if head.startswith(b"<?xml") and _WORD_XML.search(head):
            return Kind.WORD_XML
        if _HTML.search(head):
            return Kind.HTML
        if head.startswith(b"<?xml"):
            return Kind.XML
    return Kind.HTML if b"<" in data and is_page(_plain(data[:WITHIN], wide=wide)) else None


def _plain(head: bytes, *, wide: bool) -> bytes:
    """Without byte order mark and blanks in front, and without the zero bytes of UTF-16."""
    head = head.replace(b"\0", b"") if wide else head
    return head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").lstrip()


def _ole_kind(data: bytes) -> Kind:
    """By the names of its streams, which stand in UTF-16 at the beginning of a directory entry."""
    for name, kind in _OLE_STREAMS:
        at = data.find(name)
        while at >= 0:
            if at % _OLE_ENTRY == 0:  # not a word in the text
                return kind
            at = data.find(name, at + 1)
    return Kind.OLE_OTHER


def _zip_kind(data: bytes) -> Kind:
    """By the names in it; of a cut file, by the names of the parts that are still there."""
    names = zip_names(data)
    if any(name.startswith(b"word/") for name in names):
        return Kind.DOCX
    for prefix, kind in ((b"xl/", Kind.XLSX), (b"ppt/", Kind.PPTX), (b"Index/", Kind.PAGES)):
        if any(name.startswith(prefix) for name in names):
            return kind
    if any(name.rpartition(b"/")[2] == b"OFD.xml" for name in names):
        return Kind.OFD
    if names[:1] == [b"mimetype"]:
        content = data[38:200]
        for mimetype, kind in _MIMETYPES:
            if content.startswith(mimetype):
                return kind
    if b"content.xml" in names and b"META-INF/manifest.xml" in names:
        return Kind.ODT
    # A package whose main part lies elsewhere: its relations say where, and only the reader opens them.
    return Kind.DOCX if b"[Content_Types].xml" in names else Kind.ZIP_OTHER


def zip_names(data: bytes) -> list[bytes]:
    """The names of a zip's entries, at most `Limits.zip_entries`; from the parts themselves when its directory is gone.

    Only fixed-size records are read, so that a hostile directory costs nothing.
    """
    end = data.rfind(_END, max(0, len(data) - _END_WITHIN))
    if end >= 0 and end + _END_RECORD.size <= len(data):
        _, _, _, _, _, size, _, _ = _END_RECORD.unpack_from(data, end)
        names = _central_names(data, end - size)
        if names:
            return names
    return _local_names(data)


def _central_names(data: bytes, at: int) -> list[bytes]:
    names: list[bytes] = []
    while 0 <= at <= len(data) - _CENTRAL_HEADER.size and len(names) < DEFAULT_LIMITS.zip_entries:
        record = _CENTRAL_HEADER.unpack_from(data, at)
        if record[0] != _CENTRAL:
            break
        name, extra, comment = record[10], record[11], record[12]
        start = at + _CENTRAL_HEADER.size
        names.append(data[start : start + name])
        at = start + name + extra + comment
    return names


def _local_names(data: bytes) -> list[bytes]:
    names: list[bytes] = []
    at = data.find(_LOCAL)
    while 0 <= at <= len(data) - _LOCAL_HEADER.size and len(names) < DEFAULT_LIMITS.zip_entries:
        length = _LOCAL_HEADER.unpack_from(data, at)[9]
        start = at + _LOCAL_HEADER.size
        names.append(data[start : start + length])
        at = data.find(_LOCAL, start + length)
    return names
