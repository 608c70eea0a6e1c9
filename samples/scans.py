"""Samples as scans: printed by LibreOffice, then damaged page by page; the truth stays the sample's.

A form is ``scan:LEVEL`` (PDF mostly, now and then mixed or TIFF) or ``scan:LEVEL:CONTAINER``. The same seed gives the
same damage; the pixels are the same with the same versions of LibreOffice, pdfium, OpenCV and the fonts.
"""

from __future__ import annotations

import io
import json
import random
import re
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from jixiao.document import Table
from samples.blocks import Block, Sample, truth_json
from samples.scanning import files
from samples.scanning.damage import scanned
from samples.scanning.recipe import LEVELS, Box, Copier, Sheet, copier, sheet
from samples.writers import pdf
from samples.writers.docx import docx_bytes

PRINT = "print"
"""The directory beside the scans for what was printed, and what was done to each page."""
SONG, HEI, ROMAN = "Noto Serif CJK SC", "Noto Sans CJK SC", "Liberation Serif"
FONTS = ((SONG, ROMAN), (SONG, ROMAN), (SONG, SONG), (HEI, HEI))
"""What reports are printed in (Chinese, Latin): LibreOffice has no 仿宋 and would take what it finds."""
WIDER = 1.5
"""How much wider a table is on A3 than on A4, margins apart: a table that must stand on one sheet."""
SIGNED = re.compile("签|负责人|填表人|填报人")


@dataclass(frozen=True, slots=True)
class Scan:
    """A finished file, and what was done to its pages (None: the page was left as printed)."""

    data: bytes
    suffix: str
    copier: Copier
    sheets: tuple[Sheet | None, ...]


def write_scans(samples: Sequence[Sample], directory: Path, form: str) -> int:
    """Write each sample in a scan form; the number of files. A table too long for one sheet is left out (png, jpg).

    NAME.scan-LEVEL.pdf belongs to NAME.truth.json. ``print/NAME….pdf`` is what was printed, ``print/NAME….json`` the
    damage. Raises NoOfficeError when soffice is missing.
    """
    level, _, wanted = form.removeprefix("scan:").partition(":")
    stem = f"scan-{level}-{wanted}" if wanted else f"scan-{level}"
    single = wanted in ("png", "jpg")
    chosen = [part for sample in samples if (part := _table_alone(sample) if single else sample)]
    written = 0
    (directory / PRINT).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        sources = [Path(scratch) / f"{sample.name}.{stem}.docx" for sample in chosen]
        for source, sample in zip(sources, chosen, strict=True):
            source.write_bytes(_printable(sample, whole=single))
        printed = pdf.convert(sources, directory / PRINT) if sources else []
    for sample, path in zip(chosen, printed, strict=True):
        rng = random.Random(f"{sample.name}/{stem}")
        container = wanted or rng.choices(["pdf", "mixed", "tiff"], [70, 15, 15])[0]
        scan = scan_of(path.read_bytes(), level, container, rng, _unit(sample))
        if single and len(scan.sheets) > 1:
            continue
        name = f"{sample.name}.{stem}"
        (directory / f"{name}.{scan.suffix}").write_bytes(scan.data)
        if single:
            (directory / f"{name}.truth.json").write_text(truth_json(sample.truth), encoding="utf-8")
        (directory / PRINT / f"{name}.json").write_text(_record(scan, container), encoding="utf-8")
        written += 1
    return written


def scan_of(printed: bytes, level: str, container: str, rng: random.Random, name: str) -> Scan:
    """A printed PDF scanned: ``level`` of `LEVELS`, ``container`` of `CONTAINERS`, ``name`` for the seals."""
    machine = copier(rng, LEVELS[level])
    document = pdfium.PdfDocument(printed)
    keep_tables = rng.random() < 0.3
    pages: list[bytes | None] = []
    sheets: list[Sheet | None] = []
    for page in document:
        lines, table = _lines(page), _has_rules(page)
        drawn = sheet(rng, LEVELS[level], lines, page.get_size(), table=table)
        if container in ("png", "jpg"):
            drawn = replace(drawn, turn=0)  # a page alone may be turned too, but then nothing tells that it is
        state = random.Random(rng.getrandbits(64))
        if container == "mixed" and table is keep_tables:
            pages.append(None)
            sheets.append(None)
            continue
        picture = page.render(scale=machine.dpi / 72, grayscale=True).to_numpy()
        grey = np.ascontiguousarray(picture.reshape(picture.shape[:2]))
        pages.append(scanned(grey, drawn, machine, state, name=name, signed=_signed(page)))
        sheets.append(drawn)
    images = [page for page in pages if page is not None]
    if container in ("png", "jpg"):
        data = (files.png if container == "png" else files.jpeg)(images[0], machine.dpi)
    elif container == "tiff":
        data = files.tiff(images, machine.dpi)
    else:
        data = files.pdf(pages, machine.dpi, printed)
    return Scan(data, "pdf" if container == "mixed" else container, machine, tuple(sheets))


def _record(scan: Scan, container: str) -> str:
    sheets = [asdict(sheet) if sheet else None for sheet in scan.sheets]
    return json.dumps({"container": container, "copier": asdict(scan.copier), "pages": sheets}, indent=1)


def _unit(sample: Sample) -> str:
    """The name for the seal: the unit's."""
    evaluations = sample.truth.get("evaluations") or [{}]
    name = sample.truth.get("organization", {}).get("name") or evaluations[0].get("unit")
    return str(name or "绩效评价专用章")


def _printable(sample: Sample, *, whole: bool) -> bytes:
    """A DOCX in fonts that are installed, with line spacing as offices set it; ``whole``: on one A3 sheet."""
    body, latin = random.Random(f"{sample.name}/print").choice(FONTS)
    spacing = int(float(sample.page["size"]) * 1.75 * 20)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx_bytes(sample))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            part = source.read(info)
            if info.filename == "word/document.xml":
                xml = _in_fonts(part.decode("utf-8"), body, latin)
                xml = _spaced(xml, spacing, 260 if whole else 320)
                part = (_on_one_sheet(xml) if whole else xml).encode("utf-8")
            target.writestr(info, part)
    return out.getvalue()


def _in_fonts(xml: str, body: str, latin: str) -> str:
    def fonts(found: re.Match[str]) -> str:
        chinese = HEI if found[1] in ("黑体", "等线") else body
        return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}"/>'

    return re.sub(r'<w:rFonts w:ascii="([^"]*)"[^>]*/>', fonts, xml)


def _spaced(xml: str, lines: int, cells: int) -> str:
    """Fixed line spacing in twentieths of a point: these fonts' own is half as wide again as 宋体's."""
    xml = xml.replace('w:line="360" w:lineRule="auto"', f'w:line="{lines}" w:lineRule="exact"')
    fixed = f'<w:p><w:pPr><w:spacing w:line="{cells}" w:lineRule="exact"/><w:jc'
    return xml.replace("<w:p><w:pPr><w:jc", fixed)


def _on_one_sheet(xml: str) -> str:
    xml = xml.replace('<w:sz w:val="21"/>', '<w:sz w:val="18"/>')
    xml = re.sub(r'(<w:(?:tblW|gridCol|tcW) w:w=)"(\d+)"', lambda m: f'{m[1]}"{int(int(m[2]) * WIDER)}"', xml)
    return re.sub(r"<w:pgSz [^>]*/>", '<w:pgSz w:w="16838" w:h="23811"/>', xml)


def _table_alone(sample: Sample) -> Sample | None:
    """The evaluation table with its heading and sign-off as a document of its own, and that part of the truth."""
    parts: list[list[Block]] = [[]]
    for block in sample.blocks:
        if not isinstance(block, Table) and block.kind == "attachment":
            parts.append([])
        parts[-1].append(block)
    if not sample.truth["evaluations"]:
        return None
    for number, part in enumerate(parts[1:], 1):
        if any(isinstance(block, Table) and block.columns == 9 for block in part):  # the other one has 7
            sign_offs = [row for row in sample.truth["sign_offs"] if row["attachment"] == f"附件{number}"]
            truth = {"evaluations": sample.truth["evaluations"], "sign_offs": sign_offs}
            return replace(sample, blocks=part, truth=truth, automatic_numbers=False)
    return None


def _lines(page: pdfium.PdfPage) -> list[Box]:
    """The boxes of the printed text, in points from the top left."""
    height = page.get_size()[1]
    text = page.get_textpage()
    boxes = [text.get_rect(i) for i in range(text.count_rects())]
    return [(left, height - top, right, height - bottom) for left, bottom, right, top in boxes]


def _signed(page: pdfium.PdfPage) -> Box | None:
    """The last line in which somebody signs, or None."""
    text, height = page.get_textpage(), page.get_size()[1]
    for i in reversed(range(text.count_rects())):
        left, bottom, right, top = text.get_rect(i)
        if SIGNED.search(text.get_text_bounded(left, bottom, right, top)):
            return left, height - top, right, height - bottom
    return None


def _has_rules(page: pdfium.PdfPage) -> bool:
    """Whether a table stands on the page."""
    return sum(1 for _ in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_PATH,))) > 8
