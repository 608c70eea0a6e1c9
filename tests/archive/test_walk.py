"""Which documents the sources mean."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

from archives import pack
from jixiao.archive import walk
from jixiao.errors import DamagedFileError, EncryptedFileError, MissingFileError


def paths(source: Path) -> list[str]:
    return [item.path.removeprefix(str(source.parent) + "/") for item in walk.walk([str(source)])]


def test_walks_in_a_stable_order_and_leaves_out_what_is_no_report(tmp_path: Path) -> None:
    root = tmp_path / "r"
    for name in ("b/2.txt", "b/10.docx", "a/x.pdf", "a/~$x.docx", "a/.y.txt", ".git/z.txt", "a/p.jpg", "c"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"1")
    assert paths(root) == ["r/c", "r/a/x.pdf", "r/b/10.docx", "r/b/2.txt"]
    assert walk.count([str(root)]) == 4


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
    assert walk.count([str(path)]) == 2


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
