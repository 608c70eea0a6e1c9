"""Past the reader nothing raises: torn, shuffled and repeated reports become a report whose ledger balances."""

from __future__ import annotations

import json
import os
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny_files import make_docx, make_pdf

from jixiao.errors import ReadError

pytestmark = pytest.mark.no_cover

pipeline = pytest.importorskip("jixiao.pipeline", exc_type=ImportError)
spans = pytest.importorskip("jixiao.structure.flat.spans", exc_type=ImportError)

HEAD = "2023年度云溪县档案馆\n部门整体支出绩效自评报告\n\n一、单位基本情况\n"
NARRATIVE = (
    HEAD + "（一）主要职能。\n1.负责全县档案的收集、保管和利用。\n2负责档案安全工作。\n"
    "（二）机构设置。内设办公室、业务股，编制9人。\n"
    "（三）人员情况。2023年末在职8人，比上年减少1人，退休5人，主要原因是在职人员转退休1人。\n\n二、一般公共预算支出情况\n"
    "2023年一般公共预算财政拨款支出212.40万元，占总支出的100%，比上年增加12.40万元，增长6.20%，主要原因是工资调整。\n"
    "（二）项目支出情况\n项目支出30万元，与上年持平。\n三、政府性基金预算支出情况\n本单位2023年度无政府性基金预算支出\n"
    "七、存在的问题及原因分析\n经过自评，存在以下问题：部分指标不够细化。原因是业务人员参与不足。\n报告附件：\n1.部门整体支出绩效自评表\n"
)
TABLE = (
    "附件1\n2023年度部门整体支出绩效自评表\n\n\t预算部门\n\t云溪县档案馆\n\n\t年度预算申请\n（万元）\n\t\n\t年初预算数\n\t全年预算数\n"
    "\t全年执行数\n\t分值\n\t执行率\n\t得分\n\n\t\n\t年度资金总额\n\t200.00\n\t220.00\n\t212.40\n\t10\n\t96.55%\n\t9.65\n\n"
    "\t绩效指标\n\t一级指标\n\t二级指标\n\t三级指标\n\t年度指标值\n\t实际完成值\n\t分值\n\t得分\n\t偏差原因\n\n"
    "\t\n\t产出指标\n(60分)\n\t数量指标\n\t接收档案\n\t≥3000卷\n\t3200卷\n\t30\n\t30\n\t\n\n\t\n\t\n\t质量指标\n\t档案完好率\n"
    "\t100%\n\t99%\n\t30\n\t29.7\n\t1卷受潮\n\n\t总分\n\t100\n\t98\n\n填表人：（略）  填报日期：2024年4月8日\n"
)
_ROWS = [[cell.lstrip("\t") for cell in row.split("\n\t")] for row in TABLE.split("\n\n")]
TABLES = (TABLE, *("\n".join(map(gap.join, _ROWS)) + "\n" for gap in ("\n", " | ", "      ", "\t", "")))
"""The table as cells of text files, with a cell a line, between bars, placed as on a page, between tabs, and run on."""
LINES = (NARRATIVE + TABLE).split("\n")
CHARACTERS = "一二十（）()、.，。:：%万元亿0189-—/…≥≤\t\n |\x07\x0b\x0c\x1c\u3000\xa0年度附表①²#第"
QUIET = settings(
    max_examples=int(os.environ.get("JIXIAO_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def balanced(data: bytes) -> None:
    """The report of these bytes, if they are read at all, can be written and accounts for each character."""
    try:
        report = pipeline.parse(data)
    except ReadError:
        return
    coverage = report.coverage
    assert coverage.total == coverage.fields + coverage.structure + coverage.unread + sum(coverage.ignored.values())
    assert json.loads(report.model_dump_json())["source"]["size_bytes"] == len(data)


@given(st.data())
@QUIET
def test_lines_shuffled_dropped_and_doubled(data: st.DataObject) -> None:
    lines = (NARRATIVE + data.draw(st.sampled_from(TABLES))).split("\n")
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(lines) - 1))
        end = min(len(lines), at + data.draw(st.integers(1, 12)))
        to = data.draw(st.integers(0, len(lines)))
        action = data.draw(st.sampled_from(["move", "double", "drop"]))
        piece = lines[at:end]
        if action != "double":
            del lines[at:end]
        if action != "drop":
            lines[to:to] = piece
        lines = lines or ["报告"]
    balanced("\n".join(lines).encode())


@given(st.data())
@QUIET
def test_characters_overwritten_and_cut(data: st.DataObject) -> None:
    text = list(NARRATIVE + data.draw(st.sampled_from(TABLES)))
    for _ in range(data.draw(st.integers(1, 40))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.sampled_from(CHARACTERS))
    at = data.draw(st.integers(0, len(text)))
    balanced(HEAD.encode() + "".join(text[at:] + text[:at]).encode())


@given(st.lists(st.sampled_from([*LINES, "", "\t", "|a|b|", "+--+--+", "1、", "（二）", "十、其他"]), max_size=60))
@QUIET
def test_lines_in_any_order(lines: list[str]) -> None:
    balanced("\n".join(lines).encode())


def test_tiny_files_of_other_kinds() -> None:
    balanced(make_docx())
    balanced(make_pdf())


UNITS = (
    "1",
    "一",
    "（",
    "（一）",
    "一、",
    "\t",
    "\t\n",
    "|",
    "|a|b|\n",
    "1万元",
    "1,",
    "比上年减少1万元，",
    "主要原因是",
    "……",
)
MORE_UNITS = (
    "\n",
    "a\x07\n",
    "1.\n",
    "一、情况\n",
    "+--+--+\n|a |b |\n",
    "附件1\n",
    "\t产出指标\n\t数量指标\n\n",
    "数量指标\n10\n",
)


@pytest.mark.parametrize("unit", [*UNITS, *MORE_UNITS])
def test_one_thing_over_and_over(unit: str) -> None:
    # Not timed: what is walked from each of its places, to its end, would take minutes here.
    balanced((HEAD + unit * (16_000 // len(unit)) + "\n").encode())


@pytest.mark.parametrize("year", ["202①", "20²3", "20１２", "２０２３", "20二三"])
def test_digits_that_are_no_digits(year: str) -> None:
    balanced((NARRATIVE + TABLE).replace("2023", year).encode())


@given(st.integers(1, 9), st.data())
@QUIET
def test_left_out_cells_are_the_cheap_ones_of_all_choices(columns: int, data: st.DataObject) -> None:
    """The choices that are tried are those, of all there are, that cost less than what is refused."""
    merged = sorted(data.draw(st.sets(st.integers(0, columns - 1))))
    missing = data.draw(st.integers(0, columns))
    wanted = set()
    if missing <= len(merged):  # only covered cells may be missing then, from the first of them on without a gap
        if merged[:missing] == [merged[0] + at for at in range(missing)]:
            wanted.add((0.0, frozenset(merged[:missing])))
        assert set(spans._hole_choices(columns, missing, merged)) == wanted
        return
    for holes in combinations(range(columns), missing):
        inside = [i for i in merged if i in holes]
        if inside == merged[: len(inside)] and missing - len(inside) < 3:
            wanted.add((float(missing - len(inside)), frozenset(holes)))
    assert set(spans._hole_choices(columns, missing, merged)) == wanted


def test_a_torn_form_of_many_columns_has_few_choices() -> None:
    assert sum(1 for _ in spans._hole_choices(40, 20, list(range(19)))) < 500
