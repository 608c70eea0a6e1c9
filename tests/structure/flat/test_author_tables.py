"""Whole tables of a cell a line, or of rows between bars, in words of their author's own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.schema import Report
from jixiao.structure.flat.celltexts import is_broken_level
from jixiao.structure.flat.headlikes import columns_of
from jixiao.structure.flat.shapes import shapes_of
from jixiao.structure.form_model import key_of

COUNTY = [
    *("2025年度某某区中心血站项目支出绩效自评与复核情况表", "支出项目全称", "无偿献血宣传", "归口主管部门"),
    *("某某区卫生健康委员会", "资金使用单位（部门）", "某某区中心血站", "项目新旧属性", "延续性 ☑   新增性 □"),
    *("资金执行", "（万元）", "20分", "", "全年预算安排（A）", "全年实际支出（B）", "完成率（B÷A）"),
    *("得分（20分×完成率）", "", "项目经费总额", "85", "82.45", "97.0%", "19.40", "年度绩效目标1", "（80分）"),
    *("指标", "一级", "指标", "二级", "指标具体内容", "年初设定值", "年末实现值", "设定分数", "自评打分", "复核打分"),
    *("打分办法", "", "产出指标（50分）", "产出质量情况", "血液合格率", "≥95%", "99%", "50", "50", "50", "按比例计分"),
    *("", "效益指标（20分）", "社会", "成效", "公共服务覆盖面", "长期有效", "长期有效", "20", "18", "18", "达标得20分"),
    *("", "满意度指标（10分）", "服务对象", "满意情况", "献血者满意度", "≥90%", "92%", "10", "10", "10", "达标得10分"),
    *("自评得分合计", "97.40", "", ""),
]
YUNNAN = [
    *(
        "某某县国有林场2023年度项目绩效自评公开情况表",
        "　　填报单位（盖章）：某某县国有林场",
        "　　公开14表",
        "　　金额单位：元",
    ),
    *("支出项目全称", "林区管护", "主管预算单位", "某某县林业局", "项目承办单位", "某某县国有林场"),
    *("经费", "情况", "（元）", "", "年初安排数", "调整后数", "实际支出数", "设定分数", "支出完成率", "单位打分"),
    *("", "项目经费总额", "4868026.91", "4868026.91", "3066856.95", "10", "63%", "6.30"),
    *("", "其中：财政安排资金", "4868026.91", "4868026.91", "3066856.95", "－", "－", "－"),
    *("年度", "任务", "目标", "目标内容", "实现情况", "", "做好病虫害防治。", "病虫害防治按期完成。"),
    *("绩效指标设置", "绩效目标（计划）值", "实际达到值", "设定分数", "单位打分", "未完成情况", "说明及措施"),
    *("第一级指标", "第二级指标", "三级指标名称", "比较符号", "计划值", "度量单位", "", "", "", ""),
    *("产出指标", "数量", "目标", "①巡护林区", "≥", "66", "次", "72次", "60", "60", "　"),
    *(
        "满意度指标",
        "群众",
        "满意度",
        "①群众满意度",
        "≥",
        "96",
        "%",
        "88%",
        "30",
        "28",
        "部分业务转为线上办理，数量减少",
    ),
    *("其他情况备注", "无需备注事项", "得分合计", "100", "94.30", "优"),
]
BASE = [
    *("某某县公积金管理部2025年度部门整体支出绩效评价基础数据表", "财政供养人员控制情况（人）", "核定人员编制"),
    *("2025年底实有在职人数", "在职人员控制比例", "", "9", "10", "111%", "支出控制情况（万元）", "2024年实际"),
    *("2025年计划", "2025年实际", "三公经费", "6.4", "3.7", "5.6"),
]


def read(lines: list[str]) -> Report:
    return parse(("\n".join(lines) + "\n").encode())


def test_levels_told_by_their_looks_and_a_form_of_the_same_family() -> None:
    """«指标», «一级» is 一级指标; «社会», «成效» one word of level 2; nothing was known of the county's form but that
    the province has others, and of its title but how it ends: all was refused (湖北)."""
    (found,) = read(COUNTY).evaluations
    assert (found.project, found.department, found.unit) == ("无偿献血宣传", "某某区卫生健康委员会", "某某区中心血站")
    assert [(row.level1, row.level2, row.level3) for row in found.indicators] == [
        ("产出指标", "产出质量情况", "血液合格率"),
        ("效益指标", "社会成效", "公共服务覆盖面"),
        ("满意度指标", "服务对象满意情况", "献血者满意度"),
    ]
    assert [(row.weight, row.score, row.review_score) for row in found.indicators] == [
        (50, 50, 50),
        (20, 18, 18),
        (10, 10, 10),
    ]
    assert found.total.score == Decimal("97.4")


def test_the_same_between_bars() -> None:
    """A row of boxes to tick, about no field, hid the labels above it; «设定分数» was no heading, and the points
    given those of a review (湖北)."""
    text = """预算项目名称 | 特殊教育学校设施设备补助 | ||||||||
项目主管（预算）单位 | 某某区教育局 | 资金使用单位（部门） | 某某区特殊教育学校 | ||||||
项目新旧属性 | （ ）新增  （√）持续 | ||||||||
预算支出 进度（20分）万元 |
安排数（A） | 支出数（B） | 支出进度（B/A） | 得分（20分*支出进度） | |||||
绩效目标1（80分） |
第一级指标 | 第二级指标 | 指标（三级） | 年初设定值 | 实现值 | 设定分数 | 自评打分 | 复核打分 | 扣分规则 |
产出指标（40分） | 工作数量 指标 |
培训社员 | 大于等于298人次 | 316人次 | 6 | 6 | 按实际完成率计算得分，满分6分 | ||
质量类 指标 |
设施完好率 | >=93% | 89% | 　6 | 5.74 | 　完成目标得6分，每低5%扣1分 | |||
时效类 指标 |
工作任务及时完成率 | 大于等于93% | 　93% | 6　 | 6 | 按实际完成率计算得分，满分6分 | |||
成本 目标 |
日常运转经费压降幅度 | ＜=2% | 2% | 5 | 4 | 完成目标得5分，每低5%扣1分 | |||
效益指标（30分） | 经济性 效益 |
减少群众支出 | >=12万元 | 30万元 | 8 | 8 | 　 | 　完成目标得8分，每低5%扣1分 | |
社会性 效益 |
受惠群众数量 | ≥20218人次 | 19005人次 | 　7 | 6.58 | 达标得7分，否则按比例扣减 | |||
环境 效益 |
节约型单位建设程度　 | 合规 | 合规，无违规事项 | 8 | 8 | 完成目标得8分，每低5%扣1分 | |||
可持续影响类 指标 |
设备预计使用年限 | 3年 | 　6年 | 7 | 7 | 按实际完成率计算得分，满分7分 | |||
满意度指标（10分） | 服务对象 满意情况 |
办事群众满意度 | ＞=97% | 92% | 10 | 9.48　 | 按实际完成率计算得分，满分10分 | ||
"""
    (found,) = parse(text.encode()).evaluations
    assert (found.project, found.department) == ("特殊教育学校设施设备补助", "某某区教育局")
    assert found.unit == "某某区特殊教育学校"
    assert [(row.weight, row.score, row.review_score) for row in found.indicators[:3]] == [
        (6, 6, None),
        (6, Decimal("5.74"), None),
        (6, 6, None),
    ]


def test_labels_in_the_row_of_the_first_known_one() -> None:
    """«主管预算单位» before «项目承担单位», which is known: what stood in its row and above it was lost (湖北)."""
    text = """预算项目名称 | 特殊教育学校设施设备补助 | |||||||
主管预算单位 | 某某市教育局 | 项目承担单位 | 某某市特殊教育学校 | |||||
项目接续情况 | （ ）新增  （√）持续 | |||||||
资金执行（万元）20分 |
安排数（A） | 支出数（B） | 支出进度（B/A） | 得分（20分*支出进度） | ||||
项目经费总额　 | 704.0767 | 619.5875 | 88.00% | 17.60 | ||||
重点目标1：提升教师专业水平，做好送教上门。（80分） |
指标 一级 |
第二级指标 | 三级指标名称 | 目标值（A） | 实现值（B） | 评价 得分 |
||
产出指标（40分） | 数量 目标 |
培训社员 | ≥247人次 | 387人次 | 　10 | |||
工作质量 指标 |
　服务规范程度 | 长期有效 | 长期有效 | 10 | ||||
工作时效 指标 |
资料报送时间 | 2022年11月底前完成 | 2022年11月18日　 | 10 | ||||
效益指标（30分） | 社会效益类 指标 |
　受惠群众数量 | ≥9263人次　 | 14439人次 | 10 | |||
生态效益类 指标 |
节约型单位建设程度 | 合规 | 合规，无违规事项 | 　9.5 | ||||
满意度指标（10分） | 服务对象 满意情况 |
主管部门满意度 | 90% | 95% | 10 | |||
总 得 分 | 97.10 | |||||||
"""
    (found,) = parse(text.encode()).evaluations
    assert (found.project, found.department) == ("特殊教育学校设施设备补助", "某某市教育局")
    assert found.unit == "某某市特殊教育学校"
    assert [(fund.label, fund.concept) for fund in found.funds] == [("项目经费总额", "total")]


def test_a_heading_of_two_rows_whose_words_no_list_holds() -> None:
    """«绩效指标设置» over the levels, «绩效目标（计划）值» over sign, value and unit, the others down to the data: as
    one row of eleven columns all was refused; and «其他情况备注» below a long reason (云南)."""
    (found,) = read(YUNNAN).evaluations
    assert [(row.level2, row.level3, row.target.text, row.actual.text) for row in found.indicators] == [
        ("数量目标", "①巡护林区", "≥66次", "72次"),
        ("群众满意度", "①群众满意度", "≥96%", "88%"),
    ]
    assert [(row.weight, row.score) for row in found.indicators] == [(60, 60), (30, 28)]
    assert found.indicators[1].deviation_reason == "部分业务转为线上办理，数量减少"


def test_a_table_titled_as_a_form_in_words_of_another() -> None:
    """«2024年实际 | 2025年计划» are known above indicators: a 基础数据表 was read as such, «三公经费» as level 1, and
    «5.6» as what was reached, in DOCX as well."""
    rows = [
        f"| {' | '.join(row)} |"
        for row in (
            ("财政供养人员控制情况（人）", "核定人员编制", "2025年底实有在职人数", "在职人员控制比例"),
            ("---",) * 4,
            ("财政供养人员控制情况（人）", "9", "10", "111%"),
            ("支出控制情况（万元）", "2024年实际", "2025年计划", "2025年实际"),
            ("三公经费", "6.4", "3.7", "5.6"),
            ("项目支出", "142.6", "—", "150.1"),
            ("公用经费", "/", "29", "28"),
        )
    ]
    report = read(["某某县公积金管理部2025年度部门整体支出绩效评价基础数据表", "", *rows])
    assert not report.evaluations
    assert report.base_data is not None
    assert [(row.item, row.prior_final, row.budget, row.final) for row in report.base_data.expenses] == [
        ("三公经费", Decimal("6.4"), Decimal("3.7"), Decimal("5.6")),
        ("项目支出", Decimal("142.6"), None, Decimal("150.1")),
        ("公用经费", None, 29, 28),
    ]


def test_two_words_of_one_column_side_by_side() -> None:
    """«预算安排 | 全年预算»: both are the year's, and the form has the first before it (河北)."""
    zone = next(one for shape in shapes_of(load()) if shape.form.id == "hebei.whole_department"
                for one in shape.form.zones if one.id == "funds")  # fmt: skip

    def told(*words: str) -> list[str | None]:
        return [column and column.id for column in columns_of(zone, [key_of(word) for word in words])]

    assert told("预算安排", "全年预算", "全年支出", "标准分值") == ["initial", "full_year", "executed", "weight"]
    assert told("预算安排", "全年可用预算", "支出决算") == ["initial", "full_year", "executed"]
    assert told("年初预算数", "全年预算", "预算安排") == ["initial", "full_year", None]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("社会", "成效"), True),
        (("服务对象", "满意情况"), True),
        (("成本", "管控"), False),  # a word of its own, and a name may begin so
        (("社会", "公共服务"), False),  # longer than the first: no column is so narrow
        (("社会", "99%"), False),
        (("减少群众", "支出"), False),
    ],
)
def test_a_word_of_level_2_in_two_lines(lines: tuple[str, ...], *, told: bool) -> None:
    assert is_broken_level(lines, load()) is told
