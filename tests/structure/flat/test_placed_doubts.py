"""Placed tables in which a word or a value may be another row's: refused, and no heading of the text."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from jixiao import parse
from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.structure.flat.placed import doubts
from jixiao.structure.flat.placed.across import Columns
from jixiao.structure.flat.placed.down import Cells
from jixiao.structure.flat.placed.heads import headings
from jixiao.structure.flat.placed.levels import Levels
from jixiao.structure.flat.placed.merged import Merged
from jixiao.structure.flat.placed.page import Chunk, Pages, Placed
from jixiao.structure.flat.placed.parts import Body, Part, mend_figures
from jixiao.structure.flat.shapes import Place
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, Stretch
from jixiao.structure.flat.words import words_of

HEBEI = """\
                     2022 年部门整体支出绩效自评表

     部门（单位）                              临沅县大数据中心

                                   全年预算      全年执行           执行
                        年初预算数                          分值           得分
                                     数        数             率


                                             177.386        95.0
           合计           186.7224   186.722             10           9.50
                                                3           0%
                                      4

预算                                                          95.0
      人员类项目支出           93.3612    93.3612   88.6931   —             —
情况                                                          0%
（万
元）   运转类公用经费项                                               95.0
                        37.3445    37.3445   35.4773   —             —
       目支出                                                  0%

     其他运转类项目支
                        16.8050    16.8050             —             —
        出                                    15.9648

      特定目标类项目                                               95.0
                        39.2117    39.2117             —             —
        支出                                   37.2511        0%

                 年度目标                        目标完成情况                 权重
年度
                 完成测评                         完成测评                  60
绩效
目标                                 安全防护能力提升，全年未发生网络
      提升政务信息系统安全防护能力。                                               40
                                         安全事件。

绩效                                                                 偏差原因分
     一级指                           年度 指标     年度实际           自评
            二级指标        三级指标                           分值          析与改进措
指标    标                              值       完成值            得分
                                                                     施

     产出指                             ≥127
                     漏洞整改数量                  132 处     18   18
      标         数量                   处

                                                                   预算下达较
                                                            14.8
                     测评信息系统        ≥16 个      14 个     17          晚，当年未
                                                             8
                                                                   全部实施

            时效指标
                                   2022 年    2022 年
                     年度任务完成时限                          18   18
                                    度内       度内完成


                成本      人均公用经费     不高于 4      4 万元     17   17
                                    万元




                                   第1页
\f临沅县大数据中心绩效自评


         经济效益
                产业带动作用      较好      较好     3     3



         社会效益
                                                       预算下达较
                           不高于 0
                 投诉事件               0起     3    2.5    晚，当年未
                            起
                                                       全部实施
   效益指
    标    生态效益   生态理念普及率     87%    96%     4     4


                单位能耗下降率    至少 1%    5%     3     2


         可持续发                                          预算下达较
          展     可持续发展能力     良好      良好     4    3.5    晚，当年未
                                                       全部实施

          指标    管理制度完善程度   有所提高    有所提高    3     3


                 合 计                      100   95.3
                                                 8




                           第2页
"""
CHONGQING = """\
                      2024 年度柳浦区大数据中心整体绩效自评表

                                                                               自评总分
      部门名称                 柳浦区大数据中心                     财政处室          教科文处                  100
                                                                               （分）

      部门联系人                      （略）                    联系电话                 0745-0000000

      部门预算                                      全年（调整）                执行率      执行率权     执行率得
                                       年初预算数               全年执行数
                                                 预算数                  （%）       重       分（分）
      执行情况
      （万元）
                          部门预算          888       888           888    100%      10          10

                                                                              全年目标实际
                         年初绩效目标               全年（调整）绩效目标
                                                                               完成情况
     当年绩效目标
                    提升政务信息系统安全防护                                      安全防护能力提升，全年未发生网
                                                  不变
                         能力。                                               络安全事件。

               计量    指标       年初         调整        全年      得分系数       指标权重     指标得分     是否核心
   指标名称
               单位    性质      指标值        指标值       完成值       （%）        （分）     （分）       指标

  测评信息系统       个    大于等于     14 个                 18 个         100%    25        25         否

  会议费控制率       %    小于等于         99     100        100         100%     25        25        是

  减轻企业负担       万元                68      —       74 万元         100%    10         10        是

  政策落实到位率      %    大于等于      88%       97%        98%         100%    10        10         是

   后备人才储备      人     ≥           7人               7人           100%    10        10         否

   企业满意度       %     ≥           82     91        93%          100%    10        10         是




"""

BASE = """\
附件1：部门整体支出绩效评价基础数据表

              （2023 年度）
                         2023 年年末在职
               编制数                      控制率
财政供养人员情况（单                    人数
   位：人）
                20           15         75.00%

             2022 年决算数   2023 年预算数    2023 年决算数
 经费控制情况
               （万元）        （万元）         （万元）

  三公经费          29.1        23.2

1、公务用车购置和运
                                         ——
   行维护费

 其中：购置费

  某项专用经费          10.3       8.0

  运行维护费         10.1

 （2）出国经费                                  0

 （3）公务接待        11.0         8.0

  项目支出：                     107.1       102.0

  公用经费         106.2          /
"""


MEASURES = """\
                2025 年度部门（单位）整体绩效自评表

   项目单位：云溪县房产服务中心

   填报时间：2026.06.01

    单位名称                               云溪县房产服务中心

基本支出总额(万元)          426.06        项目支出总额(万元)          348.59

预算执                                        执行数（B，万    执行率
                        预算数（A，万元）                              得分
行情况                                          元）       （B/A）
 (万元)
(20 分)     部门支出总额             774.65         774.65   100%     20

                                                      实际完成
         一级指标    二级指标         三级指标         年初目标值(A)            得分
                                                       值(B)

                             1.改造小区数量        至少 8 个     8个     10
                  数量         2.更换管网长度       ≥5241 米   5881 米   10
                  指标
                                                        2350
         产出指标                3.惠及居民户数       ≥1085 户            10
                                                        户

                 时效指标
                         1.预算执行及时率          至少 93%     94%     10
"""


def test_two_weights_are_two_goals() -> None:
    [form] = parse(HEBEI.encode()).evaluations
    assert [(goal.expected, goal.actual, goal.weight) for goal in form.goals] == [
        ("完成测评", "完成测评", 60),
        ("提升政务信息系统安全防护能力。", "安全防护能力提升，全年未发生网络安全事件。", 40),
    ]


def test_a_word_right_above_a_row_may_be_its_own() -> None:
    [form] = parse(HEBEI.encode()).evaluations
    found = [(row.level2, row.level3) for row in form.indicators]
    assert (None, "投诉事件") in found
    assert ("生态效益", "投诉事件") not in found


def test_labels_above_a_table_that_could_not_be_read_are_no_headings() -> None:
    """What cannot be read is the total's label here, whose value no form has."""
    report = parse(CHONGQING.replace("自评总分", "考核系数").encode())
    assert report.outline == ()
    assert len(report.evaluations[0].indicators) == 6
    assert [item.code for item in report.diagnostics] == ["unreadable_table"]


def test_a_row_of_labels_over_two_lines_with_a_total_s_and_one_right_above_its_value() -> None:
    """«部门», then «名称» below the line of its value: «财政», half a label beside it, was the unit (重庆)."""
    (form,) = parse(CHONGQING.encode()).evaluations
    assert form.total is not None
    assert (form.unit, str(form.total.score)) == ("柳浦区大数据中心", "100")
    torn = """\
       部门                                         财政
                       苍梧岭区社会救助服务中心                             政法科     自评总分（分）    99.0
       名称                                         处室

       部门联系人
"""
    above, rest = CHONGQING.split("      部门联系人", 1)
    (form,) = parse((above.split("\n", 1)[0] + "\n\n" + torn.rstrip("\n") + rest).encode()).evaluations
    assert form.total is not None
    assert (form.unit, str(form.total.score)) == ("苍梧岭区社会救助服务中心", "99.0")


@pytest.mark.parametrize("target", ["978 人次     1,146 人次", "有所提高      有所提高"])
def test_two_indicators_that_share_their_points_are_no_row_of_two_lines(target: str) -> None:
    """Points merged over two rows stand between their lines: «978 人次», «大于等于 698 份» were one target (湖北)."""
    above, _ = MEASURES.split("                             1.改造小区数量")
    rows = f"""\
                              慰问困难群众      {target}
                   数量指标                                        19
                              发放慰问品     大于等于 698 份   733 份
         产出指标
                              培训考核通过率     ≥95%        97%     10
                   质量指标
                              工作成果质量       良好         良好     10
"""
    (form,) = parse((above + rows).encode()).evaluations
    assert [(row.level3, str(row.score)) for row in form.indicators] == [
        ("培训考核通过率", "10"),
        ("工作成果质量", "10"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        # two cells in one piece; a row of which all cells stand in the next column; points before a line of a reason
        ("较好      较好     3     3", "较好较好           3     3", None),
        ("87%    96%     4     4", "       87%     96%   4", None),
        ("87%    96%     4     4", "        87人    96人  4", None),
        ("87%    96%     4     4", "87     人96人    4     4", None),
        ("3    2.5    晚，当年未", "3    2.5 晚，当年未", ("投诉事件", "2.5", "预算下达较晚，当年未全部实施")),
    ],
)
def test_cells_that_stand_in_another_s_column(old: str, new: str, kept: tuple[str, ...] | None) -> None:
    whole, moved = (parse(text.encode()).evaluations[0].indicators for text in (HEBEI, HEBEI.replace(old, new)))
    assert old in HEBEI
    assert len(moved) == len(whole) - (kept is None)
    if kept:
        assert kept in [(row.level3, str(row.score), row.deviation_reason) for row in moved]


def test_figures_of_a_column_without_a_place_in_common_are_nobody_s() -> None:
    """PyMuPDF, sorted: «3.03», of 决算数, stands below 预算数, as far left as its line is short."""

    def doubted(*texts: tuple[int, int, str]) -> set[int]:
        columns = Columns(AMOUNTS, [(0, 6), (20, 30), (34, 44)], False, lambda _: frozenset())
        chunks = [Chunk(at, left, left + len(text), 99 * at + left, 99 * at + left, text) for at, left, text in texts]
        columns._doubt_wandering([(chunk, 1 if chunk.left < 32 else 2) for chunk in chunks])
        return {chunk.at for chunk in chunks if chunk.start in columns.doubtful}

    full = (1, 22, "9.46"), (1, 36, "7.22")
    assert doubted(*full, (2, 34, "3.03"), (3, 46, "0")) == {2, 3}
    assert doubted(*full, (2, 36, "3.03"), (3, 39, "0")) == set()


def test_points_whose_last_digits_had_no_room() -> None:
    """Not where a wider one had room in the column, or the first line is no torn figure."""
    texts = ["9.1\n8", "10", "99.\n18", "7\n5", "8.\n", "5.5\n2.5"]
    rows = [RawRow([RawCell(text, column=0)]) for text in texts]
    mend_figures(rows, [Place(0, 1, "score")])
    assert [row.cells[0].text for row in rows] == ["9.18", "10", "99.18", *texts[3:]]
    wide = [RawRow([RawCell(text, column=0)]) for text in ("9.1\n8", "8.5分")]
    mend_figures(wide, [Place(0, 1, "score")])
    assert wide[0].cells[0].text == "9.1\n8"


def test_a_goal_above_a_heading_is_no_part_of_it() -> None:
    """Where the last label of a heading is in doubt, the goal's second line made it one («二是专项工作完成。⏎实际»)."""
    goals = """\
年度           年初设定目标                       实际完成情况
总体       一是保障机构运转；                      一是机构运转正常；
目标       二是完成专项任务。                     二是专项任务圆满完成。

绩                                                     偏差原因分
效   一级指   二级指标       三级指标      年初指标        实际完分值   自评     析
      标                          值      成值        得分
指                                                     及改进措施
标
     产出指标    数量指标     业务培训         6期     11期    4    4
"""
    report = parse(("2024年度部门整体支出绩效自评表\n预算部门名称    云溪县统计局\n" + goals).encode())
    assert [goal for form in report.evaluations for goal in form.goals] == []


def test_rows_below_a_refused_one_are_no_parts_of_the_row_above_it() -> None:
    base = parse(BASE.encode()).base_data
    assert base is not None
    assert [(row.item, row.level, row.parent) for row in base.expenses[:4]] == [
        ("三公经费", 1, None), ("其中：购置费", 3, None), ("某项专用经费", None, None), ("运行维护费", 3, None),
    ]  # fmt: skip


def test_a_row_of_nothing_above_others_may_be_the_last_of_the_cell_above() -> None:
    """«质量», raised by blank paragraphs in its cell, and «……» below its row."""
    cells = [Merged(0, 1, (), sure=True), Merged(1, 3, (), sure=True), Merged(3, 4, (), sure=True)]
    found = Levels.led_by_blanks(cells, [False, True, False, True])
    assert [(cell.first, cell.after, cell.sure) for cell in found] == [
        (0, 1, True), (1, 2, False), (2, 3, True), (3, 4, True),
    ]  # fmt: skip


ORDERED = """\
浙东市本级项目支出绩效自评表

（2024 年度）

项目名称     城市轨道交通运营补贴                      主管部门        浙东市交通运输局
项目负责人    周某                              联系电话        0574-0000000
预算执行情况   资金来源     年初预算数       调整后预算数     实际执行数       预算执行率        分值    得分
（万元）     合计        12000.00   11560.00   11434.28    98.91%      10     9.89
         一般公共预算    12000.00   11560.00   11434.28    98.91%      -      -
         其他资金                                                    -      -
年度目标     预期目标                                        实际完成情况
         保障两条线路安全运营，年客运量达到 9800 万人次。                 两条线路安全运营，年客运量 10236 万人次。
一级指标     二级指标     三级指标    指标解释           年度指标值       全年实际值    权重         得分
产出指标     数量指标      运营里程       全年列车走行公    ≥820 万公里    835.6 万公里   15     15
                              里
                   客运量        进出站闸机统计    ≥9800 万人次   10236 万人次   15     15
         质量指标      列车正点率      正点列次/开行    ≥99.5%      99.92%      10     10
                              列次
         成本指标      车公里成本      运营成本/车公    ≤38 元       39.2 元      10     8.5
                              里
效益指标     社会效益指标    公共交通分担率    轨道客流/公交    ≥32%        33.1%       20     20
                              总客流
         可持续影响指标   安全管理体系     体系运行情况     健全          健全          10     10
满意度指标    服务对象满意度   乘客满意度      第三方测评      ≥90 分       92.6 分      10     10
总分                                                               100    98.39
"""


def test_zones_in_another_order_a_total_among_funds_and_goals_beside_a_label_that_may_head_a_column() -> None:
    """浙江's form: goals below the money; «年度目标» beside «预期目标» is the block's label."""
    (found,) = parse(ORDERED.encode()).evaluations
    funds = [(fund.label, str(fund.full_year), str(fund.executed), str(fund.score)) for fund in found.funds]
    assert funds[0] == ("合计", "11560.00", "11434.28", "9.89")
    assert [goal.expected for goal in found.goals] == ["保障两条线路安全运营，年客运量达到9800万人次。"]
    assert [row.level3 for row in found.indicators][:2] == ["运营里程", "客运量"]
    assert (str(found.total.weight), str(found.total.score)) == ("100", "98.39")


BESIDE = """\
津海区项目支出绩效自评表

（2020 年度）

项目名称         公立医院综合改革补助                 项目代码       1201162000000
主管部门         津海区卫生健康委员会                 项目单位       津海区中医医院
项目资金                年初预算数    全年执行数      分值         执行率        得分
（万元）                （A）      （B）                   （B/A）
             年度资金总  560.00   512.96     10         91.60%     9.16
             额
             其中：中央  300.00   300.00     —          100%       —
             资金
             区级资金   260.00   212.96     —         81.91% —
年度     预期目标                             实际完成情况
总体     巩固破除以药补医成果，                      医疗服务收入占比提高至 34.6%，
目标     优化收入结构。                          超出目标 1.6 个百分点。
绩      一级     二级指标   三级指标    年度指标值      实际完成值     分值     得分
效      指标                    （A）        （B）
指      产      数量指标   药品零差率   ≥680 种     715 种     20     20
标      出             品种
       指      质量指标   病案首页合   ≥95%       96.8%      20         20
       标             格率
              时效指标   补助资金拨   2020 年 6   2020 年 9   10         7
                     付时间     月底前        月
       效益    社会效益    医疗服务收   ≥33%       34.6%      30         30
       指标    指标      入占比
       满意度   服务对象    住院患者满   ≥90%       93.4%      10         10
       指标    满意度指标   意度
总分                                                 100        96.16
"""


def test_labels_below_nothing_are_a_column_where_the_block_stands_in_the_heading_s_lines_alone() -> None:
    """The label of the block has the two lines of the heading (天津): the names of the money were taken for it."""
    (found,) = parse(BESIDE.encode()).evaluations
    assert [(fund.label, str(fund.executed)) for fund in found.funds][:2] == [
        ("年度资金总额", "512.96"),
        ("中央资金", "300.00"),
    ]


def test_a_figure_with_its_unit_is_whole() -> None:
    """«5881 米» above «2350» and «户» of the next row."""
    [form] = parse(MEASURES.encode()).evaluations
    assert [(row.level3, row.actual and row.actual.text) for row in form.indicators] == [
        ("1.改造小区数量", "8个"),
        ("2.更换管网长度", "5881 米"),
        ("3.惠及居民户数", "2350户"),
        ("1.预算执行及时率", "94%"),
    ]


def rows(*lines: str) -> list[Body | RawRow]:
    """Rows of a line each, their cells between bars; what begins with «?» is unsure."""
    cells = [
        {n: [Chunk(at, n, n, 0, 0, text.strip())] for n, text in enumerate(line.lstrip("?").split("|")) if text.strip()}
        for at, line in enumerate(lines)
    ]
    return [
        Body([Cells(at, at, columns, None, False)], not lines[at].startswith("?")) for at, columns in enumerate(cells)
    ]


def places(*types: str) -> list[Place]:
    return [Place(column, 1, type_, "", type_) for column, type_ in enumerate(types)]


AMOUNTS = places("label", "amount", "amount")


@pytest.mark.parametrize(
    ("lines", "rest"),
    [
        (("年度资金总额|800.0675|800.067", "其中：年度财政拨|800.0675|800.067", "款||5"), True),
        (("其中：年度财政拨|320|80", "款|320|80"), True),  # a letter is no label
        (("其中：年度财政拨|800.0675|800.067", "款项||1,200.55"), False),
        (("年度资金总额|800.0675|800.067", "其中：年度财政拨|12.5|80.07", "结转||5"), False),  # room for more digits
        (("其中：年度财政拨款等|8.0675|8.067", "基金|8.0675|8.067", "结转||5"), False),  # and for a letter
    ],
)
def test_a_row_that_may_be_the_second_line_of_the_one_above(lines: tuple[str, ...], rest: bool) -> None:
    body = rows(*lines)
    assert doubts.is_rest(body, len(body) - 1, AMOUNTS, 0) is rest


def test_a_figure_that_goes_on_in_the_next_row() -> None:
    torn = rows("年度资金|1|131", "总额|，260.50|")
    assert doubts.goes_on(torn, 1, AMOUNTS, 0)
    assert not doubts.goes_on(rows("年度资金|1|131", "其他资金||2"), 1, AMOUNTS, 0)


def test_a_figure_that_ends_in_the_middle_of_a_page() -> None:
    """«10.» above the foot, «48» below the head: «大于», and on the next page «等于», was read as the whole target."""
    whole, torn = rows("年度资金|10|131", "其他资金|10.|131")
    assert [doubts.is_torn(row, AMOUNTS) for row in (whole, torn)] == [False, True]


INDICATORS = places("text", "measure", "measure", "score", "score")
REASONS = places("text", "measure", "measure", "score", "score", "text")


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        (("指标1：管网长度|至少8米|9米|10|10", "户数|多|多|10|10"), [True, True]),
        (("管网长度|至少8米|9米|10|10", "户数|3|4|10|10", "作用|良好|8|8|"), [True, True, False]),
        (("产业|指标1：带动8米|9米|10|10", "户数|指标2：惠及|9户|8|8", "满意率|90%|91%|8|8"), [False] * 3),
        (("管网长度|至少8米|9米|10|10", "企业满意度≥91%|96%|97%|5|5"), [True, False]),
        (("实施产业项|26个|26个|10|10", "目|18户|17户|9|9", "户数|3|4|10|10"), [False, False, True]),
        (("管网长度|至少8米|9米|10|10", "度指标|指标2：满意度|至少94%|5|5"), [True, False]),
        (("满意率|大于等97%于96%||5|5", "户数|90%-95%|97%|5|5"), [False, True]),
        (("面积|≥3亩|有|3350亩|30", "满意率|90%|91%||8"), [False, True]),  # what was reached stands below the points
        (("管网|8米|9米|9|9", "户数|9|9|5|5", "减轻企业||至少52|74万|", "?负担||万元|10|"), [True, True, False, False]),
    ],
)  # fmt: skip
def test_rows_whose_cells_may_stand_beside_their_columns(lines: tuple[str, ...], sure: list[bool]) -> None:
    body = rows(*lines)
    doubts.refuse_shifted(body, INDICATORS)
    assert [row.sure for row in body if isinstance(row, Body)] == sure


HEADS = "一级指标   二级指标   三级指标   指标值   实际完成值   分值   得分   析"


@pytest.mark.parametrize(("last", "ragged"), [("机构改革期", True), ("存在问题", False)])  # the latter is some label's
def test_the_first_line_of_a_reason_below_a_label_of_which_a_part_stands_elsewhere(last: str, *, ragged: bool) -> None:
    """«机构改革期⏎间职能划转» was «间职能划转»: the heading's last word may go on in it (a PDF without rules)."""
    patterns = load()
    lines = [HEADS, *(" " * (len(HEADS) - 3) + text for text in ("及改进措施", last))]
    pages = Pages(Stretch(0, [Paragraph(line, end="\n") for line in lines]), patterns)
    [heading] = headings(pages.lines, words_of(patterns), 0, len(pages.lines))
    assert (heading.after, heading.ragged) == (3, ragged)


@pytest.mark.parametrize(
    ("letters", "amount", "lost"),
    [
        ("年度预算申请（单位：元）", "3,699.40", False),
        ("年预算申请（单位：元）", "3,699.40", True),  # 度 and 万 stand beside it
        ("年度预算申请（单位：元）", "2,395.8253万", True),
        ("年度预算申请（单位：万元）", "2,395.8253万", False),
    ],
)
def test_a_unit_of_single_letters_that_may_have_lost_one(letters: str, amount: str, lost: bool) -> None:
    line = Placed([Chunk(3, 9, 20, 50, 60, amount)], 0, 3, Line(50, 60, 61, amount))
    block = [Chunk(at, 0, 2, at, at + 1, letter) for at, letter in enumerate(letters)]
    assert doubts.lost_its_unit(block, [line], words_of(load())) is lost


def test_where_several_lines_of_a_column_hold_two_figures_none_is_certain() -> None:
    """The heading of a column that its figures do not stand below (PyMuPDF): pieces of both are of one group."""
    columns = Columns(AMOUNTS[:2], [(0, 6), (20, 26)], False, lambda _: frozenset())
    lines = [("甲项", "1.00", "2.00"), ("乙项", "3.00", "4.00"), ("丙项", "5.00", "6.00"), ("丁项", "7.00", "")]
    chunks = [
        Chunk(at, left, left + 6, 100 * at + left, 100 * at + left + 6, text)
        for at, line in enumerate(lines)
        for left, text in zip((0, 16, 24), line, strict=True)
        if text
    ]
    assert columns.put(chunks, headed=True) is not None
    assert {chunk.start for chunk in chunks if chunk.left} == columns.doubtful


def test_pages_without_form_feeds_end_with_their_numbers_and_a_number_is_of_its_name() -> None:
    text = "甲局绩效自评\n一级指标     三级指标\n\n   - 1 -\n甲局绩效自评\n指标  1：护林面积     3    3\n     - 2 -\n"
    pages = Pages(Stretch(0, [Paragraph(line, end="\n") for line in text.split("\n")]), load())
    assert [(line.page, [chunk.text for chunk in line.chunks]) for line in pages.lines] == [
        (0, ["一级指标", "三级指标"]), (1, ["指标  1：护林面积", "3", "3"]),
    ]  # fmt: skip


def test_the_ends_of_two_labels_are_no_label_with_its_value() -> None:
    text = """\
2023 年度项目支出绩效自评表
       主管                                 项目承担单
                   甲县民政局                          甲县救助中心
       部门                                    位
     一级指标      二级指标      三级指标      年度指标值     实际完成值     分值    得分
     产出指标      数量指标      救助人数      ≥90人      97人      50    50
     效益指标      社会效益指标    投诉事件      ≤2起      1起       50    50
"""
    (form,) = parse(text.encode()).evaluations
    assert form.department in (None, "甲县民政局")
    assert form.unit in (None, "甲县救助中心")


PARTED = """\
2022 年度部门预算项目支出绩效自评表

        项目名称                                   老旧小区改造补助资金

        主管部门                 云岭县住房和城乡建设局          实施单位          云岭县房地产服务中心

                          年初           全年          全年
                                                          分值     执行率      自评 得分
                          预算数          预算数        执行数

           年度资金总额       504.55       536.75      364.99   10     68%       6.80
 资金情况
 （万元）     其中：年度财政拨款     504.55       536.75      364.99    /    68.00%      /

            结转资金                                   —       /                /

           单位其他资金          0            0         0.00     /                /

                  预期目标                                 目标完成情况
年度总体目标
           改善老旧小区居住条件，提升居民生活品质
                                                    小区居住条件明显改善。
                    。

                                                  实际完成                   偏差原因及改进措
         一级指标   二级指标     三级指标         全年指标值               分值    自评 得分
                                                  指标值                       施

                                                                         预算下达较晚，当
                       1.改造小区数量      至少 3 个       12 个    14     13.5
                                                                          年未全部实施
                数量指标
                       2.更换管网长度    大于等于 8010 米   8617 米   14      14

                       3.惠及居民户数    大于等于 2050 户   2073 户   14      14
         产出指标
                       1.工作成果质量       有所提高        有所提高    14      14
                质量指标
  绩效
  指标
                       1.年度任务完成时
                 时效                  11 月底前      10 月底    14      14
                           限

                       1.政策落实到位率     至少 95%       97%      5      5

                社会效益   2.社会治安和谐度       较好          较好      5      5

         效益指标

                       1.后备人才储备     大于等于 6 人      6 人      5      5
                可持续
                影响指标
                       2.可持续发展能力       良好          良好      5      5


                              - 1 -
\f                          总得分                             100   96.30
"""


def test_rows_where_words_of_level_2_part_two_of_level_1_have_none_unless_it_is_sure() -> None:
    """An invisible blank row above made 政策落实到位率, a benefit, one of the outputs. Numbered anew below each word of
    level 2 the names themselves tell whose they are."""
    bare = re.sub(r"\d\.(?=[\u4e00-\u9fff])", "  ", PARTED)
    for text, level, number in ((bare, None, ""), (PARTED, "效益指标", "1.")):
        (form,) = parse(text.encode()).evaluations
        found = {row.level3: (row.level1, row.level2) for row in form.indicators}
        assert found[f"{number}政策落实到位率"] == (level, "社会效益" if level else None)
        assert found[number.replace("1", "3") + "惠及居民户数"] == ("产出指标", "数量指标" if level else None)


def test_points_below_the_heading_of_a_reason_are_the_score() -> None:
    body = rows("安全运行率|100%|100%|25||25", "满意度|90%|92%|10|10|")
    doubts.refuse_shifted(body, REASONS)
    assert [row.sure for row in body if isinstance(row, Body)] == [False, True]


def test_a_total_below_other_headings_is_none() -> None:
    """«90» below 完成率, «89.78» below 分值: the score was the weight."""
    label = Chunk(0, 0, 0, 0, 0, "总分")

    def total(**texts: str) -> Body:
        columns = {int(key[1:]): [Chunk(0, 1, 1, 0, 0, text)] for key, text in texts.items()}
        return Body([Cells(0, 0, columns, label, False)], sure=True)

    assert doubts.is_astray(total(_2="90", _3="89.78"), INDICATORS)
    assert not doubts.is_astray(total(_3="90", _4="89.78"), INDICATORS)


def test_a_score_below_the_heading_of_reasons_tells_of_columns_that_moved() -> None:
    """PyMuPDF's text sorted by places: the weight stood as the score, the score as the reason."""
    columns = places("text", "measure", "measure", "score", "score", "text")
    columns[-1] = replace(columns[-1], id="deviation_reason")
    moved, whole = rows("满意率|90%|91%||10|10", "满意率|90%|91%|10|10|问卷偏少")
    assert [doubts.is_astray(row, columns) for row in (moved, whole)] == [True, False]


@pytest.mark.parametrize(
    ("above", "below", "torn"),
    [
        ("项目资金|3 200|2 985", "总额|000.00|640.50", True),  # 3,200,000 yuan were read as 3,200
        ("年度资金|1,586,00|1,520,00", "总额：|0.00|0.00", True),  # nothing was read for the fund below
        ("年度资金总额|3,200|2,985", "其中：财政拨款|0|0.00", False),
        ("年度资金总额|1,586,000|98", "其中：财政拨款|6,000|98", False),
    ],
)
def test_figures_of_yuan_go_on_below(above: str, below: str, torn: bool) -> None:
    assert doubts.goes_on(rows(above, below), 1, AMOUNTS, 0) is torn


def test_a_subtotal_is_no_indicator_and_what_stands_with_it_is_the_rest_of_a_row() -> None:
    """«监测报告 | 12月15 | 15», then «报送时间 | 日前» with «小计 | 50» below: 50 was the points of «报送时间»."""
    columns = [
        replace(place, merge="level1") if at == 0 else place for at, place in enumerate(places("text", "text", "score"))
    ]

    def line(at: int, *texts: str) -> Cells:
        return Cells(
            at, at, {c + 1: [Chunk(at, c, c, 0, 0, text)] for c, text in enumerate(texts) if text}, None, False
        )

    lines = [
        line(0, "巡护里程", "20"),
        line(1, "监测报告", "15"),
        line(2, "报送时间", ""),
        line(3, "", "50"),
        line(4, "种群", "20"),
    ]
    body = [Body(lines[:1], True), Body(lines[1:2], True), Body(lines[2:4], True), Body(lines[4:], True)]
    part = Part(0, [], [(Chunk(3, 0, 0, 0, 0, "小 计"), 0), (Chunk(0, 0, 0, 0, 0, "产出指标"), 0)], [], continued=False)
    told = doubts.beside_sums(body, part, columns, load()["table.subtotal"])
    assert [row.sure for row in told] == [True, False, False, True]


@pytest.mark.parametrize(
    ("unit", "row", "lost"), [("（千元）", 0, True), ("（千元）", 1, False), ("（万元）", 0, False)]
)
def test_a_unit_whose_label_gives_way_to_a_rows(unit: str, row: int, *, lost: bool) -> None:
    """«项目资金（千元）» before a page break, «年度资金总额» behind it: 640 thousand were 640 万元."""
    label = [Chunk(0, 0, 9, 0, 9, f"项目资金{unit}")]
    assert doubts.gives_way([(0, label), (row, [Chunk(4, 0, 6, 60, 66, "年度资金总额")])]) is lost


def test_the_rest_of_a_torn_label_is_no_label_of_its_own() -> None:
    """A page ends below «总额»: the row's figures are refused, and «总额» alone names nothing."""
    page = (
        "                       项目支出绩效自评表\n                         （2023年度）\n"
        "项目名称     青禾县灌区节水改造项目\n"
        "主管部门     青禾县水利局                             实施单位   县灌溉管理站\n"
        "项目资金     资金来源   年初预算    全年预算      全年执行数            分值    执行率      得分\n"
        "（万元）            数       数\n"
        "         年度资金   1000.00 1040.00   1028.35          10    98.88%   9.89\n         总额\n"
        "\f       其中：当   1000.00 1000.00  988.35              —        98.84%    —\n       年财政拨\n       款\n"
        "       上年结转   0.00    40.00    40.00               —        100.00%   —\n       资金\n"
        "       其他资金   0.00    0.00     0.00                 —         —      —\n"
        "年度总体   预期目标                               实际完成情况\n"
        "目标     新建防渗渠24公里。                         新建防渗渠25.3公里。\n"
        "一级指标   二级指标   三级指标       指标值      实际完成值    权重   得分   偏差原因\n"
        "产出指标   数量指标   新建防渗渠长度    >=24公里    25.3公里    45   45\n"
        "效益指标   社会效益   受益农户满意程度   >=95%     96.4%     45   45\n"
        "       指标\n总分                                                90   90\n"
    )
    report = parse(page.encode())
    assert "总额" not in [one.label for one in report.evaluations[0].funds]


ALONE = """\
2022 年度部门整体绩效自评表

填报单位：苍梧岭区大数据中心

           绩效指标                    年度指标值
                                                                            实际    偏差原因及改进措
                                                   实际 完成值         分值
                                           计量                               得分       施
 一级指标     二级指标      三级指标     指标性质   指标值
                                           单位

                   测评信息系统     ≥     14     个        15 个          13        13
          数量指标
                   漏洞整改数量           149    处       179 处          12        12
 产出指标
          质量指标     工作成果质量    定性描述   较好               较好           13        13

           时效      预算执行及时率    至少    92     %        97%           12        12

                   社会治安和谐度   定性描述   良好               良好           5         5
 效益指标     社会效益
                   生态理念普及率    ≥     86     %        88%           5         5

         生态效益指标
                                                              41.8

         可持续影响指标   后备人才储备     ≥      3     人        8 人           5         5

                            总得分                                  100       100       优
"""


@pytest.mark.parametrize("stray", ["41.8", "5474186.80", "1"])
def test_a_figure_above_a_blank_line_is_no_beginning_of_the_one_below_it(stray: str) -> None:
    """«41.8» of a row of which nothing else is left, and «5» of the next were one weight of «41.85»."""
    (form,) = parse(ALONE.replace("41.8", stray).encode()).evaluations
    found = {row.level3: str(row.weight) for row in form.indicators}
    assert found["社会治安和谐度"] == "5"
    assert found.get("后备人才储备", "5") == "5"


STRAYED = """\
2023 年度部门（单位）整体绩效自评表

              一级指标       二级指标       三级指标     年初目标值       实际完成值      得分
                                                （A）         （B）

                                    发放慰问品       ≥334 份      562 份       8

                                   救助困难群众     至少 3929 人次   4558 人次      8
                         数量指标
                                              年度绩效目标 1：
                                                 应救尽救
           产出指标（40 分）                           （80 分）

                         质量指标       设备完好率      大于等于 96%      98%        8

                               合  计                                   98.40
"""


def test_a_goal_s_label_is_no_end_of_a_target() -> None:
    """«年度绩效目标 1：», «应救尽救», «（80 分）» stood in the cell below «至少 3929 人次» and ended it."""
    (form,) = parse(STRAYED.encode()).evaluations
    targets = {row.level3: row.target.text for row in form.indicators if row.target}
    assert targets == {"发放慰问品": "≥334 份", "设备完好率": "大于等于 96%"}


LACKING = """\
  一级指标       二级指标        三级指标        指标性质      指标值      单位     年度实际完成值           自评分

                          养护里程        ≥       19     公里       20 公里     17     17
             数量指标
                          受益户数        ≥      1079    户        2463 户     17     17
  产出指标
             质量指标         工作成果质量              良好              良好       16     16

             社会效益指标       社会治安和谐度             有所提高    分值      有所提高       7     7
  效益指标
             生态效益指标       单位能耗下降率     ≥      1      %        4%       8     8

\f
 满意度指标       服务对象满意度指标   企业满意度                90     %       91%      10     10

                             总得分                                       100    100
"""


def test_a_page_below_a_heading_that_lost_a_column_is_not_put_below_the_others() -> None:
    """«分值» stood in another cell: on the page behind, a target was «%» and what was reached «10»."""
    report = parse(LACKING.encode())
    assert [row for form in report.evaluations for row in form.indicators if row.target or row.actual] == []
    assert "unreadable_table" in {one.code for one in report.diagnostics}
    whole = LACKING.replace("           自评分", "    分值   自评分", 1).replace("分值      有所", "        有所", 1)
    assert "企业满意度" in {row.level3 for form in parse(whole.encode()).evaluations for row in form.indicators}
