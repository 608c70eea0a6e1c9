"""The command line: arguments in, the library called, the result printed. Data on stdout, all else on stderr."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run `jixiao` and return its exit code (see `jixiao --help`); the console script passes it to the shell."""
    try:
        from jixiao.cli.app import run

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130
