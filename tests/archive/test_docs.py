"""What docs/archive.md says is so: its lists are the code's, its ten queries run."""

from __future__ import annotations

import re
import runpy
from decimal import Decimal
from pathlib import Path

import pytest

import fictional
from jixiao.archive.single import single
from jixiao.archive.store import Store
from jixiao.schema import Report

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)


def test_the_page_lists_the_tables_and_views_of_the_code() -> None:
    assert runpy.run_path(str(ROOT / "tools" / "archive_docs.py"))["filled"](PAGE) == PAGE


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("query", QUERIES, ids=[str(number) for number in range(1, len(QUERIES) + 1)])
def test_each_query_runs(query: str, store: Store) -> None:
    found = store.connection.execute(query)
    assert found.description
    assert found.fetchall() is not None


def test_the_leads_have_their_figures(store: Store) -> None:
    """Query 10 gives each figure with its printed words and its file."""
    rows = store.connection.execute(QUERIES[9]).fetchall()
    assert rows
    for row in rows:
        value, printed, path = row[4], row[6], row[9]
        assert printed.strip()
        assert re.search(r"\d", printed)
        assert value is not None
        assert path


def executing(full_year: str, executed: str) -> Report:
    """The fictional report with this budget and execution in the first money row of its 自评表."""
    report = fictional.report()
    form = report.evaluations[0]
    row = form.funds[0].model_copy(update={"full_year": Decimal(full_year), "executed": Decimal(executed)})
    form = form.model_copy(update={"funds": (row,)})
    return report.model_copy(update={"evaluations": (form, *report.evaluations[1:])})


@pytest.mark.parametrize(
    ("full_year", "executed", "computed"),
    [("200", "159.99", 80.0), ("200", "158", 79.0), ("200", "200.02", 100.01), ("200", "160", None), ("0", "5", None)],
)
def test_low_and_high_execution_is_found(full_year: str, executed: str, computed: float | None) -> None:
    """Query 4: below 80 % and above 100 %, computed from the money and not from the printed rate."""
    report = executing(full_year, executed)
    with single(report, "一.docx") as one:
        found = one.connection.execute(QUERIES[3]).fetchall()
    if computed is None:
        assert found == []
        return
    ((unit, year, label, budget, spent, printed, rate),) = found
    row = report.evaluations[0].funds[0]
    assert (unit, year, label) == (report.organization.name, report.fiscal_year, row.label)
    assert (budget, spent, printed) == (Decimal(full_year), Decimal(executed), row.rate)
    assert rate == computed
