"""Rows that can be nothing but data, and those that only look so."""

from __future__ import annotations

import pytest

from grids import Spec, base_rows, grid
from jixiao.patterns import load
from jixiao.structure.forms import forms_of
from jixiao.structure.headings import index_of
from jixiao.structure.match import FormMatch, match_form
from jixiao.structure.match_model import Box, ZoneMatch
from jixiao.structure.money_columns import money_columns
from jixiao.structure.plain_rows import has_plain_rows, is_plain

HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
FIRST: list[Spec] = ["产出指标", "数量指标", "案卷装订数", "≥631卷", "2070卷", "8", "8", ""]


def matched(*rows: list[Spec]) -> FormMatch:
    found = match_form(grid(["部门名称", ("云溪县档案馆", 7)], HEADS, FIRST, *rows), forms_of(load()))
    assert found is not None
    return found


def told(row: list[Spec]) -> bool:
    """Whether a row below the first of a 自评表's indicators is told to be one more."""
    found = matched(row)
    zone = next(zone for zone in found.zones if zone.zone.id == "indicators")
    below = ZoneMatch(zone.zone, owner=dict(zone.owner), records=zone.records[:1])
    cells = zip(found.grid.table.cells, found.grid.sources, strict=True)
    boxes = [Box(cell, source) for cell, source in cells if cell.row == 3 and cell.text]
    assert has_plain_rows(below)
    return is_plain(index_of(found.form), found.form.zones.index(zone.zone), below, boxes)


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "库房巡查次数", "≥52次", "52次", "6", "5.5", "两次因停电推迟"],
        ["", "质量指标", "指标2:案卷合格率", "≥95%", "98%", "6", "6", ""],
        ["", "", "2024年完工数", "3个", "3个", "6", "6", ""],
    ],
)
def test_a_row_in_no_word_of_the_form_with_two_figures_of_points_is_one_more(row: list[Spec]) -> None:
    assert told(row)


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "库房巡查次数", "≥52次", "52次", "6", "", ""],  # one figure: it may be a remark
        ["", "小计", "", "", "", "50", "49", ""],  # a level's sums: nothing was aimed at
        ["总分", "", "", "", "", "100", "98", ""],
        ["", "", "分值", "≥52次", "52次", "6", "6", ""],  # a word of the form's
        ["部门名称:云溪县档案馆", "", "", "≥52次", "52次", "6", "6", ""],  # a label with its value
        ["", "", "库房巡查次数", "≥52次", "52次", ("6", 2), ""],  # one figure over both columns
    ],
)
def test_what_may_be_something_else_is_asked_as_before(row: list[Spec]) -> None:
    assert not told(row)


def test_the_first_row_below_a_heading_is_asked_as_before() -> None:
    found = matched()
    zone = next(zone for zone in found.zones if zone.zone.id == "indicators")
    bare = ZoneMatch(zone.zone, owner=dict(zone.owner))
    boxes = [box for box in zone.records[0].cells.values() if box.match]
    z = found.form.zones.index(zone.zone)
    assert not is_plain(index_of(found.form), z, bare, boxes)
    bare.records.append(zone.records[0])
    assert is_plain(index_of(found.form), z, bare, boxes)


def test_rows_of_the_form_s_own_with_figures_are_plain_and_others_are_not() -> None:
    found = match_form(grid(*base_rows()), forms_of(load()))
    assert found is not None
    zone = next(zone for zone in found.zones if zone.zone.rows and len(zone.records) > 1)
    z, index = found.form.zones.index(zone.zone), index_of(found.form)
    own = {
        record.cells[label].match: [box for box in record.cells.values() if box.match]
        for record in zone.records
        for label in ("item", "label")
        if label in record.cells
    }
    assert has_plain_rows(zone)
    plain = {name: is_plain(index, z, zone, boxes) for name, boxes in own.items()}
    assert any(plain.values())
    assert not is_plain(index, z, zone, [])  # a blank row among them: reports failed there
    for name, boxes in own.items():
        figures = all(not box.match.strip("0123456789.,%-—/") for box in boxes[1:])
        assert not plain[name] or (len(boxes) > 1 and figures)


def test_no_form_takes_a_figure_for_a_label() -> None:
    """What the rule rests on: a row with figures in cells of their own is no row of headings."""
    for form in forms_of(load()):
        for zone in form.zones:
            likes = [one.like for one in (*zone.columns, *zone.pairs) if one.like]
            for figure in ("10", "95.5", "100%", "1,234.50", "-", "—", "/", "0"):
                assert figure not in index_of(form).words
                assert not any(like.fullmatch(figure) for like in likes), (form.id, zone.id, figure)


def test_labels_of_amounts_are_remembered_and_forgotten_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.structure.money_columns._KEPT", 2)
    money = money_columns.__wrapped__(forms_of(load()))
    asked = {"全年预算数": "full_year", "全年执行数": "executed", "案卷装订数": "", "": "", "预" * 30: ""}
    for _ in range(3):
        assert {key: money[key] for key in asked} == asked
        assert len(money) <= 2
