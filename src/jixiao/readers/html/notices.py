"""What the user must be told about how a web page was read, by code."""

from __future__ import annotations

MESSAGES = {
    "tracked_changes": (
        "网页含有修订痕迹，按接受全部修订后的内容读取",
        "the page has tracked changes; it is read as if all were accepted",
    ),
    "hidden_text": (
        "网页含有较多隐藏文字（未显示的标签页等），未读取，请核对原网页",
        "the page has much hidden text (closed tabs and the like), which was not read; check the page",
    ),
    "struck_text": (
        "网页含有加删除线的文字，按作者已删去处理，未读取",
        "the page has text that is struck out; it counts as deleted and was not read",
    ),
    "merged_cell_text": (
        "表格单元格的合并范围互相重叠，按先后顺序排列，请核对表格",
        "cells of a table overlap by their spans; they were placed in order; check the table",
    ),
    "unclosed_markup": (
        "网页标记残缺（注释或标题未结束），其后的文字可能未读取，请核对原网页",
        "the page's markup is broken (a comment or title without an end); text may be lacking; check the page",
    ),
    "cut_off": (
        "网页没有结束标记，可能没有保存完整，请核对末尾",
        "the page has no end and may not have been saved completely; check its last lines",
    ),
    "frame_unread": (
        "网页嵌有框架，其内容不在本文件中，未读取",
        "the page holds frames whose content is not in this file; it was not read",
    ),
}
