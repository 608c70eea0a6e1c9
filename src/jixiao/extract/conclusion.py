"""The conclusion: score and grade in words, what the result is used for, how it is made public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.extract.entries import split, strip_closing
from jixiao.extract.letters import turns_to
from jixiao.extract.score_rows import said_in_rows
from jixiao.extract.ticks import ticked
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text, quotes_of, text_reading
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node
from jixiao.structure.outliner import FEWEST_POINTS
from jixiao.values import number, spelled

_SENTENCE = re.compile(r"[^。]+。?")
_POINTS = "分"
_SAID = ("conclusion.score", "conclusion.score_in_grade", "conclusion.score_spelled")
_BARE = ("conclusion.score_bare", "conclusion.score_unmarked")
_OF_RESULTS = ("self_score", "performance", "evaluation_process")
_FULL = 100
"""Points that can be had."""
_SEVERAL = 2
_DIGITS = 4  # of a year
_LEAD = 16  # characters with which a paragraph says what it goes on with


@dataclass(frozen=True, slots=True)
class _Score:
    """A score that a sentence gives; ``total`` when its words say that it is that of the whole."""

    found: Found
    sentence: Text
    total: bool


def _turns(context: Context, node: Node, sentence: Text) -> bool:
    """Whether a sentence below the score tells measures or problems («下一步改进措施：加强预算编制管理。»)."""
    return node.role == "self_score" and any(turns_to(context, role, sentence) for role in ("improvements", "problems"))


def conclusion(context: Context) -> dict[str, Draft]:
    """`conclusion`: the section on results first, then wherever the narrative gives a score."""
    use: list[Text] = []
    public: list[Text] = []
    scores: list[_Score] = []
    scoring: list[Node] = []
    rating: Draft = None
    of_score = False  # the grade's sentence gives a score too
    before: Text | None = None
    for node, sentence in _sentences(context, "results_use", "self_score"):
        found = _scores(context, sentence, bare=node.role == "self_score") or _alone(context, before, sentence)
        before = sentence
        grade = _rating(context, sentence)
        scores.extend(found)
        scoring.extend(node for _ in found)
        of_score = of_score or (rating is None and grade is not None and bool(found))
        rating = rating or grade
        titled = node.title is not None and sentence.match.rstrip("。:") == node.title.match
        rest = None if titled else _behind_score(context, sentence) if found or grade else sentence
        if found and rest is None and (public_ahead := _ahead_of_score(context, sentence, found[0].found)):
            public.append(public_ahead)
        if rest and context.patterns["conclusion.disclosure"].search(rest):
            public.append(rest)
            if context.patterns["conclusion.both"].search(rest):
                use.append(rest)
        elif rest and context.patterns["conclusion.use"].search(rest) and not _turns(context, node, rest):
            use.append(rest)
    apart = _apart(context, scoring)
    if len(own := _of_own_year(context, scores)) < len(scores):
        scores, rating = own, _rating(context, own[0].sentence)
    score = _chosen(context, scores, first=not apart)
    if score is None and (apart or (of_score and scores)):
        rating = None  # «甲项目自评得分98分，等级为“优”；乙项目自评得分82分…»: the grade of one of them
    if not (score and rating) and not (score is None and apart):
        elsewhere = _sentences(context, "performance", "evaluation_process", "profile")
        given = [found for _, text in elsewhere for found in _scores(context, text)]
        if len(own := _of_own_year(context, given)) < len(given):
            given, rating = own, rating or _rating(context, own[0].sentence)
        score = score or _chosen(context, [found for found in given if not _of_an_item(context, found)])
        rating = rating or next((grade for _, text in elsewhere if (grade := _rating(context, text))), None)
    if score is None and not apart:
        said = [*context.diagnostics]
        score, grade = _anywhere(context)
        rating = rating or grade
        if score is not None and not any(told.code == "several_scores" for told in said):
            context.diagnostics[:] = said  # «（15分，自评15分）» in headings, one score in the text: that is certain
    if score is None and not apart and (told := said_in_rows(context)):
        score, rating = told[0], rating or told[1]
    if score is None:
        _say_of_projects(context)
    return {
        "self_score": score,
        "rating": rating,
        "use_of_results": _joined(use, "conclusion.use"),
        "disclosure": _joined(public, "conclusion.disclosure"),
    }


_NOWHERE = ("functions", "goals", "problems", "improvements", "other_matters", "attachments", "attachment")


def _anywhere(context: Context) -> tuple[Reading[Decimal] | None, Draft]:
    """Where no section of its own gives the score: a summary before the first section or a section that no role names
    (R46 of the corpus), or a form's line «自评总分：94» (R38)."""
    lead = context.structured.preamble
    sections = [node for top in context.structured.outline for node in top.walk() if node.role not in _NOWHERE]
    below = [
        sentence
        for node in sections
        for sentence in _of_whole(context, node, _cut(_but_for_projects(context, node.body)))
    ]
    for sentences in (_cut(lead.lines if lead else []), below):
        given = _of_own_year(context, [found for sentence in sentences for found in _scores(context, sentence)])
        scores = [found for found in given if not _of_an_item(context, found)]
        score = _chosen(context, scores)
        if score:
            sentence = next(found.sentence for found in scores if _read(found) == score)
            for text in lead.lines if lead else ():
                if opening := context.patterns["opening.with_score"].search(text):
                    context.claim(opening)
            return score, _rating(context, sentence) or _rating_behind(context, sentence, sentences)
    return _labelled(context), None


def _of_an_item(context: Context, score: _Score) -> bool:
    """Whether few points in a numbered item are an indicator's («（一）支付及时，扣2分，得分8分»)."""
    read, asked = _read(score), score.sentence.match[: score.found.match.start("score")]
    if read is None or read.value is None or read.value >= FEWEST_POINTS:
        return False
    label = label_at(score.sentence.quote().spans[0].source.view().match)
    return (
        label is not None
        and label.kind not in (Kind.PART, Kind.CHINESE)
        and not context.patterns["conclusion.score_asked"].fits_needed(asked)
    )


def _labelled(context: Context) -> Reading[Decimal] | None:
    """The one score behind its label, wherever that stands («自评总分：94» of a form, «自评得分» above «90»)."""
    pattern = context.patterns["conclusion.score_label"]
    sources = () if context.scope else context.structured.sources.items()
    asked = ((at, source) for at, source in sources if any(need in source.text for need in pattern.needs))
    parts = [node for top in context.structured.outline for node in top.walk() if _is_on_projects(context, node)]
    others = {block for node in parts for part in node.walk() for block in part.blocks}
    texts = [*_but_for_projects(context, (source.view() for at, source in asked if at not in others))]
    found = [
        mark
        for text in texts
        for mark in pattern.finditer(text)
        if not context.patterns["conclusion.not_total"].search(text[: mark.start])
        and not _by_others(context, text, mark)
        and not _of_last_year(context, text, mark)
    ]
    if len({mark["score"] for mark in found}) != 1:
        return None
    context.claim(found[0])
    return number(found[0].quote("score"), found[0].id)


def _apart(context: Context, scoring: list[Node]) -> bool:
    """Whether the sections that give scores stand in several parts: each project of a file has its own."""
    giving = {id(node) for node in scoring}
    tops = [top for top in context.structured.outline if any(id(node) in giving for node in top.walk())]
    return len(tops) > 1 and all(node.role == "self_score" for node in scoring)


def _chosen(context: Context, scores: list[_Score], *, first: bool = False) -> Reading[Decimal] | None:
    """The score of the whole: the only one given, or the only one that is called the total («自评总分97.5分» behind
    «投入情况…自评得分18分»). Of several others the ``first`` where the section is about the score and the
    rest may be parts of it («部门自评得分95分» and «项目自评得分97分» are each of something else), else none."""
    totals = [score for score in scores if score.total]
    for group in (scores, totals):
        if len({reading.value for score in group if (reading := _read(score))}) == 1:
            return _taken(context, group[0])
    alone = first and scores and len({_read(s) for s in scores if s.sentence is scores[0].sentence}) == 1
    if alone and _may_be_parts(scores):
        return _taken(context, scores[0])  # «道路自评73分、桥梁自评89分» in one sentence are parts'
    told = {place for d in context.diagnostics if d.code == "several_scores" for place in d.blocks}
    if scores and scores[0].found.quote().block not in told:
        listed = "、".join(score.found.quote().printed for score in scores)
        context.diagnostics.append(
            Diagnostic(
                "several_scores",
                f"「{listed}」中哪一个是自评总分不能确定，未读取",
                f"which of «{listed}» is the total score is not certain: not read",
                (scores[0].found.quote().block,),
            )
        )
    return None


def _of_own_year(context: Context, scores: list[_Score]) -> list[_Score]:
    """The scores without those whose clause begins with an earlier year than the title's («…得分97分。2020年自评得分
    95分»): only where each of the others stands behind the title's year, or behind none where the title has the word
    for a report's year (年度: «2021年…报告» may be on another), so that it is certain that they are of that year."""
    if len(scores) < _SEVERAL or context.structured.title is None:
        return scores  # nearly always
    year = context.patterns["title.year"]
    told = year.search(context.structured.title.view)
    if told is None:
        return scores
    own: list[_Score] = []
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


def _may_be_parts(scores: list[_Score]) -> bool:
    """Whether all scores but the first are at most half of it."""
    values = [reading.value for score in scores if (reading := _read(score)) and reading.value is not None]
    return all(value == values[0] or 2 * value <= values[0] for value in values)


def _taken(context: Context, score: _Score) -> Reading[Decimal] | None:
    context.claim(score.found)
    for lead in context.patterns["conclusion.lead"].finditer(score.sentence):
        context.claim(lead)
    return _read(score)


def _read(score: _Score) -> Reading[Decimal] | None:
    return _points(score.found)


def _points(found: Found) -> Reading[Decimal] | None:
    return number(found.quote("score"), found.id) or spelled(found.quote("score"), found.id)


def _own(node: Node) -> Iterator[Node]:
    """A section with what is below it and has no role of its own: «一、自评结论» holds the problems too (Yunnan)."""
    yield node
    for child in node.children:
        if child.role is None:
            yield from _own(child)


def _sentences(context: Context, *roles: str) -> list[tuple[Node, Text]]:
    """The sentences of the sections with these roles, each with its section; of one on a department's projects
    those alone that say that they are on the whole."""
    texts: list[tuple[Node, Text]] = []
    for node in context.nodes(*roles):
        if node.role in _OF_RESULTS and _is_on_projects(context, node):
            said = [text for part in _own(node) for text in _cut(part.content)]
            texts.extend((node, sentence) for sentence in _of_whole(context, node, said))
            continue
        for part in _own(node):
            inside = part is not node or node.role == "self_score"
            entries = split(part.content if inside else part.body)
            context.claim_all(entry.label for entry in entries.items if entry.label)
            # «2.结果应用：与次年预算挂钩»: the words before the colon only name the item.
            items = (context.behind("conclusion.label", entry.text) for entry in entries.items)
            texts.extend((node, text) for text in _but_for_projects(context, [*entries.lead, *items]))
    return [(node, text[m.start() : m.end()]) for node, text in texts for m in _SENTENCE.finditer(text.match)]


def _cut(texts: Iterable[Text]) -> list[Text]:
    """The sentences of texts."""
    return [text[mark.start() : mark.end()] for text in texts for mark in _SENTENCE.finditer(text.match)]


def _of_whole(context: Context, node: Node, sentences: list[Text]) -> list[Text]:
    """The sentences of a section that may give the score of the whole («综上，部门整体支出自评得分96分» behind those of
    projects)."""
    return _of_whole_in(context, sentences) if _is_on_projects(context, node) else sentences


def _say_of_projects(context: Context) -> None:
    """Names the only score that the results give where its paragraph is on the projects of a report on the whole."""
    if any(one.code in ("several_scores", "impossible_score") for one in context.diagnostics):
        return
    texts = [text for node in context.nodes(*_OF_RESULTS) for part in _own(node) for text in part.content]
    kept = {id(text) for text in _but_for_projects(context, texts)}
    of_projects = [
        found for text in texts if id(text) not in kept for one in _cut([text]) for found in _scores(context, one)
    ]
    if len({reading.value for found in of_projects if (reading := _read(found))}) == 1:
        quote = of_projects[0].found.quote()
        context.diagnostics.append(
            Diagnostic(
                "unread_score",
                f"「{quote.printed}」在说明项目自评的段落中，不是部门整体的自评得分，未读取",
                f"«{quote.printed}» stands in a paragraph on projects and is not the whole's score: not read",
                (quote.block,),
            )
        )


def _of_whole_in(context: Context, sentences: list[Text]) -> list[Text]:
    """Those of the sentences that are on the whole."""
    return [sentence for sentence in sentences if context.patterns["conclusion.of_whole"].search(sentence)]


def _but_for_projects(context: Context, texts: Iterable[Text]) -> Iterator[Text]:
    """Paragraphs of a report on the whole; of one that goes on with its projects («二是项目绩效自评情况。…自评得分
    98.5分») the sentences alone that are on the whole."""
    on_projects = context.patterns["conclusion.goes_on_with_projects"]
    for text in texts:
        title = context.structured.title if "项目" in text.match[:_LEAD] and on_projects.search(text) else None
        if title is not None and context.patterns["kind.whole_department"].search(title.view):
            yield from _of_whole_in(context, _cut([text]))
        else:
            yield text


def _scores(context: Context, sentence: Text, *, bare: bool = False) -> list[_Score]:
    """The scores that a sentence gives; ``bare``: also one without a word, below a heading that asks for it."""
    if _POINTS not in sentence.match:
        return []  # most
    whole = context.patterns["conclusion.score_sum"].search(sentence)
    if whole and number(whole.quote("score"), whole.id):
        return [_Score(whole, sentence, True)]  # «投入自评得分18分，…，合计97.73分»
    result: list[_Score] = []
    for name in (*_SAID, *_BARE) if bare else _SAID:
        for found in context.patterns[name].finditer(sentence):
            of_part = context.patterns["conclusion.not_total"].search(sentence[: found.start])
            if of_part and not _adds_up(context, found):
                continue
            if (
                _of_one_project(context, sentence, found)
                or _by_others(context, sentence, found)
                or _of_last_year(context, sentence, found)
            ):
                continue
            read = _points(found)
            if read and _beyond_all_points(context, sentence, read):
                _refused(context, read)
            elif read:
                total = context.patterns["conclusion.total_word"].search(found.sub(0)) is not None
                result.append(_Score(found, sentence, total))
        if result:
            break
    return result


def _alone(context: Context, before: Text | None, sentence: Text) -> list[_Score]:
    """The score that is a line of its own, right below a line or a heading that asks for it."""
    if before is None or not sentence.match.replace(".", "", 1).isdecimal():
        return []
    found = context.patterns["conclusion.score_alone"].search(sentence)
    if found is None or not context.patterns["conclusion.score_asked"].search(before):
        return []
    return [_Score(found, sentence, True)]


def _adds_up(context: Context, found: Found) -> bool:
    """Whether a score is the sum of those before it, and no points that could be had («投入20分、…，合计96分»)."""
    read = number(found.quote("score"), found.id)
    summed = context.patterns["conclusion.sum_word"].search(found.sub(0)) is not None
    return summed and read is not None and read.value is not None and read.value < _FULL


def _of_one_project(context: Context, sentence: Text, found: Found) -> bool:
    """Whether the score is that of a named project of a report on the whole: «“人居环境整治”项目自评得分96分»."""
    title = context.structured.title
    if title is None or context.patterns["kind.whole_department"].search(title.view) is None:
        return False
    before = (found.start, found.match.start("score"))
    return any(context.patterns["conclusion.of_project"].search(sentence[:end]) for end in before)


def _is_on_projects(context: Context, node: Node) -> bool:
    """Whether a section of a report on the whole is on its projects, each with a score of its own."""
    title, on_projects = context.structured.title, context.patterns["conclusion.on_projects"]
    if title is None or node.title is None or not on_projects.fits_needed(node.title.match):
        return False
    return context.patterns["kind.whole_department"].search(title.view) is not None


def _graded_project(context: Context, sentence: Text, found: Found) -> bool:
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


def _by_others(context: Context, sentence: Text, found: Found) -> bool:
    """Whether somebody else gave a score or a grade: «自评得分95分，财政复评得分91分»."""
    begin = max(sentence.match.rfind(mark, 0, found.end - 1) for mark in ",;。") + 1
    if context.patterns["conclusion.rating"].match(sentence, found.start):
        begin = 0  # a grade is of what its sentence is about
    if found.start <= begin and context.patterns["conclusion.judged_us"].search(sentence[:begin]):
        return True  # «财政局对我局整体支出进行重点评价，得分92分»
    clause = sentence[begin : found.end]
    others = list(context.patterns["conclusion.by_others"].finditer(clause))
    return bool(others) and context.patterns["conclusion.by_us"].search(clause[others[-1].end :]) is None


def _of_last_year(context: Context, sentence: Text, found: Found) -> bool:
    """Whether a score or a grade is last year's: «上年自评得分90分，等级为良，本年自评得分95分», «2022年评价等级为良，
    2023年为优»."""
    said = list(context.patterns["conclusion.which_year"].finditer(sentence[: found.end]))
    if said:
        return said[-1].has("last")
    before = [year[0] for year in context.patterns["title.year"].finditer(sentence[: found.start])]
    graded = context.patterns["conclusion.year_graded"].finditer(sentence[found.end :]) if before else ()
    return any(year["year"] > before[-1] for year in graded)


def _rating_behind(context: Context, sentence: Text, sentences: list[Text]) -> Draft:
    """The grade in the sentence behind one with a score («自评96分。评定等级：优»), in the same paragraph."""
    at = next(index for index, text in enumerate(sentences) if text is sentence)
    following = sentences[at + 1] if at + 1 < len(sentences) else None
    if following is None or following.quote().block != sentence.quote().block:
        return None
    return _rating(context, following)


def _is_foreign(context: Context, sentence: Text, grade: Found) -> bool:
    """Whether a grade is another year's, another body's or a project's, also of so many projects («90分以上的13个,
    等级为优；…2个，等级为良»)."""
    if _of_last_year(context, sentence, grade) or _by_others(context, sentence, grade):
        return True
    if "个" in sentence.match and (classes := context.patterns["conclusion.classes"].search(sentence)):
        return classes.start < grade.start < classes.end
    return _graded_project(context, sentence, grade)


def _rating(context: Context, sentence: Text) -> Draft:
    rating = context.patterns["conclusion.rating"]
    if not rating.may_match(sentence.match):
        return None  # most: no word of a grade, ticked or not
    found = next((grade for grade in rating.finditer(sentence) if not _is_foreign(context, sentence, grade)), None)
    if found is None:
        found = ticked(context, sentence)
        if found is None or _by_others(context, sentence, found):
            return None
    context.claim(found)
    group = next(g for g in ("rating", "rating2", "rating3", "rating4", "rating5") if found.has(g))
    quote = found.quote(group)
    canonical = context.patterns.rating(found[group])
    return {
        "text": text_reading(quote, found.id),
        "canonical": Reading(canonical, quote, found.id, (f"{quote.printed} → {canonical}",)) if canonical else None,
    }


def _behind_score(context: Context, sentence: Text) -> Text | None:
    """«…得分为98分，自评结果将作为…依据。»: the clause behind the score speaks of its use."""
    last: Found | None = None
    for name in ("conclusion.score", "conclusion.rating"):
        for found in context.patterns[name].finditer(sentence):
            if last is None or found.end > last.end:
                last = found
    if last is None:
        return None
    rest = sentence[last.end :]
    while rest and rest.match[0] in ",;。:":
        rest = rest[1:]
    speaks = context.patterns["conclusion.use"].search(rest) or context.patterns["conclusion.disclosure"].search(rest)
    return rest if len(rest) > 6 and speaks else None


def _ahead_of_score(context: Context, sentence: Text, score: Found) -> Text | None:
    """«自评结果在网站公开，自评得分94.5分»: the clauses before the score's, where they tell how it was made public."""
    disclosure = context.patterns["conclusion.disclosure"]
    clause = sentence.match.rfind(",", 0, score.start + 1)
    return sentence[:clause] if clause > 0 and disclosure.search(sentence[:clause]) else None


def _joined(sentences: list[Text], pattern: str) -> Reading[str] | None:
    if not sentences:
        return None
    sentences[-1] = strip_closing(sentences[-1])
    return text_reading(quotes_of(text.quote() for text in sentences), pattern)
