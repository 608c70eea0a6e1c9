"""What the cells of a table tell where its headings do not: columns of unknown words, numbers of rows, rows that are a
level's or nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from jixiao import lazy_re as re
from jixiao.quotes import Quote
from jixiao.structure.form_model import Column, Zone, ids_of, points_of, row_key
from jixiao.structure.headings import HEADING_ROWS, FormIndex
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.match_model import Box, Record, ZoneMatch
from jixiao.structure.records import meanings

_BANNER = 24  # characters of a row's level over all columns
_PAIR = 2
_SURE = 3  # headings known before one is told by the cells below it
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:亿元|万元|元)?")
_HEAD = re.compile(r"[\u4e00-\u9fff]{2,8}(?:\([^()]*\))?")
_LABELLED = re.compile(r"[\u4e00-\u9fff()]{2,10}:.")
OF_PEOPLE = ("contact", "phone")
_UNITS = ("元", "万元", "亿元")
_UNIT, _LONGEST_UNIT = "unit", 8
_BARE = re.compile(r"\D{0,6}\d[\d,]*(?:\.\d+)?")
_NUMBER = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")
_WORDS = re.compile(r"[\u4e00-\u9fff]{6}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
_SOME, _SAID = re.compile(r"[\u4e00-\u9fff]{4}"), re.compile(r"[\u4e00-\u9fff]{4}.*")

Rows = Sequence[Sequence[Box]]
"""A grid's boxes by the row in which they begin."""


def without_figures(
    index: FormIndex, rows: Rows, z: int, r: int, heads: list[Box], named: dict[str, Box]
) -> dict[str, Box]:
    """The columns without one for names above figures alone: its heading is another one's then, if any («预算资金
    | 预算数 | 执行数» above a fund's name and two amounts: 上海; «预算数» heads the names themselves in 四川)."""
    columns = index.form.zones[z].columns
    named = _with_names(columns, rows[r], named)
    for column in columns:
        box = named.get(column.id)
        if box is None or column.type != "label" or not _above_figures(rows, r, box, merged=column.merged):
            continue
        rest = index.named(z, [head for head in heads if head is not box])
        again = rest.get(column.id)
        if again is not None and _above_figures(rows, r, again, merged=column.merged):
            del rest[column.id]
        # Its heading may stand above the names: «二、年度预算 | 预算数 | 决算数».
        over_words = {id_ for id_, head in rest.items() if not _above_figures(rows, r, head, merged=False)}
        free = [
            c for c in columns if c is not column and (c.id not in rest or (c.type == "amount" and c.id in over_words))
        ]
        own = next((c.id for c in free if box.key in c.keys), None)
        if own is None:
            return rest
        if own in rest:
            rest.setdefault(column.id, rest[own])
        return rest | {own: box}
    return named


def _with_names(columns: Sequence[Column], row: Sequence[Box], named: dict[str, Box]) -> dict[str, Box]:
    """The columns with the first of a row, which a form prints beside its name, as that name where nothing heads it and
    no column is left for it: «任务内容 | 完成进度 | …» right behind the block's label (安徽)."""
    name = next((column for column in columns if column.type == "label" and column.labels), None)
    beside = {named[column.id].cell.column: column for column in columns if column.id in named}
    first = beside.get(min(beside, default=-1))
    if name is None or name.id in named or first is None or first.type != "printed":
        return named
    left = [box for box in row if box.cell.column < named[first.id].cell.column]
    if not left or any(box.cell.row_span <= HEADING_ROWS for box in left):
        return named
    return {id_: box for id_, box in named.items() if id_ != first.id} | {name.id: named[first.id]}


def _above_figures(rows: Rows, r: int, box: Box, *, merged: bool) -> bool:
    if merged:
        return are_numbers(rows, r, box.cell.column)
    below = (b.match for row in rows[r + 1 :] for b in row if b.match and b.cell.column == box.cell.column)
    return _FIGURE.fullmatch(next(below, "")) is not None


def told_by_cells(
    rows: Rows, zone: Zone, r: int, heads: list[Box], named: Mapping[str, Box]
) -> Iterator[tuple[str, Box]]:
    """Columns headed by words that no form knows, told by what all their cells are («计算方式» above ≥, ≤; «指标类型»
    above words of level 2)."""
    wanted = [column for column in zone.columns if (column.cells or column.says) and column.id not in named]
    if not wanted or len(named) < _SURE:
        return
    for box in heads:
        if box in named.values():
            continue
        below = [b for row in rows[r + 1 :] for b in row if b.match and b.cell.column == box.cell.column]
        for column in wanted:
            if column.id == _UNIT:
                continue
            holds = column.cells or column.says
            if holds and _are_of(holds, [b.match for b in below]):
                yield column.id, box
                wanted.remove(column)
                break


def unit_told(
    rows: Rows, zone: Zone, r: int, heads: Sequence[Box], named: Mapping[str, Box]
) -> Iterator[tuple[str, Box]]:
    """The column of units headed by words that no form knows («计量», «量纲»), between the names and what was reached:
    each target of a bare figure has a unit there, in most rows one that no other kind of cell says («%», «万元»; of two
    letters many a word may be, «正向»). Without it a target is given for another («≧4631» for «≧4631盏»)."""
    column = next((c for c in zone.columns if c.id == _UNIT and c.cells), None)
    target, actual = (named.get(id_) or named.get(f"initial_{id_}") for id_ in ("target", "actual"))
    if column is None or column.id in named or column.cells is None or target is None or actual is None:
        return
    name = named.get("level3")
    first, stop = name.end if name else 0, actual.cell.column
    taken = {id(box) for box in named.values()}
    for box in heads:
        if id(box) in taken or not first <= box.cell.column < stop:
            continue
        units = sure = 0
        for row in rows[r + 1 :]:
            beside = {b.cell.column: b.match for b in row}
            figure, unit = (_BARE.fullmatch(beside.get(target.cell.column, "")), beside.get(box.cell.column))
            if figure is None or not unit:
                continue
            if len(unit) > _LONGEST_UNIT or any(map(str.isdigit, unit)):
                break
            units += 1
            sure += column.cells.fullmatch(unit) is not None
        else:
            if units and 2 * sure >= units:
                yield column.id, box
                return


def _are_of(holds: re.Pattern[str], texts: Sequence[str]) -> bool:
    """Whether the first of some cells are such, two at least; one among them may have come from elsewhere, if two are
    left besides the first («不少于», «效益指标», «定性指标», «＞=»)."""
    found = [holds.fullmatch(text) is not None for text in texts]
    if found[:2] == [True, True]:
        return True
    return found[:1] == [True] and found[2:4] == [True, True]


def unheaded(rows: Rows, found: ZoneMatch, r: int, row: Sequence[Box], block: Box | None) -> dict[int, str]:
    """A column without a heading (the fund's name): what is left of the first heading, the block apart."""
    bare = next((c for c in found.zone.columns if not c.labels), None)
    if not found.named:
        return {}
    stop = min(box.cell.column for box in found.named.values())
    if bare is None:  # a form that may head it, in a table that does not (河北: 支出类别)
        bare = found.zone.columns[0]
        if bare.type != "label" or bare.merged or bare.id in found.named:
            return {}
        if sum(bool(box.match) for box in row if box is not block and box.cell.column < stop) > 1:
            return {}  # one label that no form knows may head it («预算数（万元）» above 总额 …, 四川)
    start = min(block.end if block else 0, stop)
    if start == stop:
        start = 0
    # «序号» beside «项目名称» numbers the rows.
    columns = [column for column in range(start, stop) if not are_numbers(rows, r, column)]
    columns = columns or [*range(start, stop)]
    beside = [box for box in row if box is not block and box.match and box.cell.column in columns]
    if len(beside) > 1:  # «重点任务 | 是否完成 | …»: the first names the rows, whatever the next says of them
        columns = [*range(beside[0].cell.column, beside[0].end)]
    return dict.fromkeys(columns, bare.id)


def are_numbers(rows: Rows, r: int, column: int) -> bool:
    """Whether the cells below a heading row are numbers of rows: 1, 2, … (also among 一, 二 that number parts)."""
    boxes = (box for row in rows[r + 1 :] for box in row if box.cell.column == column and box.match)
    below = (box.match for box in boxes if box.cell.column_span == 1)  # no row of one cell over all columns
    told = list(takewhile(_NUMBER.fullmatch, below))
    counted = [int(text) for text in told if text.isdecimal()]
    parts = len(counted) < len(told)
    return len(counted) > 1 and all(
        number == last + 1 or (parts and number == 1) for last, number in pairwise((0, *counted))
    )


def is_signed(index: FormIndex, zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row right below indicators is none: each cell has a label with its value, one cell over all columns
    has («填表人：周某 | 联系电话：… | 填表日期：…»), or labels and values stand in turn, a telephone's among them."""
    if not filled or not _merged(zone.zone):
        return False
    if all(_LABELLED.match(box.match) for box in filled):
        wide = filled[0].cell.column <= min(zone.owner) and filled[0].end > max(zone.owner)
        return len(filled) > 1 or wide
    in_turn = filled[::2] if len(filled) in (4, 6) else ()
    return any((pair := index.pairs.get(box.key)) is not None and pair.id in OF_PEOPLE for box in in_turn)


def numbered_level(zone: ZoneMatch, filled: Sequence[Box], rows: Rows) -> Box | None:
    """The name in a row that a numeral of parts numbers, where the next of the ``rows`` below is the first of its own
    («一 | 预算管理 | 25 | 24» above «1 | 预算编制 | 10 | 10»): a level with the sums of its rows, no indicator."""
    if level_of(zone) is None or len(filled) < _PAIR:
        return None
    number, name = filled[0], filled[1]
    below = next((row for row in rows if row), ())
    if not below or not below[0].match.isdecimal():
        return None
    if number.cell.column in zone.owner or number.cell.column != below[0].cell.column or number.match.isdecimal():
        return None
    return name if _NUMBER.fullmatch(number.match) and not _FIGURE.fullmatch(name.match) else None


def names_left(zone: ZoneMatch, first: Box, label: Box | None) -> bool:
    """Whether a row without a name has it left of the names' column («合计» below «序号»)."""
    apart = first is not zone.block and first not in zone.block_rest and first.cell.column not in zone.owner
    return (
        apart and first.cell.row_span == 1 and not (label and label.match) and _NAME.fullmatch(first.match) is not None
    )


def level_of(zone: ZoneMatch) -> str | None:
    """The first level of a zone, where no column of the table has it."""
    first = zone.zone.columns[0]
    return first.id if first.merged and first.id not in zone.owner.values() else None


def is_banner(zone: ZoneMatch, filled: list[Box]) -> bool:
    """Whether a row is one cell over all columns in a zone of levels without a column for the first («一、产出指标（50
    分）» above the rows that it is the level of)."""
    if len(filled) != 1 or level_of(zone) is None or len(filled[0].match) > _BANNER:
        return False
    box = filled[0]
    return box.cell.column <= min(zone.owner) and box.end > max(zone.owner) and box.cell.row_span == 1


def _spans_levels(zone: ZoneMatch, row: Sequence[Box]) -> bool:
    """Whether a row of a label and its value has that label over all levels and what stands behind them: no indicator
    («有关事项说明 | …» below them, 云南); or has the value there, and the label before them («目标未完成的原因 |
    无偏差» where the total above could not be read, 湖北)."""
    levels = _merged(zone.zone)
    if not levels:  # «注：…» over the whole width among the rows (重庆)
        own = [box for box in row if box.match]
        return len(own) == 1 and own[0].cell.row_span == 1 and len(meanings(zone, own[0])) > _SURE
    filled = [box for box in row if box.match and box is not zone.block]
    if len(filled) == 1 and "。" in filled[0].match and points_of(zone.zone):
        return True  # «自评意见：项目总体完成较好，…。» below the total, in text that lost its width
    if len(filled) != _PAIR:
        return False
    if filled[0].cell.column_span == 1:
        first = zone.owner.get(filled[0].cell.column, "")
        return first not in levels and len(meanings(zone, filled[1])) > len(levels) + 1
    return len(levels) < len(meanings(zone, filled[0]))


@lru_cache(maxsize=256)
def _merged(zone: Zone) -> frozenset[str]:
    """The columns of a zone that are filled once over several rows."""
    return frozenset(column.id for column in zone.columns if column.merged)


@lru_cache(maxsize=256)
def _own_label(zone: Zone) -> str:
    """The column of a label that a zone's rows may have beside the block's, "" without one."""
    return next((column.id for column in zone.columns if column.merged and column.optional), "")


@lru_cache(maxsize=256)
def _is_of_texts(zone: Zone) -> bool:
    """Whether a zone holds no figures but those that a form may add."""
    return all(column.type in ("text", "label") or column.optional for column in zone.columns)


def heads_others(zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row in a zone of money is all short words, several where figures should be: headings of something else
    («年度任务 | 任务名称 | 完成情况 | 预算 | 执行 | 自评得分»)."""
    figures = _of_figures(zone.zone)
    if not figures or len(filled) < _SURE or not all(_HEAD.fullmatch(box.match) for box in filled):
        return False
    return sum(bool(figures.intersection(meanings(zone, box))) for box in filled) >= _SURE


@lru_cache(maxsize=256)
def _of_figures(zone: Zone) -> frozenset[str]:
    """The columns of figures in a zone of money, none in another."""
    if not ids_of(zone, "amount"):
        return frozenset()
    return frozenset(column.id for column in zone.columns if column.type in ("amount", "percent", "score"))


def _is_wordy(zone: ZoneMatch, row: list[Box]) -> bool:
    """Whether a row has words over several columns of amounts, or in all of them: no fund, whatever it is («年度目标 |
    …»; «年初目标 | 实际完成», heads of goals that no form knows there)."""
    of_amounts = ids_of(zone.zone, "amount")
    if not of_amounts:
        return False
    said = 0
    for box in row:
        if not _SOME.search(box.match):  # most cells: figures
            continue
        over = [id_ for id_ in meanings(zone, box) if id_ in of_amounts]
        if len(over) > 1 and _WORDS.search(box.match):
            return True
        said += bool(over) and _SAID.fullmatch(box.match) is not None
    if said < _PAIR:
        return False
    return said == sum(id_ in of_amounts for box in row if box.match for id_ in meanings(zone, box))


def is_apart(zone: ZoneMatch, row: list[Box], record: Record, *, repeats: bool) -> bool:
    """Whether a row says something else below goals: it has a label of its own where the zone's is merged down, or
    one cell over what was to be and what became of it («（2）实施内容… | …» below «（1）目标完成情况», 四川;
    of one that ``repeats`` merged text only a numbered title is told so)."""
    if _is_wordy(zone, row) or _spans_levels(zone, row):
        return True
    if not zone.records:
        return False
    box = record.cells.get(_own_label(zone.zone))
    if box is not None and box.match and box.cell.row == record.row:
        return True
    if not _is_of_texts(zone.zone):
        return False
    own = [box for box in row if box.match and box is not zone.block and box not in zone.block_rest]
    if (
        own
        and not own[0].match.isdecimal()  # «1 | … | …»: goals by their numbers
        and own[0].cell.row_span == 1
        and not meanings(zone, own[0])
        and own[0].end <= min(zone.owner, default=0)
    ):
        return True
    texts = ids_of(zone.zone, "text")
    label = label_at(own[0].match) if len(own) == 1 else None
    titled = label is not None and label.kind is Kind.CHINESE  # «三、绩效指标» over the whole width
    wide = (box for box in row if box.cell.column_span > 1 and (titled or not repeats))
    return any(len(texts.intersection(meanings(zone, box))) > 1 for box in wide)


def unit_beside(zone: ZoneMatch, row: Sequence[Box], record: Record) -> list[Quote]:
    """Gives a row of money the unit that stands in it in a column of its own («万元»); its cells, if any. Of units
    that differ none is the row's."""
    boxes = [box for box in row if box.match in _UNITS and box.cell.column not in zone.owner]
    if len({box.match for box in boxes}) != 1:
        return []
    record.unit = boxes[0].match
    return [box.whole for box in boxes]


def labels_of_amounts(index: FormIndex, z: int, zone: ZoneMatch, record: Record, label: str) -> list[Box] | None:
    """The labels in a row of money that stand before an amount each («总额 | 50 | 总额 | 52.8»): the first is put in
    the column ``label``, the amounts in theirs, and the others are returned; of labels that differ, or stand where an
    amount should, nobody can tell what they are of: None."""
    money = ids_of(zone.zone, "amount")
    if not any(_HAN.search(record.cells[id_].match) for id_ in money if id_ in record.cells):
        return []
    amounts = [column.id for column in zone.zone.columns if column.id in money and column.id in record.cells]
    keys = {id_: row_key(record.cells[id_].match) for id_ in amounts if record.cells[id_].match}
    own = record.cells.get(label)
    alone = all(len(record.more.get(id_, ())) == 1 for id_ in amounts)
    same = len(keys) == len(amounts) > 1 and len({*keys.values()}) == 1
    if not label or (own and own.match) or not alone or not same or any(map(str.isdigit, keys[amounts[0]])):
        known = any(index.known_row(z, key, None, top_only=False) for key in keys.values())
        return None if known else []
    record.cells[label] = record.cells[amounts[0]]
    others = [record.cells[id_] for id_ in amounts[1:]]
    for id_ in amounts:
        record.cells[id_] = record.more.pop(id_)[0]
    return others
