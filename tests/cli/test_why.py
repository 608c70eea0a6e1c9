"""`jixiao why`: the verbatim text in its context, the pattern, the steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from rich.text import Text

from commandline import Result
from jixiao.cli import context
from jixiao.cli.why import _context
from jixiao.schema import Block, Place, Report

Cli = Callable[..., Result]


def test_a_value_in_the_narrative(jixiao_cli: Cli, report_json: Path) -> None:
    result = jixiao_cli("why", report_json, "/spending/3/amount")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "/spending/3/amount = 32.4000"
    assert "  原文  324000元" in lines
    assert "  换算  324000元 → ÷10000 → 32.4000" in lines
    assert "  置信度  0.99" in lines
    assert "  位置  第1页，第7段，字符 33–40" in lines
    assert "    基本支出182.40万元，其中：人员经费150.00万元，公用经费【324000元】。" in lines
    assert any(line.startswith("  规则  spending.amount") for line in lines)


def test_a_value_in_a_table(jixiao_cli: Cli, report_json: Path) -> None:
    out = jixiao_cli("why", report_json, "/evaluations/0/indicators/1/level1", "/evaluations/0/indicators/1/score").out
    assert "  原文  社会效↵益指标\n" in out
    assert "  推断  是，由上述原文推出\n" in out
    assert "  位置  第2页，表1 第3行第2列，字符 0–7\n" in out
    assert "    该行: 社会效益指标 | 借阅便利度 | 明显提升 | 明显提升 | 30\n" in out
    assert "/evaluations/0/indicators/1/score = –\n" in out
    assert "  空值  空白\n" in out
    assert "    【】\n" in out


def test_all_values(jixiao_cli: Cli, report_json: Path) -> None:
    lines = jixiao_cli("why", report_json).out.splitlines()
    assert len(lines) == 9
    assert "/spending/3/amount\t32.4000\t324000元" in lines
    assert all(line.count("\t") == 2 for line in lines)


def test_json(jixiao_cli: Cli, report_json: Path) -> None:
    result = jixiao_cli("why", report_json, "/spending/3/amount", "/spending/4/amount", "--json")
    data = json.loads(result.out)
    assert data["/spending/3/amount"]["places"][0]["span"] == [33, 40]
    assert data["/spending/4/amount"]["null_kind"] == "nil_statement"


def test_a_wrong_pointer_names_near_ones(jixiao_cli: Cli, report_json: Path) -> None:
    result = jixiao_cli("why", report_json, "/spending/3/amuont")
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert "相近的指针：/spending/3/amount" in result.err
    assert str(report_json) in result.err
    assert "near: /spending/3/amount" in jixiao_cli("why", report_json, "/spending/3/amuont", "--lang", "en").err


def test_english(jixiao_cli: Cli, report_json: Path) -> None:
    out = jixiao_cli("why", report_json, "/evaluations/0/indicators/1/score", "--lang", "en").out
    assert "  null  blank\n" in out
    assert "page 2, table 1, row 3, column 7, characters 0–0" in out


def _report_of(text: str, base: Report) -> Report:
    return base.model_copy(update={"blocks": (Block(index=0, kind="paragraph", text=text),)})


def test_context_is_the_line_and_not_endless(jixiao_cli: Cli, report_json: Path) -> None:
    base = Report.from_json(report_json.read_bytes())
    report = _report_of("上一行\n" + "前" * 99 + "价值" + "后" * 99 + "\n下一行", base)
    before, quoted, after = context.around(report, Place(block=0, span=(103, 105)))
    assert quoted == "价值"
    assert before == "…" + "前" * 48
    assert after == "后" * 48 + "…"
    short = context.around(_report_of("甲\n乙丙\n丁", base), Place(block=0, span=(2, 3)))
    assert short == ("", "乙", "丙")


def test_a_place_that_the_report_does_not_hold(report_json: Path) -> None:
    report = Report.from_json(report_json.read_bytes())
    assert context.around(report, Place(block=99, span=(0, 1))) == ("", "", "")
    assert context.raw_text(report, Place(block=99, cell=(0, 0), span=(0, 1))) == ""
    assert context.row_of(report, Place(block=99, cell=(0, 0), span=(0, 1))) == ""


def test_the_quote_is_highlighted_on_a_terminal(report_json: Path) -> None:
    report = Report.from_json(report_json.read_bytes())
    place = report.why("/spending/3/amount").places[0]
    text = _context(report, place, True)
    assert isinstance(text, Text)
    assert "【" not in text.plain
    assert [text.plain[span.start : span.end] for span in text.spans if "reverse" in str(span.style)] == ["324000元"]
