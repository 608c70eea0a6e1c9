"""What tells the levels of placed rows where the middles of their words do not: points, lines, a word beside."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.patterns import load
from jixiao.schema import Evaluation
from jixiao.structure.flat.fit import form_of
from jixiao.structure.flat.placed.levels import Levels
from jixiao.structure.flat.placed.merged import Band, Merged
from jixiao.structure.flat.placed.page import Chunk
from jixiao.structure.flat.shapes import heading_of, layout, shapes_of

SHEET = """\
                    临沅县林业局整体支出绩效评价指标表

一级指标   分值    二级指标   分值      三级指标     分值        评价标准          指标说明       得分

                                             指标细化、量化计      指标是否清晰可衡
                          绩效指标明确性     3                                 3
                                               3 分。            量
             目标设定    7
                                             目标符合部门职责
                          绩效目标合理性     4     计 4 分，不完全符     目标是否依据充分     4
                                              合酌情扣分。

                                             “三公经费”变动
                          “三公经费”变动         率≤0 计 5 分；每超    （本年-上年）/上
 投入    17                             5                                 5
                             率                过一个百分点扣          年
                                              0.5 分。

             预算配置   10                      以 100%为标准。在
                                              职人员控制率≤
                                           100%计 5 分；每超    在职人员数/编制
                          在职人员控制率     5                                 5
                                              过一个百分点扣          数
                                            0.5 分，扣完为止
                                                 。

                                            100%以下（含）计     实际支出公用经费
                          公用经费控制率     8    8 分，每超出 1%扣 1   /预算安排公用经    7.5
                                                分。             费
             预算执行   13
 过程    13                                     100%计满分，每低     预算完成数/预算
                           预算完成率      5                                 5
                                            于 5%扣 2 分。         数

                合计                   30                                29.5
"""

LINES = """\
2022 年度临沅县社会救助服务中心困难群众救助补助项目自评表

单位：临沅县社会救助服务中心    填报日期：2023 年 07 月 20 日

  项目全称                                   困难群众救助补助

  主管部门                  临沅县民政局                 项目实施单位         临沅县社会救助服务中心

                                   预算数（A，万元
预算执行情况(万                                        执行数（B，万元）      执行率（B/A）     得分
                                       ）
   元)
 (20 分)
                 年度财政资金总额           327.00         327           100%       20

              一级指标        二级指标       三级指标        年初目标值（A）      实际完成值（B）     得分

                                    救助困难群众     大于等于 3442 人次    5774 人次       8

                          数量指标       发放慰问品        ≥796 份        828 份        8




                                    预算执行及时率      至少 100%         100%        8
           产出指标(40 分)
                           时效
                                    年度任务完成时
                                                 2022 年度内     2022 年度内完成    7.5
                                       限

                                    支出控制总额       ≤354 万元        354 万元       8
                          成本指标
年度绩效目标 1
 （80 分）
                                    减轻企业负担        ≥76 万元        76 万元        6
                         经济效益指标
                                    提高资金使用效
                                                    良好            良好         6
                                       益

           效益指标(30 分)    社会效益指标     社会治安和谐度        有所提高          有所提高        6

                         生态效益指标     单位能耗下降率      大于等于 2%          2%         6

           满意度指标(10 分)   服务对象满意度    服务对象满意度        ≥96%          77%       8.02

                                  总得分                                      97.52
"""

TRANSFER = """\
中央对地方转移支付区域绩效自评表

（2024 年度）

        转移支付（项目）名称                         中央车辆购置税收入补助地方资金

          中央主管部门                                交通运输部

          省级主管部门               云岭市交通运输局         实施单位       临沅县公路中心

                              全年预算数(A)        全年执行数(B)        预算执行率(B/A)

               年度资金总额：           249          239.0400          96.0%

项目资金（万元）      其中：中央财政资金       199.2000        199.2000           100%

                 地方资金          49.8000         49.8000           100%

                 其他资金

                       总体目标                          全年实际完成情况
总体目标完成情况
                   保障项目区群众饮水安全。                     全部工程已投入使用。

                                                               未完成原因及改进
           一级指标      二级指标       三级指标       年度指标值    全年实际完成值
                                                                  措施

                     数量指标      新建村内道路     ≥12 公里    12.6 公里

           产出指标                                                  受汛期影响，已督
                     质量指标       抽检合格率      ≥98%      99.2%
                                                                促加快进度

           效益指标     社会效益指标      受益人口      ≥1200 人   1260 人
"""


RAISED = """\
项目支出绩效自评表

（ 2022 年度）

          项目名称                                    森林病虫害防治项目

          主管单位                    临沅县林业局         项目实施单位           临沅县国有林场

                               年初        全年        全年
                                                          分值     执行率        得分
                              预算数        预算数      执行数

              年度资金总额         319.96    319.96    275.17   10    86.00%     8.60
  项目
  资金
            其中：当年财政拨款        319.96    319.96    275.17   ——    86.00%      ——
 （万元）
              上年结转资金          0.00      0.00       0      ——                ——

               其他资金                                       ——                ——

                    预期目标                                 实际完成情况
年度总体目标
                  完成年度防治任务                              完成年度防治任务

                                                                         未完成原因分析及
         一级指标      二级指标       三级指标       指标值     实际完成值    分值      得分
                                                                           改进措施

                   数量指标     诱捕器安装数量     323 套    345 套    17     16.5

                            工作任务完成质量     97%      99%     17      17
                   质量指标
         产出指标

  绩                                                                      原因：人员不足；
  效                时效指标     资金支付及时率     ＝100%     83%     16    13.28    措施：合理调配力
  指                                                                         量。
  标
                  社会效益指标    信访事项化解率    不少于 92%    94%     10      10

         效益指标               绿色办公普及率     ≥91%      99%     10      10
                  生态效益指标
                             减少纸张使用     ≥12%      14%     10      10

                            办事群众满意度     ≥97%      97%     10      10
                 服务对象满意度指
         满意度指标
                    标


                          合计                              100   95.38
"""


def read(text: str) -> Evaluation:
    (found,) = parse(text.encode()).evaluations
    return found


def test_points_of_a_level_tell_its_rows() -> None:
    rows = [(i.level1, i.level1_weight, i.level2, i.level3, i.weight) for i in read(SHEET).indicators]
    assert rows == [
        ("投入", 17, "目标设定", "绩效指标明确性", 3),
        ("投入", 17, "目标设定", "绩效目标合理性", 4),
        ("投入", 17, "预算配置", "“三公经费”变动率", 5),
        ("投入", 17, "预算配置", "在职人员控制率", 5),
        ("过程", 13, "预算执行", "公用经费控制率", 8),
        ("过程", 13, "预算执行", "预算完成率", 5),
    ]
    other = SHEET.replace("目标设定    7", "目标设定    8")  # then nothing is proven
    assert [i.level2 for i in read(other).indicators if i.level2 in ("目标设定", "预算配置")] == []


def test_rows_between_words_of_one_level_1_are_its_own_and_those_in_a_words_lines() -> None:
    rows = {i.level3: (i.level1, i.level2) for i in read(LINES).indicators}
    assert rows == {
        "救助困难群众": ("产出指标", "数量指标"),
        "发放慰问品": ("产出指标", "数量指标"),
        "预算执行及时率": ("产出指标", None),  # rows of which nothing is printed may stand above it
        "年度任务完成时限": ("产出指标", None),
        "支出控制总额": ("产出指标", None),
        "减轻企业负担": (None, None),  # between 成本 and 经济效益
        "提高资金使用效益": ("效益指标", None),
        "社会治安和谐度": ("效益指标", "社会效益指标"),
        "单位能耗下降率": ("效益指标", "生态效益指标"),
        "服务对象满意度": ("满意度指标", "服务对象满意度"),  # a name like the word beside it
    }


def test_a_level_1_with_no_row_beside_it_is_doubted_with_the_rows_next_to_it() -> None:
    """Blank paragraphs raised the row above «满意度指标», which was taken for the word of an unfilled row."""
    rows = {i.level3: i.level1 for i in read(RAISED).indicators}
    assert rows["信访事项化解率"] == rows["减少纸张使用"] == "效益指标"
    assert rows["办事群众满意度"] is None


def test_a_level_1_of_its_author_may_part_two_words_of_another() -> None:
    rows = {i.level3: i.level1 for i in read(LINES.replace("效益指标(30 分)", "传播指标(30 分)")).indicators}
    assert rows["年度任务完成时限"] is None
    assert rows["预算执行及时率"] is None


def test_a_row_of_which_only_the_label_is_printed_is_no_part_of_the_heading_below() -> None:
    found = read(TRANSFER)
    assert [(goal.expected, goal.actual) for goal in found.goals] == [
        ("保障项目区群众饮水安全。", "全部工程已投入使用。")
    ]
    assert [(str(f.full_year), str(f.executed)) for f in found.funds[:3]] == [
        ("249", "239.0400"),
        ("199.2000", "199.2000"),
        ("49.8000", "49.8000"),
    ]


LABELS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]


def seconds(
    words: list[tuple[int, int, str, bool]], numbers: list[int | None], points: list[float | None] | None = None
) -> list[tuple[int, int, str, bool]]:
    """The cells of level 2 [first, after) of rows that stand a line below each other, after `Levels.by_words`; a word
    stands in the line of its middle row. ``numbers`` are those of the rows' names, ``points`` what they can earn."""
    shape = form_of(shapes_of(load()), [LABELS])
    assert shape is not None
    kind = heading_of(shape, LABELS)
    assert kind is not None
    levels = Levels(load(), layout(shape, kind, LABELS)[1], rows=len(numbers), numbers=numbers)
    levels.points = points or []
    levels.inside.add([Band(row, row) for row in range(len(numbers))], {row: float(row) for row in range(len(numbers))})
    column = next(column for column, place in enumerate(levels.below.places) if place.merge == "level2")
    levels.found[column] = [
        Merged(first, after, (Chunk((first + after - 1) // 2, 0, len(word), first * 9, first * 9 + 4, word),), sure)
        for first, after, word, sure in words
    ]
    levels.by_words()
    return [(c.first, c.after, "".join(chunk.text for chunk in c.chunks), c.sure) for c in levels.found[column]]


def test_words_of_level_2_part_as_the_numbers_of_names_do() -> None:
    words = [(0, 1, "经济效益指标", True), (1, 4, "生态效益指标", True), (4, 5, "服务对象满意度指标", True)]
    assert seconds(words, [1, 2, 1, 2, None]) == [  # «指标2» is of the word above it, «指标1» of another one
        (0, 1, "经济效益指标", True),
        (1, 2, "生态效益指标", False),
        (2, 4, "生态效益指标", True),
        (4, 5, "服务对象满意度指标", True),
    ]
    assert seconds(words, [1, 2, 3, 4, None]) == words  # counted through


def test_a_word_beside_what_no_form_prints_may_be_a_part_of_one() -> None:
    assert seconds([(0, 1, "数量指标", False), (1, 2, "社会效益指标", False)], [None, None]) == [
        (0, 1, "数量指标", True),
        (1, 2, "社会效益指标", True),
    ]
    torn = [(0, 1, "时效", False), (1, 2, "指标", False)]  # «指标» at the top of the next page
    assert seconds(torn, [None, None]) == torn


def test_a_word_with_its_points_beside_rows_of_more_is_in_doubt_with_those_next_to_it() -> None:
    """«效果（20分）» was given a row of «产出（30分）» above it, and its level was wrong without a word."""
    words = [(0, 1, "质量指标（10分）", True), (1, 2, "时效指标（30分）", True), (2, 5, "社会效益指标（20分）", True)]
    found = seconds(words, [None] * 5, [10.0, 15.0, 15.0, 10.0, 10.0])
    assert [(first, after) for first, after, _, sure in found if sure] == [(0, 1), (1, 2), (3, 4)]  # in their own lines
    assert seconds(words, [None] * 5, [10.0, 30.0, 5.0, None, 10.0]) == words


@pytest.mark.parametrize(("below", "level", "points"), [("96%", None, None), ("50分", "产出指标", 50)])
def test_a_figure_far_below_a_word_of_level_1_is_none_of_its_points(
    below: str, level: str | None, points: int | None
) -> None:
    """«96%», exchanged with «效益指标», stood five lines below «产出指标»: it was 96 points of all its rows."""
    page = (
        "                中央对地方转移支付区域绩效自评表\n\n                         （2023 年度）\n\n"
        "  转移支付（项目）名称                             省级乡村振兴专项资金\n\n"
        "       中央主管部门                              农业农村部\n\n"
        "       省级主管部门         桑榆县农业农村局                 实施单位       桑榆县统计局\n\n"
        "绩效指                                                   全年实际完       未完成原因\n"
        "       一级指标    二级指标       三级指标             指标值\n"
        " 标                                                     成值         和改进措施\n\n"
        "                         扶持项目数             15 个            15 个\n"
        "               数量指标\n"
        "                          受益户数            ≥320 户       356 户\n\n"
        "       产出指标    质量指标   项目验收合格率              100%            100%\n\n"
        "                      项目按期完成率              ≥95%            100%\n"
        "               时效指标\n"
        "                      资金拨付及时率              100%            96%\n\n"
        f"       {below}     社会效益   群众生产生活条件            明显改善         明显改善\n"
        "                指标\n"
        "                          受益人口            ≥1200 人      1260 人\n\n"
        "说明                   无其他需要说明的事项\n"
    )
    report = parse(page.encode())
    rows = report.evaluations[0].indicators
    assert rows
    assert {row.level1 for row in rows[:3]} == {level}
    assert {row.level1_weight for row in rows[:3]} == {points}
