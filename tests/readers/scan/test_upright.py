"""Pages turned upright and straightened, and the way back to the page as shown."""

from __future__ import annotations

import numpy as np
import pytest
from drawing import DPI, SCALE, Pixels, askew, noisy, paper, printed
from numpy.typing import NDArray

from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.upright import _lines, _print, make_upright

MARK = (60.0, 700.0, 90.0, 712.0)
BLUE = (40, 60, 230)


def text_page() -> Pixels:
    page = paper()
    for k in range(24):
        printed(page, 80, 100 + 22 * k, 38 if k % 6 else 12)
    x0, top, x1, bottom = (round(v * SCALE) for v in MARK)
    page[top:bottom, x0:x1] = BLUE
    return page


def reads(strip: Pixels) -> float:
    """As the recogniser does: well where the letters' feet are below."""
    dark = (strip[..., 0] < 128).sum(axis=1)
    half = len(dark) // 2
    return 0.99 if dark[half:].sum() > 1.6 * dark[:half].sum() else 0.4


def picture(pixels: Pixels) -> Picture:
    return Picture(pixels, DPI, 1, pixels.shape[1] / SCALE, pixels.shape[0] / SCALE)


def blue(pixels: Pixels) -> NDArray[np.bool_]:
    return np.asarray(pixels[..., 2].astype(int) - pixels[..., 0] > 100)


def ink_at(pixels: Pixels, box: tuple[float, float, float, float]) -> float:
    """Share of a box (in points) that is blue."""
    x0, top, x1, bottom = (round(v * SCALE) for v in box)
    return float(blue(pixels[top:bottom, x0:x1]).mean())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("degrees", [0.0, 1.6])
def test_the_way_up_is_told_and_boxes_lead_back(turn: int, degrees: float) -> None:
    shown = np.ascontiguousarray(np.rot90(askew(text_page(), degrees), k=turn // 90))
    upright = make_upright(picture(shown), reads)
    assert upright.turn == turn
    assert upright.skew == pytest.approx(degrees, abs=0.06)
    assert ink_at(upright.pixels, (62, 702, 88, 710)) > 0.95
    x0, top, x1, bottom = upright.shown((60, 700, 90, 712))
    inner = (x0 + 2.5, top + 2.5, x1 - 2.5, bottom - 2.5)
    assert ink_at(shown, inner) > 0.9
    places = np.argwhere(blue(shown)) / SCALE
    assert places[:, 1].mean() == pytest.approx((x0 + x1) / 2, abs=0.6)
    assert places[:, 0].mean() == pytest.approx((top + bottom) / 2, abs=0.6)


def test_a_page_without_print_stays_as_it_is() -> None:
    for pixels in (paper(), np.zeros((900, 700, 3), np.uint8), np.full((3, 2, 3), 9, np.uint8)):
        upright = make_upright(picture(pixels), reads)
        assert (upright.turn, upright.skew) == (0, 0.0)
        assert np.array_equal(upright.pixels, pixels)


def test_a_page_that_reads_badly_any_way_stays_as_it_is() -> None:
    upright = make_upright(picture(text_page()), lambda _: 0.3)
    assert upright.turn == 0


def test_a_good_page_costs_few_strips() -> None:
    calls: list[int] = []

    def counted(strip: Pixels) -> float:
        calls.append(1)
        return reads(strip)

    make_upright(picture(text_page()), counted)
    assert len(calls) <= 3


def test_columns_of_letters_that_read_like_lines_do_not_turn_a_page() -> None:
    """Letters exactly below one another join to short lines across; each may read well by chance."""
    page = text_page()
    sideways = np.ascontiguousarray(np.rot90(page))
    upright = make_upright(picture(sideways), lambda strip: 0.96 if strip.shape[1] < 300 else reads(strip))
    assert upright.turn == 90


def test_a_page_with_two_lines_and_much_grain_is_straightened() -> None:
    page = paper(level=225)
    printed(page, 80, 100, 36)
    printed(page, 80, 130, 10)
    upright = make_upright(picture(noisy(askew(page, -1.1), 14.0)), reads)
    assert upright.skew == pytest.approx(-1.1, abs=0.1)


def test_points_of_an_odd_page_count() -> None:
    """A phone's page of 1200 by 1600 points: boxes as shown are in the page's points, not in those of its type."""
    page = Picture(text_page(), DPI, 1, 1190.0, 1684.0)
    x0, top, x1, bottom = make_upright(page, reads).shown((60, 700, 90, 712))
    assert (x0, top, x1, bottom) == pytest.approx((120, 1400, 180, 1424), abs=1.5)


def test_letters_of_cells_one_below_the_other_are_no_line_seen_from_the_side() -> None:
    """Print that touches the rules between narrow cells breaks them; they part the cells all the same."""
    ink = np.zeros((400, 300), np.uint8)
    ink[:, 100] = ink[:, 180] = 1
    for row in range(8):
        top = 20 + 45 * row
        ink[top, 20:240] = 1
        ink[top, 108:140] = 0  # the line of print below stands on the rule
        ink[top + 1 : top + 13, 108:120] = ink[top + 16 : top + 28, 108:120] = ink[top + 31 : top + 44, 108:120] = 1
        ink[top + 1 : top + 13, 124:136] = 1
    text, level, _ = _print(ink)
    upended = _lines(np.ascontiguousarray(text.T), np.ascontiguousarray(level.T))
    assert upended
    assert all(x1 - x0 <= 44 for x0, _, x1, _ in upended)
    whole = _lines(np.ascontiguousarray(text.T), np.zeros_like(level.T))
    assert any(x1 - x0 > 300 for x0, _, x1, _ in whole)  # what it was without the rules


def test_the_shadow_of_a_fold_does_not_turn_a_page() -> None:
    """Three strips of it that read as nothing, then a line that read half well upside down: so the page was turned."""
    page = paper()
    for start in (60, 230, 400):
        for k in range(34):
            x0, x1 = (round((start + 4 * k + by) * SCALE) for by in (0, 3))
            page[round(560 * SCALE) : round(565 * SCALE), x0:x1] = 60
    for k in range(3):
        printed(page, 80, 100 + 22 * k, 16)

    def half(strip: Pixels) -> float:
        level = reads(strip)
        return 0.3 if min(strip.shape[:2]) < 26 else max(level, 0.9)

    assert make_upright(picture(page), half).turn == 0


def test_remains_of_rules_that_read_as_nothing_do_not_keep_a_page_on_its_side() -> None:
    """On a speckled page that lies on its side the six longest lines were pieces of broken rules; nothing spoke for any
    way then, and the table's columns were read as its rows."""
    page = paper()
    for k in range(8):
        for start in range(80, 480, 4):
            x0, x1 = (round((start + by) * SCALE) for by in (0, 3))
            page[round((500 + 12 * k) * SCALE) : round((505 + 12 * k) * SCALE), x0:x1] = 60
    for k in range(3):
        printed(page, 80, 100 + 22 * k, 12)
    shown = np.ascontiguousarray(np.rot90(page))
    assert make_upright(picture(shown), lambda strip: 0.0 if min(strip.shape[:2]) < 26 else reads(strip)).turn == 90
