"""Attachments: those that the report lists, and those that the file holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from jixiao.extract.context import Context, Draft
from jixiao.extract.entries import Entry, entries_of
from jixiao.extract.fund_total import is_amount
from jixiao.quotes import Quote, Reading, Text, squeeze, text_reading
from jixiao.structure.labels import ATTACHMENT, number_of
from jixiao.structure.model import Node

_AMOUNTS = 3
"""Lines that show a table whose cells are lines."""


@dataclass(slots=True)
class Listed:
    """An entry of the list."""

    label: Quote | None
    title: Text
    here: bool = False
    """Whether it stands right below: a table whose cells are lines."""


def attachments(context: Context, tables: Sequence[Draft]) -> list[Draft]:
    """`attachments`: the list's entries in order, then what the file holds beyond it. ``tables`` are the forms that
    were read: one of them may be the entry that no section holds (a list below its table)."""
    titles = [
        t.quote.view for table in tables if isinstance(table, Mapping) and isinstance(t := table["title"], Reading)
    ]
    listed = _listed(context)
    held = [node for node in context.structured.outline if node.role == "attachment"]
    context.claim_all(_table_title(context, node.title).quote() for node in held if node.title)
    result: list[Draft] = []
    used: list[Node] = []
    for entry in listed:
        match = _held(context, entry, [node for node in held if node not in used])
        core = _core(context, entry.title)
        seen = next((title for title in titles if _core(context, title) == core), None)
        if match:
            used.append(match)
            seen = match.title or entry.title
        elif seen is None and entry.here:
            seen = entry.title
        quote = entry.title.quote()
        found = Reading(seen is not None, seen.quote() if seen else quote, "section.attachment", inferred=seen is None)
        result.append(
            {
                "label": text_reading(entry.label, "attachments.entry") if entry.label else None,
                "title": text_reading(quote, "attachments.entry"),
                "listed": Reading(True, quote, "attachments.entry"),
                "found": found,
            }
        )
    result.extend(_unlisted(context, node) for node in held if node not in used)
    return result


def _listed(context: Context) -> list[Listed]:
    result: list[Listed] = []
    more = context.patterns["attachments.more"]
    for node in context.nodes("attachments"):
        own: list[Listed] = []
        for label, text, printed in _parts(context, node):
            if _is_over(own, label) or _is_text(text) or (own and label is None and not more.search(text)):
                # The body goes on behind a list that stands in a contents page (R46 of the corpus), a signature or
                # a web page's foot behind one that ends the report; «附件资料» may be a section that lists nothing.
                own = [replace(one, here=len(own) == 1 and _has_cells(node)) for one in own]
                break
            own.append(Listed(label, _trim(text)))
            while at := _next_number(own[-1]):
                run = own[-1].title
                own[-1] = replace(own[-1], title=run[:at])
                own.append(Listed(run.quote(at, at + 1), run[at + 2 :]))
            context.claim_all([printed])
        result += own
    return [entry for entry in result if entry.title]  # «附：。» lists nothing


def _parts(context: Context, node: Node) -> Iterator[tuple[Quote | None, Text, Quote]]:
    """The lines of a list with their numbers and what is printed for them, several in one line apart."""
    entries = entries_of(node)
    for text in (*entries.lead, *(entry.text for entry in entries.items if entry.label is None)):
        for piece in _pieces(text):
            found = context.patterns["attachments.entry"].search(piece)
            if found:
                label = found.quote("label") if found.has("label") else None
                yield label, found.sub("title"), found.text.quote(found.start, found.end)
    for entry in entries.items:
        if entry.label is not None:
            trimmed = entry.label.view
            yield trimmed.quote(0, len(trimmed.match.rstrip("、.,:"))), _title(context, entry), entry.label


def _title(context: Context, entry: Entry) -> Text:
    """The title of a numbered entry: behind the name of a paper its sender and the date begin."""
    more = context.patterns["attachments.more"]
    titles = (Text.join(entry.parts[:count]) for count in range(1, len(entry.parts)))
    return next((title for title in titles if more.search(title)), entry.text)


def _is_over(listed: list[Listed], label: Quote | None) -> bool:
    """Whether a line behind numbered entries is none of them: no number, or one of another kind."""
    first = listed[0].label if listed else None
    if first is None:
        return False
    return label is None or label.match.isdigit() != first.match.isdigit()


def _has_cells(node: Node) -> bool:
    """Whether a table stands behind, a cell a line: several lines are amounts."""
    return sum(is_amount(line.match) for line in node.body) >= _AMOUNTS


def _is_text(text: Text) -> bool:
    """Whether sentences stand behind one another: such an entry is no paper's title."""
    return "。" in text.match.rstrip("。;,")


def _pieces(text: Text) -> list[Text]:
    """«附件1：…附件2：…» in one paragraph."""
    starts = [m.start() for m in ATTACHMENT.finditer(text.match) if m["n"] and m["mark"]]
    cuts = sorted({0, *starts, len(text)})
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


def _next_number(listed: Listed) -> int:
    """Where the next numbered title runs on («1、整体支出绩效自评表2、项目支出绩效自评表»); 0 where none does."""
    text, last = listed.title.match, listed.label.match if listed.label is not None else ""
    if len(last) != 1 or not "1" <= last <= "8":
        return 0
    after = str(int(last) + 1)
    at = text.find(f"{after}、", 1)
    at = at if at > 0 else text.find(f"{after}.", 1)
    return 0 if at < 0 or text[at - 1].isdigit() or text[at + 2 : at + 3].isdigit() else at


def _trim(text: Text) -> Text:
    end = len(text.match.rstrip("。;,"))
    return text[:end]


def _held(context: Context, entry: Listed, held: list[Node]) -> Node | None:
    """The attachment of the same title, the year apart; else the one of the same number."""
    wanted = _core(context, entry.title)
    for node in held:
        if node.title and _core(context, node.title) == wanted:
            return node
    for node in held:
        core = _core(context, node.title) if node.title else ""
        if core and (core.endswith(wanted) or wanted.endswith(core)):
            return node
    if entry.label:
        number = _number(entry.label.match.strip("()"))
        return next((node for node in held if _numbered(node) == number), None)
    return None


def _numbered(node: Node) -> list[int]:
    found = ATTACHMENT.match(squeeze(node.label or ""))
    return _number(found["n"]) if found and found["n"] else []


def _number(text: str) -> list[int]:
    """«2», «二» and «2-1», the first of several that belong to «2»."""
    return [number_of(part) for part in text.split("-")]


def _core(context: Context, title: Text) -> str:
    text = title.match
    for found in reversed(list(context.patterns["attachments.year"].finditer(title))):
        text = text[: found.start] + text[found.end :]
    return text.strip("《》")


def _table_title(context: Context, title: Text) -> Text:
    """Of a table that was poured into its title's line the title alone (R10 of the corpus)."""
    end = title.match.find("表") + 1
    return title[:end] if end and title.quote().block in context.structured.opaque else title


def _unlisted(context: Context, node: Node) -> Draft:
    quote = node.label_quote or Quote(())
    view = quote.view
    found = ATTACHMENT.match(view.match)
    number = view.quote(*found.span("n")) if found and found["n"] else None
    title = _table_title(context, node.title).quote() if node.title else None
    return {
        "label": text_reading(number, "section.attachment") if number else None,
        "title": text_reading(title, "section.attachment") if title else None,
        "listed": Reading(False, title or quote, "attachments.entry", inferred=True),
        "found": Reading(True, title or quote, "section.attachment"),
    }
