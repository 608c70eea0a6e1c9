"""The generator of other families' reports: the same seed gives the same report, and tables agree with their truth."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from samples.__main__ import generate as generate_hunan
from samples.blocks import Sample, truth_json
from samples.families import FAMILIES, generate
from samples.writers.docx import docx_bytes

from jixiao.document import Table

pytestmark = pytest.mark.no_cover


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


def test_a_directory_of_other_wordings(tmp_path: Path) -> None:
    (tmp_path / "hunan.toml").write_text('[slots]\ntitle = ["{unit}自评材料（{year}）"]\n', encoding="utf-8")
    (tmp_path / "tables.toml").write_text(
        '[slots]\nnational_title = ["{unit}项目自评情况"]\n[labels]\n"一级指标" = ["一级\\n指标名"]\n', encoding="utf-8"
    )
    (national,) = generate(["national"], 5, 1, tmp_path)
    assert national.truth["evaluations"][0]["title"] == national.truth["organization"]["name"] + "项目自评情况"
    texts = [cell.text for block in national.blocks if isinstance(block, Table) for cell in block.cells]
    assert "一级\n指标名" in texts
    assert "一级指标" not in texts
    assert "二级指标" in texts  # the directory says nothing of it
    (hunan,) = generate_hunan(5, 1, tmp_path)
    assert hunan.truth["title"].endswith(f"自评材料（{hunan.truth['fiscal_year']}）")


def test_a_family_nobody_knows() -> None:
    with pytest.raises(KeyError):
        generate(["atlantis"], 1, 1)


def test_no_header_names_a_unit_that_the_report_does_not() -> None:
    for sample in generate(["transfer-narrative"], 77, 12, Path(__file__).parents[2] / "samples" / "bank" / "fifth"):
        if sample.truth["organization"]["name"] is None:
            assert sample.page["header"] == ""
