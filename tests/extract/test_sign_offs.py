"""Who filled an attachment in: any order, any blanks, on one line or several, in a table's last row."""

from __future__ import annotations

from typing import Any

import pytest

from grids import Spec, context, evaluation_rows, evaluation_table, table, values
from jixiao import parse
from jixiao.extract.sign_off_lines import labels_in
from jixiao.extract.sign_offs import sign_offs
from jixiao.quotes import Source
from jixiao.structure.model import Node

TITLE = "2023年度部门整体支出绩效自评表"


def read(*blocks: Any) -> Any:
    return values(sign_offs(context(*blocks)))


def entry(**given: str | None) -> dict[str, str | None]:
    return dict.fromkeys(("attachment", "filled_by", "filled_on", "phone", "head", "finance_head")) | given


def test_the_line_of_the_form() -> None:
    assert read(
        TITLE, evaluation_table(), "填表人：甲乙  填报日期：2024年4月8日  联系电话：0730-123  单位负责人签字：丙丁"
    ) == [entry(filled_by="甲乙", filled_on="2024-04-08", phone="0730-123", head="丙丁")]


def test_who_signs_may_stand_in_brackets_behind_what_is_done() -> None:
    line = "制表：甲乙  审签（单位负责人）：丙丁  电话：0730-123  日期：2024.04.08"
    assert read(TITLE, evaluation_table(), line) == [
        entry(filled_by="甲乙", filled_on="2024-04-08", phone="0730-123", head="丙丁")
    ]


@pytest.mark.parametrize("end", ["", "  填报日期：2024.04.08"])
def test_an_amount_beside_the_phones_label_is_not_a_number_before_the_next_label(end: str) -> None:
    """«34 万元», exchanged for a number that pdftotext set so: the phone was «34»."""
    (found,) = read(TITLE, evaluation_table(), f"填表人：甲乙  联系电话：34 万元{end}")
    assert found["phone"] == "34 万元"
    (found,) = read(TITLE, evaluation_table(), "填表人：甲乙  联系电话：0739-0000000  具体联系领导：丙丁")
    assert found["phone"] == "0739-0000000"


def test_nulls_say_why() -> None:
    c = context(TITLE, evaluation_table(), "填表人：（略）  填报日期：   年  月  日  联系电话：  单位负责人签字：")
    found: Any = sign_offs(c)[0]
    kinds = {k: v.null_kind for k, v in found.items() if v is not None}
    assert kinds == {"filled_by": "withheld", "filled_on": "placeholder", "phone": "blank", "head": "blank"}
    assert found["filled_by"].quote.raw == "（略）"
    assert found["head"].quote.raw == ""


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2024年5月14日", "2024-05-14"),
        ("2024.5.4", "2024-05-04"),
        ("2024-05-14", "2024-05-14"),
        ("2024 年 5 月 4 日", "2024-05-04"),
        ("2024/5/14", "2024-05-14"),
        ("2024年5月", "2024-05"),
    ],
)
def test_dates_are_iso(printed: str, iso: str) -> None:
    assert read(f"填报人：甲乙　填报日期：{printed}　单位负责人（签字）：") == [entry(filled_by="甲乙", filled_on=iso)]


@pytest.mark.parametrize("printed", ["2024年2月30日", "2024 年 05"])  # the rest of it on the next line of a page
def test_a_date_that_does_not_exist_is_null_and_named(printed: str) -> None:
    c = context(f"填表人：甲乙  填报日期：{printed}")
    assert values(sign_offs(c)) == [entry(filled_by="甲乙")]
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


def test_a_telephone_number_has_figures() -> None:
    """A scan loses the «字：» of a label, and the label stands where a number should."""
    c = context("填表人：甲乙  填报日期：2024年2月20日  联系电话：单位负责人签")
    assert values(sign_offs(c)) == [entry(filled_by="甲乙", filled_on="2024-02-20")]
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]
    assert read("填表人：甲乙  填报日期：2024年2月20日  联系电话：154*****")[0]["phone"] == "154*****"
    assert (
        read("填表人：甲乙  填报日期：2024年2月20日  联系电话：0739-")[0]["phone"] is None
    )  # the rest stands elsewhere


def test_any_order_half_width_and_finance_head() -> None:
    assert read("单位负责人签字:丙丁   财务负责人: 戊己  填报人 : 甲乙   联系电话:123") == [
        entry(filled_by="甲乙", phone="123", head="丙丁", finance_head="戊己")
    ]


def test_a_row_of_text_between_bars() -> None:
    assert read("填报人： | 甲乙 |  | 联系电话： | 0730-123 | 填报日期： | 2024年4月8日 |") == [
        entry(filled_by="甲乙", filled_on="2024-04-08", phone="0730-123")
    ]
    # markitdown cuts the cells of a PDF where it will
    assert read("| 填报人：甲乙　 | 填报日期：2024年4月8日　 | 联系电话：0730-123　 | 单位 |") == [
        entry(filled_by="甲乙", filled_on="2024-04-08", phone="0730-123")
    ]


def test_a_mobile_number_torn_in_a_narrow_cell_is_one() -> None:
    def phone(printed: str) -> Any:
        return read(table(["填表人", "甲乙", "联系电话", printed]))[0]["phone"]

    assert phone("15400\n000022") == "15400000022"
    assert phone("0730-123\n4567") == "0730-123 4567"


def test_over_several_lines() -> None:
    assert read(TITLE, evaluation_table(), "填表人：甲乙", "填报日期：2024年", "4月8日", "联系电话：123") == [
        entry(filled_by="甲乙", filled_on="2024-04-08", phone="123")
    ]


@pytest.mark.parametrize(
    ("begun", "below", "name"),
    [("丙", "丁戊", "丙丁戊"), ("丙丁", "戊", "丙丁戊"), ("丙丁", "备注", "丙丁"), ("丙丁戊", "己", "丙丁戊")],
)
def test_a_name_that_a_line_broke(begun: str, below: str, name: str) -> None:
    """A foot wrapped by a text tool: the head of 周某某's office was called 周."""
    foot = f"填表人：甲乙  填报日期：2024年4月8日  单位负责人签字：{begun}"
    assert read(TITLE, evaluation_table(), foot, below) == [entry(filled_by="甲乙", filled_on="2024-04-08", head=name)]


def test_stamps_and_unknown_labels_are_no_names() -> None:
    assert read("填表人：甲乙  单位负责人签字：      （盖章）  填报日期：2024年4月8日") == [
        entry(filled_by="甲乙", filled_on="2024-04-08")
    ]
    assert read("填表人：甲乙  填报单位：云溪县档案馆  填报日期：2024年4月8日") == [
        entry(filled_by="甲乙", filled_on="2024-04-08")
    ]
    signed = "主要负责人：丙丁（签字） 经办人：甲乙（签字） 2024年3月5日 云溪县档案馆"
    assert [row["filled_by"] for row in read(signed)] == ["甲乙"]


def test_what_cannot_be_a_name_is_none() -> None:
    assert read("填表人：甲乙  单位负责人：度量单位  填报日期：2024年4月8日") == [
        entry(filled_by="甲乙", filled_on="2024-04-08")
    ]
    assert read("联系人：\n联系\n电话：154-0000000") == [entry(phone="154-0000000")]
    assert read("填表人：甲乙  单位负责人：11  填报日期：2024年4月8日") == [
        entry(filled_by="甲乙", filled_on="2024-04-08")
    ]
    assert read("填表人：甲乙  单位领导审签：乡村道路建设养护项目的项目属性 填报日期：2024年4月8日") == [
        entry(filled_by="甲乙", filled_on="2024-04-08")
    ]
    assert read("项目负责人: | 财务负责人: |") == [entry()]


def test_as_a_row_of_the_table() -> None:
    rows: list[list[Spec]] = [
        *evaluation_rows(),
        ["填表人", ("甲乙", 2), "填报日期", ("2024年4月8日", 2), "联系电话", ("", 2)],
    ]
    assert read(TITLE, table(*rows)) == [entry(filled_by="甲乙", filled_on="2024-04-08")]
    one: list[list[Spec]] = [*evaluation_rows(), [("填表人：甲乙   单位负责人签字：丙丁", 9)]]
    assert read(TITLE, table(*one)) == [entry(filled_by="甲乙", head="丙丁")]


def test_one_entry_for_each_table_in_order() -> None:
    found = read(
        TITLE,
        evaluation_table(),
        "填表人：甲乙 联系电话：1",
        "附件2",
        TITLE,
        evaluation_table(),
        "填表人：丙丁 联系电话：2",
    )
    assert [e["filled_by"] for e in found] == ["甲乙", "丙丁"]


@pytest.mark.parametrize(
    "text", ["联系电话：12345", "项目负责人：甲乙", "主要职责是：负责人事工作", "三是明确责任，由财务负责人签字。"]
)
def test_other_lines_are_no_sign_off(text: str) -> None:
    assert read(text) == []


def test_the_attachment_that_it_stands_in() -> None:
    c = context("附 件 2", TITLE, evaluation_table(), "填表人：甲乙 联系电话：1")
    label: Source = c.structured.sources[0]
    node = Node(1, "附 件 2", None, "attachment", blocks=[0, 1, 2, 3], label_quote=label.quote())
    c.structured.outline.append(node)
    found: Any = sign_offs(c)[0]
    assert (found["attachment"].value, found["attachment"].inferred) == ("附件2", True)


def test_two_labels_of_a_row_side_by_side_are_no_pair() -> None:
    """«项目负责人» is a label of the form's head too; the cell beside it is no value of it here."""
    heads: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析"]
    sheet = table(
        [("项目名称", 2), ("馆库修缮", 6)],
        heads,
        ["产出指标", "数量指标", "修缮库房", "5间", "5间", "90", "90", ""],
        [("项目负责人：", 3), ("财务负责人：周某某", 5)],
    )
    assert read("2023年度项目支出绩效自评表", sheet) == [entry(finance_head="周某某")]


@pytest.mark.parametrize("foot", ["联系人：赵某 电话：15400000000\n2023年4月", "填表人：赵某\n填报日期：2023年4月6日"])
def test_lines_of_the_foot_are_no_part_of_the_last_measure(foot: str) -> None:
    text = f"""2022年度云溪县林业局部门整体支出绩效自评报告
一、存在的主要问题
（一）支出进度偏慢。
二、改进措施
（一）加快支出进度，提前启动采购。
（二）建立资产调剂机制，落实专人管理。
{foot}
"""
    report = parse(text.encode())
    assert list(report.improvements) == ["加快支出进度，提前启动采购", "建立资产调剂机制，落实专人管理"]
    assert [signed.filled_by for signed in report.sign_offs] == ["赵某"]
    assert report.coverage.unread == 0


def test_a_letter_with_a_contact_in_brackets() -> None:
    """The unit behind «关于报送», the full mark before the score, signature and contact behind the last attachment."""
    text = """关于报送云溪镇2023年度部门整体支出绩效自评情况的报告
一、单位概况
云溪镇编制40人，在职38人。
二、自评情况
自评打分：总分100分，自评96分（投入14分）。评定等级：优
附件：1.部门整体支出绩效评价基础数据表
      2.部门整体支出绩效自评表
云溪镇人民政府
2024年4月18日
（联系人：谭某，电话：15400000000）
"""
    report = parse(text.encode())
    assert report.organization.name == "云溪镇"
    assert report.conclusion.self_score == 96
    assert report.conclusion.rating is not None
    assert report.conclusion.rating.text == "优"
    assert [attachment.title for attachment in report.attachments][-1] == "部门整体支出绩效自评表"
    assert [(signed.filled_by, signed.phone) for signed in report.sign_offs] == [("谭某", "15400000000")]


def test_a_label_broken_over_two_lines_is_no_end_of_a_value() -> None:
    lines = ["填表人（签名）：甲乙 填表日期：2024年4月8日 联系电话：0739-123 单位负责人签", "字：丙丁"]
    assert read(TITLE, evaluation_table(), *lines) == [
        entry(filled_by="甲乙", filled_on="2024-04-08", phone="0739-123", head="丙丁")
    ]


def test_a_label_whose_colon_a_seal_took_is_no_end_of_what_stands_before_it() -> None:
    c = context("说明：本表由本级填报。", "单位负责人（签字）填表人：甲乙 填报日期：2023年2月3日 单位负责人")
    assert values(sign_offs(c)) == [entry(filled_by="甲乙", filled_on="2023-02-03")]
    labels = labels_in(c.structured.sources[1].view(), c.patterns)
    assert [(label.kind, label.start) for label in labels] == [
        ("head", 0),
        ("filled_by", 9),
        ("filled_on", 15),
        ("head", 29),
    ]


def test_a_first_label_without_its_colon_still_ends_the_notes_above_it() -> None:
    line = "单位负责人（签字）甲乙 填表人：丙丁 填报日期：2023年2月3日 联系电话：0739-1234567"
    c = context("说明：本表由本级填报。", line)
    (found,) = values(sign_offs(c))
    assert found == entry(filled_by="丙丁", filled_on="2023-02-03", phone="0739-1234567", head="甲乙")


def test_a_sentence_that_begins_with_a_label_has_no_name() -> None:
    c = context("填报人员应当核对各项数据并注明填表人：甲乙 填报日期：2023年2月3日")
    assert [label.kind for label in labels_in(c.structured.sources[0].view(), c.patterns)] == ["filled_by", "filled_on"]


@pytest.mark.parametrize("line", ["单位负责人填表人：甲乙", "填表人：甲乙负责人", "甲乙单位负责人（签字）"])
def test_a_label_in_a_text_is_none_without_its_colon(line: str) -> None:
    c = context(line)
    assert "head" not in [label.kind for label in labels_in(c.structured.sources[0].view(), c.patterns)]


HEAD = "云岭县图书馆2023年度部门整体支出绩效自评报告\n一、部门概况\n收藏图书。\n二、存在的问题\n预算编制不够精准。\n"


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("主要负责人：甲乙  2024年3月5日", {"head": "甲乙", "filled_on": "2024-03-05"}),
        ("主要负责人（签字）：甲乙      2024年3月5日", {"head": "甲乙", "filled_on": "2024-03-05"}),
        ("单位主要负责人签字：\n2024年3月5日", {"filled_on": "2024-03-05"}),
        (
            "主要负责人: 甲乙 财务负责人: 丙丁 联系电话:0739-0000000 2024年3月5日",
            {"head": "甲乙", "finance_head": "丙丁", "phone": "0739-0000000", "filled_on": "2024-03-05"},
        ),
    ],
)
def test_a_date_without_a_label_behind_the_last_name(line: str, given: dict[str, str]) -> None:
    report = parse(f"{HEAD}{line}\n".encode())
    assert [one.model_dump(exclude_none=True, mode="json") for one in report.sign_offs] == [given]
    assert [one.problem for one in report.problems] == ["预算编制不够精准"]


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：云岭县图书馆（公章）  2024年3月5日",
        "云岭县图书馆 2024年3月5日",
        "四、其他需要说明的问题\n无\n项目单位（盖章） 2024年3月5日\n本文来源：https://example.org/a.html",
    ],
)
def test_unit_and_date_on_the_last_line_are_a_signature(line: str) -> None:
    report = parse(f"{HEAD}{line}\n".encode())
    assert [one.problem for one in report.problems] == ["预算编制不够精准"]
    assert report.coverage.ignored["signature"] > 0
    assert report.other_matters in (None, "无")


def test_what_was_done_on_a_day_is_no_signature() -> None:
    report = parse(f"{HEAD}云岭县图书馆2024年3月5日完成验收。\n".encode())
    assert len(report.problems) == 2


def test_values_of_cells_that_a_pdf_s_text_set_below_a_blank_one() -> None:
    """pdftotext: the year stands apart from its date, the total's points below the last line."""
    lines = [
        "单位负责人（签字）：",
        "年 3 月 5 日",
        "填表人：甲乙",
        "联系电话：0739-0000000",
        "90",
        "填报日期：2024年4月8日",
    ]
    assert read(TITLE, evaluation_table(), *lines) == [
        entry(filled_by="甲乙", filled_on="2024-04-08", phone="0739-0000000")
    ]


def test_labels_and_values_in_turn_without_a_colon() -> None:
    assert read(TITLE, "填报人 甲乙 联系电话 0739-0000000") == [entry(filled_by="甲乙", phone="0739-0000000")]
    assert read(TITLE, "填报人 联系电话 甲乙 0739-0000000") == []


def test_a_form_that_ran_on_behind_a_date_or_a_number_is_no_part_of_it() -> None:
    form = "项目名称区级森林防火专项经费主管部门区林业局项目实施单位区林业局预算执行情况(万元)"
    for line in (
        f"联系电话:0739-0000000填报日期:2022年3月22日{form}",
        f"填报日期:2022年3月22日联系电话:0739-0000000{form}",
    ):
        assert read(TITLE, line) == [entry(filled_on="2022-03-22", phone="0739-0000000")]


REPORT = """云溪县档案馆2023年度部门整体支出绩效自评报告
一、部门整体支出情况
2023年支出120万元，其中基本支出100万元，项目支出20万元。
二、存在的问题
预算编制不够细。
三、改进措施
加强预算管理。
{}
"""


@pytest.mark.parametrize(
    ("tail", "signed"),
    [
        ("单位负责人：周某某", {"head": "周某某"}),
        ("单位负责人：周某某\n云溪县档案馆\n2024年3月5日", {"head": "周某某"}),
        ("主要负责人（签字）：周某某（盖章）", {"head": "周某某"}),
        ("财务负责人：周×", {"finance_head": "周×"}),
        ("联系电话：0739-0000000", {"phone": "0739-0000000"}),
        ("单位负责人：张明", {"head": "张明"}),
        ("单位负责人：欧阳某某", {"head": "欧阳某某"}),
        ("单位负责人：买买提·艾力", {"head": "买买提·艾力"}),
        ("单位负责人：买买提•艾力", {"head": "买买提•艾力"}),
        ("单位负责人：鄢明", {"head": "鄢明"}),
        ("单位负责人：澹台明", {"head": "澹台明"}),
        ("单位负责人：尼玛次仁", {"head": "尼玛次仁"}),
        ("单位负责人：", {}),
    ],
)
def test_one_who_signs_alone_is_no_measure(tail: str, signed: dict[str, str]) -> None:
    """«单位负责人：周某某» below the last section was a measure."""
    report = parse(REPORT.format(tail).encode())
    assert report.improvements == ("加强预算管理",)
    assert [one.model_dump() for one in report.sign_offs] == [entry(**signed)]


@pytest.mark.parametrize(
    "line",
    [
        "单位负责人：负总责、亲自抓落实",
        "项目负责人：周某某\n对项目实施全过程负责，按季度检查项目进度。",
        "单位负责人：亲自抓",
        "分管领导：严格把关",
        "单位负责人：任组长",
        "主要负责人：高度重视",
        "复核人：逐项核对",
    ],
)
def test_a_label_in_the_midst_of_text_signs_nothing(line: str) -> None:
    report = parse(REPORT.format(line).encode())
    assert report.sign_offs == ()
    assert "".join(report.improvements).replace("；", "") != "加强预算管理"


@pytest.mark.parametrize("word", ["至少", "不少于", "大于等于", "定性", "有所提高", "较好"])
def test_a_word_of_an_indicator_is_nobody_s_name(word: str) -> None:
    """«项目负责人：», exchanged with an indicator's name: the head was «至少»."""
    c = context(TITLE, evaluation_table(), f"填表人：甲乙  项目负责人：{word}")
    (found,) = values(sign_offs(c))
    assert found == entry(filled_by="甲乙")
    assert [(one.code, one.message.count(word)) for one in c.diagnostics] == [("unreadable_figure", 1)]


@pytest.mark.parametrize(
    "tail",
    [
        "复核人：周某某",
        "审核人（签字）：张明\n复核人：",
        "复核人：周某某\n云溪县档案馆\n2024年3月5日",
        "经办人：周某某\n审核人：李×",
    ],
)
def test_one_who_signs_for_whom_a_report_has_no_place_is_no_measure(tail: str) -> None:
    report = parse(REPORT.format(tail).encode())
    assert report.improvements == ("加强预算管理",)
    assert [one.filled_by for one in report.sign_offs] == (["周某某"] if tail.startswith("经办") else [])


def test_a_sentence_is_nobody_s_name() -> None:
    """«财务负责人：» exchanged with «主要问题»: «无。改进措施 无» signed."""
    c = context(TITLE, evaluation_table(), "填表人：甲乙  财务负责人：无。改进措施  无。")
    (found,) = values(sign_offs(c))
    assert found == entry(filled_by="甲乙")
    assert [one.code for one in c.diagnostics] == ["unreadable_figure"]


@pytest.mark.parametrize("line", ["单位负责人：孛明", "复核人：孛明", "复核人：周某某\n单位负责人：孛明"])
def test_who_may_sign_is_neither_a_measure_nor_lost(line: str) -> None:
    """No surname that is known: it went on with the last measure."""
    report = parse(REPORT.format(line).encode())
    assert (report.improvements, report.sign_offs) == (("加强预算管理",), ())
    assert [d.code for d in report.diagnostics if "孛明" in d.message] == ["unreadable_figure"]


def test_people_of_another_label_are_a_measure_s() -> None:
    assert parse(REPORT.format("受益人：全体村民").encode()).improvements[-1].endswith("受益人：全体村民")


@pytest.mark.parametrize(
    ("lines", "named"),
    [(("（", "略）"), 0), (("（", "一、部门概况"), 1), (("（略", "一、部门概况"), 1), (("（略）",), 0)],
)
def test_a_bracket_torn_at_the_end_of_a_line_is_nobodys_name(lines: tuple[str, ...], named: int) -> None:
    first = f"填报人：甲乙  联系电话：0739-0000000  填报日期：2023年6月6日  单位负责人：{lines[0]}"
    c = context(TITLE, evaluation_table(), first, *lines[1:])
    assert values(sign_offs(c)) == [entry(filled_by="甲乙", filled_on="2023-06-06", phone="0739-0000000")]
    assert [one.code for one in c.diagnostics] == ["unreadable_figure"] * named
