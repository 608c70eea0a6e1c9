"""The PDF reader by itself: a page without a text layer is told, and not recognised."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from jixiao.readers.scan.options import scanning


@pytest.fixture(autouse=True)
def _no_recognition() -> Iterator[None]:
    with scanning(enabled=False):
        yield
