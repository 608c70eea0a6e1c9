"""Reports between what a portal prints around them, and forms run together into lines (round of excerpts)."""

from __future__ import annotations

from decimal import Decimal

import pytest

import jixiao


def _parse(text: str) -> jixiao.Report:
    return jixiao.parse(text.encode())


OF_FUND = (
    "云溪县公安局交通警察大队2022年度项目支出绩效评价报告\n一、基本情况\n(一)项目概况。\n大队共开展4个项目。\n"
    "1.政法纪检监察转移支付项目\n(3)资金投入和使用情况\n"
)


def test_spending_of_a_fund_with_a_budget_of_its_own_is_not_the_whole() -> None:
    sentence = "政法纪检监察转移支付全年预算经费62.40万元,其中上年结转12.40万元,全年支出合计31.20万元,预算执行率50%。"
    report = _parse(f"{OF_FUND}{sentence}\n")
    assert not report.spending
    said = next(one.message for one in report.diagnostics if one.code == "unread_amounts")
    assert "31.20万元" in said


def test_a_whole_greater_than_the_fund_before_it_is_read() -> None:
    text = (
        "云溪县水利局2022年度部门整体支出绩效自评报告\n一、部门基本情况\n(一)部门概况\n负责水利工作。\n二、收支情况\n"
        "水利发展专项资金预算62.40万元,全年支出合计890.50万元。\n"
    )
    assert [one.amount for one in _parse(text).spending] == [Decimal("890.50")]


def test_the_day_a_portal_catalogued_a_page_is_no_day_of_filling_in() -> None:
    text = (
        "云溪县人民政府门户网站\n云溪县水利局2022年度部门整体支出绩效自评报告\n索引号: 000000348/2023-02464\n"
        "发布机构: 云溪县水利局\n著录日期:2023-11-08\n\n一、单位基本情况\n(一)单位概况\n负责全县水利工作。\n"
    )
    assert [one.filled_on for one in _parse(text).sign_offs if one.filled_on] == []


@pytest.mark.parametrize("line", ["适老化专区 无障碍浏览 注册 登录 更换背景 更换背景", "| 无障碍浏览 | 打开适老化模式"])
def test_what_a_portal_offers_above_a_title_is_no_part_of_it(line: str) -> None:
    title = "云西自治区养老保险补助资金转移支付2022年度绩效自评报告"
    report = _parse(f"{line}\n\n{title}\n\n一、绩效目标分解下达情况\n(一)资金下达情况。\n下达资金62万元。\n")
    assert report.title == title
    assert report.coverage is not None
    assert 0 not in {place.block for place in report.coverage.unread_places}


def test_a_form_run_together_behind_its_title_is_a_report_of_the_unit_it_names() -> None:
    report = _parse(
        "《云东省财政支出项目绩效评价报告.docx》由会员分享,可在线阅读,更多相关《云东省财政支出项目绩效评价报告.docx"
        "(11页珍藏版)》请在文库上搜索。\n1、云溪县2021年度部门(单位)整体支出绩效评价自评报告部门(单位)名称云溪县水利局预算编码422001评价方式:"
        "部门(单位)绩效自评填报人:陆某联系电话:0739-0000020报告日期:2022年8月5日\n"
    )
    assert report.kind == "whole_department"
    assert report.title == "云溪县2021年度部门(单位)整体支出绩效评价自评报告"
    assert report.organization is not None
    assert report.organization.name == "云溪县水利局"


def test_functions_in_a_row_of_sentences_are_all_read() -> None:
    report = _parse(
        "云溪县人民法院2021年度部门整体支出绩效自评报告\n一、单位概况\n我院设有2个内设机构:立案庭、审判庭。\n"
        "主要职能:1、审理民事案件;受理申诉。2、审理刑事案件。3、办理司法救助。年末车辆2台。\n"
    )
    assert report.profile is not None
    assert list(report.profile.functions) == ["审理民事案件;受理申诉。", "审理刑事案件。", "办理司法救助。"]


def test_the_summary_of_a_page_is_its_title_without_the_label() -> None:
    title = "云溪盟养老保险补助资金2022年度绩效自评报告"
    report = _parse(
        f"标题:{title} | | |\n索引号:57063245-6/2023-00020 | 发文字号: | |\n概述:{title} | | |\n"
        "一、绩效目标分解下达情况\n(一)资金下达情况。\n下达资金62万元。\n二、绩效情况分析\n(一)资金投入情况分析。\n"
        "资金全部到位。\n"
    )
    assert report.title == title
    assert report.fiscal_year == 2022


@pytest.mark.parametrize(
    "text",
    [
        (
            "2022年度平溪省河湖治理补助资金全周期跟踪问效报告\n一、项目基本情况\n(一)项目立项背景及实施目的\n河湖治理。\n"
            "(二)项目内容和预算支出情况\n补助资金预算总额6200万元。\n"
        ),
        (
            "1、西山区水务局2022年河道保洁经费项目支出绩效评价报告西山区财政局为贯彻文件精神,西山区财政局组建评价小组对区"
            "水务局2022年河道保洁经费项目实施了绩效评价。一、基本情况(一)项目实施背景河道保洁\n"
        ),
    ],
)
def test_what_a_finance_bureau_evaluates_or_tracks_is_no_self_evaluation(text: str) -> None:
    report = _parse(text)
    assert report.kind == "not_a_report"
    assert any("third_party" in one.message for one in report.diagnostics)


def test_staff_told_among_the_accounts_is_read() -> None:
    report = _parse(
        "云溪县就业服务中心2022年部门整体支出绩效自评报告\n一、基本情况\n(一)部门整体支出概况\n2022年本单位总收入为62.4万元,"
        "年度总支出为61.2万元。2022年本单位共有编制人数12人,实际在职人数11人,退休人数9人。\n"
    )
    assert report.profile is not None
    staff = report.profile.staffing
    assert (staff.authorized, staff.on_duty, staff.retired) == (12, 11, 9)


def test_staff_among_the_accounts_is_not_asked_where_the_profile_tells_of_it() -> None:
    report = _parse(
        "云溪县就业服务中心2022年部门整体支出绩效自评报告\n一、部门基本情况\n(一)人员情况\n我中心编制14人,实有13人。\n"
        "二、部门整体支出概况\n全年总支出为61.2万元。下属服务站编制3人,实有2人。\n"
    )
    assert report.profile is not None
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (14, 13)


def test_staff_told_behind_the_functions_is_no_function() -> None:
    report = _parse(
        "云溪县农业技术服务中心2024年度整体支出绩效自评报告\n第一部分单位概况\n一、主要职责\n负责技术推广。承担技术试验工作。"
        "人员概况:在职人员61人,管理人员1人,工勤人员13人。\n二、机构设置\n下设办公室、财务室。\n"
    )
    assert report.profile is not None
    assert list(report.profile.functions) == ["负责技术推广。承担技术试验工作。"]
    assert report.profile.staffing.on_duty == 61
