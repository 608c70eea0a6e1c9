"""What the user must know about how a document was read: collected by code while walking, told once each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jixiao.document import Diagnostic


class Notices:
    """Codes with the blocks they concern. ``here`` gives the index of the top-level block being read; ``messages`` the
    Chinese and the English line of each code, in the order in which they are told."""

    def __init__(self, here: Callable[[], int], messages: Mapping[str, tuple[str, str]]) -> None:
        self._here = here
        self._messages = messages
        self._found: dict[str, dict[int, None]] = {}

    def add(self, code: str) -> None:
        """Notes ``code`` for the block being read."""
        self._found.setdefault(code, {})[self._here()] = None

    def diagnostics(self, blocks: int) -> tuple[Diagnostic, ...]:
        """One diagnostic a code, in a fixed order; ``blocks`` is how many blocks there are."""
        return tuple(
            Diagnostic(code, message, message_en, tuple(index for index in self._found[code] if index < blocks))
            for code, (message, message_en) in self._messages.items()
            if code in self._found
        )
