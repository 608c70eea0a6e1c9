"""Reports on projects and transfer payments as clerks write them: parts of results, what was missed, scores between."""

from __future__ import annotations

import docx
import pytest

from jixiao import parse
from jixiao.schema import Report

TITLE = "青禾县水利局2023年度山塘整治项目支出绩效自评报告\n"


def read(body: str, title: str = TITLE) -> Report:
    return parse((title + body).encode())


def results(report: Report) -> list[tuple[str | None, str]]:
    return [(one.heading, one.text) for one in report.performance.achievements]


@pytest.mark.parametrize("heading", ["三、项目产出情况", "三、产出分析", "三、项目产出", "三、专项资金绩效情况"])
def test_a_section_on_what_was_put_out_tells_results(heading: str) -> None:
    report = read(
        f"一、项目概况\n整治山塘。\n{heading}\n1.完成整治。整治山塘21口。\n2.质量达标。合格率100%。\n四、存在的问题\n资金不足。\n"
    )
    assert results(report) == [("完成整治", "完成整治。整治山塘21口。"), ("质量达标", "质量达标。合格率100%。")]


def test_headings_without_numbers_on_results_too() -> None:
    report = read(
        "项目概况\n整治山塘21口。\n项目产出\n合格率达到98%。\n项目效益\n灌溉面积增加420亩。\n存在的问题\n管护人员不足。\n"
    )
    texts = " ".join([*(text for _, text in results(report)), report.performance.summary or ""])
    assert "合格率达到98%" in texts
    assert "灌溉面积增加420亩" in texts


def test_a_number_that_goes_on_ends_the_list_inside_the_item_above() -> None:
    report = read(
        "二、绩效目标完成情况\n（一）履职效能分析\n1.资金管理\n（1）资金支出情况。支出率92%。\n（2）支出规范性。未发现挪用。\n"
        "2.事项管理\n公开招标率100%。\n"
    )
    assert [heading for heading, _ in results(report)] == ["资金管理", "事项管理"]
    assert results(report)[1] == ("事项管理", "公开招标率100%。")


def test_why_goals_of_a_project_were_missed_is_a_problem() -> None:
    report = read(
        "四、项目绩效情况\n（一）项目绩效目标完成情况分析\n整治山塘21口。\n（二）项目绩效目标未完成原因分析\n"
        "管护员配备142名，少于目标4名，系边远山塘招人困难所致。\n"
    )
    assert [(one.problem, one.cause) for one in report.problems] == [
        ("管护员配备142名，少于目标4名", "边远山塘招人困难")
    ]


def test_a_line_with_the_score_is_no_part_of_the_measure_above() -> None:
    report = read(
        "第一部分 部门自评\n三、存在的问题\n1.进度偏慢。\n四、改进措施\n1.按月通报进度。\n自评得分：94分，等级：优。\n"
        "第二部分 项目自评\n一、项目概况\n整治山塘21口。\n"
    )
    assert report.improvements == ("按月通报进度",)
    assert report.conclusion.self_score == 94
    assert report.conclusion.rating.text == "优"


def test_an_item_that_asks_for_something_is_a_measure() -> None:
    report = read("五、存在问题及建议\n1.补贴标准偏低。\n2.建议参照周边地区提高标准。\n")
    assert [one.problem for one in report.problems] == ["补贴标准偏低"]
    assert report.improvements == ("建议参照周边地区提高标准",)


def test_a_score_behind_the_projects_name() -> None:
    report = read("一、自评结论\n（一）自评得分\n经集中打分，我局山塘整治项目得94.6分，等级为“优秀”。\n")
    assert report.conclusion.self_score.as_tuple().digits == (9, 4, 6)


def test_a_projects_score_is_not_the_departments() -> None:
    report = read(
        "六、自评得分\n山塘整治项目得94.6分。\n",
        "青禾县水利局2023年度部门整体支出绩效自评报告\n一、部门概况\n编制12人。\n",
    )
    assert report.conclusion.self_score is None


def test_what_was_made_of_last_years_result_is_not_this_years() -> None:
    report = read(
        "一、自评结论\n（四）拟与预算安排相结合情况\n自评结果作为2025年预算安排的依据。\n二、佐证材料\n"
        "（四）上年度部门自评结果应用情况\n上年度自评提出的2条整改意见均已落实。\n"
    )
    assert report.conclusion.use_of_results == "自评结果作为2025年预算安排的依据"


def test_what_an_outline_asks_for_is_no_problem() -> None:
    report = read(
        "一、自评结论\n（一）绩效目标完成情况\n1.完成的绩效目标：整治山塘21口，投入资金60万元。\n"
        "2.未完成的绩效目标：（如无，填“无”）\n（二）存在的问题和原因分析\n（不少于两条）\n（三）下一步拟改进措施\n"
        "（结合问题逐条填写）\n（四）绩效目标完成情况分析\n1.效益情况\n（请填写社会效益）\n"
    )
    assert "效益情况" not in [heading for heading, _ in results(report)]
    assert report.problems == ()
    assert report.improvements == ()


def test_sentences_with_blanks_for_figures_are_an_outline() -> None:
    text = (
        "　　　　单位2023年度部门整体支出绩效自评报告\n一、部门概况\n"
        "（一）基本情况：单位编制　　人，实有　　人，退休　　人。\n"
        "（二）收支情况：全年收入　　万元，支出　　万元。\n二、绩效情况\n（200字以内）\n"
        "三、存在的问题\n1.\n四、改进措施\n1.\n"
    )
    report = parse(text.encode())
    assert report.kind == "not_a_report"
    assert report.improvements == ()


def test_the_office_that_runs_the_park() -> None:
    report = read(
        "区财政局：\n我处对森林公园管护经费开展了绩效自评，现将有关情况函告如下：\n自评得分97分，等级为优。\n"
        "金沙区森林公园管理处\n2023年4月6日\n",
        "关于2022年度森林公园管护经费绩效自评情况的函\n",
    )
    assert report.organization.name == "金沙区森林公园管理处"


def test_a_list_of_who_got_how_much_is_no_form(tmp_path: object) -> None:
    file = docx.Document()
    for line in ("长岭市2022年度就业补助资金绩效自评报告", "一、绩效目标分解下达情况", "共计9,900万元，分配见下表。"):
        file.add_paragraph(line)
    rows = [
        ("县（市、区）", "分配金额（万元）", "支出金额（万元）", "执行率"),
        ("市本级", "1,900", "1,843", "97%"),
        ("东川区", "8,000", "7,360", "92%"),
        ("合计", "9,900", "9,203", "92.96%"),
    ]
    table = file.add_table(len(rows), 4)
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            table.cell(r, c).text = cell
    file.add_paragraph("二、绩效目标完成情况")
    file.add_paragraph("新增就业3.31万人。")
    path = f"{tmp_path}/list.docx"
    file.save(path)
    report = parse(path)
    assert report.evaluations == ()
    assert [told.code for told in report.diagnostics if told.code == "unread_figures"] == ["unread_figures"]


def test_items_of_a_section_that_is_the_whole_self_evaluation() -> None:
    text = (
        "禄水县康复中心2024年度部门决算\n第一部分 单位概况\n一、主要职能\n开展康复训练。\n"
        "第二部分 2024年度部门决算情况说明\n"
        "一、收入支出决算总体情况说明\n收支总计518.20万元。\n十、预算绩效情况说明\n（一）部门整体支出绩效自评情况\n"
        "1.基本情况：事业编制26名，在职24人。\n2.支出情况：全年支出512.60万元，其中基本支出286.40万元。\n"
        "3.绩效目标完成情况：训练有效率94.6%。\n4.自评结论：自评得分94.8分，等级为优。\n5.存在问题：教师流失率高。\n"
        "6.改进措施：提高教师待遇。\n7.结果应用：自评结果与科室考核挂钩。\n第三部分 名词解释\n"
    )
    report = parse(text.encode())
    assert (report.profile.staffing.authorized, report.profile.staffing.on_duty) == (26, 24)
    assert [str(one.amount) for one in report.spending] == ["512.60", "286.40"]
    assert report.conclusion.use_of_results == "自评结果与科室考核挂钩"
    assert report.improvements == ("提高教师待遇",)


DEPARTMENT = (
    "青禾县水利局2023年度部门整体支出绩效自评报告\n一、单位概况\n编制34名。\n二、预算执行情况\n"
    "2023年度支出合计1,720.66万元，其中：基本支出702.46万元，项目支出1,018.20万元。\n三、自评得分\n自评得分95.8分。\n"
)
PROJECT = (
    "青禾县水利局2023年度山塘整治项目支出绩效自评报告\n一、项目概况\n整治山塘。\n"
    "二、资金使用情况\n实际支出88.2万元，结余1.8万元。\n"
)


def test_what_a_second_report_in_the_file_spent_is_not_the_departments() -> None:
    report = parse((DEPARTMENT + PROJECT).encode())
    assert [str(one.amount) for one in report.spending] == ["1720.66", "702.46", "1018.20"]
    assert "second_report" in [told.code for told in report.diagnostics]
    assert report.conclusion.self_score is not None


def test_nor_what_an_attached_one_spent() -> None:
    report = parse((DEPARTMENT + "附件1\n" + PROJECT).encode())
    assert [str(one.amount) for one in report.spending] == ["1720.66", "702.46", "1018.20"]


@pytest.mark.parametrize(
    "text",
    [
        (
            "湖州区财政局关于2023年老旧小区改造项目财政绩效评价结果的报告\n区人大常委会：\n一、项目基本情况\n"
            "项目总预算5,600万元，实际支出5,012万元。\n二、评价结论\n项目综合得分82.6分，评价等级为“良”。\n"
        ),
        (
            "南浦县智慧停车建设项目事前绩效评估报告\n一、评估对象\n申请预算1,850万元。\n二、评估结论\n评估综合得分79.5分。\n"
            "三、存在的问题\n数据共享机制未明确。\n"
        ),
        (
            "石桥镇召开2023年度绩效自评工作推进会\n3月12日，石桥镇召开2023年度项目支出绩效自评工作推进会。\n"
            "会议通报，人居环境整治项目得分最高，为98分。\n"
        ),
    ],
    ids=["finance", "beforehand", "news"],
)
def test_what_is_no_self_evaluation(text: str) -> None:
    report = parse(text.encode())
    assert report.kind == "not_a_report"
    assert report.conclusion.self_score is None
    assert report.problems == ()
