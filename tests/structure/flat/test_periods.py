"""Text of a cell a line in words that no list holds: rows told by the period of their figures."""

from __future__ import annotations

import pytest

from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.schema import Report
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.periods import Periods
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import tokens_of

HEAD = ["自评项目全称", "老旧小区改造", "主办单位", "某某区住房局", "经办科室", "某某区房产中心"]
FUNDS = [
    *("经费投入", "（万元）", "", "年初预算数", "调整后数", "全年支出数", "标准分", "执行率", "自评分"),
    *("", "总额", "500", "500", "450", "10", "90%", "9"),
    *("", "当年拨款", "500", "500", "450", "—", "90%", "—"),
]
GOALS = [
    *("总体目标", "预期目标", "实际完成情况"),
    *("", "1.完成改造。", "2.建好台账。", "1.全部完成改造。", "2.台账建成。"),
]
HEADING = [
    "考核",
    "指标",
    "一级",
    "二级指标",
    "三级指标",
    "年度目标值",
    "年末完成值",
    "标准分",
    "自评分",
    "偏差原因分析",
]
INDICATORS = [
    *("", "产出指标", "数量类", "指标", "1.改造小区", "≥5个", "7个", "30", "30", ""),
    *("", "", "", "2.改造楼栋", "≥50栋", "50栋", "20", "20", ""),
    *("", "", "质量类", "指标", "1.验收合格率", "≥95%", "96%", "20", "20", ""),
    *("", "效益指标", "社会", "效益", "1.投诉事件", "≤3起", "4起", "10", "9", "工期长；", "已致歉"),
    *("", "满意度指标", "满意度", "（服务对象）", "1.居民满意度", "≥90%", "92%", "10", "10", ""),
    *("合计得分", "100", "98", ""),
]


def read(*parts: list[str]) -> Report:
    """The report of lines below a form's title."""
    lines = [line for part in parts for line in part]
    return parse("\n".join(["2023年度项目支出绩效自评表", *lines, "填表人：（略）"]).encode())


def test_a_form_in_words_of_its_own_is_read_by_the_period_of_its_figures() -> None:
    report = read(HEAD, FUNDS, GOALS, HEADING, INDICATORS)
    assert len(report.evaluations) == 1
    found = report.evaluations[0]
    assert found.project == "老旧小区改造"
    assert [(f.initial, f.executed, f.weight, f.score) for f in found.funds] == [
        (500, 450, 10, 9),
        (500, 450, None, None),
    ]
    assert [goal.expected for goal in found.goals] == ["1.完成改造。2.建好台账。"]
    assert [(row.level2, row.level3, row.weight, row.score) for row in found.indicators] == [
        ("数量类指标", "1.改造小区", 30, 30),
        ("数量类指标", "2.改造楼栋", 20, 20),
        ("质量类指标", "1.验收合格率", 20, 20),
        ("社会效益", "1.投诉事件", 10, 9),
        ("满意度（服务对象）", "1.居民满意度", 10, 10),
    ]
    assert (found.total.weight, found.total.score) == (100, 98)


@pytest.mark.parametrize(
    "lines",
    [
        [*INDICATORS[:9], "另", *INDICATORS[9:]],  # a line too many: the rows below have other places
        [*INDICATORS[:7], *INDICATORS[8:]],  # the points of one row are lost
        [*INDICATORS[:-12], "年度", "绩效", "指标", "居民满意度", *INDICATORS[-9:]],  # four lines of two cells
    ],
)
def test_what_leaves_figures_over_is_refused(lines: list[str]) -> None:
    report = read(HEAD, FUNDS, GOALS, HEADING, lines)
    assert [row for found in report.evaluations for row in found.indicators] == []
    assert "unreadable_table" in [one.code for one in report.diagnostics]


LEVELS = [
    ("产出指标", "数量类指标", "1.改造小区"),
    ("产出指标", "数量类指标", "2.改造楼栋"),
    ("产出指标", "质量类指标", "1.验收合格率"),
    ("效益指标", "社会效益", "1.投诉事件"),
    ("满意度指标", "满意度（服务对象）", "1.居民满意度"),
]


@pytest.mark.parametrize(
    ("goals", "heading"),
    [
        (["总体", "目标", "完成", "情况", *GOALS[1:]], HEADING),  # two letters a line
        (GOALS, ["部门", "绩效", "考核", "指标", *HEADING[2:]]),
        (["总体目标", "预期目标", "调整目标", "实际完成情况", "", "完成改造。", "", "已改造。"], HEADING),
        (GOALS, [*HEADING[:6], "年末完成值", "标准分", "得分", "说明"]),  # «得分说明» is a heading, too
    ],
)
def test_labels_over_lines_and_goals_without_what_changed(goals: list[str], heading: list[str]) -> None:
    report = read(HEAD, FUNDS, goals, heading, INDICATORS)
    (found,) = report.evaluations
    assert [(row.level1, row.level2, row.level3) for row in found.indicators] == LEVELS
    assert [row.score for row in found.indicators] == [30, 20, 20, 9, 10]
    assert len(found.goals) == 1


@pytest.mark.parametrize(
    ("level", "lines"),
    [
        ("数量", ["数量", ""]),
        ("服务对象满意率指标", ["服务对象", "满意率指标"]),
        ("成本控制指标", ["成本控制", "指标"]),
    ],
)
def test_words_of_levels_over_lines(level: str, lines: list[str]) -> None:
    """A blank line below the first row's word; words of level 2 that no list holds."""
    report = read(HEAD, FUNDS, GOALS, HEADING, ["", "产出指标", *lines, *INDICATORS[4:]])
    (found,) = report.evaluations
    assert [row.level2 for row in found.indicators[:2]] == [level, level]
    assert [row.score for row in found.indicators] == [30, 20, 20, 9, 10]


def test_blank_cells_at_the_end_of_a_heading_are_asked_for_each_time() -> None:
    """The same lines may be the upper row of a heading, and the lower one with blank cells at its end."""
    patterns = load()
    tokens = tokens_of([Line(0, 0, 0, text) for text in ("一级指标", "二级指标", "三级指标", "", "")])
    periods = Periods(tokens, lexicon_of(patterns), patterns)
    assert 5 not in periods._cuts(0, 5, 0)
    assert periods._cuts(0, 5, 2)[5][0][1] == [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]


def test_a_last_row_of_level_1_with_its_points_and_a_list_below_the_total() -> None:
    """«满意度（服务对象）» is no word of level 1 in another's column: no line is joined to it for that; and a label
    behind the total's score is no grade of it."""
    last = ["", "满意度指标", "【10分】", "满意度（服务对象）", "1.居民满意度", "≥90%", "92%", "10", "10", ""]
    foot = ["合计得分", "100", "98", "未达标原因", "1.预算编制偏粗；", "2.设备验收推迟。", "改进措施", "加强培训。"]
    (found,) = read(HEAD, FUNDS, GOALS, HEADING, [*INDICATORS[:-15], *last], foot).evaluations
    names = [(row.level1, row.level2, row.level3, row.score) for row in found.indicators]
    assert names[-1] == ("满意度指标", "满意度（服务对象）", "1.居民满意度", 10)
    assert len(names) == 5
    assert (found.total.score, found.measures) == (98, "加强培训。")


def test_two_headings_that_end_alike_are_two() -> None:
    """«年初数», «调整后数» are no more one than «预算», «执行率» are two."""
    heads = ["年初数", "调整后数", "执行数", "标准分", "预算", "执行率", "自评分"]
    (found,) = read(HEAD, [*FUNDS[:3], *heads, *FUNDS[9:]], GOALS, HEADING, INDICATORS).evaluations
    assert [(str(fund.initial), str(fund.executed), fund.rate) for fund in found.funds] == [("500", "450", 90)] * 2
    assert len(found.indicators) == 5


def test_a_form_none_of_whose_words_is_known_is_found_by_words_of_level_1() -> None:
    lines = [
        *(
            "部门（单位）全称",
            "某某区养护所",
            "年度预算资金",
            "（万元）",
            "",
            "年初批复数",
            "调整后预算数",
            "实际执行数",
        ),
        *("标准分", "资金执行率", "得分数", "", "总额", "907.43", "881", "581.46", "10", "66.00%", "6.60"),
        *("", "当年财政拨款", "589.83", "572.65", "377.95", "/", "66.0%", "/", "总体绩效目标", "年初设定目标"),
        *("目标实现情况", "", "完善公路设施。", "设施更加完善。", "考核指标", "指标一级", "指标二级", "三级", "目标值"),
        *("实际值", "标准分", "得分数", "未达标原因和下步措施", "", "产出指标", "数量", "指标", "①安装护栏", "≥28公里"),
        *("29公里", "50", "50", "", "", "", "", "②施划标线", "≥83千米", "84千米", "20", "20", "", "", "效益指标"),
        *("社会效益", "①受益人口", "≥900人", "950人", "10", "10", "", "", "满意度指标", "群众满意度", "①群众满意率"),
        *("≥90%", "95%", "10", "10", "", "自评总分", "100", "96.60"),
    ]
    text = "\n".join(["2023年度部门整体支出绩效自评表", *lines, "填表人：（略）"])
    (found,) = parse(text.encode()).evaluations
    assert [(row.level3, row.weight) for row in found.indicators] == [
        ("①安装护栏", 50),
        ("②施划标线", 20),
        ("①受益人口", 10),
        ("①群众满意率", 10),
    ]
    assert [str(fund.executed) for fund in found.funds] == ["581.46", "377.95"]
