"""Tables of the narrative that look like a form's: they are read as what the text says."""

from __future__ import annotations

from jixiao.extract.context import Context
from jixiao.extract.sheets import unit_in_front
from jixiao.quotes import squeeze
from jixiao.structure.choose import titled
from jixiao.structure.match_model import FormMatch

_BESIDE = ("sheet.money.change", "sheet.money.rate", "sheet.money.share")


def is_of_text(context: Context, form: FormMatch, block: int, title: str) -> bool:
    """Whether a table of the narrative is no form, though its words are a form's."""
    role = form.form.role
    return _is_base_of_text(context, form, block, title) if role == "base_data" else _is_list(context, form, title)


def _is_list(context: Context, form: FormMatch, title: str) -> bool:
    """Whether a table lists which places got how much («县区 | 分配金额 | 支出金额 | 执行率»): money alone, beside no
    label of a form and below no title of one, and no row of it that a form has."""
    if form.form.role != "evaluation" or form.pairs or form.total or not form.zones or titled(form.form, title):
        return False
    if any(zone.zone.id != "funds" or any(record.known for record in zone.records) for zone in form.zones):
        return False
    places = context.patterns["sheet.places"]
    return any(places.fits(squeeze(cell.text)) for cell in form.grid.table.cells if cell.row == cell.column == 0)


def _is_base_of_text(context: Context, form: FormMatch, block: int, title: str) -> bool:
    """Whether a table is no 基础数据表 but the text's own of what was spent: money alone, and beside the columns of its
    years one of how it changed or of shares, which that form does not have, nor its title above it. Without a unit in
    front of it no sentence could say what it holds.
    """
    if form.pairs or titled(form.form, title):
        return False
    unit = unit_in_front(context, block)
    if unit is None or titled(form.form, unit.match.string):
        return False
    records = [(zone, record) for zone in form.zones for record in zone.records]
    if any(zone.zone.id != "expenses" or (record.known and record.known.apart) for zone, record in records):
        return False
    heads = (squeeze(cell.text) for cell in form.grid.table.cells if cell.row == 0)
    return any(context.patterns[name].occurs(head) for head in heads for name in _BESIDE)
