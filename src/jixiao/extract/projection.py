"""Draft -> plain values and evidence, in one walk: a value has its evidence, and nobody writes pointers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jixiao.document import BBox, Run
from jixiao.extract.context import Draft
from jixiao.quotes import Reading, Source, Span
from jixiao.schema.base import new, set_values
from jixiao.schema.evidence import Evidence
from jixiao.schema.text import Place


class Projection:
    """Collects evidence by JSON Pointer while it turns drafts into plain values."""

    def __init__(self) -> None:
        self.evidence: dict[str, Evidence] = {}
        self.spans: list[Span] = []
        """What the evidence was read from, each span once."""
        self._places: dict[tuple[int, int, int], tuple[Place, ...]] = {}
        self._unsure: dict[int, tuple[Run, ...]] = {}

    def plain(self, draft: Draft, pointer: str) -> Any:
        """The plain value of a draft that stands at a pointer."""
        if draft is None:
            return None
        if type(draft) is Reading:
            self._note(draft, pointer)
            return draft.value
        if type(draft) is dict or isinstance(draft, Mapping):
            plain: dict[str, Any] = {}
            for key, value in draft.items():
                if type(value) is Reading:  # most
                    self._note(value, f"{pointer}/{key}")
                    plain[key] = value.value
                else:
                    plain[key] = None if value is None else self.plain(value, f"{pointer}/{key}")
            return plain
        return [self.plain(value, f"{pointer}/{index}") for index, value in enumerate(cast("Sequence[Draft]", draft))]

    def _note(self, reading: Reading[Any], pointer: str) -> None:
        spans = reading.quote.spans
        confidence = reading.confidence
        if len(spans) == 1:  # nearly all
            span = spans[0]
            source, start, end = span.source, span.start, span.end
            raw = source.text[start:end]
            key = (id(source), start, end)
            places = self._places.get(key)
            if places is None:
                places = self._new(key, span)
            if source.runs and self._unsure_runs(source):
                confidence = self._confidence(reading)
        else:
            raw, places = reading.quote.raw, tuple(place for span in spans for place in self.places(span))
            confidence = self._confidence(reading)
        made = self.evidence[pointer] = new(Evidence)  # as `Evidence.of` does: a report has five hundred
        set_values(made, {
            "text": raw,
            "places": places,
            "pattern": reading.pattern,
            "steps": reading.steps,
            "confidence": confidence,
            "inferred": reading.inferred,
            "null_kind": reading.null_kind,
        })  # fmt: skip

    def places(self, span: Span) -> tuple[Place, ...]:
        """The places of a span: one, or one for each page that it runs over."""
        key = (id(span.source), span.start, span.end)
        known = self._places.get(key)
        return self._new(key, span) if known is None else known

    def _new(self, key: tuple[int, int, int], span: Span) -> tuple[Place, ...]:
        self.spans.append(span)
        made = self._places[key] = _places(span)
        return made

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


def _places(span: Span) -> tuple[Place, ...]:
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
