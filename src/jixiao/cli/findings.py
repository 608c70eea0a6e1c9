"""Findings as a clerk reads them: by cause, the gravest first, each with the words it stands on and their place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from jixiao.cli.context import around, where
from jixiao.cli.sheet import NOTHING, Sheet, shown
from jixiao.cli.terminal import say
from jixiao.schema import ChecksSummary, Finding, Operand, Place, Report
from jixiao.schema.vocabulary import SEVERITIES, STATUSES, Severity, Status

MARKS = {"error": "✗", "warning": "!", "info": "·"}
STYLES = {"error": "bold red", "warning": "yellow", "info": ""}
ORDER: tuple[Severity, ...] = ("error", "warning", "info")
QUOTED = 6
"""So many operands of one finding are quoted; a sum of thirty rows says no more with thirty quotes."""


def at_least(findings: Iterable[Finding], severity: Severity) -> list[Finding]:
    """The findings that are as grave as this or graver."""
    kept = ORDER[: ORDER.index(severity) + 1]
    return [finding for finding in findings if finding.severity in kept]


def by_cause(findings: Sequence[Finding]) -> Iterator[list[Finding]]:
    """Findings of one cause together; the first of each is its headline."""
    for _, members in groupby(findings, key=lambda finding: finding.root):
        yield list(members)


def show_group(members: Sequence[Finding], report: Report, sheet: Sheet) -> None:
    """One cause: its headline, what else it makes wrong, and the words that both stand on."""
    headline, *others = members
    quoted: set[str] = set()
    _show(headline, report, sheet, quoted, "")
    for other in others:
        _show(other, report, sheet, quoted, say("同因 ", "same cause: "))


def _show(finding: Finding, report: Report, sheet: Sheet, quoted: set[str], lead: str) -> None:
    grade = say(SEVERITIES[finding.severity], finding.severity)
    message = say(finding.message, finding.message_en)
    indent = "    " if lead else ""
    sheet.plain(
        f"{indent}{MARKS[finding.severity]} {lead}{grade}  {message}  [{finding.rule}]", STYLES[finding.severity]
    )
    if finding.diagnosis:
        sheet.plain(f"{indent}    {say('诊断', 'diagnosis')}：{finding.diagnosis}")
    if finding.repair is not None:
        sheet.plain(f"{indent}    {say('建议改为', 'would be settled by')} {shown(finding.repair)}")
    fresh = [o for o in finding.operands if o.pointer is None or o.pointer not in quoted]
    quoted |= {o.pointer for o in fresh if o.pointer}
    for operand in fresh[:QUOTED]:
        sheet.plain(f"{indent}    {quote(report, operand)}", "dim")
    if len(fresh) > QUOTED:
        rest = len(fresh) - QUOTED
        sheet.plain(f"{indent}    {say(f'……另有 {rest} 处', f'… and {rest} more')}", "dim")


def quote(report: Report, operand: Operand) -> str:
    """An operand with its words in their line and their place: «编制数 7 ← 编制【7】人（第9段）»."""
    value = NOTHING if operand.value is None else shown(operand.value)
    place = place_of(report, operand.pointer) if operand.pointer else None
    if place is None:
        return f"{operand.label} {value}".rstrip()
    before, words, after = around(report, place)
    context = f"{before}【{words}】{after}" if len(words) < 60 else f"【{words[:60]}…】"
    named = f"{operand.label} {value}" if len(value) < 40 else operand.label
    return f"{named} ← {' '.join(context.split())}（{where(report, place)}）"


def place_of(report: Report, pointer: str) -> Place | None:
    """Where a value stands: by its evidence; blocks and cells are places themselves."""
    evidence = report.evidence.get(pointer)
    if evidence is not None:
        return evidence.places[0] if evidence.places else None
    parts = pointer.split("/")[1:]
    if parts[0] == "blocks" and int(parts[1]) < len(report.blocks):
        block = report.blocks[int(parts[1])]
        return Place.of(block.index, None, (0, len(block.text)), block.page)
    if parts[0] == "tables" and len(parts) > 3:
        return report.tables[int(parts[1])].cells[int(parts[3])].place
    return None


def counts(findings: Iterable[Finding]) -> str:
    """«错误 6 · 警告 10 · 提示 24»."""
    listed = list(findings)
    return " · ".join(f"{say(SEVERITIES[s], s)} {sum(finding.severity == s for finding in listed)}" for s in ORDER)


def statuses(summary: ChecksSummary) -> str:
    """«105 条规则：通过 98 · 不通过 40 · 不适用 14 · 数据不足 5»."""
    numbers: dict[Status, int] = {
        "pass": summary.passed,
        "fail": summary.fail,
        "not_applicable": summary.not_applicable,
        "insufficient_data": summary.insufficient_data,
    }
    parts = [f"{say(STATUSES[key], key.replace('_', ' '))} {number}" for key, number in numbers.items()]
    return say(f"{summary.rules} 条规则：", f"{summary.rules} rules: ") + " · ".join(parts)


def show_findings(report: Report, sheet: Sheet) -> None:
    """The findings on the page of a whole report: their number, and each cause in a line."""
    if not report.checks_summary.rules and not report.findings:
        return
    sheet.heading(say("检查发现", "Findings"))
    sheet.line(say("数量", "number"), counts(report.findings))
    sheet.line(say("检查", "checks"), statuses(report.checks_summary))
    for members in by_cause(report.findings):
        headline = members[0]
        if headline.severity != "info":
            more = say(f"（同因 {len(members) - 1} 项）", f" ({len(members) - 1} more)") if len(members) > 1 else ""
            grade = say(SEVERITIES[headline.severity], headline.severity)
            text = f"[{grade}] {say(headline.message, headline.message_en)}"
            sheet.item(text + more, STYLES[headline.severity])


def masked(finding: Finding, mask: Callable[[str], str]) -> Finding:
    """A finding without names and telephones."""
    return finding.model_copy(
        update={
            "message": mask(finding.message),
            "message_en": mask(finding.message_en),
            "actual": mask(finding.actual) if isinstance(finding.actual, str) else finding.actual,
            "expected": mask(finding.expected) if isinstance(finding.expected, str) else finding.expected,
            "operands": tuple(
                o.model_copy(update={"value": mask(o.value)}) if isinstance(o.value, str) else o
                for o in finding.operands
            ),
        }
    )
