"""A printed page to a scanned one, in the order in which it happens: ink, seal, signature, fold, glass, file."""

from __future__ import annotations

import random

import cv2
import numpy as np

from samples.scanning.recipe import Box, Copier, Sheet
from samples.scanning.seal import seal, signature

RED = (198.0, 42.0, 48.0)
PEN = (35.0, 35.0, 60.0)
POINTS = 72


def scanned(
    page: np.ndarray, sheet: Sheet, copier: Copier, rng: random.Random, *, name: str, signed: Box | None
) -> bytes:
    """A page (grey, uint8, rendered at the copier's dpi) as a JPEG file; PNG for black-and-white.

    ``name`` stands in the seal; ``signed`` is the line in points behind which a signature goes.
    """
    noise = np.random.default_rng(rng.getrandbits(32))
    ink = _printed(page, sheet, noise)
    colour = np.repeat(ink[..., None], 3, axis=2)
    if sheet.scribble and signed is not None:
        _sign(colour, signed, copier.dpi, rng)
    if sheet.seal is not None:
        _stamp(colour, sheet.seal, seal(rng, name, copier.dpi), rng)
    if sheet.fold is not None:
        _fold(colour, sheet.fold, rng)
    return _filed(_laid(colour, sheet, copier, rng, noise), copier)


def _printed(page: np.ndarray, sheet: Sheet, noise: np.random.Generator) -> np.ndarray:
    """The print on paper, 0 to 255: as black as the toner goes; faint print is uneven too."""
    dark = 1 - page.astype(np.float32) / 255
    if sheet.ink < 0.88:
        height, width = page.shape
        patches = noise.random((9, 7)).astype(np.float32)
        dark *= 0.8 + 0.2 * cv2.resize(patches, (width, height), interpolation=cv2.INTER_CUBIC)
        dark *= 1 - 0.35 * (noise.random(page.shape, dtype=np.float32) < 0.15)
    return 255 - 250 * dark * sheet.ink


def _over(page: np.ndarray, ink: np.ndarray, top: int, left: int, colour: tuple[float, float, float]) -> None:
    """Lay ink on a page as ink lies on paper: what is dark stays dark."""
    height, width = page.shape[:2]
    y0, x0, y1, x1 = max(top, 0), max(left, 0), min(top + ink.shape[0], height), min(left + ink.shape[1], width)
    if y0 >= y1 or x0 >= x1:
        return
    part = ink[y0 - top : y1 - top, x0 - left : x1 - left, None]
    target = page[y0:y1, x0:x1]
    target *= 1 - part * (1 - np.array(colour, dtype=np.float32) / 255)


def _stamp(page: np.ndarray, centre: tuple[float, float], ink: np.ndarray, rng: random.Random) -> None:
    height, width = page.shape[:2]
    top, left = int(centre[1] * height) - ink.shape[0] // 2, int(centre[0] * width) - ink.shape[1] // 2
    shade = tuple(channel + rng.uniform(-15, 15) for channel in RED)
    _over(page, ink, top, left, (shade[0], shade[1], shade[2]))


def _sign(page: np.ndarray, line: Box, dpi: int, rng: random.Random) -> None:
    """Behind the line where there is room, else below its end."""
    ink = signature(rng, dpi)
    scale = dpi / POINTS
    left, top = int((line[2] + 6) * scale), int((line[1] + line[3]) / 2 * scale) - ink.shape[0] // 2
    if left + ink.shape[1] > page.shape[1] * 0.92:
        left, top = int(page.shape[1] * 0.9) - ink.shape[1], int((line[3] + 4) * scale)
    _over(page, ink, top, left, PEN)


def _fold(page: np.ndarray, fold: float, rng: random.Random) -> None:
    """A crease across the page: a shadow on one side, light on the other, a broken line where the toner came off."""
    view = page if fold > 0 else page.transpose(1, 0, 2)
    length = view.shape[0]
    at = int(abs(fold) * length)
    reach = length // 45
    for offset in range(-reach, reach):
        if 0 <= at + offset < length:
            slope = 1 - abs(offset) / reach
            view[at + offset] *= 1 - (0.14 if offset < 0 else -0.04) * slope
    crease = view[at : at + max(1, length // 1500)]
    kept = np.array([rng.random() < 0.6 for _ in range(crease.shape[1])], dtype=np.float32)[None, :, None]
    crease[:] = crease * (1 - 0.35 * kept) + 255 * 0.3 * kept * (crease < 128)


def _laid(page: np.ndarray, sheet: Sheet, copier: Copier, rng: random.Random, noise: np.random.Generator) -> np.ndarray:
    """On the glass: askew, turned, unevenly lit, out of focus, noisy. Float32, 0 to 255."""
    height, width = page.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), sheet.skew, 1.0)
    paper = 250.0 - rng.uniform(0, 12)
    page = np.minimum(page, 255) * (paper / 255)
    page = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(paper,) * 3)
    if sheet.turn:
        page = np.ascontiguousarray(np.rot90(page, k=-sheet.turn // 90))
    height, width = page.shape[:2]
    blur = copier.blur * copier.dpi / 200
    if blur > 0.1:
        page = cv2.GaussianBlur(page, (0, 0), blur)
    if copier.colour != "colour":
        page = page @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    if copier.copied:  # a copy of a copy: greys darken, edges harden, dust sticks
        page = np.clip((page - 128) * 1.35 + 128, 0, 255)
        dust = noise.random(page.shape, dtype=np.float32)
        page = np.where(dust < 0.00006, page * 0.4, page)
    corners = np.array([[rng.uniform(-1, 1) for _ in range(3)] for _ in range(3)], dtype=np.float32)
    light = cv2.resize(corners, (width, height), interpolation=cv2.INTER_LINEAR) * copier.light
    grain = noise.standard_normal((height, width), dtype=np.float32) * copier.noise
    page = page + (light + grain if page.ndim == 2 else (light + grain)[..., None])
    return np.clip(page, 0, 255)


def _filed(page: np.ndarray, copier: Copier) -> bytes:
    """As a file: JPEG in colour or grey, PNG in black and white."""
    whole = page.round().astype(np.uint8)
    if copier.colour == "bw":
        smooth = cv2.GaussianBlur(whole, (0, 0), 0.6)
        local = cv2.adaptiveThreshold(
            smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, (copier.dpi // 4) | 1, 18
        )
        _, data = cv2.imencode(".png", local, [cv2.IMWRITE_PNG_BILEVEL, 1])
    else:
        shown = whole if whole.ndim == 2 else whole[..., ::-1]
        _, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, copier.jpeg])
    return bytes(data)
