"""The judge itself: what counts as right, missing, extra and wrong, on small hand-made reports."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao.errors import DamagedFileError, MissingFileError, UnknownTypeError
from jixiao.evaluate import Counts, Letters, Miss, Sure, align, compare, evaluate_directory, examine
from jixiao.evaluate.sentences import distance


def statement(fund: str, scope: str, amount: str | None, **more: Any) -> dict[str, Any]:
    return {"fund": fund, "scope": scope, "amount": None if amount is None else Decimal(amount), **more}


def test_equal_reports_have_no_miss_and_all_leaves_count() -> None:
    truth = {"kind": "whole_department", "title": "甲", "fiscal_year": 2023, "improvements": ["乙", "丙"]}
    result = examine(truth, truth)
    assert result.misses == []
    assert result.parts == {"identity": Counts(right=3), "improvements": Counts(right=2)}
    assert result.overall.recall == result.overall.precision == 1.0


def test_numbers_are_equal_by_value_and_not_by_digits() -> None:
    truth = {"spending": [statement("general_public", "total", "202.6400")]}
    assert compare(truth, {"spending": [statement("general_public", "total", "202.64")]}) == []
    assert compare(truth, {"spending": [{"fund": "general_public", "scope": "total", "amount": 202.64}]}) == []
    assert [m.kind for m in compare(truth, {"spending": [statement("general_public", "total", "2026400")]})] == [
        "wrong"
    ]


def test_a_number_is_no_boolean_and_no_text() -> None:
    assert [m.kind for m in compare({"fiscal_year": 1}, {"fiscal_year": True})] == ["wrong"]
    assert [m.kind for m in compare({"fiscal_year": 2023}, {"fiscal_year": "2023"})] == ["wrong"]


def test_null_against_value_is_missing_or_extra_and_null_against_null_is_nothing() -> None:
    truth = {"conclusion": {"self_score": Decimal(98), "rating": None, "disclosure": None}}
    report = {"conclusion": {"self_score": None, "rating": {"text": "优", "canonical": "优"}, "disclosure": None}}
    assert compare(truth, report) == [
        Miss("conclusion", "/conclusion/self_score", "missing", Decimal(98), None),
        Miss("conclusion", "/conclusion/rating/text", "extra", None, "优"),
        Miss("conclusion", "/conclusion/rating/canonical", "extra", None, "优"),
    ]


def test_zero_is_a_value() -> None:
    truth = {"spending": [statement("general_public", "project", "0")]}
    assert [m.kind for m in compare(truth, {"spending": [statement("general_public", "project", None)]})] == ["missing"]


def test_a_lost_statement_counts_once_and_shifts_nothing() -> None:
    rows = [
        statement("general_public", "total", "512.36"),
        statement("general_public", "basic", "530.12"),
        statement("general_public", "personnel", "431.02"),
    ]
    misses = compare({"spending": rows}, {"spending": [rows[0], rows[2]]})
    assert [(m.kind, m.pointer) for m in misses] == [
        ("missing", "/spending/1/fund"),
        ("missing", "/spending/1/scope"),
        ("missing", "/spending/1/amount"),
    ]


def test_a_wrong_amount_under_the_same_fund_and_scope_is_one_miss() -> None:
    truth = {"spending": [statement("general_public", "total", "1"), statement("general_public", "total", "2")]}
    report = {"spending": [statement("general_public", "total", "1"), statement("general_public", "total", "3")]}
    assert [(m.kind, m.expected, m.found) for m in compare(truth, report)] == [("wrong", Decimal(2), Decimal(3))]


def test_an_invented_statement_is_extra_at_its_place_in_the_report() -> None:
    truth = {"spending": [statement("general_public", "total", "1")]}
    report = {"spending": [statement("government_fund", "total", "9"), statement("general_public", "total", "1")]}
    misses = compare(truth, report)
    assert {m.kind for m in misses} == {"extra"}
    assert misses[0].pointer == "/spending/0/fund"


def test_expenses_are_aligned_by_item_and_parents_follow_the_alignment() -> None:
    truth = {
        "base_data": {
            "expenses": [
                {"item": "三公经费", "parent": None, "final": Decimal("5.1")},
                {"item": "……", "parent": 0, "final": None},
                {"item": "项目支出", "parent": None, "final": Decimal(8)},
                {"item": "1、业务工作经费", "parent": 2, "final": Decimal(3)},
            ]
        }
    }
    rows = truth["base_data"]["expenses"]
    report = {"base_data": {"expenses": [rows[0], rows[2], {**rows[3], "parent": 1}]}}
    assert [(m.kind, m.pointer) for m in compare(truth, report)] == [
        ("missing", "/base_data/expenses/1/item"),
        ("missing", "/base_data/expenses/1/parent"),
    ]


def test_indicators_are_aligned_by_level3_and_a_measure_is_compared_inside() -> None:
    def row(name: str | None, value: str | None, **more: Any) -> dict[str, Any]:
        target = None if value is None else {"text": value + "卷", "value": Decimal(value), "unit": "卷"}
        return {"level2": "数量指标", "level3": name, "target": target, **more}

    truth = {
        "evaluations": [{"indicators": [row("接收档案", "3000"), row(None, None, filler=True), row("查档", "20")]}]
    }
    report = {"evaluations": [{"indicators": [row("接收档案", "3000"), row("查档", "21")]}]}
    misses = compare(truth, report)
    assert [(m.kind, m.pointer) for m in misses] == [
        ("missing", "/evaluations/0/indicators/1/level2"),
        ("missing", "/evaluations/0/indicators/1/filler"),
        ("wrong", "/evaluations/0/indicators/2/target/text"),
        ("wrong", "/evaluations/0/indicators/2/target/value"),
    ]


def test_funds_are_aligned_by_label() -> None:
    truth = {
        "evaluations": [{"by_income": [{"label": "一般公共预算", "amount": 1}, {"label": "其他资金", "amount": None}]}]
    }
    report = {
        "evaluations": [{"by_income": [{"label": "其他资金", "amount": 1}, {"label": "一般公共预算", "amount": 1}]}]
    }
    kinds = sorted(m.kind for m in compare(truth, report))
    assert kinds == ["extra", "extra", "missing"]


def test_lists_of_texts_are_aligned_by_likeness() -> None:
    truth = {"profile": {"functions": ["负责档案收集。", "负责档案安全。", "承办其他事项。"]}}
    report = {"profile": {"functions": ["负责档案安全", "承办其他事项。", "多余的一句话"]}}
    assert [(m.kind, m.expected, m.found) for m in compare(truth, report)] == [
        ("missing", "负责档案收集。", None),
        ("wrong", "负责档案安全。", "负责档案安全"),
        ("extra", None, "多余的一句话"),
    ]


def test_the_outline_is_compared_as_a_tree_without_its_blocks() -> None:
    child = {"level": 2, "label": "（一）", "title": "主要职能", "role": "functions"}
    truth = {"outline": [{"level": 1, "label": "一", "title": "概况", "role": "profile", "children": [child]}]}
    report = {
        "outline": [
            {"level": 1, "label": "一", "title": "概况", "role": "profile", "blocks": [1], "children": [
                {**child, "role": None, "blocks": [2, 3], "children": []}
            ]}
        ]
    }  # fmt: skip
    assert [(m.kind, m.pointer) for m in compare(truth, report)] == [("missing", "/outline/0/children/0/role")]


def test_a_field_that_the_truth_lacks_is_judged_only_inside_a_part() -> None:
    truth = {"conclusion": {"self_score": 98}}
    report = {"template": {"name": "x"}, "title": "甲", "conclusion": {"self_score": 98, "disclosure": "公开"}}
    assert [(m.kind, m.pointer) for m in compare(truth, report)] == [("extra", "/conclusion/disclosure")]


def test_a_whole_part_that_is_null_in_one_of_the_two() -> None:
    table = {"title": "表", "expenses": [{"item": "三公经费"}]}
    assert [m.kind for m in compare({"base_data": table}, {"base_data": None})] == ["missing", "missing"]
    assert [m.kind for m in compare({"base_data": None}, {"base_data": table})] == ["extra", "extra"]
    assert compare({"base_data": None}, {"base_data": None}) == []


def test_a_value_of_another_shape_is_not_right() -> None:
    assert [m.kind for m in compare({"conclusion": {"rating": {"text": "优"}}}, {"conclusion": {"rating": "优"}})] == [
        "missing",
        "extra",
    ]
    assert [m.kind for m in compare({"improvements": ["甲"]}, {"improvements": "甲"})] == ["missing", "extra"]


def test_precision_and_recall() -> None:
    counts = Counts(right=6, missing=2, extra=1, wrong=2)
    assert counts.recall == pytest.approx(0.6)
    assert counts.precision == pytest.approx(6 / 9)
    assert Counts().recall == Counts().precision == 1.0


def test_align_pairs_equal_labels_over_equal_contents() -> None:
    truth = [{"label": "甲", "n": 1}, {"label": "乙", "n": 2}]
    report = [{"label": "乙", "n": 1}]
    assert list(align(truth, report, ("label",))) == [(0, None), (1, 0)]


def write_truth(directory: Path, name: str, truth: dict[str, Any]) -> None:
    (directory / f"{name}.truth.json").write_text(json.dumps(truth), encoding="utf-8")


def test_a_directory_takes_each_form_and_the_truth_with_the_longest_name(tmp_path: Path) -> None:
    write_truth(tmp_path, "a", {"title": "“甲”"})
    write_truth(tmp_path, "a.word-extractor", {"title": '"甲"'})
    for name in ("a.docx", "a.tab-cells.txt", "a.word-extractor.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"")
    seen = []

    def parse(path: Path) -> dict[str, Any]:
        seen.append(path.name)
        return {"title": '"甲"'} if "word" in path.name else {"title": "“甲”"}

    summary = evaluate_directory(tmp_path, parse)
    assert seen == ["a.docx", "a.tab-cells.txt", "a.word-extractor.txt"]
    assert summary.parts == {"identity": Counts(right=3)}


def test_a_file_that_cannot_be_read_counts_as_all_missing(tmp_path: Path) -> None:
    write_truth(tmp_path, "a", {"title": "甲", "improvements": ["乙"]})
    (tmp_path / "a.docx").write_bytes(b"")

    def parse(path: Path) -> dict[str, Any]:
        raise UnknownTypeError("不认识", "unknown")

    summary = evaluate_directory(tmp_path, parse)
    assert summary.overall == Counts(missing=2)
    assert isinstance(summary.files[0].error, UnknownTypeError)


def test_bad_directories_are_refused_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="没有这个目录"):
        evaluate_directory(tmp_path / "none", dict)
    with pytest.raises(MissingFileError, match="truth"):
        evaluate_directory(tmp_path, dict)
    (tmp_path / "a.truth.json").write_text("{", encoding="utf-8")
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    with pytest.raises(DamagedFileError):
        evaluate_directory(tmp_path, dict)
    (tmp_path / "a.truth.json").write_text("[]", encoding="utf-8")
    with pytest.raises(DamagedFileError, match="对象"):
        evaluate_directory(tmp_path, dict)


def test_figures_and_labels_are_counted_exactly_and_sentences_by_characters() -> None:
    truth = {
        "title": "东篱区某局2025年报告",
        "improvements": ["健全内控制度", "规范采购流程"],
        "spending": [statement("general_public", "total", "1.5", reason="人员增加，工资上调")],
    }
    report = {
        "title": "东篱区某局 2025年报告",  # a blank: no label as printed, but the same label
        "improvements": ["健全内控制庋"],
        "spending": [statement("general_public", "total", "1.6", reason="人员增加,工资上凋")],
    }
    result = examine(truth, report)
    assert result.exact == Counts(right=2, wrong=2)
    assert result.folded == Counts(right=3, wrong=1)
    assert result.letters == Letters(total=21, wrong=2, lost=6, added=0)
    assert result.letters.error_rate == pytest.approx(2 / 15)
    assert result.letters.error_rate_of_all == pytest.approx(8 / 21)
    assert Letters().error_rate == Letters().error_rate_of_all == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0),
        ("甲", "", 1),
        ("甲乙丙", "甲丙", 1),
        ("甲乙", "乙甲", 2),
        ("aab", "ab", 1),
        ("甲乙丙丁", "甲丁丙戊丁", 2),
    ],
)
def test_distance_is_levenshteins(one: str, other: str, expected: int) -> None:
    assert distance(one, other) == distance(other, one) == expected


def test_a_row_whose_label_was_misread_by_a_character_is_the_same_row() -> None:
    truth = {
        "problems": [{"problem": "预算编制不够细化", "cause": None}, {"problem": "绩效意识有待加强", "cause": None}]
    }
    report = {"problems": [{"problem": "绩效意识有侍加强", "cause": None}]}
    assert [(m.kind, m.pointer) for m in compare(truth, report)] == [
        ("missing", "/problems/0/problem"),
        ("wrong", "/problems/1/problem"),
    ]


def test_values_with_evidence_are_judged_with_their_confidence() -> None:
    truth = {"conclusion": {"self_score": Decimal(98), "disclosure": "已公开", "rating": None}}
    report = {
        "conclusion": {"self_score": Decimal(88), "disclosure": "已公开", "rating": {"text": "优"}},
        "evidence": {
            "/conclusion/self_score": {"confidence": 0.6},
            "/conclusion/disclosure": {"confidence": 1},
            "/conclusion/rating/text": {},
        },
    }
    assert examine(truth, report).sure == [
        Sure("/conclusion/self_score", 0.6, right=False, sentence=False),
        Sure("/conclusion/disclosure", 1.0, right=True, sentence=True),
        Sure("/conclusion/rating/text", 1.0, right=False, sentence=False),
    ]


def test_a_label_in_another_width_is_wrong_and_a_sentence_is_right() -> None:
    """As the issue counts them: labels exactly, sentences by characters with widths folded."""
    truth = {"attachments": [{"label": "附件2", "title": "自评表"}], "conclusion": {"disclosure": "已公开（网站）"}}
    report = {
        "attachments": [{"label": "附件２", "title": "自评表"}],
        "conclusion": {"disclosure": "已公开(网站)"},
        "evidence": {
            "/attachments/0/label": {"confidence": 0.9},
            "/attachments/0/title": {"confidence": 0.9},
            "/conclusion/disclosure": {"confidence": 0.9},
        },
    }
    assert {one.pointer: one.right for one in examine(truth, report).sure} == {
        "/attachments/0/label": False,
        "/attachments/0/title": True,
        "/conclusion/disclosure": True,
    }


def test_print_that_gave_no_value_counts_as_a_value_that_is_wrong_and_a_blank_does_not() -> None:
    truth = {"conclusion": {"self_score": Decimal(98), "disclosure": "已公开"}}
    report = {
        "conclusion": {"self_score": None, "disclosure": None},
        "evidence": {
            "/conclusion/self_score": {"confidence": 0.5, "text": "9.8."},
            "/conclusion/disclosure": {"confidence": 1, "text": " "},
        },
    }
    result = examine(truth, report)
    assert result.sure == [Sure("/conclusion/self_score", 0.5, False, False)]
    assert result.overall.missing == 2
