"""Text without marks: whether a form may stand in it, and which of its lines stand outside tables."""

from __future__ import annotations

import pytest

from flattened import paragraphs
from jixiao.document import Paragraph
from jixiao.patterns import load
from jixiao.structure.flat.plain import form_words
from jixiao.structure.flat.stretch import Stretch, outside
from jixiao.structure.flat.words import words_of

PROSE = (
    "2023年年初预算120万元。\n公用经费30万元。\n财政拨款100万元。\n改进措施如下。\n自评得分92分。\n资金总额120万元。\n"
)
HEADING = "年初预算数\n全年预算数\n全年执行数\n"


def _stretch(text: str) -> Stretch:
    return Stretch(0, [block for block in paragraphs(text) if isinstance(block, Paragraph)])


@pytest.mark.parametrize(("text", "may"), [(PROSE, False), (HEADING, True), (PROSE + HEADING, True)])
def test_heading_words_in_the_sentences_of_a_narrative_are_no_sign_of_a_form(text: str, may: bool) -> None:
    assert form_words(_stretch(text), [], words_of(load())) is may


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_labels_that_fill_their_lines_tell_a_form_whatever_ends_the_lines(end: str) -> None:
    """In a file of Windows a table that cannot be read was not even named."""
    text = "自评得分92分。\n单位名称\n年初预算\n786.35\n一级指标\n二级指标\n目标值\n".replace("\n", end)
    assert form_words(_stretch(text), [], words_of(load())) is True


def test_the_lines_of_a_part_and_those_outside_tables() -> None:
    stretch = _stretch("一\n二\n三\n四\n五\n")
    assert [line.text for line in stretch.lines_in(2, 8)] == ["二", "三", "四"]
    assert [line.text for line in stretch.lines_in(3, 8)] == ["三", "四"]
    assert [[line.text for line in group] for group in outside(stretch.lines, [(6, 8), (2, 4)])] == [
        ["一"],
        ["三"],
        ["五"],
    ]
