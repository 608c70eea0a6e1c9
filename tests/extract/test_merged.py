"""A score merged over rows, in a text that says it in each of them: taken once where the table's total proves it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report

TITLE = "2023年度云溪县档案馆馆藏数字化项目自评表"
HEAD = ["年度绩效目标1（80分）", "一级指标", "二级指标", "三级指标", "年初目标值", "实际完成值", "得分"]
QUANTITY = ("产出指标", "数量指标")


def report(
    scores: list[tuple[str, str, str]], total: str, fund: str = "20", *, lost: bool = False, level: str = "产出指标"
) -> Report:
    """A project's table with rows (level 2, name, score), merged text said again in every cell; the heading of its
    money may have ``lost`` a cell."""
    lines = [
        ["项目名称", *["馆藏数字化"] * 6],
        ["主管部门", *["云溪县档案局"] * 2, "项目实施单位", *["云溪县档案馆"] * 3],
        ["预算执行情况（20分）", "", "", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分"],
        ["预算执行情况（20分）", *["年度财政资金总额"] * 2, "100", "100", "100%", fund],
        HEAD,
        *([HEAD[0], level, level2, name, "≥5卷", "5卷", score] for level2, name, score in scores),
        [*["总分"] * 6, total],
    ]
    del lines[2][3 : 3 + lost]
    return parse("\n".join([TITLE, *("\t".join(line) for line in lines), ""]).encode())


def scores(found: Report) -> list[Decimal | None]:
    return [row.score for row in found.evaluations[0].indicators]


ROWS = [("数量指标", "甲", "30"), ("数量指标", "乙", "30"), ("质量指标", "丙", "50")]


def test_a_repetition_that_the_total_does_not_count_is_one_cell() -> None:
    found = report(ROWS, "100")
    assert found.source.dialect == "tab-rows-repeated"
    assert scores(found) == [30, None, 50]
    assert found.coverage.unread == 0
    assert not [d for d in found.diagnostics if d.code == "unreadable_figure"]


@pytest.mark.parametrize(("total", "why"), [("100", "all of them add up"), ("97", "nothing adds up"), ("", "no total")])
def test_without_proof_what_is_printed_stands(total: str, why: str) -> None:
    rows = [("数量指标", "甲", "20"), ("数量指标", "乙", "20"), ("质量指标", "丙", "40")]
    assert scores(report(rows, total)) == [20, 20, 40], why


@pytest.mark.parametrize(("total", "second"), [("130", 30), ("97", None), ("", None)])
def test_of_more_points_than_a_table_gives_some_may_be_said_twice(total: str, second: int | None) -> None:
    """Unless they are what the total says."""
    assert scores(report(ROWS, total)) == [30, second, 50]


@pytest.mark.parametrize(("third", "value"), [("得分", None), ("103.99", Decimal("103.99"))])
def test_a_score_that_cannot_be_leaves_repetitions_in_doubt(third: str, value: Decimal | None) -> None:
    found = report([*ROWS[:2], ("质量指标", "丙", third)], "100")
    assert scores(found) == [30, None, value]
    assert [d.code for d in found.diagnostics].count("unreadable_figure") == 1 + (value is None)


def test_a_sum_without_an_unreadable_score_proves_nothing() -> None:
    """乙 is one cell with 甲 and 戊 has 20; without these the 90 would be all but 丁's 10."""
    rows = [*ROWS[:2], ("质量指标", "丙", "10"), ("质量指标", "丁", "10"), ("时效指标", "戊", "95%")]
    assert scores(report(rows, "90")) == [30, None, 10, None, None]


def test_equal_scores_of_another_level_are_two() -> None:
    rows = [("数量指标", "甲", "30"), ("质量指标", "乙", "30"), ("质量指标", "丙", "50")]
    assert scores(report(rows, "100")) == [30, 30, 50]


def test_which_of_several_is_covered_is_in_doubt() -> None:
    rows = [("数量指标", "甲", "20"), ("数量指标", "乙", "20"), ("数量指标", "丙", "20"), ("质量指标", "丁", "40")]
    found = report(rows, "95", fund="15")
    assert scores(found) == [20, None, None, 40]
    assert [d.code for d in found.diagnostics].count("unreadable_figure") == 2


def test_a_total_in_whole_points_is_rounded() -> None:
    assert scores(report([*ROWS[:2], ("质量指标", "丙", "49.6")], "100")) == [30, None, Decimal("49.6")]


def test_the_last_cell_of_all_goes_on_in_the_line_below() -> None:
    """It ends amid a sentence; the line was text below the table."""
    lines = [
        ["项目名称", *["馆藏数字化"] * 8],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"],
        ["绩效指标", *QUANTITY, "甲", "≥5卷", "5卷", "50", "50", ""],
        ["绩效指标", *QUANTITY, "乙", "≥5卷", "3卷", "50", "30", "指标值测算不准确；\n下一年度将据实测算。"],
    ]
    (table,) = parse("\n".join([TITLE, *("\t".join(line) for line in lines), "填表人：赵×", ""]).encode()).evaluations
    assert [row.deviation_reason for row in table.indicators] == [None, "指标值测算不准确；下一年度将据实测算。"]


def test_a_repetition_is_not_read_where_the_money_s_points_were_not() -> None:
    """Its total counts the money, of which nothing was read: the repeated score was given twice."""
    rows = [("数量指标", "甲", "25"), ("数量指标", "乙", "25"), ("质量指标", "丙", "40")]
    found = report(rows, "85", lost=True)
    assert found.evaluations[0].funds == ()
    assert scores(found) == [Decimal(25), None, Decimal(40)]
    assert scores(report(rows, "110")) == [Decimal(25), Decimal(25), Decimal(40)]


def test_a_sum_without_the_money_s_points_is_not_right_by_rounding() -> None:
    """98.5 of the indicators alone, of 99: the score that is said twice was given twice."""
    rows = [("数量指标", "甲", "24.5"), ("数量指标", "乙", "24.5"), ("质量指标", "丙", "49.5")]
    assert scores(report(rows, "99", lost=True)) == [Decimal("24.5"), None, Decimal("49.5")]
    assert scores(report(rows, "98.5", lost=True)) == [Decimal("24.5"), Decimal("24.5"), Decimal("49.5")]


@pytest.mark.parametrize(("points", "second"), [("（75分）", 25), ("（50分）", None), ("", 25)])
def test_a_level_has_no_more_scores_than_the_points_printed_with_it(points: str, second: int | None) -> None:
    """75 of the indicators without the money's 25: one score merged over two rows was given twice."""
    rows = [("社会效益指标", "甲", "25"), ("社会效益指标", "乙", "25"), ("生态效益指标", "丙", "10")]
    rows += [("可持续影响指标", "丁", "15")]
    found = report(rows, "75", fund="25", lost=True, level="效益指标" + points)
    assert scores(found) == [25, second, 10, 15]
    assert [d.code for d in found.diagnostics].count("unreadable_figure") == (second is None)
