"""What is read of a destroyed table."""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.document import Table


@dataclass(frozen=True, slots=True)
class Partial:
    """A table at [start, stop) of the stretch; ``refused`` are the first words of the parts and rows of it in which
    not everything has only one reading."""

    start: int
    stop: int
    table: Table
    refused: tuple[str, ...]
