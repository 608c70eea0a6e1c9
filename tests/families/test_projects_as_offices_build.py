"""Forms of projects as offices build them in Word: money and indicators laid out otherwise in one table, goals in one
cell with their labels, forms of several tables, one over two pages, a list that is none."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from samples.blocks import Grid, GridCell, Para
from samples.dialects import flatten_document
from test_forms_that_offices_changed import messages
from test_whole_reports import codes, read

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

D = Decimal
HEADS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def lift_form(*, sure: bool = True) -> Table:
    grid = Grid(8)
    grid.row(GridCell("项目名称", 2), GridCell("老旧电梯更新", 2), "预算年度", "2023年", "自评得分", "94.20")
    amounts = (
        "年初预算数（元）",
        "3,600,000.00",
        "调整后预算数（元）",
        "3,450,000.00",
        "实际支出数（元）",
        "3,249,000.00",
    )
    grid.row(GridCell(amounts[0], 2), GridCell(amounts[1], 2), *amounts[2:])
    part = ("其中：市级资金（元）", "3,600,000.00", "", "3,450,000.00", "", "3,249,000.00")
    grid.row(GridCell(part[0], 2), GridCell(part[1], 2), *part[2:])
    points = ("预算执行率", "94.17%", "执行率分值", "10", "执行率得分", "9.42")
    grid.row(GridCell(points[0], 2), GridCell(points[1], 2), *points[2:])
    grid.row("一级指标", "二级指标", "三级指标", "指标目标值", "实际完成值", "权重", "得分", "备注")
    grid.row("成本指标", "", "每台补贴标准", "≤12000元", "11480元", "20", "20", "")
    grid.row(GridCell("产出指标", 1, 2), "数量", "补贴台数", "300台", "283台", "50", "48.3", "业主未达成一致")
    grid.row("时效", "补贴发放时限", "30日内", "25日", "20", "16.48", "")
    return grid.table()


def test_rate_and_points_of_money_in_a_row_below_its_parts() -> None:
    """They were a fund «预算执行率» of 0.0010, and their words made the table another province's: rows were lost."""
    report = read(
        Para("市级财政项目绩效自评表"), Para("（2023年）"), lift_form(), Para("说明：自评得分90分（含）以上为优。")
    )
    (table,) = report.evaluations
    first, part = table.funds
    assert (first.initial, first.full_year, first.executed) == (D(360), D(345), D("324.9"))
    assert (first.rate, first.weight, first.score) == (D("94.17"), D(10), D("9.42"))
    assert (part.concept, part.executed, part.rate) == ("municipal", D("324.9"), None)
    assert [(i.level1, i.target.text if i.target else None, i.score) for i in table.indicators] == [
        ("成本指标", "≤12000元", D(20)),
        ("产出指标", "300台", D("48.3")),
        ("产出指标", "30日内", D("16.48")),
    ]
    limit = table.indicators[2].target
    assert limit is not None
    assert (limit.comparator, limit.value, limit.unit) == ("le", D(30), "日")
    assert table.total.score == D("94.20")
    assert report.conclusion.self_score is None  # «90分（含）以上» is the scale


def test_indicators_on_their_side_below_money_in_one_row() -> None:
    grid = Grid(5)
    grid.row("项目名称", GridCell("停车平台运维", 4))
    grid.row("年初预算（万元）", "88.00", "全年执行（万元）", GridCell("85.36", 2))
    grid.row("绩效目标", GridCell("保障平台全年稳定运行。", 4))
    grid.row("完成情况", GridCell("平台稳定运行。", 4))
    grid.row("一级指标", GridCell("产出指标", 2), "效益指标", "满意度指标")
    grid.row("二级指标", "数量指标", "质量指标", "社会效益指标", "服务对象满意度指标")
    grid.row("三级指标", "接入停车场", "平台可用率", "周转率提升", "车主满意度")
    grid.row("指标值", "≥130个", "≥99%", "≥10%", "≥85%")
    grid.row("完成值", "134个", "99.6%", "9%", "90%")
    grid.row("分值", "40", "20", "30", "10")
    grid.row("得分", "40", "20", "28", "10")
    grid.row("总分", "100", "自评得分", GridCell("98", 2))
    (table,) = read(Para("2024年度市级项目支出绩效自评表"), grid.table()).evaluations
    assert [(i.level1, i.level3, i.weight, i.score) for i in table.indicators] == [
        ("产出指标", "接入停车场", D(40), D(40)),
        ("产出指标", "平台可用率", D(20), D(20)),
        ("效益指标", "周转率提升", D(30), D(28)),
        ("满意度指标", "车主满意度", D(10), D(10)),
    ]
    assert (table.funds[0].initial, table.funds[0].executed) == (D(88), D("85.36"))
    assert [(g.expected, g.actual) for g in table.goals] == [("保障平台全年稳定运行。", "平台稳定运行。")]
    assert (table.total.weight, table.total.score) == (D(100), D(98))


def test_points_that_were_to_be_had_before_those_given_at_a_form_s_head() -> None:
    grid = Grid(8)
    grid.row("项目名称", GridCell("甲渠节水改造", 7))
    grid.row(GridCell("总分", 2), GridCell("100", 2), GridCell("自评得分", 2), GridCell("98", 2))
    grid.row(*HEADS, "未完成原因")
    grid.row("产出指标", "时效指标", "完工时限", "15天", "12天", "60", "60", "")
    grid.row("效益指标", "经济效益指标", "年节水量", "≥40万方", "40万方", "40", "38", "")
    (form,) = read(Para("翠屏县水利局2023年度项目支出绩效自评表"), grid.table()).evaluations
    assert (form.total.weight, form.total.score) == (D(100), D(98))


def fields(department: str, other: str) -> Table:
    grid = Grid(8)
    grid.row(GridCell("转移支付（项目）名称", 2), GridCell("农村危房改造", 6))
    grid.row(GridCell(department, 2), GridCell("江北省住房和城乡建设厅", 2), "实施期限", GridCell("2023年", 3))
    grid.row(GridCell(other, 2), GridCell("青禾县住房和城乡建设局", 2), "资金使用单位", GridCell("青禾县村镇中心", 3))
    grid.row(
        GridCell("资金情况（万元）", 1, 2),
        GridCell("", 2),
        GridCell("全年预算数", 2),
        GridCell("全年执行数", 2),
        "执行率",
    )
    grid.row(GridCell("年度资金总额", 2), GridCell("100", 2), GridCell("95", 2), "95%")
    grid.row("绩效指标", "一级指标", "二级指标", GridCell("三级指标", 2), "指标值", "全年实际完成值", "未完成原因")
    grid.row("", "产出指标", "数量指标", GridCell("改造户数", 2), "≥412户", "405户", "7户外出")
    return grid.table()


def test_of_two_departments_below_each_other_the_nearer() -> None:
    title = Para("专项转移支付区域绩效目标自评表（2023年度）")
    for labels in (("省级主管部门", "地方主管部门"), ("中央主管部门", "省级主管部门")):
        (table,) = read(title, fields(*labels)).evaluations
        assert table.department == "青禾县住房和城乡建设局", labels


def sights(heading: str = "年度总体目标", expected: str = "预期目标：", actual: str = "实际完成情况：") -> list[Table]:
    """One form that its author cut at a page's end, the heading typed again above the rest."""
    upper, lower = Grid(7), Grid(7)
    upper.row("项目名称", GridCell("校园安防设施提升", 6))
    upper.row(heading, GridCell(f"{expected}更新监控120路。", 3), GridCell(f"{actual}更新监控118路。", 3))
    upper.row(*HEADS)
    upper.row(GridCell("产出指标（50分）", 1, 2), "数量指标", "更新监控", "120路", "118路", "30", "29")
    upper.row("质量指标", "验收合格率", "100%", "100%", "20", "20")
    lower.row(*HEADS)
    lower.row("效益指标（40分）", "社会效益指标", "安全事故", "0起", "0起", "40", "40")
    lower.row("满意度指标（10分）", "服务对象满意度指标", "师生满意度", "≥95%", "98%", "10", "10")
    lower.row(GridCell("总分", 5), "100", "99")
    return [upper.table(), lower.table()]


def test_a_form_cut_in_two_below_a_heading_typed_again() -> None:
    """The rest was a form of its own: weights and scores did not add up."""
    upper, lower = sights()
    report = read(Para("项目支出绩效自评表（2022年度）"), upper, Para(""), lower)
    (table,) = report.evaluations
    assert [i.level3 for i in table.indicators] == ["更新监控", "验收合格率", "安全事故", "师生满意度"]
    assert (table.total.weight, table.total.score) == (D(100), D(99))
    assert messages(report, "scores-sum-total") == []


def test_two_forms_of_indicators_that_begin_alike_stay_two() -> None:
    upper, lower = sights()
    report = read(Para("项目支出绩效自评表（2022年度）"), upper, Para(""), sights()[0])
    assert len(report.evaluations) == 2
    assert len(read(Para("项目支出绩效自评表"), upper, Para("乙项目绩效自评表"), lower).evaluations) == 2


@pytest.mark.parametrize(
    ("heading", "expected", "actual"),
    [
        ("年度总体目标", "预期目标：", "实际完成情况："),
        ("总体目标", "", "完成情况："),
        ("年度目标", "年初目标：", "完成情况："),
    ],
)
def test_goals_in_one_cell_with_their_labels(heading: str, expected: str, actual: str) -> None:
    (table,) = read(Para("项目支出绩效自评表"), *sights(heading, expected, actual)).evaluations
    assert [(g.expected, g.actual) for g in table.goals] == [("更新监控120路。", "更新监控118路。")]
    assert {i.goal for i in table.indicators} == {0}


def test_a_project_in_words_is_no_goal() -> None:
    """«项目概况» heads the goals of another form; beside «项目绩效目标» it was the goal, which was lost."""
    grid = Grid(6)
    grid.row("项目名称", GridCell("临时救助", 2), "实施单位", GridCell("澄湖区社会救助中心", 2))
    grid.row("项目概况", GridCell("（一）立项依据。依据办法设立。（二）实施程序。个人申请。", 5))
    grid.row("项目绩效目标", GridCell("全年救助不少于2000人次。", 5))
    grid.row("目标完成情况", GridCell("全年救助2136人次。", 5))
    grid.row("一级指标", "二级指标", "三级指标", "目标值", "实际值", "得分")
    grid.row("产出指标", "数量指标", "救助人次", "≥2000人次", "2136人次", "100")
    (table,) = read(Para("财政支出项目绩效自评表"), grid.table()).evaluations
    assert [(g.expected, g.actual) for g in table.goals] == [("全年救助不少于2000人次。", "全年救助2136人次。")]


def test_a_list_of_projects_below_headings_of_two_rows_is_no_form() -> None:
    """It was a form without a row, and a county's: its points were then held against the other forms."""
    grid = Grid(7)
    grid.row(
        GridCell("序号", 1, 2), GridCell("项目名称", 1, 2), GridCell("预算数", 2), GridCell("执行数", 1, 2),
        GridCell("执行率（%）", 1, 2), GridCell("自评得分", 1, 2),
    )  # fmt: skip
    grid.row("年初", "调整后")
    grid.row("1", "公共文化服务", "120.00", "126.00", "126.00", "100", "99")
    grid.row("2", "文物修缮", "86.50", "86.50", "77.40", "89.48", "87.5")
    report = read(Para("2023年度项目支出绩效自评情况汇总表"), grid.table(), Para("项目支出绩效自评表"), *sights())
    (table,) = report.evaluations
    assert table.project == "校园安防设施提升"
    assert messages(report, "statutory-weight-split") == []
    assert report.template is not None
    assert report.template.name == "national-2020-project"


def canals() -> list[Para | Table]:
    """Two projects, each a form of four tables below numbered headings, its score in a line below them."""
    blocks: list[Para | Table] = [Para("翠屏县水利局2023年度项目支出绩效自评表", "title")]
    for number, name, days, score in (("一", "甲渠节水改造", "12天", "98.5"), ("二", "乙渠应急抢修", "15天", "100")):
        head, money, goals, rows = Grid(4), Grid(5), Grid(2), Grid(8)
        head.row("项目名称", name, "项目编码", "P-2301")
        money.row("资金来源", "年初预算数", "调整后预算数", "执行数", "执行率")
        money.row("合计", "200.00", "210.00", "199.50", "95.00%")
        goals.row("预期目标", "实际完成情况")
        goals.row(f"完成{name}。", f"{name}完成。")
        rows.row(*HEADS, "未完成原因")
        rows.row("产出指标", "时效指标", "完工时限", "15天", days, "60", "60", "")
        rows.row("效益指标", "经济效益指标", "年节水量", "≥40万方", "40万方", "40", "38", "")
        blocks += [Para(f"{number}、{name}"), head.table(), Para("（一）预算执行情况（万元）"), money.table()]
        blocks += [Para("（二）目标完成情况"), goals.table(), Para("（三）绩效指标完成情况"), rows.table()]
        blocks.append(Para(f"自评得分：{score}分"))
    return blocks


@pytest.mark.parametrize("dialect", ["", "tab-cells"])
def test_forms_of_several_tables_below_numbered_headings(dialect: str) -> None:
    """In text their indicators were forms without a project, silently."""
    blocks = canals()
    report = parse(flatten_document(blocks, dialect).encode()) if dialect else read(*blocks)
    first, second = report.evaluations
    assert [(e.project, e.funds[0].executed, len(e.indicators)) for e in (first, second)] == [
        ("甲渠节水改造", D("199.5"), 2),
        ("乙渠应急抢修", D("199.5"), 2),
    ]
    assert [g.expected for g in first.goals] == ["完成甲渠节水改造。"]
    assert [e.total.score for e in (first, second)] == [D("98.5"), D(100)]
    assert list(report.performance.achievements) == []  # the score's line is none
    # 12 days where 15 were to be had are no miss
    assert messages(report, "full-score-target-unmet") == []
    assert messages(report, "quantitative-score-formula") == []


def test_a_score_below_the_last_form_alone_may_be_the_wholes() -> None:
    """It was the last project's, and contradicted the points of its rows."""
    blocks = canals()
    assert blocks.pop(9) == Para("自评得分：98.5分")
    report = read(*blocks)
    assert [e.total.score for e in report.evaluations] == [None, None]
    assert messages(report, "scores-sum-total") == []


def test_a_score_below_a_table_of_two_forms_is_neither_s() -> None:
    """Both had it: one line below a table in which nobody parted the projects."""
    both = Grid(8)
    for name in ("甲渠节水改造", "乙渠应急抢修"):
        both.row("项目名称", GridCell(name, 7))
        both.row(*HEADS, "未完成原因")
        both.row("产出指标", "时效指标", "完工时限", "15天", "12天", "60", "60", "")
        both.row("效益指标", "经济效益指标", "年节水量", "≥40万方", "40万方", "40", "38", "")
    report = read(Para("翠屏县水利局2023年度项目支出绩效自评表", "title"), both.table(), Para("自评得分：98.5分"))
    assert [(e.project, e.total.score) for e in report.evaluations] == [("甲渠节水改造", None), ("乙渠应急抢修", None)]


def split_by(heading: str) -> Report:
    upper, lower = Grid(5), Grid(7)
    upper.row("项目名称", GridCell("甲渠节水改造", 4))
    upper.row("资金来源", "年初预算数", "调整后预算数", "执行数", "执行率")
    upper.row("合计", "200.00", "210.00", "199.50", "95.00%")
    lower.row(*HEADS)
    lower.row("产出指标", "数量指标", "抢修险段", "2处", "2处", "100", "100")
    return read(Para("项目支出绩效自评表"), upper.table(), Para(heading), lower.table())


def test_a_heading_that_names_another_project_parts_two_forms() -> None:
    for heading in ("二、乙渠改造项目", "（二）乙渠抢修绩效指标"):
        assert [len(e.indicators) for e in split_by(heading).evaluations] == [0, 1], heading
    own = ("二、绩效指标完成情况", "（二）2023年度绩效指标", "二、甲渠节水改造项目绩效指标", "绩效指标")
    parts = ("二、三级指标完成及偏差原因分析", "二、各项指标评分", "（二）具体指标", "三、指标设置与评分标准")
    for heading in own + parts:
        assert [len(e.indicators) for e in split_by(heading).evaluations] == [1], heading


def test_a_box_beside_the_title_is_no_part_of_it() -> None:
    paper = Document()
    box = f"""<w:r {NAMESPACES}><w:pict><v:shape style="width:200pt;height:40pt"><v:textbox><w:txbxContent>
<w:p><w:r><w:t>存档材料一份</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""
    paper.add_paragraph()._p.append(parse_xml(box))
    for text in ("梨园镇卫生院2022年基层中医馆建设项目", "绩效自评报告", "一、项目基本情况", "建成中医馆1个。"):
        paper.add_paragraph(text)
    stream = BytesIO()
    paper.save(stream)
    report = parse(stream.getvalue())
    assert report.title == "梨园镇卫生院2022年基层中医馆建设项目绩效自评报告"
    assert report.organization.name == "梨园镇卫生院"
    assert "unreadable_table" not in codes(report)


def bundle() -> list[Para | Table]:
    """Small forms one below the other, the money beside the project's name."""
    blocks: list[Para | Table] = [Para("红桥街道办事处2024年度项目绩效自评表（合订）")]
    for number, name, score in ((1, "楼道亮化", "97"), (2, "养老助餐", "100")):
        grid = Grid(7)
        grid.row("项目名称", GridCell(name, 2), "预算数（万元）", "36.00", "执行数（万元）", "34.92")
        grid.row("项目单位", GridCell("红桥街道办事处", 2), "执行率", "97%", "自评得分", score)
        grid.row("二级指标", "三级指标", "目标值", "完成值", "分值", "得分", "备注")
        grid.row("数量指标", f"{name}数", "120个", "120个", "60", "60", "/")
        grid.row("满意度", "居民满意度", "≥90%", "95%", "40", "37", "/")
        blocks += [Para(f"项目{number}", gap=False), grid.table()]
    return blocks


def test_money_beside_the_projects_name() -> None:
    """The row was a heading of money: project and amounts were lost."""
    report = read(*bundle())
    assert [(e.project, e.funds[0].full_year, e.funds[0].executed, e.total.score) for e in report.evaluations] == [
        ("楼道亮化", D(36), D("34.92"), D(97)),
        ("养老助餐", D(36), D("34.92"), D(100)),
    ]
    assert messages(report, "level1-label-present") == []  # the forms have no such cells


def test_the_next_projects_rows_below_a_line_between_two_tables() -> None:
    """A line between two tables was taken for a cell: the second project's indicators were the first one's."""
    report = parse(flatten_document(bundle(), "tab-cells").encode())
    assert [(e.project, e.indicators[0].level3) for e in report.evaluations] == [
        ("楼道亮化", "楼道亮化数"),
        ("养老助餐", "养老助餐数"),
    ]


def funded(rate: str, received: str) -> Report:
    grid = Grid(7)
    grid.row("项目名称", GridCell("学科建设", 6))
    grid.row(GridCell("项目资金（万元）", 1, 2), "资金来源", "计划数", "到位数", "支出数", GridCell("支出进度（%）", 2))
    grid.row("合计", "1500", received, "1436.5", GridCell(rate, 2))
    grid.row(*HEADS)
    grid.row("产出指标", "数量指标", "新增平台", "2个", "2个", "100", "100")
    return read(Para("2023年度项目支出绩效自评表"), grid.table())


def test_a_rate_of_what_was_received_is_no_contradiction() -> None:
    report = funded("97.06", "1480")
    fund = report.evaluations[0].funds[0]
    assert (fund.full_year, fund.executed, fund.rate) == (D(1500), D("1436.5"), D("97.06"))
    assert messages(report, "execution-rate-formula") == []
    assert len(messages(funded("97.06", "1500"), "execution-rate-formula")) == 1


def test_the_department_with_its_number_reports_on_what_another_carries_out() -> None:
    grid = Grid(7)
    grid.row("项目名称", GridCell("农村客运补贴", 6))
    grid.row("主管部门及代码", GridCell("石滩县交通运输局 301", 2), "实施单位", GridCell("石滩县道路运输中心", 3))
    grid.row(*HEADS)
    grid.row("产出指标", "数量指标", "客运班次", "2万班次", "2万班次", "100", "100")
    title = Para("石滩县交通运输局2023年度农村客运补贴项目支出绩效自评报告", "title")
    text = [Para("一、项目基本情况"), Para("对37条农村客运线路给予补贴。"), Para("附件"), Para("项目支出绩效自评表")]
    assert read(title, *text, grid.table()).organization.name == "石滩县交通运输局"


def test_an_opinion_below_the_total_is_no_indicator() -> None:
    grid = Grid(7)
    grid.row("项目名称", GridCell("学科建设", 6))
    grid.row(*HEADS)
    grid.row("产出指标", "数量指标", "新增平台", "2个", "2个", "60", "60")
    grid.row("效益指标", "社会效益指标", "学科排名", "提升", "提升", "40", "36")
    grid.row("自评意见：项目总体完成较好，自评等级：优。", "", "", "", "", "", "")
    (table,) = read(Para("2023年度项目支出绩效自评表"), grid.table()).evaluations
    assert [i.level3 for i in table.indicators] == ["新增平台", "学科排名"]


def platform() -> Table:
    grid = Grid(9)
    grid.row("项目名称", GridCell("培训监管平台", 3), "实施单位", GridCell("龙泉市教育局", 4))
    grid.row("年度目标", GridCell("建成监管平台1个。", 3), "目标完成情况", GridCell("建成平台1个。", 4))
    heads = ("一级指标", "二级指标", "三级指标", GridCell("指标值", 2), "完成值", "分值", "得分")
    grid.row(GridCell("绩效指标", 1, 5), *heads)
    grid.row("", "", "", "目标", "单位", "", "", "")
    grid.row(GridCell("产出指标", 1, 2), "数量指标", "纳管机构", "≥210", "家", "215", "40", "40")
    grid.row("质量指标", "稳定运行率", "≥99", "%", "98.2", "40", "38")
    grid.row("满意度指标", "满意度", "家长满意度", "≥85", "%", "90", "20", "20")
    grid.row(GridCell("总分", 7), "100", "98")
    return grid.table()


def test_what_the_parts_of_a_heading_are_in_a_row_below_it() -> None:
    """«目标 | 单位» was an indicator, and a goal: the goals beside each other were lost."""
    (table,) = read(Para("2023年度市本级项目支出绩效自评表"), platform()).evaluations
    assert [(i.level3, i.target.text if i.target else None) for i in table.indicators] == [
        ("纳管机构", "≥210家"),
        ("稳定运行率", "≥99%"),
        ("家长满意度", "≥85%"),
    ]
    assert [(g.expected, g.actual) for g in table.goals] == [("建成监管平台1个。", "建成平台1个。")]


def scored_twice() -> Table:
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    heads = [GridCell(head, 1, 2) for head in HEADS[:-1]]
    grid.row(*heads, GridCell("得分", 2))
    grid.row("单位自评", "主管部门复核")
    grid.row(GridCell("产出指标", 1, 2), "数量指标", "监测断面", "≥24个", "25个", "60", "60", "58")
    grid.row("质量指标", "数据合格率", "≥95%", "97%", "20", "20", "20")
    grid.row("效益指标", "社会效益指标", "水质达标", "达标", "达标", "20", "18", "17")
    return grid.table()


def test_points_of_two_who_scored_below_one_heading() -> None:
    """«单位自评 | 主管部门复核» below «得分» was an empty indicator."""
    (table,) = read(Para("2023年度项目支出绩效自评表"), scored_twice()).evaluations
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [
        ("监测断面", D(60), D(60)),
        ("数据合格率", D(20), D(20)),
        ("水质达标", D(20), D(18)),
    ]


@pytest.mark.parametrize("widths", [(2, 2, 2, 2), (3, 1, 2, 2), (2, 1, 4, 1)])
def test_a_total_with_labels_before_both_its_points(widths: tuple[int, ...]) -> None:
    """Each over columns of others: 98 was read, and 100 lost without a word."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*HEADS, "备注")
    grid.row("产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60", "")
    grid.row("效益指标", "社会效益指标", "水质达标", "达标", "达标", "40", "38", "")
    grid.row(*map(GridCell, ("总分", "100", "自评得分", "98"), widths))
    (table,) = read(Para("2023年度项目支出绩效自评表"), grid.table()).evaluations
    assert table.total is not None
    assert (table.total.weight, table.total.score) == (D(100), D(98))


@pytest.mark.parametrize(
    ("total", "weight", "score"), [("98", None, D(98)), ("97", None, D(97)), ("100", D(100), None)]
)
def test_points_taken_off_are_no_score(total: str, weight: D | None, score: D | None) -> None:
    """«扣分 | 2» behind the total was the score, and 98 what could be had: the points that the rows may have are that,
    any others the score, be they their sum or not."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*HEADS, "备注")
    grid.row("产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60", "")
    grid.row("效益指标", "社会效益指标", "水质达标", "达标", "达标", "40", "38", "")
    grid.row(*map(GridCell, ("总分", total, "扣分", "2"), (2, 1, 4, 1)))
    report = read(Para("2023年度项目支出绩效自评表"), grid.table())
    (table,) = report.evaluations
    assert table.total is not None
    assert (table.total.weight, table.total.score) == (weight, score)
    assert codes(report) == []
    assert ("scores-sum-total" in {finding.rule for finding in report.findings}) is (total == "97")


@pytest.mark.parametrize("alone", [False, True])
def test_who_evaluated_and_when_below_the_total(alone: bool) -> None:
    """The total was taken for a level's sum, below which another row stands, and lost."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*HEADS, "备注")
    grid.row("产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60", "")
    grid.row("效益指标", "社会效益指标", "水质达标", "达标", "达标", "40", "38", "")
    grid.row(GridCell("总分", 5), "100", "98", "")
    if alone:
        grid.row("填表人", "", "水某", "填表日期", "2024年3月18日", "", "", "")
    else:
        grid.row(GridCell("评价人", 2), "水某", "评价时间", GridCell("2024年3月18日", 4))
    (table,) = read(Para("2023年度项目支出绩效自评表"), grid.table()).evaluations
    assert table.total is not None
    assert (table.total.weight, table.total.score) == (D(100), D(98))


@pytest.mark.parametrize("rows", [1, 2])
def test_below_a_sum_a_row_without_points_is_a_row(rows: int) -> None:
    """What points the row had was left blank: the sum was the total, and all rows below it lost without a word."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    grid.row(*HEADS, "备注")
    grid.row(GridCell("产出指标", 1, 2), "数量指标", "监测断面", "≥24个", "25个", "30", "30", "")
    grid.row("质量指标", "数据合格率", "≥95%", "97%", "30", "30", "")
    grid.row(GridCell("合计", 5), "60", "60", "")
    grid.row(GridCell("效益指标", 1, rows), "社会效益指标", "水质达标", "达标", "达标", "", "", "")
    for _ in range(rows - 1):
        grid.row("生态效益指标", "投诉", "≤9起", "7起", "40", "38", "")
    (table,) = read(Para("2023年度项目支出绩效自评表"), grid.table()).evaluations
    names = [("监测断面", D(30)), ("数据合格率", D(30)), ("水质达标", None), ("投诉", D(38))]
    assert [(i.level3, i.score) for i in table.indicators] == names[: 2 + rows]
    assert table.total is None or table.total.score is None


@pytest.mark.parametrize("at", [3, 4, 5])
def test_what_was_reached_in_an_earlier_year_is_not_what_was_reached(at: int) -> None:
    """«2022年实际值» before «实际值» was it, without a word."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("水质监测", 7))
    heads = ["一级指标", "二级指标", "三级指标", "指标值", "实际值", "分值", "得分"]
    rows = [
        ["产出指标", "数量指标", "监测断面", "≥24个", "25个", "60", "60"],
        ["效益指标", "社会效益指标", "投诉", "≤9起", "7起", "40", "40"],
    ]
    for row, other in zip([heads, *rows], ["2022年实际值", "21个", "12起"], strict=True):
        grid.row(*row[:at], other, *row[at:])
    (table,) = read(Para("2023年度项目支出绩效自评表"), grid.table()).evaluations
    assert [(i.target and i.target.text, i.actual and i.actual.text) for i in table.indicators] == [
        ("≥24个", "25个"),
        ("≤9起", "7起"),
    ]


def test_levels_merged_down_beside_headings_of_points() -> None:
    """«项目管理 10分» below «项目决策 5分» ended the rows: a county's first parts were lost but for one row."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("农村生活垃圾治理", 4), "项目主管单位", GridCell("临江县住建局", 2))
    grid.row("项目年度目标", GridCell("全县186个行政村垃圾日产日清。", 7))
    heads = (GridCell("评价内容", 2), "分值", "自评分", "复核分", GridCell("评价标准及依据", 2))
    grid.row(GridCell("项目决策\n5分", 1, 2), *heads)
    grid.row(GridCell("决策依据", 2), "5", "5", "5", GridCell("有会议纪要得5分，没有不得分。", 2))
    grid.row(GridCell("项目管理\n10分", 1, 2), GridCell("财务制度", 2), "4", "4", "4", GridCell("有制度4分。", 2))
    grid.row(GridCell("运行监管", 2), "6", "5.5", "5", GridCell("每缺一次扣0.5分。", 2))
    heads = ("一级指标", "二级指标", "指标名称（三级指标）", "年初指标值", "年终完成值", "自评分", "复核分")
    grid.row(GridCell("项目绩效\n85分", 1, 3), *heads)
    grid.row("产出指标\n60分", "数量指标", "覆盖行政村", "186个", "186个", "60", "60")
    grid.row("满意度指标\n25分", "服务对象满意度", "村民满意度", "≥90%", "89%", "23", "22")
    (table,) = read(Para("临江县财政预算支出项目绩效目标自评表"), grid.table()).evaluations
    assert [(i.level1, i.level1_weight, i.level2, i.level3, i.score, i.review_score) for i in table.indicators] == [
        ("项目决策", D(5), None, "决策依据", D(5), D(5)),
        ("项目管理", D(10), None, "财务制度", D(4), D(4)),
        ("项目管理", D(10), None, "运行监管", D("5.5"), D(5)),
        ("产出指标", D(60), "数量指标", "覆盖行政村", D(60), D(60)),
        ("满意度指标", D(25), "服务对象满意度", "村民满意度", D(23), D(22)),
    ]
    assert [g.expected for g in table.goals] == ["全县186个行政村垃圾日产日清。"]
