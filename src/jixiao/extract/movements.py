"""Who came and who left within the year, as a text tells it beside the numbers of staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from jixiao import lazy_re as re
from jixiao.extract.context import Context
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text, text_reading
from jixiao.values import count

_BRACKET = re.compile("[()]")

Movement: TypeAlias = "dict[str, Reading[Any] | None]"
Told = tuple[int, int, Text | None]
"""Where the movements of a year are told: from, to, in which paragraph."""


def movements_in(context: Context, texts: list[Text]) -> tuple[list[Movement], Told]:
    """People who joined or left: in the bracket behind a change, else behind the words that announce its reason."""
    for text in texts:
        for change in context.patterns["staffing.change"].finditer(text):
            mark = text.match[change.end : change.end + 1]
            ahead = text.match[: change.start]
            apart = mark in (":", ",") and ahead.count("(") > ahead.count(")")  # «（较上年净增1人：招聘2人、退休1人）»
            if mark not in ("(", ":") and not apart:
                continue
            inner = inside(text[change.end + 1 :])
            if mark == ":" and not apart:
                inner = inner[:stop] if (stop := inner.match.find("。")) >= 0 else inner
            moved = [match for match in found_in(context, inner) if moves(context, match)]
            if mark == ":" and not apart:
                moved = _adding_up(context, change, moved)
                inner = inner[: moved[-1].end] if moved else inner
            if moved:  # «比上年减少6人（退休8人，调入2人），退休人员87人»
                told = (change.end, change.end + 1 + len(inner) + 1, text)
                return _directed(context, texts, moved), told
        # «编制22名（其中行政编制16名）…，其中选调生分配1人»: the last lead that something follows tells the movements.
        leads = list(context.patterns["staffing.reason"].finditer(text))
        told_all = list(context.patterns["staffing.change"].finditer(text)) if leads else []
        retired = context.patterns["staffing.retired"].search(text) if leads else None
        those = retired.start if retired is not None and _breaks_down(context, retired, leads, text) else len(text)
        for lead in reversed([lead for lead in leads if lead.start < those]):
            stop = text.match.find("。", lead.end, those)
            rest = inside(text[lead.end : stop + 1 if stop >= 0 else those])
            # «在职98人、离休1人、退休61人» behind 其中 is who is there, not who moved (R05 of the corpus); behind
            # «退休5人，其中» or «减少2人，其中» it is who retired, but behind «退休人员9人，其中» who those are.
            changes = [change for change in told_all if change.end <= lead.start]
            reason = (
                context.patterns["staffing.why"].search(lead.sub(0)) is not None
                or (retired is not None and retired.end <= lead.start)
                or any(change.end >= lead.start - 1 for change in changes)
            )
            cadres = context.patterns["staffing.retired_cadres"].search(rest)
            if cadres and (stop := rest.match.find(";")) >= 0 and stop < cadres.start and changes:
                rest, cadres = rest[:stop], None  # «比上年减少31人，其中调入12人…退休68人；另有离休3人»
            if cadres and not context.patterns["staffing.why"].search(lead.sub(0)):
                continue  # «比上年减少1人；其中离休4人、退休36人»: who is retired, since nobody 离休 any more
            moved = [match for match in found_in(context, rest) if moves(context, match)]
            first = context.patterns["staffing.retired_first"].match(rest)
            if first and context.patterns["staffing.this_year"].search(lead.sub(0)):
                moved = [first, *moved]  # «本年退休教师4名，调入2名»
            elif not reason and all(context.patterns["staffing.stock"].search(match.sub("kind")) for match in moved):
                continue
            behind = [change for change in told_all if lead.end <= change.start < lead.end + len(rest)]
            made = _that_make(context, changes or behind, rest, moved)
            if made:
                rest, moved = rest[: made[-1].end], made
            result = _directed(context, texts, moved)
            if result:
                context.claim(lead)
                return result, (lead.start, lead.end + moved[-1].end, text)
    return [], (0, 0, None)


def _breaks_down(context: Context, retired: Found, leads: Sequence[Found], text: Text) -> bool:
    """Whether a list behind the number of the retired says who those are («退休人员9人，其中机关退休2人»; «当年考试录用
    1人», «其中调入3人» say who came)."""
    if context.patterns.word("retired_people").search(retired.sub(0)) is None:
        return False
    others = [context.patterns[f"staffing.{name}"] for name in ("why", "this_year")]
    joined = context.patterns.word("join_staff")
    for lead in leads:
        if 0 <= lead.start - retired.end <= 1 and not any(other.search(lead.sub(0)) for other in others):
            stop = text.match.find("。", lead.end)
            rest = text[lead.end : stop if stop >= 0 else len(text)]
            return not any(joined.search(match.sub("kind")) for match in found_in(context, rest))
    return False


def _that_make(context: Context, changes: list[Found], rest: Text, moved: list[Found]) -> list[Found]:
    """Those of the movements that make the change: «比上年减少2人，其中调出3人、新录用1人；退休58人» has 58 who are
    retired, not who retired this year."""
    change = signed(context, changes[-1]) if changes else None
    if change is None:
        return []
    for at, match in enumerate(moved[:-1]):
        if makes(context, changes[-1], moved[: at + 1]) and ";" in rest.match[match.end : moved[at + 1].end]:
            return moved[: at + 1]
    return []


def signed(context: Context, change: Found) -> int | None:
    number = count(change.quote("count"), change.id)
    down = context.patterns.word("downward").fullmatch(change.sub("direction")) is not None
    return None if number is None else -number.value if down else number.value


def net(movements: Sequence[Movement]) -> int | None:
    """By how many the staff grew by movements that were read; None where there are none."""
    total = 0
    for one in movements:
        direction, number = one["direction"], one["count"]
        total += (-1 if direction and direction.value == "out" else 1) * (number.value if number else 0)
    return total if movements else None


def makes(context: Context, change: Found, moved: Sequence[Found]) -> bool:
    """Whether those who came less those who left are the change."""
    numbers = [(count(match.quote("count"), match.id), _leaves(context, match)) for match in moved]
    total = sum((-number.value if out else number.value) for number, out in numbers if number)
    return total == signed(context, change)


def _adding_up(context: Context, change: Found, moved: list[Found]) -> list[Found]:
    """The most of the first movements that make the change: «净增加3人：招聘5人、退休2人，退休40人» has 40 retired."""
    ends = [end for end in range(1, len(moved) + 1) if makes(context, change, moved[:end])]
    return moved[: ends[-1]] if ends else []


def _leaves(context: Context, found: Found) -> bool:
    """Whether people left: of words for both («在职人员转退休», «新增退休人员») the one that stands last decides."""
    kind = found.sub("kind")
    out = context.patterns.word("move_out").search(kind)
    into = context.patterns.word("move_in").search(kind)
    return out is not None and (into is None or out.start >= into.start)


def found_in(context: Context, text: Text) -> list[Found]:
    names = ("staffing.movement", "staffing.movement_first")
    found = (match for name in names for match in context.patterns[name].finditer(text))
    return sorted(found, key=lambda match: match.start)


def inside(text: Text) -> Text:
    """The text up to where a bracket closes that was open at its start: «（其中公务员16人），…退休39人»."""
    depth = 0
    for bracket in _BRACKET.finditer(text.match):
        depth += 1 if bracket[0] == "(" else -1
        if depth < 0:
            return text[: bracket.start()]
    return text


def moves(context: Context, found: Found) -> bool:
    return any(context.patterns.word(word).search(found.sub("kind")) for word in ("move_in", "move_out"))


def _directed(context: Context, texts: list[Text], moved: list[Found]) -> list[Movement]:
    """The movements; one that may go either way («调任1人») goes the way that makes the year's change, if one does."""
    leaving = [_leaves(context, found) for found in moved]
    open_ = [at for at, found in enumerate(moved) if context.patterns.word("move_either").fullmatch(found.sub("kind"))]
    change = _told_change(context, texts) if open_ else None
    if change is not None and len(open_) == 1:
        counts = [number.value if (number := count(found.quote("count"), found.id)) else 0 for found in moved]
        rest = sum(-n if out else n for at, (n, out) in enumerate(zip(counts, leaving, strict=True)) if at not in open_)
        if abs(change - rest) == counts[open_[0]]:
            leaving[open_[0]] = change < rest
    return [_movement(context, found, leaving=out) for found, out in zip(moved, leaving, strict=True)]


def _told_change(context: Context, texts: list[Text]) -> int | None:
    """By how many the staff changed, as the text says."""
    for text in texts:
        if found := context.patterns["staffing.change"].search(text):
            return signed(context, found)
        if context.patterns["staffing.flat"].search(text):
            return 0
    return None


def _movement(context: Context, found: Found, *, leaving: bool) -> Movement:
    kind = found.sub("kind")
    out = context.patterns.word("move_out").search(kind)
    into = context.patterns.word("move_in").search(kind)
    decided = out if leaving else into
    quote = decided.quote() if decided else kind.quote()
    context.claim(found)
    number = count(found.quote("count"), found.id)
    return {
        "direction": Reading("out" if leaving else "in", quote, found.id),
        "kind": text_reading(kind.quote(), found.id),
        "count": number,
    }
