"""What `jixiao.parse` does to the process that it runs in: nothing that stays."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest

import jixiao
from jixiao import pipeline
from jixiao.garbage import FIRST, LEAST, Searches
from jixiao.quotes import Source, Text

TEXT = "云溪县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n本局编制10人。\n".encode()

SAMPLES = Path(__file__).parents[1] / "samples" / "set"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    searching = gc.isenabled()
    yield
    (gc.enable if searching else gc.disable)()


@pytest.mark.parametrize("searching", [True, False])
def test_the_search_for_garbage_is_left_as_it_was(*, searching: bool) -> None:
    (gc.enable if searching else gc.disable)()
    jixiao.parse(TEXT)
    assert gc.isenabled() is searching


def test_it_goes_on_behind_a_file_that_cannot_be_read() -> None:
    gc.enable()
    with pytest.raises(jixiao.ReadError):
        jixiao.parse(b"%PDF-1.4 torn")
    assert gc.isenabled()


def test_there_is_none_while_a_report_is_made_but_one_while_its_pages_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gc.enable()
    seen: list[bool] = []
    read, made = pipeline.read, pipeline.structure
    monkeypatch.setattr(pipeline, "read", lambda data: (seen.append(gc.isenabled()), read(data))[1])
    monkeypatch.setattr(pipeline, "structure", lambda *given: (seen.append(gc.isenabled()), made(*given))[1])
    jixiao.parse(TEXT)
    assert seen == [True, False]


def test_a_report_leaves_no_cycles() -> None:
    """What was read goes when the report does."""
    data = next(iter(sorted(SAMPLES.glob("*.docx")))).read_bytes()
    jixiao.parse(data)  # caches are full
    gc.collect()
    before = sum(isinstance(one, (Source, Text)) for one in gc.get_objects())
    gc.disable()
    jixiao.parse(data)
    assert sum(isinstance(one, (Source, Text)) for one in gc.get_objects()) == before


def test_a_report_counts_as_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that was made is not searched as soon as the search goes on."""
    gc.enable()
    data = next(iter(sorted(SAMPLES.glob("*.docx")))).read_bytes()
    seen: list[str] = []
    check = pipeline.with_findings
    monkeypatch.setattr(pipeline, "with_findings", lambda *given: (check(*given), seen.append("checked"))[0])
    gc.callbacks.append(note := lambda phase, _: seen.append(phase))
    try:
        jixiao.parse(data)
    finally:
        gc.callbacks.remove(note)
    assert seen[-1] == "checked"


def test_what_the_caller_froze_stays_so() -> None:
    gc.enable()
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        jixiao.parse(TEXT)
        assert gc.get_freeze_count() > frozen / 2
    finally:
        gc.unfreeze()


class _Cycle:
    """What a caller holds while a report is read, and leaves as garbage."""

    def __init__(self) -> None:
        self.itself = self


def test_what_a_caller_leaves_in_cycles_goes_though_it_counted_as_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside another library, whose documents are cycles, each of a thousand files stayed in memory."""
    gc.enable()
    monkeypatch.setattr(pipeline, "searches", Searches())
    left: list[weakref.ref[_Cycle]] = []
    for _ in range(2 * FIRST):
        cycle = _Cycle()
        left.append(weakref.ref(cycle))
        jixiao.parse(TEXT)
    assert sum(one() is not None for one in left) <= FIRST
    assert pipeline.searches.pause == LEAST


def test_where_nothing_is_left_searches_become_rare() -> None:
    gc.enable()
    gc.collect()
    searches = Searches()
    for _ in range(FIRST):
        searches.count()
    assert (searches.reports, searches.pause) == (0, 2 * FIRST)


def test_a_caller_who_froze_what_he_has_sees_to_garbage_himself() -> None:
    gc.enable()
    gc.freeze()
    searches = Searches()
    try:
        searches.count()
    finally:
        gc.unfreeze()
    assert searches.reports == 0


@pytest.mark.parametrize(
    ("sample", "most"),
    [
        ("s2024-0000.docx", 42_110),
        ("s2024-0001.pdf", 61_760),
        ("s2024-0009.tika-odt.txt", 45_960),
        ("s2024-0012.rows-tab.txt", 34_285),
    ],
)
def test_a_warm_parse_takes_so_many_calls_at_most(sample: str, most: int) -> None:
    """What a report costs where no clock is to be trusted: calls of Jixiao's own functions. A question that is asked of
    each line or cell of every report, whatever it is about, shows here at once."""
    own = str(Path(jixiao.__file__).parent)
    data = (SAMPLES / sample).read_bytes()
    for _ in range(2):  # what is compiled and remembered; a memory that fills up is emptied in the first
        jixiao.parse(data)
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call" and frame.f_code.co_filename.startswith(own)

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        jixiao.parse(data)
    finally:
        sys.setprofile(before)
    assert 0 < calls <= most
