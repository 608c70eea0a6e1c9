"""The report's title, joined from its lines, and the lines that are no text of the report."""

from __future__ import annotations

from itertools import islice

from jixiao.document import Paragraph
from jixiao.patterns import Patterns
from jixiao.quotes import Quote, Text
from jixiao.structure.contents import contents_lines
from jixiao.structure.furniture import lone_marks, page_edges, said_again
from jixiao.structure.labels import ATTACHMENT, Kind, Label, label_at
from jixiao.structure.model import Structured

SEARCH_LINES = 40
"""A title stands among the first lines; behind them a line that ends in 报告 is a reference to one."""

JOIN_LINES = 3
"""A title runs over at most so many lines (seed: two; covers with year, unit and kind: three)."""

_RUN_ON_LINES = 12
"""Among so many first lines one may hold the whole report: the file's name, say, stands above."""

SIGNED_FROM = 4
"""Unit and date in the first lines are a cover's."""

_COVER_LINES = 4  # between a page's heading and the report's title
_FOOT_LENGTH = 60
_DATE_LENGTH, _DATE_LINES = 14, 6
_CENTURIES = ("19", "20")
_CLOSED = ("。", ";", ")", "!", "无")
_LAST_WORDS = 6
_SENTENCE = frozenset(":,。")  # marks that no title holds
_SHORTEST = 4  # characters of a unit's name
_LONGEST_PLACE = 12  # characters of a place's name
_NAME = 6  # characters with which two lines begin that each name the unit


def set_aside_repeats(structured: Structured) -> None:
    """Claims the lines of a text that only repeat the one above, but for those of tables that could not be read."""
    sources = structured.sources.items()
    texts = {index: source.text for index, source in sources if index not in structured.opaque}
    for index, reason in said_again(texts):
        structured.claims.ignored.append((reason, structured.sources[index].quote()))
        structured.set_aside.add(index)


def set_aside_furniture(structured: Structured, patterns: Patterns) -> None:
    """Claims readers' asides and, in texts, page marks and the web page around a report, each with its reason."""
    for index, block in enumerate(structured.blocks):
        if not isinstance(block, Paragraph):
            continue
        source = structured.sources[index]
        if block.aside:
            structured.claims.ignored.append((block.aside, source.quote()))
            structured.set_aside.add(index)
            continue
        if len(block.text) > 200 or not block.text:
            continue
        text = source.view()
        likely = patterns.likely("ignore", text.match) if text.match else ()
        rule = next((rule for rule in likely if rule.search(text)), None)
        if rule is not None:
            structured.claims.ignored.append(
                (rule.extra.get("extra_reason") or rule.id.removeprefix("ignore."), text.quote())
            )
            structured.set_aside.add(index)
    for index, reason in (*lone_marks(structured.blocks), *page_edges(structured.blocks, patterns)):
        if index not in structured.set_aside and not _may_be_title(structured, patterns, index):
            structured.claims.ignored.append((reason, structured.sources[index].view().quote()))
            structured.set_aside.add(index)
    _set_aside_signature(structured, patterns)


def _may_be_title(structured: Structured, patterns: Patterns, index: int) -> bool:
    """Whether a line that pages repeat is the first of the report, and none below it a title."""
    lines = _first_lines(structured, patterns)
    if not lines or lines[0][0] != index:
        return False
    own = lines[0][1].match
    return not any(text.match != own and patterns["title.end"].search(text) for _, text in lines[1:])


def _set_aside_signature(structured: Structured, patterns: Patterns) -> None:
    """Unit and date below a report, on lines of their own («石门坎镇人民政府», «2019年5月6日»), or the date alone below
    a sentence that is complete: whose report it is, not the end of its last sentence."""
    lines = [
        (index, text)
        for index, block in enumerate(structured.blocks)
        if not isinstance(block, Paragraph) or index not in structured.set_aside
        if (text := structured.sources[index].view() if isinstance(block, Paragraph) else None) is None or text.match
    ]
    blocks = enumerate(structured.blocks)
    filled = (at for at, block in blocks if not isinstance(block, Paragraph) or block.text.strip())
    begun = next(islice(filled, SIGNED_FROM, None), len(structured.blocks))
    for at, (index, text) in enumerate(lines):
        if text is None or len(text.match) > _FOOT_LENGTH:
            continue
        above = lines[at - 1][1] if at else None
        late = index > begun  # a letter's opening and closing are set aside by now
        both = late and above is not None and above.match.endswith(_CLOSED)
        if both and at + 1 == len(lines) and patterns["signature.with_date"].search(text):
            structured.claims.ignored.append(("signature", text.quote()))
            structured.set_aside.add(index)
        end = _date_end(lines, at, patterns) if len(text.match) <= _DATE_LENGTH else -1
        if end < 0:
            continue
        signed = at  # «青禾县图书馆», «（盖章）», «2024年5月6日»: a line each
        while signed > max(at - 2, 0) and (unit := lines[signed - 1][1]) is not None:
            if not patterns["signature.unit"].search(unit):
                break
            signed -= 1
            if unit.match[0] != "(":  # above a unit's name the text ends, with whatever name
                break
        alone = above is not None and above.match.endswith(_CLOSED)
        below = lines[end + 1][1] if end + 1 < len(lines) else None
        if late and (signed < at or alone) and (below is None or _ends_report(below, patterns)):
            for block, _ in lines[signed : end + 1]:
                structured.claims.ignored.append(("signature", structured.sources[block].view().quote()))
                structured.set_aside.add(block)


def _date_end(lines: list[tuple[int, Text | None]], at: int, patterns: Patterns) -> int:
    """Which line ends the date that begins in a line, -1 where none does: a page may have torn it («2024年», «5月10日»,
    «2024年5月10», «日»)."""
    date, blank, text = patterns["signature.date"], patterns["signature.blank_date"], lines[at][1]
    end = at if text is not None and (date.search(text) or blank.search(text)) else -1
    if text is None or text.match[:2] not in _CENTURIES:
        return end
    parts = [text]
    for below, (_, part) in enumerate(lines[at + 1 : at + _DATE_LINES], at + 1):
        if part is None or len(part.match) > _DATE_LENGTH:
            break
        parts.append(part)
        if date.search(whole := Text.join(parts)) or blank.search(whole):
            end = below
    return end


def _ends_report(below: Text, patterns: Patterns) -> bool:
    """Whether a line below the date is an attachment's or says whom to ask («（联系人：…，电话：…）»)."""
    if ATTACHMENT.match(below.match):
        return True
    return len(below) <= _FOOT_LENGTH and patterns["sign_off.filled_by"].search(below) is not None


def find_title(structured: Structured, patterns: Patterns) -> None:
    """Sets ``structured.title``: the first line that ends like a title, with the lines above that belong to it."""
    lines = _first_lines(structured, patterns)
    if _runs_on(structured, patterns, lines[:1]):  # a page without line breaks (R22 of the corpus)
        return
    if any(_titled(structured, patterns, lines, id_) for id_ in ("title.end", "title.bare")):
        return
    if _runs_on(structured, patterns, [line for line in lines[1:_RUN_ON_LINES] if len(line[1]) > _FOOT_LENGTH]):
        return
    if _between_breaks(structured, patterns, lines):
        return
    labelled = next((found for _, text in lines if (found := patterns["title.label"].search(text))), None)
    if labelled and patterns["title.end"].search(labelled.sub("title")):
        structured.title = labelled.quote("title")
        structured.claims.structure.append(labelled.quote())


def _between_breaks(structured: Structured, patterns: Patterns, lines: list[tuple[int, Text]]) -> bool:
    """Takes a title that breaks part from the rest of its paragraph: unit or date below it (Word's Shift+Enter), what
    a page tells of itself above."""
    for block, _ in lines:
        source = structured.sources[block]
        if "\n" not in source.text:
            continue
        breaks = [at for at, char in enumerate(source.text) if char == "\n"][:_RUN_ON_LINES]
        parts = [source.view(a, b) for b in (len(source.text), *reversed(breaks)) for a in (0, *breaks) if a < b]
        told = patterns["title.told"].search(source.view()) is not None
        ends = (part for part in parts if not told and _SENTENCE.isdisjoint(part.match))
        title = next(filter(patterns["title.end"].search, ends), None)
        if title:
            structured.title = title.quote()
            return True
    return False


def _runs_on(structured: Structured, patterns: Patterns, lines: list[tuple[int, Text]]) -> bool:
    """Takes a title behind which the report goes on in the same paragraph."""
    for _, text in lines:
        found = patterns["title.run_on"].search(text)
        if found is not None:
            structured.title = _once(structured, found.sub("title")).quote()
            structured.claims.structure.append(text.quote(0, found.match.start("title")))
            return True
    return False


def _titled(structured: Structured, patterns: Patterns, lines: list[tuple[int, Text]], id_: str) -> bool:
    """Takes the first line that ends like a title, as the pattern says, and says whether there is one."""
    for position, (block, text) in enumerate(lines):
        label = label_at(text.match)
        if label and label.kind <= Kind.CHINESE_PAREN:
            break
        if not patterns[id_].search(text) and not _ends_above(structured, patterns, lines, position):
            continue
        if _is_filed(structured, patterns, block) or (label and _is_attached(lines, position, label)):
            continue
        below = lines[position + 1 : position + 1 + _RUN_ON_LINES]
        if (
            ("_" in text.match and _is_prefixed(text, below))
            or _says_less(patterns, text, below[:_COVER_LINES])
            or (not position and _is_kind_alone(patterns, text, below))
        ):
            structured.claims.structure.append(text.quote())
            structured.set_aside.add(block)
            continue
        parts = [_once(structured, _unlisted(structured, text) if text.match[:1] == "-" else text)]
        for above in range(position - 1, max(position - JOIN_LINES, -1), -1):
            if lines[above][0] in structured.set_aside or _page_between(
                structured, lines[above][0], lines[above + 1][0]
            ):
                break
            if _is_boxed(structured, lines[above][0]) != _is_boxed(structured, lines[above + 1][0]):
                break
            joined = Text.join(parts)
            found = patterns["title.whole"].search(joined)
            if found and (found["year"] or found["year2"] or found["year3"]) and found["unit"]:
                break
            candidate = lines[above][1]
            if candidate.match == joined.match:
                break  # the title twice
            named = found is not None and bool(found["unit"]) and candidate.match.startswith(found["unit"])
            if named or _begin_alike(patterns, candidate, joined):
                # The head of the page, which names the unit too, and which a converter printed once, above all else.
                structured.claims.structure.append(candidate.quote())
                structured.set_aside.add(lines[above][0])
                break
            if patterns["title.stop"].search(candidate) or not patterns["title.part"].search(candidate):
                break
            parts.insert(0, candidate)
        title = Text.join(parts).quote()
        title = _with_project_below(patterns, lines, position, title)
        structured.title = _with_year_below(lines, position, title)
        _claim_above(structured, lines, block)
        _claim_again(structured, lines[position + 1 :], title.match)
        return True
    return False


def _is_boxed(structured: Structured, index: int) -> bool:
    """Whether a line stands in a box beside the text."""
    block = structured.blocks[index]
    return isinstance(block, Paragraph) and block.kind == "text_box"


def _begin_alike(patterns: Patterns, above: Text, title: Text) -> bool:
    """Whether two lines begin with the same name, the title without its year too («碧溪县大数据中心绩效自评», then
    «2024年度碧溪县大数据中心网络安全…绩效自评报告»; «凤凰岭区自然资源局», «凤凰岭区2023年度自然资源局…»)."""
    year = patterns["title.year"].search(title)
    timeless = title.match[: year.start] + title.match[year.end :] if year else title.match
    name = above.match[:_NAME]
    return len(name) == _NAME and any(text.startswith(name) for text in (title.match, timeless))


def _ends_above(structured: Structured, patterns: Patterns, lines: list[tuple[int, Text]], position: int) -> bool:
    """Whether a line of a word («报告») is the end of a title that ran over its line."""
    (block, text), above = lines[position], lines[position - 1] if position else None
    if above is None or len(text) > _LAST_WORDS or _page_between(structured, above[0], block):
        return False
    return patterns["title.end"].search(Text.join([above[1], text])) is not None


def _is_prefixed(text: Text, below: list[tuple[int, Text]]) -> bool:
    """Whether a page's own heading is the title that stands below, behind a site's words («某某网_云溪县水利局…»)."""
    head, _, rest = text.match.rpartition("_")
    return bool(head) and any(other.match == rest for _, other in below)


def _says_less(patterns: Patterns, text: Text, below: list[tuple[int, Text]]) -> bool:
    """Whether a page's own heading is the title a few lines below it without the unit («2022年度部门整体支出…», then
    «2022年度云溪县水利局部门整体支出…») or the name of its place («县档案馆2024年…», then «云溪县档案馆2024年…»)."""
    year = patterns["title.year"].search(text)
    if year is None:
        return False
    if year.start:
        ends = patterns.word("place_end").fullmatch(text[:1]) or patterns.word("town_end").fullmatch(text[:1])
        return ends is not None and any(
            len(text) < len(other) <= len(text) + _LONGEST_PLACE and other.match.endswith(text.match)
            for _, other in below
        )
    words = text.match[year.end :]
    return any(
        len(other) > len(text) and other.match.startswith(text.match[: year.end]) and other.match.endswith(words)
        for _, other in below
    )


def _is_kind_alone(patterns: Patterns, text: Text, below: list[tuple[int, Text]]) -> bool:
    """Whether a file's first line says of what kind the paper is («绩效评价报告» on a cover, «关于报送…自评报告的函»),
    and the report's own title, with its year and all that the first line names, stands below, above the sections."""
    if patterns["title.year"].search(text) is not None or (kind := patterns["title.kind_alone"].search(text)) is None:
        return False
    above: list[Text] = []
    for _, other in below:
        label = label_at(other.match)
        if label and label.kind <= Kind.CHINESE_PAREN:
            return False
        told = label or not _SENTENCE.isdisjoint(other.match) or ATTACHMENT.match(other.match)
        if not told and patterns["title.end"].search(other):
            whole = Text.join([*above, other])
            letters = iter(whole.match)
            return (
                all(letter in letters for letter in kind["name"]) and patterns["title.year"].search(whole) is not None
            )
        above = [] if told else [other]
    return False


def _unlisted(structured: Structured, text: Text) -> Text:
    """The title without the mark of a list in which a page gives it among what it tells of itself («- 名称：»)."""
    structured.claims.structure.append(text[:1].quote())
    return text[1:]


def _once(structured: Structured, text: Text) -> Text:
    """The title that a page printed twice, or whose unit is the page's running title too, and whose lines a reader
    joined."""
    match = text.match
    half = len(text) // 2
    if match == match[:half] * 2:
        structured.claims.structure.append(text[half:].quote())
        return text[:half]
    for end in range(_SHORTEST, half + 1) if text.has_blanks else ():
        if text.blank_before(end) and match.startswith(match[:end], end):
            structured.claims.structure.append(text[:end].quote())
            return text[end:]
    return text


def _is_filed(structured: Structured, patterns: Patterns, block: int) -> bool:
    """Whether a line is what a portal files the report under («公开目录 |», «绩效自评报告 |»)."""
    above = (structured.sources[index].view() for index in range(block - 1, -1, -1) if index in structured.sources)
    label = next((text for text in above if any(map(str.isalnum, text.match))), None)
    return label is not None and patterns["title.catalogue"].search(label) is not None


def _is_attached(lines: list[tuple[int, Text]], position: int, label: Label) -> bool:
    """Whether a line is the second of a list of attachments, or a later one («附件：1.…», «2.…绩效自评报告»)."""
    above = lines[max(position - label.number + 1, 0) : position]
    return label.kind is Kind.ARABIC and any(ATTACHMENT.match(text.match) for _, text in above)


def _page_between(structured: Structured, first: int, second: int) -> bool:
    """Whether lines of the web page, or of a contents list, stand between two lines: what is above them is no part of
    the title (R01)."""
    between = (structured.sources[index] for index in range(first + 1, second) if index in structured.sources)
    return any(source.view() for source in between)


def _first_lines(structured: Structured, patterns: Patterns) -> list[tuple[int, Text]]:
    """The first lines, without those of a contents list: it may stand before the title or between cover and title."""
    lines: list[tuple[int, Text]] = []
    styles: list[str] = []
    for index, source in structured.sources.items():
        text = source.view()
        if text and index not in structured.set_aside:
            block = structured.blocks[index]
            lines.append((index, text))
            styles.append(block.style if isinstance(block, Paragraph) else "")
            if len(lines) >= 2 * SEARCH_LINES:
                break
    contents = contents_lines([text for _, text in lines], styles, patterns)
    return [line for position, line in enumerate(lines) if position not in contents][:SEARCH_LINES]


def _claim_again(structured: Structured, lines: list[tuple[int, Text]], title: str) -> None:
    """The title once more, behind a cover and its contents list, says nothing new."""
    for position, (_, first) in enumerate(lines):
        if not title.startswith(first.match):  # most lines
            continue
        for length in range(1, JOIN_LINES + 1):
            again = lines[position : position + length]
            if "".join(text.match for _, text in again) == title:
                structured.claims.structure.extend(text.quote() for _, text in again)
                structured.set_aside.update(block for block, _ in again)
                return


def _with_project_below(patterns: Patterns, lines: list[tuple[int, Text]], position: int, title: Quote) -> Quote:
    """«(教育专项工作经费)» alone under the title says which project it is about (R26 of the corpus)."""
    below = lines[position + 1][1] if position + 1 < len(lines) else None
    return title + below.quote() if below and patterns["title.project_below"].search(below) else title


def _with_year_below(lines: list[tuple[int, Text]], position: int, title: Quote) -> Quote:
    """«(2023年度)» alone under the title belongs to it (R18, R41 of the corpus)."""
    at = position + 1
    while at < len(lines) and lines[at][1].match == title.match:
        at += 1  # the page repeats its title, and the year stands below the second (R46)
    if at < len(lines):
        below = lines[at][1]
        words = [text.match for _, text in lines[at : at + JOIN_LINES]]
        if any("".join(words[:count]) == title.match for count in range(len(words) + 1)):
            return title  # the title again, its year on a line of its own
        if below.match.strip("()").rstrip("度").rstrip("年").isdecimal() and len(below) in range(5, 9):
            return title + below.quote()
    return title


def _claim_above(structured: Structured, lines: list[tuple[int, Text]], until: int) -> None:
    """«附件3» above the title says what the report was attached to: it opens no attachment of its own."""
    for block, text in lines:
        if block >= until:
            return
        found = ATTACHMENT.match(text.match)
        if found and found.end() == len(text):
            structured.claims.structure.append(text.quote())
            structured.set_aside.add(block)
