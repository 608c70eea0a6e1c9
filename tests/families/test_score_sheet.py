"""Hunan's scoring table before 2022, with points beside each level or beside the third alone, as tools flatten it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document

from jixiao import parse
from jixiao.document import Table

TITLE = "2019年度云溪县档案馆部门整体支出绩效评价报告"
ROWS = [
    ("投入", "目标设定", "绩效目标合理性", "4", "符合职责计4分。", "依据是否充分", "4"),
    ("投入", "预算配置", "在职人员控制率", "5", "≤100%计5分。", "在职人员数/编制数", "4.5"),
    ("过程", "预算执行", "预算完成率", "5", "100%计满分。", "预算完成数/预算数", "5"),
]


def sheet(*, levels: bool, name: str = "三级指标", said: str = "指标说明") -> Table:
    grid = Grid(9 if levels else 7)
    heads = ["一级指标", "分值", "二级指标", "分值"] if levels else ["一级指标", "二级指标"]
    grid.row(*heads, name, "分值", "评价标准", said, "得分")
    for index, (one, two, *rest) in enumerate(ROWS):
        first: list[GridCell | str] = []
        if index == 0 or ROWS[index - 1][0] != one:
            many = sum(row[0] == one for row in ROWS)
            first = [GridCell(one, rows=many), *([GridCell("9" if many == 2 else "5", rows=many)] if levels else [])]
        grid.row(*first, two, *([rest[1]] if levels else []), *rest)
    grid.row(GridCell("合计", 5 if levels else 3), "14", "", "", "13.5")
    return grid.table()


@pytest.mark.parametrize("levels", [True, False])
@pytest.mark.parametrize(
    "dialect", ["tab-cells", "tika-doc", "tika-odt", "tika-sax", "word-extractor", "rows-tab", "pandoc"]
)
def test_every_row_is_read(dialect: str, levels: bool) -> None:
    blocks = [Para(TITLE, "title"), Para("附件1"), Para("部门整体支出绩效评价指标表"), sheet(levels=levels)]
    report = parse(flatten_document(blocks, dialect).encode())
    (table,) = report.evaluations
    rows = [(i.level1, i.level2, i.level3, i.criterion, i.weight, i.score) for i in table.indicators]
    assert rows == [(one, two, name, rule, Decimal(w), Decimal(s)) for one, two, name, w, rule, _, s in ROWS]
    assert [i.level1_weight for i in table.indicators] == ([9, 9, 5] if levels else [None] * 3)
    assert table.total is not None
    assert (table.total.weight, table.total.score) == (14, Decimal("13.5"))


def test_names_stand_below_the_third_level_whatever_else_its_heading_says() -> None:
    """«三级指标及说明 | … | 评价内容»: what was asked for («依据是否充分») was given as the name."""
    table = sheet(levels=True, name="三级指标及说明", said="评价内容")
    report = parse(
        flatten_document([Para(TITLE, "title"), Para("部门整体支出绩效评价指标表"), table], "pandoc").encode()
    )
    assert [i.level3 for i in report.evaluations[0].indicators] == [name for _, _, name, *_ in ROWS]


@pytest.mark.parametrize("last", ["自评得分", "得分"])
def test_scores_of_levels_are_not_those_of_their_first_indicators(last: str) -> None:
    """«一级指标 | 分值 | 得分 | … | 三级指标 | … | 自评得分»: 48.5 was given as a score out of 10."""
    grid = Grid(10)
    grid.row("一级指标", "分值", "得分", "二级指标", "分值", "得分", "三级指标", "评分标准", "分值", last)
    grid.row(
        GridCell("履职效能", rows=2), GridCell("25", rows=2), GridCell("24", rows=2), GridCell("整体效能", rows=2),
        GridCell("25", rows=2), GridCell("24", rows=2), "重点工作完成率", "完成率100%得10分", "10", "9",
    )  # fmt: skip
    grid.row("预算资金支出率", "≥95%得15分", "15", "15")
    blocks = [Para("2024年度部门整体支出绩效自评评分表", "title"), grid.table()]
    (table,) = parse(flatten_document(blocks, "pandoc").encode()).evaluations
    assert [(row.level1_weight, row.weight, row.score) for row in table.indicators] == [
        (25, 10, 9),
        (25, 15, 15),
    ]


@pytest.mark.parametrize(
    ("names", "other"), [("指标内容", "考核内容"), ("考核内容", "指标解释"), ("三级指标", "考核内容")]
)
def test_the_column_behind_the_second_level_names_the_indicators(names: str, other: str) -> None:
    """«考核内容» says what is looked at where «指标内容» names it."""
    report = parse(
        "青禾县图书馆2021年度部门整体支出绩效自评报告\n\n附件\n部门整体支出绩效评价指标表\n"
        f"一级指标\t二级指标\t{names}\t分值\t评分标准\t{other}\t得分\n"
        "投入\t目标设定\t目标合理性\t40\t合理得满分\t目标与职责相符程度\t40\n"
        "产出\t职责履行\t实际完成率\t60\t完成得满分\t完成数与计划数之比\t58\n"
        "合计\t\t\t100\t\t\t98\n".encode()
    )
    assert [row.level3 for row in report.evaluations[0].indicators] == ["目标合理性", "实际完成率"]


def test_points_by_another_word_behind_each_level() -> None:
    """«权重分», «评价要点及标准»: another form was told, and points and standards were lost."""
    report = parse(
        "青禾县图书馆2021年度部门整体支出绩效自评报告\n\n附件\n部门整体支出绩效评价指标表\n"
        "指标一级\t权重分\t二级\t权重分\t指标内容\t权重分\t评价要点及标准\t考核内容\t自评分值\n"
        "投入\t40\t目标设定\t40\t目标合理性\t40\t合理得满分\t目标与职责相符程度\t40\n"
        "产出\t60\t职责履行\t60\t实际完成率\t60\t完成得满分\t完成数与计划数之比\t58\n".encode()
    )
    rows = [(row.level1_weight, row.weight, row.criterion, row.score) for row in report.evaluations[0].indicators]
    assert rows == [(40, 40, "合理得满分", 40), (60, 60, "完成得满分", 58)]
