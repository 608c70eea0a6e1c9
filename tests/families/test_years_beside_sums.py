"""Money columns that say their year beside one of all years: «累计支出数 | 2023年支出»."""

from decimal import Decimal

import pytest

from jixiao.pipeline import parse

ABOVE = (
    "云岭县水利局2023年度项目支出绩效自评表",
    "项目名称\t水库维护",
    "主管部门\t云岭县水利局\t实施单位\t云岭县水利局",
)
BELOW = (
    "年度总体目标\t预期目标\t实际完成情况",
    "\t完成维护。\t已完成维护。",
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施",
    "产出指标\t数量指标\t维护水库\t1座\t1座\t90\t89\t",
    "总分\t\t\t\t\t100\t98\t",
)


@pytest.mark.parametrize(
    ("heads", "amounts", "executed"),
    [
        (("累计支出数", "2023年支出"), ("300", "90"), 90),
        (("累计支出", "2023年度支出数"), ("300", "90"), 90),
        (("累计支出数", "2022年支出", "2023年支出"), ("300", "80", "90"), 90),
        (("2023年支出", "2022年支出"), ("90", "80"), 90),
        (("累计支出数", "2022年支出"), ("300", "80"), None),
    ],
)
def test_the_years_own_is_executed(heads: tuple[str, ...], amounts: tuple[str, ...], executed: int | None) -> None:
    """What was spent in all years was given as the year's."""
    head = "\t".join(("项目资金（万元）", "", "年初预算数", "全年预算数", *heads, "分值", "执行率", "得分"))
    row = "\t".join(("", "年度资金总额", "100", "100", *amounts, "10", "90%", "9"))
    report = parse("\n".join((*ABOVE, head, row, *BELOW, "")).encode())
    (fund,) = report.evaluations[0].funds
    assert (fund.full_year, fund.executed, fund.rate, fund.score) == (
        100, None if executed is None else Decimal(executed), 90, 9,
    )  # fmt: skip
    assert "unread_figures" in [said.code for said in report.diagnostics]
