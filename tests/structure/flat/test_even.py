"""Tables of which every cell is printed: quoted fields, lists as scripts print them, boxes and bars."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell
from samples.converters import drawn_box, printed_list, quoted_fields
from samples.dialects import CONVERTERS, flatten

from flattened import HEADINGS, printed, rebuilt, tables
from jixiao import parse
from jixiao.document import Paragraph, Table
from jixiao.structure.flat.even import repeats
from jixiao.structure.flat.stretch import RawCell, RawRow

ONCE = [
    ["项目\n名称", "", "", "道路养护", "", "主管部门", "甲县财政局", "", ""],
    [*HEADINGS[:7], "得\n分", HEADINGS[8]],
    ["", "产出指标\n（50分）", "数量指标", "养护里程", "≥1,080公里", "1,080公里", "10", "10", '称"优"'],
    ["", "", "", "", "", "", "", "", ""],
    ["", "", "质量指标", "验收 | 合格率", "≥95%", "90%", "20", "18.5", "阴雨；工期推后"],
    ["", "效益指标", "社会效益指标", "[公众]知晓率", "明显提高", "明显提高", "20", "20", ""],
    ["总分", "", "", "", "", "", "50", "48.5", ""],
]
FULL = [
    [*["项目\n名称"] * 3, "道路养护", "道路养护", "主管部门", *["甲县财政局"] * 3],
    ONCE[1],
    ["绩效指标", *ONCE[2][1:]],
    ["绩效指标", "产出指标\n（50分）", *ONCE[4][2:]],
    ["绩效指标", *ONCE[5][1:]],
    [*["总分"] * 6, "50", "48.5", ""],
]
BARS = [[text.replace(" | ", "、") for text in row] for row in FULL]
FLAT = [[text.replace("\n", "") for text in row] for row in BARS]


def one(text: str) -> Table:
    """The only table of a text, with not a character of the text lost."""
    result = rebuilt(f"附件1\n\n{text}\n\n填表人：（略）\n")
    whole = "".join(
        block.text + block.end if isinstance(block, Paragraph) else block.source_text for block in result.blocks
    )
    assert whole == f"附件1\n\n{text}\n\n填表人：（略）\n"
    (table,) = [block for block in result.blocks if isinstance(block, Table)]
    return table


def figures(table: Table, row: int) -> list[str]:
    """The texts of a row from its name on."""
    return [text for (at, column), text in sorted(printed(table).items()) if at == row and column > 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_quoted_fields_hold_marks_and_line_ends(mark: str, end: str) -> None:
    text = quoted_fields(ONCE, mark).strip("\n").replace("\n", end)
    table = one(text)
    assert figures(table, 2) == ["养护里程", "≥1,080公里", "1,080公里", "10", "10", '称"优"']
    assert figures(table, 4) == ["验收|合格率", "≥95%", "90%", "20", "18.5", "阴雨；工期推后"]
    assert figures(table, 6) == ["50", "48.5"]
    assert printed(table)[2, 1] == "产出指标（50分）"


def test_a_label_runs_on_over_blank_cells_to_its_value() -> None:
    spans = {c.text: (c.column, c.column_span) for c in one(quoted_fields(ONCE, ",").strip()).cells if c.row == 0}
    assert spans["项目\n名称"] == (0, 3)
    assert spans["道路养护"] == (3, 1)


def test_equal_points_side_by_side_are_two_cells() -> None:
    found = printed(one(quoted_fields(ONCE, ",").strip()))
    assert (found[2, 6], found[2, 7]) == ("10", "10")


def test_few_merged_cells_are_told_by_text_in_three_columns() -> None:
    rows = [
        FULL[1],
        *[["绩效指标", f"产出{n}", f"质量{n}", *FULL[3][3:]] for n in range(9)],
        [*["总分"] * 6, "50", "48.5", ""],
    ]
    table = one(printed_list(rows).strip())
    assert table.repeats
    assert {c.text: c.column_span for c in table.cells}["总分"] == 6


def test_alike_target_and_achievement_are_two_cells() -> None:
    table = one(quoted_fields(ONCE, ",").strip())
    assert not table.repeats
    assert (printed(table)[5, 4], printed(table)[5, 5]) == ("明显提高", "明显提高")


def test_a_label_twice_or_dashes_are_no_merged_text() -> None:
    rows = [
        ["", "", "", "年初", "全年", "全年", "", "", ""],
        ["", "", "", "预算数", "预算数", "执行数", "---", "---", "---"],
    ]
    assert not repeats([RawRow([RawCell(text) for text in row]) for row in rows])


def test_fields_joined_without_quotes_are_refused() -> None:
    joined = "\n".join(",".join(text.replace("\n", "") for text in row) for row in ONCE)  # «1,080»: a field more
    assert tables(joined) == []


def test_prose_with_commas_is_no_table() -> None:
    assert tables("一是甲,乙,丙。\n二是丁,戊,己。\n三是庚,辛,壬。\n") == []


LISTS: dict[str, Callable[[list[list[str]]], str]] = {
    "python": lambda rows: printed_list(rows).strip(),
    "rows": lambda rows: "\n".join(map(str, rows)),
    "tuples": lambda rows: str(tuple(map(tuple, rows))),
    "json": lambda rows: json.dumps(rows, ensure_ascii=False, indent=2),
    "escaped": json.dumps,
    "tables": lambda rows: str([rows, [["甲", "乙"], ["丙", "丁"]]]),
    "paragraphs": lambda rows: str([[text.split("\n") for text in row] for row in rows]),
    "records": lambda rows: str([dict(enumerate(row)) for row in rows]).replace("{0:", "{'0':"),
}


@pytest.mark.parametrize("way", sorted(set(LISTS) - {"tables", "records"}))
def test_printed_lists(way: str) -> None:
    table = one(LISTS[way](FULL))
    assert figures(table, 2) == ["养护里程", "≥1,080公里", "1,080公里", "10", "10", '称"优"']
    assert figures(table, 3) == ["验收|合格率", "≥95%", "90%", "20", "18.5", "阴雨；工期推后"]
    assert figures(table, 4)[0] == "[公众]知晓率"
    assert figures(table, 5) == ["50", "48.5"]
    assert printed(table)[2, 1] == "产出指标（50分）"


def test_records_of_values() -> None:
    rows = [dict(zip(map(str, range(9)), row, strict=True)) for row in FULL]
    assert figures(one(str(rows)), 3) == ["验收|合格率", "≥95%", "90%", "20", "18.5", "阴雨；工期推后"]


def test_several_tables_in_one_list() -> None:
    found = tables(LISTS["tables"](FULL))
    assert [table.rows for table in found] == [6]


def test_lists_of_uneven_rows_are_named() -> None:
    result = rebuilt(str([*FULL[:3], FULL[3][:-2], *FULL[4:]]))
    assert not any(isinstance(block, Table) for block in result.blocks)
    assert [found.code for found in result.diagnostics] == ["unreadable_table"]


def _ruled(rows: list[list[str]]) -> str:
    """A heading between rules and the rest (psql), walls set by the number of characters."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["| " + " | ".join(f"{t:{w}}" for t, w in zip(row, widths, strict=True)) + " |" for row in rows]
    rule = "+-" + "-+-".join("-" * width for width in widths) + "-+"
    return "\n".join([rule, lines[0], rule, *lines[1:], rule])


BARRED = {
    "box": drawn_box(BARS).strip(),
    "box with rules of two kinds": drawn_box(BARS).strip().translate(str.maketrans("┌┬┐└┴┘├┤─", "╒╤╕╘╧╛╞╡═")),
    "grid": drawn_box(BARS).strip().translate(str.maketrans("┌┬┐└┴┘├┤┼─│", "+++++++++-|")),
    "escaped": "\n".join("\\| " + " \\| ".join(row) + " \\|" for row in FLAT),
    "joined": "\n".join(" | ".join(row) for row in FLAT),
    "ruled": _ruled(FLAT),
}


@pytest.mark.parametrize("way", BARRED)
def test_lines_with_one_number_of_bars(way: str) -> None:
    table = one(BARRED[way])
    assert figures(table, 2) == ["养护里程", "≥1,080公里", "1,080公里", "10", "10", '称"优"']
    assert figures(table, 3) == ["验收、合格率", "≥95%", "90%", "20", "18.5", "阴雨；工期推后"]
    assert figures(table, 5) == ["50", "48.5"]


def test_ruled_rows_whose_covered_cells_are_blank() -> None:
    rows = [[text.replace("\n", "").replace(" | ", "、") for text in row] for row in ONCE]
    assert figures(one(_ruled(rows)), 4) == ["验收、合格率", "≥95%", "90%", "20", "18.5", "阴雨；工期推后"]


def test_rows_that_are_lines_of_cells_are_refused() -> None:
    lines = [[text.split("\n") for text in row] for row in BARS]
    cut = [[cell[at] if at < len(cell) else "" for cell in row] for row in lines for at in range(max(map(len, row)))]
    assert tables(_ruled(cut)) == []


def test_markdown_rows_that_are_lines_of_cells_are_refused() -> None:
    lines = [[text.split("\n") for text in row] for row in BARS]
    cut = [[cell[at] if at < len(cell) else "" for cell in row] for row in lines for at in range(max(map(len, row)))]
    text = "\n".join("| " + " | ".join(row) + " |" for row in [cut[0], ["---"] * 9, *cut[1:]])
    assert tables(text) == []


def test_markdown_escapes_of_a_printed_grid() -> None:
    text = "\n".join("\\| " + " \\| ".join(row) + " \\|" for row in FLAT).replace("%", "\\%").replace("≥", "\\≥")
    assert figures(one(text), 3)[1:3] == ["\\≥95%", "90%"]


@pytest.mark.parametrize("dialect", ["pandoc", "docling", "csv-quoted", "printed-list", "drawn-box"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_in_any_way(dialect: str, end: str) -> None:
    grid = Grid(9)
    for row in FLAT[1:]:
        grid.row(*row)
    text = flatten(grid.table(), dialect).strip("\n")
    assert printed(one(text.replace("\n", end))) == printed(one(text))


@pytest.mark.parametrize("dialect", ["csv-quoted", "tsv-quoted", "printed-list", "drawn-box"])
def test_dialects_print_a_small_table(dialect: str) -> None:
    grid = Grid(3)
    grid.row(GridCell("年度预\n\n算申请", rows=2), GridCell("按性质分", 2))
    grid.row("其中：公车", "1,200")
    expected = {
        "csv-quoted": '"年度预\n算申请",按性质分,\n,其中：公车,"1,200"\n\n',
        "tsv-quoted": '"年度预\n算申请"\t按性质分\t\n\t其中：公车\t1,200\n\n',
        "printed-list": "[['年度预\\n算申请', '按性质分', '按性质分'], ['年度预\\n算申请', '其中：公车', '1,200']]\n\n",
        "drawn-box": (
            "┌─────┬───────┬───────┐\n│ 年度预 │ 按性质分  │ 按性质分  │\n│ 算申请 │       │       │\n"
            "├─────┼───────┼───────┤\n│ 年度预 │ 其中：公车 │ 1,200 │\n│ 算申请 │       │       │\n"
            "└─────┴───────┴───────┘\n\n"
        ),
    }
    assert CONVERTERS[dialect](grid.table()) == expected[dialect]


def test_what_a_label_that_runs_down_covers_is_blank_where_each_cell_is_said_once() -> None:
    """A spreadsheet's fields: the goal below «1.项目年度目标完成情况» was refused (四川), and a label whose neighbour
    no form knows («经办处所») lost its value."""
    text = (
        "2023年项目支出绩效自评表,,,,,,,\n"
        "主管部门,,,清源县水利局,,经办处所,清源县水利站,\n"
        "项目名称,,,泵站改造,,,,\n"
        "项目基本情况,1.项目年度目标完成情况,,项目年度目标,,年度目标完成情况,,\n"
        ",,,完成泵站改造,,泵站改造完成,,\n"
        "绩效指标,一级指标,二级指标,三级指标,指标值,完成值,分值,得分\n"
        ",产出指标,数量指标,改造泵站,≥4座,4座,50,50\n"
        ",效益指标,社会效益指标,排涝能力,提高,提高,40,38\n"
        "合计,,,,,,90,88\n"
    )
    (form,) = parse(text.encode()).evaluations
    assert form.department == "清源县水利局"
    assert [(goal.expected, goal.actual) for goal in form.goals] == [("完成泵站改造", "泵站改造完成")]
    assert [(i.level3, i.score) for i in form.indicators] == [("改造泵站", 50), ("排涝能力", 38)]


def test_a_label_runs_over_no_blank_amount() -> None:
    """«3.公务接待,,5.78»: what was spent the year before is blank, and the row was refused (湖南's base table)."""
    text = (
        "部门整体支出绩效评价基础数据表,,,\n"
        "经费控制情况,2022年决算数,2023年预算数,2023年决算数\n"
        "三公经费,6.00,8.28,7.00\n"
        "1.公务用车购置和维护经费,2.00,2.50,2.00\n"
        "3.公务接待,,5.78,5.00\n"
        "项目支出,,120.00,\n"
    )
    data = parse(text.encode()).base_data
    assert data is not None
    assert [(row.item, row.prior_final, row.budget, row.final) for row in data.expenses[-2:]] == [
        ("3.公务接待", None, Decimal("5.78"), Decimal("5.00")), ("项目支出", None, Decimal("120.00"), None),
    ]  # fmt: skip
