"""Text of a cell a line in words that no list holds: labels at the left, levels and headings over several lines."""

from __future__ import annotations

from jixiao.patterns import load
from jixiao.pipeline import parse
from jixiao.structure.flat.lexicon import lexicon_of
from jixiao.structure.flat.periods import Periods
from jixiao.structure.flat.rownames import is_name_beside
from jixiao.structure.flat.stretch import Line
from jixiao.structure.flat.tokens import tokens_of

HEAD = ["单位（部门）名称", "某某区质量检测站"]
MONEY = ["支出项目", "年初安排", "调整后预算", "全年执行", "分数", "支出进度", "自评", "得分"]
FUNDS = [
    *("", "部门总支出", "557", "557", "501.3", "10", "90%", "9"),
    *("", "人员类", "278.5", "278.5", "250.65", "—", "90%", "—"),
]
HEADING = ["一级指标名称", "二级指标名称", "三级指标", "预期目标值", "年度完成值", "分数", "评分", "偏差及改进情况"]
ROWS = [
    *("", "产出指标", "工作", "数量", "指标①：抽检样品", "≥690批次", "778批次", "30", "30", ""),
    *("", "", "", "指标②：运行测点", "≥54个", "57个", "20", "20", ""),
    *("", "", "产出时效", "情况", "指标①：任务及时率", "≥95%", "96%", "20", "20", ""),
    *("", "效益指标", "社会性", "效益", "指标①：覆盖人口", "≥6857人次", "6720人次", "10", "9.8", "人数低于预计"),
    *("", "满意度指标", "相关方", "满意度", "群众满意度", "≥90%", "92%", "10", "10", ""),
    *("总得分", "100", "98.8", ""),
]


def _periods(*lines: str) -> Periods:
    patterns = load()
    return Periods(tokens_of([Line(0, 0, 0, text) for text in lines]), lexicon_of(patterns), patterns)


def test_labels_and_levels_over_lines_in_words_of_no_list() -> None:
    """«整体预算⏎支出情况⏎（万元）», «年度履职⏎目标», «产出时效⏎情况», «相关方⏎满意度» beside «群众满意度» (河北, 湖北):
    a line left over refused the whole form, and a level's second line began the name beside it."""
    goals = ["年度履职", "目标", "职责目标内容", "职责完成情况", "标准分", "", "完成例行监测。", "监测完成。", "60"]
    goals += ["", "公布监测结果。", "结果已公布。", "40"]
    lines = [*HEAD, "整体预算", "支出情况", "（万元）", *MONEY, *FUNDS, *goals, "绩效", "考核", "指标", *HEADING, *ROWS]
    (found,) = parse("\n".join(["2025年度部门整体支出绩效自评表", *lines]).encode()).evaluations
    assert [(fund.label, fund.executed) for fund in found.funds][:1] == [("部门总支出", found.funds[0].executed)]
    assert [str(fund.executed) for fund in found.funds] == ["501.3", "250.65"]
    assert [goal.expected for goal in found.goals] == ["完成例行监测。", "公布监测结果。"]
    assert [(row.level2, row.level3, row.weight, row.score and float(row.score)) for row in found.indicators] == [
        ("工作数量", "指标①：抽检样品", 30, 30),
        ("工作数量", "指标②：运行测点", 20, 20),
        ("产出时效情况", "指标①：任务及时率", 20, 20),
        ("社会性效益", "指标①：覆盖人口", 10, 9.8),
        ("相关方满意度", "群众满意度", 10, 10),
    ]


def test_a_heading_of_two_rows_in_words_of_no_list() -> None:
    """«绩效指标分类 | 目标完成情况（计划值） | …» above «一级指标名称 | … | 比较关系 | 计划目标值 | 计量» (云南): by
    the lower row alone no form with such columns was found, and another was fitted."""
    money = [
        "预算资金",
        "（元）",
        "",
        "预算数（年初）",
        "预算数（全年）",
        "支出数（全年）",
        "分数",
        "支出率",
        "自评",
        "得分",
    ]
    funds = [
        *("", "年度资金合计", "237900", "390000", "358800", "10", "92%", "9.2"),
        *("", "其中：财政拨款（当年）", "237900", "390000", "358800", "——", "92%", "——"),
    ]
    goals = ["年度", "总体", "绩效", "目标", "年度总目标", "年度完成情况", "", "完成监测。", "监测完成。"]
    heading = [
        "绩效指标分类",
        "目标完成情况（计划值）",
        "实际达到值",
        "分数",
        "自评",
        "得分",
        "未完成原因及",
        "整改措施",
    ]
    heading += ["一级指标名称", "二级指标名称", "三级指标名称", "比较关系", "计划目标值", "计量", "", "", "", ""]
    rows = [
        *("产出指标", "工作数量", "培训检测员", "不小于", "174", "人次", "181人次", "25", "25", ""),
        *("", "工作质量", "服务达标率", "至少", "96", "%", "99%", "25", "25", ""),
        *("效益指标", "社会性效益", "服务覆盖人口", "≥", "25167", "人次", "27316人次", "30", "30", ""),
        *("满意度指标", "服务群体满意度", "学员满意率", "不小于", "92", "%", "85%", "20", "18.5", "分批实施"),
        *("备注情况", "不涉及", "总得分", "100", "98.5", "优"),
    ]
    head = ["项目名称（二级）", "例行监测", "项目单位", "某某县检测站"]
    lines = [*head, *money, *funds, *goals, *heading, *rows]
    (found,) = parse("\n".join(["2024年度部门项目支出绩效自评情况公开表", *lines]).encode()).evaluations
    assert [(row.level2, row.level3, row.actual and row.actual.text, row.weight) for row in found.indicators] == [
        ("工作数量", "培训检测员", "181人次", 25),
        ("工作质量", "服务达标率", "99%", 25),
        ("社会性效益", "服务覆盖人口", "27316人次", 30),
        ("服务群体满意度", "学员满意率", "85%", 20),
    ]
    assert [goal.expected for goal in found.goals] == ["完成监测。"]
    assert str(found.total.score) == "98.5"


def test_a_known_label_is_not_parted() -> None:
    """«一级», «指标⏎分数» was as likely as «一级指标», «分数»: what stood below was read as another column (湖南)."""
    heading = [
        "一级",
        "指标",
        "分数",
        "二级",
        "指标",
        "分数",
        "三级",
        "指标",
        "分数",
        "计分办法",
        "指标内容",
        "单位自评分数",
    ]
    periods = _periods(*heading)
    cells = periods._cuts(0, len(heading), 0)[9][0][1]
    assert [periods.text_of(*cell) for cell in cells][:3] == ["一级指标", "分数", "二级指标"]


def test_rows_of_figures_alone_are_as_wide_as_their_heading() -> None:
    """Three rows below «批准规模（㎡）», with no word among them (湖南's 基础数据表)."""
    heading = ["楼堂馆所项目控制", "（2024年竣工）", "批准规模（㎡）", "建成规模（㎡）", "规模控制率"]
    heading += ["批准投资（万元）", "完成投资（万元）", "投资控制率"]
    rows = [
        "",
        "7418",
        "7418",
        "100%",
        "7932.81",
        "8091.46",
        "102%",
        "",
        "1268",
        "1268",
        "100%",
        "8992.95",
        "8633.24",
        "96%",
    ]
    periods = _periods(*heading, *rows, "厉行节约相关措施", "")
    assert any(zone.block and len(zone.rows) == 3 and zone.stop == len(heading) + 14 for zone in periods.zones())
    torn = _periods(*heading, *rows[:9], "", *rows[9:], "厉行节约相关措施", "")
    assert not any(len(zone.rows) == 3 for zone in torn.zones() if zone.block and zone.start == 0)


def test_a_word_of_level_2_is_a_name_beside_one_of_its_kind() -> None:
    patterns = load()
    assert is_name_beside("群众满意度", "服务对象满意度情况", patterns)
    assert is_name_beside("群众满意度", "服务群体满意度", patterns)
    assert not is_name_beside("服务对象满意度情况", "群众满意度", patterns)  # the two exchanged
    assert not is_name_beside("数量指标", "服务群体满意度", patterns)
    assert not is_name_beside("群众满意度", "数量指标", patterns)


def test_a_line_that_its_brackets_close_is_a_label_of_its_own() -> None:
    """«资金执行（10分）» beside «年度资金（万元）», which heads the labels of the money (四川)."""
    one = _periods("资金执行（10分）", "年度资金（万元）", "预算批复数")
    assert not one._is_narrow(0, 2, "资金执行年度资金")
    two = _periods("预算完成", "情况（10分）", "项目经费（万元）")
    assert two._is_narrow(0, 2, "预算完成情况")
