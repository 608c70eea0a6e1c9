"""The unit's staff: authorised posts, those in post, the retired, and who came and went."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.clauses import whole_lines
from jixiao.extract.context import Context, Draft
from jixiao.extract.movements import Movement, movements_in, net, signed
from jixiao.extract.staff_among import among_all, number_in, on_payroll, say_uncertain
from jixiao.extract.staff_rows import staff_of_rows
from jixiao.extract.staff_sheets import staff_of_sheets
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text, squeeze
from jixiao.values import count

_PEOPLE = re.compile(r"\d[人名]\Z")
_NAMED = re.compile(r"[\u4e00-\u9fff]\Z")
_NAMES = ("authorized", "on_duty", "on_duty_change", "retired_cadres", "retired", "movements")
_BESIDE = 24
"""Characters between two counts that stand side by side."""
_AMONG = ("其中", "其中:")
_LEAST_PARTS = 2
_BELOW, _NAMED_BELOW = "subordinates", "subordinate"
"""The kind of a count of subordinate units alone («下属单位编制32名»), or of one by its name, which may have more posts
than the office itself."""
_PART = re.compile(r"其中[:,]?[^。;,:()\d]{2,20}\d[\d,]*[人名]\Z")


def staffing(context: Context, texts: list[Text]) -> dict[str, Draft]:
    """`profile.staffing` of the contract, from the paragraphs of the profile and small tables in it."""
    texts = whole_lines(texts)  # «…行政编制34名、事业编», «制40名»
    if sum(any(squeeze(unit) in text.match for text in texts) for unit in context.joint) > 1:
        return {**dict.fromkeys(_NAMES), "movements": ()}  # of a joint report each unit counts its own
    movements, told = movements_in(context, texts)
    # «…主要原因是新录用公务员3人、退休2人»: who retired this year is not who is retired.
    texts = [part for text in texts for part in ((text[: told[0]], text[told[1] :]) if text is told[2] else (text,))]
    among = among_all(context, texts) or on_payroll(context, texts)
    values: dict[str, Draft] = {
        "authorized": _whole_count(context, texts, "staffing.authorized"),
        "on_duty": _on_duty(context, texts, among),
        "on_duty_change": _change(context, texts, movements),
        "retired_cadres": _count(context, texts, "staffing.retired_cadres"),
        "retired": _count(context, texts, "staffing.retired"),
        "movements": movements,
    }
    for name, value in {**staff_of_rows(context), **staff_of_sheets(context)}.items():
        values[name] = values[name] or value
    for name in ("authorized", "on_duty"):
        values[name] = values[name] or _below_label(context, name)
    say_uncertain(context, texts, values, among if isinstance(among, Found) else None)
    for text in texts:
        for found in context.patterns["staffing.lead"].finditer(text):
            context.claim(found)
    return values


def _on_duty(context: Context, texts: list[Text], among: Reading[int] | Found | None) -> Reading[int] | None:
    if among is not None:
        return among if isinstance(among, Reading) else None
    told = _whole_count(context, texts, "staffing.on_duty")
    return told or _count(context, texts, "staffing.on_duty.otherwise") or _one_kind(context, texts)


def _below_label(context: Context, name: str) -> Reading[int] | None:
    """A form whose cells a page printed one a line: «人员编制», and «21» below; or «（二）编制人数：36人；在职…»."""
    for node in context.nodes("staffing"):
        if node.title is None or not node.body or not context.patterns[f"staffing.label.{name}"].search(node.title):
            continue
        found = context.patterns["staffing.label.count"].search(node.body[0])
        if found:
            context.claim(found)
            return count(found.quote("count"), found.id)
    return None


def _count(context: Context, texts: list[Text], pattern: str) -> Reading[int] | None:
    for text in texts:
        counts = _latest(context, text, context.patterns[pattern].finditer(text))
        if not counts or (_opened(text, counts[0]) and _of_parts(context, text, counts)):
            continue
        context.claim(counts[0])
        return count(counts[0].quote("count"), pattern)
    return None


def _latest(context: Context, text: Text, counts: Iterable[Found]) -> list[Found]:
    """The counts without those of an earlier year than another's («2022年末在职人员40人，2023年末在职人员38人»)."""
    found = list(counts)
    if len(found) < 2:
        return found
    before = [list(context.patterns.word("year").finditer(text[max(one.start - 6, 0) : one.end])) for one in found]
    years = [int(said[-1][0][:4]) if said else None for said in before]
    last = max((year for year in years if year is not None), default=None)
    return [one for one, year in zip(found, years, strict=True) if year in (None, last)]


def _opened(text: Text, found: Found) -> int:
    """Where the bracket opens in which a count stands, 0 where it stands in none."""
    inside = text.match.rfind("(", 0, found.start)
    return inside if inside > text.match.rfind(")", 0, found.start) else 0


def _of_parts(context: Context, text: Text, counts: Sequence[Found]) -> bool:
    """Whether the same is counted in several brackets of a sentence, in one behind a part («其中本级87人（…») or one of
    a subordinate unit («二级单位1个：征收中心（编制12名）»): none of these counts is the unit's."""
    stop = text.match.find("。", counts[0].start)
    end = stop if stop >= 0 else len(text)
    brackets = {at for found in counts if found.start < end and (at := _opened(text, found))}
    people = [at for at in brackets if _PEOPLE.search(text.match[:at])]
    if len(brackets) > 1 or any(_PART.search(text.match[:at]) for at in people):
        return True
    below = context.patterns["staffing.subordinate"]
    return any(below.search(text[text.match.rfind("。", 0, at) + 1 : at]) is not None for at in brackets)


def _one_kind(context: Context, texts: list[Text]) -> Reading[int] | None:
    """«实有事业人员32名», where no other kind is in post."""
    found = [match for text in texts for match in context.patterns["staffing.on_duty.kind"].finditer(text)]
    if len(found) != 1:
        return None
    context.claim(found[0])
    return count(found[0].quote("count"), found[0].id)


def _whole_count(context: Context, texts: list[Text], pattern: str) -> Reading[int] | None:
    """The count of all; of «行政编制18名，事业编制12名» neither is it, and adding them up is the reader's business."""
    parts: dict[str, Found] = {}
    whole: list[Found] = []
    whole_after = False
    for text in texts:
        behind = 0
        counts = _latest(context, text, context.patterns[pattern].finditer(text))
        if not whole and (total := _sum(context, text, counts)):
            context.claim(total)
            return count(total.quote("count"), pattern)
        counts = [one for at, one in enumerate(counts) if not at or not _same(text, counts[at - 1], one)]
        apart = bool(counts) and _of_parts(context, text, counts)
        first = not whole and not parts
        kinds: list[str | None] = []
        for found in counts:
            inside = _opened(text, found) if apart else 0
            kind = f"({inside}" if inside else _part(context, text, behind, found)
            kinds.append(kind)
            behind = found.end
            if kind is None:
                whole_after = whole_after or (not whole and bool(parts))
                whole.append(found)
            else:
                parts.setdefault(kind, found)
        beside = _beside(context, text, counts, kinds) if first and pattern == "staffing.authorized" else []
        if beside:
            _parts_alone(context, beside)
            return None
    if whole and any(number_in(part) > number_in(whole[0]) for kind, part in parts.items() if kind != _NAMED_BELOW):
        parts, whole = {"": whole[0], **parts}, []  # «在职23人，事业单位在职45人»: no whole is less than its part
    if len(parts) == 1 and whole and whole_after:
        # «局机关在职30人；全系统在职1,356人»: whether the bureau's own or its system's is asked for, nobody says.
        _parts_alone(context, [*parts.values(), whole[0]])
        return None
    if not whole and not parts.keys().isdisjoint((_BELOW, _NAMED_BELOW)):
        _parts_alone(context, list(parts.values()))  # nobody else is counted, or one kind of the unit's own
        return None
    if len(parts) < 2:
        return _count(context, texts, pattern)
    if whole:
        context.claim(whole[0])
        return count(whole[0].quote("count"), pattern)
    _parts_alone(context, list(parts.values()))
    return None


def _sum(context: Context, text: Text, counts: Sequence[Found]) -> Found | None:
    """Of three counts or more the last, where it says that it is the sum of the others and is («政法编制46名、事业编制
    4名，合计编制50名»): the whole."""
    if len(counts) >= _LEAST_PARTS and (behind := context.patterns["staffing.sum_behind"].match(text, counts[-1].end)):
        return behind if number_in(behind) == sum(number_in(found) for found in counts) else None
    *parts, last = [number_in(found) for found in counts] or [0]
    if len(parts) < _LEAST_PARTS or last != sum(parts):
        return None
    between = text[counts[-2].end : counts[-1].end]
    return counts[-1] if context.patterns["staffing.sum"].search(between) else None


def _same(text: Text, first: Found, second: Found) -> bool:
    """«实有人数86人，其中在职86人»: the same people again."""
    return text.match[first.end : second.start].strip(",(:;") in _AMONG and number_in(first) == number_in(second)


def _beside(context: Context, text: Text, counts: Sequence[Found], kinds: Sequence[str | None]) -> list[Found]:
    """Two counts of different things, of no kind or of one, side by side («行政编制13名，用于行政执法的编制28名»,
    «政法编制50名、地方编制6名»): neither is the whole, unless one of the counts adds the others up, or one stands
    before them («编制15人，在职13人，其中国家编制9人，地方编制4人»)."""
    numbers = [number_in(count) for count in counts]
    total = any(2 * number == sum(numbers) for number in numbers)
    for at, (first, second) in enumerate(pairwise(counts)):
        between = text.match[first.end : second.start]
        if (
            not total
            and kinds[at] == kinds[at + 1]
            and (kinds[at] or _NAMED.search(text.match[: first.start]))
            and _NAMED.search(between)
            and between[0] in ",、;和及"
            and len(between) <= _BESIDE
            and not context.patterns["staffing.apart"].search(text[first.end : second.start])
            and numbers[at] != numbers[at + 1]
            and not (at and _AMONG[0] in text.match[counts[at - 1].end : first.start])
        ):
            return [first, second]
    return []


def _parts_alone(context: Context, parts: Sequence[Found]) -> None:
    """Names parts of a number that no text gives as a whole."""
    quotes = [found.quote() for found in parts]
    listed = "、".join(quote.printed for quote in quotes)
    context.diagnostics.append(
        Diagnostic(
            "parts_without_total",
            f"「{listed}」是几部分，原文没有合计数，未读取（不作相加）",
            f"«{listed}» are parts without a total in the text: not read, and not added up",
            (quotes[0].block,),
        )
    )


def _part(context: Context, text: Text, behind: int, found: Found) -> str | None:
    """The kind of posts or staff of a count: said with it, or since the count before («事业编制12人，实有11人»); or
    that they are of subordinate units.
    """
    start = max(text.match.rfind("。", 0, found.start) + 1, behind)
    if context.patterns["staffing.of_subordinates"].search(text[start : found.start]):
        return _BELOW
    if context.patterns["staffing.of_a_subordinate"].search(text[start : found.start]):
        return _NAMED_BELOW
    part = context.patterns["staffing.part"].search(found.sub(0))
    if part is None and text.match[found.start - 1 : found.start] not in ("我", "本"):  # «事业单位1个，我单位共有编制»
        part = next(reversed(list(context.patterns["staffing.part"].finditer(text[start : found.start]))), None)
    return part[0] if part else None


def _change(context: Context, texts: list[Text], movements: Sequence[Movement]) -> Reading[int] | None:
    for text in texts:
        changes = list(context.patterns["staffing.change"].finditer(text))
        posts, retired = (
            {found.end for name in names for found in context.patterns[f"staffing.{name}"].finditer(text)}
            for names in ((("authorized",), ("retired", "retired_cadres")) if changes else ((), ()))
        )
        for found in changes:
            number = signed(context, found)
            # «编制43名，比上年核减2名», «退休62人，较上年增加5人»; «退休3人，比上年减少1人» is the staff, and so is
            # «…，同比增加1人，系调入1人»
            # and of «离退休人员13人（离休1人，退休12人），比上年增加1人» too
            told = found.start - 1 - text.match.endswith(")", 0, found.start - 1)
            grown = told in retired and number is not None and number > 0 and number != net(movements)
            if (grown or found.start - 1 in posts) and text.match[found.start - 1] in ",(":
                continue
            context.claim(found)
            down = context.patterns.word("downward").fullmatch(found.sub("direction")) is not None
            return count(found.quote("count"), found.id, negative=down)
        for on_duty in context.patterns["staffing.on_duty"].finditer(text):
            if behind := context.patterns["staffing.change_behind"].match(text, on_duty.end):
                context.claim(behind)
                down = context.patterns.word("down").fullmatch(behind.sub("direction")) is not None
                return count(behind.quote("count"), behind.id, negative=down)
        flat = context.patterns["staffing.flat"].search(text)
        if flat and _of_people(context, text, flat):
            context.claim(flat)
            quote = flat.quote("flat")
            return Reading(0, quote, flat.id, (f"{quote.printed} → 0",))
    return None


def _of_people(context: Context, text: Text, flat: Found) -> bool:
    """Whether what did not change is a number of people, not of the divisions in the sentence before («内设办公室、
    计财股2个内设机构。较2022年无变化。»)."""
    stop = flat.start - (text.match[flat.start - 1 : flat.start] == "。")
    sentence = text[text.match.rfind("。", 0, max(stop, 0)) + 1 : flat.end]
    return context.patterns["staffing.people"].search(sentence) is not None
