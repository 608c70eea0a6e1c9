"""A flattened table that goes on behind a page break: one table, its heading once, no level from a heading's label."""

from __future__ import annotations

import pytest

from flattened import HEADINGS, rebuilt, tables
from jixiao.document import Paragraph, Table

ABOVE = [
    ["项目名称", "云溪县步道修缮项目"],
    HEADINGS,
    ["", "产出指标", "数量指标", "修缮步道", "≥3千米", "3千米", "25", "25", ""],
    ["", "", "质量指标", "验收合格率", "100%", "100%", "25", "25", ""],
]
BELOW = [
    ["", "", "时效指标", "按期完工率", "100%", "98%", "20", "19", "雨季较长"],
    ["", "效益指标", "社会效益指标", "受益人数", "≥900人", "950人", "30", "29.5", "统计较晚"],
    ["总分", "", "", "", "", "", "100", "98.5", ""],
]
TITLE = "项目支出绩效自评表\n（2023年度）\n"


def printed(rows: list[list[str]], form: str) -> str:
    if form == "pipes":
        return "".join(f"| {' | '.join(row)} |\n" for row in rows)
    return "".join("\t".join(row) + "\n" for row in rows)


def names(table: Table) -> list[tuple[str, str]]:
    """Level 1 and name of each row of indicators."""
    level = {
        row: cell.text for cell in table.cells if cell.column == 1 for row in range(cell.row, cell.row + cell.row_span)
    }
    return [
        (level.get(cell.row, ""), cell.text)
        for cell in table.cells
        if cell.column == 3 and cell.row > 1 and cell.text and cell.text != HEADINGS[3]
    ]


@pytest.mark.parametrize("form", ["tabs", "pipes"])
@pytest.mark.parametrize(
    ("broken", "again"),
    [("续表\n", True), ("（续表）\n", False), ("- 1 -\n\f续表\n", True), ("- 1 -\n\f", True), ("\f", True)],
)
def test_what_a_break_put_into_a_table_is_none_of_it(form: str, broken: str, again: bool) -> None:
    text = (
        TITLE
        + printed(ABOVE, form)
        + broken
        + printed([HEADINGS, *BELOW] if again else BELOW, form)
        + "填表人：（略）\n"
    )
    (table,) = tables(text)
    assert names(table) == [
        ("产出指标", "修缮步道"),
        ("产出指标", "验收合格率"),
        ("产出指标", "按期完工率"),
        ("效益指标", "受益人数"),
    ]
    aside = "".join(b.text for b in rebuilt(text).blocks if isinstance(b, Paragraph) and b.aside == "repeated_heading")
    assert ("一级指标" in aside) is again


@pytest.mark.parametrize("form", ["tabs", "pipes"])
@pytest.mark.parametrize("mark", ["第3页 共5页", "— 3 —"])
def test_a_page_s_number_between_rows_is_no_cell(form: str, mark: str) -> None:
    """Between bars it stood before the next row's first cell («— 3 —时效指标»)."""
    text = f"{TITLE}{printed(ABOVE, form)}{mark}\n{printed(BELOW, form)}填表人：（略）\n"
    (table,) = tables(text)
    assert [name for _, name in names(table)][:4] == ["修缮步道", "验收合格率", "按期完工率", "受益人数"]
    assert not [cell.text for cell in table.cells if "3" in cell.text and ("页" in cell.text or "—" in cell.text)]


def test_a_second_table_below_a_form_feed_stays_one() -> None:
    other = [["项目名称", "云溪县桥梁修缮项目"], *ABOVE[1:], *BELOW]
    text = TITLE + printed(ABOVE + BELOW, "tabs") + "\f" + TITLE + printed(other, "tabs") + "填表人：（略）\n"
    assert [len(names(table)) for table in tables(text)] == [4, 4]


def test_no_word_of_a_level_comes_from_a_heading() -> None:
    """The first row of a part whose level stands on the page before."""
    part = [row[1:] for row in (HEADINGS, *BELOW[:2])]
    part += [["满意度指标", "服务对象满意度指标", "群众满意度", "≥95%", "96%", "10", "10", ""]]
    (table,) = tables(TITLE + printed(part, "pipes") + "填表人：（略）\n")
    levels = [(cell.row, cell.row_span, cell.text) for cell in table.cells if cell.column == 1]
    assert levels == [(0, 1, "一级指标"), (1, 1, ""), (2, 1, "效益指标"), (3, 1, "满意度指标")]
