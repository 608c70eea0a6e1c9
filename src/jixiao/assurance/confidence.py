"""How sure a value is, from its signs: a weighted sum, through a logistic curve, one set of weights a kind of value.

The weights were fitted by ``tools/fit_confidence.py`` on generated scans (docs/scans.md tells which, and how well they
do on others). Figures, dates and labels each have their own, since a sum confirms a figure and a form's word a label.
"""

from __future__ import annotations

from math import exp, floor

from jixiao.assurance.weights import WEIGHTS
from jixiao.assurance.witness import Signs

MOST = 0.999


def confidence(signs: Signs) -> float:
    """The chance that a value is right, 0 to 1, in thousandths, and never more than it is: .9849 is not .985."""
    total = sum(weight * sign for weight, sign in zip(WEIGHTS[signs.kind], signs.features(), strict=True))
    return floor(1000 * min(1 / (1 + exp(-max(min(total, 50.0), -50.0))), MOST)) / 1000
