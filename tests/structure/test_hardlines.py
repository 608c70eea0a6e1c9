"""Lines of print that a Word file holds as paragraphs are joined; paragraphs are left alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao.document import Block, Paragraph, Table
from jixiao.patterns import load
from jixiao.structure.hardlines import join_hard_lines

SENTENCE = (
    "本馆全年举办展览十二场，接待观众三万余人次，开展送展下乡活动，组织志愿者培训，编印宣传资料，"
    "全年支出合计1203.45万元，较上年增加12.30万元，完成了年初确定的各项任务。"
)
PARAGRAPHS = ["一、单位基本情况", *[f"（{n}）{SENTENCE * 2}" for n in "一二三四"], "其他需要说明的情况：无。"]


def joined(texts: list[str]) -> list[Block]:
    return [*join_hard_lines(tuple(map(Paragraph, texts)), load())]


@pytest.mark.parametrize("width", [26, 32, 40])
def test_lines_of_one_width_are_paragraphs_again(width: int) -> None:
    found = joined([text[at : at + width] for text in PARAGRAPHS for at in range(0, len(text), width)])
    assert [block.text.replace("\n", "") for block in found] == PARAGRAPHS
    assert {block.end for block in found} == {""}


def test_paragraphs_and_what_is_no_body_text_stay() -> None:
    assert [block.text for block in joined(PARAGRAPHS)] == PARAGRAPHS
    lines = [SENTENCE[at : at + 30] for at in range(0, 60, 30)] * 4
    aside = [replace(Paragraph(line), aside="comment", kind="comment") for line in lines]
    table = Table(1, 1, (), "native")
    assert join_hard_lines((*aside, table), load())[:9] == (*aside, table)
    items = [f"{n}、加强预算编制管理，提高部门预算编制的科学性和准确性，" for n in range(1, 9)]
    assert [block.text for block in joined(items)] == items


def test_paragraphs_without_full_stops_stay() -> None:
    """As long as each other by chance, or with the next heading right below: an author who writes no full stops."""
    problems = [
        "预算编制不够精细，部分项目前期准备不足，资金支付进度较慢",
        "绩效指标设置不够科学，部分指标难以量化，评价结果应用不充分",
        "资产管理有待加强，部分固定资产没有及时登记入账，账实核对不够及时",
        "内部控制制度还不完善，个别业务审批手续不全，档案资料归集整理也不够",
    ]
    listed = ["三、存在的问题", *problems, "四、改进措施", *problems[::-1], "五、其他情况", *problems, "某县文化馆"]
    assert [block.text for block in joined(listed)] == listed
    even = [f"{label}、{word}" for label in "一二三四" for word in ("情况",)]
    mixed = [text for head in even for text in (head, SENTENCE[:32], SENTENCE[1:33])]
    assert [block.text for block in joined(mixed)] == mixed
