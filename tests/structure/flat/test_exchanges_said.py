"""Exchanges of two cells of which a report once said what neither table says (`tools/measure_exchanges.py`)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from samples.__main__ import generate
from samples.flattening import compare
from samples.wording import Mode

from exchanges import as_grid, as_text, exchanged, otherwise, said
from flattened import paragraphs
from jixiao.document import Table
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables
from jixiao.structure.flat.levelorder import goes_back
from jixiao.structure.flat.shapes import shapes_of
from jixiao.structure.flat.signs import signs_of
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import tokens_of
from jixiao.structure.stages import structure
from samples import families

BANKS = Path(families.__file__).parents[1] / "bank"

pytestmark = pytest.mark.no_cover


@lru_cache
def printed(seed: int, family: str, number: int, which: int, mode: Mode = "open") -> Table:
    """A table of a sample report."""
    if family == "hunan":
        made = generate(seed, number + 1, mode)
    else:
        made = families.generate([family], seed, number + 1, mode)
    return [block for block in made[number].blocks if isinstance(block, Table)][which]


@pytest.mark.parametrize(
    ("dialect", "seed", "family", "number", "which", "one", "other"),
    [
        ("libreoffice", 20252, "hunan", 0, 1, 102, 41),  # a word of level 1 behind a name: the name was a reason
        ("web-lines", 20252, "hunan", 0, 1, 102, 41),
        ("rows-tab", 20252, "hubei", 1, 0, 14, 66),  # a heading's label for the total's: equal scores in two rows
        ("docling", 31001, "hubei-department", 0, 0, 48, 4),  # a row that nothing explains: the scores do not add up
        ("web-lines", 31001, "chongqing", 1, 0, 89, 55),  # a target for points: a name alone, its row without one
        ("web-lines", 981, "national", 0, 1, 69, 76),  # a word of level 2 for the blank cell of a reason
        ("bar-rows", 17001, "yunnan", 0, 0, 81, 119),  # a word of level 2 alone, out of its order
        ("bar-rows", 17001, "hubei-department", 1, 0, 45, 83),  # below another level 1
        ("bar-rows", 17001, "hunan", 0, 1, 95, 117),  # a blank cell for a word of level 2
        ("tab-cells", 31003, "hubei", 0, 0, 71, 75),  # the total's score as what was done about problems
        ("rows-tab", 31004, "sichuan", 1, 0, 64, 19),  # a title over two lines above the first TAB
        ("rows-tab", 31004, "hubei", 0, 0, 57, 58),  # a name for a score: the sum of the others is the total by chance
        ("web-lines", 31004, "hubei", 0, 0, 39, 5),  # a unit's name for a score, before a name
        ("libreoffice", 31005, "sichuan", 1, 0, 18, 15),  # a row of which all was refused but its reason: no blank row
        ("web-lines", 31005, "sichuan", 1, 0, 128, 140),
        ("web-lines", 31005, "hebei", 1, 0, 63, 122),  # a word of level 2 for a heading's last label
        ("web-lines", 420501, "hunan", 1, 0, 16, 0),  # a block's label for a figure: a row of blank cells, some lost
        ("web-lines", 420502, "hebei", 0, 0, 145, 143),  # a blank cell and the total's weight: more than it has points
        ("web-lines", 31005, "national", 0, 0, 82, 57),  # «数量», «指标», a blank cell, «总分»
        ("tika-odt", 31007, "hunan", 1, 1, 3, 107),  # a block's label beside a refused heading runs down
        ("web-lines", 31007, "sichuan", 1, 0, 6, 93),  # a pair's value for a word of level 2
        ("web-lines", 31010, "sichuan", 0, 2, 47, 17),  # a heading's label of two lines for a row's: a reason
        ("bar-rows", 31012, "sichuan", 0, 2, 70, 123),  # a heading's label as a name below the table
        ("libreoffice", 31012, "sichuan", 0, 2, 115, 1),  # a pair's label behind the total
        ("bar-rows", 31012, "yunnan", 1, 1, 87, 33),  # a word of level 2 for a name that was lost
        ("bar-rows", 31012, "anhui", 1, 0, 73, 95),  # a value for a name that was lost
        ("rows-tab", 31013, "hubei-department", 1, 0, 80, 23),  # the heading of the money's points: no sum proves any
        ("tika-odt", 31014, "hebei", 1, 0, 143, 15),  # a target as a name, where a level was left out
        ("rows-tab", 3001, "anhui", 1, 0, 97, 51),  # the last cell of all, of several lines
        ("web-lines", 31013, "national", 1, 0, 93, 65),  # a name below 年度指标值: the level below it was a reason
        ("web-lines", 31013, "national", 0, 0, 90, 76),  # «……» as a reason: no row of nothing
        ("web-lines", 41002, "hunan", 0, 0, 139, 138),  # a reason's blank and a level's: no row of nothing
        ("web-lines", 41001, "anhui", 0, 0, 59, 149),  # a row of a stream of which nothing is known
        ("web-lines", 981, "hunan", 1, 1, 78, 116),  # one of which the reason alone is
        ("bar-cells", 41002, "yunnan", 1, 0, 44, 0),  # a heading of the goals alone in its row is no goal
        ("bar-rows", 41002, "yunnan", 0, 0, 26, 33),  # a row of the money with all its amounts refused
        ("bar-rows", 41003, "chongqing", 1, 0, 128, 121),  # «否» below what was reached, beside 是否核心指标
        ("bar-rows", 41012, "hunan", 0, 0, 38, 104),  # 项目支出 refused: its parts were those of the row above
        ("bar-rows", 41011, "hebei", 1, 0, 9, 123),
        ("libreoffice", 41011, "hebei", 1, 0, 9, 123),  # «得分» for the last reason, above «总分»
        ("bar-cells", 31101, "hebei", 0, 0, 48, 67),  # «权重» behind the last heading, beside «分值»
        ("bar-rows", 31101, "sichuan", 0, 0, 68, 71),  # points between target and unit: which are the total's?
        ("bar-rows", 41013, "chongqing", 1, 0, 116, 17),  # three equal texts side by side are no merged one
        ("rows-tab", 41014, "hubei-department", 1, 0, 6, 15),  # equal scores: the total has the money's points, or not
        ("tika-odt", 41014, "sichuan", 0, 2, 64, 35),  # no heading of level 1: 满意度 may stand below 效益指标
        ("bar-cells", 41014, "transfer-narrative", 0, 0, 31, 16),  # one heading of the goals, and four cells
        ("libreoffice", 41015, "hunan-before-2022", 0, 0, 65, 2),  # «效果» as a heading: rows of merged cells alone
        ("rows-tab", 41015, "hubei", 0, 0, 72, 22),  # equal scores: those of the money are not printed
        ("bar-run", 41015, "hubei-department", 1, 0, 23, 46),  # a line that ends behind the block's label is no row
        ("rows-tab", 41017, "hubei", 0, 0, 48, 67),  # a name for the total's score: no sum proves the others
        ("web-lines", 41017, "hubei-department", 0, 0, 34, 91),  # «指标1：…» below «指标2：…»: a level was lost
        ("web-lines", 41017, "yunnan", 0, 1, 125, 33),  # a name and «定性» are two cells
        ("bar-rows", 41018, "hunan", 1, 1, 126, 132),  # a level's word above a row in doubt: no template row
        ("tab-cells", 41019, "hubei-county", 1, 0, 14, 22),  # a label of the money's rows in the indicators' heading
        ("rows-tab", 41020, "hubei", 1, 0, 89, 10),  # another pair's label for the total's: equal scores again
        ("web-lines", 41014, "national", 1, 1, 125, 111),  # out of its order, for a reason
        ("web-lines", 41014, "hunan", 0, 1, 95, 136),  # a date alone in a row of nothing
        ("web-lines", 41014, "transfer-narrative", 0, 0, 28, 41),  # a blank cell for the first level 1: no row
        ("tika-sax", 41026, "national", 1, 0, 115, 104),  # a word of level 2 lost: names are counted anew
        ("libreoffice", 41023, "hebei", 0, 0, 2, 77),  # a score for the block's label: its column is left out
        ("rows-tab", 41032, "hunan", 1, 0, 92, 19),  # «其中：公车购置费» below the table of buildings
        ("tika-sax", 41033, "yunnan", 0, 0, 33, 139),  # a heading's last label torn off behind «自评», «得分»
        ("web-lines", 41027, "hunan", 0, 1, 3, 131),  # a name that swallowed its row's figures, one a line
        ("bar-rows", 41027, "anhui-tasks", 1, 0, 92, 104),  # a word of level 2 alone: the row above may have lost it
        ("libreoffice", 44002, "yunnan", 1, 0, 53, 2),  # the block's label with the unit elsewhere: amounts of no unit
        (
            "bar-rows",
            41037,
            "hunan-before-2022",
            0,
            0,
            73,
            8,
        ),  # «投入» in the first row, whose word of level 2 was lost
        ("web-lines", 41037, "hubei-county", 0, 0, 7, 81),  # a name without a number among those that have one
        ("bar-rows", 44003, "hebei", 1, 0, 97, 35),  # «100%» for a mark of nothing beside a blank rate
        ("bar-rows", 44002, "chongqing", 0, 0, 108, 44),  # «不低于» as what was reached
        ("bar-cells", 41038, "hubei", 1, 0, 46, 59),  # a word of level 2 for points: the names' numbers tell
        ("rows-tab", 41039, "sichuan", 1, 1, 112, 83),  # «改进措施：…», a line of what was refused, is no pair
        ("bar-cells", 41039, "hubei", 0, 0, 7, 78),  # a value as a heading: the other columns keep their places
        ("bar-rows", 41041, "sichuan", 1, 0, 84, 37),  # a text where a part of the money has no points: no reason
        ("bar-rows", 44006, "hunan", 0, 0, 10, 49),  # a heading lost a column: rows have more cells than it
        ("web-lines", 44006, "hunan", 1, 1, 118, 99),  # a word of level 2 where the row above has its blank reason
        ("libreoffice", 44006, "hubei-department", 1, 0, 0, 1),  # «单位», «名称» are one label
        ("web-lines", 44008, "hubei-department", 1, 0, 54, 24),  # two words of levels, of two lines each, in one cell
        ("web-lines", 44005, "transfer-narrative", 0, 0, 16, 7),  # a unit's name above «其中：…»
        ("web-lines", 41043, "hunan", 0, 1, 51, 24),  # a blank line is the level 1 of a level 2 below another: no row
        ("libreoffice", 45004, "hunan", 0, 1, 186, 46),  # «人员经费», «发放及时性» is a name, as rows of money begin
        ("libreoffice", 41060, "anhui-tasks", 1, 0, 45, 89),  # «一级», «指标», «合计»: the label of the sums is «合计»
        ("libreoffice", 41025, "hunan", 0, 1, 86, 7),  # «6», «分值»: no points of «6分»
        ("libreoffice", 44009, "yunnan", 0, 0, 46, 81),  # a word of level 2 over two labels of the upper heading
        ("bar-cells", 44009, "chongqing", 0, 0, 0, 110),  # points for a yes or no, behind a label that ended the row
        ("bar-rows", 44009, "chongqing", 0, 0, 10, 34),  # another part's label among a heading's
        ("bar-rows", 41044, "sichuan", 0, 0, 93, 12),  # a pair's label for a name: it stands below the goals
        ("bar-cells", 44010, "hebei", 1, 0, 64, 55),  # the block's label behind the heading's last
        ("bar-rows", 41045, "chongqing", 0, 0, 38, 15),  # «预算资金», a row's label as the block's again
        ("bar-rows", 41045, "hubei", 1, 0, 11, 48),  # boxes to tick for a name
        ("libreoffice", 44011, "hubei", 0, 0, 10, 77),  # a text for a label: the value above begins its list anew
        ("web-lines", 44011, "hubei-county", 1, 0, 91, 85),  # the total's label for a name: «94%» is no points
        ("tika-odt", 44008, "hebei", 0, 0, 46, 126),  # a label of a block and a column is one word, and no heading
        ("bar-rows", 41049, "hebei", 1, 0, 3, 48),  # a heading with one column left: a row of the money above
        ("web-lines", 47001, "hunan", 1, 1, 29, 108),  # «…», «…» in two rows are no «……»
        ("web-lines", 47003, "anhui", 1, 0, 59, 43),  # the indicators' block label, in pieces, for a blank reason
        ("bar-rows", 47003, "hebei", 1, 0, 0, 65),  # «部门 | 偏差原因», «分析及改», «进措施 |»: no unit's name
        ("libreoffice", 47003, "hubei-county", 0, 0, 31, 24),  # a name joined to «指标值», a heading's word as the name
        (
            "libreoffice",
            47003,
            "anhui-tasks",
            1,
            0,
            70,
            9,
        ),  # «其中:财政拨款», «时效» as one heading, «指标» as the next
        ("web-lines", 47003, "sichuan", 1, 2, 59, 65),  # «二级指标» among the money: a stream's heading lacks it
        ("web-lines", 41050, "chongqing", 0, 0, 87, 24),  # a goals' heading for a yes or no, and that as a goal
        ("libreoffice-gbk", 41050, "hubei-department", 0, 0, 81, 91),  # a name as the second goal's heading
        ("bar-rows", 41052, "yunnan", 1, 0, 10, 7),  # «全年执行数» before the other amounts
        ("libreoffice", 46000, "hubei", 0, 0, 42, 29),  # «（B）» and a name as the heading of what was reached
        ("bar-rows", 41058, "chongqing", 1, 0, 116, 59),  # one figure for weight and score, a blank cell beside it
        ("rows-tab", 41059, "yunnan", 0, 1, 54, 36),  # a blank cell for 二级指标: which of its cells are merged?
        ("web-lines", 41053, "sichuan", 0, 0, 26, 90),  # «718», of two the one left: first planned, or later?
        ("web-lines", 420503, "transfer-narrative", 1, 0, 78, 29),  # «总体目标» is the block's label and a column's
        ("web-lines", 420505, "hubei-county", 1, 0, 1, 39),  # a pair's value for points: two rows made of one
        ("web-lines", 61002, "transfer-narrative", 1, 0, 6, 61),  # «实施单位», «社会效益指标» as one word of level 2
        ("bar-rows", 61002, "transfer-narrative", 1, 0, 6, 61),  # «实施单位 | 社会效益指标» names no unit
        ("web-lines", 61002, "transfer-narrative", 1, 0, 47, 6),  # a name for a target, «实施单位» for the name
        ("bar-rows", 61002, "chongqing", 1, 0, 3, 2),  # a label behind its value, the next label as its value
        ("tika-odt", 61002, "hebei", 0, 0, 108, 17),  # a label of the money for a word of level 2, its row refused
        ("tika-odt", 41064, "national", 1, 0, 80, 122),  # a target for points: «96%» is no name
        ("tab-cells", 41064, "yunnan", 0, 0, 134, 39),  # points for a goals' heading: its sentences are no headings
        ("rows-tab", 41064, "hubei-department", 0, 0, 11, 71),  # a label for what was reached, above equal points
        (
            "rows-tab",
            61002,
            "yunnan",
            0,
            0,
            126,
            49,
        ),  # a label for what was reached, its points said again
        ("libreoffice", 41070, "national", 1, 1, 9, 5),  # «全年», «预算数» for a unit
        ("bar-cells", 41070, "sichuan", 1, 0, 101, 12),  # a blank cell for a label below the goals: its value
        ("tab-cells", 41069, "yunnan", 0, 0, 71, 52),  # a heading refused: without its words another form, another role
        ("bar-rows", 61002, "hubei-department", 0, 0, 4, 11),  # a label refused that only forms of departments have
        (
            "web-lines",
            41068,
            "transfer-narrative",
            1,
            0,
            3,
            20,
        ),  # «某某局», «地方资金» as one label
        (
            "web-lines",
            61003,
            "hubei-county",
            1,
            0,
            16,
            83,
        ),  # points behind the standard of the row above
        ("bar-cells", 61003, "hubei-county", 1, 0, 83, 84),  # a level's word as what was reached, «持续改善» as a name
        (
            "bar-rows",
            61003,
            "national",
            0,
            0,
            8,
            55,
        ),  # «年初预算数» for the heading of reasons
        ("bar-rows", 61003, "hunan", 0, 0, 80, 94),  # a level 2 of another level 1 refused: what is level 1 below it?
        ("rows-tab", 61003, "hubei-department", 1, 0, 88, 60),  # a row refused beside its block's label: equal scores
        ("rows-tab", 61003, "hubei-department", 1, 0, 9, 55),
        ("tika-odt", 42052, "hunan", 1, 1, 123, 54),  # «891.32 万元» in a cell with its label: the unit is the cell's
        ("libreoffice", 61003, "hunan", 0, 0, 22, 32),  # «项目支出：» in another table's label's place
        ("libreoffice", 43010, "sichuan", 0, 2, 132, 36),  # «得分», «原因» as one heading
        ("kreuzberg", 43020, "chongqing", 1, 0, 71, 14),  # «全年», «执行数» at a row's end: no row begins with the rest
        ("kreuzberg", 43030, "national", 1, 0, 110, 82),  # «经济», «效益指标»
        ("kreuzberg", 43032, "anhui", 1, 0, 136, 48),  # a heading with a goal's cell in front of it
        ("libreoffice", 42057, "sichuan", 0, 0, 108, 10),  # «存在问题» for a goal: its text was the conclusion's
        ("web-lines", 42057, "sichuan", 0, 0, 108, 10),
        ("bar-rows", 42054, "hunan", 1, 0, 33, 5),  # labels with their amounts, whose heading was refused, as money's
        ("web-lines", 61005, "hubei-county", 1, 0, 7, 34),  # «1.持续性项目» for 复核分: no line of the standard
        (
            "web-lines",
            61005,
            "anhui",
            0,
            0,
            31,
            2,
        ),  # the block's label for «其他资金»: said again, but not in its heading
        ("web-lines", 61005, "anhui-tasks", 1, 0, 50, 4),  # «实际», «完成情况» of another heading: no row of the tasks
        (
            "web-lines",
            61005,
            "hunan",
            0,
            0,
            89,
            84,
        ),  # «批复规模（㎡）» as the last label of its heading: all moved by one
        ("tika-sax", 42061, "sichuan", 0, 1, 159, 118),  # «主管», «部门  甲局  实施单位  乙院» above a refused table
        ("mammoth", 43030, "anhui", 1, 0, 102, 96),  # «指标1：…» as a reason: a word of a level stands for the name
    ],
)
def test_exchanges_of_which_something_else_was_said(
    dialect: str, seed: int, family: str, number: int, which: int, one: int, other: int
) -> None:
    nothing_else_is_said(printed(seed, family, number, which), one, other, dialect)


@pytest.mark.parametrize(
    ("dialect", "seed", "family", "number", "which", "one", "other"),
    [
        ("word-extractor", 42001, "hubei-department", 0, 0, 9, 43),  # a heading torn in two: amounts as rate and score
        ("tika-odt", 42001, "hubei-department", 0, 0, 9, 43),
        ("libreoffice", 38201, "hubei", 0, 0, 47, 55),  # «社会效益», «100%» as one word of level 2
        ("libreoffice", 38201, "hebei", 0, 0, 25, 56),  # «公用经费», of «公用经费类»; level 1 of a level 2 that ended
        ("tika-odt", 42005, "transfer-narrative", 0, 0, 32, 30),  # the block's label, left out there, as a goal
        ("bar-rows", 42005, "sichuan", 1, 0, 83, 60),  # points in a row of the money without amounts
        ("web-lines", 42005, "hubei", 0, 0, 44, 18),  # a label like that of the money's row in a name
        ("web-lines", 42006, "sichuan", 1, 0, 157, 158),  # «无。», «无。»: the second was the value of the label below
        ("web-lines", 42010, "hubei-department", 1, 0, 17, 35),  # a name for a goal: a label of the money without any
        ("web-lines", 42011, "national", 1, 0, 115, 38),  # the total's score for a blank cell of money without a name
        ("tika-odt", 42011, "hubei", 0, 0, 86, 64),  # a word of level 2 for a name: it tore the row, and was its target
        ("tika-odt", 42010, "sichuan", 0, 0, 147, 140),  # points for a word of level 2: all between them moved
        ("rows-tab", 42009, "transfer-narrative", 1, 0, 69, 28),  # a label lost: its value over all columns is no row
        ("word-extractor", 42003, "hebei", 0, 0, 36, 22),  # «成本指标», «经济成本»: a level 1 in lines without columns
        ("word-extractor", 42002, "national", 1, 0, 64, 118),  # «合计» for a name: its points were the total's
        ("web-lines", 42016, "yunnan", 1, 1, 42, 63),  # a target for the block's label below the money: no row's figure
        ("web-lines", 42017, "hubei-department", 0, 0, 59, 47),  # a name for a word of level 2: no line of the next
        ("web-lines", 42017, "hunan", 1, 1, 96, 109),  # «满意度», «指标(10)» is a cell, no part of a reason
        ("tika-odt", 42016, "hubei-department", 1, 0, 21, 66),  # two rows run together: as many cells as the heading
        ("tika-odt", 42018, "hubei", 0, 0, 55, 72),  # «合计» for a word of level 1: what is behind is no other table's
        ("rows-tab", 42018, "yunnan", 1, 0, 133, 51),  # a blank row above the total: «合计» is no rest of «94»
        ("libreoffice", 42021, "hunan-before-2022", 0, 0, 56, 24),  # a total's weight, by chance the sum of all points
        ("web-lines", 44101, "sichuan", 0, 0, 8, 109),  # a label beside which no column is known: a crash
        ("bar-rows", 44103, "yunnan", 0, 0, 135, 139),  # a word of level 2 alone above a row without one
        ("bar-cells", 44102, "anhui-tasks", 0, 0, 101, 39),  # «合计» for a name: a target stood in the total
        ("bar-run", 42028, "anhui-tasks", 0, 0, 128, 1),  # a total without its label: a row that alone has no weight
        ("bar-rows", 42029, "chongqing", 1, 0, 34, 0),  # a unit's label among the indicators' headings
        ("tika-odt", 44111, "hubei-department", 0, 0, 57, 73),  # the total's figure below refused rows
        ("bar-rows", 42025, "chongqing", 0, 0, 77, 119),  # what was aimed at where its column has signs
        ("bar-rows", 44108, "hunan-before-2022", 0, 0, 1, 29),  # a heading with a sentence in it: no table, unsaid
        ("bar-rows", 44109, "hubei-county", 0, 0, 2, 3),  # a label behind its value: the next label is no value of it
        ("bar-rows", 44109, "anhui-tasks", 0, 0, 101, 8),  # a heading's label alone among what was refused: no heading
        ("libreoffice", 44109, "hunan", 1, 1, 122, 32),  # «绩效», «指标», «总得分»
        ("web-lines", 44109, "yunnan", 0, 0, 91, 9),  # «全年预算执行数» as the labels of two columns
        ("bar-rows", 42023, "anhui", 0, 0, 2, 40),  # the goals' heading lost all columns but one: no row of money
        ("rows-tab", 42021, "hubei", 1, 0, 72, 19),  # two totals: equal scores that make up more than a table has
        ("web-lines", 42024, "anhui", 1, 0, 75, 110),  # a target behind a reason of two lines and blank cells
        ("web-lines", 42024, "yunnan", 0, 0, 46, 124),  # a name's second line, where others have a sign
        ("web-lines", 42024, "national", 0, 0, 101, 47),  # a target for the block's label: no line of the goals
        ("web-lines", 42024, "transfer-narrative", 0, 0, 29, 9),  # the goals' label lost: two texts below one heading
        ("web-lines", 42024, "hunan", 1, 0, 34, 31),  # expenses without a name
        ("bar-cells", 44106, "transfer-narrative", 0, 0, 81, 80),  # a pair's label and the reason before it
        ("tika-odt", 44106, "sichuan", 0, 2, 155, 181),  # a pair's label for a word of level 1: no pair
        ("tika-odt", 42026, "national", 1, 1, 10, 91),  # marks of nothing below the other half of a heading
        ("rows-tab", 42007, "hubei", 1, 0, 54, 73),  # a goal of two lines behind blank ones, said again below
        ("libreoffice", 45003, "national", 0, 0, 58, 102),  # «分值», «实际得分» cut as «分值实际», «得分»
        ("tab-cells", 42032, "yunnan", 1, 0, 52, 9),  # the score's heading among the targets': the total's points
        ("rows-tab", 42032, "hubei", 0, 0, 82, 85),  # 二级指标 behind the names: which points two rows share?
        (
            "tika-odt",
            44104,
            "hubei-county",
            1,
            0,
            76,
            33,
        ),  # a word of level 2 behind what was reached, torn from the rest
        ("web-lines", 44111, "hebei", 1, 0, 48, 18),  # a goals' heading that lost a column, as a row of the money
        ("tika-odt", 44111, "hebei", 0, 0, 8, 120),  # «完成情况» as a heading and as a label: another form's goals
        ("web-lines", 47101, "hebei", 1, 0, 120, 55),  # the block's label, in pieces, for a word of level 2
        ("libreoffice", 47101, "yunnan", 1, 0, 126, 57),  # «总体», «目标» as two headings; the total of a refused zone
        ("docling", 42034, "hubei", 1, 0, 99, 30),  # «产出指标(30分)» as a name, whose score is that of the row above
        ("web-lines", 42037, "yunnan", 0, 0, 13, 107),  # two equal amounts for three columns
        ("libreoffice", 42040, "sichuan", 0, 0, 141, 145),  # «…，自评总分96.09分。»: a sentence has no total
        ("web-lines", 420501, "national", 1, 1, 47, 91),  # «绩　效　指　标», «总得分»: no «指标总得分»
        ("word-extractor", 42038, "hubei-county", 0, 0, 83, 26),  # «10» as a heading, nothing of what is below believed
        ("libreoffice", 45005, "hubei-county", 1, 0, 79, 27),  # a word of level 1 in a heading's cell of several lines
        ("libreoffice", 42042, "hubei", 0, 0, 20, 46),  # «2025年度内» in a row refused above the first heading: no year
        ("bar-rows", 42044, "sichuan", 0, 0, 17, 12),  # «调整后预算数» as a goal
        ("tika-odt", 42045, "yunnan", 1, 0, 113, 53),  # «一级指标» for points: its column's words were others' levels
        ("bar-rows", 61001, "hubei-department", 0, 0, 41, 0),  # «单位名称 | 小于等于0起» among indicators names nobody
        ("bar-rows", 61001, "sichuan", 0, 2, 39, 122),  # «至少» where the name is missing is no name
        ("tika-odt", 61001, "hubei-county", 0, 0, 25, 11),  # «执行数» above points: below which does the total's stand?
        ("rows-tab", 61001, "yunnan", 0, 0, 58, 73),  # «度量单位» as a target
        ("web-lines", 42046, "hubei-county", 0, 0, 47, 48),  # a review's blank behind the reason: no row of nothing
        ("mammoth", 41905, "hubei", 0, 0, 45, 49),  # «成本» behind a row, before «2.…»: the names' numbers tell
        ("tika-odt", 42050, "yunnan", 0, 0, 43, 11),  # a heading refused: without its words another form, another role
        ("bar-cells", 42049, "anhui", 1, 0, 36, 0),  # a pair's label for a mark of nothing: the row above lost a cell
        ("rows-tab", 42051, "hubei", 1, 0, 36, 61),  # «质量⏎⏎» at a row's end: the break begins the total's label
        ("libreoffice", 42051, "hunan", 0, 1, 2, 1),  # a unit, a blank cell, «年初预算数»: no one label
        ("web-lines", 420507, "national", 1, 2, 99, 87),  # «至少5%» as a name, «1.…» as a reason
        ("libreoffice", 41071, "hunan", 0, 1, 58, 99),  # a unit behind amounts with their labels
        ("word-extractor", 41073, "hubei-county", 1, 0, 60, 5),  # «实施单位 15» between refused tables
        ("bar-run", 41073, "hubei-county", 1, 0, 60, 5),
        ("libreoffice-gbk", 41075, "hubei", 1, 0, 82, 124),  # «企业满意度», «至少93%» as a name, «生态效益» as reached
        ("bar-rows", 41072, "sichuan", 1, 0, 16, 84),  # «指标 2：…» among the headings of the money
        ("word-extractor", 41077, "hubei-county", 0, 0, 9, 0),  # «项目名称 | 预算数（A，万元）» is no project
        ("rows-tab", 41077, "sichuan", 0, 1, 79, 71),  # «至少», «5381», «权重» is not «至少5381»
        ("bar-cells", 41078, "hubei", 0, 0, 23, 132),  # goal 1's label lost: the points are of goal 2 alone
        ("bar-cells", 41076, "hubei-department", 1, 0, 38, 42),  # «质量», four blank cells: a name or a level
        ("libreoffice-gbk", 41079, "sichuan", 1, 1, 99, 130),  # «万元», «生态效益指标» is no unit
        ("bar-rows", 41079, "sichuan", 1, 2, 31, 18),  # «其中：财政资金» among headings in words that no list holds
        ("web-lines", 61004, "hunan", 0, 1, 107, 22),  # «指标 1：年», «度任务完成时限» below refused rows: half a name
        ("web-lines", 61004, "hebei", 0, 0, 37, 72),  # «成本指标», «经济成本», words of levels elsewhere: which level?
        ("web-lines", 61004, "sichuan", 0, 1, 126, 104),  # a reason in a unit's place is no line of the target
        ("bar-rows", 61004, "national", 0, 2, 104, 65),  # «时效 | ≥95%»: a lost name, the word of a level is none
        ("bar-rows", 61004, "hebei", 1, 0, 153, 147),  # «…… | 100 | 96.30» behind the label of a total that moved
        ("rows-tab", 61004, "anhui-tasks", 1, 0, 103, 126),  # points alone in a row: a total that lost its label
        ("rows-tab", 61004, "hunan-before-2022", 1, 0, 7, 78),  # twice the same points: of either column
        (
            "bar-rows",
            61004,
            "chongqing",
            0,
            0,
            21,
            108,
        ),  # «258.00» as reached, where the share that all others have lacks
        ("bar-rows", 61004, "hunan", 1, 0, 44, 87),  # amounts without a label below rows that were refused
        ("libreoffice", 42064, "hubei-county", 0, 0, 64, 62),  # «≤100%», a name, «成本指标» as a word of level 2
        ("web-lines", 42064, "hebei", 0, 0, 119, 34),  # the end of a reason as a name, with an amount as its score
    ],
)
def test_exchanges_in_words_that_no_list_holds(
    dialect: str, seed: int, family: str, number: int, which: int, one: int, other: int
) -> None:
    nothing_else_is_said(printed(seed, family, number, which, "held_out"), one, other, dialect)


@pytest.mark.parametrize(
    ("bank", "seed", "family", "number", "which", "one", "other"),
    [
        (
            "third",
            46000,
            "national",
            0,
            0,
            14,
            52,
        ),  # «总额», «分值（权重）» as one heading: level 1 below none
        ("fourth", 46000, "sichuan", 0, 0, 70, 12),  # «指标单位», «2.…» as one heading: units as targets
        ("fourth", 46000, "hubei", 0, 0, 93, 55),  # a refused row with a word of level 2 that no list holds
        ("fifth", 46001, "sichuan", 1, 0, 40, 18),  # «2.…» and a sentence as the block's label: all columns moved
        ("third", 46001, "hubei-county", 0, 0, 5, 22),  # «三级» of «三级», «指标» as a unit's name
        ("fifth", 46003, "hubei", 0, 0, 19, 32),  # a name behind the label of money: figures as a total
        ("sixth", 46000, "chongqing", 1, 0, 103, 23),  # four figures of a row of money as a total
    ],
)
def test_exchanges_in_forms_of_which_only_the_period_of_figures_tells_the_rows(
    bank: str, seed: int, family: str, number: int, which: int, one: int, other: int
) -> None:
    table = printed(seed, family, number, which, BANKS / bank)
    assert said_otherwise(table, exchanged(table, one, other), "libreoffice") == []


def test_a_level_among_headings_where_cells_are_paragraphs() -> None:
    table = printed(41905, "anhui", 0, 0, "held_out")
    assert said_otherwise(table, exchanged(table, 53, 47), "docx2python") == []


def nothing_else_is_said(table: Table, one: int, other: int, dialect: str) -> None:
    """Of a table with two cells exchanged no report says what neither table says, and no cell is read otherwise."""
    changed = exchanged(table, one, other)
    document = read_text(as_text(changed, dialect).encode())
    structured = structure(document, load())
    found = [block for block in structured.blocks if isinstance(block, Table)]
    assert found or structured.diagnostics
    assert compare(found, [table, changed], told=True).wrong == []
    assert otherwise_than_grids(said(document, structured), table, changed) == []


def said_otherwise(table: Table, changed: Table, dialect: str) -> list[str]:
    """What a report says of a changed table that neither grid says."""
    return otherwise_than_grids(said(read_text(as_text(changed, dialect).encode())), table, changed)


def otherwise_than_grids(report: dict[str, Any], table: Table, changed: Table) -> list[str]:
    """What a report says that neither table says as a grid."""
    return list(otherwise(report, [said(as_grid(table)), said(as_grid(changed))]))


def test_the_only_figure_of_a_total_is_that_of_a_column_only_by_its_sum() -> None:
    """«合计 | 96.00» below 分值, a blank cell in front of it left out; one row was refused (tika-odt)."""
    table = printed(42052, "hubei-county", 1, 0)
    for cells, score in ((table, 96), (exchanged(table, 68, 40), None)):
        [evaluation] = said(read_text(as_text(cells, "tika-odt").encode()))["evaluations"]
        assert evaluation["total"] == {"weight": None, "score": score}


def test_a_label_of_pairs_among_the_indicators_ends_nothing() -> None:
    """«项目支出总额» stands where an indicator's name was, with its target, what was reached and the score."""
    table = printed(31001, "hubei-department", 0, 0)
    assert (table.cells[48].text, table.cells[4].text) == ("\u3000指标2项目总成本", "项目支出总额(万元)")
    (evaluation,) = said(as_grid(exchanged(table, 48, 4)))["evaluations"]
    rows = [(row["level3"], row["actual"]["text"], row["score"]) for row in evaluation["indicators"]]
    assert rows[5:] == [
        ("项目支出总额(万元)", "88万元", 6),
        ("指标1降低行政运行成本", "持续改善", 29.5),
        ("指标1受益对象满意度", "79%", 8.49),
    ]


def test_the_samples_are_the_ones_that_were_measured() -> None:
    """The numbers above mean nothing if the generator draws other tables."""
    assert printed(20252, "hunan", 0, 1).cells[41].text == "产出指标（50分）"
    assert printed(17001, "hunan", 0, 1).cells[95].text == "经济效\n\n益指标"


def test_three_equal_texts_below_each_other_are_values_of_a_row_and_no_repeated_text() -> None:
    """«良好» as target, adjusted target and actual value, a cell a line: the whole table was refused (重庆)."""
    table = printed(41501, "chongqing", 0, 0, "held_out")
    found = rebuild_tables(paragraphs(as_text(table, "web-lines")), load()).blocks
    score = compare([block for block in found if isinstance(block, Table)], [table], told=True)
    assert (score.read, score.wrong) == (score.cells, [])


@pytest.mark.parametrize(
    ("seed", "dialect", "family", "number", "least"),
    [
        (41501, "libreoffice", "anhui", 0, 78),  # «结转资金» again, where every cell is printed
        (43001, "bar-cells", "national", 0, 92),  # «结转资金», a row of the money, is a heading's word elsewhere
        (43001, "web-lines", "hebei", 1, 111),  # «2.», a row of nothing; two rows of goals, told by their points
        (
            43001,
            "web-lines",
            "sichuan",
            1,
            99,
        ),  # a part's label merged down beside goals; marks of nothing in rows of money
        (43001, "bar-cells", "hunan-before-2022", 0, 73),  # a score sheet of words, proven by its sums
        (43001, "bar-rows", "hunan-before-2022", 0, 73),  # the weights make up 75
        (43001, "bar-rows", "chongqing", 1, 85),  # points that go with their coefficient, and what was reached
        (43002, "bar-cells", "yunnan", 0, 110),  # «备注» with its value between the rows and the total
        (43002, "bar-rows", "hebei", 1, 77),  # no heading, not even a blank one, above the names of funds
        (43003, "bar-cells", "chongqing", 0, 90),  # «预算资金», the first row of the money, is no label of its heading
        (43002, "web-lines", "anhui-tasks", 1, 96),  # tasks as names of funds; the money's points stand in its last row
        (43005, "bar-rows", "hubei-county", 0, 68),  # no points in the column of a review
        (
            44102,
            "tika-odt",
            "hubei-department",
            1,
            45,
        ),  # torn rows that make up whole ones by chance, without a blank cell
    ],
)
def test_tables_that_lost_blank_cells_are_read_as_far_as_they_prove_themselves(
    seed: int, dialect: str, family: str, number: int, least: int
) -> None:
    assert regained(printed(seed, family, number, -1, "held_out"), dialect) == (least, [])


def regained(table: Table, dialect: str) -> tuple[int, list[object]]:
    """How many of a table's cells are read, and what is wrong."""
    found = rebuild_tables(paragraphs(as_text(table, dialect)), load()).blocks
    score = compare([block for block in found if isinstance(block, Table)], [table], told=True)
    return score.read, [*score.wrong]


def test_what_was_aimed_at_is_no_mark_of_comparison() -> None:
    """«较好», «较好» behind a name: the columns of signs and of units are blank, and left out."""
    assert regained(printed(43002, "sichuan", 0, 0, "held_out"), "bar-rows") == (97, [])


def test_the_first_line_of_a_word_of_level_2_is_no_level_1_again() -> None:
    """«产出», «时效» below «产出指标(40分)»."""
    assert regained(printed(62, "hubei", 2, 0), "web-lines") == (69, [])


def test_each_table_of_a_text_has_its_own_pairs() -> None:
    """«2.项目实施内容及过程概述» stood in the first table, and was text among the goals of the others."""
    texts = [cell.text for which in (0, 1) for cell in printed(43003, "sichuan", 0, which, "held_out").cells]
    tokens = tokens_of([Line(0, 0, 0, text) for text in texts])
    shape = next(shape for shape in shapes_of(load()) if shape.form.id == "sichuan.project")
    found = [sign for sign in signs_of(shape, tokens, None) if sign.pair and sign.pair.id == "remarks"]
    assert [sign.names for sign in found] == [("2.项目实施内容及过程概述",)] * 2


def test_a_figure_in_a_row_of_money_without_a_name_is_nobodys() -> None:
    """The total's score for a blank cell: its row's marks of nothing may stand below any column."""
    nothing_else_is_said(printed(42011, "national", 1, 2, "held_out"), 115, 38, "web-lines")


def test_a_text_behind_one_of_two_points_may_stand_in_the_place_of_the_other() -> None:
    """A unit's name for the score of the money, the blank cell of a reason behind it."""
    nothing_else_is_said(printed(42008, "sichuan", 0, 1, "held_out"), 29, 3, "bar-rows")


@pytest.mark.parametrize("word", ["经济效益", "财政专户管理资金"])
def test_a_word_of_a_level_or_a_row_of_money_is_nobodys_name(word: str) -> None:
    """«项目负责人：» with a blank cell, and below it a word that stood in another row."""
    (sign_off,) = said(read_text(f"项目负责人：\n{word}\n填表人：赵某\n".encode()))["sign_offs"]
    assert (sign_off["head"], sign_off["filled_by"]) == (None, "赵某")


def test_words_of_level_2_go_back_where_one_stands_in_another_row() -> None:
    """«可持续影响指标» among the rows of 产出指标, beside blank cells (web-lines, hunan 41014)."""
    output, quality, lasting = ("产出指标", "数量指标"), ("", "质量指标"), ("", "可持续影响指标")
    assert goes_back([output, lasting, quality], load())
    assert not goes_back([output, quality, lasting, ("满意度指标", "服务对象满意度指标")], load())
    assert not goes_back([output, lasting, ("产出指标", "质量指标")], load())
