"""Pieces of one cell, or of a page's paper outside its tables -> lines with their blanks.

A printer sets a quarter of an em between a Chinese character and a letter or figure, without any blank being there;
between other signs it sets nothing but what their own squares leave blank. So a blank is told by the ink: by what is
more than that, and between scripts by what is more than this page has there mostly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

from jixiao.readers.pdf.lines import GAP, Line
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.widths import Setting, is_chinese, is_latin, room, settle, told

MIDDLE = 0.37  # ems from the baseline up to the middle of a line's ink
_SAME_LINE = 0.45  # ems between the baselines of one line's pieces
_OVERLAP = 0.3  # of the shorter one: what lies over one another by more is on two lines
_ENOUGH = 5  # Chinese characters whose distances tell the size of type
_NEAR = 0.25  # by which another size of type was measured badly
_LOW = 0.95  # ems that a line's ink is high at most, with Chinese characters
_FIGURE = 0.7  # and at least: as high as figures are

# Ems of paper from ink to ink that a blank has at least; beside it, what there is without one.
_CHINESE = 0.3  # 0.05 to 0.28, where letters as narrow as «目» meet; a blank of a quarter makes 0.3 to 0.4
# Letters with paper in their own squares, or a thin bar over a stem, which a faint copy loses; how much more that is.
_NARROW, _BESIDE = set("目日月自白且身下丁于干平"), 0.12
_SPREAD = 0.16  # and beyond what this line has mostly: its letters may be set apart
_SCRIPTS = 0.22  # beyond the page's usual: that varies by 0.1 with the strokes
_USUAL = 0.28  # what LibreOffice and Word set
_FEW = 4
_FIGURES = 0.42  # up to 0.3 where a «1» stands
_WORDS = 0.3
_SIGNS = 0.24  # beside «≥», «%», «-»: up to 0.18
_CLEAR = 0.205  # behind «≥» and «≤»: up to 0.17, with a blank 0.24 and more
_COLON = 0.17  # behind a half-width «:»: up to 0.1, with a blank 0.22 and more
_MARKS = 0.36  # beside «·» and «×»
_CLOSING = 0.55  # before «，», «、», «：»: up to 0.3, and in some fonts 0.4; hardly anybody types a blank there
_ROOM = 0.55  # beyond the half em of a full-width mark: 0.05 to 0.35 in lines that are spread
_GUESSED = 4.0  # times as far from a bound must be what was not measured by ink
_DRAWN = set("…—")
_APART = 0.9  # ems between squares, where ink touches: a line is drawn under the room


@dataclass(slots=True)
class Row:
    """Pieces on one line."""

    pieces: list[Piece]
    base: float
    size: float
    setting: Setting = field(default_factory=lambda: Setting([], []))
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)

    def takes(self, piece: Piece, base: float) -> bool:
        """Whether a piece stands on this line, beside what it has."""
        if abs(base - self.base) > _SAME_LINE * max(piece.size, self.size):
            return False
        x0, x1 = piece.lefts[0], piece.rights[-1]
        return all(
            min(x1, other.rights[-1]) - max(x0, other.lefts[0])
            <= _OVERLAP * min(x1 - x0, other.rights[-1] - other.lefts[0])
            for other in self.pieces
        )

    def set(self, types: Sequence[float] = ()) -> None:
        """Put the pieces' signs side by side; ``types``: the page's sizes of type."""
        self.pieces.sort(key=lambda piece: piece.lefts[0])
        last: Piece | None = None
        for piece in self.pieces:
            em = type_of(piece, types)
            for i, sign in enumerate(piece.text):
                if sign.isspace():
                    continue
                paper: float | None = None
                if last is piece and piece.gaps:
                    paper = piece.gaps[i] / em
                elif last is not None and last is not piece:
                    paper = max(piece.box[0] - last.box[2], 0.0) / em
                if paper is not None and paper <= 0 and piece.lefts[i] - self.rights[-1] > _APART * em:
                    paper = None
                self.setting.signs.append(sign)
                self.setting.papers.append(paper)
                self.lefts.append(piece.lefts[i])
                self.rights.append(piece.rights[i])
                self.sure.append(piece.sure[i])
                last = piece

    def line(self, number: int, usual: float) -> Line:
        """The line with its blanks; ``usual``: ems of paper between scripts."""
        text: list[str] = []
        xs: list[float] = []
        sure: list[float] = []
        settings: list[float] = []
        signs, forms = self.setting.signs, self.setting.sure or [1.0] * len(self.setting.signs)
        chinese = max(_CHINESE, _usual_of(self.setting, is_chinese) + _SPREAD)
        for i, sign in enumerate(signs):
            blank, certain = "", 1.0
            if i:
                apart = self.lefts[i] - self.rights[i - 1]
                paper = self.setting.papers[i]
                guessed = paper is None
                if paper is None:
                    paper = apart / self.size + room(signs[i - 1], sign)
                least = _least(signs[i - 1], sign, usual, chinese)
                if sign == signs[i - 1] and sign in _DRAWN and apart <= _APART * self.size:
                    paper, least = 0.0, _ROOM  # one «……», whose dots are a third of an em apart anyhow
                    guessed = False
                blank = "\t" if apart > GAP * self.size else " " if paper > least else ""
                certain = 1.0 if blank == "\t" else told(paper, least, _GUESSED if guessed else 1.0)
            if blank:
                text.append(blank)
                xs.append(self.rights[i - 1])
                sure.append(1.0)
                settings.append(certain)
            text.append(sign)
            xs.append(self.lefts[i])
            sure.append(self.sure[i])
            settings.append(min(forms[i], certain))
        xs.append(self.rights[-1])
        return Line(
            "".join(text), xs, xs[0], xs[-1], self.base, self.size, number, sure=sure, settings=settings
        )  # fmt: skip


def types_of(pieces: Iterable[Piece]) -> list[float]:
    """The sizes of type on a page, as they were measured on pieces with enough Chinese characters."""
    return sorted({piece.size for piece in pieces if tells_size(piece.text)})


def tells_size(text: str) -> bool:
    """Whether a text has enough Chinese characters for their distances to tell the size of its type."""
    return sum(map(is_chinese, text)) >= _ENOUGH


def type_of(piece: Piece, types: Sequence[float] = ()) -> float:
    """The size of a piece's type. What was measured on few letters is held against its ink's height and the page."""
    if tells_size(piece.text):
        return piece.size
    height = piece.box[3] - piece.box[1]
    size = min(max(piece.size, _LOW * height), height / _FIGURE)
    nearest = min(types, key=lambda other: abs(other - size), default=size)
    return nearest if abs(nearest - size) <= _NEAR * size else size


def rows_of(pieces: Iterable[Piece], types: Sequence[float] = ()) -> list[Row]:
    """Lines from top to bottom, their signs from left to right."""
    rows: list[Row] = []
    # Long pieces first: they know their line's place best.
    for piece in sorted(pieces, key=lambda piece: -len(piece.text)):
        size = type_of(piece, types)
        base = (piece.box[1] + piece.box[3]) / 2 + MIDDLE * size
        row = next((row for row in rows if row.takes(piece, base)), None)
        if row is None:
            rows.append(Row([piece], base, size))
        else:
            row.pieces.append(piece)
    for row in rows:
        row.set(types)
    rows = [row for row in rows if row.setting.signs]
    return sorted(rows, key=lambda row: (row.base, row.lefts[0]))


def lines_of(groups: Sequence[Sequence[Row]], number: int) -> list[list[Line]]:
    """The lines of each group of rows (a cell's, a page's paper outside its tables), on page ``number``."""
    usual = _usual(row.setting for rows in groups for row in rows)
    for rows in groups:
        settle([row.setting for row in rows])
    return [[row.line(number, usual) for row in rows] for rows in groups]


def _usual(settings: Iterable[Setting]) -> float:
    """Ems of paper between a Chinese character and a letter or figure, on this page."""
    found = [
        paper
        for setting in settings
        for before, after, paper in zip(setting.signs, setting.signs[1:], setting.papers[1:], strict=False)
        if paper is not None and _meet(before, after) and paper < _APART
    ]
    return median(found) if len(found) >= _FEW else _USUAL


def _meet(before: str, after: str) -> bool:
    """Whether two scripts meet: a printer sets room there."""
    return (is_chinese(before) and is_latin(after)) or (is_latin(before) and is_chinese(after))


def _usual_of(setting: Setting, kind: Callable[[str], bool]) -> float:
    """Ems of paper between signs of one kind in a line, 0 where it has few."""
    signs = setting.signs
    found = [
        paper
        for before, after, paper in zip(signs, signs[1:], setting.papers[1:], strict=False)
        if paper is not None and kind(before) and kind(after)
    ]
    return median(found) if len(found) >= _FEW else 0.0


def _least(before: str, after: str, usual: float, chinese: float) -> float:
    """Ems of paper that a blank between two signs has at least; ``chinese``: between two Chinese characters."""
    if beyond := room(before, after):
        return beyond + _ROOM
    if _meet(before, after):
        return usual + _SCRIPTS
    if is_chinese(before) and is_chinese(after):
        return chinese + _BESIDE * (before in _NARROW or after in _NARROW)
    if before.isdigit() and after.isdigit():
        return _FIGURES
    if is_latin(before) and is_latin(after):
        return _WORDS
    if after in "，、：；。":
        return _CLOSING
    if before in "≥≤:":
        return _COLON if before == ":" else _CLEAR
    return _MARKS if before in "·×" or after in "·×" else _SIGNS
