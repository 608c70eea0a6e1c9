"""The search for garbage put off while a report is made, and done in its place now and then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

LEAST, FIRST, MOST = 32, 64, 1024
"""Reports from one whole search to the next: where cycles are found, at first, and where none are."""


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for garbage meanwhile: a report makes tens of thousands of objects, hardly one of them in a cycle. What
    is left, the report, then counts as old, for to search it at once takes a twentieth of the time that it was read in;
    what the caller has frozen stays so. Of threads the one that found the search on turns it on again.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # into the oldest generation
            gc.enable()


class Searches:
    """Whole searches in the place of those that Python would have made.

    Python searches what counts as old when enough was added to it, and does not count what `undisturbed` puts there: of
    a caller that reads thousands of files with another library beside, whose documents are cycles, each stayed in
    memory; so did what is left of a web page. A search takes as long as a report or two, so it is made the more often
    the more it found.
    """

    def __init__(self) -> None:
        self.reports, self.pause = 0, FIRST

    def count(self) -> None:
        """Counts one report, and searches where its turn has come; not where the caller sees to garbage himself."""
        if not gc.isenabled() or not gc.get_threshold()[0] or gc.get_freeze_count():
            return
        self.reports += 1
        if self.reports >= self.pause:
            found = gc.collect()
            self.pause = max(LEAST, self.pause // 2) if 2 * found >= self.reports else min(MOST, self.pause * 2)
            self.reports = 0


searches = Searches()
"""Those of this process."""
