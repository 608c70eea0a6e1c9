"""The report's running text without blanks, for rules that look at words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from jixiao.patterns import Patterns, squeeze
from jixiao.schema import Report
from jixiao.schema.text import Section

_BETWEEN = frozenset("、和及与")
_FURNITURE = frozenset({"table", "header", "footer", "page_number"})


LONGEST = 6
"""Longest word that is looked for written twice."""


def doubled(text: str) -> list[int]:
    """Where two to `LONGEST` characters are followed by the same characters, in order.

    A regular expression with a back reference tries every length at every place and takes longer than all rules
    together; here the text is one large integer, and a text beside itself shifted gives zeros where they are equal.
    """
    data = text.encode("utf-16-le", "surrogatepass")
    number = int.from_bytes(data, "little")
    found: set[int] = set()
    for length in range(2, LONGEST + 1):
        equal = (number ^ (number >> (16 * length))).to_bytes(len(data), "little")
        zeros = bytes(2 * length)
        at = equal.find(zeros, 0, len(data) - 2 * length)
        while at >= 0:
            if at % 2 == 0:
                found.add(at // 2)
                at += 1
            at = equal.find(zeros, at + 1, len(data) - 2 * length)
    return sorted(found)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A short text folded and without blanks; several rules look at the same names and values."""
    return squeeze(text)


@dataclass(frozen=True, slots=True)
class Hit:
    """A match in the running text: the words, the block, and the match itself."""

    text: str
    block: int
    match: Any

    @property
    def pointer(self) -> str:
        """Where the block stands in the report."""
        return f"/blocks/{self.block}/text"


class Texts:
    """All paragraphs as one text without blanks, a line each; blocks are found back by position.

    The text is not folded, which would take as long as many rules together: the patterns for it know both widths.
    """

    def __init__(self, report: Report, patterns: Patterns) -> None:
        self.report = report
        self.patterns = patterns
        self.blocks: list[int] = []
        self.starts: list[int] = []
        self.printed: list[str] = []
        lines: list[str] = []
        at = 0
        for block in report.blocks:
            if block.kind in _FURNITURE:
                continue
            line = "".join(block.text.split())
            if line:
                self.blocks.append(block.index)
                self.starts.append(at)
                self.printed.append(block.text)
                lines.append(line)
                at += len(line) + 1
        self.lines = lines
        self.text = "\n".join(lines)

    def hits(self, pattern: str) -> Iterator[Hit]:
        """All matches of a pattern of the pack, from the beginning of the text to its end."""
        expression = self.patterns[pattern]
        if not expression.may_match(self.text):
            return
        for match in expression.compiled.finditer(self.text):
            yield Hit(match[0], self.blocks[bisect_right(self.starts, match.start()) - 1], match)

    def doubled(self, pattern: str) -> Iterator[Hit]:
        """Matches of a pattern where a word stands twice in a row, and no blank stands between: that may be a border of
        cells («数量指标 指标1»)."""
        expression = self.patterns[pattern].compiled
        end = 0
        for at in doubled(self.text):
            match = expression.match(self.text, at) if at >= end else None
            if match:
                end = match.end()
                which = bisect_right(self.starts, at) - 1
                if match[0] in self.printed[which]:
                    yield Hit(match[0], self.blocks[which], match)

    def first(self, pattern: str) -> Hit | None:
        """The first match of a pattern."""
        return next(self.hits(pattern), None)

    def fits(self, pattern: str, text: str | None) -> bool:
        """Whether a pattern is found in a text of the report."""
        return bool(text) and self.patterns[pattern].occurs(plain(text or ""))

    def is_all(self, pattern: str, text: str | None) -> bool:
        """Whether a pattern fits the whole of a text."""
        return bool(text) and self.patterns[pattern].fits(plain(text or ""))

    @cached_property
    def roles(self) -> list[tuple[str, int]]:
        """The roles of the sections in reading order, with the position of the section in that order."""
        sections = [section for section, _ in _below(self.report.outline) if section.role]
        own = ((section.role or "", index) for index, section in enumerate(sections))
        more = ((role, index) for index, section in enumerate(sections) for role in self._funds_named(section))
        return sorted([*own, *more], key=lambda pair: pair[1])

    def _funds_named(self, section: Section) -> list[str]:
        """The roles of the budgets that one heading names together («政府性基金、国有资本经营预算支出情况»)."""
        title, word = plain(section.title or ""), self.patterns.word("fund_word")
        if _BETWEEN.isdisjoint(title) or not word.occurs(title):
            return []
        named = {self.patterns.concept(found[0]) for found in word.compiled.finditer(title)}
        return [id_ for id_, role in self.patterns.roles.items() if role.fund in named] if len(named) > 1 else []

    @cached_property
    def role_blocks(self) -> dict[int, str]:
        """The role of the innermost known section that a block belongs to."""
        found: dict[int, str] = {}
        for section, role in _below(self.report.outline):
            if role:
                found.update(dict.fromkeys(section.blocks, role))
        return found


def _below(sections: tuple[Section, ...], above: str | None = None) -> Iterator[tuple[Section, str | None]]:
    """Sections in reading order, each with its role or else that of the innermost section above that has one."""
    for section in sections:
        role = section.role or above
        yield section, role
        yield from _below(section.children, role)
