"""`jixiao why`: where a value comes from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from jixiao.cli import inputs, terminal
from jixiao.cli.catalogue import catalogue, reads
from jixiao.cli.context import around, row_of, where
from jixiao.cli.sheet import shown
from jixiao.cli.terminal import say
from jixiao.errors import JixiaoError
from jixiao.schema import Evidence, Measure, Place, Report, to_json
from jixiao.schema.vocabulary import NULL_KINDS


def run(file: str, pointers: Sequence[str], directories: Sequence[Path], *, as_json: bool) -> None:
    """Print the evidence of the values at the pointers; without any, one line for each value that has some."""
    report = inputs.load_report(file, directories)
    try:
        found = {at: report.why(at) for at in pointers or report.evidence}
    except JixiaoError as error:
        error.file = file
        raise
    if as_json:
        terminal.emit(b"{" + b",".join(to_json_key(at) + b":" + to_json(found[at]) for at in found) + b"}\n")
    elif pointers:
        pages = catalogue(inputs.load_patterns(directories))
        for at, evidence in found.items():
            _explain(report, at, evidence, reads(pages, evidence.pattern))
    elif not found:
        terminal.notice("报告中没有读出任何数值", "the report holds no value that was read")
    else:
        terminal.emit("".join(f"{at}\t{_value(report, at)}\t{_line(e.text)}\n" for at, e in found.items()))


def to_json_key(key: str) -> bytes:
    """A key as JSON."""
    import orjson

    return orjson.dumps(key)


def _value(report: Report, at: str) -> str:
    value = report.value(at)
    if isinstance(value, Measure):
        value = value.text
    return _line(shown(value)) if value is None or isinstance(value, str | int) or hasattr(value, "as_tuple") else "…"


def _line(text: str) -> str:
    return " ".join(text.split())


def _explain(report: Report, at: str, evidence: Evidence, meaning: str) -> None:
    console = terminal.console()
    with console.capture() as captured:
        console.print(Text.assemble((at, "bold"), " = ", (_value(report, at), "bold green")))
        for label, text in _facts(evidence, meaning):
            console.print(Text.assemble((f"  {label}  ", "dim"), text), soft_wrap=True)
        for place in evidence.places:
            console.print(Text.assemble((f"  {say('位置', 'place')}  ", "dim"), where(report, place)), soft_wrap=True)
            console.print(_context(report, place, console.is_terminal), soft_wrap=True)
    terminal.emit(captured.get())


def _facts(evidence: Evidence, meaning: str) -> list[tuple[str, str]]:
    """What is known of a reading, label and text, in the order in which one asks."""
    facts = [
        (say("原文", "text"), evidence.text.replace("\n", "↵") or say("（空白）", "(blank)")),
        (say("规则", "pattern"), f"{evidence.pattern}{'：' + meaning if meaning else ''}"),
    ]
    facts += [(say("换算", "step"), step) for step in evidence.steps]
    if evidence.null_kind:
        facts.append((say("空值", "null"), say(NULL_KINDS[evidence.null_kind], evidence.null_kind)))
    if evidence.inferred:
        facts.append((say("推断", "inferred"), say("是，由上述原文推出", "yes, concluded from this text")))
    facts.append((say("置信度", "confidence"), f"{evidence.confidence:.2f}"))
    return facts


def _context(report: Report, place: Place, coloured: bool) -> Text:
    before, quoted, after = around(report, place)
    marked = (quoted, "reverse bold") if coloured else f"【{quoted}】"
    text = Text.assemble(f"    {before}", marked, after)
    row = row_of(report, place)
    if row and row != quoted:
        text.append(f"\n    {say('该行', 'its row')}: {row}", "dim")
    return text
