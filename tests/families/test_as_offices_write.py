"""What twelve reports showed that no generator writes: outlines of decimals, 三公 tables within the text, lists behind
the form, traditional script."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

D = Decimal
TITLE = Para("青禾镇人民政府2023年度部门整体支出绩效自评报告", "title")


def rules(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_a_cause_in_a_paragraph_of_its_own() -> None:
    """«村级债务化解进度偏慢原因：…» was the problem, and its cause null."""
    report = read(
        TITLE,
        *map(Para, ("1 部门基本情况", "1.1 主要职责", "制定并组织实施本镇经济社会发展规划。", "2 存在的问题及原因")),
        *map(Para, ("2.1 村级债务化解进度偏慢", "原因：集体经济薄弱。", "2.2 项目前期准备不足")),
        *map(Para, ("造成这一问题的原因是用地手续未及时办理。", "3 改进措施", "3.1 建立项目储备库。")),
    )
    assert [(p.problem, p.cause) for p in report.problems] == [
        ("村级债务化解进度偏慢", "集体经济薄弱"), ("项目前期准备不足", "用地手续未及时办理"),
    ]  # fmt: skip
    assert report.improvements == ("建立项目储备库",)
    # «1 部门基本情况» over «1.1 主要职责» lacks no point.
    assert "text-lint" not in rules(report)


def test_a_measure_behind_a_comma() -> None:
    report = read(
        Para("2022年水利发展资金绩效自评报告", "title"),
        Para("一、绩效目标完成情况分析"),
        Para("治理中小河流8条。"),
        Para("二、偏离绩效目标的原因和下一步改进措施"),
        Para("治理长度未达目标，原因是北河段征地受阻，下一步将督促属地加快征迁。"),
    )
    assert [(p.problem, p.cause) for p in report.problems] == [("治理长度未达目标", "北河段征地受阻")]
    assert report.improvements == ("督促属地加快征迁",)


def scores(last: str, *rows: tuple[str, ...]) -> Table:
    grid = Grid(8)
    grid.row("项目名称", GridCell("交通设施更新", 7))
    grid.row("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    grid.row("", "年度资金总额", "560.00", "612.50", "588.73", "10", "96.12%", "9.6")
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", last)
    for row in rows:
        grid.row(*row)
    grid.row(GridCell("总分", 5), "100", "95.9", "")
    return grid.table()


ROWS = (
    ("产出指标", "数量指标", "新增电子警察", "≥18套", "16套", "45", "41", "两处管线未迁改，按比例扣分"),
    ("效益指标", "社会效益指标", "事故起数下降率", "≥5%", "5.3%", "45", "45", ""),
)


def test_what_is_said_of_a_score_is_the_reason_for_what_it_lost() -> None:
    """«得分说明» was a standard of the row (评价标准), and each lost point unexplained."""
    report = read(Para("项目支出绩效自评表"), Para("（2023年度）"), scores("得分说明", *ROWS))
    (table,) = report.evaluations
    assert [(i.criterion, i.deviation_reason) for i in table.indicators] == [
        (None, "两处管线未迁改，按比例扣分"), (None, None),
    ]  # fmt: skip
    assert "score-loss-explained" not in rules(report)


def survey() -> Table:
    grid = Grid(5)
    grid.row("问题", "很满意", "满意", "一般", "不满意")
    grid.row("对设施是否满意", "120", "56", "18", "6")
    grid.row("对秩序是否满意", "98", "70", "22", "10")
    return grid.table()


def test_a_survey_behind_a_whole_form_hides_no_contradiction() -> None:
    """The scores make 95.6, not 95.9; a table that was not read stands right below, but no point is lacking."""
    report = read(
        Para("项目支出绩效自评表"), Para("（2023年度）"), scores("得分说明", *ROWS), Para("问卷统计"), survey()
    )
    assert "unread_figures" in codes(report)
    (found,) = [finding for finding in report.findings if finding.rule == "scores-sum-total"]
    assert (found.expected, found.actual) == (D("95.6"), D("95.9"))


def test_grades_of_a_list_of_projects_are_named() -> None:
    grid = Grid(6)
    grid.row("项目名称", "全年预算数（万元）", "全年执行数（万元）", "执行率", "自评得分", "自评等级")
    grid.row("交通设施更新", "612.50", "588.73", "96.12%", "95.9", "优")
    grid.row("事故处理中心维修", "40.00", "31.20", "78.00%", "86.4", "良")
    report = read(
        Para("附件1"), Para("项目支出绩效自评表"), Para("（2023年度）"), scores("得分说明", *ROWS),
        Para("附件2"), Para("2023年度项目支出绩效自评结果汇总表"), grid.table(),
    )  # fmt: skip
    assert [(f.label, f.score) for f in report.evaluations[1].funds] == [
        ("交通设施更新", D("95.9")), ("事故处理中心维修", D("86.4")),
    ]  # fmt: skip
    assert "unread_text" in codes(report)


def three_public(*, total: str, change: bool) -> Table:
    rows = (
        ("项目", "2022年决算数", "2023年预算数", "2023年决算数", "增减额"),
        ("因公出国（境）费", "0", "0", "0", "0"),
        ("公务接待费", "1.80", "1.80", "1.50", "-0.30"),
        ("公务用车运行维护费", "4.70", "4.00", "3.20", "-1.50"),
        ("合计", "6.50", "5.80", total, "-0.80"),
    )
    grid = Grid(5 if change else 4)
    for row in rows:
        grid.row(*row[: 5 if change else 4])
    return grid.table()


@pytest.mark.parametrize("change", [False, True])
def test_a_table_of_three_public_alone(change: bool) -> None:
    """«公务用车运行维护费» was a part of «公务接待费», the 合计 too; nobody held it against its parts, and cells that
    a 基础数据表 has elsewhere were said to be blank."""
    sections = map(Para, ("一、部门基本情况", "核定编制72名，年末在职68人。", "二、“三公”经费", "具体情况见下表："))
    report = read(TITLE, *sections, three_public(total="5.70", change=change))
    assert report.base_data is not None
    assert [(row.item, row.concept, row.level, row.parent, row.final) for row in report.base_data.expenses] == [
        ("因公出国（境）费", "overseas", 2, 3, 0),
        ("公务接待费", "reception", 2, 3, D("1.50")),
        ("公务用车运行维护费", "vehicle_running", 2, 3, D("3.20")),
        ("合计", "three_public", 1, None, D("5.70")),
    ]
    found = {finding.rule: finding for finding in report.findings}
    assert (found["san-gong-total-equals-parts"].expected, found["san-gong-total-equals-parts"].actual) == (
        D("4.70"), D("5.70"),
    )  # fmt: skip
    assert not found.keys() & {"mandatory-cell-filled", "procurement-filled", "thrift-measures-filled"}
    assert not found.keys() & {"san-gong-items-present"}


def test_blanks_between_all_characters_end_no_title() -> None:
    """«二、专项资金支出» was the section, and it was about spending."""
    lines = (
        "临川市实验中学2023年度部门整体支出绩效自评报告", "一、基本情况", "编制186人，年末在职179人。",
        "二、存在的问题", "（一）教师结构性缺编问题突出。主要原因是音体美教师招聘困难。",
        "（二）专项资金支出进度不均衡。", "三、改进措施", "（一）按月通报支出进度。",
    )  # fmt: skip
    report = parse("\n\n".join(" ".join(line) for line in lines).encode())
    assert ["".join((s.title or "").split()) for s in report.outline[1].children] == [
        "教师结构性缺编问题突出", "专项资金支出进度不均衡",
    ]  # fmt: skip
    assert [section.role for section in report.outline[1].children] == [None, None]


def test_the_label_of_a_telephone_in_traditional_script() -> None:
    """«林某　聯繫» was who had filled the form in."""
    lines = ("項目支出績效自評表", "（2023年度）", "填表人：林某　聯繫電話：0739-0000000　填報日期：2024年3月8日")
    report = read(Para(lines[0]), Para(lines[1]), scores("得分說明", *ROWS), Para(lines[2]))
    assert [(s.filled_by, s.phone, str(s.filled_on)) for s in report.sign_offs] == [
        ("林某", "0739-0000000", "2024-03-08"),
    ]  # fmt: skip


def test_a_list_behind_the_form_a_cell_a_line() -> None:
    """It was an attachment that is not there (an error), and its amounts were lost without a word."""
    cells = "序号 承接主体 合同金额 支付金额 1 甲服务中心 120.5 118.3 2 乙服务公司 96.4 96.4 3 丙服务部 45.2 43.7"
    lines = ["附表：购买服务承接主体情况", *cells.split()]
    sections = ["一、自评结论", "自评得分93分，等级为优。"]
    report = parse("\n".join([TITLE.text, *sections, *lines]).encode())
    assert [(a.title, a.found) for a in report.attachments] == [("购买服务承接主体情况", True)]
    assert "listed-attachments-present" not in rules(report)
    assert "unreadable_table" in codes(report)


def test_dates_below_a_listed_attachment_are_no_table() -> None:
    """Three lines «2023.12.31» were amounts, and the paper that is not there was found."""
    lines = ["一、自评结论", "自评得分93分。", "附件：购买服务工作时间表", "2023.11.30", "2023.12.31", "2024.01.15"]
    report = parse("\n".join([TITLE.text, *lines]).encode())
    assert [(a.title, a.found) for a in report.attachments] == [("购买服务工作时间表", False)]


def test_a_decimal_number_before_a_year() -> None:
    """«5.1　2023年…» without its blank is «5.12023»: the numbers stayed in both measures."""
    report = read(
        TITLE,
        *map(
            Para,
            ("第一部分　部门概况", "1.1　人员编制：编制62名。", "1.2　主要职责：负责应急管理。", "第二部分　改进措施"),
        ),
        *map(Para, ("2.1　2024年为12个乡镇配备救援装备。", "2.2　建设物资管理信息系统。")),
    )
    assert report.improvements == ("2024年为12个乡镇配备救援装备", "建设物资管理信息系统")


def test_what_projects_cost_is_no_departments_total() -> None:
    """A table of projects within the text was the form that the department's spending was held against."""
    grid = Grid(5)
    grid.row("资金类别", "项目名称", "预算数", "执行数", "执行率")
    grid.row("中央资金", "自然灾害救灾", "680.00", "680.00", "100%")
    grid.row("市级资金", "安全生产专项", "960.00", "938.20", "97.73%")
    grid.row("合计", "", "1640.00", "1618.20", "98.67%")
    text = "2023年部门整体支出588.73万元，其中项目支出186.20万元，基本支出402.53万元。"
    lines = map(Para, ("一、支出情况", text))
    form = scores("扣分原因", *ROWS)
    whole = Table(form.rows, form.columns, tuple(c for c in form.cells if c.row), form.origin)
    report = read(TITLE, *lines, grid.table(), Para("附件1"), Para("部门整体支出绩效自评表（2023年度）"), whole)
    assert len(report.evaluations) == 2
    assert "narrative-equals-attachment" not in rules(report)
