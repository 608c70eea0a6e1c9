"""自评表: money, goals, every indicator row with its levels, total; evidence for each leaf."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from grids import Spec, context, evaluation_rows, evaluation_table, table, values
from jixiao.document import Cell, Paragraph, Run
from jixiao.extract.context import Context
from jixiao.extract.evaluations import evaluations
from jixiao.extract.heading import Heading, heading_of, title_and_year
from jixiao.extract.projection import Projection
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.quotes import Reading, Source
from jixiao.schema.evaluation import Evaluation
from jixiao.structure.attachments import name_attachments
from jixiao.structure.model import Structured
from jixiao.structure.outline import build_outline

TITLE = "2023年度部门整体支出绩效自评表"
HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]


def draft(*rows: list[Spec], title: str = TITLE) -> tuple[Any, Context]:
    c = context("附件2", title, table(*rows) if rows else evaluation_table())
    (found,) = evaluations(c)
    return found, c


def read(*rows: list[Spec], title: str = TITLE) -> Any:
    return values(draft(*rows, title=title)[0])


def indicators(*rows: list[Spec]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(HEADS, *rows)["indicators"]
    return found


def test_it_is_what_the_contract_says() -> None:
    projection = Projection()
    Evaluation.model_validate(projection.plain(draft()[0], "/evaluations/0"))
    assert projection.evidence["/evaluations/0/indicators/0/target/value"].text == "3000"
    blank = projection.evidence["/evaluations/0/by_income/1/amount"]
    assert (blank.text, blank.null_kind, blank.places[0].span) == ("", "blank", (8, 8))


@pytest.mark.parametrize("between", ["", "绩效指标完成情况"])
def test_a_form_that_its_author_made_two_tables_of_is_one(between: str) -> None:
    """A table for the money and one for the indicators (a table in a cell of another, 福建)."""
    rows = evaluation_rows()
    split = context("附件2", TITLE, table(*rows[:10]), between, table(*rows[10:]))
    assert values(evaluations(split)) == [read()]


@pytest.mark.parametrize("between", ["附件3\n2023年度项目支出绩效自评表", "另一个项目的指标完成情况如下表，供参考。"])
def test_a_table_below_a_title_or_a_sentence_is_another_form(between: str) -> None:
    rows = evaluation_rows()
    split = context("附件2", TITLE, table(*rows[:10]), *between.split("\n"), table(*rows[10:]))
    assert [len(found["indicators"]) for found in values(evaluations(split))] == [0, 7]


def test_in_text_indicators_below_a_form_that_lost_its_own_are_another_s() -> None:
    rows = evaluation_rows()
    parts = [replace(table(*part), origin="flattened") for part in (rows[:10], rows[10:])]
    assert len(evaluations(context("附件2", TITLE, *parts))) == 2


def test_identity() -> None:
    found = read()
    assert (found["title"], found["year"], found["unit"]) == (TITLE, 2023, "云溪县档案馆")
    assert (found["project"], found["project_code"], found["department"]) == (None, None, None)


def test_funds() -> None:
    assert read()["funds"] == [
        {
            "label": "年度资金总额",
            "concept": "total",
            "initial": Decimal("200.00"),
            "full_year": 220,
            "executed": Decimal("212.40"),
            "weight": 10,
            "rate": Decimal("96.55"),
            "score": Decimal("9.65"),
            "reason": None,
        }
    ]


def test_amounts_by_income_and_by_nature() -> None:
    found, _ = draft()
    assert values(found["by_income"]) == [
        {"label": "一般公共预算", "concept": "general_public", "amount": Decimal("212.40")},
        {"label": "政府性基金拨款", "concept": "government_fund", "amount": None},
        {"label": "纳入专户管理的非税收入拨款", "concept": "special_account", "amount": None},
        {"label": "其他资金", "concept": "other", "amount": None},
    ]
    assert [row["amount"].null_kind for row in found["by_income"]] == [None, "blank", "dash", "blank"]
    assert values(found["by_nature"]) == [
        {"label": "基本支出", "concept": "basic", "amount": Decimal("182.40")},
        {"label": "项目支出", "concept": "project", "amount": 30},
    ]


def test_a_fund_of_which_nothing_is_filled_in_is_a_fund() -> None:
    head: list[Spec] = ["部门预算（元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    funds: list[list[Spec]] = [
        ["", "资金总额", "9", "9", "9", "10", "100%", "10"],
        ["", "其中：基本支出", *[""] * 6],
        ["", "项目支出", *[""] * 6],
    ]
    row: list[Spec] = ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""]
    found = read(head, *funds, HEADS, row)
    assert [fund["label"] for fund in found["funds"]] == ["资金总额", "基本支出", "项目支出"]
    assert (found["by_income"], found["by_nature"]) == ([], [])


def test_goals_and_the_goal_of_a_row() -> None:
    found, _ = draft()
    assert values(found["goals"]) == [{"expected": "完成档案收集", "actual": "完成", "weight": None}]
    goal = found["indicators"][0]["goal"]
    assert (goal.value, goal.inferred, goal.quote.raw) == (0, True, "完成档案收集")


@pytest.mark.parametrize(("below", "goal"), [([HEADS], 0), ([["", *HEADS[1:]], HEADS], None)])
def test_the_upper_line_of_headings_that_a_page_parts_is_no_other_goal(
    below: list[list[Spec]], goal: int | None
) -> None:
    """A row of which nothing is known, right above the headings of the indicators (云南); any other may be a goal."""
    rows: list[list[Spec]] = [
        ["年度总体目标", ("预期目标", 3), ("目标完成情况", 4)],
        ["", ("应救尽救", 3), ("按时发放", 4)],
        ["绩效指标", ("", 2), "实际完", "成指", "", "自", "偏差"],
        *([] if goal == 0 else [["另", ("", 2), "一个", "目标", "", "", ""]]),
        HEADS,
        ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""],
    ]
    assert read(*rows)["indicators"][0]["goal"] is goal


def test_without_goals_no_goal() -> None:
    assert indicators(["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""])[0]["goal"] is None


def test_levels_come_from_the_word_of_level_2_first() -> None:
    found, _ = draft()
    rows = [(r["level1"], r["level1_weight"], r["level2"], r["dimension"]) for r in values(found["indicators"])]
    assert rows == [
        ("产出指标", 50, "数量指标", "quantity"),
        ("产出指标", 50, "质量指标", "quality"),
        ("产出指标", 50, "质量指标", "quality"),
        ("效益指标", None, "社会效益指标", "social"),
        ("效益指标", None, "社会效益指标", "social"),
        ("效益指标", None, "可持续影响指标", "sustainability"),
        ("满意度指标", 10, "服务对象满意度指标", "satisfaction"),
    ]
    concluded = found["indicators"][3]["level1"]
    assert (concluded.inferred, concluded.quote.raw, concluded.pattern) == (
        True,
        "社会效\n\n益指标",
        "vocabulary.dimension",
    )
    assert concluded.steps == ("社会效益指标 → 效益指标",)
    assert not found["indicators"][1]["level1"].inferred  # merged cells repeat, that is no conclusion
    assert found["indicators"][0]["level1_weight"].quote.raw == "50"


def test_levels_carried_down_by_blank_cells() -> None:
    rows = indicators(
        ["产出指标（60分）", "数量指标", "甲", "1", "1", "5", "5", ""],
        ["", "", "乙", "1", "1", "5", "5", ""],
        ["效益指标(30)", "", "丙", "1", "1", "5", "5", ""],
        ["", "社会效益", "丁", "1", "1", "5", "5", ""],
    )
    assert [(r["level1"], r["level1_weight"], r["level2"], r["dimension"]) for r in rows] == [
        ("产出指标", 60, "数量指标", "quantity"),
        ("产出指标", 60, "数量指标", "quantity"),
        ("效益指标", 30, None, None),
        ("效益指标", 30, "社会效益", "social"),
    ]


def test_of_points_of_two_levels_in_one_cell_none_is_its_levels() -> None:
    """«（40分）», the second line of the level above, in the place of 效益指标, beside its own points."""
    rows = indicators(
        ["产出指标", "数量指标", "甲", "1", "1", "40", "40", ""],
        ["（40分）\n（30分）", "经济效益", "乙", "1", "1", "30", "30", ""],
    )
    assert [(r["level1"], r["level1_weight"]) for r in rows] == [("产出指标", None), (None, None)]


def test_an_unknown_level_2_beside_a_blank_cell_stands_below_what_the_rows_above_told() -> None:
    """It got 产出指标 and its points, the last label printed, though 效益 rows stand between."""
    rows = indicators(
        ["产出指标（50）", "数量指标", "甲", "1", "1", "5", "5", ""],
        [("", 1, 2), "经济效益指标", "乙", "1", "1", "5", "5", ""],
        ["自然环境方面", "丙", "1", "1", "5", "5", ""],
        ["满意度指标（10）", "读者方面", "丁", "1", "1", "5", "5", ""],
    )
    assert [(r["level1"], r["level1_weight"], r["level2"]) for r in rows] == [
        ("产出指标", 50, "数量指标"),
        ("效益指标", None, "经济效益指标"),
        ("效益指标", None, "自然环境方面"),
        ("满意度指标", 10, "读者方面"),
    ]


def test_a_printed_level_1_that_fits_is_kept() -> None:
    rows = indicators(
        ["项目效益", "社会效益指标", "甲", "1", "1", "5", "5", ""],
        ["成本指标", "经济成本指标", "乙", "1", "1", "5", "5", ""],
        ["产出指标", "成本指标", "丙", "1", "1", "5", "5", ""],
        ["满意度指标", "", "丁", "1", "1", "5", "5", ""],
        ["过程", "预算管理", "戊", "1", "1", "5", "5", ""],
    )
    assert [(r["level1"], r["dimension"]) for r in rows] == [
        ("项目效益", "social"),
        ("成本指标", "cost"),
        ("产出指标", "cost"),
        ("满意度指标", "satisfaction"),
        ("过程", None),
    ]


def test_fillers() -> None:
    found, _ = draft()
    assert [r["filler"] for r in values(found["indicators"])] == [False, False, True, False, True, False, False]
    rows = indicators(
        ["产出指标", "数量指标", "……", "", "\u3000", "", "", ""],
        ["", "", "指标2：", "", "", "", "", ""],
        ["", "", "", "", "", "", "", ""],
        ["", "", "", "", "", "5", "", ""],
        ["", "", "接收档案", "", "", "", "", ""],
    )
    assert [(r["filler"], r["level3"]) for r in rows] == [
        (True, None), (True, None), (True, None), (False, None), (False, "接收档案"),
    ]  # fmt: skip
    assert [r["dimension"] for r in rows] == ["quantity"] * 5


def test_a_merged_score_counts_once() -> None:
    rows = values(draft()[0]["indicators"])
    assert [(r["weight"], r["score"]) for r in rows[1:3]] == [(30, Decimal("29.7")), (None, None)]


def test_every_row_below_the_heading_with_its_texts() -> None:
    rows = values(draft()[0]["indicators"])
    assert [r["level3"] for r in rows] == [
        "接收档案", "档案完好率", None, "查档便利度", None, "制度建设", "查档人满意度",
    ]  # fmt: skip
    assert [r["deviation_reason"] for r in rows] == [None, "1卷受潮，已修复", None, "无", None, None, None]
    assert rows[5]["target"] == {
        "text": "3-5项", "comparator": None, "value": None, "unit": None, "qualitative": True,
    }  # fmt: skip
    assert rows[6]["target"] == {
        "text": "不少于90 %", "comparator": "ge", "value": 90, "unit": "%", "qualitative": False,
    }  # fmt: skip


def test_total_row() -> None:
    assert read()["total"] == {"weight": 100, "score": 98}
    row: list[Spec] = ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""]
    total = read(HEADS, row, [("合 计", 5), "", "95.5", ""])["total"]
    assert total == {"weight": None, "score": Decimal("95.5")}


def test_points_in_the_label_of_the_total() -> None:
    assert read(HEADS, [("总分（100分）", 5), "", "95.5", ""])["total"] == {"weight": 100, "score": Decimal("95.5")}


def test_points_of_the_total_below_the_weights_of_all_levels() -> None:
    """«合计 | 100 | 88.5», the 100 merged across: lost without a word (a township's score sheet)."""
    heads: list[Spec] = ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "评分标准", "自评得分"]
    row: list[Spec] = ["投入", "20", "目标设定", "10", "目标合理性", "5", "符合得5分，否则扣分", "4"]
    assert read(heads, row, ["合计", ("100", 6), "88.5"])["total"] == {"weight": 100, "score": Decimal("88.5")}


def test_a_grade_behind_the_total() -> None:
    found = read(HEADS, ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""], [("总分", 5), "100", "97", "优"])
    assert found["rating"] == {"text": "优", "canonical": "优"}
    assert (found["total"], found["remarks"]) == ({"weight": 100, "score": 97}, None)


def test_a_grade_in_a_row_of_its_own() -> None:
    for label, printed, word, canonical in (
        ("评价等级", "良好", "良好", "良"),
        ("自评结论", "优", "优", "优"),
        ("综合评定等次", "合格", "合格", "中"),
        ("自评等级", "优□   良☑   中□   差□", "良", "良"),
    ):
        found = read(*evaluation_rows(), [(label, 3), (printed, 6)])
        assert found["rating"] == {"text": word, "canonical": canonical}
        assert found["conclusion"] is None
    assert read(*evaluation_rows(), [("备注", 3), ("自评等级：优", 6)])["remarks"] == "自评等级：优"


def test_remarks_conclusion_problems_measures() -> None:
    found = read(
        *evaluation_rows(),
        [("备注", 3), ("本表得分为自评得分", 6)],
        [("评价结论", 3), ("自评98分。", 6)],
        [("存在问题", 3), ("指标不够细化。\n原因是参与不足。", 6)],
        [("改进措施", 3), ("/", 6)],
    )
    assert (found["remarks"], found["conclusion"]) == ("本表得分为自评得分", "自评98分。")
    assert (found["problems"], found["measures"]) == ("指标不够细化。原因是参与不足。", None)


@pytest.mark.parametrize(("id_", "label"), [("remarks", "备注"), ("problems", "存在问题"), ("measures", "改进措施")])
def test_a_bare_figure_beside_a_label_of_sentences_is_another_cell_s(id_: str, label: str) -> None:
    found, c = draft(*evaluation_rows(), [(label, 3), ("97.90", 6)])
    assert values(found[id_]) is None
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


def test_units_in_cells_and_points_with_their_word() -> None:
    rows = evaluation_rows()
    rows[2] = [("年度资金总额", 2), "3120.4万元", "31204000元", "0.265518亿元", "10分", "85.09％", "8.51 分"]
    fund = read(*rows)["funds"][0]
    assert [str(fund[c]) for c in ("initial", "full_year", "executed", "weight", "rate", "score")] == [
        "3120.4", "3120.4000", "2655.18", "10", "85.09", "8.51",
    ]  # fmt: skip


@pytest.mark.parametrize(("mark", "kind"), [("一", "dash"), ("ー", "dash"), ("——", "dash"), ("十", None)])
def test_an_ideographic_one_alone_is_a_dash_where_a_figure_is_asked_for(mark: str, kind: str | None) -> None:
    rows = evaluation_rows()
    rows[2] = [("年度资金总额", 2), "3120.4", "3120.40", "2655.18", mark, "85.09%", "8.51"]
    found, c = draft(*rows)
    weight = found["funds"][0]["weight"]
    assert (weight.value, weight.null_kind) == (None, kind)
    assert [d.code for d in c.diagnostics] == ([] if kind else ["unreadable_figure"])


def test_a_fund_of_which_dashes_alone_are_printed_keeps_its_name_however_they_are_typed() -> None:
    rows = evaluation_rows()
    rows.insert(3, [("上年结转资金", 2), "一", "一", "", "/", "", "/"])
    found = read(*rows)["funds"][1]
    assert (found["label"], found["concept"], found["initial"], found["full_year"]) == (
        "上年结转资金", "carried_in", None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "score", "codes"),
    [
        ([("总分", 6), "", "100", "98"], None, ["unreadable_figure"]),  # a cell lost: 100 is the weight
        ([("总分", 6), "", "98", "3项未完成"], 98, []),
        ([("总分", 6), "100", "98", "优"], 98, []),
    ],
)
def test_a_total_row_one_column_off_gives_no_score(row: list[Spec], score: int | None, codes: list[str]) -> None:
    found, c = draft(*evaluation_rows()[:-1], row)
    total = found["total"]["score"]
    assert (total.value, [d.code for d in c.diagnostics]) == (score, codes)


def test_an_unsafe_amount_is_null_and_named() -> None:
    rows = evaluation_rows()
    rows[4] = [("其中：一般公共预算：2 12.4.0", 3), ("其中：基本支出：182.40", 5)]
    found, c = draft(*rows)
    amount = found["by_income"][0]["amount"]
    assert (amount.value, amount.null_kind, amount.quote.raw) == (None, None, "2 12.4.0")
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


def test_several_tables_of_one_report() -> None:
    c = context(TITLE, evaluation_table(), "2022年度部门整体支出绩效自评表", evaluation_table())
    assert [(values(e)["title"][:4], values(e)["year"]) for e in evaluations(c)] == [("2023", 2023), ("2022", 2022)]


def test_the_national_project_form() -> None:
    """财预〔2020〕10号: a project's table, with 其中 rows in its money block (T04 of the corpus)."""
    rows: list[list[Spec]] = [
        [("项目名称", 3), ("馆库修缮", 6)],
        [("主管部门", 3), ("云溪县委办公室", 2), "实施单位", ("云溪县档案馆", 3)],
        [("项目资金\n（元）", 1, 3), ("", 2), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        [("年度资金总额", 2), "200000", "200000", "180000", "10", "90%", "9"],
        [("其中：当年财政拨款", 2), "200000", "200000", "180000", "—", "90%", "—"],
        *evaluation_rows()[8:],
    ]
    found = read(*rows, title="2023年度项目支出绩效自评表")
    assert (found["project"], found["department"], found["unit"]) == ("馆库修缮", "云溪县委办公室", "云溪县档案馆")
    assert [(f["label"], f["concept"], str(f["executed"]), f["weight"]) for f in found["funds"]] == [
        ("年度资金总额", "total", "18.0000", 10),
        ("当年财政拨款", "fiscal_appropriation", "18.0000", None),
    ]
    assert (found["by_income"], found["total"]["score"], len(found["indicators"])) == ([], 98, 7)


def test_title_over_two_lines_and_the_attachment_on_the_same_line() -> None:
    c = context("附件2：部门整体支出绩效自评表", "（2023年度）", evaluation_table())
    found: Any = evaluations(c)[0]
    assert (found["title"].value, found["year"].value) == ("部门整体支出绩效自评表（2023年度）", 2023)
    assert [span.source.block for span in found["title"].quote.spans] == [0, 1]


def test_a_title_that_begins_with_the_unit_on_a_line_of_its_own() -> None:
    c = context("附件2：", "云溪县档案馆", "2023年度部门整体支出绩效自评表", "单位：万元", evaluation_table())
    build_outline(c.structured, c.patterns)
    name_attachments(c.structured, c.patterns)
    (found,) = values(evaluations(c))
    assert (found["title"], found["year"]) == ("云溪县档案馆2023年度部门整体支出绩效自评表", 2023)


def test_a_blank_form_gives_nulls_not_zeros() -> None:
    rows = [[(s if i == 0 else "", *rest) for i, (s, *rest) in enumerate(_full(row))] for row in evaluation_rows()]
    rows[1], rows[3], rows[8], rows[10] = (_full(evaluation_rows()[i]) for i in (1, 3, 8, 10))
    found, _ = draft(*rows)  # type: ignore[arg-type]
    assert found["funds"][0]["executed"].null_kind == "blank"
    assert values(found["goals"]) == [{"expected": "完成档案收集", "actual": None, "weight": None}]
    leaves = [leaf for row in found["indicators"] for leaf in (row["weight"], row["score"], row["target"])]
    assert {leaf.value for leaf in leaves if isinstance(leaf, Reading)} == {None}


def _full(row: list[Spec]) -> list[Any]:
    return [(spec,) if isinstance(spec, str) else spec for spec in row]


def test_other_tables_are_no_evaluation() -> None:
    assert evaluations(context(table(["项目", "金额"], ["办公费", "3"]))) == []


def test_a_row_of_which_no_cell_is_left_is_no_row() -> None:
    """What a flattened table lost: nothing says that the row was unfilled."""
    row: list[Spec] = ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""]
    sheet = table(HEADS, row, row)
    sheet = replace(sheet, cells=tuple(cell for cell in sheet.cells if cell.row != 1))
    (found,) = evaluations(context("附件2", TITLE, sheet))
    assert [indicator["level3"] for indicator in values(found)["indicators"]] == ["甲"]


def test_a_reason_that_stops_at_a_comma_goes_on_in_a_row_of_its_own() -> None:
    late: list[Spec] = ["产出指标", "时效指标", "设备采购", "10月底前", "12月15日", "10", "8", "进口设备延迟，"]
    rest: list[Spec] = ["", "", "", "", "", "", "", "今后提前签约"]
    read_ = indicators(late, rest)
    assert [(row["level3"], row["deviation_reason"]) for row in read_] == [("设备采购", "进口设备延迟，今后提前签约")]
    ended = indicators([*late[:-1], "进口设备延迟。"], rest)
    assert [(row["deviation_reason"], row["filler"]) for row in ended] == [
        ("进口设备延迟。", False),
        ("今后提前签约", True),
    ]


def test_a_row_that_holds_several_indicators_a_line_for_each() -> None:
    """Its points were glued: 555 for 5, 5 and 5."""
    row: list[Spec] = [
        "产出指标",
        "数量指标",
        "造林\n抚育\n修复",
        "≥3亩\n≥2亩\n1",
        "4亩\n2亩\n1",
        "5\n5\n4",
        "5\n4\n4",
        "雨季",
    ]
    found = draft(HEADS, row)[0]["indicators"]
    assert [
        (r["level2"], r["level3"], r["target"]["text"], r["weight"], r["score"], r["deviation_reason"])
        for r in values(found)
    ] == [
        ("数量指标", "造林", "≥3亩", 5, 5, "雨季"),
        ("数量指标", "抚育", "≥2亩", 5, 4, "雨季"),
        ("数量指标", "修复", "1", 4, 4, "雨季"),
    ]
    (place,) = found[1]["target"]["value"].quote.spans
    assert (place.source.cell, place.start, place.end) == ((1, 3), 5, 6)


@pytest.mark.parametrize(
    ("name", "target", "weight", "found"),
    [
        ("时效指标\n成本指标", "1\n2", "5\n4", [("时效指标", 5), ("成本指标", 4)]),
        ("服务对象\n满意度指标", "1\n2", "5\n4", [("服务对象满意度指标", 5), ("服务对象满意度指标", 4)]),
    ],
)
def test_levels_with_a_line_for_each(name: str, target: str, weight: str, found: list[tuple[str, int]]) -> None:
    read_ = indicators(["产出指标", name, "甲\n乙", target, "1\n2", weight, "3\n4", ""])
    assert [(row["level2"], row["weight"]) for row in read_] == found


def test_one_figure_of_several_indicators_counts_once() -> None:
    read_ = indicators(["产出指标", "数量指标", "甲\n乙", "1\n2", "3\n4", "10", "9\n", ""])
    assert [(row["level3"], row["weight"], row["score"]) for row in read_] == [("甲", 10, 9), ("乙", None, None)]


@pytest.mark.parametrize(
    ("points", "value"), [("20\n10", None), ("10\n0", 100), ("2\n分", 2), ("9\n.5", Decimal("9.5"))]
)
def test_points_of_several_lines_beside_one_name(points: str, value: Any) -> None:
    found, c = draft(HEADS, ["产出指标", "数量指标", "验收合格\n率", "100%", "100%", points, "5", ""])
    assert values(found)["indicators"][0]["weight"] == value
    assert [d.code for d in c.diagnostics] == (["unreadable_figure"] if value is None else [])


def test_funds_with_a_line_for_each() -> None:
    heads: list[Spec] = ["资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    row: list[Spec] = [
        "",
        "年度资金总额\n其中：财政拨款\n其他资金",
        "120\n100\n20",
        "130\n110\n20",
        "126\n108\n18",
        "10",
        "96.92%",
        "9",
    ]
    found = read(heads, row, HEADS, ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""])["funds"]
    assert [(f["label"], f["initial"], f["full_year"], f["executed"], f["weight"], f["score"]) for f in found] == [
        ("年度资金总额", 120, 130, 126, 10, 9),
        ("财政拨款", 100, 110, 108, None, None),
        ("其他资金", 20, 20, 18, None, None),
    ]


def test_names_and_amounts_that_one_width_broke_are_no_funds_of_their_own() -> None:
    heads: list[Spec] = ["资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    rows: list[list[Spec]] = [heads, ["", "年度资\n金总额", "186\n2.40", "200\n0.00", "198\n0.5", "10", "99%", "9"]]
    sheet = table(*rows, HEADS, ["产出指标", "数量指标", "甲", "1", "1", "5", "5", ""], origin="ruled")
    c = context("附件2", TITLE, sheet)
    (found,) = values(evaluations(c))
    assert [(f["label"], f["initial"], f["full_year"]) for f in found["funds"]] == [("年度资金总额", None, None)]
    assert {d.code for d in c.diagnostics} == {"unreadable_figure"}


def test_the_heading_of_money_over_the_names_and_goals_by_number_below() -> None:
    """«预算数» was taken for what heads the names: a fund called 642.80; then goals for funds."""
    rows: list[list[Spec]] = [
        ["二、年度预算", "预算数", "决算数", "执行率", "分值", "得分"],
        ["合计", "642.80", "629.12", "97.87%", "20", "19.57"],
        ["1.人员经费", "410.50", "409.88", "99.85%", "", ""],
        ["三、年度绩效目标", "年初目标", ("实际完成", 4)],
        ["1", "维护86处", ("维护86处", 4)],
        ["2", "合格率达到90%以上", ("合格率94.4%", 4)],
        ["二级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
        ["数量指标", "甲", "1", "1", "5", "5"],
    ]
    found = read(*rows)
    assert [(f["label"], f["full_year"], f["executed"]) for f in found["funds"]] == [
        ("合计", Decimal("642.80"), Decimal("629.12")),
        ("人员经费", Decimal("410.50"), Decimal("409.88")),
    ]
    assert [(g["expected"], g["actual"]) for g in found["goals"]] == [
        ("维护86处", "维护86处"),
        ("合格率达到90%以上", "合格率94.4%"),
    ]


def _printed(text: str, column: int, width: float) -> Cell:
    """A cell of a page: each line from the left edge of its column, 5 points a character."""
    left, runs, at = 60.0 * column + 5, [], 0
    for line in text.split("\n"):
        top = 10.0 + 12 * len(runs)
        runs.append(Run(at, at + len(line), 1, (left, top, left + width * len(line), top + 10)))
        at += len(line) + 1
    return Cell(1, column, 1, 1, text, tuple(runs))


def test_on_a_page_lines_that_their_cells_width_broke_are_one() -> None:
    """Columns are 60 points wide: a line of 40 and more goes on in the next, one of 10 has ended."""
    row = ["产出指标", "数量指标", "新建水厂\n铺设管网", "100", "100", "123456789\n1", "20\n10", ""]
    spec = table(HEADS, row)
    cells = [c for c in spec.cells if c.row == 0] + [
        _printed(text, i, 10 if i == 2 else 5) for i, text in enumerate(row)
    ]
    sheet = replace(spec, cells=tuple(cells), edges=tuple(60.0 * i for i in range(9)), origin="ruled")
    c = context("附件2", TITLE, sheet)
    (found,) = values(evaluations(c))
    assert [(r["level3"], r["weight"], r["score"]) for r in found["indicators"]] == [
        ("新建水厂铺设管网", 1234567891, None)
    ]
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


def test_money_by_source_a_score_below_it_and_one_column_of_levels() -> None:
    """«预算安排数» and «实际支出数» were unknown; 投入, 产出, 效果 with their points were of level 2."""
    rows: list[list[Spec]] = [
        [("资金使用情况", 1, 4), "资金来源", "预算安排数", "实际到位数", "到位率", "实际支出数", "执行率"],
        ["省级", "500", "500", "100%", "486", "97.2%"],
        ["市县", "200", "200", "100%", "150", "75%"],
        ["合计", "700", "700", "100%", "636", "90.86%"],
        ["自评得分", "94", "自评等级", ("优", 4)],
        ["指标类型", ("指标名称", 2), "权重", "目标值", "实际值", "自评分"],
        ["投入（20分）", ("资金到位率", 2), "20", "100%", "100%", "20"],
        ["产出（40分）", ("扶持企业户数", 2), "40", "60户", "63户", "38"],
        ["效果（40分）", ("企业满意度", 2), "40", "≥95%", "98%", "36"],
        [("合计", 3), "100", "", "", "94"],
    ]
    found = read(*rows, title="2023年度财政专项资金绩效自评表")
    assert [(f["label"], f["full_year"], f["executed"]) for f in found["funds"]] == [
        ("省级", 500, 486),
        ("市县", 200, 150),
        ("合计", 700, 636),
    ]
    assert [(i["level1"], i["level1_weight"], i["level2"], i["weight"]) for i in found["indicators"]] == [
        ("投入", 20, None, 20),
        ("产出", 40, None, 40),
        ("效果", 40, None, 40),
    ]
    assert (found["total"]["score"], found["rating"]["text"]) == (94, "优")


@pytest.mark.parametrize(("spent", "rows"), [("300", 3), ("301", 2)])
def test_the_sum_of_tasks_is_a_row_of_theirs(spent: str, rows: int) -> None:
    """Below a label over the block's and the names' columns; of other sums nothing is said."""
    found = read(
        [("年度主要任务", 1, 3), "任务名称", "主要内容", "全年预算数", "全年执行数", "执行率"],
        ["监测", "台站运行", "200", "180", "90%"],
        ["预防", "活断层探测", "120", "120", "100%"],
        [("金额合计", 3), "320", spent, "93.75%"],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值"],
        ["产出指标", "数量指标", "甲", "1", "1", "50"],
        ["产出指标", "质量指标", "乙", "1", "1", "50"],
    )
    assert len(found["funds"]) == rows
    assert [f["executed"] for f in found["funds"]][2:] == [300][: rows - 2]


def test_an_adjustment_of_the_budget_is_no_budget() -> None:
    """«预算调整» between 年初预算 and 实际支出 was the one column that the form missed there."""
    found = read(
        [("部门资金", 1, 2), "资金来源", "年初预算", "预算调整", "实际支出", "执行率", "权重", "得分"],
        ["资金总额", "560.18", "+42.36", "598.91", "99.4%", "10", "9.9"],
        ["", *HEADS[:7]],
        ["", "产出指标", "数量指标", "甲", "1", "1", "90", "89"],
    )
    assert [(f["label"], f["initial"], f["full_year"], f["executed"]) for f in found["funds"]] == [
        ("资金总额", Decimal("560.18"), None, Decimal("598.91"))
    ]


def test_weight_and_score_in_one_cell_where_the_heading_says_both() -> None:
    rows: list[Spec] = ["产出指标", "数量指标", "管护水库数量", "12座", "11座", "20（18.5）"]
    both = read([*HEADS[:5], "分值（得分）"], rows)["indicators"]
    assert [(i["weight"], i["score"]) for i in both] == [(20, Decimal("18.5"))]
    other = read([*HEADS[:5], "分值（100分）"], rows)["indicators"]  # the bracket says something else there
    assert [(i["weight"], i["score"]) for i in other] == [(None, None)]


@pytest.mark.parametrize(
    ("below", "funds"),
    [
        (
            ["其中：财政拨款", "50", "其中：财政拨款", "52.8", "其中：财政拨款", "47.6"],
            [("财政拨款", 50, Decimal("52.8"))],
        ),
        (["其他资金", "50", "年度资金总额", "52.8", "其他资金", "47.6"], []),  # labels of several rows
    ],
)
def test_labels_before_each_amount(below: list[Spec], funds: list[Any]) -> None:
    found, c = draft(
        [("项目资金（万元）", 1, 3), ("年初预算数", 2), ("全年预算数", 2), ("全年执行数", 2)],
        ["年度资金总额", "60", "年度资金总额", "62.8", "年度资金总额", "57.6"],
        below,
        ["", *HEADS[:6]],
        ["", "产出指标", "数量指标", "甲", "1", "1", "90"],
    )
    rows = [(f["label"], f["initial"], f["full_year"]) for f in values(found)["funds"]]
    assert rows == [("年度资金总额", 60, Decimal("62.8")), *funds]
    assert not [one for one in c.diagnostics if one.code == "unreadable_figure"]


def test_the_sum_of_a_list_of_projects_is_named_by_its_first_cell() -> None:
    """«合计» below «序号», left of the projects' names."""
    rows: list[list[Spec]] = [
        ["序号", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "自评得分"],
        ["1", "城乡低保", "8600", "9120.5", "9108.3", "99.87%", "98.5"],
        ["2", "临时救助", "300", "420", "418.9", "99.74%", "95"],
        ["合计", "", "8900", "9540.5", "9527.2", "99.86%", ""],
    ]
    (found,) = values(evaluations(context("附件2", "2023年度项目支出绩效自评汇总表", table(*rows))))
    assert [(f["label"], f["executed"]) for f in found["funds"]] == [
        ("城乡低保", Decimal("9108.3")),
        ("临时救助", Decimal("418.9")),
        ("合计", Decimal("9527.2")),
    ]


def test_a_column_of_yes_and_no_is_no_column_of_points() -> None:
    found, c = draft(
        ["序号", "指标名称", "目标值", "完成值", "是否完成"],
        ["1", "治理河道长度", "12公里", "12.6公里", "是"],
        ["2", "水质达标率", "≥92%", "91.3%", "否"],
    )
    assert [(r["level3"], r["score"], r["weight"]) for r in values(found)["indicators"]] == [
        ("治理河道长度", None, None),
        ("水质达标率", None, None),
    ]
    assert c.diagnostics == []


@pytest.mark.parametrize(
    ("head", "cell", "total"),
    [
        ("分值（得分）", "20（18.5）", "20（18.5）"),
        ("自评得分（分值）", "18.5（20）", "18.5（20）"),
        ("得分/权重", "18.5/20", "18.5/20"),
        ("分值/自评得分", "20/18.5", "20/18.5"),
    ],
)
def test_points_and_scores_in_one_column_whichever_is_first(head: str, cell: str, total: str) -> None:
    found, c = draft(
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", head],
        ["产出指标", "数量指标", "甲", "12座", "11座", cell],
        [("总分", 5), total],
    )
    (row,) = values(found)["indicators"]
    assert (row["weight"], row["score"]) == (20, Decimal("18.5"))
    assert (values(found)["total"]["weight"], values(found)["total"]["score"]) == (20, Decimal("18.5"))
    assert c.diagnostics == []


@pytest.mark.parametrize("lost", [0, 1, 2])
def test_levels_and_names_under_a_blank_cell_are_told_by_their_place_and_words(lost: int) -> None:
    """A heading that was forgotten, or lost under a seal: the names went without a word."""
    heads: list[Spec] = ["" if at == lost else head for at, head in enumerate(HEADS[:7])]
    first: list[Spec] = ["产出指标", "数量指标", "治理河道", "≥12公里", "12公里", "50", "50"]
    found = read(heads, first, ["效益指标", "社会效益指标", "水环境改善", "改善", "改善", "40", "40"])["indicators"]
    assert [(row["level1"], row["level2"], row["level3"], row["target"]["text"]) for row in found] == [
        ("产出指标", "数量指标", "治理河道", "≥12公里"),
        ("效益指标", "社会效益指标", "水环境改善", "改善"),
    ]


def test_figures_under_a_blank_cell_are_no_names() -> None:
    heads: list[Spec] = [*HEADS[:2], "", *HEADS[3:7]]
    first: list[Spec] = ["产出指标", "数量指标", "12.5", "≥12公里", "12公里", "50", "50"]
    found = read(heads, first, ["效益指标", "社会效益指标", "8", "改善", "改善", "40", "40"])["indicators"]
    assert [row["level3"] for row in found] == [None, None]


def test_points_behind_an_indicators_name_where_no_column_holds_any() -> None:
    heads: list[Spec] = ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分"]
    first: list[Spec] = ["产出（60）", "质量", "苗木成活率（20分）", "≥95%", "96.2%", "19"]
    found = read(heads, first, ["效果（30）", "社会效益", "绿化覆盖率", "≥41%", "41.3%", "15"])["indicators"]
    assert [(row["level3"], row["weight"], row["score"]) for row in found] == [
        ("苗木成活率（20分）", 20, 19),
        ("绿化覆盖率", None, 15),
    ]
    full = indicators(["产出指标", "质量指标", "苗木成活率（20分）", "≥95%", "96.2%", "", "19", ""])
    assert full[0]["weight"] is None


def test_a_figure_is_nobodys_name() -> None:
    """«8» beside 项目名称 (text that lost its cells): another cell's; a code may be all figures."""
    head: list[list[Spec]] = [["项目名称", ("8", 7)], ["项目编码", ("43000023", 7)]]
    found, told = draft(*head, *evaluation_rows()[1:], title="2023年度项目支出绩效自评表")
    assert (values(found)["project"], values(found)["project_code"]) == (None, "43000023")
    (said,) = [item for item in told.diagnostics if item.code == "unreadable_figure"]
    assert "「8」" in said.message


def test_what_arrived_is_not_what_was_spent() -> None:
    heads: list[Spec] = [("项目资金（万元）", 1, 2), "", "全年预算数", "到位数", "到位率", "执行数"]
    levels: list[Spec] = ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "得分"]
    row: list[Spec] = ["产出", "质量", "苗木成活率", "≥95%", "96.2%", "19"]
    head: list[Spec] = ["项目名称", ("城区绿化养护", 5)]
    (fund,) = read(head, heads, ["年度资金总额", "860.00", "820.00", "95.35%", "811.80"], levels, row)["funds"]
    assert (str(fund["full_year"]), str(fund["executed"]), fund["rate"]) == ("860.00", "811.80", None)


def test_budgets_that_say_no_more_than_that_are_of_the_year() -> None:
    heads: list[Spec] = [("资金使用情况（元）", 1, 3), "资金来源", "预算数", "到位数", "执行数", "执行率", "得分"]
    levels: list[Spec] = ["", *HEADS[:6]]
    row: list[Spec] = ["", "产出指标", "数量指标", "甲", "1", "1", "90"]
    (fund,) = read(heads, ["合计", "18500000", "18000000", "17834650.40", "96.40%", "9.64"], levels, row)["funds"]
    assert (fund["initial"], fund["full_year"], fund["executed"]) == (None, 1850, Decimal("1783.46504"))
    changed: list[Spec] = [("项目资金", 1, 3), "资金来源", "预算数", "调整后预算数", "执行数", "执行率", "得分"]
    (fund,) = read(changed, ["合计", "20", "18", "17", "94.44%", "9.44"], levels, row)["funds"]
    assert (fund["initial"], fund["full_year"], fund["executed"]) == (None, 18, 17)


@pytest.mark.parametrize(("whole", "score"), [("98.35", "98.35"), ("97", "88.75")])
def test_weights_in_percent_and_a_second_total_with_the_moneys_points(whole: str, score: str) -> None:
    """The total of the indicators alone was given for the whole, and of the weights none was read (河南)."""
    found = read(
        [("预算执行情况", 1, 2), "资金类别", "预算数", "执行数", "执行率", "分值", "得分"],
        ["总计", "680", "652.80", "96%", "10", "9.6"],
        ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分"],
        ["产出指标", "数量指标", "甲", "12座", "11座", "40%", "38.75"],
        ["效益指标", "社会效益", "乙", "提升", "提升", "50%", "50"],
        [("合计", 5), "90%", "88.75"],
        [("总得分", 5), (whole, 2)],
    )
    assert [row["weight"] for row in found["indicators"]] == [40, 50]
    assert str(found["total"]["score"]) == score


def test_rates_that_slid_below_the_weights_are_none() -> None:
    rows = [["产出指标", "数量指标", name, "12座", "11座", "91%", "38"] for name in ("甲", "乙")]
    found, c = draft(["一级指标", "二级指标", "三级指标", "指标值", "完成值", "权重", "得分"], *rows)
    assert [row["weight"] for row in values(found)["indicators"]] == [None, None]
    assert [one.code for one in c.diagnostics] == ["unreadable_figure"] * 2


def test_goals_beside_labels_points_on_their_own_line_and_numbered_indicators() -> None:
    found = read(
        ["总体目标", ("日处理污水5万吨。", 3), "完成情况", ("日均处理污水4.86万吨。", 3)],
        ["一级指标", "二级指标", ("三级指标", 2), "目标值", "完成值", "分值", "得分"],
        ["产出\n40", "数量指标", "1", "处理污水量", "1825万吨", "1773.9万吨", "40", "38"],
        ["效益\n50", "生态效益指标", "2", "削减量", "4200吨", "4315吨", "50", "50"],
    )
    assert [(goal["expected"], goal["actual"]) for goal in found["goals"]] == [
        ("日处理污水5万吨。", "日均处理污水4.86万吨。")
    ]
    assert [(row["level1"], row["level1_weight"], row["level3"]) for row in found["indicators"]] == [
        ("产出", 40, "处理污水量"),
        ("效益", 50, "削减量"),
    ]


def test_a_form_whose_head_is_a_table_of_its_own() -> None:
    head = table(["项目名称", ("群众文化节", 3)], ["主管部门", "琼湾市旅游局", "实施单位", "琼湾市文化馆"])
    money = table(
        ["资金情况（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "180", "180", "176.40", "10", "98.00%", "9.8"],
    )
    rows = table(HEADS, ["产出指标", "数量指标", "演出场次", "≥30场", "32场", "90", "89", ""])
    (found,) = values(evaluations(context("项目支出绩效自评表", "（2022年度）", head, "", money, "", rows)))
    assert [found[id_] for id_ in ("project", "department", "unit", "year")] == [
        "群众文化节",
        "琼湾市旅游局",
        "琼湾市文化馆",
        2022,
    ]
    assert (len(found["funds"]), len(found["indicators"])) == (1, 1)
    (found,) = values(evaluations(context(head, "另一个项目的资金情况如下表，供参考。", money)))
    assert found["project"] is None


def project_form(name: str, spent: str) -> list[list[Spec]]:
    return [
        [("项目支出绩效自评表", 8)],
        ["项目名称", (name, 7)],
        [("资金情况（万元）", 1, 2), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["年度资金总额", "60", "60", spent, "10", "97%", "9.7"],
        HEADS,
        ["产出指标", "数量指标", "清运垃圾", "≥1200吨", "1260吨", "90", "88", ""],
        [("总分", 5), "100", "97.7", ""],
    ]


def test_forms_that_stand_one_below_the_other_in_one_table() -> None:
    """Word makes one of two tables that nothing parts: of the second only its money was read, as the first one's."""
    rows = [*project_form("环境整治", "58.2"), *project_form("防汛物资", "28")]
    found = values(evaluations(context(table(*rows))))
    assert [(e["project"], [str(f["executed"]) for f in e["funds"]], len(e["indicators"])) for e in found] == [
        ("环境整治", ["58.2"], 1),
        ("防汛物资", ["28"], 1),
    ]
    other = [*project_form("环境整治", "58.2"), ["项目名称", ("防汛物资", 7)]]  # no form follows
    assert [e["project"] for e in values(evaluations(context(table(*other))))] == ["环境整治"]


def test_projects_in_the_rows_of_one_table() -> None:
    """Each beside its own indicators: they were one evaluation, of no project and without money."""
    high = [(text, 1, 2) for text in ("1", "营养改善", "县教育局", "820.5", "818.2")]
    rows: list[list[Spec]] = [
        [
            "序号",
            "项目名称",
            "主管部门",
            "预算安排",
            "实际支出",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
        ],
        [*high, "受益学生", "≥90人", "94人", "60", "60"],
        ["食材合格率", "100%", "98%", "40", "39.2"],
        ["2", "教师培训", "县教育局", "45", "44.1", "培训教师", "≥300人次", "312人次", "100", "100"],
        ["", "合计", "", "865.5", "862.3", "", "", "", "200", "199.2"],
    ]
    found = values(evaluations(context("2023年度项目支出绩效自评汇总表", table(*rows))))
    assert [[e["project"], e["department"], e["total"]["score"]] for e in found] == [
        ["营养改善", "县教育局", None],
        ["教师培训", "县教育局", None],
    ]
    assert [[(str(f["full_year"]), str(f["executed"])) for f in e["funds"]] for e in found] == [
        [("820.5", "818.2")],
        [("45", "44.1")],
    ]
    assert [[(i["level3"], str(i["score"])) for i in e["indicators"]] for e in found] == [
        [("受益学生", "60"), ("食材合格率", "39.2")],
        [("培训教师", "100")],
    ]
    alike = [["营养改善" if cell == "教师培训" else cell for cell in row] for row in rows]
    assert len(values(evaluations(context("2023年度项目支出绩效自评汇总表", table(*alike))))) == 1


def test_amounts_with_a_label_before_each() -> None:
    """四川 until 2020: none of the amounts was read."""
    found = read(
        [("项目名称", 2), ("公路养护", 4)],
        [("预算执行情况（万元）", 1, 3), "预算数:", ("120.00", 2), "执行数:", "118.50"],
        ["其中-财政拨款:", ("120.00", 2), "其中-财政拨款:", "118.50"],
        ["其它资金:", ("0", 2), "其它资金:", ""],
        [("绩效指标完成情况", 1, 2), "一级指标", "二级指标", "三级指标", "预期指标值", "实际完成指标值"],
        ["项目完成指标", "数量指标", "养护里程", "120公里", "121公里"],
        title="项目绩效目标完成情况表",
    )
    assert [(f["label"], str(f["full_year"]), str(f["executed"])) for f in found["funds"]] == [
        (None, "120.00", "118.50"),
        ("财政拨款", "120.00", "118.50"),
        ("其它资金", "0", "None"),
    ]


@pytest.mark.parametrize(
    ("label", "goals", "owners"),
    [
        ("年度绩效目标2：维护设备\n（30分）", ["充实馆藏", "维护设备"], [0, 0, 1]),
        (None, ["充实馆藏"], [0, 0, None]),
    ],
)
def test_a_second_block_whose_label_was_lost_is_not_the_first_goals(
    label: str | None, goals: list[str], owners: list[int | None]
) -> None:
    """A page parted the label from its heading in text that keeps the places of print (湖北)."""
    heads: list[Spec] = ["一级指标", "二级指标", "三级指标", "年初目标值(A)", "实际完成值(B)", "得分"]
    second: list[Spec] = [(label, 1, 2)] if label else []
    rows: list[list[Spec]] = [
        ["项目名称", ("数字资源", 6)],
        [("年度绩效目标1：充实馆藏\n（50分）", 1, 3), *heads],
        ["产出指标", "数量指标", "存储容量", "20TB", "20TB", "25"],
        ["满意度指标", "读者", "网上满意度", "≥95%", "97%", "25"],
        [*second, *heads],
        ["效益指标", "环境效益", "环境优良", "良好", "良好", "29"],
    ]
    found = read(*rows, title="2022年度数字资源项目自评表")
    assert [goal["expected"] for goal in found["goals"]] == goals
    assert [row["goal"] for row in found["indicators"]] == owners


def test_a_second_row_of_headings_says_what_the_first_meant() -> None:
    """«完成率» below «完成情况» stood behind the value: «189101.61%»."""
    found = read(
        [("一级指标", 1, 2), ("二级指标", 1, 2), ("三级指标", 1, 2), ("目标情况", 2), ("完成情况", 2), ("得分情况", 2)],
        ["指标值", "计量单位", "完成值", "完成率", "分值", "得分"],
        ["产出指标", "数量指标", "保障人数", "186", "人", "189", "101.61%", "90", "89"],
    )
    assert [(i["target"]["text"], i["actual"]["text"], i["weight"], i["score"]) for i in found["indicators"]] == [
        ("186人", "189", 90, 89)
    ]


def test_the_total_below_money_that_stands_below_the_indicators() -> None:
    found = read(
        HEADS,
        ["产出指标", "数量指标", "营造林面积", "≥3.2万亩", "3.28万亩", "90", "89", ""],
        [("预算执行情况", 1, 2), "资金构成", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分"],
        ["部门预算总额", "4120", "4386.20", "4255.64", "97.02%", "10", "9.70"],
        [("总分", 6), "100", "98.70"],
    )
    assert [str(f["executed"]) for f in found["funds"]] == ["4255.64"]
    assert (str(found["total"]["weight"]), str(found["total"]["score"])) == ("100", "98.70")


def test_a_letter_between_the_unit_and_the_table_hides_it_not() -> None:
    """«项目负责», «人»: the rest of a label that a narrow column broke."""
    text = (
        "青禾县2021年项目支出绩效自评表\n单位：元\n人\n资金来源\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "年度资金总额\t23680000\t23680000\t23412758.36\t10\t98.87%\t9.89\n"
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n产出指标\t数量指标\t清扫面积\t8万\t9万\t90\t90\n"
    )
    (found,) = parse(text.encode()).evaluations[0].funds
    assert str(found.executed) == "2341.275836"


def test_a_score_said_below_a_total_without_one() -> None:
    """«合计 | 100 | 7.76» below 扣分, «自评得分 | 92.24» below that."""
    found = read(
        [*HEADS[:6], "扣分"],
        ["产出指标", "数量指标", "新品种", "3个", "2个", "100", "7.76"],
        [("合计", 5), "100", "7.76"],
        [("自评得分", 2), "92.24", ("自评等级", 2), ("优", 2)],
    )
    assert found["total"] == {"weight": 100, "score": Decimal("92.24")}


def test_a_title_into_whose_line_the_first_labels_ran() -> None:
    row: list[Spec] = ["产出指标", "数量指标", "新品种", "3个", "3个", "90", "90"]
    found = read(HEADS, row, title=f"{TITLE}（2023 年度） 主管部门 云溪县农业局")
    assert found["title"] == f"{TITLE}（2023 年度）"


def test_a_title_among_the_metadata_of_its_page() -> None:
    """«名称：… 发布日期：…» right above the table says the title again; the year stands in brackets."""
    title = "转移支付区域（项目）绩效目标自评表 (2021)"
    text = (
        f"{title}\n\n名       称: {title} 发布日期: 2022年04月02日\n\n"
        "转移支付(项目)名称\t大气污染防治资金\t负责人及电话\t某某 0739-0000000\n"
        "地方主管部门\t青禾县生态环境局\t实施单位\t大气科\n项目资金(万元)\t\t全年预算数(A)\t全年执行数(B)\t执行率(B/A)\n"
        "\t年度资金总额:\t871\t800\t91.85%\n绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t全年完成值\t未完成原因和改进措施\n"
        "\t产出指标\t数量指标\t监测站\t11个\t10个\t\n"
    )
    (form,) = parse(text.encode()).evaluations
    assert (form.title, form.year, form.project) == (title, 2021, "大气污染防治资金")


def test_a_sign_beside_the_way_in_which_it_counts_and_no_unit_behind_words() -> None:
    """Inner Mongolia: «指标性质 | 指标方向» above «正向 | 大于等于»; the sign was lost, «良好» had the unit «其他»."""
    heads = "一级指标 二级指标 三级指标 指标性质 指标方向 年度指标值 实际完成值 计量单位 分值 得分"
    rows = (
        "产出指标 数量指标 租车次数 正向 大于等于 2 3 次 40 40",
        "产出指标 成本指标 租车费 反向 小于等于 0.58 0.58 万元 20 20",
        "效益指标 社会效益指标 服务水平 正向 定性 良好 良好 其他 30 30",
    )
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split()) for row in (heads, *rows))
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    head = "<p>项目支出绩效自评表（2024年度）</p>"
    report = parse(f"<html><body>{head}<table>{table}</table></body></html>".encode())
    targets = [one.target.text for one in report.evaluations[0].indicators if one.target is not None]
    assert targets == ["大于等于2次", "小于等于0.58万元", "良好"]


@pytest.mark.parametrize("label", ["自评得分合计", "综合评分合计", "总分"])
def test_a_total_is_told_by_its_label_where_it_does_not_add_up(label: str) -> None:
    """It was an indicator of level 1 with the score of the whole."""
    found = read(
        HEADS,
        ["产出指标", "数量指标", "维修路灯", "100盏", "100盏", "60", "58", ""],
        ["效益指标", "社会效益指标", "夜间通行", "改善", "改善", "40", "40", ""],
        [label, "", "", "", "", "100", "97", ""],
    )
    assert (found["total"]["score"], [row["level3"] for row in found["indicators"]]) == (
        Decimal(97),
        ["维修路灯", "夜间通行"],
    )


def test_rates_that_lost_their_sign_are_told_by_the_amounts() -> None:
    """A spreadsheet's «98.00%» copied as «0.98» was given as 0.98 %."""
    rows = evaluation_rows()
    at = next(n for n, row in enumerate(rows) if "96.55%" in row)
    for printed, rate in (("0.97", "97.00"), ("0.9655", "96.5500"), ("0.79", "0.79"), ("0.97%", "0.97"), ("1", "1")):
        rows[at] = [printed if cell == "96.55%" else cell for cell in evaluation_rows()[at]]
        assert [str(fund["rate"]) for fund in read(*rows)["funds"]] == [rate]
    rows[at] = [{"96.55%": "0.97", "212.40": ""}.get(str(cell), cell) for cell in evaluation_rows()[at]]
    found, c = draft(*rows)
    assert [fund["rate"] for fund in values(found)["funds"]] == [None]
    assert [item.code for item in c.diagnostics] == ["unreadable_figure"]


def test_points_below_the_heading_of_a_rate_are_none_where_the_amounts_prove_them() -> None:
    """Where the heading «分值» was lost, «10» was the rate of 75.00 of 80.00."""
    heads: list[Spec] = ["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"]
    indicators: list[list[Spec]] = [
        ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", "维修路灯", "100盏", "98盏", "90", "89"],
    ]
    for printed, score, rate in (("10", "9.38", None), ("9.38", "9.38", "9.38"), ("93.75%", "9.38", "93.75")):
        row: list[Spec] = ["", "年度资金总额", "80.00", "80.00", "75.00", printed, score]
        found, c = draft(heads, row, *indicators)
        assert [None if fund["rate"] is None else str(fund["rate"]) for fund in values(found)["funds"]] == [rate]
        assert [item.code for item in c.diagnostics] == ["unreadable_figure"] * (rate is None)


def test_the_whole_s_score_in_a_row_of_money_is_not_the_money_s() -> None:
    head: list[list[Spec]] = [
        ["项目名称", ("班次培训", 3), "主管部门", ("云溪县党校", 3)],
        ["预算数（万元）", "42.00", "执行数（万元）", "40.80", "执行率", "97.14%", "自评得分", "96.5"],
    ]
    rows: list[list[Spec]] = [
        ["一级指标", "二级指标", ("三级指标", 2), "目标值", "完成值", "分值", "得分"],
        ["产出指标", "数量指标", ("举办班次", 2), "≥10期", "11期", "50", "50"],
        ["效益指标", "社会效益", ("学员素养", 2), "提高", "提高", "40", "36.5"],
    ]
    found = read(*head, *rows, title="2023年度项目支出绩效自评表")
    assert [(str(fund["executed"]), fund["score"]) for fund in found["funds"]] == [("40.80", None)]
    assert found["total"]["score"] == Decimal("96.5")


def test_both_levels_in_one_cell() -> None:
    heads: list[Spec] = ["指标类型", "指标名称", "目标值", "完成值", "分值", "得分"]
    found = read(
        heads,
        ["产出指标—数量指标", "巡逻次数", "≥20次", "22次", "50", "50"],
        ["效益指标/社会效益指标", "安全事故", "0起", "0起", "30", "30"],
        ["满意度指标", "职工满意度", "≥90%", "95%", "20", "20"],
        title="2023年度项目支出绩效自评表",
    )["indicators"]
    assert [(row["level1"], row["level2"]) for row in found] == [
        ("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "满意度指标"),
    ]  # fmt: skip


def test_names_that_point_to_another_cell_labels_in_two_scripts_and_reasons_of_lost_points() -> None:
    found = read(
        [("项目名称 Hangmoeg", 2), ("林网建设", 6)],
        [("主管部门", 2), ("云溪县林业局", 2), "实施单位", ("同左", 3)],
        ["一级指标", "二级指标", ("三级指标", 2), "目标值", "完成值", "分值", "得分", "扣分说明"][:8],
        ["产出指标", "数量指标", ("造林面积", 2), "≥10亩", "11亩", "50", "50"],
        title="2023年度项目支出绩效自评表",
    )
    assert (found["project"], found["department"], found["unit"]) == ("林网建设", "云溪县林业局", None)
    heads: list[Spec] = ["评价内容", "分值", "得分", "扣分说明"]
    rows: list[list[Spec]] = [
        ["投入管理", "20", "19", "调整偏多"],
        ["过程管理", "80", "80", ""],
        ["合计", "100", "99", ""],
    ]
    (first, _) = read(heads, *rows, title="2023年度部门整体支出绩效自评表")["indicators"]
    assert (first["deviation_reason"], first.get("criterion")) == ("调整偏多", None)


@pytest.mark.parametrize(("text", "year"), [("20\n20\n年度目标：改善民生。", None), ("2023年度", 2023)])
def test_points_of_two_cells_in_front_of_a_label_are_no_year(text: str, year: int | None) -> None:
    """What a row was refused stands in one cell."""
    captions = [SimpleNamespace(view=Source(0, text).view(), cell=SimpleNamespace(column=0))]
    grid = SimpleNamespace(table=SimpleNamespace(origin="flattened"))
    found: Any = SimpleNamespace(form=SimpleNamespace(role="evaluation"), captions=captions, structure=[], grid=grid)
    reading = title_and_year(load(), Heading(), found)[1]
    assert (reading.value if reading else None) == year


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_of_the_line_below_the_title_hides_it_not(kind: str) -> None:
    """A note follows the line that cites it: its sentence stood between the money unit and the title."""
    note = Paragraph("含上年结转资金88.66万元。", kind=kind)
    blocks = (Paragraph(TITLE), Paragraph("金额单位：万元"), note, evaluation_table())
    found = heading_of(Structured.of(blocks), load(), 3)
    assert (found.match, found.unit) == (TITLE, "万元")
