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


def test_cells_that_stand_below_other_columns_are_refused() -> None:
    """pandoc on ODT: what merged cells cover is left out, so that levels and values move to the left."""
    whole = [
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "新增图书", "≥100册", "120册", "10", "10"],
        ["", "质量指标", "验收合格率", "≥95%", "97%", "10", "10"],
        ["", "时效指标", "完成及时率", "100%", "100%", "10", "10"],
        ["效益指标", "社会效益指标", "读者满意", "显著", "显著", "10", "9"],
        ["", "可持续影响指标", "机制健全", "健全", "健全", "10", "10"],
    ]
    moved = [[text for text in row if text] + [""] * row.count("") for row in whole]

    def drawing(cells: list[list[str]]) -> str:
        rule = "  " + " ".join(["-" * 16] * 7)
        lines = ["  " + " ".join(_padded(text) for text in row) for row in cells]
        return "  " + "-" * 118 + f"\n{lines[0]}\n{rule}\n" + "\n\n".join(lines[1:]) + "\n  " + "-" * 118 + "\n"

    (table,) = tables("前\n\n" + drawing(whole))
    assert rows(table)[2][:3] == ["", "质量指标", "验收合格率"]
    result = rebuilt("前\n\n" + drawing(moved))
    assert [item.code for item in result.diagnostics] == ["unreadable_table"]
    assert tables("前\n\n" + drawing(moved)) == []


def _padded(text: str) -> str:
    return text + " " * (16 - sum(2 if char > "\u2e7f" else 1 for char in text))
