"""Whole DOCX files of each province: kind, family, year, unit; several projects in one file; nothing unread."""

from __future__ import annotations

from dataclasses import replace

import grids_of_families as filled
import pytest
from samples.blocks import Block, Para, Sample
from samples.writers.docx import docx_bytes
from samples.writers.text import text_bytes

from exchanges import exchanged
from grids import Spec, table
from jixiao.document import Table
from jixiao.pipeline import parse
from jixiao.schema import Report
from samples import families

PAGE = {
    "margin": 2.0, "font": "宋体", "size": 10.5, "header": "", "footer": "", "rows_split": False, "repeat_head": False,
    "empty_paragraphs": False,
}  # fmt: skip


def report(*parts: tuple[str, list[list[Spec]]]) -> Report:
    """A file with a title, a year line and a table for each part."""
    blocks: list[Block] = []
    for title, rows in parts:
        blocks += [Para(title, "title"), Para("（2023年度）")] if title else []
        blocks.append(table(*rows))
    blocks.append(Para("填表人：（略）  填报日期：2024年4月8日"))
    return parse(docx_bytes(Sample("sample", blocks, {}, PAGE)))


@pytest.mark.parametrize(
    ("part", "kind", "family", "unit"),
    [
        ("项目支出绩效自评表|NATIONAL", "project", "national-2020-project", "云溪县图书馆"),
        ("项目支出绩效自评表|YUNNAN", "project", "yunnan-project", "永和县明德中学"),
        ("|SICHUAN", "project", "sichuan-project", "平川县发展和改革局"),
        ("2023年度数字资源项目自评表|HUBEI", "project", "hubei-project", "矿山市图书馆"),
        ("部门整体绩效自评表|CHONGQING", "whole_department", "chongqing-department", "江州市西湾区融媒体中心"),
        ("转移支付绩效目标自评表|TRANSFER", "transfer_payment", "transfer-payment-form", "阆江市公路中心"),
        ("部门整体支出绩效自评表|ANHUI", "whole_department", "anhui-department", "大川县美丽乡村建设服务中心"),
        ("部门整体绩效自评表|HEBEI", "whole_department", "hebei-department", "平川市水务局"),
        ("部门整体支出绩效评价指标表|SCORE_SHEET", "whole_department", "hunan-before-2022", None),
    ],
)
def test_a_file_of_each_province(part: str, kind: str, family: str, unit: str | None) -> None:
    title, name = part.split("|")
    found = report((title, getattr(filled, name)))
    assert (found.kind, found.template and found.template.name) == (kind, family)
    assert (found.fiscal_year, found.organization.name) == (2023, unit)
    assert found.diagnostics == ()
    assert found.coverage.unread == 0


def test_the_head_of_a_page_says_nothing_where_the_form_tells() -> None:
    """A department prints one head over all its papers: «…部门整体支出绩效自评» over a project's form (湖北)."""
    title, head = "2023年度数字资源购置自评表", "矿山市图书馆部门整体支出绩效自评"
    blocks: list[Block] = [Para(title, "title"), table(*filled.HUBEI)]
    found = parse(docx_bytes(Sample("sample", blocks, {}, PAGE | {"header": head})))
    assert (found.kind, found.template and found.template.name) == ("project", "hubei-project")
    bare = parse(docx_bytes(Sample("sample", [Para("购置数字资源12种。")], {}, PAGE | {"header": head})))
    assert bare.kind == "whole_department"


def test_several_projects_in_one_file() -> None:
    found = report(("项目支出绩效自评表", filled.NATIONAL), ("项目支出绩效自评表", filled.YUNNAN))
    assert [table.project for table in found.evaluations] == ["古籍修复经费", "营养改善计划"]
    assert [str(table.funds[0].executed) for table in found.evaluations] == ["17.5", "29.145030"]
    assert [len(table.indicators) for table in found.evaluations] == [4, 4]


def test_whom_to_call_about_a_project_is_known_though_nobody_filled_it_in() -> None:
    call: list[Spec] = [("项目负责人", 3), ("", 2), "联系电话", ("", 3)]
    found = report(("项目支出绩效自评表", [*filled.NATIONAL[:2], call, *filled.NATIONAL[2:]]))
    assert found.evaluations[0].project == "古籍修复经费"
    assert found.coverage.unread == 0


BLANK: list[list[Spec]] = [
    [("项目名称", 3), ("", 6)],
    [("主管部门", 3), ("", 2), "实施单位", ("", 3)],
    *filled.NATIONAL[2:3],
    [("年度资金总额", 2), "", "", "", "10", "", ""],
    [("其中：当年财政拨款", 2), "", "", "", "—", "", "—"],
    [("上年结转资金", 2), "", "", "", "—", "", "—"],
    [("其他资金", 2), "", "", "", "—", "", "—"],
    *filled.NATIONAL[7:8],
    [("", 3), ("", 5)],
    *filled.NATIONAL[9:10],
    [("产出指标", 1, 2), "数量指标", "指标1：", "", "", "", "", ""],
    ["成本指标", "指标1：", "", "", "", "", ""],
    ["效益指标", "社会效益指标", "指标1：", "", "", "", "", ""],
    ["满意度指标", "服务对象满意度指标", "指标1：", "", "", "", "", ""],
    [("总分", 6), "100", "", ""],
]


def test_a_blank_form_is_no_report() -> None:
    empty = report(("项目支出绩效自评表", BLANK))
    assert empty.kind == "not_a_report"
    assert "blank_form" in empty.diagnostics[0].message
    assert empty.coverage.unread == 0


def test_a_half_filled_form_is_read_and_said_to_be_one() -> None:
    targets: list[list[Spec]] = [
        [("产出指标", 1, 2), "数量指标", "指标1：修复册数", "≥300册", "", "50", "", ""],
        ["成本指标", "指标1：每册成本", "≤600元", "", "10", "", ""],
    ]
    half = report(("项目支出绩效自评表", [*filled.NATIONAL[:10], *targets, *BLANK[12:]]))
    assert half.kind == "project"
    assert [item.code for item in half.diagnostics] == ["half_filled_form"]
    assert str(half.evaluations[0].indicators[0].weight) == "50"


@pytest.mark.parametrize("each", [False, True])
def test_a_row_that_says_that_the_table_goes_on_is_none_of_it(each: bool) -> None:
    """«（续表）» between two levels, in one cell over all columns or said in each, was an indicator of its own."""
    whole = report(("", filled.SICHUAN))
    at = next(r for r, row in enumerate(filled.SICHUAN) if row[0] == "效益指标")
    upper, lower = filled.SICHUAN[:at], filled.SICHUAN[at:]
    upper[-2] = [("绩效指标（90分）", 1, 2), *upper[-2][1:]]
    lower[0] = ["", *lower[0]]
    found = report(("", [*upper, ["续上表"] * 12 if each else [("（续表）", 12)], *lower]))
    assert found.evaluations[0].indicators == whole.evaluations[0].indicators
    assert found.evaluations[0].total == whole.evaluations[0].total
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["2023年部门预算", "项目支出绩效自评表"], "2023年部门预算项目支出绩效自评表"),
        (["2023年部门预算项目", "支出绩效自评表"], "2023年部门预算项目支出绩效自评表"),
        (["2023年省级财政专项资金", "项目绩效自评表"], "2023年省级财政专项资金项目绩效自评表"),
        (
            ["水利局2023年部门预算", "项目支出绩效自评表", "（2023年度）"],
            "水利局2023年部门预算项目支出绩效自评表（2023年度）",
        ),
        (["2023年共使用预算12万元", "项目支出绩效自评表"], "项目支出绩效自评表"),
        (["2023年度高标准农田建设项目", "项目支出绩效自评表"], "项目支出绩效自评表"),
        (["2023年部门整体支出绩效", "部门整体支出绩效自评表"], "部门整体支出绩效自评表"),
        (["我局完成了2023年预算绩效", "项目支出绩效自评表"], "项目支出绩效自评表"),
    ],
)
def test_a_form_s_title_over_two_lines(lines: list[str], title: str) -> None:
    """The line that ends before the form's own words was lost, with the year in it."""
    blocks: list[Block] = [*(Para(line, "title") for line in lines), table(*filled.SICHUAN[1:])]
    found = parse(docx_bytes(Sample("sample", blocks, {}, PAGE)))
    (one,) = found.evaluations
    assert (one.title, one.year) == (title, 2023 if title.startswith(("2023", "水利")) else None)


def test_what_is_left_of_a_table_does_not_tell_a_family_that_others_fit_as_well() -> None:
    """Two cells of 安徽's form exchanged; what could be read of it was taken for 辽宁's."""
    (sample,) = families.generate(["anhui-tasks"], 42275, 1, "held_out")
    whole = parse(text_bytes(sample, "libreoffice"))
    assert whole.template is not None
    assert whole.template.name == "anhui-department-tasks"
    form = sample.blocks[2]
    assert isinstance(form, Table)
    torn = replace(sample, blocks=[*sample.blocks[:2], exchanged(form, 53, 123), *sample.blocks[3:]])
    found = parse(text_bytes(torn, "libreoffice"))
    assert (found.kind, found.template) == ("whole_department", None)
    assert "unreadable_table" in {one.code for one in found.diagnostics}
