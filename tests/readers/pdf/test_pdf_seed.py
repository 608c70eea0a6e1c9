"""The real report as PDF against its other forms. Runs only where the shared material is."""

from __future__ import annotations

import os
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from jixiao.document import Document, Paragraph, Table
from jixiao.readers.pdf import read_pdf

SHARED = Path(os.environ.get("JIXIAO_SHARED", "../shared"))
SEED = SHARED / "seed"
pytestmark = pytest.mark.skipif(not SEED.is_dir(), reason="the shared material is not here")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Placed = tuple[int, int, int, int, str]

FORMS = ["seed/report.pdf", "probes/seed_xobject.pdf", "probes/seed_wordrects.pdf", "probes/seed_rot90flag.pdf"]


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def docx_tables(path: Path) -> list[list[Placed]]:
    """The Word tables as (row, column, row span, column span, squeezed text), straight from the XML."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    tables = []
    for tbl in root.iter(f"{W}tbl"):
        cells: dict[tuple[int, int], list] = {}
        open_cells: dict[int, tuple[int, int]] = {}
        for r, tr in enumerate(tbl.findall(f"{W}tr")):
            column = 0
            for tc in tr.findall(f"{W}tc"):
                props = tc.find(f"{W}tcPr")
                span = props.find(f"{W}gridSpan") if props is not None else None
                merge = props.find(f"{W}vMerge") if props is not None else None
                width = int(span.get(f"{W}val")) if span is not None else 1
                text = squeeze("".join(t.text or "" for t in tc.iter(f"{W}t")))
                if merge is not None and merge.get(f"{W}val") != "restart":
                    cells[open_cells[column]][2] += 1
                else:
                    cells[(r, column)] = [r, column, 1, width, text]
                    open_cells[column] = (r, column)
                column += width
        tables.append([tuple(cell) for _, cell in sorted(cells.items())])
    return tables


def text_lines() -> list[str]:
    """The archive's text outside of its tables."""
    text = (SEED / "report.txt").read_text(encoding="utf-8")
    text = re.sub(r"^\t.*?\n\n\n", "", text, flags=re.M | re.S)
    return [squeeze(line) for line in text.split("\n") if squeeze(line)]


@pytest.fixture(scope="module", params=FORMS)
def document(request: pytest.FixtureRequest) -> Document:
    path = SHARED / request.param
    if not path.exists():
        pytest.skip(f"{request.param} is not here")
    return read_pdf(path.read_bytes())


def test_tables_equal_the_word_tables_cell_for_cell(document: Document) -> None:
    found = [b for b in document.blocks if isinstance(b, Table)]
    assert [(t.columns, len(t.cells)) for t in found] == [(7, 98), (9, 146)]
    for table, expected in zip(found, docx_tables(SEED / "report.docx"), strict=True):
        got = [(c.row, c.column, c.row_span, c.column_span, squeeze(c.text)) for c in table.cells]
        assert got == expected


def test_paragraphs_equal_the_lines_of_the_text(document: Document) -> None:
    found = [squeeze(b.text) for b in document.blocks if isinstance(b, Paragraph) and not b.aside]
    assert found == text_lines()


def test_no_diagnostics_and_stable(document: Document) -> None:
    assert document.diagnostics == ()
    assert document.page_count == 7
    assert document.text_origin == "digital"


def test_runs_lie_on_their_page_and_slice_the_text(document: Document) -> None:
    for block in document.blocks:
        parts = [block] if isinstance(block, Paragraph) else list(block.cells)
        for part in parts:
            assert "".join(part.text[r.start : r.end] for r in part.runs) == part.text.replace("\n", "")
            for run in part.runs:
                x0, top, x1, bottom = run.bbox
                assert 0 <= x0 < x1 <= 842
                assert 0 <= top < bottom <= 842
                assert not run.xs or len(run.xs) == run.end - run.start + 1


def test_reading_twice_gives_the_same() -> None:
    data = (SEED / "report.pdf").read_bytes()
    assert read_pdf(data) == read_pdf(data)


@pytest.mark.parametrize(
    ("rotate", "matrix"), [(90, "0 1 -1 0 841.89 0"), (180, "-1 0 0 -1 595.304 841.89"), (270, "0 -1 1 0 0 595.304")]
)
def test_sideways_content_shown_upright_reads_the_same(rotate: int, matrix: str) -> None:
    """The file again with every page's content turned and /Rotate turning it back, as an update at its end."""
    data = (SEED / "report.pdf").read_bytes()
    parts = [data]
    for number, content in ((9000, f"q {matrix} cm"), (9001, "Q")):
        parts.append(f"\n{number} 0 obj\n<</Length {len(content)}>>stream\n{content}\nendstream\nendobj\n".encode())
    for page in re.findall(rb"\d+ 0 obj\s*<</Type/Page/.*?endobj", data, re.S):
        turned = re.sub(rb"/Contents (\d+ 0 R)", rb"/Contents[9000 0 R \1 9001 0 R]/Rotate %d" % rotate, page)
        if rotate != 180:
            turned = re.sub(rb"/MediaBox\[[^]]*\]", b"/MediaBox[0 0 841.89 595.304]", turned)
        parts.append(turned + b"\n")
    root = re.search(rb"/Root \d+ 0 R", data)
    assert root is not None
    parts.append(b"trailer\n<<" + root[0] + b"/Size 9100>>\nstartxref\n7\n%%EOF\n")
    before, after = read_pdf(data), read_pdf(b"".join(parts))
    assert after.diagnostics == ()
    for a, b in zip(before.blocks, after.blocks, strict=True):
        if isinstance(a, Table):
            assert isinstance(b, Table)
            assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in a.cells] == [
                (c.row, c.column, c.row_span, c.column_span, c.text) for c in b.cells
            ]
            assert a.bbox == pytest.approx(b.bbox, abs=0.1)
        else:
            assert (a.text, a.aside) == (b.text, b.aside)
            assert [r.bbox for r in a.runs] == [pytest.approx(r.bbox, abs=0.1) for r in b.runs]
