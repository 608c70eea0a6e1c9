"""Draft -> plain values and evidence, in one walk: a value has its evidence, and nobody writes pointers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jixiao.document import BBox, Run
from jixiao.extract.context import Draft
from jixiao.quotes import Quote, Reading, Source, Span
from jixiao.schema.base import new, set_values
from jixiao.schema.evidence import Evidence
from jixiao.schema.text import Place


class Projection:
    """Collects evidence by JSON Pointer while it turns drafts into plain values."""

    def __init__(self) -> None:
        self.evidence: dict[str, Evidence] = {}
        self.spans: list[Span] = []
        """What the evidence was read from."""
        # By the quote's id, which it keeps alive: several values stand on one.
        self._known: dict[int, tuple[Quote, str, tuple[Place, ...], bool]] = {}
        self._unsure: dict[int, tuple[Run, ...]] = {}

    def plain(self, draft: Draft, pointer: str) -> Any:
        """The plain value of a draft that stands at a pointer."""
        if draft is None:
            return None
        if type(draft) is Reading:
            self._note(draft, pointer)
            return draft.value
        lead = pointer + "/"
        if type(draft) is dict or isinstance(draft, Mapping):
            plain: dict[str, Any] = {}
            for key, value in draft.items():
                if type(value) is Reading:  # most
                    self._note(value, lead + key)
                    plain[key] = value.value
                else:
                    plain[key] = None if value is None else self.plain(value, lead + key)
            return plain
        return [self.plain(value, f"{lead}{index}") for index, value in enumerate(cast("Sequence[Draft]", draft))]

    def _note(self, reading: Reading[Any], pointer: str) -> None:
        quote = reading.quote
        _, raw, places, printed = self._known.get(id(quote)) or self._new(quote)
        made = self.evidence[pointer] = new(Evidence)  # as `Evidence.of` does: a report has five hundred
        set_values(made, {
            "text": raw,
            "places": places,
            "pattern": reading.pattern,
            "steps": reading.steps,
            "confidence": reading.confidence if printed else self._confidence(reading),
            "inferred": reading.inferred,
            "null_kind": reading.null_kind,
        })  # fmt: skip

    def _new(self, quote: Quote) -> tuple[Quote, str, tuple[Place, ...], bool]:
        """What evidence on a quote has from it: its raw text, its places, and whether all of it is surely printed."""
        spans = quote.spans
        known: tuple[Quote, str, tuple[Place, ...], bool]
        if len(spans) == 1 and not (source := (span := spans[0]).source).runs:  # nearly all, but of pages
            start, end = span.start, span.end
            place = new(Place)  # as `Place.of` does
            set_values(place, {
                "block": source.block,
                "cell": source.cell,
                "span": (start, end),
                "page": source.page,
                "bbox": None,
            })  # fmt: skip
            self.spans.append(span)
            known = (quote, source.text[start:end], (place,), True)
        else:
            self.spans += spans
            places = tuple([place for span in spans for place in places_of(span)])
            printed = not any(span.source.runs and self._unsure_runs(span.source) for span in spans)
            known = (quote, quote.raw, places, printed)
        self._known[id(quote)] = known
        return known

    def _confidence(self, reading: Reading[Any]) -> float:
        """A value is at most as sure as the least sure characters that it was read from (scans)."""
        sure = reading.confidence
        for span in reading.quote.spans:
            if span.source.runs:
                for run in self._unsure_runs(span.source):
                    if run.confidence < sure and run.start < span.end and span.start < run.end:
                        sure = run.confidence
        return sure

    def _unsure_runs(self, source: Source) -> tuple[Run, ...]:
        """The runs of a source that are not surely what is printed: of a page's own text none."""
        found = self._unsure.get(id(source))
        if found is None:
            found = self._unsure[id(source)] = tuple([run for run in source.runs if run.confidence < 1])
        return found


def places_of(span: Span) -> tuple[Place, ...]:
    source = span.source
    if not source.runs:
        return (Place.of(source.block, source.cell, (span.start, span.end), source.page),)
    if len(source.runs) == 1:  # most cells of a page
        run = source.runs[0]
        start, end = max(run.start, span.start), min(run.end, span.end)
        if start < end:
            return (Place.of(source.block, source.cell, (span.start, span.end), run.page, _box(run, start, end)),)
    here = [run for run in source.runs if run.start <= span.end and span.start <= run.end]
    pages: dict[int, list[tuple[int, int, BBox]]] = {}
    for run in here:
        start, end = max(run.start, span.start), min(run.end, span.end)
        if start < end or span.start == span.end:
            pages.setdefault(run.page, []).append((start, end, _box(run, start, end)))
    if not pages:
        return (Place.of(source.block, source.cell, (span.start, span.end), source.page),)
    if len(pages) == 1:
        ((page, parts),) = pages.items()
        box = _union([part[2] for part in parts])
        return (Place.of(source.block, source.cell, (span.start, span.end), page, box),)
    bounds = [min(part[0] for part in parts) for parts in pages.values()]
    starts = [span.start, *bounds[1:]]
    ends = [*bounds[1:], span.end]
    return tuple(
        Place.of(source.block, source.cell, (start, end), page, _union([part[2] for part in parts]))
        for (page, parts), start, end in zip(pages.items(), starts, ends, strict=True)
    )


def _box(run: Run, start: int, end: int) -> BBox:
    if not run.xs:
        return run.bbox
    left, right = run.xs[start - run.start], run.xs[end - run.start]
    return (min(left, right), run.bbox[1], max(left, right), run.bbox[3])


def _union(boxes: list[BBox]) -> BBox:
    if len(boxes) == 1:
        return boxes[0]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))
