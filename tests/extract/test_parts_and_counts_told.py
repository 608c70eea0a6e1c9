"""A part that has no scope of its own, guests counted behind a label, lists of offices behind each other."""

import pytest

from jixiao import parse
from jixiao.schema import Report


def read(*lines: str) -> Report:
    text = "\n".join(("云溪县水利局2024年度部门整体支出绩效自评报告", "一、部门基本情况", *lines, ""))
    return parse(text.encode())


def told(said: str) -> list[tuple[str | None, ...]]:
    """Scope, amount, change and rate of each statement."""
    report = read("（一）职能\n1.管水。", "二、部门整体支出情况", said)
    figures = [(each.scope, each.amount, each.change, each.change_rate) for each in report.spending]
    return [(scope, *(None if value is None else str(value) for value in values)) for scope, *values in figures]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("公务接待费9.95万元，其中：国内公务接待费9.95万元。", [("reception", "9.95", None, None)]),
        (
            "公务接待费9.95万元，其中：国内公务接待费9.95万元，国（境）外公务接待费0万元。",
            [("reception", "9.95", None, None)],
        ),
        ("公务接待费9.95万元，国内公务接待费9.95万元。", [("reception", "9.95", None, None)]),
        (
            "公务接待费9.95万元，较上年减少1万元。其中国内公务接待费8.95万元，较上年减少0.6万元，下降6.28%。",
            [("reception", "9.95", "-1", None)],
        ),
        (
            "公务接待费2万元，其中：国内公务接待费2万元；公务用车运行维护费3万元，合计5万元。",
            [("reception", "2", None, None), ("vehicle_running", "3", None, None), ("three_public", "5", None, None)],
        ),
    ],
)
def test_a_part_of_the_receptions_is_no_second_one(said: str, expected: list[tuple[str | None, ...]]) -> None:
    """«国内公务接待费» was a second amount of all receptions, and counted twice in their sum."""
    assert told(said) == expected


def test_a_part_of_other_figures_is_named_with_its_change() -> None:
    said = "公务接待费9.95万元，其中：国内公务接待费8.95万元，较上年减少1.2万元。"
    report = read("（一）职能\n1.管水。", "二、“三公”经费支出情况", said)
    assert [str(one.amount) for one in report.spending] == ["9.95"]
    (named,) = [one for one in report.diagnostics if one.code == "unread_amounts"]
    assert "8.95万元" in named.message
    assert "1.2万元" in named.message


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2023年公务接待费9.95万元，2024年国内公务接待费8万元。", ["9.95", "8"]),
        ("公务接待费9.95万元。国内公务接待费8万元。", ["9.95", "8"]),
        ("国内公务接待费8万元。", ["8"]),
    ],
)
def test_receptions_told_apart_stand(said: str, expected: list[str]) -> None:
    assert [one[1] for one in told(said)] == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("公务接待费：接待12批次、68人次，共计支出0.95万元。", [("reception", "0.95", None, None)]),
        (
            "2024年公务接待费情况：接待12批次、68人次，共计支出0.95万元，较上年减少0.1万元。",
            [("reception", "0.95", "-0.1", None)],
        ),
        ("培训费：举办培训12期，480人次，共计支出9.95万元。", [("meetings_training", "9.95", None, None)]),
        ("公务接待费：预算1万元，接待12批次、68人次，共计支出0.95万元。", []),
        ("“三公”经费：接待12批次、68人次，支出0.95万元。", []),
        ("公务用车费：接待12批次、68人次，共计支出0.95万元。", []),
    ],
)
def test_guests_behind_a_label(said: str, expected: list[tuple[str | None, ...]]) -> None:
    """The first three were only named; what guests cost was all of 三公经费."""
    assert told(said) == expected
    report = read("（一）职能\n1.管水。", "二、“三公”经费支出情况", said)
    assert ("unread_amounts" in [one.code for one in report.diagnostics]) is not bool(expected)


@pytest.mark.parametrize(
    ("said", "divisions", "units"),
    [
        (
            "下设2个管理机构,一是县水库管理所;二是县灌区管理所。1个执法机构即:县水政监察大队。",
            (),
            ("县水库管理所", "县灌区管理所", "县水政监察大队"),
        ),
        ("下设办公室、财务股，县水库管理所1个二级单位。", ("办公室", "财务股"), ("县水库管理所",)),
        ("下设办公室、财务股、县水库管理所1个二级单位。", ("办公室", "财务股"), ("县水库管理所",)),
        (
            "下设办公室、财务股、县水库管理所和县灌区管理所2个二级单位。",
            ("办公室", "财务股"),
            ("县水库管理所", "县灌区管理所"),
        ),
        (
            "内设办公室、财务股，下属县水库管理所、县水质站2个二级单位。",
            ("办公室", "财务股"),
            ("县水库管理所", "县水质站"),
        ),
        ("下设县移民办、县水库管理所2个二级单位。", (), ("县移民办", "县水库管理所")),
    ],
)
def test_lists_of_units_behind_others(said: str, divisions: tuple[str, ...], units: tuple[str, ...]) -> None:
    """Units behind a numbered list, or behind divisions, were lost, and divisions were units."""
    report = read(f"（一）职能\n1.管水。\n（二）机构设置。{said}")
    assert (report.profile.divisions, report.profile.subordinate_units) == (divisions, units)
