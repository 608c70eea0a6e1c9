"""附件1 基础数据表: every row, every null with its reason, nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from grids import Spec, base_rows, base_table, context, table, values
from jixiao.document import Cell
from jixiao.extract.base_data import base_data
from jixiao.quotes import Reading
from jixiao.structure.model import Structured

TITLE = "2023年度部门整体支出绩效评价基础数据表"
NOTE = "说明：“公用经费”填报基本支出中的一般商品和服务支出。"
SIGNED = "填表人：（略）  填报日期：2024年4月8日  联系电话：  单位负责人签字："


def read(*blocks: Any) -> Any:
    return values(base_data(context(*blocks)))


def draft() -> Any:
    return base_data(context("附件1", TITLE, base_table(), NOTE, SIGNED))


def test_identity_and_staffing() -> None:
    data = values(draft())
    assert (data["title"], data["year"]) == (TITLE, 2023)
    assert data["staffing"] == {"authorized": 9, "actual": 8, "control_rate": Decimal("88.89")}


def test_expenses_with_concept_level_and_parent() -> None:
    rows = [(r["item"], r["concept"], r["level"], r["parent"]) for r in values(draft())["expenses"]]
    assert rows == [
        ("三公经费", "three_public", 1, None),
        ("1、公务用车购置和维护经费", "vehicles", 2, 0),
        ("其中：公车购置", "vehicle_purchase", 3, 1),
        ("公车运行维护", "vehicle_running", 3, 1),
        ("2、出国经费", "overseas", 2, 0),
        ("3、公务接待", "reception", 2, 0),
        ("项目支出：", "project", 1, None),
        ("1、业务工作经费", "project_business", 2, 6),
        ("2、运行维护经费", "project_operations", 2, 6),
        ("……", None, 2, 6),
        ("3、县级专项资金（一个专项一行）", "project_earmarked", 2, 6),
        ("馆库修缮专项", "project_earmarked", 3, 10),
        ("数字化专项", "project_earmarked", 3, 10),
        ("公用经费", "public", 1, None),
        ("其中：办公费", "office", 2, 13),
        ("水费、电费、差旅费", "utilities_travel", 2, 13),
        ("会议费、培训费", "meetings_training", 2, 13),
    ]


def test_words_that_mean_a_part_of_the_row_above() -> None:
    """«购置费» and «运行维护费» below the vehicles are theirs; the same words below 项目支出 are a project's."""
    rows = base_rows()
    for at, label in ((5, "其中：购置费"), (6, "运行维护费"), (11, "2、运行维护费")):
        rows[at] = [label, *rows[at][1:]]
    found = values(base_data(context("附件1", TITLE, table(*rows), NOTE, SIGNED)))["expenses"]
    assert [(r["item"], r["concept"], r["parent"]) for r in (found[2], found[3], found[8])] == [
        ("其中：购置费", "vehicle_purchase", 1),
        ("运行维护费", "vehicle_running", 1),
        ("2、运行维护费", "project_operations", 6),
    ]


def test_dots_below_a_numbered_row_of_no_forms_words_stand_beside_it() -> None:
    """«1.日常事务类», «2.设施养护类», «……» below 项目支出: what follows is a part of 项目支出, not of the dots."""
    rows = base_rows()
    for at, label in ((10, "1、日常事务类"), (11, "2、设施养护类")):
        rows[at] = [label, *rows[at][1:]]
    found = values(base_data(context("附件1", TITLE, table(*rows), NOTE, SIGNED)))["expenses"]
    assert [(r["item"], r["level"], r["parent"]) for r in found[7:11]] == [
        ("1、日常事务类", 2, 6),
        ("2、设施养护类", 2, 6),
        ("……", 2, 6),
        ("3、县级专项资金（一个专项一行）", 2, 6),
    ]


def test_the_rest_of_a_heading_is_no_expense() -> None:
    """«（万元） | 元） | 元）»: a page's text set the units of the years in a line of their own."""
    rows = base_table()
    own = [row for row in values(draft())["expenses"] if row["level"] == 1]
    first = next(cell.row for cell in rows.cells if cell.text == "三公经费")
    moved = [replace(cell, row=cell.row + (cell.row >= first)) for cell in rows.cells]
    units = [Cell(first, cell.column, 1, cell.column_span, "（万元）") for cell in rows.cells if cell.row == first]
    given = replace(rows, rows=rows.rows + 1, cells=tuple(sorted([*moved, *units], key=lambda c: (c.row, c.column))))
    found = values(base_data(context("附件1", TITLE, given, NOTE, SIGNED)))
    assert [row for row in found["expenses"] if row["level"] == 1] == own


def test_amounts_keep_their_digits_and_their_own_unit() -> None:
    rows = values(draft())["expenses"]
    assert [str(rows[0][c]) for c in ("prior_final", "budget", "final")] == ["1.20", "2", "0.80"]
    assert str(rows[7]["prior_final"]) == "1.2000"  # 12,000元
    assert rows[2]["budget"] == 0


def test_nulls_say_why() -> None:
    rows = draft()["expenses"]
    assert rows[1]["budget"].null_kind == "blank"
    assert rows[3]["final"].null_kind == "dash"
    assert rows[9]["concept"] is None
    procurement = draft()["procurement"]
    assert [procurement[c].null_kind for c in ("prior_final", "budget", "final")] == ["dash", "blank", None]
    assert procurement["prior_final"].quote.raw == "——"
    assert procurement["final"].value == Decimal("3.5")
    assert values(draft()["basic_adjustment"])["final"] == Decimal("-12.40")


def test_what_is_concluded_is_inferred_and_cites_the_label() -> None:
    rows = draft()["expenses"]
    assert rows[3]["level"].inferred
    assert rows[3]["parent"].quote.raw == "公车运行维护"
    assert rows[0]["parent"] is None
    assert not rows[0]["concept"].inferred
    assert rows[11]["concept"].inferred  # a 专项 by its place below 专项资金


def test_an_unsafe_figure_is_null_and_named() -> None:
    c = context(TITLE, base_table())
    found: Any = base_data(c)
    rows = found["expenses"]
    assert rows[14]["final"].value is None
    assert rows[14]["final"].quote.raw == "7,00.0,77"
    assert [(d.code, d.blocks) for d in c.diagnostics] == [("unreadable_figure", (1,))]
    assert "第18行第6列的「7,00.0,77」" in c.diagnostics[0].message


def test_two_figures_with_room_for_a_column_between_them_are_no_one() -> None:
    """A scan that lost the rule between 编制数 and 实际在职人数: «36», «37» were 3637 people."""
    rows = base_rows()
    rows[1][0] = "36\t37"
    assert read(TITLE, table(*rows))["staffing"]["authorized"] is None


def test_a_label_of_the_table_is_no_measure() -> None:
    """Two cells exchanged by hand: «厉行节约保障措施 | 预算投资（万元）»."""
    rows = base_rows()
    at = next(n for n, row in enumerate(rows) if row[0] == "厉行节约保障措施")
    rows[at] = [rows[at][0], ("预算投资（万元）", 6)]
    c = context("附件1", TITLE, table(*rows), NOTE)
    assert values(base_data(c))["thrift_measures"] is None
    assert any("「预算投资（万元）」" in one.message for one in c.diagnostics if one.code == "unreadable_figure")


def test_buildings_thrift_and_notes() -> None:
    data = values(draft())
    assert data["buildings"] == [
        {
            "approved_area": 1200,
            "actual_area": 1180,
            "area_rate": Decimal("98.33"),
            "approved_cost": 300,
            "actual_cost": 295,  # its heading says 元
            "cost_rate": Decimal("98.33"),
        }
    ]
    assert data["thrift_measures"] == "从严控制接待。统一采购办公用品。"
    assert data["notes"] == "“公用经费”填报基本支出中的一般商品和服务支出。"


def test_blank_buildings_are_no_buildings() -> None:
    rows = [*base_rows()[:-2], ["\u3000", "", "/", "—", "", ""], base_rows()[-1]]
    assert read(TITLE, table(*rows))["buildings"] == []


def test_several_buildings() -> None:
    rows: list[list[Spec]] = base_rows()
    rows[-3][0] = ("楼堂馆所控制情况", 1, 3)
    rows.insert(-1, ["80", "80", "100%", "", "", ""])
    buildings = read(TITLE, table(*rows))["buildings"]
    assert [(b["approved_area"], b["approved_cost"]) for b in buildings] == [(1200, 300), (80, None)]


def test_an_expense_table_in_yuan() -> None:
    rows = base_rows()
    rows[2][0] = "经费控制情况（元）"
    assert str(read(TITLE, table(*rows))["expenses"][6]["final"]) == "0.0030"


def test_unit_and_year_beside_the_title() -> None:
    rows = base_rows()
    rows[2][0] = "经费控制情况"
    data = read("附件1：", "部门整体支出绩效评价基础数据表", "（2022年度）", "单位：元", table(*rows))
    assert (data["title"], data["year"]) == ("部门整体支出绩效评价基础数据表（2022年度）", 2022)
    assert str(data["expenses"][6]["final"]) == "0.0030"


def test_the_year_of_the_columns_serves_when_the_title_has_none() -> None:
    assert read("部门整体支出绩效评价基础数据表", base_table())["year"] == 2023


def test_the_title_in_the_table_itself() -> None:
    data = read(table([(TITLE, 7)], *base_rows()))
    assert (data["title"], data["year"], len(data["expenses"])) == (TITLE, 2023, 17)


def test_notes_over_lines_stop_at_the_sign_off() -> None:
    data = read(TITLE, base_table(), "说明：1.“项目支出”填报所有", "项目支出；", SIGNED, "另一段")
    assert data["notes"] == "1.“项目支出”填报所有项目支出；"
    assert read(TITLE, base_table(), "说明：本表以决算为准。填表人：甲乙  填报日期：")["notes"] == "本表以决算为准。"
    assert read(TITLE, base_table(), SIGNED)["notes"] is None


def test_unnumbered_rows_of_other_years() -> None:
    """2018's form: 业务工作专项, 其中:办公经费, 部门整体支出预算调整 (R10 of the corpus)."""
    rows: list[list[Spec]] = [
        ["经费控制情况", "2017年决算数", "2018年预算数", "2018年决算数"],
        ["三公经费", "31.60", "52.10", "38.75"],
        ["项目支出：", "", "", ""],
        ["1、业务工作专项", "720.5", "280", "533.40"],
        ["公用经费", "", "", ""],
        ["其中:办公经费", "12.66", "9", "1.05"],
        ["印刷费", "1", "2", "3"],
        ["政府采购金额", "13.20", "26.40", "26.40"],
        ["部门整体支出预算调整", "", "1604.30", "2210.75"],
    ]
    data = read("部门整体支出绩效评价基础数据表", table(*rows))
    assert [(r["concept"], r["level"], r["parent"]) for r in data["expenses"]] == [
        ("three_public", 1, None), ("project", 1, None), ("project_business", 2, 1), ("public", 1, None),
        ("office", 2, 3), (None, 2, 3),
    ]  # fmt: skip
    assert data["basic_adjustment"]["final"] == Decimal("2210.75")
    assert data["staffing"] == {"authorized": None, "actual": None, "control_rate": None}


def test_no_table_no_base_data() -> None:
    assert base_data(context("一、单位基本情况")) is None


def test_every_printed_word_is_claimed() -> None:
    c = context("附件1", TITLE, base_table(), NOTE, SIGNED)
    base_data(c)
    claimed = {span.source.text for quote in c.claims.structure for span in quote.spans if span.source.cell}
    assert {"编制数", "财政供养人员情况（人）", "政府采购金额", "厉行节约保障措施", "2022年决算数"} <= claimed
    assert isinstance(c.structured, Structured)
    assert isinstance(draft()["year"], Reading)
