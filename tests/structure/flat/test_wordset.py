"""Many words looked for at once: a set of them finds what an alternation of them, the longest first, finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.structure.flat.wordset import WordSet

pytestmark = pytest.mark.no_cover

YEAR = r"(?:19|20)\d\d"
TAIL = r"(?:\([^()]{0,3}\))*:?"
PARTS = st.sampled_from(["全", "年", "预", "算", "(", ")", ":", "{year}"])
WORDS = st.sets(st.lists(PARTS, min_size=1, max_size=5).map("".join), max_size=12)
TEXT = st.lists(st.sampled_from(["全", "年", "预", "算", "(", ")", ":", "x", "2022", "1999", "20", "3"]), max_size=30)


def _expression(words: set[str], tail: str) -> re.Pattern[str]:
    longest = sorted(words, key=lambda word: len(word.replace("{year}", "0000")), reverse=True)
    choices = "|".join(re.escape(word).replace(r"\{year\}", YEAR) for word in longest)
    return re.compile(f"(?:{choices or '(?!)'}){tail}")


@settings(deadline=None)
@given(WORDS, TEXT.map("".join), st.integers(0, 6), st.integers(0, 40))
def test_it_finds_what_an_alternation_finds(words: set[str], text: str, start: int, stop: int) -> None:
    for tail in ("", TAIL):
        one, other = WordSet(words, re.compile(tail) if tail else None), _expression(words, tail)
        for end in (len(text), stop):
            found = [match.span() for match in other.finditer(text, start, end)]
            assert [hit.span() for hit in one.finditer(text, start, end)] == found
            first, match = one.search(text, start, end), other.match(text, start, end)
            assert (first.span() if first else None) == (found[0] if found else None)
            hit = one.match(text, start, end)
            assert (hit[0] if hit else None) == (match[0] if match else None)


@settings(deadline=None)
@given(WORDS, WORDS, TEXT.map("".join))
def test_some_of_the_words_find_what_they_find_alone(some: set[str], others: set[str], text: str) -> None:
    both = WordSet(some | others)
    found = both.among(text, both.begun(text, 0, len(text)), some, len(text))
    assert [hit.span() for hit in found] == [hit.span() for hit in WordSet(some).finditer(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年预算数(万元):512", "2023年预算数(万元):"),
        ("1999年预算", "1999年预算"),
        ("1899年预算", None),
        ("203年预算", None),
        ("预算数", "预算数"),
        ("预算", None),
    ],
)
def test_a_year_stands_for_any(text: str, found: str | None) -> None:
    words = WordSet(["{year}年预算", "{year}年预算数", "预算数"], re.compile(r"(?:\([^()]*\))?:?"))
    hit = words.match(text)
    assert (hit[0] if hit else None) == found
