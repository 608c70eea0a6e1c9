"""自评表: money, goals, indicators, total."""

from __future__ import annotations

from typing import Annotated

from jixiao.schema.base import Model, Money, Number, Percent, Points, term
from jixiao.schema.narrative import Rating
from jixiao.schema.vocabulary import Comparator, Concept, Dimension


class FundRow(Model):
    """A row of the money block that has the columns budget, execution, rate and score. Money in 万元."""

    label: Annotated[str | None, term("资金名称", "The row's words without 其中 and colon")] = None
    concept: Annotated[Concept | None, term("资金类别", "What the row is about")] = None
    initial: Annotated[Money | None, term("年初预算数", "Initial budget")] = None
    full_year: Annotated[Money | None, term("全年预算数", "Adjusted budget of the whole year")] = None
    executed: Annotated[Money | None, term("全年执行数", "Executed")] = None
    weight: Annotated[Points | None, term("分值", "Points to be had")] = None
    rate: Annotated[Percent | None, term("执行率", "Execution rate, percent")] = None
    score: Annotated[Points | None, term("得分", "Points given")] = None
    reason: Annotated[str | None, term("原因", "Reason of a low rate, where the form asks")] = None


class LabelledAmount(Model):
    """A label with one amount in 万元."""

    label: Annotated[str | None, term("名称", "Words without 其中 and colon")] = None
    concept: Annotated[Concept | None, term("类别", "What the amount is about")] = None
    amount: Annotated[Money | None, term("金额", "Amount in 万元")] = None


class Goal(Model):
    """An annual goal."""

    expected: Annotated[str | None, term("预期目标", "What was planned")] = None
    actual: Annotated[str | None, term("实际完成情况", "What was done")] = None
    weight: Annotated[Points | None, term("目标分值", "Points of the goal, where the form gives them")] = None


class Measure(Model):
    """A target or an actual value."""

    text: Annotated[str, term("原文", "As printed: operator, value and unit columns put together")]
    comparator: Annotated[Comparator | None, term("计算符号", "Operator, null when not printed")] = None
    value: Annotated[Number | None, term("数值", "The number, when it is one")] = None
    unit: Annotated[str | None, term("计量单位", "Unit as printed")] = None
    qualitative: Annotated[bool, term("定性", "Described in words, not measured")] = False


class Indicator(Model):
    """A row of the indicator block."""

    goal: Annotated[int | None, term("所属目标", "Index in goals of the goal that the row belongs to")] = None
    level1: Annotated[str | None, term("一级指标", "First level")] = None
    level1_weight: Annotated[Points | None, term("一级指标分值", "Points printed with the first level")] = None
    level2: Annotated[str | None, term("二级指标", "Second level")] = None
    level3: Annotated[str | None, term("三级指标", "Third level: the indicator itself")] = None
    dimension: Annotated[Dimension | None, term("指标维度", "Dimension, from the second level")] = None
    target: Annotated[Measure | None, term("年度指标值", "Target in force")] = None
    actual: Annotated[Measure | None, term("实际完成值", "Actual value")] = None
    initial_target: Annotated[Measure | None, term("年初指标值", "First target, where the form has both")] = None
    criterion: Annotated[str | None, term("评价标准", "How points are given")] = None
    weight: Annotated[Points | None, term("分值", "Points to be had")] = None
    score: Annotated[Points | None, term("自评得分", "Points given; a merged score counts on its first row")] = None
    review_score: Annotated[Points | None, term("复核得分", "Points after review")] = None
    coefficient: Annotated[Number | None, term("系数", "Coefficient, where the form has one")] = None
    is_core: Annotated[bool | None, term("核心指标", "Marked as a core indicator; null when the form has no mark")] = (
        None
    )
    deviation_reason: Annotated[str | None, term("偏差原因分析及改进措施", "Why the target was missed")] = None
    filler: Annotated[bool, term("空行", "Template row without a content of its own")] = False


class Total(Model):
    """The total row."""

    weight: Annotated[Points | None, term("总分值", "Points to be had in all")] = None
    score: Annotated[Points | None, term("总得分", "Points given in all")] = None


class Evaluation(Model):
    """One 自评表."""

    title: Annotated[str | None, term("表名", "Title of the table")] = None
    year: Annotated[int | None, term("年度", "Fiscal year")] = None
    project: Annotated[str | None, term("项目名称", "Project, in a project's table")] = None
    project_code: Annotated[str | None, term("项目编码", "Code of the project")] = None
    department: Annotated[str | None, term("主管部门", "Department in charge")] = None
    unit: Annotated[str | None, term("实施单位", "Unit that spends the money")] = None
    funds: Annotated[tuple[FundRow, ...], term("预算执行情况", "Money rows with budget and execution")] = ()
    by_income: Annotated[tuple[LabelledAmount, ...], term("按收入性质分", "Amounts by source of income")] = ()
    by_nature: Annotated[tuple[LabelledAmount, ...], term("按支出性质分", "Amounts by nature of spending")] = ()
    goals: Annotated[tuple[Goal, ...], term("年度总体目标", "Annual goals")] = ()
    indicators: Annotated[tuple[Indicator, ...], term("绩效指标", "Every indicator row in order")] = ()
    total: Annotated[Total, term("总分", "The total row")] = Total()
    rating: Annotated[Rating | None, term("评价等级", "Grade given in the table")] = None
    remarks: Annotated[str | None, term("备注", "Remarks")] = None
    conclusion: Annotated[str | None, term("评价结论", "Conclusion in the table")] = None
    problems: Annotated[str | None, term("存在问题", "Problems in the table")] = None
    measures: Annotated[str | None, term("改进措施", "Measures in the table")] = None
