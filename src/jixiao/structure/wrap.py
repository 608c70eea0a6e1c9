"""Lines of a text that some tool wrapped (the text of a PDF, catdoc's 72 columns) joined to paragraphs again.

A wrapped text shows itself: a good part of its longer lines end at one and the same width. Only then a full line takes
the next one in, and never across a heading or a numbered item. Nothing is lost: the break stays in the raw text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress, count, islice, pairwise
from operator import attrgetter

from jixiao import lazy_re as re
from jixiao.document import WHITE, Block, Document, Paragraph, beginning_with, ending_with, ends_of, framed_by, raws_of
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.furniture import POURED, is_page_mark, of_poured_lines, page_edges, page_marks
from jixiao.structure.joining import APART, cut_from, joined_with, lines_of, lines_of_print, text_of, with_whole_titles
from jixiao.structure.labels import ATTACHMENT, TITLE_LENGTH, Kind, label_at
from jixiao.structure.prosebars import without_prose_bars
from jixiao.structure.reflow import ROOM, join_reflowed
from jixiao.structure.setapart import sets_apart
from jixiao.structure.strayquotes import ends_in_stray_quotes, is_lone_quote

LEAST_WIDTH = 40
"""Half-width columns; shorter lines are cells and headings."""

LONGEST_LABEL, SOME_EDGES = 16, 2
"""Characters of a line that is but a heading's label; page edges that show where a text is of."""

LEAST_LINES, FEW_LINES = 8, 4
"""Full lines of a text that was wrapped, and of one whose pages show."""
LONGEST, SOME = 120, 4
"""Characters, lines: no tool wraps at more; a text with some longer lines has whole paragraphs."""

LEAST_SHARE = 0.3
LEAST_TORN, PAGED_TORN, FEW_TORN = 0.6, 0.4, 0.25
"""Full lines in mid sentence, of all: in a text whose pages show, each line is one of print, however few go on."""
MOSTLY = 0.7
"""Lines of prose in mid sentence, of all, in a text that shows no pages."""
_PROSE = 24
"""Characters of a line that is no cell and no heading."""

MOST_RAGGED, MOST_BLANK = 0.75, 3
SLACK = 7
"""A full line may end earlier: closing marks hang over, the first line is indented by two characters."""

_BRACKET = re.compile(r"\s*[(（]\s*")
_LABEL = re.compile(
    r"\s*(?:[(（]\s*|[(（]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*、?)\s*"
)
_NUMBER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*")
_NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）]")
_TITLE = re.compile(r"\s*(?:\d{4}\s*年\s*)?[\u4e00-\u9fff“][^、]")
_REST = re.compile(r"[\u4e00-\u9fff]{1,3}[。；]")
_STOPS, _LABEL_ENDS = ("。", "；"), ("(", "（", ")", "）", "、")
_NUMBER_STARTS = WHITE.union("(（一二三四五六七八九十0123456789")
_NUMBER_ENDS = _NUMBER_STARTS.union(_LABEL_ENDS)
_CLAUSE = re.compile("[，。；]|[\u4e00-\u9fff]{3}、")
_BROKEN = re.compile(r"[\u4e00-\u9fff].*\d[-~]\s*\Z")  # antiword breaks «2021-2022» at its hyphen, wherever it stands
_FIGURE, _UNIT = re.compile(r"[\u4e00-\u9fff].*\d\s*\Z"), re.compile(r"\s*(?:[万亿]元|元(?![\u4e00-\u9fff])|个百分点)")
"""Catdoc breaks lines at blanks, wherever these stand («总支出447.21», «万元，较上年度…»)."""
_FINAL = "。；：！？;:!?"
_MARKED = re.compile(r"[\t|\x07│┃+](?:(?<!\+)|[-=]{3})")  # a set of characters first is looked for at once
_INDENTS = WHITE - {"\t"}  # a TAB parts cells (`_MARKED`)
_ROOM = re.compile(r"\S {3,}\S+ {3,}\S")
_SET_OFF = re.compile(
    r"(?<=[\u4e00-\u9fff]) +(?=\d)|(?<=\d) +(?=[\u4e00-\u9fff，。；])"
)  # «2021      年» (pypdf's layout)
_NARROW = re.compile(
    r"[^\u1100-\u115f\u2018-\u201f\u2026\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+"
)


def join_wrapped(document: Document, patterns: Patterns) -> tuple[Block, ...]:
    """The blocks of a text file with wrapped lines joined; those of a web page with headings behind line breaks on
    their own; those of any other document as they are."""
    if document.reader == "html":
        return tuple(part for block in document.blocks for part in _cut(block))
    if document.reader != "text":
        return document.blocks
    blocks = _parts(document.blocks)
    texts = _texts(blocks)
    whole = "\r".join(texts)
    if "| ---" in whole or "|---" in whole:
        blocks = without_prose_bars(blocks, patterns)
        texts = _texts(blocks)
    blocks = with_whole_titles(blocks, patterns)
    texts = texts if len(blocks) == len(texts) else _texts(blocks)
    lines = [line for block in blocks for line in lines_of(block)] if "\n" in "\r".join(texts) else [*blocks]
    marks = page_marks(texts if len(lines) == len(texts) else map(text_of, lines), patterns)
    fed = "\f" in ends_of(lines)
    edges = {index for index, _ in page_edges(lines, patterns, marks, fed=fed)}.union(marks)
    paged = fed or len(edges) >= SOME_EDGES
    wrapping = _wrapping(lines_of_print(texts, LEAST_WIDTH // 2), paged=paged)
    wrapped = wrapping is not None or paged
    if wrapped:
        own = {id(lines[index]) for index in edges}
        lines, _ = _rejoined(lines, raws_of(lines), None)
        edges = {index for index, line in enumerate(lines) if id(line) in own}
    apart = wrapped and sets_apart(texts)
    if wrapping is None:
        rejoined, raws = _rejoined(*_with_rests(blocks), patterns)
        joined = join_reflowed(
            rejoined, raws, _columns, partial(_goes_on, patterns=patterns), partial(_around, patterns=patterns)
        )
        if not wrapped:
            apart = (len(joined) < len(rejoined) or _is_placed(texts)) and sets_apart(texts)
        return tuple(map(_set_apart, joined)) if apart else tuple(joined)
    return _joined([*map(_set_apart, lines)] if apart else lines, edges, wrapping, patterns)


def joined_parts(parts: Sequence[Sequence[Block]], patterns: Patterns) -> list[tuple[Block, ...]]:
    """Each part of a file of lines with these joined; nothing where its lines are paragraphs."""
    wrapping = _wrapping([raw for part in parts for raw in raws_of(part)], paged=False)
    return [_joined(part, (), wrapping, patterns) for part in parts] if wrapping else []


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """How a text was wrapped: the width of a full line, whether paragraphs begin with blanks and the lines they go on
    in do not, whether too few lines are full to tell these from whole paragraphs."""

    full: int
    hanging: bool = False
    few: bool = False


def _wrapping(texts: Sequence[str], *, paged: bool) -> _Wrapping | None:
    long = [*compress(count(), map((LEAST_WIDTH // 2).__le__, map(len, texts)))]  # no character takes more than two
    lines = [texts[at] for at in long]
    if full := _full_width(lines, FEW_LINES, PAGED_TORN) if paged else _full_width(lines):
        return _Wrapping(full)
    if full := _indented_width(texts):
        return _Wrapping(full, hanging=True)
    full = _torn_width(texts, long, paged=paged)
    return _Wrapping(full, few=True) if full else None


def _joined(
    lines: Sequence[Block], edges: Container[int], wrapping: _Wrapping, patterns: Patterns
) -> tuple[Block, ...]:
    """The lines of a wrapped text as paragraphs; ``edges`` are those at pages' edges."""
    result: list[Block] = []
    waiting: list[tuple[Block, bool]] = []  # behind an open line: blank lines and page edges, and which these are
    open_line = torn = False
    for index, block in enumerate(lines):
        if open_line and isinstance(block, Paragraph) and (index in edges or (torn and not text_of(block).strip())):
            waiting.append((block, index in edges))
            continue
        if isinstance(block, Paragraph) and is_lone_quote(block.text) and result:
            waiting.append((block, True))  # it stood in the line that ends above it, and goes on below
            open_line = True
            continue
        before = result[-1] if result else None
        most = MOST_BLANK + 2 * sum(edge for _, edge in waiting)
        goes_on = open_line and isinstance(block, Paragraph) and _goes_on(block, patterns)
        goes_on = goes_on and not (wrapping.hanging and text_of(block)[:1].isspace())
        if goes_on and len(waiting) <= most and isinstance(block, Paragraph) and isinstance(before, Paragraph):
            result[-1] = joined_with(before, waiting, block)
        else:
            result += [*(blank for blank, _ in waiting), block]
        waiting = []
        text = text_of(block)
        below = text_of(lines[index + 1]) if index + 1 < len(lines) else ""
        open_line = isinstance(block, Paragraph) and (_is_open(text, below, wrapping) or ends_in_stray_quotes(text))
        torn = open_line and _is_torn(text)
    return (*result, *(blank for blank, _ in waiting))


def _parts(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, cut at headings inside them, and long ones with what pages left in them told."""
    found: list[Block] = []
    start = 0
    raws = raws_of(blocks)
    plain = "\n" not in "\r".join(raws)
    long = map(POURED.__le__, map(len, raws)) if plain else ("\n" in raw or len(raw) >= POURED for raw in raws)
    for at in compress(count(), long):
        found += blocks[start:at]
        found += map(of_poured_lines, _cut(blocks[at]))
        start = at + 1
    return (*found, *blocks[start:])


def _texts(blocks: Sequence[Block]) -> list[str]:
    """`text_of` each block."""
    if not any(map(attrgetter("edges"), blocks)):  # most texts
        return raws_of(blocks)
    return [block.text if type(block) is Paragraph and not block.edges else text_of(block) for block in blocks]


def _with_rests(blocks: tuple[Block, ...]) -> tuple[list[Block], list[str]]:
    """The blocks, the last characters of a sentence that stand on their own line with it («…主要是天气原», «因。»);
    and their raw texts."""
    raws = raws_of(blocks)
    rests = {at for at in ending_with(raws, _STOPS) if _REST.fullmatch(raws[at])}
    if not rests:
        return [*blocks], raws
    found: list[Block] = []
    for at, block in enumerate(blocks):
        above = found[-1] if at in rests and found else None
        if isinstance(above, Paragraph) and isinstance(block, Paragraph) and _is_torn(above.text):
            found[-1] = joined_with(above, [], block)
        else:
            found.append(block)
    return found, raws_of(found)


def _rejoined(lines: list[Block], raws: list[str], patterns: Patterns | None) -> tuple[list[Block], list[str]]:
    """The lines with those joined to the next that hold a heading's label or its opening bracket and nothing else
    («(», «一）机构设置»): what made the text begins a line wherever the font changes. ``patterns``: where nothing else
    says that lines were broken a label goes before the title of a known section only. With the raw texts, as given."""
    if "\r、" in "\r".join(raws):  # a number alone is a label above such a line (`_heads`)
        likely = framed_by(raws, _NUMBER_STARTS, _NUMBER_ENDS, LONGEST_LABEL)
    else:
        likely = [at for at in ending_with(map(str.rstrip, raws), _LABEL_ENDS) if len(raws[at]) <= LONGEST_LABEL]
    labels = [at for at in likely if _LABEL.fullmatch(raws[at])]
    if not labels:
        return lines, raws
    found: list[Block] = []
    at = 0
    for label in labels:
        if label < at:
            continue
        found += lines[at:label]
        block, at = lines[label], label
        while isinstance(block, Paragraph) and _holds(block.text, _LABEL):
            rest = next((i for i in range(at + 1, len(lines)) if text_of(lines[i]).strip()), len(lines))
            below = lines[rest] if rest - at - 1 <= APART and rest < len(lines) else None
            if not isinstance(below, Paragraph) or not _heads(block, below, patterns):
                break
            block = joined_with(block, [(line, False) for line in lines[at + 1 : rest]], below)
            at = rest
        found.append(block)
        at += 1
    found += lines[at:]
    return found, raws_of(found)


def _heads(label: Paragraph, below: Paragraph, patterns: Patterns | None) -> bool:
    """Whether a line that is but a label, or its bracket, goes on in the next."""
    if _holds(label.text, _BRACKET):
        return _NUMBERED.match(below.text) is not None
    if _holds(label.text, _NUMBER):  # «1 », «、经济效益指标» (catdoc breaks lines at blanks)
        return below.text[:1] == "、"
    title = squeeze(below.text).rstrip("。:")
    return _TITLE.match(below.text) is not None and (patterns is None or patterns.role_of(title) is not None)


def _holds(text: str, label: re.Pattern[str]) -> bool:
    return 0 < len(text) <= LONGEST_LABEL and label.fullmatch(text) is not None


def _around(block: Paragraph, patterns: Patterns) -> bool:
    """Whether a line stands around a page's report: its dateline, its metadata."""
    text = squeeze(block.text)
    return any(
        rule.extra.get("extra_reason") == "web_navigation" and rule.occurs(text)
        for rule in patterns.likely("ignore", text)
    )


def _set_apart(block: Block) -> Block:
    return replace(block, set_apart=True) if isinstance(block, Paragraph) else block


def _is_torn(text: str) -> bool:
    """Whether a line of prose ends in mid sentence; blanks behind the label of a heading are none between cells."""
    if _CLAUSE.search(text) is None:
        return False
    text = ROOM.sub("", text.strip())
    return _is_unended(_SET_OFF.sub("", text) if "  " in text else text)


def _is_unended(text: str) -> bool:
    text = text.strip()
    return len(text) > _PROSE and "  " not in text and text[-1] not in _FINAL


def _is_open(text: str, below: str, wrapping: _Wrapping) -> bool:
    """Whether a line is full, or ends in mid sentence and is no heading: figures leave the lines of a PDF ragged. Where
    few told the width a full line may be a whole paragraph."""
    if _UNIT.match(below) and _FIGURE.search(text):
        return True
    width, full = _width(text), wrapping.full
    if wrapping.few:
        return width >= MOST_RAGGED * full and _is_torn(text)
    if full - SLACK <= width <= full + SLACK:
        return True
    if _BROKEN.search(text) or (width > full and _is_unended(text)):
        return True
    return MOST_RAGGED * full <= width < full and _is_torn(text)


def _cut(block: Block) -> list[Block]:
    """A paragraph cut at a line break inside it that a heading follows (a page break in a file of CR LF lines)."""
    if not isinstance(block, Paragraph) or "\n" not in block.text:
        return [block]
    parts: list[Block] = []
    start = 0
    for found in re.finditer(r"\n", block.text):
        line = squeeze(block.text[found.end() :].split("\n", 1)[0])
        label = label_at(line)
        if ATTACHMENT.fullmatch(line) or (label and label.kind <= Kind.CHINESE_PAREN):
            parts.append(cut_from(block, start, found.start(), "\n"))
            start = found.end()
    return [*parts, cut_from(block, start, len(block.text), block.end)]


def _full_width(texts: Sequence[str], least: int = LEAST_LINES, share: float = LEAST_TORN) -> int | None:
    """The width at which these long lines were wrapped, or None for a text whose lines are paragraphs."""
    if len([text for text in texts if len(text) > LONGEST]) >= SOME:
        return None
    lines = [
        (width, text.rstrip())
        for text in texts
        if "\n" not in text and not _MARKED.search(text) and (width := _width(text)) >= LEAST_WIDTH
    ]
    widths = [width for width, _ in lines]
    if len(widths) < least:
        return None
    counts = Counter(widths)
    full = max(counts, key=lambda width: (sum(map(counts.__getitem__, range(width - SLACK, width + 1))), width))
    near = sum(counts[w] for w in range(full - SLACK, full + SLACK + 1))
    longer = sum(count for width, count in counts.items() if width > full + SLACK)
    # What tells a wrapped line from a paragraph of that length: it ends in the middle of a sentence.
    torn = sum(abs(width - full) <= SLACK and text[-1] not in _FINAL for width, text in lines)
    wrapped = near >= least and near >= LEAST_SHARE * len(widths) and longer <= near / 4
    return full if wrapped and torn >= share * near else None


def _indented_width(texts: Sequence[str]) -> int | None:
    """The width of a text with few long lines whose paragraphs are indented and whose lines that go on are not: each of
    these stands below prose in mid sentence, about as long as the longest. None for any other text."""
    widths: list[int] = []
    inside = False  # in a paragraph that began with blanks
    begun = [at for at in beginning_with(texts, _INDENTS) if not texts[at].isspace()]
    for text, following in pairwise(texts[begun[0] :]) if begun else ():  # in most no line begins with blanks
        inside = bool(text) and (text[0].isspace() or inside) and not text.isspace() and not _MARKED.search(text)
        if inside and following and not following[0].isspace():
            if not _is_torn(text) or (width := _width(text)) < LEAST_WIDTH:
                inside = False  # a line that ends there: what follows begins anew
                continue
            widths.append(width)
    full = max(widths, default=0)
    return full if len(widths) >= FEW_LINES and min(widths) >= MOST_RAGGED * full else None


def _torn_width(texts: Sequence[str], long: Sequence[int], *, paged: bool) -> int | None:
    """The width of a text with few long lines (a short report on pages, whose tables are most of it): a share of the
    lines of prose at least end in mid sentence and one that begins nothing new stands below. None for others. Where
    pages show each line is one of print: a single one may be all that was wrapped."""
    share, least = (FEW_TORN, 1) if paged else (MOSTLY, FEW_LINES)
    ends = [at for at in long if texts[at].rstrip()[-1:] not in _FINAL and not _MARKED.search(texts[at])]
    open_ = {at for at in ends if _is_torn(texts[at]) and _goes_on_below(texts, at)}
    if not open_:  # most texts: how wide their lines are need not be asked
        return None
    prose = [
        (_width(text), at in open_) for at in long if not _MARKED.search(text := texts[at]) and _CLAUSE.search(text)
    ]
    full = max((width for width, torn in prose if torn), default=0)
    if full < LEAST_WIDTH or any(width > full + SLACK for width, _ in prose):
        return None
    torn = [torn for width, torn in prose if width >= MOST_RAGGED * full]
    return full if sum(torn) >= least and sum(torn) >= share * len(torn) else None


def _goes_on_below(texts: Sequence[str], at: int) -> bool:
    """Whether the next line that is not blank begins nothing new."""
    below = next(filter(str.strip, islice(texts, at + 1, None)), "")
    return below != "" and label_at(squeeze(below)) is None


def _is_placed(texts: Sequence[str]) -> bool:
    """Whether cells stand beside each other as on a page, with nothing but room between."""
    placed = (text for text in texts if "   " in text and _ROOM.search(text))
    return sum(1 for _ in islice(placed, LEAST_LINES)) == LEAST_LINES


def _width(text: str) -> int:
    """Half-width columns that a line takes without its blanks: converters put some between Chinese and digits."""
    return _columns("".join(text.split()))


def _columns(text: str) -> int:
    """Half-width columns that a line takes, blanks included."""
    return 2 * len(text) - len("".join(_NARROW.findall(text)))


def _goes_on(block: Paragraph, patterns: Patterns) -> bool:
    """Whether a line may be the rest of the one above: it begins no heading, item or attachment, and is no cell."""
    text = squeeze(text_of(block))
    if not text or _MARKED.search(text_of(block)) or ATTACHMENT.match(text):
        return False
    title = text.partition(":")[0].partition("。")[0]
    if len(title) <= TITLE_LENGTH and patterns.role_of(title) in patterns.unnumbered:
        return False
    if is_page_mark(text_of(block), patterns) or patterns["ignore.closing"].fits_needed(text):
        return False
    label = label_at(text)
    return label is None or label.bare or label.kind is Kind.ORDINAL
