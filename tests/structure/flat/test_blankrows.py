"""A base table on a page whose text dropped blank cells: rows of which nothing but the label is left."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report

HEAD = (
    "2023年度部门整体支出绩效评价基础数据表", "财政供养人员情况(人)", "编制数", "2023年实际在职人数", "控制率",
    "46", "50", "108.70%", "经费控制情况(万元)", "2022年决算数", "2023年预算数", "2023年决算数",
)  # fmt: skip
ROWS = (
    "三公经费:", "0", "0", "0", "项目支出:", "674.20", "208.17", "825.20", "1、业务工作经费", "2、运行维护经费", "……",
    "公用经费", "118.31", "85.76", "193.42", "政府采购金额", "部门基本支出预算调整",
)  # fmt: skip
FOOT = (
    "楼堂馆所控制情况", "批复规模(㎡)", "实际规模(㎡)", "规模控制率", "预算投资(万元)", "实际投资(万元)",
    "投资概算控制率", "厉行节约保障措施",
)  # fmt: skip


def read(rows: tuple[str, ...], between: str) -> Report:
    return parse(between.join((*HEAD, *rows, *FOOT, "")).encode())


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_label_alone_is_a_row_of_blank_cells(between: str) -> None:
    table = read(ROWS, between).base_data
    assert table is not None
    assert [(row.concept, row.prior_final, row.budget, row.final) for row in table.expenses] == [
        ("three_public", Decimal(0), Decimal(0), Decimal(0)),
        ("project", Decimal("674.20"), Decimal("208.17"), Decimal("825.20")),
        ("project_business", None, None, None),
        ("project_operations", None, None, None),
        (None, None, None, None),
        ("public", Decimal("118.31"), Decimal("85.76"), Decimal("193.42")),
    ]
    assert (table.procurement.final, table.buildings, table.thrift_measures) == (None, (), None)


def test_a_row_that_lost_some_of_its_figures_is_not_read() -> None:
    """«2、运行维护经费», «30.5»: of which year is the figure?"""
    at = ROWS.index("……")
    found = read((*ROWS[:at], "30.5", *ROWS[at:]), "\n")
    assert found.base_data is None or all("30.5" not in str(row.final) for row in found.base_data.expenses)
    assert "unreadable_table" in [one.code for one in found.diagnostics]


def test_rows_of_authors_and_labels_of_two_lines_beside_rows_without_figures() -> None:
    rows = (
        "支出总额", "994.20", "708.17", "925.20", "项目支出", "674.20", "208.17", "825.20", "其中:1、运行维护经费",
        "2专项资金", "(一个项一行)", "困难职工慰问资金", "300", "300", "299.5", "三公经费", "2、出国经费",
        "3、公务接待", "政府采购金额", "——",
    )  # fmt: skip
    text = "\n\n".join((*HEAD, *rows, "楼堂馆所控制情况\n2023年完工项目)", *FOOT[1:], ""))
    table = parse(text.encode()).base_data
    assert table is not None
    assert [(row.item, row.final) for row in table.expenses] == [
        ("支出总额", Decimal("925.20")), ("项目支出", Decimal("825.20")), ("其中:1、运行维护经费", None),
        ("2专项资金(一个项一行)", None), ("困难职工慰问资金", Decimal("299.5")), ("三公经费", None),
        ("2、出国经费", None), ("3、公务接待", None),
    ]  # fmt: skip
    assert (table.procurement.prior_final, table.procurement.final) == (None, None)


def test_a_row_of_blank_cells_of_which_some_are_lost() -> None:
    """«地方资金» and two blank lines for three cells, where other blank cells are kept (a web page's text)."""
    lines = (
        "公开目录 | 绩效自评报告 | 发布日期 | 2024-03-26 |", "2023年度转移支付绩效目标自评表",
        "转移支付（项目）名称", "某补助资金", "中央主管部门", "某部", "地方主管部门", "某局", "资金使用单位", "某中心",
        "资金使用情况（万元）", "\xa0", "全年预算数(A)", "全年执行数(B)", "预算执行率(B/A)",
        "年度资金总额：", "281.67", "281.67", "100%", "其中：中央财政资金", "225.34", "225.34", "100%",
        "地方资金", "56.33", "56.33", "100%", "其他资金", "\xa0", "\xa0",
        "总体目标", "年初设定目标", "全年实际完成情况", "应救尽救", "应救尽救",
        "绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "全年实际完成值", "未完成原因及改进措施",
        "产出指标", "数量指标", "受益户数", "≥320户", "356户", "\xa0",
        "质量指标", "抽检合格率", "≥98%", "99.2%", "\xa0",
        "时效指标", "项目按期完成率", "≥95%", "100%", "受汛期影响，已督促加快进度",
        "效益指标", "社会效益指标", "受益人口", "≥1200人", "1260人", "受汛期影响，已督促加快进度", "说明", "无",
    )  # fmt: skip
    evaluation = parse("\n\n".join((*lines, "")).encode()).evaluations[0]
    assert [(row.label, row.full_year, row.rate) for row in evaluation.funds] == [
        ("年度资金总额", Decimal("281.67"), Decimal(100)), ("中央财政资金", Decimal("225.34"), Decimal(100)),
        ("地方资金", Decimal("56.33"), Decimal(100)), ("其他资金", None, None),
    ]  # fmt: skip
    assert [(row.level3, row.actual.text) for row in evaluation.indicators if row.actual] == [
        ("受益户数", "356户"),
        ("抽检合格率", "99.2%"),
        ("项目按期完成率", "100%"),
        ("受益人口", "1260人"),
    ]
