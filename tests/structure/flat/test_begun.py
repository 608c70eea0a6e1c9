"""Where in a row of texts another begins: merged text that is said again is one cell."""

from __future__ import annotations

import pytest

from jixiao.structure.flat.stretch import begun


@pytest.mark.parametrize(
    ("texts", "expected"),
    [([], []), (["产出"], [0]), (["产出", "产出", "数量", "", "", "产出"], [0, 2, 3, 5]), (["", ""], [0])],
)
def test_begun(texts: list[str], expected: list[int]) -> None:
    assert begun(texts) == expected
