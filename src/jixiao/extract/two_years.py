"""Amounts of two years side by side, and whose the change and the parts behind them are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter, eq

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.anchors import AnchorReader
from jixiao.extract.changes import ChangeReader
from jixiao.extract.clauses import Anchor, Subject, sum_of
from jixiao.extract.context import Context
from jixiao.extract.spending_years import YearReader
from jixiao.quotes import Text
from jixiao.values import money

_ROUNDED = Decimal("0.02")
_PARTS = 2
_FAR = 2
_SCOPE = attrgetter("subject.scope")
_IN_PARTS = re.compile(r"其中|包括|含|分为")
_LISTED = re.compile(r"[,、和及]+")
_LEAD = 14
"""Characters before a subject that may say whose year it is."""


def of_this_year(
    years: YearReader, changes: ChangeReader, text: Text, row: Sequence[Anchor], found: dict[int, Text]
) -> None:
    """«2024年支出31万元，2023年支出34万元，减少3万元», «上年支出34万元，同比减少3万元»: a change behind last year's
    amount that leads from it to this year's is this year's; one that does not is nobody's for sure, unless it names a
    year. ``found``: what belongs to each subject."""
    anchors = years.anchors
    for one, other in pairwise(row):
        own, subject = one.subject, other.subject
        if own.scope != subject.scope or other.amount.value is None:
            if own.scope != subject.scope and _is_moved(own, subject):
                whole = next(each.subject for each in row if each.subject.found is subject.found)
                found[id(whole)], found[id(subject)] = found[id(subject)], found[id(subject)][:0]
            continue
        if other.aside:
            stretch = found[id(own)]
            if _is_own(years, changes, text, other, stretch):
                found[id(own)], found[id(subject)] = changes.before(stretch), stretch
            elif not one.aside and not changes.turns(stretch, one.amount.value, other.amount.value):
                changes.say_others(stretch)
                found[id(own)] = changes.before(stretch)
            continue
        lead = text[max(subject.start - _LEAD, 0) : subject.start]
        last = anchors.patterns["spending.of_last_year"].search(lead)
        earlier = not last and _is_earlier(years, text, one, other)
        again = last or earlier or subject.found is own.found or anchors.own_year(subject.found)
        if not again or changes.read_any(found[id(own)]):
            continue
        stretch = found[id(subject)]
        both = Text.join([text[one.end : other.end], stretch])
        if changes.led(both, one.amount.value, other.amount.value) and not _is_own(years, changes, text, other, both):
            found[id(own)], found[id(subject)] = both, stretch[:0]
        elif earlier and changes.read_any(stretch) and not changes.names_year(stretch):
            before = changes.before(stretch)
            if not before.match.strip(",;"):
                changes.say_others(stretch)
                found[id(subject)] = before


def _is_moved(own: Subject, subject: Subject) -> bool:
    """Whether an amount behind a part was found to be an earlier year's of the whole."""
    return subject.start != subject.found.start and subject.found is not own.found


def earlier_of_whole(
    context: Context, years: YearReader, changes: ChangeReader, text: Text, anchors: list[Anchor]
) -> list[Anchor]:
    """«三公经费12.5万元，其中：接待费4.5万元，2023年13.7万元，下降8.76%»: an earlier year's amount behind the last part
    is the whole's if the change behind it proves that; proving neither, it is named where it is nearer to the whole."""
    for at in range(_PARTS, len(anchors)):
        part, other = anchors[at - 1], anchors[at]
        if part.subject.found is not other.subject.found or other.in_row:
            continue  # nearly always
        stop = anchors[at + 1].subject.start if anchors[at + 1 :] else len(text)
        inside = text.match[part.end] == "("
        goes_on = not inside and stop < len(text) and "。" not in text.match[other.end : stop]
        whole = None if goes_on else _whole_of(text, anchors[:at])
        if whole is None or None in (part.amount.value, whole.amount.value, other.amount.value):
            continue
        behind = text[other.end : stop]
        if changes.proves(behind, part.amount.value, other.amount.value):
            continue
        if changes.proves(behind, whole.amount.value, other.amount.value):
            at_ = other.subject.start
            moved = replace(other, subject=replace(whole.subject, start=at_, end=at_), aside=False)
            return [*anchors[:at], moved, *anchors[at + 1 :]]
        if _is_nearer(part, whole, other, inside=inside):
            end = other.end + changes.behind(behind)
            quote = text.quote(part.end if inside else other.subject.start, end)
            context.diagnostics.append(
                Diagnostic(
                    "unread_amounts",
                    f"「{quote.printed}」可能是前面合计数的上年数，也可能是其中一项的，未读取",
                    f"«{quote.printed}» may be an earlier year's of the whole or of its part: not read",
                    (quote.block,),
                )
            )
            return [*anchors[: at - 1], replace(part, end=end, year=years.of(text, part)), *anchors[at + 1 :]]
    return anchors


def _whole_of(text: Text, anchors: Sequence[Anchor]) -> Anchor | None:
    """What the last of the anchors is a part of, in one sentence; None where it is none, where the whole has an earlier
    year's amount of its own, or one of the parts has."""
    first = len(anchors) - 1
    while first and not _IN_PARTS.search(text.match, anchors[first - 1].end, anchors[first].subject.start):
        first -= 1
    if not first:
        return None
    whole, parts = anchors[first - 1], anchors[first:]
    own = whole.subject.start == whole.subject.found.start
    listed = len({id(each.subject.found) for each in parts}) < len(parts)
    parted = "。" in text.match[whole.end : parts[-1].subject.start].replace("。其中", "")
    return whole if own and not listed and not parted else None


def _is_nearer(part: Anchor, whole: Anchor, other: Anchor, *, inside: bool) -> bool:
    """Whether an earlier year's amount is nearer to the whole than to its part; ``inside`` brackets behind that it is
    the part's, unless it is of the whole's size and far from the part's («接待费4.5万元（2023年13.7万元）» of 12.5)."""
    own, of_all, before = (one.amount.value or Decimal(0) for one in (part, whole, other))
    if inside:
        return before > _FAR * own and _FAR * of_all < (_FAR + 1) * before
    return before**2 > own * of_all


def rate_of_whole(changes: ChangeReader, text: Text, row: Sequence[Anchor], found: dict[int, Text]) -> None:
    """«三公经费12.5万元，其中用车8万元，接待费4.5万元，同比减少8.76%»: a rate, or an amount, alone behind parts in one
    clause, none of which has one, is the whole's where last year's amount proves it, and else nobody's for sure; so is
    a change that leads from that («支出800万元，2023年700万元，其中基本支出500万元，项目支出300万元，较上年增加100万
    元»)."""
    for at, last in enumerate(row[_PARTS:], _PARTS):  # the whole stands before them
        stretch = found[id(last.subject)]
        if not stretch.match.startswith(",") or not changes.begins(stretch):
            continue
        alone = changes.is_one_figure(stretch)
        first = at
        while first and not _IN_PARTS.search(text.match, row[first - 1].end, row[first].subject.start):
            if not _LISTED.fullmatch(text.match, row[first - 1].end, row[first].subject.start):
                break
            first -= 1
        else:
            whole = next((one for one in reversed(row[:first]) if not one.aside), None)
            parts = row[first : at + 1]
            if whole is None or len(parts) < _PARTS or sum_of(parts) != whole.amount.value:
                continue
            if any(changes.read_any(found[id(one.subject)]) for one in (whole, *parts[:-1])):
                continue
            others = [one for one in row if one.subject.scope == whole.subject.scope and one is not whole]
            if any(changes.led(stretch, whole.amount.value, other.amount.value) for other in others):
                found[id(last.subject)], found[id(whole.subject)] = changes.before(stretch), stretch
            elif alone:
                found[id(last.subject)] = changes.before(stretch)
                changes.say_others(stretch)


def _is_own(years: YearReader, changes: ChangeReader, text: Text, anchor: Anchor, stretch: Text) -> bool:
    """Whether a change names the year before an earlier amount's own: «2024年500万元，2023年450万元，比2022年增加50万
    元»."""
    against = changes.against(stretch)
    year = years.of(text, anchor) if against else None
    return year is not None and year.value - 1 == against


def _is_earlier(years: YearReader, text: Text, one: Anchor, other: Anchor) -> bool:
    """Whether the second of two amounts is of the year before the first's («2023年支出31万元，2022年支出34万元»)."""
    if years.anchors.patterns.word("year").search(text[one.end : other.end]) is None:
        return False
    first, second = years.of(text, one), years.of(text, other)
    return bool(first and second and first.value - second.value == 1 and one.subject.fund == other.subject.fund)


def with_years(years: YearReader, text: Text, anchors: list[Anchor]) -> list[Anchor]:
    """The anchors, those behind a row of years with the year that they are of: of the amount that they add up to
    («2023年三公经费12.5万元，2022年13.7万元，其中：接待费4.5万元，用车8万元»), else the report's."""
    scopes = [*map(_SCOPE, anchors)]
    if not any(map(eq, scopes, scopes[1:])):
        return anchors  # nearly always
    result = list(anchors)
    for start, stop in _rows(years, text, anchors):
        row = {year.value: anchors[at] for at in range(start, stop) if (year := years.of(text, anchors[at]))}
        own = years.fiscal_year
        if len(row) != stop - start or own is None or own.value not in row:
            continue
        behind = list(_behind(years, text, anchors, stop))
        chosen = _proved(row, [anchors[at] for at in behind]) or own.value
        for at in behind:
            year = years.of(text, row[chosen])
            result[at] = replace(anchors[at], year=year and replace(year, inferred=True))
    return result


def _rows(years: YearReader, text: Text, anchors: Sequence[Anchor]) -> Iterator[tuple[int, int]]:
    """Where amounts of several years stand right behind each other."""
    start, year = 0, years.patterns.word("year")
    for at in range(1, len(anchors) + 1):
        goes_on = at < len(anchors) and anchors[at].subject.scope == anchors[start].subject.scope
        if goes_on and year.search(text[anchors[at - 1].end : anchors[at].end]):
            continue
        if at - start > 1:
            yield start, at
        start = at


def _behind(years: YearReader, text: Text, anchors: Sequence[Anchor], first: int) -> Iterator[int]:
    """The anchors that go on from a row in its sentence, up to one that says whose year it is."""
    year = years.patterns.word("year")
    for at in range(first, len(anchors)):
        between = text[anchors[at - 1].end : anchors[at].subject.start]
        if "。" in between.match.replace("。其中", ""):
            return
        if anchors[at].aside or anchors[at].year is not None:
            continue
        if year.search(between) or years.patterns["spending.of_last_year"].search(between):
            return
        yield at


def _proved(row: dict[int, Anchor], parts: Sequence[Anchor]) -> int | None:
    """The year whose amount alone the first of the parts, two at least, or all add up to."""
    sums = {sum_of(parts[:stop]) for stop in range(_PARTS, len(parts) + 1)}
    fits = [year for year, whole in row.items() if whole.amount.value in sums]
    return fits[0] if len(fits) == 1 else None


def before_other_year(anchors: AnchorReader, tail: Text, anchor: Anchor) -> Text:
    """A stretch up to another year's amount from which the change behind it does not lead to the anchor's: that
    is the whole's («项目支出128.20万元；2019年支出298.51万元，同比增加28.33万元»)."""
    found = anchors.patterns["spending.other_year"].search(tail)
    other, own = money(found.quote("amount"), found.id) if found else None, anchor.amount.value
    if found is None or other is None or own is None:
        return tail
    next_ = anchors.patterns.word("money").search(tail, found.end)
    change = money(next_.quote(), found.id) if next_ else None
    led = change is not None and abs(abs(own - other.value) - change.value) < _ROUNDED
    return tail if led else tail[: found.start]
