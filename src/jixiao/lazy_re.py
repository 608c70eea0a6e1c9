"""`re` for the expressions that modules name: compiled when first asked.

A fresh process reads one report with about a third of the expressions that the modules have (of 390 some 110 to 150),
and to compile all of them took a tenth of a second of it. So a module that names expressions says
``from jixiao import lazy_re as re``. What they match is the same, and once asked they are as quick: the methods of
the compiled expression take the place of their own. A wrong expression is found by a test, which compiles all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from re import ASCII, DOTALL, IGNORECASE, MULTILINE, VERBOSE, Match, Pattern, escape
from typing import Any, AnyStr, Generic, cast

__all__ = [
    "ASCII", "DOTALL", "IGNORECASE", "MULTILINE", "VERBOSE", "Match", "Pattern", "Waiting", "compile", "escape",
    "findall", "finditer", "fullmatch", "search", "sub",
]  # fmt: skip

# Of texts only: `re`'s own take compiled expressions too, but know none that waits.
findall: Callable[[str, str], list[Any]] = re.findall
finditer: Callable[[str, str], Iterator[Match[str]]] = re.finditer
fullmatch: Callable[[str, str], Match[str] | None] = re.fullmatch
search: Callable[[str, str], Match[str] | None] = re.search
sub: Callable[[str, str, str], str] = re.sub

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Waiting(Generic[AnyStr]):
    """An expression that is compiled when it is first asked. Its attributes are those of `re.Pattern`."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def ready(self) -> Pattern[AnyStr]:
        """The compiled expression, whose methods from now on stand in the place of those below."""
        known: Pattern[AnyStr] | None = self.__dict__.get("_ready")
        if known is None:
            known = re.compile(self.pattern, self._flags)
            self.__dict__.update({name: getattr(known, name) for name in _METHODS}, _ready=known)
        return known

    def search(self, *asked: Any, **named: Any) -> Match[AnyStr] | None:
        """As `re.Pattern.search`."""
        return self.ready().search(*asked, **named)

    def match(self, *asked: Any, **named: Any) -> Match[AnyStr] | None:
        """As `re.Pattern.match`."""
        return self.ready().match(*asked, **named)

    def fullmatch(self, *asked: Any, **named: Any) -> Match[AnyStr] | None:
        """As `re.Pattern.fullmatch`."""
        return self.ready().fullmatch(*asked, **named)

    def finditer(self, *asked: Any, **named: Any) -> Iterator[Match[AnyStr]]:
        """As `re.Pattern.finditer`."""
        return self.ready().finditer(*asked, **named)

    def findall(self, *asked: Any, **named: Any) -> list[Any]:
        """As `re.Pattern.findall`."""
        return self.ready().findall(*asked, **named)

    def split(self, *asked: Any, **named: Any) -> list[Any]:
        """As `re.Pattern.split`."""
        return self.ready().split(*asked, **named)

    def sub(self, *asked: Any, **named: Any) -> AnyStr:
        """As `re.Pattern.sub`."""
        return self.ready().sub(*asked, **named)

    def subn(self, *asked: Any, **named: Any) -> tuple[AnyStr, int]:
        """As `re.Pattern.subn`."""
        return self.ready().subn(*asked, **named)

    @property
    def flags(self) -> int:
        """As `re.Pattern.flags`."""
        return self.ready().flags

    @property
    def groups(self) -> int:
        """As `re.Pattern.groups`."""
        return self.ready().groups

    @property
    def groupindex(self) -> Mapping[str, int]:
        """As `re.Pattern.groupindex`."""
        return self.ready().groupindex


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:  # noqa: A001 - it stands for the function of `re`
    """An expression that is compiled when it is first asked."""
    return cast("Pattern[AnyStr]", Waiting(pattern, flags))
