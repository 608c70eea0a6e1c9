"""The run: walk, skip what is known, read the rest in workers, store, renew what an upgrade affects, sum up."""

from __future__ import annotations

import hashlib
import resource
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from jixiao._version import __version__
from jixiao.archive import pool, walk
from jixiao.archive.fingerprint import Fingerprints, fingerprints
from jixiao.archive.mask import mask_path
from jixiao.archive.model import ID_LENGTH, Outcome, Task, failure, no_content, since
from jixiao.archive.pool import Limits
from jixiao.archive.store import State, Store
from jixiao.archive.walk import Item, clean, path_key
from jixiao.archive.worker import process
from jixiao.errors import JixiaoError, MissingFileError
from jixiao.readers import read_source

BATCH = 128
"""Documents stored in one transaction; as many are read again when a run is killed. Thirty tables are written each
time: half as many documents at once make the store's share of each half as large again."""
FIRST_BATCH = 8
"""The first one is small, each further one twice as large: a run that is stopped early has stored something too."""
BATCH_SECONDS = 10.0
READ_STATUSES = frozenset({"done", "partial", "set_aside"})


class Observer(Protocol):
    """Who is told how a run goes."""

    def start(self, total: int) -> None:
        """So many files are to be looked at."""

    def skipped(self, path: str) -> None:
        """A file's content is known."""

    def finished(self, outcome: Outcome, path: str) -> None:
        """A document was read, or was not; the path is fit to be shown."""


class Silent:
    """Tells nobody."""

    def start(self, total: int) -> None:
        """Nothing."""

    def skipped(self, path: str) -> None:
        """Nothing."""

    def finished(self, outcome: Outcome, path: str) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to ingest."""

    workers: int = 2
    limits: Limits = field(default_factory=Limits)
    patterns: tuple[Path, ...] = ()
    job: Callable[[Task], Outcome] = process
    """What a worker does with a document; tests plant worse ones."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set from anywhere, it ends the run as an interrupt does. An exception out of a signal may not: DuckDB, when it is
    struck by one, gives another."""


@dataclass(slots=True)
class Summary:
    """What became of a run. ``seconds`` are wall clock, ``store_seconds`` the store's share of it."""

    started: str
    files: int = 0
    others: Counter[str] = field(default_factory=Counter)
    """Files in the sources that were left alone, by the end of their names."""
    known: int = 0
    copies: int = 0
    renewed: int = 0
    seconds: float = 0.0
    store_seconds: float = 0.0
    store_cpu_seconds: float = 0.0
    read_seconds: float = 0.0
    worker_cpu_seconds: float = 0.0
    interrupted: bool = False
    by_status: Counter[str] = field(default_factory=Counter)
    not_fully_read: list[dict[str, Any]] = field(default_factory=list)

    @property
    def documents(self) -> int:
        """Documents that were read, or tried, in this run."""
        return sum(self.by_status.values())

    def report(self) -> dict[str, Any]:
        """The run report, for machines."""
        rate = self.documents / self.seconds if self.seconds else 0.0
        return {
            "version": __version__,
            "started": self.started,
            "interrupted": self.interrupted,
            "files": self.files,
            "others": dict(sorted(self.others.items())),
            "known": self.known,
            "copies": self.copies,
            "renewed": self.renewed,
            "documents": self.documents,
            "by_status": dict(sorted(self.by_status.items())),
            "seconds": round(self.seconds, 3),
            "documents_per_second": round(rate, 2),
            "worker_seconds": round(self.read_seconds, 3),
            "worker_cpu_seconds": round(self.worker_cpu_seconds, 3),
            "store_seconds": round(self.store_seconds, 3),
            "store_cpu_seconds": round(self.store_cpu_seconds, 3),
            "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "not_fully_read": sorted(self.not_fully_read, key=lambda entry: str(entry["path"])),
        }


def ingest(store: Store, sources: Sequence[str], options: Options, observer: Observer | None = None) -> Summary:
    """Read what the sources hold into an archive.

    Documents known by content are skipped unless an upgrade affects them; then they are read again where reading
    changed, and laid out again from their stored JSON where only the tables did.

    Raises:
        MissingFileError: a source is not there; nothing is done then.
    """
    require(sources)
    amount = walk.count(sources)
    run = _Run(store, options, observer or Silent())
    run.summary.others = amount.others
    return run.go(walk.walk(sources), amount.files)


def require(sources: Sequence[str]) -> None:
    """Raises MissingFileError for a source that is not there: to be asked before an archive is made for it."""
    for source in sources:
        if not walk.exists(source):
            raise MissingFileError(
                "没有这个文件或文件夹：请检查路径", "no such file or directory; check the path", file=source
            )


def retry(store: Store, entries: Iterable[str], options: Options, observer: Observer | None = None) -> Summary:
    """Read documents again, by the paths that the archive lists, whatever is known of them."""
    paths = list(entries)
    run = _Run(store, options, observer or Silent(), force=True)
    return run.go((walk.opened(path) for path in paths), len(paths))


class _Run:
    def __init__(self, store: Store, options: Options, observer: Observer, *, force: bool = False) -> None:
        self._store, self._options, self._observer, self._force = store, options, observer, force
        self._keep = store.keeps_personal_data()
        self._prints: Fingerprints = fingerprints(options.patterns, keep=self._keep)
        store.update_layout()
        self._states: dict[str, State] = store.states()
        self._stored = set(self._states)
        self._places = store.locations()
        self._taken: set[str] = set()
        self._read: set[str] = set()
        self._pending: list[Outcome] = []
        self._placed: list[tuple[str, str, str]] = []
        self._since = time.monotonic()
        self._batch = FIRST_BATCH
        self.summary = Summary(datetime.now(UTC).isoformat(timespec="seconds"))

    def go(self, items: Iterator[Item], total: int) -> Summary:
        start = time.perf_counter()
        self._observer.start(total)
        options = self._options
        outcomes = pool.run(
            self._tasks(items),
            options.workers,
            options.limits,
            options.patterns,
            keep=self._keep,
            job=options.job,
            stop=options.stop,
        )
        try:
            for outcome in outcomes:
                self._take(outcome)
            self.summary.interrupted = options.stop.is_set()
        except KeyboardInterrupt:
            self.summary.interrupted = True
        finally:
            outcomes.close()
        self._flush()
        self._store.prune()
        self.summary.seconds = time.perf_counter() - start
        return self.summary

    # --- what is to be done

    def _tasks(self, items: Iterator[Item]) -> Iterator[Task]:
        for item in items:
            if self._options.stop.is_set():
                return
            self.summary.files += 1
            task = self._task(item)
            if task is not None:
                yield task
        yield from self._renewals()

    def _task(self, item: Item) -> Task | None:
        error = item.error
        sha256 = ""
        if error is None:
            try:
                sha256 = _hash(item)
            except JixiaoError as refused:
                error = refused
        if error is not None:
            task = Task(item.path, no_content(item.path))
            self._take(failure(task, "failed", error.code, error.message, error.message_en))
            return None
        if sha256 in self._taken:
            self.summary.copies += 1
            self._seen(item, sha256)
            return None
        if not self._force and self._current(sha256):
            self._taken.add(sha256)
            self.summary.known += 1
            self._seen(item, sha256)
            return None
        self._taken.add(sha256)
        self._read.add(sha256)
        return Task(item.path, sha256, item.data)

    def _current(self, sha256: str) -> bool:
        state = self._states.get(sha256)
        return state is not None and state.reading == self._prints.reading(state.kind)

    def _renewals(self) -> Iterator[Task]:
        """Stored reports whose rows an upgrade changes, and which this run has not read anew."""
        stale = [
            sha256
            for sha256, state in self._states.items()
            if state.status in READ_STATUSES and state.tabling != self._prints.tabling and sha256 not in self._read
        ]
        for sha256 in sorted(stale):
            json = self._store.stored_json(sha256[:ID_LENGTH])
            if json is not None:
                yield Task("", sha256, json=json)

    # --- what has been done

    def _seen(self, item: Item, sha256: str) -> None:
        key, path = path_key(item.path), clean(item.path)
        if self._places.get(key) != sha256:
            self._placed.append((key, mask_path(path) if not self._keep else path, sha256))
            self._places[key] = sha256
        self._observer.skipped(path)

    def _take(self, outcome: Outcome) -> None:
        if not outcome.parsed and not outcome.rows:
            self._not_renewed(outcome)
            return
        self._pending.append(outcome)
        if not outcome.parsed:
            self.summary.renewed += 1
        else:
            self._count(outcome)
        if len(self._pending) >= self._batch or time.monotonic() - self._since > BATCH_SECONDS:
            self._flush()
            self._batch = min(2 * self._batch, BATCH)

    def _not_renewed(self, outcome: Outcome) -> None:
        """A stored report that this version cannot lay out anew: it stays as it is, and is told."""
        path = self._store.path_of(outcome.sha256)
        self.summary.by_status[outcome.status] += 1
        self.summary.not_fully_read.append(
            {"path": path, "status": outcome.status, "category": outcome.category, "reason": outcome.reason}
        )
        self._observer.finished(outcome, path)

    def _count(self, outcome: Outcome) -> None:
        shown = outcome.path if outcome.rows else mask_path(outcome.path)
        self.summary.by_status[outcome.status] += 1
        self.summary.read_seconds += outcome.seconds
        self.summary.worker_cpu_seconds += outcome.cpu_seconds
        if outcome.status != "done":
            entry: dict[str, Any] = {
                "path": shown,
                "status": outcome.status,
                "category": outcome.category,
                "reason": outcome.reason,
            }
            if outcome.status == "partial":
                entry["unread"] = outcome.unread
            self.summary.not_fully_read.append(entry)
        self._observer.finished(outcome, shown)

    def _flush(self) -> None:
        """Store what has gathered."""
        if not self._pending and not self._placed:
            return
        start = (time.perf_counter(), time.process_time())
        placed = self._placed
        for outcome in self._pending:
            if outcome.parsed:
                placed = [*placed, (outcome.place, outcome.path, outcome.sha256)]
                self._places[outcome.place] = outcome.sha256
        # A file may change while it waits, and become what another is.
        outcomes = list({outcome.sha256: outcome for outcome in self._pending}.values())
        self._store.commit(outcomes, placed, self._prints, self._stored)
        self._stored.update(outcome.sha256 for outcome in outcomes)
        self._pending, self._placed = [], []
        self._since = time.monotonic()
        seconds, cpu = since(start)
        self.summary.store_seconds += seconds
        self.summary.store_cpu_seconds += cpu


def _hash(item: Item) -> str:
    """SHA-256 of a document's bytes.

    Raises:
        ReadError: it cannot be read.
    """
    if item.data is not None:
        return hashlib.sha256(item.data).hexdigest()
    path = Path(item.path)
    try:
        if path.is_file():
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        if path.exists() and not path.is_dir():  # a pipe would be waited for
            raise MissingFileError("不是普通文件：请给出文件", "this is a device or a pipe; name a file")
    except OSError:
        pass
    # Not a file, or one that may not be read: the reader says so in its own words.
    return hashlib.sha256(read_source(path)[0]).hexdigest()
