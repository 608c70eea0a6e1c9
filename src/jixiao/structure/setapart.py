"""Whether a converter put a blank wherever Chinese meets digits or Latin («2023 年»), where the print has none."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from jixiao import lazy_re as re

LEAST_BEFORE, LEAST_KINDS, LEAST_BEHIND = 4, 3, 12
"""Blanks before (and behind how many characters) and behind digits and Latin within Chinese that a converter put there.
Authors put none before a number, and some before its unit («1891.10 万元»)."""
MOSTLY, NEARLY = 0.7, 0.9
"""Shares of such places with a blank, in all lines."""
_PROSE = 24
"""Characters of a line that is no cell and no heading."""

_BLANK = re.compile(r" (?:(?<=[0-9A-Za-z] )(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff] )(?=[0-9A-Za-z]))")
_BEFORE = re.compile(r"[0-9A-Za-z](?<=([\u4e00-\u9fff]) [0-9A-Za-z])")
_AHEAD = re.compile(r"[0-9](?:(?<=([\u4e00-\u9fff])[0-9])|(?<=([\u4e00-\u9fff]) [0-9]))")
_BEHIND = re.compile(r"[0-9A-Za-z]( ?)(?=[\u4e00-\u9fff])")


def sets_apart(paragraphs: Iterable[str]) -> bool:
    """Whether what made the text put a blank where Chinese meets digits or Latin, in front of them or behind. In
    tables places behind one and the same character count once: authors have habits («指标 1：» in each row)."""
    lines = [*filter(None, paragraphs)]
    text = "\n".join(lines)
    if len(_BLANK.findall(text)) < LEAST_BEFORE:  # most texts: one character is looked for in a tenth of the time
        return False
    prose = "\n".join(compress(lines, map(_PROSE.__lt__, map(len, lines))))  # one text: no place looks over its line
    set_off = _BEFORE.findall(prose)
    if len(set_off) >= LEAST_BEFORE and len(set(set_off)) >= LEAST_KINDS:
        return True
    behind = _BEHIND.findall(prose)
    if behind.count(" ") >= LEAST_BEHIND and behind.count(" ") * 3 >= len(behind) * 2:
        return True
    # few lines of prose, or none: cells and headings too, if (nearly) all of them have it
    places, behind = set(_AHEAD.findall(text)), _BEHIND.findall(text)  # a place: what stands without a blank, or with
    ahead, after = sum(not close for close, _ in places), behind.count(" ")
    mostly = ahead >= LEAST_BEFORE and ahead >= MOSTLY * len(places)
    mostly = mostly or (after > LEAST_BEFORE and after >= NEARLY * len(behind))
    return mostly or (
        ahead > 1 and ahead + after > LEAST_BEFORE and ahead + after >= NEARLY * (len(places) + len(behind))
    )
