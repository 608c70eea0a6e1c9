"""Rows of a form's zone, made of a text a cell, for what judges rows that were read."""

from __future__ import annotations

from jixiao.patterns import load
from jixiao.structure.flat.plans import Plan, plan_of
from jixiao.structure.flat.rowmodel import Cells, ReadRow
from jixiao.structure.flat.shapes import Shape, shapes_of


def shape_of(form: str) -> Shape:
    """The shape of a form."""
    return next(shape for shape in shapes_of(load()) if shape.form.id == form)


def plan(form: str, zone: str, *names: str) -> Plan:
    """The plan of a zone whose heading prints these labels."""
    shape = shape_of(form)
    number = [each.id for each in shape.form.zones].index(zone)
    found = plan_of(shape, number, names, shape.columns)
    assert found is not None
    return found


def read(*rows: dict[int, str]) -> tuple[list[str], list[ReadRow]]:
    """Texts, and rows of a cell a text, by their places."""
    texts: list[str] = []
    found: list[ReadRow] = []
    for row in rows:
        at = len(texts)
        cells: Cells = tuple((place, at + number, at + number + 1) for number, place in enumerate(row))
        texts += row.values()
        found.append(ReadRow(at, len(texts), cells))
    return texts, found
