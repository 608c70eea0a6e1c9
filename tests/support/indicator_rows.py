"""The indicators of the first 自评表 of a text, as plain tuples."""

from __future__ import annotations

from jixiao import parse


def indicator_rows(text: str) -> tuple[list[tuple[str | None, ...]], tuple[str, str]]:
    """(level 1, 2, 3, target, actual, weight, score) of each row; weight and score of the total."""
    found = parse(text.encode()).evaluations[0]
    rows = [
        (
            row.level1,
            row.level2,
            row.level3,
            row.target and row.target.text,
            row.actual and row.actual.text,
            str(row.weight),
            str(row.score),
        )
        for row in found.indicators
    ]
    return rows, (str(found.total.weight), str(found.total.score))
