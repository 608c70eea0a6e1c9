"""Rows of a zone whose cells may be others than they seem: a second line of the row above, cells of other columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Expression
from jixiao.quotes import squeeze
from jixiao.structure.flat.cellcosts import REASONS
from jixiao.structure.flat.celltexts import NUMBERED
from jixiao.structure.flat.linebreaks import first_word, width
from jixiao.structure.flat.placed.down import FIGURES
from jixiao.structure.flat.placed.page import Chunk, Placed
from jixiao.structure.flat.placed.parts import Body, Part
from jixiao.structure.flat.shapes import Place
from jixiao.structure.flat.stretch import RawRow
from jixiao.structure.flat.words import Words
from jixiao.structure.form_model import LEVELS

_YUAN, _LETTERS, _STRAY = re.compile(r"(?<!万)元\)?\Z"), 3, re.compile(r"\d万\Z")
_POINTS, _VALUE = re.compile(r"\d+(?:\.\d+)?分?"), re.compile(r"\d(?:%|(?!分)[^\W\d_])")
_REST, _ENDS_OPEN = re.compile(r"[,.]\d|0\d"), re.compile(r"\d[.,]\Z")
_GROUP_OPEN = re.compile(r",\d{0,2}\Z")
_NUMBER = re.compile(r"\d[\d.]*")
_LED = re.compile(r"\d+(?:\.\d+)? +[^\W\d]")
_TWO = re.compile(r"[\d%] +\d+(?:\.\d+)?\Z")
_NAMED_POINTS = re.compile(r"[^\W\d_] +\d+(?:\.\d+)?\Z")
_SEVERAL = 2  # rows that show that a column has something of its own
# a numbered name, the first letter of a unit before its figure, a target with what was achieved in it, a word twice,
# the last letter of the target's unit
_MIXED = re.compile(
    r"^指标\d{1,2}:|^万\d|\d%(?![-~—至])[^\d%]*\d[\d.]*%"
    r"|^(?P<word>[^\W\d]{2,})(?P=word)$|^(?P<unit>[^\W\d])\d[\d.,]*(?P=unit)$"
)
NAMED_AMOUNT = re.compile(r"[^\W\d_]{2,}[:：]?[\d,.]+")
_LISTED = re.compile(rf"(?:指标)?[(]?\d{{1,2}}[、):]|{NUMBERED}")
_TARGET = re.compile(r"[<>≥≤]=?\d")
_COMPARED = re.compile(r"[^\d<>=≥≤]+(?:\d+:.*[^\d<>=≥≤])?[<>=≥≤]+\d[\d.,]*%?")


def goes_on(body: Sequence[Body | RawRow], at: int, places: Sequence[Place], name: int) -> bool:
    """Whether a figure of the row above goes on in a row: «1» above «,260.50», «3 200» above «000.00», «1,586,00» above
    «0.00» (columns of amounts in yuan, too narrow for them); «398.26» above «80», above the row's name. Or whether its
    name is the last line of the one above («其他运转类项目», the figures, «支出»)."""
    one, other = body[at - 1 : at + 1]
    if not isinstance(one, Body) or not isinstance(other, Body):
        return False
    above_name = {column for line in other.lines[:1] if name not in line.columns for column in line.columns}
    figures = [column for column, place in enumerate(places) if place.type in FIGURES]
    pairs = [(column, squeeze(one.text(column)), squeeze(other.text(column))) for column in figures]
    if above_name.intersection(figures) and one.text(name) and other.text(name) and not any(a for _, a, _ in pairs):
        return True
    return any(
        above
        and below
        and (
            _REST.match(below)
            or (_GROUP_OPEN.search(above) and below[0].isdigit())
            or (column in above_name and below.isdigit() and "." in above)
        )
        for column, above, below in pairs
    )


def is_torn(row: Body, places: Sequence[Place]) -> bool:
    """Whether a figure of a row ends in the middle («10.» at the foot of a page, «48» at the top of the next): so may
    its other cells."""
    return any(
        place.type in FIGURES and _ENDS_OPEN.search(squeeze(row.text(column))) for column, place in enumerate(places)
    )


def is_astray(row: Body, places: Sequence[Place]) -> bool:
    """Whether a row's figures stand below other headings than their own: a figure is its reason (PyMuPDF's text sorted
    by places sets a score there), or a total has some, and none below one of points."""
    points = {column for column, place in enumerate(places) if place.type == "score"}
    columns = {column for line in row.lines for column in line.columns}
    figures = {column for column in columns - points if _NUMBER.fullmatch(squeeze(row.text(column)))}
    if any(places[column].id in REASONS for column in figures):
        return True
    return row.total is not None and not points <= columns and bool(figures)


def ends_with_goal(row: Body, goal: Expression) -> bool:
    """Whether a goal's label stands below the first line of a cell («至少 3929 人次», then «年度绩效目标 1：应救尽救»,
    «（80 分）»): it is another cell."""
    for column in {column for line in row.lines for column in line.columns} if len(row.lines) > 1 else ():
        texts = [squeeze(chunk.text) for line in row.lines for chunk in line.columns.get(column, ())]
        if goal.may_match("".join(texts[1:])) and any(
            goal.compiled.match("".join(texts[at:])) for at in range(1, len(texts))
        ):
            return True
    return False


def is_rest(body: Sequence[Body | RawRow], at: int, places: Sequence[Place], name: int) -> bool:
    """Whether a row may be the second line of the one above: that one's label had no room for its next word, an amount
    none for its next digit («其中：年度财政拨», «款»; «800.067», «5»)."""
    one, other = body[at - 1 : at + 1]
    if not isinstance(one, Body) or not isinstance(other, Body) or places[name].type != "label":
        return False
    torn = [
        column
        for column, place in enumerate(places)
        if place.type == "amount"
        and squeeze(other.text(column)).isdigit()
        and "." in one.text(column)
        and width(other.text(column)) < width(one.text(column))
    ]
    letter = len(squeeze(other.text(name))) == 1
    if not torn and not letter:
        return False
    lines = [line.columns for row in body if isinstance(row, Body) for line in row.lines]

    def is_full(column: int, word: int) -> bool:
        widths = [width("".join(chunk.text for chunk in line.get(column, ()))) for line in lines]
        last = [width("".join(c.text for c in line.columns[column])) for line in one.lines if column in line.columns]
        return bool(last) and last[-1] + word > max(widths)

    return is_full(name, 2) and (letter or any(is_full(column, 1) for column in torn))


def lost_its_unit(block: Sequence[Chunk], lines: Iterable[Placed], words: Words) -> bool:
    """Whether the label down the left side of amounts, a letter a line, may have lost the 万 of its unit to the line
    beside it («…（单位：», «元）»; «2,395.8253万»): no form prints it so, or a figure ends with one."""
    letters = sorted(block, key=lambda chunk: chunk.start)
    label = squeeze("".join(chunk.text for chunk in letters))
    if not _YUAN.search(label) or any(len(squeeze(chunk.text)) > _LETTERS for chunk in letters):
        return False
    return not words.is_label(label) or any(
        _STRAY.search(squeeze(chunk.text)) for line in lines for chunk in line.chunks
    )


def gives_way(blocks: Sequence[tuple[int, Sequence[Chunk]]]) -> bool:
    """Whether a label with the unit of amounts ends at the row with which another begins: that is the row's own, at
    the head of the next page, and no row keeps the unit («项目资金（千元）» and «年度资金总额»)."""
    return any(
        at == other and _YUAN.search(squeeze("".join(chunk.text for chunk in own)))
        for (at, own), (other, _) in pairwise(blocks)
    )


def refuse_shifted(body: list[Body | RawRow], places: Sequence[Place]) -> None:
    """Refuses rows whose cells may stand in the columns beside their own: a target in the name, a numbered name in
    another column than those of the other rows, two values in one cell, a value with its unit below points, a bare
    figure before the points where one of these is missing, the last letter of a name alone; and those without points
    beside an unsure one, which may have them."""
    name = next((column for column, place in enumerate(places) if not place.merge), 0)
    points = [column for column, place in enumerate(places) if place.type == "score"]
    if not points or places[name].type == "label":
        return
    _refuse_letters(body, name)
    rows = [row for row in body if isinstance(row, Body) and row.total is None]
    texts = range(name + 1, points[0])
    measures = [column for column, place in enumerate(places) if place.type == "measure"]
    targets = [column for column, place in enumerate(places) if place.id == "target" and column > name]
    strayed = sum(any(_LISTED.match(squeeze(row.text(c))) for c in texts) for row in rows) >= _SEVERAL
    usual = [column for column in points if sum(_is_point(row, column) for row in rows) >= _SEVERAL]
    widest = {column: max((width(text) for row in rows for text in _lines(row, column)), default=0) for column in texts}
    led = sum(_lacks_points(row, points) and _ends_with_points(row, name, _NAMED_POINTS) for row in rows) >= _SEVERAL
    for at, row in enumerate(body):
        if not isinstance(row, Body) or row.total is not None:
            continue
        own = squeeze(row.text(name))
        beside = [body[other] for other in (at - 1, at + 1) if 0 <= other < len(body)]
        doubtful = any(not isinstance(other, Body) or not other.sure for other in beside)
        bare = bool(usual and own) and not any(_is_point(row, column) for column in points)
        missing = [column for column in usual if not row.text(column)]
        moved = bool(missing) and _is_point(row, points[0] - 1)
        moved = moved or any(_follows(row, column + 1, places) for column in points if not row.text(column))
        lost = strayed and not _LISTED.match(own)
        lost = lost or any(_MIXED.search(squeeze(row.text(column))) for column in measures)
        lost = lost or any(_VALUE.search(squeeze(row.text(column))) for column in points)
        # «20,106 20»: what was reached, with the points of the column beside it
        lost = lost or (bool(missing) and any(_ends_with_points(row, column) for column in measures))
        # «预算编 5» above «制合理性»: the points of the next column in the name
        lost = lost or (led and _lacks_points(row, points) and _ends_with_points(row, name, _NAMED_POINTS))
        lost = lost or _holds_two(row, places, texts, widest)
        # «新增市场 ≥1万户» above «主体»: one blank between a name's first line and its target
        glued = _TARGET.search(own) and not any(row.text(column) for column in targets)
        if (bare and doubtful) or moved or lost or glued or _COMPARED.fullmatch(own):
            body[at] = replace(row, sure=False)


def _refuse_letters(body: list[Body | RawRow], name: int) -> None:
    """Refuses a row named by one letter and the one above it: «1.实施产业项» above «目», each with figures, are several
    names in one cell and their values in another."""
    for at, row in enumerate(body):
        if isinstance(row, Body) and len(squeeze(row.text(name))) == 1:
            for number in {at, max(at - 1, 0)}:
                if isinstance(one := body[number], Body):
                    body[number] = replace(one, sure=False)


def _lacks_points(row: Body, points: Sequence[int]) -> bool:
    """Whether a row has some of its points and lacks others."""
    return 0 < sum(bool(row.text(column)) for column in points) < len(points)


def _ends_with_points(row: Body, column: int, says: re.Pattern[str] = _TWO) -> bool:
    """Whether a line of a cell holds a figure, or what else ``says`` tells, and behind a blank another one."""
    chunks = (chunk for line in row.lines for chunk in line.columns.get(column, ()))
    return any(says.search(chunk.text) for chunk in chunks)


def _lines(row: Body, column: int) -> list[str]:
    """The lines of a row's cell, a blank text for each that it has none in."""
    return ["".join(chunk.text for chunk in line.columns.get(column, ())) for line in row.lines]


def _holds_two(row: Body, places: Sequence[Place], texts: Sequence[int], widest: dict[int, int]) -> bool:
    """Whether a row's lines may be two rows': a bare figure below what needed no second line, or below a unit («%»,
    «13»), or the values of all measures stand in the same two lines, which each had room for the next («0起 | 0起»
    above «较好 | 较好»)."""
    if len(row.lines) == 1:
        return False
    measures: list[set[int]] = []  # of each the lines that had room in the line above
    for column in texts:
        fitting: set[int] = set()
        for (_, above), (at, text) in pairwise((at, text) for at, text in enumerate(_lines(row, column)) if text):
            fits = widest[column] - width(above) > width(first_word(text))
            if (fits or places[column].id == "unit") and _NUMBER.fullmatch(squeeze(text)):
                return True
            if fits:
                fitting.add(at)
        if places[column].type == "measure":
            measures.append(fitting)
    return len(measures) > 1 and bool(set.intersection(*measures))


def _follows(row: Body, column: int, places: Sequence[Place]) -> bool:
    """Whether a column of texts holds points, that are of the cell before it, or begins with them («7.5 晚，当年未»,
    a line of a reason)."""
    if column >= len(places) or places[column].type in FIGURES:
        return False
    return _is_point(row, column) or any(
        _LED.match(chunk.text) for line in row.lines for chunk in line.columns.get(column, ())
    )


def _is_point(row: Body, column: int) -> bool:
    return _POINTS.fullmatch(squeeze(row.text(column))) is not None


def beside_sums(rows: Sequence[Body], part: Part, places: Sequence[Place], is_sum: Expression) -> list[Body]:
    """The rows of a page, unsure those with the line of a subtotal in them («小计 | 50 | 50»): its figures are no
    indicator's. What else stands in such a row is the rest of the one above or below, whose text was cut."""
    chunks = [chunk for chunk, column in part.chunks or () if places[column].merge in LEVELS]
    sums = {chunk.at for chunk in chunks if is_sum.occurs(squeeze(chunk.text))}
    doubtful = set[int]()
    for at, row in enumerate(rows):
        own = [line.at in sums for line in row.lines]
        if any(own):
            doubtful |= {at, *([] if own[0] else [at - 1]), *([] if own[-1] else [at + 1])}
    return [replace(row, sure=row.sure and at not in doubtful) for at, row in enumerate(rows)]
