"""Two kinds of values: those that are counted exactly (figures, dates, labels, names), and sentences, by characters.

A sentence of a scan is of use with one character wrong, a figure is not: so sentences get a character error rate, and
the rest its own recall and precision. Blanks and widths of punctuation do not count in a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from jixiao.quotes import squeeze


@dataclass(slots=True)
class Letters:
    """Characters of sentences: how many the truth has, and how many are wrong in sentences that both have, lost with a
    whole sentence, or added with one. Punctuation counts, blanks do not."""

    total: int = 0
    wrong: int = 0
    lost: int = 0
    added: int = 0

    @property
    def error_rate(self) -> float:
        """Wrong characters of sentences that both have, over the characters of the truth in those; 0 when none."""
        read = self.total - self.lost
        return self.wrong / read if read else 0.0

    @property
    def error_rate_of_all(self) -> float:
        """As `error_rate`, with whole sentences lost or added counted character by character."""
        return (self.wrong + self.lost + self.added) / self.total if self.total else 0.0

    def add(self, other: Letters) -> None:
        """Add another count to this one."""
        self.total += other.total
        self.wrong += other.wrong
        self.lost += other.lost
        self.added += other.added

    def count(self, truth: str | None, report: str | None) -> None:
        """Count a sentence of the truth against the report's."""
        first, second = squeeze(truth or ""), squeeze(report or "")
        self.total += len(first)
        if truth is None:
            self.added += len(second)
        elif report is None:
            self.lost += len(first)
        else:
            self.wrong += distance(first, second)


def distance(one: str, other: str) -> int:
    """Characters to change, add or take out to make one text of the other (Levenshtein)."""
    start, end = 0, min(len(one), len(other))
    while start < end and one[start] == other[start]:
        start += 1
    behind = 0
    while behind < end - start and one[-1 - behind] == other[-1 - behind]:
        behind += 1
    first, second = one[start : len(one) - behind], other[start : len(other) - behind]
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        above, row[0] = row[0], i
        for j, wanted in enumerate(second, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (letter != wanted))
    return row[-1]
