"""What it took to read the packs, kept for the next process (decision 13): their TOML as it was parsed, expressions as
they were compiled, and what their matches cannot do without.

Each is told by its source alone: TOML by the bytes of the packs' files, an expression by its whole text, and all by the
versions of what made them. So nothing that is kept can be out of date, and a process without it reads the same.
"""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import io
import marshal
import pickle
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import regex

from jixiao import keeping
from jixiao.patterns.required import Required

_HEAD = b"jixiao patterns 1\n"
_SUFFIX = ".packs"
FLAGS = regex.VERBOSE | regex.VERSION1
_MOST = 4
"""Files that stay, of other versions and other packs too; those that were not written for longest go first."""


class Kept:
    """What a file keeps of the packs that come with Jixiao; ``packs`` tells their state from any other. No place is one
    where nothing can be kept."""

    def __init__(self, place: Path | None, packs: bytes) -> None:
        self.packs = packs
        self.path = place and place / (hashlib.sha256(packs + _versions()).hexdigest()[:32] + _SUFFIX)
        self.contents, self._compiled, self._required = _loaded(self.path)
        self._read: Mapping[str, Any] | None = None
        self._made: dict[str, Any] = {}
        self._asked: dict[str, Required] = {}

    def read(self, contents: Mapping[str, Any]) -> None:
        """Tell what the packs' files hold, by their names, where that was not known."""
        if contents.keys() != self.contents.keys():
            self._read = contents

    def expression(self, text: str, *, ours: bool) -> Any:
        """The compiled expression; it is kept if it is ``ours``.

        Raises:
            regex.error: the text is no expression.
        """
        known = self._compiled.get(text)
        if known is not None:
            with contextlib.suppress(pickle.UnpicklingError, RuntimeError, TypeError, ValueError, EOFError):
                return _Expressions(io.BytesIO(known)).load()
        made = regex.compile(text, FLAGS)
        if ours:
            self._made[text] = made
        return made

    def required(self, text: str, tell: Callable[[], Required]) -> Required:
        """What no match of an expression can do without; ``tell`` reads it off where that is not known."""
        known = self._required.get(text)
        if known is not None:
            return Required(*known)
        asked = self._asked[text] = tell()
        return asked

    def keep(self) -> None:
        """Write what is new to what others wrote meanwhile."""
        if self.path is None or not (self._made or self._asked or self._read):
            return
        contents, compiled, required = _loaded(self.path)
        made = {text: pickle.dumps(expression) for text, expression in self._made.items()}
        asked = {text: (known.clauses, known.alphabet, known.han) for text, known in self._asked.items()}
        try:
            body = marshal.dumps(
                (dict(self._read or contents or self.contents), {**compiled, **made}, {**required, **asked})
            )
        except ValueError:  # a date: no pack of ours has one
            return
        if keeping.write(self.path, _HEAD, body):
            self._made, self._asked, self._read = {}, {}, None
            _clear(self.path.parent)


class _Expressions(pickle.Unpickler):
    """Makes expressions of what `regex` pickles, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The one function that a pickled expression calls."""
        if name == "compile" and module.split(".", maxsplit=1)[0] in ("regex", "_regex"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(name)


_Body = tuple[dict[str, Any], dict[str, bytes], dict[str, tuple[Any, ...]]]


def _loaded(path: Path | None) -> _Body:
    """What a file keeps: the contents of the packs' files by their names, expressions and what they ask for by their
    texts. Of a file that is none nothing."""
    body = keeping.read(path, _HEAD) if path is not None else None
    if body is None:
        return {}, {}, {}
    loaded: _Body = marshal.loads(body)  # noqa: S302 - the user's own file and whole, as Python's of compiled modules
    return loaded


def _versions() -> bytes:
    """All that takes part in what is kept, beside the packs: code by its files too, which may change without a word."""
    code = [*Path(regex.__file__).parent.glob("_regex*.*"), Path(__file__), Path(__file__).with_name("required.py")]
    state = [(path.name, found.st_size, found.st_mtime_ns) for path in sorted(code) for found in (path.stat(),)]
    return repr((sys.version, sys.byteorder, regex.__version__, state)).encode()


def _clear(place: Path) -> None:
    with contextlib.suppress(OSError):
        for path in sorted(place.glob(f"*{_SUFFIX}"), key=lambda one: one.stat().st_mtime, reverse=True)[_MOST:]:
            path.unlink()


_of_process = [Kept(None, b"")]
"""What this process begins with: nothing, until the packs are read."""


def begin(packs: bytes) -> Kept:
    """What is kept of the packs in this state, for this process; written at its end, as Python's compiled modules are:
    not where it was told to write none."""
    if _of_process[0].packs != packs:
        try:
            _of_process[0] = Kept(keeping.directory("patterns"), packs)
        except (OSError, RuntimeError):  # code that stands in no file; a user without a home
            _of_process[0] = Kept(None, packs)
        if not sys.dont_write_bytecode:
            atexit.register(_of_process[0].keep)
    return _of_process[0]


def known() -> Kept:
    """What `begin` found last."""
    return _of_process[0]
