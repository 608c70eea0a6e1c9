"""Reports of other families than Hunan's of 2022: the same blocks, writers and text dialects, a module a family.

A module has ``make(name, seed, bank) -> Sample``; its wordings stand in ``bank/open/*.toml`` and
``bank/held_out/*.toml``, where every module may have a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from samples.blocks import Sample
from samples.families import national
from samples.families.wording import FamilyBank
from samples.wording import Mode

FAMILIES: dict[str, Callable[[str, str, FamilyBank], Sample]] = {
    "national": national.make,
}


def generate(families: list[str], seed: int, count: int, mode: Mode = "open") -> list[Sample]:
    """``count`` reports of each family; report i of a family and a seed is the same however many are made.

    Raises KeyError for an unknown family.
    """
    bank = FamilyBank(mode)
    return [
        FAMILIES[family](f"{family}-{seed}-{index:03d}", f"{family}/{seed}/{mode}/{index}", bank)
        for family in families
        for index in range(count)
    ]
