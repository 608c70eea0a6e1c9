"""Plain text: bytes in any encoding a Chinese office writes -> one `Paragraph` a line, nothing lost.

Texts come from Notepad (GBK, or UTF-8 with a mark), from converters (UTF-8, LF), from old archives (Big5, UTF-16) and
from hand-made extractions that were cut or had a byte overwritten. Which tool flattened the tables in it is not asked
here: every decoded character stays, in ``text`` or in ``end``, for `structure` to work on.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import NamedTuple

from jixiao import lazy_re as re
from jixiao.document import Block, Diagnostic, Document, Paragraph, raws_of
from jixiao.errors import DamagedFileError, EmptyFileError, UnknownTypeError
from jixiao.ideographs import as_shown
from jixiao.readers.chinese import CLEAR, score
from jixiao.readers.escaped import unescaped
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much
from jixiao.readers.misread import Restored, garbled_lines, restored

# The longer mark first: UTF-32's begins with UTF-16's.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_BYTES = ("gb18030", "cp950")
_CANDIDATES = ("utf-8", *_BYTES)
_WIDE = ("utf-16-le", "utf-16-be")
_NAMES = {"cp950": "big5"}
_SAMPLE = 1024
_BORNE, _BORNE_RESTORED = 0.1, 0.25  # shares of lost characters: those of a misread text are the last of their words
_LONG_SAMPLE = 1 << 16
_ASCII = bytes(range(0x80))
_TELLING = re.compile(rb"[\x00\x80-\xff]")
_TWO_BYTES = re.compile("[\x80-\u07ff]")
_WIDE_CHARACTER = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_WIDE_LEAD = re.compile(rb"[\xe2-\xef]")  # begins U+2000 and up in UTF-8: every Chinese character and mark

# What stands for nothing: replaced bytes, controls that no tool writes on purpose. Not TAB, LF, FF, CR, and not BEL and
# VT, with which Word ends a cell and breaks a line.
_CONTROL = re.compile(r"[\x00-\x06\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# What could not be decoded, and Chinese that a tool wrote in an encoding without it (unrtf), a mark a character.
_REPLACED = re.compile(r"\ufffd+|\?{2,}")
_VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")

# --- Where lines end ------------------------------------------------------------------------------------------------
#
# ``\r\r\n`` is what a CRLF file becomes when it is written in text mode a second time: one end, not a blank line. A
# form feed belongs to the end of the line before it (pdftotext: ``\n\f`` between pages), so that it makes no blank
# line. Each expression begins with a class and has no unbounded repeat before something that can fail: linear.
_END_REST = r"(?:(?<=\r)\r?\n|(?<=\f)\f*(?:\r?\r?\n)?)?\f*"
_LINE_END = re.compile(r"([\r\n\f\x85\u2028\u2029]" + _END_REST + ")")
# In a CRLF file a bare LF is a break inside a paragraph (LibreOffice's and Word's text of a cell in several lines),
# but for the LF behind a cell mark (wvText) and the one that belongs to a page break.
_LINE_END_CRLF = re.compile(r"([\r\n\f\x85\u2028\u2029](?:(?<!\n)|(?<=\x07\n)|(?=\f))" + _END_REST + ")")
_ODD_END = re.compile(r"[\r\f\x85\u2028\u2029]")
_DOUBLED = 12  # lines at least that are followed by a blank one each, as all are
_CRLF_SHARE = 3  # a file with this many CRLF for one bare LF is a CRLF file; a mixed one ends lines with both


def read_text(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The text as a document: one paragraph a line, whose ``text + end``, one after the other, is the decoded text.

    A byte order mark is no text and left out, a page's code («&ge;») is what it stands for (``escaped_characters``);
    ``encoding`` names what was decoded. Bytes that are no character become U+FFFD and are counted in the diagnostic
    ``replaced_characters``, controls in ``control_characters``: both stay.

    Raises `EmptyFileError` (nothing, or nothing to see), `UnknownTypeError` (no text), `DamagedFileError` (a text in
    large parts overwritten), `LimitError`.
    """
    if len(data) > limits.file_bytes:
        raise too_much("文件字节数", "bytes of the file", len(data), limits.file_bytes)
    decoded = decode(data)
    text, escapes = unescaped(decoded.text)
    if len(text) > limits.characters:
        raise too_much("字符数", "characters", len(text), limits.characters)
    if not _VISIBLE.search(text):
        raise EmptyFileError(
            "文件里没有文字：请检查是否导出成功后再试",
            "the file holds no text; check that it was exported properly and try again",
        )
    blocks = paragraphs_of(text, limits)
    return Document(
        blocks=blocks,
        reader="text",
        media_type="text/plain",
        encoding=decoded.encoding,
        diagnostics=(*decoded.misread(), *_escaped(escapes), *flaws(text, blocks)),
    )


def _escaped(count: int) -> tuple[Diagnostic, ...]:
    if not count:
        return ()
    return (
        Diagnostic(
            "escaped_characters",
            f"有 {count} 处网页字符代码（如“&nbsp;”“&ge;”），已还原为字符后读取",
            f"{count} characters stood as a page's codes («&nbsp;», «&ge;») and were read as what they stand for",
        ),
    )


class Decoded(NamedTuple):
    """Characters, the name of the encoding of their bytes, and what an earlier tool had misread them as, if one did."""

    text: str
    encoding: str
    before: Restored | None = None

    def misread(self) -> tuple[Diagnostic, ...]:
        """That the text was misread before, for the report."""
        if self.before is None:
            return ()
        written, read_as = self.before.encoding, self.before.read_as
        return (
            Diagnostic(
                "misread_encoding",
                f"文件曾以错误的编码另存（{written} 误作 {read_as}），已还原后读取，请核对原件",
                f"the file was saved in a wrong encoding ({written} taken for {read_as}); it was restored and read, "
                "compare with the original",
            ),
        )


def decode(data: bytes) -> Decoded:
    """The characters of these bytes and the name of their encoding; what is no character becomes U+FFFD, an ideograph
    under a radical's code the one that it looks like.

    A byte order mark decides; then UTF-8 if it is valid; then whichever of UTF-8 (with bad bytes), GB18030, Big5 and,
    where NUL bytes suggest it, UTF-16 reads as Chinese. A text that does not read, but would have before a tool decoded
    it in a wrong encoding, is the one that it was (`jixiao.readers.misread`).

    Raises `UnknownTypeError` when none reads, `DamagedFileError` when too little of it is left.
    """
    text, encoding = _decoded(data)
    before = restored(text)
    if before is None:
        return Decoded(as_shown(_readable(text, _BORNE)), encoding)
    return Decoded(as_shown(_readable(before.text, _BORNE_RESTORED)), encoding, before)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, mark, encoding)
    if b"\0" not in data:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # Two-byte sequences alone are hardly Chinese: «联通» in GBK is valid UTF-8.
            if data.isascii() or _WIDE_LEAD.search(data) or _best_of(_BYTES, data[:_LONG_SAMPLE], None)[1] < CLEAR:
                return text, "utf-8"
    codec = _best_codec(data)
    return data.decode(codec, "replace"), _NAMES.get(codec, codec)


def _decode_marked(data: bytes, mark: bytes, encoding: str) -> tuple[str, str]:
    if encoding != "utf-8-sig":
        text = data.decode(encoding, "replace")
        if (
            score(text[:_SAMPLE], 0.6) < 0 and restored(text) is None
        ):  # every two bytes are a character of UTF-16: noise behind a mark decodes
            raise _no_text()
        return text.removeprefix("\ufeff") if encoding == "gb18030" else text, encoding
    rest = data[len(mark) :]
    try:
        return rest.decode("utf-8"), encoding
    except UnicodeDecodeError:  # a bad byte, or a mark that a tool put in front of GBK
        codec = _best_codec(rest)
        text = rest.decode(codec, "replace")
    return text, encoding if codec == "utf-8" else _NAMES.get(codec, codec)


def _best_codec(data: bytes) -> str:
    """The codec under which the text reads best; of equals the more common one."""
    has_nul = b"\0" in data
    if not has_nul and _mostly_utf8(data):
        return "utf-8"
    first = _TELLING.search(data)
    start = first.start() & ~1 if first else 0  # units of UTF-16 begin at even bytes
    best, score = "utf-8", -1.0
    for size in (_SAMPLE, _LONG_SAMPLE):
        sample = data[start : start + size]
        best, score = _best_of((*_CANDIDATES, *_WIDE) if has_nul else _CANDIDATES, sample, 0.6 if has_nul else None)
        if score >= CLEAR or len(data) - start <= size:
            break
    if score < CLEAR and not has_nul:  # Chinese in UTF-16 without one ASCII character has no NUL
        wide, wide_score = _best_of(_WIDE, data[:_LONG_SAMPLE], None)
        if wide_score > max(score, CLEAR):
            return wide
    if score < 0 and len(data[:_LONG_SAMPLE].translate(None, _ASCII)) * 4 > min(len(data), _LONG_SAMPLE):
        raise _no_text()
    return best


def _best_of(codecs_: tuple[str, ...], sample: bytes, ascii_weight: float | None) -> tuple[str, float]:
    scores = {codec: score(sample.decode(codec, "replace"), ascii_weight) for codec in codecs_}
    best = max(scores, key=lambda codec: scores[codec])
    return best, scores[best]


def _mostly_utf8(data: bytes) -> bool:
    """Whether whole three-byte characters outnumber what is none and what is hardly written in Chinese.

    Two-byte sequences are as bad as errors: GBK yields them by chance, a Chinese UTF-8 text has only «·», «×», «°».
    """
    sample = data[:_LONG_SAMPLE]
    whole = len(_WIDE_CHARACTER.findall(sample))
    if whole < 2:
        return False
    text = sample.decode("utf-8", "replace")
    return whole * 2 > text.count("\ufffd") + len(_TWO_BYTES.findall(text))


def _readable(text: str, borne: float) -> str:
    """The text itself, unless more of it is no character than is borne; a few are in the shortest text."""
    head = text[:_LONG_SAMPLE]
    bad = head.count("\ufffd") + len(_CONTROL.findall(head))
    if bad > 3 and bad * 4 > len(head) and _VISIBLE.search(text):
        raise _no_text()
    lost = _lost(text)
    if lost > 3 and lost > borne * len(text):
        raise DamagedFileError(
            f"文本已损坏：{len(text)} 个字符中有 {lost} 个无法解码，请从来源重新导出",
            f"the text is damaged: {lost} of {len(text)} characters cannot be decoded; export it again",
        )
    return text


def _lost(text: str) -> int:
    if "\ufffd" not in text and "??" not in text:  # nearly all
        return 0
    return sum(map(len, _REPLACED.findall(text)))


def _no_text() -> UnknownTypeError:
    return UnknownTypeError(
        "不是可识别的文件类型，也不是文本：请提供 .docx、.pdf、.html 或 .txt 文件",
        "neither a known kind of file nor text; provide a .docx, .pdf, .html or .txt file",
    )


def paragraphs_of(text: str, limits: Limits) -> tuple[Paragraph, ...]:
    """One paragraph a line; ``text + end``, one after the other, is the text. Raises `LimitError`."""
    feeds = text.count("\n")
    # Not more than this many lines, told before they are made.
    if feeds + sum(text.count(mark) for mark in "\r\f\x85\u2028\u2029") - text.count("\r\n") > limits.paragraphs:
        raise too_much("行数", "lines", f"> {limits.paragraphs}", limits.paragraphs)
    # Paragraphs are values: the blank and TAB-only lines of a flattened table, half of a file, are one object each.
    if (end := _line_end(text, feeds)) is not None:
        lines = text.split(end)
        rest = lines.pop()
        plain = {line: Paragraph(line, "paragraph", "", "", "", end) for line in set(lines)}
        blocks = [*map(plain.__getitem__, lines)]
    else:
        crlf = text.count("\r\n")
        bare = feeds - crlf - text.count("\x07\n")
        parts = (_LINE_END_CRLF if 0 < bare * _CRLF_SHARE < crlf else _LINE_END).split(text)
        rest = parts.pop()
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
        known = {pair: Paragraph(pair[0], "paragraph", "", "", "", pair[1]) for pair in set(pairs)}
        blocks = [*map(known.__getitem__, pairs)]
    if rest[-1:] == "\n":  # of lines that end twice the last ends once
        end = "\r\n" if rest[-2:-1] == "\r" else "\n"
        return (*blocks, Paragraph(rest.removesuffix(end), "paragraph", "", "", "", end))
    return (*blocks, Paragraph(rest)) if rest else tuple(blocks)


def _line_end(text: str, feeds: int) -> str | None:
    """What ends all lines of a text but the last; None where several marks do. A text of rows whose every line is
    followed by a blank one was written with its ends of lines twice: no table has blank lines between all its rows."""
    end = "\r\n" if "\r" in text else "\n"
    pairs = text.count(end * 2) if "\t" in text else 0
    if pairs >= _DOUBLED and feeds - 2 * pairs in (0, 1):
        rest = text.rpartition(end * 2)[2].removesuffix(end)
        if len(_ODD_END.findall(text)) == (feeds if end != "\n" else 0) and "\n" not in rest:
            return end * 2
    return "\n" if not _ODD_END.search(text) else None


def flaws(text: str, blocks: Sequence[Block]) -> tuple[Diagnostic, ...]:
    """What was lost of a text, or stands in it for nothing, with the blocks concerned."""
    found: list[Diagnostic] = []
    lost = _lost(text)
    if lost:
        where = tuple(index for index, block in enumerate(blocks) if _holds(_REPLACED, block))
        found.append(
            Diagnostic(
                "replaced_characters",
                f"有 {lost} 个字符已丢失或无法解码，以“\ufffd”或“?”代替，请核对原件",
                f"{lost} characters were lost or could not be decoded and stand as U+FFFD or «?»; "
                "compare with the original",
                where,
            )
        )
    misread = garbled_lines(raws_of(blocks))
    if misread:
        found.append(
            Diagnostic(
                "garbled_characters",
                f"有 {len(misread)} 段含乱码，该处原有文字已丢失，请核对原件",
                f"{len(misread)} paragraphs hold garbled characters; what stood there is lost, "
                "compare with the original",
                misread,
            )
        )
    if _CONTROL.search(text):
        controls = len(_CONTROL.findall(text))
        where = tuple(
            index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and _CONTROL.search(block.text)
        )
        found.append(
            Diagnostic(
                "control_characters",
                f"有 {controls} 个控制字符，已原样保留，不影响识别",
                f"{controls} control characters were kept as they are; they do not affect reading",
                where,
            )
        )
    return tuple(found)


def _holds(mark: re.Pattern[str], block: Block) -> bool:
    if isinstance(block, Paragraph):
        return mark.search(block.text) is not None
    return any(mark.search(cell.text) for cell in block.cells)
