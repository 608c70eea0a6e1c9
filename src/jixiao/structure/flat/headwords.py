"""A form's headings among tokens, told by its words: which tokens their labels are, of how many lines each, and what of
a heading may be missing or stand in other words between those that are known.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.classified import classify
from jixiao.structure.flat.headlikes import columns_of, shares
from jixiao.structure.flat.headrows import run_through, two_rows
from jixiao.structure.flat.shapes import RowKind, Shape, State, layout
from jixiao.structure.flat.tokens import AND, Token
from jixiao.structure.form_model import Zone, key_of, row_key
from jixiao.structure.headings import LONGEST

_HEAD = 6  # characters of a heading that no form knows
LONGEST_LABEL = 40  # characters
_PIECES = 6  # lines that a label may be broken over: 绩 / 效 / 指 / 标, 偏差原因 / 分析及 / 改进措施


@dataclass(frozen=True, slots=True)
class Anchor:
    """A printed row at tokens [start, stop): ``cells`` are the token ranges of its labels (of a pair or total: of the
    label only), ``below`` the kind of the data rows that follow a heading."""

    start: int
    stop: int
    kind: RowKind
    cells: tuple[tuple[int, int], ...]
    below: RowKind | None = None
    upper: tuple[RowKind, tuple[tuple[int, int], ...]] | None = None
    """The first of two heading rows, where ``kind`` and ``cells`` are the second."""


def label_end(keys: Container[str], tokens: Sequence[Token], at: int, last: int) -> int:
    """Where the longest of these labels that begins at a token ends; ``at`` if none does. Behind a bracket that lost
    its end («预算投资», «(万元») goes on what closes it («(万», «元)»), not each label that follows."""
    text = ""
    best = at
    for index in range(at, min(at + _PIECES, last)):
        piece = tokens[index].key
        if not piece and index > at:
            # A blank line within a label («绩», «», «效»): only between its pieces.
            continue
        above, text = text, text + piece
        if not text or len(text) > LONGEST_LABEL:
            break
        if key_of(text) in keys and (best == at or not (_is_open(above) and _is_open(text))):
            best = index + 1
    return best


def _is_open(text: str) -> bool:
    """Whether a bracket lacks its end."""
    return text.count("(") > text.count(")")


def heading_at(shape: Shape, tokens: Sequence[Token], at: int, last: int, *, lined: bool = False) -> Anchor | None:
    """A heading row that begins here with a label (a blank block cell before it is the aligner's to find). ``lined``:
    each token is a line, so that one without a blank behind it may be of two rows that leave covered cells out."""
    first = tokens[at].key[:1]
    if first not in shape.heading_starts:
        return None
    for heading, starts in zip(shape.headings, shape.starts, strict=True):
        if heading is None or first not in starts:
            continue
        anchor = _heading_of_zone(shape, heading, tokens, at, last, lined=lined)
        if anchor is not None and len(anchor.cells) < len(heading):
            # «年度绩效目标», «完成情况» may be one label, but with two of them no heading is missing (河北).
            apart = _heading_of_zone(shape, heading, tokens, at, last, split=True, lined=lined)
            anchor = apart if apart is not None and len(apart.cells) == len(heading) else anchor
        if anchor is not None:
            return anchor
    return None


def lacks_block(shape: Shape, anchor: Anchor) -> bool:
    """Whether a heading begins without the block's label that the form has: covered by the cell above it, left out by a
    tool, or in a table that has no such column."""
    heading = shape.headings[anchor.kind.zone] if anchor.kind.what == "heading" else None
    return anchor.cells[0][0] == anchor.cells[0][1] and heading is not None and bool(heading.places[0].labels)


def without_block(shape: Shape, tokens: Sequence[Token], anchor: Anchor) -> Anchor:
    """The heading of levels as that of a table without a column for the block's label: no blank line, which a covered
    cell leaves, stands in front of the first row below."""
    zone = shape.form.zones[anchor.kind.zone]
    if not lacks_block(shape, anchor) or anchor.upper is not None or not any(c.merged for c in zone.columns):
        return anchor
    if not all(token.key for token in tokens[anchor.stop : anchor.stop + 1]):
        return anchor
    names = [key_of("".join(token.key for token in tokens[a:b])) for a, b in anchor.cells[1:]]
    printed, below = layout(shape, anchor.kind, names)
    return replace(anchor, kind=printed, cells=anchor.cells[1:], below=below)


def first_of_two(keys: Container[str], tokens: Sequence[Token], at: int, end: int) -> int:
    """Where a label of several tokens parts into two labels; its ``end`` where it does not."""
    for middle in range(at + 1, end):
        parts = (tokens[at:middle], tokens[middle:end])
        if all(key_of("".join(token.key for token in part)) in keys for part in parts):
            return middle
    return end


def _heading_of_zone(
    shape: Shape,
    heading: RowKind,
    tokens: Sequence[Token],
    at: int,
    last: int,
    *,
    split: bool = False,
    lined: bool = False,
) -> Anchor | None:
    has_block = bool(heading.places) and heading.places[0].merge == "block"
    block = heading.places[0].labels if has_block else frozenset()
    keys = shape.heading_labels[heading.zone]
    labels_amounts = shape.form.zones[heading.zone].kind == "labelled"
    cells: list[tuple[int, int]] = []
    names: list[str] = []
    where = at
    unknown = 0
    while where < last:
        end = label_end(keys, tokens, where, last)
        end = first_of_two(keys, tokens, where, end) if split else end
        if not cells and (goal := _goal_label(shape, heading, tokens, where, last)) > end:
            end = goal
            names.append(next(iter(block)))
        elif end > where:
            names.append(key_of("".join(token.key for token in tokens[where:end])))
        elif labels_amounts and (name := _before_amount(tokens[where].key)) in keys:
            end = where + 1
            names.append(name)
        elif len(cells) > 1 and _ends_cell(keys, tokens, where, last):
            cells[-1] = (cells[-1][0], where := where + 1)
            continue
        elif len(cells) == 1 and names[0] in block and (end := above_names(shape, heading, tokens, where, last)):
            names.append("")
        else:
            end = 0
            if not unknown and len(cells) > 1:
                end = _unknown_label(keys, tokens, where, last, has_block)
                end = end or _likely_last(shape.form.zones[heading.zone], names, tokens, where)
            if not end or row_key("".join(token.key for token in tokens[where:end])) in shape.row_keys:
                break  # nothing, or the first row's label
            unknown = len(cells)
            names.append("".join(token.key for token in tokens[where:end]))
        cells.append((where, end))
        where = end
    kind = classify(shape, names, State()) if len(cells) > 1 else None
    if kind is None or kind.what != "heading" or kind.zone != heading.zone:
        return None
    double = double_heading(shape, heading, tokens, (at, where, last), cells, names, lined=lined)
    if double is None and unknown:  # no label perhaps, but the words of the first row's levels
        cut = cells[unknown][0]
        double = double_heading(shape, heading, tokens, (at, cut, last), cells[:unknown], names[:unknown], lined=lined)
    if double is not None:
        return double
    covered = has_block and names[0] not in block
    if unknown and len(names) + covered != len(heading):  # no label after all
        where = cells[unknown][0]
        del cells[unknown:], names[unknown:]
    if covered:
        names.insert(0, "")
        cells.insert(0, (at, at))
    printed, below = layout(shape, kind, names)
    return Anchor(at, where, printed, tuple(cells), below)


def _ends_cell(keys: Container[str], tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a line of blanks (NBSP) before another label is a paragraph that ends the cell above."""
    return tokens[at].line.text.isspace() and label_end(keys, tokens, at + 1, last) > at + 1


def _before_amount(key: str) -> str:
    """The label's key in a heading that prints its sum behind a colon, as cells below it do («按收入性质分:958.4»)."""
    label, _, amount = key.partition(":")
    return key_of(label) if amount[:1].isdigit() else ""


def double_heading(
    shape: Shape,
    heading: RowKind,
    tokens: Sequence[Token],
    where: tuple[int, int, int],
    cells: Sequence[tuple[int, int]],
    names: Sequence[str],
    *,
    lined: bool,
    cut: int = 0,
) -> Anchor | None:
    """A heading of two rows, told by the first column's label behind those of later ones (云南: 绩效指标, 年度指标值,
    实际完成值 … above 一级指标, 二级指标 …); what the first row heads down to the data is blank in the second.

    ``where`` is the token at which the labels begin, the one behind them, and the end of the text; ``cut`` the label
    with which the second row begins, where that is known."""
    at, stop, last = where
    zone = shape.form.zones[heading.zone]
    first = zone.columns[0].keys
    told = cut > 0
    cut = cut or next((index for index, name in enumerate(names) if index > 1 and name in first), 0)
    if not cut:
        return None
    if not told and _lacks_levels(zone, names[0], tokens, at):
        at, cut = at - 1, cut + 1
        cells, names = [(at, at + 1), *cells], [tokens[at].key, *names]
    blanks = next((n for n in range(last - stop) if tokens[stop + n].key), last - stop)
    behind = run_through(zone, names[:cut], names[cut:])
    if blanks < behind and (blanks or not lined):
        return None
    both = two_rows(shape, heading, names[:cut], heading, [*names[cut:], *[""] * behind])
    if both is None:
        return None
    above, printed, below = both
    width = 1 if blanks else 0  # covered cells are left out (mammoth)
    lower = (*cells[cut:], *((stop + n * width, stop + (n + 1) * width) for n in range(behind)))
    return Anchor(at, stop + behind * width, printed, tuple(lower), below, (above, tuple(cells[:cut])))


def _lacks_levels(zone: Zone, first: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the upper of two heading rows begins one line above its first known label: that heads figures, and the
    word there is like the form's for all that stands over the levels («指标» above 一级指标, 二级指标, 三级指标)."""
    own = any(first in column.keys for column in zone.columns if not column.merged)
    return own and at > 0 and is_word(tokens[at - 1].key) and shares(zone, tokens[at - 1].key)


def _goal_label(shape: Shape, heading: RowKind, tokens: Sequence[Token], at: int, last: int) -> int:
    """Where a block label that names a goal in its author's words ends: before the first column heading
    («年度绩效目标1：充实馆藏», «（50分）», «一级指标», 湖北); ``at`` where none begins here."""
    block = shape.form.zones[heading.zone].block
    if block is None or not block.goal or not any(tokens[at].key.startswith(key) for key in block.keys):
        return at
    columns = shape.heading_labels[heading.zone] - block.keys
    for end in range(at + 1, min(at + _PIECES, last)):
        if label_end(columns, tokens, end, last) > end:
            return end
        if figure_of(tokens[end].key) is not None and tokens[end].key[-1] != "分":
            return at  # «64%», exchanged into the row above
    return at


def _unknown_label(keys: frozenset[str], tokens: Sequence[Token], at: int, last: int, has_block: bool) -> int:
    """Where a heading cell of words that no form knows ends: before the next known label, or, as the last cell, before
    the blank line that begins a row below a block label. 0 if neither comes soon."""
    for end in range(at + 1, min(at + 4, last) if tokens[at].key else at):
        if not any(char >= "\u4e00" for char in tokens[end - 1].key):
            return 0  # a figure is no label
        if not tokens[end].key:
            return end if has_block else 0
        if label_end(keys, tokens, end, last) > end:
            return end
    return 0


def _likely_last(zone: Zone, names: Sequence[str], tokens: Sequence[Token], at: int) -> int:
    """Where a last heading cell in words of its own ends: the one column that is missing is headed so by its looks
    («未完成原因及拟采取措施»). 0 where it is none."""
    missing = [c for c in zone.columns if c.labels and not c.optional and not c.keys.intersection(names)]
    key = tokens[at].key
    if len(missing) != 1 or missing[0].like is None or not key or len(key) > LONGEST:
        return 0
    return at + 1 if missing[0].type == "text" and missing[0].like.fullmatch(key) else 0


def above_names(
    shape: Shape, heading: RowKind, tokens: Sequence[Token], at: int, last: int, *, likely: bool = False
) -> int:
    """Where the heading cell above the rows' labels ends, for which the form has no word: it is blank («年度预算申请 |
    (blank) | 年初预算数»), or its author put a word there («年度预算 | 项目 | 年初预算数»). 0 where there is none.
    ``likely``: also where the form has another word, and the next heading looks like one («类别 | 年初批复数»)."""
    if not _has_unlabelled(shape, heading) or at >= last:
        return 0
    if not tokens[at].key:
        return at + 1
    bare = likely or any(not place.labels for place in heading.places)
    if not bare or at + 1 >= last or not is_word(key_of(tokens[at].key) or tokens[at].key):  # «预算资金（万元）»
        return 0
    known = label_end(shape.heading_labels[heading.zone], tokens, at + 1, last) > at + 1
    looks = likely and columns_of(shape.form.zones[heading.zone], [key_of(tokens[at + 1].key)]) != [None]
    return at + 1 if known or looks else 0


def is_word(key: str) -> bool:
    """Whether a line may be a heading's cell above the rows' labels («项目»), not the rest of one («及完成情况»)."""
    return len(key) <= _HEAD and not key.startswith(AND) and all(char >= "\u4e00" for char in key)


def _has_unlabelled(shape: Shape, heading: RowKind) -> bool:
    """Whether the heading has a cell without a label, or one above the rows' labels, which may be blank (河北)."""
    data = shape.data[heading.zone]
    above = data.places[1:2] if data is not None else ()
    return any(not place.labels for place in heading.places) or any(
        place.type == "label" and not place.merge for place in above
    )
