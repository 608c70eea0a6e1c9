"""Fit the weights of confidence on scans with truth, and say how well they do on others.

    python -m samples --seed 61 --count 30 --out A --forms scan:moderate     (and more, with seeds of their own)
    python tools/fit_confidence.py --fit A B --test C D [--keep DIR] [--write] [--picture docs/reliability.png]
    python tools/fit_confidence.py --test C D                                (by the weights as they are)
    python tools/fit_confidence.py --fit A B C D --folds 5 [...]

Prints for the test directories a reliability table, and which share of the wrong values and of all values is below the
threshold for review. With ``--folds`` each report is judged by weights that were fitted without the reports of its
fold. ``--keep`` keeps what was recognised, so that other signs are tried without reading a page again. ``--write``
writes ``src/jixiao/assurance/weights.py``, ``--picture`` the curve.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from jixiao.assurance import confidence as weighing
from jixiao.assurance.repair import repaired
from jixiao.assurance.stage import UNREADABLE, signs_of, unreadable
from jixiao.assurance.weights import _ROWS, KINDS
from jixiao.assurance.weights import WEIGHTS as WEIGHED
from jixiao.assurance.witness import FEATURES, Kind, Signs
from jixiao.document import Document
from jixiao.errors import JixiaoError
from jixiao.evaluate import examine, load_truth, pairs_of
from jixiao.extract.report import extract
from jixiao.patterns import load
from jixiao.readers import read
from jixiao.readers.scan.options import REVIEW_BELOW
from jixiao.schema import to_json
from jixiao.schema.source import PatternPack, Source
from jixiao.structure.stages import structure

WEIGHTS = Path(__file__).parents[1] / "src" / "jixiao" / "assurance" / "weights.py"
_REST = '''WEIGHTS: dict[Kind, tuple[float, ...]] = {
    kind: tuple(float(row[at]) for row in _ROWS) for at, kind in enumerate(KINDS, 1)
}
"""For each kind of value the weights, in the order of `witness.FEATURES`."""
'''
STRENGTH, STIFFNESS = 10.0, 100.0
"""Of the ridges that keep the weights of rare signs near `BEFORE`, and those of a kind near those of all kinds."""
BEFORE = {
    "least": 1.0, "confirmed": 1.0, "repeated": 0.5, "odd": -2.0, "ragged": -4.0, "unlike": -2.0, "torn": -1.0,
    "fails": -1.0, "frayed": -3.0, "misfit": -3.0, "unread": -1.0, "cut": -1.0, "lone": -1.0, "twice": -3.0,
    "maimed": -2.0, "split": -2.0, "wide": -4.0, "setting": -0.5, "otherwise": -1.0, "far": -3.0, "numbered": -2.0,
    "shorn": -4.0, "nameless": -6.0,
}  # fmt: skip
"""What the signs are worth before any scan was read: a sign that few reports have keeps about that."""
SPEAKS_FOR = {"least", "confirmed", "repeated", "known", "named", "beside"}
SIGN = tuple(0 if sign == "one" else 1 if sign in SPEAKS_FOR else -1 for sign in FEATURES)
"""Which way a sign may speak at all: a weight of the other sign is noise and becomes 0."""


def say(text: str) -> None:
    """One line of the result."""
    sys.stdout.write(text + "\n")


@dataclass(slots=True)
class Judged:
    """A value of a scan with its signs (None: print that gave no value), and whether it is right."""

    file: str
    pointer: str
    signs: Signs | None
    sentence: bool
    right: bool
    confidence: float = UNREADABLE


def judged(directory: Path, keep: Path | None) -> list[Judged]:
    """All values of a directory's scans that have a truth. What was not read from a scan is left out."""
    patterns = load()
    values: list[Judged] = []
    for path, truth in pairs_of(directory):
        document = _document(path, keep)
        if document is None:
            continue
        structured = structure(document, patterns)
        source = Source(
            file_name=path.name, sha256="0" * 64, size_bytes=1, media_type=document.media_type,
            page_count=document.page_count, text_origin=document.text_origin, reader=document.reader,  # type: ignore[arg-type]
            dialect=None, patterns=PatternPack(pack=patterns.name, version=patterns.version, hash=patterns.hash),
        )  # fmt: skip
        report, _ = repaired(extract(structured, patterns, source), structured, patterns)
        signs = signs_of(report, structured, patterns)
        nulls = set(unreadable(report, structured))
        result = examine(load_truth(truth), json.loads(to_json(report), parse_float=Decimal))
        values += [
            Judged(path.name, one.pointer, signs.get(one.pointer), one.sentence, one.right)
            for one in result.sure
            if one.pointer in signs or one.pointer in nulls
        ]
    return values


def _document(path: Path, keep: Path | None) -> Document | None:
    """What was recognised in a file, now or before; None for one that cannot be read."""
    place = keep / path.parent.name / f"{path.name}.pickle" if keep else None
    if place is not None and place.exists():
        document: Document | None = pickle.loads(place.read_bytes())  # noqa: S301 (our own)
        return document
    try:
        document = read(path.read_bytes())
    except JixiaoError as error:
        sys.stderr.write(f"{path.name}: {error}\n")
        document = None
    if place is not None:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(pickle.dumps(document))
    return document


Weights = dict[Kind, tuple[float, ...]]


def present() -> np.ndarray:
    """The weights as they are, of all kinds together; a sign that they do not know is worth what it is before."""
    known = np.array([np.mean(row[1:]) for row in _ROWS])
    return np.array([*known, *(BEFORE.get(sign, 0.0) for sign in FEATURES[len(known) :])])


def fitted(values: Sequence[Judged], onwards: bool = False) -> Weights:
    """Weights by kind: those of all kinds together, and from there as far as a kind's own values speak for others.

    ``onwards``: held near the present ones, and not near `BEFORE`.
    """
    known = [value for value in values if value.signs]
    exact = [value for value in known if not value.sentence]
    start = present() if onwards else np.array([BEFORE.get(sign, 0.0) for sign in FEATURES])
    together = _regression(exact, start, np.full(len(FEATURES), STRENGTH))
    weights: Weights = {}
    for kind in KINDS:
        own = [value for value in known if value.signs and value.signs.kind == kind]
        found = _regression(own, together, np.full(len(FEATURES), STIFFNESS)) if own else together
        weights[kind] = tuple(round(float(weight), 3) for weight in found)
    return weights


def _regression(values: Sequence[Judged], start: np.ndarray, ridge: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's steps, held near ``start``; signs that speak the wrong way are left out."""
    rows = np.array([value.signs.features() for value in values if value.signs])
    right = np.array([value.right for value in values], dtype=float)
    used = list(range(len(FEATURES)))
    while True:
        found = _newton(rows[:, used], right, start[used], ridge[used])
        wrong = [(found[at] * SIGN[i], i) for at, i in enumerate(used) if SIGN[i] and found[at] * SIGN[i] < 0]
        if not wrong:
            break
        used.remove(min(wrong)[1])
    full = np.zeros(len(FEATURES))
    full[used] = found
    return full


def _newton(rows: np.ndarray, right: np.ndarray, start: np.ndarray, ridge: np.ndarray) -> np.ndarray:
    weights = start.copy()
    for _ in range(60):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (right - chance) - ridge * (weights - start)
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights += np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-6:
            break
    return weights


def weigh(values: Sequence[Judged], weights: Weights) -> None:
    """Give each value its confidence, as the report says it, but for repairs."""
    weighing.WEIGHTS.update(weights)
    for value in values:
        value.confidence = weighing.confidence(value.signs) if value.signs else UNREADABLE


def crosswise(values: Sequence[Judged], folds: int, onwards: bool = False) -> None:
    """Give each value the confidence by weights from the other folds' reports."""
    files = sorted({value.file for value in values}, key=lambda name: hashlib.sha256(name.encode()).digest())
    fold_of = {name: index % folds for index, name in enumerate(files)}
    for fold in range(folds):
        inside = [value for value in values if fold_of[value.file] == fold]
        weigh(inside, fitted([value for value in values if fold_of[value.file] != fold], onwards))


EDGES = (0, 0.5, 0.8, 0.9, REVIEW_BELOW, 0.98, 0.99, 0.995, 1)


def bins(values: Sequence[Judged]) -> list[tuple[float, float, list[Judged]]]:
    """The values by confidence: lower and upper edge, and those between."""
    return [
        (low, high, [value for value in values if low <= value.confidence < (high if high < 1 else 2)])
        for low, high in pairwise(EDGES)
    ]


def report(values: Sequence[Judged], title: str) -> None:
    """Reliability: values by confidence, how many there are and how many are right."""
    wrong = [value for value in values if not value.right]
    say(f"\n{title}: {len(values)} values, {len(wrong)} wrong")
    say("| confidence | values | share | said | right |\n|---|---|---|---|---|")
    for low, high, inside in bins(values):
        if inside:
            right = sum(value.right for value in inside) / len(inside)
            said = sum(value.confidence for value in inside) / len(inside)
            say(f"| {low:g}–{high:g} | {len(inside)} | {len(inside) / len(values):.1%} | {said:.1%} | {right:.1%} |")
    for threshold in sorted({0.8, 0.9, 0.95, 0.97, 0.98, REVIEW_BELOW}):
        below = sum(value.confidence < threshold for value in values)
        caught = sum(value.confidence < threshold for value in wrong)
        say(f"below {threshold}: {below / max(len(values), 1):.2%} of all, {caught}/{len(wrong)} of the wrong")


def picture(values: Sequence[Judged], path: Path) -> None:
    """The reliability curve as PNG: what is said (line) against what is right (bars), with the values in each group."""
    wide, high, left, top = 640, 320, 60, 40
    image = Image.new("RGB", (left + wide + 20, top + high + 60), "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(13)
    pen.text((left, 12), "bars: share that is right, red: to review    line: confidence said", "#666", font)
    for mark in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = top + high * (1 - mark)
        pen.line((left, y, left + wide, y), "#ddd")
        pen.text((left - 8, y), f"{mark:.0%}", "#444", font, anchor="rm")
    groups = [(low, upper, inside) for low, upper, inside in bins(values) if inside]
    step = wide / len(groups)
    said = []
    for index, (low, upper, inside) in enumerate(groups):
        x, count = left + step * (index + 0.5), len(inside)
        share = sum(value.right for value in inside) / count
        said.append((x, top + high * (1 - sum(value.confidence for value in inside) / count)))
        colour = "#e3a696" if upper <= REVIEW_BELOW else "#a9c7e0"
        pen.rectangle((x - step * 0.3, top + high * (1 - share), x + step * 0.3, top + high), colour)
        pen.text((x, top + high - 18), f"{share:.1%}", "#333", font, anchor="ma")
        pen.text((x, top + high + 8), f"{low:g}-{upper:g}", "#333", font, anchor="ma")
        pen.text((x, top + high + 28), f"{count}", "#888", font, anchor="ma")
    pen.line(said, "#333", 2)
    for x, y in said:
        pen.ellipse((x - 3, y - 3, x + 3, y + 3), "#333")
    image.save(path, optimize=True)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", nargs="*", type=Path, default=[], help="none: the weights as they are")
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument(
        "--keep", type=Path, help="directory for what was recognised, to fit again without reading again"
    )
    parser.add_argument("--folds", type=int, default=0, help="no --test: each report by weights from the others' folds")
    parser.add_argument(
        "--onwards", action="store_true", help="start from the present weights, which know scans of other days"
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--picture", type=Path, help="PNG file for the reliability curve of the test directories")
    options = parser.parse_args()

    def values_of(directories: Sequence[Path]) -> list[Judged]:
        return [value for directory in directories for value in judged(directory, options.keep)]

    fit, test = values_of(options.fit), values_of(options.test)
    if options.folds:
        test = [replace(value) for value in fit]
        crosswise(test, options.folds, options.onwards)
    weights = fitted(fit, options.onwards) if fit else WEIGHED
    weigh(fit, weights)
    if not options.folds:
        weigh(test, weights)
    for kind, found in weights.items():
        say(f"{kind} {dict(zip(FEATURES, found, strict=True))}")
    for name, values in (("fit", fit), ("test", test)):
        for kind in KINDS:
            some = [value for value in values if value.signs and value.signs.kind == kind]
            say(f"{name} {kind}: {len(some)} values, {sum(not value.right for value in some)} wrong")
        if values:
            report([value for value in values if not value.sentence], f"{name}, figures, dates and names")
            report([value for value in values if value.sentence], f"{name}, sentences")
    if options.picture:
        picture([value for value in test if not value.sentence], options.picture)
    if options.write:
        rows = "".join(
            f'    ("{sign}", {", ".join(str(weights[kind][at]) for kind in KINDS)}),\n'
            for at, sign in enumerate(FEATURES)
        )
        head = WEIGHTS.read_text(encoding="utf-8").partition("_ROWS = (")[0]
        WEIGHTS.write_text(f"{head}_ROWS = (\n{rows})\n{_REST}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
