"""What the user must know about how a PDF was read."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.document import Diagnostic
from jixiao.readers.pdf.pages import PageContent
from jixiao.readers.scan.notes import scan_notes
from jixiao.readers.scan.options import CURE, missing

_CURE = (
    f"，未读入；要识别其中文字请安装扫描组件：{CURE}",
    f" and was not read; to recognise its text install the extra: {CURE}",
)
_OFF = ("，未读入（识别已关闭）", " and was not read (recognition is off)")
_WHY = {
    "blank": ("是空白页", "is blank"),
    "no_characters": ("没有文字层", "has no text layer"),
    "unmapped": ("文字层是乱码（字体没有字符对照）", "has a text layer of unmapped glyphs"),
    "garbled": ("文字层是乱码", "has a garbled text layer"),
    "scan": ("是扫描图片", "is a scanned picture"),
}


def document_notes(pages: list[PageContent], lost: list[int], *, cut_off: bool) -> Iterator[Diagnostic]:
    """Diagnostics in page order; those of the whole file first."""
    if cut_off:
        yield Diagnostic(
            "truncated",
            f"PDF 文件尾部缺失，已尽量读出{len(pages)}页；请核对是否完整",
            f"the end of the PDF is missing; {len(pages)} pages could be read: check that nothing is lost",
        )
    for number in lost:
        yield Diagnostic(
            "truncated",
            f"第{number}页已损坏，未能读取；其余各页不代表完整文件",
            f"page {number} is damaged and was not read; the other pages are not the whole file",
            page=number,
        )
    yield from scan_notes(pages)
    yield from dict.fromkeys(note for page in pages for note in _page_notes(page))  # two may stand on a sheet


def _page_notes(page: PageContent) -> Iterator[Diagnostic]:
    number = page.number
    if page.unshown:
        yield Diagnostic(
            "typed_text_unshown",
            f"第{number}页有{page.unshown}处键入的文字（文本框或表单域）没有外观，未读入；请用阅读器打印为 PDF",
            f"page {number}: {page.unshown} texts typed on it or into its fields have no appearance and were not read; "
            "print it to a PDF from a viewer",
            page=number,
        )
    if not page.usable:
        why, why_en = _WHY[page.reason]
        cure, cure_en = ("", "") if page.reason == "blank" else _CURE if missing() else _OFF
        yield Diagnostic(
            "page_without_text",
            f"第{number}页{why}{cure}",
            f"page {number} {why_en}{cure_en}",
            page=number,
        )
        return
    if page.unmapped:
        yield Diagnostic(
            "unmapped_glyphs",
            f"第{number}页有{page.unmapped}个字符无法对应文字，请对照原件",
            f"page {number}: {page.unmapped} characters have no text; compare with the original",
            page=number,
        )
    if page.off_page:
        yield Diagnostic(
            "text_outside_page",
            f"第{number}页有{page.off_page}个字符在页面之外，未读入",
            f"page {number}: {page.off_page} characters lie outside the page and were not read",
            page=number,
        )
    if page.struck:
        yield Diagnostic(
            "struck_text",
            f"第{number}页有{page.struck}个字符加了删除线，按作者已删去处理，未读入",
            f"page {number}: {page.struck} characters are struck out; they count as deleted and were not read",
            page=number,
        )
    if page.too_dense:
        yield Diagnostic(
            "too_many_rules",
            f"第{number}页线条过多（图形），未识别其中的表格",
            f"page {number} has too many lines (a drawing); no tables were looked for in it",
            page=number,
        )
    if page.invisible and not page.scanned:
        yield Diagnostic(
            "invisible_text",
            f"第{number}页的文字层是不可见的（扫描件的识别文字），可能有误，请对照原件",
            f"page {number} has invisible text (recognised from a scan); it may contain errors: see the original",
            page=number,
        )
