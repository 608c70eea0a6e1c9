"""Who reports: the unit, its functions, divisions and staff."""

from __future__ import annotations

from typing import Annotated

from jixiao.schema.base import Model, term
from jixiao.schema.vocabulary import Direction


class Organization(Model):
    """The reporting unit."""

    name: Annotated[str | None, term("单位名称", "Name of the unit as printed")] = None
    parent: Annotated[str | None, term("主管部门", "The department that it belongs to")] = None
    level: Annotated[str | None, term("单位级别", "Budget level as printed, e.g. 二级机构")] = None
    region: Annotated[str | None, term("所在地区", "Region, inferred from the name")] = None


class Movement(Model):
    """One kind of staff change within the year."""

    direction: Annotated[Direction, term("变动方向", "in: joined the staff; out: left it")]
    kind: Annotated[str, term("变动类型", "What happened, as printed, e.g. 在职人员转退休")]
    count: Annotated[int | None, term("变动人数", "Number of people")] = None


class Staffing(Model):
    """Staff at year end, from the narrative. Counts are people."""

    authorized: Annotated[int | None, term("编制数", "Authorised posts")] = None
    on_duty: Annotated[int | None, term("在职人数", "Staff in post at year end")] = None
    on_duty_change: Annotated[int | None, term("在职人数增减", "Change against last year, signed")] = None
    retired_cadres: Annotated[int | None, term("离休人数", "Retired veteran cadres")] = None
    retired: Annotated[int | None, term("退休人数", "Retirees")] = None
    movements: Annotated[tuple[Movement, ...], term("人员变动", "The movements that explain the change")] = ()


class Profile(Model):
    """The unit's basic situation."""

    functions: Annotated[tuple[str, ...], term("主要职能", "Main functions, one an entry, without numbers")] = ()
    divisions: Annotated[tuple[str, ...], term("内设机构", "Internal divisions")] = ()
    subordinate_units: Annotated[tuple[str, ...], term("下属单位", "Subordinate units")] = ()
    staffing: Annotated[Staffing, term("人员情况", "Staff")] = Staffing()
