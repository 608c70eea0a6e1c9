"""The wordings beside open and held-out ones: each of their slots exists, its wordings have the parts that a table
needs, none gives a number that could be dialled, and every family's report can be written in them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from samples.__main__ import generate as generate_hunan
from samples.blocks import Sample, truth_json
from samples.families import FAMILIES, generate
from samples.families.wording import HERE
from samples.wording import BANK

pytestmark = pytest.mark.no_cover

BANKS = [BANK / name for name in ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")]


def read(paths: list[Path]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {"slots": {}, "layouts": {}}
    for path in paths:
        file = tomllib.loads(path.read_text(encoding="utf-8"))
        for part, kept in found.items():
            kept.update(file.get(part, {}))
    return found


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.name)
def test_its_slots_are_those_of_the_open_wordings(bank: Path) -> None:
    pairs = [([BANK / "open.toml"], [bank / "hunan.toml"]),
             (sorted((HERE / "open").glob("*.toml")), sorted(bank.glob("[!h]*.toml")))]  # fmt: skip
    for known_paths, paths in pairs:
        known, other = read(known_paths), read(paths)
        for part in ("slots", "layouts"):
            assert set(other[part]) <= set(known[part])
        for name, wordings in other["layouts"].items():
            assert {w.count("|") for w in wordings} <= {w.count("|") for w in known["layouts"][name]}, name
        fields = {name: {field for w in wordings for field in re.findall(r"\{(\w+)", w)}
                  for name, wordings in known["slots"].items()}  # fmt: skip
        for name, wordings in other["slots"].items():
            usual = {"we", "unit", "year", "prev", "next", "place", "short", "own", "finance", "notice", "c", "suffix"}
            figures = {"m", "n", "k", "pct", "project", "fundname", "runner", "number", "date"}
            said = {field for w in wordings for field in re.findall(r"\{(\w+)", w)}
            assert said <= fields[name] | usual | figures, name


@pytest.mark.parametrize("bank", BANKS, ids=lambda bank: bank.name)
def test_every_family_can_be_written_in_them(bank: Path) -> None:
    assert not re.search(r"1[3-9]\d{9}", "".join(path.read_text(encoding="utf-8") for path in bank.glob("*.toml")))
    reports: list[Sample] = [*generate_hunan(3, 2, bank), *generate(list(FAMILIES), 3, 2, bank)]
    assert len(reports) == 2 * (len(FAMILIES) + 1)
    truths = {truth_json(sample.truth) for sample in reports}
    usual = {truth_json(sample.truth) for sample in [*generate_hunan(3, 2), *generate(list(FAMILIES), 3, 2)]}
    assert not truths & usual
    assert len(truths) == len(reports)
