"""A heading that lost its number, between one and the next but one («1.执行率。», «完成的绩效目标。», «3.未完成…»)."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.quotes import Text
from jixiao.structure.labels import TITLE_LENGTH, label_at
from jixiao.structure.model import Node

STEP = 2
"""How far a number goes on from the last where one between is lost."""
_SENTENCE = re.compile(r"[。;,!?:\d]")


def lost_heading(lines: Sequence[Text]) -> int:
    """Which line of a section is the heading of the next one: the only short one that is no sentence and has text
    above and below it; 0 where none is, or several are."""
    found = [at for at, line in enumerate(lines[1:-1], 1) if _is_heading(line.match.rstrip("。:"))]
    return found[0] if len(found) == 1 else 0


def _is_heading(line: str) -> bool:
    return 1 < len(line) <= TITLE_LENGTH and not _SENTENCE.search(line) and label_at(line) is None


def part(node: Node) -> Node | None:
    """The section that begins within another one, with the lines below its heading; they are that one's no more."""
    behind = node.tail is not None
    at = 0 if node.children else lost_heading(node.body)
    if at == 0:
        return None
    heading, below = node.lines[at - behind], node.lines[at - behind + 1 :]
    blocks = {text.quote().block for text in (heading, *below)}
    title = heading[: len(heading.match.rstrip("。:"))]
    node.lines = node.lines[: at - behind]
    node.blocks = [block for block in node.blocks if block not in blocks]
    return Node(node.level, None, title, None, first=title, lines=below, blocks=sorted(blocks))
