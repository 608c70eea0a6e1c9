"""Rows of a form that print labels with their values: which cells are labels, by the form's words or their likeness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from jixiao import lazy_re as re
from jixiao.folding import COLONS
from jixiao.structure.form_model import Form, Pair, ids_of, key_of, row_key
from jixiao.structure.headings import FormIndex
from jixiao.structure.match_model import Box, FormMatch, PairMatch, ZoneMatch
from jixiao.structure.records import meanings
from jixiao.structure.told import OF_PEOPLE

_FAR = re.compile(rf"[^{COLONS}]*[{COLONS}]\s*\S(?:.*?\S)??(?=[^\S\n]{{4,}}\S)")
_AMONG = "其中:"
_MEASURED = 3  # cells of an indicator of which anything is said
_ALONE, _BESIDE = 4, 8
"""Filled cells of a row in which a label may be told by its likeness: without, and with a known label beside it."""
_SCORE, _POINTS = "total_score", "total_weight"
_WORD = 4  # letters of a label that say what it asks for


def labels_of(index: FormIndex, filled: list[Box], *, outside: bool) -> dict[int, Pair]:
    """The labels of a row of pairs, by id of their box; ``outside`` the zones also by what such a label looks like, but
    never a cell that stands behind a label («备注 | 自评等级：优»)."""
    labels: dict[int, Pair] = {}
    value_next = False
    most = _most_likely(index, filled) if outside and len(filled) > 1 else 0
    for box in filled:
        pair = index.pairs.get(box.key)
        if pair is None and not labels and box is filled[0]:  # «2、项目实施内容及过程概述» (四川)
            pair = index.pairs.get(row_key(box.match))
        if pair is None and not value_next and len(filled) <= most:
            named = box.match.removeprefix(_AMONG)
            pair = None if ":" in named[:-1] else index.likely_pair(key_of(named))
        if pair:
            labels[id(box)] = pair
        value_next = pair is not None
    units = [box for box in filled if id(box) in labels and labels[id(box)].id == "unit"]
    if len(units) > 1 and all(pair.id != "department" for pair in labels.values()):
        # «部门名称 | … | 项目具体实施单位 | …»: the department stands before who carries it out.
        labels[id(units[0])] = replace(labels[id(units[0])], id="department")
    return labels


def _most_likely(index: FormIndex, filled: list[Box]) -> int:
    """The most cells of a row in which labels may be told by their likeness."""
    likely = sum(index.likely_pair(box.key) is not None for box in filled[::2])
    all_ = len(filled) % 2 == 0 and likely >= max(len(filled) // 2 - 1, min(len(filled) // 2, 2))
    return _BESIDE if all_ or any(box.key in index.pairs for box in filled) else _ALONE


def is_record(zone: ZoneMatch, filled: list[Box], cover: Sequence[Box]) -> bool:
    """Whether a row that a label of pairs leads is one of the zone all the same: it stands below the names of
    indicators, with what those aim at behind it («项目支出总额», «≤88万元», «88万元»), or what stood beside it was
    refused, so that the cells that ``cover`` the row leave a gap there."""
    if any(left is filled[0] and left.end < right.cell.column for left, right in pairwise(cover)):
        return True
    if len(filled) < _MEASURED or not zone.zone.columns[0].merged:
        return False
    below = [meanings(zone, box) for box in filled]
    name = next((column.id for column in zone.zone.columns if not column.merged), "")
    measures = ids_of(zone.zone, "measure")
    return below[0] == [name] and all(len(ids) == 1 for ids in below) and any(ids[0] in measures for ids in below)


def spanning_pair(index: FormIndex, zone: ZoneMatch | None, row: list[Box], repeats: bool) -> Pair | None:
    """A label with one value or a blank cell beside it, of which either spans the columns of several meanings, is
    no record of the zone, also when its words are only like a pair's («其他需说明的事项» over the three levels,
    云南; «2.实施内容及过程概述 | …» with a value over both columns of the goals, 四川; where merged text is said again
    in each column, with the value in both)."""
    first, *beside = [box for box in row if box.match]
    if zone is None or first.cell.row_span > 1:
        return None
    if len(beside) > 1:
        if not repeats or any(box.match != beside[0].match for box in beside):
            return None
        spans = len({meaning for box in beside for meaning in meanings(zone, box)}) > 1
    else:
        spans = any(box.cell.column_span > 1 and len(meanings(zone, box)) > 1 for box in row)
    if spans:
        return index.likely_pair(first.key) or index.likely_pair(row_key(first.match))
    return None


def is_rest(index: FormIndex, label: Box, box: Box) -> bool:
    """Whether a cell behind a label is the rest of a longer one («单位», «名称» in text that lost its cells)."""
    return bool(box.match) and label.key + box.key in index.pairs


def value_beyond(index: FormIndex, row: list[Box], blank: Box, labels: dict[int, Pair]) -> Box:
    """The value beyond blank cells: in a grid that merges none each stands for a column that the label or value covers
    in print. A blank one where two texts follow before the next label, or one that may be a label."""
    behind = takewhile(lambda box: id(box) not in labels, row[row.index(blank) :])
    filled = [box for box in behind if box.match]
    one = len(filled) == 1 and index.likely_pair(filled[0].key) is None and filled[0].match[-1] != ":"
    return filled[0] if one else blank


def begins_another(
    form: FormMatch, heads: Mapping[tuple[str, ...], tuple[int, int]], rows: Sequence[Sequence[Box]]
) -> bool:
    """Whether with the first of ``rows`` another form begins in the same table: behind the total it asks for the
    project again and another is named, or it is a row of headings that has headed rows above (``heads``: rows printed
    so far, with their row and zone) and heads data again, not the first rows of a table said again on its last page."""
    first = rows[0]
    if not first:
        return False
    project = form.pairs.get("project")
    if project is not None and first[0].match == project.label.match and len(first) > 1:
        return project.match not in [box.match for box in first]
    below = next((row for row in rows[1:] if row and _words(row) not in heads), ())
    return heads.get(_words(first), (-1, -1))[1] >= 0 and len(below) >= _MEASURED


def follows_another(
    index: FormIndex, heads: Mapping[tuple[str, ...], tuple[int, int]], above: Sequence[Sequence[Box]], row: list[Box]
) -> bool:
    """Whether a row of headings that has headed rows stands again below rows of a text that were refused, in which a
    project is named: they held the end of one form and the head of the next."""
    if heads.get(_words(row), (-1, -1))[1] < 0:
        return False
    names = [key for key, pair in index.pairs.items() if pair.id == "project" and len(key) >= _WORD]
    refused = takewhile(lambda row: len(row) == 1, reversed(above))
    return any(name in row[0].match for row in refused for name in names)


def _words(row: Sequence[Box]) -> tuple[str, ...]:
    return tuple([box.match for box in row])


def not_refused(filled: list[Box], form: FormMatch) -> list[Box]:
    """A row's cells without those that were refused in text that lost its cells: they stand behind all columns, in the
    last of the grid."""
    if form.grid.table.origin != "flattened":
        return filled
    if not filled or (form.zones and filled[-1].cell.column in form.zones[-1].owner):
        return filled
    last = max((column for zone in form.zones for column in zone.owner), default=form.grid.table.columns)
    last = max(last, form.grid.table.columns - 2)
    return [box for box in filled if box.cell.column <= last]


def glued_pairs(index: FormIndex, filled: list[Box]) -> list[PairMatch]:
    """Label and value in one cell: «单位名称：…»; far behind the value something else («填报单位：…    公开14表»). None
    in a row of who signed («填表人：… | 联系电话：… | 填表日期：…», of which a form's head asks for one)."""
    pairs = list(_glued(index, filled))
    labelled = sum(":" in box.match for box in filled)
    signed = len(pairs) < labelled and all(match.pair.id in OF_PEOPLE for match in pairs)
    return [] if signed else pairs


def _glued(index: FormIndex, filled: list[Box]) -> Iterator[PairMatch]:
    for box in filled:
        head, colon, tail = box.match.partition(":")
        pair = index.pairs.get(key_of(head)) if colon and tail else None
        if pair is not None:
            far = _FAR.match(box.source.text)
            view = box.source.view(0, far.end()) if far else box.view
            yield PairMatch(pair, box, view.quote(len(head) + 1), view.match[len(head) + 1 :])


def goals_in(form: Form, beside: Sequence[Box]) -> list[Box]:
    """The cells of a row that hold a goal with its label («年度总体目标 | 预期目标：… | 完成情况：…»)."""
    labelled = [box for box in beside if ":" in box.match]
    if not labelled:
        return []
    keys = {key for zone in form.zones if zone.id == "goals" for pair in zone.pairs for key in pair.keys}
    return [box for box in labelled if key_of(box.match.partition(":")[0]) in keys]


def keep_nearer(pairs: dict[str, PairMatch], pair: Pair, label: Box, value: Box | None) -> None:
    """Adds a label with its value, which of two in a row that say the same may be the one that is meant."""
    known = pairs.get(pair.id)
    if known is not None and not _is_nearer(known, label, value):
        return
    if known is not None and pair.id == _SCORE:
        pairs[_POINTS] = known
    pairs[pair.id] = PairMatch(pair, label, value.quote if value else None, value.match if value else "")


def _is_nearer(known: PairMatch, beside: Box, value: Box | None) -> bool:
    """Whether of two departments in a row, or below each other, the second, if it is filled in, is the nearer: its
    label says the same word of another level («省级主管部门 | … | 市县主管部门 | …»). «主管部门 | … | 主管（预算）部门»
    is one label twice. Of two scores in a row the first is what was to be had."""
    if value is None or not value.match:
        return False
    label = known.label
    if known.pair.id == _SCORE:  # «总分 | 100 | 自评得分 | 99»: the second is the label that forms print
        keys = known.pair.keys
        return label.cell.row == beside.cell.row and label.key not in keys and beside.key in keys
    if known.pair.id != "department":
        return False
    ends = zip(reversed(label.key), reversed(beside.key), strict=False)
    same = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], ends))
    below = label.cell.column == beside.cell.column and label.cell.row + label.cell.row_span == beside.cell.row
    return (below or label.cell.row == beside.cell.row) and _WORD <= same < min(len(label.key), len(beside.key))
