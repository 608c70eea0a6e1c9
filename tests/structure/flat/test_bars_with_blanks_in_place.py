"""Cells joined by bars, covered ones blank, as a script joins what it found in a PDF («合计 |  |  | 100»)."""

from __future__ import annotations

import pytest

from jixiao import parse

TITLE = "2023年度项目支出绩效自评表\n"
ROWS = [
    ["项目名称", "", "供水管网改造", "", "", "", "主管部门", "云岭县水利局", ""],
    ["绩效指标", "", "", "年度指标", "", "", "实际完成值", "分值", "得分"],
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "", "", ""],
    ["产出指标", "数量指标", "改造管网长度", "≥", "12", "公里", "13公里", "30", "30"],
    ["", "", "更换水表数量", "≥", "800", "只", "820只", "30", "29"],
    ["效益指标", "社会效益指标", "受益人口", "≥", "3", "万人", "3.2万人", "40", "38"],
    ["总分", "", "", "", "", "", "", "100", "97"],
]
PLAIN = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "改造管网长度", "≥12公里", "13公里", "60", "59"],
    ["效益指标", "社会效益指标", "受益人口", "≥3万人", "3.2万人", "40", "38"],
    ["总分", "", "", "", "", "100", "97"],
]


@pytest.mark.parametrize(("before", "between", "behind"), [("", " | ", ""), ("", "|", ""), ("| ", " | ", " |")])
def test_blanks_stand_where_cells_are_covered(before: str, between: str, behind: str) -> None:
    """Headings of two rows: the indicators were lost, and without a row that a merged cell begins the total."""

    def text(rows: list[list[str]]) -> bytes:
        return (TITLE + "".join(f"{before}{between.join(row)}{behind}\n" for row in rows)).encode()

    report = parse(text(ROWS))
    (form,) = report.evaluations
    assert [
        (one.level1, one.level2, one.level3, one.target and one.target.text, one.score) for one in form.indicators
    ] == [
        ("产出指标", "数量指标", "改造管网长度", "≥12公里", 30),
        ("产出指标", "数量指标", "更换水表数量", "≥800只", 29),
        ("效益指标", "社会效益指标", "受益人口", "≥3万人", 38),
    ]
    assert (form.total.weight, form.total.score, form.project) == (100, 97, "供水管网改造")
    assert not report.diagnostics
    (form,) = parse(text(PLAIN)).evaluations
    assert (len(form.indicators), form.total.weight, form.total.score) == (2, 100, 97)


def test_blanks_that_a_page_moved_to_the_end_of_a_row_are_not_in_place() -> None:
    """A row whose merged cell runs through begins with its second level: nothing is read one column too far left."""
    rows = [
        *PLAIN[:2],
        ["质量指标", "验收合格率", "100%", "98%", "20", "19", ""],
        *PLAIN[2:3],
        ["总分", "100", "97", *[""] * 4],
    ]
    report = parse((TITLE + "".join("|".join(row) + "\n" for row in rows)).encode())
    (form,) = report.evaluations
    assert [(one.level2, one.level3, one.weight, one.score) for one in form.indicators] == [
        ("数量指标", "改造管网长度", 60, 59),
        ("质量指标", "验收合格率", 20, 19),
        ("社会效益指标", "受益人口", 40, 38),
    ]
    assert form.total.score == 97


@pytest.mark.parametrize("between", ["\n", " | "])
def test_a_table_that_nothing_reads_is_named(between: str) -> None:
    """Whole figures alone and words that no list holds: the whole table was lost without a word."""
    rows = [
        ["绩效", "内容", "定下", "达到", "分", "分"],
        ["产出", "维修水闸", "12座", "13座", "30", "30"],
        ["产出", "疏浚渠道", "18公里", "18公里", "20", "20"],
        ["效益", "受益户数", "100户", "120户", "50", "45"],
    ]
    report = parse((TITLE + "".join(between.join(row) + "\n" for row in rows)).encode())
    assert [one.code for one in report.diagnostics] == ["unreadable_table"]


def test_a_list_of_what_was_done_is_no_table() -> None:
    lines = (
        "一、项目概况\n2023年完成：\n维修水闸12座\n改造管网13公里\n二、存在的问题\n1.进度偏慢。\n"
        "三、改进措施\n1.加强调度。\n"
    )
    assert not parse(("云岭县水利局2023年度项目支出绩效自评报告\n" + lines).encode()).diagnostics


def test_one_row_that_begins_with_blanks_does_not_put_the_others_in_place() -> None:
    """«更换水表 | ≥800只 | 820只 | 20 | 20» was a level with its points as target and result."""
    rows = [
        PLAIN[0],
        ["产出指标", "数量指标", "改造管网长度", "≥12公里", "13公里", "40", "40"],
        ["更换水表", "≥800只", "820只", "20", "20", "", ""],
        ["效益指标", "社会效益指标", "受益人口", "明显提升", "明显提升", "20", "20"],
        ["", "", "生态环境", "明显提升", "明显提升", "20", "20"],
        ["总分", "100", "100", *[""] * 4],
    ]
    (form,) = parse((TITLE + "".join("|".join(row) + "\n" for row in rows)).encode()).evaluations
    read = [(one.level3, one.target and one.target.text, one.actual and one.actual.text) for one in form.indicators]
    assert ("更换水表", "≥800只", "820只") in read
    assert not [one for one in read if "20" in one]
