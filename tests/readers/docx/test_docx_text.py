"""The text of paragraphs, and what hangs on them."""

from __future__ import annotations

import pytest
from docx_builder import document, docx, p, package, r, tbl, tc, tr

from jixiao.document import Document, Paragraph, Table
from jixiao.readers.docx import read_docx


def kinds(found: Document) -> list[tuple[str, str]]:
    return [
        (block.kind, block.text) if isinstance(block, Paragraph) else ("table", block.cells[0].text)
        for block in found.blocks
    ]


def text(*content: str, ppr: str = "") -> str:
    found = read_docx(docx(p(*content, ppr=ppr)))
    assert len(found.blocks) == 1
    block = found.blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def codes(found: Document) -> list[tuple[str, tuple[int, ...]]]:
    return [(item.code, item.blocks) for item in found.diagnostics]


def field(kind: str, inner: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'


def textbox(content: str) -> str:
    box = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f"<w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"


def drawn(content: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    return f"<w:drawing><a:graphic><a:graphicData>{shape}</a:graphicData></a:graphic></w:drawing>"


def test_document_properties() -> None:
    found = read_docx(docx(p("一、") + "<w:p/>" + p("二、")))
    assert (found.reader, found.text_origin, found.page_count) == ("docx", "digital", None)
    assert found.blocks == (Paragraph("一、"), Paragraph(""), Paragraph("二、"))
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:cr/><w:t>丁</w:t></w:r>", "甲\t乙\n丙\n丁"),
        ("<w:r><w:t>0731</w:t><w:noBreakHyphen/><w:t>8</w:t><w:softHyphen/><w:t>8</w:t></w:r>", "0731-88"),
        ('<w:r><w:t xml:space="preserve"> 两端 </w:t></w:r>', " 两端 "),
        ("<w:r><w:t>甲\n乙\r\n丙</w:t></w:r>", "甲 乙 丙"),
        (f"<w:hyperlink>{r('链接')}</w:hyperlink>", "链接"),
        (f'<w:smartTag w:element="x"><w:smartTagPr/>{r("标记")}</w:smartTag>', "标记"),
        (f'<w:customXml w:element="x">{r("自定义")}</w:customXml>', "自定义"),
        (f'<w:fldSimple w:instr=" REF x ">{r("简单域")}</w:fldSimple>', "简单域"),
        (f'<w:dir w:val="ltr">{r("方向")}</w:dir>', "方向"),
        (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{r('控件')}</w:sdtContent></w:sdt>", "控件"),
        ("<w:r><w:t>甲<!-- 注 -->乙<?pi x?>丙</w:t></w:r>", "甲乙丙"),
    ],
)
def test_what_stands_in_a_paragraph(content: str, expected: str) -> None:
    assert text(content) == expected


def test_ruby_gives_the_base_only() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('yīn')}</w:rt><w:rubyBase>{r('音')}</w:rubyBase></w:ruby></w:r>"
    assert text(r("注"), ruby, r("字")) == "注音字"


@pytest.mark.parametrize(
    ("font", "char", "expected"),
    [
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings", "F06F", "□"),
        ("Wingdings 2", "0052", "☑"),
        ("Wingdings", "F081", "①"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F0A3", "≤"),
        ("Symbol", "F0B1", "±"),
        ("宋体", "2265", "≥"),
        ("Webdings", "F031", ""),
        ("Symbol", "nothex", ""),
    ],
)
def test_symbols(font: str, char: str, expected: str) -> None:
    assert text(r("a"), f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>', r("b")) == f"a{expected}b"


def test_private_characters_of_a_symbol_font_in_text() -> None:
    assert text(r("\uf0b395%", '<w:rFonts w:ascii="Symbol"/>')) == "≥95%"
    assert text(r("\uf0b3", '<w:rFonts w:ascii="宋体"/>')) == "\uf0b3"


def test_letters_of_a_symbol_font_are_what_they_show() -> None:
    boxes = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'
    assert text(r("是"), r("R", boxes), r("否"), r("£ 有", boxes), r("R£")) == "是☑否□ 有R£"
    assert text(r("³90%", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')) == "≥90%"


def test_complex_fields_show_the_result() -> None:
    assert text(field("begin"), code(" PAGE "), field("separate"), r("12"), field("end"), r("页")) == "12页"
    nested = [field("begin"), code(" IF "), field("begin"), code(" X "), field("separate"), r("inner"), field("end"),
              field("separate"), r("shown"), field("end")]  # fmt: skip
    assert text(*nested) == "shown"


def test_a_field_that_never_ends_does_not_swallow_the_report() -> None:
    found = read_docx(docx(p(r("a"), field("begin"), code(" TOC "), r("lost")) + p("后文") + p(field("end"), "末")))
    assert kinds(found) == [("paragraph", "a"), ("paragraph", "后文"), ("paragraph", "末")]


def test_a_field_over_paragraphs() -> None:
    body = (
        p(field("begin"), code(" TOC "), field("separate"), r("一、概况 1")) + p("二、绩效 2") + p(field("end"), "正文")
    )
    assert kinds(read_docx(docx(body))) == [("paragraph", t) for t in ("一、概况 1", "二、绩效 2", "正文")]


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        (r" eq \o\ac(○,3)", "③"),
        (r"EQ \o\ac(○, 12 )", "⑫"),
        (r" eq \o\ac(○,甲)", "甲"),
        (r" EQ \F(98, 100)", "98/100"),
        (" XE x ", ""),
    ],
)
def test_equations_are_fields_without_result(instruction: str, expected: str) -> None:
    assert text(field("begin"), code(instruction), field("end"), r("x")) == f"{expected}x"
    assert text(field("begin"), code(instruction), field("separate"), field("end"), r("x")) == f"{expected}x"


def test_what_cannot_be_shown_is_told() -> None:
    found = read_docx(docx(p(field("begin"), code(r" EQ \R(3,8)"), field("end"), r("x")) + p('<w:subDoc r:id="r9"/>')))
    assert {item.code for item in found.diagnostics} == {"embedded_object", "alt_chunk_unread"}


def test_old_form_fields() -> None:
    ticked = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
    clear = '<w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
    entries = '<w:listEntry w:val="优"/><w:listEntry w:val="良"/>'
    choice = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries}</w:ddList></w:ffData>'
    for data, expected in ((ticked, "☑"), (clear, "☐"), (choice, "良")):
        assert text(field("begin", data), code(" FORMCHECKBOX "), field("end"), r("是")) == f"{expected}是"


def test_hidden_text_is_left_out_and_told_once() -> None:
    found = read_docx(docx(p(r("显"), r("隐", "<w:vanish/>"), r("示", '<w:vanish w:val="0"/>')) + p("x")))
    assert kinds(found) == [("paragraph", "显示"), ("paragraph", "x")]
    assert codes(found) == [("hidden_text", (0,))]


def test_text_that_is_struck_out_is_left_out_and_told_once() -> None:
    """«编制88» struck, «92名» behind it were 8892 posts."""
    struck = p(r("编制"), r("88", "<w:strike/>"), r("92", '<w:strike w:val="0"/>'), r("号", "<w:dstrike/>"), r("名"))
    found = read_docx(docx(struck + p("x")))
    assert kinds(found) == [("paragraph", "编制92名"), ("paragraph", "x")]
    assert codes(found) == [("struck_text", (0,))]


def test_a_raised_figure_is_no_digit_of_the_one_before_it() -> None:
    """«86» with a note's number were 861 posts; «5m²» keeps the letters of its unit."""
    high = '<w:vertAlign w:val="superscript"/>'
    body = p(r("编制86"), r("1", high), r("名，10"), r("4", high), r("吨，5m"), r("2", high))
    assert kinds(read_docx(docx(body))) == [("paragraph", "编制86¹名，10⁴吨，5m2")]


def test_hidden_by_style() -> None:
    styles = (
        '<w:style w:styleId="H"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="S"><w:name w:val="Sub"/><w:basedOn w:val="H"/></w:style>'
    )
    body = p(r("显"), r("隐", '<w:rStyle w:val="S"/>')) + p(
        r("全隐"), r("露", '<w:vanish w:val="0"/>'), ppr='<w:pStyle w:val="H"/>'
    )
    assert kinds(read_docx(docx(body, styles=styles))) == [("paragraph", "显"), ("paragraph", "露")]


def test_a_wholly_hidden_paragraph_is_no_paragraph() -> None:
    found = read_docx(docx(p(r("隐", "<w:vanish/>"), ppr="<w:rPr><w:vanish/></w:rPr>") + p("x")))
    assert kinds(found) == [("paragraph", "x")]


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        p(
            r("支出"),
            f"<w:del w:id='1'><w:r><w:delText>100</w:delText></w:r></w:del><w:ins w:id='2'>{r('120')}</w:ins>",
            r("万元"),
        )
        + p(f"<w:moveFrom w:id='3'>{r('moved')}</w:moveFrom>", "留")
        + p(f"<w:moveTo w:id='4'>{r('moved')}</w:moveTo>")
        + p("x")
    )
    found = read_docx(docx(body))
    assert kinds(found) == [("paragraph", t) for t in ("支出120万元", "留", "moved", "x")]
    assert codes(found) == [("tracked_changes", (0, 1, 2))]


def test_a_changed_number_in_a_cell() -> None:
    changed = p(f"<w:del w:id='1'><w:r><w:delText>7</w:delText></w:r></w:del><w:ins w:id='2'>{r('9')}</w:ins>")
    found = read_docx(docx(tbl(tr("编制", tc(changed)))))
    assert isinstance(found.blocks[0], Table)
    assert [cell.text for cell in found.blocks[0].cells] == ["编制", "9"]


GONE = "<w:rPr><w:del w:id='1'/></w:rPr>"


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    found = read_docx(docx(p("上", ppr=GONE) + p("中", ppr=GONE) + p("下") + p("x")))
    assert kinds(found) == [("paragraph", "上中下"), ("paragraph", "x")]
    whole = p("<w:del w:id='1'><w:r><w:delText>旧</w:delText></w:r></w:del>", ppr=GONE)
    assert kinds(read_docx(docx(p("a") + whole + p("b")))) == [("paragraph", "a"), ("paragraph", "b")]


def test_a_deleted_mark_before_a_table_or_the_end_keeps_its_text() -> None:
    found = read_docx(docx(p("上", ppr=GONE) + tbl(tr("格", tc(p("末", ppr=GONE)))) + p("尾", ppr=GONE)))
    assert kinds(found) == [("paragraph", "上"), ("table", "格"), ("paragraph", "尾")]
    assert isinstance(found.blocks[1], Table)
    assert [cell.text for cell in found.blocks[1].cells] == ["格", "末"]


def test_content_controls_and_wrappers_around_blocks() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    box = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>'
        + r("☑")
        + "</w:sdtContent></w:sdt>"
    )
    body = (
        control(p("甲") + control(p("乙")))
        + control(tbl(tr("表")))
        + p(box, "是")
        + f'<w:customXml w:element="x">{p("丙")}</w:customXml>'
    )
    assert kinds(read_docx(docx(body))) == [
        ("paragraph", "甲"), ("paragraph", "乙"), ("table", "表"), ("paragraph", "☑是"), ("paragraph", "丙"),
    ]  # fmt: skip


def test_text_boxes_come_once_after_their_paragraph() -> None:
    inside = p("框内") + tbl(tr("框表"))
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawn(inside)}</mc:Choice>'
        f"<mc:Fallback>{textbox(inside)[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read_docx(docx(p(r("前"), both, r("后")) + p(textbox(p("旧框")))))
    assert kinds(found) == [
        ("paragraph", "前后"), ("text_box", "框内"), ("table", "框表"), ("paragraph", ""), ("text_box", "旧框"),
    ]  # fmt: skip


def test_a_fallback_is_read_when_the_choice_holds_no_text() -> None:
    chosen = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice>'
        f"<mc:Fallback>{textbox(p('只在后备'))[5:-6]}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert kinds(read_docx(docx(p(chosen)))) == [("paragraph", ""), ("text_box", "只在后备")]


def test_alternate_content_around_runs_and_paragraphs() -> None:
    def either(first: str, second: str) -> str:
        choice = f'<mc:Choice Requires="w14">{first}</mc:Choice>'
        return f"<mc:AlternateContent>{choice}<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent>"

    found = read_docx(docx(p(either(r("新"), r("旧")), "字") + either(p("新段"), p("旧段"))))
    assert kinds(found) == [("paragraph", "新字"), ("paragraph", "新段")]


def test_a_text_box_in_a_cell_and_a_text_box_in_a_text_box() -> None:
    found = read_docx(docx(tbl(tr(tc(p(textbox(p("框", textbox(p("框中框")))), "格文")), "乙"))))
    assert kinds(found) == [("table", "格文"), ("text_box", "框"), ("text_box", "框中框")]


def test_lettering() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath on="t" string="绩效报告"/></v:shape></w:pict></w:r>'
    assert kinds(read_docx(docx(p(art)))) == [("paragraph", ""), ("text_box", "绩效报告")]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f>", "1/3"),
        ("<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f>", "(a+b)/c"),
        ("<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>4</m:t></m:r></m:sup></m:sSup>", "10⁴"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>ab</m:t></m:r></m:sup></m:sSup>", "x^ab"),
        ("<m:rad><m:deg/><m:e><m:r><m:t>2</m:t></m:r></m:e></m:rad>", "√2"),
        ("<m:d><m:e><m:r><m:t>y</m:t></m:r></m:e></m:d>", "(y)"),
        (
            '<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>y</m:t></m:r></m:e></m:d>',
            "[y]",
        ),
        ("<m:sSub><m:e><m:r><m:t>CO</m:t></m:r></m:e><m:sub><m:r><m:t>2</m:t></m:r></m:sub></m:sSub>", "CO2"),
    ],
)
def test_formulas_keep_what_makes_the_number(formula: str, expected: str) -> None:
    assert text(r("执行率="), f"<m:oMath>{formula}</m:oMath>") == f"执行率={expected}"
    assert kinds(read_docx(docx(f"<m:oMathPara><m:oMath>{formula}</m:oMath></m:oMathPara>"))) == [
        ("paragraph", expected)
    ]


def note(kind: str, number: int, content: str) -> str:
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{r(content)}</w:p></w:{kind}>'


def test_notes_follow_the_block_that_cites_them() -> None:
    foot, end = '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:endnoteReference w:id="1"/></w:r>'
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    found = read_docx(
        docx(
            p(r("正文"), foot, r("续"), end)
            + p("x")
            + tbl(tr(tc(p(r("格"), '<w:r><w:footnoteReference w:id="3"/></w:r>')))),
            footnotes=separator
            + note("footnote", 2, "脚注")
            + note("footnote", 3, "表注")
            + note("footnote", 4, "未引"),
            endnotes=note("endnote", 1, "尾注"),
        )
    )
    assert kinds(found) == [
        ("paragraph", "正文续"), ("footnote", "脚注"), ("endnote", "尾注"), ("paragraph", "x"),
        ("table", "格"), ("footnote", "表注"),
    ]  # fmt: skip


def test_comments_headers_and_footers_are_set_aside_at_the_end() -> None:
    page = field("begin") + code(" PAGE ") + field("separate") + r("3") + field("end")
    sections = "".join(
        f'<w:headerReference w:type="{kind}" r:id="rId{name}"/>'
        for kind, name in (("default", "header"), ("even", "header2"))
    )
    found = read_docx(
        docx(
            p(r("正文"), '<w:r><w:commentReference w:id="0"/></w:r>')
            + f'<w:sectPr>{sections}<w:footerReference w:type="default" r:id="rIdfooter"/></w:sectPr>',
            comments=f'<w:comment w:id="0">{p("批注")}</w:comment>',
            header=p("页眉") + "<w:p/>" + tbl(tr("左", "右")),
            header2=p("页眉") + p("偶数页"),
            footer=p(r("第"), page, r("页")),
        )
    )
    assert [(b.kind, b.aside, b.text) for b in found.blocks if isinstance(b, Paragraph)] == [
        ("paragraph", "", "正文"), ("comment", "comment", "批注"),
        ("header", "header", "页眉"), ("header", "header", "左"),
        ("header", "header", "右"), ("header", "header", "偶数页"), ("footer", "footer", "第3页"),
    ]  # fmt: skip


def chunk(name: str, data: bytes) -> Document:
    return read_docx(docx(p("前") + f'<w:altChunk r:id="{name}"/>' + p("后"), extra={f"word/{name}": data}))


def test_alt_chunks_of_html_and_text_are_read() -> None:
    page = (
        '<html><head><meta charset="utf-8"><title>no</title><style>p{}</style></head><body><p>甲<b>乙</b></p>\n'
        "<div>丙<br>丁 戊\n己</div><table><tr><td>1</td><td>2</td></tr></table></body></html>"
    )
    found = chunk("chunk1.html", page.encode())
    assert [b.text if isinstance(b, Paragraph) else [c.text for c in b.cells] for b in found.blocks] == [
        "前", "甲乙", "丙", "丁 戊 己", ["1", "2"], "后",
    ]  # fmt: skip
    assert codes(found) == [("alt_chunk", (1,))]
    assert [t for _, t in kinds(chunk("chunk2.txt", "一行\r\n\r\n二行".encode("gb18030")))] == [
        "前",
        "一行",
        "二行",
        "后",
    ]


def test_other_alt_chunks_are_told() -> None:
    found = chunk("chunk3.mht", b"MIME-Version: 1.0\r\n\r\n...")
    assert [t for _, t in kinds(found)] == ["前", "后"]
    assert codes(found) == [("alt_chunk_unread", (1,))]


def test_embedded_objects_are_told() -> None:
    found = read_docx(docx(p("x") + p('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>')))
    assert codes(found) == [("embedded_object", (1,))]


def test_pictures_charts_and_smart_art_are_told_a_letterhead_is_not() -> None:
    def graphic(inner: str) -> str:
        drawing = "http://schemas.openxmlformats.org/drawingml/2006"
        return f'<w:r><w:drawing xmlns:c="{drawing}/chart" xmlns:dgm="{drawing}/diagram">{inner}</w:drawing></w:r>'

    body = p("x", graphic("<a:blip/>")) + p(graphic("<c:chart/>")) + p(graphic("<dgm:relIds/>"))
    assert codes(read_docx(docx(body))) == [("embedded_object", (1, 2)), ("pictures", (0,))]
    old = "<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"
    assert codes(read_docx(docx(p("x", old)))) == [("pictures", (0,))]
    head = '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/></w:sectPr>'
    assert codes(read_docx(docx(p("x") + head, header=p("局", old)))) == []


def test_strict_namespaces() -> None:
    strict = (
        document(p("严格") + tbl(tr(tc("甲", tcpr='<w:gridSpan w:val="2"/>')), tr("乙", "丙")))
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    )
    found = read_docx(package(strict.encode()))
    assert kinds(found) == [("paragraph", "严格"), ("table", "甲")]
    assert isinstance(found.blocks[1], Table)
    assert [(cell.column, cell.column_span) for cell in found.blocks[1].cells] == [(0, 2), (0, 1), (1, 1)]


def test_any_prefix_may_stand_for_the_namespace() -> None:
    body = document(p("x")).replace("<w:", "<q:").replace("</w:", "</q:").replace("xmlns:w=", "xmlns:q=")
    assert kinds(read_docx(package(body.encode()))) == [("paragraph", "x")]


def test_utf16_parts() -> None:
    body = document(p("绩效")).replace("UTF-8", "UTF-16")
    assert kinds(read_docx(package(body.encode("utf-16")))) == [("paragraph", "绩效")]


def test_style_names_from_a_styles_part_in_another_form() -> None:
    plain = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    body = p("x", ppr='<w:pStyle w:val="1"/>') + p("y", ppr='<w:pStyle w:val="none"/>')
    for styles in (plain, f"<!-- <w:style --> {plain}", plain.replace("<w:style ", "<w:style\n")):
        found = read_docx(docx(body, styles=styles))
        assert [b.style for b in found.blocks if isinstance(b, Paragraph)] == ["heading 1", "none"]
