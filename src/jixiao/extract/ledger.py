"""The coverage ledger: each character of the source claimed once, and the sum is the total.

A character that several claim goes to the first of fields (quoted by evidence), structure, ignored, unread.
Blanks that nobody claims are ignored as «blank», the marks between a flattened table's cells as «table_layout».
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, count
from operator import add, attrgetter

from jixiao import lazy_re as re
from jixiao.document import Table, ends_of
from jixiao.folding import UNSEEN
from jixiao.quotes import Source, Span
from jixiao.schema.finding import Coverage
from jixiao.schema.text import Place
from jixiao.structure.model import Structured

_UNREAD, _FIELD, _STRUCTURE, _IGNORED = 0, 1, 2, 3
_MARKS = frozenset(",，.。;；:：、!！?？()（）“”\"'")
_STRETCH = re.compile(rb"\x00\x00*")  # a character first is looked for at once
_INK = re.compile(rf"[^\s{UNSEEN}\x00-\x1f]")
_SPANS, _TEXT = attrgetter("spans"), attrgetter("text")
_END = b"\xff"
"""The kind of what stands between two sources: nothing."""


def close(structured: Structured, evidence: Iterable[Span]) -> Coverage:
    """The ledger of one report; raises AssertionError when it does not balance, which would be a bug."""
    reasons: list[str] = ["blank"]
    ledger = _Ledger(_sources(structured))
    for reason, quote in structured.claims.ignored:
        if reason not in reasons:
            reasons.append(reason)
        ledger.mark(quote.spans, _IGNORED + reasons.index(reason))
    ledger.mark(chain.from_iterable(map(_SPANS, structured.claims.structure)), _STRUCTURE)
    ledger.mark(evidence, _FIELD)
    places = ledger.settle()
    fields, structure, unread = ledger.count(_FIELD), ledger.count(_STRUCTURE), ledger.count(_UNREAD)
    ignored = Counter({reason: ledger.count(kind) for kind, reason in enumerate(reasons, _IGNORED)})
    ignored["line_end"] = len(ends_of(structured.blocks))
    for block in structured.blocks:
        if isinstance(block, Table) and block.source_text:
            layout = len(block.source_text) - sum(map(len, map(_TEXT, block.cells)))
            ignored["table_layout"] += max(layout, 0)
    total = ledger.size + ignored["line_end"] + ignored["table_layout"]
    balance = fields + structure + unread + sum(ignored.values())
    if balance != total:
        msg = f"the ledger does not balance: {balance} of {total}"
        raise AssertionError(msg)
    return Coverage(
        total=total,
        fields=fields,
        structure=structure,
        ignored={reason: count for reason, count in sorted(ignored.items()) if count},
        unread=unread,
        unread_places=tuple(places),
    )


def _sources(structured: Structured) -> list[Source]:
    found: list[Source] = []
    for index, block in enumerate(structured.blocks):
        found += structured.grids[index].sources if isinstance(block, Table) else (structured.sources[index],)
    return found


class _Ledger:
    """The texts of all sources as one, and the kind of each of its characters: so a document's characters are counted
    at once and not source by source."""

    def __init__(self, sources: Sequence[Source]) -> None:
        texts = list(map(_TEXT, sources))
        sizes = list(map(len, texts))
        self.sources = sources
        self.text = "\0".join(texts)
        # one character more between two of them; one start more than sources
        self.starts = list(map(add, accumulate(sizes, initial=0), count()))
        self.start_of = dict(zip(map(id, sources), self.starts, strict=False))
        self.kinds = bytearray(_END.join(map(bytes, sizes)))
        self.size = len(self.text) - max(len(sources) - 1, 0)
        """Characters of all sources."""

    def mark(self, spans: Iterable[Span], kind: int) -> None:
        """Gives what spans hold to a kind, whatever it was."""
        one = bytes((kind,))
        kinds, start_of = self.kinds, self.start_of
        for span in spans:
            at = start_of.get(id(span.source))
            if at is not None:
                start, end = span.start, span.end
                kinds[at + start : at + end] = one * (end - start)

    def count(self, kind: int) -> int:
        """Characters of a kind."""
        return self.kinds.count(kind)

    def settle(self) -> list[Place]:
        """Unclaimed blanks become ignored, lone punctuation structure; where what is unread then stands."""
        text, kinds = self.text, self.kinds
        places: list[Place] = []
        for found in _STRETCH.finditer(kinds):
            start, end = found.span()
            if end - start == 1 and text[start] in _MARKS:  # most stretches
                kinds[start] = _STRUCTURE
                continue
            if text[start:end].isspace():
                kinds[start:end] = bytes((_IGNORED,)) * (end - start)
                continue
            printed = _INK.findall(text, start, end)
            if printed and _MARKS.issuperset(printed):
                # The mark between two things that were read says nothing itself.
                kinds[start:end] = bytes((_STRUCTURE,)) * (end - start)
                continue
            ink = [index for index in range(start, end) if _INK.match(text, index)]
            for index in set(range(start, end)).difference(ink):
                kinds[index] = _IGNORED
            if ink:
                places.append(self._place(ink[0], ink[-1] + 1))
        return places

    def _place(self, start: int, end: int) -> Place:
        """The place of characters of one source."""
        index = bisect_right(self.starts, start) - 1
        source, before = self.sources[index], self.starts[index]
        return Place.of(source.block, source.cell, (start - before, end - before), source.page)
