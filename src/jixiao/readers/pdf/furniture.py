"""Page numbers and running heads and feet: told by place and repetition over the pages, set aside, never body text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from jixiao import lazy_re as re
from jixiao.readers.pdf.lines import Line
from jixiao.readers.pdf.pages import PageContent, PlacedTable

_BLANKS = re.compile(r"\s+")
_DIGITS = re.compile(r"[0-9０-９]+")
_CHINESE_NUMBER = "一二三四五六七八九十百〇零"
_NUMBER = rf"(?:[0-9０-９]{{1,4}}|[{_CHINESE_NUMBER}]{{1,5}})"
_DECORATED = re.compile(
    rf"""(?x) ^(?:
      [-－—–―_~·•.]+ [0-9０-９]{{1,4}} [-－—–―_~·•.]+           # - 1 -   — 1 —   －１－
    | 第{_NUMBER}页 [,，/／|]? (?: [（(]?共{_NUMBER}页[）)]? )?   # 第1页 共5页
    | 共{_NUMBER}页 [,，/／|]? 第{_NUMBER}页
    | {_NUMBER}页
    | [0-9０-９]{{1,4}} [/／] [0-9０-９]{{1,4}}                  # 1/5
    | (?i:page) [0-9]{{1,4}} (?: (?:of|/) [0-9]{{1,4}} )?
    )$"""
)
_BARE = re.compile(r"^(?:([0-9０-９]{1,4})|[IVXivx]{1,6})$")
_ZONE = 0.13  # of the page's height, from either end
_HEAD_ZONE = 0.115
_NARROW_ZONE = 62.0  # points: enough for a head on two pages only; Word's body starts at 72
_MOST_LINES = 3  # of furniture at each end of a page


@dataclass(slots=True)
class Aside:
    """A line set aside. ``kind``: page_number, header, footer; ``aside``: page_number, running_head."""

    line: Line
    kind: str
    aside: str


def set_aside(pages: list[PageContent]) -> dict[int, list[Aside]]:
    """Take the furniture out of ``page.lines``; returns it by page number, in reading order."""
    found: dict[int, list[Aside]] = {page.number: [] for page in pages}
    if len(pages) > 1 and [placed for page in pages for placed in page.tables if placed.lines]:
        _boxed(pages, found, first=True)
        _boxed(pages, found, first=False)
    active = [page for page in pages if page.lines]
    for _ in range(_MOST_LINES):
        taken = _numbers(active, found)
        taken += _running(active, found, first=True)
        taken += _running(active, found, first=False)
        if not taken:
            break
    for asides in found.values():
        asides.sort(key=lambda aside: (aside.line.base, aside.line.x0))
    return found


def _boxed(pages: list[PageContent], found: dict[int, list[Aside]], *, first: bool) -> None:
    """Takes out a small ruled table that stands at the same height with the same words on most pages: a head in cells
    («内部资料 | 第3页»), which would part the tables that run over the pages. Its figures count them, or stay."""
    groups: dict[tuple[str, float], list[tuple[PageContent, PlacedTable]]] = {}
    figures: dict[tuple[str, float], list[list[int]]] = {}
    for at, page in enumerate(pages):
        height = page.frame.height
        for placed in page.tables[:1] if first else page.tables[-1:]:
            if placed.lines and (placed.bottom <= _ZONE * height if first else placed.top >= (1 - _ZONE) * height):
                words = "|".join(map(_squeezed, placed.lines))
                key = (_DIGITS.sub("#", words), round((placed.top if first else height - placed.bottom) / 6))
                groups.setdefault(key, []).append((page, placed))
                figures.setdefault(key, []).append([at, *(int(found[-9:]) for found in _DIGITS.findall(words))])
    for place, members in groups.items():
        if len(members) > 1 and len(members) * 2 > len(pages) and _count_pages(figures[place]):
            for page, placed in members:
                page.tables = [other for other in page.tables if other is not placed]
                kind = "header" if first else "footer"
                found[page.number] += [Aside(line, kind, "running_head") for line in placed.lines]


def _count_pages(figures: list[list[int]]) -> bool:
    """Whether each figure is the same on all pages, whose indices stand first, or grows by one from page to page."""
    pages, *columns = zip(*figures, strict=True)
    return all(
        len(set(column)) == 1 or len({figure - at for at, figure in zip(pages, column, strict=True)}) == 1
        for column in columns
    )


def _squeezed(line: Line) -> str:
    return _BLANKS.sub("", line.text)


def _edge_line(page: PageContent, *, first: bool) -> Line | None:
    """The page's first or last line when it lies in the zone and no table lies beyond it."""
    if not page.lines:
        return None
    line = page.lines[0] if first else page.lines[-1]
    height = page.frame.height
    if first:
        ok = line.bottom <= height * _ZONE and all(t.top >= line.base for t in page.tables)
    else:
        ok = line.top >= height * (1 - _ZONE) and all(t.bottom <= line.base for t in page.tables)
    return line if ok else None


def _remove(page: PageContent, line: Line) -> None:
    page.lines = [other for other in page.lines if other is not line]


def _numbers(pages: list[PageContent], found: dict[int, list[Aside]]) -> int:
    bare: list[tuple[PageContent, Line, int]] = []
    taken = 0
    for page in pages:
        for first in (False, True):
            line = _edge_line(page, first=first)
            if line is None:
                continue
            text = _squeezed(line)
            if _DECORATED.match(text):
                found[page.number].append(Aside(line, "page_number", "page_number"))
                _remove(page, line)
                taken += 1
            elif match := _BARE.match(text):
                bare.append((page, line, int(match[1]) - page.number if match[1] else 0))
    return taken + _bare_numbers(bare, found)


def _bare_numbers(bare: list[tuple[PageContent, Line, int]], found: dict[int, list[Aside]]) -> int:
    """A number alone is a page number when it counts the pages, or stands far below everything else."""
    shifts = Counter(shift for _, _, shift in bare)
    taken = 0
    for page, line, shift in bare:
        counts = shifts[shift] >= 2
        others = [other.bottom for other in page.lines if other is not line] + [t.bottom for t in page.tables]
        alone = line.top > page.frame.height / 2 and all(line.top - bottom > line.size for bottom in others)
        outer = line.top > page.frame.height * (1 - _HEAD_ZONE)
        if counts or (alone and outer and abs(shift) <= 400):
            found[page.number].append(Aside(line, "page_number", "page_number"))
            _remove(page, line)
            taken += 1
    return taken


def _running(pages: list[PageContent], found: dict[int, list[Aside]], *, first: bool) -> int:
    """Lines that stand at the same height with the same words (figures apart) on several pages."""
    groups: dict[tuple[str, float], list[tuple[PageContent, Line]]] = {}
    for page in pages:
        line = _edge_line(page, first=first)
        if line is None:
            continue
        height = page.frame.height
        distance = line.bottom if first else height - line.top
        if distance > height * _HEAD_ZONE:
            continue
        key = (_DIGITS.sub("#", _squeezed(line)), round(distance / 6))
        groups.setdefault(key, []).append((page, line))
    taken = 0
    for members in groups.values():
        narrow = all((line.bottom if first else page.frame.height - line.top) <= _NARROW_ZONE for page, line in members)
        if len(members) >= 3 or (len(members) == 2 and narrow) or _is_single_head(members, pages, first=first):
            for page, line in members:
                kind = "header" if first else "footer"
                found[page.number].append(Aside(line, kind, "running_head"))
                _remove(page, line)
                taken += 1
    return taken


def _is_single_head(members: list[tuple[PageContent, Line]], pages: list[PageContent], *, first: bool) -> bool:
    """A head on one page only (the document has one, or its others are title pages): above where any body starts."""
    if len(members) != 1 or not first:
        return False
    page, line = members[0]
    rest = [other for other in page.lines if other is not line]
    if not rest or len(pages) > 2:
        return False
    return line.bottom <= 56 and rest[0].top - line.bottom > 0.8 * line.size and rest[0].size > line.size * 1.1
