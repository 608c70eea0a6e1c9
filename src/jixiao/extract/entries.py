"""Numbered items of a part's body («1根据…», «1、提高…», «一是…»): entries of their part, not sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from jixiao import lazy_re as re
from jixiao.quotes import Quote, Text
from jixiao.structure.labels import BULLETS, TITLE_LENGTH, Kind, Label, bare_at, label_at
from jixiao.structure.model import Node
from jixiao.structure.skipped import STEP, lost_heading

_BEHIND = re.compile(r"[。;:!?]")
_BEHIND_ORDINAL = re.compile(r"[。;:,!?]")
_SENTENCE = re.compile(r"[。;,!?:]|\d(?:[.\d]*)(?:万元|元|%)")
_BEFORE_FIGURE = re.compile(r"(\d{1,2})、(?=\d{1,4}[\u4e00-\u9fff%])")
"""A number before a text that begins with a figure («2、3岁以下儿童…»), which goes on with the item above."""
_FEWEST_MARKED = 2
_MARKS = (*BULLETS, "-", "–", "—", "*", "·")
_CLOSED = ")"
_IS_NUMBER = re.compile(r"[-–—*·]*[\d.]")
"""Behind such a mark a minus stands, or a dash that goes on with a line above."""
_ENTRY_KINDS = (Kind.ARABIC, Kind.ARABIC_PAREN, Kind.CIRCLED, Kind.ORDINAL, Kind.CHINESE_PAREN)


@dataclass(slots=True, unsafe_hash=True)
class Entry:
    """An item: its number's quote (None for a section's own paragraph), and its text in one view."""

    label: Quote | None
    text: Text
    kind: Kind | None = None
    head: Text | None = None
    """A heading that stands alone on its line, with which ``text`` begins."""
    parts: tuple[Text, ...] = ()
    """The paragraphs of ``text``."""
    mark: Text | None = None
    """The number, as the text has it."""

    @property
    def below(self) -> Text:
        """The text below such a heading; all of it without one."""
        return self.text[len(self.head) :] if self.head else self.text


@dataclass(slots=True, unsafe_hash=True)
class Entries:
    """The text before the first item, and the items."""

    lead: list[Text]
    items: list[Entry]


FOREIGN = {
    "performance": ("goals", "problems", "improvements", "self_score", "results_use", "other_matters"),
    "problems": ("improvements", "self_score", "results_use", "other_matters"),
    "improvements": ("problems", "self_score", "results_use", "other_matters"),
}
"""Sections that may stand inside another one and are none of its entries: «（二）改进措施» below «三、问题及措施»."""


def entries_of(node: Node) -> Entries:
    """The items of a section: its subsections where it has them, else its numbered paragraphs.

    A subsection of the section's own role («八、改进措施和建议» over «（一）改进措施») only groups: its items count.
    """
    foreign = FOREIGN.get(node.role or "", ())
    sections = any(not child.item and child.role not in foreign for child in node.children)
    body = [text for text in node.body if text.match.strip("|")]  # a bar that a converter left alone on its line
    found = Entries(body, []) if sections else split(body)
    lead, items = list(found.lead), list(found.items)
    for child in node.children:
        if child.role in foreign or (child.item and child.role not in (None, node.role)):
            continue
        if child.role and child.role == node.role:
            inner = entries_of(child)
            if items:
                items += [Entry(None, text) for text in inner.lead]
            else:
                lead += inner.lead
            items += inner.items
        else:
            items.append(entry_of(child))
    return Entries(lead, [item for item in items if item.text])


def entry_of(node: Node) -> Entry:
    """A subsection as one entry: its heading and what stands below it."""
    texts: list[Text] = []
    for part in node.walk():
        if part.mark and part is not node:  # the number of an item inside stays in the text of the whole
            texts.append(part.mark)
        texts += part.content
    text = Text.join(texts)
    return Entry(node.label_quote, text, head=node.title if node.alone else None, parts=tuple(texts))


def split(paragraphs: Sequence[Text]) -> Entries:
    """Paragraphs cut at the labels of the first kind that counts from 1, in its sequence."""
    numbers = (label.number for p in paragraphs for at in _line_starts(p) if (label := bare_at(p.match[at:])))
    lenient = list(islice(numbers, 2)) == [1, 2]
    kind = Kind.ARABIC if lenient else _first_kind(paragraphs)
    if kind is None:
        return _bulleted(paragraphs)
    lead: list[Text] = []
    items: list[tuple[Text | None, list[Text]]] = []
    last, inside = 0, False
    for paragraph in paragraphs:
        if kind is Kind.ARABIC and items and _is_inside(paragraph, items, again=inside):
            items[-1][1].append(paragraph)
            inside = True
            continue
        start = 0
        for label in _labels(paragraph, kind, last, lenient=lenient):
            before = paragraph[start : label.start]
            if before:
                (items[-1][1] if items else lead).append(before)
            if label.number == last + STEP > STEP and items and (at := lost_heading(items[-1][1])):
                items.append((None, items[-1][1][at:]))
                del items[-2][1][at:]
            items.append((paragraph[label.start : label.end], []))
            last = label.number
            start = label.end
        rest = paragraph[start:]
        if rest:
            (items[-1][1] if items else lead).append(rest)
    return Entries(lead, [_entry(label, texts, kind) for label, texts in items if texts])


def _is_inside(paragraph: Text, items: Sequence[tuple[Text | None, list[Text]]], *, again: bool) -> bool:
    """Whether a paragraph counts within an item that is a heading alone («1)…» below «1.资金投入情况»), or ``again``
    where one did before."""
    label = label_at(paragraph.match) if paragraph.match[:1].isdecimal() else None
    first, (_, texts) = items[0][0], items[-1]
    if label is None or label.kind is not Kind.ARABIC or first is None or paragraph.match[label.end - 1] != _CLOSED:
        return False
    begins = label.number == 1 and len(texts) == 1 and is_head(strip_closing(texts[0]).match)
    return not first.match.endswith(_CLOSED) and (again or begins)


def _bulleted(paragraphs: Sequence[Text]) -> Entries:
    """Paragraphs that begin with one and the same mark («☆ 劳动竞赛 …»), two at least, instead of numbers."""
    mark = next((p.match[0] for p in paragraphs if p.match[0] in _MARKS and not _IS_NUMBER.match(p.match)), "")
    if not mark or sum(p.match[0] == mark for p in paragraphs) < _FEWEST_MARKED:
        return Entries(list(paragraphs), [])
    lead: list[Text] = []
    items: list[tuple[Text, list[Text]]] = []
    for paragraph in paragraphs:
        if paragraph.match[0] == mark and paragraph.match.strip(mark):
            stop = len(paragraph) - len(paragraph.match.lstrip(mark))  # «——义务教育巩固率99.8%。»
            items.append((paragraph[:stop], [paragraph[stop:]]))
        else:
            (items[-1][1] if items else lead).append(paragraph)
    return Entries(lead, [_entry(label, texts, Kind.BULLET) for label, texts in items])


def _line_starts(paragraph: Text) -> list[int]:
    """Where the lines of a paragraph begin that a reader joined behind a closing mark."""
    if not paragraph.has_blanks:
        return [0]
    marks = (mark.end() for mark in _BEHIND.finditer(paragraph.match))
    return [0, *(at for at in marks if _begins_line(paragraph, at))]


def _begins_line(text: Text, at: int) -> bool:
    """Whether a line begins at a place, also where nothing but a blank is left of the line's end."""
    return text.break_before(at) or (text.blank_before(at) and _has_blank_ends(text))


def _has_blank_ends(text: Text) -> bool:
    return text.quote(0, 1).spans[0].source.blanks_are_breaks


def _entry(mark: Text | None, texts: list[Text], kind: Kind) -> Entry:
    """«1、产出指标完成情况» alone on its line is the head of what stands below it (R25, R29 of the corpus), also where
    a blank stands for the line's end."""
    head = texts[0] if len(texts) > 1 else _line_of_blanks(texts[0])
    head = head if head and is_head(head.match) else None
    return Entry(mark.quote() if mark is not None else None, Text.join(texts), kind, head, tuple(texts), mark)


def _line_of_blanks(text: Text) -> Text | None:
    """The first line of a text whose lines end in blanks; such a text may have more before figures («机制 9 项»)."""
    if not text.has_blanks or not _has_blank_ends(text):
        return None
    at = next((at for at in range(2, min(TITLE_LENGTH, len(text))) if text.blank_before(at)), 0)
    return text[:at] if at and not text.match[at].isascii() else None


def is_head(line: str) -> bool:
    """Whether a line is a heading by itself: short, and no sentence."""
    return 1 < len(line) <= TITLE_LENGTH and _SENTENCE.search(line) is None


def _first_kind(paragraphs: Sequence[Text]) -> Kind | None:
    """The outermost numbering: at a paragraph's start, else inside one; it must count from 1."""
    for paragraph in paragraphs:
        label = label_at(paragraph.match)
        if label and label.kind in _ENTRY_KINDS and (label.number == 1 or not label.bare):
            return label.kind
    for paragraph in paragraphs:
        for mark in _BEHIND_ORDINAL.finditer(paragraph.match):
            label = label_at(paragraph.match, mark.end())
            if label and label.number == 1 and label.kind in _ENTRY_KINDS:
                behind = _BEHIND_ORDINAL if label.kind is Kind.ORDINAL else _BEHIND
                if behind.match(mark[0]) and not (label.bare or label.kind is Kind.CHINESE_PAREN):
                    return label.kind
    return None


def _labels(paragraph: Text, kind: Kind, last: int, *, lenient: bool) -> list[Label]:
    """The labels of one kind in a paragraph: at its start any that counts on, inside only the next number."""
    found: list[Label] = []
    text = paragraph.match
    # «2公共文化服务» behind item 1: 公 is a measure word too, but the next number of a list measures nothing.
    label = label_at(text) or (bare_at(text) if lenient or (kind is Kind.ARABIC and last) else None)
    if label is None and kind is Kind.ARABIC and (figure := _BEFORE_FIGURE.match(text)) and int(figure[1]) == last + 1:
        label = Label(Kind.ARABIC, int(figure[1]), 0, figure.end())
    if label and label.kind is kind and (label.number == last + 1 or (not label.bare and last - 2 <= label.number)):
        found.append(label)
        last = label.number or last + 1
    behind = _BEHIND_ORDINAL if kind is Kind.ORDINAL else _BEHIND
    places = [mark.end() for mark in behind.finditer(text)]
    if kind in (Kind.ARABIC_PAREN, Kind.CIRCLED) and found and found[0].start == 0 and len(found) == 1:
        places = sorted({*places, *_run_on(paragraph, kind, last)})
    for at in places:
        label = label_at(text, at)
        # A number without a mark begins an item at a line's start alone.
        bare = label is not None and label.bare and not (lenient and _begins_line(paragraph, at))
        if label and label.kind is kind and label.number in (last + 1, 0 if last > 1 else 1) and not bare:
            found.append(label)
            last = label.number or last + 1
    return found


def _run_on(paragraph: Text, kind: Kind, last: int) -> list[int]:
    """Where the next numbers stand that nothing parts from the item before («（1）意识不强（2）指标偏粗»): two at
    least, or one behind the blank that is left of a line's end, and no mark in the whole line."""
    text = paragraph.match
    if last != 1 or _BEHIND.search(text[:-1]):
        return []
    labels = [label for at in range(1, len(text)) if (label := label_at(text, at)) and label.kind is kind]
    numbers = [label.number for label in labels]
    if numbers != [*range(2, len(numbers) + 2)]:
        return []
    enough = len(numbers) > 1 or (len(numbers) == 1 and _begins_line(paragraph, labels[0].start))
    return [label.start for label in labels] if enough else []


def strip_closing(text: Text, marks: str = "。;") -> Text:
    """The text without its closing mark."""
    end = len(text.match)
    while end and text.match[end - 1] in marks:
        end -= 1
    return text[:end]
