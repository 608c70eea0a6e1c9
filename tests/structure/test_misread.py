"""A label of a scanned table with one doubted character wrong is matched as the form's word; its text stays."""

from __future__ import annotations

import pytest

from jixiao.document import Cell, Run, Table
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.match import match_form
from jixiao.structure.match_model import FormMatch
from jixiao.structure.model import Grid

ROWS = [
    ["财政供养人员情况（人）", "编制数", "2023年实际在职人数", "控制率"],
    ["", "20", "18", "90%"],
    ["经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"],
    ["三公经费", "3.5", "3.0", "2.8"],
    ["3、公务接待", "1.5", "1.0", "0.8"],
    ["项目支出：", "30", "40", "38"],
]


def matched(change: dict[str, str], sure: float, origin: str = "image") -> FormMatch:
    """The form of the table with some texts misread; only what differs is doubted."""
    cells = []
    for r, row in enumerate(ROWS):
        for c, text in enumerate(row):
            new = change.get(text, text)
            doubt = [sure if a != b else 0.98 for a, b in zip(text, new, strict=True)]
            runs = tuple(Run(i, i + 1, 1, (0, 0, 1, 1), (), one) for i, one in enumerate(doubt))
            cells.append(Cell(r, c, 1, 1, new, runs))
    table = Table(len(ROWS), 4, tuple(cells), origin, 1)
    found = match_form(Grid(0, table), forms_of(load()))
    assert found is not None
    return found


def known(found: FormMatch) -> set[str]:
    return {
        record.known.id if record.known else "" for zone in found.zones for record in zone.records
    }  # the form's own rows


@pytest.mark.parametrize(("right", "wrong"), [("三公经费", "三么经费"), ("3、公务接待", "3、公务按待")])
def test_a_row_with_one_doubted_character_wrong_is_known(right: str, wrong: str) -> None:
    assert known(matched({right: wrong}, 0.4)) == known(matched({}, 0.4))


def test_what_the_recogniser_did_not_doubt_is_a_word_of_its_own() -> None:
    assert known(matched({"三公经费": "三么经费"}, 0.98)) != known(matched({}, 0.4))


def test_a_double_of_the_right_character_need_not_be_doubted() -> None:
    assert known(matched({"项目支出：": "项日支出："}, 0.98)) == known(matched({}, 0.4))
    assert known(matched({"项目支出：": "项日支出："}, 0.98, "native")) != known(matched({}, 0.4))


def test_digital_tables_are_not_touched() -> None:
    assert known(matched({"三公经费": "三么经费"}, 0.4, "native")) != known(matched({}, 0.4))


def test_the_text_stays_as_it_was_read() -> None:
    found = matched({"三公经费": "三么经费"}, 0.4)
    texts = {box.quote.raw for zone in found.zones for record in zone.records for box in record.cells.values()}
    assert "三么经费" in texts
    assert "三公经费" not in texts
