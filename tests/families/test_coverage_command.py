"""`jixiao patterns coverage`: what fired, what never did, what another hid."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.cli import main

REPORT = """2023年度云溪县档案馆部门整体支出绩效自评报告

一、单位基本情况
（一）主要职能。负责档案收集。
七、存在的问题及原因分析
指标不够细化。
"""
PACK = """
[[pattern]]
id = "kind.never"
reads = "what no title says"
kind = "project"
text = '''从来没有的标题'''
examples = [{ in = "从来没有的标题" }]

[[pattern]]
id = "kind.elsewhere"
reads = "what another pattern reads at other places than this one is tried at"
kind = "whole_department"
where = ["heading"]
text = '''整体支出绩效自评报告'''
examples = [{ in = "整体支出绩效自评报告" }]

[[pattern]]
id = "kind.late"
reads = "what another pattern reads before it"
kind = "whole_department"
where = ["title", "table", "head"]
text = '''整体支出绩效'''
examples = [{ in = "整体支出绩效" }]
"""


@pytest.fixture
def lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, list[str]]:
    reports, pack = tmp_path / "reports", tmp_path / "pack"
    reports.mkdir()
    pack.mkdir()
    (reports / "a.txt").write_text(REPORT, encoding="utf-8")
    (reports / "b.txt").write_text(REPORT.replace("2023", "2022"), encoding="utf-8")
    (pack / "pack.toml").write_text(PACK, encoding="utf-8")
    assert main(["patterns", "coverage", str(reports), "--patterns", str(pack), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    main(["--lang", "zh"])
    return {line.split("\t")[0]: line.split("\t") for line in out.splitlines()}


def test_what_fired_is_counted_with_its_files(lines: dict[str, list[str]]) -> None:
    assert lines["title.whole"][2:4] == ["2", "fired"]
    assert lines["section.problems"][1:4] == ["1", "1", "fired"]  # a title is looked up once
    assert lines["kind.whole_department"][2] == "2"


def test_what_never_did_is_told_from_what_was_hidden(lines: dict[str, list[str]]) -> None:
    assert lines["kind.never"][1:4] == ["0", "0", "never"]
    assert lines["kind.late"][1:4] == ["0", "0", "shadowed by kind.whole_department"]
    assert lines["kind.elsewhere"][1:4] == ["0", "0", "never"]  # the title is no heading
    assert lines["yunnan.project"][1:4] == ["0", "0", "never"]


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["patterns", "coverage", str(tmp_path)]) == 8
    assert "empty.txt" in capsys.readouterr().err
