"""How long the PDF reader takes, against pdfplumber and pdfium on the same bytes, and how it grows with the pages.

    python tests/benchmarks/bench_pdf.py [FILE.pdf] [--rounds N]

Without a file the first of the committed samples is read; the growth is shown on a made-up report of seven pages (five
of text, two of ruled tables) whose font is not embedded, which makes pdfium itself slow. Times are the best of N
rounds, taken in turns (a, b, c, a, b, c …) so that a busy machine hits all alike. Cold costs (imports) are left out.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "readers" / "pdf"))

from pdf_builder import Sheet, pdf

from jixiao.readers.pdf import read_pdf

WORDS = "本单位二〇二三年度一般公共预算支出完成情况良好主要用于人员经费和公用经费较上年有所减少原因是厉行节约"


def made(copies: int = 1) -> bytes:
    """The fictional report, ``copies`` times."""
    sheets = []
    for copy in range(copies):
        for number in range(5):
            sheet = Sheet()
            for line in range(26):
                x = 102 if line % 5 == 0 else 72
                shift = (line * 7 + number + copy) % len(WORDS)
                text = (WORDS[shift:] + WORDS)[: 19 if line % 5 == 4 else (28 if x > 72 else 30)]
                sheet.text(x, 90 + 26 * line, text[:12], 15).text(x + 180, 90 + 26 * line, text[12:], 15)
            sheets.append(sheet.text(280, 810, f"- {7 * copy + number + 1} -", 10))
        sheets += [_table_page(7, 24), _table_page(9, 28)]
    return pdf(*sheets)


def _table_page(columns: int, rows: int) -> Sheet:
    xs = [72 + 450 * c / columns for c in range(columns + 1)]
    ys = [110 + 24 * r for r in range(rows + 1)]
    sheet = Sheet().text(200, 90, "部门整体支出绩效自评表", 16).grid(xs, ys)
    for r in range(rows):
        for c in range(columns):
            text = ("指标", "完成情况", "10", "≥95%", "", "512.36")[(r + c) % 6]
            if text:
                sheet.text(xs[c] + 4, ys[r] + 16, text, 10)
    return sheet


def by_pdfplumber(data: bytes) -> None:
    """What pdfplumber needs for the same job: text and tables of each page."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            for table in page.find_tables():
                table.extract()
            page.close()


def by_pdfplumber_found(data: bytes) -> None:
    """Text, and where the tables stand, without their cells' text."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.find_tables()
            page.close()


def by_pdfium(data: bytes) -> None:
    """The bare text of each page."""
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


def best(rounds: int, *jobs: Callable[[], object]) -> list[float]:
    """Best time of each job in milliseconds; jobs take turns."""
    times = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for i, job in enumerate(jobs):
            start = time.perf_counter()
            job()
            times[i] = min(times[i], (time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    samples = sorted((Path(__file__).resolve().parents[2] / "samples").rglob("*.pdf"))
    path = options.file or (samples[0] if samples else None)
    data = path.read_bytes() if path else made()
    names = ["jixiao read_pdf", "pdfplumber text + find_tables", "pdfplumber text + tables' text", "pypdfium2 text"]
    jobs = [read_pdf, by_pdfplumber_found, by_pdfplumber, by_pdfium]
    times = best(options.rounds, *(lambda job=job: job(data) for job in jobs))  # type: ignore[misc]
    out = sys.stdout.write
    out(f"{path.name if path else 'made'}: {len(data) / 1024:.0f} KB, {read_pdf(data).page_count} pages\n")
    for name, value in zip(names, times, strict=True):
        out(f"{name:32}{value:9.1f} ms   {times[0] / value:6.2f} of its time\n")
    out("growth (made): ")
    base = 0.0
    for copies in (1, 4, 16):
        many = made(copies)
        [value] = best(max(options.rounds // 2, 2), lambda: read_pdf(many))  # noqa: B023  (called at once)
        base = base or value
        out(f"{7 * copies} pages {value:.1f} ms ({value / base / copies:.2f}x a page)   ")
    out("\n")


if __name__ == "__main__":
    main()
