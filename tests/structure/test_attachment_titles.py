"""The title of an attachment whose table nobody can read."""

from __future__ import annotations

import jixiao

FORM = """\
一级预算部门、单位
临江区图书馆
名称
年初 全年 全年 执
分值 得分
预算数 预算数 执行数 行率
年度 年度资金总额： 348.8 465.0 465.0 10 100% 10
预算
申请 按收入性质分： 按支出性质分：
（万
元） 其中：一般公共预算：465.0 其中：基本支出：465.0
"""


def titles(form: str) -> list[str | None]:
    text = f"临江区图书馆2022年度部门整体支出绩效自评报告\n一、部门概况\n编制12人。\n\n附件2\n\n{form}"
    return [node.title for node in jixiao.parse(text.encode()).outline if node.role == "attachment"]


def test_the_year_below_it_is_its_own() -> None:
    """A PDF's text: title and year stand right above lines that are no cells."""
    assert titles("部门整体支出绩效自评表\n（2022年度）\n" + FORM) == ["部门整体支出绩效自评表（2022年度）"]
    assert titles("部门整体支出绩效自评表\n\n2022 年度\n\n" + FORM) == ["部门整体支出绩效自评表2022 年度"]
    assert titles("部门整体支出绩效自评表\n" + FORM) == ["部门整体支出绩效自评表"]


def test_a_label_with_its_value_is_none() -> None:
    assert titles("评价类型：完成结果评价\n项目名称：图书购置\n") == [None]


def test_it_goes_on_in_the_line_right_above_lines_that_are_no_cells() -> None:
    """A score sheet that lost its cells, below a title that a unit's name begins."""
    heads = ["一级", "指标", "分数", "二级", "指标", "分数", "三级", "指标", "分数", "计分办法", "指标内容", "自评分数"]
    rows = ["投入", "15", "目标设定", "5", "目标明确性", "5", "目标明确得5分。", "是否与职能相符", "5", "", ""] * 3
    sheet = "\n".join([*heads, *rows])
    title = "临江区图书馆2022年整体支出绩效评价指标评分表"
    assert titles("临江区图书馆\n2022年整体支出绩效评价指标评分表\n" + sheet) == [title]
    assert titles("临江区图书馆\n2022年整体支出绩效评价指标评分表\n另行报送。\n") == ["临江区图书馆"]


def test_a_heading_below_the_report_s_first_sentence_is_none() -> None:
    """«附件 1» above a title said again over two lines; the first section lost its number (a page of 开远)."""
    title = "云溪市第十二中学校2024年度部门整体和项目支出绩效自评报告"
    first = "根据《云溪市财政局关于印发全面实施预算绩效管理工作推进方案的通知》要求，我单位及时对2024年部门整体"
    first += "和项目支出绩效情况进行自查自评，现将2024年度部门整体和项目支出情况报告如下："
    sections = "部门基本情况\n\n（一）部门概况\n\n1.机构设置\n\n在编教师31人。\n\n（二）部门收支情况\n\n暂无。\n"
    cover = title.replace("部门整体和", "部门整体和\n\n")
    report = jixiao.parse(f"{title}\n\n附件 1\n\n{cover}\n\n{first}\n\n{sections}".encode())
    assert [(item.label, item.title) for item in report.attachments] == [("1", None)]
    assert report.profile is not None
    assert report.profile.staffing is not None
    assert report.profile.staffing.on_duty == 31


def test_a_report_s_title_over_two_lines_is_one() -> None:
    """«附件4» above it: the first line alone was the attachment's title (a page of 隆阳)."""
    first, second = "宝川市云岭区林业局生态保护恢复专项", "转移支付2022年度绩效自评报告"
    body = "一、绩效目标完成情况分析\n（一）资金投入情况分析。\n支付1696.76万元。\n二、存在的问题\n预算编制不够精准。\n"
    page = "云岭区2022年专项转移支付绩效自评报告（林业生态保护恢复资金）\n- 发文机构\n- 云岭区林业局\n"
    report = jixiao.parse(f"{page}附件4\n{first}\n{second}\n{body}".encode())
    assert [(item.label, item.title) for item in report.attachments] == [("4", first + second)]
    report = jixiao.parse(f"{page}附件4\n{first}{second}\n关于预算的说明\n{body}".encode())
    assert [(item.label, item.title) for item in report.attachments] == [("4", first + second)]
