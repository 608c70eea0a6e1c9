"""A page of headings, lines and tables for the terminal: ruled and coloured there, plain text elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jixiao import lazy_re as re
from jixiao.schema import digits

NOTHING = "–"
"""Stands where the report has no value."""

_LEAST = 8  # columns of the screen that a text in a table must have: four Chinese characters
_PADDING = 2
_UNIT = re.compile(r"[-+−]?\d[\d.,]*[%％]?|[A-Za-z]+|.")
"""What a line of a cell may end behind: a figure, a word, a character."""

Value = str | int | Decimal | bool | None


def shown(value: Value, unit: str = "") -> str:
    """A value as printed; nothing is «–»."""
    if value is None:
        return NOTHING
    if isinstance(value, Decimal):
        return digits(value) + unit
    return f"{value}{unit}"


class Sheet:
    """Collects a page on a rich console. ``mask`` is applied to everything that comes from the report."""

    def __init__(self, console: Console, mask: Callable[[str], str]) -> None:
        self.console = console
        self._mask = mask
        self._ruled = console.is_terminal

    def title(self, text: str) -> None:
        """The heading of the page."""
        self._print(Text(self._mask(text), style="bold"))

    def heading(self, text: str) -> None:
        """A heading, with a blank line before it."""
        self.console.print()
        self.console.print(Text(f"■ {self._mask(text)}", style="bold cyan"))

    def line(self, label: str, text: str, style: str = "") -> None:
        """A label and what belongs to it, in one line."""
        self._print(Text.assemble((f"  {label}  ", "dim"), (self._mask(text), style)))

    def item(self, text: str, style: str = "") -> None:
        """An item of a list."""
        self._print(Text(f"  · {self._mask(text)}", style=style))

    def plain(self, text: str, style: str = "") -> None:
        """A line as it is."""
        self._print(Text(self._mask(text), style=style))

    def _print(self, text: Text) -> None:
        # Only a terminal needs broken lines; in a file or a pipe they get in the way of searching.
        self.console.print(text, soft_wrap=not self._ruled)

    def table(
        self, columns: Sequence[str], rows: Iterable[Sequence[Value]], *, numbers: Sequence[int] = (), caption: str = ""
    ) -> None:
        """A table; the columns in ``numbers`` are set to the right, columns without any value are left out.

        Where the columns have no room beside each other, each row is lines of names and values: a table would cut
        figures («-22.31» to «-22.3») and leave columns out.
        """
        lines = [[self._mask(shown(value)) for value in row] for row in rows]
        kept = [i for i, _ in enumerate(columns) if any(line[i] not in (NOTHING, "") for line in lines)]
        if not lines or not kept:
            return
        if caption:
            self.console.print(Text(f"  {self._mask(caption)}", style="bold"))
        wanted = [
            max(cell_len(part) for text in (columns[i], *(line[i] for line in lines)) for part in text.split("\n"))
            for i in kept
        ]
        least = [
            width if i in numbers else min(width, max(_LEAST, *(_longest_unit(line[i]) for line in lines)))
            for i, width in zip(kept, wanted, strict=True)
        ]
        room = self.console.width - _PADDING * len(kept)
        if sum(least) > room:
            for line in lines:
                self._row([" ".join(f"{columns[i]} {line[i]}".split()) for i in kept if line[i]])
            return
        widths = _narrowed(wanted, least, room)
        table = Table(box=box.SIMPLE_HEAD if self._ruled else None, pad_edge=True, header_style="dim", padding=(0, 1))
        for index, width in zip(kept, widths, strict=True):
            justify: Literal["left", "right"] = "right" if index in numbers else "left"
            table.add_column(_wrapped(columns[index], width), justify=justify, no_wrap=True, min_width=width)
        for line in lines:
            table.add_row(*(Text(_wrapped(line[i], width)) for i, width in zip(kept, widths, strict=True)))
        self.console.print(table)

    def _row(self, items: Sequence[str]) -> None:
        """Names with values, as many on a line as there is room for."""
        filled = ""
        for item in items:
            if filled and cell_len(f"  {filled} · {item}") > self.console.width:
                self.console.print(Text(f"  {filled}"), soft_wrap=True)
                filled = f"  {item}"
            else:
                filled = f"{filled} · {item}" if filled else item
        self.console.print(Text(f"  {filled}"), soft_wrap=True)


def _longest_unit(text: str) -> int:
    return max((cell_len(unit) for unit in _UNIT.findall(text)), default=0)


def _narrowed(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Widths of columns that fit into the room: the widest give way first, none below its least."""
    widths = list(wanted)
    while sum(widths) > room:
        widest = max((i for i, width in enumerate(widths) if width > least[i]), key=lambda i: widths[i])
        widths[widest] -= 1
    return widths


def _wrapped(text: str, width: int) -> str:
    """A text in lines of a width; no figure is broken («不低于10», «0%» would be read as 10)."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for unit in _UNIT.findall(part):
            if line and cell_len(line + unit) > width:
                lines.append(line)
                line = ""
            line += unit
        lines.append(line)
    return "\n".join(lines)
