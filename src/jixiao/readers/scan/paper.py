"""An upright page as all that reads it again looks at it, once the one recognition has gone over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.readers.scan.ink import Mask
from jixiao.readers.scan.recognise import Box, Engine, Pixels


@dataclass(frozen=True, slots=True)
class Paper:
    """The recogniser, the page's pixels and its ink, the size of the type that it is mostly set in (``em``), the paper
    inside the tables' ``cells``, and the ``seals`` on it, of which ``dark`` ones could not be lifted; all in pixels."""

    engine: Engine
    pixels: Pixels
    mask: Mask
    em: float
    cells: Sequence[Box] = ()
    seals: Sequence[Box] = ()
    dark: Sequence[Box] = ()
