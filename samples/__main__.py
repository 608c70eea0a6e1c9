"""`python -m samples --seed 1 --count 200 --out DIR [--forms docx,html:portal,scan:bad] [--held-out | --all]`.

With `--family NAME,...` (or `all`) the reports are of other families than Hunan's of 2022, ``count`` of each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from samples import families
from samples.blocks import Sample, truth_json
from samples.dialects import CONVERTERS, DIALECTS, LOSSY
from samples.families import FAMILIES
from samples.report import make
from samples.scanning.recipe import CONTAINERS, LEVELS
from samples.wording import Bank, Mode, mode_name
from samples.writers import pdf
from samples.writers.docx import docx_bytes
from samples.writers.html import PAGES
from samples.writers.text import text_bytes, text_truth

HERE = Path(__file__).parent
SET_SEED = 2024
SET_FORMS = ["docx", "pdf", "docx", "pdf", "docx", "pdf", "docx", *(f"txt:{name}" for name in DIALECTS)]
"""The committed set: one report in each of these forms."""
DEMO = "2023/open/3912"
"""The seed of the report that `make demo` reads."""

SCANS = [f"scan:{level}{container}" for level in LEVELS for container in ("", *(f":{c}" for c in CONTAINERS))]
FORMS = [
    "docx",
    "pdf",
    *(f"txt:{name}" for name in (*DIALECTS, *LOSSY, *CONVERTERS)),
    *(f"html:{name}" for name in PAGES),
    *SCANS,
]


def generate(seed: int, count: int, mode: Mode = "open") -> list[Sample]:
    """``count`` reports; report i of a seed is the same however many are made."""
    bank = Bank(mode)
    return [make(f"s{seed}-{index:04d}", f"{seed}/{mode_name(mode)}/{index}", bank) for index in range(count)]


def write(samples: list[Sample], directory: Path, forms: list[str], *, spread: bool = False) -> int:
    """Write each sample with its truth in every form (``spread``: in one form each, in turn); the number of files.

    Raises NoOfficeError when pdf or a scan is asked for and soffice is missing.
    """
    directory.mkdir(parents=True, exist_ok=True)
    written = 0
    for_pdf: list[Sample] = []
    for_scans: dict[str, list[Sample]] = {}
    for index, sample in enumerate(samples):
        truth = truth_json(sample.truth)
        (directory / f"{sample.name}.truth.json").write_text(truth, encoding="utf-8")
        for form in [forms[index % len(forms)]] if spread else forms:
            if form.startswith("scan:"):
                for_scans.setdefault(form, []).append(sample)
                continue
            written += 1
            if form == "pdf":
                for_pdf.append(sample)
            elif form == "docx":
                (directory / f"{sample.name}.docx").write_bytes(docx_bytes(sample))
            elif form.startswith("html:"):
                end, page_bytes = PAGES[form.removeprefix("html:")]
                (directory / f"{sample.name}.{end}").write_bytes(page_bytes(sample))
            else:
                _write_text(sample, directory, form.removeprefix("txt:"))
    if for_pdf:
        with tempfile.TemporaryDirectory() as scratch:
            sources = [Path(scratch) / f"{sample.name}.docx" for sample in for_pdf]
            for source, sample in zip(sources, for_pdf, strict=True):
                source.write_bytes(docx_bytes(sample))
            pdf.convert(sources, directory)
    if for_scans:
        from samples.scans import write_scans  # noqa: PLC0415 (OpenCV only where scans are asked for)

        written += sum(write_scans(some, directory, form) for form, some in for_scans.items())
    return written


def write_set() -> int:
    """Write the committed set and the demo again; the number of files."""
    demo = make("demo", DEMO, Bank())
    return write(generate(SET_SEED, len(SET_FORMS)), HERE / "set", SET_FORMS, spread=True) + write(
        [demo], HERE, ["docx"]
    )


def _write_text(sample: Sample, directory: Path, dialect: str) -> None:
    (directory / f"{sample.name}.{dialect}.txt").write_bytes(text_bytes(sample, dialect))
    truth = text_truth(sample, dialect)
    if truth is not None:
        path = directory / f"{sample.name}.{dialect}.truth.json"
        path.write_text(truth_json(truth), encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """The command line; 0 done, 2 wrong usage, 7 soffice is missing."""
    parser = argparse.ArgumentParser(prog="python -m samples", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, help="directory to write to")
    where.add_argument("--set", action="store_true", help="write the committed set and the demo again")
    parser.add_argument("--forms", default="docx,txt:tab-cells", help="of: " + ", ".join(FORMS))
    parser.add_argument("--spread", action="store_true", help="each report in one of the forms, in turn")
    parser.add_argument("--family", help="reports of other families, or all: " + ", ".join(FAMILIES))
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--held-out", action="store_const", dest="mode", const="held_out", default="open")
    mode.add_argument("--all", action="store_const", dest="mode", const="all")
    mode.add_argument("--bank", type=Path, dest="mode", help="a directory of other wordings")
    options = parser.parse_args(arguments)
    forms = options.forms.split(",")
    unknown = sorted(set(forms) - set(FORMS))
    if unknown:
        parser.error(f"unknown forms: {', '.join(unknown)}")
    wanted = list(FAMILIES) if options.family == "all" else (options.family or "").split(",") if options.family else []
    if set(wanted) - set(FAMILIES):
        parser.error(f"unknown families: {', '.join(sorted(set(wanted) - set(FAMILIES)))}")
    try:
        if options.set:
            print(f"{write_set()} files in {HERE}", file=sys.stderr)
            return 0
        made = (
            families.generate(wanted, options.seed, options.count, options.mode)
            if wanted
            else generate(options.seed, options.count, options.mode)
        )
        written = write(made, options.out, forms, spread=options.spread)
    except pdf.NoOfficeError as error:
        print(error, file=sys.stderr)
        return 7
    print(f"{written} files in {options.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
