"""Exports: the same content in every format, in one order, whole files, numbers as numbers."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.utils.escape import unescape

import fictional
from archives import archived, tree
from jixiao.archive.opening import open_archive
from jixiao.archive.single import single
from jixiao.archive.store import Store
from jixiao.archive.tables import BY_NAME, TABLES
from jixiao.export import Selection, export, to_xlsx
from jixiao.export.errors import ExportError
from jixiao.export.to_csv import cell, plain
from jixiao.schema import Problem, Report


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of six reports."""
    base = tmp_path_factory.mktemp("export")
    tree(base / "r", 6)
    archived(base / "a.duckdb", base / "r")
    return base / "a.duckdb"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The archive, open for reading."""
    with open_archive(str(path)) as opened:
        yield opened


def count(store: Store, table: str) -> int:
    found = store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert found is not None
    return int(found[0])


def test_parquet_holds_every_row_as_decimal_with_chinese_names(store: Store, tmp_path: Path) -> None:
    written = export(store, "parquet", tmp_path / "out", Selection(evidence=True))
    assert [p.stem for p in written] == [table.name for table in TABLES]
    for table in TABLES:
        assert pq.read_metadata(tmp_path / "out" / f"{table.name}.parquet").num_rows == count(store, table.name)
    money = pq.read_table(tmp_path / "out" / "money_facts.parquet")
    assert str(money.schema.field("value").type) == "decimal128(24, 8)"
    metadata = pq.read_schema(tmp_path / "out" / "money_facts.parquet").metadata
    assert json.loads(metadata[b"titles"])["value"] == "数值"


def test_evidence_only_on_request(store: Store, tmp_path: Path) -> None:
    names = {p.stem for p in export(store, "csv", tmp_path / "out")}
    assert names == {table.name for table in TABLES} - {"evidence"}


def test_csv_has_chinese_headings_plain_digits_and_the_order_of_years_and_units(store: Store, tmp_path: Path) -> None:
    export(store, "csv", tmp_path / "out")
    data = (tmp_path / "out" / "reports.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert len(rows) == 6
    assert [(r["预算年度"], r["单位键"]) for r in rows] == sorted((r["预算年度"], r["单位键"]) for r in rows)
    score = store.connection.execute("SELECT table_score FROM reports WHERE report_id = $1", [rows[0]["报告编号"]])
    assert Decimal(rows[0]["自评表总分"]) == score.fetchone()[0]
    assert not rows[0]["自评表总分"].endswith("00000")
    export(store, "csv", tmp_path / "en", Selection(english=True, tables=("goals",)))
    head = (tmp_path / "en" / "goals.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head == ",".join(BY_NAME["goals"].names)


def test_jsonl_is_what_the_library_reads_back(store: Store, tmp_path: Path) -> None:
    export(store, "jsonl", tmp_path / "all.jsonl")
    reports = [Report.from_json(line) for line in (tmp_path / "all.jsonl").read_bytes().splitlines()]
    assert len(reports) == 6
    years = [report.fiscal_year or 9999 for report in reports]
    assert years == sorted(years)
    total = sum(len(report.evidence) for report in reports)
    assert total == store.connection.execute("SELECT count(DISTINCT (report_id, pointer)) FROM evidence").fetchone()[0]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_the_same_archive_gives_the_same_bytes(form: str, store: Store, tmp_path: Path) -> None:
    one, two = (export(store, form, tmp_path / name) for name in ("one", "two"))
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]


def test_filters_choose_reports_and_all_that_belongs_to_them(store: Store, tmp_path: Path) -> None:
    year, unit = store.connection.execute("SELECT fiscal_year, unit_name FROM reports LIMIT 1").fetchone()
    for selection in (Selection(years=(year,)), Selection(units=(unit[1:4],)), Selection(kinds=("project",))):
        export(store, "duckdb", tmp_path / "out.duckdb", selection)
        with duckdb.connect(str(tmp_path / "out.duckdb")) as made:
            where = (
                "fiscal_year = $1" if selection.years else "contains(unit_name, $1)" if selection.units else "kind = $1"
            )
            value = (selection.years or selection.units or selection.kinds)[0]
            for table in ("reports", "indicators", "report_json"):
                query = f"SELECT count(*) FROM {table} WHERE report_id IN (SELECT report_id FROM reports WHERE {where})"
                expected = store.connection.execute(query, [value]).fetchone()
                assert made.execute(f"SELECT count(*) FROM {table}").fetchone() == expected


def test_a_duckdb_export_has_comments_and_views_and_no_state(store: Store, tmp_path: Path) -> None:
    export(store, "duckdb", tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as made:
        query = "SELECT comment FROM duckdb_columns() WHERE table_name = 'spending' AND column_name = 'amount'"
        assert made.execute(query).fetchone() == ("支出金额",)
        assert (
            made.execute("SELECT count(*) FROM unit_year_panel").fetchone()
            == store.connection.execute("SELECT count(*) FROM unit_year_panel").fetchone()
        )
        tables = {row[0] for row in made.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert not tables & {"documents", "locations", "runs"}
        assert made.execute("SELECT count(*) FROM evidence").fetchone() == (0,)


def test_a_workbook_for_an_analyst(store: Store, path: Path, tmp_path: Path) -> None:
    export(store, "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == [table.title for table in TABLES if not table.on_request]
    sheet = book["报告"]
    heads = [cell_.value for cell_ in sheet[1]]
    assert heads[-1] == "源文件"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    link = sheet.cell(2, len(heads)).hyperlink
    assert link is not None
    target = Path(unquote(str(link.target)).removeprefix("FILE://"))
    assert target.suffix == ".txt"
    assert target.is_file()
    assert sheet.cell(2, heads.index("报告类型") + 1).value == "部门整体支出绩效自评"
    money = book["支出情况"]
    column = [cell_.value for cell_ in money[1]].index("支出金额") + 1
    values = [money.cell(row, column).value for row in range(2, money.max_row + 1)]
    assert all(isinstance(value, int | float) for value in values if value is not None)
    total = store.connection.execute("SELECT sum(amount) FROM spending").fetchone()[0]
    assert sum(Decimal(str(v)) for v in values if v is not None) == total
    findings = book["检查发现"]
    severity = [cell_.value for cell_ in findings[1]].index("严重程度") + 1
    colours = {findings.cell(r, severity).value: findings.cell(r, severity).fill.fgColor.rgb for r in range(2, 200)}
    assert colours["错误"] == "FFF8CBAD"
    assert len(set(colours.values())) == len(colours)


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(to_xlsx, "ROWS", 100)
    export(store, "xlsx", tmp_path / "out.xlsx", Selection(tables=("money_facts",)))
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    rows = count(store, "money_facts")
    assert len(book.sheetnames) == -(-rows // 99)
    assert book.sheetnames[:2] == ["金额事实", "金额事实2"]
    assert sum(book[name].max_row - 1 for name in book.sheetnames) == rows
    assert book["金额事实2"].cell(1, 1).value == "报告编号"


def test_a_single_report_exports_like_an_archive(tmp_path: Path) -> None:
    with single(fictional.report(), "报告/一.docx") as one:
        export(one, "xlsx", tmp_path / "one.xlsx")
        export(one, "parquet", tmp_path / "one")
    assert pq.read_table(tmp_path / "one" / "reports.parquet").num_rows == 1
    assert openpyxl.load_workbook(tmp_path / "one.xlsx")["支出情况"].max_row == 1 + len(fictional.report().spending)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("12.40000000"), "12.4"),
        (Decimal("0E-8"), "0"),
        (Decimal("-100.00000000"), "-100"),
        (True, "true"),
        (None, None),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-12.5%", "-12.5%"),
        ("≥95%", "≥95%"),
        ("-", "-"),
        ("——", "——"),
        ("+1,234.5", "+1,234.5"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
    ],
)
def test_cells(value: object, shown: object) -> None:
    assert cell(value) == shown
    assert plain(Decimal("100")) == "100"


def test_a_place_that_cannot_be_written_is_an_error_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError):
        export(store, "csv", tmp_path / "file")
    with pytest.raises(ExportError):
        export(store, "xlsx", tmp_path)
    with pytest.raises(ExportError):
        export(store, "jsonl", tmp_path / "file" / "x.jsonl")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


HOSTILE = '=HYPERLINK("http://x","y")'
ODD = "a\x0bb\x01c_x0041_\ufffe"


def test_a_device_or_pipe_is_not_replaced_by_a_file(store: Store, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(ExportError, match="设备或管道"):
        export(store, "xlsx", tmp_path / "pipe.xlsx")
    assert (tmp_path / "pipe.xlsx").is_fifo()


def test_words_of_a_report_are_never_run_nor_do_they_break_a_workbook(tmp_path: Path) -> None:
    report = fictional.report()
    problems = (Problem(problem=HOSTILE, cause=ODD), Problem(problem="-" * 40_000, cause=None))
    report = report.model_copy(update={"problems": problems})
    with single(report, "报告/50%#1 份.docx") as one:
        export(one, "xlsx", tmp_path / "one.xlsx")
        export(one, "csv", tmp_path / "one", Selection(tables=("problems",)))
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    sheet = book["存在问题"]
    heads = [cell_.value for cell_ in sheet[1]]
    text, cause = sheet.cell(2, heads.index("存在问题") + 1), sheet.cell(2, heads.index("原因分析") + 1)
    assert (text.value, text.data_type) == (HOSTILE, "s")
    assert unescape(str(cause.value)) == ODD
    assert len(sheet.cell(3, heads.index("存在问题") + 1).value) == 32_767
    link = book["报告"].cell(2, book["报告"].max_column).hyperlink
    assert unquote(str(link.target)) == f"FILE://{Path('报告/50%#1 份.docx').absolute().as_posix()}"
    assert link.location is None
    row = next(csv.DictReader((tmp_path / "one" / "problems.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert row["存在问题"] == "'" + HOSTILE


def test_a_number_with_more_digits_than_a_workbook_holds_keeps_them_as_text(tmp_path: Path) -> None:
    report = fictional.report()
    long = Decimal("1234567890123456.12345678")
    spending = (report.spending[0].model_copy(update={"amount": long}), *report.spending[1:])
    with single(report.model_copy(update={"spending": spending}), "一.docx") as one:
        export(one, "xlsx", tmp_path / "one.xlsx", Selection(tables=("spending",)))
    sheet = openpyxl.load_workbook(tmp_path / "one.xlsx")["支出情况"]
    at = [cell_.value for cell_ in sheet[1]].index("支出金额") + 1
    assert sheet.cell(2, at).value == str(long)
    assert isinstance(sheet.cell(3, at).value, int | float)
