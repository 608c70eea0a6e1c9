"""Round seals on grey scans: gone, the print under them whole; what is no pale closed ring stays."""

from __future__ import annotations

import random

import cv2
import numpy as np
import pytest
from drawing import DPI, SCALE, Pixels, noisy, paper, printed, rule
from samples.scanning.seal import seal

from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.rings import doubt_under, lift_rings


def stamped(page: Pixels, x: float, y: float, level: int = 110) -> Pixels:
    """A seal with its centre at a place in points, of so grey an ink."""
    ink = seal(random.Random(4), "丹霞县某局", int(DPI))[..., None]  # noqa: S311
    top, left = round(y * SCALE) - ink.shape[0] // 2, round(x * SCALE) - ink.shape[1] // 2
    page = page.copy()
    part = page[top : top + ink.shape[0], left : left + ink.shape[1]]
    part[:] = np.rint(part * (1 - ink * (1 - level / 255)))
    return page


def text_page(level: int = 20) -> Pixels:
    page = paper()
    for k in range(12):
        printed(page, 80, 500 + 20 * k, 40, level)
    return page


def test_a_grey_seal_is_lifted_and_the_print_under_it_stays() -> None:
    clean = text_page()
    lifted, [(x0, top, x1, bottom)], black = lift_rings(noisy(stamped(clean, 400, 600), 3), DPI)
    assert black == []
    assert abs((x0 + x1) / 2 / SCALE - 400) < 2
    assert abs((top + bottom) / 2 / SCALE - 600) < 2
    assert 112 < (x1 - x0) / SCALE < 130  # 42 mm
    grey = lifted[top:bottom, x0:x1].mean(axis=2)
    was_print = clean[top:bottom, x0:x1, 0] < 100
    far = cv2.dilate(was_print.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    assert np.mean(grey[was_print] < 110) > 0.99
    assert np.mean(grey[far] > 200) > 0.99


def test_what_a_rather_dark_seal_leaves_of_thin_strokes_is_doubted() -> None:
    """«≥» went with a seal of two thirds of the print's darkness: «34» for «≥ 34», surely."""
    _, [lifted], [doubted] = lift_rings(stamped(text_page(), 400, 600, 65), DPI)
    assert lifted == doubted


def shaded(page: Pixels, depth: int) -> Pixels:
    """The page on paper that gets darker towards one corner, with grain."""
    height, width = page.shape[:2]
    fall = np.linspace(0, 1, height)[:, None] * np.linspace(0, 1, width)[None, :]
    return noisy(np.clip(page - (depth * fall)[..., None], 0, 255).astype(np.uint8), 9)


def test_a_seal_on_paper_as_uneven_as_it_is_pale_is_lifted() -> None:
    """Its letters stood as text between the pages of a table, whose second was lost."""
    _, lifted, doubted = lift_rings(shaded(stamped(text_page(), 400, 600, 100), 70), DPI)
    assert len(lifted) == 1
    assert doubted in ([], lifted)


def test_a_seal_darker_than_faint_print_is_told() -> None:
    """Grain was as dark as the print, so that no circle was found in it; its letters stood in cells, surely."""
    page = stamped(text_page(200), 400, 600, 165)
    assert len(lift_rings(noisy(page, 14), DPI)[2]) == 1
    assert lift_rings(noisy(text_page(200), 18), DPI)[1:] == ([], [])  # along any circle grain has dark points


@pytest.mark.parametrize("level", range(0, 140, 10))
def test_no_seal_is_neither_lifted_nor_doubted(level: int) -> None:
    _, lifted, doubted = lift_rings(stamped(text_page(), 400, 600, level), DPI)
    assert len({*lifted, *doubted}) == 1


def test_the_given_picture_is_not_changed() -> None:
    page = stamped(text_page(), 400, 600)
    before = page.copy()
    lifted, _, _ = lift_rings(page, DPI)
    assert lifted is not page
    assert np.array_equal(page, before)


def test_a_seal_as_black_as_print_stays_and_is_told() -> None:
    page = stamped(text_page(40), 400, 600, 0)
    lifted, boxes, [(x0, top, x1, bottom)] = lift_rings(page, DPI)
    assert boxes == []
    assert lifted is page
    assert abs((x0 + x1) / 2 / SCALE - 400) < 2
    assert abs((top + bottom) / 2 / SCALE - 600) < 2


def test_a_black_seal_over_a_table_in_black_and_white_is_told() -> None:
    page = text_page(0)
    for k in range(9):
        rule(page, (80, 300 + 40 * k, 500, 300 + 40 * k), 0)
        rule(page, (80 + 50 * k, 300, 80 + 50 * k, 620), 0)
    plain = (page > 127).astype(np.uint8) * 255
    assert lift_rings(plain, DPI)[2] == []
    assert len(lift_rings((stamped(page, 300, 470, 0) > 127).astype(np.uint8) * 255, DPI)[2]) == 1


def test_a_worn_black_ring_is_told_and_half_a_black_ring_is_none() -> None:
    centre, whole, half = (round(400 * SCALE), round(250 * SCALE)), text_page(), text_page()
    for angle in range(0, 360, 10):
        cv2.ellipse(whole, centre, (150, 150), 0, angle, angle + 8, (0, 0, 0), 5)
    cv2.ellipse(half, centre, (150, 150), 0, 0, 200, (0, 0, 0), 5)
    [(x0, top, x1, bottom)] = lift_rings(whole, DPI)[2]
    assert abs((x0 + x1) / 2 - centre[0]) < 4
    assert abs((top + bottom) / 2 - centre[1]) < 4
    assert lift_rings(half, DPI)[2] == []


def test_what_is_read_in_a_black_seal_and_right_beside_it_is_doubted() -> None:
    """«136» beside a ring that ate its «1» was read «36», surely."""
    em = 30.0
    across = Piece("136人次", [90, 105, 120, 150, 180], [105, 120, 150, 180, 210], [1.0] * 5, (90, 35, 210, 65), em)
    below = Piece("100", [40, 55, 70], [55, 70, 85], [1.0] * 3, (40, 125, 85, 155), em)
    doubt_under([across, below], [(0, 0, 100, 100)], em)
    assert across.sure == [0.6, 0.6, 1.0, 1.0, 1.0]
    assert below.sure == [1.0, 1.0, 1.0]


def test_half_a_ring_is_no_seal() -> None:
    page = text_page()
    centre = (round(400 * SCALE), round(250 * SCALE))
    cv2.ellipse(page, centre, (150, 150), 0, 0, 200, (120, 120, 120), 8)
    assert lift_rings(page, DPI)[1] == []
    cv2.ellipse(page, centre, (150, 150), 0, 0, 360, (120, 120, 120), 8)
    assert len(lift_rings(page, DPI)[1]) == 1


def test_a_page_of_print_and_rules_comes_back_as_it_is() -> None:
    page = text_page()
    for k in range(9):
        rule(page, (80, 100 + 40 * k, 500, 100 + 40 * k), 120)
        rule(page, (80 + 50 * k, 100, 80 + 50 * k, 420), 120)
    page = noisy(page, 5)
    lifted, boxes, black = lift_rings(page, DPI)
    assert boxes == black == []
    assert lifted is page


def test_a_decimal_point_that_is_paler_than_strokes_stays() -> None:
    page = text_page()
    page = stamped(page, 400, 250)
    top, left = round(262 * SCALE), round(425 * SCALE)
    page[top : top + 3, left : left + 3] = 150
    lifted, boxes, _ = lift_rings(page, DPI)
    assert len(boxes) == 1
    assert lifted[top + 1, left + 1, 0] == page[top + 1, left + 1, 0] == 150


def test_a_thin_stroke_of_print_that_is_as_pale_as_the_seal_stays() -> None:
    page = stamped(text_page(), 400, 250)
    top, left = round(262 * SCALE), round(425 * SCALE)
    page[top : top + 24, left : left + 4] = 20
    page[top + 10 : top + 12, left : left + 22] = 140
    lifted, boxes, _ = lift_rings(page, DPI)
    assert len(boxes) == 1
    assert (lifted[top + 10 : top + 12, left + 6 : left + 22] == 140).all()
