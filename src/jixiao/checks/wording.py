"""§3.1 What is left of a template, personal data, slips of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from jixiao.checks.engine import rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import Leaf, word
from jixiao.checks.relation import Check, failed, passed, told
from jixiao.checks.texts import doubled, plain
from jixiao.patterns import Patterns
from jixiao.schema.text import Section

STOPS = "。；;：:！!？?.）)”"
SPENDING = ("spending", "basic", "project")
"""Beginnings of the roles of sections about money."""
SHOWN = 5
"""So many quotes are shown of a slip that occurs often."""


@rule("placeholder-left")
def placeholder_left(facts: Facts) -> Iterator[Check]:
    """No XX, 某某, «……» or «增加（减少）» of the template is left. Source: OBL-STRUCT-PLACEHOLDER."""
    marks = _marks(facts.patterns)
    leaves: list[Leaf] = []
    for number, table in enumerate(facts.report.tables):
        leaves += [
            word(cell.text, "表格", f"/tables/{number}/cells/{index}/text")
            for index, cell in enumerate(table.cells)
            if cell.text in marks
        ]
    leaves += [word(hit.text, "正文", hit.pointer) for hit in facts.texts.hits("checks.placeholder")]
    shown = "、".join(dict.fromkeys(leaf.text or "" for leaf in leaves[:SHOWN]))
    yield failed(leaves, shown, shown, expected="0处", actual=f"{len(leaves)}处") if leaves else passed([])


@lru_cache(maxsize=8)
def _marks(patterns: Patterns) -> frozenset[str]:
    return frozenset(patterns.marks.get("placeholder", ()))


@rule("pii-present")
def pii_present(facts: Facts) -> Iterator[Check]:
    """People's names and telephones: masked in everything but this report's own JSON. Source: 个人信息保护法."""
    people: list[Leaf] = []
    for index, sign in enumerate(facts.report.sign_offs):
        for field, label in (
            ("filled_by", "填表人"),
            ("head", "单位负责人"),
            ("finance_head", "财务负责人"),
            ("phone", "联系电话"),
        ):
            if getattr(sign, field):
                people.append(facts.sign_off_leaf(index, field, label))
    lines: list[Leaf] = []
    if facts.texts.first("checks.long_number"):
        lines += [word("电话号码", "正文", hit.pointer) for hit in facts.texts.hits("checks.phone")]
        lines += [word("身份证号", "正文", hit.pointer) for hit in facts.texts.hits("checks.identity_number")]
    names = sum(not leaf.pointer.endswith("/phone") for leaf in people)
    phones = max(len(people) - names, len(lines))
    if not people and not lines:
        yield passed([])
        return
    # The finding itself leaves the report: it says where, not who.
    leaves = [Leaf(None, leaf.half, leaf.label, leaf.pointer) for leaf in (people or lines)]
    yield failed(leaves, expected="脱敏", actual=f"{names}处姓名、{phones}处电话", names=str(names), phones=str(phones))


@rule("text-lint")
def text_lint(facts: Facts) -> Iterator[Check]:
    """Words written twice, document numbers in brackets other than 〔〕, numbers and full stops that are missing.
    Source: OBL-STRUCT-PUNCTUATION.
    """
    yield _slip(_repeated(facts), "重复词", "words written twice")
    yield _slip(_brackets(facts), "文号括号", "brackets of document numbers")
    yield _slip([*_no_point(facts), *_no_number(facts), *_no_stop(facts)], "编号/标点", "numbers and punctuation")


def _slip(leaves: list[Leaf], chinese: str, english: str) -> Check:
    shown = "、".join(f"“{leaf.text}”" for leaf in leaves[:SHOWN])
    more = f"等{len(leaves)}处" if len(leaves) > SHOWN else ""
    return told(leaves, not leaves, chinese, english, actual=shown + more)


def _repeated(facts: Facts) -> list[Leaf]:
    found = [word(hit.text, "正文", hit.pointer) for hit in facts.texts.doubled("checks.repeated")]
    items = [item for form in facts.forms for item in form.items() if item.model.level3]
    expression = facts.patterns["checks.repeated"].compiled
    names = "\n".join(plain(item.model.level3 or "") for item in items)
    for at in doubled(names):
        match = expression.match(names, at)
        if match:
            item = items[names.count("\n", 0, at)]
            found.append(word(match[0], "三级指标", f"{item.at}/level3"))
    return found


def _brackets(facts: Facts) -> list[Leaf]:
    return [
        word(hit.text, "文号", hit.pointer)
        for hit in facts.texts.hits("checks.document_number")
        if not hit.text.startswith("〔")
    ]


def _no_point(facts: Facts) -> list[Leaf]:
    """In an outline of decimals («1 概况» over «1.1 职能») no number of level 1 has a point."""
    if any("." in (section.label or "") for section in _all(facts.report.outline)):
        return []
    return [word(hit.text, "编号后无点号", hit.pointer) for hit in facts.texts.hits("checks.number_without_point")]


def _no_number(facts: Facts) -> list[Leaf]:
    """A section without number among numbered ones of its level."""
    return list(_unnumbered(facts.report.outline, "/outline"))


def _unnumbered(sections: tuple[Section, ...], at: str) -> Iterator[Leaf]:
    numbered = len([section for section in sections if section.label is not None])
    for index, section in enumerate(sections):
        here = f"{at}/{index}"
        known = section.role is not None and not section.role.startswith("attachment")
        if section.label is None and section.title and known and numbered > 2:
            yield word(section.title, "标题无编号", f"{here}/title")
        yield from _unnumbered(section.children, f"{here}/children")


def _no_stop(facts: Facts) -> list[Leaf]:
    """A paragraph of the spending sections that ends without a mark."""
    texts = facts.texts
    open_ends = [
        (block, line)
        for block, line in zip(texts.blocks, texts.lines, strict=True)
        if line[-1] not in STOPS and len(line) > 12 and texts.role_blocks.get(block, "").startswith(SPENDING)
    ]
    if not open_ends:
        return []
    # A heading may stand in a block of its own below its section.
    titles = {plain(section.title) for section in _all(facts.report.outline) if section.title}
    return [
        word(line[-10:], "句末无标点", f"/blocks/{block}/text")
        for block, line in open_ends
        if not [title for title in titles if plain(line).endswith(title) and len(line) < len(title) + 6]
    ]


def _all(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _all(section.children)
