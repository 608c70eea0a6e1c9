"""Whether what stands in the cells of a row goes together (`RowSense`): cells that slipped, rows without a name,
figures that make no sense beside each other."""

from __future__ import annotations

from math import inf

from jixiao import lazy_re as re
from jixiao.structure.flat.cellcosts import LEAD, MEASURE, REASONS, CellCosts
from jixiao.structure.flat.celltexts import figure_of, is_top, level_entry, row_mark
from jixiao.structure.flat.fixed import paragraph_number
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import FULL, Cells, Mode
from jixiao.structure.flat.slips import DATE, NONE
from jixiao.structure.flat.totals import exceeds
from jixiao.structure.form_model import OF_LEVEL, row_key

_GOALS = ("expected", "actual")
_MEASURES = ("target", "initial_target", "actual")
_VALUES = ("level3", *_MEASURES)
_BROKEN = 3  # lines of a word of a level
_SEVERAL = 2  # cells that a row says something in
_PHRASE = re.compile(r"(?!.*[\d/])[\u4e00-\u9fff]{4,}")  # words that are no unit, but for those of a list («万平方米»)
_TOPS = (4, 5)  # letters of a word of level 1 with its end
_STEP = 5  # the points of money are so many, or some times as many
_FULL = 0.9  # of what was planned: for as much of it authors give all points
_SHORT = 4  # characters: «≥», «不低于», «定性描述»


class RowSense:
    """Judges rows of a zone. ``above``: the figures of its row of sums, once it is read."""

    def __init__(self, plan: Plan, zone: int, aligner: CellCosts, mode: Mode) -> None:
        self.plan, self.aligner, self.mode = plan, aligner, mode
        self.tokens, self.patterns = aligner.tokens, aligner.patterns
        self.above: dict[str, float] = {}
        self.blanks = [not token.key for token in self.tokens]
        self._kinds: dict[int, str | None] = {}
        self._scored = bool({"weight", "score"}.intersection(plan.ids))
        self._has_points = self._scored or "executed" in plan.ids
        columns = aligner.shape.form.zones[zone].columns
        looks = {c.id: c.cells for c in columns if c.id != "unit"}  # those of units tell the column, and judge no cell
        self._looks = {at: look for at, id_ in enumerate(plan.ids) if (look := looks.get(id_))}
        self._signed = "operator" in plan.ids
        self._aims_twice = "initial_target" in plan.ids
        self._between = self._signed and not mode.lines  # bars, and columns of signs and units
        self._own = plan.first_free
        self._levels = plan.levels
        self._of_indicators = bool(plan.levels) or "level3" in plan.ids

    def blank(self, token: int) -> bool:
        """Whether a token is a blank cell: where it stands makes no difference."""
        return self.blanks[token]

    def null_kind(self, token: int) -> str | None:
        """What kind of mark of nothing a token is."""
        if token not in self._kinds:
            self._kinds[token] = row_mark(self.tokens[token].key, self.patterns)
        return self._kinds[token]

    def is_level(self, token: int) -> bool:
        """Whether a token is a word of level 1 or 2."""
        return token < len(self.tokens) and bool(level_entry(self.tokens[token].key, self.patterns))

    def is_senseless(self, cells: Cells) -> bool:
        """Whether cells must have slipped into columns of others, or figures that are none of a row of money."""
        here = self._here(cells)
        if self._is_no_unit(cells) or self._says_twice(cells):
            return True
        if self._is_lost(cells, here) or self._is_crossed(cells) or self._is_no_money(cells, here):
            return True
        if "review_score" in here and "score" in self.plan.ids and "score" not in here:
            return True  # points are reviewed when their author has given them
        filled = {self.plan.ids[index] for index, start, _ in cells if not self.blank(start)}
        if here.get("coefficient") and "actual" in self.plan.ids and "actual" not in filled:
            return True  # a share of what was reached («264 | 211 | 80%»: 211 is no second aim)
        return "executed" in self.plan.ids and self._is_absurd(here)

    def is_absurd(self, cells: Cells) -> bool:
        """Whether points cannot be, or a sign beside two targets: cells have slipped, or were exchanged."""
        return (
            self._is_absurd(self._here(cells))
            or (self._aims_twice and self._is_unsigned(cells))
            or self._is_oddly_signed(cells)
        )

    def _is_absurd(self, here: dict[str, float]) -> bool:
        return here.get("weight", 0.0) > FULL or here.get("score", 0.0) > here.get("weight", FULL)

    def _is_lost(self, cells: Cells, here: dict[str, float]) -> bool:
        """Whether a row of which some cells are missing may as well have others, or words of levels that do not go
        together."""
        places = {cell[0] for cell in cells}
        own = {
            index
            for index, place in enumerate(self.plan.places)
            if not place.merge and self.plan.ids[index] not in REASONS
        }
        if self._is_unlike(cells) or (not self._aims_twice and self._is_unsigned(cells)):
            return True
        if len(self._levels) > 1 and (self._is_alone(cells) or self._aims_at_name(cells)):
            return True
        unknown = any(map(self._is_unknown, cells))
        if not own <= places and (unknown or any(map(self._is_zero, cells)) or self._is_shifted(cells)):
            return True
        if not own <= places and self._is_mixed(cells):
            return True
        if unknown and any(index == self._own and self._is_date(start) for index, start, _ in cells):
            return True  # a name where its level should stand, a target where its name should
        if self._is_open(own, places):
            return True  # below a heading that no form knows anything may stand: nobody can tell that nothing does
        words = [
            level_entry("".join(t.key for t in self.tokens[a:b]), self.patterns)
            for i, a, b in cells
            if i in self._levels
        ]
        if len(words) > 1 and all(words) and not frozenset(words[0]).intersection(*words[1:]):
            return True  # a level 2 beside a level 1 that is not its own
        # a reason for nothing: as well another cell of its row, or of the next
        return not here and not own <= places and self._has_points and self._gives_reason(cells)

    def _is_open(self, own: set[int], places: set[int]) -> bool:
        """Whether a cell of no known heading is left out, unless it stands behind all others and none of these is
        («佐证材料», blank in most rows)."""
        unknown = {index for index in own if not self.plan.ids[index]}
        left = unknown - places
        return bool(left) and (min(left) < max(own - unknown, default=-1) or not own - unknown <= places)

    def _aims_at_name(self, cells: Cells) -> bool:
        """Whether a numbered name stands where the target should («工作质量指标 | （1）公文质量达标率 | 98%»)."""
        for index, _, end in cells:
            if index == self._own and self.tokens[end - 1].key[-2:] == OF_LEVEL and self._is_level_for_name(cells):
                return True
        keys = {self.plan.ids[index]: self.tokens[start].key for index, start, _ in cells}
        name, target = keys.get("level3", ""), keys.get("target", "")
        return name.endswith("指标") and LEAD.match(target) is not None and not MEASURE.match(target)

    def _is_shifted(self, cells: Cells) -> bool:
        """Whether a row of indicators has what was aimed at or reached for its name («显著», «显著»), a word of a level
        for its name, or for its target."""
        texts = (
            {self.plan.ids[i]: "".join(t.key for t in self.tokens[a:b]) for i, a, b in cells} if self._levels else {}
        )
        name, target, actual = (texts.get(id_, "") for id_ in ("level3", "target", "actual"))
        if name and (name in (target, actual) or self.aligner.is_level(name)):
            return True
        return bool(target) and self.aligner.is_level(target)

    def _is_mixed(self, cells: Cells) -> bool:
        """Whether what was to be reached, or was, is a bare figure in one column and words without any in another."""
        texts = ["".join(t.key for t in self.tokens[a:b]) for i, a, b in cells if self.plan.ids[i] in _MEASURES]
        bare = any(figure_of(text) is not None for text in texts)
        return bare and any(text.isalpha() and self.patterns.null_kind(text) is None for text in texts)

    def _is_crossed(self, cells: Cells) -> bool:
        """Whether what was to be reached begins with another number than what was («目标1：…» beside «目标2：…»): the
        lines of one cell as two."""
        told = {paragraph_number(self.tokens[start].key) for index, start, _ in cells if self.plan.ids[index] in _GOALS}
        return len(told - {0}) > 1

    def _is_no_money(self, cells: Cells, here: dict[str, float]) -> bool:
        """Whether figures are none of a row of money: an amount in percent, a rate of nothing spent, points of a part,
        something spent that nobody planned."""
        if self.mode.lines and here and self._lacks_label(cells):
            return True  # a figure that is as well the row's above, or another cell's («/», «5229» behind the last row)
        if "executed" not in self.plan.ids:
            return False
        if self.mode.lines and not here and any(map(self._is_new_label, cells)):
            return True  # nothing tells it from a cell of what stands above or below
        for index, start, _ in cells:
            if self.plan.places[index].type == "amount" and self.tokens[start].key.endswith("%"):
                return True
        if "weight" in self.above and ("weight" in here or "score" in here) and not self._repeats(cells, here):
            return True  # only the total has points
        places = {cell[0] for cell in cells}
        figures = {at for at, place in enumerate(self.plan.places) if place.type in ("amount", "score")}
        if not figures <= places and here.get("executed") and here.get("rate") and not self._is_rate(here):
            return True  # a figure is missing, and B/A is not the rate: one may be another column's
        over = not here.get("rate") and here.get("executed", 0) > here.get("full_year", inf)
        if over and not figures <= places and not here.items() <= self.above.items():
            return True  # more spent than planned, which no rate bears out: «85.40 | 63.20 | 85.40», one for points
        planned = any(here.get(name) for name in ("full_year", "initial"))
        odd = (here.get("rate") and not here.get("executed")) or (here.get("executed") and not planned)
        odd = odd or ("rate" in self.plan.ids and "rate" not in here and "score" in here and self._is_unearned(here))
        return bool(odd) or (len(here) < len(figures) and exceeds(self.plan, here, self.above))

    def _is_unearned(self, here: dict[str, float]) -> bool:
        """Whether points beside a rate that was lost are none that was earned by what was spent: of as many as can be
        («829 | 563.72 | 7», of 20 or of 10). Behind the points that could be earned they are those that were, however
        an author came by them; and all for nearly all («313.44 | 308 | 20»)."""
        planned = here.get("full_year") or here.get("initial")
        if not planned or not here.get("score") or not here.get("executed"):
            return False
        if here["score"] <= here.get("weight", 0) or (
            here["score"] % _STEP == 0 and _FULL <= here["executed"] / planned <= 1
        ):
            return False
        full = here["score"] * planned / here["executed"]
        nearest = here.get("weight") or max(round(full / _STEP), 1) * _STEP
        return abs(full - nearest) > nearest / 100

    def _lacks_label(self, cells: Cells) -> bool:
        """Whether a row has no label where its zone has labels."""
        if self._own < 0 or self.plan.places[self._own].type != "label":
            return False
        return not any(cell[0] == self._own and not self.blank(cell[1]) for cell in cells)

    def _is_new_label(self, cell: tuple[int, int, int]) -> bool:
        """Whether a cell is a row's label that no list holds."""
        text = "".join(token.key for token in self.tokens[cell[1] : cell[2]])
        if cell[0] != self._own or not text or self.null_kind(cell[1]) is not None:
            return False
        return not self.aligner.is_row(text) and self.patterns.likely_concept(row_key(text)) is None

    def is_lonely(self, cells: Cells) -> bool:
        """Whether a row between bars, without its blank cells, holds one text that may be of any column; among lines
        one that holds words of levels only, which as well go on below."""
        filled = [cell for cell in cells if not self._is_void(cell)]
        own = {index for index, each in enumerate(self.plan.places) if not each.merge}
        if self.mode.lines:
            if not filled and len(cells) == 1 and self.blank(cells[0][1]) and not self._leads_level(cells[0][2]):
                return True  # a row of nothing has several blank cells: one is of the row above, or below
            told = [cell for cell in filled if self.plan.places[cell[0]].type != "flag"]
            if len(told) < len(filled) and len(told) < _SEVERAL:
                return True  # a yes or no beside a name alone is another row's
            levels = bool(filled) and all(self.plan.places[cell[0]].merge for cell in filled)
            if levels and self.mode.single and self.is_level(filled[-1][2]):
                return False  # another level follows: nothing stands below this one
            return levels and not own <= {cell[0] for cell in cells}  # with all its blank cells it is a row
        if not filled:  # marks of nothing, as well of any other columns
            marks = [cell for cell in cells if not self.blank(cell[1])]
            named = any(self.null_kind(cell[1]) == "placeholder" for cell in marks)
            return bool(marks) and not named and not own <= {cell[0] for cell in cells}
        if len(filled) != 1:
            return False
        place, key = self.plan.places[filled[0][0]], self.tokens[filled[0][1]].key
        if (
            place.merge
        ):  # of a row with nothing below its level all blank cells must be there, or the row's end be known
            return not self.aligner.is_level(key) or (self.mode.hole == inf and not own <= {cell[0] for cell in cells})
        return place.type in ("text", "measure") and not LEAD.match(key)

    def _leads_level(self, token: int) -> bool:
        """Whether a word of a level begins at a token, perhaps broken over lines: a blank before it is level 1."""
        keys = [each.key for each in self.tokens[token : token + _BROKEN]]
        return any(self.aligner.is_level("".join(keys[:size])) for size in range(1, len(keys) + 1))

    def is_nameless(self, cells: Cells) -> bool:
        """Whether a row of indicators has other cells than levels but no name, or «……» beside one, or figures beside
        «……»: cells slipped."""
        if not self._of_indicators or self._own < 0:
            return False
        name = next((cell for cell in cells if cell[0] == self._own), None)
        free = [cell for cell in cells if not self.plan.places[cell[0]].merge and not self.blank(cell[1])]
        if name is None or self.blank(name[1]):
            return bool(free)
        if self.null_kind(name[1]) not in (None, "placeholder"):  # the name stands elsewhere
            return any(self.null_kind(cell[1]) is None for cell in free)
        if self.null_kind(name[1]) == "placeholder":
            return any(figure_of(self.tokens[cell[1]].key) is not None for cell in free if cell != name)
        return any(self.null_kind(cell[1]) == "placeholder" for cell in free)

    def cost(self, cells: Cells) -> float:
        """What a row costs whose figures make no sense together."""
        here = self._here(cells)
        cost = 0.0
        weight = here.get("weight")
        if "score" in here and "weight" in self.plan.ids and weight is None:
            cost += 1.0
        if self.mode.lines and self._bare(cells):
            cost += 1.0  # as well the end of the row above
        if self.mode.single and weight is not None and here.get("score") == weight and self._gives_reason(cells):
            cost += 1.0  # nothing was lost: as well the name of the row below
        if "executed" in self.plan.ids:
            cost += self._money(cells, here)
        if "coefficient" in self.plan.ids:
            cost += self._scored_share(cells, here)
        return cost

    def figures(self, cells: Cells) -> dict[str, float]:
        """The figures of a row by meaning."""
        found: dict[str, float] = {}
        for index, start, end in cells:
            value = figure_of(self.tokens[start].key) if end == start + 1 else None
            if value is not None and self.plan.ids[index]:
                found[self.plan.ids[index]] = value
        return found

    def _here(self, cells: Cells) -> dict[str, float]:
        """The figures of a row by meaning, of cells of several lines the first."""
        here: dict[str, float] = {}
        for index, start, _ in cells:
            value = figure_of(self.tokens[start].key) if self.plan.ids[index] else None
            if value is not None:
                here[self.plan.ids[index]] = value
        return here

    def _is_unlike(self, cells: Cells) -> bool:
        """Whether one of the marks of comparison (性质, 符号) stands for a name or a value («不低于»)."""
        if not self._signed:
            return False
        looks = [look for i, look in self._looks.items() if self.plan.ids[i] == "operator"]
        for id_, text in ((self.plan.ids[i], "".join(t.key for t in self.tokens[a:b])) for i, a, b in cells):
            if id_ in _VALUES and MEASURE.match(text) and not any(map(str.isdigit, text)):
                return True
            # «至少», «定性»: some write the latter as the target, nobody as a name or as what was reached
            if id_ in ("level3", "actual") and any(look.fullmatch(text) for look in looks):
                return True
        return False

    def _is_unsigned(self, cells: Cells) -> bool:
        """Whether a name, or what was aimed at, stands where its column has marks of comparison."""
        for index, start, end in cells if self._signed else ():
            text = "".join(token.key for token in self.tokens[start:end])
            other = index in self._looks and not self._looks[index].fullmatch(text)
            if other and (len(text) > _SHORT or self.aligner.like_measure(text)):
                return True
        return False

    def _is_oddly_signed(self, cells: Cells) -> bool:
        """Whether words stand between bars where marks of comparison do, in a row that lost cells."""
        own = {i for i, place in enumerate(self.plan.places) if not place.merge and self.plan.ids[i] not in REASONS}
        if not self._between or own <= {cell[0] for cell in cells}:
            return False
        signs = (cell for cell in cells if cell[0] in self._looks and self.plan.ids[cell[0]] == "operator")
        return any(not self._is_void(c) and not self._looks[c[0]].fullmatch(self.tokens[c[1]].key) for c in signs)

    def _is_no_unit(self, cells: Cells) -> bool:
        """Whether a unit between bars is a mark of comparison, says what a target does, or is a phrase («满足需求»)."""
        units = [self.tokens[at].key for index, at, _ in cells if self._between and self.plan.ids[index] == "unit"]
        if not units or not units[0]:
            return False
        signs = [look for i, look in self._looks.items() if self.plan.ids[i] == "operator"]
        phrase = _PHRASE.fullmatch(units[0]) and not self.patterns.word("unit_cell").fits(units[0])
        return bool(phrase) or any(look.fullmatch(units[0]) for look in signs)

    def _says_twice(self, cells: Cells) -> bool:
        """Whether a sign or a unit between bars says what was to be reached, or was."""
        texts = (
            {self.plan.ids[i]: self.tokens[at].key for i, at, _ in cells if self.tokens[at].key}
            if self._between
            else {}
        )
        return any(texts.get(own) == texts.get(id_) is not None for own in ("operator", "unit") for id_ in _MEASURES)

    def _is_alone(self, cells: Cells) -> bool:
        """Whether a word of level 1 has no cell of level 2 beside it, or a name a blank one: words stand elsewhere."""
        first, second = list(self._levels)[:2]
        named = any(cell[0] == self._own and not self.blank(cell[1]) for cell in cells)
        if self.mode.lines and named and any(cell[0] in self._levels and self.blank(cell[1]) for cell in cells):
            return True  # covered cells are left out: a blank one that is printed lost its word
        one = next((cell for cell in cells if cell[0] == first and not self.blank(cell[1])), None)
        filled = (cell[0] for cell in cells if not (self.mode.lines and self.blank(cell[1])))
        return one is not None and second not in filled

    def _is_date(self, token: int) -> bool:
        key = self.tokens[token].key
        return self.aligner.like_measure(key) or DATE.match(key) is not None

    def _is_level_for_name(self, cells: Cells) -> bool:
        """Whether an author's word of level 2, which ends with one of level 1, stands for a name that was lost
        («成本产出指标»)."""
        for index, start, end in cells:
            text = self.tokens[end - 1].key if index == self._own else ""
            if text.endswith(OF_LEVEL) and any(is_top(text[-length:], self.patterns) for length in _TOPS):
                return not self.aligner.is_level("".join(token.key for token in self.tokens[start:end]))
        return False

    def _is_zero(self, cell: tuple[int, int, int]) -> bool:
        """Whether a cell is a zero for no reason: believed where no other cell of the row is missing."""
        return self.plan.ids[cell[0]] in REASONS and self.tokens[cell[1]].key == NONE

    def _is_unknown(self, cell: tuple[int, int, int]) -> bool:
        """Whether a cell is a level in its author's own words: believed where no other cell of the row is missing."""
        index, start, end = cell
        if index not in self._levels or self.blank(start):
            return False
        return not self.aligner.is_level("".join(token.key for token in self.tokens[start:end]))

    def _gives_reason(self, cells: Cells) -> bool:
        return any(self.plan.ids[cell[0]] in REASONS and not self._is_void(cell) for cell in cells)

    def _bare(self, cells: Cells) -> bool:
        """Whether a row of indicators has texts but no points where its form has some; «指标2» may stand alone."""
        if not self._levels or not self._scored:
            return False
        filled: list[tuple[int, int, int]] = []
        for cell in cells:
            if self.plan.places[cell[0]].merge or self._is_void(cell):
                continue
            if self.plan.ids[cell[0]] in ("weight", "score"):
                return False
            filled.append(cell)
        if not filled:
            return False
        return len(filled) > 1 or filled[0][0] != self._own or not LEAD.match(self.tokens[filled[0][1]].key)

    def _scored_share(self, cells: Cells, here: dict[str, float]) -> float:
        """The price of points that do not go with their coefficient (得分系数), the share of the weight that is scored:
        it is another cell, or stands in another column."""
        weight, score = here.get("weight"), here.get("score")
        if not weight or score is None:
            return 0.5 * (weight is not None or "coefficient" in here)
        before = max((cell for cell in cells if self.plan.ids[cell[0]] == "weight"), default=None)
        share = here.get("coefficient", 100.0)
        if "coefficient" not in here and before is not None:  # a share below all of it is in another column by chance
            key = self.tokens[before[1] - 1].key
            share = figure_of(key) or 0.0 if key.endswith("%") else 0.0
            return 0.5 * (score < weight and abs(share - 100 * score / weight) < 1)
        return 0.5 * (abs(share - 100 * score / weight) >= 1)

    def _money(self, cells: Cells, here: dict[str, float]) -> float:
        cost = 0.0
        base = [here[name] for name in ("full_year", "initial") if here.get(name)]
        rate = here.get("rate")
        if rate is not None:
            spent = here.get("executed")
            good = spent is not None and any(abs(100 * spent / value - rate) < 1 for value in base)
            good = good or (not rate and not spent)
            cost += 0.0 if good else 0.5 if base and spent is not None else 0.2
        if self.above:
            for name in ("initial", "full_year", "executed"):
                if name in here and here[name] > self.above.get(name, 0.0) + 0.005:
                    cost += 0.5
            if not self._repeats(cells, here):
                cost += 0.5 * (("weight" in here) + ("score" in here))
        return cost

    def _is_rate(self, here: dict[str, float]) -> bool:
        """Whether the rate is what was spent of an amount that was planned."""
        base = [here[name] for name in ("full_year", "initial") if here.get(name)]
        return any(abs(100 * here.get("executed", 0.0) / value - here["rate"]) < 1 for value in base)

    def _repeats(self, cells: Cells, here: dict[str, float]) -> bool:
        """Whether a row below the total has all its cells, and the points of the total once more."""
        own = {i for i, place in enumerate(self.plan.places) if not place.merge and self.plan.ids[i] not in REASONS}
        same = all(here.get(id_) == self.above.get(id_) for id_ in ("weight", "score"))
        return same and not self.mode.lines and own <= {cell[0] for cell in cells}

    def _is_void(self, cell: tuple[int, int, int]) -> bool:
        """Whether a cell holds nothing, or only a mark of nothing."""
        return cell[2] - cell[1] == 1 and (self.blank(cell[1]) or self.null_kind(cell[1]) is not None)
