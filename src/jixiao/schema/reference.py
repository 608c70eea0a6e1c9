"""The contract as a page to read: every field with its Chinese term, its kind of value, and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jixiao.schema.json_schema import schema
from jixiao.schema.version import SCHEMA_VERSION

HEAD = f"""# 结果格式 {SCHEMA_VERSION} · The result, field by field

Made from the models by `make schema`; the JSON Schema beside it says the same to machines. Numbers keep their printed
digits: 万元 is 10,000 CNY, % is percent points. «?» means: or null.
"""


def text() -> str:
    """The page as Markdown: one table for the report, one for each kind of object, in the order of their use."""
    made = schema()
    defs = made["$defs"]
    parts = [HEAD, *_table("Report", made)]
    for name in _used(made, defs):
        parts += _table(name, defs[name])
    return "\n".join(parts).rstrip() + "\n"


def _used(root: dict[str, Any], defs: dict[str, Any]) -> list[str]:
    order: list[str] = []
    waiting = list(_references(root["properties"]))
    while waiting:
        name = waiting.pop(0)
        if name not in order:
            order.append(name)
            waiting = [*_references(defs[name]["properties"]), *waiting]
    return order


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].rpartition("/")[2]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def _table(name: str, node: dict[str, Any]) -> list[str]:
    lines = [f"## {name}", "", node["description"], "", "| field | 名称 | value | what it is |", "|---|---|---|---|"]
    lines += [
        f"| `{key}` | {field['title']} | {_kind(field)} | {field['description']} |"
        for key, field in node["properties"].items()
    ]
    return [*lines, ""]


def _kind(field: dict[str, Any]) -> str:
    if "anyOf" in field:
        kinds = [_kind(option) for option in field["anyOf"]]
        null = "null" in kinds
        return " or ".join(kind for kind in kinds if kind != "null") + ("?" if null else "")
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in field:
        return ", ".join(f"`{word}`" for word in field["enum"])
    return _plain(field)


def _plain(field: dict[str, Any]) -> str:
    kind = str(field.get("type", "any"))
    if kind == "array":
        items = field.get("prefixItems")
        return f"[{', '.join(_kind(item) for item in items)}]" if items else f"list of {_kind(field['items'])}"
    if kind == "object":
        return f"map to {_kind(field['additionalProperties'])}"
    return f"{kind} ({field['x-unit']})" if "x-unit" in field else kind
