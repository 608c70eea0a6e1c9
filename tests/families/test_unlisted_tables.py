"""Tables of provinces that have no page of their own, as a word processor holds them and as tools flatten them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samples.blocks import Grid, GridCell, Para, Sample
from samples.dialects import KEEPS_BOUNDARIES, flatten_document
from samples.writers.docx import docx_bytes
from test_family_documents import PAGE

from jixiao import parse
from jixiao.document import Table
from jixiao.schema import Report

CRITERIA = [
    ("预算编制情况（15分）", 2, "预算编制", 1, "预算编制合理性", "10", "符合部门职责得10分", "10", ""),
    ("", 0, "目标设置", 1, "绩效目标合理性", "5", "目标明确得3分，量化得2分", "4", "个别目标量化不足"),
    ("预算执行情况（35分）", 2, "资金管理", 2, "支出进度率", "15", "=15×平均支出率", "13.5", "2个项目进度偏慢"),
    ("", 0, "", 0, "资金下达合规性", "20", "合规得20分", "20", ""),
    ("预算使用效益（50分）", 2, "效率性", 1, "重点工作完成率", "25", "=完成数/应完成数×100%", "24", "1项跨年实施"),
    ("", 0, "公平性", 1, "群众满意度", "25", "≥90%得满分", "22", "满意度88.6%"),
]


def criteria() -> Table:
    """Scored by criteria, with first levels of its own (广东)."""
    grid = Grid(7)
    grid.row("一级指标", "二级指标", "三级指标", "分值", "评分标准", "自评得分", "扣分原因")
    for one, rows, two, parts, *rest in CRITERIA:
        lead = [GridCell(one, rows=rows)] if rows else []
        grid.row(*lead, *([GridCell(two, rows=parts)] if parts else []), *rest)
    grid.row(GridCell("合计", 3), "100", "", "93.5", "")
    return grid.table()


def money() -> Table:
    """Funds named below «预算资金», with one budget (上海)."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("云桥文化活动中心运营经费", 7))
    grid.row("预算主管部门", GridCell("云桥街道办事处", 3), "预算单位", GridCell("云桥文化活动中心", 3))
    grid.row(
        GridCell("项目资金（元）", rows=4),
        GridCell("", rows=1),
        "预算资金",
        "预算数",
        "执行数",
        "分值",
        "执行率",
        "得分",
    )
    grid.row("", "年度资金总额", "2,350,000.00", "2,318,406.52", "10", "98.66%", "9.87")
    grid.row("", "其中：财政资金", "2,350,000.00", "2,318,406.52", "-", "-", "-")
    grid.row("", "其他资金", "0.00", "0.00", "-", "-", "-")
    grid.row(GridCell("绩效指标", rows=4), "一级指标", "二级指标", "三级指标", "指标值", "指标完成值", "权重", "得分")
    grid.row(GridCell("产出指标", rows=2), "数量", "文化活动场次", "≥60场", "64场", "40", "40")
    grid.row("质量", "活动验收合格率", "=100%", "100%", "30", "30")
    grid.row("满意度指标", "满意度", "居民满意度", "≥90%", "93.4%", "20", "20")
    grid.row(GridCell("合计", 6), "100", "99.87")
    return grid.table()


def banners() -> Table:
    """First levels as rows of one cell, rows of indicators numbered, goals below the money, points in the heading."""
    grid = Grid(7)
    grid.row(GridCell("项目名称", 2), GridCell("云桥无障碍改造", 5))
    grid.row(GridCell("资金来源", 2), "年初预算", "调整后预算", "实际支出", "执行率", "得分（10分）")
    grid.row(GridCell("合计", 2), "120.00", "135.00", "129.60", "96%", "9.6")
    grid.row(GridCell("其中：财政拨款", 2), "120.00", "135.00", "129.60", "96%", "")
    grid.row(GridCell("年度目标", 2), GridCell("为300户残疾人家庭实施无障碍改造。", 5))
    grid.row("序号", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分")
    grid.row(GridCell("一、产出指标（50分）", 7))
    grid.row("1", "数量", "改造户数", "≥300户", "318户", "25", "25")
    grid.row("2", "质量", "验收合格率", "100%", "100%", "25", "25")
    grid.row(GridCell("二、效益指标（40分）", 7))
    grid.row("3", "社会效益", "生活便利程度", "明显提高", "明显提高", "40", "38")
    grid.row(GridCell("自评总分", 5), "100", "97.6")
    return grid.table()


def test_levels_in_rows_of_their_own() -> None:
    report = read(banners(), "2022年度项目支出绩效自评表", "pandoc")
    (table,) = report.evaluations
    assert [(i.level1, i.level1_weight, i.level2, i.level3, i.score) for i in table.indicators] == [
        ("产出指标", 50, "数量", "改造户数", 25),
        ("产出指标", 50, "质量", "验收合格率", 25),
        ("效益指标", 40, "社会效益", "生活便利程度", 38),
    ]
    assert [fund.label for fund in table.funds] == ["合计", "财政拨款"]
    assert "weights-sum-100" not in {finding.rule for finding in report.findings}


def test_numbers_of_rows_name_no_fund() -> None:
    grid = Grid(7)
    grid.row("序号", "项目名称", "年初预算数", "全年预算数", "全年执行数", "执行率", "自评得分")
    grid.row("1", "办案经费", "420.00", "486.50", "486.50", "100%", "98.5")
    grid.row("2", "法庭维修", "150.00", "150.00", "117.30", "78.20%", "91.8")
    grid.row(GridCell("合计", 2), "570.00", "636.50", "603.80", "94.86%", "—")
    (table,) = read(grid.table(), "云溪县人民法院2023年度项目支出绩效自评结果汇总表", "pandoc").evaluations
    assert [fund.label for fund in table.funds] == ["办案经费", "法庭维修", "合计"]


def read(table: Table, title: str, dialect: str) -> Report:
    return parse(flatten_document([Para(title, "title"), table], dialect).encode())


@pytest.mark.parametrize("dialect", KEEPS_BOUNDARIES)
def test_a_table_scored_by_criteria(dialect: str) -> None:
    report = read(criteria(), "2023年度云溪市水文服务中心部门整体支出绩效自评表", dialect)
    (table,) = report.evaluations
    rows = [(i.level3, i.weight, i.criterion, i.score, i.deviation_reason or "") for i in table.indicators]
    assert rows == [(name, Decimal(w), rule, Decimal(s), why) for *_, name, w, rule, s, why in CRITERIA]
    assert [i.level1_weight for i in table.indicators] == [15, 15, 35, 35, 50, 50]
    assert (table.total.weight, table.total.score) == (100, Decimal("93.5"))
    assert not {"statutory-weight-split", "blank-indicator-row"} & {finding.rule for finding in report.findings}


@pytest.mark.parametrize("dialect", KEEPS_BOUNDARIES)
def test_funds_are_named_where_words_are(dialect: str) -> None:
    (table,) = read(money(), "项目支出绩效自评表（2023年度）", dialect).evaluations
    assert [(f.label, f.concept, f.initial, f.full_year, f.executed, f.score) for f in table.funds] == [
        ("年度资金总额", "total", None, 235, Decimal("231.840652"), Decimal("9.87")),
        ("财政资金", "fiscal_appropriation", None, 235, Decimal("231.840652"), None),
        ("其他资金", "other", None, 0, 0, None),
    ]
    assert [(i.level3, i.weight, i.score) for i in table.indicators] == [
        ("文化活动场次", 40, 40), ("活动验收合格率", 30, 30), ("居民满意度", 20, 20)
    ]  # fmt: skip


HEADED = """2023年度部门整体支出绩效自评表
部门名称
云桥县文化馆
年度预算
项目
年初预算数
全年预算数
全年执行数
分值
执行率
得分

年度资金总额
1860.50
2015.32
1982.17
10
98.36%
9.84

其中：基本支出
902.30
935.12
935.12
—
100%
—
绩效指标
一级指标
二级指标
三级指标
指标值
完成值
分值
得分

产出指标
数量指标
文化惠民演出
≥60场
64场
50
50


质量指标
演出合格率
100%
100%
40
39
总分
100
98.84
"""


def test_a_word_above_the_names_of_funds_in_lines_of_cells() -> None:
    """«项目» heads what the form leaves blank."""
    report = parse(HEADED.encode())
    (found,) = report.evaluations
    assert [(f.label, str(f.full_year), str(f.executed)) for f in found.funds] == [
        ("年度资金总额", "2015.32", "1982.17"),
        ("基本支出", "935.12", "935.12"),
    ]
    assert [(i.level3, str(i.score)) for i in found.indicators] == [("文化惠民演出", "50"), ("演出合格率", "39")]
    assert not report.diagnostics


BROKEN = """2023 年度部门整体支出绩效自评表

填报单位：清澜县文化旅游局                                          单位：万元

部门名   清澜县文化旅游局
称
年度预   项目     年初预      全年预      全年执       分值       执行率      得分
算            算数       算数       行数
      年度资    1860.5   2015.3   1982.1    10       98.36%   9.84
      金总额    0        2        7
      其中：    902.30   935.12   935.12    —        100%     —
      基本支
      出
      项目支   958.20 1080.2      1047.0 —   96.93% —
      出            0           5
年度总   预期目标                     实际完成情况
体目标   目标 1：开展文化惠民演出 60         目标 1：开展文化惠民演出 64 场。
      场。                       目标 2：新建旅游厕所 4 座。
      目标 2：新建旅游厕所 4 座。
绩效指   一级指   二级指    三级指         指标值       完成值      分值       得分
标     标     标      标
      产出指   数量指    文化惠         ≥60 场     64 场     15       15
      标     标      民演出
                   新建旅         4座        4座       10       10
                   游厕所
            质量指    演出合         100%      100%     10       10
            标      格率
            时效指    完成及         ≥95%      96%      10       10
            标      时率
            成本指    总成本         ≤1080.    1047.0   5        5
            标      控制          20 万元     5 万元
      效益指   经济效    旅游综         ≥8%       7.6%     15       14.25
      标     益指标    合收入
                   增长率
            社会效    丰富群         效果明       效果明      15       15
            益指标    众文化         显         显
                   生活
      满意度   服务对    群众满         ≥90%      92.3%    10       10
      指标    象满意    意度
            度指标
总分                                                100      99.09
自评等  优
级
"""


def test_lines_that_a_narrow_column_broke_are_no_rows() -> None:
    """«总成本⏎控制 | ≤1080.⏎20万元 | 1047.0⏎5万元» are not two indicators, a line of each cell for one."""
    report = parse(BROKEN.encode())
    (found,) = report.evaluations
    (cost,) = [row for row in found.indicators if row.dimension == "cost"]
    assert (cost.level3, cost.target.value, cost.actual.value) == ("总成本控制", Decimal("1080.20"), Decimal("1047.05"))
    assert not any(row.level3 == "控制" for row in found.indicators)


def provincial() -> Table:
    """A project in a department's own words: no column for «绩效指标», «资金来源» above the funds' names, labels and
    the last heading in words of its own."""
    grid = Grid(8)
    grid.row(GridCell("一级预算部门"), GridCell("林海省农业农村厅", 3), "基层预算单位", GridCell("林海省种业管理站", 3))
    grid.row("项目名称", GridCell("种质资源保护", 3), "项目类型", GridCell("部门特定目标类", 3))
    heads = ["资金来源", "年初预算", "调整后预算", "实际支出", "执行率", "分值", "得分"]
    grid.row(GridCell("资金使用情况（元）", rows=3), *heads)
    grid.row("合计", "3,500,000.00", "3,480,000.00", "3,421,560.80", "98.32%", "10", "9.83")
    grid.row("财政拨款", "3,500,000.00", "3,480,000.00", "3,421,560.80", "98.32%", "", "")
    reason = "未完成原因及拟采取措施"
    grid.row("一级指标", "二级指标", "三级指标", "指标值", "全年完成值", "分值", "得分", reason)
    grid.row(GridCell("产出指标", rows=3), "数量指标", "收集资源份数", "≥1200份", "1268份", "30", "30", "")
    grid.row("质量指标", "入库合格率", "≥98%", "98.6%", "20", "20", "")
    grid.row("时效指标", "完成时限", "11月30日前", "12月15日", "10", "8", "受洪涝影响")
    grid.row("效益指标", "生态效益指标", "保护多样性", "显著", "显著", "20", "19", "监测点偏少")
    grid.row("满意度指标", "服务对象满意度指标", "科研单位满意度", "≥90%", "96%", "10", "10", "")
    grid.row(GridCell("总分", 5), "100", "96.83", "")
    return grid.table()


@pytest.mark.parametrize("dialect", ["libreoffice", *KEEPS_BOUNDARIES])
def test_a_table_of_a_department_s_own_words(dialect: str) -> None:
    report = read(provincial(), "2023年度省级部门预算项目支出绩效自评表", dialect)
    (table,) = report.evaluations
    assert (table.project, table.department, table.unit) == ("种质资源保护", "林海省农业农村厅", "林海省种业管理站")
    assert [(f.label, str(f.executed), f.score) for f in table.funds] == [
        ("合计", "342.156080", Decimal("9.83")),
        ("财政拨款", "342.156080", None),
    ]
    assert [(i.level1, i.level3, i.weight, i.score, i.deviation_reason or "") for i in table.indicators] == [
        ("产出指标", "收集资源份数", 30, 30, ""), ("产出指标", "入库合格率", 20, 20, ""),
        ("产出指标", "完成时限", 10, 8, "受洪涝影响"), ("效益指标", "保护多样性", 20, 19, "监测点偏少"),
        ("满意度指标", "科研单位满意度", 10, 10, ""),
    ]  # fmt: skip


COLUMNS = """东洛市 2023 年市级项目支出绩效自评汇总表
单位：万元
序号
1

项目名
称
城市道
路维护

2

公园绿
化养护

3

污水处
理服务
费

4

社区文
化活动

合计

主管部
门
东洛市
住房和
城乡建
设局
东洛市
城市管
理局
东洛市
住房和
城乡建
设局
东洛市
文化旅
游局

年初预
算
1200

全年预
算
1180.
5

执行数

执行率

自评得
分
96.5

自评等
级
优

1150.
2

97.43
%

860

860

811.8

94.40
%

93

优

2400

2650

2650

100%

98

优

120

96

72.5

75.52
%

84.6

良

4580

4786.
5

4684.
5

97.87
%
"""
SHREDS = """2023 年度项目支出绩效自评表
一级预
算部门
项目名
称
资金使
用情况

资金来
源
合计

年初预
算
3,500,0
00.00

调整后
预算
3,480,0
00.00

一级指
标

二级指
标

三级指
标

年度指
标值

产出指
标

收集种质资源 1200 份，繁殖更新 800 份，如期完成了目标。
实际完
成值

分值

得分

12月15日
10
8

未完成
原因及
拟采取
措施

受洪涝
影响，
入库推
迟。

监测点
偏少
"""


@pytest.mark.parametrize("text", [COLUMNS, SHREDS])
def test_columns_torn_to_shreds_are_named_and_give_nothing(text: str) -> None:
    """A column's broken cells below each other, a long way to the next one; behind a goal's sentence it goes on, and
    «措施» is no heading."""
    report = parse(text.encode())
    assert {item.code for item in report.diagnostics} == {"unreadable_table"}
    assert not report.evaluations
    assert not report.improvements
    named = {place.block for item in report.diagnostics for place in item.places}
    last = max(at for at, block in enumerate(report.blocks) if block.text.strip())
    assert last in named


def test_what_is_left_of_the_money_is_no_points() -> None:
    """«结余数» between spent and rate, points and score in one cell behind it (青海)."""
    grid = Grid(8)
    grid.row("项目名称", GridCell("草原有害生物防控", 7))
    grid.row("主管部门", GridCell("柴溪县林业和草原局", 3), "实施单位", GridCell("柴溪县草原站", 3))
    heads = ("资金来源", GridCell("预算数", 2), "执行数", "结余数", "执行率", "分值/得分")
    grid.row(GridCell("预算执行情况（万元）", rows=3), *heads)
    grid.row("合计", GridCell("210.00", 2), "198.36", "11.64", "94.46%", "10/9.45")
    grid.row("县级资金", GridCell("210.00", 2), "198.36", "11.64", "94.46%", "—")
    grid.row("一级指标", "二级指标", "三级指标", "计量单位", "目标值", "完成值", "分值", "得分")
    grid.row("产出指标", "数量指标", "草原鼠害防治面积", "万亩", "≥25", "25.6", "90", "90")
    grid.row(GridCell("合计", 6), "100", "99.45")
    report = parse(docx_bytes(Sample("sample", [Para("2022年度项目支出绩效自评表"), grid.table()], {}, PAGE)))
    total, county = report.evaluations[0].funds
    assert (total.executed, total.rate) == (Decimal("198.36"), Decimal("94.46"))
    assert (total.weight, total.score) == (10, Decimal("9.45"))
    assert (county.weight, county.score) == (None, None)


def test_a_score_merged_over_funds_counts_once() -> None:
    """«基本支出 | 项目支出 | 合计» with one score beside all three (山东)."""
    grid = Grid(8)
    grid.row("部门名称", GridCell("海溪区文化馆", 7))
    heads = ("预算类别", "年初预算数", "追加（减）数", "调整后预算数", "实际支出数", "支出率", "得分（10分）")
    grid.row(GridCell("年度预算执行情况", rows=4), *heads)
    grid.row("基本支出", "612.40", "18.20", "630.60", "628.15", "99.61%", GridCell("9.83", rows=3))
    grid.row("项目支出", "455.00", "-32.00", "423.00", "407.66", "96.37%")
    grid.row("合计", "1067.40", "-13.80", "1053.60", "1035.81", "98.31%")
    grid.row("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及改进措施")
    grid.row("产出（90分）", "数量", "群众文化活动场次", "≥120场", "131场", "90", "90", "")
    grid.row(GridCell("总分", 5), "100", "99.83", "")
    title = Para("2023年度海溪区文化馆部门整体绩效自评表")
    report = parse(docx_bytes(Sample("sample", [title, Para("单位：万元"), grid.table()], {}, PAGE)))
    assert [(f.label, f.executed, f.score) for f in report.evaluations[0].funds] == [
        ("基本支出", Decimal("628.15"), Decimal("9.83")),
        ("项目支出", Decimal("407.66"), None),
        ("合计", Decimal("1035.81"), None),
    ]
