"""Lines through a seal as black as the print: what the detector passed over is read by its parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jixiao.readers.scan.paper import Paper
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.recognise import Answer
from jixiao.readers.scan.under import read_under

EM = 30.0
SEAL = (100.0, 0.0, 300.0, 200.0)
TOP, BOTTOM = 85, 115


class Reads:
    """A recogniser that knows the strips by their place: each pixel says in which column it stands."""

    def __init__(self, under: Answer, beside: Answer) -> None:
        self.under, self.beside, self.widths = under, beside, [0]

    def read(self, strips: list[Any]) -> list[Answer]:
        self.widths = [strip.shape[1] for strip in strips]
        return [self.under if strip[0, 0, 0] < SEAL[2] // 4 else self.beside for strip in strips]


def answer(text: str, sure: float) -> Answer:
    return Answer(text, [(i + 0.5) / len(text) for i in range(len(text))], [sure] * len(text))


def piece(text: str, x: float) -> Piece:
    lefts = [x + EM * i for i in range(len(text))]
    rights = [left + EM for left in lefts]
    return Piece(text, lefts, rights, [0.99] * len(text), (x, TOP, rights[-1], BOTTOM), EM)


def read(engine: Reads, *, inked: bool = True, cells: Any = ()) -> tuple[list[Piece], Piece, Piece]:
    """«说明：», a hole below the seal and beside it, «金额单位»."""
    pixels = np.zeros((200, 800, 3), np.uint8)
    pixels[:] = (np.arange(800) // 4)[None, :, None]
    mask = np.zeros((200, 800), np.uint8)
    mask[TOP:BOTTOM, :: 2 if inked else 60] = 1
    before, behind = piece("说明：", 10.0), piece("金额单位", 600.0)
    paper = Paper(engine, pixels, mask, EM, cells, dark=[SEAL])  # type: ignore[arg-type]
    made = read_under(paper, [before, behind])
    return made, before, behind


def test_print_under_and_beside_a_black_seal_is_read() -> None:
    made, before, behind = read(Reads(answer("本表由我们", 0.8), answer("单位财务部门填报，", 0.98)))
    assert [found.text for found in made] == ["本表由我们", "单位财务部门填报，"]
    assert made[0].box[2] <= SEAL[2] + 1 <= made[1].box[0] + 2
    assert before.sure[-1] == behind.sure[0] == 0.99


@pytest.mark.parametrize(("under", "beside"), [(0.4, 0.98), (0.8, 0.5), (0.4, 0.5)])
def test_beside_what_reads_as_nothing_is_doubted(under: float, beside: float) -> None:
    made, before, behind = read(Reads(answer("小装出", under), answer("单位财务部门", beside)))
    kept = {"小装出": under > 0.7, "单位财务部门": beside > 0.9}
    assert [found.text for found in made] == [text for text, is_kept in kept.items() if is_kept]
    assert before.sure[-1] == (0.99 if under > 0.7 else 0.6)
    assert behind.sure[0] == (0.99 if beside > 0.9 else 0.6)
    for found in made:
        doubted = found.sure[0] if found.text == "单位财务部门" else found.sure[-1]
        assert doubted == 0.6


def test_room_without_print_and_cells_of_tables_are_left_alone() -> None:
    for made, before, behind in (
        read(Reads(answer("甲乙", 0.99), answer("丙丁", 0.99)), inked=False),
        read(Reads(answer("甲乙", 0.99), answer("丙丁", 0.99)), cells=[(0.0, 50.0, 800.0, 150.0)]),
    ):
        assert (made, before.sure[-1], behind.sure[0]) == ([], 0.99, 0.99)
