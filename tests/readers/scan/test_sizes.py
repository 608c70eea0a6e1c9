"""The size of type: by the distance of Chinese characters, whatever else stands in the line's ink."""

from __future__ import annotations

import numpy as np
import pytest

from jixiao.document import BBox
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.lines import Line
from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.lines import lines_of, rows_of, types_of
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.pieces import piece_of, pitch
from jixiao.readers.scan.place import settle
from jixiao.readers.scan.recognise import Answer

EM = 40  # pixels


def printed(text: str, high: int) -> Piece:
    """What is made of a line of type of `EM` pixels whose ink is ``high`` pixels high."""
    middles = np.cumsum([EM if sign > "\u0250" else EM / 2 for sign in text]) - EM / 2
    length = int(middles[-1] + EM / 2)
    mask = np.zeros((high, length), np.uint8)
    for middle in middles.astype(int):
        mask[:, max(middle - EM // 3, 0) : middle + EM // 3] = 1
    answer = Answer(text, [float(m) / length for m in middles], [0.99] * len(text))
    return piece_of(answer, (0.0, 0.0, float(length), float(high)), mask)


@pytest.mark.parametrize("text", ["单位负责人（签字）", "填表人", "单位负责人2024.02.12"])
@pytest.mark.parametrize("high", [37, 66])
def test_a_seal_over_a_line_makes_its_type_no_larger(text: str, high: int) -> None:
    assert printed(text, high).size == pytest.approx(EM, rel=0.1)


def test_one_distance_alone_is_held_against_the_height_of_the_ink() -> None:
    piece = printed("元，降", 37)
    assert piece.size == pytest.approx(37 / 0.92)


def laid(text: str, size: float, top: float, height: float) -> Piece:
    """A piece of 12 points' type whose size was measured as ``size``."""
    lefts = [12.0 * i for i in range(len(text))]
    box: BBox = (0.0, top, 12.0 * len(text), top + height)
    return Piece(text, lefts, [left + 12 for left in lefts], [0.99] * len(text), box, size)


def test_a_line_of_few_characters_has_the_size_of_its_page() -> None:
    measured = [("项目支出决算数为二百万", 12.0), ("效是：", 9.0), ("元，降低0%。", 10.4)]
    pieces = [laid(text, size, 20 * i, 11) for i, (text, size) in enumerate(measured)]
    lines = lines_of([rows_of(pieces, types_of(pieces))], 1)[0]
    assert [line.size for line in lines] == [12.0, 12.0, 12.0]
    assert [round(line.base, 1) for line in lines] == [9.9, 29.9, 49.9]


@pytest.mark.parametrize(
    ("text", "size", "settled"),
    [
        ("元，降低0%。", 10.4, 12.0),  # three Chinese characters among seven
        ("（2024年度）", 14.0, 12.0),
        ("附件", 16.0, 16.0),
        ("30.07%;", 16.0, 12.0),  # by its ink's height, which the mark at its end draws down
        ("部门整体支出自评表", 14.0, 14.0),
    ],
)
def test_what_tells_a_size_badly_takes_that_of_the_body(text: str, size: float, settled: float) -> None:
    page = PageContent(1, Frame(0, 0, 595, 842))
    body = [line("全年一般公共预算支出总额为二百万元", 12.0) for _ in range(5)]
    page.lines = [*body, line(text, size)]
    settle([page])
    assert page.lines[-1].size == settled


def line(text: str, size: float) -> Line:
    """A line of one size."""
    xs = [size * i for i in range(len(text) + 1)]
    return Line(text, xs, xs[0], xs[-1], 100.0, size, 1)


def test_steps_of_two_kinds_and_none_between_are_a_size() -> None:
    """A page that lies on its side gives such lines; the median of an even number of steps is the mean of two."""
    assert pitch("一二三四五六七", [0, 10, 20, 30, 90, 150, 210]) == (10, 1)
