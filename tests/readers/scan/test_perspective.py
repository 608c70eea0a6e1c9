"""Pages photographed from aside: told by their rules, named, and no value of them is sure."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from drawing import DPI, Pixels, askew, noisy, paper, printed, rule, simple, table

from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.notes import scan_notes
from jixiao.readers.scan.perspective import out_of_parallel
from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.place import place
from jixiao.readers.scan.rulings import directions_of
from jixiao.readers.scan.seen import Seen
from jixiao.readers.scan.upright import make_upright

XS = [60.0, 150.0, 240.0, 330.0, 430.0, 530.0]
YS = [100.0 + 36 * k for k in range(15)]


def form() -> Pixels:
    page = paper()
    table(page, XS, YS, simple(14, 5))
    for top in YS[:-1]:
        for left in XS[:-1]:
            printed(page, left + 8, top + 24, 5)
    return page


def photographed(page: Pixels, share: float) -> Pixels:
    """From below: its upper side is shorter by a share of its length."""
    height, width = page.shape[:2]
    edge, short = 40.0, share * width / 2
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = flat + edge + np.array([[short, 0], [-short, 0], [0, 0], [0, 0]], np.float32)
    size = (width + 80, height + 80)
    return np.asarray(
        cv2.warpPerspective(page, cv2.getPerspectiveTransform(flat, seen), size, borderValue=(96, 84, 70)), np.uint8
    )


def parting(page: Pixels) -> float:
    """As of a page that is read: straightened first."""
    picture = Picture(page, DPI, 1, page.shape[1] * 72 / DPI, page.shape[0] * 72 / DPI)
    return out_of_parallel(*directions_of(make_upright(picture, lambda _: 0.99).pixels, DPI))


@pytest.mark.parametrize(("share", "degrees"), [(0.01, 0.31), (0.02, 0.63), (0.05, 1.58)])
def test_what_a_picture_in_perspective_draws_together_is_measured(share: float, degrees: float) -> None:
    # The outer columns stand 470 of 595 points apart: each side leans by share / 2 * 595 / 842 at the paper's edge.
    assert parting(photographed(form(), share)) == pytest.approx(degrees, abs=0.1)


def test_one_taken_from_the_right_is_measured_by_its_rows() -> None:
    from_aside = np.ascontiguousarray(np.rot90(photographed(np.ascontiguousarray(np.rot90(form())), 0.02), k=-1))
    assert parting(from_aside) > 0.8


@pytest.mark.parametrize("degrees", [-2.0, -0.7, 0.0, 1.3, 2.0])
def test_a_flat_page_is_parallel_however_askew_it_lies(degrees: float) -> None:
    assert parting(noisy(askew(form(), degrees), 5.0)) < 0.1


def test_strokes_that_lie_askew_among_rules_are_no_perspective() -> None:
    page = form()
    for k in range(4):
        rule(page, (80, 640 + 40 * k, 260, 632 + 52 * k))
    assert parting(page) < 0.1


def test_underlines_and_strokes_that_fan_out_without_a_table_tell_nothing() -> None:
    page = paper()
    for k in range(8):
        printed(page, 60, 90 + 80 * k, 40)
        rule(page, (60, 100 + 80 * k, 400, 100 + 82 * k))
    rule(page, (300, 80, 300, 760))  # a fold
    assert out_of_parallel(*directions_of(page, DPI)) == 0.0


def test_a_page_of_few_rules_tells_nothing() -> None:
    page = paper()
    rule(page, (60, 100, 530, 100))
    rule(page, (60, 700, 530, 720))
    assert out_of_parallel(*directions_of(page, DPI)) == 0.0
    assert out_of_parallel(*directions_of(paper(), DPI)) == 0.0


def page_of(parting: float) -> PageContent:
    return place(3, Seen.loaded(Seen(595, 842, 0, 0.0, (1, 0, 0, 1, 0, 0), parting=parting).dumped()))


def test_such_a_page_is_named_and_a_flat_one_is_not() -> None:
    notes = {note.code: note for note in scan_notes([page_of(0.65)])}
    assert set(notes) == {"read_from_scan", "photographed_page"}
    note = notes["photographed_page"]
    assert note.page == 3
    assert note.message.startswith("第3页为倾斜拍摄的照片")
    assert "请平扫后重新提交" in note.message
    assert "page 3: photographed from aside" in note.message_en
    assert [note.code for note in scan_notes([page_of(0.12)])] == ["read_from_scan"]


def test_strokes_that_two_folds_cross_are_no_table() -> None:
    """A seal's ring and bold strokes of a title, all of a copy in black and white, fanned out by 2.3 degrees."""
    page = paper()
    for k in range(6):
        rule(page, (60, 100 + 100 * k, 400, 100 + 104 * k))
    for x in (100, 330):
        rule(page, (x, 80, x, 760))
    assert out_of_parallel(*directions_of(page, DPI)) == 0.0
