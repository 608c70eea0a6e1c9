"""Which row of the money is the whole (`jixiao.extract.fund_total`)."""

from __future__ import annotations

import pytest

from jixiao.pipeline import parse

HEAD = [
    *("2023年度项目支出绩效自评表", "项目名称", "平台运行", "主管部门", "某某县财政局", "实施单位", "某某县信息中心"),
    *("项目资金", "（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
]
REST = [
    *("年度总体目标", "预期目标", "实际完成情况", "", "平台稳定运行。", "平台运行稳定。"),
    *(
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ),
    *("", "产出指标", "数量指标", "运行次数", "≥5次", "6次", "90", "90", "", "总分", "100", "99.25", ""),
]


def concepts(*rows: str) -> list[str | None]:
    """What the rows of money of a form of one project are about."""
    money = [cell for row in rows for cell in ("", *row.split("|"))]
    (found,) = parse("\n".join([*HEAD, *money, *REST]).encode()).evaluations
    return [fund.concept for fund in found.funds]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # the sum of all others, whatever its label
        (
            ("项目经费总额|50|60|55.5|10|92.5%|9.25", "财政拨款|30|40|40|-|100%|-", "其他资金|20|20|15.5|-|77.5%|-"),
            ["total", "fiscal_appropriation", "other"],
        ),
        # no sum: what the label says
        (
            ("项目经费总额|50|60|55.5|10|92.5%|9.25", "财政拨款|30|40|40|-|100%|-", "其他资金|20|20|15|-|75%|-"),
            ["project", "fiscal_appropriation", "other"],
        ),
        # the only row of one project
        (("项目经费总额|50|60|55.5|10|92.5%|9.25",), ["total"]),
        # a label of something else is believed
        (
            ("人员经费|50|60|55.5|10|92.5%|9.25", "财政拨款|30|40|40|-|100%|-", "其他资金|20|20|15.5|-|77.5%|-"),
            ["personnel", "fiscal_appropriation", "other"],
        ),
    ],
)
def test_the_first_row_is_the_whole_where_it_is_the_sum(rows: tuple[str, ...], expected: list[str]) -> None:
    assert concepts(*rows) == expected
