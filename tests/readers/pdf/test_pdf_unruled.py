"""Tables without rules: only the room between their cells tells them apart."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pdf_builder import Sheet, pdf

import jixiao
from jixiao.document import Paragraph
from jixiao.readers import read
from jixiao.readers.pdf.glyphs import Glyphs, Stretch
from jixiao.readers.pdf.lines import _cut_at_gaps
from jixiao.schema import Report

XS = (60.0, 110.0, 165.0, 225.0, 330.0, 395.0, 455.0, 490.0)  # of the columns, left edges
EM = 9.0
FUNDS = [
    ["项目资金", "", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["（万元）", "年度资金总额", "", "", "120.00", "118.00", "112.10", "10", "95%", "9.5"],
]
FUND_XS = (60.0, 110.0, 165.0, 225.0, 225.0, 290.0, 355.0, 420.0, 455.0, 490.0)
HEADING = ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    ["", "产出指标", "数量指标", "修剪行道树", "≥300株", "312株", "20", "20"],
    ["", "", "质量指标", "树木成活率", "≥95%", "96%", "20", "20"],
    ["", "", "时效指标", "按期完成率", "100%", "90%", "10", "8"],
    ["", "效益指标", "社会效益", "受益社区", "≥6个", "7个", "30", "30"],
    ["", "满意度指标", "满意度", "居民满意度", "≥90%", "93%", "10", "10"],
]
PROSE = "本项目由云溪县园林所实施，全年修剪行道树三百余株，补植树木一百二十株，完成了年初确定的任务，居民满意。"


def put(sheet: Sheet, base: float, cells: list[str], xs: tuple[float, ...] = XS) -> None:
    for x, text in zip(xs, cells, strict=True):
        if text:
            sheet.text(x, base, text, EM)


def form(*, rules: bool = False) -> bytes:
    """A form of two pages, the second with its last three rows; ``rules``: between its rows, not its columns."""
    one, two = Sheet(), Sheet()
    one.text(230, 80, "项目支出绩效自评表", 14).text(270, 100, "（2023年度）", EM)
    put(one, 124, ["项目名称", "", "行道树修剪", "", "", "", "", ""])
    put(one, 148, ["主管部门", "", "云溪县城管局", "", "实施单位", "云溪县园林所", "", ""])
    put(one, 172, FUNDS[0], FUND_XS)
    put(one, 196, FUNDS[1], FUND_XS)
    put(one, 230, HEADING)
    for at, row in enumerate(ROWS[:2]):
        put(one, 254 + 24 * at, row)
    for at, row in enumerate(ROWS[2:]):
        put(two, 80 + 24 * at, row)
    put(two, 152, ["总分", "", "", "", "", "", "100", "97.5"])
    for base in range(112, 300, 24) if rules else ():
        one.line(50, base, 540, base)
    for number, sheet in enumerate((one, two), start=1):
        sheet.text(290, 800, f"- {number} -", EM)
    return pdf(one, two)


def indicators(report: Report) -> list[tuple[object, ...]]:
    (evaluation,) = report.evaluations
    return [
        (i.level3, i.target and i.target.text, i.actual and i.actual.text, i.weight, i.score)
        for i in evaluation.indicators
    ]


@pytest.mark.parametrize("rules", [False, True])
def test_cells_are_told_by_their_columns_over_pages(rules: bool) -> None:
    """Nothing was read of such a form: its lines were text in which no one told the cells apart."""
    report = jixiao.parse(form(rules=rules))
    assert indicators(report) == [(*row[3:6], Decimal(row[6]), Decimal(row[7])) for row in ROWS]
    (evaluation,) = report.evaluations
    assert evaluation.total is not None
    assert (evaluation.total.weight, evaluation.total.score) == (100, Decimal("97.5"))
    (fund,) = evaluation.funds
    amounts = [Decimal("120.00"), Decimal("118.00"), Decimal("112.10")]
    assert [fund.label, fund.initial, fund.full_year, fund.executed] == ["年度资金总额", *amounts]
    assert [fund.weight, fund.rate, fund.score] == [10, 95, Decimal("9.5")]
    assert report.fiscal_year == 2023


def test_values_know_where_they_are_printed() -> None:
    report = jixiao.parse(form())
    (place,) = report.evidence["/evaluations/0/indicators/4/actual/value"].places
    assert place.page == 2
    assert place.bbox is not None
    assert place.bbox[0] == pytest.approx(XS[5], abs=1)
    assert place.bbox[3] == pytest.approx(128, abs=2)


def test_cells_closer_than_a_word_are_two() -> None:
    """«112.10» and «10» six points apart were «112.1010»; a blank before a cell's text fills no room."""
    sheet = Sheet()
    for row in range(5):
        sheet.text(60, 100 + 20 * row, "资金", EM).text(150, 100 + 20 * row, "112.10", EM)
        sheet.text(183, 100 + 20 * row, "10", EM).text(230, 100 + 20 * row, " 8", EM)
    texts = [block.text.strip().split("  ") for block in read(pdf(sheet)).blocks if isinstance(block, Paragraph)]
    texts = [[text.strip() for text in line if text.strip()] for line in texts]
    assert texts == [["资金", "112.10", "10", "8"]] * 5


def test_prose_around_the_table_stays_as_it_was() -> None:
    sheet = Sheet()
    lines = [PROSE[at : at + 40] for at in range(0, len(PROSE), 40)]
    for at, line in enumerate(lines):
        sheet.text(90 if at == 0 else 72, 80 + 20 * at, line, 11)
    for at, row in enumerate([HEADING, *ROWS]):
        put(sheet, 160 + 24 * at, row)
    first, *rest = (block for block in read(pdf(sheet)).blocks if isinstance(block, Paragraph))
    assert first.text == "\n".join(lines)
    assert [block.text.split() for block in rest] == [[cell for cell in row if cell] for row in [HEADING, *ROWS]]


def test_prose_and_signatures_on_the_page_below_are_none_of_the_table() -> None:
    one, two = Sheet(), Sheet()
    for at, row in enumerate([HEADING, *ROWS]):
        put(one, 600 + 24 * at, row)
    lines = [PROSE[at : at + 40] for at in range(0, len(PROSE), 40)]
    for at, line in enumerate(lines):
        two.text(90 if at == 0 else 72, 80 + 20 * at, line, 11)
    two.text(72, 200, "填报人：（略）").text(250, 200, "联系电话：（略）").text(420, 200, "2024年3月1日")
    *_, prose, signed = (block.text for block in read(pdf(one, two)).blocks if isinstance(block, Paragraph))
    assert prose == "\n".join(lines)
    assert signed == "填报人：（略）\t联系电话：（略）\t2024年3月1日"


def test_few_such_lines_are_no_table() -> None:
    """Signatures and a date on one line."""
    sheet = Sheet().text(72, 100, "填报人：（略）").text(250, 100, "联系电话：（略）").text(420, 100, "2024年3月1日")
    (block,) = read(pdf(sheet)).blocks
    assert isinstance(block, Paragraph)
    assert block.text == "填报人：（略）\t联系电话：（略）\t2024年3月1日"


def test_a_contents_list_is_none() -> None:
    """A label, a title, a row of dots and a page stand apart on each of its lines."""
    sheet = Sheet()
    for at, label in enumerate("一二三四五六"):
        sheet.text(80, 150 + 24 * at, f"{label}、").text(118, 150 + 24 * at, "部门情况")
        sheet.text(176, 150 + 24 * at, "." * 50).text(488, 150 + 24 * at, str(at + 1))
    (block,) = read(pdf(sheet)).blocks
    assert isinstance(block, Paragraph)
    assert block.text.split("\n")[0] == f"一、部门情况{'.' * 50}1"


def test_letters_of_a_label_between_a_blank_and_its_text_stand_apart() -> None:
    """A text object began with a blank behind «项», and went on beyond «目 名 称»: the value was the label's."""
    text = "项 校舍目名称"
    left = [60, 71, 300, 311, 77, 94, 111]
    glyphs = Glyphs(text, [float(x) for x in left], [x + (3.0 if x == 71 else 10.5) for x in left], [80.0] * len(text))
    stretches = [
        Stretch(a, b, glyphs.left[a], glyphs.right[b - 1], 80.0, 10.5)
        for a, b in ((0, 1), (1, 4), (4, 5), (5, 6), (6, 7))
    ]
    pieces = ["".join(text[s.start : s.end] for s in part).strip() for part in _cut_at_gaps(stretches, glyphs, 0.0)]
    assert pieces == ["项 目", "名", "称", "校舍"]


def test_a_table_goes_on_below_a_page_that_ends_with_a_merged_cells_line() -> None:
    """«影响指标» stood a line and a half below the last row's: the rows of the next page were no table's."""
    sheet, rest = Sheet(), Sheet()
    for at, row in enumerate([HEADING, *ROWS[:4]]):
        put(sheet, 600 + 24 * at, row)
    sheet.text(XS[2], 696 + 2.4 * EM, "指标", EM)
    put(rest, 80, ROWS[4])
    rest.text(60, 104, "存在问题", EM).text(225, 104, "无", EM)
    blocks = [block for block in read(pdf(sheet, rest)).blocks if isinstance(block, Paragraph)]
    assert [block.text.split() for block in blocks[-3:]] == [["指标"], [*filter(None, ROWS[4])], ["存在问题", "无"]]
    assert not any("\t" in block.text for block in blocks)


def test_spread_letters_are_no_cells() -> None:
    """Word's «加宽»: every letter stood apart, the lines were a table, and money of the sentences was lost."""
    sheet, base = Sheet(), 80.0
    told = (
        "云溪县园林所2023年度部门整体支出绩效自评报告",
        "一、单位概况",
        "编制36人，在职34人，退休12人。",
        "二、支出情况",
        "2023年支出合计812.35万元，其中基本支出512.35万元，项目支出300.00万元，均按年初预算和标准执行，没有超出的情形。",
    )
    for line in told:
        x = 60.0 + 18 * line.startswith("2")
        for letter in line:
            if x > 520:
                x, base = 60.0, base + 24
            sheet.text(x, base, letter, EM)
            x += EM + 8
        base += 24
    found = [block for block in read(pdf(sheet)).blocks if isinstance(block, Paragraph)]
    assert [block.text.replace("\n", "") for block in found] == [*told]


def test_room_between_cells_of_one_figure_is_no_spread_type() -> None:
    """Most gaps of such a page are between its cells: no room parted any."""
    rows = [["支出项目", "年初", "预算", "决算", "上年", "增减", "比例", "备注"]]
    rows += [[name, *"0000000"] for name in ("公务接待费", "会议费", "培训费", "出国费", "购置费")]
    sheet = Sheet()
    for at, row in enumerate(rows):
        put(sheet, 80 + 24 * at, row, (60, 200, 250, 300, 350, 400, 450, 500))
    blocks = [block for block in read(pdf(sheet)).blocks if isinstance(block, Paragraph)]
    assert [block.text.split() for block in blocks] == rows
    assert not any("\t" in block.text for block in blocks)
