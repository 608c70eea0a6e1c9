"""Whatever a page holds: a document or a `ReadError`; every visible character once, nothing that is not there."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.document import Document, Paragraph
from jixiao.errors import ReadError
from jixiao.readers.html import read_html, read_mhtml
from jixiao.readers.markup import is_page

TAGS = ("p", "div", "table", "tr", "td", "th", "tbody", "ol", "ul", "li", "b", "span", "h1", "pre", "caption", "font")
WORDS = st.text("一二三四五六七八九十甲乙丙丁ABC0123456789，。", min_size=1, max_size=8)
BLANKS = frozenset(" \t\r\n\f\xa0\u3000")


def visible(document: Document) -> Counter[str]:
    texts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text[len(block.label) :])
        else:
            texts += [cell.text for cell in block.cells]
    return Counter(character for text in texts for character in text if character not in BLANKS)


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> tuple[str, str]:
    """Markup, well nested or not, and the text in it."""
    markup, text = "", ""
    for _ in range(draw(st.integers(0, 4))):
        if depth and draw(st.booleans()):
            tag = draw(st.sampled_from(TAGS))
            inner, inner_text = draw(trees(depth - 1))
            attribute = draw(
                st.sampled_from(["", "", " rowspan=2", " colspan=3", " rowspan=0", " border=1", " start=4"])
            )
            end = f"</{tag}>" if draw(st.integers(0, 5)) else ""
            markup, text = f"{markup}<{tag}{attribute}>{inner}{end}", text + inner_text
        else:
            word = draw(WORDS)
            markup, text = markup + word + draw(st.sampled_from(["", "\n", "<br>", "<!-- x -->"])), text + word
    return markup, text


@given(trees())
@settings(max_examples=150, deadline=None)
def test_every_visible_character_once(tree: tuple[str, str]) -> None:
    markup, text = tree
    try:
        document = read_html(f"<html><body>{markup}</body></html>".encode())
    except ReadError:
        assert not text.strip()
        return
    found, wanted = visible(document), Counter(text)
    # Labels inside cells are text of the cell: the only characters that a page's source does not hold.
    assert not wanted - found
    assert set((found - wanted).keys()) <= set("0123456789.")
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            places = [
                (row, column)
                for cell in block.cells
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            ]
            assert len(places) == len(set(places))
            assert all(0 <= row < block.rows and 0 <= column < block.columns for row, column in places)
            assert [(cell.row, cell.column) for cell in block.cells] == sorted(
                (cell.row, cell.column) for cell in block.cells
            )


FRAGMENTS = (
    "< > </ /> <!-- --> <table> <td~rowspan= ' \" <p &# &#x0; ; <script> </script <style>.a{ } @media{ <![CDATA["
    " <?xml~version='1.0'?> <html~xmlns= <li~value=99999999999> <ol~start=-5> charset= utf-16 <meta~charset= 部门"
    " <iframe~src=cid:a> <select><option> <input~value= style='display:none' ~hidden~ <frameset> <title> --x"
    " <a~href='#_ftn1'> boundary=x"
)
BYTES = [b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\r\n\r\n", b"\xb2\xbf\xc3\xc5", b"MIME-Version: 1.0\r\n"]
BYTES += [b"Content-Type: text/html\r\n", b"Content-Type: multipart/related; boundary=x\r\n\r\n", b"--x\r\n"]
PIECES = st.lists(
    st.sampled_from([*(piece.replace("~", " ").encode() for piece in FRAGMENTS.split()), *BYTES]), max_size=40
)


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_garbage_is_a_document_or_refused(pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    is_page(data)
    for read in (read_html, read_mhtml):
        try:
            blocks = read(data).blocks
        except ReadError:
            continue
        assert blocks
