"""Exchanges of two cells that were once read otherwise than printed (`tools/measure_exchanges.py --seed 511`)."""

from __future__ import annotations

from functools import lru_cache

import pytest
from samples.__main__ import generate
from samples.dialects import flatten
from samples.flattening import compare
from samples.wording import Mode
from test_lossy import document, exchanged

from flattened import rebuilt, tables
from jixiao.document import Table
from jixiao.pipeline import parse
from samples import families

pytestmark = pytest.mark.no_cover

SEED = 511


@lru_cache
def printed(family: str, number: int, seed: int = SEED, mode: Mode = "open") -> list[Table]:
    """The tables of a sample report."""
    made = generate(seed, number + 1, mode) if family == "hunan" else None
    samples = made or families.generate([family], seed, number + 1, mode)
    return [block for block in samples[number].blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("dialect", "family", "number", "which", "one", "other"),
    [
        ("tab-cells", "yunnan", 0, 1, 55, 134),  # a blank cell in the lower of two heading rows
        ("tika-sax", "yunnan", 1, 0, 90, 44),  # a figure in the upper of two heading rows
        ("tab-cells", "hubei-department", 0, 0, 82, 86),  # a total's label beside a text
        ("rows-tab", "hubei-department", 0, 0, 82, 86),
        ("libreoffice", "national", 0, 0, 131, 7),  # a word of level 1 before a heading
        ("libreoffice", "hubei-department", 1, 0, 87, 21),
        ("libreoffice", "sichuan", 0, 0, 142, 2),  # a blank cell for a label: two values, one below the other
        ("libreoffice", "hebei", 1, 0, 90, 105),  # two words of level 2, one behind the other
        ("bar-cells", "hebei", 1, 0, 90, 105),  # a word of level 2 in a row without a name
        ("bar-cells", "anhui-tasks", 0, 0, 91, 131),  # a figure behind a total
        ("bar-rows", "hebei", 1, 0, 90, 105),
        ("bar-rows", "anhui", 0, 0, 57, 37),  # a rate of nothing spent
        ("web-lines", "yunnan", 0, 1, 141, 134),  # a level in two lines where a name stood
        ("web-lines", "national", 0, 0, 46, 15),  # a goal behind a row's label
        ("web-lines", "yunnan", 0, 1, 136, 111),  # points beside «……»
        ("web-lines", "sichuan", 0, 0, 33, 111),  # a reason among amounts
        ("web-lines", "chongqing", 1, 0, 110, 88),  # a rate beside a word
        ("web-lines", "hebei", 0, 0, 117, 40),  # a name as the label of an amount
        ("web-lines", "yunnan", 1, 0, 107, 64),  # points behind points: a unit and a value in one cell
    ],
)
def test_exchanges_that_were_read_wrong(
    dialect: str, family: str, number: int, which: int, one: int, other: int
) -> None:
    table = printed(family, number)[which]
    changed = exchanged(table, one, other)
    result = document(flatten(changed, dialect), dialect)
    found = [block for block in result.blocks if isinstance(block, Table)]
    assert found or result.diagnostics
    assert compare(found, [table, changed], told=True).wrong == []


@pytest.mark.parametrize(
    ("dialect", "seed", "family", "number", "which", "one", "other"),
    [
        ("tab-cells", 902, "hubei-department", 1, 0, 69, 12),  # a row's label begins a row of no kind
        ("tab-cells", 902, "yunnan", 1, 1, 59, 43),  # a word of level 1 among the two labels of a heading
        ("tab-cells", 903, "sichuan", 1, 0, 20, 148),  # a heading's label begins a row of no kind
        ("tika-sax", 902, "anhui", 0, 0, 84, 4),  # a heading's label behind a reason
        ("tika-odt", 904, "sichuan", 1, 1, 101, 13),  # words of a level for a label: no second row of goals
        ("rows-tab", 902, "anhui", 0, 0, 23, 88),  # the block's label runs on over a refused row
        ("rows-tab", 903, "hunan", 0, 1, 18, 111),  # labels with amounts below a heading that lost its words
        ("rows-tab", 903, "chongqing", 0, 0, 0, 25),  # a pair's label as a block's
        ("rows-tab", 903, "hubei-county", 1, 0, 66, 81),  # points in a wide cell of the total
        ("rows-tab", 904, "sichuan", 1, 1, 101, 13),
        ("libreoffice", 902, "sichuan", 1, 0, 16, 115),  # a sign between a block's label and a heading
        ("libreoffice", 902, "yunnan", 1, 1, 137, 191),  # a word of level 2 as a pair's value, before a total
        ("libreoffice", 902, "hunan", 1, 1, 88, 93),  # a level 1 without its level 2
        ("libreoffice", 902, "hunan", 0, 1, 105, 29),
        ("libreoffice", 905, "sichuan", 0, 0, 74, 122),  # a heading's label behind a name
        ("libreoffice", 905, "sichuan", 0, 0, 129, 173),  # a pair's label before a name
        ("web-lines", 902, "sichuan", 1, 0, 128, 4),  # cells of another row behind a pair's value
        ("web-lines", 902, "yunnan", 0, 0, 41, 2),
        ("bar-cells", 902, "sichuan", 1, 0, 128, 4),
        ("tika-odt", 906, "sichuan", 1, 0, 13, 0),  # the table's title for a label
        ("rows-tab", 906, "transfer-narrative", 1, 0, 16, 85),  # a figure for the label of the last row
        ("bar-cells", 906, "transfer-narrative", 1, 0, 16, 85),
        ("tika-odt", 907, "sichuan", 0, 1, 62, 9),  # marks of nothing in a row like a heading
        ("web-lines", 907, "anhui", 0, 0, 57, 63),  # a word of level 1 as a reason
        ("web-lines", 907, "yunnan", 0, 0, 86, 28),  # a row of money, in two lines, behind a reason
        ("web-lines", 907, "sichuan", 1, 1, 149, 150),  # a blank cell between a total's label and its points
        ("web-lines", 907, "hubei-department", 1, 0, 26, 36),  # two names in one cell
        ("web-lines", 907, "hubei", 1, 0, 50, 7),  # a pair's value for a level: a name with nothing beside it
        ("web-lines", 907, "yunnan", 1, 1, 60, 21),
        ("bar-rows", 907, "anhui", 0, 0, 61, 14),  # an amount as points
        ("bar-rows", 907, "national", 1, 0, 39, 87),  # a rate of nothing spent
        ("bar-rows", 907, "anhui", 0, 0, 110, 66),  # a word of level 1 for one of level 2
        ("libreoffice", 907, "hunan", 0, 1, 135, 20),  # the label of an amount for a target
        ("tika-odt", 908, "hebei", 1, 0, 127, 96),  # a word of level 1 before the total
        ("bar-rows", 908, "anhui-tasks", 0, 0, 50, 7),  # a label of one heading in another
        ("bar-cells", 908, "hebei", 0, 0, 72, 38),  # read by a form with fewer of its words
        ("web-lines", 908, "hebei", 0, 0, 54, 105),
        ("libreoffice", 908, "sichuan", 1, 1, 109, 15),  # a pair's label between a block's and a heading
        ("web-lines", 908, "national", 1, 0, 80, 28),  # marks of three cells
        ("bar-rows", 941, "sichuan", 0, 1, 164, 125),  # a name where the mark of comparison stands
        ("bar-cells", 951, "hubei-department", 1, 0, 0, 4),  # two labels of pairs in another order than printed
        ("web-lines", 951, "hubei-department", 1, 0, 0, 4),
        ("libreoffice", 951, "hubei-department", 0, 0, 95, 91),  # a word of level 2 in two lines, torn by a border
        ("libreoffice", 951, "yunnan", 0, 0, 60, 7),  # a word of level 2 before a heading's label
        ("web-lines", 951, "yunnan", 0, 0, 60, 7),
        ("libreoffice", 951, "sichuan", 0, 0, 15, 138),  # a sign of comparison before a heading's label
        ("libreoffice", 961, "sichuan", 1, 0, 119, 16),  # «无» before a heading's label
        ("bar-rows", 951, "sichuan", 0, 2, 37, 173),  # a reason where a score stood
        ("bar-cells", 961, "hebei", 0, 0, 121, 35),  # a dash for the label of the total
        ("bar-cells", 961, "hebei", 0, 0, 0, 45),  # the label of a pair before those of goals
        ("bar-rows", 961, "hubei-county", 1, 0, 53, 89),  # points for a standard: the points of a review
        ("bar-rows", 971, "anhui-tasks", 0, 0, 27, 110),  # a row of a dash alone
        ("bar-rows", 971, "sichuan", 1, 1, 38, 29),  # a mark of nothing beside points in doubt
        ("web-lines", 971, "hebei", 0, 0, 119, 99),  # a word of level 2 behind a row, none beside a level 1
        ("web-lines", 971, "hubei", 0, 0, 5, 35),  # a text for a score, before a row's name
        ("libreoffice", 971, "anhui", 0, 0, 118, 101),  # «指标» before a total's label
        ("tika-odt", 971, "anhui", 0, 0, 118, 101),
        ("rows-tab", 971, "sichuan", 0, 1, 135, 63),  # a total's label as a block's
        ("libreoffice", 981, "national", 0, 1, 69, 76),  # a word of level 2 with blank cells behind it
        ("bar-rows", 981, "sichuan", 0, 0, 92, 126),  # a value for a unit
        ("bar-cells", 981, "sichuan", 0, 0, 59, 138),  # a pair's label among amounts
        ("bar-cells", 981, "national", 0, 0, 107, 50),  # a total's label in a heading: two tables in one
        ("web-lines", 981, "hubei-department", 0, 0, 42, 65),  # a target for a score, a value for a name
        ("libreoffice", 991, "hebei", 0, 0, 92, 154),  # a word of level 2 in two lines before a total's label
        ("bar-cells", 991, "anhui-tasks", 1, 0, 74, 30),  # a total's label for a name
        ("web-lines", 991, "anhui-tasks", 1, 0, 74, 30),
        ("tika-odt", 1001, "hunan-before-2022", 0, 0, 25, 91),  # a name for a total's points
        ("bar-run", 1001, "sichuan", 0, 0, 131, 113),  # lines with bars that hold several rows of the form
        ("bar-rows", 1001, "anhui-tasks", 1, 0, 8, 0),  # a heading that no form knows, perhaps above nothing
        ("tika-odt", 2001, "hunan-before-2022", 0, 0, 77, 62),  # a name for the total's label: a row with the sums
        ("rows-tab", 2001, "hunan-before-2022", 0, 0, 77, 62),
        ("libreoffice", 2001, "sichuan", 1, 2, 74, 191),  # a prompt between a heading and the first word of a level
        ("web-lines", 2001, "sichuan", 1, 2, 74, 191),
        ("libreoffice", 2001, "yunnan", 1, 0, 7, 47),  # a block's label before a heading's
        ("bar-cells", 2001, "anhui-tasks", 1, 0, 146, 30),  # a total's label in a blank cell
        ("bar-rows", 2001, "sichuan", 1, 1, 43, 120),  # a reason in a row without a figure
        ("bar-rows", 2001, "transfer-narrative", 1, 0, 42, 77),  # a word of level 2 for the last label, no total
        ("web-lines", 2001, "hebei", 0, 0, 143, 114),  # the second line of a reason as a name
        ("web-lines", 2001, "hebei", 0, 0, 92, 30),  # the first one
        ("web-lines", 2001, "national", 1, 0, 47, 24),  # a figure behind goals
        ("web-lines", 2001, "yunnan", 0, 0, 62, 46),  # a sentence behind a name
        ("web-lines", 2001, "chongqing", 1, 0, 80, 46),  # a score above all points
        ("web-lines", 2001, "hubei", 1, 0, 57, 9),  # boxes for the total's label: a row with the sum
        ("web-lines", 2001, "anhui-tasks", 0, 0, 142, 125),  # the total's label among the indicators
        ("web-lines", 3001, "hunan", 0, 0, 43, 62),  # a label without amounts, amounts without a label
        ("web-lines", 3001, "hunan", 1, 1, 1, 134),  # a name that goes on behind its colon
        ("web-lines", 3001, "sichuan", 1, 0, 96, 107),  # a word behind a name, before the column of signs
        ("web-lines", 3001, "hubei-county", 0, 0, 128, 111),  # points reviewed for points given
        ("web-lines", 3001, "hunan", 0, 0, 28, 109),  # a sentence for a label
        ("web-lines", 3001, "anhui-tasks", 0, 0, 23, 62),  # letters for labels
        ("bar-rows", 3001, "sichuan", 0, 0, 39, 27),  # an amount that is missing beside a rate
        ("bar-rows", 3001, "hebei", 0, 0, 91, 105),  # a target for a name
        ("libreoffice", 3001, "national", 1, 2, 122, 8),  # one figure of a total: weights or points
        ("web-lines", 7701, "sichuan", 0, 1, 35, 27),  # the first line of a goal beside its second
        ("bar-rows", 7701, "hunan", 0, 0, 10, 55),  # a row's label for the heading's last: a column is unknown
        ("bar-rows", 7701, "chongqing", 1, 0, 110, 72),  # «（略）» between two labels beside refused rows
        ("bar-cells", 5001, "hubei", 1, 0, 54, 9),  # boxes for a level: a target for a name
        ("libreoffice", 15, "national", 2, 0, 126, 99),  # a word of level 2 for a name behind another
        ("web-lines", 14001, "chongqing", 0, 0, 7, 70),  # a name for a score, before a yes or no
        ("tika-odt", 15001, "hunan-before-2022", 1, 0, 71, 25),  # a total's label for a name, the others below it
        ("libreoffice", 16001, "anhui", 0, 0, 18, 99),  # an amount behind the words of a target: a name of two cells
        ("web-lines", 16001, "sichuan", 1, 1, 32, 142),  # a part of the money for a sign, and for a name
        ("bar-rows", 15001, "chongqing", 0, 0, 59, 90),  # a score above its points: where else its cells could be
    ],
)
def test_later_exchanges_that_were_read_wrong(
    dialect: str, seed: int, family: str, number: int, which: int, one: int, other: int
) -> None:
    table = printed(family, number, seed)[which]
    changed = exchanged(table, one, other)
    result = document(flatten(changed, dialect), dialect)
    found = [block for block in result.blocks if isinstance(block, Table)]
    assert found or result.diagnostics
    assert compare(found, [table, changed], told=True).wrong == []


def test_nothing_goes_on_below_a_refused_row_that_begins_with_a_level() -> None:
    """A target for a blank cell: the row of 产出指标 is refused, and the rows below it are none of 成本指标 above."""
    changed = exchanged(printed("national", 0, 15001)[1], 68, 90)
    rows = parse(flatten(changed, "bar-rows").encode()).evaluations[0].indicators
    assert [(row.level1, row.level2) for row in rows if row.level3 and "清扫保洁面积" in row.level3] == [(None, None)]
    assert rows[0].level1 == "成本指标"


def test_a_target_whose_unit_is_in_doubt_is_none() -> None:
    """«%» may be the unit or the sign of a row that lost a blank cell: «93» is no target."""
    changed = exchanged(printed("chongqing", 0, 16002, "held_out")[0], 77, 53)
    rows = parse(flatten(changed, "bar-rows").encode()).evaluations[0].indicators
    found = {row.level3: (row.target and row.target.text, row.actual and row.actual.text) for row in rows}
    assert found["指标 1：服务对象满意率"] == (None, "96")
    assert found["指标 1：后备人才储备"] == ("≥5人", "8人")


def test_the_goal_beside_one_that_was_refused_owns_no_indicators() -> None:
    """A target for a goal's points: the row is refused, and nobody knows whose goal the indicators serve."""
    changed = exchanged(printed("hebei", 1, 15001)[0], 51, 80)
    found = parse(flatten(changed, "tika-odt").encode()).evaluations[0]
    assert [goal.expected for goal in found.goals] == ["按标准为学生提供营养餐"]
    assert {row.goal for row in found.indicators} == {None}


@pytest.mark.parametrize("dialect", ["rows-tab", "docling"])
def test_a_block_beside_a_column_with_the_same_words_is_no_cell_of_its_rows(dialect: str) -> None:
    (table,) = printed("hebei", 1)
    found = [b for b in document(flatten(table, dialect), dialect).blocks if isinstance(b, Table)]
    assert compare(found, [table], told=False).wrong == []


def test_wide_blanks_do_not_show_where_bare_bars_were() -> None:
    """Rows padded with bare bars lost their empty cells, also where others hold a wide blank: 95% is no 全年完成值."""
    head = (
        "指标名称 | 计量单位 | 指标性质 | 年初指标值 | 调整指标值 | 全年完成值 | "
        "得分系数（%） | 指标权重（分） | 指标得分（分） | 是否核心 | \n"
    )
    shown = "".join(f"指标{n}修复古籍 | 　 | 　定性 | 　完成 | 　 | 完成 | 100% | 8 | 8 | 否 | \n" for n in range(1, 6))
    short = "指标6经费发放及时性 | 2023年12月底前 | / | 11月底完成 | 95% | 10 | 9.5 | 是 | ||\n"
    pair = "部门名称 | 石泉县图书馆 | 财政归口处室 | 经济建设科 | 自评总分(分) | 98.43 | ||||\n"
    for table in tables(f"附件1\n{pair}{head}{shown}{short}填表人：\n"):
        heads = next(
            row for row in range(table.rows) if any(c.text == "全年完成值" and c.row == row for c in table.cells)
        )
        at = next(c.column for c in table.cells if c.row == heads and c.text == "全年完成值")
        assert not any(cell.text in ("10", "95%") for cell in table.cells if cell.column == at)


def test_a_label_with_nothing_but_blank_lines_behind_it_is_no_crash() -> None:
    """A cell a line: the value of 项目名称 and what stood behind it are lines with a no-break space."""
    head = "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|年度资金总额|20|20|19|10|95%|9.5"
    rows = (
        "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施|"
        "产出指标|数量指标|修缮步道|≥3千米|3千米|90|89|雨季较长|总分|100|98.5"
    )
    cells = ("项目名称|||" + head + "|" + rows).split("|")
    result = rebuilt("项目支出绩效自评表\n\n" + "".join(f"{cell or chr(0xA0)}\n\n" for cell in cells) + "说明：无。\n")
    assert any(isinstance(block, Table) for block in result.blocks) or result.diagnostics


def test_the_samples_are_the_ones_that_were_measured() -> None:
    """The numbers above mean nothing if the generator draws other tables."""
    assert printed("hebei", 1)[0].cells[90].text == "经济效\n\n益指标"


@pytest.mark.parametrize("dialect", ["libreoffice", "bar-rows", "bar-cells", "web-lines"])
@pytest.mark.parametrize("number", [0, 1])
def test_two_headings_that_together_are_one_label_stay_two(dialect: str, number: int) -> None:
    """«年度绩效目标», «完成情况» beside a block of the same words: not one label, and no goal of two texts."""
    (table,) = printed("hebei", number, 931)
    result = document(flatten(table, dialect), dialect)
    found = [block for block in result.blocks if isinstance(block, Table)]
    assert found
    assert compare(found, [table], told=True).wrong == []


@pytest.mark.parametrize(
    ("dialect", "seed", "family", "number", "one", "other"),
    [
        ("libreoffice", 11, "hunan", 0, 29, 157),  # the first line of a level for a heading's label
        ("libreoffice", 11, "sichuan", 1, 12, 26),  # «指标 1：» behind a word of level 2 on its own line
        ("libreoffice", 11, "anhui", 1, 60, 68),  # a name in the place of a level that no list holds
        ("tika-odt", 16002, "hebei", 1, 62, 119),  # a word of level 2 in a heading, which lost the columns behind it
        ("tika-odt", 16002, "hunan-before-2022", 0, 79, 68),  # more figures of a total than columns of points
    ],
)
def test_exchanges_in_words_that_no_list_holds(
    dialect: str, seed: int, family: str, number: int, one: int, other: int
) -> None:
    table = printed(family, number, seed, "held_out")[0]
    changed = exchanged(table, one, other)
    result = document(flatten(changed, dialect), dialect)
    found = [block for block in result.blocks if isinstance(block, Table)]
    assert found or result.diagnostics
    assert compare(found, [table, changed], told=True).wrong == []


@pytest.mark.parametrize("one", [32, 34])
def test_a_rate_that_its_amounts_contradict_is_none_where_blank_cells_were_lost(one: int) -> None:
    """Points in the place of a dash: «20» of 76.75 spent of 83.43."""
    table = printed("national", 1, 20252)[0]
    assert (table.cells[one].text.strip(), table.cells[61].text.strip()) == ("—", "20")
    changed = exchanged(table, one, 61)
    result = document(flatten(changed, "bar-rows"), "bar-rows")
    found = [block for block in result.blocks if isinstance(block, Table)]
    assert found
    assert compare(found, [table, changed], told=True).wrong == []
