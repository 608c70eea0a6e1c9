"""Lines that a converter wrapped are joined; texts whose lines are paragraphs are left alone."""

from __future__ import annotations

import re

import pytest

import jixiao
from jixiao import parse
from jixiao.document import Document, Paragraph
from jixiao.patterns import load
from jixiao.quotes import squeeze
from jixiao.readers.text import read_text
from jixiao.structure.model import Structured
from jixiao.structure.setapart import sets_apart
from jixiao.structure.wrap import join_wrapped

SENTENCE = (
    "本馆全年举办展览十二场，接待观众三万余人次，开展送展下乡活"
    "动，组织志愿者培训，编印宣传资料，完成了年初确定的各项任务。"
)
PARAGRAPHS = ["一、单位基本情况", *[f"{number}、{SENTENCE * 3}" for number in range(1, 7)], "其他需要说明的情况：无。"]


def wrapped(width: int) -> str:
    lines = [p[at : at + width] for p in PARAGRAPHS for at in range(0, len(p), width)]
    return "\n".join(lines) + "\n"


def texts(text: str) -> list[str]:
    document = read_text(text.encode())
    return [block.text for block in join_wrapped(document, load()) if isinstance(block, Paragraph) and block.text]


def test_wrapped_lines_become_paragraphs_again() -> None:
    assert [text.replace("\n", "") for text in texts(wrapped(28))] == PARAGRAPHS


def test_no_character_is_lost() -> None:
    text = wrapped(30)
    blocks = join_wrapped(read_text(text.encode()), load())
    assert "".join(block.text + block.end for block in blocks if isinstance(block, Paragraph)) == text


def test_a_line_that_is_said_again_is_no_line_of_print() -> None:
    lines = ["甲县档案馆自评表", "单位：甲县档案馆", *["本馆全年举办展览十二场，接待观众三万余人次，效果好"] * 9]
    assert texts("\n".join(lines) + "\n") == lines


def test_the_criterion_of_each_row_is_no_line_of_print() -> None:
    """The rule by which each row was scored is as long as it was above: no label was joined to it (湖北)."""
    lines = ["云溪县医疗保障服务中心2024年度项目支出绩效自评（复核）表", "财政项目名称"]
    for points in (6, 5, 10, 8, 7, 4, 12, 9):
        lines += [f"核查第{points}批", "≥6次", "10次", f"达到目标值计{points}分，低于目标值的按完成比例计分"]
    lines += ["总分合计", "96.98"]
    assert texts("\n".join(lines) + "\n") == lines


def test_lines_that_are_paragraphs_stay() -> None:
    lines = [f"{number}.{SENTENCE[:40]}第{number}项工作已完成。" for number in range(1, 20)]
    assert texts("\n".join(lines) + "\n") == lines


def test_other_readers_are_left_alone() -> None:
    blocks = tuple(Paragraph(line) for line in wrapped(28).split("\n"))
    document = Document(blocks, "docx", "application/x")
    assert join_wrapped(document, load()) == blocks


def test_a_heading_behind_a_line_break_inside_a_paragraph_is_cut_off() -> None:
    text = "第一段文字。\r\n" * 5 + "1.部门整体支出绩效自评表\n附件1\r\n" + "第二段文字。\r\n" * 3
    assert "附件1" in texts(text)


def test_pages_of_wrapped_lines_joined_by_another_line_break() -> None:
    """Page by page, a PDF tool ends lines with CR LF and pages with LF."""
    lines = wrapped(28).split("\n")
    text = "\r\n".join(lines[:5]) + "\n" + "\r\n".join(lines[5:])
    assert [t.replace("\r", "").replace("\n", "") for t in texts(text)] == PARAGRAPHS


def by_width(paragraph: str, columns: int) -> list[str]:
    lines, width = [""], 0
    for character in paragraph:
        width += 1 if character.isascii() else 2
        if width > columns:
            lines.append("")
            width = 2
        lines[-1] += character
    return lines


def test_a_page_of_which_many_lines_that_are_nearly_full_end_a_paragraph() -> None:
    """pdftotext ends it with a form feed: each line is one of print."""
    closed = [f"{n}.全馆组织开展各类读者活动和业务培训，完成了年度任务。" for n in range(1, 5)]
    going_on = by_width(
        "全年总计支出七百七十九万元，比上年增加三十四万元，主要原因是采购增加，其中基本支出五百三十一万元，"
        "项目支出二百四十八万元。按照规定公务用车运行维护费支出一十三万九千元，接待费二万元，均没有超过年初预算。",
        58,
    )
    found = [line.replace("\n", "") for line in texts("\n".join([*going_on, *closed, "\f"]))]
    assert found[0] == "".join(going_on)
    assert found[1:5] == closed


def test_blanks_that_a_converter_puts_between_chinese_and_digits_are_none_of_the_print() -> None:
    """«2023 年», throughout the text of a PDF; an author slips now and then."""
    paragraphs = [
        f"{number}、本单位在2023年组织各类活动{number}5场，服务群众{number}00人次。{SENTENCE * 2}"
        for number in range(1, 7)
    ]
    text = "".join(f"{line}\n" for paragraph in paragraphs for line in by_width(paragraph, 56))
    apart = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", text)

    def read(text: str) -> list[str]:
        sources = Structured.of(join_wrapped(read_text(text.encode()), load())).sources.values()
        return [source.quote().printed for source in sources if source.text]

    assert apart.count(" ") > 20
    assert read(apart) == paragraphs
    one_side = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", " ", text)  # Tika's PDF text: before digits, not behind
    assert read(one_side) == paragraphs
    behind = re.sub(r"(?<=\d)(?=[\u4e00-\u9fff])", " ", text)  # PyMuPDF's: behind them only
    assert read(behind) == paragraphs


def test_an_authors_blanks_before_some_units_stay() -> None:
    paragraphs = [
        f"{number}、支出{number}5 万元，服务{number}0人次，组织{number}2场活动。{SENTENCE * 2}"
        for number in range(1, 7)
    ]
    text = "".join(f"{line}\n" for paragraph in paragraphs for line in by_width(paragraph, 56))
    sources = Structured.of(join_wrapped(read_text(text.encode()), load())).sources.values()
    assert [source.quote().printed for source in sources if source.text] == paragraphs


def test_a_ragged_line_in_mid_sentence_goes_on() -> None:
    ragged = "2023年度三公经费决算4.78万元，增加0.68万元，主要系接待\n增加。"  # 0.8 of the width
    found = texts(wrapped(30) + ragged + "\n")
    assert found[-1] == ragged
    heading = "本单位2023年度部门整体支出绩效评价指标评分表\n一览表"  # as long, but no sentence
    assert texts(wrapped(30) + heading + "\n")[-2:] == heading.split("\n")


def test_a_sentence_goes_on_over_the_blank_lines_between_pages() -> None:
    lines = wrapped(28).split("\n")
    at = next(index for index, line in enumerate(lines) if len(line) == 28 and line[-1] not in "。，")
    text = "\n".join([*lines[: at + 1], "", "", *lines[at + 1 :]])
    assert [found.replace("\n", "") for found in texts(text)] == PARAGRAPHS
    blocks = join_wrapped(read_text(text.encode()), load())
    assert "".join(block.text + block.end for block in blocks if isinstance(block, Paragraph)) == text


APART = [
    "一、单位基本情况",
    "2023年度，我单位一般公共预算财政拨款支出合计1891.10\n万元，占支出总额的78%。",
    "(一)2023年基本支出情况",
    "我单位基本支出完成1891.10 万元(其中:用于人员经费1841.80\n万元,公用经费49.30 万元)，比2022年减少252.43\n万元。",
    "本年度没有项目支出。\n本年度没有政府性基金支出，也没有国有资本经营预算支出，没有其他支出。",
    "填表人：王某\n联系电话：15400000000",
    "三、其他",
]


def test_lines_wrapped_at_blanks_between_paragraphs_that_stand_apart() -> None:
    text = "\n\n".join([*APART, *(f"{n}.其他事项" for n in range(1, 6))]) + "\n"
    found = texts(text)
    assert found[1] == APART[1]
    assert found[3] == APART[3]
    assert found[4:6] == APART[4].split("\n")  # a full stop ends a line
    assert found[6:8] == APART[5].split("\n")  # short lines, that would have had room for more


def test_lines_wrapped_at_blanks_tell_that_blanks_between_chinese_and_digits_are_not_the_prints() -> None:
    text = "\n\n".join([*APART, *(f"{n}.其他事项" for n in range(1, 6))]) + "\n"
    apart = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[\d%])(?=[\u4e00-\u9fff])", " ", text)
    for source, told in ((text, False), (apart, True)):
        document = Structured.of(join_wrapped(read_text(source.encode()), load()))
        assert {source.set_apart for source in document.sources.values()} == {told}


def test_blanks_behind_the_label_of_a_heading_part_no_cells() -> None:
    """A division was «资贸易股»: its line, with two blanks behind «（一）», was taken for cells (北京)."""
    broken = "（一）  机构设置情况。作为云溪县人民政府下属组成部门，云溪县统计局内设投\n资贸易股、工业统计股和办公室。"
    text = "\n\n".join([*APART, broken, *(f"{n}.其他事项" for n in range(1, 6))]) + "\n"
    assert broken in texts(text)


def test_navigation_and_a_title_are_no_wrapped_lines() -> None:
    page = [
        "网站首页",
        "当前位置：首页 预决算公开 > 2020年度云溪县平桥镇人民政府部门决算",
        "2020年度云溪县平桥镇人民政府部门决算",
    ]
    text = "\n".join(page) + "\n\n" + "\n\n".join(f"第{n}部分 部门概况 {n}" for n in "一二三四五六七") + "\n"
    assert texts(text)[:3] == page


def test_a_dateline_right_below_the_title_of_a_page_is_a_line_of_its_own() -> None:
    page = [
        "2021年度云溪县就业资金配套项目资金绩效自评报告",
        "发布时间：2022-04-29 14:59 作者： 来源：云溪县就业服务中心 浏览次数： 字体：【大】 【中】 【小】",
    ]
    text = "\n\n".join(["\n".join(page), *APART, *(f"{n}.其他事项" for n in range(1, 6))]) + "\n"
    assert texts(text)[:2] == page


def test_lines_that_adjoin_in_a_text_without_blank_lines_stay() -> None:
    text = "\n".join([*APART, *(f"{n}.其他事项" for n in range(1, 6))]) + "\n"
    found = [line for block in texts(text) for line in block.split("\n")]
    assert found == text.rstrip().split("\n")
    assert [block for block in texts(text) if "\n" in block] == [  # the end of a sentence alone goes up
        "万元,公用经费49.30 万元)，比2022年减少252.43\n万元。"
    ]


def test_a_label_that_stands_alone_before_its_title_is_one_line_with_it() -> None:
    """PyMuPDF begins a line wherever the font changes: at a bracket, behind a label."""
    text = "\u3000\u3000( \n \n一)部门基本情况\n二、\n存在的问题\n（三）\n车辆运行\n预算编制较粗。\n"
    assert [re.sub(r"\s", "", line) for line in texts(text) if line.strip()] == [
        "(一)部门基本情况",
        "二、存在的问题",
        "（三）",  # no section is called so: a cell of a table may hold the label
        "车辆运行",
        "预算编制较粗。",
    ]
    whole = wrapped(28).replace("3、", "3、\n").replace("一、", "一、\n")
    assert [re.sub(r"\s", "", line) for line in texts(whole + "（三）\n车辆运行情况\n")] == [
        *PARAGRAPHS,
        "（三）车辆运行情况",
    ]


def test_a_number_that_stands_alone_before_its_mark_is_one_line_with_it() -> None:
    """catdoc breaks lines at blanks."""
    text = wrapped(28).replace("3、", "3 \n、")
    assert [re.sub(r"\s", "", line) for line in texts(text)] == PARAGRAPHS


def test_cells_and_titles_tell_of_a_converter_s_blanks_where_there_is_no_prose() -> None:
    lines = ["2023 年度项目支出绩效自评表", "修缮 12 处", "2023 年 5 月", "30 人次"]
    assert sets_apart(lines)
    assert not sets_apart([line.replace("年 ", "年").replace("缮 ", "缮").replace("2 处", "2处") for line in lines])


HANGING = [
    "    财务人员绩效管理业务能力不强，主要原因是财务人员对业务工作\n了解不够。",
    "    （一）机构设置。本单位的主管部门是某某市人民政府，直属单位为某\n某市便民服务中心。",
    "    （二）改进措施",
    "    成立由主要负责人任组长的自评工作小组，于次年三月至四月开展\n自评。",
    "    强化绩效评价结果运用，将评价结果与来年的部门预算安排相挂\n钩。",
]


def test_few_lines_that_go_on_without_the_indent_of_their_paragraphs() -> None:
    assert texts("\n".join(HANGING) + "\n") == HANGING


def test_a_line_with_an_indent_begins_a_paragraph_even_below_an_open_one() -> None:
    lines = [*HANGING, "    强化绩效评价结果运用，将评价结果与来年的部门预算安排相挂", "    钩稽关系核对无误。"]
    assert texts("\n".join(lines) + "\n") == lines


def test_lines_without_an_indent_below_shorter_ones_tell_of_no_wrapping() -> None:
    """Cells of a table, one a line: one torn line is much shorter than another."""
    lines = [*HANGING[:4], "    " + SENTENCE[:24], "合格", "    " + SENTENCE + "完成年度任务", "良好"]
    ends = [text for text in texts("\n".join(lines) + "\n") if "\n" in text]
    assert ends == [HANGING[3]]  # the end of a sentence, whatever else was wrapped


def test_the_last_characters_of_a_sentence_on_their_own_line() -> None:
    lines = ["3、未完成的指标。一项时效指标未按期完成，主要是天气原", "因。", "4、其他。", "合格", "因。"]
    assert texts("\n".join(lines) + "\n") == ["\n".join(lines[:2]), *lines[2:]]


def test_the_formula_that_closes_a_report_begins_anew() -> None:
    full = "本单位将压实主体责任，把绩效管理纳入年度考核，并加强对所属单位的指导力度。\n"
    text = f"{SHORT}{full}- 1 -\n特此报告，请审示。\n- 2 -\n"
    assert "特此报告，请审示。" in texts(text)


def test_cells_between_tabs_are_no_lines_that_go_on() -> None:
    """The last cell of such a row ends without a mark, and a merged one begins the next."""
    row = "\t指标 {}：预算执行及时率\t大于等于94%\t83%\t20\t17.66\t预算下达较晚，当年未全部实施"
    lines = [line for number in range(1, 6) for line in (row.format(number), "绩效")]
    document = read_text("\n".join(lines).encode())
    joined = [block for block in join_wrapped(document, load()) if isinstance(block, Paragraph) and block.text]
    assert [block.text for block in joined] == lines
    assert not any(block.set_apart for block in joined)  # «指标 1» is the author's


SHORT = """\
关于临江区图书馆 2023 年度部门整体支出绩效自评情况的报告
一、部门、单位基本概况
（一）内设机构。
临江区图书馆为临江区文化旅游局直属公益二类事业单位，内设机构为采编部、阅览
部、总务处、少儿部及办公室等5个科室，共有编制9名。所属预算单位为临江区青少
年活动基地。
二、部门支出总体情况
2023年度总支出为8570597.52元，其中：基本支出538.4107万元，占
支出的62.82%；项目支出决算318.6490万元，占比为37.2%，比上年度减少89.2217
万元，降幅为22%，增减变化原因：专项资金下达较晚，未形成支出。
全年累计支出10.5717万元，较预算节约39770元。
"""


def test_a_short_report_on_a_page_whose_prose_is_torn() -> None:
    """Fewer full lines than tell a width, but hardly one ends its sentence."""
    found = [text.replace("\n", "") for text in texts(SHORT)]
    assert found[3].endswith("所属预算单位为临江区青少年活动基地。")
    assert [text[:6] for text in found[4:]] == ["二、部门支出", "2023年度", "全年累计支出"]
    assert [text.replace("\n", "") for text in texts(SHORT.replace("\n", "\n\n"))] == found


def test_half_the_lines_of_a_text_of_pages_are_torn() -> None:
    """The others end their paragraphs: with a page's numbers in it such a text is wrapped."""
    ended = "全年举办各类展览十二场，接待观众三万余人次，群众满意度进一步提高。\n" * 2
    for marks, whole in (("", False), ("- 1 -\n", True)):
        found = [text.replace("\n", "") for text in texts(SHORT + marks + 3 * (ended + "\n") + marks)]
        assert any(text.endswith("所属预算单位为临江区青少年活动基地。") for text in found) is whole


def test_a_single_line_of_a_text_of_pages_goes_on() -> None:
    """A short report, of which one line was too long for its page: without page marks it is a paragraph's end."""
    lines = ["（三）内设机构。临江区图书馆隶属临江区文化旅游局，下设采编部、综合核", "算股、少儿部等3个科室。"]
    for mark, whole in (("", False), ("- 1 -\n", True)):
        found = texts(f"一、基本情况\n{mark}" + "\n".join(lines) + f"\n二、绩效情况\n全年完成12项。\n{mark}")
        assert ("\n".join(lines) in found) is whole


def test_a_title_whose_bracket_closes_on_the_next_line() -> None:
    lines = ["临江区图书馆项目支出绩效自评表（2023 年", "度）", "项目单位：临江区图书馆"]
    assert [text.replace("\n", "") for text in texts("\n".join(lines) + "\n")] == [lines[0] + lines[1], lines[2]]


@pytest.mark.parametrize("blank", ["", "\n", "\n\n"])
def test_a_title_of_a_table_over_two_lines(blank: str) -> None:
    lines = ["2023 年临江区图书馆部门整体支出绩效自评", f"{blank}      表", "项目单位：临江区图书馆"]
    assert texts("\n".join(lines) + "\n")[0].split() == ["2023", "年临江区图书馆部门整体支出绩效自评", "表"]


def test_a_few_lines_that_end_in_mid_sentence_are_no_width() -> None:
    """Authors forget full stops; each line below begins anew."""
    lines = [
        "全年举办展览十二场，接待观众三万余人次，开展送展下乡活动",
        "组织志愿者培训四期，编印宣传资料，参加培训一百二十人",
        "年初确定的各项任务，已按进度全部完成。",
        "读者满意度问卷，收回有效的六十份，满意率九成以上。",
        "年末对各科室进行了考核，考核结果已在馆内公示。",
    ]
    assert texts("\n".join(lines) + "\n") == lines


def test_quotation_marks_on_lines_of_their_own_part_no_sentence() -> None:
    """PyMuPDF: the line ends where the quoted word began; pdftotext -raw prints the empty pair behind it."""
    torn = wrapped(28) + "（一）自评结果为98.5\n“\n”\n分，综合评定为优秀。\n"
    assert [text.replace("\n", "") for text in texts(torn)][-1].endswith("自评结果为98.5“”分，综合评定为优秀。")
    behind = wrapped(28) + "（一）自评结果为98.5 “ ”\n分，综合评定为优秀。\n"
    assert [text.replace("\n", "") for text in texts(behind)][-1].endswith("自评结果为98.5 “ ”分，综合评定为优秀。")


def test_a_line_broken_behind_a_hyphen_goes_on() -> None:
    """antiword: else «2022年…» begins a sentence, and its year counts."""
    torn = wrapped(28) + "（一）主要原因：上年度补发了2021-\n2022年基础绩效资金。\n"
    assert [text.replace("\n", "") for text in texts(torn)][
        -1
    ] == "（一）主要原因：上年度补发了2021-2022年基础绩效资金。"


def test_a_line_longer_than_most_full_ones_goes_on() -> None:
    """Blanks of the print do not count: what holds few figures is longer than what holds many."""
    names = "本中心内设办公室、资产运营管理股、基金结算与核算股、待遇审核股、基金征缴股"
    found = texts(wrapped(28) + f"二、机构设置\n{names}\n室共五个内设股室。\n")
    assert found[-1] == f"{names}\n室共五个内设股室。"


def test_prose_between_whose_words_a_converter_set_wide_blanks() -> None:
    """pypdf keeps the places of print, and puts a figure's missing width behind it."""
    lines = [
        "    2023年度本中心支出总额为       852.36万元，比上年度减少   237.34万元，主要系上年度集",
        "中补缴社会保险。其中2023      年，基本支出决算数为   402.36万元，占年度支出总额的     47%",
        "，项目支出总额   450.00万元。",
        "    2023年项目支出决算数为   450万元，与  2022年相比减少 202.50万元，主要系第七次普查等",
        "三项任务已于上年结束，全部用于  2023    年政策宣讲、阵地建设，以及编外人员的日常公用经费开",
        "支。",
    ]
    assert texts("\n".join(lines) + "\n") == ["\n".join(lines[:3]), "\n".join(lines[3:])]


def test_an_author_s_habit_is_no_converter_s() -> None:
    """«指标 1：» in each row of a table: the blank is printed."""
    rows = [f"| 数量指标 | 指标 {n}：新建管网的长度达到计划要求 | 大于等于{n}5米 | {n}6米 |" for n in range(1, 9)]
    assert not sets_apart(rows)
    assert sets_apart([*rows, *(f"| 新建{word} 15米 | 完成{word} 16米 |" for word in ("管网", "道路", "堤防"))])


def test_a_heading_torn_in_its_bracket_is_whole() -> None:
    text = "一、绩效目标完成情况（根据年初绩效目标逐项\n分析）\n全部完成。\n二、存在的问题\n资金少。\n"
    assert [one.title for one in parse(text.encode()).outline] == [
        "绩效目标完成情况（根据年初绩效目标逐项分析）",
        "存在的问题",
    ]


def test_paragraphs_set_in_by_two_blanks_stand_apart_too() -> None:
    """antiword: a short report of which few lines are full; «信息稽», «核股» was a division of its own."""
    text = """\

                       2023年度双塘县医疗保障事务中心

                            部门整体绩效自评报告

  一、部门概况

（一）、机构设置及职责情况。双塘县医疗保障事务中心机关内设待遇审核股、信息稽
核股及基金结算股等3个科室。

  （二）、整体绩效目标设定情况：履行部门职责，做好民生保障，实现收支平衡。

  二、当年预算执行情况

本年度支出合计677.80万元，比上年度增加99.82万元，增幅为17.27%，主要系2022年1
0月起工资晋级晋档，月人均增资310元。

  三、整体绩效目标完成情况

  验收合格率98%，未发生质量问题。
"""
    report = jixiao.parse(text.encode())
    assert report.profile.divisions == ("待遇审核股", "信息稽核股", "基金结算股")
    reason = report.spending[0].reason
    assert reason is not None
    assert squeeze(reason) == "2022年10月起工资晋级晋档,月人均增资310元"


CATDOC = """清源县水利站2023年度部门整体支出绩效自评报告

  一、部门基本情况

  清源县水利站为县水利局下属公益一类事业单位，承担
灌区渠道管理、小型泵站运行和农村饮水安全等工作，人
员编制12名，2023年末实际在职11人，退休3人，无离休。

  二、部门整体支出情况

2023年部门总支出447.21
万元，较上年度减少5.30万元，下降1.17%，其中：基本
支出共427.00
万元，项目支出决算20.21
万元，支出主要用于泵站维修、渠道清淤和水质检测等方
面的工作，全部支出均按规定的程序审批后支付到位了。

  三、存在的问题

  （1）、项目前期准备不足，年初下达计划较晚。

  四、改进措施

  （1）、加强项目储备。

  （2）、建立项目台账，按月调度支付进度，督促项目单
位在年底前完成全部支付并及时办理竣工财务决算手续。

清源县水利站绩效自评

第  PAGE  2 页

"""


def test_an_amount_broken_from_its_unit_goes_on_however_short_its_line_is() -> None:
    """Catdoc breaks lines at the blanks that Word sets beside figures: three amounts were lost without a word."""
    report = parse(CATDOC.encode())
    assert [(str(each.amount), each.scope) for each in report.spending] == [
        ("447.21", "total"), ("427.00", "basic"), ("20.21", "project"),
    ]  # fmt: skip


def test_a_running_head_behind_the_text_is_none_of_it() -> None:
    """It ended the last measure («…决算手续。清源县水利站绩效自评»): catdoc prints what stands at the edges last."""
    report = parse(CATDOC.encode())
    assert (
        report.improvements[-1]
        == "建立项目台账，按月调度支付进度，督促项目单位在年底前完成全部支付并及时办理竣工财务决算手续"
    )
    assert report.coverage.ignored["running_head"] == 10


def test_a_name_that_begins_with_a_unit_s_character_goes_on_with_nothing() -> None:
    """«附件1» above «元氏县…» is no amount."""
    assert texts(wrapped(28) + "附件1\n元氏县水利站绩效自评表\n")[-2:] == ["附件1", "元氏县水利站绩效自评表"]


@pytest.mark.parametrize("line", ["本报告由县水利站负责解释", "清源县水利站自评报告。"])
def test_a_sentence_above_a_page_s_number_is_no_running_head(line: str) -> None:
    report = parse(CATDOC.replace("\n清源县水利站绩效自评\n", f"\n{line}\n").encode())
    assert "running_head" not in report.coverage.ignored
