"""What report this is: title, fiscal year, unit, kind and form family."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from jixiao import lazy_re as re
from jixiao.document import Diagnostic, Paragraph, Table
from jixiao.extract.context import Context, Draft
from jixiao.extract.fiscal_year import covers_several, stated_year, title_year
from jixiao.extract.labelled_lines import labels_of
from jixiao.extract.unit_name import (
    blank_free,
    calls_itself_otherwise,
    several_names,
    whole_cell,
    with_office,
    with_place,
    without_code,
)
from jixiao.quotes import Quote, Reading, Text, text_reading
from jixiao.structure.flat.words import words_of
from jixiao.structure.form_model import key_of

_TITLES = (
    "unit.title", "unit.title_year_first", "unit.title_year_first.project", "unit.title.township", "unit.title.project",
    "unit.title.without_year", "unit.title.behind",
)  # fmt: skip
_COVER = 8
_HEAD = 60
"""A document names its unit among its first lines."""

_LABEL_AND_TWO = 3  # cells of a row: a label, and not one value
_ALONE = 4
"""A table's title, unit, year and money unit stand on so many lines."""

_TORN = 2  # characters of a label that may be the end of another
_AMOUNTS = re.compile(r"\|[\d,.]+%?(?=\|)")  # cells of a row of money: what stands beside its label is no name
_CELLS = re.compile(r"\S{2}[^\S\n]{4,}\S{2}")  # words far from each other: cells of a table, no one name


@dataclass(frozen=True, slots=True)
class Identity:
    """Title, year and unit as readings; None where the text holds none."""

    title: Reading[str] | None
    fiscal_year: Reading[int] | None
    name: Reading[str] | None


def identity(context: Context, evaluations: Sequence[Draft], base_data: Draft) -> Identity:
    """Title first; what it leaves out comes from the tables, then from labels, the body («以下简称») and the page."""
    scored = [table for table in evaluations if isinstance(table, Mapping)]
    quote = context.structured.title or _inner_title(context)
    title = blank_free(quote, "title.end") if quote else None
    found = context.patterns["title.whole"].search(quote.view) if quote else None
    if title and quote:
        context.claim_all([quote])
    tables = [*scored, *([base_data] if isinstance(base_data, Mapping) else [])]
    year = title_year(context, quote, found)
    if year is None:
        year = next((y for table in tables if isinstance(y := table.get("year"), Reading) and y.value), None)
    name = blank_free(found.quote("unit"), found.id) if found and found["unit"] else None
    titled = _unit(context, quote.view, *_TITLES, joint=name is None) if quote else None
    if name and (joint := several_names(context.patterns, name.quote)):
        _joint(context, name.quote, joint)
    if context.joint:
        return Identity(title, year or _stated(context, quote), None)
    heads = [n for e in scored if isinstance(n := e.get("department"), Reading) and n.value]
    answering = [without_code(context, head).value for head in heads]
    named = (
        name,
        titled
        if titled and titled.value in answering
        else None,  # the department reports on projects that others carry out
        _reporter(context, heads) if name is None and titled is None else None,
        *_of_forms(scored, heads),
        titled,
        _own_line(context, quote) if quote else None,
    )
    known = next((n for n in named if n and _is_named(context, n)), None)
    head = cache(lambda: list(islice(_lines(context), _HEAD)))  # most names are whole: nobody asks
    place = context.patterns["unit.place"]
    if known is not None and known is name and place.search(known.quote.view):
        known = _named_elsewhere(context) or known  # «岳川市2018年度部门整体支出…»: a line says which of its units
    elif known is not None and (known is not name or place.search(known.quote.view[:1])):
        known = with_place(context.patterns, head, known)  # «2022年度县委宣传部整体支出…» too
    if known is not None:
        known = with_office(context.patterns, head, without_code(context, known))
    return Identity(
        title,
        year or _stated(context, quote),
        known or _named_elsewhere(context) or _answers(context, heads),
    )


def _stated(context: Context, title: Quote | None) -> Reading[int] | None:
    """The year that the text says of itself, unless the title covers several."""
    return None if covers_several(context, title) else stated_year(context, list(_lines(context)))


def _joint(context: Context, quote: Quote, units: tuple[str, ...]) -> None:
    """Notes that a title names several units, and says so: the report is no one's."""
    context.joint = units
    context.diagnostics.append(
        Diagnostic(
            "several_units",
            f"标题写了几个单位（{quote.printed}），哪一个是填报单位不能确定，未读取",
            f"the title names several units («{quote.printed}»): which one reports is not certain, none is read",
            (quote.block,),
        )
    )


def _of_forms(scored: Sequence[Mapping[str, Draft]], heads: Sequence[Reading[str]]) -> list[Reading[str]]:
    """Who carries out the projects; of several of them none but their one department, which reports on all."""
    units = [name for form in scored if isinstance(name := form.get("unit"), Reading) and name.value]
    one = len({head.value for head in heads}) == 1 and len(heads) == len(scored)
    several = len({unit.value for unit in units}) > 1
    return units if not several else [*heads[:1]] if one else []


def _reporter(context: Context, heads: Sequence[Reading[str]]) -> Reading[str] | None:
    """The department of a form, where a line among the first says that it reports («填报单位：青龙县水利局»)."""
    departments = {head.value for head in heads}
    lines = islice(_lines(context), _HEAD) if departments else ()
    named = (_unit(context, line, "unit.line") for line in lines if any(d in line.match for d in departments if d))
    return next((one for one in named if one and one.value in departments), None)


def _answers(context: Context, heads: Sequence[Reading[str]]) -> Reading[str] | None:
    """The one department that answers for all projects of a report that names no other unit («主管部门及代码 |
    宁坪县农业农村局 [026]»). A table that was read in part may name one in what was refused."""
    if any(head.quote.block in context.structured.opaque or _lost_unit(context, head) for head in heads):
        return None
    names = {head.value: head for head in (without_code(context, head) for head in heads)}
    return next(iter(names.values())) if len(names) == 1 and _is_named(context, *names.values()) else None


def _lost_unit(context: Context, head: Reading[str]) -> bool:
    """Whether a form that is text prints the label of the unit, and nothing that can be one beside it: it was lost."""
    found = (context.matches or {}).get(head.quote.block)
    if found is None or found.form.grid.table.origin != "flattened":
        return False
    asked = found.form.pairs.get("unit")
    return asked is not None and (not asked.match or words_of(context.patterns).is_label(asked.match))


def _inner_title(context: Context) -> Quote | None:
    """Of a report inside a larger document the heading that names it (R56 of the corpus), not that of a table beside
    its form."""
    beside = context.patterns["kind.beside"]
    tops = context.structured.outline if context.scope else []
    node = next((top for top in tops if not (top.title and beside.search(top.title))), None)
    return node.title.quote() if node and node.title else None


def _own_line(context: Context, title: Quote) -> Reading[str] | None:
    """The unit alone on the first line of a title of several («云溪县医院», then «发热门诊改扩建2023年度…自评报告»)."""
    first = title.spans[0]
    line = first.source.text[first.start : first.end].partition("\n")[0]
    stop = first.start + len(line)
    if stop == first.end and len(title.spans) == 1:
        return None
    return _unit(context, first.source.view(first.start, stop), "unit.name")


_SAID = ("unit.opening", "unit.chapter", "unit.sealed", "unit.decree", "unit.metadata", "unit.carries_out")


def _is_named(context: Context, name: Reading[str]) -> bool:
    """«XXXX» and «部门» name nobody, nor does the label of a form's next cell («资金总量»), or a line of one («分析及改
    进措施»)."""
    words, key = words_of(context.patterns), name.quote.match
    if words.is_label(key) or (words.holds(key_of(key)) and not context.patterns["unit.name"].search(name.quote.view)):
        return False
    return context.patterns["unit.not_yet"].search(name.quote.view) is None


def _named_elsewhere(context: Context) -> Reading[str] | None:
    lines = list(_lines(context))
    name = _named_in(context, lines)
    if name is None and context.scope:
        lines = list(_lines(context, context.scope[0]))
        name = _named_in(context, lines)
    return with_place(context.patterns, lambda: lines[:_HEAD], name) if name else None


def _named_in(context: Context, lines: Sequence[Text]) -> Reading[str] | None:
    called = _called(context)
    if called:
        return called
    above = [Text.join(pair) for pair in pairwise(lines[:_COVER])]  # the unit on a line, year and kind below it
    titled = context.patterns["unit.title.words"]
    for ids in (
        ("unit.title", "unit.title_year_first", "unit.title_year_first.project"),
        ("unit.line",),
        ("unit.title.without_year",),
        ("unit.glued_unit",),
        ("unit.glued",),
    ):
        for text in (*lines[:_HEAD], *above):
            if ids[0] in _TITLES and not titled.occurs(text.match.partition("。")[0]):
                continue  # «云溪县石门镇人民政府2023年度下达资金…»: a sentence
            name = _unit(context, text, *ids)
            if name and _is_named(context, name):
                return name
    return (
        _below_title(context)
        or _below_label(context, lines[:_HEAD])
        or _introduced(context)
        or next(
            (
                name
                for text in (*lines[:_HEAD], *_broken(context))
                if (name := _unit(context, text, *_SAID))
                and _is_named(context, name)
                and not (_is_published(name) and calls_itself_otherwise(context.patterns, lines, name.quote.match))
            ),
            None,
        )
        or _alone(context, (*(() if _has_menu(context) else lines[:_ALONE]), *_signatures(context)))
    )


def _is_published(name: Reading[str]) -> bool:
    """Whether only the page around a report says so."""
    return name.pattern == "unit.metadata"


def _alone(context: Context, lines: Sequence[Text]) -> Reading[str] | None:
    """A unit with its place, alone on its line: at the head of a table of which the title names none («云岭县图书馆»),
    or above the date with which a report ends. Two names on one line are nobody's, nor is the name below a project's
    label («城乡居民养老保险经办»), or below the department's where a table that was read in part may name the unit; nor
    what stands behind a label and its value, where another label should."""
    pairs = labels_of(context.patterns)
    others = ("project", "project_code", *(["department"] if context.structured.opaque else []))
    told = value = False  # whether the line above is a label, or what stands beside one
    for above, text in pairwise((None, *lines)):
        key = key_of(above.match) if above is not None else ""
        asked = pairs.get(key)
        told, value = asked is not None, told and asked is None
        like = asked is None and any(p.like and p.like.fullmatch(key) for p in pairs.values() if p.id in others)
        if text is None or like or value or (asked is not None and asked.id in others):
            continue
        if above is not None and asked is None and words_of(context.patterns).is_label(above.match.strip("|")):
            continue  # «项目主管部门», «一级指标», «碧溪县数据局»: two rows of which the cells changed places
        name = _unit(context, text, "unit.name")
        several = name and sum(len(part) > _ALONE for part in name.quote.printed.split()) > 1
        placed = name and context.patterns["unit.of_place"].search(name.quote.view)
        if name and placed and not several and _is_named(context, name):
            return name
    return None


def _has_menu(context: Context) -> bool:
    """Whether a web page's menu stands among the first lines: what is alone above it names the site."""
    ignored = context.claims.ignored
    return any(reason == "web_navigation" and quote.block < _COVER for reason, quote in ignored)


def _signatures(context: Context) -> list[Text]:
    return [quote.view for reason, quote in context.claims.ignored if reason == "signature"]


def _unit(context: Context, text: Text, *ids: str, joint: bool = False) -> Reading[str] | None:
    """The unit that a text names, by the first pattern that fits; of several none, which a title (``joint``) says."""
    for id_ in ids:
        found = context.patterns[id_].search(text)
        if found and not _CELLS.search(found.quote("unit").printed) and len(_AMOUNTS.findall(text.match)) < 2:
            if id_ == "unit.line":  # its label too
                first = text.match[: found.start].strip("|").partition("|")[0]
                if first and not words_of(context.patterns).is_label(first):
                    return None  # «数量 | 单位名称 | ≥5 | 6»: a row of which a cell is another's
                if len({*filter(None, text.match[found.start :].split("|"))}) == _LABEL_AND_TWO:
                    return None  # «部门名称 | 柳浦区房 | 地产服务中心»: either may be the value, or half of it
                context.claim(found)
            quote = _one_cell(context, found.quote("unit"))
            quote = whole_cell(context, quote) if quote is not None else None
            several = several_names(context.patterns, quote) if quote is not None else ()
            if quote is not None and several and joint:
                _joint(context, quote, several)
            return blank_free(quote, id_) if quote is not None and not several else None
    return None


def _one_cell(context: Context, quote: Quote) -> Quote | None:
    """Of the cells of a row that stand behind a label in one line the first: those behind it say the same (merged text
    that is repeated), or begin with another label («云溪县图书馆 实施单位 …»), or are a form's number («公开14表»)."""
    words = words_of(context.patterns)
    half = len(quote.match) // 2
    if quote.match == quote.match[:half] * 2:  # a page's running title above the report's
        quote = quote.view.quote(half)
    if len({span.source.text[span.start : span.end] for span in quote.spans}) == 1:
        quote = Quote(quote.spans[:1])
    number = context.patterns["table_title.number"].search(quote.view)
    if number is not None and number.start and number.end == len(quote.view):
        quote = quote.view.quote(0, number.start)
    parts = quote.printed.split()
    start = 0
    if len(parts) > 1 and (words.is_label(parts[0]) or context.patterns["unit.metadata_label"].occurs(parts[0])):
        start = len(parts.pop(0))
        if start <= _TORN:
            return None  # «部门» may be the end of «主管», «部门»
    stop = start + len(parts[0])
    for part in parts[1:]:
        if part == parts[0] or words.is_label(part):
            first = quote.view[start:stop]  # «项目名称 … 主管部门 …»: the first value is no unit
            return first.quote() if context.patterns["unit.name"].search(first) else None
        stop += len(part)
    return quote.view.quote(start, stop) if start else quote


def _below_title(context: Context) -> Reading[str] | None:
    """The unit alone on the line below a title that names none."""
    title = context.structured.title
    if title is None:
        return None
    below = next(
        (s for i, s in context.structured.sources.items() if i > title.spans[-1].source.block and s.text.strip()), None
    )
    name = _unit(context, below.view(), "unit.name") if below else None
    if name is None or not _is_named(context, name) or context.patterns.role_of(name.quote.match):
        return None
    return name


def _below_label(context: Context, lines: Sequence[Text]) -> Reading[str] | None:
    """A label on one line, its value on the next (R19, R21, R29 of the corpus); not behind the end of another label
    («主管», «部门»), nor below that of the department without a value: what stands there may be that (pdftotext)."""
    words, label_of = words_of(context.patterns), context.patterns["unit.metadata_label"]
    for above, label, value in zip((None, *lines), lines, lines[1:], strict=False):
        coded = context.patterns["unit.coded"].search(value) is not None
        if _asks_for_department(context, above, label) and not coded and not _unit(context, value, "unit.name"):
            return None
        if label_of.search(label):
            whole = above.match + label.match if above is not None else ""
            if words.is_label(whole) and not label_of.occurs(whole):
                continue
            name = _unit(context, value, "unit.name")
            if name and _is_named(context, name):
                return name
    return None


def _asks_for_department(context: Context, above: Text | None, line: Text) -> bool:
    """Whether a line is the label of the department in charge, or its end."""
    pairs = labels_of(context.patterns)
    whole = (line, Text.join([above, line])) if above is not None else (line,)
    return any((pair := pairs.get(key_of(text.match))) is not None and pair.id == "department" for text in whole)


def _lines(context: Context, inside: frozenset[int] | None = None) -> Iterator[Text]:
    """The lines of the document or of some of its blocks, of tables that are no form each row as one; not the menu of
    a page."""
    matches = context.matches or {}
    for index, block in enumerate(context.structured.blocks):
        if inside is not None and index not in inside:
            continue
        source = context.structured.sources.get(index)
        if source is not None:
            if isinstance(block, Paragraph) and block.aside == "web_navigation":
                continue
            if index in context.structured.opaque and "<br" in source.text:
                continue  # a page's rules cut the cells of its row in pieces (PyMuPDF4LLM)
            for start, end in _line_bounds(source.text):
                yield source.view(start, end)
        elif isinstance(block, Table) and index not in matches:
            grid = context.structured.grids[index]
            for row in range(grid.table.rows):
                cells = [source.view() for _, source in grid.row(row) if source.text.strip()]
                if cells:
                    yield Text.join(cells)


def _broken(context: Context) -> list[Text]:
    """The first paragraphs that run over several lines, whole: a page's edge may break a name."""
    sources = list(context.structured.sources.values())[:_COVER]
    return [source.view() for source in sources if "\n" in source.text.strip()]


def _line_bounds(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line)
        at += len(line)


def _called(context: Context) -> Reading[str] | None:
    expression = context.patterns["organization.called"]
    for source in context.structured.sources.values():
        if any(need in source.text for need in expression.needs):
            found = expression.search(source.view())
            name = text_reading(found.quote("name"), found.id) if found else None
            if name and _is_named(context, name):
                return name
    return None


def _introduced(context: Context) -> Reading[str] | None:
    """«云溪县档案馆为云溪县委办公室二级机构», «平溪学院是2000年经批准成立的»: the sentence's subject, where no title
    names a unit."""
    texts = [text for node in context.nodes("organisation", "profile", "functions") for text in node.body]
    word = context.patterns.word("unit_word")
    for text in texts:
        found = context.patterns["organization.parent"].search(text)
        if found and found.has("unit") and not word.fullmatch(found.sub("unit")):
            return text_reading(found.quote("unit"), found.id)
    found = next((one for text in texts[:2] if (one := context.patterns["unit.introduced"].search(text))), None)
    return text_reading(found.quote("unit"), found.id) if found else None
