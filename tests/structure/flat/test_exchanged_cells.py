"""What two exchanged cells leave in doubt where cells were lost: figures beside marks of nothing, rows of nothing, two
words of levels one below the other."""

from __future__ import annotations

from itertools import accumulate

import pytest
from samples.flattening import compare, records

from jixiao.document import Cell, Table
from jixiao.patterns import load
from jixiao.structure.flat.cellcosts import CellCosts
from jixiao.structure.flat.labelvalues import without_labels
from jixiao.structure.flat.levelorder import without_miscounted
from jixiao.structure.flat.lossy import BAR_CELLS, BAR_ROWS
from jixiao.structure.flat.paths import read_rows
from jixiao.structure.flat.rowmodel import Budget, ReadRow, refused
from jixiao.structure.flat.rownames import Named
from jixiao.structure.flat.rows import Rows
from jixiao.structure.flat.rowsense import RowSense
from jixiao.structure.flat.shapes import RowKind
from jixiao.structure.flat.signs import signs_of
from jixiao.structure.flat.slips import Slips
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import Token, tokens_of
from jixiao.structure.flat.torn import Torn
from zonerows import plan, read, shape_of

INDICATORS = ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
FUNDS = ("项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def costs(*texts: str) -> tuple[int, CellCosts]:
    """The number of the zone of indicators, and what cells of these texts cost in it."""
    shape = shape_of("anhui.whole_department")
    number = [zone.id for zone in shape.form.zones].index("indicators")
    return number, CellCosts(shape, tokens(*texts), load(), leaves_out=True)


def tokens(*texts: str) -> list[Token]:
    return tokens_of([Line(0, 0, 0, text) for text in texts])


@pytest.mark.parametrize(
    ("points", "kept"),
    [
        ({"weight": "—"}, False),  # the rate may stand for the other mark, and be blank
        ({"weight": "—", "score": "—"}, True),
        ({}, True),
    ],
)
def test_a_rate_beside_one_of_two_marks_for_points_may_stand_for_the_other(
    points: dict[str, str], *, kept: bool
) -> None:
    """«592.62 | 714.00 | 714 | — | 100%» below the total: rate and mark changed places (安徽)."""
    own = plan("anhui.whole_department", "funds", *FUNDS)
    texts, rows = read(
        {
            own.ids.index(id_) if id_ else own.first_free: text
            for id_, text in {
                "": "其中:财政拨款",
                "initial": "592.62",
                "full_year": "714.00",
                "executed": "714",
                **points,
                "rate": "100%",
            }.items()
        }
    )
    (row,) = Torn(tokens(*texts), load(), BAR_ROWS).rows(own, rows)
    assert ("100%" in [texts[start] for _, start, _ in row.cells]) is kept
    assert {"592.62", "714.00", "714"} <= {texts[start] for _, start, _ in row.cells}


@pytest.mark.parametrize(
    ("row", "lonely"),
    [
        (("", "", "—", "", "", ""), False),  # all its cells
        (("—", "", "", ""), True),  # as well any of them: two rows of nothing are one
    ],
)
def test_a_mark_of_nothing_among_blank_cells_stands_nowhere_in_a_row_that_lacks_some(
    row: tuple[str, ...], *, lonely: bool
) -> None:
    own = plan("anhui.whole_department", "indicators", *INDICATORS)
    number, price = costs(*row)
    sense = RowSense(own, number, price, BAR_CELLS)
    cells = tuple((own.first_free + at, at, at + 1) for at in range(len(row)))
    assert sense.is_lonely(cells) is lonely


@pytest.mark.parametrize(
    ("lines", "one"),
    [
        (("服务对象满意度", "满意度指标"), False),  # level 2 and level 1, in each other's place (湖北)
        (("数量", "产出指标"), False),
        (("可持续影响", "效益指标"), True),  # a word that the list has
        (("社会效益", "指标"), True),
    ],
)
def test_the_word_of_a_level_1_below_one_of_its_words_is_a_cell_of_its_own(
    lines: tuple[str, ...], *, one: bool
) -> None:
    own = plan("anhui.whole_department", "indicators", *INDICATORS)
    number, price = costs(*lines)
    kind = RowKind(number, "data", own.places, None)
    assert (price.cost(kind, own.levels[1], 0, len(lines)) < 1) is one


def test_a_text_alone_below_a_blocks_label_is_the_same_beside_one_wide_blank_cell_or_several() -> None:
    """湖南: a figure in the place of the last row's label; text in which merged cells are repeated has no widths."""
    labels = ("楼堂馆所控制情况", "批复规模（㎡）", "实际规模（㎡）", "规模控制率")

    def table(*cells: tuple[int, int, str]) -> Table:
        heads = [Cell(0, at, 1, 1, text) for at, text in enumerate(labels)]
        return Table(2, 4, (*heads, *(Cell(1, column, 1, span, text) for column, span, text in cells)), "native")

    wide = table((0, 1, "6.95"), (1, 3, ""))
    assert compare([table((0, 1, "6.95"), *((at, 1, "") for at in (1, 2, 3)))], [wide], told=True).wrong == []
    other = table((0, 1, ""), (1, 1, "6.95"), (2, 1, ""), (3, 1, ""))
    assert len(compare([other], [wide], told=True).wrong) == 1


@pytest.mark.parametrize("amount", ["163.81", ""])
def test_labels_of_amounts_below_such_with_theirs_are_no_funds(amount: str) -> None:
    """«按支出性质分：» above them stands elsewhere: their row was refused, the bare labels below were funds (湖南)."""
    own = plan("anhui.whole_department", "funds", *FUNDS)
    texts, rows = read(
        {own.first_free: "年度资金总额", 2: "282.36"},
        {own.first_free: f"其中：基本支出：{amount}", 2: "项目支出："},
        {own.first_free: "政府性基金拨款："},
    )
    rows[1] = refused(own, rows[1].start, rows[1].end)
    kept = without_labels(own, rows, tokens(*texts), load())
    assert [bool(row.cells) for row in kept] == [True, False, not amount]


@pytest.mark.parametrize(
    ("names", "lost", "levels"),
    [
        (["指标1:满意度", "指标2:知晓率", "……", "指标2:路面面积"], [2, 3], True),  # a cell of the row above (湖北)
        (["指标1:满意度", "指标2:知晓率", "……", "指标3:路面面积"], [], True),
        (["指标1:满意度", "指标2:知晓率", "指标1:路面面积", "指标2:里程"], [1, 2], False),  # a level was lost
        (["1.满意度", "知晓率", "2.路面面积", "2.里程"], [2, 3], True),
        (["指标一:满意度", "指标二:知晓率", "……", "指标二:路面面积"], [2, 3], True),
    ],
)
def test_a_name_whose_number_stood_above_is_no_row_of_its_own(
    names: list[str], lost: list[int], *, levels: bool
) -> None:
    own = plan("anhui.whole_department", "indicators", *INDICATORS)
    first = {own.levels[0]: "满意度指标", own.levels[1]: "服务对象满意度", own.first_free: names[0]}
    texts, rows = read(first, *({own.first_free: name} for name in names[1:]))
    kept = without_miscounted(own, rows, lambda cell: texts[cell[1]])
    assert [at for at, row in enumerate(kept) if row.unsure] == lost
    assert [bool(row.open) for row in kept if not row.unsure] == [False] + [not levels] * (len(names) - len(lost) - 1)


@pytest.mark.parametrize(
    ("texts", "heading"),
    [
        (("考核体系", "一级（类别）", "二级（类型）", "三级指标", "年度预期值", "赋分", "自评得分"), True),
        (("产出指标", "数量指标", "修缮步道", "二十处", "二十处", "按期完成", "无"), False),
    ],
)
def test_a_heading_of_many_cells_is_one_in_its_authors_words_too(texts: tuple[str, ...], *, heading: bool) -> None:
    """Else the rows below it are compared with the headings of another part of the table."""
    cells = [Cell(0, at, 1, 1, text) for at, text in enumerate(texts)]
    names = [Cell(1, at, 1, 1, str(at)) for at in range(len(texts))]
    (record,) = records(Table(2, len(texts), (*cells, *names), "native"))[-1:]
    assert (record.own[:1] == ((texts[0], "0"),)) is heading


@pytest.mark.parametrize(("value", "wrong"), [("甲县图书馆", 0), ("甲县文化局", 1)])
def test_pairs_of_one_row_read_in_rows_of_their_own_are_as_printed(value: str, wrong: int) -> None:
    """«主管部门 | … | 项目实施单位 | …», of which each label has its value."""
    texts = ("主管部门", "甲县文化局", "项目实施单位", value)
    one = Table(1, 4, tuple(Cell(0, at, 1, 1, text) for at, text in enumerate((*texts[:3], "甲县图书馆"))), "native")
    two = Table(2, 2, tuple(Cell(at // 2, at % 2, 1, 1, text) for at, text in enumerate(texts)), "flattened")
    assert len(compare([two], [one], told=True).wrong) == wrong


@pytest.mark.parametrize(("lines", "one"), [(("按完成", "比例计分"), True), (("按比例计分", "按比例计分"), False)])
def test_a_text_below_itself_is_another_cell(lines: tuple[str, ...], *, one: bool) -> None:
    """«完成率100%得7分» as a row's standard and in the blank cell behind it was one standard (湖北)."""
    own = plan("anhui.whole_department", "indicators", *INDICATORS)
    number, price = costs(*lines)
    kind = RowKind(number, "data", own.places, None)
    assert (price.cost(kind, len(own.places) - 1, 0, len(lines)) < 3) is one


def money(*rows: tuple[str, ...]) -> tuple[list[str], list[ReadRow]]:
    """Rows of money: label and amounts, of the total also its points and rate."""
    own = plan("anhui.whole_department", "funds", *FUNDS)
    return read(*({own.first_free + at: text for at, text in enumerate(row)} for row in rows))


@pytest.mark.parametrize(
    ("amounts", "kept"),
    [
        (("85.40", "85.40", "50.00"), False),  # «50.00 | 85.40 | 85.40», the first as well in a blank cell behind
        (("50.00", "85.40", "85.40"), True),
        (("50.00", "85.40", "85.00"), True),  # an author's sum that is wrong
    ],
)
def test_amounts_that_the_total_puts_in_other_columns_refuse_their_row(amounts: tuple[str, ...], *, kept: bool) -> None:
    own = plan("anhui.whole_department", "funds", *FUNDS)
    total = ("年度资金总额", "391.60", "427.00", "338.18", "10", "79.20%", "7.92")
    texts, rows = money(total, ("其中:财政拨款", "341.60", "341.60", "252.78"), ("上年结转资金", *amounts))
    found = Torn(tokens(*texts), load(), BAR_ROWS).rows(own, rows)
    assert [bool(row.cells) for row in found] == [True, True, kept]


@pytest.mark.parametrize(("executed", "senseless"), [("85.40", True), ("63.20", False)])
def test_more_spent_than_planned_needs_a_rate_where_cells_were_lost(executed: str, *, senseless: bool) -> None:
    """«85.40 | 63.20 | 85.40»: what was planned first stands in a blank cell behind (安徽)."""
    own = plan("anhui.whole_department", "funds", *FUNDS)
    shape = shape_of("anhui.whole_department")
    number = [zone.id for zone in shape.form.zones].index("funds")
    texts, (row,) = money(("上年结转资金", "85.40", "63.20", executed))
    sense = RowSense(own, number, CellCosts(shape, tokens(*texts), load(), leaves_out=True), BAR_ROWS)
    assert sense.is_senseless(row.cells) is senseless


@pytest.mark.parametrize(
    ("cells", "senseless"),
    [
        ({"unit": "定性", "initial_target": "合规", "actual": "合规"}, True),
        ({"unit": "长期有效", "operator": "—", "actual": "达成"}, True),
        ({"operator": "合规", "initial_target": "≥3", "target": "合规"}, True),
        ({"unit": "个工作日", "operator": "≤", "initial_target": "5", "actual": "5"}, False),
        ({"unit": "万平方米", "operator": "≥", "initial_target": "57", "actual": "192"}, False),
        ({"operator": "定性", "initial_target": "合规", "target": "合规", "actual": "合规"}, False),
    ],
)
def test_between_bars_a_unit_is_no_sign_and_no_phrase(cells: dict[str, str], *, senseless: bool) -> None:
    """«绿色办公水平 | 定性 | 合规 | 合规 | 合规，无违规事项»: whether a blank cell was the unit nobody knew (重庆)."""
    heads = ("三级指标", "计量单位", "指标性质", "年初指标值", "调整指标值", "实际完成值", "得分系数", "权重", "得分")
    own = plan("chongqing.whole_department", "indicators", *heads)
    shape = shape_of("chongqing.whole_department")
    number = [zone.id for zone in shape.form.zones].index("indicators")
    texts = {"level3": "绿色办公", **cells}
    row = tuple((own.ids.index(id_), at, at + 1) for at, id_ in enumerate(texts))
    sense = RowSense(own, number, CellCosts(shape, tokens(*texts.values()), load(), leaves_out=True), BAR_ROWS)
    assert (sense._is_no_unit(row) or sense._says_twice(row)) is senseless


def test_between_bars_words_in_the_column_of_signs_leave_a_row_in_doubt() -> None:
    heads = ("三级指标", "计量单位", "指标性质", "年初指标值", "调整指标值", "实际完成值", "得分系数", "权重", "得分")
    own = plan("chongqing.whole_department", "indicators", *heads)
    shape = shape_of("chongqing.whole_department")
    number = [zone.id for zone in shape.form.zones].index("indicators")
    row = ((own.ids.index("level3"), 0, 1), (own.ids.index("operator"), 1, 2), (own.ids.index("actual"), 2, 3))
    found = [
        RowSense(own, number, CellCosts(shape, tokens("应急", sign, "改善"), load(), leaves_out=True), BAR_ROWS)
        for sign in ("合规", "定性", "文字描述")
    ]
    assert [sense.is_absurd(row) for sense in found] == [True, False, False]


@pytest.mark.parametrize(
    ("above", "own", "read"),
    [
        ("服务对象满意度指标", "群众满意度", True),
        ("服务对象满意度指标", "服务对象满意度", True),
        ("群众满意度", "服务对象满意度指标", False),  # the two exchanged
        ("社会效益指标", "群众满意度", False),
        ("服务对象满意度", "群众满意度", False),  # no end tells which is a level's
    ],
)
def test_between_bars_a_word_of_a_level_below_one_of_its_kind_is_a_name(above: str, own: str, *, read: bool) -> None:
    shape = plan("hubei.project", "indicators", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分")
    texts = (above, "干部职工满意度", "≥98%", "96%", "4.9", own, ">=90%", "93%", "5")
    inner = shape.ids.index("level2")
    cells = [
        tuple((inner + at, at, at + 1) for at in range(5)),
        tuple((inner + at - 4, at, at + 1) for at in range(5, 9)),
    ]
    rows = [ReadRow(row[0][1], row[-1][2], row) for row in cells]
    found = Named(tokens(*texts), load(), BAR_ROWS).rows(shape, rows, likely=False)
    assert [len(row.cells) for row in found] == [5, 4 if read else 0]


def test_a_share_is_scored_of_what_was_reached() -> None:
    """«264 | 211 | 80% | 12 | 9.59»: one of three aims and values is blank, and not what was reached (重庆)."""
    heads = ("三级指标", "计量单位", "指标性质", "年初指标值", "调整指标值", "实际完成值", "得分系数", "权重", "得分")
    own = plan("chongqing.whole_department", "indicators", *heads)
    shape = shape_of("chongqing.whole_department")
    number = [zone.id for zone in shape.form.zones].index("indicators")
    found = {}
    for share in ("80%", "0%"):
        texts = ("培训农民人数", "人", "不少于", "264", "211", share, "12", "9.59")
        sense = RowSense(own, number, CellCosts(shape, tokens(*texts), load(), leaves_out=True), BAR_ROWS)
        for blank in ("initial_target", "target", "actual"):
            ids = (id_ for id_ in own.ids[own.first_free :] if id_ != blank)
            row = tuple((own.ids.index(id_), at, at + 1) for at, id_ in zip(range(len(texts)), ids, strict=False))
            found[share, blank] = sense.is_senseless(row)
    assert [blank for (share, blank), senseless in found.items() if share == "80%" and senseless] == ["actual"]
    assert not found["0%", "actual"]  # nothing was reached


@pytest.mark.parametrize(("amounts", "read"), [(("499.2", "640", "659.2"), True), (("499.2", "659.2", "660"), False)])
def test_a_part_is_all_of_what_was_spent_more_than_planned(amounts: tuple[str, ...], *, read: bool) -> None:
    """«其中：当年财政拨款 | 499.2 | 640 | 659.2», without points and rate, below a total of the same (安徽)."""
    own = plan("anhui.whole_department", "funds", *FUNDS)
    shape = shape_of("anhui.whole_department")
    number = [zone.id for zone in shape.form.zones].index("funds")
    cells = tokens("当年财政拨款", *amounts)
    sense = RowSense(own, number, CellCosts(shape, cells, load(), leaves_out=True), BAR_ROWS)
    sense.above = {"initial": 499.2, "full_year": 640.0, "executed": 659.2, "weight": 10.0, "rate": 103.0}
    ids = ("label", "initial", "full_year", "executed")
    row = tuple((own.ids.index(id_), at, at + 1) for at, id_ in enumerate(ids))
    assert sense.is_senseless(row) is not read


def tasks(*rows: tuple[str, ...]) -> list[list[str]]:
    """What is read of rows of tasks, cell by cell."""
    shape = shape_of("anhui.tasks")
    heads = ("年度主要任务", "任务名称", "完成情况", "全年预算数", "执行数", "分值", "执行率", "得分")
    own, number = plan("anhui.tasks", "funds", *heads), [zone.id for zone in shape.form.zones].index("funds")
    cells = tokens(*(text for row in rows for text in row))
    ends = [0, *accumulate(map(len, rows))]
    costs = CellCosts(shape, cells, load(), leaves_out=True)
    kind = RowKind(number, "data", own.places)
    found, _ = read_rows(Rows(own, kind, costs, BAR_ROWS, 0, len(cells), Budget()), ends)
    return [[cells[start].key for _, start, _ in row.cells] for row in found]


def test_money_whose_sum_stands_last_is_held_against_it() -> None:
    """Against the first row all above it seemed to be more than the sum, the sum too (安徽, tasks)."""
    rows = (
        ("普查", "完成", "177.56", "131.39", "——", "——", "——"),
        ("献血服务保障", "完成", "594.44", "439.89", "——", "74.00%", "——"),
        ("资金合计", "772", "571.28", "10", "74.0%", "7.40"),  # without a cell that says whether it was done
    )
    assert tasks(*rows) == [[*row] for row in rows]
    assert tasks(*rows[:2], ("献血", *rows[2][1:]))[2] != [*rows[2]]


@pytest.mark.parametrize(
    ("above", "word", "known"),
    [
        ("产出指标", "满意度（服务对象）", True),
        ("产出指标", "满意度", False),
        ("满意度指标（满分10）", "满意度指标", True),
    ],
)
def test_whose_satisfaction_in_brackets_is_level_2(above: str, word: str, *, known: bool) -> None:
    own = plan("anhui.whole_department", "indicators", *INDICATORS)
    number, cell_costs = costs(above, word, "学员满意率")
    slips = Slips(own, cell_costs, number, lines=False, ends=True)
    assert slips.slipped(own.levels[1], 1, 2) is not known


def test_a_sum_of_money_below_another_table_is_no_total_of_points() -> None:
    """«合计 | 142.48 | …» in the second of several forms: all but the first were refused (四川)."""
    heads = ("预算执行情况", "资金构成", "年初预算", "调整后预算数", "预算执行数", "预算执行率", "权重", "得分")
    names = ("绩效指标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分")
    rows = [heads, ("合计", "8", "8", "8"), names, ("产出指标", "数量指标", "里程"), ("合计", "100", "98"), heads]
    rows.append(("合计", "9", "9", "9"))
    cells = tokens(*(text for row in rows for text in row))
    starts = (0, *accumulate(map(len, rows)))
    found = signs_of(shape_of("sichuan.project"), cells, starts)
    assert [sign.start for sign in found if sign.what == "total"] == [starts[4]]


def test_the_second_half_of_a_level_is_no_beginning_of_the_name_below() -> None:
    """«社会», «成效», «公共服务覆盖面»: a word of level 2 in a narrow column; above a first line stands none."""
    kind = shape_of("anhui.whole_department").data[costs()[0]]
    assert kind is not None
    at = next(at for at, place in enumerate(kind.places) if place.id == "level3")
    (_, broken), (_, whole) = costs("社会", "成效", "公共服务覆盖面"), costs("成效", "公共服务覆盖面")
    assert broken.cost(kind, at, 1, 3) - whole.cost(kind, at, 0, 2) == pytest.approx(0.3)
