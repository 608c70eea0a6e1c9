"""`jixiao show`: a report as a clerk reads it, in the order of the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jixiao.cli import inputs, terminal
from jixiao.cli.findings import show_findings
from jixiao.cli.gaps import show_gaps
from jixiao.cli.options import ScanChoice
from jixiao.cli.personal import masker
from jixiao.cli.scans import show_review
from jixiao.cli.sheet import NOTHING, Sheet, shown
from jixiao.cli.terminal import say
from jixiao.schema import BaseData, Evaluation, Indicator, Measure, Report, SpendingStatement
from jixiao.schema.vocabulary import CONCEPTS, FUNDS, KINDS, TEXT_ORIGINS


def run(file: str, directories: Sequence[Path], choice: ScanChoice, *, personal: bool) -> None:
    """Show the report in a file on stdout."""
    report = inputs.load_report(file, directories, choice)
    console = terminal.console()
    with console.capture() as captured:
        show(report, Sheet(console, (lambda text: text) if personal else masker(report)))
    text = captured.get()
    if not console.is_terminal:
        text = "".join(line.rstrip() + "\n" for line in text.splitlines())
    terminal.emit(text)


def show(report: Report, sheet: Sheet) -> None:
    """The whole page."""
    _identity(report, sheet)
    if report.kind != "not_a_report":
        _profile(report, sheet)
        _spending(report, sheet)
        _narrative(report, sheet)
        if report.base_data is not None:
            _base_data(report.base_data, sheet)
        for number, evaluation in enumerate(report.evaluations, 1):
            _evaluation(evaluation, number, sheet)
        _attachments(report, sheet)
        show_findings(report, sheet)
    show_review(report, sheet)
    show_gaps(report, sheet)


def _identity(report: Report, sheet: Sheet) -> None:
    source = report.source
    organization = report.organization
    sheet.title(report.title or source.file_name or say("（无标题）", "(untitled)"))
    sheet.line(say("单位", "unit"), _joined(organization.name, organization.level, organization.parent))
    sheet.line(say("年度", "year"), shown(report.fiscal_year))
    template = f"{report.template.name} {shown(report.template.score)}" if report.template else ""
    kind = say(KINDS[report.kind], report.kind)
    sheet.line(say("类型", "kind"), _joined(kind, template))
    pages = say(f"{source.page_count}页", f"{source.page_count} pages") if source.page_count else ""
    origin = say(TEXT_ORIGINS[source.text_origin], source.text_origin)
    sheet.line(say("文件", "file"), _joined(source.file_name, source.reader, origin, pages, source.dialect))


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part) or NOTHING


def _profile(report: Report, sheet: Sheet) -> None:
    profile = report.profile
    staff = profile.staffing
    sheet.heading(say("单位基本情况", "The unit"))
    people = (
        (say("编制", "posts"), staff.authorized),
        (say("在职", "on duty"), staff.on_duty),
        (say("在职增减", "change"), staff.on_duty_change),
        (say("离休", "retired cadres"), staff.retired_cadres),
        (say("退休", "retired"), staff.retired),
    )
    sheet.line(say("人员", "staff"), " · ".join(f"{label} {shown(count)}" for label, count in people))
    for movement in staff.movements:
        sheet.item(f"{movement.kind} {shown(movement.count, say('人', ''))}")
    if profile.divisions:
        sheet.line(say("内设机构", "divisions"), "、".join(profile.divisions))
    if profile.subordinate_units:
        sheet.line(say("下属单位", "subordinate units"), "、".join(profile.subordinate_units))
    if profile.functions:
        sheet.line(say("主要职能", "functions"), say(f"{len(profile.functions)}项", f"{len(profile.functions)}"))
        for function in profile.functions:
            sheet.item(function)


def _spending(report: Report, sheet: Sheet) -> None:
    if not report.spending:
        return
    sheet.heading(say("支出情况（万元）", "Spending (10,000 CNY)"))
    sheet.table(
        (
            say("资金", "fund"), say("范围", "scope"), say("年度", "year"), say("金额", "amount"),
            say("占比%", "share %"), say("比上年", "change"), say("增减%", "change %"), say("原因", "reason"),
        ),
        [_statement(statement) for statement in report.spending],
        numbers=(2, 3, 4, 5, 6),
    )  # fmt: skip


def _statement(statement: SpendingStatement) -> list[str]:
    nil = say("无此项支出", "none")
    return [
        say(FUNDS[statement.fund], statement.fund),
        say("合计" if statement.scope == "total" else CONCEPTS[statement.scope], statement.scope),
        shown(statement.year),
        nil if statement.is_none and statement.amount is None else shown(statement.amount),
        shown(statement.share),
        shown(statement.change),
        shown(statement.change_rate),
        shown(statement.reason),
    ]


def _narrative(report: Report, sheet: Sheet) -> None:
    performance, conclusion = report.performance, report.conclusion
    if performance.achievements or performance.summary:
        sheet.heading(say("绩效情况", "Performance"))
        if performance.summary:
            sheet.line(say("概述", "summary"), performance.summary)
        for achievement in performance.achievements:
            sheet.item(achievement.heading or achievement.text)
    if report.problems:
        sheet.heading(say("存在的问题", "Problems"))
        for problem in report.problems:
            cause = say(f"（原因：{problem.cause}）", f" (cause: {problem.cause})") if problem.cause else ""
            sheet.item(problem.problem + cause)
    if report.improvements:
        sheet.heading(say("改进措施", "Improvements"))
        for improvement in report.improvements:
            sheet.item(improvement)
    sheet.heading(say("自评结论", "Conclusion"))
    sheet.line(say("自评得分", "self score"), shown(conclusion.self_score))
    if conclusion.rating:
        sheet.line(say("等级", "rating"), conclusion.rating.text)
    if conclusion.use_of_results:
        sheet.line(say("结果应用", "use of results"), conclusion.use_of_results)
    if conclusion.disclosure:
        sheet.line(say("公开情况", "disclosure"), conclusion.disclosure)
    if report.other_matters:
        sheet.line(say("其他事项", "other matters"), report.other_matters)


def _base_data(data: BaseData, sheet: Sheet) -> None:
    sheet.heading(data.title or say("基础数据表", "Base data"))
    staff = data.staffing
    sheet.line(
        say("人员控制", "staffing"),
        say("编制 {} · 在职 {} · 控制率 {}", "posts {} · actual {} · rate {}").format(
            shown(staff.authorized), shown(staff.actual), shown(staff.control_rate, "%")
        ),
    )
    rows = [("　" * ((e.level or 1) - 1) + (e.item or ""), e.prior_final, e.budget, e.final) for e in data.expenses]
    others = (
        (say("政府采购金额", "procurement"), data.procurement),
        (say("部门基本支出预算调整", "basic adjustment"), data.basic_adjustment),
    )
    rows += [(label, row.prior_final, row.budget, row.final) for label, row in others]
    sheet.table(
        (
            say("经费（万元）", "expense (10,000 CNY)"), say("上年决算", "prior final"), say("本年预算", "budget"),
            say("本年决算", "final"),
        ),
        rows,
        numbers=(1, 2, 3),
    )  # fmt: skip
    sheet.table(
        (
            say("批复规模㎡", "approved ㎡"), say("实际规模㎡", "actual ㎡"), say("控制率%", "rate %"),
            say("预算投资", "approved cost"), say("实际投资", "actual cost"), say("控制率%", "rate %"),
        ),
        [(b.approved_area, b.actual_area, b.area_rate, b.approved_cost, b.actual_cost, b.cost_rate)
         for b in data.buildings],
        numbers=range(6),
        caption=say("楼堂馆所", "Buildings"),
    )  # fmt: skip
    if data.thrift_measures:
        sheet.line(say("厉行节约", "thrift"), data.thrift_measures)


def _evaluation(evaluation: Evaluation, number: int, sheet: Sheet) -> None:
    sheet.heading(evaluation.title or say(f"自评表{number}", f"Evaluation {number}"))
    facts = (
        (say("项目", "project"), _joined(evaluation.project, evaluation.project_code)),
        (say("主管部门", "department"), evaluation.department),
        (say("单位", "unit"), evaluation.unit),
    )
    for label, fact in facts:
        if fact and fact != NOTHING:
            sheet.line(label, fact)
    sheet.table(
        (
            say("资金（万元）", "money (10,000 CNY)"), say("年初预算", "initial"), say("全年预算", "full year"),
            say("全年执行", "executed"), say("分值", "points"), say("执行率%", "rate %"), say("得分", "score"),
            say("原因", "reason"),
        ),
        [(f.label, f.initial, f.full_year, f.executed, f.weight, f.rate, f.score, f.reason) for f in evaluation.funds],
        numbers=range(1, 7),
    )  # fmt: skip
    for label, amounts in (
        (say("按收入性质", "by income"), evaluation.by_income),
        (say("按支出性质", "by nature"), evaluation.by_nature),
    ):
        if amounts:
            sheet.line(label, " · ".join(f"{shown(a.label)} {shown(a.amount)}" for a in amounts))
    for goal in evaluation.goals:
        sheet.line(say("预期目标", "goal"), shown(goal.expected))
        sheet.line(say("完成情况", "achieved"), shown(goal.actual))
    _indicators(evaluation, sheet)
    total = evaluation.total
    if evaluation.indicators or evaluation.rating or total.score is not None or total.weight is not None:
        rating = f" · {evaluation.rating.text}" if evaluation.rating else ""
        sheet.line(say("总分", "total"), f"{shown(total.score)} / {shown(total.weight)}{rating}")
    for label, text in (
        (say("备注", "remarks"), evaluation.remarks),
        (say("结论", "conclusion"), evaluation.conclusion),
        (say("问题", "problems"), evaluation.problems),
        (say("措施", "measures"), evaluation.measures),
    ):
        if text:
            sheet.line(label, text)


def _indicators(evaluation: Evaluation, sheet: Sheet) -> None:
    rows: list[list[str]] = []
    last: tuple[str, str] | None = None
    for indicator in evaluation.indicators:
        if not indicator.filler:
            group = (_level1(indicator), shown(indicator.level2))
            # A level is printed where it begins, as in the form.
            begins = (last is None or group[0] != last[0], group != last)
            last = group
            rows.append(
                [group[0] if begins[0] else "", group[1] if begins[1] else "", shown(indicator.level3),
                 _measure(indicator.target), _measure(indicator.actual), shown(indicator.weight),
                 shown(indicator.score), shown(indicator.deviation_reason)]
            )  # fmt: skip
    sheet.table(
        (
            say("一级指标", "level 1"), say("二级指标", "level 2"), say("三级指标", "level 3"), say("指标值", "target"),
            say("完成值", "actual"), say("分值", "points"), say("得分", "score"), say("偏差原因", "reason"),
        ),
        rows,
        numbers=(5, 6),
    )  # fmt: skip
    fillers = sum(indicator.filler for indicator in evaluation.indicators)
    if fillers:
        sheet.line(say("空行", "empty rows"), say(f"{fillers} 行模板空行未列出", f"{fillers} template rows left out"))


def _level1(indicator: Indicator) -> str:
    weight = f"({shown(indicator.level1_weight)})" if indicator.level1_weight is not None else ""
    return shown(indicator.level1) + weight


def _measure(measure: Measure | None) -> str:
    return measure.text if measure else NOTHING


def _attachments(report: Report, sheet: Sheet) -> None:
    if report.attachments:
        sheet.heading(say("附件", "Attachments"))
        for attachment in report.attachments:
            state = say("有", "found") if attachment.found else say("缺", "missing")
            sheet.item(f"{shown(attachment.label)} {shown(attachment.title)} [{state}]")
    if report.sign_offs:
        sheet.heading(say("填报", "Signed off"))
        sheet.table(
            (
                say("附件", "attachment"), say("填表人", "filled by"), say("填报日期", "date"), say("电话", "phone"),
                say("单位负责人", "head"), say("财务负责人", "finance head"),
            ),
            [(s.attachment, s.filled_by, s.filled_on, s.phone, s.head, s.finance_head) for s in report.sign_offs],
        )  # fmt: skip
