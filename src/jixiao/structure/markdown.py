"""What Markdown prints around a text and is none: `marks_of` says where it stands in each paragraph of a text file.

Converters to Markdown (pandoc, mammoth, markitdown, PyMuPDF4LLM) print bold headings as «**一、…**» or «__…__», heading
styles as «## …», and a backslash before every mark of punctuation that Markdown would take for its own. An author
writes none of it; but «张**» masks a name, so that a file is Markdown only if whole lines are set so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jixiao.document import Block, Paragraph
from jixiao.quotes import Marks

_HASHES = re.compile(r"\s*#{1,6}[ \t]+(?=\S)")
_STARRED = re.compile(r"\s*(?:#{1,6}[ \t]+)?\*\*(?=[^\s*])[^*\n]+\*\*\s*")
_UNDERLINED = re.compile(r"\s*__(?=[^\s_])[^_\n]+__\s*")
_STARS = re.compile(r"\*\*(?=[^\s*])(?P<text>[^*]+?)(?<=\S)\*\*")
_LINES = re.compile(r"(?<![\\_])__(?=[^\s_])(?P<text>[^_]+?)(?<=\S)__(?!_)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|\\$")
_TAG = re.compile(r"</?(?:u|strong|em|b|i|ins|mark|sup|sub)>|<a id=\"[^\"<>]*\">|</a>|\{\.(?:underline|mark)\}")
_FEW = 2  # headings with «#»: a line of an author's begins so now and then


def marks_of(blocks: Sequence[Block]) -> dict[int, Marks]:
    """The marks in the paragraphs of a text file, by block; none in a text that is no Markdown."""
    texts = {index: block.text for index, block in enumerate(blocks) if isinstance(block, Paragraph) and block.text}
    starred = any("**" in text and _STARRED.fullmatch(text) for text in texts.values())
    underlined = any("__" in text and _UNDERLINED.fullmatch(text) for text in texts.values())
    headed = sum("#" in text and _HASHES.match(text) is not None for text in texts.values()) >= _FEW
    if not (starred or underlined or headed):
        return {}
    found: dict[int, Marks] = {}
    for index, text in texts.items():
        marks = sorted(_of(text, starred=starred, underlined=underlined))
        if marks:
            found[index] = tuple(marks)
    return found


def _of(text: str, *, starred: bool, underlined: bool) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    if "#" in text and (hashes := _HASHES.match(text)):
        marks.append(hashes.span())
    for pairs in [_STARS] * (starred and "**" in text) + [_LINES] * (underlined and "__" in text):
        for pair in pairs.finditer(text):
            marks += [(pair.start(), pair.start("text")), (pair.end("text"), pair.end())]
    if "\\" in text:
        marks += [escape.span() for escape in _ESCAPE.finditer(text)]
    if "<" in text or "{" in text:
        marks += [tag.span() for tag in _TAG.finditer(text)]
    return marks
