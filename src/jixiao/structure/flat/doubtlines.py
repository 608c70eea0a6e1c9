"""Rows of a table of unmarked lines that are refused or doubted for a line that may be another cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.cellcosts import LEAD
from jixiao.structure.flat.celltexts import (
    are_cells,
    figure_of,
    is_only_top,
    is_second,
    known_level,
    row_mark,
    top_of,
)
from jixiao.structure.flat.doubtrows import (
    AIMS,
    doubt_miscounted,
    doubt_torn_reasons,
    is_named_behind,
    is_named_by_target,
)
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.labelvalues import doubt_labels
from jixiao.structure.flat.misplaced import doubt_lone_heads
from jixiao.structure.flat.narrow import is_rate_below
from jixiao.structure.flat.roworder import doubt_unordered
from jixiao.structure.flat.shapes import RowKind, Shape
from jixiao.structure.flat.slid import doubt_slid
from jixiao.structure.flat.stretch import RawCell
from jixiao.structure.form_model import LEVELS, OF_LEVEL, asked_next, key_of

_HALF = 2  # characters of the second line of a level's word
_PIECE = 4  # characters of a line of a block's label
_TOLD = ("measure", "score")  # what nearly all indicators have
_RARE = 4  # of so many rows one at most leaves blank what nearly all fill


def doubt_lines(shape: Shape, rows: Sequence[FitRow], patterns: Patterns, *, leaves_out: bool) -> None:
    """Refuses rows of cells a line of which covered ones may be left out."""
    doubt_labels(shape, rows, patterns, leaves_out=True)
    doubt_lone_heads(shape, rows)
    doubt_unordered(shape, rows)
    begun = False  # whether the row above ends with a line of the next one's name («指标2：提», «高资金使用效益»)
    for row in rows:
        if row.kind is not None and row.kind.what == "data":
            behind = is_named_behind(row.kind, row)
            row.refused = row.refused or begun or is_named_by_target(row.kind, row, patterns) or behind
            begun = behind and LEAD.match(row.cells[-1].text.strip()) is not None
            row.refused = row.refused or holds_sentence(row.kind, row) or _may_hold_level(row.kind, row, patterns)
            row.refused = row.refused or _may_hold_two(shape, row.kind, row) or _is_piece(shape, row.kind, row)
            row.refused = row.refused or _holds_mark(row, patterns)
            row.refused = row.refused or is_rate_below(row.kind, row, ("count",))
    if leaves_out:
        doubt_swallowed(rows, patterns)
    doubt_torn_reasons(rows)
    doubt_amounts_for_texts(rows)
    doubt_beside_blanks(rows)
    doubt_said_again(rows, patterns)
    doubt_slid(rows, patterns, lines=True)
    if leaves_out:
        doubt_miscounted(rows)


def doubt_said_again(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Doubts the levels of a row whose level 1 is the one that stands above it in other words: it is a part of level 2
    («产出», «时效» below «产出指标»); and of one with a word of either level and no level 2 where all others have one
    («成本指标», above it a blank cell of two)."""
    single = [
        (row, outer, inner)
        for row in rows
        if (found := _levels_of(row)) and (outer := found[0])
        for inner in found[1:2]
    ]
    bare = [row for row, _, inner in single if not inner]
    for row, outer, inner in single:
        either = not inner and known_level(outer, patterns) and not is_only_top(outer, patterns)
        row.vague = row.vague or (either and len(bare) == 1 < len(single))
    above = ""
    for row in rows:
        kind = row.kind
        if kind is None or kind.what != "data":
            above = ""
            continue
        text = next(iter(_levels_of(row)), "")
        again = bool(above and text) and text != above and top_of(text, patterns) == top_of(above, patterns) is not None
        row.vague = row.vague or again
        above = text or above


def _levels_of(row: FitRow) -> list[str]:
    """The words of the levels of a whole row."""
    if row.kind is None or row.kind.what != "data" or len(row.cells) != len(row.kind):
        return []
    own = zip(row.kind.places, row.cells, strict=True)
    return [squeeze(cell.text) for place, cell in own if place.merge in LEVELS]


def doubt_swallowed(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Raises `UnreadableError` where a name beside no level begins with a line that is another level's word («成本»,
    «会议费控制率» below 时效), or a level with a name that holds nothing («……», «社会效益指标»): the rows below would
    stand under the wrong one."""
    above = ""
    for row in rows:
        if row.kind is None or row.kind.what != "data":
            continue
        places = [place for at, place in enumerate(row.kind.places) if at not in (row.holes or ())]
        cells = [(place, cell.text.strip()) for place, cell in zip(places, row.cells, strict=False)]
        levels = [text for place, text in cells if place.merge in LEVELS and text]
        name = next((text for place, text in cells if place.id == "level3"), "")
        if any("\n" in text and row_mark(_first(text), patterns) == "placeholder" for text in levels):
            raise UnreadableError
        first = _first(name) if "\n" in name and not levels else ""
        if first and first != above and is_second(first, patterns):
            raise UnreadableError
        above = squeeze(levels[-1]) if levels else above


def _first(text: str) -> str:
    """The first line of a text."""
    return squeeze(text.partition("\n")[0])


def _may_hold_level(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether the first line of a name without a number may be the second of the level's own word beside it
    («服务对象», «满意情况», «群众满意率»; «成本», «管控», «采购成本», so short that it is hardly the name's; «指标»),
    or the whole of it beside a blank cell."""
    cells = {place.id: cell.text.strip() for place, cell in zip(kind.places, row.cells, strict=False)}
    level, name = cells.get(LEVELS[-1], ""), cells.get("level3", "")
    lines = [line for text in name.split("\n") if (line := squeeze(text))]
    if len(lines) > 1 and lines[0] == OF_LEVEL and not lines[1][0].isdigit():
        return True
    if "\n" not in name or LEAD.match(name) or len(row.cells) != len(kind) or "\n" in level:
        return False
    first = squeeze(name.partition("\n")[0])
    if not level:
        return known_level(first, patterns)
    bare = not level.endswith(OF_LEVEL) and len(first) <= _HALF
    return bare or not known_level(squeeze(level), patterns)


def _may_hold_two(shape: Shape, kind: RowKind, row: FitRow) -> bool:
    """Whether a text of several lines stands where the heading lacks a column of texts that the form has, or beside a
    blank cell: what was aimed at and what was reached may be one («绩效目标» was lost beside «实际完成情况»)."""
    zone = shape.form.zones[kind.zone]
    if zone.kind != "records" or not any("\n" in cell.text for cell in row.cells):
        return False
    own = [place for place in kind.places if place.merge != "block"]
    if len(own) > 1 and all(place.type == "text" and not place.merge for place in own):
        behind = [cell.text.strip() for cell in row.cells[len(row.cells) - len(own) :]]
        if not all(behind) and any("\n" in text for text in behind):
            return True
    texts = {column.id for column in zone.columns if column.type == "text" and not column.optional}
    return not any(column.merged for column in zone.columns) and not texts <= {place.id for place in kind.places}


def doubt_amounts_for_texts(rows: Sequence[FitRow]) -> None:
    """Refuses a row with a figure in a column of words, beside a name of two lines and before a blank last cell: the
    second line is that column's, each figure stands one column too far left («治理⏎分类 | 275.80 | 262.10 | »)."""
    for row in rows:
        if row.kind is None or row.kind.what != "data" or not row.cells or row.cells[-1].text.strip():
            continue
        names = [at for at, cell in enumerate(row.cells[:-1]) if "\n" in cell.text.strip()]
        at = names[0] + 1 if len(names) == 1 else 0
        if at and figure_of(squeeze(row.cells[at].text)) is not None:
            others = [one for one in rows if one.kind is row.kind and one is not row and not one.refused]
            beside = [squeeze(one.cells[at].text) for one in others if len(one.cells) > at]
            row.refused = row.refused or (bool(beside) and all(text and figure_of(text) is None for text in beside))


def doubt_beside_blanks(rows: Sequence[FitRow]) -> None:
    """Refuses an indicator with several lines before a blank cell that nearly all others fill: the last of them is as
    likely what stood there («6个⏎有所提高», and no score)."""
    broken = [(row, at) for row in rows for at in _before_blanks(row)]
    for row, at in broken:
        beside = [
            cells[at + 1] for one in rows if one.kind is row.kind and one is not row and (cells := _all_cells(one))
        ]
        others = [cell for cell in beside if cell is not None]
        filled = sum(bool(cell.text.strip()) for cell in others)
        row.refused = row.refused or (len(others) >= _RARE and filled * _RARE >= len(others) * (_RARE - 1))


def _before_blanks(row: FitRow) -> Iterator[int]:
    """The cells of several lines, by their places, before a blank one that holds a measure or points."""
    if not any("\n" in cell.text for cell in row.cells):
        return
    cells, places = _all_cells(row), row.kind.places if row.kind is not None else ()
    for at, (one, other) in enumerate(pairwise(cells)):
        if one is None or other is None or places[at].merge or places[at + 1].type not in _TOLD or other.text.strip():
            continue
        if sum(bool(line.strip()) for line in one.text.split("\n")) > 1:
            yield at


def _all_cells(row: FitRow) -> list[RawCell | None]:
    """The cells of a whole row of data, None where one is covered."""
    kind = row.kind
    if kind is None or kind.what != "data" or not kind.levels or row.refused:
        return []
    holes = row.holes or ()
    if len(row.cells) + len(holes) != len(kind):
        return []
    own = iter(row.cells)
    return [None if at in holes else next(own) for at in range(len(kind))]


def _holds_mark(row: FitRow, patterns: Patterns) -> bool:
    """Whether a mark of nothing stands on a line of a cell's text: a cell of its own («—», «提升防护能力。» as one)."""
    cells = ([squeeze(line) for line in cell.text.split("\n")] for cell in row.cells if "\n" in cell.text)
    filled = ([line for line in lines if line] for lines in cells)
    return any(
        len(lines) > 1 and any(len(line) <= _HALF and patterns.null_kind(line) == "dash" for line in lines)
        for lines in filled
    )


def _is_piece(shape: Shape, kind: RowKind, row: FitRow) -> bool:
    """Whether a letter of a block's label stands for a goal («绩», «效», below it «指», «标»), or its first line of two
    («绩效», of which the other stands elsewhere)."""
    texts = [squeeze(cell.text) for cell in row.cells] if not kind.levels else []
    short = [text for text in texts if 0 < len(text) <= _PIECE and not text[0].isdigit()]
    if not short or any(place.type in FIGURES for place in kind.places):
        short = [text for text in short if len(text) == 1]
    return any(
        text in key if len(text) == 1 else key[: len(text)] == text != key for text in short for key in shape.block_keys
    )


def holds_sentence(kind: RowKind, row: FitRow) -> bool:
    """Whether a sentence stands behind what was aimed at or reached («当年完成», «个别指标完成值低于预期。»)."""
    cells = (c.text.strip() for p, c in zip(kind.places, row.cells, strict=False) if p.id in AIMS)
    return any("\n" in text and are_cells([*map(squeeze, text.split("\n"))]) for text in cells)


def doubt_long(shape: Shape, rows: Sequence[FitRow]) -> None:
    """Refuses the pairs whose value goes on behind a sentence where the label that the form prints next stands
    elsewhere, is lost or has nothing beside it: what is behind may be its («评价结论», of «存在问题» and its text). So
    the last row of goals, where the labels that the form prints below them are all lost."""
    pairs = [row for row in rows if row.kind is not None and row.kind.what == "pair"]
    beside = (pair for row in pairs for pair in pairwise(row.cells))
    own = {key_of(squeeze(cell.text)) for cell, value in beside if value.text.strip()}
    for row in pairs:
        if row.kind is None or not any("。\n" in cell.text for cell in row.cells):
            continue
        after = asked_next(shape.form.zones[row.kind.zone], {key_of(squeeze(cell.text)) for cell in row.cells})
        row.refused = row.refused or (bool(after) and after.isdisjoint(own))
    shown = {row.kind.zone for row in rows if row.kind is not None}
    last = {row.kind.zone: row for row in rows if row.kind is not None and row.kind.what == "data"}
    for number, row in last.items():
        behind = shape.form.zones[number + 1 : number + 2]
        if row.kind is None or row.kind.levels or not row.cells or not behind or behind[0].kind != "pairs":
            continue
        texts = all(place.type == "text" or place.merge for place in row.kind.places)
        row.refused = row.refused or (texts and number + 1 not in shown and "。\n" in row.cells[-1].text)
