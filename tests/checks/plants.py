"""Contradictions to plant in a consistent report: for each rule of grade error, a change that makes it untrue."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any

Data = dict[str, Any]
Plant = Callable[[Data, random.Random], bool]
"""Changes the data; False where this report has nothing to change."""
PLANTS: dict[str, Plant] = {}


FIRST = ("part-not-exceed-whole",)
"""These take something away, and go before those that change what is left."""


def plants(rule: str) -> Callable[[Plant], Plant]:
    """Enter the planter of a rule."""

    def enter(function: Plant) -> Plant:
        PLANTS[rule] = function
        return function

    return enter


def more(value: Decimal, rng: random.Random) -> Decimal:
    """Another amount with the same decimals: off by 7 to 30 %, and by more than rounding could explain."""
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent))
    gap = max(abs(value) * Decimal(rng.randint(7, 30)) / 100, 8 * step, Decimal("0.6"))
    return value + gap.quantize(step)


def statement(data: Data, fund: str, scope: str) -> Data:
    """The first statement about a fund and scope; nothing to change where another planter took it away."""
    return next((s for s in data["spending"] if (s["fund"], s["scope"]) == (fund, scope)), {})


def row(data: Data, concept: str) -> Data:
    """The base data's row of a concept."""
    found: Data = next(e for e in data["base_data"]["expenses"] if e["concept"] == concept)
    return found


def raised(entry: Data, field: str, rng: random.Random) -> bool:
    """A figure made larger."""
    if entry.get(field) is None:
        return False
    entry[field] = more(entry[field], rng)
    return True


@plants("fiscal-year-consistent")
def _year(data: Data, rng: random.Random) -> bool:
    data["evaluations"][0]["title"] = f"{data['fiscal_year'] - 1}年度部门整体支出绩效自评表"
    return True


@plants("prior-year-column")
def _column(data: Data, rng: random.Random) -> bool:
    cell = data["tables"][0]["cells"][0]
    cell["text"] = f"{data['fiscal_year'] - 2}年决算数"
    return True


@plants("unit-name-consistent")
def _unit(data: Data, rng: random.Random) -> bool:
    data["evaluations"][0]["unit"] = "松江市体育运动学校"
    return True


@plants("fill-date-after-year-end")
def _date(data: Data, rng: random.Random) -> bool:
    data["sign_offs"][0]["filled_on"] = f"{data['fiscal_year']}-11-30"
    return True


@plants("listed-attachments-present")
def _listed(data: Data, rng: random.Random) -> bool:
    data["attachments"].append({"label": "3", "title": "佐证材料", "listed": True, "found": False})
    return True


@plants("number-parsable")
def _number(data: Data, rng: random.Random) -> bool:
    data["diagnostics"] = [
        {
            "code": "unreadable_figure",
            "message": "「7,00.0万元」不能可靠地读作金额",
            "message_en": "no safe amount",
            "places": [],
        }
    ]
    return True


@plants("unit-scale-consistent")
def _scale(data: Data, rng: random.Random) -> bool:
    told = [concept for concept in ("public", "three_public") if statement(data, "general_public", concept)]
    entry = row(data, rng.choice(told))
    if not entry["final"]:
        return False
    entry["final"] *= 10000
    return True


@plants("staff-control-rate-formula")
def _control(data: Data, rng: random.Random) -> bool:
    data["base_data"]["staffing"]["control_rate"] -= Decimal(rng.randint(3, 9))
    return True


@plants("staff-narrative-equals-table")
def _staff(data: Data, rng: random.Random) -> bool:
    data["profile"]["staffing"][rng.choice(["authorized", "on_duty"])] += 1
    return True


def _changed(data: Data, rng: random.Random) -> Data | None:
    known = [s for s in data["spending"] if s.get("change_rate")]
    return rng.choice(known) if known else None


@plants("yoy-percent-agrees")
def _percent(data: Data, rng: random.Random) -> bool:
    entry = _changed(data, rng)
    if entry is None:
        return False
    entry["change_rate"] += Decimal(rng.choice(["0.6", "1.7", "-0.8", "5.4"]))
    return True


@plants("yoy-direction-agrees")
def _direction(data: Data, rng: random.Random) -> bool:
    entry = _changed(data, rng)
    if entry is None:
        return False
    entry["change_rate"] = -entry["change_rate"]
    return True


@plants("zero-with-increase")
def _zero(data: Data, rng: random.Random) -> bool:
    entry = statement(data, "general_public", "project")
    entry["amount"], entry["change"] = Decimal(0), Decimal("12.50")
    return True


@plants("share-percent-agrees")
def _share(data: Data, rng: random.Random) -> bool:
    entry = rng.choice([s for s in data["spending"] if s.get("share")])
    entry["share"] -= Decimal(rng.randint(2, 6))
    return True


@plants("total-equals-basic-plus-project")
def _total(data: Data, rng: random.Random) -> bool:
    return raised(statement(data, "all", "total"), "amount", rng)


@plants("gpb-equals-gpb-basic-plus-project")
def _general(data: Data, rng: random.Random) -> bool:
    return raised(statement(data, "general_public", "total"), "amount", rng)


@plants("part-not-exceed-whole")
def _part(data: Data, rng: random.Random) -> bool:
    data["spending"] = [s for s in data["spending"] if (s["fund"], s["scope"]) != ("general_public", "public")]
    entry = statement(data, "general_public", "personnel")
    entry["amount"] = more(statement(data, "general_public", "basic")["amount"], rng)
    entry.pop("change_rate", None)
    return True


@plants("basic-equals-personnel-plus-public")
def _basic(data: Data, rng: random.Random) -> bool:
    return raised(statement(data, "general_public", rng.choice(["basic", "personnel", "public"])), "amount", rng)


@plants("delta-parts-sum-to-delta-total")
def _delta(data: Data, rng: random.Random) -> bool:
    return raised(statement(data, "general_public", rng.choice(["basic", "personnel", "public"])), "change", rng)


@plants("fund-absence-contradicted")
def _absence(data: Data, rng: random.Random) -> bool:
    entry = statement(data, "government_fund", "total")
    if not entry["is_none"]:
        return False
    data["evaluations"][0]["by_income"][1]["amount"] = Decimal("14.84")
    return True


@plants("indicator-repeat-consistent")
def _repeat(data: Data, rng: random.Random) -> bool:
    entry = statement(data, "general_public", rng.choice(["basic", "personnel", "project"]))
    if not entry:
        return False
    data["spending"].append({"fund": entry["fund"], "scope": entry["scope"], "amount": more(entry["amount"], rng)})
    return True


@plants("narrative-equals-attachment")
def _attachment(data: Data, rng: random.Random) -> bool:
    told = [concept for concept in ("public", "three_public") if statement(data, "general_public", concept)]
    return raised(row(data, rng.choice(told)), "final", rng)


@plants("narrative-direction-equals-attachment")
def _way(data: Data, rng: random.Random) -> bool:
    entry = row(data, "public")
    said = statement(data, "general_public", "public")
    if not said:
        return False
    if said["change"] > 0:
        entry["prior_final"] = more(entry["final"], rng)
    else:
        entry["final"] = more(entry["prior_final"], rng)
    return True


@plants("prior-year-implied-equals-table")
def _prior(data: Data, rng: random.Random) -> bool:
    return raised(row(data, rng.choice(["public", "three_public"])), "prior_final", rng)


def _column_of(rng: random.Random) -> str:
    return rng.choice(["prior_final", "budget", "final"])


@plants("san-gong-total-equals-parts")
def _san_gong(data: Data, rng: random.Random) -> bool:
    return raised(row(data, rng.choice(["three_public", "overseas", "reception"])), _column_of(rng), rng)


@plants("vehicle-total-equals-purchase-plus-operation")
def _vehicles(data: Data, rng: random.Random) -> bool:
    return raised(row(data, "vehicle_running"), _column_of(rng), rng)


@plants("project-total-equals-parts")
def _project(data: Data, rng: random.Random) -> bool:
    return raised(row(data, rng.choice(["project", "project_business", "project_operations"])), _column_of(rng), rng)


@plants("public-detail-not-exceed-total")
def _detail(data: Data, rng: random.Random) -> bool:
    column = _column_of(rng)
    row(data, "office")[column] = more(row(data, "public")[column], rng)
    return True


@plants("expenses-not-exceed-budget-total")
def _expenses(data: Data, rng: random.Random) -> bool:
    row(data, "public")["budget"] = more(data["evaluations"][0]["funds"][0]["initial"], rng)
    return True


@plants("fund-total-equals-sum-by-source")
def _source(data: Data, rng: random.Random) -> bool:
    if rng.random() < 0.5:
        return raised(data["evaluations"][1]["funds"][1], rng.choice(["initial", "full_year", "executed"]), rng)
    entry = data["evaluations"][0]["by_income"][0]
    entry["amount"] = more(data["evaluations"][0]["funds"][0]["full_year"], rng) * 2
    return True


@plants("fund-total-equals-sum-by-nature")
def _nature(data: Data, rng: random.Random) -> bool:
    entry = data["evaluations"][0]["by_nature"][0]
    entry["amount"] = more(data["evaluations"][0]["funds"][0]["full_year"], rng) * 2
    return True


@plants("source-total-equals-nature-total")
def _sides(data: Data, rng: random.Random) -> bool:
    part = rng.choice(["by_income", "by_nature"])
    return raised(data["evaluations"][0][part][0], "amount", rng)


@plants("execution-rate-formula")
def _rate(data: Data, rng: random.Random) -> bool:
    rng.choice(data["evaluations"])["funds"][0]["rate"] -= Decimal(rng.randint(2, 9))
    return True


@plants("execution-not-exceed-budget")
def _over(data: Data, rng: random.Random) -> bool:
    entry = rng.choice(data["evaluations"])["funds"][0]
    entry["executed"] = more(entry["full_year"], rng)
    return True


@plants("execution-score-formula")
def _execution(data: Data, rng: random.Random) -> bool:
    rng.choice(data["evaluations"])["funds"][0]["score"] -= Decimal(rng.randint(2, 4))
    return True


@plants("weights-sum-100")
def _weights(data: Data, rng: random.Random) -> bool:
    rng.choice(rng.choice(data["evaluations"])["indicators"])["weight"] += Decimal(rng.choice([2, 3, 5]))
    return True


@plants("weights-sum-total-row")
def _weight_row(data: Data, rng: random.Random) -> bool:
    rng.choice(data["evaluations"])["total"]["weight"] += Decimal(rng.choice([-5, 5, 10]))
    return True


@plants("scores-sum-total")
def _scores(data: Data, rng: random.Random) -> bool:
    rng.choice(data["evaluations"])["total"]["score"] -= Decimal(rng.choice([1, 2, 5]))
    return True


@plants("total-score-equals-narrative")
def _score(data: Data, rng: random.Random) -> bool:
    data["conclusion"]["self_score"] -= Decimal(rng.choice(["0.5", "1", "3"]))
    return True


@plants("score-not-exceed-weight")
def _excess(data: Data, rng: random.Random) -> bool:
    entry = rng.choice(rng.choice(data["evaluations"])["indicators"])
    entry["score"] = entry["weight"] + 1
    return True


@plants("level1-weight-equals-children")
def _level1(data: Data, rng: random.Random) -> bool:
    form = rng.choice(data["evaluations"])
    name = rng.choice(["产出指标", "效益指标", "满意度指标"])
    for entry in form["indicators"]:
        if entry["level1"] == name:
            entry["level1_weight"] += 5
    return True


def _numbered(data: Data, rng: random.Random) -> Data | None:
    rows = [i for form in data["evaluations"] for i in form["indicators"] if not i["target"]["qualitative"]]
    return rng.choice(rows) if rows else None


@plants("quantitative-score-formula")
def _quantitative(data: Data, rng: random.Random) -> bool:
    rows = [i for form in data["evaluations"] for i in form["indicators"] if i["score"] < i["weight"]]
    if not rows:
        return False
    entry = rng.choice(rows)
    entry["score"] -= Decimal("1.5")
    return True


@plants("qualitative-score-band")
def _band(data: Data, rng: random.Random) -> bool:
    rows = [i for form in data["evaluations"] for i in form["indicators"] if i["target"]["qualitative"]]
    if not rows:
        return False
    entry = rng.choice(rows)
    if rng.random() < 0.5:
        entry["score"] = (entry["weight"] * Decimal("0.5")).quantize(Decimal("0.01"))
    else:
        entry["actual"] = {"text": rng.choice(["未完成", "部分完成"]), "qualitative": True}
    return True


@plants("full-score-target-unmet")
def _unmet(data: Data, rng: random.Random) -> bool:
    entry = _numbered(data, rng)
    if entry is None:
        return False
    down = entry["target"]["comparator"] == "ge"
    value = entry["target"]["value"] + (-20 if down else 20)
    entry["actual"] = {"text": f"{value}", "value": value, "unit": entry["target"]["unit"], "qualitative": False}
    entry["score"] = entry["weight"]
    return True


@plants("satisfaction-range")
def _satisfaction(data: Data, rng: random.Random) -> bool:
    form = rng.choice(data["evaluations"])
    entry = next(i for i in form["indicators"] if i["dimension"] == "satisfaction")
    entry["actual"] = {"text": "120%", "value": Decimal(120), "unit": "%", "qualitative": False}
    return True


@plants("rating-word-agrees")
def _rating(data: Data, rng: random.Random) -> bool:
    said = data["conclusion"]["rating"]["canonical"]
    other = rng.choice([word for word in "优良中差" if word != said])
    data["conclusion"]["rating"] = {"text": other, "canonical": other}
    return True


def plant(data: Data, rng: random.Random, rules: list[str]) -> list[str]:
    """Plant the contradictions of some rules; those that found something to change."""
    ordered = sorted(rules, key=lambda rule: rule not in FIRST)
    return [rule for rule in ordered if PLANTS[rule](data, rng)]
