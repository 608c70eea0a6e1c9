"""A page of headings, lines and tables for the terminal: ruled and coloured there, plain text elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from jixiao.schema import digits

NOTHING = "–"
"""Stands where the report has no value."""

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
        """A table; the columns in ``numbers`` are set to the right, columns without any value are left out."""
        lines = [[self._mask(shown(value)) for value in row] for row in rows]
        kept = [i for i, _ in enumerate(columns) if any(line[i] not in (NOTHING, "") for line in lines)]
        if not lines or not kept:
            return
        if caption:
            self.console.print(Text(f"  {self._mask(caption)}", style="bold"))
        table = Table(box=box.SIMPLE_HEAD if self._ruled else None, pad_edge=True, header_style="dim", padding=(0, 1))
        for index in kept:
            number = index in numbers
            table.add_column(columns[index], justify="right" if number else "left", no_wrap=number, overflow="fold")
        for line in lines:
            table.add_row(*(Text(line[i]) for i in kept))
        self.console.print(table)
