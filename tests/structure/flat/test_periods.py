"""Text of a cell a line in words that no list holds: rows told by the period of their figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.schema import Report
from jixiao.structure.flat import plain
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
    ],
)
def test_what_leaves_figures_over_is_refused(lines: list[str]) -> None:
    report = read(HEAD, FUNDS, GOALS, HEADING, lines)
    assert [row for found in report.evaluations for row in found.indicators] == []
    assert "unreadable_table" in [one.code for one in report.diagnostics]


def test_four_lines_of_two_cells_cost_their_row_alone() -> None:
    """«年度», «绩效», «指标», «居民满意度»: where the name begins nothing tells; all rows begin where they began."""
    lines = [*INDICATORS[:-12], "年度", "绩效", "指标", "居民满意度", *INDICATORS[-9:]]
    report = read(HEAD, FUNDS, GOALS, HEADING, lines)
    (found,) = report.evaluations
    assert [(row.level3, row.weight, row.score) for row in found.indicators] == [
        ("1.改造小区", 30, 30),
        ("2.改造楼栋", 20, 20),
        ("1.验收合格率", 20, 20),
        ("1.投诉事件", 10, 9),
    ]
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


NARROW = [
    *("", "产出指标", "数量", "指标", "整理图书", "≥300册", "320册", "30", "30", ""),
    *("", "", "", "讲解培训", "≥5场", "6场", "20", "20", ""),
    *("", "", "质量", "指标", "图书完好率", "≥95%", "96%", "20", "20", ""),
    *("", "效益指标", "经济效", "益指标", "带动周", "边消费", "明显", "明显", "20", "20", ""),
    *("", "满意度指标", "服务对象满意", "度指标", "读者满意度", "≥90%", "92%", "10", "10", ""),
    *("总计", "100", "100"),
]
NARROW_HEADING = ["绩效", "考核", "一级名称", "二级", "指标内容", "目标值", "完成值", "分值", "实得分", "偏差分析"]


def test_words_that_a_narrow_column_breaks_are_one_name() -> None:
    """«带动周», «边消费» beside «明显», «明显», which is said twice and no word that goes on (湖南)."""
    (found,) = read(HEAD, FUNDS, GOALS, NARROW_HEADING, NARROW).evaluations
    assert [(row.level2, row.level3, row.score) for row in found.indicators] == [
        ("数量指标", "整理图书", 30),
        ("数量指标", "讲解培训", 20),
        ("质量指标", "图书完好率", 20),
        ("经济效益指标", "带动周边消费", 20),
        ("服务对象满意度指标", "读者满意度", 10),
    ]
    assert [row.target.text for row in found.indicators[3:] if row.target] == ["明显", "≥90%"]


def test_a_row_that_may_be_cut_in_two_ways_is_refused_alone() -> None:
    """«带动周», «边消费», «长效运», «转良好» are three cells, and nothing tells which two lines are one."""
    at = NARROW.index("明显")
    lines = [*NARROW[:at], "长效运", "转良好", *NARROW[at + 2 :]]
    lines.insert(at + 2, "已形成")
    report = read(HEAD, FUNDS, GOALS, NARROW_HEADING, lines)
    (found,) = report.evaluations
    assert [row.level3 for row in found.indicators] == ["整理图书", "讲解培训", "图书完好率", "读者满意度"]
    assert [row.score for row in found.indicators] == [30, 20, 20, 10]
    assert "unreadable_table" in [one.code for one in report.diagnostics]


def test_rows_without_points_are_told_by_their_measures() -> None:
    """Forms of transfers print no points: what was aimed at and what was reached stand alike in each row."""
    heading = ["考核指标", "一级", "指标", "二级（类型）", "三级指标名称", "计划值", "全年完成值", "未完成原因及措施"]
    rows = [
        *("", "产出指标", "数量指标", "修复渠道长度", "≥6.2公里", "6.8公里", "受汛期影响，已加快进度"),
        *("", "", "", "新建泵站", "≥6个", "6个", ""),
        *("", "", "质量指标", "单元工程合格率", "100%", "99.8%", "受汛期影响，已加快进度"),
        *("", "效益指标", "社会效益指标", "用水矛盾缓解程度", "明显缓解", "明显缓解", ""),
        *("", "满意度指标", "服务对象满意度指标", "受益农户满意率", "≥90%", "93%", ""),
    ]
    (found,) = read(HEAD, FUNDS, GOALS, heading, rows).evaluations
    assert [
        (row.level1, row.level2, row.level3, row.target and row.target.text, row.actual and row.actual.text)
        for row in found.indicators
    ] == [
        ("产出指标", "数量指标", "修复渠道长度", "≥6.2公里", "6.8公里"),
        ("产出指标", "数量指标", "新建泵站", "≥6个", "6个"),
        ("产出指标", "质量指标", "单元工程合格率", "100%", "99.8%"),
        ("效益指标", "社会效益指标", "用水矛盾缓解程度", "明显缓解", "明显缓解"),
        ("满意度指标", "服务对象满意度指标", "受益农户满意率", "≥90%", "93%"),
    ]


def test_amounts_with_their_labels_stand_between_money_and_goals() -> None:
    """Hunan's funds: one row of figures, then «资金来源：», «资金用途：» over cells of label and amount; a blank line
    behind the figures is the covered cell of what stands below."""
    funds = [
        *(
            "自评部门",
            "某某县图书馆",
            "年度预算",
            "执行情况",
            "（万元）",
            "",
            "预算数",
            "（年初）",
            "预算数",
            "（全年）",
        ),
        *("执行数", "（全年）", "分值", "预算完成率", "实得分", "", "年度资金总额", "595.29", "595.29", "595.29", "10"),
        *("100%", "10", "", "资金来源：", "资金用途：", "", "一般公共预算：595.29", "其中：基本支出：515.13"),
        *("", "政府性基金拨款：", "项目支出：80.16", "", "其他资金：0", ""),
    ]
    (found,) = read(funds, GOALS, NARROW_HEADING, NARROW).evaluations
    assert [(fund.label, str(fund.full_year), str(fund.executed), fund.score) for fund in found.funds] == [
        ("年度资金总额", "595.29", "595.29", 10)
    ]
    assert [(one.label, str(one.amount)) for one in (*found.by_income, *found.by_nature) if one.amount is not None] == [
        ("一般公共预算", "595.29"),
        ("其他资金", "0"),
        ("基本支出", "515.13"),
        ("项目支出", "80.16"),
    ]
    assert len(found.indicators) == 5


def test_a_heading_that_may_be_cut_otherwise_but_means_the_same_is_read() -> None:
    """«三级指标 | 权重» or «三级 | 指标权重»: the same columns."""
    heading = ["绩效", "考核", "一级", "指标", "二级（类型）", "三级", "指标", "权重"]
    heading += ["计划值", "实际值", "实得分", "说明"]
    rows = [
        *("", "产出指标", "工作数量", "指标", "1、校准仪器", "40", "≥65台次", "81台次", "40", ""),
        *("", "", "", "2、资料上传", "20", "≥2980次", "2982次", "20", ""),
        *("", "效益指标", "经济效应", "指标", "1、减少企业办事成本", "30", "良好", "良好", "29", "任务划转"),
        *("", "满意度指标", "服务对象", "满意率指标", "1、学员满意度", "10", "≥96%", "97%", "10", ""),
    ]
    (found,) = read(HEAD, FUNDS, GOALS, heading, rows).evaluations
    assert [(row.level3, row.weight, row.target and row.target.text, row.score) for row in found.indicators] == [
        ("1、校准仪器", 40, "≥65台次", 40),
        ("2、资料上传", 20, "≥2980次", 20),
        ("1、减少企业办事成本", 30, "良好", 29),
        ("1、学员满意度", 10, "≥96%", 10),
    ]


def test_a_score_sheet_none_of_whose_words_is_known_is_found_by_its_figures() -> None:
    """«指标一级 | 分值（权重）| 指标二级 | …» (湖南, before 2022): no word of level 1 is that of a list, but no text
    has so many lines of figures alone. The points of each level are told by the level before them."""
    heading = [
        "指标一级",
        "分值（权重）",
        "指标二级",
        "分值（权重）",
        "指标内容",
        "分值（权重）",
        "计分标准",
        "指标说明",
    ]
    rows = [
        *(
            "投入",
            "20",
            "目标设定",
            "8",
            "目标设立合理性",
            "8",
            "合理计8分，每有1处不合理扣1分。",
            "目标与职责相符",
            "8",
        ),
        *("", "", "预算配置", "12", "重点支出保障率", "12", "达到80%以上计12分，低于不得分。", "重点支出占比", "11.5"),
        *(
            "过程",
            "30",
            "预算执行",
            "16",
            "“三公”经费变动",
            "16",
            "零增长计16分，每增加5%扣1分。",
            "两年支出之比",
            "16",
        ),
        *("", "", "预算管理", "14", "制度健全程度", "8", "制度完整计8分，缺一项扣1分。", "制度是否齐全", "8"),
        *("", "", "", "", "信息公开完整度", "6", "按规定公开计6分。", "预决算公开情况", "6"),
        *("产出", "50", "职责履行", "50", "质量达标程度", "50", "达标率98%以上计50分。", "达标数/完成数", "48"),
        *("合计", "100", "", "", "97.5"),
    ]
    text = "\n".join(["2020年度部门整体支出绩效评价打分表", *heading, "自评分值", *rows])
    (found,) = parse(text.encode()).evaluations
    assert [(r.level1, r.level1_weight, r.level2, r.level3, r.weight, r.score) for r in found.indicators] == [
        ("投入", 20, "目标设定", "目标设立合理性", 8, 8),
        ("投入", 20, "预算配置", "重点支出保障率", 12, Decimal("11.5")),
        ("过程", 30, "预算执行", "“三公”经费变动", 16, 16),
        ("过程", 30, "预算管理", "制度健全程度", 8, 8),
        ("过程", 30, "预算管理", "信息公开完整度", 6, 6),
        ("产出", 50, "职责履行", "质量达标程度", 50, 48),
    ]
    assert found.total.score == Decimal("97.5")


def test_names_with_numbers_stand_in_one_column() -> None:
    """Where «节约», «财政资金成效» may be one name, the rows above could begin a line later: «显著提高», «提高明显» one
    target, and the points a column further left. But then «指标1:…» would stand below the levels (湖南)."""
    rows = [
        *("", "产出指标", "数量指标", "指标1:更换路灯", "≥730盏", "871盏", "20", "20", ""),
        *("", "", "", "指标2:清运垃圾", "≥39吨", "76吨", "20", "20", ""),
        *("", "", "", "指标3:设备验收程度", "显著提高", "提高明显", "20", "20", ""),
        *("", "", "时效指标", "指标1:来信答复率", "≥99%", "99%", "10", "10", ""),
        *("", "", "成本指标", "指标1:人均费用", "≤700元", "700元", "10", "10", ""),
        *("", "", "经济效益指标", "指标1:带动投资", "≥113万元", "328万元", "5", "5", ""),
        *("", "", "", "指标2:节约", "财政资金成效", "达到设计要求", "符合设计要求", "5", "5", ""),
        *("", "满意度指标", "服务对象满意度指标", "指标1:学生家长满意度", "≥88%", "95%", "10", "10", ""),
        *("总计", "100", "100"),
    ]
    report = read(HEAD, FUNDS, GOALS, NARROW_HEADING, rows)
    (found,) = report.evaluations
    assert [(row.level2, row.level3, row.weight, row.score) for row in found.indicators] == [
        ("数量指标", "指标1:更换路灯", 20, 20),
        ("数量指标", "指标2:清运垃圾", 20, 20),
        ("数量指标", "指标3:设备验收程度", 20, 20),
        ("时效指标", "指标1:来信答复率", 10, 10),
        ("成本指标", "指标1:人均费用", 10, 10),
        ("经济效益指标", "指标1:带动投资", 5, 5),
        ("服务对象满意度指标", "指标1:学生家长满意度", 10, 10),
    ]
    assert "unreadable_table" in [one.code for one in report.diagnostics]


def test_no_name_goes_on_with_what_was_not_to_be_less() -> None:
    """«资料归档合格率», «不小于90%» are two cells: as one they left room for «产出质量⏎指标» where points were, and the
    level's word of two lines below it («产出», «时效») was taken for two levels (湖北)."""
    rows = [
        *("", "产出指标", "数量", "指标", "(1)疏浚排灌渠", "≥44千米", "48千米", "30", ""),
        *("", "", "", "(2)维修机耕路", "≥9公里", "41公里", "20", ""),
        *("", "", "6", "(1)验收通过率", "≥96%", "97%", "20", ""),
        *("", "", "", "(2)资料归档合格率", "不小于90%", "90%", "产出质量", "指标", ""),
        *("", "", "产出", "时效", "(1)工程完工时间", "11月底以前", "11月15日办结", "7", ""),
        *("", "满意度指标", "受益对象", "满意度", "(1)办事群众满意率", "≥93%", "97%", "5", ""),
    ]
    heading = ["年度目标", "一级", "二级", "具体指标", "年初设定值", "全年完成值", "实际得分", "偏差分析"]
    report = read(HEAD, FUNDS, GOALS, heading, rows, ["总得分", "98.5"])
    levels = {(row.level1, row.level2) for found in report.evaluations for row in found.indicators}
    assert not levels & {("产出", "时效"), ("产出", "产出时效"), ("产出", "时效指标")}


def test_a_second_row_that_nobody_filled_in_tells_nothing() -> None:
    """«2.» and blank cells below the first row of a table without a label beside its rows (云南)."""
    heading = ["项目绩效指标", "年初设定指标值", "全年实际完成", "满分", "实得分", "未达标原因"]
    heading += ["指标一级", "二级指标名称", "三级", "指标方向", "目标数值", "度量单位", "", "", "", ""]
    rows = [
        *("产出指标", "数量", "指标", "1.改扩建面积", ">=", "1371", "平方米", "2612平方米", "50", "50", ""),
        *("", "", "2.", "", "", "", "", "", "", ""),
        *("", "质量", "指标", "1.工程一次验收合格率", ">=", "98", "%", "99%", "20", "20", ""),
        *("效益指标", "生态", "效益", "1.单位能耗下降幅度", ">=", "5", "%", "5%", "20", "18", ""),
        *("满意度指标", "满意度", "指标", "1.就诊患者满意率", "≥", "94", "%", "96%", "10", "10", ""),
    ]
    (found,) = read(HEAD, FUNDS, GOALS, heading, rows, ["总计", "100", "98"]).evaluations
    assert [(row.level2, row.level3, row.weight, row.score) for row in found.indicators if row.weight] == [
        ("数量指标", "1.改扩建面积", 50, 50),
        ("质量指标", "1.工程一次验收合格率", 20, 20),
        ("生态效益", "1.单位能耗下降幅度", 20, 18),
        ("满意度指标", "1.就诊患者满意率", 10, 10),
    ]


def test_a_level_of_two_lines_is_in_no_two_cells() -> None:
    """«社会效益 | 指标» as level 1 and level 2: the row above began a line later than its author meant (云南)."""
    patterns = load()
    tokens = tokens_of([Line(0, 0, 0, text) for text in ("社会效益", "指标", "受益群众人数")])
    periods = Periods(tokens, lexicon_of(patterns), patterns)
    assert periods.parts_level([(0, 1), (1, 2), (2, 3)])
    assert not periods.parts_level([(0, 2), (2, 3)])


TWO_ROWS = [
    *("绩效评价指标", "绩效指标值", "实际完成数", "分值（权重）", "单位自评", "得分", "未完成原因说明及", "改进措施"),
    *("一级绩效指标", "二级绩效指标", "三级绩效指标", "比较符号", "计划指标值", "指标值单位", "", "", "", ""),
]


def test_what_stands_over_others_heads_no_column_beside_them() -> None:
    """«单位自评», «得分» are one heading: as two «实际完成数» would stand over «计划指标值», aimed at (云南)."""
    rows = [
        *("产出指标", "数量类", "指标", "1.开展核查", "≥", "4", "次", "5次", "50", "50", ""),
        *("", "质量类", "指标", "1.办理规范程度", "", "不断完善", "", "已完善", "20", "19.5", "政策调整"),
        *("效益指标", "社会", "效益", "1.服务人口", "≥", "19,163", "人", "19,958人", "20", "20", ""),
        *("满意度指标", "满意度", "指标", "1.群众满意率", "不低于", "90", "%", "93%", "10", "10", ""),
    ]
    (found,) = read(HEAD, FUNDS, GOALS, TWO_ROWS, rows, ["总分合计", "100", "99.5"]).evaluations
    assert [(row.level3, row.actual and row.actual.text, row.weight, row.score) for row in found.indicators] == [
        ("1.开展核查", "5次", 50, 50),
        ("1.办理规范程度", "已完善", 20, Decimal("19.5")),
        ("1.服务人口", "19,958人", 20, 20),
        ("1.群众满意率", "93%", 10, 10),
    ]
    assert [row.target.unit for row in found.indicators if row.target] == ["次", None, "人", "%"]


def test_a_measure_and_what_is_said_again_begin_cells() -> None:
    """«2.更新基», «准地价图件» beside «≥10幅»; «1.周边», «环境影响» beside «得到保障», «已得到保障» (湖南)."""
    rows = [
        *("", "产出指标", "数量类", "指标", "1.治理图斑", "54个", "141个", "30", "30", ""),
        *("", "", "", "2.更新基", "准地价图件", "≥10幅", "10幅", "20", "20", ""),
        *("", "", "质量类", "指标", "1.档案完整率", "98%", "100%", "20", "20", ""),
        *("", "效益指标", "生态", "效益", "1.周边", "环境影响", "得到保障", "已得到保障", "20", "19", "雨季"),
        *("", "满意度指标", "满意度", "（服务对象）", "1.企业满意率", "≥99%", "99%", "10", "10", ""),
    ]
    (found,) = read(HEAD, FUNDS, GOALS, HEADING, rows, ["合计得分", "100", "99", ""]).evaluations
    assert [(row.level3, row.target and row.target.text, row.score) for row in found.indicators] == [
        ("1.治理图斑", "54个", 30),
        ("2.更新基准地价图件", "≥10幅", 20),
        ("1.档案完整率", "98%", 20),
        ("1.周边环境影响", "得到保障", 19),
        ("1.企业满意率", "≥99%", 10),
    ]


def test_a_name_may_say_its_level_again() -> None:
    """«服务对象满意度» as a name beside «服务对象满意度指标», and elsewhere a level's word in a name's place."""
    named = [*INDICATORS[:-13], "满意度指标", "服务对象满意度指标", "服务对象满意度", *INDICATORS[-9:]]
    (found,) = read(HEAD, FUNDS, GOALS, HEADING, named).evaluations
    assert [row.level3 for row in found.indicators][-1:] == ["服务对象满意度"]
    below = [*named[:-4], "", "", "", "服务对象满意度", "≥90%", "94%", "5", "5", "", *named[-4:]]  # merged down
    (found,) = read(HEAD, FUNDS, GOALS, HEADING, below).evaluations
    assert [row.level2 for row in found.indicators][-2:] == ["服务对象满意度指标"] * 2
    moved = [*INDICATORS[:-13], "满意度指标", "服务对象满意度", "服务对象满意度指标", *INDICATORS[-9:]]
    report = read(HEAD, FUNDS, GOALS, HEADING, moved)
    assert [row for found in report.evaluations for row in found.indicators] == []


GOAL_ROWS = [
    *("一级指标内容", "二级指标内容", "三级绩效指标", "计划目标值(A)", "实际完成情况(B)", "得分值"),
    *("", "产出指标(40分)", "数量类指标", "1)改造床位", "不低于81张", "176张", "30"),
    *("", "", "质量类指标", "1)档案完整率", "≥95%", "100%", "10"),
    *("", "效益指标(30分)", "社会效益指标", "1)公众知晓情况", "不断完善", "已完善", "30"),
    *("", "满意度指标(10分)", "群众满意度", "1)群众满意率", "≥95%", "92%", "9"),
    *("得分合计", "79", "未完成目标原因说明", "本年度目标均已完成"),
]


@pytest.mark.parametrize(
    "label",
    [
        ["目标：一是按月发放供养金；", "二是做好失能人员照护。", "（80分）"],
        ["工作目标1：落实特困人员救助供养政策，兜住民生底线。", "（80分）"],
    ],
)
def test_a_goal_of_several_lines_with_its_points_stands_beside_its_rows(label: list[str]) -> None:
    """A goal is the label at the left (湖北): its lines are no line of no table, and none of them heads the rows."""
    head = ["预算单位全称", "某某市福利中心", "基本支出总额", "400", "项目支出总额", "100"]
    funds = ["预算资金", "（20分）", "", "调整后预算数(A)", "预算执行数(B)", "资金执行率(B/A)", "得分(20×执行率)"]
    report = read(head, [*funds, "", "部门支出合计", "500", "450", "90%", "18"], label, GOAL_ROWS)
    (found,) = report.evaluations
    assert [(row.level3, row.actual and row.actual.text) for row in found.indicators] == [
        ("1)改造床位", "176张"),
        ("1)档案完整率", "100%"),
        ("1)公众知晓情况", "已完善"),
        ("1)群众满意率", "92%"),
    ]


def test_a_label_at_the_left_that_ends_as_a_column_is_headed() -> None:
    """«年度», «绩效», «指标», «完成», «情况» is no label with «完成情况», which is «全年实际值» (安徽); a form that has
    all other words was not refused for what is wrong with it."""
    heading = ["年度", "绩效", "指标", "完成", "情况", "一级指标", "二级指标", "三级指标", "年度指标值", "全年实际值"]
    rows = [line for line in INDICATORS if line != "考核"]
    report = read(HEAD, FUNDS, GOALS, [*heading, "分值", "得分", "偏差原因分析"], rows)
    (found,) = report.evaluations
    assert [(row.level1, row.level2, row.level3) for row in found.indicators] == LEVELS
    assert [row.actual and row.actual.text for row in found.indicators] == ["7个", "50栋", "96%", "4起", "92%"]


def test_a_pair_is_no_piece_of_the_label_below_it() -> None:
    """«资金使用单位» with its value was the beginning of «项目支出», «（万元）», and the department the unit; of
    «部门预算», «资金执行», «（元）» the first line was a value, and the unit's label a section of the report (云南)."""
    head = ["项目名称（全称）", "园舍改造", "上级主管部门", "某某区教育局", "资金使用单位", "某某区实验小学"]
    (found,) = read(head, ["项目支出", "（万元）"], OTHER_FUNDS, OTHER_GOALS, OTHER_HEADING, INDICATORS).evaluations
    assert (found.department, found.unit) == ("某某区教育局", "某某区实验小学")
    assert [fund.executed for fund in found.funds] == [450, 450]
    head = ["编制单位", "某某区国有林场", "部门预算", "资金执行", "（万元）"]
    report = read(head, OTHER_FUNDS, OTHER_GOALS, OTHER_HEADING, INDICATORS)
    assert ([node.title for node in report.outline], len(report.evaluations)) == ([], 1)


def test_what_came_of_a_goal_stands_in_one_column() -> None:
    """«项目目标», «实现情况» at the left are no columns of a goal and its outcome: those were moved by one (安徽)."""
    head = [
        "项目名称（全称）",
        "园舍改造",
        "部门支出",
        "情况",
        "（万元）",
        "",
        "年初安排数",
        "调整后预算数",
        "实际执行数",
    ]
    head += ["分数", "支出进度", "自评", "得分", *FUNDS[9:]]
    goals = ["项目目标", "实现情况", "年度总目标", "年度完成情况", *OTHER_GOALS[4:]]
    heading = ["绩效", "考核", "指标", "一级指标名称", "二级指标名称", "三级", "指标", "计划值", "实际达到值", "分数"]
    heading += ["自评", "得分", "未完成原因及", "整改措施"]
    (found,) = read(head, goals, heading, INDICATORS).evaluations
    assert [(goal.expected, goal.actual) for goal in found.goals] == [("改造园舍。", "园舍改造完毕。")]


OTHER_FUNDS = [
    *("", "年初预算数（A）", "调整后预算数（B）", "实际支出数（C）", "分值（权重）", "资金执行率", "自评", "分数"),
    *FUNDS[9:],
]
OTHER_GOALS = ["项目年度", "总目标", "年初设定目标", "年末完成情况", "", "改造园舍。", "园舍改造完毕。"]
OTHER_HEADING = [
    *("年度", "绩效", "指标", "完成", "情况", "一级绩效指标", "二级绩效指标", "三级指标（具体指标）", "年度目标值"),
    *("全年实际值", "分值（权重）", "自评", "分数", "偏差原因及", "整改措施"),
]


def test_rows_that_go_with_no_heading_leave_room_for_others() -> None:
    """«生态环境», «效益指标» as level 1 and level 2 costs no more, and goes with no heading; and «指标分类», which no
    list holds, over the levels is why the form's own words were refused (云南)."""
    rows = [
        *("产出指标", "数量", "目标", "1.铺设地面", "大于或等于", "566", "平方米", "1263平方米", "30", "30", ""),
        *("", "", "2.更换玩具", "不少于", "39", "件", "42件", "20", "20", ""),
        *("", "", "3.添置图书", "≥", "2552", "册", "2836册", "10", "10", ""),
        *("效益指标", "社会效", "益目标", "1.公众知晓情况", "—", "全面落实", "", "已全面落实", "10", "10", ""),
        *("", "生态环境", "效益指标", "1.垃圾处理率", "大于或等于", "85", "%", "99%", "10", "10", ""),
        *("满意度指标", "群众", "满意度", "1.群众满意率", "不低于", "90", "%", "93%", "10", "10", ""),
    ]
    head = ["自评项目名称", "园舍改造", "主管预算部门", "某某区教育局", "资金收支", "（元）"]
    heading = ["指标分类", "绩效指标值", "实际完成数", "标准分值", "自评", "分数", "偏差原因及", "整改措施"]
    heading += [
        "一级绩效指标",
        "二级绩效指标",
        "三级绩效指标",
        "计算符号",
        "计划指标值",
        "单位（量纲）",
        "",
        "",
        "",
        "",
    ]
    foot = ["备注栏", "无其他说明", "总分合计", "100", "100", ""]
    (found,) = read(head, OTHER_FUNDS, GOALS, heading, rows, foot).evaluations
    assert [(row.level1, row.level3, row.score) for row in found.indicators] == [
        ("产出指标", "1.铺设地面", 30),
        ("产出指标", "2.更换玩具", 20),
        ("产出指标", "3.添置图书", 10),
        ("效益指标", "1.公众知晓情况", 10),
        ("效益指标", "1.垃圾处理率", 10),
        ("满意度指标", "1.群众满意率", 10),
    ]


def test_what_heads_level_1_may_be_why_a_score_sheet_was_refused() -> None:
    """«一级（类别）» at the left of words that a form has (湖南, before 2022)."""
    heading = ["一级（类别）", "二级", "指标", "三级", "指标", "满分", "打分标准", "指标内涵", "自评分数"]
    rows = [
        *("投入", "目标管理", "绩效指标可量化程度", "20", "量化指标占比60%以上计20分。", "量化指标占比", "18"),
        *("", "预算编制", "预算细化程度", "20", "细化到具体项目计20分，否则酌情扣分。", "预算是否细化", "20"),
        *("过程", "内部管理", "资产管理规范度", "20", "账实相符计20分。", "资产账务情况", "19"),
        *("", "支出执行", "支出进度率", "8", "序时进度达标计8分，每季度不达标扣2分。", "各季度支出进度", "8"),
        *("产出", "履职产出", "重点任务办结率", "22", "全部办结计22分，每少一项扣2分。", "办结数/任务数", "22"),
        *("", "", "工作成果达标率", "4", "达标率98%以上计4分。", "达标数/成果数", "4"),
        *("效果", "履职成效", "服务对象认可度", "6", "认可度92%以上计6分，低于92%计3分。", "抽样调查结果", "4"),
        *("合计", "100", "", "", "95"),
    ]
    text = "\n".join(["2020年度部门整体支出绩效自我评价评分表", *heading, *rows])
    (found,) = parse(text.encode()).evaluations
    assert [(r.level1, r.level3, r.weight, r.score) for r in found.indicators] == [
        ("投入", "绩效指标可量化程度", 20, 18),
        ("投入", "预算细化程度", 20, 20),
        ("过程", "资产管理规范度", 20, 19),
        ("过程", "支出进度率", 8, 8),
        ("产出", "重点任务办结率", 22, 22),
        ("产出", "工作成果达标率", 4, 4),
        ("效果", "服务对象认可度", 6, 4),
    ]


def test_the_lower_row_of_a_heading_is_no_row_of_data(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the period of the figures is left, and too few words of the lower row are known to tell it
    («及改进办法», «指标（一级）» as one cell): what is below it is named as unread."""
    monkeypatch.setattr(plain, "_by_words", lambda _, where, *__: [where])
    upper = ["绩效指标内容", "目标值设定", "实际完成情况", "分值设定", "自评得分", "偏差原因", "及改进办法"]
    lower = ["指标（一级）", "指标（二级）", "三级指标及说明", "运算符", "目标指标值", "单位", "", "", "", ""]
    rows = [
        *("产出指标", "数量指标", "出具审计意见", "≥", "5", "份", "25份", "8", "8", ""),
        *("", "质量指标", "意见采纳率", "大于等于", "99", "%", "100%", "20", "20", ""),
        *("", "", "报告合格率", "大于等于", "100", "%", "80%", "22", "20", "部分场次取消"),
        *("", "时效指标", "报告按期提交率", ">=", "95", "%", "100%", "10", "10", ""),
        *("效益指标", "社会效益指标", "社会影响力", "≥", "23", "个", "21个", "30", "28", ""),
        *("总计", "100", "86", "良好"),
    ]
    report = read(HEAD, FUNDS, GOALS, upper, lower, rows)
    (found,) = report.evaluations
    assert [fund.executed for fund in found.funds] == [450, 450]
    assert [goal.expected for goal in found.goals] == ["1.完成改造。2.建好台账。"]  # «质量指标 | 100%» is none
    assert not found.indicators
    assert [diagnostic.code for diagnostic in report.diagnostics] == ["unreadable_table"]
