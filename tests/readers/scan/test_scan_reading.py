"""Scans from bytes to report: the committed sample against its truth, pictures, the cache, what is drawn and said."""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("rapidocr", reason="needs the extra [scan]")

import docx
import docx.shared
import numpy as np
import pypdfium2
from PIL import Image

import jixiao
from jixiao.assurance import to_review
from jixiao.document import Document, Table
from jixiao.errors import DamagedFileError, EncryptedFileError, MissingExtraError
from jixiao.evaluate.compare import examine
from jixiao.readers import read
from jixiao.readers.scan.cache import Cache
from jixiao.readers.scan.options import scanning
from jixiao.readers.scan.piece import Piece
from jixiao.readers.scan.seen import Seen
from jixiao.schema import Report, to_json

SAMPLES = Path(__file__).parents[3] / "samples"
SCAN = SAMPLES / "scan.pdf"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for the module: the sample is recognised once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _cache(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_CACHE_DIR", str(kept))


@pytest.fixture(scope="module")
def report(kept: Path) -> Iterator[Report]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JIXIAO_CACHE_DIR", str(kept))
        yield jixiao.parse(SCAN)


def crop() -> Image.Image:
    """The upper part of the sample's first page, 200 dpi."""
    page = pypdfium2.PdfDocument(SCAN.read_bytes())[0]
    picture = page.render(scale=200 / 72).to_pil().convert("RGB")
    return picture.crop((0, 0, picture.width, picture.height // 4))


def as_bytes(kind: str, *pictures: Image.Image) -> bytes:
    stream = io.BytesIO()
    first, *rest = pictures
    more: dict[str, Any] = {"save_all": True, "append_images": rest} if rest else {}
    first.save(stream, kind, dpi=(200, 200), **more)
    return stream.getvalue()


def texts(document: Document) -> str:
    parts = []
    for block in document.blocks:
        parts += [cell.text for cell in block.cells] if isinstance(block, Table) else [block.text]
    return "".join(parts)


def test_the_sample_is_read_as_its_truth(report: Report) -> None:
    truth = json.loads((SAMPLES / "scan.truth.json").read_text(encoding="utf-8"), parse_float=Decimal)
    found = examine(truth, json.loads(to_json(report), parse_float=Decimal))
    # A black-and-white copy with a page on its side: a few labels differ by one stroke, no figure does.
    assert (found.exact.right >= 157, len(found.misses) <= 4) == (True, True), found.misses
    assert not [miss for miss in found.misses if isinstance(miss.expected, int | Decimal)]
    assert found.letters.error_rate < 0.01
    assert report.source.text_origin == "ocr"
    assert [d.code for d in report.diagnostics if d.code == "read_from_scan"] == ["read_from_scan"]


def test_values_of_a_scan_know_their_place_and_how_sure_they_are(report: Report) -> None:
    doubted = {item.pointer for item in to_review(report)}
    assert "/evaluations/0/indicators/1/level3" in doubted  # its last letter was read as a stroke more
    assert 0 < len(doubted) < 0.1 * len(report.evidence)
    page = next(e.places[0] for at, e in report.evidence.items() if at.startswith("/evaluations/0/funds"))
    assert page.page in {1, 2}
    assert page.bbox is not None


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_of_a_page_is_read(kind: str) -> None:
    document = read(as_bytes(kind, crop()))
    assert "绩效" in texts(document)
    assert (document.reader, document.text_origin, document.page_count) == ("scan", "ocr", 1)
    assert document.media_type == f"image/{kind.lower()}"


def test_a_tiff_has_pages() -> None:
    part = crop()
    document = read(as_bytes("TIFF", part, Image.new("RGB", part.size, "white"), part))
    assert document.page_count == 3
    assert {block.page for block in document.blocks} <= {1, 3}
    assert "绩效" in texts(document)


def test_an_empty_picture_is_an_empty_document() -> None:
    document = read(as_bytes("PNG", Image.new("RGB", (600, 800), "white")))
    assert document.blocks == ()
    assert jixiao.parse(as_bytes("PNG", Image.new("L", (40, 30), 128))).kind == "not_a_report"


def test_a_picture_that_is_cut_off_is_refused() -> None:
    data = as_bytes("PNG", crop())
    with pytest.raises(DamagedFileError):
        read(data[: len(data) // 2])


def pasted(*pictures: Image.Image, text: str = "") -> bytes:
    """A Word file of pictures."""
    made = docx.Document()
    if text:
        made.add_paragraph(text)
    for picture in pictures:
        made.add_picture(io.BytesIO(as_bytes("PNG", picture)), width=docx.shared.Cm(15))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_scans_pasted_into_word() -> None:
    badge = Image.new("RGB", (120, 120), "red")
    document = read(pasted(badge, crop(), Image.new("RGB", (900, 1200), "white")))
    assert "绩效" in texts(document)
    assert (document.reader, document.text_origin, document.page_count) == ("scan", "ocr", 2)
    assert document.media_type.endswith("wordprocessingml.document")
    assert "read_from_scan" in {d.code for d in document.diagnostics}


def test_a_picture_beside_text_or_too_small_for_a_page_is_none() -> None:
    assert read(pasted(crop(), text="附件1")).reader == "docx"
    small = read(pasted(Image.new("RGB", (120, 120), "red")))
    assert (small.reader, {d.code for d in small.diagnostics}) == ("docx", {"pictures", "no_text"})
    with scanning(enabled=False):
        assert read(pasted(crop())).reader == "docx"


def test_scans_in_word_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.readers.scan.options.find_spec", lambda _name: None)
    document = read(pasted(crop()))
    (cure,) = (d.message for d in document.diagnostics if d.code == "scan_extra")
    assert "jixiao[scan]" in cure


def test_without_the_extra_a_scanned_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.readers.scan.options.find_spec", lambda _name: None)
    document = read(SCAN.read_bytes())
    assert document.blocks == ()
    assert {d.code for d in document.diagnostics} == {"page_without_text"}
    assert all("jixiao[scan]" in d.message and "jixiao[scan]" in d.message_en for d in document.diagnostics)
    with pytest.raises(MissingExtraError):
        read(as_bytes("PNG", crop()))


def test_what_is_known_is_not_read_again(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> object:
        raise AssertionError("recognised again")

    monkeypatch.setattr("jixiao.readers.scan.pages.look", never)
    done: list[tuple[int, int]] = []
    with scanning(progress=lambda page, pages: done.append((page, pages))):
        again = jixiao.parse(SCAN)
    assert again.model_dump() == report.model_dump()
    assert done == [(0, 2), (1, 2), (2, 2)]
    with scanning(cache=False), pytest.raises(AssertionError, match="again"):
        jixiao.parse(SCAN)


def test_what_was_seen_is_drawn(report: Report, tmp_path: Path) -> None:
    assert report.source.page_count == 2
    with scanning(debug_images=tmp_path / "new"):
        jixiao.parse(SCAN)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "page-001.png", "page-001.txt", "page-002.png", "page-002.txt",
    ]  # fmt: skip
    assert "绩效" in (tmp_path / "new" / "page-001.txt").read_text(encoding="utf-8")
    pixels = np.asarray(Image.open(tmp_path / "new" / "page-001.png").convert("RGB"))
    for colour in ((40, 90, 230), (20, 150, 60)):  # rules, sure print
        assert (pixels == colour).all(axis=2).any()


SEEN = Seen(595.0, 842.0, 0, 0.5, (1, 0, 0, 1, 0, 0), pieces=[Piece("甲", [1.0], [2.0], [0.9], (1, 1, 2, 2), 1.0)])


def test_a_spoilt_entry_is_no_entry(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "one")
    key = cache.key(b"page")
    cache.put(key, SEEN)
    assert cache.get(key) == SEEN
    assert Cache(tmp_path, "another").key(b"page") != key
    (entry,) = tmp_path.glob("*/*.scan")
    assert entry.stat().st_mode & 0o077 == 0
    whole = entry.read_bytes()
    for spoilt in (b"", whole[:-5], whole[:60] + b"x" + whole[61:], b"other" + whole):
        entry.write_bytes(spoilt)
        assert cache.get(key) is None
    cache.put(key, SEEN)
    assert cache.get(key) == SEEN


def test_writers_at_the_same_time_leave_one_whole_entry(tmp_path: Path) -> None:
    caches = [Cache(tmp_path, "one") for _ in range(8)]
    key = caches[0].key(b"page")
    threads = [threading.Thread(target=lambda c=cache: [c.put(key, SEEN) for _ in range(20)]) for cache in caches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caches[0].get(key) == SEEN
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".scan"]


def test_a_place_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "below", "one")
    key = cache.key(b"page")
    cache.put(key, SEEN)
    assert cache.get(key) is None
    if os.name == "posix" and os.geteuid():
        tmp_path.chmod(0o500)
        Cache(tmp_path / "new", "one").put(key, SEEN)
        tmp_path.chmod(0o700)


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, "one", most=1)
    old = cache.key(b"old")
    cache.put(old, SEEN)
    assert cache.get(old) is None


def test_a_scan_with_a_password_is_refused() -> None:
    data = SCAN.read_bytes()
    at = data.rfind(b"trailer")
    locked = data[:at] + data[at:].replace(b"<<", b"<</Encrypt<</Filter/Standard/V 9/R 9>>", 1)
    with pytest.raises((EncryptedFileError, DamagedFileError)):
        read(locked)
