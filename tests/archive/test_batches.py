"""Rows as Arrow: exact decimals, overflow refused, the whole JSON kept."""

from __future__ import annotations

from decimal import Decimal

import pytest

import fictional
from jixiao.archive.batches import decode, decompress, encode
from jixiao.archive.errors import DecimalOverflowError, NumberOverflowError
from jixiao.archive.mask import NOTHING
from jixiao.schema import Report, to_json

ID = "0123456789abcdef"


def with_amount(text: str) -> Report:
    report = fictional.report()
    first = report.spending[0].model_copy(update={"amount": Decimal(text)})
    return report.model_copy(update={"spending": (first, *report.spending[1:])})


def test_rows_come_back_as_they_were() -> None:
    made = encode(fictional.report(), ID, NOTHING)
    table = decode([made, made])["spending"]
    count = len(fictional.report().spending)
    assert table.num_rows == 2 * count
    assert table.column("amount")[0].as_py() == Decimal("212.40000000")
    assert table.column("seq").to_pylist() == [*range(count)] * 2
    assert set(table.column("report_id").to_pylist()) == {ID}


def test_the_whole_json_is_kept_byte_for_byte() -> None:
    report = fictional.report()
    row = decode([encode(report, ID, NOTHING)])["report_json"].to_pylist()[0]
    assert decompress(row["json"], row["json_bytes"]) == to_json(report)


@pytest.mark.parametrize("text", ["9999999999999999.99999999", "-9999999999999999", "0.00000001", "1E+15"])
def test_the_largest_and_the_smallest_number_fit(text: str) -> None:
    made = encode(with_amount(text), ID, NOTHING)
    assert decode([made])["spending"].column("amount")[0].as_py() == Decimal(text)


@pytest.mark.parametrize("text", ["10000000000000000", "-1E+16", "1E+60"])
def test_a_number_too_large_is_an_error(text: str) -> None:
    with pytest.raises(DecimalOverflowError, match="16 位整数"):
        encode(with_amount(text), ID, NOTHING)


def test_more_than_eight_decimals_are_rounded_and_said() -> None:
    # Spreadsheets leave «96.800000000000011%» behind; one such cell must not cost the report.
    made = encode(with_amount("1.000000005"), ID, NOTHING)
    assert decode([made])["spending"].column("amount")[0].as_py() == Decimal("1.00000000")
    notes = decode([made])["diagnostics"].to_pylist()
    assert [n["code"] for n in notes].count("rounded_in_table") == 2  # as a fact and as a statement
    stored = decode([made])["report_json"].to_pylist()[0]
    assert b"1.000000005" in decompress(stored["json"], stored["json_bytes"])


def test_a_count_too_large_is_an_error() -> None:
    report = fictional.report()
    staff = report.profile.staffing.model_copy(update={"authorized": 1 << 31})
    report = report.model_copy(update={"profile": report.profile.model_copy(update={"staffing": staff})})
    with pytest.raises(NumberOverflowError, match="2147483648"):
        encode(report, ID, NOTHING)


def test_rows_of_many_reports_are_numbered_each_for_itself() -> None:
    one = encode(fictional.report(), ID, NOTHING)
    bare = fictional.report().model_copy(update={"spending": (), "findings": ()})
    two, three = encode(bare, "f" * 16, NOTHING), encode(fictional.report(), "e" * 16, NOTHING)
    tables = decode([one, two, three])
    assert tables["reports"].column("report_id").to_pylist() == [ID, "f" * 16, "e" * 16]
    count = len(fictional.report().findings)
    assert tables["findings"].column("seq").to_pylist() == [*range(count)] * 2
    assert tables["findings"].column("report_id").to_pylist() == [ID] * count + ["e" * 16] * count
    assert "buildings" not in decode([two]) or fictional.report().base_data
