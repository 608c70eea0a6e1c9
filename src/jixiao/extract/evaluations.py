"""自评表: money, goals, indicators, total and what stands beside them; one entry for each table of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from jixiao import lazy_re as re
from jixiao.extract.anothers import anothers
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import (
    Matched,
    cells,
    columns_of,
    figure,
    mark,
    matches_of,
    null,
    pair,
    points_behind,
    points_in_one,
    printed_labels,
    text,
    type_of_weights,
    unreadable,
)
from jixiao.extract.draft import score as points_of
from jixiao.extract.fund_rates import in_percent
from jixiao.extract.fund_total import leads_amounts, with_total
from jixiao.extract.goals import goal_of_rows, goals_and_indicators, lacks_goal, points_of_block
from jixiao.extract.head_tables import NAMES
from jixiao.extract.heading import title_and_year
from jixiao.extract.labelled_lines import above
from jixiao.extract.merged import doubt_joined, doubt_shifted, settle
from jixiao.extract.names import named, of_whole, split_code, whole_code
from jixiao.extract.parts import Part, joined, whole_forms
from jixiao.extract.score_lines import with_scores_below
from jixiao.extract.score_rows import (
    doubted_weight,
    grade_in_row,
    grade_of,
    grades_beside,
    only_points,
    points_of_numbers,
    score_among_money,
    score_beside,
    score_of_pair,
    weight_of_total,
)
from jixiao.patterns import Patterns
from jixiao.quotes import Quote, Reading, Text, text_reading
from jixiao.structure.form_model import ids_of
from jixiao.structure.forms import Zone, bare_label, row_key
from jixiao.structure.match import Box, FormMatch, Record, ZoneMatch
from jixiao.structure.match_model import unit_of
from jixiao.structure.sums import is_astray, is_score
from jixiao.values import money, number

_FUND_COLUMNS = ("initial", "full_year", "executed", "weight", "rate", "score", "reason")
_CONCEPT = "vocabulary.concept"
_FIGURES = re.compile(r"[^\w]{0,3}\d|[零一二三四五六七八九十百千万壹贰叁]+[万亿]?元")
_AMOUNT = re.compile(r"-?\d[\d,]*\.\d+")
_BARE = re.compile(r"[\d.,]+[%分]?")
_TOTAL = "form.evaluation.total"


def evaluations(context: Context) -> list[Draft]:
    """All 自评表 of the report, in order, each as the contract's ``Evaluation``. A list of schools and money, told
    for a form by its words, is none: not one part or label of the form stands in it."""
    tables = {
        block: m
        for block, m in matches_of(context).items()
        if m.form.form.role == "evaluation" and (m.form.zones or m.form.pairs or m.form.total)
    }
    forms: list[list[Part]] = []
    for parts in whole_forms(context, tables):
        block, last = parts[-1]
        forms += [parts, *([(block, found)] for found in last.below)]
    drafts = [_whole(context, parts, sole=len(forms) == 1) for parts in forms]
    return with_scores_below(context, [parts[-1][0] for parts in forms], drafts)


def _whole(context: Context, parts: Sequence[Part], *, sole: bool) -> dict[str, Draft]:
    """A form of one table, or of several."""
    first, *others = [_evaluation(context, block, found, sole=sole and found is parts[0][1]) for block, found in parts]
    for other in others:
        goals = first["goals"] if isinstance(first["goals"], list) else []
        alone = len(goals) == 1 and not any(lacks_goal(found.form) for _, found in parts)
        first = joined(first, other, goal_of_rows(goals[0], 0) if alone else None)
    return first


def _evaluation(context: Context, block: int, found: Matched, *, sole: bool) -> dict[str, Draft]:
    form = found.form
    title, year = title_and_year(context.patterns, found.heading, form)
    draft: dict[str, Draft] = {"title": title, "year": year}
    for id_ in NAMES:
        draft[id_] = named(context, id_, pair(context, form, id_))
    draft |= above(context, block, frozenset(id_ for id_ in NAMES if id_ not in form.pairs), sole=sole)
    of_whole(context, form, draft)
    split_code(context, draft)
    draft["project_code"] = whole_code(draft["project_code"])
    draft["funds"] = funds = _funds(context, form)
    for id_ in ("by_income", "by_nature"):
        draft[id_] = [
            _labelled(context, zone, box, id_)
            for zone, record in form.records("sources")
            if (box := record.cells.get(id_)) and box.match and box.cell.row == record.row
        ] + _paired(context, form, id_)
    draft["goals"], rows = goals_and_indicators(context, form)
    draft["indicators"] = rows
    draft["total"], draft["rating"], rest = _total(context, form, funds)
    among = score_among_money(context, form, funds, rows)
    if _score(draft["total"]) is None and (beside := among or score_beside(context, form, rows)):
        draft["total"] = {"weight": None, "score": beside}
    if form.grid.table.repeats:
        settle(context, form, rows, funds, draft["total"])
    elif form.grid.table.origin == "flattened":
        doubt_joined(context, rows, funds, draft["total"])
        doubt_shifted(context, rows, funds)
    draft["remarks"] = _told(context, form, "remarks") or rest
    draft["conclusion"] = pair(context, form, "conclusion")
    for id_ in ("problems", "measures"):
        draft[id_] = _told(context, form, id_)
    for id_ in ("rating", "conclusion"):  # «自评结论 | 优» gives a grade, no conclusion
        value = form.pairs[id_].value if id_ in form.pairs else None
        graded = grade_of(context, value.view) if value else None
        if graded:
            draft["rating"] = draft["rating"] or graded
            draft["conclusion"] = None if id_ == "conclusion" else draft["conclusion"]
    if draft["rating"] is None:
        draft["rating"] = next(
            (graded for view in grades_beside(context, form) if (graded := grade_of(context, view))), None
        )
    _claim_printed(context, form)
    return draft


def _any(record: Record) -> bool:
    return any(box.match for box in record.cells.values())


def _claim_printed(context: Context, form: FormMatch) -> None:
    """What a form prints and no field holds: explanations, boxes to tick; of a zone of nothing else the rows' names
    alone (beside them stands the unit's own text, which `unread` names)."""
    for zone in form.zones:
        printed = [column.id for column in zone.zone.columns if column.type == "printed"]
        own = printed[1:] if zone.zone.is_unread else []
        for record in zone.records if printed else ():
            boxes = ((id_, box) for id_ in printed for box in record.boxes(id_))
            empty = context.patterns.null_kind
            context.claim_all(box.whole for id_, box in boxes if id_ not in own or empty(box.match) is not None)
    context.claim_all(m.value for m in form.pairs.values() if m.value and m.pair.type == "printed")


# money


def _funds(context: Context, form: FormMatch) -> list[Draft]:
    """The money rows; where no column gives points, those printed in the block's label are the first row's
    («预算执行情况（万元）（20分）», Hubei), if that is the sum: of a text that lost cells it may not be read."""
    found: list[dict[str, Draft]] = []
    for zone, record in form.records("funds"):
        if not _has_amounts(zone) or not _any(record) or _holds_texts(context, zone, record):
            continue
        if (label := record.cells.get("label")) and context.patterns["table.left_over"].fits(row_key(label.match)):
            continue  # «预算执行率 | 96.83% | 结余资金 | 13.50»
        fund = _fund(context, zone, record)
        fund["rate"] = in_percent(context, zone, fund)
        if not found and "weight" not in zone.named and zone.block and _is_sum(zone, record, fund):
            fund["weight"] = points_of_block(context, zone.block)
        found.append(fund)
    return with_total(found, _CONCEPT, alone="project" in form.pairs)


def _has_amounts(zone: ZoneMatch) -> bool:
    """Whether any column is one of money or of a rate: goals with their weights are no funds («预期绩效目标 | 完成情况
    | 权重», 河北 in words of an author, taken for a form of tasks)."""
    return not _amounts_of(zone.zone).isdisjoint(zone.owner.values())


def _amounts_of(zone: Zone) -> frozenset[str]:
    """The columns of money and rates of a zone."""
    return ids_of(zone, "amount") | ids_of(zone, "percent")


def _holds_texts(context: Context, zone: ZoneMatch, record: Record) -> bool:
    """Whether words stand below the amounts, alone or in several cells: a row of goals or of labels below the money."""
    told = [box.match for id_, box in record.cells.items() if id_ in _amounts_of(zone.zone)]
    dash = context.patterns["mark.figure_dash"]
    filled = [text for text in told if not context.patterns.null_kind(text) and not dash.fits(text)]
    words = sum(not _FIGURES.match(text) for text in filled)
    return words > 1 or words == len(filled) > 0  # «自评得分 | 97.8 | 评价等级 | 优 | 负责人 | 戴某»


def _is_sum(zone: ZoneMatch, record: Record, fund: Mapping[str, Draft]) -> bool:
    """Whether a row of money is the sum, with an amount: by its label, or since it stands right below the headings."""
    amounts = [fund[id_] for id_ in ("initial", "full_year", "executed")]
    if not any(isinstance(amount, Reading) and amount.value is not None for amount in amounts):
        return False
    concept = fund["concept"]
    if record.known in zone.zone.rows[:1] or (isinstance(concept, Reading) and concept.value == "total"):
        return True
    return record.row == max((head.cell.row + head.cell.row_span for head in zone.headings), default=record.row)


def _paired(context: Context, form: FormMatch, id_: str) -> list[Draft]:
    """Amounts that a form asks for one by one («基本支出总额 | 182.40»): pairs whose id begins with the column's."""
    found: list[Draft] = []
    for match in form.pairs.values():
        if not match.pair.id.startswith(f"{id_}.") or match.value is None or leads_amounts(form.grid, match.label):
            continue
        pattern = f"form.evaluation.{id_}"
        view = match.label.source.view()
        label, concept = _named(context.patterns, view, 0, len(view), f"{pattern}.label")
        kind = context.patterns.null_kind(match.match)
        unit = unit_of(match.label.match) or form.unit
        amount = null(match.value, pattern, kind) if kind else (
            money(match.value, pattern, unit=unit) or unreadable(context, match.value, pattern, "金额", "amount")
        )  # fmt: skip
        found.append({"label": label, "concept": concept, "amount": amount})
    return found


def _fund(context: Context, zone: ZoneMatch, record: Record) -> dict[str, Draft]:
    box = record.cells.get("label")
    label: Draft = None
    concept: Draft = None
    for deeper in record.more.get("label", []):  # «资金来源», merged down beside «（1）政府预算资金» (河南)
        start, _ = bare_label(deeper.match)  # «1.财政拨款» is a name, «1,200.00» none
        if box is not None and not deeper.match[start].isdigit():
            context.claims.structure.append(box.whole)
            box = deeper
    if box is not None and not _AMOUNT.fullmatch(box.match):  # «上年结转 | 当年预算» above «12.00 | 88.00»: no name
        pattern = "form.evaluation.funds.label"
        label = mark(box, pattern, context.patterns) or anothers(context, box, "label", pattern)
        if label is None:
            context.claims.structure.append(box.whole)
            view = box.view
            label, concept = _named(context.patterns, view, 0, len(view), pattern)
    both = points_in_one(context, zone, record, "form.evaluation.funds")
    own = cells(context, zone, record, *(id_ for id_ in _FUND_COLUMNS if id_ not in both))
    if odd := anothers(context, record.cells.get("reason"), "deviation_reason", "form.evaluation.funds.reason", zone):
        own["reason"] = odd
    return {"label": label, "concept": concept, **{id_: (both | own)[id_] for id_ in _FUND_COLUMNS}}


def _named(
    patterns: Patterns, view: Text, start: int, stop: int, pattern: str
) -> tuple[Reading[str], Reading[str] | None]:
    """A row's label without 其中, number and colon, and what it is about: «其中：当年财政拨款» is 当年财政拨款."""
    match = view.match[start:stop]
    first, last = bare_label(match)
    quote = view.quote(start + first, start + last)
    concept = patterns.told_in_bracket(match) or patterns.likely_concept(row_key(match))
    label = Reading(quote.printed, quote, pattern)
    if concept is None:
        return label, None
    return label, Reading(concept, quote, _CONCEPT, (f"{label.value} → {concept}",))


def _labelled(context: Context, zone: ZoneMatch, box: Box, column: str) -> Draft:
    """«其中：  一般公共预算：512.36»: label and amount in one cell, the amount often missing behind the colon."""
    patterns = context.patterns
    pattern = f"form.evaluation.{column}"
    view, match = box.view, box.match
    if odd := anothers(context, box, "label", f"{pattern}.label"):
        return {"label": odd, "concept": None, "amount": None}
    context.claims.structure.append(box.whole)
    start = 3 if match.startswith("其中:") else 0
    colon = match.find(":", start)
    stop = len(match) if colon < 0 else colon
    label, concept = _named(patterns, view, 0, stop, f"{pattern}.label")
    if colon < 0:
        return {"label": label, "concept": concept, "amount": None}
    tail = match[colon + 1 :]
    kind = patterns.null_kind(tail)
    amount: Draft
    if not tail:
        end = len(box.source.text)
        amount = null(box.source.quote(end, end), pattern, "blank")
    elif kind:
        amount = null(view.quote(colon + 1), pattern, kind)
    else:
        amount = _money(context, zone, view.quote(colon + 1), column, pattern)
    return {"label": label, "concept": concept, "amount": amount}


def _money(context: Context, zone: ZoneMatch, quote: Quote, column: str, pattern: str) -> Reading[Any]:
    return money(quote, pattern, unit=zone.unit(column)) or unreadable(context, quote, pattern, "金额", "amount")


# the total row


def _told(context: Context, form: FormMatch, id_: str) -> Draft:
    """The text beside a label that asks for sentences; a bare figure is another cell's."""
    reading = pair(context, form, id_)
    asked = context.patterns["label.asked"].search(reading.quote.view) if reading else None
    if reading and asked:  # «…如没有请填“无”。无»
        context.claims.structure.append(reading.quote)
        return text_reading(asked.quote("text"), reading.pattern)
    if reading is None or reading.value is None or not _BARE.fullmatch(form.pairs[id_].match):
        return reading
    return unreadable(context, reading.quote, form.pairs[id_].pair.pattern, form.pairs[id_].label.match, id_)


def _is_remark(context: Context, box: Box) -> bool:
    """Whether a text in the total's row is the author's: no mark of nothing, no label of another cell."""
    return context.patterns.null_kind(box.match) is None and box.key not in printed_labels(context.patterns)


def _total(context: Context, form: FormMatch, funds: Sequence[Draft]) -> tuple[Draft, Draft, Draft]:
    """(weight and score, rating, anything else that the row says). Of two rows of totals the second, where the first is
    that of the indicators alone: with the money's points it makes the second («合计 | 88.75», «总得分 | 98.35»)."""
    found = _total_of(context, form, form.total)
    spent = sum((points for fund in funds if (points := _score(fund))), Decimal(0))
    for record in form.totals_below if spent else ():
        own, all_ = _score(found[0]), only_points(record)
        if own is not None and all_ is not None and own + spent == all_.value:
            return {"weight": None, "score": all_}, found[1], found[2]
    return found


def _score(draft: Draft) -> Decimal | None:
    reading = draft.get("score") if isinstance(draft, Mapping) else None
    return reading.value if isinstance(reading, Reading) else None


def _total_of(context: Context, form: FormMatch, record: Record | None) -> tuple[Draft, Draft, Draft]:
    """What one row of totals says."""
    empty: dict[str, Draft] = {"weight": None, "score": None}
    said = score_of_pair(context, form.pairs.get("total_score"))  # at the head (Chongqing), or below the total
    if record is None:
        had = form.pairs.get("total_weight")
        full = number(had.value, f"{_TOTAL}.weight") if had and had.value else None
        return {"weight": full, "score": said}, None, None
    rating: Draft = None
    rest: Draft = None
    numbers: list[Box] = []
    labels = {key for zone in form.form.zones for pair in zone.pairs if pair.id == "rating" for key in pair.keys}
    labels |= {key for zone in form.form.zones if zone.kind == "total" for key in zone.keys}  # «总分», said again
    weight, points = record.cells.get("weight"), record.cells.get("score")
    others = [box for id_ in record.cells if id_ not in ("weight", "score") for box in record.boxes(id_)]
    grade = next((box for box in (weight, points) if box and grade_of(context, box.view)), None)
    if grade:  # «总得分 | 97.78 | 自评等级 | 优秀», the grade below a heading of points
        weight, points = (None if box is grade else box for box in (weight, points))
        others.append(grade)
    for box in others:
        if box.key in labels:
            context.claims.structure.append(box.whole)
        elif box.match[:1].isdigit():
            numbers.append(box)
        elif rating is None and (graded := grade_of(context, box.view)):
            rating = graded
        elif rest is None and box.match and _is_remark(context, box):
            rest = text(box, f"{_TOTAL}.remarks", context.patterns)
    zone = form.zone("indicators")
    if not (weight and weight.match) and not (points and points.match) and numbers:
        weight, points = points_of_numbers(form, numbers, weight)
    rating = rating or grade_in_row(context, form.grid, record.row)
    if zone and (both := points_in_one(context, zone, record, _TOTAL)):
        return {**empty, **both}, rating, rest
    if zone and weight and weight.match and not (points and points.match):
        if is_score(zone, form.zones, weight):
            weight, points = points, weight
        elif is_astray(form.grid.table, zone, form.zones, weight):
            lost = unreadable(context, weight.quote, f"{_TOTAL}.weight", "合计", "total")
            return {**empty, "weight": lost}, rating, rest
    if points and points.match and not (weight and weight.match) and _is_shifted(form, record, points):
        return (
            {**empty, "score": unreadable(context, points.quote, f"{_TOTAL}.score", "得分", "score")},
            rating,
            rest,
        )
    weight = weight_of_total(record, zone, numbers, weight, points)
    total: dict[str, Draft] = {
        "weight": (None if weight and weight.match else _points_of_label(context, form, record))
        or doubted_weight(context, form, weight, points)
        or figure(context, weight, type_of_weights(zone), f"{_TOTAL}.weight"),
        "score": figure(context, points, "score", f"{_TOTAL}.score") or said,
    }
    return total, rating, rest


def _points_of_label(context: Context, form: FormMatch, record: Record) -> Reading[Decimal] | None:
    """The points that the label of the total prints: «总分（100分） | 99.12»."""
    zone = form.zone("indicators")
    for _, source in form.grid.row(record.row)[:1]:
        if zone and (found := points_behind(context.patterns, zone, source.view())):
            return number(found.quote("points"), f"{_TOTAL}.weight")
    return None


def _is_shifted(form: FormMatch, record: Record, points: Box) -> bool:
    """Whether a bare figure stands in a column of texts behind the score, and none where the weight should: a row that
    lost a cell, whose «100» below 得分 is the weight and whose score is the figure behind it."""
    zone = form.zone("indicators")
    texts = [id_ for id_, column in columns_of(zone.zone).items() if column.type == "text"] if zone else []
    behind = [box for id_ in texts if id_ in record.cells for box in record.boxes(id_)]
    return any(box.cell.column > points.cell.column and points_of(box.quote, _TOTAL) for box in behind)
