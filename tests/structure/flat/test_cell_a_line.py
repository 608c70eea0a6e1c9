"""Text of a cell a line in words that no list holds: labels known by what they look like, words of level 2 with blank
lines below them."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import pytest
from samples.__main__ import generate

from converted import misses
from flattened import HEADINGS, look, rebuilt, rows
from jixiao.document import Paragraph, Table
from jixiao.patterns import load
from jixiao.structure.flat.doubtlines import doubt_lines
from jixiao.structure.flat.doubtrows import doubt_moved
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headwords import is_word
from jixiao.structure.flat.likeheads import heading_by_looks
from jixiao.structure.flat.shapes import Place, RowKind, shapes_of
from jixiao.structure.flat.stretch import Line, RawCell, Stretch
from jixiao.structure.flat.tokens import Token, reach, tokens_of
from samples import families

BANKS = Path(__file__).parents[3] / "samples" / "bank"
HEAD = ["项  目  名  称", "老旧小区改造补助资金", "主管（预算）部门", "某某区住房局", "项目承担单位", "某某区房产中心"]
FUNDS = [
    *("经费投入", "（元）", ""),
    *("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
    *("", "年度资金总额", "500", "500", "450", "10", "90%", "9"),
    *("", "其中：当年财政拨款", "500", "500", "450", "—", "90%", "—"),
]
GOALS = ["年度总体目标", "预期目标", "实际完成情况", "", "完成改造。", "全部完成改造。"]
INDICATORS = [
    *HEADINGS,
    *("", "产出指标", "数量指标", "", "改造小区", "≥5个", "7个", "30", "30", ""),
    *("", "", "质量", "", "验收合格率", "≥95%", "96%", "20", "20", ""),
    *("", "效益指标", "社会", "效益指标", "投诉事件", "≤3起", "1起", "30", "30", ""),
    *("", "满意度指标", "服务对象满意度", "指标", "居民满意度", "≥90%", "88%", "10", "9", ""),
    *("总分", "100", "98", ""),
]


def read(*parts: list[str]) -> tuple[list[Table], list[str]]:
    """The tables of lines, and the codes of what was said about them."""
    lines = [line for part in parts for line in part]
    found = rebuilt("\n".join(["项目支出绩效自评表", *lines, "填表人：（略）"]) + "\n")
    return [block for block in found.blocks if isinstance(block, Table)], [d.code for d in found.diagnostics]


def test_labels_that_no_form_knows_are_known_by_their_looks_and_words_of_a_level_by_the_blank_lines_below() -> None:
    found, said = read(HEAD, FUNDS, GOALS, INDICATORS)
    assert (len(found), said) == (1, [])
    texts = [[look(text) for text in row] for row in rows(found[0])]
    assert texts[:2] == [["项目名称", HEAD[1]], ["主管（预算）部门", HEAD[3], "项目承担单位", HEAD[5]]]
    assert texts[2] == ["经费投入（元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    assert texts[3] == ["年度资金总额", "500", "500", "450", "10", "90%", "9"]
    assert texts[-5] == ["产出指标", "数量指标", "改造小区", "≥5个", "7个", "30", "30", ""]
    assert texts[-4] == ["质量", "验收合格率", "≥95%", "96%", "20", "20", ""]
    assert texts[-3] == ["效益指标", "社会效益指标", "投诉事件", "≤3起", "1起", "30", "30", ""]


def test_a_word_of_its_author_for_a_level_may_begin_with_another_word_of_that_level() -> None:
    """«可持续影响», «效益指标»: two words of one first level are no two cells; such forms were refused."""
    at = INDICATORS.index("社会")
    found, said = read(HEAD, FUNDS, GOALS, [*INDICATORS[:at], "可持续影响", *INDICATORS[at + 1 :]])
    assert (len(found), said) == (1, [])
    assert look(rows(found[0])[-3][1]) == "可持续影响效益指标"


STRANGE = [
    *("预算资金情况（万元）", "", "年初安排数", "全年预算数", "全年执行数", "指标分值", "预算执行率", "评定得分"),
    *FUNDS[9:],
]


@pytest.mark.parametrize(("first", "second"), [("社会效", "益目标"), ("生态", "效益类"), ("可持续", "影响类")])
def test_words_of_levels_with_their_authors_ends_are_known_over_two_lines(first: str, second: str) -> None:
    """«社会效益目标», «生态效益类»: as well a short word and the first line of a name, so the table was refused."""
    at = INDICATORS.index("社会")
    found, said = read(HEAD, FUNDS, GOALS, [*INDICATORS[:at], first, second, *INDICATORS[at + 2 :]])
    assert (len(found), said) == (1, [])
    assert look(rows(found[0])[-3][1]) == first + second


@pytest.mark.parametrize("pair", [["主管部门", "", "实施单位", HEAD[5]], ["主管部门", HEAD[3], "实施单位", ""]])
def test_a_label_without_a_value_beside_another_is_no_label_of_two_lines(pair: list[str]) -> None:
    """Nobody filled in «主管部门», or 重庆's «部门联系人»: all of the form was refused."""
    found, said = read([*HEAD[:2], *pair], FUNDS, GOALS, INDICATORS)
    assert (len(found), said) == (1, [])
    assert [look(text) for text in rows(found[0])[1]] == pair


def test_satisfaction_may_stand_below_benefits_in_words_of_level_1() -> None:
    """«效益指标» merged down, «满意度指标» beside its last row (四川): the form was refused."""
    below = [*INDICATORS[:-14], "", "", "满意度", "指标", *INDICATORS[-10:]]
    assert below[-14:-9] == ["", "", "满意度", "指标", "居民满意度"]
    found, said = read(HEAD, FUNDS, GOALS, below)
    assert (len(found), said) == (1, [])
    assert [look(text) for text in rows(found[0])[-2]][:4] == ["", "满意度指标", "居民满意度", "≥90%"]
    without = below.index("满意度") - 1
    found, said = read(HEAD, FUNDS, GOALS, [*below[:without], *below[without + 1 :]])
    assert said == ["unreadable_table"]


def test_headings_that_no_form_knows_are_known_by_their_looks_beside_two_that_are() -> None:
    """«年初安排数», «评定得分»; the weight's is the one that is missing between two others."""
    head = ["项目名称", HEAD[1], "主管部门", HEAD[3], "实施单位", HEAD[5]]
    found, said = read(head, STRANGE, GOALS, INDICATORS)
    assert (len(found), said) == (1, [])
    texts = [[look(text) for text in row] for row in rows(found[0])]
    assert texts[2] == [look(text) for text in STRANGE[:8]]
    assert texts[3] == ["年度资金总额", "500", "500", "450", "10", "90%", "9"]


UNCLEAR = pytest.mark.parametrize(
    ("old", "new"),
    [
        ("年初安排数", "全年预算数"),  # two of one name: which is which nothing tells
        ("全年预算数", "建设内容"),  # two unknown ones side by side
    ],
)


def unclear(old: str, new: str, indicators: list[str]) -> tuple[list[Table], list[str]]:
    strange = [text.replace(old, new) for text in STRANGE]
    strange[2:3] = ["投资规模"] if new == "建设内容" else strange[2:3]
    return read(["项目名称", HEAD[1], "主管部门", HEAD[3], "实施单位", HEAD[5]], strange, GOALS, indicators)


@UNCLEAR
@pytest.mark.parametrize("score", ["97", ""])
def test_headings_of_which_it_is_not_clear_what_they_head_are_refused(old: str, new: str, score: str) -> None:
    indicators = [*INDICATORS[:-2], score, ""]  # sums that prove nothing
    assert unclear(old, new, indicators) == ([], ["unreadable_table"])


@UNCLEAR
def test_below_such_headings_the_rows_of_indicators_are_read_where_sums_prove_them(old: str, new: str) -> None:
    found, said = unclear(old, new, INDICATORS)
    assert said == ["unreadable_table"]
    (table,) = found
    texts = [[look(text) for text in row] for row in rows(table)]
    assert texts[0][1:4] == ["一级指标", "二级指标", "三级指标"]
    assert texts[1] == ["产出指标", "数量指标", "改造小区", "≥5个", "7个", "30", "30", ""]
    assert texts[-1] == ["总分", "100", "98", ""]
    assert "500" not in [text for row in texts for text in row]


@pytest.mark.parametrize(
    ("bank", "family", "seed"),
    [
        ("second", "yunnan", 38025),  # «指标» alone beside headings of two rows, as if it went on with the goal above
        ("second", "yunnan", 38070),  # the same; «其他说明事项» between the indicators and the total
        ("fourth", "anhui-tasks", 38027),  # «（1）» of a name was a level's points
        ("second", "anhui-tasks", 38081),  # a row that holds nothing but «（2）»
        ("third", "anhui", 38025),
        ("fourth", "national", 38025),
        ("fourth", "national", 38081),  # «年初数», «全年数（含追加）»
        ("third", "yunnan", 38052),  # blank lines below headings, a heading of two rows
        ("fourth", "sichuan", 38052),  # «（2）项目实施内容» without a value
        ("fifth", "anhui", 38053),  # «预算数», «（年初）», «预算数», «（全年）»: money of the year was the first plan
        ("third", "hubei", 38052),  # words of several forms; «偏差大或未完成», «目标原因分析»
        ("third", "hubei", 38054),  # «目标1：… （80分）» beside headings that are all known
        ("third", "national", 38052),  # «部门», «绩效», «指标»: the first was what came of the goal
        ("third", "chongqing", 38070),  # «指标» above the names
        ("fifth", "hubei-county", 38070),  # «单位», «自评»
        ("second", "transfer-narrative", 38082),  # «中央部门»
        ("third", "sichuan", 38089),  # «2.项目实施过程概述» between goals and money
        ("third", "hubei-county", 38089),  # «属性» alone
        ("fourth", "transfer-narrative", 38089),  # «需说明事项» ends the table
        (
            "fifth",
            "yunnan",
            38089,
        ),  # a heading of two rows, the upper one in words of its own, blank cells in the lower
        ("fourth", "yunnan", 38089),  # «绩效考核指标» was the end of what came of the goal
        ("seventh", "yunnan", 8105),  # «指标值», «单位» side by side are no label of one
        ("second", "hebei", 38095),  # «类别» above the labels, «年初批复数» beside it; «质量» with a blank line below
    ],
)
def test_forms_of_other_authors(bank: str, family: str, seed: int) -> None:
    """Headings, blocks and rows in words of their own, read by their looks."""
    values, wrong, missing = misses(families.generate([family], seed, 1, BANKS / bank), "libreoffice")
    assert (wrong, len(missing) * 100 <= values) == ([], True)


def test_goals_with_their_weights_are_no_funds() -> None:
    """«预期绩效目标 | 完成情况 | 权重（%）» in a form of tasks: two goals were funds of 60 and 40 points."""
    values, wrong, missing = misses(families.generate(["hebei"], 38096, 1, BANKS / "fourth"), "libreoffice")
    assert (wrong, len(missing) * 10 <= values) == ([], True)


@pytest.mark.parametrize(
    ("bank", "seed"),
    [
        ("second", 38070),  # «2020年度决算», «2021年度预算»
        ("second", 38082),  # «财政供养人员数»: forms of the other table were more like the words, and tried alone
        ("third", 38070),  # «经费控制», «2023年预算安排»; «部门», «绩效», «指标»
        ("fourth", 38070),  # «收入构成：», «支出构成：»; «核定规模», «完成规模»
        ("fourth", 38081),  # no total: the last row ends with a blank cell
        ("sixth", 38081),  # «全年安排数» between two known ones; «竣工面积»
        ("third", 38089),  # «厉行节约保障», «措施情况» at the end
        ("sixth", 38089),  # «年度任务总体完成，群众反映良好。» above a heading was its label; «按支出类别划分：»
    ],
)
def test_both_tables_of_other_authors(bank: str, seed: int) -> None:
    """Of Hunan's form the money, the buildings and the indicators: nothing of them was read."""
    values, wrong, missing = misses(generate(seed, 1, BANKS / bank), "libreoffice")
    assert (wrong, [name for name in missing if "/base_data" in name or "/evaluations" in name]) == ([], [])
    assert values > 300


BRACKETS = [
    "资金情况",
    "（元）",
    "",
    *("预算数", "（年初）", "预算数", "（全年）", "执行数", "（全年）", "满分"),
    *STRANGE[6:],
]


def test_what_stands_in_brackets_behind_a_heading_may_be_its_beginning() -> None:
    """«预算数（年初）» and «预算数（全年）» are headed alike but for their brackets."""
    found, said = read(["项目名称", HEAD[1], "主管部门", HEAD[3], "实施单位", HEAD[5]], BRACKETS, GOALS, INDICATORS)
    assert (len(found), said) == (1, [])
    texts = [[look(text) for text in row] for row in rows(found[0])]
    heads = [
        "资金情况（元）",
        "",
        "预算数（年初）",
        "预算数（全年）",
        "执行数（全年）",
        "满分",
        "预算执行率",
        "评定得分",
    ]
    assert texts[2] == heads
    assert texts[3] == ["年度资金总额", "500", "500", "450", "10", "90%", "9"]


REMARK = ["其他说明事项", "结余资金已上交。"]


@pytest.mark.parametrize(("reason", "read_well"), [("", True), ("受天气影响。", True), ("受天气影响", False)])
def test_a_likely_label_above_the_total_stands_below_a_cell_that_is_complete(reason: str, *, read_well: bool) -> None:
    """Below words that may go on («受天气影响») it may be their next line."""
    table = [*INDICATORS[:-5], reason, *REMARK, *INDICATORS[-4:]]
    found, said = read(HEAD, FUNDS, GOALS, table)
    assert (len(found) == 1, bool(said)) == (read_well, not read_well)
    if read_well:
        assert [look(text) for text in rows(found[0])[-2]] == REMARK
        assert look(rows(found[0])[-3][-1]) == reason


WHOLE = [
    *("填报单位", "某某县文化馆", "年度部门资金（万元）", ""),
    *("年初预算", "全年预算", "全年执行", "满分", "支出进度", "得分"),
    *("", "年度资金总额", "500", "500", "450", "10", "90%", "9"),
    *("", "按资金来源划分：", "按用途划分：", ""),
    *("一般公共预算：450", "（1）基本支出：300", "", "政府性基金拨款：0", "（2）项目支出：150", ""),
    *("纳入专户管理的非税收入拨款：", "", "", "其他资金：0", ""),
    *("全年总体目标", "目标内容", "完成情况", "", "办好文化馆。", "年度任务总体完成，群众反映良好。"),
    *("绩效指标及完成情况", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "满分", "得分"),
    "偏差原因分析及改进措施",
    *INDICATORS[len(HEADINGS) :],
]


def test_headings_above_labels_with_their_amounts_are_told_by_both() -> None:
    """«按资金来源划分：», «按用途划分：»: no list has them; the end of a goal was the label of the heading below it."""
    lines = ["部门整体支出绩效自评表", *WHOLE, "填表人：（略）"]
    found = rebuilt("\n".join(lines) + "\n")
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    texts = [[look(text) for text in row] for row in rows(table)]
    assert found.diagnostics == ()
    assert ["一般公共预算：450", "（1）基本支出：300"] in texts
    assert ["办好文化馆。", "年度任务总体完成，群众反映良好。"] in texts
    assert texts[-5] == ["产出指标", "数量指标", "改造小区", "≥5个", "7个", "30", "30", ""]


def test_two_cells_of_a_heading_may_make_a_label_of_one_together() -> None:
    """«二级», «指标内容»: one label would leave the names without any, so they are two; such a table was refused."""
    at = WHOLE.index("绩效指标及完成情况")
    heading = ["绩效指标", "一级指标名称", "二级", "指标内容", "目标值", "实际达到值", "满分", "得分", "偏差情况说明"]
    lines = ["部门整体支出绩效自评表", *WHOLE[:at], *heading, *INDICATORS[len(HEADINGS) :], "填表人：（略）"]
    found = rebuilt("\n".join(lines) + "\n")
    (table,) = (block for block in found.blocks if isinstance(block, Table))
    texts = [[look(text) for text in row] for row in rows(table)]
    assert (heading in texts, found.diagnostics) == (True, ())
    assert texts[-5] == ["产出指标", "数量指标", "改造小区", "≥5个", "7个", "30", "30", ""]


BASE = [
    *("财政供养人员情况（人）", "编制数", "2023年实际在职人数", "控制率", "", "20", "18", "90%"),
    *("经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"),
    *("三公经费", "3.5", "3.4", "3.3", "项目支出", "20", "30", "30", "公用经费", "8", "7", "7"),
    *("楼堂馆所（2023年完工）", "控制情况", "批复规模（㎡）", "实际规模（㎡）", "规模控制率"),
    *("核准概算（万元）", "实际投资（万元）", "投资概算控制率", "", "/", "/", "/", "/", "/", "/"),
]


@pytest.mark.parametrize(
    ("last", "read_well"),
    [
        (["厉行节约做法简述", "先批后办。"], True),
        (["厉行节约", "保障措施情况", "先批后办。"], True),
        (["厉行节约做法简述", "先批后办。", "无纸化办公。"], False),
    ],
)
def test_a_likely_label_with_a_line_ends_a_table(last: list[str], *, read_well: bool) -> None:
    """A label behind the last rows, in words of its own, with a value of one line up to what is no table."""
    lines = ["部门整体支出绩效基础数据表", *BASE, *last, "说明：（略）"]
    found = rebuilt("\n".join(lines) + "\n")
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert (len(tables) == 1, bool(found.diagnostics)) == (read_well, not read_well)
    if read_well:
        texts = [[look(text) for text in row] for row in rows(tables[0])]
        assert texts[-1] == ["".join(last[:-1]), last[-1]]
        assert texts[-3][0] == "楼堂馆所（2023年完工）控制情况"


CODED = ["项目名称", HEAD[1], "项目编码", "4300002023", "主管部门", HEAD[3], "实施单位", HEAD[5]]


def test_labels_of_which_the_form_says_no_place_stand_behind_others_with_a_value_each() -> None:
    head = [*CODED, "项目负责人", "（略）"]
    found, said = read(head, ["项目资金（万元）", *FUNDS[2:]], GOALS, INDICATORS)
    assert (len(found), said) == (1, [])
    texts = [[look(text) for text in row] for row in rows(found[0])]
    assert texts[:2] == [head[:4], head[4:]]


@pytest.mark.parametrize(
    "head",
    [
        [*CODED[:3], "产出指标", *CODED[4:]],  # a value that is a level's word
        [*CODED[:2], *CODED[2:4], *CODED[2:4], *CODED[4:]],  # a label twice
        [*CODED[:3], *CODED[4:]],  # none beside its label
        [*CODED[:4], "二期", *CODED[4:]],
        [*HEAD[:2], "二期", *HEAD[2:]],  # the project's name may go on, or another cell stand there
        [*HEAD[:2], "职责权限", *HEAD[3:]],  # a label that looks like none of the form's
        [*HEAD[:2], "450", *HEAD[3:]],
        [*HEAD[:4], "", *HEAD[5:]],
        [*HEAD, "一楼"],
    ],
)
def test_a_line_too_many_or_a_label_of_other_looks_is_refused(head: list[str]) -> None:
    found, said = read(head, FUNDS, GOALS, INDICATORS)
    assert "unreadable_table" in said
    texts = [look(cell.text) for table in found for cell in table.cells]
    assert HEAD[1] not in texts
    assert "主管（预算）部门" not in texts


@pytest.mark.parametrize(
    ("order", "total", "weight"),
    [
        ((0, 1, 2, 3, 4), ["总分", "", "", "100", "98", ""], "100"),
        ((0, 1, 2, 3, 4), ["总分", "", "", "", "98"], ""),
        ((2, 0, 1, 3, 4), ["总分", "100", "", "", "98"], "100"),
        ((2, 0, 1, 3, 4), ["总分", "100", "", "98"], "100"),  # the two blank cells are one
        ((2, 3, 0, 1, 4), ["总分", "98", "", "", ""], ""),
    ],
)
def test_a_total_stands_below_the_columns_as_printed(order: tuple[int, ...], total: list[str], weight: str) -> None:
    """A form with its weights before the targets (宁夏); targets blank beside the total's label. A total at the place
    that the form as issued has for it was taken for the points given."""
    sizes = [len(HEADINGS), *[len(HEADINGS) + 1] * 4]
    lines: list[str] = []
    for at, size in zip(accumulate(sizes, initial=0), sizes, strict=False):
        row = INDICATORS[at : at + size]
        lines += [*row[:-5], *(row[size - 5 + place] for place in order)]
    found, said = read(HEAD, FUNDS, GOALS, lines, total)
    assert (len(found), said) == (1, [])
    above = {cell.column: cell.text for cell in found[0].cells if cell.row == found[0].rows - 6}
    below = {above.get(cell.column): cell.text for cell in found[0].cells if cell.row == found[0].rows - 1}
    assert (below.get("分值", ""), below["得分"]) == (weight, "98")


@pytest.mark.parametrize("name", ["", "≥95%"])
def test_blank_lines_below_a_level_reach_no_target(name: str) -> None:
    """A row without a name, or with a target for one: its figures would stand in other columns."""
    for old in ("改造小区", "验收合格率"):
        found, said = read(HEAD, FUNDS, GOALS, [name if line == old else line for line in INDICATORS])
        assert "unreadable_table" in said
        assert not any(look(cell.text) in ("7个", "96%") for table in found for cell in table.cells)


def test_the_beginning_of_a_level_heads_no_column() -> None:
    """«可持续性», two blank lines, «影响指标» where a goal's heading stood."""
    goals = ["年度总体目标", "预期目标", "可持续性", "", "", "影响指标", "", "完成改造。", "全部完成改造。"]
    found, said = read(HEAD, FUNDS, goals, INDICATORS)
    assert "unreadable_table" in said
    assert not any("影响指标" in look(cell.text) and "完成" in cell.text for table in found for cell in table.cells)


SHEET = [
    *("一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评分标准", "指标说明", "自评得分"),
    *("投入", "7", "目标设定", "7", "绩效目标合理性", "4", "符合职责计4分。", "是否依据充分", "3.5"),
    *("", "", "", "", "绩效指标明确性", "3", "细化、量化计3分。", "是否清晰", "3"),
    *("过程", "13", "预算执行", "5", "预算完成率", "5", "100%计满分。", "完成数/预算数", "5"),
    *("", "", "资产管理", "8", "资产管理安全性", "8", "安全完整计8分。", "是否安全", "7"),
]


def test_levels_of_their_author_beside_their_points_and_a_total_with_blank_cells() -> None:
    """Each line is a cell: seven lines a row and no other way. The total's label reaches to the third points."""
    found, said = read(SHEET, ["总分", "20", "", "", "18.5"])
    assert (len(found), said) == (1, [])
    assert rows(found[0])[1] == [
        *("投入", "7", "目标设定", "7", "绩效目标合理性", "4", "符合职责计4分。", "是否依据充分", "3.5")
    ]
    total = [(cell.column, cell.column_span, cell.text) for cell in found[0].cells if cell.row == found[0].rows - 1]
    assert total == [(0, 5, "总分"), (5, 1, "20"), (6, 1, ""), (7, 1, ""), (8, 1, "18.5")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7", "是否依据充分"),  # a text where a level's points stand
        ("资产管理", "符合职责计4分。"),  # a sentence for a level
        ("3.5", "是否清晰"),
    ],
)
def test_exchanged_cells_of_a_score_sheet_are_refused(one: str, other: str) -> None:
    places = {one: SHEET.index(one), other: SHEET.index(other)}
    changed = list(SHEET)
    changed[places[one]], changed[places[other]] = other, one
    found, said = read(changed, ["总分", "20", "", "", "18.5"])
    assert found == []
    assert "unreadable_table" in said


def test_covered_cells_are_left_out_and_a_blank_level_stands_before_its_own_word() -> None:
    """As mammoth prints a form whose 效益指标 is blank, words of level 2 are in two paragraphs, and a reason too."""
    lines = [
        *("经费投入（元）", "", *FUNDS[3:9], *FUNDS[10:17], *FUNDS[18:]),
        *("年度总体目标", "预期目标", "实际完成情况", "完成改造。", "全部完成改造。"),
        *HEADINGS,
        *("产出指标", "数量指标", "改造小区", "≥5个", "7个", "30", "29", "原因：雨季偏长。", "措施：提前开工。"),
        *("改造楼栋", "≥9栋", "9栋", "10", "10", ""),
        *("", "", "", "", "", ""),
        *("", "社会效", "益指标", "投诉事件", "≤3起", "1起", "40", "40", ""),
        *("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%", "88%", "10", "9", ""),
        *("总分", "100", "97", ""),
    ]
    found, said = read(HEAD, lines)
    assert (len(found), said) == (1, [])
    texts = [[look(text) for text in row] for row in rows(found[0])]
    assert texts[-6][1:] == ["数量指标", "改造小区", "≥5个", "7个", "30", "29", "原因：雨季偏长。措施：提前开工。"]
    assert texts[-5] == ["改造楼栋", "≥9栋", "9栋", "10", "10", ""]
    assert [len(row) for row in texts[-4:-1]] == [6, 8, 8]  # the last blank line is the next row's level 1
    assert not any(texts[-4])
    assert texts[-3][-7:] == ["社会效益指标", "投诉事件", "≤3起", "1起", "40", "40", ""]


def test_the_first_label_of_a_form_is_known_by_its_looks_below_the_title() -> None:
    head = ["（2023年度）", "金额单位：元", "补助项目全称", HEAD[1], *HEAD[2:]]
    found, said = read(head, FUNDS, GOALS, INDICATORS)
    assert (len(found), said) == (1, [])
    assert rows(found[0])[0] == ["补助项目全称", HEAD[1]]


def test_a_second_figure_behind_points_of_a_name_that_is_a_level_stands_in_the_next_column() -> None:
    """«群众满意度», «95%»: no word with its points."""
    lines = [{"居民满意度": "群众满意度", "≥90%": "95%"}.get(line, line) for line in INDICATORS]
    found, said = read(HEAD, FUNDS, GOALS, lines)
    assert (len(found), said) == (1, [])
    assert rows(found[0])[-2][2:5] == ["群众满意度", "95%", "88%"]


def test_another_reading_counts_only_where_each_line_is_a_cell_there_too() -> None:
    """«预算配置⏎“三公经费”变动率⏎5» may be one cell of three lines: but no cell has lines here."""
    sheet = [
        *("一级指标", "二级指标", "三级指标", "分值", "评价标准", "指标解释", "自评分"),
        *(
            "投入",
            "目标设定",
            "绩效目标合理性",
            "4",
            "目标符合部门职责计4分，不完全符合酌情扣分。",
            "目标是否依据充分",
            "3.5",
        ),
        *("", "预算配置", "“三公经费”变动率", "5", "“三公经费”变动率≤0计5分；超过扣0.5分。", "（本年-上年）/上年", "5"),
        *("过程", "预算管理", "管理制度健全性", "6", "有内部财务管理制度计3分；有效执行计3分。", "制度是否健全", "6"),
        *("产出", "职责履行", "质量达标率", "8", "达标率100%计满分。", "达标数/完成数", "8"),
        *("效果", "履职效益", "社会公众满意度", "5", "90%（含）以上计5分。", "公众满意程度", "5"),
        *("合计", "28", "", "", "27.5"),
    ]
    found = rebuilt("\n".join(["部门整体支出绩效自评评分表", *sheet]) + "\n")
    assert not found.diagnostics
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    assert [row[-5] for row in rows(table)[1:-1]] == [sheet[7 * n + 2] for n in range(1, 6)]


COSTS = ["批准面积（㎡）", "完成面积（㎡）", "面积控制率", "批准投资（万元）", "完成投资（万元）", "投资控制率"]


@pytest.mark.parametrize("last", [["厉行节约制度措施", ""], ["厉行节约措施", "先批后办。"]])
def test_a_label_below_rows_that_no_list_holds(last: list[str]) -> None:
    """«楼堂馆所建设与维修控制情况» below the costs, and a last label without a value (湖南)."""
    base = [*BASE[: BASE.index("楼堂馆所（2023年完工）")], "楼堂馆所建设与维修控制情况", *COSTS, *BASE[-7:]]
    lines = ["部门整体支出绩效基础数据表", *base, *last, "说明：（略）"]
    found = rebuilt("\n".join(lines) + "\n")
    (table,) = [block for block in found.blocks if isinstance(block, Table)]
    texts = [[look(text) for text in row] for row in rows(table)]
    assert texts[-3][:2] == ["楼堂馆所建设与维修控制情况", "批准面积（㎡）"]
    assert texts[-1][:2] == last
    assert not found.diagnostics


def test_a_known_label_and_what_looks_like_another_are_two() -> None:
    """«年初数», «调整后数» was one heading where a value above took the place of another: the amounts stood in each
    other's columns (河北)."""
    (shape,) = [shape for shape in shapes_of(load()) if shape.form.id == "hebei.whole_department"]
    lines = ["部门名称", "苍榆县图书馆", "部门年度预算执行", "（万元）", "支出类别", "年初数", "调整后数", "执行数"]
    text = Stretch(0, [Paragraph(line, end="\n") for line in [*lines, "分值（权重）", "执行比例", "自评得分", "合计"]])
    tokens = tokens_of(text.lines_in(0, len(text.text)))
    assert heading_by_looks(shape, tokens, 0, len(tokens)) is None
    found = heading_by_looks(shape, tokens, 2, len(tokens))
    assert found is not None
    assert [[token.key for token in tokens[start:stop]] for start, stop in found.cells[1:4]] == [
        ["支出类别"], ["年初数"], ["调整后数"],
    ]  # fmt: skip


def test_the_rest_of_a_label_is_no_cell_above_the_labels_of_rows() -> None:
    """«年度目标», «及完成情况» is one label: as two the goals stood a column to the right (云南)."""
    assert (is_word("项目"), is_word("及完成情况")) == (True, False)


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        (("服务对象", "满意情况\n居民满意度"), True),
        (("服务对象", "1.居民\n满意度"), False),
        (("满意度指标", "居民\n满意度"), False),
        (("服务对象\n满意情况", "居民满意度"), False),
    ],
)
def test_a_name_of_two_lines_beside_a_level_that_no_list_holds_is_refused(
    cells: tuple[str, str], *, refused: bool
) -> None:
    """«服务对象», «满意情况», «居民满意度»: the second line is the level's or the name's."""
    places = (Place(0, 1, "label", "level2", id="level2"), Place(1, 1, "text", id="level3"))
    row = FitRow([RawCell(text) for text in cells], [], RowKind(0, "data", places))
    doubt_lines(next(iter(shapes_of(load()))), [row], load(), leaves_out=False)
    assert row.refused is refused


@pytest.mark.parametrize(
    ("behind", "refused"),
    [("指标一：任务办结时间", True), ("指标1：任务办结时间", True), ("指标一级达标", False), ("全年", False)],
)
def test_a_numbered_name_behind_a_row_s_name_is_no_target(behind: str, *, refused: bool) -> None:
    """«完成时效», a level that no list holds, for the name and «指标一：…» for its sign (四川)."""
    places = (
        Place(0, 1, "label", "level2", id="level2"),
        Place(1, 1, "text", id="level3"),
        Place(2, 1, "measure", id="target"),
    )
    row = FitRow([RawCell(text) for text in ("质量产出指标", "完成时效", behind)], [], RowKind(0, "data", places))
    doubt_moved([row], load())
    assert row.refused is refused


@pytest.mark.parametrize(
    ("lines", "stop"),
    [
        (["发放资料", "120", "册", "98"], 3),  # a second figure
        (["完成", "完成", "及时"], 1),  # a short text below itself
        (["完成", "及时", "完成"], 3),
        (["完成率达标", "及时", "完成率达标"], 2),  # a long one anywhere
        (["", "", "120"], 3),
    ],
)
def test_a_cell_ends_before_a_second_figure_and_a_text_said_again(lines: list[str], stop: int) -> None:
    tokens = [Token(Line(0, 0, 0, line), line) for line in lines]
    assert reach(tokens, [line.isdigit() for line in lines], 0, len(lines)) == stop
