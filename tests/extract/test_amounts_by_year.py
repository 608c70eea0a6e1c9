"""Amounts of several years in a row, and a change behind the parts of an amount that is the whole's."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

HEAD = """云溪县水利局2024年度部门整体支出绩效自评报告
一、部门基本情况
（一）职能
1.管水。
二、部门整体支出情况
"""


def read(said: str) -> Report:
    return parse(f"{HEAD}{said}\n三、存在的问题\n1.人手不足。\n".encode())


def spent(said: str) -> list[tuple[str, int | None, str, str | None, str | None]]:
    """Scope, year, amount, change and rate of each statement."""
    return [
        (
            one.scope, one.year, str(one.amount),
            None if one.change is None else str(one.change), None if one.change_rate is None else str(one.change_rate),
        )
        for one in read(said).spending
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "2023年接待费3万元、2024年2万元，同比下降33.33%。",
            [("reception", 2023, "3", None, None), ("reception", 2024, "2", None, "-33.33")],
        ),
        (
            "上年“三公”经费13.7万元，本年12.5万元。",
            [("three_public", 2023, "13.7", None, None), ("three_public", 2024, "12.5", None, None)],
        ),
        (
            "近三年“三公”经费分别为：2022年7万元、2023年6万元、2024年5万元，逐年下降。",
            [
                ("three_public", 2022, "7", None, None), ("three_public", 2023, "6", None, None),
                ("three_public", 2024, "5", None, None),
            ],
        ),
        (
            "2024年接待费3万元，2023年2.5万元，同比增长20%。",  # the change of 2024, by its own words
            [("reception", 2024, "3", None, "20"), ("reception", 2023, "2.5", None, None)],
        ),
        (
            "2024年接待费3万元，2023年2.5万元。",
            [("reception", 2024, "3", None, None), ("reception", 2023, "2.5", None, None)],
        ),
        ("2024年接待费2万元，2025年1.5万元（预算）。", [("reception", 2024, "2", None, None)]),
        ("2024年基本支出300万元，本年20万元为追加。", [("basic", 2024, "300", None, None)]),
        ("2024年基本支出300万元，2023年200万元结转到本年。", [("basic", 2024, "300", None, None)]),
        ("近三年“三公”经费合计18万元。", []),
        (
            "2024年“三公”经费预算8万元，2023年6万元，2024年实际支出1,005万元。",
            [("three_public", 2024, "1005", None, None)],
        ),
        ("“三公”经费2023年预算8万元，实际支出5万元。", [("three_public", 2023, "5", None, None)]),
        ("2024年“三公”经费12.5万元，2023年支出700万元。", [("three_public", 2024, "12.5", None, None)]),
    ],
)  # fmt: skip
def test_amounts_of_several_years_whose_first_is_told_before_the_subject(
    said: str, told: list[tuple[str, int | None, str, str | None, str | None]]
) -> None:
    """The second was lost without a word, its change was the first's."""
    assert spent(said) == told


THREE = "“三公”经费支出"
PARTS = "其中：公务用车运行维护费8万元，公务接待费4.5万元"
PAIR = [("three_public", 2024, "12.5", None, "-8.76"), ("three_public", 2023, "13.7", None, None)]
OF_2024 = [("vehicle_running", 2024, "8", None, None), ("reception", 2024, "4.5", None, None)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (f"2024年{THREE}12.5万元，2023年13.7万元，同比下降8.76%。", PAIR),
        (f"2024年{THREE}12.5万元，2023年{THREE}13.7万元，同比下降8.76%。", PAIR),
        (f"2024年{THREE}12.5万元，2023年{THREE}13.7万元，变动率-8.76%。", PAIR),
        (f"{THREE}12.5万元，2023年13.7万元，下降8.76%。", PAIR),
        (f"2023年{THREE}13.7万元，2024年{THREE}12.5万元，变动率为-8.76%。", PAIR[::-1]),
        (f"上年{THREE}13.7万元，本年12.5万元，下降8.76%。", PAIR[::-1]),
        (f"{THREE}12.5万元，上年13.7万元，下降8.76%。", PAIR[:1]),
        (f"2024年{THREE}12.5万元，2023年13.7万元，{PARTS}，同比下降8.76%。", [*PAIR, *OF_2024]),
        # the words of one year's change behind another year's amount: both had it
        (
            f"2024年{THREE}12.5万元，2023年{THREE}13.7万元，同比减少1.2万元。",
            [("three_public", 2024, "12.5", "-1.2", None), PAIR[1]],
        ),
        (
            f"2024年{THREE}12.5万元，2023年{THREE}13.7万元，比2022年增加5%。",
            [("three_public", 2024, "12.5", None, None), ("three_public", 2023, "13.7", None, "5")],
        ),
        (
            "2024年基本支出500万元，2023年450万元，2022年400万元，较上年增加50万元。",
            [
                ("basic", 2024, "500", "50", None), ("basic", 2023, "450", None, None),
                ("basic", 2022, "400", None, None),
            ],
        ),
        (
            "公务接待费4.5万元（2023年5万元），公务用车运行维护费8万元。",
            [("reception", 2024, "4.5", None, None), ("reception", 2023, "5", None, None), OF_2024[0]],
        ),
        ("项目支出300万元，2023年20万元，2024年280万元。", [("project", 2024, "300", None, None)]),  # its parts
    ],
)  # fmt: skip
def test_a_rate_behind_amounts_of_two_years_is_that_of_the_later(
    said: str, told: list[tuple[str, int | None, str, str | None, str | None]]
) -> None:
    assert spent(said) == told


@pytest.mark.parametrize(
    ("said", "years"),
    [
        (f"2024年{THREE}12.5万元，2023年13.7万元，{PARTS}。", [2024, 2023, 2024, 2024]),
        (f"2024年{THREE}13.7万元，2023年12.5万元，{PARTS}。", [2024, 2023, 2023, 2023]),
        (f"2024年{THREE}13.7万元，2023年12.7万元，其中：公务接待费4.5万元。", [2024, 2023, 2024]),
        ("2024年支出812万元，2023年支出700万元，其中基本支出512万元，项目支出300万元。", [2024, 2023, 2024, 2024]),
        ("2024年基本支出500万元，2023年450万元；项目支出300万元，2023年280万元。", [2024, 2023, 2024, 2023]),
    ],
)
def test_parts_behind_amounts_of_two_years_are_of_the_one_that_they_add_up_to(said: str, years: list[int]) -> None:
    """They were last year's, the year named right before them."""
    assert [one.year for one in read(said).spending] == years


@pytest.mark.parametrize(
    "said",
    [
        f"2024年{THREE}12.5万元，{PARTS}，同比减少8.76%。",  # the whole's, or the last part's
        f"2024年{THREE}12.5万元，2023年{THREE}13.7万元，同比增长20%。",  # leads nowhere
    ],
)
def test_a_rate_that_may_be_of_several_amounts_is_named(said: str) -> None:
    assert not any(one[-1] for one in spent(said))
    assert [one.code for one in read(said).diagnostics] == ["shared_change"]


def test_a_change_behind_parts_whose_figures_are_the_wholes_is_the_wholes() -> None:
    said = "“三公”经费支出12.5万元，其中公务用车运行维护费8万元，公务接待费4.5万元，较上年减少1.2万元，下降8.76%。"
    assert spent(said) == [
        ("three_public", 2024, "12.5", "-1.2", "-8.76"), ("vehicle_running", 2024, "8", None, None),
        ("reception", 2024, "4.5", None, None),
    ]  # fmt: skip
    # the last part's own, by its figures; what fits neither stays where it stands
    for change, rate in (("0.5", "10"), ("0.7", "25")):
        figures = f"较上年减少{change}万元，下降{rate}%"
        last = spent(f"“三公”经费支出12.5万元，其中公务用车运行维护费8万元，公务接待费4.5万元，{figures}。")[-1]
        assert last == ("reception", 2024, "4.5", f"-{change}", f"-{rate}")


KEPT_DOWN = "严格控制“三公”经费支出，全年支出"


def test_what_was_spent_behind_expenses_that_are_kept_down_is_what_its_parts_add_up_to() -> None:
    """It was named alone; nothing else tells whose it is."""
    assert spent(f"{KEPT_DOWN}12.5万元，其中公务接待费4.5万元，公务用车运行维护费8万元。") == [
        ("three_public", 2024, "12.5", None, None), *OF_2024[::-1],
    ]  # fmt: skip
    assert spent(f"{KEPT_DOWN}812.5万元，其中基本支出600.5万元，项目支出212万元。") == [
        ("total", 2024, "812.5", None, None), ("basic", 2024, "600.5", None, None), ("project", 2024, "212", None, None)
    ]  # fmt: skip
    report = read(f"{KEPT_DOWN}12.5万元，其中公务接待费4.5万元，公务用车运行维护费7万元。")
    assert [one.scope for one in report.spending] == ["reception", "vehicle_running"]
    assert [one.message for one in report.diagnostics if one.code == "unread_amounts"] == [
        "正文有1处金额没有读入任何字段（「支出12.5万元」），请核对原件"
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("支出由上年的1945.8万元增至2031.12万元，增长4.38%。", [("total", 2024, "2031.12", None, "4.38")]),
        ("本年支出较上年增长4.38%，达到2031.12万元。", [("total", 2024, "2031.12", None, "4.38")]),
        ("年初结转35.2万元，当年拨款2,000万元，支出2,031.12万元。", [("total", 2024, "2031.12", None, None)]),
        (
            "基本支出占总支出的75.38%，金额为1531.12万元，项目支出占24.62%，金额为500万元。",
            [("basic", 2024, "1531.12", None, None), ("project", 2024, "500", None, None)],
        ),
    ],
)
def test_what_was_spent_behind_what_it_came_of(
    said: str, told: list[tuple[str, int | None, str, str | None, str | None]]
) -> None:
    """Last year's amount and what was granted were given, the other two lost."""
    assert spent(said) == told
    assert not any(one.reason for one in read(said).spending)


def test_the_general_budgets_part_of_the_whole() -> None:
    report = read("全年实际支出2,031.12万元，其中一般公共预算1,931.12万元、政府性基金100万元。")
    assert [(one.fund, str(one.amount)) for one in report.spending] == [
        ("all", "2031.12"), ("general_public", "1931.12"), ("government_fund", "100"),
    ]  # fmt: skip
    assert not read("全年收入2,031.12万元，其中一般公共预算1,931.12万元。").spending


@pytest.mark.parametrize("part", ["项目支出", "基本支出", "工资福利支出"])
def test_the_general_budgets_part_of_a_part_is_not_that_of_the_whole(part: str) -> None:
    assert all(one.fund == "all" for one in read(f"{part}2,031.12万元，其中一般公共预算1,931.12万元。").spending)


@pytest.mark.parametrize("whole", ["支出", "我局支出", "2024年支出", "我局2024年度总支出", "本年实际支出合计"])
def test_the_general_budgets_part_of_a_whole_in_other_words(whole: str) -> None:
    report = read(f"{whole}2,031.12万元，其中一般公共预算1,931.12万元。")
    assert ("general_public", "1931.12") in [(one.fund, str(one.amount)) for one in report.spending]


def test_a_rate_of_something_whose_amount_is_not_told_is_named() -> None:
    report = read("“三公”经费较上年下降8.76%。")
    assert [(one.code, one.message) for one in report.diagnostics] == [
        ("unread_change", "「较上年下降8.76%」前面没有写明支出金额，增减率没有读入任何字段")
    ]


def test_last_years_amount_in_brackets_is_named() -> None:
    report = read("2024年“三公”经费支出12.5万元（上年13.7万元）。")
    assert [(one.year, str(one.amount)) for one in report.spending] == [(2024, "12.5")]
    assert [one.message for one in report.diagnostics if one.code == "unread_amounts"] == [
        "正文有1处金额没有读入任何字段（「上年13.7万元」），请核对原件"
    ]


def test_a_change_behind_parts_is_the_wholes_beside_an_earlier_years_amount() -> None:
    """It was the last part's, while without the earlier year's amount it was the whole's."""
    said = "总支出800万元，2023年700万元，其中基本支出500万元，项目支出300万元，较上年增加100万元，增长14.29%。"
    assert spent(said) == [
        ("total", 2024, "800", "100", "14.29"), ("total", 2023, "700", None, None),
        ("basic", 2024, "500", None, None), ("project", 2024, "300", None, None),
    ]  # fmt: skip


def test_one_part_that_is_an_earlier_years_whole_by_chance_proves_nothing() -> None:
    """The parts lack 0.1 of this year's, and were the year's before."""
    said = "三公经费2024年12.5万元，2023年8万元，其中公务用车运行维护费8万元，公务接待费4.4万元。"
    assert [year for scope, year, *_ in spent(said) if scope in ("vehicle_running", "reception")] == [2024, 2024]


def test_what_was_spent_of_a_sources_part_is_not_the_whole() -> None:
    report = read("2024年收入1,000万元，其中中央财政拨款515.2万元，支出510万元。")
    assert not report.spending
    assert "unread_amounts" in [one.code for one in report.diagnostics]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "2024年支出800万元，2023年700万元。",
            [("total", 2024, "800", None, None), ("total", 2023, "700", None, None)],
        ),
        (
            "2024年实际支出800万元、2023年700万元、2022年650万元。",
            [
                ("total", 2024, "800", None, None), ("total", 2023, "700", None, None),
                ("total", 2022, "650", None, None),
            ],
        ),
        (
            "2024年支出800万元，2023年700万元，其中基本支出500万元，项目支出300万元。",
            [
                ("total", 2024, "800", None, None), ("total", 2023, "700", None, None),
                ("basic", 2024, "500", None, None), ("project", 2024, "300", None, None),
            ],
        ),
        (
            "2024年支出800万元（2023年700万元），增长14.29%。",
            [("total", 2024, "800", None, "14.29"), ("total", 2023, "700", None, None)],
        ),
    ],
)  # fmt: skip
def test_an_earlier_years_amount_behind_words_that_hold_the_year(
    said: str, told: list[tuple[str, int | None, str, str | None, str | None]]
) -> None:
    """Both were of 2024."""
    assert spent(said) == told


@pytest.mark.parametrize(
    ("said", "changes", "codes"),
    [
        ("2024年基本支出500万元，2023年450万元，比2022年增加50万元。", [None, "50"], []),
        ("2024年支出500万元，2023年支出450万元，比2022年增加50万元。", [None, "50"], []),
        ("2024年支出500万元，2023年450万元，比2023年增加50万元。", ["50", None], []),
        ("2024年支出500万元，比2023年增加50万元。", ["50"], []),
        ("2024年支出500万元，与2022年相比增加90万元，与2023年相比增加50万元。", ["50"], ["unread_change"]),
        ("2024年支出500万元，比2022年增加50万元。", [None], ["unread_change"]),
    ],
)
def test_a_change_against_another_year_than_the_last_is_not_this_years(
    said: str, changes: list[str | None], codes: list[str]
) -> None:
    """It was the change against last year."""
    assert [change for *_, change, _ in spent(said)] == changes
    assert [one.code for one in read(said).diagnostics] == codes


def test_amounts_of_several_years_in_one_bracket() -> None:
    """They and the rate behind them were lost without a word."""
    earlier = [("total", 2023, "700", None, None), ("total", 2022, "650", None, None)]
    assert spent("支出800万元（2023年700万元，2022年650万元），增长14.29%。") == [
        ("total", 2024, "800", None, "14.29"), *earlier,
    ]  # fmt: skip
    assert spent("2024年支出800万元（2023年700万元、2022年650万元），其中基本支出500万元，项目支出300万元。") == [
        ("total", 2024, "800", None, None), *earlier, ("basic", 2024, "500", None, None),
        ("project", 2024, "300", None, None),
    ]  # fmt: skip
    # parts of it, and a share
    assert spent("项目支出300万元（2023年20万元，2024年280万元）。") == [("project", 2024, "300", None, None)]
    assert spent("支出800万元（2023年700万元，占87.5%）。") == [("total", 2024, "800", None, None)]


def test_a_rate_behind_amounts_of_three_years_is_of_the_last_alone() -> None:
    """It was given to the year before too."""
    assert spent("“三公”经费12.5万元，2023年13.7万元、2022年15万元，下降8.76%。") == [
        *PAIR, ("three_public", 2022, "15", None, None)
    ]  # fmt: skip


RISEN = ("86.35", "7.2")


@pytest.mark.parametrize(
    "said",
    [
        "2024年支出决算总额1286.35万元，比2023年决算总额1200万元增加86.35万元，增长7.2%。",
        "2024年总支出1286.35万元，较上年总支出1200万元增加86.35万元，增长7.2%。",
        "2024年总支出1286.35万元，与上年总支出1200万元相比增加86.35万元，增长7.2%。",
        "2024年总支出1286.35万元，较2023年总支出1200万元增加86.35万元，增长7.2%。",
    ],
)
def test_last_years_whole_named_in_a_change_is_what_it_leads_from(said: str) -> None:
    """The change was lost, and last year's amount was this year's."""
    assert spent(said) == [("total", 2024, "1286.35", *RISEN)]


def test_last_years_part_named_in_a_change_is_no_part_of_this_year() -> None:
    """Both amounts were of this year."""
    assert spent("基本支出812.4万元，较上年基本支出780万元增加32.4万元，增长4.15%。") == [
        ("basic", 2024, "812.4", "32.4", "4.15")
    ]
    report = read("公务接待费4.5万元，较上年公务接待费5万元减少0.5万元。")
    assert [(one.scope, str(one.amount)) for one in report.spending] == [("reception", "4.5")]
    assert [one.code for one in report.diagnostics] == ["unread_amounts"]


@pytest.mark.parametrize("years", ["2024年、2023年三公经费支出分别为12.5万元、13.7万元"])
def test_what_stands_behind_a_row_of_years_is_the_latest_years(years: str) -> None:
    """It was lost where that is the row's first."""
    assert spent(f"{years}，同比下降8.76%。") == PAIR


def test_an_earlier_years_amount_in_a_bracket_behind_this_years_own_year() -> None:
    """It and the change were lost."""
    assert spent("基本支出2024年为500万元（2023年450万元），增加50万元。") == [
        ("basic", 2024, "500", "50", None), ("basic", 2023, "450", None, None)
    ]  # fmt: skip
    assert spent("基本支出2024年为500万元（2023年为450万元，2022年为400万元），增长11.11%，项目支出300万元。") == [
        ("basic", 2024, "500", None, "11.11"), ("basic", 2023, "450", None, None), ("basic", 2022, "400", None, None),
        ("project", 2024, "300", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "change"),
    [
        ("2023年13.7万元，下降8.76%", (None, "-8.76")),
        ("2023年13.7万元，同比下降8.76%", (None, "-8.76")),
        ("2023年13.7万元，同比减少1.2万元", ("-1.2", None)),
    ],
)
def test_an_earlier_years_amount_behind_a_part_is_the_wholes_where_the_change_proves_it(
    said: str, change: tuple[str | None, str | None]
) -> None:
    """It and the change were the part's."""
    assert spent(f"“三公”经费12.5万元，其中：公务接待费4.5万元，{said}。") == [
        ("three_public", 2024, "12.5", *change), ("reception", 2024, "4.5", None, None), PAIR[1],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept", "rate"),
    [
        ("，2023年5万元，下降10%。", "5", "-10"),  # the part's by its own figures
        ("，2023年5万元。", "5", None),  # nearer to the part
        ("（2023年5万元）。", "5", None),  # the bracket is the part's
        ("（2023年8.2万元）。", "8.2", None),
        ("（2023年13.7万元）。", None, None),  # of the whole's size
        ("，2023年13.7万元。", None, None),
        ("，2023年13.7万元，同比下降20%。", None, None),  # leads to neither
    ],
)
def test_an_earlier_years_amount_behind_a_part_that_may_be_the_wholes_is_named(
    said: str, kept: str | None, rate: str | None
) -> None:
    own = f"“三公”经费12.5万元，其中：公务接待费4.5万元{said}"
    assert spent(own) == [
        ("three_public", 2024, "12.5", None, None), ("reception", 2024, "4.5", None, rate),
        *([("reception", 2023, kept, None, None)] if kept else []),
    ]  # fmt: skip
    assert [one.code for one in read(own).diagnostics] == ([] if kept else ["unread_amounts"])


def test_parts_with_an_earlier_years_amount_each_keep_them() -> None:
    said = "其中：公务接待费4.5万元，2023年8万元，公务用车运行维护费8万元，2023年5.7万元"
    assert [(scope, year) for scope, year, *_ in spent(f"“三公”经费12.5万元，{said}。")] == [
        ("three_public", 2024), ("reception", 2024), ("reception", 2023), ("vehicle_running", 2024),
        ("vehicle_running", 2023),
    ]  # fmt: skip


def test_a_change_without_a_rate_behind_parts_is_the_wholes_where_its_earlier_amount_leads_there() -> None:
    """It was the last part's."""
    parts = "其中基本支出500万元，项目支出300万元"
    earlier = ("total", 2023, "700", None, None)
    assert spent(f"支出800万元，2023年700万元，{parts}，较上年增加100万元。") == [
        ("total", 2024, "800", "100", None), earlier, ("basic", 2024, "500", None, None),
        ("project", 2024, "300", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize("earlier", ["", "，2023年700万元"])
@pytest.mark.parametrize("change", ["较上年增加50万元", "比上年减少20万元，主要是压减开支", "同比增长6%"])
def test_one_figure_of_a_change_behind_parts_proves_nothing(earlier: str, change: str) -> None:
    """An amount was the last part's."""
    report = read(f"支出800万元{earlier}，其中基本支出500万元，项目支出300万元，{change}。")
    assert [one.scope for one in report.spending if one.year == 2024] == ["total", "basic", "project"]
    assert not any(one.change or one.change_rate or one.reason for one in report.spending)
    assert "shared_change" in [one.code for one in report.diagnostics]


def test_an_earlier_years_amount_in_brackets_between_parts_that_is_of_the_wholes_size_is_named() -> None:
    report = read("“三公”经费12.5万元，其中：公务接待费4.5万元（2023年13.7万元），公务用车运行维护费8万元。")
    assert [(one.scope, str(one.amount)) for one in report.spending] == [
        ("three_public", "12.5"), ("reception", "4.5"), ("vehicle_running", "8"),
    ]  # fmt: skip
    assert [one.message for one in report.diagnostics] == [
        "「（2023年13.7万元）」可能是前面合计数的上年数，也可能是其中一项的，未读取"
    ]


def test_parts_behind_amounts_of_two_years_without_a_subject_are_of_the_reports_year() -> None:
    """They were last year's, the year named right before them."""
    for earlier in ("2023年700万元", "2023年700万元，2022年650万元"):
        assert spent(f"2024年800万元，{earlier}，其中基本支出500万元，项目支出300万元。") == [
            ("basic", 2024, "500", None, None), ("project", 2024, "300", None, None)
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "rate"),
    [
        ("变动率-8.76%", "-8.76"), ("“三公”经费变动率为-8.76%", "-8.76"), ("变动率为0%", "0"),
        ("变动率8.76%", None), ("下降8.76%", None), ("减少1.2万元，下降8.76%", None),
    ],
)  # fmt: skip
def test_a_change_that_says_not_against_what_is_read_by_its_name_and_sign_or_named(said: str, rate: str | None) -> None:
    """It was lost without a word."""
    report = f"“三公”经费支出12.5万元，{said}。"
    assert spent(report) == [("three_public", 2024, "12.5", None, rate)]
    told = [(one.code, one.message) for one in read(report).diagnostics]
    assert told == ([] if rate else [("unread_change", f"「{said}」没有写明与什么相比，未读取")])


def test_a_rate_of_change_beside_a_budget_is_named() -> None:
    report = read("“三公”经费年初预算15万元，实际支出12.5万元，变动率-16.67%。")
    assert [(str(one.amount), one.change_rate) for one in report.spending] == [("12.5", None)]
    assert [one.code for one in report.diagnostics] == ["unread_change"]


def test_the_part_beside_a_part_of_a_fund_is_of_it_too() -> None:
    """It was of all funds."""
    report = read("一般公共预算财政拨款基本支出500万元，较上年增加20万元，项目支出400万元。项目支出300万元。")
    assert [(one.fund, one.scope, str(one.amount)) for one in report.spending] == [
        ("general_public", "basic", "500"), ("general_public", "project", "400"), ("all", "project", "300"),
    ]  # fmt: skip
    report = read("一般公共预算基本支出500万元，政府性基金项目支出100万元。")
    assert "general_public" not in [one.fund for one in report.spending if one.scope == "project"]


@pytest.mark.parametrize("lead", ["，其中", "。其中：", "（"])
def test_parts_of_a_part_of_a_fund_are_of_it(lead: str) -> None:
    """Behind «。其中：» they were of all funds."""
    end = "）" if lead == "（" else ""
    report = read(f"一般公共预算财政拨款基本支出500万元{lead}人员经费400万元，公用经费100万元{end}。")
    assert [(one.fund, one.scope, str(one.amount)) for one in report.spending] == [
        ("general_public", "basic", "500"), ("general_public", "personnel", "400"), ("general_public", "public", "100"),
    ]  # fmt: skip


def test_what_so_many_projects_cost_together() -> None:
    """It was lost without a word."""
    assert spent("项目支出共5个，合计473.95万元，较2023年减少26.05万元。") == [
        ("project", 2024, "473.95", "-26.05", None)
    ]
    assert not spent("项目支出3个，合同金额50万元。")
    assert not spent("项目支出3个，预算50万元。")


@pytest.mark.parametrize("said", ["共5个，总金额500万元，实际支出473.95万元", "5个，合计500万元，全年支出473.95万元"])
def test_what_projects_were_to_cost_beside_what_was_spent_is_not_spent(said: str) -> None:
    """500 was what was spent."""
    report = read(f"2024年项目支出{said}。")
    assert "500" not in [str(one.amount) for one in report.spending]
    assert [one.code for one in report.diagnostics] == ["unread_amounts"]


@pytest.mark.parametrize("parts", ["，其中{}、{}", "（{}、{}）"])
def test_what_was_spent_behind_the_parts_of_a_budget_has_parts_of_its_own(parts: str) -> None:
    """They were taken for the budget's."""
    budget = parts.format("基本支出800万元", "项目支出400万元")
    own = parts.format("基本支出812.4万元", "项目支出473.95万元")
    assert spent(f"年初预算批复1200万元{budget}，全年支出1286.35万元{own}。") == [
        ("total", 2024, "1286.35", None, None), ("basic", 2024, "812.4", None, None),
        ("project", 2024, "473.95", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("2024年800万元，2023年700万元。", "2处金额没有读入任何字段（「2024年800万元」、「2023年700万元」）"),
        (
            "2024年度：800万元；2023年度：700万元。",
            "2处金额没有读入任何字段（「2024年度：800万元」、「2023年度：700万元」）",
        ),
        (
            "近三年支出情况如下：2022年600万元，2023年700万元，2024年800万元。",
            "3处金额没有读入任何字段（「2022年600万元」、「2023年700万元」、「2024年800万元」）",
        ),
        ("2023年支出合计1100万元，本年减少100万元，主要是压减开支。", "1处金额没有读入任何字段（「本年减少100万元」）"),
        (
            "2023年基本支出500万元，2024年增加50万元，主要原因是增资。",
            "1处金额没有读入任何字段（「2024年增加50万元」）",
        ),
    ],
)
def test_amounts_and_changes_of_years_without_a_subject_are_named(said: str, named: str) -> None:
    """They were lost without a word, and the last two's reasons were the year's before."""
    report = read(said)
    assert [one.message for one in report.diagnostics if one.code == "unread_amounts"] == [f"正文有{named}，请核对原件"]
    assert not any(one.reason for one in report.spending)


@pytest.mark.parametrize("said", ["收入2024年800万元，2023年700万元。", "年初预算：2024年800万元，2023年700万元。"])
def test_what_is_no_spending_is_not_named(said: str) -> None:
    assert "unread_amounts" not in [one.code for one in read(said).diagnostics]


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ("2023年支出合计1100万元，2024年比2023年增加134.56万元，原因是人员增加。", [None]),
        ("2024年支出合计1234.56万元，比2022年增加134.56万元，原因是人员增加。", [None]),
        ("2024年支出合计1234.56万元，比2022年增加134.56万元，比2023年增加20万元，原因是人员增加。", ["人员增加"]),
        (f"{THREE}12.5万元，其中接待费4.5万元，较上年的13.7万元减少1万元，主要原因是厉行节约。", [None, None]),
        ("2024年支出合计1234.5万元，2023年支出合计1100万元，2024年比2023年增加134.5万元，原因是增资。", ["增资", None]),
    ],
)  # fmt: skip
def test_the_reason_of_a_change_that_is_not_an_amounts_is_not_its(said: str, reasons: list[str | None]) -> None:
    assert [one.reason for one in read(said).spending] == reasons
