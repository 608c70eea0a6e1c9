# ruff: noqa: E501 - a document a line reads best
"""Papers that speak of self-evaluations and are none; reports that speak of such papers. The first were whole
departments' reports of nothing, and said so with no word of doubt."""

from __future__ import annotations

import pytest

from jixiao.pipeline import parse

NONE = [
    "绩效自评工作培训班在我县举办\n5月10日，云岭县财政局举办2024年绩效自评工作培训班，围绕部门整体支出绩效自评报告撰写、项目支出绩效自评表填报展开。\n",
    "2023年度云岭县政府采购招标公告\n项目名称：云岭县财政局2023年度部门整体支出绩效评价服务项目\n预算金额：45万元\n",
    "财政所长谈绩效自评\n记者：今年部门整体支出绩效自评有何变化？\n答：今年全县自评项目230个，平均得分94分。\n",
    "云岭县财政局对水利局2022年部门整体支出绩效自评的审核意见\n县水利局：\n你单位报来的2022年度部门整体支出绩效自评报告收悉。经审核，自评得分96分，审核得分87分。\n一、指标设置不够细化。\n",
    "云岭县水利局2023年度部门整体支出绩效自评报告公开说明\n我局2023年度部门整体支出绩效自评报告已在县政府门户网站公开，网址见附件。\n",
    "云岭县水利局顺利完成2023年度部门整体支出绩效自评\n本次自评涉及6个项目，平均得分94分。\n",
    "询价函\n各供应商：我单位拟采购2023年度部门整体支出绩效自评报告编制服务，预算3万元。\n",
]

GUIDES = [
    "部门整体支出绩效自评报告怎么写\n一份好的绩效自评报告，应当包括：一、部门概况；二、预算执行情况。例如，某局2022年预算支出500万元……\n",
    "《云岭县部门整体支出绩效自评报告》编写说明\n一、报告封面应写明单位名称、评价年度。\n二、基本情况应写明编制人数，如“编制20名，实有18人”。\n",
]

OTHERS = [
    "云岭县财政局关于2022年度县级部门整体支出绩效评价情况的报告\n根据县政府要求，我局对县水利局等8个部门开展了整体支出绩效评价，现将有关情况报告如下：\n一、基本情况\n8个部门支出2.3亿元。\n二、存在的问题\n（一）预算编制不细。\n",
    "云岭县水利局2024年度预算绩效管理工作计划\n一、工作目标\n二、重点工作\n（一）3月底前完成2023年度部门整体支出绩效自评工作。\n",
    "云岭县水利局关于2022年度部门整体支出绩效评价问题整改情况的报告\n一、整改工作开展情况\n二、问题整改情况\n（一）关于预算执行率偏低的问题。整改措施：加快支出进度。\n",
    "云岭县人大财经委关于2023年度县级决算草案的审查报告\n一、决算情况\n二、绩效自评情况\n2023年部门整体支出绩效自评86个部门。\n",
    "云岭县水利局2024年部门整体支出绩效目标\n一、部门职责\n二、年度目标\n完成水库除险加固12座。\n",
    "云岭县水利局2023年1-6月部门整体支出绩效运行监控自评表\n部门名称：云岭县水利局\n一级指标\t二级指标\t三级指标\t年度指标值\t1-6月执行情况\t全年预计完成情况\n产出指标\t数量指标\t加固水库\t12座\t6座\t12座\n",
    "绩效自评工作承诺书\n我单位承诺所报送的2023年度部门整体支出绩效自评报告真实、准确、完整。\n",
]

COMMISSIONED = [
    "云岭县2022年小区改造项目支出绩效评价报告\n云岭诚正会计师事务所有限公司\n一、项目基本情况\n二、综合评价情况\n综合得分83.5分，等级为良。\n",
    "云岭县2022年小区改造项目支出绩效评价报告\n一、项目基本情况\n二、绩效评价工作开展情况\n受云岭县财政局委托，我公司组成评价工作组。\n三、评价结论\n综合得分83.5分。\n",
    "云岭县水利局2022年度部门整体支出绩效评价报告（第三方）\n一、部门概况\n二、评价结论\n得分86分，等级良。\n",
]

REPORTS = [
    ("whole_department", "云岭县水利局\n关于2023年度绩效运行监控及部门整体支出绩效自评情况的报告\n一、部门概况\n编制20名。\n二、绩效监控开展情况\n三、自评结论\n自评得分95分。\n"),
    ("whole_department", "索引号：000/2024-001  信息分类：预算绩效管理工作总结\n云岭县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n编制20名。\n二、自评得分95分。\n"),
    ("whole_department", "云岭县住建局整改后重新报送的2022年度部门整体支出绩效自评报告\n一、部门概况\n编制38名。\n二、自评得分95分。\n"),
    ("whole_department", "云岭县水利局2023年度部门整体支出绩效自评报告\n预算绩效管理工作总结\n一、部门概况\n编制20名。\n二、自评得分95分。\n"),
    ("project", "云岭县财政局2023年预算绩效管理工作经费项目支出绩效自评报告\n一、项目概况\n用于组织绩效评价。\n二、自评结论\n得分95分。\n"),
    ("project", "云岭县财政局委托第三方绩效评价服务项目2022年度绩效自评报告\n一、项目概况\n用于委托会计师事务所开展重点绩效评价。\n二、自评结论\n自评得分95分。\n"),
    ("whole_department", "云岭县水利局2023年度部门整体支出绩效评价报告\n2022年度绩效评价整改情况的报告\n一、部门概况\n编制20名。\n二、评价得分\n评价得分95分。\n"),
    ("whole_department", "云岭县水利局2023年度部门整体支出绩效评价报告\n绩效评价真实性承诺书\n我单位承诺真实。\n一、部门概况\n编制20名。\n二、评价得分\n评价得分95分。\n"),
    ("whole_department", "云岭县水利局2023年度部门整体支出绩效评价报告\n2023年我局共支出290万元，评价得分95分，等级为优。\n"),
    ("whole_department", "云岭县水利局2023年度部门整体支出绩效自评情况\n本年支出290万元，自评95分。\n"),
    ("whole_department", "云岭县水利局关于2023年整体支出绩效情况的报告\n县财政局：\n2023年支出290万元，评价得分95分。\n"),
    ("project", "项目支出绩效评价报告\n项目名称：泵站改造\n项目单位：云岭县水利局\n评价得分：95分\n"),
    ("project", "云岭县水利局2023年泵站改造项目支出绩效评价报告\n根据县财政局要求，我局对2023年12个项目开展了绩效评价，现将情况报告如下：\n一、项目概况\n资金100万元。\n二、综合得分\n综合得分95分。\n"),
    ("whole_department", "云岭县水利局2023年度部门整体支出绩效评价报告\n按照要求，我局对局机关及下属8个单位开展了整体支出绩效评价。\n一、部门概况\n编制20名。\n二、评价得分\n评价得分95分。\n"),
    ("project", "云岭县疾控所2023年疫病防控项目绩效评价报告\n一、项目概况\n资金100万元。\n二、评价结论\n受县卫健局委托，我所承担全县监测任务。综合得分95分，等级优。\n"),
    ("project", "云岭县粮食购销公司2023年储备粮补贴项目绩效评价报告\n一、项目概况\n补贴120万元。\n二、评价结果\n受县发改局委托，我公司储备粮食1万吨，综合得分95分。\n"),
    ("whole_department", "云岭县水利局2023年部门整体支出绩效自评及整改情况报告\n一、部门概况\n编制20名。\n二、自评得分95分。\n"),
    ("whole_department", "云岭县水利局关于2023年度部门整体支出绩效评价情况及问题整改情况的报告\n一、部门概况\n编制20名。\n二、评价得分95分。\n"),
]  # fmt: skip


def _reason(text: str) -> str:
    report = parse(text.encode())
    assert report.kind == "not_a_report"
    assert {pointer.split("/")[1] for pointer in report.evidence} <= {"title", "fiscal_year", "organization"}
    return next(said.message for said in report.diagnostics if said.code == "not_a_report")


@pytest.mark.parametrize("text", NONE, ids=lambda text: text[:12])
def test_words_of_a_self_evaluation_alone_make_none(text: str) -> None:
    assert "（other）" in _reason(text)


@pytest.mark.parametrize("text", GUIDES, ids=lambda text: text[:12])
def test_how_one_is_written(text: str) -> None:
    assert "（samples）" in _reason(text)


@pytest.mark.parametrize("text", OTHERS, ids=lambda text: text[:12])
def test_a_paper_of_what_stands_beside_one(text: str) -> None:
    """Its problems and its half year's figures were the unit's."""
    assert "（other）：这是其他材料" in _reason(text)


@pytest.mark.parametrize("text", COMMISSIONED, ids=["firm", "told", "title"])
def test_an_evaluation_by_others_under_a_plain_title(text: str) -> None:
    """Its score was the unit's own."""
    assert "（third_party）" in _reason(text)


@pytest.mark.parametrize(("kind", "text"), REPORTS, ids=lambda text: text[:16])
def test_a_report_beside_such_words_is_one(kind: str, text: str) -> None:
    report = parse(text.encode())
    assert report.kind == kind
    assert report.conclusion is not None
    assert report.conclusion.self_score == 95
