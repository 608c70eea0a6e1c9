"""Tables and contexts for tests, written as rows of texts; a fictional pair of Hunan's attachments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jixiao.document import Block, Cell, Paragraph, Table
from jixiao.extract.context import Context
from jixiao.patterns import load
from jixiao.quotes import Reading
from jixiao.structure.model import Grid, Structured

Spec = str | tuple[str] | tuple[str, int] | tuple[str, int, int]
"""A cell: its text, how many columns it is wide, how many rows high."""


def table(*rows: Sequence[Spec], origin: str = "native") -> Table:
    """A table from rows of cells; a position under a merged cell is left out, as in Word."""
    covered: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    width = 0
    for r, row in enumerate(rows):
        column = 0
        for spec in row:
            text, span, height = (*((spec,) if isinstance(spec, str) else spec), 1, 1)[:3]
            while (r, column) in covered:
                column += 1
            cells.append(Cell(r, column, int(height), int(span), str(text)))
            covered |= {(r + i, column + j) for i in range(int(height)) for j in range(int(span))}
            column += int(span)
        width = max(width, column)
    return Table(len(rows), width, tuple(cells), origin)


def grid(*rows: Sequence[Spec]) -> Grid:
    """The grid of such a table, in block 0."""
    return Grid(0, table(*rows))


def context(*blocks: str | Block) -> Context:
    """A context over paragraphs (given as texts) and tables, without an outline."""
    made = tuple(Paragraph(block) if isinstance(block, str) else block for block in blocks)
    return Context(Structured.of(made), load())


def values(draft: Any) -> Any:
    """The plain values of a draft; asserts that each reading quotes the source verbatim."""
    if isinstance(draft, Reading):
        for span in draft.quote.spans:
            assert 0 <= span.start <= span.end <= len(span.source.text)
        assert draft.value is not None or draft.null_kind is not None or draft.quote
        return draft.value
    if isinstance(draft, dict):
        return {key: values(value) for key, value in draft.items()}
    if isinstance(draft, list):
        return [values(value) for value in draft]
    assert draft is None
    return None


def base_rows() -> list[list[Spec]]:
    """附件1 of a fictional county archive."""
    money = [
        ("三公经费", "1.20", "2", "0.80"),
        ("1、公务用车购置和维护经费", "", "", ""),
        ("其中：公车购置", "", "0", ""),
        ("        公车运行维护", "", "", "/"),
        ("2、出国经费", "", "", ""),
        ("3、公务接待", "1.20", "2", "0.80"),
        ("项目支出：", "30", "31.5", "30"),
        ("1、业务工作经费", "12,000元", "", ""),
        ("2、运行维护经费", "", "", ""),
        ("……", "", "", ""),
        ("3、县级专项资金（一个专项一行）", "", "", ""),
        ("馆库修缮专项", "18", "", "20"),
        ("数字化专项", "", "10", "10"),
        ("公用经费", "31.64", "33.9", "32.4"),
        ("其中：办公费", "2.59", "2.1", "7,00.0,77"),
        ("        水费、电费、差旅费", "4.90", "1", "4.64"),
        ("    会议费、培训费", "0.18", "", ""),
        ("政府采购金额", "——", "\u3000", "3.5"),
        ("部门基本支出预算调整 ", "——", "", "-12.40"),
    ]
    expenses: list[list[Spec]] = [[item, (a, 2), (b, 2), (c, 2)] for item, a, b, c in money]
    return [
        [("财政供养人员情况（人）", 1, 2), ("编制数", 2), ("2023年实际\n在职人数", 2), ("控制率", 2)],
        [("\u30009", 2), ("8", 2), ("\u300088.89%", 2)],
        ["经费控制情况（万元）", ("2022年决算数", 2), ("2023年预算数", 2), ("2023年决算数", 2)],
        *expenses,
        [("楼堂馆所控制情况\n（2023年完工项目）", 1, 2), "批复规模\n（㎡）", "实际规模（㎡）", "规模控制率",
         "预算投资（万元）", "实际投资（元）", "投资概算控制率"],
        ["1200", "1180㎡", "98.33%", "300", "2950000", "98.33%"],
        ["厉行节约保障措施", ("从严控制接待。\n\n统一采购办公用品。\u3000", 6)],
    ]  # fmt: skip


def evaluation_rows() -> list[list[Spec]]:
    """附件2 of the same archive."""
    return [
        [("预算部门、单位名称", 3), ("云溪县档案馆\u3000", 6)],
        [("年度预\n\n算申请\n（万元）", 1, 7), ("", 2), "年初\n预算数", "全年预算数", "全年\n执行数",
         "分值", "执行率", "得分"],
        [("年度资金总额", 2), "200.00", "220.00", "212.40", "10", "96.55%", "9.65"],
        [("按收入性质分：", 3), ("按支出性质分：", 5)],
        [("  其中：  一般公共预算：212.40", 3), ("其中：基本支出：182.40", 5)],
        [("政府性基金拨款：", 3), ("项目支出：300000元", 5)],
        [("纳入专户管理的非税收入拨款：/", 3), ("", 5)],
        [("其他资金：\u3000", 3), ("", 5)],
        [("年度总体目标", 1, 2), ("预期目标", 3), ("实际完成情况\u3000", 5)],
        [("完成档案收集", 3), ("\u3000完成", 5)],
        [("绩\n\n效\n\n指\n\n标", 1, 8), "一级指标", "二级指标", "三级指标", "年度指标值", "实际\n完成值", "分值",
         "自评得分", "偏差原因\n分析及\n改进措施"],
        [("产出指标\n\n(50分)", 1, 3), "数量指标", "接收档案", "≥3000卷", "3200卷", "\u300030", "30", ""],
        [("质量指标", 1, 2), "档案完好率", "100%", "99%", ("30", 1, 2), ("29.7", 1, 2), "1卷受潮，已修复"],
        ["……", "", "\u3000", ""],
        [("", 1, 3), ("社会效\n\n益指标", 1, 2), "查档便利度", "明显提升", "明显提升", "10", "9.5", "无"],
        ["", "", "", "", "", ""],
        ["可持续影响指标", "制度建设", "3-5项", "4项", "10", "10", "\u3000"],
        ["满意度\n指标\n（10分）", "服务对象满意度指标", "查档人满意度", "不少于90 %", "95%", "10", "9.15", ""],
        [("总分", 6), "100", "98", "\u3000"],
    ]  # fmt: skip


def base_table() -> Table:
    """The fictional 附件1 with its true spans."""
    return table(*base_rows())


def evaluation_table() -> Table:
    """The fictional 附件2 with its true spans."""
    return table(*evaluation_rows())
