"""pandoc's tables below a ruler of dashes, and its drawings too narrow for Chinese."""

from __future__ import annotations

from flattened import raw, rebuilt, rows, tables

RULED = """\
前

  ---------------------------------
  甲乙      丙           丁
  --------- ------------ ----------
  一\\       2            三四五六
  二                     七

  \u30008                    9

            ≥ 10家       \\>=11
  ---------------------------------

后
"""

NARROW = """\
+---+------+-----+
| 年 | 甲乙 | 丙  |
| 度 |      |     |
+===+======+=====+
|   | 2    | 1\\  |
|   |      | 2   |
+---+------+-----+
|   | 19   | 7   |
|   | 5.6  |     |
+---+------+-----+
"""


def test_cells_below_the_dashes_of_their_column() -> None:
    result = rebuilt(RULED)
    assert result.dialect == "ruled-columns"
    assert rows(tables(RULED)[0]) == [
        ["甲乙", "丙", "丁"], ["一\n二", "2", "三四五六\n七"], ["\u30008", "", "9"], ["", "≥ 10家", ">=11"],
    ]  # fmt: skip
    assert raw(result.blocks) == RULED


def test_a_row_a_line_without_blank_lines() -> None:
    text = "  甲    乙   丙\n  ----- ---- ----\n  一    2    3\n  四    5    6\n"
    whole = "  ---------------\n" + text + "  ---------------\n"
    assert rows(tables(whole)[0]) == [["甲", "乙", "丙"], ["一", "2", "3"], ["四", "5", "6"]]


def test_a_text_that_runs_over_two_columns_is_not_cut() -> None:
    text = RULED.replace("  \u30008                    9", "  八八八八八八八八       9")
    assert not [table for table in tables(text) if len(rows(table)) == 4]


def test_lines_that_a_character_pushed_out_of_a_narrow_drawing() -> None:
    """The bars tell the cells; a figure broken in such a column is one figure, a break with a backslash is a break."""
    assert rows(tables(NARROW)[0]) == [["年\n度", "甲乙", "丙"], ["", "2", "1\n2"], ["", "195.6", "7"]]
    assert raw(rebuilt(NARROW).blocks) == NARROW


def test_a_dash_line_in_prose_is_no_table() -> None:
    assert tables("一、概况\n\n  ----------\n\n本单位概况。\n\n  ----------\n") == []
