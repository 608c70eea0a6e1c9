"""What stands above a table: its title, its year, its money unit, and the attachment that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from jixiao.document import Paragraph, Table
from jixiao.patterns import Patterns
from jixiao.quotes import Quote, Reading, Text
from jixiao.structure.attachments import in_brackets
from jixiao.structure.match_model import FormMatch, unit_of
from jixiao.structure.model import Node, Structured
from jixiao.values import calendar_year

LINES, _ABOVE = 6, 2  # above a table in which its title stands, and above that
_LONGEST_TITLE = 60
_WORDS_BEFORE = 40
"""A table's first row of more characters may begin with what a page prints before the title."""
_SAME = 2  # letters that end a line and begin the next
_BARE = 14
"""Characters of a title that may not say of what it is: «2025年度绩效自评情况表»."""
_TORN = 5
"""Characters of the end of a line."""
_LONGEST_LINE = 120
"""Characters of a line above a table that says who filled it in, when, and the money unit."""
_SHORTEST_TITLE = 2
_NOTES = ("footnote", "endnote")
_NAMES = ("unit", "department")
_BAR = "|"  # of a row of cells that is no table's
_BANNER = 20
"""Characters of a heading of the money with its unit."""


@dataclass(slots=True)
class Heading:
    """The lines in front of a table: ``title`` without an attachment's label, a line with the year put behind
    it, ``year`` its digits, ``unit`` the money unit that a line prints; ``printed`` are words that are no field.
    ``lead`` is the line above the title where nothing stands above it, of the title if it is the unit's name alone."""

    title: Text | None = None
    year: Quote | None = None
    unit: str | None = None
    printed: tuple[Quote, ...] = ()
    lead: Text | None = None

    @property
    def match(self) -> str:
        """The title squeezed, "" without one."""
        return self.title.match if self.title else ""


def heading_of(structured: Structured, patterns: Patterns, block: int) -> Heading:
    """The heading in front of a table, read upwards until a title, another table or too much text.

    «附件1» / «2023年度…自评表» / «（2023年度）» / «单位：万元» stand above it in any order
    (R18, R19, R34 of the corpus).
    """
    heading = Heading()
    year_line, unit_line = patterns["table_title.year"], patterns["table_title.unit"]
    printed: list[Quote] = []
    behind_title: list[Text] = []  # the year and what else stands in brackets below the title
    cut = False
    rest: Text | None = None  # the line below, perhaps the end of this one: of a title, «位：元» (scans)
    lines = lines_above(structured, block)
    for text in islice(lines, LINES):
        torn = rest is not None and len(rest) <= _TORN and not cut
        whole, below, rest = Text.join([text, rest]) if rest and torn else text, rest, None
        found = year_line.match(text) if heading.year is None else None
        heading.year = found.quote("year") if found else heading.year
        if found or in_brackets(patterns, text):
            behind_title.insert(0, text)
            continue
        found = unit_line.search(whole) if heading.unit is None and len(text) <= _LONGEST_LINE else None
        if found:
            heading.unit = found["unit"]
            printed.append(found.quote())
            beside = whole[: found.start] or whole[found.end :]
            if heading.year is None and (dated := year_line.match(beside)):  # «（2023年度）      单位：万元»
                heading.year = dated.quote("year")
                behind_title.insert(0, beside)
        if number := patterns["table_title.number"].search(text):
            printed.append(number.quote())
            continue
        if found:
            continue
        if len(text) > _LONGEST_TITLE or text.match[-1] in "。；;":
            behind = patterns["table_title.behind"].search(text)
            if behind and heading.year is None:
                heading.title = behind.sub("title")
                heading.year = behind.quote("year") if behind.has("year") else None
            break
        label = patterns["table_title.attachment"].match(text)
        if label and label.end == len(text):
            break
        cut = cut or len(text.match) < _SHORTEST_TITLE  # «表» alone: the end of a title that ran over its line
        if not cut and _BAR not in text.match and patterns["table_title.named"].search(text):
            title = text[label.end if label else 0 :]
            above, heading.lead = _first_above(lines)
            heading.title = _title_of(patterns, title, heading.year, above, [*_closing(title, below), *behind_title])
            printed += [label.quote()] if label else []
            break
        rest = text
    heading.unit = heading.unit or _unit_in_banner(structured, block)
    heading.title = _with_lines_above(structured, block, heading.title)
    heading.printed = tuple(printed)
    if heading.year is None and heading.title:
        heading.year = year_in(heading.title)
    return heading


def _closing(title: Text, below: Text | None) -> list[Text]:
    """The line ``below`` that closes a title's bracket («…自评情况表（云溪区政府投资», «审计中心）»)."""
    torn = below is not None and "(" in title.match and ")" not in title.match
    return [below] if below and torn and below.match.endswith(")") and "(" not in below.match else []


def _unit_in_banner(structured: Structured, block: int) -> str | None:
    """The unit of a heading right above a table («二、项目资金情况（元）», a row of it that became a line)."""
    above = next(lines_above(structured, block), None)
    return unit_of(above.match) if above is not None and len(above) <= _BANNER else None


def _title_of(patterns: Patterns, line: Text, year: Quote | None, above: Text | None, below: list[Text]) -> Text:
    """The title that a line names, with the line that it begins in and those in brackets ``below`` it."""
    if before := patterns["table_title.before"].search(line):
        line = before.sub("title")
    begun = _begun_above(patterns, line, year, above)
    return Text.join([*begun, line, *below]) if begun or below else line


def _first_above(lines: Iterator[Text]) -> tuple[Text | None, Text | None]:
    """The next line, and that line again where nothing stands above it."""
    above, further = next(lines, None), next(lines, None)
    return above, above if further is None else None


def _begun_above(patterns: Patterns, title: Text, year: Quote | None, above: Text | None) -> list[Text]:
    """The line that a title begins in: «云溪县档案馆2023年» / «项目支出绩效自评表», «2023年部门预算» /
    «项目支出绩效自评表» (its year said once more below it or not), or the project whose name «2023年度绩效自评表»
    does not say. A unit alone on its line may have signed the text above; and one whose last words are said again goes
    on nowhere («2023年度高标准农田建设项目» / «项目支出绩效自评表»)."""
    if above is None:
        return []
    yearless = year_in(title) is None and (year is None or ((own := year_in(above)) and own.match == year.match))
    of_year = yearless and patterns["table_title.begins_with_year"].match(above)
    if of_year and any(above.match.endswith(title.match[:length]) for length in range(_SAME, len(title.match))):
        of_year = None
    bare = len(title.match) <= _BARE and patterns["table_title.without_subject"].match(title)
    of_subject = bare and patterns["table_title.subject"].match(above)
    return [above] if of_year or of_subject else []


def _with_lines_above(structured: Structured, block: int, title: Text | None) -> Text | None:
    """A title that begins a line higher, as the attachment is called: «云溪县档案馆» / «2023年度…自评表»."""
    node = attachment_of(structured, block)
    if title is None or node is None or node.title is None:
        return title
    spans, own = node.title.quote().spans, title.quote().spans
    places = [span.source for span in spans]
    if len(spans) > 1 and own[0].source in places[1:] and node.title.match.endswith(title.match):
        return node.title
    return title


def lines_above(structured: Structured, block: int) -> Iterator[Text]:
    """The paragraphs in front of a block, the nearest first, blank and set aside ones and notes left out."""
    left = LINES + _ABOVE
    for index in range(block - 1, -1, -1):
        here = structured.blocks[index]
        if isinstance(here, Table) and not any(cell.text.strip() for cell in here.cells):
            continue  # the frame around a table, or a line drawn as one
        if not isinstance(here, Paragraph) or not left:
            return
        if here.aside or index in structured.set_aside or here.kind in _NOTES:
            continue
        text = structured.sources[index].view()
        if text:
            left -= 1
            yield text


def year_in(text: Text) -> Quote | None:
    """The digits of the first year of account in a text: «2023年…», «…自评表 (2023)»."""
    match = text.match
    for mark in ("20", "19"):
        at = match.find(mark)
        while at >= 0:
            # isdecimal: «①» and «²» count as digits to isdigit, and are none to int.
            before, behind = match[at - 1 : at], match[at + 4 : at + 5]
            named = (behind == "年" and not before.isdigit()) or before + behind == "()"
            if named and match[at : at + 4].isdecimal():
                return text.quote(at, at + 4)
            at = match.find(mark, at + 1)
    return None


def title_and_year(
    patterns: Patterns, heading: Heading, found: FormMatch
) -> tuple[Reading[str] | None, Reading[int] | None]:
    """Title and year of a form, from the lines above it or from its own first rows."""
    prefix = f"form.{found.form.role}"
    title, year = heading.title, heading.year
    for box in found.captions:
        text = box.view
        torn = found.grid.table.origin == "flattened"
        if torn and box.cell.column:
            continue  # a refused row, which stands behind all columns («工资发放时间⏎2021年年底前» as the year)
        if title is None and patterns["table_title.named"].search(text):
            behind = patterns["table_title.behind"].search(text) if len(text) > _WORDS_BEFORE else None
            title = behind.sub("title") if behind else text
            found.structure.append(box.whole)
        if year is None and (dated := year_in(text)) and not (torn and "\n" in dated.raw):
            year = dated  # points of two cells of a refused row are none («20», «20», «年度目标：…»)
    title = _with_lead(title, heading.lead, found) if title else None
    return (
        Reading(title.quote().printed, title.quote(), f"{prefix}.title") if title else None,
        Reading(calendar_year(year.match) or 0, year, f"{prefix}.year") if year else None,
    )


def _with_lead(title: Text, lead: Text | None, found: FormMatch) -> Text:
    """A title with the line above it, where that is the name of the unit that the form asks for and the title lacks it
    («云溪县血站» / «项目绩效自评表（2024年度）»)."""
    if lead is None or lead.match in title.match:
        return title
    named = any(found.pairs[id_].match == lead.match for id_ in _NAMES if id_ in found.pairs)
    return Text.join([lead, title]) if named else title


def attachment_of(structured: Structured, block: int) -> Node | None:
    """The attachment's section in which a block stands."""
    best: Node | None = None
    for top in structured.outline:
        for node in top.walk():
            if node.role == "attachment" and any(block in part.blocks for part in node.walk()):
                best = node
    return best
