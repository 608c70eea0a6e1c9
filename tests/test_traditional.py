"""Traditional script with the pinyin that a converter left: read like simplified script, quoted as printed."""

from __future__ import annotations

import pytest

from jixiao.quotes import Source, squeeze
from jixiao.traditional import SIMPLIFIED


@pytest.mark.parametrize(
    ("printed", "match"),
    [
        ("項目總數(shù)為96個", "项目总数为96个"),
        ("等級為“優(yōu)”", '等级为"优"'),
        ("執(zhí)行率（kg）", "执行率(kg)"),
        ("显著(km)", "显著(km)"),
        ("数据(data)", "数据(data)"),
    ],
)
def test_the_match_is_simplified(printed: str, match: str) -> None:
    assert squeeze(printed) == match
    assert Source(0, printed).view().match == match


def test_a_quote_leads_back_to_what_is_printed() -> None:
    view = Source(0, "績效執(zhí)行數(shù)58萬元").view()
    at = view.match.index("执行数")
    assert view.quote(at, at + 3).raw == "執(zhí)行數"
    assert view.quote(at + 3, at + 5).raw == "58"


def test_the_table_maps_no_character_twice() -> None:
    assert len(SIMPLIFIED) > 500
    assert not any(value in SIMPLIFIED for value in SIMPLIFIED.values())
