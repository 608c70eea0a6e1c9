"""Rooms for hands: signed, blank, or not to be told; what was made of handwriting is no text."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

from drawing import DPI, SCALE, Pixels, noisy, paper, rule

from jixiao.document import BBox
from jixiao.patterns import load
from jixiao.pipeline import asking
from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.ink import ink_of
from jixiao.readers.scan.notes import scan_notes
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.place import place
from jixiao.readers.scan.seen import Seen, Signature
from jixiao.readers.scan.signatures import find_signatures, parted

EM = 10.5 * SCALE
LEFT, TOP = 100 * SCALE, 300 * SCALE


def piece(text: str, x: float = LEFT, top: float = TOP, sure: float = 0.99) -> Piece:
    lefts = [x + EM * i for i in range(len(text))]
    rights = [left + EM for left in lefts]
    return Piece(text, lefts, rights, [sure] * len(text), (x, top, rights[-1], top + EM), EM)


def scribbled(page: Pixels, seed: int, x: float, top: float, width: float = 4 * EM) -> None:
    """A curve through random points, as a pen draws it."""
    random = np.random.default_rng(seed)
    xs = np.linspace(x, x + width, 40) + random.normal(0, 6, 40)
    ys = top + EM / 2 + EM * 0.6 * np.sin(np.cumsum(random.uniform(0.3, 1.4, 40)))
    cv2.polylines(page, [np.stack([xs, ys], axis=1).astype(np.int32)], False, (70, 60, 60), 3, cv2.LINE_AA)


def seen(
    page: Pixels, pieces: list[Piece], *seals: tuple[float, float, float, float], cells: Sequence[BBox] = ()
) -> list[Signature]:
    return find_signatures(ink_of(page, DPI, [], []), pieces, seals, cells, EM)


ASKS = asking(load())


def placed(pieces: list[Piece], signatures: list[Signature]) -> PageContent:
    page = Seen(595, 842, 0, 0.0, (1, 0, 0, 1, 0, 0))
    page.pieces, page.signatures = pieces, signatures
    return place(4, Seen.loaded(page.dumped()), ASKS)


def texts(content: PageContent) -> list[str]:
    return [line.text.replace("\t", "").replace(" ", "") for line in content.lines]


@pytest.mark.parametrize("seed", range(8))
def test_a_scribble_behind_a_colon_is_a_signature(seed: int) -> None:
    page = paper()
    scribbled(page, seed, LEFT + 9 * EM, TOP)
    [found] = seen(noisy(page, 4.0), [piece("单位负责人签字：")])
    assert (found.label, found.signed) == ("单位负责人签字：", True)


def test_blank_paper_and_an_underline_are_no_signature() -> None:
    page = noisy(paper(), 4.0)
    assert [s.signed for s in seen(page, [piece("签字：")])] == [False]
    rule(page, (100 + 3.5 * 10.5, 300 + 11, 100 + 14 * 10.5, 300 + 11))
    assert [s.signed for s in seen(page, [piece("签字：")])] == [False]


def test_print_behind_the_colon_leaves_no_room() -> None:
    page = paper()
    scribbled(page, 1, LEFT + 9 * EM, TOP)
    name = piece("某某", LEFT + 3.5 * EM)
    assert seen(page, [piece("签字："), name]) == []


def test_each_label_of_a_line_has_its_own_room() -> None:
    page = paper()
    second = piece("审核人签字：", LEFT + 12 * EM)
    scribbled(page, 3, LEFT + 19 * EM, TOP)
    found = seen(page, [piece("填表人："), second])
    assert [(s.label, s.signed) for s in found] == [("填表人：", False), ("审核人签字：", True)]


def test_a_seal_over_the_room_leaves_it_open() -> None:
    page = paper()
    seal = (LEFT + 6 * EM, TOP - 50, LEFT + 16 * EM, TOP + 150)
    assert seen(page, [piece("单位（签章）：")], seal) == []


def test_small_marks_are_neither() -> None:
    page = paper()
    for k in range(5):
        x, y = round(LEFT + (5 + 2 * k) * EM), round(TOP + 0.5 * EM)
        page[y : y + 6, x : x + 6] = 40
    assert seen(page, [piece("签字：")]) == []


def test_what_was_made_of_a_signature_is_no_text_and_a_doubted_name_elsewhere_is() -> None:
    page = paper()
    scribbled(page, 5, LEFT + 9 * EM, TOP)
    label, made = piece("单位负责人签字："), piece("欢m", LEFT + 10 * EM, sure=0.4)
    found = seen(page, [label, made])
    assert [s.signed for s in found] == [True]
    assert texts(placed([label, made], found)) == ["单位负责人签字："]
    other = piece("填表人：")
    assert texts(placed([other, made], seen(page, [other, made]))) == ["填表人：欢m"]
    sure = piece("某某某", LEFT + 10 * EM)
    assert texts(placed([label, sure], found)) == ["单位负责人签字：某某某"]


def test_what_was_left_out_as_a_hand_is_said() -> None:
    page = paper()
    scribbled(page, 5, LEFT + 9 * EM, TOP)
    label, made = piece("单位负责人签字："), piece("王m", LEFT + 10 * EM, sure=0.4)
    found = seen(page, [label, made])
    [lost] = [note for note in scan_notes([placed([label, made], found)]) if note.code == "handwriting_seen"]
    [kept] = [note for note in scan_notes([placed([label], found)]) if note.code == "handwriting_seen"]
    assert ("未采用" in lost.message, "left out" in lost.message_en) == (True, True)
    assert ("未采用" in kept.message, "left out" in kept.message_en) == (False, False)
    assert "王" not in lost.message  # half a name is personal data nobody can mask


def cell(x0: float, top: float, x1: float, bottom: float) -> BBox:
    return (LEFT + x0 * EM, TOP + top * EM, LEFT + x1 * EM, TOP + bottom * EM)


@pytest.mark.parametrize(("hand", "signed"), [(True, ["单位负责人签字"]), (False, [])])
def test_the_blank_cell_beside_a_label_is_its_room(*, hand: bool, signed: list[str]) -> None:
    page = paper()
    if hand:
        scribbled(page, 2, LEFT + 10 * EM, TOP)
    label, amount = piece("单位负责人签字"), piece("公用经费", top=TOP + 3 * EM)
    cells = [cell(-1, -1, 8, 2), cell(8.2, -1, 16, 2), cell(-1, 2.2, 8, 5), cell(8.2, 2.2, 16, 5)]
    scribbled(page, 3, LEFT + 10 * EM, TOP + 3 * EM)  # beside a label that asks for no hand
    content = placed([label, amount], seen(page, [label, amount], cells=cells))
    assert (content.signed, content.unsigned) == (signed, [] if hand else ["单位负责人签字"])


@pytest.mark.parametrize("hand", [True, False])
def test_a_cell_of_its_own_label_is_its_room(*, hand: bool) -> None:
    page = paper()
    label, date = piece("单位（盖章）"), piece("年月日", LEFT + 8 * EM, TOP + 4 * EM)
    other = piece("主管部门", LEFT + 16 * EM)
    if hand:
        scribbled(page, 2, LEFT + 4 * EM, TOP + 2 * EM)
    cells = [cell(-1, -1, 14, 6), cell(14.2, -1, 30, 6)]
    content = placed([label, date, other], seen(page, [label, date, other], cells=cells))
    wanted = ["单位（盖章）年月日"]
    assert (content.signed, content.unsigned) == (wanted if hand else [], [] if hand else wanted)


def test_a_blank_room_of_a_label_that_asks_for_a_hand_is_said() -> None:
    page = placed([], [Signature("填表人：", (0, 0, 9, 9), False), Signature("负责人签字：", (0, 0, 9, 9), False)])
    [note] = [note for note in scan_notes([page]) if note.code == "signature_blank"]
    assert (note.page, "负责人签字" in note.message, "填表人" in note.message) == (4, True, False)


def test_a_signed_label_is_named_with_its_page() -> None:
    page = placed([], [Signature("填表人：", (0, 0, 9, 9), False), Signature("负责人签字：", (0, 0, 9, 9), True)])
    notes = [note for note in scan_notes([page]) if note.code == "handwriting_seen"]
    assert [(note.page, "负责人签字：" in note.message, "填表人" in note.message) for note in notes] == [
        (4, True, False)
    ]


def test_a_hand_that_was_joined_to_its_label_is_parted_from_it() -> None:
    page = paper()
    scribbled(page, 5, LEFT + 4 * EM, TOP, 3 * EM)
    joined = piece("签字：TUX")
    joined.sure[3:] = [0.95, 0.63, 0.47]
    label, hand = parted([joined])
    found = seen(page, [label, hand])
    assert (label.text, hand.text, [s.signed for s in found]) == ("签字：", "TUX", [True])
    assert texts(placed([label, hand], found)) == ["签字："]
    printed = piece("签字：某某某")
    assert parted([printed]) == [printed]


def test_letters_of_a_seal_are_no_lines_and_are_said() -> None:
    page = Seen(595, 842, 0, 0.0, (1, 0, 0, 1, 0, 0))
    page.seals = [(300.0, 600.0, 420.0, 720.0)]
    page.pieces = [
        piece("劳", 320, 610),  # around the seal's edge
        piece("2024年5月6日", 310, 650),  # the date under the seal
        piece("章", 340, 690),
        piece("公", 200, 690),  # on a line with «章»: print
        piece("注", 100, 300),  # outside
    ]
    content = place(2, Seen.loaded(page.dumped()), ASKS)
    assert content.seal_letters == ["劳"]
    assert sorted(texts(content)) == sorted(["注", "2024年5月6日", "公章"])
    (note,) = [note for note in scan_notes([content]) if note.code == "seal_letters"]
    assert "第2页" in note.message
    assert "「劳」" in note.message


def test_letters_along_a_seals_ring_are_no_lines_and_are_said() -> None:
    """«三中学», read aslant at a black seal's edge below a table, parted it from its rest on the next page."""
    page = Seen(595, 842, 0, 0.0, (1, 0, 0, 1, 0, 0))
    page.seals = [(300.0, 600.0, 420.0, 720.0)]
    slanting, beside = piece("三中学", 310, 596), piece("三中学", 100, 700)
    for one in (slanting, beside):
        one.box = (one.box[0], one.box[1], one.box[0] + 60, one.box[1] + 3 * EM)
    under = piece("填报日期：2024年5月6日", 310, 680)
    under.box = (310.0, 640.0, 420.0, 640.0 + 2 * EM)  # a stroke of the seal makes it twice as high
    lines = [piece("注", 100, 300 + 40 * i) for i in range(5)]
    page.pieces = [slanting, beside, under, *lines, piece("注", 100, 300 + 40 * 5), piece("注", 100, 300 + 40 * 6)]
    content = place(2, page, ASKS)
    assert content.seal_letters == ["三中学"]
    assert sorted(texts(content)) == sorted(["三中学", "填报日期：2024年5月6日", *"注" * 7])
