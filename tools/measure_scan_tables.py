"""Tables of scans by geometry alone: rows, columns and spans against the rules that were printed.

    python -m samples --seed 71 --count 20 --out DIR --forms scan:moderate:pdf      (and other levels and families)
    python tools/measure_scan_tables.py DIR... [--least 200]

The truth is the printed PDF beside each scan: its drawn lines, not a picture of them. A table counts as right when it
has the same rows and columns and each cell the same place and spans, and stands where it was printed. Orientation and
skew are measured against what the generator did. Prints what is wrong, and the shares by level.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.readers.limits import DEFAULT_LIMITS
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.glyphs import page_box
from jixiao.readers.pdf.grid import Grid, find_grids
from jixiao.readers.pdf.opening import open_page, open_pdf
from jixiao.readers.pdf.pages import may_continue
from jixiao.readers.pdf.rulings import drawn_on
from jixiao.readers.scan.pictures import Picture, picture_of_pdf_page, pictures_of_image
from jixiao.readers.scan.recognise import Engine
from jixiao.readers.scan.ruled import ruled
from jixiao.readers.scan.upright import make_upright

PLACE = 3.0
"""Points by which a rule may stand elsewhere."""
NEAR = 40.0
"""Points by which the corners of one table may be apart to be the same."""
SKEW = 0.15
"""Degrees of error in skew that are told."""


def say(text: str) -> None:
    """One line of the result."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's structure: rows, columns, and (row, column, row span, column span) of each cell."""

    rows: int
    columns: int
    cells: tuple[tuple[int, int, int, int], ...]

    @classmethod
    def of(cls, grid: Grid) -> Shape:
        """A grid's."""
        cells = tuple((c.row, c.column, c.row_span, c.column_span) for c in grid.cells)
        return cls(len(grid.ys) - 1, len(grid.xs) - 1, cells)

    def against(self, other: Shape | None) -> str:
        """What is different, in a few words."""
        if other is None:
            return f"{self.rows}x{self.columns} not found"
        if (self.rows, self.columns) != (other.rows, other.columns):
            return f"{self.rows}x{self.columns} read as {other.rows}x{other.columns}"
        lost, more = set(self.cells) - set(other.cells), set(other.cells) - set(self.cells)
        return f"{self.rows}x{self.columns}: cells lost {sorted(lost)[:4]}, made {sorted(more)[:4]}"


@dataclass(slots=True)
class PageResult:
    """``wrong``: what is wrong with each printed table that is not right; ``extra``: tables that were not printed."""

    tables: int
    wrong: list[str]
    extra: int
    turn: tuple[int, int]
    """As measured and as it was."""
    askew: float
    """Degrees by which the measured skew is off."""


def printed_grids(path: Path) -> list[list[Grid]]:
    """The tables of each page as printed, boxes around a whole page left out as the reader does."""
    pages = []
    with open_pdf(path.read_bytes(), DEFAULT_LIMITS) as pdf:
        for index in range(pdf.page_count):
            with open_page(pdf.handle, index) as page:
                assert page is not None  # noqa: S101
                left, bottom, right, top = page_box(page)
                frame = Frame(left, top, right - left, top - bottom)
                drawn = drawn_on(page, frame, DEFAULT_LIMITS)
                pages.append([g for g in find_grids(drawn.horizontal, drawn.vertical) if may_continue(g, frame)])
    return pages


def pictures(path: Path) -> Iterator[Picture]:
    """The pages of a scan, also those of a mixed one that keep their text."""
    data = path.read_bytes()
    if path.suffix != ".pdf":
        yield from pictures_of_image(data)
        return
    with open_pdf(data, DEFAULT_LIMITS) as pdf:
        for index in range(pdf.page_count):
            with open_page(pdf.handle, index) as page:
                assert page is not None  # noqa: S101
                picture = picture_of_pdf_page(page, index + 1)
            yield picture


def measure(picture: Picture, printed: list[Grid], turn: int, skew: float, engine: Engine) -> PageResult:
    """A page picture against its printed tables; ``turn`` (clockwise) and ``skew`` are what the generator did."""
    upright = make_upright(picture, engine.score)
    page = ruled(upright)
    points = 72 / upright.dpi
    size = (page.pixels.shape[1] * points, page.pixels.shape[0] * points)
    grids = [g for g in find_grids(page.horizontal, page.vertical) if may_continue(g, Frame(0, 0, *size))]
    wrong = []
    left = list(grids)
    for table in printed:
        near = min(left, key=lambda g: distance(g, table), default=None)
        shape = Shape.of(table)
        if near is not None and distance(near, table) <= NEAR:
            left.remove(near)
            if Shape.of(near) == shape:
                if off_place(near, table) > PLACE:
                    wrong.append(f"{shape.rows}x{shape.columns} stands {off_place(near, table):.1f} points off")
                continue
            wrong.append(shape.against(Shape.of(near)))
        else:
            wrong.append(shape.against(None))
    return PageResult(len(printed), wrong, len(left), (upright.turn, (360 - turn) % 360), upright.skew - skew)


def distance(grid: Grid, other: Grid) -> float:
    """How far the corners of two tables are apart at most."""
    return max(abs(a - b) for a, b in zip(grid.bbox, other.bbox, strict=True))


def off_place(grid: Grid, other: Grid) -> float:
    """How far the rules of two tables of one shape are apart at most."""
    pairs = [*zip(grid.xs, other.xs, strict=True), *zip(grid.ys, other.ys, strict=True)]
    return max(abs(a - b) for a, b in pairs)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure directories of scans; 1 when fewer tables than ``--least`` were there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directories", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=0, help="tables that must be measured")
    parser.add_argument("--match", default="*", help="names of the scans, as a shell pattern without the suffix")
    chosen = parser.parse_args(arguments)
    engine = Engine(1)
    counts: Counter[tuple[str, str]] = Counter()
    askew: dict[str, list[float]] = {}
    for record in sorted(r for d in chosen.directories for r in (d / "print").glob(f"{chosen.match}.json")):
        scan = next((p for p in record.parent.parent.glob(f"{record.stem}.*") if p.suffix != ".json"), None)
        if scan is None:
            continue
        level = next((part.split("-")[1] for part in record.stem.split(".") if part.startswith("scan-")), "")
        sheets = json.loads(record.read_text(encoding="utf-8"))["pages"]
        printed = printed_grids(record.with_suffix(".pdf"))
        for picture in pictures(scan):
            sheet = sheets[picture.number - 1]
            if sheet is None:
                continue  # kept its text
            turn, skew = int(sheet["turn"]), float(sheet["skew"])
            result = measure(picture, printed[picture.number - 1], turn, skew, engine)
            where = f"{scan.name} page {picture.number}"
            for text in result.wrong:
                say(f"{where}: {text}")
            if result.extra:
                say(f"{where}: {result.extra} tables that were not printed")
            if result.turn[0] != result.turn[1]:
                say(f"{where}: turned by {result.turn[1]}, taken for {result.turn[0]}")
            if abs(result.askew) > SKEW:
                say(f"{where}: skew off by {result.askew:+.2f} degrees")
            askew.setdefault(level, []).append(abs(result.askew))
            for key, value in (
                ("pages", 1),
                ("tables", result.tables),
                ("right", result.tables - len(result.wrong)),
                ("extra", result.extra),
                ("turn", result.turn[0] == result.turn[1]),
            ):
                counts[level, key] += int(value)
                counts["all", key] += int(value)
    for level in [*sorted(askew), "all"]:
        pages, tables, right = (counts[level, key] for key in ("pages", "tables", "right"))
        if not pages:
            continue
        off = [value for name, values in askew.items() if level in (name, "all") for value in values]
        say(
            f"{level}: {right} of {tables} tables exact ({right / max(tables, 1):.4f}),"
            f" {counts[level, 'extra']} not printed; {counts[level, 'turn']} of {pages} pages the right way up;"
            f" skew off by at most {max(off):.2f} degrees"
        )
    return int(counts["all", "tables"] < chosen.least)


if __name__ == "__main__":
    raise SystemExit(main())
