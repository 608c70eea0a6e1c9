"""`rebuild_tables`: runs of paragraphs that are a flattened table become one `Table`; the rest stays as it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import cast

from jixiao import lazy_re as re
from jixiao.document import Block, Diagnostic, Paragraph, Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.continued import without_breaks
from jixiao.structure.flat.detect import marked_tables
from jixiao.structure.flat.doubt import doubt
from jixiao.structure.flat.fit import first_words, fit
from jixiao.structure.flat.overpages import over_pages
from jixiao.structure.flat.plain import aligned_tables, form_words, shown_by_figures, shown_by_levels
from jixiao.structure.flat.remains import through_lists
from jixiao.structure.flat.shapes import shapes_of
from jixiao.structure.flat.sheets import small_tables
from jixiao.structure.flat.shifted import is_shifted
from jixiao.structure.flat.shreds import shredded
from jixiao.structure.flat.spans import build
from jixiao.structure.flat.stretch import RawTable, Stretch, joined
from jixiao.structure.flat.words import Words, words_of
from jixiao.structure.form_model import key_of
from jixiao.structure.labels import label_at

_NAMED = 6  # rows that a message names
_ABOVE, _PROSE = 60, 400
"""Lines above a form's records in which its first labels stand; characters of a line that no cell has."""
_BELOW, _SEVERAL = 30, 2  # lines below them in which its last labels stand, and how many of these
_PLACED = ("pdf-layout", "strung-cells")
_GAP = re.compile(r"[ \u3000]{2,}")
"""Dialects in which nothing but their places tells cells apart, so that a form's first labels may be left out."""
_PAGE = re.compile(r"\s*\d{1,3}\s*")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """``blocks`` with the tables in place; the ``dialect`` of most of their text (None: no flattened table) and how
    sure it is (0 to 1); ``diagnostics`` name blocks (indices of ``blocks``) that hold a table nobody can read."""

    blocks: tuple[Block, ...]
    dialect: str | None
    confidence: float
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A table at [start, stop) of a stretch."""

    start: int
    stop: int
    table: Table
    dialect: str
    sure: float
    refused: tuple[str, ...] = ()


@dataclass
class _Output:
    """The blocks so far, the tables found, and the stretches of text that hold an unreadable table."""

    blocks: list[Block] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def rebuild_tables(blocks: tuple[Block, ...], patterns: Patterns) -> Rebuilt:
    """Finds and rebuilds flattened tables. No character is lost: what is not in a table's ``source_text`` stands in
    the text and end of the paragraphs around it. What cannot be read safely stays paragraphs, with a diagnostic."""
    words = words_of(patterns)
    out = _Output()
    at = 0
    for is_body, group in groupby(blocks, _is_body):
        part = [*group]
        first, at = at, at + len(part)
        if not is_body:
            out.blocks += part
            continue
        kept, aside, breaks = without_breaks(cast("list[Paragraph]", part), patterns, words)
        _stretch(Stretch(first, kept, breaks), patterns, words, out)
        out.blocks += aside
    dialect, confidence = _main_dialect(out.found)
    return Rebuilt(tuple(out.blocks), dialect, confidence, tuple(out.diagnostics))


def _is_body(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.aside or block.kind != "paragraph":
        return False
    return not block.edges or all(
        block.text[a:b].lstrip()[:1] != "|" for a, b in block.edges
    )  # prose between a converter's bars


def _main_dialect(found: Iterable[Found]) -> tuple[str | None, float]:
    weights: dict[str, int] = {}
    sure: dict[str, float] = {}
    for one in found:
        weights[one.dialect] = weights.get(one.dialect, 0) + one.stop - one.start
        sure[one.dialect] = min(sure.get(one.dialect, 1.0), one.sure)
    if not weights:
        return None, 0.0
    dialect = max(weights, key=lambda name: weights[name])
    return dialect, sure[dialect]


def _stretch(stretch: Stretch, patterns: Patterns, words: Words, out: _Output) -> None:
    tables, unreadable = marked(stretch, patterns, words)
    if unreadable or (_may_hold_form(stretch, tables, patterns, words) and len(shapes_of(patterns))):
        tables, unreadable = _with_plain(stretch, tables, unreadable, patterns, words)
    unreadable = [through_lists(stretch, place, [one.start for one in tables], words) for place in unreadable]
    known = [*((one.start, one.stop) for one in tables), *unreadable]
    unreadable += [(a, b) for a, b in stretch.page_cut if all(b <= start or stop <= a for start, stop in known)]
    unreadable += _unread_above(stretch, tables, words) + _unread_below(stretch, tables, unreadable, words)
    taken = [*((one.start, one.stop) for one in tables), *unreadable]
    sheets, refused = small_tables(stretch, taken, patterns)
    tables = sorted([*tables, *(Found(a.start, a.stop, a.table, "", 1.0) for a in sheets)], key=lambda one: one.start)
    unreadable += refused
    shreds = shredded(stretch, [(one.start, one.stop) for one in tables], words)
    known = [(one.start, one.stop) for one in tables]
    unreadable = list(joined([*((_head(stretch, place, known, words), place[1]) for place in unreadable), *shreds]))
    if not tables and not unreadable:
        out.blocks.extend(stretch.paragraphs)
        return
    starts: list[int] = []  # where in the stretch each block of the output begins
    first = len(out.blocks)
    set_apart = all(paragraph.set_apart for paragraph in stretch.paragraphs)
    at = 0
    for one in [*tables, None]:
        stop = one.start if one is not None else len(stretch.text)
        for block, offset in stretch.cut(at, stop):
            out.blocks.append(block)
            starts.append(offset)
        if one is not None:
            if one.refused:
                out.diagnostics.append(_partly(len(out.blocks), one.refused))
            out.blocks.append(replace(one.table, set_apart=True) if set_apart else one.table)
            starts.append(one.start)
            at = one.stop
    out.found.extend(one for one in tables if one.dialect)
    for begin, end in unreadable:
        a, b = bisect_right(starts, begin) - 1, bisect_left(starts, end)
        out.diagnostics.append(cannot_be_read(tuple(range(first + a, first + b))))


def _may_hold_form(stretch: Stretch, tables: Sequence[Found], patterns: Patterns, words: Words) -> bool:
    """Whether words of a form, or of its levels, stand outside the tables."""
    if form_words(stretch, tables, words):
        return True
    end = len(stretch.text)
    return not tables and bool(shown_by_levels(stretch, 0, end, patterns) or shown_by_figures(stretch, 0, end))


def _head(stretch: Stretch, place: tuple[int, int], known: Sequence[tuple[int, int]], words: Words) -> int:
    """Where a form begins of which a part cannot be read: at the first label of what it asks for above its records.
    What stands between is of the table too, and no heading of a text."""
    begin, left = place[0], _ABOVE
    lines = stretch.lines
    for at in range(bisect_left(lines, place[0], key=lambda line: line.start) - 1, -1, -1):
        line = lines[at]
        if words.ends_table(line.text) or any(a <= line.start < b for a, b in known):
            break
        first = next(iter(line.text.split()), "")
        begin = line.start if first and key_of(squeeze(first)) in words.heads else begin
        left -= bool(first)
        if not left or len(line.text) > _PROSE:
            break
    return begin


def _unread_above(stretch: Stretch, tables: Sequence[Found], words: Words) -> list[tuple[int, int]]:
    """Where a form read in part, or of which only places tell the cells, begins with labels and values that could not
    be read."""
    known = [(one.start, one.stop) for one in tables]
    parts = [one.start for one in tables if one.refused or one.dialect in _PLACED]
    above = [(_head(stretch, (start, start), known, words), start) for start in parts]
    placed = (one.start for one in tables if one.dialect in _PLACED)
    above += [(_figures_above(stretch, start, known, words), start) for start in placed]
    return [*joined((a, b) for a, b in above if a < b and "。" not in stretch.text[a:b])]


def _figures_above(stretch: Stretch, start: int, known: Sequence[tuple[int, int]], words: Words) -> int:
    """Where lines of several pieces right above a placed table begin, a figure in one: its rows of labels and values,
    whose labels a narrow column broke («预算数   42.00   执行数     40.80   执行率   97.14%»)."""
    begin, figures = start, 0
    lines = stretch.lines
    for at in range(bisect_left(lines, start, key=lambda line: line.start) - 1, -1, -1):
        line = lines[at]
        parts = _GAP.split(line.text.strip())
        taken = any(a <= line.start < b for a, b in known)
        if not line.text.strip() or words.ends_table(line.text) or len(line.text) > _PROSE or taken:
            break
        figures += sum(figure_of(squeeze(part)) is not None for part in parts[1:])
        begin = line.start if len(parts) > 1 else begin
    return begin if figures > 1 else start


def _unread_below(
    stretch: Stretch, tables: Sequence[Found], unreadable: Sequence[tuple[int, int]], words: Words
) -> list[tuple[int, int]]:
    """Where a form of which the cells could not be told goes on below its records with labels and values: they are no
    headings of a text («评价结论», «存在问题⏎及原因», «改进建议»)."""
    ends = [*unreadable, *((one.start, one.stop) for one in tables if one.refused or one.dialect in _PLACED)]
    known = [(one.start, one.stop) for one in tables]
    found: list[tuple[int, int]] = []
    for _, stop in ends:
        lines = stretch.lines
        labels: dict[str, int] = {}
        first = bisect_left(lines, stop, key=lambda line: line.start)
        for at in range(first, min(first + _BELOW, len(lines))):
            line = lines[at]
            if words.ends_table(line.text) or any(a <= line.start < b for a, b in known):
                break
            word = next(iter(line.text.split()), "")
            key = key_of(squeeze(word)) if word else ""
            if key in words.tails:
                labels[key] = at
        if len(labels) >= _SEVERAL:
            found.append((stop, lines[max(labels.values())].stop))
    return found


def cannot_be_read(blocks: tuple[int, ...]) -> Diagnostic:
    """Says that a table stands in these blocks whose cells nothing tells apart."""
    return Diagnostic(
        "unreadable_table",
        "此处有一张表格，但文本中已看不出单元格的界限，未作读取（原文保留），请提供 Word 或 PDF 原件",
        "there is a table here whose cells can no longer be told apart in the text; it was not read (its text is"
        " kept); provide the original Word or PDF file",
        blocks,
    )


def _partly(block: int, rows: tuple[str, ...]) -> Diagnostic:
    named = [*rows[:_NAMED], *(["…"] if len(rows) > _NAMED else [])]
    return Diagnostic(
        "unreadable_table",
        f"此表只读出一部分：{len(rows)} 行中有单元格已分不清归属，这些单元格未作读取（原文保留在表中），行首为"
        f"{'、'.join(f'「{name}」' for name in named)}，请提供 Word 或 PDF 原件",
        f"this table is read in part: in {len(rows)} rows there are cells that can no longer be told apart; they were"
        f" not read (their text is kept in the table); the rows begin with {', '.join(named)}; provide the original"
        " Word or PDF file",
        (block,),
    )


def marked(stretch: Stretch, patterns: Patterns, words: Words) -> tuple[list[Found], list[tuple[int, int]]]:
    """The tables of a stretch in dialects that mark their cells, in order; and where forms stand whose cells cannot
    be put in columns all the same."""
    found: list[Found] = []
    refused: list[tuple[int, int]] = []
    lone: list[Found] = []
    for whole in over_pages(marked_tables(stretch, words), stretch, words):
        raw, shape = whole.table, whole.shape
        for one in fit(raw, shape, patterns):
            unmarked = one.table.unmarked
            if one.shape is None and not unmarked and not _is_table(one.table, words):
                continue
            if one.shape is None and (unmarked or is_shifted(one.table, patterns)):
                refused.append((one.table.start, one.table.stop))
                continue
            doubt(one, patterns)
            try:
                table = build(one, stretch, patterns)
                if one.table.dialect.startswith("markdown"):
                    table = replace(table, blanks_are_breaks=True)
            except UnreadableError:
                refused += [(one.table.start, one.table.stop)] if one.shape is not None else []
                continue
            place = Found(one.table.start, one.table.stop, table, raw.dialect, raw.sure, first_words(one))
            (found if one.shape is not None or len(one.rows) > 1 else lone).append(place)
    # A single row of cells is a table only where the same dialect holds others: else it is a line with TABs in it.
    dialects = {one.dialect for one in found}
    found += [one for one in lone if one.dialect in dialects]
    return sorted(found, key=lambda one: one.start), refused


def _with_plain(
    stretch: Stretch, tables: list[Found], marks: Sequence[tuple[int, int]], patterns: Patterns, words: Words
) -> tuple[list[Found], list[tuple[int, int]]]:
    """The tables without marks between those with; and the text of those that could not be aligned. ``marks``: where
    marked cells have no columns; without their marks they have none either."""
    found = list(tables)
    refused: list[tuple[int, int]] = []
    at = 0
    for one in [*tables, None]:
        stop = one.start if one is not None else len(stretch.text)
        if stop > at:
            aligned, unreadable = aligned_tables(stretch, at, stop, patterns, words)
            aligned = [a for a in aligned if not any(a.start < end and begin < a.stop for begin, end in marks)]
            unreadable = list(joined([*unreadable, *(mark for mark in marks if at <= mark[0] < stop)]))
            found += [Found(a.start, a.stop, a.table, a.dialect, a.sure, a.refused) for a in aligned]
            taken = [(a.start, a.stop) for a in aligned]
            from jixiao.structure.flat.destroyed import read_refused  # noqa: PLC0415 (few reports need it)

            parts, unreadable = read_refused(stretch, (at, stop), taken, unreadable, patterns)
            here = [Found(p.start, p.stop, p.table, "stream", 1.0, p.refused) for p in parts]
            if unreadable or any(one.refused for one in here):
                from jixiao.structure.flat.lined import outside, read_lined  # noqa: PLC0415 (few reports need it)

                lined = [
                    one for one in read_lined(stretch, (at, stop), patterns)
                    if not any(one.start < end and begin < one.stop for begin, end in taken)
                ]  # fmt: skip
                here = [one for one in here if [*outside([(one.start, one.stop)], lined)]]
                here += [Found(one.start, one.stop, one.table, "lined", 1.0, one.refused) for one in lined]
                unreadable = list(outside(unreadable, lined))
            found += here
            refused += unreadable
        at = one.stop if one is not None else stop
    return sorted(found, key=lambda one: one.start), refused


def _is_table(table: RawTable, words: Words) -> bool:
    """Whether rows of no known form are a table at all, and no narrative indented by TABs, no contents list."""
    sizes = [len(row.cells) for row in table.rows]
    if max(sizes) < 2 or sum(size > 1 for size in sizes) * 2 < len(sizes):
        return False
    if table.kind in ("drawn", "spanned") or table.dialect == "markdown":
        return True
    texts = [cell.text for row in table.rows for cell in row.cells]
    if sum(text.count("。") > 1 for text in texts) * 4 > len(texts):
        return False
    if any(words.ends_table(text.split("\n", 1)[0]) for text in texts):
        return False
    if set(sizes) == {2}:
        return not all(_PAGE.fullmatch(row.cells[1].text) and _is_heading(row.cells[0].text) for row in table.rows)
    return True


def _is_heading(text: str) -> bool:
    return label_at(text.strip()) is not None or "…" in text or ".." in text
