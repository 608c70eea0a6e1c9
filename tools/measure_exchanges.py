"""Flattened tables of which two cells are exchanged: how many are read otherwise than printed, by dialect.

    python tools/measure_exchanges.py [--count 300] [--seed 1] [--dialects a,b] [--per 3] [--held-out]

Takes the tables of ``per`` sample reports of each family, exchanges two cells of one of them ``count`` times (blank
cells too), flattens it as each dialect does, and reads it. Wrong is a row that neither the table as its author wrote it
nor the one with the exchanged cells holds, or a table that is gone without a word. Ends with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from samples.__main__ import generate  # noqa: E402
from samples.dialects import DIALECTS, LOSSY, flatten  # noqa: E402
from samples.families import FAMILIES  # noqa: E402
from samples.flattening import compare  # noqa: E402

from flattened import paragraphs  # noqa: E402
from jixiao.document import Table  # noqa: E402
from jixiao.patterns import load  # noqa: E402
from jixiao.structure.flat import rebuild_tables  # noqa: E402
from samples import families  # noqa: E402

GAPPED = ("docling", "pandoc", "web-lines")
CRLF = ("libreoffice-gbk", "word-stream")


def exchanged(table: Table, a: int, b: int) -> Table:
    """The table with the texts of two cells exchanged."""
    cells = list(table.cells)
    cells[a] = replace(cells[a], text=table.cells[b].text, runs=())
    cells[b] = replace(cells[b], text=table.cells[a].text, runs=())
    return replace(table, cells=tuple(cells))


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Counts and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=300, help="exchanges in each dialect")
    parser.add_argument("--per", type=int, default=2, help="reports of each family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dialects", default=",".join([*DIALECTS, *LOSSY]))
    parser.add_argument("--family", default=",".join(["hunan", *FAMILIES]))
    parser.add_argument("--held-out", action="store_const", dest="mode", const="held_out", default="open")
    parser.add_argument("--only", type=int, help="the number of one exchange, whose text is shown")
    options = parser.parse_args()
    named = options.family.split(",")
    made = generate(options.seed, options.per, options.mode) if "hunan" in named else []
    made += families.generate([name for name in named if name != "hunan"], options.seed, options.per, options.mode)
    tables = [(sample.name, b) for sample in made for b in sample.blocks if isinstance(b, Table)]
    total = 0
    for dialect in options.dialects.split(","):
        wrong = cells = read = 0
        pick = random.Random(options.seed)  # noqa: S311
        for number in range(options.count):
            name, table = tables[pick.randrange(len(tables))]
            a, b = pick.sample(range(len(table.cells)), 2)
            if options.only not in (None, number):
                continue
            changed = exchanged(table, a, b)
            end = "\r\n" if dialect in CRLF else "\n"
            gap = "\n" if dialect in GAPPED else ""
            text = f"附件1{end}{gap}{flatten(changed, dialect)}{gap}填表人：（略）{end}"
            result = rebuild_tables(paragraphs(text), load())
            found = [block for block in result.blocks if isinstance(block, Table)]
            score = compare(found, [table, changed], told=True)
            one = compare(found, [changed], told=True)
            cells += one.cells
            read += one.read
            if options.only is not None:
                say(text)
                for item in result.diagnostics:
                    say(item.message)
            bad = bool(score.wrong) or not (found or result.diagnostics)
            wrong += bad
            if bad:
                say(f"wrong: {dialect} {number} {name}: {table.cells[a].text!r} and {table.cells[b].text!r}")
                for record, truth in score.wrong:
                    say(f"  read  {record.own} over {sorted(record.covering)} loose {record.loose}")
                    say(f"  truth {truth and (truth.own, sorted(truth.covering), truth.loose)}")
        share = read / max(cells, 1)
        say(f"{dialect:16} {options.count:6} exchanges, {wrong:4} read otherwise, {share:.3f} of cells read")
        total += wrong
    return 1 if total else 0


if __name__ == "__main__":
    raise SystemExit(main())
