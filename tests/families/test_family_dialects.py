"""Each province's form flattened as tools flatten tables: the same figures as from the table itself, or a refusal."""

from __future__ import annotations

from typing import Any

import grids_of_families as filled
import pytest
from samples.dialects import DIALECTS, flatten

from grids import context, table, values
from jixiao.document import Table
from jixiao.extract.evaluations import evaluations
from jixiao.patterns import load
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables

FORMS = [name for name in dir(filled) if name.isupper()]
REPEATING = ("rows-tab", "docling")
"""Dialects that print a merged cell in each row: two equal scores may be one merged one (Hubei)."""
UNMARKED = ("libreoffice", "libreoffice-gbk")
"""Dialects without marks between cells: read where a form's own grammar leaves one reading, else refused."""


def core(drafts: list[Any]) -> list[Any]:
    """What a reader of the table wants: everything but titles."""
    return [
        {key: value for key, value in draft.items() if key not in ("title", "year")} for draft in drafts
    ]  # fmt: skip


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_flattened_form_is_the_form(form: str, dialect: str) -> None:
    if form == "HUBEI" and dialect in REPEATING:
        pytest.skip("a merged score is printed twice")
    native = table(*getattr(filled, form))
    end = "\r\n" if dialect == "word-stream" else "\n"
    gap = "\n" if dialect in ("docling", "pandoc") else ""
    text = f"附表{end}{gap}{flatten(native, dialect)}{gap}填表人：{end}"
    result = rebuild_tables(read_text(text.encode()).blocks, load())
    here = context(*result.blocks)
    got, wanted = core(values(evaluations(here))), core(values(evaluations(context(native))))
    if not any(isinstance(block, Table) for block in result.blocks):
        assert [item.code for item in result.diagnostics] == ["unreadable_table"]
        assert dialect in UNMARKED or (form, dialect) == ("CHONGQING", "pandoc")
        return
    if dialect in UNMARKED:  # a row of label and value above the first heading may stay outside: null, never wrong
        for draft, truth in zip(got, wanted, strict=True):
            truth |= {key: None for key in ("project", "department", "unit") if draft[key] is None}
    # A dialect folds quotation marks and blanks of its own: compared without them.
    assert flat(got) == flat(wanted)


def flat(draft: Any) -> Any:
    if isinstance(draft, dict):
        return {key: flat(value) for key, value in draft.items()}
    if isinstance(draft, list):
        return [flat(value) for value in draft]
    return "".join(draft.split()).replace("—", "-") if isinstance(draft, str) else draft
