"""`jixiao check`: pages, JSON, exit codes, masks; `jixiao show` with findings."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from consistent import Data, consistent, report

from jixiao.checks import with_findings
from jixiao.cli import main, terminal
from jixiao.patterns import load

Run = Callable[..., tuple[int, str, str]]
PERSON, PHONE = "欧阳试名", "15400001111"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        terminal.set_language("zh")
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def data(*, wrong: bool) -> Data:
    """A report with a person and a telephone; a wrong score in the text when asked."""
    made = consistent(6)
    for sign in made["sign_offs"]:
        sign.update(filled_by=PERSON, phone=PHONE)
    if wrong:
        made["conclusion"]["self_score"] -= Decimal("3.5")
        words = f"自评得分为{made['conclusion']['self_score']}分，联系人{PERSON}。"
        index = len(made["blocks"])
        made["blocks"].append({"index": index, "kind": "paragraph", "text": words, "page": None})
        start = words.index("为") + 1
        place = {"block": index, "span": [start, words.index("分，")]}
        made["evidence"] = {
            "/conclusion/self_score": {"text": words[start : words.index("分，")], "places": [place], "pattern": "t"}
        }
    return made


def write(path: Path, *, wrong: bool) -> Path:
    path.write_text(report(data(wrong=wrong)).model_dump_json(), encoding="utf-8")
    return path


def test_a_consistent_report_ends_with_0(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", write(tmp_path / "a.json", wrong=False))
    assert (code, err) == (0, "")
    assert "错误 0" in out
    assert "湖南（部门整体支出，2022年起） [hunan]" in out


def test_an_error_ends_with_1_and_is_quoted_in_its_place(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check", write(tmp_path / "a.json", wrong=True))
    assert code == 1
    score = data(wrong=True)["conclusion"]["self_score"]
    lines = out.splitlines()
    assert lines[2].startswith(f"✗ 错误  自评得分：正文{score}分，自评表")
    assert f"正文 自评得分 {score} ← 自评得分为【{score}】分" in out
    assert "[total-score-equals-narrative]" in lines[2]


def test_names_and_telephones_are_masked_unless_asked_for(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", wrong=True)
    for options in ((), ("--json",), ("--all",)):
        out = run("check", file, *options)[1]
        assert PERSON not in out
        assert PHONE not in out
    assert PERSON in run("check", file, "--personal")[1]


def test_json_holds_findings_counts_and_profile(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check", write(tmp_path / "a.json", wrong=True), "--json", "--severity", "error")
    made = json.loads(out)
    assert (code, made["file"], made["profile"]) == (1, "a.json", "hunan")
    assert [finding["rule"] for finding in made["findings"]] == ["total-score-equals-narrative"]
    assert made["findings"][0]["difference"] == -3.5
    assert made["checks_summary"]["rules"] == 105


def test_all_lists_what_did_not_fail(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", wrong=False)
    out = run("check", file, "--all")[1]
    assert "■ 通过" in out
    assert "weights-sum-100" in out
    listed = json.loads(run("check", file, "--all", "--json")[1])["findings"]
    assert {finding["status"] for finding in listed} >= {"pass", "fail", "not_applicable"}
    summary = json.loads(run("check", file, "--json")[1])["checks_summary"]
    assert len(listed) == sum(summary[status] for status in ("pass", "fail", "not_applicable", "insufficient_data"))


def test_severity_leaves_the_lighter_ones_out(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", wrong=False)
    assert "· 提示  " in run("check", file)[1]
    assert "· 提示  " not in run("check", file, "--severity", "warning")[1]


def test_english(run: Run, tmp_path: Path) -> None:
    out = run("check", write(tmp_path / "a.json", wrong=True), "--lang", "en")[1]
    assert "✗ error  self score: " in out
    assert "in the text" in out


def test_profiles_are_listed_chosen_and_refused(run: Run, tmp_path: Path) -> None:
    file = write(tmp_path / "a.json", wrong=False)
    assert "beijing\t北京（执行20分，未核实）（未核实）" in run("check", "--profiles")[1]
    assert json.loads(run("check", file, "--json", "--profile", "hubei")[1])["profile"] == "hubei"
    assert "（未核实，仅供参考）" in run("check", file, "--profile", "beijing")[1]
    code, _, err = run("check", file, "--profile", "atlantis")
    assert code == 2
    assert err.count("\n") == 1


def test_files_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    good = write(tmp_path / "a.json", wrong=True)
    assert run("check", tmp_path / "missing.txt")[0] == 3
    code, out, err = run("check", good, tmp_path / "missing.txt")
    assert code == 8
    assert "✗ 错误" in out
    assert "未能读取 1" in err
    assert run("check")[0] == 2


def test_several_files_one_line_of_json_each(run: Run, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{name}.json", wrong=name == "b") for name in "ab"]
    code, out, _ = run("check", *files, "--json")
    assert code == 1
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["a.json", "b.json"]


def test_what_is_no_report_has_nothing_to_check(run: Run, tmp_path: Path) -> None:
    made = data(wrong=True) | {"kind": "not_a_report"}
    file = tmp_path / "a.json"
    file.write_text(report(made).model_dump_json(), encoding="utf-8")
    code, out, _ = run("check", file)
    assert code == 0
    assert "没有可检查的内容" in out


def test_show_tells_the_findings(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(with_findings(report(data(wrong=True)), load()).model_dump_json(), encoding="utf-8")
    out = run("show", file)[1]
    assert "■ 检查发现" in out
    assert "[错误] 自评得分：正文" in out
