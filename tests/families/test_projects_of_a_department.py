"""A narrative over several projects: a list of them with their money, then a table each, no attachment's label."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from samples.dialects import flatten_document

from jixiao import parse
from jixiao.readers import read
from jixiao.schema import Report

HEAD = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


def _add(paper: object, rows: list[list[str]]) -> None:
    table = paper.add_table(len(rows), max(map(len, rows)))  # type: ignore[attr-defined]
    table.style = "Table Grid"
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text


def document() -> bytes:
    paper = Document()
    for text in (
        "银溪县教育体育局2023年度项目支出绩效自评情况",
        "一、项目绩效自评总体情况",
        "本年共有项目2个，其中评价等级为“优”的1个，“良”的1个，平均得分93.05分。",
        "二、项目自评汇总",
    ):
        paper.add_paragraph(text)
    _add(
        paper,
        [
            ["序号", "项目名称", "预算数（万元）", "执行数（万元）", "执行率", "自评得分"],
            ["1", "学生营养改善", "860", "842.31", "97.94%", "97.2"],
            ["2", "校舍安全保障", "356.5", "301.24", "84.50%", "88.9"],
            ["合计", "", "1216.5", "1143.55", "94.00%", ""],
        ],
    )
    paper.add_paragraph("三、下一步改进措施")
    paper.add_paragraph("1.提前谋划项目前期工作。")
    for name, amount in (("学生营养改善", "842.31"), ("校舍安全保障", "301.24")):
        paper.add_paragraph("项目支出绩效自评表")
        paper.add_paragraph("（2023年度）")
        paper.add_paragraph("单位：万元")
        _add(
            paper,
            [
                ["项目名称", name, "", "", "", "", ""],
                ["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "得分"],
                ["", "年度资金总额", "860", "860", amount, "10", "9.8"],
                HEAD,
                ["产出指标", "数量指标", "受益人数", "≥1075人", "1080人", "50", "50"],
                ["备注", "人数以年末为准。", "", "", "", "", ""],
            ],
        )
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def report() -> Report:
    return parse(document())


def test_a_list_of_projects_is_no_form_and_titles_of_tables_are_no_text() -> None:
    found = report()
    assert [(e.title, e.project, str(e.funds[0].executed)) for e in found.evaluations] == [
        ("项目支出绩效自评表（2023年度）", "学生营养改善", "842.31"),
        ("项目支出绩效自评表（2023年度）", "校舍安全保障", "301.24"),
    ]
    assert list(found.improvements) == ["提前谋划项目前期工作"]
    assert [table.role for table in found.tables] == ["other", "evaluation", "evaluation"]


def test_neither_an_average_nor_a_count_of_grades_is_the_conclusion() -> None:
    conclusion = report().conclusion
    assert (conclusion.self_score, conclusion.rating) == (None, None)


@pytest.mark.parametrize("dialect", ["libreoffice", "web-lines", "bar-rows", "rows-tab"])
def test_cells_of_a_flattened_table_are_no_text_of_the_section_above(dialect: str) -> None:
    """Whether the tables are read or refused: «人数以年末为准。» is a cell, bars alone are nothing."""
    found = parse(flatten_document(read(document()).blocks, dialect).encode())
    assert list(found.improvements) == ["提前谋划项目前期工作"]
