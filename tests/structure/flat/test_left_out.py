"""Text of a paragraph a line, blank lines between, that leaves covered cells out (mammoth), or puts the feet of pages
behind all (docx2txt)."""

from __future__ import annotations

import pytest

import jixiao
from flattened import HEADINGS
from jixiao.schema import Evaluation

HEAD = [
    "项目支出绩效自评表",
    "项目名称",
    "老旧小区改造补助资金",
    "主管部门",
    "云溪县住房局",
    "实施单位",
    "云溪县房产中心",
]
FUNDS = [
    *("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    *("年度资金总额", "500", "500", "450", "10", "90%", "9"),
    *("其中：当年财政拨款", "500", "500", "450", "—", "—", "—"),
]
GOALS = ["年度总体目标", "预期目标", "实际完成情况", "完成改造。", "全部完成改造。"]
INDICATORS = [
    *HEADINGS,
    *("产出指标", "数量指标", "改造小区", "≥5个", "7个", "20", "20", ""),
    *("质量指标", "验收合格率", "≥95%", "96%", "20", "20", ""),
    *("成本指标", "", "每户费用", "≤3万元", "2万元", "10", "10", ""),
    *("户均补助", "≤2万元", "1万元", "10", "10", ""),
    *("效益指标", "社会效益指标", "投诉事件", "≤3起", "1起", "20", "20", ""),
    *("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "88%", "10", "9", "走访不够"),
    *("总分", "100", "98", ""),
]
LEVELS = [
    ("产出指标", "数量指标", "改造小区"),
    ("产出指标", "质量指标", "验收合格率"),
    (None, None, "每户费用"),
    (None, None, "户均补助"),
    ("效益指标", "社会效益指标", "投诉事件"),
    ("满意度指标", "服务对象满意度指标", "居民满意度"),
]


def read(*parts: list[str]) -> tuple[Evaluation, list[str]]:
    report = jixiao.parse("\n\n".join(line for part in parts for line in part).encode())
    (found,) = report.evaluations
    return found, [one.message for one in report.diagnostics if one.code == "unreadable_table"]


def test_a_word_with_a_blank_line_below_it_is_of_either_level() -> None:
    """«成本指标», «»: a level 1 whose level 2 is blank, or a level 2 and a paragraph that nobody wrote in. All of the
    form was refused for it, where only the levels of its rows are in doubt."""
    found, said = read(HEAD, FUNDS, GOALS, INDICATORS)
    assert [(row.level1, row.level2, row.level3) for row in found.indicators] == LEVELS
    assert [str(row.score) for row in found.indicators] == ["20", "20", "10", "10", "20", "9"]
    assert [(fund.label, str(fund.executed)) for fund in found.funds] == [
        ("年度资金总额", "450"),
        ("当年财政拨款", "450"),
    ]
    (message,) = said
    assert "「成本指标」" in message


def test_levels_that_one_reading_tells_are_read() -> None:
    whole = [line for at, line in enumerate(INDICATORS) if line or INDICATORS[at - 1] != "成本指标"]
    found, said = read(HEAD, FUNDS, GOALS, whole)
    assert [(row.level1, row.level2) for row in found.indicators][2:4] == [("产出指标", "成本指标")] * 2
    assert said == []


@pytest.mark.parametrize("foot", ["第1页", "- 1 -"])
def test_the_foot_of_a_page_behind_all_is_no_value(foot: str) -> None:
    """docx2txt, 湖北: «改进措施 | … | 第1页» was another cell among the lines of a value, and the form refused."""
    lines = [
        *("2022年度部门整体绩效自评表", "单位名称", "云溪县档案馆"),
        *("预算执行情况（万元）（20分）", "", "预算数", "执行数", "执行率", "得分"),
        *("", "部门整体支出总额", "800.00", "720.00", "90.00%", "18"),
        *("年度目标1（80分）", "一级指标", "二级指标", "三级指标", "年初目标值(A)", "实际完成值(B)", "得分"),
        *("", "产出指标(40分)", "数量指标", "接收档案", "≥13卷", "18卷", "40"),
        *("", "效益指标(40分)", "社会效益指标", "查档便利", "良好", "良好", "40"),
        *("合 计", "98", "偏差大或目标未完成原因分析", "无", "改进措施及结果应用方案", "加强走访。", foot),
    ]
    found, said = read(lines)
    assert said == []
    assert [(row.level3, str(row.score)) for row in found.indicators] == [("接收档案", "40"), ("查档便利", "40")]


def test_a_heading_of_two_rows_whose_cells_go_down_to_the_data() -> None:
    """云南: «绩效指标 | 年度指标值 | 实际完成值 | …» above «一级指标 | … | 度量单位», nothing below the others."""
    heading = [
        *("绩效指标", "年度指标值", "年度实际完成值", "分值", "自评得分", "偏差原因及改进措施"),
        *("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
    ]
    data = [
        *("产出指标", "数量指标", "改造小区", "≥", "5", "个", "7个", "40", "40", ""),
        *("质量指标", "验收合格率", "≥", "95", "%", "96%", "20", "20", ""),
        *("效益指标", "社会效益指标", "投诉事件", "≤", "3", "起", "1起", "20", "20", ""),
        *("满意度指标", "服务对象满意度指标", "居民满意度", "≥", "90", "%", "88%", "10", "9", "走访不够"),
        *("总分", "100", "98", ""),
    ]
    found, said = read(HEAD, FUNDS, GOALS, heading, data)
    assert said == []
    assert [
        (r.level2, r.target and r.target.text, r.actual and r.actual.text, str(r.score)) for r in found.indicators
    ] == [
        ("数量指标", "≥5个", "7个", "40"),
        ("质量指标", "≥95%", "96%", "20"),
        ("社会效益指标", "≤3起", "1起", "20"),
        ("服务对象满意度指标", "≥90%", "88%", "9"),
    ]
