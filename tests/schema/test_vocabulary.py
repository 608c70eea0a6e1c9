"""The words that models know are the words that have a Chinese term, in the same order."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from jixiao.schema import vocabulary as v

PAIRS: list[tuple[Any, dict[Any, str]]] = [
    (v.Kind, v.KINDS),
    (v.TextOrigin, v.TEXT_ORIGINS),
    (v.Fund, v.FUNDS),
    (v.Concept, v.CONCEPTS),
    (v.Dimension, v.DIMENSIONS),
    (v.Comparator, v.COMPARATORS),
    (v.Direction, v.DIRECTIONS),
    (v.SectionRole, v.SECTION_ROLES),
    (v.TableRole, v.TABLE_ROLES),
    (v.TableOrigin, v.TABLE_ORIGINS),
    (v.BlockKind, v.BLOCK_KINDS),
    (v.NullKind, v.NULL_KINDS),
    (v.Status, v.STATUSES),
    (v.Severity, v.SEVERITIES),
]


@pytest.mark.parametrize(("words", "terms"), PAIRS)
def test_literal_and_table_hold_the_same_words(words: Any, terms: dict[Any, str]) -> None:
    assert list(get_args(words)) == list(terms)
    assert all(terms.values())


def test_ratings() -> None:
    assert get_args(v.RatingWord) == v.RATINGS


def test_every_fund_is_a_concept_of_the_same_name() -> None:
    assert {fund: v.CONCEPTS[fund] for fund in v.FUNDS} == v.FUNDS
