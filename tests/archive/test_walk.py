"""Which documents the sources mean."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from archives import pack
from jixiao.archive import walk
from jixiao.cli.inputs import Input, gather
from jixiao.errors import DamagedFileError, EncryptedFileError, LimitError, MissingFileError


def paths(source: Path) -> list[str]:
    return [item.path.removeprefix(str(source.parent) + "/") for item in walk.walk([str(source)])]


def test_walks_in_a_stable_order_and_leaves_out_what_is_no_report(tmp_path: Path) -> None:
    root = tmp_path / "r"
    for name in ("b/2.txt", "b/10.docx", "a/x.pdf", "a/~$x.docx", "a/.y.txt", ".git/z.txt", "a/p.xlsx", "c"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"1")
    assert paths(root) == ["r/c", "r/a/x.pdf", "r/b/10.docx", "r/b/2.txt"]
    assert walk.count([str(root)]) == walk.Amount(4, Counter({".xlsx": 1}))


def test_a_named_pipe_in_a_directory(tmp_path: Path) -> None:
    """The archive refuses it, and says so; a command that reads what lies in a directory passes it over."""
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "b.txt").write_bytes(b"1")
    os.mkfifo(tmp_path / "r" / "a.txt")
    assert paths(tmp_path / "r") == ["r/a.txt", "r/b.txt"]
    assert gather([str(tmp_path / "r")])[0] == [Input(str(tmp_path / "r" / "b.txt"), "b.txt")]


def test_members_of_a_zip_by_name_with_chinese_names_as_windows_writes_them(tmp_path: Path) -> None:
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("AAAAAA.txt", b"one")
        file.writestr("utf8/报告.txt", b"two")
        file.writestr("__MACOSX/._报告.txt", b"no")
        file.writestr("utf8/.DS_Store", b"no")
    path.write_bytes(path.read_bytes().replace(b"AAAAAA.txt", "青禾县.txt".encode("gb18030")))
    found = {item.path.partition("!/")[2]: item.data for item in walk.walk([str(path)])}
    assert found == {"青禾县.txt": b"one", "utf8/报告.txt": b"two"}
    assert walk.count([str(path)]).files == 2


def test_members_of_a_compressed_tar_and_one_of_them_again(tmp_path: Path) -> None:
    path = tmp_path / "r.tar.gz"
    with tarfile.open(path, "w:gz") as file:
        for name, data in (("b.txt", b"bb"), ("a/报告.docx", b"aa")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        file.addfile(link)
    assert [(i.path.partition("!/")[2], i.data) for i in walk.walk([str(path)])] == [
        ("b.txt", b"bb"),
        ("a/报告.docx", b"aa"),
    ]
    assert walk.opened(f"{path}!/a/报告.docx").data == b"aa"
    assert isinstance(walk.opened(f"{path}!/c.txt").error, MissingFileError)


def test_what_lies_beside_a_saved_page_is_its_own(tmp_path: Path) -> None:
    for name in ("报告.htm", "报告.files/header.htm", "网页.html", "网页_files/frame.html", "别的_files/报告.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>甲</p>", encoding="utf-8")
    wanted = ["别的_files/报告.html", "报告.htm", "网页.html"]
    assert sorted(Path(path).relative_to(tmp_path).as_posix() for path in walk.files([str(tmp_path)])) == wanted
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        for name in ("甲/报告.htm", "甲/报告.files/header.htm", "乙/报告.mht"):
            package.writestr(name, "<p>甲</p>")
    assert [item.path.partition("!/")[2] for item in walk.walk([str(tmp_path / "a.zip")])] == [
        "乙/报告.mht",
        "甲/报告.htm",
    ]
    assert walk.count([str(tmp_path / "a.zip")]).files == 2


def test_a_damaged_archive_is_an_item_with_its_error(tmp_path: Path) -> None:
    whole = pack(tmp_path / "whole.zip", {"a.txt": b"a" * 5000}).read_bytes()
    for name, data in (("cut.zip", whole[:40]), ("cut.tar.gz", b"\x1f\x8b\x08\x00 cut"), ("empty.zip", b"")):
        (tmp_path / name).write_bytes(data)
        (item,) = walk.walk([str(tmp_path / name)])
        assert item.path == str(tmp_path / name)
        assert isinstance(item.error, DamagedFileError)
    broken = bytearray(whole)
    broken[40] ^= 0xFF
    (tmp_path / "bits.zip").write_bytes(broken)
    (item,) = walk.walk([str(tmp_path / "bits.zip")])
    assert item.path.endswith("bits.zip!/a.txt")
    assert isinstance(item.error, DamagedFileError)


def test_a_member_with_a_password_says_so(tmp_path: Path) -> None:
    data = bytearray(pack(tmp_path / "r.zip", {"a.txt": b"a"}).read_bytes())
    data[6] |= 1  # the flag in the local head
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    (tmp_path / "r.zip").write_bytes(data)
    (item,) = walk.walk([str(tmp_path / "r.zip")])
    assert isinstance(item.error, EncryptedFileError)


def test_a_file_that_is_gone_is_an_item_with_its_error(tmp_path: Path) -> None:
    (item,) = walk.walk([str(tmp_path / "no.zip")])
    assert isinstance(item.error, MissingFileError)
    assert not walk.exists(str(tmp_path / "no.zip"))


def test_archives_in_archives_are_opened_and_named_when_there_are_too_many(tmp_path: Path) -> None:
    inner = pack(tmp_path / "i.zip", {"报告.txt": b"deep"}).read_bytes()
    middle = pack(tmp_path / "m.zip", {"i.zip": inner, "坏.zip": b"no"}).read_bytes()
    outer = pack(tmp_path / "o.zip", {"m.zip": middle, "a.txt": b"1"}).read_bytes()
    found = {item.path.removeprefix(str(tmp_path)): item for item in walk.walk([str(tmp_path / "o.zip")])}
    assert found["/o.zip!/m.zip!/i.zip!/报告.txt"].data == b"deep"
    assert found["/o.zip!/a.txt"].data == b"1"
    assert isinstance(found["/o.zip!/m.zip!/坏.zip"].error, DamagedFileError)
    assert walk.opened(f"{tmp_path}/o.zip!/m.zip!/i.zip!/报告.txt").data == b"deep"
    pack(tmp_path / "p.zip", {"o.zip": outer})
    (refused,) = [item for item in walk.walk([str(tmp_path / "p.zip")]) if item.path.endswith("i.zip")]
    assert isinstance(refused.error, LimitError)


def test_a_member_out_of_all_proportion_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    pack(tmp_path / "bomb.zip", {"a.txt": bytes(64 << 20), "b.txt": b"fine"})
    first, second = walk.walk([str(tmp_path / "bomb.zip")])
    assert isinstance(first.error, LimitError)
    assert second.data == b"fine"


def test_names_that_point_elsewhere_are_only_names(tmp_path: Path) -> None:
    pack(tmp_path / "r.zip", {"../../etc/x.txt": b"1", "/abs.txt": b"2", "c:\\d.txt": b"3"})
    assert sorted(item.data or b"" for item in walk.walk([str(tmp_path / "r.zip")])) == [b"1", b"2", b"3"]
    assert [path.name for path in tmp_path.iterdir()] == ["r.zip"]


def test_links_are_followed_once_and_in_no_circle(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.txt").write_bytes(b"1")
    root = tmp_path / "r"
    root.mkdir()
    (root / "link").symlink_to(tmp_path / "far")
    (root / "twice").symlink_to(tmp_path / "far")
    (root / "circle").symlink_to(root)
    (root / "nowhere.txt").symlink_to(tmp_path / "gone")
    assert paths(root) == ["r/nowhere.txt", "r/link/a.txt"]


def test_a_directory_that_cannot_be_opened_is_an_item(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("open", "closed"):
        (tmp_path / "r" / name).mkdir(parents=True)
        (tmp_path / "r" / name / "a.txt").write_bytes(b"1")
    real = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:  # the user who tests may be root, whom nothing stops
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    whole, refused = walk.walk([str(tmp_path / "r")])
    assert whole.path.endswith("open/a.txt")
    assert refused.path.endswith("r/closed")
    assert isinstance(refused.error, MissingFileError)


def test_a_name_is_shown_as_one_line_of_text() -> None:
    assert walk.printable("a\x1b[2Jb\nc\u202e 报告.txt") == "a�[2Jb�c� 报告.txt"
