"""Widths of signs and blanks, by the paper between their ink: what is printed, and what only the printer adds."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest

from jixiao.readers.scan.ink import papers
from jixiao.readers.scan.lines import lines_of, rows_of, types_of
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.pieces import piece_of
from jixiao.readers.scan.recognise import Answer, plain

EM = 10.0


def piece(text: str, papers_before: dict[int, float], *, top: float = 0.0, left: float = 0.0) -> Piece:
    """A piece of type of ten points whose ink is nine tenths or four tenths wide; other papers (in ems) than 0.1."""
    widths = [0.9 * EM if sign > "\u0250" and sign not in "（）：，；．" else 0.4 * EM for sign in text]
    gaps = [0.0] + [EM * papers_before.get(i, 0.1) for i in range(1, len(text))]
    rights = list(accumulate(gap + width for gap, width in zip(gaps, widths, strict=True)))
    rights = [left + right for right in rights]
    lefts = [right - width for right, width in zip(rights, widths, strict=True)]
    box = (left, top, rights[-1], top + 0.92 * EM)
    return Piece(text, lefts, rights, [0.99] * len(text), box, EM, gaps=gaps)


def read(*pieces: Piece) -> list[str]:
    """The lines that pieces on one paper make."""
    rows = rows_of(pieces, types_of(pieces))
    return [line.text for line in lines_of([rows], 1)[0]]


@pytest.mark.parametrize(
    ("text", "at", "paper", "printed"),
    [
        ("≥96%", 1, 0.11, "≥96%"),
        ("≥96%", 1, 0.30, "≥ 96%"),
        ("2020-2022", 4, 0.08, "2020-2022"),
        ("2020-2022", 4, 0.30, "2020 -2022"),
        ("11.71", 1, 0.30, "11.71"),
        ("预算数据", 2, 0.27, "预算数据"),
        ("预算数据", 2, 0.33, "预算 数据"),
        ("1.公务用车", 2, 0.50, "1．公务用车"),
        ("项目支出总额", 1, 0.36, "项目支出总额"),  # «目» is narrow in its square
        ("物资、商业行业", 2, 0.40, "物资、商业行业"),  # so is «、», in some fonts on both sides
        ("会议，培训费用", 3, 0.80, "会议，培训费用"),
        ("会议，培训费用", 3, 1.20, "会议， 培训费用"),
    ],
)
def test_a_blank_is_more_paper_than_the_signs_have_by_themselves(
    text: str, at: int, paper: float, printed: str
) -> None:
    papers_before = {at: paper}
    for mark in set("，、") & set(text):
        papers_before.setdefault(text.index(mark) + 1, 0.66)
    assert read(piece(text, papers_before)) == [printed]


def test_what_a_printer_sets_between_scripts_is_no_blank_and_what_is_typed_beyond_it_is() -> None:
    usual = piece("共2个股室9人全年6场", {1: 0.3, 2: 0.32, 5: 0.28, 6: 0.31, 9: 0.34, 10: 0.3})
    typed = piece("指标1全年达到标准", {2: 0.62, 3: 0.33}, top=20)
    assert read(usual, typed) == ["共2个股室9人全年6场", "指标 1全年达到标准"]


def test_letters_that_are_set_apart_have_no_blanks_between_them_but_where_more_paper_is() -> None:
    assert read(piece("实际完成情况", dict.fromkeys(range(1, 6), 0.4))) == ["实际完成情况"]
    assert read(piece("水费电费差旅费", dict.fromkeys(range(1, 7), 0.2) | {2: 0.45, 4: 0.45})) == ["水费 电费 差旅费"]


def test_where_nothing_is_set_between_scripts_a_blank_is_less() -> None:
    usual = piece("共2个股室9人全年6场", dict.fromkeys(range(1, 10), 0.1))
    typed = piece("指标1全年达到标准", {2: 0.4}, top=20)
    assert read(usual, typed) == ["共2个股室9人全年6场", "指标 1全年达到标准"]


@pytest.mark.parametrize(
    ("text", "papers_before", "printed"),
    [
        ("(1)公务用车", {3: 0.7}, "（1）公务用车"),  # nothing stands before the first: its partner decides
        ("(1)公务用车", {3: 0.1}, "(1)公务用车"),
        ("(1)公务用车", {3: 0.36}, "(1) 公务用车"),
        ("数据表(2023年度)", {3: 0.68, 8: 0.3}, "数据表（2023年度）"),
        ("数据表(2023年度)", {3: 0.05, 8: 0.3}, "数据表(2023年度)"),
        ("情况(人)，共", {2: 0.66, 5: 0.1, 6: 0.65}, "情况（人），共"),  # squeezed before «，»
        ("1.公务用车", {2: 0.66}, "1．公务用车"),
        ("1.公务用车", {2: 0.1}, "1.公务用车"),
        ("1.公务用车", {2: 0.36}, "1. 公务用车"),
        ("日期:2022", {3: 0.66}, "日期：2022"),
        ("日期:2022", {3: 0.15}, "日期:2022"),
        ("会议,培训", {3: 0.66}, "会议，培训"),
        ("会议,培训", {3: 0.12}, "会议,培训"),
        ("1,234", {2: 0.12}, "1,234"),
        ("9:30到会", {}, "9:30到会"),
        ("提高;", {}, "提高；"),
    ],
)
def test_a_sign_is_as_wide_as_the_paper_on_its_outer_side_says(
    text: str, papers_before: dict[int, float], printed: str
) -> None:
    assert read(piece(text, papers_before)) == [printed]


def test_a_bracket_has_the_width_of_its_partner_on_another_line() -> None:
    assert read(piece("负责人(签", {3: 0.05}), piece("字)", {}, top=13)) == ["负责人(签", "字)"]
    assert read(piece("负责人(签", {3: 0.68}), piece("字)", {}, top=13)) == ["负责人（签", "字）"]
    assert read(piece("(公", {}), piece("章)日期", {2: 0.05}, top=13)) == ["(公", "章)日期"]


def test_a_line_drawn_under_the_room_hides_its_paper() -> None:
    drawn = piece("负责人李某", {3: 4.0})
    drawn.gaps[3] = 0.0
    assert read(drawn) == ["负责人\t李某"]


def answer(text: str, middles: list[float]) -> Answer:
    return Answer(text, middles, [0.99] * len(text))


def test_paper_is_measured_between_the_ink_of_neighbours() -> None:
    mask = np.zeros((40, 200), np.uint8)
    mask[10:30, 20:50] = mask[10:30, 53:80] = mask[12:28, 100:104] = mask[12:28, 107:110] = 1
    mask[35:40] = 1  # the next line
    assert papers(mask, (20, 10, 110, 30), [35.0, 66.0, 105.0]) == [3.0, 20.0]
    found = piece_of(answer("年 度川", [0.2, 0.4, 0.52, 0.95]), (20, 8, 112, 32), mask)
    assert found.gaps == [0.0, 0.0, 3.0, 20.0]


@pytest.mark.parametrize(("end", "text"), [(66, "甲，乙"), (57, "甲，，乙")])
def test_a_mark_that_is_read_twice_at_one_ink_is_one(end: int, text: str) -> None:
    mask = np.zeros((40, 200), np.uint8)
    mask[8:32, 20:50] = mask[26:32, 54:end] = mask[26:32, 62:66] = mask[8:32, 80:110] = 1
    found = piece_of(answer("甲，，乙", [15 / 90, 36 / 90, 44 / 90, 75 / 90]), (20, 8, 110, 32), mask)
    assert "".join(map(plain, found.text)) == "".join(map(plain, text))


@pytest.mark.parametrize(("inked", "text"), [(False, "一）项"), (True, "一）☑项")])
def test_what_is_read_where_no_ink_is_is_nothing(*, inked: bool, text: str) -> None:
    """A wide blank of a heading was «☑» («（一）☑项目简介»)."""
    mask = np.zeros((40, 200), np.uint8)
    mask[8:32, 20:44] = mask[8:32, 50:56] = mask[8:32, 130:154] = 1
    mask[20, 90:94] = inked
    middles = [12 / 134, 33 / 134, 72 / 134, 122 / 134]
    unsure = Answer("一）☑项", middles, [0.99, 0.99, 0.67, 0.99])
    assert piece_of(unsure, (20, 8, 154, 32), mask).text == text
    assert piece_of(answer("一）目项", middles), (20, 8, 154, 32), mask).text == "一）目项"  # surely read: pale print
    assert piece_of(answer("☑", [0.5]), (20, 8, 154, 32), np.zeros_like(mask)).text == "☑"  # print too faint for ink


@pytest.mark.parametrize(("middles", "text"), [([0.2, 0.55, 0.72], "件20"), ([0.12, 0.45, 0.8], "件２０")])
def test_a_figure_is_full_width_only_where_its_neighbour_is_as_far_as_one_is_wide(
    middles: list[float], text: str
) -> None:
    mask = np.zeros((40, 200), np.uint8)
    mask[8:32, 20:44] = mask[10:32, 55:62] = mask[10:32, 80:87] = 1
    assert piece_of(answer("件２０", middles), (20, 8, 100, 34), mask).text == text


def test_a_part_and_a_character_put_in_keep_the_paper_of_the_others() -> None:
    whole = piece("人数9人", {2: 0.3, 3: 0.2})
    whole.insert(2, "（", 20.0, 22.0, 0.9, (6.0, 1.0))
    assert whole.gaps == [0.0, 1.0, 6.0, 1.0, 2.0]
    assert whole.part(1, 4).gaps == [0.0, 6.0, 1.0]
    whole.insert(5, "）", 40.0, 42.0, 0.9, (1.5, 0.0))
    assert whole.gaps == [0.0, 1.0, 6.0, 1.0, 2.0, 1.5]


def settings(*pieces: Piece) -> dict[str, float]:
    """How sure the setting of each sign of a line is that is not certain; two decimals."""
    rows = rows_of(pieces, types_of(pieces))
    line = lines_of([rows], 1)[0][0]
    assert line.settings is not None
    return {sign: round(sure, 2) for sign, sure in zip(line.text, line.settings, strict=True) if sure < 0.98}


@pytest.mark.parametrize(
    ("text", "papers_before", "line"),
    [
        ("其中：办公费", {3: 0.62}, "其中：办公费"),
        ("其中：办公费", {3: 0.30}, "其中: 办公费"),
        ("其中：办公费", {3: 0.08}, "其中:办公费"),
        ("甲，乙", {2: 0.32}, "甲，乙"),  # a comma is squeezed
        ("≥1184户", {1: 0.17}, "≥1184户"),
        ("≥1184户", {1: 0.24}, "≥ 1184户"),
        ("……", {1: 0.3}, "……"),
        ("甲……", {1: 0.3, 2: 0.5}, "甲 ……"),
    ],
)
def test_paper_tells_a_half_width_colon_and_the_blank_behind_a_sign(
    text: str, papers_before: dict[int, float], line: str
) -> None:
    rows = rows_of([piece(text, papers_before)])
    assert lines_of([rows], 1)[0][0].text == line


@pytest.mark.parametrize(
    ("text", "papers_before", "doubted"),
    [
        ("≥96%", {1: 0.08}, {}),
        ("≥96%", {1: 0.18}, {"9": 0.7}),  # hardly less than a blank
        ("≥96%", {1: 0.23}, {" ": 0.7, "9": 0.7}),  # hardly one
        ("其中：办公费", {3: 0.7}, {}),
        ("其中：办公费", {3: 0.5}, {"：": 0.66}),
        ("其中：办公费", {3: 0.46}, {":": 0.66}),  # and a blank behind it
        ("其中，办公费", {3: 0.32}, {"，": 0.66}),
        ("甲（乙）丙", {1: 0.7, 4: 0.7}, {}),
        ("甲（乙）丙", {1: 0.7, 4: 0.1}, {"（": 0.5, "）": 0.5}),  # one says full, the other half
        ("（乙）", {}, {"（": 0.95, "）": 0.95}),  # nothing beside them
    ],
)
def test_a_form_that_hardly_any_paper_tells_is_doubted(
    text: str, papers_before: dict[int, float], doubted: dict[str, float]
) -> None:
    assert settings(piece(text, papers_before)) == doubted
