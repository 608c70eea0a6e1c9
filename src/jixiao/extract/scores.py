"""Scores that a sentence gives, and whose they are: the whole's, a project's, another year's, another's judgement."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jixiao.document import Diagnostic
from jixiao.extract.context import Context
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text
from jixiao.structure.model import Node
from jixiao.values import number, spelled

_POINTS = "分"
_SAID = ("conclusion.score", "conclusion.score_in_grade", "conclusion.score_spelled")
_BARE = ("conclusion.score_bare", "conclusion.score_unmarked")
_FULL = 100
"""Points that can be had."""
_SEVERAL = 2
_DIGITS = 4  # of a year


@dataclass(frozen=True, slots=True)
class Score:
    """A score that a sentence gives; ``total`` when its words say that it is that of the whole."""

    found: Found
    sentence: Text
    total: bool


def of_own_year(context: Context, scores: list[Score]) -> list[Score]:
    """The scores without those whose clause begins with an earlier year than the title's («…得分97分。2020年自评得分
    95分»): only where each of the others stands behind the title's year, or behind none where the title has the word
    for a report's year (年度: «2021年…报告» may be on another), so that it is certain that they are of that year."""
    if len(scores) < _SEVERAL or context.structured.title is None:
        return scores  # nearly always
    year = context.patterns["title.year"]
    told = year.search(context.structured.title.view)
    if told is None:
        return scores
    own: list[Score] = []
    for score in scores:
        begin = max(score.sentence.match.rfind(mark, 0, score.found.match.start("score")) for mark in ",;") + 1
        named = year.match(score.sentence, begin)
        if named and named[0][:_DIGITS] < told[0][:_DIGITS]:
            continue
        said = [found[0][:_DIGITS] for found in year.finditer(score.sentence[: score.found.end])]
        if said[-1:] != [told[0][:_DIGITS]] and (said or not told.has("year")):
            return scores
        own.append(score)
    return own or scores


def may_be_parts(scores: list[Score]) -> bool:
    """Whether all scores but the first are at most half of it."""
    values = [reading.value for score in scores if (reading := read_score(score)) and reading.value is not None]
    return all(value == values[0] or 2 * value <= values[0] for value in values)


def read_score(score: Score) -> Reading[Decimal] | None:
    return points_of(score.found)


def points_of(found: Found) -> Reading[Decimal] | None:
    return number(found.quote("score"), found.id) or spelled(found.quote("score"), found.id)


def scores_in(context: Context, sentence: Text, *, bare: bool = False) -> list[Score]:
    """The scores that a sentence gives; ``bare``: also one without a word, below a heading that asks for it."""
    if _POINTS not in sentence.match:
        return []  # most
    whole = context.patterns["conclusion.score_sum"].search(sentence)
    if whole and number(whole.quote("score"), whole.id):
        return [Score(whole, sentence, True)]  # «投入自评得分18分，…，合计97.73分»
    result: list[Score] = []
    for name in (*_SAID, *_BARE) if bare else _SAID:
        for found in context.patterns[name].finditer(sentence):
            of_part = context.patterns["conclusion.not_total"].search(sentence[: found.start])
            if of_part and not adds_up(context, found):
                continue
            if (
                of_one_project(context, sentence, found)
                or by_others(context, sentence, found)
                or of_last_year(context, sentence, found)
            ):
                continue
            read = points_of(found)
            if read and _beyond_all_points(context, sentence, read):
                _refused(context, read)
            elif read:
                total = context.patterns["conclusion.total_word"].search(found.sub(0)) is not None
                result.append(Score(found, sentence, total))
        if result:
            break
    return result


def score_alone(context: Context, before: Text | None, sentence: Text) -> list[Score]:
    """The score that is a line of its own, right below a line or a heading that asks for it."""
    if before is None or not sentence.match.replace(".", "", 1).isdecimal():
        return []
    found = context.patterns["conclusion.score_alone"].search(sentence)
    if found is None or not context.patterns["conclusion.score_asked"].search(before):
        return []
    return [Score(found, sentence, True)]


def adds_up(context: Context, found: Found) -> bool:
    """Whether a score is the sum of those before it, and no points that could be had («投入20分、…，合计96分»)."""
    read = number(found.quote("score"), found.id)
    summed = context.patterns["conclusion.sum_word"].search(found.sub(0)) is not None
    return summed and read is not None and read.value is not None and read.value < _FULL


def of_one_project(context: Context, sentence: Text, found: Found) -> bool:
    """Whether the score is that of a named project of a report on the whole («“人居环境整治”项目自评得分96分»), or an
    average of such («对12个项目开展了自评，平均得分99.43分»)."""
    if not is_on_whole(context):
        return False
    before = (found.start, found.match.start("score"))
    patterns = context.patterns
    if patterns["conclusion.of_average"].fits_needed(sentence.match[: before[-1]]):
        return True
    return any(patterns["conclusion.of_project"].search(sentence[:end]) for end in before)


def of_average(context: Context, before: Text) -> bool:
    """Whether the last score before a grade is an average that is not the whole's («12个项目平均得分99.43分，等级为
    优»)."""
    averages = list(context.patterns["conclusion.average"].finditer(before))
    if not averages or not is_on_whole(context):
        return False  # nearly always
    last = averages[-1]
    refused = context.patterns["conclusion.of_average"].fits_needed(before.match[: last.match.start("score")])
    return refused and not scores_in(context, before[last.end :])


def is_on_whole(context: Context) -> bool:
    """Whether the title says that the report is on a department's spending as a whole."""
    title = context.structured.title
    return title is not None and context.patterns["kind.whole_department"].search(title.view) is not None


def is_on_projects(context: Context, node: Node) -> bool:
    """Whether a section of a report on the whole is on its projects, each with a score of its own."""
    on_projects = context.patterns["conclusion.on_projects"]
    if node.title is None or not on_projects.fits_needed(node.title.match):
        return False
    return is_on_whole(context)


def graded_project(context: Context, sentence: Text, found: Found) -> bool:
    """Whether a grade is that of a project beside the whole's: «项目绩效等级为优，整体绩效等级为良»."""
    graded = context.patterns["conclusion.whole_graded"].search(sentence)
    return graded is not None and found.end <= graded.start


def _beyond_all_points(context: Context, sentence: Text, read: Reading[Decimal]) -> bool:
    """Whether a score is more than can be had: of «自评得分9596.5分» a page shows the old score, struck out, and the
    new one side by side, and its text both. Extra points («加分2分，自评得分101.5分») and other scales say so."""
    return (
        read.value is not None
        and read.value > 2 * _FULL
        and context.patterns["conclusion.other_scale"].search(sentence) is None
    )


def _refused(context: Context, read: Reading[Decimal]) -> None:
    """Names a score that can be none."""
    printed, block = read.quote.printed, read.quote.block
    if any(told.code == "impossible_score" and block in told.blocks for told in context.diagnostics):
        return
    context.diagnostics.append(
        Diagnostic(
            "impossible_score",
            f"自评得分「{printed}」超过满分，可能是两个数字连在一起，未读取",
            f"the score «{printed}» is above all points, perhaps two figures printed as one: not read",
            (block,),
        )
    )


def by_others(context: Context, sentence: Text, found: Found) -> bool:
    """Whether somebody else gave a score or a grade: «自评得分95分，财政复评得分91分»."""
    begin = max(sentence.match.rfind(mark, 0, found.end - 1) for mark in ",;。") + 1
    if context.patterns["conclusion.rating"].match(sentence, found.start):
        begin = 0  # a grade is of what its sentence is about
    if found.start <= begin and context.patterns["conclusion.judged_us"].search(sentence[:begin]):
        return True  # «财政局对我局整体支出进行重点评价，得分92分»
    clause = sentence[begin : found.end]
    others = list(context.patterns["conclusion.by_others"].finditer(clause))
    return bool(others) and context.patterns["conclusion.by_us"].search(clause[others[-1].end :]) is None


def of_last_year(context: Context, sentence: Text, found: Found) -> bool:
    """Whether a score or a grade is last year's: «上年自评得分90分，等级为良，本年自评得分95分», «2022年评价等级为良，
    2023年为优»."""
    said = list(context.patterns["conclusion.which_year"].finditer(sentence[: found.end]))
    if said:
        return said[-1].has("last")
    before = [year[0] for year in context.patterns["title.year"].finditer(sentence[: found.start])]
    graded = context.patterns["conclusion.year_graded"].finditer(sentence[found.end :]) if before else ()
    return any(year["year"] > before[-1] for year in graded)
