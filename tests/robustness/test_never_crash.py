"""Whatever the bytes: a sound document, or one typed error in one line. Never a traceback, never half a result."""

from __future__ import annotations

import os
import random
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_files import CONTENT, PARTS, TEXT, check_document, make_docx, make_pdf

from jixiao.document import Document, Paragraph, Table
from jixiao.errors import DamagedFileError, EncryptedFileError, JixiaoError, LimitError, ReadError
from jixiao.readers import read
from jixiao.readers.docx import read_docx
from jixiao.readers.limits import Limits
from jixiao.readers.pdf import read_pdf
from jixiao.readers.scan.options import missing

pytestmark = pytest.mark.no_cover

BASES = {
    "docx": make_docx(),
    "pdf": make_pdf(),
    "pdf, compressed": make_pdf(compress=True),
    "pdf, turned": make_pdf(rotate=90),
    "utf-8": TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "utf-16": TEXT.encode("utf-16"),
}


class Blind:
    """A recogniser that sees one «甲» on each page: what the networks make of a torn file's page costs seconds for each
    page, and none of what may crash is in them.
    """

    def detect(self, pixels: Any) -> Any:
        import numpy as np  # noqa: PLC0415 - the extra may be missing

        height, width = pixels.shape[:2]
        corners = np.array([[(0.1, 0.1), (0.3, 0.1), (0.3, 0.13), (0.1, 0.13)]], np.float32)
        return corners * np.float32([width, height])

    def read(self, strips: list[Any]) -> list[Any]:
        from jixiao.readers.scan.recognise import Answer  # noqa: PLC0415

        return [Answer("甲", [0.5], [0.9]) for _ in strips]

    def score(self, strip: Any) -> float:
        return self.read([strip])[0].mean


@pytest.fixture(scope="module", autouse=True)
def _blind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if not missing():
            patch.setattr("jixiao.readers.scan.pages._engines.get", lambda _threads: Blind())
        patch.setenv("JIXIAO_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))  # what it reads is for nobody else
        yield


# A long night's run: JIXIAO_EXAMPLES=50000 pytest tests/robustness -n auto
QUIET = settings(
    max_examples=int(os.environ.get("JIXIAO_EXAMPLES", "100")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def outcome(data: bytes) -> Document | ReadError:
    """The document, checked, or the error, checked; anything else that is raised fails the test."""
    try:
        document = read(data)
    except ReadError as error:
        check_error(error)
        return error
    check_document(document)
    return document


def check_error(error: ReadError) -> None:
    for line in (str(error), error.message, error.message_en):
        assert line.strip()
        assert len(line.splitlines()) == 1
    assert 3 <= error.exit_code <= 7


def text_of(document: Document) -> str:
    """All characters, without what a reader puts between."""
    return "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in document.blocks
    )


# --- the material is what it claims to be -----------------------------------------------------------------------------


def test_the_tiny_docx_is_read_in_full() -> None:
    document = outcome(BASES["docx"])
    assert isinstance(document, Document)
    texts = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert texts[:3] == ["2023年度云溪县档案馆", "一、单位基本情况", "项目支出30万元，与上年持平。"]
    assert {"新增1", "文本框", "内容控件", "脚注", "页眉"} <= set(texts)
    assert texts.count("文本框") == 1
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells] == [
        (0, 0, 2, 1, "预算"),
        (0, 1, 1, 2, "年初"),
        (1, 1, 1, 1, "200.00"),
        (1, 2, 1, 1, "212.40"),
    ]


@pytest.mark.parametrize("name", ["pdf", "pdf, compressed", "pdf, turned"])
def test_the_tiny_pdf_is_read_in_full(name: str) -> None:
    document = outcome(BASES[name])
    assert isinstance(document, Document)
    assert document.page_count == 2
    text = re.sub(r"\s", "", text_of(document))
    assert text.count("Budget2023report212.40") == 2
    assert text.count("insideaform") == 2
    assert text.count("绩效") == 2


# --- mutations --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BASES)
def test_cut_anywhere(name: str) -> None:
    data = BASES[name]
    step = max(1, len(data) // 60)
    for cut in range(0, len(data), step):
        outcome(data[:cut])
        outcome(data[cut:])


@given(st.data())
@QUIET
def test_bytes_overwritten(data: st.DataObject) -> None:
    base = bytearray(BASES[data.draw(st.sampled_from(sorted(BASES)))])
    for _ in range(data.draw(st.integers(1, 8))):
        base[data.draw(st.integers(0, len(base) - 1))] = data.draw(st.integers(0, 255))
    outcome(bytes(base))


@given(st.data())
@QUIET
def test_stretches_taken_out_doubled_or_exchanged(data: st.DataObject) -> None:
    names = sorted(BASES)
    base = BASES[data.draw(st.sampled_from(names))]
    other = BASES[data.draw(st.sampled_from(names))]
    start = data.draw(st.integers(0, len(base)))
    end = data.draw(st.integers(start, min(len(base), start + 600)))
    for piece in (b"", base[start:end] * 2, other[start:end], data.draw(st.binary(max_size=60))):
        outcome(base[:start] + piece + base[end:])


_TOKENS = re.compile(rb"<[^>]*>|[^<]+")
_NUMBERS = ["-1", "0", "99999999999999999999", "1.5", "", "abc", "2147483648", "一", "65536", "5000"]


def mutated_xml(data: st.DataObject, text: str) -> bytes:
    """Still XML more often than not, so that the mutation gets past the parser."""
    tokens = _TOKENS.findall(text.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(tokens) - 1))
        action = data.draw(st.sampled_from(["drop", "double", "value", "exchange", "wrap", "rename"]))
        if action == "drop":
            tokens[at] = b""
        elif action == "double":
            tokens[at] += tokens[at]
        elif action == "value":
            number = data.draw(st.sampled_from(_NUMBERS)).encode()
            tokens[at] = re.sub(rb"(['\"])[^'\"]*(['\"])", rb"\g<1>" + number + rb"\g<2>", tokens[at], count=1)
        elif action == "exchange":
            other = data.draw(st.integers(0, len(tokens) - 1))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif action == "wrap":
            tag = data.draw(st.sampled_from(["w:tc", "w:tbl", "w:tr", "w:p", "w:r", "w:sdt", "w:del", "w:txbxContent"]))
            end = data.draw(st.integers(at, len(tokens) - 1))
            tokens[at] = f"<{tag}>".encode() + tokens[at]
            tokens[end] += f"</{tag}>".encode()
        else:
            name = data.draw(st.sampled_from([b"tc", b"tbl", b"tr", b"p", b"r", b"t", b"vMerge", b"gridSpan", b"sdt"]))
            tokens[at] = re.sub(rb"w:\w+", b"w:" + name, tokens[at], count=1)
    return b"".join(tokens)


@given(st.data())
@QUIET
def test_xml_of_a_docx_mutated(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in PARTS if name.startswith("word/") and "_rels" not in name]))
    short = name.rpartition("/")[2].partition(".")[0]
    outcome(make_docx(**{short: mutated_xml(data, PARTS[name])}))


_OPERATORS = [
    b"q",
    b"Q",
    b"cm",
    b"BT",
    b"ET",
    b"Tj",
    b"Td",
    b"re",
    b"f",
    b"S",
    b"m",
    b"l",
    b"Tm",
    b"/X1 Do",
    b"Tr",
    b"Tz",
]
_OPERANDS = [
    b"0",
    b"-1",
    b"1e38",
    b"99999999999",
    b"-0.0000001",
    b"nan",
    b"(",
    b")",
    b"<",
    b"<00>",
    b"[",
    b"/F9",
    b"3 0 R",
]


@given(st.data())
@QUIET
def test_content_of_a_pdf_mutated(data: st.DataObject) -> None:
    tokens = CONTENT.split(b" ")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(tokens) - 1))
        tokens[at] = data.draw(st.sampled_from([*_OPERATORS, *_OPERANDS, b"", tokens[at] * 2]))
    outcome(make_pdf(b" ".join(tokens), rotate=data.draw(st.sampled_from([0, 90, 180, 270, 45, -90]))))


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
)
@QUIET
def test_noise_behind_any_magic_number(noise: bytes, magic: bytes) -> None:
    outcome(magic + noise)


@pytest.mark.parametrize("first", BASES)
@pytest.mark.parametrize("second", BASES)
def test_two_files_in_one(first: str, second: str) -> None:
    outcome(BASES[first] + BASES[second])


# --- hostile files: small on disk, refused before they cost anything -------------------------------------------------


def document_xml(body: str) -> bytes:
    return (
        PARTS["word/document.xml"].replace(PARTS["word/document.xml"].partition("<w:body>")[2], "").encode()
        + (body + "</w:body></w:document>").encode()
    )


@pytest.mark.parametrize("tag", ["w:tbl><w:tr><w:tc", "w:sdt><w:sdtContent", "w:p", "w:r", "w:ins", "x"])
def test_nesting_without_end(tag: str) -> None:
    tags = tag.split("><")
    opened = "".join(f"<{name}>" for name in tags) * 3000
    closed = "".join(f"</{name}>" for name in reversed(tags)) * 3000
    error = outcome(make_docx(document=document_xml(opened.replace("<x>", "<w:x>") + closed.replace("</x>", "</w:x>"))))
    assert isinstance(error, LimitError | DamagedFileError)


@pytest.mark.parametrize("depth", [10, 30, 60])
def test_deep_but_possible_nesting(depth: int) -> None:
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>底</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    result = outcome(make_docx(document=document_xml(body)))
    assert isinstance(result, LimitError) or "底" in text_of(result)  # type: ignore[arg-type]


@pytest.mark.parametrize("columns", [2001, 30_000, 2_000_000_000])
@pytest.mark.parametrize("place", ["span", "before"])
def test_a_grid_that_no_page_holds(columns: int, place: str) -> None:
    properties = {
        "span": f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='{columns}'/></w:tcPr><w:p/></w:tc></w:tr>",
        "before": f"<w:tr><w:trPr><w:gridBefore w:val='{columns}'/></w:trPr><w:tc><w:p/></w:tc></w:tr>",
    }
    result = outcome(make_docx(document=document_xml(f"<w:tbl>{properties[place]}</w:tbl>")))
    # refused, or (a number beyond Word's own range) taken for not stated
    assert isinstance(result, LimitError) or columns > 30_000


def test_a_grid_of_too_many_positions() -> None:
    row = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='1999'/></w:tcPr><w:p/></w:tc></w:tr>"
    assert isinstance(outcome(make_docx(document=document_xml(f"<w:tbl>{row * 3000}</w:tbl>"))), LimitError)


def test_a_text_node_that_unpacks_to_a_hundred_times_its_size() -> None:
    body = "<w:p><w:r><w:t>" + "绩" * 12_000_000 + "</w:t></w:r></w:p>"
    assert isinstance(outcome(make_docx(document=document_xml(body))), LimitError)


LISTED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'


@pytest.mark.parametrize("label", ["长" * 100_000, "%1" * 50_000])
def test_a_list_label_that_is_printed_thousands_of_times(label: str) -> None:
    numbering = PARTS["word/numbering.xml"].replace("%1、", label).encode()
    assert isinstance(outcome(make_docx(document=document_xml(LISTED * 20_000), numbering=numbering)), LimitError)


def test_labels_count_as_characters() -> None:
    numbering = PARTS["word/numbering.xml"].replace("%1、", "长" * 250).encode()
    data = make_docx(document=document_xml(LISTED * 300), numbering=numbering)
    assert isinstance(read_docx(data, Limits(characters=80_000)), Document)
    with pytest.raises(LimitError):
        read_docx(data, Limits(characters=70_000))


def test_fields_that_are_opened_and_never_closed() -> None:
    # Not timed: looked at again with each paragraph, they would take minutes.
    opened = "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:t>字</w:t></w:r></w:p>" * 60_000
    document = outcome(make_docx(document=document_xml(opened + "<w:p><w:r><w:t>末</w:t></w:r></w:p>")))
    assert isinstance(document, Document)
    assert "末" in text_of(document)


def test_lists_that_all_refer_to_each_other_by_style() -> None:
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:numStyleLink w:val="L{i}"/></w:abstractNum>' for i in range(8000)
    ) + "".join(f'<w:num w:numId="{i}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(8000))
    numbering = PARTS["word/numbering.xml"].partition("<w:abstractNum")[0] + lists + "</w:numbering>"
    body = "".join(LISTED.replace('numId w:val="1"', f'numId w:val="{i}"') for i in range(8000))
    document = outcome(make_docx(document=document_xml(body), numbering=numbering.encode()))
    assert isinstance(document, Document)


def test_empty_paragraphs_without_number() -> None:
    assert isinstance(outcome(make_docx(document=document_xml("<w:p/>" * 1_000_000))), LimitError)


@pytest.mark.parametrize(
    "doctype", ['<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<!DOCTYPE x SYSTEM "file:///etc/passwd">']
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_entities_are_refused(doctype: str, codec: str) -> None:
    xml = f'<?xml version="1.0" encoding="{codec}"?>' + doctype + PARTS["word/document.xml"]
    assert isinstance(outcome(make_docx(document=xml.encode(codec))), DamagedFileError | LimitError)


def test_a_zip_whose_sizes_lie() -> None:
    base = BASES["docx"]
    directory = base.rfind(b"PK\x01\x02word/")
    for at in [found.start() for found in re.finditer(rb"PK\x01\x02", base)]:
        for value in (0, 1, 0x7FFFFFFF, 0xFFFFFFFF):
            for field in (20, 24, 42):
                lying = bytearray(base)
                lying[at + field : at + field + 4] = value.to_bytes(4, "little")
                outcome(bytes(lying))
    assert directory < len(base)


@pytest.mark.parametrize("method", [1, 6, 8, 9, 12, 14, 93, 97])
def test_compression_methods_that_the_data_is_not_in(method: int) -> None:
    base = bytearray(BASES["docx"])
    for mark, offset in ((b"PK\x01\x02", 10), (b"PK\x03\x04", 8)):
        for found in re.finditer(re.escape(mark), bytes(base)):
            base[found.start() + offset : found.start() + offset + 2] = method.to_bytes(2, "little")
    result = outcome(bytes(base))
    assert isinstance(result, Document) == (method == zipfile.ZIP_DEFLATED)


def test_an_encrypted_entry() -> None:
    base = bytearray(BASES["docx"])
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        for found in re.finditer(re.escape(mark), bytes(base)):
            base[found.start() + offset] |= 1
    assert isinstance(outcome(bytes(base)), EncryptedFileError)


@pytest.mark.parametrize(
    "mapped", ["D800", "DC00D800", "D83DDE00", "0000", "FFFF", "FFFE", "000A", "", "E000", "7EE9654800410042"]
)
def test_glyphs_mapped_to_no_character(mapped: str) -> None:
    """A lone surrogate would make the report impossible to write as JSON; `outcome` looks for it."""
    data = make_pdf().replace(b"<7EE9>", f"<{mapped}>".encode())
    result = outcome(data)
    assert isinstance(result, Document)
    assert "30.00" in text_of(result)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#0;", "&#xFFFF;", "&#x1F600;", "&#x85;", "&nothing;"])
def test_character_references_that_xml_forbids(reference: str) -> None:
    xml = PARTS["word/document.xml"].replace("项目支出30万元", reference)
    result = outcome(make_docx(document=xml.encode()))
    assert isinstance(result, Document) == (reference in {"&#x1F600;", "&#x85;"})


def test_a_page_tree_that_points_to_itself() -> None:
    for old, new in (
        (b"/Kids[3 0 R 4 0 R]", b"/Kids[2 0 R 2 0 R]"),
        (b"/Count 2", b"/Count 2000000000"),
        (b"/Count 2", b"/Count -1"),
    ):
        outcome(BASES["pdf"].replace(old, new))


def test_a_form_that_draws_itself() -> None:
    data = (
        make_pdf(CONTENT)
        .replace(b"(inside a form) Tj ET", b"(inside a form) Tj /X1 Do ET")
        .replace(b"/Resources<</Font<</F1 6 0 R>>>>", b"/Resources<</Font<</F1 6 0 R>>/XObject<</X1 10 0 R>>>>")
    )
    outcome(data)


def test_a_content_stream_without_end() -> None:
    assert isinstance(outcome(make_pdf(b"0 0 m 1 1 l S\n" * 12_000_000, compress=True)), LimitError)


@pytest.mark.parametrize(
    "unit", [b"BT /F1 9 Tf 100 700 Td (same place) Tj ET\n", b"100 100 m 400 100 l S\n", b"100 100 9 9 re S\n", b"q "]
)
def test_many_objects_in_one_place(unit: bytes) -> None:
    outcome(make_pdf(unit * 20_000, compress=True))


def test_a_content_stream_without_end_behind_noise() -> None:
    noise = random.Random(1).randbytes(60_000).hex().encode()  # noqa: S311
    content = b"% " + noise + b"\n" + b"0 0 m 1 1 l S\n" * 6_000_000
    assert isinstance(outcome(make_pdf(content, compress=True)), LimitError)


def test_pages_that_share_one_large_content() -> None:
    data = make_pdf(b"100 100 m 400 100 l S\n" * 300, compress=True)
    shared = data.replace(b"/Kids[3 0 R 4 0 R]/Count 2", b"/Kids[" + b"3 0 R " * 60 + b"]/Count 60")
    assert isinstance(read_pdf(shared, Limits(drawn_objects=18_000)), Document)
    with pytest.raises(LimitError):
        read_pdf(shared, Limits(drawn_objects=17_000))


def test_random_bytes_of_many_sizes() -> None:
    source = random.Random(20231231)  # noqa: S311
    for size in (1, 2, 3, 7, 64, 1000, 70_000):
        for _ in range(6):
            assert isinstance(outcome(source.randbytes(size)), Document | JixiaoError)
