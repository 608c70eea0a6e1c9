"""Tables of provinces that have no page of their own, as a word processor holds them and as tools flatten them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import KEEPS_BOUNDARIES, flatten_document

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

CRITERIA = [
    ("预算编制情况（15分）", 2, "预算编制", 1, "预算编制合理性", "10", "符合部门职责得10分", "10", ""),
    ("", 0, "目标设置", 1, "绩效目标合理性", "5", "目标明确得3分，量化得2分", "4", "个别目标量化不足"),
    ("预算执行情况（35分）", 2, "资金管理", 2, "支出进度率", "15", "=15×平均支出率", "13.5", "2个项目进度偏慢"),
    ("", 0, "", 0, "资金下达合规性", "20", "合规得20分", "20", ""),
    ("预算使用效益（50分）", 2, "效率性", 1, "重点工作完成率", "25", "=完成数/应完成数×100%", "24", "1项跨年实施"),
    ("", 0, "公平性", 1, "群众满意度", "25", "≥90%得满分", "22", "满意度88.6%"),
]


def criteria() -> Table:
    """Scored by criteria, with first levels of its own (广东)."""
    grid = Grid(7)
    grid.row("一级指标", "二级指标", "三级指标", "分值", "评分标准", "自评得分", "扣分原因")
    for one, rows, two, parts, *rest in CRITERIA:
        lead = [GridCell(one, rows=rows)] if rows else []
        grid.row(*lead, *([GridCell(two, rows=parts)] if parts else []), *rest)
    grid.row(GridCell("合计", 3), "100", "", "93.5", "")
    return grid.table()


def money() -> Table:
    """Funds named below «预算资金», with one budget (上海)."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("云桥文化活动中心运营经费", 7))
    grid.row("预算主管部门", GridCell("云桥街道办事处", 3), "预算单位", GridCell("云桥文化活动中心", 3))
    grid.row(
        GridCell("项目资金（元）", rows=4),
        GridCell("", rows=1),
        "预算资金",
        "预算数",
        "执行数",
        "分值",
        "执行率",
        "得分",
    )
    grid.row("", "年度资金总额", "2,350,000.00", "2,318,406.52", "10", "98.66%", "9.87")
    grid.row("", "其中：财政资金", "2,350,000.00", "2,318,406.52", "-", "-", "-")
    grid.row("", "其他资金", "0.00", "0.00", "-", "-", "-")
    grid.row(GridCell("绩效指标", rows=4), "一级指标", "二级指标", "三级指标", "指标值", "指标完成值", "权重", "得分")
    grid.row(GridCell("产出指标", rows=2), "数量", "文化活动场次", "≥60场", "64场", "40", "40")
    grid.row("质量", "活动验收合格率", "=100%", "100%", "30", "30")
    grid.row("满意度指标", "满意度", "居民满意度", "≥90%", "93.4%", "20", "20")
    grid.row(GridCell("合计", 6), "100", "99.87")
    return grid.table()


def banners() -> Table:
    """First levels as rows of one cell, rows of indicators numbered, goals below the money, points in the heading."""
    grid = Grid(7)
    grid.row(GridCell("项目名称", 2), GridCell("云桥无障碍改造", 5))
    grid.row(GridCell("资金来源", 2), "年初预算", "调整后预算", "实际支出", "执行率", "得分（10分）")
    grid.row(GridCell("合计", 2), "120.00", "135.00", "129.60", "96%", "9.6")
    grid.row(GridCell("其中：财政拨款", 2), "120.00", "135.00", "129.60", "96%", "")
    grid.row(GridCell("年度目标", 2), GridCell("为300户残疾人家庭实施无障碍改造。", 5))
    grid.row("序号", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
    grid.row(GridCell("一、产出指标（50分）", 7))
    grid.row("1", "数量", "改造户数", "≥300户", "318户", "25", "25")
    grid.row("2", "质量", "验收合格率", "100%", "100%", "25", "25")
    grid.row(GridCell("二、效益指标（40分）", 7))
    grid.row("3", "社会效益", "生活便利程度", "明显提高", "明显提高", "40", "38")
    grid.row(GridCell("自评总分", 5), "100", "97.6")
    return grid.table()


def test_levels_in_rows_of_their_own() -> None:
    report = read(banners(), "2022年度项目支出绩效自评表", "pandoc")
    (table,) = report.evaluations
    assert [(i.level1, i.level1_weight, i.level2, i.level3, i.score) for i in table.indicators] == [
        ("产出指标", 50, "数量", "改造户数", 25),
        ("产出指标", 50, "质量", "验收合格率", 25),
        ("效益指标", 40, "社会效益", "生活便利程度", 38),
    ]
    assert [fund.label for fund in table.funds] == ["合计", "财政拨款"]
    assert "weights-sum-100" not in {finding.rule for finding in report.findings}


def test_numbers_of_rows_name_no_fund() -> None:
    grid = Grid(7)
    grid.row("序号", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "自评得分")
    grid.row("1", "办案经费", "420.00", "486.50", "486.50", "100%", "98.5")
    grid.row("2", "法庭维修", "150.00", "150.00", "117.30", "78.20%", "91.8")
    grid.row(GridCell("合计", 2), "570.00", "636.50", "603.80", "94.86%", "—")
    (table,) = read(grid.table(), "云溪县人民法院2023年度项目支出绩效自评结果汇总表", "pandoc").evaluations
    assert [fund.label for fund in table.funds] == ["办案经费", "法庭维修", "合计"]


def read(table: Table, title: str, dialect: str) -> Report:
    return parse(flatten_document([Para(title, "title"), table], dialect).encode())


@pytest.mark.parametrize("dialect", KEEPS_BOUNDARIES)
def test_a_table_scored_by_criteria(dialect: str) -> None:
    report = read(criteria(), "2023年度云溪市水文服务中心部门整体支出绩效自评表", dialect)
    (table,) = report.evaluations
    rows = [(i.level3, i.weight, i.criterion, i.score, i.deviation_reason or "") for i in table.indicators]
    assert rows == [(name, Decimal(w), rule, Decimal(s), why) for *_, name, w, rule, s, why in CRITERIA]
    assert [i.level1_weight for i in table.indicators] == [15, 15, 35, 35, 50, 50]
    assert (table.total.weight, table.total.score) == (100, Decimal("93.5"))
    assert not {"statutory-weight-split", "blank-indicator-row"} & {finding.rule for finding in report.findings}


@pytest.mark.parametrize("dialect", KEEPS_BOUNDARIES)
def test_funds_are_named_where_words_are(dialect: str) -> None:
    (table,) = read(money(), "项目支出绩效自评表（2023年度）", dialect).evaluations
    assert [(f.label, f.concept, f.initial, f.full_year, f.executed, f.score) for f in table.funds] == [
        ("年度资金总额", "total", None, 235, Decimal("231.840652"), Decimal("9.87")),
        ("财政资金", "fiscal_appropriation", None, 235, Decimal("231.840652"), None),
        ("其他资金", "other", None, 0, 0, None),
    ]
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [
        ("文化活动场次", 40, 40), ("活动验收合格率", 30, 30), ("居民满意度", 20, 20)
    ]  # fmt: skip
