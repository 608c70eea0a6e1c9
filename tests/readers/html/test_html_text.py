"""Paragraphs, lists, white space and what is not shown: values made by hand from what a browser shows."""

from __future__ import annotations

import pytest

from jixiao.document import Document, Paragraph, Table
from jixiao.errors import EmptyFileError
from jixiao.readers import read
from jixiao.readers.html import read_html


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def read_page(body: str, head: str = "") -> Document:
    return read_html(page(body, head).encode())


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def codes(document: Document) -> list[str]:
    return [item.code for item in document.diagnostics]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("甲<p>乙", ["甲", "乙"]),
        ("<p>一、<b>部门</b><span>概况</span></p>", ["一、部门概况"]),
        ("<p>\n   甲 \t 乙\n</p>", ["甲 乙"]),
        # The source ends a line: at a blank of the text, or behind a mark.
        ("<p>1722.04\n万元，\r\n其中</p>", ["1722.04 万元，其中"]),
        ("<p>&nbsp;&nbsp;甲&#20057;&#x4e19;&hellip;</p>", ["\xa0\xa0甲乙丙…"]),
        ("<p>&lt;10&amp;&gt;5 A&B &foo;</p>", ["<10&>5 A&B &foo;"]),
        # A break inside a paragraph stays; two end it, and so does one behind a sentence or before an indent.
        ("<h1>某单位<br>自评报告</h1>", ["某单位\n自评报告"]),
        ("<p>甲<br><br/>乙<br></p>", ["甲", "乙"]),
        ("<p>甲。<br>乙<br>　　丙<br>&nbsp;&nbsp;丁</p>", ["甲。", "乙", "　　丙", "\xa0\xa0丁"]),
        ("<div>甲<br>乙</div>", ["甲", "乙"]),
        ("<pre>甲  1\n乙\t2</pre>", ["甲  1", "乙\t2"]),
        ("<p>m<sup>2</sup>，86<sup>1</sup>名</p>", ["m2，86¹名"]),
        ("<p>86<span style='vertical-align:super'>1</span>名</p>", ["86¹名"]),
        ("<div style='font-size:0'><span style='font-size:14px'>86名</span></div>", ["86名"]),
        ("<p style='opacity:0.9'>86名</p>", ["86名"]),
        ("<dl><dt>甲<dd>乙</dl>", ["甲", "乙"]),
        ("<p>甲</p><p></p><p> </p><p>&nbsp;</p>", ["甲", "\xa0"]),
    ],
)
def test_paragraphs_as_a_browser_shows_them(body: str, expected: list[str]) -> None:
    document = read_page(f"<p>首</p>{body}") if body.startswith("<pre") else read_page(body)
    assert [text for text in texts(document) if text != "首"] == expected
    assert document.reader == "html"
    assert document.media_type == "text/html"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1.甲", "2.乙"]),
        ("<ol start=3><li>甲</li><li value=7>乙</li><li>丙</li></ol>", ["3.甲", "7.乙", "8.丙"]),
        ("<ol type=A><li>甲</ol><ol type=i start=4><li>乙</ol>", ["A.甲", "iv.乙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2.甲", "1.乙"]),
        ("<ol style='list-style-type: cjk-ideographic' start=11><li>甲</ol>", ["十一、甲"]),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", ["甲", "乙"]),
        ("<ol><li><p>甲</p><ol type=a><li>子<li>丑</ol></li><li>乙</ol>", ["1.甲", "a.子", "b.丑", "2.乙"]),
        ("<ol start=27 type=a><li>甲</ol><ol start=0><li>乙</ol>", ["aa.甲", "0.乙"]),
        ("<ol><li></li><li>乙</ol>", ["2.乙"]),
        ("<ol><li><ol type=a><li>甲</ol><li>乙</ol>", ["1.", "a.甲", "2.乙"]),
        ("<ol start=x><li value=''>甲</ol>", ["1.甲"]),
        ("<ol class=n><li>甲</ol>", ["I.甲"]),
    ],
)
def test_lists_show_their_numbers(body: str, expected: list[str]) -> None:
    document = read_page(body, "<style>ol.n { list-style-type: upper-roman }</style>")
    assert texts(document) == expected
    for block in document.blocks:
        assert isinstance(block, Paragraph)
        assert block.text.startswith(block.label)


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>密</p>';</script>", "<style>.x{color:red} /* 密 */</style>", "<!-- 密 -->",
        "<p style='display: none'>密</p>", "<p hidden>密</p>", "<div style='visibility:hidden'><p>密</p></div>",
        "<span style='mso-hide:all'>密</span>", "<p class='gone other'>密</p>", "<p id=away>密</p>",
        "<div class=gone><table><tr><td>密</td></tr></table></div>", "<noscript>密</noscript>",
        "<template><p>密</p></template>", "<textarea style='display:none'>密</textarea>",
        "<input type=hidden value=密>", "<button>密</button>", "<!--[if gte mso 9]><xml>密</xml><![endif]-->",
        "<xml><o:a>密</o:a></xml>", "<select><option>密</option><option selected></option></select>",
        "<span style='font-size: 0px'>密</span>", "<b style='opacity:0.0'>密</b>",
        "<del>密</del>", "<s>密</s>", "<strike>密</strike>", "<span style='text-decoration: line-through'>密</span>",
    ],
)  # fmt: skip
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    head = "<title>密</title><style>.gone, #away {display:none} @media print {p {display:none}}</style>"
    document = read_page(f"<p>甲{hidden}</p><p>乙</p>", head)
    assert "".join(texts(document)) == "甲乙"


def test_what_a_rule_for_print_or_another_element_hides_is_read() -> None:
    head = "<style>@media print{.a{display:none}} div.a{display:none} .b .a{display:none}</style>"
    assert texts(read_page("<p class=a>甲</p>", head)) == ["甲"]


def test_much_hidden_text_is_told() -> None:
    assert codes(read_page("<p>编制<s>88</s><u>92</u>名</p>")) == ["struck_text"]
    assert codes(read_page(f"<p>甲</p><div style='display:none'>{'密' * 300}</div>")) == ["hidden_text"]


def test_word_lists_symbols_notes_and_contents() -> None:
    document = read_page(
        "<p class=MsoToc1>一、概况 1</p>"
        "<p class=MsoNormal><![if !supportLists]><span>一、<span>&nbsp; </span></span><![endif]>概况<o:p></o:p></p>"
        "<p><span style='font-family:\"Wingdings 2\"'>R</span>是<font face=Wingdings>o</font>否"
        "<a href='#_ftn1'><span>[1]</span></a></p>"
        "<div style='mso-element:footnote' id=ftn1><p>注</p></div>"
        "<div title=footer><p>- 2 -</p></div><nav><a href=/>首页</a></nav>"
    )
    found = [(b.text, b.kind, b.aside, b.style) for b in document.blocks if isinstance(b, Paragraph)]
    assert found == [
        ("一、概况 1", "paragraph", "", "toc 1"),
        ("一、\xa0 概况", "paragraph", "", ""),
        ("☑是□否", "paragraph", "", ""),
        ("注", "footnote", "", ""),
        ("- 2 -", "footer", "footer", ""),
        ("首页", "paragraph", "web_navigation", ""),
    ]


def test_fields_of_a_form_show_what_was_entered() -> None:
    body = (
        "<p>名称：<input value=甲> <input type=checkbox checked>是<input type=checkbox>否 <input type=radio checked>优"
        " <select><option>乙</option><option selected>丙</option></select><input type=submit value=提交></p>"
        "<textarea>\n丁\n戊</textarea>"
    )
    assert texts(read_page(body)) == ["名称：甲 ☑是☐否 ●优 丙", "丁", "戊"]


def test_a_page_that_is_one_preformatted_text_is_that_text() -> None:
    document = read_html(page("<pre>甲\t1\n乙\t2\n</pre>").encode())
    assert (document.reader, document.media_type) == ("text", "text/html")
    assert "".join(b.text + b.end for b in document.blocks if isinstance(b, Paragraph)) == "甲\t1\n乙\t2\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", ""])
def test_the_encoding_is_told_by_the_bytes(codec: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    text = "<html><head>" + meta + "</head><body><p>單位整體支出績效自評報告，預算執行情況良好。</p></body></html>"
    document = read(text.encode(codec))
    if codec == "big5" and declared == "gb2312":
        return  # valid in both: what the page says decides, and it lies
    assert texts(document) == ["單位整體支出績效自評報告，預算執行情況良好。"]


def test_a_short_gbk_page_is_read_as_it_says() -> None:
    data = '<meta charset="gbk"><p>联通</p><p>甲</p><br>'.encode("gbk")
    document = read(data)
    assert (texts(document), document.encoding) == (["联通", "甲"], "gb18030")


def test_lost_characters_and_broken_pages_are_told() -> None:
    assert codes(read_page("<p>甲\ufffd乙\x00丙</p><table><tr><td>\x07</table>")) == ["replaced_characters"]
    assert codes(read_html("<html><body><p>甲</p><table><tr><td>乙".encode())) == ["cut_off"]
    assert codes(read_html("<html><body><p>甲</p><!-- <p>乙</p></body></html>".encode())) == ["unclosed_markup"]
    swallowed = read_html(b"<html><title>a<p>b</p><p>c</p></body></html>")
    assert (texts(swallowed), codes(swallowed)) == (["a", "b", "c"], ["unclosed_markup"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (page("<script>load()</script><img src=a.png>"), ["没有文字", "PDF"]),
        ("<html><frameset cols=1,2><frame src=a.htm></frameset></html>", ["框架", "另存"]),
        ("<html></html>", ["没有文字"]),
    ],
)
def test_a_page_without_text_says_what_to_do(data: str, words: list[str]) -> None:
    with pytest.raises(EmptyFileError) as caught:
        read(data.encode())
    assert all(word in caught.value.message for word in words)


def test_xhtml_with_empty_elements_and_entities() -> None:
    document = read(
        b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        b'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head>'
        b"<body><p>a&nbsp;b<br/>c</p><table><tr><td/><td>1</td></tr></table><![CDATA[<d>]]></body></html>"
    )
    assert texts(document) == ["a\xa0b\nc", "<d>"]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [(cell.column, cell.text) for cell in table.cells] == [(0, ""), (1, "1")]


def test_no_external_entity_is_read() -> None:
    document = read(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "甲">]>'
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>前&x;&y;后</p></body></html>'.encode()
    )
    assert texts(document) == ["前&x;&y;后"]


@pytest.mark.parametrize(
    ("body", "aside"),
    [
        ("<ul><li><a href=/a>机构设置</a><li><a href='javascript:;'>打印</a></ul>", [True, True]),
        ("<p><a href=/>首页</a> &gt; <a href=/b>政务公开</a></p>", [True]),
        (
            "<p>位置：<a href=/>首页</a></p><p><a href=a.xlsx>自评表</a></p><p><a href='#x'>一、概况</a></p>",
            [False] * 3,
        ),
        ("<h1><a href=/x>自评报告</a></h1><p><a name=x>二、问题</a></p>", [False, False]),
        ("<p><a href=/x>关于开展某年度部门整体支出绩效自评的通知</a></p>", [False]),  # longer than an entry
        ("<a href=/x><p>一、概况</p><p>" + "正文。" * 30 + "</p>", [False, False]),  # nobody closed it
        ("<table border=1><tr><td><a href=/a>首页</a><td><a href=/b>公开</a></table>", [True, True]),
    ],
)
def test_lines_of_links_to_other_pages_are_navigation(body: str, aside: list[bool]) -> None:
    found = [block for block in read_page(body).blocks if isinstance(block, Paragraph)]
    assert [block.aside == "web_navigation" for block in found] == aside
    assert all(block.aside in ("", "web_navigation") for block in found)


def test_tags_of_looks_that_nobody_closes_do_not_hide_the_text() -> None:
    rows = "".join(f"<font size=2><b>第{at}行<br>" for at in range(2000))
    assert texts(read_page(rows + "末行")) == [*(f"第{at}行" for at in range(2000)), "末行"]
