"""Where a report says who filled it in: runs of labels («填表人：… 填报日期：…») in lines, rows and cells of tables.

The labels stand in any order, on one line or several, with any blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import Any

import regex

from jixiao.document import Paragraph
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of, unreadable
from jixiao.folding import COLONS
from jixiao.patterns import Patterns
from jixiao.patterns.expressions import SECONDS, SHORT
from jixiao.quotes import Source, Text
from jixiao.structure.match import FormMatch
from jixiao.structure.model import Node, Structured

_KINDS = ("filled_by", "filled_on", "phone", "finance_head", "head")
_LABELS = ("contact", *_KINDS)
_COLONS = frozenset(COLONS)
_LONGEST_VALUE = 30
_LONGEST_LABEL = 20
_LONGEST_SIGNATURE = 16
_LONGEST_NAME = 8
_IN_TURN, _TWO = 60, 4  # characters of a line of labels and values in turn, and the words of two of each
_LETTERS = regex.compile(r"[\p{Han}×*]{1,3}")
_BRACKET = regex.compile(r"\(\p{Han}?")
_HANDS = ("filled_by", "head", "finance_head")
_PHONE_ALONE = regex.compile(r"[\d()/、,-]{7,30}")
_BELOW = 6  # short lines below such a signature, before a table or the end: unit, day, the attachment's titles
_SENTENCE = frozenset("。；;")


@dataclass(slots=True)
class Label:
    """A label with its colon, [start, end) in a text."""

    kind: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _expression(patterns: Patterns) -> Any:
    parts = "|".join(f"(?P<{kind}>{patterns[f'sign_off.{kind}'].expanded})" for kind in _LABELS)
    return regex.compile(rf"(?:{parts})(?P<colon>[:\ufffd]+)?", regex.VERBOSE | regex.VERSION1)


def is_label(match: str, patterns: Patterns) -> bool:
    """Whether a text is one such label from end to end."""
    if _needed(patterns).search(match) is None:
        return False
    limit = None if patterns.tested and len(match) <= SHORT else SECONDS
    return _expression(patterns).fullmatch(match, timeout=limit) is not None


@lru_cache(maxsize=8)
def _needed(patterns: Patterns) -> re.Pattern[str]:
    """A word of any such label."""
    needs = {need for kind in _LABELS for need in patterns[f"sign_off.{kind}"].folded_needs}
    return re.compile("|".join(map(re.escape, sorted(needs))))


def _may_hold(match: str, patterns: Patterns) -> bool:
    """A plain test before the expression is tried: a label's word shortly before a colon."""
    heads = match.replace("\ufffd", ":").split(":")[:-1]
    return any(_needed(patterns).search(head, max(len(head) - _LONGEST_LABEL, 0)) for head in heads)


def labels_in(text: Text, patterns: Patterns, *, cell: bool = False) -> list[Label]:
    """The labels in a text: with a colon behind, or (in a table) filling their cell, or whose colon is lost below a
    seal or a signature: one for a hand right in front of another («单位负责人（签字）填表人：»), the last of a line, or
    the first of a line with two others, a name at most behind it («单位负责人（签字）周某某 填表人：… 填报日期：»).
    """
    labels: list[Label] = []
    likely = _needed(patterns).search(text.match) if cell else _may_hold(text.match, patterns)
    if not likely:
        return labels
    bare: Label | None = None
    lost: Label | None = None
    limit = None if patterns.tested and len(text.match) <= SHORT else SECONDS  # as an `Expression` has it
    for found in _expression(patterns).finditer(text.match, timeout=limit):
        label = Label(_kind(found), *found.span())
        whole = cell and found.start() == 0 and found.end() == len(text)
        if found["colon"] or whole:
            if bare is not None and bare.end == label.start:
                labels.append(bare)
            labels.append(label)
        elif labels and label.end == len(text) and text.blank_before(label.start):
            labels.append(label)
        elif not cell and not label.start:
            lost = label
        bare = label if found[0].endswith(")") else None
    if lost is not None and len(labels) > 1 and 0 < labels[0].start <= lost.end + _LONGEST_NAME:
        labels.insert(0, lost)
    return labels


def _kind(found: Any) -> str:
    return next(kind for kind in _LABELS if found[kind] is not None)


def cut_at_labels(text: Text, patterns: Patterns) -> tuple[Text, bool]:
    """The text in front of the first label, and whether there was one."""
    if ":" not in text.match:
        return text, False
    labels = labels_in(text, patterns)
    return (text[: labels[0].start], True) if labels else (text, False)


def lines_below(structured: Structured, patterns: Patterns, block: int) -> Iterator[Text]:
    """The paragraphs below a table, up to the next table or attachment."""
    attachment = patterns["table_title.attachment"]
    for index in range(block + 1, len(structured.blocks)):
        here = structured.blocks[index]
        if not isinstance(here, Paragraph):
            return
        if here.aside or index in structured.set_aside:
            continue
        text = structured.sources[index].view()
        if not text:
            continue
        if attachment.match(text):
            return
        yield text


def runs(context: Context) -> Iterator[tuple[int, Text, list[Label]]]:
    """All runs of such labels, each with its block, its text from the first label on, and the labels in that."""
    yield from _in_paragraphs(context)
    yield from _in_tables(context)
    yield from _in_pairs(context)


def _in_paragraphs(context: Context) -> list[tuple[int, Text, list[Label]]]:
    """The runs of lines; found once a report."""
    if context.signed is None:
        context.signed = list(_found_in_paragraphs(context))
    return context.signed


def _found_in_paragraphs(context: Context) -> Iterator[tuple[int, Text, list[Label]]]:
    """Lines that follow each other; a short line without a label between two goes on with a value."""
    structured, patterns = context.structured, context.patterns
    lines: list[Text] = []
    known: list[Label] = []  # of the first line
    first, kept = 0, 0
    told = 0  # the block behind lines that are told already
    for index, block in enumerate(structured.blocks):
        line: Text | None = None
        labels: list[Label] = []
        if index < told:
            continue
        if isinstance(block, Paragraph):
            if block.aside or index in structured.set_aside or not block.text.strip():
                continue
            if lines or not _COLONS.isdisjoint(block.text):
                line = structured.sources[index].view()
                labels = labels_in(line, patterns)
            if not labels and len(block.text) <= _IN_TURN and _needed(patterns).search(block.text):
                labels = _in_turn(structured.sources[index].view(), patterns)
                line = structured.sources[index].view() if labels else line
                if not labels and (down := _told_down(structured, patterns, index)):
                    yield from _run(first, lines[:kept], known, structured, patterns) if kept else ()
                    lines, kept = [], 0
                    yield index, Text.join(down[0]), down[1]
                    told = down[0][-1].quote().spans[-1].source.block + 1
                    continue
        if line is not None and (labels or (lines and _breaks_a_label(lines[-1], line, patterns))):
            first, known = (first, known) if lines else (index, labels)
            lines.append(line)
            kept = len(lines)
        elif line is not None and lines and len(line) <= _LONGEST_VALUE and len(lines) - kept < 1:
            lines.append(line)
            dated = lines[kept - 1].match.endswith(":") and patterns["signature.date"].search(line)
            if dated or _breaks_a_name(lines[kept - 1], line, patterns):
                kept = len(lines)  # «单位负责人签字：», and the date below
        elif lines:
            yield from _run(first, lines[:kept], known, structured, patterns)
            lines, kept = [], 0
    if lines:
        yield from _run(first, lines[:kept], known, structured, patterns)


def _in_turn(text: Text, patterns: Patterns) -> list[Label]:
    """A line of labels and values in turn, parted by blanks, without a colon («填报人 周某某 联系电话 0739»)."""
    cuts = [0, *(at for at in range(1, len(text)) if text.blank_before(at)), len(text)]
    words = [text[start:stop] for start, stop in pairwise(cuts)] if ":" not in text.match else []
    if len(words) < _TWO or len(words) % 2:
        return []
    found = [labels_in(word, patterns, cell=True) for word in words]
    if not all(found[::2]) or any(found[1::2]):
        return []
    return [Label(found[at][0].kind, cuts[at], cuts[at + 1]) for at in range(0, len(words), 2)]


def _told_down(structured: Structured, patterns: Patterns, block: int) -> tuple[list[Text], list[Label]] | None:
    """Labels and values in turn, each on a line of its own («联系人», «周某某», «联络电话», «0739-0000000», the cells
    of a cover, 岳阳 2018): two at least, each value a name or a number as its label asks for."""
    texts: list[Text] = []
    labels: list[Label] = []
    length = 0
    lines = _lines_from(structured, block)
    for label, value in zip(lines, lines, strict=False):
        found = labels_in(label, patterns, cell=True) if len(label) <= _LONGEST_LABEL else []
        if (
            not found
            or (found[0].start, found[0].end) != (0, len(label))
            or not _may_be(found[0].kind, value, patterns)
        ):
            break
        labels.append(Label(found[0].kind, length, length + len(label)))
        texts += (label, value)
        length += len(label) + len(value)
    return (texts, labels) if len(labels) > 1 else None


def _lines_from(structured: Structured, block: int) -> Iterator[Text]:
    """The lines from a block on, up to the next table."""
    for index in range(block, len(structured.blocks)):
        here = structured.blocks[index]
        if not isinstance(here, Paragraph):
            return
        if not here.aside and index not in structured.set_aside and (text := structured.sources[index].view()):
            yield text


def _may_be(kind: str, value: Text, patterns: Patterns) -> bool:
    """Whether a value is what such a label asks for."""
    if kind == "phone":
        return _PHONE_ALONE.fullmatch(value.match) is not None
    if kind == "filled_on":
        return len(value) <= _LONGEST_SIGNATURE and patterns["signature.date"].search(value) is not None
    return kind in _HANDS and patterns["sign_off.name"].fits(value.match)


def _breaks_a_label(line: Text, following: Text, patterns: Patterns) -> bool:
    """Whether a label is broken over two lines («单位负责人签», «字：»): its beginning is no end of a value."""
    if len(following) > _LONGEST_VALUE or ":" not in following.match:
        return False
    return any(label.start < len(line) < label.end for label in labels_in(Text.join([line, following]), patterns))


def _breaks_a_name(line: Text, following: Text, patterns: Patterns) -> bool:
    """Whether a line ends within a name of which the next one holds the rest («负责人签字：周», «某某»): no name has
    one letter, and a letter alone («周某», «某») is no word; «备注» is. Or within its bracket («（», «略）»)."""
    rest = _LETTERS.fullmatch(following.match.removesuffix(")"))
    if not rest:
        return False
    labels = labels_in(line, patterns)
    begun = line.match[labels[-1].end :] if labels and labels[-1].kind in _HANDS else ""
    if following.match.endswith(")"):
        return _BRACKET.fullmatch(begun) is not None
    return _LETTERS.fullmatch(begun) is not None and len(following) <= (3, 1, 0)[len(begun) - 1]


def _run(
    first: int, lines: list[Text], labels: list[Label], structured: Structured, patterns: Patterns
) -> Iterator[tuple[int, Text, list[Label]]]:
    text = lines[0]
    if len(lines) > 1:
        text = Text.join(lines)
        labels = labels_in(text, patterns)
    start = labels[0].start if labels else 0
    labels = _with_date_behind(text, labels, patterns)
    if _is_sign_off(labels) or (not start and _signs_alone(text, labels, structured, patterns, first)):
        text = text[start:]
        yield first, text, [Label(label.kind, label.start - start, label.end - start) for label in labels]


def _with_date_behind(text: Text, labels: list[Label], patterns: Patterns) -> list[Label]:
    """A date at the end of a line without a label of its own («主要负责人：某某  2024年3月5日»), behind a blank, a
    bracket or the colon of another label: as if its label were lost."""
    if not labels or any(label.kind == "filled_on" for label in labels):
        return labels
    found = patterns["sign_off.date_behind"].search(text[labels[-1].end :])
    at = labels[-1].end + found.start if found else 0
    if found and (text.match[at - 1] in ":)" or text.blank_before(at) or text.break_before(at)):
        return [*labels, Label("filled_on", at, at)]
    return labels


def _is_sign_off(labels: list[Label]) -> bool:
    kinds = {label.kind for label in labels}
    return len(kinds) > 1 or bool(kinds & {"contact", "filled_by", "filled_on"})


def _signs_alone(text: Text, labels: list[Label], structured: Structured, patterns: Patterns, block: int) -> bool:
    """Whether one label with a name or a number signs a report: a line of its own in a section, with only
    short lines below it («单位负责人：周某某» behind the measures, which was one of them)."""
    if len(labels) != 1:
        return False
    kind, start = labels[0].kind, labels[0].end
    number = kind == "phone" and _PHONE_ALONE.fullmatch(text.match, start)
    if not number and not (kind in _HANDS and patterns["sign_off.name"].fits(text.match[start:])):
        return False
    if not any(block in node.blocks for top in structured.outline for node in top.walk()):
        return False
    below = takewhile(lambda other: isinstance(other, Paragraph), structured.blocks[block + 1 :])
    lines = [other.text.strip() for other in below if isinstance(other, Paragraph) and not other.aside]
    return sum(map(bool, lines)) <= _BELOW and all(
        len(line) <= _LONGEST_VALUE and _SENTENCE.isdisjoint(line) for line in lines
    )


def _in_tables(context: Context) -> Iterator[tuple[int, Text, list[Label]]]:
    """Rows of a table that nothing else explains: «填表人 | … | 填报日期 | …» or all of it in one cell."""
    matches = matches_of(context)
    for block, grid in context.structured.grids.items():
        found = matches.get(block)
        if found:
            rows = [[box.source for box in row] for row in found.form.unknown]
            rows += _side_by_side(found.form, context.patterns)
        else:
            by_row: dict[int, list[Any]] = {}
            for cell, source in zip(grid.table.cells, grid.sources, strict=True):
                by_row.setdefault(cell.row, []).append(source)
            rows = list(by_row.values())
        texts: list[Text] = []
        labels: list[Label] = []
        length = 0
        for row in rows:
            views = [source.view() for source in row if source.text]
            here = [(view, labels_in(view, context.patterns, cell=True)) for view in views]
            if not any(found_labels for _, found_labels in here):
                continue
            for view, view_labels in here:
                labels += [Label(label.kind, label.start + length, label.end + length) for label in view_labels]
                texts.append(view)
                length += len(view)
        if len({label.kind for label in labels}) > 1:
            yield (
                block,
                Text.join(texts)[labels[0].start :],
                [Label(label.kind, label.start - labels[0].start, label.end - labels[0].start) for label in labels],
            )


def _side_by_side(form: FormMatch, patterns: Patterns) -> Iterator[list[Source]]:
    """«项目负责人： | 财务负责人：某某»: a form's pair of which the cell beside the label is a label itself."""
    for match in form.pairs.values():
        if match.value is None or ":" not in match.match:
            continue
        beside = match.value.spans[0].source
        labels = labels_in(beside.view(), patterns)
        if labels and labels[0].start == 0:
            yield [match.label.source, beside]


def _in_pairs(context: Context) -> Iterator[tuple[int, Text, list[Label]]]:
    """Cells of a form that asks for them in its head («部门联系人 | … | 联系电话 | …», 重庆)."""
    for block, found in matches_of(context).items():
        texts: list[Text] = []
        labels: list[Label] = []
        length = 0
        for match in found.form.pairs.values():
            if match.pair.id not in _KINDS:
                continue
            label = match.label.source.view()
            labels.append(Label(match.pair.id, length, length + len(label)))
            value = [match.value.spans[0].source.view()] if match.value and match.match else []
            texts += [label, *value]
            length += sum(len(text) for text in (label, *value))
        for kind, further, beside in _beside_pairs(found.form, context.patterns) if labels else ():
            labels.append(Label(kind, length, length + len(further)))
            texts += [further, beside]
            length += len(further) + len(beside)
        if labels:
            yield block, Text.join(texts), labels


def _beside_pairs(form: FormMatch, patterns: Patterns) -> Iterator[tuple[str, Text, Text]]:
    """Kind, label and value of cells that the form does not ask for, in a row with others of this kind that it does
    («联系人 | … | 联系电话 | … | 填表日期 | …»)."""
    asked = [match for match in form.pairs.values() if match.pair.id in _KINDS]
    rows = {match.label.cell.row for match in asked}
    known = {match.label.source for match in asked}
    cells = zip(form.grid.table.cells, form.grid.sources, strict=True)
    for source, value in pairwise([source for cell, source in cells if cell.row in rows]):
        text = source.view()
        labels = labels_in(text, patterns, cell=True) if text and source not in known else []
        told = value.view()
        if labels and (labels[0].start, labels[0].end) == (0, len(text)) and not labels_in(told, patterns, cell=True):
            yield labels[0].kind, text, told


def leave_out_of_sections(context: Context) -> None:
    """Takes lines that are such labels alone, and a date below them, out of the sections that they follow: they are no
    part of the last measure («联系人：… 联系电话：…», «2023年4月»)."""
    structured = context.structured
    blocks: set[int] = set()
    for _, text, _ in _in_paragraphs(context):
        spans = text.quote().spans
        blocks.update(span.source.block for span in spans[1:])
        if spans and not spans[0].source.view(0, spans[0].start).match.strip("("):  # «（联系人：…）»
            blocks.add(spans[0].source.block)
    for block in sorted(blocks):
        below = next((b for b in range(block + 1, len(structured.blocks)) if not _is_empty(structured, b)), None)
        if below is None or below in structured.grids or structured.sources[block].view().match.endswith(":"):
            continue
        text = structured.sources[below].view()
        if len(text) <= _LONGEST_SIGNATURE and context.patterns["signature.date"].search(text):
            context.claims.ignored.append(("signature", text.quote()))
            blocks.add(below)
    for top in [*structured.outline, *([structured.preamble] if structured.preamble else [])]:
        for node in top.walk() if top is not structured.preamble else (top,):
            if blocks.intersection(node.blocks):
                node.lines = [line for line in node.lines if not _blocks_of(line) <= blocks]
    last = structured.outline[-1] if structured.outline else None
    while last is not None and last.children:
        last = last.children[-1]
    if last is not None:
        _leave_out_others(context, last)


def _leave_out_others(context: Context, last: Node) -> None:
    """Takes those who sign for whom a report has no place («复核人：周某某») off the end of the last section, and names
    who may be one («单位负责人：孛明», no surname that is known)."""
    other, doubtful = context.patterns["sign_off.other_alone"], "sign_off.doubtful_alone"
    while last.lines:
        line = last.lines[-1]
        if other.fits_needed(line.match):
            context.claims.ignored.append(("signature", line.quote()))
        elif context.patterns[doubtful].fits_needed(line.match):
            unreadable(context, line.quote(), doubtful, "姓名", "name")
        else:
            return
        last.lines.pop()


def _is_empty(structured: Structured, block: int) -> bool:
    return block in structured.sources and not structured.sources[block].text.strip()


def _blocks_of(text: Text) -> set[int]:
    return {span.source.block for span in text.quote().spans}
