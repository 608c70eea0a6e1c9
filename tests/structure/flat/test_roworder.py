"""Labels of printed rows out of the form's order (`roworder`), and rows of nothing above a word of another level 1
(`rowends`), in text that lost cells."""

from __future__ import annotations

import pytest

from jixiao.patterns import load
from jixiao.structure.flat.levelorder import miscounted, with_top_over_blanks, with_tops
from jixiao.structure.flat.plans import is_doubted
from jixiao.structure.flat.rowends import RowEnds
from jixiao.structure.flat.rowmodel import ReadRow
from jixiao.structure.flat.roworder import astray, without_unordered
from jixiao.structure.flat.signs import _label_end
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import tokens_of
from zonerows import plan, read

EXPENSES = ["经费控制情况", "2020年决算", "2021年预算", "2021年决算"]


@pytest.mark.parametrize(
    ("labels", "lost"),
    [
        (["三公经费", "公车购置", "公务接待", "会议费、培训费", "出国经费", "政府采购金额"], [4]),
        (["三公经费", "公车购置", "出国经费", "公务接待", "会议费、培训费", "政府采购金额"], []),
        (["三公经费", "公务接待", "公车购置", "会议费、培训费", "出国经费", "政府采购金额"], []),  # an author's order
        (["出国经费", "三公经费", "公车购置", "公务接待"], []),  # the first may be its author's
    ],
)
def test_a_label_alone_out_of_the_order_of_all_others_is_a_cell_of_another_row(
    labels: list[str], lost: list[int]
) -> None:
    own = plan("hunan-2022.base_data", "expenses", "经费控制情况", "{year}年决算", "{year}年预算", "{year}年决算")
    assert astray(own.zone, labels, [label == "出国经费" for label in labels]) == lost
    texts, rows = read(
        *({own.first_free: label} if label == "出国经费" else {own.first_free: label, 1: "3"} for label in labels)
    )
    kept = without_unordered(own, rows, lambda cell: texts[cell[1]])
    assert [at for at, row in enumerate(kept) if row.unsure] == lost


@pytest.mark.parametrize(("mark", "kept"), [("……", False), ("……", True), ("", False)])
def test_what_says_nothing_above_a_word_of_another_level_1_may_be_its_level_1(mark: str, *, kept: bool) -> None:
    """«……», «经济效益指标» below 产出指标: 效益指标 stands elsewhere (湖北)."""
    own = plan("hubei.project", "indicators", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分")
    levels = own.levels
    first = {levels[0]: "产出指标", levels[1]: "成本", own.first_free: "支出总额", own.first_free + 1: "20万元"}
    below = {
        levels[1]: "质量指标" if kept else "经济效益指标",
        own.first_free: "减轻负担",
        own.first_free + 1: "46万元",
    }
    texts, rows = read(first, {own.first_free: mark}, below)
    tokens = tokens_of([Line(0, 0, 0, text) for text in texts])
    found = RowEnds(tokens, load()).without_rests(own, rows)
    assert any(row.cells and row.start == rows[1].start for row in found) is kept


@pytest.mark.parametrize(("level2", "lost"), [("经济效益指标", True), ("质量指标", False)])
def test_a_cell_of_lines_above_a_word_of_another_level_1_may_end_with_its_level_1(level2: str, *, lost: bool) -> None:
    own = plan("hubei.project", "indicators", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分")
    levels = own.levels
    first = {levels[0]: "产出指标", levels[1]: "成本", own.first_free: "支出总额", own.first_free + 1: "20万元"}
    texts, rows = read(first, {levels[1]: level2, own.first_free: "减轻负担", own.first_free + 1: "46万元"})
    name, aim = rows[0].cells[-2:]
    long = ReadRow(0, len(first) + 1, (*rows[0].cells[:-1], (aim[0], aim[1], aim[2] + 1)))
    below = ReadRow(long.end, len(texts) + 1, tuple((place, a + 1, b + 1) for place, a, b in rows[1].cells))
    tokens = tokens_of([Line(0, 0, 0, text) for text in [*texts[: len(first)], "完成及时", *texts[len(first) :]]])
    above, _ = RowEnds(tokens, load()).without_ends(own, [long, below])
    assert (above.cells[-1] == name) is lost


def test_a_word_of_level_1_alone_is_no_level_2() -> None:
    """«过程 | 预算执行 | …», «产出 | 质量达标率 | …»: 职责履行 stands elsewhere."""
    own = plan("hubei.project", "indicators", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分")
    (outer, inner), name = own.levels, own.first_free
    whole = {outer: "效果", inner: "履职效益", name: "满意度"}
    texts, rows = read(
        {outer: "过程", inner: "预算执行", name: "完成率"}, {inner: "产出", name: "达标率"}, {name: "成本"}, whole
    )
    found = with_tops(own, rows, lambda cell: texts[cell[1]], load())
    assert [[place for place, *_ in row.cells] for row in found] == [
        [outer, inner, name],
        [outer, name],
        [name],
        [outer, inner, name],
    ]
    assert [inner in row.open for row in found] == [False, True, True, False]
    assert with_tops(own, rows[:-1], lambda cell: texts[cell[1]], load()) == rows[:-1]  # all may stand so


@pytest.mark.parametrize(
    ("names", "doubted"),
    [
        (("一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分"), False),
        (("一级指标", "年初目标值", "三级指标", "二级指标", "实际完成值", "得分"), True),
        (("一级指标", "三级指标", "二级指标", "年初目标值", "实际完成值", "得分"), True),
    ],
)
def test_no_column_stands_among_the_levels_that_the_form_has_behind_them(
    names: tuple[str, ...], *, doubted: bool
) -> None:
    """«二级指标» for «年初目标值»: rows that go on below both levels begin with what stands below the second."""
    assert is_doubted(plan("hubei.project", "indicators", *names), names, None) is doubted


@pytest.mark.parametrize(("starts", "stop"), [(frozenset({0, 3}), 1), (None, 2)])
def test_a_cell_that_is_a_label_is_all_of_it(starts: frozenset[int] | None, stop: int) -> None:
    """«（限200字以内）» for the points of a total (四川): one label with it where nothing marks the cells."""
    tokens = tokens_of([Line(0, 0, 0, text) for text in ("合计", "（限200字以内）", "94.87")])
    assert _label_end({"合计"}, tokens, 0, starts) == stop


@pytest.mark.parametrize(
    ("below", "elsewhere", "known"),
    [
        ("成本指标", [], True),
        ("成本指标", ["成本指标"], False),  # as well the word of level 1 that was lost
        ("社会效益指标", [], False),
        ("质量指标", ["效益指标"], True),
    ],
)
def test_a_row_that_nobody_filled_in_leaves_level_1_to_those_below(
    below: str, elsewhere: list[str], *, known: bool
) -> None:
    """«产出时效 | …», «|||||||||», «成本指标 | …»: all below lost level 1 (安徽)."""
    own = plan("hubei.project", "indicators", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分")
    (outer, inner), name = own.levels, own.first_free
    texts, rows = read({outer: "产出指标", inner: "数量指标", name: "里程"}, {inner: below, name: "支出"})
    blank = ReadRow(3, 3, (), (), frozenset(range(len(own.places))))
    found = with_top_over_blanks(
        own, [rows[0], blank, rows[1]], lambda cell: texts[cell[1]], lambda: [*texts, *elsewhere], load()
    )
    assert [inner in row.open for row in found] == [False, True, False]
    assert (outer not in found[1].open) is known


def test_one_number_before_all_names_counts_nothing() -> None:
    """«指标一：…» in every row; one that is said again where others count may be the row's above (湖北)."""
    levelled = [True, False, False, True]
    assert miscounted(["指标一:瞭望塔", "指标一:面积", "指标一:护林员", "指标一:合格率"], levelled) == set()
    assert miscounted(["指标一:瞭望塔", "指标一:面积", "指标二:护林员", "指标一:合格率"], levelled) == {0, 1}
