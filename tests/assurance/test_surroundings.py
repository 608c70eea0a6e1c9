"""What stands around a value, and rows beside their neighbours: the signs that a value is spoilt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

import pytest
from scanned_document import doubted, patterns, read_structured, sample, scanned

from jixiao.assurance import assured
from jixiao.assurance.rows import ONE_LOST, REST, Rows
from jixiao.assurance.surroundings import Surroundings, frayed, misfit
from jixiao.assurance.words import is_part
from jixiao.document import Cell, Document, Paragraph, Table
from jixiao.readers.scan.options import REVIEW_BELOW
from jixiao.schema import Report
from jixiao.structure.model import Structured


@cache
def document() -> Document:
    return scanned(sample())


@cache
def as_read() -> tuple[Report, Structured]:
    return read_structured(document(), patterns())


def with_cell(pointer: str, text: str) -> tuple[Report, Structured]:
    """The report with another text in the cell of a value."""
    place = as_read()[0].evidence[pointer].places[0]
    blocks = list(document().blocks)
    table = blocks[place.block]
    assert isinstance(table, Table)
    cells = tuple(
        replace(cell, text=text, runs=()) if (cell.row, cell.column) == place.cell else cell for cell in table.cells
    )
    blocks[place.block] = replace(table, cells=cells)
    return read_structured(replace(document(), blocks=tuple(blocks)), patterns())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人工造林\n面积\n面积", True),
        ("完成年度工作任\n务。\n务。", True),
        ("12\n5\n5", True),
        ("4,647.0\n4", False),
        ("受资金拨\n付进度影", False),
        ("1234\n5", False),
        ("面积", False),
    ],
)
def test_lines_that_do_not_go_on(text: str, expected: bool) -> None:
    assert frayed(text) is expected


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("filled_by", "甲某某", False),
        ("filled_by", "甲 某", False),
        ("filled_by", "甲某某/", True),
        ("head", "yr.", True),
        ("finance_head", "甲*", False),
        ("phone", "0730-123456", False),
        ("phone", "154*****", False),
        ("phone", "单位负责人签", True),
        ("phone", "0730-123456 单位", True),
        ("attachment", "附件2", False),
    ],
)
def test_what_a_field_cannot_hold(field: str, text: str, expected: bool) -> None:
    assert misfit(f"/sign_offs/0/{field}", text) is expected


def test_a_row_that_lacks_what_all_others_have_and_the_row_above_it() -> None:
    report, _ = with_cell("/evaluations/0/indicators/3/score", "")
    rows = Rows(report)
    at = "/evaluations/0/indicators"
    assert {i: rows.ragged(f"{at}/{i}/level3") for i in range(17) if rows.ragged(f"{at}/{i}/level3")} == {3: ONE_LOST}
    assert [i for i in range(17) if rows.torn(f"{at}/{i}/level3")] == [2]
    assert not any(Rows(as_read()[0]).ragged(f"{at}/{i}/level3") for i in range(17))


def test_a_row_without_its_words_is_torn() -> None:
    rows = Rows(with_cell("/evaluations/0/indicators/3/level3", "")[0])
    assert rows.ragged("/evaluations/0/indicators/3/target/text") == 1.0


def test_a_row_without_its_name_and_figures_is_hardly_a_row() -> None:
    """What a page's end tore off the row above: more than one figure is missing, so all that it has is doubted."""
    report = as_read()[0]
    evaluation = report.evaluations[0]
    rest = evaluation.indicators[3].model_copy(update={"weight": None, "score": None, "actual": None})
    rows = Rows(
        report.model_copy(
            update={
                "evaluations": (
                    evaluation.model_copy(
                        update={"indicators": (*evaluation.indicators[:3], rest, *evaluation.indicators[4:])}
                    ),
                    *report.evaluations[1:],
                )
            }
        )
    )
    at = "/evaluations/0/indicators"
    assert rows.ragged(f"{at}/3/level1") == REST
    assert not rows.nameless(f"{at}/3/level1")
    assert {i for i in range(17) if rows.ragged(f"{at}/{i}/level3")} == {3}


@pytest.mark.parametrize(("page", "printed", "expected"), [(2, "", REST), (1, "", 0.0), (2, "……", 0.0)])
def test_a_blank_row_between_two_pages_may_be_torn_off_one(page: int, printed: str, expected: float) -> None:
    """A row that nobody printed was given as one left unfilled, surely."""
    report, at = as_read()[0], "/evaluations/0/indicators"
    evaluation = report.evaluations[0]
    unfilled = evaluation.indicators[3].model_copy(
        update=dict.fromkeys(("weight", "score", "level3")) | {"filler": True}
    )
    indicators = (*evaluation.indicators[:3], unfilled, *evaluation.indicators[4:])
    evidence = dict(report.evidence)
    for pointer, one in report.evidence.items():
        row = int(pointer.split("/")[4]) if pointer.startswith(f"{at}/") else -1
        places = tuple(p.model_copy(update={"page": page if row > 3 else 1}) for p in one.places)
        evidence[pointer] = one.model_copy(update={"places": places})
    evidence[f"{at}/3/level3"] = evidence[f"{at}/3/level3"].model_copy(update={"text": printed})
    evaluations = (evaluation.model_copy(update={"indicators": indicators}), *report.evaluations[1:])
    rows = Rows(report.model_copy(update={"evaluations": evaluations, "evidence": evidence}))
    assert rows.ragged(f"{at}/3/level1") == expected
    assert rows.ragged(f"{at}/2/level1") == rows.ragged(f"{at}/4/level1") == 0.0


def test_a_row_without_its_name_is_known() -> None:
    rows = Rows(with_cell("/base_data/expenses/7/item", "")[0])
    assert [i for i in range(12) if rows.nameless(f"/base_data/expenses/{i}/level")] == [7]
    assert not rows.nameless("/base_data/procurement/final")


def test_a_row_named_by_one_character_is_the_rest_of_the_one_above() -> None:
    rows = Rows(with_cell("/evaluations/0/indicators/3/level3", "算")[0])
    assert rows.ragged("/evaluations/0/indicators/3/target/text") == 1.0
    assert rows.torn("/evaluations/0/indicators/2/target/text")
    assert rows.ragged("/evaluations/0/indicators/2/target/text") == 0.0


def test_target_and_actual_of_two_kinds() -> None:
    report, _ = with_cell("/evaluations/0/indicators/3/actual/text", "不低于")
    at = "/evaluations/0/indicators"
    assert [i for i in range(17) if Rows(report).unlike(f"{at}/{i}/target/text")] == [3]


def test_print_that_nothing_explains_speaks_against_its_row_alone() -> None:
    at = "/base_data/expenses/5"
    report, structured = as_read()
    assert Surroundings(report, structured).unread(report.evidence[f"{at}/item"]) == 0
    place = report.evidence[f"{at}/item"].places[0]
    assert place.cell is not None
    beside = place.model_copy(update={"cell": (place.cell[0], 9), "span": (0, 3)})
    coverage = report.coverage.model_copy(update={"unread_places": (beside,)})
    around = Surroundings(report.model_copy(update={"coverage": coverage}), structured)
    assert around.unread(report.evidence[f"{at}/item"]) == 3
    assert around.unread(report.evidence[f"{at}/prior_final"]) == 3
    assert around.unread(report.evidence["/base_data/expenses/4/item"]) == 0


def test_a_value_cut_off_with_its_paragraph() -> None:
    report, structured = as_read()
    at = next(at for at in report.evidence if at.startswith("/spending/") and at.endswith("/reason"))
    evidence = report.evidence[at]
    assert not Surroundings(report, structured).cut(evidence)
    block = document().blocks[evidence.places[0].block]
    assert isinstance(block, Paragraph)
    half = evidence.places[0].span[0] + len(evidence.text) // 2
    blocks = list(document().blocks)
    blocks[evidence.places[0].block] = replace(block, text=block.text[:half], runs=())
    report, structured = read_structured(replace(document(), blocks=tuple(blocks)), patterns())
    assert evidence.text.startswith(report.evidence[at].text)
    assert Surroundings(report, structured).cut(report.evidence[at])


def test_a_doubtful_neighbour_and_a_bad_page_are_seen() -> None:
    report, structured = as_read()
    at = "/base_data/expenses/5/prior_final"
    around = Surroundings(report, structured)
    assert around.beside(report.evidence[at]) == 0.98
    assert around.doubted(report.evidence[at]) == 0.0
    item = report.evidence["/base_data/expenses/5/item"].places[0]
    report, structured = read_structured(doubted(sample(), item, 0.3), patterns())
    around = Surroundings(report, structured)
    assert around.beside(report.evidence[at]) == 0.3
    assert 0.0 < around.doubted(report.evidence[at]) < 0.01
    assert around.beside(report.evidence["/base_data/expenses/4/prior_final"]) == 0.98


def with_cells(block: int, cells: Iterable[Cell]) -> tuple[Report, Structured]:
    table = document().blocks[block]
    assert isinstance(table, Table)
    blocks = list(document().blocks)
    blocks[block] = replace(table, cells=tuple(cells))
    return read_structured(replace(document(), blocks=tuple(blocks)), patterns())


def test_a_cell_that_two_rows_read() -> None:
    """A rule lost between two rows: the label's cell spans both, and both are called by it."""
    above, below = (as_read()[0].evidence[f"/base_data/expenses/{i}/item"].places[0] for i in (4, 5))
    table = document().blocks[above.block]
    assert isinstance(table, Table)
    report, structured = with_cells(
        above.block,
        (
            replace(cell, row_span=2) if (cell.row, cell.column) == above.cell else cell
            for cell in table.cells
            if (cell.row, cell.column) != below.cell
        ),
    )
    around = Surroundings(report, structured)
    assert around.twice("/base_data/expenses/4/item")
    assert around.twice("/base_data/expenses/5/item")
    assert not around.twice("/base_data/expenses/3/item")


def without_a_rule() -> tuple[Surroundings, Report]:
    """A rule lost between the amounts of a row: the budget's cell takes the next column too, whose figure is gone."""
    report, _ = as_read()
    budget = report.evidence["/base_data/expenses/5/budget"].places[0]
    final = report.evidence["/base_data/expenses/5/final"].places[0]
    table = document().blocks[budget.block]
    assert isinstance(table, Table)
    wide = next(cell.column_span for cell in table.cells if (cell.row, cell.column) == final.cell)
    report, structured = with_cells(
        budget.block,
        (
            replace(cell, column_span=cell.column_span + wide) if (cell.row, cell.column) == budget.cell else cell
            for cell in table.cells
            if (cell.row, cell.column) != final.cell
        ),
    )
    return Surroundings(report, structured), report


def test_a_row_cut_into_cells_as_no_other() -> None:
    around, report = without_a_rule()
    assert around.lone(report.evidence["/base_data/expenses/5/item"])
    assert not around.lone(report.evidence["/base_data/expenses/4/item"])


def test_a_figure_in_a_cell_wider_than_its_column() -> None:
    """Whose column the figure is in cannot be told, and the first takes it."""
    around, report = without_a_rule()
    assert around.wide(report.evidence["/base_data/expenses/5/budget"])
    assert not around.wide(report.evidence["/base_data/expenses/4/budget"])


def test_a_figure_that_a_false_rule_split() -> None:
    """«15.» | «7276»: a fold taken for a rule leaves the end of an amount in the column, and its beginning unread."""
    report, structured = as_read()
    at = "/base_data/expenses/5/budget"
    place = report.evidence[at].places[0]
    table = document().blocks[place.block]
    assert isinstance(table, Table)
    left = max((c for c in table.cells if place.cell and c.row == place.cell[0] and c.column < place.cell[1]),
               key=lambda cell: cell.column)  # fmt: skip
    assert Surroundings(report, structured).split(report.evidence[at]) == 0
    unread = place.model_copy(update={"cell": (left.row, left.column), "span": (0, 2)})
    coverage = report.coverage.model_copy(update={"unread_places": (unread,)})
    around = Surroundings(report.model_copy(update={"coverage": coverage}), structured)
    assert around.split(report.evidence[at]) == 2
    assert around.split(report.evidence["/base_data/expenses/5/final"]) == 0
    assert around.split(report.evidence["/base_data/expenses/4/budget"]) == 0


@pytest.mark.parametrize(
    ("word", "expected"),
    [("公经费", True), ("政府采购金额K", True), ("办公", True), ("图书购置专项", False), ("市级馆藏建设补助", False)],
)
def test_nearly_a_word_of_the_forms(word: str, expected: bool) -> None:
    assert is_part(word, patterns()) is expected


def test_an_amount_whose_point_was_lost_is_far_from_its_row() -> None:
    at = "/base_data/expenses/0"
    read = as_read()[0]
    assert read.base_data is not None
    row = read.base_data.expenses[0]
    assert None not in (row.prior_final, row.budget, row.final)
    report, _ = with_cell(f"{at}/final", str(row.final).replace(".", ""))
    assert [name for name in ("prior_final", "budget", "final") if Rows(report).far(f"{at}/{name}")] == ["final"]
    assert not any(Rows(read).far(f"{at}/{name}") for name in ("prior_final", "budget", "final"))


def test_more_points_than_there_are() -> None:
    at = "/evaluations/0/indicators/3"
    rows = Rows(with_cell(f"{at}/score", "901")[0])
    assert rows.far(f"{at}/score")
    assert rows.far(f"{at}/weight")
    assert not rows.far("/evaluations/0/indicators/4/score")


def test_an_unfilled_row_with_a_reason_is_the_rest_of_the_row_above() -> None:
    """Its first half stands on the page before: «机构改革…划转，工» there, «作量减少» in a row without a name here."""
    report, _ = as_read()
    indicators = list(report.evaluations[0].indicators)
    at = "/evaluations/0/indicators"
    indicators[3] = indicators[3].model_copy(
        update={"filler": True, "level3": None, "target": None, "actual": None, "weight": None, "score": None}
    )

    def rows(reason: str | None) -> Rows:
        changed = [*indicators[:3], indicators[3].model_copy(update={"deviation_reason": reason}), *indicators[4:]]
        evaluation = report.evaluations[0].model_copy(update={"indicators": tuple(changed)})
        return Rows(report.model_copy(update={"evaluations": (evaluation, *report.evaluations[1:])}))

    assert (rows("作量减少").ragged(f"{at}/3/level2"), rows("作量减少").torn(f"{at}/2/level2")) == (1.0, True)
    assert (rows(None).ragged(f"{at}/3/level2"), rows(None).torn(f"{at}/2/level2")) == (0.0, False)


def test_what_is_concluded_of_a_row_without_a_name_is_weighed() -> None:
    """A row of dots that was not read has a level and a parent all the same, of which nothing printed tells."""
    report, structured = with_cell("/base_data/expenses/7/item", "")
    report = assured(report, structured, patterns())
    unnamed = report.base_data.expenses[7] if report.base_data else None
    assert unnamed is not None
    assert unnamed.item is None
    found = {at: one for at, one in report.evidence.items() if at.startswith("/base_data/expenses/7/") and one.inferred}
    assert set(found)
    assert all(one.confidence < REVIEW_BELOW for one in found.values())


def test_a_day_of_filling_in_that_stops_at_its_month_is_to_be_reviewed() -> None:
    """«2025年03月», and «23日» on the line below under a black seal, lost: the month alone reads surely."""
    at = next(at for at, one in as_read()[0].evidence.items() if at.endswith("/filled_on") and one.text.endswith("日"))
    place = as_read()[0].evidence[at].places[0]
    block = document().blocks[place.block]
    assert isinstance(block, Paragraph)
    end = block.text.index("月", place.span[0]) + 1
    text = block.text[:end]
    short = replace(block, text=text, runs=tuple(run for run in block.runs if run.end <= end))
    blocks = list(document().blocks)
    for index, changed, expected in ((place.block, short, True), (place.block, block, False)):
        blocks[index] = changed
        report, structured = read_structured(replace(document(), blocks=tuple(blocks)), patterns())
        report = assured(report, structured, patterns())
        assert (report.evidence[at].confidence < REVIEW_BELOW) is expected
