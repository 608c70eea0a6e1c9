"""The wording bank: every way a slot can be written, open and held out, as data in `bank/*.toml`."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

Mode = Literal["open", "held_out", "all"]

BANK = Path(__file__).parent / "bank"


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((BANK / f"{name}.toml").read_text(encoding="utf-8"))


class Bank:
    """The wordings of one mode: the open 70 %, the held-out 30 %, or all. Picks are the generator's only chance."""

    def __init__(self, mode: Mode = "open") -> None:
        parts = {"open": ["open"], "held_out": ["held_out"], "all": ["open", "held_out"]}[mode]
        files = [_load(part) for part in parts]
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
