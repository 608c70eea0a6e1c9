"""Text of a cell a line in words of its author's own: what joins two lines of a label, and rows of figures alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from math import inf

import pytest

from jixiao.extract import base_data
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headwords import Anchor
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.likepairs import _last
from jixiao.structure.flat.periodic import _is_astray, _without_odd
from jixiao.structure.flat.periods import Periods
from jixiao.structure.flat.shapes import RowKind, shapes_of
from jixiao.structure.flat.streamlines import SURE
from jixiao.structure.flat.stretch import Line, RawCell, RawRow
from jixiao.structure.flat.tokens import tokens_of
from zonerows import plan

HEAD = ["一级项目名称", "河道清淤", "一级预算单位", "某某区水利局"]
FUNDS = [
    *("预算执行", "（万元）", "20分", "", "预算金额（A）", "执行金额（B）", "执行率（B/A）", "得分（20分*执行率）"),
    *("", "年度财政资金总额", "200.50", "180.45", "90%", "18"),
]
HEADING = ["指标（一级）", "二级", "指标", "指标（三级）", "指标值（A）", "完成值（B）", "得分", "情况"]
INDICATORS = [
    *("年度主要目标1", "（80分）", *HEADING),
    *("", "产出指标", "（50分）", "数量", "指标", "1、清淤河道数量", "≥5条", "7条", "30"),
    *("", "", "成本", "控制", "1、平均单价", "≤90元", "88元", "10"),
    *("", "", "完成", "时效", "1、完工时间", "2023年11月底前", "2023年11月18日", "10"),
    *("", "效益指标", "（30分）", "社会", "效益", "1、水质达标情况", "合规", "合规，无违规事项", ""),
]
FOOT = ["合计得分", "68", "偏差原因及未完成说明", "工期较长。", "改进措施", "加强调度。"]


def periods(*lines: str) -> Periods:
    """Lines of a form, before it is known which."""
    patterns = load()
    return Periods(tokens_of([Line(0, 0, 0, text) for text in lines]), lexicon_of(patterns), patterns)


def test_points_a_label_of_two_labels_and_words_of_two_letters_a_line() -> None:
    """«20分» below the label of the money, «成本 ⏎ 控制» for level 2, «得分 ⏎ 情况» above the points: all was refused
    (湖北)."""
    lines = ["2023年度项目绩效自评结果表", *HEAD, *FUNDS, *INDICATORS, *FOOT]
    report = parse("\n".join(lines).encode())
    (found,) = report.evaluations
    assert (found.project, found.department) == ("河道清淤", "某某区水利局")
    assert [(f.full_year, f.executed, f.rate, f.score) for f in found.funds] == [
        (Decimal("200.5"), Decimal("180.45"), 90, 18)
    ]
    assert [(row.level2, row.level3, row.score) for row in found.indicators] == [
        ("数量指标", "1、清淤河道数量", 30),
        ("成本控制", "1、平均单价", 10),
        ("完成时效", "1、完工时间", 10),
        ("社会效益", "1、水质达标情况", None),
    ]
    actual = found.indicators[3].actual
    assert actual is not None
    assert actual.text == "合规，无违规事项"
    assert found.total.score == 68


def test_lines_that_a_word_joins_are_one_heading_with_a_label_in_it() -> None:
    """«偏差说明及», «改进措施»: the second is a label, and was a column of its own (国家)."""
    own = periods("自评得分", "偏差说明及", "改进措施", "偏差原因", "及改进办法")
    assert own._head_cost(1, 3, 5) < 1 < own._head_cost(0, 2, 5)
    assert own._head_cost(3, 5, 5) < 1


def test_what_stands_above_the_label_at_the_left_is_of_it() -> None:
    """«部门年度», «绩效目标» (河北): the line was of no cell, the form refused; no heading of a column is of it."""
    own = periods(
        "部门年度",
        "绩效目标",
        "年度",
        "绩效",
        "指标",
        "指标（一级）",
        "部门支出",
        "预算执行",
        "（万元）",
        "预算资金",
        "执行（万元）",
        "（20分）",
    )
    assert own._head_cost(0, 2, 0) < 1
    assert own._head_cost(2, 5, 0) + own._head_cost(5, 6, 1) < own._head_cost(2, 6, 0)
    assert own._head_cost(6, 9, 0) < 1
    assert own._head_cost(9, 12, 0) < 1


def test_no_heading_begins_as_others_end_or_goes_on_behind_a_bracket() -> None:
    """«得分 | 情况 ⏎ 未完成原因», «指标（三级） ⏎ 运算符»: headings cut so stood in the way of the right one (四川)."""
    own = periods("得分", "情况", "未完成原因及改进", "指标（三级）", "运算符")
    assert own._head_cost(0, 2, 5) + own._head_cost(2, 3, 5) < own._head_cost(0, 1, 5) + own._head_cost(1, 3, 5)
    assert own._head_cost(3, 4, 5) + own._head_cost(4, 5, 5) < own._head_cost(3, 5, 5)


def test_a_blank_cell_before_the_end_of_a_level_tears_none() -> None:
    """«», «产出 ⏎ 成本»: the first line is also what words of level 1 end with."""
    own = periods("", "产出", "成本", "人均成本")
    assert not own.parts_level([(0, 1), (1, 3), (3, 4)])
    assert own.glue[1] >= SURE


def test_what_begins_as_the_line_above_is_another_cell() -> None:
    """«合规», «合规，无违规事项»: of a name in two lines above them the second was what was aimed at (湖南)."""
    assert periods("1、工作", "完成质量", "合规", "合规，无违规事项").glue[2] == 0


BASE = [
    *("在职人员控制情况", "核编人数", "2023年末在编人数", "在编人员控制率"),
    *("", "64", "60", ""),
    *("经费控制与执行情况（万元）", "2022年实际支出数", "2023年预算安排数", "2023年实际支出数"),
    *("三公经费", "5.58", "6.70", "6.57"),
    *("公用经费", "179.80", "263.90", "201.15"),
    *("楼堂馆所情况", "（2023年完工）", "计划面积（㎡）", "实际面积（㎡）", "面积控制率"),
    *("概算投资（万元）", "实际投资（万元）", "概算控制率", "", "6319", "6319", "100%", "7686.48", "7763.35", "101%"),
    *("厉行节约具体措施", "先批后办。"),
]


@pytest.mark.parametrize("row", [["", "64", "60", ""], ["", "64", "60", "93.75%"]])
def test_a_row_of_figures_alone_has_as_many_cells_as_its_heading(row: list[str]) -> None:
    """The staff and the buildings of a 基础数据表 in words of its own (湖南): one row each, without a label."""
    lines = ["2023年度部门整体支出绩效自评基础数据统计表", *BASE[:4], *row, *BASE[8:], "说明：（略）"]
    base = parse("\n".join(lines).encode()).base_data
    assert base is not None
    assert (base.staffing.authorized, base.staffing.actual) == (64, 60)
    assert [(e.item, e.prior_final, e.final) for e in base.expenses] == [
        ("三公经费", Decimal("5.58"), Decimal("6.57")),
        ("公用经费", Decimal("179.8"), Decimal("201.15")),
    ]
    assert base.thrift_measures == "先批后办。"


def test_a_row_of_figures_alone_with_another_number_of_cells_is_none() -> None:
    """A figure too many, or too few: whose they are nothing tells."""
    for row in (["", "64", "60"], ["", "64", "60", "2", ""]):
        lines = ["2023年度部门整体支出绩效自评基础数据统计表", *BASE[:4], *row, *BASE[8:], "说明：（略）"]
        base = parse("\n".join(lines).encode()).base_data
        assert base is None or (base.staffing.authorized, base.staffing.actual) == (None, None)


def test_a_last_value_that_may_go_on_below_the_table_is_none() -> None:
    """«无纸化办公。»: a second paragraph of the measures, or a line below the table."""
    lines = ["2023年度部门整体支出绩效自评基础数据统计表", *BASE, "无纸化办公。", "说明：（略）"]
    report = parse("\n".join(lines).encode())
    assert report.base_data is not None
    assert (report.base_data.staffing.actual, report.base_data.thrift_measures) == (60, None)
    assert [d.code for d in report.diagnostics if d.code == "unreadable_table"]


def test_a_word_of_level_1_with_its_points_over_two_lines_is_one() -> None:
    """«满意度 ⏎ 指标（10分） | 满意度指标»: the second seemed to be level 1 in another column: all refused (湖南)."""
    own = periods("满意度", "指标（10分）", "满意度指标", "企业满意率")
    assert own._is_top(1)
    assert own._begins_top((0, 2))
    assert not own._begins_top((3, 4))
    assert not periods("满意度", "（服务对象）", "企业满意度")._begins_top((0, 2))  # level 2 (四川)


def test_a_name_of_two_letters_goes_on() -> None:
    """«2.项目 ⏎ 竣工时限», above «当年度»: the second line and the aim were one (湖南)."""
    assert periods("2.项目", "竣工时限", "当年度").glue[:2] == [4, 1]
    assert periods("2.项目", "有所提高").glue[0] == 1


def test_a_label_of_a_value_may_name_the_goals() -> None:
    """«年度工作目标» stands before a goal in one form, at the left of goals with their points in another (河北)."""
    heads = periods("年度工作目标", "部门年度目标", "年末完成情况", "满分")
    assert heads._head_price(0, 1, 0) < 1
    assert periods("年度工作目标", "更新三类资料。", "年末完成情况")._head_price(0, 1, 0) > 1


def test_a_long_label_below_the_total_is_one_by_its_looks() -> None:
    label = "目标未完成或偏差较大的原因分析"  # 湖北: the whole form was refused
    price, (_, (_, cells)) = periods("合计得分", "97.85", label, "外出调研减少。").gap(0, 4)
    assert (price < 1, cells) == (True, [(2, 3), (3, 4)])


def test_a_heading_above_names_that_another_column_has_says_what_the_rows_are_about() -> None:
    """«预算执行（万元） | … | 预算执行数»: names stood below what was executed, and the money was refused (四川)."""
    heads = ["资金预算执行", "预算执行", "年初预算", "预算执行数"]
    rows = [RawRow([RawCell(text) for text in texts]) for texts in (heads, ["", "资金合计", "764.39", "669.75"])]
    for row in rows:
        row.keys = [cell.text for cell in row.cells]
    _without_odd(rows, lexicon_of(load()))
    assert rows[0].keys == ["资金预算执行", "", *heads[2:]]
    own = plan("sichuan.project", "funds", *heads)
    assert own.ids == ("block", "label", "initial", "executed")


@pytest.mark.parametrize(
    ("foot", "labels"),
    [
        (["自评总体结论", "完成较好。", "问题分析", "档案滞后", "改进办法", "加快进度"], [2, 4, 6]),
        (["自评总体结论", "完成较好。", "问题分析", "档案滞后", "改进办法", "加快进度", "按月调度"], []),
        (["自评总体结论", "完成较好。"], []),  # as well a section of the text
    ],
)
def test_rows_below_the_total_are_told_by_their_looks(foot: list[str], labels: list[int]) -> None:
    """Left out of the table each headed a section of the report (四川)."""
    shape = next(shape for shape in shapes_of(load()) if shape.form.id == "sichuan.project")
    kind = next(iter(shape.total_keys.values()))
    tokens = tokens_of([Line(0, 0, 0, text) for text in ["总得分", "100", *foot]])
    found = _last(shape, tokens, Anchor(0, 1, kind, ((0, 1),)), len(tokens))
    assert [anchor.start for anchor in found] == labels


@pytest.mark.parametrize(("name", "astray"), [("服务对象满意度", False), ("服务对象满意度指标", True)])
def test_a_name_in_a_score_sheet_may_be_a_level_of_other_forms(name: str, *, astray: bool) -> None:
    """«履职效果 | 24 | 服务对象满意度 | 8 | 达到95%得8分…»: the sheet was refused (湖南 before 2022)."""
    heads = ("一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评分标准", "得分")
    own = plan("hunan-before-2022.score_sheet", "indicators", *heads)
    ids = zip(own.places, own.ids, strict=True)
    kind = RowKind(1, "data", tuple(replace(place, id=id_) for place, id_ in ids))
    texts = ["效果", "24", "履职效果", "24", name, "8", "达到95%得8分。", "8"]
    assert _is_astray(FitRow([RawCell(text) for text in texts], [], kind), "履职效果", load()) is astray


def test_what_headings_end_with_is_no_value() -> None:
    """«预算执行 ⏎ 情况 ⏎ （10分）» at the left of money: «情况» seemed to be what was filled in (四川)."""
    assert not any(cells for _, _, cells in periods("预算执行", "情况", "（10分）")._next(0, 3, above=False))


def test_rows_do_not_begin_with_a_heading_of_the_lower_row() -> None:
    """«… | 年度目标值 | 量化单位» below a heading without a label at the left: all was refused (云南)."""
    rows = periods("量化单位", "产出指标", "投入")
    assert [rows._begins_with_heads([(at, at + 1)]) for at in range(3)] == [True, False, False]


def test_below_a_row_that_was_refused_no_kind_of_a_project_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """«公用经费» was refused between «3.财政专项资金» and «其中：日常办公经费»: it was such a fund's (湖南)."""
    rows = ["项目支出", "265", "266", "260", "3.财政专项资金", "132", "140", "149"]
    rows += ["公用经费", "76", "75", "73", "其中：文印耗材费", "9", "10", "11"]
    lines = ["2023年度部门整体支出绩效自评基础数据统计表", *BASE[:4], *BASE[4:12], *BASE[12:16], *rows, *BASE[20:]]
    known = base_data._expense_rows
    monkeypatch.setattr(
        base_data,
        "_expense_rows",
        lambda *given: [row for row in known(*given) if row[1].cells["item"].match != "公用经费"],
    )
    base = parse("\n".join([*lines, "说明：（略）"]).encode()).base_data
    assert base is not None
    assert [(e.item, e.concept) for e in base.expenses[-2:]] == [
        ("3.财政专项资金", "project_earmarked"),
        ("其中：文印耗材费", None),
    ]


def test_a_mark_of_nothing_is_no_line_of_a_name() -> None:
    """«其他来源资金», «/», blank cells: the mark was taken into the name, and all that follows slid by one, up to the
    label of the next heading as a reason (四川)."""
    own = periods("其他来源资金", "/", "", "-")
    assert own._text_cost(0, 1) < 1
    assert own._text_cost(0, 2) == inf
