"""Where things are: the upright frame in which a page is understood, and the page as shown.

Upright frame: points from the top left, text running to the right. Shown frame: the page as a viewer shows it, after
/Rotate. They differ when a page shows its text sideways.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.document import BBox

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """``left``/``top``: the page box's corner in the space of its (upright) objects; ``width``/``height`` upright.

    ``turn``: degrees counter-clockwise from upright to shown: 0, 90, 180 or 270. ``aside``: how far to the right of
    its sheet's edge the page begins, where it is one of two on a sheet that is not turned.
    """

    left: float
    top: float
    width: float
    height: float
    turn: int = 0
    aside: float = 0.0

    def shown(self, box: BBox) -> BBox:
        """An upright box as shown, rounded to hundredths of a point."""
        x0, y0, x1, y1 = box
        if self.turn:
            w, h = self.width, self.height
            if self.turn == 90:
                x0, y0, x1, y1 = y0, w - x1, y1, w - x0
            elif self.turn == 180:
                x0, y0, x1, y1 = w - x1, h - y1, w - x0, h - y0
            else:
                x0, y0, x1, y1 = h - y1, x0, h - y0, x1
        elif self.aside:
            x0, x1 = x0 + self.aside, x1 + self.aside
        return (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))

    def shown_xs(self, xs: Sequence[float], middle: float) -> tuple[float, ...]:  # noqa: ARG002 - a skewed scan needs it
        """Places along an upright line at the height ``middle`` as shown; none where text is shown sideways."""
        return () if self.turn else tuple([x + self.aside for x in xs]) if self.aside else tuple(xs)


def quarter(radians: float) -> int | None:
    """The angle as 0, 90, 180 or 270 degrees, None when it is askew (a watermark)."""
    if not radians:  # most text
        return 0
    degrees = math.degrees(radians) % 360
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= 6 else None


def upright_matrix(angle: int, box: BBox) -> Matrix:
    """Turns page objects whose text runs at ``angle`` (counter-clockwise) upright, its box's corner to the origin.

    ``box`` is left, bottom, right, top in PDF space.
    """
    left, bottom, right, top = box
    if angle == 90:
        return (0, -1, 1, 0, -bottom, right)
    if angle == 180:
        return (-1, 0, 0, -1, right, top)
    return (0, 1, -1, 0, top, -left)


def times(first: Matrix, then: Matrix) -> Matrix:
    """``first``, and ``then`` the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
