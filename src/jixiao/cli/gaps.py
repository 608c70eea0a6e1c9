"""What a report lacks and what the reading was unsure of: the last part of `jixiao show`."""

from __future__ import annotations

from jixiao.cli.context import raw_text, where
from jixiao.cli.sheet import Sheet
from jixiao.cli.terminal import say
from jixiao.schema import Place, Report

LISTED = 10
"""Unread places that are listed; the JSON has all."""
SURE = 0.9


def missing(report: Report) -> list[str]:
    """The parts that a report of this kind has and this one lacks, in Chinese or English."""
    parts = (
        (say("标题", "title"), report.title),
        (say("预算年度", "fiscal year"), report.fiscal_year),
        (say("单位名称", "unit"), report.organization.name),
        (say("主要职能", "functions"), report.profile.functions),
        (say("人员情况", "staff"), report.profile.staffing.on_duty),
        (say("支出情况", "spending"), report.spending),
        (say("绩效情况", "performance"), report.performance.achievements or report.performance.summary),
        (say("存在的问题", "problems"), report.problems),
        (say("改进措施", "improvements"), report.improvements),
        (say("自评得分", "self score"), report.conclusion.self_score),
        (say("基础数据表", "base data"), report.base_data),
        (say("自评表", "evaluation table"), report.evaluations),
    )
    if report.kind == "not_a_report":
        return []
    narrative = {say("主要职能", "functions"), say("人员情况", "staff"), say("基础数据表", "base data")}
    whole = report.kind == "whole_department"
    return [name for name, value in parts if value in (None, (), "") and (whole or name not in narrative)]


def show_gaps(report: Report, sheet: Sheet) -> None:
    """Missing parts, diagnostics, unsure readings, unread text."""
    sheet.heading(say("缺失与存疑", "Missing and unsure"))
    lacking = missing(report)
    if lacking:
        sheet.line(say("报告中没有", "not in the report"), say("、", ", ").join(lacking), "yellow")
    absent = [a for a in report.attachments if a.listed and not a.found]
    if absent:
        titles = "、".join(attachment.title or attachment.label or "?" for attachment in absent)
        sheet.line(say("列出而未附的附件", "listed but not attached"), titles, "yellow")
    numbers = {table.block: number for number, table in enumerate(report.tables, 1)}
    for diagnostic in report.diagnostics:
        # Of several tables a message says the rows only.
        at = {numbers[place.block] for place in diagnostic.places if place.block in numbers}
        of = say(f"表{min(at)}：", f"table {min(at)}: ") if len(at) == 1 and len(numbers) > 1 else ""
        sheet.item(f"{of}{say(diagnostic.message, diagnostic.message_en)} [{diagnostic.code}]", "yellow")
    _sureness(report, sheet)
    _unread(report, sheet)


def _sureness(report: Report, sheet: Sheet) -> None:
    inferred = sum(evidence.inferred for evidence in report.evidence.values())
    unsure = [at for at, evidence in report.evidence.items() if evidence.confidence < SURE]
    total = len(report.evidence)
    sheet.line(
        say("有依据的数值", "values with evidence"),
        say(f"{total} 个，其中推断 {inferred} 个", f"{total}, of which {inferred} inferred"),
    )
    if unsure and report.source.text_origin == "digital":  # of a scan they have a part of their own
        some = "  ".join(unsure[:LISTED])
        sheet.line(say("把握不大", "not sure of"), f"{len(unsure)}：{some}", "yellow")


def _unread(report: Report, sheet: Sheet) -> None:
    coverage = report.coverage
    if not coverage.unread:
        sheet.line(say("未读文字", "unread text"), say("无", "none"))
        return
    share = coverage.unread * 100 / coverage.total if coverage.total else 0
    sheet.line(
        say("未读文字", "unread text"),
        say(f"{coverage.unread} 字，占全文 {share:.2f}%", f"{coverage.unread} characters, {share:.2f} % of the whole"),
        "yellow",
    )
    for place in coverage.unread_places[:LISTED]:
        sheet.item(f"{_snippet(report, place)}  ({where(report, place)})")
    more = len(coverage.unread_places) - LISTED
    if more > 0:
        sheet.item(say(f"……另有 {more} 处", f"… and {more} more"))


def _snippet(report: Report, place: Place) -> str:
    text = " ".join(raw_text(report, place)[slice(*place.span)].split())
    return text if len(text) <= 40 else text[:39] + "…"
