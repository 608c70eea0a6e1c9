"""Across reports: versions, last year's column, the panel, the lists."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

import fictional
from jixiao.archive import across, batches
from jixiao.archive.fingerprint import Fingerprints
from jixiao.archive.mask import NOTHING
from jixiao.archive.model import ID_LENGTH, Outcome
from jixiao.archive.opening import in_memory
from jixiao.archive.store import Store
from jixiao.archive.views import VIEWS
from jixiao.schema import BaseData, Expense, Organization, Report, SignOff


def of(unit: str, year: int, *, prior: str, final: str, filled_on: str = "2024-03-01", sha: str) -> Report:
    report = fictional.report()
    row = Expense(item="三公经费", concept="three_public", level=1, prior_final=Decimal(prior), final=Decimal(final))
    return report.model_copy(
        update={
            "organization": Organization(name=unit),
            "fiscal_year": year,
            "base_data": BaseData(year=year, expenses=(row,)),
            "sign_offs": (SignOff(filled_on=filled_on),),
            "source": report.source.model_copy(update={"sha256": sha * 64, "file_name": f"{sha}.docx"}),
        }
    )


@pytest.fixture
def store() -> Iterator[Store]:
    """Two years of one unit; of the later year a copy in another form, a revision; and another unit."""
    reports = [
        of("青禾县图书馆", 2022, prior="1.00", final="2.50", sha="a"),
        of("青禾县 图书馆", 2023, prior="2.40", final="3.00", sha="b"),
        of("青禾县图书馆", 2023, prior="2.40", final="3.10", filled_on="2024-05-01", sha="c"),
        of("青禾县图书馆", 2023, prior="2.40", final="3.10", filled_on="2024-05-01", sha="d"),
        of("白塘乡政府", 2023, prior="7", final="8", sha="e"),
    ]
    with in_memory() as made:
        outcomes = [
            Outcome(
                r.source.sha256, f"{r.source.file_name}", r.source.sha256, "done",
                rows=batches.encode(r, r.source.sha256[:ID_LENGTH], NOTHING),
            )
            for r in reports
        ]  # fmt: skip
        made.commit(outcomes, [], Fingerprints({"": ""}, ""), set())
        yield made


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = store.connection.execute(query).fetchall()
    return found


def test_every_view_can_be_read(store: Store) -> None:
    for view in VIEWS:
        assert rows(store, f"SELECT count(*) FROM {view.name}")[0][0] is not None


def test_copies_and_revisions_are_told_apart(store: Store) -> None:
    found = rows(store, "SELECT left(report_id, 1), relation, versions FROM report_versions ORDER BY 1")
    assert found == [("a", "only", 1), ("b", "revised", 3), ("c", "current", 3), ("d", "copy", 3), ("e", "only", 1)]
    assert rows(store, "SELECT count(*) FROM current_reports") == [(3,)]


def test_last_years_column_against_last_years_report(store: Store) -> None:
    ids = "left(report_id, 1), left(prior_report_id, 1)"
    query = f"SELECT {ids}, stated, reported, difference, agrees FROM prior_year_checks"
    assert rows(store, query) == [("c", "a", Decimal("2.4"), Decimal("2.5"), Decimal("-0.1"), False)]


def expense(item: str, concept: str | None, prior: str | None, final: str | None) -> Expense:
    given = {"prior_final": prior and Decimal(prior), "final": final and Decimal(final)}
    return Expense(item=item, concept=concept, level=1, **given)  # type: ignore[arg-type]


def test_lines_meet_by_what_they_are_and_rounding_is_no_difference() -> None:
    years = {
        2022: [
            expense("1、公务用车购置和维护经费", "vehicles", None, "7.3712"),
            expense("3、公务接待", "reception", None, "4.50"),
            expense("民生专项", "project_earmarked", None, "10"),
            expense("安全专项", "project_earmarked", None, "20"),
            expense("……", None, None, "1"),
            expense("取暖费", None, None, "3"),
        ],
        2023: [
            expense("1.公务用车购置及运行维护费", "vehicles", "7.37", None),
            expense("3.公务接待费", "reception", "4.49", None),
            expense("安全专项", "project_earmarked", "20", None),
            expense("乡村专项", "project_earmarked", "10", None),
            expense("……", None, "2", None),
            expense("取暖费", None, "3", None),
        ],
    }
    with in_memory() as made:
        for (year, lines), sha in zip(years.items(), "ab", strict=True):
            report = of("青禾县图书馆", year, prior="0", final="0", sha=sha)
            base = BaseData(year=year, expenses=tuple(lines))
            encoded = batches.encode(report.model_copy(update={"base_data": base}), sha * ID_LENGTH, NOTHING)
            outcome = Outcome(sha * 64, sha, sha, "done", rows=encoded)
            made.commit([outcome], [], Fingerprints({"": ""}, ""), set())
        found = rows(made, "SELECT item, agrees FROM prior_year_checks ORDER BY item")
    assert found == [
        ("1.公务用车购置及运行维护费", True),
        ("3.公务接待费", False),
        ("取暖费", True),
        ("安全专项", True),
    ]


def test_across_gives_findings(store: Store) -> None:
    (found,) = [f for f in across.findings(store) if f.rule == "prior-year-column"]
    assert found.severity == "error"
    assert (found.expected, found.actual, found.difference) == (Decimal("2.50"), Decimal("2.40"), Decimal("-0.10"))
    assert "青禾县图书馆" in found.message
    assert "三公经费" in found.message
    revised = [f for f in across.findings(store) if f.rule == "report-revised"]
    assert [f.report_id[:1] for f in revised] == ["b"]
    copies = [f for f in across.findings(store) if f.rule == "report-copied"]
    assert [f.report_id[:1] for f in copies] == ["d"]


def test_the_panel_has_one_line_for_a_unit_and_year(store: Store) -> None:
    found = rows(store, "SELECT unit_key, fiscal_year, three_public FROM unit_year_panel ORDER BY 1, 2")
    assert found == [
        ("白塘乡政府", 2023, Decimal(8)),
        ("青禾县图书馆", 2022, Decimal("2.5")),
        ("青禾县图书馆", 2023, Decimal("3.1")),
    ]
