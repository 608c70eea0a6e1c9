"""Repair gives the truth or what was read, never another value: planted look-alikes, and sums printed wrong."""

from __future__ import annotations

import random
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from scanned_document import all_doubted, read_structured, scanned

from jixiao.assurance.lookalikes import Candidate, Figure, candidates, figure_of
from jixiao.assurance.repair import repaired
from jixiao.document import Document
from jixiao.patterns import Patterns, load
from jixiao.readers import read
from jixiao.schema import Evidence, Report
from jixiao.schema.pointer import value

pytestmark = pytest.mark.no_cover

SET = Path(__file__).parents[2] / "samples" / "set"
SAMPLES = ("s2024-0006.docx", "s2024-0002.docx")


@cache
def patterns() -> Patterns:
    return load()


@cache
def document(name: str) -> Document:
    return read((SET / name).read_bytes())


@cache
def truth(name: str) -> Report:
    return read_structured(scanned(document(name)), patterns())[0]


def values(report: Report) -> dict[str, Any]:
    return {at: value(report, at) for at in report.evidence}


@cache
def figures(name: str) -> list[tuple[str, Evidence, Figure]]:
    found = []
    for at, evidence in truth(name).evidence.items():
        now = value(truth(name), at)
        if evidence.inferred or isinstance(now, bool) or not isinstance(now, Decimal | int) or len(evidence.places) > 1:
            continue
        figure = figure_of(evidence.text, Decimal(now))
        if figure is not None and list(candidates(figure)):
            found.append((at, evidence, figure))
    return found


def printed(evidence: Evidence, figure: Figure, other: Candidate) -> str:
    """The raw text with another reading of its figure in it."""
    text = evidence.text
    if len(other.text) == len(figure.text):
        at = figure.places.index(other.at)
        return text[: other.at] + other.text[at] + text[other.at + 1 :]
    return text[: figure.places[0]] + other.text + text[figure.places[-1] + 1 :]


def plant(rng: random.Random, name: str) -> tuple[str, Evidence, str]:
    at, evidence, figure = rng.choice(figures(name))
    return at, evidence, printed(evidence, figure, rng.choice(list(candidates(figure))))


@pytest.mark.parametrize("seed", range(16))
def test_a_planted_look_alike_is_mended_to_the_truth_or_left(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    name = rng.choice(SAMPLES)
    at, evidence, wrong = plant(rng, name)
    sure = rng.choice((0.3, 0.6, 0.85, 0.98))
    report, structured = read_structured(scanned(document(name), evidence.places[0], wrong, sure), patterns())
    mended, done = repaired(report, structured, patterns())
    before, after, right = values(report), values(mended), values(truth(name))
    assert done <= {at}
    assert {other: after[other] for other in after if after[other] != before[other]} == {
        other: right[other] for other in done
    }


@pytest.mark.parametrize("seed", range(16))
def test_a_figure_printed_wrong_mends_no_other_in_its_sums(seed: int) -> None:
    """A wrong sum in sharp print is the report's own: doubt about all other figures must not bend them to it."""
    rng = random.Random(1000 + seed)  # noqa: S311
    name = rng.choice(SAMPLES)
    _, evidence, wrong = plant(rng, name)
    as_printed = scanned(document(name), evidence.places[0], wrong, 0.98)
    report, structured = read_structured(all_doubted(as_printed, 0.6, but=evidence.places[0]), patterns())
    mended, done = repaired(report, structured, patterns())
    assert done == frozenset()
    assert values(mended) == values(report)


def test_some_of_the_planted_are_mended() -> None:
    """Else the tests above would hold for a repair that does nothing."""
    mended = 0
    for seed in range(8):
        rng = random.Random(seed)  # noqa: S311
        name = SAMPLES[0]
        at = rng.choice(("/spending/1/amount", "/spending/2/amount", "/base_data/staffing/authorized"))
        _, evidence, figure = next(known for known in figures(name) if known[0] == at)
        wrong = printed(evidence, figure, rng.choice(list(candidates(figure))))
        report, structured = read_structured(scanned(document(name), evidence.places[0], wrong, 0.4), patterns())
        mended += at in repaired(report, structured, patterns())[1]
    assert mended >= 4
