"""The replicas of the shared corpus against hand labels: right kind, year and unit, and not one wrong figure.

Run where `JIXIAO_SHARED` (../shared by default) is. ``labels.toml`` holds values only. A row is, in order: spending:
scope, amount, change, rate, share; staffing: authorized, on duty, 离休, retired; funds: initial, full year, executed,
weight, rate, score; indicators: target, actual, weight, score; total: weight, score; base_data: staffing, then three
amounts a row. «-»: the paper holds none (or no single figure).
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("JIXIAO_SHARED", ROOT.parent / "shared")) / "corpus"
LABELS: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "labels.toml").read_text(encoding="utf-8"))
TABLE = ROOT / "docs" / "replicas.md"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared material is not here")

Figure = Decimal | int | None


@cache
def report(name: str) -> Report:
    (file,) = CORPUS.glob(f"{name}_*.txt")
    return parse(file)


def numbers(row: str) -> list[Figure]:
    return [None if word == "-" else Decimal(word) for word in row.split()]


def pairs(name: str) -> Iterator[tuple[str, list[Figure], list[Figure]]]:
    """What was given and what the paper holds, part by part; rows are paired by their order."""
    label, got = LABELS[name], report(name)
    yield "score", [got.conclusion.self_score], numbers(label.get("self_score", "-"))
    staff = got.profile.staffing
    yield (
        "staffing",
        [staff.authorized, staff.on_duty, staff.retired_cadres, staff.retired],
        numbers(label.get("staffing", "- - - -")),
    )
    yield from spending(label, got)
    yield from tables(label, got)
    yield from base_data(label, got)


def spending(label: dict[str, Any], got: Report) -> Iterator[tuple[str, list[Figure], list[Figure]]]:
    held = {row.split()[0]: numbers(row.split(maxsplit=1)[1]) for row in label.get("spending", ())}
    for one in got.spending:
        truth = held.pop(str(one.scope), [None] * 4)
        yield f"spending {one.scope}", [one.amount, one.change, one.change_rate, one.share], truth
    for scope, truth in held.items():
        yield f"spending {scope}", [None] * 4, truth


def tables(label: dict[str, Any], got: Report) -> Iterator[tuple[str, list[Figure], list[Figure]]]:
    held = label.get("tables", [])
    given = list(got.evaluations)
    for index in range(max(len(held), len(given))):
        truth = held[index] if index < len(held) else {}
        table = given[index] if index < len(given) else None
        funds = [[f.initial, f.full_year, f.executed, f.weight, f.rate, f.score] for f in table.funds] if table else []
        yield from rows("funds", funds, truth.get("funds", []), 6)
        lines = [
            [i.target and i.target.value, i.actual and i.actual.value, i.weight, i.score] for i in table.indicators
        ] if table else []  # fmt: skip
        yield from rows("indicators", lines, truth.get("indicators", []), 4)
        total = [table.total.weight, table.total.score] if table and table.total else [None, None]
        yield "total", total, numbers(truth.get("total", "- -"))
        for part in ("by_income", "by_nature"):
            amounts = [entry.amount for entry in getattr(table, part)] if table else []
            row = numbers(truth.get(part, ""))
            yield part, amounts or [None] * len(row), row or [None] * len(amounts)


def base_data(label: dict[str, Any], got: Report) -> Iterator[tuple[str, list[Figure], list[Figure]]]:
    base = got.base_data
    given: list[list[Figure]] = []
    if base is not None:
        staff = base.staffing
        given = [[staff.authorized, staff.actual, staff.control_rate]] if staff else []
        given += [[row.prior_final, row.budget, row.final] for row in base.expenses]
    yield from rows("base data", given, label.get("base_data", []), 3)


def rows(
    part: str, given: list[list[Figure]], held: list[str], width: int
) -> Iterator[tuple[str, list[Figure], list[Figure]]]:
    for index in range(max(len(given), len(held))):
        yield (
            f"{part} {index}",
            given[index] if index < len(given) else [None] * width,
            numbers(held[index]) if index < len(held) else [None] * width,
        )


def counts(name: str) -> tuple[int, int, int]:
    """(figures held, figures read rightly, figures given wrongly)."""
    held = read = wrong = 0
    for _, given, truth in pairs(name):
        assert len(given) == len(truth)
        held += sum(figure is not None for figure in truth)
        read += sum(figure is not None and figure == other for figure, other in zip(given, truth, strict=True))
        wrong += sum(figure is not None and figure != other for figure, other in zip(given, truth, strict=True))
    return held, read, wrong


def blank(name: str) -> bool:
    return LABELS[name]["kind"] == "not_a_report"


@pytest.mark.parametrize("name", LABELS)
def test_the_kind_is_right(name: str) -> None:
    got, label = report(name), LABELS[name]
    assert got.kind == label["kind"]
    reasons = [item.message for item in got.diagnostics if item.code == "not_a_report"]
    assert len(reasons) == (1 if blank(name) else 0)
    assert all(f"（{label['reason']}）" in message for message in reasons)


@pytest.mark.parametrize("name", [name for name in LABELS if not blank(name)])
def test_year_and_unit_are_right_where_the_text_holds_them(name: str) -> None:
    got, label = report(name), LABELS[name]
    assert got.fiscal_year == label.get("year")
    unit = got.organization.name
    assert (unit and hashlib.sha256(unit.encode()).hexdigest()[:12]) == label.get("unit")


@pytest.mark.parametrize("name", [name for name in LABELS if not blank(name)])
def test_no_figure_is_wrong(name: str) -> None:
    wrong = [
        (part, given, truth)
        for part, given, truth in pairs(name)
        if any(figure is not None and figure != other for figure, other in zip(given, truth, strict=True))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in LABELS if blank(name)])
def test_a_document_that_is_no_report_gives_no_figure(name: str) -> None:
    assert report(name).conclusion.self_score is None
    assert report(name).spending == ()


def lines() -> list[str]:
    """The rows of the page: what each replica is, and how much of it is read."""
    found = []
    for name, label in LABELS.items():
        if blank(name):
            found.append(f"| {name} | {label['kind']}: {label['reason']} | | | |")
            continue
        held, read, wrong = counts(name)
        refused = "yes" if any(d.code == "unreadable_table" for d in report(name).diagnostics) else ""
        found.append(f"| {name} | {label['kind']} | {held} | {read} | {refused} |")
        assert wrong == 0
    return found


def test_the_page_says_what_is_read() -> None:
    page = TABLE.read_text(encoding="utf-8")
    assert "\n".join(lines()) in page
