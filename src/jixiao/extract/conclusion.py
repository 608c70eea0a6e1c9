"""The conclusion: score and grade in words, what the result is used for, how it is made public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao import lazy_re as re
from jixiao.document import Diagnostic
from jixiao.extract.context import Context, Draft
from jixiao.extract.entries import split, strip_closing
from jixiao.extract.letters import turns_to
from jixiao.extract.score_rows import said_in_rows
from jixiao.extract.scores import (
    Score,
    by_others,
    graded_project,
    is_on_projects,
    is_on_whole,
    may_be_parts,
    of_average,
    of_last_year,
    of_own_year,
    read_score,
    score_alone,
    scores_in,
)
from jixiao.extract.ticks import ticked
from jixiao.patterns import Found
from jixiao.quotes import Reading, Text, quotes_of, text_reading
from jixiao.structure.labels import Kind, label_at
from jixiao.structure.model import Node
from jixiao.structure.outliner import FEWEST_POINTS
from jixiao.values import number

_SENTENCE = re.compile(r"[^。]+。?")
_OF_RESULTS = ("self_score", "performance", "evaluation_process")
_WEIGHTS, _UNREADABLE = "100", "unreadable_table"
_LEAD = 16  # characters with which a paragraph says what it goes on with


def _turns(context: Context, node: Node, sentence: Text) -> bool:
    """Whether a sentence below the score tells measures or problems («下一步改进措施：加强预算编制管理。»)."""
    return node.role == "self_score" and any(turns_to(context, role, sentence) for role in ("improvements", "problems"))


def conclusion(context: Context) -> dict[str, Draft]:
    """`conclusion`: the section on results first, then wherever the narrative gives a score."""
    use: list[Text] = []
    public: list[Text] = []
    scores: list[Score] = []
    scoring: list[Node] = []
    rating: Draft = None
    of_score = False  # the grade's sentence gives a score too
    before: Text | None = None
    for node, sentence in _sentences(context, "results_use", "self_score"):
        found = scores_in(context, sentence, bare=node.role == "self_score") or score_alone(context, before, sentence)
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
    if len(own := of_own_year(context, scores)) < len(scores):
        scores, rating = own, _rating(context, own[0].sentence)
    score = _chosen(context, scores, first=not apart)
    if score is None and (apart or (of_score and scores)):
        rating = None  # «甲项目自评得分98分，等级为“优”；乙项目自评得分82分…»: the grade of one of them
    if not (score and rating) and not (score is None and apart):
        elsewhere = _sentences(context, "performance", "evaluation_process", "profile")
        given = [found for _, text in elsewhere for found in scores_in(context, text)]
        if len(own := of_own_year(context, given)) < len(given):
            given, rating = own, rating or _rating(context, own[0].sentence)
        score = score or _chosen(context, [found for found in given if not _of_an_item(context, found)])
        rating = rating or next((grade for _, text in elsewhere if (grade := _own_rating(context, text))), None)
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
        given = of_own_year(context, [found for sentence in sentences for found in scores_in(context, sentence)])
        scores = [found for found in given if not _of_an_item(context, found)]
        score = _chosen(context, scores)
        if score:
            sentence = next(found.sentence for found in scores if read_score(found) == score)
            for text in lead.lines if lead else ():
                if opening := context.patterns["opening.with_score"].search(text):
                    context.claim(opening)
            return score, _rating(context, sentence) or _rating_behind(context, sentence, sentences)
    return _labelled(context), None


def _of_an_item(context: Context, score: Score) -> bool:
    """Whether few points in a numbered item are an indicator's («（一）支付及时，扣2分，得分8分»)."""
    read, asked = read_score(score), score.sentence.match[: score.found.match.start("score")]
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
    parts = [node for top in context.structured.outline for node in top.walk() if is_on_projects(context, node)]
    others = {block for node in parts for part in node.walk() for block in part.blocks}
    texts = [*_but_for_projects(context, (source.view() for at, source in asked if at not in others))]
    # «自评总得分 100», «97.3» and «7» below it: the last row of a table that nobody can read begins with the weights'
    refused = {block for one in context.structured.diagnostics if one.code == _UNREADABLE for block in one.blocks}
    found = [
        mark
        for text in texts
        for mark in pattern.finditer(text)
        if not (mark["score"] == _WEIGHTS and text.quote().block in refused)
        and not context.patterns["conclusion.not_total"].search(text[: mark.start])
        and not by_others(context, text, mark)
        and not of_last_year(context, text, mark)
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


def _chosen(context: Context, scores: list[Score], *, first: bool = False) -> Reading[Decimal] | None:
    """The score of the whole: the only one given, or the only one that is called the total («自评总分97.5分» behind
    «投入情况…自评得分18分»). Of several others the ``first`` where the section is about the score and the
    rest may be parts of it («部门自评得分95分» and «项目自评得分97分» are each of something else), else none."""
    totals = [score for score in scores if score.total]
    for group in (scores, totals):
        if len({reading.value for score in group if (reading := read_score(score))}) == 1:
            return _taken(context, group[0])
    alone = first and scores and len({read_score(s) for s in scores if s.sentence is scores[0].sentence}) == 1
    if alone and may_be_parts(scores):
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


def _taken(context: Context, score: Score) -> Reading[Decimal] | None:
    context.claim(score.found)
    for lead in context.patterns["conclusion.lead"].finditer(score.sentence):
        context.claim(lead)
    return read_score(score)


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
        if node.role in _OF_RESULTS and is_on_projects(context, node):
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
    return _of_whole_in(context, sentences) if is_on_projects(context, node) else sentences


def _say_of_projects(context: Context) -> None:
    """Names the only score that the results give where its paragraph is on the projects of a report on the whole."""
    if any(one.code in ("several_scores", "impossible_score") for one in context.diagnostics):
        return
    texts = [text for node in context.nodes(*_OF_RESULTS) for part in _own(node) for text in part.content]
    kept = {id(text) for text in _but_for_projects(context, texts)}
    of_projects = [
        found for text in texts if id(text) not in kept for one in _cut([text]) for found in scores_in(context, one)
    ]
    if len({reading.value for found in of_projects if (reading := read_score(found))}) == 1:
        quote = of_projects[0].found.quote()
        context.diagnostics.append(
            Diagnostic(
                "unread_score",
                f"「{quote.printed}」在说明项目自评的段落中，不是部门整体的自评得分，未读取",
                f"«{quote.printed}» stands in a paragraph on projects and is not the whole's score: not read",
                (quote.block,),
            )
        )
    elif is_on_whole(context):
        average = context.patterns["conclusion.average"]
        averages = [found for text in texts for found in average.finditer(text)]
        if averages:
            quote = averages[0].quote()
            context.diagnostics.append(
                Diagnostic(
                    "unread_score",
                    f"「{quote.printed}」是平均得分，不能确定是部门整体的自评得分，未读取",
                    f"«{quote.printed}» is an average and not surely the whole's score: not read",
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
        if "项目" in text.match[:_LEAD] and on_projects.search(text) and is_on_whole(context):
            yield from _of_whole_in(context, _cut([text]))
        else:
            yield text


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
    if of_last_year(context, sentence, grade) or by_others(context, sentence, grade):
        return True
    if of_average(context, sentence[: grade.start]):
        return True
    if "个" in sentence.match and (classes := context.patterns["conclusion.classes"].search(sentence)):
        return classes.start < grade.start < classes.end
    return graded_project(context, sentence, grade)


def _rating(context: Context, sentence: Text) -> Draft:
    rating = context.patterns["conclusion.rating"]
    if not rating.may_match(sentence.match):
        return None  # most: no word of a grade, ticked or not
    found = next((grade for grade in rating.finditer(sentence) if not _is_foreign(context, sentence, grade)), None)
    if found is None:
        found = ticked(context, sentence)
        if found is None or by_others(context, sentence, found):
            return None
    context.claim(found)
    group = next(g for g in ("rating", "rating2", "rating3", "rating4", "rating5") if found.has(g))
    quote = found.quote(group)
    canonical = context.patterns.rating(found[group])
    return {
        "text": text_reading(quote, found.id),
        "canonical": Reading(canonical, quote, found.id, (f"{quote.printed} → {canonical}",)) if canonical else None,
    }


def _own_rating(context: Context, sentence: Text) -> Draft:
    """The grade of a sentence outside the sections on results, where it gives the score too or says that it is on the
    report's evaluation («空气质量评价为良» is praise of the work)."""
    patterns = context.patterns
    if not patterns["conclusion.rating"].may_match(sentence.match):
        return None  # most
    own = patterns["conclusion.own_grade"].occurs(sentence.match) or scores_in(context, sentence)
    return _rating(context, sentence) if own else None


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
