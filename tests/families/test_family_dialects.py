"""Each province's form flattened as tools flatten tables: the same figures as from the table itself, or a refusal."""

from __future__ import annotations

from typing import Any

import grids_of_families as filled
import pytest
from samples.dialects import DIALECTS, flatten

from grids import context, table, values
from jixiao.document import Table
from jixiao.extract.evaluations import evaluations
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.readers.text import read_text
from jixiao.structure.flat import rebuild_tables

FORMS = [name for name in dir(filled) if name.isupper()]
REPEATING = ("rows-tab", "docling")
"""Dialects that print a merged cell in each row: two equal scores may be one merged one (Hubei)."""
UNMARKED = ("libreoffice", "libreoffice-gbk")
"""Dialects without marks between cells: read where a form's own grammar leaves one reading, else refused."""


def core(drafts: list[Any]) -> list[Any]:
    """What a reader of the table wants: everything but titles."""
    return [
        {key: value for key, value in draft.items() if key not in ("title", "year")} for draft in drafts
    ]  # fmt: skip


def holds(draft: Any, truth: Any) -> bool:
    """Whether all that was read is true: null and no rows say nothing."""
    if isinstance(draft, dict):
        return all(holds(value, truth[key]) for key, value in draft.items())
    if isinstance(draft, list):
        rest = iter(truth)  # rows may be missing
        return all(any(holds(item, true) for true in rest) for item in draft)
    return draft is None or flat(draft) == flat(truth)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_flattened_form_is_the_form(form: str, dialect: str) -> None:
    native = table(*getattr(filled, form))
    end = "\r\n" if dialect == "word-stream" else "\n"
    gap = "\n" if dialect in ("docling", "pandoc") else ""
    text = f"附表{end}{gap}{flatten(native, dialect)}{gap}填表人：{end}"
    result = rebuild_tables(read_text(text.encode()).blocks, load())
    here = context(*result.blocks)
    got, wanted = core(values(evaluations(here))), core(values(evaluations(context(native))))
    if not any(isinstance(block, Table) for block in result.blocks):
        assert [item.code for item in result.diagnostics] == ["unreadable_table"]
        assert dialect in UNMARKED or (form, dialect) == ("CHONGQING", "pandoc")
        return
    if dialect in UNMARKED:  # a row of label and value above the first heading may stay outside: null, never wrong
        for draft, truth in zip(got, wanted, strict=True):
            truth |= {key: None for key in ("project", "department", "unit") if draft[key] is None}
        if any(item.code == "unreadable_table" for item in result.diagnostics):  # read in part, and said so
            assert all(draft["funds"] or draft["indicators"] for draft in got)
            assert holds(got, wanted)
            return
    # A dialect folds quotation marks and blanks of its own: compared without them.
    assert flat(got) == flat(wanted)


@pytest.mark.parametrize("form", ["NATIONAL", "ANHUI", "HEBEI", "HUBEI", "SICHUAN"])
def test_a_cell_a_line_is_enough_where_the_form_is_known(form: str) -> None:
    native = table(*getattr(filled, form))
    text = f"附表\n{flatten(native, 'libreoffice')}填表人：\n"
    result = rebuild_tables(read_text(text.encode()).blocks, load())
    got = core(values(evaluations(context(*result.blocks))))
    assert flat(got) == flat(core(values(evaluations(context(native)))))


def test_two_heading_rows_one_of_them_torn() -> None:
    """A cell of two paragraphs ends its line in Tika's SAX text: the halves of the heading looked like goals (云南)."""
    rows = [*filled.YUNNAN]
    rows[9] = [("绩效指标", 3), ("年度指标值", 3), ("实际\n\n完成值", 1, 2), *rows[9][3:]]
    native = table(*rows)
    text = f"附表\n{flatten(native, 'tika-sax')}填表人：\n"
    result = rebuild_tables(read_text(text.encode()).blocks, load())
    got, wanted = core(values(evaluations(context(*result.blocks)))), core(values(evaluations(context(native))))
    assert flat(got) == flat(wanted)
    assert [row["actual"]["text"] for row in got[0]["indicators"]] == ["560", "100%", "有效", "92%"]


def test_two_tables_with_their_titles_inside_are_two() -> None:
    """Merged titles repeated in each cell, a blank line between the tables (四川)."""
    first, second = filled.SICHUAN, [*filled.SICHUAN]
    second[1] = ["项目名称", ("设备购置", 10)]
    text = "\n".join(flatten(table(*rows), "rows-tab") for rows in (first, second))
    result = rebuild_tables(read_text(f"附表\n{text}".encode()).blocks, load())
    got = values(evaluations(context(*result.blocks)))
    assert [draft["project"] for draft in got] == ["工资性支出", "设备购置"]
    assert [[len(draft["goals"]), len(draft["funds"])] for draft in got] == [[1, 5], [1, 5]]


def test_a_goal_reached_word_for_word_is_reached() -> None:
    """«及时足额发放工资» planned and done is one run of equal cells: the heading's columns part it."""
    rows = [*filled.SICHUAN]
    rows[4] = [("足额发放", 4), ("足额发放", 4)]
    result = rebuild_tables(read_text(f"附表\n{flatten(table(*rows), 'rows-tab')}".encode()).blocks, load())
    (got,) = values(evaluations(context(*result.blocks)))
    assert got["goals"] == [{"expected": "足额发放", "actual": "足额发放", "weight": None}]


def test_a_prompt_for_a_value_is_not_the_label_s_bracket() -> None:
    rows = [*filled.SICHUAN[:-2], ["存在问题", ("（200字以内）", 10)], filled.SICHUAN[-1]]
    text = flatten(table(*rows), "libreoffice")
    result = rebuild_tables(read_text(f"附表\n{text}填表人：\n".encode()).blocks, load())
    (got,) = values(evaluations(context(*result.blocks)))
    assert (got["problems"], got["measures"]) == (None, "按人员变动及时调整预算。")


def test_a_list_at_the_end_of_a_text_is_one_cell() -> None:
    rows = [*filled.HUBEI[:-1], [("改进措施及结果应用方案", 1), ("1.细化预算；\n\n2.加强监控。", 8)]]
    native = table(*rows)
    result = rebuild_tables(read_text(("附表\n" + flatten(native, "libreoffice")).encode()).blocks, load())
    got = values(evaluations(context(*result.blocks)))
    assert got[0]["measures"] == "1.细化预算；2.加强监控。"


@pytest.mark.parametrize("dialect", REPEATING)
def test_a_merged_score_printed_twice_is_taken_once(dialect: str) -> None:
    """What such a dialect prints cannot tell one merged score from two equal ones: the table's total does."""
    gap = "\n" if dialect == "docling" else ""
    form = flatten(table(*filled.HUBEI), dialect)
    report = parse(f"示例县图书馆2023年度项目支出绩效自评表\n{gap}{form}{gap}填表人：\n".encode())
    assert [row.score for row in report.evaluations[0].indicators][:2] == [10, None]
    assert not [f for f in report.findings if f.rule == "scores-sum-total"]
    (told,) = [item for item in report.diagnostics if item.code == "merged_points"]
    assert told.message.startswith("「覆盖率」一行的「10」")
    assert "请核对原表" in told.message  # the form has no weights: the total of the scores alone says it
    assert report.tables[told.places[0].block - report.tables[0].block].role == "evaluation"


@pytest.mark.parametrize(
    ("merged", "total", "read"),
    [
        (False, ("100", "79.72"), [20, 20, 50]),  # the total misses a score: the weights need every row
        (False, ("", "79.72"), [20, 20, 50]),
        (False, ("100", "99.72"), [20, 20, 50]),
        (True, ("100", "99.72"), [20, None, 70]),  # only without it the weights add up
        (True, ("", "99.72"), [20, None, 70]),
    ],
)
@pytest.mark.parametrize("dialect", REPEATING)
def test_a_merged_score_is_no_score_that_the_total_forgot(
    dialect: str, merged: bool, total: tuple[str, str], read: list[float | None]
) -> None:
    """Two rows print 20 points each in a form whose funds have 10: one cell over both, or a cell each."""
    points: list[Any] = [("20", 1, 2), ("20", 1, 2), ("", 1, 2)] if merged else ["20", "20", ""]
    rest = "70" if merged else "50"
    rows = [
        *filled.NATIONAL[:9],
        [("绩效指标", 1, 4), *filled.NATIONAL[9][1:]],
        [("产出指标", 1, 2), ("数量指标", 1, 2), "修复册数", "≥300册", "312册", *points],
        ["回访次数", "≥3次", "4次", *([] if merged else points)],
        ["效益指标", "社会效益指标", "读者受益", "显著", "显著", rest, rest, ""],
        [("总分", 6), *total, ""],
    ]
    gap = "\n" if dialect == "docling" else ""
    report = parse(
        f"示例县图书馆2023年度项目支出绩效自评表\n{gap}{flatten(table(*rows), dialect)}{gap}填表人：\n".encode()
    )
    indicators = report.evaluations[0].indicators
    assert [row.score for row in indicators] == read
    assert [row.weight for row in indicators] == read
    told = [item for item in report.diagnostics if item.code == "merged_points"]
    assert len(told) == read.count(None)
    if told:
        assert told[0].message.startswith("「回访次数」一行的「20」")
        assert ("请核对原表" in told[0].message) == (not total[0])
    assert bool([f for f in report.findings if f.rule == "scores-sum-total"]) == (total[1] == "79.72")


def flat(draft: Any) -> Any:
    if isinstance(draft, dict):
        return {key: flat(value) for key, value in draft.items()}
    if isinstance(draft, list):
        return [flat(value) for value in draft]
    return "".join(draft.split()).replace("—", "-") if isinstance(draft, str) else draft


def test_the_upper_of_two_heading_rows_may_have_words_of_its_own() -> None:
    rows = [*filled.YUNNAN]
    rows[9] = [("绩效指标", 3), ("年度安排", 3), *rows[9][2:]]
    text = flatten(table(*rows), "tab-cells")
    result = rebuild_tables(read_text(f"附表\n{text}填表人：\n".encode()).blocks, load())
    (got,) = values(evaluations(context(*result.blocks)))
    assert [row["actual"]["text"] for row in got["indicators"]] == ["560", "100%", "有效", "92%"]
    assert (got["total"]["weight"], got["total"]["score"], got["rating"]["text"]) == (100, 97, "优")


@pytest.mark.parametrize(("figure", "read"), [("99.51", (None, 99.51)), ("100", (100, None)), ("80", (None, None))])
def test_a_total_with_fewer_cells_stands_where_the_sums_say(figure: str, read: tuple[float | None, ...]) -> None:
    """Its label runs over the column of weights, or its last cell over the scores: a figure that adds up to neither
    leaves the table unread."""
    rows = [*filled.NATIONAL[:-1], [("总分", 7), (figure, 2)]]
    text = flatten(table(*rows), "libreoffice")
    result = rebuild_tables(read_text(f"附表\n{text}填表人：\n".encode()).blocks, load())
    drafts = values(evaluations(context(*result.blocks)))
    totals = [(draft["total"]["weight"], draft["total"]["score"]) for draft in drafts]
    assert [tuple(None if v is None else float(v) for v in total) for total in totals] == [read] or (
        read == (None, None) and result.diagnostics
    )


def test_a_value_in_brackets_is_not_the_end_of_its_label() -> None:
    rows = [*filled.NATIONAL]
    rows[1] = [("主管部门", 3), ("（略）", 2), "实施单位", ("云溪县图书馆", 3)]
    text = flatten(table(*rows), "libreoffice")
    result = rebuild_tables(read_text(f"附表\n{text}填表人：\n".encode()).blocks, load())
    (got,) = values(evaluations(context(*result.blocks)))
    assert (got["department"], got["unit"]) == (None, "云溪县图书馆")


def test_rows_torn_by_blank_paragraphs_are_no_rows_with_cells_left_out() -> None:
    """«数量指标» and three blank paragraphs in one cell: the rest of its row looked like a row of its own (湖北)."""
    rows = [*filled.HUBEI]
    rows[7] = [rows[7][0], ("数量指标\n\n\n", 1, 2), *rows[7][2:]]
    rows[9] = ["满意度指标（10分）", "读者\n\n\n", *rows[9][2:]]
    rows[11] = ["效益指标（30分）", "环境效益\n\n\n", *rows[11][2:]]
    native = table(*rows)
    text = flatten(native, "tab-cells")
    result = rebuild_tables(read_text(f"附表\n\n{text}\n\n填表人：\n".encode()).blocks, load())
    got, wanted = core(values(evaluations(context(*result.blocks)))), core(values(evaluations(context(native))))
    assert flat(got) == flat(wanted) or (not got and result.diagnostics)
