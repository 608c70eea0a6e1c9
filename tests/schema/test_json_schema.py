"""The published JSON Schema is the models', says every field in Chinese, and holds what is printed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import fictional
import jixiao.schema
from jixiao.schema import SCHEMA_VERSION, Report, reference
from jixiao.schema.json_schema import schema, text

COMMITTED = Path(__file__).parents[2] / "docs" / "schema" / f"report-{SCHEMA_VERSION}.schema.json"


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield node
        for value in node.values():
            yield from _objects(value)
    elif isinstance(node, list):
        for item in node:
            yield from _objects(item)


def test_the_committed_schema_is_the_generated_one() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == text(), "run `make schema`, and mind the version"


def test_it_is_a_schema_of_2020_12() -> None:
    made = schema()
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["$id"] == f"urn:jixiao:report:{SCHEMA_VERSION}"
    assert jixiao.schema() == made  # type: ignore[operator]


def test_every_field_has_a_chinese_title_and_an_english_description() -> None:
    seen = 0
    for made in _objects(schema()):
        for name, field in made["properties"].items():
            assert re.search(r"[\u4e00-\u9fff]", field["title"]), name
            assert re.search(r"[A-Za-z]{2}|^附件|[\u4e00-\u9fff]", field["description"]), name
            seen += 1
    assert seen > 150


def test_every_object_is_closed_and_every_field_required() -> None:
    for made in _objects(schema()):
        assert made["required"] == list(made["properties"])
        assert made["additionalProperties"] is False


def test_numbers_are_numbers_with_their_unit() -> None:
    defs = schema()["$defs"]
    assert defs["SpendingStatement"]["properties"]["amount"]["anyOf"] == [
        {"type": "number", "x-unit": "万元"},
        {"type": "null"},
    ]
    assert defs["Building"]["properties"]["approved_area"]["anyOf"][0] == {"type": "number", "x-unit": "㎡"}
    assert defs["ChecksSummary"]["properties"]["pass"]["title"] == "通过"


@pytest.mark.parametrize("indent", [None, 2])
def test_what_is_printed_holds_to_the_schema(indent: int | None) -> None:
    validator = Draft202012Validator(schema())
    data = json.loads(fictional.report().model_dump_json(indent=indent))
    assert [error.message for error in validator.iter_errors(data)] == []
    empty = Report(source=fictional.report().source, kind="not_a_report")
    assert validator.is_valid(json.loads(empty.model_dump_json()))


def test_the_schema_refuses_what_the_contract_does_not_know() -> None:
    validator = Draft202012Validator(schema())
    data = json.loads(fictional.report().model_dump_json())
    del data["spending"][0]["share"]
    data["spending"][1]["amount"] = "182.40"
    data["spending"][2]["fund"] = "lottery"
    data["mood"] = "cheerful"
    messages = " ".join(error.message for error in validator.iter_errors(data))
    assert "'share' is a required property" in messages
    assert "'182.40'" in messages
    assert "'lottery'" in messages
    assert "'mood'" in messages


def test_the_committed_page_of_fields_is_the_generated_one() -> None:
    page = reference.text()
    assert COMMITTED.with_name(f"report-{SCHEMA_VERSION}.md").read_text(encoding="utf-8") == page, "run `make schema`"
    assert "| `amount` | 支出金额 | number (万元)? | Amount in 万元 |" in page
    assert "| `evidence` | 依据 | map to [Evidence](#evidence) |" in page
    assert "| `span` | 字符区间 | [integer, integer] |" in page
    for name in schema()["$defs"]:
        assert f"\n## {name}\n" in page


@pytest.mark.parametrize("first", ["import jixiao.schema.report", "from jixiao.schema import Report", "jixiao.schema"])
def test_the_schema_can_be_called_whatever_was_imported_first(first: str) -> None:
    code = f"import jixiao\n{first}\nassert jixiao.schema()['$id'] == 'urn:jixiao:report:{SCHEMA_VERSION}'"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
