"""Weights of `witness.FEATURES`, by kind of value; made by ``tools/fit_confidence.py``."""

from __future__ import annotations

from jixiao.assurance.witness import Kind

KINDS: tuple[Kind, ...] = ("figure", "date", "label", "word", "sentence")
_ROWS = (
    ("one", 0.912, 0.914, 0.827, 1.007, 0.821),
    ("least", 0.988, 0.931, 0.89, 0.808, 0.754),
    ("doubtful", -0.037, 0.0, -0.112, 0.0, -0.106),
    ("length", 0.0, 0.0, -0.092, 0.0, -0.107),
    ("confirmed", 1.257, 1.241, 1.241, 1.241, 1.241),
    ("suspect", 0.0, 0.0, 0.0, 0.0, 0.0),
    ("repeated", 0.675, 0.682, 0.688, 0.696, 0.687),
    ("known", 0.046, 0.046, 0.105, 0.007, 0.052),
    ("odd", -2.082, -2.073, -2.073, -2.073, -2.073),
    ("ragged", -4.296, -4.262, -4.214, -4.313, -4.246),
    ("unlike", -2.033, -2.039, -2.045, -2.047, -2.039),
    ("torn", -0.302, -0.317, -0.296, -0.286, -0.308),
    ("fails", -0.612, -0.621, -0.621, -0.621, -0.621),
    ("frayed", -3.294, -3.268, -3.302, -3.239, -3.275),
    ("misfit", -3.376, -3.376, -3.404, -3.376, -3.376),
    ("unread", -0.251, -0.257, -0.29, -0.19, -0.44),
    ("cut", -0.95, -0.949, -0.945, -0.937, -1.073),
    ("lone", -1.184, -1.173, -1.196, -1.162, -1.217),
    ("twice", -3.141, -3.141, -3.139, -3.154, -3.141),
    ("maimed", -2.381, -2.381, -2.411, -2.381, -2.381),
    ("split", -1.746, -1.722, -1.728, -1.7, -1.746),
    ("wide", -3.967, -3.97, -3.97, -3.97, -3.97),
    ("named", 0.033, 0.016, 0.0, 0.184, 0.0),
    ("beside", 0.013, 0.077, 0.0, 0.082, 0.0),
    ("page", -0.14, -0.131, -0.157, -0.13, -0.139),
)
WEIGHTS: dict[Kind, tuple[float, ...]] = {
    kind: tuple(float(row[at]) for row in _ROWS) for at, kind in enumerate(KINDS, 1)
}
"""For each kind of value the weights, in the order of `witness.FEATURES`."""
