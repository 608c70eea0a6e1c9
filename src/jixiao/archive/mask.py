"""People's names and telephones masked in all that enters an archive, in text too.

A report is searched once; what is found is then replaced wherever it occurs by something as long, so that the spans of
the evidence still hold. Plain replacing keeps up with parsing, expressions over the whole JSON would not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from jixiao import lazy_re as re
from jixiao.archive.tables import TABLES, Table
from jixiao.folding import COLONS
from jixiao.schema import Report

_NAME = re.compile(r"[^\W\d_][\w·• \u3000]*[^\W\d_]")
"""Letters or characters from end to end: «（略）» names nobody."""
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ \-]?\d){8}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)")
_TELEPHONE = re.compile(rf"(?:电\s*话|手\s*机|传\s*真|联系方式)[号码]*[{COLONS}\s]*(\d[\d\-—－ （）()]{{5,}}\d)")
_BLANKS = re.compile(r"\s+")
_SHOWN = 4
"""Last digits of a telephone that stay, as on a receipt: enough to tell two apart, not to call."""
_SEPARATORS = (" ", "  ", "\u3000", "\u3000\u3000")
"""«王 五»: forms set a name of two characters as wide as one of three."""


_NO_WORDS = frozenset({"sha256", "content_key", "pattern_hash", "pointer", "pattern"})
"""Columns of checksums and addresses, whose digits are nobody's."""


def _texts_of(table: Table) -> tuple[int, ...]:
    """Where the texts stand in a row behind its key; two at least, for `itemgetter`."""
    own = enumerate(table.columns[table.keys :])
    found = [at for at, column in own if column.type == "text" and column.name not in _NO_WORDS]
    return tuple(found * 2 if len(found) == 1 else found)


_TEXTS = {table.name: _texts_of(table) for table in TABLES}


class Mask:
    """Replaces the people and numbers of one report. Its results have as many characters as what they replace."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._words = sorted(set(words), key=lambda pair: (-len(pair[0]), pair[0]))

    def text(self, value: str) -> str:
        """A text without names and numbers."""
        for word, masked in self._words:
            if word in value:
                value = _replace(value.encode(), word, masked).decode()
        return value

    def rows(self, table: Table, lines: Sequence[tuple[Any, ...]]) -> Sequence[tuple[Any, ...]]:
        """Rows of a table: looked at together, taken apart only when there is something to mask."""
        texts = _TEXTS[table.name]
        if not self._words or not lines or not texts:
            return lines
        few = self._within(chain.from_iterable(map(itemgetter(*texts), lines)))
        if not few._words:
            return lines
        return list(zip(*few.columns(table, list(zip(*lines, strict=True))), strict=True))

    def columns(self, table: Table, columns: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """The same of a table by column: a column is gone through only when there is something to mask in it."""
        made = list(columns)
        for at in set(_TEXTS[table.name]) if self._words else ():
            own = self._within(columns[at])
            if own._words:
                made[at] = [own.text(value) if value else value for value in columns[at]]
        return made

    def _within(self, values: Iterable[str | None]) -> Mask:
        """What of this mask there is to replace in texts."""
        whole = "\0".join(filter(None, values))
        return Mask(pair for pair in self._words if pair[0] in whole)

    def json(self, text: bytes) -> bytes:
        """A report's JSON whose strings are masked; numbers and checksums stay, whatever digits they have."""
        first = max(text.find(b'"sha256":'), 0)
        last = max(text.find(b'"kind":', first), first)
        return self._strings(text[:first]) + text[first:last] + self._strings(text[last:])

    def _strings(self, text: bytes) -> bytes:
        for word, masked in self._words:
            escaped = word.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
            text = _replace(text, escaped, masked, strings_only=True)
        return text


NOTHING = Mask(())
"""Masks nothing: for an archive that keeps personal data."""


def mask_of(report: Report, *more: str) -> Mask:
    """The mask of a report: its sign-offs, and mobile, telephone and identity numbers anywhere in its text.

    ``more`` are texts that it is for too, if they are not the report's: the path of its file.
    """
    return Mask(_words(report, "\n".join((*_texts(report), *more))))


def mask_path(path: str) -> str:
    """A path whose file gave no report: only numbers can be told from ordinary words."""
    return Mask(_numbers(path)).text(path)


def _words(report: Report, whole: str) -> Iterator[tuple[str, str]]:
    for index, sign in enumerate(report.sign_offs):
        for field in ("filled_by", "head", "finance_head"):
            name = getattr(sign, field)
            if name and _NAME.fullmatch(name):
                yield from _names(name, whole)
                evidence = report.evidence.get(f"/sign_offs/{index}/{field}")
                if evidence and evidence.text and _NAME.fullmatch(_BLANKS.sub("", evidence.text)):
                    yield evidence.text, _hide_name(evidence.text)
        if sign.phone and len(sign.phone) > _SHOWN:
            yield sign.phone, _hide_number(sign.phone)
            evidence = report.evidence.get(f"/sign_offs/{index}/phone")
            if evidence and len(evidence.text) > _SHOWN and not any(map(_is_cjk, evidence.text)):
                yield evidence.text, _hide_number(evidence.text)
    yield from _numbers(whole)


def _names(name: str, whole: str) -> Iterator[tuple[str, str]]:
    """A name as it was read, without blanks, and spread as it stands somewhere in the text."""
    plain = _BLANKS.sub("", name)
    for form in {name, plain}:
        yield form, _hide_name(form)
    for separator in _SEPARATORS if len(plain) <= 4 else ():
        form = separator.join(plain)
        if form in whole:
            yield form, _hide_name(form)


def _hide_name(name: str) -> str:
    return name[0] + "".join(char if char.isspace() else "*" for char in name[1:])


def _hide_number(number: str) -> str:
    return "".join("*" if char.isdigit() else char for char in number[:-_SHOWN]) + number[-_SHOWN:]


def _is_cjk(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _texts(report: Report) -> Iterator[str]:
    for block in report.blocks:
        yield block.text
    for table in report.tables:
        yield "\n".join(cell.raw for cell in table.cells)
    if report.source.file_name:
        yield report.source.file_name


def _numbers(whole: str) -> Iterator[tuple[str, str]]:
    found = [match[0] for pattern in (_MOBILE, _IDENTITY) for match in pattern.finditer(whole)]
    found += [match[1] for match in _TELEPHONE.finditer(whole)]
    for number in found:
        for form in {number, number.replace(" ", "")}:
            yield form, _hide_number(form)


def _replace(text: bytes, word: str, masked: str, *, strings_only: bool = False) -> bytes:
    """Replace a word in UTF-8; digits at its ends not inside a longer number, nor in place of one of JSON's."""
    wanted, shown = word.encode(), masked.encode()
    first, last = word[0].isdigit(), word[-1].isdigit()
    if not first and not last:
        return text.replace(wanted, shown)
    parts: list[bytes] = []
    done = 0
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        # The characters on both sides: digits of full width are digits too.
        before = text[max(at - 4, 0) : at].decode(errors="ignore")[-1:]
        after = text[end : end + 4].decode(errors="ignore")[:1]
        inside = (first and before.isdigit()) or (last and after.isdigit())
        if not inside and not (strings_only and _bare(before, after) and not _in_string(text, at)):
            parts += [text[done:at], shown]
            done = end
        at = text.find(wanted, end)
    return b"".join(parts) + text[done:] if parts else text


def _bare(before: str, after: str) -> bool:
    return before in set(":,[-.") and after in set(",]}.")


def _in_string(text: bytes, at: int) -> bool:
    """Whether a position of a JSON text is inside a string: an odd number of unescaped quotes stands before it."""
    before = text[:at].replace(b"\\\\", b"").replace(b'\\"', b"")
    return before.count(b'"') % 2 == 1
