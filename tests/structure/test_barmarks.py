"""Bars that a converter put around paragraphs are no part of them; bars between words part cells."""

from __future__ import annotations

import pytest

from jixiao.document import Paragraph
from jixiao.pipeline import parse
from jixiao.structure.barmarks import bars_of, cells_left

TEXT = """2023年度云溪县档案馆部门整体支出绩效自评报告 |
|
三、存在的问题及原因分析 |
1、预算编制不够精细。 |
四、下一步改进措施 |
| 1、加强培训。 | |
"""


def test_narratives_without_the_bars_at_their_ends() -> None:
    report = parse(TEXT.encode())
    assert report.title == "2023年度云溪县档案馆部门整体支出绩效自评报告"
    assert [problem.problem for problem in report.problems] == ["预算编制不够精细"]
    assert report.improvements == ("加强培训",)
    assert [node.title for node in report.outline] == ["存在的问题及原因分析", "下一步改进措施"]
    assert report.coverage.unread == 0


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("加强培训。 |", ((5, 7),)),
        ("| 加强培训 | |", ((0, 2), (6, 10))),
        ("|", ((0, 1),)),
        ("部门 | 云溪县档案馆 |", None),
        ("加强培训。", None),
    ],
)
def test_where_bars_stand(text: str, spans: tuple[tuple[int, int], ...] | None) -> None:
    assert bars_of([Paragraph(text)], ()).get(0) == spans


def test_bars_of_a_table_that_was_not_read_stay() -> None:
    assert bars_of([Paragraph("实施单位 |")], {0}) == {}


def test_a_cell_between_bars_is_no_heading() -> None:
    cells = [
        "|   项目完成指标",
        *"|质量指标|改善条件|改善|".replace("|", "\n|\n").split(),
        "||||",
        "|   项目完成指标",
        "|",
    ]
    rest = ["时效指标", "|", "2023年", "|", "|   效益指标", "|", "社会效益指标", "|", "服务需求", "|", "有所提升", "|"]
    assert cells_left([Paragraph(cell) for cell in (*cells, *rest)], ()) == set(range(23))
    assert cells_left([Paragraph(cell) for cell in cells[:5]], ()) == set()
    report = parse("\n".join([*cells, *rest, "2.部门评价结果。", "本部门开展了自评。"]).encode())
    assert report.performance.summary is None
    assert report.outline == ()
