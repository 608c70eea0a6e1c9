"""Which form a grid is, and what each of its cells means.

One mechanism for all tables: a grid whose heading rows carry a form's words is that form. Headings are compared by
key, whatever breaks, blanks, brackets and units stand in them, in one row or two; columns are where the headings
stand, so missing, extra and swapped columns cost nothing; rows below belong to the zone until another begins. Native,
ruled and rebuilt tables come here alike.
"""

from __future__ import annotations

from operator import attrgetter

from jixiao.document import Cell
from jixiao.quotes import Source
from jixiao.structure.arrange import arranged
from jixiao.structure.choose import choose, lines_of_refused, of_labels, titled
from jixiao.structure.complete import completed
from jixiao.structure.forms import Form
from jixiao.structure.goal_rows import with_goal_rows
from jixiao.structure.headings import index_of
from jixiao.structure.lone import holds_nothing, stands_for_another
from jixiao.structure.match_model import Box, FormMatch, PairMatch, Record, ZoneMatch
from jixiao.structure.misread import mend
from jixiao.structure.model import Grid
from jixiao.structure.money_in_cells import half_at
from jixiao.structure.walk import Walk

__all__ = ["Box", "FormMatch", "PairMatch", "Record", "ZoneMatch", "match_form"]

_MATCH = attrgetter("match")
_TURNS = 2  # parts of a table that its author laid out otherwise, the money and the indicators
_CERTAIN = ("native", "ruled")  # cells that nobody had to tell apart


def match_form(grid: Grid, forms: tuple[Form, ...], *, title: str = "", unit: str | None = None) -> FormMatch | None:
    """The form of a grid with all its zones, or None when no form's words stand in it.

    ``title`` (squeezed) is what stands above the table: it decides between forms of like headings; ``unit`` is
    the money unit printed there, for figures whose heading has none.
    """
    rows = _rows(grid)
    if grid.table.origin == "image":
        mend(rows, forms)
    for _ in range(_TURNS):
        if (upright := arranged(grid, rows, forms)) is None:
            break
        grid, rows = upright, _rows(upright)
    filled = _filled(rows)
    shown = lines_of_refused(rows, forms, grid.table.columns - 1) if grid.table.origin == "flattened" else rows
    found = choose(shown, filled if shown is rows else _filled(shown), forms, title)
    if found is None and grid.table.origin in _CERTAIN:
        found = of_labels(rows, forms, title)
    if found is None:
        return None
    form, score = found
    form = completed(with_goal_rows(form, rows, filled, forms), rows, filled, forms)
    result = Walk(grid, form, score, (rows, filled), unit).run()
    named = titled(form, title) and not holds_nothing(result)
    return None if not named and stands_for_another(result, rows, forms) else result


def match_head(grid: Grid, below: FormMatch, forms: tuple[Form, ...]) -> FormMatch | None:
    """A table of labels with their values and nothing else, as the head of the form in the table ``below`` it; that may
    be any form of its role by the words that it has, so the head is read as the one that knows most of its own."""
    rows = _rows(grid)
    filled = _filled(rows)
    keys = {box.key for row in filled for box in row}
    alike = [below.form, *(form for form in forms if form.role == below.form.role)]
    form = max(alike, key=lambda form: len(keys.intersection(index_of(form).pairs)))
    found = Walk(grid, completed(form, rows, filled, forms), below.score, (rows, filled), None).run()
    return None if found.zones or found.unknown or not found.pairs else found


def match_goals(grid: Grid, below: FormMatch) -> FormMatch | None:
    """A table of goals and nothing else, as those of the form in the table ``below`` it, which has none."""
    rows = _rows(grid)
    found = Walk(grid, below.form, below.score, (rows, _filled(rows)), None).run()
    goals = [zone.zone.id for zone in found.zones] == ["goals"] and bool(found.zones[0].records)
    return found if goals and not (found.unknown or found.pairs or found.captions or found.total) else None


def _rows(grid: Grid) -> list[list[Box]]:
    rows: list[list[Box]] = [[] for _ in range(grid.table.rows)]
    for cell, source in zip(grid.table.cells, grid.sources, strict=True):
        rows[cell.row].append(Box(cell, source) if cell.text == source.text else Box(cell, source, half_at(cell)))
    table = grid.table
    if table.origin == "native" and sum([c.row_span * c.column_span for c in table.cells]) < table.rows * table.columns:
        for r, row in enumerate(rows):
            blank = [at for at in range(table.columns) if grid.at(r, at) is None]
            if not blank or len(blank) == table.columns:  # whole, or a row of which nothing is left
                continue
            row += [_blank(grid, r, at) for at in blank]
            row.sort(key=lambda box: box.cell.column)
    return rows


def _blank(grid: Grid, row: int, column: int) -> Box:
    """A place that a row left out (gridBefore): to the eye it is a cell without text, as below a merged label."""
    return Box(Cell(row, column, 1, 1, ""), Source(grid.block, "", (row, column)))


def _filled(rows: list[list[Box]]) -> list[list[Box]]:
    """The cells of each row that are not blank."""
    return [[*filter(_MATCH, row)] for row in rows]
