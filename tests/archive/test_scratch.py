"""What a killed process leaves is cleared away by the next, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jixiao.archive.scratch import scratch

HOLD = (
    "import sys, time\nfrom pathlib import Path\nfrom jixiao.archive.scratch import scratch\n"
    "with scratch('t-', Path(sys.argv[1])) as place:\n"
    "    (place / 'x').write_text('1')\n    print(place, flush=True)\n    time.sleep(60)"
)
OLD = 1_000_000_000


def aged(place: Path) -> Path:
    os.utime(place, (OLD, OLD))
    return place


def test_what_nobody_holds_goes_and_what_is_held_or_young_or_anothers_stays(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    left = tmp_path / "t-left"
    for name in ("t-left", "t-young", "u-other"):
        (tmp_path / name).mkdir()
    aged(tmp_path / "u-other")
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        held = aged(Path(holder.stdout.readline().strip()))
        aged(left)
        with scratch("t-", tmp_path) as own:
            assert own.is_dir()
            names = {path.name for path in tmp_path.iterdir()}
            assert names == {held.name, "t-young", "u-other", own.name}
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    with scratch("t-", tmp_path):
        assert not held.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"t-young", "u-other"}


RUN = """
import sys, tempfile
from pathlib import Path
from jixiao.archive import pool
from jixiao.archive.model import Task
if __name__ == "__main__":
    Path(sys.argv[1], "a.txt").write_text("none")
    list(pool.run(iter([Task(str(Path(sys.argv[1], "a.txt")), "a" * 64)]), 1, pool.Limits()))
    print([p.name for p in Path(tempfile.gettempdir()).glob("pymp-*")],
          [q.name for p in Path(tempfile.gettempdir()).glob("jixiao-run-*") for q in p.iterdir()])
"""


def test_the_sockets_of_workers_lie_in_a_directory_of_ours(tmp_path: Path) -> None:
    temporary = Path(tempfile.mkdtemp(prefix="jt", dir="/tmp" if Path("/tmp").is_dir() else None))  # noqa: S108 - sockets' paths are short
    environment = {**os.environ, "TMPDIR": str(temporary)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path)], env=environment, capture_output=True, text=True, check=True
    )
    outside, inside = done.stdout.strip().rstrip("]").split("] [")
    assert outside == "["
    assert inside.startswith("'pymp-")
    assert list(temporary.iterdir()) == []
    temporary.rmdir()
