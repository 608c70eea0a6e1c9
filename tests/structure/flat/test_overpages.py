"""Full grids that pages cut: the parts of a table, printed page by page, are one table again."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "2023年度甲县林业局部门整体支出绩效自评表"
ABOVE = [
    ["预算部门名称", "", "", "甲县林业局", "", "", "", "", ""],
    ["年度预算申请（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "", "20.00", "21.55", "21.55", "10", "100%", "10"],
    ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及改进措施"],
    ["", "产出指标", "数量指标", "指标1：造林面积", "≥80亩", "96亩", "20", "20", ""],
    ["", "", "质量", "指标1：造林成活率", "≥95%", "95%", "20", "19", "指标值测算不准"],
]
BELOW = [
    ["", "", "指标", "", "", "", "", "", "确，下年据实测算。"],
    ["", "效益指标", "社会效益指标", "指标1：投诉事件", "≤2起", "1起", "30", "30", ""],
    ["", "满意度指标", "服务对象满意度", "指标1：群众满意度", "≥90%", "96%", "20", "20", ""],
    ["总分", "", "", "", "", "", "100", "99", ""],
]
Rows = Sequence[Sequence[str]]


def markdown(rows: Rows) -> str:
    lines = ["|" + "|".join(row) + "|" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def commas(rows: Rows) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().strip("\n")


def tabs(rows: Rows) -> str:
    return "\n".join("\t".join(row) for row in rows)


def read(text: str) -> Report:
    return parse(f"{TITLE}\n\n{text}\n\n填表人：（略）\n".encode())


def shown(report: Report) -> tuple[list[tuple[str | None, ...]], str]:
    (form,) = report.evaluations
    found = [
        (row.level2, row.level3, row.actual and row.actual.text, str(row.score), row.deviation_reason)
        for row in form.indicators
    ]
    return found, str(form.total.score)


WHOLE = (
    [
        ("数量指标", "指标1：造林面积", "96亩", "20", None),
        ("质量指标", "指标1：造林成活率", "95%", "19", "指标值测算不准确，下年据实测算。"),
        ("社会效益指标", "指标1：投诉事件", "1起", "30", None),
        ("服务对象满意度", "指标1：群众满意度", "96%", "20", None),
    ],
    "99",
)


@pytest.mark.parametrize("writer", [markdown, commas, tabs])
@pytest.mark.parametrize("between", ["\n\n- 1 -\n\n", "\n第1页\n\n甲县林业局绩效自评\n\n", "\n\n"])
def test_rows_below_a_page_s_number_go_on(writer: Callable[[Rows], str], between: str) -> None:
    parts = [ABOVE, BELOW[:2], BELOW[2:]] if "绩效自评" in between else [ABOVE, BELOW]
    assert shown(read(between.join(map(writer, parts)))) == WHOLE


@pytest.mark.parametrize("writer", [markdown, commas, tabs])
def test_the_first_row_is_said_again_on_each_page(writer: Callable[[Rows], str]) -> None:
    assert shown(read("\n\n".join(map(writer, (ABOVE, [ABOVE[0], *BELOW]))))) == WHOLE


@pytest.mark.parametrize("writer", [markdown, commas])
@pytest.mark.parametrize("pages", [2, 3])
def test_rows_in_other_columns_are_refused_up_to_a_heading(writer: Callable[[Rows], str], pages: int) -> None:
    narrow = [row[:3] + row[4:] for row in ABOVE[:3]]
    goals = ["年度目标", "造林护林", "", "", "全部完成", "", "", "", ""]
    own = [goals, *ABOVE[3:]]
    parts = (narrow, [*own, *BELOW]) if pages == 2 else (narrow, own, BELOW)
    report = read("\n\n- 1 -\n\n".join(map(writer, parts)))
    (form,) = report.evaluations
    assert form.goals == ()
    assert [row.level3 for row in form.indicators if row.level3] == [name for _, name, *_ in WHOLE[0]]
    assert [item.code for item in report.diagnostics if item.code.startswith("unreadable_t")] == ["unreadable_table"]


def test_another_table_below_is_one_of_its_own() -> None:
    whole = [*ABOVE, *BELOW]
    other = [[*whole[0][:3], "甲县水利局", *whole[0][4:]], *whole[1:]]
    for second in (whole, other):
        report = read("\n\n- 1 -\n\n".join(map(markdown, (whole, second))))
        assert len(report.evaluations) == 2
