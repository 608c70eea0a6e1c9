"""What the command line says of scans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fictional
import jixiao
from commandline import Result
from jixiao.cli import doctor, scans, terminal
from jixiao.cli.options import ScanChoice
from jixiao.readers.scan.options import REVIEW_BELOW, ScanOptions, options
from jixiao.schema import Diagnostic, Report

Cli = Callable[..., Result]
POINTER = "/spending/0/amount"
NOTE = Diagnostic(
    code="read_from_scan",
    message="第1–3页由扫描图像识别，数值附有置信度，请核对存疑的",
    message_en="page 1–3: read from a scan; values carry a confidence, check the doubtful ones",
)


def scanned(confidence: float, steps: tuple[str, ...] = ()) -> Report:
    """The fictional report as a scan: one value as sure as that, the others sure."""
    report = fictional.report()
    evidence = dict(report.evidence)
    evidence[POINTER] = evidence[POINTER].model_copy(update={"confidence": confidence, "steps": steps})
    source = report.source.model_copy(update={"text_origin": "ocr"})
    return report.model_copy(update={"source": source, "evidence": evidence, "diagnostics": (NOTE,)})


@pytest.fixture
def scan(jixiao_cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file that parses to a scan with one doubtful value."""
    monkeypatch.setattr(jixiao, "parse", lambda *_, **__: scanned(0.42))
    path = tmp_path / "扫描件.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def test_parse_says_that_it_was_a_scan_and_what_to_review(jixiao_cli: Cli, scan: Path, tmp_path: Path) -> None:
    result = jixiao_cli("parse", scan, "-o", tmp_path / "out.json")
    assert (result.code, result.out) == (0, "")
    first, second = result.err.splitlines()
    assert first == f"第1–3页由扫描图像识别；1 处置信度低于 {REVIEW_BELOW}，请对照原件核对"
    assert second.startswith(f"{POINTER} 212.40")
    assert "置信度 0.42" in second
    assert "第1页" in second or "第" in second
    english = jixiao_cli("--lang", "en", "parse", scan, "-o", tmp_path / "out.json").err.splitlines()
    assert english[0].endswith(f"; 1 values have a confidence below {REVIEW_BELOW}: compare them with the original")


def test_several_files_have_a_line_each(jixiao_cli: Cli, scan: Path, tmp_path: Path) -> None:
    other = scan.with_name("另一份.pdf")
    other.write_bytes(b"%PDF-1.7")
    result = jixiao_cli("parse", scan, other, "-o", tmp_path / "out")
    assert (
        result.err.splitlines()[0]
        == f"扫描件.pdf: 第1–3页由扫描图像识别；1 处置信度低于 {REVIEW_BELOW}，请对照原件核对"
    )


def test_show_lists_what_to_review(jixiao_cli: Cli, scan: Path) -> None:
    result = jixiao_cli("show", scan)
    assert (result.code, result.err) == (0, "")
    at = result.out.index("■ 扫描件复核")
    listed = result.out[at:].splitlines()[1:3]
    assert f"1 处置信度低于 {REVIEW_BELOW}" in listed[0]
    assert POINTER in listed[1]
    assert "把握不大" not in result.out


def test_a_digital_document_has_no_such_part(jixiao_cli: Cli, report_json: Path) -> None:
    assert "扫描件复核" not in jixiao_cli("show", report_json).out


def test_check_names_its_source(jixiao_cli: Cli, scan: Path) -> None:
    assert f"1 处置信度低于 {REVIEW_BELOW}" in jixiao_cli("check", scan).out


def test_a_sure_scan_has_nothing_to_review(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.set_language("zh")
    scans.tell_review(scanned(0.999))
    assert capsys.readouterr().err == f"第1–3页由扫描图像识别；没有置信度低于 {REVIEW_BELOW} 的数值\n"
    scans.tell_review(fictional.report())
    assert capsys.readouterr().err == ""


def test_a_mended_value_shows_what_was_read() -> None:
    terminal.set_language("zh")
    report = scanned(0.8, ("识别更正：3 → 8",))
    from jixiao.assurance import to_review  # noqa: PLC0415

    (item,) = to_review(report)
    assert item.repaired
    assert "原识别为" in scans.doubt(report, item)


def test_options_reach_the_reader(jixiao_cli: Cli, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[ScanOptions] = []

    def parse(*_: object, **__: object) -> Report:
        seen.append(options())
        return scanned(0.999)

    monkeypatch.setattr(jixiao, "parse", parse)
    jixiao_cli("show", scan, "--no-cache", "--debug-images", tmp_path / "drawn")
    jixiao_cli("parse", scan, "-o", tmp_path / "x.json")
    assert [(o.cache, o.debug_images) for o in seen] == [(False, tmp_path / "drawn"), (True, None)]
    assert all(o.progress is not None for o in seen)
    assert options() == ScanOptions()


def test_no_picture_is_drawn_of_a_digital_document(jixiao_cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x", encoding="utf-8")
    result = jixiao_cli("show", path, "--debug-images", tmp_path / "drawn")
    assert (result.code, result.err.splitlines()) == (0, [f"{path}: 没有扫描页，未画图"])


def test_pictures_that_cannot_be_written_are_a_usage_error(jixiao_cli: Cli, scan: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = jixiao_cli("show", scan, "--debug-images", tmp_path / "file")
    assert result.code == 2
    assert result.err.startswith(f"jixiao: {tmp_path / 'file'}: 无法写入图片")
    assert len(result.err.splitlines()) == 1


def test_progress_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.set_language("zh")
    now = iter([0.0, 1.0, 11.0, 12.0, 30.0])
    monkeypatch.setattr(scans.time, "monotonic", lambda: next(now))
    with scans.reading(ScanChoice()):
        progress = options().progress
        assert progress is not None
        for done in range(4):
            progress(done, 3)
    assert capsys.readouterr().err == "识别扫描页 1/3\n"


def test_doctor_names_the_extra(jixiao_cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.readers.scan.options.find_spec", lambda _name: None)
    lacking = jixiao_cli("doctor")
    assert "○ 扫描件识别  缺 numpy、PIL、cv2、onnxruntime、rapidocr" in lacking.out
    assert "pip install 'jixiao[scan]'" in lacking.out
    monkeypatch.undo()
    pytest.importorskip("rapidocr")
    assert doctor._scan().fine
    monkeypatch.setattr(doctor, "_open_cvs", lambda: ["opencv-python", "opencv-python-headless"])
    twice = doctor._scan()
    assert not twice.fine
    assert "opencv-python" in twice.state
    assert "pip uninstall opencv-python;" in twice.cure
