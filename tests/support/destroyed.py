"""Random tables whose figures are known, and the ways in which tools destroy them.

A table is rows of cells (`grids.Spec`); ``consistent`` ones bear themselves out (rate, sums, scores), others hold an
author's mistake. `pour` gives the stream that is left of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from grids import Spec

Rows = list[list[Spec]]

LEVELS = [
    ("产出指标", ["数量指标", "质量指标", "时效指标", "成本指标"]),
    ("效益指标", ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"]),
    ("满意度指标", ["服务对象满意度指标"]),
]
NAMES = {
    "数量指标": ["培训人次", "修缮古井", "开展巡查", "新建步道长度", "编印手册"],
    "质量指标": ["验收合格率", "档案完整率", "设备完好率", "课程达标率"],
    "时效指标": ["按期完成率", "资金及时拨付率", "材料报送及时率"],
    "成本指标": ["项目总成本", "人均培训成本"],
    "经济效益指标": ["带动增收", "节约开支"],
    "社会效益指标": ["受益人口数", "公众知晓率", "便民程度"],
    "生态效益指标": ["植被覆盖率", "垃圾清运率"],
    "可持续影响指标": ["制度健全程度", "长效管护机制"],
    "服务对象满意度指标": ["群众满意度", "参训学员满意度"],
}
UNITS = ["人次", "处", "次", "公里", "册", "万元", "户", "套"]
WORDS = ["完成", "显著", "良好", "有效保障", "健全"]


def money(value: Decimal) -> str:
    """An amount as an author would print it."""
    return f"{value.normalize():f}"


def rounded(value: Decimal, step: str = "0.01") -> Decimal:
    """Rounded half up."""
    return value.quantize(Decimal(step), ROUND_HALF_UP)


class Author:
    """Fills in forms at random. ``careful`` ones make no mistakes."""

    def __init__(self, seed: int, *, careful: bool = True) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.careful = careful

    def amount(self) -> Decimal:
        """Some money."""
        kind = self.random.random()
        if kind < 0.4:
            return Decimal(self.random.randint(2, 400))
        if kind < 0.8:
            return Decimal(self.random.randint(200, 90000)) / 100
        return Decimal(self.random.randint(100000, 9000000)) / 10000

    def errs(self) -> bool:
        """Whether a mistake is made here."""
        return not self.careful and self.random.random() < 0.15

    def funds(self, columns: Sequence[str], names: Sequence[str]) -> Rows:
        """The total's row and those below it, in the columns of a form (ids)."""
        pick = self.random
        full = self.amount()
        initial = full if pick.random() < 0.6 else self.amount()
        executed = full if pick.random() < 0.5 else rounded(full * pick.randint(300, 999) / 1000)
        weight = Decimal(10)
        rate = rounded(100 * executed / full)
        score = rounded(weight * rate / 100)
        if self.errs():
            executed = self.amount()
        if self.errs():
            rate += pick.randint(1, 9)
        if self.errs():
            score = Decimal(pick.randint(1, 10))
        values = {
            "initial": money(initial), "full_year": money(full), "executed": money(executed), "weight": "10",
            "rate": self.percent(rate), "score": money(score),
        }  # fmt: skip
        self.execution = score
        rows: Rows = [[(names[0], 2), *(values[id_] for id_ in columns)]]
        dash = pick.choice(["—", "", "/"])
        whole = pick.random() < 0.7
        parts = [self.split(value, len(names) - 1, whole) for value in (initial, full, executed)]
        for index, name in enumerate(names[1:]):
            i, f, e = (part[index] for part in parts)
            own = {"initial": i, "full_year": f, "executed": e}
            texts = {id_: "" if value is None else money(value) for id_, value in own.items()}
            shown = f and e is not None and pick.random() < 0.5
            texts["rate"] = self.percent(rounded(100 * e / f)) if shown and f and e is not None else dash
            texts |= {"weight": dash, "score": dash}
            rows.append([(name, 2), *(texts[id_] for id_ in columns)])
        return rows

    def split(self, value: Decimal, count: int, whole: bool) -> list[Decimal | None]:
        """A sum in parts, the others blank or 0."""
        if self.errs():
            value += 1
        if whole:
            zero = self.random.choice([None, Decimal(0)])
            return [value, *([zero] * (count - 1))]
        first = rounded(value * self.random.randint(1, 9) / 10)
        return [first, value - first, *([None] * (count - 2))]

    def percent(self, value: Decimal) -> str:
        """A rate as printed."""
        text = f"{value:f}" if self.random.random() < 0.4 else money(value)
        return f"{text}%"

    def weights(self, count: int, total: int) -> list[int]:
        """Weights that make up a total."""
        base = total // count
        weights = [base] * count
        weights[-1] += total - base * count
        for _ in range(count // 2):
            a, b = self.random.randrange(count), self.random.randrange(count)
            move = self.random.choice([1, 2, 5])
            if weights[a] > move + 1:
                weights[a] -= move
                weights[b] += move
        if self.errs():
            weights[0] += 1
        return weights

    def measure(self) -> tuple[str, str, bool]:
        """Target, actual value, and whether the target is met."""
        pick = self.random
        kind = pick.random()
        if kind < 0.15:
            word = pick.choice(WORDS)
            return word, word, True
        sign = pick.choice(["≥", "", "≥", "=", "≤", "不少于"])
        unit = pick.choice(["%", "%", *UNITS, ""])
        target = Decimal(pick.choice([100, 95, 90, 98]) if unit == "%" else pick.randint(1, 300))
        met = pick.random() < 0.85
        actual = target
        if sign in ("≥", "不少于"):
            step = pick.randint(0, max(1, int(target) // 3)) if unit != "%" else pick.randint(0, int(100 - target))
            actual = target + step if met else target - 1 - pick.randint(0, int(target) // 4)
        elif sign == "≤":
            actual = target - pick.randint(0, int(target) // 3) if met else target + 1 + pick.randint(0, 3)
        elif not met:
            actual = target - 1 - pick.randint(0, int(target) // 5)
        met = actual == target or (actual > target if sign in ("≥", "不少于") else sign == "≤" and actual < target)
        copied = sign if pick.random() < 0.1 and actual == target else ""
        return f"{sign}{target}{unit}", f"{copied}{max(actual, Decimal(0))}{unit}", met

    def indicators(self, columns: Sequence[str], *, execution: int = 10) -> Rows:
        """Rows of indicators with their levels, in the columns of a form (ids behind the names), and the total."""
        pick = self.random
        chosen: list[tuple[str, str, str]] = []
        for level1, twos in LEVELS:
            for level2 in twos:
                names = NAMES[level2]
                if pick.random() < 0.7 or level2 == twos[0]:
                    chosen += [
                        (level1, level2, name) for name in pick.sample(names, pick.randint(1, min(2, len(names))))
                    ]
                elif pick.random() < 0.3:
                    chosen.append((level1, level2, ""))
        filled = [row for row in chosen if row[2]]
        weights = iter(self.weights(len(filled), 100 - execution))
        rows: Rows = []
        total = Decimal(0)
        sum_weights = execution
        tops = {level1: sum(row[0] == level1 for row in chosen) for level1, _ in LEVELS}
        twos_of = {(a, b): sum(row[:2] == (a, b) for row in chosen) for a, b, _ in chosen}
        seen: set[object] = set()
        for level1, level2, name in chosen:
            cells: list[Spec] = []
            if level1 not in seen:
                seen.add(level1)
                cells.append((level1, 1, tops[level1]))
            if (level1, level2) not in seen:
                seen.add((level1, level2))
                cells.append((level2, 1, twos_of[level1, level2]))
            texts = dict.fromkeys(columns, "")
            if name:
                target, actual, met = self.measure()
                weight = Decimal(next(weights))
                score = weight if met else rounded(weight * pick.randint(50, 98) / 100)
                if self.errs():
                    score = weight - 1 if met else weight
                sum_weights += int(weight)
                total += score
                reason = "" if score == weight or pick.random() < 0.3 else pick.choice(["宣传不够", "雨季影响工期"])
                texts = {
                    "target": target, "actual": actual, "weight": money(weight), "score": money(score),
                    "deviation_reason": reason,
                }  # fmt: skip
            rows.append([*cells, name, *(texts[id_] for id_ in columns)])
        total += self.execution if execution else 0
        if self.errs():
            total -= 1
        figures = {"weight": str(sum_weights if self.careful else 100), "score": money(total)}
        first = columns.index("weight")
        rows.append([("总分", 4 + first), *(figures.get(id_, "") for id_ in columns[first:])])
        return rows


HEADS = {
    "initial": "年初预算数", "full_year": "全年预算数", "executed": "全年执行数", "weight": "分值", "rate": "执行率",
    "score": "得分",
}  # fmt: skip
BELOW = ["其中：当年财政拨款", "上年结转资金", "其他资金"]
NATIONAL = ["initial", "full_year", "executed", "weight", "rate", "score"]
BEHIND = ["target", "actual", "weight", "score", "deviation_reason"]
BEHIND_HEADS = {
    "target": "年度指标值", "actual": "实际完成值", "weight": "分值", "score": "得分",
    "deviation_reason": "偏差原因分析及改进措施",
}  # fmt: skip


def national(author: Author) -> Rows:
    """项目支出绩效自评表."""
    return _project(author, NATIONAL, HEADS, BEHIND, BEHIND_HEADS, "项目资金\n（万元）")


def no_initial(author: Author) -> Rows:
    """The money without 年初预算数, the weight before the target (R20)."""
    heads = HEADS | {"full_year": "全年预算数(A)", "executed": "全年执行数(B)", "rate": "执行率(B/A)"}
    columns = ["weight", "target", "actual", "score", "deviation_reason"]
    named = BEHIND_HEADS | {"actual": "全年实际值", "deviation_reason": "未完成原因及拟采取的改进措施"}
    return _project(
        author, ["full_year", "executed", "weight", "rate", "score"], heads, columns, named, "资金情况（万元）"
    )


def _project(
    author: Author,
    money_ids: Sequence[str],
    heads: dict[str, str],
    ids: Sequence[str],
    named: dict[str, str],
    block: str,
) -> Rows:
    width = len(money_ids)
    funds = author.funds(money_ids, ["年度资金总额", *BELOW])
    rows: Rows = [
        [("项目名称", 2), ("云溪县步道修缮项目", width + 1)],
        [("主管部门", 2), ("云溪县文旅局", 2), "实施单位", ("云溪县图书馆", width - 2)],
        [(block, 1, len(funds) + 1), ("", 2), *(heads[id_] for id_ in money_ids)],
        *funds,
        [("年度总体目标", 1, 2), ("预期目标", 3), ("实际完成情况", width - 1)],
        [("修缮步道，方便群众", 3), ("已完成", width - 1)],
    ]
    below = author.indicators(ids)
    rows.append([("绩效指标", 1, len(below)), "一级指标", "二级指标", "三级指标", *(named[id_] for id_ in ids)])
    return [*rows, *below]


def transfer(author: Author) -> Rows:
    """A transfer payment: no points at all (R21)."""
    columns = ["full_year", "executed", "rate"]
    funds = author.funds(columns, ["年度资金总额：", "其中：中央补助", "其他资金"])
    return [
        [("项目资金\n（万元）", 1, 4), ("", 2), "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A）"],
        *funds,
        [("总体目标完成情况", 1, 2), ("总体目标", 3), ("全年实际完成情况", 2)],
        [("养护公路", 3), ("完成", 2)],
    ]


FORMS: dict[str, Callable[[Author], Rows]] = {"national": national, "no_initial": no_initial, "transfer": transfer}


def text_of(spec: Spec) -> str:
    """The text of a cell."""
    return spec if isinstance(spec, str) else str(spec[0])


def exchanged(rows: Rows, a: tuple[int, int], b: tuple[int, int]) -> Rows:
    """The rows with the texts of two cells exchanged."""
    one, other = text_of(rows[a[0]][a[1]]), text_of(rows[b[0]][b[1]])
    new = [list(row) for row in rows]
    for (row, cell), text in ((a, other), (b, one)):
        spec = new[row][cell]
        new[row][cell] = text if isinstance(spec, str) else (text, *spec[1:])  # type: ignore[assignment]
    return new


def pour(rows: Rows, how: str, seed: int = 0) -> str:
    """What is left of a table: «glued» (nothing between cells), «blanks» (a blank), «lines» (a row a line, words broken
    over lines at random), «mixed» (a blank here and there), «bands» (a few rows at a time, column by column), «apart»
    (below each heading all figures, then all words)."""
    return poured([[text_of(spec) for spec in row] for row in rows], how, seed)


def poured(rows: Sequence[Sequence[str]], how: str, seed: int = 0) -> str:
    """The same for rows of texts."""
    pick = random.Random(seed)  # noqa: S311
    filled = [[found for text in row if (found := "".join(text.split()))] for row in rows]
    if how == "glued":
        return "".join("".join(row) for row in filled)
    if how == "blanks":
        return " ".join(" ".join(row) for row in filled)
    if how == "mixed":
        return "".join(text + pick.choice(["", "", " ", "\n"]) for row in filled for text in row)
    if how == "apart":
        return " ".join(_apart(rows))
    if how == "bands":
        parts: list[str] = []
        while filled:
            size = pick.randint(1, 5)
            band, filled = filled[:size], filled[size:]
            for column in range(max(len(row) for row in band)):
                parts += [row[column] for row in band if column < len(row)]
        return " ".join(parts)
    lines = []
    for row in filled:
        words = [
            text[:3] + "\n" + text[3:]
            if len(text) > 4 and not any(c.isdigit() for c in text) and pick.random() < 0.3
            else text
            for text in row
        ]
        lines.append(" ".join(words))
    return "\n".join(lines)


def _apart(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Below each heading its columns of figures, row by row, and then the words that stood beside them."""
    figures = reasons = 0
    words: list[str] = []
    for row in rows:
        cells = ["".join(text.split()) for text in row]
        if "分值" in cells:
            yield from filter(None, words)
            first = next(index for index, text in enumerate(cells) if index and text not in ("", *LEFT))
            reasons = int(cells[-1] == REASON)
            figures = len(cells) - reasons - first
            words = [*cells[:first], *cells[first + figures :]]
            yield from cells[first : first + figures]
            continue
        end = len(cells) - reasons
        begin = max(end - figures, 1)
        if any(char.isdigit() for char in "".join(cells[begin:end])) and figures:
            yield from filter(None, cells[begin:end])
            words += [*cells[:begin], *cells[end:]]
        else:
            words += cells
    yield from filter(None, words)


LEFT = ("一级指标", "二级指标", "三级指标")
REASON = BEHIND_HEADS["deviation_reason"]
FUNDS = ("initial", "full_year", "executed", "weight", "rate", "score")


def untrue(read: Any, truth: Any, *, words: bool = True) -> list[str]:
    """What an evaluation read in part (plain values) holds that the true one does not: funds by their labels,
    indicators in their order, a row that was read without its name beside any that holds all its figures. Without
    ``words`` only figures are compared."""
    wrong = [
        f"fund {_fund(fund, words)}"
        for fund in read["funds"]
        if not any(_holds(_fund(other, words), _fund(fund, words)) for other in truth["funds"])
    ]
    at = 0
    for row in read["indicators"]:
        wanted = _row(row, words)
        if all(value is None for id_, value in wanted.items() if not id_.startswith("level1")):
            continue
        rows = range(at, len(truth["indicators"]))
        found = next((n for n in rows if _holds(_row(truth["indicators"][n], words), wanted)), None)
        if found is None:
            wrong.append(f"indicator {wanted}")
        else:
            at = found + 1
    for id_ in ("weight", "score"):
        value = (read["total"] or {}).get(id_)
        if value is not None and value != (truth["total"] or {}).get(id_):
            wrong.append(f"total {id_} {value}")
    return wrong


def count(evaluation: Any) -> int:
    """How many figures of money, indicators and total an evaluation holds."""
    held = [_fund(fund, words=False) for fund in evaluation["funds"]]
    held += [_row(row, words=False) for row in evaluation["indicators"]]
    held += [evaluation["total"] or {}]
    return sum(isinstance(value, Decimal | int) for figures in held for value in figures.values())


def _holds(truth: dict[str, Any], read: dict[str, Any]) -> bool:
    return all(value is None or _bare(value) == _bare(truth.get(id_)) for id_, value in read.items())


def _bare(value: Any) -> Any:
    """Words without the blanks that a destroyed table has lost."""
    return "".join(value.split()) if isinstance(value, str) else value


def _fund(fund: Any, words: bool) -> dict[str, Any]:
    return {id_: fund.get(id_) for id_ in (*FUNDS, *(("label",) if words else ()))}


def _row(row: Any, words: bool) -> dict[str, Any]:
    named = ("level1", "level2", "level1_weight", "level3") if words else ()
    found = {id_: row.get(id_) for id_ in (*named, "weight", "score")}
    for id_ in ("target", "actual"):
        found[id_] = (row.get(id_) or {}).get("value")
    return found
