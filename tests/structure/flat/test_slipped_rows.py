"""Rows of flattened tables that slipped against their headings: put right where a word shows it, else refused."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.patterns import load
from jixiao.schema import Report
from jixiao.structure.flat.words import words_of

TITLE = "2023年度校舍维修补助资金转移支付绩效目标自评表\n（2023年度）\n"
HEAD = ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"]


def cells(*rows: list[str]) -> str:
    """Word's own text: a cell a line, a blank line behind each row."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)


def read(text: str) -> Report:
    return parse(text.encode())


def test_a_blank_reason_that_a_tool_left_out() -> None:
    # Covered levels are left out too: «质量指标» is no name, «100%» no reason.
    report = read(
        TITLE
        + cells(
            ["转移支付名称", "校舍安全保障补助"],
            ["中央主管部门", "教育部"],
            ["地方主管部门", "青崖市教育局", "资金使用单位", "青崖市第三中学"],
            ["资金投入情况（万元）", "", "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A×100%）"],
            ["年度资金总额：", "2356.00", "2290.68", "97.23%"],
            ["其中：中央财政资金", "1420.00", "1420.00", "100.00%"],
            ["地方资金", "936.00", "870.68", "93.02%"],
            HEAD,
            ["产出指标", "数量指标", "改造校舍面积", "14200平方米", "13950平方米", "施工图审查延后"],
            ["质量指标", "竣工验收合格率", "100%", "99%"],
            ["时效指标", "当年开工率", "≥90%", "97%"],
            ["效益指标", "社会效益指标", "危房消除率", "100%", "98%"],
            ["说明", "无"],
        )
    )
    (table,) = report.evaluations
    found = [
        (row.level2, row.level3, row.target and row.target.text, row.actual and row.actual.text, row.deviation_reason)
        for row in table.indicators
    ]
    assert found == [
        ("数量指标", "改造校舍面积", "14200平方米", "13950平方米", "施工图审查延后"),
        ("质量指标", "竣工验收合格率", "100%", "99%", None),
        ("时效指标", "当年开工率", "≥90%", "97%", None),
        ("社会效益指标", "危房消除率", "100%", "98%", None),
    ]


def test_blank_paragraphs_behind_a_levels_word_tear_no_row() -> None:
    """Covered cells are left out («数量», a blank line, the name): the levels were refused, and the label beside."""
    report = read(
        TITLE
        + cells(
            HEAD,
            ["产出指标", "数量指标\n", "改造校舍面积", "14200平方米", "13950平方米", "施工图审查延后"],
            ["加固校舍", "3栋", "3栋", ""],
            ["质量指标\n", "竣工验收合格率", "100%", "99%", ""],
            ["效益指标", "社会效益指标", "危房消除率", "100%", "98%", ""],
        )
    )
    (table,) = report.evaluations
    assert [(row.level1, row.level2, row.level3, row.actual and row.actual.text) for row in table.indicators] == [
        ("产出指标", "数量指标", "改造校舍面积", "13950平方米"),
        ("产出指标", "数量指标", "加固校舍", "3栋"),
        ("产出指标", "质量指标", "竣工验收合格率", "99%"),
        ("效益指标", "社会效益指标", "危房消除率", "98%"),
    ]
    assert report.diagnostics == ()


def test_rows_longer_than_a_heading_over_two_columns() -> None:
    # «指标» stood over 产出 and the name: without its width «60小时» would be points.
    report = read(
        "2023年度项目支出绩效自评表\n"
        + cells(
            ["指标", "目标值", "实际值", "分值", "得分", "备注"],
            ["产出", "每周开放时间", "56小时", "60小时", "10", "10", ""],
            ["", "新增藏书", "5000册", "4820册", "15", "14.46", "合同跨年"],
            ["", "读者活动", "24场", "31场", "15", "15", ""],
            ["效益", "到馆读者", "12万人次", "11万人次", "60", "58", "闭馆装修"],
        )
    )
    assert [table.indicators for table in report.evaluations] in ([], [()])
    assert "unreadable_table" in {found.code for found in report.diagnostics}


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("三、满意度指标（20分）", False),
        ("一、产出指标(40分)", False),
        ("三、存在的问题", True),
        ("二、产出指标完成情况", True),
    ],
)
def test_a_level_over_its_rows_ends_no_table(line: str, ends: bool) -> None:
    assert words_of(load()).ends_table(line) is ends


LONE = """\
绩效目标自评表 | ||||||||||
(2023年度) | ||||||||||
项目名称 | 校舍维修补助项目 | 项目负责人及电话 | 某某 | |||||||
主管部门 | 青禾县教育局 | 实施单位 | 石门乡中心小学 | |||||||
资金情况 (万元) |
全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分 | |||||
年度资金总额: | 62.5 | 62.5 | 10 | 100% | 10 | |||||
其中:本年财政拨款 | 62.5 | 62.5 | 10 | 100% | 10 | |||||
其他资金 | - | - | ||||||||
年度总体目标 | 年初设定目标 | 年度总体目标完成情况综述 | ||||||||
维修4栋校舍,消除安全隐患 | 维修4栋校舍,消除安全隐患 | |||||||||
绩效指标 | 一级 指标 |
二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因及拟采取的改进措施 | ||
产 出 指 标 (50分) |
数量指标 | 维修校舍面积 | 20 | 840平方米 | 840平方米 | 20 | ||||
其中教学楼 | 600平方米 | 600平方米 | ||||||||
其中食堂 | 240平方米 | 240平方米 | ||||||||
更换门窗数量 | 10 | 75扇 | 75扇 | 10 | ||||||
其中防火门 | 15扇 | 15扇 | ||||||||
更换课桌数量 | 10 | 320套 | 320套 | 10 | ||||||
质量指标 | ||||||||||
工程验收合格率 | 5 | 98% | 98% | 5 | ||||||
材料检验合格率 | 5 | 97% | 100% | 5 | ||||||
…… | ||||||||||
效 益 指 标 (30分) |
经济效益 指标 |
|||||||||
每年节约维修费用 | 20 | ≥8万元 | 9万元 | 20 | ||||||
社会效益 指标 |
受益师生人数 | 10 | 610人 | 610人 | 10 | |||||
生态效益 指标 |
||||||||||
可持续影响指标 | ||||||||||
…… | ||||||||||
满意
"""


def test_rows_whose_level_stands_alone_on_its_line_are_read_without_it_and_named() -> None:
    """A page printed «质量指标» alone: the rows below were read without a level, and nothing said so."""
    report = read(LONE)
    (table,) = report.evaluations
    levels = {row.level3: row.level2 for row in table.indicators}
    assert (levels["维修校舍面积"], levels["工程验收合格率"], levels["受益师生人数"]) == (
        "数量指标",
        None,
        "社会效益指标",
    )
    (message,) = [item.message for item in report.diagnostics if item.code == "unreadable_table"]
    assert "12 行" in message  # not only the three of which a cell is left over
    assert "「其中教学楼」" in message
