"""The fictional unit and its year, and how its clerk writes numbers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from samples.wording import Bank


def quantized(value: Decimal, digits: int) -> Decimal:
    """Rounded to so many decimals, as a clerk rounds."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


@dataclass(slots=True)
class Money:
    """This year's and last year's figure of one kind of spending, in 元."""

    now: Decimal
    before: Decimal


@dataclass(slots=True)
class Facts:
    """Who reports, and what the year was like. Staff are people, money is in 元."""

    year: int
    place: str
    unit: str
    we: str
    suffix: str
    short: str
    parent: str
    level: str
    divisions: list[str]
    subs: list[str]
    authorized: int
    on_duty: int
    moves_in: list[tuple[str, int]]
    moves_out: list[tuple[str, int]]
    retired: int | None
    retired_cadres: int | None
    money: dict[str, Money]
    domain: dict[str, Any]
    notice: str = ""
    words: dict[str, Any] = field(default_factory=dict)

    @property
    def change(self) -> int:
        """Staff change within the year."""
        return sum(n for _, n in self.moves_in) - sum(n for _, n in self.moves_out)


def _figure(rng: random.Random, low: int, high: int) -> Money:
    now = Decimal(rng.randint(low * 1000000, high * 1000000)) / 100
    if rng.random() < 0.25:
        now = quantized(now / 10000, rng.choice([0, 1])) * 10000
    return Money(now, quantized(now * Decimal(rng.randint(62, 145)) / 100, 2))


def _money(rng: random.Random) -> dict[str, Money]:
    scale = rng.choice([1, 1, 1, 4, 12])
    parts = {
        "personnel": _figure(rng, 80 * scale, 500 * scale),
        "public": _figure(rng, 12 * scale, 90 * scale),
        "project": _figure(rng, 15 * scale, 600 * scale),
        "government_fund": _figure(rng, 10, 300 * scale),
        "state_capital": _figure(rng, 5, 60),
        "social_insurance": _figure(rng, 20, 900 * scale),
        "three_public": _figure(rng, 1, 22),
    }

    if rng.random() < 0.1:  # many small units have no project at all
        parts["project"] = Money(Decimal(0), Decimal(0))

    def total(*names: str) -> Money:
        return Money(sum((parts[n].now for n in names), Decimal(0)), sum((parts[n].before for n in names), Decimal(0)))

    parts["basic"] = total("personnel", "public")
    parts["general"] = total("personnel", "public", "project")
    parts["all"] = Money(quantized(parts["general"].now * Decimal(rng.randint(100, 130)) / 100, 2), Decimal(0))
    project, fraction = parts["project"], Decimal(rng.randint(25, 75)) / 100
    parts["business"] = Money(quantized(project.now * fraction, 2), quantized(project.before * fraction, 2))
    operations = (project.now - parts["business"].now, project.before - parts["business"].before)
    parts["operations"] = Money(*operations)
    reception = quantized(parts["three_public"].now * Decimal(rng.randint(20, 70)) / 100, 2)
    parts["reception"] = Money(reception, quantized(reception * Decimal("1.3"), 2))
    vehicles = parts["three_public"].now - reception
    parts["vehicle_running"] = Money(vehicles, quantized(vehicles * Decimal("0.8"), 2))
    for name, share in (("office", 18), ("utilities", 26), ("meetings", 5)):
        spent = quantized(parts["public"].now * Decimal(share + rng.randint(-4, 6)) / 100, 2)
        parts[name] = Money(spent, quantized(spent * Decimal(rng.randint(80, 130)) / 100, 2))
    return parts


def _moves(rng: random.Random, kinds: list[str], often: float) -> list[tuple[str, int]]:
    if rng.random() > often:
        return []
    return [(kind, rng.choice([1, 1, 1, 2, 2, 3])) for kind in rng.sample(kinds, rng.choice([1, 1, 2]))]


def draw_facts(rng: random.Random, bank: Bank) -> Facts:
    """A unit, its staff and its money: all invented."""
    domain = rng.choice(bank.domains)
    place, year = bank.pick(rng, "counties"), rng.randint(2021, 2025)
    words: dict[str, Any] = {
        "place": place, "c": place[-1], "year": year, "prev": year - 1, "next": year + 1, "suffix": domain["suffix"],
        "short": domain["short"], "own": "本" + domain["short"][1:],
        "finance": f"{place}财政局", "unit": place + domain["suffix"],
    }  # fmt: skip
    parent = rng.choice(domain["parents"]).format(**words)
    words["we"] = bank.pick(rng, "wes").format(**words)
    on_duty = rng.choice([rng.randint(4, 20), rng.randint(12, 90)])
    retired = rng.choice([None, rng.randint(1, 60), rng.randint(1, 60)])
    words["notice"] = notice = bank.pick(rng, "notices").format(**words)
    government = parent.endswith("政府")
    return Facts(
        year=year, place=place, unit=words["unit"], we=words["we"], suffix=domain["suffix"], short=domain["short"],
        parent=parent, level=rng.choice(["工作部门", "组成部门"]) if government else bank.pick(rng, "level"),
        divisions=rng.sample(domain["divisions"], rng.randint(2, len(domain["divisions"]))),
        subs=[sub.format(**words) for sub in domain["subs"]] if rng.random() < 0.5 else [],
        authorized=max(1, on_duty + rng.randint(-2, 5)), on_duty=on_duty,
        moves_in=_moves(rng, bank.slots["move_in"], 0.45), moves_out=_moves(rng, bank.slots["move_out"], 0.55),
        retired=retired, retired_cadres=rng.choice([0, 1, 1, 2, 3, 4]) if retired and rng.random() < 0.35 else None,
        money=_money(rng), domain=domain, notice=notice, words=words,
    )  # fmt: skip


@dataclass(slots=True)
class Hand:
    """How one clerk writes numbers: decimals, commas, units, blanks."""

    decimals: int
    commas: bool
    unit_gap: str
    yuan: float
    rng: random.Random

    @classmethod
    def draw(cls, rng: random.Random) -> Hand:
        """A clerk's habits."""
        return cls(rng.choice([2, 2, 2, 2, 4, 1]), rng.random() < 0.15, rng.choice([""] * 9 + [" "]),
                   rng.choice([0.0, 0.0, 0.06, 0.3]), rng)  # fmt: skip

    def digits(self, value: Decimal, decimals: int) -> tuple[str, Decimal]:
        """A number as printed and the value printed."""
        value = quantized(value, decimals)
        return (f"{value:,}" if self.commas else f"{value}"), value

    def money(self, yuan: Decimal) -> tuple[str, Decimal]:
        """An amount with its unit as printed, and its value in 万元 with the digits printed."""
        chance = self.rng.random()
        if yuan >= 100_000_000 and chance < 0.5:
            text, value = self.digits(yuan.scaleb(-8), self.rng.choice([2, 4]))
            return f"{text}{self.unit_gap}亿元", value.scaleb(4)
        if chance < self.yuan:
            text, value = self.digits(yuan, self.rng.choice([0, 2]))
            return f"{text}{self.unit_gap}元", value.scaleb(-4)
        text, value = self.bare(yuan)
        return f"{text}{self.unit_gap}万元", value

    def bare(self, yuan: Decimal) -> tuple[str, Decimal]:
        """An amount in 万元 without its unit, as a table cell has it."""
        ten_thousands = yuan.scaleb(-4)
        short = ten_thousands == quantized(ten_thousands, 0) and self.rng.random() < 0.6
        return self.digits(ten_thousands, 0 if short else self.decimals)

    def rate(self, value: Decimal) -> tuple[str, Decimal]:
        """A percentage as printed (100 mostly as «100%»), and its value."""
        value = quantized(value, self.rng.choice([2, 2, 2, 1, 0]))
        if value == 100 and self.rng.random() < 0.8:
            value = Decimal(100)
        return f"{value}%", value
