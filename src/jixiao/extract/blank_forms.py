"""Forms that nobody has filled in, or only half, and outlines without text below their headings."""

from __future__ import annotations

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.patterns import Patterns
from jixiao.quotes import fold, squeeze
from jixiao.structure.flat.celltexts import ends_of_levels, money_labels
from jixiao.structure.flat.words import words_of
from jixiao.structure.form_model import row_key
from jixiao.structure.match import FormMatch
from jixiao.structure.narrated import is_unfilled

LEFT_OPEN = 3
"""So many figures left open, and no amount given, make sentences an outline."""

WRITTEN = 30
"""Characters below all headings together that make a text more than an outline."""

SAID = 2
"""Amounts of a text that make it more than the outline that its title says it is."""

LEAST_PRINTED = 10
"""Texts of tables that could not be read, before they are a form that nobody has filled in."""

_ANSWERS = ("actual", "score")
_PRINTED = ("level3", "criterion", "operator", "direction", "unit")
_FIGURE = re.compile(r"[<>=≥≤]*\d")
_AMOUNT, _SEVERAL = re.compile(r"\d[\d,]*\.\d{2}"), 3  # amounts that no form prints
_CUT, _APART = re.compile(r"[\t|\r\n]"), re.compile(r"  +")
_POINTS = re.compile(r"\d{1,2}|100|\([^()]{0,12}\)")
"""Points, and what stands in a bracket beside a label: «(万元)», «(50分)», «(2023年完工项目)»."""
_GIVEN = re.compile(r"\d\.\d|\d%|\d{3,}(?![\d年-])")
"""A figure that is no number, year or points of a form."""
_FILLED = {"amount", "percent", "count", "number", "measure", "flag"}


def is_blank(context: Context) -> bool:
    """Forms without one filled cell and no narrative; or a cover of which no line is filled in."""
    structured = context.structured
    forms = [found.form for found in matches_of(context).values()]
    if structured.opaque and not _prints_alone(context):
        return False  # what was not read may be what somebody filled in
    if forms:
        return not (_narrative(context) or any(is_filled(context, form) for form in forms))
    if structured.grids and not _narrative(context):
        return all(is_unfilled(structured, context.patterns, grid) for grid in structured.grids.values())
    if structured.opaque:
        beside = (source.text for block, source in structured.sources.items() if block not in structured.opaque)
        return not (_narrative(context) or any(_GIVEN.search(fold(text)) for text in beside))
    numbered = any(top.label is not None for top in structured.outline)  # «年度总体目标：» is a form's label too
    if numbered or structured.grids:
        return False
    lines = [
        source.view()
        for index, source in context.structured.sources.items()
        if source.text.strip() and index not in context.structured.set_aside
    ]
    title = context.structured.title
    rest = [text for text in lines if title is None or text.match not in title.match]
    named = title is not None
    if not named and rest and context.patterns["table_title.named"].search(rest[0]):
        named, rest = True, rest[1:]  # a form of which the lines alone are left
    return named and len(rest) > 1 and all(context.patterns["blank.line"].search(text) for text in rest)


def _prints_alone(context: Context) -> bool:
    """Whether the lines of tables that could not be read hold what forms print, and nothing else. A form whose blank
    cells a tool dropped is as blank as before (T04 of the corpus as PDF)."""
    structured, patterns = context.structured, context.patterns
    sources = [
        source
        for block in structured.opaque
        for source in (structured.grids[block].sources if block in structured.grids else [structured.sources[block]])
    ]
    lines = [line for source in sources for line in _CUT.split(source.text) if line.strip()]
    return len(lines) >= LEAST_PRINTED and all(
        _is_printed(line, patterns) or all(_is_printed(cell, patterns) for cell in _APART.split(line)) for line in lines
    )


def _is_printed(text: str, patterns: Patterns) -> bool:
    """Whether a text is a label, a level or part of it, a mark of nothing, points, or a line to be filled in."""
    key, words = squeeze(text), words_of(patterns)
    return bool(
        not key
        or _POINTS.fullmatch(key)
        or words.is_label_or_level(key)
        or words.holds(key)
        or words.is_title(key)
        or row_key(key) in money_labels(patterns)
        or key in ends_of_levels(patterns)
        or patterns.null_kind(key) is not None
        or patterns["blank.line"].fits(key)
        or patterns["blank.label"].fits(key)
    )


def is_answered(context: Context) -> bool:
    """Whether a table says what came of something: an amount, an actual value, a score; or the text gives amounts, more
    than it leaves to be filled in. «（参考格式）» above it was left standing then."""
    money, marks = context.patterns.word("money").compiled, context.patterns["blank.mark"].compiled
    texts = [source.view().match for source in context.structured.sources.values()]
    said = sum(1 for text in texts for _ in money.finditer(text))
    if said >= SAID and said > sum(1 for text in texts for _ in marks.finditer(text)):
        return True
    empty = context.patterns.null_kind
    for found in matches_of(context).values():
        for zone in found.form.zones:
            told = {column.id for column in zone.zone.columns if column.type == "amount" or column.id in _ANSWERS}
            cells = (box for record in zone.records for id_, box in record.cells.items() if id_ in told)
            if any(_FIGURE.match(box.match) and not empty(box.match) for box in cells):
                return True
    return False


def is_filled(context: Context, form: FormMatch) -> bool:
    """Whether anything stands in a cell that a form leaves to the author; its own points and labels do not count."""
    empty = context.patterns.null_kind
    marks = context.patterns["blank.mark"]
    for zone in form.zones:
        types = {column.id: column.type for column in zone.zone.columns}
        for record in zone.records:
            for id_, box in record.cells.items():
                kind = types.get(id_)
                # A form prints points of its own (10 for execution) and how they are given, never a score that
                # somebody gave.
                counts = kind in _FILLED or id_ == "score" or (kind == "text" and id_ not in _PRINTED)
                if counts and not empty(box.match) and not marks.search(box.view):
                    return True
    if sum(_AMOUNT.fullmatch(box.match) is not None for row in form.unknown for box in row) >= _SEVERAL:
        return True  # a list of projects, of which no row is a fund's
    return any(pair.value and not empty(pair.match) and pair.pair.type == "text" for pair in form.pairs.values())


def _narrative(context: Context) -> int:
    """Characters below headings, attachments and their lists apart."""
    apart = ("attachment", "attachments")
    nodes = (node for top in context.structured.outline if top.role not in apart for node in top.walk())
    return sum(len(text) for node in nodes if node.role not in apart for text in node.body)


def is_outline(context: Context) -> bool:
    """Headings without text, or whose sentences leave their figures open."""
    headings = [node for top in context.structured.outline for node in top.walk() if node.role != "attachment"]
    if len(headings) < 4 or matches_of(context) or context.structured.opaque:
        return False
    return _narrative(context) < WRITTEN or _leaves_figures(context)


def _leaves_figures(context: Context) -> bool:
    """«总支出XX万元，编制XX名，自评得分XX分»: the author's sentences, and not one amount in them."""
    texts = [text for top in context.structured.outline for node in top.walk() for text in node.body]
    left = sum(1 for text in texts for _ in context.patterns["blank.figure"].finditer(text))
    slots = (text for text in texts if text.has_blanks)
    left += sum(text.blank_before(m.start) for text in slots for m in context.patterns["blank.slot"].finditer(text))
    return left >= LEFT_OPEN and not any(context.patterns.word("money").search(text) for text in texts)


def say_half_filled(context: Context) -> None:
    """A form with targets but not one result (R14 of the corpus) is read, and said to be half filled."""
    empty = context.patterns.null_kind
    for block, found in matches_of(context).items():
        rows = [record for _, record in found.form.records("indicators")]
        set_ = [r for r in rows if (box := r.cells.get("target")) and not empty(box.match)]
        done = [r for r in rows for id_ in ("actual", "score") if (b := r.cells.get(id_)) and not empty(b.match)]
        if set_ and not done:
            context.diagnostics.append(
                Diagnostic(
                    "half_filled_form",
                    "自评表只填了目标，实际完成值和得分都是空白",
                    "the form holds targets, but neither an actual value nor a score",
                    (block,),
                )
            )
