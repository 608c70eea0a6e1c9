"""What docs/archive.md says is so: its lists are the code's, its ten queries run."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from jixiao.archive.store import Store

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
