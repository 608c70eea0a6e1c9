"""An interrupt ends the recognition at once: pages that are being read are given up, not finished."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import numpy as np
import pypdfium2
from drawing import paper, simple, table

from jixiao.readers.scan import pages
from jixiao.readers.scan.options import scanning
from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.recognise import Engine, _Network
from jixiao.readers.scan.rulings import find_rules
from jixiao.readers.scan.seen import Seen
from jixiao.readers.scan.stopping import Stop, StoppedError, stop_at

SCAN = Path(__file__).parents[3] / "samples" / "scan.pdf"
TOO_LONG = 20.0
"""Seconds that the second page of the test would take."""


def test_a_page_in_work_is_given_up_when_the_reader_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(1)
    began, ended = threading.Event(), threading.Event()
    strip = np.full((48, 96, 3), 255, np.uint8)

    def look(picture: Picture, _engine: Engine) -> Seen:
        if picture.number == 1:
            assert began.wait(TOO_LONG)
            return Seen(595, 842, 0, 0.0, (1, 0, 0, 1, 0, 0))
        try:
            until = time.monotonic() + TOO_LONG
            while time.monotonic() < until:
                began.set()
                engine.read([strip])
        finally:
            ended.set()
        raise AssertionError("the page was read to its end")

    def interrupted(done: int, _count: int) -> None:
        if done:
            raise KeyboardInterrupt

    monkeypatch.setattr(pages, "look", look)
    monkeypatch.setattr(pages._engines, "get", lambda _threads: engine)
    start = time.monotonic()
    with scanning(cache=False, workers=2, progress=interrupted), pytest.raises(KeyboardInterrupt):
        pages.read_pages([Picture(paper(), 200.0, number, 595, 842) for number in (1, 2)], 2)
    assert ended.is_set()
    assert time.monotonic() - start < TOO_LONG / 2


def test_the_recogniser_stops_only_in_the_thread_that_was_told() -> None:
    engine = Engine(1)
    strip = np.full((48, 96, 3), 255, np.uint8)
    raised: list[bool] = []

    def told() -> None:
        event = threading.Event()
        stop_at(event)
        engine.read([strip])
        event.set()
        for call in (lambda: engine.read([strip]), lambda: engine.detect(paper(100, 100))):
            try:
                call()
            except StoppedError:
                raised.append(True)

    thread = threading.Thread(target=told)
    thread.start()
    thread.join()
    assert raised == [True, True]
    assert engine.read([strip])[0].text == ""


def test_steps_without_the_network_stop_too() -> None:
    page = paper()
    table(page, [80, 200, 320, 500], [100, 150, 200, 250], simple(3, 3))
    picture = Picture(page, 200.0, 1, 595, 842)
    engine = Engine(1)
    raised: list[str] = []

    def told() -> None:
        event = threading.Event()
        stop_at(event)
        assert find_rules(page, 200.0)[0]
        event.set()
        for name, call in (("rules", lambda: find_rules(page, 200.0)), ("page", lambda: pages.look(picture, engine))):
            try:
                call()
            except StoppedError:
                raised.append(name)

    thread = threading.Thread(target=told)
    thread.start()
    thread.join()
    assert raised == ["rules", "page"]


class Endless:
    """A network of rapidocr's whose call ends only when it is told to, and then fails as onnxruntime's does."""

    def __init__(self, began: threading.Event) -> None:
        self.session = self
        self._began = began

    def get_input_names(self) -> list[str]:
        return ["x"]

    def get_output_names(self) -> list[str]:
        return ["y"]

    def run(self, _wanted: list[str], _given: dict[str, Any], options: Any) -> list[Any]:
        self._began.set()
        until = time.monotonic() + TOO_LONG
        while not options.terminate and time.monotonic() < until:
            time.sleep(0.01)
        raise RuntimeError("Exiting due to terminate flag being set to true.")


def test_a_call_of_a_network_is_cut_off() -> None:
    began, stop, raised = threading.Event(), Stop(), list[BaseException]()

    def call() -> None:
        stop_at(stop)
        try:
            _Network(Endless(began))(np.zeros(1, np.float32))
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=call)
    start = time.monotonic()
    thread.start()
    assert began.wait(TOO_LONG)
    stop.set()
    thread.join(TOO_LONG)
    assert [type(error) for error in raised] == [StoppedError]
    assert time.monotonic() - start < TOO_LONG / 2


def test_an_interrupt_that_came_first_ends_the_call_too() -> None:
    stop, call = Stop(), SimpleNamespace(terminate=False)
    stop.set()
    with stop.ending(call):
        assert call.terminate


def test_a_call_that_fails_by_itself_says_so() -> None:
    """Only who was told to stop takes an error for the end of a call."""

    class Broken(Endless):
        def run(self, *_: Any) -> list[Any]:
            raise RuntimeError("no such input")

    stop_at(Stop())
    try:
        with pytest.raises(RuntimeError, match="no such input"):
            _Network(Broken(threading.Event()))(np.zeros(1, np.float32))
    finally:
        stop_at(threading.Event())


def _hear() -> None:
    """Tests that run in the background ignore interrupts, and what they start would too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for a process")
def test_ctrl_c_ends_the_command_at_once_and_leaves_nothing(tmp_path: Path) -> None:
    long = pypdfium2.PdfDocument.new()
    for _ in range(12):
        long.import_pages(pypdfium2.PdfDocument(SCAN))
    long.save(tmp_path / "long.pdf")
    (tmp_path / "temporary").mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "jixiao", "parse", str(tmp_path / "long.pdf"), "-o", str(tmp_path / "out.json")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=_hear,  # noqa: PLW1509
        env=os.environ | {"JIXIAO_CACHE_DIR": str(tmp_path / "cache"), "TMPDIR": str(tmp_path / "temporary")},
    )  # fmt: skip
    until = time.monotonic() + 10 * TOO_LONG
    while not list(tmp_path.rglob("*.scan")) and time.monotonic() < until:  # the first of 24 pages is read
        time.sleep(0.05)
    start = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, error = process.communicate(timeout=TOO_LONG)
    assert time.monotonic() - start < TOO_LONG / 4  # a busy machine; docs/scans.md tells what it takes
    assert (process.returncode, out, error.strip()) == (130, "", "jixiao: 已中断")
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    left = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".scan"]
    assert left == [tmp_path / "long.pdf"]
