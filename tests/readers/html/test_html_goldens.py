"""Two pages written by hand, as Word saves one and as a portal shows one: the same report, read to the same values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao import parse
from jixiao.document import Table
from jixiao.readers import read
from jixiao.schema import Report

PAGES = Path(__file__).parent / "pages"
FILES = {"word.htm.txt": "gb18030", "portal.html.txt": "utf-8"}


def data(name: str) -> bytes:
    return (PAGES / name).read_text(encoding="utf-8").encode(FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_the_report_in_a_page(name: str) -> None:
    report = parse(data(name))
    assert report.title == "青禾县图书馆2023年度部门整体支出绩效自评报告"
    assert (report.organization.name, report.fiscal_year) == ("青禾县图书馆", 2023)
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (12, 11)
    (statement,) = report.spending
    assert (statement.scope, statement.amount, statement.change) == ("basic", Decimal("1234.50"), Decimal("34.50"))
    assert statement.reason == "人员增加"
    assert [section.title for section in report.outline if section.label in ("一", "二")] == [
        "部门基本情况",
        "一般公共预算支出情况",
    ]
    assert report.source.reader == "html"
    assert report.source.media_type == "text/html"
    _check_places(report)


def _check_places(report: Report) -> None:
    """Each value's evidence is the text at its places: a block, in a table a cell, and a span in its raw text."""
    texts = {(block.index, None): block.text for block in report.blocks}
    cells = {
        (cell.place.block, tuple(cell.place.cell or ())): cell.raw or cell.text
        for table in report.tables
        for cell in table.cells
    }
    for pointer, evidence in report.evidence.items():
        for place in evidence.places:
            text = cells[place.block, tuple(place.cell)] if place.cell else texts[place.block, None]
            assert text is not None
            assert text[place.span[0] : place.span[1]] in evidence.text, pointer


@pytest.mark.parametrize("name", FILES)
def test_the_table_in_a_page(name: str) -> None:
    tables = [block for block in read(data(name)).blocks if isinstance(block, Table)]
    grid = [(c.row, c.column, c.row_span, c.column_span, c.text) for c in tables[-1].cells]
    assert grid == [
        (0, 0, 2, 1, "经费\n控制"), (0, 1, 1, 2, "决算数"), (1, 1, 1, 1, "5.20"), (1, 2, 1, 1, "☑是□否"),
    ]  # fmt: skip
    assert len(tables) == 1


def test_what_stands_around_a_report_is_set_aside_or_counted() -> None:
    report = parse(data("portal.html.txt"))
    ignored = report.coverage.ignored
    assert ignored["web_navigation"] >= len("您现在的位置：首页>政务公开版权所有：青禾县人民政府")
    text = "".join(block.text or "" for block in report.blocks)
    assert "99" not in text
    assert "假" not in text


def test_tracked_changes_of_word_are_told() -> None:
    report = parse(data("word.htm.txt"))
    assert [item.code for item in report.diagnostics if item.code == "tracked_changes"] == ["tracked_changes"]
