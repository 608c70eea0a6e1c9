"""Tables in columns of blanks: what their blanks say for certain is read, else nothing."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from indicator_rows import indicator_rows
from jixiao import parse
from jixiao.structure.flat.columns import _Cell, _off, _two_best
from jixiao.widths import display_width

HEAD = "云岭市林业局2023年度部门整体支出绩效自评报告\n一、部门概况\n编制12人。\n部门整体支出绩效自评表\n"
WIDE = (
    "一级指标    二级指标      三级指标            年度指标值    实际完成值    分值   得分\n"
    "产出指标    数量指标      购置装备            ≥300套        312套         30     30\n"
    "                          开设隔离带          25公里        25公里        20     20\n"
    "            时效指标      完成时间            12月底前      11月          20     18.5\n"
    "效益指标    社会效益      扑灭率              ≥95%          100%          30     28\n"
    "总分                                                                      100    96.5\n"
)
NARROW = (
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分\n"
    "产出指标 数量指标 购置装备 ≥300套 312套 30 30\n"
    "产出指标 数量指标 开设隔离带 25公里 25公里 20 20\n"
    "产出指标 时效指标 完成时间 12月底前 11月 20 18.5\n"
    "效益指标 社会效益 扑灭率 ≥95% 100% 30 28\n"
    "总分 100 96.5\n"
)


def read(table: str) -> tuple[list[tuple[str | None, ...]], tuple[str, str]]:
    return indicator_rows(HEAD + table)


ROWS = [
    ("产出指标", "数量指标", "购置装备", "≥300套", "312套", "30", "30"),
    ("产出指标", "数量指标", "开设隔离带", "25公里", "25公里", "20", "20"),
    ("产出指标", "时效指标", "完成时间", "12月底前", "11月", "20", "18.5"),
    ("效益指标", "社会效益", "扑灭率", "≥95%", "100%", "30", "28"),
]


@pytest.mark.parametrize("table", [WIDE, NARROW, WIDE.replace("  ", "\u3000"), WIDE.replace("\n", "\n\n")])
def test_a_row_a_line(table: str) -> None:
    assert read(table) == (ROWS, ("100", "96.5"))


@pytest.mark.parametrize(
    "table",
    [
        NARROW.replace("购置装备", "购置 装备"),  # a cell too many
        NARROW.replace("一级指标 二级", "一级\n指标 二级"),  # a heading that broke over lines
        NARROW.replace("产出指标 数量指标 开设", "数量指标 开设"),  # which level is left out?
        NARROW.replace("数量指标 购置装备 ≥300套", "数量指标 购置装备"),  # target or actual?
    ],
)
def test_a_row_without_one_certain_place_is_refused_with_its_table(table: str) -> None:
    report = parse((HEAD + table).encode())
    assert "unreadable_table" in [item.code for item in report.diagnostics]
    # as lines of print only what the sums bear out is read: no levels, and no name or target that another cell may be
    for row, printed in zip((row for one in report.evaluations for row in one.indicators), ROWS, strict=False):
        assert (row.level1, row.level2) == (None, None)
        assert row.level3 in (None, printed[2])
        assert (row.target and row.target.text) in (None, printed[3])
        assert (row.actual and row.actual.text) in (None, printed[4])
        assert (str(row.weight), str(row.score)) == printed[5:]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (  # between two columns
            WIDE.replace("312套         30 ", "              30 ").replace("≥300套   ", "       ≥300套"),
            [("产出指标", None, *ROWS[1][2:]), ROWS[2], ROWS[3]],  # between 产出指标 and 时效指标; in a word's line
        ),
        (  # exchanged
            WIDE.replace("≥300套        312套         30     30", "30     30            ≥300套        312套"),
            [ROWS[2], ROWS[3]],
        ),
        (  # wrapped, and neither centred nor at the top
            WIDE.replace("数量指标      购置装备", "数量指标      购置\n                          装备"),
            [("产出指标", None, *ROWS[1][2:]), ROWS[2], ROWS[3]],  # between 产出指标 and 时效指标; in a word's line
        ),
    ],
)
def test_of_a_table_whose_cells_are_only_placed_the_certain_rows_are_read(table: str, rows: list[object]) -> None:
    assert read(table) == (rows, ("100", "96.5"))
    assert "unreadable_table" in [item.code for item in parse((HEAD + table).encode()).diagnostics]


def test_units_below_all_headings_are_of_their_cells() -> None:
    rows = "三公经费 9.46 —— 7.22\n公务接待 5.45 3.86 4.19\n"
    text = (
        f"基础数据表\n经费控制情况 2020年决算数 2021年预算数 2021年决算数\n（万元） （万元） （万元） （万元）\n{rows}"
    )
    data = parse(text.encode()).base_data
    assert data is not None
    assert [(row.item, str(row.prior_final), str(row.final)) for row in data.expenses] == [
        ("三公经费", "9.46", "7.22"), ("公务接待", "5.45", "4.19"),
    ]  # fmt: skip


def test_two_blanks_beside_single_ones_are_a_blank_cell() -> None:
    """Kreuzberg: a blank between any two cells, of a numbered name another («指标 1：…»)."""
    rows = [
        "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分",
        "产出指标 数量指标 指标 1：购置装备 ≥300套 312套 30 30",
        "产出指标  指标 2：开设隔离带 25公里  20 20",
        "效益指标 社会效益 指标 1：扑灭率  100% 30 28",
    ]
    assert read("\n".join(rows) + "\n")[0] == [
        ("产出指标", "数量指标", "指标 1：购置装备", "≥300套", "312套", "30", "30"),
        ("产出指标", None, "指标 2：开设隔离带", "25公里", None, "20", "20"),
        ("效益指标", "社会效益", "指标 1：扑灭率", None, "100%", "30", "28"),
    ]


def test_prose_with_blanks_is_no_table() -> None:
    text = HEAD + "一级指标 二级指标 三级指标 分值 得分 是自评表的各列。\n本局 2023 年 完成 各项 任务 良好。\n"
    assert parse(text.encode()).evaluations == ()


BARS = (
    "项目名称|四好农村路\n主管部门|白鹤市交通运输局|实施单位|市公路中心\n"
    "资金情况（万元）||全年预算数|全年执行数|分值|执行率|得分\n"
    "|年度资金总额：|4340|4123.45|10|95.01%|9.5\n|其中：中央补助|0|0|—||—\n"
    "绩效指标|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因\n"
    "|产出指标|数量指标|新建里程|120公里|126.8公里|40|40|\n|||危桥改造数量|8座||20|20|\n"
    "||时效指标|完工及时率|≥95%|91%|30|28|雨季影响\n总分|100|97.5\n"
)


@pytest.mark.parametrize(
    "table",
    [
        BARS,
        BARS.replace("|", " | "),
        "".join(f"|{line}|\n" for line in BARS.splitlines()),
    ],
)
def test_bars_between_any_two_cells_show_empty_ones_in_their_place(table: str) -> None:
    report = parse(("2022年度项目支出绩效自评报告\n项目支出绩效自评表\n" + table).encode())
    (found,) = report.evaluations
    assert [(fund.label, str(fund.full_year), str(fund.executed), str(fund.score)) for fund in found.funds] == [
        ("年度资金总额", "4340", "4123.45", "9.5"),
        ("中央补助", "0", "0", "None"),
    ]
    assert [
        (i.level2, i.level3, i.target and i.target.text, i.actual and i.actual.text, str(i.weight), i.deviation_reason)
        for i in found.indicators
    ] == [
        ("数量指标", "新建里程", "120公里", "126.8公里", "40", None),
        ("数量指标", "危桥改造数量", "8座", None, "20", None),
        ("时效指标", "完工及时率", "≥95%", "91%", "30", "雨季影响"),
    ]
    assert (str(found.total.weight), str(found.total.score)) == ("100", "97.5")


@pytest.mark.parametrize("seed", range(40))
def test_the_two_nearest_places_are_those_of_all(seed: int) -> None:
    pick = random.Random(seed)  # noqa: S311

    def row(count: int) -> list[_Cell]:
        lefts = sorted(pick.sample(range(0, 120, 4), count))
        return [_Cell(0, 0, left, left + pick.randint(1, 4)) for left in lefts]

    heading, cells = row(pick.randint(3, 8)), row(3)
    everything = sorted(
        (sum(_off(heading[column], cell) for column, cell in zip(taken, cells, strict=True)), taken)
        for taken in combinations(range(len(heading)), len(cells))
    )
    assert _two_best(heading, cells) == everything[:2]


@pytest.mark.parametrize(
    ("name", "full"), [("公务用车运行维护", True), ("公务用车", False)], ids=["full", "room for more"]
)
def test_a_lone_word_below_a_cell_that_fills_its_column_is_the_end_of_it(name: str, full: bool) -> None:
    """«公务用车运行维护» was an item, and the rows below its last letter were lost. A first line of what stands below
    would fill the column."""
    lines = [("项目", "2021年决算", "2022年预算", "2022年决算"), ("公务接待费", "1.20", "1.50", "0.96")]
    lines += [(name, "2.80", "3.00", "2.64"), ("费",), ("合计", "4.00", "4.50", "3.60")]
    text = "\n".join("".join(cell + " " * (24 - display_width(cell)) for cell in line).rstrip() for line in lines)
    report = parse(f"云溪县档案馆2022年度部门整体支出绩效自评报告\n一、“三公”经费情况\n{text}\n".encode())
    items = [item.item for item in report.base_data.expenses] if report.base_data else []
    assert (items == ["公务接待费", "公务用车运行维护费", "合计"]) is full
