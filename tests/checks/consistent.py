"""Fictional reports whose figures agree, as data: for planting one contradiction and seeing it found.

Invented units and figures; numbers are printed with 1 to 4 decimals, some parts are left out. Every sum is a sum of the
printed parts, every rate the printed quotient, so that nothing may be found that is an error.
"""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jixiao.schema import Report

Data = dict[str, Any]
UNITS = ("云溪县档案馆", "白鹿县林业局", "石泉县图书馆", "青禾县水利局", "兰汀区老干部服务中心", "望岳县农业技术推广站")
ZERO = Decimal(0)


def rounded(value: Decimal, digits: int) -> Decimal:
    """Rounded as a clerk rounds."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


class Maker:
    """Makes one report."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - it makes figures, no secrets
        self.digits = self.rng.choice([2, 2, 2, 2, 4, 1])
        self.year = self.rng.randint(2019, 2025)
        self.unit = self.rng.choice(UNITS)
        self.paragraphs: list[tuple[str, str]] = []

    def money(self, low: int, high: int) -> Decimal:
        """An amount in 万元."""
        return rounded(Decimal(self.rng.randint(low * 10000, high * 10000)) / 10000, self.digits)

    def before(self, now: Decimal) -> Decimal:
        """Last year's amount of the same thing, never the same."""
        factor = Decimal(self.rng.choice([62, 71, 83, 94, 107, 118, 133])) / 100
        return rounded(now * factor, self.digits)

    def rate(self, above: Decimal, below: Decimal) -> Decimal:
        """A percentage with the decimals of this clerk."""
        return rounded(above * 100 / below, self.rng.choice([2, 2, 1]))

    def statement(self, fund: str, scope: str, now: Decimal, before: Decimal | None, **more: Any) -> Data:
        """A statement; with a change when last year's amount is given."""
        entry: Data = {"fund": fund, "scope": scope, "year": self.year, "amount": now, **more}
        if before is not None:
            entry |= {"change": now - before, "reason": f"{scope}{'增加' if now > before else '减少'}工作安排"}
            if self.rng.random() < 0.85:
                entry["change_rate"] = self.rate(now - before, before)
        return entry


def consistent(seed: int) -> Data:
    """One report as data."""
    m = Maker(seed)
    r = m.rng
    personnel, public = m.money(80, 700), m.money(12, 120)
    project = m.money(15, 600)
    government = m.money(10, 90) if r.random() < 0.4 else None
    social = m.money(5, 60) if r.random() < 0.15 else None
    now = {"personnel": personnel, "public": public, "basic": personnel + public, "project": project}
    now["general"] = now["basic"] + project
    was = {name: m.before(now[name]) for name in ("personnel", "public", "project")}
    was["basic"] = was["personnel"] + was["public"]
    was["general"] = was["basic"] + was["project"]
    others = (government or ZERO) + (social or ZERO)
    total = now["general"] + others
    spending = [
        m.statement("all", "total", total, None),
        m.statement("all", "basic", now["basic"], None),
        m.statement("all", "project", project + others, None),
        m.statement("general_public", "total", now["general"], was["general"], share=m.rate(now["general"], total)),
        m.statement("general_public", "basic", now["basic"], was["basic"]),
        m.statement("general_public", "personnel", personnel, was["personnel"]),
        m.statement("general_public", "public", public, was["public"]),
        m.statement("general_public", "project", project, was["project"]),
    ]
    if r.random() < 0.3:
        spending.append(m.statement("general_public", "project", project, None, share=m.rate(project, total)))
    base = base_data(m, now["public"], was["public"], project + others, was["project"] + others)
    three = base["expenses"][0]
    spending.append(m.statement("general_public", "three_public", three["final"], three["prior_final"]))
    for fund, amount in (("government_fund", government), ("state_capital", None), ("social_insurance", social)):
        entry = {"fund": fund, "scope": "total", "year": m.year, "amount": amount, "is_none": amount is None}
        spending.append(entry | ({"share": m.rate(amount, total)} if amount is not None else {}))
    form = evaluation(m, total, now, government, social, base)
    score = form["total"]["score"]
    grade = "优" if score >= 90 else "良" if score >= 80 else "中" if score >= 60 else "差"
    return {
        "schema_version": "1.0.0",
        "source": source(),
        "kind": "whole_department",
        "template": {"name": "hunan-2022", "score": 1},
        "title": f"{m.year}年度{m.unit}部门整体支出绩效自评报告",
        "fiscal_year": m.year,
        "organization": {"name": m.unit},
        "profile": {"staffing": staffing(m, base)},
        "spending": spending,
        "problems": [{"problem": "部分绩效指标设置不够细化", "cause": "业务人员参与不足"}],
        "improvements": ["细化绩效指标"],
        "conclusion": {"self_score": score, "rating": {"text": grade, "canonical": grade}},
        "other_matters": "本年度严格控制支出。",
        "attachments": [
            {"label": "1", "title": "基础数据表", "listed": True, "found": True},
            {"label": "2", "title": "绩效自评表", "listed": True, "found": True},
        ],
        "base_data": base,
        "evaluations": [form, project_form(m)],
        "sign_offs": [sign_off(m, "附件1"), sign_off(m, "附件2")],
        **document(m),
    }


def source() -> Data:
    """Where it would have come from."""
    return {
        "file_name": "report.txt",
        "sha256": "0" * 64,
        "size_bytes": 1,
        "media_type": "text/plain",
        "page_count": None,
        "text_origin": "digital",
        "reader": "text",
        "dialect": None,
        "patterns": {"pack": "jixiao", "version": "1.0.0", "hash": "0"},
    }


def staffing(m: Maker, base: Data) -> Data:
    """The narrative's staff: the table's."""
    joined, left = m.rng.randint(0, 3), m.rng.randint(0, 3)
    moves = [
        {"direction": "in", "kind": "新招录人员", "count": joined},
        {"direction": "out", "kind": "在职人员转退休", "count": left},
    ]
    table = base["staffing"]
    return {
        "authorized": table["authorized"],
        "on_duty": table["actual"],
        "on_duty_change": joined - left,
        "retired": 12,
        "retired_cadres": 2,
        "movements": moves,
    }


def base_data(m: Maker, public: Decimal, public_was: Decimal, project: Decimal, project_was: Decimal) -> Data:
    """附件1, all subtotals filled."""
    r = m.rng
    posts = r.randint(6, 90)
    actual = r.randint(3, posts)
    columns = ("prior_final", "budget", "final")
    parts = {name: {c: m.money(0, 9) for c in columns} for name in ("vehicle_running", "reception", "overseas")}
    parts["vehicle_purchase"] = dict.fromkeys(columns, ZERO)
    # What was spent on 三公 stays within its budget and last year's, else a warning would be in order.
    for name in ("vehicle_running", "reception", "overseas"):
        parts[name]["prior_final"] = parts[name]["final"] + m.money(0, 2)
        parts[name]["budget"] = parts[name]["prior_final"] + m.money(0, 2)

    def added(*names: str) -> dict[str, Decimal]:
        return {c: sum((parts[n][c] for n in names), ZERO) for c in columns}

    parts["vehicles"] = added("vehicle_purchase", "vehicle_running")
    parts["three_public"] = added("vehicles", "reception", "overseas")
    budget = rounded(project * Decimal("1.1"), m.digits)
    business = {
        c: rounded(v * Decimal("0.4"), m.digits) for c, v in zip(columns, (project_was, budget, project), strict=True)
    }
    parts["project"] = dict(zip(columns, (project_was, budget, project), strict=True))
    parts["project_business"] = business
    parts["project_operations"] = {c: parts["project"][c] - business[c] for c in columns}
    parts["public"] = dict(zip(columns, (public_was, rounded(public * Decimal("1.05"), m.digits), public), strict=True))
    for name, share in (("office", "0.2"), ("utilities_travel", "0.3"), ("meetings_training", "0.05")):
        parts[name] = {c: rounded(parts["public"][c] * Decimal(share), m.digits) for c in columns}
    rows = [
        ("三公经费", "three_public", 1, None),
        ("1、公务用车购置和维护经费", "vehicles", 2, 0),
        ("其中：公车购置", "vehicle_purchase", 3, 1),
        ("公车运行维护", "vehicle_running", 3, 1),
        ("2、出国经费", "overseas", 2, 0),
        ("3、公务接待", "reception", 2, 0),
        ("项目支出：", "project", 1, None),
        ("1、业务工作经费", "project_business", 2, 6),
        ("2、运行维护经费", "project_operations", 2, 6),
        ("公用经费", "public", 1, None),
        ("其中：办公费", "office", 2, 9),
        ("水费、电费、差旅费", "utilities_travel", 2, 9),
        ("会议费、培训费", "meetings_training", 2, 9),
    ]
    return {
        "title": f"{m.year}年度部门整体支出绩效评价基础数据表",
        "year": m.year,
        "staffing": {"authorized": posts, "actual": actual, "control_rate": m.rate(Decimal(actual), Decimal(posts))},
        "expenses": [
            {"item": item, "concept": concept, "level": level, "parent": parent, **parts[concept]}
            for item, concept, level, parent in rows
        ],
        "procurement": {"prior_final": None, "budget": Decimal("6.00"), "final": Decimal("5.20")},
        "buildings": [
            {
                "approved_area": Decimal(1200),
                "actual_area": Decimal(1180),
                "area_rate": Decimal("98.33"),
                "approved_cost": Decimal(800),
                "actual_cost": Decimal(790),
                "cost_rate": Decimal("98.75"),
            }
        ]
        if r.random() < 0.3
        else [],
        "thrift_measures": "严格执行公务接待标准",
    }


def evaluation(
    m: Maker, total: Decimal, now: dict[str, Decimal], government: Decimal | None, social: Decimal | None, base: Data
) -> Data:
    """附件2 of the whole department."""
    r = m.rng
    full = total if r.random() < 0.4 else rounded(total * Decimal(r.randint(101, 112)) / 100, m.digits)
    least = base["expenses"][6]["budget"] + base["expenses"][9]["budget"]
    initial = max(rounded(full * Decimal(r.randint(82, 100)) / 100, m.digits), least)
    base["basic_adjustment"] = {"prior_final": None, "budget": full - initial, "final": None}
    execution = rounded(total * 10 / full, 2)
    others = (government or ZERO) + (social or ZERO)
    rows, scores = indicators(m)
    return {
        "title": f"{m.year}年度部门整体支出绩效自评表",
        "year": m.year,
        "unit": m.unit,
        "funds": [
            {
                "label": "年度资金总额",
                "concept": "total",
                "initial": initial,
                "full_year": full,
                "executed": total,
                "weight": Decimal(10),
                "rate": m.rate(total, full),
                "score": execution,
            }
        ],
        "by_income": [
            {"label": "一般公共预算", "concept": "general_public", "amount": now["general"]},
            {"label": "政府性基金拨款", "concept": "government_fund", "amount": government},
            {"label": "社会保险基金", "concept": "social_insurance", "amount": social},
            {"label": "其他资金", "concept": "other", "amount": None},
        ],
        "by_nature": [
            {"label": "基本支出", "concept": "basic", "amount": now["basic"]},
            {"label": "项目支出", "concept": "project", "amount": now["project"] + others},
        ],
        "goals": [{"expected": "完成档案整理500卷", "actual": "完成档案整理520卷"}],
        "indicators": rows,
        "total": {"weight": Decimal(100), "score": execution + scores},
    }


def measure(value: Decimal | None, unit: str, sign: str | None, words: str = "") -> Data:
    """A target or a result."""
    signs = {"ge": "≥", "le": "≤", "eq": "＝", None: ""}
    text = words or f"{signs[sign]}{value}{unit}"
    return {"text": text, "comparator": sign, "value": value, "unit": unit or None, "qualitative": value is None}


def indicators(m: Maker) -> tuple[list[Data], Decimal]:
    """Rows with 50, 30 and 10 points, and the points they have in all."""
    plan = [
        ("产出指标", 50, ["quantity", "quality", "timeliness", "cost"]),
        ("效益指标", 30, ["economic", "social", "ecological", "sustainability"]),
        ("满意度指标", 10, ["satisfaction"]),
    ]
    rows: list[Data] = []
    total = ZERO
    for level1, weight, dimensions in plan:
        count = len(dimensions)
        share = Decimal(weight // count)
        for at, dimension in enumerate(dimensions):
            points = share if at < count - 1 else weight - share * (count - 1)
            row = indicator(m, dimension, points)
            rows.append(
                {
                    "goal": 0,
                    "level1": level1,
                    "level1_weight": Decimal(weight),
                    "level2": dimension,
                    "dimension": dimension,
                }
                | row
            )
            total += row["score"]
    return rows, total


def indicator(m: Maker, dimension: str, points: Decimal) -> Data:
    """One row: met or missed in numbers, or done in words; the score follows."""
    r = m.rng
    name = {
        "quantity": "档案整理数量",
        "quality": "档案完好率",
        "timeliness": "工作完成及时率",
        "cost": "经费成本控制",
        "economic": "节约经费情况",
        "social": "社会影响",
        "ecological": "无纸化办公",
        "sustainability": "机制健全",
        "satisfaction": "服务对象满意度",
    }[dimension]
    if dimension in {"economic", "social", "ecological", "sustainability"} and r.random() < 0.6:
        return {
            "level3": name,
            "target": measure(None, "", None, "完成"),
            "actual": measure(None, "", None, "完成"),
            "weight": points,
            "score": points,
        }
    unit, sign = ("万元", "le") if dimension == "cost" else ("卷", "ge") if dimension == "quantity" else ("%", "ge")
    target = Decimal(r.randint(50, 95))
    if r.random() < 0.75:
        actual = target if r.random() < 0.6 else target + (-3 if sign == "le" else 2)
        return {
            "level3": name,
            "target": measure(target, unit, sign),
            "actual": measure(actual, unit, None),
            "weight": points,
            "score": points,
        }
    actual = target + (7 if sign == "le" else -7)
    left = 2 * target - actual if sign == "le" else actual
    return {
        "level3": name,
        "target": measure(target, unit, sign),
        "actual": measure(actual, unit, None),
        "weight": points,
        "score": rounded(points * left / target, 2),
        "deviation_reason": "受客观因素影响",
    }


def project_form(m: Maker) -> Data:
    """A project's table, with rows by source."""
    own, carried = m.money(3, 60), m.money(0, 9)
    full = own + carried
    executed = rounded(full * Decimal(m.rng.choice(["1", "0.95", "0.9"])), m.digits)
    score = rounded(executed * 10 / full, 2)
    first = min(executed, own)
    return {
        "title": f"{m.year}年度项目支出绩效自评表",
        "year": m.year,
        "project": "档案数字化",
        "unit": m.unit,
        "funds": [
            {
                "label": "年度资金总额",
                "concept": "total",
                "initial": full,
                "full_year": full,
                "executed": executed,
                "weight": Decimal(10),
                "rate": m.rate(executed, full),
                "score": score,
            },
            {
                "label": "当年财政拨款",
                "concept": "fiscal_appropriation",
                "initial": own,
                "full_year": own,
                "executed": first,
            },
            {
                "label": "上年结转资金",
                "concept": "carried_in",
                "initial": carried,
                "full_year": carried,
                "executed": executed - first,
            },
        ],
        "goals": [{"expected": "数字化档案300卷", "actual": "数字化档案300卷"}],
        "indicators": [
            {
                "goal": 0,
                "level1": level1,
                "level1_weight": Decimal(weight),
                "level2": "指标",
                "level3": level1 + "完成率",
                "dimension": dimension,
                "target": measure(Decimal(95), "%", "ge"),
                "actual": measure(Decimal(95), "%", None),
                "weight": Decimal(weight),
                "score": Decimal(weight),
            }
            for level1, weight, dimension in (
                ("产出指标", 50, "quality"),
                ("效益指标", 30, "social"),
                ("满意度指标", 10, "satisfaction"),
            )
        ],
        "total": {"weight": Decimal(100), "score": score + 90},
    }


def sign_off(m: Maker, attachment: str) -> Data:
    """Who filled it in: nobody real."""
    return {
        "attachment": attachment,
        "filled_by": "甲某某",
        "filled_on": f"{m.year + 1}-04-12",
        "phone": "0700-1234567",
        "head": "乙某某",
    }


SECTIONS = (
    ("一", "单位基本情况", "profile", "本单位负责档案管理工作。"),
    ("二", "一般公共预算支出情况", "spending_general_public", "各项支出按预算执行。"),
    ("三", "政府性基金预算支出情况", "spending_government_fund", "见附表。"),
    ("四", "国有资本经营预算支出情况", "spending_state_capital", "本单位无国有资本经营预算支出。"),
    ("五", "社会保险基金预算支出情况", "spending_social_insurance", "见附表。"),
    ("六", "部门整体支出绩效情况", "performance", "绩效目标基本实现。"),
    ("七", "存在的问题及原因分析", "problems", "部分绩效指标设置不够细化。"),
    ("八", "下一步改进措施", "improvements", "细化绩效指标。"),
    ("九", "绩效自评结果拟应用和公开情况", "results_use", "自评结果将予以公开。"),
    ("十", "其他需要说明的情况", "other_matters", "本年度严格控制支出。"),
)


def document(m: Maker) -> Data:
    """Outline and blocks: a heading and a paragraph for each section, and the head of the base data's table."""
    blocks, outline = [], []
    for label, title, role, text in SECTIONS:
        first = len(blocks)
        blocks += [
            {"index": first, "kind": "paragraph", "text": f"{label}、{title}", "page": None},
            {"index": first + 1, "kind": "paragraph", "text": text, "page": None},
        ]
        outline.append(
            {"level": 1, "label": label, "title": title, "role": role, "blocks": [first, first + 1], "children": []}
        )
    heads = (f"{m.year - 1}年决算数", f"{m.year}年预算数", f"{m.year}年决算数")
    block = len(blocks)
    blocks.append({"index": block, "kind": "table", "text": "", "page": None})
    cells = [
        {
            "row": 0,
            "column": at,
            "text": text,
            "raw": text,
            "place": {"block": block, "cell": [0, at], "span": [0, len(text)]},
        }
        for at, text in enumerate(heads)
    ]
    table = {"rows": 1, "columns": 3, "cells": cells, "origin": "native", "role": "base_data", "block": block}
    return {"blocks": blocks, "outline": outline, "tables": [table]}


def report(data: Data) -> Report:
    """The data as a report."""
    return Report.model_validate(data)
