"""How the rows of a string of paragraphs may be cut into cells: what a cell of several paragraphs is, and what a row
costs beside the one above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao import lazy_re as re
from jixiao.structure.flat.celltexts import figure_of, is_top, known_level
from jixiao.structure.flat.stretch import Stretch
from jixiao.structure.flat.strungitems import Item
from jixiao.structure.flat.words import Words
from jixiao.structure.furniture import is_mark_beside_cells

PARTS = 8  # paragraphs of a cell
_LONG = 600  # characters that no cell has
ROW, _DOWN, _ACROSS, _LABEL, _JOIN, _NAMED, _AMID = 0.5, 1.0, 0.5, 0.5, 0.25, 0.1, 0.75
_SAME = 0.01  # costs that are one
_MOST = 3  # repetitions of a row that count
_LIKE = 3  # figures of a row that stand below figures
_FIGURE = re.compile(r"[<>=≥≤]*\d")
_POINTS = re.compile(r"\(\d+(?:\.\d+)?分\)")  # below a label («年度绩效目标1», «（50分）»), and no cell by itself

Cell = tuple[int, int]  # the items [a, b) of a cell
Cells = tuple[Cell, ...]


@dataclass(slots=True)
class _Cut:
    """The cells of a row so far and what they cost; ``equal``: others cost the same."""

    cost: float
    cells: Cells
    equal: bool = False


class Cuts:
    """The paragraphs of a string, and the cells that they may make up."""

    def __init__(self, stretch: Stretch, items: Sequence[Item], words: Words) -> None:
        self.stretch = stretch
        self.items = items
        self.words = words
        self.keys = [item.key for item in items]
        self._known: dict[str, bool] = {}  # whether a key is a label
        self._parts: dict[int, list[int]] = {}  # of how many paragraphs a cell may be that begins at an item
        self.labels = [self._is_label(item.key) for item in items]
        self.ends = [len(i.key) > _LONG or self._ends_table(stretch.text[i.start : i.stop]) for i in items]

    def _ends_table(self, text: str) -> bool:
        return self.words.ends_table(text) or is_mark_beside_cells(text, self.words.patterns)

    def _is_label(self, key: str) -> bool:
        known = self._known.get(key)
        if known is None:
            known = bool(key) and (
                self.words.is_label(key) or known_level(key, self.words.patterns) or self._is_goal(key)
            )
            self._known[key] = known
        return known

    def _is_goal(self, key: str) -> bool:
        """Whether a text is a goal with its points, as stands beside the rows of it («年度绩效目标1：…（50分）»)."""
        points = [found.end() for found in _POINTS.finditer(key)]  # behind others it goes on («…产出指标(30分)»)
        return points == [len(key)] and self.words.patterns["label.goal"].compiled.match(key) is not None

    def _says_first(self, at: int, above: Cells) -> bool:
        first, stop = above[0]
        says = self.items[first].says or stop - first > 1
        return says and self.keys[first:stop] == self.keys[at : at + stop - first]

    def _cut(self, start: int, width: int, above: Cells) -> dict[int, _Cut]:
        """The best way to cut a row of so many cells that begins at an item, by where it ends."""
        ways = {start: _Cut(0.0, ())}
        for column in range(width):
            more: dict[int, _Cut] = {}
            for at, cut in ways.items():
                beside = cut.cells[-1:] + above[column : column + 1]
                for size in self._sizes(at, beside):
                    again = any(self.keys[slice(*cell)] == self.keys[at : at + size] for cell in beside)
                    label = self._is_label(self._key((at, at + size))) if size > 1 else self.labels[at]
                    cost = cut.cost + _JOIN * (size - 1) * (not again) - _NAMED * label
                    one = _Cut(cost, (*cut.cells, (at, at + size)), cut.equal)
                    other = more.get(at + size)
                    if other is None or cost < other.cost - _SAME:
                        more[at + size] = one
                    elif cost < other.cost + _SAME:
                        other.equal = True
            ways = more
        return ways

    def _sizes(self, at: int, beside: Cells) -> list[int]:
        """Of how many paragraphs a cell may be that begins at an item; ``beside``: the cells left of it and above."""
        if at >= len(self.items) or self.ends[at]:
            return []
        for first, stop in beside:
            if stop - first > 1 and self.keys[first:stop] == self.keys[at : at + stop - first]:
                return [stop - first]
        found = self._parts.get(at)
        if found is None:
            found = self._parts[at] = self._sizes_of(at)
        return found

    def _sizes_of(self, at: int) -> list[int]:
        found = [1]
        key = self.keys[at]
        for size in range(2, PARTS + 1) if key and figure_of(key) is None else ():
            last = at + size
            if last > len(self.items) or self.ends[last - 1]:
                break
            part = self.items[last - 1].key
            key += part
            again = self.keys[at:last] == self.keys[last : last + size]
            letters = size > 2 and all(len(one) == 1 for one in self.keys[at:last])
            downwards = letters and self._is_label(key)  # «绩», «效», «指», «标»: a letter a paragraph
            more = again and self.items[at].says and part != self.items[at].key
            padded = size == 2 and not part and self._is_padded(at)
            if downwards or (size == 2 and _POINTS.fullmatch(part)):
                found = [size]
            elif padded or (part and (more or self._is_label(key))):
                found.append(size)
        return found

    def _is_padded(self, at: int) -> bool:
        """Whether a paragraph in which nobody wrote may stand below a word of level 2: behind that of its level 1, in
        front of a name."""
        if not at or at + 2 >= len(self.items) or not known_level(self.keys[at], self.words.patterns):
            return False
        before, behind = self.keys[at - 1], self.items[at + 2]
        headed = is_top(before, self.words.patterns) or _POINTS.fullmatch(before) is not None
        return headed and behind.says and not self.labels[at + 2]

    def _cost(self, cells: Cells, above: Cells) -> float | None:
        """What a row costs; None for what is none: neither does a label begin it, nor what the row above begins with or
        what runs across, nor has it several figures, nor is it a line of the text."""
        keys = [self._key(cell) for cell in cells]
        says = [self.items[a].says or b - a > 1 for a, b in cells]
        upper = [self._key(cell) for cell in above]
        across = sum(said and keys[at] == keys[at - 1] for at, said in enumerate(says) if at)
        down = sum(said and key == over for said, key, over in zip(says, keys, upper, strict=False))
        label = self._is_label(keys[0])
        figures = [bool(_FIGURE.match(key)) for key in keys]
        like = sum(a and bool(_FIGURE.match(b)) for a, b in zip(figures, upper, strict=False)) >= _LIKE
        full = sum(figures) >= _LIKE
        begins = label or (says[0] and keys[0] in (keys[1], *upper[:1])) or (bool(upper) and full)
        begins = begins or (bool(upper) and (self._is_line(cells) or self._holds_nothing(keys)))
        # a word of its own («投入»), with which the row below begins too
        begins = begins or (bool(upper) and says[0] and self._says_first(cells[-1][1], cells))
        if not begins or (full and self._is_label(keys[-1])):  # that label begins the row below
            return None
        own = [at for at, key in enumerate(keys) if key == keys[0]]
        if says[0] and own[-1] >= len(own):
            return None  # the row below begins with it again
        down += like
        amid = sum(figures[at - 1] and self._is_label(keys[at]) for at in range(1, len(keys)))
        if full:  # nor do words of levels stand behind figures, nor those of level 1 behind what is no label
            first = figures.index(True)
            amid += sum(known_level(key, self.words.patterns) for key in keys[first + 1 :])
            amid += not label and any(is_top(key, self.words.patterns) for key in keys[1:first])
        return _AMID * amid + ROW - _ACROSS * min(across, _MOST) - _DOWN * min(down, _MOST) - _LABEL * label

    def _holds_nothing(self, keys: Sequence[str]) -> bool:
        """Whether a row has no name and no value («……», «—», «—»)."""
        nulls = [self.words.patterns.null_kind(key) for key in keys]
        return nulls[0] == "placeholder" and all(null or not key for key, null in zip(keys, nulls, strict=True))

    def _is_line(self, cells: Cells) -> bool:
        """Whether cells are all that stands on a line («……», «——», «——»)."""
        inside = self.items[cells[0][0] + 1 : cells[-1][1]]
        return self.items[cells[0][0]].begins and bool(inside) and not any(item.begins for item in inside)

    def _key(self, cell: Cell) -> str:
        return "".join(self.keys[slice(*cell)])
