"""Figures and labels that can be mended because nothing else is possible.

A figure is mended when another reading of it, one look-alike away, makes every equation hold that it stands in, two at
least, one of which fails as read, and when no other reading of it or of another figure in the equations that fail
settles as many. A misread digit must besides be one that the recogniser doubted: a report may well be printed with a
wrong sum, and that is what the checks are for. A lost point has no character to doubt; two equations that are off by a
power of ten do.

An operator that was read as a letter («二100%») is mended where nothing but an operator can stand, see `operators`.

A label of a form is mended when it is no word of any form and one character away from exactly one, which was doubted
or is its double («日» for «目»); when it is the words of one without the mark between them («会议费培训费»), where
there is hardly less paper than a blank has; and when it is one with letters of the unit's seal behind it. What was read
stays in the evidence, the step names the repair, and the confidence stays below the threshold for review.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any

from jixiao import lazy_re as re
from jixiao.assurance.arithmetic import Arithmetic, Settled
from jixiao.assurance.doubt import Doubt
from jixiao.assurance.lookalikes import Candidate, candidates, figure_of
from jixiao.assurance.operators import operators
from jixiao.assurance.surroundings import DOUBTFUL
from jixiao.assurance.words import known_words
from jixiao.checks import Profile
from jixiao.extract.level_words import level_key, words_of
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.schema import Evidence, Report
from jixiao.schema.base import Model
from jixiao.schema.pointer import UnknownPointerError, split, value
from jixiao.structure.misread import are_doubles
from jixiao.structure.model import Structured
from jixiao.traditional import simplified
from jixiao.values import plain

MOST = 20
"""Repairs of one report; a page that needs more is to be read by eye."""
ENOUGH = 2
"""Equations that must hold with the other reading."""
SURE = 0.8
"""Confidence of a repaired value at most."""
REPAIRED = "识别更正："
"""How the step begins that says what was read and what it is now."""
_LABEL = re.compile(r"\.(?:level1|level2|item|label)$")
_RARE = 50  # characters of labels among which one is traditional in a report that is not
_CERTAIN = 0.95  # how sure it is from the paper that no blank stands between two words
_SEALED = 4  # letters of a seal that a cell takes up at most
_SHORTEST = 4  # characters of a label that is mended


@dataclass(frozen=True, slots=True)
class Repair:
    """A value that was mended: where, what it is now, and the step that says so."""

    pointer: str
    value: Decimal | int | str | bool
    step: str
    source: str = ""
    """Where the evidence is of a value that was null before."""


def repaired(
    report: Report, structured: Structured, patterns: Patterns, profile: Profile | None = None
) -> tuple[Report, frozenset[str]]:
    """The report with what can be mended for certain, and the pointers of that."""
    doubt = Doubt(structured)
    done: dict[str, Repair] = {}
    for repair in chain(list(_operators(report, patterns, doubt)), list(_labels(report, patterns, doubt))):
        done[repair.pointer] = repair
        report = apply(report, repair)
    while len(done) < MOST:
        found = next((r for r in _figures(report, patterns, profile, doubt) if r.pointer not in done), None)
        if found is None:
            break
        done[found.pointer] = found
        report = apply(report, found)
    return report, frozenset(done)


def apply(report: Report, repair: Repair) -> Report:
    """The report with a repaired value, the step and the lower confidence in its evidence."""
    known = report.evidence.get(repair.pointer) or report.evidence[repair.source]
    evidence = Evidence.of(
        known.text,
        known.places,
        known.pattern,
        (*known.steps, repair.step),
        min(known.confidence, SURE),
        known.inferred,
        known.null_kind,
    )
    changed: Report = _set(report, split(repair.pointer), repair.value)
    return changed.model_copy(update={"evidence": {**report.evidence, repair.pointer: evidence}})


def _set(here: Any, path: list[str], new: Any) -> Any:
    if not path:
        return new
    if isinstance(here, Model):
        return here.model_copy(update={path[0]: _set(getattr(here, path[0]), path[1:], new)})
    at = int(path[0])
    return (*here[:at], _set(here[at], path[1:], new), *here[at + 1 :])


# figures


def _figures(report: Report, patterns: Patterns, profile: Profile | None, doubt: Doubt) -> Iterator[Repair]:
    arithmetic = Arithmetic(report, patterns, profile)
    settling = {pointer: found for pointer in arithmetic.failing() if (found := _settling(report, arithmetic, pointer))}
    for pointer, found in settling.items():
        best = max(found, key=lambda settled: settled.settled)
        rivals = [other for other in found if other is not best]
        rivals += [other for beside in arithmetic.beside(pointer) for other in settling.get(beside, ())]
        if not best.whole or best.equations < ENOUGH or any(rival.settled >= best.settled for rival in rivals):
            continue
        evidence, now = report.evidence[pointer], value(report, pointer)
        new: Decimal | int = best.candidate.value
        if isinstance(now, int):
            if new != int(new):
                continue
            new = int(new)
        if _misread(evidence, best.candidate, doubt):
            step = f"{REPAIRED}{plain(Decimal(now))} → {plain(Decimal(new))}（{best.equations}处核算相符）"
            yield Repair(pointer, new, step)


def _settling(report: Report, arithmetic: Arithmetic, pointer: str) -> list[Settled]:
    """Other readings of a figure that settle what fails: all that do, doubted or not."""
    evidence = report.evidence.get(pointer)
    if evidence is None or evidence.inferred:
        return []
    try:
        now = value(report, pointer)
    except UnknownPointerError:
        return []
    figure = figure_of(evidence.text, Decimal(now)) if isinstance(now, Decimal | int) else None
    return arithmetic.settling(pointer, list(candidates(figure))) if figure else []


def _misread(evidence: Evidence, candidate: Candidate, doubt: Doubt) -> bool:
    """Whether the recogniser allows the other reading: it doubted the character, or lost a point beside it."""
    raw = doubt.raw(evidence)
    if min(raw, default=1.0) >= 1:  # digital text is as it was typed
        return False
    return candidate.lost or raw[candidate.at] < DOUBTFUL


# operators and labels


def _operators(report: Report, patterns: Patterns, doubt: Doubt) -> Iterator[Repair]:
    for measure, fields in operators(report, patterns, doubt):
        source = f"{measure}/text"
        step = f"{REPAIRED}{value(report, source)} → {fields['text']}（数值前只能是比较符号）"
        for name, new in fields.items():
            yield Repair(f"{measure}/{name}", new, step, source)


def _labels(report: Report, patterns: Patterns, doubt: Doubt) -> Iterator[Repair]:
    is_simplified = _is_simplified(report)
    for pointer, evidence in report.evidence.items():
        if not _LABEL.search(evidence.pattern) or evidence.inferred:
            continue
        now = value(report, pointer)
        if not isinstance(now, str):
            continue
        if squeeze(now) in known_words(patterns):
            if is_simplified and (new := simplified(now)) != now and min(doubt.raw(evidence), default=1.0) < 1:
                yield Repair(pointer, new, f"{REPAIRED}{now} → {new}（全文为简体字）")
                continue
            if (parted := _parted(now, evidence, patterns, doubt)) != now:
                yield Repair(pointer, parted, f"{REPAIRED}{now} → {parted}（表内用词之间的空格）")
            continue
        if unsealed := _unsealed(report, now, evidence, patterns, doubt):
            yield Repair(pointer, unsealed, f"{REPAIRED}{now} → {unsealed}（其余为印文）")
            continue
        mended = _mended(now, patterns)
        raw = doubt.of(evidence)
        at = _difference(squeeze(now), squeeze(mended)) if mended else None
        word = squeeze(evidence.text)
        if mended is None or at is None or len(word) != len(raw):
            continue
        offset = word.find(squeeze(now))
        is_double = are_doubles(squeeze(now)[at], squeeze(mended)[at]) and raw[offset + at] < 1
        if offset >= 0 and (raw[offset + at] < DOUBTFUL or is_double):
            yield Repair(pointer, mended, f"{REPAIRED}{now} → {mended}（表内用词）")
            yield from _concluded(report, pointer, mended, patterns)


def _is_simplified(report: Report) -> bool:
    """Whether a report is in simplified script, though a scan may have a traditional letter in it («數量指标»)."""
    labels = "".join(known.text for known in report.evidence.values() if _LABEL.search(known.pattern))
    changed = sum(a != b for a, b in zip(labels, simplified(labels), strict=True))
    return changed * _RARE < len(labels)


def _concluded(report: Report, pointer: str, mended: str, patterns: Patterns) -> Iterator[Repair]:
    """The dimension of an indicator, where the word of level 2 that tells it was misread («数は指标»)."""
    row, _, name = pointer.rpartition("/")
    at = f"{row}/dimension"
    dimension = words_of(patterns).dimension(level_key(squeeze(mended))) if name == "level2" else None
    if dimension and value(report, at) is None:
        yield Repair(at, dimension, f"{REPAIRED}{mended} → {dimension}", pointer)


def _mended(label: str, patterns: Patterns) -> str | None:
    """The label with the one character changed that makes it a word of a form; None where none or several would."""
    word = squeeze(label)
    if len(word) < _SHORTEST:
        return None
    near = [known for known in _by_length(patterns).get(len(word), ()) if _difference(word, known) is not None]
    if len(near) != 1:
        return None
    at = _difference(word, near[0])
    letters = [index for index, letter in enumerate(label) if not letter.isspace()]
    if at is None or len(letters) != len(word):
        return None
    return label[: letters[at]] + near[0][at] + label[letters[at] + 1 :]


def _unsealed(report: Report, label: str, evidence: Evidence, patterns: Patterns, doubt: Doubt) -> str | None:
    """The word of a form that a label begins with, where all behind it are doubted letters of the unit's name, in their
    order: a seal stands over the cell («质量指标统» of a «…统计局»)."""
    word, raw = squeeze(label), doubt.of(evidence)
    if squeeze(evidence.text) != word or len(word) != len(raw):
        return None
    unit = squeeze(report.organization.name or "")
    for end in range(len(word) - 1, max(_SHORTEST, len(word) - _SEALED) - 1, -1):
        letters = iter(unit)
        if word[:end] in known_words(patterns):
            sealed = all(one < DOUBTFUL for one in raw[end:]) and all(letter in letters for letter in word[end:])
            return word[:end] if sealed else None
    return None


def _parted(label: str, evidence: Evidence, patterns: Patterns, doubt: Doubt) -> str:
    """The label with a blank between its words («会议费 培训费») where a mark stands in the same label of a form, and
    where the paper does not tell for certain that there is none."""
    joints = _joints(patterns).get(squeeze(label), ())
    raw = [
        (one, letter)
        for one, letter in zip(doubt.settings(evidence), evidence.text, strict=True)
        if not letter.isspace()
    ]
    if not joints or "".join(letter for _, letter in raw) != squeeze(label):
        return label
    made, at = "", 0
    for letter in label:
        if not letter.isspace():
            if at in joints and raw[at][0] < _CERTAIN and not made[-1:].isspace():
                made += " "
            at += 1
        made += letter
    return made


@lru_cache(maxsize=8)
def _joints(patterns: Patterns) -> dict[str, tuple[int, ...]]:
    """Labels that are words of a form without the marks between them: where each word but the first begins."""
    found: dict[str, tuple[int, ...]] = {}
    for label in known_words(patterns):
        words = label.split("、")
        if len(words) > 1 and all(len(word) > 1 for word in words):
            found["".join(words)] = tuple(accumulate(len(word) for word in words[:-1]))
    return found


def _difference(one: str, other: str) -> int | None:
    """Where two words of one length differ, if in one character alone."""
    if len(one) != len(other):
        return None
    places = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return places[0] if len(places) == 1 else None


@lru_cache(maxsize=8)
def _by_length(patterns: Patterns) -> dict[int, tuple[str, ...]]:
    lengths: dict[int, list[str]] = {}
    for word in sorted(known_words(patterns)):
        lengths.setdefault(len(word), []).append(word)
    return {length: tuple(words) for length, words in lengths.items()}
