"""Lines outside tables in which the recogniser's detector saw nothing are read by themselves."""

from __future__ import annotations

from typing import cast

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import numpy as np

from jixiao.readers.scan.missed import missed_lines
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Answer, Box, Engine, Pixels

EM = 30.0
HEADING = "六、部门整体支出绩效情况"
SEAL: Box = (300.0, 20.0, 460.0, 180.0)


class Reader:
    """Answers each strip with the same text, and remembers where the strips' widths and heights were."""

    def __init__(self, sure: float = 0.95, text: str = HEADING) -> None:
        self.answer = Answer(text, [(n + 0.5) / len(text) for n in range(len(text))], [sure] * len(text))
        self.sizes: list[tuple[int, int]] = []

    def read(self, strips: list[Pixels]) -> list[Answer]:
        self.sizes += [(strip.shape[1], strip.shape[0]) for strip in strips]
        return [self.answer] * len(strips)


def letters(count: int, left: int = 60, top: int = 80, size: int = 24) -> list[Box]:
    return [(left + n * EM, top, left + n * EM + size, top + size) for n in range(count)]


def read(
    reader: Reader,
    ink: list[Box],
    *,
    cells: tuple[Box, ...] = (),
    pieces: tuple[Piece, ...] = (),
    dark: tuple[Box, ...] = (),
) -> list[str]:
    pixels = np.full((240, 520, 3), 255, np.uint8)
    for x0, top, x1, bottom in ink:
        pixels[int(top) : int(bottom), int(x0) : int(x1)] = 60
    mask = (pixels[:, :, 0] < 128).astype(np.uint8)
    made = missed_lines(cast("Engine", reader), pixels, mask, cells, pieces, dark, EM)
    assert all(piece.found == "line" for piece in made)
    return [piece.text for piece in made]


def test_a_line_without_any_text_is_read() -> None:
    reader = Reader()
    assert read(reader, letters(8)) == [HEADING]
    ((width, height),) = reader.sizes
    assert 7 * EM < width < 10 * EM
    assert height < 2 * EM


def test_it_goes_on_under_a_seal_at_its_end() -> None:
    """The strip reaches to the seal's other edge; letters of the seal alone are no line."""
    reader = Reader()
    assert read(reader, letters(7), dark=(SEAL,)) == [HEADING]
    assert reader.sizes[0][0] > 460 - 60
    assert read(Reader(), letters(5, left=310, size=20), dark=(SEAL,)) == []


def test_what_was_read_what_stands_in_cells_and_what_is_no_line_is_left() -> None:
    known = Piece(HEADING, [60.0] * 12, [300.0] * 12, [1.0] * 12, (58.0, 78.0, 300.0, 106.0), EM)
    assert read(Reader(), letters(8), pieces=(known,)) == []
    assert read(Reader(), letters(8), cells=((40.0, 60.0, 340.0, 120.0),)) == []
    assert read(Reader(), letters(4)) == []  # a name, a hand
    assert read(Reader(), [(60.0, 80.0, 330.0, 84.0), *letters(3, size=6)]) == []  # a line that is drawn, dust
    assert read(Reader(), letters(8, size=60)) == []  # larger than print


def test_a_line_that_nobody_can_read_is_none() -> None:
    assert read(Reader(sure=0.6), letters(8)) == []
    assert read(Reader(text="一、"), letters(8)) == []
