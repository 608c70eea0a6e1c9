"""Tables whose cells can no longer be told apart: what arithmetic proves is read, nothing else, and never wrongly.

``JIXIAO_CASES`` sets how many random tables each of the property tests takes of each form (a few by default).
"""

from __future__ import annotations

import os
import random
import time
from decimal import Decimal
from typing import Any

import pytest

import destroyed
from flattened import paragraphs, raw
from grids import context, table, values
from jixiao.document import Paragraph, Run, Table
from jixiao.extract.evaluations import evaluations
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.structure.flat import Rebuilt, rebuild_tables

CASES = int(os.environ.get("JIXIAO_CASES", "5"))
TITLE = "2023年度项目支出绩效自评表\n"
FUNDS = ("initial", "full_year", "executed", "weight", "rate", "score")
Figures = dict[tuple[str, int, str], Any]


def rebuilt(text: str) -> Rebuilt:
    blocks = paragraphs(f"{TITLE}{text}\n填表人：\n")
    found = rebuild_tables(blocks, load())
    assert raw(found.blocks) == raw(blocks)
    return found


def read(text: str) -> list[Any]:
    """The evaluations in a destroyed table."""
    found: list[Any] = values(evaluations(context(*rebuilt(text).blocks)))
    return found


def figures(draft: Any) -> Figures:
    """The figures of an evaluation by place."""
    found: Figures = {}
    for index, fund in enumerate(draft["funds"]):
        found |= {("funds", index, id_): fund.get(id_) for id_ in FUNDS}
    for index, row in enumerate(draft["indicators"]):
        found |= {("indicators", index, id_): row.get(id_) for id_ in ("weight", "score")}
        for id_ in ("target", "actual"):
            found["indicators", index, id_] = (row.get(id_) or {}).get("value")
            found["indicators", index, f"{id_} text"] = (row.get(id_) or {}).get("text")
    found |= {("total", 0, id_): (draft["total"] or {}).get(id_) for id_ in ("weight", "score")}
    return found


HEAD = "资金情况（万元）全年预算数（A）全年执行数（B）分值执行率（B/A）得分"


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("202010100.00%10", ["20", "20", "10", "100.00", "10"]),
        ("2017.51087.5%8.75", ["20", "17.5", "10", "87.5", "8.75"]),
        ("1,024.501,024.5010100%10", ["1024.50", "1024.50", "10", "100", "10"]),
        ("313.1463.6810", None),  # no rate: nothing proves the cuts
        ("20 17.5 10 97% 9.7", None),  # the rate is another: refused, not mended
        ("181810100%", None),  # 18|18|10|100%| or 1818|10|10|0%|…
        ("20171085%8.5", None),  # a rate without decimals is met by chance too often
        ("20 17 10 85% 8.5", ["20", "17", "10", "85", "8.5"]),  # not where blanks part the figures
    ],
)
def test_figures_run_together_are_cut_where_arithmetic_allows_one_way(row: str, wanted: list[str] | None) -> None:
    text = f"{HEAD}年度资金总额：{row}其中：本年财政拨款其他资金年度总体目标年初设定目标修缮步道"
    found = read(text)
    if wanted is None:
        assert not found or all(v is None for v in figures(found[0]).values())
        return
    fund = found[0]["funds"][0]
    assert [fund[id_] for id_ in FUNDS] == [None, *map(Decimal, wanted)]
    assert fund["label"] == "年度资金总额"


def test_rows_below_the_total_are_read_where_they_add_up() -> None:
    below = "其中：本年财政拨款30024080%其他资金2.51.560%"
    text = f"{HEAD}年度资金总额：302.5241.51079.83%7.983{below}年度总体目标年初设定目标"
    got = [[fund[id_] for id_ in ("full_year", "executed", "rate")] for fund in read(text)[0]["funds"]]
    assert got == [
        [Decimal("302.5"), Decimal("241.5"), Decimal("79.83")],
        [300, 240, 80],
        [Decimal("2.5"), Decimal("1.5"), 60],
    ]
    # No exchange with the total's amounts would make these add up: the total still bears itself out, they do not.
    (other,) = read(text.replace("30024080%", "30124080%"))
    got = [[fund[id_] for id_ in ("full_year", "executed", "rate", "score")] for fund in other["funds"]]
    assert got == [[Decimal("302.5"), Decimal("241.5"), Decimal("79.83"), Decimal("7.983")], [None] * 4, [None] * 4]


@pytest.mark.parametrize(("points", "rate"), [(("—", "—"), 100), (("—", ""), None), (("", ""), 100)])
def test_a_rate_below_the_total_beside_one_of_two_marks_may_stand_for_the_other(
    points: tuple[str, str], rate: int | None
) -> None:
    """«592.62 714 714 — 100%»: the score's mark and another row's figure changed places (安徽)."""
    head = "资金情况（万元） 年初预算数 全年预算数（A） 全年执行数（B） 分值 执行率（B/A） 得分"
    rows = f"年度资金总额： 592.62 714 714 10 100% 10 其中：本年财政拨款 592.62 714 714 {points[0]} 100% {points[1]}"
    (found,) = read(f"{head} {rows} 其他资金 年度总体目标 年初设定目标")
    assert [fund["rate"] for fund in found["funds"]] == [100, rate, None]


def test_a_total_that_the_rows_below_contradict_is_refused() -> None:
    """Executed 22 of 490.6, the author wrote; exchanged with the row below the total bears itself out."""
    head = "项目资金（万元） 全年预算数（A） 全年执行数（B） 预算执行率（B/A）"
    text = f"{head} 年度资金总额： 490.6 490.6 100% 其中：中央补助 22 22 4.48% 其他资金 0 / 总体目标完成情况"
    found = rebuilt(text)
    assert not any(isinstance(block, Table) for block in found.blocks)
    assert [item.code for item in found.diagnostics] == ["unreadable_table"]
    (right,) = read(text.replace(" 22 22 4.48% 其他资金 0 /", " 490.6 490.6 100% 其他资金"))
    assert [fund["executed"] for fund in right["funds"]] == [Decimal("490.6"), Decimal("490.6"), None]


def test_words_in_the_place_of_a_level_are_no_part_of_a_name() -> None:
    """The level stands elsewhere: what stands before a name may be the other cell."""
    swapped = INDICATORS.replace("服务对象满意度指标受益户满意度", "道路畅通受益户满意度")
    money = f"{HEAD}年度资金总额：252510100.00%10其中：本年财政拨款2525其他资金年度总体目标"
    for text, name in (
        (f"{money}道路畅通{INDICATORS}", "受益户满意度"),
        (f"{money}服务对象满意度指标{swapped}", None),
    ):
        rows = read(text)[0]["indicators"]
        assert [row["level3"] for row in rows if row["weight"] == 10] == [name]
        assert [row["level3"] for row in rows if row["level2"] == "社会效益指标"] == ["受益户数"]


NAMES = [f"{one}{two}" for one in "甲乙丙丁戊己庚辛壬" for two in "东南西北中左右前后外"]
INDICATORS = (
    "绩效指标一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因及拟采取的改进措施"
    "产出指标（60分）数量指标安装路灯20≥35盏36盏20修补路面长度15≥120米≥120米15"
    "质量指标工程验收合格率25100%100%25效益指标（20分）经济效益指标社会效益指标受益户数20≥800户812户20"
    "满意度指标（10分）服务对象满意度指标受益户满意度10≥95%90%9.47……总分10099.47"
)


def test_a_table_poured_into_one_paragraph() -> None:
    money = f"{HEAD}年度资金总额：252510100.00%10其中：本年财政拨款2525其他资金"
    text = f"{money}年度总体目标年初设定目标修补道路已完成{INDICATORS}"
    (found,) = read(text)
    rows = [
        [row["level2"], row["level3"], (row["target"] or {}).get("text"), row["weight"], row["score"]]
        for row in found["indicators"]
    ]
    assert rows == [
        ["数量指标", "安装路灯", "≥35盏", 20, 20],
        ["数量指标", "修补路面长度", "≥120米", 15, 15],
        ["质量指标", "工程验收合格率", None, 25, 25],  # its «100%» may have changed place with another percentage
        ["经济效益指标", None, None, None, None],
        ["社会效益指标", "受益户数", "≥800户", 20, 20],
        ["服务对象满意度指标", "受益户满意度", None, 10, Decimal("9.47")],
        ["服务对象满意度指标", None, None, None, None],
    ]
    assert [row["filler"] for row in found["indicators"]] == [False, False, False, True, False, False, True]
    assert [row["level1_weight"] for row in found["indicators"]] == [60, 60, 60, 20, 20, 10, 10]
    assert found["total"] == {"weight": 100, "score": Decimal("99.47")}


def test_a_sum_met_by_chance_proves_nothing() -> None:
    """Without the money «28.38» cut to 28 would meet the total, with ten points guessed for the money."""
    text = (
        "一级指标 二级指标 三级指标 年度指标值 实际完成指标值 分值 自评得分 偏差原因分析及改进措施 "
        "产出指标（50分） 数量指标 组织公开课 ≥98节 109节 30 30 质量指标 考核评定等次 有所提高 有所提高 30 28.38 "
        "指标值测算不准确 满意度指标（10分） 服务对象满意度指标 服务对象满意度 ≥94% 94% 30 20 总得分 100 88"
    )
    assert read(text) == []


def test_what_is_refused_is_named_and_kept() -> None:
    money = f"{HEAD}年度资金总额：252510100.00%10其中：本年财政拨款2525其他资金"
    found = rebuilt(f"{money}年度总体目标年初设定目标修补道路已完成{INDICATORS.replace('安装路灯20', '安装路灯30')}")
    (one,) = [item for item in found.diagnostics if "「绩效指标」" in item.message]
    assert {item.code for item in found.diagnostics} == {"unreadable_table"}
    grid = found.blocks[one.blocks[0]]
    assert isinstance(grid, Table)
    report = parse(f"{TITLE}{money}年度总体目标{INDICATORS}\n填表人：\n".encode())
    assert [f.full_year for f in report.evaluations[0].funds] == [25, 25, None]
    assert report.why("/evaluations/0/funds/0/rate").text == "100.00%"


def test_a_unit_that_the_grid_cannot_say_refuses_the_money() -> None:
    head = "全年预算数全年执行数分值执行率得分"
    text = f"{head}年度资金总额252510100.00%10其中：本年财政拨款2525其他资金（单位：元）年度总体目标"
    assert not any(draft["funds"] for draft in read(text))


HEADS = "绩效指标一级指标二级指标三级指标分值年度指标值全年实际值得分未完成原因及拟采取的改进措施产出指标数量指标"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}年度资金总额：{'1' * 5_000}",
        f"{HEADS}路灯路灯{'12' * 5_000}总分100100",
        f"{HEADS}{'路灯安装5' * 2_000}总分100100",
        f"{HEADS}{'路灯安装 5 ≥5盏 6盏 5 ' * 1_000}总分 100 100",
        f"{HEADS}路灯安装5≥5盏6盏5{'总分100100' * 1_000}",
    ],
    ids=["digits", "rows of digits", "names", "rows", "totals"],
)
def test_a_huge_stream_is_refused_in_time(text: str) -> None:
    start = time.process_time()
    found = rebuilt(text)
    assert time.process_time() - start < 30  # it takes a second; without bounds, for ever
    assert not any(isinstance(block, Table) for block in found.blocks)
    assert [item.code for item in found.diagnostics] == ["unreadable_table"]


def test_a_table_of_many_rows_is_read_in_time() -> None:
    rows = "".join(f"安装{name}路灯1 ≥{35 + index}盏 {36 + index}盏 1 " for index, name in enumerate(NAMES))
    start = time.process_time()
    (found,) = read(
        f"{HEAD}年度资金总额：252510100.00%10其中：本年财政拨款2525其他资金年度总体目标 {HEADS}{rows}总分 100 100"
    )
    assert time.process_time() - start < 30  # it takes a second; without bounds, for ever
    assert sum(row["weight"] == 1 for row in found["indicators"]) == len(NAMES)


def test_each_value_points_to_its_characters() -> None:
    """Also where all stands in one line of a page: the second 25 is the executed amount."""
    text = f"{HEAD}年度资金总额：252510100.00%10其中：本年财政拨款2525其他资金"
    run = Run(0, len(text), 1, (0.0, 0.0, float(len(text)), 10.0), tuple(map(float, range(len(text) + 1))))
    found = rebuild_tables((Paragraph(TITLE), Paragraph(text, page=1, runs=(run,))), load())
    (grid,) = [block for block in found.blocks if isinstance(block, Table)]
    first = text.index("2525")
    cells = [(cell.text, int(cell.runs[0].xs[0]) - first) for cell in grid.cells if cell.row == 1 and cell.text]
    assert cells[1:] == [("25", 0), ("25", 2), ("10", 4), ("100.00%", 6), ("10", 13)]


HOW = ("glued", "blanks", "mixed", "lines", "bands")


@pytest.mark.no_cover
@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("form", destroyed.FORMS)
@pytest.mark.parametrize("careful", [True, False])
@pytest.mark.parametrize("shuffle", ["", "figures", "any"])
def test_no_figure_is_wrong(form: str, how: str, shuffle: str, careful: bool) -> None:
    """Whatever an author wrote and whichever two cells changed places: a figure is the original's, or none."""
    for seed in range(CASES):
        rows = destroyed.FORMS[form](destroyed.Author(seed, careful=careful))
        truth = figures(values(evaluations(context(table(*rows))))[0])
        poured = destroyed.pour(shuffled(rows, shuffle, seed), how, seed)
        for draft in read(poured):
            wrong = {
                place: (value, truth.get(place))
                for place, value in figures(draft).items()
                if value is not None and value != truth.get(place) and not place[2].endswith("text")
            }
            assert wrong == {}, (seed, poured)


@pytest.mark.parametrize("shuffle", ["", "figures", "any"])
def test_figures_apart_from_their_labels_are_never_wrong(shuffle: str) -> None:
    read_whole = 0
    for seed in range(CASES * 2):
        rows = destroyed.national(destroyed.Author(seed, careful=seed % 2 == 0))
        (truth,) = values(evaluations(context(table(*rows))))
        for draft in read(destroyed.pour(shuffled(rows, shuffle, seed), "apart", seed)):
            assert destroyed.untrue(draft, truth, words=False) == [], seed
            read_whole += destroyed.count(draft)
    assert read_whole > (100 if not shuffle else 20)


APART = (
    "实施单位 云溪县图书馆 年初预算数 全年预算数 全年执行数 分值 执行率 得分 80.00 80.00 61.3 10 7.66 "
    "80.00 80.00 61.3 — 上年结转资金 0 0 — 其他资金 0 0 — 年度资金总额 项目资金 (万元) 其中：当年财政拨款 "
    "预期目标 年度 总体 目标 76.63% 实际完成情况 已修缮。 一级指标 二级指标 数量指标 三级指标 修缮古井 "
    "年度 指标值 实际 完成值 分值 得分 ≥6口 7口 20 20 及时 及时 30 30 =100% 90% 40 36 100 93.66 "
    "产出指标 质量指标 合格率 满意度指标 总分 -1- 偏差原因分析及 改进措施"
)


def test_rows_of_figures_printed_before_their_names() -> None:
    """The rate stands with the goals, the unit with the block's label: both are found; names are not guessed."""
    (found,) = read(APART)
    fund = found["funds"][0]
    assert fund["label"] == "年度资金总额"
    figures_of = [None, 80, Decimal("61.3"), 10, Decimal("76.63"), Decimal("7.66")]
    assert [fund[id_] for id_ in FUNDS] == figures_of  # a 0 in the place of the initial 80 would fit as well
    rows = [[row["level3"], row["weight"], row["score"]] for row in found["indicators"]]
    assert rows == [[None, 20, 20], [None, 30, 30], [None, 40, 36]]
    assert found["indicators"][0]["target"]["text"] == "≥6口"
    assert found["total"] == {"weight": 100, "score": Decimal("93.66")}


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("76.63%", "76.1%"),  # no rate that the amounts give
        ("76.63%", "76.63% 76.63%"),  # two
        ("年度资金总额 ", ""),  # no label
        ("100 93.66", "100 94.66"),  # no sum
        (" 61.3 10", "61.3 10"),  # figures run together
    ],
)
def test_figures_apart_are_refused_where_nothing_bears_them_out(printed: str, other: str) -> None:
    given = [value for draft in read(APART.replace(printed, other, 1)) for value in figures(draft).values()]
    assert all(value is None for value in given) or "94.66" in other
    assert not any(draft["indicators"] for draft in read(APART.replace(printed, other, 1)))


SPLIT = (
    "年度预算数（万元） 年初预算数 调整后预算数 预算执行数 预算执行率 权重 得分 原因 "
    "总额 80 90 81 90.0% 10 9.00 其中：财政资金 60 70 63 90.0% — — 其他资金 — — "
    "绩效指标 一级指标 二级指标 三级指标 指标性质 指标值 度量单位 实际完成值 权重 得分 未完成原因分析 "
    "产出指标 数量指标 指标1：修缮古井 ≥ 6 口 7 30 30 质量 指标1：验收合格率 = 100 % 90% 40 36 雨季影响工期 "
    "满意度指标 满意度指标 游客好评率 不少于 88 % 91 20 20 合计 100 95.00"
)


def test_sign_and_unit_of_a_target_in_columns_of_their_own() -> None:
    """The parts do not add up to the total, and no exchange makes them: the total's row is read, the parts' are not."""
    (found,) = read(SPLIT)
    assert [[fund[id_] for id_ in FUNDS[1:]] for fund in found["funds"]] == [
        [90, 81, 10, 90, 9],
        [None] * 5,
        [None] * 5,
    ]
    rows = [[row["level2"], row["level3"], row["weight"], row["score"]] for row in found["indicators"]]
    assert rows == [
        ["数量指标", "指标1：修缮古井", 30, 30],
        ["质量", "指标1：验收合格率", 40, 36],  # the name begins where a blank parts it from «质量»
        ["满意度指标", "游客好评率", 20, 20],
    ]
    # The number of a target is a cell: it may have changed places without its sign and unit, so none is proven.
    assert all((row[id_] or {}).get("value") is None for row in found["indicators"] for id_ in ("target", "actual"))


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("调整后预算数 预算执行数", "预算执行数 调整后预算数"),  # two headings exchanged
        ("90.0% 10 9.00", "90.0% 1、基本情况 9.00"),  # a number that counts is no figure
        ("90.0% 10 9.00", "90.0% 0 0"),  # no points would bear out any rate
    ],
)
def test_a_total_of_money_is_not_borne_out_by_chance(printed: str, other: str) -> None:
    assert SPLIT.count(printed) == 1
    found = read(SPLIT.replace(printed, other))
    assert not any(value is not None for draft in found for fund in draft["funds"] for value in map(fund.get, FUNDS))


def test_points_that_the_heading_states_bear_out_the_score() -> None:
    """湖北 prints no weight: «得分(20分×执行率)»."""
    text = (
        "预算执行情况（万元）（20分） 全年预算数（A） 执行数（B） 执行率（B/A） 得分（20分×执行率） "
        "年度财政资金总额 591 460.98 78.00% {score} 年度绩效目标1：修缮古井（80分） "
        "一级指标 二级指标 三级指标 年初目标值（A） 实际完成值（B） 得分 产出指标 数量指标 修缮古井 "
        "≥2口 2口 80 总分 95.60"
    )
    (found,) = read(text.format(score="15.60"))
    fund = found["funds"][0]
    assert [fund[id_] for id_ in ("full_year", "executed", "rate", "score")] == [
        591, Decimal("460.98"), 78, Decimal("15.60"),
    ]  # fmt: skip
    assert not any(draft["funds"][0]["score"] for draft in read(text.format(score="14.60")))


def shuffled(rows: destroyed.Rows, which: str, seed: int) -> destroyed.Rows:
    """The rows with two cells exchanged: of those with figures, or any."""
    if not which:
        return rows
    pick = random.Random(seed)  # noqa: S311
    places = [
        (r, c)
        for r, row in enumerate(rows)
        for c, spec in enumerate(row)
        if (text := destroyed.text_of(spec)) and (which == "any" or any(char.isdigit() for char in text))
    ]
    one, other = pick.sample(places, 2)
    return destroyed.exchanged(rows, one, other)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("form", "how", "least"),
    [
        ("national", "glued", 0.6),
        ("national", "blanks", 0.8),
        ("no_initial", "glued", 0.6),
        ("no_initial", "lines", 0.8),
    ],
)
def test_most_of_a_consistent_table_is_read(form: str, how: str, least: float) -> None:
    held = right = 0
    for seed in range(CASES * 2):
        rows = destroyed.FORMS[form](destroyed.Author(seed))
        truth = figures(values(evaluations(context(table(*rows))))[0])
        drafts = read(destroyed.pour(rows, how, seed))
        got = figures(drafts[0]) if drafts else {}
        numbers = [place for place, value in truth.items() if value is not None and not place[2].endswith("text")]
        held += len(numbers)
        right += sum(got.get(place) == truth[place] for place in numbers)
    assert right / held > least


def test_a_name_ends_with_no_figure_behind_a_blank_where_figures_are_cut_without_one() -> None:
    """Two cells, «0» and «14», were exchanged: of «… 0 98人次» and «… 21 268册» 9 and 26 were the weights, which made
    up 100 by chance."""
    text = (
        "项目名称 步道修缮 主管部门 云溪县文旅局 实施单位 云溪县图书馆"
        " 资金情况（万元） 全年预算数(A) 全年执行数(B) 分值 执行率(B/A) 得分"
        " 年度资金总额 168 61.49 10 36.60% 3 其中：当年财政拨款 168 61.49 上年结转资金 14 其他资金 0"
        " 年度总体目标 预期目标 实际完成情况 修缮步道，方便群众 已完成"
        " 绩效指标 一级指标 二级指标 三级指标 分值 年度指标值 全年实际值 得分 未完成原因及拟采取的改进措施"
        " 产出指标 数量指标 开展巡查 0 98人次 93人次 7.84 雨季影响工期 时效指标"
        " 成本指标 项目总成本 12 =180处 180处 12 人均培训成本 12 不少于195万元 255万元 11 雨季影响工期"
        " 效益指标 经济效益指标 节约开支 11 ≤296处 297处 6.93 宣传不够"
        " 生态效益指标 植被覆盖率 12 ≥211次 248次 12 垃圾清运率 8 ≤52处 47处 7 雨季影响工期 可持续影响指标"
        " 满意度指标 服务对象满意度指标 参训学员满意度 21 268册 219册 19.95 总分 100 79.72"
    )
    (draft,) = read(text)
    assert draft["indicators"] == []
    assert draft["funds"][0]["executed"] == Decimal("61.49")
