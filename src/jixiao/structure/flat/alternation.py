"""Many words as one expression. Offices' labels are thousands, and an alternation of them is tried one by one."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao import lazy_re as re

_ATOM = re.compile(r"\(\?:[^()]*\)(?:\\d)*|\\.|.", re.DOTALL)

_Tree = dict[str, "_Tree"]


def any_of(expressions: Iterable[str]) -> str:
    """An expression for any of these, the longest that stands there: their common beginnings are written once.

    ``expressions`` are escaped texts, in which ``(?:…)`` with what follows of ``\\d`` may stand for a character. Of
    none it is an expression that nothing matches.
    """
    tree: _Tree = {}
    for expression in expressions:
        node = tree
        for atom in _ATOM.findall(expression):
            node = node.setdefault(atom, {})
        node[""] = {}
    return _written(tree) if tree else "(?!)"


def _written(tree: _Tree) -> str:
    ways = [atom + _written(below) for atom, below in tree.items() if atom]
    if not ways:
        return ""
    ends = [atom for atom, below in tree.items() if atom and len(below) == 1 and "" in below and len(atom) == 1]
    if len(ends) == len(ways) > 1:
        text = f"[{''.join(ends)}]"
    else:
        text = f"(?:{'|'.join(ways)})" if len(ways) > 1 or "" in tree else ways[0]
    return text + "?" if "" in tree else text
