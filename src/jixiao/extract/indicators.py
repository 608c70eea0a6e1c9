"""The rows of 绩效指标: every row below the heading, with its place in the three levels.

Levels 1 and 2 are filled in once over several rows, by a merged cell or by blank cells below. The word of level 2 says
its level 1 first: forms print 社会效益指标 below a cell that still says 产出指标 (domain.md §3.8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jixiao import lazy_re as re
from jixiao.extract import anothers as others
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import cell, columns_of, flag, null, points_in_one, points_of_name, text, unreadable
from jixiao.extract.level_words import halves, level_key, words_of
from jixiao.extract.measures import is_bar, measure
from jixiao.extract.nameless import goes_on, holds_all_points, nameless, points_of_level, say_nameless
from jixiao.quotes import Quote, Reading, Text, quotes_of
from jixiao.structure.form_model import OF_LEVEL, bare_label
from jixiao.structure.headrules import run_together
from jixiao.structure.match import Box, Record, ZoneMatch
from jixiao.values import number

_PREFIX = "form.evaluation.indicators"
_DIMENSION = "vocabulary.dimension"
_POINTS_BELOW = re.compile(r"\n\s*\d{1,3}(?:\.\d+)?\s*\Z")
_FILLER = ("level3", "target", "actual", "weight", "score")


@dataclass(slots=True)
class _Level:
    """A label of level 1 or 2 that is in force: its name, points, and the words that it was read from; none as yet
    where it has no name."""

    match: str = ""
    name: Reading[Any] | None = None
    weight: Reading[Any] | None = None


def indicators(context: Context, zone: ZoneMatch, goal: Reading[int] | None) -> list[Draft]:
    """The rows of one indicator block, of the goal that they all belong to."""
    rows = _Rows(context, zone, goal, others.rows_beside(context, zone))
    drafts: list[tuple[Record, dict[str, Draft]]] = []
    for at, record in enumerate(zone.records):
        name = record.cells.get("level3")
        if name and name.cell.column_span == 1 and name.match and not name.match[0].isdecimal():
            drafts.append((record, rows.draft(record)))  # nearly all
        elif (label := rows.nameless(record)) is not None:
            say_nameless(context, record, label)
        elif not rows.heads_with_points(at, record):
            drafts.append((record, rows.draft(record)))
    rows.weigh()
    found: list[Draft] = []
    for record, draft in drafts:
        bare = draft and draft["target"].__class__ is not dict and draft["actual"].__class__ is not dict
        if bare and holds_all_points(draft, [other for _, other in drafts if other is not draft]):
            say_nameless(context, record, record.cells.get("level3") or next(iter(record.cells.values())))
        elif record.cells and draft and not (found and goes_on(record, draft, found[-1])):  # else nothing is known
            found.append(draft)
    return found


class _Rows:
    def __init__(self, context: Context, zone: ZoneMatch, goal: Reading[int] | None, beside: frozenset[int]) -> None:
        self.context, self.zone, self.goal, self.beside = context, zone, goal, beside
        self.patterns = context.patterns
        self.words = words_of(context.patterns)
        self.columns = columns_of(zone.zone)
        self.level1, self.level2 = _Level(), _Level()
        self.boxes: dict[str, Box | None] = {"level1": None, "level2": None}
        self.upper = self._holds_level1()
        self.astray = others.are_anothers(context, zone, "deviation_reason")
        self.torn: list[tuple[dict[str, Draft], _Level]] = []
        self.told: tuple[str, Reading[Any] | None] | None = None  # a level whose points a row of its own told
        bare = () if "level1" in zone.named else zone.headings
        self.unheaded = any("level1" in run_together(zone.zone, box.key) for box in bare)  # «一级指标 分值»
        self.heads, self.adrift = others.lone_heads(context, zone), others.are_labels_astray(context, zone, _PREFIX)
        self.odd: list[Box] = []  # cells whose text is another's
        self.merged = False  # level 2 stands in the cell of the name
        self.joint = False  # level 1 stands in the cell of level 2
        self.inferred: Reading[str] | None = None  # the level 1 that a level 2 told, while its cell stays blank
        self.of: tuple[str, ...] = ()  # the first such level 1 beside points without a word, which are its own

    def _holds_level1(self) -> bool:
        """Whether the one column of levels is the first, though nothing heads it so: «投入（20分）», «产出（40分）», of
        which two at least are known words of level 1 and none is one of level 2 alone."""
        if "level1" in self.zone.owner.values():
            return False
        boxes = [box for record in self.zone.records if (box := record.cells.get("level2")) and box.match]
        keys = {level_key(self._named(box)) for box in boxes}
        known = [key for key in keys if self.words.level1(key)]
        return len(known) > 1 and not any(self.words.parents(key) for key in keys.difference(known))

    def _level_key(self, box: Box) -> str:
        """The word of a level without its number and points («三、满意度（10分）»)."""
        name = self._named(box)
        return level_key(name[bare_label(name)[0] :])

    def _named(self, box: Box) -> str:
        """A level's name without its points."""
        found = self.patterns["indicator.level1_weight"].match(box.view) if box.match else None
        return found["name"] if found else box.match

    def weigh(self) -> None:
        """Points that a page break tore off their level («产出指标», then «（20分）») are those of all its rows."""
        for row, level in self.torn:
            row["level1_weight"] = level.weight

    def nameless(self, record: Record) -> Box | None:
        """The label of a row that holds points and no indicator."""
        return nameless(self.zone, record, lambda box: bool(self._known_key(box)))

    def heads_with_points(self, at: int, record: Record) -> bool:
        """Whether a row is that of a level's points, which is taken over: it is no indicator."""
        if (found := points_of_level(self.zone, at, self._known_key)) is None:
            return False
        label, points, proved = found
        self._levels(record)
        if not proved:
            say_nameless(self.context, record, label)
            return True
        self.context.claim_all(box.whole for box in (label, *points))
        if (told := self._label(label, "level1").weight) is None:
            box = record.cells.get("weight", points[0])
            told = number(box.view[: len(box.match.removesuffix("分"))].quote(), f"{_PREFIX}.level1_weight")
        self.told = (self._known_key(label), told)
        if label is record.cells.get("level1"):
            self.level1.weight = self.level1.weight or told
        return True

    def _known_key(self, box: Box) -> str:
        return key if self.words.entry(key := self._level_key(box)) else ""

    def draft(self, record: Record) -> dict[str, Draft]:
        """One row as the contract's ``Indicator``."""
        if self.adrift:  # each label is its own row's alone
            self.level1, self.level2, self.inferred = _Level(), _Level(), None
        self._levels(record)
        box, level2 = record.cells.get("level3"), self.level2.match
        box = box if box and box.match.rfind(OF_LEVEL) > 0 and "level2" in self.zone.named else None
        self.merged = box is not None and others.is_joined(self.context, box, level2)
        self.level2 = _Level() if self.merged else self.level2
        row: dict[str, Draft] = {"goal": self.goal, **self._level_names(record)}
        if self.level1.name and row["level1"] is self.level1.name and self.level1.weight is None:
            self.torn.append((row, self.level1))
        row["level3"] = self._name(record)
        row["dimension"] = self._dimension()
        row["target"] = self._target(record)
        if "operator" in self.zone.named:
            others.without_sign(self.context, record, row, _PREFIX)
        row["actual"] = self._measure(record, "actual")
        row["initial_target"] = self._measure(record, "initial_target")
        both = points_in_one(self.context, self.zone, record, _PREFIX)
        for id_ in ("criterion", "weight", "score", "review_score", "coefficient"):
            row[id_] = both[id_] if id_ in both else self._cell(record, id_) if id_ in self.columns else None
        row["weight"] = row["weight"] or points_of_name(self.context, self.zone, record, _PREFIX)
        row["is_core"] = flag(self.context, record.cells.get("is_core"), f"{_PREFIX}.is_core")
        row["deviation_reason"] = self._reason(record)
        row["filler"] = self._filler(record, row)
        if self.odd and others.heads_again(record, self.odd):
            self.level1, self.level2 = _Level(), _Level()
            return {}
        return row

    def _levels(self, record: Record) -> None:
        """Takes over the labels that begin in this row; blank cells go on with those above, «—» says that none is."""
        one, two = record.cells.get("level1"), record.cells.get("level2")
        if self.upper:
            one, two = two, None
        elif one and not (two and two.match) and self._is_second(one):
            one, two = None, one
        above = self.boxes["level1"]
        fresh = one is not None and one is not above and bool(one.match)
        if one and fresh and two and two is self.boxes["level2"] and above and above.match == one.match:
            fresh = False  # a text that is said again in each row, beside a level 2 that runs on
        if one and fresh and one.match[0] in "([【" and self._takes_points(one, two):
            pass
        elif one and fresh:
            self.of = ()
            self.level1 = _Level("", self._odd(one, "level1"))
            if self.level1.name is None and self._holds(one):
                self.level1 = self._label(one, "level1")
                if self.told and self.told[0] == self._known_key(one):
                    self.level1.weight = self.level1.weight or self.told[1]
            self.level2, self.inferred = _Level(), None
        points = record.cells.get("level1_weight")
        if points and points.match and points.cell.row == record.row and self.level1.weight is None:
            self.level1.weight = number(points.quote, f"{_PREFIX}.level1_weight")
        if two is None and "level2" in record.gaps:
            self.level2 = _Level()
            self.inferred = self.inferred if "level1" in self.zone.named else None
        below = record.row - 1 in self.beside
        bare = one is not None and not one.match and one is not self.boxes["level1"]  # blank below a refused row
        lost = bare and (below or (two is None and "level2" in record.gaps))
        if "level1" in record.gaps if one is None else lost:
            self.level1, self.inferred = _Level(), None
        if below and two and not two.match and two is not self.boxes["level2"]:
            self.level2 = _Level()
        if two and two is not self.boxes["level2"] and two.match:
            self.level2 = _Level("", self._odd(two, "level2"))
            if self.level2.name is None and self._holds(two):
                self.level2 = _Level(two.match, self._word(two.match, two.quote, f"{_PREFIX}.level2"))
            self._part(two)
        self.boxes = {"level1": one, "level2": two}

    def _part(self, box: Box) -> None:
        """Where no column holds level 1, both of «产出指标—数量指标»; a cell of one word ends it."""
        if "level1" in self.zone.owner.values():
            return
        both = halves(box.view, self.words)
        if both or self.joint:
            self.level1 = _Level()
        self.joint = both is not None
        if both:
            one, two = both
            self.level1 = _Level(one.match, self._word(one.match, one.quote(), f"{_PREFIX}.level1"))
            self.level2 = _Level(two.match, self._word(two.match, two.quote(), f"{_PREFIX}.level2"))

    def _is_second(self, box: Box) -> bool:
        """Whether a level over all columns is a word of the second («数量指标» above its rows) and none of the first
        («满意度指标»)."""
        if box.cell.column_span == 1 or self.zone.banner is None:
            return False
        key = self._level_key(box)
        return bool(self.words.parents(key)) and self.words.level1(key) is None

    def _takes_points(self, one: Box, two: Box | None) -> bool:
        """Whether a cell holds points alone: the rest of the level above it, or what is left of one whose word was
        lost. Of two («（40分）⏎（30分）») one is another's."""
        found = self.patterns["label.points"].match(one.view)
        if found is None or found.end != len(one.match) or one.match.count("分)") > 1:
            return False
        self.context.claims.structure.append(one.whole)
        points = number(found.quote("points"), f"{_PREFIX}.level1_weight")
        anothers = two is not None and self.words.contradict(self.level1.match, two.match)
        if self.level1.name and not self.level1.weight and not anothers:
            self.level1.weight = points
        else:
            self.level1, self.level2, self.inferred, self.of = _Level("", None, points), _Level(), None, ()
        return True

    def _holds(self, box: Box) -> bool:
        return self.patterns.null_kind(box.match) is None

    def _label(self, box: Box, id_: str) -> _Level:
        """«产出指标（50分）»: the name, and its points."""
        pattern = f"{_PREFIX}.{id_}"
        text = self._unnumbered(box)
        found = None
        if any(map(str.isdigit, text.match)):
            below = _POINTS_BELOW.search(box.source.text)
            found = self.patterns["indicator.level1_line" if below else "indicator.level1_weight"].match(text)
        if found is None:
            quote = box.quote if len(text) == len(box.match) else text.quote()
            if text.match.count("分)") > 1:  # «产出指标（40分）⏎（20分）»: one of them is another's
                return _Level("", unreadable(self.context, quote, pattern, *others.SAID_AS[id_]))
            return _Level(text.match, self._word(text.match, quote, pattern))
        self.context.claims.structure.append(box.whole)
        name = found.quote("name")
        points = found.quote("weight" if found.has("weight") else "bare")
        return _Level(found["name"], self._word(found["name"], name, pattern), number(points, f"{pattern}_weight"))

    def _unnumbered(self, box: Box) -> Text:
        """A level's text without its number, where a known word stands behind («一、产出指标（50分）»)."""
        text = box.view
        start, _ = bare_label(box.match)
        if not start or not self.words.entry(level_key(box.match[start:])):
            return text
        self.context.claims.structure.append(text.quote(0, start))
        return text[start:]

    def _word(self, match: str, quote: Quote, pattern: str) -> Reading[str]:
        """A level's name as printed; in a known word the blanks that a tool put for a line break are none."""
        value = quote.printed
        bare = "".join(value.split())
        if bare != value and self.words.entry(level_key(match)):
            return Reading(bare, quote, pattern, (f"{value} → {bare}",))
        return Reading(value, quote, pattern)

    def _level_names(self, record: Record) -> dict[str, Draft]:
        two = self.level2
        level2 = two.name or self._empty(record, "level2")
        key = level_key(two.match) if two.match else ""
        parents = self.words.parents(key) if key else ()
        if key and not parents and self.level1.name is None and (own := self.words.level1(key)):
            parents = (own,)  # «满意度指标» in a table without a column of level 1 is its own
        if self.of and self.of[0] in parents:
            parents = self.of  # beside the same points
        printed = self.words.level1(level_key(self.level1.match)) if self.level1.match else None
        contradicted = bool(parents) and printed is not None and printed not in parents
        if "level1" in self.zone.named and "level1" not in record.cells:
            self.inferred = None  # below a refused row no cell is: its word may have gone on
            return {"level1": None, "level1_weight": None, "level2": level2}
        unknown = "level1" not in self.zone.owner.values() or self.level1.name is None
        if self.unheaded or (len(parents) > 1 and self.beside and unknown):  # what is read may lack its column or label
            return {"level1": None, "level1_weight": None, "level2": level2}
        if parents and two.name and (contradicted or self.level1.name is None):
            steps = (f"{two.name.value} → {parents[0]}",)
            self.inferred = Reading(parents[0], two.name.quote, _DIMENSION, steps, inferred=True)
            points = self.level1.weight if self.level1.name is None and self.of in ((), parents[:1]) else None
            self.of = parents[:1] if points and not self.of else self.of
            return {"level1": self.inferred, "level1_weight": points, "level2": level2}
        self.inferred = None if parents else self.inferred
        if self.inferred:  # a level 2 of other words beside the same blank cell: below what the rows above are
            return {"level1": self.inferred, "level1_weight": None, "level2": level2}
        return {
            "level1": self.level1.name or self._empty(record, "level1"),
            "level1_weight": self.level1.weight,
            "level2": level2,
        }

    def _empty(self, record: Record, id_: str) -> Reading[Any] | None:
        box = record.cells.get(id_)
        if box is None or (self.upper and id_ == "level2"):
            return None
        return null(box.quote, f"{_PREFIX}.{id_}", self.patterns.null_kind(box.match) or "blank")

    def _dimension(self) -> Reading[str] | None:
        # a level 1 that words of level 2 contradict is not this row's («成本指标» above rows of 效益指标)
        for level in (self.level2,) if self.inferred else (self.level2, self.level1):
            dimension = self.words.dimension(level_key(level.match)) if level.match else None
            if dimension and level.name:
                return Reading(dimension, level.name.quote, _DIMENSION, (f"{level.name.value} → {dimension}",))
        return None

    def _cell(self, record: Record, id_: str) -> Reading[Any] | None:
        column = self.columns.get(id_)
        return None if column is None else cell(self.context, self.zone, record, column)

    def _name(self, record: Record) -> Reading[Any] | None:
        """The indicator; the number alone that a form prints for one is a mark («2.», «指标2»), or stands in its own
        column before it («三级指标» over «1 | 培训人次»)."""
        box = record.cells.get("level3")
        if box and box.match and self.patterns["mark.number"].fits_needed(box.match):
            further = record.more.get("level3")
            if further and not self.patterns["mark.number"].fits_needed(further[0].match):
                self.context.claims.structure.append(box.whole)
                return text(further[0], f"{_PREFIX}.level3", self.patterns)
            return null(box.quote, f"{_PREFIX}.level3", "placeholder")
        if box and self.merged:
            return unreadable(self.context, box.quote, f"{_PREFIX}.level3", *others.SAID_AS["level3"])
        return others.anothers_name(self.context, record, f"{_PREFIX}.level3") or self._cell(record, "level3")

    def _reason(self, record: Record) -> Reading[Any] | None:
        box, id_ = record.cells.get("deviation_reason"), "deviation_reason"
        if box and box.match and self.astray:
            return unreadable(self.context, box.quote, f"{_PREFIX}.{id_}", *others.SAID_AS[id_])
        return self._odd(box, id_) or self._cell(record, id_)

    def _odd(self, box: Box | None, id_: str) -> Reading[Any] | None:
        found = others.anothers(self.context, box, id_, f"{_PREFIX}.{id_}", self.zone)
        if box and found is None and box.key in self.heads:
            found = unreadable(self.context, box.quote, f"{_PREFIX}.{id_}", *others.SAID_AS[id_])
        if found is not None and box is not None:
            self.odd.append(box)
        return found

    def _measure(self, record: Record, id_: str) -> Draft:
        boxes = record.boxes(id_)
        odd = self._odd(boxes[0], id_) if len(boxes) == 1 else None
        return odd or measure(self.context, boxes, f"{_PREFIX}.{id_}")

    def _target(self, record: Record) -> Draft:
        """The target in force: operator, value and unit columns put together. An adjusted one that is blank leaves the
        initial one in force (Chongqing)."""
        values = record.boxes("target")
        held = [box for box in values if self._holds(box) and not is_bar(box.match, self.patterns)]
        if "initial_target" in self.columns and not held:
            values = record.boxes("initial_target")
        nature = self.patterns.word("nature")
        if len(values) > 1:  # «文字描述 | 有所改善» below one heading, or «98⏎%» beside «98%», where text is said again
            again = [box for at, box in enumerate(values) if box.match in [other.match for other in values[:at]]]
            self.context.claim_all(box.whole for box in again)
            values = [box for box in values if box not in again]
            named = [box for box in values if nature.fullmatch(box.view)]
            self.context.claim_all(box.whole for box in named)
            values = [box for box in values if box not in named] or values
        signs, units = [*record.boxes("operator"), *record.boxes("direction")], record.boxes("unit")
        if len(units) > 1 and not signs:  # «% | ≥» below one heading
            signs = [box for box in units if self.patterns.word("operator").fits(box.match)]
            units = [box for box in units if box not in signs]
        if odd := next(filter(None, (self._odd(box, "target") for box in (*values, *signs))), None):
            return odd
        if not signs and not units:  # most forms
            return measure(self.context, values, f"{_PREFIX}.target")
        first = [box for box in signs if self.patterns.word("operator").fullmatch(box.view)]
        said = values[-1].match if values else ""
        counted = not said or any(map(str.isnumeric, said))  # «良好» beside «其他» has no unit; «三» beside «次» has
        last = [box for box in units if counted and self._holds(box) and not said.endswith(box.match)]
        if not first and any(map(str.isdigit, said)):  # a word that no list holds stands beside its figure
            first = [box for box in signs if self._holds(box) and not nature.fullmatch(box.view)]
        told = any(map(self._holds, values)) or any(char.isdigit() for box in first for char in box.match)
        rest = [*signs, *units]  # «定性», or a unit that the value has already
        self.context.claim_all(box.whole for box in rest if box not in first and box not in last)
        alone = [*first, *last]
        if values and alone and not told:  # «≥ | | %»: the value was lost, or stands in another's column
            quote = quotes_of(box.quote for box in alone)
            return unreadable(self.context, quote, f"{_PREFIX}.target", "目标的数值", "value of a target")
        return measure(self.context, [*first, *values, *last] if values else [], f"{_PREFIX}.target")

    def _filler(self, record: Record, row: Mapping[str, Draft]) -> Reading[bool]:
        """A template row: nothing in it but blanks and the form's own marks, and nothing refused beside it or in it."""
        empty = (
            record.row not in self.beside
            and "level3" not in record.gaps
            and all(
                row[id_] is None or (isinstance(draft := row[id_], Reading) and draft.value is None and draft.null_kind)
                for id_ in _FILLER
            )
        )
        return Reading(empty, self._witness(record), f"{_PREFIX}.filler")

    def _witness(self, record: Record) -> Quote:
        cells = record.cells
        for box in (*map(cells.get, _FILLER), *cells.values()):
            if box is not None:
                return box.quote
        return self.zone.headings[0].quote  # a row without any cell of its own
