"""Scanned pages: our reading against the bare recogniser on the same pictures, and the memory that it takes.

    python tests/benchmarks/bench_scan.py [PDF …] [--rounds 3]

Both get pictures that are rendered already, and one thread. «Bare» is rapidocr as it comes, without its classifier of
directions, as `docs/scans.md` says. Times are of the processor, so that other work on the machine counts little; the
two take turns on each page, and the best of the rounds counts. Ours holds all that makes a page of the picture:
orientation, tilt, seals, rules, cells, a second look at what the first left without text.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pypdfium2
from rapidocr import RapidOCR

from jixiao.readers.limits import DEFAULT_LIMITS
from jixiao.readers.scan import _rendered
from jixiao.readers.scan.pages import look
from jixiao.readers.scan.pictures import Picture
from jixiao.readers.scan.place import place
from jixiao.readers.scan.recognise import Engine

SAMPLE = Path(__file__).parents[2] / "samples" / "scan.pdf"
MOST = 1.4


def pictures(path: Path) -> Iterator[Picture]:
    """The pages of a PDF as the scan reader gets them."""
    data = path.read_bytes()
    count = len(pypdfium2.PdfDocument(data))
    yield from _rendered(data, range(1, count + 1), Lock(), DEFAULT_LIMITS)


def bare() -> Any:
    """rapidocr with the same models and one thread."""
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    params = {
        "Global.use_cls": False,
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    engine = RapidOCR(params=params)
    engine(np.full((64, 64, 3), 255, np.uint8))
    return engine


def seen(picture: Picture, engine: Engine) -> object:
    """A page as the reader makes it of a picture."""
    return place(picture.number, look(picture, engine))


def seconds(what: Callable[[], object]) -> float:
    """Processor time that something takes."""
    start = time.process_time()
    what()
    return time.process_time() - start


def peak() -> int:
    """Most resident memory so far, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> 20 if sys.platform == "darwin" else most >> 10


def main() -> int:
    """Print a line a page and the sums; 1 when ours takes more than the mark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    engine = Engine(1)
    ours, theirs = 0.0, 0.0
    alone = 0
    for path in options.files:
        for picture in pictures(path):
            seen(picture, engine)  # warm, and memory without the other
            alone = max(alone, peak())
    other = bare()
    for path in options.files:
        for picture in pictures(path):
            backwards = np.ascontiguousarray(picture.pixels[:, :, ::-1])
            times = [
                (seconds(partial(seen, picture, engine)), seconds(partial(other, backwards)))
                for _ in range(options.rounds)
            ]
            mine, its = min(t for t, _ in times), min(t for _, t in times)
            ours, theirs = ours + mine, theirs + its
            print(f"{path.name:40} page {picture.number:3}  ours {mine:6.2f} s  bare {its:6.2f} s  {mine / its:5.2f}")
    ratio = ours / theirs
    print(f"{'all':40}           ours {ours:6.2f} s  bare {theirs:6.2f} s  {ratio:5.2f}  (mark {MOST})")
    print(f"peak memory, ours alone: {alone} MiB")
    return 0 if ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
