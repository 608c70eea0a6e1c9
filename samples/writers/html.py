"""A sample as a web page: as Word saves one, as a portal shows one, as a converter prints a piece of one.

Written after what such pages look like, not after the reader: Word's filtered HTML wraps its source inside tags, sets
Latin apart and ends tables with a row that tells widths; portals put the report into tables of tables, between menus,
records and buttons.
"""

from __future__ import annotations

import base64
import quopri
import random
import re
from collections.abc import Callable, Iterator
from html import escape

from jixiao.document import Cell, Table
from samples.blocks import Block, Para, Sample
from samples.dialects import paragraphs

_LATIN = re.compile(r"[!-~][ -~]*")
_INDENT = "　　"
_HEADS = {"title", "table_title"}


def word(sample: Sample) -> bytes:
    """«Web page, filtered» of a Chinese Word: GBK, lines of the source broken inside tags, CR LF."""
    body = "\n\n".join(_word_block(block) for block in sample.blocks)
    page = (
        '<html>\n\n<head>\n<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n'
        '<meta name=Generator content="Microsoft Word 15 (filtered)">\n<title>报告</title>\n<style>\n<!--\n'
        " /* Font Definitions */\n @font-face\n\t{font-family:宋体;\n\tpanose-1:2 1 6 0 3 1 1 1 1 1;}\n"
        " p.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;\n\ttext-align:justify;}\n"
        " @page WordSection1\n\t{size:595.3pt 841.9pt;}\n-->\n</style>\n\n</head>\n\n"
        f"<body lang=ZH-CN style='word-wrap:break-word'>\n\n<div class=WordSection1>\n\n{body}\n\n</div>\n\n"
        "</body>\n\n</html>\n"
    )
    return page.replace("\n", "\r\n").encode("gb18030")


def _word_block(block: Block) -> str:
    if isinstance(block, Table):
        return _word_table(block)
    label = block.label if block.text.startswith(block.label) else ""
    rest = block.text[len(label) :]
    listed = f"<![if !supportLists]>{_word_run(label)}<![endif]>" if label else ""
    align = " align=center style='text-align:center'" if block.kind in _HEADS else " style='text-indent:28.0pt'"
    gap = "\n\n<p class=MsoNormal><span lang=EN-US>&nbsp;</span></p>" if block.gap and block.kind in _HEADS else ""
    return f"<p class=MsoNormal{align}>{listed}{_word_run(rest)}</p>{gap}"


def _word_run(text: str) -> str:
    """Runs of Latin and of Chinese set apart, the source broken inside the tags."""
    out, at = [], 0
    for found in _LATIN.finditer(text):
        out += [_word_span(text[at : found.start()], chinese=True), _word_span(found[0], chinese=False)]
        at = found.end()
    return "".join([*out, _word_span(text[at:], chinese=True)])


def _word_span(text: str, *, chinese: bool) -> str:
    if not text:
        return ""
    inside = "<br>\n".join(_word_characters(line) for line in text.split("\n"))
    style = "style='font-size:14.0pt;\nfont-family:宋体'" if chinese else "\nlang=EN-US style='font-size:14.0pt'"
    return f"<span {style}>{inside}</span>"


def _word_characters(text: str) -> str:
    text = escape(text, quote=False).replace("\xa0", "&nbsp;").replace("—", "&#8212;")
    return re.sub("  +", lambda blanks: "&nbsp;" * (len(blanks[0]) - 1) + " ", text)


def _word_table(table: Table) -> str:
    rows = []
    for cells in _own_rows(table):
        made = "\n".join(
            f"  <td width={60 * cell.column_span} {_spans(cell)}style='border:solid windowtext 1.0pt;\n"
            "  padding:0cm 5.4pt 0cm 5.4pt'>\n"
            + "\n".join(
                f"  <p class=MsoNormal align=center style='text-align:center'>{_word_run(text) or _EMPTY}</p>"
                for text in paragraphs(cell.text)
            )
            + "\n  </td>"
            for cell in cells
        )
        rows.append(f" <tr style='height:20.0pt'>\n{made}\n </tr>")
    widths = "\n".join("  <td width=60 style='border:none'></td>" for _ in range(table.columns))
    return (
        "<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n"
        " style='border-collapse:collapse;border:none'>\n"
        + "\n".join(rows)
        + f"\n <![if !supportMisalignedColumns]>\n <tr height=0>\n{widths}\n </tr>\n <![endif]>\n</table>"
    )


_EMPTY = "<span lang=EN-US>&nbsp;</span>"


def _own_rows(table: Table) -> Iterator[list[Cell]]:
    for row in range(table.rows):
        yield [cell for cell in table.cells if cell.row == row]


def _spans(cell: Cell) -> str:
    columns = f"colspan={cell.column_span} " if cell.column_span > 1 else ""
    return columns + (f"rowspan={cell.row_span} " if cell.row_span > 1 else "")


def fragment(sample: Sample) -> bytes:
    """A piece of a page in one line, as mammoth prints a document."""
    return "".join(_plain_block(block) for block in sample.blocks).encode()


def _plain_block(block: Block) -> str:
    if isinstance(block, Para):
        text = _broken(block.text)
        return f"<p><strong>{text}</strong></p>" if block.kind in {*_HEADS, "heading1"} else f"<p>{text}</p>"
    return f"<table>{''.join(_plain_row(cells) for cells in _own_rows(block))}</table>"


def _plain_row(cells: list[Cell]) -> str:
    made = (
        f"<td{(' ' + _spans(cell).strip()) if _spans(cell) else ''}>"
        + "".join(f"<p>{_broken(text)}</p>" for text in paragraphs(cell.text) if text)
        + "</td>"
        for cell in cells
    )
    return f"<tr>{''.join(made)}</tr>"


def _broken(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br />")


def portal(sample: Sample) -> bytes:
    """A page of a government's portal: menus, place, record, the report in an editor's markup, buttons and footer.

    By the sample's name: newer pages of <div> or older ones of tables in tables; paragraphs or lines with breaks;
    UTF-8 or GBK; the report's title as the page's heading or in the text.
    """
    choice = random.Random(f"portal/{sample.name}")
    old, lines = choice.random() < 0.5, choice.random() < 0.35
    codec = choice.choice(["utf-8", "utf-8", "gb18030"])
    blocks = list(sample.blocks)
    heading: list[str] = []
    if choice.random() < 0.6:
        while blocks and isinstance(blocks[0], Para) and blocks[0].kind == "title":
            heading.append(_broken(blocks.pop(0).text))  # type: ignore[union-attr]
    article = (_portal_lines if lines else _portal_paragraphs)(blocks)
    charset = "gb2312" if codec == "gb18030" else codec
    made = (_old_frame if old else _new_frame)("<br>".join(heading), article, choice)
    head = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>政务公开</title>'
        '<script src="/js/jquery.js"></script><style>.hide,#tip{display:none}\n@media print{.TRS_Editor p{color:#000}}'
        "</style><script>var a='<p>不是正文</p>';</script>"
    )
    return f"<!DOCTYPE html>\n<html>\n<head>{head}</head>\n<body>\n{made}\n</body>\n</html>\n".encode(codec)


def _portal_paragraphs(blocks: list[Block]) -> str:
    return "\n".join(
        _portal_table(block)
        if isinstance(block, Table)
        else f'<p style="text-indent: 2em;"><span>{_broken(block.text)}</span></p>'
        + ("\n<p>&nbsp;</p>" if block.gap else "")
        for block in blocks
    )


def _portal_lines(blocks: list[Block]) -> str:
    """Lines with breaks in one container, indented by blanks."""
    out = []
    for block in blocks:
        if isinstance(block, Table):
            out.append(_portal_table(block))
        else:
            indent = "" if block.kind in _HEADS else _INDENT
            out.append(f"{indent}{_broken(block.text)}<br>" + ("<br>" if block.gap else ""))
    return "\n".join(out)


def _portal_table(table: Table) -> str:
    rows = (
        "<tr>"
        + "".join(
            f'<td {_spans(cell)}style="border:1px solid #000">{"<br>".join(map(_broken, paragraphs(cell.text)))}</td>'
            for cell in cells
        )
        + "</tr>"
        for cells in _own_rows(table)
    )
    return (
        f'<table border="1" cellpadding="0" cellspacing="0" width="98%"><tbody>\n{chr(10).join(rows)}\n</tbody></table>'
    )


_MENU = ("首页", "政务公开", "政务服务", "互动交流", "专题专栏")
_PLACE = "当前位置：首页 &gt; 政务公开 &gt; 财政信息"
_RECORD = (
    ("索引号", "000014349/2024-00021"), ("主题分类", "财政信息"), ("发布日期", "2024-08-16"), ("公开方式", "主动公开"),
)  # fmt: skip
_BELOW = ("【打印本页】【关闭窗口】", "上一篇：关于做好防汛工作的通知", "下一篇：没有了")
_FOOTER = ("版权所有：本站", "网站地图", "网站标识码：0000000000")


def _record(choice: random.Random) -> str:
    if choice.random() < 0.5:
        return ""
    cells = [f"<td>{name}：</td><td>{value}</td>" for name, value in _RECORD]
    rows = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    return f'<table class="xxgk" width="100%"><tbody>{rows}</tbody></table>'


def _old_frame(heading: str, article: str, choice: random.Random) -> str:
    menu = "".join(f"<td><a href='/zwgk/'>{name}</a></td>" for name in _MENU)
    title = f'<tr><td align="center" class="bt"><font size=5>{heading}</font></td></tr>' if heading else ""
    below = "".join(f"<tr><td>{line}</td></tr>" for line in _BELOW)
    return (
        f'<table width="1000" border="0" align="center"><tr>{menu}</tr></table>'
        f'<table width="1000" border="0" align="center"><tr><td height=30>{_PLACE}</td></tr><tr><td valign=top>'
        f'<table width="100%" border="0">{title}<tr><td align=center>发布时间：2024-08-16 &nbsp; 来源：本站 &nbsp; '
        f"字体：[大 中 小]</td></tr><tr><td>{_record(choice)}</td></tr>"
        f'<tr><td class="zw"><div class="TRS_Editor">{article}</div></td></tr>{below}</table></td></tr></table>'
        f'<table width="1000"><tr><td align=center>{"<br>".join(_FOOTER)}</td></tr></table>'
    )


def _new_frame(heading: str, article: str, choice: random.Random) -> str:
    menu = "".join(f'<li><a href="/zwgk/">{name}</a></li>' for name in _MENU)
    title = f"<h1>{heading}</h1>" if heading else ""
    return (
        f'<nav><ul class="menu">{menu}</ul></nav>'
        '<div class="hide"><p>部门预算 部门决算 本年收入合计 999.99 万元</p></div>'
        f'<div class="position">{_PLACE}</div><div class="article">{title}'
        '<div class="info"><span>发布时间：2024-08-16 09:12</span> <span>来源：本站</span> '
        f"<span>浏览次数：<i id=hits>31</i></span></div>{_record(choice)}"
        f'<div id="zoom" class="TRS_Editor">{article}</div>'
        f'<div class="tools">{"".join(f"<p>{line}</p>" for line in _BELOW)}</div></div>'
        f'<div id="tip">登录后可见</div><footer>{"".join(f"<p>{line}</p>" for line in _FOOTER)}</footer>'
    )


def archive(sample: Sample) -> bytes:
    """Word's page as a web archive (.mht), with the page that holds its header and a picture."""
    page = quopri.encodestring(word(sample)).replace(b"\r", b"")
    header = "<html><body><p class=MsoHeader>页眉</p><p class=MsoFooter>- 1 -</p></body></html>".encode("gbk")
    picture = base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    parts = (
        ("file:///C:/1/report.htm", 'text/html; charset="gb2312"', "quoted-printable", page),
        ("file:///C:/1/report.files/header.htm", 'text/html; charset="gb2312"', "base64", base64.encodebytes(header)),
        ("file:///C:/1/report.files/image001.png", "image/png", "base64", picture),
    )
    body = b"".join(
        f"------=_NextPart_1\nContent-Location: {place}\nContent-Transfer-Encoding: {packed}\n"
        f"Content-Type: {kind}\n\n".encode()
        + data
        + b"\n"
        for place, kind, packed, data in parts
    )
    head = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="----=_NextPart_1"\n\n'
    return (head + body + b"------=_NextPart_1--\n").replace(b"\n", b"\r\n")


PAGES: dict[str, tuple[str, Callable[[Sample], bytes]]] = {
    "word": ("word.doc", word),
    "portal": ("portal.html", portal),
    "fragment": ("fragment.txt", fragment),
    "archive": ("archive.mht", archive),
}
"""The forms by name: how their file's name ends (it may say anything) and what makes its bytes."""
