"""What the READMEs show is what the program prints: run each «$ …» line of their blocks and put its output in.

`make readme` writes; a test calls `refreshed` and compares.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


@cache  # both READMEs show the same calls
def output(command: str) -> str:
    """What a shell command prints, run at the root of the project with this Python's programs first."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "120", "JIXIAO_LANG": "zh", "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S602 - the commands are our own, from our own README
        command, shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    if done.stderr:
        raise RuntimeError(f"{command}: {done.stderr}")
    return done.stdout


def refreshed(text: str) -> str:
    """A README with the output of each of its commands as it is now."""
    return _BLOCK.sub(lambda block: f"```console\n$ {block['command']}\n{output(block['command'])}```", text)


def main() -> None:
    """Refresh all READMEs in place."""
    for name in READMES:
        path = ROOT / name
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
