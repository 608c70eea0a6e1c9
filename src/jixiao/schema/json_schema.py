"""The JSON Schema of the contract, generated from the models."""

from __future__ import annotations

import json
from typing import Any

from jixiao.schema.report import Report
from jixiao.schema.version import SCHEMA_VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of a report as `jixiao parse` prints it: every field present, no other allowed."""
    made = Report.model_json_schema(mode="serialization", by_alias=True)
    head = {"$schema": DIALECT, "$id": f"urn:jixiao:report:{SCHEMA_VERSION}"}
    body: dict[str, Any] = _neat(made)
    return {**head, "title": "绩效自评报告", **{key: value for key, value in body.items() if key != "title"}}


def text() -> str:
    """The schema as the text that is committed and published."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _neat(node: Any) -> Any:
    """Without defaults: every field is in the output, so they mean nothing in it."""
    if isinstance(node, dict):
        named = {"properties", "$defs"}
        return {
            key: {name: _neat(item) for name, item in value.items()} if key in named else _neat(value)
            for key, value in node.items()
            if key != "default"
        }
    return [_neat(item) for item in node] if isinstance(node, list) else node
