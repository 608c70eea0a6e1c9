"""JSON Pointers (RFC 6901) into a report."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from jixiao.errors import JixiaoError

if TYPE_CHECKING:
    from jixiao.schema.evidence import Evidence
    from jixiao.schema.report import Report

NEAR = 5


class UnknownPointerError(JixiaoError, LookupError):
    """No value, or no evidence, stands at a pointer; ``near`` lists pointers that were perhaps meant."""

    exit_code = 2
    code = "unknown_pointer"

    def __init__(self, message: str, message_en: str, near: list[str]) -> None:
        hint = f"；相近的指针：{'  '.join(near)}" if near else ""
        hint_en = f"; near: {'  '.join(near)}" if near else ""
        super().__init__(message + hint, message_en + hint_en)
        self.near = near


def split(at: str) -> list[str]:
    """The unescaped parts of a pointer; [] for the whole."""
    return [part.replace("~1", "/").replace("~0", "~") for part in at.split("/")[1:]]


def join(*parts: str | int) -> str:
    """A pointer from its parts, escaped."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


def _field(model: BaseModel, name: str) -> str | None:
    fields = type(model).model_fields
    if name in fields and fields[name].alias is None:
        return name
    return next((key for key, info in fields.items() if info.alias == name), None)


def _step(value: Any, part: str) -> tuple[bool, Any]:
    if isinstance(value, BaseModel):
        name = _field(value, part)
        return (True, getattr(value, name)) if name else (False, None)
    if isinstance(value, dict):
        return part in value, value.get(part)
    if isinstance(value, tuple) and part.isascii() and part.isdigit() and str(int(part)) == part:
        return (True, value[int(part)]) if int(part) < len(value) else (False, None)
    return False, None


def value(report: Report, at: str) -> Any:
    """The value at a pointer ("" is the whole report).

    Raises:
        UnknownPointerError: nothing stands there.
    """
    found = at == "" or at.startswith("/")
    here: Any = report
    for part in split(at) if found else ():
        found, here = _step(here, part)
        if not found:
            break
    if found:
        return here
    near = _near(at, list(report.evidence)) or _near(at, list(leaves(report)))
    raise UnknownPointerError(f"报告中没有 {at} 这一项", f"nothing stands at {at}", near)


def why(report: Report, at: str) -> Evidence:
    """The evidence at a pointer.

    Raises:
        UnknownPointerError: no evidence stands there: a part that holds values (those are named), a null that no cell
            or statement stands for, or nothing at all.
    """
    if at in report.evidence:
        return report.evidence[at]
    here = value(report, at)
    below = [key for key in report.evidence if key.startswith(at + "/")]
    if below:
        raise UnknownPointerError(
            f"{at or '/'} 不是单个数值，它包含 {len(below)} 个有依据的数值",
            f"{at or '/'} is no single value; it holds {len(below)} values with evidence",
            below[:NEAR],
        )
    if here is None:
        raise UnknownPointerError(
            f"{at} 为空：原文中没有与之对应的单元格或语句",
            f"{at} is null: no cell and no statement of the source stands for it",
            [],
        )
    raise UnknownPointerError(f"{at} 没有依据", f"{at} has no evidence", _near(at, list(report.evidence)))


def _near(at: str, known: list[str]) -> list[str]:
    """Pointers that share the longest beginning, then those that look alike."""
    head = at
    while head.count("/") > 1:
        head = head.rpartition("/")[0]
        below = [key for key in known if key.startswith(head + "/")]
        if below:
            close = difflib.get_close_matches(at, below, NEAR, 0.5)
            return close or below[:NEAR]
    return difflib.get_close_matches(at, known, NEAR, 0.5)


SET_ASIDE = frozenset(
    {
        "schema_version", "source", "template", "kind", "coverage", "findings", "checks_summary", "diagnostics",
        "outline", "tables", "blocks", "evidence",
    }
)  # fmt: skip
"""Parts of a report whose leaves need no evidence (contract, ground rule 4)."""


def leaves(report: Report) -> Iterator[str]:
    """The pointer of each leaf that needs evidence: every scalar, nulls too, outside `SET_ASIDE`."""
    for name in type(report).model_fields:
        if name not in SET_ASIDE:
            yield from _leaves(getattr(report, name), join(name))


def _leaves(here: Any, at: str) -> Iterator[str]:
    if isinstance(here, BaseModel):
        for name in type(here).model_fields:
            yield from _leaves(getattr(here, name), at + join(name))
    elif isinstance(here, tuple):
        for index, item in enumerate(here):
            yield from _leaves(item, f"{at}/{index}")
    else:
        yield at
