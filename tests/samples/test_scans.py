"""Scans of a committed PDF: what the recipe says was done is done, the same seed does the same."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image
from samples.__main__ import FORMS, main
from samples.scanning.damage import scanned
from samples.scanning.recipe import CONTAINERS, LEVELS, Copier, Sheet, copier, sheet
from samples.scanning.seal import seal, signature
from samples.scans import scan_of

pytestmark = pytest.mark.no_cover

PRINTED = Path(__file__).parents[2] / "samples" / "set" / "s2024-0001.pdf"
PLAIN = Sheet(skew=0.0, turn=0, ink=1.0, fold=None, seal=None, scribble=False)
COPIER = Copier(dpi=100, colour="colour", blur=0.0, noise=0.0, light=0.0, jpeg=95, copied=False)


@cache
def some_pages() -> bytes:
    """A narrative page and a table page."""
    out = pdfium.PdfDocument.new()
    out.import_pages(pdfium.PdfDocument(PRINTED), [0, 5])
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


@cache
def printed(page: int = 1) -> np.ndarray:
    picture = pdfium.PdfDocument(some_pages())[page].render(scale=COPIER.dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(picture.reshape(picture.shape[:2]))


def picture(sheet: Sheet = PLAIN, machine: Copier = COPIER, seed: int = 1) -> np.ndarray:
    data = scanned(printed(), sheet, machine, dice(seed), name="丹霞县某局", signed=(60, 600, 120, 612))
    return np.asarray(Image.open(io.BytesIO(data))).astype(int)


def red(image: np.ndarray) -> np.ndarray:
    return image[..., 0] - image[..., 2] > 60


def dice(seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311


def dark(image: np.ndarray) -> np.ndarray:
    return (image if image.ndim == 2 else image[..., 0]) < 110


@pytest.mark.parametrize("container", CONTAINERS)
def test_the_same_seed_gives_the_same_file(container: str) -> None:
    one, two, other = (scan_of(some_pages(), "moderate", container, dice(n), "某局") for n in (7, 7, 8))
    assert one.data == two.data
    assert one.data != other.data
    kinds = {"pdf": b"%PDF", "mixed": b"%PDF", "tiff": b"II*\0", "png": b"\x89PNG", "jpg": b"\xff\xd8"}
    assert one.data.startswith(kinds[container])


def test_an_image_pdf_has_a_picture_on_each_page_and_no_text() -> None:
    scan = scan_of(some_pages(), "clean", "pdf", dice(1), "某局")
    document = pdfium.PdfDocument(scan.data)
    assert [page.get_textpage().count_chars() for page in document] == [0, 0]
    assert [tuple(round(side) for side in page.get_size()) for page in document] == [(595, 842)] * 2


def test_a_mixed_pdf_keeps_the_text_of_the_pages_that_were_not_scanned() -> None:
    for seed in range(3):
        scan = scan_of(some_pages(), "clean", "mixed", dice(seed), "某局")
        letters = [page.get_textpage().count_chars() for page in pdfium.PdfDocument(scan.data)]
        assert [count > 0 for count in letters] == [sheet is None for sheet in scan.sheets]
        assert sorted(count > 0 for count in letters) == [False, True]


def test_a_tiff_has_all_pages_and_its_resolution() -> None:
    scan = scan_of(some_pages(), "moderate", "tiff", dice(2), "某局")
    image = Image.open(io.BytesIO(scan.data))
    assert image.n_frames == 2  # type: ignore[attr-defined]
    assert image.info["dpi"] == (scan.copier.dpi, scan.copier.dpi)


@pytest.mark.parametrize(("turn", "upright"), [(90, 1), (180, 2), (270, 3)])
def test_a_turned_page_is_the_page_turned(turn: int, upright: int) -> None:
    plain, turned = picture(), picture(replace(PLAIN, turn=turn))
    assert np.abs(np.rot90(turned, upright) - plain).mean() < 3


def test_skew_leans_the_rules_by_its_angle() -> None:
    width = picture().shape[1]
    leaning = dark(picture(replace(PLAIN, skew=2.0)))
    left, right = (leaning[:, int(width * share)].nonzero()[0] for share in (0.2, 0.8))
    drop = np.tan(np.radians(2.0)) * width * 0.6  # the top rule, from left to right: counter-clockwise is up
    assert left.min() - right.min() == pytest.approx(drop, abs=3)


def test_a_seal_is_red_over_print_that_stays() -> None:
    plain, sealed = picture(), picture(replace(PLAIN, seal=(0.5, 0.5)))
    assert red(plain).sum() == 0
    assert red(sealed).sum() > 2000
    assert (sealed[..., 0] < 140)[dark(plain)].mean() > 0.99
    copy = replace(COPIER, colour="grey", copied=True)
    grey = picture(replace(PLAIN, seal=(0.5, 0.5)), copy)
    assert grey.ndim == 2
    assert (grey < 200).sum() > (picture(PLAIN, copy) < 200).sum() + 1000


def test_faint_print_folds_light_and_signatures() -> None:
    plain = picture()
    assert picture(replace(PLAIN, ink=0.5))[dark(plain)].mean() > plain[dark(plain)].mean() + 60
    height = plain.shape[0]
    folded = picture(replace(PLAIN, fold=0.5))
    assert plain[height // 2 - 6].mean() - folded[height // 2 - 6].mean() > 10
    lit = picture(PLAIN, replace(COPIER, light=40.0))
    assert np.abs(lit - plain)[-50:].mean() > 3
    signed = picture(replace(PLAIN, scribble=True))
    behind = slice(820, 860), slice(174, 274)
    assert dark(signed)[behind].sum() > dark(plain)[behind].sum() + 50


def test_black_and_white_has_two_values() -> None:
    assert set(np.unique(picture(PLAIN, replace(COPIER, colour="bw")))) == {0, 1}


def test_levels_keep_to_their_ranges() -> None:
    for name, level in LEVELS.items():
        rng = dice(name)
        machines = [copier(rng, level) for _ in range(200)]
        assert {machine.dpi for machine in machines} == set(level.dpi)
        sheets = [sheet(rng, level, [(100, 700, 300, 712)], (595, 842), table=True) for _ in range(200)]
        assert max(abs(one.skew) for one in sheets) <= level.skew
        turned = sum(one.turn != 0 for one in sheets) / 200
        assert turned == pytest.approx(level.turned, abs=0.12)
        assert {one.turn for one in sheets} == ({0, 90, 180, 270} if level.turned else {0})
    assert sum(sheet(rng, level, [], (595, 842), table=True).seal is not None for _ in range(50)) == 0


def test_a_seal_without_a_chinese_font_still_has_strokes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samples.scanning.seal.FONTS", (("/nowhere.ttc", 0),))
    ink = seal(dice(1), "丹霞县某局", 100)
    assert ink.shape == (165, 165)
    assert 0.1 < (ink > 0.2).mean() < 0.5
    assert 0.01 < (signature(dice(1), 100) > 0.3).mean() < 0.4


def test_the_command_knows_the_forms_and_says_when_soffice_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {"scan:moderate", "scan:bad:png", "scan:clean:mixed"} <= set(FORMS)
    monkeypatch.setattr("shutil.which", lambda _: None)
    arguments = ["--seed", "1", "--count", "1", "--out", str(tmp_path), "--forms", "scan:clean"]
    assert main(arguments) == 7
    assert "soffice" in capsys.readouterr().err
