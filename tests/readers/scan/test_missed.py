"""Lines in which the recogniser's detector saw nothing are read by themselves."""

from __future__ import annotations

from typing import cast

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import numpy as np

from jixiao.readers.scan.missed import lines_under, missed_lines
from jixiao.readers.scan.paper import Paper
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
    made = missed_lines(Paper(cast("Engine", reader), pixels, mask, EM, cells, dark=dark), pieces)
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


CELL: Box = (40.0, 20.0, 300.0, 200.0)
ROUND: Box = (60.0, 10.0, 260.0, 210.0)


def under(reader: Reader, ink: list[Box], *, pieces: tuple[Piece, ...] = (), dark: tuple[Box, ...] = (ROUND,)) -> int:
    """How many lines a cell's ink is read as."""
    pixels = np.full((240, 520, 3), 255, np.uint8)
    for x0, top, x1, bottom in ink:
        pixels[int(top) : int(bottom), int(x0) : int(x1)] = 60
    mask = (pixels[:, :, 0] < 128).astype(np.uint8)
    return len(lines_under(Paper(cast("Engine", reader), pixels, mask, EM, [CELL], dark=dark), pieces))


RING: list[Box] = [(60, 20, 64, 190), (256, 20, 260, 190), (60, 186, 260, 190)]  # one stroke as high as the cell
HEAD = letters(4, left=100, top=120)


def test_a_line_in_a_cell_under_a_seal_as_dark_as_print_is_read_without_the_ring() -> None:
    """The strip is as wide as the cell: what the ring touches is one stroke with it, and no letter by its size."""
    reader = Reader(text="三级指标")
    assert under(reader, [*RING, *HEAD]) == 1
    ((width, height),) = reader.sizes
    assert (width, height < 1.6 * EM) == (CELL[2] - CELL[0], True)
    assert under(Reader(text="三级指标"), HEAD, dark=()) == 0  # the cells' own reading does


def test_beside_what_was_read_it_ends_there() -> None:
    known = Piece("指标", [60.0, 80.0], [80.0, 96.0], [1.0] * 2, (60.0, 120.0, 98.0, 144.0), EM)
    reader = Reader(text="性质")
    assert under(reader, letters(3, left=120, top=120), pieces=(known,)) == 1
    assert reader.sizes[0][0] == CELL[2] - 98


def test_a_seal_s_own_letters_and_what_is_not_read_surely_are_left() -> None:
    assert under(Reader(text="云溪"), letters(2, left=130, top=22)) == 0  # along the ring, above
    assert under(Reader(text="云"), HEAD) == 0
    assert under(Reader(text="三级指标", sure=0.85), HEAD) == 0
    assert under(Reader(text="三级指标"), HEAD[:1]) == 0
