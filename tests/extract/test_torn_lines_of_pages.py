"""Lines that a page or its converter tore: a signature's date, a unit of money, a closing mark."""

from __future__ import annotations

import pytest

import jixiao

HEAD = "平原市档案馆2023年度部门整体支出绩效自评报告\n一、部门基本情况\n编制18名，在职17人。\n二、预算执行情况\n"
TAIL = "三、存在的问题\n1.人手不足。\n四、下一步改进措施\n1.加强管理\n2.拓展业务\n"
SPENT = "2023年总支出12万元。\n"


def parsed(text: str) -> jixiao.Report:
    return jixiao.parse(text.encode())


@pytest.mark.parametrize(
    "date",
    ["2024年\n5月\n10日", "2024 年 5 月 10\n日", "2024\n年5月10日", "年 月 日", "2024年  月  日", "2024年5月10日"],
)
def test_a_torn_or_blank_date_below_a_report_is_no_part_of_its_last_measure(date: str) -> None:
    report = parsed(f"{HEAD}{SPENT}{TAIL}平原市档案馆\n{date}\n")
    assert list(report.improvements) == ["加强管理", "拓展业务"]
    signed = "平原市档案馆", *date.split("\n")
    assert report.coverage.ignored["signature"] == sum(map(len, signed))


@pytest.mark.parametrize("title", ["项目支出绩效自评表.xlsx", "项目支出绩效自评（略）"])
def test_nor_of_the_title_of_the_last_attachment(title: str) -> None:
    listed = f"附件：1.整体支出绩效自评表（附后）\n2.{title}\n平原市档案馆\n2024年\n5月10日\n"
    report = parsed(f"{HEAD}{SPENT}{TAIL}{listed}")
    assert [one.title for one in report.attachments] == ["整体支出绩效自评表（附后）", title]


def test_a_paper_with_the_ending_of_its_file_is_one_above_other_words() -> None:
    report = parsed(f"{HEAD}{SPENT}{TAIL}附件：1.整体支出绩效自评表\n2.项目支出绩效自评表.xlsx\n平原市档案馆\n")
    assert [one.title for one in report.attachments] == ["整体支出绩效自评表", "项目支出绩效自评表.xlsx"]


def test_a_unit_of_money_or_a_mark_at_a_lines_beginning_belongs_to_the_line_above() -> None:
    report = parsed(f"{HEAD}2023年度总支出1,245.36\n万元，比上年增加12.3\n万元，增长1.\n02%\n。\n{TAIL}")
    [said] = report.spending
    assert (str(said.amount), str(said.change), str(said.change_rate)) == ("1245.36", "12.3", "1.02")


def test_what_stands_behind_a_mark_on_a_line_of_its_own_goes_on_with_the_line_above_it() -> None:
    lines = "2023年度总支出为1,245.36万元\n，\n比上年增加12.3万元\n，\n增长1.02%\n。\n编制预算时未作细化。\n"
    report = parsed(f"{HEAD}{lines}{TAIL}")
    [said] = report.spending
    assert (str(said.amount), str(said.change), str(said.change_rate)) == ("1245.36", "12.3", "1.02")
    assert [one.code for one in report.diagnostics] == []


def test_nor_does_a_numbered_item_go_on_behind_such_a_mark() -> None:
    report = parsed(f"{HEAD}{SPENT}三、存在的问题\n1.人手不足\n、\n2.经费不足。\n四、下一步改进措施\n1.加强管理\n")
    assert [one.problem.rstrip("、") for one in report.problems] == ["人手不足", "经费不足"]


@pytest.mark.parametrize("mark", ["- ", ""])
def test_divisions_and_staff_behind_a_mark_are_no_functions(mark: str) -> None:
    body = f"1.主要职能：负责档案管理工作；负责档案征集。\n{mark}机构情况：内设办公室、保管科2个科室。\n"
    report = parsed(f"平原市档案馆2023年度部门整体支出绩效自评报告\n一、部门基本情况\n（一）部门概况\n{body}{TAIL}")
    assert list(report.profile.functions) == ["负责档案管理工作；负责档案征集。"]
    assert list(report.profile.divisions) == ["办公室", "保管科"]
