"""Rows of full grids without marks: what heads them, what ends them, and which words begin them."""

from __future__ import annotations

import pytest
from test_strung import BELOW, ROWS, TITLE

import jixiao

SHEET = [
    ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "指标说明", "得分"],
    ["投入", "目标设定", "目标合理性", "4", "相符计4分。", "依据是否充分", "3.5"],
    ["投入", "预算配置", "控制率", "5", "不超计5分。", "在职人数/编制数", "5"],
    ["过程", "预算执行", "完成率", "6", "每低5%扣2分。", "完成数/预算数", "5.5"],
    ["过程", "预算管理", "资金合规", "6", "合规计6分。", "是否符合规定", "6"],
    ["产出", "职责履行", "质量达标率", "8", "达标计8分。", "达标数/完成数", "8"],
    ["产出", "职责履行", "完成及时率", "7", "按时计7分。", "按期数/计划数", "6.5"],
    ["效果", "履职效益", "经济效益", "7", "显著计7分。", "对经济的影响", "6"],
    ["效果", "履职效益", "社会效益", "8", "显著计8分。", "对社会的影响", "8"],
    ["总分", "总分", "总分", "51", "", "", "48.5"],
]


def lines_of(rows: list[list[str]], above: list[str], below: list[str]) -> str:
    return "\n".join([*above, *(" ".join(cell.replace("|", "\n") for cell in row) for row in rows), *below])


def test_empty_cells_at_the_end_of_all_are_cut_off_with_its_blanks() -> None:
    """kreuzberg's text ends with its last character: «总分 总分 100 99.34» lacked a cell, and its points were lost."""
    text = lines_of(ROWS, [TITLE], [])
    assert text.endswith("总分 100 99.34 ")
    for cut in (text, text.rstrip()):
        report = jixiao.parse(cut.encode())
        [form] = report.evaluations
        assert (str(form.total.weight), str(form.total.score)) == ("100", "99.34")
        assert form.indicators[-1].deviation_reason is None
        assert report.diagnostics == ()


@pytest.mark.parametrize("title", [TITLE, "部门整体支出绩效自评表（ 2022年度 ）", "绩效自评情况表"])
def test_a_title_that_runs_across_is_the_first_row(title: str) -> None:
    """«X X X …» of kreuzberg above its table was no title of it."""
    report = jixiao.parse(lines_of([[title] * 9, *ROWS], ["云溪县档案馆", ""], ["", BELOW]).encode())
    [form] = report.evaluations
    assert form.title == title
    assert str(form.total.score) == "99.34"


def test_labels_of_two_pieces_that_alternate_are_no_text_said_again() -> None:
    """«年初 预算数 年初 预算数 全年 预算数 全年 执行数»: «预算数 全年» stands there three times, and is no
    cell (云南 in kreuzberg)."""
    rows = [list(row) for row in ROWS]
    rows[1] = ["年度预算申请（万元）", "", "", "年初 预算数", "全年 预算数", "全年 执行数", "分值", "执行率", "得分"]
    wide = [[*row[:4], row[3], *row[4:5], *row[4:]] for row in rows]
    report = jixiao.parse(lines_of(wide, [TITLE], ["", BELOW]).encode())
    [form] = report.evaluations
    [fund] = form.funds
    assert (str(fund.initial), str(fund.full_year), str(fund.executed)) == ("300.00", "313.14", "308.26")
    assert report.diagnostics == ()


@pytest.mark.parametrize("below", ["", "\n\n- 1 -", "\n\n填报人：李某某"])
def test_words_that_no_list_knows_begin_rows_that_the_row_below_begins_with_too(below: str) -> None:
    """docx2python of Hunan's score sheets before 2022: «投入» began no row, and the whole form was refused; nor may the
    last points go on behind a page's number."""
    cells = "\n\n".join(cell for row in SHEET for cell in row)
    report = jixiao.parse(f"2019年度部门整体支出绩效自评表\n\n{cells}{below}\n".encode())
    [form] = report.evaluations
    assert [(i.level1, i.level2, i.level3, str(i.weight), i.criterion, str(i.score)) for i in form.indicators] == [
        (row[0], row[1], row[2], row[3], row[4], row[6]) for row in SHEET[1:-1]
    ]
    assert (str(form.total.weight), str(form.total.score), form.remarks) == ("51", "48.5", None)
    assert report.diagnostics == ()


def test_a_label_and_its_value_beside_the_label_of_a_block_have_columns_of_their_own() -> None:
    """«2.项目实施内容及过程概述» below the goals' heading has a cell less than that, and was refused (四川)."""
    block, said = "项目基本情况", "经集体研究后组织实施。"
    goal, about = "1.项目年度目标完成情况", "2.项目实施内容及过程概述"
    heads = ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重", "得分"]
    rows = [
        [*["项目名称"] * 2, *["档案抢救"] * 8],
        [block, goal, goal, *["年度目标"] * 3, *["目标完成情况"] * 4],
        [block, goal, goal, *["修复卷宗"] * 3, *["已修复卷宗"] * 4],
        [block, about, about, *[said] * 7],
        ["绩效指标", *heads],
        ["绩效指标", "产出指标", "数量指标", "1.修复卷宗", "≥", "12", "卷", "13", "60", "60"],
        ["绩效指标", "效益指标", "社会效益指标", "1.查档便利", "定性", "提升", "", "提升", "40", "38"],
        [*["合计"] * 8, "100", "98"],
    ]
    report = jixiao.parse(lines_of(rows, ["2023年度项目支出绩效自评表"], ["", BELOW]).encode())
    [form] = report.evaluations
    assert (form.project, form.remarks) == ("档案抢救", said)
    assert [(g.expected, g.actual) for g in form.goals] == [("修复卷宗", "已修复卷宗")]
    assert [(i.level3, str(i.score)) for i in form.indicators] == [("1.修复卷宗", "60"), ("1.查档便利", "38")]
    assert report.diagnostics == ()


HEADS = ["指标性质", "指标值", "度量单位", "全年完成值", "分值", "自评得分", "偏差原因分析|和改进措施"]
PROJECT = [
    ["项目|名称", *["51000023Y0001-档案抢救"] * 9],
    ["年度目标", *["预期目标"] * 5, *["全年完成情况"] * 4],
    ["年度目标", *["修复卷宗"] * 5, *["已修复卷宗"] * 4],
    [*["绩效指标"] * 3, *["年度指标值"] * 3, *HEADS[3:]],
    ["一 级|指 标", "二 级|指 标", "三 级 指 标", *HEADS],
    ["产出指标|50分", "数量|指标", "修复卷宗", "大于或等于", "12", "卷", "13卷", "20", "20", ""],
    ["产出指标|50分", "质量|指标", "合格率", "≥", "98", "%", "99%", "20", "20", ""],
    ["产出指标|50分", "时效|指标", "完成时间", "定性", "年底前", "", "年底前", "10", "9", "采购较晚；|来年提前。"],
    ["效益指标|50分", "社会效益|指标", "查档便利", "不小于", "8", "次", "9次", "50", "50", ""],
    [*["合计"] * 7, "100", "99", ""],
]


@pytest.mark.parametrize("way", ["beside", "below"])
def test_rows_of_which_all_cells_are_torn_are_put_together(way: str) -> None:
    """云南 in kreuzberg and docx2python: below «偏差原因分析», «和改进措施», said again, each row had a piece more than
    cells («数量», «指标»; «产出指标», «50分»), and none was read; «大于或等于» alone is one of 指标性质, and no
    name's end."""
    text = lines_of(PROJECT, ["2023年项目支出绩效自评表"], ["", BELOW])
    if way == "below":
        cells = [part for row in PROJECT for cell in row for part in cell.split("|")]
        text = "\n\n".join(["2023年项目支出绩效自评表", *cells, BELOW])
    report = jixiao.parse(text.encode())
    [form] = report.evaluations
    assert (form.project, [(g.expected, g.actual) for g in form.goals]) == ("档案抢救", [("修复卷宗", "已修复卷宗")])
    assert [(i.level1, i.level2, i.level3, i.target and i.target.text, str(i.score)) for i in form.indicators] == [
        ("产出指标", "数量指标", "修复卷宗", "大于或等于12卷", "20"),
        ("产出指标", "质量指标", "合格率", "≥98%", "20"),
        ("产出指标", "时效指标", "完成时间", "年底前", "9"),
        ("效益指标", "社会效益指标", "查档便利", "不小于8次", "50"),
    ]
    assert str(form.total.score) == "99"
    assert report.diagnostics == ()


def test_a_sheet_of_which_only_the_total_is_said_again_is_a_full_grid() -> None:
    """Of kreuzberg's text of a score sheet with a heading of several lines nothing was read but where «总分 总分 总分»
    stood behind another cell."""
    rows = [["一 级|指 标", "二级|指标", "三 级 指 标", *SHEET[0][3:]], *SHEET[1:]]
    report = jixiao.parse(lines_of(rows, ["2019年度部门整体支出绩效自评表"], []).encode())
    [form] = report.evaluations
    assert [(i.level3, str(i.score)) for i in form.indicators] == [(row[2], row[6]) for row in SHEET[1:-1]]
    assert (str(form.total.weight), str(form.total.score)) == ("51", "48.5")
    assert report.diagnostics == ()


@pytest.mark.parametrize("apart", [" ", "\n\n"])
def test_a_label_that_no_list_knows_above_all_others_is_of_the_table(apart: str) -> None:
    """«部门单位名称» and its value, said again each, were paragraphs above the table, and the unit was lost."""
    rows = [[*["部门机构名称"] * 3, *["云溪县档案馆"] * 6], *ROWS[1:]]
    text = lines_of(rows, [TITLE], ["", BELOW])
    if apart != " ":
        text = apart.join([TITLE, *(part for row in rows for cell in row for part in cell.split("|")), BELOW])
    report = jixiao.parse(text.encode())
    [form] = report.evaluations
    assert (form.unit, str(form.total.score), report.diagnostics) == ("云溪县档案馆", "99.34", ())


def test_the_word_of_level_1_may_be_that_of_level_2() -> None:
    """«满意度指标» under «满意度指标（10分）» was a shifted row, and points like its own were left out with it."""
    rows = [list(row) for row in ROWS]
    rows[13][1:3] = ["满意度指标|（10分）", "满意度|指标"]
    report = jixiao.parse(lines_of(rows, [TITLE], ["", BELOW]).encode())
    [form] = report.evaluations
    last = form.indicators[-1]
    assert (last.level1, last.level2, last.level3, str(last.score)) == (
        "满意度指标", "满意度指标", "查档群众满意度", "10",
    )  # fmt: skip
    assert report.diagnostics == ()


@pytest.mark.parametrize(("other", "comparator"), [("≥50000页", None), ("<=50000页", "eq")])
def test_an_equals_sign_may_be_what_is_left_of_one_that_was_lost(other: str, comparator: str | None) -> None:
    """kreuzberg drops «<» and «>»: «>=1200卷» is «=1200卷» there, and what was to be exceeded was an exact figure."""
    rows = [list(row) for row in ROWS]
    rows[9][4], rows[10][4] = "=1200卷", other
    report = jixiao.parse(lines_of(rows, [TITLE], ["", BELOW]).encode())
    target = report.evaluations[0].indicators[0].target
    assert target is not None
    assert (target.text, target.comparator, str(target.value), target.unit) == ("=1200卷", comparator, "1200", "卷")
    assert [one.code for one in report.diagnostics] == (["unreadable_figure"] if comparator is None else [])
