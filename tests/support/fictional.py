"""A small fictional report, built by hand: every part of the contract filled, every piece of evidence verbatim."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jixiao.schema import (
    Achievement,
    Amounts,
    Attachment,
    BaseData,
    Block,
    Building,
    Cell,
    Conclusion,
    Coverage,
    Diagnostic,
    Evaluation,
    Evidence,
    Expense,
    Finding,
    FundRow,
    Goal,
    Indicator,
    LabelledAmount,
    Measure,
    Movement,
    Operand,
    Organization,
    PatternPack,
    Performance,
    Place,
    Problem,
    Profile,
    Rating,
    Report,
    Section,
    SignOff,
    Source,
    SpendingStatement,
    Staffing,
    StaffingControl,
    Table,
    Template,
    Total,
)

TEXTS = (
    "2023年度青禾县图书馆\n部门整体支出绩效自评报告",
    "一、单位基本情况",
    "1.负责图书的采编与借阅。",
    "（三）人员情况。2023年末在职8人，比上年减少1人，退休5人，主要原因是在职人员转退休1人。",
    "二、一般公共预算支出情况",
    "2023年一般公共预算财政拨款支出212.40万元，占总支出的100%，比上年增加12.40万元，增长6.20%，主要原因是人员工资调整。",
    "基本支出182.40万元，其中：人员经费150.00万元，公用经费324000元。",
    "本单位2023年度无政府性基金预算支出",
    "1、抓好图书采编。全年采编图书3200册。",
    "经过自评，存在以下问题：部分指标不够细化。原因是业务人员参与不足。",
    "（一）2023年部门整体支出绩效自评得分为98分。",
)
GRID = (
    ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
    ("产出指标\n(60分)", "数量指标", "采编图书", "≥3000册", "3200册", "30", "29.70"),
    ("", "社会效\n益指标", "借阅便利度", "明显提升", "明显提升", "30", ""),
)
TABLE_BLOCK = len(TEXTS)


def _cells() -> tuple[Cell, ...]:
    return tuple(
        Cell(
            row=row,
            column=column,
            text=raw.replace("\n", ""),
            raw=raw,
            place=Place(block=TABLE_BLOCK, cell=(row, column), span=(0, len(raw)), page=2),
        )
        for row, line in enumerate(GRID)
        for column, raw in enumerate(line)
    )


def quote(text: str, pattern: str, block: int, **more: Any) -> Evidence:
    """Evidence that stands verbatim in a block of `TEXTS`."""
    start = TEXTS[block].index(text)
    place = Place(block=block, span=(start, start + len(text)), page=1, bbox=(90.0, 100.5, 200.25, 112.0))
    return Evidence(text=text, places=(place,), pattern=pattern, **more)


def cell(row: int, column: int, pattern: str, **more: Any) -> Evidence:
    """Evidence that is a whole cell of `GRID`."""
    raw = GRID[row][column]
    place = Place(block=TABLE_BLOCK, cell=(row, column), span=(0, len(raw)), page=2)
    return Evidence(text=raw, places=(place,), pattern=pattern, **more)


def evidence() -> dict[str, Evidence]:
    """Some of the report's evidence: each kind once."""
    return {
        "/title": quote(TEXTS[0], "title", 0),
        "/spending/0/amount": quote("212.40万元", "spending.amount", 5, steps=("212.40万元 → 212.40",)),
        "/spending/0/change": quote("增加12.40万元", "spending.change", 5),
        "/spending/3/amount": quote(
            "324000元", "spending.amount", 6, steps=("324000元 → ÷10000 → 32.4000",), confidence=0.99
        ),
        "/spending/4/amount": quote("无政府性基金预算支出", "spending.nil", 7, null_kind="nil_statement"),
        "/evaluations/0/indicators/0/level1": cell(1, 0, "form.evaluation.level1"),
        "/evaluations/0/indicators/0/score": cell(1, 6, "form.evaluation.score"),
        "/evaluations/0/indicators/1/level1": cell(
            2, 1, "vocabulary.dimension", steps=("社会效益指标 → 效益指标",), inferred=True
        ),
        "/evaluations/0/indicators/1/score": cell(2, 6, "form.evaluation.score", null_kind="blank"),
    }


def _measure(text: str, **more: Any) -> Measure:
    return Measure(text=text, **more)


def evaluation() -> Evaluation:
    """The 自评表."""
    return Evaluation(
        title="2023年度部门整体支出绩效自评表",
        year=2023,
        unit="青禾县图书馆",
        funds=(
            FundRow(
                label="年度资金总额",
                concept="total",
                initial=Decimal("200.00"),
                full_year=Decimal("220.00"),
                executed=Decimal("212.40"),
                weight=Decimal(10),
                rate=Decimal("96.55"),
                score=Decimal("9.65"),
            ),
        ),
        by_income=(LabelledAmount(label="一般公共预算", concept="general_public", amount=Decimal("212.40")),),
        by_nature=(LabelledAmount(label="基本支出", concept="basic", amount=Decimal("182.40")),),
        goals=(Goal(expected="完成图书采编", actual="完成"),),
        indicators=(
            Indicator(
                goal=0,
                level1="产出指标",
                level1_weight=Decimal(60),
                level2="数量指标",
                level3="采编图书",
                dimension="quantity",
                target=_measure("≥3000册", comparator="ge", value=Decimal(3000), unit="册"),
                actual=_measure("3200册", value=Decimal(3200), unit="册"),
                weight=Decimal(30),
                score=Decimal("29.70"),
                deviation_reason="部分图书到馆较晚",
            ),
            Indicator(
                goal=0,
                level1="效益指标",
                level2="社会效益指标",
                level3="借阅便利度",
                dimension="social",
                target=_measure("明显提升", qualitative=True),
                actual=_measure("明显提升", qualitative=True),
                weight=Decimal(30),
            ),
            Indicator(goal=0, level1="效益指标", level2="社会效益指标", dimension="social", filler=True),
        ),
        total=Total(weight=Decimal(100), score=Decimal(98)),
        rating=Rating(text="优秀", canonical="优"),
    )


def base_data() -> BaseData:
    """The 基础数据表."""
    return BaseData(
        title="部门整体支出绩效评价基础数据表",
        year=2023,
        staffing=StaffingControl(authorized=9, actual=8, control_rate=Decimal("88.89")),
        expenses=(
            Expense(item="三公经费", concept="three_public", level=1, final=Decimal("1.20")),
            Expense(item="公务接待", concept="reception", level=2, parent=0, final=Decimal("1.20")),
            Expense(item="……", level=2, parent=0),
        ),
        procurement=Amounts(budget=Decimal("3.50"), final=Decimal("3.5")),
        buildings=(Building(approved_area=Decimal("1200.50"), actual_area=Decimal("1200")),),
        thrift_measures="严格审批",
    )


def report() -> Report:
    """The report."""
    spending = [
        SpendingStatement(
            fund="general_public",
            scope="total",
            year=2023,
            amount=Decimal("212.40"),
            share=Decimal(100),
            change=Decimal("12.40"),
            change_rate=Decimal("6.20"),
            reason="人员工资调整",
        ),
        SpendingStatement(fund="general_public", scope="basic", year=2023, amount=Decimal("182.40")),
        SpendingStatement(fund="general_public", scope="personnel", year=2023, amount=Decimal("150.00")),
        SpendingStatement(fund="general_public", scope="public", year=2023, amount=Decimal("32.4000")),
        SpendingStatement(fund="government_fund", scope="total", year=2023, is_none=True),
    ]
    blocks = [Block(index=i, kind="paragraph", text=text, page=1) for i, text in enumerate(TEXTS)]
    return Report(
        source=Source(
            file_name="report.pdf",
            sha256="0" * 64,
            size_bytes=2786,
            media_type="application/pdf",
            page_count=2,
            text_origin="digital",
            reader="pdf",
            dialect=None,
            patterns=PatternPack(pack="jixiao", version="1", hash="1" * 64),
        ),
        kind="whole_department",
        template=Template(name="hunan-2022", score=Decimal("0.97")),
        title="2023年度青禾县图书馆部门整体支出绩效自评报告",
        fiscal_year=2023,
        organization=Organization(name="青禾县图书馆", parent="青禾县文化局", level="二级机构"),
        profile=Profile(
            functions=("负责图书的采编与借阅。",),
            divisions=("办公室", "采编室"),
            staffing=Staffing(
                authorized=9,
                on_duty=8,
                on_duty_change=-1,
                retired=5,
                movements=(Movement(direction="out", kind="在职人员转退休", count=1),),
            ),
        ),
        spending=tuple(spending),
        performance=Performance(
            summary="主要成效如下：",
            achievements=(Achievement(heading="抓好图书采编", text="抓好图书采编。全年采编图书3200册。"),),
        ),
        problems=(Problem(problem="部分指标不够细化", cause="业务人员参与不足"),),
        improvements=("细化绩效指标",),
        conclusion=Conclusion(self_score=Decimal(98), disclosure="自评报告将在门户网站公开"),
        attachments=(Attachment(label="1", title="部门整体支出绩效自评表", listed=True, found=True),),
        base_data=base_data(),
        evaluations=(evaluation(),),
        sign_offs=(SignOff(attachment="附件1", filled_by="（略）", filled_on="2024-04-08"),),
        outline=(
            Section(
                level=1,
                label="一",
                title="单位基本情况",
                role="profile",
                blocks=(1, 2),
                children=(Section(level=2, label="（三）", title="人员情况", role="staffing", blocks=(3,)),),
            ),
            Section(level=1, label="二", title="一般公共预算支出情况", role="spending_general_public", blocks=(4, 5)),
        ),
        tables=(Table(rows=3, columns=7, cells=_cells(), origin="ruled", role="evaluation", block=TABLE_BLOCK),),
        blocks=(*blocks, Block(index=TABLE_BLOCK, kind="table", text="", page=2)),
        evidence=evidence(),
        findings=(
            Finding(
                rule="score-loss-explained",
                instance="/evaluations/0/indicators/1",
                status="fail",
                severity="warning",
                message="失分没有说明原因",
                message_en="points lost without a reason",
                operands=(Operand(label="得分", value=None, pointer="/evaluations/0/indicators/1/score"),),
                expected=Decimal("30.00"),
                actual=None,
                difference="未知",
            ),
        ),
        diagnostics=(
            Diagnostic(
                code="page_without_text",
                message="第3页没有文字层",
                message_en="page 3 has no text layer",
                places=(Place(block=0, span=(0, 0), page=3),),
            ),
        ),
        coverage=Coverage(
            total=300, fields=200, structure=80, ignored={"page_number": 10}, unread=10, unread_places=()
        ),
    )
