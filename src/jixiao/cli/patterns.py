"""`jixiao patterns`: what the tool can read, readable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jixiao.cli import inputs, terminal
from jixiao.cli.terminal import UsageError, say

FAILED = 2


def list_all(directories: Sequence[Path]) -> None:
    """Print every pattern's id and what it reads, a TAB between them, in the order of ids."""
    patterns = inputs.load_patterns(directories)
    terminal.emit("".join(f"{key}\t{patterns.expressions[key].reads}\n" for key in sorted(patterns.expressions)))


def show(pattern: str, directories: Sequence[Path]) -> None:
    """Print one pattern as it stands in its file.

    Raises:
        UsageError: no such pattern; near ids are named.
    """
    import difflib

    patterns = inputs.load_patterns(directories)
    found = patterns.expressions.get(pattern)
    if found is None:
        near = [key for key in patterns.expressions if key.startswith(pattern)][:5]
        near = near or difflib.get_close_matches(pattern, patterns.expressions, 5, 0.4)
        raise UsageError(
            f"没有规则 {pattern}；相近的：{'  '.join(near) or '无'}（全部见 jixiao patterns list）",
            f"no pattern {pattern}; near: {'  '.join(near) or 'none'} (jixiao patterns list shows all)",
        )
    lines = [
        f"{say('编号', 'id')}: {found.id}",
        f"{say('含义', 'reads')}: {found.reads}",
        f"{say('文件', 'file')}: {found.file}",
        f"{say('表达式', 'expression')}: {found.text}",
        f"{say('例句', 'examples')}:",
        *(f"  {_example(example)}" for example in found.examples),
        f"{say('反例', 'counter-examples')}:",
        *(f"  {counter}" for counter in found.counter_examples),
    ]
    terminal.emit("\n".join(lines) + "\n")


def _example(example: Mapping[str, str]) -> str:
    captures = "  ".join(f"{name}={value}" for name, value in example.items() if name != "in")
    return f"{example['in']}{'    → ' + captures if captures else ''}"


def test(directories: Sequence[Path]) -> int:
    """Run all examples; print what does not hold, one a line, and return the exit code."""
    from jixiao.patterns import check

    patterns = inputs.load_patterns(directories)
    problems = check(patterns)
    terminal.emit("".join(f"{problem}\n" for problem in problems))
    count = len(patterns.expressions)
    if problems:
        terminal.notice(f"{count} 条规则，{len(problems)} 处不符", f"{count} patterns, {len(problems)} problems")
        return FAILED
    terminal.notice(f"{count} 条规则全部符合例句", f"all examples of {count} patterns hold")
    return 0
