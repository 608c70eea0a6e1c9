"""Flattened tables of which two cells are exchanged: how many are read otherwise than printed, by dialect.

    python tools/measure_exchanges.py [--count 300] [--seed 1] [--dialects a,b] [--per 2] [--held-out | --bank DIR]
        [--kinds rows,halves,lines]

Takes the tables of ``per`` sample reports of each family, exchanges two cells of one of them ``count`` times (blank
cells too; or, with ``kinds``, rows, halves of rows, lines of cells and others in turn), flattens it as each dialect
does, and reads it. Read otherwise is a row that neither the table as its author wrote it nor the one with the exchanged
cells holds, or a table that is gone without a word. Said otherwise is a value of the report that is in neither of those
read from the two tables as grids; of a row as against the nearest of theirs.
What is otherwise without the exchange too (columns and values of forms in words that no list holds) is not counted.
Ends with 1 if there is any.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from samples.__main__ import generate  # noqa: E402
from samples.dialects import DIALECTS, LOSSY  # noqa: E402
from samples.families import FAMILIES  # noqa: E402
from samples.flattening import compare  # noqa: E402

from exchanges import as_grid, as_text, exchanged, otherwise, said  # noqa: E402
from flattened import paragraphs  # noqa: E402
from jixiao.document import Table  # noqa: E402
from jixiao.patterns import load  # noqa: E402
from jixiao.readers.text import read_text  # noqa: E402
from jixiao.structure.flat import rebuild_tables  # noqa: E402
from jixiao.structure.flat.rebuild import Rebuilt  # noqa: E402
from samples import families  # noqa: E402
from shuffles import KINDS, difference, shuffled  # noqa: E402


def _tables(result: Rebuilt) -> list[Table]:
    return [block for block in result.blocks if isinstance(block, Table)]


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Counts:
    """Exchanges of a dialect: how many were read or said otherwise, and how many cells were read."""

    def __init__(self) -> None:
        self.wrong = self.lies = self.cells = self.read = 0

    def shown(self, dialect: str, count: int) -> str:
        """A line of the table printed."""
        share = self.read / max(self.cells, 1)
        counts = f"{self.wrong:4} read otherwise, {self.lies:4} said otherwise"
        return f"{dialect:16} {count:6} exchanges, {counts}, {share:.3f} of cells read"


@dataclass
class Exchange:
    """A table of a sample, and the same with cells exchanged."""

    name: str
    table: Table
    changed: Table
    _whole: list[dict[str, Any]] = field(default_factory=list)

    @property
    def texts(self) -> str:
        """What was exchanged."""
        return difference(self.table, self.changed)

    def text(self, dialect: str) -> str:
        """The changed table as a dialect prints it, between two lines."""
        return as_text(self.changed, dialect)

    def _is_unlike(self, dialect: str) -> bool:
        """Whether rows of the table as its author wrote it are read otherwise as well, or it is gone without a word."""
        result = rebuild_tables(paragraphs(as_text(self.table, dialect)), load())
        found = _tables(result)
        return bool(compare(found, [self.table], told=True).wrong) or not (found or result.diagnostics)

    def _is_said(self, dialect: str) -> set[str]:
        """What is said otherwise of the table as its author wrote it."""
        report = said(read_text(as_text(self.table, dialect).encode()))
        return set(otherwise(report, [said(as_grid(self.table))]))

    def judge(self, text: str, dialect: str, title: str, counts: Counts, *, show: bool) -> None:
        """Counts one reading, and prints what is otherwise."""
        result = rebuild_tables(paragraphs(text), load())
        found = _tables(result)
        score = compare(found, [self.table, self.changed], told=True)
        one = compare(found, [self.changed], told=True)
        counts.cells += one.cells
        counts.read += one.read
        for line in [text, *(item.message for item in result.diagnostics)] if show else ():
            say(line)
        if (score.wrong or not (found or result.diagnostics)) and not self._is_unlike(dialect):
            counts.wrong += 1
            say(f"read: {title} {self.name}: {self.texts}")
            for record, truth in score.wrong:
                say(f"  read  {record.own} over {sorted(record.covering)} loose {record.loose}")
                say(f"  truth {truth and (truth.own, sorted(truth.covering), truth.loose)}")
        self._whole = self._whole or [said(as_grid(self.table)), said(as_grid(self.changed))]
        others = list(otherwise(said(read_text(text.encode())), self._whole))
        if others:
            known = self._is_said(dialect)
            others = [line for line in others if line not in known]
        if others:
            counts.lies += 1
            say("\n  ".join([f"said: {title} {self.name}: {self.texts}", *others]))


def main() -> int:
    """Counts and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=300, help="exchanges in each dialect")
    parser.add_argument("--per", type=int, default=2, help="reports of each family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dialects", default=",".join([*DIALECTS, *LOSSY]))
    parser.add_argument("--family", default=",".join(["hunan", *FAMILIES]))
    parser.add_argument("--kinds", default="", help=f"of: {', '.join(KINDS)}; any two cells if none is given")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--held-out", action="store_const", dest="mode", const="held_out", default="open")
    mode.add_argument("--bank", type=Path, dest="mode", help="a directory of other wordings")
    parser.add_argument("--only", type=int, help="the number of one exchange, whose text is shown")
    options = parser.parse_args()
    named, kinds = options.family.split(","), options.kinds.split(",") if options.kinds else []
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        parser.error(f"no such kinds: {', '.join(unknown)}")
    made = generate(options.seed, options.per, options.mode) if "hunan" in named else []
    made += families.generate([name for name in named if name != "hunan"], options.seed, options.per, options.mode)
    tables = [(sample.name, b) for sample in made for b in sample.blocks if isinstance(b, Table)]
    pick = random.Random(options.seed)  # noqa: S311
    exchanges: list[Exchange] = []
    for number in range(options.count):
        name, table = tables[pick.randrange(len(tables))]
        kind = kinds[number % len(kinds)] if kinds else ""
        changed = shuffled(table, kind, pick) if kind else exchanged(table, *pick.sample(range(len(table.cells)), 2))
        if changed is not table:  # no cell of it breaks its lines
            exchanges.append(Exchange(name, table, changed))
    total = 0
    for dialect in options.dialects.split(","):
        counts = Counts()
        for number, exchange in enumerate(exchanges):
            if options.only in (None, number):
                text = exchange.text(dialect)
                exchange.judge(text, dialect, f"{dialect} {number}", counts, show=options.only is not None)
        say(counts.shown(dialect, len(exchanges)))
        total += counts.wrong + counts.lies
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
