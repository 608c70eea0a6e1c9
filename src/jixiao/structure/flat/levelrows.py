"""Rows of levels alone, where covered cells are left out: the first half of a row that blank paragraphs behind the word
of a level tore («数量», blank line, the indicator's name)."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.patterns import Patterns
from jixiao.structure.flat.celltexts import is_only_top, is_top, known_level
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.stretch import RawCell

_MOST = 2  # levels of most forms


def is_first_half(kind: RowKind, above: Sequence[RawCell], below: Sequence[RawCell], patterns: Patterns) -> bool:
    """Whether a row holds words of levels alone and makes up just a row of its kind with that below, which has none."""
    texts = [cell.text for cell in above]
    if not 0 < len(texts) <= _MOST or not all(text.strip() and known_level(text, patterns) for text in texts):
        return False
    if not below or known_level(below[0].text, patterns):
        return False
    levels = [at for at, place in enumerate(kind.places) if place.merge not in ("", "block")]
    if len(levels) != _MOST:
        return False
    whole = len(above) + len(below)
    starts = [levels[0]] if len(texts) == _MOST or is_top(texts[0], patterns) else []
    starts += [levels[1]] if len(texts) == 1 and not is_only_top(texts[0], patterns) else []
    return any(whole == len(kind) - start for start in starts)
