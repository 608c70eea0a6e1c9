"""`jixiao patterns`: what the tool can read, readable."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from pathlib import Path

from jixiao.cli import inputs, terminal
from jixiao.cli.catalogue import catalogue
from jixiao.cli.terminal import UsageError, say

FAILED = 2


def list_all(directories: Sequence[Path]) -> None:
    """Print every pattern's id and what it reads, a TAB between them, in the order of ids."""
    pages = catalogue(inputs.load_patterns(directories))
    terminal.emit("".join(f"{page.id}\t{page.reads}\n" for page in pages.values()))


def show(pattern: str, directories: Sequence[Path]) -> None:
    """Print one pattern as it stands in its file.

    Raises:
        UsageError: no such pattern; near ids are named.
    """
    pages = catalogue(inputs.load_patterns(directories))
    page = pages.get(pattern)
    if page is None:
        near = [key for key in pages if key.startswith(pattern)][:5] or difflib.get_close_matches(
            pattern, pages, 5, 0.4
        )
        raise UsageError(
            f"没有规则 {pattern}；相近的：{'  '.join(near) or '无'}（全部见 jixiao patterns list）",
            f"no pattern {pattern}; near: {'  '.join(near) or 'none'} (jixiao patterns list shows all)",
        )
    head = (f"{say('编号', 'id')}: {page.id}", f"{say('含义', 'reads')}: {page.reads}")
    terminal.emit("\n".join((*head, *page.lines)) + "\n")


def test(directories: Sequence[Path]) -> int:
    """Run all examples; print what does not hold, one a line, and return the exit code.

    Raises:
        PatternError: a form cannot be built (columns that overlap, a place beyond its width).
    """
    from jixiao.patterns import check
    from jixiao.structure.forms import forms_of

    patterns = inputs.load_patterns(directories)
    forms_of(patterns)
    problems = check(patterns)
    terminal.emit("".join(f"{problem}\n" for problem in problems))
    count = len(patterns.expressions)
    if problems:
        terminal.notice(f"{count} 条规则，{len(problems)} 处不符", f"{count} patterns, {len(problems)} problems")
        return FAILED
    terminal.notice(f"{count} 条规则全部符合例句", f"all examples of {count} patterns hold")
    return 0
