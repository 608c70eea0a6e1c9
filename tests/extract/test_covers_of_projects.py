"""A project's self-evaluation whose title a page lost: its cover, or its first section, says what was evaluated."""

from __future__ import annotations

import pytest

from jixiao import parse

COVER = """评价类型：项目实施过程评价□ 项目完成结果评价□
项目名称：乡村道路养护
项目单位：河东县农村公路养护中心
主管部门：河东县交通运输局
{}
评价机构：部门（单位）评价组
报告日期：2021年07月12日
河东县财政局（制）
一、项目基本概况 |
|||||||||||||
项目负责人 |
张某某 |
联系电话 |
0739-0000000 |
||||||||||
项目地址 |
河东县各乡镇 |
邮编 |
000000 |
||||||||||
计划安排资金 （万元） |
700 |
实际到位资金 （万元） |
7,00.0,77 |
实际支出 （万元） |
7,00.0,77 |
结余 （万元） |
0 |
||||||
其中：中央财政 |
|
其中：中央财政 |
|
其中：中央财政 |
|
其中：中央财政 |
|
||||||
县财政 |
700 |
县财政 |
7,00.0,77 |
县财政 |
7,00.0,77 |
县财政 |
|
||||||
二、项目支出明细情况 |
|||||||||||||
支出内容 |
实际支出数 |
会计凭证号 |
备注 |
||||||||||
大型修缮 |
83,490.00 |
2020年01月记账 9 |
付县道路面换板款 |
||||||||||
三、项目绩效自评情况 |
|||||||||||||
项目绩效定量目标(指标)及完成情况 |
一级指标 |
二级指标 |
指标内容 |
指标(目标)值 |
实际完成值 |
||||||||
项目产出指标 |
数量指标 |
养护里程 |
1200公里 |
1200公里 |
|||||||||
项目效益指标 |
社会效益 |
方便出行 |
良好 |
良好 |
|||||||||
"""


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("评价方式：部门（单位）绩效自评", "project"),
        ("评价方式：单位自评√", "project"),
        ("评价方式：部门（单位）绩效自评□ 财政部门组织评价√", "not_a_report"),
        ("评价方式：财政部门组织评价", "not_a_report"),
    ],
)
def test_a_cover_says_that_a_project_evaluated_itself(who: str, kind: str) -> None:
    """The page begins behind its title: it was no report, and nothing of it was read but the unit."""
    report = parse(COVER.format(who).encode())
    assert report.kind == kind
    assert report.organization.name == "河东县农村公路养护中心"
    assert "unreadable_table" in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("我中心对河堤加固及配套工程项目资金投入情况、绩效目标完成情况等进行了自评，并形成自评报告如下：", "project"),
        ("我中心对部门整体支出和项目支出进行了自评，并形成自评报告如下：", "whole_department"),
        ("我中心对12个项目进行了自评，并形成自评报告如下：", "whole_department"),
    ],
)
def test_the_first_section_of_a_page_without_a_title_says_what_was_evaluated(said: str, kind: str) -> None:
    """The sections alone fit a department's family: a project's report was one on the whole expenditure, silently."""
    text = (
        f"一、绩效自评工作开展情况\n根据区财政局文件要求，{said}\n二、绩效目标自评完成情况分析\n（一）资金投入情况分析。\n"
        "1.项目资金到位情况分析。\n年初预算安排200万元专项资金。\n（二）绩效目标完成情况分析。\n加固河堤2公里。\n"
        "三、绩效自评结果拟应用和公开情况\n自评得分95分，按要求公开。\n四、其他需要说明的问题\n无。\n"
    )
    report = parse(text.encode())
    assert report.kind == kind
    assert str(report.conclusion.self_score) == "95"
