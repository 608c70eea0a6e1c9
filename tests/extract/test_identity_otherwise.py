"""Years and units as cover pages and titles give them; each was another year, or lost without a word."""

from __future__ import annotations

import pytest

from jixiao.pipeline import parse

BODY = "一、单位基本情况\n编制20名，在职18人。\n二、预算执行情况\n支出290万元。\n三、自评得分\n自评得分95分。\n"
UNIT = "云岭县水利局"


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("云岭县水利局\n2024年关于2023年部门整体支出绩效自评的报告\n", 2023),  # 2024
        ("云岭县水利局2024年对2023年度部门整体支出绩效自评报告\n", 2023),
        ("云岭县水利局2020年度部门整体支出绩效自评报告（2021年）\n", 2020),  # 2021
        ("云岭县水利局2024年度部门整体支出绩效自评报告（2023年）\n", 2023),
        ("2024年度云岭县水利局2023年部门整体支出绩效自评报告\n", 2023),
        ("2023年度云岭县水利局2024年部门整体支出绩效自评报告\n", 2023),
        ("云岭县水利局2023年度对2022年结转资金项目绩效自评报告\n", 2023),  # 2022
        ("云岭县水利局部门整体支出绩效自评报告（2021年）\n", 2021),
        ("云岭县水利局二0一九年度部门整体支出绩效自评报告\n", 2019),
        ("云岭县水利局二O二三年度部门整体支出绩效自评报告\n", 2023),
        ("云岭县水利局2023度部门整体支出绩效自评报告\n", 2023),
        ("【云岭县水利局】2023年度部门整体支出绩效自评报告\n", 2023),
        ("云岭县水利局：2023年部门整体支出绩效自评报告\n", 2023),
        ("部门整体支出绩效自评报告\n（2023年1月1日至2023年12月31日）\n云岭县水利局\n", 2023),
        ("年度：2023\t单位编码：105001\t单位名称：云岭县水利局\n部门整体支出绩效自评报告\n", 2023),
        ("云岭县水利局\n部门整体支出绩效自评报告\n报告年度：2023年\n报告日期：2024年5月\n", 2023),
        ("云岭县水利局部门整体支出绩效自评报告\n（评价年度：2022）\n", 2022),
        ("单位名称: 云岭县水利局 填报时间：2024.04.10\n部门整体支出绩效自评报告\n2023年，我局认真履职。\n", 2023),
        ("2023年度部门整体支出绩效自评报告\n报送单位：云岭县水利局（盖章）\n报送时间：2024年3月29日\n", 2023),
        ("云岭县水利局\n整体支出绩效自评报告\n评价基准日：2023年12月31日\n", 2023),
        ("2021-2023年免费开放项目2023年度绩效自评报告\n云岭县水利局\n", 2023),
    ],
)
def test_the_year_of_account(head: str, year: int) -> None:
    report = parse((head + BODY).encode())
    assert (report.fiscal_year, report.organization.name) == (year, UNIT)
    assert report.conclusion.self_score == 95
    assert "fiscal-year-consistent" not in [finding.rule for finding in report.findings]


@pytest.mark.parametrize(
    "title",
    [
        "2021-2023年免费开放项目绩效自评报告",
        "2021-2023年免费开放项目（2021年度、2022年度、2023年度）绩效自评报告",  # 2021
        "2021-2023年免费开放项目2022年度资金和2023年度资金绩效自评报告",
    ],
)
def test_several_years_without_one_of_account_stay_unread(title: str) -> None:
    report = parse(f"{title}\n{UNIT}\n{BODY}".encode())
    assert report.fiscal_year is None
    assert "several_years" in [said.code for said in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("一、部门概况\n2019年，我局由原水务局更名，2023年末在职18人。\n", 2023),  # 2019, as all of these
        ("一、部门概况\n2019年，本单位被列为参公单位。编制20名。\n二、预算执行情况\n2023年支出290万元。\n", 2023),
        ("一、部门概况\n2019年，我局由原水务局更名。编制20名。\n", None),
        ("一、部门概况\n2022年，我局认真履职。2023年，我局再接再厉。\n", None),
        ("（2022年3月1日至2022年11月30日）\n一、项目概况\n2023年度支出290万元。\n", 2023),
        ("项目名称：泵站改造  资金下达年度：2021  项目单位：云岭县水利局\n2023年度支出290万元。\n", 2023),
    ],
)
def test_years_in_which_something_else_was(text: str, year: int | None) -> None:
    assert parse(f"{UNIT}部门整体支出绩效自评报告\n{text}三、自评得分\n自评得分95分。\n".encode()).fiscal_year == year


@pytest.mark.parametrize("written", ["二〇二四年四月六日", "二O二四年四月六日", "二0二四年四月六日"])
def test_a_date_in_words_with_another_circle(written: str) -> None:
    report = parse(f"{UNIT}2023年度部门整体支出绩效自评报告\n{BODY}填报人：陈某某\n填报日期：{written}\n".encode())
    assert [str(sign.filled_on) for sign in report.sign_offs] == ["2024-04-06"]


@pytest.mark.parametrize(
    ("own", "told", "name"),
    [
        ("院", "平溪职业技术学院是2000年7月经省人民政府批准成立的。", "平溪职业技术学院"),
        ("中心", "青禾县疾病预防控制中心为正科级全额拨款事业单位。", "青禾县疾病预防控制中心"),
        ("校", "我校是一所公办完全中学。", None),
        ("局", "下设青禾县水库管理所是一个股级事业单位。", None),
        ("局", "二级单位水库管理所为全额拨款事业单位。", None),
        ("镇", "人民政府是行政机关。", None),
    ],
)
def test_the_unit_with_which_a_profile_begins_where_nothing_else_names_one(
    own: str, told: str, name: str | None
) -> None:
    report = parse(
        f"根据市财政局文件要求，我{own}对2019年度部门整体支出情况进行绩效自评，现报告如下：\n一、基本情况\n1、单位基本情况\n{told}\n"
        "编制人数17人，在职16人。\n2、绩效自评得分情况及绩效等级\n2019年度部门整体支出绩效自评分为88分，绩效等级良。\n".encode()
    )
    assert (report.organization.name, report.profile.staffing.authorized) == (name, 17)


def test_the_unit_stands_behind_the_label_of_its_functions() -> None:
    """A page without line breaks whose title names nobody: «（一）单位职能：…（以下简称…）的主要职能»."""
    text = (
        "2018年度项目支出绩效自评报告根据区财政局2019年绩效评价工作方案的要求，我单位开展绩效自评。一、项目概况"
        "（一）单位职能：云溪区卫生和计划生育委员会（以下简称区卫计委）的主要职能：贯彻执行法律法规。（二）单位项目资金管理："
        "严格执行批复的预算。二、项目资金使用情况2018年度项目预算总额3200万元，实际支出3100万元。三、存在的问题绩效目标设置"
        "不够细化。四、改进措施加强管理。\n"
    )
    assert parse(text.encode()).organization.name == "云溪区卫生和计划生育委员会"


@pytest.mark.parametrize("heading", ["第一部分云溪区水利局单位概况", "第一部分 云溪区水利局概况"])
def test_final_accounts_without_a_title_name_the_unit_above_their_first_part(heading: str) -> None:
    """A page's title lies outside its text: the report inside named nobody."""
    text = (
        f"目 录\n{heading}\n第二部分 2019年度部门决算表\n第三部分 2019年度部门整体支出绩效评价报告\n{heading}\n"
        "一、部门职责\n（一）负责水旱灾害防治。\n第二部分 2019年度部门决算表\n（见附件）\n"
        "第三部分 2019年度部门整体支出绩效评价报告\n一、部门概况\n"
        "在职人员68人。\n二、部门整体支出情况\n2019年支出合计12,100.2万元，其中基本支出1,800.2万元，项目支出10,300万元。\n"
        "三、部门整体支出绩效情况\n完成山塘清淤120口。\n四、存在的主要问题\n项目进度偏慢。\n五、改进措施和有关建议\n加快项目进度。\n"
    )
    report = parse(text.encode())
    assert (report.organization.name, report.fiscal_year) == ("云溪区水利局", 2019)
    assert parse(text.replace("云溪区水利局", "部门").replace("单位概况", "概况").encode()).organization.name is None


@pytest.mark.parametrize("blank", ["", " "])
def test_who_signs_a_report_without_line_breaks_is_no_measure(blank: str) -> None:
    """«…争取上级资金支持。云溪县自然资源局2022年4月12日»: name and date were the end of the last measure."""
    lines = (
        "关于2021年度地质灾害群测群防项目资金绩效评价报告",
        "一、项目基本情况",
        "（一）项目概况：我县地质灾害隐患点共571处，威胁总户数793户3411人。",
        "（二）绩效目标",
        "落实责任到人，对全县有关人员进行培训。",
        "二、项目资金使用情况",
        "2021年预算资金35.6万元，实际支出35.6万元。",
        "三、自评得分",
        "自评得分98分。",
        "四、存在的问题",
        "（一）群测群防员年龄偏大。",
        "五、下一步工作措施",
        "（一）加强培训。",
        "（二）争取上级资金支持。",
        "云溪县自然资源局",
        "2022年4月12日",
    )
    report = parse((blank.join(lines) + "\n").encode())
    assert report.improvements == ("加强培训", "争取上级资金支持")
    assert report.organization.name == "云溪县自然资源局"


@pytest.mark.parametrize("label", ["委托单位", "主管部门", "评价机构"])
def test_who_asks_for_a_report_is_not_the_unit(label: str) -> None:
    text = (
        f"2024年度小型水库维修项目绩效自评报告\n一、项目概况\n{label}：宁溪县财政局（以下简称县财政局）。项目用于水库维修。\n"
        "二、项目资金使用情况\n项目支出100万元。\n三、自评结论\n自评得分96分。\n四、存在的问题\n进度偏慢。\n"
    )
    assert parse(text.encode()).organization.name != "宁溪县财政局"


def test_the_short_unit_of_a_title_is_whole_behind_its_label_on_the_cover() -> None:
    """«2022年度县委宣传部整体支出…»: the title's name stood without the place that the cover prints."""
    cover = "2022年度县委宣传部整体支出绩效自评报告\n来源:县委宣传部\n部门(单位)名称:  {unit}\n评价方式:单位绩效自评\n"
    report = parse((cover.format(unit="中共云岭县委宣传部") + BODY).encode())
    assert report.organization.name == "中共云岭县委宣传部"
    assert report.evidence["/organization/name"].text == "中共云岭县委宣传部"
    assert parse((cover.format(unit="") + BODY).encode()).organization.name == "县委宣传部"


@pytest.mark.parametrize("label", ["发文机构", "制发机构"])
def test_the_office_that_issued_a_page_stands_below_its_label(label: str) -> None:
    head = "云岭区2022年专项转移支付绩效自评报告（林业生态保护资金）\n- 索引号\n- 1-/2023-0417003\n"
    below = f"- {label}\n- 云岭区林业和草原局\n- 公开目录\n- 绩效自评报告\n"
    assert parse((head + below + BODY).encode()).organization.name == "云岭区林业和草原局"
