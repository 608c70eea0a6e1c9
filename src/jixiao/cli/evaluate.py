"""`jixiao eval`: the reader against the truth."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.cli import inputs, terminal
from jixiao.cli.sheet import Sheet
from jixiao.cli.terminal import say
from jixiao.evaluate import Counts, FileResult, Summary, evaluate_directory
from jixiao.readers.scan.options import REVIEW_BELOW
from jixiao.schema import digits, to_json

SOME_FAILED = 8


def run(directory: Path, directories: Sequence[Path], *, misses: bool) -> int:
    """Print precision and recall by part and by form, then every miss, and return the exit code."""
    patterns = inputs.load_patterns(directories)

    def parse(path: Path) -> dict[str, Any]:
        data: dict[str, Any] = json.loads(to_json(inputs.parse_file(str(path), patterns)), parse_float=Decimal)
        return data

    summary = evaluate_directory(directory, parse)
    console = terminal.console()
    with console.capture() as captured:
        sheet = Sheet(console, str)
        _tables(summary, sheet)
        _kinds(summary, sheet)
    terminal.emit(captured.get())
    if misses:
        terminal.emit("".join(_misses(summary.files)))
    failed = [result for result in summary.files if result.error]
    for result in failed:
        if result.error:
            terminal.complain(result.error)
    return SOME_FAILED if failed else 0


def _tables(summary: Summary, sheet: Sheet) -> None:
    sheet.title(say(f"共 {len(summary.files)} 个文件", f"{len(summary.files)} files"))
    rows = [_row(part, counts) for part, counts in summary.parts.items()]
    rows.append(_row(say("合计", "all"), summary.overall))
    sheet.table((say("部分", "part"), *_columns()), rows, numbers=range(1, 7))
    forms: dict[str, Counts] = {}
    for result in summary.files:
        # «03.tab-cells.txt» is a form of its own: the dialect decides what can be read.
        forms.setdefault(result.path.name.partition(".")[2], Counts()).add(result.comparison.overall)
    sheet.table(
        (say("形式", "form"), *_columns()), [_row(*item) for item in sorted(forms.items())], numbers=range(1, 7)
    )


def _kinds(summary: Summary, sheet: Sheet) -> None:
    """Figures and labels, which are counted exactly; sentences by characters; how well the doubtful ones are known."""
    exact = _row(say("数字、日期、名称", "figures, dates, names"), summary.exact)
    folded = _row(say("同上，不计空格和全半角", "the same, blanks and widths folded"), summary.folded)
    sheet.table((say("按值", "exactly"), *_columns()), [exact, folded], numbers=range(1, 7))
    letters = summary.letters
    row = (
        say("语句", "sentences"), letters.total, letters.wrong, letters.lost, letters.added,
        f"{letters.error_rate:.2%}", f"{letters.error_rate_of_all:.2%}",
    )  # fmt: skip
    names = (
        say("按字", "by characters"), say("字数", "characters"), say("错", "wrong"), say("整句缺", "lost"),
        say("整句多", "added"), say("错字率", "error rate"), say("含整句", "with whole sentences"),
    )  # fmt: skip
    sheet.table(names, [row], numbers=range(1, 7))
    values = [value for value in summary.sure if not value.sentence]
    if all(value.confidence >= 1 for value in values):
        return
    wrong = [value for value in values if not value.right]
    doubtful = sum(value.confidence < REVIEW_BELOW for value in values)
    caught = sum(value.confidence < REVIEW_BELOW for value in wrong)
    said = say(
        f"置信度低于{REVIEW_BELOW}的数值占{_share(doubtful, len(values))}，错值中占{_share(caught, len(wrong))}",
        f"below confidence {REVIEW_BELOW}: {_share(doubtful, len(values))} of all values, "
        f"{_share(caught, len(wrong))} of the wrong ones",
    )
    sheet.line(say("复核", "review"), said)


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" + (f" ({part / whole:.1%})" if whole else "")


def _columns() -> tuple[str, ...]:
    return (
        say("正确", "right"), say("缺", "missing"), say("多", "extra"), say("错", "wrong"),
        say("准确率", "precision"), say("召回率", "recall"),
    )  # fmt: skip


def _row(name: str, counts: Counts) -> tuple[str | int, ...]:
    rates = (f"{counts.precision:.4f}", f"{counts.recall:.4f}")
    return (name, counts.right, counts.missing, counts.extra, counts.wrong, *rates)


def _misses(results: Iterable[FileResult]) -> Iterable[str]:
    kinds = {"missing": say("缺", "missing"), "extra": say("多", "extra"), "wrong": say("错", "wrong")}
    for result in results:
        for miss in result.comparison.misses:
            expected, found = _shown(miss.expected), _shown(miss.found)
            yield f"{result.path.name}\t{kinds[miss.kind]}\t{miss.pointer}\t{expected}\t{found}\n"


def _shown(value: Any) -> str:
    value = getattr(value, "value", value)  # a value of the wrong shape comes wrapped
    text = digits(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 200 else text[:199] + "…"
