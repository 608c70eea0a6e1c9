"""Every file of the material, where it lies beside the checkout: what is read, and what is refused as what."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tiny_files import check_document

from jixiao.document import Paragraph
from jixiao.errors import (
    DamagedFileError,
    EmptyFileError,
    EncryptedFileError,
    LimitError,
    ReadError,
    UnknownTypeError,
)
from jixiao.readers import read, read_source

SHARED = Path(os.environ.get("JIXIAO_SHARED", Path(__file__).parents[3] / "shared"))
FOLDERS = ("probes", "dialects", "corpus", "seed")
FILES = [path for folder in FOLDERS for path in sorted((SHARED / folder).glob("*")) if path.is_file()]

pytestmark = pytest.mark.skipif(not FILES, reason="the shared material is not here")

# What each broken, hostile or foreign probe is; all other files are read.
REFUSED: dict[str, type[ReadError]] = {
    "bomb_entities.docx": DamagedFileError,
    "bomb_stream_200mb.pdf": LimitError,
    "bomb_text_200mb.docx": LimitError,
    "deep_nest_2000.docx": LimitError,
    "empty.doc": EmptyFileError,
    "empty.docx": EmptyFileError,
    "empty.pdf": EmptyFileError,
    "empty.txt": EmptyFileError,
    "encrypted.docx": EncryptedFileError,
    "encrypted_user.pdf": EncryptedFileError,
    "garbage.pdf": DamagedFileError,
    "page_loop.pdf": DamagedFileError,
    "really_doc.docx": UnknownTypeError,
    "truncated.docx": DamagedFileError,
    "truncated_half.pdf": DamagedFileError,
    "xxe.docx": DamagedFileError,
}
READERS = {".txt": "text", ".md": "text", ".tsv": "text", ".docx": "docx", ".pdf": "pdf"}


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.name}" for path in FILES])
def test_each_file_is_read_or_refused_by_name(path: Path) -> None:
    data, name = read_source(path)
    assert name == path.name
    if path.parent.name == "probes" and name in REFUSED:
        with pytest.raises(ReadError) as caught:
            read(data)
        assert type(caught.value) is REFUSED[name]
        assert len(str(caught.value).splitlines()) == 1
        return
    document = read(data)
    check_document(document)
    if not name.startswith("really_"):
        assert document.reader == READERS[path.suffix]
    if document.reader == "text":
        paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
        text = "".join(block.text + block.end for block in paragraphs)
        codec = {"big5": "cp950"}.get(document.encoding or "", document.encoding or "")
        assert text == data.decode(codec, "replace")


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.parent.name in {"dialects", "corpus"}], ids=lambda p: p.name
)
def test_a_text_survives_every_encoding(path: Path) -> None:
    """The same lines, whatever the file was saved as."""
    text = path.read_bytes().decode("gb18030" if "gbk" in path.name else "utf-8-sig")
    expected = read(text.encode()).blocks
    for codec in ("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"):
        assert read(text.encode(codec)).blocks == expected
