"""The report while it is written: text, outline and truth grow together, so that none is derived from another."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from samples.blocks import Block, Node, Para, Truth, chinese, numbered, relabelled
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
        self._waiting: Para | None = None

    def finished_blocks(self, name: str) -> list[Block]:
        """The blocks with the labels of the bank's choice, one choice a report."""
        rng = random.Random(f"labels/{name}")
        return relabelled(self.blocks, {label: rng.choice(said) for label, said in self.bank.labels.items()})

    def chance(self, share: float) -> bool:
        """True in so many of one cases."""
        return self.rng.random() < share

    def words(self, slot: str, **more: Any) -> str:
        """A wording of a slot, filled with the report's words and ``more``."""
        return self.bank.pick(self.rng, slot).format(**{**self.facts.words, **more})

    def para(self, text: str, kind: str = "body", label: str = "") -> None:
        """Append a paragraph, behind a heading that runs into it if one waits."""
        indent = "" if kind in ("title", "table_title", "attachment") else self.layout.forms["indent"]
        gap = self.rng.random() < self.layout.airy
        if self._waiting:
            text, kind, label = self._waiting.text + text, self._waiting.kind, self._waiting.label
            self._waiting = None
        self.blocks.append(Para(indent + text, kind, label, gap))

    def section(self, title: str, role: str | None, *, run_on: str = "") -> Node:
        """A numbered section of level 1. ``run_on``: the next paragraph stands on the heading's line behind this mark.

        In few reports a number is printed twice.
        """
        self.number += 0 if self.number and self.chance(0.01) else 1
        label = numbered(self.layout.level1, self.number)
        if run_on:
            self._waiting = Para(label + title + run_on, "heading1", label)
        else:
            self.para(label + title + ("。" if self.chance(0.04) else ""), "heading1", label)
        node = Node(1, chinese(self.number), title, role)
        self.outline.append(node)
        return node

    def behind(self) -> str:
        """The mark of a heading that has its text on the same line, in the layouts that have that; else nothing."""
        return self.layout.forms["heading_behind"] if self.chance(0.5) else ""

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
