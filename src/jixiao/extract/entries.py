"""Numbered items of a part's body («1根据…», «1、提高…», «一是…»): entries of their part, not sections."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.quotes import Quote, Text
from jixiao.structure.labels import Kind, Label, bare_at, label_at
from jixiao.structure.model import Node

_BEHIND = re.compile(r"[。;:!?]")
_BEHIND_ORDINAL = re.compile(r"[。;:,!?]")
_ENTRY_KINDS = (Kind.ARABIC, Kind.ARABIC_PAREN, Kind.CIRCLED, Kind.ORDINAL, Kind.CHINESE_PAREN)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item: its number's quote (None for a section's own paragraph), and its text in one view."""

    label: Quote | None
    text: Text
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """The text before the first item, and the items."""

    lead: list[Text]
    items: list[Entry]


def entries_of(node: Node) -> Entries:
    """The items of a section: its subsections where it has them, else its numbered paragraphs.

    A subsection of the section's own role («八、改进措施和建议» over «（一）改进措施») only groups: its items count.
    """
    if not node.children:
        return split(node.body)
    lead, items = node.body, list[Entry]()
    for child in node.children:
        if child.role and child.role == node.role:
            inner = entries_of(child)
            if items:
                items += [Entry(None, text) for text in inner.lead]
            else:
                lead += inner.lead
            items += inner.items
        else:
            items.append(Entry(child.label_quote, Text.join(t for part in child.walk() for t in part.content)))
    return Entries(lead, [item for item in items if item.text])


def split(paragraphs: Sequence[Text]) -> Entries:
    """Paragraphs cut at the labels of the first kind that counts from 1, in its sequence."""
    numbers = [label.number for p in paragraphs if (label := bare_at(p.match))]
    lenient = numbers[:2] == [1, 2]
    kind = Kind.ARABIC if lenient else _first_kind(paragraphs)
    if kind is None:
        return Entries(list(paragraphs), [])
    lead: list[Text] = []
    items: list[tuple[Quote, list[Text]]] = []
    last = 0
    for paragraph in paragraphs:
        start = 0
        for label in _labels(paragraph, kind, last, lenient=lenient):
            before = paragraph[start : label.start]
            if before:
                (items[-1][1] if items else lead).append(before)
            items.append((paragraph.quote(label.start, label.end), []))
            last = label.number
            start = label.end
        rest = paragraph[start:]
        if rest:
            (items[-1][1] if items else lead).append(rest)
    return Entries(lead, [Entry(label, Text.join(texts), kind) for label, texts in items if texts])


def _first_kind(paragraphs: Sequence[Text]) -> Kind | None:
    """The outermost numbering: at a paragraph's start, else inside one; it must count from 1."""
    for paragraph in paragraphs:
        label = label_at(paragraph.match)
        if label and label.kind in _ENTRY_KINDS and (label.number == 1 or not label.bare):
            return label.kind
    for paragraph in paragraphs:
        for at in range(1, len(paragraph.match)):
            if not _BEHIND_ORDINAL.match(paragraph.match[at - 1]):
                continue
            label = label_at(paragraph.match, at)
            if label and label.number == 1 and label.kind in _ENTRY_KINDS:
                behind = _BEHIND_ORDINAL if label.kind is Kind.ORDINAL else _BEHIND
                if behind.match(paragraph.match[at - 1]) and not (label.bare or label.kind is Kind.CHINESE_PAREN):
                    return label.kind
    return None


def _labels(paragraph: Text, kind: Kind, last: int, *, lenient: bool) -> list[Label]:
    """The labels of one kind in a paragraph: at its start any that counts on, inside only the next number."""
    found: list[Label] = []
    text = paragraph.match
    # «2公共文化服务» behind item 1: 公 is a measure word too, but the next number of a list measures nothing.
    label = label_at(text) or (bare_at(text) if lenient or (kind is Kind.ARABIC and last) else None)
    if label and label.kind is kind and (label.number == last + 1 or (not label.bare and last - 2 <= label.number)):
        found.append(label)
        last = label.number
    behind = _BEHIND_ORDINAL if kind is Kind.ORDINAL else _BEHIND
    for mark in behind.finditer(text):
        label = label_at(text, mark.end())
        if label and label.kind is kind and label.number == last + 1 and not label.bare:
            found.append(label)
            last = label.number
    return found


def first_sentence_end(text: str) -> int:
    """The index of the 。 that ends the first sentence, or -1."""
    return text.find("。")


def strip_closing(text: Text, marks: str = "。;") -> Text:
    """The text without its closing mark."""
    end = len(text.match)
    while end and text.match[end - 1] in marks:
        end -= 1
    return text[:end]
