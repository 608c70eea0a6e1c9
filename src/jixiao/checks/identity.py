"""§3.1 Identity, time, completeness: one unit, one year, and all that the outline asks for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jixiao.checks.engine import each, rule
from jixiao.checks.facts import Facts
from jixiao.checks.figures import Figure, Leaf, word
from jixiao.checks.parts import FUND_NAMES, OTHER_FUNDS, Form
from jixiao.checks.relation import Check, Lazily, Outcome, failed, lacking, not_applicable, passed, told
from jixiao.checks.texts import plain
from jixiao.schema.vocabulary import SECTION_ROLES

YEAR = "checks.year"
PERCENT_SIGNS = ("%", "％", "﹪", "百分", "‰", "成")
_SHEETS = "sheet."  # patterns of small tables
_EMPTY = Decimal(0)


@rule("fiscal-year-consistent")
def fiscal_year_consistent(facts: Facts) -> Iterator[Check]:
    """Title, attachments, column heads and narrative name one budget year. Source: logic; OBL-STRUCT-COVER."""
    report = facts.report
    leaves = [
        *_years_in(facts, report.title, "标题 年度", "/title"),
        *_year("基础数据表 年度", "/base_data/year", report.base_data.year if report.base_data else None),
        *_years_in(facts, report.base_data.title if report.base_data else None, "基础数据表 表名", "/base_data/title"),
    ]
    for form in facts.forms:
        leaves += _year(f"{form.name} 年度", f"{form.at}/year", form.model.year)
        leaves += _years_in(facts, form.model.title, f"{form.name} 表名", f"{form.at}/title")
    leaves += _narrative_year(facts)
    years = {leaf.value for leaf in leaves}
    if not leaves:
        yield lacking([word(report.title, "标题", "/title")])
    elif len(years) == 1:
        yield passed(leaves)
    else:
        first = leaves[0].value
        odd = [leaf for leaf in leaves if leaf.value != first]
        yield failed(
            [leaves[0], *odd],
            expected=first,
            actual="、".join(sorted({str(leaf.value) for leaf in odd})),
            places="、".join(dict.fromkeys(leaf.label for leaf in odd)),
        )


def _year(label: str, pointer: str, year: int | None) -> list[Leaf]:
    return [Leaf(Decimal(year), _EMPTY, label, pointer)] if year is not None else []


def _years_in(facts: Facts, text: str | None, label: str, pointer: str) -> list[Leaf]:
    if not text:
        return []
    years = [int(found["year"]) for found in facts.patterns[YEAR].compiled.finditer(plain(text))]
    own = facts.report.fiscal_year  # «2024年关于2023年…»: a title may say when it was written, too
    return _year(label, pointer, own if own in years else years[0]) if years else []


def _narrative_year(facts: Facts) -> list[Leaf]:
    """The year that all statements agree on, else the report's (one statement may be about last year)."""
    years = {statement.year for statement in facts.report.spending if statement.year is not None}
    year = next(iter(years)) if len(years) == 1 else facts.year
    at = next((i for i, s in enumerate(facts.report.spending) if s.year == year and year is not None), None)
    return _year("正文 支出年度", f"/spending/{at}/year", year) if at is not None else []


@rule("prior-year-column")
def prior_year_column(facts: Facts) -> Iterator[Check]:
    """The comparison column is the year before; budget and final are the report's year. Source: 附件1."""
    if facts.report.base_data is None:
        return
    heads = _heads(facts)
    if facts.year is None or not heads:
        yield not_applicable([word(facts.report.base_data.title, "基础数据表", "/base_data/title")])
        return
    finals = [head for head in heads if head[1] == "决算"]
    wrong: list[Leaf] = []
    for leaf, kind in heads:
        first = bool(finals) and leaf is finals[0][0] and len(finals) > 1
        if leaf.value != Decimal(facts.year - (1 if kind == "决算" and first else 0)):
            wrong.append(leaf)
    if not wrong:
        yield passed([leaf for leaf, _ in heads])
        return
    printed = "、".join(leaf.text or "" for leaf in wrong)
    yield failed(wrong, expected=f"{facts.year - 1}、{facts.year}", actual=printed, year=str(facts.year))


def _heads(facts: Facts) -> list[tuple[Leaf, str]]:
    """Column heads of the base data that name a year, with 决算 or 预算, from left to right."""
    expression = facts.patterns["checks.column_year"]
    found: list[tuple[Leaf, str]] = []
    for number, table in enumerate(facts.report.tables):
        if table.role != "base_data":
            continue
        for index, cell in enumerate(table.cells):
            if "算" not in cell.text or len(cell.text) > 20:
                continue
            match = expression.compiled.fullmatch(plain(cell.text))
            if match:
                leaf = Leaf(
                    Decimal(match["year"]), _EMPTY, "基础数据表 列头", f"/tables/{number}/cells/{index}/text", cell.text
                )
                found.append((leaf, match["kind"]))
    return found


@rule("unit-name-consistent")
def unit_name_consistent(facts: Facts) -> Iterator[Check]:
    """The unit in the title is the one in the 自评表. Short forms and (本级) are the same unit. Source: practice."""
    report = facts.report
    names = [word(report.organization.name, "单位", "/organization/name")]
    titled = facts.patterns["checks.title_unit"].compiled.search(plain(report.title or ""))
    if titled and facts.patterns["unit.name"].compiled.search(titled["unit"]):  # not «智慧校园建设», a project's name
        names.append(word(titled["unit"], "标题 单位", "/title"))
    names += [word(f.model.unit, f"{f.name} 单位", f"{f.at}/unit") for f in facts.forms if f.whole]
    known = [leaf for leaf in names if leaf.text]
    if len({leaf.pointer for leaf in known}) < 2:
        yield lacking(names)
        return
    bare = [_bare_name(facts, leaf.text or "") for leaf in known]
    longest = max(bare, key=len)
    odd = [leaf for leaf, name in zip(known, bare, strict=True) if not _same_unit(name, longest)]
    if not odd:
        yield passed(known)
        return
    like = known[bare.index(longest)]
    yield failed([like, *odd], expected=like.text, actual="、".join(dict.fromkeys(leaf.text or "" for leaf in odd)))


def _bare_name(facts: Facts, name: str) -> str:
    return str(facts.patterns["checks.name_noise"].compiled.sub("", plain(name)))


def _same_unit(name: str, longest: str) -> bool:
    """A shorter name is the same unit when its characters stand in the longer one in their order: 县老干局."""
    rest = iter(longest)
    return all(char in rest for char in name)


@rule("fill-date-after-year-end")
def fill_date_after_year_end(facts: Facts) -> Iterator[Check]:
    """Filled in between the end of the budget year and the end of the next. Source: logic; forms are due in spring."""
    year = facts.year
    signs = facts.report.sign_offs
    if not signs:
        return
    leaves = [(i, facts.sign_off_leaf(i, "filled_on", "填报日期")) for i in range(len(signs))]
    known = [leaf for _, leaf in leaves if leaf.text]
    if not known or year is None:
        yield lacking([leaf for _, leaf in leaves])
        return
    first, last = f"{year}-12-31", f"{year + 1}-12-31"
    expected = f"{year}-12-31 之后，{year + 1}-12-31 以前"
    yield from each(
        told([leaf], first < (leaf.text or "") <= last, expected=expected, actual=leaf.text) for leaf in known
    )


@rule("dates-in-order")
def dates_in_order(facts: Facts) -> Iterator[Check]:
    """No document is cited that is younger than the report. (Dates of projects and acceptances are not in the report's
    data.) Source: logic.
    """
    dates = [sign.filled_on for sign in facts.report.sign_offs if sign.filled_on]
    latest = max((int(day[:4]) for day in dates), default=(facts.year or 0) + 1)
    if facts.year is None and not dates:
        return
    yield from each(
        told(
            [word(hit.text, "文号", hit.pointer)],
            int(hit.match["year"]) <= latest,
            hit.text,
            hit.text,
            expected=f"不晚于{latest}年",
            actual=hit.text,
        )
        for hit in facts.texts.hits("checks.document_number")
    )


@rule("fill-metadata-consistent")
def fill_metadata_consistent(facts: Facts) -> Iterator[Check]:
    """Preparer, date and telephone are the same below all attachments. Source: 附件1 and 附件2 sign-offs."""
    signs = range(len(facts.report.sign_offs))
    if len(signs) < 2:
        return
    fields = {"filled_by": "填表人", "filled_on": "填报日期", "phone": "联系电话"}
    checks: list[Check] = []
    for field, label in fields.items():
        leaves = [leaf for leaf in (facts.sign_off_leaf(i, field, label) for i in signs) if leaf.text]
        same = len({plain(leaf.text or "") for leaf in leaves}) == 1
        if len(leaves) > 1:
            checks.append(
                told(leaves, same, label, field.replace("_", " "), actual=" / ".join(x.text or "" for x in leaves))
            )
    yield from each(checks or [lacking([facts.sign_off_leaf(i, "filled_by", "填表人") for i in signs])])


@rule("signature-present")
def signature_present(facts: Facts) -> Iterator[Check]:
    """The head of the unit has signed each attachment that asks for it (a flattened file may have lost a signature).
    Source: forms.
    """
    for index, sign in enumerate(facts.report.sign_offs):
        if not sign.head and f"/sign_offs/{index}/head" not in facts.report.evidence:
            continue  # a cover's «报告日期», «联系人»: there is no place for it
        name = sign.attachment or "附表"
        leaf = facts.sign_off_leaf(index, "head", "单位负责人签字")
        yield told([leaf], bool(sign.head), name, sign.attachment or "attachment")


@rule("listed-attachments-present")
def listed_attachments_present(facts: Facts) -> Iterator[Check]:
    """Every attachment that the report lists is in the file, and the other way round; one named as a file of its own
    (….xls) is none of it. Source: OBL-NARRATIVE-TOC.
    """
    attachments = facts.report.attachments
    if not any(a.listed for a in attachments):
        return
    checks: list[Check] = []
    tops = (top for top in facts.report.outline if top.role == "attachment")
    own = {top.title for top in tops if any(part.role == "attachments" for part in top.children)}
    for index, a in enumerate(attachments):
        if not a.listed and a.title in own:
            continue  # the report itself is one, and lists those behind it
        name = f"附件{a.label or ''} {a.title or ''}".strip()
        leaf = word(a.title, f"附件{a.label or index + 1}", f"/attachments/{index}/title")
        ok = a.listed and a.found
        if not a.found and facts.texts.fits("checks.file_name", a.title or ""):
            continue
        checks.append(
            told([leaf], ok, name, name, expected="列出且附上", actual="只列出，未附" if a.listed else "附上，未列出")
        )
    yield from each(checks)


@rule("project-selfeval-attached")
def project_selfeval_attached(facts: Facts) -> Iterator[Check]:
    """Where money was spent on projects, a project self-evaluation is attached. Source: Hunan's outline."""
    if facts.report.kind != "whole_department":
        return
    figure = _project_spent(facts)
    if figure is None:
        yield lacking([])
        return
    if figure.value is None or figure.value <= 0:
        yield not_applicable([figure])
        return
    yield told([figure], any(not form.whole for form in facts.forms), expected="项目支出绩效自评表", actual="未附")


def _project_spent(facts: Facts) -> Leaf | None:
    row, statement = facts.row("project"), facts.anywhere("project")
    whole = facts.whole
    nature = whole.amount("by_nature", "project") if whole else None
    for figure in (row["final"] if row else None, statement.amount if statement else None, nature):
        if figure is not None and figure.known:
            return figure.leaves[0]
    return None


@rule("section-outline-complete")
def section_outline_complete(facts: Facts) -> Iterator[Check]:
    """The sections that the form prescribes are there, in its order. Source: profile; Hunan's outline."""
    required = facts.profile.required_sections
    if not required or not facts.report.outline or facts.report.kind != "whole_department":
        return
    place: dict[str, int] = {}
    for role, at in facts.texts.roles:
        place.setdefault(role, at)
    missing = [role for role in required if role not in place]
    order = [place[role] for role in required if role in place]
    leaf = word(None, "大纲", "/outline")
    if missing:
        names = "、".join(SECTION_ROLES[role] for role in missing)  # type: ignore[index]
        yield failed([leaf], "缺少章节", "sections missing", expected=names, actual=None)
    elif order != sorted(order):
        yield failed([leaf], "章节顺序与规定不符", "sections out of order")
    else:
        yield passed([leaf])


@rule("nil-statement-present")
def nil_statement_present(facts: Facts) -> Iterator[Check]:
    """Each of the other three budgets has a figure or says that there is none. Source: OBL-STRUCT-EMPTY-STATEMENT."""
    for fund in OTHER_FUNDS:
        if fund not in facts.profile.required_funds or not facts.report.spending:
            continue
        if facts.report.kind != "whole_department":
            return  # a project's money is of the budgets that it is of
        found = next(
            (s for s in facts.statements if s.model.fund == fund and (s.model.is_none or s.model.amount is not None)),
            None,
        )
        leaf = found.amount.leaves[0] if found else word(None, FUND_NAMES[fund], "/spending")
        yield told([leaf], found is not None, FUND_NAMES[fund], fund.replace("_", " "), expected="金额或“无”的说明")


@rule("mandatory-cell-filled")
def mandatory_cell_filled(facts: Facts) -> Iterator[Check]:
    """Cells that the forms need for their own sums are filled: posts and staff, the money of the total row, the total
    score. (政府采购, 预算调整 and 厉行节约 have rules of their own.) Source: 必录项 checks.
    """
    checks: list[Check] = []
    data = facts.base_form
    if data is not None:
        for field, label in (("authorized", "编制数"), ("actual", "实际在职人数")):
            value = getattr(data.staffing, field)
            leaf = facts.leaf(f"/base_data/staffing/{field}", f"基础数据表 {label}", value)
            checks.append(told([leaf], value is not None, label, field))
    for form in facts.forms:
        row = form.total_row()
        for column in ("full_year", "executed") if row is not None else ():
            leaves = form.fund(row or 0, column).leaves
            if not form.fund(row or 0, column).known and facts.is_unread_beside(f"{form.at}/funds/{row}/label"):
                checks.append(lacking(leaves, leaves[0].label, column.replace("_", " ")))
                continue  # the amounts stand in columns that the form does not have
            checks.append(told(leaves, form.fund(row or 0, column).known, leaves[0].label, column.replace("_", " ")))
        if form.items() and _is_scored(facts, form):
            leaves = form.total_score.leaves
            checks.append(told(leaves, form.total_score.known, leaves[0].label, "total score"))
    yield from each(checks)


def _is_scored(facts: Facts, form: Form) -> bool:
    """Whether the form asks for points: that of transfer payments has no columns of 分值 and 得分."""
    return form.total_score.known or any(
        getattr(item.model, field) is not None or f"{item.at}/{field}" in facts.report.evidence
        for item in form.items()
        for field in ("weight", "score")
    )


@rule("number-parsable")
def number_parsable(facts: Facts) -> Iterator[Check]:
    """Amounts and scores can be read as numbers. Source: OBL-STRUCT-NUMBER-VALIDITY."""
    found = False
    for item in facts.report.diagnostics:
        if item.code == "unreadable_figure":
            found = True
            block = item.places[0].block if item.places else 0
            leaf = word(item.message, "原文", f"/blocks/{block}/text")
            yield failed([leaf], item.message, item.message_en)
    if not found and (facts.report.spending or facts.report.base_data or facts.forms):
        yield passed([])


@rule("percent-sign-present")
def percent_sign_present(facts: Facts) -> Iterator[Check]:
    """Shares and rates of the narrative's sentences carry %; in a table its heading may.

    Source: OBL-DISCLOSURE-PERCENT-UNIT.
    """
    known: list[Figure] = []
    wrong: list[Check] = []
    for statement in facts.statements:
        for field, figure in (("share", statement.share), ("change_rate", statement.rate)):
            evidence = facts.report.evidence.get(f"{statement.at}/{field}") if figure.known else None
            if evidence is not None and not evidence.pattern.startswith(_SHEETS):
                known.append(figure)
                if not any(sign in evidence.text for sign in PERCENT_SIGNS):
                    wrong.append(failed(figure.leaves, statement.chinese, statement.english, actual=evidence.text))
    if wrong or not known:
        yield from wrong
    else:
        yield Outcome("pass", Lazily(lambda: [leaf for figure in known for leaf in figure.leaves]))
