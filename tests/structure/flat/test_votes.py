"""What the lines of a stretch say of their TABs, and what a cell keeps of its text for those who ask about its row."""

from __future__ import annotations

import pytest

from jixiao.document import Paragraph
from jixiao.structure.flat.detect import _votes
from jixiao.structure.flat.stretch import RawCell, Stretch


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["指标", "说明"], (0, 0, 0, 0, 0, 0, False)),
        (["\t数量", "\t质量", "好", "\t10\t9"], (3, 3, 2, 0, 1, 0, True)),
        # the label is said again: the last line ends the text, so that nothing follows it
        (["产出\t数量", "产出\t质量", "\t", "效益\t"], (4, 1, 1, 1, 1, 1, False)),
    ],
)
def test_votes(lines: list[str], expected: tuple[int | bool, ...]) -> None:
    stretch = Stretch(0, [Paragraph(line, end="\n") for line in lines])
    votes = _votes(stretch)
    found = (votes.total, votes.lead, votes.alone, votes.tail, votes.torn, votes.again, votes.first_leads)
    assert found == expected


def test_word_of_a_cell() -> None:
    assert RawCell("产出 指标\n（50分）").word == "产出指标(50分)"


def test_lines_of_a_stretch() -> None:
    stretch = Stretch(0, [Paragraph("数量", end="\n"), Paragraph("", end="\n"), Paragraph("质量")])
    assert [(line.start, line.stop, line.after, line.text) for line in stretch.lines] == [
        (0, 2, 3, "数量"),
        (3, 3, 4, ""),
        (4, 6, 6, "质量"),
    ]
