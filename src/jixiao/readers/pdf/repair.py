"""A light repair for a PDF whose end is lost: the objects are there, only the trailer and the table of objects are not.

pdfium rebuilds the table itself when a trailer names the root. Objects packed in object streams (Word does so) it does
not look into when it rebuilds: they are unpacked first. Nothing is invented: what is cut off stays lost, and the reader
says so.
"""

from __future__ import annotations

import zlib

from jixiao import lazy_re as re

_CATALOG = re.compile(rb"/Type\s*/Catalog\b")
_OBJECT = re.compile(rb"(?:^|[\r\n ])(\d{1,9})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b")
_PACKED = re.compile(rb"/Type\s*/ObjStm\b")
_COUNT, _FIRST = re.compile(rb"/N\s+(\d{1,7})\b"), re.compile(rb"/First\s+(\d{1,9})\b")
_MOST = 64 << 20


def with_trailer(data: bytes) -> bytes | None:
    """``data`` with its packed objects unpacked and a new trailer, or None when there is no root to name.

    An encrypted file without its trailer cannot be opened by anyone.
    """
    if b"/Encrypt" in data:
        return None
    packed = _unpacked(data)
    body = data + b"\nendobj\n" + packed
    root = None
    for catalog in _CATALOG.finditer(body):
        start = body.rfind(b"obj", 0, catalog.start())
        owners = list(_OBJECT.finditer(body, max(0, start - 40), start + 3))
        if owners and b"endobj" not in body[start + 3 : catalog.start()]:
            root = owners[-1]  # the last one counts: updates are appended
    if root is None:
        return None
    return body + b"trailer\n<</Root " + root[1] + b" " + root[2] + b" R/Size 1>>\nstartxref\n0\n%%EOF\n"


def _unpacked(data: bytes) -> bytes:
    """The objects of all object streams, written out."""
    out: list[bytes] = []
    size = 0
    for match in _PACKED.finditer(data):
        start = data.find(b"stream", match.end())
        head = data[data.rfind(b"obj", 0, match.start()) + 3 : start]
        count, first = _COUNT.search(head), _FIRST.search(head)
        if start < 0 or start - match.end() > 1000 or count is None or first is None or b"FlateDecode" not in head:
            continue
        content = _inflated(data[start + 6 :].lstrip(b"\r\n")) if len(data) < _MOST else b""
        size += len(content)
        if size > _MOST:
            break
        out += _objects(content, int(count[1]), int(first[1]))
    return b"".join(out)


def _objects(content: bytes, count: int, first: int) -> list[bytes]:
    numbers = content[:first].split()[: 2 * count]
    if not all(number.isdigit() for number in numbers):
        return []
    places = [(int(n), first + int(at)) for n, at in zip(numbers[0::2], numbers[1::2], strict=False)]
    ends = [at for _, at in places[1:]] + [len(content)]
    return [b"%d 0 obj\n%s\nendobj\n" % (n, content[at:end]) for (n, at), end in zip(places, ends, strict=True)]


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MOST)
    except zlib.error:
        return b""
