"""Those in post among all people counted: «实有人员1320人，其中在职人员860人、离退休人员460人»; people of whom nobody
says who they are."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
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


def on_payroll(context: Context, texts: list[Text]) -> Reading[int] | Found | None:
    """Those in post where only those on the payroll are told among all («现有工作人员8人，其中在编3人»): all, where
    others make the rest or where all work there; else the words, of which nobody says who is in post. Nothing where the
    retired in the next clause make the rest («现有职工58人，其中在编40人；退休18人»)."""
    pattern = context.patterns["staffing.on_duty.on_payroll"]
    for text in texts:
        found = pattern.search(text)
        if found is None:
            continue
        whole, own, behind = number_in(found, "whole"), number_in(found), found.sub("others")
        others = sum(map(int, _BESIDE.findall(behind.match)))
        rest = whole - own - others
        if rest > 0 and not found.has("retired") and _retired(context, text[found.end :]) == rest:
            continue
        works = context.patterns["staffing.working"].search(found.sub("what")) is not None
        works = works and not found.has("in_post") and not found.has("retired")
        if own < whole and (works or own + others == whole):
            context.claim(found)
            return count(found.quote("whole"), found.id)
        if own < whole and not found.has("in_post"):
            return found
    return None


def _retired(context: Context, text: Text) -> int:
    """How many a text says to be retired, of one kind or both."""
    kinds = ("retired_together", "retired_cadres", "retired")
    told = [context.patterns[f"staffing.{kind}"].search(text) for kind in kinds]
    together, *each = (number_in(one) if one else 0 for one in told)
    return together or sum(each)


def say_uncertain(context: Context, texts: list[Text], values: Mapping[str, Draft], said: Found | None) -> None:
    """Names what no field has: the two kinds of the retired together, people of whom no word says that they are in
    post (``said``: those among whom only those on the payroll are told)."""
    if any(one.code == "parts_without_total" for one in context.diagnostics):
        return
    for name in ("retired_together",) if values["on_duty"] else ("uncertain", "retired_together"):
        together = name == "retired_together"
        if together and values["retired"]:
            continue
        pattern = context.patterns[f"staffing.{name}"]
        found = next((one for text in texts if (one := pattern.search(text))), None)
        quote = said.quote("said") if said and not together else found.quote() if found else None
        if quote is not None:
            context.diagnostics.append(
                Diagnostic(
                    "unread_staff",
                    f"「{quote.printed}」{'是离休和退休的合计' if together else '没有写明是否为在职人员'}，未读取",
                    f"«{quote.printed}» is no number of those in post, nor of one kind of the retired: not read",
                    (quote.block,),
                )
            )
