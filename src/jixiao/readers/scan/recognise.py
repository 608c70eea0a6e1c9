"""Print -> characters: one recognition of the whole page, each character with its place and how sure it is.

rapidocr brings models and steps; what it makes of the recogniser's output is not used, because it forgets what is
needed here: its word boxes lose the confidence of all characters behind a blank, and one confidence a line says nothing
about one figure in it. So its detector finds the lines, its recogniser's network answers, and the answer is read here.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass, field
from itertools import groupby
from math import ceil
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from jixiao.readers.scan.stopping import ending_with_us, go_on

Pixels = NDArray[np.uint8]
"""Height, width, 3 (RGB)."""
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in pixels of the upright page picture."""

HEIGHT = 48  # of the strip that the recogniser reads
LONG_SIDE = 1760  # pixels: the detector finds the same lines as at 2000 in two thirds of the time
_BATCH = 6
_ALIKE = 1.25  # strips of a batch are padded to the widest: no more than this
_LEAST = 96  # pixels of a strip's width: padding to 320, as rapidocr does it, triples the time of a page of figures
_BLANK = 0  # the network's class for «no character here»


@dataclass(slots=True)
class Answer:
    """What the recogniser made of a strip: characters, the middle of each in the strip (0 to 1), their confidence."""

    text: str = ""
    middles: list[float] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """Confidence of the whole; 0 for nothing."""
        return sum(self.sure) / len(self.sure) if self.sure else 0.0


class _Network:
    """A network of rapidocr's whose call can be cut off: its own runs to the end, seconds on a busy machine."""

    def __init__(self, theirs: Any) -> None:
        from onnxruntime import RunOptions  # noqa: PLC0415

        self._options: Any = RunOptions
        self._session: Any = theirs.session
        self._given, self._wanted = theirs.get_input_names()[0], theirs.get_output_names()[:1]

    def __call__(self, given: NDArray[np.float32]) -> Any:
        options = self._options()
        with ending_with_us(options):
            return self._session.run(self._wanted, {self._given: given}, options)[0]


class Engine:
    """Detector and recogniser with their models; may be called from several threads at once."""

    def __init__(self, threads: int) -> None:
        # onnxruntime (1.32) would report each run to its maker, and leave a device's id and a database in the home.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        from rapidocr import RapidOCR  # noqa: PLC0415  (half a second)

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        params = {
            "Global.use_cls": False,  # it turns a clean «90» into «06»
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        engine: Any = RapidOCR(params=params)
        # The public way to load each model is to use it.
        engine(np.full((64, 64, 3), 255, np.uint8))
        engine(np.full((HEIGHT, 2 * HEIGHT, 3), 255, np.uint8), use_det=False)
        self._detector: Any = engine.text_det
        self._recogniser: Any = engine.text_rec
        self._detector.session = _Network(self._detector.session)
        self._recogniser.session = _Network(self._recogniser.session)
        self._alphabet: list[str] = self._recogniser.postprocess_op.character
        self._folded = _folded(self._alphabet)
        counts = np.bincount(self._folded)
        self._forms = {int(kind): np.flatnonzero(self._folded == kind) for kind in np.flatnonzero(counts > 1)}

    def detect(self, pixels: Pixels) -> NDArray[np.float32]:
        """Lines of print in a picture, as (n, 4, 2) corners in its pixels, clockwise from the top left."""
        height, width = pixels.shape[:2]
        scale = min(LONG_SIDE / max(height, width), 1.0)
        small = pixels
        if scale < 1.0:
            small = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
        go_on()
        found = self._detector(small[:, :, ::-1]).boxes
        if found is None:
            return np.zeros((0, 4, 2), np.float32)
        return np.asarray(found, np.float32) / np.float32(scale)

    def read(self, strips: list[Pixels]) -> list[Answer]:
        """What stands in each strip, an RGB picture of one line."""
        ratios = [max(strip.shape[1] / strip.shape[0], _LEAST / HEIGHT) for strip in strips]
        order = sorted(range(len(strips)), key=ratios.__getitem__)
        answers = [Answer()] * len(strips)
        start = 0
        while start < len(order):
            go_on()
            end = start + 1
            while end < min(len(order), start + _BATCH) and ratios[order[end]] <= _ALIKE * ratios[order[start]]:
                end += 1
            batch = order[start:end]
            widest = ratios[batch[-1]]
            given = np.stack([self._recogniser.resize_norm_img(strips[i][:, :, ::-1], widest) for i in batch])
            for i, scores in zip(batch, self._recogniser.session(given.astype(np.float32)), strict=True):
                used = min(ceil(HEIGHT * strips[i].shape[1] / strips[i].shape[0]) / int(HEIGHT * widest), 1.0)
                answers[i] = self._decoded(scores, used)
            start = end
        return answers

    def score(self, strip: Pixels) -> float:
        """How well a strip reads as a line of print, 0 to 1."""
        return self.read([strip])[0].mean

    def _decoded(self, scores: NDArray[np.float32], used: float) -> Answer:
        """Characters of a strip from the network's scores (steps, classes); ``used``: share that is no padding.

        The full-width and the half-width form of a sign are one to the network's eye («：» .72, «:» .27): their scores
        are added, and the more likely form stands.
        """
        answer = Answer()
        classes = self._folded[scores.argmax(axis=1)]
        whole = len(classes) * used
        at = 0
        for kind, run in groupby(classes.tolist()):
            start, at = at, at + len(list(run))
            rows = scores[start:at]
            if kind == _BLANK:
                continue
            forms = self._forms.get(kind)
            weights = rows[:, kind] if forms is None else rows[:, forms].sum(axis=1)
            form = kind if forms is None else int(forms[rows[:, forms].sum(axis=0).argmax()])
            middle = float(np.average(np.arange(start, at), weights=weights)) + 0.5
            answer.text += self._alphabet[form]
            answer.middles.append(min(middle / whole, 1.0))
            answer.sure.append(min(float(weights.max()), 1.0))
        return answer


def _folded(alphabet: list[str]) -> NDArray[np.int64]:
    """For each class the class that stands for all forms of its sign; blank is 0."""
    first: dict[str, int] = {}
    return np.array([first.setdefault(plain(sign), index) for index, sign in enumerate(alphabet)])


def plain(sign: str) -> str:
    """A sign without its width."""
    if len(sign) == 1 and "！" <= sign <= "～":
        return chr(ord(sign) - 0xFEE0)
    return {"\u3000": " ", "￥": "¥", "—": "-", "–": "-", "―": "-"}.get(sign, sign)
