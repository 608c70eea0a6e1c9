"""Placed tables by the words of their headings: a label with a blank in it, two labels with one between."""

from __future__ import annotations

from jixiao import parse
from jixiao.structure.flat.placed import doubts
from jixiao.structure.flat.placed.down import Cells
from jixiao.structure.flat.placed.page import Chunk
from jixiao.structure.flat.placed.parts import Body
from jixiao.structure.flat.shapes import Place
from jixiao.structure.flat.stretch import RawRow

FORM = """\
云溪县项目支出绩效自评表

（2025 年）

           项目名称                                     网络安全等级保护测评服务

           主管部门                      云溪县数据局           项目承担单位           云溪县大数据中心

                                年初预算数       全年预算数     全年预算执行数   分值     执行率      自评 得分

                年度资金总额         234.67      234.67     164.27    10     70%       7.00
项目资金（单位：
              其中：当年财政拨款        187.73      187.73     131.41     —    70.00%      —
  万元）
                 上年结转           46.93       46.93      32.85     —     70%        —

                 其他资金                         /                  —                —

                      年初设定目标                                 实际完成情况
 年度绩效目标
                 提升政务信息系统安全防护能力。                      安全防护能力提升，全年未发生网络安全事件。

                                                                                偏差原因分析
           一级指标      二级指标       三级指标       {target}     实际 完成值    分值    自评 得分
                                                                                及改进措施

                              1.测评信息系统    大于等于 17 个    18 个     25      25
           产出指标      数量指标
                              2.漏洞整改数量     至少 88 处     105 处    25      25

                              1.提高资金使用效                                        机构改革期间职能
                    经济效益指标                  有所提高       有所提高     10     9.5
                                  益                                            划转，工作量减少
   绩效
   指标
           效益指标     社会效益     1.社会治安和谐度     有所提高       有所提高     20      20

           满意度指标   服务对象满意度     1.辖区居民满意度     ≥94%        95%     10      10

                            合  计                                100   96.50
"""


def test_a_label_with_a_blank_in_it_is_one_label() -> None:
    """«年度 指标值» was taken for 年度 and 指标值, and so every row below for one that may hold two cells in one."""
    [evaluation] = parse(FORM.format(target="年度 指标值").encode()).evaluations
    read = [
        (one.level3, one.target and one.target.text, one.actual and one.actual.text, str(one.weight), str(one.score))
        for one in evaluation.indicators
    ]
    assert read == [
        ("1.测评信息系统", "大于等于17个", "18个", "25", "25"),
        ("2.漏洞整改数量", "至少88处", "105处", "25", "25"),
        ("1.提高资金使用效益", "有所提高", "有所提高", "10", "9.5"),
        ("1.社会治安和谐度", "有所提高", "有所提高", "20", "20"),
        ("1.辖区居民满意度", "≥94%", "95%", "10", "10"),
    ]


COVERED = """\
                         2025 年度部门整体绩效自评表

填报单位：苍梧岭区房地产服务中心                公开 13 表

金额单位：元

  部门（单位）                                    苍梧岭区房地产服务中心

                      年初                      全年           全年             执行
                                                                     分值             自评分
                     预算数                    预算数            执行数            率

       年度资金总                                                              93.00
                   7828800.00             6990000.00     6500700     10             9.30
         额                                                                  %
预算资金
（元）     其中：基                                                              93.0
                   4697280.00             4194000.00     3900420.0   /               /
        本支出                                                                %
                                                             0

       项目支出         3131520.00            2796000.00     2600280     /               /

       其他资金                                                 —        /               /

                         预期目标                                        实际完成情况
 总体
 目标
                         完成改造任务                                      改造任务全部完成

           绩效指标                        年度指标值
                                                          实际完成            自评      偏差原因分析与
                                                                     分值
                                                   度量单     指标值            分        改进措施
一级指标   二级指标       三级指标          指标性质    指标值
                                                    位
\f        数量        1.改造小区数量      至少       7     个    13 个    10     10

        指标        2.惠及居民户数              2417   户   2833 户    10    10

                   1.设备完好率          ≥    99    %    99%     10     10
        质量
产出指标                                                                      机构改革期间职
                  2.工作成果质量              有所提高       有所提高     10     9.5    能划转，工作量
                                                                            减少

        时效
                  1.预算执行及时率    大于等于      92    %    94%     10     10


       社会效益
                  1.社会治安和谐度     定性       良好         良好      10     10


效益指标
       生态效益指      1.单位能耗下降率     至少        5    %    5%      10      10
         标
                  2.生态理念普及率    大于等于      90    %    98%     10     10


满意度指   受益对象
                  1.服务对象满意率         ≥    93    %    93%      10    10
 标     满意度指标

             备注                                本项目资金由上级统一支付。

                              合 计                           100   98.80      优
"""


def test_a_label_over_several_columns_heads_none_of_its_own() -> None:
    """«绩效指标» between «二级指标» and «三级指标» took the names; «定性» was one, «至少7个» the target 7个."""
    [evaluation] = parse(COVERED.encode()).evaluations
    read = {one.level3: one.target.text if one.target else None for one in evaluation.indicators if one.level3}
    assert read == {
        "1.改造小区数量": "至少7个",
        "2.惠及居民户数": "2417户",
        "1.预算执行及时率": "大于等于92%",
        "1.社会治安和谐度": "良好",
        "1.单位能耗下降率": "至少5%",
        "2.生态理念普及率": "大于等于90%",
        "1.服务对象满意率": "≥93%",
    }


FUNDS = """\
双塘县房地产服务中心绩效自评


                     2021 年度单位整体支出绩效自评表

     部门全称                            双塘县房地产服务中心

                                  全年预算      全年执行           执行
       资金类别             年初预算数                         分值           得分
                                    数        数             率

                                                           93.0
           合计            883.20    883.20   821.37    10           9.30
                                                            %
整体
                                                           93.0
预算   人员类项目支出             441.60   441.60    410.69    /             /
执行                                                         0%
情况
     运转类公用经费项                                              93.0
（万                       176.64   176.64    164.27    /             /
       目支出                                                 0%
元）
      其他运转类项目
                          79.49    79.49     73.92    /    93%      /
        支出

     特定目标类项目支
                         185.47   185.47    172.49    /             /
        出

                 年度目标                       目标完成情况                 权重
年度
     改善老旧小区居住条件，提升居民生活品
绩效                                      小区居住条件明显改善。                60
             质。
目标
                完成改造任务                     改造任务全部完成                 40

绩    一级指                          年初指标      实际 完成          实际     偏差原因及
            二级指标        三级指标                          分值
效     标                             值         值            得分     改进措施

指    产出指                          大于等于
                      惠及居民户数                2,188 户   8      8
标     标                           400 户
                数量
                                  ≥2,869
                      更换管网长度                7,452 米   8     8
                                    米
                指标
                      改造小区数量       ≥10 个     10 个     9     9

            质量指标
                        设备完好率      ≥99%      100%     8     8



                时效   预算执行及时率       93%       96%      9     8     指标值测算
                                                                  不准确；
                                                                  下一年度将
                                                                  据实测算。




                                  第1页
\f双塘县房地产服务中心绩效自评


          成本
                           小于等于
                人均公用经费              3 万元    8     8
                            3 万元
          指标

                产业带动作用      较好      较好      8     7
         经济效益
                提高资金使用效益    较好      较好      7     7



          社会
   效益指
    标             投诉事件      ≤0 起    0起      8     8
         效益指标

         生态效益
                           大于等于
                生态理念普及率             94%     7     7
                            94%


         服务对象   辖区居民满意度    至少 93%   96%    10    10
         满意度指
   满意度    标
   指标
                  ……




                 合 计                       100   97.3
                                                  0




                           第2页
"""


def test_a_name_s_last_line_is_no_row() -> None:
    """«支出», below the figures of «其他运转类项目支出», was a fund of its own with them."""
    [evaluation] = parse(FUNDS.encode()).evaluations
    read = [(one.label, one.executed and str(one.executed)) for one in evaluation.funds]
    assert ("支出", "73.92") not in read
    assert "73.92" not in [executed for _, executed in read]
    assert ("特定目标类项目支出", "172.49") in read


def test_the_last_digits_of_a_figure_are_no_figure() -> None:
    """«398.26» above «80», which stands in no line of a name: 398.2680 was read as 398.26, and 80 below it."""
    torn = rows(["其中：财政拨款|398.26"], ["|80", "财政专户管理资金|"])
    whole = rows(["其中：财政拨款|398.26"], ["财政专户管理资金|80"])
    assert [doubts.goes_on(body, 1, AMOUNTS, 0) for body in (torn, whole)] == [True, False]


def rows(*bodies: list[str]) -> list[Body | RawRow]:
    """Rows of several lines each, the cells of a line between bars."""
    found: list[Body | RawRow] = []
    for at, lines in enumerate(bodies):
        cells = [{n: [Chunk(at, n, n, 0, 0, text)] for n, text in enumerate(line.split("|")) if text} for line in lines]
        found.append(Body([Cells(at, at, columns, None, False) for columns in cells], sure=True))
    return found


AMOUNTS = [Place(column, 1, type_, "", type_) for column, type_ in enumerate(("label", "amount"))]
