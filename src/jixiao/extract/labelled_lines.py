"""What a form asks for in its first rows and stands in lines above the table: «项目名称：…　　主管部门：…», as an
author wrote it, or without colons, as a page's text has rows that are in no table («主管部门 … 实施单位 …»)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import islice, pairwise

from jixiao import lazy_re as re
from jixiao.extract.context import Context
from jixiao.extract.heading import LINES, lines_above
from jixiao.folding import COLONS
from jixiao.patterns import Patterns
from jixiao.quotes import Quote, Reading, Text
from jixiao.structure.forms import Pair, forms_of, key_of

_FIELDS = ("project", "project_code", "department", "unit")
_LONGEST = 60
_NAME = 2  # characters of a name at least
_MOST = 4
"""Words of such a line: two labels with their values."""
_HALF = 6  # characters of the first line of a label of two
_TORN = re.compile(r"[\u4e00-\u9fff]{1,2}")  # the end of a value that ran over its line
_CODE, _FIGURE = "project_code", re.compile(r"[\d.,%]+")  # a figure is nobody's name
_SET_IN = re.compile(r"\n[^\S\n]{2,}\S")
_PIECE = re.compile(
    rf"(?:[{COLONS}][^\S\t\n]*+(?![^\s{COLONS}]{{2,12}}[{COLONS}])"  # «项目名称：    甲项目» of a cover
    rf"|(?!\s{{2,}}|[\t\n;；]|\s[^\s{COLONS}]{{2,12}}[{COLONS}]).)+",
    re.DOTALL,
)
_LABELLED = re.compile(r"(?:[(]?[0-9一二三四五六七八九十]{1,2}[.、)])?([^:]{2,12}):([^:]+)")


@lru_cache(maxsize=8)
def labels_of(patterns: Patterns) -> dict[str, Pair]:
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
    near = [*islice(lines_above(context.structured, block), LINES)] if wanted else []
    lines = [(line, near[at - 1] if at else None) for at, line in enumerate(near)]  # the nearest first
    if sole and wanted and context.structured.preamble:
        cover = context.structured.preamble.lines
        lines += [(line, cover[at] if at < len(cover) else None) for at, line in enumerate(cover, 1)]
    over = {id(line): near[at + 1] for at, line in enumerate(near[:-1])}
    firsts = {
        id(one) for line in near if (one := over.get(id(line))) and _begins_with_rest(context.patterns, one, line)
    }
    for line, below in lines:
        if not line:
            continue
        told = _in_turn(context.patterns, line)
        if told and _begins_with_rest(context.patterns, over.get(id(line)), line):
            told = []  # «主管» above «部门  甲局  实施单位  乙院»
        torn = told and below is not None and _TORN.fullmatch(below.match) and id(below) not in firsts
        if torn and below is not None and not _ends_label(context.patterns, told[0][1], below):
            told = _in_turn(context.patterns, Text.join([line, below])) if len(told) == 1 else []
        for asked, label, given in told:
            if asked.id in wanted and asked.id not in found:
                found[asked.id] = Reading(given.printed, given, asked.pattern)
                context.claims.structure.append(label)
        span = line.quote().spans[0]
        number = context.patterns["table_title.number"].search(line)  # «填报单位：… 公开14表» is no part of the unit
        stop = number.quote().spans[0].start if number is not None and number.start else span.end
        for piece in _PIECE.finditer(span.source.text, span.start, stop):
            text = span.source.view(*piece.span())
            match = _LABELLED.fullmatch(text.match) if ":" in text.match else None
            pair = labels_of(context.patterns).get(key_of(match[1])) if match else None
            if match is None or pair is None or pair.id not in wanted or pair.id in found or len(match[2]) > _LONGEST:
                continue
            start = match.start(2) + len(match[2]) - len(match[2].lstrip("|"))
            stop = match.end(2) - len(match[2]) + len(match[2].rstrip("|"))
            if start >= stop or "|" in text.match[start:stop]:
                continue  # bars around a value are a page's; one inside it parts two cells
            value = _without_stamp(context.patterns, text, start, stop)
            figure = pair.id != _CODE and _FIGURE.fullmatch(value.match)
            other = any(context.patterns[f"table_title.{part}"].search(value.view) for part in ("year", "unit"))
            if context.patterns.null_kind(value.match) is None and not figure and not other:
                found[pair.id] = Reading(value.printed, value, pair.pattern)
                context.claims.structure.append(text.quote(*match.span(1)))
    return found


@lru_cache(maxsize=8)
def _headings(patterns: Patterns) -> frozenset[str]:
    """The labels of all columns and of what forms ask for, by key."""
    zones = [zone for form in forms_of(patterns) for zone in form.zones]
    columns = {key for zone in zones for column in zone.columns for key in column.keys}
    return frozenset(columns | {key for zone in zones for pair in zone.pairs for key in pair.keys})


def _begins_with_rest(patterns: Patterns, over: Text | None, line: Text) -> bool:
    """Whether a line begins with the rest of a label whose first line is all of the line above («主管», «部门»)."""
    if not over or not line or len(over) > _HALF or any(over.blank_before(at) for at in range(1, len(over))):
        return False
    stop = next((at for at in range(1, len(line)) if line.blank_before(at)), len(line))
    return key_of(over.match + line[:stop].match) in _headings(patterns)


def _ends_label(patterns: Patterns, label: Quote, below: Text) -> bool:
    """Whether what stands below a line is the rest of its label, not of its value («项目  乙项目» above «名称»)."""
    return key_of(label.view.match + below.match) in _headings(patterns)


def _in_turn(patterns: Patterns, line: Text) -> list[tuple[Pair, Quote, Quote]]:
    """A line of labels and values in turn, with blanks between and in none of them: each label with its value. Nothing
    where any other word stands in it, or a label where a value has to be, nor where text set in further goes on below:
    it is of any of the values («主管部门  甲县旅游  实施单位  甲县文化馆», «局» below the first)."""
    if ":" in line.match or not line.has_blanks or _SET_IN.search(line.quote().raw):
        return []
    cuts = [0, *(at for at in range(1, len(line)) if line.blank_before(at)), len(line)]
    words = [line[start:stop] for start, stop in pairwise(cuts)]
    pairs = [labels_of(patterns).get(key_of(word.match)) for word in words[::2]]
    values = words[1::2]
    if len(words) % 2 or len(words) > _MOST or any(key_of(value.match) in _headings(patterns) for value in values):
        return []
    if any(len(value) < _NAME for value in values):
        return []  # «部门 位»: the ends of two labels
    if any(pair and pair.id != _CODE and _FIGURE.fullmatch(v.match) for pair, v in zip(pairs, values, strict=True)):
        return []  # «实施单位 15»: a cell of another row
    told = [
        (pair, label.quote(), value.quote())
        for pair, label, value in zip(pairs, words[::2], values, strict=True)
        if pair
    ]
    return told if len(told) == len(values) and all(patterns.null_kind(value.match) is None for value in values) else []


def _without_stamp(patterns: Patterns, text: Text, start: int, stop: int) -> Quote:
    """The value without the place for a stamp behind or before it («实施单位：双塘区市政工程管理处（公章）»)."""
    first = patterns["sign_off.stamp"].match(text, start, stop) if text.match[start] == "(" else None
    start = first.end if first and first.end < stop else start  # «填报单位：（盖章）云溪县水利局»
    at = text.match.rfind("(", start, stop)
    return text.quote(start, at if at > start and patterns["sign_off.stamp"].fullmatch(text, at, stop) else stop)
