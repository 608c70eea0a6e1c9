"""A page's characters. What it says of its encoding is often wrong: bytes that are UTF-8 prove it, a name does not."""

from __future__ import annotations

import codecs

from jixiao import lazy_re as re
from jixiao.readers.text import Decoded, decode

_DECLARED = re.compile(rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 8192
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDE = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_CODECS = {
    "gb18030": "gb18030", "gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "xgbk": "gb18030",
    "gb231280": "gb18030", "csgb2312": "gb18030", "windows936": "gb18030",
    "big5": "cp950", "big5hkscs": "big5hkscs", "xxbig5": "cp950", "cp950": "cp950",
}  # fmt: skip
_NAMES = {"cp950": "big5"}


def decode_page(data: bytes, charset: str = "") -> Decoded:
    """The characters of a page and the name of their encoding, its byte order mark left out.

    ``charset`` is what surrounds the page says of it (the head of a part of a web archive). A mark decides, then UTF-8
    if it is valid, then the declared encoding, then whichever reads as Chinese (`jixiao.readers.text.decode`, raises
    as that).
    """
    if not data.startswith(_MARKS) and b"\0" not in data[:_DECLARED_WITHIN]:
        codec = _codec(charset) or _codec(_declared(data))
        if codec and not _is_utf8(data):
            try:
                return Decoded(data.decode(codec), _NAMES.get(codec, codec))
            except UnicodeDecodeError:
                pass
    decoded = decode(data)
    return decoded._replace(text=decoded.text.removeprefix("\ufeff"))


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data, 0, _DECLARED_WITHIN)
    return found[1].decode("ascii", "ignore") if found else ""


def _codec(name: str) -> str | None:
    return _CODECS.get(re.sub(r"[^a-z0-9]", "", name.lower()))


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 and hold a character that needs three: GBK may be valid as two-byte ones."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _WIDE.search(data) is not None
