"""Tables of a cell a line to whose headings an office added columns, or lines that the form has not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from jixiao.pipeline import parse
from jixiao.schema import Report
from jixiao.structure.flat import plain

TITLE = ["项目支出绩效自评表（2023年度）", "单位：万元"]
PAIRS = ["项目名称", "图书馆修缮", "主管部门", "某某县文化局", "实施单位", "某某县图书馆"]
MONEY = [
    *("项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分", "复核得分", "备注"),
    *("年度资金总额", "320.00", "350.00", "341.60", "97.6%", "10", "9.76", "9.7", ""),
    *("省级资金", "200.00", "230.00", "230.00", "100%", "", "", "", ""),
    *("县级资金", "120.00", "120.00", "111.60", "93%", "", "", "", "尾款未付"),
]
GOALS = [
    *("年度目标", "预期目标", "实际完成情况"),
    *("目标一", "修缮书库2间", "修缮书库2间", "目标二", "添置书架6组", "添置5组"),
]
HEAD = [
    *("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "偏差率", "权重", "得分", "复核得分", "偏差原因"),
]
ROWS = [
    *("产出指标", "数量指标", "修缮书库", "2间", "2间", "0%", "20", "20", "20", ""),
    *("", "", "添置书架", "6组", "5组", "-16.7%", "20", "16", "15", "厂家延期"),
    *("", "质量指标", "验收合格率", "100%", "100%", "0%", "10", "10", "10", ""),
    *("效益指标", "社会效益指标", "惠及读者", "1800人", "1832人", "+1.8%", "30", "30", "30", ""),
    *("满意度指标", "服务对象满意度指标", "读者满意度", "≥95%", "96%", "+1%", "10", "10", "10", ""),
]
FOOT = ["总分", "100", "95.76", "94.7", "", "其他需要说明的问题", "无"]


def _read(*parts: list[str]) -> Report:
    return parse(("\n".join(line for part in parts for line in part) + "\n").encode())


def test_columns_of_no_form_within_a_heading_and_behind_it() -> None:
    (form,) = _read(TITLE, PAIRS, MONEY, GOALS, HEAD, ROWS, FOOT).evaluations
    assert [(row.label, row.initial, row.executed, row.score) for row in form.funds] == [
        ("年度资金总额", Decimal("320.00"), Decimal("341.60"), Decimal("9.76")),
        ("省级资金", Decimal("200.00"), Decimal("230.00"), None),
        ("县级资金", Decimal("120.00"), Decimal("111.60"), None),
    ]
    told = [(row.level3, row.actual and row.actual.text, row.weight, row.score) for row in form.indicators]
    assert told == [
        ("修缮书库", "2间", Decimal(20), Decimal(20)),
        ("添置书架", "5组", Decimal(20), Decimal(16)),
        ("验收合格率", "100%", Decimal(10), Decimal(10)),
        ("惠及读者", "1832人", Decimal(30), Decimal(30)),
        ("读者满意度", "96%", Decimal(10), Decimal(10)),
    ]
    assert [row.deviation_reason for row in form.indicators] == [None, "厂家延期", None, None, None]
    assert form.total is not None
    assert (form.total.weight, form.total.score) == (Decimal(100), Decimal("95.76"))


def test_labels_of_other_forms_and_points_behind_the_score() -> None:
    pairs = [*PAIRS, "联系人", "某甲", "联系电话", "0739-0000000"]
    head = [*("一级指标", "二级指标", "三级指标", "指标说明", "年初目标值", "实际完成值", "完成比例", "得分", "分值")]
    rows = [
        *("产出指标", "数量指标", "修缮书库", "当年完工", "2间", "2间", "100%", "40", "40"),
        *("", "质量指标", "验收合格率", "", "100%", "90%", "90%", "9", "10"),
        *("效益指标", "社会效益指标", "惠及读者", "", "1800人", "1832人", "/", "30", "30"),
        *("满意度指标", "服务对象满意度指标", "读者满意度", "问卷200份", "≥95%", "96%", "101%", "10", "10"),
    ]
    (form,) = _read(TITLE, pairs, MONEY, GOALS, head, rows, ["总分", "98.76", "100"]).evaluations
    assert [(row.level3, row.weight, row.score) for row in form.indicators] == [
        ("修缮书库", Decimal(40), Decimal(40)),
        ("验收合格率", Decimal(10), Decimal(9)),
        ("惠及读者", Decimal(30), Decimal(30)),
        ("读者满意度", Decimal(10), Decimal(10)),
    ]
    assert form.project == "图书馆修缮"


def test_names_of_two_lines_beside_a_column_of_no_form() -> None:
    head = [*HEAD[:5], "分值", "得分", "偏差原因分析及改进措施", "佐证材料"]
    rows = [
        *("", "产出指标", "数量指标", "修缮", "书库", "2间", "2间", "40", "40", "", "已核"),
        *("", "", "", "添置书架", "6组", "5组", "20", "16", "厂家延期", ""),
        *("", "效益指标", "社会", "效益指标", "惠及读者", "1800人", "1832人", "30", "30", "", ""),
        *("", "满意度指标", "服务对象满意度指标", "读者满意度", "≥95%", "96%", "10", "10", "", "已核"),
    ]
    (form,) = _read(TITLE, PAIRS, MONEY, GOALS, ["绩效指标"], head, rows, ["总分", "100", "96"]).evaluations
    assert [(row.level2, row.level3, row.weight, row.score, row.deviation_reason) for row in form.indicators] == [
        ("数量指标", "修缮书库", Decimal(40), Decimal(40), None),
        ("数量指标", "添置书架", Decimal(20), Decimal(16), "厂家延期"),
        ("社会效益指标", "惠及读者", Decimal(30), Decimal(30), None),
        ("服务对象满意度指标", "读者满意度", Decimal(10), Decimal(10), None),
    ]


@pytest.mark.parametrize("cell", [5, 8, 15, 18])
def test_a_text_among_the_figures_of_a_column_of_no_form_is_refused(cell: int) -> None:
    rows = [*ROWS]
    rows[cell] = "已核"
    report = _read(TITLE, PAIRS, MONEY, GOALS, HEAD, rows, FOOT)
    assert not [row for form in report.evaluations for row in form.indicators]
    assert any(one.code == "unreadable_table" for one in report.diagnostics)


def test_a_row_that_lost_a_cell_is_never_filled_from_the_next() -> None:
    for lost in range(0, len(ROWS), 7):
        rows = [*ROWS[:lost], *ROWS[lost + 1 :]]
        report = _read(TITLE, PAIRS, MONEY, GOALS, HEAD, rows, FOOT)
        for form in report.evaluations:
            for row in form.indicators:
                at = ROWS.index(row.level3) - 2 if row.level3 in ROWS else -1
                assert at >= 0, (lost, row.level3)
                assert at % 10 == 0, (lost, row.level3)
                found = (row.target and row.target.text, row.weight, row.score)
                own = (ROWS[at + 3], Decimal(ROWS[at + 6]), Decimal(ROWS[at + 7]))
                assert all(a is None or a == b for a, b in zip(found, own, strict=True)), (lost, row)


def test_a_cell_that_changed_places_beside_a_column_of_no_form_is_refused() -> None:
    """A reason was read as the next row's level, and more points than a row has as given."""
    for at in (ROWS.index("厂家延期"), ROWS.index("16") - 1):
        rows = [*ROWS]
        rows[at], rows[at + 1] = rows[at + 1], rows[at]
        report = _read(TITLE, PAIRS, MONEY, GOALS, HEAD, rows, FOOT)
        assert not [row for form in report.evaluations for row in form.indicators], at
        assert any(one.code == "unreadable_table" for one in report.diagnostics)


def test_a_total_short_of_cells_is_not_read_from_its_end() -> None:
    """Below four columns three cells: of the score's, which no sum bears out from the end, a hundred was given."""
    (form,) = _read(TITLE, PAIRS, MONEY, GOALS, HEAD, ROWS, ["总分", "100", "95.76", "", *FOOT[5:]]).evaluations
    assert form.total is not None
    assert (form.total.weight, form.total.score) == (Decimal(100), Decimal("95.76"))
    report = _read(TITLE, PAIRS, MONEY, GOALS, HEAD, ROWS, ["总分", "95.76", "94.7", "", *FOOT[5:]])
    assert report.evaluations == ()  # a weight, or the score that is reviewed, is lost
    assert any(one.code == "unreadable_table" for one in report.diagnostics)


@pytest.mark.parametrize("doubtful", ["another table", "vague"])
def test_two_readings_of_a_heading_that_differ_are_none(monkeypatch: pytest.MonkeyPatch, doubtful: str) -> None:
    """Whatever the ways to bound a heading are: they agree, or nothing is read."""
    own, seen = plain._readings, []

    def readings(*asked: Any) -> list[plain.Aligned]:
        found = own(*asked)
        seen.extend(found)
        for one in found[:1]:
            cells = (replace(one.table.cells[0], text="另一个名称"), *one.table.cells[1:])
            other = replace(one, table=replace(one.table, cells=cells))
            return [*found, replace(one, vague=True) if doubtful == "vague" else other]
        return found

    monkeypatch.setattr(plain, "_readings", readings)
    report = _read(TITLE, PAIRS, MONEY, GOALS, HEAD, ROWS, FOOT)
    assert seen
    assert not [row for form in report.evaluations for row in form.indicators]
    assert any(one.code == "unreadable_table" for one in report.diagnostics)
