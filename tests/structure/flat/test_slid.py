"""Rows whose cells slid by one: refused, with the row whose first cell they took; rows beside them stay."""

from __future__ import annotations

import pytest

from jixiao.patterns import load
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.shapes import Place, RowKind
from jixiao.structure.flat.slid import begins_with_level, doubt_pointed, doubt_slid
from jixiao.structure.flat.stretch import RawCell
from jixiao.structure.flat.totals import exceeds
from zonerows import plan

_COLUMNS = ("level1", "level2", "level3", "operator", "target", "unit", "actual", "weight", "score", "deviation_reason")
_TYPES = {"weight": "score", "score": "score"}


def _kind(what: str = "data", ids: tuple[str, ...] = _COLUMNS) -> RowKind:
    places = (Place(n, 1, _TYPES.get(i, "text"), i if i in _COLUMNS[:2] else "", id=i) for n, i in enumerate(ids))
    return RowKind(0, what, tuple(places))


_DATA = _kind()


def _row(line: str, kind: RowKind = _DATA) -> FitRow:
    return FitRow([RawCell(text.strip().replace("/", "\n")) for text in line.split("|")], [], kind)


_GOOD = [
    "产出指标 | 数量指标 | 接收档案 | ≥ | 90 | 卷 | 96 | 10 | 9 | 年初目标偏低",
    " | 质量指标 | 档案完整率/（含电子档案） | ≥ | 93 | % | 94 | 10 | 10 | ",
    " | 时效指标 | 年底前完成 | 定性 | 按期完成 | | 按期完成 | 10 | 10 | ",
    "效益指标 | 社会效益 | 指标1：公共服务水平 | 定性 | 持续改善 | | 持续改善 | 10 | 8 | ",
    " | 可持续影响 | 机制建设 | | 提升 | | 10 | 9 | 9 | 0",
]


def _refused(*lines: str) -> list[bool]:
    rows = [_row(line) for line in [*_GOOD, *lines]]
    doubt_slid(rows, load())
    assert not any(row.refused for row in rows[: len(_GOOD)])
    return [row.refused for row in rows[len(_GOOD) :]]


@pytest.mark.parametrize(
    "line",
    [
        " | | 受益对象满意度/% | ≥ | 85 | | 79 | 5 | 4.6 | ",  # the unit is the name's second line
        " | | 受益对象满意度 | 85 | | ≥ | 79 | 5 | 4.6 | ",  # a sign for a unit
        " | | 受益对象满意度 | 85% | 7 | % | 9% | 5 | 4.6 | ",  # a figure for a sign
        " | | 受益对象满意度 | ≥ | 85 | 满意度指标 | 79 | 5 | 4.6 | ",  # a level for a unit
        "效益指标 | 经济效益 | 指标 减少损失 | ≥ | 54 | 万元 | 57 | 8 | 8 | ",  # the end of the level's word
        "效益指标 | 社会 | 效益指标减少损失 | ≥ | 54 | 万元 | 57 | 8 | 8 | ",
        " | 时效指标 | 年底前完成 | | 按期完成 | | 10 | 10 | | ",  # the name was lost, the rest moved up
        "效益指标 | 工作人员人数 | 工作人员人数 | ≥ | 54 | 人 | 57 | 8 | 8 | ",  # its name said twice
        "下一年度将据实测算。/效益指标 | 经济效益 | 减少损失 | ≥ | 54 | 万元 | 57 | 8 | 8 | ",  # the row above's end
        " | 指标 | 按时完成率 | ≥ | 54 | % | 57 | 8 | 8 | ",  # the other line of a level's word
        "可持续影响指标 | 信息化水平 | 持续改善 | | 持续改善 | | 10 | 10 | 10 | ",  # the value said twice
    ],
)
def test_a_row_whose_cells_slid_is_refused(line: str) -> None:
    assert _refused(line, " | | 群众知晓率 | ≥ | 90 | % | 91 | 5 | 5 | ") == [True, False]


def test_the_row_whose_name_stands_for_a_level_is_refused_with_the_one_above() -> None:
    lines = [
        " | 时效指标 | 年底前完成 | | 按期完成 | | 10 | 10 | | ",
        " | 材料报送及时率 | 经费发放及时性 | ≥ | 99 | % | 100 | 10 | 10 | ",
        " | | 按期完工率 | ≥ | 94 | % | 94 | 10 | 10 | ",
    ]
    assert _refused(*lines) == [True, True, False]


@pytest.mark.parametrize(("line", "refused"), [("总分 | 100 | 9 | 9", True), ("总分 | 100 | 99 | 0", False)])
def test_a_total_with_a_figure_for_its_reason_is_refused(line: str, *, refused: bool) -> None:
    total = _row(line, _kind("total", ("", "weight", "score", "deviation_reason")))
    doubt_slid([total], load(), lines=True)
    assert total.refused is refused


def test_a_row_below_one_that_has_its_name_is_refused() -> None:
    """A name went up a row: «社会效益», the level, stood for it."""
    name = " | | 社会效益 | ≥ | 90 | % | 91 | 5 | 5 | "
    above = " | | 盘活闲置资产 | | 按期完成 | | 10 | 10 | | "
    assert (_refused(name), _refused(above, name)) == ([False], [True, True])
    own = " | 社会效益 | 盘活闲置资产 | | 按期完成 | | 10 | 10 | | "
    assert _refused(own, name) == [True, False]


def test_a_value_of_which_a_line_is_said_again_below_is_refused() -> None:
    pair, rest = _kind("pair", ("", "measures")), "2.加强监控。 | 1.细化预算；"
    rows = [_row("改进措施 | 1.细化预算；", pair), *(FitRow(_row(rest).cells, [], None) for _ in range(2))]
    doubt_slid(rows, load())
    one = _row("改进措施 | 1.细化预算；", pair)
    doubt_slid([one, *rows[1:2]], load())
    assert (rows[0].refused, one.refused) == (True, False)


@pytest.mark.parametrize(
    ("last", "name", "refused"),
    [
        ("是否", "核心/指标/受资助人数", True),
        ("是否核心", "指标/指标1更换标志牌", True),
        ("是否核心指标", "受资助/人数", False),
    ],
)
def test_a_row_with_the_rest_of_its_headings_last_label_is_refused(last: str, name: str, *, refused: bool) -> None:
    ids = ("level3", "unit", "target", "is_core")
    head = _row(f"指标名称 | 计量单位 | 年初指标值 | {last}", _kind("heading", ids))
    rows = [head, _row(f"{name} | 人 | 90 | 是", _kind("data", ids))]
    doubt_slid(rows, load())
    assert [row.refused for row in rows] == [False, refused]


_LEVELLED = _kind("data", (*_COLUMNS[:3], "target", "actual", "score"))


def _pointed(*lines: str) -> list[int]:
    rows = [_row(line, _LEVELLED) for line in lines]
    doubt_pointed(rows, load())
    return [at for at, row in enumerate(rows) if row.refused]


def test_levels_are_told_by_their_points_where_covered_cells_are_left_out() -> None:
    lines = [
        "产出指标（40分） | 数量指标 | 学生人数 | ≥9人 | 9人 | 8",
        "质量指标 | 合格率 | 95% | 95% | 8",
        "效益指标（30分） | 社会效益指标 | 影响力 | 提升 | 提升 | 8",
        "满意度指标（10分） | 服务对象满意度指标 | 家长满意度 | 95% | 95% | 8",
    ]
    lost, twice = (
        "成本指标（20分） | 会议成本 | ≤9万元 | 9万元 | 8",
        "成本指标 | 成本指标 | 项目成本 | ≤9万元 | 9万元 | 8",
    )
    assert _pointed(*lines) == []
    assert _pointed(*lines[:2], lost, *lines[2:]) == [2]
    assert _pointed(*lines[:2], twice, *lines[2:]) == [2]
    assert _pointed(lines[0], "成本指标（20分） | 控制成本 | 会议成本 | ≤9万元 | 9万元 | 8", *lines[1:]) == []
    assert _pointed("可持续影响指标对事业的影响 | 95% | 95% | 8", "质量指标1：合格率 | 95% | 95% | 8", *lines) == [0]
    assert _pointed(*[line.replace("（40分）", "") for line in lines], twice) == []


def test_a_part_that_is_more_than_the_whole_is_another_cell() -> None:
    """«其他资金 | / | 98.60» below «45.60 | 40.00», blank cells lost: the whole's score, exchanged with one (安徽)."""
    money = plan("anhui.whole_department", "funds", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率")
    above = {"initial": 45.6, "full_year": 40.0, "weight": 10.0}
    assert exceeds(money, {"full_year": 98.6}, above)
    assert not exceeds(money, {"initial": 45.6, "full_year": 40.0, "executed": 98.6, "weight": 11.0}, above)


_RATED = ("text", "amount", "amount", "percent")
_MONEY = ("label", "full_year", "executed", "rate")


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("年度资金总额 | 120 | 114 | 95%", False),
        ("年度资金总额 | 120 | 95% | 114", True),
        ("年度资金总额 | 95% | 120 | ", True),
        ("年度资金总额 | 120 | 114 | ", False),
    ],
)
@pytest.mark.parametrize("what", ["data", "total"])
def test_a_rate_below_an_amount_beside_a_column_of_rates_refuses_its_row(line: str, refused: bool, what: str) -> None:
    places = (Place(n, 1, type_, "", id=i) for n, (i, type_) in enumerate(zip(_MONEY, _RATED, strict=True)))
    row = _row(line, RowKind(0, what, tuple(places)))
    doubt_slid([row], load())
    assert row.refused is refused


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("质量1.设备完好率", True),
        ("质量指标1.设备完好率", False),  # may be its author's name
        ("质量1.5倍", False),
        ("设备1.完好率", False),
    ],
)
def test_a_name_that_begins_with_the_word_of_a_level_and_a_number_is_two_cells(name: str, *, begins: bool) -> None:
    assert begins_with_level(name, load()) is begins


@pytest.mark.parametrize(
    ("outer", "inner", "odd"),
    [
        ("服务对象满意度", "服务对象满意度", False),
        ("服务对象满意度", "群众满意度指标", False),
        ("经济成本指标", "经济成本指标", False),
        ("数量指标", "质量指标", True),
        ("社会效益", "社会效益", True),  # «效益指标» is the level 1 of such a word elsewhere
    ],
)
def test_authors_print_one_word_of_level_2_in_both_levels(outer: str, inner: str, *, odd: bool) -> None:
    assert _refused(f"{outer} | {inner} | 群众知晓率 | ≥ | 90 | % | 91 | 5 | 5 | ") == [odd]


def test_a_form_without_words_of_level_1() -> None:
    """All its rows were refused."""
    words = ("数量指标", "质量指标", "时效指标", "社会效益指标", "服务对象满意度")
    rows = [_row(f"{word} | {word} | 第{n}项工作 | ≥ | 9{n} | % | 9{n} | 10 | 9 | ") for n, word in enumerate(words)]
    doubt_slid(rows, load())
    assert not any(row.refused for row in rows)
