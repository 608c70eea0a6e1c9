"""The parts of the contract, in its order, each by its own module; then one projection makes the report."""

from __future__ import annotations

from operator import attrgetter

from jixiao.document import Diagnostic, Paragraph, Run, Table
from jixiao.extract.attachments import attachments
from jixiao.extract.base_data import base_data
from jixiao.extract.conclusion import conclusion
from jixiao.extract.context import Context, Draft
from jixiao.extract.draft import matches_of, role_of
from jixiao.extract.evaluations import evaluations
from jixiao.extract.identity import identity
from jixiao.extract.items import read_items
from jixiao.extract.kinds import kind_of, narrow, set_aside_rest
from jixiao.extract.ledger import close
from jixiao.extract.letters import read_closing_score, read_letter
from jixiao.extract.narrated import read_narrated
from jixiao.extract.narrative import improvements, other_matters, performance, problems
from jixiao.extract.organization import organization
from jixiao.extract.other_years import without_other_years
from jixiao.extract.profile import profile
from jixiao.extract.projection import Projection
from jixiao.extract.refused_heads import leave_out_refused_heads
from jixiao.extract.second_report import leave_out_other_units
from jixiao.extract.sign_off_lines import leave_out_of_sections
from jixiao.extract.sign_offs import sign_offs
from jixiao.extract.spending import spending
from jixiao.extract.unread import say_unread
from jixiao.patterns import Patterns
from jixiao.quotes import printed
from jixiao.schema import Report
from jixiao.schema.base import new, set_values
from jixiao.schema.finding import Diagnostic as DiagnosticModel
from jixiao.schema.source import Source
from jixiao.schema.text import Block, Cell, Place, Section
from jixiao.schema.text import Table as TableModel
from jixiao.structure.model import Node, Structured

_CELL = attrgetter("row", "column", "row_span", "column_span", "text", "runs")
_OF_PROJECTS = ("project", "transfer_payment")
_OF_ANY = ("title", "fiscal_year", "organization")
"""What is read of a document that is no self-evaluation: the figures in it are not a unit's own."""


def extract(structured: Structured, patterns: Patterns, source: Source) -> Report:
    """The report of one document. Nothing raises here: what cannot be read is null with a diagnostic."""
    context = Context(structured, patterns)
    narrow(context)
    leave_out_other_units(context)
    leave_out_of_sections(context)
    leave_out_refused_heads(context)
    matches_of(context)
    read_narrated(context)
    read_items(context)
    unheaded = read_letter(context) or read_closing_score(context)
    tables = base_data(context)
    scored = evaluations(context)
    who = identity(context, scored, tables)
    without_other_years(context, scored, who.fiscal_year)
    signed = sign_offs(context)
    parts: dict[str, Draft] = {
        "title": who.title,
        "fiscal_year": who.fiscal_year,
        "organization": organization(context, who.name),
        "profile": profile(context, who.name.value if who.name else None),
        "spending": spending(context, who.fiscal_year),
        "performance": performance(context),
        "problems": problems(context),
        "improvements": improvements(context),
        "conclusion": conclusion(context),
        "other_matters": other_matters(context),
        "attachments": attachments(context, [*scored, tables]),
        "base_data": tables,
        "evaluations": scored,
        "sign_offs": signed,
    }
    structured.outline = [node for node in structured.outline if not any(node is added for added in unheaded)]
    kind = kind_of(context, named=who.name is not None, dated=who.fiscal_year is not None, parts=parts)
    if kind.aside:
        parts = {name: parts[name] for name in _OF_ANY}
        set_aside_rest(context, str(kind.reason))
    elif context.scope:
        set_aside_rest(context, "set_aside")
    projection = Projection()
    values = {name: projection.plain(part, f"/{name}") for name, part in parts.items()}
    coverage = close(structured, projection.spans)
    told = any((values.get("performance") or {}).values()), values.get("problems"), values.get("improvements")
    unfunded = kind.kind in _OF_PROJECTS and not any(one.get("funds") for one in values.get("evaluations") or ())
    spent = _blocks_of_amounts(projection, structured) if unfunded else None
    say_unread(context, coverage.unread_places, lacking=not all(told), spent=spent)
    report = Report.model_validate({"source": source, "kind": kind.kind, "template": kind.template, **values})
    return report.model_copy(
        update={
            "outline": tuple(_section(node) for node in context.larger or structured.outline),
            "tables": _tables(context),
            "blocks": _blocks(structured),
            "evidence": projection.evidence,
            "diagnostics": tuple(_diagnostic(structured, item) for item in structured.diagnostics),
            "coverage": coverage,
        }
    )


def _blocks_of_amounts(projection: Projection, structured: Structured) -> set[int]:
    """The blocks in which spending is told, without one that holds the title too, and so the whole report."""
    told = (one for pointer, one in projection.evidence.items() if pointer.startswith("/spending/"))
    whole = structured.title.block if structured.title else None
    return {place.block for one in told for place in one.places} - {whole}


def _section(node: Node) -> Section:
    return Section(
        level=node.level,
        label=node.label,
        title=node.title.quote().printed if node.title else None,
        role=node.role,  # type: ignore[arg-type]
        blocks=tuple(node.blocks),
        children=tuple(_section(child) for child in node.children),
    )


def _blocks(structured: Structured) -> tuple[Block, ...]:
    return tuple([
        Block.of(index, block.kind, block.text, block.page)  # type: ignore[arg-type]
        if isinstance(block, Paragraph)
        else Block.of(index, "table", block.source_text, block.page)
        for index, block in enumerate(structured.blocks)
    ])  # fmt: skip


def _tables(context: Context) -> tuple[TableModel, ...]:
    return tuple(
        TableModel(
            rows=grid.table.rows,
            columns=grid.table.columns,
            cells=_cells(block, grid.table),
            origin=grid.table.origin,  # type: ignore[arg-type]
            role=role_of(context, block),  # type: ignore[arg-type]
            block=block,
        )
        for block, grid in context.structured.grids.items()
    )


def _cells(block: int, table: Table) -> tuple[Cell, ...]:
    breaks, apart = table.blanks_are_breaks, table.set_apart
    cells: list[Cell] = []
    for row, column, row_span, column_span, text, runs in map(_CELL, table.cells):
        place = new(Place)  # as `Place.of` and `Cell.of` do: a report has hundreds
        set_values(place, {
            "block": block,
            "cell": (row, column),
            "span": (0, len(text)),
            "page": runs[0].page if runs else table.page,
            "bbox": _box(runs) if runs else None,
        })  # fmt: skip
        made = new(Cell)
        set_values(made, {
            "row": row,
            "column": column,
            "row_span": row_span,
            "column_span": column_span,
            "text": (
                text
                if text.isprintable() and " " not in text  # most: as `printed` has it
                else printed(text, blanks_are_breaks=breaks, set_apart=apart)
            ),
            "raw": text,
            "place": place,
        })  # fmt: skip
        cells.append(made)
    return tuple(cells)


def _box(runs: tuple[Run, ...]) -> tuple[float, float, float, float]:
    if len(runs) == 1:  # most cells
        return runs[0].bbox
    boxes = [run.bbox for run in runs if run.page == runs[0].page]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _diagnostic(structured: Structured, item: Diagnostic) -> DiagnosticModel:
    places = tuple(
        Place.of(block, None, (0, _length(structured, block)), item.page or structured.blocks[block].page)
        for block in item.blocks
        if block < len(structured.blocks)
    )
    return DiagnosticModel(code=item.code, message=item.message, message_en=item.message_en, places=places)


def _length(structured: Structured, block: int) -> int:
    found = structured.blocks[block]
    return len(found.text if isinstance(found, Paragraph) else found.source_text)
