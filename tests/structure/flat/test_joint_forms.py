"""Tables of a cell a line that a county put together from several forms: columns and labels that only another form has,
goals beside labels, points of money in its label; and the rows of indicators where the rest cannot be read. Sums of the
points prove each of these readings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.patterns import Patterns
from jixiao.pipeline import parse
from jixiao.schema.report import Report
from jixiao.structure.flat import plain
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headwords import Anchor
from jixiao.structure.flat.proven import is_proven
from jixiao.structure.flat.tokens import Token

TITLE = ["2021年度部门整体绩效自评表"]
UNIT = ["单位名称", "某某市城市管理执法局"]
NATURE = ["基本支出总额", "1986.35", "项目支出总额", "3161.31"]
MONEY = [
    *("预算执行情况（万元）（20分）", "", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"),
    *("", "年度财政资金总额", "5236.48", "5147.66", "98.30%", "19.66"),
]
GOALS = ["年度目标", "保持城区环境卫生整洁，规范市容秩序。", "目标完成情况", "环境卫生和市容秩序持续向好。"]
HEAD = [
    "年度绩效指标（80分）",
    "一级指标",
    "二级指标",
    "三级指标",
    "分值",
    "年初目标值（A）",
    "实际完成值（B）",
    "得分",
]
ROWS = [
    *("", "产出指标", "数量指标", "道路清扫面积", "20", "≥320万平方米", "332万平方米", "20"),
    *("", "", "", "拆除违法建设面积", "20", "≥1.8万平方米", "1.65万平方米", "18.33"),
    *("", "", "时效指标", "垃圾日产日清率", "20", "≥99%", "99.2%", "20"),
    *("", "效益指标", "生态效益指标", "城区人居环境", "10", "明显改善", "明显改善", "10"),
    *("", "满意度指标", "社会公众满意度", "市民满意度", "10", "≥85%", "88.4%", "10"),
]
TOTAL = ["总分", "100", "", "", "97.99"]
FOOT = ["偏差大或目标未完成原因分析", "拆违协调难度大。", "改进措施及结果应用方案", "加大控违拆违力度。"]


def read(*parts: list[str]) -> Report:
    return parse("\n".join(line for part in (TITLE, *parts) for line in part).encode())


def figures(report: Report) -> list[tuple[str | None, Decimal | None, str | None, str | None, Decimal | None]]:
    rows = [row for evaluation in report.evaluations for row in evaluation.indicators]
    return [
        (row.level3, row.weight, row.target and row.target.text, row.actual and row.actual.text, row.score)
        for row in rows
    ]


EXPECTED = [
    ("道路清扫面积", Decimal(20), "≥320万平方米", "332万平方米", Decimal(20)),
    ("拆除违法建设面积", Decimal(20), "≥1.8万平方米", "1.65万平方米", Decimal("18.33")),
    ("垃圾日产日清率", Decimal(20), "≥99%", "99.2%", Decimal(20)),
    ("城区人居环境", Decimal(10), "明显改善", "明显改善", Decimal(10)),
    ("市民满意度", Decimal(10), "≥85%", "88.4%", Decimal(10)),
]


def test_a_column_and_goals_of_other_forms() -> None:
    report = read(UNIT, NATURE, MONEY, GOALS, HEAD, ROWS, TOTAL, FOOT)
    (evaluation,) = report.evaluations
    assert figures(report) == EXPECTED
    assert [row.level1 for row in evaluation.indicators] == ["产出指标"] * 3 + ["效益指标", "满意度指标"]
    (fund,) = evaluation.funds
    assert (fund.full_year, fund.executed, fund.rate, fund.score) == (
        Decimal("5236.48"), Decimal("5147.66"), Decimal("98.30"), Decimal("19.66"),
    )  # fmt: skip
    assert [(goal.expected, goal.actual) for goal in evaluation.goals] == [(GOALS[1], GOALS[3])]
    assert [line.amount for line in evaluation.by_nature] == [Decimal("1986.35"), Decimal("3161.31")]
    assert evaluation.total is not None
    assert (evaluation.total.weight, evaluation.total.score) == (Decimal(100), Decimal("97.99"))
    assert evaluation.measures == FOOT[3]
    assert not [one for one in report.diagnostics if one.code == "unreadable_table"]


STRANGE = ["收支", "本年", "上年", "结余", "分数", "评定", "5236.48", "5147.66", "88.82", "20", "19.66"]


def test_the_rows_of_indicators_where_the_money_cannot_be_read() -> None:
    """Nothing tells whose the lines above are: they are named, and the sums prove the rows below."""
    report = read(UNIT, NATURE, STRANGE, HEAD, ROWS, TOTAL)
    assert figures(report) == EXPECTED
    assert report.evaluations[0].total is not None
    assert report.evaluations[0].total.score == Decimal("97.99")
    named = [report.blocks[place.block].text for one in report.diagnostics for place in one.places]
    assert [text for text in named if text == "88.82"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18.33", "16.33"),
        ("97.99", "78.99"),
        ("\n20\n≥1.8", "\n30\n≥1.8"),
        ("\n20\n19.66", "\n20\n18.66"),  # the total's points without what the money has
        ("\n20\n19.66", "\n19.66"),
        ("\n20\n19.66", "\n20"),
        ("≥1.8万平方米\n1.65万平方米\n18.33", "≥1.8万平方米\n18.33"),
    ],
)
def test_where_sums_prove_nothing_no_row_is_read(one: str, other: str) -> None:
    text = "\n".join(line for part in (TITLE, UNIT, NATURE, STRANGE, HEAD, ROWS, TOTAL) for line in part)
    assert one in text
    report = parse(text.replace(one, other).encode())
    assert figures(report) == []
    assert [one for one in report.diagnostics if one.code == "unreadable_table"]


PROJECT = [
    *("项目名称", "河道保洁补助", "实施单位", "某某县水利局"),
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成情况", "标准分值", "实际得分", "扣分理由"),
    *("产出指标（50分）", "数量指标", "保洁河道长度", "≥120公里", "126公里", "20", "20", ""),
    *("", "质量指标", "垃圾清理率", "≥95%", "97%", "15", "15", ""),
    *("", "时效指标", "巡查到位时间", "≤2小时", "1.5小时", "15", "15", ""),
    *("效益指标（40分）", "生态效益指标", "水质达标率", "≥63%", "63.4%", "20", "20", ""),
    *("", "可持续影响指标", "保洁员队伍", "稳定", "基本稳定", "20", "18", "两名保洁员离岗"),
    *("满意度指标（10分）", "服务对象满意度指标", "沿河群众满意度", "≥90%", "91%", "10", "10", ""),
    *("自评总分", "", "", "100", "98", ""),
    *("自评结论", "项目管理规范，总体达到预期。", "存在问题", "保洁员队伍稳定性有待加强。", ""),
]


def test_a_name_before_a_level_is_no_part_of_it() -> None:
    """Two cells that an author exchanged: «某某县水利局⏎数量指标» was read as one word of level 2."""
    lines = list(PROJECT)
    report = parse("\n".join(["项目绩效自评表", "（2021年度）", *lines]).encode())
    levels = ["数量指标", "质量指标", "时效指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标"]
    assert [row.level2 for one in report.evaluations for row in one.indicators] == levels
    a, b = lines.index("某某县水利局"), lines.index("产出指标（50分）")
    lines[a], lines[b] = lines[b], lines[a]
    report = parse("\n".join(["项目绩效自评表", "（2021年度）", *lines]).encode())
    found = [(row.level1, row.level2) for one in report.evaluations for row in one.indicators]
    assert {level for _, level in found} <= {*levels}
    assert {level for level, _ in found} <= {"某某县水利局", "效益指标", "满意度指标", None}


def test_a_goals_label_in_the_place_of_a_level_proves_nothing() -> None:
    """«年度绩效目标» and «效益指标（40分）» exchanged: «生态效益指标» was what was aimed at."""
    goals = ["年度绩效目标", "保洁河道120公里，水质达标。", "绩效目标完成情况", "保洁河道126公里，水质达标。"]
    lines = [*PROJECT[:4], *goals, *PROJECT[4:]]
    a, b = lines.index("年度绩效目标"), lines.index("效益指标（40分）")
    lines[a], lines[b] = lines[b], lines[a]
    report = parse("\n".join(["项目绩效自评表", "（2021年度）", *lines]).encode())
    assert [goal.expected for one in report.evaluations for goal in one.goals] in ([], [None])
    assert "年度绩效目标" not in [row.level1 for one in report.evaluations for row in one.indicators]


def test_a_goal_told_last_is_not_swallowed_by_the_block_s_label_below_it() -> None:
    """What was to be reached stood in the heading's own cell as its label, and nobody was told."""
    report = read(UNIT, NATURE, MONEY, GOALS[2:], GOALS[:2], HEAD, ROWS, TOTAL, FOOT)
    aimed = [goal.expected for evaluation in report.evaluations for goal in evaluation.goals]
    assert GOALS[1] in aimed or [one for one in report.diagnostics if one.code == "unreadable_table"]
    named = {report.blocks[place.block].text for one in report.diagnostics for place in one.places}
    assert GOALS[1] in {*aimed, *named} or any(GOALS[1] in (text or "") for text in named)


def test_all_lines_beside_rows_that_alone_are_proven_are_named() -> None:
    """A form's first words stood right above the rows: the refused lines above these were named by nobody."""
    report = read(UNIT, NATURE, MONEY, GOALS, ["备注", "以上为全年目标"], HEAD, ROWS, TOTAL, FOOT)
    assert figures(report) == EXPECTED
    named = {report.blocks[place.block].text for one in report.diagnostics for place in one.places}
    assert {*NATURE, GOALS[1], GOALS[3], FOOT[1], FOOT[3]} <= named


@pytest.mark.parametrize(("one", "other"), [("5236.48", "5147.66"), ("3161.31", "5147.66")])
def test_money_whose_rate_belies_it_is_in_no_form_put_together(one: str, other: str) -> None:
    """Two cells exchanged: no sum of the indicators' points tells of the money."""
    lines = [*NATURE, *MONEY]
    a, b = lines.index(one), lines.index(other)
    lines[a], lines[b] = lines[b], lines[a]
    report = read(UNIT, lines, GOALS, HEAD, ROWS, TOTAL, FOOT)
    assert figures(report) == EXPECTED
    assert [fund.executed for evaluation in report.evaluations for fund in evaluation.funds] == []
    named = {report.blocks[place.block].text for found in report.diagnostics for place in found.places}
    assert {one, other} <= named


def test_points_given_beyond_those_to_be_had_prove_nothing() -> None:
    """The sums stay as they are: five points went from one row's score to another's."""
    rows = list(ROWS)
    rows[7], rows[23] = "25", "15"
    report = read(UNIT, NATURE, STRANGE, HEAD, rows, TOTAL)
    assert figures(report) == []
    assert [one for one in report.diagnostics if one.code == "unreadable_table"]


def test_a_level_s_word_among_labels_and_values_disproves_a_joint_form() -> None:
    """«效益指标» in the place of «项目支出总额»: 3161.31 would be lost silently, for no label tells what it is."""
    report = read(UNIT, [*NATURE[:2], "效益指标", NATURE[3]], MONEY, GOALS, HEAD, ROWS, TOTAL, FOOT)
    assert [line.amount for evaluation in report.evaluations for line in evaluation.by_nature] == []
    named = {report.blocks[place.block].text for one in report.diagnostics for place in one.places}
    assert {"效益指标", "3161.31"} <= named
    assert figures(report) == EXPECTED  # the rows alone


def test_labels_and_values_among_the_rows_of_indicators_disprove_them() -> None:
    """They stand above the rows too: no sum tells whether the two parts are of one table."""
    report = read(UNIT, NATURE, MONEY, GOALS, HEAD, ROWS[:16], NATURE, HEAD, ROWS[16:], TOTAL, FOOT)
    assert figures(report) == []
    assert [line.amount for evaluation in report.evaluations for line in evaluation.by_nature] == []
    named = {report.blocks[place.block].text for one in report.diagnostics for place in one.places}
    assert {"道路清扫面积", "1986.35", "市民满意度"} <= named


def test_a_column_that_no_form_has_disproves_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    proven: list[tuple[list[FitRow], Sequence[Token], Sequence[Anchor], Patterns]] = []

    def judge(rows: list[FitRow], tokens: Sequence[Token], anchors: Sequence[Anchor], patterns: Patterns) -> bool:
        found = is_proven(rows, tokens, anchors, patterns)
        proven.extend([(rows, tokens, anchors, patterns)] if found else [])
        return found

    monkeypatch.setattr(plain, "is_proven", judge)
    read(UNIT, NATURE, STRANGE, HEAD, ROWS, TOTAL)
    ((rows, *others),) = proven
    assert is_proven(rows, *others)
    for row in rows:
        if row.kind is not None and row.kind.what == "data":
            places = [replace(place, id="") if place.id == "target" else place for place in row.kind.places]
            row.kind = replace(row.kind, places=tuple(places))
    assert not is_proven(rows, *others)
