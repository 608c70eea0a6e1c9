"""Marks of tables and pictures that a converter left out of a text."""

from __future__ import annotations

import pytest

import jixiao

HEAD = "云岭县公路站2023年项目支出绩效自评表\n\n单位：万元\n\n"


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("[TABLE]", "unreadable_table"),
        ("  [TABLE]", "unreadable_table"),
        ("【表格】", "unreadable_table"),
        ('![](media/image1.png){width="5in"}', "pictures"),
        ("<!-- image -->", "pictures"),
    ],
)
def test_what_was_left_out_is_named(mark: str, code: str) -> None:
    """A form of a text by `pandoc -t plain` was gone without a word."""
    report = jixiao.parse(f"{HEAD}{mark}\n".encode())
    assert [(found.code, found.places and found.places[0].block) for found in report.diagnostics] == [(code, 4)]


@pytest.mark.parametrize("line", ["[附表]", "见[TABLE]。", "![", "[图1]"])
def test_other_brackets_mark_nothing(line: str) -> None:
    codes = {found.code for found in jixiao.parse(f"{HEAD}{line}\n".encode()).diagnostics}
    assert not codes & {"unreadable_table", "pictures"}
