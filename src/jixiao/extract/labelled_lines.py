"""What a form asks for in its first rows and an author wrote in lines above the table: «项目名称：…　　主管部门：…»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from jixiao.extract.context import Context
from jixiao.extract.heading import lines_above
from jixiao.patterns import Patterns
from jixiao.quotes import Quote, Reading, Text
from jixiao.structure.forms import Pair, forms_of, key_of

_FIELDS = ("project", "project_code", "department", "unit")
_LONGEST = 60
_PIECE = re.compile(r"(?:(?!\s{2,}|[\t\n;；]|\s[^\s:：]{2,12}[:：]).)+", re.DOTALL)
_LABELLED = re.compile(r"(?:[(]?[0-9一二三四五六七八九十]{1,2}[.、)])?([^:]{2,12}):([^:]+)")


@lru_cache(maxsize=8)
def _labels(patterns: Patterns) -> dict[str, Pair]:
    """The labels of what names a project and who answers for it, in any form, by key."""
    pairs = [
        pair
        for form in forms_of(patterns)
        if form.role == "evaluation"
        for zone in form.zones
        for pair in zone.pairs
        if pair.id in _FIELDS
    ]
    return {key: pair for pair in reversed(pairs) for key in pair.keys}


def above(context: Context, block: int, wanted: frozenset[str], *, sole: bool) -> Mapping[str, Reading[str]]:
    """The fields that lines above a table give, each where its label stands first and nothing else with a colon
    behind it; for the ``sole`` table of a report also those of its cover."""
    found: dict[str, Reading[str]] = {}
    lines = [*lines_above(context.structured, block)] if wanted else []
    if sole and wanted and context.structured.preamble:
        lines += context.structured.preamble.lines
    for line in lines:
        if not line:
            continue
        span = line.quote().spans[0]
        for piece in _PIECE.finditer(span.source.text, span.start, span.end):
            text = span.source.view(*piece.span())
            told = _LABELLED.fullmatch(text.match) if ":" in text.match else None
            pair = _labels(context.patterns).get(key_of(told[1])) if told else None
            if told is None or pair is None or pair.id not in wanted or pair.id in found or len(told[2]) > _LONGEST:
                continue
            value = _without_stamp(context.patterns, text, *told.span(2))
            if context.patterns.null_kind(value.match) is None:
                found[pair.id] = Reading(value.printed, value, pair.pattern)
                context.claims.structure.append(text.quote(*told.span(1)))
    return found


def _without_stamp(patterns: Patterns, text: Text, start: int, stop: int) -> Quote:
    """The value without the place for a stamp behind it («实施单位：双塘区市政工程管理处（公章）»)."""
    at = text.match.rfind("(", start, stop)
    return text.quote(start, at if at > start and patterns["sign_off.stamp"].fullmatch(text, at, stop) else stop)
