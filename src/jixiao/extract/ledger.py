"""The coverage ledger: each character of the source claimed once, and the sum is the total.

A character that several claim goes to the first of fields (quoted by evidence), structure, ignored, unread.
Blanks that nobody claims are ignored as «blank», the marks between a flattened table's cells as «table_layout».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from jixiao import lazy_re as re
from jixiao.document import Table, ends_of
from jixiao.folding import UNSEEN
from jixiao.quotes import Source, Span
from jixiao.schema.finding import Coverage
from jixiao.schema.text import Place
from jixiao.structure.model import Structured

_UNREAD, _FIELD, _STRUCTURE, _IGNORED = 0, 1, 2, 3
_MARKS = frozenset(",，.。;；:：、!！?？()（）“”\"'")
_MARK = re.compile(f"[{re.escape(''.join(sorted(_MARKS)))}]+")
_STRETCH = re.compile(rb"\x00+")
_Marks = dict[int, int | bytearray]
"""By source: the kind of its whole text, or of each character."""
_INK = re.compile(rf"[^\s{UNSEEN}\x00-\x1f]")


def close(structured: Structured, evidence: Iterable[Span]) -> Coverage:
    """The ledger of one report; raises AssertionError when it does not balance, which would be a bug."""
    reasons: list[str] = ["blank"]
    marks: _Marks = {}
    for reason, quote in structured.claims.ignored:
        if reason not in reasons:
            reasons.append(reason)
        _mark(marks, quote.spans, _IGNORED + reasons.index(reason))
    _mark(marks, [span for quote in structured.claims.structure for span in quote.spans], _STRUCTURE)
    _mark(marks, evidence, _FIELD)
    total = 0
    counts = [0] * (_IGNORED + len(reasons))  # characters of each kind
    places: list[Place] = []
    for source in _sources(structured):
        length = len(source.text)
        if not length:
            continue
        total += length
        claimed = marks.get(id(source), _UNREAD)
        if isinstance(claimed, int):
            if claimed != _UNREAD:  # most cells
                counts[claimed] += length
                continue
            claimed = bytearray(length)
        counts[_UNREAD] += _blanks_and_unread(source, claimed, places)
        for kind in set(claimed) - {_UNREAD}:
            counts[kind] += claimed.count(kind)
    ignored = Counter(dict(zip(reasons, counts[_IGNORED:], strict=True)))
    ignored["line_end"] = len(ends_of(structured.blocks))
    for block in structured.blocks:
        if isinstance(block, Table) and block.source_text:
            layout = len(block.source_text) - sum([len(cell.text) for cell in block.cells])
            ignored["table_layout"] += max(layout, 0)
    total += ignored["line_end"] + ignored["table_layout"]
    balance = counts[_FIELD] + counts[_STRUCTURE] + counts[_UNREAD] + sum(ignored.values())
    if balance != total:
        msg = f"the ledger does not balance: {balance} of {total}"
        raise AssertionError(msg)
    return Coverage(
        total=total,
        fields=counts[_FIELD],
        structure=counts[_STRUCTURE],
        ignored={reason: count for reason, count in sorted(ignored.items()) if count},
        unread=counts[_UNREAD],
        unread_places=tuple(places),
    )


def _sources(structured: Structured) -> list[Source]:
    found: list[Source] = []
    for index, block in enumerate(structured.blocks):
        found += structured.grids[index].sources if isinstance(block, Table) else (structured.sources[index],)
    return found


def _mark(marks: _Marks, spans: Iterable[Span], kind: int) -> None:
    one = bytes((kind,))
    for span in spans:
        start, end = span.start, span.end
        if end > start:
            source = span.source
            size, length = end - start, len(source.text)
            if size == length:  # most cells
                marks[id(source)] = kind
                continue
            claimed = marks.get(id(source), _UNREAD)
            if isinstance(claimed, int):
                claimed = marks[id(source)] = bytearray((claimed,)) * length
            claimed[start:end] = one * size


def _blanks_and_unread(source: Source, claimed: bytearray, places: list[Place]) -> int:
    """Marks unclaimed blanks as ignored, lone punctuation as structure; notes what is unread, returns its length."""
    if _UNREAD not in claimed:
        return 0
    text = source.text
    unread = 0
    for found in _STRETCH.finditer(claimed):
        start, end = found.span()
        if end - start == 1 and text[start] in _MARKS:  # most stretches
            claimed[start] = _STRUCTURE
            continue
        if _MARK.fullmatch("".join(_INK.findall(text, start, end))):
            # The mark between two things that were read says nothing itself.
            claimed[start:end] = bytes((_STRUCTURE,)) * (end - start)
            continue
        ink = [index for index in range(start, end) if _INK.match(text, index)]
        for index in set(range(start, end)).difference(ink):
            claimed[index] = _IGNORED
        if ink:
            unread += len(ink)
            places.append(Place.of(source.block, source.cell, (ink[0], ink[-1] + 1), source.page))
    return unread
