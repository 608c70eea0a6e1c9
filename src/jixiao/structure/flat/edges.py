"""What of a table's first and last cell stands on lines without a TAB above and below its rows."""

from __future__ import annotations

from jixiao.quotes import squeeze
from jixiao.structure.flat.cellcosts import OPEN
from jixiao.structure.flat.stretch import Stretch
from jixiao.structure.flat.words import Words

SHORT = 12
"""Characters of a line that may be a piece of a label broken over lines."""
_WORD = 6  # characters of a cell that is no sentence
_LINES = 6  # of a cell that is told by its text


def first_cell_above(stretch: Stretch, at: int, floor: int, words: Words) -> int:
    """Where a table's first row begins: above its first TAB, if lines there make up a label («年度预», «算申请…»), or
    the text that the next cell says again (a title over two lines)."""
    lines = stretch.lines
    label = lines[at].text.split("\t", 1)[0]
    best = _said_again(stretch, at, floor)
    for index in range(at - 1, max(at - 5, floor - 1), -1):
        text = lines[index].text
        if not text.strip() or "\t" in text or len(text.strip()) > SHORT or words.ends_table(text):
            break
        label = text + label
        if words.is_label(label):
            best = index
    return best


def _said_again(stretch: Stretch, at: int, floor: int) -> int:
    """The line above from which on the text up to the first TAB is that of the next cell, or of the first cell of the
    row below (a label merged down); ``at`` where none is."""
    lines = [line.text for line in stretch.lines[at : at + _LINES]]
    first, *cells = "\n".join(lines).split("\t", 2)
    below = next((number for number, text in enumerate(lines[1:], 1) if "\t" in text), 0)
    for wanted in [*cells[:1], "\n".join([*lines[1:below], lines[below].split("\t", 1)[0]])]:
        if not first or not wanted.endswith(f"\n{first}"):
            continue
        begin = at - wanted.count("\n") + first.count("\n")
        above = "\n".join(line.text for line in stretch.lines[max(begin, 0) : at])
        if begin >= floor and f"{above}\n{first}" == wanted:
            return begin
    return at


def complete_last(stretch: Stretch, row: list[int], words: Words) -> None:
    """Lines below the last row that are the rest of its last cell: the text it repeats says so, they make up a label
    with it, or it ends amid a sentence («指标值测算不准确；», «下一年度将据实测算。»)."""
    lines = stretch.lines
    label = lines[row[-1]].text.rpartition("\t")[2]
    below = row[-1] + 1
    rest = 0
    for number, line in enumerate(lines[below : below + _LINES] if label.strip() else (), start=1):
        label = f"{label}\n{line.text}"
        rest = number if words.is_label(label) else rest
    row += range(below, below + rest)
    while row[-1] + 1 < len(lines):
        text = "\n".join(lines[n].text for n in row)
        cells = text.split("\t")
        following = lines[row[-1] + 1].text
        again = len(cells) > 1 and cells[-2].startswith(f"{cells[-1]}\n{following}")
        sentence = len(cells[-1]) > _WORD and squeeze(text).endswith(OPEN)
        if words.ends_table(following) or not (again or (following.strip() and sentence)):
            return
        row.append(row[-1] + 1)
