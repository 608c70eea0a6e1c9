"""Sentences, titles and labels of an office whose words nobody had seen: what they say, and what they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

import jixiao
from jixiao.schema import Report

_HEAD = "云溪县水利局2023年度部门整体支出绩效自评报告\n\n一、部门概况\n编制20人，在职18人。\n二、部门整体支出情况\n{}\n"
_RESULT = "三、自评结论\n综上，自评得分95分。\n"


def _read(tmp_path: Path, text: str) -> Report:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    return jixiao.parse(path)


def _spent(report: Report) -> list[tuple[str | None, str, str | None, str | None]]:
    def shown(value: object) -> str | None:
        return None if value is None else str(value)

    return [(s.scope, str(s.amount), shown(s.change), shown(s.change_rate)) for s in report.spending]


@pytest.mark.parametrize(
    ("said", "rating"),
    [
        ("受益群众5200人，社会评价良好。", None),
        ("空气质量评价为良，水质等级为优。", None),
        ("我局在全市考核中被评为优秀等次。", None),
        ("档案管理工作评为优秀。", None),
        ("2023年度部门整体支出绩效评价等级为优。", "优"),
        ("综合评价结果为优。", "优"),
        ("自评95分，等级为优。", "优"),
    ],
)
def test_praise_of_the_work_is_no_grade_of_the_report(tmp_path: Path, said: str, rating: str | None) -> None:
    text = (
        _HEAD.format("2023年总支出120万元。")
        + f"三、绩效情况\n（1）生态效益情况。{said}\n四、自评结论\n综上，自评得分95分。\n"
    )
    result = _read(tmp_path, text).conclusion
    assert (str(result.self_score), result.rating and result.rating.text) == ("95", rating)


def test_praise_in_the_section_on_results_is_no_grade(tmp_path: Path) -> None:
    said = "三、自评结论\n项目实施效果明显，社会评价结果良好，自评得分95分。\n"
    result = _read(tmp_path, _HEAD.format("2023年总支出120万元。") + said).conclusion
    assert (str(result.self_score), result.rating) == ("95", None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2023年总支出837.5万元，在上年基础上增长28%，净增184.4万元。", [("total", "837.5", "184.4", "28")]),
        (
            "2023年总支出837.5万元。其中：基本支出累计393.4万元，在2022年支出基础上下降10.66%，净减29.9万元。",
            [("total", "837.5", None, None), ("basic", "393.4", "-29.9", "-10.66")],
        ),
        (
            "2023年总支出837.5万元。公用经费33.8万元，比去年多支10.4万元，办公楼搬迁。",
            [("total", "837.5", None, None), ("public", "33.8", "10.4", None)],
        ),
        ("全年预算893万元，2023年底累计支出859万元，预算执行率96.19%。", [("total", "859", None, None)]),
    ],
)
def test_changes_and_what_was_spent(
    tmp_path: Path, said: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert _spent(_read(tmp_path, _HEAD.format(said) + _RESULT)) == expected


@pytest.mark.parametrize(
    ("title", "kind", "spent"),
    [
        ("云溪县水利局关于2021年度部门整体支出绩效自评的情况报告", "whole_department", []),
        ("关于2021年度云溪县水利局部门整体支出绩效的自评报告", "whole_department", []),
        (
            "关于云溪县水利局供水管网延伸项目2021年度绩效自评的报告",
            "project",
            [("total", "300", None, None)],
        ),
    ],
)
def test_titles(tmp_path: Path, title: str, kind: str, spent: list[tuple[str, str, str | None, str | None]]) -> None:
    body = "一、项目资金情况\n项目累计支付300万元，预算执行率100%。\n二、自评情况\n本年度绩效自评总分为92分。\n"
    report = _read(tmp_path, f"{title}\n\n{body}")
    assert (report.title, report.fiscal_year, report.kind) == (title, 2021, kind)
    assert report.organization.name == "云溪县水利局"
    assert _spent(report) == spent


def test_who_left_by_an_examination(tmp_path: Path) -> None:
    said = "2023年末实有在职人员7名，与上年末比较增加3名，人员增减情况为：人才引进2人、退役士兵安置2人、考走1人。"
    text = f"云溪县水利局2023年度部门整体支出绩效自评报告\n\n一、部门概况\n(一)编制和人员状况。\n编制8人，{said}\n"
    moved = _read(tmp_path, text + "二、自评结论\n综上，自评得分95分。\n").profile.staffing.movements
    assert [(m.direction, m.kind, m.count) for m in moved] == [
        ("in", "人才引进", 2),
        ("in", "退役士兵安置", 2),
        ("out", "考走", 1),
    ]


def test_no_change_of_nothing_and_who_manages(tmp_path: Path) -> None:
    said = "2023年总支出120万元。政府性基金预算资金支出0万元，和2022年度支出数持平。"
    text = _HEAD.format(said).replace("编制20人", "云溪县水利局归口云溪县农业农村局管理，单位性质为事业单位。编制20人")
    tail = "三、偏离绩效目标的原因及下一步改进措施\n绩效目标均如期完成，未出现偏离。\n四、自评结论\n自评得分95分。\n"
    report = _read(tmp_path, text + tail)
    assert ("total", "0", "0", None) in _spent(report)
    assert report.organization.parent == "云溪县农业农村局"
    assert report.problems == ()
