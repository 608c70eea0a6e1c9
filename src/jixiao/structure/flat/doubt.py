"""Rows of a fitted table that cannot be what the form has there (`doubt`): they are refused, never read shifted.

A dialect that marks its cells tells how many a row has, the form tells how many belong there and what they are. Where
the two do not go together a cell was lost or stands elsewhere, and nobody can tell which column the rest are of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, groupby, pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level
from jixiao.structure.flat.doubtrows import (
    doubt_early_totals,
    doubt_first,
    doubt_miscounted,
    doubt_moved,
    doubt_nameless,
    doubt_rare,
    doubt_sum,
    doubt_wordy,
    has_others_column,
    is_led_by_rest,
)  # fmt: skip
from jixiao.structure.flat.elsewhere import (
    doubt_beside_refused,
    doubt_block_elsewhere,
    doubt_unlabelled,
    is_cut_elsewhere,
    is_elsewhere,
)
from jixiao.structure.flat.fit import Fit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.headdoubts import LABELS, doubt_above, doubt_headings, holds_data, is_upper, labels_alone
from jixiao.structure.flat.labelvalues import doubt_labels, says_twice
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.lostlevels import doubt_parted
from jixiao.structure.flat.misplaced import doubt_displaced
from jixiao.structure.flat.narrow import has_rate_for_amount, is_unlike, lacks_cell, narrow_kinds
from jixiao.structure.flat.shapes import RowKind, Shape, keys_of
from jixiao.structure.flat.slid import doubt_slid
from jixiao.structure.flat.stretch import TEXT, begun
from jixiao.structure.flat.strungrows import is_shifted, put_together
from jixiao.structure.flat.totals import is_pushed, put_below_points
from jixiao.structure.form_model import LEVELS, column_keys, key_of, row_key

_PART = re.compile(r"[一二三四五六七八九十]、[\u4e00-\u9fff()]{2,14}")
_PAIR = 2  # cells of a label and its value
_LONG = 30  # characters that no label has


def doubt(fit: Fit, patterns: Patterns) -> None:
    """Marks the rows that are refused. Tables of no form, and those whose lines are drawn, have none."""
    shape, table = fit.shape, fit.table
    if shape is None or table.kind in ("drawn", "spanned"):
        return
    counts = table.kind == "printed"
    short = counts and not fit.leaves_out and _is_whole(fit.rows)
    narrow = narrow_kinds(shape, fit.rows, patterns, leaves_out=fit.leaves_out) if counts else frozenset()
    parts = _parts(fit.rows)
    if table.unmarked:
        put_together(fit.rows, patterns)
    below: RowKind | None = None
    lost = False  # the heading above is not what it should be
    above: FitRow | None = None
    head: FitRow | None = None
    torn = 0  # cells of the row of labels above that is no heading: some of it stands elsewhere
    for at, row in enumerate(fit.rows):
        kind = row.kind
        if row.apart:
            torn, above = 0, row
            continue
        if counts and (kind is None or kind.what == "pair"):
            row.refused = (
                row.refused
                or lacks_cell(shape, kind, row)
                or (is_unlike(torn, row, leaves_out=fit.leaves_out) and _holds_figure(row, patterns))
            )
            torn = torn if row.refused else labels_alone(shape, row)
        else:
            torn = 0
        row.refused = row.refused or (kind is not None and kind.what == "pair" and _names_level(row, patterns))
        if kind is None:
            row.refused = row.refused or _is_doubtful_rest(fit, shape, at, patterns, headed=below is not None)
        elif kind.what == "heading":
            most = 1 if lost or _columns_named(shape, kind.zone, row) < LABELS else LABELS
            row.refused = (
                row.damaged or _is_odd(fit, row) or holds_data(shape, kind.zone, row, patterns, each=counts) >= most
            )
            row.refused = row.refused or is_cut_elsewhere(fit, above, row, patterns)
            row.refused = row.refused or (
                above is head and _says_again(above, row)
                if fit.leaves_out
                else row.below in narrow or (counts and above is head and _shares_label(above, row))
            )
            below = row.below
            lost = row.refused or (below is not None and (below in narrow or _is_jumbled(fit, below)))
            lost = lost or (above is not None and _lacks_upper(shape, above, row, counts=counts))
            lost = lost or next(iter(row.keys), "") in shape.total_keys  # a total's label as the block's
            head = row
        elif kind.what == "data":
            lost = lost or _is_heading(shape, kind.zone, row)
            lost = lost or (above is head and _is_lower(fit, shape, kind, row))
            row.refused = row.refused or lost or _is_doubtful_data(fit, shape, head, row, kind, patterns, short=short)
            row.refused = row.refused or (bool(parts) and _holds_part(kind, row, parts))
            row.refused = (
                row.refused or is_elsewhere(fit, head, row, patterns) or (counts and _is_torn(kind, row, patterns))
            )
        elif kind.what == "total":
            row.refused = row.refused or lost or _is_doubtful_total(fit, shape, head, row, below, patterns)
            lost = False
        above = row
    _doubt_together(fit, patterns, counts=counts)


def _is_doubtful_data(
    fit: Fit, shape: Shape, head: FitRow | None, row: FitRow, kind: RowKind, patterns: Patterns, *, short: bool
) -> bool:
    """Whether the cells of a row of data are too many or too few, or no such row's as its heading asks for."""
    table = fit.table
    if _is_of_another(shape, kind.zone, row) or _is_nameless(kind, row, patterns):
        return True
    if table.kind == "printed":
        if _misses(kind, row, short=short) or has_rate_for_amount(shape, kind, row):
            return True
    elif head is not None and _is_other(head, row, patterns, once=table.once):
        return True
    return table.unmarked and head is not None and is_shifted(head, row, patterns)


def _is_torn(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row begins with the rest of a word, or has more words than there is room for."""
    return is_led_by_rest(kind, row, patterns) or (len(row.cells) < kind.size and _is_wordy(kind, row, patterns))


def _is_doubtful_rest(fit: Fit, shape: Shape, at: int, patterns: Patterns, *, headed: bool) -> bool:
    """Whether a row of no kind is what is left of another, or a heading of which a part stands elsewhere."""
    row, counts = fit.rows[at], fit.table.kind == "printed"
    own = len(row.cells) if counts else len([*groupby(cell.text for cell in row.cells)])
    if headed and (own > _PAIR or _is_displaced(shape, row, patterns)):
        return True
    if not counts and labels_alone(shape, row) > 0 and not is_upper(fit.rows, at):
        return True
    above = fit.rows[at - 1] if at else None
    return _is_rest(above, row, patterns) or (counts and says_twice(shape, row))


def _is_doubtful_total(
    fit: Fit, shape: Shape, head: FitRow | None, row: FitRow, below: RowKind | None, patterns: Patterns
) -> bool:
    """Whether the figures of a total cannot be those of the columns in which they stand."""
    counts = fit.table.kind == "printed"
    if counts:
        put_below_points(fit.rows, row)
    kind = row.kind
    if kind is None or (fit.table.unmarked and head is None) or (counts and _misplaces(kind, row, below)):
        return True
    pushed = not counts and head is not None and is_pushed(head, row)
    others = fit.leaves_out and has_others_column(shape, head)
    return pushed or others or _is_no_sum(shape, head, row, patterns)


def _doubt_together(fit: Fit, patterns: Patterns, *, counts: bool) -> None:
    """Refuses rows for what stands above or below them."""
    doubt_sum(fit.rows)
    doubt_early_totals(fit.rows)
    if counts:
        doubt_rare(fit.rows)
        doubt_first(fit.rows)
    elif fit.table.unmarked:
        doubt_rare(fit.rows, filled=True)
    if fit.leaves_out and fit.shape is not None:
        doubt_wordy(fit.shape, fit.rows)
        doubt_moved(fit.rows, patterns, cuts_words=fit.table.cuts_words)
        doubt_miscounted(fit.rows)
    doubt_slid(fit.rows, patterns)
    if counts:
        doubt_above(fit.rows)
    if fit.shape is not None:
        doubt_headings(fit.shape, fit.rows, patterns, lambda head: _is_jumbled(fit, head))
        repeats = fit.table.kind == "repeated"
        doubt_labels(fit.shape, fit.rows, patterns, leaves_out=fit.leaves_out, repeats=repeats)
        if fit.leaves_out:
            doubt_displaced(fit.shape, fit.rows, lexicon_of(patterns).is_head, patterns)
    doubt_nameless(fit.rows)
    doubt_parted(fit.rows, patterns)
    doubt_beside_refused(fit, patterns)
    doubt_block_elsewhere(fit, patterns)
    doubt_unlabelled(fit)


def _is_wordy(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row that lost cells has more words than columns that may hold some: one stands below figures."""
    if len(row.cells) <= kind.size - len(kind.at(FIGURES)) - ("block" in kind.merged):  # most rows
        return False
    room = sum(place.type not in FIGURES for place in kind.places if place.merge != "block")
    texts = (cell.word for cell in row.cells if cell.text.strip())
    return sum(figure_of(text) is None and patterns.null_kind(text) is None for text in texts) > room


def _parts(rows: Sequence[FitRow]) -> frozenset[str]:
    """The titles of a table's numbered parts («三、年度总体目标», «四、绩效指标» over its width), two at least."""
    texts = [cell.word for row in rows for cell in row.cells if "、" in cell.text[:3]]
    found = frozenset(text for text in texts if _PART.fullmatch(text))
    return found if len({text[0] for text in found}) > 1 else frozenset()


def _names_level(row: FitRow, patterns: Patterns) -> bool:
    """Whether the value of a pair is a word of a level: it is half a row of indicators, whose other word the label
    stands for («改进措施», «服务对象满意度指标»)."""
    return any(known_level(cell.word, patterns) for cell in row.cells[1:])


def _holds_part(kind: RowKind, row: FitRow, parts: frozenset[str]) -> bool:
    """Whether the title of a part stands where a text is filled in: its row was not told from those below it."""
    cells = zip(kind.places, row.cells, strict=False)
    return any(place.type == "text" and not place.merge and cell.word in parts for place, cell in cells)


def _is_whole(rows: Sequence[FitRow]) -> bool:
    """Whether covered cells are printed, so that a short row lost one: below a block label one whole row shows it,
    elsewhere a blank cell where one is covered, and that most rows are whole."""
    full = less = blank = 0
    for row in rows:
        kind = row.kind
        if kind is not None and kind.what == "data" and any(place.merge for place in kind.places):
            whole = len(row.cells) == kind.size
            if whole and kind.places[0].merge == "block":
                return True
            full += whole
            less += len(row.cells) < kind.size
            cells = zip(kind.places, row.cells, strict=False)
            blank += whole and any(place.merge and not cell.text.strip() for place, cell in cells)
    return blank > 0 and full > less


def _is_jumbled(fit: Fit, below: RowKind) -> bool:
    """Whether the columns merged down stand in another order than in the form, or behind columns that are not: which
    cell goes on is unknown; but in a full grid, and in rows none of which lacks a cell, columns that the form does not
    know may stand between the levels."""
    if fit.shape is None:
        return False
    full = fit.table.kind == "repeated" or (
        fit.table.kind == "printed"
        and not fit.leaves_out
        and all(len(row.cells) == len(below) for row in fit.rows if row.kind is below)
    )
    columns = fit.shape.form.zones[below.zone].columns
    levels = [column.id for column in columns if column.merged]
    shown = [levels.index(place.merge) for place in below.places if place.merge in levels]
    known = [place for place in below.places if place.id or not (full or place.type == "number")]
    merged = [place.merge in levels for place in known if place.merge != "block"]
    return shown != sorted(shown) or _is_mixed(merged) > _is_mixed([column.merged for column in columns])


def _is_mixed(merged: Sequence[bool]) -> bool:
    """Whether columns that are merged down stand behind others."""
    return False in merged and any(merged[merged.index(False) :])


def _is_odd(fit: Fit, row: FitRow) -> bool:
    """Whether a heading has more paragraphs than the rows have cells: the last cell of the row above may be among
    them."""
    return fit.table.unmarked and row.refused and len(row.cells) > (fit.table.columns or 0)


def _is_of_another(shape: Shape, zone: int, row: FitRow) -> bool:
    """Whether a row of a zone that prints no labels begins with the label of another zone's row (其中：公车购置费)."""
    return not shape.form.zones[zone].rows and row_key(row.cells[0].word) in shape.row_keys


def _says_again(above: FitRow | None, row: FitRow) -> bool:
    """Whether a heading begins as the one above: with the block's label, which is not said again where covered cells
    are left out."""
    return above is not None and any(row.keys[:1]) and row.keys[0] == above.keys[0]


def _shares_label(above: FitRow | None, row: FitRow) -> bool:
    """Whether one label alone stands in both rows of a heading, where no merged text is said again: in one of them it
    took the place of another («实际得分» below «实际得分», above the signs of the targets)."""
    if above is None or not any(above.keys):
        return False
    return len({key for key in row.keys if key}.intersection(above.keys)) == 1


def _columns_named(shape: Shape, zone: int, row: FitRow) -> int:
    """How many columns of its zone a heading names, each by a label of the form."""
    return len(column_keys(shape.form.zones[zone]).intersection(row.keys))


def _is_lower(fit: Fit, shape: Shape, kind: RowKind, row: FitRow) -> bool:
    """Whether a row right below a heading is its lower half, of which nobody could tell what it heads: rows have more
    cells than the upper one, and those with as many lack some («指标值 | 分值 | 完成情况 | 得分»)."""
    wide = (other.kind is kind and len(other.cells) > kind.size for other in fit.rows)
    return _columns_named(shape, kind.zone, row) >= LABELS and any(wide)


def _holds_figure(row: FitRow, patterns: Patterns) -> bool:
    """Whether a row holds a figure, or the mark of none."""
    keys = [cell.word for cell in row.cells if cell.text]
    return any(figure_of(key) is not None or (key and patterns.null_kind(key) is not None) for key in keys)


def _is_rest(above: FitRow | None, row: FitRow, patterns: Patterns) -> bool:
    """Whether a figure stands below a row that was refused: it is of it («社会效益指标», «93.54»)."""
    return above is not None and above.refused and _holds_figure(row, patterns)


def _is_displaced(shape: Shape, row: FitRow, patterns: Patterns) -> bool:
    """Whether a row of no kind begins with a printed word of the form, or of a level, which stands elsewhere."""
    first = next((key for key in row.keys if key), "")
    return first in shape.keys or known_level(first, patterns)


def _is_other(head: FitRow, row: FitRow, patterns: Patterns, *, once: bool) -> bool:
    """Whether a row of repeated text has another layout than its heading, which so is not as printed: a text that runs
    over a column of figures and another and is none, or over all of levels and the rest, or one that stands where the
    heading's own label runs down. ``once``: what that covers is blank."""
    kind = row.kind
    if kind is None or len(head.cells) != len(row.cells):
        return False
    over, below = [*map(TEXT, head.cells)], [*map(TEXT, row.cells)]
    starts = begun(over)
    if len(starts) != kind.size:
        return False
    labels = zip(starts, kind.places, strict=True)
    parts = (at for at, place in labels if place.type == "label" and place.merge not in ("", "block", *LEVELS))
    if any(below[at] != over[at] and not (once and not below[at]) for at in parts):
        return True
    own = {below[at].strip() for at, place in zip(starts, kind.places, strict=True) if place.merge != "block"}
    if len(own) == 1 and any(own) and kind.levels:
        return True  # the value of a label that stands elsewhere («», «无», «无», «无»)
    if (
        len(own) == _PAIR and "" in own and kind.levels
    ):  # «效益指标», «效益指标», «效益指标», «»: a label beside a blank
        texts = [(place.merge, below[at].strip()) for at, place in zip(starts, kind.places, strict=True)]
        levels = {text for merge, text in texts if merge in LEVELS}
        if levels == own - {""} and any(not merge and text for merge, text in texts):
            return True
    figures = kind.at(FIGURES)
    for index, (at, following) in enumerate(pairwise(starts)):
        if below[at] == below[following] and (index in figures or index + 1 in figures):
            key = row.cells[at].word
            if key and figure_of(key) is None and patterns.null_kind(key) is None:
                return True
    return False


def _lacks_upper(shape: Shape, above: FitRow, row: FitRow, *, counts: bool) -> bool:
    """Whether a heading is the lower one of two of which the upper was refused, or that do not go together because a
    cell in its midst is blank: which columns they head is unknown."""
    if row.kind is None:
        return False
    labels = shape.heading_labels[row.kind.zone]
    if above.refused:
        return sum(key in labels for key in keys_of([cell.text for cell in above.cells])) >= LABELS
    if not counts or above.kind is None or above.kind.what != "heading" or above.kind.zone != row.kind.zone:
        return False
    filled = [index for index, key in enumerate(row.keys) if key]
    return bool(filled) and len(filled) < filled[-1] - filled[0] + 1


def _is_no_sum(shape: Shape, head: FitRow | None, row: FitRow, patterns: Patterns) -> bool:
    """Whether a total has a text below a column of points: another row's label stands where its own should."""
    if row.kind is None or head is None or head.kind is None:
        return False
    if len(row.cells) == len(head.cells):  # merged text is repeated, or no cell was left out
        columns = shape.form.zones[head.kind.zone].columns
        points = frozenset().union(*(column.keys for column in columns if column.type == "score"))
        own = list(dropwhile(lambda pair: pair[0].text == row.cells[0].text, zip(row.cells, head.cells, strict=True)))
        keys_ = keys_of([above.text for _, above in own])
        texts = [cell.text for (cell, _), key in zip(own, keys_, strict=True) if key in points]
    else:
        below = zip(row.kind.places[1:], row.cells[1:], strict=False)
        texts = [cell.text for place, cell in below if place.type == "score"]
    last = row.cells[-1].text
    texts += [last] if row.kind.places[-1].type == "score" and last != row.cells[0].text else []
    keys = [squeeze(text) for text in texts if text.strip()]
    figures = [figure_of(key) is not None for key in keys]
    if any(not known and patterns.null_kind(key) is None for known, key in zip(figures, keys, strict=True)):
        return True
    return bool(keys) and not any(figures)


def _is_heading(shape: Shape, zone: int, row: FitRow) -> bool:
    """Whether a row holds the words of another zone's heading, with too few of them to be known as one. Points below
    the columns of points show that it is none («预算执行情况(35分)», «资金管理», …, «15», «13.5»: 广东)."""
    own, heads = shape.heading_labels[zone], shape.all_headings
    found = 0
    if heads.isdisjoint(row.keys):  # most rows
        return False
    for word in {cell.text: cell.word for cell in row.cells if 1 < len(cell.text) < _LONG}.values():
        key = key_of(word)
        found += key in heads and key not in own and key not in shape.row_keys
        if not key.startswith(shape.blocks) or key in shape.keys:
            continue
        joined = (at for at in range(2, len(key) - 1) if key[:at] in shape.block_keys and key[at:] in heads - own)
        found += any(joined)  # «年度总体目标年初设定目标»: two cells are one
    kind = row.kind
    if found < LABELS or kind is None or kind.size != len(row.cells):
        return found >= LABELS
    pairs = zip(kind.places, row.cells, strict=True)
    return found > sum(place.type == "score" and figure_of(cell.word) is not None for place, cell in pairs)


def _is_nameless(kind: RowKind, row: FitRow, patterns: Patterns) -> bool:
    """Whether a mark of nothing stands for a row's name, with text beside it: the name stands elsewhere."""
    cells = row.cells
    if len(cells) < kind.size:
        return False
    if len(cells) > kind.size:  # merged text that is repeated: once
        cells = [*map(cells.__getitem__, begun([*map(TEXT, cells)]))]
    for at, (place, cell) in enumerate(zip(kind.places, cells, strict=False)):
        if place.type not in ("text", "label"):
            return False
        own = cell.word if place.merge not in LEVELS else ""
        if own and patterns.null_kind(own) not in (None, "placeholder"):
            rest = (cell.word for cell in cells[at + 1 :])
            return any(text and patterns.null_kind(text) is None for text in rest)
        if not place.merge:
            return False
    return False


def _misses(kind: RowKind, row: FitRow, *, short: bool) -> bool:
    """Whether a row has too many or too few cells. Of covered cells that were left out any number may be missing, and
    of points that are merged over rows; with them the cells' types tell (`spans`)."""
    count = kind.size - len(row.cells)
    if row.holes is not None or not count or row.expected == len(row.cells):  # a pair beside a merged label (四川)
        return False
    return count < 0 or short or count > kind.loose


def _misplaces(kind: RowKind, row: FitRow, below: RowKind | None) -> bool:
    """Whether a figure of a total would stand below a column that has none to add up. Where cells were left out the
    sums tell (`compose`)."""
    if len(row.cells) < kind.size:
        return False
    columns = below.places if below is not None else kind.places
    for place, cell in zip(kind.places[1:], row.cells[1:], strict=False):
        if figure_of(cell.word) is None:
            continue
        over = next((p for p in columns if p.column <= place.column < p.column + p.span), None)
        if over is None or (over.type != "score" and over.id):
            return True
    return len(row.cells) > kind.size
