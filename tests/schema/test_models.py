"""The models are closed, frozen and exact; the trusted constructors make what validation makes."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest
from pydantic import ValidationError

import fictional
from jixiao.schema import Block, Cell, Evidence, Place, Report, Section, SignOff, SpendingStatement


def test_models_are_frozen_and_closed() -> None:
    statement = SpendingStatement(fund="general_public", scope="total")
    with pytest.raises(ValidationError, match="frozen"):
        statement.year = 2023  # type: ignore[misc]
    with pytest.raises(ValidationError, match="Extra inputs"):
        SpendingStatement(fund="general_public", scope="total", amuont=1)  # type: ignore[call-arg]


@pytest.mark.parametrize("bad", [1.5, True, "NaN", "Infinity", "12,5"])
def test_money_refuses_what_has_no_exact_digits(bad: object) -> None:
    with pytest.raises(ValidationError):
        SpendingStatement(fund="all", scope="total", amount=bad)  # type: ignore[arg-type]


def test_money_keeps_its_printed_digits() -> None:
    statement = SpendingStatement(fund="all", scope="total", amount=Decimal("32.4000"))
    assert str(statement.amount) == "32.4000"


@pytest.mark.parametrize(("field", "word"), [("fund", "total"), ("fund", "一般公共预算"), ("scope", "travel")])
def test_vocabularies_are_closed(field: str, word: str) -> None:
    with pytest.raises(ValidationError):
        SpendingStatement(**{"fund": "all", "scope": "total", field: word})  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["2024-04-08", "2024-04", "2024"])
def test_a_date_is_as_exact_as_printed(day: str) -> None:
    assert SignOff(filled_on=day).filled_on == day


@pytest.mark.parametrize("day", ["2024年4月8日", "2024-4-8", "24-04-08"])
def test_a_date_is_iso(day: str) -> None:
    with pytest.raises(ValidationError):
        SignOff(filled_on=day)


def test_trusted_constructors_make_what_validation_makes() -> None:
    place = Place.of(3, (1, 2), (0, 4), 2, (1.0, 2.0, 3.0, 4.0))
    assert place == Place(block=3, cell=(1, 2), span=(0, 4), page=2, bbox=(1.0, 2.0, 3.0, 4.0))
    assert Place.of(3, None, (0, 4)) == Place(block=3, span=(0, 4))
    cell = Cell.of(1, 2, 3, 4, "ab", "a\nb", place)
    assert cell == Cell(row=1, column=2, row_span=3, column_span=4, text="ab", raw="a\nb", place=place)
    block = Block.of(7, "footnote", "注", 3)
    assert block == Block(index=7, kind="footnote", text="注", page=3)
    evidence = Evidence.of("元", (place,), "p", ("s",), 0.5, True, "blank")
    assert evidence == Evidence(
        text="元", places=(place,), pattern="p", steps=("s",), confidence=0.5, inferred=True, null_kind="blank"
    )
    assert Evidence.of("元", (place,), "p") == Evidence(text="元", places=(place,), pattern="p")


@pytest.mark.parametrize(
    "made",
    [
        Place.of(3, None, (0, 4)),
        Cell.of(1, 2, 3, 4, "ab", "a\nb", Place.of(3, (1, 2), (0, 3))),
        Block.of(7, "footnote", "注"),
        Evidence.of("元", (), "p"),
    ],
)
def test_trusted_models_hold_every_field_in_order_and_validate(made: Place | Cell | Block | Evidence) -> None:
    assert list(made.__dict__) == list(type(made).model_fields)
    assert type(made).model_validate(made.model_dump()) == made
    assert made.model_copy() == made
    assert hash(made) == hash(made.model_copy())
    assert pickle.loads(pickle.dumps(made)) == copy.deepcopy(made) == made  # noqa: S301
    assert made.model_fields_set == set()


def test_a_trusted_model_is_copied_with_another_value() -> None:
    place = Place.of(3, (1, 2), (0, 4))
    moved = place.model_copy(update={"block": 4})
    assert (place.block, moved.block, moved.model_fields_set) == (3, 4, {"block"})
    with pytest.raises(AttributeError, match="page_number"):
        place.page_number  # noqa: B018


def test_sections_nest() -> None:
    inner = Section(level=2, label="（一）")
    assert Section(level=1, label="一", children=(inner,)).children == (inner,)


def test_a_report_of_nothing_holds_nothing() -> None:
    source = fictional.report().source
    empty = Report(source=source, kind="not_a_report")
    assert empty.spending == ()
    assert empty.base_data is None
    assert empty.profile.staffing.authorized is None
    assert empty.checks_summary.passed == 0
    assert empty.coverage.total == 0


def test_fields_stand_in_the_contracts_order() -> None:
    assert list(Report.model_fields) == [
        "schema_version", "source", "kind", "template", "title", "fiscal_year", "organization", "profile", "spending",
        "performance", "problems", "improvements", "conclusion", "other_matters", "attachments", "base_data",
        "evaluations", "sign_offs", "outline", "tables", "blocks", "evidence", "findings", "checks_summary",
        "diagnostics", "coverage",
    ]  # fmt: skip
