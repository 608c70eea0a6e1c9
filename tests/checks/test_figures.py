"""Intervals of printed figures: exact bounds, shared operands, blanks."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.checks.figures import (
    Figure,
    constant,
    difference,
    exact,
    half_unit,
    points,
    printed,
    rounded,
    tidy,
    total_of,
)
from jixiao.checks.relation import at_least, at_most, equal

D = Decimal
amounts = st.decimals(min_value=1, max_value=9999, places=2)


def fig(text: str, pointer: str = "") -> Figure:
    return printed(D(text), text, f"/{pointer or text}")


@pytest.mark.parametrize(
    ("text", "half"),
    [("448.84", "0.005"), ("7.9", "0.05"), ("100", "0.5"), ("0", "0"), ("0.00", "0.005"), ("202.6400", "0.00005")],
)
def test_half_unit_of_the_last_printed_digit(text: str, half: str) -> None:
    assert half_unit(D(text)) == D(half)


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("-0", "0"),
        ("1.5E+8", "5E+6"),
        ("1E+3", "5E+2"),
        ("0E+2", "0"),
        ("1E-10", "5E-11"),
        ("0E-7", "5E-8"),
        ("NaN", "0"),
    ],
)
def test_half_unit_of_a_number_in_powers_of_ten(text: str, half: str) -> None:
    assert half_unit(D(text)) == D(half)


def test_a_figure_says_what_its_operands_say_now() -> None:
    """A misread digit is found by trying others in the operands of the checks (`assurance.arithmetic`)."""
    figure = fig("463.68") + fig("14.84")
    assert figure.value == D("478.52")
    leaf, _ = figure.terms[1]
    leaf.value = D("11.84")
    assert figure.value == D("475.52")


def test_a_figure_is_an_interval_and_remembers_its_operand() -> None:
    interval = fig("448.84").interval()
    assert (interval.low, interval.high, interval.value) == (D("448.835"), D("448.845"), D("448.84"))
    assert [leaf.pointer for leaf in interval.leaves] == ["/448.84"]


def test_people_weights_and_whole_points_are_exact() -> None:
    assert exact(7, "编制", "/a").interval().low == 7
    assert points(D(9), "得分", "/b").interval().high == 9
    assert points(D("9.5"), "得分", "/c").interval().high == D("9.505")


def test_a_fall_by_138_62_to_463_68_printed_as_23_01_percent_holds() -> None:
    """The seed's 基本支出: 23.0151 % is printed 23.01; rounding half up would call it wrong."""
    amount, change, rate = fig("463.68"), fig("-138.62"), fig("-23.01")
    quotient = change / (amount - change)
    interval = quotient.interval()
    assert (rounded(-interval.high, digits=4), rounded(-interval.low, digits=4)) == (D("23.0143"), D("23.0159"))
    assert equal(rate, quotient).holds()


def test_the_same_rate_of_another_base_fails_by_how_much() -> None:
    amount, change = fig("448.84"), fig("-138.62")
    outcome = equal(fig("-23.01"), change / (amount - change), derived=True, like=D("-23.01")).outcome()
    assert (outcome.status, outcome.expected, outcome.actual, outcome.difference) == (
        "fail", D("-23.60"), D("-23.01"), D("0.59"),
    )  # fmt: skip


def test_an_operand_on_both_sides_counts_once() -> None:
    amount = fig("448.84")
    assert difference(amount, amount).high == 0
    assert not equal(amount + fig("1.00"), amount + fig("2.00")).holds()


@given(amounts, amounts)
def test_the_printed_sum_of_printed_parts_holds_and_one_cent_beyond_rounding_does_not(a: D, b: D) -> None:
    parts = total_of([printed(a, "a", "/a"), printed(b, "b", "/b")])
    assert equal(printed(a + b, "sum", "/s"), parts).holds()
    assert equal(printed(a + b + D("0.01"), "sum", "/s"), parts).holds()
    assert not equal(printed(a + b + D("0.02"), "sum", "/s"), parts).holds()


@given(amounts, st.decimals(min_value=-500, max_value=500, places=2))
def test_a_rate_as_any_rounding_prints_it_holds(now: D, change: D) -> None:
    if now - change <= D("0.02"):
        return
    rate = rounded(change * 100 / (now - change))
    quotient = printed(change, "Δ", "/c") / (printed(now, "n", "/n") - printed(change, "Δ", "/c"))
    if quotient.defined:
        assert equal(printed(rate, "%", "/r"), quotient).holds() or not rate


@given(amounts, amounts, st.decimals(min_value=-300, max_value=300, places=2))
def test_bounds_of_a_quotient_hold_every_point_of_the_box(a: D, b: D, c: D) -> None:
    x, y, z = printed(a, "a", "/a"), printed(b, "b", "/b"), printed(c, "c", "/c")
    quotient = (x - z) / (y + z)
    if not quotient.defined:
        return
    low, high = quotient.bounds()
    h = D("0.005")
    for i, j, k in product((-h, 0, h), repeat=3):
        value = ((a + i) - (c + k)) / ((b + j) + (c + k)) * 100
        assert low - D("1e-20") <= value <= high + D("1e-20")


def test_blanks_count_as_zero_beside_a_filled_part_only() -> None:
    blank = printed(None, "空", "/blank")
    some = total_of([fig("30.9"), blank])
    assert (some.value, some.known, [leaf.pointer for leaf in some.blanks]) == (D("30.9"), True, ["/blank"])
    assert not total_of([blank]).known
    assert total_of([blank], or_zero=True).value == 0


def test_relations_that_lack_an_operand_say_which() -> None:
    outcome = equal(fig("1.00"), printed(None, "空", "/blank")).outcome()
    assert outcome.status == "insufficient_data"
    assert [leaf.pointer for leaf in outcome.leaves] == ["/1.00", "/blank"]


def test_inequalities_fail_only_outside_the_intervals() -> None:
    assert at_most(fig("100.00"), fig("99.99")).holds()
    assert not at_most(fig("100.00"), fig("99.98")).holds()
    assert at_least(constant(0), fig("-0.01")).holds()


def test_differences_are_shown_without_needless_zeros() -> None:
    assert [str(tidy(D(x))) for x in ("-14.8400", "10", "0.00", "23.01514")] == ["-14.84", "10", "0", "23.0151"]
