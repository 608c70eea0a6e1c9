"""What a text of pages repeats at their edges: numbers at the end, a running title at the beginning (`page_edges`).

Text of PDFs marks where a page ends by a form feed; where a tool took these away, bare figures between lines of text
that count the pages do. A table over a page keeps its own edges (`structure.flat`).
What is printed again and again is a merged cell's (`said_again`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress, count, pairwise, repeat

from jixiao import lazy_re as re
from jixiao.document import Block, Paragraph, asides_of, raw_of, raws_of
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze

_LONGEST_MARK = 16
"""Characters of a page's number with its marks."""

_FRACTION = re.compile(r"\d+\s*/\s*\d+")
_NUMBER = re.compile(r"\d{1,3}")
_ALONE = re.compile(r"\s*\d{1,3}\s*")
_LABEL = re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]")  # a heading's, whose title stands on the next line
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TEXT = 4  # characters of a line beside a page's number
_PAGE = 8  # lines of a page at the least, the last apart: with fewer the figures are a list's
_TORN = re.compile(r"[-—–]+\d{1,3}")
_DASHES = re.compile(r"[-—–]+")
_SHORT = 12  # characters of a page mark
POURED = 300
"""Characters of a paragraph at least that may hold several pages."""
_INSIDE = re.compile(
    r"(?<!\S)(?:[-—–－] ?(\d{1,3})(?: ?[-—–－](?!\S)|(?=[\u4e00-\u9fff（(])(?![万亿元个人月日年]|项(?!目)))"
    r"|第 ?(\d{1,3}) ?页(?: ?共 ?\d{1,3} ?页)?(?!\S)|(?<=[。；] )(\d{1,3})(?!\s*[、.．,)）])(?!\S))"
)
"""Also a mark whose second dash a page's next word took away («执行率情况 -1全年预算»)."""
_TORN_WORD = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_ATTACHED = re.compile(r"[。；]\s+(?:[-—–－第]?\s?\d{1,3}\s?[-—–－页]?\s+)?附件(?=\s|\d)")
_SET_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=\d)")
_WORDS = re.compile(r"\s*(\S+)(?=\s)")
_FEW_TORN, _THIN = 4, 25
"""Blanks between two characters of a text of poured lines at least, and characters of it to each: cells have more."""
_STRETCH = re.compile(r"\s*(\d{1,3})、")
_STRETCHES = (299, 300)
"""Characters of a stretch that a library of documents shows at a time."""
_LEAST_STRETCH = 60
_STRETCH_ENDS = "。；;：:"
_SECTION_INSIDE = re.compile(r"[^。；;，,]{4}一、[^。；;，,\d]{4}")  # «1、2022年…自评报告一、项目基本情况»
_FIRST = {1: 2, 2: 2, 3: 3}
"""The page that the first mark of each kind of `_INSIDE` is of at most: bare figures show behind a sentence alone."""
_BARE = 3
"""The kind of bare figures («…支出。 2 三、…»), marks where lines of print were poured."""
_LEAST_PAGE = 200  # characters of a page of poured lines
_FIELD = "PAGE"
_ENDS = "。;:"
_AGREE = 2  # pages that say the same
_LONGEST = 40
_SAID = 3  # times that a text is printed, one right below the other, if it is a merged cell's

Edge = tuple[int, str]  # a block and the reason why it is no text: page_number, running_head


def is_page_mark(text: str, patterns: Patterns) -> bool:
    """Whether a text is a page's number with its marks and nothing else («- 3 -», «第3页 共8页»)."""
    if len(text) > _LONGEST_MARK:
        text = text.strip()
    return 0 < len(text) <= _LONGEST_MARK and _is_mark(text, patterns)


def is_mark_beside_cells(text: str, patterns: Patterns) -> bool:
    """As `is_page_mark`, where cells stand around: «3/8» may be one."""
    return is_page_mark(text, patterns) and _FRACTION.fullmatch(text.strip()) is None


@lru_cache(maxsize=4096)  # short lines are cells and headings, which come again
def _is_mark(text: str, patterns: Patterns) -> bool:
    squeezed = squeeze(text)
    return any(mark.occurs(squeezed) for mark in patterns.family_of("ignore.page_number"))


def page_marks(texts: Iterable[str], patterns: Patterns) -> list[int]:
    """Which of the texts are page marks (`is_page_mark`), by their places."""
    stripped = [*map(str.strip, texts)]
    short = [*compress(count(), map(range(1, _LONGEST_MARK + 1).__contains__, map(len, stripped)))]
    return [*compress(short, map(_is_mark, map(stripped.__getitem__, short), repeat(patterns)))]


def page_edges(
    blocks: Sequence[Block], patterns: Patterns, marks: Iterable[int] | None = None, *, fed: bool | None = None
) -> list[Edge]:
    """The paragraphs that are page numbers (bare figures that grow with the pages) and running titles (the first line
    of several pages). The first page's first line is named too, and comes first: it may be a title. ``marks`` are the
    blocks that are known to be page marks, ``fed`` whether a form feed is; None where nobody has looked."""
    texts = raws_of(blocks)
    ends = [] if fed is False else [b.end if isinstance(b, Paragraph) else b.source_text for b in blocks]
    fed = "\f" in "".join(ends)
    marked = () if fed else page_marks(texts, patterns) if marks is None else [*marks]
    stripped = [*map(str.strip, texts)]
    figures = [*map(str.isdigit, stripped)]
    if not fed and not marked and sum(figures) < _AGREE:
        return []  # most: neither marks nor bare figures
    lines = [*compress(count(), stripped)]
    if asides := {*asides_of(blocks)}:
        lines = [at for at in lines if at not in asides]
    if fed:
        return _fed(lines, blocks, [end.count("\f") for end in ends])
    numbers = {at for at in marked if not _FRACTION.fullmatch(stripped[at])}
    if own := [at for at, index in enumerate(lines) if index in numbers] if numbers else []:
        return _marked(lines, blocks, texts, own)
    return _counted(lines, blocks, texts, figures)


def _fed(lines: Sequence[int], blocks: Sequence[Block], feeds: Sequence[int]) -> list[Edge]:
    """The edges of a text with form feeds: ``feeds``, how many of them stand behind each block."""
    starts: list[int] = []  # paragraphs directly behind a page's end
    stops: list[tuple[int, int]] = []  # the last before it, and the page
    page = 0
    last = None
    fresh = True
    filled = set(lines)
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            last, fresh = None, False
        elif at in filled:
            starts += [at] * fresh
            last, fresh = at, False
        if isinstance(block, Paragraph) and feeds[at]:
            stops += [] if last is None else [(last, page)]
            last, fresh = None, True
        page += feeds[at]
    stops += [] if last is None else [(last, page)]  # the last page's end has no form feed
    return [*_heads(blocks, starts), *_numbers(blocks, stops)]


def _marked(lines: Sequence[int], blocks: Sequence[Block], texts: Sequence[str], marked: Sequence[int]) -> list[Edge]:
    """The edges of a text without form feeds that has numbers with marks, at these places in ``lines``."""
    starts = [lines[0], *(lines[at + 1] for at in marked if at + 1 < len(lines))]
    numbers = [(lines[at], "page_number") for at in marked]
    return [*_heads(blocks, starts), *numbers, *_beside_fields(lines, texts, marked)]


def _counted(
    lines: Sequence[int], blocks: Sequence[Block], texts: Sequence[str], figures: Sequence[bool]
) -> list[Edge]:
    """The edges of a text without form feeds or marks: all bare figures among lines of text, if they count on from page
    to page, and the lines behind them that are repeated. ``figures``: of each block, whether it is nothing else."""
    found: list[tuple[int, int]] = []  # a line's place in ``lines``, its figure
    for at in compress(count(), map(figures.__getitem__, lines)):
        if not at or not _ALONE.fullmatch(texts[index := lines[at]]):
            continue
        around = [_text(blocks[other]) for other in (lines[at - 1], *lines[at + 1 : at + 2])]
        if all(_is_line(line) for line in around):
            found.append((at, int(texts[index])))
    if any(below - above < _PAGE for (above, _), (below, _) in pairwise(found[:-1])):
        return []
    values = [value for _, value in found]
    if len(found) < _AGREE or values != list(range(values[0], values[0] + len(values))) or values[0] > _AGREE:
        return []
    starts = [lines[0], *(lines[at + 1] for at, _ in found if at + 1 < len(lines))]
    return [*_heads(blocks, starts), *((lines[at], "page_number") for at, _ in found)]


def _is_line(text: str) -> bool:
    """Whether a text may stand above or below a page's number: of words, or a heading's label."""
    return len(text) > 2 and (len(_HAN.findall(text)) >= _TEXT or _LABEL.fullmatch(text) is not None)


def lone_marks(blocks: Sequence[Block]) -> list[Edge]:
    """Page numbers that no page's end tells: a mark torn into two lines («- 2», «-»), and a bare figure as the last
    line, behind the end of a sentence."""
    found: list[Edge] = []
    before: tuple[int, Block] | None = None
    above: Block | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and (not block.text or block.text.isspace()):
            continue
        if before is not None and _is_short(block) and _is_short(before[1]):
            torn = _TORN.fullmatch(_text(before[1])) and _DASHES.fullmatch(_text(block))
            found += [(before[0], "page_number"), (index, "page_number")] if torn else []
        before, above = (index, block), before[1] if before else None
    ends = isinstance(above, Paragraph) and above.text.rstrip().endswith("。")
    if before is not None and ends and _is_short(before[1]) and _NUMBER.fullmatch(_text(before[1])):
        found.append((before[0], "page_number"))
    return found


def _is_short(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.text) <= _SHORT


def whole_again(blocks: tuple[Block, ...], patterns: Patterns) -> tuple[Block, ...]:
    """The blocks, a text as one paragraph that a library of documents shows in numbered stretches («1、…确保不同层次
    的», «2、读者对…»), wherever these tear a word or a sentence; their numbers are no text. They are of one length, or
    stand behind what such a site prints above them, or the first begins the file and holds its sections."""
    raws = raws_of(blocks)
    if "1、" not in "".join(raws):
        return blocks
    long = compress(count(), map(_LEAST_STRETCH.__lt__, map(len, raws)))
    begins = [at for at in long if raws[at].lstrip().startswith("1、")]
    if not begins:
        return blocks
    first = next((at for at in begins if _is_stretch(raws[at]) or _is_shown(raws, at, patterns)), -1)
    if first < 0:
        return blocks
    even = _is_stretch(raws[first])
    found: list[Paragraph] = []
    text, edges = "", []
    stop, blank = first, ""
    for at in range(first, len(blocks)):
        block = blocks[at]
        if isinstance(block, Paragraph) and not block.text.strip():
            blank += block.text + block.end  # between two stretches, or behind the last
            continue
        number = _STRETCH.match(raw_of(block))
        if number is None or int(number[1]) != len(found) + 1 or not isinstance(block, Paragraph):
            break
        text += blank
        edges.append((len(text) + number.start(1), len(text) + number.end()))
        found.append(block)
        text += block.text + block.end
        stop, blank = at + 1, ""
        if not (_is_stretch(block.text) if even else block.text.rstrip()[-1] not in _STRETCH_ENDS):
            break
    if len(found) < _AGREE and even:
        return blocks
    last = found[-1]
    whole = replace(found[0], text=text[: len(text) - len(last.end)], end=last.end, edges=tuple(edges))
    return (*blocks[:first], whole, *blocks[stop:])


def _is_stretch(raw: str) -> bool:
    """Whether a paragraph is a numbered stretch that ends in mid sentence."""
    number = _STRETCH.match(raw) if _STRETCHES[0] < len(raw) < _STRETCHES[-1] + 2 * _SHORT else None
    return number is not None and len(raw.rstrip()) - number.end() in _STRETCHES and raw.rstrip()[-1] not in "。；;"


def _is_shown(raws: Sequence[str], at: int, patterns: Patterns) -> bool:
    """Whether a paragraph with the number 1 is the first of such stretches, whatever their length: a site's words stand
    above it, or nothing does and sections begin within."""
    above = next((raw for raw in reversed(raws[:at]) if raw.strip()), None)
    if above is None:
        return _SECTION_INSIDE.search(raws[at]) is not None
    return patterns["ignore.shared_document"].occurs(squeeze(above))


def of_poured_lines(block: Block) -> Block:
    """A paragraph into which lines of print were poured («…支出。 - 1 - 二、…»): the numbers of its pages marked as no
    text, those that count from the first or second page on, and told that a blank stands where a line ended."""
    if not isinstance(block, Paragraph) or len(block.text) < POURED or block.edges:
        return block
    if len(block.text.split(maxsplit=1)) < 2:  # most: no blank within
        return block
    attached = _ATTACHED.search(block.text)  # a table's cells have more blanks
    stop = attached.start() if attached else len(block.text)
    torn = len(_TORN_WORD.findall(block.text, 0, stop))
    if torn >= _FEW_TORN and _THIN * torn <= stop:
        block = replace(block, blanks_are_breaks=True, set_apart=len(_SET_APART.findall(block.text)) >= _FEW_TORN)
    found = list(_INSIDE.finditer(block.text))
    edges: list[tuple[int, int]] = []
    for kind, latest in _FIRST.items():
        if kind == _BARE and not block.blanks_are_breaks:
            continue
        for marks in _series([mark for mark in found if mark[kind]], kind):
            numbers = [int(mark[kind]) for mark in marks]
            last = kind == _BARE and marks[-1].end() == len(block.text)  # the last page's number, behind all
            counted = numbers[0] <= latest and _count_pages(numbers, [mark.start() for mark in marks], last=last)
            if counted and (len(marks) >= _AGREE or last or (kind == 1 and numbers == [1])):
                edges += [mark.span() for mark in marks]  # «- 1 -» alone; no «第1页», a reference
            elif last:
                edges.append(marks[-1].span())
    edges += _heads_inside(block.text, edges)
    return replace(block, edges=tuple(sorted(edges))) if edges else block


def _series(marks: Sequence[re.Match[str]], kind: int) -> Iterator[list[re.Match[str]]]:
    """The marks of one kind, those with other dashes apart: parts of a document may count their pages anew."""
    signs = {mark[0][0] for mark in marks} if kind == 1 else {""}
    for sign in sorted(signs) if marks else ():
        yield [mark for mark in marks if not sign or mark[0][0] == sign]


def _count_pages(numbers: Sequence[int], places: Sequence[int], *, last: bool) -> bool:
    """Whether figures count on; a series that ends the text may leave out those in mid sentence, where a page's length
    lies between each two."""
    if list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))):
        return True
    return last and all(
        0 < below - above <= (to - at) // _LEAST_PAGE
        for (above, at), (below, to) in pairwise(zip(numbers, places, strict=True))
    )


def _heads_inside(text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The running title of such pages: the words with which the paragraph begins, behind its pages' numbers again, and
    the numbers that nothing else tells («…（五）年度绩效目标。 1 云溪县档案馆 围绕…»)."""
    first = _WORDS.match(text)
    if first is None or not _AGREE <= len(first[1]) <= _LONGEST:
        return []
    again = [found.span(1) for _, stop in marks if (found := _WORDS.match(text, stop)) and found[1] == first[1]]
    if not again and text.find(first[1], first.end()) > 0:
        numbered = list(re.finditer(rf"(?<!\S)(\d{{1,3}})\s+{re.escape(first[1])}(?!\S)", text))
        numbers = [int(found[1]) for found in numbered]
        counted = numbers == list(range(1, len(numbers) + 1))
        again = [found.span() for found in numbered] if counted else []
    return [first.span(1), *again] if again else []


def _heads(blocks: Sequence[Block], starts: Sequence[int]) -> list[Edge]:
    texts = {index: _text(blocks[index]) for index in starts}
    often = Counter(texts.values())
    return [(i, "running_head") for i, text in texts.items() if often[text] >= _AGREE and len(text) <= _LONGEST]


def _beside_fields(lines: Sequence[int], texts: Sequence[str], marked: Sequence[int]) -> Iterator[Edge]:
    """The running head above a page's number that shows its field's code («第 PAGE 3 页»): a tool printed what stands
    at the edges behind the text (catdoc). It is made of the title's characters."""
    for at in marked:
        if _FIELD not in texts[lines[at]] or at <= _PAGE or at - 1 in marked:
            continue
        head, title = squeeze(texts[lines[at - 1]]), iter(squeeze("".join(texts[line] for line in lines[:2])))
        if head[-1:] not in _ENDS and all(character in title for character in head):
            yield lines[at - 1], "running_head"


def _numbers(blocks: Sequence[Block], stops: Sequence[tuple[int, int]]) -> list[Edge]:
    off = {i: int(text) - page for i, page in stops if _NUMBER.fullmatch(text := _text(blocks[i]))}
    often = Counter(off.values())
    return [(index, "page_number") for index, value in off.items() if often[value] >= _AGREE]


def _text(block: Block) -> str:
    return "".join(raw_of(block).split())


def said_again(texts: Mapping[int, str]) -> Iterator[Edge]:
    """The lines of a file that say the same as the one above, three of them or more, a blank line between each two:
    docx2python prints a merged cell once for each column («无。» ten times below «改进措施»). ``texts``: of the blocks
    that are lines."""
    first, last, blank, again = "", -1, False, list[int]()
    for index, text in texts.items():
        if index == last + 1 and (not text or text.isspace()):
            blank = True
        elif blank and index == last + 1 and text == first:
            again.append(index)
            blank = False
        else:
            if again:
                yield from _repeated(first, again)
            first, blank, again = text, False, []
        last = index
    yield from _repeated(first, again)


def _repeated(text: str, again: Sequence[int]) -> Iterator[Edge]:
    """The lines that say a text again, if it is one of words and they are enough."""
    if len(again) >= _SAID - 1 and _HAN.search(text):
        yield from zip(again, repeat("repeated"))
