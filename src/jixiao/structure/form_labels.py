"""The printed labels of a form, written whole or by their parts, and their keys.

Forms that extend others hold the same labels again, some ten times: what is made of them is remembered.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from math import prod

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.structure.form_model import label_key, row_key

_ALTERNATIVES = re.compile(r"(<[^<>]*>)")
_LEAST_LABEL = 4


@lru_cache(maxsize=4096)
def _parts(written: str) -> tuple[tuple[str, ...], ...]:
    """A label's parts, each with its alternatives."""
    if "<" not in written:
        return ((written,),)
    parts = (part for part in _ALTERNATIVES.split(written) if part)
    return tuple(tuple(part[1:-1].split("|")) if part[:1] == "<" else (part,) for part in parts)


def count_of(written: str) -> int:
    """How many labels one stands for."""
    return prod(map(len, _parts(written)))


@lru_cache(maxsize=4096)
def spelled(written: tuple[str, ...]) -> tuple[str, ...]:
    """All labels that some stand for, each once: ``<a|b|>`` in one is any of its alternatives. Of what is put together
    so, short words count for nothing: «目标», «完成数» stand in prose too."""
    found: dict[str, None] = {}
    for label in written:
        if "<" not in label:
            found[label] = None
            continue
        words = map("".join, product(*_parts(label)))
        found.update(dict.fromkeys(word for word in words if len(word) >= _LEAST_LABEL))
    return tuple(found)


_key = lru_cache(maxsize=1 << 16)(label_key)


@lru_cache(maxsize=1 << 16)
def _row_key(label: str) -> str:
    return row_key(squeeze(label))


@lru_cache(maxsize=4096)
def keys_of(labels: tuple[str, ...]) -> frozenset[str]:
    """The keys of labels, see `label_key`."""
    return frozenset(map(_key, labels))


@lru_cache(maxsize=4096)
def row_keys_of(labels: tuple[str, ...]) -> frozenset[str]:
    """The keys of rows' labels, see `row_key`."""
    return frozenset(map(_row_key, labels))
