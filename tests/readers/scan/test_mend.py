"""Ink in cells that the one recognition left: read alone, never together with what was read already."""

from __future__ import annotations

from typing import cast

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import numpy as np

from jixiao.readers.scan.mend import fill_cells
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Answer, Box, Engine, Pixels

EM = 30.0
CELL: Box = (20.0, 20.0, 420.0, 80.0)
FIGURE = Piece("62.77", [150, 170, 190, 200, 220], [170, 190, 200, 220, 240], [1.0] * 5, (150, 35, 240, 65), EM)


class Reader:
    """Answers each strip with the same text, and remembers how wide the strips were."""

    def __init__(self, text: str, sure: float) -> None:
        self.answer = Answer(text, [0.5] * len(text), [sure] * len(text))
        self.widths: list[int] = []

    def read(self, strips: list[Pixels]) -> list[Answer]:
        self.widths += [strip.shape[1] for strip in strips]
        return [self.answer] * len(strips)


def filled(reader: Reader, stains: list[Box], known: list[Piece]) -> tuple[list[str], list[Box]]:
    """What is made of stains in a cell, as texts, and what is left unread."""
    pixels = np.full((120, 460, 3), 255, np.uint8)
    for x0, top, x1, bottom in stains:
        pixels[int(top) : int(bottom), int(x0) : int(x1)] = 60
    mask = (pixels[:, :, 0] < 128).astype(np.uint8)
    made, unread = fill_cells(cast("Engine", reader), pixels, mask, [CELL], known, [], EM)
    return [piece.text for piece in made], unread


STAINS: list[Box] = [(90, 44, 104, 58), (300, 44, 314, 58)]


def test_stains_on_both_sides_of_a_figure_do_not_have_it_read_twice() -> None:
    """A fold's shadow left of «62.77» and right of it: the strip between them was read as a second «62.77»."""
    reader = Reader("62.77", 0.85)
    assert filled(reader, STAINS, [FIGURE]) == ([], STAINS)
    assert len(reader.widths) == 2
    assert max(reader.widths) < 60


@pytest.mark.parametrize("text", ["=", "：", "….", "'"])
def test_marks_beside_print_are_stains_however_surely_they_are_read(text: str) -> None:
    assert filled(Reader(text, 0.99), STAINS[:1], [FIGURE]) == ([], STAINS[:1])


def test_print_that_the_detector_missed_beside_other_print_is_read() -> None:
    assert filled(Reader("约", 0.97), STAINS[:1], [FIGURE]) == (["约"], [])


@pytest.mark.parametrize(("text", "made"), [("0", ["0"]), ("-", ["-"]), (":", []), ("、", [])])
def test_a_cell_that_holds_nothing_else_may_hold_a_dash_but_no_colon(text: str, made: list[str]) -> None:
    assert filled(Reader(text, 0.9), STAINS[:1], [])[0] == made
