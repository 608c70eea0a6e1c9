"""The section tree while it is built: what is open, and what a title means."""

from __future__ import annotations

from dataclasses import dataclass, field

from jixiao import lazy_re as re
from jixiao.patterns import Patterns
from jixiao.quotes import Text
from jixiao.structure.labels import TITLE_LENGTH, Kind, Label, label_at
from jixiao.structure.model import Node, Structured
from jixiao.structure.run_on import title_end
from jixiao.structure.skipped import STEP, part

CLOSING = "。:;,、."
"""Marks that may close a heading and are no part of it."""
LIKELY = 20
"""A title that is told by its words alone has no more characters."""
_GUEST = (("performance", "self_score"),)
"""What stands below sections of own headings all the same: the score, at the head of what was achieved."""
_MONEY = ("overview_income", "basic_spending", "project_spending", "three_public")
_LISTED = ("performance", "problems", "improvements")
FEWEST_POINTS = 50
"""Points in an item that are the whole's: no indicator has as many."""
_OWN_HEADINGS = ("performance", "problems", "improvements", "functions", "organisation", "results_use", "other_matters")
YEAR = re.compile(r"^(?:19|20)\d\d年(?:度|\d{1,2}月(?:\d{1,2}日)?[底末]?)?")
"""What a title may begin with: the year, or the day up to which it counts («2021年12月31日项目目标完成情况»)."""


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """A paragraph of body text as extractors see it."""

    block: int
    text: Text


@dataclass(slots=True)
class Outliner:
    """Builds the tree line by line; a heading closes what is at its depth or deeper."""

    structured: Structured
    patterns: Patterns
    shift: frozenset[Kind] = frozenset()
    """The numbers that a converter printed 一、 and （一） as."""
    root: Node = field(default_factory=lambda: Node(0, None, None, None))
    stack: list[tuple[float, int, Node]] = field(default_factory=list)  # (rank, number, node)
    told: list[tuple[float, int, Node]] = field(default_factory=list)
    """The stack above a line with the score alone."""
    attachments: set[int] = field(default_factory=set)
    subjects: set[int] = field(default_factory=set)
    decimals: dict[int, tuple[Label, float]] = field(default_factory=dict)
    """The headings with decimal numbers, with their ranks, by block."""
    role_cache: dict[str, str | None] = field(default_factory=dict)
    known_cache: dict[str, bool] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)
    """The blocks of headings with a mark instead of a number."""
    marked_rank: Kind = Kind.CHINESE
    """Theirs: «一、» below them numbers their parts."""
    strays: set[int] = field(default_factory=set)
    """The blocks that are labels of a form whose table could not be rebuilt."""
    cells: bool = False
    """The line before was a cell of a table that could not be rebuilt: sentences below are cells too."""
    run_on: bool = False
    """The paragraph being placed holds a report without line breaks: titles end where known ones do."""
    ended: bool = False
    """Another report began in such a paragraph: nothing below is this one's."""
    spaced: bool = False
    """A blank stands there for each line break: titles end at one."""

    def _bare(self, title: str) -> str:
        """A title without its year, its closing mark and «（涉密）» (R47 of the corpus)."""
        title, withheld = YEAR.sub("", title.rstrip(CLOSING)), self.patterns["outline.withheld"]
        return str(withheld.compiled.sub("", title)) if title[-1:] == ")" and withheld.may_match(title) else title

    def role_of(self, title: str) -> str | None:
        """The role whose title expressions fit the whole title."""
        if title not in self.role_cache:
            bare = self._bare(title)
            self.role_cache[title] = self.patterns.role_of(bare) if len(bare) <= TITLE_LENGTH else None
        return self.role_cache[title]

    def likely_role(self, title: str, rank: float) -> str | None:
        """The role that a numbered heading most likely has, of which no title is known: told by its words where it can
        be nothing else, never below sections whose headings are authors' own (achievements, problems, measures)."""
        title = self._bare(title)
        above = next((node for r, _, node in self.stack if r < rank), None)
        inside = next((node.role for r, _, node in reversed(self.stack) if r < rank), None)
        if len(title) > LIKELY or (above and above.role in ("attachment", "attachments")):
            return None
        for expression in self.patterns.family_of("outline.likely"):
            if expression.fits_needed(title):
                role = str(expression.extra["role"])
                alike = (
                    inside not in _OWN_HEADINGS or (inside, role) in _GUEST or inside == expression.extra.get("inside")
                )
                return role if alike else None
        return None

    def likely_next(self, title: str, label: Label) -> bool:
        """Whether a title in words that nobody knows stands behind the number of the next section («2．部门支出» behind
        «1．部门概况»), none of a list of results, problems or measures."""
        nodes = [node for rank, _, node in self.stack if rank >= Kind.CHINESE]
        own = any(node.role in _OWN_HEADINGS[:3] for node in nodes)
        return (
            label.number == self.last_number(Kind.CHINESE) + 1 > 1
            and not own
            and (self.likely_role(title, Kind.CHINESE) is not None)
        )

    def is_known(self, title: str) -> bool:
        """Whether a title is a section's of some outline, with a role or without."""
        if title not in self.known_cache:
            known = self.patterns["outline.known"]
            self.known_cache[title] = bool(self.role_of(title)) or (
                len(title) <= TITLE_LENGTH and known.occurs(YEAR.sub("", title.rstrip(CLOSING)))
            )
        return self.known_cache[title]

    def title_end(self, text: Text, start: int) -> int:
        """Where a known title ends in a paragraph that holds a whole report, 0 where none begins."""
        return title_end(text, start, self.is_known, self.patterns)

    def gives_score(self, line: str) -> bool:
        """«自评得分：94分，等级：优。» behind the last measure is no part of it."""
        roles = (node.role for _, _, node in reversed(self.stack) if node.role)  # «（一）…» has none of its own
        told = next(roles, None) in ("problems", "improvements", "other_matters", "results_use")
        if not told or not self.patterns["outline.score_line"].fits_needed(line):
            return False
        # «支付进度快，自评得分为5分。» below a section with the score: few points are an indicator's.
        found = [*self.patterns["conclusion.score"].compiled.finditer(line)]
        scored = any(node.role == "self_score" for top in self.root.children for node in top.walk())
        return not (scored and found and _few(found[-1]["score"]))

    def of_an_item(self, title: str, rank: float) -> bool:
        """Whether points in an item of problems, measures or achievements are an indicator's («（一）支付慢，得8分»):
        the whole's are named by themselves («（三）自评得分98分»), or as many as only the whole has."""
        inside = next((node.role for r, _, node in self.stack[::-1] if r < rank and node.role), None)
        found = [*self.patterns["conclusion.score"].compiled.finditer(title)] if inside in _LISTED else []
        if not found or self.patterns["conclusion.score_asked"].fits_needed(title[: found[-1].start("score")]):
            return False
        named = inside == "performance" or self.patterns["conclusion.total_word"].occurs(title)
        return not named or _few(found[-1]["score"], otherwise=True)

    @property
    def current(self) -> Node:
        """The node that takes the next line."""
        return self.stack[-1][2] if self.stack else self.root

    def taker(self, label: Label | None) -> Node:
        """The node that takes a line: behind one with the score what stands above it, where its numbers go on."""
        node, told = self.current, self.told[-1][2] if self.told else None
        if label is None or told is None or not told.lines or node.role != "self_score" or node.title is not None:
            return node
        last = label_at(told.lines[-1].match)
        if last is None or (last.kind, last.number + 1) != (label.kind, label.number):
            return node
        if any((of := label_at(line.match)) and of.kind == label.kind for line in node.lines):
            return node  # a list of its own below the score: why points were taken off
        self.stack = self.told  # what follows the number without one is its text too
        return told

    def last_number(self, rank: float) -> int:
        """The number of the open section of this rank, 0 when there is none."""
        return next((number for r, number, _ in self.stack if r == rank), 0)

    def open(self, rank: float, number: int, node: Node) -> None:
        """Puts a node under the innermost open section of a smaller rank."""
        last: tuple[float, int, Node] | None = None
        while self.stack and self.stack[-1][0] >= rank:
            last = self.stack.pop()
        parent = self.current
        node.level = len(self.stack) + 1
        if last is not None and last[0] == rank == Kind.CHINESE_PAREN and last[1] + STEP == number > STEP:
            self._open_skipped(last[2], parent)
        parent.children.append(node)
        self.stack.append((rank, number, node))

    def _open_skipped(self, before: Node, parent: Node) -> None:
        """The section whose number is lost, behind the one that took its lines."""
        lost = part(before)
        if lost is None:
            return
        title = lost.title
        if title is not None:
            lost.role = self.role_of(title.match)
            if self.is_known(title.match):
                self.structured.claims.structure.append(title.quote())
        parent.children.append(lost)

    def has_role(self, role: str) -> bool:
        """Whether an open section already has this role."""
        return any(node.role == role for _, _, node in self.stack)

    def inside_money(self, rank: float) -> bool:
        """Whether a section of this rank would stand in one on money."""
        above = next((node.role for r, _, node in self.stack if r < rank and node.role), None) or ""
        return above.startswith("spending_") or above in _MONEY

    @property
    def in_attachment(self) -> bool:
        """Whether the lines belong to an attachment."""
        return any(node.role == "attachment" for _, _, node in self.stack)


def _few(points: str, *, otherwise: bool = False) -> bool:
    """Whether points are fewer than the whole has; ``otherwise`` where they are spelled."""
    whole, _, _ = points.partition(".")
    return int(whole) < FEWEST_POINTS if whole.isdecimal() else otherwise
