"""What stood in tables of several provinces and was read wrongly or not at all: a case for each."""

from __future__ import annotations

import grids_of_families as filled
import pytest
from samples.blocks import Block, Para, Sample
from samples.dialects import flatten_document
from samples.writers.docx import docx_bytes
from test_family_documents import PAGE, report

from grids import Spec, table
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.readers import read


def test_a_prompt_that_was_left_standing_is_no_text() -> None:
    found = report(
        ("", [*filled.SICHUAN[:-2], ["存在问题", ("写明问题及原因。（200字以内）", 10)], filled.SICHUAN[-1]])
    )
    assert found.evaluations[0].problems is None
    assert found.evidence["/evaluations/0/problems"].null_kind == "placeholder"
    assert found.evaluations[0].measures == "按人员变动及时调整预算。"


@pytest.mark.parametrize("text", ["（200字以内）按期完成", "标语控制在20字以内", "资金下达较晚。"])
def test_what_was_written_is_no_prompt(text: str) -> None:
    assert load().null_kind(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "公开14表",
        "部门：永和县明德中学    公开14表",
        "填报单位：永和县明德中学 公开   14 表",
        "报表编号：510000_0013zp",
    ],
)
def test_the_number_of_a_form_is_not_its_title(line: str) -> None:
    blocks: list[Block] = [Para("2023年度项目支出绩效自评表", "title"), Para(line), table(*filled.YUNNAN)]
    found = parse(docx_bytes(Sample("sample", blocks, {}, PAGE)))
    assert (found.evaluations[0].title, found.evaluations[0].year) == ("2023年度项目支出绩效自评表", 2023)
    assert found.evaluations[0].unit in (None, "永和县明德中学")


def test_a_label_over_three_columns_is_no_indicator() -> None:
    rows = [*filled.YUNNAN[:-2], [("其他需要另行说明的事项", 3), ("资金由上级支付", 7)], filled.YUNNAN[-1]]
    found = report(("项目支出绩效自评表", rows)).evaluations[0]
    assert (len(found.indicators), found.remarks) == (4, "资金由上级支付")
    assert (found.rating and found.rating.text, str(found.total.score)) == ("优", "97")


def test_a_number_before_a_label_may_be_written_any_way() -> None:
    rows = [[("2、项目实施内容及过程概述", 2), ("按月发放，按季核对。", 8)] if i == 5 else row
            for i, row in enumerate(filled.SICHUAN)]  # fmt: skip
    found = report(("", rows)).evaluations[0]
    assert (len(found.goals), found.remarks) == (1, "按月发放，按季核对。")


def test_contact_and_telephone_of_a_form_s_head_are_a_sign_off() -> None:
    contact: list[Spec] = [("部门联系人", 2), ("张某某", 3), ("联系电话", 2), ("0700-0000000", 3)]
    found = report(("部门整体绩效自评表", [filled.CHONGQING[0], contact, *filled.CHONGQING[1:]]))
    entry = next(entry for entry in found.sign_offs if entry.filled_by)
    assert (entry.filled_by, entry.phone) == ("张某某", "0700-0000000")


def test_a_money_block_may_leave_its_first_heading_blank() -> None:
    heads = [("预算情况\n（万元）", 1, 5), ("", 2), *filled.HEBEI[1][2:]]
    found = report(("部门整体绩效自评表", [filled.HEBEI[0], heads, *filled.HEBEI[2:]])).evaluations[0]
    assert [row.label for row in found.funds] == ["合计", "人员类项目", "运转类公用经费项目", "特定目标类项目"]


def test_of_two_forms_with_the_same_words_the_one_that_is_there_as_a_whole() -> None:
    rows: list[list[Spec]] = [[("部门（单位）名称", 3), ("大川县美丽乡村建设服务中心", 6)], *filled.ANHUI[1:]]
    found = report(("2023年度部门整体支出绩效自评表", rows))
    assert found.template
    assert found.template.name == "anhui-department"


def test_a_goal_s_label_and_a_level_s_points_that_a_page_tore() -> None:
    """«年度绩效目标1：充实» and «馆藏（50分）», «产出指标» and «（40分）» are two cells each at a page's end (湖北)."""
    rows = [
        *filled.HUBEI[:6],
        [("年度绩效目标1：充实", 1, 2), *filled.HUBEI[6][1:]],
        ["产出指标", "数量指标", ("存储容量", 2), ("20TB", 2), "20TB", "10"],
        [("馆藏\n（50分）", 1, 2), ("（40分）", 1), "", ("覆盖率", 2), ("100%", 2), "100%", "10"],
        ["满意度指标（10分）", "读者", ("网上满意度", 2), ("≥95%", 2), "97%", "10"],
        [("总分", 8), "49"],
    ]
    found = report(("2023年度数字资源项目自评表", rows)).evaluations[0]
    assert [(goal.expected, str(goal.weight)) for goal in found.goals] == [("充实馆藏", "50")]
    assert [(row.level1, str(row.level1_weight), row.level2) for row in found.indicators] == [
        ("产出指标", "40", "数量指标"), ("产出指标", "40", "数量指标"), ("满意度指标", "10", "读者"),
    ]  # fmt: skip


def test_core_indicators_under_a_shorter_heading() -> None:
    heads = [*filled.CHONGQING[5][:-1], "是否核心"]
    found = report(("部门整体绩效自评表", [*filled.CHONGQING[:5], heads, *filled.CHONGQING[6:]])).evaluations[0]
    assert [row.is_core for row in found.indicators] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "amounts", "full_year", "assumed"),
    [
        ("（2023年度）          单位：万元", ("291.45", "291.45"), "291.45", False),
        ("单位：元  2023年度", ("291450.30", "291450.30"), "29.145030", False),
        ("部门名称：永和县明德中学    金额单位：万元", ("291.45", "291.45"), "291.45", False),
        (
            "填报单位：永和县交通运输综合行政执法支队直属大队     填报日期：2024-03-15     金额单位：元",
            ("1,250,000.00", "1,180,000.00"),
            "125.000000",
            False,
        ),
        ("金额单位：万元   填报日期：2024-03-15", ("291.45", "291.45"), "291.45", False),
        ("（2023年度）", ("291450.30", "291450.30"), "29.145030", True),
        ("（2023年度）", ("291.45", "291.45"), "291.45", True),
    ],
)
def test_a_form_s_own_unit_counts_where_none_is_printed_and_is_told(
    line: str, amounts: tuple[str, str], full_year: str, assumed: bool
) -> None:
    """A table that looks like one in 元 and counts in 万元 was read ten thousand times too small, without a word."""
    rows = [[("项目资金", 1, 5), *row[1:]] if i == 2 else row for i, row in enumerate(filled.YUNNAN)]
    for i in (3, 4):
        rows[i] = [rows[i][0], ("", 2), (amounts[0], 2), amounts[1], *rows[i][4:]]
    blocks: list[Block] = [Para("2023年度项目支出绩效自评表", "title"), Para(line), table(*rows)]
    found = parse(docx_bytes(Sample("sample", blocks, {}, PAGE)))
    assert str(found.evaluations[0].funds[0].full_year) == full_year
    assert ("money_unit_assumed" in [d.code for d in found.diagnostics]) == assumed
    assert found.evaluations[0].year == 2023


def test_amounts_too_large_for_an_unprinted_unit_are_told() -> None:
    """1,250,000.00 below «项目资金» without 万元 or 元: given as the form counts, and named."""

    def codes(amount: str) -> list[str]:
        rows = [[("项目资金", 1, 5), *row[1:]] if i == 2 else row for i, row in enumerate(filled.NATIONAL)]
        rows[3] = [rows[3][0], amount, *rows[3][2:]]
        blocks: list[Block] = [Para("2023年度项目支出绩效自评表", "title"), table(*rows)]
        return [d.code for d in parse(docx_bytes(Sample("sample", blocks, {}, PAGE))).diagnostics]

    assert codes("1,250,000.00") == ["money_unit_assumed"]
    assert codes("125.00") == []


@pytest.mark.parametrize("label", ["指标完成情况（90分）", "目标完成情况", "绩效指标（90分）"])
def test_a_label_merged_beside_all_rows_heads_no_column(label: str) -> None:
    """«指标完成情况（90分）» was taken for the column of results: every row's result was the label (四川)."""
    rows = [[(label, 1, 3), *row[1:]] if i == 12 else row for i, row in enumerate(filled.SICHUAN)]
    found = report(("", rows)).evaluations[0]
    assert [row.actual and row.actual.text for row in found.indicators] == ["100", "好"]


@pytest.mark.parametrize("head", ["计算方式", "取值方向要求"])
def test_a_column_of_operators_under_unknown_words_is_known_by_its_cells(head: str) -> None:
    """«≥» beside «98%» was lost where its column was headed 计算方式: the target was «98%»."""
    rows = [*filled.SICHUAN[:12], [*filled.SICHUAN[12][:4], head, *filled.SICHUAN[12][5:]], *filled.SICHUAN[13:]]
    found = report(("", rows)).evaluations[0]
    assert [(row.target and row.target.text) for row in found.indicators] == ["＝100%", "好坏"]


def test_two_headings_of_goals_begin_no_indicators() -> None:
    """«部门年度绩效目标 | 实际完成情况 | 权重»: results and weights stand in indicators too (河北)."""
    rows = [*filled.HEBEI[:6], [("部门年度目标", 1, 3), ("本年想做的事", 3), *filled.HEBEI[6][2:]], *filled.HEBEI[7:]]
    found = report(("部门整体绩效自评表", rows)).evaluations[0]
    assert [row.level3 for row in found.indicators] == ["供水量", "供水保障"]


@pytest.mark.parametrize(
    ("printed", "code"),
    [("430000230000\n000012", "430000230000000012"), ("4300 0023", "43000023"), ("待定 2", "待定 2")],
)
def test_a_code_that_wraps_in_its_cell_is_one(printed: str, code: str) -> None:
    rows = [[("项目名称", 2), ("营养改善计划", 4), "项目编码", (printed, 3)], *filled.YUNNAN[1:]]
    found = report(("2023年度项目支出绩效自评表", rows)).evaluations[0]
    assert (found.project, found.project_code) == ("营养改善计划", code)


def test_a_department_by_name_beside_who_carries_out_is_the_department() -> None:
    rows = [[("部门名称", 2), ("平川市水务局", 3), ("项目具体实施单位", 2), ("平川市供水站", 2)], *filled.HEBEI[1:]]
    found = report(("2023年度项目支出绩效自评表", rows))
    assert (found.evaluations[0].department, found.evaluations[0].unit) == ("平川市水务局", "平川市供水站")
    assert found.organization.name == "平川市供水站"


@pytest.mark.parametrize("dialect", ["rows-tab", "tab-cells"])
def test_titles_of_a_table_s_parts_are_no_goals_in_a_flattened_one(dialect: str) -> None:
    """«三、年度总体目标», «四、绩效指标» over the whole width: the next part's title was given as what was reached."""
    rows = filled.NATIONAL
    goals = [[("年初设定目标", 4), ("全年实际完成情况", 5)], [("修复古籍300册。", 4), ("修复古籍312册。", 5)]]
    parts = [[("一、基本信息", 9)], *rows[:2], [("二、年度总体目标", 9)], *goals, [("三、绩效指标", 9)], *rows[9:]]
    sample = Sample("sample", [Para("2023年度项目支出绩效自评表", "title"), table(*parts)], {}, PAGE)
    found = parse(flatten_document(read(docx_bytes(sample)).blocks, dialect).encode()).evaluations[0]
    assert [(goal.expected, goal.actual) for goal in found.goals] in ([("修复古籍300册。", "修复古籍312册。")], [])
    assert [row.level3 for row in found.indicators][:1] == ["指标1：修复册数"]
