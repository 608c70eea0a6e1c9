"""Text of PDFs in the order of their content (pypdf, pdfium, MuPDF): lines broken at the width of cells, also within
figures; numbers of pages and what each page prints again among the rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

import jixiao
from jixiao.schema.evaluation import Evaluation

TABLE = """\
2023年度部门整体支出绩效自评表
预算部门、单位名称 云岭市林业局护林站
年度预算申
请（万元）
年初预算
数
全年预算
数
全年执行
数
分
值
执行
率
得
分
年度资金总额 3333.20 3745.1
7
3500.1
6
10 93% 9.35
其中：财政拨款 3333.20 3745.17 3500.16 — — —
单位其他资金 — — — — — —
年度总体目标 预期目标 实际完成情况
管护林区 已管护林区
绩效指标
一级指
标
二级指
标
三级指标
年度指标
值
实际完成
值
分
值
得
分
偏差原因分析及改
进措施
产出指标
（50分）
数量指标
指标1：林区主
干道巡护
≥126
次
131次 20 20
指标2：林木病
虫害防治面积
≥3478
亩
2214亩 20 12 雨季偏长，防治
推迟。
- 4 -
预算部门、单位名称 云岭市林业局护林站
时效指标
指标1：管护及
时程度
按期完
成
按期完
成
10 10
效益指标
（30分）
社会效益指标
指标1：林区安
全形势
稳定
稳定
30 30
满意度指标
（10分）
服务对象满意度指标
指标1：林区职
工满意度
≥91% 93% 10 10
总分 10
0
91.3
5
填表人：李某某
"""


def read(text: str) -> tuple[Evaluation, jixiao.Report]:
    report = jixiao.parse(("云岭市林业局护林站\n" + text).encode())
    (found,) = report.evaluations
    return found, report


def rows(form: Evaluation) -> list[tuple[str | None, ...]]:
    return [
        (
            row.level2,
            row.level3,
            row.target.text if row.target else None,
            row.actual.text if row.actual else None,
            str(row.weight),
            str(row.score),
        )
        for row in form.indicators
    ]


ROWS = [
    ("数量指标", "指标1：林区主干道巡护", "≥126次", "131次", "20", "20"),
    ("数量指标", "指标2：林木病虫害防治面积", "≥3478亩", "2214亩", "20", "12"),
    ("时效指标", "指标1：管护及时程度", "按期完成", "按期完成", "10", "None"),  # 10 or, with the money's score, 9.35
    ("社会效益指标", "指标1：林区安全形势", "稳定", "稳定", "30", "30"),
    ("服务对象满意度指标", "指标1：林区职工满意度", "≥91%", "93%", "10", "10"),
]


def test_cells_are_read_over_the_ends_of_their_lines() -> None:
    form, report = read(TABLE)
    total, *others = form.funds
    assert (total.label, total.initial, total.full_year, total.executed) == (
        "年度资金总额",
        *map(Decimal, ("3333.20", "3745.17", "3500.16")),
    )
    assert (total.weight, total.rate) == (10, 93)  # 9.35 is what the amounts give, not the printed rate
    assert [fund.label for fund in others] == ["财政拨款", "单位其他资金"]
    assert rows(form) == ROWS
    assert form.total is not None
    assert (form.total.weight, form.total.score) == (100, Decimal("91.35"))
    assert {item.code for item in report.diagnostics} == {"unreadable_table"}  # the table, the label above it


def test_names_that_no_number_leads_are_told_by_their_full_lines() -> None:
    plain = TABLE.replace("指标1：", "").replace("指标2：", "").replace("林区主\n干道巡护", "林区主干道\n巡护")
    form, _ = read(plain.replace("林木病\n虫害防治面积", "林木虫害防\n治面积"))
    assert [row[1] for row in rows(form)][:2] == ["林区主干道巡护", "林木虫害防治面积"]
    form, _ = read(plain.replace("林木病\n虫害防治面积", "林木\n虫害防治"))
    assert [row[1] for row in rows(form)][:2] == ["林区主干道巡护", None]  # «林木» had room for the next letter


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("131次", "2214亩"),
        ("91% 93%", "93% 91%"),
        ("管护林区 已管护林区", "3333.20"),
        ("93% 10 10", "10 93% 10"),
        ("稳定", "完成"),
    ],
)
def test_exchanged_cells_are_never_another_reading(one: str, other: str) -> None:
    text = TABLE.replace(one, "\0", 1).replace(other, one, 1).replace("\0", other)
    assert text != TABLE
    reports = jixiao.parse(("云岭市林业局护林站\n" + text).encode()).evaluations
    for form in reports:
        for row, true in zip(rows(form), ROWS, strict=False):
            assert all(mine in (its, None, "None") for mine, its in zip(row, true, strict=True))


def test_no_row_is_named_by_the_cell_before_its_label() -> None:
    """«项目总成本», in the place of a mark for none, and «上年结转资金» are no label together."""
    carried = TABLE.replace("单位其他资金 —", "上年结转资金 —")
    assert [fund.label for fund in read(carried)[0].funds] == ["年度资金总额", "财政拨款", "上年结转资金"]
    form, _ = read(carried.replace("3500.16 — — —", "3500.16 — — 项目总成本"))
    assert not any("项目总成本" in (fund.label or "") for fund in form.funds)


def test_what_a_row_says_again_behind_a_page_number_is_its_own() -> None:
    """A head of pages begins with a label, or stands behind another number; «按期完成管护任务» is a cell."""
    late = TABLE.replace(
        "时效指标\n指标1：管护及\n时程度\n按期完\n成\n按期完\n成\n",
        "时效指标\n指标1：管护及\n时程度\n按期完成管护任务\n按期完成管护任务\n",
    )
    cut = late.replace("时程度\n按期完成管护任务\n按期", "时程度\n按期完成管护任务\n- 5 -\n按期")
    assert late.count("按期完成管护任务") == 2
    assert cut != late
    assert rows(read(cut)[0])[2] == rows(read(late)[0])[2]
    assert rows(read(cut)[0])[2][1:4] == ("指标1：管护及时程度", "按期完成管护任务", "按期完成管护任务")


def test_a_level_2_in_its_order_is_read_where_no_level_1_is_printed() -> None:
    bare = TABLE.replace("效益指标\n（30分）\n", "")
    form, _ = read(bare)
    assert [(row.level1, row.level2) for row in form.indicators][-2:] == [
        (None, "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]
    moved = bare.replace("时效指标", "X").replace("社会效益指标", "时效指标").replace("X", "社会效益指标")
    assert read(moved)[0].indicators == ()  # words of levels in each other's rows
