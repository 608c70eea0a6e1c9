"""Sentences and lines of published pages that were read wrongly on first sight, as fiction of the same shapes."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao import parse
from jixiao.schema import Report

TEXTS = tomllib.loads(Path(__file__).with_name("published_words.toml").read_text(encoding="utf-8"))


def read(name: str) -> Report:
    return parse(TEXTS[name].encode())


def test_scores_of_several_parts_in_one_sentence_are_not_that_of_the_whole() -> None:
    report = read("scores_of_parts")
    assert report.conclusion.self_score is None
    assert [d.code for d in report.diagnostics] == ["several_scores"]


def test_the_score_of_the_unit_beside_that_of_its_review_is_still_read() -> None:
    assert read("score_and_review").conclusion.self_score == Decimal("96.5")


def test_people_who_left_and_temporary_staff_are_neither_retired_nor_a_change_of_staff() -> None:
    staffing = read("staff_left").profile.staffing
    assert (staffing.authorized, staffing.on_duty) == (34, 25)
    assert (staffing.on_duty_change, staffing.retired) == (None, None)


def test_retired_people_behind_those_on_duty_are_counted() -> None:
    staffing = read("staff_retired").profile.staffing
    assert (staffing.authorized, staffing.on_duty, staffing.retired, staffing.on_duty_change) == (34, 25, 3, -1)


def test_a_rank_is_no_parent() -> None:
    assert read("rank").organization.parent is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("unit_in_title", "云溪州第二人民医院"),
        ("unit_signed", "云溪县石门镇人民政府"),
        ("unit_site", None),
        ("unit_source", "云溪市退役军人事务局"),
        ("unit_full_name", "云溪市人民检察院"),
        ("two_names", None),
    ],
)
def test_whose_report_it_is(name: str, unit: str | None) -> None:
    assert read(name).organization.name == unit


def test_labels_side_by_side_are_no_heading() -> None:
    report = read("labels_in_a_row")
    assert (report.problems, report.improvements) == ((), ())


def test_no_spending_of_subordinates_is_not_no_spending() -> None:
    report = read("subordinates")
    assert [(s.scope, s.amount, s.is_none) for s in report.spending] == [("basic", Decimal("111.18"), False)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("no_index_file", "blank_form"),
        ("no_unnamed_form", "blank_form"),
        ("no_cited_rules", "other"),
        ("no_criteria", "other"),
        ("no_sample", "samples"),
        ("accounts_in_parts", "final_accounts"),
        ("results_published", "third_party"),
        ("goals_poured", "other"),
    ],
)
def test_texts_that_are_no_self_evaluation(name: str, reason: str) -> None:
    report = read(name)
    assert report.kind == "not_a_report"
    assert any(f"({reason})" in d.message_en for d in report.diagnostics)


def test_the_notice_that_asked_for_a_report_tells_its_kind() -> None:
    assert read("cited_notice").kind == "transfer_payment"


def test_a_form_poured_into_a_line_behind_its_attachment_s_number_is_named() -> None:
    report = read("poured_form")
    assert report.kind == "transfer_payment"
    assert [d.code for d in report.diagnostics] == ["unreadable_table"]


def test_a_form_s_cells_are_no_summary_and_its_department_not_the_unit() -> None:
    report = read("policy_cover")
    assert report.organization.name == "平溪县文化和旅游局"
    assert report.performance.summary is None


def test_the_unit_in_the_title_of_a_part() -> None:
    report = read("accounts_in_parts")
    assert (report.organization.name, report.fiscal_year) == ("云溪市应急管理局", 2019)
    assert report.spending == ()
