"""What a form does not print, or prints elsewhere: parts below the headings of money, a grade beside the total."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from samples.blocks import Para, Sample
from samples.writers.docx import docx_bytes
from test_family_documents import PAGE

from grids import table
from jixiao import parse
from jixiao.schema import Report

INDICATORS: list[list[Any]] = [
    [("绩效指标", 1, 3), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "巡查河道", "46条", "46条", "50", "50"],
    ["效益指标", "社会效益指标", "险情处置率", "100%", "98.7%", "40", "38.5"],
]


def read(*blocks: Any) -> Report:
    made = [Para(block) if isinstance(block, str) else block for block in blocks]
    return parse(docx_bytes(Sample("sample", made, {}, PAGE)))


def test_of_the_parts_below_a_heading_of_money_the_sum_is_what_it_names() -> None:
    """The task form of several provinces, with 总额 | 财政拨款 | 其他资金 below each of its two headings."""
    parts = ["总额", "财政拨款", "其他资金"]
    report = read(
        "部门整体支出绩效自评表",
        "（2022年度）",
        table(
            [("部门（单位）名称", 2), ("临河省水文站", 10)],
            [
                ("年度主要任务完成情况", 1, 5), ("任务名称", 1, 2), ("完成情况", 1, 2), ("预算数（万元）", 3),
                ("执行数（万元）", 3), ("分值（10分）", 1, 2), ("执行率", 1, 2), ("得分", 1, 2),
            ],
            [*parts, *parts],
            ["河道巡查", "46条", "1280.50", "1000.00", "280.50", "1251.37", "985.90", "265.47", "—", "97.73%", "—"],
            ["站网运行", "正常", "860.00", "860.00", "0.00", "858.12", "858.12", "0.00", "—", "99.78%", "—"],
            [("金额合计", 2), "2140.50", "1860.00", "280.50", "2109.49", "1844.02", "265.47", "10", "98.55%", "9.86"],
            [
                ("绩效指标", 1, 2), ("一级指标", 2), ("二级指标", 2), ("三级指标", 2), "年度指标值", "实际完成值",
                ("分值", 2), "得分",
            ],
            [("产出指标", 2), ("数量指标", 2), ("巡查河道", 2), "46条", "46条", ("90", 2), "90"],
        ),
    )  # fmt: skip
    funds = report.evaluations[0].funds
    assert [(fund.label, fund.full_year, fund.executed) for fund in funds] == [
        ("河道巡查", Decimal("1280.50"), Decimal("1251.37")),
        ("站网运行", Decimal("860.00"), Decimal("858.12")),
        ("金额合计", Decimal("2140.50"), Decimal("2109.49")),
    ]
    assert (funds[-1].weight, funds[-1].rate, funds[-1].score) == (Decimal(10), Decimal("98.55"), Decimal("9.86"))
    codes = [diagnostic.code for diagnostic in report.diagnostics]
    assert "unreadable_figure" not in codes  # no heading is taken for a row
    assert "unread_figures" in codes  # the parts have no field, and are named


def test_points_of_the_money_are_read_where_only_other_forms_print_them() -> None:
    report = read(
        "云溪县2023年度部门（单位）整体绩效自评表",
        table(
            [("部门（单位）名称", 2), ("云溪县文化馆", 6)],
            [
                ("部门（单位）整体预算执行情况", 1, 3), "资金来源", "年初预算数（万元）", "全年预算数（万元）",
                "全年执行数（万元）", "分值", "执行率", "得分",
            ],
            ["合计", "2,216.40", "2,480.75", "2,391.02", "10", "96.38%", "9.64"],
            ["其他资金", "60.00", "60.00", "52.36", "—", "87.27%", "—"],
            ["年度履职目标", ("公共文化服务覆盖各乡镇。", 7)],
            *INDICATORS,
        ),
    )  # fmt: skip
    assert [(f.weight, f.score) for f in report.evaluations[0].funds] == [(Decimal(10), Decimal("9.64")), (None, None)]


def test_a_total_with_its_grade_and_a_date_behind_a_telephone() -> None:
    """The transfer form with «总得分 | 97.78 | 自评等级 | 优秀», and a row of three labels that asks for one more."""
    report = read(
        "南浦省2023年省级专项资金绩效自评表",
        table(
            ["专项名称", ("高标准农田建设专项", 7)],
            ["省级主管部门", ("南浦省农业农村厅", 7)],
            [
                ("资金情况（万元）", 1, 3), "资金来源", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）", "分值",
                "得分", "未支出原因",
            ],
            ["合计", "5,460.00", "4,914.00", "90.00%", "10", "9.00", "尾款待审计"],
            ["省级资金", "5,460.00", "4,914.00", "90.00%", "", "", ""],
            *INDICATORS,
            ["总得分", ("97.5", 3), ("自评等级", 2), ("优秀", 2)],
            ["联系人", "乙某", ("联系电话", 2), ("15422223333", 2), "填表日期", "2024.01.30"],
        ),
    )  # fmt: skip
    (found,) = report.evaluations
    assert (found.total.weight, found.total.score, found.remarks) == (None, Decimal("97.5"), None)
    assert found.rating is not None
    assert found.rating.text == "优秀"
    (signed,) = report.sign_offs
    assert (str(signed.filled_on), signed.filled_by is not None, signed.phone is not None) == ("2024-01-30", True, True)


def test_the_only_table_has_the_project_of_the_cover() -> None:
    report = read(
        "项目支出绩效自评报告",
        "（2023年度）",
        "项目名称：背街小巷改造",
        "实施单位：双塘区市政工程管理处（公章）",
        "主管部门：双塘区住房和城乡建设局（公章）",
        "一、基本情况",
        "计划改造小巷26条。",
        "二、项目绩效情况",
        table(*INDICATORS),
    )
    (found,) = report.evaluations
    assert (found.project, found.unit, found.department) == (
        "背街小巷改造", "双塘区市政工程管理处", "双塘区住房和城乡建设局",
    )  # fmt: skip


def test_the_task_form_with_yearly_goals_and_approved_amounts() -> None:
    """云南 公开14表: goals by year, tasks with 批复金额 in 元 over its parts, indicators without points."""
    report = read(
        "2023年度部门整体支出绩效自评表",
        table(
            [("部门名称", 3), ("宁坪县自然资源局", 7)],
            [("部门总体目标", 1, 2), ("部门职责", 2), ("负责耕地保护和不动产统一登记。", 7)],
            [("总体绩效目标", 2), ("守牢耕地红线，提升登记服务质效。", 7)],
            [("一、部门年度目标", 10)],
            [("财年", 3), ("目标", 4), ("实际完成情况", 3)],
            [("2023", 3), ("完成不动产登记6500件。", 4), ("完成不动产登记7012件。", 3)],
            [("2024", 3), ("完成不动产登记6600件。", 4), ("---", 3)],
            [("二、部门年度重点工作任务", 10)],
            [
                ("任务名称", 1, 2), ("项目级次", 1, 2), ("主要内容", 1, 2), ("批复金额（元）", 3),
                ("实际支出金额（元）", 1, 2), ("预算执行率", 1, 2), ("预算执行偏低原因及改进措施", 2, 2),
            ],
            ["总额", "财政拨款", "其他资金"],
            ["登记", "本级", "建库", "1,200,000.00", "1,000,000.00", "200,000", "1,043,880.00", "86.99%", ("结余", 2)],
            [("三、部门整体支出绩效指标", 10)],
            [
                ("绩效指标", 3), ("指标性质", 1, 2), ("指标值", 1, 2), ("度量单位", 1, 2), ("实际完成值", 1, 2),
                ("偏差原因分析及改进措施", 3, 2),
            ],
            ["一级指标", "二级指标", "三级指标"],
            ["产出指标", "数量指标", "不动产登记件数", "≥", "6500", "件", "7012", ("", 3)],
            ["满意度指标", "服务对象满意度指标", "群众满意度", "≥", "95", "%", "93.6", ("排队时间较长", 3)],
        ),
    )  # fmt: skip
    (found,) = report.evaluations
    assert [(goal.expected, goal.actual) for goal in found.goals] == [
        ("完成不动产登记6500件。", "完成不动产登记7012件。")
    ]
    (fund,) = found.funds
    assert (fund.label, fund.full_year, fund.executed) == ("登记", Decimal(120), Decimal("104.388"))
    assert (fund.rate, fund.reason) == (Decimal("86.99"), "结余")
    assert [(row.level3, row.target.text, row.actual.text) for row in found.indicators] == [
        ("不动产登记件数", "≥6500件", "7012"),
        ("群众满意度", "≥95%", "93.6"),
    ]
    assert list(report.profile.functions) == ["负责耕地保护和不动产统一登记。"]


def test_a_total_below_the_points_that_could_be_had_is_told_by_its_sum() -> None:
    """A tool left out the blank cell in front of it (one cell a line)."""
    text = "\n".join([
        "2023年度项目支出绩效自评表", "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分",
        "产出指标\t数量指标\t巡查河道\t46条\t46条\t50\t50", "效益指标\t社会效益指标\t险情处置率\t100%\t97%\t50\t48.5",
        "总分\t\t\t\t\t98.5\t",
    ])  # fmt: skip
    (found,) = parse(text.encode()).evaluations
    assert (found.total.weight, found.total.score) == (None, Decimal("98.5"))
