"""Parts of a budget of which nobody says that they were spent, and whose fund a part is."""

from __future__ import annotations

import pytest

from jixiao import parse
from jixiao.schema import Report

HEAD = "云溪县文化馆2024年度部门整体支出绩效自评报告\n一、部门基本情况\n1.办展览。\n二、部门整体支出情况\n"
PARTS = "基本支出800万元，项目支出400万元"


def read(said: str) -> Report:
    return parse(f"{HEAD}{said}\n三、存在的问题\n1.人手不足。\n".encode())


def spent(report: Report) -> list[tuple[str, str]]:
    return [(one.scope, str(one.amount)) for one in report.spending]


@pytest.mark.parametrize(
    "said",
    [
        f"预算支出1200万元，其中{PARTS}。",
        f"2024年部门预算支出1200万元，其中：{PARTS}。",
        f"我馆2024年预算支出总额1200万元。其中：{PARTS}。",
        f"年初预算1200万元。其中：{PARTS}。",
        f"2024年部门预算总计1200万元，其中：{PARTS}。",
        f"2024年预算总支出1200万元（其中{PARTS}）。",
        f"部门预算安排支出1200万元，主要包括{PARTS}。",
        f"支出预算1200万元，分为{PARTS}。",
        f"预算支出1200万元，按支出性质分：{PARTS}。",
        "年初预算1200万元，其中：基本支出800万元；项目支出400万元。",
        "部门预算1200万元，由基本支出800万元和项目支出400万元组成。",
        # more is said of the budget first
        f"年初预算1200万元，全部为财政拨款。其中：{PARTS}。",
        f"年初预算1100万元，年中追加100万元；其中：{PARTS}。",
        f"年初预算1200万元（含上年结转50万元），其中：{PARTS}。",
        f"2024年部门预算1100万元。调整后1200万元。其中：{PARTS}。",
        f"年初预算1200万元；按支出性质分，{PARTS}。",
        f"年初预算1200万元，其中财政拨款1100万元，其他资金100万元。其中：{PARTS}。",
        f"2024年预算收入1200万元，其中：{PARTS}。",
        f"2024年预算收入1200万元，支出1200万元，其中：{PARTS}。",
        "2024年部门预算收入512.30万元，支出512.30万元。",
        # nothing but their sum says that they are its parts
        f"年初预算1200万元，{PARTS}。",
        f"年初预算1200万元，全部为财政拨款，{PARTS}。",
        f"财政批复我馆2024年支出1200万元，其中{PARTS}。",
        f"县财政局下达我馆支出指标1200万元，{PARTS}。",
        f"年初预算1100万元，年中追加100万元，{PARTS}。",
        f"年初预算1100万元，调整后1200万元；{PARTS}。",
        "“三公”经费预算5万元，公务接待费1万元，公务用车运行维护费4万元。",
        "“三公”经费预算5万元：公务接待费1万元、公务用车运行维护费4万元、因公出国（境）费0万元。",
        # or not even that: of a budget for them, or what was spent of it
        "“三公”经费预算5万元，公务接待费0.9万元，公务用车运行维护费3.8万元。",
        "“三公”经费预算5万元；公务接待费0.9万元；公务用车运行维护费3.8万元。",
        "部门预算1200万元：基本支出800万元，占66.67%；项目支出400万元，占33.33%。",
    ],
)
def test_parts_of_a_budget_are_not_what_was_spent(said: str) -> None:
    """They were given as spent, unless the same text said what was."""
    report = read(said)
    assert not report.spending
    assert [one.code for one in report.diagnostics] == ["unread_amounts"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2024年预算收入1300万元，实际支出1200万元。", [("total", "1200")]),
        ("2024年预算收入1200万元，全年支出1190万元。", [("total", "1190")]),
        (f"一般公共预算支出1200万元，其中{PARTS}。", [("total", "1200"), ("basic", "800"), ("project", "400")]),
        ("年初预算1200万元，基本支出800万元，项目支出380万元。", [("basic", "800"), ("project", "380")]),
        (f"年初预算1200万元，{PARTS}，执行率100%。", [("basic", "800"), ("project", "400")]),
        (
            f"年初预算1100万元，年中追加100万元，全年支出1200万元。其中：{PARTS}。",
            [("total", "1200"), ("basic", "800"), ("project", "400")],
        ),
        ("部门预算1200万元；分为基本支出执行800万元，项目支出执行390万元。", [("basic", "800"), ("project", "390")]),
        (f"年初预算1200万元，全部为财政拨款，执行率100%。其中：{PARTS}。", [("basic", "800"), ("project", "400")]),
        (
            "“三公”经费预算5万元，公务接待费1万元，公务用车运行维护费4万元，实际支出5万元。",
            [("reception", "1"), ("vehicle_running", "4"), ("three_public", "5")],
        ),
        (
            "“三公”经费预算5万元，公务接待费0.9万元，公务用车运行维护费3.8万元，实际支出4.7万元。",
            [("reception", "0.9"), ("vehicle_running", "3.8"), ("three_public", "4.7")],
        ),
        (
            "“三公”经费预算5万元，支出4.7万元，公务接待费0.9万元，公务用车运行维护费3.8万元。",
            [("three_public", "4.7"), ("reception", "0.9"), ("vehicle_running", "3.8")],
        ),
        (
            "年初预算1200万元。其中，基本支出执行800万元，项目支出执行390万元。",
            [("basic", "800"), ("project", "390")],
        ),
        ("年初预算1200万元，其中基本支出800万元，项目支出执行390万元。", [("project", "390")]),
        (
            f"财政批复我馆2024年支出1100万元，实际支出1200万元，其中{PARTS}。",
            [("total", "1200"), ("basic", "800"), ("project", "400")],
        ),
        (
            f"根据财政决算批复，我馆2024年支出1200万元，其中{PARTS}。",
            [("total", "1200"), ("basic", "800"), ("project", "400")],
        ),
        (
            f"全年支出1200万元，年初预算1100万元。其中：{PARTS}。",
            [("total", "1200"), ("basic", "800"), ("project", "400")],
        ),
        (
            "预算支出1200万元，其中：基本支出800万元；决算支出1100万元，其中：基本支出700万元；项目支出400万元。",
            [("total", "1100"), ("basic", "700"), ("project", "400")],
        ),
        (
            "年初预算1200万元，其中基本支出800万元。基本支出700万元；项目支出390万元。",
            [("basic", "700"), ("project", "390")],
        ),
    ],
)  # fmt: skip
def test_parts_of_what_was_spent_beside_a_budget(said: str, told: list[tuple[str, str]]) -> None:
    assert spent(read(said)) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "一般公共预算基本支出500万元，政府性基金项目支出100万元。",
            [("general_public", "basic", "500"), ("government_fund", "project", "100")],
        ),
        (
            "一般公共预算财政拨款基本支出500万元，政府性基金预算财政拨款项目支出100万元，基本支出0万元。",
            [
                ("general_public", "basic", "500"), ("government_fund", "project", "100"),
                ("government_fund", "basic", "0"),
            ],
        ),
        (
            "政府性基金预算项目支出100万元，国有资本经营预算安排的项目支出20万元。",
            [("government_fund", "project", "100"), ("state_capital", "project", "20")],
        ),
        (
            "基本支出500万元，政府性基金支出中项目支出100万元。",
            [("all", "basic", "500"), ("government_fund", "project", "100")],
        ),
        ("社会保险基金人员经费100万元。", [("social_insurance", "personnel", "100")]),
        ("无政府性基金预算项目支出。", [("government_fund", "project", "None")]),
    ],
)  # fmt: skip
def test_the_fund_right_before_a_part_is_the_parts(said: str, told: list[tuple[str, str, str]]) -> None:
    """Any but the general public budget was lost, or the whole amount with it."""
    assert [(one.fund, one.scope, str(one.amount)) for one in read(said).spending] == told


def test_what_two_funds_parts_are_together_is_named() -> None:
    report = read("一般公共预算基本支出和政府性基金项目支出共100万元。")
    assert (report.spending, [one.code for one in report.diagnostics]) == ((), ["unread_amounts"])


@pytest.mark.parametrize(
    "said",
    [
        "一般公共预算支出800万元，包括基本支出500万元、项目支出300万元。",
        "一般公共预算支出800万元，主要包括：基本支出500万元，项目支出300万元。",
        "一般公共预算支出800万元，由基本支出500万元和项目支出300万元组成。",
        "一般公共预算支出800万元，按支出性质分，基本支出500万元，项目支出300万元。",
        "一般公共预算支出800万元。包括基本支出500万元，项目支出300万元。",
    ],
)
def test_parts_are_of_their_wholes_fund_whatever_words_take_it_apart(said: str) -> None:
    """But for «其中» some or all of them were of all funds."""
    assert [(one.fund, one.scope, str(one.amount)) for one in read(said).spending] == [
        ("general_public", "total", "800"), ("general_public", "basic", "500"), ("general_public", "project", "300"),
    ]  # fmt: skip


def test_parts_of_basic_spending_are_of_its_fund() -> None:
    """The first was of all funds, the second of the general public budget."""
    said = "一般公共预算基本支出800万元，包括人员经费500万元，公用经费300万元。"
    assert {one.fund for one in read(said).spending} == {"general_public"}


def test_parts_that_are_more_than_the_whole_before_them_are_not_of_its_fund() -> None:
    said = "一般公共预算支出800万元，政府性基金支出100万元，包括基本支出500万元，项目支出400万元。"
    assert [one.fund for one in read(said).spending] == ["general_public", "government_fund", "all", "all"]


@pytest.mark.parametrize("opened", ["。其中：", "，其中："])
@pytest.mark.parametrize("spends", ["支出", "执行"])
def test_parts_that_say_budget_themselves_are_read_with_what_was_spent_of_them(opened: str, spends: str) -> None:
    """What was spent of the first was the total."""
    report = read(f"预算数1200万元{opened}基本支出预算800万元，{spends}790万元；项目支出预算400万元，{spends}390万元。")
    assert spent(report) == [("basic", "790"), ("project", "390")]


@pytest.mark.parametrize("said", ["支出790万元", "全年支出790万元", "实际支出790万元", "执行数790万元"])
def test_what_is_no_more_than_the_part_of_a_budget_before_it_is_not_the_total(said: str) -> None:
    report = read(f"年初预算1200万元，其中：基本支出800万元，{said}。")
    assert not report.spending
    (named,) = [one.message for one in report.diagnostics if one.code == "unread_amounts"]
    assert "790万元」" in named


def test_what_has_parts_of_its_own_behind_a_part_of_a_budget_is_the_total() -> None:
    report = read("预算125万元，其中基本支出83万元，全年支出80万元，其中基本支出50万元、项目支出30万元。")
    assert spent(report) == [("total", "80"), ("basic", "50"), ("project", "30")]


def test_parts_behind_what_was_spent_and_the_budget_are_of_what_was_spent() -> None:
    report = read("支出完成1100万元，年初预算1200万元。其中：基本支出800万元，项目支出300万元。")
    assert spent(report) == [("total", "1100"), ("basic", "800"), ("project", "300")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "2024年支出1180万元，其中：基本支出800万元，全年支出790万元；项目支出400万元，全年支出390万元。",
            [("total", "1180"), ("basic", "790"), ("project", "390")],
        ),
        (
            "年初预算1200万元，其中：基本支出800万元，执行790万元；项目支出400万元，执行390万元。",
            [("basic", "790"), ("project", "390")],
        ),
        (
            "基本支出800万元，实际使用800万元。项目支出400万元，支出决算数为390万元。",
            [("basic", "800"), ("project", "390")],
        ),
        (
            "公务接待费1万元，实际支出0.8万元；公务用车运行维护费4万元，实际支出3.5万元。",
            [("reception", "0.8"), ("vehicle_running", "3.5")],
        ),
        # one alone, more than the budget, or of a part of the year: as before
        ("基本支出800万元，项目支出400万元，支出390万元。", [("basic", "800"), ("project", "400")]),
        ("基本支出800万元，支出1190万元；项目支出400万元，支出390万元。", [("basic", "800"), ("project", "400")]),
        ("前三季度基本支出800万元，支出790万元，项目支出400万元，支出390万元。", []),
        ("项目支出400万元，支出30万元用于采购，支出370万元用于布展。", [("project", "400")]),
    ],
)
def test_each_part_may_have_what_was_spent_of_it_behind_it(said: str, told: list[tuple[str, str]]) -> None:
    """The last part's budget was given as spent."""
    assert spent(read(said)) == told


def test_what_was_spent_of_each_part_has_its_own_change() -> None:
    (_, project) = read(
        "基本支出800万元，全年支出790万元；项目支出400万元，全年支出390万元，较上年增加20万元，主要原因是新增布展项目。"
    ).spending
    assert (str(project.amount), str(project.change), project.reason) == ("390", "20", "新增布展项目")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("年初预算1200万元，完成1190万元，完成预算的99.17%。", [("total", "1190")]),
        (f"预算支出1200万元，完成1200万元，其中：{PARTS}。", [("total", "1200"), ("basic", "800"), ("project", "400")]),
        (f"预算支出1200万元，执行1200万元，其中：{PARTS}。", [("total", "1200"), ("basic", "800"), ("project", "400")]),
        ("我馆2024年部门预算1200万元，完成1190万元。", [("total", "1190")]),
        ("收入预算1200万元，完成1190万元。", []),
        ("收入预算1200万元，执行1190万元。", []),
        ("收入情况。年初预算1200万元，完成1190万元。", []),
        ("税收预算1200万元，完成1190万元。", []),
        ("公路养护工程预算300万元，完成290万元。", []),
        ("年初预算1200万元，完成12个项目。", []),
        (
            "（一）收入情况\n年初预算1200万元，执行1190万元。\n（二）支出情况\n年初预算1200万元，完成1180万元。",
            [("total", "1180")],
        ),
    ],
)
def test_a_budget_and_what_was_done_of_it(said: str, told: list[tuple[str, str]]) -> None:
    """«完成1190万元» was lost without a word; what came in was given as spent."""
    assert spent(read(said)) == told


def test_another_amount_than_a_budgets_income_compared_with_last_year_was_spent() -> None:
    """It was refused as the budget's; the same amount as the income still is."""
    head = "云溪县水利局2024年度部门整体支出绩效自评报告\n一、部门预算收支情况\n2024年部门预算收入523.18万元，支出"
    told = "万元。支出较上年减少21.4万元，降低4.11%。\n二、存在的问题\n预算编制不够精准。\n"
    for amount, read in (("498.77", ["498.77"]), ("523.18", [])):
        report = parse(f"{head}{amount}{told}".encode())
        assert [str(one.amount) for one in report.spending if one.amount] == read


@pytest.mark.parametrize("each", ["均", "各"])
def test_a_change_of_each_of_several_is_not_the_last_ones(each: str) -> None:
    report = read(f"2024年基本支出80万元，项目支出20万元，较上年{each}减少5万元。")
    assert [(one.scope, one.change) for one in report.spending] == [("basic", None), ("project", None)]
    assert [one.code for one in report.diagnostics] == ["shared_change"]
    alone = read(f"2024年收入、支出总计100万元，较上年{each}减少5万元。")
    assert [(one.scope, one.change) for one in alone.spending] == [("total", -5)]
