"""Lines of prose that a converter took for a table's: `without_prose_bars` makes them lines of text again.

markitdown makes a Markdown table of any lines of a PDF with gaps in them, as where figures are set in another font
(«| 编制 | | 7 人。 |», «| 2023 | 年度某某中心 |»). No table has but one row; and rows of which most are broken
sentences, with no label of a form among their cells, are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.words import Words, words_of
from jixiao.structure.labels import ATTACHMENT, Kind, label_at

_RULER = re.compile(r"\|(?: *:?-{3,}:? *\|)+\s*")
_ROW = re.compile(r"\|.*\|\s*")
_BARS = re.compile(r"\s*\|[\s|]*")
_CLAUSE = re.compile(r"[，。；、：]")
_TORN = re.compile(r"[\u4e00-\u9fff)）][ |]+\d|[\d.%][ |]+[\u4e00-\u9fff]")


def without_prose_bars(blocks: Sequence[Block], patterns: Patterns) -> tuple[Block, ...]:
    """The blocks of a text file; the bars of rows that are lines of prose, and their rulers, are edges: no text."""
    found = list(blocks)
    words = words_of(patterns)
    tables = {rows.start: rows for rows in _tables(blocks)}
    in_form = False  # below a label of a form and above the next heading lines are pieces of cells
    for at, block in enumerate(blocks):
        text = _text(block)
        in_form = not _heads(text) and (in_form or _holds_label(text, words))
        if at not in tables or in_form:
            continue
        rows = tables[at]
        if _is_prose([_text(blocks[row]) for row in rows if not _RULER.fullmatch(_text(blocks[row]))], words):
            for row in rows:
                line = blocks[row]
                if isinstance(line, Paragraph):
                    found[row] = replace(line, edges=tuple(_marks_of(line.text)))
    return tuple(found)


def _heads(text: str) -> bool:
    if not text or text[0] == "|":
        return False
    line = squeeze(text)
    label = label_at(line)
    return ATTACHMENT.fullmatch(line) is not None or (label is not None and label.kind <= Kind.CHINESE_PAREN)


def _holds_label(text: str, words: Words) -> bool:
    return any(words.is_label(cell) for cell in map(str.strip, text.split("|")) if cell)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _tables(blocks: Sequence[Block]) -> Iterator[range]:
    """Runs of rows between bars with a ruler below the first."""
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and _ROW.fullmatch(_text(blocks[end])):
            end += 1
        if end - at > 1 and _RULER.fullmatch(_text(blocks[at + 1])):
            yield range(at, end)
        at = max(end, at + 1)


def _is_prose(rows: Sequence[str], words: Words) -> bool:
    if any(_holds_label(row, words) for row in rows):
        return False
    if len(rows) == 1:
        return True
    sentences = sum(_CLAUSE.search(row) is not None for row in rows)
    return sentences * 2 >= len(rows) and any(map(_TORN.search, rows))


def _marks_of(text: str) -> list[tuple[int, int]]:
    if _RULER.fullmatch(text):
        return [(0, len(text))]
    return [found.span() for found in _BARS.finditer(text)]
