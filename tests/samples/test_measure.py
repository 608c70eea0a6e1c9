"""`python -m samples.measure`: all families, the form of 2022 and later among them, each with a row."""

from __future__ import annotations

import pytest
from samples.families import FAMILIES
from samples.measure import ALL, main

pytestmark = pytest.mark.no_cover


def test_every_family_is_measured() -> None:
    assert (ALL[0], set(ALL)) == ("hunan", {"hunan", *FAMILIES})


def test_all_families_and_one_of_them_have_the_same_row(capsys: pytest.CaptureFixture[str]) -> None:
    usage = ["--seed", "5", "--count", "1", "--forms", "txt:tab-cells", "--family"]
    assert main([*usage, "all"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == ["family", *ALL]
    assert main([*usage, "hunan"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split("\t") == rows[1]
