"""Limits are one page, and the door keeps them: paths, standard input, file objects."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

import jixiao.readers
from jixiao.errors import LimitError, MissingFileError
from jixiao.readers import read_source
from jixiao.readers.limits import DEFAULT_LIMITS, Limits, too_much

TEXT = "部门整体支出绩效自评报告".encode()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Limits:
    limits = Limits(file_bytes=100)
    monkeypatch.setattr(jixiao.readers, "DEFAULT_LIMITS", limits)
    return limits


def test_limits_are_frozen_positive_and_named() -> None:
    assert all(getattr(DEFAULT_LIMITS, field.name) > 0 for field in fields(Limits))
    with pytest.raises(FrozenInstanceError):
        DEFAULT_LIMITS.pages = 1  # type: ignore[misc]
    with pytest.raises(TypeError):
        Limits(5)  # type: ignore[call-arg]
    assert Limits(pages=7).pages == 7
    assert Limits(pages=7).cells == DEFAULT_LIMITS.cells


def test_the_error_names_the_number_and_the_limit() -> None:
    error = too_much("页数", "pages", 3000, 2000)
    assert isinstance(error, LimitError)
    assert error.exit_code == 6
    assert error.message == "页数 3000 超过上限 2000：请拆分文件后再试"
    assert error.message_en == "pages: 3000 is over the limit of 2000; split the file and try again"


def test_a_path_gives_bytes_and_a_name_without_folders(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(TEXT)
    assert read_source(path) == (TEXT, "报告.txt")
    assert read_source(str(path)) == (TEXT, "报告.txt")
    with path.open("rb") as stream:
        assert read_source(stream) == (TEXT, "报告.txt")


def test_bytes_and_file_objects() -> None:
    assert read_source(TEXT) == (TEXT, "")
    assert read_source(bytearray(TEXT)) == (TEXT, "")
    assert read_source(memoryview(TEXT)) == (TEXT, "")
    assert read_source(io.BytesIO(TEXT)) == (TEXT, "")


def test_a_stream_that_gives_a_few_bytes_at_a_time() -> None:
    class Trickle(io.RawIOBase):
        rest = TEXT

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            piece, self.rest = self.rest[:3], self.rest[3:]
            buffer[: len(piece)] = piece
            return len(piece)

    assert read_source(Trickle())[0] == TEXT  # type: ignore[arg-type]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT)))
    assert read_source("-") == (TEXT, "-")


def test_a_file_open_as_text_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="binary"):
        read_source(io.StringIO("x"))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["没有.docx", "a/b/c.docx", "坏\0名", "x" * 5000])
def test_a_missing_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(MissingFileError) as caught:
        read_source(str(tmp_path / name))
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)


def test_a_directory_and_a_file_used_as_one(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="文件夹"):
        read_source(tmp_path)
    (tmp_path / "f").write_bytes(b"x")
    with pytest.raises(MissingFileError, match="找不到"):
        read_source(tmp_path / "f" / "g")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "locked.docx"
    path.write_bytes(TEXT)
    path.chmod(0)
    with pytest.raises(MissingFileError, match="权限"):
        read_source(path)


def test_permission_is_told_apart_even_where_root_reads_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(MissingFileError, match="权限"):
        read_source(tmp_path / "x.docx")


def test_another_failure_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(MissingFileError, match="读写出错"):
        read_source(tmp_path / "x.docx")


def test_the_size_is_checked_before_a_byte_is_read(
    tmp_path: Path, small: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big.docx"
    path.write_bytes(bytes(small.file_bytes))
    assert len(read_source(path)[0]) == small.file_bytes
    path.write_bytes(bytes(small.file_bytes + 1))

    def must_not_run(*_: object) -> bytes:
        raise AssertionError("read before the size was checked")

    monkeypatch.setattr(jixiao.readers, "_read_stream", must_not_run)
    with pytest.raises(LimitError) as caught:
        read_source(path)
    assert str(caught.value).startswith("big.docx：")


def test_a_stream_without_an_end_stops_at_the_limit(small: Limits) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            self.given += len(buffer)
            return len(buffer)

    stream = Endless()
    with pytest.raises(LimitError):
        read_source(stream)  # type: ignore[arg-type]
    assert stream.given <= small.file_bytes + 1
    with pytest.raises(LimitError):
        read_source(bytes(small.file_bytes + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="names are bytes on POSIX only")
def test_a_name_that_is_no_text_can_still_be_printed_and_stored(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xb1\xa8\n.txt")
    try:
        Path(path).write_bytes(TEXT)
    except OSError:
        pytest.skip("the file system takes no such name")
    data, name = read_source(path)
    assert data == TEXT
    assert name == "\ufffd\ufffd\ufffd.txt"
    name.encode("utf-8")
