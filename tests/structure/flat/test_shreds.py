"""Tables whose cells' broken lines stand beside or below one another: named, and nothing is read from them."""

from __future__ import annotations

import jixiao

LAYOUT = """2022年度项目支出绩效自评表
项目名   村级水厂改造
称
项目资                     年初预   全年预   全年执 分值   执行率   得分
金           算数    算数    行数
（万元）  年度资    120.00  135.0   128.64 10   95.29   9.53
          金总额          0               %
年度总   预期目标                实际完成情况
体目标   改造水厂三座，更         改造水厂三座，铺
         换管网八公里             设管网八公里
绩效指   一级指 二级指 三级指 年度指 实际完 分值      得分    偏差原
标      标     标    标     标值   成值              因分析
       产出指 数量指 改造水 3座   3座    50   50
       标    标    厂数量
       满意度 服务对 用水户 ≥90%  92.5%  10   10
       指标   象满意 满意度
总分                              100     98.80
填表人：      填报日期：2023年3月15日
"""
BELOW = "\n".join(word for line in LAYOUT.splitlines()[:-1] for word in line.split())


def parts(text: str) -> tuple[int, object, list[str]]:
    report = jixiao.parse(text.encode())
    lost = [d.code for d in report.diagnostics]
    return len(report.evaluations), report.conclusion.use_of_results, lost


def test_lines_beside_one_another_are_a_table_that_is_refused() -> None:
    assert parts(LAYOUT) == (0, None, ["unreadable_table"])


def test_lines_below_one_another_are_a_table_that_is_refused() -> None:
    assert parts(BELOW) == (0, None, ["unreadable_table"])


def test_what_stands_below_is_read() -> None:
    [sign_off] = jixiao.parse(LAYOUT.encode()).sign_offs
    assert str(sign_off.filled_on) == "2023-03-15"


def test_prose_about_the_same_matters_is_no_table() -> None:
    text = (
        "一、绩效目标完成情况\n"
        "年度 绩效 目标 完成 情况 良好，产出 指标、效益 指标 全部 完成。\n"
        "（一）产出 数量指标完成率100%，质量指标、时效指标、成本指标完成较好。\n"
        "（二）效益 经济效益、社会效益、生态效益明显，满意度95%，得分98分，分值100分，全年执行数128.64万元。\n"
    )
    assert "unreadable_table" not in parts(text)[2]


def test_lines_between_bars_that_nobody_read_are_a_table() -> None:
    report = jixiao.parse(
        (
            "部门预算项目支出绩效自评表\n"
            "|项目 |困难群众救助补助          |\n"
            "|名称 |                          |\n"
            "|评价 |按期完成年度目标          |\n"
            "|结论 |                          |\n"
            "|存在 |前期准备不足              |\n"
            "|问题 |                          |\n"
            "|改进 |加强调研。                |\n"
            "|措施 |                          |\n"
        ).encode()
    )
    assert (report.problems, report.improvements, report.outline) == ((), (), ())
    assert [d.code for d in report.diagnostics] == ["unreadable_table"]


def test_rows_between_bars_that_cut_a_label_are_lines_of_cells() -> None:
    report = jixiao.parse(
        (
            "云溪县2022年度项目支出绩效自评表\n\n"
            "|项目名称      |困难群众救助补助                                             |\n"
            "|主管（预算）部|云溪县民政局                    |具体实 |云溪县社会救助服务 |\n"
            "|门            |                                |施单位 |中心               |\n"
            "|项目资|                                         |年初                        |\n"
            "|金    |                                         |预算数                      |\n"
            "|（元）|                                         |                            |\n"
            "|绩效指标                  |年度指标值          |年度实 |分值|自评|偏差原因及|\n"
            "|                          |                    |际完成 |    |分  |改进措施  |\n"
            "|                          |                    |值     |    |    |          |\n"
            "|一级指标                  |二级指标                                         |\n"
            "|总得分                                                  |100 |　96|优秀      |\n"
            "|                                                        |    |.60 |          |\n"
        ).encode()
    )
    assert [e.indicators for e in report.evaluations] in ([], [()])
    assert [d.code for d in report.diagnostics] == ["unreadable_table"]


def test_a_form_with_a_row_that_is_refused_is_no_narrative() -> None:
    report = jixiao.parse(
        (
            "部门预算项目支出绩效自评表（2024年度）\n"
            "项目名称\t困难群众救助补助\t\n"
            "主管部门\t双塘县民政局\t实施单位\t双塘县社会救助服务中心\t\n"
            "项目基本情况\t1．项目年度目标完成情况\t项目年度目标\t年度目标完成情况\t\n"
            "\t\t应救尽救\t应救尽救，按时足额发放\t\n"
            "\t2．项目实施内容及过程概述\t经集体研究后组织实施，年底完成结算。\t\n"
            "预算\n执行\n情况\n（10分）\t年度预算数（万元）\t年初预算\t调整后预算数\t预算执行数\t预算执行率\t权重\t得分\t"
            "原因\t\t\t总 额\t667.1\t585.2\t526.7\t90.00%\t10\t9.00\t\t\t\t绩效指标（90分）\t一级指标\t二级指标"
            "\t三级指标\t指标性质\t指标值\t计量\n单位\t完成值\t权重\t得分\t未完成原因分析\t\t\t产出指标\t数量\t1.救助困难群众"
            "\t大于等于\t5745\t人次\t5748\t45\t45\t\t\t\t合 计\t100\t99.00\t\t\n"
            "评价结论\t请写明改进措施（200字以内）\t\n"
            "存在问题\t项目前期准备不足\t\n"
            "改进措施\t加强调研，合理确定指标值。\t\n"
        ).encode()
    )
    assert report.outline == ()
    assert "unreadable_table" in [d.code for d in report.diagnostics]
