"""A sample's DOCX read back by the reader is the sample: same paragraphs, same grid, spans and raw cell texts."""

from __future__ import annotations

import pytest
from samples.__main__ import generate
from samples.blocks import Block, Sample
from samples.wording import Mode
from samples.writers.docx import docx_bytes
from samples.writers.text import text_bytes

from jixiao.document import Paragraph, Table
from jixiao.readers import read

pytestmark = pytest.mark.no_cover


def plain(block: Block | Paragraph, paragraph_end: str) -> object:
    """A block without how it was made. Between a cell's paragraphs the generator has an empty line."""
    if isinstance(block, Table):
        ends = [cell.text.replace(paragraph_end, "\n") for cell in block.cells]
        return [(c.row, c.column, c.row_span, c.column_span, text) for c, text in zip(block.cells, ends, strict=True)]
    return block.text


@pytest.mark.parametrize("mode", ["open", "held_out"])
def test_docx_typed_and_automatic_numbers_alike(mode: Mode) -> None:
    samples: list[Sample] = generate(31, 12, mode)
    assert {sample.automatic_numbers for sample in samples} == {True, False}
    for sample in samples:
        document = read(docx_bytes(sample))
        body = [block for block in document.blocks if isinstance(block, Table) or (block.text and not block.aside)]
        assert [plain(block, "\n") for block in body] == [plain(block, "\n\n") for block in sample.blocks]


def test_gbk_is_read_back_with_crlf_and_bare_lf() -> None:
    sample = generate(31, 1)[0]
    data = text_bytes(sample, "libreoffice-gbk")
    document = read(data)
    assert document.encoding is not None
    assert "gb" in document.encoding.lower()
    text = data.decode("gb18030")
    assert "\r\n" in text
    assert "\n" in text.replace("\r\n", "")
