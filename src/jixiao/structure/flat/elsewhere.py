"""Rows that stand in another part of a table than their own, and headings that hold what is of another row: the lines
were cut elsewhere, or two rows or cells were exchanged, joined or moved."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, is_top, known_level, money_labels
from jixiao.structure.flat.doubtrows import is_named_by_target
from jixiao.structure.flat.fit import Fit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.narrow import holds_row_above
from jixiao.structure.flat.shapes import RowKind, Shape
from jixiao.structure.form_model import LEVELS, key_of, row_key

_OF_MONEY = ("by_income", "by_nature")  # labels with their amounts
_OF_ROWS = ("level3", *LEVELS)  # columns of indicators
_LABEL, _AMOUNT = ("label",), ("amount",)
_STOP = "。"
_PAIR = 2  # cells of a label and its value
_TEXTS = frozenset(("label", "text"))
_OUTER = LEVELS[0]


def is_cut_elsewhere(fit: Fit, above: FitRow | None, row: FitRow, patterns: Patterns) -> bool:
    """Whether a heading holds what is of the row above, or below, or has two labels in one cell."""
    shape = fit.shape
    if shape is None or row.kind is None:
        return False
    if _holds_row(shape, row.kind.zone, row, patterns):
        return True
    other = fit.leaves_out or fit.table.unmarked or fit.table.kind == "repeated"
    if other and _holds_level(shape, row.kind.zone, row, patterns):
        return True
    if _joins_labels(shape, row.kind.zone, row):
        return True
    if fit.table.kind == "printed":
        return holds_row_above(shape, row) and not _heads_names(fit, row, patterns)
    return fit.table.kind == "repeated" and _holds_cell_above(shape, above, row)


def _heads_names(fit: Fit, head: FitRow, patterns: Patterns) -> bool:
    """Whether a heading's first cell stands above the names of money rows of as many cells («资金性质» above «合计»,
    «一般公共预算»), though forms ask for it elsewhere."""
    rows = [row for row in fit.rows if row.kind is head.below]
    names = [row_key(row.cells[0].word) for row in rows]
    known = sum(name in (fit.shape.row_keys if fit.shape else ()) or name in money_labels(patterns) for name in names)
    return known > 1 and all(len(row.cells) == len(head.cells) for row in rows)


def is_elsewhere(fit: Fit, head: FitRow | None, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row is of another part of the table: it stands in another column than its heading's block, in another
    block, or has words that only another part has."""
    if _is_level(row, patterns) or _has_words_for_money(row, patterns):
        return True
    whole = row.kind is not None and len(row.cells) == len(row.kind.places)
    for at in row.kind.running if row.kind is not None and whole else ():
        if _STOP in row.cells[at].text:
            return True  # a criterion as level 2: two rows of fewer cells were put together
    if fit.table.kind == "printed" and _stands_in_block(head, row):
        own = (other for other in fit.rows if other.kind is row.kind and len(other.cells) == len(row.cells))
        return not all(_stands_in_block(head, other) for other in own)  # «资金来源», «合计»: all rows do
    goals = row.kind is not None and not row.kind.levels and _TEXTS.issuperset(row.kind.types)
    if goals and fit.table.kind == "printed" and _is_part_of_goals(head, row, leaves_out=fit.leaves_out):
        return True
    return fit.table.kind == "repeated" and _is_of_other_block(head, row, fit.rows)


def doubt_block_elsewhere(fit: Fit, patterns: Patterns) -> None:
    """Refuses a label and its value where a heading of goals begins with something else, and the label is that of a
    block: the value is no goal («总体目标 | 没有需要说明的事项», where «其他需要说明的情况» heads the goals)."""
    heads = [row for row in fit.rows if row.below is not None and row.kind is not None and row.kind.what == "heading"]
    for head in heads:
        below = head.below
        if below is None or below.levels or below.places[0].merge != "block" or not _TEXTS.issuperset(below.types):
            continue
        blocks = lexicon_of(patterns).blocks
        if len(head.cells) != len(below) or not head.keys[0] or head.keys[0] in blocks:
            continue
        for row in fit.rows:
            if len(row.cells) == _PAIR and (row.kind is None or row.apart) and row.keys[0] in blocks:
                row.refused, row.apart = True, False


def doubt_unlabelled(fit: Fit) -> None:
    """Refuses a text alone below goals in a full grid whose covered cells are blank, where the form has a label and a
    value beside the same block, whose text begins in that column, and the label stands nowhere: the text is no goal for
    sure («» «» «» «暂无» below «项目年度目标», where «2.项目实施内容及过程概述» went elsewhere)."""
    if fit.shape is None or not fit.table.once:
        return
    kinds = [row.kind for row in fit.rows if row.kind is not None]
    pairs = (kind for kind in fit.shape.pair_keys.values() if kind.places[0].column and kind not in kinds)
    values = {kind.places[1].column for kind in pairs}
    for above, row in pairwise(fit.rows) if values else ():
        kind = row.kind
        if kind is None or kind is not above.kind or kind.what != "data" or kind.levels:
            continue
        filled = [at for at, cell in enumerate(row.cells) if cell.word]
        if len(row.cells) == fit.shape.columns and len(filled) == 1 and _TEXTS.issuperset(kind.types):
            row.refused = row.refused or filled[0] in values


def doubt_beside_refused(fit: Fit, patterns: Patterns) -> None:
    """Refuses what a row that was refused may leave to the one below it: one of goals or money whose cells run over
    columns that it parts («主要实施过程» below «目标及完成情况»), or with a sentence as a label. So the texts above a
    heading that begins with the end of their last cell («实际», «得分⏎绩效⏎指标»); a row of indicators whose name is a
    target, too («培训考核通过率 | ≥ | 92 | % | …» below «质量»)."""
    repeats = fit.table.kind == "repeated"
    torn = {id(row) for row in fit.rows if row.refused}
    for above, row in pairwise(fit.rows) if torn else ():
        kind, over = row.kind, above.kind
        if id(row) in torn and over is not None and over.what == "data" and _TEXTS.issuperset(over.types):
            above.refused = above.refused or _begins_above(fit, row)
        if kind is None or kind.what != "data" or row.refused or not above.refused or not above.cells:
            continue
        if id(above) in torn and kind.levels and len(row.cells) == kind.size and _leaves_out(fit, kind):
            beside = zip(kind.places, row.cells, strict=True)
            outer = [cell.word for place, cell in beside if place.merge == _OUTER]
            row.refused = any(text and not is_top(text, patterns) for text in outer)
        if id(above) in torn and kind.levels and not row.refused:
            row.refused = is_named_by_target(kind, row, patterns)
        if over is not None and over.what == "data" and over.zone == kind.zone and not kind.levels:
            row.refused = repeats and len(above.cells) == len(row.cells) and kind.size < len(over)
            names = [cell for place, cell in zip(kind.places, row.cells, strict=False) if place.id in _OF_MONEY]
            row.refused = row.refused or any(cell.text.strip().endswith("。") for cell in names)


def _begins_above(fit: Fit, row: FitRow) -> bool:
    """Whether a heading's block has lines above its label: they are of the cell that stands above it."""
    if row.kind is None or row.kind.what != "heading" or fit.shape is None or not row.cells:
        return False
    blocks, lines = fit.shape.block_keys, row.cells[0].text.strip().split("\n")
    return row.keys[0] not in blocks and any(
        key_of(squeeze("".join(lines[at:]))) in blocks for at in range(1, len(lines))
    )


def _leaves_out(fit: Fit, kind: RowKind) -> bool:
    """Whether some rows of a kind have fewer cells: covered ones are left out."""
    return any(row.kind is kind and not row.refused and len(row.cells) < kind.size for row in fit.rows)


def _holds_row(shape: Shape, zone: int, row: FitRow, patterns: Patterns) -> bool:
    """Whether the label of another zone's row stands among a heading's («年度资金总额» for 三级指标), or among levels
    that of a source of money («其中：当年财政拨款», which is no heading)."""
    own = shape.form.zones[zone]
    others = shape.row_keys - shape.heading_labels[zone] if not own.rows else frozenset()
    money = money_labels(patterns) if any(column.merged for column in own.columns) else frozenset()
    return any(key in others or (row_key(key) in money and key not in shape.all_headings) for key in row.keys if key)


def _holds_level(shape: Shape, zone: int, row: FitRow, patterns: Patterns) -> bool:
    """Whether a word of a level stands among a heading's labels. Where covered cells are left out nothing else tells
    how many columns it has lost; in a full grid, that the lines were cut elsewhere."""
    own = shape.heading_labels[zone]
    texts = (cell.word for cell in row.cells if cell.text.strip())
    return any(key_of(text) not in own and known_level(text, patterns) for text in texts)


def _is_level(row: FitRow, patterns: Patterns) -> bool:
    """Whether a word of a level stands for a text below a heading without levels, which is another's («预期目标 |
    实际完成情况» went among the indicators)."""
    kind = row.kind
    if kind is None or "text" not in kind.types or kind.levels or not kind.ids.isdisjoint(_OF_ROWS):
        return False  # «社会公众满意度» is a name, too
    cells = zip(kind.places, row.cells, strict=False)
    return any(place.type == "text" and known_level(cell.word, patterns) for place, cell in cells)


def _has_words_for_money(row: FitRow, patterns: Patterns) -> bool:
    """Whether a row without a label has words where amounts are: those of indicators, among which the heading of the
    money stands («» beside «指标2：年度任务完成时限 | 2024年度内»)."""
    kind = row.kind
    if kind is None or not kind.at(_LABEL) or kind.size != len(row.cells):
        return False
    if any(row.cells[at].word for at in kind.at(_LABEL)):
        return False
    amounts = (text for at in kind.at(_AMOUNT) if (text := row.cells[at].word))
    return any(figure_of(text) is None and patterns.null_kind(text) is None for text in amounts)


def _stands_in_block(head: FitRow | None, row: FitRow) -> bool:
    """Whether a row has words of its own where its heading's block label runs down: all its cells stand a column too
    far to the left («绩效指标 | 一级指标 | 二级指标 | …», «指标1：救助困难群众 | 1228人次 | …»)."""
    kind = row.kind
    if head is None or kind is None or kind is not head.below or kind.places[0].merge != "block":
        return False
    if len(row.cells) != kind.size:
        return False
    own, label = row.cells[0].word, head.cells[0].word
    return bool(own) and bool(label) and own not in label and label not in own


def _is_part_of_goals(head: FitRow | None, row: FitRow, *, leaves_out: bool) -> bool:
    """Whether a row of goals has a blank cell where its block's label runs down and fewer cells than there are columns,
    so that which of its texts is missing nobody can tell («», «困难群众基本生活得到保障。»); or, where covered cells
    are left out, one more than what is filled in, no label of its heading («应救», «尽救», «应救尽救»)."""
    kind, count = row.kind, len(row.cells)
    if kind is None or kind.places[0].merge != "block":
        return False
    own = row.cells[0].word
    if not leaves_out:
        return not own and count < kind.size
    if head is None or row.kind is not head.below or len(head.cells) != kind.size or not own:
        return False
    return count > len(kind.free) and all(own not in cell.word for cell in head.cells)


def _is_of_other_block(head: FitRow | None, row: FitRow, rows: Sequence[FitRow]) -> bool:
    """Whether a row in which merged text is repeated says another heading's block label (of ``rows``) than its own's:
    it stood there («年度目标2» among the rows of «年度目标1»)."""
    if head is None or row.kind is None or row.kind is not head.below or row.kind.places[0].merge != "block":
        return False
    own = row.cells[0].word
    if not own or own == head.cells[0].word:
        return False
    heads = (other for other in rows if other.kind is not None and other.kind.what == "heading")
    return any(other.cells[0].word == own for other in heads)


def _holds_cell_above(shape: Shape, above: FitRow | None, row: FitRow) -> bool:
    """Whether a heading holds a text that is no label and stands in the row above as well, or that row's last text
    goes on with another line where it is said again («条件改善。 | 条件改善。⏎指标名称»): they were cut elsewhere."""
    if row.kind is None or above is None or above.kind is None or above.kind.what == "heading":
        return False
    labels = shape.heading_labels[row.kind.zone]
    if any(one.text.strip() and other.text.startswith(f"{one.text}\n") for one, other in pairwise(above.cells)):
        return True
    own = row.keys[1:] if row.kind.places[0].merge == "block" else row.keys
    return any(key in above.keys[1:] for key in own if len(key) > 1 and key not in labels)


def _joins_labels(shape: Shape, zone: int, row: FitRow) -> bool:
    """Whether a heading's cell is the labels of two columns that it has nowhere else («实际完成值得分»): two are one,
    and the rows may have lost one too, or be of another heading's width."""
    labels = shape.heading_labels[zone]
    for key in row.keys:
        for at in range(2, len(key) - 1) if key not in shape.keys else ():
            one, other = key_of(key[:at]), key_of(key[at:])
            if one in labels and other in labels and not _are_elsewhere(shape, zone, row, (one, other)):
                return True
    return False


def _are_elsewhere(shape: Shape, zone: int, row: FitRow, labels: Sequence[str]) -> bool:
    """Whether one of the columns of these labels stands in another cell of a heading, or two of them are one's."""
    found = [column for column in shape.form.zones[zone].columns if not column.keys.isdisjoint(labels)]
    return len(found) < len(labels) or any(not column.keys.isdisjoint(row.keys) for column in found)
