"""Figures that no field holds: a column or a row that a table's form does not have, or that stands between the texts of
a narrative, a table of no form; sentences in a form's cells; rows of a form in a paragraph, of which nothing else told
that they are a table; amounts of a paragraph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.extract.draft import matches_of
from jixiao.extract.unread_amounts import say_amounts, say_found, say_nothing_spent
from jixiao.patterns import Patterns
from jixiao.quotes import Source, Text, squeeze
from jixiao.schema.text import Place
from jixiao.structure.flat.rebuild import cannot_be_read
from jixiao.structure.form_model import Zone, key_of
from jixiao.structure.headings import is_beside
from jixiao.structure.match_model import ZoneMatch, unit_of
from jixiao.structure.model import Grid

_FIGURE = re.compile(r"[-+≥≤<>=]*\d[\d,]*(?:\.\d+)?(?:%|分|亿元|万元|元)?(?:/\d+(?:\.\d+)?)?")
_OF_PAGES = ("image", "ruled")
_UNREADABLE = "unreadable_table"
_PAIRS = 2
"""Levels right behind each other in a line: one may be a heading torn by a reader."""
_ROWS = 2
"""Lines that begin with words of level 2, no two with the same, near each other."""
_NEAR = 12
"""Blocks from one to the next of them."""
_DIGIT = re.compile(r"\d")
_DIGITS = 9  # of a number of anything
_FEWEST = 3
"""Figures: a lone one is a page's number or a row's. Cells of a table that no form has."""
_BARRED = re.compile(rf"\s*{_FIGURE.pattern}\s*\|[|\s]*")
_EXACT = re.compile(r"\.\d|%|\d,?\d{3}|[:：]")
"""In a form, where a lone figure is unread: one that numbers nothing, or that a label says what it is."""
_FRACTION = re.compile(r"\d\.\d|%")
"""In a table of no form, where a lone figure is unread: no year and no telephone."""
_LABELLED = re.compile(rf"[^\W\d_]{{2,12}}[:：](?:{_FIGURE.pattern})")
"""In a form, an amount in one cell with a label that it does not know («支出：812.35万元»)."""
_MEASURED = re.compile(r"[≥≤><=]*\d[\d,.]*[^\W\d_]{0,3}")
"""A line that is a figure, or what was to be reached or was («≥100户»)."""
_BETWEEN_FIGURES = 5
"""Lines from one such to the next: an indicator has up to three levels and names."""
_BARS = 4
"""Cells of a line that is a row in any case."""
_PARAGRAPH_LENGTH = 6
_WHOLE = 0.8
"""Of a paragraph, what is left beside its number or its last mark."""
_SENTENCE = re.compile(r"\w[，。；：]|[\u4e00-\u9fff][,;.]")
_SAYS = re.compile(r"[\u4e00-\u9fff]{2}|\d")
_SENTENCE_LENGTH = 12
"""Characters: what is shorter may be a label («注：见附件。»)."""


def say_unread(
    context: Context, places: Sequence[Place], *, lacking: bool = False, spent: Collection[int] | None = None
) -> None:
    """Names each table of which figures or sentences were left unread, with their rows, what may be the rest of a
    form's, paragraphs of such rows, and amounts in paragraphs; in a report on projects without a table of their money
    those of budgets too, but beside what was ``spent`` (its blocks; None: not asked); in a report that is ``lacking``
    a part (no results, no problems) paragraphs too."""
    _say_rows(context, places)
    say_amounts(context, places, spent)
    say_nothing_spent(context, places)
    if lacking:
        _say_paragraphs(context, places)
    left: dict[int, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    rests = _rests(context)
    for place in places:
        if place.cell is not None:
            left[place.block][place.cell] += place.span[1] - place.span[0]
    say = context.structured.diagnostics.append
    doubted = {block for one in context.structured.diagnostics if one.code == _UNREADABLE for block in one.blocks}
    for block, cells in left.items():
        grid = context.structured.grids[block]
        if block in rests:
            if len(cells) >= _FEWEST:
                say(_said_of_rest(block, grid.table.page, len(cells)))
            continue
        of_form = (block in matches_of(context) or block in context.heads) and block not in doubted
        told = _figures(grid, cells, _LABELLED if of_form else None, places)
        beside = dict(_beside_rows(context, block, cells)) if of_form else {}
        exact = any(map(_EXACT.search if of_form else _FRACTION.search, told.values())) and block not in doubted
        if len(told) >= _FEWEST or exact or beside.keys() & told.keys():
            rows = _runs(told)
            zh = f"表格第{'、'.join(rows)}行有{len(told)}个数字没有读入任何字段，请核对原件"
            en = f"rows {', '.join(rows)} of the table hold {len(told)} figures that no field takes: see the source"
            say(Diagnostic("unread_figures", zh, en, (block,)))
        said = [*_sentences(grid, cells), *_grades(context, grid, cells)] if of_form else []
        said += [at for at, text in beside.items() if not _FIGURE.fullmatch(text)]
        if sentences := {*said, *_of_no_field(context, block, cells)}:
            rows = _runs(sentences)
            zh = f"表格第{'、'.join(rows)}行有{len(sentences)}格文字没有读入任何字段，请核对原件"
            en = f"rows {', '.join(rows)} of the table hold {len(sentences)} texts that no field takes: see the source"
            say(Diagnostic("unread_text", zh, en, (block,)))


def _sentences(grid: Grid, cells: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Which of the cells are sentences, left whole."""
    return [
        (cell.row, cell.column)
        for cell in grid.table.cells
        if _SENTENCE_LENGTH <= len(cell.text.strip()) <= cells.get((cell.row, cell.column), 0)
        and _SENTENCE.search(cell.text)
    ]


def _grades(context: Context, grid: Grid, cells: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Which of the cells are grades («优» behind each project of a list)."""
    at = [(cell.row, cell.column) for cell in grid.table.cells if context.patterns.rating(cell.text.strip())]
    return [place for place in at if place in cells]


def _beside_rows(
    context: Context, block: int, cells: Mapping[tuple[int, int], int]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Which of the cells say something of what a row was read as: words or figures beside its money («备注»,
    «调整数»), in an indicator's row what stands below a heading that other columns were read below, or
    that means a column again («复核» below «完成值»; «指标名称 | 绩效指标»), and words of levels; in any row a figure
    behind a label that prints a unit of money, or in that of a total."""
    form = matches_of(context).get(block)
    if form is None or form.form.form.role != "evaluation":
        return
    match = form.form
    rows = {record.row for zone in match.zones if zone.zone.id == "funds" for record in zone.records}
    measured = [zone for zone in match.zones if zone.zone.id == "indicators"]
    of_zones = {record.row: again for zone in measured for again in [_meant_again(zone)] for record in zone.records}
    words = [column.says for zone in measured[:1] for column in zone.zone.columns if column.merged and column.says]
    totals = {key for zone in match.form.zones if zone.kind == "total" for key in zone.keys}
    before, lead = "", (-1, "")
    for cell, source in zip(match.grid.table.cells, match.grid.sources, strict=True):
        at = source.cell
        if at is not None and at in cells and 2 * cells[at] >= len(text := squeeze(source.text)) and _SAYS.search(text):
            said = cell.row in rows or cell.column in of_zones.get(cell.row, ())
            said = said or (cell.row in of_zones and any(word.fullmatch(text) for word in words))
            key = key_of(squeeze(before))
            of_total = cell.row == lead[0] and key_of(squeeze(lead[1])) in totals  # «扣分 | 2» has no place anywhere
            behind = unit_of(squeeze(before)) or (of_total and not any(is_beside(zone.zone, key) for zone in measured))
            if said or (behind and _FIGURE.fullmatch(text)):
                yield at, text
        before = source.text
        if cell.row != lead[0]:
            lead = (cell.row, source.text)


def _meant_again(zone: ZoneMatch) -> set[int]:
    """The columns below headings that head others too, or that name what another column was read as."""
    own = zone.zone.block.keys if zone.zone.block else frozenset[str]()
    found: set[int] = set()
    for head in zone.headings:
        columns = {*range(head.cell.column, head.end)}
        if not columns.isdisjoint(zone.owner) or head.key in own or any(_means(zone.zone, head.key)):
            found |= columns - zone.owner.keys()
    return found


def _means(zone: Zone, key: str) -> Iterator[bool]:
    """Whether a heading is of one of a zone's columns."""
    if not is_beside(zone, key):
        yield from (key in column.keys or bool(column.like and column.like.fullmatch(key)) for column in zone.columns)


def _of_no_field(context: Context, block: int, cells: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Which of the cells stand in a part of a form that a report has no place for (资金管理情况)."""
    form = matches_of(context).get(block)
    zones = (zone for zone in form.form.zones if zone.zone.is_unread) if form else ()
    boxes = (box for zone in zones for record in zone.records for box in record.cells.values())
    return [at for box in boxes if (at := (box.cell.row, box.cell.column)) in cells]


def _said_of_rest(block: int, page: int | None, cells: int) -> Diagnostic:
    return Diagnostic(
        "unread_table",
        f"第{page}页的表格有{cells}格没有读入任何字段，可能是前一页表格的续页，请核对原件",
        f"no field takes {cells} cells of the table on page {page}: it may go on with the one before",
        (block,),
    )


def _rests(context: Context) -> set[int]:
    """The tables of pages that are no form and stand behind a form's, on a page further on: its rest, if what stands
    between them kept the two apart."""
    rests: set[int] = set()
    page: int | None = None
    for block, grid in context.structured.grids.items():
        table = grid.table
        if block in matches_of(context):
            page = table.page
        elif page is not None and table.page is not None and table.page > page and table.origin in _OF_PAGES:
            rests.add(block)
    return rests


def _say_rows(context: Context, places: Sequence[Place]) -> None:
    """Names the unread lines in which levels stand right behind each other, as in no prose («产出指标数量指标…»)."""
    structured = context.structured
    told = {block for one in structured.diagnostics if one.code == _UNREADABLE for block in one.blocks}
    for place in places:
        source = structured.sources.get(place.block) if place.cell is None and place.block not in told else None
        if source is None or not holds_rows(context.patterns, source.view(*place.span)):
            continue
        told.add(place.block)
        structured.diagnostics.append(cannot_be_read((place.block,)))
    for run in _lines_of_rows(context, places, told):
        structured.diagnostics.append(cannot_be_read(run))
        told.update(run)
    for run in _lines_of_cells(context, places, told):
        structured.diagnostics.append(cannot_be_read(run))


def holds_rows(patterns: Patterns, text: Text) -> bool:
    """Whether levels stand right behind each other in a text, as in no prose («产出指标数量指标…»)."""
    return sum(1 for _ in patterns["unread.levels"].finditer(text)) >= _PAIRS


def _say_paragraphs(context: Context, places: Sequence[Place]) -> None:
    """Names the paragraphs of sentences left whole, where they are several: a part of the report below a heading that
    nobody knows."""
    structured = context.structured
    told = {block for one in structured.diagnostics for block in one.blocks}
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place in places:
        if place.cell is None and place.block in structured.sources and place.block not in told:
            spans[place.block].append(place.span)
    found: dict[int, str] = {}
    for block, own in spans.items():
        text = structured.sources[block].text
        sentence = text[own[0][0] : own[-1][1] + 1]
        if sum(end - start for start, end in own) >= max(_PARAGRAPH_LENGTH, _WHOLE * len(text.strip())):
            found.update({block: "".join(sentence.split())} if _SENTENCE.search(sentence) else {})
    if len(found) >= _FEWEST:
        zh = "正文有{count}段文字没有读入任何字段（{shown}），请核对原件"
        en = "{count} paragraphs of the text are in no field ({shown}): see the source"
        say_found(context, "unread_text", [*found.items()], zh, en)


def _lines_of_rows(context: Context, places: Sequence[Place], told: Collection[int]) -> list[tuple[int, ...]]:
    """The unread lines that begin as rows of a form whose cells ran together, a row a line, those near each other."""
    rule = context.patterns["unread.row"]
    rows = {
        source.block: row["level"] for source in _lines(context, places, told) if (row := rule.search(source.view()))
    }
    return [run for run in _near(rows) if len({rows[block] for block in run}) >= _ROWS]


def _lines_of_cells(context: Context, places: Sequence[Place], told: Collection[int]) -> list[tuple[int, ...]]:
    """The unread lines that hold figures as cells do, with the bar behind, or so exact that they number nothing, those
    near each other."""
    lines = list(_lines(context, places, told))
    figures = {source.block: found for source in lines if (found := _cells_in(source.text))}
    runs = [run for run in _near(figures) if len(run) > 1 and sum(figures[block] for block in run) >= _FEWEST]
    texts = {source.block: source.text.strip() for source in lines}
    bare = {block: int(text) for block, text in texts.items() if text.isdecimal() and len(text) <= _DIGITS}
    measured = {source.block for source in lines if _MEASURED.fullmatch(source.text.strip())}
    if not measured.isdisjoint(bare):  # «12座», «13座», «50», «50», «效益», «社会», «受益户数», «≥100户», …
        known = {block for own in runs for block in own}
        runs += [run for run in _near(measured - known, _BETWEEN_FIGURES) if len(run) > 2 * _FEWEST]
    left = measured - {block for own in runs for block in own}
    parts = (part for top in context.structured.outline for part in top.walk()) if len(left) > 1 else ()
    scored = (left.intersection(part.blocks) for part in parts if part.role == "self_score")
    runs += [tuple(sorted(own)) for own in scored if len(own) > 1]  # «自评分数» over a list of projects, a cell a line
    for run in _near(bare.keys() - {block for own in runs for block in own}, 1):  # «58», «52», «47»: posts and staff
        steps = {bare[low] - bare[high] for high, low in pairwise(run)}
        runs += [run] if len(run) >= _FEWEST and steps != {1} else []
    return runs


def _cells_in(text: str) -> int:
    """How many such figures are a line, stand between its bars, or are the end of a row («局机关 2386.52 120.30 0»)."""
    words = text.split()
    if _BARRED.fullmatch(text) or (len(words) == 1 and _is_exact(words[0])):
        return 1
    if "|" in text:
        cells = [cell.strip() for cell in text.split("|")]
        whole = sum(cell.isdecimal() for cell in cells[1:]) if len(cells) > _BARS else 0  # the first numbers the row
        return sum(map(_is_exact, cells)) + whole
    first = next((at for at in range(len(words), 0, -1) if not _FIGURE.fullmatch(words[at - 1])), 0)
    row = words[first:]
    return len(row) if len(row) >= _FEWEST and sum(map(_is_exact, row)) > 1 else 0


def _is_exact(text: str) -> bool:
    grouped = text.rstrip("亿万元分")[-4:-3] == ","  # «2,860,000»; «1,» and «3,4» are a list's
    return (grouped or "." in text or "%" in text) and _FIGURE.fullmatch(text) is not None


def _lines(context: Context, places: Sequence[Place], told: Collection[int]) -> Iterator[Source]:
    """The paragraphs of which something was left unread."""
    sources = context.structured.sources
    blocks = {place.block for place in places if place.cell is None and place.block not in told}
    return (sources[block] for block in sorted(blocks & sources.keys()))


def _near(blocks: Iterable[int], most: int = _NEAR) -> list[tuple[int, ...]]:
    runs: list[list[int]] = []
    for block in sorted(blocks):
        if not runs or block - runs[-1][-1] > most:
            runs.append([])
        runs[-1].append(block)
    return [tuple(run) for run in runs]


def _figures(
    grid: Grid, cells: Collection[tuple[int, int]], labelled: re.Pattern[str] | None, places: Sequence[Place]
) -> dict[tuple[int, int], str]:
    """Which of the cells are figures, those of columns that number their rows left out; ``labelled``: or such, if one
    of the unread ``places`` holds the figure."""
    texts: dict[tuple[int, int], str] = {}
    for cell, source in zip(grid.table.cells, grid.sources, strict=True):
        if (cell.row, cell.column) not in cells:
            continue
        text = "".join(source.text.split())
        told = bool(labelled and labelled.fullmatch(text)) and any(
            _DIGIT.search(source.text, *one.span)
            for one in places
            if one.block == grid.block and one.cell == (cell.row, cell.column)
        )
        if told or _FIGURE.fullmatch(text):
            texts[cell.row, cell.column] = text
    columns: dict[int, list[str]] = defaultdict(list)
    for (_, column), text in texts.items():
        columns[column].append(text)
    numbers = {column for column, own in columns.items() if own == [str(n) for n in range(1, len(own) + 1)]}
    return {at: text for at, text in texts.items() if at[1] not in numbers}


def _runs(cells: Collection[tuple[int, int]]) -> list[str]:
    """«4—7», «12»: the rows of the cells, those that follow each other taken together."""
    runs: list[list[int]] = []
    for row in sorted({row + 1 for row, _ in cells}):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return [str(first) if first == last else f"{first}—{last}" for first, last in runs]
