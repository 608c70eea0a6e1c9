"""Headings and rows of labels in words of their author's own, in text of a cell a line: told by their looks, their
order and what stands beside them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.structure.flat.headwords import Anchor
from jixiao.structure.flat.likeheads import heading_by_looks
from jixiao.structure.flat.shapes import shapes_of
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import Token, tokens_of

HUBEI = [
    *("2025年度政务服务大厅运行项目绩效自评得分表", "项目名称", "政务服务大厅运行", "上级预算部门", "某某县数据局"),
    *("项目承担单位", "某某县政务中心", "项目分类", "部门项目 ☑    专项项目 □", "项目接续情况", "（ ）新增  （√）持续"),
    *("预算支出", "进度", "（20分）", "万元", "", "全年预算安排（A）", "全年实际支出（B）", "完成率（B÷A）"),
    *("得分（20分×完成率）", "", "项目经费总额", "72", "53.28", "74.0%", "14.80"),
    *(
        "重点目标1",
        "（80分）",
        "第一级指标",
        "第二级指标",
        "三级指标名称",
        "计划指标值（A）",
        "全年实现值（B）",
        "评价",
        "得分",
    ),
    *(
        "",
        "产出指标50分",
        "数量指标",
        "窗口设置",
        "≥15个",
        "39个",
        "30",
        "",
        "",
        "",
        "办件量",
        "≥300件",
        "1,238件",
        "20",
    ),
    *("", "满意度指标30分", "服务对象满意度", "办事群众满意度", "≥90%", "96%", "30", "自评得分合计", "94.80"),
    *("差异原因及未达标说明", "无。", "整改措施及结果运用", "加强调度。"),
]
SICHUAN = [
    *(
        "2021年度部门预算项目支出绩效自评表",
        "申报项目名称",
        "林区管护",
        "主管部门",
        "某某县林业局",
        "实施单位",
        "某某林场",
    ),
    *("项目实施情况", "1.绩效目标实现情况", "年初设定目标", "年末实现情况", "", "", "管护林区。", "林区得到管护。"),
    *("", "2.组织实施过程", "1月下达任务，12月总结。"),
    *("资金支出", "进度", "（10分）", "预算资金（万元）", "年初批复数", "调整后数", "实际支付数", "支付进度"),
    *("权重", "得分", "差异说明", "", "年度资金总额", "730.26", "730.26", "620.72", "85.00%", "10", "8.50", ""),
    *("", "其中：财政拨款", "730.26", "730.26", "620.72", "85.00%", "/", "/", ""),
    *("各项指标", "完成情况", "（90分）", "第一级指标", "第二级指标", "三级指标", "比较符号", "年初设定值", "计量单位"),
    *("年末完成值", "权重", "得分", "未完成说明", "", "产出指标", "数量指标", "巡护次数", "≥", "4410", "次", "6669"),
    *("45", "45", "", "", "满意度指标", "服务对象满意度", "职工满意率", ">=", "89", "%", "97", "45", "45", ""),
    *("总分", "100", "98.50", "", "自评总体结论", "资金使用效益良好。", "不足之处", "佐证不充分。"),
    *("整改建议", "均衡安排支出进度。", ""),
]
INDICATORS = ("绩效", "指标", "一级指标", "二级指标", "三级指标", "年度计划值", "实际值", "指标满分", "单位打分")
MONEY = ("年度预算", "执行情况", "（万元）", "", "预算数", "（年初）", "预算数", "（全年）", "执行数", "（全年）")


def report_of(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def test_a_form_whose_words_are_its_authors_is_read_by_their_looks() -> None:
    """«预算支出 ⏎ 进度 ⏎ （20分） ⏎ 万元» beside the money, «评价 ⏎ 得分» above the points, boxes to tick beside labels
    that nobody knows: all was refused (湖北)."""
    (found,) = parse(report_of(HUBEI)).evaluations
    assert (found.project, found.department, found.unit) == ("政务服务大厅运行", "某某县数据局", "某某县政务中心")
    (fund,) = found.funds
    assert (fund.concept, fund.full_year, fund.executed) == ("total", Decimal(72), Decimal("53.28"))
    assert (fund.rate, fund.score) == (Decimal("74.0"), Decimal("14.8"))
    assert [(row.level3, row.score) for row in found.indicators] == [
        ("窗口设置", 30),
        ("办件量", 20),
        ("办事群众满意度", 30),
    ]
    assert found.total.score == Decimal("94.8")


def test_a_heading_with_a_unit_above_the_rows_names_and_rows_below_the_total() -> None:
    """«预算资金（万元）» above the names of the money's rows, «自评总体结论», «不足之处» between the total and a known
    label: all was refused (四川)."""
    (found,) = parse(report_of(SICHUAN)).evaluations
    assert [(fund.initial, fund.executed, fund.score) for fund in found.funds] == [
        (Decimal("730.26"), Decimal("620.72"), Decimal("8.5")),
        (Decimal("730.26"), Decimal("620.72"), None),
    ]
    assert [(row.level3, row.weight, row.score) for row in found.indicators] == [
        ("巡护次数", 45, 45),
        ("职工满意率", 45, 45),
    ]
    assert (found.conclusion, found.problems) == ("资金使用效益良好。", "佐证不充分。")
    assert found.measures == "均衡安排支出进度。"


MONEY_ENDS = ("指标满分", "经费执行率", "得分")


def heading(form: str, zone: str, *lines: str) -> list[str] | None:
    """The cells of the heading that lines of a form begin with."""
    shape = next(shape for shape in shapes_of(load()) if shape.form.id == form)
    tokens: list[Token] = tokens_of([Line(0, 0, 0, text) for text in lines])
    found: Anchor | None = heading_by_looks(shape, tokens, 0, len(tokens))
    if found is None or shape.form.zones[found.kind.zone].id != zone:
        return None
    return ["".join(token.key for token in tokens[start:stop]) for start, stop in found.cells]


@pytest.mark.parametrize(
    ("form", "zone", "lines", "cells"),
    [
        # the label at the left goes on in the second line: else the columns stood the wrong way round
        (
            *("yunnan.project", "goals"),
            ("年度目标", "实现情况", "设定目标", "目标完成情况", "", "一级指标", "得分"),
            ["年度目标实现情况", "设定目标", "目标完成情况"],
        ),
        # «及» goes on; above a blank cell so does «未完成情况»
        (
            *("hunan-2022.evaluation", "indicators"),
            (*INDICATORS, "差异原因及", "改进建议", "", "产出指标"),
            ["绩效指标", *INDICATORS[2:], "差异原因及改进建议"],
        ),
        (
            *("hunan-2022.evaluation", "indicators"),
            (*INDICATORS, "未完成情况", "说明及措施", "", "产出指标"),
            ["绩效指标", *INDICATORS[2:], "未完成情况说明及措施"],
        ),
        # no word is known, but each is told, in the form's order, beside a label like the form's
        (
            *("hebei.whole_department", "goals"),
            ("部门年度", "职责目标", "绩效目标内容", "目标实现程度", "设定分数", "", "一级指标"),
            ["部门年度职责目标", "绩效目标内容", "目标实现程度", "设定分数"],
        ),
        # what stands in brackets is the end of the label above it
        (
            *("hunan-2022.evaluation", "funds"),
            (*MONEY, "权重分", "执行比例", "得分", ""),
            [
                "年度预算执行情况(万元)",
                "",
                "预算数(年初)",
                "预算数(全年)",
                "执行数(全年)",
                "权重分",
                "执行比例",
                "得分",
            ],
        ),
        # the label at the left is broken in a narrow column, and its first line is the label of a value elsewhere
        (
            *("hunan-2022.evaluation", "funds"),
            (
                *("部门", "收支", "情况", "（万元）", "", "预算安排", "全年可用预算", "支出决算"),
                *MONEY_ENDS,
                "",
                "年度资金总额",
            ),
            ["部门收支情况(万元)", "", "预算安排", "全年可用预算", "支出决算", *MONEY_ENDS],
        ),
        # two rows, the first of which has a cell over sign, value and unit: «运算符» is a heading, no end of a name
        (
            *("yunnan.project", "indicators"),
            (
                *("绩效指标内容", "目标值设定", "实际完成情况", "分值设定", "自评得分", "偏差原因", "及改进办法"),
                *("指标（一级）", "指标（二级）", "三级指标及说明", "运算符", "目标指标值", "单位"),
                *("", "", "", "", "产出指标"),
            ),
            ["指标(一级)", "指标(二级)", "三级指标及说明", "运算符", "目标指标值", "单位", "", "", "", ""],
        ),
    ],
)
def test_headings_by_their_looks(form: str, zone: str, lines: tuple[str, ...], cells: list[str]) -> None:
    assert heading(form, zone, *lines) == cells


NATIONAL = [
    *(
        "某某县审计中心",
        "项目绩效自评表（2023年度）",
        "项目（任务）名称",
        "审计服务",
        "项目归口管理部门",
        "某某县审计局",
    ),
    *("实施主体", "某某县审计中心", "项目经费", "（万元）", "", "年初安排数", "调整后数", "实际支出数", "设定分数"),
    *("支出完成率", "评价", "得分", "", "项目经费总额", "971.6", "867.5", "867.5", "10", "100%", "10"),
    *("", "其中：财政安排资金", "971.6", "867.5", "867.5", "——", "100%", "——"),
    *("", "结转结余资金", "", "", "", "——", "", "——", "年度", "任务", "目标", "目标内容", "实现情况"),
    *(
        "",
        "按期出具审计结论。",
        "审计结论按期出具。",
        "部门",
        "绩效",
        "指标",
        "第一级指标",
        "第二级指标",
        "三级指标名称",
    ),
    *("年度计划值", "年末实际值", "设定分数", "评价", "得分", "未完成情况", "说明及措施"),
    *("", "成本指标", "成本", "管控", "单位平均成本", "333元", "333元", "20", "19.5", "业务转为线上办理"),
    *("", "产出指标", "数量类", "指标", "应急演练", "11场", "13场", "35", "35", ""),
    *("", "", "质量类", "指标", "业务办理准确率", "不少于94%", "94%", "35", "35", ""),
    *("", "满意度指标", "满意程度", "指标", "主管部门满意度", "不少于96%", "97%", "10", "10", ""),
    *("总得分", "100", "99.5", "", ""),
]


def test_a_row_of_money_that_no_list_has_and_a_word_of_satisfaction_in_two_lines() -> None:
    """«结转结余资金» heads a column of another form, and «程度指标» ends a level's word: all was refused. Whether
    «管控» ends a level's word or begins a name nobody can tell: that row alone is."""
    (found,) = parse(report_of(NATIONAL)).evaluations
    assert [fund.label for fund in found.funds] == ["项目经费总额", "财政安排资金", "结转结余资金"]
    assert [(row.level2, row.level3, row.score) for row in found.indicators if row.level3] == [
        ("数量类指标", "应急演练", 35),
        ("质量类指标", "业务办理准确率", 35),
        ("满意程度指标", "主管部门满意度", 10),
    ]
    assert found.total.score == Decimal("99.5")


def test_a_source_of_money_names_the_block_of_a_whole_heading() -> None:
    """Beside the blank cells it covers it was taken for the label of a row: no amount was read."""
    report = parse(
        "项目支出绩效自评表\n（2023年度）\n项目名称\t图书馆修缮\n主管部门\t某某县文化局\t实施单位\t某某县图书馆\n"
        "财政资金（万元）\t\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "\t年度资金总额\t\t62.4\t60.5\t58.08\t10\t96%\t9.6\n\t其中：财政拨款\t\t62.4\t60.5\t58.08\t—\t96%\t—\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
        "产出指标\t数量指标\t案卷装订数\t≥631卷\t2070卷\t60\t60\n效益指标\t社会效益指标\t查档人次\t≥900人次\t874人次\t30\t29\n"
        "总分\t100\t98.6\n".encode()
    )
    assert [(f.label, f.full_year, f.executed) for form in report.evaluations for f in form.funds] == [
        ("年度资金总额", Decimal("60.5"), Decimal("58.08")),
        ("财政拨款", Decimal("60.5"), Decimal("58.08")),
    ]
