"""How much of a report was read right: a parsed report against its truth, leaf by leaf.

A leaf is a value that is no object and no list; null is no leaf. Rows are aligned first (by their label, by fund and
scope, by their text), so that one lost row counts once and does not shift all rows behind it. A leaf that only the
truth has is missing, one that only the report has is extra, one that differs is wrong; numbers are compared by value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal

from jixiao.errors import DamagedFileError, JixiaoError, MissingFileError

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

KEYS: dict[str, tuple[str, ...]] = {
    "movements": ("direction", "kind"),
    "spending": ("fund", "scope"),
    "achievements": ("text",),
    "problems": ("problem",),
    "attachments": ("label",),
    "expenses": ("item",),
    "funds": ("label",),
    "by_income": ("label",),
    "by_nature": ("label",),
    "indicators": ("level2", "level3"),
    "sign_offs": ("attachment",),
    "outline": ("label", "title"),
    "children": ("label", "title"),
}
"""What names a row of a list; a list that is not here is aligned by what its rows hold."""

NOT_COMPARED = {("outline", "blocks"), ("children", "blocks")}
"""Fields that the contract leaves out of «same report», by the list that they stand in."""

TRUTH = ".truth.json"


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

    def add(self, other: Counts) -> None:
        """Add another count to this one."""
        self.right += other.right
        self.missing += other.missing
        self.extra += other.extra
        self.wrong += other.wrong


@dataclass(slots=True)
class Comparison:
    """One report against its truth: counts by part (only parts that the truth has), and every miss."""

    parts: dict[str, Counts] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    @property
    def overall(self) -> Counts:
        """All parts together."""
        return _sum(self.parts.values())


@dataclass(slots=True)
class FileResult:
    """One file of a directory; ``error`` when it could not be read, all its truth then counts as missing."""

    path: Path
    comparison: Comparison
    error: JixiaoError | None = None


@dataclass(slots=True)
class Summary:
    """A directory of reports against their truths."""

    files: list[FileResult] = field(default_factory=list)

    @property
    def parts(self) -> dict[str, Counts]:
        """Counts by part over all files, in the order of the contract."""
        sums: dict[str, Counts] = {}
        for part in PARTS:
            found = [result.comparison.parts[part] for result in self.files if part in result.comparison.parts]
            if found:
                sums[part] = _sum(found)
        return sums

    @property
    def overall(self) -> Counts:
        """All parts of all files together."""
        return _sum(self.parts.values())


def _sum(counts: Any) -> Counts:
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
        walk = _Walk(part)
        for name in present:
            walk.value(truth[name], report.get(name), (name,), (name,), name)
        result.parts[part] = walk.counts
        result.misses += walk.misses
    return result


Steps = tuple[str | int, ...]


class _Walk:
    """Goes through truth and report side by side and counts the leaves of one part."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.counts = Counts()
        self.misses: list[Miss] = []

    def value(self, truth: Any, report: Any, at: Steps, found_at: Steps, name: str) -> None:
        """Compare two values; ``name`` is the field or list that they stand in."""
        if isinstance(truth, dict) or isinstance(report, dict):
            self._objects(_as_dict(truth), _as_dict(report), at, found_at, name)
            if _stray(truth, dict) or _stray(report, dict):
                self._leaf(_stray(truth, dict), _stray(report, dict), at, found_at)
        elif isinstance(truth, list | tuple) or isinstance(report, list | tuple):
            self._lists(_as_list(truth), _as_list(report), at, found_at, name)
            if _stray(truth, list) or _stray(report, list):
                self._leaf(_stray(truth, list), _stray(report, list), at, found_at)
        else:
            self._leaf(truth, report, at, found_at)

    def _objects(self, truth: dict[str, Any], report: dict[str, Any], at: Steps, found_at: Steps, name: str) -> None:
        for key in [*truth, *(key for key in report if key not in truth)]:
            if (name, key) not in NOT_COMPARED:
                self.value(truth.get(key), report.get(key), (*at, key), (*found_at, key), key)

    def _lists(self, truth: Sequence[Any], report: Sequence[Any], at: Steps, found_at: Steps, name: str) -> None:
        pairs = list(align(truth, report, KEYS.get(name, ())))
        if name == "expenses":
            report = _parents_as_in_truth(report, pairs)
        for i, j in pairs:
            self.value(
                None if i is None else truth[i],
                None if j is None else report[j],
                (*at, i if i is not None else f"+{j}"),
                (*found_at, j if j is not None else f"+{i}"),
                name,
            )

    def _leaf(self, truth: Any, report: Any, at: Steps, found_at: Steps) -> None:
        if truth is None and report is None:
            return
        kind: MissKind
        if report is None:
            kind, self.counts.missing = "missing", self.counts.missing + 1
        elif truth is None:
            kind, self.counts.extra = "extra", self.counts.extra + 1
        elif _equal(truth, report):
            self.counts.right += 1
            return
        else:
            kind, self.counts.wrong = "wrong", self.counts.wrong + 1
        self.misses.append(Miss(self.part, _pointer(found_at if kind == "extra" else at), kind, truth, report))


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


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value))


def _equal(one: Any, other: Any) -> bool:
    first, second = _number(one), _number(other)
    if first is not None and second is not None:
        return first == second
    return type(one) is type(other) and bool(one == other)


def _parents_as_in_truth(rows: Sequence[Any], pairs: list[tuple[int | None, int | None]]) -> list[Any]:
    """Rows whose ``parent`` counts in the truth's rows: a row that is lost or added must not shift the others'."""
    known = {j: i for i, j in pairs if i is not None and j is not None}
    changed = []
    for row in rows:
        parent = row.get("parent") if isinstance(row, dict) else None
        changed.append({**row, "parent": known.get(parent, -1)} if parent is not None else row)
    return changed


# ---- alignment ----

KEY_MATCH = 4.0
"""What an equal label is worth against equal leaves, which give at most 1."""
WORTH_PAIRING = 0.3


def align(
    truth: Sequence[Any], report: Sequence[Any], keys: tuple[str, ...]
) -> Iterator[tuple[int | None, int | None]]:
    """Pairs of indices in order: a row of each, or one of them and None. The best sum of likeness wins."""
    rows, columns = len(truth), len(report)
    worth = [[_likeness(one, other, keys) for other in report] for one in truth]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = best[i + 1][j + 1] + worth[i][j] if worth[i][j] >= WORTH_PAIRING else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    i = j = 0
    while i < rows or j < columns:
        if i < rows and j < columns and worth[i][j] >= WORTH_PAIRING and best[i][j] == best[i + 1][j + 1] + worth[i][j]:
            yield i, j
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or best[i][j] == best[i + 1][j]):
            yield i, None
            i += 1
        else:
            yield None, j
            j += 1


def _likeness(one: Any, other: Any, keys: tuple[str, ...]) -> float:
    """0 to 1 by equal fields (or alike text), more with an equal label: rows with the same label always pair."""
    if isinstance(one, dict) and isinstance(other, dict):
        shared = [key for key in one if one[key] is not None or other.get(key) is not None]
        same = sum(_same_field(one[key], other.get(key)) for key in shared)
        part = same / len(shared) if shared else 0.0
        if not keys:  # goals, buildings, evaluations: nothing names a row but its place
            return max(part, WORTH_PAIRING)
        return part + (KEY_MATCH if all(one.get(key) == other.get(key) for key in keys) else 0.0)
    if isinstance(one, str) and isinstance(other, str):
        return 1.0 if one == other else SequenceMatcher(None, one, other, autojunk=False).ratio()
    return 1.0 if _equal(one, other) else WORTH_PAIRING


def _same_field(one: Any, other: Any) -> float:
    if isinstance(one, dict | list | tuple) or isinstance(other, dict | list | tuple):
        return float(one == other)
    if isinstance(one, str) and isinstance(other, str) and one != other:
        return 0.9 if one in other or other in one else 0.0
    return float(_equal(one, other))


# ---- directories ----


def evaluate_directory(directory: Path, parse: Callable[[Path], dict[str, Any]]) -> Summary:
    """Parse every report of a directory that has a truth beside it, and compare.

    NAME.docx, NAME.pdf, NAME.txt and NAME.<dialect>.txt belong to NAME.truth.json, or to the truth with the longest
    name that fits (a dialect that changes characters has a truth of its own). ``parse`` gives a report as JSON data.

    Raises:
        MissingFileError: no such directory, no truth in it, or no report for any truth.
        DamagedFileError: a truth is no JSON object.
    """
    summary = Summary()
    for path, truth_path in pairs_of(directory):
        truth = load_truth(truth_path)
        try:
            summary.files.append(FileResult(path, examine(truth, parse(path))))
        except JixiaoError as error:
            summary.files.append(FileResult(path, examine(truth, {}), error))
    return summary


def pairs_of(directory: Path) -> list[tuple[Path, Path]]:
    """Each report file of a directory with its truth, sorted by name.

    Raises:
        MissingFileError: no such directory, no truth in it, or no report for any truth.
    """
    if not directory.is_dir():
        raise MissingFileError("没有这个目录", "no such directory", file=str(directory))
    files = sorted(path for path in directory.iterdir() if path.is_file())
    truths = {path.name.removesuffix(TRUTH): path for path in files if path.name.endswith(TRUTH)}
    pairs = []
    for path in files:
        names = [name for name in truths if path.name.startswith(name + ".")]
        if names and not path.name.endswith(TRUTH):
            pairs.append((path, truths[max(names, key=len)]))
    if not pairs:
        raise MissingFileError(
            "目录中没有带答案的报告：每份报告旁应有 «名称.truth.json»",
            "no report with a truth beside it: each needs a NAME.truth.json",
            file=str(directory),
        )
    return pairs


def load_truth(path: Path) -> dict[str, Any]:
    """A truth file, numbers as Decimal. Raises DamagedFileError when it is no JSON object."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (ValueError, UnicodeDecodeError) as error:
        raise DamagedFileError(f"答案不是有效的 JSON：{error}", f"not valid JSON: {error}", file=str(path)) from None
    if not isinstance(data, dict):
        raise DamagedFileError("答案不是 JSON 对象", "the truth is no JSON object", file=str(path))
    return data
