"""The grade that is ticked among several: «优□ 良☑ 中□ 差□», «□优 ☑良 □中 □差», «优秀（√） 良好（ ）»."""

from __future__ import annotations

from jixiao.extract.context import Context
from jixiao.patterns import Found
from jixiao.quotes import Text


def ticked(context: Context, text: Text) -> Found | None:
    """The match whose group `rating` is the one ticked grade; None where none is or several are.

    The boxes and the words of the other grades are claimed as structure. Which side of its word a box stands on, the
    ends of the row of boxes say: a row that begins with a word has them behind.
    """
    for side in ("behind", "before"):
        row = context.patterns[f"rating.ticks_{side}"].search(text)
        if row is None:
            continue
        context.claim(row)
        found = list(context.patterns[f"rating.ticked_{side}"].finditer(text[row.start : row.end]))
        return found[0] if len(found) == 1 else None
    return None
