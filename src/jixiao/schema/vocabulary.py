"""The closed vocabularies of the contract, and the official Chinese term of each word: the one place that lists them.

Each vocabulary is a `Literal` (what models and type checkers know) beside a table word -> Chinese term (what clerks
read). A test holds both to the same words in the same order.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["whole_department", "project", "transfer_payment", "not_a_report"]
KINDS: dict[Kind, str] = {
    "whole_department": "部门整体支出绩效自评",
    "project": "项目支出绩效自评",
    "transfer_payment": "转移支付绩效自评",
    "not_a_report": "不是绩效自评报告",
}

TextOrigin = Literal["digital", "ocr", "mixed"]
TEXT_ORIGINS: dict[TextOrigin, str] = {"digital": "文字版", "ocr": "扫描识别", "mixed": "文字与扫描混合"}

Fund = Literal[
    "general_public", "government_fund", "state_capital", "social_insurance", "special_account", "other", "all"
]
FUNDS: dict[Fund, str] = {
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "social_insurance": "社会保险基金预算",
    "special_account": "财政专户管理资金",
    "other": "其他资金",
    "all": "全部资金",
}

Concept = Literal[
    "total", "basic", "project", "personnel", "public",
    "three_public", "overseas", "vehicles", "vehicle_purchase", "vehicle_running", "reception",
    "project_business", "project_operations", "project_earmarked",
    "office", "utilities_travel", "meetings_training",
    "procurement", "fiscal_appropriation", "carried_in", "central", "provincial", "municipal", "county",
    "general_public", "government_fund", "state_capital", "social_insurance", "special_account", "other", "all",
]  # fmt: skip
"""What a money row or a statement is about; `scope` and `concept` share it, the funds' names included."""
CONCEPTS: dict[Concept, str] = {
    "total": "年度资金总额",
    "basic": "基本支出",
    "project": "项目支出",
    "personnel": "人员经费",
    "public": "公用经费",
    "three_public": "三公经费",
    "overseas": "因公出国（境）费",
    "vehicles": "公务用车购置及运行费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_running": "公务用车运行维护费",
    "reception": "公务接待费",
    "project_business": "业务工作经费",
    "project_operations": "运行维护经费",
    "project_earmarked": "专项资金",
    "office": "办公费",
    "utilities_travel": "水费、电费、差旅费",
    "meetings_training": "会议费、培训费",
    "procurement": "政府采购",
    "fiscal_appropriation": "当年财政拨款",
    "carried_in": "上年结转资金",
    "central": "中央补助资金",
    "provincial": "省级补助资金",
    "municipal": "市级补助资金",
    "county": "县级补助资金",
    "general_public": "一般公共预算",
    "government_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "social_insurance": "社会保险基金预算",
    "special_account": "财政专户管理资金",
    "other": "其他资金",
    "all": "全部资金",
}

Dimension = Literal[
    "quantity", "quality", "timeliness", "cost", "economic", "social", "ecological", "sustainability", "satisfaction"
]
DIMENSIONS: dict[Dimension, str] = {
    "quantity": "数量指标",
    "quality": "质量指标",
    "timeliness": "时效指标",
    "cost": "成本指标",
    "economic": "经济效益指标",
    "social": "社会效益指标",
    "ecological": "生态效益指标",
    "sustainability": "可持续影响指标",
    "satisfaction": "服务对象满意度指标",
}

Comparator = Literal["ge", "le", "eq", "gt", "lt"]
COMPARATORS: dict[Comparator, str] = {"ge": "≥", "le": "≤", "eq": "＝", "gt": "＞", "lt": "＜"}

RatingWord = Literal["优", "良", "中", "差"]
RATINGS: tuple[RatingWord, ...] = ("优", "良", "中", "差")

Direction = Literal["in", "out"]
DIRECTIONS: dict[Direction, str] = {"in": "调入", "out": "调出"}

SectionRole = Literal[
    "profile", "functions", "organisation", "staffing", "overview_income",
    "spending_general_public", "basic_spending", "project_spending",
    "spending_government_fund", "spending_state_capital", "spending_social_insurance", "three_public",
    "performance", "evaluation_process", "goals", "self_score", "problems", "improvements", "results_use",
    "other_matters", "attachments", "attachment",
]  # fmt: skip
SECTION_ROLES: dict[SectionRole, str] = {
    "profile": "单位基本情况",
    "functions": "主要职能",
    "organisation": "机构设置",
    "staffing": "人员情况",
    "overview_income": "收支总体情况",
    "spending_general_public": "一般公共预算支出情况",
    "basic_spending": "基本支出情况",
    "project_spending": "项目支出情况",
    "spending_government_fund": "政府性基金预算支出情况",
    "spending_state_capital": "国有资本经营预算支出情况",
    "spending_social_insurance": "社会保险基金预算支出情况",
    "three_public": "三公经费情况",
    "performance": "绩效情况",
    "evaluation_process": "自评工作开展情况",
    "goals": "绩效目标",
    "self_score": "自评得分",
    "problems": "存在的问题及原因分析",
    "improvements": "下一步改进措施",
    "results_use": "自评结果拟应用和公开情况",
    "other_matters": "其他需要说明的情况",
    "attachments": "报告附件",
    "attachment": "附件",
}

TableRole = Literal["base_data", "evaluation", "scoring", "money", "sign_off", "metadata", "other"]
TABLE_ROLES: dict[TableRole, str] = {
    "base_data": "基础数据表",
    "evaluation": "绩效自评表",
    "scoring": "评分表",
    "money": "金额表",
    "sign_off": "签字栏",
    "metadata": "表头信息",
    "other": "其他表格",
}

TableOrigin = Literal["native", "ruled", "flattened", "image"]
TABLE_ORIGINS: dict[TableOrigin, str] = {
    "native": "原生表格",
    "ruled": "框线表格",
    "flattened": "文本还原",
    "image": "图像识别",
}

BlockKind = Literal[
    "paragraph", "table", "footnote", "endnote", "text_box", "header", "footer", "page_number", "comment"
]
BLOCK_KINDS: dict[BlockKind, str] = {
    "paragraph": "段落",
    "table": "表格",
    "footnote": "脚注",
    "endnote": "尾注",
    "text_box": "文本框",
    "header": "页眉",
    "footer": "页脚",
    "page_number": "页码",
    "comment": "批注",
}

NullKind = Literal["blank", "dash", "placeholder", "nil_statement", "withheld"]
NULL_KINDS: dict[NullKind, str] = {
    "blank": "空白",
    "dash": "横线",
    "placeholder": "模板占位符",
    "nil_statement": "明确表示没有",
    "withheld": "不予公开",
}

Status = Literal["pass", "fail", "not_applicable", "insufficient_data"]
STATUSES: dict[Status, str] = {
    "pass": "通过",
    "fail": "不通过",
    "not_applicable": "不适用",
    "insufficient_data": "数据不足",
}

Severity = Literal["error", "warning", "info"]
SEVERITIES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "提示"}
