"""Flattened tables found and rebuilt, whatever reader made the paragraphs (`rebuild_tables`)."""

from __future__ import annotations

from jixiao.structure.flat.rebuild import Rebuilt, rebuild_tables

__all__ = ["Rebuilt", "rebuild_tables"]
