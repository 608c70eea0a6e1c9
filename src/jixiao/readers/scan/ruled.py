"""An upright page -> its picture without seals, and its rules, also those below seals."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.readers.pdf.grid import Edge
from jixiao.readers.scan.covered import under_seals
from jixiao.readers.scan.ink import ink_of
from jixiao.readers.scan.perspective import out_of_parallel
from jixiao.readers.scan.rings import lift_rings
from jixiao.readers.scan.rulings import directions_of, rules_among
from jixiao.readers.scan.seal import PixelBox, Pixels, lift_seals
from jixiao.readers.scan.stopping import go_on
from jixiao.readers.scan.upright import Upright


@dataclass(frozen=True, slots=True)
class Ruled:
    """``pixels``: the picture without its seals; ``horizontal`` and ``vertical`` rules in points, as `find_rules` has
    them; ``parting`` as `out_of_parallel`.

    ``seals`` stand where seals are, lifted or not; ``dark`` are those under which print is doubted.
    """

    pixels: Pixels
    horizontal: list[Edge]
    vertical: list[Edge]
    parting: float
    seals: list[PixelBox]
    dark: list[PixelBox]


def ruled(upright: Upright) -> Ruled:
    """Lift the seals, and look for rules."""
    dpi = upright.dpi
    pixels, seals = lift_seals(upright.pixels, dpi)
    across, down = directions_of(pixels, dpi)
    horizontal, vertical = rules_among(across, down)
    go_on()
    pixels, rings, dark = lift_rings(pixels, dpi)  # behind the rules: fine ones are as pale as a seal on a grey scan
    if dark:
        whole = ink_of(upright.pixels, dpi, (), ())
        horizontal, vertical = under_seals(whole, dpi, horizontal, vertical, dark)
    seals = [*seals, *rings, *(seal for seal in dark if seal not in rings)]
    return Ruled(pixels, horizontal, vertical, out_of_parallel(across, down), seals, dark)
