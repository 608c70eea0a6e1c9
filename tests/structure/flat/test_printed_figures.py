"""Figures of a page's text that stand between two blanks: no sum takes them apart."""

from __future__ import annotations

from decimal import Decimal

from jixiao import parse

RAW = """\
柳浦区大数据中心绩效自评
2022 年部门整体支出绩效自评表
填报部门 柳浦区大数据中心
预算
情况
(万
元)
资金类别 年初预算数
全年预算
数
全年执行
数
分值
执行
率
得分
合计 600.3 600.3 600.3
10
100
%
10
人员类项目支出 300.2 300.2 300.2 － － －
运转类公用经费项
目支出
120.1 120.1 120.1 －
100.
00%
－
其他运转类项目支
出
54.0 54.0 54.0 － 100
%
－
特定目标类项目支
出
126.1 126.1 126.1 －
100.
00%
－
年度
绩效
目标
绩效目标 完成情况 权重
提升政务信息系统安全防护能力。
安全防护能力提升，全年未发生网络
安全事件。
60
完成测评 完成测评 40
绩效
指标
一级指
标
二级指标 三级指标
年初指标
值
实际完成
指标值
分值
自评
分
偏差原因及
改进措施
产出指
标
数量
指标
指标 1：测评信息
系统
至少 5 个 11 个 13 13
指标 2：
质量
指标 1：设备完好
率
≥98% 81% 12 9.92
机构改革期
间职能划
转，工作量
减少
指标 2：工作成
果质量
有所提高
有所提
高
13 13
时效
指标
指标 1：年度任务
完成时限
2022 年
度内
2022 年
度内完成
12 12
效益指
标
经济效益 指标 1：提高资金
使用效益
有所提高 有所提高 6 6
第 1 页
\f柳浦区大数据中心绩效自评
……
社会效益
指标 指标 1：社会治安
和谐度
有所提高 有所提高 6 6
生态效益
指标
指标 1：资源节约
利用
较好 较好 6 6
可持续影
响指标
指标 1：管理制度
完善程度
良好 良好 6 5
指标值测算
不准确；
下一年度将
据实测算。
指标 2：可持续发
展能力
有所提高
有所提
高
6 6
满意度
指标
服务对象
满意度指
标
指标 1：服务对象
满意率
至少
97%
97% 10 10
总得分 100
96.9
2
第 2 页
"""


def test_the_last_digit_of_a_total_on_the_next_line_takes_none_off_a_score() -> None:
    """pdftotext -raw: 9.92 was read as 9.9 (the 2 as a reason), fitting the total's 96.9 cut short."""
    [evaluation] = parse(RAW.encode()).evaluations
    scores = [one.score for one in evaluation.indicators]
    assert scores[:2] == [Decimal("13"), Decimal("9.92")]
    assert evaluation.total is not None
    assert evaluation.total.score == Decimal("96.92")
