"""The other commands, help, versions, and how the process behaves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import fictional
from commandline import Result
from jixiao._version import __version__
from jixiao.cli import doctor
from jixiao.schema.json_schema import schema

Cli = Callable[..., Result]
COMMANDS = ["parse", "show", "why", "schema", "eval", "doctor", "patterns"]
PACK = """
[[pattern]]
id = "test.mood"
reads = "the mood of the office"
text = '''心情(?P<mood>好|坏)'''
examples = [{ in = "今天心情好", mood = "MOOD" }]
not = ["没有心情"]
"""


def _pack(folder: Path, mood: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "mood.toml").write_text(PACK.replace("MOOD", mood), encoding="utf-8")
    return folder


def test_help_names_every_command_and_exit_code(jixiao_cli: Cli) -> None:
    result = jixiao_cli("--help")
    assert (result.code, result.err) == (0, "")
    for command in COMMANDS:
        assert f"\n  {command} " in result.out
    for code in ("0 完成 done", "2 用法错误 wrong usage", "8 部分文件失败", "130 中断 interrupted"):
        assert code in result.out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_is_in_both_languages(jixiao_cli: Cli, command: str) -> None:
    result = jixiao_cli(command, "--help")
    assert (result.code, result.err) == (0, "")
    assert any("\u4e00" <= character <= "\u9fff" for character in result.out)
    assert "Usage: jixiao " + command in result.out


def test_without_arguments_help_is_shown(jixiao_cli: Cli) -> None:
    result = jixiao_cli()
    assert result.code == 2
    assert "Usage: jixiao" in result.out + result.err


def test_version(jixiao_cli: Cli) -> None:
    assert jixiao_cli("--version") == Result(0, f"jixiao {__version__}\n", "")


def test_schema(jixiao_cli: Cli) -> None:
    result = jixiao_cli("schema")
    assert result.code == 0
    assert json.loads(result.out) == schema()


def test_patterns_list_and_show(jixiao_cli: Cli, tmp_path: Path) -> None:
    pack = _pack(tmp_path / "pack", "好")
    listed = jixiao_cli("patterns", "list", "--patterns", pack)
    assert "test.mood\tthe mood of the office\n" in listed.out
    ids = [line.split("\t")[0] for line in listed.out.splitlines()]
    assert ids == sorted(ids)
    assert {"section.problems", "concept.three_public", "vocabulary.money"} <= set(ids)
    shown = jixiao_cli("patterns", "show", "test.mood", "--patterns", pack).out
    assert "含义: the mood of the office\n" in shown
    assert "  今天心情好    → mood=好\n" in shown
    assert "  没有心情\n" in shown
    assert "文件: mood.toml\n" in shown


def test_every_pattern_can_be_shown(jixiao_cli: Cli) -> None:
    listed = jixiao_cli("patterns", "list").out.splitlines()
    assert len(listed) > 50
    for prefix in ("section.", "concept.", "form.", "vocabulary.", "spending."):
        pattern = next(line.split("\t")[0] for line in listed if line.startswith(prefix))
        result = jixiao_cli("patterns", "show", pattern)
        assert result.code == 0
        assert result.out.startswith(f"编号: {pattern}\n")


def test_an_unknown_pattern_names_near_ones(jixiao_cli: Cli) -> None:
    result = jixiao_cli("patterns", "show", "spending.amuont")
    assert (result.code, result.out) == (2, "")
    assert "spending.amount" in result.err


def test_a_pattern_whose_example_does_not_hold_fails(jixiao_cli: Cli, tmp_path: Path) -> None:
    result = jixiao_cli("patterns", "test", "--patterns", _pack(tmp_path / "pack", "坏"))
    assert result.code == 2
    assert "test.mood" in result.out
    assert "处不符" in result.err


def test_patterns_test_builds_the_forms(jixiao_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(
        '[[form]]\nid = "x"\nextends = "national-2020.project"\nreads = "x"\n[[form.zone]]\nid = "funds"\nadds = true\n'
        'column = [{ id = "executed", labels = [], at = [4, 3] }]\n',
        encoding="utf-8",
    )
    result = jixiao_cli("patterns", "test", "--patterns", tmp_path)
    assert result.code == 2
    assert "与前一列重叠" in result.err
    assert "Traceback" not in result.err


def test_a_broken_pattern_file_is_one_line(jixiao_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[pattern]\n", encoding="utf-8")
    result = jixiao_cli("patterns", "list", "--patterns", tmp_path)
    assert (result.code, result.out) == (2, "")
    assert "bad.toml" in result.err
    assert result.err.count("\n") == 1


def test_doctor(jixiao_cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    result = jixiao_cli("doctor")
    assert (result.code, result.err) == (0, "")
    assert f"✓ jixiao  {__version__}" in result.out
    assert "✓ orjson" in result.out
    monkeypatch.setattr(doctor, "NEEDED", ("orjson", "no-such-package"))
    monkeypatch.setattr(doctor, "ARCHIVE", ("no-such-archive",))
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    broken = jixiao_cli("doctor")
    assert broken.code == 7
    assert "✗ no-such-package  未安装  → pip install no-such-package" in broken.out
    assert "○ 档案库  缺 no-such-archive（批量入库和导出时才需要）  → pip install 'jixiao[archive]'" in broken.out
    assert "○ LibreOffice" in broken.out
    assert "○ 中文字体" in broken.out


def test_eval(jixiao_cli: Cli, tmp_path: Path) -> None:
    truth = json.loads(fictional.report().model_dump_json())
    truth["spending"][0]["amount"] = 212.5
    truth["problems"].append({"problem": "另一个问题", "cause": None})
    (tmp_path / "01.truth.json").write_text(json.dumps(truth), encoding="utf-8")
    (tmp_path / "01.docx").write_text("good", encoding="utf-8")
    result = jixiao_cli("eval", tmp_path)
    assert (result.code, result.err) == (0, "")
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "spending 27 0 0 1 0.9643 0.9643" in lines
    assert "problems 2 1 0 0 1.0000 0.6667" in lines
    assert any(line.startswith("docx ") for line in lines)
    assert any(line.startswith("数字、日期、名称 ") and " 0 0 1 " in line for line in lines)
    assert [line.split()[2:6] for line in lines if line.startswith("语句 ")] == [["0", "5", "0", "0.00%"]]
    assert "01.docx 错 /spending/0/amount 212.5 212.40" in lines
    assert '01.docx 缺 /problems/1/problem "另一个问题" null' in lines
    assert "/spending/0/amount" not in jixiao_cli("eval", tmp_path, "--no-misses").out


def test_eval_goes_on_behind_a_file_that_cannot_be_read(jixiao_cli: Cli, tmp_path: Path) -> None:
    for name, text in (("01", "damaged"), ("02", "good")):
        (tmp_path / f"{name}.truth.json").write_text('{"fiscal_year": 2023}', encoding="utf-8")
        (tmp_path / f"{name}.docx").write_text(text, encoding="utf-8")
    result = jixiao_cli("eval", tmp_path)
    assert result.code == 8
    assert "01.docx\t缺\t/fiscal_year\t2023\tnull\n" in result.out
    assert result.err.count("\n") == 1
    assert "damaged" in result.err


def test_eval_of_no_directory(jixiao_cli: Cli, tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        result = jixiao_cli("eval", path)
        assert (result.code, result.out) == (3, "")
        assert result.err.count("\n") == 1


def _python(code: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_help_imports_nothing_heavy() -> None:
    code = """
import sys
from jixiao.cli import main
assert main(["--help"]) == 0
heavy = {"pydantic", "orjson", "rich", "lxml", "pdfplumber", "pypdfium2", "regex", "jixiao.readers", "jixiao.schema"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    result = _python(code)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_word_file_is_parsed_without_what_only_pdf_files_and_tables_on_a_terminal_need() -> None:
    sample = Path(__file__).parents[2] / "samples" / "set" / "s2024-0000.docx"
    code = f"""
import sys
from jixiao.cli import main
assert main(["parse", {str(sample)!r}]) == 0
others = {{"rich", "pdfplumber", "pypdfium2", "jixiao.readers.pdf"}}
assert not others & set(sys.modules), others & set(sys.modules)
"""
    result = _python(code)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_end_of_a_command_searches_no_garbage() -> None:
    """All that a report leaves was gone through once more at the end of the process, a seventh of a command's time;
    a caller who passes arguments keeps his objects as they were."""
    code = """
import gc, sys
from jixiao.cli import main
assert main(["--version"]) == 0 and gc.get_freeze_count() == 0
sys.argv = ["jixiao", "--version"]
assert main() == 0 and gc.get_freeze_count() > 1000
"""
    result = _python(code)
    assert (result.returncode, result.stderr) == (0, "")


def test_a_closed_pipe_is_quiet() -> None:
    code = "import sys; from jixiao.cli import main; sys.exit(main(['schema']))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


def test_a_terminal_of_another_encoding_gets_what_it_can_show(report_json: Path) -> None:
    code = f"import sys; from jixiao.cli import main; sys.exit(main(['show', {str(report_json)!r}]))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, env={"PYTHONIOENCODING": "gb2312"}
    )
    assert (result.returncode, result.stderr) == (0, b"")
    out = result.stdout.decode("gb2312")
    assert "青禾县图书馆" in out
    assert "批复规模?" in out, "GB2312 has no ㎡"


@pytest.mark.parametrize("arguments", [["schema"], ["--help"], ["show", "REPORT"], ["parse", "SAMPLE"]])
def test_a_full_disk_behind_stdout_is_one_line(arguments: list[str], report_json: Path) -> None:
    sample = Path(__file__).parents[2] / "samples" / "set" / "s2024-0000.docx"
    given = [{"REPORT": str(report_json), "SAMPLE": str(sample)}.get(word, word) for word in arguments]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(
            [sys.executable, "-c", "import sys; from jixiao.cli import main; sys.exit(main(sys.argv[1:]))", *given],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 2
    assert "磁盘已满" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "closed", "code", "said"),
    [
        (["schema"], ">&-", 2, "jixiao: 标准输出无法写入（已关闭）：请换一个位置\n"),
        (["parse", "-"], "<&-", 3, "jixiao: -: 文件是空的（0 字节）：请重新获取文件\n"),
        (["show", "nothing.docx"], "2>&-", 3, ""),
    ],
)
def test_streams_that_the_shell_closed(arguments: list[str], closed: str, code: int, said: str) -> None:
    line = f'exec "$0" -c "import sys; from jixiao.cli import main; sys.exit(main(sys.argv[1:]))" "$@" {closed}'
    result = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable, *arguments], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (code, "", said)


def test_an_empty_name_is_no_directory(jixiao_cli: Cli) -> None:
    result = jixiao_cli("parse", "")
    assert (result.code, result.err) == (2, "jixiao: 文件名是空的：请给出文件或文件夹\n")


def test_coverage_of_no_directory_lists_no_pattern_as_unused(jixiao_cli: Cli, tmp_path: Path) -> None:
    result = jixiao_cli("patterns", "coverage", tmp_path / "gone")
    assert (result.code, result.out) == (3, "")
    assert "没有这个文件夹" in result.err
