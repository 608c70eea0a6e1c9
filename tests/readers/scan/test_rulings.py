"""Rules of page pictures as grids: spans, blank rows, faint rules, and what only looks like a rule."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawing import DPI, SCALE, Cell, Pixels, askew, noisy, paper, printed, rule, simple, table

from jixiao.readers.pdf.grid import Grid, find_grids
from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.rulings import find_rules
from jixiao.readers.scan.upright import make_upright

XS = [60.0, 130.0, 210.0, 300.0, 420.0, 530.0]
YS = [100.0, 124.0, 150.0, 168.0, 200.0, 226.0, 280.0]
SPANS: list[Cell] = [
    (0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 1, 1), (0, 4, 1, 1),
    (1, 1, 1, 1), (1, 2, 1, 1), (1, 3, 1, 1), (1, 4, 1, 1),
    (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1), (2, 3, 1, 1), (2, 4, 1, 1),
    (3, 0, 2, 1), (3, 1, 1, 1), (3, 2, 1, 1), (3, 3, 2, 2),
    (4, 1, 1, 1), (4, 2, 1, 1),
    (5, 0, 1, 5),
]  # fmt: skip


def grids(page: Pixels) -> list[Grid]:
    return find_grids(*find_rules(page, DPI))


def cells(grid: Grid) -> list[Cell]:
    return [(c.row, c.column, c.row_span, c.column_span) for c in grid.cells]


def spanned(level: int = 40) -> Pixels:
    page = paper()
    table(page, XS, YS, SPANS, level)
    for base in (118, 144, 250):
        printed(page, 66, base, 5, level)
    printed(page, 140, 190, 6, level)
    return page


def test_a_table_of_blank_cells_and_spans_is_exact() -> None:
    [grid] = grids(spanned())
    assert cells(grid) == SPANS
    assert grid.xs == pytest.approx(XS, abs=0.5)
    assert grid.ys == pytest.approx(YS, abs=0.5)


@pytest.mark.parametrize(("level", "grain"), [(150, 4.0), (190, 6.0)])
def test_faint_rules_in_grain_are_rules(level: int, grain: float) -> None:
    [grid] = grids(noisy(spanned(level), grain))
    assert cells(grid) == SPANS


def test_the_lowest_rows_and_narrowest_columns_that_forms_have() -> None:
    page = paper()
    xs, ys = [60.0, 72.0, 84.0, 300.0], [100.0, 112.0, 124.0, 136.0, 148.0]
    table(page, xs, ys, simple(4, 3))
    [grid] = grids(page)
    assert cells(grid) == simple(4, 3)


def test_an_underline_in_a_cell_is_no_row() -> None:
    page = paper()
    table(page, [60.0, 300.0, 530.0], [100.0, 160.0, 220.0], simple(2, 2))
    rule(page, (80, 140, 270, 140))
    rule(page, (80, 190, 299, 190))  # even one that meets the next rule
    [grid] = grids(page)
    assert cells(grid) == simple(2, 2)


def test_a_fold_through_the_page_is_no_rule() -> None:
    page = spanned()
    rule(page, (0, 180, 595, 180), level=150)
    rule(page, (350, 0, 350, 842), level=150)
    [grid] = grids(page)
    assert cells(grid) == SPANS


def test_a_grey_seals_ring_is_no_rule() -> None:
    page = paper()
    ys = [100.0, 126.0, 152.0, 178.0]
    table(page, [60.0, 300.0, 530.0], ys, [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 2)])
    centre = (round((300 + 59.5) * SCALE), round(165 * SCALE))  # its left side lies where the column's rule would be
    cv2.circle(page, centre, round(59.5 * SCALE), (130, 130, 130), round(2.4 * SCALE))
    [grid] = grids(page)
    assert cells(grid) == [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 2)]


def test_a_rule_under_a_seals_ring_stays_a_rule() -> None:
    page = paper()
    table(page, [60.0, 300.0, 530.0], [100.0, 126.0, 152.0, 178.0, 204.0, 230.0], simple(5, 2))
    cv2.circle(page, (round((300 + 59.5) * SCALE), round(165 * SCALE)), round(59.5 * SCALE), (130, 130, 130), 6)
    [grid] = grids(page)
    assert cells(grid) == simple(5, 2)


@pytest.mark.parametrize("off", [-2.0, -1.0, 0.5, 1.5])
def test_a_rule_that_a_ring_touches_from_beside_stays_a_rule(off: float) -> None:
    page = paper()
    ys = [100.0 + 26 * k for k in range(9)]
    table(page, [60.0, 300.0, 400.0, 530.0], ys, simple(8, 3))
    centre = (round((300 + 50 + off) * SCALE), round(204 * SCALE))
    cv2.circle(page, centre, round(50 * SCALE), (130, 130, 130), 6)
    [grid] = grids(page)
    assert cells(grid) == simple(8, 3)


@pytest.mark.parametrize("off", [-1.5, 0.0, 1.5])
def test_a_rule_beside_a_fold_stays_one_and_the_fold_is_none(off: float) -> None:
    page = paper()
    xs, ys = [60.0, 210.0, 300.0, 530.0], [100.0, 150.0, 200.0, 250.0, 300.0]
    spans = [(0, 0, 1, 3), *((r, c, 1, 1) for r in (1, 2) for c in range(3)), (3, 0, 1, 3)]
    rule(page, (300 + off, 0, 300 + off, 842), level=225)
    table(page, xs, ys, spans)
    [grid] = grids(page)
    assert cells(grid) == spans


def test_a_fold_that_only_one_edge_of_the_paper_shows_is_no_rule() -> None:
    page = spanned()
    rule(page, (350, 140, 350, 842), level=215)
    [grid] = grids(page)
    assert cells(grid) == SPANS


@pytest.mark.parametrize("thick", [4, 6])
@pytest.mark.parametrize("height", [22.0, 26.0])
def test_a_grey_seals_ring_in_a_low_row_is_no_rule(height: float, thick: int) -> None:
    page = paper()
    middle = 172.0
    ys = [middle - height / 2 - 60, middle - height / 2, middle + height / 2, middle + height / 2 + 60]
    table(page, [60.0, 300.0, 530.0], ys, simple(3, 2))
    cv2.circle(page, (round(378 * SCALE), round((middle + 8) * SCALE)), round(58 * SCALE), (150, 150, 150), thick)
    [grid] = grids(page)
    assert cells(grid) == simple(3, 2)


def test_a_rule_beside_a_fold_of_black_speckles_stays_one() -> None:
    page = paper(level=255)
    xs, ys = [60.0, 210.0, 300.0, 530.0], [100.0, 150.0, 200.0, 250.0, 300.0]
    y = round(200 * SCALE)
    specks = np.random.default_rng(3).random((4, page.shape[1])) < 0.4
    page[y - 2 : y + 2][specks] = 0
    table(page, xs, ys, simple(4, 3), level=0)
    [grid] = grids(page)
    assert cells(grid) == simple(4, 3)


def test_a_fold_of_black_speckles_is_no_rule() -> None:
    page = paper(level=255)
    xs, ys = [60.0, 210.0, 300.0, 530.0], [100.0, 150.0, 250.0, 300.0]
    y = round(200 * SCALE)
    specks = np.random.default_rng(3).random((4, page.shape[1])) < 0.4
    page[y - 2 : y + 2][specks] = 0
    table(page, xs, ys, simple(3, 3), level=0)
    [grid] = grids(page)
    assert cells(grid) == simple(3, 3)


def test_a_rules_only_stretch_beside_a_blank_one_stays_a_rule_where_a_ring_lies_along_it() -> None:
    page = paper()
    spans = [(0, 0, 1, 3), *((1, c, 1, 1) for c in range(3)), (2, 0, 1, 3)]
    table(page, [60.0, 210.0, 300.0, 530.0], [100.0, 126.0, 168.0, 194.0], spans)
    seal = paper()
    cv2.circle(seal, (round((210 + 58.5) * SCALE), round(147 * SCALE)), round(59.5 * SCALE), (130, 130, 130), 10)
    [grid] = grids(np.asarray(cv2.GaussianBlur(np.minimum(page, seal), (3, 3), 0), np.uint8))
    assert cells(grid) == spans


@pytest.mark.parametrize("thick", [6, 9])
def test_a_rules_only_stretch_is_a_rule_where_a_ring_touches_it(thick: int) -> None:
    page = paper()
    spans = [*((0, c, 1, 1) for c in range(3)), (1, 0, 1, 3)]
    table(page, [60.0, 210.0, 300.0, 530.0], [100.0, 160.0, 186.0], spans)
    seal = paper()
    cv2.circle(seal, (round((210 + 59.5) * SCALE), round(130 * SCALE)), round(59.5 * SCALE), (130, 130, 130), thick)
    [grid] = grids(np.asarray(cv2.GaussianBlur(np.minimum(page, seal), (3, 3), 0), np.uint8))
    assert cells(grid) == spans


@pytest.mark.parametrize(("level", "stays"), [(230, True), (120, False)])
def test_a_faint_rule_that_grain_breaks_stays_one_and_a_dark_one_is_whole(level: int, stays: bool) -> None:
    page = paper()
    xs, ys = [60.0, 300.0, 530.0], [100.0, 140.0, 180.0, 220.0]
    table(page, xs, ys, simple(3, 2), level=level)
    y, left, right = round(140 * SCALE), round(303 * SCALE), round(527 * SCALE)
    for x in range(left + 40, right, 60):
        page[y - 3 : y + 4, x : x + 12] = 250
    [grid] = grids(page)
    assert (cells(grid) == simple(3, 2)) is stays


@pytest.mark.parametrize("seed", [3, 4])
def test_a_rule_that_fades_in_grain_goes_on(seed: int) -> None:
    page = paper()
    xs, ys = [60.0, 210.0, 300.0, 420.0, 530.0], [100.0, 130.0, 160.0, 190.0, 220.0]
    spans = [*((r, c, 1, 1) for r in range(3) for c in range(4)), (3, 0, 1, 3), (3, 3, 1, 1)]
    table(page, xs, ys, spans, level=195)
    printed(page, 66, 214, 14, level=195)  # in the merged cell, where two columns would go on
    corner = page[: round(175 * SCALE), round(424 * SCALE) :]
    corner[:] = 250 - (250 - corner.astype(np.float64)) * 0.34  # a glare
    grain = np.random.default_rng(seed).normal(0, 8, page.shape[:2])
    [grid] = grids(np.clip(page + grain[..., None], 0, 255).astype(np.uint8))
    assert cells(grid) == spans


def test_a_fold_with_print_on_it_does_not_come_back_in_low_rows() -> None:
    page = paper()
    xs, ys = [60.0, 210.0, 300.0, 530.0], [100.0 + 18 * k for k in range(9)]
    rule(page, (350, 0, 350, 99), level=222)
    rule(page, (350, ys[-1] + 1, 350, 842), level=222)
    for top in ys[:-1]:
        rule(page, (350, top + 2.2, 350, top + 15.8), level=222)  # toner of the rules covers it
    table(page, xs, ys, simple(8, 3), level=110)
    for k in range(0, 8, 2):
        rule(page, (350, ys[k] + 4, 350, ys[k] + 13), level=110)
    [grid] = grids(page)
    assert cells(grid) == simple(8, 3)


def test_a_fold_that_is_palest_beside_the_table_is_no_rule() -> None:
    page = paper()
    xs, ys = [60.0, 210.0, 300.0, 530.0], [100.0 + 30 * k for k in range(9)]
    rule(page, (350, 0, 350, 842), level=239)
    rule(page, (350, 100, 350, 340), level=228)
    table(page, xs, ys, simple(8, 3), level=170)
    [grid] = grids(page)
    assert cells(grid) == simple(8, 3)


def test_a_grey_ring_on_which_a_rule_ends_does_not_lengthen_it() -> None:
    page = paper()
    ys = [100.0 + 26 * k for k in range(7)]
    spans = [*((r, c, 1, 1) for r in range(5) for c in range(3)), (5, 0, 1, 2), (5, 2, 1, 1)]
    table(page, [60.0, 300.0, 420.0, 530.0], ys, spans, level=60)
    seal = paper()
    cv2.circle(seal, (round((300 - 58.5) * SCALE), round(243 * SCALE)), round(58.5 * SCALE), (150, 150, 150), 7)
    [grid] = grids(np.minimum(page, seal))
    assert cells(grid) == spans


def _strokes(page: Pixels, x: float, top: float, bottom: float) -> None:
    """Upright strokes of two characters one below the other, with the branches that such strokes have."""
    middle = (top + bottom) / 2
    for a, b in ((top, middle - 0.8), (middle + 0.8, bottom)):
        rule(page, (x, a, x, b), thick=3)
        for share in (0.1, 0.5, 0.9):
            rule(page, (x, a + share * (b - a), x + 8, a + share * (b - a)), thick=3)


@pytest.mark.parametrize("x", [66.0, 80.0, 120.0])
def test_strokes_of_characters_close_below_one_another_are_no_rule(x: float) -> None:
    page = paper()
    xs, ys = [60.0, 130.0, 300.0, 530.0], [100.0, 126.0, 152.0, 178.0]
    table(page, xs, ys, simple(3, 3))
    _strokes(page, x, 126.8, 151.2)
    assert [cells(grid) for grid in grids(noisy(page, 3.0))] == [simple(3, 3)]


@pytest.mark.parametrize("x", [75.0, 100.0])
def test_a_bold_stroke_from_rule_to_rule_of_a_low_row_is_no_rule(x: float) -> None:
    page = paper()
    xs, ys = [60.0, 130.0, 300.0, 530.0], [100.0, 126.0, 139.0, 165.0]
    table(page, xs, ys, simple(3, 3))
    rule(page, (x, 127, x, 138), thick=3)
    for y in (128.5, 132.0, 135.5):
        rule(page, (x, y, x + 4, y), thick=3)
    assert [cells(grid) for grid in grids(page)] == [simple(3, 3)]


def test_two_tables_of_a_page_are_two() -> None:
    page = paper()
    table(page, [60.0, 300.0, 530.0], [100.0, 130.0, 160.0], simple(2, 2))
    table(page, [60.0, 200.0, 400.0, 530.0], [300.0, 330.0], simple(1, 3))
    assert [cells(grid) for grid in grids(page)] == [simple(2, 2), simple(1, 3)]


def test_print_alone_is_no_table() -> None:
    page = paper()
    for k in range(30):
        printed(page, 60, 100 + 20 * k, 40)
    assert grids(page) == []


@pytest.mark.parametrize("degrees", [-2.0, -0.7, 0.31, 2.0])
def test_a_page_laid_askew_has_the_same_table(degrees: float) -> None:
    laid = askew(noisy(spanned(60), 4.0), degrees)
    upright = make_upright(Picture(laid, DPI, 1, 595, 842), lambda _: 1.0)
    assert upright.skew == pytest.approx(degrees, abs=0.08)
    [grid] = grids(upright.pixels)
    assert cells(grid) == SPANS
    assert grid.xs == pytest.approx(XS, abs=1.0)


@pytest.mark.parametrize("level", [0, 255])
def test_a_page_of_one_colour_has_no_rules(level: int) -> None:
    assert find_rules(np.full((2339, 1654, 3), level, np.uint8), DPI) == ([], [])


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 400, 3), (400, 1, 3), (7, 9, 3)])
def test_a_tiny_picture_has_no_rules(shape: tuple[int, int, int]) -> None:
    assert find_rules(np.full(shape, 128, np.uint8), DPI) == ([], [])
