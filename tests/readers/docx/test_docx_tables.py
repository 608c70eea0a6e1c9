"""Grids: spans, nesting, odd rows."""

from __future__ import annotations

from docx_builder import docx, p, tbl, tc, tr
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.document import Document, Paragraph, Table
from jixiao.readers.docx import read_docx

Row = tuple[int, int, int, int, str]


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def cells(table: Table) -> list[Row]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in table.cells]


def read_one(table: str) -> Table:
    (found,) = tables(read_docx(docx(table)))
    return found


SPAN_2 = '<w:gridSpan w:val="2"/>'
BEGIN = '<w:vMerge w:val="restart"/>'
GO_ON = "<w:vMerge/>"


def test_plain_grid() -> None:
    table = read_one(tbl(tr("甲", "乙"), tr("丙", "")))
    assert (table.rows, table.columns, table.origin, table.page) == (2, 2, "native", None)
    assert cells(table) == [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙"), (1, 0, 1, 1, "丙"), (1, 1, 1, 1, "")]


def test_spans_both_ways_and_a_block_of_four() -> None:
    table = read_one(
        tbl(
            tr(tc("a", tcpr=BEGIN), tc("b", tcpr=SPAN_2)),
            tr(tc(tcpr=GO_ON), tc("c", tcpr=SPAN_2 + BEGIN)),
            tr(tc(tcpr=GO_ON), tc(tcpr=SPAN_2 + GO_ON)),
            tr("d", "e", "f"),
        )
    )
    assert cells(table) == [
        (0, 0, 3, 1, "a"), (0, 1, 1, 2, "b"), (1, 1, 2, 2, "c"),
        (3, 0, 1, 1, "d"), (3, 1, 1, 1, "e"), (3, 2, 1, 1, "f"),
    ]  # fmt: skip


def test_equal_neighbours_are_not_merged_and_two_merges_stand_below_each_other() -> None:
    table = read_one(tbl(*(tr(tc("产出", tcpr=merge), "产出") for merge in (BEGIN, GO_ON, BEGIN, GO_ON))))
    assert [row for row in cells(table) if row[1] == 0] == [(0, 0, 2, 1, "产出"), (2, 0, 2, 1, "产出")]
    assert len(table.cells) == 6


def test_a_continuation_of_another_width_or_of_nothing_stands_for_itself() -> None:
    table = read_one(
        tbl(
            tr(tc("x", tcpr=GO_ON), "y"),
            tr(tc("a", tcpr=BEGIN), "b"),
            tr(tc("wide", tcpr=SPAN_2 + GO_ON)),
            tr("p", tc("q", tcpr=GO_ON)),
        )
    )
    assert cells(table) == [
        (0, 0, 1, 1, "x"), (0, 1, 1, 1, "y"), (1, 0, 1, 1, "a"), (1, 1, 1, 1, "b"),
        (2, 0, 1, 2, "wide"), (3, 0, 1, 1, "p"), (3, 1, 1, 1, "q"),
    ]  # fmt: skip


def test_text_of_a_covered_cell_is_not_shown_and_told() -> None:
    document = read_docx(docx(tbl(tr(tc("a", tcpr=BEGIN)), tr(tc("unseen", tcpr=GO_ON)))))
    assert cells(tables(document)[0]) == [(0, 0, 2, 1, "a")]
    assert [(item.code, item.blocks) for item in document.diagnostics] == [("merged_cell_text", (0,))]


def test_grid_before_and_after_leave_positions_uncovered() -> None:
    table = read_one(
        tbl(
            tr("a", "b", "c"),
            tr("d", "e", trpr='<w:gridBefore w:val="1"/>'),
            tr("f", "g", trpr='<w:gridAfter w:val="1"/>'),
        )
    )
    assert (table.rows, table.columns) == (3, 3)
    assert cells(table)[3:] == [(1, 1, 1, 1, "d"), (1, 2, 1, 1, "e"), (2, 0, 1, 1, "f"), (2, 1, 1, 1, "g")]


def test_old_horizontal_merges() -> None:
    restart, go_on = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    table = read_one(tbl(tr(tc("h", tcpr=restart), tc(tcpr=go_on), "z"), tr("1", "2", "3")))
    assert cells(table)[:2] == [(0, 0, 1, 2, "h"), (0, 2, 1, 1, "z")]
    both = read_one(
        tbl(
            tr(tc("h", tcpr=restart + BEGIN), tc(tcpr=go_on + BEGIN), "z"),
            tr(tc(tcpr=restart + GO_ON), tc(tcpr=go_on + GO_ON), "y"),
        )
    )
    assert cells(both) == [(0, 0, 2, 2, "h"), (0, 2, 1, 1, "z"), (1, 2, 1, 1, "y")]


def test_rows_of_different_length_make_the_widest_the_grid() -> None:
    table = read_one(tbl(tr("a"), tr("b", "c", "d"), grid=(1000,)))
    assert (table.columns, cells(table)[0]) == (3, (0, 0, 1, 1, "a"))


def width(twips: int) -> str:
    return f'<w:tcW w:w="{twips}" w:type="dxa"/>'


def test_a_short_row_without_spans_is_placed_by_its_widths() -> None:
    def cell(text: str, twips: int) -> str:
        return tc(text).replace('<w:tcW w:w="0" w:type="auto"/>', width(twips))

    table = read_one(
        tbl(tr("1", "2", "3", "4"), tr(cell("half", 2005), cell("rest", 1990)), grid=(1000, 1000, 1000, 1000))
    )
    assert cells(table)[4:] == [(1, 0, 1, 2, "half"), (1, 2, 1, 2, "rest")]
    off_grid = read_one(tbl(tr("1", "2", "3"), tr(cell("a", 1500), cell("b", 1500)), grid=(1000, 1000, 1000)))
    assert cells(off_grid)[3:] == [(1, 0, 1, 1, "a"), (1, 1, 1, 1, "b")]


def test_slivers_left_by_dragged_borders_are_no_columns() -> None:
    rows = (
        tr(tc("a", tcpr=SPAN_2 + BEGIN), "b", trpr='<w:gridAfter w:val="1"/>'),
        tr(tc(tcpr='<w:gridSpan w:val="1"/>' + GO_ON), tc("c", tcpr=SPAN_2), trpr='<w:gridAfter w:val="1"/>'),
        tr(tc("d", tcpr=SPAN_2), tc("e", tcpr=SPAN_2)),
    )
    table = read_one(tbl(*rows, grid=(1000, 40, 1000, 20)))
    assert (table.rows, table.columns) == (3, 2)
    assert cells(table) == [
        (0, 0, 2, 1, "a"),
        (0, 1, 1, 1, "b"),
        (1, 1, 1, 1, "c"),
        (2, 0, 1, 1, "d"),
        (2, 1, 1, 1, "e"),
    ]
    shifted = read_one(
        tbl(tr("a", "b", trpr='<w:gridBefore w:val="1"/>'), tr(tc("c", tcpr=SPAN_2), "d"), grid=(30, 970, 1000))
    )
    assert cells(shifted) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")]


def test_a_cell_as_narrow_as_a_sliver_keeps_its_column() -> None:
    table = read_one(tbl(tr("a", "|", "b"), grid=(1000, 40, 1000)))
    assert cells(table) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "|"), (0, 2, 1, 1, "b")]
    unknown = read_one(tbl(tr("a", "b"), grid=(0, 0)))
    assert [cell.column for cell in unknown.cells] == [0, 1]


def test_a_nested_table_follows_the_outer_one() -> None:
    inner = tbl(tr("i1", tc("deeper", tbl(tr("d")), "<w:p/>")))
    document = read_docx(docx(p("前") + tbl(tr("a", tc(p("上"), inner, p("下")))) + p("后")))
    assert [block.text if isinstance(block, Paragraph) else cells(block) for block in document.blocks] == [
        "前",
        [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "上\n下")],
        [(0, 0, 1, 1, "i1"), (0, 1, 1, 1, "deeper\n")],
        [(0, 0, 1, 1, "d")],
        "后",
    ]


def test_paragraphs_of_a_cell_are_lines_empty_ones_too() -> None:
    table = read_one(tbl(tr(tc("甲", "<w:p/>"), tc("<w:p/>", "乙"), tc("<w:p/>", "<w:p/>"))))
    assert [cell.text for cell in table.cells] == ["甲\n", "\n乙", "\n"]


def test_adjacent_tables_stay_two() -> None:
    assert len(tables(read_docx(docx(tbl(tr("a")) + tbl(tr("b")))))) == 2


def test_content_controls_around_rows_and_cells_and_in_cells() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    table = read_one(
        tbl(
            tr("a", control(tc("b"))),
            control(tr("c", "d") + control(tr("e", "f"))),
            f'<w:customXml w:element="x">{tr("g", tc(control(p("h"))))}</w:customXml>',
        )
    )
    assert [cell.text for cell in table.cells] == ["a", "b", "c", "d", "e", "f", "g", "h"]
    assert (table.rows, table.columns) == (4, 2)


def test_deleted_and_hidden_rows_and_deleted_cells_are_left_out() -> None:
    document = read_docx(
        docx(
            tbl(
                tr("a", "b"),
                tr("gone", "gone", trpr='<w:del w:id="1"/>'),
                tr("new", "new", trpr='<w:ins w:id="1"/>'),
                tr("unseen", "unseen", trpr="<w:hidden/>"),
                tr(tc("gone", tcpr='<w:cellDel w:id="2"/>'), "c", "d"),
            )
        )
    )
    assert [cell.text for cell in tables(document)[0].cells] == ["a", "b", "new", "new", "c", "d"]
    assert [item.code for item in document.diagnostics] == ["tracked_changes", "hidden_text"]


def test_a_tracked_vertical_merge_is_accepted() -> None:
    table = read_one(
        tbl(
            tr(tc("a", tcpr='<w:cellMerge w:vMerge="rest"/>'), "b"),
            tr(tc(tcpr='<w:cellMerge w:vMerge="cont"/>'), "c"),
        )
    )
    assert cells(table) == [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (1, 1, 1, 1, "c")]


def test_a_table_all_of_whose_rows_were_deleted_is_gone() -> None:
    document = read_docx(docx(p("x") + tbl(tr("a", trpr='<w:del w:id="1"/>'))))
    assert document.blocks == (Paragraph("x"),)


@st.composite
def partitions(draw: st.DrawFn) -> tuple[int, int, list[Row]]:
    """A grid cut into rectangles."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    found: list[Row] = []
    for row, column in sorted(free):
        if (row, column) not in free:
            continue
        widest = next((w for w in range(1, columns - column + 1) if (row, column + w) not in free), columns - column)
        w = draw(st.integers(1, widest))
        h = draw(st.integers(1, rows - row))
        free -= {(row + y, column + x) for y in range(h) for x in range(w)}
        found.append((row, column, h, w, f"{row}.{column}"))
    return rows, columns, sorted(found)


def write(rows: int, columns: int, rectangles: list[Row]) -> str:
    owner = {
        (row + y, column + x): rectangle
        for rectangle in rectangles
        for row, column, height, across, _ in [rectangle]
        for y in range(height)
        for x in range(across)
    }
    lines = []
    for row in range(rows):
        line, column = "", 0
        while column < columns:
            top, left, height, across, text = owner[row, column]
            merge = "" if height == 1 else BEGIN if top == row else GO_ON
            assert left == column
            line += tc(text if top == row else "<w:p/>", tcpr=f'<w:gridSpan w:val="{across}"/>{merge}')
            column += across
        lines.append(tr(line))
    return tbl(*lines, grid=(900,) * columns)


@settings(max_examples=60, deadline=None)
@given(partitions())
def test_any_partition_of_a_grid_comes_back(partition: tuple[int, int, list[Row]]) -> None:
    rows, columns, rectangles = partition
    table = read_one(write(rows, columns, rectangles))
    assert (table.rows, table.columns, cells(table)) == (rows, columns, rectangles)


WIDTHS = st.sampled_from([-5, 0, 10, 50, 500, 1000])
MARKED = st.tuples(st.integers(-1, 3), st.sampled_from(["", BEGIN, GO_ON, "<w:hMerge/>"]), WIDTHS)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(MARKED, min_size=1, max_size=5), min_size=1, max_size=5), st.lists(WIDTHS, max_size=8))
def test_no_position_is_covered_twice_whatever_the_file_says(
    rows: list[list[tuple[int, str, int]]], grid: list[int]
) -> None:
    def cell(span: int, merge: str, twips: int) -> str:
        marked = tc("x", tcpr=f'<w:gridSpan w:val="{span}"/>{merge}')
        return marked.replace('<w:tcW w:w="0" w:type="auto"/>', width(twips))

    table = read_one(tbl(*(tr(*(cell(*marks) for marks in row)) for row in rows), grid=tuple(grid)))
    covered = [
        (cell.row + y, cell.column + x)
        for cell in table.cells
        for y in range(cell.row_span)
        for x in range(cell.column_span)
    ]
    assert len(covered) == len(set(covered))
    assert all(row < table.rows and column < table.columns for row, column in covered)
    assert [(cell.row, cell.column) for cell in table.cells] == sorted((cell.row, cell.column) for cell in table.cells)


def test_a_table_that_only_lays_the_report_out_is_none() -> None:
    """A report within a frame, or in a cell of each row, as pages pasted from the web have it: only its tables are."""
    inner = tbl(tr("指标", "分值"), tr("数量", "10"))
    for layout in (tbl(tr(tc(p("标题"), inner, p("尾")))), tbl(tr("标题"), tr("", tc(inner, p())), tr("尾"))):
        found = read_docx(docx(layout)).blocks
        texts = [block.text for block in found if not isinstance(block, Table) and block.text]
        assert texts == ["标题", "尾"]
        assert [cell.text for cell in tables(read_docx(docx(layout)))[0].cells] == ["指标", "分值", "数量", "10"]
    lines = [f"第{n}段。" for n in range(8)]
    frame = tbl(tr(tc(*lines)))
    assert [block.text for block in read_docx(docx(frame)).blocks if block.text] == lines
    for rows in (tr(tc(*lines[:7])), tr("年度目标", tc(*lines)), tr(tc(*lines)) + tr(tc(inner, p()), "备注")):
        assert not isinstance(read_docx(docx(tbl(rows))).blocks[0], Paragraph)
    assert isinstance(read_docx(docx(frame + p("正文" * 30))).blocks[0], Table)


def test_a_form_to_be_filled_in_is_no_layout() -> None:
    """Its labels stand beside empty cells, boxes ticked, or values within content controls."""
    labels = ["项目名称", "主管部门", "实施单位", "项目类型", "年度目标", "预算数", "执行数", "填表人"]
    ticked = tc(p('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'))
    held = f"<w:sdt><w:sdtContent>{tc('甲')}</w:sdtContent></w:sdt>"
    for value in ("", ticked, held):
        form = tbl(*(tr(label, value) for label in labels))
        assert [(table.rows, table.columns) for table in tables(read_docx(docx(form)))] == [(8, 2)]
    (one, inner) = tables(read_docx(docx(tbl(tr("项目名称", held), tr("指标", tc(tbl(tr("甲", "乙")), p("尾")))))))
    assert [cell.text for cell in one.cells][:2] == ["项目名称", "甲"]
    assert inner.columns == 2
