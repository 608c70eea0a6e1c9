"""The section tree from numbered headings, wherever they stand: alone on a line, with text behind, inside a paragraph.

Headings are found by label, by sequence and by the titles that the patterns know, never by position or font alone, so
that all readers give the same tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph, Table
from jixiao.patterns import Patterns
from jixiao.quotes import Text
from jixiao.structure.attachments import (
    attachment_lines,
    close_text,
    open_attachment,
    open_list,
    open_named,
    without_bare_end,
)  # fmt: skip
from jixiao.structure.autonumbers import OF_UNIT, WHOLE, may_run_in, shifted, unmarked
from jixiao.structure.contents import contents_lines
from jixiao.structure.decimals import decimal_labels
from jixiao.structure.inline import closing_in, cuts_in, is_next_section, of_one_report, title_bounds
from jixiao.structure.labels import TITLE_LENGTH, Kind, Label, label_at
from jixiao.structure.marks import marked_headings, marked_title
from jixiao.structure.model import Node, Structured
from jixiao.structure.outliner import YEAR, Line, Outliner
from jixiao.structure.run_on import attachment_in, contents_end, is_spaced, runs_on
from jixiao.structure.stray_labels import stray_labels

_MARKS = 2
"""Characters behind a title on its line that are no text."""
_BULLETS = "-•·●▪*)、"
_INNER = 0.5
"""The rank of a report's title inside a part of a larger document: over its 一、."""
_LABELS = 3  # words of a line at least that are a row of labels
_NESTED = 1.5
"""The rank of «一、» that counts anew inside «七、存在的问题»: under its section, over （一）."""


_TORN = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})*|\d+)[.,]\Z")
_SCORE = re.compile(r"(?:自评|评价|评定|评分|综合).*(?:得|评|总|自评)分为?\Z")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{1,2})?分(?:[。,;]|\Z)")
_REST = re.compile(r"\d{1,4}(?:,\d{3})*(?:\.\d+)?(?:[万亿]?元|%)")
_GOES_ON = (",", "、")
_CLOSES, _UNITS = (*_GOES_ON, "。", ";"), ("万元", "亿元")
"""What no line begins with: a mark that closes what stands above, the unit of a figure there."""


def build_outline(structured: Structured, patterns: Patterns) -> None:
    """Fills ``structured.outline``; claims labels, known titles, contents lists. Title lines are taken already."""
    lines = list(_lines(structured))
    lines = _without_contents(structured, lines, patterns)
    outliner = Outliner(structured, patterns)
    outliner.shift = shifted(outliner, lines)
    outliner.attachments = attachment_lines(structured, lines)
    lines = without_bare_end(structured, lines, outliner.attachments)
    outliner.subjects = _subjects(lines, patterns)
    outliner.decimals = decimal_labels(outliner, lines)
    if outliner.decimals:
        outliner.shift = frozenset()  # «1.1» is its second level: «(1)» below it is an entry
    if marked := marked_headings(outliner, lines):
        outliner.marked = marked
        labels = ((line.block, label_at(line.text.match)) for line in lines)
        chapters = [block for block, label in labels if label and label.kind is Kind.CHINESE]
        outliner.marked_rank = Kind.PART if chapters else Kind.CHINESE  # «◆预算执行» over «一、», or below it
        if chapters and chapters[0] < min(marked):
            outliner.marked_rank = Kind.CHINESE_PAREN
    outliner.strays = stray_labels(structured, patterns)
    position = 0
    for index in range(len(structured.blocks)):
        if isinstance(structured.blocks[index], Table):
            close_text(outliner)
            outliner.current.blocks.append(index)
        elif _is_note(structured.blocks[index]):
            outliner.current.blocks.append(index)
        elif position < len(lines) and lines[position].block == index:
            place(outliner, lines[position])
            position += 1
    structured.outline = outliner.root.children
    for node in (below for top in structured.outline for below in top.walk()):
        told = {child.role for child in node.children} if node.role in OF_UNIT else set()
        if "functions" in told and len(told.intersection(OF_UNIT)) > 1:
            node.role = "profile"  # «一、部门机构及人员情况» above functions, divisions and staff
    structured.preamble = outliner.root


def _lines(structured: Structured) -> Iterator[Line]:
    taken = {span.source.block: span.end for span in structured.title.spans} if structured.title else {}
    for index, block in enumerate(structured.blocks):
        if (
            isinstance(block, Paragraph)
            and not block.aside
            and not _is_note(block)
            and index not in structured.set_aside
        ):
            text = structured.sources[index].view(taken.get(index, 0))
            if len(text.match) > (_MARKS if index in taken else 0):
                yield Line(index, text)


def _is_note(block: Block) -> bool:
    """Whether a block is a note's text, which stands below the paragraph with its mark and is no line of the section:
    it would be the rest of the item above («征集文物56件（套）。» and «其中三级文物4件。»)."""
    return isinstance(block, Paragraph) and block.kind in ("footnote", "endnote")


def _without_contents(structured: Structured, lines: list[Line], patterns: Patterns) -> list[Line]:
    """Contents lists set aside."""
    styles = [block.style if isinstance(block := structured.blocks[line.block], Paragraph) else "" for line in lines]
    title = structured.title.spans[-1].source.block if structured.title else -1
    titled = next((at for at, line in enumerate(lines) if line.block > title), 0)
    aside = contents_lines([line.text for line in lines], styles, patterns, titled)
    for index in sorted(aside):
        structured.claims.ignored.append(("contents", lines[index].text.quote()))
    return [line for index, line in enumerate(lines) if index not in aside]


def _subjects(lines: list[Line], patterns: Patterns) -> set[int]:
    """The lines that name one of several things reported on in turn, numbering anew: «项目二：路灯维护»."""
    expression = patterns["outline.subject"]
    found = set()
    for line, below in pairwise(lines):
        label = label_at(below.text.match)
        if label and label.kind is Kind.CHINESE and label.number == 1 and expression.search(line.text):
            found.add(line.block)
    return found


def place(outliner: Outliner, line: Line) -> None:
    """Puts a line into the tree: as a heading with what stands behind it, or below the one that is open."""
    text = line.text
    if outliner.ended:
        return
    if line.block in outliner.attachments:
        open_attachment(outliner, line)
        return
    if line.block in outliner.subjects:
        _open_subject(outliner, line)
        return
    if line.block in outliner.marked:
        _open_marked(outliner, line)
        return
    label = label_at(text.match)
    heading = label is not None and label.kind <= Kind.CHINESE_PAREN and outliner.role_of(text.match[label.end :])
    cell = line.block in outliner.structured.opaque and not heading and (outliner.cells or "。" not in text.match)
    if cell and not outliner.cells:
        close_text(outliner)
    outliner.cells = cell
    if cell:
        outliner.current.blocks.append(line.block)
        return
    outliner.run_on = runs_on(text, outliner.is_known, outliner.patterns)
    outliner.spaced = outliner.run_on and is_spaced(text)
    if outliner.run_on and (start := contents_end(text)):
        outliner.structured.claims.ignored.append(("contents", text.quote(0, start)))
        text = text[start:]
    if outliner.run_on:
        text = of_one_report(outliner, line.block, text)
    _place_text(outliner, line.block, text)
    outliner.run_on = outliner.spaced = False


def _place_text(outliner: Outliner, block: int, text: Text) -> None:
    """Puts a paragraph's pieces into the tree; in one into which a whole report was poured a list of attachments may
    stand before further sections."""
    length = len(text.match)
    stop, label_end, named = attachment_in(text, outliner.patterns) if outliner.run_on else (length, length, False)
    end = closing_in(outliner, text, stop) if outliner.run_on else stop
    cuts = cuts_in(outliner, text)
    later = next((cut for cut in cuts if cut > stop and is_next_section(outliner, text, cut)), 0)
    start = 0
    for cut in [*(cut for cut in cuts if cut < end), end]:
        piece = text[start:cut]
        if piece:
            _place_piece(outliner, block, piece, starts=start == 0)
        start = cut
    if later:
        open_named(outliner, block, text[stop:later])
        _place_text(outliner, block, text[later:])
    elif stop < length and named:
        open_named(outliner, block, text[stop:])
    elif stop < length:
        open_attachment(outliner, Line(block, text[stop:label_end]))
        outliner.current.lines.append(text[label_end:])


def _open_subject(outliner: Outliner, line: Line) -> None:
    found = outliner.patterns["outline.subject"].search(line.text)
    assert found is not None  # noqa: S101 - `_subjects` found it
    label, title = found.quote("label"), found.sub("title")
    node = Node(0, label.printed, title, None, first=title, blocks=[line.block], label_quote=label)
    outliner.structured.claims.structure.append(line.text.quote(0, found.match.start("title")))
    outliner.open(Kind.PART, 0, node)


def _open_marked(outliner: Outliner, line: Line) -> None:
    parts = marked_title(line.text)
    assert parts is not None  # noqa: S101 - `marked_headings` found it
    title, tail = parts
    head = line.text[: len(line.text.match) - len(tail.match)]
    role = outliner.role_of(title.match) or outliner.likely_role(title.match, Kind.CHINESE)
    outliner.structured.claims.structure.append(head[:1].quote() if role is None else head.quote())
    node = Node(0, None, title, role, tail=tail or None, first=line.text[1:] if tail else title, blocks=[line.block])
    outliner.open(outliner.marked_rank, 0, node)


def _place_piece(outliner: Outliner, block: int, text: Text, *, starts: bool) -> None:
    numbered = outliner.decimals.get(block) if starts else None
    label = numbered[0] if numbered else label_at(text.match)
    if label is None and outliner.shift:
        label = unmarked(outliner, text.match)
    if label:
        rank = numbered[1] if numbered else _rank(outliner, text, label)
        if rank is not None:
            _open_section(outliner, block, text, label, rank)
            return
    elif (
        _open_unnumbered(outliner, block, text)
        or open_list(outliner, block, text)
        or _open_inner_report(outliner, block, text)
    ):
        return
    node = outliner.taker(label)
    if node.lines and _is_torn(node.lines[-1], text):
        node.lines[-1] = Text.join([node.lines[-1], text])
    else:
        node.lines.append(text)
    if not node.blocks or node.blocks[-1] != block:
        node.blocks.append(block)


def _is_torn(above: Text, text: Text) -> bool:
    """Whether a paragraph ends inside an amount («1,562.») whose rest and unit begin the next («34万元，…»), before
    its unit («12.3» over «万元，…») or the points of a score («…，自评得分» over «90 分。»), or a line is but the mark
    behind what stands above («，»), or goes on behind such a mark."""
    if text.match[:1] in _CLOSES or (text.match[:2] in _UNITS and above.match[-1:].isdecimal()):
        return True
    if above.match[-1:] in _GOES_ON and above.seams()[-1:] == [len(above) - 1] and label_at(text.match) is None:
        return True  # «…万元» over «，» over «比上年增加…»
    if above.match[-1:] in ("分", "为"):
        return _SCORE.search(above.match) is not None and _POINTS.match(text.match) is not None
    return above.match[-1:] in (".", ",") and _TORN.search(above.match) is not None and bool(_REST.match(text.match))


def _rank(outliner: Outliner, text: Text, label: Label) -> float | None:
    """The rank of a label that opens a section; None for entries of the part they stand in."""
    if label.kind is Kind.CHINESE and _counts_anew(outliner, text, label):
        return _NESTED
    if label.kind is Kind.CHINESE_PAREN and _lists_anew(outliner, text, label):
        return None
    if label.kind in (Kind.PART, Kind.CHINESE, Kind.CHINESE_PAREN):
        return label.kind
    if label.kind in outliner.shift and not (label.bare and not outliner.is_known(text.match[label.end :])):
        if label.kind is Kind.ARABIC_PAREN:
            return Kind.CHINESE_PAREN
        end, _ = title_bounds(outliner, text, label)
        role = outliner.role_of(text.match[label.end : end])
        if role and outliner.patterns.roles[role].level == 1:
            return Kind.CHINESE
        if role in OF_UNIT and Kind.ARABIC_PAREN not in outliner.shift:
            return Kind.CHINESE_PAREN
        alone = end == len(text.match)
        if (role and _goes_on(outliner, label)) or (alone and outliner.likely_next(text.match[label.end : end], label)):
            return Kind.CHINESE
    return None


def _goes_on(outliner: Outliner, label: Label) -> bool:
    """Whether a number goes on with the sections' and not with the entries': «6.自评结论» behind «5.改进措施» and its
    «1.», «2.», or its «（1）», «（2）»."""
    node, above = outliner.current, outliner.last_number(Kind.CHINESE)
    listed = label_at(node.lines[-1].match) if node.lines else None
    if listed is None:
        return outliner.last_number(Kind.CHINESE_PAREN) > 0 and label.number == above + 1 and not node.lines
    return listed.number != above and label.number == above + 1 != listed.number + 1


def _counts_anew(outliner: Outliner, text: Text, label: Label) -> bool:
    """Whether «一、» begins (or «二、» continues) a list inside a known section that has a number of its own."""
    section = next((node for rank, _, node in outliner.stack if rank == Kind.CHINESE), None)
    if section is None or section.role is None:
        return False
    end, _ = title_bounds(outliner, text, label)
    title = text.match[label.end : end] if end is not None else ""
    if title and (outliner.is_known(title) or outliner.likely_role(title, Kind.CHINESE) not in (None, section.role)):
        return False
    nested = outliner.last_number(_NESTED)
    inside = outliner.last_number(Kind.CHINESE) > 1 or outliner.last_number(Kind.CHINESE_PAREN) > 0
    return label.number == nested + 1 if nested else label.number == 1 and inside


def _lists_anew(outliner: Outliner, text: Text, label: Label) -> bool:
    """Whether «（一）» begins (or «（二）» continues) functions below a «（二）主要职责»."""
    node = outliner.current
    own = label_at(node.label_quote.match) if node.label_quote else None
    if node.role != "functions" or own is None or own.kind is not Kind.CHINESE_PAREN or node.tail is not None:
        return False
    end, _ = title_bounds(outliner, text, label)
    if end is not None and outliner.is_known(text.match[label.end : end]):
        return False
    listed = label_at(node.lines[-1].match) if node.lines else None
    if not node.lines:
        return label.number == 1
    return listed is not None and listed.kind is Kind.CHINESE_PAREN and label.number == listed.number + 1


def _is_next_part(outliner: Outliner, label: Label) -> bool:
    """Whether a part goes on with those before the attachment, and not with parts of its own."""
    if outliner.last_number(Kind.PART):
        return False
    labels = [label_at(top.label_quote.match) for top in outliner.root.children if top.label_quote]
    before = next((one.number for one in reversed(labels) if one and one.kind is Kind.PART), 0)
    return 0 < before == label.number - 1


def _open_section(outliner: Outliner, block: int, text: Text, label: Label, rank: float) -> None:
    if rank == Kind.PART and outliner.in_attachment and _is_next_part(outliner, label):
        outliner.stack.clear()  # «第五部分 附表» of final accounts behind the report in their «第四部分 附件»
    end, body = title_bounds(outliner, text, label)
    title = text[label.end : end] if end is not None else None
    role = outliner.role_of(title.match) if title else None
    if title and role is None:
        role = outliner.likely_role(title.match, rank)
        if rank == Kind.PART and role != "overview_income":  # «第一部分 青溪县图书馆简况» of final accounts
            role = None
    if title and role is None and rank == Kind.CHINESE and all(above != Kind.PART for above, _, _ in outliner.stack):
        role = "overview_income" if outliner.patterns["outline.money_alone"].search(title) else None
    if title and role and rank == Kind.PART and outliner.patterns["outline.accounts_part"].search(title):
        role = None  # a self-evaluation may stand in it, whose «部门概况» is on the unit
    if role == "self_score" and title and outliner.of_an_item(title.match, rank):
        role = None
    if role == "profile" and outliner.inside_money(rank):
        role = None  # «2.1 总体情况» below «2 预算执行» is on money, not on the unit
    label_quote = text.quote(label.start, label.end)
    rest = text[body:]
    # Where line breaks are lost, what stands right behind a title stood on the next line.
    torn = outliner.run_on and bool(title) and body == end and rest.match[:1] not in tuple(",;，；")
    node = Node(
        level=0,
        label="".join(label_quote.printed.split()).rstrip("、.．,，:：。"),
        title=title or None,
        role=role,
        tail=(None if torn else rest) or None,
        first=(title if torn else text[label.end :]) or None,
        lines=[rest] if torn and rest else [],
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
    title = outliner.structured.title
    menu = title is not None and block < title.spans[0].source.block and not outliner.root.children
    if outliner.in_attachment or block in outliner.strays or menu:
        return False  # ``menu``: of the web page, above the report («机构概况», «政务公开»)
    begin = len(text.match) - len(text.match.lstrip(_BULLETS))  # «- 人员情况», «)总体绩效目标…» (R33, R45)
    bullet, text = text[:begin], text[begin:]
    match = text.match
    stop = next((at for at in range(min(len(match), TITLE_LENGTH)) if match[at] in ":。"), len(match))
    role = outliner.role_of(match[:stop]) if 0 < stop <= TITLE_LENGTH else None
    alone = stop >= len(match) - 1
    if role == "self_score" and outliner.gives_score(match):
        outliner.told = [*outliner.stack]
        outliner.open(Kind.CHINESE_PAREN, 0, Node(0, None, None, role, tail=text, first=text, blocks=[block]))
        return True
    if (
        role is None
        or (outliner.has_role(role) and not (alone and (bullet.match == ")" or _beside(outliner, role, match[:stop]))))
        or any(char.isdecimal() for char in YEAR.sub("", match[:stop]))
        or _is_row(text[:stop])
        or outliner.patterns["outline.form_heading"].search(text[:stop])
    ):
        return False
    level = outliner.patterns.roles[role].level
    runs_in = not alone and may_run_in(outliner, role)
    if not (alone or runs_in or (match[stop] == ":" and role in outliner.patterns.unnumbered)):
        return False
    body = min(stop + 1, len(match))
    node = Node(0, None, text[:stop], role, tail=text[body:] or None, first=text, blocks=[block])
    outliner.structured.claims.structure.append(text.quote(0, body))
    if bullet:
        outliner.structured.claims.structure.append(bullet.quote())
    outliner.open(Kind.CHINESE if level == 1 or _ends(outliner, role) else Kind.CHINESE_PAREN, 0, node)
    return True


def _is_row(text: Text) -> bool:
    """«情况说明 存在问题 改进措施»: labels of a table side by side, no title spread over its line."""
    words = text.quote().printed.split()
    return len(words) >= _LABELS and all(len(word) > 2 for word in words)


def _beside(outliner: Outliner, role: str, title: str) -> bool:
    """«自评结果公开情况» behind «自评结果应用», neither with a number: a section of its own, with the same role."""
    open_ = next(node for _, _, node in reversed(outliner.stack) if node.role == role)
    return open_.label is None and open_.title is not None and open_.title.match != title and bool(open_.lines)


def _ends(outliner: Outliner, role: str) -> bool:
    """Whether a heading without a number ends the section without one that it stands in: «自评结果» behind «改进措施»
    is no part of it."""
    top = next((node for rank, _, node in outliner.stack if rank == Kind.CHINESE), None)
    return top is not None and top.label is None and top.role in WHOLE and top.role != role


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
