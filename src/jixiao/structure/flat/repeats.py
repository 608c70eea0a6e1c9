"""Tables whose merged text is repeated in each cell that it covers: a heading's runs of equal text are the columns of
its zone, and a figure said again is one cell or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import methodcaller

from jixiao.quotes import squeeze
from jixiao.structure.flat.builder import Builder
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.fit import Fit
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.levelrows import may_hold_level
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.stretch import TEXT, RawCell, RawRow, RawTable, begun
from jixiao.structure.form_model import LEVELS

_WITHOUT_BREAKS = methodcaller("strip", "\n")
_WIDE = 3
"""So many bounds of a heading within one text from the left: block, level 1 and level 2 do not have it in common."""

_PAIR = 2  # cells of a label and its value
_WORDS = 4  # characters of a text that is no figure, nor a mark


def place_repeated(fit: Fit, builder: Builder, behind: int) -> None:
    """The rows of such a table. What a refused row holds stands behind the form, from column ``behind`` on."""
    bounds: list[int] = []
    points: frozenset[int] = frozenset()  # where columns begin that may have a figure in the total
    zone, label = -1, ""
    once = fit.table.once
    for number, row in enumerate(fit.rows):
        kind = row.kind
        if row.refused:
            texts = [cell for at, cell in enumerate(row.cells) if not at or cell.text != row.cells[at - 1].text]
            builder.refuse(behind, texts[_runs_down(row, builder) :])
            if once and may_hold_level(row, builder.patterns, leaves_out=False):
                builder.unsure.update(LEVELS)  # blank cells below may be covered by its own
            builder.rows += 1
            continue
        if kind is not None and kind.what == "heading":
            parted = _parted_block(
                row.cells, fit.rows[number + 1].cells if number + 1 < len(fit.rows) else (), once=once
            )
            above = fit.rows[number - 1].kind if number else None
            if above is not None and above.what == "heading" and above.zone == kind.zone:  # its lower row
                parted = [*parted, *(at for at in bounds if not row.cells[at].text)]
            bounds, zone, label = sorted({*_runs(row.cells, once=once), *parted}), kind.zone, row.cells[0].text
            starts = bounds
            places = row.below.places if row.below is not None and len(row.below) == len(bounds) else ()
            points = frozenset(
                at for at, place in zip(bounds, places, strict=False) if place.type == "score" or not place.id
            )
            points = points if places else frozenset(bounds)
        elif kind is not None and kind.what == "data" and kind.zone == zone:
            runs = _runs(row.cells, once=once)
            whole = row.expected == len(runs) == kind.size and not _equal_figures(row.cells, runs, bounds)
            starts = runs if whole else _agreeing(row.cells, bounds, label, once=once)
        elif kind is not None and kind.what == "total":
            first = _runs(row.cells, once=once)[1:2] or [len(row.cells)]
            starts = [0, *(b for b in bounds if b >= first[0])] if first[0] in bounds else _runs(row.cells, once=once)
            starts = starts if once else _whole_figures(row.cells, starts, points)
        else:
            starts = _runs(row.cells, once=once)
        _place_repeated(row, starts, builder, label)
        if row.doubted:
            builder.refuse(behind, [row.cells[at] for at in starts if row.cells[at].text in row.doubted])
        builder.rows += 1


def _runs_down(row: FitRow, builder: Builder) -> bool:
    """Lets a block's label that a refused row repeats run down over it, so that rows below still stand beside it."""
    above = builder.top.get(0)
    if row.kind is None or row.kind.what != "data" or row.kind.places[0].merge != "block" or above is None:
        return False
    return above.raw.text == row.cells[0].text and builder.cover(0, above.span)


def _whole_figures(cells: Sequence[RawCell], starts: Sequence[int], points: frozenset[int]) -> list[int]:
    """Where a total's cells begin: a figure that is said again below columns without points is one wide cell."""
    same = (at for at in starts if at and at not in points and cells[at].text == cells[at - 1].text)
    wide = {at for at in same if figure_of(cells[at].word) is not None}
    return [at for at in starts if at not in wide]


def _runs(cells: Sequence[RawCell], *, once: bool) -> list[int]:
    """Where the text changes; ``once``: where another cell begins, whatever its text. Breaks at a text's end say
    nothing: those behind the last cell of a row stand before the first of the next («质量⏎⏎», then «⏎合计 | 合计»)."""
    if once:
        return [i for i, cell in enumerate(cells) if i == 0 or cell is not cells[i - 1]]
    return begun([*map(_WITHOUT_BREAKS, map(TEXT, cells))])


def _equal_figures(cells: Sequence[RawCell], runs: Sequence[int], bounds: Sequence[int]) -> bool:
    """Whether a figure runs over two headings: two equal figures side by side («20.00 | 20.00»), not one merged cell,
    though the row has as many texts as its form has columns (a label of two columns makes up for it, 河南)."""
    return any(cells[bound].text.strip()[:1].isdigit() for bound in bounds if bound not in runs)


def _parted_block(heading: Sequence[RawCell], below: Sequence[RawCell], *, once: bool) -> list[int]:
    """Where the label of a block ends beside a column with the same words (河北: 年度绩效目标): the row below says."""
    end = (_runs(heading, once=once)[1:2] or [len(heading)])[0]
    same = next((at for at, cell in enumerate(below[:end]) if cell.text != heading[0].text), end)
    return [same] if 0 < same < end and heading[0].text.strip() else []


def _agreeing(cells: Sequence[RawCell], bounds: Sequence[int], label: str, *, once: bool) -> list[int]:
    """The heading's bounds, and those where the row's own text changes between two of them. A text that runs from the
    left over the levels and more is one cell (a total below a label that no form knows). Two texts of which the first
    is not the heading's ``label`` are a label and its value."""
    runs = _runs(cells, once=once)
    end = runs[1] if len(runs) > 1 else len(cells)
    inside = [bound for bound in bounds if 0 < bound < end]
    pair = (
        len(runs) == 2
        and (bool(inside) or cells[0].text != label)
        and len(bounds) > _WIDE + 1
        and cells[end].text.strip() != ""
    )
    if pair and cells[0].text.strip():
        return runs  # a label that no form knows, and its value
    wide = len(inside) >= _WIDE and cells[0].text.strip() != ""
    return sorted({*(bound for bound in bounds if not wide or bound not in inside), *runs})


def _place_repeated(row: FitRow, starts: Sequence[int], builder: Builder, label: str) -> None:
    """A row's cells; what its heading begins with (``label``) runs down where the row begins with it again, and is the
    block's label, whatever its words are."""
    kind = row.kind
    merged = _merged_columns(kind, len(starts))
    if kind is None and len(starts) > _PAIR and row.cells[0].text.strip():
        merged = {0}  # beside rows of no form: what the row above begins with, too, is one cell
    if kind is not None and kind.what == "data" and label.strip() and row.cells[0].text == label:
        merged = {0, *(merged if kind.size != len(starts) else kind.running)}
    places = kind.places if kind is not None and builder.unsure and kind.size == len(starts) else ()
    fresh = False
    for index, (start, stop) in enumerate(pairwise([*starts, len(row.cells)])):
        raw = row.cells[start]
        if raw.text in row.doubted:
            continue
        if builder.unsure:
            merge = places[index].merge if places else ""
            if merge in builder.unsure and not raw.text.strip():
                continue
            builder.unsure.discard(merge)
        if index in merged:
            above = builder.top.get(start)
            same = above is not None and above.raw.text == raw.text
            if same and not (fresh and index > 0) and builder.cover(start, stop - start):
                continue
            fresh = fresh or index > 0
        builder.put(start, stop - start, raw)


def _merged_columns(kind: RowKind | None, count: int) -> set[int]:
    if kind is None or kind.what not in ("data", "heading"):
        return set()
    if kind.what == "heading":
        return {0} if kind.places and kind.places[0].merge == "block" else set()
    return {*kind.covered} if kind.size == count else {0}


def says_down(rows: Sequence[RawRow]) -> bool:
    """Whether labels merged down are said again in each row, as a loop over python-docx's cells does that leaves out
    what it has seen in the row (points that rows share are said again too): one over three rows and more, or two."""
    firsts = [row.cells[0].word if len(row.cells) > 1 else "" for row in rows]
    said = [text for text, below in pairwise(firsts) if text == below and any(map(str.isalpha, text))]
    return len(said) > 1


def blank_said(table: RawTable) -> None:
    """Makes what a row says again of the row above blank, as merged down over both: from its beginning on, and at the
    end of a heading over two rows (云南: «指标值设定 | 完成值 | 得分» above «符号 | 指标值 | 完成值 | 得分»). A block's
    label in words that no form has is else a row's («部门支出预算执行（万元）» in each row of money)."""
    above: list[str] = []
    for row in table.rows:
        texts = [cell.word for cell in row.cells]
        begun = _common(texts, above)
        ended = _common(texts[::-1], above[::-1]) if not begun and len(texts) != len(above) else 0
        ended = ended if ended > 1 and all(any(map(str.isalpha, text)) for text in texts[-ended:]) else 0
        for cell in (*range(min(begun, len(texts) - 1)), *range(len(texts) - ended, len(texts))):
            start = row.cells[cell].pieces[0][0]
            row.cells[cell] = RawCell("", ((start, start),))
        above = texts
    table.said_down = True


def _common(texts: Sequence[str], above: Sequence[str]) -> int:
    """How many cells in front are the same texts in both rows, blank ones among them."""
    pairs = enumerate(zip(texts, above, strict=False))
    return next((at for at, (a, b) in pairs if a != b or (a and not any(map(str.isalpha, a)))), 0)


def said_across_once(row: RawRow) -> RawRow:
    """A row all of whose cells but the first are said again beside each other, some of them words, with each once: in
    such tables a cell is printed in every column that it covers («按收入性质分：» three times)."""
    runs = [[*run] for _, run in groupby(row.cells, key=lambda cell: cell.text)]
    if len(runs) < 2 or any(len(run) == 1 for run in runs[len(runs[0]) == 1 :]):
        return row
    words = any(len(run) > 1 and len(squeeze(run[0].text)) >= _WORDS for run in runs)
    return replace(row, cells=[run[0] for run in runs]) if words else row
