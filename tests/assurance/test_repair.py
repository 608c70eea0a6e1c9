"""Misread figures and labels are mended where the form's own arithmetic or words leave no other reading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from scanned_document import BOX, patterns, read_assured, read_structured, runs, sample, scanned

from jixiao.assurance.arithmetic import Arithmetic
from jixiao.assurance.repair import SURE
from jixiao.document import Run, Table
from jixiao.schema import Report
from jixiao.schema.pointer import value


@cache
def as_read() -> Report:
    return read_structured(scanned(sample()), patterns())[0]


def repairs(report: Report) -> dict[str, str]:
    return {at: e.steps[-1] for at, e in report.evidence.items() if e.steps and e.steps[-1].startswith("识别更正")}


AT = "/spending/1/amount"
RIGHT = "3,006.84"
"""A figure of the sample with an 8 in it to misread; it stands in sums, shares and rates, which all hold."""


def test_the_figure_stands_in_equations_that_hold() -> None:
    equations = Arithmetic(as_read(), patterns()).equations(AT)
    assert value(as_read(), AT) == Decimal("3006.84")
    assert len(equations) > 1
    assert all(relation.holds() for relation, _ in equations)


def planted(text: str, sure: float = 0.4) -> Report:
    place = as_read().evidence[AT].places[0]
    return read_assured(scanned(sample(), place, text + "万元", sure), patterns())


def test_nothing_is_mended_where_nothing_was_misread() -> None:
    assert repairs(read_assured(scanned(sample()), patterns())) == {}


def test_a_digit_that_the_equations_give_back() -> None:
    report = planted("3,806.84")
    assert value(report, AT) == Decimal("3006.84")
    assert repairs(report).keys() == {AT}
    evidence = report.evidence[AT]
    assert evidence.text == "3,806.84万元"  # as it was read
    assert evidence.steps[-1].startswith("识别更正：3806.84 → 3006.84（")
    assert evidence.confidence <= SURE


def test_a_lost_point_that_the_equations_give_back() -> None:
    report = planted("300684", 0.98)
    assert value(report, AT) == Decimal("3006.84")
    assert repairs(report).keys() == {AT}


def test_a_comma_for_the_point_that_the_equations_give_back() -> None:
    report = planted("3006,840")
    assert value(report, AT) != Decimal("3006840")


def test_a_digit_that_the_recogniser_did_not_doubt_stays() -> None:
    """A report may be printed with a wrong sum: that is the auditor's find, not a misreading."""
    report = planted("3,806.84", 0.98)
    assert value(report, AT) == Decimal("3806.84")
    assert repairs(report) == {}


def test_a_digit_that_no_scan_confuses_stays() -> None:
    assert value(planted("3,006.44"), AT) == Decimal("3006.44")


@pytest.mark.parametrize(("wrong", "sure", "expected"), [("产山指标", 0.4, "产出指标"), ("产山指标", 0.95, "产山指标")])
def test_a_label_one_doubted_character_from_the_forms_word(wrong: str, sure: float, expected: str) -> None:
    at, place = next(
        (at, evidence.places[0])
        for at, evidence in as_read().evidence.items()
        if at.endswith("/level1") and evidence.text == "产出指标"
    )
    report = read_assured(scanned(sample(), place, wrong, sure), patterns())
    assert value(report, at) == expected
    assert report.evidence[at].text == wrong
    assert (at in repairs(report)) == (expected != wrong)


@pytest.mark.parametrize(
    ("letters", "sure", "mended"),
    [((0,), 0.6, True), ((1, 3), 0.6, True), ((3, 1), 0.6, False), ((0,), 0.95, False), ((-1, 0), 0.6, False)],
)
def test_letters_of_the_units_seal_behind_a_word_of_a_form(letters: tuple[int, ...], sure: float, mended: bool) -> None:
    """In the order of the name, and doubted: a label that goes on in sharp print is its author's own."""
    known = as_read()
    unit = known.organization.name or ""
    at, place = next(
        (at, e.places[0]) for at, e in known.evidence.items() if at.endswith("/level2") and e.text == "数量指标"
    )
    assert len(set(unit)) == len(unit)
    text = "数量指标" + "".join(unit[i] for i in letters)
    table = scanned(sample()).blocks[place.block]
    assert isinstance(table, Table)
    new = runs(text, dict.fromkeys(range(4, len(text)), sure))
    cells = [replace(c, text=text, runs=new) if (c.row, c.column) == place.cell else c for c in table.cells]
    blocks = [*scanned(sample()).blocks]
    blocks[place.block] = replace(table, cells=tuple(cells))
    report = read_assured(replace(scanned(sample()), blocks=tuple(blocks)), patterns())
    assert value(report, at) == ("数量指标" if mended else text)
    assert report.evidence[at].text == text


def test_the_dimension_follows_a_mended_word_of_level_2() -> None:
    known = as_read()
    at = next(at for at, one in known.evidence.items() if at.endswith("/level2") and one.text == "数量指标")
    dimension = at.replace("level2", "dimension")
    report = read_assured(scanned(sample(), known.evidence[at].places[0], "数は指标", 0.6), patterns())
    assert (value(report, at), value(report, dimension)) == ("数量指标", "quantity")
    assert report.evidence[dimension].text == "数は指标"
    assert report.evidence[dimension].confidence <= SURE
    assert (
        value(read_assured(scanned(sample(), known.evidence[at].places[0], "数は指标", 0.95), patterns()), dimension)
        is None
    )


def test_a_blank_between_two_words_of_a_form_where_the_paper_hardly_tells() -> None:
    """«会议费 培训费» with so little paper that it was read without: no form has nothing between the words."""
    at = "/base_data/expenses/0/item"
    document = scanned(sample())
    place = as_read().evidence[at].places[0]

    def read_with(text: str, sure: float) -> Report:
        table = document.blocks[place.block]
        assert isinstance(table, Table)
        new = tuple(Run(i, i + 1, 1, BOX, (), 0.99, sure if i == 3 else 0.999) for i in range(len(text)))
        cells = [replace(c, text=text, runs=new) if (c.row, c.column) == place.cell else c for c in table.cells]
        blocks = [*document.blocks]
        blocks[place.block] = replace(table, cells=tuple(cells))
        return read_assured(replace(document, blocks=tuple(blocks)), patterns())

    report = read_with("会议费培训费", 0.8)
    assert value(report, at) == "会议费 培训费"
    assert report.evidence[at].text == "会议费培训费"
    assert report.evidence[at].confidence <= SURE
    assert value(read_with("会议费培训费", 0.99), at) == "会议费培训费"
    assert value(read_with("会议费、培训费", 0.8), at) == "会议费、培训费"


TARGET = "/evaluations/0/indicators/6/target"
"""«≥96%»."""


def target(text: str, sure: float = 0.9) -> Report:
    place = as_read().evidence[f"{TARGET}/text"].places[0]
    return read_assured(scanned(sample(), place, text, sure), patterns())


def test_a_letter_in_front_of_a_targets_figure_can_only_be_its_operator() -> None:
    report = target("二96%")
    measure = value(report, TARGET)
    assert measure.model_dump() == {
        "text": "＝96%", "comparator": "eq", "value": Decimal(96), "unit": "%", "qualitative": False,
    }  # fmt: skip
    for name in ("text", "comparator", "value", "unit", "qualitative"):
        evidence = report.evidence[f"{TARGET}/{name}"]
        assert (evidence.text, evidence.steps[-1][:5], evidence.confidence <= SURE) == ("二96%", "识别更正：", True)
    assert report.evidence.keys() == as_read().evidence.keys()


@pytest.mark.parametrize("text", ["二级以上", "296%", "二96%至", "二十6%"])
def test_what_may_be_words_or_a_digit_is_no_operator(text: str) -> None:
    report = target(text)
    assert value(report, f"{TARGET}/comparator") is None
    assert repairs(report) == {}


def test_a_letter_that_was_typed_stays() -> None:
    place = as_read().evidence[f"{TARGET}/text"].places[0]
    blocks = list(scanned(sample()).blocks)
    table = blocks[place.block]
    assert isinstance(table, Table)
    typed = [replace(c, text="二96%", runs=()) if (c.row, c.column) == place.cell else c for c in table.cells]
    blocks[place.block] = replace(table, cells=tuple(typed))
    report = read_assured(replace(sample(), blocks=tuple(blocks), text_origin="mixed"), patterns())
    assert value(report, f"{TARGET}/text") == "二96%"
    assert repairs(report) == {}


@pytest.mark.parametrize("digital", [False, True])
def test_a_traditional_letter_in_a_report_in_simplified_script(digital: bool) -> None:
    """«數量指标» is known as «数量指标», and is not as it is printed."""
    at = "/evaluations/0/indicators/0/level2"
    place = as_read().evidence[at].places[0]
    document = scanned(sample(), place, "數量指标", 0.98)
    table = document.blocks[place.block]
    assert isinstance(table, Table)
    if digital:
        cells = tuple(replace(cell, runs=()) for cell in table.cells)
        blocks = (*document.blocks[: place.block], replace(table, cells=cells), *document.blocks[place.block + 1 :])
        document = replace(document, blocks=blocks)
    report = read_assured(document, patterns())
    assert value(report, at) == ("數量指标" if digital else "数量指标")
    assert report.evidence[at].text == "數量指标"
    assert (at in repairs(report)) is not digital
    assert digital or report.evidence[at].confidence <= SURE
