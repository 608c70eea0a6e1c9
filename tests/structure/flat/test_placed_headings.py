"""Placed tables by the words of their headings: a label with a blank in it, two labels with one between."""

from __future__ import annotations

from jixiao import parse

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
