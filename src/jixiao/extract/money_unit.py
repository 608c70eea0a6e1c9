"""The money unit of a form that prints none in its headings nor above itself: printed elsewhere, or the form's own."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter

from jixiao.document import Diagnostic, Paragraph
from jixiao.extract.context import Context
from jixiao.quotes import Text
from jixiao.structure.form_model import ids_of
from jixiao.structure.match_model import Box, FormMatch, ZoneMatch, unit_of
from jixiao.values import money

_LARGE = 100_000
"""万元 (a billion 元) that few offices spend: without a printed unit such a figure may be 元."""
_ROW = attrgetter("row")
_LINES = 3
"""Lines below a table that may print its unit."""


class MoneyUnits:
    """Settles the units of a report's forms, in the order of the document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.line = context.patterns["table_title.unit"]
        heads = {stated["unit"] for text in _heads(context) if (stated := self.line.search(text))}
        self.of_heads: str | None = heads.pop() if len(heads) == 1 else None
        self.printed: dict[str, set[str]] = defaultdict(set)  # by the forms' roles

    def settle(self, found: FormMatch, block: int) -> None:
        """Sets the unit of a form that assumes its own to one printed in the table's rows, in a page's head or below
        the table; without one that of other tables or the form's own counts, and is told where that is a risk."""
        printed = self.printed[found.form.role]
        if found.unit_assumed and (unit := self._printed(found, block)):
            found.unit, found.unit_assumed = unit, False
            for zone in found.zones:
                if zone.assumed:
                    zone.default_unit, zone.assumed = unit, False
        for zone in found.zones:
            printed |= _units_of(zone)
        if found.unit_assumed:
            _say_unit(self.context, found, next(iter(printed)) if len(printed) == 1 else None)

    def _printed(self, found: FormMatch, block: int) -> str | None:
        labels = (pair.label for pair in found.pairs.values())  # «填报单位：云溪县图书馆    金额单位：元» is one cell
        for box in [*found.captions, *(box for row in found.unknown for box in row), *labels]:
            if stated := self.line.search(box.view):
                found.structure.append(stated.quote())
                return stated["unit"]
        if unit := _in_banner(found):
            return unit
        # «填报单位：白石县第一中学 | 单位：元»: a cell of its own among the labels above the first headings
        first = min((box.cell.row for zone in found.zones for box in zone.headings), default=0)
        for cell, source in zip(found.grid.table.cells, found.grid.sources, strict=True):
            if cell.row >= first:
                break
            if "元" in cell.text and (stated := self.line.match(source.view())):
                found.structure.append(stated.quote())
                return stated["unit"]
        below = (self.line.search(text) for text in _below(self.context, block))
        own = self.of_heads or next((stated["unit"] for stated in below if stated), None)
        if own:
            return own
        alone = (self.line.fullmatch(line) for line in _over(self.context, block))
        return next((stated["unit"] for stated in alone if stated), None)


def _in_banner(found: FormMatch) -> str | None:
    """The unit in a cell over the whole table right above the money («二、项目资金情况（元）»)."""
    zones = [zone for zone in found.zones if zone.headings and ids_of(zone.zone, "amount")]
    tops = [min(box.cell.row for box in zone.headings) for zone in zones]
    last, table = max(tops, default=0), found.grid.table
    over = zip(table.cells[: bisect_left(table.cells, last, key=_ROW)], found.grid.sources, strict=False)
    banners = {cell.row + cell.row_span: source for cell, source in over if cell.column_span == table.columns}
    above = (banners.get(top) for top in tops)
    return next((unit for source in above if source is not None and (unit := unit_of(source.view().match))), None)


def _heads(context: Context) -> Iterator[Text]:
    """What pages repeat at their edges («金额单位：元» in a running head)."""
    for index, block in enumerate(context.structured.blocks):
        if isinstance(block, Paragraph) and block.aside:
            yield context.structured.sources[index].view()


def _over(context: Context, block: int) -> Iterator[Text]:
    """The lines above a table up to the one before it, the nearest first: «单位：元» below the title, above the first
    rows, which are in no table («一、项目基本情况», «项目名称 …»)."""
    for index in range(block - 1, -1, -1):
        here = context.structured.blocks[index]
        if not isinstance(here, Paragraph):
            return
        if "元" in here.text:
            yield context.structured.sources[index].view()


def _below(context: Context, block: int) -> list[Text]:
    """The lines below a table. Before a further table only sentences: other lines may be its heading («单位：元»)."""
    lines: list[Text] = []
    for index in range(block + 1, len(context.structured.blocks)):
        here = context.structured.blocks[index]
        if not isinstance(here, Paragraph):
            return [line for line in lines if line.match.endswith("。")]
        if not here.aside and here.text.strip() and len(lines) < _LINES:
            lines.append(context.structured.sources[index].view())
    return lines


def _say_unit(context: Context, found: FormMatch, others: str | None) -> None:
    """The unit that the document's other tables print (``others``: «单位：元» above the first of several projects'
    tables), else the form's own. One that is not 万元 is told. A table of another office that looks like a form in 元
    may count in 万元: it does where no amount reaches 1 万元 in 元. Where a form counts in 万元 and an amount is larger
    than most offices' money, it is told too."""
    unit = others or found.form.unit
    quotes = [box.quote for zone in found.zones if zone.assumed for box in _bare_amounts(zone)]
    if unit == "元":
        pairs = [match for match in found.pairs.values() if match.pair.type == "amount"]
        quotes += [match.value for match in pairs if match.value and not unit_of(match.label.match)]
    amounts = [(quote, amount.value) for quote in quotes if (amount := money(quote, "", unit=unit)) and amount.value]
    largest = max((value for _, value in amounts), default=0)
    told = unit != "万元" or largest >= _LARGE
    if unit == "元" and largest < 1:
        unit = "万元"
    found.unit = unit
    for zone in found.zones:
        if zone.assumed:
            zone.default_unit = unit
    if not amounts or not told:
        return
    first = amounts[0][0]
    context.diagnostics.append(
        Diagnostic(
            "money_unit_assumed",
            f"表中没有注明金额单位，「{first.printed}」等金额以{unit}计，请核对",
            f"the table prints no money unit: «{first.printed}» and others are taken as {unit}; check them",
            (first.block,),
        )
    )


def _bare_amounts(zone: ZoneMatch) -> Iterator[Box]:
    """The cells of amounts in columns whose headings print no unit, nor their rows."""
    for column in zone.zone.columns:
        if column.type == "amount" and not zone.printed_unit(column.id):
            for record in zone.records:
                label = record.cells.get("label")
                if not (record.unit or (label and unit_of(label.match))):
                    yield from record.boxes(column.id)


def _units_of(zone: ZoneMatch) -> set[str]:
    """The units that a zone's headings or the table print for its amounts."""
    own = {zone.printed_unit(column.id) for column in zone.zone.columns if column.type == "amount"}
    return {unit for unit in own if unit} or ({zone.default_unit} if own and not zone.assumed else set())
