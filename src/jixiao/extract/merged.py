"""Points merged over rows in a table whose text says every merged cell again.

«16» twice may be two scores, or one cell over two indicators that a tool printed in each of its rows. Nothing in the
text tells; the table's own total does. Where it is the sum of the scores with some repetitions left out, and not of all
that are printed, these are covered cells; where several repetitions would do, those in question are in doubt.
A total may be wrong itself by just one score: weights that add up to full points with every row counted say so, and
nothing is left out. What is left out is told, and whether weights prove it or the total of the scores alone says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Any

from jixiao import lazy_re as re
from jixiao.document import Cell, Diagnostic
from jixiao.extract.anothers import SAID_AS
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import unreadable
from jixiao.quotes import Reading, squeeze
from jixiao.structure.form_model import LEVELS
from jixiao.structure.match_model import FormMatch

_MOST = 12  # repetitions of which all choices are tried
_FIELDS = {"weight": ("分值", "weight"), "score": ("得分", "score")}
_BARE = re.compile(r"\d+(?:\.\d+)?分?")
_PREFIX = "form.evaluation.indicators"
_SLID = {**{id_: SAID_AS[id_] for id_ in ("level3", "target", "actual")}, **_FIELDS}
_FULL = Decimal(100)  # points of a table of which no row is merged


def settle(
    context: Context, form: FormMatch, rows: Sequence[Draft], funds: Sequence[Draft], total: Draft
) -> None:  # fmt: skip
    """Takes points of a merged cell once, in place, and says so. ``rows`` are the indicators of one table. Where some
    of its rows lack, no sum of the others proves anything; where the money's points are not printed, or no heading is
    theirs, a total which no choice gives may be right."""
    lacking, unscored = lacks_rows(form), is_unscored(form, funds)
    lines = [row for row in rows if isinstance(row, dict)]
    if refused := refused_above(form):
        for line in lines:
            _doubt_below(context, line, refused)
    again = [i for i in range(1, len(lines)) if _repeats(lines[i - 1], lines[i])]
    if not again or len(again) > _MOST or not isinstance(total, Mapping) or _all_count(lines, again, funds):
        return
    ways = (True,) if unscored else (True, False)  # a sum without the money's points is hardly right when rounded
    found = next((kept for strict in ways if (kept := _choices(lines, again, funds, total, strict))), [])
    if lacking or any(map(_is_unreadable, lines)) or any(_exceeds_level(lines, kept) for kept in found or [()]):
        # The sum lacks points that nobody could read, or a level has more than are printed with it: a choice that fits
        # does so by chance.
        found = [(), tuple(again)]
    most = _value(total.get("score"))
    doubted = (
        unscored or _exceed(lines, funds) or (most is not None and any(_lacks_score(line, most) for line in lines))
    )
    if not found and doubted:  # the total may be right, and nothing speaks for either
        found = [(), tuple(again)]
    if not any(found):  # no choice adds up, or all that is printed does
        return
    sure = set(found[0]).intersection(*found[1:])
    proved = _value(total.get("weight")) is not None
    for i in sorted(sure):
        _tell(context, lines[i], proved=proved)
    for i in sorted(set().union(*found)):
        for field, (name, name_en) in _FIELDS.items():
            reading = lines[i][field]
            if not isinstance(reading, Reading):
                continue
            if i in sure:
                context.claims.structure.append(reading.quote)
                lines[i][field] = None
            else:
                lines[i][field] = unreadable(context, reading.quote, f"{_PREFIX}.{field}", name, name_en)


def _doubt_below(context: Context, line: dict[str, Draft], refused: Mapping[int, Sequence[str]]) -> None:
    """Refuses points below a row that was not read, of the same levels and with the same points: they may be its own,
    merged down over both."""
    levels = [reading for level in LEVELS if isinstance(reading := line[level], Reading)]
    named = squeeze(levels[-1].quote.raw) if levels else None
    for field, (name, name_en) in _FIELDS.items():
        reading = line[field]
        if named is None or not isinstance(reading, Reading) or reading.value is None:
            continue
        cell = reading.quote.spans[0].source.cell
        texts = refused.get(cell[0], ()) if cell is not None else ()
        if squeeze(reading.quote.raw) in texts and any(text.startswith(named) for text in texts):
            line[field] = unreadable(context, reading.quote, f"{_PREFIX}.{field}", name, name_en)


def refused_above(form: FormMatch) -> dict[int, list[str]]:
    """The lines of rows of a flattened table that were refused among the indicators, by the row below each."""
    return {cell.row + 1: [squeeze(line) for line in cell.text.split("\n")] for cell in _refused(form)}


def is_unscored(form: FormMatch, funds: Sequence[Draft]) -> bool:
    """Whether the money has points in the form, but none here: no heading is theirs, or nothing stands below it, or
    the text that it is in was not read at all, or not the row that has them."""
    zone = form.zone("funds")
    if zone is None and form.grid.table.origin == "flattened":
        return any(z.id == "funds" and any(c.id == "score" for c in z.columns) for z in form.form.zones)
    if zone is None or not any(column.id == "score" for column in zone.zone.columns):
        return False
    return not any(isinstance(fund, Mapping) and _value(fund.get("score")) is not None for fund in funds)


def lacks_rows(form: FormMatch) -> bool:
    """Whether figures stand below the first indicator in a row that nothing explains: an indicator's, or the total's,
    whose label stands elsewhere (or another in its place: «项目类型 | 96»), or which was refused with it («总分 97.90»
    as one text, or words below its points)."""
    first = min((record.row for _, record in form.records("indicators")), default=None)
    if first is None:
        return False
    rows = (row for row in form.unknown if row and row[0].cell.row > first)
    texts = [box.match[:1] if form.total else box.match for row in rows for box in row]
    texts += [cell.text for cell in _refused(form)]
    totals: tuple[str, ...] = ()
    if not form.total:
        below = (pair for pair in form.pairs.values() if pair.label.cell.row > first)
        texts += [pair.match for pair in below if _BARE.fullmatch(pair.match)]
        totals = tuple(key for zone in form.form.zones if zone.kind == "total" for key in zone.keys)
    return any(text.startswith(totals) or any(map(str.isdigit, text)) for text in texts)


def _refused(form: FormMatch) -> Iterator[Cell]:
    """What was refused below the headings of the indicators: it stands behind all columns, and a label may run down
    beside it."""
    table, zone = form.grid.table, form.zone("indicators")
    last, head = table.columns - 1, next((box.cell.row for box in zone.headings), 0) if zone else 0
    if table.origin == "flattened" and not any(last in one.owner for one in form.zones):
        yield from (cell for cell in table.cells if cell.column == last and cell.row > head)


def _all_count(lines: Sequence[Mapping[str, Draft]], again: Sequence[int], funds: Sequence[Draft]) -> bool:
    """Whether the weights make full points only with every row, so that repetitions are cells of their own."""
    if any(_value(lines[i]["weight"]) is None for i in again):
        return False
    own = sum(_points(iter(lines))["weight"], Decimal(0))
    spent = sum(_points(fund for fund in funds if isinstance(fund, Mapping))["weight"], Decimal(0))
    return _FULL in (own, own + spent)


def _exceed(lines: Sequence[Mapping[str, Draft]], funds: Sequence[Draft]) -> bool:
    """Whether all points that are printed are more than a table gives: some are said twice."""
    rows = (*lines, *(fund for fund in funds if isinstance(fund, Mapping)))
    return sum(_points(iter(rows))["score"], Decimal(0)) > _FULL


def _exceeds_level(lines: Sequence[Mapping[str, Draft]], left_out: Sequence[int]) -> bool:
    """Whether the scores of a level, but for those left out, are more than the points printed with its word."""
    levels: dict[tuple[int | None, Any], list[Mapping[str, Draft]]] = {}
    for i, line in enumerate(lines):
        if i not in left_out and _value(line["level1_weight"]) is not None:
            levels.setdefault((_value(line["goal"]), _value(line["level1"])), []).append(line)
    return any(
        sum(_points(iter(rows))["score"], Decimal(0)) > _value(rows[0]["level1_weight"]) for rows in levels.values()
    )


def _lacks_score(line: Mapping[str, Draft], most: Decimal) -> bool:
    """Whether a row says what was reached but has no points, or more than all rows together."""
    score = _value(line["score"])
    return bool(line["actual"]) and (score is None or score > most)


def _is_unreadable(line: Mapping[str, Draft]) -> bool:
    """Whether a row's points are printed and cannot be read."""
    score = line["score"]
    return isinstance(score, Reading) and score.value is None and score.null_kind is None


def _tell(context: Context, line: Mapping[str, Draft], *, proved: bool) -> None:
    """Says which points are taken for those of the row above. ``proved``: by the weights, not by the scores alone."""
    readings = [line[field] for field in ("score", "weight")]
    quote = next(r.quote for r in readings if isinstance(r, Reading) and r.value is not None)
    name, printed = _value(line.get("level3")) or "…", quote.printed
    chinese = f"「{name}」一行的「{printed}」与上一行相同，按合计是上下合并的一个单元格，只计一次"
    english = f"«{printed}» of the row «{name}» repeats the row above: by the total it is one merged cell, counted once"
    if not proved:
        chinese += "；若合计本身漏加了这一分，则是该行自己的得分，请核对原表"
        english += "; if the total itself misses it, it is the row's own score: check the table"
    context.diagnostics.append(Diagnostic("merged_points", chinese, english, (quote.block,)))


def _repeats(above: Mapping[str, Draft], row: Mapping[str, Draft]) -> bool:
    """Whether a row's points may be those of a cell that begins above: the same, under the same levels. A weight of
    which the other row has none may stand in its name («产出指标(30分)»)."""
    if any(_value(above[level]) != _value(row[level]) for level in LEVELS):
        return False
    points = [(_value(above[field]), _value(row[field])) for field in _FIELDS]
    alike = [one == other for one, other in points if one is not None and other is not None]
    return all(alike) and any(one == other for one, other in points if one)


def _choices(
    lines: Sequence[Mapping[str, Draft]], again: Sequence[int], funds: Sequence[Draft], total: Mapping[str, Draft],
    strict: bool,
) -> list[tuple[int, ...]]:  # fmt: skip
    """The repetitions that may be left out so that all printed totals are the sums of the rest, with the points of the
    money or without: none if that will do, else the smallest choices that do. Where they are so only without the money
    those with it may be meant. Without a total there is no choice. Not ``strict``: totals in whole points are rounded.
    """
    fields = [field for field in _FIELDS if _value(total.get(field)) is not None]
    found: list[tuple[int, ...]] = []
    for spent in (False, True):
        for size in range(len(again) + 1) if fields and (found or not spent) else ():
            more = [
                left_out
                for left_out in combinations(again, size)
                if all(_adds_up(lines, left_out, funds, total, field, strict, spent=spent) for field in fields)
            ]
            if more:
                found += [] if found and not set(more).isdisjoint(found) else more
                break
    return found


def _adds_up(
    lines: Sequence[Mapping[str, Draft]], left_out: Sequence[int], funds: Sequence[Draft], total: Mapping[str, Draft],
    field: str, strict: bool, *, spent: bool,
) -> bool:  # fmt: skip
    """``spent``: only with the points of the money."""
    printed = _value(total[field])
    own = sum(_points(line for i, line in enumerate(lines) if i not in left_out)[field], Decimal(0))
    money = sum(_points(fund for fund in funds if isinstance(fund, Mapping))[field], Decimal(0))
    for whole in (own + money, *(() if spent else (own,))):
        if whole == printed or (not strict and whole.quantize(Decimal(1), ROUND_HALF_UP) == printed):
            return True
    return False


def _points(lines: Iterator[Mapping[str, Draft]]) -> dict[str, list[Decimal]]:
    points: dict[str, list[Decimal]] = {field: [] for field in _FIELDS}
    for line in lines:
        for field in _FIELDS:
            value = _value(line.get(field))
            if isinstance(value, Decimal):
                points[field].append(value)
    return points


def _value(draft: Draft) -> Any:
    return draft.value if isinstance(draft, Reading) else None


def doubt_joined(context: Context, rows: Sequence[Draft], funds: Sequence[Draft], total: Draft) -> None:
    """Refuses what was reached where the points that the total has more than its rows stand behind it: two cells are
    one («良好7», no score, and 7 points are missing)."""
    lines = [row for row in rows if isinstance(row, dict)]
    open_ = [
        line for line in lines
        if isinstance(line["actual"], dict) and (line["score"] is None or line["score"].value is None)
    ]  # fmt: skip
    most = _value(total.get("score")) if open_ and isinstance(total, Mapping) else None
    if most is None:
        return
    own = sum(_points(iter(lines))["score"], Decimal(0))
    money = sum(_points(fund for fund in funds if isinstance(fund, Mapping))["score"], Decimal(0))
    for line in open_:
        text = line["actual"].get("text")
        words = str(_value(text) or "")
        behind = words[len(words.rstrip("0123456789.")) :]
        if behind == words or _BARE.fullmatch(behind) is None:
            continue
        if Decimal(behind) in (most - own, most - own - money):
            name, english = SAID_AS["actual"]
            line["actual"] = unreadable(context, text.quote, f"{_PREFIX}.actual", name, english)


def doubt_shifted(context: Context, rows: Sequence[Draft], funds: Sequence[Draft]) -> None:
    """Refuses a row whose weight stands below what was reached: with it all weights make full points, and with what
    stands below the weight they do not («支出控制总额不高于345万元 | 345万元 | 13 | 12»)."""
    lines = [row for row in rows if isinstance(row, dict)]
    bare = []  # most reports have none
    for line in lines:
        text = line["actual"].get("text") if isinstance(line["actual"], dict) else None
        aim = line["target"].get("text") if isinstance(line["target"], dict) else None
        if isinstance(aim, Reading) and str(aim.value)[-1:].isdigit():
            continue
        if isinstance(text, Reading) and str(text.value)[:1].isdigit() and _BARE.fullmatch(str(text.value)):
            bare.append((line, Decimal(str(text.value).rstrip("分"))))
    own = sum(_points(iter(lines))["weight"], Decimal(0)) if bare else _FULL
    money = sum(_points(fund for fund in funds if isinstance(fund, Mapping))["weight"], Decimal(0)) if bare else _FULL
    for line, shown in bare if _FULL not in (own, own + money) else ():
        weight = _value(line["weight"])
        if weight is None:
            continue
        least = own - weight + shown
        for field, said in _SLID.items() if _FULL in (least, least + money) else ():
            draft = line[field].get("text") if isinstance(line[field], Mapping) else line[field]
            if isinstance(draft, Reading):
                line[field] = unreadable(context, draft.quote, f"{_PREFIX}.{field}", *said)
