"""White space of a page's source to what a browser shows (CSS Text 3, 4.1), and where a paragraph is cut.

While a paragraph is collected, what must survive stands as controls that no parsed page can hold.
"""

from __future__ import annotations

from jixiao import lazy_re as re

BREAK = "\x01"
"""A <br>."""
LINE = "\x02"
"""A line end of preformatted text."""
SPACE = "\x03"
TAB = "\x04"
"""A blank and a TAB of preformatted text."""

CONTROLS = dict.fromkeys((*range(9), *range(14, 32)), 65533) | {0x0B: 0x20, 0x0C: 0x20}
"""What a page may not hold, as its reader sees it: U+FFFD, as browsers show it; VT and FF are blanks."""

_PREFORMATTED = str.maketrans({"\n": LINE, " ": SPACE, "\t": TAB, "\r": None})
_RESTORED = str.maketrans({BREAK: "\n", LINE: "\n", SPACE: " ", TAB: "\t"})
_FOLDED = re.compile(r"[ \t\r\n\f]+")
_AROUND = re.compile(f" *([{BREAK}{LINE}]) *")
_MARK = re.compile("[，。；：、！？）》】”]")
# Two or more breaks, one behind the end of a sentence, one before an indent: what an editor of a portal makes
# paragraphs of.
_BREAKS = re.compile(f"[{BREAK}{LINE}]+")
_CUT = re.compile(f"{BREAK}{{2,}}|(?<=[。；;：])[ \xa0\u3000]*{BREAK}|{BREAK}(?=\u3000|[\xa0{SPACE}]{{2}})")


def preformatted(text: str) -> str:
    """White space of <pre> as it stands."""
    return text.replace("\r\n", "\n").translate(_PREFORMATTED)


def folded(text: str) -> str:
    """Runs of white space as one blank; none at the ends, around breaks, and where a line of the source ends behind a
    Chinese mark. Elsewhere a line's end is a blank, as a browser shows it: tools wrap the source at blanks only."""
    text = _FOLDED.sub(_fold if "\n" in text or "\r" in text else " ", text)
    if BREAK in text or LINE in text:
        text = _AROUND.sub(r"\1", text)
    return text.strip(" ").removesuffix(BREAK)


def _fold(run: re.Match[str]) -> str:
    of_source = "\n" in run[0] or "\r" in run[0]
    return "" if of_source and _MARK.match(run.string, max(run.start() - 1, 0)) else " "


def cut(text: str, *, at_breaks: bool) -> list[str]:
    """The paragraphs of a folded text: at every break, or at those only that end one."""
    pieces = (_BREAKS if at_breaks else _CUT).split(text)
    return [piece for piece in pieces if piece.strip(BREAK + LINE + " ")]


def restored(text: str) -> str:
    """A folded text with breaks as ``\\n`` and blanks as they stand."""
    return text.translate(_RESTORED).strip("\n")
