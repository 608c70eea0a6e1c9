"""A change against last year, as a text tells it: where it stands, its figures, what is said where it is not read."""

from __future__ import annotations

from bisect import bisect_left
from decimal import Decimal

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.patterns import Found
from jixiao.quotes import Quote, Reading, Text
from jixiao.values import money, percent

_FIGURES = ("amount_rate", "rate_amount", "against_base", "from_to", "rate", "zero", "rate_named", "unreadable")
_BARE, _NO_FIGURES = "bare", ("unchosen", "shared")
_CHANGE = "spending.change."
_YEAR = 4  # digits of a year


class ChangeFinder:
    """Finds the first change in a text; money in 万元, rates in percent points, both with their sign."""

    def __init__(self, context: Context, fiscal_year: int | None = None) -> None:
        self.context, self.fiscal_year = context, fiscal_year
        self.patterns = context.patterns
        self.unit: str | None = None  # of money, where a text's figures print none
        self._known: dict[int, tuple[Text, Found | None]] = {}
        """The first change in each text so far, by its id; the text is kept so that no other takes that."""

    def read_any(self, text: Text, *, at_start: bool = False) -> bool:
        """Whether a text tells a change, ``at_start``: before anything else."""
        found = self._first(text)
        return found is not None and (found.start == 0 or not at_start)

    def begins(self, text: Text) -> bool:
        """Whether a text begins with a change in figures."""
        found = self._first(text)
        return found is not None and not found.has("flat") and not text.match[: found.start].strip(",")

    def is_one_figure(self, text: Text) -> bool:
        """Whether a text begins with a change of which only the amount or only the rate is told: it proves nothing."""
        found = self._first(text)
        if found is None or found.has("flat") or text.match[: found.start].strip(","):
            return False
        return found.has("rate") is not found.has("change")

    def names_year(self, text: Text) -> bool:
        """Whether a text's change names the year that it is against."""
        found = self._first(text)
        return found is not None and self.patterns.word("year").search(found.sub(0)) is not None

    def against(self, text: Text) -> int | None:
        """The year that a text's change names as the one that it is against."""
        return None if (found := self._first(text)) is None else against_year(found)

    def before(self, text: Text) -> Text:
        """A text up to its change."""
        found = self._first(text)
        return text if found is None else text[: found.start]

    def _first(self, text: Text) -> Found | None:
        if id(text) not in self._known:
            self._known[id(text)] = (text, self._search(text))
        return self._known[id(text)][1]

    def _search(self, text: Text) -> Found | None:
        likely = {e.id.removeprefix(_CHANGE): e for e in self.patterns.likely("spending.change", text.match)}
        for name in _NO_FIGURES:
            if name in likely and (found := likely[name].search(text)):
                return found
        names = _FIGURES if self.unit is None else (*_FIGURES, _BARE)
        places: dict[str, list[int]] = {}  # where the words that some of them begin with stand
        first: Found | None = None
        for expression in filter(None, map(likely.get, names)):
            word = expression.extra.get("begins")
            if word and word not in places:
                places[word] = self.patterns.word(word).starts(text)
            if not word:
                found = expression.search(text)
            else:  # only what begins before what was found is asked: the most often matches where the first may begin
                found = expression.match_any(
                    text, places[word][: bisect_left(places[word], first.start) if first else None]
                )
            if found and (first is None or found.start < first.start):
                first = found
        if first:
            return first
        return likely["flat"].search(text) if "flat" in likely else None

    def _figures(self, found: Found) -> tuple[Reading[Decimal] | None, Reading[Decimal] | None]:
        amount_down = self._is_down(found, "direction")
        rate_down = self._is_down(found, "rate_direction")
        down = amount_down if amount_down is not None else bool(rate_down)
        change = None
        if found.has("change"):
            printed = "unit" in found.match.re.groupindex and found["unit"]
            unit = printed or self.unit
            change = money(found.quote("change"), found.id, unit=unit, negative=down)
        if not found.has("rate"):
            return change, None
        return change, percent(found.quote("rate"), found.id, negative=down if rate_down is None else rate_down)

    def _is_down(self, found: Found, group: str) -> bool | None:
        if not found.has(group):
            return None
        return self.patterns.word("downward").fullmatch(found.sub(group)) is not None

    def say_others(self, text: Text) -> None:
        """Names the change in a text that is nobody's for sure."""
        if (found := self._first(text)) is not None:
            self._say_shared(found.quote(0))

    def say_alone(self, text: Text) -> None:
        """Names a rate of change of something whose amount nobody tells; an amount is named where it is unread."""
        found = self._first(text)
        if found is None or not found.has("rate") or found.has("change"):
            return
        self.context.diagnostics.append(
            unread_error(
                found.quote(0),
                "前面没有写明支出金额，增减率没有读入任何字段",
                "stands behind no amount spent: the rate is in no field",
            )
        )

    def _say(self, found: Found) -> None:
        if not found.id.endswith("unchosen"):
            self._say_shared(found.quote("both"))
            return
        quote = found.quote("both")
        self.context.diagnostics.append(
            Diagnostic(
                "ambiguous_direction",
                f"「{quote.printed}」没有选定增减方向，增减额和增减率未读取",
                f"«{quote.printed}» chooses no direction: change and rate are not read",
                (quote.block,),
            )
        )

    def _say_shared(self, quote: Quote) -> None:
        self.context.diagnostics.append(
            Diagnostic(
                "shared_change",
                f"「{quote.printed}」前面有几项支出，无法确定是哪一项的增减，未读取",
                f"«{quote.printed}» stands behind several subjects; whose change it is is not safe: not read",
                (quote.block,),
            )
        )


def unread_error(quote: Quote, why: str, why_en: str) -> Diagnostic:
    """What is said of a change that is not read, in Chinese and in English."""
    return Diagnostic("unread_change", f"「{quote.printed}」{why}", f"«{quote.printed}» {why_en}", (quote.block,))


def against_year(found: Found) -> int | None:
    """The year that a change's own words begin with («比2022年增加50万元»), no amount of that year before it."""
    if found.has("year"):
        return None
    year = found[0].partition("年")[0][-_YEAR:]
    return int(year) if year.isdecimal() and len(year) == _YEAR else None
