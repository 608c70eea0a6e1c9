"""Text that an earlier tool decoded in a wrong encoding and saved so: «缁╂晥» for «绩效», «¼¨Ð§».

The bytes are those of the first file again when the text is encoded as that tool decoded it. What it could not decode
it replaced (U+FFFD, or «?»): GB18030 takes the bytes of UTF-8 in pairs, so that the last character before a digit or a
line's end is lost wherever an odd number of Chinese characters stands there; no digit ever is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from jixiao import lazy_re as re
from jixiao.readers.chinese import CLEAR, reads_surely, score

_SAMPLE = 4096
_ENOUGH = 16  # characters: a few may read by chance
_BETTER = 0.2  # than the text as it stands
_LOST = "\ufffd"
_NO_BYTE = b"\xff"  # is no byte of a character in any of the encodings
_LEAST = 3  # letters of other languages: «Müller», «São Paulo» stand in reports
# Not those of pinyin, with which place names are spelled.
_FOREIGN = re.compile(
    "[\u00c2-\u00c7\u00cb\u00ce-\u00d1\u00d4-\u00d6\u00d8\u00db\u00dd-\u00df\u00e2-\u00e7\u00eb\u00ee-\u00f1\u00f4-\u00f6\u00f8\u00fb\u00fd-\u00ff"
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc]"
)
# What «，», «。», «”», «的», «一» begin with when their UTF-8 is taken for GB18030.
_PAIRED = re.compile("[锛銆鈥鐨涓]")
_NOT_WESTERN = re.compile(r"[^\x00-\xff]")
_BROKEN = re.compile(r"\ufffd[\ufffd?]*")

# Windows-1252 where it says more than Latin-1; its five gaps stand for their bytes, as browsers have it.
_WESTERN = {ord(bytes([byte]).decode("cp1252", "ignore") or chr(byte)): byte for byte in range(0x80, 0xA0)}


def _western(text: str) -> bytes:
    shown = _NOT_WESTERN.sub(_LOST, text.translate(_WESTERN))
    return _NO_BYTE.join(piece.encode("latin-1") for piece in shown.split(_LOST))


def _chinese(codec: str) -> Callable[[str], bytes]:
    def encode(text: str) -> bytes:
        # Windows decodes the byte 80, which begins no character, as the euro sign.
        pieces = [part.split(_LOST) for part in text.split("€")]
        return b"\x80".join(_NO_BYTE.join(piece.encode(codec, "replace") for piece in part) for part in pieces)

    return encode


_READ_AS = {"GB18030": _chinese("gb18030"), "Windows-1252": _western, "Big5": _chinese("cp950")}
_WRITTEN_IN = {"UTF-8": "utf-8", "GB18030": "gb18030", "Big5": "cp950"}


class Restored(NamedTuple):
    """A text as it was before it was misread, what it was written in and what it was read as."""

    text: str
    encoding: str
    read_as: str


def restored(text: str) -> Restored | None:
    """The text that was misread to this one, where it reads as Chinese and this one does not; else None.

    Characters of which a part was lost are one U+FFFD where they stand together.
    """
    sample = text[:_SAMPLE]
    if reads_surely(sample):
        return None
    before = score(sample)
    if before >= CLEAR or sum(character > "~" for character in sample) < _ENOUGH:
        return None
    ways = [
        (score(_decoded(encode(sample), codec)), read_as, written)
        for read_as, encode in _READ_AS.items()
        for written, codec in _WRITTEN_IN.items()
        if read_as != written
    ]
    after, read_as, written = max(ways)
    if after < max(CLEAR, before + _BETTER):
        return None
    return Restored(_decoded(_READ_AS[read_as](text), _WRITTEN_IN[written]), written, read_as)


def _decoded(data: bytes, codec: str) -> str:
    return _BROKEN.sub(_LOST, data.decode(codec, "replace"))


def garbled_lines(lines: Sequence[str]) -> tuple[int, ...]:
    """Which lines of a text that reads hold a misread piece: what stood there is lost.

    Letters of no language of a report (catdoc, of Word files whose text is in several pieces), or UTF-8 in pairs of
    bytes (somebody pasted it).
    """
    text = "".join(lines)
    foreign = len(_FOREIGN.findall(text)) >= _LEAST
    if not foreign and not _PAIRED.search(text):
        return ()
    return tuple(index for index, line in enumerate(lines) if (foreign and _FOREIGN.search(line)) or _is_paired(line))


def _is_paired(line: str) -> bool:
    if not _PAIRED.search(line) or score(line) >= CLEAR:
        return False
    return score(_decoded(_READ_AS["GB18030"](line), "utf-8")) >= CLEAR
