"""Opening an archive: a new one, one to add to, one to read; what is none is refused with the cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jixiao.archive.errors import ArchiveBusyError, ArchiveError, ArchiveUseError, DamagedArchiveError, need
from jixiao.archive.store import FORMAT, Store
from jixiao.errors import MissingFileError

IN_MEMORY = ":memory:"
NAME = "archive"
"""The database's name on a connection that writes."""
ROW_GROUP = 16_384
"""Rows that are packed together. Every commit packs a table's last group anew: eight times DuckDB's default would make
a report dearer the more there are. Readers take any size."""
LOG = "64MB"
"""Written before DuckDB packs it: some commits at once are cheaper, and what a kill leaves is read back in a second."""
_IN_USE = ("lock", "already attached", "different configuration", "used by another process")
_NOT_OURS = ("not a valid DuckDB", "version number", "checksum", "Checksum", "serializ", "corrupt")


def create(path: str, *, keep: bool | None = None) -> Store:
    """Open an archive for writing, made if it is not there.

    ``keep`` asks for personal data to be stored (True) or masked (False); None takes it as the archive is.

    Raises:
        ArchiveUseError: the archive handles personal data otherwise.
        ArchiveError: another process writes to it. DamagedArchiveError: it is no archive.
    """
    fresh = not Path(path).exists()
    store = Store(_connect(path, read_only=False), path)
    if fresh or not _has_meta(store):
        if not fresh and _has_tables(store):
            store.close()
            raise _foreign(path)
        store.build(bool(keep))
        return store
    _same_format(store)
    if keep is not None and keep != store.keeps_personal_data():
        store.close()
        raise ArchiveUseError(
            "此档案对个人信息的处理方式不同：请另建档案，或去掉（加上）--keep-personal-data",
            "this archive treats personal data differently; make another, or leave out (give) --keep-personal-data",
            file=path,
        )
    return store


def open_archive(path: str, *, memory: str = "64MB") -> Store:
    """Open an archive for reading.

    Raises:
        MissingFileError: there is none. ArchiveError: it is being written. DamagedArchiveError: it is no archive.
        ArchiveUseError: another version made it; a run of this one brings it up to date.
    """
    if not Path(path).is_file():
        raise MissingFileError(
            "没有这个档案：请先用 jixiao ingest 建立", "no such archive; make it with jixiao ingest", file=path
        )
    store = Store(_connect(path, read_only=True, memory=memory), path)
    if not _has_meta(store):
        store.close()
        raise _foreign(path)
    _same_format(store)
    if not store.is_current():
        store.close()
        raise ArchiveUseError(
            "档案的表由另一版本建立：请先用 jixiao ingest 再读入一次（任一来源），表会自动更新",
            "another version made the tables; run jixiao ingest once more, with any source, to bring them up to date",
            file=path,
        )
    return store


def in_memory(*, keep: bool = False) -> Store:
    """An archive that is no file: for the export of a single report."""
    store = Store(_connect(IN_MEMORY, read_only=False), IN_MEMORY)
    store.build(keep)
    return store


def _connect(path: str, *, read_only: bool, memory: str = "96MB") -> Any:
    duckdb = need("duckdb")
    # One thread keeps memory flat and the bytes of exports the same; the work is in the workers.
    limits = f"SET threads = 1; SET memory_limit = '{memory}'; SET checkpoint_threshold = '{LOG}'"
    try:
        if read_only or path == IN_MEMORY:
            connection = duckdb.connect(path, read_only=read_only)
            connection.execute(limits)
        else:
            connection = duckdb.connect(IN_MEMORY)
            connection.execute(limits)
            place = path.replace("'", "''")
            # What memory does not hold goes beside the archive, not into whatever directory the command was run in.
            connection.execute(f"SET temp_directory = '{place}.tmp'")
            connection.execute(f"ATTACH '{place}' AS {NAME} (TYPE duckdb, ROW_GROUP_SIZE {ROW_GROUP}); USE {NAME}")
    except duckdb.Error as error:
        raise _unusable(path, str(error)) from None
    return connection


def _unusable(path: str, text: str) -> ArchiveError:
    if any(sign in text for sign in _IN_USE):
        return ArchiveBusyError(
            "档案正被另一个进程使用：请稍后再试", "the archive is in use by another process; try again later", file=path
        )
    if any(sign in text for sign in _NOT_OURS):
        return _foreign(path)
    return ArchiveError("档案无法打开：请检查路径和权限", "cannot be opened; check path and permissions", file=path)


def _foreign(path: str) -> DamagedArchiveError:
    return DamagedArchiveError(
        "不是 Jixiao 档案，或已损坏：请换一个文件名", "no archive of Jixiao, or damaged; name another file", file=path
    )


def _has_meta(store: Store) -> bool:
    rows = store.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'")
    return next(iter(rows), None) is not None


def _has_tables(store: Store) -> bool:
    return next(iter(store.rows("SELECT 1 FROM duckdb_tables()")), None) is not None


def _same_format(store: Store) -> None:
    found = store.meta("format")
    if found != FORMAT:
        store.close()
        raise ArchiveUseError(
            f"档案格式 {found} 与本程序的 {FORMAT} 不兼容：请用相应版本打开",
            f"archive format {found} is not compatible with {FORMAT}; open it with a matching release",
            file=store.path,
        )
