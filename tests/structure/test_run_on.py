"""A page without line breaks: title, sections and subsections in one paragraph; contents lists without numbers."""

from __future__ import annotations

from jixiao import parse

REPORT = (
    "附件3云岭县2021年中央食品监管专项转移支付绩效自评报告为进一步规范专项资金管理，对补助资金进行自评，现将情况报告如下：一、绩效目标分解下达情况"
    "（一）中央下达预算和绩效目标情况，2021年中央下达预算资金2.6万元，二、绩效目标完成情况分析（一）资金投入情况分析，由业务股负责实施，"
    "（二）绩效目标完成情况分析，合格率100%三、偏离绩效目标的原因和下一步改进措施我局工作虽未偏离绩效目标。"
)


def test_a_report_without_line_breaks() -> None:
    report = parse(REPORT.encode())
    assert report.title == "云岭县2021年中央食品监管专项转移支付绩效自评报告"
    assert report.kind == "transfer_payment"
    assert report.fiscal_year == 2021
    found = [(one.label, one.title, one.role, [child.title for child in one.children]) for one in report.outline]
    assert found == [
        ("一", "绩效目标分解下达情况", None, ["中央下达预算和绩效目标情况"]),
        ("二", "绩效目标完成情况分析", "performance", ["资金投入情况分析", "绩效目标完成情况分析"]),
        ("三", "偏离绩效目标的原因和下一步改进措施", "problems", []),
    ]
    assert [one.text for one in report.performance.achievements] == [
        "资金投入情况分析，由业务股负责实施，",
        "绩效目标完成情况分析，合格率100%",
    ]
    assert report.problems == ()


def test_numbers_in_a_long_paragraph_cut_nothing() -> None:
    text = "全年工作：一、加强学习教育提高思想认识，二、抓好各项任务落实到位，三、强化督促检查。" + "内容很多。" * 30
    report = parse(f"云岭县档案馆2023年度部门整体支出绩效自评报告\n一、部门概况\n{text}\n".encode())
    assert [one.title for one in report.outline] == ["部门概况"]


def test_a_contents_list_may_begin_without_a_number() -> None:
    report = parse(
        (
            "云岭县林业局2023年造林补助资金项目支出绩效自评报告\n目录\n摘要\n一、项目基本情况\n（一）项目立项背景\n二、评价结论\n"
            "摘要\n项目总得分95.5分，评价等级为“优”。\n一、项目基本情况\n（一）项目立项背景\n为造林设立。\n二、评价结论\n良好。\n"
        ).encode()
    )
    assert [one.title for one in report.outline] == ["项目基本情况", "评价结论"]
    assert report.conclusion.self_score is not None
    assert str(report.conclusion.self_score) == "95.5"
    assert report.conclusion.rating is not None
    assert report.conclusion.rating.canonical == "优"
