"""Weights of `witness.FEATURES`, by kind of value; made by ``tools/fit_confidence.py``."""

from __future__ import annotations

from jixiao.assurance.witness import Kind

KINDS: tuple[Kind, ...] = ("figure", "date", "label", "word", "sentence")
_ROWS = (
    ("one", 0.797, 0.8, 0.715, 0.885, 0.715),
    ("least", 0.96, 0.904, 0.871, 0.782, 0.759),
    ("doubtful", -0.038, 0.0, -0.113, 0.0, -0.102),
    ("length", 0.0, 0.0, -0.086, 0.0, -0.097),
    ("confirmed", 1.246, 1.231, 1.231, 1.231, 1.231),
    ("suspect", 0.0, 0.0, 0.0, 0.0, 0.0),
    ("repeated", 0.726, 0.733, 0.741, 0.749, 0.738),
    ("known", 0.045, 0.045, 0.102, 0.009, 0.051),
    ("odd", -2.083, -2.074, -2.074, -2.074, -2.074),
    ("ragged", -4.794, -4.754, -4.737, -4.817, -4.745),
    ("unlike", -2.061, -2.066, -2.07, -2.078, -2.066),
    ("torn", -0.242, -0.259, -0.236, -0.229, -0.247),
    ("fails", -0.579, -0.589, -0.589, -0.589, -0.589),
    ("frayed", -3.28, -3.254, -3.287, -3.224, -3.261),
    ("misfit", -3.372, -3.372, -3.4, -3.372, -3.372),
    ("unread", -0.326, -0.323, -0.355, -0.26, -0.5),
    ("cut", -0.95, -0.95, -0.944, -0.938, -1.071),
    ("lone", -1.163, -1.153, -1.175, -1.145, -1.196),
    ("twice", -3.123, -3.123, -3.12, -3.135, -3.123),
    ("maimed", -2.369, -2.369, -2.398, -2.369, -2.369),
    ("split", -1.664, -1.639, -1.641, -1.615, -1.662),
    ("wide", -3.967, -3.969, -3.969, -3.969, -3.969),
    ("named", 0.042, 0.015, 0.0, 0.179, 0.0),
    ("beside", 0.05, 0.117, 0.029, 0.128, 0.0),
    ("page", -0.041, -0.036, -0.058, -0.034, -0.043),
)
WEIGHTS: dict[Kind, tuple[float, ...]] = {
    kind: tuple(float(row[at]) for row in _ROWS) for at, kind in enumerate(KINDS, 1)
}
"""For each kind of value the weights, in the order of `witness.FEATURES`."""
