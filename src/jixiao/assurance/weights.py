"""Weights of `witness.FEATURES`, by kind of value; made by ``tools/fit_confidence.py``."""

from __future__ import annotations

from jixiao.assurance.witness import Kind

KINDS: tuple[Kind, ...] = ("figure", "date", "label", "word", "sentence")
_ROWS = (
    ("one", 0.843, 0.846, 0.77, 0.93, 0.761),
    ("least", 0.955, 0.898, 0.864, 0.778, 0.751),
    ("doubtful", -0.038, 0.0, -0.104, 0.0, -0.104),
    ("length", 0.0, 0.0, -0.086, 0.0, -0.1),
    ("confirmed", 1.244, 1.229, 1.229, 1.229, 1.229),
    ("suspect", 0.0, 0.0, 0.0, 0.0, 0.0),
    ("repeated", 0.722, 0.729, 0.737, 0.745, 0.734),
    ("known", 0.037, 0.037, 0.092, 0.002, 0.044),
    ("odd", -2.084, -2.075, -2.075, -2.075, -2.075),
    ("ragged", -4.799, -4.76, -4.743, -4.822, -4.751),
    ("unlike", -2.073, -2.078, -2.083, -2.09, -2.078),
    ("torn", -0.246, -0.264, -0.241, -0.234, -0.251),
    ("fails", -0.583, -0.593, -0.593, -0.593, -0.593),
    ("frayed", -3.285, -3.259, -3.293, -3.23, -3.266),
    ("misfit", -3.373, -3.373, -3.4, -3.373, -3.373),
    ("unread", -0.331, -0.328, -0.362, -0.266, -0.505),
    ("cut", -0.951, -0.95, -0.945, -0.938, -1.072),
    ("lone", -1.166, -1.156, -1.179, -1.147, -1.199),
    ("twice", -3.124, -3.124, -3.121, -3.135, -3.124),
    ("maimed", -2.426, -2.426, -2.457, -2.426, -2.426),
    ("split", -1.663, -1.639, -1.64, -1.614, -1.661),
    ("wide", -3.967, -3.97, -3.97, -3.97, -3.97),
    ("named", 0.042, 0.015, 0.0, 0.177, 0.0),
    ("beside", 0.048, 0.114, 0.028, 0.124, 0.0),
    ("page", -0.052, -0.048, -0.07, -0.046, -0.054),
)
WEIGHTS: dict[Kind, tuple[float, ...]] = {
    kind: tuple(float(row[at]) for row in _ROWS) for at, kind in enumerate(KINDS, 1)
}
"""For each kind of value the weights, in the order of `witness.FEATURES`."""
