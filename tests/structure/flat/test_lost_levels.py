"""Words of levels that were lost alone where covered cells are left out: the levels of their rows are open, and go on
from there to no row below."""

from __future__ import annotations

import pytest

from flattened import rebuilt, tables
from jixiao import parse
from jixiao.patterns import load
from jixiao.structure.flat.lostlevels import _lost, _Row, without_lost_levels
from zonerows import plan, read

HEAD = ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因")
ROWS = (
    ("产出指标", "数量指标", "慰问困难群众", "≥30户", "31户", "10", "10", ""),
    ("质量指标", "慰问标准达标率", "≥95%", "96%", "10", "10", ""),
    ("时效指标", "资金发放及时率", "≥95%", "96%", "20", "20", ""),
    ("发放批次", "4次", "4次", "10", "10", ""),
    ("效益指标", "社会效益指标", "困难群众生活", "改善", "改善", "30", "30", ""),
    ("满意度指标", "服务对象满意度指标", "受助群众评价", "≥90%", "95%", "10", "10", ""),
)
# fmt: off
LOST = [
    (1, 0, {1: (1,), 2: (), 3: ()}),  # «慰问标准达标率» stands right below «数量指标»
    (2, 0, {1: (), 2: (1,), 3: (1,)}),
    (5, 0, {4: (), 5: (0,)}),  # 效益指标 has its 30 points
]
# fmt: on


def odt(rows: list[list[str]]) -> str:
    """Rows as Tika prints those of a file of which covered cells are left out."""
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows) + "\n"


def levels_of(rows: list[list[str]]) -> tuple[dict[str, tuple[str, str]], int]:
    """Levels 1 and 2 of each name, as the grid has them, and how many rows are named as in doubt."""
    text = f"附件1\n{odt(rows)}填表人：（略）\n"
    (table,) = tables(text)
    texts: dict[tuple[int, int], str] = {}
    for cell in table.cells:
        texts.update({(row, cell.column): cell.text for row in range(cell.row, cell.row + cell.row_span)})
    own = {texts.get((row, 3), ""): (texts.get((row, 1), ""), texts.get((row, 2), "")) for row in range(table.rows)}
    return own, len(rebuilt(text).diagnostics)


@pytest.mark.parametrize(("row", "cell", "open_"), LOST)
def test_a_level_that_lost_its_word_is_open(row: int, cell: int, open_: dict[int, tuple[int, ...]]) -> None:
    rows = [list(each) for each in (HEAD, *ROWS)]
    whole, none = levels_of(rows)
    assert none == 0
    assert whole["发放批次"] == ("产出指标", "时效指标")
    del rows[row + 1][cell]
    found, said = levels_of(rows)
    assert said == 1
    for at, places in open_.items():
        name = next(text for text in ROWS[at] if text in whole)
        assert [found[name][place] for place in places] == ["" for _ in places]
        assert all(found[name][place] == whole[name][place] for place in {0, 1} - {*places})


def row(text: str) -> _Row:
    outer, inner, name, points, *more = text.split()
    flags = dict.fromkeys(more, True)
    return _Row(outer.strip("-"), inner.strip("-"), name, float(points), **flags)


@pytest.mark.parametrize(
    ("texts", "lost"),
    [
        (
            ["产出指标(50分) 数量指标 甲 50", "- 经济效益指标 乙 10 marked"],
            {1: {"level1"}},
        ),  # below 产出指标 it is none
        (["产出指标(50分) 数量指标 甲 50", "- 经济效益指标 乙 10"], {}),  # a blank cell may not have been printed
        (["效益指标(30分) 社会效益指标 甲 30", "- 服务对象满意度指标 乙 10"], {1: {"level1"}}),
        (["效益指标(40分) 社会效益指标 甲 30", "- 服务对象满意度指标 乙 10"], {}),  # its own form has it there
        (["效益指标 社会效益指标 甲 30", "- 服务对象满意度指标 乙 10"], {1: {"level1"}}),
        (["效益指标 社会效益指标 甲 15", "- 服务对象满意度指标 乙 15"], {}),
        (["效益指标 社会效益指标 甲 30 open", "- 服务对象满意度指标 乙 10"], {}),  # its word may be there
        (
            ["成本指标(20分) 经济成本指标 甲 20", "- 生态效益指标 乙 10 blank"],
            {},
        ),  # its own blank cell tells no level 1
        (["产出指标 质量指标 甲 9", "- - 资金支付及时率 9", "- 成本指标 丙 9"], {1: {"level2"}}),
        (["产出指标 质量指标 甲 9", "- - 资金支付及时率 9", "- 时效指标 丙 9"], {}),
        (["产出指标 质量指标 甲 9", "- - …… 0", "- 成本指标 丙 9"], {}),
        (["产出指标 数量指标 指标1：甲 9", "- - 指标2：宣传及时率 9", "- 成本指标 指标1：丙 9"], {}),
        (["产出指标 质量指标 甲 9 open", "- - 资金支付及时率 9", "- 成本指标 丙 9"], {}),
    ],
)
def test_what_tells_a_lost_word(texts: list[str], lost: dict[int, set[str]]) -> None:
    assert {at: {*levels} for at, levels in _lost([*map(row, texts)], load()).items()} == lost


def test_one_of_two_rows_below_a_word_where_all_others_have_one() -> None:
    texts = [
        "产出指标 数量指标 甲 10", "- - 乙 10", "- 时效指标 丙 10", "- 成本指标 丁 10",
        "效益指标 社会效益指标 戊 30", "满意度指标 服务对象满意度指标 己 10",
    ]  # fmt: skip
    assert _lost([*map(row, texts)], load()) == {1: frozenset({"level2"})}
    assert _lost([*map(row, [*texts, "- - 庚 10"])], load()) == {}  # others have two as well
    assert _lost([*map(row, [*texts[:2], "- 质量指标 丙 10", *texts[3:]])], load()) == {}


def test_levels_of_rows_read_without_marks_are_open_down_to_the_next_word() -> None:
    own = plan("national-2020.project", "indicators", *HEAD)
    outer, inner, name = own.levels[0], own.levels[1], own.first_free
    texts, rows = read(
        {outer: "产出指标", inner: "质量指标", name: "甲"}, {name: "资金支付及时率"}, {name: "乙"},
        {inner: "成本指标", name: "丙"}, {name: "丁"},
    )  # fmt: skip
    found = without_lost_levels(own, rows, lambda cell: "".join(texts[cell[1] : cell[2]]), load())
    assert [row.open for row in found] == [frozenset(), {inner}, {inner}, frozenset(), frozenset()]


@pytest.mark.parametrize(("word", "kept"), [("成本指标", False), ("数量指标", True)])
def test_a_first_row_with_one_word_that_may_be_of_either_level_has_none(word: str, *, kept: bool) -> None:
    own = plan("national-2020.project", "indicators", *HEAD)
    texts, rows = read({own.levels[1]: word, own.first_free: "甲"}, {own.first_free: "乙"})
    found = without_lost_levels(own, rows, lambda cell: "".join(texts[cell[1] : cell[2]]), load())
    assert [any(place in own.levels for place, *_ in row.cells) for row in found] == [kept, False]
    assert [row.open == {*own.levels} for row in found] == [not kept, not kept]


def test_a_blank_cell_before_a_name_is_a_level_that_nothing_covers() -> None:
    rows = [list(each) for each in (HEAD, *ROWS)]
    rows[4].insert(0, "")
    found, _ = levels_of(rows)
    assert found["发放批次"] == ("", "")


def test_a_row_of_levels_alone_has_no_name() -> None:
    """A heading torn behind its levels, found by shuffled lines: `IndexError` where a name was looked for."""
    levels = "\t绩效指标\n\t一级指标\n\t二级指标\n"
    report = parse(f"{levels}\t三级指标\n\t9.65\n\n{levels}\n\t99%".encode())
    assert [one.code for one in report.diagnostics] == ["unreadable_table"]
    assert [one.indicators for one in report.evaluations] == [()]
    assert report.coverage.unread == 15
