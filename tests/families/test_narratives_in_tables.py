"""Reports whose narrative stands in the cells of a table (云南 公开13表), alone or above a form's indicators."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from samples.blocks import Para, Sample
from samples.writers.docx import docx_bytes
from test_family_documents import PAGE

from grids import table
from jixiao import parse
from jixiao.schema import Report

PROBLEMS = (
    "（一）存在的问题：1.项目前期工作不充分，支出进度偏慢。2.绩效指标量化不够。"
    "（二）整改情况：1.提前开展前期工作。2.加强培训。"
)
OWN = "2023年“三公”经费支出12.36万元，其中公务用车运行维护费9.80万元，公务接待费2.56万元。"
TOTAL = (
    "2023年部门总收入3,216.58万元。总支出3,208.11万元，"
    "其中：基本支出1,468.22万元，占45.77%；项目支出1,739.89万元，占54.23%。"
)


def read(*blocks: Any) -> Report:
    made = [Para(block) if isinstance(block, str) else block for block in blocks]
    return parse(docx_bytes(Sample("sample", made, {}, PAGE)))


@cache
def whole() -> Report:
    return read(
        "2023年度部门整体支出绩效自评情况",
        "公开13表",
        "编制单位：宁坪县自然资源局",
        table(
            [
                ("一、部门基本情况", 1, 3),
                "（一）部门概况",
                "2023年末编制人数76人，在职在编实有人数72人，退休人员18人。",
            ],
            ["（二）部门整体收支情况", TOTAL],
            ["（三）严控“三公经费”支出情况", OWN],
            [("二、绩效自评工作情况", 1, 3), "（一）绩效自评的目的", "了解资金使用效果。"],
            [("（二）自评组织过程", 1, 2), "1.前期准备：成立自评小组。"],
            ["2.组织实施：收集资料。"],
            [("三、评价情况分析及综合评价结论", 2), "2023年度部门整体支出绩效自评得分94.5分，评价等级为优。"],
            [("四、存在的问题和整改情况", 2), PROBLEMS],
            [("五、绩效自评结果应用", 2), "作为下年度预算编制的依据。"],
            [("六、其他需说明的情况", 2), "无"],
        ),
    )


def test_its_headings_are_the_outline() -> None:
    (first, second, third, *_) = whole().outline
    assert [(node.label, node.title) for node in first.children] == [
        ("（一）", "部门概况"),
        ("（二）", "部门整体收支情况"),
        ("（三）", "严控“三公经费”支出情况"),
    ]
    assert [node.title for node in second.children] == ["绩效自评的目的", "自评组织过程"]
    assert (first.label, third.label) == ("一", "三")


def test_its_cells_are_read_as_the_text_below_them() -> None:
    report = whole()
    assert (report.organization.name, report.fiscal_year) == ("宁坪县自然资源局", 2023)
    staff = report.profile.staffing
    assert (staff.authorized, staff.on_duty, staff.retired) == (76, 72, 18)
    assert [(item.scope, item.amount) for item in report.spending] == [
        ("total", Decimal("3208.11")),
        ("basic", Decimal("1468.22")),
        ("project", Decimal("1739.89")),
        ("three_public", Decimal("12.36")),
        ("vehicle_running", Decimal("9.80")),
        ("reception", Decimal("2.56")),
    ]
    assert report.conclusion.self_score == Decimal("94.5")
    assert [problem.problem for problem in report.problems] == ["项目前期工作不充分，支出进度偏慢", "绩效指标量化不够"]
    assert list(report.improvements) == ["提前开展前期工作", "加强培训"]
    assert report.conclusion.use_of_results == "作为下年度预算编制的依据"


def test_a_value_of_a_cell_is_quoted_from_it() -> None:
    (place,) = whole().evidence["/conclusion/self_score"].places
    assert place.cell == (6, 2)


def test_lines_of_cells_parted_by_tabs_are_the_same_table() -> None:
    """A tool says a merged heading again in each of its rows and columns; no cell of another is part of a text."""
    rows = [
        ("一、部门基本情况", "（一）部门概况", "2023年末编制人数76人，在职在编实有人数72人，退休人员18人。"),
        ("一、部门基本情况", "（二）部门整体收支情况", TOTAL),
        ("三、评价情况分析及综合评价结论", "三、评价情况分析及综合评价结论", "部门整体支出绩效自评得分94.5分。"),
        ("四、存在的问题和整改情况", "四、存在的问题和整改情况", PROBLEMS),
        ("五、绩效自评结果应用", "五、绩效自评结果应用", "作为下年度预算编制的依据。"),
    ]
    head = "2023年度部门整体支出绩效自评情况\n编制单位：宁坪县自然资源局\n"
    report = parse((head + "\n".join(map("\t".join, rows))).encode())
    first = report.outline[0]
    assert (first.title, [node.title for node in first.children]) == ("部门基本情况", ["部门概况", "部门整体收支情况"])
    assert [item.amount for item in report.spending] == [Decimal("3208.11"), Decimal("1468.22"), Decimal("1739.89")]
    assert [problem.problem for problem in report.problems] == ["项目前期工作不充分，支出进度偏慢", "绩效指标量化不够"]
    assert list(report.improvements) == ["提前开展前期工作", "加强培训"]
    assert (report.conclusion.self_score, report.conclusion.use_of_results) == (
        Decimal("94.5"),
        "作为下年度预算编制的依据",
    )


def test_rows_of_figures_between_its_texts_are_named() -> None:
    """A form of «部门概况», a grid of assets, and «问题», «措施»."""
    report = read(
        "2022年度市级部门整体支出绩效自评情况表",
        table(
            [("部门概况", 1, 2), "部门职责", ("统筹规划全市卫生健康服务资源配置，组织实施公共卫生服务。", 2)],
            ["机构人员", ("内设科室14个；编制人数412人，实有人数398人。", 2)],
            [("资产情况", 1, 3), "类别", "年初数", "年末数"],
            ["房屋", "7,640.00", "7,702.13"],
            ["车辆", "11,090.40", "11,786.25"],
            ["存在的问题", ("基层人才流失较多，个别项目执行进度慢。", 3)],
            ["填报人：甲某", "联系电话：15400001111", ("填报日期：2023年3月6日", 2)],
        ),
    )
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (412, 398)
    assert [problem.problem for problem in report.problems] == ["基层人才流失较多，个别项目执行进度慢"]
    assert [item.code for item in report.diagnostics] == ["unread_figures"]
    assert "第4—5行有4个数字" in report.diagnostics[0].message
    assert [str(signed.filled_on) for signed in report.sign_offs] == ["2023-03-06"]


def test_what_the_text_says_is_not_read_again_from_a_table() -> None:
    report = read(
        "2023年度云溪县文化馆部门整体支出绩效自评报告",
        "一、存在的问题",
        "1.绩效指标量化不够。",
        "二、改进措施",
        "1.加强培训，细化指标。",
        table(
            ["存在的问题", "人员编制紧张，业务经费不足。"],
            ["改进措施", "积极争取编制，统筹业务经费。"],
        ),
    )
    assert [problem.problem for problem in report.problems] == ["绩效指标量化不够"]
    assert list(report.improvements) == ["加强培训，细化指标"]


def test_one_that_nobody_filled_in_is_a_blank_form() -> None:
    report = read(
        "2023年度部门整体支出绩效自评情况",
        "部门：",
        table(
            [("一、部门基本情况", 1, 2), "（一）部门概况", ""],
            ["（二）部门整体收支情况", ""],
            [("二、绩效自评工作情况", 1, 2), ("（一）自评组织过程", 1, 2), "1.前期准备"],
            ["2.组织实施"],
            [("三、评价情况分析及综合评价结论", 2), ""],
            [("四、存在的问题和整改情况", 2), ""],
        ),
    )
    assert report.kind == "not_a_report"
    assert report.organization.name is None
    assert "blank_form" in report.diagnostics[0].message
