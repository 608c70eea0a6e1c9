"""Numbers as printed and nothing else: exact decimals, money in 万元, and None for what is not safe to read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.quotes import Quote, Reading, Source
from jixiao.values import chinese_integer, count, day, decimal, money, number, percent, plain

DIGITS = "零一二三四五六七八九"
AMOUNT = st.decimals(0, 10**9, places=2) | st.decimals(0, 10**6, places=6) | st.integers(0, 10**12).map(Decimal)
SHIFT = {"元": -4, "百元": -2, "千元": -1, "万元": 0, "万": 0, "百万元": 2, "千万元": 3, "亿元": 4, "亿": 4}


def quote(raw: str) -> Quote:
    return Source(0, raw).quote()


def value(reading: Reading[Any] | None) -> Any:
    return None if reading is None else reading.value


def same(actual: Decimal | None, expected: str) -> bool:
    """Equal to the digit: 1.50 is not 1.5."""
    return isinstance(actual, Decimal) and plain(actual) == expected


@settings(deadline=None)
@given(AMOUNT, st.sampled_from(sorted(SHIFT)), st.booleans(), st.booleans())
def test_money_is_the_printed_digits_with_the_point_moved(
    amount: Decimal, unit: str, commas: bool, negative: bool
) -> None:
    digits = f"{amount:,f}" if commas else f"{amount:f}"
    reading = money(quote(digits + unit), "test", negative=negative)
    assert reading is not None
    assert isinstance(reading.value, Decimal)
    sign = -1 if negative else 1
    assert reading.value == sign * amount.scaleb(SHIFT[unit])
    assert reading.value.scaleb(-SHIFT[unit]).as_tuple().digits == amount.as_tuple().digits
    assert reading.quote.raw == digits + unit
    if not reading.value:
        assert not reading.value.is_signed()


@settings(deadline=None)
@given(AMOUNT)
def test_the_same_sum_in_three_units(amount: Decimal) -> None:
    texts = (f"{amount:f}万元", f"{amount.scaleb(4):f}元", f"{amount.scaleb(-4):f}亿元")
    assert len({value(money(quote(text), "test")) for text in texts}) == 1


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("512.36万元", "512.36"),
        ("3，888.01 万元", "3888.01"),
        ("2026400元", "202.6400"),
        ("2.6亿元", "26000"),
        ("１２０．５０万元", "120.50"),
        ("人民币5万元", "5"),
        ("￥1,200.00元", "0.120000"),
        ("0.00万元", "0.00"),
        ("-3.5万元", "-3.5"),
        ("-0.0元", "0.00000"),
        ("7万", "7"),
        ("12千元", "1.2"),
        ("九十八万元", "98"),
        ("壹佰贰拾陆万叁仟元整", "126.3000"),
    ],
)
def test_money(raw: str, expected: str) -> None:
    assert same(value(money(quote(raw), "test")), expected)


def test_a_bare_number_takes_its_headings_unit() -> None:
    assert same(value(money(quote("1,500"), "test", unit="元")), "0.1500")
    assert same(value(money(quote("1,500"), "test")), "1500")
    assert same(value(money(quote("15元"), "test", unit="亿元")), "0.0015")
    assert same(value(money(quote("¥15,000.00"), "test")), "1.500000")  # the sign alone is 元
    assert same(value(money(quote("人民币￥15,000"), "test")), "1.5000")
    assert same(value(money(quote("¥15,000.00"), "test", unit="万元")), "15000.00")  # in a table that prints its unit
    assert same(value(money(quote("￥1.35万元"), "test")), "1.35")


@pytest.mark.parametrize(
    "raw",
    [
        "7,00.0,77万元",
        "1,23万元",
        "1.2.3万元",
        "12,3456元",
        "约5万元",
        "5万元左右",
        "5万亩",
        "5-6万元",
        "",
        " ",
        "万元",
        ".5万元",
        "5.万元",
        "1 000,00万元",
        "十几万元",
        "一百二元",
        "30%",
        "1e5元",
        "Infinity元",
        "5万元5万元",
    ],
)
def test_no_money(raw: str) -> None:
    assert money(quote(raw), "test") is None


def test_the_steps_tell_what_was_done() -> None:
    reading = money(quote("324000元"), "test")
    assert reading is not None
    assert reading.steps == ("324000元 → ÷10000 → 32.4000",)
    shown = money(quote("27.45万元"), "test", negative=True)
    assert shown is not None
    assert shown.steps == ("27.45万元 → 27.45", "取负 → -27.45")
    plain_reading = money(quote("27.45"), "test")
    assert plain_reading is not None
    assert plain_reading.steps == ()


@settings(deadline=None)
@given(st.decimals(0, 10**4, places=2), st.sampled_from(["%", "％", "个百分点", ""]), st.booleans())
def test_percent_keeps_its_digits(rate: Decimal, sign: str, negative: bool) -> None:
    reading = percent(quote(f"{rate:f}{sign}"), "test", negative=negative)
    assert reading is not None
    assert isinstance(reading.value, Decimal)
    assert plain(abs(reading.value)) == f"{rate:f}"
    assert reading.value.is_signed() is (negative and rate > 0)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("96.80%", "96.80"),
        ("-3.2 ％", "-3.2"),
        ("0%", "0"),
        ("100%", "100"),
        ("1,024.5%", "1024.5"),
        ("+5%", "5"),
        ("百分之十二", "12"),
        ("百分之三点五", "3.5"),
    ],
)
def test_percent(raw: str, expected: str) -> None:
    assert same(value(percent(quote(raw), "test")), expected)


@pytest.mark.parametrize(
    "raw", ["", "%", "96.8%%", "3万元", "1,23%", "九成", "95%以上", "≥95%", "百分之", "百分之十几"]
)
def test_no_percent(raw: str) -> None:
    assert percent(quote(raw), "test") is None


def chinese(n: int) -> str:
    """The inverse: an integer below 10000 as it is written in Chinese."""
    if n == 0:
        return "零"
    text, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // scale % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = digit == 0
    return text.removeprefix("一") if 10 <= n < 20 else text


def test_chinese_integers_all() -> None:
    wrong = [n for n in range(10000) if chinese_integer(chinese(n)) != n]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("〇", 0),
        ("两", 2),
        ("两百", 200),
        ("一十二", 12),
        ("二〇二三", 2023),
        ("二零二三", 2023),
        ("一万零五十", 10050),
        ("三十万", 300000),
        ("十万", 100000),
        ("", None),
        ("十几", None),
        ("三点五", None),
        ("12", None),
        ("一二", 12),
        ("万", None),
        ("千", None),
        ("三三十", None),
        ("五十九七", None),
        ("百", None),
        ("十零", None),
        ("零十", None),
        ("一百二", None),
        ("一百零二", 102),
    ],
)
def test_chinese_integer(text: str, expected: int | None) -> None:
    assert chinese_integer(text) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("9人", 9),
        ("十二名", 12),
        ("1,024人", 1024),
        ("12.0人", 12),
        ("12.5人", None),
        ("3-5人", None),
        ("约9人", None),
        ("", None),
        ("人", None),
        ("1,02人", None),
        ("零", 0),
        ("５０８名", 508),
    ],
)
def test_count(raw: str, expected: int | None) -> None:
    found = value(count(quote(raw), "test"))
    assert found == expected
    assert found is None or type(found) is int


def test_a_count_downwards_is_negative() -> None:
    assert value(count(quote("1人"), "test", negative=True)) == -1
    assert value(count(quote("0人"), "test", negative=True)) == 0


@pytest.mark.parametrize(
    ("raw", "expected"), [("98", "98"), ("97.50", "97.50"), ("-3", "-3"), ("1,000", "1000"), ("-0", "0"), ("９", "9")]
)
def test_number(raw: str, expected: str) -> None:
    assert same(value(number(quote(raw), "test")), expected)


@pytest.mark.parametrize("raw", ["98分", "", "7,00.0,77", "1..2", "九", "3/4", "±1"])
def test_no_number(raw: str) -> None:
    assert number(quote(raw), "test") is None


@settings(deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 6))
def test_decimal_reads_what_it_prints(n: int, places: int) -> None:
    printed = Decimal(n).scaleb(-places)
    assert decimal(f"{printed:f}") == printed
    assert decimal(f"{printed:,f}") == printed


def well_formed(text: str) -> bool:
    """A number as a printer of numbers writes it: groups of three or none, one point with digits on both sides."""
    whole, point, fraction = text.partition(".")
    first, *groups = whole.split(",")
    grouped = first.isdecimal() and (not groups or len(first) <= 3) and all(len(g) == 3 for g in groups)
    return grouped and (fraction.isdecimal() if point else True)


@settings(deadline=None)
@given(st.text(st.sampled_from("0123456789,."), max_size=12))
def test_a_malformed_number_is_none(text: str) -> None:
    assert decimal(text) == (Decimal(text.replace(",", "")) if well_formed(text) else None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2024年4月8日", "2024-04-08"),
        ("2024-04-08", "2024-04-08"),
        ("2024.4.8", "2024-04-08"),
        ("2024 年 12 月 31 日", "2024-12-31"),
        ("填报日期：2024/2/29", "2024-02-29"),
        ("2023年2月29日", None),
        ("2024年13月1日", None),
        ("2024年4月", None),
        ("年月日", None),
        ("", None),
        ("2024年4月311日", None),
    ],
)
def test_day(raw: str, expected: str | None) -> None:
    assert value(day(quote(raw), "test")) == expected
