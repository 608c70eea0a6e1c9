"""Figures of a form's table that no field holds are named with their rows."""

from __future__ import annotations

from jixiao import parse

HEADS = ["序号", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    ["1", "产出指标", "数量指标", "新增藏书", "5000册", "4820册", "50", "48.2"],
    ["2", "产出指标", "质量指标", "编目合格率", "100%", "100%", "20", "20"],
    ["3", "效益指标", "社会效益", "到馆读者", "12万人次", "12万人次", "30", "30"],
]


def said(rows: list[list[str]]) -> list[str]:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><p>云岭县图书馆2023年度项目支出绩效自评表</p><table>{lines}</table></body></html>"
    return [d.message for d in parse(page.encode()).diagnostics if d.code == "unread_figures"]


def test_numbers_of_rows_are_no_figures() -> None:
    assert said([HEADS, *ROWS]) == []


def test_a_column_that_no_form_has() -> None:
    more = [[*row, figure] for row, figure in zip(ROWS, ["17.5", "18%", "-3"], strict=True)]
    assert said([[*HEADS, "去年同期"], *more]) == ["表格第2—4行有3个数字没有读入任何字段，请核对原件"]


def test_a_word_beside_the_rows_is_none() -> None:
    more = [[*row, figure] for row, figure in zip(ROWS, ["17.5", "略", "-3"], strict=True)]
    assert said([[*HEADS, "去年同期"], *more]) == []
