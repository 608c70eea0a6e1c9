"""The little of CSS that decides what is read: what is not displayed, and how lists are numbered.

Rules of a page's own <style> for one tag, class or id; what is written at the element itself holds first. Style sheets
elsewhere are not fetched, and rules for some media only (@media print) are not applied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from jixiao import lazy_re as re

_MARK = re.compile(r"/\*|\*/|<!--|-->|[{};]")
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?")
_WANTED = re.compile(
    r"(?:^|;)\s*(display|visibility|mso-hide|list-style(?:-type)?|white-space|text-decoration(?:-line)?|vertical-align"
    r"|font-size|opacity)\s*:\s*([^;!]+)",
    re.IGNORECASE,
)
_LONGEST = 1 << 19

Style = dict[str, str]


def declarations(text: str) -> Style:
    """What a style attribute or the body of a rule says of the few properties that matter."""
    return {name.lower(): value.strip().lower() for name, value in _WANTED.findall(text)}


_NOTHING = re.compile(r"0+(?:\.0*)?(?:px|pt|r?em|%)?")


def hides(style: Style, *, whole: bool = True) -> bool:
    """Whether these declarations keep an element from being shown. ``whole``: it has nothing but text; what is below an
    element of no size may have one of its own."""
    return (
        style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("mso-hide") == "all"
        or ("opacity" in style and _NOTHING.fullmatch(style["opacity"]) is not None)
        or (whole and "font-size" in style and _NOTHING.fullmatch(style["font-size"]) is not None)
    )


def strikes(style: Style) -> bool:
    """Whether these declarations strike an element's text out."""
    return any("line-through" in style.get(name, "") for name in ("text-decoration", "text-decoration-line"))


@dataclass(slots=True)
class Sheet:
    """The rules of a page by selector: «p», «.note», «#menu», «p.note»."""

    rules: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element) -> Sheet:
        """The rules of a page's own style elements, later ones over earlier ones."""
        sheet = cls()
        for element in root.iter("style"):
            media = (element.get("media") or "all").lower()
            if "all" in media or "screen" in media:
                sheet._add((element.text or "")[:_LONGEST])
        return sheet

    def _add(self, text: str) -> None:
        for selectors, body in _rules(text):
            style = declarations(body)
            if not style:
                continue
            for selector in selectors.split(","):
                plain = selector.strip().lower()
                if plain and _SELECTOR.fullmatch(plain):
                    self.rules.setdefault(plain, {}).update(style)

    def style(self, element: etree._Element) -> Style:
        """What holds for an element itself; nothing is inherited here."""
        attributes = element.attrib
        own = attributes.get("style")
        if not self.rules:
            return declarations(own) if own else {}
        found: Style = dict(self.rules.get(str(element.tag), {}))
        for mark, names in ((".", attributes.get("class")), ("#", attributes.get("id"))):
            for name in (names or "").lower().split():
                found.update(self.rules.get(mark + name, {}))
                found.update(self.rules.get(f"{element.tag}{mark}{name}", {}))
        if own:
            found.update(declarations(own))
        return found


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """The selectors and bodies of the rules that stand in no other; comments count as nothing. In one pass."""
    depth, at, comment = 0, 0, False
    selectors, body = "", ""
    for mark in _MARK.finditer(text):
        kind = mark[0]
        if comment:
            comment, at = kind != "*/", mark.end()
            continue
        piece, at = text[at : mark.start()], mark.end()
        if depth:
            body += piece + (";" if kind == ";" else "")
        else:
            selectors += piece
        if kind == "/*":
            comment = True
        elif kind == "{":
            depth += 1
        elif kind == ";" and not depth:
            selectors = ""
        elif kind == "}":
            if depth == 1 and not selectors.lstrip().startswith("@"):
                yield selectors, body
            depth = max(depth - 1, 0)
            selectors, body = (selectors, body) if depth else ("", "")
