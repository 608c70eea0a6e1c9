"""Full-width or half-width: the network hardly tells the forms of a sign apart, the paper around it does.

A full-width bracket or mark has half an em of its square blank on its outer side, so paper of six or seven tenths of
an em is there to the next ink; beside a half-width one is a tenth. Where a bracket has no neighbour on that side (the
edge of a line) or a printer squeezes (two marks side by side), its partner decides, which may stand lines further on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp

from jixiao.readers.scan.recognise import plain

_HALF_AN_EM = 0.42  # ems of paper: 0.55 and more beside a full-width mark, up to 0.2 beside a half-width one
_POINT = 0.46  # behind «．» before a Chinese character; «. » with a blank has 0.36
_BOTH = 0.95  # the same where both neighbours have half an em of paper
_TIGHT = 0.3  # between Chinese characters a squeezed full-width mark has more, a half-width one less
_COLON = 0.48  # «：» there has 0.5 and more, «: » with a blank 0.22 to 0.46: a printer squeezes commas, seldom colons
_NO_PAPER = 0.03  # ink that touches tells nothing: a seal or grain may lie between
_OPENING = set("（《【〔「『“‘")
_CLOSING = set("，。、；：！？）》】〕」』”’．")
_SOFT = 0.03  # ems by which paper must be off a bound to be told from it with odds of e to 1
_UNTOLD = 0.95  # how sure a form is that no paper tells: most are full-width ones at the edge of a line
_SQUEEZED = 0.95  # of a mark before another, which a printer sets closer
_AT_ODDS = 0.5  # the same where a pair's brackets say different things
_LINES = 3  # a bracket that is open for more lines has lost its partner


@dataclass(slots=True)
class Setting:
    """A line as it is set: its signs without blanks, and the paper before each, in ems.

    None for paper that was not measured (the first sign). ``sure``: how sure the form of each sign is, 0 to 1.
    """

    signs: list[str]
    papers: list[float | None]
    sure: list[float] = field(default_factory=list)

    def behind(self, i: int) -> float | None:
        """Paper behind a sign."""
        return self.papers[i + 1] if i + 1 < len(self.signs) else None


def is_chinese(sign: str) -> bool:
    """Whether a sign is a Chinese character."""
    return "\u3400" <= sign <= "\u9fff"


def is_latin(sign: str) -> bool:
    """Whether a sign is a letter or figure of half width."""
    return sign < "\u0250" and sign.isalnum()


def room(before: str, after: str) -> float:
    """Ems of blank that the squares of two signs have between them: half an em for each full-width mark's side."""
    return 0.5 * ((before in _CLOSING) + (after in _OPENING))


def settle(lines: Sequence[Setting]) -> None:
    """Give each mark of lines that stand below one another (of a cell, of a page) the form that it is printed in.

    What nothing tells is full-width, as in nine of ten places of the forms.
    """
    for line in lines:
        line.sure = [1.0] * len(line.signs)
        for i in range(len(line.signs)):
            _settle_mark(line, i)
    opened: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        for i, sign in enumerate(line.signs):
            half = plain(sign)
            if half == "(":
                opened.append((at, i))
            elif half == ")":
                partner = opened.pop() if opened else None
                if partner is not None and at - partner[0] > _LINES:
                    _settle_pair(lines, [partner])
                    partner = None
                _settle_pair(lines, [(at, i)] if partner is None else [partner, (at, i)])
    for place in opened:
        _settle_pair(lines, [place])


def _settle_mark(line: Setting, i: int) -> None:
    half = plain(line.signs[i])
    before = line.signs[i - 1] if i else ""
    after = line.signs[i + 1] if i + 1 < len(line.signs) else ""
    paper = line.behind(i)
    if half == ".":
        if is_chinese(after) and paper is not None:
            line.signs[i] = "．" if paper >= _POINT else "."
            line.sure[i] = told(paper, _POINT)
    elif half in ",;:!?":
        full = _is_full(line, half, before, after, paper)
        line.signs[i] = _wide(half) if full else half
        line.sure[i] = _sure_of_mark(line.signs[i], before, after, paper)


def told(paper: float, bound: float, coarse: float = 1.0) -> float:
    """How sure it is on which side of a bound paper is, both in ems: 0.5 at the bound; ``coarse``: how many times less
    exact it was measured."""
    return 1 / (1 + exp(-min(abs(paper - bound) / (coarse * _SOFT), 50.0)))


def _sure_of_mark(mark: str, before: str, after: str, paper: float | None) -> float:
    if not after or paper is None or paper < _NO_PAPER:
        return _UNTOLD
    if plain(after) in _MARKS:
        return _SQUEEZED
    if is_chinese(before) and is_chinese(after):
        return told(paper, _COLON if plain(mark) == ":" else _TIGHT)
    return told(paper, _HALF_AN_EM if before < "\u0250" and after < "\u0250" else _TIGHT)


def _is_full(line: Setting, mark: str, before: str, after: str, paper: float | None) -> bool:
    latin = bool(before) and before < "\u0250" and bool(after) and after < "\u0250"
    if not after or paper is None:
        return any(map(is_chinese, line.signs)) if not after else not latin
    if plain(after) in _MARKS:
        return not latin
    chinese = is_chinese(before) and is_chinese(after)
    if paper >= (_COLON if chinese and mark == ":" else _HALF_AN_EM):
        return not (latin and before.isalpha() and after.isalpha())
    if latin or paper < _NO_PAPER:
        return not latin
    return paper >= _TIGHT and not (chinese and mark == ":")


_MARKS = set("()\",;:!?'") | _OPENING | _CLOSING


def _settle_pair(lines: Sequence[Setting], places: Sequence[tuple[int, int]]) -> None:
    votes = [vote for at, i in places if (vote := _vote(lines[at], i)) is not None]
    full = any(says for says, _ in votes) or not votes
    agree = all(says == full for says, _ in votes)
    sure = max((sure for _, sure in votes), default=_UNTOLD) if agree else _AT_ODDS
    for at, i in places:
        half = plain(lines[at].signs[i])
        lines[at].signs[i] = _wide(half) if full else half
        lines[at].sure[i] = sure


def _vote(line: Setting, i: int) -> tuple[bool, float] | None:
    """Whether the paper on a bracket's outer side is that of a full-width one, and how sure that is; None where it
    does not tell."""
    opening = plain(line.signs[i]) == "("
    other = i - 1 if opening else i + 1
    paper = line.papers[i] if opening else line.behind(i)
    if not 0 <= other < len(line.signs) or paper is None:
        return None
    beside = line.signs[other]
    if plain(beside) in "()" or beside in (_CLOSING if opening else _OPENING):
        return (True, told(paper, _BOTH)) if paper >= _BOTH else None
    if plain(beside) in _MARKS and paper < _HALF_AN_EM:
        return None
    return paper >= _HALF_AN_EM, told(paper, _HALF_AN_EM)


def _wide(half: str) -> str:
    return chr(ord(half) + 0xFEE0)
