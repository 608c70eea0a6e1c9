"""Weights of `witness.FEATURES`, by kind of value; made by ``tools/fit_confidence.py``."""

from __future__ import annotations

from jixiao.assurance.witness import Kind

KINDS: tuple[Kind, ...] = ("figure", "date", "label", "word", "sentence")
_ROWS = (
    ("one", 1.992, 2.022, 1.26, 3.09, 1.693),
    ("least", 0.937, 0.915, 0.88, 0.676, 0.653),
    ("doubtful", -0.365, 0.0, -0.66, 0.0, -0.637),
    ("length", -0.169, 0.0, -0.74, 0.0, -0.042),
    ("confirmed", 1.852, 1.826, 1.826, 1.826, 1.826),
    ("suspect", 0.0, 0.0, 0.0, 0.0, 0.0),
    ("repeated", 0.711, 0.941, 1.124, 1.037, 0.997),
    ("known", 0.0, 0.0, 0.454, 0.0, 0.193),
    ("odd", -2.84, -2.693, -2.693, -2.693, -2.693),
    ("ragged", -5.295, -5.08, -4.847, -5.481, -4.77),
    ("unlike", -2.472, -2.689, -2.517, -2.947, -2.689),
    ("torn", 0.0, -0.283, -0.409, -0.326, -0.163),
    ("fails", -0.827, -0.898, -0.898, -0.898, -0.898),
    ("frayed", -3.918, -3.609, -4.019, -3.165, -3.784),
    ("misfit", -3.428, -3.428, -3.417, -3.428, -3.428),
    ("unread", -0.253, -0.048, 0.0, 0.0, -1.229),
    ("cut", -0.884, -0.877, -0.8, -0.657, -2.317),
    ("lone", -1.659, -1.8, -1.932, -1.633, -2.192),
    ("twice", -3.506, -3.506, -3.322, -3.774, -3.506),
    ("maimed", 0.0, 0.0, 0.0, 0.0, 0.0),
    ("split", -3.066, -2.457, -2.317, -2.006, -2.429),
    ("beside", 0.0, 0.094, 0.112, 0.054, 0.0),
    ("page", -1.976, -2.23, -2.22, -2.484, -2.172),
)
WEIGHTS: dict[Kind, tuple[float, ...]] = {
    kind: tuple(float(row[at]) for row in _ROWS) for at, kind in enumerate(KINDS, 1)
}
"""For each kind of value the weights, in the order of `witness.FEATURES`."""
