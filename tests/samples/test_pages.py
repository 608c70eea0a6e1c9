"""A sample's web pages read back are the sample, whatever else stands on the page."""

from __future__ import annotations

import pytest
from samples.__main__ import generate
from samples.blocks import Block, Para, Sample
from samples.writers.html import PAGES, archive, fragment, portal, word

from jixiao import parse
from jixiao.document import Document, Paragraph, Table
from jixiao.quotes import squeeze
from jixiao.readers import Kind, read, sniff
from samples import families

pytestmark = pytest.mark.no_cover

SAMPLES: list[Sample] = generate(31, 6, "open") + generate(31, 2, "held_out")


def plain(block: Block | Paragraph) -> object:
    """A block without how it was made; blanks are the pages' own (indents, nbsp for several)."""
    if isinstance(block, Table):
        return [(c.row, c.column, c.row_span, c.column_span, squeeze(c.text)) for c in block.cells]
    return squeeze(block.text)


def body(document: Document) -> list[object]:
    kept = (b for b in document.blocks if isinstance(b, Table) or (b.text.strip() and not b.aside))
    return [plain(block) for block in kept]


@pytest.mark.parametrize("make", [word, fragment, archive])
def test_pages_without_anything_around(make: object) -> None:
    for sample in SAMPLES:
        assert callable(make)
        document = read(make(sample))
        assert document.reader == "html"
        assert body(document) == [plain(block) for block in sample.blocks if isinstance(block, Table) or block.text]


def test_a_portal_page_holds_the_report_in_order_between_its_own_words() -> None:
    for sample in SAMPLES:
        found = iter(body(read(portal(sample))))
        wanted = [plain(block) for block in sample.blocks if not (isinstance(block, Para) and block.kind == "title")]
        missing = [block for block in wanted if block and block not in found]  # each behind the one before
        assert missing == []


def test_pages_vary_and_are_told_by_content() -> None:
    kinds = {name: {sniff(make(sample)) for sample in SAMPLES} for name, (_, make) in PAGES.items()}
    assert kinds == {"word": {Kind.HTML}, "portal": {Kind.HTML}, "fragment": {Kind.HTML}, "archive": {Kind.MHTML}}
    pages = [portal(sample) for sample in SAMPLES]
    assert {b"charset=gb2312" in page for page in pages} == {True, False}
    assert {b"<nav>" in page for page in pages} == {True, False}
    assert pages == [portal(sample) for sample in SAMPLES]


def test_the_menu_of_a_page_takes_no_place_among_the_lines_that_name_the_unit() -> None:
    (sample,) = families.generate(["inside-accounts"], 8801, 1, "held_out")
    assert parse(portal(sample)).organization.name == sample.truth["organization"]["name"]
