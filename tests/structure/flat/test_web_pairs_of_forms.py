"""Both forms of 湖南 as a page gives them: a cell a line, covered cells left out, brackets without their end."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from samples.__main__ import generate
from samples.blocks import truth_json
from samples.dialects import word_rows

import jixiao
from jixiao.document import Table
from jixiao.evaluate import examine
from jixiao.schema import Report, to_json
from jixiao.structure.flat.headwords import label_end
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import Token
from samples import families

BASE = """2023年度部门整体支出绩效评价基础数据表

\u00a0

财政供养人员情况(人

编制数

2023 年实际在职人数

控制率

52

55

105.77%

经费控制情况(万元

2022 年决算数

2023 年预算数

2023 年决算数

三公经费:

3.2

4.5

3.9

1、公务用车购置和维护经费

0

0

0

其中:公车购置

0

0

0

公车运行维护

0

0

0

2、出国经费

0

0

0

3、公务接待

3.2

4.5

3.9

项目支出:

612.40

271.85

733.16

1、业务工作经费




2、运行维护经费




……




3、省级专项资金(每个专项一行




……




公用经费

97.35

81.42

120.64

其中:办公经费

21.18

20.00

33.52

水费、电费、差旅费

7.46

9.00

8.91

会议费、培训费

3.15

2.00

4.08

政府采购金额



部门基本支出预算调整



\u00a0

楼堂馆所控制情况

2023 年完工项目

\u00a0

批复规模(㎡

\u00a0

实际规(㎡)

\u00a0

规模控制

\u00a0

预算投资

(万元

\u00a0

实际投资

(万元

投资概算控制





厉行节约保障措施


说明:项目支出需要填报基本支出以外的所有项目支出情况。

\u00a0

"""
FORM = """附件二

2023年度部门整体支出绩效自评表

预算部门、单位名称

松溪县竹口乡人民政府

\u00a0

\u00a0

年度预算申请

(万元


年初预算数

全年预算数

全年执行数

分值

执行率

自评得分

年度资金总额

702.30

1466.57

1466.57

10

100%

10

按收入性质分:1466.57

按支出性质分:1466.57

其中: 一般公共预算:913.25

其中:基本支出:733.41

政府性基金拨款:104.60

项目支出:733.16

纳入专户管理的非税收入拨款:


其他资金:448.72


\u00a0

\u00a0

年度总体目标

预期目标

实际完成情况

做好全乡各项工作。

完成全年工作任务。

绩

效

指

标

一级指标

二级指标

三级指标

年度指标值

实际完成值

分值

自评得分

偏差原因分析及改进措施

产出指标

(50分)

数量指标

指标1:整治人居环境村数

12个

12个

25

25

\u00a0

质量指标

指标1:工程验收合格率

100%

100%

25

25

\u00a0

效益指标

(30分)

社会效益指标

指标1:村容村貌

明显改善

明显改善

30

28

\u00a0

满意度

指标

(10分)

服务对象满意度指标

指标1:群众满意度

≥90%

92%

10

10

\u00a0

总分

100

98

\u00a0
"""
HEAD = "411009-松溪县竹口乡人民政府2023年部门决算公开\n\n附件一\n\n"


def _read(path: Path, text: str) -> Report:
    file = path / "page.txt"
    file.write_text(text, encoding="utf-8")
    return jixiao.parse(file)


def test_a_page_with_both_forms_is_read_where_brackets_and_the_last_characters_of_lines_are_lost(
    tmp_path: Path,
) -> None:
    """Nothing of the base data was read, of the other form but the indicators: a label ran on behind its bracket, the
    rate of the staff was counted in the column beside, and a sum behind «按收入性质分» was no heading."""
    report = _read(tmp_path, HEAD + BASE + FORM)
    base, form = report.base_data, report.evaluations[0]
    assert base is not None
    staff = base.staffing
    assert [str(staff.authorized), str(staff.actual), str(staff.control_rate)] == ["52", "55", "105.77"]
    rows = {row.concept: (str(row.prior_final), str(row.budget), str(row.final)) for row in base.expenses}
    assert rows["three_public"] == rows["reception"] == ("3.2", "4.5", "3.9")
    assert rows["project"] == ("612.40", "271.85", "733.16")
    assert rows["meetings_training"] == ("3.15", "2.00", "4.08")
    assert rows["project_business"] == rows["project_operations"] == ("None", "None", "None")
    assert form.unit == "松溪县竹口乡人民政府"
    assert [str(form.funds[0].initial), str(form.funds[0].executed)] == ["702.30", "1466.57"]
    income = [(entry.label, str(entry.amount)) for entry in form.by_income]
    assert [amount for _, amount in income] == ["913.25", "104.60", "None", "448.72"]
    assert [str(entry.amount) for entry in form.by_nature] == ["733.41", "733.16"]
    assert len(form.indicators) == 4
    assert "unreadable_table" not in [one.code for one in report.diagnostics]


def test_a_sum_behind_the_heading_of_amounts_is_no_word_of_it(tmp_path: Path) -> None:
    """It went without a word: no field has it."""
    said = {one.code: one.message for one in _read(tmp_path, HEAD + BASE + FORM).diagnostics}
    assert "2个数字" in said["unread_figures"]


def test_an_amount_stands_in_no_column_whose_labels_are_others(tmp_path: Path) -> None:
    """Where a blank cell was lost «其他资金» stood among what the money was spent on."""
    text = FORM.replace(":1466.57\n", ":\n").replace("\n(万元\n", "\n(万元)\n")
    text = text.replace("收入拨款:\n\n\n其他资金:448.72\n\n\n", "收入拨款:\n\n其他资金:448.72\n\n")
    form = _read(tmp_path, HEAD + text).evaluations[0]
    assert [entry.label for entry in form.by_nature] == ["基本支出", "项目支出"]
    assert [str(entry.amount) for entry in form.by_income] == ["913.25", "104.60", "None", "448.72"]


@pytest.mark.parametrize("family", ["national", "anhui", "hebei", "sichuan"])
def test_an_empty_cell_is_a_blank_line_alone_where_each_paragraph_has_one_below_it(family: str) -> None:
    """Two empty cells were taken as one with its blank line: of half the forms rows were put together of the cells of
    several, and the rest was refused."""
    for sample in families.generate([family], 9, 1):
        text = "".join(_lines(block) for block in sample.blocks)
        data = json.loads(to_json(jixiao.parse(text.encode())), parse_float=Decimal)
        assert not examine(json.loads(truth_json(sample.truth), parse_float=Decimal), data).misses


@pytest.mark.parametrize(("family", "seed"), [("hubei", 77402), ("national", 77408)])
def test_rows_are_read_beside_texts_that_could_be_cut_otherwise_where_an_empty_cell_is_a_blank_line(
    family: str, seed: int
) -> None:
    """One cell that may be two refused the whole table: what reads tables with lost cells looked at no such page."""
    for sample in families.generate([family], seed, 2, "held_out"):
        text = "".join(_lines(block) for block in sample.blocks)
        data = json.loads(to_json(jixiao.parse(text.encode())), parse_float=Decimal)
        assert not examine(json.loads(truth_json(sample.truth), parse_float=Decimal), data).misses


def test_a_level_that_lost_its_blank_line_is_no_line_of_the_name_below_it() -> None:
    """«成本⏎会议费控制率» was an indicator of 时效, and so was what stands below: one blank line was gone."""
    sample = families.generate(["hubei"], 1, 1, "held_out")[0]
    text = "".join(_lines(block) for block in sample.blocks)
    assert text.count("\n\n\n\n\n\n成本\n") == 1
    report = jixiao.parse(text.replace("\n\n\n\n\n\n成本\n", "\n\n\n\n\n成本\n").encode())
    told = {one.level3: one.level2 for form in report.evaluations for one in form.indicators}
    assert told["会议费控制率"] == told["人均公用经费"] == "成本"


def test_a_name_whose_first_line_stands_in_the_row_above_is_refused() -> None:
    """«指标 2：提⏎高资金使用效益» behind a lost blank line: the row above was refused, this one was half a name."""
    sample = generate(1, 1, "held_out")[0]
    text = "".join(_lines(block) for block in sample.blocks)
    broken = text.replace("\n\n\n指标 2：提", "\n\n指标 2：提")
    assert text.count("\n\n\n指标 2：提") == 1
    report = jixiao.parse(broken.encode())
    names = [one.level3 or "" for form in report.evaluations for one in form.indicators]
    assert "指标 3：减轻企业负担" in names
    assert not any(name.startswith("高资金") for name in names)
    assert "unreadable_table" in [one.code for one in report.diagnostics]


def _lines(block: object) -> str:
    """A block as such a page gives it."""
    if not isinstance(block, Table):
        return f"{getattr(block, 'text', '')}\n\n"
    cells = [cell for row in word_rows(block, covered=False) for cell in row]
    texts = [[line for line in cell.text.split("\n") if line.strip()] if cell else [] for cell in cells]
    return "".join("".join(f"{line}\n\n" for line in lines) or "\n" for lines in texts)


HEAD_ROWS = [
    ["项目名称", "敬老院消防改造"],
    ["主管部门", "松溪县民政局", "实施单位", "松溪县竹口乡敬老院"],
    ["项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "46.5", "46.5", "41.85", "10", "90%", "9"],
    ["", "其中：当年财政拨款", "46.5", "46.5", "41.85", "", "90%", ""],
    ["年度总体目标", "预期目标", "实际完成情况"],
    ["", "完成改造。", "已经完成。"],
]
INDICATOR_ROWS = [
    [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    ["", "产出指标（50分）", "数量指标", "改造房间", "≥32间", "33间", "25", "25", ""],
    ["", "", "质量指标", "验收合格率", "100%", "100%", "25", "25", ""],
    ["", "效益指标（30分）", "社会效益指标", "消防事故", "0起", "0起", "30", "30", ""],
    ["", "满意度指标（10分）", "满意度指标", "老人满意度", "≥95%", "93%", "10", "9", "个别老人不适应"],
    ["总分", "100", "98", ""],
]


def test_bars_that_end_lines_stand_straight_where_level_2_says_the_word_of_level_1_again(tmp_path: Path) -> None:
    """«满意度指标（10分） | 满意度指标»: two columns of words of level 1, so nothing of the form was read."""
    text = "项目支出绩效自评表 (2023年度) |\n||||||||\n"
    for row in [*HEAD_ROWS, *INDICATOR_ROWS]:
        text += "".join(f"{cell} |\n" if cell else "|\n" for cell in row)
        text += "|" * (9 - len(row)) + "\n" * (len(row) < 9)
    form = _read(tmp_path, text).evaluations[0]
    assert [str(row.executed) for row in form.funds] == ["41.85", "41.85"]
    told = [(one.level1, one.level2, str(one.weight), str(one.score)) for one in form.indicators]
    assert told[-1] == ("满意度指标", "满意度指标", "10", "9")
    assert [name for name, *_ in told] == ["产出指标", "产出指标", "效益指标", "满意度指标"]


@pytest.mark.parametrize(
    ("label", "total", "score", "read"),
    [
        ("总分", ["100", "98"], "9", ("100", "98")),
        ("合计", ["100"], "9", ("100", "None")),
        ("合计", ["98"], "9", ("None", "98")),
        ("合计", ["100"], "11", ("None", "None")),  # points given and to be had add up alike
        ("总分", ["100", "97"], "9", ("None", "None")),
        ("总分", ["98", "100"], "9", ("None", "None")),
    ],
)
def test_a_total_whose_blanks_stand_at_its_end_is_told_by_the_sums(
    tmp_path: Path, label: str, total: list[str], score: str, read: tuple[str, str]
) -> None:
    """«总分 | 100 | 98 | | | | |» was refused: its figures stand below names and targets."""
    rows = [*HEAD_ROWS, *INDICATOR_ROWS[:-2], [*INDICATOR_ROWS[-2][:7], score, "个别老人不适应"], [label, *total]]
    text = "项目支出绩效自评表 (2023年度) |\n||||||||\n"
    for row in rows:
        text += "".join(f"{cell} |\n" if cell else "|\n" for cell in row)
        text += "|" * (9 - len(row)) + "\n" * (len(row) < 9)
    report = _read(tmp_path, text)
    (form,) = report.evaluations
    assert (str(form.total.weight), str(form.total.score)) == read
    assert ("unreadable_table" in [one.code for one in report.diagnostics]) is (read == ("None", "None"))
    assert len(form.indicators) == 4


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["预算投资", "(万元", "实际投资", "(万元", "投资概算控制率"], 2),
        (["预算投资(万元", "实际投资", "投资概算控制率"], 1),
        (["预算投资", "(万", "元)", "实际投资(万元)"], 3),
        (["预算投资", "(万元)", "实际投资"], 2),
    ],
)
def test_a_label_whose_bracket_lacks_its_end_ends_with_that_line(lines: list[str], end: int) -> None:
    """«预算投资(万元实际投资(万元» is two brackets behind a label, so it ran on over the next heading."""
    tokens = [Token(Line(0, 0, 0, line), line) for line in lines]
    assert label_end({"预算投资", "实际投资"}, tokens, 0, len(tokens)) == end


POINTS_FIRST = """绩效目标自评表 (2023年度) |
||||||||
项目名称 |
桥梁维修 |
|
|
|||||
主管部门 |
河东县交通运输局 |
|
|
|||||
资金情况(万元) |
|
全年预算数(A) |
全年执行数(B) |
分值 |
执行率(B/A) |
得分 |
||
|
年度资金总额: |
30 |
27 |
10 |
90% |
9 |
||
|
其中:本年财政拨款 |
30 |
27 |
10 |
90% |
9 |
||
年度总体目标 |
年初设定目标 |
年度总体目标完成情况综述 |
||||||
|
维修危桥,保障出行 |
已维修危桥12座 |
||||||
|
一级指标 |
二级指标 |
三级指标 |
分值 |
年度指标值 |
全年实际值 |
得分 |
未完成原因及拟采取的改进措施 |
|
产出指标(50分) |
数量指标 |
维修危桥数量 |
25 |
>=12座 |
12座 |
25 |
|
|
|
质量指标 |
验收合格率 |
25 |
>=95% |
96% |
24 |
|
|
效益指标(30分) |
社会效益指标 |
受益群众人数 |
30 |
>=800人 |
812人 |
30 |
|
|
满意度指标(10分) |
服务对象满意度指标 |
群众满意度 |
10 |
>=90% |
88% |
8 |
走访不够 |
"""


@pytest.mark.parametrize(
    ("total", "read"),
    [
        (["总分", "", "", "", "100", "", "", "96"], ("100", "96")),
        (["总分", "100", "", "", "96"], ("100", "96")),  # the three columns that the label covers are at the end
        (["总分", "100", "96"], ("100", "96")),
        (["总分", "100", "", "", "95"], ("None", "None")),
        (["总分", "100", "", "96"], ("None", "None")),
        (["总分", "96", "", "", "100"], ("None", "None")),
        (["总分", "", "", "", "100", "", "", "95"], ("100", "95")),  # each cell has its place: as printed
    ],
)
def test_a_total_of_a_form_that_has_no_points_of_its_own_stands_below_those_printed(
    tmp_path: Path, total: list[str], read: tuple[str, str]
) -> None:
    """Forms of transfers are issued without points: the row was read as one of names and targets, and refused. The
    whole table was where a name says the word of level 2 («群众满意度»)."""
    cells = "".join(f"{cell} |\n" if cell else "|\n" for cell in total) + "|" * (9 - len(total)) + "\n"
    report = _read(tmp_path, POINTS_FIRST + cells)
    (form,) = report.evaluations
    assert [(str(one.weight), str(one.score)) for one in form.indicators] == [
        ("25", "25"),
        ("25", "24"),
        ("30", "30"),
        ("10", "8"),
    ]
    assert (str(form.total.weight), str(form.total.score)) == read
    assert ("unreadable_table" in [one.code for one in report.diagnostics]) is (read == ("None", "None"))
