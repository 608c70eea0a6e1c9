"""An interrupt ends the recognition at once: pages that are being read are given up, not finished."""

from __future__ import annotations

import threading
import time

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import numpy as np
from drawing import paper, simple, table

from jixiao.readers.scan import pages
from jixiao.readers.scan.options import scanning
from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.recognise import Engine
from jixiao.readers.scan.rulings import find_rules
from jixiao.readers.scan.seen import Seen
from jixiao.readers.scan.stopping import StoppedError, stop_at

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
