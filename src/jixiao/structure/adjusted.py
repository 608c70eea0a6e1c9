"""«预算调整数» is what was added to a budget or what it became: the rates of the rows tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao import lazy_re as re
from jixiao.structure.form_model import Zone
from jixiao.structure.match_model import Box
from jixiao.structure.told import Rows

_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_RATE = re.compile(r"(\d{1,3}(?:\.(\d{1,4}))?)%?")
_ROWS = 2


def adjusted_by_rate(
    rows: Rows, r: int, named: Mapping[str, Box], zone: Zone, heads_of: Sequence[Box]
) -> Mapping[str, Box]:
    """The columns, the adjustment as the whole year's budget where no other column is that and each rate of at least
    two rows is the share of it that was spent («3268.50 | 3412.90 | 3290.04 | 96.40%»)."""
    heads = [named.get(id_) for id_ in ("adjustment", "executed", "rate")]
    if "full_year" in named and "initial" not in named and (behind := _behind(zone, heads_of, named)):
        return _twice(rows, r, named, behind)
    if "full_year" in named and "initial" not in named and None not in heads[1:]:
        return _unadjusted(rows, r, named)
    if "full_year" in named or None in heads:
        return named
    shares = list(_shares(rows, r, [box for box in heads if box is not None]))
    if len(shares) < _ROWS or not all(shares):
        return named
    return {"full_year" if id_ == "adjustment" else id_: box for id_, box in named.items()}


def _behind(zone: Zone, heads: Sequence[Box], named: Mapping[str, Box]) -> Box | None:
    """The heading right behind that of the budget that looks like the whole year's, where the budget's own is one of
    its words but does not look like it («预算安排 | 调整预算 | 实际支出», 四川)."""
    columns = {column.id: column for column in zone.columns}
    like, budget = columns["full_year"].like, named["full_year"]
    if "initial" not in columns or like is None or like.fullmatch(budget.key):
        return None
    known = {id(box) for box in named.values()}
    behind = next((box for box in heads if box.match and box.cell.column == budget.end), None)
    return behind if behind is not None and id(behind) not in known and like.fullmatch(behind.key) else None


def _twice(rows: Rows, r: int, named: Mapping[str, Box], behind: Box) -> Mapping[str, Box]:
    """The columns, the first budget and what it became, where the rates are the shares of the second that were spent
    (one row's may be rounded otherwise: «205.8 of 263.9, 78.00%»), and none is that of the first; the whole year's
    budget is nobody's where they tell neither."""
    budget, spent, rate = named["full_year"], named.get("executed"), named.get("rate")
    first, second = (list(_shares(rows, r, [box, spent, rate])) if spent and rate else [] for box in (budget, behind))
    if second and (all(second) or (any(second) and not any(first))):
        return {**named, "initial": budget, "full_year": behind}
    if first and all(first):
        return named
    added = _unadjusted(rows, r, named) if spent and rate else named
    return {id_: box for id_, box in added.items() if id_ != "full_year"}


def _unadjusted(rows: Rows, r: int, named: Mapping[str, Box]) -> Mapping[str, Box]:
    """The columns, the budget as that of the year's beginning where the figures beside it, of no known heading, are
    what was added to it: each rate is the share of both together («安排数 18 | 调整数 -2.40 | … 15.60 | 100%»)."""
    budget, executed, rate = (named[id_] for id_ in ("full_year", "executed", "rate"))
    column = budget.end
    if any(box.cell.column == column for id_, box in named.items() if id_ != "adjustment"):
        return named
    changed = 0
    for row in rows[r + 1 :]:
        below = {box.cell.column: box.match for box in row}
        figures = [below.get(at, "") for at in (budget.cell.column, column, executed.cell.column)]
        share = _RATE.fullmatch(below.get(rate.cell.column, ""))
        if not share or not all(map(_FIGURE.fullmatch, figures)):
            continue
        first, change, spent = (Decimal(figure.replace(",", "")) for figure in figures)
        if not change or _is_share(spent, first, share) or not _is_share(spent, first + change, share):
            return named
        changed += 1
    return {"initial" if id_ == "full_year" else id_: box for id_, box in named.items()} if changed else named


def _is_share(spent: Decimal, whole: Decimal, share: re.Match[str]) -> bool:
    """Whether a rate is that of what was spent, as exactly as it is printed."""
    if whole <= 0:
        return False
    return bool(abs(spent / whole * 100 - Decimal(share[1])) <= Decimal(6) / 10 ** (len(share[2] or "") + 1))


def _shares(rows: Rows, r: int, heads: list[Box]) -> Iterator[bool]:
    """Of each row below with three such figures, whether the last is the share of the first that the second is."""
    for row in rows[r + 1 :]:
        below = {box.cell.column: box.match for box in row}
        budget, spent, rate = (below.get(head.cell.column, "") for head in heads)
        share = _RATE.fullmatch(rate)
        if not share or not _FIGURE.fullmatch(budget) or not _FIGURE.fullmatch(spent):
            continue
        whole = Decimal(budget.replace(",", ""))
        if whole > 0:
            yield _is_share(Decimal(spent.replace(",", "")), whole, share)
