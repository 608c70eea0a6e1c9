"""What a label heads among the amounts of any form: one look-up for each cell of a table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from jixiao.structure.form_model import Form, Zone
from jixiao.structure.headings import LONGEST, is_beside

_KEPT = 1 << 12  # labels of which a process remembers what they head


class MoneyColumns(dict[str, str]):
    """The columns of amounts by what heads them, "" for none; as labels come."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        super().__init__()
        self.zones = [zone for form in forms if (zone := form.zone("funds"))]
        self.columns = [column for zone in self.zones for column in zone.columns if column.type != "label"]

    def __missing__(self, key: str) -> str:
        if len(key) > LONGEST:
            return ""
        columns = self.columns if key else ()  # nearly half of all cells are blank
        exact = (c.id for c in columns if key in c.keys)
        like = (c.id for c in columns if c.like and c.like.fullmatch(key))
        found = next(exact, None) or next(like, "")
        if found and is_beside_money(self.zones, key) and not any(key in c.keys for c in columns):
            found = ""  # «1-6月执行数»
        if len(self) >= _KEPT:
            self.clear()
        self[key] = found
        return found


@lru_cache(maxsize=8)
def money_columns(forms: tuple[Form, ...]) -> MoneyColumns:
    """The columns of amounts of some forms."""
    return MoneyColumns(forms)


def money_column(forms: tuple[Form, ...], key: str) -> str:
    """The column of amounts that a label heads in any form, "" for none."""
    return money_columns(forms)[key]


def is_beside_money(zones: Iterable[Zone], key: str) -> bool:
    """Whether a label is of an amount that no report has a place for («调整数», «1-6月执行数»)."""
    return 0 < len(key) <= LONGEST and any(is_beside(zone, key) for zone in zones)
