"""Texts whose characters are not the ones that were printed: radicals for ideographs, a page's codes, doubled ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jixiao.ideographs import IDEOGRAPHS, as_shown
from jixiao.pipeline import parse
from jixiao.readers.escaped import unescaped
from jixiao.readers.pdf import binding
from jixiao.readers.text import read_text

SET = Path(__file__).parents[2] / "samples" / "set"
ROWS = sorted(SET.glob("*.tab-cells.txt"))[0]
MISCODED = str.maketrans(
    {"一": "⼀", "人": "⼈", "大": "⼤", "水": "⽔", "年": "年", "立": "立", "车": "⻋", "长": "⻓"}
)


def values(data: bytes) -> Any:
    return {name: part for name, part in parse(data).model_dump().items() if name not in ("source", "diagnostics")}


def test_radicals_and_compatibility_forms_are_the_ideographs_that_they_look_like() -> None:
    """«⼀般公共预算» (text taken out of a PDF) was no fund: «2021年⼀般公共预算支出情况» stood for it; duties and years
    were lost without a word."""
    assert as_shown("⼀、⼈员⻋辆2023年⺩") == "一、人员车辆2023年王"
    assert all(chr(own) != "\ufffd" and own not in IDEOGRAPHS for own in IDEOGRAPHS.values())
    text = ROWS.read_text()
    assert sum(text.count(character) for character in "一人大水年立车长") > 40
    assert values(text.translate(MISCODED).encode()) == values(text.encode())


def test_so_are_those_of_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    data = sorted(SET.glob("*.pdf"))[0].read_bytes()
    plain, texts = values(data), binding.texts
    monkeypatch.setattr(binding, "texts", lambda page, count: texts(page, count).translate(MISCODED))
    assert values(data) == plain


@pytest.mark.parametrize(
    ("text", "shown", "count"),
    [
        ("完成率&ge;90%&nbsp;&lt;5起", "完成率≥90%\xa0<5起", 3),
        ("&#8805;90&#x25;", "≥90%", 2),
        ("&amp;nbsp;甲&amp;乙", "\xa0甲&乙", 3),
        ("R&D 经费；AT&T; &copy2023", "R&D 经费；AT&T; &copy2023", 0),
        ("&#00;&#07;&#32;", "&#00;&#07; ", 1),
        ("完成12座&#10;合格", "完成12座 合格", 1),
        ("甲&#124;乙", "甲|乙", 1),
        ("| 甲&#124;乙 | 丙 |", "| 甲&#124;乙 | 丙 |", 0),
    ],
)
def test_codes_of_a_page(text: str, shown: str, count: int) -> None:
    assert unescaped(text)[0] == shown
    assert [d.code for d in read_text(f"绩效自评{text}".encode()).diagnostics] == ["escaped_characters"] * bool(count)


def test_a_report_with_codes_of_a_page_is_read_as_without() -> None:
    """«&ge;57082» was a text without a value, and below «&nbsp;» a form's cells could not be told apart."""
    text = ROWS.read_text()
    escaped = text.replace("&", "&amp;").replace("≥", "&ge;").replace("<", "&lt;").replace("≤", "&le;")
    assert escaped.count("&ge;") == 4
    assert values(escaped.encode()) == values(text.encode())
    report = parse(escaped.encode())
    assert [d.code for d in report.diagnostics] == ["escaped_characters"]


@pytest.mark.parametrize("code", ["&#124;", "&#10;", "&#13;&#10;"])
def test_a_code_in_a_cell_of_a_bar_table_ends_none(code: str) -> None:
    """Tools write so what else would part the cell: the whole table could not be read, with no word of it."""
    text = sorted(SET.glob("*.docling.txt"))[0].read_text()
    row = next(line for line in reversed(text.splitlines()) if line.startswith("|") and line.count("率") == 1)
    coded = values(text.replace(row, row.replace("率", f"率{code}")).encode())
    plain = values(text.encode())
    assert coded["base_data"] == plain["base_data"]
    assert len(coded["evaluations"][0]["indicators"]) == len(plain["evaluations"][0]["indicators"])
    for name in ("target", "actual", "weight", "score"):
        was, own = ([row[name] for row in one["evaluations"][0]["indicators"]] for one in (plain, coded))
        assert own == was


@pytest.mark.parametrize("end", ["\r\r\n", "\n\n", "\r\n\r\n"])
@pytest.mark.parametrize("cut", [True, False])
def test_ends_of_lines_that_a_tool_wrote_twice(end: str, cut: bool) -> None:
    """A table of TABs had a blank line between all its rows and could not be read."""
    text = ROWS.read_text()
    assert text.endswith("\n")
    doubled = text.replace("\n", end)
    if cut:
        doubled = doubled[: -len(end)] + ("\r\n" if "\r" in end else "\n")
    document = read_text(doubled.encode())
    assert "".join(block.text + block.end for block in document.blocks) == doubled  # type: ignore[union-attr]
    report, plain = parse(doubled.encode()), parse(text.encode())
    assert report.evaluations == plain.evaluations
    assert report.base_data == plain.base_data
    assert report.diagnostics == plain.diagnostics
    assert {name: one.text for name, one in report.evidence.items() if name.startswith("/evaluations")} == {
        name: one.text for name, one in plain.evidence.items() if name.startswith("/evaluations")
    }


def test_a_blank_line_behind_some_lines_is_one() -> None:
    lines = [f"产出指标\t数量指标\t指标{at}\t{at}\n" for at in range(30)]
    text = "\n".join(lines) + "三、\n四、\n"
    assert [block.end for block in read_text(text.encode()).blocks] == ["\n"] * 61  # type: ignore[union-attr]


def test_codes_in_a_table_in_html_are_left_to_its_reader() -> None:
    """«&lt;a&gt;b» in a cell became a tag, which is nothing of the text."""
    text = "<table><tr><td>一级指标</td><td>&lt;甲&gt;乙</td></tr></table>\n"
    document = read_text(text.encode())
    assert [d.code for d in document.diagnostics] == []
    assert "".join(block.text + block.end for block in document.blocks) == text  # type: ignore[union-attr]
