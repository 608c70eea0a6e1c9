"""Where ink is: thin strokes of faint print count, grain does not."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("cv2", reason="needs the extra [scan]")

from jixiao.readers.scan.ink import ink_of, papers

DPI = 200.0


def page(dark: int, grain: float = 0.0) -> np.ndarray:
    """Two letters, the second one's upright stroke with thin strokes across that reach to its square's edges."""
    grey = np.full((120, 300), 240.0)
    grey[30:60, 40:70] -= dark
    grey[30:60, 88:92] -= dark
    for top in (32, 45, 57):
        grey[top, 76:104] -= dark * 0.8
    grey += np.random.default_rng(7).standard_normal(grey.shape) * grain
    return np.repeat(np.clip(grey, 0, 255).astype(np.uint8)[:, :, None], 3, axis=2)


@pytest.mark.parametrize(("dark", "grain"), [(150, 0.0), (60, 0.0), (48, 3.0)])
def test_thin_strokes_of_faint_print_are_ink(dark: int, grain: float) -> None:
    """The paper beside «主» was measured from its middle on a faint page: «部门 主要职责» with a blank."""
    mask = ink_of(page(dark, grain), DPI, [], [])
    assert papers(mask, (40, 25, 110, 65), [55.0, 90.0])[0] <= 10  # 6 are printed, 18 are there without the strokes


def test_grain_of_a_faint_page_is_no_ink() -> None:
    mask = ink_of(page(48, 3.0), DPI, [], [])
    assert mask[70:].sum() == 0
    assert mask[:, 120:].sum() == 0
