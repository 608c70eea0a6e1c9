"""Tables whose cells are only placed: what `pdftotext -layout` and its like print (`read`)."""

from __future__ import annotations

from jixiao.structure.flat.placed.read import read

__all__ = ["read"]
