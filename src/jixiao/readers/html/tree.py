"""A page's text to a tree: lxml's HTML parser, or its XML parser for XHTML; hardened against what pages may hold.

Nothing is fetched: no DTD, no entity, no picture. Pictures inside a page (data:) are taken out before it is parsed.
"""

from __future__ import annotations

from html.entities import html5

from lxml import etree

from jixiao import lazy_re as re
from jixiao.errors import EmptyFileError
from jixiao.readers.html.spaces import CONTROLS
from jixiao.readers.limits import Limits, too_much
from jixiao.readers.notices import Notices

_PICTURE = re.compile(r"data:[a-z]+/[-+.\w]+;base64,[A-Za-z0-9+/=%]*", re.IGNORECASE)
# Word writes what older browsers shall see too as «<![if !supportLists]>一、<![endif]>».
_CONDITION = re.compile(r"<!\[(?:if|endif|else)[^\]<>]*\]>", re.IGNORECASE)
# Elements whose content is no markup, closed as XML does it: the rest of the page would be their text.
_EMPTY = re.compile(r"<(title|script|style|textarea|iframe|noscript|noframes|xmp)\b([^<>]*)/>", re.IGNORECASE)
_DOCTYPE = re.compile(r"\s*<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE)
_XHTML = re.compile(r"\s*<\?xml\b|.{0,2048}?xmlns\s*=\s*[\"']http://www\.w3\.org/1999/xhtml", re.DOTALL)
_NAMESPACE = re.compile(r"\sxmlns\s*=\s*([\"'])http://www\.w3\.org/1999/xhtml\1")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_KEPT = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SWALLOWED = re.compile(r"</(?:p|td|tr|table|div|body|html)\s*>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^<>]*>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_DEPTH = re.compile("depth|nested", re.IGNORECASE)
# Tags of mere looks: where nobody closes them, they stand in one another by the thousand.
_LOOKS = re.compile(r"</?(?:font|b|i|u|s|strong|em|big|small|tt)\b[^<>]*>", re.IGNORECASE)
_DEEPEST = 2048
"""Where libxml2 stops, and says so only in its log."""
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)
_TABLES = 64
"""Tables inside one another that only lay a page out, or that nobody closed, included."""


def parse_page(text: str, limits: Limits, notices: Notices) -> etree._Element:
    """The root element of a page or of a piece of one; tags without the XHTML namespace.

    Raises EmptyFileError (no markup and no text), LimitError (too large, too many tags, too deep).
    """
    text = _CONDITION.sub("", _PICTURE.sub("data:", text)).translate(CONTROLS)
    if len(text) > limits.entry_bytes:
        raise too_much("网页字符数", "characters of the page", len(text), limits.entry_bytes)
    tags = text.count("<")
    if tags > limits.tags:
        raise too_much("网页标记数", "tags of the page", tags, limits.tags)
    _count_tables(text)
    _look_at_ends(text, notices)
    root = _as_xml(text) if _XHTML.match(text) else None
    if root is None:
        text = _EMPTY.sub(r"<\1\2></\1>", text)
        root = _as_html(text)
        if any(_SWALLOWED.search(element.text or "") for element in root.iter("title", "style", "textarea")):
            notices.add("unclosed_markup")
            root = _as_html(_TITLE.sub("", text))
    return root


def _count_tables(text: str) -> None:
    depth = 0
    for tag in _TABLE.finditer(text):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > _TABLES:
            raise too_much("表格嵌套层数", "tables inside one another", f"> {_TABLES}", _TABLES, _SIMPLER)


def _as_xml(text: str) -> etree._Element | None:
    """The tree of well-formed XHTML; None for what is not: then it is read as browsers read it."""
    plain = text
    for front in (_DECLARATION, _DOCTYPE):  # at the beginning only
        found = front.match(plain)
        plain = plain[found.end() :] if found else plain
    plain = _NAMESPACE.sub("", plain)
    plain = _ENTITY.sub(_character, plain)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root if root.tag in {"html", "body", "div"} else None


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _KEPT else html5.get(f"{entity[1]};", f"&amp;{entity[1]};")


def _as_html(text: str) -> etree._Element:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    if any(_DEPTH.search(error.message or "") for error in parser.error_log):
        plain = _LOOKS.sub("", text)
        if len(plain) < len(text):
            return _as_html(plain)
        raise too_much("网页标记嵌套层数", "depth of the page's markup", f"> {_DEEPEST}", _DEEPEST, _SIMPLER)
    if root is None:
        raise EmptyFileError("网页里没有文字，请核对文件", "the page holds no text; check the file")
    return root


_SIMPLER = ("请在浏览器中打开后打印为 PDF 再试", "open it in a browser, print it as PDF and try again")


def _look_at_ends(text: str, notices: Notices) -> None:
    """A page that begins as one and does not end, a comment that goes on to the end."""
    if _ROOT.search(text) and not _END.search(text, max(0, len(text) - len(text) // 4)):
        notices.add("cut_off")
    last = text.rfind("<!--")
    if last >= 0 and text.find("-->", last) < 0:
        notices.add("unclosed_markup")
