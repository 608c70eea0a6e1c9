"""Tables beside narratives: Hunan's scoring table before 2022, the transfer payments' form without points."""

from __future__ import annotations

from decimal import Decimal

from samples.blocks import Grid, GridCell, Node, Para, Truth, joined
from samples.draft import Draft
from samples.evaluation_table import measure
from samples.facts import quantized
from samples.families.frame import attachment, evaluation_truth, signed, titled

PARTS = ("投入", "过程", "产出", "效果")
Row = tuple[str, str, int, str, str]


def _rows(draft: Draft, part: str) -> list[Row]:
    lines = [line.split("|") for line in draft.bank.several(draft.rng, f"sheet_{part}", draft.rng.randint(2, 4))]
    lines.sort(key=lambda line: line[0])
    return [(two, three, int(points), standard, about) for two, three, points, standard, about in lines]


def score_sheet(draft: Draft) -> None:
    """附件 with 投入, 过程, 产出, 效果; points beside each level or beside the third alone."""
    lines = draft.words("sheet_title").split("|")
    title = "".join(lines)
    attachment(draft, 1, title)
    draft.truth["attachments"][-1]["label"] = "1"
    draft.blocks += [Para(line, "table_title", gap=index == len(lines) - 1) for index, line in enumerate(lines)]
    wide = draft.chance(0.5)
    truth = evaluation_truth(title, draft.facts.year if "年" in title else None)
    truth["indicators"] = []
    grid = Grid(9 if wide else 7)
    heads = (
        ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值"]
        if wide
        else ["一级指标", "二级指标", "三级指标", "分值"]
    )
    grid.row(*heads, draft.words("sheet_standard"), draft.words("sheet_about"), draft.words("sheet_score"))
    whole = got = Decimal(0)
    for part in ("input", "process", "output", "effect"):
        rows = _rows(draft, part)
        name = PARTS[("input", "process", "output", "effect").index(part)]
        points = Decimal(sum(row[2] for row in rows))
        whole += points
        first = [GridCell(name, rows=len(rows)), *([GridCell(f"{points}", rows=len(rows))] if wide else [])]
        previous = ""
        for row in rows:
            below = [other for other in rows if other[0] == row[0]]
            second: list[GridCell] = []
            if row[0] != previous:
                second = [GridCell(row[0], rows=len(below))]
                second += [GridCell(str(sum(other[2] for other in below)), rows=len(below))] if wide else []
            score = _given(draft, row[2])
            got += score
            grid.row(*first, *second, row[1], str(row[2]), row[3], row[4], f"{score}")
            truth["indicators"].append(_indicator(name, points if wide else None, row, score))
            first, previous = [], row[0]
    grid.row(GridCell(draft.rng.choice(["合计", "总分"]), 5 if wide else 3), f"{whole}", "", "", f"{got}")
    truth["total"] = {"weight": whole, "score": got}
    draft.truth["evaluations"].append(truth)
    draft.blocks.append(grid.table())


def _given(draft: Draft, points: int) -> Decimal:
    lost = draft.rng.choice([Decimal(0), Decimal(0), Decimal(0), Decimal("0.5"), Decimal(1)])
    return Decimal(points) - lost


def _indicator(level1: str, weight: Decimal | None, row: Row, score: Decimal) -> Truth:
    return {
        "goal": None, "level1": level1, "level1_weight": weight, "level2": row[0], "level3": row[1], "dimension": None,
        "target": None, "actual": None, "initial_target": None, "criterion": joined(row[3]), "weight": Decimal(row[2]),
        "score": score, "review_score": None, "coefficient": None, "is_core": None, "deviation_reason": None,
        "filler": False,
    }  # fmt: skip


def transfer_table(draft: Draft, name: str) -> None:
    """附件: 全年预算数(A), 全年执行数(B), B/A; 指标值 and 全年实际完成值; no points."""
    title = titled(draft, "tt_title")
    truth = evaluation_truth(title, draft.facts.year if "年" in title else None)
    truth |= {
        "project": name,
        "department": f"{draft.facts.place}农业农村局",
        "unit": draft.facts.unit,
        "indicators": [],
    }
    draft.truth["evaluations"].append(truth)
    grid = Grid(8)
    grid.row(GridCell("转移支付（项目）名称", 3), GridCell(name, 5))
    grid.row(GridCell("中央主管部门", 3), GridCell("农业农村部", 5))
    grid.row(GridCell(draft.words("tt_department"), 3), GridCell(truth["department"], 2),
             GridCell(draft.words("tt_unit"), 2), draft.facts.unit)  # fmt: skip
    _money(draft, grid, truth)
    _goals(draft, grid, truth)
    _indicators(draft, grid, truth)
    truth["remarks"] = draft.rng.choice(["无", "无其他需要说明的事项"])
    grid.row("说明", GridCell(truth["remarks"], 7))
    draft.blocks.append(grid.table())


def _money(draft: Draft, grid: Grid, truth: Truth) -> None:
    labels = [("年度资金总额：", "total"), ("其中：中央财政资金", "central"), ("地方资金", None), ("其他资金", "other")]
    heads = draft.words("tt_money").split("|")
    grid.row(GridCell(draft.words("tt_block"), rows=5), GridCell("", 2), GridCell(heads[0], 2), GridCell(heads[1], 2),
             heads[2])  # fmt: skip
    total = draft.facts.money["project"].now or Decimal(1000000)
    for index, (label, concept) in enumerate(labels):
        share = [Decimal(1), Decimal("0.8"), Decimal("0.2"), None][index]
        cells: list[tuple[str, Decimal | None]] = [("", None)] * 3
        if share is not None:
            yuan = quantized(total * share, 2)
            rate = draft.rng.choice([Decimal(1), Decimal(1), Decimal("0.96")])
            cells = [draft.hand.bare(yuan), draft.hand.bare(quantized(yuan * rate, 2)), draft.hand.rate(rate * 100)]
        grid.row(GridCell(label, 2), GridCell(cells[0][0], 2), GridCell(cells[1][0], 2), cells[2][0])
        truth["funds"].append({
            "label": label.strip("：").removeprefix("其中："), "concept": concept, "initial": None,
            "full_year": cells[0][1], "executed": cells[1][1], "weight": None, "rate": cells[2][1], "score": None,
            "reason": None,
        })  # fmt: skip


def _goals(draft: Draft, grid: Grid, truth: Truth) -> None:
    heads = draft.words("tt_goal_heads").split("|")
    expected, actual = draft.words("tt_goal").split("|")
    grid.row(GridCell(draft.words("tt_goal_block"), rows=2), GridCell(heads[0], 4), GridCell(heads[1], 3))
    grid.row(GridCell(expected, 4), GridCell(actual, 3))
    truth["goals"] = [{"expected": expected, "actual": actual, "weight": None}]


LEVELS = (("产出指标", "数量指标", "quantity"), ("产出指标", "质量指标", "quality"),
          ("产出指标", "时效指标", "timeliness"),
          ("效益指标", "社会效益指标", "social"), ("满意度指标", "服务对象满意度指标", "satisfaction"))  # fmt: skip


def _indicators(draft: Draft, grid: Grid, truth: Truth) -> None:
    chosen = [(one, two, code, draft.bank.several(draft.rng, f"tt_{code}", draft.rng.choice([1, 1, 2])))
              for one, two, code in LEVELS]  # fmt: skip
    total = sum(len(names) for *_, names in chosen)
    heads = draft.words("tt_heads").split("|")
    grid.row(GridCell("绩效指标", rows=total + 1), "一级指标", "二级指标", GridCell("三级指标", 2), *heads)
    previous = ""
    for one, two, code, names in chosen:
        count = sum(len(entry[3]) for entry in chosen if entry[0] == one)
        first = [GridCell(one, rows=count)] if one != previous else []
        second = [GridCell(two, rows=len(names))]
        for name in names:
            label, target, actual = name.split("|")
            reason = draft.rng.choice(["", "", "", "受汛期影响，已督促加快进度"])
            grid.row(*first, *second, GridCell(label, 2), target, actual, reason)
            truth["indicators"].append({
                "goal": 0, "level1": one, "level1_weight": None, "level2": two, "level3": label, "dimension": code,
                "target": _measured(target), "actual": _measured(actual), "initial_target": None, "criterion": None,
                "weight": None, "score": None, "review_score": None, "coefficient": None, "is_core": None,
                "deviation_reason": reason or None, "filler": False,
            })  # fmt: skip
            first, second = [], []
        previous = one


def _measured(text: str) -> Truth:
    sign, comparator = ("≥", "ge") if text.startswith("≥") else ("", None)
    digits = text.removeprefix(sign)
    number = digits.rstrip("个公里户人%批次")
    if not number or not number.replace(".", "").isdecimal():
        return measure(text)
    return measure(text, comparator, Decimal(number), digits[len(number) :] or None)


def finish_table(draft: Draft, number: int, name: str) -> None:
    """The form as an attachment, in some reports; signed or not."""
    draft.outline.append(Node(1, f"附件{number}", None, "attachment"))
    draft.blocks.append(Para(f"附件{number}", "attachment"))
    transfer_table(draft, name)
    title = draft.truth["evaluations"][-1]["title"]
    draft.outline[-1].title = title
    draft.truth["attachments"].append({"label": str(number), "title": title, "listed": False, "found": True})
    if draft.chance(0.5):
        signed(draft, f"附件{number}")
