"""`jixiao show`: what a clerk reads."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

import fictional
from commandline import Result
from jixiao.cli.personal import masker
from jixiao.cli.sheet import Sheet
from jixiao.cli.show import show
from jixiao.schema import Place, Report, SignOff

Cli = Callable[..., Result]


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_page(jixiao_cli: Cli, report_json: Path) -> None:
    result = jixiao_cli("show", report_json)
    assert (result.code, result.err) == (0, "")
    lines = _lines(result.out)
    assert lines[0] == "2023年度青禾县图书馆部门整体支出绩效自评报告"
    for line in (
        "单位 青禾县图书馆 · 二级机构 · 青禾县文化局",
        "类型 部门整体支出绩效自评 · hunan-2022 0.97",
        "人员 编制 9 · 在职 8 · 在职增减 -1 · 离休 – · 退休 5",
        "一般公共预算 合计 2023 212.40 100 12.40 6.20 人员工资调整",
        "一般公共预算 公用经费 2023 32.4000 – – – –",
        "政府性基金预算 合计 2023 无此项支出 – – – –",
        "· 部分指标不够细化（原因：业务人员参与不足）",
        "自评得分 98",
        "政府采购金额 3.50 3.5",
        "年度资金总额 200.00 220.00 212.40 10 96.55 9.65",
        "按收入性质 一般公共预算 212.40",
        "产出指标(60) 数量指标 采编图书 ≥3000册 3200册 30 29.70 部分图书到馆较晚",
        "效益指标 社会效益指标 借阅便利度 明显提升 明显提升 30 – –",
        "空行 1 行模板空行未列出",
        "总分 98 / 100 · 优秀",
        "· 1 部门整体支出绩效自评表 [有]",
        "· [警告] 失分没有说明原因",
        "· 第3页没有文字层 [page_without_text]",
        "有依据的数值 9 个，其中推断 1 个",
        "未读文字 10 字，占全文 3.33%",
    ):
        assert line in lines, line
    assert "上年决算" not in result.out, "a column without a value is left out"


@pytest.mark.parametrize("width", [20, 40, 60, 80])
def test_a_narrow_screen_cuts_no_figure(
    width: int, jixiao_cli: Cli, report_json: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = jixiao_cli("show", report_json)
    monkeypatch.setenv("COLUMNS", str(width))
    narrow = jixiao_cli("show", report_json)
    figures = re.compile(r"\d[\d.]*")
    assert sorted(figures.findall(narrow.out)) == sorted(figures.findall(wide.out))


def test_rows_without_room_beside_each_other_are_lines_of_names_and_values(
    jixiao_cli: Cli, report_json: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = _lines(jixiao_cli("show", report_json).out)
    at = lines.index("资金 一般公共预算 · 范围 合计")
    assert lines[at + 1 : at + 4] == [
        "年度 2023 · 金额 212.40 · 占比% 100",
        "比上年 12.40 · 增减% 6.20",
        "原因 人员工资调整",
    ]


def test_a_level_is_printed_where_it_begins(jixiao_cli: Cli, tmp_path: Path) -> None:
    report = fictional.report()
    evaluation = report.evaluations[0]
    first = evaluation.indicators[0]
    other = first.model_copy(update={"level2": "质量指标", "level3": "图书完好率"})
    unnamed = first.model_copy(update={"level1": None, "level1_weight": None, "level3": "其他"})
    rows = (first, first.model_copy(update={"level3": "采编期刊"}), other, unnamed)
    path = tmp_path / "levels.json"
    changed = evaluation.model_copy(update={"indicators": rows})
    path.write_text(report.model_copy(update={"evaluations": (changed,)}).model_dump_json(), encoding="utf-8")
    lines = _lines(jixiao_cli("show", path).out)
    rest = "≥3000册 3200册 30 29.70 部分图书到馆较晚"
    assert f"产出指标(60) 数量指标 采编图书 {rest}" in lines
    assert f"采编期刊 {rest}" in lines
    assert f"质量指标 图书完好率 {rest}" in lines
    assert f"– 数量指标 其他 {rest}" in lines


def test_plain_where_nobody_looks(jixiao_cli: Cli, report_json: Path) -> None:
    out = jixiao_cli("show", report_json).out
    assert "\x1b" not in out
    assert "─" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]


def test_ruled_and_coloured_on_a_terminal() -> None:
    console = Console(force_terminal=True, width=100, color_system="standard")
    with console.capture() as captured:
        show(fictional.report(), Sheet(console, str))
    assert "\x1b[" in captured.get()
    assert "─" in captured.get()


def test_english(jixiao_cli: Cli, report_json: Path) -> None:
    lines = _lines(jixiao_cli("show", report_json, "--lang", "en").out)
    assert "government_fund total 2023 none – – – –" in lines
    assert "· [warning] points lost without a reason" in lines
    assert "· page 3 has no text layer [page_without_text]" in lines


def test_what_is_missing_is_named(jixiao_cli: Cli, tmp_path: Path) -> None:
    report = fictional.report()
    attachment = report.attachments[0].model_copy(update={"found": False})
    source = report.source
    bare = Report(source=source, kind="whole_department", title="某报告", attachments=(attachment,))
    path = tmp_path / "bare.json"
    path.write_text(bare.model_dump_json(), encoding="utf-8")
    lines = _lines(jixiao_cli("show", path).out)
    parts = (
        "预算年度、单位名称、主要职能、人员情况、支出情况、绩效情况、存在的问题、改进措施、自评得分、基础数据表、自评表"
    )
    assert f"报告中没有 {parts}" in lines
    assert "列出而未附的附件 部门整体支出绩效自评表" in lines
    assert "· 1 部门整体支出绩效自评表 [缺]" in lines
    assert "未读文字 无" in lines


def test_a_file_that_is_no_report_says_so_and_no_more(jixiao_cli: Cli, tmp_path: Path) -> None:
    report = fictional.report()
    path = tmp_path / "notice.json"
    nothing = Report(source=report.source, kind="not_a_report", diagnostics=report.diagnostics)
    path.write_text(nothing.model_dump_json(), encoding="utf-8")
    out = jixiao_cli("show", path).out
    assert "不是绩效自评报告" in out
    assert "page_without_text" in out
    assert "支出情况" not in out
    assert "报告中没有" not in out


def test_unread_text_is_quoted(jixiao_cli: Cli, tmp_path: Path) -> None:
    report = fictional.report()
    places = (Place(block=2, span=(2, 4)), Place(block=fictional.TABLE_BLOCK, cell=(2, 1), span=(0, 7)))
    coverage = report.coverage.model_copy(update={"unread_places": places})
    path = tmp_path / "unread.json"
    path.write_text(report.model_copy(update={"coverage": coverage}).model_dump_json(), encoding="utf-8")
    lines = _lines(jixiao_cli("show", path).out)
    assert "· 负责 (第3段，字符 2–4)" in lines
    assert "· 社会效 益指标 (表1 第3行第2列，字符 0–7)" in lines


def test_a_diagnostic_says_of_several_tables_which_it_is_of(jixiao_cli: Cli, tmp_path: Path) -> None:
    report = fictional.report()
    (table,) = report.tables
    second = table.model_copy(update={"block": table.block + 1})
    said = report.diagnostics[0].model_copy(
        update={
            "message": "第3行未读",
            "places": tuple(Place(block=second.block, cell=(2, at), span=(0, 1)) for at in (1, 2)),
        }
    )
    path = tmp_path / "tables.json"
    both = report.model_copy(update={"tables": (table, second), "diagnostics": (said,)})
    path.write_text(both.model_dump_json(), encoding="utf-8")
    assert f"· 表2：第3行未读 [{said.code}]" in _lines(jixiao_cli("show", path).out)


def _signed() -> Report:
    sign = SignOff(attachment="附件1", filled_by="柳如烟", phone="0730-1234567", head="江一舟")
    return fictional.report().model_copy(
        update={"sign_offs": (sign,), "improvements": ("由柳如烟（15400001111）负责",)}
    )


def test_people_are_masked_wherever_they_occur(jixiao_cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "signed.json"
    path.write_text(_signed().model_dump_json(), encoding="utf-8")
    masked = jixiao_cli("show", path).out
    assert "柳如烟" not in masked
    assert "江一舟" not in masked
    assert "1234567" not in masked
    lines = _lines(masked)
    assert "· 由柳**（154****1111）负责" in lines
    assert "附件1 柳** ********4567 江**" in lines
    assert "· 由柳如烟（15400001111）负责" in _lines(jixiao_cli("show", "--personal", path).out)


def test_what_names_nobody_is_not_masked() -> None:
    sign = SignOff(filled_by="（略）", head="/", phone="无")
    mask = masker(fictional.report().model_copy(update={"sign_offs": (sign,)}))
    assert mask("（略）/ 无 12345678901234") == "（略）/ 无 12345678901234"


def test_a_document_is_parsed_first(jixiao_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_text("good", encoding="utf-8")
    assert "a.docx · pdf" in jixiao_cli("show", tmp_path / "a.docx").out


def test_bad_json(jixiao_cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{", encoding="utf-8")
    result = jixiao_cli("show", path)
    assert (result.code, result.out) == (4, "")
    assert result.err.startswith(f"jixiao: {path}: 不是有效的 JSON")
    assert jixiao_cli("show", tmp_path / "none.json").code == 3


def test_json_is_told_by_content(
    jixiao_cli: Cli, tmp_path: Path, report_json: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = jixiao_cli("show", report_json).out
    renamed = tmp_path / "renamed.txt"
    renamed.write_text(fictional.report().model_dump_json(indent=2), encoding="utf-8")
    assert jixiao_cli("show", renamed).out == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(report_json.read_bytes())))
    assert jixiao_cli("show", "-").out == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("报告".encode())))
    assert jixiao_cli("show", "-").out == expected
