"""The tables and views that docs/archive.md lists, from the code: `python tools/archive_docs.py` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from jixiao.archive.tables import SQL_TYPES, TABLES
from jixiao.archive.views import VIEWS

PAGE = Path(__file__).parents[1] / "docs" / "archive.md"


def tables() -> str:
    """One block for each table."""
    parts = []
    for table in TABLES:
        columns = " · ".join(
            f"`{column.name}` {column.title}" + ("" if column.type == "text" else f" {SQL_TYPES[column.type].lower()}")
            for column in table.columns
            if column.name not in ("report_id", "seq")
        )
        more = " (exported on request)" if table.on_request else ""
        parts.append(f"**`{table.name}` {table.title}**: {table.grain}{more}.<br>{columns}\n")
    return "\n".join(parts)


def views() -> str:
    """One line for each view."""
    lines = [f"| `{view.name}` | {view.title} | {view.answers} |" for view in VIEWS]
    return "\n".join(["| view | 名称 | what it answers |", "|---|---|---|", *lines]) + "\n"


def filled(page: str) -> str:
    """The page with both parts made anew."""
    for name, made in (("tables", tables()), ("views", views())):
        mark = f"<!-- {name} -->"
        page = re.sub(
            rf"{mark}.*?(?=\n(?:Beside them|## ))", lambda _, m=mark, t=made: f"{m}\n{t}", page, flags=re.DOTALL
        )
    return page


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
