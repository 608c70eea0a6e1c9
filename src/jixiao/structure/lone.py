"""Tables of which only one zone looks like a form's, and which are none."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.structure.forms import Form
from jixiao.structure.match_model import Box, FormMatch, ZoneMatch


def holds_nothing(found: FormMatch) -> bool:
    """Whether no row of a table was read, nor any label's value."""
    return not (found.pairs or found.total or any(zone.records for zone in found.zones))


def stands_for_another(found: FormMatch, rows: Sequence[Sequence[Box]], forms: Sequence[Form]) -> bool:
    """Whether a table without a form's title, one of whose zones alone is there, only shares headings with the form."""
    zones = [zone for zone in found.zones if zone.records]
    if not zones and len(found.zones) == 1 and len(found.unknown) > 1:
        zones = found.zones
    if len(zones) != 1 or found.pairs or not zones[0].zone.free_rows:
        return False
    return _lists_projects(zones[0], rows, forms) or _is_part(zones[0])


def _lists_projects(zone: ZoneMatch, rows: Sequence[Sequence[Box]], forms: Sequence[Form]) -> bool:
    """«序号 | 项目名称 | 预算数 | 执行数»: the label of a project's name heads the names below."""
    names = {key for form in forms for z in form.zones for pair in z.pairs if pair.id == "project" for key in pair.keys}
    heads = rows[zone.headings[0].cell.row] if zone.headings else []
    label = next((box.cell.column for record in zone.records if (box := record.cells.get("label"))), None)
    if label is None and not zone.records:
        label = next((column for column, id_ in zone.owner.items() if id_ == "label"), None)
    return label is not None and any(box.key in names and box.cell.column <= label < box.end for box in heads)


def _is_part(zone: ZoneMatch) -> bool:
    """«支出项目 | 2021年决算数 | 2022年决算数» over 基本支出 and 项目支出: a zone whose rows the form gives, not the
    first of them nor all of its columns."""
    given = [row for row in zone.zone.rows if row.level == 1]
    if len(given) < 2:
        return False
    first = any(record.known is given[0] for record in zone.records)
    missing = [c for c in zone.zone.columns if c.labels and not c.optional and c.id not in zone.owner.values()]
    return not first and bool(missing)
