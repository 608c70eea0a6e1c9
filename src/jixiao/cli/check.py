"""`jixiao check`: what does not add up, by cause, with the words it stands on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jixiao.archive.walk import is_archive
from jixiao.assurance import to_review
from jixiao.checks import Result, mask, names, profile
from jixiao.checks import check as run_checks
from jixiao.cli import inputs, terminal
from jixiao.cli.findings import at_least, by_cause, counts, masked, show_group, statuses
from jixiao.cli.inputs import Input
from jixiao.cli.options import ScanChoice
from jixiao.cli.scans import is_scan, origin
from jixiao.cli.sheet import Sheet
from jixiao.cli.terminal import Quiet, say
from jixiao.errors import JixiaoError
from jixiao.patterns import Patterns
from jixiao.schema import Finding, Report
from jixiao.schema.vocabulary import STATUSES, Severity

ERRORS_FOUND = 1
SOME_FAILED = 8


class Command:
    """One call: how it checks and what it prints."""

    def __init__(
        self,
        patterns: Patterns,
        *,
        as_json: bool,
        everything: bool,
        severity: Severity,
        scoring: str | None,
        personal: bool,
        choice: ScanChoice,
    ) -> None:
        self.patterns = patterns
        self.choice = choice
        self.as_json = as_json
        self.everything = everything
        self.severity = severity
        self.profile = profile(patterns, scoring) if scoring else None
        self.personal = personal

    def one(self, item: Input, directories: Sequence[Path]) -> bool:
        """Check one file, print what was found, and say whether an error is among it."""
        report = inputs.load_report(item.path, directories, self.choice)
        result = run_checks(report, self.patterns, self.profile)
        hide = (lambda text: text) if self.personal else mask(report)
        if self.as_json:
            terminal.emit(self._json(item, result, hide))
        else:
            self._page(item, report, result, hide)
        return any(finding.severity == "error" for finding in result.findings)

    def _json(self, item: Input, result: Result, hide: Callable[[str], str]) -> bytes:
        from jixiao.cli.why import to_json_key
        from jixiao.schema import to_json

        found = at_least(result.findings, self.severity)
        listed = [*found, *(result.others() if self.everything else ())]
        findings = b",".join(to_json(masked(finding, hide)) for finding in listed)
        head = b'{"file":' + to_json_key(item.name) + b',"profile":' + to_json_key(result.profile.id)
        return head + b',"checks_summary":' + to_json(result.summary) + b',"findings":[' + findings + b"]}\n"

    def _page(self, item: Input, report: Report, result: Result, hide: Callable[[str], str]) -> None:
        console = terminal.console()
        sheet = Sheet(console, hide)
        with console.capture() as captured:
            sheet.title(f"{item.name}  {report.title or ''}".rstrip())
            _profile_line(result, sheet)
            if is_scan(report):
                sheet.line(say("来源", "source"), origin(report, len(to_review(report))))
            if report.kind == "not_a_report":
                sheet.item(say("不是绩效自评报告，没有可检查的内容", "no self-evaluation report: nothing to check"))
            for members in by_cause(at_least(result.findings, self.severity)):
                show_group(members, report, sheet)
            if self.everything:
                _others(result.others(), sheet)
            sheet.line(say("合计", "found"), counts(result.findings))
            sheet.line(say("检查", "checks"), statuses(result.summary))
        terminal.emit("".join(line.rstrip() + "\n" for line in captured.get().splitlines()))


def _profile_line(result: Result, sheet: Sheet) -> None:
    chosen = result.profile
    mark = say("（未核实，仅供参考）", " (unverified)") if chosen.unverified else ""
    sheet.line(say("评分口径", "scoring"), f"{say(chosen.title, chosen.title_en)}{mark} [{chosen.id}]")


def _others(findings: Sequence[Finding], sheet: Sheet) -> None:
    """What did not fail: one line for each instance."""
    for status in ("pass", "insufficient_data", "not_applicable"):
        same = [finding for finding in findings if finding.status == status]
        sheet.heading(f"{say(STATUSES[status], status.replace('_', ' '))} {len(same)}")
        for finding in same:
            labels = "、".join(dict.fromkeys(operand.label for operand in finding.operands[:3]))
            more = "…" if len(finding.operands) > 3 else ""
            sheet.item(f"{finding.rule}  {labels}{more}".rstrip())


def run(
    arguments: Sequence[str],
    directories: Sequence[Path],
    *,
    as_json: bool,
    everything: bool,
    severity: Severity,
    scoring: str | None,
    personal: bool,
    choice: ScanChoice,
) -> int:
    """Check what the arguments mean and return the exit code. A single file's error is raised."""
    if len(arguments) == 1 and is_archive(arguments[0]):
        from jixiao.cli import archive_look

        return archive_look.check(arguments[0], severity, as_json=as_json)
    patterns = inputs.load_patterns(directories)
    command = Command(
        patterns,
        as_json=as_json,
        everything=everything,
        severity=severity,
        scoring=scoring,
        personal=personal,
        choice=choice,
    )
    items, several = inputs.gather(arguments)
    if not several:
        return ERRORS_FOUND if command.one(items[0], directories) else 0
    failed = errors = 0
    for item in items:
        try:
            errors += command.one(item, directories)
        except JixiaoError as error:
            terminal.complain(error)
            failed += 1
        except Quiet:
            raise
        except Exception as error:
            terminal.complain_of_bug(error, item.path)
            failed += 1
    terminal.notice(
        f"共 {len(items)} 个文件：有错误 {errors}，未能读取 {failed}",
        f"{len(items)} files: {errors} with errors, {failed} not read",
    )
    return SOME_FAILED if failed else ERRORS_FOUND if errors else 0


def profiles(directories: Sequence[Path]) -> None:
    """Print all profiles, one a line."""
    patterns = inputs.load_patterns(directories)
    lines = []
    for name in names(patterns):
        found = profile(patterns, name)
        mark = say("（未核实）", " (unverified)") if found.unverified else ""
        lines.append(f"{name}\t{say(found.title, found.title_en)}{mark}\n")
    terminal.emit("".join(lines))
