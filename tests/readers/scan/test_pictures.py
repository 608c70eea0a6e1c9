"""Picture files as pages: every kind that scanners write, and broken ones as one typed error."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from jixiao.errors import DamagedFileError, LimitError, UnknownTypeError
from jixiao.readers.limits import DEFAULT_LIMITS
from jixiao.readers.scan.pictures import Picture, guessed_dpi, pictures_of_image


def page(mode: str = "RGB", size: tuple[int, int] = (827, 1169)) -> Image.Image:
    """A white page with a black bar in its upper half."""
    image = Image.new("RGB", size, "white")
    image.paste((0, 0, 0), (size[0] // 8, size[1] // 8, size[0] // 2, size[1] // 4))
    return image.convert(mode)


def saved(image: Image.Image, form: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **how)
    return buffer.getvalue()


def only(data: bytes) -> Picture:
    [picture] = pictures_of_image(data)
    return picture


def check(picture: Picture) -> None:
    """The bar is where it was and dark, the rest is white; eight-bit RGB of an A4 page at 200 dpi."""
    height, width, channels = picture.pixels.shape
    assert (picture.pixels.dtype, channels) == (np.uint8, 3)
    assert (width, height) == (pytest.approx(1654, abs=4), pytest.approx(2338, abs=4))
    assert picture.width == pytest.approx(595, abs=2)
    assert picture.height == pytest.approx(842, abs=2)
    assert picture.pixels[height * 3 // 16, width * 5 // 16].max() < 60
    assert picture.pixels[height * 3 // 4, width // 2].min() > 200


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_png_of_every_mode(mode: str) -> None:
    image = page("L") if mode == "I;16" else page(mode)
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image).astype(np.uint16) * 257)
    check(only(saved(image, "PNG", dpi=(100, 100))))


def test_what_is_transparent_is_paper() -> None:
    image = Image.new("RGBA", (827, 1169), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (103, 146, 413, 292))
    check(only(saved(image, "PNG", dpi=(100, 100))))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_jpeg_of_every_mode(mode: str) -> None:
    check(only(saved(page(mode), "JPEG", dpi=(100, 100), quality=90)))


@pytest.mark.parametrize("way", ["group4", "jpeg", "tiff_lzw", "packbits"])
def test_tiff_of_many_pages(way: str) -> None:
    first = page("1" if way == "group4" else "L")
    second = page(first.mode, (1169, 827))
    data = saved(first, "TIFF", save_all=True, append_images=[second, first], compression=way, dpi=(100, 100))
    pictures = list(pictures_of_image(data))
    assert [picture.number for picture in pictures] == [1, 2, 3]
    check(pictures[0])
    check(pictures[2])
    assert pictures[1].width > pictures[1].height


def test_a_fax_has_twice_the_points_across() -> None:
    data = saved(page("1", (1728, 1144)), "TIFF", compression="group4", dpi=(204, 98))
    picture = only(data)
    assert picture.width / picture.height == pytest.approx(8.47 / 11.67, rel=0.01)
    assert picture.pixels.shape[1] / picture.pixels.shape[0] == pytest.approx(8.47 / 11.67, rel=0.01)


def test_a_photo_is_shown_as_its_camera_was_held() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    check(only(saved(page().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, dpi=(100, 100), quality=90)))


@pytest.mark.parametrize(("size", "dpi"), [((1654, 2339), 200), ((2480, 3508), 300), ((4961, 3508), 300)])
def test_a_picture_that_names_no_resolution_is_a_usual_sheet(size: tuple[int, int], dpi: float) -> None:
    assert guessed_dpi(*size) == dpi


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (3, 2)])
def test_a_tiny_picture_is_a_page(size: tuple[int, int]) -> None:
    picture = only(saved(Image.new("L", size, 200), "PNG"))
    assert picture.pixels.ndim == 3
    assert picture.pixels.size <= 3 * 41_000_000


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it has so many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [13_000, 60_000])
def test_a_bomb_of_pixels_is_refused_in_one_line(side: int) -> None:
    with pytest.raises(LimitError) as caught:
        list(pictures_of_image(bomb(side, side)))
    assert "像素" in caught.value.message
    assert "\n" not in caught.value.message


def test_too_many_pages_are_refused() -> None:
    one = page("1", (80, 113))
    data = saved(one, "TIFF", save_all=True, append_images=[one, one])
    with pytest.raises(LimitError):
        list(pictures_of_image(data, replace(DEFAULT_LIMITS, pages=2)))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.7, 0.95])
def test_a_file_that_was_cut_off_is_damaged(form: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (200, 150), dtype=np.uint8)
    data = saved(Image.fromarray(noise), form)
    with pytest.raises((DamagedFileError, LimitError)):
        list(pictures_of_image(data[: int(len(data) * share)]))


def test_heic_is_named() -> None:
    with pytest.raises(UnknownTypeError, match="HEIC"):
        list(pictures_of_image(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 100))
