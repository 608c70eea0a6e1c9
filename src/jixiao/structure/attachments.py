"""Attachments in the outline: where a list of them stands, and where each of them begins."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao import lazy_re as re
from jixiao.document import Paragraph, Table
from jixiao.patterns import Expression, Patterns
from jixiao.quotes import Text
from jixiao.structure.labels import ATTACHMENT, TITLE_LENGTH, Kind, label_at, number_of
from jixiao.structure.model import Node, Structured
from jixiao.structure.outliner import Line, Outliner

_ATTACHMENT = -1
"""The rank of an attachment among sections."""
_CELL = 4
"""Characters of a line that is no entry of a list."""
_LONE_YEAR = re.compile(r"\(?20\d\d年?度?\)?")


def attachment_lines(structured: Structured, lines: list[Line]) -> set[int]:
    """Blocks whose «附件n» begins an attachment: more than another entry follows before the next one."""
    numbered = [
        (position, line, found)
        for position, line in enumerate(lines)
        if (found := ATTACHMENT.match(line.text.match)) and len(line.text) <= 2 * TITLE_LENGTH
    ]
    tables = [index for index, block in enumerate(structured.blocks) if isinstance(block, Table)]
    result: set[int] = set()
    for which, (position, line, found) in enumerate(numbered):
        alone = _is_alone(line.text, found.end())
        until = numbered[which + 1][1].block if which + 1 < len(numbered) else len(structured.blocks)
        table = any(line.block < index < until for index in tables)
        following = (numbered[which + 1][0] if which + 1 < len(numbered) else len(lines)) - position - 1
        if found["n"]:
            if table or (alone and following >= 1) or following >= 6:
                result.add(line.block)
        elif alone and not found["mark"] and table:
            result.add(line.block)
    return result


def _is_alone(text: Text, end: int) -> bool:
    """Whether nothing stands behind a label on its line, or at most bars: «附件3 | |||||||» (奉节)."""
    return not any(map(str.isalnum, text.match[end:]))


def without_bare_end(structured: Structured, lines: list[Line], begun: set[int]) -> list[Line]:
    """The lines without a last «附件2» below which nothing stands (a page that goes on in another file): it is no text
    of the section above."""
    found = ATTACHMENT.fullmatch(lines[-1].text.match) if lines else None
    if found is None or not found["n"] or lines[-1].block in begun:
        return lines
    structured.claims.structure.append(lines[-1].text.quote())
    return lines[:-1]


def open_list(outliner: Outliner, block: int, text: Text) -> bool:
    """«附件1：自评表» that begins no attachment, without «附件：» above it: the list of attachments."""
    found = ATTACHMENT.match(text.match)
    if found is None or found["n"] is None or not outliner.stack or outliner.has_role("attachments"):
        return False
    if outliner.in_attachment and outliner.last_number(_ATTACHMENT) + 1 != number_of(found["n"]):
        return False  # «附件2：自评表（略）» behind a report that is 附件1 is listed, no text of its last section
    separated = found["mark"] is not None or text.blank_before(found.end())
    if not separated or _is_alone(text, found.end()) or len(text) > 2 * TITLE_LENGTH or "。" in text.match[:-1]:
        return False
    outliner.open(Kind.CHINESE, 0, Node(0, None, None, "attachments", tail=text, first=text, blocks=[block]))
    return True


def open_named(outliner: Outliner, block: int, text: Text) -> None:
    """«附件：自评表» behind the last sentence, in its paragraph: the list of attachments."""
    found = ATTACHMENT.match(text.match)
    if open_list(outliner, block, text) or found is None:
        return
    outliner.structured.claims.structure.append(text.quote(0, found.end()))
    rest = text[found.end() :]
    outliner.open(Kind.CHINESE, 0, Node(0, None, None, "attachments", tail=rest, first=rest, blocks=[block]))


def close_text(outliner: Outliner) -> None:
    """What stands right above a table as its heading (title, year, money unit, number) is no text of the section in
    which it stands; a list of attachments ends."""
    if outliner.current.role == "attachments":
        close_list(outliner)
    elif outliner.stack and not outliner.in_attachment:
        del outliner.current.lines[_heading_from(outliner, outliner.current.lines) :]


def close_list(outliner: Outliner) -> None:
    """A table below a list of attachments is one of them: it gets a section of its own, and the lines in front of it
    that are its heading are no entries of the list. «附：自评表» right above its table is its heading, no list.
    """
    listing = outliner.current
    if listing.role != "attachments":
        return
    at = _listed_from(outliner, listing.lines)
    heading, own = listing.lines[at:], listing.lines[:at]
    named = any(outliner.patterns["table_title.named"].search(line) for line in heading)
    bare = listing.tail is None or (not named and label_at(listing.tail.match) is None)
    lists = bool(own) or not bare
    if lists and not heading:
        return
    node = Node(0, None, None, "attachment", lines=heading, blocks=[line.quote().block for line in heading])
    if lists:
        listing.lines = own
        listing.blocks = [block for block in listing.blocks if block not in node.blocks]
    else:  # it was the label of this table
        node.blocks = listing.blocks
        node.title = listing.tail
        if listing.title:
            node.label_quote = listing.title.quote()
            node.label = node.label_quote.printed
        outliner.stack.pop()
        outliner.current.children.remove(listing)
    outliner.stack.clear()
    outliner.open(-1, 0, node)


def _heading_from(outliner: Outliner, lines: Sequence[Text]) -> int:
    """Where the heading begins that ends the lines: year, money unit, number and unit («单位名称：…  填报日期：…») of a
    table, above them its title.
    «…项目支出486.05万元。“三公”经费见下表（单位：万元）：» prints a unit too, and is text."""
    at = len(lines)
    small = [outliner.patterns[f"table_title.{part}"] for part in ("year", "unit", "number")]
    small.append(outliner.patterns["unit.line"])
    while (
        at
        and "。" not in lines[at - 1].match[:-1]
        and (any(rule.search(lines[at - 1]) for rule in small) or in_brackets(outliner.patterns, lines[at - 1]))
    ):
        at -= 1
    at -= bool(at and _is_title(outliner.patterns, lines[at - 1]))
    while at and at < len(lines) and outliner.patterns["table_title.number"].search(lines[at - 1]):
        at -= 1  # «公开15表» above the title
    return at


def _is_title(patterns: Patterns, text: Text) -> bool:
    named, reference = patterns["table_title.named"], patterns["table_title.reference"]
    return bool(named.search(text)) and not label_at(text.match) and not reference.search(text) and _is_short(text)


def _listed_from(outliner: Outliner, lines: Sequence[Text]) -> int:
    """The same below a list of attachments, all of whose entries are numbered; a line of a word («序号») is the first
    cell of a table that was refused below it."""
    stop = len(lines)
    while stop and len(lines[stop - 1].match) <= _CELL and label_at(lines[stop - 1].match) is None:
        stop -= 1
    at = _heading_from(outliner, lines[:stop])
    if at < len(lines) and _is_title(outliner.patterns, lines[at]):
        return at
    more = outliner.patterns["attachments.more"]
    while at and not label_at(lines[at - 1].match) and not more.search(lines[at - 1]):
        at -= 1  # «部门名称：…  单位：万元» above columns of blanks
    return at


def open_attachment(outliner: Outliner, line: Line) -> None:
    found = ATTACHMENT.match(line.text.match)
    if found is None:  # pragma: no cover - only called for lines that match
        return
    end = found.end("n") if found["n"] else found.start("mark") if found["mark"] else found.end()
    label_quote = line.text.quote(0, end)
    rest = line.text[found.end() :]
    bare = _is_alone(line.text, found.end())
    node = Node(
        1,
        "".join(label_quote.printed.split()),
        None if bare else rest,
        "attachment",
        blocks=[line.block],
        label_quote=label_quote,
    )
    claims = outliner.structured.claims.structure
    claims.append(line.text.quote() if bare else line.text.quote(0, found.end()))
    outliner.stack.clear()
    outliner.open(_ATTACHMENT, number_of(found["n"] or "0"), node)
    node.level = 1


def name_attachments(structured: Structured, patterns: Patterns) -> None:
    """The title of an attachment: what stands on its line, else the line between it and its table; with the lines that
    it goes on in («部门整体支出» / «绩效自评表»; a report's), a lone year («（2023年度）») and what
    else stands in brackets («（自评）»)."""
    named = patterns["table_title.named"]
    for node in structured.outline:
        if node.role != "attachment":
            continue
        table = next((b for b in node.blocks if isinstance(structured.blocks[b], Table)), None)
        below = [text for text in node.lines if table is None or text.quote().block < table]
        if not node.title and not (below and _is_short(below[0]) and not _is_label(below[0], named)):
            continue  # nothing, a sentence, a label or a value behind one («单位名称（盖章）：» of a cover)
        if not node.title and _is_said_between(structured, node, below[0]):
            continue
        title = [node.title] if node.title else [below.pop(0)]
        if not named.search(title[0]):
            more = next((n for n in (1, 2) if n <= len(below) and named.search(Text.join(title + below[:n]))), 0)
            form = table is not None or (more and _opaque_below(structured, below[more - 1]) is not None)
            form = form or patterns["table_title.begins_with_year"].match(title[0]) is not None
            more = more if form and all(map(_is_short, below[:more])) else _lines_of_report(patterns, title[0], below)
            title += below[:more]
            del below[:more]
        # A form that nobody can read is no table, but its title's line says what it is.
        is_form = node.title or table is not None or named.search(title[0])
        year = _opaque_below(structured, title[-1]) or (below[0] if below else None)
        if is_form and year is not None and _LONE_YEAR.fullmatch(year.match):
            title.append(year)
            del below[:1]
        if is_form and below and in_brackets(patterns, below[0]):
            title.append(below[0])
        node.title = Text.join(title)


def _lines_of_report(patterns: Patterns, title: Text, below: Sequence[Text]) -> int:
    """Over how many lines below its first a report's title goes on («…局生态保护恢复专项» / «转移支付…自评报告»)."""
    end, part = patterns["title.end"], patterns["title.part"]
    if end.search(title) or not part.search(title):
        return 0
    for more, text in enumerate(below[:2], 1):
        if label_at(text.match) or patterns["title.told"].search(text):
            return 0
        if end.search(text):
            return more
        if not part.search(text):
            return 0
    return 0


def in_brackets(patterns: Patterns, text: Text) -> bool:
    """Whether a line below a table's title is part of it, in brackets: «（自评）», «（云溪县水利局）»."""
    return text.match[:1] == "(" and patterns["table_title.bracket"].match(text) is not None


def _opaque_below(structured: Structured, text: Text) -> Text | None:
    """The line below a text, blank ones left out, if it is one of a table that nobody can read."""
    block = text.quote().spans[-1].source.block + 1
    while block in structured.sources and not structured.sources[block].view():
        block += 1
    return structured.sources[block].view() if block in structured.opaque & structured.sources.keys() else None


def _is_said_between(structured: Structured, node: Node, below: Text) -> bool:
    """Whether a sentence stands between the label and the first line that is the attachment's own: below «附件1» the
    report's title is said again, its first sentence follows, and then a heading without its number (开远)."""
    between = range(node.blocks[0] + 1, below.quote().block) if node.blocks else ()
    texts = (block.text for b in between if isinstance(block := structured.blocks[b], Paragraph))
    return any("。" in text or len(text) > 2 * TITLE_LENGTH for text in texts)


def _is_label(text: Text, named: Expression) -> bool:
    colon = text.match.find(":")
    return 0 <= colon < len(text) - 1 or (colon >= 0 and not named.search(text))


def _is_short(text: Text) -> bool:
    return len(text) <= 2 * TITLE_LENGTH and "。" not in text.match
