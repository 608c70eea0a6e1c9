"""Headings of a stream in which another cell stands where a label should (`cut_wrongly`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.structure.flat.destroyed.chunks import Place
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.destroyed.words import MONEY, Heading, Vocabulary
from jixiao.structure.form_model import key_of

_ABOVE = 60  # characters above a heading in which its block's label may stand
_BETWEEN = 12  # characters of a cell that stands where a heading's label should


def cut_wrongly(stream: Stream, words: Vocabulary, headings: Sequence[Heading | None], part: Place) -> list[bool]:
    """Of each heading whether something stands between the money's block label and its first one, or it lacks a column
    whose label is a cell elsewhere in the stretch («二级指标» among the money)."""
    known = [heading for heading in headings if heading is not None]
    whole = len(known) == len(headings)  # one in words of its author's holds labels of the other
    astray = frozenset(_astray(stream, words, known, part)) if whole else frozenset()
    return [h is not None and (_lacks_label(stream, words, h) or _lacks_one(h, astray)) for h in headings]


def _astray(stream: Stream, words: Vocabulary, headings: Sequence[Heading], part: Place) -> Iterator[str]:
    """The labels of columns that are cells of their own outside the headings, and no row's («结转资金»)."""
    for found in words.headings.finditer(stream.text, *part):
        row = words.rows.match(stream.text, found.start())
        if row is not None and row.end() == found.end():
            continue
        whole = found.start() in stream.gaps and found.end() in stream.gaps
        if whole and not any(heading.start <= found.start() < heading.stop for heading in headings):
            yield key_of(found[0])


def _lacks_one(heading: Heading, astray: frozenset[str]) -> bool:
    shown = {key_of(label.key) for label in heading.labels}
    lacking = (column.keys for column in heading.zone.columns if column.id not in heading.ids)
    return any(keys & astray and not keys & shown for keys in lacking)


def _lacks_label(stream: Stream, words: Vocabulary, heading: Heading) -> bool:
    """Whether something else than a label stands between the block's label and the heading's first one."""
    if heading.zone.id != MONEY or heading.block is not None:
        return False
    first = heading.start
    above = list(words.headings.finditer(stream.text, max(first - _ABOVE, 0), first))
    found = next((one for one in reversed(above) if key_of(one[0]) in words.blocks), None)
    return found is not None and 0 < first - found.end() <= _BETWEEN
