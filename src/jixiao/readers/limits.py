"""What a file may cost before it is refused: one place for all limits, so that they can be read and raised together.

Every limit has a reason: a real report (a department's final accounts, the largest document that holds a
self-evaluation) stays far below it, a hostile file of a few kilobytes does not. Over a limit a reader raises
`LimitError` before memory or time are spent, never half a document.
"""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.errors import LimitError

MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Upper bounds, inclusive: a file that reaches one is still read, one more is refused.

    All are counts, except ``*_bytes`` (bytes) and ``ratio`` (unpacked bytes for each packed one).
    """

    file_bytes: int = 256 * MIB
    """The file as it lies on disk. A scanned annual report with colour pages is 100 MiB."""

    zip_entries: int = 20_000
    """Parts of a package. A document with a picture on every page has hundreds."""

    entry_bytes: int = 64 * MIB
    """One unpacked XML part. The main part of a report of 300 pages is 15 MiB."""

    total_bytes: int = 256 * MIB
    """All unpacked parts that a reader opens."""

    ratio: int = 1000
    """Unpacked by packed size of one part; empty table rows of a blank form reach 100, bombs 1000 and more."""

    tags: int = 2_000_000
    """Tags of a web page. A report of 300 pages as Word saves it has 200,000."""

    xml_depth: int = 256
    """Elements inside one another. Twenty tables in each other need 120."""

    table_depth: int = 20
    """Tables inside one another; form designers nest three."""

    paragraphs: int = 500_000
    """Paragraphs of a document, or lines of a text file."""

    cells: int = 500_000
    """Grid positions of all tables, covered ones included."""

    pages: int = 2_000
    """Pages of a PDF."""

    page_objects: int = 200_000
    """Characters, lines and pictures on one page. A dense table page has 6,000."""

    drawn_objects: int = 5_000_000
    """Drawn objects of all pages of a PDF: pages may share one content, so that the file stays small."""

    picture_pixels: int = 150_000_000
    """Pixels of the pictures of one page. A4 in black and white at 1200 dpi has 139 million."""

    characters: int = 20_000_000
    """Characters of the whole text. A report has 5,000 to 200,000."""


DEFAULT_LIMITS = Limits()
"""The limits that all readers use when nobody gives others."""


_SPLIT = ("请拆分文件后再试", "split the file and try again")


def too_much(what: str, what_en: str, found: int | str, limit: int | str, cure: tuple[str, str] = _SPLIT) -> LimitError:
    """The error for a thing that is over its limit; ``found`` and ``limit`` are printed as they come.

    >>> too_much("字符数", "characters", 30, 20).message
    '字符数 30 超过上限 20：请拆分文件后再试'
    """
    return LimitError(
        f"{what} {found} 超过上限 {limit}：{cure[0]}",
        f"{what_en}: {found} is over the limit of {limit}; {cure[1]}",
    )
