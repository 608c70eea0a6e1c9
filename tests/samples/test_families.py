"""The generator of other families' reports: the same seed gives the same report, and tables agree with their truth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Sample, truth_json
from samples.families import FAMILIES, generate
from samples.writers.docx import docx_bytes

from jixiao.document import Table


def made(family: str, count: int = 4) -> list[Sample]:
    return generate([family], 77, count)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_same_seed_gives_the_same_report(family: str) -> None:
    first, second = made(family, 2), made(family, 3)
    assert [truth_json(sample.truth) for sample in first] == [truth_json(sample.truth) for sample in second[:2]]
    assert docx_bytes(first[0]) == docx_bytes(second[0])


@pytest.mark.parametrize("family", FAMILIES)
def test_each_table_has_its_truth(family: str) -> None:
    for sample in made(family):
        tables = [block for block in sample.blocks if isinstance(block, Table)]
        evaluations = sample.truth["evaluations"]
        assert len(tables) >= len(evaluations)
        for table in evaluations:
            points = [row["score"] for row in [*table["funds"], *table["indicators"]] if row["score"] is not None]
            if table["total"]["score"] is not None:
                assert sum(points, Decimal(0)) == table["total"]["score"]


@pytest.mark.parametrize("family", FAMILIES)
def test_held_out_wordings_give_other_reports(family: str) -> None:
    held_out = generate([family], 77, 2, "held_out")
    assert truth_json(held_out[0].truth) != truth_json(made(family, 1)[0].truth)


def test_a_family_nobody_knows() -> None:
    with pytest.raises(KeyError):
        generate(["atlantis"], 1, 1)
