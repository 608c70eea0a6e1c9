"""附件1 基础数据表: staffing control, expenses, buildings, thrift."""

from __future__ import annotations

from typing import Annotated

from jixiao.schema.base import Area, Model, Money, Percent, term
from jixiao.schema.vocabulary import Concept


class StaffingControl(Model):
    """财政供养人员情况."""

    authorized: Annotated[int | None, term("编制数", "Authorised posts")] = None
    actual: Annotated[int | None, term("实际在职人数", "Staff in post")] = None
    control_rate: Annotated[Percent | None, term("控制率", "Staff in post over authorised posts, percent")] = None


class Expense(Model):
    """One row of 经费控制情况. Money in 万元."""

    item: Annotated[str | None, term("经费项目", "The row's words, without number")] = None
    concept: Annotated[Concept | None, term("经费类别", "What the row is about; null for a template row")] = None
    level: Annotated[int | None, term("层级", "Depth of the row, 1 is the outermost")] = None
    parent: Annotated[int | None, term("上级行", "Index in expenses of the row that this one is part of")] = None
    prior_final: Annotated[Money | None, term("上年决算数", "Final account of the year before")] = None
    budget: Annotated[Money | None, term("本年预算数", "Budget of the year")] = None
    final: Annotated[Money | None, term("本年决算数", "Final account of the year")] = None


class Amounts(Model):
    """The three money columns of a row on its own. Money in 万元."""

    prior_final: Annotated[Money | None, term("上年决算数", "Final account of the year before")] = None
    budget: Annotated[Money | None, term("本年预算数", "Budget of the year")] = None
    final: Annotated[Money | None, term("本年决算数", "Final account of the year")] = None


class Building(Model):
    """One row of 楼堂馆所控制情况."""

    approved_area: Annotated[Area | None, term("批复规模", "Approved floor area, ㎡")] = None
    actual_area: Annotated[Area | None, term("实际规模", "Actual floor area, ㎡")] = None
    area_rate: Annotated[Percent | None, term("规模控制率", "Actual over approved area, percent")] = None
    approved_cost: Annotated[Money | None, term("预算投资", "Approved investment, 万元")] = None
    actual_cost: Annotated[Money | None, term("实际投资", "Actual investment, 万元")] = None
    cost_rate: Annotated[Percent | None, term("投资概算控制率", "Actual over approved investment, percent")] = None


class BaseData(Model):
    """The whole table."""

    title: Annotated[str | None, term("表名", "Title of the table")] = None
    year: Annotated[int | None, term("年度", "Fiscal year")] = None
    staffing: Annotated[StaffingControl, term("财政供养人员情况", "Staffing control")] = StaffingControl()
    expenses: Annotated[tuple[Expense, ...], term("经费控制情况", "Expense rows in order, template rows too")] = ()
    procurement: Annotated[Amounts, term("政府采购金额", "Government procurement")] = Amounts()
    basic_adjustment: Annotated[Amounts, term("部门基本支出预算调整", "Adjustment of the basic budget")] = Amounts()
    buildings: Annotated[tuple[Building, ...], term("楼堂馆所控制情况", "Buildings; none when blank")] = ()
    thrift_measures: Annotated[str | None, term("厉行节约保障措施", "Thrift measures")] = None
    notes: Annotated[str | None, term("说明", "The notes below the table")] = None
