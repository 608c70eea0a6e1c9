"""What was seen, drawn on the page as it was scanned: rules, cells, print, seals, and how sure each reading is.

Beside each picture lies a list of the readings in Chinese, which no font that every system has could draw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from jixiao.document import BBox
from jixiao.readers.scan.pictures import Picture, Pixels
from jixiao.readers.scan.place import tables_of
from jixiao.readers.scan.seen import Seen

_RULES, _CELLS, _SEALS, _UNREAD = (40, 90, 230), (150, 190, 255), (230, 30, 200), (140, 0, 140)
_SURE, _FAIR, _DOUBTFUL = (20, 150, 60), (220, 140, 0), (220, 20, 20)
_CERTAIN, _DOUBTED = 0.97, 0.9  # of the least sure character
_FADED = 0.55  # the page lies pale under what is drawn on it

Drawn = Callable[[float, float], tuple[int, int]]


def draw(directory: Path, picture: Picture, seen: Seen) -> None:
    """Write ``page-NNN.png`` and ``page-NNN.txt`` of a page into a directory. Raises `OSError`."""
    directory.mkdir(parents=True, exist_ok=True)
    stem = directory / f"page-{picture.number:03d}"
    with stem.with_suffix(".png").open("wb") as stream:
        Image.fromarray(drawn(picture, seen)).save(stream, "PNG")
    stem.with_suffix(".txt").write_text(listed(seen), encoding="utf-8")


def drawn(picture: Picture, seen: Seen) -> Pixels:
    """The page's picture with all that was seen on it; RGB.

    Blue: rules; pale blue: the cells of tables. Print is green, orange from below 0.97, red and with its confidence
    where a character is below 0.9. Violet: seals; dark violet: ink in cells that reads as nothing.
    """
    pixels = np.asarray(cv2.convertScaleAbs(picture.pixels, alpha=_FADED, beta=255 * (1 - _FADED)), np.uint8)
    across, down = pixels.shape[1] / picture.width, pixels.shape[0] / picture.height
    for page in (seen, seen.beside):
        if page is not None:
            _draw_page(pixels, page, across, down)
    return pixels


def _draw_page(pixels: Pixels, seen: Seen, across: float, down: float) -> None:
    """``across`` and ``down``: pixels a point."""
    a, b, c, d, e, f = seen.matrix

    def at(x: float, y: float) -> tuple[int, int]:
        return round((a * x + c * y + e) * across), round((b * x + d * y + f) * down)

    for grid in tables_of(seen)[0]:
        for cell in grid.cells:
            x0, x1 = grid.xs[cell.column], grid.xs[cell.column + cell.column_span]
            top, bottom = grid.ys[cell.row], grid.ys[cell.row + cell.row_span]
            _box(pixels, at, (x0 + 1.5, top + 1.5, x1 - 1.5, bottom - 1.5), _CELLS, 2)
    for y, x0, x1 in seen.horizontal:
        cv2.line(pixels, at(x0, y), at(x1, y), _RULES, 1)
    for x, top, bottom in seen.vertical:
        cv2.line(pixels, at(x, top), at(x, bottom), _RULES, 1)
    for box in seen.seals:
        _box(pixels, at, box, _SEALS, 3)
    for box in seen.unread:
        _box(pixels, at, box, _UNREAD, 2)
    for piece in seen.pieces:
        least = min(piece.sure, default=0.0)
        colour = _SURE if least >= _CERTAIN else _FAIR if least >= _DOUBTED else _DOUBTFUL
        _box(pixels, at, piece.box, colour, 1)
        if least < _DOUBTED:
            x, y = at(piece.box[0], piece.box[1])
            cv2.putText(pixels, f"{least:.2f}", (x, y - 2), cv2.FONT_HERSHEY_PLAIN, 0.9, colour, 1, cv2.LINE_AA)


def _box(pixels: Pixels, at: Drawn, box: BBox, colour: Sequence[int], thick: int) -> None:
    x0, top, x1, bottom = box
    corners = np.array([at(x0, top), at(x1, top), at(x1, bottom), at(x0, bottom)], np.int32)
    cv2.polylines(pixels, [corners], isClosed=True, color=colour, thickness=thick)


def listed(seen: Seen) -> str:
    """The readings, one a line: the least sure character, the box in points of the page as shown, how found, text."""
    shape = f"turn {seen.turn}, skew {seen.skew:.2f}, parting {seen.parting:.2f}"
    lines = [f"# {shape}, seals {len(seen.seals)}, tables {len(tables_of(seen)[0])}"]
    for piece in sorted(seen.pieces, key=lambda piece: (piece.box[1], piece.box[0])):
        box = " ".join(f"{value:.0f}" for value in seen.frame.shown(piece.box))
        lines.append(f"{min(piece.sure, default=0.0):.2f}\t{box}\t{piece.found}\t{piece.text}")
    return "\n".join(lines) + "\n" + (listed(seen.beside) if seen.beside is not None else "")
