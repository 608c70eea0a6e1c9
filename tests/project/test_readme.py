"""The READMEs show what the program prints, and name files that are there."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from jixiao.cli.app import app

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import readme  # noqa: E402

DOCS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").glob("*.md"))
PAGES = [*readme.READMES, *DOCS]


@pytest.mark.parametrize("name", readme.READMES)
def test_a_readme_shows_what_is_printed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("```console\n$ jixiao ") >= 3
    assert readme.refreshed(text) == text, "run `make readme`"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@cache
def options_of(command: str) -> frozenset[str] | None:
    """The options of a command («patterns list»), None where there is none of that name."""
    here: Any = typer.main.get_command(app)
    for name in command.split():
        here = getattr(here, "commands", {}).get(name)
        if here is None:
            return None
    return frozenset(opt for param in here.params for opt in (*param.opts, *param.secondary_opts)) | {"--help"}


def calls(text: str) -> list[str]:
    """The calls of the program that a page shows: in blocks and in its sentences, without remarks and pipes."""
    found = re.findall(r"`(jixiao [^`\n]+)`", text)
    for block in re.findall(r"^```(?:console)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        found += [line.removeprefix("$ ") for line in block.splitlines() if re.match(r"(?:\$ )?jixiao ", line)]
    return [re.split(r" #| \| | > |  ", call)[0] for call in found]


@pytest.mark.parametrize("name", PAGES)
def test_commands_and_options_that_pages_name_are_there(name: str) -> None:
    wrong = []
    for call in calls((ROOT / name).read_text(encoding="utf-8")):
        words = call.split()[1:]
        command = " ".join(words[: 2 if words[:1] == ["patterns"] else 1])
        options = options_of("") if command.startswith("-") else options_of(command)
        named = [word.partition("=")[0] for word in words if re.fullmatch(r"--?[a-z][a-z-]*(?:=.*)?", word)]
        if options is None or not options.issuperset(named):
            wrong.append(call)
    assert wrong == []


def test_pages_that_show_no_call_are_few() -> None:
    """The guide, the archive's page, scans and the READMEs show calls: else they would not be looked for rightly."""
    shown = {name: len(calls((ROOT / name).read_text(encoding="utf-8"))) for name in PAGES}
    assert shown["docs/guide.md"] > 15
    assert shown["docs/archive.md"] > 7
    assert shown["README.md"] > 3
