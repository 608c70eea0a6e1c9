"""JSON holds the digits as printed and comes back the same."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fictional
from jixiao.schema import ChecksSummary, Finding, LabelledAmount, Report, ReportJsonError, digits, to_json

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4) | (
    st.builds(
        lambda sign, number, exponent: Decimal((sign, tuple(int(d) for d in str(number)), exponent)),
        st.integers(0, 1),
        st.integers(0, 10**12),
        st.integers(-6, 6),
    )
)


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("12.40", "12.40"),
        ("32.4000", "32.4000"),
        ("-27.45", "-27.45"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("-0", "0"),
        ("-0.00", "0.00"),
        ("1E+3", "1000"),
        ("1E-8", "0.00000001"),
    ],
)
def test_digits(number: str, printed: str) -> None:
    assert digits(Decimal(number)) == printed


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_digits_refuses_what_json_does_not_know(number: str) -> None:
    with pytest.raises(ValueError, match="not a number of JSON"):
        digits(Decimal(number))


@given(NUMBERS)
def test_numbers_come_back_with_their_digits(number: Decimal) -> None:
    text = to_json(LabelledAmount(amount=number)).decode()
    back = json.loads(text, parse_float=Decimal)["amount"]
    assert back == number
    printed = text.split('"amount":')[1].rstrip("}")
    assert printed == digits(number)
    assert "E" not in printed.upper()


def test_report_prints_digits_and_every_field() -> None:
    report = fictional.report()
    text = report.model_dump_json()
    assert '"amount":32.4000' in text
    assert '"score":29.70' in text
    assert '"expected":30.00' in text
    assert '"amount":212.40' in text
    assert list(json.loads(text)) == list(Report.model_fields)
    assert json.loads(text)["other_matters"] is None


def test_summary_says_pass() -> None:
    assert json.loads(to_json(ChecksSummary(rules=2, passed=5))) == {
        "rules": 2, "pass": 5, "fail": 0, "not_applicable": 0, "insufficient_data": 0,
    }  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
def test_round_trip(indent: int | None) -> None:
    report = fictional.report()
    text = report.model_dump_json(indent=indent)
    back = Report.from_json(text)
    assert back == report
    assert back.model_dump_json(indent=indent) == text
    assert ("\n" in text) is bool(indent)


@given(
    amount=st.none() | NUMBERS,
    reason=st.none() | st.text(st.characters(exclude_categories=["Cs"])),
    year=st.integers(0, 9999),
)
def test_round_trip_of_anything(amount: Decimal | None, reason: str | None, year: int) -> None:
    report = fictional.report()
    statement = report.spending[0].model_copy(update={"amount": amount, "reason": reason, "year": year})
    finding = report.findings[0].model_copy(update={"expected": amount, "actual": reason})
    changed = report.model_copy(update={"spending": (statement,), "findings": (finding,)})
    text = changed.model_dump_json()
    back = Report.from_json(text)
    assert back == changed
    assert back.model_dump_json() == text


def test_a_scalar_stays_what_it_is() -> None:
    finding = Finding(
        rule="r", instance="/x", status="fail", severity="info", message="m", message_en="m",
        expected="12.40", actual=Decimal("12.40"), difference=None, repair=12,
    )  # fmt: skip
    assert finding.expected == "12.40"
    assert isinstance(finding.actual, Decimal)
    text = to_json(finding).decode()
    assert '"expected":"12.40","actual":12.40,"difference":null' in text
    assert text.endswith('"repair":12}')


def test_a_newer_minor_version_is_read_without_what_is_unknown() -> None:
    data = json.loads(fictional.report().model_dump_json())
    data["mood"] = "cheerful"
    data["spending"][0]["colour"] = "red"
    with pytest.raises(ReportJsonError, match=r"/mood|/spending/0/colour"):
        Report.from_json(json.dumps(data))
    data["schema_version"] = "1.7.0"
    back = Report.from_json(json.dumps(data))
    assert back.schema_version == "1.7.0"
    assert back.spending[0].fund == "general_public"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "不是有效的 JSON"),
        ("{", "不是有效的 JSON"),
        ("[]", "没有报告"),
        ("{}", "没有报告"),
        ('{"schema_version": "2.0.0"}', "不兼容"),
        ('{"schema_version": "1.0.0"}', "不符合报告格式"),
        (b"\xff\xfe", "不是有效的 JSON"),
        ('{"schema_version": "1.0.0", "fiscal_year": NaN}', "不是有效的 JSON"),
        ('{"schema_version": "1.0.0", "fiscal_year": 1e999999999}', "不是有效的 JSON"),
        ("[" * 100_000, "嵌套过深"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(text: str | bytes, said: str) -> None:
    with pytest.raises(ReportJsonError, match=said) as caught:
        Report.from_json(text)
    assert "\n" not in caught.value.message
    assert caught.value.exit_code == 4
