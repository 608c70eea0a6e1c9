"""The report while it is written: text, outline and truth grow together, so that none is derived from another."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from samples.blocks import Block, Node, Para, Truth, chinese, numbered
from samples.facts import Facts, Hand
from samples.wording import Bank

TITLE_LIMIT = 30
"""The contract's limit of a title that runs into text: up to 。 or line end when within so many characters."""


@dataclass(slots=True)
class Layout:
    """What one report keeps to: the forms of its numbers, its spacing."""

    level1: str
    sub: str
    entry: str
    listed: str
    airy: float
    sections: bool
    forms: dict[str, str] = field(default_factory=dict)


def draw_layout(rng: random.Random, bank: Bank) -> Layout:
    """A layout; ``sections``: entries of parts are （一） sections and not arabic items."""
    forms = {name: rng.choice(choices) for name, choices in bank.layouts.items()}
    return Layout(
        forms["level1"], forms["sub"], forms["entry"], forms["listed"], rng.choice([1.0, 0.5, 0.0]),
        rng.random() < 0.4, forms,
    )  # fmt: skip


class Draft:
    """Blocks, outline and truth of one report, with everything that is drawn for it."""

    def __init__(self, rng: random.Random, bank: Bank, facts: Facts) -> None:
        self.rng, self.bank, self.facts = rng, bank, facts
        self.hand = Hand.draw(rng)
        self.layout = draw_layout(rng, bank)
        self.blocks: list[Block] = []
        self.outline: list[Node] = []
        self.truth: Truth = {}
        self.number = 0

    def chance(self, share: float) -> bool:
        """True in so many of one cases."""
        return self.rng.random() < share

    def words(self, slot: str, **more: Any) -> str:
        """A wording of a slot, filled with the report's words and ``more``."""
        return self.bank.pick(self.rng, slot).format(**{**self.facts.words, **more})

    def para(self, text: str, kind: str = "body", label: str = "") -> None:
        """Append a paragraph."""
        self.blocks.append(Para(text, kind, label, gap=self.rng.random() < self.layout.airy))

    def section(self, title: str, role: str | None, behind: str = "") -> Node:
        """A numbered section of level 1; ``behind`` is text on the heading's line."""
        self.number += 1
        label = numbered(self.layout.level1, self.number)
        self.para(label + title + behind, "heading1", label)
        node = Node(1, chinese(self.number), title, role)
        self.outline.append(node)
        return node

    def unnumbered(self, title: str, role: str | None, mark: str, behind: str = "") -> Node:
        """A section of level 1 without number: «其他需要说明的情况：…»."""
        self.para(title + mark + behind, "heading1")
        node = Node(1, None, title, role)
        self.outline.append(node)
        return node

    def sub(self, parent: Node, number: int, title: str, role: str | None, mark: str = "", behind: str = "") -> Node:
        """A titled section （一） of level 2, text behind it on the same line or none."""
        label = numbered(self.layout.sub, number)
        self.para(label + title + mark + behind, "heading2", label)
        node = Node(2, bracketed(label, number), title, role)
        parent.children.append(node)
        return node

    def item(self, parent: Node, number: int, text: str, role: str | None = None) -> None:
        """An entry that is a section: （一） and its text; the title is its first sentence when short enough."""
        label = numbered(self.layout.sub, number)
        self.para(label + text, "body", label)
        title: str | None = text.split("。", maxsplit=1)[0]
        if len(title or "") > TITLE_LIMIT:
            title = None
        parent.children.append(Node(2, bracketed(label, number), title, role if title else None))

    def entries(self, texts: list[str], form: str | None = None) -> None:
        """Arabic (or ①, 一是) entries, a paragraph each."""
        for index, text in enumerate(texts, 1):
            label = numbered(form or self.layout.entry, index)
            self.para(label + text, "body", label)


def bracketed(label: str, number: int) -> str:
    """A label as the outline has it: brackets kept, other marks and blanks dropped."""
    return f"（{chinese(number)}）" if label.startswith("（") else f"({chinese(number)})"
