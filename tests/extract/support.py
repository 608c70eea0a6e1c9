"""A text as the extractors see it: read, rebuilt, titled, outlined — and drafts as values, evidence and coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from jixiao.document import Block, Document, Paragraph
from jixiao.extract.context import Context
from jixiao.extract.identity import identity
from jixiao.extract.kinds import kind_of
from jixiao.extract.ledger import close
from jixiao.extract.narrative import improvements, other_matters, performance, problems
from jixiao.extract.organization import organization
from jixiao.extract.profile import profile
from jixiao.extract.projection import Projection
from jixiao.extract.spending import spending
from jixiao.patterns import Patterns, load
from jixiao.quotes import Quote, Reading
from jixiao.readers.text import read_text
from jixiao.schema.finding import Coverage
from jixiao.structure.attachments import name_attachments
from jixiao.structure.flat import rebuild_tables
from jixiao.structure.model import Node, Structured
from jixiao.structure.outline import build_outline
from jixiao.structure.title import find_title, set_aside_furniture

TITLE = "2023年度青禾县图书馆部门整体支出绩效自评报告\n"


@lru_cache(maxsize=1)
def default_patterns() -> Patterns:
    """The pack that comes with Jixiao, loaded once."""
    return load()


def without(*ids: str) -> Patterns:
    """The default pack without some patterns: each is replaced by one that never matches."""
    patterns = default_patterns()
    kept = dict(patterns.expressions)
    for id_ in ids:
        kept[id_] = replace(kept[id_], text="(?!)", needs=())
    return replace(patterns, expressions=kept)


def without_role(id_: str) -> Patterns:
    """The default pack that does not know one section's titles, nor the words that tell one."""
    patterns = without(f"outline.likely.{id_}")
    return replace(patterns, roles={name: role for name, role in patterns.roles.items() if name != id_})


def structured_of(blocks: tuple[Block, ...], patterns: Patterns | None = None) -> Structured:
    """Blocks with furniture, title, outline and attachments found, as the pipeline does it."""
    patterns = patterns or default_patterns()
    structured = Structured.of(blocks)
    set_aside_furniture(structured, patterns)
    find_title(structured, patterns)
    build_outline(structured, patterns)
    name_attachments(structured, patterns)
    return structured


def context_of(source: str | tuple[Block, ...], patterns: Patterns | None = None) -> Context:
    """A text (or the blocks of a document) up to the point where extraction begins."""
    patterns = patterns or default_patterns()
    blocks = source
    if isinstance(blocks, str):
        document: Document = read_text(blocks.encode())
        blocks = rebuild_tables(document.blocks, patterns).blocks
    return Context(structured_of(blocks, patterns), patterns)


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """Bare paragraphs, without the line ends of a text file."""
    return tuple(Paragraph(text) for text in texts)


def values(draft: Any) -> Any:
    """The plain values of a draft; an absent null and a null with evidence are both None."""
    return Projection().plain(draft, "")


def evidence(draft: Any) -> dict[str, str]:
    """The verbatim quote of each leaf, by its pointer inside the draft."""
    projection = Projection()
    projection.plain(draft, "")
    return {pointer: entry.text or "" for pointer, entry in projection.evidence.items()}


def readings(draft: Any) -> Iterator[Reading[Any]]:
    """All readings of a draft, in order."""
    if isinstance(draft, Reading):
        yield draft
    elif isinstance(draft, dict):
        for part in draft.values():
            yield from readings(part)
    elif isinstance(draft, list | tuple):
        for part in draft:
            yield from readings(part)


def everything(context: Context) -> dict[str, Any]:
    """The drafts of all parts of the narrative."""
    from jixiao.extract.attachments import attachments  # noqa: PLC0415
    from jixiao.extract.conclusion import conclusion  # noqa: PLC0415

    who = identity(context, [], None)
    drafts = {
        "title": who.title,
        "fiscal_year": who.fiscal_year,
        "organization": organization(context, who.name),
        "profile": profile(context),
        "spending": spending(context, who.fiscal_year),
        "performance": performance(context),
        "problems": problems(context),
        "improvements": improvements(context),
        "conclusion": conclusion(context),
        "other_matters": other_matters(context),
        "attachments": attachments(context, []),
    }
    kind_of(context)
    return drafts


def coverage(source: str | tuple[Block, ...], patterns: Patterns | None = None) -> Coverage:
    """The ledger of a text after all narrative parts have read it."""
    context = context_of(source, patterns)
    quotes: list[Quote] = [reading.quote for reading in readings(everything(context))]
    return close(context.structured, [span for quote in quotes for span in quote.spans])


def unread(source: str | tuple[Block, ...], patterns: Patterns | None = None) -> list[str]:
    """The stretches that nobody read, verbatim."""
    context = context_of(source, patterns)
    quotes: list[Quote] = [reading.quote for reading in readings(everything(context))]
    ledger = close(context.structured, [span for quote in quotes for span in quote.spans])
    return [
        context.structured.sources[place.block].text[place.span[0] : place.span[1]] for place in ledger.unread_places
    ]


def tree(nodes: list[Node]) -> list[Any]:
    """An outline as (label, title, role, children)."""
    return [(node.label, node.title.match if node.title else None, node.role, tree(node.children)) for node in nodes]


def outline(source: str | tuple[Block, ...]) -> list[Any]:
    """The outline of a text as (label, title, role, children)."""
    return tree(context_of(source).structured.outline)
