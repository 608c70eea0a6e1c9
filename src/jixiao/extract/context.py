"""What an extractor is given: the structured document, the patterns, and where to say what it claimed or missed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from jixiao.document import Diagnostic
from jixiao.patterns import Found, Patterns
from jixiao.quotes import Quote, Reading, Text
from jixiao.structure.model import Claims, Node, Structured

if TYPE_CHECKING:
    from jixiao.extract.draft import Matched

Draft: TypeAlias = "Reading[Any] | Mapping[str, Draft] | Sequence[Draft] | None"
"""A part of the report before projection: the contract's names over readings. None is a null without evidence."""


@dataclass(slots=True)
class Context:
    """One report's extraction. Extractors read ``structured`` and ``patterns``, and add to the other two."""

    structured: Structured
    patterns: Patterns
    fired: dict[str, int] = field(default_factory=dict)
    matches: dict[int, Matched] | None = None  # the tables that are forms, see draft.matches_of
    sheets: dict[int, str] = field(default_factory=dict)  # roles of small tables that are no form
    heads: set[int] = field(default_factory=set)  # tables that are the head of a form in the next, see head_tables
    narrated: set[int] = field(default_factory=set)  # tables that hold sections of the narrative, see narrated
    signed: list[Any] | None = None  # lines that say who filled in, see sign_offs
    scope: tuple[frozenset[int], str] | None = None  # blocks and kind of a self-evaluation in a larger document
    joint: tuple[str, ...] = ()  # the units that the title of a joint report names, see identity
    larger: list[Node] | None = None  # the outline of that larger document
    signs_lost: bool | None = None  # whether «<» and «>» may be lost in this text, see measures
    texts: dict[str, list[Text]] = field(default_factory=dict)  # where words of its kind stand, see kinds
    together: dict[str, str] = field(default_factory=dict)  # these as one

    @property
    def claims(self) -> Claims:
        """The coverage ledger's claims."""
        return self.structured.claims

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What the user must know."""
        return self.structured.diagnostics

    def nodes(self, *roles: str) -> list[Node]:
        """All sections with one of these roles, in order."""
        return [node for top in self.structured.outline for node in top.walk() if node.role in roles]

    def sections(self, role: str) -> list[Node]:
        """The sections with a role, without those that stand inside one of the same role («七、存在的问题及原因»
        over «（一）存在的问题»): `entries_of` reads these with the one around them.
        """
        return _outermost(self.structured.outline, role)

    def claim(self, found: Found) -> None:
        """Claims a match as structure, but for its groups named skip…, which stand for words that nobody knows."""
        start, end = found.match.span()
        if not found.expression.skips:  # most
            if end > start:
                self.claims.structure.append(found.text.quote(start, end))
            return
        skips = sorted(found.match.span(name) for name in found.expression.skips if found.match[name])
        for a, b in (*skips, (end, end)):
            if a > start:
                self.claims.structure.append(found.text.quote(start, a))
            start = max(start, b)

    def behind(self, id_: str, text: Text) -> Text:
        """What stands behind words that a pattern reads at the text's start, which it claims; else the text."""
        found = self.patterns[id_].search(text)
        if found is None or found.start:
            return text
        self.claim(found)
        return text[found.end :]

    def claim_all(self, quotes: Iterable[Quote]) -> None:
        """Claims quotes as structure."""
        self.claims.structure.extend(quotes)


def _outermost(nodes: Sequence[Node], role: str) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.role == role:
            found.append(node)
        elif node.children:
            found += _outermost(node.children, role)
    return found
