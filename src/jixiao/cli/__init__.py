"""The command line: arguments in, the library called, the result printed. Data on stdout, all else on stderr."""

from __future__ import annotations

import gc
import os
import sys

OBJECTS = 50_000
"""Objects between two looks of the garbage collector. Reading one report makes some 100,000, nearly all of which stay
until its end; the default of 700 looks through them again and again, for a twentieth of the time of a cold start."""


def main(arguments: list[str] | None = None) -> int:
    """Run `jixiao` and return its exit code (see `jixiao --help`); the console script passes it to the shell."""
    gc.set_threshold(OBJECTS)
    # Jixiao uses none, and pydantic would look through the metadata of every installed package for them.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from jixiao.cli.app import run

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130
