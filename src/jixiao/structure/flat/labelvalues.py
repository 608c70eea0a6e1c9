"""Labels of any form that stand where something is filled in (`doubt_labels`, `without_labels`).

Nobody writes «调整后预算数» as a goal, or «完成值» as what was reached: cells were exchanged, or slipped, and the
row is not what it seems. Other guards (`misplaced`) ask whether a heading lacks the word; this one need not know whose
it is, so that it holds for words of another form, too, and where the heading itself could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level, money_labels
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.fixed import FIGURES
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import ReadRow, refused
from jixiao.structure.flat.shapes import RowKind, Shape
from jixiao.structure.flat.stretch import WORD, begun
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import LEVELS, Zone, key_of, row_key

_TARGET = ("operator", "target", "initial_target", "unit")
_LONGEST = 30  # characters that no label has
_WHOLE = 4  # characters of a line that is a label, and no piece of a name («项目», «完成率»)


def doubt_labels(
    shape: Shape, rows: Sequence[FitRow], patterns: Patterns, *, leaves_out: bool, repeats: bool = False
) -> None:
    """Refuses the rows of data in which a label stands as a value; of the money only where cells were left out, since
    in a full grid its points tell those of other rows; so may those of a row that another says again, where merged text
    ``repeats``: of that the label alone is."""
    led = ""  # what the heading above begins with
    labels_known = lexicon_of(patterns).labels
    for at, row in enumerate(rows):
        kind = row.kind
        led = row.cells[0].text if kind is not None and kind.what == "heading" and row.cells else led
        zone = shape.form.zones[kind.zone] if kind is not None and kind.what == "data" else None
        if kind is None or zone is None or row.refused:
            continue
        if not leaves_out and zone.rows:
            continue
        texts = [cell.text for cell in row.cells]  # `FitRow.keys` may be of cells that were put together since
        broken = leaves_out and "\n" in "".join(texts)
        if not broken and labels_known.isdisjoint(map(key_of, map(WORD, row.cells))):
            continue  # most rows
        if not broken and not _labels_among(texts, patterns):
            continue
        if texts and zone.block and (texts[0] == led or key_of(squeeze(texts[0])) in lexicon_of(patterns).blocks):
            texts[0] = ""  # the block's label, said again beside its rows
        values = _values(shape, kind, texts, patterns, leaves_out=leaves_out)
        if not leaves_out and not any(c.type == "measure" and not c.optional for c in zone.columns):
            values = [text for text in values if not _names_row(shape, kind, texts, text)]
        values += _lines_of([text.split("\n") for text in texts if "\n" in text]) if leaves_out else []
        labels = frozenset(text for text in values if is_label_as_value(zone, text, patterns))
        if labels and any(column.id in LEVELS for column in zone.columns):
            labels = frozenset(text for text in labels if not _heads_another(shape, text, patterns))
        if labels and repeats and _are_said_again(row, [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]):
            row.doubted = labels | _target_of(kind, texts, labels)
        else:
            row.refused = bool(labels)


def _labels_among(texts: Sequence[str], patterns: Patterns) -> list[str]:
    """Which texts are, each as a whole, labels of some form."""
    labels = lexicon_of(patterns).labels
    return [text for text in texts if 1 < len(text) <= _LONGEST and key_of(squeeze(text)) in labels]


def _names_row(shape: Shape, kind: RowKind, texts: Sequence[str], text: str) -> bool:
    """Whether the label of another form is the name of a whole row in a sheet without targets, which asks what other
    forms ask beside labels («编制控制情况»)."""
    own = (each for place, each in zip(kind.places, texts, strict=False) if place.id == "level3")
    return len(texts) == kind.size and text in own and key_of(squeeze(text)) not in shape.keys


def _heads_another(shape: Shape, text: str, patterns: Patterns) -> bool:
    """Whether a text heads the rows of other forms, not of this one: an indicator may be named so («支出控制»)."""
    key = key_of(squeeze(text))
    return key in lexicon_of(patterns).items and key not in shape.keys


def _target_of(kind: RowKind, texts: Sequence[str], labels: frozenset[str]) -> frozenset[str]:
    """All that tells the target where a label stands in a cell of it, or where no heading says what does («至少»,
    «5381», «权重» is not «至少5381»)."""
    if len(texts) != kind.size:
        return frozenset()
    own = [(place.id, text) for place, text in zip(kind.places, texts, strict=True) if text.strip()]
    told = frozenset(text for id_, text in own if id_ in _TARGET)
    odd = any(text in labels for id_, text in own if not id_ or id_ in _TARGET)
    return told if odd else frozenset()


def _are_said_again(row: FitRow, beside: Sequence[FitRow]) -> bool:
    """Whether a row beside one of a full grid ends with the same figure: of points that are merged over both one says
    whose they are."""
    figures = [
        next((text for cell in reversed(each.cells) if figure_of(text := cell.word) is not None), "")
        for each in (row, *beside)
    ]
    return bool(figures[0]) and figures[0] in figures[1:]


def _values(shape: Shape, kind: RowKind, texts: Sequence[str], patterns: Patterns, *, leaves_out: bool) -> list[str]:
    """The texts of a row that may be values: of the levels, which authors name as they like («预算执行»), only labels
    of pairs; where there are none not the first, which may be the row's label, or that of a pair («项目实施内容»); of a
    full grid, where merged text may be said again, no figures, of which each is refused alone."""
    levels, pairs = kind.levels, lexicon_of(patterns).pairs
    if leaves_out:
        first = len(texts) - len(kind.free)
        told = [text for at, text in enumerate(texts) if at >= first or key_of(squeeze(text)) in pairs]
    else:
        cells = [*map(texts.__getitem__, begun(texts))]
        row = texts if len(texts) == kind.size else cells if len(cells) == kind.size else ()
        places = zip(kind.places, row, strict=False)
        told = [
            text
            for place, text in places
            if place.type not in FIGURES
            and (place.merge not in LEVELS or (1 < len(text) <= _LONGEST and key_of(squeeze(text)) in shape.all_pairs))
        ]
    filled = [text for text in told if text.strip()]
    return filled if levels else filled[1:]


def without_labels(plan: Plan, rows: Sequence[ReadRow], tokens: Sequence[Token], patterns: Patterns) -> list[ReadRow]:
    """The rows with those refused in which a label stands as a value, or of which the label is that of an amount in its
    own cell."""

    def holds_label(row: ReadRow) -> bool:
        own = plan.first_free if not plan.levels else -1
        shown = [cell for cell in row.cells if cell[0] != own or not _may_be_own(plan.zone, tokens[cell[1]], patterns)]
        cells = [(plan.places[place].merge, [token.key for token in tokens[a:b]]) for place, a, b in shown]
        values = ["".join(keys) for merge, keys in cells if not merge]
        values += _lines_of(keys for merge, keys in cells if merge != "block")
        return any(is_label_as_value(plan.zone, value, patterns) for value in values)

    entries = _entries_among(rows, tokens, patterns) if plan.zone.rows else ()
    return [refused(plan, row.start, row.end) if row in entries or holds_label(row) else row for row in rows]


def _entries_among(rows: Sequence[ReadRow], tokens: Sequence[Token], patterns: Patterns) -> Sequence[ReadRow]:
    """The rows of money without figures that begin with such a label, where one has its amount in its cell
    («政府性基金拨款：88.35 | 项目支出：203.55»), be it refused itself: their heading was."""
    found: list[ReadRow] = []
    told = False
    for row in rows:
        texts = [tokens[at].key for at in ([start for _, start, _ in row.cells] or range(row.start, row.end))]
        amounts = [
            amount
            for label, colon, amount in (text.rpartition(":") for text in texts if text)
            if colon and row_key(label) in lexicon_of(patterns).entries
        ]
        if amounts and all(figure_of(text) is None for text in texts):
            found.append(row)
            told = told or any(amounts)
    return found if told else ()


def _may_be_own(zone: Zone, token: Token, patterns: Patterns) -> bool:
    """Whether a label may stand where a row begins: one of the money, or of a pair («项目实施内容» among goals)."""
    return bool(zone.rows) or zone.free_rows or key_of(token.key) in lexicon_of(patterns).pairs


def _lines_of(cells: Iterable[Sequence[str]]) -> list[str]:
    """The lines of cells of several that may be labels («实施单位», «社会效益指标» as one word of level 2)."""
    return [line for lines in cells if len(lines) > 1 for line in lines if len(line) >= _WHOLE]


def may_be_label(text: str, patterns: Patterns) -> bool:
    """Whether a text, or one of its lines, is the label of some form."""
    labels = lexicon_of(patterns).labels
    return any(key_of(squeeze(line)) in labels for line in {text, *text.split("\n")} if len(line) <= _LONGEST)


def is_label_as_value(zone: Zone, text: str, patterns: Patterns) -> bool:
    """Whether a text is the label of a column, a pair or a total of some form, and nothing that rows of the zone hold:
    no word of a level, no source of money, no rate («预算执行率» is the name of many an indicator), no name in a score
    sheet («目标内容»)."""
    if not 1 < len(text) <= _LONGEST:
        return False
    word = squeeze(text)
    lexicon = lexicon_of(patterns)
    key = key_of(word)
    if key not in lexicon.labels or key in lexicon.rates or known_level(word, patterns):
        return False
    if any(column.id in LEVELS for column in zone.columns):
        return key not in lexicon.texts or key in lexicon.pairs
    return not ((zone.rows or zone.free_rows) and row_key(word) in lexicon.rows | money_labels(patterns))


def says_twice(shape: Shape, row: FitRow) -> bool:
    """Whether the label of a pair stands twice side by side: it is no value («实施单位 | 实施单位 | 某中心»)."""
    return any(one == other and one in shape.all_pairs for one, other in pairwise(row.keys))
