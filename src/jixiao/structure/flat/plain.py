"""Tables without marks in the text that no marked dialect claimed: found by a form's words, aligned or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from jixiao import lazy_re as re
from jixiao.document import Table
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.anchors import Look, regions
from jixiao.structure.flat.blankrows import with_blank_rows, with_whole_blank_rows
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.celltexts import figure_of, is_only_top
from jixiao.structure.flat.fit import Fit, first_words
from jixiao.structure.flat.headwords import Anchor, without_block
from jixiao.structure.flat.likepairs import ways_of
from jixiao.structure.flat.proven import is_proven
from jixiao.structure.flat.remains import is_prose, remains, shown_by_heads
from jixiao.structure.flat.shapes import Shape, shapes_of
from jixiao.structure.flat.spans import build
from jixiao.structure.flat.stretch import RawTable, Stretch, joined
from jixiao.structure.flat.tokens import FEW, Token, keys_in, kin_of, likeliest_in, shapes_in, tokens_of, variants
from jixiao.structure.flat.words import Words
from jixiao.structure.labels import Kind, label_at
from jixiao.traditional import simplified

if TYPE_CHECKING:
    from jixiao.structure.flat.align import Tried
    from jixiao.structure.flat.fitrow import FitRow

_BREAK = re.compile(r"\r\n?")
_TAG = re.compile(r"<br ?/?>")  # within a label that a page broke («一级指<br>标»)
_TOP, _FIGURES = 12, 4  # characters of a word of level 1; figures of its rows
_BARE = re.compile(r"^[ \t\u3000]*\d[\d,.]*[ \t\u3000]*$", re.MULTILINE)  # a line of a figure alone
_BARRED, _MANY = re.compile(r"\|[ \t\u3000]*\d[\d,.]*[ \t\u3000]*(?=\|)"), 12
_HEAD = 60  # characters of the next headings below one, a cell a line
_SEVERAL = 3  # heading words that do not stand in prose by chance


class Region(Protocol):
    """Anything at [start, stop) of a stretch."""

    @property
    def start(self) -> int: ...
    @property
    def stop(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table at [start, stop) of the stretch; ``sure`` falls with what its cells' types do not bear out."""

    start: int
    stop: int
    table: Table
    dialect: str
    sure: float
    refused: tuple[str, ...] = ()  # the first words of rows of which cells could not be told apart
    vague: bool = False  # whether these are levels alone, or texts above or between, of which others may know more


def form_words(stretch: Stretch, tables: Sequence[Region], words: Words) -> bool:
    """Whether the text outside the tables may hold a form: a quick look for its heading words."""
    at = 0
    for one in [*tables, None]:
        stop = one.start if one is not None else len(stretch.text)
        text = _BREAK.sub("\n", simplified(_TAG.sub("", stretch.text[at:stop])))
        seen = _telling(text, words)
        # Labels broken over lines are not found, but a few that fill their lines are enough.
        few = FEW - ("|" in text)  # bars mark cells: fewer words are enough
        alone = [mark for mark in seen if f"\n{mark}\n" in text]
        if len(seen) > few or len(alone) >= FEW - 1 or any(_heads_others(text, mark, words) for mark in alone):
            return True
        if any(words.may_hold_form(line.text) for line in stretch.lines_in(at, stop)):
            return True
        at = one.stop if one is not None else stop
    return False


def _heads_others(text: str, mark: str, words: Words) -> bool:
    """Whether a line that is a heading word begins a head of a cell a line: so do the next ones («三级指标», «目标值»,
    «完成值», «得分»)."""
    below = text.partition(f"\n{mark}\n")[2][:_HEAD].splitlines()
    following = [squeeze(line) for line in below if line.strip()][:_SEVERAL]
    return len(following) == _SEVERAL and all(map(words.is_label, following))


def _telling(text: str, words: Words) -> set[str]:
    """The heading words in a text. Narratives hold such words too, and their headings («（三）“三公经费”支出情况»):
    those in lines of prose count where others stand in lines that are none."""
    lines = words.telling_by_line(text)
    apart: set[str] = set()
    for line, marks in lines.items():
        if not is_prose(squeeze(line)):
            apart |= set() if _is_heading(line) else marks
        elif "|" in line:  # a row of cells, of which one holds a sentence
            apart.update(marks.intersection(map(squeeze, line.split("|"))))
    return apart.union(*lines.values()) if len(apart) >= _SEVERAL else apart


def _is_heading(line: str) -> bool:
    """Whether a line is one word behind the number of a section («（三）“三公经费”支出情况»)."""
    words = line.split()
    label = label_at(squeeze(words[0])) if len(words) == 1 else None
    return label is not None and label.kind in (Kind.CHINESE, Kind.CHINESE_PAREN)


def aligned_tables(
    stretch: Stretch, start: int, stop: int, patterns: Patterns, words: Words
) -> tuple[list[Aligned], list[tuple[int, int]]]:
    """The tables without marks in [start, stop) of a stretch that align to a form without a doubt, and where tables
    stand that do not."""
    shapes = shapes_of(patterns)
    found: list[Aligned] = []
    refused: list[tuple[int, int]] = []
    if stretch.text.find("|", start, stop) >= 0:
        from jixiao.structure.flat.lossy import barred_tables  # noqa: PLC0415 (few texts have bars)

        barred, refused = barred_tables(stretch, start, stop, shapes, patterns, words)
        found = [Aligned(one.start, one.stop, one.table, dialect, one.sure, one.refused) for one, dialect in barred]
    vague: list[Aligned] = []
    refused += _by_words(stretch, (start, stop), patterns, words, found, vague)
    if refused or not found:  # a heading may have words that no list holds
        from jixiao.structure.flat.likeheads import heading_by_looks  # noqa: PLC0415 (few texts have such headings)

        again = _by_words(stretch, (start, stop), patterns, words, found, vague, heading_by_looks)
        left = [*_apart([*refused, *again], [(one.start, one.stop) for one in found])]
        if left:  # or columns and labels that another form has
            from jixiao.structure.flat.joint import joint_in  # noqa: PLC0415 (few texts need it)

            _by_words(stretch, (start, stop), patterns, words, found, vague, heading_by_looks, joint_in)
            left = [*_apart(left, [(one.start, one.stop) for one in found])]
        if left:  # or columns that no form has
            _by_bounds(stretch, (start, stop), patterns, words, found)
    taken = [(one.start, one.stop) for one in found]
    refused = list(_apart(refused, taken))
    refused += remains(stretch, (start, stop), [*taken, *refused], shapes, words)
    if not (refused or found):
        refused = shown_by_levels(stretch, start, stop, patterns) or shown_by_heads(
            stretch, (start, stop), shapes, words
        )
    perhaps = [] if refused or found else shown_by_figures(stretch, start, stop)
    if refused or perhaps:
        from jixiao.structure.flat.periodic import periodic_tables  # noqa: PLC0415 (few texts need it)

        for part in periodic_tables(stretch, (start, stop), refused or perhaps, patterns, words):
            found = [one for one in found if one.stop <= part.start or part.stop <= one.start]
            found.append(Aligned(part.start, part.stop, part.table, "paragraph-lines", 0.7, part.refused))
        taken = [(one.start, one.stop) for one in found]
        refused = list(_apart(refused, taken))
    if refused:
        from jixiao.structure.flat.lossy import lined_tables  # noqa: PLC0415 (few texts have lost cells)

        found += [
            Aligned(one.start, one.stop, one.table, "lines", one.sure, one.refused)
            for begin, end in _between(start, stop, taken)
            for one in lined_tables(stretch, begin, end, shapes, patterns, words)
        ]
        taken = [(one.start, one.stop) for one in found]
        refused = list(_apart(refused, taken))
    for one in vague:
        others = [other for other in found if other.start < one.stop and one.start < other.stop]
        if not others or sum(len(other.refused) for other in others) > len(one.refused):
            found = [*(other for other in found if other not in others), one]
    taken = [(one.start, one.stop) for one in found]
    refused = list(_apart(refused, taken))
    poured = any(words.may_hold_form(line.text) for line in stretch.lines_in(start, stop))
    for begin, end in _between(start, stop, taken) if poured else ():
        from jixiao.structure.flat.lossy import worded_tables  # noqa: PLC0415 (few texts have such lines)

        for whole in worded_tables(stretch, begin, end, shapes, patterns, words):
            found.append(Aligned(whole.start, whole.stop, whole.table, "words", whole.sure, whole.refused))
            refused = list(_apart(refused, [(whole.start, whole.stop)]))
    if refused:  # the rows of indicators at least
        refused = _by_proof(stretch, (start, stop), patterns, words, found, refused)
    return sorted(found, key=lambda one: one.start), sorted(refused)


def shown_by_levels(stretch: Stretch, start: int, stop: int, patterns: Patterns) -> list[tuple[int, int]]:
    """Where lines of words of level 1 alone, or cells that begin lines, and figures between them, show a form none of
    whose words is in a list: it must be read, or named."""
    lines = stretch.lines_in(start, stop)
    cells = ((line, line.text.partition("|")[0].strip()) for line in lines)  # or of cells between bars, the first
    tops = [line for line, text in cells if 1 < len(text) <= _TOP and is_only_top(squeeze(text), patterns)]
    if len(tops) < _SEVERAL:
        return []
    first, last = tops[0].start, tops[-1].after
    inner = (cell.strip() for line in lines if first <= line.start < last for cell in line.text.split("|"))
    figures = sum(figure_of(cell) is not None for cell in inner)
    return [(first, last)] if figures >= _FIGURES else []


def shown_by_figures(stretch: Stretch, start: int, stop: int) -> list[tuple[int, int]]:
    """Where many lines of figures alone, which no narrative has, may be a table of a cell a line none of whose words is
    in a list; or many figures between bars, of rows that lost cells."""
    for marked in (_BARE, _BARRED):
        places = [found.span() for found in marked.finditer(stretch.text, start, stop)]
        if len(places) >= _MANY:
            return [(places[0][0], places[-1][1])]
    return []


def _by_words(
    stretch: Stretch,
    where: tuple[int, int],
    patterns: Patterns,
    words: Words,
    found: list[Aligned],
    vague: list[Aligned],
    by_looks: Look | None = None,
    likely: Callable[[Sequence[Token], Patterns], list[Shape]] | None = None,
) -> list[tuple[int, int]]:
    """Adds to ``found`` the tables of lines that align to a form, none where one is already, and to ``vague`` those but
    for some levels; where these and others stand."""
    refused: list[tuple[int, int]] = []
    for dialect, tokens in _variants(stretch, where, patterns, words, refused):
        left, known = set[str](), 0  # the words outside the tables that are found, and how many these are
        asked = (shapes_in if by_looks is None else likeliest_in)(tokens, shapes_of(patterns))
        asked = likely(tokens, patterns) if likely is not None else asked
        judge = is_proven if likely is not None else None
        for shape in asked:
            if len(found) != known:
                left, known = keys_in(_outside(tokens, found)), len(found)
            if found and len(shape.keys & left) < FEW:
                continue
            for limit, anchors in regions(shape, tokens, words, by_looks):
                place = tokens[anchors[0].start].line.start, tokens[limit - 1].line.after
                if any(one.start < place[1] and place[0] < one.stop for one in found):
                    continue
                readings = (
                    _aligned(shape, tokens, way, limit, stretch, patterns, dialect, judge=judge)
                    for way in ways_of(shape, tokens, anchors, limit, words)
                )
                one = _surest(readings)
                if one is None or one.vague:
                    asked += kin_of(shape, shapes_of(patterns), asked) if by_looks is not None else []
                    refused.append(place)
                    vague += [one] if one is not None else []
                else:
                    found.append(one)
    return refused


def _surest(readings: Iterator[Aligned | None]) -> Aligned | None:
    """The first reading that is not vague, or else the first."""
    vague: Aligned | None = None
    for one in readings:
        if one is not None and not one.vague:
            return one
        vague = vague or one
    return vague


def _by_bounds(
    stretch: Stretch, where: tuple[int, int], patterns: Patterns, words: Words, found: list[Aligned]
) -> None:
    """Adds to ``found`` the tables of lines of which one way alone to bound their headings aligns to a form."""
    from jixiao.structure.flat.wideheads import MOST, wide_heading, wide_ways  # noqa: PLC0415 (few texts need it)

    doubtful: list[tuple[int, int]] = []
    for dialect, tokens in variants(stretch, *where):
        for shape in likeliest_in(tokens, shapes_of(patterns)):
            for limit, anchors in regions(shape, tokens, words, wide_heading):
                place = tokens[anchors[0].start].line.start, tokens[limit - 1].line.after
                taken = [*doubtful, *((one.start, one.stop) for one in found)]
                if any(start < place[1] and place[0] < stop for start, stop in taken):
                    continue
                for exact in (False, True):
                    ways = [*wide_ways(shape, tokens, anchors, exact=exact)]
                    readings = _readings(shape, tokens, ways[:MOST], limit, stretch, patterns, words, dialect)
                    if len(ways) > MOST or any(one.vague or one.table != readings[0].table for one in readings):
                        doubtful.append(place)
                        break
                    if readings:
                        found.append(readings[0])
                        break


def _by_proof(
    stretch: Stretch,
    where: tuple[int, int],
    patterns: Patterns,
    words: Words,
    found: list[Aligned],
    refused: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """Adds to ``found`` the rows of indicators of refused tables of which sums prove each figure's column. What is
    left of the refused ones beside the rows."""
    from jixiao.structure.flat.joint import heads_levels, joint_in  # noqa: PLC0415 (few texts need it)
    from jixiao.structure.flat.likeheads import heading_by_looks  # noqa: PLC0415
    from jixiao.structure.flat.proven import indicator_parts  # noqa: PLC0415

    wholes: list[tuple[int, int]] = []
    for dialect, tokens in _variants(stretch, where, patterns, words, refused):
        if not heads_levels(tokens, patterns):
            continue
        asked = set[tuple[object, ...]]()
        for shape in (*likeliest_in(tokens, shapes_of(patterns)), *joint_in(tokens, patterns)):
            for limit, anchors in regions(shape, tokens, words, heading_by_looks):
                whole = tokens[anchors[0].start].line.start, tokens[limit - 1].line.after
                for part, end in indicator_parts(shape, anchors, limit):
                    if any(one.start < whole[1] and whole[0] < one.stop for one in found):
                        continue
                    same = _rows_of(part, end)
                    if same in asked:
                        continue  # another form has the same rows
                    asked.add(same)
                    one = _aligned(shape, tokens, part, end, stretch, patterns, dialect, judge=is_proven, partial=True)
                    if one is not None and not one.vague:
                        found.append(one)
                        wholes.append(whole)
    taken = [(one.start, one.stop) for one in found]
    return [
        gap
        for a, b in joined([*refused, *wholes])
        for gap in _between(a, b, [(c, d) for c, d in taken if c < b and a < d])
    ]


def _rows_of(part: Sequence[Anchor], end: int) -> tuple[object, ...]:
    """What tells rows of indicators of one form from another's: where they stand, and their columns."""
    head, total = part
    places = head.below.places if head.below is not None else ()
    columns = tuple((place.id, place.merge, place.type) for place in places)
    return head.start, head.cells, total.start, end, columns


def _readings(
    shape: Shape,
    tokens: list[Token],
    ways: Sequence[list[Anchor]],
    limit: int,
    stretch: Stretch,
    patterns: Patterns,
    words: Words,
    dialect: str,
) -> list[Aligned]:
    """What the ways to bound a table's headings give, those that align."""
    from jixiao.structure.flat.align import Tried  # noqa: PLC0415

    aligner = Tried(shape, tokens, patterns, leaves_out=False)
    readings: list[Aligned] = []
    for way in ways:
        for likely in ways_of(shape, tokens, way, limit, words):
            one = _aligned(shape, tokens, likely, limit, stretch, patterns, dialect, aligner)
            if one is not None:
                readings.append(one)
                break
    return readings


def _variants(
    stretch: Stretch, where: tuple[int, int], patterns: Patterns, words: Words, refused: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, list[Token]]]:
    """The ways to take lines as tokens; where tables were refused also with blank cells for rows that lost theirs."""
    for dialect, tokens in variants(stretch, *where):
        yield dialect, tokens
        if refused and (rows := with_whole_blank_rows(tokens, patterns, words)):
            yield dialect, rows
    if refused and (rows := with_blank_rows(tokens_of(stretch.lines_in(*where)), patterns, words)):
        yield "spaced-lines", rows


def _between(start: int, stop: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What of [start, stop) is not taken."""
    at = start
    for begin, end in sorted(taken):
        if begin > at:
            yield at, begin
        at = max(at, end)
    if at < stop:
        yield at, stop


def _outside(tokens: Sequence[Token], found: Sequence[Aligned]) -> list[Token]:
    left = list(tokens)
    for one in found:
        left = [token for token in left if not one.start <= token.line.start < one.stop]
    return left


def _apart(refused: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The refused stretches that no table was found in, overlapping ones as one."""
    yield from joined((start, stop) for start, stop in refused if not any(start < b and a < stop for a, b in taken))


def _aligned(
    shape: Shape,
    tokens: list[Token],
    anchors: Sequence[Anchor],
    limit: int,
    stretch: Stretch,
    patterns: Patterns,
    dialect: str,
    tried: Tried | None = None,
    judge: Callable[[Sequence[FitRow], Sequence[Token], Sequence[Anchor], Patterns], bool] | None = None,
    *,
    partial: bool = False,
) -> Aligned | None:
    # few texts have a table without marks
    from jixiao.structure.flat.align import Aligner  # noqa: PLC0415
    from jixiao.structure.flat.doubtlines import doubt_lines, doubt_long  # noqa: PLC0415
    from jixiao.structure.flat.misplaced import displaced  # noqa: PLC0415

    vague: Aligned | None = None
    bare = [without_block(shape, tokens, anchor) for anchor in anchors]
    ways = [(False, anchors), (True, anchors), *([(False, bare)] if bare != list(anchors) else [])]
    for leaves_out, printed in [(False, anchors)] if tried is not None else ways:
        aligner = tried or Aligner(shape, tokens, patterns, leaves_out)
        aligner.worth, aligner.partial = 0.0, partial
        try:
            rows, end = aligner.rows(printed, limit)
            if any(
                aligner.is_label(token.key) or aligner.is_row(token.key) for token in tokens[end:limit] if token.key
            ):
                continue  # the form goes on below: half a table is none
            behind = next((token.key for token in tokens[end:limit] if token.key), "")
            if printed[-1].kind.what == "total" and figure_of(behind) is not None:
                continue  # another figure of the total
            if any(displaced(shape, rows, patterns)):
                continue  # a heading's word among values: with what was it exchanged?
            start, stop = tokens[anchors[0].start].line.start, tokens[end - 1].line.after
            doubt_lines(shape, rows, patterns, leaves_out=leaves_out)
            doubt_long(shape, rows)
            if judge is not None and not judge(rows, tokens, printed, patterns):
                continue
            one = Fit(RawTable(start, stop, [], dialect), shape, rows, leaves_out)
            table = build(one, stretch, patterns)
        except UnreadableError:
            continue
        sure = round(max(0.5, 0.95 - aligner.worth / (4 * len(rows))), 3)
        vaguely = any(row.vague or row.kind is None for row in rows)
        found = Aligned(start, stop, table, dialect, sure, first_words(one), vaguely)
        if not found.vague:
            return found
        vague = vague or found
    return vague
