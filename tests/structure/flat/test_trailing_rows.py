"""Rows that end with a TAB, some of their cells broken over lines: most rows of labels and values, few of records."""

from __future__ import annotations

from jixiao import parse

COUNTY_FORM = """2025年度县级项目绩效目标自评表
项目名称\t困难群众救助补助\t
项目主管单位\t云溪市民政局\t项目实施单位\t云溪市社会救助服务中心\t
项目属性\t1、持续性项目  ☑   2、新增性项目  □\t
预算执行情况（万元）（20分）\t\t预算数\t执行数\t执行率\t得分\t
\t年度财政资金总额\t495.00\t495\t100%\t20\t
年度绩效目标1：保障困难群众基本生活。（80分）\t一级指标\t二级指标\t指标名称\t年初指标值\t年终完成值\t自评分\t复核分\t评价标准及依据\t
\t产出指标（40分）\t数量
\t1.发放慰问品\t≥405份\t488份\t10\t　\t依据佐证材料评分\t
\t\t\t2.救助困难群众　\t大于等于1412人次\t5310人次\t10\t\t依据佐证材料评分\t
\t\t质量指标
\t1.工作成果质量\t较好\t较好\t10\t　\t完成率100%得10分\t
\t\t时效
指标\t1.问题整改按时率\t　≥99%\t100%\t10\t　\t依据佐证材料评分\t
\t效益指标（30分）\t经济效益
\t1.减轻企业负担\t≥69万元\t78万元\t30\t　\t依据佐证材料评分\t
\t满意度指标（10分）\t服务对象满意度指标
\t1.企业满意度\t≥93%\t94%\t　10\t\t完成率100%得10分\t
合  计\t100\t\t
"""


def test_records_of_a_short_form_whose_levels_end_with_a_break() -> None:
    """Every indicator was refused: few rows had as many cells as the row above or below."""
    report = parse(COUNTY_FORM.encode())
    [evaluation] = report.evaluations
    read = [(one.level2, one.level3, one.target and one.target.text, str(one.score)) for one in evaluation.indicators]
    assert read == [
        ("数量", "1.发放慰问品", "≥405份", "10"),
        ("数量", "2.救助困难群众", "大于等于1412人次", "10"),
        ("质量指标", "1.工作成果质量", "较好", "10"),
        ("时效指标", "1.问题整改按时率", "≥99%", "10"),
        ("经济效益", "1.减轻企业负担", "≥69万元", "30"),
        ("服务对象满意度指标", "1.企业满意度", "≥93%", "10"),
    ]
    assert "unreadable_table" not in {one.code for one in report.diagnostics}
