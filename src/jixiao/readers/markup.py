"""Whether bytes are a web page or a piece of one: by how much of their text stands inside tags.

A text that mentions a tag, holds a table in HTML among its paragraphs or has <br> in the cells of another dialect is
still a text.
"""

from __future__ import annotations

from jixiao import lazy_re as re

WITHIN = 1 << 20
"""Bytes that are looked at."""

_TAG = re.compile(rb"<(/?)([a-z][a-z0-9]*(?::[a-z]+)?)(?=[\s/>])[^<>]*>|<![^<>]*>", re.IGNORECASE)
_NO_TEXT = ((b"<!--", b"-->"), (b"<style", b"</style>"), (b"<script", b"</script>"))
_CLOSED = frozenset(
    b"table tr div h1 h2 h3 h4 h5 h6 ul ol dl section article center pre blockquote span font b strong".split()
)
"""Tags whose end is not left out."""
_OPEN_ENDED = frozenset(b"p li td th dt dd".split())
_AROUND = _CLOSED | _OPEN_ENDED
_KNOWN = _AROUND | frozenset(
    b"br hr a i u em tbody thead tfoot img col colgroup style sup sub caption body html".split()
)
_BLOCK = frozenset(b"p br div td li h1 h2 h3 h4 h5 h6".split())
_LEAST_TAGS, _LEAST_BLOCKS = 4, 2
_LOOSE = 10
_PARTED = re.compile(rb"\S[ \t\r]*\n[ \t\r]*\n\s*\S")
_OTHER = re.compile(rb"^\|?[ :]*-{3,}[ :]*\||^```", re.MULTILINE)


def is_page(head: bytes) -> bool:
    """Whether this beginning of a file (`WITHIN` bytes, zero bytes taken out) is markup without a page's frame."""
    if head.count(b"<") < _LEAST_TAGS or _OTHER.search(head):
        return False
    for begin, end in _NO_TEXT:
        head = _without(head, begin, end)
    depth = known = blocks = opened = closed = loose = inside = 0
    at, after_break = 0, False
    for tag in _TAG.finditer(head):
        name = (tag[2] or b"").lower()
        between = head[at : tag.start()]
        text = len(between) - between.count(b" ") - between.count(b"\n") - between.count(b"\r") if between else 0
        at = tag.end()
        if name and name not in _KNOWN and b":" not in name:
            continue
        if text:
            broken = after_break or name == b"br"
            if depth or (broken and not _is_lines(between)):
                inside += text
            elif _PARTED.search(between):
                return False  # paragraphs between tables in HTML: a text's
            else:
                loose += text
        after_break = name == b"br"
        known += name in _KNOWN
        blocks += name in _BLOCK
        if name in _AROUND:
            depth = max(depth + (-1 if tag[1] else 1), 0)
            if name in _CLOSED:
                opened, closed = opened + (not tag[1]), closed + bool(tag[1])
    loose += len(head[at:].split(b"<")[0].strip()) if not depth else 0
    if known < _LEAST_TAGS or blocks < _LEAST_BLOCKS or (opened > 2 * closed and opened > _LEAST_TAGS):
        return False
    return inside > 0 and loose * _LOOSE <= inside


def _without(head: bytes, begin: bytes, end: bytes) -> bytes:
    """Without the stretches between two marks, in one pass; one that does not end stays."""
    lower = head.lower()
    at = lower.find(begin)
    if at < 0:
        return head
    kept, last = [], 0
    while at >= 0:
        stop = lower.find(end, at + len(begin))
        if stop < 0:
            break
        kept.append(head[last:at])
        last = stop + len(end)
        at = lower.find(begin, last)
    return b"".join(kept) + head[last:]


def _is_lines(between: bytes) -> bool:
    """Whether a stretch between breaks is several lines or has the marks of cells: a text with <br> in it."""
    plain = between.strip()
    return b"\n" in plain or b"\t" in plain or b"|" in plain
