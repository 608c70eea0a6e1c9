"""Tables of forms whose words no list holds, in text of a cell a line (`periodic_tables`): where the lines are refused
by a form's words, the period of the figures tells the rows (`periods`), which are then fitted to a form."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.builder import UnreadableError
from jixiao.structure.flat.cellcosts import LISTED
from jixiao.structure.flat.celltexts import figure_of, is_only_top, known_level, misfit
from jixiao.structure.flat.destroyed.partial import Partial
from jixiao.structure.flat.doubt import doubt
from jixiao.structure.flat.doubtlines import (
    doubt_amounts_for_texts,
    doubt_beside_blanks,
    doubt_said_again,
    holds_sentence,
)  # fmt: skip
from jixiao.structure.flat.doubtrows import is_moved
from jixiao.structure.flat.fit import first_words, fit, form_of, with_keys
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.headlikes import fitting
from jixiao.structure.flat.lexicon import Lexicon, lexicon_of
from jixiao.structure.flat.misplaced import doubt_displaced
from jixiao.structure.flat.periods import Periods
from jixiao.structure.flat.rownames import is_name_beside
from jixiao.structure.flat.shapes import Shape, shapes_of
from jixiao.structure.flat.spans import build
from jixiao.structure.flat.streamlines import BRACKET
from jixiao.structure.flat.stretch import Line, RawRow, RawTable, Stretch
from jixiao.structure.flat.tokens import variants
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import LEVELS, OF_LEVEL, Zone, key_of
from jixiao.structure.headrules import half, least
from jixiao.structure.match_model import turned

_DIALECT = "paragraph-lines"
_NUMBERED = re.compile(r"\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[①-⑳]")
_TOP = (*LEVELS, "block")  # where a word of level 1 may stand
_FIGURES = ("amount", "percent", "score")
_UNLIKE = 1.0  # how badly a text fits a column that it cannot be of
_PLANNED = ("full_year", "initial")
_AIMS = ("target", "actual")
_ANSWERS = ("yes", "no")  # of a column that asks whether («是», «否»)
_SIGNED = re.compile(r"[≥≤<>]=?\d|\d[\d.,]*[^\d\W]{1,4}\Z")  # what was reached, below what was aimed at
_END = 2  # of blank lines below all, one may be the last cell of the last row
_LED = 1  # the column of the names, behind the label at the left
_ROUND = 1.0  # percent by which a rate may be rounded


def periodic_tables(
    stretch: Stretch, where: tuple[int, int], refused: Sequence[tuple[int, int]], patterns: Patterns, words: Words
) -> Iterator[Partial]:
    """The tables between two titles, or marks of a table's end, where some text was refused."""
    for lines in _between_titles(stretch, where, words):
        begin, end = lines[0].start, lines[-1].after
        if not any(start < end and begin < stop for start, stop in refused):
            continue
        _, tokens = next(variants(stretch, begin, end))
        while len(tokens) > _END and not any(token.key for token in tokens[-_END:]):
            tokens.pop()
        for rows in Periods(tokens, lexicon_of(patterns), patterns).read():
            yield from _fitted(stretch, rows, patterns)


def _fitted(stretch: Stretch, rows: list[RawRow], patterns: Patterns) -> Iterator[Partial]:
    last = stretch.lines[bisect_right(stretch.lines, rows[-1].cells[-1].pieces[-1][0], key=lambda line: line.start) - 1]
    raw = RawTable(rows[0].cells[0].pieces[0][0], last.after, rows, _DIALECT)
    with_keys(raw)
    for row in raw.rows:
        if any(one == other and len(one) > 1 for one, other in pairwise(row.keys)):
            row.keys = _apart(row)
    for above, row in pairwise(raw.rows):
        if row.headed:
            row.keys[-row.headed :] = above.keys[-row.headed :]
    _without_odd(raw.rows, lexicon_of(patterns))
    shape = form_of(shapes_of(patterns), [row.keys for row in rows])
    if shape is None:
        return
    for one in fit(raw, shape, patterns):
        doubt(one, patterns)
        doubt_displaced(shape, one.rows, lexicon_of(patterns).is_head, patterns)
        _doubt_torn(one.rows, lexicon_of(patterns))
        _doubt_lower(shape, one.rows)
        _doubt_zones(one.rows, patterns)
        _doubt_mixed(one.rows, patterns)
        _doubt_unlabelled(shape, one.rows)
        doubt_amounts_for_texts(one.rows)
        doubt_beside_blanks(one.rows)
        doubt_said_again(one.rows, patterns)
        try:
            yield Partial(one.table.start, one.table.stop, build(one, stretch, patterns), first_words(one))
        except UnreadableError:
            continue


def _apart(row: RawRow) -> list[str]:
    """The label keys of a row, its headings told apart by their brackets: «预算数（年初）», «预算数（全年）»."""
    words = [turned(squeeze(cell.text)) for cell in row.cells]
    return [word if word and row.keys.count(key) > 1 else key for word, key in zip(words, row.keys, strict=True)]


def _without_odd(rows: Sequence[RawRow], lexicon: Lexicon) -> None:
    """Takes the heading from above the names of money that another column has too, in whose rows figures stand
    («预算执行（万元） | 年初批复数 | … | 预算执行数», 四川): it says what the rows are about."""
    for head, row in pairwise(rows):
        means = [lexicon.meanings(key) for key in head.keys]
        if len(head.cells) != len(row.cells) or len(means) <= _LED or squeeze(row.cells[0].text):
            continue
        own, name = means[_LED], squeeze(row.cells[_LED].text)
        told = lexicon.types.get(head.keys[_LED]) == {True} and name and figure_of(name) is None
        others = [at for at, other in enumerate(means) if at != _LED and own & other]
        if told and any(figure_of(squeeze(row.cells[at].text)) is not None for at in others):
            head.keys[_LED] = ""


def _doubt_torn(rows: Sequence[FitRow], lexicon: Lexicon) -> None:
    """Refuses a pair whose value is the first line of a label, and the row that begins with the rest of it: the label
    stands where a value was («项目实施单位», «全年», «预算数»)."""
    for above, row in pairwise(rows):
        if above.kind is not None and above.kind.what == "pair" and above.cells and row.cells:
            value, rest = squeeze(above.cells[-1].text), squeeze(row.cells[0].text)
            torn = bool(value and rest) and lexicon.is_label(key_of(value + rest))
            above.refused, row.refused = above.refused or torn, row.refused or torn


def _doubt_lower(shape: Shape, rows: Sequence[FitRow]) -> None:
    """Refuses a heading of two rows with what is below it where too few words of the lower are the form's for the grid
    to tell it from a row of data («及改进办法⏎指标（一级） | 指标（二级） | 三级指标及说明 | …»)."""
    doubted: int | None = None
    for above, row in pairwise(rows):
        upper, kind = above.kind, row.kind
        if kind is None or kind.zone != doubted:
            doubted = None
        if upper is None or kind is None or not upper.what == kind.what == "heading" or upper.zone != kind.zone:
            row.refused = row.refused or doubted is not None
        elif not _is_told(shape.form.zones[kind.zone], [text for c in row.cells if (text := squeeze(c.text))]):
            above.refused = row.refused = True
            doubted = kind.zone


def _is_told(zone: Zone, texts: Sequence[str]) -> bool:
    """Whether a row of these texts is a heading of a zone by its words, or most of its columns by their looks."""
    told = [(*fitting(zone, key_of(text)), fitting(zone, turned(text))[0]) for text in texts]
    own = sum(bool(exact or behind) for exact, _, behind in told)
    each = {column.id for exact, likely, behind in told for column in (behind or exact or likely)[:1]}
    return (own >= least(zone) and own >= len(texts) - own) or len(each) >= half(zone)


def _doubt_mixed(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Refuses rows of indicators whose name ends with a line of what was to be reached, or in which a level's word
    stands for that («企业满意度⏎至少93% | 94% | 生态效益»), or is a line of another cell («万元⏎生态效益指标»): cells
    moved by one."""
    aims = patterns.family_of("flat.measure")
    for row in rows:
        places = row.kind.places if row.kind is not None and row.kind.what == "data" else ()
        for place, cell in zip(places, row.cells, strict=False):
            _, *rest = map(squeeze, cell.text.strip().split("\n"))
            aimed = place.id == "level3" and rest and any(each.compiled.match(rest[-1]) for each in aims)
            level = place.id in ("target", "actual") and known_level(squeeze(cell.text), patterns)
            aimed = aimed or (place.id in _AIMS and any(map(_SIGNED.match, rest)))
            levels = place.merge not in _TOP and any(t.endswith(OF_LEVEL) and known_level(t, patterns) for t in rest)
            row.refused = row.refused or bool(aimed or level or levels)
        row.refused = row.refused or (row.kind is not None and holds_sentence(row.kind, row))


def _doubt_unlabelled(shape: Shape, rows: Sequence[FitRow]) -> None:
    """Refuses rows among cells of label and amount in which one is neither: goals below a heading of other words."""
    for row in rows:
        kind = row.kind
        if kind is None or kind.what != "data" or shape.form.zones[kind.zone].kind != "labelled":
            continue
        places = zip(kind.places, row.cells, strict=False)
        texts = [squeeze(cell.text) for place, cell in places if place.merge != "block"]
        row.refused = row.refused or any(text and ":" not in text for text in texts)


def _doubt_zones(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Refuses a heading with the rows and the total below it where a name or a level's word stands in a column of
    another kind, or figures that do not go together: it was not cut as its author meant it."""
    zones: list[list[FitRow]] = [[]]
    for row in rows:
        if row.kind is None or row.kind.what in ("heading", "pair"):
            zones.append([])
        if row.kind is not None and row.kind.what != "pair":
            zones[-1].append(row)
    for zone in zones:
        beside, astray = "", False
        for row in zone:
            beside = _level2(row) or beside
            astray = astray or _is_astray(row, beside, patterns)
        if astray or _is_disproved(zone):
            for row in zone:
                row.refused = True


def _level2(row: FitRow) -> str:
    """The word of level 2 in a row of indicators; "" where it is merged down from above, or there is none."""
    places = row.kind.places if row.kind is not None and row.kind.what == "data" else ()
    told = (squeeze(cell.text) for place, cell in zip(places, row.cells, strict=False) if place.id == "level2")
    return next(told, "")


def _is_astray(row: FitRow, beside: str, patterns: Patterns) -> bool:
    """Whether a cell is not what its column holds; or a name or a level's word of a row of indicators stands in a
    column of another kind. ``beside``: the word of level 2, perhaps merged down from a row above."""
    places = row.kind.places if row.kind is not None and row.kind.what == "data" else ()
    levels = any(place.id in LEVELS for place in places)
    if levels and row.kind is not None and is_moved(row.kind, row, patterns):
        return True
    cells = list(zip(places, row.cells, strict=False))
    ids = {place.id for place in places}
    sheet = (
        "criterion" in ids and "target" not in ids
    )  # of points, whose levels have words of their own (湖南 before 2022)
    for place, cell in cells:
        key = squeeze(cell.text)
        if key and place.type in _FIGURES and misfit(place.type, key, patterns) >= _UNLIKE:
            return True
        if place.id == "level3" and any(patterns.word(word).compiled.fullmatch(key) for word in _ANSWERS):
            return True
        if not levels:
            continue
        if place.id not in _TOP and is_only_top(key, patterns):
            return True
        if place.id in LEVELS and BRACKET.fullmatch(key):
            return True  # the points of the word beside it
        own = is_name_beside(key, beside, patterns)
        level = known_level(key, patterns) and not own and (not sheet or key.endswith(OF_LEVEL))
        numbered = not level and (LISTED.match(key) or _NUMBERED.match(key))
        if (numbered and place.id in (*LEVELS, "target", "actual")) or (level and place.id == "level3"):
            return True
    return False


def _is_disproved(zone: Sequence[FitRow]) -> bool:
    """Whether rows of money have rates that are not those of what was spent; or no rate, and figures for labels."""
    labels = False
    for row in zone:
        places = row.kind.places if row.kind is not None else ()
        figures = {p.id: figure_of(squeeze(cell.text)) for p, cell in zip(places, row.cells, strict=False)}
        rate, spent = figures.get("rate"), figures.get("executed")
        planned = [plan for name in _PLANNED if (plan := figures.get(name))]
        labels = labels or figures.get("label") is not None
        if rate is not None and spent is not None and planned:
            return not any(abs(100 * spent / plan - rate) < _ROUND for plan in planned)
    return labels


def _between_titles(stretch: Stretch, where: tuple[int, int], words: Words) -> Iterator[list[Line]]:
    lines: list[Line] = []
    for line in stretch.lines_in(*where):
        if words.ends_table(line.text):
            if lines:
                yield lines
            lines = []
        else:
            lines.append(line)
    if lines:
        yield lines
