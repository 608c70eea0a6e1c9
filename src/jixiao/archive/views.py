"""Ready-made views: what analysts ask first. Plain SQL over the tables, the same on a DuckDB file and on Parquet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view: its key, its Chinese name, what it answers, and the statement that makes it."""

    name: str
    title: str
    answers: str
    select: str

    @property
    def sql(self) -> str:
        """The statement that makes it."""
        return f"CREATE VIEW {self.name} AS {self.select}"


# What makes two files reports on one thing: unit, year and kind, and of projects the project too.
_SUBJECT = (
    "coalesce(unit_key, report_id), coalesce(fiscal_year, 0), kind,"
    " CASE WHEN kind = 'whole_department' THEN '' ELSE coalesce(project, title, '') END"
)

VIEWS: tuple[View, ...] = (
    View(
        "report_versions",
        "报告版本",
        "Which files are copies or revisions of one report? version 1 is the one that counts: the last filled in.",
        f"""
WITH projects AS (
  SELECT report_id, min_by(project, seq) AS project FROM evaluations WHERE project IS NOT NULL GROUP BY report_id
), subjects AS (
  SELECT r.*, md5(concat_ws('|', {_SUBJECT})) AS subject FROM reports r LEFT JOIN projects USING (report_id)
)
SELECT subject, report_id, file_name, unit_name, fiscal_year, kind, title, filled_on, table_score, content_key,
  row_number() OVER latest AS version,
  count(*) OVER (PARTITION BY subject) AS versions,
  CASE WHEN count(*) OVER (PARTITION BY subject) = 1 THEN 'only'
       WHEN row_number() OVER latest = 1 THEN 'current'
       WHEN content_key = first_value(content_key) OVER latest THEN 'copy'
       ELSE 'revised' END AS relation
FROM subjects WHERE kind <> 'not_a_report'
WINDOW latest AS (PARTITION BY subject ORDER BY filled_on DESC NULLS LAST, characters DESC, report_id)""",  # noqa: S608 - no value of a user
    ),
    View(
        "current_reports",
        "现行报告",
        "The reports that count: one for each unit, year and subject.",
        "SELECT r.* FROM reports r JOIN report_versions v USING (report_id) WHERE v.version = 1",
    ),
    View(
        "unit_year_panel",
        "单位年度面板",
        "One line for each unit and year: money, staff, scores, findings.",
        """
WITH lines AS (
  SELECT report_id,
    max(final) FILTER (concept = 'three_public') AS three_public,
    max(final) FILTER (concept = 'public') AS public_funds,
    max(final) FILTER (concept = 'project') AS project_funds, max(final) FILTER (concept = 'reception') AS reception,
    max(final) FILTER (concept = 'vehicles') AS vehicles, max(final) FILTER (concept = 'overseas') AS overseas
  FROM expense_lines GROUP BY report_id
), totals AS (
  SELECT report_id, min_by(initial, seq) AS initial, min_by(full_year, seq) AS full_year,
    min_by(executed, seq) AS executed, min_by(rate, seq) AS execution_rate
  FROM fund_budgets WHERE part = 'funds' AND evaluation = 0 AND concept = 'total' GROUP BY report_id
), staff AS (
  SELECT report_id, max(authorized) AS authorized, max(on_duty) AS on_duty, max(control_rate) AS control_rate
  FROM staffing GROUP BY report_id
), spoken AS (
  SELECT report_id, min_by(amount, seq) FILTER (scope = 'basic') AS basic,
    min_by(amount, seq) FILTER (scope = 'personnel') AS personnel
  FROM spending WHERE fund IN ('general_public', 'all') GROUP BY report_id
)
SELECT r.unit_key, r.unit_name, r.fiscal_year, r.report_id, r.region, r.parent_unit, r.template,
  t.initial, t.full_year, t.executed, t.execution_rate,
  (CASE WHEN t.initial <> 0 THEN (t.full_year - t.initial)::DOUBLE / t.initial::DOUBLE * 100 END)::DECIMAL(24,8)
    AS adjustment_rate,
  n.basic, n.personnel, l.public_funds, l.project_funds, l.three_public, l.reception, l.vehicles, l.overseas,
  s.authorized, s.on_duty, s.control_rate,
  (CASE WHEN s.on_duty > 0 THEN l.public_funds::DOUBLE / s.on_duty END)::DECIMAL(24,8) AS public_funds_per_head,
  (CASE WHEN s.on_duty > 0 THEN l.three_public::DOUBLE / s.on_duty END)::DECIMAL(24,8) AS three_public_per_head,
  r.self_score, r.table_score, r.rating, r.errors, r.warnings, r.leads
FROM current_reports r LEFT JOIN lines l USING (report_id) LEFT JOIN totals t USING (report_id)
  LEFT JOIN staff s USING (report_id) LEFT JOIN spoken n USING (report_id)
WHERE r.kind = 'whole_department'""",
    ),
    View(
        "indicator_library",
        "指标库",
        "Third-level indicators by dimension and unit of measure: how often, at what targets, how often met.",
        """
SELECT level3, dimension, any_value(level1) AS level1, any_value(level2) AS level2,
  nullif(target_unit, '') AS unit, count(*) AS uses, count(DISTINCT r.unit_key) AS units,
  min(target_value) AS target_min,
  median(target_value)::DECIMAL(24,8) AS target_median, max(target_value) AS target_max,
  avg(CASE WHEN met THEN 1.0 WHEN met = false THEN 0.0 END) AS met_share,
  avg(CASE WHEN target_qualitative THEN 1.0 ELSE 0.0 END) AS qualitative_share, min(i.target) AS example
FROM indicators i JOIN current_reports r USING (report_id)
WHERE NOT filler AND level3 IS NOT NULL
GROUP BY level3, dimension, nullif(target_unit, '')""",
    ),
    # Lines meet by what they are, since forms word them anew each year; where a report has several of a kind, by name.
    View(
        "prior_year_checks",
        "上年数核对",
        "Does the 上年 column agree, but for rounding to 0.01 万元, with last year's report of the same unit?",
        """
WITH named AS (
  SELECT r.unit_key, r.unit_name, r.fiscal_year, e.report_id, e.concept, e.item, e.prior_final, e.final,
    CASE WHEN e.concept IS NOT NULL AND count(*) OVER (PARTITION BY e.report_id, e.concept) = 1 THEN e.concept
         ELSE concat(e.concept, '|', e.item) END AS line
  FROM expense_lines e JOIN current_reports r USING (report_id)
  WHERE r.unit_key IS NOT NULL AND (e.concept IS NOT NULL OR regexp_matches(e.item, '\\pL'))
), lines AS (
  SELECT * FROM named QUALIFY count(*) OVER (PARTITION BY report_id, line) = 1
)
SELECT y.unit_key, y.unit_name, y.fiscal_year, coalesce(y.concept, '') AS concept, y.item, y.report_id,
  p.report_id AS prior_report_id, y.prior_final AS stated, p.final AS reported,
  y.prior_final - p.final AS difference, abs(y.prior_final - p.final) <= 0.005 AS agrees
FROM lines y JOIN lines p ON p.unit_key = y.unit_key AND p.fiscal_year = y.fiscal_year - 1 AND p.line = y.line
WHERE y.prior_final IS NOT NULL AND p.final IS NOT NULL""",
    ),
    View(
        "target_changes",
        "指标变化",
        "One unit's indicator over the years: target and actual against last year's.",
        """
WITH years AS (
  SELECT r.unit_key, r.unit_name, r.fiscal_year, i.level3, i.target_unit AS unit,
    min_by(i.target_value, i.seq) AS target, min_by(i.actual_value, i.seq) AS actual
  FROM indicators i JOIN current_reports r USING (report_id)
  WHERE NOT i.filler AND i.level3 IS NOT NULL AND r.unit_key IS NOT NULL GROUP BY ALL
)
SELECT y.*, p.target AS prior_target, p.actual AS prior_actual, y.target - p.target AS target_change,
  y.target < p.actual AS below_last_actual
FROM years y JOIN years p ON p.unit_key = y.unit_key AND p.fiscal_year = y.fiscal_year - 1 AND p.level3 = y.level3
  AND p.unit IS NOT DISTINCT FROM y.unit""",
    ),
    View(
        "lead_list",
        "线索清单",
        "Where to look first: each report's causes by severity, with what was said and where.",
        """
SELECT r.unit_name, r.fiscal_year, r.file_name, f.severity, f.rule, f.message, f.expected, f.actual, f.difference,
  f.diagnosis, f.page, r.table_score, f.report_id, f.seq AS finding,
  count(*) OVER (PARTITION BY f.report_id, coalesce(f.root, f.instance)) AS findings_of_cause
FROM findings f JOIN current_reports r USING (report_id)
QUALIFY row_number() OVER (PARTITION BY f.report_id, coalesce(f.root, f.instance) ORDER BY f.seq) = 1
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, r.fiscal_year DESC, r.unit_key,
  f.report_id, f.seq""",
    ),
    View(
        "disclosure_quality",
        "公开质量",
        "How complete is each report? Shares are 0 to 1.",
        """
WITH rows_ AS (
  SELECT report_id, avg(CASE WHEN actual IS NULL AND NOT filler THEN 1.0 ELSE 0.0 END) AS missing_actual,
    avg(CASE WHEN target_qualitative THEN 1.0 ELSE 0.0 END) AS qualitative,
    avg(CASE WHEN target = actual THEN 1.0 ELSE 0.0 END) AS target_equals_actual,
    count(*) FILTER (score < weight) AS deductions,
    count(*) FILTER (score < weight AND deviation_reason IS NULL) AS unexplained_deductions
  FROM indicators WHERE NOT filler GROUP BY report_id
), cells AS (
  SELECT report_id, avg(CASE WHEN value IS NULL AND NOT is_none THEN 1.0 ELSE 0.0 END) AS missing_money
  FROM money_facts GROUP BY report_id
), words AS (
  SELECT report_id, count(*) AS problems, count(cause) AS causes FROM problems GROUP BY report_id
)
SELECT r.report_id, r.unit_name, r.fiscal_year, r.kind, r.disclosure IS NOT NULL AS states_disclosure,
  r.use_of_results IS NOT NULL AS states_use, r.self_score IS NOT NULL AS states_score,
  r.indicators, coalesce(w.problems, 0) AS problems, coalesce(w.causes, 0) AS causes,
  i.missing_actual, i.qualitative, i.target_equals_actual, i.deductions, i.unexplained_deductions, c.missing_money,
  (SELECT count(*) FROM attachments a WHERE a.report_id = r.report_id AND a.listed AND NOT a.found)
    AS attachments_missing,
  r.unread, r.errors
FROM current_reports r LEFT JOIN rows_ i USING (report_id) LEFT JOIN cells c USING (report_id)
  LEFT JOIN words w USING (report_id)""",
    ),
)
