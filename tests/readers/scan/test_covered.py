"""A rule goes on below a black seal where its ink does; a merged cell stays merged, whatever is printed in it."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra [scan]")

from drawing import DPI, SCALE, Pixels, paper, printed, rule

from jixiao.readers.pdf.grid import Edge
from jixiao.readers.scan.covered import under_seals
from jixiao.readers.scan.ink import ink_of

XS, YS = (100.0, 200.0, 260.0, 360.0), (300.0, 340.0, 380.0)
SEAL = (190 * SCALE, 290 * SCALE, 270 * SCALE, 390 * SCALE)
LEFT, RIGHT = (340.0, 100.0, 200.0), (340.0, 260.0, 360.0)
KNOWN: list[Edge] = [(300.0, 100.0, 360.0), (380.0, 100.0, 360.0), LEFT, RIGHT]
DOWN: list[Edge] = [(x, 300.0, 380.0) for x in XS]


def page(*, ruled: bool = True, star: float = 0.0, letters: int = 0) -> Pixels:
    """A table of two rows and three columns, the rule of the middle column printed or not, a star over it."""
    pixels = paper()
    for at, start, end in KNOWN:
        rule(pixels, (start, at, end, at))
    for x, top, bottom in DOWN:
        rule(pixels, (x, top, x, bottom))
    if ruled:
        rule(pixels, (200, 340, 260, 340))
    if letters:
        printed(pixels, 202, 344.5, letters)
    for k in range(round(star * SCALE)):  # a wedge, with the paper that binarisation leaves around it
        half = round(star * SCALE / 2 - k / 2)
        y, x = round(335 * SCALE) + k, round(230 * SCALE)
        pixels[y, x - half - 8 : x + half + 8] = 250
        pixels[y, x - half : x + half] = 20
    return pixels


def added(pixels: Pixels, seal: tuple[float, float, float, float] = SEAL) -> list[Edge]:
    mask = ink_of(pixels, DPI, (), ())
    horizontal, vertical = under_seals(mask, DPI, KNOWN, DOWN, [seal])
    assert vertical == DOWN
    assert horizontal[: len(KNOWN)] == KNOWN
    turned = np.ascontiguousarray(np.asarray(mask).T)
    down, across = under_seals(turned, DPI, DOWN, KNOWN, [(seal[1], seal[0], seal[3], seal[2])])
    assert (down, across[len(KNOWN) :]) == (DOWN, horizontal[len(KNOWN) :])
    return horizontal[len(KNOWN) :]


@pytest.mark.parametrize("star", [0.0, 14.0, 20.0])
def test_a_rule_under_a_star_goes_on(star: float) -> None:
    assert added(page(star=star)) == [(340.0, 200.0, 260.0)]


@pytest.mark.parametrize(("star", "letters"), [(0.0, 0), (20.0, 0), (0.0, 3), (0.0, 5), (14.0, 5)])
def test_a_merged_cell_stays_one(star: float, letters: int) -> None:
    assert added(page(ruled=False, star=star, letters=letters)) == []


def test_a_rule_outside_of_seals_is_left_to_the_finder() -> None:
    assert added(page(), (190 * SCALE, 400 * SCALE, 270 * SCALE, 500 * SCALE)) == []
    assert added(page(), (300 * SCALE, 290 * SCALE, 380 * SCALE, 390 * SCALE)) == []


def test_a_letter_of_a_seal_is_no_rule_and_parts_none() -> None:
    mask = ink_of(page(), DPI, (), ())
    stroke = (230.0, 340.0, 380.0)
    known = [(300.0, 100.0, 360.0), (380.0, 100.0, 360.0), (340.0, 100.0, 230.0), (340.0, 260.0, 360.0)]
    down = [(x, 300.0, 380.0) for x in XS]
    horizontal, vertical = under_seals(mask, DPI, known, [*down, stroke], [SEAL])
    assert vertical == down
    assert horizontal == [*known, (340.0, 200.0, 260.0)]


def test_a_short_rule_in_a_seal_stays_where_others_are_as_short() -> None:
    mask = ink_of(page(), DPI, (), ())
    down = [(x, 340.0, 380.0) for x in (100.0, 230.0, 360.0)]
    assert under_seals(mask, DPI, KNOWN, down, [SEAL])[1] == down
