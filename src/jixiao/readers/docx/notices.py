"""What the user must be told about how a DOCX was read, by code."""

from __future__ import annotations

from jixiao.readers.scan.options import CURE

MESSAGES = {
    "tracked_changes": (
        "文档含有修订痕迹，按接受全部修订后的内容读取",
        "the document has tracked changes; it is read as if all were accepted",
    ),
    "hidden_text": (
        "文档含有隐藏文字，打印时不可见，未读取",
        "the document has hidden text, which is not printed and was not read",
    ),
    "struck_text": (
        "文档含有加删除线的文字，按作者已删去处理，未读取",
        "the document has text that is struck out; it counts as deleted and was not read",
    ),
    "alt_chunk": (
        "文档嵌有其他格式的片段，按其文字读取",
        "the document embeds a part in another format; its text was read",
    ),
    "alt_chunk_unread": (
        "文档嵌有其他格式的片段，未能读取，请在 Word 中打开并重新保存",
        "the document embeds a part in another format, which was not read; open and save it again in Word",
    ),
    "embedded_object": (
        "文档嵌有对象（Excel 表格、图表、SmartArt 等），其内容未读取，请核对原文",
        "the document embeds objects (Excel sheets, charts, SmartArt), which were not read; check the original",
    ),
    "pictures": (
        "文档含有图片，图片里的文字未读取",
        "the document has pictures; text in them was not read",
    ),
    "merged_cell_text": (
        "被合并的单元格里还有不可见的文字，未读取",
        "cells covered by a merge hold text that is not shown and was not read",
    ),
    "missing_part": (
        "文档引用的部件（编号、脚注等）缺失，有关内容可能不全",
        "a part that the document refers to (numbering, notes …) is missing; what it holds may be lacking",
    ),
    "scan_extra": (
        f"文档由图片组成：请运行 {CURE} 安装扫描识别组件后再读",
        f"the document is made of pictures; install the scan reader ({CURE}) and read it again",
    ),
    "no_text": (
        "文档没有可读的文字，可能是图片扫描件",
        "the document has no text; it may be made of scanned pictures",
    ),
}
