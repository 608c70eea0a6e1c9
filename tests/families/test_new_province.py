"""A province that `src/` has never heard of is read from a directory of TOML: the worked example of the guide."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from jixiao.patterns import Patterns, check, load
from jixiao.pipeline import parse
from jixiao.schema import Report

GUIDE = Path(__file__).parents[2] / "docs" / "add-a-province.md"


@lru_cache(maxsize=1)
def blocks() -> dict[str, str]:
    """The guide's code blocks: files by name, the report as «text», what is read of it as «json»."""
    text = GUIDE.read_text(encoding="utf-8")
    found = dict(re.findall(r"^`(\w+\.toml)`:\n```toml\n(.*?)^```", text, re.M | re.S))
    found |= dict(re.findall(r"^```(text|json)\n(.*?)^```", text, re.M | re.S))
    return found


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Patterns:
    directory = tmp_path_factory.mktemp("xingzhou")
    for name, body in blocks().items():
        if name.endswith(".toml"):
            (directory / name).write_text(body, encoding="utf-8")
    return load([directory])


@pytest.fixture(scope="module")
def report(pack: Patterns) -> Report:
    return parse(blocks()["text"].encode(), patterns=pack)


def test_the_guide_s_patterns_hold(pack: Patterns) -> None:
    assert check(pack) == []


def test_the_guide_s_report_is_read_as_the_guide_says(report: Report) -> None:
    wanted = json.loads(blocks()["json"], parse_float=Decimal)
    assert len(wanted) == 20
    assert {pointer: report.value(pointer) for pointer in wanted} == wanted


def test_nothing_of_it_is_left_unread(report: Report) -> None:
    assert report.coverage.unread == 0
    assert report.diagnostics == ()


def test_without_the_directory_its_figures_are_not_read() -> None:
    report = parse(blocks()["text"].encode())
    assert [row.executed for table in report.evaluations for row in table.funds] == []


def test_src_does_not_know_it() -> None:
    source = Path(__file__).parents[2] / "src"
    assert not any("星洲" in file.read_text(encoding="utf-8") for file in source.rglob("*.py"))
