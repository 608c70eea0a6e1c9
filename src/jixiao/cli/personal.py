"""Names and telephone numbers masked wherever they occur in what is shown."""

from __future__ import annotations

from jixiao.checks import mask as masker

__all__ = ["masker"]
