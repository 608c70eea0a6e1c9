"""Ink in cells that the one recognition left: read alone, never together with what was read already."""

from __future__ import annotations

from typing import cast

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import numpy as np

from jixiao.readers.scan.mend import fill_cells, mend_gaps
from jixiao.readers.scan.paper import Paper
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


def filled(
    reader: Reader, stains: list[Box], known: list[Piece], seals: tuple[Box, ...] = ()
) -> tuple[list[str], list[Box]]:
    """What is made of stains in a cell, as texts, and what is left unread."""
    pixels = np.full((120, 460, 3), 255, np.uint8)
    for x0, top, x1, bottom in stains:
        pixels[int(top) : int(bottom), int(x0) : int(x1)] = 60
    mask = (pixels[:, :, 0] < 128).astype(np.uint8)
    made, unread = fill_cells(Paper(cast("Engine", reader), pixels, mask, EM, [CELL], seals), known)
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


def dots(count: int) -> list[Box]:
    return [(200.0 + 10 * i, 50.0, 206.0 + 10 * i, 56.0) for i in range(count)]


@pytest.mark.parametrize(("count", "text"), [(6, "……"), (3, "…")])
def test_dust_in_the_line_of_dots_does_not_hide_them(count: int, text: str) -> None:
    """Copies in black and white have specks all over: a row of the form lost its «……», and its level with it."""
    assert filled(Reader("x", 0.1), [*dots(count), (60, 50, 63, 53)], []) == ([text], [])


def test_five_dots_with_a_speck_are_not_told_by_their_shape() -> None:
    reader = Reader("", 0.0)
    assert filled(reader, [*dots(5), (60, 50, 63, 53)], [])[0] == []
    assert len(reader.widths) == 1


def test_two_specks_beside_print_are_not_read() -> None:
    reader = Reader("元", 0.97)
    assert filled(reader, [(155, 74, 158, 77), (236, 74, 239, 77), (300, 35, 310, 65)], [FIGURE])[0] == ["元"]
    assert len(reader.widths) == 1  # the stroke behind it


def test_a_strip_of_dust_below_a_line_does_not_read_it_again() -> None:
    below: list[Box] = [(148, 68, 160, 76), (230, 68, 242, 76)]
    assert filled(Reader("62.77", 0.97), below, [FIGURE])[0] == []


def test_a_strip_of_grain_beside_a_figure_does_not_read_its_end_again() -> None:
    """On a speckled page the grain beside «62.77» took in its end: «62.77 77» was no number."""
    grain: list[Box] = [(205, 66, 212, 78), (256, 40, 262, 76)]
    assert filled(Reader("77", 0.97), grain, [FIGURE])[0] == []


@pytest.mark.parametrize(("count", "text"), [(3, []), (6, ["……"])])
def test_three_dots_alone_below_a_seal_are_its_letter(count: int, text: list[str]) -> None:
    """«临» on the ring of a faint seal read as «…» in a block's merged cell, and parted the rows from their block."""
    assert filled(Reader("", 0.0), dots(count), [], (CELL,))[0] == text


def test_print_that_the_detector_missed_beside_other_print_is_read() -> None:
    assert filled(Reader("约", 0.97), STAINS[:1], [FIGURE]) == (["约"], [])


@pytest.mark.parametrize(("text", "made"), [("0", ["0"]), ("-", ["-"]), (":", []), ("、", [])])
def test_a_cell_that_holds_nothing_else_may_hold_a_dash_but_no_colon(text: str, made: list[str]) -> None:
    assert filled(Reader(text, 0.9), STAINS[:1], [])[0] == made


class Reading:
    """Answers the strips with one text each, in their order."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def read(self, strips: list[Pixels]) -> list[Answer]:
        assert len(strips) in (0, len(self.texts))
        return [Answer(text, [0.5] * len(text), [0.95] * len(text)) for text in self.texts[: len(strips)]]


@pytest.mark.parametrize(("brackets", "again"), [("（）", "(一)"), ("（）", "（一）"), ("()", "(一)")])
@pytest.mark.parametrize("places", [(275, 308), (270, 292)])
def test_the_one_between_brackets_is_read_again(brackets: str, again: str, places: tuple[int, int]) -> None:
    """«（一）» read as «（）»: the brackets' squares, badly known, take the stroke's room."""
    mask = np.zeros((60, 400), np.uint8)
    mask[10:42, 263:270] = mask[10:42, 311:319] = 1
    mask[24:28, places[0] : places[1]] = 1
    pixels = np.repeat(((1 - mask) * 255)[:, :, None], 3, axis=2)
    piece = Piece(brackets, [251, 304], [285, 338], [0.9, 0.9], (263, 10, 319, 42), 33.7, gaps=[0.0, 1.0])
    mend_gaps(cast("Engine", Reading("(一)", again)), pixels, mask, [piece])
    assert piece.text == f"{brackets[0]}一{brackets[1]}"


def test_a_stain_in_the_square_of_a_bracket_is_not_read_again() -> None:
    mask = np.zeros((60, 400), np.uint8)
    mask[10:42, 263:270] = mask[10:42, 311:319] = mask[24:28, 272:283] = 1
    pixels = np.repeat(((1 - mask) * 255)[:, :, None], 3, axis=2)
    piece = Piece("（）", [251, 304], [285, 338], [0.9, 0.9], (263, 10, 319, 42), 33.7, gaps=[0.0, 20.0])
    mend_gaps(cast("Engine", Reading()), pixels, mask, [piece])
    assert piece.text == "（）"


def test_ink_of_the_piece_beside_it_is_not_read_for_a_second_one() -> None:
    """«（三）», and a box that began at its last bracket: «） “三公”经费»."""
    mask = np.zeros((60, 400), np.uint8)
    mask[10:42, 60:68] = mask[10:42, 130:160] = mask[10:42, 164:194] = 1
    pixels = np.repeat(((1 - mask) * 255)[:, :, None], 3, axis=2)
    first = Piece("三）", [20, 53], [52, 86], [0.9, 0.9], (22, 10, 68, 42), 33, gaps=[0.0, 3.0])
    second = Piece("三公", [129, 163], [161, 195], [0.9, 0.9], (60, 10, 194, 42), 33, gaps=[0.0, 4.0])
    mend_gaps(cast("Engine", Reading("）", "）三")), pixels, mask, [second])
    assert second.text == "）三公"
    second = Piece("三公", [129, 163], [161, 195], [0.9, 0.9], (60, 10, 194, 42), 33, gaps=[0.0, 4.0])
    mend_gaps(cast("Engine", Reading("）", "）三")), pixels, mask, [first, second])
    assert (first.text, second.text) == ("三）", "三公")


@pytest.mark.parametrize(("sign", "text"), [("，", "转,工"), ("一", "转一,工")])
def test_a_mark_is_not_put_beside_itself(sign: str, text: str) -> None:
    """The comma of «划转，工», whose square was measured too far on, was read a second time: «划转，，工»."""
    mask = np.zeros((60, 400), np.uint8)
    mask[10:40, 20:50] = mask[32:44, 60:68] = mask[10:40, 100:130] = 1
    pixels = np.repeat(((1 - mask) * 255)[:, :, None], 3, axis=2)
    piece = Piece("转,工", [20, 74, 100], [50, 84, 130], [1.0, 1.0, 1.0], (20, 10, 130, 44), 30, gaps=[0.0, 10.0, 32.0])
    mend_gaps(cast("Engine", Reading(sign, "一")), pixels, mask, [piece])
    assert piece.text == text


LETTER: Box = (215, 70, 243, 96)


@pytest.mark.parametrize(
    ("place", "drawn", "sure"),
    [
        (LETTER, 1.0, [1.0, 1.0, 1.0, 1.0, 0.6]),
        ((90, 40, 116, 66), 1.0, [0.6, 1.0, 1.0, 1.0, 1.0]),
        ((300, 44, 309, 53), 1.0, [1.0] * 5),
        ((200, 72, 340, 76), 1.0, [1.0] * 5),
        ((260, 30, 274, 98), 1.0, [1.0] * 5),
        (LETTER, 0.0, [1.0] * 5),
    ],
    ids=["below", "before", "a stain", "a fold", "a fold down", "nothing"],
)
def test_text_beside_a_letter_that_reads_as_nothing_is_doubted(place: Box, drawn: float, sure: list[float]) -> None:
    """«有所提» and below it a blotted «高»: the value lacks a letter, however surely the rest is read."""
    pixels = np.full((140, 460, 3), 255, np.uint8)
    x0, top, x1, bottom = (int(value) for value in place)
    if drawn:
        pixels[top:bottom, x0:x1] = 60
    mask = (pixels[:, :, 0] < 128).astype(np.uint8)
    known = Piece("62.77", FIGURE.lefts, FIGURE.rights, [1.0] * 5, FIGURE.box, EM)
    elsewhere = Piece("1", [300], [310], [1.0], (300, 104, 310, 130), EM)
    cell: Box = (20.0, 20.0, 420.0, 100.0)
    fill_cells(Paper(cast("Engine", Reader("商", 0.46)), pixels, mask, EM, [cell]), [known, elsewhere])
    assert known.sure == sure
    assert elsewhere.sure == [1.0]


@pytest.mark.parametrize(("top", "made"), [(44, []), (30, ["20"])])
def test_ink_too_low_for_a_letter_is_a_stretch_of_a_fold(top: int, made: list[str]) -> None:
    """A fold through a merged cell read as «20»: all rows of the table below it were lost."""
    strokes: list[Box] = [(90, top, 120, 52), (124, top, 150, 52)]
    assert filled(Reader("20", 0.7), strokes, [])[0] == made
