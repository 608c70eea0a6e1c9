"""Red seals: gone, with the print under them left; other red stays."""

from __future__ import annotations

import random

import numpy as np
from drawing import DPI, SCALE, Pixels, paper, printed
from numpy.typing import NDArray
from samples.scanning.damage import RED
from samples.scanning.seal import seal

from jixiao.readers.scan.seal import lift_seals


def stamped(page: Pixels, x: float, y: float) -> Pixels:
    """A seal with its centre at a place in points, as ink lies over print."""
    ink = seal(random.Random(4), "丹霞县某局", int(DPI))[..., None]  # noqa: S311
    top, left = round(y * SCALE) - ink.shape[0] // 2, round(x * SCALE) - ink.shape[1] // 2
    page = page.copy()
    part = page[top : top + ink.shape[0], left : left + ink.shape[1]]
    part[:] = np.rint(part * (1 - ink * (1 - np.array(RED) / 255)))
    return page


def text_page() -> Pixels:
    page = paper()
    for k in range(12):
        printed(page, 80, 500 + 20 * k, 40)
    return page


def red(page: Pixels) -> NDArray[np.bool_]:
    return np.asarray(page[..., 0].astype(int) - page[..., 2] > 40)


def test_a_seal_is_lifted_and_the_print_under_it_stays() -> None:
    clean = text_page()
    page = stamped(clean, 400, 600)
    lifted, boxes = lift_seals(page, DPI)
    [(x0, top, x1, bottom)] = boxes
    assert (x0 + x1) / 2 / SCALE == np.clip((x0 + x1) / 2 / SCALE, 395, 405)
    assert (top + bottom) / 2 / SCALE == np.clip((top + bottom) / 2 / SCALE, 595, 605)
    assert red(page).sum() > 8_000
    assert red(lifted).sum() < 0.01 * red(page).sum()
    was_print, was_paper = clean[..., 0] < 100, clean[..., 0] > 200
    grey = lifted.mean(axis=2)
    assert np.mean(grey[was_print] < 110) > 0.99
    assert np.mean(grey[was_paper] > 190) > 0.99


def test_a_picture_without_a_seal_comes_back_as_it_is() -> None:
    page = text_page()
    lifted, boxes = lift_seals(page, DPI)
    assert boxes == []
    assert lifted is page


def test_a_red_letterhead_is_no_seal() -> None:
    page = text_page()
    for k in range(6):
        left, top = round((120 + 50 * k) * SCALE), round(100 * SCALE)
        page[top : top + 100, left : left + 100] = RED
    lifted, boxes = lift_seals(page, DPI)
    assert boxes == []
    assert np.array_equal(lifted, page)


def test_two_seals_are_two() -> None:
    page = stamped(stamped(text_page(), 200, 600), 430, 640)
    _, boxes = lift_seals(page, DPI)
    assert len(boxes) == 2


def test_the_picture_given_is_not_changed() -> None:
    page = stamped(text_page(), 400, 600)
    before = page.copy()
    lift_seals(page, DPI)
    assert np.array_equal(page, before)
