"""基础数据表 poured into running text: rows of which the sums allow one reading, or that have lines of their own."""

from __future__ import annotations

import random
from decimal import Decimal
from itertools import zip_longest

import pytest

import jixiao
from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.schema import BaseData
from jixiao.structure.flat.destroyed.base import read_base
from jixiao.structure.flat.destroyed.find import _runs_on
from jixiao.structure.flat.destroyed.stream import Stream
from jixiao.structure.flat.destroyed.words import vocabulary_of
from jixiao.structure.flat.stretch import Stretch

HEAD = ("经费控制情况", "2018年决算数", "2019年预算数", "2019年决算数")
ROWS = [
    ("三公经费", "21.40", "42.30", "28.95"),
    ("1、公务用车购置和维护经费", "11.10", "25.20", "18.06"),
    ("其中:公车购置", "", "15.00", "12.00"),
    ("公车运行维护", "11.10", "10.20", "6.06"),
    ("2、出国经费", "", "", ""),
    ("3、公务接待", "10.30", "17.10", "10.89"),
    ("项目支出:", "", "", ""),
    ("1、业务工作专项", "640.5", "310", "", ),
    ("公用经费", "", "", ""),
    ("其中:办公经费", "9.66", "8", "1.05"),
    ("会议费、培训费", "0", "0.6", "0"),
    ("政府采购金额", "12.20", "25.40", "25.40"),
    ("部门整体支出预算调整", "——", "1504.30", "2110.75"),
]  # fmt: skip


def base(table: str) -> tuple[BaseData | None, list[str]]:
    text = f"附件3:\n部门整体支出绩效评价基础数据表 填报单位:某局 单位:万元 {table}\n\n填报人：某某"
    report = jixiao.parse(text.encode())
    return report.base_data, [d.code for d in report.diagnostics]


def amounts(data: BaseData | None) -> dict[str | None, tuple[str, ...]]:
    assert data is not None
    rows = [(row.item, row) for row in data.expenses]
    rows += [("政府采购", data.procurement), ("预算调整", data.basic_adjustment)]  # type: ignore[list-item]
    return {
        item: tuple(str(value) if value is not None else "-" for value in (row.prior_final, row.budget, row.final))
        for item, row in rows
    }


@pytest.mark.parametrize(
    ("figures", "below", "staff"),
    [
        ("118 112 94.92%", "", (118, 112, Decimal("94.92"))),
        ("112 118 94.92%", "", (None, None, None)),  # exchanged
        ("118 112 94.92%", "8 7 87.5%\n", (None, None, None)),  # two rows, of whom nobody knows
    ],
)
def test_staff_in_lines_of_print(figures: str, below: str, staff: tuple[object, ...]) -> None:
    """pdfplumber's text of the seed's family: a label goes on below the others of its line, the block's stands between
    the headings and their figures."""
    table = f"2019年实际在职人\n编制数 控制率\n数\n财政供养人员情况（人）\n{figures}\n{below}"
    lines = "\n".join(" ".join(cell for cell in row if cell) for row in (HEAD, *ROWS))
    report = jixiao.parse(f"2019年度部门整体支出绩效评价基础数据表\n{table}{lines}\n\n填报人：某某".encode())
    data = report.base_data
    assert amounts(data)["三公经费"] == ("21.40", "42.30", "28.95")
    assert data is not None
    assert (data.staffing.authorized, data.staffing.actual, data.staffing.control_rate) == staff
    assert data.title == ("2019年度部门整体支出绩效评价基础数据表" if any(staff) else None)


def test_rows_poured_into_one_paragraph() -> None:
    """湖南 2018–2021, as web pages keep them: two amounts of a row are placed by the sums, else they are refused."""
    table = "财政供养人员情况 编制数 2019年实际在职人数 控制率 118 112 94.\n\n92% " + " ".join(HEAD)
    data, codes = base(" ".join([table, *(cell for row in ROWS for cell in row if cell)]))
    assert data is not None
    staff = data.staffing
    assert (staff.authorized, staff.actual, staff.control_rate) == (118, 112, Decimal("94.92"))
    assert amounts(data) == {
        "三公经费": ("21.40", "42.30", "28.95"),
        "1、公务用车购置和维护经费": ("11.10", "25.20", "18.06"),
        "其中:公车购置": ("-", "15.00", "12.00"),
        "公车运行维护": ("11.10", "10.20", "6.06"),
        "2、出国经费": ("-", "-", "-"),
        "3、公务接待": ("10.30", "17.10", "10.89"),
        "项目支出:": ("-", "-", "-"),
        "1、业务工作专项": ("-", "-", "-"),
        "公用经费": ("-", "-", "-"),
        "其中:办公经费": ("9.66", "8", "1.05"),
        "会议费、培训费": ("0", "0.6", "0"),
        "政府采购": ("12.20", "25.40", "25.40"),
        "预算调整": ("-", "1504.30", "2110.75"),
    }
    assert codes == ["unreadable_table"]  # 业务工作专项, named


def test_staff_whose_rate_is_another_is_not_read() -> None:
    table = "财政供养人员情况 编制数 2019年实际在职人数 控制率 118 112 90.92% " + " ".join(HEAD)
    data, _ = base(" ".join([table, *(cell for row in ROWS for cell in row if cell)]))
    assert data is not None
    assert data.staffing.authorized is None
    assert amounts(data)["三公经费"] == ("21.40", "42.30", "28.95")


def test_sums_that_do_not_hold_refuse_all() -> None:
    cells = [cell for row in ROWS for cell in row if cell]
    data, codes = base(" ".join([*HEAD, *cells]).replace("10.30", "10.80"))
    assert data is None
    assert "unreadable_table" in codes


def test_noughts_prove_no_order() -> None:
    """They add up however the rows are read."""
    rows = [
        (label, *("0" for cell in cells if cell)) if n < 6 else (label, *cells)
        for n, (label, *cells) in enumerate(ROWS)
    ]
    data, codes = base(" ".join([*HEAD, *(cell for row in rows for cell in row if cell)]))
    assert data is None
    assert "unreadable_table" in codes


def test_rows_on_lines_of_their_own() -> None:
    """A PDF's text: full rows are read though the sums do not hold, the others only where those leave one reading."""
    lines = ["  ".join(cell for cell in row if cell) for row in [HEAD, *ROWS]]
    data, codes = base("\n" + "\n".join(lines).replace("10.30", "10.80"))
    read = amounts(data)
    assert read["3、公务接待"] == ("10.80", "17.10", "10.89")
    assert read["其中:公车购置"] == ("-", "-", "-")
    assert codes == ["unreadable_table"]
    held, _ = base("\n" + "\n".join(lines))
    assert amounts(held)["其中:公车购置"] == ("-", "15.00", "12.00")


def test_the_rest_of_a_broken_label_is_no_row() -> None:
    lines = ["  ".join(cell for cell in row if cell) for row in [HEAD, *ROWS]]
    broken = "\n".join(lines).replace(
        "1、公务用车购置和维护经费  11.10  25.20  18.06", "1、公务用车购置和维护经\n11.10  25.20  18.06\n费"
    )
    data, codes = base("\n" + broken)
    assert data is None
    assert "unreadable_table" in codes


def test_a_blank_parent_is_the_sum_of_its_parts() -> None:
    rows = [list(row) for row in ROWS]
    rows[1][1:] = ["", "", ""]
    data, _ = base(" ".join([*HEAD, *(cell for row in rows for cell in row if cell)]))
    read = amounts(data)
    assert read["1、公务用车购置和维护经费"] == ("-", "-", "-")
    assert read["其中:公车购置"] == ("-", "15.00", "12.00")


def test_escapes_of_markdown_part_no_figure() -> None:
    """«99\\.5» of mammoth was a score of 99."""
    text = "得分\\(分\\) 99\\.5 11\\.5"
    stream = Stream(Stretch(0, [Paragraph(text)]), 0, len(text))
    assert (stream.text, stream.gaps) == ("得分(分)99.511.5", {0, 5, 9})


@pytest.mark.parametrize("last", ["－", "偏差原因"])
def test_no_label_of_cells_a_line_goes_over_a_line_of_which_it_is_a_part(last: str) -> None:
    """«－» for the last label (四川): 指标一级⏎指标 | 二级 | … would be the heading of a form with 完成情况."""
    lines = [
        "指标一级",
        "指标二级",
        "三级指标名称",
        "性质",
        "目标数值",
        "单位",
        "完成情况值",
        "权重（分）",
        "得分（分）",
    ]
    text = "\n".join([*lines, last])
    stream = Stream(Stretch(0, [Paragraph(text)]), 0, len(text))
    (heading,) = vocabulary_of(load()).headings_in(stream.text, stream.is_parted)
    assert (heading.labels[1].key, _runs_on(stream, heading)) == ("二级", True)


def cells_of(rows: list[list[str]], lined: bool) -> dict[str, tuple[str, ...]]:
    """What is read of rows poured into a text, by label."""
    text = ("\n" if lined else " ").join(" ".join(cell for cell in row if cell) for row in [list(HEAD), *rows])
    stretch = Stretch(0, [Paragraph(text)])
    found = read_base(Stream(stretch, 0, len(text)), load())
    read: dict[str, tuple[str, ...]] = {}
    for partial in found:
        by_row: dict[int, list[str]] = {}
        for cell in partial.table.cells:
            if cell.column < len(HEAD):
                by_row.setdefault(cell.row, []).append(cell.text)
        read |= {row[0]: tuple(row[1:]) for row in by_row.values()}
    return read


@pytest.mark.parametrize("lined", [False, True])
def test_exchanged_cells_are_refused_or_read_as_they_stand(lined: bool) -> None:
    """Never another reading: each amount is one of its row in the table before or after the exchange."""
    rng = random.Random(20)  # noqa: S311 - exchanges, no secrets
    before = [list(row) for row in ROWS]
    places = [(row, column) for row in range(len(before)) for column in range(len(HEAD))]
    believed = 0
    for _ in range(300):
        (a, b), (c, d) = rng.sample(places, 2)
        after = [list(row) for row in before]
        after[a][b], after[c][d] = after[c][d], after[a][b]
        truths: dict[str, list[list[str]]] = {}
        for row in [*before, *after]:
            truths.setdefault(row[0], []).append(row[1:])
        for label, cells in cells_of(after, lined).items():
            if label == HEAD[0]:
                continue
            believed += any(cells)
            rows = truths.get(label, [])
            held = [all(not got or got == own for got, own in zip_longest(cells, row, fillvalue="")) for row in rows]
            assert any(held), (label, cells, after[a], after[c])
    assert believed > 500
