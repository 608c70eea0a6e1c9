"""Reports of other families than Hunan's of 2022: the same blocks, writers and text dialects, a module a family.

A module has ``make(name, seed, bank) -> Sample``; its wordings stand in ``bank/open/*.toml`` and
``bank/held_out/*.toml``, where every module may have a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from samples.blocks import Sample
from samples.families import (
    departments,
    hubei,
    narrative_departments,
    narrative_projects,
    national,
    sichuan,
    yunnan,
    yunnan_report,
)
from samples.families.wording import FamilyBank
from samples.wording import Mode, mode_name

FAMILIES: dict[str, Callable[[str, str, FamilyBank], Sample]] = {
    "national": national.make,
    **narrative_departments.MAKERS,
    **narrative_projects.MAKERS,
    "yunnan": yunnan.make,
    "yunnan-report": yunnan_report.make,
    "sichuan": sichuan.make,
    "hubei": hubei.make,
    "hubei-department": hubei.make_department,
    "hubei-county": hubei.make_county,
    "chongqing": departments.make_chongqing,
    "anhui": departments.make_anhui,
    "anhui-tasks": departments.make_tasks,
    "hebei": departments.make_hebei,
}


def generate(families: list[str], seed: int, count: int, mode: Mode = "open") -> list[Sample]:
    """``count`` reports of each family; report i of a family and a seed is the same however many are made.

    Raises KeyError for an unknown family.
    """
    bank = FamilyBank(mode)
    return [
        FAMILIES[family](f"{family}-{seed}-{index:03d}", f"{family}/{seed}/{mode_name(mode)}/{index}", bank)
        for family in families
        for index in range(count)
    ]
