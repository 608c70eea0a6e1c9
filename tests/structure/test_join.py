"""Tables that a page break cut become one again; two tables stay two."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grids import evaluation_table, table
from jixiao.document import Block, Cell, Paragraph, Run, Table
from jixiao.patterns import load
from jixiao.structure.join import REPEATED, join_tables
from jixiao.structure.seam import completes
from jixiao.structure.stains import STAIN

Shown = list[tuple[int, int, int, int, str]]


def part(page: int, *rows: list[object], edges: tuple[float, ...] = ()) -> Table:
    """A ruled table on a page."""
    made = table(*rows, origin="ruled")  # type: ignore[arg-type]
    width = 100.0 * made.columns
    return replace(made, page=page, bbox=(50.0, 70.0, edges[-1] if edges else 50.0 + width, 700.0), edges=edges)


def cells(made: Block) -> Shown:
    assert isinstance(made, Table)
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in made.cells]


HEAD = ["一级指标", "二级指标", "三级指标", "分值", "得分"]
EDGES = (50.0, 150.0, 250.0, 350.0, 450.0, 550.0)
NUMBER = Paragraph("- 4 -", kind="page_number", aside="page_number", page=4)


def test_parts_on_consecutive_pages_are_one() -> None:
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    second = part(5, ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    joined = join_tables((Paragraph("前"), first, NUMBER, second, Paragraph("后")))
    assert [type(block).__name__ for block in joined] == ["Paragraph", "Table", "Paragraph", "Paragraph"]
    made = joined[1]
    assert isinstance(made, Table)
    assert (made.rows, made.columns, made.page, made.origin) == (3, 5, 4, "ruled")
    assert cells(made)[-5:] == [
        (2, 0, 1, 1, "效益指标"),
        (2, 1, 1, 1, "社会效益指标"),
        (2, 2, 1, 1, "查档便利度"),
        (2, 3, 1, 1, "20"),
        (2, 4, 1, 1, "19"),
    ]
    assert joined[2] == NUMBER


def test_a_footnote_at_the_page_s_end_parts_no_table() -> None:
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    second = part(5, ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    note = Paragraph("1含分馆12人", kind="footnote", page=4)
    joined = join_tables((first, note, second))
    assert [type(block).__name__ for block in joined] == ["Table", "Paragraph"]
    assert len(join_tables((first, replace(note, kind="paragraph"), second))) == 3


def test_three_pages() -> None:
    parts = [part(page, [f"第{page}页", str(page)]) for page in (1, 2, 3)]
    (made,) = join_tables(tuple(parts))
    assert cells(made) == [(r, c, 1, 1, (f"第{r + 1}页", str(r + 1))[c]) for r in range(3) for c in range(2)]


def test_text_between_parts_them() -> None:
    first, second = part(4, HEAD), part(5, HEAD)
    blocks = (first, Paragraph("附件2"), second)
    assert join_tables(blocks) == blocks


@pytest.mark.parametrize(
    ("line", "origin", "tables"),
    [
        ("7301", "image", 1),
        ("7301", "ruled", 2),
        ("小计", "image", 2),
        ("中", "image", 1),
        ("（中", "image", 1),
        ("中", "ruled", 2),
    ],
)
def test_a_number_stamped_on_a_scanned_sheet_parts_nothing(line: str, origin: str, tables: int) -> None:
    """All rows of the second page were lost, and nothing said so; a letter of a seal alone is no line either."""
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    second = part(5, ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    first, second = replace(first, origin=origin), replace(second, origin=origin)
    joined = join_tables((first, Paragraph(line), NUMBER, second))
    assert sum(isinstance(block, Table) for block in joined) == tables
    assert Paragraph(line) in joined


def test_a_page_between_parts_them() -> None:
    blocks = (part(4, ["甲", "1"]), part(6, ["乙", "2"]))
    assert join_tables(blocks) == blocks


def test_other_columns_part_them() -> None:
    blocks = (part(4, ["甲", "1"]), part(5, ["乙", "2", "3"]))
    assert join_tables(blocks) == blocks
    moved = (part(4, ["甲", "1"], edges=(50, 100, 250)), part(5, ["乙", "2"], edges=(60, 100, 250)))
    assert join_tables(moved) == moved


def test_the_same_form_begun_again_is_another_table() -> None:
    """Several 自评表 in one file, their titles inside the tables: the first label again, with another value."""
    blocks = (part(4, ["项目名称", "甲项目"], ["分值", "10"]), part(5, ["项目名称", "乙项目"], ["分值", "20"]))
    assert join_tables(blocks) == blocks


def test_a_title_over_all_columns_begins_another_table() -> None:
    """Titles of two tables of projects, one above its table, the other its first row; a banner is none (四川)."""
    first = part(4, ["项目名称", "甲项目"], ["分值", "10"])
    for text, parts in (("2022年部门预算项目支出绩效自评表", 2), ("二、绩效指标完成情况", 1)):
        second = part(5, [(text, 2)], ["项目名称", "乙项目"], ["分值", "20"])
        assert len(join_tables((first, second), load())) == parts


@pytest.mark.parametrize(("level", "tables"), [("效益指标", 1), ("产出指标", 2), ("三公经费", 2)])
def test_an_authors_second_part_without_headings_begins_with_another_level(level: str, tables: int) -> None:
    first = table(HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    second = table([level, "社会效益指标", "查档便利度", "20", "19"], ["满意度指标", "满意度", "群众满意度", "10", "9"])
    assert sum(isinstance(b, Table) for b in join_tables((first, Paragraph(""), second), load())) == tables


def test_a_repeated_heading_is_set_aside() -> None:
    run = Run(0, 4, 5, (50.0, 70.0, 90.0, 80.0))
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    second = part(5, HEAD, ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    second = replace(second, cells=(replace(second.cells[0], runs=(run,)), *second.cells[1:]))
    made, aside = join_tables((first, NUMBER, second))[::2]
    assert isinstance(made, Table)
    assert made.rows == 3
    assert isinstance(aside, Paragraph)
    assert (aside.aside, aside.page, aside.runs) == (REPEATED, 5, (run,))
    assert aside.text == "一级指标\n二级指标\n三级指标\n分值\n得分"


def test_a_heading_of_two_rows_with_merged_cells_repeated() -> None:
    head: list[list[object]] = [[("人员", 1, 2), ("编制数", 1, 1)], ["9"]]
    first = part(4, *head, ["甲", "1"])
    second = part(5, *head, ["乙", "2"])
    made = join_tables((first, second))[0]
    assert cells(made)[-2:] == [(3, 0, 1, 1, "乙"), (3, 1, 1, 1, "2")]


def test_a_cell_merged_over_the_break_is_one_cell() -> None:
    first = part(
        4, [("绩效指标", 1, 3), *HEAD], [("产出指标", 1, 2), ("数量指标", 1, 2), "甲", "1", "1"], ["乙", "2", "2"]
    )
    second = part(5, [("", 1, 2), ("", 1, 2), "", "丙", "3", "3"], ["质量指标", "丁", "4", "4"])
    (made,) = join_tables((first, second), load())
    shown = cells(made)
    assert (0, 0, 5, 1, "绩效指标") in shown
    assert (1, 1, 4, 1, "产出指标") in shown
    assert (1, 2, 3, 1, "数量指标") in shown
    assert (4, 2, 1, 1, "质量指标") in shown
    assert (3, 3, 1, 1, "丙") in shown


def test_an_empty_cell_of_its_own_stays_one() -> None:
    """A blank deviation reason at the top of a page; and 效益指标 left out beside 社会效益指标."""
    first = part(4, [("产出指标", 1, 2), "数量指标", "甲", "1", "晚了"], ["质量指标", "乙", "2", ""])
    second = part(5, [("", 1, 2), "社会效益指标", "丙", "3", ""], ["生态效益指标", "丁", "4", ""])
    (made,) = join_tables((first, second), load())
    shown = cells(made)
    assert (0, 0, 2, 1, "产出指标") in shown
    assert (2, 0, 2, 1, "") in shown
    assert (2, 4, 1, 1, "") in shown


def test_a_row_cut_in_two_is_one_row() -> None:
    first = part(4, HEAD, ["产出指标", "数量指标", "接收各类档案并", "10", "10"])
    second = part(5, ["", "", "及时整理", "", ""], ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == 3
    assert (1, 2, 1, 1, "接收各类档案并\n及时整理") in cells(made)


def test_the_next_number_names_a_row_of_its_own() -> None:
    """However full the lines above are."""
    upper = part(4, HEAD, ["效益指标", "经济效益指标", "1.减轻企业负担", "大于等于78万元", "79万元"], edges=EDGES)
    runs = [Run(0, 6, 4, (EDGES[c.column] + 5, 690.0, EDGES[c.column] + 95, 700.0)) for c in upper.cells]
    upper = replace(upper, cells=tuple(replace(c, runs=(r,)) for c, r in zip(upper.cells, runs, strict=True)))
    lower = part(5, ["", "", "2.产业带动作用", "良好", "良好"], edges=EDGES)
    (made,) = join_tables((upper, lower), load())
    assert isinstance(made, Table)
    assert [c.text for c in made.cells if c.column == 2] == ["三级指标", "1.减轻企业负担", "2.产业带动作用"]


def test_numbered_parts_of_a_criterion_are_one_cell() -> None:
    """Its points are printed once, above the break."""
    head = ["三级指标", "分值", "评分标准", "指标值", "完成值", "得分"]
    first = part(4, head, ["项目产出", "40", "1.定性的分三档计分；", "新建12所；", "12所；", "40"])
    second = part(
        5, ["", "", "2.定量的按比例计分。", "修缮3所", "3所", ""], ["项目效益", "20", "同上", "90%", "93%", "20"]
    )
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert [c.text for c in made.cells if c.row == 1] == [
        "项目产出", "40", "1.定性的分三档计分；\n2.定量的按比例计分。", "新建12所；\n修缮3所", "12所；\n3所", "40",
    ]  # fmt: skip


@pytest.mark.parametrize(("rest", "rows"), [("训考核通过率", 5), ("指标3：培训考核通过率", 6), ("……", 6)])
def test_the_rest_of_a_numbered_name_alone_in_its_row(rest: str, rows: int) -> None:
    # The first half does not fill its line: a scan's page ended there. A name without a number is none of its own here.
    first = part(4, HEAD, ["产出指标", "数量指标", "指标1：培训人数", "10", "10"], ["", "", "指标2：培", "6", "6"])
    second = part(5, ["", "", rest, "", ""], ["", "", "指标1：及时率", "9", "9"], ["", "", "指标2：满意率", "10", "10"])
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    names = [c.text for c in made.cells if c.column == 2]
    assert made.rows == rows
    assert ("指标2：培\n训考核通过率" in names) is (rows == 5)


@pytest.mark.parametrize("mark", ["指标2：", "指标 2、", "指标2.", "①"])
def test_an_unfilled_row_below_a_break_is_no_rest_of_a_name(mark: str) -> None:
    """«指标 2、» went on with the name above it, and its row was gone (河北)."""
    head = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    rows = [["产出指标", "产出数量", "指标1、服务人数", "≥459人", "498人", "25", "25"],
            ["效益指", "可持续影响指标", "指标1、长效管护覆盖率", "83%", "85%", "15", "15"]]  # fmt: skip
    below = [["标", "", mark, "", "", "", ""],
             ["满意度指标", "服务对象满意度", "指标1、群众满意度", "95%", "96%", "10", "9.5"]]  # fmt: skip
    (made,) = join_tables((part(4, head, *rows), part(5, *below)), load())
    assert isinstance(made, Table)
    assert [c.text for c in made.cells if c.column == 2] == [
        "三级指标",
        "指标1、服务人数",
        rows[1][2],
        mark,
        below[1][2],
    ]


@pytest.mark.parametrize(
    ("rest", "torn"),
    [
        (["", "", "满意度", "于93%", "", "", ""], True),
        (["", "", "指标3：商户", "≥93%", "", "", ""], False),
        (["", "", "……", "", "", "", ""], False),
        (["", "", "满意度", "≥93%", "96%", "5", "5"], False),
    ],
)
def test_the_rest_of_the_last_numbered_name_and_of_its_target(rest: list[object], torn: bool) -> None:
    """«大于等», then «于93%»: two indicators, one of which had a target of no value; only the total stands below."""
    head = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    above = [["满意度指标", "服务对象满意度指标", "指标1：企业", "≥88%", "88%", "5", "5"]]
    above += [["", "", f"指标{n}：居民", "≥90%", "91%", "5", "5"] for n in (2, 3)]
    first = part(4, head, *above, ["", "", "指标4：辖区居民", "大于等", "96%", "5", "5"])
    (made,) = join_tables((first, part(5, rest, [("合计", 5), "20", "20"])), load())
    assert isinstance(made, Table)
    assert made.rows == 7 - torn
    assert ("大于等\n于93%" in [c.text for c in made.cells]) is torn


BELOW = [["", "", f"{name}率", "90%", "92%", "6", "6"] for name in ("合格", "及时", "满意")]


@pytest.mark.parametrize(
    ("rest", "below", "torn"),
    [
        (["", "", "计分析", "", "", "", ""], BELOW, True),
        (["", "", "计分析", "100%", "", "", ""], BELOW, True),
        (["", "", "计分析", "", "", "6", ""], BELOW, False),  # points of its own, the score left out
        (["", "", "计分析", "", "", "", ""], BELOW[:2], False),  # too few rows tell what a row has
        (["", "", "计分析", "", "", "", ""], [*BELOW, ["", "", "知晓率", "90%", "", "", ""]], False),
        (["", "质量指标", "计分析", "", "", "", ""], BELOW, False),
        (["", "", "……", "", "", "", ""], BELOW, False),
    ],
)
def test_a_row_without_the_figures_of_all_others_is_the_rest_of_one(
    rest: list[object], below: list[list[object]], torn: bool
) -> None:
    """Its author had broken the name's lines early, so nothing there is full; it became an indicator of its own."""
    head = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
    above = [("产出指标", 1, 2), ("数量指标", 1, 2), "组织培训", "5次", "5次", "6", "6"]
    first = part(4, head, above, ["撰写统", "不低于", "84篇", "6", "6"])
    (made,) = join_tables((first, part(5, rest, *below)), load())
    assert isinstance(made, Table)
    assert made.rows == 4 + len(below) - torn
    assert ("撰写统\n计分析" in [c.text for c in made.cells]) is torn
    if torn and rest[3]:
        assert "不低于\n100%" in [c.text for c in made.cells]


def test_a_name_without_amounts_is_a_row_of_a_table_of_amounts() -> None:
    first = part(4, ["项目", "年初数", "决算数"], ["公用经费", "10.5", "9.5"])
    second = part(5, ["会议专项", "", ""], *(["甲费", "1.5", "2.5"] for _ in range(4)))
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == 7


def test_a_label_cut_in_two() -> None:
    first = part(4, HEAD, ["产出指标", "质量", "合格率", "10", "10"])
    second = part(5, ["(50分)", "指标", "", "", ""], ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    (made,) = join_tables((first, second), load())
    shown = cells(made)
    assert (1, 0, 1, 1, "产出指标\n(50分)") in shown
    assert (1, 1, 1, 1, "质量\n指标") in shown


def test_a_word_of_level_1_is_none_of_level_2_and_goes_on() -> None:
    """«产出» above, «数量» below, both words of levels: in the second column they are one (四川)."""
    first = part(4, HEAD, ["产出指标", "产出", "工作量", "10", "10"])
    second = part(5, ["", ("数量", 1, 2), "惠及户数", "10", "10"], ["", "惠及人数", "10", "9"])
    (made,) = join_tables((first, second), load())
    assert [text for _, column, _, _, text in cells(made) if column == 1] == ["二级指标", "产出\n数量"]


def test_two_labels_are_none_together() -> None:
    """«年度预算数» above a page break, «总额» below it: its row lost its label to the heading (四川)."""
    head = [("预算执行情况（10", 1, 1), "年度预算数", "年初预算数", "执行数", "得分"]
    first = part(2, ["项目名称", ("修路", 4)], head)
    second = part(3, [("分）", 1, 2), "总额", "277.02", "342.00", "10"], ["财政资金", "277.02", "342.00", "/"])
    (made,) = join_tables((first, second), load())
    assert [text for _, column, _, _, text in cells(made) if column == 1][1:] == ["年度预算数", "总额", "财政资金"]


def test_a_row_of_marks_is_a_row() -> None:
    """«……» below a figure is an unfilled row of the form, not the rest of the row above."""
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    second = part(5, ["", "", "……", "", ""], ["总分", "", "", "100", "98"])
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == 4
    assert (2, 2, 1, 1, "……") in cells(made)


def test_a_target_cut_behind_its_operator_is_one_row() -> None:
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "大于\n等于", "10"])
    second = part(5, ["", "", "", "100%", ""], ["效益指标", "社会效益指标", "查档便利度", "明显提升", "19"])
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == 3
    assert (1, 3, 1, 1, "大于\n等于\n100%") in cells(made)


def test_a_figure_of_its_own_below_a_word_is_no_rest() -> None:
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "明显提升", "10"])
    second = part(5, ["", "", "", "100%", ""], ["效益指标", "社会效益指标", "查档便利度", "明显提升", "19"])
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == 4


def test_a_figure_that_ends_with_its_point_goes_on() -> None:
    """«合计 | 10 | 98.» above, «0 | 40» below: the total's points were 10, though the next letter had room (四川)."""
    upper = part(4, HEAD, ["合计", "", "", "10", "98."], edges=EDGES)
    runs = [Run(0, 2, 4, (EDGES[c.column] + 5, 690.0, EDGES[c.column] + 88, 700.0)) for c in upper.cells]
    short = replace(runs[-1], end=3, bbox=(EDGES[4] + 5, 690.0, EDGES[4] + 40, 700.0))
    upper = replace(upper, cells=tuple(replace(c, runs=(r,)) for c, r in zip(upper.cells, runs, strict=True)))
    upper = replace(upper, cells=(*upper.cells[:-1], replace(upper.cells[-1], runs=(short,))))
    for rest, rows in ((["", "", "", "0", "40"], 2), (["", "", "", "0", "=40"], 3)):
        (made,) = join_tables((upper, part(5, rest, edges=EDGES)), load())
        assert isinstance(made, Table)
        assert made.rows == rows
        assert (((1, 3, 1, 1, "10\n0") in cells(made)), (1, 4, 1, 1, "98.\n40") in cells(made)) == (
            rows == 2,
            rows == 2,
        )


def test_a_figure_that_went_over_the_break_whole_belongs_to_its_row() -> None:
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", ""])
    second = part(5, ["", "", "", "", "9.5"], ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    (made,) = join_tables((first, second), load())
    assert cells(made)[9] == (1, 4, 1, 1, "9.5")
    # Where the row above has a figure, it is another one.
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    (made,) = join_tables((first, second), load())
    assert (2, 4, 1, 1, "9.5") in cells(made)


def test_level_1_is_merged_over_the_break_where_level_2_is() -> None:
    first = part(4, HEAD, ["效益指标", "社会效益指标", "甲", "30", "30"], ["满意度\n指标", "受益对象", "乙", "5", "5"])
    second = part(5, ["", "满意度指\n标", "丙", "5", "4"], ["总分", "", "", "100", "99"])
    (made,) = join_tables((first, second), load())
    assert (2, 0, 2, 1, "满意度\n指标") in cells(made)
    assert (2, 1, 2, 1, "受益对象\n满意度指\n标") in cells(made)


def _cut_at(heights: tuple[float, ...], *rows: list[object]) -> Table:
    first = part(4, HEAD, ["产出指标", "数量指标", "甲", "10", "10"], ["产出指标", "质量指标", "乙", "20", "19"])
    first = replace(first, heights=heights)
    second = part(5, *rows, ["效益指标", "社会效益指标", "丙", "20", "20"])
    second = replace(second, heights=(25.0,) * second.rows)
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert len(made.heights) == made.rows
    return made


@pytest.mark.parametrize("foot", [12.5, 25.0, 26.3])
def test_a_blank_row_below_a_break_is_the_rest_of_the_one_above(foot: float) -> None:
    """Blank paragraphs at the end of a cell went over the break. An unfilled row would look the same (the row above is
    as high as others where whole paragraphs went over), and a row that may be none is not given."""
    blank: list[object] = ["", "", "", "", ""]
    assert _cut_at((25.0, 25.0, foot), blank).heights == (25.0, 25.0, foot + 25.0, 25.0)


def test_a_blank_row_of_a_table_of_word_is_a_row() -> None:
    """Word keeps its rows whole: the author wrote the head again, and left the first row below it blank."""
    first = table(HEAD, ["产出指标", "数量指标", "甲", "10", "10"])
    second = table(HEAD, ["", "", "", "", ""], ["", "", "丙", "30", "30"])
    (made, _) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == 4


def test_a_long_label_that_made_the_last_of_its_rows_higher_makes_no_row() -> None:
    first = part(4, HEAD, [("年度总\n体目", 1, 2), "预期目标", "", "完成情况", ""], ["甲", "", "乙", ""])
    second = part(5, ["标", "", "", "", ""], ["产出指标", "数量指标", "甲", "10", "10"])
    second = replace(second, heights=(25.0, 25.0))
    (made,) = join_tables((replace(first, heights=(25.0, 25.0, 40.0)), second), load())
    assert cells(made)[5] == (1, 0, 2, 1, "年度总\n体目\n标")
    (made,) = join_tables((replace(first, heights=(25.0, 25.0, 25.0)), second), load())
    assert cells(made)[5] == (1, 0, 3, 1, "年度总\n体目\n标")


@pytest.mark.parametrize(
    ("rest", "whole"), [("救（30分）", True), ("年度目标3：助学（30分）", False), ("产出指标", False)]
)
def test_a_goal_beside_its_rows_goes_on_over_the_break(rest: str, whole: bool) -> None:
    """The heading stands above the break, all rows of the goal below: its rows had no heading, and none was read."""
    head = ["年度目标2：应救尽", "一级指标", "二级指标", "三级指标", "得分"]
    first = part(4, [("年度目标1：帮扶（50分）", 1), "产出指标", "数量", "户数", "50"], head)
    second = part(5, [(rest, 1, 2), "产出指标", "数量", "慰问品", "4"], ["", "质量", "完好率", "3"])
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    texts = [cell.text for cell in made.cells if cell.column == 0]
    assert (f"年度目标2：应救尽\n{rest}" in texts) is whole


def test_a_bracket_left_open_is_closed_by_the_rest() -> None:
    first = part(4, [("绩效指标\n（90", 1, 2), *HEAD], ["产出指标", "数量指标", "甲", "10", "10"])
    second = part(5, ["分）", "效益指标", "社会效益指标", "乙", "20", "20"])
    (made,) = join_tables((first, second), load())
    assert cells(made)[0] == (0, 0, 3, 1, "绩效指标\n（90\n分）")


@pytest.mark.parametrize(
    ("levels", "above"),
    [
        (("效益指标", "经济效益指标"), ["", "", ""]),
        (("社会效果一类", "地方经济一类"), ["", "", ""]),
        (("效益指标", "经济效益指标"), ["清理河道", "13", "13"]),
    ],
)
def test_a_level_of_its_own_below_a_break_begins_a_row(levels: tuple[str, str], above: list[object]) -> None:
    """National form, printed: in columns of two letters all words of levels are full lines, so «产出指标» and
    «效益指标» were one level, and the first indicator below an unfilled row had it."""
    edges = (50.0, 86.2, 122.4, 210.0, 250.0, 290.0)

    def measured(page: int, *texts: list[object]) -> Table:
        made = part(page, *texts, edges=edges)
        full = [
            replace(c, runs=(Run(0, len(c.text), 9.0, (edges[c.column] + 6, 400.0, edges[c.column] + 30, 410.0)),))
            if c.column < 2 and c.text
            else c
            for c in made.cells
        ]
        return replace(made, cells=tuple(full))

    upper = measured(1, [("产出指标", 1, 2), ("产出时效指标", 1, 2), "完工及时", "12", "12"], above)
    lower = measured(
        2,
        [(levels[0], 1, 2), (levels[1], 1, 2), "拉动投资", "10", "10"],
        ["减少支出", "10", "10"],
        ["满意度指标", "群众满意度指标", "群众满意率", "10", "10"],
    )
    made = join_tables((upper, NUMBER, lower), load())[0]
    assert isinstance(made, Table)
    assert made.rows == 5
    assert [text for _, column, _, _, text in cells(made) if not column] == ["产出指标", levels[0], "满意度指标"]
    assert [text for _, column, _, _, text in cells(made) if column == 2][2] == "拉动投资"


@pytest.mark.parametrize(("above", "rows"), [("1.资金拨付较晚；", 1), ("1.资金拨付较晚。", 2)])
def test_a_list_beside_a_label_that_goes_on_is_one_cell(above: str, rows: int) -> None:
    """The first of two problems was no row's when a page broke its label, one of no list (湖北)."""
    edges = (50.0, 92.0, 250.0)
    upper = part(4, ["偏差较\n大及目", above], edges=edges)
    runs = (Run(0, 3, 4, (56.0, 680.0, 86.0, 690.0)), Run(4, 7, 4, (56.0, 690.0, 86.0, 700.0)))
    upper = replace(upper, cells=(replace(upper.cells[0], runs=runs), upper.cells[1]))
    made = join_tables((upper, part(5, ["标未完\n成原因", "2.单位配合不够。"], edges=edges)), load())[0]
    assert isinstance(made, Table)
    assert made.rows == rows
    assert cells(made)[1][-1] == (above + "\n2.单位配合不够。" if rows == 1 else above)


@pytest.mark.parametrize(
    ("label", "above", "below", "rows"),
    [
        ("厉行节约保障措施", "严控办公经费。", "公务用车实行派车单制度；", 2),
        ("厉行节约保障措施", "严控办公经费。", "12.5", 3),
        ("厉行节约保障措施", "12.5", "公务用车实行派车单制度。", 3),
        ("办公室", "严控办公经费。", "公务用车实行派车单制度。", 3),
    ],
)
def test_the_next_paragraph_of_a_labelled_text(label: str, above: str, below: str, rows: int) -> None:
    """It stood in a row beside nothing at the top of the page, and was not read."""
    first = part(4, ["预算执行率", "98%"], [label, above])
    (made,) = join_tables((first, part(5, ["", below])), load())
    assert isinstance(made, Table)
    assert made.rows == rows
    assert (f"{above}\n{below}" in [c.text for c in made.cells]) is (rows == 2)


def test_full_lines_tell_a_row_cut_in_two() -> None:
    """Where lines are measured, a wrapped figure goes on too: 1697.7 above, 6 below."""
    edges = (50.0, 150.0, 186.0)
    run = Run(0, 6, 4, (56.0, 690.0, 146.0, 700.0))
    figure = Run(0, 6, 4, (155.0, 690.0, 181.0, 700.0))
    first = part(4, ["某专项资金", "1697.7"], edges=edges)
    first = replace(first, cells=(replace(first.cells[0], runs=(run,)), replace(first.cells[1], runs=(figure,))))
    second = part(5, ["", "6"], ["合计", "1697.76"], edges=edges)
    (made,) = join_tables((first, second))
    assert cells(made) == [
        (0, 0, 1, 1, "某专项资金"),
        (0, 1, 1, 1, "1697.7\n6"),
        (1, 0, 1, 1, "合计"),
        (1, 1, 1, 1, "1697.76"),
    ]


@pytest.mark.parametrize(("top", "rows"), [(700.0, 2), (690.0, 3)])
def test_a_figure_of_two_lines_in_a_column_is_measured_by_its_last(top: float, rows: int) -> None:
    """«6.8» above, «6» below, in a column that broke «97.36» too, whose lines are joined when it is read: the score was
    6.8, and 6 was an indicator's (安徽). Beside each other the two pieces are one line, and there was room for both."""
    edges = (50.0, 150.0, 182.0)
    first = part(4, ["设备完好率", "6.8"], edges=edges)
    second = part(5, ["", "6"], ["总分", "97.36"], edges=edges)
    left = 156.0 if top > 690.0 else 172.7
    runs = {
        "设备完好率": (Run(0, 5, 4, (56.0, 690.0, 106.0, 700.0)),),
        "6.8": (Run(0, 3, 4, (156.0, 690.0, 172.7, 702.0)),),
        "6": (Run(0, 1, 5, (156.0, 70.0, 162.7, 82.0)),),
        "97.36": (Run(0, 3, 5, (156.0, 690.0, 172.7, 702.0)), Run(3, 5, 5, (left, top + 2, left + 13.4, top + 14))),
    }
    first, second = (
        replace(made, cells=tuple(replace(c, runs=runs.get(c.text, ())) for c in made.cells))
        for made in (first, second)
    )
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == rows
    assert next(text for _, column, _, _, text in cells(made) if column) == ("6.8\n6" if rows == 2 else "6.8")


@pytest.mark.parametrize(("width", "rows"), [(58.0, 2), (64.0, 3)])
def test_a_line_is_full_where_the_first_letter_below_has_no_room(width: float, rows: int) -> None:
    """«≥1200» above, «人» below: a figure's own letters are half as wide, and double rules take room (转移支付)."""
    edges = (50.0, 150.0, 150.0 + width, 300.0)
    head = part(4, ["三级指标", "指标值", "原因"], ["补助发放人次", "≥1200", "受汛期影"], edges=edges)
    below = part(5, ["", "人", "响，已督促"], ["补助标准", "≥5人", "无"], edges=edges)
    runs = {
        "≥1200": Run(0, 5, 4, (160.0, 690.0, 195.4, 700.0)),
        "受汛期影": Run(0, 4, 4, (150.0 + width + 6, 690.0, 294.0, 700.0)),
        "人": Run(0, 1, 5, (160.0, 70.0, 170.5, 80.0)),
    }
    first, second = (
        replace(made, cells=tuple(replace(c, runs=(runs[c.text],)) if c.text in runs else c for c in made.cells))
        for made in (head, below)
    )
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == rows + 1


@pytest.mark.parametrize(("width", "rows"), [(44.0, 3), (48.0, 4)])
def test_between_latin_and_chinese_a_line_needs_room_for_their_space(width: float, rows: int) -> None:
    """«2022» above, «年度内» below: the space that page layout puts between them left no room for «年», and the row was
    two, the second without points (安徽)."""
    edges = (50.0, 150.0, 150.0 + width, 150.0 + 2 * width, 300.0, 350.0)
    head: list[object] = ["三级指标", "指标值", "实际值", "分值", "得分"]
    first = part(4, head, ["年度任务完成", "2022", "2022", "10", "9"], edges=edges)
    second = part(5, ["时限", "年度内", "年内", "", ""], ["减轻负担", "较好", "较好", "7", "7"], edges=edges)

    def lined(cell: Cell) -> Cell:
        size = {"年度任务完成": 84.0, "2022": 20.0}.get(cell.text, 10.0 * len(cell.text))
        left = edges[cell.column] + 6
        return replace(cell, runs=(Run(0, len(cell.text), 4, (left, 690.0, left + size, 700.0)),) if cell.text else ())

    first, second = (replace(made, cells=tuple(map(lined, made.cells))) for made in (first, second))
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == rows
    assert [text for _, column, _, _, text in cells(made) if column == 1][1:3] == (
        ["2022\n年度内", "较好"] if rows == 3 else ["2022", "年度内"]
    )


@pytest.mark.parametrize(("rest", "rows"), [("0%", 2), ("0", 3)])
def test_a_digit_goes_over_with_the_mark_that_begins_no_line(rest: str, rows: int) -> None:
    """«95.0» above, «0%» below: there was room for the digit, none for both, and «%» begins no line."""
    edges = (50.0, 150.0, 206.0, 262.0)
    first = part(4, ["资金来源", "执行数", "执行率"], ["省级补助", "６２０．０", "９５．０"], edges=edges)
    second = part(5, ["", "０", rest], edges=edges)

    def lined(cell: Cell) -> Cell:
        left = edges[cell.column] + 5
        size = {"省级补助": 44.0, "６２０．０": 40.0, "９５．０": 33.0}.get(cell.text, 10.0 * len(cell.text))
        return replace(cell, runs=(Run(0, len(cell.text), 4, (left, 690.0, left + size, 700.0)),) if cell.text else ())

    first, second = (replace(made, cells=tuple(map(lined, made.cells))) for made in (first, second))
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == rows


@pytest.mark.parametrize(("rest", "rows"), [("确；下年据实测算。", 3), ("确是下年据实测算。", 4)])
def test_a_letter_goes_over_with_the_mark_that_begins_no_line(rest: str, rows: int) -> None:
    """«不准» above, «确；» below: half an indicator was one of its own, beside a name with room for more."""
    edges = (10.0, 50.0, 130.0, 166.0, 214.0, 262.0, 298.0, 395.0)
    head: list[object] = ["二级指标", "三级指标", "分值", "指标值", "完成值", "得分", "偏差原因"]
    first = part(4, head, ["服务对象", "指标1：辖", "5", "大于等", "77%", "4.01", "指标值测算不准"], edges=edges)
    below: list[object] = ["满意度指标", "区居民满意度", "", "于96%", "", "", rest]
    second = part(5, below, ["", "知晓率", "5", "96%", "96%", "5", ""], edges=edges)

    def lined(cell: Cell) -> Cell:
        left = edges[cell.column] + 5
        sizes = {"指标值测算不准": 73.5, "指标1：辖": 52.0, "知晓率": 31.0, "于96%": 36.0, rest: 80.0}
        size = sizes.get(cell.text, 10.5 * len(cell.text))
        return replace(cell, runs=(Run(0, len(cell.text), 4, (left, 690.0, left + size, 700.0)),) if cell.text else ())

    first, second = (replace(made, cells=tuple(map(lined, made.cells))) for made in (first, second))
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == rows
    assert ("指标1：辖\n区居民满意度" in [c.text for c in made.cells]) is (rows == 3)


def test_two_lines_with_room_for_more_are_no_row_cut_in_two() -> None:
    """A score merged over two indicators that a page parts left a figure above a blank one (湖北)."""
    edges = (50.0, 90.0, 130.0, 230.0, 288.0, 346.0, 380.0)
    runs = {
        "设备完好率": Run(0, 5, 4, (140.0, 690.0, 192.0, 700.0)),
        "至少97%": Run(0, 5, 4, (236.0, 690.0, 272.0, 700.0)),
        "97%": Run(0, 3, 4, (294.0, 690.0, 312.0, 700.0)),
    }
    head: list[object] = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]
    first = part(4, head, ["产出指标", "质量", "设备完好率", "至少97%", "97%", "8"], edges=edges)
    first = replace(first, cells=tuple(replace(c, runs=(runs[c.text],)) if c.text in runs else c for c in first.cells))
    second = part(5, ["", "", "成果质量", "良好", "良好", ""], ["", "时效", "整改率", "≥9%", "9%", "5"], edges=edges)
    (made,) = join_tables((first, second), load())
    assert [text for *_, text in cells(made) if text.endswith(("率", "质量"))] == [
        "质量",
        "设备完好率",
        "成果质量",
        "整改率",
    ]


@pytest.mark.parametrize(("score", "below"), [("14", "13"), ("9.7", "3.5")])
def test_points_above_points_are_two_rows_however_narrow_their_columns(score: str, below: str) -> None:
    """Five texts as wide as their columns, and «14» above «14», made one row with a weight of 1414 (河北)."""
    edges = (50.0, 124.0, 168.0, 194.0, 220.0)
    first = part(4, ["三级指标", "指标值", "分值", "得分"], ["会议费控制率", "100%", "14", score], edges=edges)
    boxes = {column: (edges[column] + 6, 690.0, edges[column + 1] - 6, 700.0) for column in range(4)}
    first = replace(
        first,
        cells=tuple(
            replace(c, runs=(Run(0, len(c.text), 4, boxes[c.column]),)) if c.row == 1 else c for c in first.cells
        ),
    )
    second = part(5, ["支出控制总额", "≤353万元", "14", below], ["整改率", "≥9%", "14", "5"], edges=edges)
    (made,) = join_tables((first, second), load())
    assert [text for *_, text in cells(made)[4:12]] == [
        "会议费控制率", "100%", "14", score, "支出控制总额", "≤353万元", "14", below,
    ]  # fmt: skip


def test_a_blank_row_at_the_top_of_a_page_is_none_though_as_high_as_an_unfilled_one() -> None:
    first = replace(part(4, ["三级指标", "目标", "得分"], ["甲", "1", "5"]), heights=(25.0, 25.0))
    second = replace(part(5, ["", "", ""], ["……", "", ""], ["乙", "1", "5"]), heights=(25.2, 25.1, 25.0))
    (made,) = join_tables((first, second), load())
    assert isinstance(made, Table)
    assert made.rows == 4


@pytest.mark.parametrize("sideways", [False, True])
def test_lines_of_a_scan_are_full_by_all_their_runs_and_on_a_page_on_its_side(sideways: bool) -> None:
    """A run a stretch of like confidence, and places on the page as it was scanned."""
    edges = (50.0, 150.0, 186.0)

    def run(start: int, end: int, x0: float, x1: float) -> Run:
        return Run(start, end, 4, (690.0, x0, 700.0, x1) if sideways else (x0, 690.0, x1, 700.0))

    first = part(4, ["指标2：设备完", "8"], edges=edges)
    label = replace(first.cells[0], runs=(run(0, 2, 56.0, 82.0), run(2, 6, 82.0, 133.0), run(6, 7, 133.0, 146.0)))
    first = replace(first, cells=(label, replace(first.cells[1], runs=(run(0, 1, 165.0, 171.0),))))
    second = part(5, ["好率", ""], ["合计", "8"], edges=edges)
    (made,) = join_tables((replace(first, origin="image"), replace(second, origin="image")))
    assert cells(made)[0] == (0, 0, 1, 1, "指标2：设备完\n好率")
    short = replace(label, runs=(run(0, 7, 56.0, 120.0),))
    first = replace(first, cells=(short, first.cells[1]))
    (made,) = join_tables((replace(first, origin="image"), replace(second, origin="image")))
    assert cells(made)[0] == (0, 0, 1, 1, "指标2：设备完")


def test_a_score_set_lower_than_wrapped_texts_is_theirs() -> None:
    """«清扫保洁面 | ≥58万平 | » above a break, «积 | 方米 | 10» below it (云南)."""
    edges = (50.0, 118.0, 186.0, 254.0)
    run = Run(0, 5, 4, (56.0, 690.0, 113.0, 700.0))
    first = part(4, ["清扫保洁面", "≥58万平", ""], edges=edges)
    wrapped = [replace(cell, runs=(run,) * (cell.column < 2)) for cell in first.cells]
    second = part(5, ["积", "方米", "10"], ["绿化养护", "≥3次", "5"], edges=edges)
    (made,) = join_tables((replace(first, cells=tuple(wrapped)), second), load())
    assert [text for *_, text in cells(made)[:3]] == ["清扫保洁面\n积", "≥58万平\n方米", "10"]
    unfilled = [
        replace(cell, text="" if cell.column else cell.text, runs=(run,) * (not cell.column)) for cell in wrapped
    ]
    (made,) = join_tables((replace(first, cells=tuple(unfilled)), second), load())
    assert isinstance(made, Table)
    assert made.rows == 3


def test_a_line_as_long_as_others_of_its_column_had_room() -> None:
    """«4» fills a narrow column by measure, but «13» stands in it too: «5» below is no rest of it, nor is its row."""
    edges = (50.0, 90.0, 160.0, 190.0, 210.0, 230.0)
    rows = [["产出指标", "办结案件", "≥9件", "13", "13"], ["", "培训考核合格", "96%", "4", "4"]]
    below = [["", "工作成果质量", "良好", "5", "4.2"], ["", "整改率", "≥9%", "12", "12"]]

    def measured(page: int, *texts: list[object]) -> Table:
        made = part(page, *texts, edges=edges)
        at = 690.0 if page == 4 else 70.0
        letters = [(c, sum(10.0 if ord(char) > 255 else 5.4 for char in c.text)) for c in made.cells]
        found = (
            replace(
                c, runs=(Run(0, len(c.text), page, (edges[c.column] + 5, at, edges[c.column] + 5 + wide, at + 10)),)
            )
            if c.text
            else c
            for c, wide in letters
        )
        return replace(made, cells=tuple(found))

    (made,) = join_tables((measured(4, *rows), measured(5, *below)))
    assert [text for row, column, *_, text in cells(made) if column == 3] == ["13", "4", "5", "12"]


def test_the_number_of_an_unfilled_row_is_no_rest_of_a_text() -> None:
    edges = (50.0, 118.0, 186.0)
    run = Run(0, 5, 4, (56.0, 690.0, 113.0, 700.0))
    first = part(4, ["1.人员经费发放及时性", ""], edges=edges)
    first = replace(first, cells=(replace(first.cells[0], runs=(run,)), first.cells[1]))
    (made,) = join_tables((first, part(5, ["2.", ""], ["1.完成率", "5"], edges=edges)), load())
    assert isinstance(made, Table)
    assert made.rows == 3


def test_parts_with_fewer_columns_share_the_edges() -> None:
    """附件1 cut between its four and its seven columns."""
    first = part(4, ["三公经费", "1", "2"], edges=(50.0, 150.0, 250.0, 350.0))
    second = part(5, ["楼堂馆所", "a", "b", "c", "d"], edges=(50.5, 150.0, 200.0, 250.0, 300.0, 350.0))
    (made,) = join_tables((first, second))
    assert isinstance(made, Table)
    assert made.columns == 5
    assert cells(made)[:3] == [(0, 0, 1, 1, "三公经费"), (0, 1, 1, 2, "1"), (0, 3, 1, 2, "2")]


HEADS: tuple[list[object], ...] = ([("人员情况", 1, 2), "编制数", "实有数"], ["9", "8"])


@pytest.mark.parametrize("origin", ["ruled", "image"])
def test_a_heading_repeated_above_more_columns_is_set_aside(origin: str) -> None:
    """附件1 cut between its three and its five columns: its cells span twice as many below."""
    first = part(4, *HEADS, ["三公经费", "1", "2"], edges=(50.0, 150.0, 250.0, 350.0))
    wide: list[object] = [("人员情况", 1, 2), ("编制数", 2, 1), ("实有数", 2, 1)]
    second = part(
        5, wide, [("9", 2, 1), ("8", 2, 1)], ["楼堂馆所", "a", "b", "c", "d"],
        edges=(50.5, 150.0, 200.0, 250.0, 300.0, 350.0),
    )  # fmt: skip
    made, aside = join_tables((replace(first, origin=origin), replace(second, origin=origin)))  # type: ignore[arg-type]
    assert isinstance(made, Table)
    assert (made.rows, made.columns) == (4, 5)
    assert cells(made)[-5:] == [(3, i, 1, 1, text) for i, text in enumerate(["楼堂馆所", "a", "b", "c", "d"])]
    assert isinstance(aside, Paragraph)
    assert aside.text == "人员情况\n编制数\n实有数\n9\n8"


@pytest.mark.parametrize(
    ("origin", "again", "rows"),
    [
        ("image", ["一级指标", "三级指标", "三级指标", "分值", "得分"], 3),
        ("image", ["一级指标", "二级指称", "三级指标", "分值", "得分"], 3),
        ("ruled", ["一级指标", "二级指称", "三级指标", "分值", "得分"], 2),
        ("image", ["二〇二三", "另有其表", "三级指标", "分值", "得分"], 4),
    ],
)
def test_a_heading_of_a_scan_is_known_again_with_a_letter_misread(origin: str, again: list[object], rows: int) -> None:
    first = part(4, HEAD, ["产出指标", "数量指标", "接收档案", "10", "10"])
    second = part(5, again, ["效益指标", "社会效益指标", "查档便利度", "20", "19"])
    made = join_tables((replace(first, origin=origin), replace(second, origin=origin)))[0]  # type: ignore[arg-type]
    assert isinstance(made, Table)
    assert made.rows == rows


def test_a_figure_misread_is_no_repetition() -> None:
    parts = [replace(part(page, *HEADS[:1], [figure, "8"]), origin="image") for page, figure in ((4, "19"), (5, "18"))]
    assert len(join_tables(tuple(parts))) == 2  # type: ignore[arg-type]


def heading_under_a_seal(again: str, sure: float, other: str = "9") -> int:
    """How many tables there are where a heading is repeated with a figure (sure or not) that is read otherwise."""
    first = part(4, [("人员情况", 1, 2), "编制数", "实有数", "控制率"], ["9", "8", "89%"], ["三公经费", "1", "2", "3"])
    second = part(
        5, [("人员情况", 1, 2), "编制数", "实有数", "控制率"], [other, "8", again], ["楼堂馆所", "4", "5", "6"]
    )
    run = Run(0, len(again), 5, (0.0, 0.0, 10.0, 10.0), (), sure)
    doubted = tuple(replace(cell, runs=(run,)) if cell.text == again else cell for cell in second.cells)
    parts = (replace(first, origin="image"), replace(second, origin="image", cells=doubted))
    return sum(isinstance(block, Table) for block in join_tables(parts))


def test_a_repeated_heading_with_a_figure_that_a_seal_ate_is_one() -> None:
    """«77%» above and «7%», doubted, below a seal: the second page was lost but for its figures' number."""
    assert heading_under_a_seal("9%", 0.6) == 1
    assert heading_under_a_seal("9%", 1.0) == 2  # sure: another table's own figure
    assert heading_under_a_seal("80%", 0.6) == 2
    assert heading_under_a_seal("9%", 0.6, "7") == 2


@pytest.mark.parametrize(("origin", "tables"), [("image", 1), ("ruled", 2)])
def test_a_stroke_of_a_seal_that_counts_as_a_rule_parts_no_table(origin: str, tables: int) -> None:
    """附件1 of a scan: one inner edge more on the first page, three of the second's there; its measures were lost."""
    first = part(4, ["三公经费", "", "1", "2", "3"], edges=(50.0, 80.0, 150.0, 250.0, 350.0, 450.0))
    edges = (50.0, 150.0, 200.0, 250.0, 300.0, 350.0, 400.0, 450.0)
    second = part(5, ["楼堂馆所", "a", "b", "c", "d", "e", "f"], edges=edges)
    joined = join_tables((replace(first, origin=origin), replace(second, origin=origin)))
    assert sum(isinstance(block, Table) for block in joined) == tables


@pytest.mark.parametrize(
    ("text", "sure", "origin", "stain"),
    [
        ("…", 0.99, "image", True),  # specks, a letter of a seal on its ring
        ("二", 0.7, "image", True),
        ("二", 0.99, "image", False),
        ("…", 0.99, "ruled", False),
    ],
)
def test_a_stain_in_a_merged_cell_of_the_next_page_does_not_part_its_rows(
    text: str, sure: float, origin: str, stain: bool
) -> None:
    """All rows of the page were lost: beside «…» began another block, and none had a level."""
    label = "产出指标\n(50分)"
    first = part(6, HEAD, [(label, 1, 2), ("数量指标", 1, 2), "甲", "8", "7"], ["乙", "8", "6"])
    second = part(7, [(text, 1, 2), "", "丙", "9", "8"], ["质量指标", "丁", "10", "9"])
    run = Run(0, len(text), 7, (0.0, 0.0, 10.0, 10.0), (), sure)
    stained = tuple(replace(cell, runs=(run,)) if cell.text == text else cell for cell in second.cells)
    blocks = (replace(first, origin=origin), replace(second, origin=origin, cells=stained))  # type: ignore[arg-type]
    made, *aside = join_tables(blocks, load())
    levels = [(row, rows, shown) for row, column, rows, _, shown in cells(made) if column == 0 and row]
    assert levels == ([(1, 4, label)] if stain else [(1, 2, label), (3, 2, text)])
    assert [(b.text, b.aside) for b in aside if isinstance(b, Paragraph)] == ([(text, STAIN)] if stain else [])


def test_word_keeps_its_tables_whole() -> None:
    """Two tables of a Word file that follow each other are two, but for a heading that the author repeated."""
    one, two = table(["甲", "1"]), table(["乙", "2"])
    assert join_tables((one, two)) == (one, two)
    head, rest = (
        table(HEAD, ["产出指标", "数量指标", "甲", "1", "1"]),
        table(HEAD, ["效益指标", "社会效益指标", "乙", "2", "2"]),
    )
    made, aside = join_tables((head, Paragraph(""), rest))[::2]
    assert isinstance(made, Table)
    assert made.rows == 3
    assert isinstance(aside, Paragraph)


def test_rebuilt_tables_are_left_alone() -> None:
    one = replace(table(["甲", "1"]), origin="flattened")
    assert join_tables((one, one)) == (one, one)


@given(st.integers(1, 18))
def test_a_form_cut_anywhere_is_whole_again(row: int) -> None:
    """The evaluation form broken above a row, as a PDF prints it: all its texts at their places."""
    whole = replace(evaluation_table(), origin="ruled", page=7, bbox=(50.0, 70.0, 500.0, 700.0))
    upper: list[Cell] = []
    lower: list[Cell] = []
    for cell in whole.cells:
        end = cell.row + cell.row_span
        if cell.row < row:
            upper.append(replace(cell, row_span=min(end, row) - cell.row))
        if end > row:
            text = cell.text if cell.row >= row else ""
            lower.append(replace(cell, row=max(cell.row - row, 0), row_span=end - max(cell.row, row), text=text))
    first = replace(whole, rows=row, cells=tuple(upper))
    second = replace(whole, rows=whole.rows - row, cells=tuple(sorted(lower, key=lambda c: (c.row, c.column))), page=8)
    (made,) = join_tables((first, NUMBER, second), load())[:1]
    assert isinstance(made, Table)
    blank = not any(c.text.strip() for c in whole.cells if c.row == row)  # below a break none is told from the rest
    assert made.rows == whole.rows - blank
    assert [(c.row + (blank and c.row >= row), c.column, c.text) for c in made.cells if c.text.strip()] == [
        (c.row, c.column, c.text) for c in whole.cells if c.text.strip()
    ]


def test_the_same_title_twice_is_two_tables() -> None:
    """Two forms of one title, one behind the other: nothing of the second was read (四川)."""
    forms = [table([("项目支出绩效自评表", 3)], ["项目名称", (name, 2)], HEAD[:3]) for name in ("道路养护", "设备购置")]
    assert join_tables(tuple(forms), load()) == tuple(forms)
    rows = [table(HEAD, ["产出指标", name, "甲", "10", "10"]) for name in ("数量指标", "质量指标")]
    (made, _) = join_tables(tuple(rows), load())  # a heading repeated above data that begin alike
    assert isinstance(made, Table)
    assert made.rows == 3


EIGHT = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
TOP: list[list[object]] = [["单位名称", ("云溪县档案馆", 7)], ["目标", ("保护档案。", 7)]]


@pytest.mark.parametrize("line", ["续表", "（续）", "续表1", "接上表"])
def test_below_a_line_that_says_so_a_native_table_goes_on(line: str) -> None:
    first = table(*TOP, EIGHT, ["产出指标", "数量指标", "接收", "≥9卷", "9卷", "10", "10", ""])  # type: ignore[arg-type]
    second = table(EIGHT, ["效益指标", "社会效益指标", "便利", "提高", "提高", "20", "19", ""])
    joined = join_tables((first, Paragraph(line), second), load())
    assert [block.aside for block in joined] == ["", REPEATED, REPEATED]
    made = joined[0]
    assert isinstance(made, Table)
    assert made.rows == 5
    assert cells(made)[-3:] == [(4, 5, 1, 1, "20"), (4, 6, 1, 1, "19"), (4, 7, 1, 1, "")]
    apart = (first, Paragraph("附表"), second)
    assert join_tables(apart, load()) == apart


def test_a_table_below_the_same_title_with_labels_of_its_own_is_another() -> None:
    title = [("项目支出绩效自评表", 4)]
    first = table(title, ["项目全称", ("防汛物资", 3)], ["得分", "98", "", ""])  # type: ignore[arg-type]
    second = table(title, ["项目全称", ("河道清淤", 3)], ["得分", "97", "", ""])  # type: ignore[arg-type]
    assert join_tables((first, Paragraph(""), second), load()) == (first, Paragraph(""), second)


def test_the_module_can_be_imported_first() -> None:
    """Readers of flattened text ask it, too, and it asks their words: alone it could not be imported."""
    subprocess.run([sys.executable, "-c", "import jixiao.structure.seam"], check=True)


@pytest.mark.parametrize(
    ("upper", "rest", "one"),
    [
        ("服务对象满意", "程度指标", True),
        ("社会效益", "指标", True),
        ("其中:当年财政", "拨款", True),  # a row of money that no form has
        ("其中:当年财政拨款", "其他资金", False),
        (
            "产出质量",
            "时效产出指标",
            False,
        ),  # a listed word, and one of the author (安徽)
    ],
)
def test_the_rest_of_a_level_s_word_below_a_page_break(upper: str, rest: str, *, one: bool) -> None:
    assert completes(upper, rest, load()) == one


def test_an_authors_table_cut_in_two_has_the_same_widths() -> None:
    """By a page break, an empty line or nothing; another form of those widths begins as the first, or has a title."""
    widths = (1200, 1300, 2400, 700, 700)
    upper = replace(table(HEAD, ["产出指标", "数量指标", "甲", "10", "10"]), widths=widths)
    lower = replace(table(["", "质量指标", "乙", "10", "9"], ["总分", "", "", "100", "99"]), widths=widths)
    for between in ((), (Paragraph(""),), (Paragraph("- 3 -", aside="page_number"),)):
        made = join_tables((upper, *between, lower), load())[0]
        assert isinstance(made, Table)
        assert [c.text for c in made.cells if c.row == 3] == ["总分", "", "", "100", "99"]
    others = [
        replace(lower, widths=(1200, 1300, 2400, 700, 701)),
        replace(lower, widths=()),
        replace(table([("道路养护项目", 4), ""], ["总分", "", "", "100", "99"]), widths=widths),
        replace(table(["一级指标", "", "", "100", "99"]), widths=widths),
    ]
    for other in others:
        assert join_tables((upper, other), load()) == (upper, other)
    assert join_tables((upper, Paragraph("附件2"), lower), load())[2] is lower
    for wide in ((900,) * 5, (1704, 1704, 1704, 1705, 1705)):  # as a program divides a page
        even = [replace(part, widths=wide) for part in (upper, lower)]
        assert join_tables(tuple(even), load()) == tuple(even)


def test_two_forms_copied_from_one_are_two() -> None:
    """With other labels at their heads: the second's project and figures were the first's."""
    widths = (1200, 1300, 2400, 700, 900)
    money = ["项目资金", "", "年初预算数", "全年预算数", "全年执行数"]
    forms = [
        replace(table([label, (name, 4)], money, ["", "年度资金总额", *figures], HEAD), widths=widths)
        for label, name, figures in (("部门名称", "某局", ["9", "9", "8"]), ("项目名称", "甲工程", ["5", "5", "4"]))
    ]
    assert join_tables((forms[0], Paragraph(""), forms[1]), load()) == (forms[0], Paragraph(""), forms[1])
