"""Fitted rows to a grid: each cell at its columns, what a form merges merged again.

A flattened table prints a merged cell once and leaves blank (or out) what it covers. Which columns are merged down is
the form's to say: the block labels at the left, level 1 and level 2. A blank level-1 cell beside a level-2 word of
another level 1 (社会效益指标 below 产出指标) is an empty cell of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, takewhile

from jixiao import lazy_re as re
from jixiao.document import Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.builder import Builder, Open, UnreadableError
from jixiao.structure.flat.cellcosts import REASONS
from jixiao.structure.flat.celltexts import known_level, level_entry, word_misfit
from jixiao.structure.flat.fit import Fit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.levelrows import is_slipped, may_hold_level
from jixiao.structure.flat.putrows import put_apart, put_beside, tops_of
from jixiao.structure.flat.repeats import place_repeated
from jixiao.structure.flat.shapes import Place, RowKind
from jixiao.structure.flat.stretch import RawCell, Stretch
from jixiao.structure.form_model import LEVELS

_TOO_BAD = 3
"""The cost from which a row's reading is no reading: three cells of another type, or left out for no reason."""

_SLIPPED, _BLANK_END = 1.5, 0.5
"""The cost of a value as a reason («30年»); of a reason that was left out at a row's end."""

_POINTS = ("weight", "score")
_POINTS_ALONE = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_VALUE = re.compile(r"[<>=≥≤]{0,2}\d[\d.,]*[^\d。,;、]{0,8}\Z")


def build(fit: Fit, stretch: Stretch, patterns: Patterns) -> Table:
    """The grid of a fitted table. Raises `UnreadableError` where the cells' columns cannot be told."""
    table = fit.table
    builder = Builder(patterns, leaves_out=fit.leaves_out)
    if table.kind == "drawn":
        return _drawn(fit, stretch, builder)
    if table.kind == "shifted":
        raise UnreadableError
    if fit.shape is None:
        return _unknown(fit, stretch, builder)
    if fit.torn:
        raise UnreadableError
    if table.kind == "repeated":
        place_repeated(fit, builder, _behind(fit))
    elif table.kind == "spanned":
        _spanned(fit, builder)
    else:
        _put_rows(fit, builder)
    columns = table.columns or (fit.shape.columns if _as_issued(fit) else 0)
    repeats = not table.once if table.kind == "repeated" else table.said_down
    return replace(builder.table(stretch, table.start, table.stop, columns), repeats=repeats)


def _put_rows(fit: Fit, builder: Builder) -> None:
    """The rows of a table whose covered cells are blank, or left out."""
    behind = _behind(fit)
    width = _width(fit) if any(row.apart for row in fit.rows) else 0
    patterns = builder.patterns
    free = 0  # cells of a row without words of levels: one that has more holds some, whatever it is
    tops = tops_of(fit.rows) if fit.leaves_out else [0] * len(fit.rows)
    for above, row, top in zip([None, *fit.rows], fit.rows, tops, strict=False):
        if row.below is not None:
            free = len(row.below.free)
        builder.unsure.update(row.unlevelled)
        if row.apart:
            put_apart(row, builder, width)
            continue
        if len(row.cells) < top:  # beside a label of no form, which runs down
            row.refused = row.refused or not put_beside(row, builder, top)
        elif not row.refused:
            through = _is_lower(above, row) or _runs_on(fit, above, row)
            row.refused = not _is_put(row, builder, behind, through=through)
            builder.unsure.update(LEVELS if row.refused else ())
        if row.refused:
            behind = behind or _width(fit)
            builder.refuse(behind, row.cells)
            if row.kind is not None and row.kind.what == "heading":
                builder.block = row.kind.block  # its label still runs down beside the headings below
            more = 0 < free < len(row.cells) and fit.leaves_out
            if fit.table.cuts_words or more or may_hold_level(row, patterns, leaves_out=fit.leaves_out):
                builder.unsure.update(LEVELS)
        builder.rows += 1


def _behind(fit: Fit) -> int:
    """The first column behind all that the form has, for cells that were refused; 0 without such."""
    return _width(fit) if any(row.lacks_cells for row in fit.rows) else 0


def _width(fit: Fit) -> int:
    """How many columns the rows have, as printed and in the form."""
    ends = [place.column + place.span for row in fit.rows if row.kind for place in row.kind.places]
    widths = [len(row.cells) for row in fit.rows if not row.refused]
    return max([fit.table.columns or 0, fit.shape.columns if fit.shape else 0, *ends, *widths])


def _as_issued(fit: Fit) -> bool:
    return any(row.kind is not None and len(row.cells) == row.kind.size for row in fit.rows)


def _drawn(fit: Fit, stretch: Stretch, builder: Builder) -> Table:
    for row in fit.rows:
        for raw in row.cells:
            builder.put(raw.column, raw.column_span, raw, raw.row_span)
        builder.rows += 1
    return builder.table(stretch, fit.table.start, fit.table.stop, fit.table.columns or 0)


def _unknown(fit: Fit, stretch: Stretch, builder: Builder) -> Table:
    """A table of no known form: a cell a column, as printed."""
    table = fit.table
    if table.kind == "spanned" and any(sum(c.column_span for c in row.cells) != table.columns for row in fit.rows):
        raise UnreadableError
    for row in fit.rows:
        column = 0
        for raw in row.cells:
            builder.put(column, raw.column_span, raw)
            column += raw.column_span
        builder.rows += 1
    return builder.table(stretch, table.start, table.stop, 0)


def _is_lower(above: FitRow | None, row: FitRow) -> bool:
    """Whether a row is the lower one of a heading of two."""
    kinds = (above.kind if above is not None and not above.refused else None, row.kind)
    return all(kind is not None and kind.what == "heading" for kind in kinds) and (
        len({kind.zone for kind in kinds if kind is not None}) == 1
    )


def _runs_on(fit: Fit, above: FitRow | None, row: FitRow) -> bool:
    """Whether of two rows of no kind with as many cells the label of the first runs down beside the second: where
    covered cells are printed a blank one stands for it."""
    if above is None or above.kind is not None or above.refused or row.kind is not None or fit.leaves_out:
        return False
    return len(row.cells) == len(above.cells) > 2 and not row.cells[0].text.strip()


def _is_put(row: FitRow, builder: Builder, behind: int, *, through: bool) -> bool:
    """Puts a row, as `_printed` does; not one of data of which nobody can tell the cells that were left out."""
    try:
        _printed(row, builder, behind, through=through)
    except UnreadableError:
        if row.kind is None or row.kind.what != "data":
            raise
        return False
    return True


def _printed(row: FitRow, builder: Builder, behind: int, *, through: bool) -> None:
    """A row whose cells stand as printed: covered ones blank, or left out; levels that nobody can tell ``behind``.
    ``through``: blank cells at its end are covered by those of the heading's upper row; of no kind, its first one."""
    kind = row.kind
    if kind is None:
        for column, raw in enumerate(row.cells):
            if column or not through or not builder.cover(0, 1):
                builder.put(column, 1, raw)
        return
    cells: list[RawCell | None] = list(row.cells)
    if row.holes:
        found = iter(row.cells)
        cells = [None if index in row.holes else next(found) for index in range(kind.size)]
    elif len(cells) < kind.size:
        cells = _with_left_out(row, kind, builder)
    if row.vague:
        levels = [at for at, place in enumerate(kind.places) if place.merge in LEVELS]
        builder.refuse(behind, [cell for at in levels if (cell := cells[at]) is not None])
        builder.unsure.update(LEVELS)
        cells = [None if at in levels else cell for at, cell in enumerate(cells)]
    words = len(cells)
    while through and words and (last := cells[words - 1]) is not None and not last.text:
        words -= 1
    _place(kind, [*cells[:words], *[None] * (len(cells) - words)], builder)
    if len(cells) > kind.size:
        column = max((p.column + p.span for p in kind.places), default=0)
        for raw in row.cells[kind.size :]:
            builder.put(column, 1, raw)
            column += 1


def _place(kind: RowKind, cells: Sequence[RawCell | None], builder: Builder) -> None:
    """The cells at the kind's places; a None is covered by the cell above, a blank one where the form merges."""
    fresh = False  # a merged column began a new cell in this row: the columns right of it cannot go on
    levels = kind.running
    for index, (place, raw) in enumerate(zip(kind.places, cells, strict=False)):
        if raw is not None and not place.merge:  # most cells
            builder.put(place.column, place.span, raw)
            continue
        if builder.unsure and place.merge in builder.unsure and kind.what == "data":
            if raw is None or not raw.text.strip():
                continue  # a word may be in the row that was refused above: left out, not blank
            builder.unsure.discard(place.merge)
        if raw is None:
            # A reason that was left out is blank; points may be merged over rows.
            lone = place.id in REASONS or (index in levels and not builder.goes_on(place.column))
            if lone or not builder.cover(place.column, place.span):
                builder.put(place.column, place.span, RawCell(""))
                fresh = fresh or place.merge not in ("", "block")
            continue
        covers = not raw.text and not builder.leaves_out and _goes_down(place, kind, fresh, builder)
        if covers and index in levels:
            words = ["" if at >= len(cells) or (cell := cells[at]) is None else cell.text for at in levels]
            covers = not of_another(index, levels, words, builder, kind)
        if covers and builder.cover(place.column, place.span):
            continue
        builder.put(place.column, place.span, raw)
        if place.merge == "block":
            builder.block = kind.block
        elif place.merge:
            fresh = True
    if kind.what == "heading":
        builder.floor = builder.rows + 1


def _goes_down(place: Place, kind: RowKind, fresh: bool, builder: Builder) -> bool:
    if place.merge == "block":
        return kind.what == "data" or (kind.block is not None and kind.block == builder.block)
    return bool(place.merge) and kind.what == "data" and not fresh and builder.goes_on(place.column)


def of_another(index: int, levels: Sequence[int], words: Sequence[str], builder: Builder, kind: RowKind) -> bool:
    """Whether a blank level-1 cell stands beside a level-2 word that belongs to another level 1 than the cell above."""
    position = levels.index(index)
    if position + 1 >= len(levels) or not words[position + 1].strip():
        return False
    wanted = level_entry(words[position + 1], builder.patterns)
    if not wanted:
        return False
    place = kind.places[index]
    above = builder.top.get(place.column)
    if above is None:
        return False
    own = level_entry(above.raw.text, builder.patterns) or _concluded(above, kind.places[levels[position + 1]], builder)
    return bool(own) and not set(own) & set(wanted)


def _concluded(above: Open, beside: Place, builder: Builder) -> tuple[str, ...]:
    """The level 1 of an empty cell: that of the first level-2 word in its rows."""
    if above.raw.text.strip():
        return ()
    for cell in builder.cells:
        if cell.column == beside.column and cell.row >= above.row:
            found = level_entry(cell.raw.text, builder.patterns)
            if found:
                return found
    return ()


def _with_left_out(row: FitRow, kind: RowKind, builder: Builder) -> list[RawCell | None]:
    """The cells with None where a covered cell was left out: merged columns first, from the left.

    More cells missing than those leave a hole elsewhere (a merged score): then the cells' types must tell which, or
    nobody can. A row whose types do not fit is refused, never shifted to where they would.
    """
    missing = kind.size - len(row.cells)
    merged = kind.covered
    if kind.what != "data":
        if merged and merged[0] == 0 and missing == 1 and builder.block == kind.block:
            return [None, *row.cells]
        return list(row.cells)
    best: tuple[float, frozenset[int]] | None = None
    tie = False
    ends = kind.places[-1].id in REASONS and row.cells[-1].text.strip()  # a blank one that is printed is the reason
    last = kind.size - 1 if ends else -1
    for price, holes in _hole_choices(kind.size, missing, merged, last):
        if best and price > best[0]:
            continue
        cost = price
        rest = iter(row.cells)
        for index, place in enumerate(kind.places):
            if index not in holes:
                text = next(rest).word
                cost += word_misfit(place.type, text, builder.patterns)
                if index == last and _VALUE.match(text):
                    cost += _SLIPPED
                elif is_slipped(kind, index, text, builder.patterns, first=index - 1 in holes):
                    cost += _TOO_BAD
                elif last in holes and place.merge in LEVELS and not known_level(text, builder.patterns):
                    cost += _TOO_BAD  # only a level's word shows that the row begins with it
                elif last in holes and place.merge == "block" and builder.block == kind.block:
                    cost += _TOO_BAD  # a block's label that goes on is left out
        if best is None or cost < best[0]:
            best, tie = (cost, holes), False
        elif cost == best[0]:
            tie = True
    if best is None or tie or best[0] >= _TOO_BAD or not all(map(_goes_below, (kind.places[at] for at in best[1]))):
        raise UnreadableError
    found = iter(row.cells)
    return [None if index in best[1] else next(found) for index in range(kind.size)]


def _goes_below(place: Place) -> bool:
    """Whether a cell may run down to the row below, so that it is left out there, or a blank one be: no name, no
    target."""
    return bool(place.merge) or place.type == "score" or place.id in REASONS


def _hole_choices(
    columns: int, missing: int, merged: Sequence[int], last: int = -1
) -> Iterator[tuple[float, frozenset[int]]]:
    """Which cells may have been left out, with the price: nothing for merged columns from the left, 1 for each other,
    less for a blank one at the row's end (``last``, -1 where such a cell is always there).

    A level-2 cell is covered only where its level 1 is. Choices too dear to be taken are not made: a torn form of
    thirty columns has millions of them.
    """
    if missing <= len(merged):
        first = merged[0] if merged else 0
        if list(merged[:missing]) == list(range(first, first + missing)):
            yield 0.0, frozenset(merged[:missing])
            if last >= 0:
                yield _BLANK_END, frozenset((*merged[: missing - 1], last))
        return
    others = [i for i in range(columns) if i not in merged]
    for covered in range(len(merged) + 1):
        rest = missing - covered
        if rest < _TOO_BAD:
            for holes in combinations(others, rest):
                yield float(rest), frozenset((*merged[:covered], *holes))


def _spanned(fit: Fit, builder: Builder) -> None:
    """Column spans are printed, covered cells left out: a short row stands at the right, the lower half of a heading
    below the cells of the upper one that are wider."""
    width = fit.table.columns or 0
    for row, above in zip(fit.rows, [None, *fit.rows], strict=False):
        column = width - sum(cell.column_span for cell in row.cells)
        kind = row.kind
        own = kind is not None and kind.what == "pair" and kind.places[0].column == column
        if column < 0 or (column > 0 and not own and (kind is None or kind.what in ("pair", "total"))):
            raise UnreadableError
        if column > 0 and above is not None and _halves(above, row, width):
            _put_below(above, row, builder)
        elif column > 0 and kind is not None and (shared := _sharing(column, row, kind, builder)):
            _put_beside(row, shared, builder)
        else:
            if column > 0:
                _cover_left(column, None if own else kind, builder)
            for raw in row.cells:
                builder.put(column, raw.column_span, raw)
                column += raw.column_span
        builder.rows += 1


def _halves(upper: FitRow, lower: FitRow, width: int) -> bool:
    """Whether two rows are the halves of a heading: the lower has as many columns as the wide cells of the upper."""
    kinds = [row.kind is not None and row.kind.what == "heading" for row in (upper, lower)]
    wide = sum(cell.column_span for cell in upper.cells if cell.column_span > 1)
    whole = sum(cell.column_span for cell in upper.cells) == width
    return all(kinds) and whole and 0 < wide == sum(cell.column_span for cell in lower.cells)


def _put_below(upper: FitRow, lower: FitRow, builder: Builder) -> None:
    rest = iter(lower.cells)
    column = 0
    for cell in upper.cells:
        stop = column + cell.column_span
        if cell.column_span == 1 and not builder.cover(column, 1):
            raise UnreadableError
        while cell.column_span > 1 and column < stop:
            raw = next(rest, None)
            if raw is None or column + raw.column_span > stop:
                raise UnreadableError
            builder.put(column, raw.column_span, raw)
            column += raw.column_span
        column = stop


def _sharing(column: int, row: FitRow, kind: RowKind, builder: Builder) -> list[tuple[Open, bool]]:
    """The cells that end above a row, and whether it has one below each, where it shares its points with the row above
    («成本指标» 16 points beside «指标1» and «指标2», 湖北): all others are the form's merged columns at its left. None
    where these alone may be what it leaves out, or where cells of the row may stand below others as well."""
    ending = sorted((c for c in builder.top.values() if c.row + c.row_span == builder.rows), key=lambda c: c.column)
    if kind.what != "data" or len(ending) != kind.size:
        return []
    merged = [*takewhile(lambda at: kind.places[at].merge, range(kind.size))]
    if any(ending[at].column == column for at in range(len(merged) + 1)):
        return []
    points = [at for at, place in enumerate(kind.places) if place.id in _POINTS]
    spans = [cell.column_span for cell in row.cells]
    ways = [
        holes
        for left in range(len(merged) + 1)
        for some in range(1, len(points) + 1)
        for shared in combinations(points, some)
        if (holes := {*merged[:left], *shared})
        and spans == [cell.span for at, cell in enumerate(ending) if at not in holes]
    ]
    if len(ways) != 1:
        return []
    found = [(cell, at not in ways[0]) for at, cell in enumerate(ending)]
    own = dict(zip((at for at, (_, below) in enumerate(found) if below), row.cells, strict=True))
    before = max((at for at in own if at < min(ways[0] & {*points})), default=-1)
    text = squeeze(own[before].text) if before in own else ""
    if _POINTS_ALONE.fullmatch(text):
        return []  # the points themselves may be this figure, and another cell shared
    return found


def _put_beside(row: FitRow, shared: Sequence[tuple[Open, bool]], builder: Builder) -> None:
    """Puts a row's cells below those of the row above, but where it shares these."""
    rest = iter(row.cells)
    for cell, below in shared:
        if below:
            builder.put(cell.column, cell.span, next(rest))
        else:
            builder.cover(cell.column, cell.span)


def _cover_left(column: int, kind: RowKind | None, builder: Builder) -> None:
    """Covers grid columns [0, column) from above; only the form's merged columns can be."""
    merged = {place.column for place in kind.places if place.merge} if kind else set()
    at = 0
    while at < column:
        above = builder.top.get(at)
        if above is None or (kind is not None and at not in merged) or not builder.cover(at, above.span):
            raise UnreadableError
        at += above.span
