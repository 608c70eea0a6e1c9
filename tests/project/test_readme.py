"""The READMEs show what the program prints, and name files that are there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import readme  # noqa: E402

PAGES = [*readme.READMES, "docs/guide.md", "docs/architecture.md"]


@pytest.mark.parametrize("name", readme.READMES)
def test_a_readme_shows_what_is_printed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("```console\n$ jixiao ") >= 3
    assert readme.refreshed(text) == text, "run `make readme`"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []
