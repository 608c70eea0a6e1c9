"""Heading rows among placed lines: labels broken over several lines, each in the middle of its cell (`headings`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import money_labels
from jixiao.structure.flat.placed.page import Chunk, Placed
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import key_of
from jixiao.structure.headings import LONGEST

_TALL = 8  # lines of a heading
_SHORT = 3  # letters of a label that may be the beginning of another
_STRANGE = 2  # cells of a heading beside the first whose words no form has
_ENDS = ("。", "；", ";")


@dataclass(slots=True)
class Heading:
    """A heading in the lines [first, after): its cells' pieces from left to right, and their label keys."""

    first: int
    after: int
    cells: list[list[Chunk]]
    keys: list[str]
    known: int  # labels of forms
    likely: int  # and what looks like one
    ragged: bool = False  # whether its last lines may be the first ones of a cell below it
    glued: bool = False  # whether one of its pieces is two labels, so that the rows below may hold two cells in one

    @property
    def score(self) -> tuple[int, int]:
        """Of two readings of the same lines the one with more labels is the heading; then the one with less else."""
        return self.known, -self.likely


@lru_cache(maxsize=8)
def _starts(words: Words) -> frozenset[str]:
    """All beginnings of labels."""
    return frozenset(label[:end] for label in words.labels for end in range(1, len(label) + 1))


@lru_cache(maxsize=4096)
def _likely(words: Words, key: str) -> bool:
    """Whether a key looks like a heading of some form."""
    if not key or len(key) > LONGEST or "表" in key:
        return False
    return any(c.like and c.like.fullmatch(key) for form in words.forms for zone in form.zones for c in zone.columns)


@lru_cache(maxsize=8)
def _of_rows(words: Words) -> frozenset[str]:
    """The labels that stand before rows only («其他资金»): they head nothing."""
    columns = frozenset().union(*(c.keys for form in words.forms for zone in form.zones for c in zone.columns))
    blocks = frozenset().union(*(zone.block.keys for form in words.forms for zone in form.zones if zone.block))
    return words.rows - columns - blocks


@lru_cache(maxsize=8)
def _blocks(words: Words) -> frozenset[str]:
    """The labels beside a block («绩效指标»), which a form without that column prints over its first columns."""
    return frozenset().union(*(zone.block.keys for form in words.forms for zone in form.zones if zone.block))


def _known(words: Words, key: str) -> tuple[bool, str]:
    """Whether a key is a label, and the label: of two, one above the other, the lower (绩效指标 above 二级指标)."""
    if key in words.labels:
        return key not in _of_rows(words), key
    cuts = (at for at in range(2, len(key) - 1) if key[:at] in words.labels and key[at:] in words.labels)
    cut = next(cuts, 0)
    return cut > 0, key[cut:]


def headings(lines: Sequence[Placed], words: Words, first: int, after: int) -> list[Heading]:
    """The headings in [first, after), none inside another."""
    ways = chain.from_iterable(_from(lines, words, at, after) for at in range(first, after))
    found: list[Heading] = []
    for way in sorted(ways, key=lambda heading: heading.score, reverse=True):
        if all(way.after <= other.first or other.after <= way.first for other in found):
            found.append(way)
    return sorted(found, key=lambda heading: heading.first)


def _from(lines: Sequence[Placed], words: Words, at: int, after: int) -> list[Heading]:
    """The headings that may begin in a line, over more and more lines, each with as many known labels as those before
    it: with the next heading's lines one may hold more than it has."""
    starts = _starts(words)
    if _says(lines[at]):
        return []
    parts = [key_of(squeeze(chunk.text)) for chunk in lines[at].chunks]
    if not any(part in starts for part in parts) or sum(part not in starts for part in parts) > _STRANGE:
        return []
    if len(parts) == 1 and (parts[0] in words.rows or parts[0] in money_labels(words.patterns)):
        return []  # a row of which nothing but the label is printed («其他资金», above the goals)
    ways: list[Heading] = []
    for stop in range(at + 1, min(at + _TALL, after) + 1):
        if lines[stop - 1].page != lines[at].page or _says(lines[stop - 1]):
            break
        cells = _with_covers(stacks([chunk for line in lines[at:stop] for chunk in line.chunks]), words)
        both = [_known(words, key_of(squeeze("".join(chunk.text for chunk in cell)))) for cell in cells]
        keys = [key for _, key in both]
        exact = [known for known, _ in both]
        likely = [known or _likely(words, key) for known, key in both]
        if sum(not known and key not in starts for known, key in zip(exact[1:], keys[1:], strict=True)) > _STRANGE:
            break
        lead = 0 if likely[0] else 1
        if len(cells) - lead < 2 or sum(exact) < 2 or not all(likely[lead:]):
            continue
        if lead and all(chunk in cells[0] for chunk in lines[at].chunks):
            continue  # the rest of a label of the rows above
        if all(len(line.chunks) < 2 for line in lines[at:stop]):
            continue  # nothing stands beside anything: lines below each other, set further in or out
        if any(_holds_value(words, cell) for cell, known in zip(cells[lead:], exact[lead:], strict=True) if not known):
            continue
        found = Heading(at, stop, cells, keys, sum(exact), sum(likely) - sum(exact))
        found.glued = any(_side_by_side(words, chunk) for cell in cells[lead:] for chunk in cell)
        best = ways[-1] if ways else None
        if best is None or found.score >= best.score:
            if best is not None and found.score == best.score:
                ways.pop()
                likely_only = (cell for cell, known in zip(cells[lead:], exact[lead:], strict=True) if not known)
                more = [chunk.text for cell in likely_only for chunk in cell if chunk.at >= best.after]
                found.ragged = any(not words.holds(key_of(squeeze(text))) for text in more)
            ways.append(found)
    return ways


def _with_covers(cells: list[list[Chunk]], words: Words) -> list[list[Chunk]]:
    """The cells, a label over several columns that stands above none of theirs put to the one behind it: «绩效指标»
    between «二级指标» and «三级指标» in the line below heads no column of its own."""
    found: list[list[Chunk]] = []
    cover: list[Chunk] = []
    for number, cell in enumerate(cells):
        over = len(cell) == 1 and 0 < number < len(cells) - 1 and cells[number + 1][-1].at > cell[0].at
        if over and key_of(squeeze(cell[0].text)) in _blocks(words):
            cover = cell
            continue
        found.append([*cover, *cell])
        cover = []
    return found


def _holds_value(words: Words, cell: Sequence[Chunk]) -> bool:
    """Whether a whole label stands above what is no part of one: its value («实际完成情况», «完成测评»)."""
    first, *others = (key_of(squeeze(chunk.text)) for chunk in cell)
    return len(first) > _SHORT and _known(words, first)[0] and not all(map(words.holds, others))


def _side_by_side(words: Words, chunk: Chunk) -> bool:
    """Whether a piece is two labels that one blank parts («权重 目标值»): so may the cells below be («20 12 种»). Where
    the two are one label with a blank in it («年度 指标值»), they are that."""
    if key_of(squeeze(chunk.text)) in words.labels:
        return False
    parts = chunk.text.split()
    keys = ((key_of(squeeze("".join(parts[:at]))), key_of(squeeze("".join(parts[at:])))) for at in range(1, len(parts)))
    return any(one in words.labels and other in words.labels for one, other in keys)


def _says(line: Placed) -> bool:
    """Whether a line holds the end of a sentence, as goals do and headings never."""
    return any(chunk.text.endswith(_ENDS) for chunk in line.chunks)


def stacks(chunks: Sequence[Chunk]) -> list[list[Chunk]]:
    """Pieces grouped by the columns that they stand in, from left to right; in each from top to bottom."""
    groups: list[list[Chunk]] = []
    right = -1
    for chunk in sorted(chunks, key=lambda chunk: (chunk.left, chunk.at)):
        if groups and chunk.left < right:
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
            right = -1
        right = max(right, chunk.right)
    return [sorted(group, key=lambda chunk: chunk.start) for group in groups]


def extent(chunks: Sequence[Chunk]) -> tuple[int, int]:
    """The columns [left, right) that pieces take."""
    return min(chunk.left for chunk in chunks), max(chunk.right for chunk in chunks)
