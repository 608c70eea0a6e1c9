"""Where the words may stand that tell what a document is: the places at which a pattern of a kind is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jixiao.document import Paragraph
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.patterns import Expression
from jixiao.quotes import Text
from jixiao.structure.labels import ATTACHMENT, Kind, label_at

PLACES = ("title", "table", "head", "heading", "contents", "first", "result", "otherwise", "label", "refused")
EDGES = "edges"
"""What readers set aside, the heads of pages before all: tried where neither the report's words nor its form tell."""
HEAD_LINES = 14
TITLE_LINES, TITLE_LINE = 4, 20
"""Among so many first lines one of so many characters may be a title that goes on below."""
HEAD_LENGTH = 400
"""Of a paragraph into which a whole form was poured so much is read (R20, R38 of the corpus)."""


def where(rule: Expression) -> list[str]:
    """The places at which a pattern of a kind is tried: titles, if it does not say."""
    return [place for place in rule.extra.get("where", PLACES[:2]) if place in PLACES]


def where_refused(rule: Expression) -> list[str]:
    """The places at which a pattern that refuses is tried: the heads of pages too, which tell final accounts."""
    places = where(rule)
    return [*places, EDGES] if "head" in places else places


def texts_at(context: Context, place: str) -> list[Text]:
    """The texts of a place, read once."""
    if place not in context.texts:
        context.texts[place] = list(_PLACES[place](context))
    return context.texts[place]


def stands_at(context: Context, rule: Expression, place: str) -> bool:
    """Whether a pattern stands in one of the texts of a place: mostly one look at all together tells."""
    return rule.may_match(together_at(context, place)) and any(rule.search(text) for text in texts_at(context, place))


def together_at(context: Context, place: str) -> str:
    """The texts of a place as one, for `Expression.may_match`."""
    if place not in context.together:
        context.together[place] = "\n".join([text.match for text in texts_at(context, place)])
    return context.together[place]


def _titles(context: Context) -> Iterator[Text]:
    if context.structured.title:
        yield context.structured.title.view


def _tables(context: Context) -> Iterator[Text]:
    for found in matches_of(context).values():
        if found.heading.title:
            yield found.heading.title
        for box in found.form.captions:
            yield box.view


def _head(context: Context) -> Iterator[Text]:
    """The first lines, up to the first numbered heading that has a title; a title broken over two lines whole, too. The
    entries of a contents list are none of them, nor are the heads of pages: a department prints one head over all its
    papers («…部门整体支出绩效自评» over a project's form)."""
    above: Text | None = None
    for text, left, aside in _first_lines(context):
        if aside:
            continue
        yield text[:HEAD_LENGTH]
        if above is not None and len(text) < len(above):
            yield Text.join([above, text])
        full = TITLE_LINE <= len(text) < HEAD_LENGTH and text.match[-1] not in "。;:,"
        above = text if full and left > HEAD_LINES - TITLE_LINES else None


def _edges(context: Context) -> Iterator[Text]:
    """What readers set aside among the first lines."""
    return (text[:HEAD_LENGTH] for text, _, aside in _first_lines(context) if aside)


def _first_lines(context: Context) -> Iterator[tuple[Text, int, bool]]:
    """The first lines: how many more may follow, whether a reader set them aside."""
    left = HEAD_LINES
    structured = context.structured
    # Of a paragraph into which all of a document was poured the contents list is the head.
    listed = {
        quote.block
        for reason, quote in structured.claims.ignored
        if reason == "contents" and quote.spans[-1].end == len(structured.sources[quote.block].text.rstrip())
    }
    for index, source in structured.sources.items():
        if not source.text.strip() or index in listed:
            continue
        text = source.view()
        label = label_at(text.match[:40])
        if label and label.kind in (Kind.PART, Kind.CHINESE) and not ATTACHMENT.match(text.match):
            return
        block = structured.blocks[index]
        yield text, left, isinstance(block, Paragraph) and bool(block.aside)
        left -= index not in structured.set_aside  # a page's navigation takes none of their places
        if not left:
            return


def _unread(context: Context) -> Iterator[Text]:
    """The lines of tables whose cells could not be told apart."""
    sources = context.structured.sources
    return (sources[block].view() for block in sorted(context.structured.opaque) if block in sources)


def _headings(context: Context) -> Iterator[Text]:
    for top in context.structured.outline:
        yield from (node.title for node in top.walk() if node.title)


def _first(context: Context) -> Iterator[Text]:
    """What stands in the first section, not in the sections inside."""
    return (text for top in context.structured.outline[:1] for text in top.content)


def _result(context: Context) -> Iterator[Text]:
    """What stands in the sections on the score and on how it was found."""
    return (text for node in context.nodes("self_score", "evaluation_process") for text in node.body)


def _labels(context: Context) -> Iterator[Text]:
    """What forms call the thing that they are about."""
    return (pair.label.view for found in matches_of(context).values() if (pair := found.form.pairs.get("project")))


def _contents(context: Context) -> Iterator[Text]:
    return (quote.view for reason, quote in context.structured.claims.ignored if reason == "contents")


_PLACES: Mapping[str, Callable[[Context], Iterator[Text]]] = {
    "title": _titles, "table": _tables, "head": _head, "heading": _headings, "contents": _contents, "first": _first,
    "result": _result, "otherwise": _titles, "label": _labels, "refused": _unread, EDGES: _edges,
}  # fmt: skip
