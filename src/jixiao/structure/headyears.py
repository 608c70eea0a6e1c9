"""The years that headings print: which of several figures of a kind is the report's own («2022年决算 | 2023年决算»)."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao import lazy_re as re
from jixiao.structure.form_model import Column
from jixiao.structure.match_model import Box

YEAR = re.compile(r"(?:19|20)\d\d")
_DONE = ("executed", "actual")

Head = tuple[Box, tuple[Column, ...]]
"""A heading and the columns that it may be of."""


def by_year(free: list[Column], box: Box, years: list[int]) -> Column:
    """«2022年决算数» and «2023年决算数» are told by their years, not by their order."""
    offset = _offset(box, years)
    return next((column for column in free if column.year == offset is not None), free[0])


def years_done(heads: list[Head]) -> Iterator[int]:
    """The years printed above what was spent or reached."""
    for box, fits in heads:
        if any(column.id in _DONE for column in fits) and (year := YEAR.search(box.match)):
            yield int(year[0])


def year_last(heads: list[Head]) -> list[Head]:
    """The headings, one that prints a year above columns of no year behind the others: beside «实际值» «2022年实际值»
    is not what was reached."""
    return sorted(heads, key=lambda head: bool(YEAR.search(head[0].match)) and all(c.year is None for c in head[1]))


def of_other_years(free: list[Column], box: Box, years: list[int]) -> bool:
    """Whether a heading prints a year that none of the columns is of: no year's figures are given for another's."""
    offset = _offset(box, years)
    return offset is not None and all(column.year not in (None, offset) for column in free)


def of_another_year(free: list[Column], box: Box, done: int) -> bool:
    """Whether a heading prints another year than that in which was ``done`` what the row reports, above columns of no
    year: «2021年实际 | 2022年实际 | 2023年目标 | 2023年实际 | 2025年目标»."""
    year = YEAR.search(box.match) if done else None
    return year is not None and int(year[0]) != done and all(column.year is None for column in free)


def later_target(heads: list[Head], done: int) -> bool:
    """Whether what was to be reached is told of one year alone, later than what was: the report's year decides."""
    aims = {year[0] for box, fits in heads if (year := YEAR.search(box.match)) and all(c.id == "target" for c in fits)}
    return len(aims) == 1 and int(*aims) > done


def _offset(box: Box, years: list[int]) -> int | None:
    year = YEAR.search(box.match)
    return min(int(year[0]) - max(years), 0) if year else None
