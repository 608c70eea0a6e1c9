"""Placed tables in which something else than the middle of a cell tells whose a word or a figure is."""

from __future__ import annotations

from decimal import Decimal

from jixiao import parse
from jixiao.schema.evaluation import Evaluation
from jixiao.structure.flat.placed.shared import settle

SHARED = """\
部门整体绩效自评表

（2024 年度）

单位：石桥县大数据中心    填报日期：2025 年 6 月 14 日

      单位名称                               石桥县大数据中心

                                      项目支出总额（
   基本支出总额（万元）           248.37                          203.21
                                        万元）

                               预算数（A，万元     执行数（B，万元
 预算执行情况                                                 执行率（B/A）   得分
                                   ）           ）
  （万元）
 （20 分）
                部门支出总额          451.58       451.58       100%     20

            一级指标      二级指标       三级指标       年初目标值（A）    实际完成值（B）   得分

                               指标 1：测评信息
                      数量指标                    9 个         15 个      8
                                  系统

                               指标 1：工作成果
                      质量指标                     良好          良好       8
                                  质量

            产出指标               指标 1：预算执行
                                             至少 95%       98%
           (40 分)                 及时率
                      时效指标                                         16
                               指标 2：年度任务
                                             11 月底前      10 月底
年度绩效目标：提                         完成时限
升政务信息系统安
 全防护能力。                        指标 1：会议费控
                       成本                  小于等于 100%      100%      8
 （80 分）                           制率

                               指标 1：产业带动
                                               良好          良好      10
                                  作用
                      经济效益
            效益指标               指标 2：减轻企业
                                           大于等于 43 万元    62 万元     10
           (30 分)                 负担

                               指标 1：生态理念
                     生态效益指标                   ≥88%        96%      10
                                  普及率

           满意度指标    受益对象满意度指   指标 1：企业满意
                                             至少 93%       94%      10
           (10 分)      标           度

                              合  计                                 100


                              - 1 -
\f偏差大或目标未完
                                       无。
 成原因分析

改进措施及结果应
                                  加强监督，规范使用资金。
  用方案
"""
RATED = """\
项目支出绩效自评表

（2025 年度）

填报单位：石桥县大数据中心    公开 14 表

金额单位：元

    项  目  名  称                                  网络安全等级保护测评服务

      业务主管部门                    石桥县数据局               具体实施单位            石桥县大数据中心

                                                                                  实际
                           年初预算数          全年预算数       全年执行数     分值     执行率
                                                                                  得分

            年度资金总额       850000.00       850000     663000.00   10    78.00%     7.80
项目资金（单位：
           其中：当年财政拨
   元）                    680000.00      680000.00   530400.00    －    78.00%      －
              款

             上年结转         170000         170000     132600.00    －    78.00%      －

             其他资金          0.00             0         0.00       －                －

                          预 期 目 标                               实 际 完 成 情 况
 年度总体目标
                      提升政务信息系统安全防护能力。                      安全防护能力提升，全年未发生网络安全事件。

                                        年度
             绩效指标
                                       指标值            实际完成              实际     偏差原因分析与改
                                                                分值
                                                       指标值              得分       进措施
  一级指标       二级指标       三级指标     指标性质   指标值   单位

                       漏洞整改数量    大于等于   158    处      161 处     13      13
             数量指标
                                                                               机构改革期间职能
                       测评信息系统    大于等于    6     个      12 个      12      11
                                                                               划转，工作量减少

                       设备完好率            100    %      100%      13     12.5
  产出指标
              质量


                       会议费控制率    不高于    100    %      100%      12      12
             成本指标


                      提高资金使用效益   定性描述   良好             良好        8      8
            经济效益指标
                                                                               预算下达较晚，当
                       产业带动作用     定性    良好             良好        7     6.5
                                                                                年未全部实施
  效益指标
            社会效益指标      投诉事件     小于等于    0     起       0 起       8      8

             生态效益     生态理念普及率     ≥     92     %       93%       7      7


                              - 1 -
\f                      服务对象满意率     至少    96     %       96%      10      10
             受益对象
 满意度指标
            满意度指标


              备注                                     本项目资金由上级统一支付。

                             总得分                                100   95.80       优
"""
BROKEN = """\
2023 年度县级项目绩效目标自评表

         项目全称                                              困难群众救助补助

         主管部门                      石桥县民政局                项目实施单位               石桥县社会救助服务中心

         项目属性                                         1.持续性项目□ 2.新增性项目☑

 预算执行情况                                预算数（A）             执行数（B）      执行率（B/A）       得分（20 分）
  （万元）
 （20 分）          财政资金总额                572.11             572.11        100%              20

               一级指标      二级指标     指标名称        年初目标值     年终完成值   分值      自评分      复核分     评价标准

                          数量    指标 1：发放慰问
                                              291 份     878 份   13       13      13       未达标按比例扣分
                          指标        品

                                指标 1：问题整改
            产出指标（40 分）                      大于等于 100%   100%    14       14      14    完成率 100%得 14 分
                                   按时率
                         时效指标
                                指标 2：预算执行
                                              ≥97%       99%    13       13      13    完成率 100%得 13 分
                                   及时率

                                指标 1：减轻企业
                                            至少 26 万元    73 万元    5       5        5       未达标按比例扣分
                                   负担
                          经济
                         效益指标
                                指标 2：提高资金
                                               较好        较好      5       5        5    完成率 100%得 5 分
年度绩效目标 1：                         使用效益
  应救尽救
 （80 分）                         指标 1：政策落实
                                              ≥95%       96%     5       5        5       依据佐证材料评分
                          社会       到位率
            效益指标（30 分）
                         效益指标
                                指标 2：投诉事件    不高于 0 起     0 起     5       5        5       依据佐证材料评分

                                指标 1：资源节约
                                               较好        较好      5      4.5      4.5      未达标按比例扣分
                                   利用
                         生态效益
                                指标 2：生态理念
                                              ≥91%       91%     5       5        5       依据佐证材料评分
                                   普及率

                                指标 1：企业满意
                                              ≥89%       90%     5       5        5    完成率 100%得 5 分
                                    度
            满意度指标（10 分   服务对象


                              - 1 -
\f                ）        满意度
                                指标 2：辖区居民
                                            大于等于 90%     91%     5       5        5    完成率 100%得 5 分
                                   满意度

                                总得分                                     99.5
"""  # noqa: E501
TWICE = """\
石桥县项目支出绩效自评表

（2021 年）

         项目名称                                   网络安全等级保护测评服务

        业务主管部门                  石桥县数据局            项目承担单位            石桥县大数据中心

                         年初预算数（万元    全年预算数（万元    全年执行数（万元                      实际
                                                            分值      执行率
                             ）           ）          ）                          得分

            年度资金总额          297         297        297      10     100%        10
 项目资金
 （万元）      其中：年度财政拨款       297.0       297.0      297.0      －    100.00%      －

             结转资金            0           0         0.0       －                 －

            单位其他资金           0           0          0        －                 －

                  年初设定目标                                 实际完成情况
年度绩效目标
                   完成测评                                   完成测评

                                                   实际完成             实际       偏差原因分析
         一级指标    二级指标      三级指标        全年指标值                分值
                                                   指标值              得分       及改进措施

                         1.测评信息系统    大于等于 20 个     20 个     13      13
                  数量
                  指标
                         2.漏洞整改数量     ≥166 处      177 处     12      12

                         1.预算执行及时率     ≥91%        98%      13      13
         产出指标
                                                                            预算下达较晚，当
                 时效指标    2.问题整改按时率     =100%       96%      12     11.52
                                                                             年未全部实施
  绩效
  指标
                            3.

                         1.提高资金使用效
                                       有所提高        有所提高     15      15
                             益
                  经济
         效益指标
                 效益指标    2.产业带动作用      有所提高        有所提高     15      15

                            ……

                 受益对象
         满意度指标           1.服务对象满意率     ≥90%        97%      10      10
                 满意度指标

                           总得分                              100    99.52
2021 年项目支出绩效自评表

        项目名称                                  老旧小区改造补助资金

       业务主管部门                 石桥县数据局            项目承担单位           石桥县大数据中心

                       年初预算数（万元    全年预算数（万元    全年执行数（万元                    实际
                                                          分值     执行率
                           ）           ）          ）                        得分

           年度资金总额        395.0       395.0      331.8     10    84.0%     8.40
 项目资金
 （万元）     其中：年度财政拨款       395        395.0      331.8      －               －

            结转资金          0.0         0.0         0        －               －

           单位其他资金                                          －               －

                 年初设定目标                               实际完成情况
年度绩效目标
           改善老旧小区居住条件，提升居民生活品质
                                                    小区居住条件明显改善。
                    。

                                                 实际完成            实际      偏差原因分析
         一级指标   二级指标     三级指标        全年指标值                分值
                                                 指标值             得分      及改进措施

                 数量
                       1.惠及居民户数    至少 2327 户    2426 户    18     18
                 指标

                       1.工作成果质量       较好          较好      17     17

         产出指标                                                           指标值测算不准确
                质量指标
  绩效                                                                       ；
                       2.培训考核通过率     100%        100%     18    17.5
  指标                                                                    下一年度将据实测
                                                                           算。

                 成本    1.人均公用经费    不高于 4 万元      4 万元     17     17

                 经济
                       1.减轻企业负担     ≥61 万元      78 万元     10     10
                效益指标
         效益指标
                 生态
                       1.资源节约利用       良好          良好      10     10
                效益指标

                          总得分                             100   97.90
"""
TWO_GOALS = """\
老旧小区改造补助资金项目自评表（2022 年度）

单位：临沅县房地产服务中心    填报日期：2023 年 04 月 25 日

  项目全称                                  老旧小区改造补助资金

主管（预算）部门              临沅县住房和城乡建设局              项目实施单位         临沅县房地产服务中心

  项目类别                           1、部门预算项目  ☑   2、市直专项  □

  项目属性                              1.持续性项目□ 2.新增性项目☑

  项目类型                          常年性项目（☑） 延续性项目（□） 一次性项目（□）

预算执行情况(万                              预算数          执行数          执行率       得分
   元)
 (20 分)            财政资金总额             407        252.3400       62%      12.40

               一级指标       二级指标       三级指标        年初目标值（A）     实际完成值（B）    得分

                                   指标 1：更换管网
                                               大于等于 1980 米     7690 米      5
                                      长度

                                   指标 2：改造小区
                           数量                      2 个          6 个        5
                                      数量

                                   指标 3：惠及居民
                                                至少 2622 户      2757 户      5
                                      户数
            产出指标（30 分）
                                   指标 1：培训考核
                          质量指标                    至少 91%        91%        5
                                      通过率
年度绩效目标 1：
 完成改造任务
                                   指标 1：预算执行
 （50 分）                   时效指标                   大于等于 94%       98%        5
                                      及时率

                                   指标 1：人均公用
                           成本                   小于等于 3 万元       3 万元       5
                                      经费

                                   指标 1：减轻企业
                         经济效益指标                  至少 71 万元      75 万元       5
                                      负担
            效益指标（10 分）
                                   指标 1：单位能耗
                         生态效益指标                   至少 3%          5%        5
                                      下降率

            满意度指标（10 分    服务对象     指标 1：辖区居民
                                                   ≥91%         87%      9.56
                ）          满意度        满意度


                              - 1 -
\f               一级指标       二级指标       三级指标        年初目标值（A）     实际完成值（B）    得分

                                   指标 1：更换管网
                                                 ≥6490 米       6837 米      3
                                      长度

                                   指标 2：惠及居民
                           数量                    ≥2660 户       2984 户      3
                                      户数

                                   指标 3：改造小区
                                                  至少 3 个        6 个        4
                                      数量
            产出指标（20 分）
                                   指标 1：培训考核
                          质量指标                     99%          100%       3
                                      通过率

                                   指标 1：年度任务
                          时效指标                     当年完成         当年完成       4
                                     完成时限

                                   指标 1：会议费控
年度绩效目标 2                   成本                     ≤100%         100%       3
                                      制率
 （30 分）
                                   指标 1：减轻企业
                         经济效益指标                  至少 15 万元      50 万元       2
                                      负担

                                   指标 1：政策落实
                          社会效益                    =100%         100%       2
                                      到位率

                                   指标 1：生态理念
                                                 大于等于 88%       83%      1.89
                                      普及率
            效益指标（10 分）   生态效益指标
                                   指标 2：资源节约
                                                    良好           良好        1
                                      利用

                                   指标 1：可持续发
                                                    较好           较好
                                      展能力
                         可持续影响指标                                           3
                                   指标 2：后备人才
                                                   3 人          8 人
                                      储备

                                 总　分                                     91.85

偏差大或目标未完
                                            无。
  成原因分析


                              - 2 -
\f改进措施及结果应
                                       加强监督，规范使用资金。
   用方案
"""


def told(text: str) -> Evaluation:
    (form,) = parse(text.encode()).evaluations
    return form


def test_points_that_two_rows_share_stand_between_them() -> None:
    """Both rows, and the words of level 2 around, were refused (湖北)."""
    form = told(SHARED)
    assert [(row.level2, row.level3, row.score) for row in form.indicators][1:5] == [
        ("质量指标", "指标1：工作成果质量", Decimal(8)),
        ("时效指标", "指标1：预算执行及时率", Decimal(16)),
        ("时效指标", "指标2：年度任务完成时限", None),
        ("成本", "指标1：会议费控制率", Decimal(8)),
    ]


def test_rows_that_share_points_stand_or_fall_together() -> None:
    """The first of three kept its cell, which reached into a row below, when the last was refused."""
    sure = [True, True, True, False, True]
    settle(sure, [1, 2])
    assert sure == [True, False, False, False, True]


def test_numbers_of_names_tell_where_words_of_level_2_begin_and_end() -> None:
    """«指标1» stands anew below each word, wherever the word stands in its cell."""
    form = told(BROKEN)
    assert [row.level2 for row in form.indicators] == [
        "数量指标",
        *["时效指标"] * 2,
        *["经济效益指标"] * 2,
        *["社会效益指标"] * 2,
        *["生态效益"] * 2,
        *["服务对象满意度"] * 2,
    ]


def test_the_rest_of_a_levels_word_on_the_next_page_is_none_of_the_goal() -> None:
    """«满意度指标（10 分», «）»: the bracket was put behind the goal («应救尽救（80分））»)."""
    form = told(BROKEN)
    assert [(goal.expected, goal.weight) for goal in form.goals] == [("应救尽救", Decimal(80))]


def test_a_total_below_a_row_of_label_and_value() -> None:
    """云南 prints the rating behind the total, below the remarks: both were lost."""
    form = told(RATED)
    assert (form.total.weight, form.total.score, form.rating and form.rating.text) == (100, Decimal("95.80"), "优")
    assert [(fund.label, fund.executed) for fund in form.funds] == [
        ("年度资金总额", Decimal("66.300000")),
        ("当年财政拨款", Decimal("53.040000")),  # «…财政拨», «款»: a row named by one letter there is none
        ("上年结转", Decimal("13.260000")),
        ("其他资金", Decimal("0.000000")),
    ]
    assert (form.department, form.unit) == ("石桥县数据局", "石桥县大数据中心")  # a known label and a likely one


def test_a_line_of_headings_said_again_begins_no_page() -> None:
    """Of two forms in one text the last line of the second's headings was taken for a repeated row, and lost. Goals
    whose heading, with the next one's lines, held more labels than its own were lost too."""
    first, second = parse(TWICE.encode()).evaluations
    assert [(goal.expected, goal.actual) for goal in first.goals] == [("完成测评", "完成测评")]
    assert [(row.level3, row.target and row.target.text, row.score) for row in second.indicators] == [
        ("1.惠及居民户数", "至少2327户", Decimal(18)),
        ("1.人均公用经费", "不高于4万元", Decimal(17)),
        ("1.减轻企业负担", "≥61万元", Decimal(10)),
        ("1.资源节约利用", "良好", Decimal(10)),
    ]


def test_a_goals_label_on_the_next_page_begins_a_block_of_its_own() -> None:
    """The heading below the second goal, said again at the top of the page, was taken out as the page's: all rows were
    the first goal's, which went on with «年度绩效目标2»."""
    form = told(TWO_GOALS)
    assert [(goal.expected, goal.weight) for goal in form.goals] == [("完成改造任务", 50), (None, 30)]
    assert [row.goal for row in form.indicators] == [0] * 9 + [1] * 12
