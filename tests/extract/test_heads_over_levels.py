"""One wide heading over all levels («绩效指标»), and other headings that scoring tables print."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from docx import Document

from jixiao import parse
from jixiao.schema import Evaluation, Report

TITLE = "2023年度项目支出绩效自评表"
LEVELS = (("产出", "数量", "维修水闸数量"), ("效益", "社会", "受益户数"))
MEASURED = (("12座", "13座"), ("≥100户", "90户"))


def word(rows: list[list[str]], title: str) -> bytes:
    """A table of which «<» is merged with the cell to its left, «^» with the one above."""
    document = Document()
    document.add_paragraph(title)
    table = document.add_table(len(rows), len(rows[0]))
    at = [(r, c) for r, row in enumerate(rows) for c in range(len(row))]
    for r, c in at:
        if rows[r][c] not in "<^" or not rows[r][c]:
            bottom = r
            right = c
            while right + 1 < len(rows[r]) and rows[r][right + 1] == "<":
                right += 1
            while bottom + 1 < len(rows) and rows[bottom + 1][c] == "^":
                bottom += 1
            table.cell(r, c).merge(table.cell(bottom, right)).text = rows[r][c]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(rows: list[list[str]], title: str = TITLE) -> tuple[Report, Evaluation]:
    report = parse(word(rows, title))
    (form,) = report.evaluations
    return report, form


def names(form: Evaluation) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.level1, one.level2, one.level3) for one in form.indicators]


def measured(form: Evaluation) -> list[tuple[str | None, ...]]:
    return [tuple(m and m.text for m in (one.initial_target, one.target, one.actual)) for one in form.indicators]


@pytest.mark.parametrize(
    "heads",
    [
        [["绩效指标", "<", "<", "全年目标值", "全年完成值", "分值", "得分"]],
        [["绩效指标", "<", "指标名称", "全年目标值", "全年完成值", "分值", "得分"]],
        [
            ["绩效指标", "<", "<", "指标值", "<", "分值", "得分"],
            ["^", "<", "<", "目标值", "完成值", "^", "^"],
        ],
        [
            ["评价指标", "<", "<", "目标值", "完成值", "分值", "得分"],
            ["一级", "二级", "三级", "^", "^", "^", "^"],
        ],
    ],
)
def test_one_heading_over_all_levels(heads: list[list[str]]) -> None:
    """A filled form was «没有填写的空白表», or its first level the name of each row."""
    points = [["50", "50"], ["50", "45"]]
    rows = [[*level, *text, *p] for level, text, p in zip(LEVELS, MEASURED, points, strict=True)]
    report, form = read([*heads, *rows, ["合计", "<", "<", "", "", "100", "95"]])
    assert (report.kind, names(form)) == ("project", list(LEVELS))
    assert measured(form) == [(None, *MEASURED[0]), (None, *MEASURED[1])]
    assert [(one.weight, one.score) for one in form.indicators] == [(50, 50), (50, 45)]
    assert (form.total.weight, form.total.score) == (100, 95)


def test_the_label_beside_two_rows_heads_no_level() -> None:
    """«绩效指标» merged down beside the headings and the one indicator below them."""
    _, form = read([
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
        ["^", "产出指标", "数量指标", "维修水闸数量", "12座", "13座", "90", "88"],
        ["总分", "<", "<", "<", "<", "<", "100", "98"],
    ])  # fmt: skip
    assert names(form) == [("产出指标", "数量指标", "维修水闸数量")]
    assert (form.indicators[0].weight, form.total.score) == (Decimal(90), Decimal(98))


def test_a_target_adjusted_within_the_year_is_the_one_in_force() -> None:
    """«年中调整值» was read by nobody, and 12座 the target."""
    _, form = read([
        ["一级指标", "二级指标", "三级指标", "年初目标值", "年中调整值", "年末完成值", "分值", "得分"],
        ["产出指标", "数量指标", "维修水闸数量", "12座", "14座", "13座", "50", "48"],
        ["效益指标", "社会效益指标", "受益户数", "100户", "100户", "120户", "50", "50"],
        ["总分", "<", "<", "<", "<", "<", "100", "98"],
    ])  # fmt: skip
    assert measured(form) == [("12座", "14座", "13座"), ("100户", "100户", "120户")]


def test_what_is_judged_and_its_standard_are_the_criterion() -> None:
    _, form = read([
        ["指标分类", "指标名称", "评价内容及标准", "标准分", "自评分", "财政评分"],
        ["预算编制", "预算完整性", "编制完整得40分", "40", "40", "39"],
        ["预算执行", "预算执行率", "达到95%得满分", "60", "56", "55"],
        ["合计", "<", "<", "100", "96", "94"],
    ])  # fmt: skip
    assert [(one.level3, one.criterion, one.score, one.review_score) for one in form.indicators] == [
        ("预算完整性", "编制完整得40分", 40, 39),
        ("预算执行率", "达到95%得满分", 56, 55),
    ]


@pytest.mark.parametrize(("columns", "said"), [([], []), (["目标值", "完成值"], ["预算编制", "预算执行"])])
def test_a_row_lacks_a_result_only_where_the_form_has_a_column_for_it(columns: list[str], said: list[str]) -> None:
    """Points beside names alone: each row was said to be without target and result."""
    blank = [""] * len(columns)
    report, _ = read([
        ["序号", "考核内容", "考核指标", *columns, "标准分", "考核得分"],
        ["1", "预算管理", "预算编制", *blank, "40", "40"],
        ["2", "^", "预算执行", *blank, "60", "58"],
        ["合计", "<", "<", *blank, "100", "98"],
    ])  # fmt: skip
    found = [one for one in report.findings if one.rule == "blank-indicator-row" and one.status == "fail"]
    assert [one.message.split("：")[0] for one in found] == said


@pytest.mark.parametrize("parts", [("名称", "权重"), ("指标", "分值"), ("指标名称", "权重")])
@pytest.mark.parametrize("beside", ["^", ""])
def test_names_and_points_below_each_level_s_heading(parts: tuple[str, str], beside: str) -> None:
    """The second row of the heading was an indicator called «名称», and no indicator had points."""
    report, form = read([
        ["一级指标", "<", "二级指标", "<", "三级指标", "<", "目标值", "实际值", "自评得分"],
        [*parts, *parts, *parts, beside, beside, beside],
        ["产出", "60", "数量", "20", "维修水闸数量", "20", "12座", "13座", "20"],
        ["^", "^", "质量", "40", "工程合格率", "40", "100%", "98%", "38"],
        ["效益", "40", "社会", "40", "受益户数", "40", "100户", "120户", "39"],
        ["总分", "", "", "", "", "100", "", "", "97"],
    ])  # fmt: skip
    assert names(form) == [
        ("产出", "数量", "维修水闸数量"),
        ("产出", "质量", "工程合格率"),
        ("效益", "社会", "受益户数"),
    ]
    assert [(one.weight, one.score) for one in form.indicators] == [(20, 20), (40, 38), (40, 39)]
    assert (form.total.weight, form.total.score) == (100, 97)
    assert [one.message for one in report.diagnostics] == ["表格第3—5行有5个数字没有读入任何字段，请核对原件"]


@pytest.mark.parametrize(
    ("part", "heads", "read_as"),
    [
        ("权重", ("分值", "自评得分"), ("weight", "score")),
        ("得分", ("自评得分", "财政评分"), ("score", "review_score")),
    ],
)
def test_points_that_have_a_heading_of_their_own_are_not_those_beside_the_names(
    part: str, heads: tuple[str, str], read_as: tuple[str, str]
) -> None:
    """18 points of «分值» were left out, and the 20 beside the name read in their place."""
    _, form = read([
        ["一级指标", "<", "二级指标", "<", "三级指标", "<", "目标值", "实际值", *heads],
        *[[*["名称", part] * 3, "^", "^", "^", "^"]],
        ["产出", "60", "数量", "60", "维修水闸数量", "20", "12座", "13座", "18", "17"],
        ["^", "^", "^", "^", "工程合格率", "40", "100%", "98%", "36", "35"],
    ])  # fmt: skip
    assert [tuple(getattr(one, name) for name in read_as) for one in form.indicators] == [(18, 17), (36, 35)]


def test_what_stands_below_levels_and_names_no_points_heads_nothing() -> None:
    """«产出 | 数量» below «一级指标» over two columns is an indicator's."""
    _, form = read([
        ["一级指标", "<", "三级指标", "目标值", "实际值", "自评得分"],
        ["产出", "数量", "维修水闸数量", "十二座", "十三座", "满意"],
        ["^", "质量", "工程合格率", "全部", "全部", "满意"],
    ])  # fmt: skip
    assert "维修水闸数量" in [one.level3 for one in form.indicators]


def test_a_label_and_its_amount_in_one_cell_that_nothing_reads_are_named() -> None:
    """«本年收入：300 | 本年支出：290»: not a word was said."""
    report, form = read([
        ["项目名称", "水闸维修", "<", "<", "<", "<"],
        ["预算执行情况（万元）", "本年收入：300", "<", "<", "本年支出：290", "<"],
        *INDICATORS,
    ])  # fmt: skip
    assert not form.funds
    assert "表格第2行有2个数字没有读入任何字段，请核对原件" in [one.message for one in report.diagnostics]


INDICATORS = [
    ["绩效指标", "一级指标", "二级指标", "三级指标", "预期指标值", "实际完成指标值"],
    ["^", "产出指标", "数量指标", "维修水闸数量", "≥12座", "13座"],
]


def test_money_that_shares_its_cells_with_its_labels() -> None:
    """«预算数：300 | 执行数：290», «其中：财政拨款300 | 其中：财政拨款290» below: none of it was read."""
    report, form = read([
        ["项目名称", "水闸维修", "<", "<", "<", "<"],
        ["预算执行情况（万元）", "预算数: 1,300.5", "<", "执行数：290万元", "<", "执行率：22.3%"],
        ["^", "其中：财政拨款 300", "<", "其中：财政拨款 290", "<", ""],
        ["^", "其他资金：1000.5", "<", "其他资金：0", "<", ""],
        *INDICATORS,
    ])  # fmt: skip
    assert [(one.label, str(one.full_year), str(one.executed), str(one.rate)) for one in form.funds] == [
        (None, "1300.5", "290", "22.3"),
        ("财政拨款", "300", "290", "None"),
        ("其他资金", "1000.5", "0", "None"),
    ]
    places = {pointer: one for pointer, one in report.evidence.items() if pointer.endswith("executed")}
    (place,) = places["/evaluations/0/funds/1/executed"].places
    assert (place.cell, place.span) == ((2, 3), (8, 11))
    assert names(form) == [("产出指标", "数量指标", "维修水闸数量")]
    assert "unread_figures" not in [one.code for one in report.diagnostics]


def test_budget_and_spending_in_one_row_that_share_their_cells_with_their_labels() -> None:
    report, form = read([
        ["项目名称", "水闸维修", "<", "<", "<", "<"],
        ["预算执行情况（万元）", "预算数：300", "<", "<", "执行数：290", "<"],
        *INDICATORS,
    ])  # fmt: skip
    assert [(str(one.full_year), str(one.executed)) for one in form.funds] == [("300", "290")]
    assert not report.diagnostics


def test_an_opinion_of_those_who_review_is_no_reason() -> None:
    _, form = read([
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "财政审核得分", "审核意见"],
        ["产出指标", "数量指标", "维修水闸数量", "≥12座", "13座", "60", "60", "59", "数据待核"],
        ["效益指标", "社会效益指标", "受益户数", "≥100户", "90户", "40", "36", "36", ""],
    ])  # fmt: skip
    assert [(one.score, one.review_score, one.deviation_reason) for one in form.indicators] == [
        (60, 59, None),
        (36, 36, None),
    ]


def test_points_beside_a_rate_are_not_the_total() -> None:
    """«预算执行率 | 98.46 | 得分 | 9.8» above «总得分 | 97.8»: the total was 9.8."""
    report, form = read([
        ["单位名称", "云岭县水利局", "<", "<"],
        ["预算执行率（%）", "98.46", "得分（10分）", "9.8"],
        ["产出指标", "维修水闸12座", "完成13座", "得分50"],
        ["总得分", "97.8", "等级", "优"],
    ], "2023年度部门整体支出绩效自评表")  # fmt: skip
    assert (form.total.score, form.rating and form.rating.canonical) == (Decimal("97.8"), "优")
    assert "表格第2行有2个数字没有读入任何字段，请核对原件" in [one.message for one in report.diagnostics]


@pytest.mark.parametrize("last", ["座", "万元", "50"])
def test_units_and_points_below_one_wide_heading_are_no_names(last: str) -> None:
    """The unit was the indicator's name, and the name its second level."""
    report = parse(
        word(
            [
                ["绩效指标", "<", "<", "全年目标值", "全年完成值", "得分"],
                ["产出指标", "维修水闸数量", last, "12", "13", "50"],
                ["效益指标", "受益灌区数量", last, "10", "9", "45"],
            ],
            TITLE,
        )
    )
    assert not [one for form in report.evaluations for one in form.indicators]
    assert "unread_figures" in [one.code for one in report.diagnostics]
