"""Rows, halves of rows and lines of cells that changed places: nothing is read of them, or what is printed."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest

import jixiao
from exchanges import as_text
from grids import Spec, table
from jixiao.document import Table
from jixiao.patterns import load
from jixiao.schema import Evaluation
from jixiao.structure.flat.doubt import doubt
from jixiao.structure.flat.doubtlines import doubt_lines
from jixiao.structure.flat.doubtrows import is_named_by_target
from jixiao.structure.flat.fit import fit, with_keys
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.periodic import _is_astray
from jixiao.structure.flat.shapes import keys_of
from jixiao.structure.flat.stretch import RawCell, RawRow, RawTable
from shuffles import KINDS, shuffled
from zonerows import shape_of

PROJECT = "national-2020.project"
INDICATORS = ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
ROWS: list[list[Spec]] = [
    [("项目名称", 3), ("村道硬化", 6)],
    [("主管部门", 3), ("云岭县交通局", 2), "实施单位", ("云岭县公路站", 3)],
    [("项目资金（万元）", 1, 3), ("", 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    [("年度资金总额", 2), "320", "300.5", "290", "10", "96.51%", "9.65"],
    [("其中：财政拨款", 2), "320", "300.5", "290", "—", "", "—"],
    [("年度总体目标", 1, 2), ("预期目标", 3), ("实际完成情况", 5)],
    [("硬化村道12公里。", 3), ("硬化村道12公里，全部通车。", 5)],
    [("绩效指标", 1, 6), *INDICATORS[1:]],
    [("产出指标", 1, 2), "数量指标", "硬化里程", "≥12公里", "12公里", "25", "25", ""],
    ["质量指标", "验收合格率", "100%", "98%", "25", "24", "个别路段返工"],
    [("效益指标", 1, 2), ("社会效益指标", 1, 2), "受益人口", "≥800人", "850人", "15", "15", ""],
    ["管护机制", "健全", "健全", "15", "15", ""],
    ["满意度指标", "服务对象满意度", "村民满意度", "≥90%", "95%", "10", "10", ""],
    [("总分", 6), "100", "98.65", ""],
]
"""A project's table, as its author filled it in."""


def with_texts(changed: dict[tuple[int, int], str]) -> Table:
    """The table with other texts in some of its cells."""
    whole = table(*ROWS)
    own = [replace(cell, text=changed.get((cell.row, cell.column), cell.text)) for cell in whole.cells]
    return replace(whole, cells=tuple(own))


def evaluation(one: Table, dialect: str) -> Evaluation:
    """What is read of a table in a dialect."""
    (found,) = jixiao.parse(as_text(one, dialect).encode()).evaluations
    return found


def fitted(form: str, *rows: list[str]) -> list[bool]:
    """Which rows of a form are refused."""
    raw = [RawRow([RawCell(text) for text in row]) for row in rows]
    own = RawTable(0, 0, raw, "tab-cells", "printed", max(map(len, rows)))
    with_keys(own)
    (found,) = fit(own, shape_of(form), load())
    doubt(found, load())
    return [row.refused for row in found.rows]


def rows_of(form: str, zone: str, head: list[str], *rows: list[str]) -> list[FitRow]:
    """A heading of a form and rows below it."""
    shape = shape_of(form)
    number = [each.id for each in shape.form.zones].index(zone)
    kinds = [shape.headings[number], *[shape.data[number]] * len(rows)]
    texts = zip([head, *rows], kinds, strict=True)
    return [FitRow([RawCell(text) for text in row], keys_of(row), kind) for row, kind in texts]


def test_half_a_row_of_money_in_a_heading_of_indicators() -> None:
    """The heading of the indicators among the money: «上年结转» was a word of level 2."""
    head = ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    total = ["", "年度资金总额", "320", "300.5", "290", "10", "96.51%", "9.65"]
    odd = ["", "其中：当年财政拨款", "320", *INDICATORS[4:]]
    other = ["", "上年结转", "", "", "", "—", "", "—"]
    assert fitted(PROJECT, head, total, [*odd[:1], "其中：当年财政拨款", *total[2:]], other) == [False] * 4
    assert fitted(PROJECT, head, total, odd, other) == [False, False, True, True]


def test_the_heading_of_the_money_among_indicators() -> None:
    """«5.5», a score, was the rate below it."""
    row = ["", "产出指标", "数量指标", "培训人数", "≥30人", "32人", "10", "10", ""]
    head = ["", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    last = ["", "", "", "任务完成时限", "2024年度内", "2024年度内完成", "6", "5.5", ""]
    assert fitted("hunan-2022.evaluation", INDICATORS, row, head, last)[3:] == [True]


@pytest.mark.parametrize(("name", "odd"), [("否", True), ("是", True), ("至", True), ("培训人数", False), ("", False)])
def test_neither_an_answer_nor_a_letter_names_a_row(name: str, *, odd: bool) -> None:
    _, row = rows_of(PROJECT, "indicators", INDICATORS, ["", "产出指标", "数量指标", name, "≥9%", "9%", "9", "9", ""])
    assert row.kind is not None
    assert is_named_by_target(row.kind, row, load()) is odd


@pytest.mark.parametrize(("name", "odd"), [("否", True), ("培训人数", False)])
def test_an_answer_names_no_row_in_a_form_without_levels(name: str, *, odd: bool) -> None:
    """«是否核心指标» went among the rows, and all cells stood a column further: «否», «否», «是» were the names."""
    heads = ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "得分系数", "权重", "得分"]
    texts = [name, "人次", "≥", "191", "200", "210", "100%", "13", "13"]
    _, row = rows_of("chongqing.whole_department", "indicators", heads, texts)
    assert row.kind is not None
    cells = [
        RawCell(texts[heads.index("指标名称")]) if place.id == "level3" else RawCell("") for place in row.kind.places
    ]
    assert _is_astray(FitRow(cells, [], row.kind), "", load()) is odd


@pytest.mark.parametrize(
    ("goal", "odd"),
    [
        (["", "培训农民", "已培训\n共30人"], False),
        (["", "", "培训农民\n已培训"], True),  # the blank cell before them was lost
        (["", "绩", "下一年度将据实测算。"], True),  # of «绩», «效», «指», «标»
        (["", "无", "无"], False),
    ],
)
def test_goals_of_which_a_cell_is_anothers(goal: list[str], *, odd: bool) -> None:
    rows = rows_of(PROJECT, "goals", ["年度总体目标", "预期目标", "实际完成情况"], goal)
    doubt_lines(shape_of(PROJECT), rows, load(), leaves_out=False)
    assert rows[1].refused is odd


YUNNAN: list[list[Spec]] = [
    [("部门（单位）", 3), ("云溪县数据中心", 7)],
    [("预算资金（元）", 1, 2), ("", 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", ("自评分", 2)],
    [("资金合计", 2), "3100000", "3100000", "2077000", "10", "67%", ("6.70", 2)],
    [("年度总体目标", 1, 2), ("年初设定目标", 3), ("实际完成情况", 6)],
    [("提升防护能力。", 3), ("防护能力提升。", 6)],
    [
        ("绩效指标", 3),
        ("年度指标值", 3),
        ("完成值", 1, 2),
        ("分值", 1, 2),
        ("自评分", 1, 2),
        ("偏差原因与改进措施", 1, 2),
    ],
    ["25", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    [("产出指标", 1, 2), "数量指标", "整改数量", "", "51", "处", "96处", "25", "25", ""],
    ["质量指标", "成果质量", "定性", "较好", "", "较好", "一级指标", "25", ""],
    ["效益指标", "社会效益指标", "投诉事件", "≤", "0", "起", "0起", "30", "30", ""],
    [("满意度指标", 1, 2), ("服务对象满意度指标", 1, 2), "服务对象满意率", "≥", "93", "%", "97%", "5", "5", ""],
    ["辖区居民满意度", "≥", "95", "%", "95%", "5", "5", ""],
    [("合计", 7), "100", "96.70", "优秀"],
]
"""A table of which «一级指标» and a score changed places."""


def test_the_level_that_a_word_told_does_not_go_on_below_a_refused_row() -> None:
    """Nothing heads level 1, and the rows that print it were refused: 满意度指标 was one, not 效益指标."""
    found = evaluation(table(*YUNNAN), "tab-cells")
    told = {row.level3: (row.level1, row.level2) for row in found.indicators}
    assert told["辖区居民满意度"] == (None, None)


def test_what_covers_a_blank_cell_may_stand_in_a_refused_row_of_a_full_grid() -> None:
    """«总体目标» as level 1, of which covered cells are blank: the row below went on with 时效指标."""
    head = [*INDICATORS[:4], "", *INDICATORS[4:6], "原因"]
    one = ["", "产出指标", "时效指标", "按期完成率", "", "≥95%", "100%", ""]
    odd = ["", "总体目标", "社会效益指标", "受益人口", "", "全年实际完成情况", "1260人", ""]
    lines = [",".join(row) for row in (head, one, odd, ["", "", "", "生活条件", "", "改善", "改善", ""])]
    above = "转移支付（项目）名称,,,饮水安全资金,,,,\n中央主管部门,,,农业农村部,,,,"
    money = "项目资金（万元）,,,全年预算数(A),,全年执行数(B),,预算执行率(B/A)\n,年度资金总额：,,388,,372,,95.88%"
    goal = "年度总体目标,总体目标,,,,全年实际完成情况,,\n,保障饮水安全。,,,,已投入使用。,,"
    text = "\n".join(["附件1", above, money, goal, *lines, "说明,无,,,,,,", "", "填表人：（略）", ""])
    rows = {row.level3: (row.level1, row.level2) for row in jixiao.parse(text.encode()).evaluations[0].indicators}
    assert rows["按期完成率"] == ("产出指标", "时效指标")
    assert rows["生活条件"] == (None, None)


def test_blank_cells_below_a_refused_row_have_no_level() -> None:
    """A row of goals among indicators refused the next one, and what is below that was of the level above both."""
    head = ["绩效\n指标", "一级指标", "二级指标", "三级指标", "全年指标值", "实际完成值", "分值", "自评分", "原因"]
    rows = [
        ["", "产出指标40分", "数量\n指标", "入户调查", "595户", "991户", "10", "10", ""],
        ["", "", "质量\n指标", "工作成果质量", "有所提高", "有所提高", "10", "10", ""],
        ["", "", "", "年度总体目标", "年初设定目标", "实际完成情况", "5", "5", ""],
        ["", "", "时效性\n指标", "预算执行及时率", "93%", "95%", "5", "5", ""],
        ["", "", "", "任务完成时限", "11月底前", "10月底", "10", "10", ""],
        ["", "效益指标60分", "社会效\n益指标", "治安和谐度", "良好", "良好", "60", "60", ""],
        ["总分", "100", "100", ""],
    ]
    text = "".join("".join(f"{cell}\t" for cell in row) + "\n" for row in [head, *rows])
    (found,) = jixiao.parse(f"附件1\n{text}填表人：（略）\n".encode()).evaluations
    told = {row.level3: (row.level1, row.level2) for row in found.indicators}
    assert told["工作成果质量"] == ("产出指标", "质量指标")
    assert told["任务完成时限"] == (None, None)


@pytest.mark.parametrize(
    ("level", "name", "odd"),
    [
        ("", "经济效益\n\n提高使用效益", True),
        ("", "惠企服务\n提高使用效益", False),
        ("经济效益指标", "经济效益\n提高程度", False),
    ],
)
def test_a_level_that_a_blank_line_put_before_a_name(level: str, name: str, *, odd: bool) -> None:
    rows = rows_of(PROJECT, "indicators", INDICATORS, ["", "效益指标", level, name, "良好", "良好", "9", "9", ""])
    doubt_lines(shape_of(PROJECT), rows, load(), leaves_out=False)
    assert rows[1].refused is odd


@pytest.mark.parametrize(("texts", "odd"), [(["", "84", "86", "102.38%"], False), (["", "84", "102.38%", "86"], True)])
def test_a_rate_is_no_number_of_people(texts: list[str], *, odd: bool) -> None:
    """«编制数» and «实际在职人数» changed places, of which one is two lines: 86 was the rate."""
    form = "hunan-2022.base_data"
    rows = rows_of(form, "staffing", ["财政供养人员情况（人）", "编制数", "2023年实际在职人数", "控制率"], texts)
    doubt_lines(shape_of(form), rows, load(), leaves_out=False)
    assert rows[1].refused is odd


def test_a_unit_that_a_full_row_says_thrice_is_one() -> None:
    """The label of the department beside it was another's text."""
    unit = "云岭县数据中心"
    row = ["预算下达较晚", "预算下达较晚", "云岭县数据局", "云岭县数据局", "项目承担单位", unit, unit, unit]
    report = jixiao.parse("\n".join(["一、项目基本信息", "\t".join(row), ""]).encode())
    assert report.organization.name == unit


@pytest.mark.parametrize(("value", "project"), [("村道硬化", "村道硬化"), ("村道\u3000|\n硬化", None)])
def test_an_even_number_of_cells_beside_a_label_leaves_its_value_in_doubt(value: str, project: str | None) -> None:
    """«困难», «群众救助补助» beside «项目全称», above a label in words of no list: which is the value?"""
    lines = as_text(with_texts({(0, 3): "村道硬化", (1, 0): "主管（预算）部门"}), "bar-cells")
    found = jixiao.parse(lines.replace("村道硬化", value, 1).encode()).evaluations
    assert [one.project for one in found] == [project]


def test_points_of_a_whole_table_are_not_the_moneys() -> None:
    """The money and the total exchanged the ends of their rows: 98.65, below the rate, was read as the score."""
    changed = {(3, 6): "100", (3, 7): "98.65", (3, 8): "", (13, 6): "10", (13, 7): "96.51%", (13, 8): "9.65"}
    (fund,) = evaluation(with_texts(changed), "bar-rows").funds
    assert (fund.label, fund.weight, fund.score) == ("财政拨款", None, None)
    assert next(fund.score for fund in evaluation(with_texts({}), "bar-rows").funds) == Decimal("9.65")


@pytest.mark.parametrize("kind", KINDS)
def test_a_shuffle_loses_no_line_of_a_table(kind: str) -> None:
    whole = with_texts({(8, 2): "数量\n指标", (9, 2): "质量\n指标"})
    lines = sorted(line for cell in whole.cells for line in cell.text.split("\n"))
    for seed in range(9):
        other = shuffled(whole, kind, random.Random(seed))  # noqa: S311
        assert other != whole
        assert sorted(line for cell in other.cells for line in cell.text.split("\n")) == lines
