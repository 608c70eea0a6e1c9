"""What one process read of the packs is kept for the next; all is read the same without it, or with a spoilt one."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

from jixiao import keeping
from jixiao.errors import PatternError
from jixiao.patterns import kept, loader
from jixiao.patterns.kept import Kept
from jixiao.patterns.required import Required

TEXT = "支出(?P<amount>[0-9.]+)万元"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of its own, and a process that read no packs yet."""
    monkeypatch.setenv("JIXIAO_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(kept, "_of_process", [Kept(None, b"")])
    loader._load.cache_clear()
    yield tmp_path / "patterns"
    loader._load.cache_clear()


def _compiles(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are compiled from now on."""
    asked: list[str] = []
    compile_ = regex.compile

    def counted(text: str, *rest: Any) -> Any:
        asked.append(text)
        return compile_(text, *rest)

    monkeypatch.setattr(regex, "compile", counted)
    return asked


def test_an_expression_is_compiled_once_for_all_processes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = _compiles(monkeypatch)
    first = Kept(place, b"packs")
    first.expression(TEXT, ours=True)
    first.expression("收入", ours=False)  # a user's
    first.required(TEXT, lambda: Required((("支出",),), frozenset("支出"), han=True))
    first.keep()
    assert compiled == [TEXT, "收入"]
    second = Kept(place, b"packs")
    found = second.expression(TEXT, ours=True).search("支出 12.5 万元 支出12.5万元", timeout=1)
    assert (found.span(), found["amount"]) == ((11, 19), "12.5")
    assert second.required(TEXT, Required) == Required((("支出",),), frozenset("支出"), han=True)
    assert compiled == [TEXT, "收入"]
    second.expression("收入", ours=False)
    assert compiled == [TEXT, "收入", "收入"]


def test_of_other_packs_nothing_is_taken(place: Path) -> None:
    first = Kept(place, b"packs")
    first.read({"a.toml": {"words": {}}})
    first.keep()
    assert Kept(place, b"packs").contents == {"a.toml": {"words": {}}}
    assert Kept(place, b"others").contents == {}


def test_what_others_wrote_meanwhile_stays(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = Kept(place, b"packs"), Kept(place, b"packs")
    one.expression("支出", ours=True)
    two.expression("收入", ours=True)
    one.keep()
    two.keep()
    compiled = _compiles(monkeypatch)
    third = Kept(place, b"packs")
    assert third.expression("支出", ours=True).search("支出")
    assert third.expression("收入", ours=True).search("收入")
    assert compiled == []


@pytest.mark.parametrize("spoil", [lambda data: data[:-9], lambda data: data[:99] + b"?" + data[100:], lambda _: b""])
def test_a_spoilt_file_is_none(place: Path, spoil: Any) -> None:
    first = Kept(place, b"packs")
    first.expression(TEXT, ours=True)
    first.keep()
    assert first.path is not None
    first.path.write_bytes(spoil(first.path.read_bytes()))
    second = Kept(place, b"packs")
    assert second.expression(TEXT, ours=True).search("支出1万元")
    second.keep()
    assert Kept(place, b"packs")._compiled.keys() == {TEXT}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owner there")
def test_a_file_that_others_may_write_is_none(place: Path) -> None:
    path = place / "one"
    assert keeping.write(path, b"head\n", b"body")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keeping.read(path, b"head\n") == b"body"
    assert keeping.read(path, b"tail\n") is None
    path.chmod(0o622)
    assert keeping.read(path, b"head\n") is None


def test_nothing_but_an_expression_is_made_of_what_is_kept(place: Path) -> None:
    known = Kept(place, b"packs")
    known._compiled[TEXT] = b"cos\nsystem\n(S'false'\ntR."
    assert known.expression(TEXT, ours=True).search("支出1万元")


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for known in (Kept(tmp_path / "file" / "below", b"packs"), Kept(None, b"packs")):
        known.expression(TEXT, ours=True)
        known.keep()
        assert known.expression(TEXT, ours=True).search("支出1万元")


def test_few_files_stay(place: Path) -> None:
    for number in range(6):
        known = Kept(place, bytes([number]))
        known.expression(TEXT, ours=True)
        known.keep()
        assert known.path is not None
        os.utime(known.path, (number, number))
    assert len(list(place.iterdir())) == 4
    assert Kept(place, bytes([5]))._compiled


def test_packs_are_read_the_same_with_and_without_it(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = loader.load()
    kept.known().keep()
    monkeypatch.setattr(kept, "_of_process", [Kept(None, b"")])
    loader._load.cache_clear()
    loader._toml.cache_clear()
    monkeypatch.setattr("tomllib.loads", lambda _: pytest.fail("TOML is read again"))
    second = loader.load()
    assert second is not first
    assert second.hash == first.hash
    for name in ("words", "roles", "families", "forms", "concepts", "marks", "level1", "rules", "profiles", "places"):
        assert getattr(second, name) == getattr(first, name)
    assert list(second.expressions) == list(first.expressions)


def test_a_wrong_expression_is_told_the_same(place: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "own.toml").write_text('[[pattern]]\nid = "own.one"\nreads = "x"\ntext = "支出("\n', encoding="utf-8")
    with pytest.raises(PatternError, match=r"own\.one"):
        _ = loader.load([own])["own.one"].compiled


@pytest.mark.parametrize(("told", "files"), [("", 1), ("1", 0)])
def test_a_process_keeps_at_its_end_what_it_read(tmp_path: Path, told: str, files: int) -> None:
    code = "from jixiao.patterns import load; next(iter(load().expressions.values())).compiled"
    environment = os.environ | {"JIXIAO_CACHE_DIR": str(tmp_path / "cache"), "PYTHONDONTWRITEBYTECODE": told}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert len(list((tmp_path / "cache").rglob("*.packs"))) == files
