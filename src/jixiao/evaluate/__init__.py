"""How much of a report was read right: a parsed report against its truth, leaf by leaf."""

from __future__ import annotations

from jixiao.evaluate.align import align
from jixiao.evaluate.compare import Comparison, Counts, Miss, Sure, compare, examine
from jixiao.evaluate.directory import FileResult, Summary, evaluate_directory, load_truth, pairs_of
from jixiao.evaluate.sentences import Letters

__all__ = [
    "Comparison", "Counts", "FileResult", "Letters", "Miss", "Summary", "Sure",
    "align", "compare", "evaluate_directory", "examine", "load_truth", "pairs_of",
]  # fmt: skip
