"""Many words as one expression: it finds what an alternation of them, the longest first, finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.structure.flat.alternation import any_of

WORDS = st.sets(st.text(st.sampled_from("全年预算(数)]-"), min_size=1, max_size=5), max_size=12)


@settings(deadline=None)
@given(WORDS, st.text(st.sampled_from("全年预算(数)]-x"), max_size=40))
def test_it_finds_what_an_alternation_finds(words: set[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
    for tail in ("", "数?", "(?!预)"):
        one, other = re.compile(f"(?:{any_of(map(re.escape, words))}){tail}"), re.compile(f"(?:{plain}){tail}")
        assert [m.span() for m in one.finditer(text)] == [m.span() for m in other.finditer(text)]


@pytest.mark.parametrize(
    ("text", "found"), [("2023年预算数", "2023年预算数"), ("1999年预算", "1999年预算"), ("203年", None)]
)
def test_a_year_stands_for_a_character(text: str, found: str | None) -> None:
    match = re.match(any_of([r"(?:19|20)\d\d年预算", r"(?:19|20)\d\d年预算数"]), text)
    assert (match[0] if match else None) == found
