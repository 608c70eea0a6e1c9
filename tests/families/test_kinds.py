# ruff: noqa: E501, ISC004 - a document a line reads best
"""What a document is, and whose: by its words, with the reason where it is no self-evaluation."""

from __future__ import annotations

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document

from jixiao.pipeline import parse
from jixiao.schema import Report

BODY = "一、单位基本情况\n（一）主要职能。负责档案的收集、保管和利用，为全县各单位提供查档服务。\n"


def report(text: str) -> Report:
    return parse(text.encode())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("各乡镇人民政府，县直各单位：\n现将2023年度绩效自评有关要求通知如下：\n一、单位自评\n于4月底前报送。\n", "notice"),
        ("关于开展2023年度部门整体支出绩效自评工作的通知\n一、范围\n各预算单位。\n", "notice"),
        ("项目实施绩效自评报告 篇14\n一、项目概况\n安排资金179万元。\n二、综合评价结论\n自评绩效等级为“优”,分数为97分。\n", "samples"),
        ("2019青禾县扶贫项目绩效自评抽查报告\n一、基本情况\n全县绩效自评项目111个，抽查12个。\n", "other"),
        (
            "我局委托第三方评价机构，对2021年市级预算执行的8个项目和2个预算部门，开展了项目绩效评价和部门整体支出绩效评价工作，现予公开。\n",
            "third_party",
        ),
        (
            "目 录\n第一部分 单位概况\n一、部门职责\n第二部分 部门决算表\n一、收入支出决算总表\n第三部分 名词解释\n第一部分 单位概况\n"
            "一、部门职责\n（一）负责全县水利工作。\n",
            "final_accounts",
        ),
        (
            "关于2022年度县级预算执行和其他财政收支的审计工作报告\n一、审计情况\n12个部门未开展部门整体支出绩效自评。\n",
            "other",
        ),
        ("关于公开2021年度市级绩效评价的说明\n一是部门整体支出绩效目标公开全覆盖，自评结果全公开。\n", "other"),
        (
            "青禾省林业厅2016年林业补助资金绩效评价报告\n财政部驻青禾省财政监察专员办事处关于青禾省林业厅2016年林业补助资金绩效评价的报告\n"
            "一、基本情况\n拨付资金16400万元。\n",
            "third_party",
        ),
        ("乡村振兴项目绩效自评报告(精选10篇)\n一、项目概况\n20xx年，安排资金15230.412万。\n", "samples"),
        (
            "青禾县农田建设资金绩效评价报告\n某会计师事务所受青禾县财政局委托，开展绩效评价工作。\n"
            "一、评价结论\n综合得分87.25分，评价等级为“良”。\n",
            "third_party",
        ),
        (
            "青禾县2023年储备粮补贴绩效评价报告\n被评价单位：青禾县发展和改革局\n一、基本情况\n依据文件规定,受青禾县预算绩效管理中心委托,"
            "某会计师事务所（普通合伙）对储备粮补贴项目开展绩效评价。\n二、绩效评价结论\n最终评分结果为90分，等级为“优”。\n",
            "third_party",
        ),
        ("青禾县水利局2023年度部门决算\n一、部门概况\n负责全县水利工作。\n二、预算绩效情况说明\n已开展自评。\n", "final_accounts"),
        ("XXXX年度XXXX部门整体支出绩效自评报告\n一、基本情况\n（一）主要职能\n（二）机构设置\n二、存在的问题\n三、改进措施\n", "outline"),
        ("部门整体支出绩效自评报告（参考提纲）\n一、基本情况\n说明单位的职能、机构和人员。\n", "outline"),
        ("项目支出绩效评价报告\n项目名称：    a1\n项目单位：    a2\n评价方式：\n    年   月   日\n省财政厅（制）\n", "blank_form"),
        (
            "XX单位2023年度部门整体支出绩效自评报告\n一、部门概况\n内设XX个股室，编制XX名，在职XX人。\n二、部门整体支出情况\n"
            "2023年总支出XX万元，其中基本支出XX万元。\n三、存在的问题\n四、改进措施\n",
            "outline",
        ),
        (
            "项目支出绩效自评表\n（    年度）\n项目名称：\n主管部门：\n年度总体目标：\n填表人：        联系电话：\n年   月   日\n",
            "blank_form",
        ),
        ("今日菜单\n红烧鱼一份，米饭两碗。\n", "other"),
        ("青禾县水利局2024年部门预算公开说明\n一、部门概况\n负责全县水利。\n二、收支预算总体情况\n2024年收支总预算1300万元。\n", "other"),
        ("青禾县水利局2024年度部门整体支出绩效目标申报表\n单位名称：青禾县水利局\n年度绩效目标：完成10项任务。\n", "other"),
        (
            "青禾县2021年度生态补偿资金分配表\n序号 | 辖区 | 项目 名称 |\n承担 单位 |\n补助资金(万元) | ||\n"
            "1 | 石门镇 | 水质监测站建设 | 青禾县水利局 | 43 |\n2 | 云台镇 | 河道治理 | 青禾县水利局 | 22 |\n",
            "other",
        ),
        (
            "附件3 | ||||\n财政项目支出绩效目标审批表 | ||||\n(2023年度) | ||||\n预算单位: | 青禾县水利局 | 金额单位:万元 | ||\n"
            "项目名称 | 河道清淤 | 项目分类 | 运转类 | |\n年度预算执行率 | 100% | 分值 | 10分 | |\n",
            "other",
        ),
        ("关于印发青禾县项目\n支出绩效评价管理办法的通知\n第一章 总则\n第一条 为加强管理，制定本办法。\n", "other"),
        ("青禾县水利局2024年度绩效自评工作方案\n一、工作目标\n按期完成部门整体支出绩效自评。\n", "other"),
    ],
)  # fmt: skip
def test_what_is_no_self_evaluation_says_why(text: str, reason: str) -> None:
    found = report(text)
    assert found.kind == "not_a_report"
    assert [f"（{reason}）" in item.message for item in found.diagnostics] == [True]
    assert found.conclusion.self_score is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"2023年度青禾县档案馆部门整体支出绩效自评报告\n{BODY}", "whole_department"),
        ("青禾县第二小学2023年度项目支出绩效自评报告\n一、自评结论\n100分。\n", "project"),
        ("青禾县公路局2023年度桥隧养护类项目\n自评结果\n一、自评结论\n自评得分100分。\n", "project"),
        ("青禾县2023年度中央彩票公益金支持社会公益事业发展资金绩效自评报告\n一、基本情况\n下达160万元。\n", "transfer_payment"),
        ("现将情况报告如下：\n一、绩效目标分解下达情况\n下达资金160万元。\n二、绩效目标完成情况分析\n已完成。\n", "transfer_payment"),
        ("一、基本情况\n（一）部门整体概况\n青禾县统计局有编制12人。\n", "whole_department"),
        (
            "青禾县水利局2023年度部门整体支出绩效自评报告\n我局委托某会计师事务所协助开展绩效自评工作，现将情况报告如下：\n"
            "一、部门概况\n编制30人。\n",
            "whole_department",
        ),
        # One undertaking, but the outline that transfer payments have.
        (
            "青禾县2020年第一批公路防护工程绩效自评报告\n一、绩效目标分解下达情况\n下达车购税补助56万元。\n"
            "二、绩效目标完成情况分析\n（一）资金投入情况分析。到位56万元。\n",
            "transfer_payment",
        ),
        (
            "2019年重点项目绩效评价报告\n青禾县统计局\n根据有关办法，对“住户调查”项目实施了财政支出绩效自评价，形成本评价报告。\n"
            "一、项目概况\n调查70户。\n",
            "project",
        ),
        (
            "支持地方发展项目绩效目标自评表\n（2020年度）\n转移支付（项目）名称\t运营补贴\n地方主管部门\t省民政厅\t实施单位\t青禾县民政局\n"
            "资金情况（万元）\t\t全年预算数（A）\t全年执行数（B）\t预算执行率（B/A）\n\t年度资金总额：\t350\t342.07\t97.73%\n",
            "transfer_payment",
        ),
        (
            "根据通知要求，现将我厅2020年彩票公益金支持乡镇养老设施建设项目支出绩效报告公告如下。\n一、绩效目标完成情况分析\n"
            "（一）资金投入情况分析。下达1500万元。\n",
            "project",
        ),
        # The title decides, whatever stands below it.
        ("青禾县图书馆2023年度项目支出绩效自评报告(中央补助资金\n一、自评结论\n100分。\n", "project"),
    ],
)  # fmt: skip
def test_kinds(text: str, kind: str) -> None:
    assert report(text).kind == kind


def test_a_departments_report_without_a_title_that_names_it_by_its_decree() -> None:
    found = report(
        "根据通知要求，我厅认真开展了2022年度部门预算绩效自评工作。逐项量化评价，自评得97.5分。\n一、部门概况\n"
        "1.部门主要职责\n据关于印发《平溪省水利厅职能配置内设机构和人员编制规定》(平办字〔2019〕21号)，省水利厅主要职责如下：\n"
        "（1）负责全省水利工作。\n"
    )
    assert (found.kind, found.organization.name) == ("whole_department", "平溪省水利厅")
    assert (found.fiscal_year, str(found.conclusion.self_score)) == (2022, "97.5")


def test_a_self_evaluation_inside_final_accounts_is_read_alone() -> None:
    found = report(
        "青禾县公安局2019年决算公开报告\n决算公开目录\n一、单位概况\n九、整体支出绩效自评报告\n一、单位概况\n"
        "内设机构18个，综合得分12分。\n九、整体支出绩效自评报告\n（一）部门概况\n（二）整体支出绩效自评得分\n自评总分93分。\n"
    )
    assert (found.kind, str(found.conclusion.self_score)) == ("whole_department", "93")
    assert (found.fiscal_year, found.organization.name) == (2019, "青禾县公安局")
    assert [item.code for item in found.diagnostics] == ["part_of_larger_document"]
    assert found.coverage.ignored["set_aside"] > 0


def test_the_base_table_beside_a_form_behind_final_accounts_is_read_with_it() -> None:
    rows = "\n".join(("三公经费：", "3", "2", "1", "项目支出：", "30", "20", "10", "公用经费", "9", "8", "7.5"))
    found = report(
        "石门乡人民政府2023年部门决算公开\n附件一\n2023年度部门整体支出绩效评价基础数据表\n财政供养人员情况（人）\n编制数\n"
        f"2023年实际在职人数\n控制率\n46\n44\n95.65%\n经费控制情况（万元）\n2022年决算数\n2023年预算数\n2023年决算数\n{rows}\n"
        f"附件二\n2023年度部门整体支出绩效自评表\n预算部门、单位名称\n青禾县石门乡人民政府\n年度总体目标\n"
        + "完成。\n"
        * 20
    )
    assert (found.kind, found.title) == ("whole_department", "2023年度部门整体支出绩效自评表")
    assert found.base_data is not None
    assert [str(row.final) for row in found.base_data.expenses] == ["1", "10", "7.5"]


@pytest.mark.parametrize(
    ("text", "year", "unit"),
    [
        ("索引号: 12\n发布机构: 南陵区林业局\n2021年林业局部门整体支出绩效自评表\n内容略。\n", 2021, "南陵区林业局"),
        ("•  发布机构\n•  宝川市图书馆\n一、自评结论\n2022年度项目绩效自评得分98分。\n", 2022, "宝川市图书馆"),
        ("部门名称(公章):云岭县林业局\n一、项目概况\n2023年度造林项目绩效自评已完成。\n", 2023, "云岭县林业局"),
        ("现将2022年平川县交通局衔接资金项目绩效自评情况报告如下：\n一、绩效目标分解下达情况\n下达1845万元。\n", 2022, "平川县交通局"),
        (
            "云岭县林业局2023年异地造林项目支出绩效自评报告\n云岭县林业局2023年异地造林项目支出绩效自评报告\n（2024年度）\n"
            f"一、项目概况\n{BODY}",
            2024,
            "云岭县林业局",
        ),
        ("预算绩效管理\n- 文号: 3号\n- 时效性: 有效\n云岭县信息中心2024年度项目支出绩效自评报告\n一、基本情况\n共9个项目。\n", 2024, "云岭县信息中心"),
        (f"部门整体支出绩效自评报告\n{BODY}2021年部门决算收支完成情况如下。根据2018年9月的意见开展。\n", 2021, None),
        (f"XXXX年度XXXX部门整体支出绩效自评报告\n{BODY}", None, None),
        (
            "一、绩效目标分解下达情况\n（一）石门镇人民政府2023年度下达上级资金755.19万元。\n二、绩效目标完成情况分析\n"
            "（一）总体绩效目标完成情况分析。\n青禾县平桥镇人民政府2023年度下达上级资金755.19万元。总体绩效目标是完成任务。\n",
            2023,
            None,
        ),
        ("发布机构: | 青禾县财政局 | 生成日期: |\n一、自评结论\n2023年度项目支出绩效自评得分96分。\n", 2023, None),
        ("索引號 | 01 | 發(fā)布機構 | 騰川市林業(yè)局 |\n一、自評結論\n2024年度部門整體支出績效自評分96分。\n", 2024, "騰川市林業(yè)局"),
    ],
)  # fmt: skip
def test_year_and_unit_where_the_title_does_not_say(text: str, year: int | None, unit: str | None) -> None:
    found = report(text)
    assert (found.fiscal_year, found.organization.name) == (year, unit)


def test_a_conclusion_first_report_keeps_its_sections_apart() -> None:
    found = report(
        "青禾县第二小学2023年度项目支出绩效自评报告\n一、自评结论\n(一)自评得分\n项目自评得分100分，自评结果为“优秀”。\n"
        "(二)存在的问题和原因分析\n经费不足。\n(三)下一步拟改进措施及有关建议\n加强经费管理。\n"
    )
    assert str(found.conclusion.self_score) == "100"
    assert found.conclusion.use_of_results is None
    assert found.improvements == ("加强经费管理",)


def test_a_list_of_attachments_ends_where_its_numbers_end() -> None:
    found = report(
        f"2023年度青禾县档案馆部门整体支出绩效自评报告\n{BODY}五、附件\n附件1.成本效益分析\n附件2.工作底稿\n"
        "根据办法，对该项目开展自评。\n"
    )
    assert [(entry.label, entry.title) for entry in found.attachments] == [("1", "成本效益分析"), ("2", "工作底稿")]


FILLED = "<tr><td>产出指标</td><td>数量指标</td><td>新增藏书</td><td>5000册</td><td>{}</td><td>100</td><td>{}</td></tr>"
HEADS = (
    "<tr>"
    + "".join(f"<td>{h}</td>" for h in ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"))
    + "</tr>"
)


@pytest.mark.parametrize(
    ("actual", "score", "kind"), [("4820册", "96.4", "whole_department"), ("", "", "not_a_report")]
)
def test_a_form_s_word_left_standing_in_the_title(actual: str, score: str, kind: str) -> None:
    title = "2023年度部门整体支出绩效自评表（参考格式）"
    page = f"<html><body><p>{title}</p><table>{HEADS}{FILLED.format(actual, score)}</table></body></html>"
    assert report(page).kind == kind


TORN = "项目名\n称\n设备购置\n主管部\n门\n云岭县水利局\n年初预\n算数\n全年预\n算数\n执行\n率\n一级指\n标\n二级指\n标\n三级指\n标\n"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("云岭县中心卫生院2022年度基层医疗卫生机构设备购置项\n目自评表\n", "project"),
        ("检验设备修缮项目2021年度自评情况表\n", "project"),
        ("", "not_a_report"),
    ],
)
def test_a_torn_title_above_a_form_says_its_kind(head: str, kind: str) -> None:
    assert parse(f"{head}{TORN}".encode()).kind == kind


@pytest.mark.parametrize(
    ("label", "kind"), [("项目名称\n设备购置\n", "project"), ("部门名称\n云岭县水利局\n", "whole_department")]
)
def test_a_form_of_which_nothing_can_be_read_is_no_less_a_report(label: str, kind: str) -> None:
    """Its columns stand one below the other; the label of what it is about tells the kind."""
    columns = (
        "年初预算数\n全年预算数\n全年执行数\n执行率\n一级指标\n二级指标\n三级指标\n年度指标值\n实际完成值\n分值\n得分\n"
    )
    report = parse(f"{label}{columns}12\n33\n48\n95%\n数量指标\n修缮步道\n".encode())
    assert report.kind == kind
    assert "unreadable_table" in [item.code for item in report.diagnostics]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "专项资金绩效目标表\n（2025年度）\n填报单位（盖章）：云溪县水利局\n水库管护专项\n管护水库数量：12座\n",
            "not_a_report",
        ),
        (
            "云溪县水利局2023年度部门整体支出绩效自评报告\n附件：部门整体支出绩效目标表\n一、部门概况\n编制9人。\n",
            "whole_department",
        ),
    ],
)
def test_a_form_of_goals_is_no_report(text: str, kind: str) -> None:
    assert parse(text.encode()).kind == kind


def _form(project: str, amount: str, actual: str) -> str:
    grid = Grid(9)
    grid.row(GridCell("项目名称", 2), GridCell(project, 7))
    grid.row(
        GridCell("项目资金\n（万元）", 1, rows=3), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率",
        GridCell("得分", 2),
    )  # fmt: skip
    grid.row("年度资金总额", amount, amount, amount, "10", "", GridCell("", 2))
    grid.row("其中：当年财政拨款", "", "", "", "—", "", GridCell("—", 2))
    grid.row(
        GridCell("绩效指标", rows=4), "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
        "偏差原因分析及改进措施",
    )  # fmt: skip
    grid.row(GridCell("产出指标", rows=2), "数量指标", "指标1：", "", actual, "", "", "")
    grid.row("质量指标", "指标1：", "", "", "", "", "")
    grid.row("效益指标", "社会效益指标", "指标1：", "", "", "", "", "")
    grid.row(GridCell("总分", 6), "100", "", "")
    text = flatten_document([Para("项目支出绩效自评表"), Para("（    年度）"), grid.table()], "libreoffice")
    return "\n".join(line for line in text.split("\n") if line.strip())


def test_a_blank_form_of_which_a_tool_dropped_the_blank_cells_is_blank() -> None:
    """Its cells can be told apart no longer (T04 of the corpus printed as PDF, or without its blank lines): a project's
    report of nothing was made of it."""
    report = parse(_form("", "", "").encode())
    assert report.kind == "not_a_report"
    assert any("blank_form" in said.message for said in report.diagnostics)
    for filled in (("泵站改造", "", ""), ("", "120.5", ""), ("", "", "4座")):
        assert parse(_form(*filled).encode()).kind == "project"


SUBMITTED = (
    "部门整体支出绩效自评报告\n（参考提纲）\n部门名称：冀原县审计局\n2020年度\n一、部门基本情况\n- 人员情况\n编制32人，实有29人。\n"
    "（三）预算情况\n2020年预算安排412.6万元，实际支出405.2万元。\n二、绩效自评结论\n自评得分95分，等级优。\n"
)


def test_a_report_that_kept_the_outline_in_its_title() -> None:
    """«（参考提纲）» above a report with its figures: it was refused as an outline without text."""
    read = report(SUBMITTED)
    assert (read.kind, read.fiscal_year, read.organization.name) == ("whole_department", 2020, "冀原县审计局")
    assert read.conclusion is not None
    assert read.conclusion.self_score == 95


def test_an_outline_that_leaves_its_amounts_open_is_none() -> None:
    read = report(SUBMITTED.replace("412.6万元", "XX万元").replace("405.2万元", "XX万元"))
    assert read.kind == "not_a_report"
