"""Pieces of web pages told from texts that mention, hold or use tags."""

from __future__ import annotations

import pytest

from jixiao.readers import Kind, sniff

CELLS = "<table><tr><td>甲</td><td>1</td></tr></table>"
PAGES = [
    "<p><strong>部门整体支出绩效自评表</strong></p><table><tr><td><p>甲</p></td></tr></table>",
    CELLS,
    "\n\n<div>甲</div><div>乙</div>",
    "<h1>标题</h1>\n<p>一段\n两行</p>\n",
    "<p>甲<p>乙<p>丙<p>丁",
    "某单位自评报告<br>一、概况<br/>　　正文<br>二、问题<br>无<br>",
    "<!-- 保存自 --><style>p{}</style><p>甲</p><p>乙</p>",
    "<span style='x'>一、概况</span><br><span>正文。</span><br>",
    "<font face=宋体>甲<br>乙<br>丙</font>",
    "<o:p></o:p><p class=MsoNormal>甲<o:p></o:p></p><p>乙</p>",
    "标题<p>甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲</p><p>乙</p><p>丙</p>",
]
TEXTS = [
    "<p>与</p>是段落的标记，<table>与</table>是表格的标记，本文只是提到它们，并不是网页。",
    "<项目名称>甲</项目名称><单位>乙</单位>",
    "一、概况\n正文正文正文正文正文正文\n" + CELLS + "\n二、问题\n后文后文后文后文",
    "甲县2023年自评表\n\n项目单位：甲县\n\n" + CELLS * 200,
    "| 甲 | 乙 |\n| --- | --- |\n| 1<br>2 | 3<br>4 |\n",
    "甲\t乙<br>丙\n丁\t戊<br>己\n庚\t辛<br>壬\n",
    "a < b, c > d, x<y, <1>, <2>",
    "<table>标签用于表格，<tr>是行，<td>是格，<th>是表头：" + "说明文字。" * 20,
    "```html\n<p>甲</p><p>乙</p><p>丙</p>\n```\n",
    "部门 <br> 单位",
    "<" * 5000,
    "<p" * 5000,
]


@pytest.mark.parametrize("text", PAGES)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_pieces_of_pages(text: str, codec: str) -> None:
    assert sniff(text.encode(codec)) is Kind.HTML


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_texts_with_tags(text: str, codec: str) -> None:
    assert sniff(text.encode(codec)) is Kind.TEXT


def test_in_utf_16() -> None:
    assert sniff("<p>甲</p><p>乙</p>".encode("utf-16")) is Kind.HTML


@pytest.mark.parametrize(
    "head",
    [
        b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
        b"MIME-Version: 1.0\nContent-Type: text/html\n",
        b"Date: Mon, 1 Jan 2024\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n",
    ],
)
def test_messages(head: bytes) -> None:
    assert sniff(head) is Kind.MHTML
    assert sniff(b"Date: Monday\r\nContent: none\r\n") is Kind.TEXT
