"""What a figure may have been with one character misread."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.assurance.lookalikes import at_edges, candidates, figure_of


def others(raw: str, value: str) -> dict[str, Decimal]:
    figure = figure_of(raw, Decimal(value))
    assert figure is not None
    return {other.text: other.value for other in candidates(figure)}


@pytest.mark.parametrize(
    ("raw", "value", "text"),
    [
        ("759.4453万元", "759.4453", "759.4453"),
        ("3,500.16", "3500.16", "3,500.16"),
        ("324000元", "32.4000", "324000"),
        ("3500.1\n6", "3500.16", "3500.16"),
        ("减少１２.５万元", "-12.5", "12.5"),
        ("0", "0", "0"),
    ],
)
def test_the_printed_number_behind_a_value(raw: str, value: str, text: str) -> None:
    figure = figure_of(raw, Decimal(value))
    assert figure is not None
    assert figure.text == text


@pytest.mark.parametrize(("raw", "value"), [("与上年持平", "0"), ("5人，其中5人", "5"), ("十二", "12"), ("", "1")])
def test_no_number_or_two_that_fit(raw: str, value: str) -> None:
    assert figure_of(raw, Decimal(value)) is None


def test_one_digit_for_another_that_looks_like_it() -> None:
    found = others("38", "38")
    assert found["88"] == 88
    assert found["36"] == 36
    assert "48" not in found  # no scan makes a 4 of a 3
    assert "08" not in others("88", "88")  # no figure begins so


def test_a_lost_point_and_a_comma_that_is_a_point() -> None:
    assert others("75944", "75944")["759.44"] == Decimal("759.44")
    assert others("12,345", "12345")["12.345"] == Decimal("12.345")
    assert not any(text.count(".") > 1 for text in others("1,234.5", "1234.5"))


def test_other_readings_keep_unit_and_sign() -> None:
    assert others("减少38元", "-0.0038")["36"] == Decimal("-0.0036")


def test_where_the_doubtful_character_stands() -> None:
    figure = figure_of("共 3\n8万元", Decimal(38))
    assert figure is not None
    places = {other.text: other.at for other in candidates(figure)}
    assert places["88"] == 2
    assert places["36"] == 4
    assert places["3.8"] == 2  # behind the character before the point


def test_a_digit_more_or_less_at_an_end() -> None:
    figure = figure_of("937.2", Decimal("937.2"))
    assert figure is not None
    found = {candidate.text for candidate in at_edges(figure)}
    assert {"1937.2", "9937.2", "937.28", "37.2"} <= found
    assert "937.20" not in found  # the same amount
    assert "0937.2" not in found
    assert all("937." not in text or text[-1] != "." for text in found)
