"""Whole departments' reports as clerks write them: years side by side, nests of parts, counts of the retired."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "青禾县水利局2023年度部门整体支出绩效自评报告\n"


def read(body: str) -> Report:
    return parse((TITLE + body).encode())


def spent(body: str) -> list[tuple[Any, ...]]:
    return [
        (
            one.scope,
            one.year,
            None if one.amount is None else str(one.amount.quantize(Decimal("0.01"))),
            None if one.change is None else str(one.change),
        )
        for one in read(body).spending
    ]


def staff(body: str) -> tuple[Any, ...]:
    found = read(f"一、部门基本情况\n（一）人员情况。{body}\n").profile.staffing
    moved = [(one.direction, one.kind, one.count) for one in found.movements]
    return found.on_duty, found.on_duty_change, found.retired, moved


def findings(body: str) -> list[str]:
    return [one.rule for one in read(body).findings if one.severity == "error"]


# -- staff


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            (
                "年末在职2103人，比上年减少31人，其中调入12人、公开招聘46人、退休68人、辞职21人；"
                "另有离休干部3人，退休教师1542人。"
            ),
            (
                2103,
                -31,
                1542,
                [("in", "调入", 12), ("in", "公开招聘", 46), ("out", "退休", 68), ("out", "辞职", 21)],
            ),
        ),
        (
            "实有151人，本年净减2人：考录3人、退休4人、调出1人。退休人员累计94人。",
            (151, -2, 94, [("in", "考录", 3), ("out", "退休", 4), ("out", "调出", 1)]),
        ),
        (
            "年末在职61人，当年新进2人、退休3人，在职人数较上年净减1人；退休37人。",
            (61, -1, 37, [("in", "新进", 2), ("out", "退休", 3)]),
        ),
        (
            "年末在职112人；本年退休教师4名，调入2名，招聘3名，在职人数比上年增加1名。现有退休教师66名。",
            (112, 1, 66, [("out", "退休教师", 4), ("in", "调入", 2), ("in", "招聘", 3)]),
        ),
        (
            "年末在岗135人，退休83人；全年退休6人、调出1人、招聘4人，在岗人数较上年减少3人。",
            (135, -3, 83, [("out", "退休", 6), ("out", "调出", 1), ("in", "招聘", 4)]),
        ),
        ("在编职工268人；退休职工131人；本年度在编人员净增加5人。", (268, 5, 131, [])),
        ("实有25人，其中：在职25人，减少1人；退休12人，增加1人。", (25, -1, 12, [])),
        # what makes the change behind a colon ends before who is retired
        (
            "在职103人，本年净增加3人：招聘5人、退休2人，退休40人。",
            (103, 3, 40, [("in", "招聘", 5), ("out", "退休", 2)]),
        ),
        ("在职25人，比上年减少2人：退休2人；退休50人。", (25, -2, 50, [("out", "退休", 2)])),
        # who those are behind a colon that do not make the change are no movements
        ("在职20人，比上年减少1人：退休人员12人。", (20, -1, 12, [])),
    ],
)
def test_who_moved_is_told_apart_from_who_is_retired(body: str, told: tuple[Any, ...]) -> None:
    """The 68 who retired in the year were read as all retirees; of others the retirees were read as who left."""
    assert staff(body) == told


def test_the_same_people_counted_again_are_no_parts() -> None:
    body = "人员编制数89人，其中政法专项编制74人、事业编制15人；2023年末实有人数86人，其中在职86人。"
    assert staff(body)[0] == 86
    assert staff("行政编制30名，实有28人；事业编制20名，实有20人。")[0] is None


def test_people_without_posts_beside_those_in_post() -> None:
    table = "人员类别\t编制数\t年末实有数\n在编人员\t356\t341\n编外聘用人员\t—\t127\n退休人员\t—\t142\n"
    found = read(
        f"一、部门基本情况\n（一）人员情况\n人员情况如下表：\n{table}二、存在的问题\n进度偏慢。\n"
    ).profile.staffing
    assert (found.authorized, found.on_duty, found.retired) == (356, 341, 142)


@pytest.mark.parametrize(
    ("body", "parent"),
    [
        ("我校为县教育局所属公办小学，始建于1962年。", "县教育局"),
        ("隶属关系：县委办公室", "县委办公室"),
    ],
)
def test_the_department_that_a_unit_belongs_to(body: str, parent: str) -> None:
    assert read(f"一、基本情况\n{body}\n编制人数：15人\n").organization.parent == parent


@pytest.mark.parametrize(
    ("body", "change"),
    [
        ("在编人员105人，离休1人，退休62人，较上年增加5人。", None),
        ("在编人员105人，退休62人，较上年减少5人。", -5),
        ("在编人员105人，退休7人，较上年增加1人，系从乡镇调入1人。", 1),
    ],
)
def test_more_people_behind_the_retired_are_retired(body: str, change: int | None) -> None:
    assert staff(body)[1] == change


def test_divisions_end_before_what_they_are_called_together() -> None:
    report = read("一、部门基本情况\n镇机关设党政办公室、应急管理办公室、财政办公室“三办”，编制20人。\n")
    assert report.profile.divisions == ("党政办公室", "应急管理办公室", "财政办公室")


# -- money


@pytest.mark.parametrize(
    ("body", "told"),
    [
        # what the subject before the colon spent, and its change behind a comparison with the budget
        (
            (
                "“三公”经费：支出共计21.6万元，较年初预算数减少6.4万元，降低22.9%，主要原因是从严控制；"
                "较上年支出数增加0.3万元，增长1.4%，主要原因是业务检查增多。"
            ),
            [("three_public", 2023, "21.60", "0.3")],
        ),
        ("基本支出：支出合计30万元。", [("basic", 2023, "30.00", None)]),
        (
            "2023年总支出460.20万元，上年总支出405.33万元，同比增加54.87万元，增幅13.54%。",
            [("total", 2023, "460.20", "54.87"), ("total", 2022, "405.33", None)],
        ),
        # last year's own change does not lead to this year's amount
        (
            "2023年总支出460.20万元，上年总支出405.33万元，同比增加3.10万元，增幅0.77%。",
            [("total", 2023, "460.20", None), ("total", 2022, "405.33", "3.10")],
        ),
        (
            (
                "项目支出220.50万元，其中：本级项目165.50万元（其中：登记专项42万元，测绘专项50万元），上级项目55万元。"
                "较上年（193.02万元）增加27.48万元，增长14.24%。"
            ),
            [("project", 2023, "220.50", "27.48")],
        ),
        (
            "2023年本年支出合计502.15万元，与2022年相比，支出总计增加41.26万元，增长8.95%。",
            [("total", 2023, "502.15", "41.26")],
        ),
        (
            "近三年支出情况：2021年211万元、2022年225万元、2023年234.18万元。",
            [("total", 2021, "211.00", None), ("total", 2022, "225.00", None), ("total", 2023, "234.18", None)],
        ),
        (
            "2022、2023年部门决算支出分别为276.08万元、298.44万元，2023年较2022年增加22.36万元，增长8.1%。",
            [("total", 2022, "276.08", None), ("total", 2023, "298.44", "22.36")],
        ),
        ("2022年、2023年总收入分别为5万元、4万元。", []),
        ("2022年、2023年支出分别为5万元、4万元、3万元。", []),
        (
            "公务接待费2.15万元；公务用车运行维护费7.80万元。合计9.95万元。",
            [
                ("reception", 2023, "2.15", None),
                ("vehicle_running", 2023, "7.80", None),
                ("three_public", 2023, "9.95", None),
            ],
        ),
        (
            "“三公”经费25.4万元，其中接待5.1万元，公务用车运行费20.3万元。",
            [
                ("three_public", 2023, "25.40", None),
                ("reception", 2023, "5.10", None),
                ("vehicle_running", 2023, "20.30", None),
            ],
        ),
        (
            "“三公”经费合计15.2万元：公务用车运行费15.2万元，公务接待费0万元，与上年相比减少1.1万元，下降6.75%。",
            [
                ("three_public", 2023, "15.20", "-1.1"),
                ("vehicle_running", 2023, "15.20", None),
                ("reception", 2023, "0.00", None),
            ],
        ),
        (
            "“三公”经费15.2万元：公务用车运行费15.2万元，公务接待费0万元，比上年增加0万元，增长0%。",
            [
                ("three_public", 2023, "15.20", None),
                ("vehicle_running", 2023, "15.20", None),
                ("reception", 2023, "0.00", "0"),
            ],
        ),
        # nothing less than something: all of it
        (
            "“三公”经费合计15.2万元：公务用车运行费15.2万元，公务接待费0万元，与上年相比减少1.1万元，下降100%。",
            [
                ("three_public", 2023, "15.20", None),
                ("vehicle_running", 2023, "15.20", None),
                ("reception", 2023, "0.00", "-1.1"),
            ],
        ),
        ("（一）政府采购情况\n采购支出合计86万元：货物12万元、服务74万元。", [("procurement", 2023, "86.00", None)]),
        (
            "出国（境）费用、公务接待费用均未发生。",
            [("overseas", 2023, None, None), ("reception", 2023, None, None)],
        ),
        ("公务用车运行维护费0元（学校无公务用车）。", [("vehicle_running", 2023, "0.00", None)]),
        (
            "本年教育收费安排支出396.80万元，上年为420.10万元，减少23.30万元。",
            [("total", 2023, "396.80", "-23.30")],
        ),
    ],
)
def test_what_was_spent(body: str, told: list[tuple[Any, ...]]) -> None:
    assert spent(f"二、支出情况\n{body}\n") == told


def test_a_share_in_a_sentence_of_its_own() -> None:
    body = "资金总体支出400万元，其中，基本支出256.32万元，项目支出143.68万元。预算执行率为97.34%。基本支出占比64.08%。"
    found = read(f"二、部门预算执行情况\n{body}\n").spending
    assert [(one.scope, one.share) for one in found] == [
        ("total", None),
        ("basic", Decimal("64.08")),
        ("project", None),
    ]


def test_the_share_of_a_contract_is_not_the_subjects() -> None:
    body = "政府采购支出318.45万元；授予中小企业合同金额318.45万元，占政府采购支出总额的100%。"
    assert [one.share for one in read(f"二、支出情况\n{body}\n").spending] == [None]


def test_what_a_department_spent_of_its_budget_among_its_results() -> None:
    """Only the parts were read: among results a bare amount may be one project's."""
    head = "一、部门整体绩效目标完成情况\n1.执行率情况\n"
    told = (
        "年初预算3512万元，调整预算数4100万元，执行数3998万元，执行率97.51%。其中基本支出2876万元，项目支出1122万元。"
    )
    assert [one[:3] for one in spent(f"{head}{told}\n2.完成的绩效目标\n支出30万元。\n")] == [
        ("total", 2023, "3998.00"),
        ("basic", 2023, "2876.00"),
        ("project", 2023, "1122.00"),
    ]
    assert spent("一、部门整体绩效目标完成情况\n1.执行率情况\n全年支出30万元。\n") == []


@pytest.mark.parametrize("title", ["资金来源及使用", "预算及支出"])
def test_sections_on_money_in_other_words(title: str) -> None:
    """All that such a section says was lost."""
    body = f"一、基本情况\n编制3人。\n二、{title}\n（一）支出。全年总支出75.52万元：\n——人员经费52万元；\n"
    assert [one[0] for one in spent(body)] == ["total", "personnel"]


# -- problems


def test_a_cause_behind_for_want_of() -> None:
    report = read(
        "一、存在的问题\n1.绩效指标可衡量性不足，因缺少历史数据支撑；\n2.部分项目，因缺少资料，未能按期验收。\n"
    )
    assert [(one.problem, one.cause) for one in report.problems] == [
        ("绩效指标可衡量性不足", "缺少历史数据支撑"),
        ("部分项目，因缺少资料，未能按期验收", None),
    ]
    late = read("一、存在的问题\n1.补贴发放较慢，由于审核环节多；\n2.由于人手不足，支付偏慢。\n").problems
    assert (late[0].problem, late[0].cause) == ("补贴发放较慢", "审核环节多")
    assert late[1].cause is None


def test_the_unit_above_a_table_is_no_measure() -> None:
    html = (
        f"<html><body><p>{TITLE}</p><p>一、下一步改进措施</p><p>（一）提前报审方案。</p><p>（二）优化指标体系。</p>"
        "<p>2023年度部门整体支出绩效自评表</p><p>单位名称：青禾县水利局　　填报日期：2024年3月12日</p>"
        "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td>"
        "<td>分值</td><td>得分</td></tr><tr><td>产出指标</td><td>数量指标</td><td>治理河道</td><td>3公里</td>"
        "<td>3公里</td><td>90</td><td>90</td></tr></table></body></html>"
    )
    assert parse(html.encode()).improvements == ("提前报审方案", "优化指标体系")


# -- contradictions that are none


def test_shares_of_the_three_public_expenses() -> None:
    body = "全年支出900万元。“三公”经费支出20万元，其中公务用车购置及运行维护费17万元，占85%；公务接待费3万元，占15%。"
    assert "share-percent-agrees" not in findings(f"二、支出情况\n{body}\n")
    wrong = body.replace("占85%", "占58%")
    assert "share-percent-agrees" in findings(f"二、支出情况\n{wrong}\n")
    cars = "全年支出900万元。公务用车购置及运行维护费20万元，其中公务用车运行维护费17万元，占85%。"
    assert "share-percent-agrees" not in findings(f"二、支出情况\n{cars}\n")
    assert "share-percent-agrees" in findings(f"二、支出情况\n{cars.replace('占85%', '占58%')}\n")


def test_a_total_with_what_was_left_is_not_the_sum_of_its_parts() -> None:
    body = "收入总计213.56万元，支出总计213.56万元。基本支出124.58万元，项目支出87.33万元；结转下年1.65万元。"
    assert findings(f"二、支出情况\n{body}\n") == []
    missing = body.replace("87.33", "80.33")  # seven of them were neither spent nor left
    assert findings(f"二、支出情况\n{missing}\n") == ["total-equals-basic-plus-project"]
    assert findings(
        "二、支出情况\n支出合计213.56万元。基本支出124.58万元，项目支出87.33万元；结转下年1.65万元。\n"
    ) == ["total-equals-basic-plus-project"]


def test_goals_in_a_row_above_the_headings_of_their_indicators() -> None:
    """The second goal was a row of the first one's indicators, the first was lost."""
    rows = [
        ["单位名称", "青禾县水利局", "", "", "", ""],
        ["预算执行情况（万元）（20分）", "", "预算数（A）", "执行数（B）", "执行率（B/A）", "得分（20分*执行率）"],
        ["", "部门整体支出总额", "2504.70", "2448.30", "97.75%", "19.55"],
        ["年度目标1：（40分）", "推进公共服务均等化", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"],
        ["产出指标", "数量指标", "治理河道", "≥3公里", "3公里", "40"],
        ["年度目标2：（40分）", "加强工程管护", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "年初目标值（A）", "实际完成值（B）", "得分"],
        ["产出指标", "质量指标", "验收合格率", "100%", "87.5%", "35"],
        ["总分", "94.55", "", "", "", ""],
    ]
    table = "".join("<tr>" + "".join(_cells(row)) + "</tr>" for row in rows)
    html = f"<html><body><p>2023年度青禾县水利局部门整体绩效自评表</p><table>{table}</table></body></html>"
    (form,) = parse(html.encode()).evaluations
    assert [(goal.expected, goal.weight) for goal in form.goals] == [
        ("推进公共服务均等化", 40),
        ("加强工程管护", 40),
    ]
    assert [(row.goal, row.level3, row.score) for row in form.indicators] == [
        (0, "治理河道", 40),
        (1, "验收合格率", 35),
    ]


def _cells(row: list[str]) -> list[str]:
    """A row of a web page, blanks at its end merged into the cell before them."""
    filled = max(at for at, cell in enumerate(row) if cell) + 1
    wide = len(row) - filled + 1
    return [f'<td colspan="{wide if at == filled - 1 else 1}">{cell}</td>' for at, cell in enumerate(row[:filled])]


def test_a_table_of_the_three_public_expenses_with_their_changes_is_the_texts() -> None:
    """It was taken for the form of basic data, which has no columns of changes."""
    table = (
        "项目\t2022年决算数\t2023年预算数\t2023年决算数\t增减额（比2022年）\t增减率\n"
        "“三公”经费合计\t33.10\t36.00\t30.55\t-2.55\t-7.70%\n"
        "1.公务用车运行维护费\t31.40\t33.00\t29.15\t-2.25\t-7.17%\n"
        "2.公务接待费\t1.70\t3.00\t1.40\t-0.30\t-17.65%\n"
    )
    report = read(
        f"二、支出情况\n全年总支出900万元。“三公”经费情况见下表（单位：万元）：\n{table}三、存在的问题\n进度偏慢。\n"
    )
    assert report.base_data is None
    assert [(s.scope, s.year, s.amount, s.change, s.change_rate) for s in report.spending if s.year == 2023][1:] == [
        ("three_public", 2023, Decimal("30.55"), Decimal("-2.55"), Decimal("-7.70")),
        ("vehicle_running", 2023, Decimal("29.15"), Decimal("-2.25"), Decimal("-7.17")),
        ("reception", 2023, Decimal("1.40"), Decimal("-0.30"), Decimal("-17.65")),
    ]
    other = (
        "支出类别\t2022年决算\t2023年预算\t2023年决算\t占比（%）\n"
        "基本支出\t306.45\t280.00\t295.72\t88.6\n项目支出\t38.00\t40.00\t38.05\t11.4\n"
    )
    told = read(f"二、支出情况\n2023年支出情况如下（单位：万元）：\n{other}三、存在的问题\n进度偏慢。\n")
    assert told.base_data is None
    assert [(one.scope, one.share) for one in told.spending if one.year == 2023] == [
        ("basic", Decimal("88.6")),
        ("project", Decimal("11.4")),
    ]
    named = ("2023年度部门整体支出绩效评价基础数据表\n单位：万元\n", "部门整体支出绩效评价基础数据表（单位：万元）\n")
    for title in named:
        assert read(f"三、存在的问题\n进度偏慢。\n附件1\n{title}{table}").base_data is not None, title
    plain = "\n".join(line.rpartition("\t")[0].rpartition("\t")[0] for line in table.splitlines())
    assert read(f"二、支出情况\n见下表（单位：万元）：\n{plain}\n三、存在的问题\n进度偏慢。\n").base_data is not None


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("政府采购实际支出412.88万元，面向中小企业采购占比82%。", [("procurement", None)]),
        ("无公务用车及因公出国支出。", [("vehicles", None), ("overseas", None)]),
        ("业务工作经费21万元；运转维护经费74万元。", [("project_business", None), ("project_operations", None)]),
    ],
)
def test_what_is_said_of_it(body: str, told: list[tuple[Any, ...]]) -> None:
    assert [(one.scope, one.share) for one in read(f"二、支出情况\n{body}\n").spending] == told


def test_units_with_their_posts_in_brackets() -> None:
    units = "环卫中心（正科级，编制120名）、园林中心（副科级，编制64名）"
    report = read(f"一、部门基本情况\n（一）机构设置。内设科室8个，直属单位：{units}。\n")
    assert report.profile.subordinate_units == tuple(units.split("、"))


def test_all_spending_in_the_section_on_one_budget() -> None:
    """It was given to that budget, and contradicted its amounts."""
    body = (
        "2023年一般公共预算支出3682.70万元，其中：基本支出2015.40万元，项目支出1667.30万元。\n"
        "全院总支出（含事业收入安排的支出）18960.45万元，其中基本支出15115.30万元，项目支出3845.15万元。\n"
    )
    report = read(f"二、一般公共预算支出情况\n{body}")
    assert [(one.fund, one.scope) for one in report.spending] == [
        *(("general_public", scope) for scope in ("total", "basic", "project")),
        *(("all", scope) for scope in ("total", "basic", "project")),
    ]
    assert not [one for one in report.findings if one.severity == "error"]


def test_marked_headings_below_numbered_ones() -> None:
    """«◆ 支出» was a chapter beside «二、», and nothing below it was read as money."""
    report = read(
        "一、基本概况\n◆ 主要职能：发展经济文化。\n◆ 人员编制：编制75名，实有70名。\n"
        "二、收支决算情况\n◆ 收入：全年收入812.03万元。\n◆ 支出：全年支出805.77万元。\n"
        "◆ “三公”经费：公务接待费2.15万元。\n三、存在问题\n进度偏慢。\n"
    )
    assert [one.scope for one in report.spending] == ["total", "reception"]
    assert [(node.label, [child.title for child in node.children]) for node in report.outline] == [
        ("一", ["主要职能", "人员编制"]),
        ("二", ["收入", "支出", "“三公”经费"]),
        ("三", []),
    ]


def test_units_of_the_second_layer() -> None:
    units = ("乡村建设中心", "农业农村中心", "便民服务中心")
    body = f"内设机构2个，即办公室、财政所；二层事业单位3个，即{'、'.join(units)}。"
    assert read(f"一、基本情况\n（一）机构设置。{body}\n").profile.subordinate_units == units


@pytest.mark.parametrize(
    "body",
    [
        "2022年和2023年上级补助支出分别为5万元和4万元。",
        "2023、2024年项目计划支出分别为5万元、4万元。",
        "2022年和2023年城乡低保支出分别为5万元和4万元。",
    ],
)
def test_what_was_spent_on_one_thing_in_several_years_is_not_all(body: str) -> None:
    assert spent(f"二、支出情况\n{body}\n") == []


def test_two_subjects_in_two_years_are_told_once() -> None:
    told = spent("二、支出情况\n2023年、2022年基本支出和项目支出分别为5万元、4万元。\n")
    assert [one[0] for one in told] == ["basic", "project"]


@pytest.mark.parametrize(
    ("body", "shares"),
    [
        ("基本支出256万元。上年基本支出占比64%。", [None]),
        ("基本支出256万元。2022年基本支出占比64%。", [None]),
        ("基本支出256万元。2023年基本支出占比64%。", [64]),
        ("项目支出256万元。其中：水利项目支出占比64%。", [None]),
        ("项目支出36万元。一般公共预算项目支出占比60%。", [None]),
    ],
)
def test_a_share_of_another_year_or_part(body: str, shares: list[int | None]) -> None:
    assert [one.share for one in read(f"二、支出情况\n{body}\n").spending] == shares


@pytest.mark.parametrize(
    ("body", "told"),
    [
        # a share of what has no amount takes no change away
        (
            "总支出100万元，其中基本支出占64%，较上年增加5万元，增长5.26%。",
            [("total", 2023, "100.00", "5")],
        ),
        # neither the sum of the three public expenses nor the unit's
        (
            "公务接待费3万元；会议费7万元。合计10万元。",
            [("reception", 2023, "3.00", None), ("meetings_training", 2023, "7.00", None)],
        ),
        ("基本支出、项目支出：支出合计30万元。", [("total", 2023, "30.00", None)]),
    ],
)
def test_sums_and_changes_of_the_whole(body: str, told: list[tuple[Any, ...]]) -> None:
    assert spent(f"二、支出情况\n{body}\n") == told
