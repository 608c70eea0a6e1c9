"""Values and evidence by JSON Pointer; a wrong pointer names near ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fictional
from jixiao.schema import UnknownPointerError, pointer


def test_value() -> None:
    report = fictional.report()
    assert report.value("") is report
    assert report.value("/spending/3/amount") == Decimal("32.4000")
    assert report.value("/evaluations/0/indicators/0/target/comparator") == "ge"
    assert report.value("/checks_summary/pass") == 0
    assert report.value("/coverage/ignored/page_number") == 10
    assert report.value("/evidence/~1spending~10~1amount/text") == "212.40万元"
    assert report.value("/other_matters") is None


@pytest.mark.parametrize(
    "at",
    [
        "spending",
        "/spending/9",
        "/spending/-1",
        "/spending/01",
        "/spending/x",
        "/model_fields",
        "/title/0",
        "/checks_summary/passed",
        "/",
    ],
)
def test_value_at_nothing(at: str) -> None:
    with pytest.raises(UnknownPointerError) as caught:
        fictional.report().value(at)
    assert at in caught.value.message
    assert caught.value.exit_code == 2


def test_why() -> None:
    evidence = fictional.report().why("/spending/3/amount")
    assert (evidence.text, evidence.pattern) == ("324000元", "spending.amount")
    assert evidence.steps == ("324000元 → ÷10000 → 32.4000",)


def test_why_of_a_part_names_the_values_in_it() -> None:
    with pytest.raises(UnknownPointerError, match="包含 2 个") as caught:
        fictional.report().why("/spending/0")
    assert caught.value.near == ["/spending/0/amount", "/spending/0/change"]


def test_why_of_a_null_that_nothing_stands_for() -> None:
    with pytest.raises(UnknownPointerError, match="没有与之对应的单元格或语句"):
        fictional.report().why("/spending/1/reason")


def test_why_of_a_typing_error_names_near_pointers() -> None:
    with pytest.raises(UnknownPointerError) as caught:
        fictional.report().why("/spending/0/amuont")
    assert caught.value.near[0] == "/spending/0/amount"
    assert "/spending/0/amount" in caught.value.message_en


def test_an_unknown_pointer_is_a_lookup_error() -> None:
    with pytest.raises(LookupError):
        fictional.report().why("/nowhere")


@given(st.lists(st.text()))
def test_parts_come_back(parts: list[str]) -> None:
    assert pointer.split(pointer.join(*parts)) == parts


def test_leaves_are_the_values_that_need_evidence() -> None:
    report = fictional.report()
    leaves = list(pointer.leaves(report))
    assert set(report.evidence) <= set(leaves)
    assert len(leaves) == len(set(leaves))
    assert "/profile/functions/0" in leaves
    assert "/evaluations/0/indicators/2/target" in leaves
    assert "/evaluations/0/indicators/0/target/value" in leaves
    assert "/base_data/procurement/prior_final" in leaves
    assert "/checks_summary/rules" not in leaves
    assert not any(leaf.startswith(("/tables", "/blocks", "/source", "/outline")) for leaf in leaves)
    for leaf in leaves:
        report.value(leaf)
