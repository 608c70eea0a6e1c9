"""Every rule made to pass, fail, not apply and lack data, each by one edit of a consistent report."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from consistent import consistent, report

from jixiao.checks import book, profile, run
from jixiao.checks.engine import Checked
from jixiao.patterns import load

Data = dict[str, Any]
Edit = Callable[[Data], None]
D = Decimal
SEED = 4


def base() -> Data:
    """A report with every part: a building, a government fund, indicators in numbers and in words, one missed."""
    data = consistent(SEED)
    data["base_data"]["buildings"] = [
        {
            "approved_area": D(1200), "actual_area": D(1180), "area_rate": D("98.33"), "approved_cost": D(800),
            "actual_cost": D(790), "cost_rate": D("98.75"),
        }
    ]  # fmt: skip
    return data


def checked(data: Data, scoring: str | None = None) -> Checked:
    patterns = load()
    return run(report(data), patterns, profile(patterns, scoring) if scoring else None)


def statuses(rule: str, data: Data, scoring: str | None = None) -> set[str]:
    return {instance.status for instance in checked(data, scoring).instances if instance.rule == rule}


# ---- edits


def at(data: Data, path: str) -> tuple[Any, Any]:
    """The container and key of a path «evaluations.0.funds.0.rate»."""
    here: Any = data
    *way, last = path.split(".")
    for step in way:
        here = here[int(step) if step.isdigit() else step]
    return here, int(last) if last.isdigit() else last


def put(path: str, value: Any) -> Edit:
    def edit(data: Data) -> None:
        here, key = at(data, path)
        here[key] = value

    return edit


def all_of(*edits: Edit) -> Edit:
    def edit(data: Data) -> None:
        for one in edits:
            one(data)

    return edit


def said(scope: str, fund: str = "general_public", **values: Any) -> Edit:
    """Change the statements about a scope."""

    def edit(data: Data) -> None:
        for statement in data["spending"]:
            if (statement["fund"], statement["scope"]) == (fund, scope):
                statement.update(values)

    return edit


def unsaid(*scopes: str, fund: str | None = None) -> Edit:
    """Take the statements about scopes away."""

    def edit(data: Data) -> None:
        data["spending"] = [
            s for s in data["spending"] if s["scope"] not in scopes or (fund is not None and s["fund"] != fund)
        ]

    return edit


def cell(concept: str, /, **values: Any) -> Edit:
    """Change a row of the base data."""

    def edit(data: Data) -> None:
        next(e for e in data["base_data"]["expenses"] if e["concept"] == concept).update(values)

    return edit


def row(number: int, **values: Any) -> Edit:
    """Change an indicator of the first form."""

    def edit(data: Data) -> None:
        data["evaluations"][0]["indicators"][number].update(values)

    return edit


def rows(**values: Any) -> Edit:
    """Change all indicators of all forms."""

    def edit(data: Data) -> None:
        for form in data["evaluations"]:
            for indicator in form["indicators"]:
                indicator.update(values)

    return edit


def text(words: str, role: str = "performance") -> Edit:
    """Another paragraph in a section."""

    def edit(data: Data) -> None:
        index = len(data["blocks"])
        data["blocks"].append({"index": index, "kind": "paragraph", "text": words, "page": None})
        next(s for s in data["outline"] if s["role"] == role)["blocks"].append(index)

    return edit


def fund(**values: Any) -> Edit:
    """Change the total row of the first form's money block."""

    def edit(data: Data) -> None:
        data["evaluations"][0]["funds"][0].update(values)

    return edit


def measure(words: str, value: int | None = None, sign: str | None = None, unit: str | None = None) -> Data:
    number = None if value is None else D(value)
    return {"text": words, "comparator": sign, "value": number, "unit": unit, "qualitative": number is None}


def evidence(pointer: str, words: str) -> Edit:
    """What a value was read from, in a block of its own."""

    def edit(data: Data) -> None:
        index = len(data["blocks"])
        data["blocks"].append({"index": index, "kind": "paragraph", "text": words, "page": None})
        place = {"block": index, "span": [0, len(words)]}
        data.setdefault("evidence", {})[pointer] = {"text": words, "places": [place], "pattern": "test"}

    return edit


no_table = put("base_data", None)
no_forms = put("evaluations", [])
no_text = put("spending", [])
ungraded = all_of(put("conclusion.rating", None))
MISSED = {"target": measure("≥90%", 90, "ge", "%"), "actual": measure("45%", 45, None, "%"), "weight": D(10)}
MET = {"target": measure("≥90%", 90, "ge", "%"), "actual": measure("90%", 90, None, "%"), "weight": D(10)}
DONE = {"target": measure("完成"), "actual": measure("完成"), "weight": D(10)}
VEHICLES = ("vehicles", "vehicle_purchase", "vehicle_running")
DOC = "根据某财绩〔2018〕5号文件"


def first_only(**values: Any) -> Edit:
    """Only one form with one indicator."""

    def edit(data: Data) -> None:
        form = data["evaluations"][0]
        form["indicators"] = [form["indicators"][0] | values]
        data["evaluations"] = [form]

    return edit


def without_total(data: Data) -> None:
    for form in data["evaluations"]:
        form["total"] = {"weight": None, "score": None}


def nil_funds(data: Data) -> None:
    for name in ("government_fund", "state_capital", "social_insurance"):
        said("total", name, amount=None, share=None, is_none=True)(data)


CASES: dict[str, dict[str, Edit]] = {
    # §3.1
    "fiscal-year-consistent": {
        "fail": put("base_data.year", 2001),
        "insufficient_data": all_of(
            put("title", "部门整体支出绩效自评报告"), no_table, no_forms, no_text, put("fiscal_year", None)
        ),
    },
    "prior-year-column": {
        "fail": put("tables.0.cells.1.text", "2001年预算数"),
        "not_applicable": put("tables", []),
    },
    "unit-name-consistent": {
        "fail": put("evaluations.0.unit", "松江市体育运动学校"),
        "insufficient_data": all_of(no_forms, put("title", "绩效自评报告")),
    },
    "fill-date-after-year-end": {
        "fail": put("sign_offs.1.filled_on", "2001-01-04"),
        "not_applicable": put("sign_offs", []),
        "insufficient_data": all_of(put("sign_offs.0.filled_on", None), put("sign_offs.1.filled_on", None)),
    },
    "dates-in-order": {"pass": text(DOC), "fail": text(DOC.replace("2018", "2049")), "not_applicable": lambda _: None},
    "fill-metadata-consistent": {
        "fail": put("sign_offs.1.phone", "0700-7654321"),
        "not_applicable": put("sign_offs", []),
        "insufficient_data": put("sign_offs.0", {"attachment": "附件1"}),
    },
    "signature-present": {
        "fail": all_of(put("sign_offs.0.head", None), evidence("/sign_offs/0/head", "")),
        "not_applicable": put("sign_offs", []),
    },
    "listed-attachments-present": {
        "fail": put("attachments.0.listed", False),
        "not_applicable": put("attachments", []),
    },
    "project-selfeval-attached": {
        "fail": lambda data: data["evaluations"].pop(),
        "not_applicable": cell("project", final=D(0)),
        "insufficient_data": all_of(no_table, no_forms, no_text),
    },
    "section-outline-complete": {
        "fail": lambda data: data["outline"].pop(6),
        "not_applicable": put("template", None),
    },
    "nil-statement-present": {
        "fail": unsaid("total", fund="state_capital"),
        "not_applicable": put("template", None),
    },
    "mandatory-cell-filled": {
        "pass": all_of(rows(weight=None, score=None), without_total),  # 转移支付: no columns of points
        "fail": fund(full_year=None),
        "not_applicable": all_of(no_table, no_forms),
    },
    "placeholder-left": {"fail": text("由XX县××局负责"), "pass": lambda _: None},
    "number-parsable": {
        "fail": put("diagnostics", [{"code": "unreadable_figure", "message": "读不出", "message_en": "unreadable"}]),
        "not_applicable": all_of(no_table, no_forms, no_text),
    },
    "unit-scale-consistent": {
        "fail": lambda data: cell("public", final=data["base_data"]["expenses"][9]["final"] * 10000)(data),
        "not_applicable": all_of(no_table, no_forms),
    },
    "percent-sign-present": {
        "pass": evidence("/spending/3/share", "占总支出的99%"),
        "fail": evidence("/spending/3/share", "占总支出的99"),
        "not_applicable": no_text,
    },
    "pii-present": {"fail": lambda _: None, "pass": put("sign_offs", [])},
    "text-lint": {"fail": text("开展活动活动三次。"), "pass": lambda _: None},
    # §3.2
    "staff-control-rate-formula": {
        "fail": put("base_data.staffing.control_rate", D(40)),
        "not_applicable": no_table,
        "insufficient_data": put("base_data.staffing.control_rate", None),
    },
    "staff-control-rate-max-100": {
        "fail": put("base_data.staffing.actual", 300),
        "not_applicable": no_table,
        "insufficient_data": put("base_data.staffing", {}),
    },
    "staff-narrative-equals-table": {
        "fail": put("profile.staffing.on_duty", 999),
        "not_applicable": no_table,
        "insufficient_data": put("profile.staffing", {}),
    },
    "staff-movement-reconciles": {
        "fail": put("profile.staffing.on_duty_change", 9),
        "not_applicable": put("profile.staffing", {}),
        "insufficient_data": put("profile.staffing.movements", []),
    },
    "retiree-count-consistent": {
        "pass": text("提高12名退休干部基本养老金。"),
        "fail": text("单位现有退休人员13人。"),
        "not_applicable": put("profile.staffing", {}),
        "insufficient_data": text("慰问3名退休干部。"),
    },
    # §3.3
    "yoy-percent-agrees": {
        "fail": said("personnel", change_rate=D("3.33")),
        "not_applicable": said("personnel", amount=D(5), change=D(5), change_rate=D(100)),
    },
    "yoy-direction-agrees": {
        "fail": said("personnel", change=D(3), change_rate=D("-1.5")),
        "not_applicable": no_text,
    },
    "yoy-zero-base": {
        "pass": said("public", amount=D("0.30"), change=D("0.30"), change_rate=None),
        "fail": said("public", amount=D("0.30"), change=D("0.30"), change_rate=D(100)),
        "not_applicable": lambda _: None,
    },
    "zero-with-increase": {
        "pass": said("public", amount=D(0), change=D(-5)),
        "fail": said("public", amount=D(0), change=D(5)),
        "not_applicable": lambda _: None,
    },
    "completion-rate-denominator": {
        "pass": text("年初预算100.00万元，支出决算80.00万元，完成年初预算的80%。"),
        "fail": text("年初预算100.00万元，支出决算80.00万元，完成年初预算的86%。"),
        "not_applicable": lambda _: None,
        "insufficient_data": text("完成年初预算的80%。"),
    },
    "share-percent-agrees": {
        "fail": said("total", share=D("12.34")),
        "not_applicable": all_of(said("total", share=None), *(said("total", f, share=None) for f in
                                 ("government_fund", "social_insurance")), said("project", share=None)),
        "insufficient_data": all_of(
            no_forms, unsaid("total", "basic", "personnel", "public", "three_public"), said("project", share=D(30))
        ),
    },
    "fund-shares-sum-to-100": {
        "fail": all_of(said("total", share=D("96.80")), nil_funds),
        "not_applicable": said("total", share=None),
        "insufficient_data": unsaid("total", fund="state_capital"),
    },
    "change-reason-present": {
        "fail": said("public", reason=None),
        "not_applicable": no_text,
    },
    "total-equals-basic-plus-project": {
        "fail": said("total", "all", amount=D(1)),
        "not_applicable": unsaid("total", fund="all"),
        "insufficient_data": unsaid("basic", fund="all"),
    },
    "gpb-equals-gpb-basic-plus-project": {
        "fail": said("total", amount=D(1)),
        "not_applicable": unsaid("total", fund="general_public"),
        "insufficient_data": unsaid("basic", fund="general_public"),
    },
    "part-not-exceed-whole": {
        "fail": all_of(unsaid("public"), said("personnel", amount=D(99999))),
        "not_applicable": all_of(no_text, no_forms),
        "insufficient_data": all_of(cell("public", budget=None), cell("project", budget=None)),
    },
    "basic-equals-personnel-plus-public": {
        "fail": said("personnel", amount=D(1)),
        "not_applicable": unsaid("basic"),
        "insufficient_data": unsaid("public"),
    },
    "delta-parts-sum-to-delta-total": {
        "fail": said("personnel", change=D(1)),
        "not_applicable": said("personnel", change=None),
    },
    "fund-absence-contradicted": {
        "pass": nil_funds,
        "fail": all_of(nil_funds, put("evaluations.0.by_income.1.amount", D("14.84"))),
        "not_applicable": no_text,
    },
    "fund-presence-unexplained": {
        "fail": unsaid("total", fund="general_public"),
        "not_applicable": no_forms,
    },
    "indicator-repeat-consistent": {
        "pass": lambda data: data["spending"].append(dict(data["spending"][4])),
        "fail": lambda data: data["spending"].append(data["spending"][4] | {"amount": D(1)}),
        "not_applicable": no_text,
    },
    "narrative-equals-attachment": {
        "fail": cell("public", final=D(1)),
        "not_applicable": all_of(no_table, no_forms),
        "insufficient_data": cell("public", final=None),
    },
    "narrative-direction-equals-attachment": {
        "fail": all_of(said("public", change=D(5)), cell("public", prior_final=D(900), final=D(800))),
        "not_applicable": no_table,
        "insufficient_data": cell("public", prior_final=None),
    },
    "prior-year-implied-equals-table": {
        "fail": cell("public", prior_final=D(1)),
        "not_applicable": no_table,
        "insufficient_data": cell("public", prior_final=None),
    },
    # §3.4
    "san-gong-total-equals-parts": {
        "fail": cell("three_public", final=D(99)),
        "not_applicable": no_table,
        "insufficient_data": all_of(
            *(cell(name, final=None) for name in (*VEHICLES, "overseas", "reception"))
        ),
    },
    "vehicle-total-equals-purchase-plus-operation": {
        "fail": cell("vehicles", final=D(99)),
        "not_applicable": no_table,
        "insufficient_data": all_of(*(cell(name, final=None) for name in VEHICLES)),
    },
    "san-gong-items-present": {
        "fail": cell("overseas", concept=None),
        "not_applicable": no_table,
    },
    "parent-filled-when-child-filled": {"fail": cell("vehicles", budget=None), "not_applicable": no_table},
    "san-gong-not-over-budget": {
        "fail": cell("three_public", budget=D("0.10"), final=D("0.40")),
        "not_applicable": no_table,
        "insufficient_data": cell("three_public", budget=None),
    },
    "san-gong-change-rate": {
        "fail": cell("three_public", prior_final=D("0.10"), final=D("0.40")),
        "not_applicable": cell("three_public", prior_final=D(0)),
        "insufficient_data": cell("three_public", prior_final=None),
    },
    "san-gong-zero-base": {
        "pass": all_of(cell("vehicle_purchase", final=D(18)), text("本年购置公务用车1辆。")),
        "fail": cell("vehicle_purchase", final=D(18)),
        "not_applicable": lambda _: None,
    },
    "san-gong-budget-unused": {
        "pass": cell("three_public", final=D("0.40")),
        "fail": cell("three_public", budget=D("7.9"), final=D(0)),
        "not_applicable": cell("three_public", budget=D(0)),
        "insufficient_data": cell("three_public", budget=None),
    },
    "project-total-equals-parts": {
        "fail": cell("project", final=D(1)),
        "not_applicable": no_table,
        "insufficient_data": all_of(cell("project_business", final=None), cell("project_operations", final=None)),
    },
    "project-budget-unspent": {
        "fail": cell("project", budget=D("30.9"), final=D(0)),
        "not_applicable": cell("project", budget=D(0)),
        "insufficient_data": cell("project", budget=None),
    },
    "public-detail-not-exceed-total": {"fail": cell("office", final=D(99999)), "not_applicable": no_table},
    "public-control-rate": {
        "fail": cell("public", budget=D("33.9"), final=D("51.21")),
        "not_applicable": no_table,
        "insufficient_data": cell("public", budget=None),
    },
    "line-over-budget": {"fail": cell("office", budget=D(1), final=D("4.64")), "not_applicable": no_table},
    "procurement-filled": {"fail": put("base_data.procurement", {}), "not_applicable": no_table},
    "procurement-execution-rate": {
        "fail": put("base_data.procurement", {"budget": D(5), "final": D(9)}),
        "not_applicable": put("base_data.procurement", {}),
    },
    "basic-adjustment-disclosed": {
        "fail": all_of(fund(initial=D(1)), put("base_data.basic_adjustment", {})),
        "not_applicable": lambda data: fund(initial=data["evaluations"][0]["funds"][0]["full_year"])(data),
        "pass": all_of(fund(initial=D(1))),
        "insufficient_data": fund(initial=None),
    },
    "building-scale-control-rate": {
        "fail": put("base_data.buildings.0.actual_area", D(1300)),
        "not_applicable": put("base_data.buildings", []),
        "insufficient_data": put("base_data.buildings.0.actual_area", None),
    },
    "building-cost-control-rate": {
        "fail": put("base_data.buildings.0.cost_rate", D(60)),
        "not_applicable": put("base_data.buildings", []),
        "insufficient_data": put("base_data.buildings.0.approved_cost", None),
    },
    "building-none-consistent": {
        "pass": all_of(text("没有新建楼堂馆所。"), put("base_data.buildings", [])),
        "fail": text("没有新建楼堂馆所。"),
        "not_applicable": lambda _: None,
    },
    "expenses-not-exceed-budget-total": {
        "fail": cell("public", budget=D(99999)),
        "not_applicable": no_table,
        "insufficient_data": fund(initial=None),
    },
    "thrift-measures-filled": {"fail": put("base_data.thrift_measures", None), "not_applicable": no_table},
    # §3.5
    "fund-total-equals-sum-by-source": {
        "fail": put("evaluations.0.by_income.0.amount", D(99999)),
        "not_applicable": no_forms,
        "insufficient_data": put("evaluations.0.by_income", [{"label": "其他资金", "concept": "other"}]),
    },
    "fund-total-equals-sum-by-nature": {
        "fail": put("evaluations.0.by_nature.0.amount", D(99999)),
        "not_applicable": no_forms,
        "insufficient_data": put("evaluations.0.by_nature", [{"label": "基本支出", "concept": "basic"}]),
    },
    "source-total-equals-nature-total": {
        "fail": put("evaluations.0.by_nature.0.amount", D(99999)),
        "not_applicable": no_forms,
        "insufficient_data": put("evaluations.0.by_nature", [{"label": "基本支出", "concept": "basic"}]),
    },
    "full-year-budget-reconciles": {
        "fail": all_of(fund(initial=D(1)), put("base_data.basic_adjustment.budget", D(1))),
        "not_applicable": no_forms,
        "insufficient_data": all_of(fund(initial=D(1)), put("base_data.basic_adjustment", {})),
    },
    "execution-rate-formula": {
        "fail": fund(rate=D(12)),
        "not_applicable": no_forms,
        "insufficient_data": fund(full_year=None),
    },
    "execution-rate-basis": {
        "fail": fund(initial=D("313.14"), full_year=D("463.68"), executed=D("313.14"), rate=D("100.00")),
        "not_applicable": no_forms,
    },
    "execution-not-exceed-budget": {
        "fail": fund(executed=D(99999)),
        "not_applicable": no_forms,
        "insufficient_data": fund(full_year=None),
    },
    "execution-score-formula": {
        "fail": fund(score=D("2.50")),
        "not_applicable": no_forms,
        "insufficient_data": fund(executed=None, full_year=None, rate=None),
    },
    "execution-weight-is-10": {"fail": fund(weight=D(15)), "not_applicable": no_forms},
    "low-execution-explained": {
        "pass": fund(full_year=D(400), executed=D(200), reason="项目延期"),
        "fail": fund(full_year=D(400), executed=D(200)),
        "not_applicable": lambda _: None,
    },
    "budget-adjustment-rate": {
        "fail": fund(initial=D("313.14"), full_year=D("463.68")),
        "not_applicable": fund(initial=D(0)),
        "insufficient_data": fund(initial=None),
    },
    "carryover-identity": {
        "fail": fund(executed=D(99999)),
        "not_applicable": no_forms,
        "insufficient_data": fund(full_year=None),
    },
    "gov-fund-used-for-basic": {
        "pass": put("evaluations.0.by_income.1.amount", D("14.84")),
        "fail": all_of(
            put("evaluations.0.by_income.1.amount", D("14.84")), put("evaluations.0.by_nature.1.amount", None)
        ),
        "not_applicable": put("evaluations.0.by_income.1.amount", None),
    },
    # §3.6
    "weights-sum-100": {
        "fail": row(0, weight=D(40)),
        "not_applicable": no_forms,
        "insufficient_data": rows(weight=None),
    },
    "weights-sum-total-row": {
        "fail": put("evaluations.0.total.weight", D(95)),
        "not_applicable": put("evaluations", []),
        "insufficient_data": put("evaluations.0.total.weight", None),
    },
    "scores-sum-total": {
        "fail": put("evaluations.0.total.score", D(12)),
        "not_applicable": no_forms,
        "insufficient_data": put("evaluations.0.total.score", None),
    },
    "total-score-equals-narrative": {
        "fail": put("conclusion.self_score", D("12.5")),
        "not_applicable": put("conclusion.self_score", None),
        "insufficient_data": put("evaluations.0.total.score", None),
    },
    "score-not-exceed-weight": {"fail": row(2, score=D(99)), "not_applicable": no_forms},
    "weight-positive": {"fail": row(2, weight=D(0)), "not_applicable": no_forms},
    "level1-weight-equals-children": {
        "fail": row(0, weight=D(40)),
        "not_applicable": rows(level1_weight=None),
        "insufficient_data": row(8, level1_weight=None),
    },
    "level1-label-present": {
        "fail": all_of(row(0, level1=None), row(1, level1=None), row(2, level1=None), row(3, level1=None)),
        "not_applicable": no_forms,
    },
    "statutory-weight-split": {
        "fail": row(0, weight=D(40)),
        "not_applicable": rows(level1="预算编制情况"),
        "insufficient_data": row(8, weight=None),
    },
    "required-dimension-present": {
        "pass": lambda data: data["evaluations"].pop(),
        "fail": lambda data: data["evaluations"][0]["indicators"].pop(3),
        "not_applicable": row(6, level3=None, target=None, actual=None, weight=None, score=None, filler=True),
    },
    "quantitative-score-formula": {
        "pass": first_only(**MISSED, score=D("5.00")),
        "fail": first_only(**MISSED, score=D("7.00")),
        "not_applicable": first_only(**MISSED, score=D("7.00"), criterion="每缺一项扣1分"),
    },
    "qualitative-score-band": {
        "pass": first_only(**DONE, score=D(8)),
        "fail": first_only(**DONE, score=D(5)),
        "not_applicable": first_only(**MET, score=D(10)),
    },
    "full-score-target-unmet": {
        "pass": first_only(**MET, score=D(10)),
        "fail": first_only(**MISSED, score=D(10)),
        "not_applicable": no_forms,
    },
    "target-met-but-score-lost": {
        "pass": first_only(**MET, score=D(10)),
        "fail": first_only(**MET, score=D("9.6")),
        "not_applicable": first_only(**MISSED, score=D(5)),
    },
    "score-loss-explained": {
        "pass": first_only(**MISSED, score=D(5), deviation_reason="天气原因"),
        "fail": first_only(**MISSED, score=D(5), deviation_reason=None),
        "not_applicable": first_only(**MET, score=D(10)),
    },
    "overachievement-explained": {
        "pass": first_only(**{**MET, "actual": measure("180%", 180)}, score=D(10), deviation_reason="任务追加"),
        "fail": first_only(**{**MET, "actual": measure("180%", 180)}, score=D(10), deviation_reason=None),
        "not_applicable": first_only(**MET, score=D(10)),
    },
    "target-actual-same-type": {
        "pass": first_only(**MET, score=D(10)),
        "fail": first_only(**{**MET, "actual": measure("完成")}, score=D(10)),
        "not_applicable": no_forms,
    },
    "indicator-unit-present": {
        "pass": first_only(**{**MET, "target": measure("≥3", 3, "ge")}, level3="管护面积（万亩）", score=D(10)),
        "fail": first_only(**{**MET, "target": measure("3", 3)}, score=D(10)),
        "not_applicable": no_forms,
    },
    "indicator-dimension-fit": {
        "fail": row(2, level3="各类慰问", target=measure("完成")),
        "not_applicable": no_forms,
    },
    "satisfaction-range": {"fail": row(8, actual=measure("120%", 120, None, "%")), "not_applicable": no_forms},
    "cost-score-cap-when-missing": {
        "pass": row(3, level3=None, target=None, score=D(4)),
        "fail": row(3, level3=None, target=None, score=D(9)),
        "not_applicable": no_forms,
    },
    "duplicate-indicator": {
        "fail": lambda data: row(1, level3=data["evaluations"][0]["indicators"][0]["level3"])(data),
        "not_applicable": no_forms,
    },
    "blank-indicator-row": {
        "pass": rows(target=None, actual=None, criterion="每缺一项扣1分"),  # scored by criteria: it has no such columns
        "fail": row(6, level3=None, target=None, actual=None, weight=None, score=None, filler=True),
        "not_applicable": no_forms,
    },
    "overall-result-supported": {
        "pass": all_of(first_only(**{**MET, "actual": measure("95%", 95)}, score=D(10)),
                       put("evaluations.0.goals.0.actual", "超额完成")),
        "fail": all_of(first_only(**MET, score=D(10)), put("evaluations.0.goals.0.actual", "超额完成")),
        "not_applicable": lambda _: None,
    },
    "goal-measurable": {"fail": put("evaluations.0.goals.0.expected", "完成年度绩效目标"), "not_applicable": no_forms},
    "rating-word-agrees": {
        "fail": put("conclusion.rating", {"text": "差", "canonical": "差"}),
        "not_applicable": ungraded,
        "insufficient_data": all_of(put("conclusion.self_score", None), no_forms),
    },
    "execution-vs-output": {
        "fail": all_of(first_only(**MET, score=D(10)), fund(full_year=D(400), executed=D(100))),
        "not_applicable": no_forms,
        "insufficient_data": fund(executed=None),
    },
    "all-targets-exactly-met": {
        "pass": row(0, actual=measure("99卷", 99, None, "卷")),
        "fail": rows(target=measure("完成"), actual=measure("完成")),
        "not_applicable": no_forms,
    },
    "perfect-score-with-problems": {
        "pass": put("evaluations.0.total.score", D(91)),
        "fail": put("evaluations.0.total.score", D(100)),
        "not_applicable": all_of(no_forms, put("conclusion.self_score", None)),
    },
}  # fmt: skip

SCORING = {"cost-score-cap-when-missing": "shanxi"}


@pytest.mark.parametrize(("rule", "status"), [(rule, status) for rule, edits in CASES.items() for status in edits])
def test_an_edit_makes_the_status(rule: str, status: str) -> None:
    data = base()
    CASES[rule][status](data)
    assert status in statuses(rule, data, SCORING.get(rule))


@pytest.mark.parametrize("rule", [rule for rule, edits in CASES.items() if "pass" not in edits])
def test_a_consistent_report_passes(rule: str) -> None:
    assert statuses(rule, base(), SCORING.get(rule)) - {"not_applicable"} == {"pass"}


def test_every_rule_has_its_cases() -> None:
    assert set(CASES) == set(book())
    assert [rule for rule, edits in CASES.items() if not (edits.keys() >= {"fail"} and len(edits) > 1)] == []
