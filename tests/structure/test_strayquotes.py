"""Quotation marks that enclose nothing are no part of a text; those that enclose something are."""

from __future__ import annotations

from decimal import Decimal

import jixiao
from jixiao.document import Paragraph
from jixiao.structure.strayquotes import stray_quotes_of

REPORT = """\
临江区图书馆2023年度部门整体支出绩效自评报告
一、部门概况
编制12人，年末实有在职人员10人。
二、部门支出情况
2023年度总支出为857.05万元。
　 　 “ ” （一） 三公 经费控制情况
全年累计支出10.57万元，较预算节约3.97万元。
"""


def test_an_empty_pair_is_a_mark() -> None:
    blocks = [Paragraph("　 “ ” （一） 三公 经费"), Paragraph("“三公”经费“”支出"), Paragraph("“三公”经费")]
    assert stray_quotes_of(blocks) == {0: ((0, 6),), 1: ((6, 8),)}


def test_a_heading_behind_an_empty_pair_is_one() -> None:
    """Else the amount below it counts as the whole unit's spending (pypdfium2)."""
    report = jixiao.parse(REPORT.encode())
    assert [(one.scope, one.amount) for one in report.spending] == [
        ("total", Decimal("857.05")), ("three_public", Decimal("10.57")),
    ]  # fmt: skip
