"""The rule book as a page to read: every rule with its grade, what it says and where that comes from; `make rules`."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.checks.engine import book
from jixiao.checks.profiles import names, profile
from jixiao.patterns import Patterns
from jixiao.schema.vocabulary import SEVERITIES

HEAD = """# 检查规则 · The rule book

Made by `make rules` from the rules and their words. A figure stands for all values that round to it as printed: 448.84
is [448.835, 448.845]; a bare 0, people, weights and whole points are exact. A relation fails only when no values inside
the intervals satisfy it. Each rule is applied to every instance that a report has: it passes, fails, does not apply, or
lacks data; all are counted.

- 错误 error: two statements of the report cannot both be true. 警告 warning: the standard is breached, or something
  that must be told is not. 提示 info: a lead, or a slip of the pen.
- Blanks are not 0. In a sum a blank counts as 0 while another part is filled, and the message says so.
- Findings whose differences are the same amount and which share an operand, or where the difference of one is an
  operand of the other, have one `root`; the headline is the gravest whose difference was computed and not derived.
- `diagnosis` is given where arithmetic proves it: a slip of 10⁴, a wrong sign, swapped digits, the base of another
  figure, an item left out or counted twice; `repair` is the value that would settle it.
- Where the 自评表 holds other funds' money too, its rows may be more than the text says of the general budget, by that
  money and no more.
- What was not read, and is named so, makes no sum wrong: beside a table, row or amount that was lost, rules that ask
  for all of them lack data.
- Sums take the first statement of a fund and scope; other mentions must equal it (`indicator-repeat-consistent`).
"""

LEFT_OUT = (
    (
        "activity-count-consistent",
        "§3.3",
        (
            "Counts of activities in text and table are of the same thing only by a judgement "
            "on words; a wrong match would be a false alarm."
        ),
    ),
    (
        "problem-measure-match",
        "§3.6",
        "Whether a measure answers a problem is a judgement on words.",
    ),
    (
        "san-gong-basic-not-exceed",
        "§3.4",
        ("What part of 三公经费 is paid from 基本支出 stands in final accounts, which are not part of the report."),
    ),
    (
        "total-equals-basic-plus-project",
        "§3.3, in part",
        "经营, 上缴 and 对附属单位补助支出 are no scopes of the contract: 基本支出 and 项目支出 are summed.",
    ),
    (
        "dates-in-order",
        "§3.1, in part",
        ("Dates of projects, payments and acceptances are not in the contract; years of cited documents are compared."),
    ),
    (
        "san-gong-zero-base",
        "§3.4, in part",
        "The number of vehicles is not in the contract; a purchase must be spoken of.",
    ),
    (
        "level1-weight-equals-children",
        "§3.6, in part",
        "Points printed with a second level are not in the contract.",
    ),
    (
        "retiree-count-consistent",
        "§3.2, in part",
        "A mention that differs may be of some people: only 现有, 共有, 全体 can fail.",
    ),
    (
        "qualitative-score-band",
        "§3.6, in part",
        ("Results in other words than 完成, 部分完成, 未完成 and the target's own («基本完成») are not judged."),
    ),
    (
        "mandatory-cell-filled",
        "§3.1, in part",
        ("What a form marks as mandatory is not printed: cells that its sums need are looked at."),
    ),
    (
        "between reports",
        "§3.7",
        "Last year's report, the published budget and final accounts are other documents.",
    ),
)
"""Rules of the domain's book that are not here, or not whole: (rule, where it stands, why)."""


def text(patterns: Patterns) -> str:
    """The page as Markdown: the rules by part, what is left out, the profiles."""
    parts: dict[str, list[str]] = {}
    for rule in book().values():
        spec = patterns.rules[rule.id]
        grade = SEVERITIES[spec["severity"]]
        parts.setdefault(spec["part"], []).append(f"| `{rule.id}` | {grade} | {spec['title']} | {rule.source} |")
    lines = [HEAD]
    for part, rows in parts.items():
        lines += [f"## {part.replace('_', ' ')}", "", *_table(("rule", "", "名称", "what it says"), rows), ""]
    left = [f"| `{rule}` | {where} | {why} |" for rule, where, why in LEFT_OUT]
    lines += ["## Left out, and why", "", *_table(("rule", "where", "reason"), left), ""]
    chosen = [profile(patterns, name) for name in names(patterns)]
    scoring = [
        f"| `{p.id}` | {p.title}{' (unverified)' if p.unverified else ''} | {', '.join(p.templates) or '–'} |"
        for p in chosen
    ]
    lines += ["## Profiles", "", *_table(("profile", "名称", "templates"), scoring), ""]
    return "\n".join(lines)


def _table(heads: Iterable[str], rows: Iterable[str]) -> list[str]:
    listed = list(heads)
    return ["| " + " | ".join(listed) + " |", "|" + "---|" * len(listed), *rows]


if __name__ == "__main__":  # pragma: no cover
    import sys

    import jixiao.checks  # noqa: F401 - it puts the rules into the book
    from jixiao.patterns import load

    sys.stdout.write(text(load()))
