"""DOCX files to PDF by LibreOffice, many in one call (a start costs seconds)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path


class NoOfficeError(RuntimeError):
    """soffice is not installed, or made no PDF."""


def available() -> bool:
    """True when soffice can be called."""
    return shutil.which("soffice") is not None


def convert(sources: Sequence[Path], directory: Path, *, seconds: float = 600) -> list[Path]:
    """Convert DOCX files; gives the PDFs in order. Raises NoOfficeError, subprocess.TimeoutExpired."""
    office = shutil.which("soffice")
    if office is None:
        msg = "soffice is not installed: leave pdf out of --forms"
        raise NoOfficeError(msg)
    with tempfile.TemporaryDirectory() as profile:
        command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", str(directory), *map(str, sources)]
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    made = [directory / f"{source.stem}.pdf" for source in sources]
    if done.returncode or not all(path.exists() for path in made):
        msg = f"soffice made no PDF: {done.stderr.decode(errors='replace')[:200]}"
        raise NoOfficeError(msg)
    return made
