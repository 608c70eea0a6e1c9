"""Lines -> paragraphs, by what the eye goes by: indents, full lines, centred lines, size and distance.

Official documents: first line indented by two characters, lines justified, titles centred. Web pages printed to PDF:
blocks without indent. Nothing here knows words, but for list labels where geometry cannot decide (block style).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Paragraph, Run
from jixiao.readers.pdf.frames import Frame
from jixiao.readers.pdf.lines import Line

_NO_START = "，。、；：？！）〕】》〉」』”’％‰…—·,.;:?!)]}%"
_NO_END = "（〔【《〈「『“‘([{≥≤±＞＜><=￥$"
_QUOTES = "“”‘’\"'"  # no break on either side of them
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f.,%+\-/:_@~]+")
_FIELD = r"[^\s，。；：:]{1,8}[：:]"  # 填表人：
_LABEL = re.compile(
    rf"[（(]?[一二三四五六七八九十0-9０-９]{{1,3}}[）)、.．]|第[一二三四五六七八九十]{{1,3}}[章节条部]|[①-⑳]|附件|{_FIELD}"
)
_ATTACHMENT = re.compile(r"附件\s*[0-9０-９一二三四五六七八九十]{0,2}\s*(?:[.．、]?\s*$|[:：])")
_ENTRY = re.compile(r"[（(]?[一二三四五六七八九十0-9０-９]{1,3}[）)、.．]|[①-⑳●•·◆■]")
_EXACT = 0.2  # ems
_NARROW, _FEWEST, _SHARE = 12, 4, 0.2  # ems that a line of a narrow column takes at the least; such lines
_CLOSES = "。；：！？;:!?"


@dataclass(slots=True)
class Margins:
    """Where the body stands on pages of one size, in points; ``size`` of its type.

    ``indented``: paragraphs begin with an indent. ``pitch``: usual distance of baselines inside a paragraph, by size of
    type in half points. ``justified``: full lines end at the margin to the point.
    """

    left: float
    right: float
    size: float
    indented: bool
    justified: bool = False
    pitch: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """A paragraph in the making."""

    lines: list[Line] = field(default_factory=list)

    def finish(self, frames: dict[int, Frame]) -> Paragraph:
        """Raw text with ``\\n`` where a line wrapped, the runs of its lines."""
        runs: list[Run] = []
        start = 0
        for line in self.lines:
            runs += line.runs(start, frames[line.page])
            start += len(line.text) + 1
        return Paragraph("\n".join(line.text for line in self.lines), page=self.lines[0].page, runs=tuple(runs))


def margins_of(lines: list[Line], width: float, *, column: bool = False) -> Margins:
    """Margins of the body from its lines on all pages of one size; ``width`` of these pages in points. ``column``: of
    text set in two columns, which is as wide as its longest line."""
    em = _body_size(lines)
    column = column or _is_narrow(lines, width, em)
    if column:
        # As a page that has these lines in its middle.
        width = min(line.x0 for line in lines) + max(line.x1 for line in lines)
    least = 0.5 * (max(line.x1 for line in lines) - min(line.x0 for line in lines) if column else width)
    wide = [line for line in lines if line.x1 - line.x0 >= least]
    body = [line for line in wide if abs(line.size - em) <= 0.15 * em]
    wide = body if len(body) >= 3 else wide
    if not wide:
        left = min((line.x0 for line in lines), default=width * 0.12)
        return Margins(left, max(width - left, max((line.x1 for line in lines), default=0.0)), em, indented=False)
    left = _outer([line.x0 for line in wide], em)
    right, together = _usual_end([line.x1 for line in wide], em)
    if together < 3 or (together < 0.3 * len(wide) and right < width - left - 2 * em):
        right = max(right, width - left)  # no line is full: the page's other margin is like this one
    # In a short text no line that begins at the margin need be wide: what follows a full line shows it.
    left = min(
        [left] + [b.x0 for a, b in pairwise(lines) if a.page == b.page and a.x1 > right - em and b.base > a.base]
    )
    wraps = [
        (a, b)
        for a, b in pairwise(lines)
        if a.page == b.page and a.base < b.base and a.x1 > right - 2 * em and abs(b.x0 - left) < 0.5 * em
    ]
    indented = any(1.2 * em < a.x0 - left < 3.6 * em for a, _ in wraps)
    at_margin = sum(abs(a.x1 - right) <= _EXACT * em for a, _ in wraps)
    justified = len(wraps) >= 5 and at_margin >= 0.7 * len(wraps)
    return Margins(left, right, em, indented, justified, _pitches(wraps))


def _is_narrow(lines: list[Line], width: float, em: float) -> bool:
    """Whether text fills one column of a page that has two: lines that break off in a sentence end alike."""
    if not lines or any(line.x1 - line.x0 >= 0.5 * width for line in lines):
        return False
    broken = [
        a.x1
        for a, b in pairwise(lines)
        if a.x1 - a.x0 >= _NARROW * em and a.text.rstrip()[-1:] not in _CLOSES
        and b.x0 - a.x0 < 0.5 * em and not _LABEL.match(b.text.lstrip())  # no list of titles of one length
    ]  # fmt: skip
    if len(broken) < _FEWEST:
        return False
    _, together = _usual_end(broken, em)
    return together >= max(_FEWEST, _SHARE * len(lines))


def _body_size(lines: list[Line]) -> float:
    """Size of most of the text, by characters."""
    votes: Counter[float] = Counter()
    for line in lines:
        votes[round(2 * line.size) / 2] += len(line.text)
    return max(votes, key=lambda size: (votes[size], -size), default=12.0) or 12.0


def _pitches(wraps: list[tuple[Line, Line]]) -> dict[int, float]:
    """Distance from a full line to the next in each size: the smallest common one and what differs little from it.

    In block style the distance between paragraphs is among the candidates; a line with a substituted character is a bit
    higher than the others.
    """
    found: dict[int, Counter[int]] = {}
    for a, b in wraps:
        distance = round(2 * (b.base - a.base))
        if distance < 8 * a.size and abs(a.size - b.size) < 0.1 * a.size:
            found.setdefault(round(2 * a.size), Counter())[distance] += 1
    pitches = {}
    for size, votes in found.items():
        most = max(votes.values())
        common = [distance for distance, count in votes.items() if 3 * count >= most]
        pitches[size] = max(d for d in common if d - min(common) <= 0.3 * size) / 2
    return pitches


def _outer(positions: list[float], em: float) -> float:
    """The outermost position that is no exception: another one stands within half a character of it."""
    ordered = sorted(positions)
    for a, b in pairwise(ordered):
        if b - a <= 0.5 * em:
            return a
    return ordered[0]


def _usual_end(ends: list[float], em: float) -> tuple[float, int]:
    """Where full lines end: the commonest end near the outermost one, and how many end there.

    Closing marks may hang over the margin; one line in many may be an exception; short lines say nothing.
    """
    ordered = sorted(ends)
    outermost = ordered[-2] if len(ordered) >= 6 else ordered[-1]
    ordered = [end for end in ordered if end >= outermost - 1.5 * em]
    best, most, start = ordered[-1], 0, 0
    for stop, end in enumerate(ordered):
        while end - ordered[start] > 0.4 * em:
            start += 1
        if stop - start + 1 >= most:
            best, most = end, stop - start + 1
    return best, most


def continues(draft: Draft, b: Line, margins: Margins) -> bool:
    """Whether line ``b`` belongs to the paragraph that the draft's lines make so far."""
    a = draft.lines[-1]
    em = max(a.size, 1.0)
    if not _close(draft, b, margins, em):
        return False
    title = a.size > 1.15 * margins.size and _centred(a, margins, em, least=0.0)
    if _centred(b, margins, em, least=0.0 if title else 3.0):
        return _centred(a, margins, em, least=0.0) and _full(a, b, margins, em, centred=True)
    indent = draft.lines[0].x0 - margins.left
    if indent > 5 * em and len(draft.lines) == 1 and b.x0 - margins.left < em:
        return False  # a date or a signature at the right margin
    indented = indent > em
    # From the first line's indent to the margin: what a wrapped line does.
    back = indented and len(draft.lines) == 1 and b.x0 - margins.left < 0.5 * em
    if not _full(a, b, margins, em, slack=4.0 if back else 0.5):
        return False
    closes = a.text.rstrip()[-1:] in _CLOSES
    if b.x0 - margins.left > em:
        return _set_in(draft, b, margins, em, closes=closes)
    if not closes:
        return not _ATTACHMENT.match(b.text.lstrip())  # 附件1 below a list of attachments or a full line of signatures
    if margins.justified and not back and margins.right - a.x1 > _EXACT * em:
        return False  # not stretched to the margin: the last line of its paragraph
    label = _ATTACHMENT if indented else _LABEL  # an indented document sets 附件1 alone at the margin
    return not label.match(b.text.lstrip())


def _set_in(draft: Draft, b: Line, margins: Margins, em: float, *, closes: bool) -> bool:
    """Whether a line set in from the margin goes on: a first line is, in documents with indents, and begins anew."""
    a = draft.lines[-1]
    labelled = _LABEL.match(b.text.lstrip()) is not None
    if abs(b.x0 - a.x0) < 0.4 * em:
        # The body of a block set in, or of an entry under its hanging label.
        body = len(draft.lines) > 1 or (not margins.indented and not closes)
        return body and not (closes and labelled)
    hanging = len(draft.lines) == 1 and em < b.x0 - a.x0 < 5 * em
    return hanging and not labelled and _ENTRY.match(a.text.lstrip()) is not None


def _close(draft: Draft, b: Line, margins: Margins, em: float) -> bool:
    """Same size of type, no more room between the lines than inside a paragraph, and no columns in either."""
    a = draft.lines[-1]
    if "\t" in a.text or "\t" in b.text:
        return False
    if abs(a.size - b.size) > 0.12 * em or b.page - a.page not in (0, 1):
        return False
    return a.page != b.page or b.base - a.base <= _pitch(draft, margins) + 0.34 * em


def _pitch(draft: Draft, margins: Margins) -> float:
    """Distance of baselines to expect: the paragraph's own, or what is usual in this size; else up to three ems."""
    last = draft.lines[-1]
    usual = margins.pitch.get(round(2 * last.size), 2.7 * last.size)
    for a, b in pairwise(draft.lines):
        if a.page == b.page:
            return max(usual, b.base - a.base) if usual < 2.7 * last.size else b.base - a.base
    return usual


def _centred(line: Line, margins: Margins, em: float, least: float = 3.0) -> bool:
    """Set around the middle of the body, and in from its margins by more than a first line is."""
    before, after = line.x0 - margins.left, margins.right - line.x1
    return before >= least * em and abs(before - after) <= 1.2 * em


def _full(a: Line, b: Line, margins: Margins, em: float, *, centred: bool = False, slack: float = 0.5) -> bool:
    """Whether ``a`` ends because nothing more of ``b`` fitted: else its author ended it."""
    room = margins.right - a.x1
    if centred:
        room += a.x0 - margins.left
    return room < _first_token(b) + slack * em


def _first_token(line: Line) -> float:
    """Width of what a line break cannot part from the line's first character.

    Closing marks stay with what they close, a word is one piece, and LibreOffice keeps «标，2021» together.
    """
    text = line.text
    start = len(text) - len(text.lstrip())
    end = start + 1
    while end < len(text) and text[end - 1] in _NO_END:
        end += 1
    if word := _WORD.match(text, end - 1):
        end = word.end()
    while end < len(text):
        if text[end] in _NO_START + _QUOTES or text[end - 1] in _NO_END + _QUOTES:
            end += 1
        elif text[end - 1] in _NO_START and (word := _WORD.match(text, end)):
            end = word.end()
        else:
            break
    return line.xs[min(end, len(line.xs) - 1)] - line.xs[start]
