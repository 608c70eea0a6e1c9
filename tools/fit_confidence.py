"""Fit the weights of confidence on scans with truth, and say how well they do on others.

    python -m samples --seed 61 --count 30 --out A --forms scan:moderate     (and more, with seeds of their own)
    python tools/fit_confidence.py --fit A B --test C D [--write]

Prints for the test directories a reliability table, and which share of the wrong values and of all values is below the
threshold for review. ``--write`` writes ``src/jixiao/assurance/weights.py``.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np

from jixiao.assurance import confidence as weighing
from jixiao.assurance.stage import signs_of
from jixiao.assurance.witness import FEATURES, Signs
from jixiao.errors import JixiaoError
from jixiao.evaluate import examine, load_truth, pairs_of
from jixiao.extract.report import extract
from jixiao.patterns import load
from jixiao.readers import read
from jixiao.readers.scan.options import REVIEW_BELOW
from jixiao.schema import to_json
from jixiao.schema.source import PatternPack, Source
from jixiao.structure.stages import structure

KINDS = ("figure", "date", "label", "word", "sentence")
WEIGHTS = Path(__file__).parents[1] / "src" / "jixiao" / "assurance" / "weights.py"
STRENGTH = 0.02
"""Of the ridge that keeps weights of rare signs small."""
SIGN = (0, 1, -1, -1, 1, -1, 1, 1, -1, -1, -1)
"""Which way a sign may speak at all: a weight of the other sign is noise and becomes 0."""


def say(text: str) -> None:
    """One line of the result."""
    sys.stdout.write(text + "\n")


@dataclass(slots=True)
class Judged:
    """A value of a scan with its signs, and whether it is right."""

    file: str
    pointer: str
    signs: Signs
    right: bool


def judged(directory: Path) -> list[Judged]:
    """All values of a directory's scans that have a truth."""
    patterns = load()
    values: list[Judged] = []
    for path, truth in pairs_of(directory):
        data = path.read_bytes()
        try:
            document = read(data)
        except JixiaoError as error:
            sys.stderr.write(f"{path.name}: {error}\n")
            continue
        structured = structure(document, patterns)
        source = Source(
            file_name=path.name, sha256="0" * 64, size_bytes=len(data), media_type=document.media_type,
            page_count=document.page_count, text_origin=document.text_origin, reader=document.reader,  # type: ignore[arg-type]
            dialect=None, patterns=PatternPack(pack=patterns.name, version=patterns.version, hash=patterns.hash),
        )  # fmt: skip
        report = extract(structured, patterns, source)
        signs = signs_of(report, structured, patterns)
        result = examine(load_truth(truth), json.loads(to_json(report), parse_float=Decimal))
        values += [
            Judged(path.name, one.pointer, signs[one.pointer], one.right) for one in result.sure if one.pointer in signs
        ]
    return values


def fitted(values: Sequence[Judged]) -> tuple[float, ...]:
    """Weights by ridge logistic regression (Newton's steps), signs that speak the wrong way left out one by one."""
    width = len(FEATURES)
    if len({value.right for value in values}) < 2:
        return (3.0, 1.0, *([0.0] * (width - 2)))
    rows = np.array([value.signs.features() for value in values])
    right = np.array([value.right for value in values], dtype=float)
    used = [i for i in range(width) if i == 0 or np.ptp(rows[:, i]) > 0]
    while True:
        weights = _newton(rows[:, used], right)
        wrong = [(weights[at] * SIGN[i], i) for at, i in enumerate(used) if SIGN[i] and weights[at] * SIGN[i] < 0]
        if not wrong:
            break
        used.remove(min(wrong)[1])
    full = np.zeros(width)
    full[used] = weights
    return tuple(round(float(weight), 3) for weight in full)


def _newton(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    weights = np.zeros(rows.shape[1])
    ridge = np.full(rows.shape[1], STRENGTH * 50)
    ridge[0] = 0.01
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (right - chance) - ridge * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights += np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    return weights


def report(values: Sequence[Judged], title: str) -> None:
    """Reliability: values by confidence, how many there are and how many are right."""
    scored = [(weighing.confidence(value.signs), value) for value in values]
    wrong = [item for item in scored if not item[1].right]
    say(f"\n{title}: {len(scored)} values, {len(wrong)} wrong")
    edges = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01]
    say("| confidence | values | share | right |\n|---|---|---|---|")
    for low, high in pairwise(edges):
        inside = [value for chance, value in scored if low <= chance < high]
        if inside:
            share = sum(value.right for value in inside) / len(inside)
            say(f"| {low:g}–{min(high, 1):g} | {len(inside)} | {len(inside) / len(scored):.1%} | {share:.1%} |")
    for threshold in sorted({0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, REVIEW_BELOW}):
        below = sum(chance < threshold for chance, _ in scored)
        caught = sum(chance < threshold for chance, _ in wrong)
        say(f"below {threshold}: {below / max(len(scored), 1):.2%} of all, {caught}/{len(wrong)} of the wrong")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", nargs="+", type=Path, required=True)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--keep", type=Path, help="directory for what was judged, to fit again without reading again")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()

    def values_of(directories: Sequence[Path]) -> list[Judged]:
        return [value for directory in directories for value in _kept(directory, options.keep)]

    fit, test = values_of(options.fit), values_of(options.test)
    weights = {kind: fitted([value for value in fit if value.signs.kind == kind]) for kind in KINDS}
    weighing.WEIGHTS.update(weights)  # type: ignore[arg-type]
    for kind, found in weights.items():
        say(f"{kind} {dict(zip(FEATURES, found, strict=True))}")
    for name, values in (("fit", fit), ("test", test)):
        exact = [value for value in values if value.signs.kind != "sentence"]
        for kind in KINDS:
            some = [value for value in values if value.signs.kind == kind]
            say(f"{name} {kind}: {len(some)} values, {sum(not value.right for value in some)} wrong")
        if exact:
            report(exact, f"{name}, figures, dates and names")
            report([value for value in values if value.signs.kind == "sentence"], f"{name}, sentences")
    if options.write:
        lines = "".join(f'    "{kind}": {found},\n' for kind, found in weights.items())
        head = WEIGHTS.read_text(encoding="utf-8").partition("WEIGHTS:")[0]
        WEIGHTS.write_text(f"{head}WEIGHTS: dict[Kind, tuple[float, ...]] = {{\n{lines}}}\n", encoding="utf-8")
    return 0


def _kept(directory: Path, keep: Path | None) -> list[Judged]:
    if keep is None:
        return judged(directory)
    keep.mkdir(parents=True, exist_ok=True)
    path = keep / f"{directory.name}.pickle"
    if path.exists():
        return list(pickle.loads(path.read_bytes()))  # noqa: S301 (our own)
    values = judged(directory)
    path.write_bytes(pickle.dumps(values))
    return values


if __name__ == "__main__":
    sys.exit(main())
