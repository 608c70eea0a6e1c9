"""The real outputs of real tools, where the shared folder is: all give the grid of the Word file they were made from.

Shapes and figures are compared, by position; what they say is not printed here.
"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest

import destroyed
from flattened import look, raw
from grids import context, values
from jixiao.document import Table
from jixiao.extract.base_data import base_data
from jixiao.extract.evaluations import evaluations
from jixiao.patterns import load
from jixiao.readers import read
from jixiao.structure.flat import rebuild_tables

SHARED = Path(os.environ.get("JIXIAO_SHARED", Path(__file__).parents[4] / "shared"))
READ = {
    "tika2_docx": "tab-cells",
    "tika2_doc": "tab-cells",
    "tika_odt": "tab-cells",
    "tika3sax_docx": "tab-rows-leading",
    "node_word_extractor_docx": "tab-rows-trailing",
    "python_docx_rows_tab": "tab-rows-repeated",
    "docling_md": "markdown",
    "markitdown": "markdown-spanned",
    "pandoc_plain": "drawn-grid",
    "wvText": "word-marks",
    "libreoffice_txt": "paragraph-lines",
    "libreoffice_txt_gbk_crlf": "paragraph-lines",
    "docx2txt_py": "spaced-lines",
}
LOST = {"catdoc": (44, 2), "pdf_pdftotext_layout": (48, 1), "pdf_pypdfium2_text": (44, 2)}
"""Dialects that say nothing of cells: how many of the 48 places of figures in the base table's rows of money are as in
the Word file, and how often it must be said that something was not read. In both tables something is proven."""

pytestmark = pytest.mark.skipif(not (SHARED / "seed").is_dir(), reason="the shared folder is not here")


def _found(file: Path) -> tuple[list[Table], str | None, int]:
    document = read(file.read_bytes())
    result = rebuild_tables(document.blocks, load())
    assert raw(result.blocks) == raw(document.blocks)
    tables = [block for block in result.blocks if isinstance(block, Table)]
    return tables, result.dialect, len(result.diagnostics)


def _grid(table: Table) -> dict[tuple[int, int], tuple[int, int, str]]:
    """Cells by position, but for the blank level-2 cell of the evaluation, which text cannot tell from a covered one:
    spans of column 2 and empty cells in it are left out."""
    free = 2 if table.columns == 9 else -1
    return {
        (c.row, c.column): ((0 if c.column == free else c.row_span), c.column_span, look(c.text).replace('"', ""))
        for c in table.cells
        if c.column != free or look(c.text)
    }


@pytest.mark.parametrize("name", ["seed", *READ])
def test_the_grid_of_the_word_file(name: str) -> None:
    wanted = [b for b in read((SHARED / "seed/report.docx").read_bytes()).blocks if isinstance(b, Table)]
    file = SHARED / "seed/report.txt" if name == "seed" else SHARED / f"dialects/{name}.txt"
    tables, dialect, refused = _found(file)
    assert dialect == READ.get(name, "tab-cells")
    assert refused == 0
    assert [(table.rows, table.columns) for table in tables] == [(24, 7), (27, 9)]
    assert [_grid(table) for table in tables] == [_grid(table) for table in wanted]


def _money(*tables: Table) -> dict[str, list[Decimal | None]]:
    """The figures of the base table's rows, by the row's name."""
    base = values(base_data(context(*tables)))
    rows = [*base["expenses"], {**base["procurement"], "item": None}]
    return {row["item"]: [row[id_] for id_ in ("prior_final", "budget", "final")] for row in rows}


@pytest.mark.parametrize(("name", "figures", "least"), [(name, *counts) for name, counts in LOST.items()])
def test_what_lost_its_cells_is_read_where_arithmetic_proves_it(name: str, figures: int, least: int) -> None:
    """What is proven is what the Word file has, the rest is left out, and that something was not read is said."""
    tables, _, refused = _found(SHARED / f"dialects/{name}.txt")
    assert len(tables) == 2
    assert refused >= least
    wanted = [b for b in read((SHARED / "seed/report.docx").read_bytes()).blocks if isinstance(b, Table)]
    (truth,) = values(evaluations(context(*wanted)))
    for draft in values(evaluations(context(*tables))):
        assert destroyed.untrue(draft, truth) == []
        assert [draft["funds"][0][id_] for id_ in ("weight", "score")] == [10, 10]
    rows, found = _money(*wanted), _money(*tables)
    assert found.keys() == rows.keys()
    pairs = [pair for item in rows for pair in zip(found[item], rows[item], strict=True)]
    assert [pair for pair in pairs if pair[0] != pair[1] and pair[0] is not None] == []
    assert sum(read == figure for read, figure in pairs) == figures


def test_replicas_neither_crash_nor_lose_a_character() -> None:
    for file in sorted((SHARED / "corpus").glob("*.txt")):
        _found(file)
