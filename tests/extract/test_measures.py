"""年度指标值 and 实际完成值: one figure from end to end, or words; never half a figure."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grids import context, table, values
from jixiao.extract.measures import measure
from jixiao.quotes import Reading
from jixiao.structure.match import Box


def read(*texts: str) -> Any:
    return values(drafted(*texts))


def drafted(*texts: str) -> Any:
    made = table(list(texts))
    c = context(made)
    grid = c.structured.grids[0]
    boxes = [Box(cell, source) for cell, source in zip(grid.table.cells, grid.sources, strict=True)]
    return measure(c, boxes, "form.evaluation.indicators.target")


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    [
        ("≥3000卷", "ge", "3000", "卷"),
        ("\u3000≥ 3000 卷\u3000", "ge", "3000", "卷"),
        ("100%", None, "100", "%"),
        ("100％", None, "100", "％"),
        ("12次/年", None, "12", "次/年"),
        ("≤4", "le", "4", None),
        ("大于等于90%", "ge", "90", "%"),
        ("不少于12 种", "ge", "12", "种"),
        ("不超过5万元", "le", "5", "万元"),
        ("90", None, "90", None),
        ("1.2万亩", None, "1.2", "万亩"),
        ("3,200卷", None, "3200", "卷"),
        ("＝100%", "eq", "100", "%"),
        (">=95%", "ge", "95", "%"),
        ("》95%", "gt", "95", "%"),
        ("≧560人次", "ge", "560", "人次"),
        ("═100", "eq", "100", None),
        ("95%以上", "ge", "95", "%"),
        ("5个工作日内", "le", "5", "个工作日"),
        ("已完成3次", None, "3", "次"),
        ("达到96.5%", "ge", "96.5", "%"),
        ("300元/人/月", None, "300", "元/人/月"),
        ("4个季度", None, "4", "个季度"),
        ("20TB", None, "20", "TB"),
        ("0起", None, "0", "起"),
        ("-2.1%", None, "-2.1", "%"),
        ("0.00%", None, "0.00", "%"),
        ("3个月", None, "3", "个月"),
        ("2000", None, "2000", None),
        ("≥300（天）", "ge", "300", "天"),
        ("-3.2（%）", None, "-3.2", "%"),
    ],
)
def test_figures(text: str, comparator: str | None, value: str, unit: str | None) -> None:
    found = read(text)
    assert (found["comparator"], str(found["value"]), found["unit"]) == (comparator, value, unit)
    assert found["text"] == text.strip()
    assert found["qualitative"] is False


@pytest.mark.parametrize(
    "text",
    ["完成", "明显提升", "2023年12月底前", "9月前", "12月31日前", "2023年", "3-5天", "3至5天", "500多人次", "每亩300",
     "第3名", "3次会议，2次培训", "≤2023年11月", "约300人", "20-30人", "100%、95%", "按时", "无"],
)  # fmt: skip
def test_words_dates_and_ranges_have_no_value(text: str) -> None:
    assert read(text) == {"text": text, "comparator": None, "value": None, "unit": None, "qualitative": True}


@pytest.mark.parametrize("text", ["7,00.0,77", "1.2.3", "95.%", "2 88%", "1 100%", "12 5"])
def test_an_unsafe_figure_is_null_and_named(text: str) -> None:
    made = table([text])
    c = context(made)
    grid = c.structured.grids[0]
    found: Any = measure(c, [Box(grid.table.cells[0], grid.sources[0])], "p")
    assert values(found) == {
        "text": text, "comparator": None, "value": None, "unit": None, "qualitative": False,
    }  # fmt: skip
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


@pytest.mark.parametrize(
    "text", ["≥93.o%", "5l6人次", "至少3丨8份", "I00%", "4丨处", "20O", "1〇", "10l天"],
)  # fmt: skip
def test_letters_that_a_recogniser_took_for_digits_are_no_figure(text: str) -> None:
    """They were words («定性»), or the first digits with the rest as a unit («4», «丨处»)."""
    made = table([text])
    c = context(made)
    found: Any = measure(c, [Box(c.structured.grids[0].table.cells[0], c.structured.grids[0].sources[0])], "p")
    assert (found["text"].value, found["value"].value, found["qualitative"].value) == (text, None, False)
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


@pytest.mark.parametrize("text", ["2. 906人次", "至少3.320人次", "12. 345公里"])
def test_a_point_that_may_be_a_comma_of_thousands_is_none(text: str) -> None:
    c = context(made := table([text]))
    found: Any = measure(c, [Box(made.cells[0], c.structured.grids[0].sources[0])], "p")
    assert (found["value"].value, found["qualitative"].value) == (None, False)
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


@pytest.mark.parametrize(("text", "value"), [("3.320公里", "3.320"), ("0.125件", "0.125"), ("2.5人次", "2.5")])
def test_figures_with_parts(text: str, value: str) -> None:
    assert str(read(text)["value"]) == value


@pytest.mark.parametrize(("text", "unit"), [("3l", "l"), ("5l/天", "l/天"), ("300lm", "lm")])
def test_letters_that_are_units_stay(text: str, unit: str) -> None:
    assert read(text)["unit"] == unit


@pytest.mark.parametrize("text", ["O3达标", "达到I类", "CO2下降"])
def test_letters_of_words_are_no_digits(text: str) -> None:
    assert read(text)["qualitative"] is True


def test_operator_value_and_unit_columns_together() -> None:
    """Yunnan's 公开14表 and Sichuan's form have three columns (R28, R14 of the corpus)."""
    assert read("≧", "560", "人次") == {
        "text": "≧560人次", "comparator": "ge", "value": 560, "unit": "人次", "qualitative": False,
    }  # fmt: skip
    assert read("", "有效", "")["text"] == "有效"
    assert drafted("≧", "560", "人次")["text"].quote.raw == "≧560人次"
    # a scan's «≥» read as a figure, which was the first digit of 288
    assert read("2", "88%", "") == {
        "text": "2 88%", "comparator": None, "value": None, "unit": None, "qualitative": False,
    }  # fmt: skip


def test_a_one_with_its_unit_is_one() -> None:
    assert read("一", "次")["text"] == "一次"


@pytest.mark.parametrize(("text", "value"), [("1 234.50", "1234.50"), ("1 0 0%", "100"), ("99. 5%", "99.5")])
def test_blanks_within_a_figure(text: str, value: str) -> None:
    assert str(read(text)["value"]) == value


@pytest.mark.parametrize(
    ("text", "kind"), [("", "blank"), ("\u3000", "blank"), ("——", "dash"), ("……", "placeholder"), ("一", "dash")]
)
def test_nothing_in_the_cell(text: str, kind: str) -> None:
    found = drafted(text)
    assert isinstance(found, Reading)
    assert (found.value, found.null_kind, found.quote.raw) == (None, kind, text.strip())


def test_a_number_broken_by_a_narrow_cell() -> None:
    found = read(">=10\n0 卷")
    assert (found["text"], found["value"], found["unit"]) == (">=100 卷", 100, "卷")
    assert read("3次\n2人")["text"] == "3次2人"


def test_no_cell_no_measure() -> None:
    assert measure(context(), [], "p") is None


def test_leaves_quote_their_part_of_the_cell() -> None:
    found = drafted("\u3000≥ 3,200 卷")
    assert [found[leaf].quote.raw for leaf in ("text", "comparator", "value", "unit")] == [
        "≥ 3,200 卷", "≥", "3,200", "卷",
    ]  # fmt: skip
    assert found["value"].steps == ("3,200 → 3200",)
    assert found["comparator"].steps == ("≥ → ge",)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.,%≥≤-至~年月日前内万人次完成、 \n", max_size=14))
def test_a_value_is_the_only_number_of_its_text(text: str) -> None:
    found = read(text)
    if found is None or found["value"] is None:
        return
    digits = "".join(c for c in found["text"] if c.isdigit())
    assert digits == "".join(c for c in format(found["value"], "f") if c.isdigit()).rjust(len(digits), "0")


@pytest.mark.parametrize("text", ["4'920人次", "≥4’920人次", "3、325人次", "12、325元"])
def test_a_figure_parted_by_another_mark_is_no_words(text: str) -> None:
    """Whether «、» sets thousands apart or two figures, nobody knows; it was «定性», and nothing said so."""
    c = context(made := table([text]))
    found: Any = measure(c, [Box(made.cells[0], c.structured.grids[0].sources[0])], "p")
    assert (found["text"].value, found["value"].value, found["qualitative"].value) == (text, None, False)
    assert [d.code for d in c.diagnostics] == ["unreadable_figure"]


@pytest.mark.parametrize("text", ["3、325人次参加了培训。", "2023、2024年完成", "1、完成；2、未完成"])
def test_an_enumeration_in_words_is_no_figure(text: str) -> None:
    assert read(text)["qualitative"] is True
