"""The wording bank of the families: the bank of `samples.wording` and every file of `bank/open`, `bank/held_out` or of
a directory given by hand."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from samples.wording import PARTS, Bank, Mode

HERE = Path(__file__).parent / "bank"


@cache
def _load(directory: Path) -> list[dict[str, Any]]:
    """The families' files of a directory; `hunan.toml` is no family's here."""
    paths = [path for path in sorted(directory.glob("*.toml")) if path.name != "hunan.toml"]
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


class FamilyBank(Bank):
    """`Bank` with the families' own slots and layouts, and `projects`.

    A printed label that knows no other wording has none held out: such a slot gives the open ones in every mode.
    """

    def __init__(self, mode: Mode = "open") -> None:
        super().__init__(mode)
        directories = [mode] if isinstance(mode, Path) else [HERE / part for part in PARTS[mode]]
        files = [file for directory in directories for file in _load(directory)]
        for name, kept in (("slots", self.slots), ("layouts", self.layouts), ("names", self.names)):
            for file in files:
                for key, wordings in file.get(name, {}).items():
                    kept[key] = kept.get(key, []) + wordings
            for file in _load(HERE / "open"):
                for key, wordings in file.get(name, {}).items():
                    kept.setdefault(key, wordings)
        known = [] if any("projects" in file for file in files) else _load(HERE / "open")
        self.projects: list[dict[str, Any]] = [p for file in (*files, *known) for p in file.get("projects", [])]
        for file in files:
            self.labels |= file.get("labels", {})
