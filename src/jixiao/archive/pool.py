"""Worker processes with a limit of time and memory for each document, on a pebble pool.

pebble keeps the time and replaces a worker that died. What it has no notion of is resident memory: a thread here looks
at the workers' and kills one that is over its limit. A worker that hangs in a C loop or asks for everything at once is
stopped like any other, since nothing depends on its own help.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import queue
import resource
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jixiao.archive import deadline, worker
from jixiao.archive.errors import need
from jixiao.archive.mask import mask_path
from jixiao.archive.model import Outcome, Task, failure
from jixiao.archive.scratch import house_workers

MIB = 1 << 20
WAITING = 2
"""Documents handed out ahead for each worker: enough to keep it busy, few enough to keep the parent small."""
BYTES = 64 * MIB
"""Bytes of archives' members handed out ahead; one that is larger waits for nobody, and nobody for it."""
LOOK = 0.05
"""Seconds between two looks at the workers' memory."""
ROLL_CALL = 5
"""Looks until it is asked again which workers there are; asking costs more than looking."""
POLL = 0.2
WORKER = "pebble_pool_worker"
"""What pebble calls its processes: a host of this library may have children of its own."""
BROKEN = 5
"""Times that a pool which lost all its workers at once is made anew for one run."""
_PDEATHSIG = 1
_PAGE = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds and resident MiB of its worker; documents until a worker is replaced.

    A scan may take the seconds for each of its pages.
    """

    seconds: float = 60.0
    memory: int = 2048
    recycle: int = 1000
    tries: int = 2


def run(
    tasks: Iterator[Task],
    workers: int,
    limits: Limits,
    directories: tuple[Path, ...] = (),
    *,
    keep: bool = False,
    job: Callable[[Task], Outcome] = worker.process,
    stop: threading.Event | None = None,
) -> Generator[Outcome, None, None]:
    """Process tasks in any order, a bounded number at a time; each gives exactly one outcome.

    A document that kills its worker, takes too long, too much, or meets a bug is tried once more, then quarantined.
    Closing the iterator stops the workers. Once ``stop`` is set, what is being read is given up.
    """
    pool = _Pool(workers, limits, directories, keep, job, stop or threading.Event())
    try:
        yield from pool.run(tasks)
    finally:
        pool.close()


class _Pool:
    def __init__(
        self,
        workers: int,
        limits: Limits,
        directories: tuple[Path, ...],
        keep: bool,
        job: Callable[[Task], Outcome],
        stop: threading.Event,
    ) -> None:
        self._workers, self._limits, self._job, self._stop = workers, limits, job, stop
        self._initargs = (directories, keep, limits.memory)
        self._results: queue.SimpleQueue[tuple[Task, Future[Outcome]]] = queue.SimpleQueue()
        self._killed: set[int] = set()
        self._broken = 0
        self._pool = self._new()
        self._closing = threading.Event()
        self._watch = threading.Thread(target=self._watch_memory, name="jixiao-memory", daemon=True)
        self._watch.start()

    def _new(self) -> Any:
        house_workers()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["jixiao.archive.preload"])
        return need("pebble").ProcessPool(
            max_workers=self._workers,
            max_tasks=self._limits.recycle,
            initializer=_start,
            initargs=self._initargs,
            context=context,
        )

    def run(self, tasks: Iterator[Task]) -> Iterator[Outcome]:
        running = held = 0
        exhausted = False
        while (not exhausted or running) and not self._stop.is_set():
            while not exhausted and running < self._workers * (1 + WAITING) and held < BYTES:
                task = next(tasks, None)
                if task is None:
                    exhausted = True
                    break
                self._submit(task)
                running += 1
                held += len(task.data or b"")
            if not running:
                break
            finished = self._next()
            if finished is None:
                continue
            task, outcome = finished
            if outcome is None:
                self._submit(task)
            else:
                running -= 1
                held -= len(task.data or b"")
                yield outcome

    def _submit(self, task: Task) -> None:
        seconds = self._limits.seconds
        # The worker's own timer is exact, and knows of pages; pebble's is for systems without one.
        how = {"args": (self._job, task, seconds), "timeout": seconds if deadline.SIGNAL is None else None}
        try:
            future = self._pool.schedule(_timed, **how)
        except RuntimeError:  # the pool is broken or stopped
            self._renew()
            future = self._pool.schedule(_timed, **how)
        future.add_done_callback(lambda done: self._results.put((task, done)))

    def _renew(self) -> None:
        self._broken += 1
        if self._broken > BROKEN:
            raise BrokenProcessPool("the workers cannot be started")
        with contextlib.suppress(Exception):
            self._pool.stop()
            self._pool.join(timeout=5)
        self._pool = self._new()

    def _next(self) -> tuple[Task, Outcome | None] | None:
        """What came in: a task with its outcome, or to try again; None when nothing did for a while."""
        try:
            task, future = self._results.get(timeout=POLL)
        except queue.Empty:
            return None
        error = future.exception()
        if error is None:
            outcome = future.result()
            if outcome.status != "quarantined":
                return task, outcome
        elif self._stop.is_set():
            return None  # a signal to all processes of the run ended the worker too: no fault of the document
        elif isinstance(error, BrokenProcessPool):
            return task, None  # not this document's fault, and `_submit` makes a new pool
        else:
            outcome = self._fate(task, error)
        if task.attempt < self._limits.tries:
            return replace(task, attempt=task.attempt + 1), None
        return task, outcome

    def _fate(self, task: Task, error: BaseException) -> Outcome:
        """What it means that a worker did not come back with a document."""
        limits = self._limits
        pid = getattr(error, "pid", None)
        code = getattr(error, "exitcode", None)
        if isinstance(error, TimeoutError) or (deadline.SIGNAL is not None and code == -deadline.SIGNAL):
            category = "timeout"
            text = (
                f"超过 {limits.seconds:g} 秒未读完：请拆分文件，或用 --timeout 放宽",
                f"not read within {limits.seconds:g} s; split the file or raise --timeout",
            )
        elif pid in self._killed:
            category = "memory"
            text = (
                f"内存超过 {limits.memory} MiB：请拆分文件，或用 --memory 放宽",
                f"took more than {limits.memory} MiB; split the file or raise --memory",
            )
        elif not isinstance(error, OSError):
            category = "internal_error"
            what = f"{type(error).__name__}: {mask_path(str(error))}"[:200]
            text = (f"程序内部错误（{what}）：请报告此问题", f"internal error ({what}); please report it")
        else:
            category = "crash"
            how = _signal_name(code) or type(error).__name__
            text = (
                f"读取进程崩溃（{how}）：请报告此问题，或另存文件后重试",
                f"the reading process died ({how}); report it, or save the file anew and retry",
            )
        return failure(task, "quarantined", category, *text)

    def _watch_memory(self) -> None:
        """Kill workers over the limit. Their number is small, and a look costs microseconds."""
        bound = self._limits.memory * MIB
        pids: list[int] = []
        looks = 0
        while not self._closing.wait(LOOK):
            if looks % ROLL_CALL == 0:
                pids = _workers()
            looks += 1
            for pid in pids:
                # Asked once more before a kill: the system may have given the number to another process.
                if resident(pid) > bound and pid in _workers():
                    self._killed.add(pid)
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(Exception):
            self._pool.stop()
            self._pool.join(timeout=10)
        self._watch.join(timeout=2)


def _workers() -> list[int]:
    """The processes that read, of all that this one has started."""
    there = multiprocessing.active_children()
    return [process.pid for process in there if process.pid and process.name.startswith(WORKER)]


def resident(pid: int) -> int:
    """Bytes of a process that are in memory; 0 when that cannot be told."""
    try:
        # By the system's own calls: this is asked twenty times a second of each worker.
        handle = os.open(f"/proc/{pid}/statm", os.O_RDONLY)
        try:
            pages = int(os.read(handle, 100).split()[1])
        finally:
            os.close(handle)
    except (OSError, IndexError, ValueError):
        return 0
    return pages * _PAGE


def _signal_name(code: int | None) -> str | None:
    if code is None:
        return None
    if code >= 0:
        return f"exit {code}"
    with contextlib.suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


def _timed(job: Callable[[Task], Outcome], task: Task, seconds: float) -> Outcome:
    """What a worker does: the job within its time."""
    deadline.begin(seconds)
    try:
        return job(task)
    finally:
        deadline.end()


def _start(directories: tuple[Path, ...], keep: bool, memory: int) -> None:
    """Make a fresh worker ready: it dies with the run, and cannot ask for more than the system has."""
    if sys.platform == "linux":
        # A worker that hangs would outlive a run that was killed: it does not hear that nobody waits for it.
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        # One allocation can outrun the look at the memory; this makes it fail instead.
        with contextlib.suppress(ValueError, OSError):
            size = int(Path("/proc/self/statm").read_bytes().split()[0]) * _PAGE
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (size + 2 * memory * MIB, hard))
    worker.configure(directories, keep)
