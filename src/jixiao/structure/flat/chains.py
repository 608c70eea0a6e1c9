"""Which zones of a form in words of its own follow each other (`Chains`): those that leave the least over, and whether
others would do as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.gaps import Gaps
from jixiao.structure.flat.lexicon import Lexicon
from jixiao.structure.flat.streamlines import SHORT, SURE, Cell
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import OF_LEVEL, key_of

_CLEAR = 0.3  # by how much the second reading of a heading must cost more
_LOST = 5.0  # what it costs that lines are left over
_FAR = 12.0  # by how much a reading of all lines must cost more in which the rows begin elsewhere

_COUNT = re.compile(r"[\u4e00-\u9fff]{2,10}[数额率]")

Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Zone:
    """Tokens [start, stop) as a heading with the rows below it, and what that costs.

    ``block``: a blank cell begins each row. ``heads`` are those of the columns, but for the first: what begins it may
    as well end what stands above. ``unclear`` rows may be cut otherwise.
    """

    start: int
    stop: int
    price: float
    block: bool
    heads: list[Cell]
    rows: Rows
    unclear: Rows


class Chains(Gaps):
    """The zones between which nothing of a form is left over."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon, patterns: Patterns) -> None:
        super().__init__(tokens, lexicon, patterns)
        self._rests: dict[int, float] = {}

    def parts_level(self, row: Sequence[Cell]) -> bool:
        """Whether a level's word of two lines stands in two cells («社会效益 | 指标»): the rows began elsewhere."""
        for (first, border), (start, _) in pairwise(row):
            last = border - 1 - (self.classes[border - 1] == "b" and border > first + 1)  # two paragraphs of a cell
            beside = border == start and self.classes[last] == "t"
            whole = beside and self.is_level(self.text_of(last, border + 1))
            if whole and (self.glue[border - 1] == SURE or self.tokens[border].key in self.lexicon.tails):
                return True
        return False

    def holds_level(self, row: Sequence[Cell]) -> bool:
        """Whether a level's word is a line of another cell («≤100%», «会议费控制率», «成本指标»: two exchanged)."""
        several = (cell for cell in row if cell[1] > cell[0] + 1 and not self.is_level(self.text_of(*cell)))
        lines = (self.tokens[at].key for start, stop in several for at in range(start, stop))
        return any(line.endswith(OF_LEVEL) and self.is_level(line) for line in lines if len(line) > SHORT)

    def _chain(self, zones: Sequence[Zone]) -> list[Zone]:
        """The zones one behind the other that leave the least over, and are the likeliest."""
        chains: list[tuple[float, list[Zone]]] = []
        for zone in sorted(zones, key=lambda one: one.start):
            ways = [(self._price(0, zone.start), list[Zone]())]
            ways += [
                (price + self._price(chain[-1].stop, zone.start), chain)
                for price, chain in chains
                if chain[-1].stop <= zone.start
            ]
            price, chain = min(ways, key=lambda way: way[0])
            chains.append((price + zone.price, [*chain, zone]))
        last = len(self.tokens)
        return min(chains, key=lambda one: one[0] + self._price(one[1][-1].stop, last), default=(0.0, []))[1]

    def _is_doubtful(self, chain: Sequence[Zone], zones: Sequence[Zone]) -> bool:
        """Whether another heading would do as well for the rows of a zone, or others for its lines."""
        for above, zone in zip([None, *chain], chain, strict=False):
            stop = above.stop if above is not None else 0
            price = zone.price + self._price(stop, zone.start)
            for other in zones:
                if other.start < stop or other.heads == zone.heads:
                    continue
                own = other.price + self._price(stop, other.start)
                alike = other.stop == zone.stop and own < price + _CLEAR
                if alike and not self._mean_the_same(zone.heads, other.heads):
                    return True
                # without a blank cell in front nothing but the heading tells where the rows begin
                turned = not zone.block and not other.block and other.start < zone.stop and zone.start < other.stop
                turned = turned and len(other.heads) == len(zone.heads) and other.rows[-1] not in zone.rows
                turned = turned and 2 * sum(row in zone.rows for row in other.rows) < len(other.rows)
                if turned and own + self._rest(other.stop, zones) < price + self._rest(zone.stop, zones) + _FAR:
                    return True
        return False

    def _mean_the_same(self, heads: Sequence[Cell], others: Sequence[Cell]) -> bool:
        """Whether headings that are cut otherwise head the same columns («三级⏎指标», «分值»; «三级», «指标⏎分值»)."""
        meanings = self.lexicon.meanings
        return len(heads) == len(others) and all(
            one == other or meanings(key_of(self.text_of(*one))) & meanings(key_of(self.text_of(*other)))
            for one, other in zip(heads, others, strict=True)
        )

    def _rest(self, start: int, zones: Sequence[Zone]) -> float:
        """What the likeliest reading of the lines from one on costs."""
        if start not in self._rests:
            self._rests[start] = min(
                [
                    self._price(start, len(self.tokens)),
                    *(
                        self._price(start, zone.start) + zone.price + self._rest(zone.stop, zones)
                        for zone in zones
                        if zone.start >= start
                    ),
                ]
            )
        return self._rests[start]

    def _price(self, start: int, stop: int) -> float:
        price = self.gap(start, stop)[0]
        return _LOST + 0.5 * (stop - start) if price == inf else price

    def _lacks_words(self, chain: Sequence[Zone]) -> bool:
        """Whether each form lacks several words of zones, or one that looks like a heading."""
        keys = {key_of(self.text_of(*head)) for zone in chain for head in zone.heads} - {""}
        keys |= {key for zone in chain for key in self._beside(zone)}
        above = {key for zone in chain for key in self._above_levels(zone)}
        keys |= above
        strange = (keys - labels for labels in self.lexicon.labels_of_forms)
        astray = self._has_heads_astray(chain)
        counted = above.union(key for zone in chain for key in self._counted(zone, astray=astray))
        return all(len(lacks) > 1 or counted & lacks or any(map(self.lexicon.is_likely, lacks)) for lacks in strange)

    def _counted(self, zone: Zone, *, astray: bool) -> Iterator[str]:
        """The keys of a zone's headings that have no words below and say that they count something («在编控制数»), or,
        if no column's heading stands elsewhere, say anything («完成投资», «分数»): no cell was exchanged with them."""
        for head, *column in zip(zone.heads, *(row[1:] for row in zone.rows[1:]), strict=False):
            key = key_of(self.text_of(*head))
            kinds = [self.classes[start] for start, _ in column]
            told = _COUNT.fullmatch(key) or (not astray and key.isalpha() and "f" in kinds)
            if told and "t" not in kinds:
                yield key

    def _has_heads_astray(self, chain: Sequence[Zone]) -> bool:
        """Whether the heading of a column, and the label of no row, stands outside the headings of the zones."""
        heads = {at for zone in chain for cell in (*zone.heads, *zone.rows[0]) for at in range(*cell)}
        lines = (token.key for at, token in enumerate(self.tokens) if at not in heads and len(token.key) > SHORT)
        return any(self.lexicon.is_only_head(key) and not self.is_level(key) for key in lines)

    def _above_levels(self, zone: Zone) -> list[str]:
        """The key of what stands over the names of the levels in the upper of two heading rows («指标分类», 云南), or
        heads level 1 where no label stands at the left («一级（类别）», a score sheet): one that no list holds is why a
        form's own words did not tell the heading. Two labels («绩效指标», «年度指标») are a heading cut wrong."""
        start, stop = zone.rows[0][0]
        key = key_of(self.text_of(start, stop))
        two = len(zone.rows[0]) <= len(zone.heads)
        known = self.lexicon.is_label
        if not key or zone.block or not (two or self.lexicon.heads_tops(key)):
            return []
        cuts = ((self.text_of(start, at), self.text_of(at, stop)) for at in range(start + 1, stop))
        return [] if any(known(key_of(one)) and known(key_of(rest)) for one, rest in cuts) else [key]

    def _beside(self, zone: Zone) -> list[str]:
        """The keys of a zone's label at the left, where it goes on behind a known one («年度绩效指标完成情况»), and of
        what heads cells of label and amount below it («按经费来源分:»)."""
        block = key_of(self.text_of(*zone.rows[0][0]))
        keys = [block] if zone.block and self.lexicon.begins_block(block) else []
        sources = (
            next(self._labelled(zone.stop, len(self.tokens)), None)
            if self.classes[zone.stop : zone.stop + 1] == ["b"]
            else None
        )
        texts = [self.text_of(*cell) for cell in sources[2][1:]] if sources is not None else []
        return [*keys, *(key_of(text) for text in texts if text.endswith(":") and all(texts))]
