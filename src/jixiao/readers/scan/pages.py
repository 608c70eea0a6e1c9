"""Pictures -> pages: several at a time where cores allow, in order, each recognised once and kept."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from functools import lru_cache
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path
from threading import Lock

import cv2
import numpy as np

from jixiao.document import BBox
from jixiao.readers.pdf.frames import Matrix
from jixiao.readers.pdf.grid import Edge, Grid
from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.bars import doubt_ones, tell_bars
from jixiao.readers.scan.cache import Cache, directory
from jixiao.readers.scan.debug import draw
from jixiao.readers.scan.ink import ink_of
from jixiao.readers.scan.mend import fill_cells, mend_gaps, tell_drawn, usual_size
from jixiao.readers.scan.missed import lines_under, missed_lines
from jixiao.readers.scan.options import ScanOptions, cores, options
from jixiao.readers.scan.paper import Paper
from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.pieces import read_pieces
from jixiao.readers.scan.place import place, settle, tables_of
from jixiao.readers.scan.recognise import Engine
from jixiao.readers.scan.rings import doubt_under
from jixiao.readers.scan.ruled import ruled
from jixiao.readers.scan.seen import Seen
from jixiao.readers.scan.sheets import pages_on
from jixiao.readers.scan.signatures import find_signatures, parted
from jixiao.readers.scan.stopping import THREADS, Stop, go_on, stop_at
from jixiao.readers.scan.under import read_under
from jixiao.readers.scan.upright import Upright, make_upright

PATIENCE = 0.3
"""Seconds that an interrupt waits for pages that are given up."""
_INSIDE = 2.2  # points from the middle of a rule to where a cell's paper begins
_LATER = {
    "__init__.py", "cache.py", "debug.py", "hands.py", "lines.py", "notes.py", "options.py", "place.py", "stopping.py",
    "widths.py",
}  # fmt: skip
"""Modules that do not change what is seen on a picture."""


class _Engines:
    """The recogniser of this process, one for each number of threads that it was asked for; made when first needed."""

    def __init__(self) -> None:
        self._made: dict[int, Engine] = {}
        self._lock = Lock()

    def get(self, threads: int) -> Engine:
        with self._lock:
            if threads not in self._made:
                self._made = {threads: Engine(threads)}
            return self._made[threads]


_engines = _Engines()


def read_pages(pictures: Iterable[Picture], count: int | None = None) -> list[PageContent]:
    """The pages in order, of a sheet with two first the left one; ``count`` pictures, None where only the end tells.

    Pages go side by side, each on its own core: that is faster than one page on all cores. A picture is 12 MB, so no
    more are made ahead than are being read. This thread only waits, so that an interrupt is heard at once.
    """
    chosen = options()
    done: list[list[PageContent]] = []
    running: deque[Future[list[PageContent]]] = deque()
    maker = ThreadPoolExecutor(1, thread_name_prefix=THREADS)
    pools = [maker]
    stop = Stop()
    try:
        pictures = _made(iter(pictures), maker)
        if count is None:
            first = list(islice(pictures, 2))
            count, pictures = len(first), chain(first, pictures)
        workers = max(min(chosen.workers or cores(), count), 1)
        threads = max((chosen.workers or cores()) // workers, 1)
        reader = _Reader(chosen, threads, stop)
        pool = ThreadPoolExecutor(workers, thread_name_prefix=THREADS)
        pools.append(pool)
        _tell(chosen, 0, count)
        for picture in pictures:
            running.append(pool.submit(reader.page, picture))
            while len(running) > workers or (running and running[0].done()):
                done.append(running.popleft().result())
                _tell(chosen, len(done), count)
        while running:
            done.append(running.popleft().result())
            _tell(chosen, len(done), count)
    finally:
        # An interrupted or failed run begins no more pages, and gives up those that are being read. A library's call
        # that cannot be cut off is not waited for long: its page ends behind it, and nobody hears of it.
        stop.set()
        for each in pools:
            each.shutdown(wait=False, cancel_futures=True)
        wait(running, PATIENCE)
    pages = [page for sheet in done for page in sheet]
    settle(pages)
    return pages


def _made(pictures: Iterator[Picture], maker: Executor) -> Iterator[Picture]:
    """The pictures, each made in the maker's thread: who renders a page or decodes a picture hears no interrupt."""
    while (picture := maker.submit(next, pictures, None).result()) is not None:
        yield picture


def _tell(chosen: ScanOptions, done: int, count: int) -> None:
    if chosen.progress is not None:
        chosen.progress(done, max(count, done))


class _Reader:
    def __init__(self, chosen: ScanOptions, threads: int, stop: Stop) -> None:
        self._debug = chosen.debug_images
        self._threads = threads
        self._asks_for_hand = chosen.asks_for_hand
        self._stop = stop
        self._cache = Cache(directory(), _made_by()) if chosen.cache else None

    def page(self, picture: Picture) -> list[PageContent]:
        """The page on a picture, or the two of a sheet; from the cache where it is known."""
        stop_at(self._stop)
        seen: Seen | None = None
        if self._cache is not None:
            shape = repr((picture.pixels.shape, picture.dpi, picture.width, picture.height))
            key = self._cache.key(shape.encode(), np.ascontiguousarray(picture.pixels).data)
            seen = self._cache.get(key)
        if seen is None:
            seen = look(picture, _engines.get(self._threads))
            go_on()  # nothing is written for nobody
            if self._cache is not None:
                self._cache.put(key, seen)
        if self._debug is not None:
            draw(self._debug, picture, seen)
        seens = (seen, seen.beside) if seen.beside is not None else (seen,)
        return [place(picture.number, each, self._asks_for_hand) for each in seens]


@lru_cache(maxsize=1)
def _made_by() -> str:
    """What a recognition depends on besides the picture: the packages, and the modules here that look at it."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name not in _LATER:
            digest.update(path.read_bytes())
    packages = (f"{name}-{version(name)}" for name in ("rapidocr", "onnxruntime", "numpy"))
    return " ".join([digest.hexdigest(), *packages, f"cv2-{cv2.__version__}"])


def look(picture: Picture, engine: Engine) -> Seen:
    """All that is seen on a picture: a page, with the one beside it where it is a sheet of two."""
    first, *second = (_look(page, engine) for page in pages_on(make_upright(picture, engine.score), engine.score))
    first.beside = second[0] if second else None
    return first


def _look(upright: Upright, engine: Engine) -> Seen:
    go_on()
    dpi = upright.dpi
    points = 72 / dpi
    page = ruled(upright)
    pixels, seals, dark = page.pixels, page.seals, page.dark
    seen = Seen(
        pixels.shape[1] * points,
        pixels.shape[0] * points,
        upright.turn,
        upright.skew,
        _matrix(upright),
        [(float(at), float(start), float(end)) for at, start, end in page.horizontal],
        [(float(at), float(start), float(end)) for at, start, end in page.vertical],
        parting=page.parting,
    )
    go_on()
    grids, _ = tables_of(seen)
    mask = ink_of(pixels, dpi, *rules_of(grids))
    pieces = read_pieces(engine, pixels, mask)
    mend_gaps(engine, pixels, mask, pieces)
    em = usual_size(pieces, dpi)
    tell_drawn(mask, pieces, em)
    inside = [_scaled(box, 1 / points) for grid in grids for box in cells_of(grid)]
    paper = Paper(engine, pixels, mask, em, inside, seals, dark)
    pieces += read_under(paper, pieces)
    pieces += missed_lines(paper, pieces)
    pieces += lines_under(paper, pieces)
    more, unread = fill_cells(paper, pieces)
    pieces = parted(pieces + more)
    tell_bars(mask, pieces, inside, em)
    doubt_ones(mask, pieces, em)
    doubt_under(pieces, dark, em)
    seen.signatures = find_signatures(mask, pieces, seals, inside, em)
    for signature in seen.signatures:
        signature.box = _scaled(signature.box, points)
    seen.pieces = [piece.scaled(points) for piece in pieces]
    seen.seals = [_scaled(box, points) for box in seals]
    seen.unread = [_scaled(box, points) for box in unread]
    return seen


def _scaled(box: Sequence[float], scale: float) -> BBox:
    x0, top, x1, bottom = (float(value) * scale for value in box)
    return (x0, top, x1, bottom)


def cells_of(grid: Grid) -> Iterator[BBox]:
    """The paper inside each cell of a table, its rules left out."""
    for index, cell in enumerate(grid.cells):
        if index not in grid.open_cells:
            x0, x1 = grid.xs[cell.column], grid.xs[cell.column + cell.column_span]
            top, bottom = grid.ys[cell.row], grid.ys[cell.row + cell.row_span]
            yield (x0 + _INSIDE, top + _INSIDE, x1 - _INSIDE, bottom - _INSIDE)


def _matrix(upright: Upright) -> Matrix:
    """From the upright page to the page as shown, by where three points go."""
    reach = 100.0
    (ox, oy), (rx, ry), (dx, dy) = (
        upright.shown((x, y, x, y))[:2] for x, y in ((0.0, 0.0), (reach, 0.0), (0.0, reach))
    )
    return ((rx - ox) / reach, (ry - oy) / reach, (dx - ox) / reach, (dy - oy) / reach, ox, oy)


def rules_of(grids: list[Grid]) -> tuple[list[Edge], list[Edge]]:
    """The rules around the cells of tables."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    for grid in grids:
        for cell in grid.cells:
            x0, x1 = grid.xs[cell.column], grid.xs[cell.column + cell.column_span]
            top, bottom = grid.ys[cell.row], grid.ys[cell.row + cell.row_span]
            horizontal += [(top, x0, x1), (bottom, x0, x1)]
            vertical += [(x0, top, bottom), (x1, top, bottom)]
    return horizontal, vertical
