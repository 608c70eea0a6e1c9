"""Web archives: the page, the frames in it, the sheets of a workbook."""

from __future__ import annotations

import base64
import quopri

import pytest

from jixiao.document import Document, Paragraph, Table
from jixiao.errors import DamagedFileError, LimitError
from jixiao.readers import Kind, read, sniff
from jixiao.readers.html import read_mhtml
from jixiao.readers.limits import Limits


def part(location: str, body: bytes, *, kind: str = "text/html", charset: str = "", packed: str = "") -> bytes:
    named = f'; charset="{charset}"' if charset else ""
    head = f"Content-Type: {kind}{named}\r\nContent-Location: {location}\r\n"
    if packed == "base64":
        head, body = head + "Content-Transfer-Encoding: base64\r\n", base64.encodebytes(body)
    elif packed:
        head, body = head + "Content-Transfer-Encoding: quoted-printable\r\n", quopri.encodestring(body)
    return head.encode() + b"\r\n" + body + b"\r\n"


def archive(*parts: bytes, head: str = "MIME-Version: 1.0\r\n") -> bytes:
    begin = f'{head}Content-Type: multipart/related; boundary="----=_X"; type="text/html"\r\n\r\n'.encode()
    return begin + b"".join(b"------=_X\r\n" + one for one in parts) + b"------=_X--\r\n"


def texts(document: Document) -> list[str]:
    return [b.text if isinstance(b, Paragraph) else "|".join(c.text for c in b.cells) for b in document.blocks]


WORD = "<html><meta charset=gb2312><body><p>部门整体支出</p><table border=1><tr><td>甲<td>1</table></body></html>"


@pytest.mark.parametrize("packed", ["base64", "quoted-printable", ""])
def test_a_page_with_its_parts(packed: str) -> None:
    data = archive(
        part("file:///C:/report.htm", WORD.encode("gbk"), charset="gb2312", packed=packed),
        part("file:///C:/report.files/header.htm", "<p>页眉</p>".encode()),
        part("file:///C:/report.files/a.png", b"\x89PNG", kind="image/png", packed="base64"),
        head="From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.com/\r\nMIME-Version: 1.0\r\n",
    )
    assert sniff(data) is Kind.MHTML
    document = read(data)
    assert texts(document) == ["部门整体支出", "甲|1"]
    assert isinstance(document.blocks[1], Table)
    assert (document.reader, document.media_type, document.encoding) == ("html", "multipart/related", "gb18030")


def test_frames_stand_where_they_are_shown() -> None:
    page = '<html><body><p>前</p><iframe src="cid:f1"></iframe><iframe src="http://other/"></iframe><p>后</p></body></html>'
    frame = part("cid", "<p>内</p>".encode()).replace(b"Content-Location: cid", b"Content-ID: <f1>")
    assert texts(read(archive(part("http://x/", page.encode()), frame))) == ["前", "内", "后"]


def test_the_sheets_of_a_workbook() -> None:
    data = archive(
        part("file:///C:/b.htm", b"<html><frameset><frame src='b.files/sheet001.htm'></frameset></html>"),
        part("file:///C:/b.files/tabstrip.htm", "<p>表一 表二</p>".encode()),
        part("file:///C:/b.files/sheet001.htm", "<table><tr><td>甲<td>1</table>".encode()),
        part("file:///C:/b.files/sheet002.htm", "<table><tr><td>乙<td>2</table>".encode()),
    )
    assert texts(read(data)) == ["甲|1", "乙|2"]


def test_what_is_no_page_is_damaged_and_what_is_large_refused() -> None:
    with pytest.raises(DamagedFileError) as caught:
        read(archive(part("a.png", b"\x89PNG", kind="image/png")))
    assert "重新保存" in caught.value.message
    with pytest.raises(LimitError):
        read_mhtml(archive(part("a", b"<p>x</p>" * 100)), Limits(total_bytes=100))
    with pytest.raises(LimitError):
        read_mhtml(b"MIME-Version: 1.0\r\n", Limits(file_bytes=5))
