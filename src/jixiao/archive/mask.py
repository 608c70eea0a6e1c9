"""People's names and telephones masked in all that enters an archive, in text too.

A report is searched once; what is found is then replaced wherever it occurs by something as long, so that the spans of
the evidence still hold. Plain replacing keeps up with parsing, expressions over the whole JSON would not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jixiao.schema import Report

_NAME = re.compile(r"[^\W\d_][\w·• \u3000]*[^\W\d_]")
"""Letters or characters from end to end: «（略）» names nobody."""
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ \-]?\d){8}(?!\d)")
_IDENTITY = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}[01]\d[0-3]\d\d{3}[\dXx](?!\d)")
_TELEPHONE = re.compile(r"(?:电\s*话|手\s*机|传\s*真|联系方式)[号码]*[:：\s]*(\d[\d\-—－ （）()]{5,}\d)")
_BLANKS = re.compile(r"\s+")
_SHOWN = 4
"""Last digits of a telephone that stay, as on a receipt: enough to tell two apart, not to call."""
_SEPARATORS = ("", " ", "  ", "\u3000", "\u3000\u3000")
"""«王 五»: forms set a name of two characters as wide as one of three."""


class Mask:
    """Replaces the people and numbers of one report. Its results are as long as what they replace."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._words = sorted(set(words), key=lambda pair: (-len(pair[0]), pair[0]))

    def text(self, value: str) -> str:
        """A text without names and numbers."""
        for word, masked in self._words:
            if word in value:
                value = _replace(value, word, masked)
        return value

    def column(self, values: Sequence[str | None]) -> Sequence[str | None]:
        """Many texts: looked at together, taken apart only when there is something to mask."""
        whole = "\0".join(value for value in values if value)
        words = [(word, masked) for word, masked in self._words if word in whole]
        if not words:
            return values
        few = Mask(words)
        return [value if value is None else few.text(value) for value in values]

    def json(self, text: str) -> str:
        """A report's JSON whose strings are masked; numbers and checksums stay, whatever digits they have."""
        first = max(text.find('"sha256":'), 0)
        last = max(text.find('"kind":', first), first)
        return self._strings(text[:first]) + text[first:last] + self._strings(text[last:])

    def _strings(self, text: str) -> str:
        for word, masked in self._words:
            escaped = word.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
            if escaped in text:
                text = _replace(text, escaped, masked, strings_only=True)
        return text


NOTHING = Mask(())
"""Masks nothing: for an archive that keeps personal data."""


def mask_of(report: Report) -> Mask:
    """The mask of a report: its sign-offs, and mobile, telephone and identity numbers anywhere in its text."""
    return Mask(_words(report))


def mask_path(path: str) -> str:
    """A path whose file gave no report: only numbers can be told from ordinary words."""
    return Mask(_numbers([path])).text(path)


def _words(report: Report) -> Iterator[tuple[str, str]]:
    for index, sign in enumerate(report.sign_offs):
        for field in ("filled_by", "head", "finance_head"):
            name = getattr(sign, field)
            if name and _NAME.fullmatch(name):
                yield from _names(name)
                evidence = report.evidence.get(f"/sign_offs/{index}/{field}")
                if evidence and evidence.text and _NAME.fullmatch(_BLANKS.sub("", evidence.text)):
                    yield evidence.text, _hide_name(evidence.text)
        if sign.phone and len(sign.phone) > _SHOWN:
            yield sign.phone, _hide_number(sign.phone)
            evidence = report.evidence.get(f"/sign_offs/{index}/phone")
            if evidence and len(evidence.text) > _SHOWN and not any(map(_is_cjk, evidence.text)):
                yield evidence.text, _hide_number(evidence.text)
    yield from _numbers(_texts(report))


def _names(name: str) -> Iterator[tuple[str, str]]:
    plain = _BLANKS.sub("", name)
    for form in {name, *(separator.join(plain) for separator in _SEPARATORS)} if len(plain) <= 4 else {name, plain}:
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


def _numbers(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    whole = "\n".join(texts)
    found = [match[0] for pattern in (_MOBILE, _IDENTITY) for match in pattern.finditer(whole)]
    found += [match[1] for match in _TELEPHONE.finditer(whole)]
    for number in found:
        for form in {number, number.replace(" ", "")}:
            yield form, _hide_number(form)


def _replace(text: str, word: str, masked: str, *, strings_only: bool = False) -> str:
    """Replace a word; one that begins or ends with digits not inside a longer number, nor in place of one of JSON's."""
    first, last = word[0].isdigit(), word[-1].isdigit()
    if not first and not last:
        return text.replace(word, masked)
    parts: list[str] = []
    done = 0
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = text[max(at - 1, 0) : at], text[end : end + 1]
        inside = (first and before.isdigit()) or (last and after.isdigit())
        if not inside and not (strings_only and _bare(before, after) and not _in_string(text, at)):
            parts += [text[done:at], masked]
            done = end
        at = text.find(word, end)
    return "".join(parts) + text[done:]


def _bare(before: str, after: str) -> bool:
    return before in set(":,[-.") and after in set(",]}.")


def _in_string(text: str, at: int) -> bool:
    """Whether a position of a JSON text is inside a string: an odd number of unescaped quotes stands before it."""
    before = text[:at].replace("\\\\", "").replace('\\"', "")
    return before.count('"') % 2 == 1
