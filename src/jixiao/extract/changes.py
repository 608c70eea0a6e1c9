"""The change against last year that stands behind an amount, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from jixiao.document import Diagnostic
from jixiao.extract.change_words import ChangeFinder, against_year, unread_error
from jixiao.extract.clauses import Anchor
from jixiao.extract.context import Context, Draft
from jixiao.patterns import Found
from jixiao.quotes import Quote, Reading, Text
from jixiao.values import is_unit_of_sign, money, percent

_BEHIND_LAST, _BEHIND_BASE = "spending.change.behind_last", "spending.change.against_base"
_PARTS = "其中"
_SIGNS = frozenset("-+")
_LED = 3  # characters of the words that lead to a change
_CENTS = Decimal("0.02")  # 万元: two amounts rounded to hundredths and their difference
_ROUNDING = Decimal("0.06")  # percent points: a rate of one decimal, or one cut off instead of rounded


def unreadable(context: Context, quote: Quote, pattern: str) -> Reading[None]:
    """«7,00.0,77万元», «1亿2000万元»: no figure that is safe to read; null, and said so."""
    context.diagnostics.append(
        Diagnostic(
            "unreadable_figure",
            f"「{quote.printed}」不能可靠地读作金额，按空值处理，请核对原文",
            f"«{quote.printed}» is no safe amount; left null, check the source",
            (quote.block,),
        )
    )
    return Reading(None, quote, pattern)


def say_unit(context: Context, statements: Sequence[Mapping[str, Draft]]) -> None:
    """Names the first of the amounts that nothing but their sign gives a unit («支出¥3,268,400.00»)."""
    readings = (statement[name] for statement in statements for name in ("amount", "change"))
    amounts = (one for one in readings if isinstance(one, Reading) and one.value and is_unit_of_sign(one.quote.match))
    first = next((one.quote for one in amounts if "÷10000" in "".join(one.steps)), None)
    if first is not None:
        context.diagnostics.append(
            Diagnostic(
                "money_unit_assumed",
                f"「{first.printed}」等金额没有注明单位，按货币符号以元计，请核对",
                f"«{first.printed}» and others print no unit: by their sign they are taken as 元; check them",
                (first.block,),
            )
        )


class ChangeReader(ChangeFinder):
    """Reads changes against last year, and tells whose they are."""

    def read(
        self, tail: Text, amount: Reading[Any] | None = None, *, whole: bool = True, year: int | None = None
    ) -> dict[str, Any]:
        """``change`` and ``rate`` as far as printed, and ``end``, where they end; nothing when there is none. Where one
        is not the amount's, ``until``: where that begins, and with it what is said about it. Of an
        ``amount`` that last year's, printed too, does not lead to, it is not: it stands behind several («4.82万元，其中
        接待0.72万元，较上年的5.36万元减少0.54万元»). Nor is one that says it is of the total, where the amount is not
        the ``whole``, nor one against another year than that before the amount's ``year``.
        """
        found = self._first(tail)
        if found is None:
            return {}
        if found.has("both"):
            self._say(found)
            return {"end": found.end}
        said = found.match[0].partition("年")[0]
        if year is not None and said[-1:].isdecimal() and not said.endswith(f"{year - 1}") and against_year(found):
            self.context.diagnostics.append(
                unread_error(found.quote(0), "不是与上一年相比，未读取", "is against no last year: not read")
            )
            rest = self.read(tail[found.end :], amount, whole=whole, year=year)  # «…，与2023年相比增加100万元»
            if not (rest.get("change") or rest.get("rate")):
                return {"until": found.start}  # nor is the reason behind it
            return rest | {"end": found.end + rest.get("end", 0)}
        others = (found.has("whole") and not whole) or self._is_of_other_years(found)
        if (
            others
            or self._says_another(found, amount)
            or (amount is not None and self._is_anothers(tail[: found.end], found, amount.value))
        ):
            self._say_shared(found.quote("change" if found.has("change") else 0))
            return {"until": found.start}
        flat = found.has("flat")
        if flat and amount is not None and self._is_not_last(found, amount.value):
            return {}
        self.context.claim(found)
        if flat:
            quote = found.quote("flat")
            none = Reading(Decimal(0), quote, found.id, (f"{quote.printed} → 0",))
            rate = percent(found.quote("rate"), found.id) if found.has("rate") else None
            return {"change": none, "end": found.end} | ({"rate": rate} if rate else {})
        change, rate = self._figures(found)
        result: dict[str, Any] = {"end": found.end}
        if found.has("change"):
            quote = found.quote("change")
            result["change"] = change or unreadable(self.context, quote, found.id)
        if rate:
            result["rate"] = rate
        return result

    def _says_another(self, found: Found, amount: Reading[Any] | None) -> bool:
        """Whether a change names whose it is, or what it leads to, and that is not this amount: «财政拨款支出增加112万
        元» without a rate that fits, «增加112万元，达到512万元» behind 400万元."""
        said, own = found.match.groupdict(), amount.value if amount else None
        if said.get("granted"):
            change, rate = self._figures(found)
            return not (change and rate and _fits(own, change.value, rate.value))
        if not said.get("reached") or amount is None:
            return False
        reached = money(found.quote("reached"), found.id)
        return reached is None or reached.value != own

    def _is_not_last(self, found: Found, amount: Decimal | None) -> bool:
        """Whether an amount is not last year's, printed where both are called the same («2.1万元，与上年2.5万元基本持
        平»): no change of 0."""
        if not found.has("last"):
            return False
        last = money(found.quote("last"), found.id)
        return last is None or last.value != amount

    def _is_anothers(self, text: Text, found: Found, amount: Decimal | None) -> bool:
        """Whether last year's amount, printed in the text, and the change do not make this year's."""
        base = self.patterns["spending.change.base"].search(text)
        if base is None or amount is None:
            return False
        if found.id == _BEHIND_BASE and not found.has("change"):
            last = money(base.quote("base"), base.id)
            return last is not None and not self._turns(found, amount, last.value)
        if not found.has("change"):
            return False
        change, _ = self._figures(found)
        last = money(base.quote("base"), base.id)
        return change is not None and last is not None and abs(last.value + change.value - amount) > _CENTS

    def resumed(self, text: Text, anchors: Sequence[Anchor], tails: Sequence[Text]) -> list[Text]:
        """The tails, when a new sentence without a subject goes on about one that stands further back.

        «支出100万元，其中：基本支出60万元，项目支出40万元。与上年相比减少5万元，下降4.76%»: it belongs to the one
        amount that its figures fit, else to the one that 其中 leads back to, else to none, which is said.
        """
        result = list(tails)
        for index, tail in enumerate(tails):
            if self._moved(text, anchors, result, index) or self._of_each(text, anchors, result, index):
                continue
            stop = tail.match.find("。") + 1
            known = self._first(tail)
            if not stop or (known is not None and known.end <= stop):  # no new sentence, or the first has its own
                continue
            rest = tail[stop:]
            if self._first(tail[:stop]) is not None or (change := self._first(rest)) is None:
                continue
            first = _row(text, anchors, index)
            waiting = [at for at in range(first, index + 1) if at == index or self._first(result[at]) is None]
            if len(waiting) == 1:
                continue
            result[index] = tail[:stop]
            chosen = self._whose(text, anchors, waiting, change)
            if chosen is None:
                self._say_shared(change.quote(0))
            else:
                result[chosen] = Text.join([result[chosen], rest])
        return result

    def _of_each(self, text: Text, anchors: Sequence[Anchor], tails: list[Text], index: int) -> bool:
        """Whether a change is each one's of several that have none («基本支出80万元，项目支出20万元，较上年均减少5万
        元»): it was given to the last alone, and is said to be nobody's."""
        found = self._first(tails[index])
        if found is None or not found.has("each"):
            return False
        if all(self._first(tails[at]) for at in range(_row(text, anchors, index), index)):
            return False
        self._say_shared(found.quote(0))
        tails[index] = tails[index][: found.start]
        return True

    def _moved(self, text: Text, anchors: Sequence[Anchor], tails: list[Text], index: int) -> bool:
        """Gives a change behind several amounts to the one that last year's, with it, or its rate leads to, behind
        «；», an amount of 0 («接待费0万元，与上年相比减少1.1万元，下降6.75%») or the parts of that one («三公经费12.5万
        元，其中接待费4.5万元，较上年减少1.2万元，下降8.76%»):
        «支出4.82万元，其中接待0.72万元，较上年的5.36万元减少0.54万元», «总支出386万元，其中项目支出144万元；比上年增加
        28万元，增长7.82%»."""
        tail, own, first = tails[index], anchors[index].amount.value, _row(text, anchors, index)
        found = self._first(tail) if first < index else None
        if found is None:
            return False
        said = tail[: found.end]
        by_base = self._is_anothers(said, found, own)
        apart = by_base or own == 0 or tail.match.startswith(";")
        waiting = [
            at
            for at in range(first, index)
            if anchors[at].amount.value is not None
            and not anchors[at].aside
            # behind a comma a change is the amount's before it, unless that is a part of another
            and (
                apart
                or _PARTS
                in text.match[
                    anchors[at].end : (_next(anchors, at) if anchors[at + 1].aside else anchors[at + 1]).subject.start
                ]
            )
            and self._first(tails[at]) is None
        ]
        if not waiting:
            return False
        change, rate = self._figures(found)
        if not by_base and (not change or not change.value or not rate or _fits(own, change.value, rate.value)):
            return False
        fits = [
            at
            for at in waiting
            if (
                not self._is_anothers(said, found, anchors[at].amount.value)
                if by_base
                else change and rate and _fits(anchors[at].amount.value, change.value, rate.value)
            )
        ]
        whole = own == 0 and len({anchors[at].amount.value for at in fits}) == 1  # and a part that is all of it
        if len(fits) != 1 and not whole:
            return False
        tails[index] = tail[: found.start]
        tails[fits[0]] = Text.join([tails[fits[0]], tail[found.start :]])
        return True

    def led(self, text: Text, amount: Decimal | None, last: Decimal | None) -> bool:
        """Whether a text's change, or its rate alone, leads from last year's amount to this year's."""
        found = self._first(text)
        return found is not None and self._leads(found, amount, last)

    def _leads(self, found: Found, amount: Decimal | None, last: Decimal | None) -> bool:
        if amount is None or last is None or found.has("both") or found.has("flat"):
            return False
        change, rate = self._figures(found)
        if found.has("change"):
            return change is not None and abs(last + change.value - amount) <= _CENTS
        return rate is not None and _fits(amount, amount - last, rate.value)

    def behind(self, text: Text) -> int:
        """Where a change ends that a text begins with."""
        found = self.patterns[_BEHIND_LAST].match(text)
        return found.end if found else 0

    def proves(self, text: Text, amount: Decimal | None, last: Decimal | None) -> bool:
        """Whether a text begins with a change that leads from last year's amount to this year's."""
        found = self.patterns[_BEHIND_LAST].match(text)
        return found is not None and self._leads(found, amount, last)

    def turns(self, text: Text, amount: Decimal | None, last: Decimal | None) -> bool:
        """Whether a text tells no change, or one into the direction in which last year's amount became this year's."""
        found = self._first(text)
        return found is None or found.has("both") or self._turns(found, amount, last)

    def _turns(self, found: Found, amount: Decimal | None, last: Decimal | None) -> bool:
        if amount is None or last is None or found.has("flat"):
            return amount == last
        change, rate = self._figures(found)
        moved = change or rate
        return moved is not None and (moved.value > 0) is (amount > last)

    def near(self, tail: Text, amount: Decimal | None = None) -> Text:
        """A stretch up to an amount of its own whose subject nobody knows («，公用方面的经费884万元，同比增长18%»), or
        to a part of the ``amount`` with a change behind it that is not the whole's by its figures."""
        first = self._first(tail)
        if first is not None and self._proved(tail[: first.end], first, amount):
            return tail
        until = tail[: first.start + _LED if first else 0]
        part = self.patterns["spending.other_part"].search(until)
        part = part or self.patterns["spending.other_compared"].search(until)
        if part is not None:
            change, rate = self._figures(found) if (found := self._first(tail[part.start :])) else (None, None)
            if not (change and rate and _fits(amount, change.value, rate.value)):
                return tail[: part.start]
        pattern, at = self.patterns["spending.other_amount"], 0
        while other := pattern.search(tail, at):
            opened, at = tail.match.rfind("(", 0, other.start), tail.match.find(")", other.end)
            inside = opened > tail.match.rfind(")", 0, other.start) and "(" not in tail.match[other.end : max(at, 0)]
            if not inside or at < 0 or self.read_any(tail[opened:at]):
                return tail[: other.start]
        return tail  # «…（其中：本级82万元，下属38万元），较上年减少5万元»

    def _proved(self, text: Text, found: Found, amount: Decimal | None) -> bool:
        """Whether last year's amount, printed before the change behind other amounts, and the change make this one:
        «项目支出2205万元，其中本级1655万元，上级550万元。较上年（1930万元）增加275万元»."""
        if amount is None or not found.has("change") or found.has("both"):
            return False
        base = self.patterns["spending.change.base"].search(text, max(found.start - _LED, 0))
        return base is not None and not self._is_anothers(text, found, amount)

    def since_last_year(self, told: Sequence[dict[str, Any]], tails: Sequence[Text]) -> list[Text]:
        """Gives this year's of two statements the change right behind them, to which last year's leads: «2022年支出700
        万元，2023年支出812万元，增加112万元，增长16%», «三公经费2023年5万元，2022年7万元，减少2万元». The tails that it
        read or named."""
        taken: Text | None = None
        done: list[Text] = []
        for at, other in enumerate(told[1:], 1):
            one, first = told[at - 1], at - 1
            if one["scope"].value != other["scope"].value and not tails[at].match:
                first = next((i for i in range(first) if told[i]["scope"].value == other["scope"].value), first)
                # the whole's, behind a part: «12.5万元，其中接待费4.5万元，2023年13.7万元，下降8.76%»
                one = told[first]
            tail = tails[at] or tails[first]  # behind an earlier year's amount, set aside, all is the first's
            if (
                tail is taken
                or not (one["year"] and other["year"])
                or abs(one["year"].value - other["year"].value) != 1
            ):
                continue
            last, own = sorted((one, other), key=lambda each: each["year"].value)
            read = any(each[name] for each in (own, other) for name in ("change", "change_rate"))
            found = None if read else self.patterns[_BEHIND_LAST].match(tail)
            if found is None or any(last[name].value != own[name].value for name in ("fund", "scope")):
                continue
            done.append(tail)
            if self._leads(found, own["amount"].value, last["amount"].value) or (
                not found.has("change") and self._turns(found, own["amount"].value, last["amount"].value)
            ):
                change, rate = self._figures(found)
                self.context.claim(found)
                own.update(change=change, change_rate=rate)
                taken = tail  # «12.5万元，2023年13.7万元、2022年15万元，下降8.76%»: once
            elif not found.has("change"):  # an amount is named where nothing reads it
                self._say_shared(found.quote(0))
        return done

    def against_nothing(
        self,
        text: Text,
        anchors: Sequence[Anchor],
        told: Sequence[dict[str, Any]],
        tails: Sequence[Text],
        done: Sequence[Text],
    ) -> None:
        """A change right behind an amount that says not against what («支出12.5万元，下降8.76%») is named; a signed
        rate by its name («变动率-8.76%») is against last year, where no budget stands before it. ``done``: tails that
        are read."""
        for anchor, statement, tail in zip(anchors, told, tails, strict=True):
            if statement["change"] or statement["change_rate"]:
                continue
            found = self.patterns[_BEHIND_LAST].match(tail)
            if found is None or any(tail is one for one in done) or self._first(tail[: found.end]) is not None:
                continue
            _, rate = self._figures(found)
            sentence = text[text.match.rfind("。", 0, anchor.subject.start) + 1 : anchor.end]
            told_sign = rate is not None and (rate.value == 0 or found["rate"][0] in _SIGNS)
            if found.has("named") and told_sign and not self.patterns["spending.budget_told"].search(sentence):
                self.context.claim(found)
                statement["change_rate"] = rate
                continue
            self.context.diagnostics.append(
                unread_error(tail.quote(1, found.end), "没有写明与什么相比，未读取", "says not against what: not read")
            )

    def _is_of_other_years(self, found: Found) -> bool:
        """Whether the amount that a change leads from is not last year's: further back («2020年支出80万元，增加20
        万元»), or this year's behind last year's («上年项目支出70万元，2023年支出81万元，增加11万元»). «从2021年的70万
        元增长至2022年的81万元» says itself which year it leads to."""
        if not found.has("year"):
            return False
        own = int(found["own"][:4]) if found.has("own") else self.fiscal_year
        return own is not None and int(found["year"]) != own - 1

    def _whose(self, text: Text, anchors: Sequence[Anchor], waiting: list[int], found: Found) -> int | None:
        change, rate = self._figures(found)
        if change and rate:
            fits = [at for at in waiting if _fits(anchors[at].amount.value, change.value, rate.value)]
            if len(fits) == 1:
                return fits[0]
        between = text[anchors[waiting[0]].end : anchors[waiting[1]].subject.start]
        return waiting[0] if self.patterns["spending.parts"].search(between) else None


def _row(text: Text, anchors: Sequence[Anchor], index: int) -> int:
    """The first of the amounts in the sentence of the one at ``index``, or in those that «。其中» goes on from."""
    first = index
    while first > 0:
        between = text.match[anchors[first - 1].end : anchors[first].subject.start]
        if "。" in between.replace("。其中", ""):
            break
        first -= 1
    return first


def _next(anchors: Sequence[Anchor], at: int) -> Anchor:
    """The anchor behind one, earlier years' amounts between («2024年800万元，2023年700万元，其中基本支出…») aside."""
    return next((each for each in anchors[at + 1 :] if not each.aside), anchors[-1])


def _fits(amount: Decimal | None, change: Decimal, rate: Decimal) -> bool:
    before = None if amount is None else amount - change
    return bool(before) and abs(change * 100 / before - rate) <= _ROUNDING  # type: ignore[operator]
