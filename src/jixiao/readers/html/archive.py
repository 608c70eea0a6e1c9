"""Web archives (MHTML): the page of a multipart message, and the frames that lie in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

from jixiao.errors import DamagedFileError
from jixiao.readers.limits import Limits, too_much

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_MOST_PARTS = 20_000
# Word and Excel keep page headers and the tabs of a workbook in pages of their own: no text of the report.
_BESIDE = ("header.htm", "header.html", "tabstrip.htm", "tabstrip.html", "footer.htm")

Page = tuple[bytes, str]
"""The bytes of a page and the charset that its part names, or ""."""


@dataclass(frozen=True, slots=True)
class Archive:
    """``frames`` by what may refer to them: location, last part of it, cid; ``others`` are the further pages."""

    page: bytes
    charset: str
    frames: Mapping[str, Page]
    others: tuple[Page, ...]


def open_archive(data: bytes, limits: Limits) -> Archive:
    """The pages of an archive. Raises DamagedFileError (no page in it), LimitError."""
    pages: list[tuple[Message, Page]] = []
    size = 0
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.compat32)
        for part in _parts(message):
            if part.get_content_type() in _PAGES:
                content = part.get_payload(decode=True)
                content = content if isinstance(content, bytes) else b""
                size += len(content)
                pages.append((part, (content, str(part.get_content_charset() or ""))))
    except (ValueError, LookupError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise _damaged(type(error).__name__) from None
    if size > limits.total_bytes:
        raise too_much("网页字节数", "bytes of the pages", size, limits.total_bytes)
    if not pages:
        raise _damaged("没有网页", "no page in it")
    start = message.get_param("start")
    if not isinstance(start, str):
        start = ""
    root = next((pair for pair in pages if start and _id(pair[0]) == start.strip("<>")), pages[0])
    rest = [pair for pair in pages if pair is not root]
    frames = {key: page for part, page in rest for key in _keys(part)}
    others = tuple(page for part, page in rest if not _location(part).lower().endswith(_BESIDE))
    return Archive(*root[1], frames, others)


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _id(part: Message) -> str:
    return str(part.get("Content-ID") or "").strip().strip("<>")


def _location(part: Message) -> str:
    return str(part.get("Content-Location") or "").strip()


def _keys(part: Message) -> Iterator[str]:
    location, content_id = _location(part), _id(part)
    if location:
        yield location
        yield location.rpartition("/")[2]
    if content_id:
        yield f"cid:{content_id}"


def _damaged(what: str, what_en: str = "") -> DamagedFileError:
    return DamagedFileError(
        f"单个文件网页已损坏（{what}）：请在浏览器中重新保存",
        f"the web archive is damaged ({what_en or what}); save it again in a browser",
    )
