"""Those in post among all people counted: «实有人员1320人，其中在职人员860人、离退休人员460人»."""

from __future__ import annotations

from jixiao import lazy_re as re
from jixiao.extract.context import Context
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text
from jixiao.values import count

_BESIDE = re.compile(r"(\d{1,5})[名人]")


def number_in(found: Found, group: str = "count") -> int:
    """The number that a match's group prints, 0 for none."""
    told = count(found.quote(group), found.id)
    return told.value if told and told.value is not None else 0


def among_all(context: Context, texts: list[Text]) -> Reading[int] | None:
    """Those in post among all people, the retired among them too. Not so in «实有43人，其中在岗41人，退休22人», nor
    where parts without the retired make the whole («实有职工912名，其中在编441名、聘用471名，离退休人员203名»)."""
    pattern = context.patterns["staffing.on_duty.among"]
    for text in texts:
        found = pattern.search(text)
        if found is None:
            continue
        whole, on_duty, retired = (number_in(found, group) for group in ("whole", "count", "retired"))
        between = text.match[found.match.end("count") : found.match.start("retired")]
        others = sum(map(int, _BESIDE.findall(between)))
        if on_duty + retired <= whole and (not others or on_duty + others != whole):
            context.claim(found)
            return count(found.quote("count"), found.id)
    return None
