"""What only many reports together can tell: last year's column, copies and revised versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.schema import digits
from jixiao.schema.vocabulary import Severity

if TYPE_CHECKING:
    from jixiao.archive.store import Store


@dataclass(frozen=True, slots=True)
class Across:
    """One finding that stands on more than one report. Money in 万元."""

    rule: str
    severity: Severity
    report_id: str
    other_report_id: str
    file_name: str | None
    message: str
    message_en: str
    expected: Decimal | None = None
    actual: Decimal | None = None
    difference: Decimal | None = None


def findings(store: Store) -> Iterator[Across]:
    """All findings across the reports of an archive, by unit and year."""
    yield from _prior_year(store)
    yield from _versions(store)


def _short(value: Decimal) -> str:
    text = digits(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _prior_year(store: Store) -> Iterator[Across]:
    query = (
        "SELECT c.report_id, c.prior_report_id, r.file_name, c.unit_name, c.fiscal_year, c.item, c.stated, c.reported,"
        " c.difference FROM prior_year_checks c JOIN reports r USING (report_id) WHERE NOT c.agrees"
        " ORDER BY c.unit_key, c.fiscal_year, c.item, c.report_id"
    )
    for ident, other, name, unit, year, item, stated, reported, difference in store.rows(query):
        said, was = _short(stated), _short(reported)
        yield Across(
            "prior-year-column",
            "error",
            ident,
            other,
            name,
            f"{unit}{year}年表「{item}」上年决算数 {said}，该单位{year - 1}年报告的决算数为 {was}",
            f"{unit} {year}: {item}: last year's column says {said}, last year's report {was}",
            reported,
            stated,
            difference,
        )


def _versions(store: Store) -> Iterator[Across]:
    query = (
        "SELECT v.report_id, c.report_id, v.file_name, v.relation, v.unit_name, v.fiscal_year, c.file_name"
        " FROM report_versions v JOIN report_versions c ON c.subject = v.subject AND c.version = 1"
        " WHERE v.version > 1 ORDER BY v.subject, v.version"
    )
    for ident, current, name, relation, unit, year, other in store.rows(query):
        who, when = unit or "单位不详", year or ""
        if relation == "copy":
            rule = "report-copied"
            text = f"{who}{when}年报告与「{other}」内容相同", f"{who} {when}: the same as {other}"
        else:
            rule = "report-revised"
            text = f"{who}{when}年报告另有一版「{other}」，以后者为准", f"{who} {when}: superseded by {other}"
        yield Across(rule, "info", ident, current, name, *text)
