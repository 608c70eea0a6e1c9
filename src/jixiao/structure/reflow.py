"""Lines that a converter wrapped at blanks (pandoc's 72 columns, the source of a web page) joined again.

Chinese has few blanks, so such lines are of every length and no width shows (`wrap`). What shows is that paragraphs
stand apart by blank lines; then a long line that ends in mid sentence goes on below, and so does one that could not
have held the next word. In the source of a web page every line does: what ends one there is a tag, a blank line here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, count, pairwise

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph, raw_of
from jixiao.structure.flat.indented import is_indented
from jixiao.structure.joining import joined_with

COLUMNS = 72
"""Where pandoc wraps; a Chinese character takes two."""

_LONG = 20
"""Characters: no label and no cell of figures has so many."""

_LEAST_APART = 6
_APART_SHARE = 0.6
"""Lines of text that a blank line follows, of all that are no table's: a text with wrapped lines among them."""

_FEW = 3
"""Lines above a blank one without which no text is the source of a web page (`is_indented`)."""

_FINAL = "。；！？;!?\\"
_BARS = re.compile(r"[\t|\x07│┃]")
_LAYOUT = re.compile(r"\+[-=]{3}|^\s*-{4,}|\S {2,}\S|^ {3,}\S|^\s*$")
_CELLS = re.compile(r"\+[-=]{3}|^\s*-{4,}|^\s*$")
"""In the source of a web page a line that begins with blanks is text, too."""
ROOM = re.compile(r"^\s*[(（]?[一二三四五六七八九十\d]{1,3}[)）]?\s?[、.．]?\s+(?=[\u4e00-\u9fff])")
"""The label of a heading with the blanks behind it: these part no cells («（一）  机构设置。»)."""
_WORD = re.compile(r"\S+")
_ONE_BLANK = re.compile(b"(?<=\1\0)\1")


def join_reflowed(
    blocks: Sequence[Block],
    raws: Sequence[str],
    width: Callable[[str], int],
    goes_on: Callable[[Paragraph], bool],
    around: Callable[[Paragraph], bool],
) -> list[Block]:
    """The blocks, whose raw texts ``raws`` are, with lines joined that were wrapped at blanks. Nothing is lost: the
    break stays in the raw text.
    ``around``: what stands around a page's report («发布时间：… 来源：…» below its title) is a line of its own."""
    found = list(blocks)
    filled = bytes(map(bool, map(str.strip, raws)))
    ends = filled.count(b"\1\0")  # the last line stands apart, too
    indented = ends >= _FEW and is_indented(raws)
    if ends < _LEAST_APART - 1 and not indented:
        return found
    source = indented or _is_source(filled)
    markup = _in_markup(found) if "<table" in "\n".join(raws) else set()
    texts = {
        index: block
        for index in compress(count(), filled)
        if "\t" not in raws[index]  # most cells
        and isinstance(block := found[index], Paragraph)
        and index not in markup
        and _is_text(block, source=source)
    }
    lines = [*texts]
    apart = sum(index + 1 == len(found) or _is_blank(found[index + 1]) for index in lines)
    if not source and (apart < _LEAST_APART or apart < len(lines) * _APART_SHARE):
        return found
    lists = set() if source else _lists(found, lines, width)
    result: list[Block] = []
    at = 0
    for index in (below for above, below in pairwise(lines) if below == above + 1):  # the break above it may be none
        last, line = texts[index - 1], texts[index]
        if not source and (index in lists or not _was_wrapped(last.text, line.text, width) or not goes_on(line)):
            continue
        if not around(last) and not around(line):
            result += found[at:index]
            at = index
            if isinstance(before := result[-1], Paragraph):  # it is: the line above, with those that it was joined to
                result[-1] = joined_with(before, (), line)
                at += 1
    return [*result, *found[at:]]


def _lists(blocks: list[Block], lines: list[int], width: Callable[[str], int]) -> set[int]:
    """The lines of paragraphs in which a short line is followed by a word that it could have held: navigation, a
    title with what stands below it; none of these is a wrapped line."""
    found: set[int] = set()
    group: list[int] = []
    short = False
    for at, following in zip(lines, [*lines[1:], None], strict=True):
        group.append(at)
        if following == at + 1:
            here, below = raw_of(blocks[at]).strip(), raw_of(blocks[following])
            short = short or (here[-1:] not in _FINAL and not _was_wrapped(here, below, width))
            continue
        if short:
            found.update(group)
        group, short = [], False
    return found


def _in_markup(blocks: list[Block]) -> set[int]:
    """The blocks that lie in HTML tables."""
    inside: set[int] = set()
    open_table = False
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        open_table = open_table or "<table" in block.text
        if open_table:
            inside.add(index)
        open_table = open_table and "</table" not in block.text
    return inside


def _is_source(filled: bytes) -> bool:
    """Whether a text without a table is what is left of a web page: paragraphs stand apart by two blank lines or more,
    hardly any by one, and few lines directly follow one another. ``filled``: 1 a line with a text, 0 a blank one."""
    lines = b"\0\0" + filled  # what stands before the first line tells nothing
    all_, more, one = lines.count(1), lines.count(b"\0\0\1"), len(_ONE_BLANK.findall(lines))
    return more >= _LEAST_APART and one * 10 <= more and all_ - more - one <= more


def _is_text(block: Paragraph, *, source: bool) -> bool:
    """Whether a line, which is not blank, is text and holds no cells."""
    text = block.text
    if block.aside or _BARS.search(text):
        return False
    if "  " not in text and "----" not in text and "+" not in text:  # most lines: of neither expression
        return True
    label = None if source else ROOM.match(text)
    return not (_CELLS if source else _LAYOUT).search(text[label.end() :] if label else text)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and (not block.text or block.text.isspace())


def _was_wrapped(line: str, following: str, width: Callable[[str], int]) -> bool:
    line, word = line.rstrip(), _WORD.match(following)
    if word is None or line[-1] in _FINAL:
        return False
    return len(line) >= _LONG or width(line) <= COLUMNS < width(f"{line} {word[0]}")
