"""The tables of an archive: what each row is, each column's type, its Chinese name and what it holds.

This is the only place that lists them; the store, the exports and the documentation are made from it. Every table but
``reports`` begins with ``report_id`` and ``seq`` (0-based within the report and table), which together are its key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TABLES_VERSION = "1.0.0"
"""Semver of this layout: minor for new columns and tables, major for changed ones."""

Type = Literal["text", "int", "long", "bool", "decimal", "double", "blob"]
SQL_TYPES: dict[Type, str] = {
    "text": "VARCHAR",
    "int": "INTEGER",
    "long": "BIGINT",
    "bool": "BOOLEAN",
    "decimal": "DECIMAL(24,8)",
    "double": "DOUBLE",
    # Compressed already; and only so can one row be read without unpacking two thousand.
    "blob": "BLOB USING COMPRESSION uncompressed",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: English key, type, Chinese name."""

    name: str
    type: Type
    title: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: English key, Chinese name, its grain in English, its columns in order."""

    name: str
    title: str
    grain: str
    columns: tuple[Column, ...]
    on_request: bool = False
    """Large, and exported only when asked for."""

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def keys(self) -> int:
        """How many columns tell a row's place: ``report_id``, and ``seq`` where there is one."""
        return 2 if self.columns[1:2] == (SEQ,) else 1


REPORT_ID = Column("report_id", "text", "报告编号")
SEQ = Column("seq", "int", "序号")

_TYPES: dict[str, Type] = {
    "": "text",
    "#": "int",
    "##": "long",
    "?": "bool",
    "=": "decimal",
    "~": "double",
    "*": "blob",
}


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from «name[mark] title» entries; the mark gives the type: # int, ## long, ? bool, = decimal, ~ double."""
    columns = []
    for entry in text.split("|"):
        key, title = entry.split()
        name = key.rstrip("#?=~*")
        columns.append(Column(name, _TYPES[key[len(name) :]], title))
    return tuple(columns)


def _table(name: str, title: str, grain: str, columns: str, *, on_request: bool = False) -> Table:
    return Table(name, title, grain, (REPORT_ID, SEQ, *_columns(columns)), on_request)


REPORTS = Table(
    "reports",
    "报告",
    "one report; money in 万元, scores in points",
    (
        REPORT_ID,
        *_columns(
            "sha256 文件摘要|file_name 文件名|kind 报告类型|template 模板|template_score= 匹配度|title 标题"
            "|fiscal_year# 预算年度|unit_name 单位名称|unit_key 单位键|parent_unit 主管部门|unit_level 单位级别"
            "|region 所在地区|filled_on 填报日期|self_score= 报告自评得分|table_score= 自评表总分|rating 评价等级"
            "|rating_text 等级原文|use_of_results 结果应用|disclosure 公开情况|other_matters 其他事项"
            "|performance_summary 绩效概述|evaluations# 自评表数|indicators# 指标数|errors# 错误数|warnings# 警告数"
            "|leads# 提示数|rules# 规则数|checks_passed# 通过数|checks_failed# 不通过数"
            "|checks_not_applicable# 不适用数|checks_insufficient# 数据不足数|characters# 总字符数|unread# 未读字符数"
            "|diagnostics# 诊断数|size_bytes## 文件大小|page_count# 页数|media_type 文件类型|text_origin 文字来源"
            "|reader 读取器|dialect 文本方言|pattern_pack 规则包|pattern_hash 规则摘要|schema_version 格式版本"
            "|content_key 内容摘要"
        ),
    ),
)

TABLES: tuple[Table, ...] = (
    REPORTS,
    _table(
        "sections",
        "章节",
        "one heading of the outline with its own text",
        "path 路径|level# 层级|label 编号|title 标题|role 章节类型|text 正文|first_block# 起始块|page# 页码",
    ),
    _table(
        "profile_items",
        "单位情况",
        "one main function, division or subordinate unit",
        "kind 类别|text 内容",
    ),
    _table(
        "staffing",
        "人员",
        "staff as one part of the report states it; counts of people, rates in percent",
        "source 出处|year# 年度|authorized# 编制数|on_duty# 在职人数|on_duty_change# 在职增减|retired_cadres# 离休人数"
        "|retired# 退休人数|control_rate= 控制率",
    ),
    _table(
        "staff_movements",
        "人员变动",
        "one kind of staff change",
        "direction 变动方向|kind 变动类型|people# 变动人数",
    ),
    _table(
        "money_facts",
        "金额事实",
        "one figure wherever it stands; 万元, or % where unit says so; null with a null_kind where the report says why",
        "source 出处|evaluation# 自评表序号|label 名称|concept 资金类别|fund 资金性质|measure 口径|year# 年度"
        "|value= 数值|unit 单位|printed 原文|null_kind 空值类型|is_none? 明确没有|page# 页码|pointer 指针",
    ),
    _table(
        "spending",
        "支出情况",
        "one mention of spending in the narrative; 万元 and percent",
        "fund 资金性质|scope 支出范围|year# 年度|amount= 支出金额|share= 占比|change= 增减额|change_rate= 增减率"
        "|reason 增减原因|is_none? 无此项支出",
    ),
    _table(
        "expense_lines",
        "经费控制",
        "one expense row of 附件1, 万元; the rows 政府采购 and 基本支出预算调整 too",
        "item 经费项目|concept 经费类别|level# 层级|parent# 上级行|year# 年度|prior_final= 上年决算数"
        "|budget= 本年预算数|final= 本年决算数",
    ),
    _table(
        "buildings",
        "楼堂馆所",
        "one building row of 附件1; ㎡, 万元, percent",
        "approved_area= 批复规模|actual_area= 实际规模|area_rate= 规模控制率|approved_cost= 预算投资"
        "|actual_cost= 实际投资|cost_rate= 投资控制率",
    ),
    _table(
        "evaluations",
        "自评表",
        "one 自评表; points",
        "title 表名|year# 年度|project 项目名称|project_code 项目编码|department 主管部门|unit 实施单位"
        "|total_weight= 总分值|total_score= 总得分|sum_weight= 分值合计|sum_score= 得分合计|rating 评价等级"
        "|rating_text 等级原文|remarks 备注|conclusion 评价结论|problems 存在问题|measures 改进措施",
    ),
    _table(
        "fund_budgets",
        "预算执行",
        "one money row of a 自评表; 万元, points, percent; rows by income and by nature have an amount only",
        "evaluation# 自评表序号|part 部分|label 资金名称|concept 资金类别|initial= 年初预算数|full_year= 全年预算数"
        "|executed= 全年执行数|amount= 金额|weight= 分值|rate= 执行率|score= 得分|reason 原因",
    ),
    _table(
        "goals",
        "年度目标",
        "one annual goal",
        "evaluation# 自评表序号|expected 预期目标|actual 实际完成情况|weight= 目标分值",
    ),
    _table(
        "indicators",
        "绩效指标",
        "one indicator row, template rows too (filler); met is null where words or units cannot be compared",
        "evaluation# 自评表序号|goal# 所属目标|level1 一级指标|level1_weight= 一级指标分值|level2 二级指标"
        "|level3 三级指标|dimension 指标维度|target 年度指标值|target_comparator 计算符号|target_value= 指标数值"
        "|target_unit 计量单位|target_qualitative? 定性指标|initial_target 年初指标值|actual 实际完成值"
        "|actual_comparator 完成值符号|actual_value= 完成数值|actual_unit 完成值单位|met? 是否达标|criterion 评价标准"
        "|weight= 分值|score= 自评得分|review_score= 复核得分|coefficient= 系数|is_core? 核心指标"
        "|deviation_reason 偏差原因|filler? 空行|page# 页码",
    ),
    _table(
        "score_summary",
        "得分汇总",
        "one first level of a 自评表; points",
        "evaluation# 自评表序号|level1 一级指标|stated_weight= 标明分值|sum_weight= 分值合计|sum_score= 得分合计"
        "|rows# 指标数",
    ),
    _table("achievements", "主要成效", "one achievement", "heading 成效标题|text 成效内容"),
    _table("problems", "存在问题", "one problem and its cause", "problem 存在问题|cause 原因分析"),
    _table("measures", "改进措施", "one measure", "text 改进措施"),
    _table(
        "attachments",
        "附件",
        "one attachment listed or found",
        "label 附件序号|title 附件名称|listed? 列于目录|found? 文中存在",
    ),
    _table(
        "findings",
        "检查发现",
        "one failed check",
        "rule 规则|severity 严重程度|status 结果|message 说明|message_en 英文说明|expected 应为|actual 实为"
        "|difference 差额|difference_value= 差额数值|root 同因|diagnosis 诊断|repair 建议|instance 对象|page# 页码",
    ),
    _table(
        "finding_operands",
        "检查依据",
        "one value that a finding compares, with the words it was read from",
        "finding# 检查发现序号|label 名称|value 数值|pointer 指针|quote 原文|page# 页码",
    ),
    _table(
        "coverage",
        "覆盖率",
        "characters of the source by what became of them",
        "category 去向|reason 原因|characters# 字符数",
    ),
    _table(
        "diagnostics",
        "诊断信息",
        "one thing to know about how the document was read",
        "code 代码|message 说明|message_en 英文说明|page# 页码",
    ),
    _table(
        "people",
        "人员签章",
        "one person of a sign-off; masked unless the archive keeps personal data",
        "attachment 所属附件|role 角色|name 姓名|phone 联系电话|filled_on 填报日期",
    ),
    _table(
        "evidence",
        "依据",
        "one place of one value: where it was read, and how",
        "pointer 指针|part# 分段|text 原文|block# 块序号|cell_row# 单元格行|cell_column# 单元格列"
        "|span_start# 起|span_end# 止"
        "|page# 页码|x0~ 左|top~ 上|x1~ 右|bottom~ 下|pattern 规则|steps 换算步骤|confidence~ 置信度|inferred? 推断"
        "|null_kind 空值类型",
        on_request=True,
    ),
)
EVIDENCE = TABLES[-1]
BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}

REPORT_JSON = Table(
    "report_json",
    "报告全文",
    "the whole JSON of a report, zstd-compressed",
    (REPORT_ID, Column("json", "blob", "全文"), Column("json_bytes", "long", "全文字节数")),
)


def ddl(table: Table) -> str:
    """The statement that makes a table."""
    columns = ", ".join(f"{column.name} {SQL_TYPES[column.type]}" for column in table.columns)
    return f"CREATE TABLE {table.name} ({columns})"


def comments(table: Table) -> list[str]:
    """The statements that put the Chinese names on a table and its columns."""
    kind = f"COMMENT ON TABLE {table.name} IS '{table.title}'"
    return [kind, *(f"COMMENT ON COLUMN {table.name}.{c.name} IS '{c.title}'" for c in table.columns)]
