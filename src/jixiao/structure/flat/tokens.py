"""Dialects without marks: each paragraph of a cell on a line, empty cells as blank lines, nothing between rows.

E (LibreOffice's text export) prints every paragraph; E'' (docx2txt, web pages) a blank line behind each; others lose
the empty cells. Which of them it is shows only when the lines are fitted to a form, so each way of taking the lines
as tokens is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from jixiao.quotes import squeeze
from jixiao.structure.flat.shapes import Shape, labels_of
from jixiao.structure.flat.stretch import Line, RawCell, Stretch, as_cell
from jixiao.structure.form_model import key_of

AND = ("及", "和", "与", "、")
"""How a line of a label ends that goes on; or begins that goes on from the one above."""

FEW = 4
"""Label words of a form that make a closer look worth while."""

WORD = 4
"""Characters of a printed word that no line of a sentence is by chance."""

_LIKELIEST = 6  # forms of which headings are told by their looks: that takes time


@dataclass(slots=True, unsafe_hash=True)
class Token:
    """A line that is a cell or a paragraph of one; ``key`` is its squeezed text, "" for a blank cell. ``restored``: one
    that the text dropped (`blankrows`)."""

    line: Line
    key: str
    restored: bool = False


def variants(stretch: Stretch, start: int, stop: int) -> Iterator[tuple[str, list[Token]]]:
    """The lines of [start, stop) as tokens: (name of the dialect, tokens)."""
    paragraphs = stretch.paragraph_lines_in(start, stop)
    lines = stretch.lines_in(start, stop)
    yield "paragraph-lines", tokens_of(paragraphs)
    if len(lines) != len(paragraphs):
        yield "paragraph-lines", tokens_of(lines)
    if sum(not line.text for line in lines) * 3 > len(lines):
        for way in ways_spaced(lines):
            yield "spaced-lines", tokens_of(way)
        filled = [line for line in lines if line.text]
        if any(line.text.isspace() for line in filled):  # web pages print an empty cell as a line with a NBSP
            yield "spaced-lines", tokens_of(filled)


def tokens_of(lines: list[Line]) -> list[Token]:
    """Each line as a token."""
    return [Token(line, squeeze(as_cell(line.text))) for line in lines]


def ways_spaced(lines: list[Line]) -> list[list[Line]]:
    """The lines without the blank one below each: an empty cell is two blank lines, or, likelier where two or four
    stand together, one alone."""
    spaced: list[Line] = []
    at = 0
    while at < len(lines):
        spaced.append(lines[at])
        at += 2 if at + 1 < len(lines) and not lines[at + 1].text else 1
    followed = [line for above, line in pairwise([None, *lines]) if line and (line.text or not (above and above.text))]
    if len(followed) == len(spaced):
        return [spaced]
    runs = [len(list(run)) for blank, run in groupby(lines, key=lambda line: not line.text) if blank]
    return [spaced, followed] if all(length % 2 for length in runs[:-1]) else [followed, spaced]


def cell_of(tokens: list[Token], start: int, stop: int) -> RawCell:
    """The cell that tokens [start, stop) make up."""
    lines = [token.line for token in tokens[start:stop]]
    text = "\n".join(as_cell(line.text) for line in lines)
    return RawCell(text, tuple((line.start, line.stop) for line in lines))


def reach(tokens: Sequence[Token], figures: Sequence[bool], start: int, stop: int) -> int:
    """Where in [start, stop) a cell that begins there ends at the latest: before a second figure (``figures`` tells
    which tokens are), or a text for the second time (a short one: right below itself). ``stop`` where nothing ends it.
    """
    long: set[str] = set()
    before, some = "", False
    for at in range(start, min(stop, len(tokens))):
        key = tokens[at].key
        if (some and figures[at]) or (key and key == before) or key in long:
            return at
        some = some or figures[at]
        before = key
        if len(key) >= WORD:
            long.add(key)
    return stop


def keys_in(tokens: Sequence[Token]) -> set[str]:
    """The label keys of the tokens that are short enough for a label."""
    return {key_of(token.key) for token in tokens if 0 < len(token.key) < 30}


def shapes_in(tokens: Sequence[Token], shapes: Sequence[Shape]) -> list[Shape]:
    """The forms whose words stand among the tokens, the likeliest first."""
    keys = keys_in(tokens) & labels_of(tuple(shapes))
    if len(keys) < FEW:
        return []
    hits = [(len(shape.keys & keys), -order, shape) for order, shape in enumerate(shapes)]
    return [shape for count, _, shape in sorted(hits, key=lambda h: h[:2], reverse=True) if count >= FEW]


def likeliest_in(tokens: Sequence[Token], shapes: Sequence[Shape]) -> list[Shape]:
    """The few likeliest of the forms whose words stand among the tokens, of each role the likeliest first: one form's
    many variants leave room for the other table beside it (基础数据表 beside 自评表)."""
    found = shapes_in(tokens, shapes)
    roles = [shape.form.role for shape in found]
    firsts = [shape for at, shape in enumerate(found) if roles.index(roles[at]) == at]
    return [*firsts, *(shape for shape in found if shape not in firsts)][:_LIKELIEST]


def kin_of(shape: Shape, shapes: Sequence[Shape], asked: Sequence[Shape]) -> list[Shape]:
    """The other forms of a form's family and role, but for those that are asked already: where it does not fit, one of
    these may (湖北's counties have points reviewed)."""
    family = shape.form.id.partition(".")[0]
    kin = (one for one in shapes if one.form.role == shape.form.role and one.form.id.partition(".")[0] == family)
    return [one for one in kin if one not in asked]
