"""Cells, lines and halves of rows that changed places, of which a report once said what neither table says
(`tools/measure_exchanges.py --kinds`)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from samples.__main__ import generate
from samples.flattening import compare
from samples.wording import Mode

from exchanges import as_grid, as_text, otherwise, said
from flattened import paragraphs
from jixiao import parse
from jixiao.document import Table
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables
from samples import families

BANK = Path(families.__file__).parents[1] / "bank" / "eighth"
HELD: Mode = "held_out"

pytestmark = pytest.mark.no_cover


@lru_cache
def printed(seed: int, family: str, number: int, which: int, mode: Mode) -> Table:
    """A table of a sample report."""
    one = family == "hunan"
    made = generate(seed, number + 1, mode) if one else families.generate([family], seed, number + 1, mode)
    return [block for block in made[number].blocks if isinstance(block, Table)][which]


def moved(table: Table, texts: dict[int, int | str]) -> Table:
    """The table with the texts of other cells, or others, in some."""
    cells = list(table.cells)
    for at, text in texts.items():
        cells[at] = replace(cells[at], text=text if isinstance(text, str) else table.cells[text].text, runs=())
    return replace(table, cells=tuple(cells))


@pytest.mark.parametrize(
    ("dialect", "seed", "family", "number", "which", "mode", "texts"),
    [
        # a row's points in the blank cell of the total: five points were the score of all
        ("bar-rows", 42130, "anhui-tasks", 1, 0, HELD, {162: 166, 166: 162}),
        ("web-lines", 42130, "anhui-tasks", 1, 0, HELD, {162: 166, 166: 162}),
        # a word of level 2 as a name, that its blank paragraphs tore from what was behind it
        ("tika-odt", 42131, "hubei", 1, 0, HELD, {44: 48, 45: 44, 48: 45}),
        # a heading's last line above its first: the block's label and another heading were one
        ("libreoffice", 42131, "chongqing", 1, 0, HELD, {27: "绩效目标\n全年（调整）"}),
        # a heading of goals in a pair's place: goals of two columns, one of them the result
        ("web-lines", 42110, "chongqing", 1, 0, HELD, {9: 28, 28: 9}),
        # the project's name beside what was done, whose label is in the name's place: a goal
        ("bar-rows", 42110, "sichuan", 1, 0, HELD, {2: 13, 13: 2}),
        # no heading for an amount: «3454.5万元» was cut into «34», «5» and «4.5», for 10 and 9 points
        ("libreoffice", 42131, "hunan", 0, 0, HELD, {3: 4, 4: 3}),
        # a word of level 1 in the place of a label at the foot, its value blank: an indicator of three times that name
        ("rows-tab", 42131, "yunnan", 0, 0, HELD, {99: 161, 102: 162, 161: 99, 162: 102}),
        # half of a heading in another's place: what was done was an indicator
        ("rows-tab", 42131, "sichuan", 1, 1, HELD, {7: 64, 8: 65, 9: 67, 10: 71, 64: 7, 65: 8, 67: 9, 71: 10}),
        # a label's value in its place: the unit of the report
        ("libreoffice", 42131, "hubei-county", 0, 0, HELD, {2: 3, 3: 4, 4: 2}),
        # levels in another order: nothing below them was read, and a row at the foot was an indicator
        ("tab-cells", 43046, "hubei", 0, 0, BANK, {25: 26, 26: 25}),
        # half of the money's heading in its last row: an amount was the points
        ("tab-cells", 43046, "national", 1, 0, BANK, {10: 38, 11: 39, 12: 40, 13: 41, 38: 10, 39: 11, 40: 12, 41: 13}),
        # results below the score's heading, which has no sum: the total was turned round
        ("tab-cells", 43046, "yunnan", 0, 0, BANK, {45: 47, 47: 45}),
        # a unit's heading in the cell of a unit, beside no heading of its column: the target without its unit
        ("rows-tab", 42141, "yunnan", 1, 0, HELD, {58: 109, 109: 58}),
        # points of the money in a row's last cells: what it reached was its coefficient
        (
            "bar-rows",
            42140,
            "chongqing",
            1,
            0,
            HELD,
            {22: "10", 23: "10", 24: "否", 139: "85.0%", 140: "10", 141: "8.50"},
        ),
        # points of a row exchanged for words, beside a blank cell: the words were the second line of what was reached
        ("libreoffice-gbk", 42172, "hubei", 0, 0, HELD, {100: "\u3000有所提高", 121: "3"}),
        # the first line of a level in another's cell: the other was a name's
        ("libreoffice-gbk", 42172, "hubei", 0, 0, HELD, {69: "可持续\n成本\n\n影响指标", 110: "\n\n\n指标"}),
        # lines of two headings exchanged: what was aimed at was reached
        ("web-lines", 42173, "hubei-department", 0, 0, HELD, {21: "（B）\n（A）", 22: "实际完成值\n年初目标值"}),
        # a word of level 2 on the first line of the next: one of them was level 1
        ("web-lines", 42173, "anhui", 1, 0, HELD, {53: "\n\n\n", 66: "质量指标\n数量指标\n\n"}),
        # a label behind its own text: what was found wrong was the conclusion's second line
        ("web-lines", 42143, "sichuan", 1, 1, HELD, {118: 119, 119: 118}),
        # a line of a heading in the one beside it: what was budgeted was spent
        ("web-lines", 42143, "yunnan", 0, 0, HELD, {5: "全年\n执行数\n预算数", 6: "全年\n\n"}),
        # the lower line of the indicators' label in a reason, the reason's in its place: both were a goal
        (
            "web-lines",
            42139,
            "anhui-tasks",
            0,
            0,
            HELD,
            {53: "绩效\n\n下一年度将据实测算。", 97: "指标值测算不准确；\n指标"},
        ),
        # cells between TABs, read as words of lines: blank ones were none, and each mark stood in another column
        ("tika-sax", 42172, "national", 1, 0, HELD, {6: "项目资金\n", 72: "质量\n\n（万元）"}),
        # the label of the goals beside what is said of others, whose label heads the goals: that was a goal
        ("tika-sax", 42172, "yunnan", 1, 0, HELD, {38: 170, 170: 38}),
        # a year among the cells of a refused row was the report's
        ("tika-odt", 43046, "hubei-department", 0, 0, BANK, {11: 51, 51: 11}),
        # a word of level 1 above those of another: a level 2 that runs on lost it in its second row
        ("docling", 43051, "hubei-county", 0, 0, BANK, {28: 70, 62: 28, 70: 62}),
        # a row's points where the rate stood, blank ones where the points did: they were the money's
        ("bar-rows", 42193, "hubei-county", 0, 0, HELD, {17: 67, 18: 68, 67: 17, 68: 18}),
        # a name in a blank cell's place: the word of level 2 beside it was the name, below another level 2
        ("bar-rows", 43055, "hubei-department", 0, 0, BANK, {7: 44, 44: 7}),
        # labels of the indicators between the department's label and its name, which was alone: the report's unit
        ("bar-cells", 42246, "hubei-county", 0, 0, HELD, {2: 19, 3: 21, 4: 24, 5: 26, 19: 2, 21: 3, 24: 4, 26: 5}),
        # «执行率» in front of the amounts: three rows' rates were amounts, in two without a rate amounts were scores
        ("mammoth", 42252, "hebei", 0, 0, HELD, {3: 8, 8: 3}),
        # the label of a goal whose heading was refused ran on in the money's: its points were the money's
        ("pdf-layout", 42252, "hubei", 0, 0, HELD, {28: 47, 47: 28}),
        # «自评得分» for «指标值» too: the targets were scores («2234» of 13)
        ("rows-tab", 42252, "yunnan", 0, 0, HELD, {13: 57, 57: 13}),
        # there each row but one was refused, whose blank unit and two lines of a reason made up for each other
        ("kreuzberg", 42252, "yunnan", 0, 0, HELD, {13: 57, 57: 13}),
        # blank cells behind a count of cells that divides all there are: «92 100%» was a target
        ("bar-cells", 43056, "chongqing", 0, 0, BANK, {58: 124, 124: 58}),
        # what kind of target it is where blank cells of money stood: it was the end of the row's label
        ("mammoth", 42261, "sichuan", 0, 1, HELD, {43: 95, 95: 43}),
        # a label of income where the next row's name did: it was the end of a reason
        ("officeparser", 42262, "hunan", 0, 1, HELD, {21: 74, 74: 21}),
        # a heading of two lines as what was reached, above a block's label: it was the first of them
        ("libreoffice", 42264, "national", 0, 0, HELD, {46: 54, 54: 46}),
        # points of two levels in one cell, both words in another: the first were those of the second
        ("libreoffice-gbk", 42257, "hubei", 0, 0, HELD, {30: "产出指标\n效益指标", 59: "(40分)\n(30分)"}),
        # a cost where points were: blank paragraphs tore the row, whose name was level 1 and its points were a target
        ("tab-cells", 42266, "yunnan", 0, 1, HELD, {76: 92, 92: 76}),
        # a label of money in the place of the total's: an indicator of 100 points
        ("pdf-layout", 42266, "sichuan", 0, 1, HELD, {39: 102, 102: 39}),
        # a word of level 1 for the name of the second of two rows with one cell of points: one row with two of all
        ("pdf-layout", 42290, "hubei-department", 0, 0, HELD, {24: 62, 62: 24}),
    ],
)
def test_nothing_is_read_or_said_that_neither_table_says(
    dialect: str, seed: int, family: str, number: int, which: int, mode: Mode, texts: dict[int, int | str]
) -> None:
    table = printed(seed, family, number, which, mode)
    other = moved(table, texts)
    text = as_text(other, dialect)
    found = rebuild_tables(paragraphs(text), load())
    read = [block for block in found.blocks if isinstance(block, Table)]
    assert not compare(read, [table, other], told=True).wrong
    assert read or found.diagnostics
    truths = [said(as_grid(one)) for one in (table, other)]
    assert list(otherwise(said(read_text(text.encode())), truths)) == []


@pytest.mark.parametrize(
    ("seed", "number", "mode", "texts", "rows", "level"),
    [
        # a name exchanged with its word of level 2, whose blank paragraphs end the row: both were the level
        (42190, 0, HELD, {51: 52, 52: 51}, [4], "level2"),
        # the lines of a level 2 exchanged: its unit was the level's above it, behind the points
        (43051, 1, BANK, {31: "（个）\n数量指标"}, [0, 1, 2, 3, 4], "level1"),
    ],
)
def test_two_cells_are_no_level(
    seed: int, number: int, mode: Mode, texts: dict[int, int | str], rows: list[int], level: str
) -> None:
    table = printed(seed, "hubei", number, 0, mode)
    report = parse(as_text(moved(table, texts), "libreoffice").encode())
    indicators = report.evaluations[0].indicators
    assert [getattr(indicators[row], level) for row in rows] == [None] * len(rows)
    assert "unreadable_figure" in {one.code for one in report.diagnostics}
    whole = parse(as_text(table, "libreoffice").encode()).evaluations[0].indicators
    assert all(getattr(row, level) for row in whole)


@pytest.mark.parametrize(
    ("dialect", "seed", "family", "number", "texts"),
    [
        # half of a heading in a row: the sign that stood behind the values was their end («96%≥»)
        (
            "rows-tab",
            42327,
            "chongqing",
            1,
            {at: at + 40 for at in range(32, 38)} | {at: at - 40 for at in range(72, 78)},
        ),
        # the reasons' heading above scores of money
        ("docling", 42334, "yunnan", 0, {10: 49, 12: 51, 13: 52, 49: 10, 51: 12, 52: 13}),
        # «指标», the last line of another cell, below a word of level 1
        ("libreoffice", 42346, "anhui-tasks", 1, {54: "指标\n\n", 61: "质量\n\n数量指标"}),
        # the number of the next name at the end of a reason
        ("web-lines", 42329, "hebei", 1, {3: 7, 7: 8, 8: 3}),
    ],
)
def test_nothing_is_said_that_neither_table_says(
    dialect: str, seed: int, family: str, number: int, texts: dict[int, int | str]
) -> None:
    table = printed(seed, family, number, 0, HELD)
    other = moved(table, texts)
    truths = [said(as_grid(one)) for one in (table, other)]
    assert list(otherwise(said(read_text(as_text(other, dialect).encode())), truths)) == []


def test_points_below_a_unit_are_another_row_s() -> None:
    """«%» above «13», the only text of a blank row that took the row above's points: the target was «≥98% 13»."""
    table = printed(42290, "yunnan", 0, 1, HELD)
    report = parse(as_text(moved(table, {67: 98, 98: 67}), "pdf-layout").encode())
    assert not [row for row in report.evaluations[0].indicators if row.target and "13" in row.target.text]
    assert "unreadable_table" in {one.code for one in report.diagnostics}
    whole = parse(as_text(table, "pdf-layout").encode()).evaluations[0].indicators
    assert "预算执行及时率" in {row.level3 for row in whole if row.target}


def test_points_that_two_labels_give_are_named() -> None:
    """Read from places of print, a goal's label runs on in the money's where the heading beside it was refused."""
    table = printed(42252, "hubei", 0, 0, HELD)
    report = parse(as_text(moved(table, {28: 47, 47: 28}), "pdf-layout").encode())
    assert report.evaluations[0].funds[0].weight is None
    assert any("分值" in one.message for one in report.diagnostics if one.code == "unreadable_figure")
    assert parse(as_text(table, "pdf-layout").encode()).evaluations[0].funds[0].weight == 20


def test_scores_of_which_a_target_s_heading_says_the_same_stand_behind_their_points() -> None:
    table = printed(42252, "yunnan", 0, 0, HELD)
    for dialect in ("rows-tab", "csv-quoted"):
        whole, other = (
            parse(as_text(each, dialect).encode()).evaluations[0].indicators
            for each in (table, moved(table, {13: 57, 57: 13}))
        )
        assert [row.score for row in other] == [row.score for row in whole]
        assert any(row.score for row in other)


def test_one_row_with_its_rate_elsewhere_costs_no_other_row() -> None:
    """A rate for what one row spent is that row's fault; the rows beside it, of which some have no rate, are read."""
    table = printed(42252, "hebei", 0, 0, HELD)
    at = next(at for at, cell in enumerate(table.cells) if cell.text.strip() == "合计")
    lost = moved(table, {at + 3: at + 5})
    (found,) = parse(as_text(lost, "mammoth").encode()).evaluations
    assert {"公用经费项目", "其他运转类项目"} <= {str(row.label).strip() for row in found.funds}


def test_points_in_the_midst_of_a_reason_are_of_a_column_that_lost_its_heading() -> None:
    """«实际得分» in a blank cell's place: each score stood in the reason beside it («当5.5年未全部实施»)."""
    table = printed(42196, "hunan", 0, 1, HELD)
    head, blank = (next(at for at, c in enumerate(table.cells) if c.text == text) for text in ("实际\n得分", ""))
    report = parse(as_text(moved(table, {head: blank, blank: head}), "pdf-layout").encode())
    assert {row.deviation_reason for row in report.evaluations[0].indicators} == {None}
    assert sum("原因" in one.message for one in report.diagnostics if one.code == "unreadable_figure") > 5
    whole = parse(as_text(table, "pdf-layout").encode()).evaluations[0].indicators
    assert sum(row.deviation_reason is not None for row in whole) > 5


@pytest.mark.parametrize("text", ["资金未到位，\n2024\n年完成", "1.\n资金未到位\n2.\n天气影响"])
def test_a_bare_figure_in_a_line_of_a_reason_is_its_own_where_points_have_their_column(text: str) -> None:
    table = printed(42196, "hunan", 0, 1, HELD)
    at = next(at for at, c in enumerate(table.cells) if c.text.startswith("机构改革期间职能"))
    report = parse(as_text(moved(table, {at: text}), "tika-odt").encode())
    assert text.replace("\n", "") in {row.deviation_reason for row in report.evaluations[0].indicators}


def test_two_words_that_are_joined_are_one_level() -> None:
    table = printed(42190, "hubei", 0, 0, HELD)
    at = next(at for at, c in enumerate(table.cells) if c.text.replace("\n", "").startswith("社会效益"))
    report = parse(as_text(moved(table, {at: "社会效益和\n生态效益指标"}), "libreoffice").encode())
    assert "社会效益和生态效益指标" in {row.level2 for row in report.evaluations[0].indicators}


@pytest.mark.parametrize("spent", [0.985, 1])
def test_all_points_for_nearly_all_that_was_planned_are_those_of_the_money(spent: float) -> None:
    """The rate left blank, the whole row was refused: 20 points are not 98.5 % of 20."""
    table = printed(42190, "hubei", 0, 0, HELD)
    label = next(at for at, c in enumerate(table.cells) if c.text.strip().startswith("年度财政资金总额"))
    planned = float(table.cells[label + 1].text.replace(",", ""))
    texts: dict[int, int | str] = {label + 2: f"{planned * spent:.2f}", label + 3: "", label + 4: "20"}
    (funds,) = parse(as_text(moved(table, texts), "bar-rows").encode()).evaluations[0].funds
    assert (funds.score, str(funds.executed)) == (20, texts[label + 2])


@pytest.mark.parametrize("bars", ["| |", "|"])
def test_a_value_of_which_one_cell_was_made_two_is_not_its_first(bars: str) -> None:
    """Between bars the first half was the unit's name, and nobody was told."""
    table = printed(50047, "hubei-department", 0, 0, HELD)
    text = as_text(table, "bar-rows")
    assert said(read_text(text.encode()))["evaluations"][0]["unit"] == "柳浦区房地产服务中心"
    split = text.replace(f"柳浦区房地产服务中心 {bars}", "柳浦区房 | 地产服务中心 |", 1)
    report = parse(split.encode())
    assert [found.unit for found in report.evaluations] == [None]
    assert report.organization.name is None
    assert bars == "|" or "unreadable_table" in {one.code for one in report.diagnostics}


def test_a_row_that_lost_a_cell_is_not_the_first_half_of_the_next() -> None:
    """«完成及时率» was a level 1 with the points 7: with the five cells of the row below it has nine."""
    table = printed(50049, "hunan-before-2022", 0, 0, HELD)
    text = as_text(table, "tika-odt")
    lost = text.replace("\t按期完成数/计划数\n\t6\n", "\t按期完成数/计划数\n", 1)
    assert lost != text
    report = said(read_text(lost.encode()))
    assert list(otherwise(report, [said(as_grid(table))])) == []
    assert "质量达标率" in [row["level3"] for row in report["evaluations"][0]["indicators"]]


def test_a_target_said_again_with_its_line_broken_is_one() -> None:
    """«至少99⏎%» beside «至少99%» in a cell over two columns was «至少99%至少99%»."""
    table = printed(50047, "hubei", 0, 0, HELD)
    text = as_text(table, "rows-tab")
    broken = text.replace("\t至少99%\t", "\t至少99\n%\t", 1)
    assert broken != text
    assert list(otherwise(said(read_text(broken.encode())), [said(as_grid(table))])) == []


def test_a_mark_of_nothing_is_no_line_of_a_goal() -> None:
    """The heading of the goals above the money's last row: its «—» began the goal below it."""
    table = printed(50050, "yunnan", 1, 1, HELD)
    text = as_text(table, "libreoffice")
    money, head = "\n其他资金\n/\n\n—\n\u3000—\n\n—\n", "年度绩效目标\n预 期 目 标\n实 际 完 成 情 况\n"
    swapped = text.replace(f"{money}{head}", f"\n{head}{money}", 1)
    assert swapped != text
    report = said(read_text(swapped.encode()))
    assert list(otherwise(report, [said(as_grid(table))])) == []
    assert not any("—" in (goal["expected"] or "") for goal in report["evaluations"][0]["goals"])


def test_a_columns_label_is_no_line_of_a_level() -> None:
    """«指标值⏎效益指标» was a level 2, in a grid too."""
    table = moved(printed(42131, "yunnan", 1, 0, HELD), {45: "实际完成\n社会", 125: "指标值\n\n效益指标"})
    for report in (said(as_grid(table)), said(read_text(as_text(table, "docling").encode()))):
        rows = report["evaluations"][0]["indicators"]
        assert {row["level2"] for row in rows if row["level3"] == "指标 1：社会治安和谐度"} == {None}
        assert "经济效益" in {row["level2"] for row in rows}


def test_a_level_1_has_its_points_once() -> None:
    """The money's points below it, in the cell of a word of level 2: both were its name."""
    texts: dict[int, int | str] = {12: "预算执行情况\n（万元）\n数量", 31: "（20分）\n\n\n"}
    table = moved(printed(42134, "hubei", 0, 0, HELD), texts)
    report = said(read_text(as_text(table, "libreoffice-gbk").encode()))
    levels = [row["level1"] for row in report["evaluations"][0]["indicators"]]
    assert levels[:2] == [None, None]
    assert "效益指标" in levels


def test_the_rest_of_a_level_is_no_level_1() -> None:
    """A cell made two moved «影响指标», the rest of a word that a line broke, to level 1."""
    table = printed(50050, "yunnan", 0, 0, HELD)
    text = as_text(table, "word-extractor")
    split = text.replace("影响指标\t管理制度完善程度\t定性\t", "影响指标\t管理制度完善程度\t定\t性\t", 1)
    assert split != text
    assert list(otherwise(said(read_text(split.encode())), [said(as_grid(table))])) == []


def test_points_are_not_what_was_reached_where_name_and_target_are_one_cell() -> None:
    table = printed(50050, "hubei-department", 0, 0, HELD)
    text = as_text(table, "bar-cells")
    joined = text.replace("会议费控制率 |\n不高于100% |\n", "会议费控制率不高于100% |\n", 1)
    assert joined != text
    assert list(otherwise(said(read_text(joined.encode())), [said(as_grid(table))])) == []


@pytest.mark.parametrize("beside", ["", "项目实施单位"])
def test_a_form_whose_unit_was_lost_is_not_its_departments(beside: str) -> None:
    """Of a form in text: an author who leaves it blank in a document may mean the department."""
    table = printed(50050, "hubei", 1, 0, HELD)
    text = as_text(table, "bar-rows")
    unit = said(as_grid(table))["evaluations"][0]["unit"]
    assert said(read_text(text.encode()))["organization"]["name"] == unit
    lost = text.replace(f"项目实施单位 | {unit} |", f"项目实施单位 | {beside} |", 1)
    assert lost != text
    organization = said(read_text(lost.encode()))["organization"]
    assert organization is None or organization["name"] is None


def lines_of(seed: int, family: str, number: int, dialect: str) -> str:
    """A sample's table as a dialect prints it."""
    return as_text(printed(seed, family, number, 0, HELD), dialect)


def test_what_stands_behind_goals_whose_next_label_was_lost_is_not_their_end() -> None:
    """«2.项目实施内容及过程概述» was lost: what was done was the end of what was reached."""
    text = lines_of(50048, "sichuan", 1, "libreoffice")
    whole = parse(text.encode()).evaluations[0].goals[0].actual
    assert whole == "小区居住条件明显改善。"
    lost = text.replace("2.项目实施内容\n及过程概述\n", "", 1)
    assert lost != text
    assert [goal.actual for form in parse(lost.encode()).evaluations for goal in form.goals] == []


def test_points_that_are_missing_in_the_total_are_not_the_end_of_what_was_reached() -> None:
    text = lines_of(50055, "hubei", 0, "bar-cells")
    joined = text.replace("有所提高 |\n4 |", "有所提高4 |", 1)
    assert joined != text
    (row,) = [row for row in parse(joined.encode()).evaluations[0].indicators if row.level3 == "1.社会治安和谐度"]
    assert (row.actual, row.score) == (None, None)


def test_two_lines_of_one_name_are_no_level_and_its_row() -> None:
    """«社会公众», «满意度» in two cells: the first was level 2 of what stands below, too."""
    text = lines_of(50049, "hunan-before-2022", 1, "bar-cells")
    assert "社会公众满意度 |" in text
    for parted in (
        text.replace("社会公众满意度 |", "社会公众 |\n满意度 |", 1),
        lines_of(50049, "hunan-before-2022", 1, "tika-doc").replace("\t社会公众满意度", "\t社会公众\n\t满意度", 1),
    ):
        rows = parse(parted.encode()).evaluations[0].indicators
        assert {"社会公众", "满意度"}.isdisjoint({value for row in rows for value in (row.level2, row.level3)})
        assert all(row.level2 is None for row in rows if row.level3 == "经济效益")
        assert len(rows) > 7


def test_rows_of_money_below_a_refused_first_one_keep_their_level() -> None:
    """The whole of 三公经费 was refused, and 公车 with it: the parts of that were of level 2, as if it had no row."""
    text = lines_of(50050, "hunan", 1, "rows-tab")
    first = next(line for line in text.splitlines() if line.startswith("三公经费\t"))
    moved_ = text.replace(first, first.removeprefix("三公经费\t"), 1)
    below = "1、公务用车购置和运行维护费\t"
    moved_ = moved_.replace(below, f"三公经费\t{below}", 1)
    assert moved_ != text
    base = parse(moved_.encode()).base_data
    assert base is not None
    below_ = [row for row in base.expenses if row.item in {"其中：购置费", "运行维护费"}][:2]
    assert [(row.level, row.parent) for row in below_] == [(3, None), (3, None)]


def test_a_goal_in_two_cells_is_not_the_second_of_them() -> None:
    """Covered cells are left out, so that the first stood for what goes on from above: «应救», «尽救», «（200字)»."""
    text = lines_of(50053, "sichuan", 1, "tika-odt")
    assert parse(text.encode()).evaluations[0].goals[0].expected == "应救尽救"
    parted = text.replace("\t应救尽救\n", "\t应救\n\t尽救\n", 1)
    assert parted != text
    assert [goal.expected for form in parse(parted.encode()).evaluations for goal in form.goals] == []


def test_the_weight_of_a_row_whose_name_and_target_are_one_is_not_what_it_reached() -> None:
    """All weights make 100 points with what stands below what was reached: each figure is one column too far left."""
    text = lines_of(50056, "hubei-county", 0, "bar-cells")
    joined = text.replace("支出控制总额 |\n不高于345万元 |", "支出控制总额不高于345万元 |", 1)
    assert joined != text
    (whole,) = [row for row in parse(text.encode()).evaluations[0].indicators if row.level3 == "支出控制总额"]
    assert whole.weight == 13
    row = parse(joined.encode()).evaluations[0].indicators[2]
    assert (row.level3, row.target, row.actual, row.weight, row.score) == (None, None, None, None, None)
