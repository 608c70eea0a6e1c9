"""Lines of text of a cell a line, before it is known which form they are of (`Lines`): what each may be, and whether
it goes on in the next."""

from __future__ import annotations

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.structure.flat.cellcosts import LISTED, MEASURE
from jixiao.structure.flat.celltexts import is_only_top, known_level
from jixiao.structure.flat.fixed import paragraph_number
from jixiao.structure.flat.lexicon import Lexicon
from jixiao.structure.flat.tokens import Token
from jixiao.structure.form_model import OF_LEVEL, key_of, row_key

BRACKET = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

_FIGURE = re.compile(r"[-+]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)[%分]?")
_NUMBER = re.compile(r"\A\d{1,2}[.、]")
_OPEN = (":", ";", ",", "、")  # a line that ends so goes on
_WORD = 8  # characters of the first line of a level's word
_NARROW = 5  # characters of a line of a narrow column
_PIECE = 2  # of one in the narrowest
_HEADS = 3  # lines that tell a heading
_MARK = 3  # characters of a mark of nothing
SURE = 2
"""How a line goes on in the next: surely."""

SHORT = 3
"""Characters of a word that may head a column, be a unit, or a level of either kind."""

Cell = tuple[int, int]
"""The tokens [start, stop) of a cell."""


class Lines:
    """The tokens of a text with what they may be: ``classes`` b blank, f figure, d a mark of nothing, t text; ``glue``
    whether a line goes on in the next, 2 surely, 3 most likely, 4 well may, 1 perhaps, 0 it does not; ``tops`` words of
    level 1."""

    leaves_out = False  # covered cells are printed, as blank lines

    def __init__(self, tokens: list[Token], lexicon: Lexicon, patterns: Patterns) -> None:
        self.tokens, self.lexicon, self.patterns = tokens, lexicon, patterns
        self.classes = [self._class_of(token.key) for token in tokens]
        self.tops = [len(t.key) > SHORT and is_only_top(t.key, patterns) for t in tokens]
        self.glue = [self._glued(at) for at in range(len(tokens))]

    def _class_of(self, key: str) -> str:
        """b blank, f figure, d a mark of nothing, t text."""
        if not key:
            return "b"
        if _FIGURE.fullmatch(key):
            return "f"
        return "d" if self.patterns.null_kind(key) not in (None, "placeholder") and len(key) <= _MARK else "t"

    def _glued(self, at: int) -> int:
        if at + 1 >= len(self.tokens) or self.classes[at] != "t" or self.classes[at + 1] == "b":
            return 0
        first, second = self.tokens[at].key, self.tokens[at + 1].key
        ended = at > 0 and self.classes[at - 1] == "t" and self.is_level(self.tokens[at - 1].key + first)
        levels = ended or self.is_level(first), self.is_level(second)
        if self.classes[at + 1] == "f":
            return 2 if levels[0] and second.endswith("分") else 0
        if BRACKET.fullmatch(second) and (levels[0] or not paragraph_number(second)):
            return 2 if levels[0] or self.lexicon.is_label(key_of(first)) else 1
        if BRACKET.fullmatch(first):
            return 0
        if self.is_level(first + second):
            return 3 if all(levels) else 2  # «产出», «质量»: of two columns, or broken in one
        if levels[0] != levels[1] and len(first) == len(second) == _PIECE and (first + second).isalpha():
            return 3  # «成本», «控制»; «完成», «时效»: an author's word, two letters a line
        return self._glued_words(at, levels)

    def _glued_words(self, at: int, levels: tuple[bool, bool]) -> int:
        """The same of two lines of words that are no level's together."""
        first, second = self.tokens[at].key, self.tokens[at + 1].key
        labelled = self.lexicon.is_label(key_of(second)) or LISTED.match(second)
        if labelled or is_only_top(first, self.patterns) or (levels[1] and (levels[0] or len(first) > _WORD)):
            return 0
        if levels[1]:  # «满意度指标（10分）», «相关方», «满意度»: no name is a level's word
            return 3 if self._stands_as_level(at) else int(row_key(first) not in self.lexicon.rows)
        ends = second in self.lexicon.tails and len(first) <= _WORD and not self._begins_heading(at)
        if first.endswith(_OPEN) or ends:
            return 2
        if not levels[0] and len(first) <= _WORD and first.isalpha() and second.endswith(OF_LEVEL):
            return 3  # «服务对象», «满意率指标»
        number = paragraph_number(second)
        if number or MEASURE.match(second):
            return 2 if number > 1 and paragraph_number(first) == number - 1 else 0
        if levels[0] or _says_again(first, second) or self.lexicon.is_label(key_of(first)):
            return 0
        if self.said_again(at + 1):
            return 0  # «环境影响», «得到保障», «已得到保障»
        return 1 if self._are_two(first, second) else 4

    def _stands_as_level(self, at: int) -> bool:
        """Whether a short word stands where one of level 2 does: beside that of level 1, or blank cells."""
        word = self.tokens[at].key
        if not at or not word.isalpha() or len(word) > _WORD or row_key(word) in self.lexicon.rows:
            return False
        above = [self.tokens[at - 1].key, "".join(token.key for token in self.tokens[max(0, at - 2) : at])]
        return self.classes[at - 1] == "b" or any(is_only_top(word, self.patterns) for word in above)

    def _are_two(self, first: str, second: str) -> bool:
        """Whether two lines are no word that a narrow column breaks («撬动社», «会资本»), the first as long as the
        second or nearly: such hold no word twice («显著提高», «提高明显») and are no measures."""
        first, listed = _NUMBER.subn("", first)
        if listed and len(first) <= _PIECE and first.isalpha() and self.patterns.null_kind(second) is None:
            return any(
                e.compiled.match(second) for e in self.patterns.family_of("flat.measure")
            )  # «2.项目», «竣工时限»
        if len(first) > _NARROW or abs(len(first) - len(second)) > 1 or not (first + second).isalpha():
            return True
        if any(first[at : at + 2] in second for at in range(len(first) - 1)):
            return True
        measures = self.patterns.family_of("flat.measure")
        return any(each.compiled.match(line) for each in measures for line in (first, second))

    def said_again(self, at: int) -> bool:
        """Whether the next line says a line again: it is a whole cell, or the first line of one."""
        return at + 1 < len(self.tokens) and _says_again(self.tokens[at].key, self.tokens[at + 1].key)

    def _begins_heading(self, at: int) -> bool:
        """Whether behind a line a heading begins with a word that may as well end a level's («完成任务», then «指标»,
        «计量单位», «年初值»)."""
        keys = [key_of(token.key) for token in self.tokens[at : at + _HEADS]]
        if len(keys) < _HEADS or self.lexicon.is_label(keys[0] + keys[1]) or self.is_level(keys[0] + keys[1]):
            return False
        return not self.lexicon.is_head(keys[0]) and all(map(self.lexicon.is_head, keys[1:]))

    def is_level(self, text: str) -> bool:
        return known_level(text, self.patterns)

    def text_of(self, start: int, stop: int) -> str:
        return "".join(token.key for token in self.tokens[start:stop])


def _says_again(first: str, second: str) -> bool:
    """Whether a line holds all letters of the one above in their order («得到保障», «已得到保障»; «合规», «合规，无违规
    事项»): what was to be reached, and what was."""
    letters = iter(second)
    begins = len(first) > 1 and second.startswith(first)
    return first == second or begins or (len(first) >= SHORT and all(letter in letters for letter in first))
