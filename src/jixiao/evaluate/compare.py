"""How much of a report was read right: a parsed report against its truth, leaf by leaf.

A leaf is a value that is no object and no list; null is no leaf. Rows are aligned first (by their label, by fund and
scope, by their text), so that one lost row counts once and does not shift all rows behind it. A leaf that only the
truth has is missing, one that only the report has is extra, one that differs is wrong; numbers are compared by value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from jixiao.evaluate.align import KEYS, align, equal
from jixiao.evaluate.sentences import Letters
from jixiao.quotes import squeeze
from jixiao.schema.sentences import SENTENCES

MissKind = Literal["missing", "extra", "wrong"]

PARTS: dict[str, tuple[str, ...]] = {
    "identity": ("kind", "title", "fiscal_year"),
    "organization": ("organization",),
    "profile": ("profile",),
    "spending": ("spending",),
    "performance": ("performance",),
    "problems": ("problems",),
    "improvements": ("improvements",),
    "conclusion": ("conclusion",),
    "other_matters": ("other_matters",),
    "attachments": ("attachments",),
    "base_data": ("base_data",),
    "evaluations": ("evaluations",),
    "sign_offs": ("sign_offs",),
    "outline": ("outline",),
}
"""The parts that are counted, and the fields of the report that each holds."""

NOT_COMPARED = {("outline", "blocks"), ("children", "blocks")}
"""Fields that the contract leaves out of «same report», by the list that they stand in."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One leaf that is not right. ``pointer`` is the truth's for missing and wrong, the report's for extra."""

    part: str
    pointer: str
    kind: MissKind
    expected: Any
    found: Any


@dataclass(slots=True)
class Counts:
    """Leaves of a part: how many are right, and the three ways to be not."""

    right: int = 0
    missing: int = 0
    extra: int = 0
    wrong: int = 0

    @property
    def recall(self) -> float:
        """Share of the truth's leaves that were read right; 1 when the truth has none."""
        total = self.right + self.missing + self.wrong
        return self.right / total if total else 1.0

    @property
    def precision(self) -> float:
        """Share of the report's leaves that are right; 1 when the report has none."""
        total = self.right + self.extra + self.wrong
        return self.right / total if total else 1.0

    def count(self, miss: MissKind | None) -> None:
        """Count one leaf: a right one (None), or a miss."""
        if miss is None:
            self.right += 1
        elif miss == "missing":
            self.missing += 1
        elif miss == "extra":
            self.extra += 1
        else:
            self.wrong += 1

    def add(self, other: Counts) -> None:
        """Add another count to this one."""
        self.right += other.right
        self.missing += other.missing
        self.extra += other.extra
        self.wrong += other.wrong


@dataclass(frozen=True, slots=True)
class Sure:
    """A value that the report gives with evidence, or print of which it makes none («4,149.» → null): how sure it is,
    and whether it is right. What is missing altogether has no confidence; recall counts it."""

    pointer: str
    confidence: float
    right: bool
    sentence: bool


@dataclass(slots=True)
class Comparison:
    """One report against its truth: counts by part (only parts that the truth has), and every miss.

    ``exact`` counts what is no sentence, as printed; ``folded`` the same with widths and blanks folded; ``letters`` the
    sentences. ``sure`` holds each value of the report that has evidence, with its confidence; right is right as
    printed, of sentences with widths and blanks folded.
    """

    parts: dict[str, Counts] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    exact: Counts = field(default_factory=Counts)
    folded: Counts = field(default_factory=Counts)
    letters: Letters = field(default_factory=Letters)
    sure: list[Sure] = field(default_factory=list)

    @property
    def overall(self) -> Counts:
        """All parts together."""
        return sum_of(self.parts.values())


def sum_of(counts: Iterable[Counts]) -> Counts:
    """Several counts as one."""
    total = Counts()
    for count in counts:
        total.add(count)
    return total


def compare(truth: dict[str, Any], report: dict[str, Any]) -> list[Miss]:
    """Every leaf of a report (as JSON data) that differs from its truth. Fields that the truth lacks are not judged."""
    return examine(truth, report).misses


def examine(truth: dict[str, Any], report: dict[str, Any]) -> Comparison:
    """As `compare`, with the counts by part."""
    result = Comparison()
    for part, names in PARTS.items():
        present = [name for name in names if name in truth]
        if not present:
            continue
        walk = _Walk(part, result, report.get("evidence") or {})
        for name in present:
            walk.value(truth[name], report.get(name), (name,), (name,), ("", name))
        result.parts[part] = walk.counts
    return result


Steps = tuple[str | int, ...]


class _Walk:
    """Goes through truth and report side by side and counts the leaves of one part."""

    def __init__(self, part: str, result: Comparison, evidence: dict[str, Any]) -> None:
        self.part, self.result, self.evidence = part, result, evidence
        self.counts = Counts()

    def value(self, truth: Any, report: Any, at: Steps, found_at: Steps, names: tuple[str, str]) -> None:
        """Compare two values; ``names`` are the field or list that they stand in, and its owner's before it."""
        if isinstance(truth, dict) or isinstance(report, dict):
            self._objects(_as_dict(truth), _as_dict(report), at, found_at, names[1])
            if _stray(truth, dict) or _stray(report, dict):
                self._leaf(_stray(truth, dict), _stray(report, dict), at, found_at, names)
        elif isinstance(truth, list | tuple) or isinstance(report, list | tuple):
            self._lists(_as_list(truth), _as_list(report), at, found_at, names)
            if _stray(truth, list) or _stray(report, list):
                self._leaf(_stray(truth, list), _stray(report, list), at, found_at, names)
        elif truth is not None or report is not None:
            self._leaf(truth, report, at, found_at, names)

    def _objects(self, truth: dict[str, Any], report: dict[str, Any], at: Steps, found_at: Steps, name: str) -> None:
        for key in [*truth, *(key for key in report if key not in truth)]:
            if (name, key) not in NOT_COMPARED:
                self.value(truth.get(key), report.get(key), (*at, key), (*found_at, key), (name, key))

    def _lists(
        self, truth: Sequence[Any], report: Sequence[Any], at: Steps, found_at: Steps, names: tuple[str, str]
    ) -> None:
        pairs = list(align(truth, report, KEYS.get(names[1], ())))
        if names[1] == "expenses":
            report = _parents_as_in_truth(report, pairs)
        for i, j in pairs:
            self.value(
                None if i is None else truth[i],
                None if j is None else report[j],
                (*at, i if i is not None else f"+{j}"),
                (*found_at, j if j is not None else f"+{i}"),
                names,
            )

    def _leaf(self, truth: Any, report: Any, at: Steps, found_at: Steps, names: tuple[str, str]) -> None:
        right = truth is not None and report is not None and equal(truth, report)
        alike = right or (isinstance(truth, str) and isinstance(report, str) and squeeze(truth) == squeeze(report))
        kind: MissKind = "missing" if report is None else "extra" if truth is None else "wrong"
        self.counts.count(None if right else kind)
        sentence = names in SENTENCES
        if sentence:
            self.result.letters.count(_as_text(truth), _as_text(report))
        else:
            self.result.exact.count(None if right else kind)
            self.result.folded.count(None if alike else kind)
        pointer = _pointer(found_at)
        evidence = self.evidence.get(pointer)
        if evidence is not None and (report is not None or str(evidence.get("text", "")).strip()):
            as_counted = alike if sentence else right
            self.result.sure.append(Sure(pointer, float(evidence.get("confidence", 1)), as_counted, sentence))
        if not right:
            at_or_found = pointer if kind == "extra" else _pointer(at)
            self.result.misses.append(Miss(self.part, at_or_found, kind, truth, report))


def _as_text(value: Any) -> str | None:
    return value if isinstance(value, str) else None if value is None else ""


def _as_dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _as_list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else []


def _stray(value: Any, expected: type) -> Any:
    """A leaf that stands where the other side has an object or a list."""
    kinds = (list, tuple) if expected is list else (dict,)
    return None if isinstance(value, kinds) or value is None else _Shape(value)


@dataclass(frozen=True, slots=True)
class _Shape:
    """A value of the wrong shape, which equals nothing."""

    value: Any


def _pointer(path: Steps) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _parents_as_in_truth(rows: Sequence[Any], pairs: list[tuple[int | None, int | None]]) -> list[Any]:
    """Rows whose ``parent`` counts in the truth's rows: a row that is lost or added must not shift the others'."""
    known = {j: i for i, j in pairs if i is not None and j is not None}
    changed = []
    for row in rows:
        parent = row.get("parent") if isinstance(row, dict) else None
        changed.append({**row, "parent": known.get(parent, -1)} if parent is not None else row)
    return changed
