"""Full grids of which nothing but the cells' paragraphs is left: docx2python, a loop over python-docx's cells."""

from __future__ import annotations

import pytest

import jixiao
from archive_form import check_archive_form
from jixiao.patterns import load
from jixiao.structure.flat.stretch import Stretch
from jixiao.structure.flat.strung import _Strung
from jixiao.structure.flat.strungrows import _tears
from jixiao.structure.flat.words import words_of

TITLE, BELOW = "2022年部门整体支出绩效自评表", "填报人：李某某"
GOALS = "完成档案整理。", "已完成档案整理。"
ROWS = [
    ["部门（单位）名称"] * 3 + ["云溪县档案馆"] * 6,
    ["年度预算申请（万元）", "", "", "年初|预算数", "全年|预算数", "全年执行数", "分值", "执行率", "得分"],
    ["年度预算申请（万元）", *["年度资金总额"] * 2, "300.00", "313.14", "308.26", "10", "98.44%", "9.84"],
    ["年度预算申请（万元）", *["按收入性质分："] * 3, *["按支出性质分："] * 5],
    ["年度预算申请（万元）", *["其中：一般公共预算：308.26"] * 3, *["其中：基本支出：208.26"] * 5],
    ["年度预算申请（万元）", *["政府性基金拨款："] * 3, *["项目支出：100.00"] * 5],
    ["年度总体目标", *["预期目标"] * 3, *["实际完成情况"] * 5],
    ["年度总体目标", *[GOALS[0]] * 3, *[GOALS[1]] * 5],
    ["绩效|指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"],
    ["绩效|指标", "产出指标", "数量|指标", "整理档案", "≥1200卷", "1305卷", "20", "20", ""],
    ["绩效|指标", "产出指标", "数量|指标", "扫描页数", "≥50000页", "52310页", "20", "20", ""],
    ["绩效|指标", "产出指标", "质量指标|", "整理合格率", "≥98%", "99%", "10", "9.5", ""],
    ["绩效|指标", "效益指标", "社会效益指标", "查档便利", "明显提升", "明显提升", "30", "30", ""],
    ["绩效|指标", "满意度指标", "服务对象|满意度指标", "查档群众满意度", "≥95%", "96%", "10", "10", ""],
    [*["总分"] * 6, "100", "99.34", ""],
]  # fmt: skip


def read(rows: list[list[str]], apart: str) -> jixiao.Report:
    cells = [part for row in rows for cell in row for part in cell.split("|")]
    return jixiao.parse(apart.join([TITLE, *cells, BELOW, ""]).encode())


@pytest.mark.parametrize("apart", ["\n\n", "\n", "\r\n"])
def test_one_number_of_cells_makes_rows(apart: str) -> None:
    report = read(ROWS, apart)
    [form] = report.evaluations
    check_archive_form(form)
    assert report.diagnostics == ()


def test_a_paragraph_below_a_level_in_which_nobody_wrote_is_no_cell() -> None:
    """docx2python: with one in each row the form was as well one of more cells a row, and none of it was read."""
    rows = [list(row) for row in ROWS]
    for row in rows[9:14]:
        row[2] = row[2].replace("|", "") + "|"
    report = read(rows, "\n\n")
    [form] = report.evaluations
    check_archive_form(form)
    assert report.diagnostics == ()


def test_single_blanks_part_the_cells_of_a_row_on_one_line() -> None:
    """As kreuzberg prints a row: merged text again, nothing for an empty cell, a paragraph of a cell on a line."""
    rows = [list(row) for row in ROWS]
    rows[6] = ["年度总体目标", *["预 期 目 标"] * 3, *["实 际 完 成 情 况"] * 5]
    rows[9][3], rows[10][3] = "指标 1：整理档案", "指标 2：扫描页数"
    rows.insert(3, ["……", *["—"] * 8])  # a line is a row, whatever it begins with
    lines = [" ".join(cell.replace("|", "\n") for cell in row) for row in rows]
    report = jixiao.parse("\n".join([TITLE, *lines, "", BELOW, ""]).encode())
    [form] = report.evaluations
    assert [(f.label, str(f.full_year), str(f.score)) for f in form.funds] == [("年度资金总额", "313.14", "9.84")]
    assert [(goal.expected, goal.actual) for goal in form.goals] == [GOALS]
    assert [(i.level2, i.level3, str(i.weight), str(i.score)) for i in form.indicators] == [
        ("数量指标", "指标 1：整理档案", "20", "20"),
        ("数量指标", "指标 2：扫描页数", "20", "20"),
        ("质量指标", "整理合格率", "10", "9.5"),
        ("社会效益指标", "查档便利", "30", "30"),
        ("服务对象满意度指标", "查档群众满意度", "10", "10"),
    ]
    assert report.diagnostics == ()


def test_labels_whose_letters_are_set_apart_and_texts_with_blanks_that_are_said_again_are_cells() -> None:
    """«项  目  名  称» and «1.延续项目□  2.新增项目☑» of kreuzberg were as many cells as they have blanks, and their
    form was refused."""
    rows = [list(row) for row in ROWS]
    kinds = "1.延续项目□  2.新增项目☑"
    rows[:0] = [[*["项  目  名  称"] * 3, *["档案抢救"] * 6], [*["项目属性"] * 3, *[kinds] * 6]]
    lines = [" ".join(cell.replace("|", "\n") for cell in row) for row in rows]
    report = jixiao.parse("\n".join([TITLE, *lines, "", BELOW, ""]).encode())
    [form] = report.evaluations
    check_archive_form(form)
    assert form.project == "档案抢救"
    assert report.diagnostics == ()


def test_a_long_line_of_pieces_is_looked_through_in_no_time() -> None:
    """An expression for texts that are said again took minutes for a line of blanks."""
    line = "甲 乙 甲 乙 丙 " * 20_000
    report = jixiao.parse(f"编制数 编制数 编制数 控制率\n{line}\n".encode())
    assert report.evaluations == ()


def test_a_goal_with_its_points_begins_the_rows_beside_it() -> None:
    """«年度绩效目标2（30分）» at the end of rows moved those of the first goal by a cell, into the second's (湖北)."""
    goals = ["年度绩效目标1：整理档案。\n（50分）", "年度绩效目标2\n（30分）"]
    rows = [
        ["项目名称", *["档案抢救"] * 8],
        ["预算执行情况（万元）\n（20分）", "", "", *["预算数"] * 2, *["执行数"] * 2, "执行率", "得分"],
        ["预算执行情况（万元）\n（20分）", *["财政资金总额"] * 2, *["63"] * 2, *["51.66"] * 2, "82.00%", "16.40"],
    ]
    for goal, names in zip(goals, [["整理档案", "扫描页数"], ["修复卷宗"]], strict=True):
        rows.append(
            [goal, "一级指标", "二级指标", *["三级指标"] * 2, *["年初目标值（A）"] * 2, "实际完成值（B）", "得分"]
        )
        rows += [[goal, "产出指标\n（40分）", "数量", name, name, "≥8件", "≥8件", "9件", "20"] for name in names]
    rows.append([*["合计"] * 8, "76.40"])
    report = jixiao.parse("\n".join([TITLE, *map(" ".join, rows), "", BELOW, ""]).encode())
    [form] = report.evaluations
    assert [(goal.expected, str(goal.weight)) for goal in form.goals] == [("整理档案。", "50"), (None, "30")]
    assert [(i.goal, i.level3) for i in form.indicators] == [(0, "整理档案"), (0, "扫描页数"), (1, "修复卷宗")]


def test_a_goal_ends_with_its_points() -> None:
    """With a word of level 1 and its points behind it was one cell, and that row's level 2 a level 1 (湖北)."""
    strung = _Strung(Stretch(0, []), [], words_of(load()))
    assert strung._is_label("年度绩效目标1:整理档案。(50分)")
    assert not strung._is_label("年度绩效目标1:整理档案。(50分)产出指标(30分)")


def test_a_table_of_doubled_cells_alone_is_one() -> None:
    """The 基础数据表 says nothing three times, its labels twice each."""
    rows = [
        ["财政供养人员情况（人）", *["编制数"] * 2, *["2023年实际在职人数"] * 2, *["控制率"] * 2],
        ["财政供养人员情况（人）", *["7"] * 2, *["7"] * 2, *["100%"] * 2],
        ["经费控制情况（万元）", *["2022年决算数"] * 2, *["2023年预算数"] * 2, *["2023年决算数"] * 2],
        ["三公经费", *["0.17"] * 2, *["7.9"] * 2, *["0"] * 2],
        ["公用经费", *["51.64"] * 2, *["33.9"] * 2, *["51.21"] * 2],
    ]
    cells = "\n\n".join(cell for row in rows for cell in row)
    before = "\n\n".join([TITLE, *(part for row in ROWS for cell in row for part in cell.split("|")), BELOW])
    report = jixiao.parse(f"{before}\n\n整体支出绩效评价基础数据表\n\n{cells}\n\n填表人：李某某\n".encode())
    assert report.base_data is not None
    assert [(str(e.prior_final), str(e.budget), str(e.final)) for e in report.base_data.expenses] == [
        ("0.17", "7.9", "0"),
        ("51.64", "33.9", "51.21"),
    ]


def test_points_below_a_label_are_of_its_cell() -> None:
    """A cell of its own for «（50分）» made rows of one cell more, and «成本指标» of level 2 a level 1 (湖北)."""
    names = ["整理档案", "扫描页数", "修复卷宗", "编研成果", "整理合格率", "会议费控制率"]
    levels = [*["数量|"] * 4, "质量指标", "成本指标"]
    money, block, one = "预算执行情况（万元）|（20分）", "年度绩效目标1|（50分）", "产出指标（50分）"
    rows = [
        ["单位名称"] * 2 + ["云溪县档案馆"] * 7,
        [money, "", "", *["预算数"] * 2, *["执行数"] * 2, "执行率", "得分"],
        [money, *["部门整体支出"] * 2, *["63"] * 2, *["51.66"] * 2, "82.00%", "16.40"],
        [block, "一级指标", "二级指标", *["三级指标"] * 2, *["年初目标值（A）"] * 2, "实际完成值（B）", "得分"],
        *(
            [block, one, level, name, name, "≥8件", "≥8件", "9件", "8"]
            for level, name in zip(levels, names, strict=True)
        ),
        [*["合计"] * 8, "48"],
    ]
    [form] = read(rows, "\n").evaluations
    assert [(i.level1, i.level3) for i in form.indicators] == [("产出指标", name) for name in names]


def test_a_label_written_downwards_is_one_cell_and_a_reason_of_two_paragraphs_too() -> None:
    """Letters as cells made rows of three more; a reason of two paragraphs moved the cells of the rows below, which now
    only one way puts below their headings."""
    rows = [["绩|效|指|标" if cell == "绩效|指标" else cell for cell in row] for row in ROWS]
    [form] = read(rows, "\n").evaluations
    check_archive_form(form)
    rows[10][8] = "册数测算不准确；|下一年度据实测算。"
    [form] = read(rows, "\n").evaluations
    reasons = [row.deviation_reason for row in form.indicators]
    assert reasons == [None, "册数测算不准确；下一年度据实测算。", None, None, None]


def test_paragraphs_of_which_nothing_tells_the_cell_are_refused() -> None:
    rows = [list(row) for row in ROWS]
    rows[11][3] = "整理|合格率"  # «合格率≥98%» may be a target as well, where another has words before its figure
    rows[9][4] = "册数≥1200卷"
    report = read(rows, "\n\n")
    [form] = report.evaluations
    assert [(i.level2, i.level3, str(i.score)) for i in form.indicators] == [
        ("数量指标", "整理档案", "20"),
        ("数量指标", "扫描页数", "None"),  # or those of the row above said again: no sum tells
        ("社会效益指标", "查档便利", "30"),
        ("服务对象满意度指标", "查档群众满意度", "10"),
    ]
    assert {d.code for d in report.diagnostics} == {"unreadable_table", "unreadable_figure"}


def test_lines_that_are_said_again_make_no_full_grid() -> None:
    once = [[cell for at, cell in enumerate(row) if not at or cell != row[at - 1]] for row in ROWS]
    once[12][4:6] = ["明显提升", "明显提升", "明显提升"]
    report = read(once, "\n\n")
    assert [i for form in report.evaluations for i in form.indicators] == []


BASE = [
    ["财政供养|人员情况（人）", *["编制数"] * 2, *["2023年|实际在职人数"] * 2, *["控制率"] * 2],
    ["财政供养|人员情况（人）", *["7"] * 2, *["7"] * 2, *["100%"] * 2],
    ["经费控制情况（万元）", *["2022 年决算数"] * 2, *["2023 年预算数"] * 2, *["2023 年决算数"] * 2],
    ["三公经费", *["0.17"] * 2, *["7.9"] * 2, *["0"] * 2],
    ["项目支出：", *["11.5"] * 2, *["12.5"] * 2, *["13.5"] * 2],
    ["业务工作经费", *["10"] * 2, *["11"] * 2, *["12"] * 2],
    ["……", *["—"] * 6],
    ["公用经费", *["51.64"] * 2, *["33.9"] * 2, *["51.21"] * 2],
    ["水费 电费 差旅费", *["5.2"] * 2, *["6.1"] * 2, *["4.9"] * 2],
]


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(cell for row in BASE for cell in row).replace("|", "\n"),
        "\n".join(" ".join(row) for row in BASE).replace("|", "\n"),
    ],
)
def test_a_base_table_alone_is_one(text: str) -> None:
    """Nothing in the text is said three times side by side, and «……» names a row that holds nothing."""
    report = jixiao.parse(f"整体支出绩效评价基础数据表\n\n{text}\n\n填表人：李某某\n".encode())
    assert report.base_data is not None
    assert report.base_data.staffing is not None
    assert str(report.base_data.staffing.authorized) == "7"
    assert [(e.item, str(e.prior_final), str(e.final)) for e in report.base_data.expenses if e.final is not None] == [
        ("三公经费", "0.17", "0"),
        ("项目支出：", "11.5", "13.5"),
        ("业务工作经费", "10", "12"),
        ("公用经费", "51.64", "51.21"),
        ("水费 电费 差旅费", "5.2", "4.9"),
    ]


def test_names_of_two_paragraphs_below_a_level_of_two() -> None:
    """A target does not go on with what stands above it, and a word of a level not in the name."""
    rows = [list(row) for row in ROWS]
    rows[11][2:5] = ["时效性|指标", "指标1：整|理及时率", ">=98%"]
    rows[12][2:6] = ["可持续影响|效益指标", "管理|制度", "良好", "良好"]
    rows.insert(13, ["绩效|指标", "效益指标", "可持续影响|效益指标", "……", "", "", "", "", ""])
    rows.insert(14, ["绩效|指标", "效益指标", "可持续影响|效益指标", "", "", "", "", "", ""])
    [form] = read(rows, "\n\n").evaluations
    found = [(i.level2, i.level3, i.target and i.target.text) for i in form.indicators]
    assert found[2] == ("时效性指标", "指标1：整理及时率", ">=98%")
    assert found[3] == ("可持续影响效益指标", "管理制度", "良好")
    assert "效益指标" not in {i.level3 for i in form.indicators}


def test_a_sign_keeps_its_blank() -> None:
    """«≥ 1200卷» of kreuzberg was two cells, and its row refused."""
    rows = [list(row) for row in ROWS]
    rows[10][4] = "≥ 1200页"
    lines = [" ".join(row) for row in rows]
    text = "\n".join([TITLE, *lines, "", BELOW, ""]).replace("|", "\n")
    [form] = jixiao.parse(text.encode()).evaluations
    assert form.indicators[1].target is not None
    assert (form.indicators[1].level3, form.indicators[1].target.text) == ("扫描页数", "≥ 1200页")


@pytest.mark.parametrize(
    ("level", "beside", "torn"),
    [
        ("经济效", "益指标", True),
        ("可持续影响", "效益指标", True),
        ("社会效益指标", "查档便利", False),
        ("数量", "馆藏指标", False),
    ],
)
def test_a_level_that_goes_on_in_the_next_cell_is_torn(level: str, beside: str, torn: bool) -> None:
    """The row of such a level is refused: two cells were exchanged in it («益指标» was its name)."""
    assert _tears("level2", level, beside, load()) is torn
