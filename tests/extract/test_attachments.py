"""Attachments: those that are listed and those that the file holds, matched by title and number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.extract.support import TITLE, context_of, evidence, values

from jixiao import parse
from jixiao.extract.attachments import attachments

HEAD = f"{TITLE}十、其他需要说明的情况\n无。\n"


def read(text: str) -> list[tuple[str | None, str | None, bool, bool]]:
    found: Any = values(attachments(context_of(HEAD + text), []))
    return [(entry["label"], entry["title"], entry["listed"], entry["found"]) for entry in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附件：1.自评表\n2.基础数据表\n", [("1", "自评表", True, False), ("2", "基础数据表", True, False)]),
        ("附件：\n1、自评表\n2、基础数据表。\n", [("1", "自评表", True, False), ("2", "基础数据表", True, False)]),
        (
            "附件：\n附件1：自评表\n附件2：基础数据表\n",
            [("1", "自评表", True, False), ("2", "基础数据表", True, False)],
        ),
        ("附件1：自评表\n附件2：基础数据表\n", [("1", "自评表", True, False), ("2", "基础数据表", True, False)]),
        ("附件：附件1：自评表附件2：基础数据表\n", [("1", "自评表", True, False), ("2", "基础数据表", True, False)]),
        ("附件：部门整体支出绩效自评表\n", [(None, "部门整体支出绩效自评表", True, False)]),
        ("附件：2023年度自评表\n", [(None, "2023年度自评表", True, False)]),
        (
            "附件1\n自评表\n内容\n附件2\n基础数据表\n内容\n",
            [("1", "自评表", False, True), ("2", "基础数据表", False, True)],
        ),
        (
            "附件2-1：自评表\n附件2-2：基础数据表\n\n附件2-2\n甲表\n内容\n",
            [("2-1", "自评表", True, False), ("2-2", "基础数据表", True, True)],
        ),
        (
            "附件：1.自评表\n2.项目支出绩效\n自评表\n云溪县林业局\n2024年3月20日\n（此件公开发布）\n",
            [("1", "自评表", True, False), ("2", "项目支出绩效自评表", True, False)],
        ),
        ("附件3 | |||||\n甲表\n内容\n", [("3", "甲表", False, True)]),
        ("附件:1、自评表2、基础数据表\n", [("1", "自评表", True, False), ("2", "基础数据表", True, False)]),
        ("附件：1.造林2.5万亩自评表\n", [("1", "造林2.5万亩自评表", True, False)]),
        ("附件（另附）：部门整体支出绩效自评表\n", [(None, "部门整体支出绩效自评表", True, False)]),
        ("附：。\n", []),
        ("附件：\n", []),
        ("", []),
    ],
)
def test_lists_and_what_the_file_holds(text: str, expected: list[tuple[str | None, str | None, bool, bool]]) -> None:
    assert read(text) == expected


def test_listed_and_found() -> None:
    text = (
        "附件：1、部门整体支出绩效自评表\n2、基础数据表\n3、佐证材料\n\n"
        "附件2\n基础数据表\n内容\n附件1\n2023年度部门整体支出绩效自评表\n内容\n附件4\n补充表\n内容\n"
    )
    assert read(text) == [
        ("1", "部门整体支出绩效自评表", True, True),
        ("2", "基础数据表", True, True),
        ("3", "佐证材料", True, False),
        ("4", "补充表", False, True),
    ]


def test_by_number_where_titles_differ() -> None:
    assert read("附件：1.甲表\n\n附件1\n乙表\n内容\n") == [("1", "甲表", True, True)]


def test_evidence_of_what_was_seen_and_of_what_was_concluded() -> None:
    context = context_of(HEAD + "附件：1.自评表\n2.基础数据表\n\n附件1\n2023年度自评表\n内容\n附件3\n补充表\n内容\n")
    draft: Any = attachments(context, [])
    assert evidence(draft) == {
        "/0/label": "1",
        "/0/title": "自评表",
        "/0/listed": "自评表",
        "/0/found": "2023年度自评表",
        "/1/label": "2",
        "/1/title": "基础数据表",
        "/1/listed": "基础数据表",
        "/1/found": "基础数据表",
        "/2/label": "3",
        "/2/title": "补充表",
        "/2/listed": "补充表",
        "/2/found": "补充表",
    }
    assert [entry["found"].inferred for entry in draft] == [False, True, False]
    assert [entry["listed"].inferred for entry in draft] == [False, False, True]


FORM = (
    "项目名称\t防火专项\n主管部门\t云岭市林业局\t实施单位\t市防火站\n"
    "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "\t年度资金总额\t100\t100\t95\t10\t95%\t9.5\n"
    "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n"
    "产出指标\t数量指标\t购置装备\t≥300套\t312套\t90\t90\t\n总分\t100\t99.5\n"
)
NAME = "项目支出绩效自评表\n（2023年度）\n"
ALIGNED = (
    "一级指标    二级指标    三级指标    年度指标值    实际完成值    分值    得分\n"
    "产出指标    数量指标    购置装备    ≥300套       312套        90      90\n"
    "效益指标    社会效益    扑灭率      ≥95%         100%         10      10\n"
    "总分                                                          100     100\n"
)
SIGNED = "云岭市林业局\n2024年3月20日\n"
FOOT = "填表人：\n上一篇：关于防火的通告\n下一篇：没有了\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附：" + NAME + FORM + FOOT, [(None, "项目支出绩效自评表（2023年度）", False, True)]),
        ("附表：\n" + NAME + FORM + FOOT, [(None, "项目支出绩效自评表（2023年度）", False, True)]),
        ("附1：项目支出绩效自评表\n" + FORM, [("1", "项目支出绩效自评表", False, True)]),
        ("附件：项目支出绩效自评表\n" + SIGNED + NAME + FORM + FOOT, [(None, "项目支出绩效自评表", True, True)]),
        (
            "附件：1.项目支出绩效自评表\n2.佐证材料\n" + NAME + FORM,
            [("1", "项目支出绩效自评表", True, True), ("2", "佐证材料", True, False)],
        ),
        (
            NAME + FORM + "附件：1.项目支出绩效自评表\n2.佐证材料\n",
            [("1", "项目支出绩效自评表", True, True), ("2", "佐证材料", True, False)],
        ),
        (
            "附表：项目支出绩效自评表\n单位名称：云岭市林业局        单位：万元\n" + ALIGNED,
            [(None, "项目支出绩效自评表", False, True)],
        ),
        (
            "附件：项目支出绩效自评表\n佐证材料\n" + SIGNED,
            [(None, "项目支出绩效自评表", True, False), (None, "佐证材料", True, False)],
        ),
    ],
)
def test_tables_signatures_and_page_feet_below_a_list_are_no_entries(
    text: str, expected: list[tuple[str | None, str | None, bool, bool]], tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    file.write_text("云岭市林业局2023年度项目支出绩效自评报告\n一、项目概况\n项目已完成。\n" + text, encoding="utf-8")
    report = parse(file)
    assert [(a.label, a.title, a.listed, a.found) for a in report.attachments] == expected
    assert report.organization.name == "云岭市林业局"


def test_an_appendix_is_an_attachment() -> None:
    """«附录：…» was the end of the last measure."""
    report = parse(f"{TITLE}一、改进意见\n①细化预算。\n②盘活设备。\n\n附录：自评打分表\n".encode())
    assert report.improvements == ("细化预算", "盘活设备")
    assert [(one.title, one.listed) for one in report.attachments] == [("自评打分表", True)]


def test_the_first_cell_of_a_table_that_was_refused_is_no_entry_of_a_list() -> None:
    """«序号» above its lines hid the table's title: it was listed twice, «not attached», and a table was unlisted."""
    heads = "序号\n项目名称\n项目类型\n年初预算（万元）\n全年预算（万元）\n全年执行（万元）\n执行率（%）\n未达标原因\n"
    rows = "".join(
        f"{n}\n{name}\n经常性\n42.00\n42.00\n{spent}\n{rate}\n\n"
        for n, name, spent, rate in ((1, "校园安保服务", "38.50", "91.67"), (2, "国家助学金", "42.00", "100"))
    )
    text = (
        f"附：2023年度项目支出绩效自评汇总表\n2023年度项目支出绩效自评汇总表\n填报单位：云岭市第一中学\n{heads}{rows}"
    )
    report = parse(f"云岭市第一中学2023年度项目支出绩效自评报告\n一、项目概况\n项目已完成。\n{text}".encode())
    assert "unreadable_table" in [said.code for said in report.diagnostics]
    assert [(one.title, one.listed, one.found) for one in report.attachments] == [
        ("2023年度项目支出绩效自评汇总表", True, True)
    ]
