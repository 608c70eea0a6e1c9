"""Forms filled in with labels and titles in their author's own words: what each means is told by where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from grids import Spec, context, table, values
from jixiao.extract.evaluations import evaluations
from jixiao.pipeline import parse

HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]
ROW: list[Spec] = ["产出指标", "数量指标", "修缮场馆", "2座", "2座", "50", "49", ""]
MONEY: list[list[Spec]] = [
    ["项目资金", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", ""],
    ["年度资金总额", "20", "20", "18", "10", "90%", "9", ""],
]


def read(title: str, *rows: list[Spec], above: tuple[str, ...] = ()) -> Any:
    (found,) = values(evaluations(context(*above, title, table(*rows))))
    return found


def test_whoever_a_table_of_whole_spending_is_about_is_the_unit() -> None:
    """«部门全称», which a form of projects asks for the department in charge, was given as one."""
    heads: list[list[Spec]] = [
        [
            ("考核指标", 3),
            ("计划指标值", 3),
            *((head, 1, 2) for head in ("年末实际值", "指标满分", "单位打分", "未达标原因")),
        ],
        ["指标一级", "指标二级", "三级指标名称", "比较符号", "计划值", "数值单位"],
    ]
    rows: list[list[Spec]] = [
        ["产出指标", "数量类指标", "修缮场馆", "≥", "2", "座", "2座", "50", "49", ""],
        ["产出指标", "质量类指标", "合格率", "≥", "98", "%", "99%", "50", "49", ""],
    ]
    found = read("2023年度部门整体支出绩效自我评价公开表", ["部门全称", ("云溪县档案馆", 9)], *heads, *rows)
    assert (found["department"], found["unit"]) == (None, "云溪县档案馆")


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (("云溪县档案馆",), "云溪县档案馆项目绩效自评表（2023年度）"),
        (("云溪县图书馆",), "项目绩效自评表（2023年度）"),  # which the table does not name
        (("特此报告。", "云溪县档案馆"), "项目绩效自评表（2023年度）"),  # it signs the text above
    ],
)
def test_the_unit_alone_above_all_begins_a_title(above: tuple[str, ...], title: str) -> None:
    name: list[Spec] = ["项目名称", ("馆库修缮", 3), "实施单位", ("云溪县档案馆", 3)]
    found = read("项目绩效自评表（2023年度）", name, *MONEY, HEADS, ROW, above=above)
    assert (found["title"], found["unit"]) == (title, "云溪县档案馆")


def test_points_of_the_finance_office_are_no_score_of_the_unit() -> None:
    heads: list[Spec] = [*HEADS[:5], "单位自评分", "财政部门打分", "扣分规则"]
    (row,) = read("项目支出自评复核表", heads, [*ROW[:5], "49", "48", "按比例扣分"])["indicators"]
    assert (row["score"], row["review_score"]) == (Decimal(49), Decimal(48))


def test_a_year_that_a_cells_width_broke_is_one() -> None:
    caption: list[Spec] = [("项目支出绩效自评表（20\n23年度）", 8)]
    found = read("附件1", caption, ["项目名称", ("馆库修缮", 7)], *MONEY, HEADS, ROW)
    assert found["year"] == 2023


def test_a_unit_that_carries_a_project_out_is_no_unit_of_measure() -> None:
    """«项目实施单位» had changed places with 二级指标: the levels were units of the targets («≥14个数量指标»)."""
    heads: list[Spec] = ["一级指标", "项目实施单位", *HEADS[2:5], "得分"]
    rows: list[list[Spec]] = [
        ["产出指标", "数量指标", "改造小区", "≥14个", "12个", "4.29"],
        ["产出指标", "质量指标", "合格率", "≥97%", "98%", "5"],
    ]
    found = read("项目绩效自评表（2023年度）", heads, *rows)["indicators"]
    assert [(row["level2"], row["target"]["text"]) for row in found] == [("数量指标", "≥14个"), ("质量指标", "≥97%")]


BARS = """2022年度部门整体支出绩效自评表
绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度 指标值 |
实际 完成值 |
分值 | 自评 得分 |
偏差原因 分析及 改进措施 |

产出指标（40分） |
数量指标 | 农田建设 | ≥160亩 | 190亩 | 20 | 20 | ||
质量指标 | 资金使用合规率 | ≥100% | 100% | 20 | 20 | 　 | ||
成本指标（20分） |
经济成本指标 | “三公”经费控制数 | 不超过4万元 | 4万元 | 20 | 19 | 样本较少 | |
生态效益指标 | 减少纸张使用 | ≥9% | 11% | 10 | 10 | 　 | ||
可持续影响指标 | 长效机制建设 | 达标 | 达标 | 10 | 9 | 目标偏高 | ||
人才培养 | ≥5人 | 12人 | 10 | 9 | 样本较少 | |||
|||||||||
满意度 指标（10分） |
服务对象满意度指标 | 基层单位满意度 | ≥93% | 93% | 10 | 10 | ||
合计 | 97.5 | 　 | ||||||
"""


def test_a_level_1_that_level_2_contradicts_says_no_dimension() -> None:
    """«成本指标» stood above rows of 效益指标, the cell of which was lost: a row without level 2 was a cost."""
    (found,) = parse(BARS.encode()).evaluations
    assert [row.dimension for row in found.indicators if row.level1 == "效益指标" and row.level2 is None] == [None]


def test_a_task_with_its_points_beside_the_indicators_is_a_goal() -> None:
    """«年度任务» where the form prints «年度绩效目标1：… (80分)» (湖北)."""
    money: list[list[Spec]] = [
        [
            ("预算执行情况（万元）（20分）", 1, 2),
            "",
            "预算数（A）",
            "执行数（B）",
            "执行率（B/A）",
            ("得分（20分*执行率）", 2),
        ],
        ["年度财政资金总额", "20", "18", "90%", ("18", 2)],
    ]
    rows: list[list[Spec]] = [
        [("年度任务：修缮场馆。（80分）", 1, 3), *HEADS[:5], "得分"],
        ["产出指标", "数量指标", "修缮场馆", "2座", "2座", "40"],
        ["产出指标", "质量指标", "合格率", "100%", "100%", "38"],
    ]
    found = read("项目绩效自评表", [("项目名称", 1), ("馆库修缮", 6)], *money, *rows)
    assert found["goals"] == [{"expected": "修缮场馆。", "actual": None, "weight": 80}]
    assert [row["goal"] for row in found["indicators"]] == [0, 0]


SHEET = """2021年度部门整体支出绩效评分表

\t一级指标
\t二级指标
\t三级指标
\t分值
\t评分标准
\t指标解释
\t得分

\t投入
\t资源配置
\t重点项目保障
\t5
\t优先安排得5分。
\t重点项目预算/部门预算
\t5

\t
\t
\t编制控制情况
\t5
\t未超编得5分。
\t在编人数与编制数之比
\t4

\t过程
\t内部管理
\t资产使用
\t5
\t无闲置得5分。
\t在用资产/全部资产
\t4
"""


def test_a_score_sheet_names_what_other_forms_ask_for() -> None:
    """«编制控制情况» heads figures of the form of 2022: the row of that name was refused."""
    report = parse(SHEET.encode())
    (found,) = report.evaluations
    assert [(row.level3, row.score) for row in found.indicators] == [
        ("重点项目保障", 5), ("编制控制情况", 4), ("资产使用", 4)
    ]  # fmt: skip
    assert "unreadable_table" not in [problem.code for problem in report.diagnostics]
