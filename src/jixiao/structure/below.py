"""What stands below a row of headings that no form knows by their words: which zone it opens, and which of its columns
its words name wrongly.

A zone is known by the rows that its form prints below («三公经费 | …»), by cells of label and amount («一般公共预算：
512.36»), or by as many headings beside a label merged down as the zone has columns, all but one of them known. A column
is no points where words stand below, no reason where figures do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from jixiao import lazy_re as re
from jixiao.structure.forms import Column, Zone, row_key
from jixiao.structure.headings import HEADING_ROWS, LONGEST, FormIndex
from jixiao.structure.headrules import least
from jixiao.structure.match_model import Box, ZoneMatch
from jixiao.structure.told import Rows

_LOOKED_AT = 6  # rows below a heading
_SEVERAL = 2  # columns below one heading
_ROWS = 2  # of a form's own, or cells with a form's own labels, that tell a zone
_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?:分|%)?")
_AMOUNT = re.compile(r"[<>=≥≤]{0,2}\d[\d,]*(?:\.\d+)?[^\d,;]{0,4}")
_SIGNED = re.compile(r"[<>=≥≤]{1,2}\d")
_RULE = re.compile(r".*(?:满分\d|按比例[计得]分|不[计得]分|(?:完成|达到|达标|符合)[^,，。;；]{0,6}[计得]\d).*")
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?(?=分?$)")
_SAID = re.compile(r"(?!无$)[^\d]*[\u4e00-\u9fff][^\d]*|.*[\u4e00-\u9fff]{2}.*")
_NAME = re.compile(r"(?!.*\d).*[\u4e00-\u9fff]{2}", re.DOTALL)
_LETTERED = re.compile(r"[(]?([A-D])[)]?$")
_LETTERS = ("full_year", "executed", "rate")
_OF_ROWS = ("records", "labelled")
_RATIO = re.compile(r"[(]?([A-D])[/÷]([A-D])")


def opened(
    index: FormIndex, rows: Rows, r: int, filled: list[Box], number: int, *, last: ZoneMatch | None, open_: bool
) -> int | None:
    """The zone that row ``r`` opens by what stands around it, or None: the zone before (``number``, with what was found
    of it as ``last``, None right behind its headings) whose headings it repeats, one that it opens together with the
    row below it, or one behind ``number`` by what stands below."""
    if last is not None and _said_again(last, filled):
        return number
    both = _with_next(rows, r, filled)
    if both and (z := index.zone_of(both, number, open_)) is not None:
        return z
    below = [(z, zone) for z, zone in enumerate(index.form.zones) if z > number and zone.kind in _OF_ROWS]
    if not below or len(filled) < _fewest(index) or any(len(box.key) > LONGEST for box in filled):
        return None
    for z, zone in below:
        if zone.kind == "labelled":
            if labelled_below(rows, r, filled, zone):
                return z
        elif (
            (zone.rows and _own_rows(index, rows, r, filled, z))
            or all_but_one(index, rows, r, z)
            or len(dict(by_letters(filled, {}, zone))) == len(_LETTERS)
        ):
            return z
    return None


def _said_again(zone: ZoneMatch, filled: Sequence[Box]) -> bool:
    """Whether the cells are headings that the zone has had, beside a label of their own («年度绩效目标2» over «一级 |
    二级 | …», 湖北)."""
    if len(filled) <= HEADING_ROWS or filled[0].cell.row_span == 1:
        return False
    return [box.match for box in filled[1:]] == [box.match for box in zone.headings]


def _with_next(rows: Rows, r: int, filled: Sequence[Box]) -> list[Box]:
    """The headings of two rows, those merged down over both and those of the second, where the others stand above
    several («年度指标值» above operator, value and unit); else none. A label beside all rows is none of them."""
    filled = filled[1:] if filled[0].cell.row_span > HEADING_ROWS else filled
    down = [box for box in filled if box.cell.row_span == HEADING_ROWS]
    if not down:
        return []
    wide = [box for box in filled if box.cell.row_span == 1 and box.cell.column_span > 1]
    if not wide or len(down) + len(wide) < len(filled) or r + 1 == len(rows):
        return []
    below = [box for box in rows[r + 1] if box.match]
    if len(below) <= len(wide) or any(box.cell.column_span > 1 for box in below):
        return []
    return down + below


def is_lower_half(index: FormIndex, z: int, zone: ZoneMatch | None, r: int, printed: list[Box]) -> bool:
    """Whether each cell of row ``r``, right below a heading of ``zone``, names a column of it, below a cell of that
    heading over several: too few of them may stand there to tell («指标完成情况» above «年度指标值 | 实际完成值»)."""
    if zone is None or zone.records or len(printed) < _SEVERAL:
        return False
    wide = [(h.cell.column, h.end) for h in zone.headings if h.cell.row == r - 1 and h.cell.column_span > 1]
    below = all(any(start <= box.cell.column and box.end <= end for start, end in wide) for box in printed)
    return below and len(index.likely(z, printed)) == len(printed)


@lru_cache(maxsize=256)
def _fewest(index: FormIndex) -> int:
    """The fewest headings of any zone."""
    return min((least(zone) for zone in index.form.zones if zone.kind in ("records", "labelled")), default=2)


def labelled_below(rows: Rows, r: int, filled: Sequence[Box], zone: Zone) -> bool:
    """Whether the cells of row ``r`` are the headings above cells of label and amount: each of the row below has a
    colon, and some of the rows below begin with what the form prints there."""
    if len(filled) != len(zone.columns) or any(":" in box.match[:-1] for box in filled):
        return False
    below = [box for row in rows[r + 1 : r + 1 + _LOOKED_AT] for box in row if box.match]
    first = [box for box in rows[r + 1] if box.match] if r + 1 < len(rows) else []
    if not first or not all(":" in box.match for box in first):
        return False
    own = {row_key(entry) for column in zone.columns for entry in column.entries}
    return sum(row_key(box.match.removeprefix("其中:").partition(":")[0]) in own for box in below) > _ROWS


def _own_rows(index: FormIndex, rows: Rows, r: int, filled: list[Box], z: int) -> bool:
    """Whether rows below are some that the form prints, and half of the headings look like the zone's."""
    own = index.rows[z]
    firsts = (next((box for box in row if box.match), None) for row in rows[r + 1 : r + 1 + _LOOKED_AT])
    known = sum(box is not None and row_key(box.match) in own for box in firsts)
    return known >= _ROWS and 2 * len(index.likely(z, filled)) >= len(filled)


def all_but_one(index: FormIndex, rows: Rows, r: int, z: int) -> bool:
    """Whether beside a label merged down over the row and those below stand as many headings as the zone has columns,
    and all but one of them look like its own."""
    zone = index.form.zones[z]
    if zone.block is None:
        return False
    filled = [box for box in rows[r] if box.match]
    if filled[0].cell.row_span == 1:
        return False
    columns = [column for column in zone.columns if column.labels and not column.optional]
    heads = filled[1:]
    if len(heads) != len(columns) or len(heads) == 1:
        return False
    if len(index.likely(z, heads)) < len(heads) - 1:
        return False
    texts = any(column.type == "text" for column in columns)
    return not (texts and all(_FIGURE.fullmatch(text) for head in heads for text in islice(_below(rows, r, head), 1)))


def without_contradicted(
    index: FormIndex, rows: Rows, r: int, z: int, heads: list[Box], named: dict[str, Box]
) -> dict[str, Box]:
    """The columns without those that no list of words names and that the cells below contradict, named anew without
    them; a heading that is left above points, each no more than the row may have, is the score when nothing else is."""
    zone = index.form.zones[z]
    columns = {column.id: column for column in zone.columns}
    spans = _spans(rows[r])

    def contradicted(rows: Rows) -> list[Box]:
        found: list[Box] = []
        for id_, box in named.items():
            column = columns[id_]
            known = box.key in column.keys
            if known and column.type != "amount":
                continue  # most
            below = list(islice(_below(rows, r, box, spans), 4))
            if below and (_names if known else _contradicts)(column, below):
                found.append(box)
        return found

    against = contradicted(rows)
    if (
        against
    ):  # what heads another zone contradicts nothing: of a row that was refused no cell may be left in its column
        ends = (at for at in range(r + 2, min(r + 1 + _LOOKED_AT, len(rows))) if _heads_another(index, rows[at], z))
        against = contradicted(rows[: next(ends, None)])
    kept = named
    if against:
        kept = index.named(z, [box for box in heads if box not in against])
        kept = {id_: box for id_, box in kept.items() if id_ not in named or named[id_] in (box, *against)}
    kept |= _aimed_at(index, rows, r, z, heads, kept)
    if "score" not in columns or "score" in kept or "weight" not in kept:
        return kept
    if any(c.type == "measure" and not c.optional and c.labels and c.id not in kept for c in zone.columns):
        return kept
    known = {id(box) for box in kept.values()}
    left = [box for box in heads if box.match and id(box) not in known and index.may_head(z, box)]
    left = [box for box in left if _are_points(rows, r, box, kept["weight"])]
    return kept | {"score": left[0]} if len(left) == 1 else kept


def _aimed_at(
    index: FormIndex, rows: Rows, r: int, z: int, heads: Sequence[Box], named: Mapping[str, Box]
) -> dict[str, Box]:
    """The column of what was aimed at beside that of what was reached: the one heading in words of no list above signs
    of more and less («权重分 | 年度值 | 实际值» above «13 | ≥322块 | 498块»)."""
    measures = [c for c in index.form.zones[z].columns if c.type == "measure" and c.labels and not c.optional]
    lacking = [column.id for column in measures if column.id not in named]
    if len(lacking) != 1 or not any(column.id in named for column in measures):
        return {}
    known = {id(box) for box in named.values()}
    left = [box for box in heads if box.match and id(box) not in known and index.may_head(z, box)]
    signed = [box for box in left if sum(_SIGNED.match(text) is not None for text in _below(rows, r, box)) > 1]
    return {lacking[0]: signed[0]} if len(signed) == 1 else {}


def _heads_another(index: FormIndex, row: Sequence[Box], z: int) -> bool:
    return index.zone_of([box for box in row if box.match], z, True) not in (None, z)


def _names(column: Column, cells: list[str]) -> bool:
    """Whether a known heading of amounts stands above names («年度预算（万元）» above «其中：财政资金», 四川)."""
    return column.type == "amount" and len(cells) > _ROWS and all(_NAME.match(text) for text in cells)


def _contradicts(column: Column, cells: list[str]) -> bool:
    if not cells:
        return False
    if column.type in ("score", "amount", "percent", "count", "number"):
        return all(_SAID.fullmatch(text) for text in cells)
    if column.cells and column.id != "unit":  # 指标性质; of units the pattern knows the usual ones
        return not any(column.cells.fullmatch(text) for text in cells)
    if column.id == "criterion":  # how points are given is told in words («计划» above «100%», «320套»)
        return len(cells) > 1 and all(_AMOUNT.fullmatch(text) for text in cells)
    if column.type == "text" and column.id.endswith("reason"):
        if len(cells) > 1 and all(_RULE.fullmatch(text) for text in cells):
            return True  # how points are given («分值计算办法» left as the last heading: «按比例计分,满分13分», 湖北)
        return all(_FIGURE.fullmatch(text) for text in cells)
    return False


def _are_points(rows: Rows, r: int, head: Box, weight: Box) -> bool:
    """Whether all cells below a heading are points, none more than the points that its row may have."""
    found = 0
    for row in rows[r + 1 :]:
        own = next((box for box in row if box.match and box.cell.column == head.cell.column), None)
        most = next((box for box in row if box.match and box.cell.column == weight.cell.column), None)
        if own is None or most is None:
            continue
        points, full = _POINTS.match(own.match), _POINTS.match(most.match)
        if points is None or full is None or float(points[0]) > float(full[0]):
            return False
        found += 1
    return found > 1


def by_letters(heads: Sequence[Box], named: Mapping[str, Box], zone: Zone) -> Iterator[tuple[str, Box]]:
    """Amounts told by the letters of the rate's formula: «X（A）| Y（B）| Z（B/A）» are the budget of the whole year,
    what was spent of it and the rate, whatever they are called."""
    if not _has_lettered(zone):
        return
    ratios = [(box, found) for box in heads if (found := _RATIO.search(box.match))]
    if len(ratios) != 1 or named.get("rate", ratios[0][0]) is not ratios[0][0]:
        return
    rate, ratio = ratios[0]
    known = {id(box) for box in named.values()}
    told: dict[str, list[Box]] = {"rate": [rate]}
    for id_, letter in (("executed", ratio[1]), ("full_year", ratio[2])):
        lettered = ((box, _LETTERED.search(box.match)) for box in heads if box is not rate)
        told[id_] = [box for box, found in lettered if found and found[1] == letter]
    for id_, boxes in told.items():
        if id_ not in named and len(boxes) == 1 and id(boxes[0]) not in known:
            yield id_, boxes[0]


@lru_cache(maxsize=256)
def _has_lettered(zone: Zone) -> bool:
    return {column.id for column in zone.columns}.issuperset(_LETTERS)


def _spans(row: Sequence[Box]) -> list[int]:
    """Where the labels end that are merged down beside rows."""
    return [box.end for box in row if box.cell.row_span > HEADING_ROWS]


def _below(rows: Rows, r: int, head: Box, spans: Sequence[int] | None = None) -> Iterator[str]:
    """The filled cells under a heading, in the rows next to it; none of a row that begins where a label is merged down
    beside the heading's (``spans``: where such labels end)."""
    own = head.cell.column
    beside = [end for end in (_spans(rows[r]) if spans is None else spans) if end <= own]
    for row in rows[r + 1 : r + 1 + _LOOKED_AT]:
        if beside and row and row[0].cell.column < max(beside):
            return
        for box in row:
            if box.cell.column == own and box.match:
                yield box.match
