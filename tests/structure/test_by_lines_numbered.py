"""Rows of several indicators in a table whose lines a converter may have broken: their own numbers tell them apart."""

from __future__ import annotations

import pytest

from jixiao.structure.by_lines import _is_numbered


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("1.更换管网长度\n2.惠及居民户数", True),
        ("指标1：养护里程\n指标2：保洁面积", True),
        ("更换管网\n长度", False),
        ("1.更换管网\n长度", False),
        ("1.2万亩造林\n2.3万亩抚育", False),
        ("2.更换管网长度\n1.惠及居民户数", False),
    ],
)
def test_numbered_names(names: str, expected: bool) -> None:
    assert _is_numbered(names) is expected
