"""Destroyed tables: how much is read of tables that lost their cells, and that nothing is read wrongly.

    python tools/measure_destroyed.py [--count 600] [--seed 1] [--whole]

Takes ``count`` random tables (`tests/support/destroyed.py`) and as many of the sample reports of all families,
exchanges two of their cells (``--whole``: none), pours each into a stream in one of the ways that tools do, and reads
it. Wrong is a figure that the table as its author wrote it does not hold at that place, and a word that neither that
table nor the one with the exchanged cells does. Ends with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

from samples.__main__ import generate  # noqa: E402
from samples.families import FAMILIES  # noqa: E402

import destroyed  # noqa: E402
from grids import context, table, values  # noqa: E402
from jixiao.document import Paragraph, Table  # noqa: E402
from jixiao.extract.evaluations import evaluations  # noqa: E402
from jixiao.patterns import load  # noqa: E402
from jixiao.structure.flat import rebuild_tables  # noqa: E402
from samples import families  # noqa: E402

WAYS = ("glued", "blanks", "mixed", "lines", "bands")


def tables(seed: int, count: int) -> Iterator[tuple[str, Table]]:
    """Random tables of the test's forms, then those of sample reports with an evaluation."""
    forms = list(destroyed.FORMS)
    for index in range(count):
        form = forms[index % len(forms)]
        author = destroyed.Author(seed * 100_000 + index, careful=index % 2 == 0)
        yield form, table(*destroyed.FORMS[form](author))
    each = -(-count // (len(FAMILIES) + 1))
    for sample in [*generate(seed, each, "all"), *families.generate(list(FAMILIES), seed, each, "all")]:
        for block in sample.blocks:
            if isinstance(block, Table):
                yield sample.name.split("-")[0], block


def shuffled(one: Table, seed: int) -> Table:
    """The table with the texts of two cells exchanged: every second time two with figures."""
    pick = random.Random(seed)  # noqa: S311
    places = [
        index
        for index, cell in enumerate(one.cells)
        if cell.text.strip() and (seed % 2 or any(char.isdigit() for char in cell.text))
    ]
    if len(places) < 2:
        return one
    cells = list(one.cells)
    a, b = pick.sample(places, 2)
    cells[a] = replace(cells[a], text=one.cells[b].text, runs=())
    cells[b] = replace(cells[b], text=one.cells[a].text, runs=())
    return replace(one, cells=tuple(cells))


def texts(one: Table) -> list[list[str]]:
    """The texts of a table, row by row."""
    rows: list[list[str]] = [[] for _ in range(one.rows)]
    for cell in sorted(one.cells, key=lambda c: (c.row, c.column)):
        rows[cell.row].append(cell.text)
    return rows


def read(text: str) -> tuple[list[Any], int]:
    """The evaluations in a stream, and how many of its tables or parts of tables were refused."""
    blocks = tuple(Paragraph(line, end="\n") for line in ["绩效自评表", *text.split("\n"), "填表人："])
    result = rebuild_tables(blocks, load())
    return values(evaluations(context(*result.blocks))), len(result.diagnostics)


def say(line: str) -> None:
    """Prints a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Counts and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", action="store_true", help="no cells exchanged")
    parser.add_argument("--only", type=int, help="the number of one table, whose stream is shown")
    options = parser.parse_args()
    total: dict[str, Counter[str]] = {}
    for index, (source, one) in enumerate(tables(options.seed, options.count)):
        truths = values(evaluations(context(one)))
        if len(truths) != 1 or (options.only is not None and index != options.only):
            continue
        other = one if options.whole else shuffled(one, options.seed + index)
        alike = values(evaluations(context(other)))
        how = WAYS[index % len(WAYS)]
        text = destroyed.poured(texts(other), how, index)
        if options.only is not None:
            say(f"{text}\n")
        drafts, refused = read(text)
        counts = total.setdefault(source, Counter())
        counts["tables"] += 1
        counts["held"] += destroyed.count(truths[0])
        counts["refused"] += bool(refused)
        for draft in drafts:
            counts["read"] += destroyed.count(draft)
            wrong = destroyed.untrue(draft, truths[0], words=False)
            unlike = [destroyed.untrue(draft, truth) for truth in (*truths, *alike)]
            wrong = wrong or (unlike[0] if all(unlike) else [])
            counts["wrong"] += len(wrong)
            for what in wrong:
                say(f"wrong: {source} {index} {how}: {what}")
    say(f"{'source':20} {'tables':>7} {'with refusals':>14} {'held':>7} {'read':>7} {'wrong':>6}")
    for source, counts in [*total.items(), ("all", sum(total.values(), Counter()))]:
        share = counts["read"] / counts["held"] if counts["held"] else 0
        numbers = f"{counts['tables']:7} {counts['refused']:14} {counts['held']:7} {share:7.1%} {counts['wrong']:6}"
        say(f"{source:20} {numbers}")
    return 1 if sum(total.values(), Counter())["wrong"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
