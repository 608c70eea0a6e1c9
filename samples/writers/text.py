"""A sample as a text file in one dialect."""

from __future__ import annotations

from samples.blocks import Sample, Truth, change_characters
from samples.dialects import STRAIGHT, flatten_document

ENCODINGS = {"libreoffice-gbk": "gb18030"}


def text_bytes(sample: Sample, dialect: str) -> bytes:
    """The file: UTF-8, but GBK where the dialect is a GBK file. Raises KeyError for an unknown dialect."""
    return flatten_document(sample.blocks, dialect).encode(ENCODINGS.get(dialect, "utf-8"))


def text_truth(sample: Sample, dialect: str) -> Truth | None:
    """The truth of a dialect that replaces characters, None where the sample's own truth holds."""
    if dialect != "word-extractor":
        return None
    changed: Truth = change_characters(sample.truth, STRAIGHT)
    return changed
