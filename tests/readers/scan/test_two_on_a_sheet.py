"""Two pages on one sheet: each is read by itself, with its place on the sheet."""

from __future__ import annotations

import numpy as np
import pytest
from drawing import DPI, SCALE, Pixels, askew, paper, printed

from jixiao.document import Cell, Paragraph, Table
from jixiao.readers.pdf.assembly import assemble
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.lines import Line
from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.seen import Seen
from jixiao.readers.scan.sheets import pages_on
from jixiao.readers.scan.upright import Upright, make_upright
from jixiao.structure.join import join_tables

BLUE = (40, 60, 230)


def reads(strip: Pixels) -> float:
    """Well where the letters' feet are below, as the recogniser does."""
    dark = (strip[..., 0] < 128).sum(axis=1)
    half = len(dark) // 2
    return 0.99 if dark[half:].sum() > 1.6 * dark[:half].sum() else 0.4


def page(lines: int = 24) -> Pixels:
    found = paper()
    for k in range(lines):
        printed(found, 80, 100 + 22 * k, 38 if k % 6 else 12)
    return found


def sheet(left: Pixels, right: Pixels) -> Upright:
    pixels = np.ascontiguousarray(np.hstack([left, right]))
    picture = Picture(pixels, DPI, 1, pixels.shape[1] / SCALE, pixels.shape[0] / SCALE)
    return make_upright(picture, reads)


def test_a_sheet_with_two_pages_is_two_pages_each_with_its_place() -> None:
    right = askew(page(), 1.2)
    right[round(700 * SCALE) : round(712 * SCALE), round(60 * SCALE) : round(90 * SCALE)] = BLUE
    whole = sheet(page(), right)
    first, second = pages_on(whole, reads)
    assert first.pixels.shape[1] + second.pixels.shape[1] == whole.pixels.shape[1]
    assert abs(first.pixels.shape[1] - second.pixels.shape[1]) < 0.1 * whole.pixels.shape[1]
    assert first.skew + second.skew == pytest.approx(1.2, abs=0.1)
    blue = np.argwhere(second.pixels[..., 2].astype(int) - second.pixels[..., 0] > 100) / SCALE
    (top, x0), (bottom, x1) = blue.min(axis=0).tolist(), blue.max(axis=0).tolist()
    shown = second.shown((x0, top, x1, bottom))
    assert (shown[0] + shown[2]) / 2 == pytest.approx(right.shape[1] / SCALE + 75, abs=2)
    assert (shown[1] + shown[3]) / 2 == pytest.approx(706, abs=2)


def test_a_fold_between_the_pages_is_no_print() -> None:
    left, right = page(), page()
    left[:, -3:] = 90
    right[:, :4] = 90
    assert len(pages_on(sheet(left, right), reads)) == 2


@pytest.mark.parametrize("what", ["rule", "title", "blank", "narrow"])
def test_what_goes_over_the_middle_is_one_page(what: str) -> None:
    left, right = page(), page(0 if what == "blank" else 24)
    if what == "rule":
        for y in (690, 720, 750):
            left[round(y * SCALE) : round(y * SCALE) + 2, 200:] = 0
            right[round(y * SCALE) : round(y * SCALE) + 2, :-200] = 0
    if what == "title":
        printed(left, 440, 60, 16)
        printed(right, 0, 60, 14)
    if what == "narrow":  # half as wide: a page of A4 in two columns of text
        left, right = (np.ascontiguousarray(side[:, : side.shape[1] // 2]) for side in (left, right))
    whole = sheet(left, right)
    assert pages_on(whole, reads) == [whole]


def test_the_right_page_is_kept_with_the_left_one() -> None:
    matrix = (1.0, 0.0, 0.0, 1.0, 595.0, 0.0)
    seen = Seen(595.0, 842.0, 0, 0.0, (1, 0, 0, 1, 0, 0), beside=Seen(595.0, 842.0, 90, 0.5, matrix, [(9.0, 1.0, 5.0)]))
    assert Seen.loaded(seen.dumped()) == seen


def content(number: int, *texts: str) -> PageContent:
    made = PageContent(number, Frame(0.0, 0.0, 595.0, 842.0, 0), recognised=True, scanned=True)
    for at, text in enumerate(texts):
        xs = [70.0 + 12 * i for i in range(len(text) + 1)]
        made.lines.append(Line(text, xs, xs[0], xs[-1], 100.0 + 20 * at, 12.0, number))
    return made


def test_blocks_of_a_sheet_are_in_the_order_of_its_pages_and_have_its_number() -> None:
    pages = [content(1, "一、基本情况"), content(1, "二、支出情况"), content(2, "三、结论")]
    blocks = [block for block in assemble(pages) if isinstance(block, Paragraph)]
    assert [(block.text, block.page, {run.page for run in block.runs}) for block in blocks] == [
        ("一、基本情况", 1, {1}),
        ("二、支出情况", 1, {1}),
        ("三、结论", 2, {2}),
    ]
    assert [page.number for page in pages] == [1, 1, 2]


@pytest.mark.parametrize(("places", "joined"), [([60.0, 660.0], 1), ([60.0, 50.0], 2), ([660.0, 60.0, 660.0], 1)])
def test_a_table_goes_on_from_the_left_page_to_the_right_one(places: list[float], joined: int) -> None:
    sheet = 1
    parts: list[Table] = []
    for at, x0 in enumerate(places):
        sheet += bool(at and x0 == 60.0)
        cells = tuple(Cell(0, column, 1, 1, f"第{at}{column}格") for column in range(3))
        box = (x0, 80.0, x0 + 440.0, 300.0)
        parts.append(Table(1, 3, cells, "image", page=sheet, bbox=box, edges=(60.0, 200.0, 340.0, 500.0)))
    assert len(join_tables(tuple(parts))) == joined
