"""`jixiao status`, `list`, `export`, `check ARCHIVE`: what an archive holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.archive.across import findings
from jixiao.archive.model import STATUSES
from jixiao.archive.opening import open_archive
from jixiao.archive.store import Store
from jixiao.archive.tables import BY_NAME
from jixiao.archive.walk import is_archive, printable
from jixiao.cli import inputs, terminal
from jixiao.cli.terminal import UsageError, say
from jixiao.export import Selection
from jixiao.export import export as write
from jixiao.export.selection import matching
from jixiao.export.to_csv import plain
from jixiao.schema.vocabulary import KINDS, SEVERITIES, Severity

FOLDERS = frozenset({"parquet", "csv"})


def status(archive: str, *, as_json: bool) -> None:
    """Print what an archive holds."""
    with open_archive(archive) as store:
        found = _status(store)
    if as_json:
        terminal.emit(json.dumps(found, ensure_ascii=False) + "\n")
        return
    lines = [
        f"{archive}  {say('个人信息已遮盖', 'masked') if found['masked'] else say('含个人信息', 'personal data kept')}"
    ]
    lines += [say(f"文件 {found['documents']}", f"documents {found['documents']}")]
    names: dict[str, str] = {str(key): value for key, value in STATUSES.items()}
    lines += [f"  {say(names[state], state)} {count}" for state, count in found["by_status"].items()]
    lines += [f"    {entry['category']} {entry['count']}" for entry in found["by_category"]]
    lines += [say(f"报告 {found['reports']}", f"reports {found['reports']}")]
    if found["stale"]:
        lines += [say(*_unfinished(found["stale"]))]
    kinds: dict[str, str] = {str(key): value for key, value in KINDS.items()}
    for entry in found["by_year"]:
        year = entry["fiscal_year"] or say("年度不详", "no year")
        lines.append(f"  {year} {say(kinds[entry['kind']], entry['kind'])} {entry['count']}")
    lines.append(
        say(
            f"检查发现：错误 {found['errors']}，警告 {found['warnings']}，提示 {found['leads']}",
            f"findings: {found['errors']} errors, {found['warnings']} warnings, {found['leads']} leads",
        )
    )
    terminal.emit("\n".join(lines) + "\n")


def _status(store: Store) -> dict[str, Any]:
    def rows(query: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = store.connection.execute(query).fetchall()
        return found

    counts = store.counts()
    totals = rows(
        "SELECT count(*), coalesce(sum(errors), 0)::BIGINT, coalesce(sum(warnings), 0)::BIGINT,"
        " coalesce(sum(leads), 0)::BIGINT FROM reports"
    )[0]
    categories = rows(
        "SELECT category, count(*) FROM documents WHERE category IS NOT NULL AND status IN ('failed', 'quarantined')"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    years = rows("SELECT fiscal_year, kind, count(*) FROM reports GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2")
    return {
        "documents": sum(counts.values()),
        "by_status": counts,
        "by_category": [{"category": name, "count": count} for name, count in categories],
        "reports": totals[0],
        "stale": store.stale(),
        "by_year": [{"fiscal_year": year, "kind": kind, "count": count} for year, kind, count in years],
        "errors": totals[1],
        "warnings": totals[2],
        "leads": totals[3],
        "masked": not store.keeps_personal_data(),
        "runs": len(store.runs()),
    }


def _unfinished(count: int) -> tuple[str, str]:
    return (
        f"另有 {count} 份报告的表待重做：请再运行 jixiao ingest（任一来源）",
        f"{count} more reports have no rows yet: run jixiao ingest again, with any source",
    )


def _look(archive: str) -> Store:
    """An archive; it is said if an upgrade of it did not come to its end, since what is shown is not all then."""
    store = open_archive(archive)
    count = store.stale()
    if count:
        terminal.notice(*_unfinished(count))
    return store


def list_all(archive: str, states: Sequence[str], categories: Sequence[str], *, as_json: bool) -> None:
    """Print the documents of an archive, one a line."""
    unknown = [state for state in states if state not in STATUSES]
    if unknown:
        raise UsageError(
            f"没有状态 {unknown[0]}：可用 {'、'.join(STATUSES)}",
            f"no state {unknown[0]}; there are {', '.join(STATUSES)}",
        )
    names: dict[str, str] = {str(key): value for key, value in STATUSES.items()}
    with open_archive(archive) as store:
        for entry in store.entries(states, categories):
            if as_json:
                line = {
                    "path": entry.path,
                    "status": entry.status,
                    "category": entry.category,
                    "reason": say(entry.reason or "", entry.reason_en or "") or None,
                    "sha256": entry.sha256,
                    "attempts": entry.attempts,
                    "unread": entry.unread,
                }
                terminal.emit(json.dumps(line, ensure_ascii=False) + "\n")
                continue
            reason = say(entry.reason or "", entry.reason_en or "")
            if entry.status == "partial" and not reason:
                reason = say(f"未读 {entry.unread} 字", f"{entry.unread} characters unread")
            category = f" {entry.category}" if entry.category else ""
            terminal.emit(f"{say(names[entry.status], entry.status)}{category}\t{printable(entry.path)}\t{reason}\n")


def selection(
    years: Sequence[int] | None,
    units: Sequence[str] | None,
    kinds: Sequence[str] | None,
    tables: Sequence[str] | None,
    *,
    evidence: bool,
    english: bool,
) -> Selection:
    """What the options choose.

    Raises:
        UsageError: there is no such kind or table.
    """
    for name in kinds or ():
        if name not in KINDS:
            raise UsageError(
                f"没有类型 {name}：可用 {'、'.join(KINDS)}", f"no kind {name}; there are {', '.join(KINDS)}"
            )
    for name in tables or ():
        if name not in BY_NAME:
            raise UsageError(
                f"没有表 {name}：可用 {'、'.join(BY_NAME)}", f"no table {name}; there are {', '.join(BY_NAME)}"
            )
    return Selection(tuple(years or ()), tuple(units or ()), tuple(kinds or ()), tuple(tables or ()), evidence, english)


def export(
    source: str, form: str, output: Path | None, chosen: Selection, patterns: Sequence[Path], *, keep: bool
) -> None:
    """Write an archive or a single report in a format, and say what was written."""
    stem = Path(source).with_suffix("").name
    target = output or Path(f"{stem}.{form}" if form not in FOLDERS else f"{stem}-{form}")
    if target.exists() and Path(source).exists() and target.resolve() == Path(source).resolve():
        raise UsageError(
            "结果会覆盖来源：请用 -o 指定别处", "the result would overwrite the source; name another with -o"
        )
    with _opened(source, patterns, keep) as store:
        if not matching(store, chosen):
            terminal.notice(
                "没有符合条件的报告：结果只有表头，没有内容",
                "no report fits the filters: the result has headings and no content",
            )
        written = write(store, form, target, chosen)
    terminal.notice(
        f"已写入 {target}（{len(written)} 个文件）" if len(written) > 1 else f"已写入 {target}",
        f"written to {target} ({len(written)} files)" if len(written) > 1 else f"written to {target}",
    )


def _opened(source: str, patterns: Sequence[Path], keep: bool) -> Store:
    """The archive; a report becomes one of a single document, in memory."""
    if is_archive(source):
        if keep:
            raise UsageError(
                "--keep-personal-data 只用于单份报告：档案在 ingest 时决定是否遮盖",
                "--keep-personal-data is for a single report; an archive is masked, or not, when it is made",
            )
        return _look(source)
    from jixiao.archive.single import single

    report = inputs.load_report(source, patterns)
    inputs.tell_no_report(report, source)
    return single(report, source, keep=keep)


def check(archive: str, severity: Severity, *, as_json: bool) -> int:
    """Print what an archive's reports and their comparison give, the gravest first; 1 when an error is among it."""
    grave = [name for name in SEVERITIES if list(SEVERITIES).index(name) <= list(SEVERITIES).index(severity)]
    errors = 0
    with _look(archive) as store:
        for line in _found(store, grave):
            errors += line["severity"] == "error"
            if as_json:
                terminal.emit(json.dumps(line, ensure_ascii=False) + "\n")
                continue
            word = say(SEVERITIES[line["severity"]], line["severity"])
            message = say(line["message"], line["message_en"])
            terminal.emit(f"{word}\t{line['file_name'] or line['report_id']}\t{message}  [{line['rule']}]\n")
    return 1 if errors else 0


def _found(store: Store, grave: Sequence[Severity]) -> Iterator[dict[str, Any]]:
    """One line for each cause in each current report, and what only several reports can tell, by severity."""
    across = [
        {
            "rule": f.rule, "severity": f.severity, "report_id": f.report_id, "other_report_id": f.other_report_id,
            "file_name": f.file_name, "message": f.message, "message_en": f.message_en,
            "expected": _digits(f.expected), "actual": _digits(f.actual), "difference": _digits(f.difference),
        }
        for f in findings(store)
    ]  # fmt: skip
    query = (
        "SELECT l.rule, l.report_id, l.file_name, l.message, f.message_en, l.expected, l.actual, l.difference"
        " FROM lead_list l JOIN findings f ON f.report_id = l.report_id AND f.seq = l.finding WHERE l.severity = $1"
        " ORDER BY l.fiscal_year DESC NULLS LAST, l.unit_name, l.report_id, l.finding"
    )
    for severity in grave:
        yield from (line for line in across if line["severity"] == severity)
        for rule, ident, name, message, message_en, expected, actual, difference in store.rows(query, [severity]):
            yield {
                "rule": rule, "severity": severity, "report_id": ident, "other_report_id": None, "file_name": name,
                "message": message, "message_en": message_en, "expected": expected, "actual": actual,
                "difference": difference,
            }  # fmt: skip


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
