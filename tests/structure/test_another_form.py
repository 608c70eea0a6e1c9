"""Two forms whose tables nobody parted, titles that begin above, and what is no title of an attachment."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, values

from flattened import tables
from grids import Spec, grid
from jixiao.extract.attachments import attachments
from jixiao.extract.heading import heading_of
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import FormMatch, match_form

NAME: list[Spec] = ["项目名称", ("档案修复", 7)]
OTHER: list[Spec] = ["项目名称", ("渠道清淤", 7)]
MONEY: list[Spec] = [("项目资金（万元）", 1, 2), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
TOTAL: list[Spec] = ["年度资金总额", "90", "80", "60", "10", "75%", "7.5"]
HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
DATA: list[Spec] = ["产出指标", "数量指标", "修复页数", "≥900页", "940页", "90", "88", ""]
MORE: list[Spec] = ["产出指标", "数量指标", "清淤渠道", "≥3公里", "4公里", "90", "90", ""]
SUM: list[Spec] = [("总分", 5), "100", "95.5", ""]


def matched(*rows: list[Spec], title: str = "") -> FormMatch:
    found = match_form(grid(*rows), forms_of(load()), title=title)
    assert found is not None
    return found


def names(found: FormMatch) -> list[str]:
    return [record.cells["level3"].match for _, record in found.records("indicators")]


@pytest.mark.parametrize("begins", [OTHER, MONEY, HEADS])
def test_a_second_form_behind_the_total_is_not_of_the_first(begins: list[Spec]) -> None:
    """Money and indicators of another project were given as the first one's («…绩效目标完成情况自评表» between them was
    taken for text of a cell)."""
    second: list[list[Spec]] = [OTHER, MONEY, TOTAL, HEADS, MORE, SUM]
    at = second.index(begins)
    found = matched(NAME, MONEY, TOTAL, HEADS, DATA, SUM, *second[at:])
    assert names(found) == ["修复页数"]
    assert len(list(found.records("funds"))) == 1
    assert found.pairs["project"].match == "档案修复"
    assert found.unknown[0][0].match == grid(begins).table.cells[0].text.replace("（", "(").replace("）", ")")
    assert found.total is not None
    assert found.total.cells["score"].match == "95.5"


def test_the_first_rows_said_again_on_the_last_page_end_nothing() -> None:
    found = matched(NAME, MONEY, TOTAL, HEADS, DATA, SUM, NAME, HEADS, ["存在问题", ("支付较慢", 7)])
    assert names(found) == ["修复页数"]
    assert found.pairs["problems"].match == "支付较慢"


def test_rows_below_a_title_in_unknown_words_are_another_table() -> None:
    form = "一级项目名\t档案修复\t档案修复\n归口部门\t档案局\t档案局\n"
    found = tables(f"{form}云溪县档案馆2023年度项目开支情况表\n（2023年）\n{form}")
    assert [table.rows for table in found] == [2, 2]
    assert [table.rows for table in tables(f"{form}云溪县档案馆2023年度项目开支情况\n（2023年）\n{form}")] == [4]


def test_the_label_of_a_goal_stands_beside_a_heading_that_is_a_block_of_another_form() -> None:
    levels: list[Spec] = ["一级指标", "二级指标", "绩效指标（三级）"]
    found = matched(
        ["项目名称", ("档案修复", 8)],
        [("年度主要目标1：修复档案。（80分）", 1, 3), *levels, "目标值（A）", "实际值", "分值", "自评得分", "复核分"],
        [("产出指标（80分）", 1, 2), "数量指标", "修复页数", "≥900页", "940页", "40", "38", ""],
        ["质量指标", "合格率", "≥98%", "99%", "40", "40", ""],
        [("总分", 7), "95.5", ""],
        title="2023年度项目支出绩效自评复核表",
    )
    assert found.form.id == "hubei.county_project"
    zone = found.zone("indicators")
    assert zone is not None
    assert zone.block is not None
    assert zone.block.match == "年度主要目标1:修复档案。(80分)"


TABLE = "单位名称\t云溪县特殊教育学校\n年度资金总额\t12.5\n"


@pytest.mark.parametrize(
    ("above", "title", "year"),
    [
        ("加强资产管理。\n云溪县特殊教育学校\n部门整体支出绩效自评表\n", "部门整体支出绩效自评表", None),
        ("2023年\n部门（单位）项目支出绩效自评表\n", "2023年部门(单位)项目支出绩效自评表", "2023"),
    ],
)  # fmt: skip
def test_a_title_begins_with_the_year_above_it(above: str, title: str, year: str | None) -> None:
    """A unit may have signed what stands above."""
    structured = context_of(above + TABLE).structured
    heading = heading_of(structured, load(), next(iter(structured.grids)))
    assert (heading.match, heading.year and heading.year.match) == (title, year)


def test_sentences_are_no_attachments() -> None:
    listed = "（一）项目概述\n（1）项目目标。改善条件。\n（2）项目资金。支出12万元。\n"
    text = f"{TITLE}一、存在的问题\n支付较慢。\n二、附件资料\n{listed}"
    found: Any = values(attachments(context_of(text), []))
    assert found == []


def test_the_long_title_of_a_report_within_final_accounts_is_a_section_s() -> None:
    title = "2022年度柘岭市妇幼保健计划生育服务中心部门整体支出绩效自评报告"
    text = f"{TITLE}一、收入决算说明\n收入12万元。\n二、{title}。\n（一）部门概况\n内设医务科。\n"
    assert [node.title and node.title.match for node in context_of(text).structured.outline] == ["收入决算说明", title]


def test_the_first_targets_of_a_form_with_one_target_are_its_targets() -> None:
    """«年初值（A）» became a second target, since the words of another form name one so (湖北 and 重庆)."""
    found = matched(
        ["部门名称", ("云溪县档案馆", 6)],
        [("预算执行情况（20分）", 1, 2), "", "预算数（A）", "执行数（B）", "执行率（B/A）", ("得分", 2)],
        ["部门整体支出总额", "759.9", "759.9", "100%", ("20", 2)],
        [
            ("年度目标1：修复档案。（80分）", 1, 3),
            "一级指标",
            "二级指标",
            "三级指标",
            "年初值（A）",
            "完成值（B）",
            "得分",
        ],
        [("产出指标", 1, 2), "数量指标", "修复页数", "900页", "940页", "40"],
        ["质量指标", "合格率", "98%", "99%", "40"],
        title="部门整体绩效自评表",
    )
    assert found.form.id == "hubei.whole_department"
    assert [record.cells["target"].match for _, record in found.records("indicators")] == ["900页", "98%"]


def test_amounts_by_nature_may_be_said_to_be_among_all() -> None:
    found = matched(
        ["部门名称", ("云溪县档案馆", 6)],
        ["其中：基本支出", ("12.5", 2), "其中：项目支出", ("7.5", 3)],
        [("预算执行情况（20分）", 1, 2), "", "预算数（A）", "执行数（B）", "执行率（B/A）", ("得分", 2)],
        ["部门整体支出总额", "20", "20", "100%", ("20", 2)],
        [("年度目标1（80分）", 1, 2), "一级指标", "二级指标", "三级指标", "年初目标值（A）", "完成值（B）", "得分"],
        ["产出指标", "数量指标", "修复页数", "900页", "940页", "80"],
        title="部门整体绩效自评表",
    )
    amounts = {id_: found.pairs[id_].match for id_ in ("by_nature.basic", "by_nature.project")}
    assert amounts == {"by_nature.basic": "12.5", "by_nature.project": "7.5"}
