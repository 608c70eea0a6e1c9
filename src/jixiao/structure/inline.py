"""Headings inside a paragraph: where they stand, where their titles end.

What stood on lines of its own goes on behind a full stop or a blank wherever a page or an author lost the line
breaks. A number that goes on with the document's series, and words that look like a heading's, tell such a heading from
a list within a sentence («一、二、三等奖», «（一）…；（二）…»).
"""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.quotes import Text
from jixiao.structure.labels import TITLE_LENGTH, Kind, Label, label_at
from jixiao.structure.outliner import CLOSING, LIKELY, Outliner
from jixiao.structure.run_on import another_report, label_places, other_report_error, stands_alone

_CLOSED = "。;:!?)"
"""Marks behind which a heading may stand inside a paragraph."""
_NO_WORDS = re.compile(r"[。;:,!?]")
_TITLE_ENDS = re.compile("[。:]")
_BEFORE_COLON = re.compile(r"(?<=[。;])[\u4e00-\u9fff]{4,14}(?=:)")
_MOSTLY = 0.7
_SIGNED = 48
"""Characters of a unit's name and a date."""
_GOES_ON = "及和与、的("
"""What a title goes on with, though a blank stands before it."""
_INSIDE = {Kind.PART: (Kind.CHINESE, Kind.CHINESE_PAREN), Kind.CHINESE: (Kind.CHINESE_PAREN,)}
"""The numbers that the first section inside may have."""


def cuts_in(outliner: Outliner, text: Text) -> list[int]:
    """Where headings stand inside a paragraph: in sequence, behind a closing mark, a blank or a known title."""
    places = [at for at in label_places(text) if at]
    colons = _before_colons(outliner, text) if text.has_blanks or (places and outliner.run_on) else []
    if not places:
        return colons
    open_ = {kind: outliner.last_number(kind) for kind in (Kind.PART, Kind.CHINESE, Kind.CHINESE_PAREN)}
    listed = dict.fromkeys(open_, 0)  # the last number of a list inside the section
    cuts: list[int] = []
    inside = 0
    if first := label_at(text.match):
        _opened(open_, first)
        inside = _first_inside(outliner, text, first)
    for at in places:
        label = label_at(text.match, at)
        closed = at == inside or text.match[at - 1] in _CLOSED
        if label is None or label.kind not in open_ or not (closed or outliner.run_on or text.blank_before(at)):
            continue
        if not _goes_on(outliner, text, label, open_[label.kind], listed[label.kind], closed=closed):
            if label.number in (1, listed[label.kind] + 1) and stands_alone(text, label):
                listed[label.kind] = label.number
            continue
        _opened(open_, label)
        listed = dict.fromkeys(open_, 0)
        inside = _first_inside(outliner, text, label)
        cuts.append(at)
    return sorted({*cuts, *colons}) if colons else cuts


def _before_colons(outliner: Outliner, text: Text) -> list[int]:
    """Where a heading without a number stands behind a sentence of such a report («…。其他情况说明：数据见决算»), in
    any other behind a blank too (the last paragraph of a page and the first of the next, by PyMuPDF4LLM)."""
    unnumbered = outliner.patterns.unnumbered
    found = [m.start() for m in _BEFORE_COLON.finditer(text.match) if outliner.role_of(m[0]) in unnumbered]
    return found if outliner.run_on else [at for at in found if text.blank_before(at)]


def closing_in(outliner: Outliner, text: Text, stop: int) -> int:
    """Where the formula begins that closes such a report («…归集。特此报告。»), or the unit with the date behind its
    last sentence («…资金支持。云溪县水利局2022年4月12日»): no text of its last section; else where the text stops."""
    ignored, patterns = outliner.structured.claims.ignored, outliner.patterns
    behind = text.match.rfind("。", 0, stop) + 1
    if 0 < stop - behind <= _SIGNED and patterns["signature.with_date"].search(text[behind:stop]):
        date = next(at for at in range(behind, stop) if text.match[at].isdecimal())
        ignored.extend([("signature", text.quote(behind, date)), ("signature", text.quote(date, stop))])
        stop = behind
    found = patterns["outline.closing_inside"].search(text[:stop])
    if found is None:
        return stop
    ignored.append(("closing", found.quote()))
    return found.start


def of_one_report(outliner: Outliner, block: int, text: Text) -> Text:
    """Such a paragraph up to the title of another report: its problems, its score are not this one's."""
    tops = outliner.root.children
    above = tops[0].title.match if tops and tops[0].title else None
    begin, end = another_report(text, above, outliner.is_known, outliner.patterns)
    if end:
        outliner.ended = True
        found = other_report_error(text[begin:end].quote().printed, block)
        outliner.structured.diagnostics.append(found)
    return text[:begin] if end else text


def is_next_section(outliner: Outliner, text: Text, at: int) -> bool:
    """Whether a section of level 1 begins whose title is known and whose number is not the first."""
    label = label_at(text.match, at)
    if label is None or label.kind is not Kind.CHINESE or label.number == 1:
        return False
    return outliner.title_end(text, label.end) > 0


def _opened(open_: dict[Kind, int], label: Label) -> None:
    """A section's number is that of its kind now, and those inside begin anew."""
    if label.kind in open_:
        open_.update({kind: 0 for kind in open_ if kind > label.kind})
        open_[label.kind] = label.number


def _goes_on(outliner: Outliner, text: Text, label: Label, before: int, listed: int, *, closed: bool) -> bool:
    """Whether a number inside a paragraph goes on with the sections' (``before`` is the last) and heads one; not with a
    list's, where that has the number before it (``listed``), unless its title is known. Behind a mark words that nobody
    knows are a title up to the next, behind a blank where they look like one."""
    known = outliner.run_on and outliner.title_end(text, label.end) > 0
    if label.number != before + 1 and not (known and label.kind is Kind.CHINESE and label.number >= before):
        return False  # «三、» went with its sentences, or stands twice, where the title behind is known
    if listed and label.number == listed + 1:
        end, _ = title_bounds(outliner, text, label)
        return end is not None and outliner.is_known(text.match[label.end : end])
    if label.kind is Kind.CHINESE_PAREN and (closed or outliner.run_on):
        return True
    if _first_inside(outliner, text, label) or (outliner.run_on and stands_alone(text, label)):
        return True
    end, _ = title_bounds(outliner, text, label)
    if end is None or (label.kind is not Kind.CHINESE and not closed and end == len(text)):
        return False
    title = text.match[label.end : end]
    return closed or outliner.is_known(title) or (before > 0 and _looks_like_title(outliner, title))


def _first_inside(outliner: Outliner, text: Text, label: Label) -> int:
    """Where the first section inside begins right behind the words of a heading («二、资金管理情况 （一）…»), 0 where
    none does."""
    kinds = _INSIDE.get(label.kind, ())
    for at in label_places(text, label.end, label.end + TITLE_LENGTH) if kinds else ():
        found = label_at(text.match, at)
        if found and found.kind in kinds and found.number == 1:
            title = text.match[label.end : at].rstrip(CLOSING)
            return at if outliner.role_of(title) or (len(title) > 1 and not _NO_WORDS.search(title)) else 0
    return 0


def _looks_like_title(outliner: Outliner, title: str) -> bool:
    """Whether words end as titles do; where each line ended in a blank any that are no sentence."""
    if _NO_WORDS.search(title):
        return False
    return (outliner.spaced and not title[-1:].isdecimal()) or outliner.patterns["outline.title_ends"].occurs(title)


def title_bounds(outliner: Outliner, text: Text, label: Label) -> tuple[int | None, int]:
    """(title's end or None, body's start): a known title up to a mark or blank, else up to 。 or the end."""
    match = text.match
    start, size = label.end, len(match)
    limit = min(size, start + TITLE_LENGTH)
    if stop := _report_named(outliner, text, label, limit):
        return stop, len(match)
    if outliner.run_on and (at := outliner.title_end(text, start)):
        at = max(at, _goes_on_to(outliner, text, label, at))
        return at, at + (match[at : at + 1] in CLOSING)
    parted = text.has_blanks and not _set_wide(text, start)
    places: Sequence[int] = range(limit, start + 1, -1)
    if not parted:  # most lines
        places = [size] * (start + 1 < limit == size)
        places += [found.start() for found in _TITLE_ENDS.finditer(match, start + 2, limit + 1)][::-1]
    for at in places:
        ends = not parted or at == size or match[at] in "。:" or text.blank_before(at) or _ends_line(text, start, at)
        if ends and outliner.is_known(match[start:at]):
            stop = start + len(match[start:at].rstrip(CLOSING))
            end = at
            while end < len(match) and match[end] in CLOSING:
                end += 1
            return stop, end
    if parted and (blank := _blank_behind(outliner, text, start, limit)) > 0:
        return blank, blank
    colon = match.find(":", start + 2, start + LIKELY + 1)
    if colon > 0 and outliner.likely_role(match[start:colon], label.kind):
        return colon, colon + 1
    stop = match.find("。", start)
    end = len(match) if stop < 0 else stop
    if start < end <= limit:
        colon = match.find(":", start + 2, end - 1)
        known = colon > 0 and outliner.patterns["outline.run_in"].fits(match[start:colon])
        if colon > 0 and (known or ("," in match[colon:end] and "," not in match[start:colon])):
            return colon, colon + 1  # «满意度分析：群众总体满意，满意度为98%。»: a sentence stands behind
        body = end + 1 if stop >= 0 else end
        if match[end - 1] == ":":
            end -= 1
        return end, body
    return None, start


def _set_wide(text: Text, start: int) -> bool:
    """Whether a blank stands between nearly all characters («专 项 资 金 支 出 进 度 不 均»): then none parts words."""
    places = range(start + 1, min(len(text), start + LIKELY))
    return sum(map(text.blank_before, places)) > _MOSTLY * len(places)


def _ends_line(text: Text, start: int, at: int) -> bool:
    """Whether a line ends that may be a title: two clauses are a sentence («…得分为88分，评价等», «级为“良”。»)."""
    return text.break_before(at) and "," not in text.match[start:at]


def _report_named(outliner: Outliner, text: Text, label: Label, limit: int) -> int:
    """Where the title of a report within a larger document ends, be it longer than titles of sections are where it
    stands alone («四、2022年度柘岭市妇幼保健计划生育服务中心部门整体支出绩效自评报告。»); else 0."""
    start, stop = label.end, len(text.match)
    if outliner.run_on and stop <= limit:
        return stop if outliner.patterns["title.end"].search(text[start:]) else 0
    stop = len(text.match.rstrip(CLOSING))
    if label.kind > Kind.CHINESE_PAREN or not limit < stop <= limit + TITLE_LENGTH:
        return 0
    if _NO_WORDS.search(text.match, start, stop):
        return 0
    return stop if outliner.patterns["title.end"].search(text[start:stop]) else 0


def _goes_on_to(outliner: Outliner, text: Text, label: Label, known: int) -> int:
    """Where a title ends that goes on behind the words that are known («绩效目标» + «下达情况 »): at a blank, or where
    the first section inside begins; 0 where nothing shows it."""
    end = inside = _first_inside(outliner, text, label)
    if not end and known < len(text) <= label.end + LIKELY and _is_rest(outliner, text.match[known:]):
        return len(text.match.rstrip(CLOSING))  # up to the first section inside, where the paragraph was cut by now
    if not end and outliner.spaced and known < len(text) and not text.blank_before(known):
        stop = min(label.end + LIKELY, len(text))
        end = next((at for at in range(known + 1, stop + 1) if text.blank_before(at)), 0)
    title = text.match[label.end : end].rstrip(CLOSING)
    words = ("outline.title_ends", "title.end") if inside else ("outline.title_ends",)
    ends = not _NO_WORDS.search(title) and any(outliner.patterns[word].occurs(title) for word in words)
    return label.end + len(title) if title and ends else 0


def _is_rest(outliner: Outliner, words: str) -> bool:
    """Whether words behind a known title are the rest of it («存在问题» + «及改进意见», «…分析» + «情况»)."""
    rest, ends = words.rstrip(CLOSING), outliner.patterns["outline.title_ends"]
    return not _NO_WORDS.search(rest) and (ends.fits(rest) or (rest[:1] in _GOES_ON and ends.occurs(rest)))


def _blank_behind(outliner: Outliner, text: Text, start: int, limit: int) -> int:
    """Where a blank ends words that look like a title («二、项目资金管理情况 我局…»), 0 where none does."""
    for at in range(start + 1, min(limit, start + LIKELY + 1)):
        if text.blank_before(at) or text.break_before(at):
            title = text.match[start:at]
            if at == len(text) or text.match[at] in _GOES_ON or not _looks_like_title(outliner, title):
                continue
            return at
    return 0
