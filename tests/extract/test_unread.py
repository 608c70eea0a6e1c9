"""Figures of a table that no field holds are named with their rows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jixiao import parse
from jixiao.document import Block, Cell, Document, Paragraph, Table
from jixiao.extract.report import extract
from jixiao.patterns import load
from jixiao.schema.source import PatternPack, Source
from jixiao.structure.stages import structure

HEADS = ["序号", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    ["1", "产出指标", "数量指标", "新增藏书", "5000册", "4820册", "50", "48.2"],
    ["2", "产出指标", "质量指标", "编目合格率", "100%", "100%", "20", "20"],
    ["3", "效益指标", "社会效益", "到馆读者", "12万人次", "12万人次", "30", "30"],
]

SOURCE = Source(
    file_name="a.pdf", sha256="0" * 64, size_bytes=1, media_type="application/pdf", page_count=2, text_origin="ocr",
    reader="pdf", dialect=None, patterns=PatternPack(pack="a", version="1", hash="0" * 64),
)  # fmt: skip


def said(rows: list[list[str]], title: str = "云岭县图书馆2023年度绩效自评表", what: str = "figures") -> list[str]:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f"<html><body><p>{title}</p><table>{lines}</table></body></html>"
    return [d.message for d in parse(page.encode()).diagnostics if d.code == f"unread_{what}"]


def test_numbers_of_rows_are_no_figures() -> None:
    assert said([HEADS, *ROWS]) == []


def test_a_column_that_no_form_has() -> None:
    more = [[*row, figure] for row, figure in zip(ROWS, ["17.5", "18%", "-3"], strict=True)]
    assert said([[*HEADS, "去年同期"], *more]) == ["表格第2—4行有3个数字没有读入任何字段，请核对原件"]


def test_a_word_beside_the_rows_is_none() -> None:
    more = [[*row, figure] for row, figure in zip(ROWS, ["17", "略", "-3"], strict=True)]
    assert said([[*HEADS, "去年同期"], *more]) == []


def test_a_lone_figure_of_a_form_that_numbers_nothing() -> None:
    more = [[*row, figure] for row, figure in zip(ROWS, ["", "1,750", ""], strict=True)]
    assert said([[*HEADS, "去年同期"], *more]) == ["表格第3行有1个数字没有读入任何字段，请核对原件"]


def test_sentences_of_a_form() -> None:
    """Goals stood beside the money and were lost without a word."""
    texts = ["略", "借阅规则已修订，馆员全部培训。", "另见附件"]
    more = [[*row, "", text] for row, text in zip(ROWS, texts, strict=True)]
    rows = [[*HEADS, "未完成原因", "去年同期"], *more]
    assert said(rows, what="text") == ["表格第3行有1格文字没有读入任何字段，请核对原件"]
    assert said(rows) == []


def test_a_table_of_no_form() -> None:
    """A list of a school's projects with their money and scores (吉林)."""
    projects = [["1", "公用经费", "54.7", "100%", "100"], ["2", "校舍维修", "19.27", "87.59%", "95.5"]]
    heads = ["序号", "项目名称", "全年执行数（万元）", "执行率", "自评得分"]
    title = "云岭县第二小学2023年度项目支出绩效自评报告</p><p>一、项目概况"
    assert said([heads, *projects], title) == ["表格第2—3行有6个数字没有读入任何字段，请核对原件"]


def table_of(*rows: list[str], page: int, width: float = 400.0) -> Table:
    cells = tuple(Cell(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(len(rows), len(rows[0]), cells, "image", page, (50.0, 70.0, 50.0 + width, 700.0))


def said_of_pages(*blocks: Block) -> list[str]:
    structured = structure(Document(blocks, "pdf", "application/pdf", "ocr", 2), load())
    extract(structured, load(), SOURCE)
    return [d.message for d in structured.diagnostics if d.code == "unread_table"]


def test_the_rest_of_a_form_that_was_not_joined_is_named() -> None:
    """Its second page was lost behind a line that read as print, and nothing said so."""
    title, first = (
        Paragraph("云岭县图书馆2023年度项目支出绩效自评表"),
        table_of(HEADS[1:], *(r[1:] for r in ROWS[:2]), page=1),
    )
    rest = table_of(["", "服务", "读者满意", "≥90%", "93%", "10", "10"], ["", "", "总分", "", "", "100", "98"], page=2)
    assert said_of_pages(title, first, Paragraph("又及"), rest) == [
        "第2页的表格有9格没有读入任何字段，可能是前一页表格的续页，请核对原件"
    ]
    assert said_of_pages(title, first, rest) == []
    assert said_of_pages(title, first, Paragraph("又及"), replace(rest, page=1)) == []


@pytest.mark.parametrize(
    "line",
    [
        (
            "产出指标数量指标新书编目册数≥300册 20 20 质量指标编目合格率=100% 20 20 "
            "效益指标社会效益指标到馆读者≥2万人次 40 40 合计100 评价结论完成。项目负责人:财务负责人:"
        ),
        (
            "财政支出项目绩效评价自评报告项目名称新书编目经费项目单位云岭县图书馆主管部门云岭县人民政府评价方式:自评"
            "其中:中央财政其中:中央财政省财政省财政市财政市财政县市区财政75县市区财政75"
        ),  # 湖南
        (
            "项目支出绩效自评表项 目 名 称: 新书编目经费项目承担单位: 云岭县图书馆 (公章)项目主管部门: 云岭县文化局"
            "单位负责人陈某职务馆长联系 电话07390000000财务负责人李某职务科员联系 电话07390000000单位 人数46"
        ),  # 福建
    ],
)
def test_rows_of_a_form_in_one_line(line: str) -> None:
    report = parse(line.encode())
    assert [one.code for one in report.diagnostics] == ["unreadable_table"]
    assert report.organization.name == (None if line.startswith("产出") else "云岭县图书馆")


def test_parts_of_a_form_below_numbered_headings() -> None:
    """The rows of the goals and of the indicators were the summary of what was achieved (成安)."""
    page = """云岭县图书馆2020年度预算项目绩效自评表
一、基本情况 项目名称: 新书编目 实施(主管)单位 314002-云岭县图书馆 金额单位: 万元
三、目标完成情况 年度预期目标 具体完成情况 总体完成率(%)
为读者编目新书,方便读者借阅。 为读者编目新书,方便读者借阅。 100.00
四、年度绩效指标完成情况 一级指标 二级指标 三级指标 指标分值 预期指标值 单项指标实际完成值 自评得分
产出指标 质量指标 编目合格率 合格册数占编目册数的比例 >= 98 %(百分比) 100% 完成 25.00 25.00 6.25
"""
    report = parse(page.encode())
    assert [one.code for one in report.diagnostics] == ["unreadable_table"]
    assert (report.organization.name, report.performance.summary) == ("云岭县图书馆", None)


def test_levels_in_prose_are_no_rows() -> None:
    text = (
        "云岭县图书馆2023年度项目支出绩效自评报告\n一、绩效分析\n（一）产出指标。（1）数量指标：编目300册。\n"
        "（二）效益指标。（1）社会效益指标：到馆2万人次。\n"
    )
    assert [one.code for one in parse(text.encode()).diagnostics] == []


def unreadable_of(*lines: str) -> int:
    page = "\n".join(("云岭县2019年度农村公路养护项目绩效自评表", "", *lines)).encode()
    return sum(d.code == "unreadable_table" for d in parse(page).diagnostics)


def test_rows_of_a_form_whose_cells_ran_together_a_row_a_line() -> None:
    """Their heading was lost, or says words that no form has (河北宁晋)."""
    rows = ("产出数量指标养护里程达到预计值12010", "质量指标路面验收合格率100%20", "时效指标按期完工率达到目标值100%20")
    assert unreadable_of("评价指标评价内容指标名称指标说明目标值分值备注", *rows) == 1


def test_sentences_that_begin_with_words_of_levels_are_no_such_rows() -> None:
    assert unreadable_of("数量指标：养护里程120公里", "质量指标完成率100%", "社会效益指标均达到目标值100%") == 0


def test_cells_of_a_form_that_is_not_known_a_cell_a_line() -> None:
    """Each cell and its bar on a line (湖南岳阳): labels and figures were lost without a word."""
    cells = ("计划安排资金 |", "700 |", "实际到位资金 |", "655.30 |", "结余 |", "44.70 |")
    assert unreadable_of("一、项目基本概况 |", *cells) == 1
    assert unreadable_of("一、项目基本概况 |", *cells[:4]) == 0


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (("局机关及二级机构汇总 2386.52 120.30 2216.22 0 0 50.00", "1、局机关 1486.52 120.30 1366.22"), 1),
        (("人工费 | 32,000.00 | 记-0012 |", "材料费 | 28,045.00 | 记-0018 |", "机械费 | 10,000.00 | 记-0021 |"), 1),
        (("局机关 2386.52 120.30 2216.22",), 0),  # one line may be anything
        (("机关 142 120 22", "管理所 60 55 5"), 0),
    ],
)
def test_rows_of_figures_that_no_form_has(rows: tuple[str, ...], named: int) -> None:
    """A cover form's grid of income, a list of vouchers: their amounts were lost without a word."""
    assert unreadable_of("一、部门收支情况", *rows) == named


def said_of(*lines: str) -> list[str]:
    page = "\n".join(("云岭县图书馆2023年度部门整体支出绩效自评报告", *lines)).encode()
    return [d.message for d in parse(page).diagnostics if d.code in ("unread_amounts", "unread_text")]


def test_amounts_of_the_text_that_no_field_takes() -> None:
    """Of what was spent or changed they were lost without a word; income and budgets are in no report's fields."""
    profile = "一、单位概况"
    assert said_of(profile, "为购书实际支出3,286.4万元。总收入86万元，年初预算80万元。") == [
        "正文有1处金额没有读入任何字段（「为购书实际支出3,286.4万元」），请核对原件"
    ]
    assert said_of(profile, "总收入¥86,000.00，上级拨款60万元。") == [
        "正文有1处金额没有读入任何字段（「收入¥86,000.00」），请核对原件"
    ]
    assert said_of("二、存在的问题", "1.实际支出3,286.4万元，进度偏慢。") == []


def test_paragraphs_below_headings_that_nobody_knows() -> None:
    """Results and problems of a report were lost without a word."""
    lines = ["甲篇", "购书进度快于往年，读者满意。", "编目十分及时，读者反映良好。", "书架较为老旧，需要更换若干。"]
    (told,) = said_of("一、单位概况", "编制9人。", "附录语", *lines)
    assert told.startswith("正文有3段文字没有读入任何字段（「购书进度快于往年，读者满意。」、")
    assert said_of("一、单位概况", "编制9人。", *lines[:3]) == []


def test_sentences_in_a_row_of_headings() -> None:
    """Both goals of «年度目标 | …。 | 完成情况 | …。» were taken for headings and lost without a word; labels that no
    form knows are still named.
    """
    rows = [
        ("项目名称", "专科建设*4", "项目实施单位", "云岭县藏医院*2"),
        ("预算资金", "预算数", "执行数", "执行率", "其中：财政资金", "执行数", "执行率", "得分"),
        ("", "380", "361", "95%", "300", "291", "97%", "9.5"),
        ("年度目标", "建设专科2个，开展适宜技术12项。*3", "完成情况", "建设专科2个，开展适宜技术13项。*3"),
        ("一级指标", "二级指标", "三级指标（分值）", "目标值", "完成值", "上年值", "得分", "未完成原因"),
        ("产出指标", "数量指标", "专科（50）", "2个", "2个", "", "50", ""),
        ("效益指标", "社会效益指标", "门诊量增长（50）", "≥10%", "8.6%", "", "40", ""),
        ("合计*6", "90", ""),
    ]
    cells = ([(*cell.split("*"), "1")[:2] for cell in row] for row in rows)
    lines = ("".join(f'<td colspan="{width}">{text}</td>' for text, width in row) for row in cells)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    page = f"<html><body><p>项目支出绩效自评表</p><p>2023年度　单位：万元</p><table>{table}</table></body></html>"
    report = parse(page.encode())
    assert [(goal.expected, goal.actual) for goal in report.evaluations[0].goals] == [
        ("建设专科2个，开展适宜技术12项。", "建设专科2个，开展适宜技术13项。")
    ]
    assert not [d for d in report.diagnostics if d.code == "unread_text"]
    strange = page.replace("年度目标", "事由").replace("完成情况", "办后")
    assert [d.message for d in parse(strange.encode()).diagnostics if d.code == "unread_text"] == [
        "表格第4行有2格文字没有读入任何字段，请核对原件"
    ]


def test_cells_with_grouped_digits_above_a_table_that_was_read_are_named() -> None:
    """A cell a line: name, year and money of the form were lost, and nothing said so."""
    head = "部门（单位）整体支出绩效自评表\n（2016年度）\n单位名称（盖章）\n柏川区工会\n"
    money = "全年支出（元）\n年初预算数\n决算数\n执行率\n\n2,860,000\n2,751,320\n96.2%\n"
    rows = "\n".join(f"投入\n预算配置\n控制率{n}\n≤100%\n98.8%\n{n}5\n{n}5" for n in "123")
    names = "一级指标\n二级指标\n三级指标\n目标值\n实际值\n满分\n自评得分\n"
    report = parse(f"{head}{money}{names}{rows}\n合计\n\n\n\n\n75\n75\n".encode())
    assert [i.score for i in report.evaluations[0].indicators] == [15, 25, 35]
    assert not report.evaluations[0].funds
    assert "unreadable_table" in [d.code for d in report.diagnostics]


@pytest.mark.parametrize("lines", ["见表 1, 2, 3\n见图 4, 5, 6", "1,\n2,\n3,", "座次 1,2 3,4 5,6\n座次 7,8 9,10 11,12"])
def test_numbers_in_a_list_are_no_cells(lines: str) -> None:
    """A comma behind each made them figures of a table that cannot be read."""
    title = "云岭县水利局2023年度部门整体支出绩效自评报告"
    report = parse(f"{title}\n一、单位基本情况\n{lines}\n二、存在的问题\n1、预算编制不够精准。\n".encode())
    assert "unreadable_table" not in [d.code for d in report.diagnostics]
