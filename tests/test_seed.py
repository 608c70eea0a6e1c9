"""The real report of the material, in text, DOCX and PDF: read by hand, every figure kept in tests/golden/seed.json.

Runs where JIXIAO_SHARED (default ../shared) exists. The golden file holds figures and short labels: no sentence, no
person. Text dialects of the same report must give the same figures.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evidence import assert_whole
from jixiao import parse
from jixiao.schema import Report

SHARED = Path(os.environ.get("JIXIAO_SHARED", Path(__file__).parents[2] / "shared"))
GOLDEN = Path(__file__).parent / "golden" / "seed.json"
FORMS = ("seed/report.txt", "seed/report.docx", "seed/report.pdf")
DIALECTS = (
    "tika2_docx", "tika2_doc", "tika_odt", "tika3sax_docx", "python_docx_rows_tab", "docling_md", "pandoc_plain",
    "wvText", "libreoffice_txt", "libreoffice_txt_gbk_crlf", "markitdown", "docx2txt_py",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not (SHARED / "seed").is_dir(), reason="the shared material is not here")


@cache
def report(name: str) -> Report:
    return parse(SHARED / name)


def figures(found: Report) -> dict[str, Any]:
    """The figures and short labels of a report, in the golden file's shape."""
    base, form = found.base_data, found.evaluations[0]
    assert base is not None
    staff = found.profile.staffing
    return {
        "identity": [found.kind, found.fiscal_year, found.organization.level],
        "staffing": [staff.authorized, staff.on_duty, staff.on_duty_change, staff.retired_cadres, staff.retired],
        "movements": [[m.direction, m.count] for m in staff.movements],
        "counts": [
            len(found.profile.functions), len(found.profile.divisions), len(found.performance.achievements),
            len(found.problems), len(found.improvements), len(found.attachments), len(found.sign_offs),
        ],
        "spending": [
            [s.fund, s.scope, s.year, s.amount, s.share, s.change, s.change_rate, s.reason is not None, s.is_none]
            for s in found.spending
        ],
        "score": found.conclusion.self_score,
        "base_staffing": [base.staffing.authorized, base.staffing.actual, base.staffing.control_rate],
        "expenses": [[e.concept, e.level, e.parent, e.prior_final, e.budget, e.final] for e in base.expenses],
        "procurement": [base.procurement.prior_final, base.procurement.budget, base.procurement.final],
        "basic_adjustment": [
            base.basic_adjustment.prior_final, base.basic_adjustment.budget, base.basic_adjustment.final,
        ],
        "buildings": len(base.buildings),
        "funds": [[f.label, f.initial, f.full_year, f.executed, f.weight, f.rate, f.score] for f in form.funds],
        "by_income": [[m.label, m.amount] for m in form.by_income],
        "by_nature": [[m.label, m.amount] for m in form.by_nature],
        "indicators": [
            [
                i.goal, i.level1, i.level1_weight, i.level2, i.dimension, i.target and i.target.text,
                i.actual and i.actual.text, i.weight, i.score, i.filler,
            ]
            for i in form.indicators
        ],
        "total": [form.total.weight, form.total.score],
        "filled_on": [s.filled_on for s in found.sign_offs],
        "outline": [[s.level, s.label, s.role, [[c.label, c.role] for c in s.children]] for s in found.outline],
    }  # fmt: skip


def _lists(value: Any) -> Any:
    return [_lists(item) for item in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("name", FORMS)
def test_every_figure_in_every_form(name: str) -> None:
    golden = json.loads(GOLDEN.read_text("utf-8"), parse_float=Decimal)
    found = figures(report(name))
    assert found.keys() == golden.keys()
    for part, expected in golden.items():
        assert _lists(found[part]) == expected, part


@pytest.mark.parametrize("name", FORMS)
def test_all_of_it_is_read_with_its_evidence(name: str) -> None:
    found = report(name)
    assert_whole(found)
    assert found.coverage.unread == 0
    assert found.diagnostics == ()


def _meaning(found: Report) -> dict[str, Any]:
    """What «same report» compares: all but source, evidence, blocks, coverage, places and what depends on them."""
    data: dict[str, Any] = json.loads(found.model_dump_json())
    for key in ("source", "evidence", "blocks", "coverage", "tables", "outline", "findings", "checks_summary"):
        data.pop(key)
    return data


def _grids(found: Report) -> list[Any]:
    return [
        [t.rows, t.columns, t.role, [[c.row, c.column, c.row_span, c.column_span, c.text] for c in t.cells]]
        for t in found.tables
    ]


def test_the_same_report_in_all_forms() -> None:
    text, docx, pdf = (report(name) for name in FORMS)
    assert _meaning(text) == _meaning(docx) == _meaning(pdf)
    assert _grids(docx) == _grids(pdf)
    # A text cannot tell an empty level-2 cell of its own from a covered one: one cell less, the rest is the same grid.
    assert (
        [(t.rows, t.columns) for t in text.tables] == [(t.rows, t.columns) for t in docx.tables] == [(24, 7), (27, 9)]
    )
    assert _grids(text)[0] == _grids(docx)[0]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_dialects_give_the_same_figures(dialect: str) -> None:
    assert figures(report(f"dialects/{dialect}.txt")) == figures(report("seed/report.docx"))
