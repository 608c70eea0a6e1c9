"""read_docx against a bare walk of the same file (open the zip, parse with lxml, visit every w:t).

    python tests/benchmarks/bench_docx.py [FILE.docx]

Prints best-of-n milliseconds side by side, their ratio, and both at 4 and 16 times the length: a linear reader keeps
its ratio. Without a file it measures a made-up report of about the length of a real one.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from jixiao.readers.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr><w:t>{}</w:t></w:r>'
PARAGRAPH = f'<w:p><w:pPr><w:spacing w:line="560"/><w:ind w:firstLine="640"/></w:pPr>{RUN}</w:p>'
CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="1020" w:type="dxa"/>{}<w:tcMar><w:top w:w="50" w:type="dxa"/></w:tcMar>'
    f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{RUN}</w:p></w:tc>'
)


def sample() -> bytes:
    """The body of a fictional report: 60 paragraphs, two tables of 25 rows with merges."""
    body = "".join(
        PARAGRAPH.format(f"（{n}）某局本年支出{n * 7}.{n:02d}万元，比上年增加{n}万元，主要原因是项目增加。" * 3)
        for n in range(60)
    )
    merge = '<w:gridSpan w:val="2"/>'
    for table in range(2):
        rows = ""
        for row in range(25):
            vertical = '<w:vMerge w:val="restart"/>' if row % 5 == 0 else "<w:vMerge/>"
            cells = CELL.format(vertical, "产出指标") + "".join(
                CELL.format(merge, f"{row}.{n}") for n in range(3 + table)
            )
            rows += f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
        grid = '<w:gridCol w:w="1020"/>' * (7 + 2 * table)
        body += f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    main = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": main.encode()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def longer(data: bytes, times: int) -> bytes:
    """The same package with its body repeated."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    head, _, rest = files["word/document.xml"].partition(b"<w:body>")
    body, _, tail = rest.rpartition(b"</w:body>")
    files["word/document.xml"] = head + b"<w:body>" + body * times + b"</w:body>" + tail
    return zipped(files)


def bare(data: bytes) -> int:
    """The floor: every character of text visited, nothing understood."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return sum(len(item.text or "") for item in root.iter(f"{{{W}}}t"))


def side_by_side(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Best milliseconds of each, taken in turns so that both meet the same load."""
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for index, work in enumerate((first, second)):
            begin = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - begin)
    return best[0] * 1000, best[1] * 1000


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args()
    data = options.file.read_bytes() if options.file else sample()
    lines = ["length   bare ms   read ms   ratio"]
    for times in (1, 4, 16):
        current = data if times == 1 else longer(data, times)
        rounds = max(options.rounds // times, 5)
        floor, mine = side_by_side(lambda d=current: bare(d), lambda d=current: read_docx(d), rounds)  # type: ignore[misc]
        lines.append(f"{times:>5}x {floor:>9.2f} {mine:>9.2f} {mine / floor:>7.2f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
