"""What a copier and its clerk did to a report: drawn once a report (`Copier`) and once a page (`Sheet`)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

Colour = Literal["colour", "grey", "bw"]
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points from the top left of the printed page."""


CONTAINERS = ("pdf", "mixed", "tiff", "png", "jpg")
"""``mixed``: some pages keep their text. ``png``, ``jpg``: the evaluation table alone, on one sheet."""


@dataclass(frozen=True, slots=True)
class Level:
    """How bad: ranges that a report's and a page's damage are drawn from, and shares of pages that are hit.

    ``skew`` in degrees either way, ``blur`` in pixels at 200 dpi, ``noise`` and ``light`` in grey levels, ``ink`` from
    0 (paper) to 1 (black).
    """

    dpi: tuple[int, ...]
    skew: float
    blur: tuple[float, float]
    noise: tuple[float, float]
    light: tuple[float, float]
    jpeg: tuple[int, int]
    faint: float
    ink: tuple[float, float]
    fold: float
    seal: float
    turned: float
    copied: float
    bw: float
    scribble: float


LEVELS = {
    "clean": Level(
        (200, 300), 0.3, (0.0, 0.3), (1, 3), (0, 4), (88, 95),
        faint=0.0, ink=(0.95, 1.0), fold=0.0, seal=0.5, turned=0.0, copied=0.0, bw=0.0, scribble=0.0,
    ),
    "moderate": Level(
        (200,), 1.0, (0.3, 0.7), (3, 9), (2, 14), (60, 85),
        faint=0.12, ink=(0.68, 0.85), fold=0.12, seal=0.5, turned=0.15, copied=0.12, bw=0.05, scribble=0.5,
    ),
    "bad": Level(
        (150, 200, 300), 2.0, (0.5, 1.0), (6, 16), (8, 35), (32, 65),
        faint=0.3, ink=(0.45, 0.75), fold=0.3, seal=0.9, turned=0.3, copied=0.25, bw=0.12, scribble=0.5,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copier:
    """The machine: one for all pages of a report."""

    dpi: int
    colour: Colour
    blur: float
    noise: float
    light: float
    jpeg: int
    copied: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: ``skew`` in degrees (counter-clockwise positive), ``turn`` in degrees clockwise as it was laid.

    ``seal`` is the centre in shares of the page, or None; ``fold`` a share of the height (negative: of the width) or
    None; ``ink`` how black the print is, ``scribble`` whether somebody signed where the page asks for it.
    """

    skew: float
    turn: int
    ink: float
    fold: float | None
    seal: tuple[float, float] | None
    scribble: bool


def copier(rng: random.Random, level: Level) -> Copier:
    """The machine that a report was scanned on."""
    copied = rng.random() < level.copied
    colour: Colour = "bw" if rng.random() < level.bw else "grey" if copied or rng.random() < 0.15 else "colour"
    return Copier(
        dpi=rng.choice(level.dpi),
        colour=colour,
        blur=rng.uniform(*level.blur),
        noise=rng.uniform(*level.noise),
        light=rng.uniform(*level.light),
        jpeg=rng.randint(*level.jpeg),
        copied=copied,
    )


def sheet(rng: random.Random, level: Level, lines: list[Box], size: tuple[float, float], *, table: bool) -> Sheet:
    """What happened to a page of ``size`` with these printed lines; ``table``: rules stand on it, it ends a part."""
    faint = rng.random() < level.faint
    fold = rng.choice((1, -1)) * rng.uniform(0.3, 0.7) if rng.random() < level.fold else None
    return Sheet(
        skew=rng.uniform(-level.skew, level.skew),
        turn=rng.choice((90, 180, 270)) if table and rng.random() < level.turned else 0,
        ink=rng.uniform(*level.ink) if faint else rng.uniform(0.88, 1.0),
        fold=fold,
        seal=_seal(rng, lines, size) if rng.random() < level.seal * (1.0 if table else 0.25) else None,
        scribble=rng.random() < level.scribble,
    )


def _seal(rng: random.Random, lines: list[Box], size: tuple[float, float]) -> tuple[float, float] | None:
    """Over one of the last lines mostly, as a clerk stamps; now and then anywhere over print."""
    if not lines:
        return None
    low = sorted(lines, key=lambda line: line[1])[-6:]
    x0, top, x1, bottom = rng.choice(low if rng.random() < 0.7 else lines)
    x, y = rng.uniform(x0, x1), (top + bottom) / 2 + rng.uniform(-20, 20)
    return min(max(x / size[0], 0.12), 0.88), min(max(y / size[1], 0.1), 0.92)
