"""The wording bank of the families: the bank of `samples.wording` and every file of `bank/open` or `bank/held_out`."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from samples.wording import Bank, Mode

HERE = Path(__file__).parent / "bank"


@cache
def _load(part: str) -> list[dict[str, Any]]:
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / part).glob("*.toml"))]


class FamilyBank(Bank):
    """`Bank` with the families' own slots and layouts, and `projects`.

    A printed label that knows no other wording has none held out: such a slot gives the open ones in every mode.
    """

    def __init__(self, mode: Mode = "open") -> None:
        super().__init__(mode)
        parts = {"open": ["open"], "held_out": ["held_out"], "all": ["open", "held_out"]}[mode]
        files = [file for part in parts for file in _load(part)]
        for name, kept in (("slots", self.slots), ("layouts", self.layouts), ("names", self.names)):
            for file in files:
                for key, wordings in file.get(name, {}).items():
                    kept[key] = kept.get(key, []) + wordings
            for file in _load("open"):
                for key, wordings in file.get(name, {}).items():
                    kept.setdefault(key, wordings)
        self.projects: list[dict[str, Any]] = [project for file in files for project in file.get("projects", [])]
