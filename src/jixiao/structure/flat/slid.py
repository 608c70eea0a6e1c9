"""Rows of indicators, and totals, whose cells slid by one: a cell was lost, split, joined to the next or moved, and
each column holds the next one's. No single cell is impossible there; together they are (`doubt_slid`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import squeeze
from jixiao.structure.flat.cellcosts import LISTED, REASONS
from jixiao.structure.flat.celltexts import (
    figure_of,
    is_top,
    known_level,
    level_points,
    level_word,
    money_labels,
    top_of,
)
from jixiao.structure.flat.fitrow import FitRow
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.narrow import is_rate_below
from jixiao.structure.flat.stretch import WORD
from jixiao.structure.form_model import LEVELS, OF_LEVEL, key_of, row_key

_MEASURES = ("target", "initial_target", "actual")
_REST = 3  # characters of a level's word, its end apart, that may stand on another line
_CIRCLED = re.compile(r"指标[①-⑳]")  # «工作数量», «指标①：抽检样品» (湖北): a number, no end of a level
_TOLD = frozenset(("weight", "unit", "operator", "level3", *LEVELS))  # without one of these a row tells nothing here
_AMOUNTS = ("amount", "number")
_FIRST = 2  # characters of the number of a first name
_MARK, _SIGN = 2, 6  # characters of a mark of nothing, of a sign in words
_FEW = 4  # rows at least by which others are judged


def doubt_slid(rows: Sequence[FitRow], patterns: Patterns, *, lines: bool = False) -> None:
    """Refuses the rows whose cells cannot be what stands above them, each looked at as a whole; and the row below one
    that took its first cell. ``lines``: nothing marks the cells, and a total's have their places already."""
    texts = [_texts(row) if row.kind is not None and not _TOLD.isdisjoint(row.kind.meant) else {} for row in rows]
    what = [row.kind.what if row.kind is not None else "" for row in rows]
    for at, row in enumerate(rows[1:]):
        if what[at] == "heading":
            row.refused = row.refused or _holds_rest_of_label(rows[at], row, patterns)
    if "pair" in what:
        for row, below, next_ in zip(rows, rows[1:], rows[2:], strict=False):
            row.refused = row.refused or _goes_on_below(row, below, next_)
    scored = sum(bool(own.get("weight") and own.get("score")) for own in texts)
    torn: list[FitRow] = []
    for row, own in zip(rows, texts, strict=True):
        if row.kind is None or row.kind.what not in ("data", "total"):
            continue
        if _has_rate_for_amount(row):
            row.refused = True
            torn.append(row)
        if row.kind.what == "total":
            odd = lines and (_holds_two_sums(row) or _is_reasoned_by_sign(_texts(row), patterns))
            row.refused = row.refused or odd
            continue
        row.refused = row.refused or _has_odd_sign(own, patterns) or _has_others_line(row, own, patterns)
        if own.get(LEVELS[-1]) or own.get(LEVELS[0]):
            row.refused = row.refused or _has_odd_level(own, texts, patterns)
    if len(torn) > 1:
        _doubt_without_rates(rows, torn)
    if scored >= _FEW:
        _doubt_unscored(rows, texts, patterns)
    beside = ""
    for above, row, own in zip(rows, rows[1:], texts[1:], strict=False):
        beside = own.get(LEVELS[-1], "") or beside
        if above.refused and not row.refused:
            row.refused = _is_named_by_level(row, own, patterns) and own.get("level3", "") not in beside


def _doubt_without_rates(rows: Sequence[FitRow], torn: Sequence[FitRow]) -> None:
    """Refuses what stands below a heading where the rates of several rows are another column's, if none is its own: two
    headings changed places, and a row without a rate does not tell («105.00 | 117.98 | 117.98 | － | | －» beside
    «525.01 | 589.90 | 589.90 | 10 | 100% | 10»)."""
    kind = torn[0].kind
    own = [row for row in rows if kind is not None and row.kind == kind]
    if kind is not None and not any(is_rate_below(kind, row, ("percent",)) for row in own):
        for row in own if all(each.kind == kind for each in torn) else ():
            row.refused = True


def _doubt_unscored(rows: Sequence[FitRow], texts: Sequence[Mapping[str, str]], patterns: Patterns) -> None:
    """Refuses the rows whose name is gone and their other cells a column too far to the left, and the rows below that
    these names lead for a level."""
    for (row, own), (below, inner) in pairwise(zip(rows, texts, strict=True)):
        if not _is_slid(own, patterns):
            continue
        row.refused = True
        level = inner.get(LEVELS[-1], "")
        if below.kind is not None and below.kind is row.kind and level and not known_level(level, patterns):
            below.refused = True  # «材料报送及时率 | 人员经费发放及时性 | ≥99%»


def doubt_pointed(rows: Sequence[FitRow], patterns: Patterns) -> None:
    """Refuses a row by the points of its words of levels, where covered cells are left out and all words of level 1
    have points: one of one level with points, which no other level 2 has, is a level 1 whose own level 2 was lost
    («成本指标（20分） | 会议成本控制率»); of one word as both levels without points one was said twice."""
    for row in rows:
        row.refused = row.refused or _begins_with_level(row, patterns)
    outer: list[tuple[FitRow, str, str]] = []
    inner: list[tuple[FitRow, str]] = []
    for row in rows:
        kind = row.kind
        if kind is None or kind.what != "data" or len(row.cells) > kind.size:
            continue
        own = row.cells[: len(row.cells) - len(kind.free)]
        levels = [text for cell in own[-len(LEVELS) :] if (text := cell.word)]
        if not levels or not all(known_level(text, patterns) for text in levels):
            continue
        outer += [(row, levels[0], levels[1])] if len(levels) > 1 else []
        inner.append((row, levels[-1]))
    twice = [row for row, text, below in outer if text == below and level_points(text, patterns) is None]
    if len(outer) - len(twice) < len(LEVELS) or any(
        level_points(text, patterns) is None for _, text, below in outer if text != below
    ):
        return
    odd = [row for row, text in inner if level_points(text, patterns) is not None]
    for row in (*twice, *(odd if len(odd) == 1 and len(inner) >= _FEW else ())):
        row.refused = True


def _begins_with_level(row: FitRow, patterns: Patterns) -> bool:
    """Whether a name begins with a whole word of a level and no level stands beside it: two cells are one."""
    own = _texts(row) if row.kind is not None and row.kind.what == "data" else {}
    return not any(own.get(level) for level in LEVELS) and begins_with_level(own.get("level3", ""), patterns)


def begins_with_level(text: str, patterns: Patterns) -> bool:
    """Whether a whole word of a level and other words are one text («可持续影响指标对事业发展的影响»), or a short one
    and a name that is the first («质量1.设备完好率»)."""
    first = text.find("1.")
    if first > 0 and not text[:first].endswith(OF_LEVEL) and known_level(text[:first], patterns):
        return not text[first + _FIRST : first + _FIRST + 1].isdigit()
    at = text.find(OF_LEVEL) + len(OF_LEVEL)
    words = at >= len(OF_LEVEL) and len(text) > at + 1 and text[at : at + 2].isalpha()
    return words and known_level(text[:at], patterns)


def has_end_of_level(level: str, name: str, patterns: Patterns) -> bool:
    """Whether a name begins with the end of its level's word («经济效益», «指标 减少经济损失»): two cells' lines are
    one."""
    at = name.find(OF_LEVEL)
    listed = LISTED.match(name) or _CIRCLED.match(name)
    if not 0 <= at <= _REST or not level or level.endswith(OF_LEVEL) or listed:
        return False
    return known_level(level + name[: at + len(OF_LEVEL)], patterns)


def _texts(row: FitRow) -> dict[str, str]:
    """The texts of a row by what stands above them, levels that are merged down among them."""
    if row.kind is None:
        return {}
    meanings, texts = row.kind.meanings, [*map(WORD, row.cells)]
    if row.holes:
        meanings = tuple(meaning for at, meaning in enumerate(meanings) if at not in row.holes)
    if len(texts) < len(meanings):
        texts, meanings = texts[::-1], meanings[::-1]
    return dict(zip(meanings, texts, strict=False))


def _holds_rest_of_label(head: FitRow, row: FitRow, patterns: Patterns) -> bool:
    """Whether the first lines of a row are the rest of its heading's last label («是否», «核心⏎指标⏎受资助人数»)."""
    if head.kind is None or head.kind.what != "heading" or row.kind is None or row.kind.what != "data":
        return False
    last, lines = head.cells[-1].word, [squeeze(line) for line in row.cells[0].text.strip().split("\n")]
    is_label = lexicon_of(patterns).is_label
    return bool(last) and any(is_label(key_of(last + "".join(lines[:at]))) for at in range(1, len(lines)) if lines[0])


def _is_named_by_level(row: FitRow, own: Mapping[str, str], patterns: Patterns) -> bool:
    """Whether a row has a level's word for its name and no level beside it: below a row that has its name
    («盘活闲置资产 | 社会影响力 | 24万元», «社会效益 | 有效保障»; «服务对象满意度» is a name below that level)."""
    data = row.kind is not None and row.kind.what == "data"
    return data and not any(own.get(level) for level in LEVELS) and known_level(own.get("level3", ""), patterns)


def _goes_on_below(row: FitRow, below: FitRow, next_: FitRow) -> bool:
    """Whether the value of a pair is the first line of one that is said again in each column: two rows below it are the
    same, and end with it («改进措施 | 1.细化预算；», «2.加强监控。 | 1.细化预算；» …)."""
    if row.kind is None or row.kind.what != "pair" or len(below.cells) != len(next_.cells) or not below.cells:
        return False
    again = [cell.text for cell in below.cells]
    return bool(again[-1].strip()) and row.cells[-1].text == again[-1] and again == [c.text for c in next_.cells]


def _holds_two_sums(row: FitRow) -> bool:
    """Whether a total has a figure where its reasons stand, or the end of one: one of its points was parted («9⏎9» for
    «99», «99⏎.10»)."""
    places = row.kind.places if row.kind is not None else ()
    cells = zip(places, row.cells, strict=False)
    beside = (cell.word for place, cell in cells if place.id in REASONS)
    return any(bool(figure_of(text.removeprefix("."))) for text in beside)


def _has_rate_for_amount(row: FitRow) -> bool:
    """Whether an amount is a rate, in a row that has a place for one: a cell before it was lost or moved."""
    kind = row.kind
    if kind is None or "percent" not in kind.types or kind.size != len(row.cells):
        return False
    return is_rate_below(kind, row, _AMOUNTS)


def _has_odd_sign(own: Mapping[str, str], patterns: Patterns) -> bool:
    """Whether a sign or a word of a level stands for a unit, a sign for a reason, or a figure or a numbered name for a
    sign: «% | ≥ | 85%», each a column too far to the left; «满意度 | 1.企业满意度 | 95 | %», too far to the right;
    «数量指标» below «项目实施单位», which was exchanged for 二级指标 (湖北)."""
    unit, sign = own.get("unit", ""), own.get("operator", "")
    if sign and (sign[0].isdigit() or LISTED.match(sign) or figure_of(sign) is not None):
        return True
    if unit and (patterns.word("operator").fits(unit) or known_level(unit, patterns)):
        return True
    return any(map(own.get, REASONS)) and _is_reasoned_by_sign(own, patterns)


def _has_odd_level(own: Mapping[str, str], texts: Sequence[Mapping[str, str]], patterns: Patterns) -> bool:
    """Whether the levels of a row are two words of level 2, one of them another row's (`_are_of_two_rows`), or a label
    of money stands for one beside no name («其他资金 | | — | —»): its row went among these."""
    outer, inner = own.get(LEVELS[0]), own.get(LEVELS[1])
    if outer and inner:
        return _are_of_two_rows(outer, inner, texts, patterns)
    name, level = own.get("level3"), outer or inner
    if not level or name is None or len(name) > _MARK or (name and patterns.null_kind(name) is None):
        return False
    return row_key(level) in money_labels(patterns)


def _are_of_two_rows(outer: str, inner: str, texts: Sequence[Mapping[str, str]], patterns: Patterns) -> bool:
    """Whether the levels of a row are two words of level 2 («质量指标», «数量指标»). Authors print two of one kind
    beside each other where these have a level 1 of their own («服务对象满意度», twice), or no row has theirs."""
    entry = level_word(outer, patterns)
    if entry is None or "is" in entry:  # most are a word of level 1
        return False
    below = level_word(inner, patterns)
    if below is None or "is" in below:
        return False
    kind, tops = entry.get("dimension"), entry.get("level1", ())
    if below.get("dimension") != kind:
        return True
    if any(patterns.level1[top].get("dimension") == kind for top in tops):
        return False
    return any(top_of(one.get(LEVELS[0], ""), patterns) in tops for one in texts)


def _is_reasoned_by_sign(own: Mapping[str, str], patterns: Patterns) -> bool:
    """Whether the sign of a target stands for a reason («大于等于»)."""
    text = own.get(REASONS[0]) or own.get(REASONS[1]) or ""
    return 0 < len(text) <= _SIGN and patterns.word("operator").fits(text)


def _has_others_line(row: FitRow, own: Mapping[str, str], patterns: Patterns) -> bool:
    """Whether a name begins with the end of its level's word («经济效益 | 指标 减少经济损失»), ends with a line that is
    its unit («受益对象满意度⏎%»), or is said twice, for a level that no list has; or a level has lines above."""
    text = own.get("level3", "")
    if "\n" in "".join([cell.text for cell in row.cells]):
        places = row.kind.places if row.kind is not None and row.kind.size == len(row.cells) else ()
        name = next((c.text for p, c in zip(places, row.cells, strict=False) if p.id == "level3"), text)
        lines = [key for line in name.split("\n") if (key := squeeze(line))]
        if len(lines) > 1 and not any(map(str.isalnum, lines[-1])) and patterns.word("measure_unit").fits(lines[-1]):
            return True
        if any(_ends_with_level(cell.text, patterns) for cell in row.cells[: len(LEVELS) + 1]):
            return True
        text = "".join(lines)
    if OF_LEVEL in [own.get(each) for each in LEVELS]:
        return True  # «时效», «指标»: of a cell of two lines
    level = own.get(LEVELS[-1], "")
    return (level == text != "" and not known_level(text, patterns)) or has_end_of_level(level, text, patterns)


def _ends_with_level(text: str, patterns: Patterns) -> bool:
    """Whether the last line of a cell is a word of a level, below a sentence of the row above («下一年度将据实测算。»,
    «效益指标»)."""
    above, line, last = text.rpartition("\n")
    return bool(line) and above.rstrip().endswith("。") and known_level(squeeze(last), patterns)


def _is_slid(own: Mapping[str, str], patterns: Patterns) -> bool:
    """Whether what was reached is just the most points that the row may have, what was aimed at is no figure, and
    points are missing or levels stand a column too far to the left: so do name, target and value («年底前完成 |
    按期完成 | 10 | 10 | »; «可持续影响指标 | 信息化应用水平 | 持续改善 | 持续改善 | 10 | 10»)."""
    weight, actual = own.get("weight", ""), own.get("actual", "")
    aims = "".join(own.get(id_, "") for id_ in _MEASURES[:-1])
    if not weight or actual != weight or not aims or any(map(str.isdigit, aims)):
        return False
    outer, inner = (own.get(level, "") for level in LEVELS)
    odd = known_level(outer, patterns) and not is_top(outer, patterns)
    return own.get("score") == "" or (odd and bool(inner) and not known_level(inner, patterns))
