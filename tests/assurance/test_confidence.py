"""Every value of a scan says how sure it is; what is in doubt is given as it was read, and listed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from math import exp

import pytest
from scanned_document import (
    SAMPLE,
    doubted,
    loosely_set,
    patterns,
    read_assured,
    read_structured,
    runs,
    sample,
    scanned,
)  # fmt: skip

from jixiao.assurance import to_review
from jixiao.assurance.confidence import MOST, confidence
from jixiao.assurance.stage import DOUBTED, signs_of
from jixiao.assurance.weights import WEIGHTS
from jixiao.assurance.witness import Signs
from jixiao.document import Diagnostic, Document, Paragraph, Table
from jixiao.pipeline import parse
from jixiao.readers.scan.options import REVIEW_BELOW
from jixiao.schema import Place, Report
from jixiao.schema.pointer import value


@cache
def as_read() -> Report:
    return read_assured(scanned(sample()), patterns())


def place_of(pointer: str) -> Place:
    return as_read().evidence[pointer].places[0]


def read_as(pointer: str, text: str, sure: float) -> Report:
    """The report with other print at a value's place; what differs is as sure as ``sure``."""
    return read_assured(scanned(sample(), place_of(pointer), text, sure), patterns())


def test_no_value_of_a_scan_is_certain() -> None:
    report = as_read()
    values = {at: found for at, found in report.evidence.items() if value(report, at) is not None and found.text}
    assert len(values) > 400
    assert {at for at, found in values.items() if found.confidence > MOST} == set()


def test_digital_text_is_certain_and_has_nothing_to_review() -> None:
    report = parse(SAMPLE)
    assert {found.confidence for found in report.evidence.values()} == {1.0}
    assert to_review(report) == []


def test_digital_documents_never_come_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("weighed without need")

    monkeypatch.setattr("jixiao.assurance.assured", fail)
    assert parse(SAMPLE).evidence


def test_digital_pages_of_a_mixed_document_stay_certain() -> None:
    """A table read from a scan between pages with text."""
    blocks = [
        block if isinstance(block, Paragraph) else scan
        for block, scan in zip(sample().blocks, scanned(sample()).blocks, strict=True)
    ]
    report = read_assured(replace(sample(), blocks=tuple(blocks), text_origin="mixed"), patterns())
    certain = {found.confidence == 1.0 for at, found in report.evidence.items() if at.startswith("/spending/")}
    doubted = {found.confidence < 1.0 for at, found in report.evidence.items() if at.startswith("/base_data/staffing/")}
    assert certain == doubted == {True}


FIGURE = "/base_data/buildings/0/approved_area"
"""A figure that no equation gives back."""


def test_a_doubtful_value_is_listed_and_given_as_it_was_read() -> None:
    assert as_read().evidence[FIGURE].text == "8,021"
    report = read_as(FIGURE, "8,027", 0.4)
    assert value(report, FIGURE) == 8027
    evidence = report.evidence[FIGURE]
    assert evidence.text == "8,027"
    assert evidence.steps == ("8,027 → 8027",)
    assert evidence.confidence < REVIEW_BELOW
    listed = {doubtful.pointer: doubtful for doubtful in to_review(report)}
    assert listed[FIGURE].value == 8027
    assert not listed[FIGURE].repaired


@pytest.mark.parametrize(
    "pointer", ["/organization/name", "/sign_offs/0/filled_by", "/evaluations/0/indicators/0/target/text"]
)
def test_names_and_labels_in_doubt_are_given_as_they_were_read(pointer: str) -> None:
    evidence = as_read().evidence[pointer]
    wrong = evidence.text[:-1] + "崽"
    report = read_as(pointer, wrong, 0.3)
    assert report.evidence[pointer].text == wrong
    assert value(report, pointer) == wrong
    assert pointer in {doubtful.pointer for doubtful in to_review(report)}


def test_exactly_what_is_below_the_threshold_is_listed() -> None:
    report = read_as(FIGURE, "9,999", 0.2)
    below = {at for at, found in report.evidence.items() if found.confidence < REVIEW_BELOW and found.text.strip()}
    assert {doubtful.pointer for doubtful in to_review(report)} == below
    assert FIGURE in below


def test_a_value_of_several_places_is_as_sure_as_the_least_sure() -> None:
    pointer, evidence = next(
        (at, found)
        for at, found in as_read().evidence.items()
        if len({(place.block, place.cell) for place in found.places}) > 1 and found.text.strip()
    )
    for place in evidence.places:
        found = read_assured(doubted(sample(), place, 0.3), patterns()).evidence[pointer]
        assert found.text == evidence.text
        assert found.confidence < min(evidence.confidence, REVIEW_BELOW)


def test_a_label_with_a_mark_or_blank_that_may_be_another_is_reviewed_and_a_figure_is_not() -> None:
    """«其中: 办公费» as «其中：办公费»: every character is read right, and the label is not as it is printed."""
    label, figure = "/base_data/expenses/0/item", "/base_data/expenses/0/final"
    for pointer, listed in ((label, True), (figure, False)):
        known = as_read().evidence[pointer]
        report = read_assured(loosely_set(sample(), known.places[0], 0.6), patterns())
        assert value(report, pointer) == value(as_read(), pointer)
        assert (report.evidence[pointer].confidence < REVIEW_BELOW) is listed
        assert listed or report.evidence[pointer].confidence == known.confidence


def test_a_blank_at_the_end_of_a_line_may_have_been_lost_with_it() -> None:
    """«≥ », «96%» in a narrow cell: the line ends behind the sign, with or without a blank."""
    at = "/evaluations/0/indicators/6/target/text"
    place = place_of(at)
    document = scanned(sample())

    def confidence(text: str) -> float:
        table = document.blocks[place.block]
        assert isinstance(table, Table)
        cells = [
            replace(c, text=text, runs=runs(text, {}, 0.99)) if (c.row, c.column) == place.cell else c
            for c in table.cells
        ]
        blocks = [*document.blocks]
        blocks[place.block] = replace(table, cells=tuple(cells))
        report = read_assured(replace(document, blocks=tuple(blocks)), patterns())
        assert value(report, at) == "≥96%"
        return report.evidence[at].confidence

    assert confidence("≥\n96%") < REVIEW_BELOW <= confidence("≥96%")


def test_a_character_doubted_in_a_word_of_the_forms_is_hardly_another() -> None:
    odds = [Signs("label", (0.6, 0.99), known=known).features()[1] for known in (False, True)]
    assert odds == [pytest.approx(0.405, abs=0.01), pytest.approx(3.476, abs=0.01)]


def test_a_repaired_value_says_so_in_the_list() -> None:
    at = "/spending/1/amount"
    report = read_as(at, "3,806.84万元", 0.4)
    assert value(report, at) == Decimal("3006.84")
    listed = {doubtful.pointer: doubtful for doubtful in to_review(report)}
    assert listed[at].repaired
    assert listed[at].evidence.text == "3,806.84万元"


@pytest.mark.parametrize("made", ["96%保", "不低于"])
def test_a_target_whose_figure_is_spoilt_is_no_target_of_words_for_sure(made: str) -> None:
    at = "/evaluations/0/indicators/6/target"
    assert as_read().evidence[f"{at}/qualitative"].confidence >= REVIEW_BELOW
    report = read_as(f"{at}/text", made, 0.98)
    assert value(report, f"{at}/qualitative") is True
    for name in ("text", "qualitative"):
        assert report.evidence[f"{at}/{name}"].confidence < REVIEW_BELOW


def test_a_word_of_level_2_that_no_form_has_is_reviewed_where_the_others_are_known() -> None:
    """A letter misread, an end lost; every stroke is read well."""
    at = next(at for at in as_read().evidence if at.endswith("/level2"))
    assert as_read().evidence[at].confidence >= REVIEW_BELOW
    for wrong in ("数敏", "服务对象（群众）", "社会效"):
        report = read_as(at, wrong, 0.999)
        assert (value(report, at), report.evidence[at].confidence < REVIEW_BELOW) == (wrong, True)


def test_points_of_a_level_are_no_surer_than_its_name() -> None:
    at = next(at for at in as_read().evidence if at.endswith("/level1_weight"))
    name = at.removesuffix("_weight")
    report = read_as(name, "岭", 0.3)
    assert report.evidence[at].confidence <= report.evidence[name].confidence < REVIEW_BELOW


def test_a_name_of_level_1_that_no_form_has_is_reviewed() -> None:
    pointer = "/evaluations/0/indicators/0/level1"
    assert as_read().evidence[pointer].confidence >= REVIEW_BELOW
    report = read_as(pointer, "产出指标北渚区", 0.98)
    assert value(report, pointer) == "产出指标北渚区"
    assert pointer in {doubtful.pointer for doubtful in to_review(report)}


@pytest.mark.parametrize(
    ("printed", "numbered"), [("指标1：林木保存率", True), ("林木保存率1：", False), ("林木保存率", False)]
)
def test_a_numbered_label_may_hold_a_blank_that_no_print_shows(printed: str, numbered: bool) -> None:
    at = "/evaluations/0/indicators/0/level3"
    place = place_of(at)
    blocks = list(scanned(sample()).blocks)
    table = blocks[place.block]
    assert isinstance(table, Table)
    cells = tuple(
        replace(cell, text=printed, runs=runs(printed, {})) if (cell.row, cell.column) == place.cell else cell
        for cell in table.cells
    )
    blocks[place.block] = replace(table, cells=cells)
    report, structured = read_structured(replace(scanned(sample()), blocks=tuple(blocks)), patterns())
    assert value(report, at) == printed
    assert signs_of(report, structured, patterns())[at].numbered is numbered


@pytest.mark.parametrize("made", ["a digit eaten", "a stroke read as 1"])
def test_a_figure_that_a_seal_changed_at_its_end_is_reviewed_where_an_equation_tells(made: str) -> None:
    at = "/evaluations/0/funds/0/full_year"
    text = as_read().evidence[at].text
    assert as_read().evidence[at].confidence >= REVIEW_BELOW
    other = text[1:].lstrip(",") if made == "a digit eaten" else f"1{text}"
    report = read_as(at, other, 0.99)
    assert report.evidence[at].text == other
    assert at in {doubtful.pointer for doubtful in to_review(report)}


@pytest.mark.parametrize("code", ["photographed_page", "invisible_text"])
def test_no_value_of_a_page_that_is_doubted_as_a_whole_is_sure(code: str) -> None:
    document = scanned(sample())
    note = Diagnostic(code, "整页存疑", "doubted as a whole", page=1)
    report = read_assured(replace(document, diagnostics=(*document.diagnostics, note)), patterns())
    known = as_read().evidence
    assert sum(found.confidence >= REVIEW_BELOW for found in known.values()) > 300
    on_page = {at: found for at, found in report.evidence.items() if any(p.page == 1 for p in found.places)}
    assert {at: found.confidence for at, found in on_page.items()} == {
        at: min(known[at].confidence, DOUBTED) for at in on_page
    }
    assert len(on_page) > 400
    elsewhere = Diagnostic(code, "整页存疑", "doubted as a whole", page=2)
    other = read_assured(replace(document, diagnostics=(*document.diagnostics, elsewhere)), patterns())
    assert other.evidence == known


def test_an_amount_that_lost_its_point_is_reviewed() -> None:
    """«647» for «6.47», read very surely on a speckled page; beside it 3.45 and 135.20."""
    at = "/base_data/expenses/14/final"
    assert as_read().evidence[at].confidence >= REVIEW_BELOW
    report = read_as(at, "6245", 0.98)
    assert value(report, at) == 6245
    assert at in {doubtful.pointer for doubtful in to_review(report)}


def test_a_target_of_two_lines_that_are_no_one_figure_has_no_value_and_is_reviewed() -> None:
    """«≥», «96.0%» whose sign was read as 2: no 296.0 %."""
    at = "/evaluations/0/indicators/3/target"
    report = read_as(f"{at}/text", "2\n96.0%", 0.98)
    assert value(report, f"{at}/value") is None
    assert f"{at}/text" in {doubtful.pointer for doubtful in to_review(report)}


def put(block: int, texts: dict[tuple[int, int], str]) -> Document:
    """The scan with other texts in cells of a table; a cell over rows is parted above a row that gets one."""
    blocks = list(scanned(sample()).blocks)
    table = blocks[block]
    assert isinstance(table, Table)
    cells = []
    for cell in table.cells:
        text = texts.get((cell.row, cell.column), cell.text)
        parted = [row for row, column in texts if column == cell.column and cell.row < row < cell.row + cell.row_span]
        span = min(parted, default=cell.row + cell.row_span) - cell.row
        cells.append(replace(cell, text=text, runs=runs(text, {}), row_span=span))
        if parted:
            rest, text = cell.row_span - span, texts[parted[0], cell.column]
            cells.append(replace(cell, row=parted[0], row_span=rest, text=text, runs=runs(text, {})))
    blocks[block] = replace(table, cells=tuple(cells))
    return replace(scanned(sample()), blocks=tuple(blocks))


def test_figures_of_columns_that_ran_together_are_reviewed() -> None:
    """The rule between two columns was lost: most rows have two figures in a cell, and of one alone nobody knows whose
    it is."""
    block = place_of("/base_data/expenses/0/final").block
    report = read_assured(put(block, {(3, 1): "8.02\t11.72", (4, 1): "4.28\t6.15"}), patterns())
    assert value(report, "/base_data/expenses/0/prior_final") is None
    at = "/base_data/expenses/11/prior_final"
    assert (value(report, at), report.evidence[at].confidence) == (Decimal("988.78"), DOUBTED)


def test_a_level_beside_a_cell_that_lost_its_word_is_reviewed() -> None:
    """The cell of 质量指标 was parted from 数量指标's, and nothing was read in it."""
    place = place_of("/evaluations/0/indicators/0/level2")
    assert place.cell is not None
    at = "/evaluations/0/indicators/2/level2"
    assert as_read().evidence[at].confidence >= REVIEW_BELOW
    report = read_assured(put(place.block, {(place.cell[0] + 2, place.cell[1]): ""}), patterns())
    assert value(report, at) == "数量指标"
    assert {at, at.replace("level2", "dimension")} <= {doubtful.pointer for doubtful in to_review(report)}


def test_a_parent_is_no_surer_than_the_levels_of_the_rows_between() -> None:
    """«公用经费» that lost its name is taken for a part of 项目支出, and its own parts with it."""
    known = [f"/base_data/expenses/{at}/parent" for at in (12, 13, 14)]
    assert min(as_read().evidence[at].confidence for at in known) >= REVIEW_BELOW
    block = place_of("/base_data/expenses/0/final").block
    report = read_assured(put(block, {(14, 0): ""}), patterns())
    assert [value(report, at) for at in known] == [6, 6, 6]
    assert set(known) <= {doubtful.pointer for doubtful in to_review(report)}


def test_a_confidence_is_never_rounded_up() -> None:
    """.9849 is below the threshold."""
    signs = Signs("figure", (0.99,))
    exact = 1 / (1 + exp(-sum(w * s for w, s in zip(WEIGHTS["figure"], signs.features(), strict=True))))
    assert exact - 0.001 < confidence(signs) <= exact
