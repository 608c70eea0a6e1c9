"""Rows of figures of which nothing but the label is left, or less blank cells than others have figures: a page's text
dropped the rest («1、业务工作经费», «2、运行维护经费», «公用经费», «12.6», «13», «14»)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import figure_of
from jixiao.structure.flat.tokens import Token
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import row_key

_FULL = 3
"""Rows with all figures that show how many a row has."""


def with_blank_rows(tokens: Sequence[Token], patterns: Patterns, words: Words) -> list[Token]:
    """The filled tokens with the blank cells of rows that have none left; [] where no row is known to have lost its
    cells. Where some row has another number of figures, nobody knows which of its cells are blank."""
    filled = [token for token in tokens if token.key]
    kinds = "".join(_kind(token.key, patterns, words) for token in filled)
    blank = _missing(kinds)
    if not blank:
        return []
    ends = [at for at, token in enumerate(filled) if at and _is_below(token, patterns, words)]
    blank |= {at - 1: 1 for at in [*ends, len(filled)] if words.is_label(filled[at - 1].key) and kinds[at - 1] == "-"}
    return [one for at, token in enumerate(filled) for one in (token, *_blanks(token, blank.get(at, 0)))]


def with_whole_blank_rows(tokens: Sequence[Token], patterns: Patterns, words: Words) -> list[Token]:
    """The tokens with the further blank cells of rows of figures that have blank ones alone, but too few; [] where no
    such row is."""
    kinds = "".join(_kind(token.key, patterns, words) if token.key else "b" for token in tokens)
    blank = _missing(kinds, kept=True)
    if not blank:
        return []
    return [one for at, token in enumerate(tokens) for one in (token, *_blanks(token, blank.get(at, 0)))]


def _missing(kinds: str, *, kept: bool = False) -> dict[int, int]:
    """Behind which token how many blank cells of rows belong that have no figure. ``kept``: each row has some cells
    left; where a label has none, it is another row's cell, and nobody knows where marks of nothing stand."""
    blank: dict[int, int] = {}
    for start, stop in _stretches(kinds):
        labels = [at for at in range(start, stop) if kinds[at] not in "fdb)"]
        rows = [kinds[at + 1 : end].lstrip(")") for at, end in zip(labels, [*labels[1:], stop], strict=True)]
        widths = {len(row) for row in rows if "f" in row} if not kept or all(rows) else set()
        if len(widths) == 1 and (width := widths.pop()) > 1 and sum("f" in row for row in rows) >= _FULL:
            below = zip([*labels[1:], stop], rows, strict=True)
            short = ((end, row) for end, row in below if len(row) < width)
            blank |= {end - 1: width - len(row) for end, row in short if not kept or set(row) == {"b"}}
    return blank


def _is_below(token: Token, patterns: Patterns, words: Words) -> bool:
    """Whether a line stands below a table: a label right above it («厉行节约保障措施») has no value."""
    return words.ends_table(token.line.text) or patterns["table_note.label"].occurs(token.key)


def _kind(key: str, patterns: Patterns, words: Words) -> str:
    """A token as a letter: f a figure, d a mark of none, r a row's label or «……», ) the second line of a label, - any
    other text (b: a blank cell)."""
    null = patterns.null_kind(key)
    if figure_of(key) is not None or null == "dash":
        return "d" if null else "f"
    if null == "placeholder" or row_key(key) in words.rows:
        return "r"
    return ")" if key[0] == "(" and key[-1] == ")" else "-"


def _stretches(kinds: str) -> Iterator[tuple[int, int]]:
    """Where labels of rows and figures alone stand; a text that figures or blank cells follow is the label of an
    author's row."""
    at = 0
    while at < len(kinds):
        start = at
        while at < len(kinds) and (kinds[at] != "-" or kinds[at + 1 : at + 2] in ("f", "b")):
            at += 1
        if at > start and kinds[start] in "r-":
            yield start, at
        at += 1


def _blanks(token: Token, count: int) -> list[Token]:
    line = replace(token.line, start=token.line.stop, text="")
    return [Token(line, "", restored=True)] * count
