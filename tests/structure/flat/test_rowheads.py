"""Headings in words that no list holds, in rows between bars that lost their blank cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from samples.__main__ import generate

from converted import misses
from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.schema import Report
from jixiao.schema.evaluation import Evaluation
from jixiao.structure.flat.shapes import shapes_of
from samples import families

BANKS = Path(__file__).parents[3] / "samples" / "bank"
FUNDS = "年度资金（万元） | 年初安排数 | 全年预算数 | 全年支出数 | 分值（权重） | 支出执行率 | 自评得分"
GOALS = "总体目标 | 预定目标 | 实际完成情况"
INDICATORS = (
    "绩效目标指标 | 一级绩效指标 | 二级 | 三级指标 | 目标值 | 实际值 | 分值（权重） | 自评得分 | 偏差原因和改进措施"
)
ROWS = [
    "预算项目名称 | 辅助器具适配",
    "主管预算部门 | 临沅县残疾人联合会 | 项目承担单位 | 临沅县康复中心",
    FUNDS,
    "年度资金总额 | 482.01 | 482.01 | 385.61 | 10 | 80% | 8",
    "其中：当年财政拨款 | 482.01 | 482.01 | 385.61 | - | 80% | -",
    GOALS,
    "完成适配任务 | 适配任务完成",
    INDICATORS,
    "产出指标 | 数量指标 | 指标1:适配器具 | ≥677件 | 760件 | 50 | 50",
    "效益指标 | 社会效益指标 | 公众认可度 | 不低于89% | 82% | 30 | 27 | 宣传不够",
    "满意度指标 | 服务对象满意度 | 指标1:居民满意度 | ≥90% | 94% | 10 | 10",
    "总分 | 100 | 95",
]


def read(rows: list[str]) -> Report:
    """Rows of nine columns: their filled cells, then bare bars."""
    text = "\n".join(f"{row} |" + "|" * (8 - row.count("|")) for row in rows)
    return parse(f"2023年度项目支出绩效自评表\n{text}\n".encode())


def form(rows: list[str]) -> Evaluation:
    """The only form of the rows."""
    (found,) = read(rows).evaluations
    return found


def shown(found: Evaluation) -> list[tuple[object, ...]]:
    """The indicators."""
    return [(x.level1, x.level2, x.level3, x.target and x.target.text, x.weight, x.score) for x in found.indicators]


def test_columns_are_told_by_looks_and_between_known_ones() -> None:
    found = form(ROWS)
    assert (found.project, found.department, found.unit) == ("辅助器具适配", "临沅县残疾人联合会", "临沅县康复中心")
    assert [(str(fund.executed), fund.weight, fund.score) for fund in found.funds] == [
        ("385.61", 10, 8),
        ("385.61", None, None),
    ]
    assert [(goal.expected, goal.actual) for goal in found.goals] == [("完成适配任务", "适配任务完成")]
    assert shown(found) == [
        ("产出指标", "数量指标", "指标1:适配器具", "≥677件", 50, 50),
        ("效益指标", "社会效益指标", "公众认可度", "不低于89%", 30, 27),
        ("满意度指标", "服务对象满意度", "指标1:居民满意度", "≥90%", 10, 10),
    ]
    assert [x.deviation_reason for x in found.indicators] == [None, "宣传不够", None]
    assert found.total is not None
    assert found.total.score == 95


def test_a_block_label_that_is_a_columns_word_as_well_heads_none() -> None:
    """四川: «预算执行（10分）» stood at the left of «预算执行数», whose word it is: no label of the money was read."""
    found = read(
        [
            "项目名称 | 排水设施维护",
            "主管部门 | 临沅县住房局 | 实施单位 | 临沅县市政中心",
            "预算执行（10分） | 年度预算数 | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因",
            "总额 | 408.75 | 425.78 | 421.52 | 99.0% | 10 | 9.90",
            "其中：财政资金 | 408.75 | 425.78 | 421.52 | 99.0%",
            "绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 完成值 | 权重 | 得分 | 原因",
            "产出指标 | 数量指标 | 更换井盖 | ≥ | 253 | 个 | 390 | 50 | 50",
            "效益指标 | 社会效益指标 | 投诉次数 | ≤ | 3 | 次 | 2 | 40 | 40",
            "合计 | 100 | 99.90",
        ]
    )
    (table,) = found.evaluations
    assert [(fund.label, str(fund.executed)) for fund in table.funds] == [("总额", "421.52"), ("财政资金", "421.52")]


def test_two_rows_of_headings() -> None:
    upper = "绩效指标设置 | 年初指标值 | 实际完成情况 | 权重分值 | 自评得分 | 扣分原因及改进措施"
    lower = "一级 | 二级 | 三级指标名称 | 指标类型 | 目标值 | 计量单位"
    rows = [
        "产出指标 | 数量指标 | （1）优质病区 | ≥ | 14 | 个 | 17个 | 50 | 50",
        "效益指标 | 社会效益指标 | （1）受益人口 | ≥ | 900 | 人 | 800人 | 40 | 35 | 宣传不够",
    ]
    found = form([*ROWS[:7], upper, lower, *rows, ROWS[-1]])
    assert shown(found) == [
        ("产出指标", "数量指标", "（1）优质病区", "≥14个", 50, 50),
        ("效益指标", "社会效益指标", "（1）受益人口", "≥900人", 40, 35),
    ]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [  # a word of the lower row that no list holds; too few known words in the upper one
        ("年度绩效指标 | 年度指标值 | 实际值 | 标准分 | 自评得分 | 未完成原因及改进措施",
         "一级指标 | 二级指标 | 三级 | 比较符 | 绩效指标值 | 计量单位"),
        ("项目绩效指标 | 年度指标设定 | 全年实际完成 | 满分 | 实得分 | 未完成原因及整改措施",
         "一级 | 指标二级 | 三级指标名称 | 指标方向 | 指标目标值 | 单位"),
        ("项目绩效指标 | 年初设定指标值 | 完成值 | 标准分 | 自评得分（分） | 偏差分析与改进",
         "指标一级 | 指标二级 | 指标内容 | 指标符号 | 数值 | 计量单位"),
    ],
)  # fmt: skip
def test_two_rows_of_headings_tell_each_other(upper: str, lower: str) -> None:
    """Nothing of such a form was read (云南)."""
    rows = [
        "产出指标 | 数量指标 | （1）优质病区 | ≥ | 14 | 个 | 17个 | 50 | 50",
        "效益指标 | 社会效益指标 | （1）受益人口 | ≥ | 900 | 人 | 800人 | 40 | 35 | 宣传不够",
    ]
    found = form([*ROWS[:7], upper, lower, *rows, ROWS[-1]])
    assert shown(found) == [
        ("产出指标", "数量指标", "（1）优质病区", "≥14个", 50, 50),
        ("效益指标", "社会效益指标", "（1）受益人口", "≥900人", 40, 35),
    ]


def test_levels_that_begin_rows_show_a_form_of_few_known_words() -> None:
    """«预算数（年初）», «一级», «偏差分析与改进»: too few words of a form stood there to look for one (安徽)."""
    values, wrong, missing = misses(families.generate(["anhui"], 38070, 1, BANKS / "fifth"), "bar-rows")
    assert (wrong, len(missing) * 20 <= values) == ([], True)


def test_a_likely_label_in_a_row_above_the_total_names_no_indicator() -> None:
    """«其他说明事项 | 无其他说明» was an indicator without a target (云南)."""
    found = form([*ROWS[:-1], "其他说明事项 | 无其他说明", ROWS[-1]])
    assert [x.level3 for x in found.indicators] == ["指标1:适配器具", "公众认可度", "指标1:居民满意度"]
    assert found.remarks == "无其他说明"


def test_the_label_of_a_text_below_goals_is_none() -> None:
    goals = "项目基本情况 | 1.年度目标完成情况 | 年度目标 | 目标完成情况"
    course = "2.项目实施过程概述 | 委托第三方机构实施。"
    found = form([*ROWS[:2], goals, ROWS[6], course, *ROWS[2:5], *ROWS[7:]])
    assert [(goal.expected, goal.actual) for goal in found.goals] == [("完成适配任务", "适配任务完成")]
    assert [str(fund.executed) for fund in found.funds] == ["385.61", "385.61"]


@pytest.mark.parametrize("word", ["社会效益指标", "联系电话", "133套"])
def test_a_heading_with_a_word_from_elsewhere_tells_nothing(word: str) -> None:
    """A word of a level, the label of a pair, a target: cells were exchanged."""
    report = read([*ROWS[:2], FUNDS.replace("全年支出数", word), *ROWS[3:]])
    assert [fund for one in report.evaluations for fund in one.funds if fund.executed or fund.rate] == []
    assert "unreadable_table" in [item.code for item in report.diagnostics]


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("效益指标 | 社会效益指标 | 长效运行 | 运行良好 | 30 | 27", "长效运行"),  # the name was lost, or the target
        ("效益指标 | 社区效益类指标 | （1）公众认可度 | 82% | 30 | 27 | 宣传不够", "社区效益类指标"),
    ],
)
def test_a_row_that_lost_a_cell_has_no_other_for_its_name(row: str, name: str) -> None:
    report = read([*ROWS[:9], row, *ROWS[10:]])
    names = [x.level3 for one in report.evaluations for x in one.indicators]
    assert name not in names
    assert "指标1:适配器具" in names


def test_an_amount_with_its_label_names_no_row_of_money() -> None:
    report = read([*ROWS[:4], "按支出类型分： | 基本支出：474.05", *ROWS[5:]])
    labels = [fund.label for one in report.evaluations for fund in one.funds]
    assert not any("474" in (label or "") for label in labels)


def test_a_row_of_a_score_sheet_with_its_points_is_no_heading_of_money() -> None:
    rows_of = [
        "一级指标名称|二级指标|三级指标名称|分值|评价计分标准|指标释义|实得分",
        "投入|预算编制|编制完整性|4|收支全部纳入预算计4分。|是否完整编报|4",
        "过程|预算执行|预算调整率|5|预算调整率=0计5分。|调整数/预算数|5",
        "|预算管理|内控制度完善性|6|制度完整计6分。|内控建设情况|5",
    ]
    text = "\n".join("\t".join(row.split("|")) for row in ("部门整体支出绩效评价评分表", *rows_of))
    (form,) = parse(f"2021年度部门整体支出绩效自评报告\n{text}\n".encode()).evaluations
    assert [(row.level3, row.weight, row.score) for row in form.indicators] == [
        ("编制完整性", 4, 4),
        ("预算调整率", 5, 5),
        ("内控制度完善性", 6, 5),
    ]


def test_two_headings_above_labels_and_amounts() -> None:
    """«收入构成», «支出构成»: labels without an amount below them were sources of the money above."""
    rows = [
        FUNDS,
        "年度资金总额 | 482.01 | 482.01 | 385.61 | 10 | 80% | 8",
        "收入构成： | 支出构成：",
        "一般公共预算财政拨款：385.61 | （1）基本支出：185.61",
        "政府性基金拨款：0 | 项目支出：200.00",
        "纳入专户管理的非税收入拨款：",
        "其他资金：",
        GOALS,
        *ROWS[6:],
    ]
    text = "\n".join(f"{row} |" + "|" * (8 - row.count("|")) for row in ["单位名称 | 临沅县康复中心", *rows])
    (found,) = parse(f"2023年度部门整体支出绩效自评表\n{text}\n".encode()).evaluations
    assert [fund.label for fund in found.funds] == ["年度资金总额"]
    amounts = [(entry.label, None if entry.amount is None else str(entry.amount)) for entry in found.by_income]
    assert amounts == [
        ("一般公共预算财政拨款", "385.61"),
        ("政府性基金拨款", "0"),
        ("纳入专户管理的非税收入拨款", None),
        ("其他资金", None),
    ]
    assert [(entry.label, str(entry.amount)) for entry in found.by_nature] == [
        ("基本支出", "185.61"),
        ("项目支出", "200.00"),
    ]


def test_a_score_sheet_none_of_whose_words_is_known_is_found_by_figures_between_bars() -> None:
    """«指标一级 | 分值（权重） | 指标二级 | …»: too few known words, but no narrative has such rows (湖南)."""
    rows = [
        "指标一级 | 分值（权重） | 指标二级 | 分值（权重） | 指标内容 | 分值（权重） | 计分标准 | 指标说明 | 自评分值",
        "投入 | 20 | 目标设定 | 8 | 目标设立合理性 | 8 | 合理计8分，每有1处不合理扣1分。 | 目标与职责相符 | 8",
        "预算配置 | 12 | 重点支出保障率 | 12 | 达到80%以上计12分，低于不得分。 | 重点支出占比 | 11.5",
        "过程 | 30 | 预算执行 | 30 | “三公”经费变动 | 30 | 零增长计30分，每增加5%扣1分。 | 两年支出之比 | 30",
        "产出 | 50 | 职责履行 | 50 | 质量达标程度 | 50 | 达标率98%以上计50分。 | 达标数/完成数 | 48",
        "合计 | 100 | 97.5",
    ]
    text = "\n".join(f"{row} |" + "|" * (8 - row.count("|")) for row in rows)
    (found,) = parse(f"2020年度部门整体支出绩效评价打分表\n{text}\n".encode()).evaluations
    assert [(row.level1, row.level3, row.weight, str(row.score)) for row in found.indicators] == [
        ("投入", "目标设立合理性", 8, "8"),
        ("投入", "重点支出保障率", 12, "11.5"),
        ("过程", "“三公”经费变动", 30, "30"),
        ("产出", "质量达标程度", 50, "48"),
    ]


@pytest.mark.parametrize("sign", ["不得少于", "不多于", "不低于或等于", "≮"])
def test_marks_of_comparison_in_words_keep_their_rows(sign: str) -> None:
    """«3．布设监测点 | 处 | 不得少于 | 101处 | …» was refused: what the column holds was no mark (重庆)."""
    columns = [column for shape in shapes_of(load()) for zone in shape.form.zones for column in zone.columns]
    looks = [column.cells for column in columns if column.id == "operator" and column.cells]
    assert looks
    assert all(look.fullmatch(sign) for look in looks)
    assert not any(look.fullmatch("不断完善") for look in looks)


def test_what_labels_a_pair_of_another_form_may_head_a_column() -> None:
    """«项目分类» is a label with its value elsewhere: as one that lost its place it refused all money (河北)."""
    rows = [
        "填报部门名称 | 某某县总工会帮扶中心",
        "部门支出情况（万元） | 项目分类 | 年初预算金额 | 全年预算金额 | 全年执行金额 | 赋分 | 资金执行率 | 自评分数",
        "支出合计 | 382.85 | 403 | 378.82 | 10 | 94% | 9.40",
        "人员类项目 | 191.43 | 201.50 | 189.41 | - | 94% | -",
        "特定目标类项目 | 191.42 | 201.50 | 189.41 | - | 94% | -",
        "部门绩效目标 | 部门年度目标 | 年末完成情况 | 赋分",
        "帮助困难职工 | 困难职工得到帮扶 | 100",
        "绩效考核指标 | 一级指标 | 二级指标名称 | 三级指标名称 | 目标数值 | 年末实际值 | 赋分 | 评定得分 | 未达标原因",
        "产出指标 | 数量指标 | 救助困难职工 | 不小于46户 | 72户 | 60 | 60",
        "满意度指标 | 服务对象满意度 | 来访群众满意率 | ≥93% | 96% | 30 | 29",
        "总分值 | 100 | 98.40",
    ]
    (found,) = read(rows).evaluations
    assert [(f.label, f.executed, f.score) for f in found.funds][:1] == [
        ("支出合计", Decimal("378.82"), Decimal("9.4"))
    ]
    assert [(row.level3, row.score) for row in found.indicators] == [("救助困难职工", 60), ("来访群众满意率", 29)]


def test_a_heading_that_no_form_knows_before_those_that_are_known_refuses_the_rows() -> None:
    """«核编人数» stood behind the block's label, and each figure one column to the right of its own (湖南)."""
    _, wrong, missing = misses(generate(8207, 1, BANKS / "eighth"), "bar-rows")
    assert wrong == []
    assert {at.split("/base_data/")[-1] for at in missing if "staffing" in at} == {
        "staffing/authorized", "staffing/actual",
    }  # fmt: skip


def test_two_rows_of_a_heading_tell_each_other() -> None:
    """«…分类 | 目标完成情况 | 实际达到值 | 分数 | …» above «一级…名称 | … | 比较关系 | 计划目标值 | 计量» (云南):
    neither row has enough known words, and what stands over others labels a value elsewhere. A known label behind a
    likely one («主管（归口）部门», «项目单位») is its row's as well."""
    lines = [
        "项目名称（二级） | 例行监测 | ||||||||",
        "主管（归口）部门 | 某某县农业局 | 项目单位 | 某某县检测站 | ||||||",
        "预算资金（元） | 预算数（年初） | 预算数（全年） | 支出数（全年） | 分数 | 支出率 | 自评得分 | |||",
        "年度资金合计 | 237900 | 390000.00 | 358800.00 | 10 | 92.0% | 9.20 | |||",
        "年度总体绩效目标 | 年度总目标 | 年度完成情况 | |||||||",
        "完成例行监测。 | 例行监测完成。 | ||||||||",
        "绩效指标分类 | 目标完成情况（计划值） | 实际达到值 | 分数 | 自评得分 | 未完成原因及整改措施 | ||||",
        "一级指标名称 | 二级指标名称 | 三级指标名称 | 比较关系 | 计划目标值 | 计量 | ||||",
        "产出指标 | 工作数量 | 培训检测员 | 不小于 | 174 | 人次 | 181人次 | 45 | 45 | |",
        "效益指标 | 社会性效益 | 服务覆盖人口 | ≥ | 25167 | 人次 | 27316人次 | 35 | 35 | |",
        "满意度指标 | 服务群体满意度 | 学员满意率 | 不小于 | 92 | % | 85% | 10 | 9.24 | 分批实施 |",
        "总得分 | 100 | 98.44 | 优 | ||||||",
    ]
    (found,) = parse("\n".join(["2024年度项目支出绩效自评情况公开表", *lines]).encode()).evaluations
    assert (found.department, found.unit) == ("某某县农业局", "某某县检测站")
    assert [(row.level3, row.target and row.target.text, row.weight, row.score) for row in found.indicators] == [
        ("培训检测员", "不小于174人次", 45, 45),
        ("服务覆盖人口", "≥25167人次", 35, 35),
        ("学员满意率", "不小于92%", 10, Decimal("9.24")),
    ]
