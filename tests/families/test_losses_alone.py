"""What is lost alone, and named: a row whose bars are damaged, a table; and what then is no contradiction."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, Para
from test_first_sight import BARS
from test_whole_reports import codes, read

from jixiao import parse

D = Decimal
ROWS = BARS.split("\n")


WHOLE = parse(BARS.encode()).evaluations[0]


@pytest.mark.parametrize("change", ["a cell less", "a cell more"])
@pytest.mark.parametrize("at", [8, 10, 11, 15, 16, 17, 18, 20])
def test_a_row_of_other_bars_is_lost_alone(at: int, change: str) -> None:
    """The whole table was. A heading takes the rows below it along; nothing is read otherwise, all is named."""
    cells = ROWS[at][1:-1].split("|")
    half = len(cells) // 2
    cells[half : half + 2] = {
        "a cell less": cells[half : half + 1],
        "a cell more": [cells[half], " 7 ", cells[half + 1]],
    }[change]
    rows = [*ROWS[:at], "|" + "|".join(cells) + "|", *ROWS[at + 1 :]]
    report = parse("\n".join(rows).encode())
    assert "unreadable_table" in codes(report)
    (table,) = report.evaluations
    assert len(table.indicators) >= 3 or "一级指标" in ROWS[at]
    assert all(fund in WHOLE.funds for fund in table.funds)
    known = {i.level3: (i.target, i.actual, i.level1) for i in WHOLE.indicators}
    assert all((i.target, i.actual) == known[i.level3][:2] for i in table.indicators)
    # A level that may stand in the row that was lost is nobody's.
    assert all(i.level1 in (known[i.level3][2], None) for i in table.indicators)


def form(*rows: tuple[str, ...]) -> Grid:
    grid = Grid(7)
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    for row in rows:
        grid.row(*row)
    return grid


def test_a_lost_table_makes_no_weights_wrong() -> None:
    """What is lacking to 100 may stand in the table that was not read, right below."""
    title = [Para("云溪县水利局2023年度河道治理项目支出绩效自评报告", "title"), Para("项目支出绩效自评表")]
    half = form(
        ("产出指标", "数量指标", "治理河道", "12公里", "12公里", "30", "30"),
        ("产出指标", "质量指标", "验收合格率", "100%", "100%", "30", "30"),
    )
    lost = Grid(4)
    for row in (("甲", "12.5", "3", "8"), ("乙", "17.5", "4", "6"), ("丙", "10", "5", "7")):
        lost.row(*row)
    alone = read(*title, half.table())
    beside = read(*title, half.table(), Para("（续）"), lost.table())
    assert "weights-sum-100" in {finding.rule for finding in alone.findings}
    assert "unread_figures" in codes(beside)
    assert "weights-sum-100" not in {finding.rule for finding in beside.findings}
    assert [i.weight for i in beside.evaluations[0].indicators] == [30, 30]


def test_an_amount_that_was_not_read_makes_no_sum_wrong() -> None:
    """«其他支出45万元» is neither 基本支出 nor 项目支出, and in no field."""
    report = read(
        Para("云溪县社会保险服务中心2022年度部门整体支出绩效自评报告", "title"),
        Para("一、部门整体支出情况"),
        Para("2022年部门总支出1,286.43万元，其中一般公共预算支出1,241.43万元，其他支出45.00万元。"),
        Para("基本支出873.15万元，项目支出368.28万元。"),
        Para("二、社会保险基金预算支出情况"),
        Para("2022年社会保险基金预算支出18.76亿元，其中：城乡居民养老保险基金支出2.18亿元。"),
    )
    assert "total-equals-basic-plus-project" not in {finding.rule for finding in report.findings}
    (said,) = [one.message for one in report.diagnostics if one.code == "unread_amounts"]
    assert "其他支出45.00万元" in said
    assert "城乡居民养老保险基金支出2.18亿元" in said


TABS = "\n".join(
    line.replace("/", "\t")
    for line in (
        "2022年度部门整体支出绩效自评表",
        "预算部门、单位名称/金鸡县文物保护中心",
        "绩效指标/一级指标/二级指标/三级指标/年度指标值/实际完成值/分值/得分/偏差原因分析及改进措施",
        "/产出指标（50分）/数量指标/文物本体修缮/3处/3处/25/25/",
        "//质量指标/修缮工程合格率/100%/100%/15/15/",
        "//成本指标/支出控制/≤301.5万元/274.29万元/10/10/",
        "/效益指标（40分）/社会效益指标/接待参观/≥2万人次/2.31万人次/40/40/",
        "/满意度指标（10分）/服务对象满意度/游客满意度/≥95%/97%/10/10/",
        "总分/100/100/",
    )
)


def test_an_indicator_is_named_as_another_form_heads_its_rows() -> None:
    """«支出控制» heads the rows of a 基础数据表: the row was refused, as if its cells had been exchanged."""
    report = parse(TABS.encode())
    assert [(i.level3, i.target and i.target.text, i.weight) for i in report.evaluations[0].indicators] == [
        ("文物本体修缮", "3处", 25), ("修缮工程合格率", "100%", 15), ("支出控制", "≤301.5万元", 10),
        ("接待参观", "≥2万人次", 40), ("游客满意度", "≥95%", 10),
    ]  # fmt: skip


def test_rates_in_brackets_are_less() -> None:
    """A column of which each figure stands in brackets was one of words."""
    money = Grid(5)
    money.row("项目", "2019年", "2020年", "2020年比2019年增减", "增减率")
    money.row("“三公”经费合计", "16.33", "13.47", "(2.86)", "(17.51%)")
    money.row("1.公务用车购置及运行费", "7.65", "7.20", "(0.45)", "(5.88%)")
    money.row("2.公务接待费", "8.68", "6.27", "(2.41)", "(27.76%)")
    report = read(
        Para("柳树镇人民政府2020年度部门整体支出绩效自评报告", "title"),
        Para("一、“三公”经费支出情况"),
        Para("近两年“三公”经费支出情况如下："),
        Para("单位：万元"),
        money.table(),
    )
    assert [(s.scope, s.amount, s.change, s.change_rate) for s in report.spending if s.year == 2020] == [
        ("three_public", D("13.47"), D("-2.86"), D("-17.51")),
        ("vehicles", D("7.20"), D("-0.45"), D("-5.88")),
        ("reception", D("6.27"), D("-2.41"), D("-27.76")),
    ]


def test_the_department_that_fills_a_form_in_for_another() -> None:
    """The title names nobody: the unit that carries it out stood for the one that reports."""
    head = Grid(4)
    head.row("项目名称", "土地收储", "项目性质", "延续性项目")
    head.row("主管部门", "青龙县自然资源局", "实施单位", "青龙县土地储备中心")
    report = read(
        Para("2022年度政府性基金预算项目支出绩效自评表", "title"),
        Para("填报单位：青龙县自然资源局"),
        head.table(),
        form(("产出指标", "数量指标", "收储土地", "≥100亩", "120亩", "100", "100")).table(),
    )
    assert report.organization.name == "青龙县自然资源局"
    assert report.evaluations[0].unit == "青龙县土地储备中心"


def test_of_what_came_in_is_no_share_of_what_was_spent() -> None:
    """94.41% of 1188万元: it was said to be wrong, of the report's only amount."""
    report = parse(
        "白沙县水利局2015年度农田水利项目绩效自评报告\n一、资金使用情况\n"
        "实际到位资金1188万元。全年支出1121.6万元，占到位资金的94.41%，结余66.4万元。\n".encode()
    )
    assert [(s.amount, s.share) for s in report.spending] == [(D("1121.6"), None)]
    assert "share-percent-agrees" not in {finding.rule for finding in report.findings}


def test_a_special_account_by_what_it_holds() -> None:
    report = parse(
        "清河县第一中学2023年度部门整体支出绩效自评报告\n一、部门整体支出情况\n"
        "一般公共预算支出5,426.90万元，占88.22%；财政专户管理资金（教育收费）支出724.87万元，占11.78%。\n".encode()
    )
    assert [(s.fund, s.amount, s.share) for s in report.spending] == [
        ("general_public", D("5426.90"), D("88.22")),
        ("special_account", D("724.87"), D("11.78")),
    ]
