"""Tables of `pdftotext -layout`: cells told by where they stand; what has no one place is refused and named."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import pytest
from samples.__main__ import generate
from samples.blocks import Sample
from samples.flattening import read
from samples.placed import pdf_layout

from indicator_rows import indicator_rows
from jixiao import parse
from jixiao.document import Cell, Paragraph, Run, Table
from jixiao.patterns import load
from jixiao.structure.flat.fit import first_words, fit, form_of
from jixiao.structure.flat.placed.down import unevenness
from jixiao.structure.flat.placed.heads import headings
from jixiao.structure.flat.placed.levels import Levels
from jixiao.structure.flat.placed.merged import Band, Heights, Merged, heights, merged_cells
from jixiao.structure.flat.placed.page import Chunk, Pages, Placed
from jixiao.structure.flat.placed.pairs import pair_at
from jixiao.structure.flat.placed.solve import Edge, cheapest
from jixiao.structure.flat.rebuild import _figures_above
from jixiao.structure.flat.shapes import heading_of, layout, shapes_of
from jixiao.structure.flat.stretch import Line, RawCell, RawRow, RawTable, Stretch
from jixiao.structure.flat.words import words_of

HEAD = "云岭市林业局 2023 年度部门整体支出绩效自评报告\n一、部门概况\n编制 12 人。\n附件 2\n"
TABLE = """\
               2023 年度部门整体支出绩效自评表
 预算部门、单位名称                           云岭市林业局护林防火指挥调度中心站
                            年初           全年预       全年             执行
                                                            分值           得分
                           预算数            算数      执行数              率
年度     年度资金总额               215.30       361.42   361.42    10    100%    10
 预   按收入性质分：                            按支出性质分：
算申
 请   其中：      一般公共预算：350.12             其中：基本支出：361.42
（万
     政府性基金拨款：11.30                      项目支出：
元）
     纳入专户管理的非税收入拨款：
     其他资金：
年度                  预期目标                                  实际完成情况
总体
目标             完成年度管护目标                           全年超预期完成年度管护目标
                                                                         偏差原因
     一级指      二级指                        年度指       实际             自评
                           三级指标                             分值            分析及
      标        标                          标值      完成值             得分
                                                                         改进措施
                     “结对子”巡护，按月走
                                            3        3       10     10
              数量指    访山场护林员户。
               标     组织护林员清明、冬              3        3       10     10
                     至、防火日宣传活动
                     林区主干道、防火隔离
                                          完成      完成         10     10
              质量指    带、瞭望塔维修等工作
     产出指
       标       标     巡山工作（平安林区）
                                          合格       合格        10     10
     (50 分)          考核
                     林区困难户的各类慰问           完成       完成       10     10
              时效指
               标     组织林场青年职工党建             2        2      10     10
                     活动
 绩
 效
 指
 标                   林区主干道、界桩埋设
                     巡查和养护、病虫防治           完成       完成        10     10
              社会效    等经常性工作
              益指标



              生态效
              益指标

                     围绕林长制的会议精神             1        1      10      10
              可持续    开展系列课
              影响指
               标

     满意度             林区职工群满意度              90        90      10     10
      指标      服务对
              象满意
      （10
              度指标    ……
      分）
                           总分                               100    100
"""


def rows_of(table: str) -> tuple[list[tuple[str | None, ...]], tuple[str, str]]:
    return indicator_rows(HEAD + table)


ROWS = [
    ("“结对子”巡护，按月走访山场护林员户。", "3", "3", "10", "10"),
    ("组织护林员清明、冬至、防火日宣传活动", "3", "3", "10", "10"),
    ("林区主干道、防火隔离带、瞭望塔维修等工作", "完成", "完成", "10", "10"),
    ("巡山工作（平安林区）考核", "合格", "合格", "10", "10"),
    ("林区困难户的各类慰问", "完成", "完成", "10", "10"),
    ("组织林场青年职工党建活动", "2", "2", "10", "10"),
    ("林区主干道、界桩埋设巡查和养护、病虫防治等经常性工作", "完成", "完成", "10", "10"),
    ("围绕林长制的会议精神开展系列课", "1", "1", "10", "10"),
    ("林区职工群满意度", "90", "90", "10", "10"),
]
DOUBTFUL = ("组织护林员", "林区主干道、防火隔离", "巡山工作")
"""The rows between which a line may go up or down, where it is so long that the next letter had no room behind it."""


def named(table: str) -> list[tuple[str | None, ...]]:
    return [row[2:] for row in rows_of(table)[0] if row[2]]


def test_a_table_of_wrapped_cells() -> None:
    assert named(TABLE) == ROWS
    assert rows_of(TABLE)[1] == ("100", "100")
    report = parse((HEAD + TABLE).encode())
    (found,) = report.evaluations
    assert found.unit == "云岭市林业局护林防火指挥调度中心站"
    assert [(f.label, str(f.initial), str(f.full_year), str(f.executed)) for f in found.funds] == [
        ("年度资金总额", "215.30", "361.42", "361.42")
    ]
    assert [(goal.expected, goal.actual) for goal in found.goals] == [
        ("完成年度管护目标", "全年超预期完成年度管护目标")
    ]
    (partly,) = [item for item in report.diagnostics if item.code == "unreadable_table"]
    assert "5 行" in partly.message  # their level is unknown


@pytest.mark.parametrize("blank", ["\u2003", "\x0b"])
def test_a_blank_of_another_kind_is_no_piece(blank: str) -> None:
    """An em space, or a line break of Word's, at a line's end was a cell without a letter: the whole text failed."""
    odd = "\n".join(f"{line}   {blank}" if "   " in line.strip() else line for line in TABLE.split("\n"))
    assert rows_of(odd) == rows_of(TABLE)


def test_a_line_without_room_may_end_a_cell_or_not() -> None:
    """Behind «至、防火日宣传活动» a letter has room, so that the next line is another cell's; a longer one is full."""
    full = TABLE.replace("至、防火日宣传活动", "至、防火日的宣传活动")
    assert [row for row in named(full) if any(name in str(row[0]) for name in DOUBTFUL)] == []
    assert named(full) == [row for row in ROWS if not row[0].startswith(DOUBTFUL)]


def test_a_page_break_with_number_and_running_title() -> None:
    first, rest = TABLE.split(" 标                   林区主干道、界桩埋设")
    torn = first + "\n\n                  - 4 -\n\f云岭市林业局自评\n 标                   林区主干道、界桩埋设" + rest
    before = "云岭市林业局自评\n" + "本局完成各项工作。\n" * 3 + "                  - 3 -\n\f云岭市林业局自评\n"
    text = HEAD.replace("附件 2\n", "") + before + "附件 2\n" + torn
    (found,) = parse(text.encode()).evaluations
    assert [row.level3 for row in found.indicators if row.level3] == [row[0] for row in ROWS]
    assert {str(row.score) for row in found.indicators if row.level3} == {"10"}


def test_a_block_label_that_a_page_break_parts_from_its_heading() -> None:
    """It stands in the middle of the rows, so that all of it may be on the second page: no column less stands there."""
    first, rest = TABLE.split(" 绩\n")
    torn = first + "\n                  - 4 -\n\f 绩\n" + rest
    assert named(torn) == ROWS
    assert rows_of(torn)[1] == ("100", "100")


def test_the_label_of_a_row_that_no_word_of_its_block_stands_beside() -> None:
    (found,) = parse((HEAD + TABLE.replace("年度     年度资金总额", "       年度资金总额")).encode()).evaluations
    assert [(fund.label, str(fund.initial)) for fund in found.funds] == [("年度资金总额", "215.30")]


def test_levels_over_their_rows() -> None:
    head = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    body = [
        ("人工造林面积", "≥1800亩", "2916亩", "20", "18"),
        ("培训护林员", "≥50人", "57人", "20", "20"),
        ("造林成活率", "≥85%", "91%", "20", "19.5"),
        ("周边群众满意度", "≥90%", "96%", "40", "38"),
    ]
    cells = [Cell(0, column, 1, 1, text) for column, text in enumerate(head)]
    cells += [Cell(row, 2 + n, 1, 1, text) for row, texts in enumerate(body, 1) for n, text in enumerate(texts)]
    cells += [Cell(1, 0, 3, 1, "产出指标"), Cell(1, 1, 2, 1, "数量指标"), Cell(3, 1, 1, 1, "质量指标")]
    cells += [Cell(4, 0, 1, 1, "满意度指标"), Cell(4, 1, 1, 1, "服务对象\n满意度指标")]
    cells += [Cell(5, 0, 1, 5, "总分"), Cell(5, 5, 1, 1, "100"), Cell(5, 6, 1, 1, "95.5")]
    text = pdf_layout(Table(6, 7, tuple(cells), "native"))
    levels = [("产出指标", "数量指标")] * 2 + [("产出指标", "质量指标"), ("满意度指标", "服务对象满意度指标")]
    rows, total = rows_of("部门整体支出绩效自评表\n" + text)
    assert [row[2:] for row in rows] == [
        (name, re.sub(r"(?<=\d)(?=[亩人])", " ", target), re.sub(r"(?<=\d)(?=[亩人])", " ", actual), *points)
        for name, target, actual, *points in body
    ]
    assert [row[:2] for row in rows] == levels
    assert total == ("100", "95.5")


def test_a_total_whose_letters_stand_apart_is_no_row() -> None:
    apart = TABLE.replace("                           总分  ", "                          总  分 ")
    assert apart != TABLE
    rows, total = rows_of(apart)
    assert total == ("100", "100")
    assert rows == rows_of(TABLE)[0]


def test_a_label_below_a_table_goes_on_beside_its_value() -> None:
    """Else it is taken for the rest of the label left of the rows above («…任务偏差大或目标未完成»)."""
    label = "偏差大或目标未完成原因分析"
    shape = next(shape for shape in shapes_of(load()) if label in shape.pair_keys)
    for text in (
        "偏差大或目标未完\n                         无偏差\n  成原因分析\n",
        "偏差大             无偏差\n或目标\n    - 1 -\n\f未完成\n原因分\n 析\n",
    ):
        pages = Pages(Stretch(0, [Paragraph(line, end="\n") for line in text.split("\n")]), load())
        assert pair_at(pages, shape, 0, len(pages.lines))
        assert not pair_at(pages, shape, 0, len(pages.lines) - 1)


def test_an_amount_between_two_columns_is_of_none() -> None:
    off = TABLE.replace("215.30       361.42   361.42", "     215.30        361.42     ")
    assert off != TABLE
    report = parse((HEAD + off).encode())
    (found,) = report.evaluations
    assert all((f.initial, f.full_year, f.executed) == (None, None, None) for f in found.funds)
    assert "unreadable_table" in [item.code for item in report.diagnostics]


@pytest.mark.parametrize(
    ("cells", "mode", "cost"),
    [
        ([[0, 2], [1]], "middle", 0),  # a label of two lines around its figure
        ([[0, 1, 2], [1]], "middle", 0),
        ([[0, 1], [0]], "top", 0),
        ([[0, 1], [0]], "middle", 0.3),  # half a line came out as none
        ([[0, 2, 3], [1]], "middle", 0.7),  # three lines, and the figure above the middle one
        ([[0, 1], [2]], "middle", 3.0),  # a figure below its own row's label
    ],
)
def test_cells_stand_around_the_middle_of_their_row(cells: list[list[int]], mode: str, cost: float) -> None:
    assert unevenness(cells, mode) == pytest.approx(cost)


def test_the_cheapest_way_and_how_much_dearer_any_other_is() -> None:
    edges = [Edge(0, 1, 1.0, 0, 1), Edge(1, 3, 0.5, 1, 3), Edge(0, 2, 2.0, 0, 2), Edge(2, 3, 0.25, 2, 3)]
    best, steps = cheapest(edges, 3)
    assert best == 1.5
    assert [(step.edge.start, step.edge.stop, step.margin) for step in steps] == [(0, 1, 0.75), (1, 3, 0.75)]
    assert cheapest(edges[:1], 3)[1] == []


def test_page_numbers_and_running_titles_are_no_lines_but_figures_are() -> None:
    text = "自评报告\n 正文   3\n  7\n\f自评报告\n 正文   4\n  8\n\f自评报告\n 正文   5\n   100\n"
    pages = Pages(Stretch(0, [Paragraph(line, end="\n") for line in text.split("\n")]), load())
    shown = [[chunk.text for chunk in line.chunks] for line in pages.lines]
    assert ["100"] in shown
    assert ["7"] not in shown


def test_the_generator_prints_as_poppler_does() -> None:
    cells = (
        Cell(0, 0, 2, 1, "产出指标"),
        Cell(0, 1, 1, 1, "完成城区主干道路面的清扫和保洁"),
        Cell(0, 2, 1, 1, "3公里"),
        Cell(1, 1, 1, 1, "培训"),
        Cell(1, 2, 1, 1, "10"),
    )
    lines = pdf_layout(Table(2, 3, cells, "native")).split("\n")
    assert [line.split() for line in lines] == [
        ["完成城区主干道路"],
        ["3", "公里"],
        ["面的清扫和保洁"],
        ["产出指标"],
        ["培训", "10"],
        [],
    ]
    assert lines[0].index("完") == 4 + 3  # columns count characters: four of the first, and a gap
    assert lines[4].index("培") == 7 + 3  # in the middle of eight


@lru_cache
def reports() -> list[Sample]:
    return generate(31, 4, "open")


@pytest.mark.no_cover
def test_reports_of_many_authors() -> None:
    cells = right = 0
    for sample in reports():
        score = read(sample, "pdf-layout")
        assert score.wrong == [], sample.name
        cells += score.cells
        right += score.read
    assert right >= 0.5 * cells


CENTRED = [
    "财政供养\n人员情况（人）|编制数|2024年末\n实际在职人数|控制率",
    "|12|11|91.67%",
    "经费控制情况\n（万元）|2023年\n决算数|2024年\n预算数|2024年\n决算数",
    "三公经费|3.06|4.10|3.95",
    "1、公务用车购置和维护经费|1.26|2.00|1.90",
    "其中：公车购置|||",
    "公车运行维护|1.26|2.00|1.90",
    "2、出国经费|0|0|0",
    "3、公务接待|1.80|2.10|2.05",
    "项目支出|-- |152.4|140.6",
    "1、业务工作经费|60.5|71.3|70.2",
    "2、运行维护经费||81.1|70.4",
    "公用经费|44.2|45.6|43.8",
    "其中：办公经费|9.7|9.1|8.8",
    "水费、电费、差旅费|15.3|16.2|16.0",
    "会议费、培训费|2.2|2.4|2.1",
    "政府采购金额|——|33.9|31.7",
    "部门基本支出预算调整|——|210.5|218.3",
]


def centred(rows: list[str]) -> str:
    """Cells one a line, their first lines set in the middle of eighty columns."""
    cells = [cell for row in rows for cell in row.split("|")]
    return "\n".join(" " * ((80 - len(cell.split("\n")[0])) // 2) + cell.replace("\n", "\n      ") for cell in cells)


def test_cells_one_a_line_are_none_of_a_placed_table_however_far_in_they_begin() -> None:
    text = (
        HEAD
        + "部门整体支出绩效评价基础数据表\n"
        + centred(CENTRED)
        + "\n填表人：谢某  填报日期：2025-03-06  联系电话：  单位负责人签字：丁某\n"
    )
    base = parse(text.encode()).base_data
    assert base is not None
    assert base.staffing is not None
    assert (base.staffing.authorized, base.staffing.actual, str(base.staffing.control_rate)) == (12, 11, "91.67")
    rows = [*base.expenses, base.procurement, base.basic_adjustment]
    amounts = ["|".join(str(v) for v in (row.prior_final, row.budget, row.final)) for row in rows if row is not None]
    printed = [row.partition("|")[2] for row in CENTRED[3:]]
    assert amounts == ["|".join(cell.strip(" -—") or "None" for cell in row.split("|")) for row in printed]
    assert [row.item for row in base.expenses] == [row.partition("|")[0] for row in CENTRED[3:-2]]


def test_lines_below_each_other_are_no_heading() -> None:
    words = words_of(load())
    for text, keys in (
        ("   年度总体目标     预期目标      实际完成情况", [["年度总体目标", "预期目标", "实际完成情况"]]),
        ("   年度总体目标\n                预期目标\n                               实际完成情况", []),
    ):
        lines = Pages(Stretch(0, [Paragraph(line, end="\n") for line in text.split("\n")]), load()).lines
        assert [heading.keys for heading in headings(lines, words, 0, len(lines))] == keys


OVER_A_PAGE = """\
                              2024 年项目支出绩效自评表
     项目名称                                           乡村道路养护工程

             绩效指标                           年度指标值                                       偏差原因
                                                              实际完成              自评
                                                                          分值            分析及改
                                                        度量      值               得分
一级指标       二级指标      三级指标            指标性质    指标值                                        进措施
                                                        单位

产出指标        数量      指标 1 养护桥梁         ≥       21        座     29 座      25     25




                                             - 3 -
\f         指标

         时效     指标 1 资料报送及时
                                   ≧    95   %      96%      25      25
         指标           率

                                                                           部分路段因连续降
        经济效益                                                                 雨延后。
效益指标            指标 1 带动群众增收        定性   合格          合格       30    29.5
         指标                                                                改进措施：加强统
                                                                           筹，提前安排。

        服务对象    指标 1 社会公众满意
满意度指标                              ≧    91   %      93%      10     10
        满意度指标         度

        其他需要说明事项                                 无其他需要说明事项

                              合计                             100   97.80      优
"""


def test_a_word_that_a_page_breaks_behind_its_last_row() -> None:
    (found,) = parse((HEAD + OVER_A_PAGE).encode()).evaluations
    assert [(row.level1, row.level2, row.level3, str(row.score)) for row in found.indicators] == [
        ("产出指标", "数量指标", "指标1养护桥梁", "25"),  # the page before ended with «数量»
        ("产出指标", "时效指标", "指标1资料报送及时率", "25"),
        ("效益指标", "经济效益指标", "指标1带动群众增收", "29.5"),
        ("满意度指标", "服务对象满意度指标", "指标1社会公众满意度", "10"),
    ]


@pytest.mark.parametrize(("bare", "known"), [(False, [(1, 3, True)]), (True, [(1, 2, True), (2, 3, False)])])
def test_a_word_without_rows_may_be_that_of_rows_whose_level_is_unknown(
    bare: bool, known: list[tuple[int, int, bool]]
) -> None:
    keys = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
    shape = form_of(shapes_of(load()), [keys])
    assert shape is not None
    kind = heading_of(shape, keys)
    assert kind is not None
    levels = Levels(load(), layout(shape, kind, keys)[1], rows=3)

    def cell(first: int, after: int, word: str, *, sure: bool) -> Merged:
        return Merged(first, after, (Chunk(first, 0, len(word), first * 10, first * 10 + len(word), word),), sure)

    columns = {place.merge: column for column, place in enumerate(levels.below.places)}
    levels.found[columns["level1"]] = [cell(0, 1, "产出指标", sure=True), cell(1, 3, "效益指标", sure=False)]
    levels.found[columns["level2"]] = [
        cell(0, 1, "数量指标", sure=True),
        cell(1, 2, "经济效益指标", sure=True),
        cell(2, 3, "社会效益指标", sure=False),
    ]
    levels.inside.add([None] * 3, dict.fromkeys(range(4), 0.0))  # where the rows stand tells nothing
    if bare:
        levels.bare[columns["level1"]] = [cell(3, 3, "满意度指标", sure=True)]
    levels.by_words()
    assert [(c.first, c.after, c.sure) for c in levels.found[columns["level1"]]] == [(0, 1, True), *known]


@pytest.mark.parametrize(
    ("cut", "title"),
    [("绩效自评\n                                表\n", "2023年度部门整体支出绩效自评表"), ("其他\n       表\n", None)],
)
def test_the_last_letter_of_a_title_is_no_title(cut: str, title: str | None) -> None:
    broken = TABLE.replace("绩效自评表\n", cut, 1)
    assert broken != TABLE
    (found,) = parse((HEAD + broken).encode()).evaluations
    assert (found.title and found.title.replace(" ", "").replace("\n", "")) == title
    assert str(found.total and found.total.score) == "100"


NUMBERED = """\
     一级     二级指               年度              分
效                    三级指标             成            评     及改进措
     指标      标               指标值              值
指                                    指标值           分      施
                   指标 1：巡查路
                              98%    99%    10   10
                     段占比

                             ≥120
                   指标 2：管护里           12554
                             80 人             10   10
                      程               人次
                              次

            质量    指标 1：培训考   不低于      100%         10
                   核通过率      98.0            10
            指标                 %
完成时   指标 1：问题整
                 95%    95%    10   10
 效     改按时率
"""


def test_the_rest_of_a_numbered_name_is_no_row() -> None:
    """Points that stand half a line apart seemed those of two rows: «不低于», and «98.0%» of a row «核通过率»."""
    (found,) = parse((HEAD + NUMBERED).encode()).evaluations
    rows = [(row.level3, row.target.text if row.target else None) for row in found.indicators]
    assert rows == [("指标1：巡查路段占比", "98%"), ("指标2：管护里程", "≥12080人次")]  # the others are refused


def merged_words(
    bands: list[tuple[float, float]], words: list[tuple[str, float]], *, exact: bool = False
) -> list[tuple[str, int, int, bool]]:
    """Each word with its rows, and whether they are sure; words and rows stand so many lines down."""
    chunks = [Chunk(at, 0, 2 * len(word), at, at + len(word), word) for at, (word, _) in enumerate(words)]
    places = Heights({at: height for at, (_, height) in enumerate(words)})
    places.exact = exact
    known = {word for word, _ in words}
    found = merged_cells(
        [Band(*band) for band in bands],
        chunks,
        places,
        known.__contains__,
        lambda *_: True,
        before=None,
        goes_on=False,
    )
    return [("".join(chunk.text for chunk in cell.chunks), cell.first, cell.after, cell.sure) for cell in found]


def test_words_that_blank_paragraphs_raise_prove_no_boundary() -> None:
    """«质量» over «设备完好率» and «……», «时效» over one row below, both set high in their cells."""
    bands = [(0.0, 2.0), (4.0, 4.0), (6.0, 8.0)]
    assert merged_words(bands, [("质量", 2.0), ("时效", 7.0)]) == [("质量", 0, 2, True), ("时效", 2, 3, True)]
    raised = merged_words(bands, [("质量", 1.0), ("时效", 5.5)])
    assert not any(sure for *_, sure in raised)


def test_where_heights_are_known_a_word_stands_in_the_middle_of_its_rows() -> None:
    """In a text the heights are told by the order of lines only: «质量» may be two rows', or three."""
    bands = [(0.0, 0.0), (1.2, 1.2), (2.4, 2.4), (3.6, 4.6), (5.8, 5.8)]
    words = [("数量", 0.6), ("质量", 3.4), ("时效", 5.8)]
    told = [("数量", 0, 2), ("质量", 2, 4), ("时效", 4, 5)]
    assert merged_words(bands, words, exact=True) == [(*one, True) for one in told]
    assert [sure for *_, sure in merged_words(bands, words)] == [False, False, True]


def test_heights_of_a_pdfs_lines_are_measured() -> None:
    stretch = Stretch(0, [Paragraph("数量", runs=(Run(0, 2, 1, (60.0, 100.0, 80.0, 110.0)),))])
    assert Pages(stretch, load()).lines[0].box == (100.0, 110.0)
    boxes = [(100.0, 110.0), (107.0, 117.0), (114.0, 124.0), (138.0, 148.0)]
    lines = [
        Placed(
            [Chunk(at, 20 * (at % 2), 20 * (at % 2) + 4, at, at + 2, "数量")], 0, at, Line(at, at + 2, at + 3, ""), box
        )
        for at, box in enumerate(boxes)
    ]
    found = heights(lines)
    assert found.exact
    assert [round(height, 2) for height in found.values()] == [0.0, 0.5, 1.0, 2.71]
    assert not heights([replace(lines[0], box=None), *lines[1:]]).exact


def test_a_row_of_which_nothing_is_printed_may_stand_where_more_is_free_than_usual() -> None:
    """«设备完好率» below a wide gap was 数量's, whose word stands low for three rows (安徽)."""
    bands = [(0.0, 1.5), (3.0, 4.5), (6.0, 7.5), (10.5, 12.0), (13.5, 13.5)]
    assert merged_words(bands[:3], [("数量", 3.75)]) == [("数量", 0, 3, True)]
    found = merged_words(bands, [("数量", 5.25), ("质量", 12.8)])
    assert not any(sure for *_, sure in found)


CLOSE = """\
一级指标     二级指标     三级指标    年度指标值     实际完成值               分值       得分
产出指标     数量指标     保洁服务面积  ≥12.6 万平方 12.6 万平方米           20       20
                          米
         质量指标      保洁达标率   ≥95%      97%                 40        40
效益指标     社会效益指标    服务保障    有效        有效                  30        29
总分                                                      90       89
"""


def test_cells_set_close_part_where_the_second_heading_begins() -> None:
    """«≥12.6 万平方 12.6 万平方米», cut at the first blank, was a target of «≥12.6米»."""
    (found,) = parse((HEAD + CLOSE).encode()).evaluations
    rows = [(row.level3, row.target and row.target.text, row.actual and row.actual.text) for row in found.indicators]
    assert rows[:2] == [("保洁服务面积", "≥12.6 万平方米", "12.6 万平方米"), ("保洁达标率", "≥95%", "97%")]


def test_refused_zones_are_named_where_no_form_is_left() -> None:
    """Both zones of a form with narrow columns were refused: its table was of no form, and no word was said."""
    cells = [[RawCell("项目负责人"), RawCell("甲")], [RawCell("资金执行 预算数 45.00", column=10)]]
    table = RawTable(0, 0, [RawRow(cells[0]), RawRow(cells[1], unsure=True)], "pdf-layout", "drawn", 11)
    (one,) = fit(table, None, load())
    assert first_words(one) == ("资金执行预算数45.00",)


def test_rows_of_labels_above_a_placed_table_are_named() -> None:
    """«预算数（万⏎元）» in a narrow column: the amounts above the indicators were lost without a word."""
    text = "云岭县委党校2022年度项目支出绩效自评表\n\n项目名   主体班次培训\n称\n" + "".join(
        f"{line}\n"
        for line in [
            "预算数   42.00   执行数     40.80   执行率   97.14%   自评得     96.5",
            "（万            （万                             分",
            "元）            元）",
        ]
    )
    stretch = Stretch(0, [Paragraph(text)])
    above = _figures_above(stretch, len(stretch.text), [], words_of(load()))
    assert stretch.text[above:].startswith("项目名   主体班次培训")


def test_a_column_that_the_form_lacks_is_not_its_block() -> None:
    """湖北's form without 分值, and no label left of the heading: the weights were merged down as a block's label is
    («20», «20» in two rows: the second was lost)."""
    keys = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "自评得分")
    shape = next(shape for shape in shapes_of(load()) if shape.form.id == "hubei.whole_department")
    zone = next(index for index, zone in enumerate(shape.form.zones) if zone.id == "indicators")
    kind = shape.headings[zone]
    assert kind is not None
    _, below = layout(shape, kind, keys)
    assert [place.merge for place in below.places] == ["level1", "level2", "", "", "", "", ""]
