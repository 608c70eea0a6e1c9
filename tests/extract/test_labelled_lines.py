"""What names a project, in lines above its table: the form's own cells count first."""

from __future__ import annotations

import pytest

from grids import Spec, context, table, values
from jixiao.extract.evaluations import evaluations

HEADS: list[Spec] = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS: list[list[Spec]] = [HEADS, ["产出指标", "数量指标", "新增藏书", "5000册", "4820册", "100", "96.4"]]
FIELDS = ("project", "project_code", "department", "unit")


def read(*lines: str, head: list[list[Spec]] | None = None) -> tuple[str | None, ...]:
    c = context("项目支出绩效自评表", *lines, table(*(head or []), *ROWS))
    (found,) = values(evaluations(c))
    return tuple(found[id_] for id_ in FIELDS)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["项目名称：免费开放补助"], ("免费开放补助", None, None, None)),
        (["项目名称：免费开放补助  主管部门：云岭县文旅局    单位：元"], ("免费开放补助", None, "云岭县文旅局", None)),
        (["项目名称：免费开放补助 主管部门：云岭县文旅局"], ("免费开放补助", None, "云岭县文旅局", None)),
        (
            ["（1）项目名称:免费开放补助", "项目编码：YL2023-07", "实施单位： 云岭县图书馆", "预算金额：50万元"],
            ("免费开放补助", "YL2023-07", None, "云岭县图书馆"),
        ),
        (
            ["项目名称：      免费开放补助", "主管部门：    云岭县文旅局      "],
            ("免费开放补助", None, "云岭县文旅局", None),
        ),
        (["项目名称：        主管部门：云岭县文旅局"], (None, None, "云岭县文旅局", None)),
        (["项目名称：          （2023年度）"], (None, None, None, None)),
        (["项目名称：          单位（万元）"], (None, None, None, None)),
        (["单位：万元", "项目类别：经常性", "项目名称："], (None, None, None, None)),
        (["项目名称：免费开放补助，其中：中央40万元"], (None, None, None, None)),
        (["本项目由县图书馆负责，项目名称：免费开放补助"], (None, None, None, None)),
        (
            ["项目名称 免费开放补助", "主管部门 云岭县文旅局 实施单位 云岭县图书馆"],
            ("免费开放补助", None, "云岭县文旅局", "云岭县图书馆"),
        ),
        (["主管部门  云岭县文化和旅游体育    实施单位  云岭县图书馆\n          局"], (None, None, None, None)),
        (["主管部门 云岭县文化和旅游体育", "局"], (None, None, "云岭县文化和旅游体育局", None)),
        (["主管部门 云岭县文旅局 实施单位 云岭县图", "书馆"], (None, None, None, None)),
        (["项目名称 免费开放 补助"], (None, None, None, None)),
        (["主管部门 实施单位 云岭县图书馆"], (None, None, None, None)),
        (["项目名称 主管部门 实施单位 全年预算数"], (None, None, None, None)),
        (["云岭县文旅局 主管部门"], (None, None, None, None)),
    ],
)
def test_lines(lines: list[str], expected: tuple[str | None, ...]) -> None:
    assert read(*lines) == expected


def test_the_form_s_own_cell_counts() -> None:
    head: list[list[Spec]] = [["项目名称", ("免费开放补助", 6)], ["实施单位", ("云岭县图书馆", 6)]]
    assert read("项目名称：图书馆运行", "主管部门：云岭县文旅局", head=head) == (
        "免费开放补助", None, "云岭县文旅局", "云岭县图书馆",
    )  # fmt: skip


def test_lines_above_another_table_are_that_table_s() -> None:
    c = context("项目名称：甲", table(*ROWS), "项目支出绩效自评表", table(*ROWS))
    assert [found["project"] for found in values(evaluations(c))] == ["甲", None]
