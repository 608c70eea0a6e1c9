"""Lines of prose between a converter's bars are lines of text; the rows of a form are rows."""

from __future__ import annotations

from decimal import Decimal

import jixiao
from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.structure.joining import cut_from
from jixiao.structure.prosebars import without_prose_bars

REPORT = """\
| 2023 | 年度云岭市林业局护林防火指挥调度中 |     |
| ---- | ------------------ | --- |
心
部门整体支出绩效自评报告
一、单位基本情况
（二）机构设置。云岭市林业局护林防火指挥调度中心为
云岭市林业局二级机构，设人事室、财务室、巡护站管理委员
| 会和物资站管理委员会，编制 |        | 7 人。 |
| -------------- | ------ | --- |
| （三）人员情况。2023   |        | 年本单位年末实有人在职人数 7 人， |
| 比上年减少          | 0 人。离休 | 3 人，退休人员 51 人，人员变化的主要原 |
| 因是：本年度新增转业人员 |        | 1 人，在职人员转退休 1 人。 |
二、一般公共预算支出情况
| 2023            | 年本部门一般公共预算财政拨款支出 | 448.84 万元，占 |
| --------------- | ---------------- | --------- |
| 总支出的            | 96.80%，比上年减少     | 138.62 万元。 |
"""


def test_a_report_whose_figures_stand_between_bars() -> None:
    """markitdown's text of a PDF: a title, staff and spending, of which nothing was read."""
    report = jixiao.parse(REPORT.encode())
    assert report.title == "2023年度云岭市林业局护林防火指挥调度中心部门整体支出绩效自评报告"
    assert report.organization.name == "云岭市林业局护林防火指挥调度中心"
    assert report.profile.divisions == ("人事室", "财务室", "巡护站管理委员会", "物资站管理委员会")
    staff = report.profile.staffing
    assert (staff.authorized, staff.on_duty, staff.retired, staff.retired_cadres) == (7, 7, 51, 3)
    assert [(one.scope, one.amount, one.share, one.change) for one in report.spending] == [
        ("total", Decimal("448.84"), Decimal("96.80"), Decimal("-138.62"))
    ]


def test_no_character_is_lost_and_bars_are_markup() -> None:
    report = jixiao.parse(REPORT.encode())
    assert report.coverage.total == len(REPORT)
    assert report.coverage.ignored["markup"] > REPORT.count("|")
    assert report.coverage.unread == 0


def edges(*lines: str) -> list[bool]:
    """Of each line, whether its bars are taken for none of the text's."""
    return [bool(b.edges) for b in without_prose_bars([*map(Paragraph, lines)], load()) if isinstance(b, Paragraph)]


def test_the_rows_of_a_form_stay() -> None:
    form = [
        "| 一级指标 | 二级指标 | 三级指标 | 年度指标值 |",
        "| --- | --- | --- | --- |",
        "| 产出 | 数量 | 巡护 | 3 次，按月 |",
    ]
    assert not any(edges(*form))
    # below a form's label pieces of its cells are no prose, up to the next heading
    piece = ["| 改善居住条件，提升 |  | 12 个 |", "| --- | --- | --- |"]
    assert not any(edges(*form, "目标", *piece))
    assert edges(*form, "附件2", *piece)[-2:] == [True, True]


def test_rows_of_text_without_a_torn_sentence_stay() -> None:
    rows = ["| 科室 | 任务 |", "| --- | --- |", "| 办公室 | 负责文秘、档案。 |", "| 财务科 | 负责预算、决算。 |"]
    assert not any(edges(*rows))


def test_bars_of_prose_in_a_text_that_is_joined_and_cut_again() -> None:
    """markitdown's text of a PDF in which few lines are full: the lines of a title between bars were one paragraph, cut
    again with the bars of all its lines marked in each, and the ledger did not balance."""
    text = """\
为确保自评真实客观，我们单位对照指标逐项打分，并收集了
相关佐证资料。我们单位以绩效目标为导向，认真组织实施各项工
作，年度目标任务全面完成。现将主要成效总结如下：
（一） 提升经办效率。审核结算住院费用81人次，平均办结
（二） 守护基金安全。稽核定点机构46家，追回违规基金
在乡镇设立帮代办点53个，高频事项就近可办。一是健全机
制。制定制度4项。二是夯实基础。配备设备15台（套）。
（二） 绩效自评表和自评报告均依法依规予以公开。认真运用
| 2022 | 年度部门（单位）整体支出绩效评价基础数据 |     |     |
| ---- | -------------------- | --- | --- |
表
"""
    report = jixiao.parse(text.encode())
    assert report.coverage.total == len(text)
    assert report.coverage.ignored["markup"] == sum(map(len, ("| ", " | ", " |     |     |"))) + len(
        text.split("\n")[9]
    )


def test_a_cut_paragraph_keeps_the_marks_of_its_own_lines() -> None:
    """Characters that are no text stay where they are: «| 甲 |», «| 乙 |» cut at the line break."""
    whole = Paragraph("| 甲 |\n| 乙 |", edges=((0, 2), (3, 5), (6, 8), (9, 11)))
    assert cut_from(whole, 6, 11, "").edges == ((0, 2), (3, 5))
    assert cut_from(whole, 0, 5, "\n").edges == ((0, 2), (3, 5))
