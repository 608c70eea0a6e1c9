"""Subjects of money (基本支出) in a text and the amounts behind them: what a statement on spending begins with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jixiao.extract.budgets import is_of_budget_income, parts_of_budgets, spent_of_each
from jixiao.extract.changes import unreadable
from jixiao.extract.clauses import Amount, Anchor, Subject, sum_of
from jixiao.extract.subjects import SubjectReader
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text
from jixiao.values import money, percent

_PARTS = 2
"""Parts of a sum at the least."""
_CENTURY = frozenset("12")
_YEARS = frozenset("本今当") | _CENTURY
"""With what a year begins."""
_OF_YEAR = 8
"""Characters before a subject that hold its year («2022年度我局»)."""
_LISTED = frozenset("。;、)")
"""Marks behind the amount of an earlier year that no change can follow."""
_EACH = "分别"
_OPENED, _CLOSED, _GOES_ON = "(", ")", ",;、"
_BEFORE = 14
"""Characters before a subject that say what it is the object of."""
_COUNTED = 100  # characters before a word of spending in which guests are counted
_FAR_MORE = 2  # times a fund: more than that was not spent of it
_BEHIND_SHARE = "spending.amount_behind_share"
_SPENT = "支出"
_OF_WHOLE = {"basic", "project"}
_WHOLE, _THREE = "total", "three_public"
_OF_THREE = frozenset({"overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception"})


class AnchorReader(SubjectReader):
    """Finds the anchors of one report's texts."""

    def of_subjects(self, text: Text, subjects: list[Subject], fund: str | None = None) -> list[Anchor]:
        """The subjects with the amount behind each, in order. Of two that are said at once the second keeps the first's
        fund (in ``subjects`` too). ``fund`` is what the section is about."""
        anchors: list[Anchor] = []
        respective = list(self.patterns["spending.respective"].finditer(text))
        apart = parts_of_budgets(self.patterns, text)
        each = self._spent_of_each(text, subjects)
        for index in range(len(subjects)):
            subject = subjects[index]
            if subject.start in each:
                self.context.claim(found := each[subject.start])
                if spent := money(found.quote("amount"), found.id):
                    anchors.append(Anchor(subject, spent, found.end))
                continue
            if any(start <= subject.start < end for start, end in apart):
                continue
            until = subjects[index + 1].start if index + 1 < len(subjects) else len(text)
            at, before = subject.end, text[max(subject.start - _BEFORE, 0) : subject.start]
            # «安排项目支出420万元，实际使用400万元»; some say no more of what they spent than «安排…支出»
            allotted = self.patterns["spending.allotted_before"].search(before)
            if allotted and (used := self.patterns["spending.allotted"].match(text, at, until)):
                at = used.match.start("spent")
            elif text.match.startswith(_EACH, at) and (years := self.patterns["spending.by_year"].match(text, at)):
                at = years.end  # «近三年三公经费分别为：2021年7万元、2022年6万元»
            elif self.is_object(text, subject.start) or self.is_whole_of_counted(text, index, subjects):
                continue
            subject = subjects[index]
            claimed = len(self.context.claims.structure)
            amount = self.amount_behind(text, at, until)
            if amount is None:
                twin = index + 1 < len(subjects) and subjects[index + 1].start - subject.end <= 1
                if twin and subjects[index + 1].scope == subject.scope:
                    # «项目支出项目支出0万元» (seed): the words twice, one statement; the first may name the fund.
                    subjects[index + 1] = replace(subjects[index + 1], fund=subjects[index + 1].fund or subject.fund)
                    self.context.claim(subject.found)
                continue
            income = subject.fund not in (None, fund) and self._is_income(text, subject, amount[1])
            scopes = [anchor.subject.scope for anchor in anchors]
            joint = amount[0].value != 0 and (
                self._is_joint(text, subjects[:index], anchors, subject, amount[1])
                or self._is_of_fund(text, subject, amount[0])
            )
            if income or joint or (subject.scope in scopes and self._of_one(text, subject)):
                del self.context.claims.structure[claimed:]  # no statement's: unread, else nothing could tell
                continue
            told = Anchor(subject, *amount)
            if subject.scope in scopes:
                told = self._as_part(text, told, anchors, claimed)
            anchors += self._alike(text, subjects[:index], told)
            anchors.extend(self._of_other_years(text, anchors[-1]))
        for found in respective:
            anchors.extend(self._respective(text, found, subjects))
        if respective:
            anchors.extend(self._of_years_in_row(text, subjects))
        anchors.sort(key=lambda a: a.subject.start)
        return anchors

    def _spent_of_each(self, text: Text, subjects: list[Subject]) -> dict[int, Found]:
        each = spent_of_each(self.patterns, text, subjects)
        return {} if any(self.is_object(text, at) or self.is_of_part(text, at) for at in each) else each

    def _alike(self, text: Text, before: list[Subject], last: Anchor) -> list[Anchor]:
        """The last of subjects in a row, with those before it that have the same amount («购置费和出国费均为0»)."""
        first = last.subject.start
        row: list[Anchor] = []
        if self.patterns["spending.alike"].search(text[last.subject.end : last.end]):
            for subject in reversed(before):
                if not self.patterns["spending.between_alike"].fits(text.match[subject.end : first]):
                    break
                row.insert(0, Anchor(subject, last.amount, last.end, in_row=True))
                first = subject.start
        return [*row, replace(last, in_row=True)] if row else [last]

    def _is_joint(self, text: Text, before: list[Subject], anchors: list[Anchor], subject: Subject, end: int) -> bool:
        """Whether an amount, up to ``end``, is of two subjects together («人员经费和公用经费支出620万元»);
        nothing at all of two is nothing of each."""
        if not before or before[-1].scope == subject.scope or any(one.subject is before[-1] for one in anchors):
            return False
        between, behind = text.match[before[-1].end : subject.start], text[subject.end : end]
        if "," in between or not self.patterns["spending.between_alike"].fits(between):
            return False  # nearly always
        return not any(self.patterns[f"spending.{id_}"].search(behind) for id_ in ("alike", "each"))

    def _of_one(self, text: Text, subject: Subject) -> bool:
        """Whether the words before a subject that was counted as a whole name one of its parts."""
        before = text[max(subject.start - 26, 0) : subject.start]
        return subject.scope == "project" and self.patterns["spending.one_of_several"].search(before) is not None

    def _as_part(self, text: Text, anchor: Anchor, anchors: list[Anchor], claimed: int) -> Anchor:
        """An anchor as a part, without a scope of its own, of the last amount of its scope, if it is one («公务接待费
        9.95万元，其中：国内公务接待费9.95万元»): it stays unread, unless it is the same. ``claimed``: how much was
        before it was read."""
        rule = self.patterns["spending.part_of_told"]
        if anchor.subject.scope != rule.extra["scope"]:
            return anchor  # nearly always
        told = next(one for one in reversed(anchors) if one.subject.scope == anchor.subject.scope)
        found = rule.fullmatch(text[told.end : anchor.subject.start])
        again = anchor.amount.value == told.amount.value
        if found is None or not (again or found.has("among")):
            return anchor
        if not again:
            del self.context.claims.structure[claimed:]
        return replace(anchor, part=True)

    def _is_income(self, text: Text, subject: Subject, end: int) -> bool:
        """Whether the amount of a fund, up to ``end``, is what came in: no word says that it was spent, and its own or
        its sentence's say that («总收入52,318万元，其中：政府性基金预算拨款1,200万元»)."""
        if self.patterns["subject.spends"].search(text[subject.start : end]):
            return False
        sentence = text[max(text.match.rfind(mark, 0, subject.start) for mark in "。;") + 1 : subject.start]
        came = list(self.patterns["subject.not_income"].finditer(sentence))
        if came:
            return self.patterns["subject.spends"].search(sentence[came[-1].end :]) is None
        return self.patterns["subject.allocated"].search(subject.found.sub(0)) is not None

    def _of_other_years(self, text: Text, anchor: Anchor) -> Iterator[Anchor]:
        """«基本支出：2022年为380万元，2023年为400万元», «2022年接待费3万元、2023年2万元», «上年三公经费3万元，本年2万
        元»: the same subject with the amount of another year."""
        if text.match[anchor.end + 1 : anchor.end + 2] not in _YEARS:
            return
        next_year, start, year = self.patterns["spending.next_year"], anchor.subject.start, self.patterns.word("year")
        own: str | None = None
        opened = False  # «（2023年700万元，2022年650万元）»
        if year.search(text[anchor.subject.end : anchor.end]) is None:
            before = text[max(start - _BEFORE, 0) : start]
            told = year.search(before[-_OF_YEAR:])
            named = told or self.patterns["spending.of_last_year"].search(before)
            if not named and text.match[anchor.end + 1 : anchor.end + 2] not in _CENTURY:
                return  # «接待费4.5万元，2022年5万元» says whose it is, «项目支出30万元，本年20万元» does not
            next_year = self.patterns["spending.next_year_alone"]
            own = told.sub(0).match[:4] if told else self.year
            if not named and any(year == self.year for year in self._years_behind(text, anchor.end)):
                return  # «项目支出300万元，2022年20万元，2023年280万元»: parts of it
        while found := next_year.match(text, anchor.end):
            quote = found.quote("amount")
            amount = money(quote, found.id) or unreadable(self.context, quote, found.id)
            self.context.claim(found)
            at = found.match.end("year")
            # «2023年接待费2万元，2022年3万元，同比下降33.33%»: the change is that of 2023
            earlier = own is not None and found.sub("year").match[:4] < own
            aside = earlier and found.end < len(text) and text.match[found.end] not in _LISTED
            opened = text.match[found.start] == _OPENED or (opened and text.match[found.start] in _GOES_ON)
            end = found.end + (opened and text.match[found.end : found.end + 1] == _CLOSED)
            anchor = Anchor(replace(anchor.subject, start=at, end=at), amount, end, aside=aside or opened)
            yield anchor

    def _years_behind(self, text: Text, at: int) -> Iterator[str]:
        while found := self.patterns["spending.next_year_alone"].match(text, at):
            yield found.sub("year").match[:4]
            at = found.end

    def of_sections(
        self,
        text: Text,
        subjects: list[Subject],
        anchors: list[Anchor],
        own: tuple[str | None, str | None],
        *,
        of_all: bool = False,
        income: bool = False,
    ) -> list[Anchor]:
        """«全年支出30万元» below a section's title, before any subject of its own: what the section is about.

        ``own`` are its scope and fund; ``of_all``: the title names no budget, so that an amount of one is not what the
        section is about; ``income``: the title is on that alone, so that only what says that it was spent was.
        """
        until = anchors[0].subject.start if anchors else len(text)
        # «项目支出情况：全年安排项目12个，…，实际支出115万元»
        first = next((s for s in subjects if not text.match[: s.start]), None)
        if first and not self.patterns["spending.subject_first"].match(text, first.end):
            first = None
        found: list[Anchor] = []
        for match in self.bare.finditer(text, until):
            if any(s.start < match.end and match.start < s.end for s in subjects):
                continue
            if self._is_no_whole(text, match, first, subjects):
                continue
            if not match.sub(0).match.strip(":") and own[0] == "total":
                continue  # an amount alone is what a title names («2.基本支出：286.15万元»), never of the whole
            sentence = text[max(text.match.rfind(mark, 0, match.start) for mark in "。;") + 1 : match.start]
            spends = self.patterns["subject.spends"].search(match.sub(0))
            came = income and _SPENT not in match.sub(0).match  # «收入情况：年初预算1200万元，执行1190万元»
            if came or (not spends and self.patterns["subject.not_income"].search(sentence)):
                continue
            if not spends and self._is_given(text, match.end):
                continue
            if of_all and self.patterns["spending.of_income"].search(sentence):
                continue  # «一般公共预算拨款收入480万元，支出480万元»: of that budget, not of all
            if self.whole and self._is_of_named(text, match, sentence):
                continue
            others = first is None and self._of_another(text, match, subjects, anchors, own)
            if (proved := self._of_parts(text, match, anchors) if others else "") is None:
                continue
            if found and (self.own_year(match) is None or "。" in text.match[found[-1].end : match.start]):
                break
            # «支出情况：2020年度支出合计100万元»: an amount behind a subject of its own is not of the bare word.
            behind = min((s.start for s in subjects if s.start >= match.end), default=len(text))
            if amount := self._of_bare(text, match, behind, None if proved else anchors):
                scope = proved or self._scope_of_projects(sentence, own, amount[0]) if first is None else first.scope
                found.append(
                    Anchor(Subject(match.start, match.end, scope, first.fund if first else None, match), *amount)
                )
                found.extend(self._of_other_years(text, found[-1]))
                if self.own_year(match) is None:
                    break
        return found

    def _is_given(self, text: Text, at: int) -> bool:
        """Whether the amount at ``at`` behind a bare «财政拨款» is what was given («515万元，实际使用510万元»,
        «515万元，其他收入12万元», «515万元。本年支出527万元»)."""
        return any(self.patterns[id_].match(text, at) for id_ in ("spending.allotted", "spending.is_income"))

    def _is_no_whole(self, text: Text, bare: Found, first: Subject | None, subjects: list[Subject]) -> bool:
        """Whether a bare word is the object of something else, of a part of the year, a budget's («预算收入512万元，
        支出512万元»), or, where the text has not said what it is about, of guests («接待12批次，68人次，实际支出0.95
        万元»); of 三公经费 they are a part."""
        if self.is_object(text, bare.start) or self.is_of_part(text, bare.start):
            return True
        if is_of_budget_income(self.patterns, text, bare.start):
            return True
        other = first is None or (first.scope in {*_OF_THREE, _THREE} and first.scope not in self.counted)
        return other and self.is_of_counted(text, bare.end, subjects)

    def _of_bare(self, text: Text, bare: Found, until: int, anchors: list[Anchor] | None) -> tuple[Amount, int] | None:
        """The amount behind a bare word; with ``anchors``, unless it may be of the part of a budget before it."""
        claimed = len(self.context.claims.structure)
        amount = self.amount_behind(text, bare.end, until)
        if amount and anchors is not None and self._is_of_allowed(text, bare, amount[0], anchors):
            del self.context.claims.structure[claimed:]  # no statement's: unread, else nothing could tell
            return None
        return amount

    def _is_of_allowed(self, text: Text, bare: Found, amount: Amount, anchors: list[Anchor]) -> bool:
        """Whether a bare amount right behind a part of a budget may be of that part («年初预算1200万元。其中：基本支出
        800万元，支出790万元；…»): it is no more than the part, and neither a word nor parts of its own say that it is
        the whole."""
        if text.match[bare.start - 1 : bare.start] != "," or amount.value is None:
            return False  # nearly always
        for start, _ in parts_of_budgets(self.patterns, text):
            told = list(self.patterns.word("money").finditer(text[start : bare.start])) if start < bare.start else []
            given = money(told[-1].quote(), bare.id) if told and start + told[-1].end == bare.start - 1 else None
            if given and given.value is not None and amount.value <= given.value:
                whole = self.patterns.word("total_word").search(bare.sub(0))
                return whole is None and self._of_parts(text, bare, anchors) is None
        return False

    def _is_of_named(self, text: Text, bare: Found, sentence: Text) -> bool:
        """«水利发展专项资金预算300万元，实际支出280万元», «…行政运行（项）。年初预算为500万元，支出决算为512万元»."""
        if named := self.patterns["spending.of_named"].search(sentence):
            return self._is_spent_of(named, text, bare.end)
        of_class = self.patterns["spending.of_class"].search(text[: bare.start])
        return of_class is not None and self.patterns.word("total_word").search(bare.sub(0)) is None

    def _is_of_fund(self, text: Text, whole: Subject, amount: Amount) -> bool:
        """Whether «支出合计» is what was spent of a fund with a budget of its own («公路养护转移支付全年预算73万元，
        全年支出合计43万元»): no more than that, in its sentence."""
        if whole.scope != _WHOLE or whole.fund is not None or amount.value is None:
            return False
        start = max(text.match.rfind(mark, 0, whole.start) for mark in "。;") + 1
        named = self.patterns["spending.of_named"].search(text[start : whole.start]) if start < whole.start else None
        given = money(named.quote("given"), named.id) if named and not named.has("alone") else None
        return given is not None and given.value is not None and amount.value <= given.value

    def _is_spent_of(self, named: Found, text: Text, at: int) -> bool:
        """Whether the amount at ``at`` is of what has money of its own; of a fund that is named without a budget
        («上年结转项目资金12万元，本年支出812万元») it is not, where it is far more than that."""
        if not named.has("alone"):
            return True
        spent = self.patterns["spending.amount"].match(text, at)
        amount = money(spent.quote("amount"), spent.id, unit=self.unit) if spent else None
        given = money(named.quote("given"), named.id)
        return not (amount and given and amount.value > _FAR_MORE * given.value)

    def _scope_of_projects(self, sentence: Text, own: tuple[str | None, str | None], amount: Amount) -> str:
        """«项目资金年初预算300万元，实际执行290万元» in a section on the whole: of projects, not of the section, unless
        it is more than theirs and other money stands beside it («…，其他资金512万元，实际支出812万元»)."""
        told = self.patterns["spending.of_projects"].search(sentence) if self.whole and own[0] == "total" else None
        if told is None:
            return ""
        given = money(told.quote("given"), told.id)
        beside = self.patterns["spending.beside_projects"].search(sentence[told.end :])
        if given is None or amount.value is None:
            return "" if beside else "project"
        return "project" if amount.value <= given.value * (1 if beside else _FAR_MORE) else ""

    def sum_behind(self, text: Text, parts: list[Anchor]) -> Anchor | None:
        """The section's own amount behind its parts («公务接待费1.2万元，公务用车运行维护费2.2万元，合计3.4万元»): the
        bare word behind the last of them whose amount is their sum."""
        parts = [one for one in parts if not one.part]
        values = [part.amount.value for part in parts]
        if len(parts) < _PARTS or not all(part.subject.scope for part in parts):
            return None
        for match in self.bare.finditer(text):
            if match.start < parts[-1].end:
                continue
            between = text.match[parts[-1].end : match.start]
            if "。" in between[:-1]:
                break
            found = self.patterns["spending.amount"].match(text, match.end)
            amount = money(found.quote("amount"), found.id) if found else None
            if found and amount and amount.value == sum(value for value in values if value is not None):
                scopes = {part.subject.scope for part in parts}
                if not scopes <= _OF_THREE and scopes & {*_OF_THREE, _THREE}:
                    return None  # «公务接待费3万元；会议费7万元。合计10万元»: neither their sum nor the unit's
                scope = _THREE if scopes <= _OF_THREE else ""
                self.context.claim(found)
                return Anchor(Subject(match.start, match.end, scope, None, match), amount, found.end)
        return None

    def _of_another(
        self,
        text: Text,
        bare: Found,
        subjects: list[Subject],
        anchors: list[Anchor],
        own: tuple[str | None, str | None],
    ) -> bool:
        """Whether a bare «实际支出» is behind the one other subject of its sentence, whose amount nobody could tell
        («严格控制三公经费支出，全年支出12.5万元» too)."""
        taken = {id(anchor.subject) for anchor in anchors}
        sentence = text.match.rfind("。", 0, bare.start) + 1
        apart = parts_of_budgets(self.patterns, text)
        before = {
            (s.scope, s.fund or "all")
            for s in subjects
            if sentence <= s.start < bare.start
            and id(s) not in taken
            and not any(start <= s.start < end for start, end in apart)
            and (s.scope == _THREE or not self.is_object(text, s.start))
            and not (s.fund and self._is_income(text, s, s.end))
        }
        return len(before) == 1 and not before & {own, ("total", "all")}

    def _of_parts(self, text: Text, bare: Found, anchors: list[Anchor]) -> str | None:
        """The scope of a bare amount that its parts, in the same sentence, add up to: «严格控制三公经费支出，全年支出80
        万元，其中基本支出60万元，项目支出20万元» is the whole."""
        found = self.patterns["spending.amount"].match(text, bare.end)
        amount = money(found.quote("amount"), found.id, unit=self.unit) if found else None
        stop = text.match.find("。", bare.end)
        parts = [a for a in anchors if a.subject.start > bare.end and (stop < 0 or a.subject.start < stop)]
        if amount is None or len(parts) < _PARTS:
            return None
        if amount.value != sum_of(parts):
            return None
        scopes = {part.subject.scope for part in parts}
        return "" if scopes == {"basic", "project"} else _THREE if scopes <= _OF_THREE else None

    def _of_years_in_row(self, text: Text, subjects: list[Subject]) -> Iterator[Anchor]:
        """«2022、2023年部门决算支出分别为276万元、298万元，2023年较2022年增加22万元»: one subject, an amount each year;
        what stands behind is the last one's."""
        for found in self.patterns["spending.respective_years"].finditer(text):
            years = list(self.patterns.word("bare_year").finditer(found.sub("years")))
            amounts = list(self.patterns.word("money").finditer(found.sub("amounts")))
            start, end = found.match.span("what")
            inside = [s for s in subjects if s.start < end and start < s.end]
            named = inside[0] if inside else None
            whole = self.patterns["spending.years_whole"].fits(text.match[start:end])
            if len(years) != len(amounts) or len(inside) > 1 or (named is None and not whole):
                continue
            self.context.claim(found)
            last = max(years, key=lambda year: int(year[0]))
            for year, amount in zip(years, amounts, strict=True):
                at = found.match.start("years") + year.start
                subject = replace(named, start=at, end=at) if named else Subject(at, at, "", None, found)
                of = Reading(int(year[0]), year.quote(), found.id)
                yield Anchor(
                    subject,
                    money(amount.quote(), found.id) or unreadable(self.context, amount.quote(), found.id),
                    found.end,
                    in_row=year is not last,
                    year=of,
                )

    def _respective(self, text: Text, found: Found, subjects: list[Subject]) -> list[Anchor]:
        amounts = list(self.patterns.word("money").finditer(found.sub("amounts")))
        before = [s for s in subjects if s.end <= found.start and "。" not in text.match[s.end : found.start]]
        chosen = before[-len(amounts) :]
        if len(chosen) != len(amounts):
            return []
        self.context.claim(found)
        anchors: list[Anchor] = []
        for subject, amount in zip(chosen, amounts, strict=True):
            reading = money(amount.quote(), found.id)
            if reading:
                anchors.append(Anchor(subject, reading, found.end, in_row=True))
        return anchors

    def with_shares(self, text: Text, anchors: list[Anchor]) -> list[Anchor]:
        """«人员经费80万元、公用经费20万元，分别占80%和20%»: one share for each of the last subjects, or for none."""
        result = list(anchors)
        for index, anchor in enumerate(anchors):
            behind = self.patterns[_BEHIND_SHARE] if anchor.amount.pattern == _BEHIND_SHARE else None
            if behind and (own := behind.match(text, anchor.subject.end)):
                result[index] = replace(anchor, share=percent(own.quote("share"), own.id))
                continue
            found = self.patterns["spending.respective_shares"].match(text, anchor.end)
            if found is None or (index + 1 < len(anchors) and anchors[index + 1].end == anchor.end):
                continue
            rates = list(self.patterns.word("percent").finditer(found.sub("shares")))
            first = index + 1 - len(rates)
            result[index] = replace(anchor, end=found.end)
            if first < 0 or "。" in text.match[anchors[first].subject.start : anchor.end]:
                continue
            self.context.claim(found)
            for at, rate in enumerate(rates, first):
                result[at] = replace(result[at], share=percent(rate.quote(), found.id))
        return result
