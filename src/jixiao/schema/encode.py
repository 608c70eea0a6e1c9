"""JSON by the contract: numbers as numbers with the digits as printed, never in exponent form, never -0.

pydantic prints a `Decimal` as a string, and a float loses digits; hence this encoder.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from jixiao.errors import JixiaoError
from jixiao.schema.finding import ChecksSummary
from jixiao.schema.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from jixiao.schema.report import Report

R = TypeVar("R", bound="Report")
MAGNITUDE = 100
"""Largest power of ten of a number that is read: 1e999999999 would be printed with a billion digits."""


class ReportJsonError(JixiaoError):
    """A JSON text that is no report of this contract."""

    exit_code = 4
    code = "report_json"


def digits(number: Decimal) -> str:
    """The digits of a number as JSON prints them: «12.40» stays 12.40, 1E+3 is 1000, -0.0 is 0.0.

    Raises:
        ValueError: not a finite number.
    """
    text = format(number, "f")
    if text[0] == "-":
        if number == 0:
            return text[1:]
    elif not text[0].isdigit():
        msg = f"not a number of JSON: {text}"
        raise ValueError(msg)
    if text[-1].isdigit():
        return text
    msg = f"not a number of JSON: {text}"
    raise ValueError(msg)


def _default(value: Any) -> Any:
    if isinstance(value, Decimal):
        return orjson.Fragment(digits(value))
    if isinstance(value, ChecksSummary):
        return value.model_dump(by_alias=True)
    if isinstance(value, BaseModel):
        return value.__dict__
    raise TypeError(type(value).__name__)


def to_json(value: BaseModel, *, indent: bool = False) -> bytes:
    """A report (or a part of one) as UTF-8 JSON. The same value gives the same bytes."""
    # A Fragment is printed as it is, so indentation works around it.
    return orjson.dumps(value, _default, orjson.OPT_INDENT_2 if indent else 0)


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if abs(number.adjusted()) > MAGNITUDE:
        msg = f"{text} is out of range"
        raise ValueError(msg)
    return number


def _no_constant(text: str) -> None:
    msg = f"{text} is no number of JSON"
    raise ValueError(msg)


def _load(text: str | bytes) -> dict[str, Any]:
    try:
        data = json.loads(text, parse_float=_decimal, parse_constant=_no_constant)
    except RecursionError:
        raise ReportJsonError("JSON 嵌套过深", "the JSON is nested too deeply") from None
    except ValueError as error:
        raise ReportJsonError(f"不是有效的 JSON：{error}", f"not valid JSON: {error}") from None
    if not isinstance(data, dict) or "schema_version" not in data:
        raise ReportJsonError(
            "JSON 中没有报告：请给出 jixiao parse 写出的 .json",
            "the JSON holds no report; give one that jixiao parse wrote",
        )
    return data


def from_json(model: type[R], text: str | bytes) -> R:
    """The report that a JSON text holds.

    A newer minor version is read without the fields that this version does not know; another major is refused.

    Raises:
        ReportJsonError: no JSON, no report, or another major version.
    """
    data = _load(text)
    version = str(data["schema_version"])
    ours = SCHEMA_VERSION.split(".")
    parts = version.split(".")
    if parts[0] != ours[0]:
        raise ReportJsonError(
            f"格式版本 {version} 与本程序的 {SCHEMA_VERSION} 不兼容；请用相应版本读取",
            f"schema version {version} is not compatible with {SCHEMA_VERSION}; read it with a matching release",
        )
    try:
        return model.model_validate(data, extra="ignore" if parts[1:2] != ours[1:2] else "forbid")
    except ValidationError as error:
        first = error.errors()[0]
        where = "/" + "/".join(str(part) for part in first["loc"])
        raise ReportJsonError(
            f"不符合报告格式：{where}（共 {error.error_count()} 处）",
            f"not a report of this schema: {where}: {first['msg']} ({error.error_count()} in all)",
        ) from None
