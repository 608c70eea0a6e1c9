"""Tables in lines of print: pdfplumber's text, and what markitdown and PyMuPDF4LLM make of a page."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

import pytest

import jixiao
from jixiao.schema import Report
from jixiao.schema.evaluation import LabelledAmount

LINES = """\
云溪县档案馆2023年度部门整体支出绩效自评表
年初 全年预 全年 执行
分值 得分
预算数 算数 执行数 率
年度资金总额 300.00 400.00 380.00 10 95% 9.5
年度
预 按收入性质分： 按支出性质分：
算申
请 其中： 一般公共预算：400.00 其中：基本支出：250.00
（万
政府性基金拨款： 项目支出：150.00
元）
纳入专户管理的非税收入拨款：
其他资金：
年度 预期目标 实际完成情况
总体
目标 按时完成 全部完成
偏差原因
一级指 二级指 年度指 实际 自评
三级指标 分值 分析及
标 标 标值 完成值 得分
改进措施
接收进馆档案的单位数
数量指 ≥20个 21个 30 30
产出指 标 量与整理的情况
标 质量指 完成数字化扫描页数 ≥30万页 31万页 20 19
(50分) 标
时效指 查档接待 及时 及时 20 20
标
效益指 社会效 查档群众满意的程度与
≥90% 95% 20 20
标 益指标 回访的结果
总分 100 98.5
"""
ROWS = [
    ("接收进馆档案的单位数量与整理的情况", "≥20个", "21个", Decimal(30), Decimal(30)),
    ("完成数字化扫描页数", "≥30万页", "31万页", Decimal(20), Decimal(19)),
    ("查档接待", "及时", "及时", Decimal(20), Decimal(20)),
    ("查档群众满意的程度与回访的结果", "≥90%", "95%", Decimal(20), Decimal(20)),
]
TOTAL = (
    "年度资金总额",
    Decimal("300.00"),
    Decimal("400.00"),
    Decimal("380.00"),
    Decimal(10),
    Decimal(95),
    Decimal("9.5"),
)

PIPES = """\
|预算|部门、单|位名称|云溪县<br>|档案馆<br>||||
|---|---|---|---|---|---|---|---|
||||年初<br>预算数|全年预<br>算数|全年<br>执行数|分值|执行<br>率|得分|
|年度|年度资|金总额|300.00|400.00|380.00|10|95%|9.5|
|目标||按时|完成|全部完|成|||偏差原因|
||一级指<br>标|二级指<br>标|三级指标|年度指<br>标值|实际<br>完成值|分值|自评<br>得分|分析及<br>改进措施|
||产出指|数量指|接收进馆档案的单位数<br>量与整理的情况|≥20个|21个|30|30||
||标<br>(50分)|标|完成数字化扫描页数|≥30万页|31万页|20|19||
|||时效指<br>标|查档接待|及时|及时|20|20||
||效益指<br>标|社会效<br>益指标|查档群众满意的程度与<br>回访的结果|≥90%|95%|20|20||
||||总分|||100|98.5||
"""


def read(text: str) -> Report:
    """The report of a text."""
    return jixiao.parse(text.encode())


def rows_of(report: Report) -> list[tuple[object, ...]]:
    """Name, target, actual and points of each indicator."""
    return [
        (one.level3, one.target and one.target.text, one.actual and one.actual.text, one.weight, one.score)
        for evaluation in report.evaluations
        for one in evaluation.indicators
    ]


def amounts(rows: Sequence[LabelledAmount]) -> dict[str | None, Decimal | None]:
    """Amounts by their labels."""
    return {one.label: one.amount for one in rows}


def funds_of(report: Report) -> list[tuple[object, ...]]:
    """The rows of money."""
    return [
        (one.label, one.initial, one.full_year, one.executed, one.weight, one.rate, one.score)
        for evaluation in report.evaluations
        for one in evaluation.funds
    ]


def test_lines_of_print_are_read_as_far_as_their_sums_bear_them_out() -> None:
    report = read(LINES)
    assert funds_of(report) == [TOTAL]
    assert rows_of(report) == ROWS
    total = report.evaluations[0].total
    assert total is not None
    assert (total.weight, total.score) == (Decimal(100), Decimal("98.5"))
    assert amounts(report.evaluations[0].by_income) == {
        "一般公共预算": Decimal("400.00"),
        "政府性基金拨款": None,
        "纳入专户管理的非税收入拨款": None,
        "其他资金": None,
    }
    assert amounts(report.evaluations[0].by_nature) == {"基本支出": Decimal("250.00"), "项目支出": Decimal("150.00")}
    levels = {(one.level1, one.level2) for one in report.evaluations[0].indicators}
    assert levels == {(None, None)}  # nothing tells whose the words between the lines are
    assert any("接收进馆档案" in one.message for one in report.diagnostics if one.code == "unreadable_table")


def test_columns_of_a_page_that_bars_part_are_lines_of_print() -> None:
    report = read(f"云溪县档案馆2023年度部门整体支出绩效自评表\n\n{PIPES}")
    assert funds_of(report) == [TOTAL]
    assert rows_of(report) == ROWS


def test_a_label_below_its_figures_has_them_where_they_bear_themselves_out() -> None:
    line = "年度资金总额 300.00 400.00 380.00 10 95% 9.5\n"
    apart = LINES.replace(line, f"{line.split(maxsplit=1)[1]}年度资金总额\n")
    assert funds_of(read(apart)) == [TOTAL]
    assert funds_of(read(apart.replace("380.00 10 95%", "380.00 10 94%"))) == []


def test_money_of_another_unit_than_the_forms_is_not_read() -> None:
    other = LINES.replace("\n年初 ", "\n单位：元\n年初 ", 1)
    assert funds_of(read(other)) == []
    assert not read(other).evaluations or not read(other).evaluations[0].by_income
    assert funds_of(read(LINES.replace("\n年初 ", "\n单位：万元\n年初 ", 1))) == [TOTAL]


@pytest.mark.parametrize(
    "changed",
    [
        ("30 30\n", "30 31\n"),  # more than can be earned
        ("20 19\n", "20 18\n"),  # the scores do not add up
        ("20 19\n", "19 20\n"),
        ("总分 100 98.5", "总分 98.5"),
        ("总分 100 98.5", "总分 110 98.5"),
        ("三级指标 分值 分析及", "三级指标 分析及"),  # a heading without its points
    ],
)
def test_points_that_do_not_add_up_are_refused(changed: tuple[str, str]) -> None:
    assert changed[0] in LINES
    report = read(LINES.replace(*changed))
    assert rows_of(report) == []
    assert "unreadable_table" in {one.code for one in report.diagnostics}


def test_lines_of_a_reason_are_no_part_of_a_name() -> None:
    reason = LINES.replace(
        "标 质量指 完成数字化扫描页数 ≥30万页 31万页 20 19\n",
        "扫描仪\n标 质量指 完成数字化扫描页数 ≥30万页 31万页 20 19\n坏了\n",
    )
    assert rows_of(read(reason))[1][0] is None


def test_a_word_of_level_2_before_a_name_may_be_its_first() -> None:
    bare = LINES.replace("标 质量指 完成数字化", "标 质量 完成数字化")
    assert [row[0] for row in rows_of(read(bare))] == [ROWS[0][0], None, ROWS[2][0], ROWS[3][0]]


def test_points_are_followed_by_none() -> None:
    assert rows_of(read(LINES.replace("20 19\n", "20 19 0\n"))) == []


def test_names_whose_lines_may_be_shared_out_in_more_ways_are_left_out() -> None:
    report = read(LINES.replace("查档接待 及时", "及时").replace("标\n效益指", "查档接待 标\n效益指"))
    assert [row[0] for row in rows_of(report)] == [None] * 4
    assert [row[1:] for row in rows_of(report)] == [row[1:] for row in ROWS]


def test_two_exchanged_pieces_give_the_exchanged_table_or_less() -> None:
    lines = LINES.split("\n")
    at = lines.index("标 质量指 完成数字化扫描页数 ≥30万页 31万页 20 19")
    pieces = lines[at].split()
    read_at_all = 0
    for one, other in combinations(range(2, len(pieces)), 2):
        moved = list(pieces)
        moved[one], moved[other] = moved[other], moved[one]
        found = rows_of(read("\n".join([*lines[:at], " ".join(moved), *lines[at + 1 :]])))
        printed = [row if row != ROWS[1] else _as_row(moved) for row in ROWS]
        read_at_all += bool(found)
        for row, own in zip(found, printed, strict=bool(found)):
            assert all(value in (None, said) for value, said in zip(row, own, strict=True)), moved
    assert read_at_all == 3  # name, target and actual change places: the points add up


def _as_row(pieces: list[str]) -> tuple[object, ...]:
    name, target, actual, weight, score = pieces[2:]
    return name, target, actual, *(Decimal(one) if one.isdigit() else one for one in (weight, score))


APART = "\n请\n其中： 一般公共预算：400.00\n其中：基本支出：250.00\n"
STREAM = LINES.replace("\n请 其中： 一般公共预算：400.00 其中：基本支出：250.00\n", APART)
BROKEN = ["一般公共预算：400.0\n0", "一般公共预算：\n400.00", "一般公共预算：400.00一般公共预算：1"]


@pytest.mark.parametrize("text", [LINES, STREAM])
@pytest.mark.parametrize("broken", BROKEN)
def test_labelled_amounts_that_may_go_on_are_not_read(text: str, broken: str) -> None:
    report = read(text.replace("一般公共预算：400.00", broken))
    assert [one.by_income for one in report.evaluations if one.by_income] == []


@pytest.mark.parametrize(
    ("unit", "amount"), [("", "400.00"), (" 万元", "400.00"), ("万元", "400.00"), (" 元", "0.04"), ("元", "0.04")]
)
def test_the_unit_behind_a_labelled_amount_is_its_own(unit: str, amount: str) -> None:
    """«891.32 万元» stands in one cell in Hunan's form; in 元 it was read ten thousand times as much."""
    [evaluation] = read(STREAM.replace("一般公共预算：400.00", f"一般公共预算：400.00{unit}")).evaluations
    assert [one.amount for one in evaluation.by_income] == [Decimal(amount), None, None, None]


@pytest.mark.parametrize("torn", ["|投入|10|职责履|5|\n|过程|10|行|5|", "|产出（30|10|数量|5|\n|分）|10|质量|5|"])
def test_columns_that_a_page_cut_are_no_cells(torn: str) -> None:
    head = "|一级指标|分值|三级<br>指标|得分|\n|---|---|---|---|\n"
    report = read(f"云溪县档案馆2023年度项目支出绩效自评表\n\n{head}{torn}\n|总分|100||98|\n")
    assert rows_of(report) == []
    assert "unreadable_table" in {one.code for one in report.diagnostics}


def test_lines_of_a_page_between_bars_are_no_rows_of_cells() -> None:
    """What markitdown makes of a PDF: a value may stand in the column beside that of its heading («99»)."""
    lone = "".join(f"| {label} | {value} |\n| --- | --- |\n（{label}）\n" for label, value in
                   (("项目名称", "数字档案"), ("主管部门", "云溪县档案局"), ("实施单位", "云溪县档案馆")))  # fmt: skip
    table = (
        "| 一级指标 | 二级指标 | 三级指标 | 年初指标值 | 调整指标值 | | 全年完成值 | 分值 | 得分 |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| 产出指标 | 质量指标 | 合格率 | 90% | | 99% | 100% | 100 | 100 |\n"
    )
    report = read(f"云溪县档案馆2023年度项目支出绩效自评表\n{lone}{table}")
    assert rows_of(report) == []
    assert "unreadable_table" in {one.code for one in report.diagnostics}
