"""The shared probes and the seed, where they exist: shapes and figures only, no sentence, no person."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jixiao.document import Table
from jixiao.errors import JixiaoError
from jixiao.readers.docx import read_docx

SHARED = Path(os.environ.get("JIXIAO_SHARED", "../shared"))

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared material is not here")


def test_the_seed_has_its_two_tables_with_exact_spans() -> None:
    found = read_docx((SHARED / "seed" / "report.docx").read_bytes())
    base, evaluation = (block for block in found.blocks if isinstance(block, Table))
    assert (base.rows, base.columns, len(base.cells)) == (24, 7, 98)
    assert (evaluation.rows, evaluation.columns, len(evaluation.cells)) == (27, 9, 146)
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in evaluation.cells}
    assert spans[0, 3] == (1, 6)
    assert spans[1, 0] == (7, 1)
    assert spans[1, 1] == (1, 2)
    assert spans[10, 0] == (16, 1)
    assert spans[11, 1] == (7, 1)
    assert spans[11, 2] == (2, 1)
    for table in (base, evaluation):
        covered = sum(cell.row_span * cell.column_span for cell in table.cells)
        assert covered == table.rows * table.columns
    texts = {(cell.row, cell.column): cell.text for cell in evaluation.cells}
    assert [texts[2, column] for column in range(3, 9)] == ["313.14", "463.68", "463.68", "10", "100%", "10"]
    assert found.diagnostics == ()


@pytest.mark.parametrize("path", sorted((SHARED / "probes").glob("*")), ids=lambda path: path.name)
def test_every_probe_reads_or_is_refused(path: Path) -> None:
    try:
        read_docx(path.read_bytes())
    except JixiaoError as error:
        assert error.message_en  # noqa: PT017
