"""Nothing of a scan, nor that there was one, leaves the machine or stays on it outside the cache."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

READ = """
import numpy as np
from jixiao.readers.scan.recognise import Engine
print(len(Engine(1).detect(np.full((64, 64, 3), 255, np.uint8))))
"""


def test_the_recogniser_keeps_no_record_of_its_use(tmp_path: Path) -> None:
    """onnxruntime 1.32 makes a device's id and a database of events to be sent, as soon as it is imported."""
    places = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    done = subprocess.run(
        [sys.executable, "-c", READ], env=environment | places, capture_output=True, text=True, check=True
    )
    assert done.stdout == "0\n"
    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == []
