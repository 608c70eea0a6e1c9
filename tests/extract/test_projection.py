"""Drafts to values and evidence: one walk, every value with its place, pages and boxes from the runs."""

from __future__ import annotations

from decimal import Decimal

from jixiao.document import Run
from jixiao.extract.projection import Projection, places_of
from jixiao.quotes import Quote, Reading, Source, quotes_of


def test_values_and_evidence_by_pointer() -> None:
    source = Source(3, "基本支出 12.50 万元", None, 2)
    amount = Reading(Decimal("12.50"), source.quote(5, 13), "spending.amount", ("12.50 万元 → 12.50",))
    projection = Projection()
    draft = {"a": [{"x": amount, "y": None}, {"x": None, "y": [amount, amount]}], "b": {}, "c": []}
    assert projection.plain(draft, "") == {
        "a": [{"x": Decimal("12.50"), "y": None}, {"x": None, "y": [Decimal("12.50")] * 2}],
        "b": {},
        "c": [],
    }
    assert list(projection.evidence) == ["/a/0/x", "/a/1/y/0", "/a/1/y/1"]
    found = projection.evidence["/a/0/x"]
    assert (found.text, found.pattern, found.steps, found.inferred, found.null_kind, found.confidence) == (
        "12.50 万元",
        "spending.amount",
        ("12.50 万元 → 12.50",),
        False,
        None,
        1.0,
    )
    (place,) = found.places
    assert (place.block, place.cell, place.span, place.page, place.bbox) == (3, None, (5, 13), 2, None)
    assert projection.spans == [*amount.quote.spans]  # once, though three values stand on it


def test_each_quote_is_told_apart_though_drafts_come_and_go() -> None:
    """What is known of a quote is found by its id, which another object may have once a quote is gone."""
    source, projection = Source(0, "0123456789" * 10), Projection()
    for at in range(100):
        projection.plain([Reading(at, source.quote(at, at + 1), "x")], f"/{at}")
    found = projection.evidence
    assert [found[f"/{at}/0"].text for at in range(100)] == [*source.text]
    assert [found[f"/{at}/0"].places[0].span for at in range(100)] == [(at, at + 1) for at in range(100)]


def test_a_null_with_evidence_and_what_was_concluded() -> None:
    cell = Source(1, " — ", (2, 4))
    projection = Projection()
    draft = {
        "n": Reading(None, cell.quote(1, 2), "form.x", null_kind="dash"),
        "e": Reading(None, cell.quote(0, 0), "form.x", null_kind="blank"),
        "i": Reading("total", cell.quote(), "section.x", inferred=True),
    }
    assert projection.plain(draft, "/t") == {"n": None, "e": None, "i": "total"}
    assert (projection.evidence["/t/n"].null_kind, projection.evidence["/t/n"].text) == ("dash", "—")
    assert projection.evidence["/t/n"].places[0].cell == (2, 4)
    assert (projection.evidence["/t/e"].text, projection.evidence["/t/e"].places[0].span) == ("", (0, 0))
    assert projection.evidence["/t/i"].inferred


def run(start: int, end: int, page: int, top: float, *, xs: bool = True, confidence: float = 1.0) -> Run:
    edges = tuple(float(10 * at) for at in range(end - start + 1)) if xs else ()
    return Run(start, end, page, (0.0, top, 10.0 * (end - start), top + 10), edges, confidence)


def test_boxes_are_of_the_quoted_characters() -> None:
    source = Source(0, "甲乙丙\n丁戊", None, 1, (run(0, 3, 1, 100), run(4, 6, 1, 120)))
    places = places_of(source.quote(1, 2).spans[0])
    assert [(p.span, p.page, p.bbox) for p in places] == [((1, 2), 1, (10, 100, 20, 110))]
    (over,) = places_of(source.quote(2, 5).spans[0])
    assert (over.span, over.bbox) == ((2, 5), (0, 100, 30, 130))


def test_a_value_over_two_pages_has_two_places() -> None:
    source = Source(0, "甲乙丙\n丁戊", None, 1, (run(0, 3, 1, 700), run(4, 6, 2, 50, xs=False)))
    first, second = places_of(source.quote(1, 5).spans[0])
    assert (first.span, first.page, first.bbox) == ((1, 4), 1, (10, 700, 30, 710))
    assert (second.span, second.page, second.bbox) == ((4, 5), 2, (0, 50, 20, 60))


def test_a_value_over_two_blocks_has_two_places_and_the_raw_text() -> None:
    quote: Quote = quotes_of((Source(0, "甲 ").quote(), Source(1, "乙").quote()))
    projection = Projection()
    projection.plain(Reading("甲乙", quote, "x"), "/t")
    assert projection.evidence["/t"].text == "甲 乙"
    assert [place.block for place in projection.evidence["/t"].places] == [0, 1]


def test_a_value_is_as_sure_as_its_least_sure_character() -> None:
    source = Source(0, "甲乙丙丁", None, 1, (run(0, 2, 1, 10, confidence=0.6), run(2, 4, 1, 10, confidence=0.9)))
    projection = Projection()
    projection.plain([Reading("丙", source.quote(2, 3), "x"), Reading("乙丙", source.quote(1, 3), "x")], "")
    assert [projection.evidence[f"/{at}"].confidence for at in (0, 1)] == [0.9, 0.6]
