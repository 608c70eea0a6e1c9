"""`jixiao doctor`: what is installed, what is missing, and how to get it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jixiao._version import __version__
from jixiao.cli import terminal
from jixiao.cli.terminal import say
from jixiao.errors import JixiaoError

NEEDED = ("lxml", "orjson", "pdfplumber", "pydantic", "pypdfium2", "regex", "rich", "typer")
ARCHIVE = ("duckdb", "pebble", "pyarrow", "xlsxwriter")
"""What the extra of that name installs: `ingest` and the exports need it, a single report does not."""

MODELS = ("_det_", "_rec_")
"""What the names of the models for scans hold."""

MISSING = 7
PATIENCE = 10.0
"""Seconds that another program may take to say what it has."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination."""

    name: str
    state: str
    fine: bool = True
    needed: bool = True
    cure: str = ""


def run() -> int:
    """Examine the installation, print one line a part, return the exit code: 7 if something needed is missing."""
    findings = [_python(), _jixiao(), *map(_package, NEEDED)]
    findings += [_guarded(say("规则", "patterns"), look) for look in (_patterns,)]
    findings += [_archive(), _scan(), _office(), _fonts(), _encoding()]
    for finding in findings:
        mark = "✓" if finding.fine else ("✗" if finding.needed else "○")
        cure = f"  → {finding.cure}" if finding.cure else ""
        terminal.emit(f"{mark} {finding.name}  {finding.state}{cure}\n")
    return MISSING if any(finding.needed and not finding.fine for finding in findings) else 0


def _guarded(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except JixiaoError as error:
        return Finding(name, say(error.message, error.message_en), fine=False)


def _python() -> Finding:
    return Finding("Python", f"{platform.python_version()} ({sys.platform} {platform.machine()})")


def _jixiao() -> Finding:
    from jixiao.schema.version import SCHEMA_VERSION

    return Finding("jixiao", say(f"{__version__}，格式 {SCHEMA_VERSION}", f"{__version__}, schema {SCHEMA_VERSION}"))


def _package(name: str) -> Finding:
    try:
        return Finding(name, importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name, say("未安装", "missing"), fine=False, cure=f"pip install {name}")


def _archive() -> Finding:
    missing = [name for name in ARCHIVE if not _package(name).fine]
    name = say("档案库", "archive")
    if missing:
        listed = say("、", ", ").join(missing)
        state = say(f"缺 {listed}（批量入库和导出时才需要）", f"without {listed} (only for ingest and export)")
        return Finding(name, state, fine=False, needed=False, cure="pip install 'jixiao[archive]'")
    return Finding(name, say("可用", "ready"))


def _scan() -> Finding:
    """The extra for scans: its packages, the models that they bring, one OpenCV, and where recognitions are kept."""
    from jixiao.readers.scan.cache import directory
    from jixiao.readers.scan.options import missing

    name = say("扫描件识别", "scans")
    cure = "pip install 'jixiao[scan]'"
    if lacking := missing():
        listed = say("、", ", ").join(lacking)
        state = say(f"缺 {listed}（读扫描件和图片时才需要）", f"without {listed} (only for scans and pictures)")
        return Finding(name, state, fine=False, needed=False, cure=cure)
    versions = " ".join(f"{part} {importlib.metadata.version(part)}" for part in ("rapidocr", "onnxruntime"))
    models = _models()
    if len(models) < len(MODELS):
        state = say(f"{versions}，缺识别模型", f"{versions}, without its models")
        return Finding(name, state, fine=False, needed=False, cure="pip install --force-reinstall rapidocr")
    several = _open_cvs()
    if len(several) > 1:
        state = say(f"OpenCV 重复安装：{'、'.join(several)}", f"more than one OpenCV: {', '.join(several)}")
        others = " ".join(part for part in several if part != "opencv-python-headless")
        cure = f"pip uninstall {others}; pip install --force-reinstall opencv-python-headless"
        return Finding(name, state, fine=False, needed=False, cure=cure)
    kept = say("识别结果存于", "recognitions are kept in")
    return Finding(name, f"{versions} ({', '.join(models)}) · {kept} {directory()}")


def _models() -> list[str]:
    """The models for finding and reading print that the recogniser's package holds."""
    spec = importlib.util.find_spec("rapidocr")
    if spec is None or not spec.origin:
        return []
    names = sorted(path.stem for path in (Path(spec.origin).parent / "models").glob("*.onnx"))
    return [name for name in names if any(kind in name for kind in MODELS)]


def _open_cvs() -> list[str]:
    """Packages that each write the same module."""
    found = importlib.metadata.packages_distributions().get("cv2", [])
    return sorted(set(found))


def _patterns() -> Finding:
    from jixiao import patterns

    loaded = patterns.load()
    count = len(loaded.expressions)
    state = say(f"{count} 条", f"{count} patterns")
    return Finding(say("规则", "patterns"), f"{loaded.name} {loaded.version} ({loaded.hash[:12]}) {state}")


def _office() -> Finding:
    """LibreOffice makes PDF samples and turns old Word files into new ones; nothing else needs it."""
    path = shutil.which("soffice") or shutil.which("libreoffice")
    if path:
        return Finding("LibreOffice", path, needed=False)
    return Finding(
        "LibreOffice",
        say("未安装（仅生成 PDF 样例时需要）", "missing (needed only to make PDF samples)"),
        fine=False,
        needed=False,
        cure="apt-get install libreoffice-writer",
    )


def _fonts() -> Finding:
    name = say("中文字体", "Chinese fonts")
    program = shutil.which("fc-list")
    found: list[str] = []
    if program:
        try:
            listed = subprocess.run(  # noqa: S603 - a fixed command of the system
                [program, ":lang=zh", "family"], capture_output=True, text=True, timeout=PATIENCE, check=False
            )
            found = sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line.strip()})
        except (OSError, subprocess.TimeoutExpired):
            found = []
    if found:
        return Finding(name, say(f"{len(found)} 种", f"{len(found)} families") + f"（{found[0]}…）", needed=False)
    return Finding(
        name,
        say("未找到（仅生成 PDF 样例时需要）", "none found (needed only to make PDF samples)"),
        fine=False,
        needed=False,
        cure="apt-get install fonts-noto-cjk",
    )


def _encoding() -> Finding:
    encoding = (sys.stdout.encoding or "").lower()
    fine = encoding.replace("-", "") in {"utf8", "gbk", "gb18030", "gb2312", "cp936"}
    cure = "" if fine else "export PYTHONUTF8=1"
    return Finding(say("终端编码", "output encoding"), encoding or "?", fine=fine, needed=False, cure=cure)
