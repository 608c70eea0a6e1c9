"""What the user must know of pages that were read from a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.document import Diagnostic
from jixiao.readers.pdf.pages import PageContent


def scan_notes(pages: Sequence[PageContent]) -> Iterator[Diagnostic]:
    """Diagnostics of the scanned ones among the pages: first that they are scans, then page by page."""
    numbers = list(dict.fromkeys(page.number for page in pages if page.scanned))
    if numbers:
        where, where_en = _ranges(numbers, "、"), _ranges(numbers, ", ")
        yield Diagnostic(
            "read_from_scan",
            f"第{where}页由扫描图像识别，数值附有置信度，请核对存疑的",
            f"page {where_en}: read from a scan; values carry a confidence, check the doubtful ones",
            page=numbers[0],
        )
    for page in pages:
        if page.photographed:
            yield Diagnostic(
                "photographed_page",
                f"第{page.number}页为倾斜拍摄的照片（表格线不平行），相邻的行可能串行，本页数值均须核对；请平扫后重新提交",
                f"page {page.number}: photographed from aside (its rules are not parallel): rows may have run into"
                " one another; check every value of it, better: scan it flat and hand it in again",
                page=page.number,
            )
        if page.signed:
            lost, lost_en = _quoted(page.hands), ", ".join(page.hands)
            yield Diagnostic(
                "handwriting_seen",
                f"第{page.number}页{_quoted(page.signed)}处有笔迹（如手写签名），没有识别为文字"
                + (f"；{lost}处识别出的字把握过低，未采用，请对照原件" if lost else ""),
                f"page {page.number}: ink that is no print (a signature, say) at {', '.join(page.signed)}"
                + (f"; what was read at {lost_en} is too doubtful and was left out: see the original" if lost else ""),
                page=page.number,
            )
        if page.seal_letters:
            yield Diagnostic(
                "seal_letters",
                f"第{page.number}页印章处识别出零散的字{_quoted(page.seal_letters)}，疑为印文，未采用，请对照原件",
                f"page {page.number}: characters read inside a seal ({', '.join(page.seal_letters)}) are taken for"
                " its letters and were left out: see the original",
                page=page.number,
            )
        if page.unsigned:
            yield Diagnostic(
                "signature_blank",
                f"第{page.number}页{_quoted(page.unsigned)}处空白，没有签字或盖章的痕迹",
                f"page {page.number}: nothing signed or stamped at {', '.join(page.unsigned)}",
                page=page.number,
            )


def _quoted(labels: Sequence[str]) -> str:
    return "".join(f"「{label}」" for label in labels)


def _ranges(numbers: Sequence[int], comma: str) -> str:
    """«1–3、7»."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return comma.join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
