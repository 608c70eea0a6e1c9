"""Labels that a form prints and that stand in another's place, in tables that lost cells: what they leave in doubt.

`holds_printed` looks at tables told by a form's words (`recover`), `doubt_displaced` at rows that were fitted to one
(`periodic`); streams have `destroyed.cut`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import money_labels
from jixiao.structure.flat.compose import Part
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headlikes import fitting
from jixiao.structure.flat.rowmodel import refused
from jixiao.structure.flat.shapes import Shape
from jixiao.structure.flat.stretch import RawCell
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import Zone, asked_next, key_of, row_key

_OF_GOALS = ("text", "score")  # what columns of goals hold
_SEVERAL = 2  # rows of goals
_TWO = 2  # lines of a label
_LETTERS = ("(A)", "(B)", "(C)", "(D)")  # of columns
_SUMS = frozenset("/*×÷=+-")

Heads = Mapping[int, Set[str]]
"""The label keys that the heading of each zone prints."""


def holds_printed(shape: Shape, tokens: Sequence[Token], parts: Sequence[Part], words: Words) -> bool:
    """Whether a printed word of a form stands among what was filled in, be it in pieces («绩», «效», «指», «标»): cells
    were exchanged, or left out. One that each heading that could miss it has is an author's («预算执行率» as an
    indicator), and so is the label of a pair that is there."""
    heads: dict[int, set[str]] = {}
    for part in parts:
        if part.sign.what == "heading":
            heads.setdefault(part.sign.zone, set()).update(part.sign.names)
    shown = {key for part in parts if part.sign.pair for key in part.sign.pair.keys}
    labels = (shape.all_headings - _in_place(shape, heads)) | (shape.all_pairs - shown)
    known, money = words.rows, words.rows | money_labels(words.patterns)
    for part in parts:
        entries = part.plan.entries.values() if part.plan else ()
        # «结转资金» is a row of the money, too
        rows = money if part.plan is not None and not part.plan.levels else known
        again = _again(part)
        several = [cell[1:] for row in part.rows for cell in row.cells if cell[2] - cell[1] > 1]
        for start, stop in (*((at, at + 1) for at in range(part.sign.stop, part.stop)), *several):
            text = "".join(token.key for token in tokens[start:stop])
            if not text or start in again or row_key(text) in rows:
                continue
            key = key_of(text)
            if key in labels and not any(key in names for names in entries):
                if rows is money and words.patterns.likely_concept(row_key(text)) is not None:
                    continue  # «结转结余资金» names a row though no list has it
                return True
    return False


def _in_place(shape: Shape, heads: Heads) -> frozenset[str]:
    """The words of columns whose label stands in its heading, in each zone that has it."""
    shown, missing = set[str](), set[str]()
    for number, zone in enumerate(shape.form.zones):
        for column in zone.columns:
            there = number in heads and bool(column.keys & heads[number])
            (shown if there else missing).update(column.keys)
        if number in heads and zone.block and _lacks_block(zone, zone.block.keys, heads[number]):
            missing |= zone.block.keys
    return frozenset(shown - missing)


def _lacks_block(zone: Zone, block: Set[str], keys: Set[str]) -> bool:
    """Whether a heading has no cell for its block's label beside those of the columns that go by the same words
    («总体目标» is either)."""
    alike = [block, *(column.keys for column in zone.columns if column.keys & block)]
    return sum(any(key in each for each in alike) for key in keys) < len(alike)


def _again(part: Part) -> frozenset[int]:
    """Where rows say their block's label again, behind a page break within its cell; it must stand in the heading."""
    block = part.plan.zone.block if part.plan else None
    if part.plan is None or block is None or not block.keys.intersection(part.sign.names[:1]):
        return frozenset()
    cells = (cell for row in part.rows for cell in row.cells if part.plan.places[cell[0]].merge == "block")
    return frozenset(at for _, start, stop in cells for at in range(start, stop))


def doubt_displaced(shape: Shape, rows: Sequence[FitRow], is_label: Callable[[str], bool], patterns: Patterns) -> None:
    """Refuses the rows in which the word of a heading stands that lacks it and has, in its place or joined to the label
    beside it, one that is none («指标值», «指标1：学生人数», and «实际完成值» as a name); and what is below it."""
    parts = _parts(rows)
    odd, doubted = set[int](), set[int]()
    for number, part in enumerate(parts):
        own = shape.heading_labels[part.zone]
        for head in part.heads:
            keys = _keys(head)
            texts = [*zip(keys, head.cells, strict=True)]
            if any(key and key not in own and not (is_label(key) and _is_one(own, cell)) for key, cell in texts):
                odd.add(number)
            pairs = ((one, two) for one, two in pairwise(keys) if one and two and one + two in own)
            if any(not (is_label(one) and is_label(two)) for one, two in pairs):
                doubted.add(number)  # «总体», «目标» as two headings
            zone = shape.form.zones[part.zone]
            strange = [(at, cell) for at, (key, cell) in enumerate(texts) if key and key not in own]
            if any(_are_joined(zone, keys, at) for at, _ in strange) or _heads_twice(zone, head):
                doubted.add(number)  # «年终», «完成值自评分»
            if _joins_labels(shape, head):
                doubted.add(number)
            if any(_is_two(zone, own, cell) and (at or not _names_block(zone, cell, keys)) for at, cell in strange):
                doubted.add(number)  # «得分», «原因» as one
    for row, lacking in displaced(shape, rows, patterns, parts) if odd else ():
        row.refused = row.refused or bool(lacking & odd)
        doubted |= lacking & odd
    for number in doubted:
        for row in (*parts[number].heads, *parts[number].rows):
            row.refused = True


def displaced(
    shape: Shape, rows: Sequence[FitRow], patterns: Patterns, parts: Sequence[Headed] | None = None
) -> Iterator[tuple[FitRow, set[int]]]:
    """The rows in which words stand that headings lack, no labels of money («结转资金»), and the numbers of the parts
    below these."""
    parts = _parts(rows) if parts is None else parts
    heads = [(part.zone, {key for head in part.heads for key in _keys(head)}) for part in parts]
    for row, below in pairwise([*rows, None]):
        if row is None or row.kind is None or row.kind.what == "heading":
            continue
        keys = _keys(row)
        if below is not None and below.kind is not None and below.kind.what == "heading":
            keys.pop()  # as well the label of the heading below («指标名称» beside «年度指标设定»)
        keys = [key for key in keys if key in shape.all_headings]  # few rows have one
        keys = [key for key in keys if row_key(key) not in money_labels(patterns) | shape.row_keys]
        if keys and shape.form.zones[row.kind.zone].rows:  # «结转结余资金» names a row though no list has it
            keys = [key for key in keys if patterns.likely_concept(row_key(key)) is None]
        lacking = {number for key in keys for number in _lacking(shape, heads, key)}
        if lacking:
            yield row, lacking


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading, of one row or several, and the rows below it, pairs apart: its total may stand behind these."""

    zone: int
    heads: list[FitRow]
    rows: list[FitRow]


def _parts(rows: Sequence[FitRow]) -> list[Headed]:
    parts: list[Headed] = []
    above: FitRow | None = None
    for row in rows:
        kind = row.kind
        if kind is not None and kind.what == "heading":
            if not (parts and parts[-1].zone == kind.zone and above is parts[-1].heads[-1]):
                parts.append(Headed(kind.zone, [], []))
            parts[-1].heads.append(row)
        elif parts and (kind is None or kind.what != "pair"):
            parts[-1].rows.append(row)
        above = row
    return parts


def doubt_lone_heads(shape: Shape, rows: Sequence[FitRow]) -> None:
    """Refuses a heading whose last label stands alone in a row of its own, with the rows below it, in text of a cell a
    line: it changed places with another, and the columns are not as the form has them («实际投资», «批复规模»). So
    one with a label whose lines stand the other way round: one of them is the next cell's («预算数⏎全年»)."""
    for part in _parts(rows):
        alone = len(part.heads) > 1 and sum(bool(cell.text.strip()) for cell in part.heads[-1].cells) == 1
        if alone or any(_is_turned(shape.heading_labels[part.zone], head) for head in part.heads):
            for row in (*part.heads, *part.rows):
                row.refused = True


def _is_turned(labels: Set[str], head: FitRow) -> bool:
    """Whether the two lines of one cell are, the other way round, a label that the heading lacks; of several an author
    wrote them so («指标⏎一级», «指标⏎二级»)."""
    turned = 0
    for cell in head.cells:
        lines = cell.text.split() if "\n" in cell.text else []
        if len(lines) == _TWO and key_of(squeeze("".join(lines))) not in labels:
            key = key_of(squeeze("".join(reversed(lines))))
            turned += key in labels and key not in head.keys
    return turned == 1


def _broken(head: FitRow) -> Iterator[str]:
    return (cell.word for cell in head.cells if "\n" in cell.text)


def has_two_letters(texts: Iterable[str]) -> bool:
    """Whether one of a heading's cells holds the letters of two columns, each in brackets, and no sum of them
    («三级指标(B)(A)»; «执行率(B)/(A)» is one)."""
    several = (text for text in texts if sum(text.count(letter) for letter in _LETTERS) > 1)
    return any(_SUMS.isdisjoint(text) for text in several)


def _keys(row: FitRow) -> list[str]:
    return [key_of(cell.word) for cell in row.cells]


def _is_one(labels: Set[str], cell: RawCell) -> bool:
    """Whether the first lines of a heading's cell are no label of their own («其中:财政拨款», «时效»)."""
    lines = cell.text.split("\n")
    return not any(key_of(squeeze("".join(lines[:end]))) in labels for end in range(1, len(lines)))


def _is_two(zone: Zone, labels: Set[str], cell: RawCell) -> bool:
    """Whether a heading's cell is two labels of its zone, one above the other, and not both of one column («权重»,
    «分值»)."""
    lines = [squeeze(line) for line in cell.text.split("\n")]
    cuts = ((key_of("".join(lines[:at])), key_of("".join(lines[at:]))) for at in range(1, len(lines)))
    both = (cut for cut in cuts if labels >= {*cut})
    heads = ([{column.id for column in zone.columns if key in column.keys} for key in cut] for cut in both)
    return any(len(one) != 1 or one != two for one, two in heads)


def _joins_labels(shape: Shape, row: FitRow) -> bool:
    """Whether a cell of a heading is two labels of its zone, the lower one that of a column that no other cell names:
    lines changed places («当年绩效目标⏎年初⏎绩效目标 | 绩效目标⏎全年（调整）»)."""
    if row.kind is None or row.kind.what != "heading":
        return False
    columns, own = shape.form.zones[row.kind.zone].columns, shape.heading_labels[row.kind.zone]
    keys = {*_keys(row)}
    for cell in row.cells:
        lines = [squeeze(line) for line in cell.text.split("\n")] if "\n" in cell.text else []
        for at in range(1, len(lines) if key_of("".join(lines)) not in own else 0):
            below = key_of("".join(lines[at:]))
            headed = any(below in column.keys and keys.isdisjoint(column.keys) for column in columns)
            if headed and key_of("".join(lines[:at])) in own:
                return True
    return False


def _heads_twice(zone: Zone, head: FitRow) -> bool:
    """Whether two cells of a heading of texts head one column and none another that the form has («完成情况 |
    年⏎年中调整绩效目标 | 全年绩效目标完成情况»: «整体目标⏎完成情况» is the label of the block, 重庆)."""
    if any(column.merged or column.type not in _OF_GOALS for column in zone.columns):
        return False
    block = head.kind is not None and bool(head.kind.places) and head.kind.places[0].merge == "block"
    keys = [key for key in _keys(head)[block:] if key]
    means = [exact or likely for exact, likely in (fitting(zone, key) for key in keys)]
    single = [columns[0].id for columns in means if len(columns) == 1]
    headed = {column.id for columns in means for column in columns}
    lacking = any(column.labels and not column.optional and column.id not in headed for column in zone.columns)
    return lacking and len({*single}) < len(single)


def _are_joined(zone: Zone, keys: Sequence[str], at: int) -> bool:
    """Whether a heading's cell in words of no list is the labels of two columns that no other cell heads, or of one
    with the cell before it and another («年终 | 完成值自评分»): what parted them was lost."""
    key, above = keys[at], keys[at - 1] if at else ""
    for cut in range(2, len(key) - 1):
        behind = [column for column in zone.columns if key[cut:] in column.keys]
        before = [column for column in zone.columns if {key[:cut], above + key[:cut]} & column.keys]
        if behind and before and behind != before:
            return not any(column.keys.intersection(keys) for column in (*behind, *before))
    return False


def _names_block(zone: Zone, cell: RawCell, keys: Sequence[str]) -> bool:
    """Whether the first cell of a heading is its block's label, though it ends with a column's («年度绩效指标»,
    «完成情况»): another cell heads that column («全年实际值»), or looks so («完成结果»)."""
    lines = [key_of(squeeze("".join(cell.text.split("\n")[at:]))) for at in range(1, cell.text.count("\n") + 1)]
    ends = [column for column in zone.columns if not column.keys.isdisjoint(lines)]
    means = [sum(fitting(zone, key), ()) for key in keys[1:] if key]
    return bool(ends) and all(any(column in columns for columns in means) for column in ends)


def _lacking(shape: Shape, heads: Sequence[tuple[int, Set[str]]], key: str) -> Iterator[int]:
    """The headings, by number, without a label for a column, or a block, that a word is one of. That of a rate is the
    name of many an indicator, in forms that have no such column («预算执行率»)."""
    for number, (index, keys) in enumerate(heads):
        zone = shape.form.zones[index]
        labels = [column.keys for column in zone.columns if column.type != "percent"]
        if zone.block and key in zone.block.keys:
            lacking = _lacks_block(zone, zone.block.keys, keys)
        else:
            alike = [each for each in labels if key in each]
            lacking = bool(alike) and not any(keys & each for each in alike)
        if lacking:
            yield number


def doubt_disordered(shape: Shape, tokens: Sequence[Token], parts: Sequence[Part]) -> None:
    """Pairs that stand in another order than the form prints them, or among headings of other parts: their
    labels were exchanged with other cells, and nobody can tell whose values stand beside them. So where one has two
    values and the next none («部门名称 | 白鹿县国有林场 | 行政政法科 | 财政归口处室 | 自评总分 | …»)."""
    pairs = [(part, part.sign.pair) for part in parts if part.sign.pair and part.sign.pair.label_at]
    zones = {
        above.sign.zone
        for (above, one), (below, other) in pairwise(pairs)
        if above.sign.zone == below.sign.zone
        and (one.line, one.label_at) > (other.line, other.label_at)
        and not one.type == other.type == "printed"  # boxes to tick («项目类型», «项目属性»): no value is read
    }
    crowded = {
        id(part)
        for (above, _), (below, _) in pairwise(pairs)
        if above.stop == below.sign.start and len(above.cells) > 1 and not (below.cells or below.unsure)
        for part in (above, below)
    }
    heads = [part.sign for part in parts if part.sign.what == "heading"]
    for part in parts:
        below = [head.zone for head in heads if head.start > part.sign.start]
        above = [head.zone for head in heads if head.start < part.sign.start]
        astray = bool(below) and (min(below) < part.sign.zone or max(above, default=0) > part.sign.zone)
        if part.sign.pair and (astray or part.sign.zone in zones or id(part) in crowded):
            part.cells, part.unsure = [], tuple(range(part.sign.stop, part.stop))
            if astray:
                _doubt_cut(parts, part)
                _doubt_left(parts, part)
    _doubt_long(shape, tokens, parts)


def _doubt_left(parts: Sequence[Part], part: Part) -> None:
    """Refuses the last of several rows of texts in the zone above the one of a label that stands elsewhere: what stands
    in that label's place makes its value a goal."""
    above = next((one for one in parts if one.plan is not None and one.sign.zone == part.sign.zone - 1), None)
    if above is None or above.plan is None or len(above.rows) < _SEVERAL or above.sign.what != "heading":
        return
    if all(place.type == "text" or place.merge for place in above.plan.places):
        above.rows[-1] = refused(above.plan, above.rows[-1].start, above.rows[-1].end)


def _doubt_long(shape: Shape, tokens: Sequence[Token], parts: Sequence[Part]) -> None:
    """Doubts the values that go on behind a sentence where the label that the form prints next stands elsewhere, or is
    lost: what is behind may be that label's."""
    pairs = [(part, part.sign.pair) for part in parts if part.sign.pair and part.cells]
    for part, pair in pairs:
        keys = [key for at in range(part.sign.stop, part.stop) if (key := tokens[at].key)]
        if not any(key.endswith("。") for key in keys[:-1]):
            continue
        after = asked_next(shape.form.zones[part.sign.zone], pair.keys)
        below = (
            other for other in parts if other.sign.start > part.sign.start and (other.cells or not other.sign.pair)
        )
        shown = {name for other in below for name in other.sign.names}
        if after and after.isdisjoint(shown):
            part.cells, part.unsure = [], tuple(range(part.sign.stop, part.stop))


def _doubt_cut(parts: Sequence[Part], part: Part) -> None:
    """Refuses the row right above a label that stands among headings of other parts, if some of its cells are missing:
    the label stands in the place of one («其他资金 | — | / | — | 填报部门 | —»)."""
    above = next((one for one in parts if one.stop == part.sign.start), None)
    if above is None or above.plan is None or not above.rows:
        return
    row = above.rows[-1]
    shown = {place for place, *_ in row.cells}
    if any(not place.merge and number not in shown for number, place in enumerate(above.plan.places)):
        above.rows[-1] = refused(above.plan, row.start, row.end)
