"""Dialects that mark their cells, on small tables of no known form: rows and cells as printed."""

from __future__ import annotations

import pytest

from flattened import HEADINGS, raw, rebuilt, rows, shown, tables
from jixiao.document import Paragraph, Table
from jixiao.patterns import load
from jixiao.structure.flat import rebuild_tables

WANTED = [["甲", "乙", "丙"], ["1", "", "3"], ["", "5\n六", "7"]]


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ("tab-cells", "前\n\t甲\n\t乙\n\t丙\n\n\t1\n\t\n\t3\n\n\t\n\t5\n六\n\t7\n\n\n后\n"),
        (
            "tab-cells",
            "前\r\n\t甲\r\n\t乙\r\n\t丙\r\n\r\n\t1\r\n\t\r\n\t3\r\n\r\n\t\r\n\t5\r\n六\r\n\t7\r\n\r\n\r\n后\r\n",
        ),
        ("tab-rows-leading", "前\n\t甲\t乙\t丙\n\t1\t\t3\n\t\t5\n六\n\t7\n\n后\n"),
        ("tab-rows-leading", "前\n\t甲\t乙\t丙\n\t1\t\t3\n\t\t5\n六\t7\n\n后\n"),
        ("tab-rows-trailing", "前\n甲\t乙\t丙\t\n1\t\t3\t\n\t5\n六\t7\t\n后\n"),
        ("tab-rows-repeated", "前\n甲\t乙\t丙\n1\t\t3\n\t5\n六\t7\n后\n"),
        (
            "word-marks",
            "前\r\n甲\x07\n乙\x07\n丙\x07\n\x071\x07\n\x07\n3\x07\n\x07\x07\n5\x0b六\x07\n7\x07\n\x07后\r\n",
        ),
        (
            "drawn-grid",
            (
                "前\n+----+----+----+\n| 甲 | 乙 | 丙 |\n+====+====+====+\n| 1  |    | 3  |\n+----+----+----+\n"
                "|    | 5  | 7  |\n|    | 六 |    |\n+----+----+----+\n后\n"
            ),
        ),
        (
            "drawn-grid",
            (
                "前\n┌────┬────┬────┐\n│ 甲 │ 乙 │ 丙 │\n├────┼────┼────┤\n│ 1  │    │ 3  │\n├────┼────┼────┤\n"
                "│    │ 5  │ 7  │\n│    │ 六 │    │\n└────┴────┴────┘\n后\n"
            ),
        ),
    ],
)
def test_cells_as_printed(dialect: str, text: str) -> None:
    result = rebuilt(text)
    assert result.dialect == dialect
    assert result.confidence > 0.5
    first, table, last = result.blocks
    assert isinstance(table, Table)
    assert rows(table) == WANTED
    assert (table.origin, table.rows, table.columns) == ("flattened", 3, 3)
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.text, last.text) == ("前", "后")
    assert raw(result.blocks) == text
    assert result.diagnostics == ()


def test_cells_that_end_with_a_break_tear_no_rows_where_a_tab_stands_behind_each() -> None:
    """«数量⏎» and the name behind it on two lines: most rows of four fresh reports were refused (word-extractor)."""
    (_, table, _) = rebuilt("前\n甲\t乙\t丙\t\n1\t2\n\t3\t\n4\t5\n\t6\t\n7\t8\t9\t\n后\n").blocks
    assert isinstance(table, Table)
    assert [[text.strip() for text in row] for row in rows(table)] == [
        ["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"],
    ]  # fmt: skip


def test_markdown_keeps_what_the_author_printed() -> None:
    text = "| 甲   | 乙 | 丙 |\n|------|----|----|\n| 1    |    | \u30003 |\n| a\\|b | 5  | 7  |\n"
    (table,) = tables(text)
    assert rows(table) == [["甲", "乙", "丙"], ["1", "", "\u30003"], ["a|b", "5", "7"]]


def test_markdown_of_markitdown_marks_merged_columns() -> None:
    text = "|  |  |  |\n| --- | --- | --- |\n| 甲 | | 丙 |\n| 1 |  | 3 |\n"
    (table,) = tables(text)
    assert shown(table) == [
        ((0, 0, 1, 2), "甲"), ((0, 2, 1, 1), "丙"), ((1, 0, 1, 1), "1"), ((1, 1, 1, 1), ""), ((1, 2, 1, 1), "3"),
    ]  # fmt: skip


def test_markdown_with_covered_cells_left_out_is_no_table_without_a_form() -> None:
    text = "|  |  |  |\n| --- | --- | --- |\n| 甲 | | 丙 |\n| 1 |  | 3 |\n| 2 | 4 |\n"
    assert tables(text) == []


def test_fixed_width_print_without_rules_is_left_alone() -> None:
    """antiword breaks cells over lines and loses rows."""
    text = "|年度预  |年初    |\n|算申请  |预算数  |\n|1       |2       |\n"
    assert tables(text) == []


def test_drawn_spans() -> None:
    text = (
        "+-----+-----------+\n| 甲  | 乙        |\n|     +-----+-----+\n|     | 丙  | 丁  |\n"
        "|     |     +-----+\n|     |     | 2+3 |\n+-----+-----+-----+\n"
    )
    (table,) = tables(text)
    assert shown(table) == [
        ((0, 0, 3, 1), "甲"), ((0, 1, 1, 2), "乙"), ((1, 1, 2, 1), "丙"), ((1, 2, 1, 1), "丁"), ((2, 2, 1, 1), "2+3"),
    ]  # fmt: skip


def test_drawn_text_goes_on_beside_a_rule_and_keeps_its_blank_lines() -> None:
    text = "+----+----+\n| 绩 | 一 |\n|    +----+\n| 效 | 二 |\n|    |    |\n| 标 |    |\n+----+----+\n"
    (table,) = tables(text)
    assert [cell.text for cell in table.cells] == ["绩\n\n效\n\n标", "一", "二"]


def test_a_long_line_that_begins_a_cell_parts_no_rows() -> None:
    """Word's «plain text»: «年度绩效目标1：…», «（80分）» in a cell, and a form was two (湖北)."""
    rows_ = (
        "项目名称\t老旧小区改造\t\n年度绩效目标1：完成老旧小区改造任务\n（80分）\t一级指标\t得分\t\n\t产出指标\t8\t\n"
    )
    (table,) = tables(rows_)
    assert rows(table)[1] == ["年度绩效目标1：完成老旧小区改造任务\n（80分）", "一级指标", "得分"]


def test_lines_that_pandoc_keeps_in_a_cell_of_restructuredtext() -> None:
    (table,) = tables(
        "+--------+----+\n| 满意度 | 一 |\n|        |    |\n| | 指标 +----+\n| | 10分 | 二 |\n+--------+----+\n"
    )
    assert [cell.text for cell in table.cells] == ["满意度\n\n指标\n10分", "一", "二"]


def test_a_blank_line_inside_a_cell_is_kept() -> None:
    (table,) = tables("\t社会效\n\n益指标\n\t甲\n\n\t乙\n\t丙\n\n\n")
    assert rows(table) == [["社会效\n\n益指标", "甲"], ["乙", "丙"]]


def test_an_empty_last_paragraph_looks_like_a_row_end() -> None:
    """As Tika prints a table whose cells end with empty paragraphs: the rows are put together by their width."""
    text = "\t甲1\n\n\t乙1\n\t丙1\n\n\t甲2\n\t\n乙2\n\t丙2\n\n丙3\n\n\t甲4\n\t\n\t丁\n\n\n"
    (table,) = tables(text)
    assert rows(table) == [["甲1\n", "乙1", "丙1"], ["甲2", "\n乙2", "丙2\n\n丙3"], ["甲4", "", "丁"]]


def test_two_blank_lines_part_two_tables() -> None:
    text = "\t甲\n\t乙\n\n\t1\n\t2\n\n\n\t丙\n\t丁\n\n\t3\n\t4\n\n\n"
    assert [rows(table) for table in tables(text)] == [[["甲", "乙"], ["1", "2"]], [["丙", "丁"], ["3", "4"]]]


def test_what_stands_below_a_table_is_not_in_its_last_cell() -> None:
    """A file whose blank lines were thinned out: one blank line, then the sign-off."""
    result = rebuilt("\t甲\n\t乙\n\n\t1\n\t2\n\n填表人：（略）\n")
    assert rows(next(b for b in result.blocks if isinstance(b, Table))) == [["甲", "乙"], ["1", "2"]]
    assert isinstance(result.blocks[-1], Paragraph)
    assert result.blocks[-1].text == "填表人：（略）"


@pytest.mark.parametrize(
    "text",
    [
        "\t一、单位基本情况\n\t（一）主要职能。负责档案工作。开展利用服务。\n\t（二）机构设置。内设两股。编制九人。\n",
        "填表人：（略）\t填报日期：2024年4月8日\t联系电话：\n",
        "一、单位基本情况\t1\n二、支出情况\t3\n三、存在的问题\t12\n",
        "没有表格的一段话。\n另一段话。\n",
    ],
)
def test_text_with_tabs_is_no_table(text: str) -> None:
    result = rebuilt(text)
    assert not any(isinstance(block, Table) for block in result.blocks)
    assert result.dialect is None
    assert result.diagnostics == ()


def test_a_table_in_one_paragraph_of_a_word_file() -> None:
    """Pasted as text with line breaks: the paragraph is cut around it."""
    blocks = (Paragraph("前\n甲\t乙\n1\t2\n后"), Paragraph("尾"))
    result = rebuild_tables(blocks, load())
    assert [type(block).__name__ for block in result.blocks] == ["Paragraph", "Table", "Paragraph", "Paragraph"]
    assert [b.text for b in result.blocks if isinstance(b, Paragraph)] == ["前", "后", "尾"]
    assert raw(result.blocks).replace("\n", "") == raw(blocks).replace("\n", "")


def test_asides_are_not_touched() -> None:
    aside = Paragraph("甲\t乙\t丙", aside="running_head")
    blocks = (aside, aside, aside)
    assert rebuild_tables(blocks, load()).blocks == blocks


def test_a_blocks_label_that_no_form_knows_runs_down_where_rows_repeat_it() -> None:
    """«年度主要工作任务» reads like the heading of the rows' labels; each row says it again."""
    block = "年度主要工作任务（万元）"
    lines = [
        "部门名称|部门名称|部门名称|云溪县水利局|云溪县水利局|云溪县水利局|云溪县水利局|云溪县水利局|云溪县水利局|云溪县水利局",
        f"{block}|任务内容|完成进度|全年预算数|其中：财政拨款|全年执行数|其中：财政拨款|权重分|资金执行率|自评得分",
        f"{block}|校园安全防护建设|完成|183.29|183.29|146.64|146.64||80.0%|",
        f"{block}|市容环境综合整治|已完成|32.79|32.79|26.23|26.23|||",
        f"{block}|公路水毁修复|完成|24.67|24.67|19.74|19.74||80.00%|",
        f"{block}|资金合计||240.75|240.75|192.61|192.61|10|80.00%|8.00",
        "绩效目标|年初设定目标|年初设定目标|年初设定目标|年初设定目标|目标实现情况|目标实现情况|目标实现情况|目标实现情况|目标实现情况",
        "绩效目标|改善出行|改善出行|改善出行|改善出行|出行改善|出行改善|出行改善|出行改善|出行改善",
        "年度绩效指标|指标一级|指标二级|指标内容|权重分|目标值|完成值|自评得分|偏差原因|偏差原因",
        "年度绩效指标|产出指标|数量完成指标|1.安装护栏|90|至少27公里|27公里|90||",
        "自评总分|自评总分|自评总分|自评总分|自评总分|自评总分|自评总分|98.00||",
    ]
    text = "部门整体支出绩效自评表（2021年度）\n" + "\n".join(lines).replace("|", "\t") + "\n填表人：（略）\n"
    table = next(table for table in tables(text) if any(cell.text == "任务内容" for cell in table.cells))
    (label,) = [cell for cell in table.cells if cell.text == block]
    assert (label.column, label.row_span) == (0, 5)


GOALS = [["总体绩效目标", "预期目标", "实际完成"], ["", "丰富馆藏数字资源", "馆藏数字资源更加丰富"]]
UPPER = ["项目绩效指标", "年度指标设定", "年末完成情况", "标准分", "得分数", "未完成原因及整改措施"]
LOWER = ["指标一级", "指标二级", "三级指标名称", "指标方向", "目标数值", "指标单位"]
ITEMS = [
    ["产出指标", "数量完成指标", "指标1：开展阅读活动", ">=", "12", "场", "11场", "50", "45.58", "进度推迟"],
    ["满意度指标", "服务对象满意度", "指标1：读者满意率", "至少", "86", "%", "96%", "40", "40", ""],
]
TITLE, FOOT = "项目支出绩效自评表（2022年度）\n", "填表人：（略）\n"


def cells_of_lines(lines: list[list[str]]) -> str:
    """A cell a line behind a TAB, a blank line behind each row."""
    return TITLE + "\n".join("".join(f"\t{cell}\n" for cell in line) for line in lines) + "\n\n" + FOOT


def test_a_heading_of_two_rows_in_words_that_no_list_holds() -> None:
    (table,) = tables(cells_of_lines([*GOALS, UPPER, [*LOWER, "", "", "", ""], *ITEMS]))
    assert [row for row in rows(table) if row[0] in ("产出指标", "满意度指标")] == ITEMS


def test_such_a_heading_where_merged_text_is_repeated() -> None:
    wide = [
        [text for text in line for _ in range(5)][:10]
        for line in (["总体绩效目标", "预期目标"], ["总体绩效目标", "丰富馆藏"])
    ]
    upper = [*(text for text in UPPER[:2] for _ in range(3)), *UPPER[2:]]
    lines = [*wide, upper, [*LOWER, *UPPER[2:]], *ITEMS]
    text = TITLE + "".join("\t".join(line) + "\n" for line in lines) + FOOT
    (table,) = tables(text)
    assert [row for row in rows(table) if row[0] in ("产出指标", "满意度指标")] == ITEMS


def test_a_row_of_data_above_a_heading_is_no_upper_half() -> None:
    """As many cells as would stand over the blank ones of the row below, but a figure among them."""
    upper = ["项目绩效指标", "年度指标设定", "12", "标准分", "得分数", "未完成原因及整改措施"]
    found = tables(cells_of_lines([*GOALS, upper, [*LOWER, "", "", "", ""], *ITEMS]))
    assert not any(row[:3] == ITEMS[0][:3] for table in found for row in rows(table))


@pytest.mark.parametrize(("word", "known"), [("质量", True), ("安全", False)])
def test_levels_below_a_row_that_an_empty_paragraph_tore_off(word: str, known: bool) -> None:
    """Covered cells are left out (ODT); the level has blank paragraphs in its cell: a word of level 2 makes up the row
    with what stands below, of any other nobody knows what it is."""
    torn = [
        *("\t" + head for head in HEADINGS),
        *("", "\t产出指标", "\t数量指标", "\t改造小区", "\t≥5个", "\t7个", "\t30", "\t30", "\t"),
        *("", f"\t{word}", "", "", "\t验收合格率", "\t≥95%", "\t96%", "\t20", "\t20", "\t"),
        *("", "\t返工率", "\t≤3%", "\t1%", "\t10", "\t10", "\t"),
        *("", "\t效益指标", "\t社会效益指标", "\t投诉事件", "\t≤3起", "\t1起", "\t30", "\t30", "\t"),
        *("", "\t总分", "\t90", "\t90", "\t", "", "填表人：（略）"),
    ]
    table = tables("\n".join(torn) + "\n")[0]
    names = {cell.text: cell.row for cell in table.cells if cell.column == 3}
    levels = {
        (row, column): cell.text
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in (1, 2)
        if cell.column == column
    }
    assert levels[names["改造小区"], 2] == "数量指标"
    assert levels[names["投诉事件"], 2] == "社会效益指标"
    own = {levels.get((names[name], column), "").strip() for name in ("验收合格率", "返工率") for column in (1, 2)}
    assert own == ({"产出指标", word} if known else {""})


def test_a_blank_line_before_a_title_between_tabs_parts_two_tables() -> None:
    """It begins no cell, as a long line right below a row does."""
    rows_of = [
        "项目名称|危房改造",
        "项目资金|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        "|总额|20|20|19|10|95%|9.5",
    ]
    table = "".join("\t".join(row.split("|")) + "\t\n" for row in ("项目支出绩效自评表（2023年度）", *rows_of))
    assert [found.rows for found in tables(f"{table}\n{table}")] == [4, 4]
