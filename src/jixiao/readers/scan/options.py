"""How scans are read: what a caller may set without the extra being installed, or even needed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jixiao.errors import MissingExtraError

EXTRA = ("numpy", "PIL", "cv2", "onnxruntime", "rapidocr")
"""Modules that the extra brings."""
CURE = 'pip install "jixiao[scan]"'

REVIEW_BELOW = 0.985
"""A value whose confidence is below this is listed for review."""


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """``enabled``: whether pages without text are recognised at all.

    ``asks_for_hand``: whether a label («单位负责人（签字）») asks for a signature or a stamp, told by who knows forms;
    None: no label does.

    ``workers``: pages read at the same time, 0 for as many as there are cores; ``cache``: keep recognitions on disk;
    ``debug_images``: directory for a picture of each page with what was seen on it; ``progress``: called with the pages
    done and all pages, from the thread that reads.
    """

    enabled: bool = True
    workers: int = 0
    cache: bool = True
    debug_images: Path | None = None
    progress: Callable[[int, int], None] | None = None
    asks_for_hand: Callable[[str], bool] | None = None


_OPTIONS: ContextVar[ScanOptions] = ContextVar("jixiao_scan_options", default=ScanOptions())  # noqa: B039 - frozen


def options() -> ScanOptions:
    """The options in force."""
    return _OPTIONS.get()


@contextmanager
def scanning(**changes: Any) -> Iterator[None]:
    """Read scans with other options: ``with scanning(cache=False): jixiao.parse(...)``."""
    token = _OPTIONS.set(replace(_OPTIONS.get(), **changes))
    try:
        yield
    finally:
        _OPTIONS.reset(token)


def missing() -> tuple[str, ...]:
    """The modules of the extra that are not installed."""
    return tuple(name for name in EXTRA if find_spec(name) is None)


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def need_extra() -> None:
    """Raise `MissingExtraError` when pictures cannot be read."""
    if missing():
        raise MissingExtraError(
            f"这是图片（扫描件或照片）：识别文字需要扫描组件，请安装 {CURE}",
            f"this is a picture (a scan or a photo); reading it needs an extra: {CURE}",
        )
