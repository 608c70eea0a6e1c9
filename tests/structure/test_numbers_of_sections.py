"""Sections that authors number otherwise: 1 without a mark, I., with （一） and （1） below; a text in a code fence."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from jixiao import parse

TITLE = "云岭县水利局2023年度部门整体支出绩效自评报告"
SECTIONS = (
    ("单位基本情况", "（一）主要职能", "（1）负责水资源保护。", "（2）负责防汛抗旱。", "（二）人员情况",
     "核定编制20名，年末在职18人。"),
    ("一般公共预算支出情况", "2023年支出448.84万元。", "（一）基本支出情况", "基本支出288.24万元。"),
    ("政府性基金预算支出情况", "2023年支出20.50万元。"),
    ("部门整体支出绩效情况", "1.保障供水。全年供水12万吨。"),
    ("存在的问题", "（1）预算编制不够精准。", "（2）资产台账更新不及时。"),
    ("改进措施", "（1）加强预算管理。"),
)  # fmt: skip


def _values(label: Callable[[int], str], before: str = "", behind: str = "") -> Any:
    lines = [f"{label(at)}{title}\n" + "\n".join(rest) for at, (title, *rest) in enumerate(SECTIONS)]
    report = parse((before + "\n".join((TITLE, *lines)) + "\n" + behind).encode())
    return (
        (report.title, report.organization.name, report.profile.staffing.authorized),
        [text.rstrip("。") for text in report.profile.functions],
        [(one.fund, one.scope, one.amount) for one in report.spending],
        [one.problem for one in report.problems],
        [text.rstrip("。") for text in report.improvements],
    )


WANTED = (
    (TITLE, "云岭县水利局", 20),
    ["负责水资源保护", "负责防汛抗旱"],
    [
        ("general_public", "total", Decimal("448.84")),
        ("general_public", "basic", Decimal("288.24")),
        ("government_fund", "total", Decimal("20.50")),
    ],
    ["预算编制不够精准", "资产台账更新不及时"],
    ["加强预算管理"],
)


@pytest.mark.parametrize(
    "label",
    [
        lambda at: f"{'一二三四五六'[at]}、",
        lambda at: f"{at + 1}、",
        lambda at: f"{at + 1} ",
        lambda at: f"{at + 1}\t",
        lambda at: f"{('I', 'II', 'III', 'IV', 'V', 'VI')[at]}.",
        lambda at: f"{('I', 'II', 'III', 'IV', 'V', 'VI')[at]}、",
    ],
    ids=["一、", "1、", "1 ", "1 tab", "I.", "I、"],
)
def test_sections_by_other_numbers(label: Callable[[int], str]) -> None:
    """Funds were «all», results, functions and problems were lost."""
    assert _values(label) == WANTED


def test_a_code_fence_is_no_text() -> None:
    """It was a part of the title and of the unit's name."""
    assert _values(lambda at: f"{'一二三四五六'[at]}、", "```\n", "```\n") == WANTED
    assert _values(lambda at: f"{'一二三四五六'[at]}、", "```text\n", "```\n") == WANTED
