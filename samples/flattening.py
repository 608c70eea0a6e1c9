"""How much of a flattened table comes back: `python -m samples.flattening [--count N] [--dialects a,b] [--family x,y]`.

Each table of a generated report is flattened as a tool prints it and read again. A cell is read when it stands in a row
with the cells beside it and under its heading (merged cells under each row that they cover); wrong when it stands in
another. What is neither is refused if a diagnostic says that a table was not wholly read, else lost. A row of the
table printed is a family's tables in one dialect: tables, cells, shares read and refused, cells wrong and lost.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from jixiao.document import Cell, Document, Table
from jixiao.patterns import load
from jixiao.quotes import squeeze
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.form_model import key_of
from jixiao.structure.forms import forms_of
from samples import families
from samples.__main__ import generate
from samples.blocks import Sample
from samples.dialects import CONVERTERS, DIALECTS, LOSSY, flatten_document, grid_cells
from samples.families import FAMILIES
from samples.wording import Mode
from samples.writers.text import ENCODINGS

_LOOKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-"})
_MANY = 6  # cells of a heading of which some are in words that no list holds
HUNAN = "hunan"
"""The family of `samples.report`, beside those of `samples.families`."""

Item = tuple[str, str]
"""A cell of a row: the key of its heading («» for a column whose heading is blank), its text without blanks."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a grid: ``own`` are the cells that begin in it, ``covering`` those that run down into it. ``loose``
    texts stand under no heading and beside no label."""

    own: tuple[Item, ...]
    covering: tuple[Item, ...]
    loose: tuple[str, ...] = ()


@dataclass
class Score:
    """Counts of filled cells, and the wrong ones: (what was read, the row of the truth that is nearest); ``unread`` are
    rows of the truth of which nothing was."""

    tables: int = 0
    cells: int = 0
    read: int = 0
    refused: int = 0
    lost: int = 0
    wrong: list[tuple[Record, Record | None]] = field(default_factory=list)
    unread: list[Record] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another's counts."""
        for name in ("tables", "cells", "read", "refused", "lost"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.wrong += other.wrong
        self.unread += other.unread


def look(text: str) -> str:
    """A text without blanks and breaks, in straight quotes and dashes: what every dialect keeps."""
    return re.sub(r"\s+", "", text).translate(_LOOKS)


def records(table: Table) -> list[Record]:
    """The rows of a grid with the heading of each cell; headings themselves are none."""
    found: list[Record] = []
    names: dict[int, str] = {}
    previous = False
    known = _labels().pairs | _labels().totals
    for row, positions in enumerate(grid_cells(table)):
        own = [cell for cell in dict.fromkeys(positions) if cell is not None and cell.row == row]
        filled = [cell for cell in own if look(cell.text)]
        if not filled:
            continue
        if _is_heading(filled):
            if not previous:  # no heading above: a column of a table read in part, which means nothing
                names = {column: "" for column, cell in enumerate(positions) if cell is not None}
            for cell in own:
                if look(cell.text) or not previous:
                    names.update(dict.fromkeys(range(cell.column, cell.column + cell.column_span), _key(cell)))
            previous = True
            continue
        previous = False
        over = [cell for cell in dict.fromkeys(positions) if cell is not None and cell.row < row and look(cell.text)]
        # A label of no form: beside one wide cell, or alone below a block's label, which heads nothing (its blank cell
        # may be as wide, and printed once for each column).
        wide = len(own) == 2 and own[1].column_span > 2
        alone = len(filled) == 1 and filled[0] is own[0] and names.get(0) in _labels().blocks
        if (wide or alone) and not over and own[0].column == 0 and _key(own[0]) not in known:
            found.append(Record((), (), tuple(look(cell.text) for cell in filled)))
        else:
            found.append(_record(filled, over, names))
    return found


def _record(filled: Sequence[Cell], over: Sequence[Cell], names: dict[int, str]) -> Record:
    labels = _labels()
    if any(_key(cell) in labels.pairs for cell in filled[:3:2]):  # the first in words that no list holds
        items: list[Item] = []
        loose: list[str] = []
        label = ""
        for cell in filled:
            if names and cell.column not in names:
                loose.append(look(cell.text))  # behind the form: it was refused
            elif _key(cell) in labels.pairs and not label:
                label = _key(cell)
            elif label:
                items.append((label, look(cell.text)))
                label = ""
            else:
                loose.append(look(cell.text))
        return Record(tuple(items), (), tuple(loose))
    # Below the blank heading beside a block's label, too; what was refused stands behind the form, and is none.
    first = filled[0].column == 0 or names.get(filled[0].column) == ""
    total = first and _key(filled[0]) in labels.totals
    # Where merged text is said again, the block's label may stand beside a row alone: it is no cell of it.
    shown = [cell for cell in filled if cell.column or total or not _says_again(cell, names)] or filled
    items = [(names.get(cell.column, "?"), look(cell.text)) for cell in shown]
    if total:
        items[0] = ("total", items[0][1])
    # each counts: two columns of points («分值») may have the same
    covering = tuple((names.get(cell.column, "?"), look(cell.text)) for cell in over if _key(cell) not in labels.blocks)
    own = tuple(item for item in items if item[0] != "?")
    return Record(own, covering, tuple(text for name, text in items if name == "?"))


def _says_again(cell: Cell, names: Mapping[int, str]) -> bool:
    """Whether a cell at the left says its heading, the label of a block."""
    return _key(cell) in _labels().blocks and names.get(cell.column) == _key(cell)


def compare(found: Sequence[Table], wanted: Sequence[Table], *, told: bool) -> Score:
    """The rows of tables read against those of the truth; ``told``: whether a diagnostic names what is missing."""
    truth = [record for table in wanted for record in records(table)]
    score = Score(tables=len(wanted), cells=sum(len(record.own) + len(record.loose) for record in truth))
    free = list(range(len(truth)))
    for record in (record for table in found for record in records(table)):
        # Of rows alike («……» several times) the one that stands below the same levels.
        best = max(free, key=lambda at: (_agree(record, truth[at]), _holds(record, truth[at]), -at), default=None)
        if best is None or not _agree(record, truth[best]):
            if record.own and not any(_is_pair_of(record, other) for other in truth):
                score.wrong.append((record, None))
            continue
        free.remove(best)
        right = truth[best]
        score.read += _regained(record, right)
        if not _holds(record, right):
            score.wrong.append((record, right))
    score.unread = [truth[at] for at in free]
    missing = score.cells - score.read
    if told:
        score.refused = missing
    else:
        score.lost = missing
    return score


def _is_pair_of(record: Record, truth: Record) -> bool:
    """Whether a row is a label with its value that stand, as one of several pairs, in a row of the truth whose others
    were read apart («主管部门 | … | 实施单位 | …»; the total's label in 重庆)."""
    if len(record.own) == 1 and not record.loose:
        name, text = record.own[0]
        pairs = _labels().pairs.issuperset(own for own, _ in truth.own)
        if name in _labels().pairs and pairs and ((name, text) in truth.own or {name, text} <= {*truth.loose}):
            return True
    said = {text for _, text in record.own} | {*record.loose}
    return [name for name, _ in record.own] == ["total"] and bool(record.loose) and said <= {*truth.loose}


def _agree(record: Record, truth: Record) -> int:
    """How many cells of a row are those of another."""
    same = Counter(_named(record, truth)) & Counter((*truth.own, *truth.covering))
    return sum(same.values()) + sum((Counter(record.loose) & Counter(truth.loose)).values())


def _named(record: Record, truth: Record) -> Iterator[Item]:
    """The cells of a row; of one below a blank heading, which says nothing of it, the truth's heading if that row has
    its text once; so of a total's label («合计» below «支出类别»). With its value it may be one of several pairs of
    the truth's row (重庆)."""
    shown = (*truth.own, *truth.covering)
    for name, text in record.own:
        if name == "total" and text in truth.loose:
            continue
        blank = not name or (name == "total" and (name, text) not in shown)
        above = [other for other, said in shown if said == text] if blank else ()
        yield (above[0], text) if len(above) == 1 else (name, text)


def _regained(record: Record, truth: Record) -> int:
    """How many of the truth's own cells stand in a row."""
    said = Counter((*record.own, *record.covering))
    return sum((Counter(truth.own) & said).values()) + sum((Counter(record.loose) & Counter(truth.loose)).values())


def _holds(record: Record, truth: Record) -> bool:
    """Whether all that a row says is said by the truth. A cell running down where the truth's is blank may be either
    in most dialects (no tool prints covered cells apart from blank ones)."""
    said = Counter((*truth.own, *truth.covering))
    if Counter(_named(record, truth)) - said:
        return False
    named = {name for name, _ in (*truth.own, *truth.covering)}
    return all(item in said for item in record.covering if item[0] in named)


@dataclass(frozen=True, slots=True)
class _Labels:
    headings: frozenset[str]
    blocks: frozenset[str]
    pairs: frozenset[str]
    totals: frozenset[str]


@lru_cache
def _labels() -> _Labels:
    """The printed words of all forms."""
    zones = [zone for form in forms_of(load()) for zone in form.zones]
    blocks = frozenset(key for zone in zones if zone.block for key in zone.block.keys)
    rows = frozenset(key for zone in zones for row in zone.rows for key in row.keys)
    headings = frozenset(key for zone in zones for column in zone.columns for key in column.keys)
    totals = frozenset(key for zone in zones for key in zone.keys if zone.kind == "total")
    pairs = frozenset(key for zone in zones for pair in zone.pairs for key in pair.keys)
    return _Labels(headings, blocks, pairs - headings - totals - rows, totals)


def _key(cell: Cell) -> str:
    return key_of(squeeze(cell.text).translate(_LOOKS)) if look(cell.text) else ""


def _is_heading(filled: Sequence[Cell]) -> bool:
    """Whether a row is a heading: labels of columns and blocks, but for at most one in five, or one cell alone; behind
    a block's label one in four. Without a figure, most of many cells may be in words that only look like labels."""
    labels = _labels()
    known = sum(_key(cell) in labels.headings for cell in filled)
    blocks = sum(_key(cell) in labels.blocks and _key(cell) not in labels.headings for cell in filled[:1])
    labelled = known + blocks
    share = 3 * len(filled) / 4 if blocks else 4 * len(filled) / 5
    several = known > 1 and (labelled >= share or labelled == len(filled) - 1)
    if several or (known == 1 and blocks == 1 and len(filled) in (2, 3)):
        return True
    keys = [_key(cell) for cell in filled]
    if len(keys) < _MANY or known < 2 or any(figure_of(key) is not None for key in keys):
        return False
    return sum(map(lexicon_of(load()).is_head, keys)) >= len(keys) - 2


def read(sample: Sample, dialect: str) -> Score:
    """A report's tables flattened and read again."""
    raw = flatten_document(sample.blocks, dialect).encode(ENCODINGS.get(dialect, "utf-8"))
    return score_of(read_text(raw), sample)


def score_of(document: Document, sample: Sample) -> Score:
    """What of a report's tables a document holds."""
    result = rebuild_tables(document.blocks, load())
    found = [block for block in result.blocks if isinstance(block, Table)]
    wanted = [block for block in sample.blocks if isinstance(block, Table)]
    return compare(found, wanted, told=any(item.code == "unreadable_table" for item in result.diagnostics))


def measured(
    names: Sequence[str], dialects: Sequence[str], count: int, seed: int, mode: Mode
) -> Iterator[tuple[str, str, Score]]:
    """(family, dialect, score) of ``count`` generated reports each; reports without a table are none."""
    for name in names:
        made = generate(seed, count, mode) if name == HUNAN else families.generate([name], seed, count, mode)
        made = [sample for sample in made if any(isinstance(block, Table) for block in sample.blocks)]
        for dialect in dialects if made else ():
            total = Score()
            for sample in made:
                total.add(read(sample, dialect))
            yield name, dialect, total


def row_of(name: str, dialect: str, score: Score) -> str:
    """A row of the table printed."""
    shares = " | ".join(f"{count / max(score.cells, 1):.3f}" for count in (score.read, score.refused))
    return f"| {name} | {dialect} | {score.tables} | {score.cells} | {shares} | {len(score.wrong)} | {score.lost} |"


def main(arguments: list[str] | None = None) -> int:
    """The command line; 1 if a cell was read wrong or lost without a word."""
    parser = argparse.ArgumentParser(prog="python -m samples.flattening", description=__doc__)
    parser.add_argument("--count", type=int, default=10, help="reports of each family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dialects", default=",".join([*DIALECTS, *LOSSY, *CONVERTERS]))
    parser.add_argument("--family", default=",".join([HUNAN, *FAMILIES]))
    parser.add_argument("--wrong", action="store_true", help="print each row that was read wrong")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--held-out", action="store_const", dest="mode", const="held_out", default="open")
    mode.add_argument("--all", action="store_const", dest="mode", const="all")
    parser.add_argument("--total", action="store_true", help="only all families of a dialect together")
    options = parser.parse_args(arguments)
    print("| family | dialect | tables | cells | read | refused | wrong | lost |\n|---|---|---|---|---|---|---|---|")
    totals: dict[str, Score] = {}
    for name, dialect, score in measured(
        options.family.split(","), options.dialects.split(","), options.count, options.seed, options.mode
    ):
        totals.setdefault(dialect, Score()).add(score)
        if not options.total:
            print(row_of(name, dialect, score), flush=True)
        for record, truth in score.wrong if options.wrong else ():
            print(f"  read  {record}\n  truth {truth}")
    for dialect, score in totals.items():
        print(row_of("all", dialect, score))
    return int(any(score.wrong or score.lost for score in totals.values()))


if __name__ == "__main__":
    sys.exit(main())
