"""`jixiao parse`: what goes where, which exit code, one line an error, nothing half."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import fictional
import jixiao
from commandline import Result
from jixiao import pipeline

Cli = Callable[..., Result]


def _write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _name(line: str) -> Any:
    return json.loads(line)["source"]["file_name"]


def test_one_file_to_stdout(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good")
    result = jixiao_cli("parse", tmp_path / "a.txt")
    assert (result.code, result.err) == (0, "")
    assert '"amount":32.4000' in result.out
    assert result.out.count("\n") == 1
    expected = fictional.report().model_dump_json().replace("report.pdf", "a.txt")
    assert result.out == expected + "\n"


def test_indent(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good")
    result = jixiao_cli("parse", "--indent", tmp_path / "a.txt")
    assert '\n      "amount": 32.4000,\n' in result.out
    assert json.loads(result.out)["fiscal_year"] == 2023


def test_stdin(jixiao_cli: Cli) -> None:
    result = jixiao_cli("parse", "-")
    assert result.code == 0
    assert _name(result.out) == "-"


@pytest.mark.parametrize(
    ("text", "code"),
    [("missing", 3), ("empty", 3), ("unknown", 3), ("damaged", 4), ("encrypted", 5), ("limit", 6), ("extra", 7)],
)
def test_each_error_is_one_line_with_its_exit_code(jixiao_cli: Cli, tmp_path: Path, text: str, code: int) -> None:
    _write(tmp_path, a_txt=text)
    path = tmp_path / "a.txt"
    result = jixiao_cli("parse", path)
    assert (result.code, result.out) == (code, "")
    assert result.err == f"jixiao: {path}: {text} 坏了：请换一个\n"
    english = jixiao_cli("--lang", "en", "parse", path)
    assert english.err == f"jixiao: {path}: {text} is bad; take another\n"
    assert jixiao_cli("parse", path, "--lang", "en").err == english.err


def test_a_bug_is_one_line_and_a_code_of_its_own(
    jixiao_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, a_txt="bug")
    result = jixiao_cli("parse", tmp_path / "a.txt")
    assert (result.code, result.out) == (70, "")
    assert result.err.count("\n") == 1
    assert "程序内部错误（ZeroDivisionError: two lines）" in result.err
    monkeypatch.setenv("JIXIAO_DEBUG", "1")
    assert "Traceback" in jixiao_cli("parse", tmp_path / "a.txt").err


def test_an_interrupt_is_quiet(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="interrupt", b_txt="good")
    for arguments in (["a.txt"], ["a.txt", "b.txt"]):
        result = jixiao_cli("parse", *(tmp_path / name for name in arguments))
        assert (result.code, result.out, result.err.strip()) == (130, "", "")


def test_several_files_are_json_lines_in_their_order(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, b_txt="good", a_txt="good")
    result = jixiao_cli("parse", tmp_path / "b.txt", tmp_path / "a.txt")
    assert (result.code, result.err) == (0, "")
    assert [_name(line) for line in result.out.splitlines()] == ["b.txt", "a.txt"]


def test_some_of_several_fail_and_the_others_are_done(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="damaged", b_txt="good", c_txt="bug")
    result = jixiao_cli("parse", *(tmp_path / f"{name}.txt" for name in "abc"))
    assert result.code == 8
    assert [_name(line) for line in result.out.splitlines()] == ["b.txt"]
    lines = result.err.splitlines()
    assert lines[0] == f"jixiao: {tmp_path / 'a.txt'}: damaged 坏了：请换一个"
    assert "程序内部错误" in lines[1]
    assert lines[2:] == ["共 3 个文件：成功 1，失败 2"]


def test_a_directory_is_walked_in_order_without_what_is_no_report(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, z_txt="good", sub__b_docx="good", sub__deep__a_PDF="good", data_json="good", photo_png="good")
    for name in (".hidden.txt", "~$z.docx", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("good", encoding="utf-8")
    result = jixiao_cli("parse", tmp_path)
    assert result.code == 0
    assert [_name(line) for line in result.out.splitlines()] == ["photo.png", "z.txt", "b.docx", "a.PDF"]


def test_a_directory_without_reports(jixiao_cli: Cli, tmp_path: Path) -> None:
    result = jixiao_cli("parse", tmp_path)
    assert result.code == 3
    assert "没有可读取的报告文件" in result.err


def test_to_a_file(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good")
    target = tmp_path / "new" / "out.json"
    result = jixiao_cli("parse", tmp_path / "a.txt", "-o", target)
    assert (result.code, result.out, result.err) == (0, "", "")
    assert _name(target.read_text(encoding="utf-8")) == "a.txt"
    assert [path.name for path in target.parent.iterdir()] == ["out.json"]


def test_to_a_directory(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, in__a_txt="good", in__sub__a_txt="good", in__sub__a_pdf="good")
    result = jixiao_cli("parse", tmp_path / "in", "-o", tmp_path / "out")
    assert (result.code, result.out) == (0, "")
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json"))
    assert written == ["a.txt.json", "sub/a.pdf.json", "sub/a.txt.json"]
    one = jixiao_cli("parse", tmp_path / "in" / "a.txt", "-o", tmp_path / "out")
    assert one.code == 0
    assert (tmp_path / "out" / "a.txt.json").is_file()


def test_a_failure_leaves_what_stood_there_and_no_half_file(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="damaged", old_json="old")
    assert jixiao_cli("parse", tmp_path / "a.txt", "-o", tmp_path / "old.json").code == 4
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "old.json"]


def test_a_failed_write_leaves_nothing(jixiao_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, a_txt="good")

    def refuse(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    result = jixiao_cli("parse", tmp_path / "a.txt", "-o", tmp_path / "b.json")
    assert result.code == 2
    assert "无法写入（磁盘已满）" in result.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_place_that_cannot_be_written(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good", b_txt="good")
    result = jixiao_cli("parse", tmp_path / "a.txt", "-o", tmp_path / "b.txt" / "c.json")
    assert (result.code, result.out) == (2, "")
    assert "无法写入" in result.err
    several = jixiao_cli("parse", tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / "b.txt")
    assert several.code == 2
    assert "请给一个文件夹" in several.err
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "good"


def test_of_several_directories_each_keeps_its_name(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, x__a_txt="good", y__sub__a_txt="good", z_txt="good")
    result = jixiao_cli("parse", tmp_path / "x", tmp_path / "y", tmp_path / "z.txt", "-o", tmp_path / "out")
    assert result.code == 0
    written = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.json"))
    assert written == ["x/a.txt.json", "y/sub/a.txt.json", "z.txt.json"]


def test_two_files_never_go_to_one(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, x__a_txt="good", y__a_txt="good")
    result = jixiao_cli("parse", tmp_path / "x/a.txt", tmp_path / "y/a.txt", "-o", tmp_path / "out")
    assert result.code == 2
    assert "会写到同一个文件" in result.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["parse"], "用法错误：缺少参数 FILE；请看 jixiao parse --help"),
        (["parse", "--colour", "x"], "没有选项 --colour；"),
        (["perse"], "没有命令 perse（是否指 parse、patterns）；请看 jixiao --help"),
        (["parse", "a", "b", "--indent"], "不能缩进"),
        (["parse", "-", "-"], "只能给一次"),
        (["parse", "a", "--patterns", "/nowhere/at/all"], "不是文件夹"),
        (["--lang", "fr", "parse", "a"], "--lang 的值 'fr' 不对，可用的有 zh、en；"),
        (["ingest", "a", "--into"], "选项 --into 后面缺少值；"),
        (["status", "a", "b", "c"], "多余的参数 b c；"),
        (["ingest", "a"], "缺少选项 --into；"),
        (["ingest", "a", "--into", "b", "-j", "0"], "--jobs / -j 的值不对（至少为 1）"),
        (["ingest", "a", "--into", "b", "-j", "x"], "--jobs / -j 的值不对（应为整数）"),
        (["export", "a"], "缺少选项 --to，可用的有 parquet、duckdb、xlsx、csv、jsonl；"),
        (["--lang", "en", "parse"], "wrong usage: Missing argument 'FILE'. See jixiao parse --help"),
    ],
)
def test_wrong_usage(jixiao_cli: Cli, arguments: list[str], said: str) -> None:
    result = jixiao_cli(*arguments)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1


def test_a_result_never_takes_the_place_of_a_report(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good")
    result = jixiao_cli("parse", tmp_path / "a.txt", "-o", tmp_path / "a.txt")
    assert (result.code, result.out) == (2, "")
    assert "会覆盖要读取的报告" in result.err
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "good"


def test_a_directory_that_is_not_there_yet_is_told_by_its_slash(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good")
    assert jixiao_cli("parse", tmp_path / "a.txt", "-o", f"{tmp_path}/new/").code == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.txt.json"]


def test_a_dash_is_stdout(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good")
    assert _name(jixiao_cli("parse", tmp_path / "a.txt", "-o", "-").out) == "a.txt"


def test_a_pipe_is_written_to_and_not_replaced(jixiao_cli: Cli, tmp_path: Path) -> None:
    _write(tmp_path, a_txt="good")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDWR)  # open for reading, without waiting for a writer
    try:
        assert jixiao_cli("parse", tmp_path / "a.txt", "-o", pipe).code == 0
        assert os.read(reading, 20).startswith(b'{"schema_version"')
    finally:
        os.close(reading)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_what_is_no_report_is_said_beside_its_json(
    jixiao_cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jixiao, "parse", pipeline.parse)
    letter = tmp_path / "信.txt"
    letter.write_text("各位同事：明天下午开会。\n", encoding="utf-8")
    result = jixiao_cli("parse", letter)
    assert (result.code, json.loads(result.out)["kind"]) == (0, "not_a_report")
    assert result.err.startswith(f"{letter}：不是绩效自评报告（other）")
    assert result.err.count("\n") == 1
