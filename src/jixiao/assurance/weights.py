"""Weights of `witness.FEATURES`, by kind of value; made by ``tools/fit_confidence.py``."""

from __future__ import annotations

from jixiao.assurance.witness import Kind

KINDS: tuple[Kind, ...] = ("figure", "date", "label", "word", "sentence")
_ROWS = (
    ("one", 0.88, 0.881, 0.788, 0.977, 0.791),
    ("least", 0.986, 0.929, 0.887, 0.806, 0.759),
    ("doubtful", -0.036, 0.0, -0.123, 0.0, -0.104),
    ("length", 0.0, 0.0, -0.101, 0.0, -0.102),
    ("confirmed", 1.264, 1.247, 1.247, 1.247, 1.247),
    ("suspect", 0.0, 0.0, 0.0, 0.0, 0.0),
    ("repeated", 0.685, 0.692, 0.699, 0.706, 0.697),
    ("known", 0.067, 0.067, 0.13, 0.028, 0.073),
    ("odd", -2.078, -2.07, -2.07, -2.07, -2.07),
    ("ragged", -4.27, -4.237, -4.186, -4.287, -4.221),
    ("unlike", -1.999, -2.005, -2.013, -2.011, -2.005),
    ("torn", -0.293, -0.308, -0.286, -0.277, -0.299),
    ("fails", -0.613, -0.621, -0.621, -0.621, -0.621),
    ("frayed", -3.281, -3.255, -3.288, -3.225, -3.262),
    ("misfit", -3.365, -3.365, -3.392, -3.365, -3.365),
    ("unread", -0.246, -0.252, -0.283, -0.187, -0.435),
    ("cut", -1.058, -1.058, -1.063, -1.051, -1.178),
    ("lone", -1.176, -1.165, -1.186, -1.153, -1.208),
    ("twice", -3.136, -3.136, -3.133, -3.148, -3.136),
    ("maimed", -2.182, -2.182, -2.197, -2.182, -2.182),
    ("split", -1.733, -1.709, -1.714, -1.686, -1.733),
    ("named", 0.035, 0.017, 0.0, 0.185, 0.0),
    ("beside", 0.015, 0.079, 0.0, 0.082, 0.0),
    ("page", -0.15, -0.142, -0.17, -0.14, -0.15),
)
WEIGHTS: dict[Kind, tuple[float, ...]] = {
    kind: tuple(float(row[at]) for row in _ROWS) for at, kind in enumerate(KINDS, 1)
}
"""For each kind of value the weights, in the order of `witness.FEATURES`."""
