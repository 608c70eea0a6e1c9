"""Cells that were lost, joined, broken or said twice in text whose covered cells are left out, or that lost its marks:
their rows are refused, and no cell stands in another's column."""

from __future__ import annotations

import pytest

from jixiao.patterns import load
from jixiao.structure.choose import choose
from jixiao.structure.flat.aimrows import without_odd_aims
from jixiao.structure.flat.builder import Builder, UnreadableError
from jixiao.structure.flat.cellcosts import CellCosts
from jixiao.structure.flat.doubtlines import doubt_lines, doubt_long
from jixiao.structure.flat.doubtrows import doubt_first, doubt_moved, is_moved
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headwords import heading_at
from jixiao.structure.flat.labelvalues import _target_of, says_twice
from jixiao.structure.flat.levelorder import without_unnumbered
from jixiao.structure.flat.levelrows import has_level_astray, is_slipped
from jixiao.structure.flat.misplaced import doubt_displaced
from jixiao.structure.flat.rejoin import rejoined
from jixiao.structure.flat.rowmodel import ReadRow
from jixiao.structure.flat.shapes import Place, RowKind, State, keys_of
from jixiao.structure.flat.spans import _with_left_out
from jixiao.structure.flat.stretch import Line, RawCell, RawRow
from jixiao.structure.flat.tokens import tokens_of
from jixiao.structure.forms import forms_of
from zonerows import plan, read, shape_of

HEADING = ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
PLACES = (
    Place(0, 1, "label", "level1", id="level1"), Place(1, 1, "label", "level2", id="level2"),
    Place(2, 1, "text", id="level3"), Place(3, 1, "measure", id="target"), Place(4, 1, "measure", id="actual"),
    Place(5, 1, "score", id="weight"), Place(6, 1, "score", id="score"), Place(7, 1, "text", id="deviation_reason"),
)  # fmt: skip


def row_of(*texts: str) -> FitRow:
    return FitRow([RawCell(text) for text in texts], keys_of(texts), RowKind(0, "data", PLACES))


def costs(*texts: str) -> CellCosts:
    tokens = tokens_of([Line(0, 0, 0, text) for text in texts])
    return CellCosts(shape_of("anhui.whole_department"), tokens, load(), leaves_out=True)


@pytest.mark.parametrize(
    ("cells", "astray"),
    [
        (("产出指标", "培训人数", "≥5人", "6人", "10", "10", ""), True),  # its level 2 was lost
        (("产出指标(50分)数量指标", "培训人数", "≥5人", "6人", "10", "10", ""), True),  # both are one cell
        (("可持续影响指标", "队伍建设", "改善", "改善", "改善", "10", "10", ""), True),  # a target is there twice
        (("时效指标", "按时完成率", "97%", "6", "6", ""), True),  # its target was lost
        (("数量指标", "培训人数", "≥5人", "6人", "10", "10", ""), False),
        (("产出指标", "数量指标", "培训人数", "≥5人", "6人", "10", "10", ""), False),
        (("指标2：带动作用", "定性描述", "较好", "较好", "22", "22", ""), True),  # a sign was its name
        (("时效指标", "时效指标", "按时完成率", "97%", "98%", "6", "6", ""), True),  # its level 2 is there twice
        (("满意度指标", "满意度指标", "群众满意度", "≥5%", "6%", "10", "10", ""), False),
        (("产出指标", "产出数量", "培训人数", "≥5人", "6人", "10", "10", ""), False),
        (("产出指标", "质量指标", "培训人数", "≥5人", "6人", "10", "10"), False),  # without its blank reason
        (("时效指标", "产出质量", "按时完成率", "97%", "98%", "6", "6", ""), True),  # a word of the row above
        (("社会效益", "社会影响力", "显著", "4", "3", "人员调整"), True),  # its target was lost: no name
        (("社会效益", "显著", "显著", "4", "3", "人员调整"), False),
    ],
)
def test_a_word_of_a_level_in_a_column_that_is_not_its_own(cells: tuple[str, ...], *, astray: bool) -> None:
    row = row_of(*cells)
    assert row.kind is not None
    assert has_level_astray(row.kind, row.cells, load()) is astray


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        (("投入", "绩效指标明确性", "≥5条", "6条", "3", "3", ""), True),  # its blank reason is printed
        (("投入", "目标设定", "绩效指标明确性", "≥5条", "6条", "3", "3"), False),  # a blank reason may be left out
        (("绩效指标明确性", "≥5条", "6条", "3", "3", ""), True),
        (("投入", "目标设定", "绩效指标明确性", "≥5条", "6条", "3", "3", ""), False),
    ],
)
def test_nothing_runs_down_into_the_first_row_below_a_heading(cells: tuple[str, ...], *, refused: bool) -> None:
    """«投入» stood as level 2 where «目标设定» was lost behind it (湖南 before 2022)."""
    row = row_of(*cells)
    assert row.kind is not None
    head = FitRow([RawCell(text) for text in HEADING[1:]], [], RowKind(0, "heading", PLACES))
    below = row_of(*cells)
    doubt_first([head, row, below])
    assert (row.refused, below.refused) == (refused, False)


@pytest.mark.parametrize(
    ("labels", "refused"),
    [
        (("年终", "完成值自评分"), True),
        (("年终完成值", "自评分"), False),
        (("年终完成值", "自评分", "完成值自评分"), False),  # both are headed: it is another column's
    ],
)
def test_a_heading_of_two_columns_that_no_other_cell_heads_is_joined(labels: tuple[str, ...], *, refused: bool) -> None:
    """The points stood as what was reached, in all rows (湖北)."""
    shape = shape_of("hubei.county_project")
    zone = next(at for at, zone in enumerate(shape.form.zones) if zone.id == "indicators")
    texts = ("一级指标", "二级指标", "三级指标", "年初目标值", *labels)
    head = FitRow([RawCell(text) for text in texts], keys_of(texts), RowKind(zone, "heading", ()))
    doubt_displaced(shape, [head], lambda key: not key, load())
    assert head.refused is refused


@pytest.mark.parametrize(
    ("cells", "moved"),
    [
        (("质量指标", "政策知晓率", "≥89%", "95%", "10", "10", "", ""), True),
        (("产出指标", "质量指标", "≥89%", "95%", "10", "10", "", ""), True),
        (("产出指标", "质量指标", "政策知晓率", "≥89%", "95%", "10", "10", ""), False),
    ],
)
def test_a_row_whose_levels_stand_one_column_to_the_left_is_moved(cells: tuple[str, ...], *, moved: bool) -> None:
    """A figure that broke («1», «00%») in the last row of a zone moved all rows above it (湖北, LibreOffice)."""
    row = row_of(*cells)
    assert row.kind is not None
    assert is_moved(row.kind, row, load()) is moved


@pytest.mark.parametrize(
    ("labels", "refused"),
    [
        (("完成情况", "年中调整绩效目标", "全年绩效目标完成情况"), True),
        (("年初绩效目标", "年中调整绩效目标", "全年绩效目标完成情况"), False),
    ],
)
def test_a_heading_of_goals_in_which_one_column_is_headed_twice(labels: tuple[str, ...], *, refused: bool) -> None:
    """«整体目标⏎完成情况» is the block's label, and what the column behind it was called stood elsewhere (重庆)."""
    shape = shape_of("chongqing.project")
    zone = next(at for at, zone in enumerate(shape.form.zones) if zone.id == "goals")
    texts = ("整体目标", *labels)
    places = (Place(0, 1, "label", "block"), *(Place(at, 1, "text") for at in range(1, 4)))
    head = FitRow([RawCell(text) for text in texts], keys_of(texts), RowKind(zone, "heading", places))
    doubt_displaced(shape, [head], lambda key: not key, load())
    assert head.refused is refused


def test_an_answer_above_a_name_with_its_number_is_another_cell() -> None:
    """«否» of the row above, said twice, before «指标1：工作任务完成质量» (重庆)."""
    kind = RowKind(0, "data", (Place(0, 1, "text", id="level3"),))
    assert costs("否", "指标1：完成质量").cost(kind, 0, 0, 2) == float("inf")
    assert costs("指标1：完成", "质量").cost(kind, 0, 0, 2) < float("inf")


@pytest.mark.parametrize(
    ("below", "refused"),
    [
        (("可持续影响指标", "≥93%", "93%", "6", "4", "人员调整"), True),
        (("可持续影响指标", "机制建设", "≥93%", "93%", "6", "4", "人员调整"), False),
    ],
)
def test_a_level_of_no_list_beside_a_row_that_lacks_its_name(below: tuple[str, ...], *, refused: bool) -> None:
    """«生态理念普及率 | 可持续发展能力»: the second was the name of the row below."""
    rows = [
        row_of("产出指标", "数量指标", "培训人数", "≥5人", "6人", "10", "10", ""),
        row_of("质量指标", "合格率", "≥95%", "96%", "10", "10", ""),
        row_of("时效指标", "完成率", "≥95%", "96%", "10", "10", ""),
        row_of("生态理念普及率", "可持续发展能力", "≥93%", "93%", "6", "4", ""),
        row_of(*below),
    ]
    doubt_moved(rows, load())
    assert [row.refused for row in rows[:4]] == [False, False, False, refused]
    led = row_of("效益指标", "生态理念普及率", "可持续发展能力", "≥93%", "93%", "6", "4", "")
    doubt_moved([*rows[:3], led, row_of(*below)], load())
    assert led.refused is False


@pytest.mark.parametrize(
    ("rows", "taken"),
    [
        ((("社会公众满意度", "≥90%", "91%", "5"), ("社会效益", "显著", "显著", "4")), 1),  # «社会效益» for points
        ((("产出指标", "数量指标", "培训人数", "≥5人", "6人"), ("10", "10", "无")), 2),
    ],
)
def test_rows_are_joined_only_if_no_words_stand_for_points(rows: tuple[tuple[str, ...], ...], taken: int) -> None:
    """Two rows that lost cells had as many as one (湖南 before 2022, Tika of .odt)."""
    shape = shape_of("national-2020.project")
    state = State()
    zone = next(at for at, zone in enumerate(shape.form.zones) if zone.id == "indicators")
    state.zone, state.kind = zone, RowKind(zone, "data", PLACES)
    raw = [RawRow([RawCell(text) for text in row], 1, "\n\n", keys=keys_of(row)) for row in rows]
    first = row_of(*rows[0])
    assert rejoined(raw, 0, shape, state, first, load())[0] == taken


def test_a_blank_reason_that_is_printed_was_not_left_out() -> None:
    """«100%8» in one cell, and a blank at the end: the weight stood as such, its score was none (云南)."""
    whole, torn = row_of("时效指标", "支付及时率", "98%", "100%", "8", "8", ""), row_of(
        "时效指标", "支付及时率", "98%", "100%8", "8", "",
    )  # fmt: skip
    builder = Builder(load(), leaves_out=True)
    assert whole.kind is not None
    found = _with_left_out(whole, whole.kind, builder)
    assert [cell.text if cell is not None else None for cell in found] == [None, *(c.text for c in whole.cells)]
    with pytest.raises(UnreadableError):
        _with_left_out(torn, whole.kind, builder)


@pytest.mark.parametrize(
    "cells",
    [
        ("≥5人", "6人", "10", "10", "人员调整"),  # the name, or points: «5 | 变动率≤0计5分。 | 5» (湖南 before 2022)
        ("培训人数", "≥5人", "10", "10", "人员调整"),  # what was reached, or points
    ],
)
def test_no_name_and_no_target_runs_down_to_the_row_below(cells: tuple[str, ...]) -> None:
    row = row_of(*cells)
    assert row.kind is not None
    with pytest.raises(UnreadableError):
        _with_left_out(row, row.kind, Builder(load(), leaves_out=True))


@pytest.mark.parametrize(
    ("text", "slipped"),
    [
        ("5“三公经费”变动率≤0计5分", True),
        ("3预算完成率", True),
        ("90%（含）以上计5分", False),
        ("5分：完成任务", False),
    ],
)
def test_a_text_behind_points_that_were_left_out_begins_with_none(text: str, *, slipped: bool) -> None:
    places = (*PLACES[:3], Place(3, 1, "score", id="weight"), Place(4, 1, "text", id="criterion"))
    assert is_slipped(RowKind(0, "data", places), 4, text, load(), first=True) is slipped
    assert not is_slipped(RowKind(0, "data", places), 4, text, load(), first=False)


def test_a_figure_among_the_pieces_of_a_goal_s_label_is_none() -> None:
    """«年度绩效目标：保护古籍», «（80分）», «12.80», «64%» above «一级指标»: two cells of another row were its."""
    shape = shape_of("hubei.project")
    heading = ("一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分")
    for pieces, known in ((("（80分）",), True), (("80分",), True), (("（80分）", "12.80", "64%"), False)):
        lines = ("年度绩效目标：保护古籍", *pieces, *heading)
        found = heading_at(shape, tokens_of([Line(0, 0, 0, line) for line in lines]), 0, len(lines))
        assert (found is not None) is known


def test_the_label_of_a_pair_is_no_value_of_its_own() -> None:
    shape = shape_of("hubei.project")
    doubled = row_of("主管部门", "清湖县林业局", "项目实施单位", "项目实施单位", "清湖县国有林场")
    assert (says_twice(shape, doubled), says_twice(shape, row_of(*(c.text for c in doubled.cells[:3])))) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    ("labels", "refused"), [(("存在问题", "改进措施"), False), (("改进措施",), True)]
)  # fmt: skip
def test_a_value_of_two_sentences_above_a_label_that_was_lost_is_refused(
    labels: tuple[str, ...], *, refused: bool
) -> None:
    """«评价结论 | 自评100分。⏎管理水平有待提高», and no «存在问题» below it (四川)."""
    shape = shape_of("sichuan.project")
    zone = next(at for at, zone in enumerate(shape.form.zones) if any("存在问题" in pair.keys for pair in zone.pairs))
    kind = RowKind(zone, "pair", (Place(0, 1, "label"), Place(1, 1, "text")))
    texts = [("评价结论", "自评100分。\n管理水平有待提高"), *((label, "无") for label in labels)]
    rows = [FitRow([RawCell(text) for text in row], keys_of(row), kind) for row in texts]
    doubt_long(shape, rows)
    assert [row.refused for row in rows] == [refused, *(False for _ in labels)]


@pytest.mark.parametrize(
    ("name", "rest", "crossed"),
    [
        (("信息化水平", "有效"), ("保障", "有效保障"), True),  # «有效⏎保障», of which one half is the name's
        (("举办展览", "不"), ("少于", "5场"), True),
        (("保护森林。", "疫情得到遏制。"), ("疫情得到遏制。", "完成"), True),  # a cell said again in the one before
        (("信息化", "水平"), ("有效保障", "有效保障"), False),
    ],
)
def test_a_border_within_a_sign_or_another_cell_s_text(
    name: tuple[str, str], rest: tuple[str, str], *, crossed: bool
) -> None:
    assert costs(*name, *rest).crosses([(0, 2), (2, 3), (3, 4)]) is crossed


@pytest.mark.parametrize(
    ("lines", "one"),
    [(("其他资金", "/"), False), (("其他", "资金"), True), (("支出26.75",), False), (("－95.0%",), False)],
)
def test_a_mark_or_an_amount_is_no_part_of_a_row_s_label(lines: tuple[str, ...], *, one: bool) -> None:
    own = plan("anhui.whole_department", "funds", "项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数")
    kind = RowKind(1, "data", own.places)
    assert (costs(*lines).cost(kind, own.first_free, 0, len(lines)) < float("inf")) is one


@pytest.mark.parametrize(("reason", "one"), [("9", False), ("0", True), ("人员调整", True)])
def test_a_figure_is_no_reason(reason: str, *, one: bool) -> None:
    """«9 | 9 | 9»: points said twice, of which the last stood for the reason."""
    own = plan("anhui.whole_department", "indicators", *HEADING)
    assert (costs(reason).cost(RowKind(3, "data", PLACES), len(PLACES) - 1, 0, 1) < 1.5) is one
    rows = [ReadRow(0, 1, ((own.ids.index("deviation_reason"), 0, 1),))]
    assert bool(without_odd_aims(own, rows, costs(reason))[0].unsure) is not one


@pytest.mark.parametrize(
    ("lines", "one"), [(("产出指标(50分)", "数量指标"), False), (("数量", "指标"), True), (("产出", "数量"), True)]
)
def test_words_of_both_levels_are_no_level_2(lines: tuple[str, str], *, one: bool) -> None:
    own = plan("anhui.whole_department", "indicators", *HEADING)
    assert (costs(*lines).cost(RowKind(3, "data", own.places), own.levels[1], 0, 2) < 1) is one


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        ({"target": "≥99%", "actual": "较上年提高\n较上年有提高"}, True),
        ({"target": "年度预算控制数", "actual": "<=8万元"}, True),
        ({"target": "≥96%", "actual": "98%10"}, True),  # its points are in one cell with it
        ({"level3": "社会治安和谐度较好", "actual": "较好"}, True),  # its target is in one cell with its name
        ({"level3": "社会治安和谐度较好", "target": "较好", "actual": "较好"}, False),
        ({"target": "≥8万元", "actual": "≥8万元"}, False),
        ({"target": "较上年\n有提高", "actual": "提高"}, False),
    ],
)
def test_a_row_aimed_oddly_is_refused(cells: dict[str, str], *, odd: bool) -> None:
    own = plan("anhui.whole_department", "indicators", *HEADING)
    lines = {id_: text.split("\n") for id_, text in cells.items()}
    texts, rows = read({own.ids.index(id_): part[0] for id_, part in lines.items()})
    at, spans = 0, []
    for place, *_ in rows[0].cells:
        size = len(lines[own.ids[place]])
        spans.append((place, at, at + size))
        at += size
    row = ReadRow(0, at, tuple(spans))
    kept = without_odd_aims(own, [row], costs(*(line for part in lines.values() for line in part)))
    assert (bool(kept[0].unsure), len(texts)) == (odd, len(cells))


@pytest.mark.parametrize("text", ["4比1", "2023年12", "8405米5"])
def test_a_text_of_two_figures_is_one_cell_beside_its_points(text: str) -> None:
    """All three were refused in any row; «8405米5» is what was reached and the points."""
    own = plan("anhui.whole_department", "indicators", *HEADING)
    cells = {"level3": "配比", "target": text, "actual": text}
    for points, odd in (({"weight": "5", "score": "5"}, False), ({"weight": "5"}, True)):
        texts, rows = read({own.ids.index(id_): one for id_, one in (cells | points).items()})
        assert bool(without_odd_aims(own, rows, costs(*texts))[0].unsure) is odd


def test_a_figure_behind_the_unit_that_its_row_lacks_is_two_cells() -> None:
    """«≥ | 400 | 个400»: what was reached was words (四川)."""
    own = plan(
        "sichuan.project", "indicators", *HEADING[:4], "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"
    )
    for unit, odd in (("", True), ("个", False)):
        parts = {"operator": "≥", "target": "400", "unit": unit, "actual": "个400"}
        texts, rows = read({own.ids.index(id_): text for id_, text in parts.items() if text})
        assert bool(without_odd_aims(own, rows, costs(*texts))[0].unsure) is odd


def test_lines_that_are_no_unit_are_several_cells() -> None:
    """«惠及居», «民户数», «户»: a name of two lines, and its unit (重庆); nor is a sign."""
    own = plan(
        "sichuan.project", "indicators", *HEADING[:4], "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"
    )
    place = own.ids.index("unit")
    for lines, odd in ((("民户数", "户"), True), (("平方", "米"), False), (("≤",), True), (("户",), False)):
        row = ReadRow(0, len(lines), ((place, 0, len(lines)),))
        assert bool(without_odd_aims(own, [row], costs(*lines))[0].unsure) is odd


def test_a_bare_word_of_a_level_among_numbered_names_is_none() -> None:
    """«可持续性影响 | ≥99%» below «1．服务人口»: its name stands elsewhere, and whose rows follow nobody can tell."""
    own = plan("anhui.whole_department", "indicators", *HEADING)
    outer, inner = own.levels
    names = [
        {outer: "效益指标", inner: "社会效益", 3: "1.服务人口"},
        {3: "2.知晓情况"},
        {3: "可持续性影响"},
        {3: "3.其他"},
    ]
    for first in ("1.服务人口", "服务人口"):
        shown = [{(own.first_free if at == 3 else at): text for at, text in name.items()} for name in names]
        shown[0][own.first_free] = first
        texts, rows = read(*shown)
        kept = without_unnumbered(own, rows, lambda cell: texts[cell[1]], load())  # noqa: B023
        lost = first.startswith("1")
        assert [bool(row.unsure) for row in kept] == [False, False, lost, False]
        assert [inner in row.open for row in kept] == [False, False, lost, lost]


def test_the_level_1_above_in_other_words_is_a_part_of_level_2() -> None:
    """«产出⏎时效» below 产出指标, without the blank cell before it, was a level 1 and a level 2."""
    rows = [row_of("产出指标", "数量指标", "培训人数", "5人", "6人", "9", "9", "")]
    rows += [
        row_of(one, two, "支付及时率", "98%", "98%", "9", "9", "") for one, two in (("产出", "时效"), ("", "时效"))
    ]
    doubt_lines(shape_of("anhui.whole_department"), rows, load(), leaves_out=False)
    assert [row.vague for row in rows] == [False, True, False]


def test_a_word_of_either_level_beside_the_one_blank_level_2_is_in_doubt() -> None:
    """«成本指标», and a blank paragraph, without one of the two blank cells before it: level 2 of 产出指标 (河北)."""
    rows = [row_of("产出指标", "数量指标", "培训人数", "5人", "6人", "9", "9", "")]
    rows += [row_of(one, "", "支出总额", "9万元", "9万元", "9", "9", "") for one in ("成本指标", "效益指标")]
    for own, doubted in ((rows[:2], [False, True]), (rows, [False, True, True]), (rows[::2], [False, False])):
        for row in own:
            row.vague = False
        doubt_lines(shape_of("anhui.whole_department"), own, load(), leaves_out=False)
        assert [row.vague for row in own] == (doubted if len(own) < len(rows) else [False] * len(own))


def test_the_rest_of_a_row_below_a_level_torn_off_is_refused_with_it() -> None:
    """«时效指标», a blank paragraph, and «支付及时率 | 培训人数 | ≥ | …» with one too many: a name was a level."""
    rows = [row_of("时效指标"), row_of("支付及时率", "培训人数", "≥9人", "9人", "9", "9", "")]
    rows[0].refused = True
    doubt_moved(rows, load())
    assert [row.refused for row in rows] == [True, True]


@pytest.mark.parametrize(("first", "refused"), [("≥", True), ("92%", True), ("培训人数", False)])
def test_a_row_that_begins_with_what_was_aimed_at_lost_its_name(first: str, *, refused: bool) -> None:
    row = row_of(first, "92%", "13", "11", "")
    doubt_moved([row], load())
    assert row.refused is refused


def test_the_first_of_two_targets_is_in_doubt_with_a_label_for_its_unit() -> None:
    """«年初设定绩效目标» as the unit of «≥», «6»: the target was «6» (重庆)."""
    ids = ("operator", "unit", "initial_target", "target", "actual")
    kind = RowKind(0, "data", tuple(Place(at, 1, "text", id=id_) for at, id_ in enumerate(ids)))
    texts = ["≥", "年初设定绩效目标", "6", "—", "9"]
    assert _target_of(kind, texts, frozenset(texts[1:2])) == {*texts[:4]}


def test_a_row_without_cells_is_no_heading() -> None:
    """All of it is covered from above, in a table that was read in part: the whole report failed."""
    assert choose([[]], [[]], forms_of(load()), "") is None
