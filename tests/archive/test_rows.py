"""A report as rows: values, units, nulls and their kinds."""

from __future__ import annotations

from decimal import Decimal

import pytest

import fictional
from jixiao.archive import rows
from jixiao.archive.rows_money import met
from jixiao.archive.tables import BY_NAME, TABLES
from jixiao.schema import Measure, Report


@pytest.fixture(scope="module")
def made() -> dict[str, list[dict[str, object]]]:
    """The rows of the fictional report as mappings."""
    return as_mappings(fictional.report())


def as_mappings(report: Report) -> dict[str, list[dict[str, object]]]:
    found = {}
    by_row = {**rows.rows(report), "evidence": list(zip(*rows.evidence(report), strict=True))}
    for name, lines in by_row.items():
        keys = BY_NAME[name].names[1 if name == "reports" else 2 :]
        found[name] = [dict(zip(keys, line, strict=True)) for line in lines]
    return found


def test_every_table_has_its_rows_and_every_row_its_columns(made: dict[str, list[dict[str, object]]]) -> None:
    assert set(made) == {table.name for table in TABLES}
    evidence = fictional.report().evidence
    assert len(made["evidence"]) == sum(max(len(one.places), 1) for one in evidence.values())
    first = next(row for row in made["evidence"] if row["pointer"] == "/spending/0/amount")
    read = evidence["/spending/0/amount"]
    assert (first["text"], first["block"], first["pattern"]) == (read.text, read.places[0].block, read.pattern)
    assert (first["span_start"], first["span_end"]) == read.places[0].span


def test_the_report_row(made: dict[str, list[dict[str, object]]]) -> None:
    (row,) = made["reports"]
    report = fictional.report()
    assert row["kind"] == "whole_department"
    assert row["fiscal_year"] == 2023
    assert row["unit_name"] == report.organization.name
    assert row["self_score"] == report.conclusion.self_score
    assert row["errors"] == sum(f.severity == "error" for f in report.findings)
    assert row["filled_on"] == "2024-04-08"


def test_money_facts_keep_place_measure_and_print(made: dict[str, list[dict[str, object]]]) -> None:
    facts = {row["pointer"]: row for row in made["money_facts"]}
    fact = facts["/spending/0/amount"]
    assert (fact["value"], fact["unit"], fact["concept"], fact["fund"]) == (
        Decimal("212.40"),
        "万元",
        "total",
        "general_public",
    )
    assert fact["printed"] == fictional.report().evidence["/spending/0/amount"].text
    assert facts["/spending/0/share"]["unit"] == "%"


def test_a_null_stands_only_where_its_cell_or_statement_does(made: dict[str, list[dict[str, object]]]) -> None:
    report = fictional.report()
    for row in made["money_facts"]:
        if row["value"] is None:
            assert row["null_kind"] == report.evidence[str(row["pointer"])].null_kind
            assert row["null_kind"] is not None


def test_the_prior_column_is_about_the_year_before(made: dict[str, list[dict[str, object]]]) -> None:
    years = {(row["measure"], row["year"]) for row in made["money_facts"] if row["source"] == "base_data"}
    assert {year for measure, year in years if measure == "prior_final"} <= {2022}
    assert {year for measure, year in years if measure != "prior_final"} <= {2023}


def test_coverage_adds_up(made: dict[str, list[dict[str, object]]]) -> None:
    total = fictional.report().coverage.total
    assert sum(int(str(row["characters"])) for row in made["coverage"]) == total


def test_one_report_in_two_forms_has_one_content_key() -> None:
    report = fictional.report()
    other = report.model_copy(update={"source": report.source.model_copy(update={"sha256": "0" * 64}), "blocks": ()})
    changed = report.model_copy(update={"improvements": ("另行安排",)})
    assert rows.content_key(report) == rows.content_key(other)
    assert rows.content_key(report) != rows.content_key(changed)


def test_unit_keys_ignore_blanks_and_width() -> None:
    assert rows.unit_key("青禾县 图书馆（本级）") == rows.unit_key("青禾县图书馆(本级)")
    assert rows.unit_key(None) is None


@pytest.mark.parametrize(
    ("comparator", "target", "actual", "units", "expected"),
    [
        ("ge", "95", "95", ("%", "%"), True),
        ("ge", "95", "94.99", ("%", "%"), False),
        ("le", "10", "10.01", ("万元", "万元"), False),
        ("lt", "10", "9", (None, "万元"), True),
        ("gt", "10", "10", (None, None), False),
        ("eq", "3", "3.0", ("次", "次"), True),
        (None, "3", "4", ("次", "次"), True),
        ("ge", "3", "4", ("次", "人"), None),
        ("ge", "3", None, ("次", "次"), None),
    ],
)
def test_met(
    comparator: object, target: str, actual: str | None, units: tuple[str | None, str | None], expected: bool | None
) -> None:
    aim = Measure(text=target, comparator=comparator, value=Decimal(target), unit=units[0])  # type: ignore[arg-type]
    done = Measure(text=actual or "完成", value=Decimal(actual) if actual else None, unit=units[1])
    assert met(aim, done) is expected
    assert met(None, done) is None
