"""Forms completed by the others' words (`jixiao.structure.complete`), compiled for text of a cell a line: what a county
took from another form stands in no heading or label of the one that its table was made from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from jixiao.patterns import Patterns
from jixiao.structure.complete import completed_by
from jixiao.structure.flat.shapes import Shape, compiled, shapes_of
from jixiao.structure.flat.tokens import Token, keys_in, likeliest_in
from jixiao.structure.form_model import Form, Zone, is_free, key_of
from jixiao.structure.forms import forms_of
from jixiao.structure.goal_rows import with_goals_told


def joint_in(tokens: Sequence[Token], patterns: Patterns) -> list[Shape]:
    """The likeliest of the forms with the columns and pairs of others whose words stand among the tokens."""
    if not heads_levels(tokens, patterns):
        return []
    keys = frozenset(keys_in(tokens))
    lines = [key_of(token.key) for token in tokens if token.key]
    forms = forms_of(patterns)
    found: list[Shape] = []
    for shape in likeliest_in(tokens, shapes_of(patterns)):
        form = completed_by(with_goals_told(shape.form, lines, forms), keys, forms)
        if form is not shape.form:
            found.append(_shape(form))
    return found


def heads_levels(tokens: Sequence[Token], patterns: Patterns) -> bool:
    """Whether a heading of levels stands among the tokens, a line or two a cell: quick to tell, and no other text is
    read so."""
    firsts, seconds = _levels(shapes_of(patterns))
    keys = [key_of(token.key) for token in tokens if token.key]
    behind = zip(keys, keys[1:], [*keys[2:], ""], strict=False)
    return any((one in firsts and two in seconds) or (one + two in firsts and three in seconds)
               for one, two, three in behind)  # fmt: skip


@lru_cache(maxsize=8)
def _levels(shapes: tuple[Shape, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The headings of the first level; those of what stands behind it, and their first halves."""
    zones = [zone for shape in shapes for zone in shape.form.zones if any(column.merged for column in zone.columns)]
    firsts = frozenset[str]().union(*(zone.columns[0].keys for zone in zones))
    behind = frozenset[str]().union(*(column.keys for zone in zones for column in zone.columns[1:])) - firsts
    return firsts, behind | {key[: len(key) // 2] for key in behind if len(key) > 2}


@lru_cache(maxsize=64)
def _shape(form: Form) -> Shape:
    return compiled(replace(form, zones=tuple(_placed(zone, form.columns) for zone in form.zones)))


def _placed(zone: Zone, columns: int) -> Zone:
    """A zone of rows that the form does not print, each a row of its own over the whole width."""
    if not is_free(zone):
        return zone
    rows = enumerate(zone.pairs)
    return replace(zone, pairs=tuple(replace(p, line=at, label_at=(0, 1), value_at=(1, columns - 1)) for at, p in rows))
