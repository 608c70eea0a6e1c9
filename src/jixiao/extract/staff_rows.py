"""Staff in a row of labels and values of a table: «编制数 | 38 | 实有数 | 36»."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from jixiao.extract.context import Context
from jixiao.patterns import Expression
from jixiao.quotes import Reading, Text, squeeze
from jixiao.structure.model import Grid
from jixiao.values import count

_NAMES = ("authorized", "on_duty", "retired")
_LABEL = 24  # characters of a label, blanks within it too


def staff_of_rows(context: Context) -> dict[str, Reading[int]]:
    """``authorized``, ``on_duty``, ``retired`` behind their labels, where all rows that give one agree. One of several
    figures behind a label is an indicator's («编制人数 | ≤18 | 18 | 5 | 5»), or of a column that the label heads."""
    labels = {name: context.patterns[f"staffing.label.{name}"] for name in _NAMES}
    number = context.patterns["staffing.label.count"]
    found: dict[str, list[tuple[Text, Reading[int]]]] = {}
    for grid in context.structured.grids.values():
        for row in _rows(grid, labels.values()):
            for (label, value), after in zip(pairwise(row), [*row[2:], None], strict=True):
                name = next((name for name in _NAMES if labels[name].fits(label.match)), None)
                told = name and number.search(value)
                if not name or not told or (after is not None and number.search(after)):
                    continue
                if read := count(told.quote("count"), labels[name].id):
                    found.setdefault(name, []).append((label, read))
    agreed = {name: told for name, told in found.items() if len({read.value for _, read in told}) == 1}
    context.claim_all(label.quote() for told in agreed.values() for label, _ in told[:1])
    return {name: told[0][1] for name, told in agreed.items()}


def _rows(grid: Grid, labels: Collection[Expression]) -> Iterator[list[Text]]:
    """The filled cells of each row that begins with a word and holds one of the labels."""
    labels = [label for label in labels if label.may_match(grid.words)]
    cells = [cell for cell in grid.table.cells if 1 < len(cell.text) <= _LABEL] if labels else []
    rows: dict[str, set[int]] = {}  # by what their cells say
    for cell in cells:
        rows.setdefault(squeeze(cell.text), set()).add(cell.row)
    held = {key for label in labels for key in _with_a_word(rows, label) if label.fits(key)}
    for at in sorted(set[int]().union(*[rows[key] for key in held])):
        row = [view for _, source in grid.row(at) if (view := source.view())]
        if len(row) > 1 and not row[0].match[0].isdigit():
            yield row


def _with_a_word(keys: Collection[str], label: Expression) -> Collection[str]:
    """The texts that hold one of the words without which a label cannot fit, looked for in all at once."""
    if not label.required.clauses:
        return keys
    text = "\n".join(("", *keys, ""))
    found: set[str] = set()
    for word in label.required.clauses[0]:
        at = text.find(word)
        while at >= 0:
            end = text.index("\n", at)
            found.add(text[text.rindex("\n", 0, at) + 1 : end])
            at = text.find(word, end)
    return found
