"""Texts of a form's cells that are another cell's: a figure where a name, a goal or a reason must stand, a heading's
label where a level must. They are as printed there, and mean nothing: null, and named. (Names of a form: `names`.)"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from jixiao import lazy_re as re
from jixiao.extract.context import Context
from jixiao.extract.draft import unreadable
from jixiao.extract.head_tables import NAMES
from jixiao.patterns import Patterns
from jixiao.quotes import Reading, squeeze
from jixiao.structure.flat.celltexts import figure_of, known_level, level_points, level_word, money_labels
from jixiao.structure.form_model import LEVELS, OF_LEVEL, bare_label
from jixiao.structure.forms import Form, forms_of, key_of, row_key
from jixiao.structure.match import Box, Record, ZoneMatch

_SIGNS = ("ge", "le", "eq", "gt", "lt", "ge_after", "le_after")
SAID_AS = {
    "level1": ("第一级的名称", "name of a level 1"),
    "level2": ("第二级的名称", "name of a level 2"),
    "level3": ("指标的名称", "name of an indicator"),
    "deviation_reason": ("原因", "reason"),
    "label": ("名称", "name"),
    "target": ("目标", "target"),
    "initial_target": ("目标", "target"),
    "actual": ("所达到的值", "actual value"),
    "goals": ("目标", "goal"),
    "thrift_measures": ("措施", "text of measures"),
}
_MEASURES = ("target", "initial_target", "actual")
_REASON = ("deviation_reason",)
_VALUES = (*_MEASURES, "deviation_reason")
_NO_NAMES = (*LEVELS, *_MEASURES, "goals")  # «预算执行数» may name an indicator
_UNNAMED = (*LEVELS, *_MEASURES)
_PARTS = ("unit", "operator", "direction")  # of a target
_COUNTED = ("数", "额")
_LONGEST = 14  # characters of a label
_OPERATOR = 6  # letters of a sign in words («不得少于»), at most
_LINE = 2  # letters of a line that may be one of a level's own words («目标⏎效益指标»)
_POINTS = "分)）"  # with which a level's points end
_BOTH = 7  # letters of two cells in one, at the least
_DIGITS = " \u3000.0123456789"
_JOINS = "和及与或、/"  # between two words of one level
_COMPARED = frozenset("≤≥≦≧<>")
_TWICE = OF_LEVEL * 2
_LAST_NUMBER = re.compile(r"[。;!]\d{1,2}[.、]\Z")  # the number of the next name behind a reason's last sentence
_SAID = 4  # letters of a text that may say what was reached, though it heads a column («完成情况»)


def anothers(
    context: Context, box: Box | None, id_: str, pattern: str, zone: ZoneMatch | None = None
) -> Reading[Any] | None:
    """The null for a cell whose text is another's («≥147» as an indicator's name, beside «争取上级资金» as its target:
    two cells exchanged by hand), said so; None where it may be its own. Nothing went wrong: «0» as a reason, whose
    ``zone`` tells what else is asked."""
    if box is None or not box.match:
        return None
    found = id_ not in _MEASURES and _is_figure(context, box) and not (zone and id_ in _REASON and _is_told(zone, box))
    found = found or (id_ != "label" and _is_label(context, box, id_))  # «合计» is a row of money
    if not found and id_ in _REASON:
        found = _LAST_NUMBER.search(box.match) is not None and _is_flat(context, box)
    if not found and "\n" in box.cell.text and id_ in (*_UNNAMED, *_REASON):
        found = _is_of_two(context, box, id_, zone)
    if not found or (id_ == "deviation_reason" and figure_of(box.match) == 0):
        return None
    return unreadable(context, box.quote, pattern, *SAID_AS[id_])


def are_anothers(context: Context, zone: ZoneMatch, id_: str) -> bool:
    """Whether half of what stands in a column of texts are figures, two at least: another column's heading stands above
    it («900份», «100%», «有所提高» as reasons), and nothing in it is its own."""
    boxes = [box for record in zone.records if (box := record.cells.get(id_)) and box.match]
    found = sum(figure_of(box.match) != 0 and _is_figure(context, box) and not _is_told(zone, box) for box in boxes)
    return found > 1 and 2 * found >= len(boxes)


def _is_told(zone: ZoneMatch, box: Box) -> bool:
    """Whether words lead a figure among the reasons of a table that asks nowhere what was reached («完成率98.9%» below
    «扣分原因»): there is no cell whose it could be."""
    return box.match[:1].isalpha() and "actual" not in zone.owner.values()


def anothers_name(context: Context, record: Record, pattern: str) -> Reading[Any] | None:
    """The same for the name of an indicator: also a whole word of a level that stands where the level's own is none,
    with which it was exchanged («发放技术资料 | 数量指标»)."""
    box, level = record.cells.get("level3"), record.cells.get("level2")
    beside = level is not None and level.match and level.cell.row == record.row
    if box and level and beside and _is_level(context, box) and not known_level(level.match, context.patterns):
        return unreadable(context, box.quote, pattern, *SAID_AS["level3"])
    return anothers(context, box, "level3", pattern)


def _is_figure(context: Context, box: Box) -> bool:
    """Whether a cell holds a figure and no word: an amount, points, a rate, what is compared («≥147人») or its sign
    alone («不少于»). One with a unit that no list holds may be a name («5G基站»)."""
    if not any(map(str.isdigit, box.match)):
        return len(box.match) <= _OPERATOR and context.patterns.word("operator").fits(box.match)
    if figure_of(box.match) is not None:
        return True
    if "、" in box.match or ":" in box.match:
        return False  # «1、公务用车购置费», «其中：基本支出：463.68»
    found = context.patterns["measure.figure"].match(box.view)
    if found is None:
        return False
    held = found.match.groupdict()
    return any(map(held.get, _SIGNS)) or len(held.get("unit") or "") == 1  # «199天», no «110报警»


def anothers_text(context: Context, text: Reading[Any] | None, id_: str) -> Reading[Any] | None:
    """A text filled in beside a label, null where it is a label itself («厉行节约保障措施 | 预算投资（万元）»)."""
    labels = _others_labels(forms_of(context.patterns), id_)
    if text is None or not text.value or key_of(text.quote.match) not in labels:
        return text
    return unreadable(context, text.quote, text.pattern, *SAID_AS[id_])


def anothers_label(context: Context, box: Box, pattern: str) -> Reading[Any] | None:
    """The null for what came of a goal that is a heading's label («年度目标完成情况»); None where it is none."""
    if len(box.match) > _LONGEST or box.key not in _others_labels(forms_of(context.patterns), "goals"):
        return None
    return unreadable(context, box.quote, pattern, *SAID_AS["actual"])


def rows_beside(context: Context, zone: ZoneMatch) -> frozenset[int]:
    """The rows of a flattened table with text that stands below none of its headings: what was refused."""
    heads = zone.headings
    table = context.structured.grids[heads[0].source.block].table if heads else None
    if table is None or table.origin != "flattened":
        return frozenset()
    end = max(box.end for box in heads)
    return frozenset(cell.row for cell in table.cells if cell.column >= end and cell.text.strip())


def _is_label(context: Context, box: Box, id_: str) -> bool:
    """Whether a cell holds what heads a column of indicators («得分», «年度指标值»; as a name what heads these, or
    their total; as a goal also a row of money), or where a value is asked for a whole word of a level («生态效益指标»
    as what was reached)."""
    if len(box.match) > _LONGEST:
        return False
    key, forms = box.key, forms_of(context.patterns)
    labels = _labels(forms, names=id_ not in _UNNAMED)
    if key in labels:
        return True
    if id_ in LEVELS and len(lines := box.cell.text.split()) > 1 and known_level(lines[-1], context.patterns):
        # «指标值⏎效益指标»: its first line stands elsewhere
        return any(len(line) > _LINE and key_of(line) in labels for line in lines[:-1])
    if id_ in _NO_NAMES and key in _others_labels(forms, id_):
        return True
    if id_ == "goals" and row_key(box.match) in money_labels(context.patterns):  # «财政专户管理资金»
        return True
    return id_ in _VALUES and _is_level(context, box)


def _is_flat(context: Context, box: Box) -> bool:
    return context.structured.grids[box.source.block].table.origin == "flattened"


def _is_of_two(context: Context, box: Box, id_: str, zone: ZoneMatch | None) -> bool:
    """Whether a cell, put together from lines of text, holds two."""
    if not _is_flat(context, box):
        return False
    if id_ in _MEASURES:
        return _ends_with_label(context, box)
    if id_ in LEVELS and box.match.endswith(_TWICE):
        return True  # «产出指标⏎指标»
    both = len(box.cell.text) > _BOTH
    return both and (_holds_two(context, box) if id_ in LEVELS else _holds_points(zone, box))


def _holds_two(context: Context, box: Box) -> bool:
    """Whether a level's cell, put together from lines of text, holds two cells: a whole word of level 2 with as much
    besides it as a name has («政策落实到位率⏎社会效益»), or words behind a level's points («产出指标40分⏎（个）», the
    unit of the word beside it). Short words before one may be its own («服务⏎对象满意度»), and a unit is, behind no
    points («数量指标⏎（个）»). Whose satisfaction it is stands before its word («服务对象⏎满意情况»)."""
    patterns, text = context.patterns, box.cell.text
    if any(map(str.isdigit, text)) and not any(map(str.isdigit, text.strip().partition("\n")[0])):
        return False  # «产出指标⏎（50分）»
    lines = [squeeze(line) for line in text.split("\n") if line.strip()]
    behind, above = "".join(lines[1:]), "".join(lines[:-1])
    if level_points(lines[0], patterns) is not None:
        return bool(behind.strip(_POINTS)) and not any(map(str.isdigit, behind))
    if known_level(above + lines[-1], patterns):
        return False
    found = [(w, rest) for w, rest in ((lines[0], behind), (lines[-1], above)) if rest and known_level(w, patterns)]
    alone = len(found) == 1 and min(map(len, found[0])) >= _SAID and _is_second(found[0][0], patterns)
    if alone and (behind[0] in _JOINS or above[-1] in _JOINS):
        return False  # «社会效益和⏎生态效益指标»
    return alone and found[0][1][0] not in "(（" and not any(known_level(line, patterns) for line in lines[1:-1])


def _is_second(word: str, patterns: Patterns) -> bool:
    """Whether a word is one of level 2 alone, and none of satisfaction."""
    entry = level_word(word, patterns) or {}
    return "is" not in entry and entry.get("dimension") != "satisfaction"


def _holds_points(zone: ZoneMatch | None, box: Box) -> bool:
    """Whether a line of a reason in text is a bare figure: of the column beside it, whose heading was lost
    («机构改革期间职能⏎5⏎划转»). Where points have their column, an author's line ends so («资金未到位，⏎2024⏎年完成»,
    «1.⏎资金未到位»)."""
    if zone is None or "score" in zone.owner.values():
        return False
    return any(line.strip() and not line.strip(_DIGITS) for line in box.cell.text.split("\n"))


def _ends_with_label(context: Context, box: Box) -> bool:
    """Whether the last line of a value in text is what heads a column: the heading stood in the blank cell below
    («有所提高⏎二级指标»)."""
    key = key_of(squeeze(box.cell.text.rpartition("\n")[2]))
    return len(key) >= _SAID and key in _labels(forms_of(context.patterns), names=False)


def without_sign(context: Context, record: Record, row: dict[str, Any], prefix: str) -> None:
    """Takes name and target out of a row whose name ends with the target's sign, while the cell of signs holds none
    («支出控制总额≤ | | 276万元»: two cells in one)."""
    box = record.cells.get("level3")
    if box is None or box.match[-1:] not in _COMPARED or any(sign.match for sign in record.boxes("operator")):
        return
    row["level3"] = unreadable(context, box.quote, f"{prefix}.level3", *SAID_AS["level3"])
    if value := record.cells.get("target"):
        row["target"] = unreadable(context, value.quote, f"{prefix}.target", *SAID_AS["target"])


def heads_again(record: Record, odd: Sequence[Box]) -> bool:
    """Whether a row with several texts that head columns, and without any figure, is their heading printed again in
    other words («一级 | 二级指标 | 三级 | 指标值 | 实际»)."""
    again = sum(box.cell.row == record.row and not any(map(str.isdigit, box.match)) for box in odd)
    own = (box.match for box in record.cells.values() if box.cell.row == record.row)
    return again > 1 and not any(char.isdigit() for match in own for char in match)


def is_joined(context: Context, box: Box, above: str) -> bool:
    """Whether a name in text begins with a word of a level, another than is in force ``above``, and a number of its own
    stands behind it («时效指标1.按时完成率»): two cells in one. «质量指标1：合格率» beside «质量» or
    «质量指标（30分）» is a name. So is one where no level 2 is in force and its word stands between the lines of the
    name («管理制度可持续影响指标完善程度»)."""
    end = box.match.find(OF_LEVEL) + len(OF_LEVEL)
    level, table = box.match[:end], context.structured.grids[box.source.block].table
    last = box.match.rfind(OF_LEVEL) + len(OF_LEVEL)
    if not above and table.origin == "flattened" and last < len(box.match):
        words = (box.match[at:last] for at in range(1, last - len(OF_LEVEL) - 1))
        return any(_is_second(word, context.patterns) for word in words if known_level(word, context.patterns))
    numbered = bool(bare_label(box.match[end:])[0]) and level.removesuffix(OF_LEVEL) not in above
    return numbered and table.origin == "flattened" and known_level(level, context.patterns)


def lone_heads(context: Context, zone: ZoneMatch) -> frozenset[str]:
    """What the label of a zone's block is called, in text where it does not stand beside the heading: in a row of data
    it is no level's («绩效指标» printed in the midst of the rows)."""
    block = zone.zone.block
    return block.keys if block and not (zone.block and zone.block.match) and _is_in_text(context, zone) else frozenset()


def are_labels_astray(context: Context, zone: ZoneMatch, prefix: str) -> bool:
    """Whether text prints the labels of merged cells in the midst of their rows: the first row has no level 1, and one
    begins in a row in which no level 2 does. Then a blank cell may be of the label below; said of the first."""
    blank = zone.records[0].cells.get("level1") if zone.records else None
    if blank is None or blank.match or not _is_in_text(context, zone):
        return False
    pairs = ((record.row, record.cells.get("level1"), record.cells.get("level2")) for record in zone.records)
    if not any(one and two and one.match and not two.match and one.cell.row == row for row, one, two in pairs):
        return False
    unreadable(context, blank.quote, f"{prefix}.level1", *SAID_AS["level1"])
    return True


def _is_in_text(context: Context, zone: ZoneMatch) -> bool:
    heads = zone.headings
    return bool(heads) and context.structured.grids[heads[0].source.block].table.origin == "flattened"


def _is_level(context: Context, box: Box) -> bool:
    return box.match.endswith(OF_LEVEL) and known_level(box.match, context.patterns)


@lru_cache(maxsize=8)
def _labels(forms: tuple[Form, ...], *, names: bool) -> frozenset[str]:
    """What heads levels, points, what was aimed at, parts of it, and what was reached in the forms' tables of
    indicators, and what asks for names; ``names``: also what heads the indicators', by which an author may call a level
    («绩效指标»), and totals."""
    zones = [zone for form in forms for zone in form.zones]
    columns = [c for zone in zones if zone.id == "indicators" for c in zone.columns]
    heads = [c.keys for c in columns if c.id in (*LEVELS, *_MEASURES[:2]) or c.type == "score"]
    ends = {key[-1] for c in columns if c.id == "target" for key in c.keys}
    said = (k for c in columns if c.id == "actual" for k in c.keys if len(k) > _SAID or k[-1] in ends)
    heads += [frozenset(key for key in c.keys if len(key) >= _SAID) for c in columns if c.id in _PARTS]
    heads += [pair.keys for zone in zones for pair in zone.pairs if pair.id in NAMES]
    heads += [c.keys for c in columns if c.id == "level3"] if names else []
    heads += [zone.keys for zone in zones if zone.kind == "total"] if names else []
    return frozenset(said).union(*heads)


@lru_cache(maxsize=64)
def _others_labels(forms: tuple[Form, ...], id_: str) -> frozenset[str]:
    """What no cell of a meaning is called, whoever filled it in: of levels what heads reasons; of targets and goals
    what heads amounts («全年预算数»; «资金到位» may be a level), of goals what heads them; of measures what a form of
    base data asks for."""
    zones = [(form, zone) for form in forms for zone in form.zones]
    columns = [(form, zone, column) for form, zone in zones for column in zone.columns]
    if id_ == "thrift_measures":
        own = [c for form, _, c in columns if form.role == "base_data"]
        return frozenset(key for c in own for key in c.keys if len(key) >= _SAID)
    if id_ in LEVELS:
        reasons = [c for *_, c in columns if c.id == "deviation_reason"]
        return frozenset(key for c in reasons for key in c.keys if len(key) > _SAID)
    odd = [key for *_, c in columns if c.type in ("amount", "count") for key in c.keys if key.endswith(_COUNTED)]
    goals = [k for _, zone, c in columns if zone.id == "goals" == id_ for k in c.keys if len(k) > _SAID]
    return frozenset([*goals, *(key for key in odd if len(key) >= _SAID)])
