"""Rows of tables beside their neighbours: one that lacks what all others have was torn, or read across a false rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from jixiao import lazy_re as re
from jixiao.quotes import squeeze
from jixiao.schema import Indicator, Measure, Report
from jixiao.schema.base import Model

USUAL = 0.8
"""Share of the rows of a list that have what is usual."""
ONE_LOST = 0.5
"""How ragged a row is that lacks one figure."""
REST, SEVERAL = 2.0, 3
"""How ragged a row is that lacks several fields, or is blank at a page's end: the rest of one above, or half of one."""
FAR = 12
"""Times that an amount is another of its row's, from which on a point may be lost or two figures read as one."""
_AMOUNTS = ("prior_final", "budget", "final", "initial", "full_year", "executed")
_NAMES = ("item", "label", "level3")
_FIGURES = {"weight", "score", "review_score", "coefficient", "rate", "amount"}
FEW = 4
"""Rows of a list from which on something is usual."""
_OWN = ("weight", "score", "deviation_reason")
"""What a row that is left unfilled has nothing of: one that has is the rest of the row above, torn off it."""
_MAY_LACK = {"parent", "concept", "level", "dimension", "goal", "deviation_reason", "prior_final", "budget", "final"}
"""What is concluded from the words of a row, and what many a row has none of."""
_ALONE = ("level3", "target", "actual", "weight", "score")
"""What stands in a row of its own: levels and goals are merged over rows, also over a page's end."""
_ROW = re.compile(
    r"^(?P<list>/attachments|/base_data/expenses|/evaluations/\d+/(?:indicators|funds|by_income|by_nature))/(?P<at>\d+)/"
)


class Rows:
    """The rows of a report's tables: which lack something usual, and whose target and actual do not go together."""

    def __init__(self, report: Report) -> None:
        self._ragged: dict[str, float] = {}
        self._torn: set[str] = set()
        self._unlike: set[str] = set()
        self._far: set[str] = set()
        self._nameless: set[str] = set()
        self._unlike |= {f"/attachments/{i}" for i, one in enumerate(report.attachments) if one.listed != one.found}
        if report.base_data is not None:
            self._look("/base_data/expenses", list(enumerate(report.base_data.expenses)))
            for name in ("procurement", "basic_adjustment"):
                row = getattr(report.base_data, name)
                self._far |= set(_far(row, f"/base_data/{name}")) if row is not None else set()
        for number, evaluation in enumerate(report.evaluations):
            for name in ("funds", "by_income", "by_nature"):
                self._look(f"/evaluations/{number}/{name}", list(enumerate(getattr(evaluation, name))))
            at = f"/evaluations/{number}/indicators"
            rows = [(index, row) for index, row in enumerate(evaluation.indicators) if not row.filler]
            self._look(at, rows)
            fillers = [(index, row) for index, row in enumerate(evaluation.indicators) if row.filler]
            rests = {index for index, row in fillers if any(getattr(row, name) is not None for name in _OWN)}
            self._ragged |= {f"{at}/{index}": 1.0 for index in rests}
            self._torn |= {f"{at}/{index - 1}" for index in rests}
            seams = _seams(report, at, len(evaluation.indicators))
            blank = {f"{at}/{index}" for index, _ in fillers if index in seams}
            self._nameless |= {row for row in blank if not _printed(report, row)}
            self._ragged |= dict.fromkeys(blank & self._nameless, REST)
            self._unlike |= {f"{at}/{index}" for index, row in rows if _unlike(row)}

    def _look(self, at: str, rows: Sequence[tuple[int, Model]]) -> None:
        """Enter the rows that lack a field that `USUAL` of all have, or whose name is one character, the rest of one
        above («算» of «审核结算»), and the figures that are far off in theirs."""
        self._far |= {far for index, row in rows for far in _far(row, f"{at}/{index}")}
        named = [name for name in _NAMES if rows and name in type(rows[0][1]).model_fields]
        self._nameless |= {
            f"{at}/{index}" for index, row in rows if named and not any(getattr(row, name) for name in named)
        }
        filled: Counter[str] = Counter()
        for _, row in rows:
            names = (name for name in type(row).model_fields if name not in _MAY_LACK)
            filled.update(name for name in names if getattr(row, name) is not None)
        if len(rows) < FEW:
            return
        usual = [name for name, count in filled.items() if count >= USUAL * len(rows)]
        for index, row in rows:
            lacking = [name for name in usual if getattr(row, name) is None]
            rest = any(len(squeeze(getattr(row, name, None) or "..")) == 1 for name in _NAMES)
            if lacking or rest:
                # One figure lost leaves the others as they are; a row without its words, or with half, is torn.
                one_lost = not rest and len(lacking) == 1 and lacking[0] in _FIGURES
                self._ragged[f"{at}/{index}"] = ONE_LOST if one_lost else REST if len(lacking) >= SEVERAL else 1.0
                self._torn.add(f"{at}/{index - 1}")

    def ragged(self, pointer: str) -> float:
        """How far the row of a value lacks what is usual, 0 to 2."""
        return self._ragged.get(_row_of(pointer), 0.0)

    def nameless(self, pointer: str) -> bool:
        """Whether the words that name a value's row were lost («……»): its level and its place in the table are not
        known then."""
        return _row_of(pointer) in self._nameless

    def torn(self, pointer: str) -> bool:
        """Whether the row below a value's lacks what is usual: it may be the rest of this one."""
        return _row_of(pointer) in self._torn

    def far(self, pointer: str) -> bool:
        """Whether an amount is `FAR` times, or that part of, every other amount of its row (0 apart), or points that
        were given are more than there are."""
        return pointer in self._far

    def unlike(self, pointer: str) -> bool:
        """Whether a value belongs to a target or an actual value that are of two kinds, or to an attachment that is
        listed and not there, or there and not listed: its title may be misread in one place."""
        row = _row_of(pointer)
        return row in self._unlike and (
            row.startswith("/attachments") or "/target/" in pointer or "/actual/" in pointer
        )


def _printed(report: Report, row: str) -> bool:
    """Whether anything is printed in a row's name («……»)."""
    evidence = report.evidence.get(f"{row}/level3")
    return evidence is not None and bool(evidence.text.strip())


def _seams(report: Report, at: str, count: int) -> set[int]:
    """The rows of a list with neighbours on two pages: a blank one there may be what a page's end tore off."""
    pages: list[set[int]] = [set() for _ in range(count)]
    for pointer, evidence in report.evidence.items():
        found = _ROW.match(pointer)
        if found and found["list"] == at and int(found["at"]) < count and pointer[found.end() :].startswith(_ALONE):
            pages[int(found["at"])] |= {place.page for place in evidence.places if place.page and place.bbox}
    return {i for i in range(1, count - 1) if pages[i - 1] and pages[i + 1] and max(pages[i - 1]) < max(pages[i + 1])}


def label_of(pointer: str) -> tuple[str, ...]:
    """Where the words stand that name the row of a value; nowhere for those words themselves, and outside rows."""
    row = _row_of(pointer)
    names = tuple(f"{row}/{name}" for name in _NAMES) if row else ()
    return () if pointer in names else names


def _row_of(pointer: str) -> str:
    found = _ROW.match(pointer)
    return f"{found['list']}/{found['at']}" if found else ""


def _far(row: Model, at: str) -> Iterator[str]:
    """Where the figures stand that are far off in their row."""
    amounts = {name: abs(amount) for name in _AMOUNTS if (amount := getattr(row, name, None))}
    for name, amount in amounts.items():
        others = [other for key, other in amounts.items() if key != name]
        if others and all(max(amount, other) >= FAR * min(amount, other) for other in others):
            yield f"{at}/{name}"
    weight, score = getattr(row, "weight", None), getattr(row, "score", None)
    if weight is not None and score is not None and score > weight:
        yield from (f"{at}/weight", f"{at}/score")


def _unlike(row: Indicator) -> bool:
    """A number against words, or two units: «不低于» with 90%, «90%县» with 92%."""
    target, actual = row.target, row.actual
    if target is None or actual is None:
        return False
    return target.qualitative != actual.qualitative or _unit(target) != _unit(actual)


def _unit(measure: Measure) -> str:
    return squeeze(measure.unit or "")
