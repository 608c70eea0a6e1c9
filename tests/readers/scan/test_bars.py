"""A bar alone in a cell is «—»; «一» has a foot, or «二» below it."""

from __future__ import annotations

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import numpy as np

from jixiao.readers.scan.bars import doubt_ones, tell_bars
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Box

EM = 30.0
CELL: Box = (20.0, 20.0, 120.0, 80.0)
BAR: Box = (55.0, 48.0, 80.0, 52.0)


def piece(text: str, box: Box) -> Piece:
    size = (box[2] - box[0]) / len(text)
    lefts = [box[0] + size * n for n in range(len(text))]
    return Piece(text, lefts, [left + size for left in lefts], [0.9] * len(text), box, EM)


def told(ink: list[Box], *others: Piece, cell: Box = CELL, text: str = "一") -> str:
    mask = np.zeros((300, 200), np.uint8)
    for x0, top, x1, bottom in ink:
        mask[int(top) : int(bottom), int(x0) : int(x1)] = 1
    bar = piece(text, ink[0])
    tell_bars(mask, [bar, *others], [cell], EM)
    assert bar.found == ("drawn" if bar.text == "—" else "detector")
    return bar.text


def test_a_bar_alone_is_a_dash() -> None:
    assert told([BAR]) == "—"
    assert told([BAR], text="ー") == "—"
    assert told([BAR], cell=(20.0, 100.0, 120.0, 160.0)) == "一"  # in no cell: a heading's number


def test_one_with_a_foot_is_one() -> None:
    assert told([BAR, (74.0, 45.0, 78.0, 52.0)]) == "一"


def test_where_rows_are_counted_it_is_one() -> None:
    assert told([BAR], piece("二", (55.0, 110.0, 80.0, 130.0))) == "一"
    assert told([BAR], piece("二", (155.0, 110.0, 180.0, 130.0))) == "—"  # in another column


def test_beside_other_print_or_as_short_as_a_hyphen_it_stays() -> None:
    assert told([BAR], piece("级", (85.0, 40.0, 110.0, 60.0))) == "一"
    assert told([(55.0, 48.0, 66.0, 52.0)]) == "一"
    assert told([(25.0, 48.0, 75.0, 52.0)]) == "一"  # «——»


def test_a_one_of_more_ink_than_a_bar_is_doubted() -> None:
    mask = np.zeros((300, 200), np.uint8)
    mask[48:52, 55:80] = 1
    bar, tall = piece("一人", (52.0, 35.0, 112.0, 65.0)), piece("一人", (52.0, 135.0, 112.0, 165.0))
    bar.sure, tall.sure = [0.99, 0.99], [0.99, 0.99]
    mask[138:163, 60:75] = 1  # «16» of «≥1699»
    doubt_ones(mask, [bar, tall], EM)
    assert (bar.sure, tall.sure) == ([0.99, 0.99], [0.9, 0.99])
