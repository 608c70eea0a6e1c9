"""Full-width or half-width: the network hardly tells the forms of a sign apart, their surroundings do.

A full-width bracket has half an em of paper on its outer side. Where nothing stands there, its partner decides, else
what was read. Other signs go with what stands around them, Chinese text sets «：», figures «:», unless there is no room
for a full-width one.
"""

from __future__ import annotations

from collections.abc import Sequence

_FULL = dict(zip("(),;:!?", "（），；：！？", strict=True))
_HALF = {full: half for half, full in _FULL.items()}
_ROOM = 0.98  # ems from a bracket's ink to the middle of its outer neighbour: 0.7 for «(», 1.3 for «（»
_NARROW = 0.72  # ems for a mark: a full-width one has 1, a half-width one 0.25 to 0.5 and what is put beside it
_FAR = 1.9  # what is farther is a gap between words and says nothing


def settled(text: str, middles: Sequence[float], em: float) -> str:
    """The text with each sign in the form that it is printed in; ``middles`` are those of the signs' ink."""
    signs = list(text)
    opened: list[int] = []
    for i, sign in enumerate(signs):
        half = _HALF.get(sign, sign)
        if half in ",;:!?":
            latin = _is_latin(text[i - 1 : i], text[i + 1 : i + 2]) or _is_narrow(text, i, middles, em)
            signs[i] = half if latin else _FULL[half]
        elif half == "(":
            opened.append(i)
        elif half == ")" and opened:
            _settle_pair(signs, opened.pop(), i, middles, em)
        elif half == ")":
            _settle_pair(signs, None, i, middles, em)
    for i in opened:
        _settle_pair(signs, i, None, middles, em)
    return "".join(signs)


def _is_latin(before: str, after: str) -> bool:
    """Whether a mark stands in a figure or in Latin text: «12:30», «1,234», «a, b»."""
    return bool(before) and before < "\u0250" and (not after or after < "\u0250")


def _is_narrow(text: str, i: int, middles: Sequence[float], em: float) -> bool:
    """Whether a mark between two characters of known width has less room than a full-width one."""
    if not 0 < i < len(text) - 1 or not (text[i - 1].isalnum() and text[i + 1].isalnum()):
        return False
    sides = sum(0.25 if text[k] < "\u0250" else 0.5 for k in (i - 1, i + 1))
    return middles[i + 1] - middles[i - 1] < (sides + _NARROW) * em


def _settle_pair(signs: list[str], first: int | None, last: int | None, middles: Sequence[float], em: float) -> None:
    votes = []
    if first is not None and first > 0:
        votes.append(_vote(middles[first] - middles[first - 1], signs[first - 1], em))
    if last is not None and last + 1 < len(signs):
        votes.append(_vote(middles[last + 1] - middles[last], signs[last + 1], em))
    told = [vote for vote in votes if vote is not None]
    both = [i for i in (first, last) if i is not None]
    full = sum(told) * 2 >= len(told) if told else any(signs[i] in _HALF for i in both)
    for i in both:
        half = _HALF.get(signs[i], signs[i])
        signs[i] = _FULL[half] if full else half


def _vote(distance: float, neighbour: str, em: float) -> bool | None:
    """Whether the room beside a bracket is that of a full-width one; None where it does not tell."""
    if neighbour.isspace() or distance > _FAR * em:
        return None
    if neighbour < "\u0250":  # a figure's middle is a quarter of an em nearer
        distance += 0.25 * em
    return distance > _ROOM * em
