"""The command line in front of a made-up library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fictional
import jixiao
from commandline import Result, fake_parse
from jixiao.cli import main, terminal


@pytest.fixture
def jixiao_cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Run `jixiao` in this process."""
    monkeypatch.setattr(jixiao, "parse", fake_parse, raising=False)
    monkeypatch.delenv("JIXIAO_LANG", raising=False)
    monkeypatch.delenv("JIXIAO_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments: str | Path) -> Result:
        terminal.set_language("zh")
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def report_json(tmp_path: Path) -> Path:
    """The fictional report as `jixiao parse` writes it."""
    path = tmp_path / "report.json"
    path.write_text(fictional.report().model_dump_json(), encoding="utf-8")
    return path
