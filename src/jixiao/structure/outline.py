"""The section tree from numbered headings, wherever they stand: alone on a line, with text behind, inside a paragraph.

Headings are found by label, by sequence and by the titles that the patterns know, never by position or font alone, so
that all readers give the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.document import Paragraph, Table
from jixiao.patterns import Patterns
from jixiao.quotes import Text
from jixiao.structure.contents import contents_lines
from jixiao.structure.labels import ATTACHMENT, TITLE_LENGTH, Kind, Label, label_at, number_of
from jixiao.structure.model import Node, Structured
from jixiao.structure.run_on import label_places, runs_on, title_end

_CLOSING = "。:;,、."
_MARKS = 2
"""Characters behind a title on its line that are no text."""
_BULLETS = "-•·●▪*)、"
_INNER = 0.5
"""The rank of a report's title inside a part of a larger document: over its 一、."""
_NESTED = 1.5
"""The rank of «一、» that counts anew inside «七、存在的问题»: under its section, over （一）."""

_INLINE = re.compile(r"(?<=[。;:!?)])(?=[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]{1,3}\))")
_TITLE_PAREN = re.compile(r"\([一二三四五六七八九十]{1,3}\)")
_WITHHELD = re.compile(r"\((?:部分)?(?:涉密|保密|略|不公开)(?:,?略)?\)$")
"""«（二）人员情况（涉密）» (R47 of the corpus)."""
_YEAR = re.compile(r"^(?:19|20)\d\d年度?")
_LONE_YEAR = re.compile(r"\(?20\d\d年?度?\)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of body text as extractors see it."""

    block: int
    text: Text


@dataclass(slots=True)
class Outliner:
    """Builds the tree line by line; a heading closes what is at its depth or deeper."""

    structured: Structured
    patterns: Patterns
    shift: bool = False
    root: Node = field(default_factory=lambda: Node(0, None, None, None))
    stack: list[tuple[float, int, Node]] = field(default_factory=list)  # (rank, number, node)
    attachments: set[int] = field(default_factory=set)
    role_cache: dict[str, str | None] = field(default_factory=dict)
    known_cache: dict[str, bool] = field(default_factory=dict)
    run_on: bool = False
    """The paragraph being placed holds a report without line breaks: titles end where known ones do."""

    def role_of(self, title: str) -> str | None:
        """The role whose title expressions fit the whole title."""
        title = _WITHHELD.sub("", _YEAR.sub("", title.rstrip(_CLOSING)))
        if title not in self.role_cache:
            self.role_cache[title] = self.patterns.role_of(title) if len(title) <= TITLE_LENGTH else None
        return self.role_cache[title]

    def is_known(self, title: str) -> bool:
        """Whether a title is a section's of some outline, with a role or without."""
        if title not in self.known_cache:
            known = self.patterns["outline.known"]
            self.known_cache[title] = bool(self.role_of(title)) or (
                len(title) <= TITLE_LENGTH and known.compiled.search(_YEAR.sub("", title.rstrip(_CLOSING))) is not None
            )
        return self.known_cache[title]

    @property
    def current(self) -> Node:
        """The node that takes the next line."""
        return self.stack[-1][2] if self.stack else self.root

    def last_number(self, rank: float) -> int:
        """The number of the open section of this rank, 0 when there is none."""
        return next((number for r, number, _ in self.stack if r == rank), 0)

    def open(self, rank: float, number: int, node: Node) -> None:
        """Puts a node under the innermost open section of a smaller rank."""
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        parent = self.current
        node.level = len(self.stack) + 1
        parent.children.append(node)
        self.stack.append((rank, number, node))

    def has_role(self, role: str) -> bool:
        """Whether an open section already has this role."""
        return any(node.role == role for _, _, node in self.stack)

    @property
    def in_attachment(self) -> bool:
        """Whether the lines belong to an attachment."""
        return any(node.role == "attachment" for _, _, node in self.stack)


def build_outline(structured: Structured, patterns: Patterns) -> None:
    """Fills ``structured.outline``; claims labels, known titles, contents lists. Title lines are taken already."""
    lines = list(_lines(structured))
    lines = _without_contents(structured, lines)
    outliner = Outliner(structured, patterns)
    outliner.shift = _shifted(outliner, lines)
    outliner.attachments = _attachment_lines(structured, lines)
    position = 0
    for index in range(len(structured.blocks)):
        if isinstance(structured.blocks[index], Table):
            outliner.current.blocks.append(index)
        elif position < len(lines) and lines[position].block == index:
            _place(outliner, lines[position])
            position += 1
    structured.outline = outliner.root.children
    structured.preamble = outliner.root


def _lines(structured: Structured) -> Iterator[Line]:
    taken = {span.source.block: span.end for span in structured.title.spans} if structured.title else {}
    for index, block in enumerate(structured.blocks):
        if isinstance(block, Paragraph) and not block.aside and index not in structured.set_aside:
            text = structured.sources[index].view(taken.get(index, 0))
            if len(text) > (_MARKS if index in taken else 0):
                yield Line(index, text)


def _without_contents(structured: Structured, lines: list[Line]) -> list[Line]:
    """Contents lists set aside."""
    styles = [block.style if isinstance(block := structured.blocks[line.block], Paragraph) else "" for line in lines]
    aside = contents_lines([line.text for line in lines], styles)
    for index in sorted(aside):
        structured.claims.ignored.append(("contents", lines[index].text.quote()))
    return [line for index, line in enumerate(lines) if index not in aside]


def _shifted(outliner: Outliner, lines: list[Line]) -> bool:
    """Whether a converter printed 一、 as 1、 and （一） as （1） (Tika, automatic numbering): told by vocabulary."""
    arabic = 0
    for line in lines:
        label = label_at(line.text.match)
        if label is None or label.kind not in (Kind.CHINESE, Kind.ARABIC) or label.bare:
            continue
        title = line.text.match[label.end :]
        if label.kind is Kind.CHINESE and outliner.is_known(title):
            return False
        role = outliner.role_of(title)
        if role and outliner.patterns.roles[role].level == 1:
            arabic += 1
    return arabic >= 3


def _attachment_lines(structured: Structured, lines: list[Line]) -> set[int]:
    """Blocks whose «附件n» begins an attachment: more than another entry follows before the next one."""
    numbered = [
        (position, line, found)
        for position, line in enumerate(lines)
        if (found := ATTACHMENT.match(line.text.match)) and len(line.text) <= 2 * TITLE_LENGTH
    ]
    tables = [index for index, block in enumerate(structured.blocks) if isinstance(block, Table)]
    result: set[int] = set()
    for which, (position, line, found) in enumerate(numbered):
        alone = found.end() == len(line.text)
        until = numbered[which + 1][1].block if which + 1 < len(numbered) else len(structured.blocks)
        table = any(line.block < index < until for index in tables)
        following = (numbered[which + 1][0] if which + 1 < len(numbered) else len(lines)) - position - 1
        if found["n"]:
            if table or (alone and following >= 1) or following >= 6:
                result.add(line.block)
        elif alone and not found["mark"] and table:
            result.add(line.block)
    return result


def _place(outliner: Outliner, line: Line) -> None:
    text = line.text
    if line.block in outliner.attachments:
        _open_attachment(outliner, line)
        return
    label = label_at(text.match)
    heading = label is not None and label.kind <= Kind.CHINESE_PAREN and outliner.role_of(text.match[label.end :])
    if line.block in outliner.structured.opaque and not heading and "。" not in text.match:
        outliner.current.blocks.append(line.block)
        return
    start = 0
    outliner.run_on = runs_on(text, outliner.is_known)
    for cut in [*_cuts(outliner, text), len(text)]:
        piece = text[start:cut]
        if piece:
            _place_piece(outliner, line.block, piece)
        start = cut
    outliner.run_on = False


def _cuts(outliner: Outliner, text: Text) -> list[int]:
    """Where headings stand inside a paragraph: in sequence, behind a closing mark or behind a known title."""
    cuts: list[int] = []
    chinese = outliner.last_number(Kind.CHINESE)
    paren = outliner.last_number(Kind.CHINESE_PAREN)
    first = label_at(text.match)
    if first and first.kind is Kind.CHINESE:
        chinese, paren = first.number, 0
    elif first and first.kind is Kind.CHINESE_PAREN:
        paren = first.number
    places = {found.start() for found in _INLINE.finditer(text.match)}
    if first and first.kind <= Kind.CHINESE_PAREN and (found := _TITLE_PAREN.search(text.match, first.end)):
        title = text.match[first.end : found.start()]
        if outliner.role_of(title) or (len(title) <= TITLE_LENGTH and not re.search("[。;,]", title)):
            places.add(found.start())
    if outliner.run_on:
        places.update(label_places(text))
    for at in sorted(places - {0}):
        label = label_at(text.match, at)
        if label is None:
            continue
        if label.kind is Kind.CHINESE and label.number == chinese + 1:
            if _title_end(outliner, text, label)[0] is None:
                continue
            chinese, paren = label.number, 0
        elif label.kind is Kind.CHINESE_PAREN and label.number == paren + 1:
            paren = label.number
        else:
            continue
        cuts.append(at)
    return cuts


def _place_piece(outliner: Outliner, block: int, text: Text) -> None:
    label = label_at(text.match)
    if label:
        rank = _rank(outliner, text, label)
        if rank is not None:
            _open_section(outliner, block, text, label, rank)
            return
    elif (
        _open_unnumbered(outliner, block, text)
        or _open_list_of_attachments(outliner, block, text)
        or _open_inner_report(outliner, block, text)
    ):
        return
    node = outliner.current
    node.lines.append(text)
    if not node.blocks or node.blocks[-1] != block:
        node.blocks.append(block)


def _rank(outliner: Outliner, text: Text, label: Label) -> float | None:
    """The rank of a label that opens a section; None for entries of the part they stand in."""
    if label.kind is Kind.CHINESE and _counts_anew(outliner, text, label):
        return _NESTED
    if label.kind in (Kind.PART, Kind.CHINESE, Kind.CHINESE_PAREN):
        return label.kind
    if outliner.shift and not label.bare:
        if label.kind is Kind.ARABIC_PAREN:
            return Kind.CHINESE_PAREN
        role = outliner.role_of(text.match[label.end :])
        if label.kind is Kind.ARABIC and role and outliner.patterns.roles[role].level == 1:
            return Kind.CHINESE
    return None


def _counts_anew(outliner: Outliner, text: Text, label: Label) -> bool:
    """Whether «一、» begins (or «二、» continues) a list inside a known section that has a number of its own."""
    section = next((node for rank, _, node in outliner.stack if rank == Kind.CHINESE), None)
    if section is None or section.role is None:
        return False
    end, _ = _title_end(outliner, text, label)
    if end is not None and outliner.is_known(text.match[label.end : end]):
        return False
    nested = outliner.last_number(_NESTED)
    inside = outliner.last_number(Kind.CHINESE) > 1 or outliner.last_number(Kind.CHINESE_PAREN) > 0
    return label.number == nested + 1 if nested else label.number == 1 and inside


def _title_end(outliner: Outliner, text: Text, label: Label) -> tuple[int | None, int]:
    """(title's end or None, body's start): a known title up to a mark or blank, else up to 。 or the end."""
    match = text.match
    start = label.end
    limit = min(len(match), start + TITLE_LENGTH)
    for at in range(limit, start + 1, -1):
        boundary = at == len(match) or match[at] in "。:" or text.blank_before(at)
        if boundary and outliner.is_known(match[start:at]):
            stop = start + len(match[start:at].rstrip(_CLOSING))
            end = at
            while end < len(match) and match[end] in _CLOSING:
                end += 1
            return stop, end
    if outliner.run_on and (at := title_end(text, start, outliner.is_known)):
        return at, at + (match[at : at + 1] in _CLOSING)
    stop = match.find("。", start)
    end = len(match) if stop < 0 else stop
    if start < end <= limit:
        body = end + 1 if stop >= 0 else end
        if match[end - 1] == ":":
            end -= 1
        return end, body
    return None, start


def _open_section(outliner: Outliner, block: int, text: Text, label: Label, rank: float) -> None:
    end, body = _title_end(outliner, text, label)
    title = text[label.end : end] if end is not None else None
    role = outliner.role_of(title.match) if title else None
    label_quote = text.quote(label.start, label.end)
    node = Node(
        level=0,
        label="".join(label_quote.printed.split()).rstrip("、.．,，:：。"),
        title=title or None,
        role=role,
        tail=text[body:] or None,
        first=text[label.end :] or None,
        blocks=[block],
        label_quote=label_quote,
    )
    claims = outliner.structured.claims.structure
    claims.append(label_quote)
    if title is not None and end is not None and outliner.is_known(title.match):
        claims.append(text.quote(label.end, body))
    elif end is not None and body > end:
        claims.append(text.quote(end, body))
    outliner.open(rank, label.number, node)


def _open_unnumbered(outliner: Outliner, block: int, text: Text) -> bool:
    """A heading without a number: a known title alone on its line, or before a colon («其他需要说明的情况：…»)."""
    if outliner.in_attachment:
        return False
    begin = len(text.match) - len(text.match.lstrip(_BULLETS))  # «- 人员情况», «)总体绩效目标…» (R33, R45)
    bullet, text = text[:begin], text[begin:]
    match = text.match
    stop = next((at for at in range(min(len(match), TITLE_LENGTH)) if match[at] in ":。"), len(match))
    role = outliner.role_of(match[:stop]) if 0 < stop <= TITLE_LENGTH else None
    if role is None or outliner.has_role(role) or any(char.isdecimal() for char in _YEAR.sub("", match[:stop])):
        return False
    level = outliner.patterns.roles[role].level
    colon = stop < len(match) and match[stop] == ":"
    if not (stop == len(match) or stop + 1 == len(match) or (colon and level == 1)):
        return False
    if level == 1 and len(match) > stop + 1 and role not in outliner.patterns.unnumbered:
        return False
    body = min(stop + 1, len(match))
    node = Node(0, None, text[:stop], role, tail=text[body:] or None, first=text, blocks=[block])
    outliner.structured.claims.structure.append(text.quote(0, body))
    if bullet:
        outliner.structured.claims.structure.append(bullet.quote())
    outliner.open(Kind.CHINESE if level == 1 else Kind.CHINESE_PAREN, 0, node)
    return True


def _open_inner_report(outliner: Outliner, block: int, text: Text) -> bool:
    """The title of a self-evaluation inside one of a larger document's parts («第五部分 附件»), alone on its line."""
    rank = next((rank for rank, _, _ in outliner.stack), None)
    if rank != Kind.PART or len(text) > 2 * TITLE_LENGTH:
        return False
    if not any(rule.search(text) for rule in outliner.patterns.family_of("kind.inside")):
        return False
    node = Node(0, None, text, None, first=text, blocks=[block])
    outliner.structured.claims.structure.append(text.quote())
    outliner.open(_INNER, 0, node)
    return True


def _open_list_of_attachments(outliner: Outliner, block: int, text: Text) -> bool:
    """«附件1：自评表» that begins no attachment, without «附件：» above it: the list of attachments."""
    found = ATTACHMENT.match(text.match)
    if not outliner.stack or outliner.in_attachment or outliner.has_role("attachments"):
        return False
    if found is None or found["n"] is None:
        return False
    separated = found["mark"] is not None or text.blank_before(found.end())
    if not separated or found.end() == len(text) or len(text) > 2 * TITLE_LENGTH or "。" in text.match[:-1]:
        return False
    outliner.open(Kind.CHINESE, 0, Node(0, None, None, "attachments", tail=text, first=text, blocks=[block]))
    return True


def _open_attachment(outliner: Outliner, line: Line) -> None:
    found = ATTACHMENT.match(line.text.match)
    if found is None:  # pragma: no cover - only called for lines that match
        return
    end = found.end("n") if found["n"] else found.start("mark") if found["mark"] else found.end()
    label_quote = line.text.quote(0, end)
    rest = line.text[found.end() :]
    node = Node(
        1,
        "".join(label_quote.printed.split()),
        rest or None,
        "attachment",
        blocks=[line.block],
        label_quote=label_quote,
    )
    claims = outliner.structured.claims.structure
    claims.append(line.text.quote(0, found.end()))
    outliner.stack.clear()
    outliner.open(-1, number_of(found["n"] or "0"), node)
    node.level = 1


def name_attachments(structured: Structured) -> None:
    """An attachment without a title on its line takes the line or lines between it and its table as its title."""
    for node in structured.outline:
        if node.role != "attachment":
            continue
        if node.title:
            below = node.lines[0] if node.lines else None
            if below and _LONE_YEAR.fullmatch(below.match):
                node.title = Text.join([node.title, below])
            continue
        table = next((b for b in node.blocks if isinstance(structured.blocks[b], Table)), None)
        before = [text for text in node.lines if table is None or text.quote().block < table]
        head = before[: 2 if table is not None else 1]
        if head and all(len(text) <= 2 * TITLE_LENGTH and "。" not in text.match for text in head):
            if len(head) == 2 and not _LONE_YEAR.fullmatch(head[1].match):
                head = head[:1]
            node.title = Text.join(head)
