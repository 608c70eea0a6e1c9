"""Rows of several lengths whose cells break their lines, as loops over python-docx's cells write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import jixiao
from jixiao.schema import Evaluation, Report

TITLE = "云岭县公路站2023年项目支出绩效自评表\n（2023年度）\n"
TABLE = """\
项目名称|村道硬化
主管部门|云岭县交通局|实施单位|云岭县公路站
项目资金/（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分
项目资金/（万元）|年度资金总额|320|300.5|290|10|96.51%|9.65
项目资金/（万元）|其中：财政拨款|320|300.5|290|—|—|—
项目资金/（万元）|其他资金||—||—||—
年度/总体/目标|预期目标|实际完成情况
年度/总体/目标|1.硬化村道12公里。/2.健全管护机制。|村道硬化12公里，/全部通车。
绩效/指标|一级指标|二级指标|三级指标|年度/指标值|实际/完成值|分值|得分|偏差原因/及改进措施
绩效/指标|产出指标/（50分）|数量指标|硬化里程|≥12公里|12公里|15|15|
绩效/指标|产出指标/（50分）|质量/指标|验收合格率|100%|98%|15|14|个别路段返工，/已督促整改
绩效/指标|产出指标/（50分）|时效/指标|完工时间|10月底前|10月底前|20|20|
绩效/指标|效益指标/（30分）|社会/效益指标|受益人口|≥800人|850人|30|30|
绩效/指标|满意度指标/（10分）|服务对象/满意度|村民满意度|≥90%|95%|10|10|
总分|100|98.65|
存在问题|个别路段返工。
"""
ROWS = [
    ("产出指标", "数量指标", "硬化里程", "≥12公里", "12公里", 15, 15, None),
    ("产出指标", "质量指标", "验收合格率", "100%", "98%", 15, 14, "个别路段返工，已督促整改"),
    ("产出指标", "时效指标", "完工时间", "10月底前", "10月底前", 20, 20, None),
    ("效益指标", "社会效益指标", "受益人口", "≥800人", "850人", 30, 30, None),
    ("满意度指标", "服务对象满意度", "村民满意度", "≥90%", "95%", 10, 10, None),
]


def _said_down(table: str) -> list[list[str]]:
    return [line.replace("/", "\n").split("|") for line in table.splitlines()]


def _blank_below(table: str) -> list[list[str]]:
    """The rows as the cells of the file are («tr.tc_lst»): what is merged down stands once, blank below."""
    rows, above = [], [""]
    for row in _said_down(table):
        same = 0
        while same < min(len(row), len(above)) - 1 and row[same] == above[same] and len(row) > 2:
            same += 1
        rows.append([*[""] * same, *row[same:]])
        above = row
    return rows


def _parsed(rows: list[list[str]], mark: str) -> Report:
    return jixiao.parse((TITLE + "\n".join(mark.join(row) for row in rows)).encode())


def _told(form: Evaluation) -> list[tuple[object, ...]]:
    return [
        (i.level1, i.level2, i.level3, i.target and i.target.text, i.actual and i.actual.text,
         i.weight, i.score, i.deviation_reason)
        for i in form.indicators
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [_said_down(TABLE), _blank_below(TABLE)], ids=["said", "blank"])
@pytest.mark.parametrize("mark", [" | ", "|", "\t"])
def test_rows_are_put_together(rows: list[list[str]], mark: str) -> None:
    """Of such rows a quarter to a third was read («绩效», «指标 | 产出指标», «（50分） | 质量», «指标 | 验收合格率»),
    and one form given as two."""
    (form,) = _parsed(rows, mark).evaluations
    assert (form.project, form.department, form.unit) == ("村道硬化", "云岭县交通局", "云岭县公路站")
    assert [(fund.label, fund.executed and str(fund.executed)) for fund in form.funds] == [
        ("年度资金总额", "290"), ("财政拨款", "290"), ("其他资金", None),
    ]  # fmt: skip
    assert [(goal.expected, goal.actual) for goal in form.goals] == [
        ("1.硬化村道12公里。2.健全管护机制。", "村道硬化12公里，全部通车。")
    ]
    assert _told(form) == ROWS
    assert form.total
    assert str(form.total.score) == "98.65"


@pytest.mark.parametrize("rows", [_said_down, _blank_below])
def test_a_line_that_may_be_of_two_cells_refuses_both(rows: Callable[[str], list[list[str]]]) -> None:
    """«资金投入⏎情况⏎（万元）» in words of no form, below the name of a unit: it may go on with the name."""
    table = TABLE.replace("项目资金/（万元）", "资金投入/情况/（万元）")
    (form,) = _parsed(rows(table), " | ").evaluations
    assert form.unit in {None, "云岭县公路站"}
    assert _told(form) == ROWS


def test_a_first_cell_s_line_is_not_the_end_of_the_row_above() -> None:
    """«年度绩效目标1：硬化村道⏎（80分）» before each row (湖北): its first line stands behind the last cell of the row
    above, each time but above the first row."""
    table = TABLE.replace("绩效/指标|", "年度绩效目标1：硬化村道/（80分）|")
    (form,) = _parsed(_said_down(table), " | ").evaluations
    assert _told(form) == ROWS
    assert [fund.score and str(fund.score) for fund in form.funds] == ["9.65", None, None]


def test_rows_of_two_blocks_are_not_one() -> None:
    """A fund of which a cell was left out, above two rows of the next block: together they have as many cells as a
    row of money, and were its last."""
    table = TABLE.replace("项目资金/（万元）|其他资金||—||—||—\n", "项目资金/（万元）|其他资金||—||—\n")
    (form,) = _parsed(_said_down(table.replace("年度/总体/目标|", "年度总体目标|")), "\t").evaluations
    assert form.goals[0].expected == "1.硬化村道12公里。2.健全管护机制。"
    assert _told(form) == ROWS


def test_rows_below_a_total_are_the_form_s() -> None:
    """«存在问题», «改进措施», «自评结论» between TABs below the total (四川) were sections of a narrative, and what
    stood beside them the report's problems and score."""
    below = "自评结论|自评98.65分，完成较好。\n存在问题|个别路段返工。\n改进措施|加强督促。\n"
    table = TABLE.replace("存在问题|个别路段返工。\n", below)
    report = _parsed(_said_down(table.replace("/", "")), "\t")
    assert not report.outline
    assert not report.problems
    assert not report.improvements


def test_a_row_with_the_next_one_s_level_at_its_end_is_refused() -> None:
    """A word of level 2 moved to the row below: rows were cut one cell late, and names given as levels."""
    table = TABLE.replace("绩效/指标|", "年度绩效目标1/（80分）|").replace("时效/指标|", "时效指标/|")
    table = table.replace("社会/效益指标", "社会效益指标/").replace("偏差原因/及改进措施", "评价标准/及依据")
    for points in ("（50分）", "/（30分）", "/（10分）"):
        table = table.replace(points, "")
    rows = _said_down(table.replace("|\n", "|完成得满分\n"))
    at = next(at for at, row in enumerate(rows) if "完工时间" in row)
    rows[at + 1].insert(2, rows[at].pop(2))
    said = [told for form in _parsed(rows, "\t").evaluations for told in _told(form)]
    assert {told[2] for told in said} <= {row[2] for row in ROWS}


def _full_grid() -> list[list[str]]:
    """Merged text said again, a label's last paragraph blank."""
    block, money = "年度绩效目标1：改善居住条件。\n（80分）", "预算执行情况\n(20分)"
    names = [
        ("产出指标", "数量指标", "惠及户数", "≥2235户", "2766户", "13"),
        ("产出指标", "质量指标", "工作质量", "提高", "提高", "14"),
        ("产出指标", "质量指标", "考核通过率", "≥99%", "100%", "13"),
        ("效益指标", "经济效益", "减轻负担", "≥25万元", "21万元", "8"),
        ("效益指标", "可持续影响指标", "制度完善", "较好", "较好", "10"),
        ("满意度指标", "服务对象满意度指标", "居民满意率", "96%", "96%", "9"),
    ]
    return [
        [*["项目名称"] * 2, *["小区改造"] * 8],
        ["项目主管单位", *["云岭县住建局"] * 3, *["项目实施单位"] * 2, *["云岭县房屋中心"] * 4],
        [*["项目属性"] * 2, *["持续性项目"] * 8],
        [money, "", "", "预算数", "预算数", "执行数", "执行数", "执行率", "得分", "得分"],
        [money, *["年度财政资金总额"] * 2, "447", "447", "339.7", "339.7", "76%", "15.20", "15.20"],
        [block, "一级指标", "二级指标", "三级指标", "年初目标值", "年终完成值", "分值", "自评分", "复核分", "评分标准"],
        *([block, one, f"{two}\n", *rest, *rest[-1:] * 2, "依据材料评分"] for one, two, *rest in names),
        [*["总得分"] * 7, "92.60", "", ""],
    ]


def test_rows_cut_late_throughout_are_refused() -> None:
    """Two rows lost a cell, and all below was cut one cell late: «考核通过率» was a level 1, its points the target."""
    (form,) = _parsed(_full_grid(), "\t").evaluations
    assert [told[0] for told in _told(form)] == [*["产出指标"] * 3, *["效益指标"] * 2, "满意度指标"]
    rows = _full_grid()
    del rows[1][0], rows[6][5]
    assert not [told for form in _parsed(rows, "\t").evaluations for told in _told(form)]
