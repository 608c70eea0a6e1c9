"""Who filled an attachment in, when, and who answers for it: the line below a table, or a row of it.

«填表人：… 填报日期：… 联系电话：… 单位负责人签字：» stand in any order, on one line or several, with any blanks.
"""

from __future__ import annotations

from typing import Any

import regex

from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import null, printed_labels, unreadable
from jixiao.extract.heading import attachment_of
from jixiao.extract.sign_off_lines import Label, is_label, runs
from jixiao.quotes import Quote, Reading, Text
from jixiao.structure.forms import key_of
from jixiao.structure.labels import ATTACHMENT
from jixiao.values import day

_PEOPLE = ("filled_by", "head", "finance_head")
_NUMBER = regex.compile(r"(?<![\d*])[\d*][\d*-]{5,}")
_LONGEST_NAME = 8
_LONGEST_DATE = 16
_LONGEST_WORD = 4
_LONGEST_VALUE = 30
_WHOLE = regex.compile(r"\d{3,4}-(?P<short>\d{7})|(?:\d{3,4}-)?\d{8}|1\d{10}")
_DATE = regex.compile(r"年?\d{1,2}月\d{1,2}日")
_TORN = regex.compile(r"(?=(?:\D*\d){11}\D*\z)1\d+\n\d+")
_DAY = regex.compile(r"(?:19|20)\d\d(?:年|[-./])\d{1,2}(?:月|[-./])(?:\d{1,2}日?)?")
_BEGINS_DATE = regex.compile(r".{0,4}[\d〇○零一二三四五六七八九年]")
_HAN = regex.compile(r"(?!年|月|日)[\u4e00-\u9fff]+")
_MONTH = regex.compile(r"(?P<y>(?:19|20)\d\d)(?:年(?P<m>0?[1-9]|1[0-2])月|[-./](?P<m>0?[1-9]|1[0-2])月?)")


def sign_offs(context: Context) -> list[Draft]:
    """One entry for each run of such lines, in the order of the document."""
    return [_draft(context, *run) for run in sorted(runs(context), key=lambda run: run[0])]


def _draft(context: Context, block: int, text: Text, labels: list[Label]) -> Draft:
    draft: dict[str, Draft] = {
        "attachment": _attachment(context, block),
        **dict.fromkeys(("filled_by", "filled_on", "phone", "head", "finance_head")),
    }
    for index, label in enumerate(labels):
        if label.end > label.start:
            context.claims.structure.append(text.quote(label.start, label.end))
        stop = labels[index + 1].start if index + 1 < len(labels) else len(text)
        named = label.kind in _PEOPLE and not any(one.kind == "phone" for one in labels)
        if label.kind == "contact" or named:  # «联系人及电话：陆某，0739-0000000»; «填报人 | 陆某 0739-0000000»
            number = _NUMBER.search(text.match, label.end, stop)
            if number and (label.kind == "contact" or _is_phone(label.end, number)):
                draft["phone"] = draft["phone"] or _value(
                    context, text, Label("phone", label.start, number.start()), stop
                )
                stop = number.start()
            if label.kind == "contact":
                label = Label("filled_by", label.start, label.end)  # noqa: PLW2901
        below = labels[index + 1] if index + 1 < len(labels) else label
        if below is not label and is_label(text.match[label.end : below.end], context.patterns):
            stop = label.end  # the first line of a label of two («联系», «电话») below a blank cell
        if label.kind not in _PEOPLE:
            stop = _before_word(text, label, stop)
        if draft[label.kind] is None:
            draft[label.kind] = _value(context, text, label, stop)
    return draft


def _is_phone(start: int, number: regex.Match[str]) -> bool:
    """Whether a number behind a name is a telephone's: no date, and a name stands before it."""
    whole = _WHOLE.fullmatch(number.group())
    return whole is not None and 0 < number.start() - start <= _LONGEST_NAME and _DAY.match(number.group()) is None


def _before_word(text: Text, label: Label, stop: int) -> int:
    """Where a value ends before the first word of a label of which only the last is known («0000-8600000  具体联系
    领导：»): at the blank in front of it, where a number stands before that («34 万元» is none, and a word)."""
    start, at = label.end, stop
    while at > start and not text.blank_before(at):
        at -= 1
    word = text.match[at:stop]
    if at == start or not 0 < len(word) <= _LONGEST_WORD or not _HAN.fullmatch(word):
        return stop
    return at if label.kind != "phone" or _NUMBER.search(text.match, start, at) else stop


def _attachment(context: Context, block: int) -> Reading[str] | None:
    node = attachment_of(context.structured, block)
    if node is None or node.label is None or node.label_quote is None:
        return None
    label = "".join(node.label.split())  # «附件 1» is 附件1
    return Reading(label, node.label_quote, "sign_off.attachment", inferred=True)


def _value(context: Context, text: Text, label: Label, stop: int) -> Reading[Any] | None:
    patterns = context.patterns
    pattern = f"sign_off.{label.kind}"
    start, stop = _without_bars(text, label.end, stop)
    start, stop = _without_stamp(context, text, start, _own(text, start, stop))
    if label.kind in _PEOPLE:
        start, stop = _without_stamp(context, text, start, _name(context, text, start, stop))
        if stop - start > _LONGEST_NAME:
            return None
    stop = _trimmed(text, label, start, stop)
    match = text.match[start:stop]
    dated = label.kind in _PEOPLE and _DATE.fullmatch(match)  # the date below a blank name lost its year (pdftotext)
    if label.kind in _PEOPLE and ATTACHMENT.match(match):
        match = ""  # «单位负责人签字： 附件 2 …» in one line
    if dated or not any(char.isalnum() or char in "*()" for char in match):
        match = ""
    if label.kind in _PEOPLE and match:
        torn = match[0] == "(" and ")" not in match  # «（», the rest of which the next line holds
        letters = not torn and any(char.isalpha() or char in "*×()" for char in match)
        known = key_of(match) in printed_labels(patterns) or match in patterns.level1
        if not letters or known or "。" in match or patterns.word("no_person").fits(match):
            return unreadable(context, text.quote(start, stop), pattern, "姓名", "name")
    if label.kind == "filled_on" and len(match) > _LONGEST_DATE and not _BEGINS_DATE.match(match):
        match = ""  # the cell is blank, and another one's text follows at once
    quote = text.quote(start, stop) if match else _point(text, label)
    if not match:
        return null(quote, pattern, "blank")
    kind = patterns.null_kind(match)
    if kind is None and label.kind == "filled_on" and patterns["sign_off.empty_date"].fullmatch(text, start, stop):
        kind = "placeholder"
    if kind is not None:
        return null(quote, pattern, kind)
    bare = not any(char.isdigit() or char in "*×xX" for char in match)
    if label.kind == "phone" and (bare or match.endswith("-")):  # «0731-», the rest of which a column took elsewhere
        return unreadable(context, quote, pattern, "电话号码", "telephone number")
    if label.kind == "phone" and _TORN.fullmatch(quote.raw):  # a mobile number over two lines of a narrow cell
        return Reading("".join(quote.printed.split()), quote, pattern)
    if label.kind != "filled_on":
        return Reading(quote.printed, quote, pattern)
    return day(quote, pattern) or _month(quote, pattern) or unreadable(context, quote, pattern, "日期", "date")


def _trimmed(text: Text, label: Label, start: int, stop: int) -> int:
    """Where a value ends, without marks behind it, and a number without what stands on the line below."""
    if stop - start > _LONGEST_VALUE and label.kind not in _PEOPLE:  # a form ran on in its line
        found = (_DAY if label.kind == "filled_on" else _NUMBER).match(text.match, start, stop)
        stop = found.end() if found else stop
    while stop > start and (
        text.match[stop - 1] in ",;、。" or (text.match[stop - 1] == ")" and "(" not in text.match[start:stop])
    ):  # «（联系人：谭某，电话：0739-0000000）»
        stop -= 1
    if label.kind == "phone":
        stop = next((at for at in range(start + 1, stop) if _is_number_above(text, start, at, stop)), stop)
    return stop


def _is_number_above(text: Text, start: int, at: int, stop: int) -> bool:
    """Whether a word ends with a whole number, which the line below cannot go on with («0739-0000000», «90»)."""
    whole = _WHOLE.fullmatch(text.match[start:at]) if len(text.quote(at - 1, at + 1).spans) > 1 else None
    return whole is not None and (stop - at > 1 or not whole["short"])


def _without_bars(text: Text, start: int, stop: int) -> tuple[int, int]:
    """A value between the bars of a row of text («填报人： | 陆某 | 联系电话： | …») without them, or what stands
    behind (markitdown cuts the cells of a PDF where it will: «联系电话：0739-0000000 | 单位 |»)."""
    while start < stop and text.match[start] == "|":
        start += 1
    bar = text.match.find("|", start, stop)
    return start, stop if bar < 0 else bar


def _own(text: Text, start: int, stop: int) -> int:
    """Where the value ends before a label that nobody knows («… 单位（盖章）：»), told by the blank in front of it."""
    colon = text.match.find(":", start, stop)
    if colon < 0:
        return stop
    at = colon
    while at > start and not text.blank_before(at):
        at -= 1
    return at


def _name(context: Context, text: Text, start: int, stop: int) -> int:
    """Where a name ends that other text follows: at the label of somebody else («填表人 | 水某 | 审核人 | 田某»), or
    (PDFs in reading order) at the first blank, when all is too long."""
    other = context.patterns["sign_off.others"].search(text, start, stop) if stop > start else None
    stop = other.start if other else stop
    if stop - start <= _LONGEST_NAME:
        return stop
    return next((at for at in range(start + 1, stop) if text.blank_before(at)), stop)


def _without_stamp(context: Context, text: Text, start: int, stop: int) -> tuple[int, int]:
    """«（盖章）» behind a label or a name is the form's, not a name."""
    stamp = context.patterns["sign_off.stamp"]
    found = stamp.match(text, start, stop)
    if found and found.end > found.start:
        context.claims.structure.append(found.quote())
        start = found.end
    at = text.match.rfind("(", start, stop)
    found = stamp.fullmatch(text, at, stop) if at > start else None
    if found:
        context.claims.structure.append(found.quote())
        stop = at
    return start, stop


def _point(text: Text, label: Label) -> Quote:
    """The empty place behind a label."""
    span = text.quote(label.start, label.end).spans[-1]
    return span.source.quote(span.end, span.end)


def _month(quote: Quote, pattern: str) -> Reading[str] | None:
    """A date of year and month only, as exact as printed: «2024年4月» is 2024-04."""
    found = _MONTH.fullmatch(quote.match)
    if not found:
        return None
    value = f"{found['y']}-{int(found['m']):02d}"
    return Reading(value, quote, pattern, (f"{quote.printed} → {value}",))
