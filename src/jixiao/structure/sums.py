"""A total known by what it adds up: below the indicators the row whose figures are the sums of their points; and the
sums of a level among them («小计»), which are no indicator and no total."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from jixiao import lazy_re as re
from jixiao.document import Table
from jixiao.structure.form_model import Zone, ids_of, points_of
from jixiao.structure.match_model import Box, Record, ZoneMatch
from jixiao.structure.records import meanings

_FIGURE = re.compile(r"\d+(?:\.\d+)?(?=分?$)")
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_NOTHING = re.compile(r"[-—–/]{1,4}")
_PAIR, _LABELLED = 2, (4, 6)  # cells of a label and its value; of a total and its score, and its grade
_LEAST = 3
"""Rows that a sum is of: of fewer any figure may be one."""


def adds_up(zone: ZoneMatch, zones: Sequence[ZoneMatch], filled: Sequence[Box]) -> bool:
    """Whether the cells ``filled`` are the total of a zone of levels: a label over at least two columns of other
    meanings, and of figures those alone that stand below points, one of which is the sum of the points above it (with
    or without those of the money, in one of the other ``zones``)."""
    label = filled[0]
    if len(zone.records) < _LEAST or label.cell.column_span == 1 or label.cell.row_span > 1:
        return False
    over = set(meanings(zone, label))
    points = points_of(zone.zone) - over
    if not points or len(over) < 2 or _FIGURE.fullmatch(label.match):
        return False
    names = ids_of(zone.zone, "measure") | ids_of(zone.zone, "label")
    told = False
    for box in filled[1:]:
        meaning = next(iter(meanings(zone, box)), None)
        if meaning in names:
            return False
        value = _value(box)
        if meaning in points and value is not None:
            told = told or value in set(_sums(meaning, zone, zones))
    return told


def holds_points_alone(zone: ZoneMatch, row: Sequence[Box], label: Box) -> bool:
    """Whether all that a row of money holds behind its label, which reaches over amounts or is none that money has,
    stands below points."""
    points, amounts = points_of(zone.zone), ids_of(zone.zone, "amount")
    filled = [box for box in row if box.match and box is not label and box is not zone.block]
    alone = all(_value(box) is not None and points.issuperset(meanings(zone, box) or ("",)) for box in filled)
    if not filled or not alone:
        return False
    return not amounts.isdisjoint(meanings(zone, label)) or not any(label.key in row.keys for row in zone.zone.rows)


def points_labelled(
    match: ZoneMatch, zones: Sequence[ZoneMatch], keys: Container[str], filled: Sequence[Box]
) -> dict[str, Box]:
    """The points of a total's row that prints a label before each («总分 | 100 | 自评得分 | 98 | 等级 | 优», wherever
    these stand): first those that it may have, then, behind a heading of scores or of totals (``keys``), what it has;
    behind one of a review's («自评总分 | 98 | 复核得分 | 95») or of points («自评总分 | 98 | 分值 | 100») the first are
    what the unit gave itself, and only sums tell them behind what has no place («总分 | 98 | 扣分 | 2»). So are those
    that its rows add up to (`_first_scores`)."""
    zone = match.zone
    if len(filled) not in _LABELLED or [_value(box) is None for box in filled[:4]] != [True, False] * _PAIR:
        return {}
    heads = [column.id for column in zone.columns if filled[2].key in column.keys]
    if heads in (["review_score"], ["weight"]):
        return {"score": filled[1], heads[0]: filled[3]}
    if "score" not in heads and (first := _first_scores(match, zones, filled)):
        return first
    if not heads and zone.beside is not None and zone.beside.fullmatch(filled[2].key):
        return {"": filled[1]}
    scored = "score" in heads or (filled[2].key in keys and filled[2].key != filled[0].key)
    return {"weight": filled[1], "score": filled[3]} if scored else {}


def _first_scores(match: ZoneMatch, zones: Sequence[ZoneMatch], filled: Sequence[Box]) -> dict[str, Box]:
    """The points of a total in labels and values whose first are the sum of what was scored and not of what could be
    («自评总分 | 98 | 总分 | 100»): the others may be the latter sum, or are something else («上年总分 | 96»)."""
    weights, scores = ({*_sums(id_, match, zones)} for id_ in ("weight", "score"))
    if _value(filled[1]) not in scores - weights:
        return {}
    return {"score": filled[1]} | ({"weight": filled[3]} if _value(filled[3]) in weights - scores else {})


def is_part(zone: ZoneMatch, zones: Sequence[ZoneMatch], filled: Sequence[Box]) -> bool:
    """Whether the cells ``filled`` are the sums of a level's rows, printed among them: a label in no column of figures,
    and behind it points alone, each the sum of the last rows' (of two at least where the label may name an indicator);
    or the points of the money once more («预算执行率得分 | 10 | 9.83»).
    """
    label = filled[0] if filled else None
    if label is None or len(filled) < _PAIR or not zone.records or label.cell.row_span > 1:
        return False
    points = points_of(zone.zone)
    if points.isdisjoint(meanings(zone, filled[-1])):
        return False
    levels, own = _names_of(zone.zone)
    said = list(
        takewhile(lambda box: box.match == label.match, filled)
    )  # in each column of a merged cell, by some tools
    over = [id_ for box in said for id_ in meanings(zone, box)]
    if not over or over[0] not in (*levels, own) or len(said) == len(filled):
        return False
    least = _PAIR if over in (levels[-1:], [own]) else 1
    money = _of_money(label, zones)
    for box in filled[len(said) :]:
        below = meanings(zone, box)
        value = _value(box)
        if value is None or len(below) != 1 or below[0] not in points:
            return False
        if value not in set(_points(below[0], money)) and not _last(below[0], zone, value, least):
            return False
    return True


def _names_of(zone: Zone) -> tuple[list[str], str | None]:
    """The levels of a zone, and what names its rows, be its type that of a text («小计» below 三级指标)."""
    own = next((c.id for c in zone.columns if c.labels and not c.merged and c.type in ("label", "text")), None)
    return [column.id for column in zone.columns if column.type == "label"], own


def _of_money(label: Box, zones: Iterable[ZoneMatch]) -> list[Record]:
    """The rows of the money whose rate a label names, with or without the heading of their score."""
    found: list[Record] = []
    for zone in zones:
        if zone.zone.kind == "records" and _names_rate(zone.zone, label.key):
            found += zone.records
    return found


@lru_cache(maxsize=4096)
def _names_rate(zone: Zone, key: str) -> bool:
    rates = {key for column in zone.columns if column.type == "percent" for key in column.keys}
    heads = [key for column in zone.columns if column.type == "score" for key in column.keys]
    return not rates.isdisjoint([key, *(key.removesuffix(head) for head in heads)])


def sums_money(zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row's label, over the zone's and the names below it, has behind it the sums of the amounts above
    («金额合计 | 2400 | 2358.1» below a list of tasks: 陕西)."""
    amounts, names = ids_of(zone.zone, "amount"), ids_of(zone.zone, "label")
    if len(zone.records) < _PAIR or not amounts or not names.intersection(meanings(zone, filled[0])):
        return False
    told = 0
    for box in filled[1:]:
        below = meanings(zone, box)
        if len(below) == 1 and below[0] in amounts:
            above = (record.cells[below[0]] for record in zone.records if below[0] in record.cells)
            value = _amount(box)
            if value is None or value != sum((_amount(other) or Decimal(0) for other in above), Decimal(0)):
                return False
            told += 1
    return told > 0


def _amount(box: Box) -> Decimal | None:
    text = box.match.replace(",", "")
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def _last(id_: str, zone: ZoneMatch, value: Decimal, least: int) -> bool:
    """Whether a figure is the sum of the points of the last rows."""
    total = Decimal(0)
    for count, record in enumerate(reversed(zone.records), 1):
        total += sum(_points(id_, [record]), Decimal(0))
        if total == value and count >= least:
            return True
        if total > value:
            return False
    return False


def measures(zone: ZoneMatch, filled: Sequence[Box]) -> int:
    """In how many columns of what was to be reached, or was, a row has a text of its own."""
    types = {column.id: column.type for column in zone.zone.columns}
    below = [meanings(zone, box) for box in filled if not _NOTHING.fullmatch(box.match)]
    return sum(len(ids) == 1 and types[ids[0]] == "measure" for ids in below)


def names_row(zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether a row names something and weighs it, or measures it where nothing has points or beside the word of a
    level: one of the zone, no remark below a total, and none of «联系人 | … | 填表日期 | 2024.01.30» with words where
    points should be, or over them."""
    columns = {column.id: column for column in zone.zone.columns}
    points = points_of(zone.zone)
    own: set[str] = set()
    measured = points.isdisjoint(zone.named)
    for box in filled:
        if len(below := meanings(zone, box)) == 1:
            column = columns[below[0]]
            if column.id in points and _WORDS.match(box.match):
                return False
            own.add(column.type)
            measured = measured or (column.says is not None and column.says.fullmatch(box.match) is not None)
    return "label" in own and ("score" in own or ("measure" in own and measured))


def is_score(zone: ZoneMatch, zones: Sequence[ZoneMatch], box: Box) -> bool:
    """Whether the only figure of a total, below 分值, is the sum of what was scored and not of what could be (a blank
    cell in front of it that a tool left out)."""
    value = _value(box)
    if value is None or value in set(_sums("weight", zone, zones)):
        return False
    return value in set(_sums("score", zone, zones))


def sums_all(record: Record, zones: Sequence[ZoneMatch]) -> bool:
    """Whether a row of points right below the headings of indicators is the total of the rows that follow."""
    zone = next((zone for zone in zones if zone.zone.id == "indicators"), None)
    given = {id_: box for id_ in ("weight", "score") if (box := record.cells.get(id_)) and _value(box) is not None}
    if zone is None or "score" not in given or len(zone.records) < _PAIR:
        return False
    return all(_value(box) in set(_sums(id_, zone, zones)) for id_, box in given.items())


def is_full(zone: ZoneMatch, zones: Sequence[ZoneMatch], box: Box) -> bool:
    """Whether the only figure of a total is the sum of what could be scored and not of what was («总分 | 100 | 评价等级
    | 优»)."""
    value = _value(box)
    if value is None or value in set(_sums("score", zone, zones)):
        return False
    return value in set(_sums("weight", zone, zones))


def is_astray(table: Table, zone: ZoneMatch, zones: Sequence[ZoneMatch], box: Box) -> bool:
    """Whether nothing tells the column of the only figure of a total, below 分值 in text that a tool flattened: it is
    the sum of no points that could be, nor were scored. A row above could not be read, or its cells moved."""
    value = _value(box) if table.origin == "flattened" and not table.repeats else None
    return value is not None and value not in {*_sums("weight", zone, zones), *_sums("score", zone, zones)}


def _sums(id_: str, zone: ZoneMatch, zones: Iterable[ZoneMatch]) -> Iterator[Decimal]:
    own = sum(
        _points(id_, (record for other in zones if other.zone is zone.zone for record in other.records)), Decimal(0)
    )
    yield own
    rest = (record for other in zones if other.zone is not zone.zone for record in other.records)
    yield own + sum(_points(id_, rest), Decimal(0))


def _points(id_: str, records: Iterable[Record]) -> Iterator[Decimal]:
    """The points of a column; one merged over rows counts on its first."""
    for record in records:
        box = record.cells.get(id_)
        value = _value(box) if box is not None and box.cell.row == record.row else None
        if value is not None:
            yield value


def _value(box: Box) -> Decimal | None:
    found = _FIGURE.match(box.match)
    return Decimal(found[0]) if found else None
