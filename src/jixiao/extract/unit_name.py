"""A unit's name as fully as a line prints it: with its place («南陵区林业局») and its office («云台镇人民政府»)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jixiao import lazy_re as re
from jixiao.extract.context import Context
from jixiao.patterns import Patterns
from jixiao.quotes import Quote, Reading, Text, squeeze
from jixiao.structure.flat.words import words_of

_SHORT = 6  # characters of a name that may lack its place
_TWO = 10  # characters that the names of two units have together
_BAR, _CONTINUED = "|", re.compile(r"\s*\|\s*\|")  # of a row, and of one that begins with a blank cell
_BETWEEN = re.compile(r"\s+|、")
_BLANKS = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")


def blank_free(quote: Quote, pattern: str) -> Reading[str]:
    """A title is spread over its line («青 禾 县»): its blanks are layout."""
    return Reading(_BLANKS.sub("", quote.printed), quote, pattern)


def whole_cell(context: Context, quote: Quote) -> Quote | None:
    """A unit without the cell of its label, and with the line of its cell below (a table of bars whose cells wrap:
    «|实施单位|苍梧区房产服务中 |», «| |心 |»); None where nobody can tell what the next line goes on with."""
    first = quote.spans[0]
    words = words_of(context.patterns)
    if len(quote.spans) > 1 and words.is_label(first.source.text[first.start : first.end]):
        quote = Quote(quote.spans[1:])
    span, below = quote.spans[-1], context.structured.sources.get(quote.spans[-1].source.block + 1)
    row = span.source.text
    if below is None or row.lstrip()[:1] != _BAR or not _CONTINUED.match(below.text):
        return quote
    if row.count(_BAR) != below.text.count(_BAR):
        return None
    bars = [at for at, char in enumerate(below.text) if char == _BAR]
    start, stop = bars[row.count(_BAR, 0, span.start) - 1] + 1, bars[row.count(_BAR, 0, span.start)]
    return quote + below.view(start, stop).quote() if below.text[start:stop].strip() else quote


def several_names(patterns: Patterns, quote: Quote) -> tuple[str, ...]:
    """The units that a line names, each with its place («平溪省财政厅 平溪省水利厅», «云溪县财政局云溪县水利局»): it is
    no one's report; none where it names one."""
    if len(quote.spans) > 1:
        return ()
    if len(parts := _BETWEEN.split(quote.printed)) == 1:
        found = patterns["unit.joined"].search(quote.view) if len(quote.match) >= _TWO else None
        return (found["one"], found["two"]) if found else ()
    at = 0
    for part in parts:
        at = quote.view.match.index(squeeze(part), at)
        view = quote.view[at : (at := at + len(squeeze(part)))]
        if not (patterns["unit.name"].search(view) and patterns["unit.of_place"].search(view)):
            return ()
    return tuple(parts) if len(set(parts)) > 1 else ()


def without_code(context: Context, name: Reading[str]) -> Reading[str]:
    """«219001-云台镇人民政府» of a budget's list is «云台镇人民政府»."""
    found = context.patterns["unit.coded"].search(name.quote.view)
    return blank_free(found.quote("unit"), found.id) if found else name


Lines = Callable[[], Sequence[Text]]
"""Lines of a document, for whoever needs them."""


def with_place(patterns: Patterns, lines: Lines, name: Reading[str]) -> Reading[str]:
    """«林业局» is «南陵区林业局» and «市民政局» «平山市民政局» where a line begins so, or prints it behind a colon or a
    bracket (R09, R52 of the corpus). A name with a place of its own is whole."""
    view = name.quote.view
    if len(view) > _SHORT:
        return name
    before = "unit.before.left_out" if patterns["unit.place_left_out"].search(view) else "unit.before"
    if patterns["unit.place_cut"].search(view):
        before = "unit.before.cut"
    goes_on = patterns["unit.grounds"].search(view)  # «金沙区森林公园管理处» runs the «森林公园» of the title
    for text, at in _where(lines(), view.match):
        if found := patterns[before].search(text[:at]):
            rest = text[at + len(view) :]
            if goes_on and patterns["unit.runs_grounds"].search(rest) and patterns["unit.name"].search(text):
                return blank_free(text.quote(at - len(found["place"])), "unit.name")
            return blank_free(text.quote(at - len(found["place"]), at + len(view)), "unit.title")
    return name


def with_office(patterns: Patterns, lines: Lines, name: Reading[str]) -> Reading[str]:
    """«云台镇» of a title is «云台镇人民政府», where a line begins so: «云台镇人民政府为一级预算单位», or prints it
    behind a label: «评价单位(公章):云溪县云台镇人民政府»."""
    view = name.quote.view
    if patterns["unit.name"].search(view):
        return name
    if patterns["unit.township"].search(view):
        for text, at in _where(lines(), view.match):
            rest = text[at + len(view) :]
            for before, behind in (("label", "township"), ("line", "duties")):
                place = patterns[f"unit.before.{before}"].search(text[:at])
                office = patterns[f"unit.behind.{behind}"].search(rest) if place else None
                if place and office:
                    start = at - len(place["place"] or "")
                    return blank_free(text.quote(start, at + len(view) + office.end), "unit.name")
    for text in lines():
        office = patterns["unit.behind"].search(text[len(view) :]) if text.match.startswith(view.match) else None
        end = len(view) + office.end if office else 0
        if office and patterns["unit.name"].search(text[:end]):
            return blank_free(text.quote(0, end), "unit.name")
    return name


def calls_itself_otherwise(patterns: Patterns, lines: Sequence[Text], name: str) -> bool:
    """Whether a report that an office published is another unit's: nothing that it calls itself («我中心», «我校») goes
    with the office's name."""
    found = [one for line in lines for one in patterns["unit.calls_itself"].finditer(line)]
    school = patterns["unit.is_school"].occurs(name)
    return bool(found) and not any(one["kind"] in name if one["kind"] else school for one in found)


def _where(lines: Sequence[Text], name: str) -> Iterator[tuple[Text, int]]:
    """Each place at which a line holds a name."""
    for text in lines:
        at = text.match.find(name)
        while at >= 0:
            yield text, at
            at = text.match.find(name, at + 1)
