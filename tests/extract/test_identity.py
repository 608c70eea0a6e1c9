"""Whose report it is, of which year, and of what kind."""

from __future__ import annotations

from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, paragraphs, values

from jixiao import parse
from jixiao.extract.identity import identity
from jixiao.extract.organization import organization
from jixiao.quotes import Reading, Source


def who(text: str, evaluations: Any = (), base_data: Any = None) -> tuple[str | None, int | None, str | None]:
    found = identity(context_of(text), list(evaluations), base_data)
    return tuple(reading.value if reading else None for reading in (found.title, found.fiscal_year, found.name))  # type: ignore[return-value]


def unit(body: str, title: str = TITLE) -> Any:
    context = context_of(f"{title}一、单位基本情况\n（二）机构设置情况。{body}\n")
    return values(organization(context, identity(context, [], None).name))


@pytest.mark.parametrize(
    ("title", "year", "name"),
    [
        ("2023年度青禾县图书馆部门整体支出绩效自评报告", 2023, "青禾县图书馆"),
        ("青禾县图书馆2022年部门整体支出绩效评价报告", 2022, "青禾县图书馆"),
        ("关于青禾县图书馆2021年度整体支出绩效自评报告", 2021, "青禾县图书馆"),
        ("青禾县图书馆整体支出绩效自评报告（2024年度）", 2024, "青禾县图书馆"),
        ("青禾县图书馆（本级）2023年度部门整体支出绩效自评报告", 2023, "青禾县图书馆（本级）"),
        ("2023年度青禾县图书馆（单位）整体支出绩效自评报告", 2023, "青禾县图书馆"),  # the form's own word
        ("青禾县图书馆二〇二四年度部门整体支出绩效自评报告", 2024, "青禾县图书馆"),
        ("二○二三年度青禾县图书馆部门整体支出绩效自评报告", 2023, "青禾县图书馆"),
        ("部门整体支出绩效自评报告", None, None),
    ],
)
def test_title_year_and_name(title: str, year: int | None, name: str | None) -> None:
    assert who(f"{title}\n一、单位基本情况\n收藏。\n") == (title, year, name)


def test_what_the_title_leaves_out_comes_from_the_tables() -> None:
    cell = Source(5, "青禾县图书馆", (0, 1)).quote()
    table = {"year": Reading(2022, cell, "form.year"), "unit": Reading("青禾县图书馆", cell, "form.unit")}
    text = "部门整体支出绩效自评报告\n一、单位基本情况\n收藏。\n"
    assert who(text, [table])[1:] == (2022, "青禾县图书馆")
    assert who(text, [], {"year": Reading(2021, cell, "form.year")})[1] == 2021
    assert who(TITLE + "一、单位基本情况\n", [table])[1:] == (2023, "青禾县图书馆")


def test_a_name_that_the_body_introduces() -> None:
    text = "部门整体支出绩效自评报告\n一、单位基本情况\n"
    assert who(text + "青禾县图书馆（以下简称“县图”）成立于1978年。\n")[2] == "青禾县图书馆"
    assert who(text + "青禾县图书馆是青禾县文旅局下属二级预算单位。\n")[2] == "青禾县图书馆"


@pytest.mark.parametrize(
    ("notice", "year"), [("开展2022年部门绩效自评和部门评价", 2021), ("开展2021年度绩效自评", 2021)]
)
def test_the_year_of_account_is_not_that_of_a_notice(notice: str, year: int) -> None:
    text = f"遵照《关于{notice}的通知》，青禾县图书馆认真开展2021年度整体支出绩效自评工作，现报告如下：\n"
    assert who(f"自评报告\n{text}一、部门总体情况\n收藏。\n")[1] == year
    assert who(f"自评报告\n遵照《关于{notice}的通知》开展。\n一、部门总体情况\n收藏。\n")[1] == int(notice[2:6])


def test_cells_of_a_line_are_no_one_name() -> None:
    line = "    主管部门名称                云溪县交通运输局                       云溪县公路养护中心\n"
    assert who(f"2024年度项目支出绩效自评表\n{line}    项目名称             农村公路养护工程\n")[2] is None
    assert who("云 溪 县 公 路 养 护 中 心    2024年度部门整体支出绩效自评报告\n")[2] == "云溪县公路养护中心"


def test_a_unit_alone_below_a_title_that_names_none() -> None:
    text = "关于2023年度部门整体支出绩效的自评报告\n{}\n一、医院概况\n收治病人。\n"
    assert who(text.format("青禾县人民医院"))[2] == "青禾县人民医院"
    assert who(text.format("县财政局："))[2] is None  # to whom it is addressed


def test_a_department_is_no_parent_of_itself() -> None:
    assert unit("主管单位为青禾县图书馆。", TITLE.replace("示例馆", "青禾县图书馆"))["parent"] != "青禾县图书馆"


@pytest.mark.parametrize(
    ("body", "parent", "level"),
    [
        ("青禾县图书馆为青禾县文旅局二级机构。", "青禾县文旅局", "二级机构"),
        ("本馆是青禾县文旅局下属二级预算单位，内设办公室。", "青禾县文旅局", "二级预算单位"),
        ("青禾县图书馆系青禾县文旅局所属副科级事业单位。", "青禾县文旅局", "副科级事业单位"),
        ("本馆隶属于青禾县文旅局管理的公益一类事业单位。", "青禾县文旅局", "公益一类事业单位"),
        ("青禾县文旅局为一级预算单位。", None, "一级预算单位"),
        ("县人民医院是县卫生健康委员会直属的二级甲等综合医院。", "县卫生健康委员会", None),
        ("本馆环境优美。", None, None),
    ],
)
def test_parent_and_level(body: str, parent: str | None, level: str | None) -> None:
    found = unit(body)
    assert (found["parent"], found["level"]) == (parent, level)


def test_a_region_is_inferred_from_the_name() -> None:
    context = context_of("2023年度湖南省图书馆部门整体支出绩效自评报告\n一、单位基本情况\n")
    region: Any = organization(context, identity(context, [], None).name)["region"]
    assert (region.value, region.inferred, region.quote.raw) == ("湖南省", True, "湖南省")
    assert unit("内设办公室。")["region"] is None


@pytest.mark.parametrize("place", ["宁德市", "巴彦淖尔市", "海南藏族自治州", "喀什地区", "大理州"])
def test_a_region_is_any_prefecture(place: str) -> None:
    """宁德市 was none: only some of the prefectures were listed."""
    context = context_of(f"2023年度{place}图书馆部门整体支出绩效自评报告\n一、单位基本情况\n")
    region: Any = organization(context, identity(context, [], None).name)["region"]
    assert region is not None
    assert region.value == place


def test_a_sentence_that_names_no_unit_introduces_none() -> None:
    text = "一、基本情况\n（一）内设机构设置。作为云溪县人民政府组成部门，内设办公室。\n二、存在的问题\n指标粗。\n"
    assert parse(text.encode()).organization.name is None


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("发布机构：青禾县幼儿园\n名　　称：2024年整体支出绩效自评报告", "2024年整体支出绩效自评报告", "青禾县幼儿园"),
        ("青禾县图书馆绩效自评报告\n青禾县图书馆绩效自评报告", "青禾县图书馆绩效自评报告", None),
        ("青禾县残疾人联合会（以下简称“县残联”）2022年度情况\n县残联2022年总支出8万元。", None, "青禾县残疾人联合会"),
        ("热点\n青禾县图书馆项目支出绩效自评报告\n2018-06-19", "青禾县图书馆项目支出绩效自评报告", "青禾县图书馆"),
        ("2023年青禾县统计局中央补助资金绩效自评\n报告", "2023年青禾县统计局中央补助资金绩效自评报告", "青禾县统计局"),
    ],
)  # fmt: skip
def test_titles_of_pages_and_names_in_full(text: str, title: str | None, name: str | None) -> None:
    report = parse(f"{text}\n一、单位概况\n编制9人。\n二、存在的问题\n指标粗。\n".encode())
    assert (report.title, report.organization.name) == (title, name)


def test_a_title_that_a_page_printed_twice_and_a_reader_joined() -> None:
    report = parse("青禾县图书馆绩效自评报告青禾县图书馆绩效自评报告\n一、单位概况\n编制9人。\n".encode())
    assert report.title == "青禾县图书馆绩效自评报告"


def test_a_parent_without_a_level() -> None:
    found = unit("本园为全额拨款事业单位，主管部门为青禾县教育局。")
    assert (found["parent"], found["level"]) == ("青禾县教育局", "全额拨款事业单位")


def test_a_name_that_the_edge_of_a_page_broke() -> None:
    body = ("部门整体支出绩效评价报告", "一、单位概况", "编制9人。", "二、存在的问题", "指标粗。")
    context = context_of(
        paragraphs("| 索引号| 4309/2022-0042117 | 发布机构| 青禾县档\n案馆| 发文日期| 2022-03-18 |", *body)
    )
    name = identity(context, [], None).name
    assert name is not None
    assert name.value == "青禾县档案馆"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("青禾县图书馆\n2023年度项目支出绩效自评表\n", "青禾县图书馆"),
        ("2023年度项目支出绩效自评结果公开表\n青禾县图书馆\n（万元）\n", "青禾县图书馆"),
        ("2023年度项目支出绩效自评表\n图书馆\n", None),
        ("项目支出绩效自评表\n填报单位：青禾县图书馆 公开 14 表\n", "青禾县图书馆"),
    ],
)
def test_a_unit_alone_at_the_head(lines: str, name: str | None) -> None:
    assert who(f"{lines}一、项目基本情况\n收藏。\n")[2] == name


def test_the_unit_above_the_date_of_a_letter() -> None:
    body = "关于2023年度项目支出绩效自评情况的报告\n市财政局：\n一、总体情况\n开展了自评。\n二、措施\n修订指标库。\n"
    assert parse(f"{body}青浦市城市管理局\n2024年4月12日\n".encode()).organization.name == "青浦市城市管理局"


def test_the_unit_that_carries_the_project_out() -> None:
    text = "青禾州2023年草原修复项目支出绩效自评报告\n一、项目概况\n项目由青禾州林业局实施，总投资6000万元。\n"
    assert parse(text.encode()).organization.name == "青禾州林业局"


def test_the_unit_behind_its_label_in_a_numbered_sentence() -> None:
    text = "关于2023年智慧城管项目绩效自评的报告\n一、项目基本情况\n（一）项目实施单位：青禾市城市管理局。\n"
    assert who(text)[2] == "青禾市城市管理局"


def test_the_department_that_answers_for_all_projects() -> None:
    source = Source(0, "宁坪县农业农村局 [026]")
    department = Reading("宁坪县农业农村局 [026]", source.quote(), "x")
    table = {"department": department, "unit": None, "year": None}
    assert who("专项资金绩效自评表\n", [table])[2] == "宁坪县农业农村局"
    other = {**table, "department": Reading("宁坪县水利局", Source(1, "宁坪县水利局").quote(), "x")}
    assert who("专项资金绩效自评表\n", [table, other])[2] is None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("项目名称\n步道修缮\n主管\n部门\n云岭县水利局\n实施单位\n云岭县河道管理站\n", "云岭县河道管理站"),
        ("主管部门 云岭县水利局 实施单位 云岭县河道管理站\n", "云岭县河道管理站"),
        ("执行单位 云岭县水利局 主管部门 云岭县水利局\n", "云岭县水利局"),
        ("项目名称 轨道运营补贴 主管部门 云岭县水利局\n", None),
        ("主管\n部门 云岭县水利局 承担单位 云岭县河道管理站\n", None),
        ("| 部门 | 资金总量 | | 51.5 | 53.2 | 46.2 |\n", None),
        (
            "|主管部门|云岭县水利局|实施单位|云岭县河道管 |\n|        |            |        |理站         |\n",
            "云岭县河道管理站",
        ),
        ("|主管部门|云岭县水利局|实施单位|云岭县河道管 |\n|        |理站 |\n", None),
    ],
)
def test_labels_of_a_form_s_cells_are_no_names(lines: str, name: str | None) -> None:
    """Cells a line, a row a line, and a row of money between bars."""
    assert who(f"2023年度项目支出绩效自评表\n{lines}说明：无。\n")[2] == name


@pytest.mark.parametrize(
    "head",
    [
        "云溪县水利局2024年部门整体支出绩效自评报告（2023年度）\n",
        "云溪县水利局部门整体支出绩效自评报告\n评价年度：2023年\n填报日期：2024年4月8日\n",
        "2024年云溪县水利局对2023年度部门整体支出绩效自评报告\n",
        "2024年云溪县水利局关于2023年水库除险加固项目绩效自评报告\n",
    ],
)
def test_the_year_reported_on_is_not_that_of_the_report(head: str) -> None:
    report = parse(f"{head}一、部门概况\n编制20名。\n二、支出情况\n支出300万元。\n".encode())
    assert (report.fiscal_year, report.organization.name) == (2023, "云溪县水利局")


@pytest.mark.parametrize(
    ("time", "year"),
    [
        ("2023年 1 月起至2023 年 12 月止", 2023),
        ("2022年1月起至2023年12月止", None),
    ],
)
def test_a_project_s_time_within_a_year(time: str, year: int | None) -> None:
    text = f"项目绩效评价自评报告\n项目起止时间\n{time}\n报告日期：2024年7月8日\n一、基本概况\n水库加固。\n"
    assert who(text)[1] == year


def test_a_school_year_in_a_title_is_no_fiscal_year() -> None:
    text = "云溪县第一中学2022-2023学年学生资助项目绩效自评报告\n一、项目基本情况\n共资助学生96人。\n"
    assert who(text)[1:] == (None, "云溪县第一中学")


@pytest.mark.parametrize(
    ("sentence", "parent"),
    [
        ("疾控中心成立于2003年，是从事公共卫生服务的公益一类事业单位。", None),
        ("检察院属于国家法律监督机关，是一级预算单位。", None),
        ("机关为参公管理事业单位。", None),
        ("图书馆是云溪县文旅局下属的公益一类事业单位。", "云溪县文旅局"),
    ],
)
def test_a_parent_is_an_office(sentence: str, parent: str | None) -> None:
    """What a unit does, or is, was read as the department that it belongs to."""
    report = parse(f"云溪县某馆2023年度部门整体支出绩效自评报告\n一、部门概况\n{sentence}编制20名。\n".encode())
    assert report.organization.parent == parent


def test_the_level_of_all_units_in_a_title_is_no_units_name() -> None:
    text = "2023年度浔江市市直部门整体支出绩效自评报告\n浔江市体育局\n一、基本情况\n编制9人。\n"
    report = parse(text.encode())
    assert (report.organization.name, report.fiscal_year) == ("浔江市体育局", 2023)


def test_of_projects_that_several_carry_out_their_department_reports() -> None:
    def form(project: str, unit: str) -> str:
        rows = [
            ["项目名称", project, "主管部门", "云溪县民政局", "实施单位", unit],
            ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"],
            ["产出指标", "数量指标", "保障人数", "90人", "95人", "50"],
        ]
        cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<p>2023年度项目支出绩效自评表</p><table>{cells}</table>"

    two = form("城乡低保", "云溪县救助中心") + form("公墓建设", "云溪县殡仪馆")
    assert parse(f"<html><body>{two}</body></html>".encode()).organization.name == "云溪县民政局"
    one = form("城乡低保", "云溪县救助中心")
    assert parse(f"<html><body>{one}</body></html>".encode()).organization.name == "云溪县救助中心"


def test_a_unit_behind_the_word_for_who_evaluates_itself() -> None:
    text = "云溪县2023年度部门整体支出绩效评价指标评分表\n（自评部门：云溪县公安局森林分局）\n一、部门概况\n编制9人。\n"
    assert parse(text.encode()).organization.name == "云溪县公安局森林分局"


def test_the_level_of_one_of_its_offices_is_not_the_units() -> None:
    body = "馆内设办公室；下设2个管理机构，一是正处级事业单位县信息中心；二是正科级事业单位县供应站。"
    context = context_of(f"{TITLE}一、单位基本情况\n（二）机构设置情况。{body}\n")
    assert values(organization(context, identity(context, [], None).name))["level"] is None


def test_what_somebody_did_in_a_year_is_no_unit() -> None:
    line = "2020年严格落实区委区政府《关于全面实施预算绩效管理的意见》，开展绩效评价。"
    assert who(f"{line}\n一、单位基本情况\n收藏。\n")[2] is None


def test_a_letter_on_a_fund_says_what_kind_of_report_it_is() -> None:
    text = "现将我市2021年涉农资金统筹整合绩效自评报告如下：\n一、组织实施整体情况\n召开会议4次。\n"
    assert parse(text.encode()).kind == "transfer_payment"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "（1）将评价结果与补助经费挂钩。\n项目支出绩效目标申报表\n（2024年度）\n项目名称\n免费开放\n指标值\n≥90%\n",
            "other",
        ),
        ("财政支出项目绩效评价自评报告范例.docxVIP\n财政支出项目绩效评价\n自评汇报\n项目名称:\n", "samples"),
    ],
)
def test_a_form_of_goals_and_a_page_of_samples_are_no_reports(text: str, reason: str) -> None:
    report = parse(text.encode())
    assert report.kind == "not_a_report"
    assert f"（{reason}）" in next(one.message for one in report.diagnostics if one.code == "not_a_report")


def test_a_name_below_two_labels_is_nobody_s() -> None:
    """Text of a PDF in the order of its columns: the department's label has no value beside it, so that the name below
    the unit's may be the department's."""
    lines = ["项目支出绩效自评表", "（2022年）", "主管部门", "项目", "资金", "具体实施", "单位", "云溪县数据局"]
    assert parse("\n".join(lines).encode()).organization.name is None
    named = [*lines[:3], "云溪县水利局", *lines[3:-1], "云溪县大数据中心"]
    assert parse("\n".join(named).encode()).organization.name == "云溪县大数据中心"


@pytest.mark.parametrize(
    ("said", "name"),
    [("我中心成立评价小组。", None), ("我局成立评价小组。", "云溪县民政局"), ("小组成立。", "云溪县民政局")],
)
def test_who_published_a_report_is_its_unit_where_it_does_not_call_itself_otherwise(
    said: str, name: str | None
) -> None:
    head = "索引号 | 01526407-6 | 发布机构 | 云溪县民政局 |\n公开目录 | 自评报告 | 发布日期 | 2020-06-30 |\n"
    text = f"{head}一、项目基本情况\n安排资金12万元。\n二、项目绩效自评工作开展情况\n{said}\n三、问题\n无。\n"
    assert parse(text.encode()).organization.name == name


@pytest.mark.parametrize("years", ["2020-2022年度", "2020年至2022年", "2021年度、2022年度"])
def test_a_title_of_several_years_names_no_fiscal_year(years: str) -> None:
    text = f"云溪县农业农村局{years}高标准农田建设项目支出绩效自评报告\n一、项目概况\n2022年实际支出9210.5万元。\n"
    report = parse(text.encode())
    assert report.fiscal_year is None
    assert "several_years" in [found.code for found in report.diagnostics]


def test_the_department_above_on_a_cover() -> None:
    text = (
        "部门整体支出绩效自评报告\n（2021年度）\n部门名称：云溪县社会福利院\n主管部门：云溪县民政局\n"
        "一、部门基本情况\n（一）人员情况。编制32人，在职30人。\n"
    )
    report = parse(text.encode())
    assert (report.organization.name, report.organization.parent) == ("云溪县社会福利院", "云溪县民政局")


@pytest.mark.parametrize("label", ["主管部门", "主管（预算）部门"])
@pytest.mark.parametrize(("opaque", "name"), [(set(), "青禾县教育局"), ({3}, None)])
def test_the_department_is_no_unit_where_a_table_read_in_part_may_name_one(
    label: str, opaque: set[int], name: str | None
) -> None:
    """«主管部门», «青禾县教育局» above a table of which «实施单位», «青禾县图书馆» were refused."""
    context = context_of(f"绩效自评表\n{label}\n青禾县教育局\n一、项目基本情况\n收藏。\n")
    context.structured.opaque = opaque
    found = identity(context, [], None).name
    assert (found.value if found else None) == name


def test_a_number_of_counties_is_no_unit() -> None:
    """«资金使用单位 | 6个县（区）» of a transfer payment stood as the name of who reports."""
    cells = {"department": "黑土市农业农村局", "unit": "6个县（区）"}
    form = {id_: Reading(text, Source(5, text, (0, 1)).quote(), f"form.{id_}") for id_, text in cells.items()}
    assert who("2022年中央财政农机购置补贴资金绩效自评表\n", [form])[2] == "黑土市农业农村局"
