"""Rows of indicators in text that lost cells whose names may be another cell (`Named`): they are refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from jixiao.patterns import Patterns
from jixiao.structure.flat.cellcosts import LEAD, REASONS
from jixiao.structure.flat.celltexts import figure_of, known_level, level_word
from jixiao.structure.flat.plans import Plan
from jixiao.structure.flat.rowmodel import Mode, ReadRow, refused
from jixiao.structure.flat.signs import Sign
from jixiao.structure.flat.slid import has_end_of_level
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import LEVELS, OF_LEVEL

_SUFFIX = 3  # characters that two words of one kind end with
_MOST = 3  # rows whose last cell is filled, so that one without it lost one
_MEASURES, _POINTS = {"target", "actual"}, {"weight", "score"}


@dataclass(frozen=True, slots=True)
class Named:
    """Judges the names of rows."""

    tokens: Sequence[Token]
    patterns: Patterns
    mode: Mode

    def rows(self, plan: Plan, rows: Sequence[ReadRow], *, likely: bool) -> list[ReadRow]:
        """The rows of indicators, each judged with the word of level 2 that it stands below."""
        judged: list[ReadRow] = []
        above = ""
        for row in rows:
            levels = {plan.ids[place]: self._text(a, b) for place, a, b in row.cells if place in plan.levels}
            if levels or not row.cells:  # below a refused row nobody knows the level
                above = levels.get(LEVELS[-1], "")
            judged.append(self.row(plan, row, likely=likely, above=above))
        pointed = [at for at, row in enumerate(judged) if self._ends_with_points(plan, row)]
        ended = [at for at, row in enumerate(judged) if row.cells and row.cells[-1][0] == len(plan.places) - 1]
        asked = len(ended) > _MOST and "level3" in plan.ids and plan.ids[-1] not in REASONS
        short = {*range(len(judged))}.difference(ended) if asked else ()
        odd = (at for at in short if judged[at].unsure and judged[at].cells)  # nor is known where its last cell stands
        for at in (*(pointed if len(pointed) == 1 else ()), *odd, *self._led_by_names(plan, judged)):
            judged[at] = refused(plan, judged[at].start, judged[at].end)
        return judged

    def _led_by_names(self, plan: Plan, rows: Sequence[ReadRow]) -> list[int]:
        """The rows whose level 2 is a word that no list has, where all others are known: it is said again as the name,
        or the row above was refused, whose name it may be («质量指标 | ≥98%», «项目验收合格率 | 抽检合格率 | 100%»)."""
        if LEVELS[-1] not in plan.ids or "level3" not in plan.ids:
            return []
        own = [{plan.ids[place]: self._text(a, b) for place, a, b in row.cells} for row in rows]
        levels = {at: text for at, texts in enumerate(own) if (text := texts.get(LEVELS[-1], ""))}
        odd = [at for at, text in levels.items() if not known_level(text, self.patterns)]
        if len(odd) > 1 or len(levels) <= _MOST:
            return []
        return [at for at in odd if own[at].get("level3") == levels[at] or (at and not rows[at - 1].cells)]

    def _ends_with_points(self, plan: Plan, row: ReadRow) -> bool:
        """Whether what a row without points reached is a figure without the unit that its target has: as likely these,
        of one row alone («会议费控制率不高于100% | 100% | 4», name and target in one)."""
        own = {plan.ids[place]: self._text(a, b) for place, a, b in row.cells}
        if (
            not plan.levels
            or not {"target", "actual"} <= own.keys()
            or not {*plan.ids} & _POINTS
            or own.keys() & _POINTS
        ):
            return False
        aimed, points = own["target"], own["actual"].replace(".", "", 1)
        return points.isdecimal() and any(map(str.isdigit, aimed)) and not aimed[-1].isdigit()

    def row(self, plan: Plan, row: ReadRow, *, likely: bool, above: str = "") -> ReadRow:
        """A row of indicators; refused where what was aimed at and reached is missing, of a heading told by its looks
        one of these, and its name has no number: it may be what the name is («成本指标 | 长效运行 | 运行良好 | 8 | 8»),
        or a cell of the row above («按完成比例计分 | 78»); or where its name is what others reach («持续改善 | 5»), or
        what was reached is a word of a level, and points are missing; or where its name is a word of a level, and no
        other stands beside it («时效 | ≥95% | 86%»: the name is blank, and lost), or begins with the end of that.
        ``above``: the word of level 2 in the rows above, in which of its kind the name may be («群众满意度»)."""
        texts = [(plan.ids[place], start, end) for place, start, end in row.cells]
        ids = {id_: start for id_, start, _ in texts}
        own = _MEASURES & {*plan.ids}
        lacks = own - ids.keys()
        scored = any(self.tokens[ids[id_]].key for id_ in _POINTS & ids.keys())
        few = not lacks or (not likely and (lacks != own or not scored))
        name = self.tokens[ids["level3"]].key if "level3" in ids else ""
        said = "".join(token.key for id_, a, b in texts if id_ == "actual" for token in self.tokens[a:b])
        odd = figure_of(name) is None and (self._is_reached(name) or known_level(said, self.patterns))
        odd = odd and bool((_POINTS & {*plan.ids}) - ids.keys())
        odd = odd or self._is_level(plan, row, name, above)
        if name and self._ends_level(plan, row):
            return refused(plan, row.start, row.end)
        if not plan.levels or not name or (few and not odd) or row.end - row.start == 1:
            return row
        return row if LEAD.match(name) else refused(plan, row.start, row.end)

    def without_block(self, plan: Plan, rows: Sequence[ReadRow], sign: Sign) -> list[ReadRow]:
        """The rows without one that begins with the block's label where the heading does not: as likely a row's label
        («预算», «资金», «（万元）» for «其他资金»)."""
        block = plan.zone.block
        if block is None or block.keys.intersection(sign.names[:1]):
            return list(rows)
        return [
            refused(plan, row.start, row.end)
            if any(plan.places[place].merge == "block" and self.tokens[start].key for place, start, _ in row.cells)
            else row
            for row in rows
        ]

    def _is_reached(self, text: str) -> bool:
        """Whether a text says, as a whole, what is reached."""
        return any(
            (found := each.compiled.match(text)) is not None and found.end() == len(text)
            for each in self.patterns.family_of("flat.measure")
        )

    def _ends_level(self, plan: Plan, row: ReadRow) -> bool:
        """Whether a name begins with the end of the level's word beside it."""
        own = {plan.ids[place]: "".join(t.key for t in self.tokens[a:b]) for place, a, b in row.cells}
        return has_end_of_level(own.get(LEVELS[-1], ""), own.get("level3", ""), self.patterns)

    def _text(self, start: int, stop: int) -> str:
        return "".join(token.key for token in self.tokens[start:stop])

    def _is_level(self, plan: Plan, row: ReadRow, name: str, above: str) -> bool:
        """Whether a name is a word of a level where blank cells were lost, with no other beside it, nor above it one of
        its kind that ends as such do («群众满意度», a name below «服务对象满意度指标»)."""
        if self.mode.lines or self.mode.hole == inf or not known_level(name, self.patterns):
            return False
        if above and is_name_beside(name, above, self.patterns):
            return False
        return not any(place in plan.levels and self.tokens[start].key for place, start, _ in row.cells)


def is_name_beside(key: str, beside: str, patterns: Patterns) -> bool:
    """Whether a word of level 2 is a name beside one of its kind that ends as such do («服务对象满意度» beside
    «服务对象满意度指标», «群众满意度» beside «服务对象满意度情况»)."""
    ends = tuple(patterns.level_ends)
    if key + OF_LEVEL == beside:
        return True
    if key.endswith(ends):
        return False
    own, other = level_word(key, patterns), level_word(beside, patterns)
    if other is None:  # «群众满意度» beside «服务群体满意度»
        return len(key) > _SUFFIX and key != beside and beside.endswith(key[-_SUFFIX:])
    alike = own is not None and own.get("dimension") == other.get("dimension") is not None
    return alike and beside.endswith(ends)
