"""Narratives that no generator wrote, in different authors' styles, against what a careful person reads in them.

``tests/golden/narratives/NAME.json`` holds every value of the parts (nulls left out); the texts are fiction. What the
outline alone holds stays unread, so `coverage.unread` has a limit of its own a text.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao.pipeline import parse

GOLDEN = Path(__file__).parents[1] / "golden" / "narratives"
PARTS = (
    "kind", "title", "fiscal_year", "organization", "profile", "spending", "performance", "problems", "improvements",
    "conclusion", "other_matters", "attachments", "evaluations", "sign_offs",
)  # fmt: skip


def given(value: Any) -> Any:
    """A value without its nulls and empty parts; False (`is_none`) is no statement either."""
    if isinstance(value, dict):
        return {key: kept for key, part in value.items() if (kept := given(part)) not in (None, [], {}, False)}
    if isinstance(value, list):
        return [given(part) for part in value]
    return value


@pytest.mark.parametrize(
    "name",
    ["school", "city_management", "court", "project", "forestry", "township", "without_numbers", "several_projects",
     "justice", "spelled_numbers", "market", "letter_education",
     "transport_tables", "township_years", "court_decimals", "museum_marks",
     "college_decimals", "sheets_in_yuan", "agriculture_parts", "culture_columns", "grassland_parts",
     "transport_classes", "irrigation_project"],
)  # fmt: skip
def test_what_a_careful_person_reads(name: str) -> None:
    report = json.loads(parse(GOLDEN / f"{name}.txt").model_dump_json(), parse_float=Decimal)
    truth = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert given({part: report[part] for part in PARTS}) == truth


@pytest.mark.parametrize(("name", "most"), [("school", 231), ("city_management", 40), ("court", 130), ("project", 220)])
def test_little_is_left_unread(name: str, most: int) -> None:
    assert parse(GOLDEN / f"{name}.txt").coverage.unread <= most
