"""The page of the rule book is the rule book's; every rule has its words and sources."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from jixiao.checks import book
from jixiao.checks.reference import LEFT_OUT, text
from jixiao.patterns import load
from jixiao.schema.vocabulary import SEVERITIES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
KNOWN = {
    "subject", "about", "actual", "expected", "difference", "relation", "places", "year", "rate", "limit", "change",
    "names", "phones",
}  # fmt: skip


def test_the_committed_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(load())


def test_rules_and_words_are_the_same_set() -> None:
    assert set(book()) == set(load().rules)
    assert len(book()) == 105


@pytest.mark.parametrize("rule", sorted(book()))
def test_a_rule_has_a_source_a_grade_and_words_in_two_languages(rule: str) -> None:
    spec = load().rules[rule]
    assert spec["severity"] in SEVERITIES
    assert spec.get("whole") in (None, "table", "report", "addends", "parts")  # any other would be read as "table"
    assert book()[rule].source.endswith((".", ")"))
    for key in ("text", "text_en"):
        fields = {name for _, name, _, _ in Formatter().parse(spec[key]) if name}
        assert fields <= KNOWN, rule
    assert spec["title"]
    assert spec["title_en"].isascii()


def test_what_is_left_out_is_no_rule_or_a_rule_in_part() -> None:
    whole = {rule for rule, where, _ in LEFT_OUT if "in part" not in where}
    assert not whole & set(book())
    assert {rule for rule, where, _ in LEFT_OUT if "in part" in where} <= set(book())
