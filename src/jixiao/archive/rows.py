"""A report as rows: one function a table, each giving the columns of `tables` behind ``report_id`` and ``seq``."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.archive import rows_money
from jixiao.schema import Place, Report, Section, digits, to_json
from jixiao.schema.base import Model

Row = tuple[Any, ...]
_NO_CELL = (None, None)
_NO_BOX = (None, None, None, None)


def rows(report: Report) -> dict[str, list[Row]]:
    """The rows of a report by table, but for `evidence`; ``reports`` has its one row."""
    return {
        "reports": [_report(report)],
        "sections": list(_sections(report, report.outline)),
        "profile_items": list(_profile(report)),
        "staffing": list(_staffing(report)),
        "staff_movements": [(m.direction, m.kind, m.count) for m in report.profile.staffing.movements],
        **rows_money.rows(report),
        "achievements": [(a.heading, a.text) for a in report.performance.achievements],
        "problems": [(p.problem, p.cause) for p in report.problems],
        "measures": [(text,) for text in report.improvements],
        "attachments": [(a.label, a.title, a.listed, a.found) for a in report.attachments],
        "findings": [_finding(report, finding) for finding in report.findings],
        "finding_operands": list(_operands(report)),
        "coverage": list(_coverage(report)),
        "diagnostics": [(d.code, d.message, d.message_en, page(d.places)) for d in report.diagnostics],
        "people": list(_people(report)),
    }


def page(places: tuple[Place, ...]) -> int | None:
    """The page on which something begins."""
    return places[0].page if places else None


def unit_key(name: str | None) -> str | None:
    """The name of a unit without the differences of typing: blanks, and the width of brackets and letters."""
    return "".join(unicodedata.normalize("NFKC", name).split()) if name else None


def content_key(report: Report) -> str:
    """The same for one report in all its forms (contract, «same report over forms»): a hash of what it says."""
    parts: tuple[Model, ...] = (
        report.organization,
        report.profile,
        *report.spending,
        report.performance,
        *report.problems,
        report.conclusion,
        *((report.base_data,) if report.base_data else ()),
        *report.evaluations,
    )
    digest = hashlib.sha256(f"{report.kind}\0{report.title}\0{report.fiscal_year}\0".encode())
    for part in parts:
        digest.update(to_json(part) + b"\0")
    digest.update("\0".join(report.improvements).encode())
    return digest.hexdigest()[:32]


def _report(report: Report) -> Row:
    source, organization, conclusion = report.source, report.organization, report.conclusion
    dates = [sign.filled_on for sign in report.sign_offs if sign.filled_on]
    totals = [e.total.score for e in report.evaluations if e.total.score is not None]
    ratings = [r for r in (conclusion.rating, *(e.rating for e in report.evaluations)) if r]
    severity = [finding.severity for finding in report.findings]
    summary = report.checks_summary
    return (
        source.sha256,
        source.file_name,
        report.kind,
        report.template.name if report.template else None,
        report.template.score if report.template else None,
        report.title,
        report.fiscal_year,
        organization.name,
        unit_key(organization.name),
        organization.parent,
        organization.level,
        organization.region,
        max(dates, default=None),
        conclusion.self_score,
        totals[0] if totals else None,
        ratings[0].canonical if ratings else None,
        ratings[0].text if ratings else None,
        conclusion.use_of_results,
        conclusion.disclosure,
        report.other_matters,
        report.performance.summary,
        len(report.evaluations),
        sum(not row.filler for e in report.evaluations for row in e.indicators),
        severity.count("error"),
        severity.count("warning"),
        severity.count("info"),
        summary.rules,
        summary.passed,
        summary.fail,
        summary.not_applicable,
        summary.insufficient_data,
        report.coverage.total,
        report.coverage.unread,
        len(report.diagnostics),
        source.size_bytes,
        source.page_count,
        source.media_type,
        source.text_origin,
        source.reader,
        source.dialect,
        source.patterns.pack,
        source.patterns.hash,
        report.schema_version,
        content_key(report),
    )


def _sections(report: Report, sections: tuple[Section, ...], above: str = "") -> Iterator[Row]:
    for number, section in enumerate(sections, 1):
        path = f"{above}/{section.label or number}"
        blocks = [report.blocks[index] for index in section.blocks if index < len(report.blocks)]
        first = blocks[0] if blocks else None
        yield (
            path.lstrip("/"),
            section.level,
            section.label,
            section.title,
            section.role,
            "\n".join(block.text for block in blocks if block.text),
            first.index if first else None,
            first.page if first else None,
        )
        yield from _sections(report, section.children, path)


def _profile(report: Report) -> Iterator[Row]:
    profile = report.profile
    yield from (("function", text) for text in profile.functions)
    yield from (("division", text) for text in profile.divisions)
    yield from (("subordinate_unit", text) for text in profile.subordinate_units)


def _staffing(report: Report) -> Iterator[Row]:
    staff = report.profile.staffing
    counts = (staff.authorized, staff.on_duty, staff.on_duty_change, staff.retired_cadres, staff.retired)
    if any(count is not None for count in counts):
        yield ("narrative", report.fiscal_year, *counts, None)
    if report.base_data:
        control = report.base_data.staffing
        if (control.authorized, control.actual, control.control_rate) != (None, None, None):
            year = report.base_data.year or report.fiscal_year
            yield ("base_data", year, control.authorized, control.actual, None, None, None, control.control_rate)


def _text(value: Decimal | str | None) -> str | None:
    return digits(value) if isinstance(value, Decimal) else value


def _finding(report: Report, finding: Any) -> Row:
    pages = (
        page(report.evidence[operand.pointer].places)
        for operand in finding.operands
        if operand.pointer in report.evidence
    )
    return (
        finding.rule,
        finding.severity,
        finding.status,
        finding.message,
        finding.message_en,
        _text(finding.expected),
        _text(finding.actual),
        _text(finding.difference),
        finding.difference if isinstance(finding.difference, Decimal) else None,
        finding.root,
        finding.diagnosis,
        _text(finding.repair),
        finding.instance,
        next(pages, None),
    )


def _operands(report: Report) -> Iterator[Row]:
    for number, finding in enumerate(report.findings):
        for operand in finding.operands:
            evidence = report.evidence.get(operand.pointer or "")
            quote = evidence.text if evidence else None
            where = page(evidence.places) if evidence else None
            yield (number, operand.label, _text(operand.value), operand.pointer, quote, where)


def _coverage(report: Report) -> Iterator[Row]:
    coverage = report.coverage
    yield ("fields", None, coverage.fields)
    yield ("structure", None, coverage.structure)
    for reason, characters in sorted(coverage.ignored.items()):
        yield ("ignored", reason, characters)
    yield ("unread", None, coverage.unread)


def _people(report: Report) -> Iterator[Row]:
    for sign in report.sign_offs:
        for role in ("filled_by", "head", "finance_head"):
            name = getattr(sign, role)
            if name:
                yield (sign.attachment, role, name, sign.phone if role == "filled_by" else None, sign.filled_on)


def evidence(report: Report) -> list[list[Any]]:
    """The evidence, half of all rows, by column: to make a row of each place would take twice as long."""
    found = [
        (pointer, part, one, place)
        for pointer, one in report.evidence.items()
        for part, place in enumerate(one.places or (None,))
    ]
    places = [place for _, _, _, place in found]
    ones = [one for _, _, one, _ in found]
    cells = [place.cell if place and place.cell else _NO_CELL for place in places]
    boxes = [place.bbox if place and place.bbox else _NO_BOX for place in places]
    return [
        [pointer for pointer, _, _, _ in found],
        [part for _, part, _, _ in found],
        [one.text for one in ones],
        [place.block if place else None for place in places],
        [cell[0] for cell in cells],
        [cell[1] for cell in cells],
        [place.span[0] if place else None for place in places],
        [place.span[1] if place else None for place in places],
        [place.page if place else None for place in places],
        *([box[side] for box in boxes] for side in range(4)),
        [one.pattern for one in ones],
        ["；".join(one.steps) for one in ones],
        [one.confidence for one in ones],
        [one.inferred for one in ones],
        [one.null_kind for one in ones],
    ]
