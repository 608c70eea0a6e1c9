"""The wording bank: every way a slot can be written, open and held out, as data in `bank/*.toml`."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

Mode = Literal["open", "held_out", "all"] | Path
"""Which wordings: of the project's banks, or those of a directory: `hunan.toml` and files of the families beside it."""

BANK = Path(__file__).parent / "bank"
PARTS = {"open": ["open"], "held_out": ["held_out"], "all": ["open", "held_out"]}


@cache
def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def mode_name(mode: Mode) -> str:
    """What a seed says of the wordings, so that each bank gives reports of its own."""
    return mode.name if isinstance(mode, Path) else mode


class Bank:
    """The wordings of one mode: the open 70 %, the held-out 30 %, all, or those of a directory. Picks are the
    generator's only chance.

    A directory may leave slots out: those give the open wordings.
    """

    def __init__(self, mode: Mode = "open") -> None:
        if isinstance(mode, Path):
            files = [_filled(_load(mode / "hunan.toml"))]
        else:
            files = [_load(BANK / f"{part}.toml") for part in PARTS[mode]]
        self.slots: dict[str, list[str]] = {
            key: [w for file in files for w in file["slots"].get(key, [])] for key in files[0]["slots"]
        }
        self.layouts: dict[str, list[str]] = {
            key: [w for file in files for w in file["layouts"].get(key, [])] for key in files[0]["layouts"]
        }
        self.names: dict[str, list[str]] = {
            key: [w for file in files for w in file["names"].get(key, [])] for key in files[0]["names"]
        }
        self.domains: list[dict[str, Any]] = [domain for file in files for domain in file["domains"]]
        self.pages: list[dict[str, Any]] = [page for file in files for page in file["pages"]]
        self.labels: dict[str, list[str]] = {key: w for file in files for key, w in file.get("labels", {}).items()}
        """Other wordings of labels that the generator prints in tables itself."""

    def pick(self, rng: random.Random, slot: str) -> str:
        """One wording of a slot, of a layout or of a list of names. Raises KeyError for an unknown slot."""
        for place in (self.slots, self.layouts, self.names):
            if slot in place:
                return rng.choice(place[slot])
        raise KeyError(slot)

    def several(self, rng: random.Random, slot: str, count: int) -> list[str]:
        """Up to ``count`` different wordings of a slot."""
        choices = sorted(set(self.slots.get(slot) or self.layouts[slot]))
        return rng.sample(choices, min(count, len(choices)))


def _filled(file: dict[str, Any]) -> dict[str, Any]:
    """A file of a directory, what it leaves out taken from the open wordings."""
    known = _load(BANK / "open.toml")
    tables = {name: {**known[name], **file.get(name, {})} for name in ("slots", "layouts", "names")}
    return {**known, **file, **tables}
